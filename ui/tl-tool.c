/* tl-tool.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-tool.h"

#include <math.h>

/* Nearer to an edge than this, in pixels, dragging moves the map, at most so many pixels a second. */
#define EDGE  36.0
#define SPEED 900.0

struct _TlTool
{
  TlJourney     *journey; /* all three may be NULL */
  TlScene       *scene;
  TlGrid        *grid;    /* borrowed */

  TlToolState    state;
  TlToolKind     kind;
  char          *thing;
  char         **chosen;  /* what is selected, or NULL */
  char         **things;  /* all that is moved with @thing, itself among them; NULL where that is all */
  TlKind         what;    /* kind of @thing */
  gboolean       at_start;
  double         start_x, start_y;
  double         last_x, last_y;
  double         slop;
  TlBox          from;    /* where @thing is */
  TlAct         *act;     /* what releasing would mean */
  TlToolPreview  preview;
};

static void
forget_act (TlTool *self)
{
  g_clear_pointer (&self->act, tl_act_free);
  g_strfreev (self->preview.inside);
  self->preview = (TlToolPreview) { 0 };
}

static void go_on (TlTool *self);

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
  tl_tool_cancel (self);
  tl_tool_set_map (self, NULL, NULL, NULL);
  g_strfreev (self->chosen);
  g_free (self);
}

/**
 * tl_tool_set_map:
 * @journey: (nullable): what is drawn
 * @scene: (nullable): how
 * @grid: (nullable): its grid; must outlast the next call
 *
 * What is under way goes on in another picture of the same journey, where what is dragged is still there: figures come
 * when they come, and must not take anything out of anybody's hand. Without a picture it waits for one.
 */
void
tl_tool_set_map (TlTool *self, TlJourney *journey, TlScene *scene, TlGrid *grid)
{
  gboolean waits = self->state != TL_TOOL_IDLE && scene == NULL;

  if (self->state != TL_TOOL_IDLE && scene && journey != self->journey)
    tl_tool_cancel (self);
  forget_act (self);
  if (!waits)
    g_set_object (&self->journey, journey);
  if (scene)
    tl_scene_ref (scene);
  g_clear_pointer (&self->scene, tl_scene_unref);
  self->scene = scene;
  self->grid = grid;
  if (self->state != TL_TOOL_IDLE && scene)
    go_on (self);
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
 * tl_tool_set_chosen:
 * @things: (nullable) (array zero-terminated=1): the ids of what is selected
 *
 * Says what is dragged together where one of them is dragged. It counts from the next press on.
 */
void
tl_tool_set_chosen (TlTool *self, const char *const *things)
{
  char **copy = g_strdupv ((char **) things);

  g_strfreev (self->chosen);
  self->chosen = copy;
}

/* What goes along with what is held: those of its kind that are selected as it is, in the order of the journey. */
static char **
list_along (TlTool *self, const char *held, TlKind what)
{
  g_autoptr (GPtrArray)  all = NULL;
  g_autoptr (GHashTable) chosen = NULL;
  GPtrArray             *ids;

  if (self->chosen == NULL || !g_strv_contains ((const char *const *) self->chosen, held))
    return NULL;
  all = tl_journey_collect (self->journey, what);
  chosen = g_hash_table_new (g_str_hash, g_str_equal);
  for (gsize i = 0; self->chosen[i]; i++)
    g_hash_table_add (chosen, self->chosen[i]);
  ids = g_ptr_array_new ();
  for (guint i = 0; i < all->len; i++)
    if (g_hash_table_contains (chosen, tl_thing_get_id (all->pdata[i])))
      g_ptr_array_add (ids, g_strdup (tl_thing_get_id (all->pdata[i])));
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}

static void
press_at (TlTool *self, TlToolKind kind, double x, double y, double slop)
{
  self->state = TL_TOOL_PRESSED;
  self->kind = kind;
  self->start_x = self->last_x = x;
  self->start_y = self->last_y = y;
  self->slop = slop;
}

/**
 * tl_tool_press:
 * @thing: (nullable): what it is pressed on: what is to be moved, the stage to connect from, or the transition; %NULL for
 *   %TL_TOOL_BAND
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
  if (self->scene == NULL || self->grid == NULL)
    return FALSE;
  if (kind == TL_TOOL_BAND)
    {
      press_at (self, kind, x, y, slop);
      return TRUE;
    }
  if (found == NULL)
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
  press_at (self, kind, x, y, slop);
  self->thing = g_strdup (thing);
  self->things = kind == TL_TOOL_MOVE ? list_along (self, thing, what) : NULL;
  self->what = what;
  self->at_start = at_start;
  return TRUE;
}

static void
hold_at (TlTool *self, double x, double y)
{
  self->preview.dx = x - self->start_x;
  self->preview.dy = y - self->start_y;
  self->preview.held = self->from;
  self->preview.held.x += self->preview.dx;
  self->preview.held.y += self->preview.dy;
}

static gboolean
is_moved (TlTool *self, const char *id)
{
  return g_strcmp0 (id, self->thing) == 0 || (self->things && g_strv_contains ((const char *const *) self->things, id));
}

static void
aim_stage (TlTool *self, double x, double y)
{
  TlSpot spot;

  hold_at (self, x, y);
  if (!tl_grid_drop (self->grid, self->thing, self->preview.held.x + self->from.width / 2,
                     self->preview.held.y + self->from.height / 2, &spot))
    return;
  self->act = tl_act_new (TL_ACT_MOVE, self->thing);
  self->act->spot = spot;
  self->act->things = g_strdupv (self->things);
  self->preview.ghost = spot.box;
  self->preview.lands = !spot.inserts;
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
  self->act->things = g_strdupv (self->things);
  for (guint i = 0; i < n; i++)
    {
      const char *id = tl_thing_get_id (tl_thing_nth (parent, self->what, i));

      /* Beside one that goes elsewhere itself is nowhere, but for one alone, which then stays where it is. */
      if (!get_box (self, self->what, id, &box) || (self->things && self->things[1] && is_moved (self, id)))
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

  hold_at (self, x, y);
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

static gboolean
encloses (const TlBox *band, const TlBox *box)
{
  return box->width > 0 && box->x >= band->x && box->y >= band->y && box->x + box->width <= band->x + band->width
         && box->y + box->height <= band->y + band->height;
}

/* Ways that lie in the band while their stages do not: those between stages in it belong to these. */
static void
add_ways (TlTool *self, GHashTable *seen, GPtrArray *inside)
{
  TlThing *root = tl_journey_get_root (self->journey);

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    {
      TlThing         *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);
      const char      *from = tl_thing_get_text (way, TL_TRANSITION_FROM), *to = tl_thing_get_text (way, TL_TRANSITION_TO);
      g_autofree char *name = g_strdup_printf ("%s-%s", from, to);
      guint            group;

      if (g_hash_table_contains (seen, from) || g_hash_table_contains (seen, to))
        continue;
      group = tl_scene_find_group (self->scene, TL_ROLE_TRANSITION, name);
      if (group != TL_SCENE_NONE && encloses (&self->preview.band, &tl_scene_get_group (self->scene, group)->bounds))
        g_ptr_array_add (inside, g_strdup (tl_thing_get_id (way)));
    }
}

/* What lies in the band whole; what stands in such a thing belongs to it. */
static void
aim_band (TlTool *self, double x, double y)
{
  const guint            roles = TL_ROLE_BIT (TL_ROLE_STAGE) | TL_ROLE_BIT (TL_ROLE_TOUCHPOINT) | TL_ROLE_BIT (TL_ROLE_PAIN)
                      | TL_ROLE_BIT (TL_ROLE_DELIGHT) | TL_ROLE_BIT (TL_ROLE_FIX);
  GPtrArray             *inside = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  self->preview.band = (TlBox) { MIN (x, self->start_x), MIN (y, self->start_y), fabs (x - self->start_x),
                                 fabs (y - self->start_y) };
  for (guint i = 0; i < tl_scene_n_groups (self->scene); i++)
    {
      const TlGroup *group = tl_scene_get_group (self->scene, i);

      if (!(TL_ROLE_BIT (group->role) & roles) || group->thing == NULL || !encloses (&self->preview.band, &group->bounds))
        continue;
      if (tl_journey_lookup (self->journey, group->thing) && g_hash_table_add (seen, (gpointer) group->thing))
        g_ptr_array_add (inside, g_strdup (group->thing));
      i = MAX (i, group->end_group - 1);
    }
  add_ways (self, seen, inside);
  g_ptr_array_add (inside, NULL);
  self->preview.inside = (char **) g_ptr_array_free (inside, FALSE);
  self->act = tl_act_new (TL_ACT_SELECT, NULL);
  self->act->things = g_strdupv (self->preview.inside);
}

/* Where what is dragged is in a picture, or what a line from or to it starts at. */
static gboolean
find_from (TlTool *self, TlBox *box)
{
  TlThing *found = self->thing ? tl_journey_lookup (self->journey, self->thing) : NULL;
  TlField  other = self->at_start ? TL_TRANSITION_TO : TL_TRANSITION_FROM;

  if (found == NULL || tl_thing_get_kind (found) != self->what)
    return FALSE;
  if (self->kind == TL_TOOL_RECONNECT)
    return get_box (self, TL_KIND_STAGE, tl_thing_get_text (found, other), box);
  return get_box (self, self->what, self->thing, box);
}

/* Another picture: what is held is held where it was. */
static void
go_on (TlTool *self)
{
  TlBox    from;
  gboolean has_moved = self->state == TL_TOOL_ACTIVE;

  if (self->kind != TL_TOOL_BAND)
    {
      if (!find_from (self, &from))
        {
          tl_tool_cancel (self);
          return;
        }
      self->start_x += from.x - self->from.x;
      self->start_y += from.y - self->from.y;
      self->last_x += from.x - self->from.x;
      self->last_y += from.y - self->from.y;
      self->from = from;
    }
  if (self->things)
    {
      char **all = g_steal_pointer (&self->things);
      guint  n = 0;

      for (gsize i = 0; all[i]; i++)
        if (tl_journey_lookup (self->journey, all[i]))
          all[n++] = all[i];
        else
          g_free (all[i]);
      all[n] = NULL;
      self->things = all;
    }
  if (has_moved)
    tl_tool_move (self, self->last_x, self->last_y);
}

/**
 * tl_tool_move:
 *
 * Returns: whether it means something by now
 */
gboolean
tl_tool_move (TlTool *self, double x, double y)
{
  if (self->state == TL_TOOL_IDLE || self->scene == NULL)
    return FALSE;
  self->last_x = x;
  self->last_y = y;
  if (self->state == TL_TOOL_PRESSED && hypot (x - self->start_x, y - self->start_y) < self->slop)
    return FALSE;
  self->state = TL_TOOL_ACTIVE;
  forget_act (self);
  if (self->kind == TL_TOOL_BAND)
    aim_band (self, x, y);
  else if (self->kind != TL_TOOL_MOVE)
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
  g_clear_pointer (&self->things, g_strfreev);
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
 * tl_tool_get_things:
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): all that is moved, where that may be several things
 */
const char *const *
tl_tool_get_things (TlTool *self)
{
  return (const char *const *) self->things;
}

/* How fast the map moves where something is dragged so near an edge: the nearer, the faster. */
static double
get_speed (double at, double size)
{
  double edge = MIN (EDGE, size / 4);

  if (at < edge)
    return -MIN ((edge - at) / edge, 1) * SPEED;
  if (at > size - edge)
    return MIN ((at - size + edge) / edge, 1) * SPEED;
  return 0;
}

/**
 * tl_tool_get_scroll:
 * @x: where the pointer is on what shows the map, in pixels; it may be beside it
 * @y: where the pointer is
 * @width: of what shows the map
 * @height: of what shows the map
 * @dx: (out): pixels a second
 * @dy: (out): pixels a second
 *
 * Tells how fast the map goes on under what is dragged to its edge.
 *
 * Returns: whether it moves
 */
gboolean
tl_tool_get_scroll (double x, double y, double width, double height, double *dx, double *dy)
{
  *dx = get_speed (x, width);
  *dy = get_speed (y, height);
  return *dx != 0 || *dy != 0;
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
