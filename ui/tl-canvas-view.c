/* tl-canvas-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-canvas-view.h"

#include <adwaita.h>

#include "tl-canvas-private.h"

/* A thing that is fitted is not blown up beyond this. */
#define MAX_FIT 2.0

/**
 * tl_canvas_get_scene:
 *
 * Returns: (transfer none) (nullable): the picture that is seen; `drawn` says when there is another
 */
TlScene *
tl_canvas_get_scene (TlCanvas *self)
{
  g_return_val_if_fail (TL_IS_CANVAS (self), NULL);
  return self->scene;
}

/**
 * tl_canvas_get_view:
 *
 * Returns: (transfer none): which part of the picture is seen; `moved` says when that changes
 */
const TlViewport *
tl_canvas_get_view (TlCanvas *self)
{
  g_return_val_if_fail (TL_IS_CANVAS (self), NULL);
  return &self->view;
}

/**
 * tl_canvas_get_palette:
 *
 * Returns: the colours that the map is painted in
 */
TlPalette
tl_canvas_get_palette (TlCanvas *self)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? TL_PALETTE_DARK : TL_PALETTE_LIGHT;
}

/**
 * tl_canvas_is_dragging:
 *
 * Returns: whether something is on its way on the map, or the map itself
 */
gboolean
tl_canvas_is_dragging (TlCanvas *self)
{
  g_return_val_if_fail (TL_IS_CANVAS (self), FALSE);
  return tl_tool_get_state (self->tool) == TL_TOOL_ACTIVE;
}

/**
 * tl_canvas_look_at:
 * @x: in the picture
 * @y: in the picture
 *
 * Brings a point into the middle.
 */
void
tl_canvas_look_at (TlCanvas *self, double x, double y)
{
  g_return_if_fail (TL_IS_CANVAS (self));
  self->view.x = x - self->view.view_width / 2 / self->view.scale;
  self->view.y = y - self->view.view_height / 2 / self->view.scale;
  tl_viewport_pan (&self->view, 0, 0);
  _tl_canvas_moved (self);
}

/**
 * tl_canvas_show_box:
 * @box: what to show
 * @scale: pixels for each unit; 0 for as large as there is room
 *
 * Shows @box in the middle, at its beginning where it is too large.
 *
 * Returns: %FALSE where there is no room yet
 */
gboolean
tl_canvas_show_box (TlCanvas *self, const TlBox *box, double scale)
{
  TlViewport view;

  g_return_val_if_fail (TL_IS_CANVAS (self), FALSE);
  if (self->view.view_width <= 0 || box->width <= 0 || box->height <= 0)
    return FALSE;
  view = self->view;
  if (scale <= 0)
    scale = MIN (MIN ((view.view_width - 2 * TL_CANVAS_MARGIN) / box->width,
                      (view.view_height - 2 * TL_CANVAS_MARGIN) / box->height), MAX_FIT);
  self->view.scale = CLAMP (scale, TL_VIEWPORT_MIN_SCALE, TL_VIEWPORT_MAX_SCALE);
  scale = self->view.scale;
  self->view.x = box->x - MAX (TL_CANVAS_MARGIN / scale, (view.view_width / scale - box->width) / 2);
  self->view.y = box->y - MAX (TL_CANVAS_MARGIN / scale, (view.view_height / scale - box->height) / 2);
  tl_viewport_pan (&self->view, 0, 0);
  _tl_canvas_moved (self);
  return TRUE;
}

/**
 * tl_canvas_fit_width:
 *
 * Shows the journey from its beginning to its end, with what stands at the top.
 */
void
tl_canvas_fit_width (TlCanvas *self)
{
  TlBox  box;
  double scale;

  g_return_if_fail (TL_IS_CANVAS (self));
  if (self->view.width <= 0)
    return;
  scale = MIN ((self->view.view_width - 2 * TL_CANVAS_MARGIN) / self->view.width, MAX_FIT);
  box = (TlBox) { self->view.left, self->view.top, self->view.width, self->view.height };
  tl_canvas_show_box (self, &box, scale);
}

/**
 * tl_canvas_get_box:
 * @thing: (nullable): an id
 * @box: (out): where it is drawn
 *
 * Returns: whether it is on the map
 */
gboolean
tl_canvas_get_box (TlCanvas *self, const char *thing, TlBox *box)
{
  guint group = thing && self->scene ? _tl_canvas_find_group (self, thing) : TL_SCENE_NONE;

  if (group == TL_SCENE_NONE)
    return FALSE;
  *box = tl_scene_get_group (self->scene, group)->bounds;
  return TRUE;
}

/**
 * tl_canvas_fit_thing:
 * @thing: (nullable): an id
 *
 * Shows a thing as large as there is room.
 *
 * Returns: whether it is on the map
 */
gboolean
tl_canvas_fit_thing (TlCanvas *self, const char *thing)
{
  TlBox box;

  g_return_val_if_fail (TL_IS_CANVAS (self), FALSE);
  return tl_canvas_get_box (self, thing, &box) && tl_canvas_show_box (self, &box, 0);
}

/**
 * tl_canvas_reveal:
 * @thing: (nullable): an id
 *
 * Brings a thing into sight, with the map as large as it must be to be read, moving no more than it takes.
 *
 * Returns: whether it is on the map
 */
gboolean
tl_canvas_reveal (TlCanvas *self, const char *thing)
{
  TlBox box;

  g_return_val_if_fail (TL_IS_CANVAS (self), FALSE);
  if (!tl_canvas_get_box (self, thing, &box) || self->view.view_width <= 0)
    return FALSE;
  if (self->view.scale < TL_VIEWPORT_LEGIBLE)
    {
      tl_viewport_zoom (&self->view, TL_VIEWPORT_PLEASANT, self->view.view_width / 2, self->view.view_height / 2);
      tl_canvas_look_at (self, box.x + box.width / 2, box.y + box.height / 2);
    }
  /* Room for what stands over the corners of the map. */
  if (tl_viewport_reveal (&self->view, box.x, box.y, box.width, box.height, 3 * TL_CANVAS_MARGIN))
    _tl_canvas_moved (self);
  return TRUE;
}

/**
 * tl_canvas_set_without:
 * @without: what this window's map leaves out, whatever the journey says
 */
void
tl_canvas_set_without (TlCanvas *self, TlMapParts without)
{
  g_return_if_fail (TL_IS_CANVAS (self));
  if (self->without == without)
    return;
  self->without = without;
  if (self->session)
    _tl_canvas_rebuild (self);
}

/**
 * tl_canvas_set_ring:
 * @thing: (nullable): what was found
 *
 * Puts a ring around a thing, so that the eye finds it.
 */
void
tl_canvas_set_ring (TlCanvas *self, const char *thing)
{
  g_return_if_fail (TL_IS_CANVAS (self));
  if (g_strcmp0 (self->ring, thing) == 0)
    return;
  g_free (self->ring);
  self->ring = g_strdup (thing);
  gtk_widget_queue_draw (self->above);
}

/**
 * tl_canvas_get_ring:
 *
 * Returns: (transfer none) (nullable): what has a ring around it
 */
const char *
tl_canvas_get_ring (TlCanvas *self)
{
  g_return_val_if_fail (TL_IS_CANVAS (self), NULL);
  return self->ring;
}

/**
 * tl_canvas_set_highlight:
 * @highlight: whether a stage that is selected or pointed at stands out with its paths
 */
void
tl_canvas_set_highlight (TlCanvas *self, gboolean highlight)
{
  g_return_if_fail (TL_IS_CANVAS (self));
  _tl_highlight_set_enabled (self->highlight, highlight);
}

/**
 * tl_canvas_set_presents:
 * @presents: whether a room looks on
 *
 * To a room, the map shows no handles and buttons.
 */
void
tl_canvas_set_presents (TlCanvas *self, gboolean presents)
{
  g_return_if_fail (TL_IS_CANVAS (self));
  self->presents = presents;
  _tl_canvas_buttons_update (self);
  gtk_widget_queue_draw (self->above);
}

/**
 * tl_canvas_set_place:
 * @scale: pixels for each unit
 * @x: the picture's point at the left edge
 * @y: the picture's point at the top
 *
 * Shows just this part of the picture.
 */
void
tl_canvas_set_place (TlCanvas *self, double scale, double x, double y)
{
  g_return_if_fail (TL_IS_CANVAS (self));
  self->view.scale = CLAMP (scale, TL_VIEWPORT_MIN_SCALE, TL_VIEWPORT_MAX_SCALE);
  self->view.x = x;
  self->view.y = y;
  _tl_canvas_moved (self);
}

/**
 * tl_canvas_forget_pointer:
 *
 * Nothing is shown for where the pointer is, until it moves.
 */
void
tl_canvas_forget_pointer (TlCanvas *self)
{
  g_return_if_fail (TL_IS_CANVAS (self));
  _tl_canvas_set_hover (self, TL_SCENE_NONE);
}
