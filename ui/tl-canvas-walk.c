/* tl-canvas-walk.c: from thing to thing by the keyboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "tl-canvas-private.h"

static TlCanvasLeaf *
get_focus (TlCanvas *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && TL_IS_CANVAS_LEAF (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
           ? TL_CANVAS_LEAF (focus) : NULL;
}

static void
walk_to (TlCanvas *self, TlCanvasLeaf *leaf)
{
  gtk_widget_grab_focus (GTK_WIDGET (leaf));
  tl_session_select (self->session, tl_canvas_leaf_get_thing (leaf));
}

/* Takes the next into what is selected; going back lets go of the last. */
static void
extend_to (TlCanvas *self, TlCanvasLeaf *from, TlCanvasLeaf *leaf)
{
  const char *before = tl_canvas_leaf_get_thing (from), *next = tl_canvas_leaf_get_thing (leaf);

  gtk_widget_grab_focus (GTK_WIDGET (leaf));
  if (tl_session_is_selected (self->session, next) && tl_session_is_selected (self->session, before))
    tl_session_toggle (self->session, before);
  else
    tl_session_add (self->session, before);
  tl_session_add (self->session, next);
}

/* How far it is from one leaf to another in a direction; infinite where it is not that way. What is straight ahead is
 * nearer than what is aside. */
static double
distance (TlCanvasLeaf *from, TlCanvasLeaf *to, int dx, int dy)
{
  const TlBox *a = tl_canvas_leaf_get_bounds (from);
  const TlBox *b = tl_canvas_leaf_get_bounds (to);
  double       x = b->x + b->width / 2 - a->x - a->width / 2;
  double       y = b->y + b->height / 2 - a->y - a->height / 2;
  double       ahead = x * dx + y * dy;
  double       aside = fabs (x * dy) + fabs (y * dx);

  return ahead < 1 ? HUGE_VAL : ahead + 3 * aside;
}

/* Whether the picture runs that way: to where customers go on. */
static gboolean
is_onward (TlCanvas *self, int dx)
{
  return self->grid && (dx > 0) != (self->grid->rtl != FALSE);
}

/* Of the stages that a transition leads to or comes from, the one that is nearest that way. */
static TlCanvasLeaf *
find_along (TlCanvas *self, TlCanvasLeaf *from, int dx)
{
  TlThing      *root = tl_journey_get_root (tl_session_get_journey (self->session));
  gboolean      onward = is_onward (self, dx);
  TlCanvasLeaf *best = NULL;
  double        least = HUGE_VAL;

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    {
      TlThing   *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);
      GtkWidget *to;
      double     far;

      if (g_strcmp0 (tl_thing_get_text (way, onward ? TL_TRANSITION_FROM : TL_TRANSITION_TO),
                     tl_canvas_leaf_get_thing (from)) != 0)
        continue;
      to = tl_canvas_get_leaf (self, tl_thing_get_text (way, onward ? TL_TRANSITION_TO : TL_TRANSITION_FROM));
      far = to && to != GTK_WIDGET (from) ? distance (from, TL_CANVAS_LEAF (to), dx, 0) : HUGE_VAL;
      if (far < least)
        {
          least = far;
          best = TL_CANVAS_LEAF (to);
        }
    }
  return best;
}

/* Left and right go along the transitions from stage to stage and, where none leads that way or within stages, to the
 * nearest of the same level; up and down go through all that there is. */
static TlCanvasLeaf *
find_neighbour (TlCanvas *self, TlCanvasLeaf *from, int dx, int dy)
{
  TlRole        role = tl_scene_get_group (self->scene, tl_canvas_leaf_get_group (from))->role;
  GtkWidget    *parent = gtk_widget_get_parent (GTK_WIDGET (from));
  TlCanvasLeaf *best = dx != 0 && role == TL_ROLE_STAGE ? find_along (self, from, dx) : NULL;
  double        least = HUGE_VAL;

  if (best)
    return best;
  for (guint i = 0; i < self->order->len; i++)
    {
      TlCanvasLeaf *to = self->order->pdata[i];
      double        far;

      if (to == from || GTK_WIDGET (to) == parent)
        continue;
      if (dx != 0 && tl_scene_get_group (self->scene, tl_canvas_leaf_get_group (to))->role != role)
        continue;
      far = distance (from, to, dx, dy);
      if (far < least)
        {
          least = far;
          best = to;
        }
    }
  return best;
}

/* The stage at the end of the selected transition that lies that way. */
static TlCanvasLeaf *
find_end (TlCanvas *self, int dx)
{
  TlThing   *way = tl_session_get_thing (self->session);
  GtkWidget *leaf;

  if (dx == 0 || way == NULL || tl_thing_get_kind (way) != TL_KIND_TRANSITION)
    return NULL;
  leaf = tl_canvas_get_leaf (self, tl_thing_get_text (way, is_onward (self, dx) ? TL_TRANSITION_TO : TL_TRANSITION_FROM));
  return leaf ? TL_CANVAS_LEAF (leaf) : NULL;
}

gboolean
_tl_canvas_walk (TlCanvas *self, int dx, int dy, gboolean extends)
{
  TlCanvasLeaf *focus = get_focus (self);
  TlCanvasLeaf *next = focus ? find_neighbour (self, focus, dx, dy) : extends ? NULL : find_end (self, dx);

  if (next && extends)
    extend_to (self, focus, next);
  else if (next)
    walk_to (self, next);
  else if (focus == NULL)
    tl_canvas_pan (self, dx * TL_CANVAS_STEP, dy * TL_CANVAS_STEP);
  return TRUE;
}

/* Tab goes along the journey, into each stage; before the first and behind the last it leaves the canvas. */
static gboolean
step (TlCanvas *self, int by)
{
  TlCanvasLeaf *focus = get_focus (self);
  guint         at;
  int           next = by > 0 ? 0 : (int) self->order->len - 1;

  if (focus && g_ptr_array_find (self->order, focus, &at))
    next = (int) at + by;
  else if (by < 0 && gtk_widget_is_focus (GTK_WIDGET (self)))
    return FALSE;
  if (next < 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self));
  if (next >= (int) self->order->len)
    return FALSE;
  walk_to (self, self->order->pdata[next]);
  return TRUE;
}

gboolean
_tl_canvas_focus (GtkWidget *widget, GtkDirectionType direction)
{
  TlCanvas  *self = TL_CANVAS (widget);
  GtkRoot   *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  gboolean   inside = focus && (focus == widget || gtk_widget_is_ancestor (focus, widget));

  if (self->scene == NULL || self->session == NULL)
    return FALSE;
  /* An open menu stands in the canvas, and has its own ways. */
  if (focus && self->menu && (focus == self->menu || gtk_widget_is_ancestor (focus, self->menu)))
    return gtk_widget_child_focus (self->menu, direction);
  switch (direction)
    {
    case GTK_DIR_TAB_FORWARD:
      return inside ? step (self, 1) : gtk_widget_grab_focus (widget);

    case GTK_DIR_TAB_BACKWARD:
      return step (self, -1);

    case GTK_DIR_LEFT:
      return inside ? _tl_canvas_walk (self, -1, 0, FALSE) : gtk_widget_grab_focus (widget);

    case GTK_DIR_RIGHT:
      return inside ? _tl_canvas_walk (self, 1, 0, FALSE) : gtk_widget_grab_focus (widget);

    case GTK_DIR_UP:
      return inside ? _tl_canvas_walk (self, 0, -1, FALSE) : gtk_widget_grab_focus (widget);

    case GTK_DIR_DOWN:
      return inside ? _tl_canvas_walk (self, 0, 1, FALSE) : gtk_widget_grab_focus (widget);

    default:
      return FALSE;
    }
}

/* From a stage to what leads on from it, and on through that: then to what leads to it. */
static void
next_way_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas   *self = TL_CANVAS (widget);
  TlThing    *thing = self->session && self->scene && self->entry == NULL ? tl_session_get_thing (self->session) : NULL;
  TlThing    *root, *first = NULL, *next = NULL;
  const char *stage;
  gboolean    passed = FALSE;

  if (thing && tl_thing_get_kind (thing) == TL_KIND_TRANSITION)
    stage = self->way_of && (g_strcmp0 (tl_thing_get_text (thing, TL_TRANSITION_FROM), self->way_of) == 0
                             || g_strcmp0 (tl_thing_get_text (thing, TL_TRANSITION_TO), self->way_of) == 0)
              ? self->way_of : tl_thing_get_text (thing, TL_TRANSITION_FROM);
  else
    {
      while (thing && tl_thing_get_kind (thing) != TL_KIND_STAGE)
        thing = tl_thing_get_parent (thing);
      stage = thing ? tl_thing_get_id (thing) : NULL;
    }
  if (stage == NULL)
    {
      gtk_widget_error_bell (widget);
      return;
    }
  root = tl_journey_get_root (tl_session_get_journey (self->session));
  for (int in = 0; in < 2; in++)
    for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION) && next == NULL; i++)
      {
        TlThing *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);

        if (g_strcmp0 (tl_thing_get_text (way, in ? TL_TRANSITION_TO : TL_TRANSITION_FROM), stage) != 0)
          continue;
        if (first == NULL)
          first = way;
        if (passed)
          next = way;
        passed = passed || way == thing;
      }
  next = next ? next : first;
  if (next == NULL)
    {
      gtk_widget_error_bell (widget);
      return;
    }
  if (stage != self->way_of)
    {
      g_autofree char *of = g_strdup (stage);

      g_free (self->way_of);
      self->way_of = g_steal_pointer (&of);
    }
  gtk_widget_grab_focus (widget);
  tl_session_select (self->session, tl_thing_get_id (next));
}

void
_tl_canvas_walk_class_init (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "canvas.next-way", NULL, next_way_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_period, GDK_CONTROL_MASK, "canvas.next-way", NULL);
}
