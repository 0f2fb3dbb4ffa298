/* tl-viewport.h: which part of a picture is seen, and how large
 *
 * Plain sums, kept apart from the widget so that they can be tested without one. A picture is seen through a widget;
 * the point (x, y) of the picture stands at the widget's top left corner.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TL_VIEWPORT_MIN_SCALE 0.02
#define TL_VIEWPORT_MAX_SCALE 4.0

/* Below the first scale a card is hard to read: a journey that is too wide for it is begun at its beginning instead, at
 * the second, unless the whole is asked for. */
#define TL_VIEWPORT_LEGIBLE 0.58
#define TL_VIEWPORT_PLEASANT 0.8

/**
 * TlViewport:
 * @scale: pixels per unit
 * @x: the picture's point at the left edge
 * @y: the picture's point at the top
 * @left: where the picture begins
 * @top: where the picture begins
 * @width: of the picture, in units
 * @height: of the picture, in units
 * @view_width: of the widget, in pixels
 * @view_height: of the widget, in pixels
 */
typedef struct
{
  double scale;
  double x, y;
  double left, top, width, height;
  double view_width, view_height;
} TlViewport;

void     tl_viewport_init       (TlViewport       *self);
void     tl_viewport_set_picture (TlViewport      *self,
                                  double           left,
                                  double           top,
                                  double           width,
                                  double           height);
void     tl_viewport_to_view    (const TlViewport *self,
                                 double            x,
                                 double            y,
                                 double           *view_x,
                                 double           *view_y);
void     tl_viewport_to_picture (const TlViewport *self,
                                 double            view_x,
                                 double            view_y,
                                 double           *x,
                                 double           *y);
void     tl_viewport_zoom       (TlViewport       *self,
                                 double            scale,
                                 double            view_x,
                                 double            view_y);
void     tl_viewport_pan        (TlViewport       *self,
                                 double            view_dx,
                                 double            view_dy);
void     tl_viewport_fit        (TlViewport       *self,
                                 double            margin,
                                 gboolean          whole,
                                 gboolean          rtl,
                                 double            text);
gboolean tl_viewport_reveal     (TlViewport       *self,
                                 double            x,
                                 double            y,
                                 double            width,
                                 double            height,
                                 double            margin);
gboolean tl_viewport_sees       (const TlViewport *self,
                                 double            x,
                                 double            y,
                                 double            width,
                                 double            height);

G_END_DECLS
