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
#include "tl-quotes.h"

/* Left around the picture when it is fitted, in pixels. */
#define MARGIN 24.0

/* A group with more items than this is cut up, so that what is not seen of it is not painted. */
#define CHUNK 40

/* What can be selected on the map. */
#define SELECTABLE                                                                                                     \
  (TL_CANVAS_LEAVES | TL_ROLE_BIT (TL_ROLE_TRANSITION) | TL_ROLE_BIT (TL_ROLE_DELIGHT) | TL_ROLE_BIT (TL_ROLE_FIX)     \
   | TL_ROLE_BIT (TL_ROLE_FEELING) | TL_ROLE_BIT (TL_ROLE_STAKE) | TL_ROLE_BIT (TL_ROLE_LEAVERS)                       \
   | TL_ROLE_BIT (TL_ROLE_QUOTE))

enum
{
  OPENED,
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlCanvas, tl_canvas, GTK_TYPE_WIDGET)

/* Paints a group once; it is then painted from its recording, at any zoom. */
GskRenderNode *
_tl_canvas_render (TlCanvas *self, guint group, guint without, const TlBox *bounds)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) floor (bounds->x - 2), (float) floor (bounds->y - 2),
                                             (float) ceil (bounds->width + 5), (float) ceil (bounds->height + 5));
  GskRenderNode  *node;
  cairo_t        *cr;

  if (self->painter == NULL || bounds->width <= 0 || bounds->height <= 0)
    return NULL;
  node = gsk_cairo_node_new (&rect);
  cr = gsk_cairo_node_get_draw_context (node);
  tl_painter_paint_group (self->painter, cr, group, without);
  cairo_destroy (cr);
  return node;
}

static void
chunk_clear (gpointer data)
{
  g_clear_pointer (&((TlChunk *) data)->node, gsk_render_node_unref);
}

static gboolean
contains_leaf (TlCanvas *self, guint index)
{
  guint end = tl_scene_get_group (self->scene, index)->end_group;

  for (guint i = index; i < end; i++)
    if (TL_ROLE_BIT (tl_scene_get_group (self->scene, i)->role) & TL_CANVAS_LEAVES)
      return TRUE;
  return FALSE;
}

/* The ground of the canvas takes the place of the picture's paper and panels. */
static gboolean
is_ground (const TlGroup *group)
{
  return group->role == TL_ROLE_PANEL;
}

static void
collect_chunks (TlCanvas *self, guint index)
{
  const TlGroup *group = tl_scene_get_group (self->scene, index);
  TlChunk        chunk = { index, 0, group->bounds, NULL };
  gboolean       cut = contains_leaf (self, index) || group->end_item - group->first_item > CHUNK;

  if (TL_ROLE_BIT (group->role) & TL_CANVAS_LEAVES)
    return;
  if (cut && group->end_group > index + 1)
    chunk.without = ~0u;
  if (!is_ground (group) && group->role != TL_ROLE_ROOT)
    g_array_append_val (self->chunks, chunk);
  if (chunk.without == 0)
    return;
  for (guint i = index + 1; i < group->end_group; i = tl_scene_get_group (self->scene, i)->end_group)
    collect_chunks (self, i);
}

/* Every leaf stands in the nearest leaf above it; a thing that is drawn twice has its leaf where it is drawn first. */
static void
build_leaves (TlCanvas *self)
{
  g_autoptr (GHashTable) by_group = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < tl_scene_n_groups (self->scene); i++)
    {
      const TlGroup *group = tl_scene_get_group (self->scene, i);
      GtkWidget     *leaf, *above = NULL;

      if (!(TL_ROLE_BIT (group->role) & TL_CANVAS_LEAVES) || group->thing == NULL)
        continue;
      leaf = tl_canvas_leaf_new (self, i, group);
      for (guint up = group->parent; up != TL_SCENE_NONE && above == NULL; up = tl_scene_get_group (self->scene, up)->parent)
        above = g_hash_table_lookup (by_group, GUINT_TO_POINTER (up));
      if (above)
        gtk_widget_insert_before (leaf, above, NULL);
      else
        {
          gtk_widget_insert_before (leaf, GTK_WIDGET (self), self->above);
          g_ptr_array_add (self->stages, leaf);
        }
      g_hash_table_insert (by_group, GUINT_TO_POINTER (i), leaf);
      g_ptr_array_add (self->order, leaf);
      if (!g_hash_table_contains (self->leaves, group->thing))
        g_hash_table_insert (self->leaves, (gpointer) tl_canvas_leaf_get_thing (TL_CANVAS_LEAF (leaf)), leaf);
    }
}

static void
unite (TlBox *all, const TlBox *box)
{
  double right, bottom;

  if (box->width <= 0 || box->height <= 0)
    return;
  if (all->width <= 0)
    {
      *all = *box;
      return;
    }
  right = MAX (all->x + all->width, box->x + box->width);
  bottom = MAX (all->y + all->height, box->y + box->height);
  all->x = MIN (all->x, box->x);
  all->y = MIN (all->y, box->y);
  all->width = right - all->x;
  all->height = bottom - all->y;
}

/* A page has edges, a canvas has none: only what is drawn counts. */
static void
take_bounds (TlCanvas *self)
{
  TlBox all = { 0 };

  for (guint i = 0; i < self->chunks->len; i++)
    unite (&all, &g_array_index (self->chunks, TlChunk, i).bounds);
  for (guint i = 0; i < self->stages->len; i++)
    unite (&all, tl_canvas_leaf_get_bounds (self->stages->pdata[i]));
  tl_viewport_set_picture (&self->view, all.x, all.y, all.width, all.height);
}

static void
relate (TlCanvas *self)
{
  TlThing                *root = tl_journey_get_root (tl_session_get_journey (self->session));
  GtkAccessibleRelation   relation = GTK_ACCESSIBLE_RELATION_FLOW_TO;
  g_autoptr (GHashTable)  to = g_hash_table_new (NULL, NULL);
  GHashTableIter          iter;
  gpointer                leaf, list;

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    {
      TlThing   *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);
      GtkWidget *a = tl_canvas_get_leaf (self, tl_thing_get_text (way, TL_TRANSITION_FROM));
      GtkWidget *b = tl_canvas_get_leaf (self, tl_thing_get_text (way, TL_TRANSITION_TO));

      if (a && b)
        g_hash_table_insert (to, a, g_list_append (g_hash_table_lookup (to, a), b));
    }
  g_hash_table_iter_init (&iter, to);
  while (g_hash_table_iter_next (&iter, &leaf, &list))
    {
      g_auto (GValue) value = G_VALUE_INIT;

      gtk_accessible_relation_init_value (relation, &value);
      g_value_set_pointer (&value, list); /* the relation keeps the list */
      gtk_accessible_update_relation_value (GTK_ACCESSIBLE (leaf), 1, &relation, &value);
    }
}

static void
name_leaves (TlCanvas *self)
{
  const char *selected = tl_session_get_selected (self->session);

  for (guint i = 0; i < self->order->len; i++)
    {
      TlCanvasLeaf    *leaf = self->order->pdata[i];
      const char      *thing = tl_canvas_leaf_get_thing (leaf);
      g_autofree char *label = tl_canvas_leaf_describe (self->session, thing);

      gtk_accessible_update_property (GTK_ACCESSIBLE (leaf), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      gtk_accessible_update_state (GTK_ACCESSIBLE (leaf), GTK_ACCESSIBLE_STATE_SELECTED,
                                   g_strcmp0 (thing, selected) == 0, -1);
    }
}

static void
clear_scene (TlCanvas *self)
{
  for (guint i = 0; i < self->stages->len; i++)
    gtk_widget_unparent (self->stages->pdata[i]);
  g_ptr_array_set_size (self->stages, 0);
  g_ptr_array_set_size (self->order, 0);
  g_hash_table_remove_all (self->leaves);
  g_array_set_size (self->chunks, 0);
  g_clear_pointer (&self->painter, tl_painter_free);
  g_clear_pointer (&self->scene, tl_scene_unref);
  self->hover = TL_SCENE_NONE;
}

static TlPalette
get_palette (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? TL_PALETTE_DARK : TL_PALETTE_LIGHT;
}

static void
rebuild (TlCanvas *self)
{
  TlFigures            *figures = self->session ? tl_session_get_figures (self->session) : NULL;
  TlMapOptions          options = { .without = TL_MAP_NO_TITLE | TL_MAP_NO_LEGEND };
  g_autoptr (TlQuotes)  quotes = NULL;
  g_autoptr (GError)    error = NULL;

  clear_scene (self);
  /* Until the figures are there, the picture would be one that is replaced at once. */
  if (figures)
    {
      quotes = tl_quotes_new (tl_session_get_document (self->session), figures, &error);
      if (quotes)
        {
          options.quotes = quotes->quotes;
          options.n_quotes = quotes->n;
        }
      self->scene = tl_map_layout (tl_session_get_journey (self->session), figures, &options);
      self->painter = tl_painter_new (self->scene, get_palette ());
      if (tl_scene_n_groups (self->scene) > 0)
        collect_chunks (self, 0);
      build_leaves (self);
      take_bounds (self);
      relate (self);
      name_leaves (self);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (self->below);
}

static void
colours_changed (TlCanvas *self)
{
  if (self->painter)
    tl_painter_set_palette (self->painter, get_palette ());
  for (guint i = 0; i < self->chunks->len; i++)
    chunk_clear (&g_array_index (self->chunks, TlChunk, i));
  for (guint i = 0; i < self->order->len; i++)
    tl_canvas_leaf_forget (self->order->pdata[i]);
  gtk_widget_queue_draw (self->below);
  gtk_widget_queue_draw (self->above);
}

static void
selection_changed (TlCanvas *self)
{
  const char *thing = tl_session_get_selected (self->session);
  guint       group = thing ? _tl_canvas_find_group (self, thing) : TL_SCENE_NONE;

  name_leaves (self);
  /* What was chosen elsewhere, in the panel or the ranking, comes into sight. */
  if (group != TL_SCENE_NONE && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      const TlBox *box = &tl_scene_get_group (self->scene, group)->bounds;

      if (!tl_viewport_sees (&self->view, box->x, box->y, box->width, box->height)
          && tl_viewport_reveal (&self->view, box->x, box->y, box->width, box->height, MARGIN))
        _tl_canvas_moved (self);
    }
  gtk_widget_queue_draw (self->above);
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

guint
_tl_canvas_hit (TlCanvas *self, double x, double y)
{
  double scene_x, scene_y;
  guint  hit;

  if (self->scene == NULL)
    return TL_SCENE_NONE;
  tl_viewport_to_picture (&self->view, x, y, &scene_x, &scene_y);
  hit = tl_scene_hit (self->scene, scene_x, scene_y, SELECTABLE);
  return hit != TL_SCENE_NONE && tl_scene_get_group (self->scene, hit)->thing ? hit : TL_SCENE_NONE;
}

guint
_tl_canvas_find_group (TlCanvas *self, const char *thing)
{
  static const TlRole roles[] = { TL_ROLE_STAGE, TL_ROLE_TOUCHPOINT, TL_ROLE_PAIN,
                                  TL_ROLE_DELIGHT, TL_ROLE_TRANSITION, TL_ROLE_FIX };

  for (gsize i = 0; self->scene && i < G_N_ELEMENTS (roles); i++)
    {
      guint found = tl_scene_find_group (self->scene, roles[i], thing);

      if (found != TL_SCENE_NONE)
        return found;
    }
  return TL_SCENE_NONE;
}

void
_tl_canvas_set_hover (TlCanvas *self, guint group)
{
  if (self->hover == group)
    return;
  self->hover = group;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               group == TL_SCENE_NONE ? NULL : tl_scene_get_group (self->scene, group)->title);
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

  if (tl_viewport_reveal (&self->view, box->x, box->y, box->width, box->height, MARGIN))
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

static void
tl_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlCanvas *self = TL_CANVAS (widget);

  self->view.view_width = width;
  self->view.view_height = height;
  if (self->fitted && self->scene)
    {
      tl_viewport_fit (&self->view, MARGIN, self->fit_whole, runs_left (self), tl_part_text_factor ());
      gtk_widget_queue_draw (self->below);
      gtk_widget_queue_draw (self->above);
      /* Not now: others would change their size while sizes are being given out. */
      if (self->telling == 0)
        self->telling = g_idle_add (tell_moved, self);
    }
  gtk_widget_allocate (self->below, width, height, -1, NULL);
  gtk_widget_allocate (self->above, width, height, -1, NULL);
  for (guint i = 0; i < self->stages->len; i++)
    {
      TlCanvasLeaf    *leaf = self->stages->pdata[i];
      const TlBox     *box = tl_canvas_leaf_get_bounds (leaf);
      gboolean         seen = tl_viewport_sees (&self->view, box->x - 4, box->y - 4, box->width + 8, box->height + 8);
      graphene_point_t place;
      double           x, y;

      gtk_widget_set_child_visible (GTK_WIDGET (leaf), seen);
      if (!seen)
        continue;
      tl_viewport_to_view (&self->view, box->x, box->y, &x, &y);
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
  tl_canvas_set_session (self, NULL);
  clear_scene (self);
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
}

static void
tl_canvas_init (TlCanvas *self)
{
  tl_viewport_init (&self->view);
  self->fitted = TRUE;
  self->hover = TL_SCENE_NONE;
  self->chunks = g_array_new (FALSE, FALSE, sizeof (TlChunk));
  g_array_set_clear_func (self->chunks, chunk_clear);
  self->stages = g_ptr_array_new ();
  self->order = g_ptr_array_new ();
  self->leaves = g_hash_table_new (g_str_hash, g_str_equal);
  self->below = _tl_canvas_layer_new (self, _tl_canvas_paint_below);
  self->above = _tl_canvas_layer_new (self, _tl_canvas_paint_above);
  gtk_widget_set_parent (self->below, GTK_WIDGET (self));
  gtk_widget_set_parent (self->above, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  _tl_canvas_input_init (self);
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
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "notify::figures", G_CALLBACK (rebuild), self);
  g_signal_connect_swapped (session, "notify::selected", G_CALLBACK (selection_changed), self);
  label = g_strdup_printf (_("Map of %s"), tl_thing_get_title (tl_journey_get_root (tl_session_get_journey (session))));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  self->fitted = TRUE;
  self->fit_whole = FALSE;
  rebuild (self);
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
  tl_viewport_fit (&self->view, MARGIN, TRUE, FALSE, 1);
  _tl_canvas_moved (self);
  self->fitted = TRUE;
  self->fit_whole = TRUE;
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
