/* tl-canvas-entry.h: where a thing on the map gets its title
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-capture.h"

G_BEGIN_DECLS

#define TL_TYPE_CANVAS_ENTRY (tl_canvas_entry_get_type ())
G_DECLARE_FINAL_TYPE (TlCanvasEntry, tl_canvas_entry, TL, CANVAS_ENTRY, GtkWidget)

GtkWidget  *tl_canvas_entry_new      (const char    *title,
                                      const char    *label);
void        tl_canvas_entry_set_font (TlCanvasEntry *self,
                                      double         size,
                                      int            weight);
void        tl_canvas_entry_set_text (TlCanvasEntry *self,
                                      const char    *text);
const char *tl_canvas_entry_get_text (TlCanvasEntry *self);
void        tl_canvas_entry_set_captures (TlCanvasEntry *self,
                                          gboolean       captures);
void        tl_canvas_entry_set_use  (TlCanvasEntry *self,
                                      const char    *label,
                                      const char    *icon);
void        tl_canvas_entry_set_message (TlCanvasEntry *self,
                                         const char    *text,
                                         gboolean       is_wrong);
GtkWidget  *tl_canvas_entry_get_line (TlCanvasEntry *self);
gboolean    tl_canvas_entry_forward  (TlCanvasEntry *self,
                                      GtkEventControllerKey *controller);
void        tl_canvas_entry_go_on    (TlCanvasEntry *self);

G_END_DECLS
