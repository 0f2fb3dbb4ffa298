/* tl-canvas-leaf.h: one stage, touchpoint or pain on the canvas
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-canvas.h"
#include "tl-scene.h"

G_BEGIN_DECLS

#define TL_TYPE_CANVAS_LEAF (tl_canvas_leaf_get_type ())
G_DECLARE_FINAL_TYPE (TlCanvasLeaf, tl_canvas_leaf, TL, CANVAS_LEAF, GtkWidget)

GtkWidget   *tl_canvas_leaf_new        (TlCanvas      *canvas,
                                        guint          group,
                                        const TlGroup *what);
void         tl_canvas_leaf_update     (TlCanvasLeaf  *self,
                                        guint          group,
                                        const TlGroup *what);
void         tl_canvas_leaf_set_editable (TlCanvasLeaf *self,
                                        gboolean       editable);
guint        tl_canvas_leaf_get_group  (TlCanvasLeaf  *self);
const char  *tl_canvas_leaf_get_thing  (TlCanvasLeaf  *self);
const TlBox *tl_canvas_leaf_get_bounds (TlCanvasLeaf  *self);
gboolean     tl_canvas_leaf_depart     (TlCanvasLeaf  *self,
                                        double         dx,
                                        double         dy);
void         tl_canvas_leaf_get_offset (TlCanvasLeaf  *self,
                                        double        *dx,
                                        double        *dy);
void         tl_canvas_leaf_forget     (TlCanvasLeaf  *self);
void         tl_canvas_leaf_set_selected (TlCanvasLeaf *self,
                                          gboolean      selected);

G_END_DECLS
