/* tl-fixes-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fixes-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-fix-row.h"
#include "tl-panel-edit.h"
#include "tl-panel.h"
#include "tl-phrase.h"
#include "tl-wrap-layout.h"

/* What a row of the list stands for: a fix by its place in the figures, or the heading of those that are not ranked. */
#define TL_TYPE_FIX_ITEM (tl_fix_item_get_type ())
G_DECLARE_FINAL_TYPE (TlFixItem, tl_fix_item, TL, FIX_ITEM, GObject)

struct _TlFixItem
{
  GObject             parent_instance;

  char               *id;  /* NULL for the heading */
  const TlFixFigures *fix; /* borrowed from the figures that the page holds; NULL for the heading */
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

struct _TlFixesPage
{
  GtkWidget           parent_instance;

  /* Template widgets */
  GtkStack           *states;
  GtkLabel           *why;
  GtkLabel           *subtitle;
  GtkWidget          *sorts;
  AdwBin             *head_bin;
  GtkListView        *list;

  TlFixRow           *head;
  GListStore         *items;
  GtkSingleSelection *selection;
  TlFixColumns        columns;

  TlSession          *session;
  TlFigures          *figures; /* the ones that are shown: the rows point into them */
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

G_DEFINE_FINAL_TYPE (TlFixesPage, tl_fixes_page, GTK_TYPE_WIDGET)

static const struct
{
  const char *name;
  const char *label;
  TlFixColumn column;
} sorts[] = {
  { "impact", NC_ ("sort", "Combined impact"), TL_COLUMN_IMPACT },
  { "revenue", NC_ ("sort", "Revenue"), TL_COLUMN_REVENUE },
  { "cost", NC_ ("sort", "Cost"), TL_COLUMN_COST },
  { "payback", NC_ ("sort", "Payback"), TL_COLUMN_PAYBACK },
  { "return", NC_ ("sort", "Return"), TL_COLUMN_RETURN },
  { "net", NC_ ("sort", "Net a year"), TL_COLUMN_NET },
};

static TlFixColumn
sorted_column (TlFixesPage *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_str_equal (sorts[i].name, self->sort))
      return sorts[i].column;
  return TL_COLUMN_IMPACT;
}

/* Lower is better. */
static double
sort_key (const TlFixFigures *fix, TlFixColumn column)
{
  const TlImpactOutcome *outcome = fix->outcome;

  switch (column)
    {
    case TL_COLUMN_REVENUE:
      return -outcome->change.revenue;

    case TL_COLUMN_COST:
      return outcome->change.cost;

    case TL_COLUMN_NET:
      return -outcome->net_year;

    case TL_COLUMN_PAYBACK:
      return outcome->pays_back ? outcome->payback_months : HUGE_VAL;

    case TL_COLUMN_RETURN:
      return outcome->has_roi ? -outcome->roi : HUGE_VAL;

    default:
      return fix->rank;
    }
}

static int
compare_fixes (gconstpointer a, gconstpointer b, gpointer data)
{
  const TlFixFigures *left = *(const TlFixFigures *const *) a;
  const TlFixFigures *right = *(const TlFixFigures *const *) b;
  TlFixColumn         column = GPOINTER_TO_UINT (data);
  double              x, y;

  if (left->rank == 0 || right->rank == 0)
    return left->rank == right->rank ? 0 : left->rank == 0 ? 1 : -1;
  x = sort_key (left, column);
  y = sort_key (right, column);
  if (x != y)
    return x < y ? -1 : 1;
  return left->rank < right->rank ? -1 : left->rank > right->rank;
}

static TlFixItem *
item_new (const TlFixFigures *fix)
{
  TlFixItem *item = g_object_new (TL_TYPE_FIX_ITEM, NULL);

  item->id = fix ? g_strdup (fix->id) : NULL;
  item->fix = fix;
  return item;
}

/* The item that stands for a fix already, with its new figures, or a new one. Rows and selection know items: as long as
 * these are the same, both stay. */
static TlFixItem *
item_for (TlFixesPage *self, const TlFixFigures *fix)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      TlFixItem *item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (g_strcmp0 (item->id, fix ? fix->id : NULL) == 0)
        {
          item->fix = fix;
          return item;
        }
      g_object_unref (item);
    }
  return item_new (fix);
}

static void
follow_selection (TlFixesPage *self)
{
  const char *id = self->session ? tl_session_get_selected (self->session) : NULL;
  guint       n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint       at = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; id && i < n; i++)
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
is_same_order (TlFixesPage *self, GPtrArray *items)
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

static GtkAdjustment *
get_place (TlFixesPage *self)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));
}

static void
fill (TlFixesPage *self)
{
  g_autoptr (GPtrArray) fixes = g_ptr_array_new ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint                 n = self->figures ? tl_figures_n_fixes (self->figures) : 0;
  gboolean              headed = FALSE;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (fixes, (gpointer) tl_figures_nth_fix (self->figures, i));
  g_ptr_array_sort_with_data (fixes, compare_fixes, GUINT_TO_POINTER (sorted_column (self)));
  for (guint i = 0; i < fixes->len; i++)
    {
      const TlFixFigures *fix = fixes->pdata[i];

      if (fix->rank == 0 && !headed)
        g_ptr_array_add (items, item_for (self, NULL));
      headed |= fix->rank == 0;
      g_ptr_array_add (items, item_for (self, fix));
    }
  self->selecting = TRUE;
  if (!is_same_order (self, items))
    {
      double place = gtk_adjustment_get_value (get_place (self));

      g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata,
                           items->len);
      gtk_adjustment_set_value (get_place (self), place);
    }
  self->selecting = FALSE;
  for (guint i = 0; i < items->len; i++)
    g_signal_emit (items->pdata[i], fix_item_changed, 0);
  follow_selection (self);
}

static void
update_head (TlFixesPage *self)
{
  g_autofree char *years = tl_phrase_years (self->columns.horizon);
  g_autofree char *text = NULL;

  text = self->columns.scale.logarithmic
           ? g_strdup_printf (_("Combined impact over %s: margin won plus cost saved, less what the fix costs. One fix "
                                "dwarfs the rest, so the bars are on a logarithmic scale."), years)
           : g_strdup_printf (_("Combined impact over %s: margin won plus cost saved, less what the fix costs."), years);
  gtk_label_set_label (self->subtitle, text);
  tl_fix_row_set_head (self->head, sorted_column (self));
  gtk_widget_queue_resize (GTK_WIDGET (self->head));
}

static void
rebuild (TlFixesPage *self)
{
  TlFigures         *figures = self->session ? tl_session_get_figures (self->session) : NULL;
  g_autoptr (GError)    error = NULL;
  /* The rows point into the old figures until they have the new ones. */
  g_autoptr (TlFigures) old = self->figures ? g_object_ref (self->figures) : NULL;
  const char           *state = "ranking";

  g_set_object (&self->figures, figures);
  if (figures == NULL)
    state = "working";
  else if (!tl_figures_check (figures, &error))
    {
      gtk_label_set_label (self->why, error->message);
      state = "unknown";
    }
  else if (tl_figures_n_fixes (figures) == 0)
    state = "empty";
  else
    {
      tl_fix_columns_measure (&self->columns, GTK_WIDGET (self), tl_session_get_journey (self->session), figures);
      update_head (self);
      fill (self);
    }
  if (!g_str_equal (state, "ranking"))
    {
      self->selecting = TRUE;
      g_list_store_remove_all (self->items);
      self->selecting = FALSE;
    }
  gtk_stack_set_visible_child_name (self->states, state);
}

static void
setup_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  TlFixesPage *self = data;

  gtk_list_item_set_child (item, tl_fix_row_new (&self->columns));
}

static void
show_item (GtkListItem *item)
{
  TlFixesPage *self = g_object_get_data (G_OBJECT (item), "page");
  TlFixRow    *row = TL_FIX_ROW (gtk_list_item_get_child (item));
  TlFixItem   *fix = TL_FIX_ITEM (gtk_list_item_get_item (item));
  TlThing     *thing;

  gtk_list_item_set_selectable (item, fix->fix != NULL);
  gtk_list_item_set_activatable (item, fix->fix != NULL);
  if (fix->fix == NULL)
    {
      tl_fix_row_set_note (row, _("Not ranked"));
      return;
    }
  thing = tl_journey_lookup (tl_session_get_journey (self->session), fix->id);
  tl_fix_row_set_fix (row, fix->fix, thing ? tl_thing_get_text (thing, TL_FIX_OWNER) : NULL);
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  g_object_set_data (G_OBJECT (item), "page", data);
  g_signal_connect_object (gtk_list_item_get_item (item), "changed", G_CALLBACK (show_item), item, G_CONNECT_SWAPPED);
  show_item (item);
}

static void
unbind_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_item, item);
}

static void
row_selected (TlFixesPage *self)
{
  TlFixItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (!self->selecting && self->session && item && item->fix)
    tl_session_select (self->session, item->fix->id);
}

static void
row_activated (GtkListView *list, guint position, gpointer data)
{
  gtk_widget_activate_action (data, "win.show-panel", NULL);
}

static GtkWidget *
find_panel (GtkWidget *widget)
{
  if (TL_IS_PANEL (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_panel (child);

      if (found)
        return found;
    }
  return NULL;
}

/* The panel is where it is named and written; it may have been out of sight. */
static gboolean
name_fix (gpointer data)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (data));
  GtkWidget *panel = root ? find_panel (GTK_WIDGET (root)) : NULL;

  if (panel)
    tl_panel_name_thing (TL_PANEL (panel));
  return G_SOURCE_REMOVE;
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlFixesPage     *self = TL_FIXES_PAGE (widget);
  g_autofree char *id = NULL;

  if (self->session == NULL || !tl_session_can_edit (self->session))
    return;
  id = tl_panel_edit_add_titled (self->session, TL_KIND_FIX, NULL, _("New fix"), NULL);
  if (id == NULL)
    return;
  tl_session_select (self->session, id);
  gtk_widget_activate_action (widget, "win.show-panel", NULL);
  g_idle_add_full (GDK_PRIORITY_REDRAW + 10, name_fix, g_object_ref (self), g_object_unref);
}

static void
add_sorts (TlFixesPage *self)
{
  gtk_widget_set_layout_manager (self->sorts, tl_wrap_layout_new (6));
  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (g_dpgettext2 (GETTEXT_PACKAGE, "sort", sorts[i].label));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "fixes.sort");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", sorts[i].name);
      gtk_widget_add_css_class (button, "tl-sort");
      gtk_box_append (GTK_BOX (self->sorts), button);
    }
}

static gboolean
is_sort (const char *name)
{
  for (gsize i = 0; name && i < G_N_ELEMENTS (sorts); i++)
    if (g_str_equal (sorts[i].name, name))
      return TRUE;
  return FALSE;
}

static void
set_sort (TlFixesPage *self, const char *name)
{
  if (!is_sort (name) || g_str_equal (self->sort, name))
    return;
  g_free (self->sort);
  self->sort = g_strdup (name);
  if (self->figures)
    {
      update_head (self);
      fill (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

static void
tl_fixes_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SORT)
    g_value_set_string (value, TL_FIXES_PAGE (object)->sort);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tl_fixes_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SORT)
    set_sort (TL_FIXES_PAGE (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tl_fixes_page_dispose (GObject *object)
{
  TlFixesPage *self = TL_FIXES_PAGE (object);

  tl_fixes_page_set_session (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TL_TYPE_FIXES_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->figures);
  G_OBJECT_CLASS (tl_fixes_page_parent_class)->dispose (object);
}

static void
tl_fixes_page_finalize (GObject *object)
{
  TlFixesPage *self = TL_FIXES_PAGE (object);

  tl_fix_columns_clear (&self->columns);
  g_free (self->sort);
  G_OBJECT_CLASS (tl_fixes_page_parent_class)->finalize (object);
}

static void
tl_fixes_page_class_init (TlFixesPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tl_fixes_page_get_property;
  object_class->set_property = tl_fixes_page_set_property;
  object_class->dispose = tl_fixes_page_dispose;
  object_class->finalize = tl_fixes_page_finalize;

  /**
   * TlFixesPage:sort:
   *
   * What the ranking is sorted by: impact, revenue, cost, payback, return or net.
   */
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "impact",
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "fixes.sort", "sort");

  /**
   * TlFixesPage|fixes.add:
   *
   * Adds a fix, to be named and written in the side panel.
   */
  gtk_widget_class_install_action (widget_class, "fixes.add", NULL, add_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/throughline/Throughline/tl-fixes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, states);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, why);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, sorts);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, head_bin);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, list);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_fixes_page_init (TlFixesPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  tl_fix_columns_init (&self->columns);
  self->sort = g_strdup ("impact");
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (TL_TYPE_FIX_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (row_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect (self->list, "activate", G_CALLBACK (row_activated), self);
  self->head = TL_FIX_ROW (tl_fix_row_new (&self->columns));
  tl_fix_row_set_head (self->head, TL_COLUMN_IMPACT);
  adw_bin_set_child (self->head_bin, GTK_WIDGET (self->head));
  add_sorts (self);
}

/**
 * tl_fixes_page_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_fixes_page_set_session (TlFixesPage *self, TlSession *session)
{
  g_return_if_fail (TL_IS_FIXES_PAGE (self));
  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session)
    {
      g_signal_connect_swapped (session, "notify::figures", G_CALLBACK (rebuild), self);
      g_signal_connect_swapped (session, "notify::selected", G_CALLBACK (follow_selection), self);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "fixes.add", session && tl_session_can_edit (session));
  rebuild (self);
}
