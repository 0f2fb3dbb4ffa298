/* tl-canvas-leaf.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-canvas-leaf.h"

#include <math.h>
#include <string.h>

#include "tl-canvas-private.h"

struct _TlCanvasLeaf
{
  GtkWidget      parent_instance;

  TlCanvas      *canvas; /* borrowed: it is above in the tree */
  guint          group;
  char          *thing;
  TlRole         role;
  TlBox          bounds; /* in the scene */
  int            offers; /* what was last said of editing; -1 at first */
  TlRole         offered_role;
  TlLook         look;
  TlBox          was;    /* where it was seen before the picture changed */
  double         off_x, off_y; /* from where it stands to where it departed */
  gboolean       selected;
};

G_DEFINE_FINAL_TYPE (TlCanvasLeaf, tl_canvas_leaf, GTK_TYPE_WIDGET)

static void
tl_canvas_leaf_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  TlCanvasLeaf *self = TL_CANVAS_LEAF (widget);

  *minimum = 0;
  *natural = (int) ceil (orientation == GTK_ORIENTATION_HORIZONTAL ? self->bounds.width : self->bounds.height);
}

/* In units of the picture: the stage above has the zoom in its transform. */
static void
tl_canvas_leaf_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlCanvasLeaf *self = TL_CANVAS_LEAF (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      const TlBox     *box = &TL_CANVAS_LEAF (child)->bounds;
      graphene_point_t place;
      double           dx, dy;

      tl_canvas_leaf_get_offset (TL_CANVAS_LEAF (child), &dx, &dy);
      place = GRAPHENE_POINT_INIT ((float) (box->x + dx - self->bounds.x), (float) (box->y + dy - self->bounds.y));
      gtk_widget_allocate (child, (int) ceil (box->width), (int) ceil (box->height), -1,
                           gsk_transform_translate (NULL, &place));
    }
}

static void
tl_canvas_leaf_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlCanvasLeaf *self = TL_CANVAS_LEAF (widget);

  _tl_canvas_look_snapshot (self->canvas, &self->look, self->group, TL_CANVAS_LEAVES, snapshot);
  /* From afar the stage says for all in it what can be told. */
  if (_tl_canvas_get_detail (self->canvas) != TL_DETAIL_FULL)
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    gtk_widget_snapshot_child (widget, child, snapshot);
}

static gboolean
tl_canvas_leaf_grab_focus (GtkWidget *widget)
{
  TlCanvasLeaf *self = TL_CANVAS_LEAF (widget);

  if (!GTK_WIDGET_CLASS (tl_canvas_leaf_parent_class)->grab_focus (widget))
    return FALSE;
  /* The focus must not be where nobody sees it, and GTK lets it. */
  _tl_canvas_go_to (self->canvas, self);
  return TRUE;
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvasLeaf *self = TL_CANVAS_LEAF (widget);

  _tl_canvas_open (self->canvas, self->thing);
}

/* What can be done with any thing is done by the canvas, with what is selected: this one, from now on. */
static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvasLeaf    *self = TL_CANVAS_LEAF (widget);
  g_autofree char *action = g_strconcat ("canvas.", name + strlen ("thing."), NULL);
  g_autofree char *thing = g_strdup (self->thing);
  GtkWidget       *canvas = GTK_WIDGET (self->canvas);

  /* Whoever turns to a thing has done with what was being typed elsewhere. */
  _tl_canvas_title_end (self->canvas, TRUE, FALSE);
  if (TL_CANVAS (canvas)->session == NULL)
    return;
  tl_session_select (TL_CANVAS (canvas)->session, thing);
  gtk_widget_activate_action (canvas, action, NULL);
}

static const char *const edit_actions[] = {
  "thing.add-inside", "thing.add-after", "thing.add-pain",   "thing.add-delight", "thing.rename",  "thing.delete",
  "thing.connect",    "thing.move-left", "thing.move-right", "thing.move-up",     "thing.move-down", "thing.menu",
};

static void
tl_canvas_leaf_dispose (GObject *object)
{
  TlCanvasLeaf *self = TL_CANVAS_LEAF (object);
  GtkWidget    *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  tl_look_clear (&self->look);
  g_clear_pointer (&self->thing, g_free);
  G_OBJECT_CLASS (tl_canvas_leaf_parent_class)->dispose (object);
}

static void
tl_canvas_leaf_class_init (TlCanvasLeafClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_canvas_leaf_dispose;
  widget_class->measure = tl_canvas_leaf_measure;
  widget_class->size_allocate = tl_canvas_leaf_size_allocate;
  widget_class->snapshot = tl_canvas_leaf_snapshot;
  widget_class->grab_focus = tl_canvas_leaf_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "tl-leaf");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);

  /**
   * TlCanvasLeaf|thing.open:
   *
   * Selects the thing and shows what is known of it. Without a parameter, so that assistive tools can do it too.
   */
  gtk_widget_class_install_action (widget_class, "thing.open", NULL, open_action);
  for (gsize i = 0; i < G_N_ELEMENTS (edit_actions); i++)
    gtk_widget_class_install_action (widget_class, edit_actions[i], NULL, edit_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "thing.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "thing.open", NULL);
}

static void
tl_canvas_leaf_init (TlCanvasLeaf *self)
{
  self->offers = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, FALSE, -1);
}

/**
 * tl_canvas_leaf_new:
 * @canvas: the canvas
 * @group: index of its group in the scene
 * @what: the group
 *
 * Returns: (transfer floating): a leaf
 */
GtkWidget *
tl_canvas_leaf_new (TlCanvas *canvas, guint group, const TlGroup *what)
{
  TlCanvasLeaf *self = g_object_new (TL_TYPE_CANVAS_LEAF, NULL);

  self->canvas = canvas;
  self->group = group;
  self->thing = g_strdup (what->thing);
  self->role = what->role;
  self->bounds = what->bounds;
  self->was = (TlBox) { 0 };
  return GTK_WIDGET (self);
}

/**
 * tl_canvas_leaf_update:
 * @group: index of its group in another scene
 * @what: the group
 *
 * The same thing in another picture.
 */
void
tl_canvas_leaf_update (TlCanvasLeaf *self, guint group, const TlGroup *what)
{
  gboolean resized = self->bounds.width != what->bounds.width || self->bounds.height != what->bounds.height;

  double   dx, dy;

  tl_canvas_leaf_get_offset (self, &dx, &dy);
  self->was = (TlBox) { self->bounds.x + dx, self->bounds.y + dy, self->bounds.width, self->bounds.height };
  self->off_x = self->off_y = 0;
  self->group = group;
  self->role = what->role;
  self->bounds = what->bounds;
  tl_look_doubt (&self->look);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (resized)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  else
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * tl_canvas_leaf_set_editable:
 * @editable: whether the journey may be changed
 *
 * Offers, or does not offer, what changes the thing.
 */
void
tl_canvas_leaf_set_editable (TlCanvasLeaf *self, gboolean editable)
{
  gboolean is_stage, is_touchpoint;

  if (self->offers == (editable ? 1 : 0) && self->offered_role == self->role)
    return;
  self->offers = editable ? 1 : 0;
  self->offered_role = self->role;
  is_stage = self->role == TL_ROLE_STAGE;
  is_touchpoint = self->role == TL_ROLE_TOUCHPOINT;
  for (gsize i = 0; i < G_N_ELEMENTS (edit_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), edit_actions[i], editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "thing.add-inside", editable && (is_stage || is_touchpoint));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "thing.add-pain", editable && !is_stage);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "thing.add-delight", editable && !is_stage);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "thing.connect", editable && is_stage);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "thing.move-left", editable && (is_stage || is_touchpoint));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "thing.move-right", editable && (is_stage || is_touchpoint));
}

guint
tl_canvas_leaf_get_group (TlCanvasLeaf *self)
{
  return self->group;
}

const char *
tl_canvas_leaf_get_thing (TlCanvasLeaf *self)
{
  return self->thing;
}

/**
 * tl_canvas_leaf_get_bounds:
 *
 * Returns: (transfer none): where it is in the scene
 */
const TlBox *
tl_canvas_leaf_get_bounds (TlCanvasLeaf *self)
{
  return &self->bounds;
}

/**
 * tl_canvas_leaf_depart:
 * @dx: how far the window moved over the picture meanwhile
 * @dy: how far the window moved over the picture meanwhile
 *
 * Sets out from where it was seen last, relative to what it stands in, to where it stands now. One that was not there
 * before is at its place at once.
 *
 * Returns: whether that is anywhere else
 */
gboolean
tl_canvas_leaf_depart (TlCanvasLeaf *self, double dx, double dy)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  self->off_x = self->off_y = 0;
  if (self->was.width <= 0)
    return FALSE;
  if (TL_IS_CANVAS_LEAF (parent))
    {
      TlCanvasLeaf *above = TL_CANVAS_LEAF (parent);

      if (above->was.width <= 0)
        return FALSE;
      dx = above->bounds.x - above->was.x;
      dy = above->bounds.y - above->was.y;
    }
  self->off_x = self->was.x + dx - self->bounds.x;
  self->off_y = self->was.y + dy - self->bounds.y;
  if (fabs (self->off_x) < 0.5 && fabs (self->off_y) < 0.5)
    self->off_x = self->off_y = 0;
  return self->off_x != 0 || self->off_y != 0;
}

/**
 * tl_canvas_leaf_get_offset:
 * @dx: (out): how far it still is from its place, in units
 * @dy: (out): how far it still is from its place, in units
 */
void
tl_canvas_leaf_get_offset (TlCanvasLeaf *self, double *dx, double *dy)
{
  *dx = self->off_x * self->canvas->motion;
  *dy = self->off_y * self->canvas->motion;
}

/**
 * tl_canvas_leaf_forget:
 *
 * Forgets what it looks like, here and in what stands in it, as the colours have changed.
 */
void
tl_canvas_leaf_forget (TlCanvasLeaf *self)
{
  tl_look_clear (&self->look);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * tl_canvas_leaf_set_selected:
 *
 * Says whether it is what is selected.
 */
void
tl_canvas_leaf_set_selected (TlCanvasLeaf *self, gboolean selected)
{
  if (self->selected == selected)
    return;
  self->selected = selected;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}
