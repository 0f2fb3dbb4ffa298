/* tl-canvas.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-canvas.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-canvas-private.h"
#include "tl-parts.h"

/* What can be selected on the map. */
#define SELECTABLE                                                                                                     \
  (TL_CANVAS_LEAVES | TL_ROLE_BIT (TL_ROLE_TRANSITION) | TL_ROLE_BIT (TL_ROLE_FIX)                                     \
   | TL_ROLE_BIT (TL_ROLE_FEELING) | TL_ROLE_BIT (TL_ROLE_STAKE) | TL_ROLE_BIT (TL_ROLE_LEAVERS)                       \
   | TL_ROLE_BIT (TL_ROLE_QUOTE))

enum
{
  OPENED,
  MOVED,
  DRAWN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlCanvas, tl_canvas, GTK_TYPE_WIDGET)

void
_tl_canvas_tell_drawn (TlCanvas *self)
{
  /* Nothing stands out while something is typed. */
  _tl_highlight_update (self->highlight);
  g_signal_emit (self, signals[DRAWN], 0);
}

static void
colours_changed (TlCanvas *self)
{
  _tl_canvas_take_palette (self);
  _tl_canvas_forget_far (self);
  for (guint i = 0; i < self->chunks->len; i++)
    _tl_canvas_chunk_clear (&g_array_index (self->chunks, TlChunk, i));
  for (guint i = 0; i < self->order->len; i++)
    tl_canvas_leaf_forget (self->order->pdata[i]);
  gtk_widget_queue_draw (self->below);
  gtk_widget_queue_draw (self->above);
}

/* The journey has changed; its figures follow. */
static void
edited (TlCanvas *self)
{
  self->edited = TRUE;
  _tl_canvas_unsay (self);
  _tl_canvas_rebuild (self);
}

static void
selection_changed (TlCanvas *self)
{
  const char *thing = tl_session_get_selected (self->session);
  guint       group = thing ? _tl_canvas_find_group (self, thing) : TL_SCENE_NONE;

  /* Their names stay: to make thousands of them takes time. */
  for (guint i = 0; i < self->order->len; i++)
    tl_canvas_leaf_set_selected (self->order->pdata[i],
                                 tl_session_is_selected (self->session,
                                                         tl_canvas_leaf_get_thing (self->order->pdata[i])));
  _tl_canvas_edit_update (self);
  _tl_highlight_update (self->highlight);
  /* What was chosen elsewhere, in the panel or the ranking, comes into sight. */
  if (group != TL_SCENE_NONE && gtk_widget_get_mapped (GTK_WIDGET (self)) && tl_session_n_selected (self->session) == 1)
    {
      const TlBox *box = &tl_scene_get_group (self->scene, group)->bounds;

      if (!tl_viewport_sees (&self->view, box->x, box->y, box->width, box->height)
          && tl_viewport_reveal (&self->view, box->x, box->y, box->width, box->height, TL_CANVAS_MARGIN))
        _tl_canvas_moved (self);
    }
  gtk_widget_queue_draw (self->above);
}

/* The panel has no canvas, and asks for what is done here. */
static void
asked (TlCanvas *self, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}

void
_tl_canvas_moved (TlCanvas *self)
{
  self->fitted = FALSE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  /* The layers keep their size, so nobody else tells them. */
  gtk_widget_queue_draw (self->below);
  gtk_widget_queue_draw (self->above);
  g_signal_emit (self, signals[MOVED], 0);
}

/* The thing that a group shows, by its id. */
const char *
_tl_canvas_get_thing (TlCanvas *self, guint group)
{
  const TlGroup *found = self->scene && group != TL_SCENE_NONE ? tl_scene_get_group (self->scene, group) : NULL;

  if (found && found->role == TL_ROLE_TRANSITION && found->thing)
    return g_hash_table_lookup (self->transitions, found->thing);
  return found ? found->thing : NULL;
}

guint
_tl_canvas_hit (TlCanvas *self, double x, double y)
{
  double scene_x, scene_y;
  guint  hit;

  if (self->scene == NULL)
    return TL_SCENE_NONE;
  tl_viewport_to_picture (&self->view, x, y, &scene_x, &scene_y);
  /* From afar only cards and ribbons are there to be pointed at. */
  hit = tl_scene_hit (self->scene, scene_x, scene_y,
                      _tl_canvas_get_detail (self) == TL_DETAIL_FULL
                        ? SELECTABLE
                        : TL_ROLE_BIT (TL_ROLE_STAGE) | TL_ROLE_BIT (TL_ROLE_TRANSITION));
  return _tl_canvas_get_thing (self, hit) ? hit : TL_SCENE_NONE;
}

guint
_tl_canvas_find_group (TlCanvas *self, const char *thing)
{
  static const TlRole roles[] = { TL_ROLE_STAGE,   TL_ROLE_TOUCHPOINT, TL_ROLE_PAIN,
                                  TL_ROLE_DELIGHT, TL_ROLE_TRANSITION, TL_ROLE_FIX };
  TlThing         *found = self->session ? tl_journey_lookup (tl_session_get_journey (self->session), thing) : NULL;
  g_autofree char *name = NULL;

  if (found && tl_thing_get_kind (found) == TL_KIND_TRANSITION)
    thing = name = g_strdup_printf ("%s-%s", tl_thing_get_text (found, TL_TRANSITION_FROM),
                                    tl_thing_get_text (found, TL_TRANSITION_TO));
  for (gsize i = 0; self->scene && i < G_N_ELEMENTS (roles); i++)
    {
      guint group = tl_scene_find_group (self->scene, roles[i], thing);

      if (group != TL_SCENE_NONE)
        return group;
    }
  return TL_SCENE_NONE;
}

/* Whether more is to be said of a group than can be read: its title is cut, or too small, or not written at all. */
static gboolean
needs_tooltip (TlCanvas *self, const TlGroup *group)
{
  gboolean is_written = FALSE;

  if (self->view.scale < TL_VIEWPORT_LEGIBLE)
    return TRUE;
  for (guint i = group->first_item; i < group->end_item; i++)
    {
      const TlItem *item = tl_scene_get_item (self->scene, i);

      if (item->type != TL_ITEM_TEXT)
        continue;
      is_written = TRUE;
      if (g_str_has_suffix (item->text.string, "…"))
        return TRUE;
    }
  return !is_written;
}

void
_tl_canvas_set_hover (TlCanvas *self, guint group)
{
  const TlGroup *found;

  if (self->hover == group)
    return;
  self->hover = group;
  _tl_highlight_hover (self->highlight, _tl_canvas_get_thing (self, group));
  found = group == TL_SCENE_NONE ? NULL : tl_scene_get_group (self->scene, group);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), found && needs_tooltip (self, found) ? found->title : NULL);
  gtk_widget_queue_draw (self->above);
}

void
_tl_canvas_open (TlCanvas *self, const char *thing)
{
  if (self->session == NULL)
    return;
  tl_session_select (self->session, thing);
  g_signal_emit (self, signals[OPENED], 0);
}

/* Brings a leaf into sight. */
void
_tl_canvas_go_to (TlCanvas *self, TlCanvasLeaf *leaf)
{
  const TlBox *box = tl_canvas_leaf_get_bounds (leaf);

  if (tl_viewport_reveal (&self->view, box->x, box->y, box->width, box->height, TL_CANVAS_MARGIN))
    _tl_canvas_moved (self);
  gtk_widget_queue_draw (self->above);
}

static void
tl_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                   int *minimum_baseline, int *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 500;
}

/* A map may run from right to left in a window that does not, and the other way round. */
static gboolean
runs_left (TlCanvas *self)
{
  const TlBox *first, *last;

  if (self->stages->len < 2)
    return FALSE;
  first = tl_canvas_leaf_get_bounds (self->stages->pdata[0]);
  last = tl_canvas_leaf_get_bounds (self->stages->pdata[self->stages->len - 1]);
  return first->x + first->width / 2 > last->x + last->width / 2;
}

static gboolean
tell_moved (gpointer data)
{
  TlCanvas *self = data;

  self->telling = 0;
  g_signal_emit (self, signals[MOVED], 0);
  return G_SOURCE_REMOVE;
}

/* Cards look otherwise from afar: what they looked like before is not shown again. */
static void
update_detail (TlCanvas *self)
{
  TlDetail detail = _tl_canvas_get_detail (self);

  if (self->detail == detail)
    return;
  self->detail = detail;
  for (guint i = 0; i < self->stages->len; i++)
    gtk_widget_queue_draw (self->stages->pdata[i]);
  gtk_widget_queue_draw (self->below);
}

static void
tl_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlCanvas *self = TL_CANVAS (widget);

  self->view.view_width = width;
  self->view.view_height = height;
  if (self->fitted && self->scene)
    {
      tl_viewport_fit (&self->view, TL_CANVAS_MARGIN, self->fit_whole, runs_left (self), tl_part_text_factor ());
      gtk_widget_queue_draw (self->below);
      gtk_widget_queue_draw (self->above);
      /* Not now: others would change their size while sizes are being given out. */
      if (self->telling == 0)
        self->telling = g_idle_add (tell_moved, self);
    }
  update_detail (self);
  _tl_canvas_buttons_allocate (self);
  _tl_canvas_title_allocate (self);
  _tl_canvas_menu_allocate (self, width, height);
  gtk_widget_allocate (self->below, width, height, -1, NULL);
  gtk_widget_allocate (self->above, width, height, -1, NULL);
  for (guint i = 0; i < self->stages->len; i++)
    {
      TlCanvasLeaf    *leaf = self->stages->pdata[i];
      const TlBox     *box = tl_canvas_leaf_get_bounds (leaf);
      graphene_point_t place;
      gboolean         seen;
      double           x, y, dx, dy;

      tl_canvas_leaf_get_offset (leaf, &dx, &dy);
      seen = tl_viewport_sees (&self->view, box->x + dx - 4, box->y + dy - 4, box->width + 8, box->height + 8);
      gtk_widget_set_child_visible (GTK_WIDGET (leaf), seen);
      if (!seen)
        continue;
      tl_viewport_to_view (&self->view, box->x + dx, box->y + dy, &x, &y);
      place = GRAPHENE_POINT_INIT ((float) x, (float) y);
      gtk_widget_allocate (GTK_WIDGET (leaf), (int) ceil (box->width), (int) ceil (box->height), -1,
                           gsk_transform_scale (gsk_transform_translate (NULL, &place), (float) self->view.scale,
                                                (float) self->view.scale));
    }
}

static void
tl_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlCanvas *self = TL_CANVAS (widget);

  _tl_canvas_paint_grid (self, snapshot);
  GTK_WIDGET_CLASS (tl_canvas_parent_class)->snapshot (widget, snapshot);
}

static void
tl_canvas_dispose (GObject *object)
{
  TlCanvas *self = TL_CANVAS (object);

  g_clear_handle_id (&self->telling, g_source_remove);
  g_signal_handlers_disconnect_by_data (adw_style_manager_get_default (), self);
  _tl_canvas_motion_end (self);
  _tl_canvas_edit_dispose (self);
  tl_canvas_set_session (self, NULL);
  _tl_canvas_clear_leaves (self);
  _tl_canvas_clear_scene (self);
  g_clear_pointer (&self->below, gtk_widget_unparent);
  g_clear_pointer (&self->above, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_canvas_parent_class)->dispose (object);
}

static void
tl_canvas_finalize (GObject *object)
{
  TlCanvas *self = TL_CANVAS (object);

  g_array_unref (self->chunks);
  g_ptr_array_unref (self->stages);
  g_ptr_array_unref (self->order);
  g_hash_table_unref (self->leaves);
  g_hash_table_unref (self->transitions);
  tl_tool_free (self->tool);
  _tl_highlight_free (self->highlight);
  g_free (self->ring);
  g_free (self->way_of);
  G_OBJECT_CLASS (tl_canvas_parent_class)->finalize (object);
}

static void
tl_canvas_class_init (TlCanvasClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tl_canvas_dispose;
  object_class->finalize = tl_canvas_finalize;
  widget_class->measure = tl_canvas_measure;
  widget_class->size_allocate = tl_canvas_size_allocate;
  widget_class->snapshot = tl_canvas_snapshot;
  widget_class->focus = _tl_canvas_focus;
  gtk_widget_class_set_css_name (widget_class, "tl-canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  _tl_canvas_input_class_init (widget_class);
  _tl_canvas_walk_class_init (widget_class);
  _tl_canvas_edit_class_init (widget_class);

  /**
   * TlCanvas::opened:
   *
   * Someone wants to see what is known of what is selected.
   */
  signals[OPENED] = g_signal_new ("opened", TL_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * TlCanvas::moved:
   *
   * Another part of the map is seen, or at another scale.
   */
  signals[MOVED] = g_signal_new ("moved", TL_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * TlCanvas::drawn:
   *
   * The map shows something else, or someone begins or ends to type a title on it.
   */
  signals[DRAWN] = g_signal_new ("drawn", TL_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_canvas_init (TlCanvas *self)
{
  tl_viewport_init (&self->view);
  self->fitted = TRUE;
  self->hover = TL_SCENE_NONE;
  self->chunks = g_array_new (FALSE, FALSE, sizeof (TlChunk));
  g_array_set_clear_func (self->chunks, _tl_canvas_chunk_clear);
  self->stages = g_ptr_array_new ();
  self->order = g_ptr_array_new ();
  self->leaves = g_hash_table_new (g_str_hash, g_str_equal);
  self->transitions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->tool = tl_tool_new ();
  self->highlight = _tl_highlight_new (self);
  self->below = _tl_canvas_layer_new (self, _tl_canvas_paint_below);
  self->above = _tl_canvas_layer_new (self, _tl_canvas_paint_above);
  gtk_widget_set_parent (self->below, GTK_WIDGET (self));
  gtk_widget_set_parent (self->above, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  _tl_canvas_input_init (self);
  _tl_canvas_edit_init (self);
  g_signal_connect_swapped (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (colours_changed), self);
}

/**
 * tl_canvas_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_canvas_set_session (TlCanvas *self, TlSession *session)
{
  g_autofree char *label = NULL;

  g_return_if_fail (TL_IS_CANVAS (self));
  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  _tl_canvas_title_end (self, FALSE, FALSE);
  g_set_object (&self->session, session);
  if (session == NULL)
    {
      _tl_canvas_edit_update (self);
      return;
    }
  g_signal_connect_swapped (session, "notify::figures", G_CALLBACK (_tl_canvas_rebuild), self);
  g_signal_connect_swapped (session, "edited", G_CALLBACK (edited), self);
  g_signal_connect_swapped (session, "notify::selected", G_CALLBACK (selection_changed), self);
  g_signal_connect_swapped (session, "asked", G_CALLBACK (asked), self);
  label = g_strdup_printf (_("Map of %s"), tl_thing_get_title (tl_journey_get_root (tl_session_get_journey (session))));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  self->fitted = TRUE;
  self->fit_whole = FALSE;
  self->edited = FALSE;
  _tl_canvas_rebuild (self);
}

/**
 * tl_canvas_get_scale:
 *
 * Returns: pixels for each unit of the picture; 1 is its full size
 */
double
tl_canvas_get_scale (TlCanvas *self)
{
  g_return_val_if_fail (TL_IS_CANVAS (self), 1);
  return self->view.scale;
}

/**
 * tl_canvas_zoom_about:
 * @factor: how much larger
 * @x: where on the widget
 * @y: where on the widget
 *
 * Zooms; what stands at (@x, @y) stays there.
 */
void
tl_canvas_zoom_about (TlCanvas *self, double factor, double x, double y)
{
  g_return_if_fail (TL_IS_CANVAS (self));
  tl_viewport_zoom (&self->view, self->view.scale * factor, x, y);
  _tl_canvas_moved (self);
}

/**
 * tl_canvas_zoom_by:
 * @factor: how much larger
 *
 * Zooms about the middle.
 */
void
tl_canvas_zoom_by (TlCanvas *self, double factor)
{
  tl_canvas_zoom_about (self, factor, self->view.view_width / 2, self->view.view_height / 2);
}

/**
 * tl_canvas_zoom_to:
 * @scale: pixels for each unit of the picture
 */
void
tl_canvas_zoom_to (TlCanvas *self, double scale)
{
  tl_canvas_zoom_by (self, scale / self->view.scale);
}

/**
 * tl_canvas_pan:
 * @dx: how far the window moves over the picture, in pixels
 * @dy: how far the window moves over the picture, in pixels
 */
void
tl_canvas_pan (TlCanvas *self, double dx, double dy)
{
  g_return_if_fail (TL_IS_CANVAS (self));
  tl_viewport_pan (&self->view, dx, dy);
  _tl_canvas_moved (self);
}

/**
 * tl_canvas_fit:
 *
 * Shows the whole picture, and keeps to that until someone moves it.
 */
void
tl_canvas_fit (TlCanvas *self)
{
  g_return_if_fail (TL_IS_CANVAS (self));
  tl_viewport_fit (&self->view, TL_CANVAS_MARGIN, TRUE, FALSE, 1);
  _tl_canvas_moved (self);
  self->fitted = TRUE;
  self->fit_whole = TRUE;
}

/**
 * tl_canvas_is_drawn:
 *
 * Returns: whether there is a map, be it of nothing
 */
gboolean
tl_canvas_is_drawn (TlCanvas *self)
{
  g_return_val_if_fail (TL_IS_CANVAS (self), FALSE);
  return self->scene != NULL;
}

/**
 * tl_canvas_is_typing:
 *
 * Returns: whether someone types a title on the map
 */
gboolean
tl_canvas_is_typing (TlCanvas *self)
{
  g_return_val_if_fail (TL_IS_CANVAS (self), FALSE);
  return self->entry != NULL;
}

/**
 * tl_canvas_n_layouts:
 *
 * Returns: how many texts were laid out to be painted so far
 */
guint
tl_canvas_n_layouts (TlCanvas *self)
{
  guint n;

  g_return_val_if_fail (TL_IS_CANVAS (self), 0);
  n = self->n_layouts;
  for (guint i = 0; i < TL_N_DETAILS; i++)
    n += self->far[i] ? tl_painter_n_layouts (self->far[i]) : 0;
  return n + (self->painter ? tl_painter_n_layouts (self->painter) : 0);
}

/**
 * tl_canvas_get_leaf:
 * @thing: (nullable): id of a stage, touchpoint or pain
 *
 * Returns: (transfer none) (nullable): its widget
 */
GtkWidget *
tl_canvas_get_leaf (TlCanvas *self, const char *thing)
{
  g_return_val_if_fail (TL_IS_CANVAS (self), NULL);
  return thing ? g_hash_table_lookup (self->leaves, thing) : NULL;
}

/**
 * tl_canvas_get_place:
 * @thing: id of a thing that is drawn
 * @x: (out): its middle, on the widget
 * @y: (out): its middle, on the widget
 *
 * Returns: %FALSE where it is not drawn
 */
gboolean
tl_canvas_get_place (TlCanvas *self, const char *thing, double *x, double *y)
{
  guint        group;
  const TlBox *box;

  g_return_val_if_fail (TL_IS_CANVAS (self), FALSE);
  group = _tl_canvas_find_group (self, thing);
  if (group == TL_SCENE_NONE)
    return FALSE;
  box = &tl_scene_get_group (self->scene, group)->bounds;
  tl_viewport_to_view (&self->view, box->x + box->width / 2, box->y + box->height / 2, x, y);
  return TRUE;
}
