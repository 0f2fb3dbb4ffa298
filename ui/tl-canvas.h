/* tl-canvas.h: the map, to be looked at and walked through
 *
 * Stages, touchpoints and pains are bare leaf widgets, nested as they are in the journey, each painting its own part of
 * the scene; everything else is painted by a layer below them, and what comes and goes (hover, selection) by one above.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-session.h"

G_BEGIN_DECLS

#define TL_TYPE_CANVAS (tl_canvas_get_type ())
G_DECLARE_FINAL_TYPE (TlCanvas, tl_canvas, TL, CANVAS, GtkWidget)

#define TL_CANVAS_ZOOM_STEP 1.25

void       tl_canvas_set_session (TlCanvas   *self,
                                  TlSession  *session);
double     tl_canvas_get_scale   (TlCanvas   *self);
void       tl_canvas_zoom_to     (TlCanvas   *self,
                                  double      scale);
void       tl_canvas_zoom_by     (TlCanvas   *self,
                                  double      factor);
void       tl_canvas_zoom_about  (TlCanvas   *self,
                                  double      factor,
                                  double      x,
                                  double      y);
void       tl_canvas_pan         (TlCanvas   *self,
                                  double      dx,
                                  double      dy);
void       tl_canvas_fit         (TlCanvas   *self);
gboolean   tl_canvas_is_drawn    (TlCanvas   *self);
gboolean   tl_canvas_is_typing   (TlCanvas   *self);
guint      tl_canvas_n_layouts   (TlCanvas   *self);
GtkWidget *tl_canvas_get_leaf    (TlCanvas   *self,
                                  const char *thing);
gboolean   tl_canvas_get_place   (TlCanvas   *self,
                                  const char *thing,
                                  double     *x,
                                  double     *y);

G_END_DECLS
