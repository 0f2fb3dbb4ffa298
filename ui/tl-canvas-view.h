/* tl-canvas-view.h: which part of the map is seen, and what stands out in it
 *
 * What the overview, the search, the problems and presenting need of the canvas. Lengths are in units of the picture
 * unless they are said to be in pixels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-canvas.h"
#include "tl-map.h"
#include "tl-viewport.h"

G_BEGIN_DECLS

TlScene          *tl_canvas_get_scene    (TlCanvas   *self);
const TlViewport *tl_canvas_get_view     (TlCanvas   *self);
TlPalette         tl_canvas_get_palette  (TlCanvas   *self);
gboolean          tl_canvas_is_dragging  (TlCanvas   *self);
void              tl_canvas_look_at      (TlCanvas   *self,
                                          double      x,
                                          double      y);
void              tl_canvas_fit_width    (TlCanvas   *self);
gboolean          tl_canvas_fit_thing    (TlCanvas   *self,
                                          const char *thing);
gboolean          tl_canvas_show_box     (TlCanvas   *self,
                                          const TlBox *box,
                                          double      scale);
gboolean          tl_canvas_reveal       (TlCanvas   *self,
                                          const char *thing);
gboolean          tl_canvas_get_box      (TlCanvas   *self,
                                          const char *thing,
                                          TlBox      *box);
void              tl_canvas_set_without  (TlCanvas   *self,
                                          TlMapParts  without);
void              tl_canvas_set_ring     (TlCanvas   *self,
                                          const char *thing);
const char       *tl_canvas_get_ring     (TlCanvas   *self);
void              tl_canvas_set_presents  (TlCanvas  *self,
                                          gboolean    presents);
void              tl_canvas_forget_pointer (TlCanvas *self);
void              tl_canvas_set_place    (TlCanvas   *self,
                                          double      scale,
                                          double      x,
                                          double      y);
void              tl_canvas_set_highlight (TlCanvas  *self,
                                          gboolean    highlight);

G_END_DECLS
