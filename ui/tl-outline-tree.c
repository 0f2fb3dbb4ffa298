/* tl-outline-tree.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-outline-tree.h"

#include <glib/gi18n-lib.h>

#define DRAFT "\ndraft"

/* What stands under a heading, behind the stages. */
static const TlKind headed[] = { TL_KIND_PERSONA, TL_KIND_CAUSE, TL_KIND_FIX, TL_KIND_PARKED };

/* What stands in what, in this order. */
static const struct
{
  TlKind above;
  TlKind inside;
} insides[] = {
  { TL_KIND_STAGE, TL_KIND_TOUCHPOINT },
  { TL_KIND_TOUCHPOINT, TL_KIND_PAIN },
  { TL_KIND_TOUCHPOINT, TL_KIND_DELIGHT },
  { TL_KIND_PAIN, TL_KIND_BECAUSE },
};

G_DEFINE_FINAL_TYPE (TlOutlineItem, tl_outline_item, G_TYPE_OBJECT)

static void
tl_outline_item_finalize (GObject *object)
{
  TlOutlineItem *self = TL_OUTLINE_ITEM (object);

  g_free (self->key);
  g_free (self->id);
  G_OBJECT_CLASS (tl_outline_item_parent_class)->finalize (object);
}

static void
tl_outline_item_class_init (TlOutlineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_outline_item_finalize;
}

static void
tl_outline_item_init (TlOutlineItem *self)
{
}

struct _TlOutlineTree
{
  GObject     parent_instance;

  TlSession  *session;
  GPtrArray  *rows;     /* TlOutlineItem */
  GHashTable *indices;  /* key, of an item in @rows → its index + 1; NULL where it must be made anew */
  GHashTable *unfolded; /* keys of what was unfolded */
  GHashTable *folded;   /* keys of what was folded */
  TlDraft    *draft;

  /* While it is built */
  TlGrid     *grid;     /* where stages stand; NULL where it must be worked out anew */
  GHashTable *ways;     /* stage → GPtrArray of TlThing, borrowed */
  GHashTable *old;      /* key → TlOutlineItem */
};

enum
{
  REFRESHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
tl_outline_tree_get_item_type (GListModel *model)
{
  return TL_TYPE_OUTLINE_ITEM;
}

static guint
tl_outline_tree_get_n_items (GListModel *model)
{
  return TL_OUTLINE_TREE (model)->rows->len;
}

static gpointer
tl_outline_tree_get_item (GListModel *model, guint n)
{
  TlOutlineTree *self = TL_OUTLINE_TREE (model);

  return n < self->rows->len ? g_object_ref (self->rows->pdata[n]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = tl_outline_tree_get_item_type;
  iface->get_n_items = tl_outline_tree_get_n_items;
  iface->get_item = tl_outline_tree_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TlOutlineTree, tl_outline_tree, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* A large journey begins with its stages alone: who opens it wants to find one of them. */
#define MANY_STAGES 40

static gboolean
is_unfolded (TlOutlineTree *self, const char *key, TlKind kind, guint depth, guint n_stages)
{
  if (g_hash_table_contains (self->unfolded, key))
    return TRUE;
  if (g_hash_table_contains (self->folded, key))
    return FALSE;
  return kind == TL_KIND_TOUCHPOINT || (kind == TL_KIND_STAGE && depth == 0 && n_stages <= MANY_STAGES);
}

/* The same row as before where there was one: whoever shows it keeps it. */
static TlOutlineItem *
add_row (TlOutlineTree *self, GPtrArray *rows, const char *key, const char *id, TlKind kind, guint depth)
{
  gpointer       old_key, found;
  TlOutlineItem *item;

  if (g_hash_table_steal_extended (self->old, key, &old_key, &found))
    item = found;
  else
    {
      item = g_object_new (TL_TYPE_OUTLINE_ITEM, NULL);
      item->key = g_strdup (key);
      item->id = g_strdup (id);
      item->is_draft = g_str_equal (key, DRAFT);
    }
  item->kind = kind;
  item->depth = depth;
  item->n_inside = 0;
  g_ptr_array_add (rows, item);
  return item;
}

static gboolean
draft_is_in (TlOutlineTree *self, const char *parent, TlKind kind)
{
  return self->draft && self->draft->kind == kind && g_strcmp0 (self->draft->parent, parent) == 0;
}

static void
add_draft (TlOutlineTree *self, GPtrArray *rows, guint depth)
{
  add_row (self, rows, DRAFT, NULL, self->draft->kind, depth);
}

static void add_thing (TlOutlineTree *self, GPtrArray *rows, TlThing *thing, guint depth, guint n_stages);

static guint
add_list (TlOutlineTree *self, GPtrArray *rows, TlThing *above, const char *parent, TlKind kind, guint depth,
          gboolean shown)
{
  guint    n = tl_thing_n (above, kind);
  gboolean drafts = draft_is_in (self, parent, kind);
  gboolean drafted = !drafts;

  if (!shown)
    return n + drafts;
  for (guint i = 0; i < n; i++)
    {
      TlThing *thing = tl_thing_nth (above, kind, i);

      add_thing (self, rows, thing, depth, 0);
      if (!drafted && g_strcmp0 (self->draft->after, tl_thing_get_id (thing)) == 0)
        {
          add_draft (self, rows, depth);
          drafted = TRUE;
        }
    }
  if (!drafted)
    add_draft (self, rows, depth);
  return n + drafts;
}

/* A thing and, where it is unfolded, what stands under it. */
static void
add_thing (TlOutlineTree *self, GPtrArray *rows, TlThing *thing, guint depth, guint n_stages)
{
  const char    *id = tl_thing_get_id (thing);
  TlKind         kind = tl_thing_get_kind (thing);
  TlOutlineItem *item = add_row (self, rows, id, id, kind, depth);
  GPtrArray     *ways = kind == TL_KIND_STAGE ? g_hash_table_lookup (self->ways, id) : NULL;

  item->unfolded = is_unfolded (self, id, kind, depth, n_stages);
  for (gsize i = 0; i < G_N_ELEMENTS (insides); i++)
    if (insides[i].above == kind)
      item->n_inside += add_list (self, rows, thing, id, insides[i].inside, depth + 1, item->unfolded);
  item->n_inside += ways ? ways->len : 0;
  for (guint i = 0; ways && item->unfolded && i < ways->len; i++)
    add_row (self, rows, tl_thing_get_id (ways->pdata[i]), tl_thing_get_id (ways->pdata[i]), TL_KIND_TRANSITION, depth + 1);
}

static int
compare_cells (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *cells = data;
  const TlCell *one = &g_array_index (cells, TlCell, *(const guint *) a);
  const TlCell *other = &g_array_index (cells, TlCell, *(const guint *) b);

  if (one->place.column != other->place.column)
    return one->place.column - other->place.column;
  return one->place.row - other->place.row;
}

/* Along the journey: by column, then by row, as the map has them. */
static void
add_stages (TlOutlineTree *self, GPtrArray *rows)
{
  GArray             *cells = tl_outline_tree_get_grid (self)->cells;
  TlJourney          *journey = tl_session_get_journey (self->session);
  g_autofree guint   *order = g_new (guint, cells->len + 1);
  gboolean            drafted = !draft_is_in (self, NULL, TL_KIND_STAGE);

  for (guint i = 0; i < cells->len; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) cells->len, sizeof (guint), compare_cells, cells);
  for (guint i = 0; i < cells->len; i++)
    {
      const char *id = g_array_index (cells, TlCell, order[i]).id;
      TlThing    *stage = tl_journey_lookup (journey, id);

      if (stage)
        add_thing (self, rows, stage, 0, cells->len);
      if (!drafted && g_strcmp0 (self->draft->after, id) == 0)
        {
          add_draft (self, rows, 0);
          drafted = TRUE;
        }
    }
  if (!drafted)
    add_draft (self, rows, 0);
}

static void
add_headed (TlOutlineTree *self, GPtrArray *rows, TlThing *root, TlKind kind)
{
  g_autofree char *key = g_strdup_printf ("\n%d", (int) kind);
  guint            at = rows->len;
  TlOutlineItem   *item;

  if (tl_thing_n (root, kind) == 0 && !tl_session_can_edit (self->session))
    return;
  item = add_row (self, rows, key, NULL, kind, 0);
  item->unfolded = is_unfolded (self, key, TL_KIND_NONE, 0, 0) || draft_is_in (self, NULL, kind);
  item->n_inside = add_list (self, rows, root, NULL, kind, 1, item->unfolded);
  g_assert (rows->pdata[at] == item);
}

/* A stage's ways in one pass over all. */
static void
collect_ways (TlOutlineTree *self, TlThing *root)
{
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    {
      TlThing    *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);
      const char *from = tl_thing_get_text (way, TL_TRANSITION_FROM);
      GPtrArray  *ways = from ? g_hash_table_lookup (self->ways, from) : NULL;

      if (from == NULL)
        continue;
      if (ways == NULL)
        {
          ways = g_ptr_array_new ();
          g_hash_table_insert (self->ways, g_strdup (from), ways);
        }
      g_ptr_array_add (ways, way);
    }
}

static GPtrArray *
build (TlOutlineTree *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  TlThing   *root;

  if (self->session == NULL)
    return rows;
  root = tl_journey_get_root (tl_session_get_journey (self->session));
  self->ways = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  collect_ways (self, root);
  add_stages (self, rows);
  for (gsize i = 0; i < G_N_ELEMENTS (headed); i++)
    add_headed (self, rows, root, headed[i]);
  g_clear_pointer (&self->ways, g_hash_table_unref);
  return rows;
}

/* Builds the rows, and tells of those that are others. */
static void
rebuild (TlOutlineTree *self)
{
  GPtrArray *old = self->rows;
  guint      same = 0, tail = 0;

  self->old = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  for (guint i = 0; i < old->len; i++)
    {
      TlOutlineItem *item = old->pdata[i];

      g_hash_table_insert (self->old, item->key, g_object_ref (item));
    }
  self->rows = build (self);
  g_clear_pointer (&self->old, g_hash_table_unref);
  g_clear_pointer (&self->indices, g_hash_table_unref);
  while (same < MIN (old->len, self->rows->len) && old->pdata[same] == self->rows->pdata[same])
    same++;
  while (tail < MIN (old->len, self->rows->len) - same
         && old->pdata[old->len - 1 - tail] == self->rows->pdata[self->rows->len - 1 - tail])
    tail++;
  if (old->len - same - tail > 0 || self->rows->len - same - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), same, old->len - same - tail, self->rows->len - same - tail);
  g_ptr_array_unref (old);
  g_signal_emit (self, signals[REFRESHED], 0);
}

static void
tl_outline_tree_dispose (GObject *object)
{
  TlOutlineTree *self = TL_OUTLINE_TREE (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (tl_outline_tree_parent_class)->dispose (object);
}

static void
tl_outline_tree_finalize (GObject *object)
{
  TlOutlineTree *self = TL_OUTLINE_TREE (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->indices, g_hash_table_unref);
  g_hash_table_unref (self->unfolded);
  g_hash_table_unref (self->folded);
  g_clear_pointer (&self->draft, tl_draft_free);
  g_clear_pointer (&self->grid, tl_grid_free);
  G_OBJECT_CLASS (tl_outline_tree_parent_class)->finalize (object);
}

static void
tl_outline_tree_class_init (TlOutlineTreeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tl_outline_tree_dispose;
  object_class->finalize = tl_outline_tree_finalize;

  /**
   * TlOutlineTree::refreshed:
   *
   * What rows say may have changed, also where they are the same rows.
   */
  signals[REFRESHED] = g_signal_new ("refreshed", TL_TYPE_OUTLINE_TREE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
}

static void
tl_outline_tree_init (TlOutlineTree *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->unfolded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * tl_outline_tree_new:
 *
 * Returns: (transfer full): a tree of nothing
 */
TlOutlineTree *
tl_outline_tree_new (void)
{
  return g_object_new (TL_TYPE_OUTLINE_TREE, NULL);
}

/**
 * tl_outline_tree_set_session:
 * @session: (nullable): whose journey it is
 *
 * Another journey begins with nothing folded or unfolded by hand.
 */
void
tl_outline_tree_set_session (TlOutlineTree *self, TlSession *session)
{
  g_return_if_fail (TL_IS_OUTLINE_TREE (self));
  if (self->session == session)
    return;
  g_set_object (&self->session, session);
  g_hash_table_remove_all (self->unfolded);
  g_hash_table_remove_all (self->folded);
  g_clear_pointer (&self->draft, tl_draft_free);
  tl_outline_tree_update (self);
}

/**
 * tl_outline_tree_update:
 *
 * The journey, or its figures, are others.
 */
void
tl_outline_tree_update (TlOutlineTree *self)
{
  g_return_if_fail (TL_IS_OUTLINE_TREE (self));
  g_clear_pointer (&self->grid, tl_grid_free);
  rebuild (self);
}

/**
 * tl_outline_tree_get_grid:
 *
 * Returns: (transfer none) (nullable): where stages stand
 */
TlGrid *
tl_outline_tree_get_grid (TlOutlineTree *self)
{
  g_return_val_if_fail (TL_IS_OUTLINE_TREE (self), NULL);
  if (self->grid == NULL && self->session)
    self->grid = tl_grid_new (tl_session_get_journey (self->session), tl_session_get_figures (self->session), NULL);
  return self->grid;
}

/**
 * tl_outline_tree_set_draft:
 * @draft: (nullable): what gets its title and is not there yet
 */
void
tl_outline_tree_set_draft (TlOutlineTree *self, const TlDraft *draft)
{
  g_return_if_fail (TL_IS_OUTLINE_TREE (self));
  g_clear_pointer (&self->draft, tl_draft_free);
  if (draft)
    {
      self->draft = tl_draft_new (draft->kind, draft->parent, draft->after);
      if (draft->parent)
        {
          g_hash_table_add (self->unfolded, g_strdup (draft->parent));
          g_hash_table_remove (self->folded, draft->parent);
        }
    }
  rebuild (self);
}

/**
 * tl_outline_tree_nth:
 *
 * Returns: (transfer none) (nullable): a row
 */
TlOutlineItem *
tl_outline_tree_nth (TlOutlineTree *self, guint n)
{
  g_return_val_if_fail (TL_IS_OUTLINE_TREE (self), NULL);
  return n < self->rows->len ? self->rows->pdata[n] : NULL;
}

/**
 * tl_outline_tree_find:
 * @key: (nullable): an item's key; %NULL for the draft
 * @n: (out): its place
 *
 * Returns: %FALSE where it is not among what is unfolded
 */
gboolean
tl_outline_tree_find (TlOutlineTree *self, const char *key, guint *n)
{
  guint found;

  g_return_val_if_fail (TL_IS_OUTLINE_TREE (self), FALSE);
  if (self->indices == NULL)
    {
      self->indices = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < self->rows->len; i++)
        g_hash_table_insert (self->indices, TL_OUTLINE_ITEM (self->rows->pdata[i])->key, GUINT_TO_POINTER (i + 1));
    }
  found = GPOINTER_TO_UINT (g_hash_table_lookup (self->indices, key ? key : DRAFT));
  if (found == 0)
    return FALSE;
  *n = found - 1;
  return TRUE;
}

/**
 * tl_outline_tree_find_parent:
 * @n: a row
 * @parent: (out): the row that it stands under
 *
 * Returns: %FALSE where it stands under none
 */
gboolean
tl_outline_tree_find_parent (TlOutlineTree *self, guint n, guint *parent)
{
  TlOutlineItem *item = tl_outline_tree_nth (self, n);

  for (guint i = n; item && i-- > 0;)
    if (TL_OUTLINE_ITEM (self->rows->pdata[i])->depth < item->depth)
      {
        *parent = i;
        return TRUE;
      }
  return FALSE;
}

static void
note_fold (TlOutlineTree *self, const char *key, gboolean unfolded)
{
  g_hash_table_remove (unfolded ? self->folded : self->unfolded, key);
  g_hash_table_add (unfolded ? self->unfolded : self->folded, g_strdup (key));
}

/**
 * tl_outline_tree_unfold:
 * @key: an item's key
 * @unfolded: whether what is under it shall be shown
 */
void
tl_outline_tree_unfold (TlOutlineTree *self, const char *key, gboolean unfolded)
{
  g_autofree char *kept = g_strdup (key);

  g_return_if_fail (TL_IS_OUTLINE_TREE (self));
  note_fold (self, kept, unfolded);
  rebuild (self);
}

/**
 * tl_outline_tree_unfold_all:
 */
void
tl_outline_tree_unfold_all (TlOutlineTree *self, gboolean unfolded)
{
  static const TlKind  kinds[] = { TL_KIND_STAGE, TL_KIND_TOUCHPOINT, TL_KIND_PAIN };

  g_return_if_fail (TL_IS_OUTLINE_TREE (self));
  for (gsize i = 0; self->session && i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) things = tl_journey_collect (tl_session_get_journey (self->session), kinds[i]);

      for (guint k = 0; k < things->len; k++)
        note_fold (self, tl_thing_get_id (things->pdata[k]), unfolded);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (headed); i++)
    {
      g_autofree char *key = g_strdup_printf ("\n%d", (int) headed[i]);

      note_fold (self, key, unfolded);
    }
  rebuild (self);
}

/* Unfolds what a thing stands in; whether anything was folded. */
static gboolean
unfold_above (TlOutlineTree *self, TlThing *thing)
{
  TlJourney       *journey = tl_session_get_journey (self->session);
  TlThing         *above = tl_thing_get_parent (thing);
  g_autofree char *heading = g_strdup_printf ("\n%d", (int) tl_thing_get_kind (thing));
  gboolean         any = FALSE;

  if (tl_thing_get_kind (thing) == TL_KIND_TRANSITION && tl_thing_get_text (thing, TL_TRANSITION_FROM))
    above = tl_journey_lookup (journey, tl_thing_get_text (thing, TL_TRANSITION_FROM));
  for (gsize i = 0; i < G_N_ELEMENTS (headed); i++)
    if (headed[i] == tl_thing_get_kind (thing) && !g_hash_table_contains (self->unfolded, heading))
      {
        note_fold (self, heading, TRUE);
        any = TRUE;
      }
  for (; above && tl_thing_get_kind (above) != TL_KIND_JOURNEY; above = tl_thing_get_parent (above))
    if (!g_hash_table_contains (self->unfolded, tl_thing_get_id (above)))
      {
        note_fold (self, tl_thing_get_id (above), TRUE);
        any = TRUE;
      }
  return any;
}

/**
 * tl_outline_tree_reveal:
 * @id: (nullable): a thing
 * @n: (out): its row
 *
 * Unfolds what a thing stands in.
 *
 * Returns: %FALSE where the tree does not have it
 */
gboolean
tl_outline_tree_reveal (TlOutlineTree *self, const char *id, guint *n)
{
  TlThing *thing;

  g_return_val_if_fail (TL_IS_OUTLINE_TREE (self), FALSE);
  if (id == NULL || self->session == NULL)
    return FALSE;
  if (tl_outline_tree_find (self, id, n))
    return TRUE;
  thing = tl_journey_lookup (tl_session_get_journey (self->session), id);
  if (thing == NULL || !unfold_above (self, thing))
    return FALSE;
  rebuild (self);
  return tl_outline_tree_find (self, id, n);
}

/**
 * tl_outline_tree_heading:
 *
 * Returns: (transfer full): what stands above all of a kind
 */
char *
tl_outline_tree_heading (TlKind kind)
{
  switch ((guint) kind)
    {
    case TL_KIND_PERSONA:
      return g_strdup (C_ ("heading", "Personas"));

    case TL_KIND_CAUSE:
      return g_strdup (C_ ("heading", "Causes"));

    case TL_KIND_FIX:
      return g_strdup (C_ ("heading", "Fixes"));

    case TL_KIND_PARKED:
      return g_strdup (C_ ("heading", "Parking Lot"));

    default:
      return g_strdup (tl_kind_get_label (kind));
    }
}

static gboolean
begins_with (TlOutlineTree *self, TlOutlineItem *item, const char *folded)
{
  TlThing         *thing = item->id ? tl_journey_lookup (tl_session_get_journey (self->session), item->id) : NULL;
  g_autofree char *title = thing ? g_strdup (tl_thing_get_title (thing)) : tl_outline_tree_heading (item->kind);
  g_autofree char *title_folded = g_utf8_casefold (title, -1);

  return g_str_has_prefix (title_folded, folded);
}

/**
 * tl_outline_tree_find_words:
 * @words: how a title begins
 * @from: the row to begin with
 * @n: (out): the first row from there, round the end, that begins so, in any case of letters
 *
 * Returns: %FALSE where there is none
 */
gboolean
tl_outline_tree_find_words (TlOutlineTree *self, const char *words, guint from, guint *n)
{
  g_autofree char *folded = g_utf8_casefold (words, -1);

  g_return_val_if_fail (TL_IS_OUTLINE_TREE (self), FALSE);
  for (guint i = 0; self->session && i < self->rows->len; i++)
    {
      guint at = (from + i) % self->rows->len;

      if (!begins_with (self, self->rows->pdata[at], folded))
        continue;
      *n = at;
      return TRUE;
    }
  return FALSE;
}
