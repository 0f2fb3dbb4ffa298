/* tl-tool.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-tool.h"

#include <math.h>

struct _TlTool
{
  TlJourney     *journey; /* all three may be NULL */
  TlScene       *scene;
  TlGrid        *grid;    /* borrowed */

  TlToolState    state;
  TlToolKind     kind;
  char          *thing;
  TlKind         what;    /* kind of @thing */
  gboolean       at_start;
  double         start_x, start_y;
  double         slop;
  TlBox          from;    /* where @thing is */
  TlAct         *act;     /* what releasing would mean */
  TlToolPreview  preview;
};

/**
 * tl_tool_new:
 *
 * Returns: (transfer full): a tool that does nothing yet
 */
TlTool *
tl_tool_new (void)
{
  return g_new0 (TlTool, 1);
}

/**
 * tl_tool_free:
 */
void
tl_tool_free (TlTool *self)
{
  if (self == NULL)
    return;
  tl_tool_set_map (self, NULL, NULL, NULL);
  g_free (self);
}

/**
 * tl_tool_set_map:
 * @journey: (nullable): what is drawn
 * @scene: (nullable): how
 * @grid: (nullable): its grid; must outlast the next call
 *
 * Gives up whatever was under way: it meant another picture.
 */
void
tl_tool_set_map (TlTool *self, TlJourney *journey, TlScene *scene, TlGrid *grid)
{
  tl_tool_cancel (self);
  g_set_object (&self->journey, journey);
  if (scene)
    tl_scene_ref (scene);
  g_clear_pointer (&self->scene, tl_scene_unref);
  self->scene = scene;
  self->grid = grid;
}

static TlRole
get_role (TlKind kind)
{
  switch (kind)
    {
    case TL_KIND_STAGE:
      return TL_ROLE_STAGE;

    case TL_KIND_TOUCHPOINT:
      return TL_ROLE_TOUCHPOINT;

    case TL_KIND_PAIN:
      return TL_ROLE_PAIN;

    case TL_KIND_DELIGHT:
    default:
      return TL_ROLE_DELIGHT;
    }
}

static gboolean
get_box (TlTool *self, TlKind kind, const char *id, TlBox *box)
{
  guint group = id ? tl_scene_find_group (self->scene, get_role (kind), id) : TL_SCENE_NONE;

  if (group == TL_SCENE_NONE)
    return FALSE;
  *box = tl_scene_get_group (self->scene, group)->bounds;
  return TRUE;
}

/* Where a connection leaves a stage, or comes to it. */
static void
get_port (TlTool *self, const TlBox *box, gboolean out, double *x, double *y)
{
  gboolean right = out != self->grid->rtl;

  *x = right ? box->x + box->width : box->x;
  *y = box->y + MIN (box->height / 2, 80);
}

/**
 * tl_tool_press:
 * @thing: what it is pressed on: what is to be moved, the stage to connect from, or the transition
 * @at_start: for a transition, whether its beginning is held
 * @slop: how far it must be moved to mean anything, in the scene
 *
 * Returns: %FALSE where that cannot be dragged
 */
gboolean
tl_tool_press (TlTool *self, TlToolKind kind, const char *thing, gboolean at_start, double x, double y, double slop)
{
  TlThing *found = self->journey && thing ? tl_journey_lookup (self->journey, thing) : NULL;
  TlKind   what = found ? tl_thing_get_kind (found) : TL_KIND_NONE;

  tl_tool_cancel (self);
  if (found == NULL || self->scene == NULL || self->grid == NULL)
    return FALSE;
  if (kind == TL_TOOL_RECONNECT)
    {
      TlField other = at_start ? TL_TRANSITION_TO : TL_TRANSITION_FROM;

      if (what != TL_KIND_TRANSITION
          || !get_box (self, TL_KIND_STAGE, tl_thing_get_text (found, other), &self->from))
        return FALSE;
    }
  else
    {
      if (kind == TL_TOOL_CONNECT ? what != TL_KIND_STAGE
                                  : what != TL_KIND_STAGE && what != TL_KIND_TOUCHPOINT && what != TL_KIND_PAIN
                                      && what != TL_KIND_DELIGHT)
        return FALSE;
      if (!get_box (self, what, thing, &self->from))
        return FALSE;
    }
  self->state = TL_TOOL_PRESSED;
  self->kind = kind;
  self->thing = g_strdup (thing);
  self->what = what;
  self->at_start = at_start;
  self->start_x = x;
  self->start_y = y;
  self->slop = slop;
  return TRUE;
}

static void
forget_act (TlTool *self)
{
  g_clear_pointer (&self->act, tl_act_free);
  self->preview = (TlToolPreview) { 0 };
}

static void
aim_stage (TlTool *self, double x, double y)
{
  TlSpot spot;

  self->preview.held = self->from;
  self->preview.held.x += x - self->start_x;
  self->preview.held.y += y - self->start_y;
  if (!tl_grid_drop (self->grid, self->thing, self->preview.held.x + self->from.width / 2,
                     self->preview.held.y + self->from.height / 2, &spot))
    return;
  self->act = tl_act_new (TL_ACT_MOVE, self->thing);
  self->act->spot = spot;
  self->preview.ghost = spot.box;
}

/* The stage at a point: one that it lies in, or else none. */
static const char *
find_stage (TlTool *self, double x, double y)
{
  guint group = tl_scene_hit (self->scene, x, y, TL_ROLE_BIT (TL_ROLE_STAGE));

  return group == TL_SCENE_NONE ? NULL : tl_scene_get_group (self->scene, group)->thing;
}

/* Among the things of a kind in @parent, where a point lies: the line between two of them. */
static void
aim_between (TlTool *self, TlThing *parent, const TlBox *parent_box, double y)
{
  guint n = tl_thing_n (parent, self->what);
  TlBox box, last = *parent_box;
  guint n_seen = 0;

  self->act = tl_act_new (TL_ACT_PLACE, self->thing);
  self->act->to = g_strdup (tl_thing_get_id (parent));
  for (guint i = 0; i < n; i++)
    {
      const char *id = tl_thing_get_id (tl_thing_nth (parent, self->what, i));

      if (!get_box (self, self->what, id, &box))
        continue;
      n_seen++;
      last = box;
      g_free (self->act->sibling);
      self->act->sibling = g_strdup (id);
      self->act->after = y >= box.y + box.height / 2;
      if (!self->act->after)
        break;
    }
  self->preview.mark = (TlBox) { last.x, last.y - 4, last.width, 0 };
  if (n_seen == 0)
    self->preview.mark = (TlBox) { parent_box->x + 14, parent_box->y + parent_box->height - 6, parent_box->width - 28, 0 };
  else if (self->act->after)
    self->preview.mark.y = last.y + last.height + 4;
}

static void
aim_inside (TlTool *self, double x, double y)
{
  const char *stage_id = find_stage (self, x, y);
  TlThing    *stage = stage_id ? tl_journey_lookup (self->journey, stage_id) : NULL;
  TlThing    *best = NULL;
  TlBox       box, best_box;
  double      least = HUGE_VAL;

  self->preview.held = self->from;
  self->preview.held.x += x - self->start_x;
  self->preview.held.y += y - self->start_y;
  if (stage == NULL)
    return;
  if (self->what == TL_KIND_TOUCHPOINT)
    {
      if (get_box (self, TL_KIND_STAGE, stage_id, &box))
        aim_between (self, stage, &box, y);
      return;
    }
  for (guint i = 0; i < tl_thing_n (stage, TL_KIND_TOUCHPOINT); i++)
    {
      TlThing *touchpoint = tl_thing_nth (stage, TL_KIND_TOUCHPOINT, i);
      double   far;

      if (!get_box (self, TL_KIND_TOUCHPOINT, tl_thing_get_id (touchpoint), &box))
        continue;
      far = MAX (0, MAX (box.y - y, y - box.y - box.height));
      if (far < least)
        {
          least = far;
          best = touchpoint;
          best_box = box;
        }
    }
  if (best)
    aim_between (self, best, &best_box, y);
}

static void
aim_connection (TlTool *self, double x, double y)
{
  const char *target = find_stage (self, x, y);
  gboolean    out = self->kind == TL_TOOL_CONNECT || !self->at_start;
  double      from_x, from_y, to_x = x, to_y = y;
  TlBox       box;

  get_port (self, &self->from, out, &from_x, &from_y);
  if (target && get_box (self, TL_KIND_STAGE, target, &box))
    get_port (self, &box, !out, &to_x, &to_y);
  self->preview.line = (TlBox) { from_x, from_y, to_x - from_x, to_y - from_y };
  self->preview.target = target;
  if (self->kind == TL_TOOL_RECONNECT)
    {
      if (target == NULL)
        return;
      self->act = tl_act_new (TL_ACT_RECONNECT, self->thing);
      self->act->at_start = self->at_start;
      self->act->to = g_strdup (target);
      return;
    }
  /* Let go where it began, nothing is meant. */
  if (target && g_str_equal (target, self->thing))
    {
      self->preview.target = NULL;
      return;
    }
  self->act = tl_act_new (target ? TL_ACT_CONNECT : TL_ACT_CONNECT_NEW, self->thing);
  self->act->to = g_strdup (target);
  if (target == NULL)
    {
      tl_grid_drop (self->grid, NULL, x, y, &self->act->spot);
      self->preview.ghost = self->act->spot.box;
    }
}

/**
 * tl_tool_move:
 *
 * Returns: whether it means something by now
 */
gboolean
tl_tool_move (TlTool *self, double x, double y)
{
  if (self->state == TL_TOOL_IDLE)
    return FALSE;
  if (self->state == TL_TOOL_PRESSED && hypot (x - self->start_x, y - self->start_y) < self->slop)
    return FALSE;
  self->state = TL_TOOL_ACTIVE;
  forget_act (self);
  if (self->kind != TL_TOOL_MOVE)
    aim_connection (self, x, y);
  else if (self->what == TL_KIND_STAGE)
    aim_stage (self, x, y);
  else
    aim_inside (self, x, y);
  return TRUE;
}

/**
 * tl_tool_release:
 *
 * Returns: (transfer full) (nullable): what is meant; %NULL for nothing, as when it was not moved
 */
TlAct *
tl_tool_release (TlTool *self)
{
  TlAct *act = self->state == TL_TOOL_ACTIVE ? g_steal_pointer (&self->act) : NULL;

  tl_tool_cancel (self);
  return act;
}

/**
 * tl_tool_cancel:
 *
 * Gives up: nothing is meant.
 */
void
tl_tool_cancel (TlTool *self)
{
  forget_act (self);
  self->state = TL_TOOL_IDLE;
  g_clear_pointer (&self->thing, g_free);
}

TlToolState
tl_tool_get_state (TlTool *self)
{
  return self->state;
}

TlToolKind
tl_tool_get_kind (TlTool *self)
{
  return self->kind;
}

/**
 * tl_tool_get_thing:
 *
 * Returns: (transfer none) (nullable): what it is pressed on
 */
const char *
tl_tool_get_thing (TlTool *self)
{
  return self->thing;
}

/**
 * tl_tool_get_preview:
 *
 * Returns: (transfer none) (nullable): what to show; %NULL while it means nothing
 */
const TlToolPreview *
tl_tool_get_preview (TlTool *self)
{
  return self->state == TL_TOOL_ACTIVE ? &self->preview : NULL;
}
