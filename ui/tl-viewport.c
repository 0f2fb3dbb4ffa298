/* tl-viewport.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-viewport.h"

#include <math.h>

/* So much of the picture stays in sight, however far it is moved, in pixels. */
#define HOLD 80.0

/* A small picture is not blown up beyond its full size by fitting. */
#define MAX_FIT 1.0

void
tl_viewport_init (TlViewport *self)
{
  *self = (TlViewport) { .scale = 1 };
}

/**
 * tl_viewport_set_picture:
 *
 * Says where the picture is and how large.
 */
void
tl_viewport_set_picture (TlViewport *self, double left, double top, double width, double height)
{
  self->left = left;
  self->top = top;
  self->width = width;
  self->height = height;
}

void
tl_viewport_to_view (const TlViewport *self, double x, double y, double *view_x, double *view_y)
{
  *view_x = (x - self->x) * self->scale;
  *view_y = (y - self->y) * self->scale;
}

void
tl_viewport_to_picture (const TlViewport *self, double view_x, double view_y, double *x, double *y)
{
  *x = view_x / self->scale + self->x;
  *y = view_y / self->scale + self->y;
}

static double
hold (double at, double start, double size, double view, double scale)
{
  double least = MIN (HOLD, MIN (size * scale, view) / 2) / scale;

  return CLAMP (at, start + least - view / scale, start + size - least);
}

static void
clamp (TlViewport *self)
{
  if (self->width <= 0 || self->height <= 0)
    return;
  self->x = hold (self->x, self->left, self->width, self->view_width, self->scale);
  self->y = hold (self->y, self->top, self->height, self->view_height, self->scale);
}

/**
 * tl_viewport_zoom:
 * @scale: pixels per unit; held to what is sensible
 * @view_x: where on the widget
 * @view_y: where on the widget
 *
 * Zooms; what stands at (@view_x, @view_y) stays there.
 */
void
tl_viewport_zoom (TlViewport *self, double scale, double view_x, double view_y)
{
  double x, y;

  if (!isfinite (scale))
    return;
  tl_viewport_to_picture (self, view_x, view_y, &x, &y);
  self->scale = CLAMP (scale, TL_VIEWPORT_MIN_SCALE, TL_VIEWPORT_MAX_SCALE);
  self->x = x - view_x / self->scale;
  self->y = y - view_y / self->scale;
  clamp (self);
}

/**
 * tl_viewport_pan:
 * @view_dx: how far the window moves over the picture, in pixels
 * @view_dy: how far the window moves over the picture, in pixels
 */
void
tl_viewport_pan (TlViewport *self, double view_dx, double view_dy)
{
  self->x += view_dx / self->scale;
  self->y += view_dy / self->scale;
  clamp (self);
}

/**
 * tl_viewport_fit:
 * @margin: to be left around, in pixels
 * @whole: whether all of it must be seen, however small; otherwise its whole width where that can be read, or else its
 *   beginning
 * @rtl: whether it begins at the right
 * @text: how much larger than usual text is wanted
 */
void
tl_viewport_fit (TlViewport *self, double margin, gboolean whole, gboolean rtl, double text)
{
  double room_x = MAX (self->view_width - 2 * margin, 1);
  double room_y = MAX (self->view_height - 2 * margin, 1);
  double scale;

  if (self->width <= 0 || self->height <= 0)
    return;
  if (whole)
    scale = MIN (room_x / self->width, room_y / self->height);
  else if (room_x / self->width >= TL_VIEWPORT_LEGIBLE * text)
    scale = MAX (MIN (room_x / self->width, room_y / self->height),
                 MIN (room_x / self->width, TL_VIEWPORT_PLEASANT * text));
  else
    scale = TL_VIEWPORT_PLEASANT * text;
  scale = MIN (scale, MAX_FIT * text);
  self->scale = CLAMP (scale, TL_VIEWPORT_MIN_SCALE, TL_VIEWPORT_MAX_SCALE);
  if (self->width * self->scale <= room_x + 0.5)
    self->x = self->left + (self->width - self->view_width / self->scale) / 2;
  else
    self->x = self->left + (rtl ? self->width - (self->view_width - margin) / self->scale : -margin / self->scale);
  if (self->height * self->scale <= room_y + 0.5)
    self->y = self->top + (self->height - self->view_height / self->scale) / 2;
  else
    self->y = self->top - margin / self->scale;
}

static gboolean
reveal (double *at, double view, double start, double size, double margin)
{
  double before = *at;

  if (start + size + margin > *at + view)
    *at = start + size + margin - view;
  if (start - margin < *at)
    *at = start - margin;
  return *at != before;
}

/**
 * tl_viewport_reveal:
 * @margin: to be left around, in pixels
 *
 * Moves as little as it takes for a rectangle of the picture to be seen, its beginning where it is too large.
 *
 * Returns: whether anything moved
 */
gboolean
tl_viewport_reveal (TlViewport *self, double x, double y, double width, double height, double margin)
{
  double around = margin / self->scale;
  gboolean moved = reveal (&self->x, self->view_width / self->scale, x, width, around);

  return reveal (&self->y, self->view_height / self->scale, y, height, around) || moved;
}

/**
 * tl_viewport_sees:
 *
 * Returns: whether any of a rectangle of the picture is seen
 */
gboolean
tl_viewport_sees (const TlViewport *self, double x, double y, double width, double height)
{
  return x < self->x + self->view_width / self->scale && x + width > self->x
         && y < self->y + self->view_height / self->scale && y + height > self->y;
}
