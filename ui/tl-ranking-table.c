/* tl-ranking-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-ranking-table.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-fix-row.h"
#include "tl-parts.h"

/* What a row stands for: a fix, or the heading of those that are not ranked. */
#define TL_TYPE_FIX_ITEM (tl_fix_item_get_type ())
G_DECLARE_FINAL_TYPE (TlFixItem, tl_fix_item, TL, FIX_ITEM, GObject)

struct _TlFixItem
{
  GObject             parent_instance;

  char               *id;  /* NULL for the heading */
  const TlFixFigures *fix; /* borrowed from the figures that the table holds; NULL for the heading */
};

G_DEFINE_FINAL_TYPE (TlFixItem, tl_fix_item, G_TYPE_OBJECT)

static guint fix_item_changed;

static void
tl_fix_item_finalize (GObject *object)
{
  g_free (TL_FIX_ITEM (object)->id);
  G_OBJECT_CLASS (tl_fix_item_parent_class)->finalize (object);
}

static void
tl_fix_item_class_init (TlFixItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_fix_item_finalize;

  /* There are other figures for it: the row says them. */
  fix_item_changed = g_signal_new ("changed", TL_TYPE_FIX_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_fix_item_init (TlFixItem *self)
{
}

struct _TlRankingTable
{
  GtkWidget           parent_instance;

  TlFixRow           *head;
  GtkScrolledWindow  *scroller;
  GtkListView        *list;
  GListStore         *items;
  GtkSingleSelection *selection;
  AdwAnimation       *fade;
  TlFixColumns        columns;
  GtkWidget          *hidden;      /* says which columns have no room */
  char               *hidden_text; /* what it is to say */
  int                 seen_width;  /* at which the list was @seen_height high */
  int                 seen_height;
  guint               settling;

  TlRanking          *ranking;
  TlFigures          *figures; /* the ones that are shown: the items point into them */
  char               *sort;
  gboolean            selecting;
};

enum
{
  PROP_0,
  PROP_SORT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TlRankingTable, tl_ranking_table, GTK_TYPE_WIDGET)

/* As many rows as are seen at once before the list scrolls by itself. */
#define ROWS_SEEN 7
#define ROW_HEIGHT 62
#define FADE_MS 200

/* The column that the table is sorted by; TL_N_COLUMNS for the title. */
static TlFixColumn
sorted_column (const char *sort)
{
  const char *own = *sort == '-' ? sort + 1 : sort;

  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    if (g_str_equal (tl_fix_column_get_name (column), own))
      return column;
  return TL_N_COLUMNS;
}

static gboolean
is_sort (const char *name)
{
  return name && *name &&
         (g_str_equal (name, "title") || g_str_equal (name, "-title") || sorted_column (name) != TL_N_COLUMNS);
}

static int
compare_texts (const char *a, const char *b)
{
  /* Those without one come last. */
  if (a == NULL || b == NULL || *a == '\0' || *b == '\0')
    return (a == NULL || *a == '\0') - (b == NULL || *b == '\0');
  return g_utf8_collate (a, b);
}

static int
compare_by_column (TlRankingTable *self, const TlFixFigures *a, const TlFixFigures *b)
{
  TlFixColumn column = sorted_column (self->sort);
  double      x;
  double      y;

  if (column == TL_N_COLUMNS)
    return compare_texts (a->title, b->title);
  if (column == TL_COLUMN_OWNER)
    return compare_texts (tl_fix_column_owner (self->ranking, a), tl_fix_column_owner (self->ranking, b));
  x = tl_fix_column_key (column, self->ranking, a);
  y = tl_fix_column_key (column, self->ranking, b);
  return (x > y) - (x < y);
}

static int
compare_fixes (gconstpointer a, gconstpointer b, gpointer data)
{
  TlRankingTable     *self = data;
  const TlFixFigures *left = *(const TlFixFigures *const *) a;
  const TlFixFigures *right = *(const TlFixFigures *const *) b;
  guint               place = tl_ranking_get_place (self->ranking, left->id);
  guint               other = tl_ranking_get_place (self->ranking, right->id);
  int                 order;

  if (place == 0 || other == 0)
    return (place == 0) - (other == 0);
  order = compare_by_column (self, left, right);
  if (order != 0)
    return *self->sort == '-' ? -order : order;
  return (place > other) - (place < other);
}

/* The item that stands for a fix already, with its new figures, or a new one. Rows and selection know items: as long as
 * these are the same, both stay. */
static TlFixItem *
item_for (TlRankingTable *self, GHashTable *known, const TlFixFigures *fix)
{
  TlFixItem *item = g_hash_table_lookup (known, fix ? fix->id : "");

  if (item)
    {
      g_object_ref (item);
      /* Where an id is there twice, each needs a row of its own. */
      g_hash_table_remove (known, fix ? fix->id : "");
    }
  else
    {
      item = g_object_new (TL_TYPE_FIX_ITEM, NULL);
      item->id = fix ? g_strdup (fix->id) : NULL;
    }
  item->fix = fix;
  return item;
}

static GHashTable *
collect_items (TlRankingTable *self)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  guint       n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      TlFixItem *item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      g_hash_table_insert (known, g_strdup (item->id ? item->id : ""), item);
    }
  return known;
}

static void
follow_selection (TlRankingTable *self)
{
  const char *id = self->ranking ? tl_ranking_get_selected (self->ranking) : NULL;
  guint       n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint       at = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; id && i < n && at == GTK_INVALID_LIST_POSITION; i++)
    {
      g_autoptr (TlFixItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (item->fix && g_str_equal (item->fix->id, id))
        at = i;
    }
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, at);
  self->selecting = FALSE;
}

static gboolean
is_same_order (TlRankingTable *self, GPtrArray *items)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) != items->len)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (item != items->pdata[i])
        return FALSE;
    }
  return TRUE;
}

/* Brings the rows into their order. Returns whether any moved. */
static gboolean
put_in_order (TlRankingTable *self, GPtrArray *items)
{
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));
  double         at = gtk_adjustment_get_value (place);
  gboolean       had_any = g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0;

  if (is_same_order (self, items))
    return FALSE;
  self->selecting = TRUE;
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  self->selecting = FALSE;
  gtk_adjustment_set_value (place, at);
  return had_any;
}

/* As it is now, however figures move: rows change places only where they may. */
static GPtrArray *
sort_fixes (TlRankingTable *self, gboolean may_move)
{
  GPtrArray            *fixes = g_ptr_array_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  guint                 n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n && !may_move; i++)
    {
      g_autoptr (TlFixItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      const TlFixFigures   *fix = item->id ? tl_figures_get_fix (self->figures, item->id) : NULL;

      if (fix && tl_ranking_get_place (self->ranking, fix->id) > 0)
        g_ptr_array_add (fixes, (gpointer) fix);
    }
  for (guint i = 0; i < tl_figures_n_fixes (self->figures); i++)
    {
      const TlFixFigures *fix = tl_figures_nth_fix (self->figures, i);

      if (!g_ptr_array_find (fixes, fix, NULL))
        g_ptr_array_add (others, (gpointer) fix);
    }
  g_ptr_array_sort_with_data (others, compare_fixes, self);
  g_ptr_array_extend (fixes, others, NULL, NULL);
  return fixes;
}

static gboolean
fill (TlRankingTable *self, gboolean may_move)
{
  g_autoptr (GPtrArray)  fixes = sort_fixes (self, may_move);
  g_autoptr (GPtrArray)  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) known = collect_items (self);
  gboolean               headed = FALSE;
  gboolean               moved;

  for (guint i = 0; i < fixes->len; i++)
    {
      const TlFixFigures *fix = fixes->pdata[i];
      gboolean            ranked = tl_ranking_get_place (self->ranking, fix->id) > 0;

      if (!ranked && !headed)
        g_ptr_array_add (items, item_for (self, known, NULL));
      headed |= !ranked;
      g_ptr_array_add (items, item_for (self, known, fix));
    }
  moved = put_in_order (self, items);
  for (guint i = 0; i < items->len; i++)
    g_signal_emit (items->pdata[i], fix_item_changed, 0);
  follow_selection (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return moved;
}

static void
clear (TlRankingTable *self)
{
  self->selecting = TRUE;
  g_list_store_remove_all (self->items);
  self->selecting = FALSE;
  g_clear_object (&self->figures);
}

static void
show (TlRankingTable *self, gboolean may_move)
{
  TlFigures            *figures = tl_ranking_get_figures (self->ranking);
  /* The items point into the old figures until they have the new ones. */
  g_autoptr (TlFigures) old = self->figures ? g_object_ref (self->figures) : NULL;

  if (figures == NULL || !tl_figures_are_known (figures))
    {
      clear (self);
      return;
    }
  g_set_object (&self->figures, figures);
  tl_fix_columns_measure (&self->columns, GTK_WIDGET (self), self->ranking);
  tl_fix_row_set_head (self->head, self->sort);
  /* It says where things went; where the system wants no motion, libadwaita ends it at once. */
  if (fill (self, may_move) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    adw_animation_play (self->fade);
}

static void
note_change (TlRanking *ranking, guint parts, TlRankingTable *self)
{
  if (parts & (TL_RANKING_FIGURES | TL_RANKING_DOUBT | TL_RANKING_DRAWN))
    show (self, (parts & TL_RANKING_DRAWN) || self->figures == NULL);
  else if (parts & TL_RANKING_MORE)
    show (self, FALSE);
}

static void
setup_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  TlRankingTable *self = data;

  gtk_list_item_set_child (item, tl_fix_row_new (&self->columns));
}

static void
show_item (GtkListItem *item)
{
  TlRankingTable *self = g_object_get_data (G_OBJECT (item), "table");
  TlFixRow       *row = TL_FIX_ROW (gtk_list_item_get_child (item));
  TlFixItem      *fix = TL_FIX_ITEM (gtk_list_item_get_item (item));

  gtk_list_item_set_selectable (item, fix->fix != NULL);
  gtk_list_item_set_activatable (item, fix->fix != NULL);
  if (fix->fix)
    tl_fix_row_set_fix (row, self->ranking, fix->fix);
  else
    tl_fix_row_set_note (row, _("Not ranked"));
  gtk_widget_queue_resize (GTK_WIDGET (row));
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  g_object_set_data (G_OBJECT (item), "table", data);
  g_signal_connect_object (gtk_list_item_get_item (item), "changed", G_CALLBACK (show_item), item, G_CONNECT_SWAPPED);
  show_item (item);
}

static void
unbind_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_item, item);
}

static void
row_selected (TlRankingTable *self)
{
  TlFixItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (!self->selecting && self->ranking && item && item->fix)
    tl_ranking_select (self->ranking, item->fix->id);
}

static void
row_activated (GtkListView *list, guint position, gpointer data)
{
  TlRankingTable       *self = data;
  g_autoptr (TlFixItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item && item->fix)
    tl_ranking_select (self->ranking, item->fix->id);
  gtk_widget_activate_action (data, "win.show-panel", NULL);
}

static void
set_sort (TlRankingTable *self, const char *name)
{
  if (!is_sort (name) || g_str_equal (self->sort, name))
    return;
  g_free (self->sort);
  self->sort = g_strdup (name);
  if (self->figures)
    show (self, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

/* The same head once more turns the order round. */
static void
sort_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TlRankingTable  *self = TL_RANKING_TABLE (widget);
  const char      *name = g_variant_get_string (parameter, NULL);
  g_autofree char *reversed = g_strconcat ("-", name, NULL);

  set_sort (self, g_str_equal (self->sort, name) ? reversed : name);
}

static void
fade_rows (double value, gpointer data)
{
  gtk_widget_set_opacity (GTK_WIDGET (TL_RANKING_TABLE (data)->list), value);
}

/* Which columns a row of that width leaves out. */
static char *
list_hidden (TlRankingTable *self, int width)
{
  g_autoptr (GString) titles = g_string_new (NULL);
  TlFixPlaces         places;

  tl_fix_columns_place (&self->columns, width, &places);
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    if (self->columns.used[column] && !places.shown[column])
      g_string_append_printf (titles, "%s%s", titles->len > 0 ? C_ ("list", ", ") : "", tl_fix_column_get_title (column));
  if (titles->len == 0)
    return NULL;
  /* Translators: the names of columns, separated by commas. */
  return g_strdup_printf (_("There is no room for: %s. Widen the window, close the side panel or leave out other "
                            "columns to see them."), titles->str);
}

/* What was found while everything was given its place is said, and asked for, when that is done. */
static gboolean
settle (gpointer data)
{
  TlRankingTable *self = data;

  self->settling = 0;
  if (g_strcmp0 (self->hidden_text, gtk_label_get_label (GTK_LABEL (self->hidden))) != 0)
    gtk_label_set_label (GTK_LABEL (self->hidden), self->hidden_text ? self->hidden_text : "");
  gtk_widget_set_visible (self->hidden, self->hidden_text != NULL);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
settle_soon (TlRankingTable *self)
{
  if (self->settling == 0)
    self->settling = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, settle, self, NULL);
}

/* How high the list is in truth is known when it has its rows. */
static void
note_height (GtkAdjustment *adjustment, GParamSpec *pspec, gpointer data)
{
  TlRankingTable *self = data;
  int             width = gtk_widget_get_width (GTK_WIDGET (self->list));
  int             height = (int) gtk_adjustment_get_upper (adjustment);

  if (width == self->seen_width && height == self->seen_height)
    return;
  self->seen_width = width;
  self->seen_height = height;
  if (self->figures)
    settle_soon (self);
}

/* As high as its rows, up to so many; the list scrolls beyond. */
static void
tl_ranking_table_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  TlRankingTable *self = TL_RANKING_TABLE (widget);
  int             most = (int) (ROWS_SEEN * ROW_HEIGHT * MAX (self->columns.text, 1));
  int             rows;

  gtk_widget_measure (GTK_WIDGET (self->head), orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (GTK_WIDGET (self->scroller), orientation, -1, &rows, NULL, NULL, NULL);
      *minimum = MAX (*minimum, rows);
      *natural = MAX (*minimum, *natural);
      return;
    }
  gtk_widget_measure (GTK_WIDGET (self->list), orientation, for_size, NULL, &rows, NULL, NULL);
  if (for_size == self->seen_width)
    rows = MAX (rows, self->seen_height);
  *minimum = *natural = *natural + MIN (rows, most);
  if (gtk_widget_get_visible (self->hidden))
    {
      gtk_widget_measure (self->hidden, orientation, for_size, NULL, &rows, NULL, NULL);
      *minimum = *natural = *natural + rows;
    }
}

static void
tl_ranking_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlRankingTable  *self = TL_RANKING_TABLE (widget);
  GtkAllocation    at = { 0, 0, width, 0 };
  int              note = 0;
  g_autofree char *hidden = NULL;

  if (gtk_widget_get_visible (self->hidden))
    {
      gtk_widget_measure (self->hidden, GTK_ORIENTATION_VERTICAL, width, NULL, &note, NULL, NULL);
      note = MIN (note, height);
      gtk_widget_size_allocate (self->hidden, &(GtkAllocation) { 0, height - note, width, note }, -1);
    }
  gtk_widget_measure (GTK_WIDGET (self->head), GTK_ORIENTATION_VERTICAL, width, NULL, &at.height, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (self->head), &at, -1);
  /* What it holds is narrower than it is. */
  hidden = self->figures ? list_hidden (self, gtk_widget_get_width (GTK_WIDGET (self->head))) : NULL;
  if (g_strcmp0 (hidden, self->hidden_text) != 0)
    {
      g_free (self->hidden_text);
      self->hidden_text = g_steal_pointer (&hidden);
      settle_soon (self);
    }
  at.y = at.height;
  at.height = MAX (height - at.y - note, 0);
  gtk_widget_size_allocate (GTK_WIDGET (self->scroller), &at, -1);
  /* Another width may be as high as the one before. */
  note_height (gtk_scrolled_window_get_vadjustment (self->scroller), NULL, self);
}

static GtkSizeRequestMode
tl_ranking_table_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tl_ranking_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SORT)
    g_value_set_string (value, TL_RANKING_TABLE (object)->sort);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tl_ranking_table_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SORT)
    set_sort (TL_RANKING_TABLE (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tl_ranking_table_dispose (GObject *object)
{
  TlRankingTable *self = TL_RANKING_TABLE (object);
  GtkWidget      *child;

  tl_ranking_table_set_ranking (self, NULL);
  g_clear_handle_id (&self->settling, g_source_remove);
  g_clear_object (&self->fade);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->figures);
  G_OBJECT_CLASS (tl_ranking_table_parent_class)->dispose (object);
}

static void
tl_ranking_table_finalize (GObject *object)
{
  TlRankingTable *self = TL_RANKING_TABLE (object);

  tl_fix_columns_clear (&self->columns);
  g_free (self->sort);
  g_free (self->hidden_text);
  G_OBJECT_CLASS (tl_ranking_table_parent_class)->finalize (object);
}

static void
tl_ranking_table_class_init (TlRankingTableClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tl_ranking_table_get_property;
  object_class->set_property = tl_ranking_table_set_property;
  object_class->dispose = tl_ranking_table_dispose;
  object_class->finalize = tl_ranking_table_finalize;

  /**
   * TlRankingTable:sort:
   *
   * What it is sorted by, the best first: title, impact, revenue, cost, net, one-off, payback, return, sure, best, owner,
   * evidence, kept or cash; with a minus before it, the worst first.
   */
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "impact",
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * TlRankingTable|ranking.sort:
   * @name: as TlRankingTable:sort
   *
   * Sorts by a column; by the same again, the other way round.
   */
  gtk_widget_class_install_action (widget_class, "ranking.sort", "s", sort_action);
  widget_class->measure = tl_ranking_table_measure;
  widget_class->size_allocate = tl_ranking_table_size_allocate;
  widget_class->get_request_mode = tl_ranking_table_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "tl-ranking-table");
}

static void
tl_ranking_table_init (TlRankingTable *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  AdwAnimationTarget            *target = adw_callback_animation_target_new (fade_rows, self, NULL);

  tl_fix_columns_init (&self->columns);
  self->sort = g_strdup ("impact");
  self->items = g_list_store_new (TL_TYPE_FIX_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (row_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), self);
  self->head = TL_FIX_ROW (tl_fix_row_new_head (&self->columns));
  gtk_widget_set_parent (GTK_WIDGET (self->head), GTK_WIDGET (self));
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)),
                                                 g_steal_pointer (&factory)));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "tl-ranking");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Ranking of fixes"), -1);
  g_signal_connect (self->list, "activate", G_CALLBACK (row_activated), self);
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->list));
  gtk_widget_set_parent (GTK_WIDGET (self->scroller), GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "notify::upper", G_CALLBACK (note_height),
                           self, 0);
  self->hidden = tl_part_label (NULL, "tl-small");
  gtk_widget_add_css_class (self->hidden, "tl-hidden-columns");
  gtk_widget_set_visible (self->hidden, FALSE);
  gtk_widget_set_parent (self->hidden, GTK_WIDGET (self));
  self->fade = adw_timed_animation_new (GTK_WIDGET (self), .25, 1, FADE_MS, target);
}

/**
 * tl_ranking_table_set_ranking:
 * @ranking: (nullable): what it shows
 */
void
tl_ranking_table_set_ranking (TlRankingTable *self, TlRanking *ranking)
{
  g_return_if_fail (TL_IS_RANKING_TABLE (self));
  if (self->ranking == ranking)
    return;
  if (self->ranking)
    g_signal_handlers_disconnect_by_data (self->ranking, self);
  clear (self);
  g_set_object (&self->ranking, ranking);
  if (ranking == NULL)
    return;
  g_signal_connect (ranking, "changed", G_CALLBACK (note_change), self);
  g_signal_connect_swapped (ranking, "notify::selected", G_CALLBACK (follow_selection), self);
  show (self, TRUE);
}

/**
 * tl_ranking_table_is_logarithmic:
 *
 * Returns: whether one value dwarfs the rest, so that the bars are on a symmetric-logarithmic scale
 */
gboolean
tl_ranking_table_is_logarithmic (TlRankingTable *self)
{
  g_return_val_if_fail (TL_IS_RANKING_TABLE (self), FALSE);
  return self->columns.scale.logarithmic;
}

/**
 * tl_ranking_table_get_hidden:
 *
 * Returns: the columns that nobody wants to see, as bits
 */
guint
tl_ranking_table_get_hidden (TlRankingTable *self)
{
  g_return_val_if_fail (TL_IS_RANKING_TABLE (self), 0);
  return self->columns.hidden;
}

/**
 * tl_ranking_table_set_hidden:
 * @hidden: the columns that nobody wants to see, as bits by #TlFixColumn
 *
 * Leaves columns out, which makes room for others.
 */
void
tl_ranking_table_set_hidden (TlRankingTable *self, guint hidden)
{
  g_return_if_fail (TL_IS_RANKING_TABLE (self));
  if (self->columns.hidden == hidden)
    return;
  self->columns.hidden = hidden;
  if (self->ranking)
    show (self, FALSE);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
