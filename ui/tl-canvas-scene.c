/* tl-canvas-scene.c: the picture, and the leaves that stand for what is in it
 *
 * Each edit makes another picture. Leaves stay: a thing that was there keeps its widget, and with it the focus.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <adwaita.h>
#include <math.h>

#include "tl-canvas-private.h"
#include "tl-parts.h"
#include "tl-quotes.h"

/* A group with more items than this is cut up, so that what is not seen of it is not painted. */
#define CHUNK 40

/* All cards of a map are as wide, whatever else there is: what is added leaves the others where they are. */
#define CARD_WIDTH 264.0

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

void
_tl_canvas_chunk_clear (gpointer data)
{
  tl_look_clear (&((TlChunk *) data)->look);
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

/* The ground of the canvas takes the place of the picture's paper and panels; the page says what to do where there is
 * nothing yet. */
static gboolean
is_ground (const TlGroup *group)
{
  return group->role == TL_ROLE_PANEL || group->role == TL_ROLE_EMPTY;
}

/* What a chunk looked like in the picture before, which may well hold in this one. */
static void
take_look (TlCanvas *self, const char *id, TlLook *look)
{
  TlLook *known = self->looks ? g_hash_table_lookup (self->looks, id) : NULL;

  if (known == NULL)
    return;
  *look = *known;
  *known = (TlLook) { 0 };
  tl_look_doubt (look);
}

static void
look_free (gpointer data)
{
  tl_look_clear (data);
  g_free (data);
}

static void
keep_looks (TlCanvas *self)
{
  g_clear_pointer (&self->looks, g_hash_table_unref);
  self->looks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, look_free);
  for (guint i = 0; i < self->chunks->len; i++)
    {
      TlChunk *chunk = &g_array_index (self->chunks, TlChunk, i);

      if (tl_look_is_empty (&chunk->look))
        continue;
      g_hash_table_replace (self->looks, g_strdup (tl_scene_get_group (self->scene, chunk->group)->id),
                            g_memdup2 (&chunk->look, sizeof (TlLook)));
      chunk->look = (TlLook) { 0 };
    }
}

static void
collect_chunks (TlCanvas *self, guint index)
{
  const TlGroup *group = tl_scene_get_group (self->scene, index);
  TlChunk        chunk = { index, 0, group->bounds };
  gboolean       cut = group->role == TL_ROLE_RIBBONS || contains_leaf (self, index) || group->end_item - group->first_item > CHUNK;

  if (TL_ROLE_BIT (group->role) & TL_CANVAS_LEAVES)
    return;
  if (cut && group->end_group > index + 1)
    chunk.without = ~0u;
  if (!is_ground (group) && group->role != TL_ROLE_ROOT)
    {
      take_look (self, group->id, &chunk.look);
      g_array_append_val (self->chunks, chunk);
    }
  if (chunk.without == 0)
    return;
  for (guint i = index + 1; i < group->end_group; i = tl_scene_get_group (self->scene, i)->end_group)
    collect_chunks (self, i);
}

/* Takes the leaf of a thing from those that were there, or makes one; the caller owns it until it has a parent. */
static GtkWidget *
take_leaf (TlCanvas *self, GHashTable *old, guint index, const TlGroup *group)
{
  gpointer key, leaf;

  if (g_hash_table_steal_extended (old, group->thing, &key, &leaf))
    {
      g_free (key);
      tl_canvas_leaf_update (leaf, index, group);
      return leaf;
    }
  return g_object_ref_sink (tl_canvas_leaf_new (self, index, group));
}

/* Puts a leaf behind @last in @above, or first. A widget must leave its parent before it can have another. */
static void
put_leaf (GtkWidget *leaf, GtkWidget *above, GtkWidget *last)
{
  GtkWidget *parent = gtk_widget_get_parent (leaf);

  if (parent == above && gtk_widget_get_prev_sibling (leaf) == last)
    return;
  if (parent && parent != above)
    gtk_widget_unparent (leaf);
  gtk_widget_insert_after (leaf, above, last);
}

/* Every leaf stands in the nearest leaf above it; a thing that is drawn twice has its leaf where it is drawn first. */
static void
build_leaves (TlCanvas *self, GHashTable *old)
{
  g_autoptr (GHashTable) by_group = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) last = g_hash_table_new (NULL, NULL); /* parent → the last leaf put into it */

  for (guint i = 0; self->scene && i < tl_scene_n_groups (self->scene); i++)
    {
      const TlGroup *group = tl_scene_get_group (self->scene, i);
      GtkWidget     *leaf, *above = NULL;

      if (!(TL_ROLE_BIT (group->role) & TL_CANVAS_LEAVES) || group->thing == NULL)
        continue;
      for (guint up = group->parent; up != TL_SCENE_NONE && above == NULL; up = tl_scene_get_group (self->scene, up)->parent)
        above = g_hash_table_lookup (by_group, GUINT_TO_POINTER (up));
      leaf = take_leaf (self, old, i, group);
      if (above)
        put_leaf (leaf, above, g_hash_table_lookup (last, above));
      else
        {
          GtkWidget *before = g_hash_table_lookup (last, self);

          put_leaf (leaf, GTK_WIDGET (self), before ? before : self->below);
          g_ptr_array_add (self->stages, leaf);
        }
      g_hash_table_insert (last, above ? (gpointer) above : (gpointer) self, leaf);
      g_hash_table_insert (by_group, GUINT_TO_POINTER (i), leaf);
      g_ptr_array_add (self->order, leaf);
      if (!g_hash_table_contains (self->leaves, group->thing))
        g_hash_table_insert (self->leaves, (gpointer) tl_canvas_leaf_get_thing (TL_CANVAS_LEAF (leaf)), leaf);
      g_object_unref (leaf);
    }
}

/* What is no more. Leaves that still stand in it have been moved elsewhere. */
static void
drop_leaves (GHashTable *old)
{
  GHashTableIter iter;
  gpointer       leaf;

  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, NULL, &leaf))
    if (gtk_widget_get_parent (leaf))
      gtk_widget_unparent (leaf);
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

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    {
      TlThing   *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);
      GtkWidget *a = tl_canvas_get_leaf (self, tl_thing_get_text (way, TL_TRANSITION_FROM));
      GtkWidget *b = tl_canvas_get_leaf (self, tl_thing_get_text (way, TL_TRANSITION_TO));

      if (a && b)
        g_hash_table_insert (to, a, g_list_append (g_hash_table_lookup (to, a), b));
    }
  for (guint i = 0; i < self->stages->len; i++)
    {
      GtkAccessible *leaf = GTK_ACCESSIBLE (self->stages->pdata[i]);
      GList         *list = g_hash_table_lookup (to, leaf);

      if (list)
        {
          g_auto (GValue) value = G_VALUE_INIT;

          gtk_accessible_relation_init_value (relation, &value);
          g_value_set_pointer (&value, list); /* the relation keeps the list */
          gtk_accessible_update_relation_value (leaf, 1, &relation, &value);
        }
      else
        gtk_accessible_reset_relation (leaf, relation);
    }
}

/* The picture calls a transition by what it joins; the journey may call it otherwise. */
static void
name_transitions (TlCanvas *self)
{
  TlThing *root = tl_journey_get_root (tl_session_get_journey (self->session));

  g_hash_table_remove_all (self->transitions);
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    {
      TlThing *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);

      g_hash_table_insert (self->transitions,
                           g_strdup_printf ("%s-%s", tl_thing_get_text (way, TL_TRANSITION_FROM),
                                            tl_thing_get_text (way, TL_TRANSITION_TO)),
                           g_strdup (tl_thing_get_id (way)));
    }
}

static TlPalette
get_palette (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? TL_PALETTE_DARK : TL_PALETTE_LIGHT;
}

void
_tl_canvas_take_palette (TlCanvas *self)
{
  if (self->painter)
    tl_painter_set_palette (self->painter, get_palette ());
}

static void
draw_journey (TlCanvas *self)
{
  TlFigures            *figures = tl_session_get_figures (self->session);
  TlMapOptions          options = {
    .without = TL_MAP_NO_TITLE | TL_MAP_NO_LEGEND | self->without,
    .max_columns = -1, /* a window has no edge to fold at, and folding would move all */
    .card_width = CARD_WIDTH,
  };
  g_autoptr (TlQuotes)  quotes = NULL;
  g_autoptr (GError)    error = NULL;
  TlMapDraft            draft;

  quotes = figures ? tl_quotes_new (tl_session_get_document (self->session), figures, &error) : NULL;
  if (quotes)
    {
      options.quotes = quotes->quotes;
      options.n_quotes = quotes->n;
    }
  self->drawn_without = options.without;
  if (_tl_canvas_capture_takes_room (self))
    {
      draft = (TlMapDraft) { self->draft->kind, self->draft->parent, self->draft->after };
      options.draft = &draft;
    }
  self->scene = tl_map_layout (tl_session_get_journey (self->session), figures, &options);
  self->painter = tl_painter_new (self->scene, get_palette ());
  self->grid = tl_grid_new (tl_session_get_journey (self->session), figures, self->scene);
  if (tl_scene_n_groups (self->scene) > 0)
    collect_chunks (self, 0);
  name_transitions (self);
}

/* Where something stood before the picture changed. */
typedef struct
{
  char  *thing;
  double x, y;
} Anchor;

static void
anchor_clear (gpointer data)
{
  g_free (((Anchor *) data)->thing);
}

static void
add_anchor (GArray *anchors, const char *thing, const TlBox *box)
{
  Anchor anchor = { g_strdup (thing), box->x, box->y };

  g_array_append_val (anchors, anchor);
}

/* What the picture may be held by while it changes: what is selected first, and the stages that are seen. */
static GArray *
list_anchors (TlCanvas *self)
{
  GArray     *anchors = g_array_new (FALSE, FALSE, sizeof (Anchor));
  const char *selected = self->session ? tl_session_get_selected (self->session) : NULL;
  guint       group = selected ? _tl_canvas_find_group (self, selected) : TL_SCENE_NONE;

  g_array_set_clear_func (anchors, anchor_clear);
  if (group != TL_SCENE_NONE)
    add_anchor (anchors, selected, &tl_scene_get_group (self->scene, group)->bounds);
  for (guint i = 0; i < self->stages->len; i++)
    {
      const TlBox *box = tl_canvas_leaf_get_bounds (self->stages->pdata[i]);

      if (tl_viewport_sees (&self->view, box->x, box->y, box->width, box->height))
        add_anchor (anchors, tl_canvas_leaf_get_thing (self->stages->pdata[i]), box);
    }
  return anchors;
}

/* Moves the window over the new picture so that most of what was seen stays where it was; where everything has moved, so
 * that what is selected does. */
static void
hold (TlCanvas *self, GArray *anchors)
{
  double best_x = 0, best_y = 0;
  guint  most = 0, n = 0;

  for (guint i = 0; i < anchors->len; i++)
    {
      const Anchor *anchor = &g_array_index (anchors, Anchor, i);
      guint         group = _tl_canvas_find_group (self, anchor->thing);
      double        dx, dy;
      guint         alike = 0;

      if (group == TL_SCENE_NONE)
        continue;
      n++;
      dx = tl_scene_get_group (self->scene, group)->bounds.x - anchor->x;
      dy = tl_scene_get_group (self->scene, group)->bounds.y - anchor->y;
      for (guint k = 0; k < MIN (anchors->len, 50); k++)
        {
          const Anchor *other = &g_array_index (anchors, Anchor, k);
          guint         other_group = _tl_canvas_find_group (self, other->thing);

          if (other_group != TL_SCENE_NONE
              && fabs (tl_scene_get_group (self->scene, other_group)->bounds.x - other->x - dx) < 1
              && fabs (tl_scene_get_group (self->scene, other_group)->bounds.y - other->y - dy) < 1)
            alike++;
        }
      if (alike > most)
        {
          most = alike;
          best_x = dx;
          best_y = dy;
        }
      if (n >= 50)
        break;
    }
  self->view.x += best_x;
  self->view.y += best_y;
}

/* The first thing on an empty map stands where a map begins, with room for what follows. */
static void
begin_map (TlCanvas *self)
{
  const TlBox *box = tl_canvas_leaf_get_bounds (self->stages->pdata[0]);

  self->fitted = FALSE;
  self->view.scale = TL_VIEWPORT_PLEASANT * tl_part_text_factor ();
  self->view.y = box->y - self->view.view_height * 0.25 / self->view.scale;
  self->view.x = self->grid->rtl ? box->x + box->width - self->view.view_width * 0.92 / self->view.scale
                                 : box->x - self->view.view_width * 0.08 / self->view.scale;
}

/* What someone works on stays in sight. */
static void
keep_in_sight (TlCanvas *self)
{
  const char *selected = tl_session_get_selected (self->session);
  guint       group = selected ? _tl_canvas_find_group (self, selected) : TL_SCENE_NONE;

  if (group != TL_SCENE_NONE && self->view.view_width > 0)
    {
      const TlBox *box = &tl_scene_get_group (self->scene, group)->bounds;

      tl_viewport_reveal (&self->view, box->x, box->y, box->width, box->height, TL_CANVAS_MARGIN);
    }
}

void
_tl_canvas_clear_scene (TlCanvas *self)
{
  tl_tool_set_map (self->tool, NULL, NULL, NULL);
  g_array_set_size (self->chunks, 0);
  _tl_canvas_forget_far (self);
  if (self->painter)
    self->n_layouts += tl_painter_n_layouts (self->painter);
  g_clear_pointer (&self->grid, tl_grid_free);
  g_clear_pointer (&self->painter, tl_painter_free);
  g_clear_pointer (&self->scene, tl_scene_unref);
  self->hover = TL_SCENE_NONE;
  /* What was said of a thing does not outlive it. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
}

void
_tl_canvas_clear_leaves (TlCanvas *self)
{
  _tl_canvas_name_nothing (self);
  for (guint i = 0; i < self->stages->len; i++)
    gtk_widget_unparent (self->stages->pdata[i]);
  g_ptr_array_set_size (self->stages, 0);
  g_ptr_array_set_size (self->order, 0);
  g_hash_table_remove_all (self->leaves);
}

/* Draws the journey anew, as it is now, with the figures that there are. */
void
_tl_canvas_rebuild (TlCanvas *self)
{
  g_autoptr (GHashTable) old = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  GtkRoot               *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget             *focus = root ? gtk_root_get_focus (root) : NULL;
  g_autofree char       *focused = NULL;
  g_autoptr (GArray)     anchors = NULL;
  const TlViewport       before = self->view;
  gboolean               was_empty = self->scene && self->stages->len == 0;

  if (focus && TL_IS_CANVAS_LEAF (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    focused = g_strdup (tl_canvas_leaf_get_thing (TL_CANVAS_LEAF (focus)));
  for (guint i = 0; i < self->order->len; i++)
    {
      TlCanvasLeaf *leaf = self->order->pdata[i];

      if (g_hash_table_contains (old, tl_canvas_leaf_get_thing (leaf)))
        g_hash_table_insert (old, g_strdup_printf ("\n%u", i), g_object_ref (leaf)); /* drawn twice: not taken again */
      else
        g_hash_table_insert (old, g_strdup (tl_canvas_leaf_get_thing (leaf)), g_object_ref (leaf));
    }
  if (self->scene)
    {
      anchors = list_anchors (self);
      keep_looks (self);
    }
  _tl_canvas_name_nothing (self);
  g_ptr_array_set_size (self->stages, 0);
  g_ptr_array_set_size (self->order, 0);
  g_hash_table_remove_all (self->leaves);
  _tl_canvas_clear_scene (self);
  /* Until the first figures are there, the picture would be one that is replaced at once. */
  if (self->session && (tl_session_get_figures (self->session) || self->edited))
    draw_journey (self);
  g_clear_pointer (&self->looks, g_hash_table_unref);
  build_leaves (self, old);
  drop_leaves (old);
  if (self->scene)
    {
      tl_tool_set_map (self->tool, tl_session_get_journey (self->session), self->scene, self->grid);
      take_bounds (self);
      relate (self);
      _tl_canvas_name_leaves (self);
      /* Someone at work wants what they work on to stay; who only looks wants to see all. */
      if (self->edited && (tl_session_get_selected (self->session) || self->entry))
        self->fitted = FALSE;
      if (self->edited && was_empty && self->stages->len > 0)
        begin_map (self);
      else if (!self->fitted && anchors)
        hold (self, anchors);
      if (!self->fitted && self->edited)
        keep_in_sight (self);
      _tl_canvas_motion_begin (self, &before);
    }
  /* A leaf that went into another lost the focus on its way. */
  if (focused && root && gtk_root_get_focus (root) != focus)
    {
      GtkWidget *leaf = tl_canvas_get_leaf (self, focused);

      gtk_widget_grab_focus (leaf ? leaf : GTK_WIDGET (self));
    }
  _tl_highlight_redrawn (self->highlight);
  _tl_canvas_edit_update (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (self->below);
  gtk_widget_queue_draw (self->above);
}
