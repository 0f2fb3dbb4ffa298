/* tl-fixes-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fixes-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-both-ways.h"
#include "tl-compare.h"
#include "tl-fix-advice.h"
#include "tl-fix-cards.h"
#include "tl-fix-columns-menu.h"
#include "tl-fix-order.h"
#include "tl-fix-why.h"
#include "tl-panel-edit.h"
#include "tl-panel.h"
#include "tl-phrase.h"
#include "tl-ranking-table.h"
#include "tl-scenario-box.h"
#include "tl-scenario-save.h"
#include "tl-what-if-pane.h"
#include "tl-wrap-layout.h"

struct _TlFixesPage
{
  GtkWidget       parent_instance;

  /* Template widgets */
  GtkStack          *states;
  GtkScrolledWindow *scroller;
  GtkLabel       *why;
  GtkLabel       *subtitle;
  GtkWidget      *sorts;
  GtkWidget      *warning_box;
  GtkLabel       *warning;
  TlRankingTable *table;
  GtkWidget      *cards;
  TlBothWays     *both_ways;
  TlFixAdvice    *advice;
  TlFixWhy       *fix_why;
  TlFixOrder     *fix_order;
  TlWhatIfPane   *what_if;
  TlScenarioBox  *scenarios;
  TlCompare      *compare;

  TlRanking      *ranking;
};

enum
{
  PROP_0,
  PROP_SORT,
  PROP_RANKING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TlFixesPage, tl_fixes_page, GTK_TYPE_WIDGET)

/* The ones that are asked for most; the heads of the table have the rest. */
static const struct
{
  const char *name;
  const char *label;
} sorts[] = {
  { "impact", NC_ ("sort", "Combined impact") },
  { "revenue", NC_ ("sort", "Revenue") },
  { "cost", NC_ ("sort", "Cost") },
  { "payback", NC_ ("sort", "Payback") },
  { "sure", NC_ ("sort", "Sure to pay") },
};

/* How the bars are to be read. */
static char *
explain_bars (TlFixesPage *self)
{
  const TlImpactDoubt *doubt = tl_ranking_get_doubt (self->ranking);
  g_autofree char     *worlds = doubt ? tl_phrase_count (doubt->n_worlds) : NULL;

  if (doubt)
    return g_strdup_printf (_("Bars show 80%% of %s simulated futures; the mean ranks."), worlds);
  if (tl_ranking_is_working (self->ranking))
    return g_strdup (_("Futures are being simulated."));
  if (tl_ranking_get_warning (self->ranking))
    return g_strdup (_("Ranked at the points."));
  return g_strdup (_("No doubt entered: bars show the points."));
}

static void
update_words (TlFixesPage *self)
{
  TlFigures       *figures = tl_ranking_get_figures (self->ranking);
  const char      *warning = tl_ranking_get_warning (self->ranking);
  g_autofree char *years = tl_phrase_years (tl_figures_get_horizon (figures));
  g_autofree char *bars = explain_bars (self);
  g_autofree char *what = NULL;
  g_autofree char *text = NULL;

  what = g_strdup_printf (_("Combined impact over %s: margin won plus cost saved, less what the fix costs."), years);
  /* Translators: two or three sentences, one after the other. */
  text = tl_ranking_table_is_logarithmic (self->table)
           ? g_strdup_printf (C_ ("sentences", "%s %s %s"), what, bars,
                              _("One fix dwarfs the rest, so the scale is logarithmic."))
           : g_strdup_printf (C_ ("sentences", "%s %s"), what, bars);
  gtk_label_set_label (self->subtitle, text);
  gtk_label_set_label (self->warning, warning ? warning : "");
  gtk_widget_set_visible (self->warning_box, warning != NULL);
}

static void
update (TlFixesPage *self)
{
  TlFigures         *figures = tl_ranking_get_figures (self->ranking);
  g_autoptr (GError) error = NULL;
  const char        *state = "ranking";

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
    update_words (self);
  gtk_stack_set_visible_child_name (self->states, state);
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

  TlSession       *session = tl_ranking_get_session (self->ranking);

  if (session == NULL || !tl_session_can_edit (session))
    return;
  id = tl_panel_edit_add_titled (session, TL_KIND_FIX, NULL, _("New fix"), NULL);
  if (id == NULL)
    return;
  tl_session_select (session, id);
  gtk_widget_activate_action (widget, "win.show-panel", NULL);
  g_idle_add_full (GDK_PRIORITY_REDRAW + 10, name_fix, g_object_ref (self), g_object_unref);
}

static void
what_if_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlFixesPage *self = TL_FIXES_PAGE (widget);

  tl_what_if_pane_open (self->what_if);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
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
  gtk_box_append (GTK_BOX (self->sorts), tl_fix_columns_menu_new (self->table));
}

static void
tl_fixes_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TlFixesPage *self = TL_FIXES_PAGE (object);

  switch (id)
    {
    case PROP_SORT:
      g_object_get_property (G_OBJECT (self->table), "sort", value);
      break;

    case PROP_RANKING:
      g_value_set_object (value, self->ranking);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_fixes_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SORT)
    g_object_set_property (G_OBJECT (TL_FIXES_PAGE (object)->table), "sort", value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
note_sort (TlFixesPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

/* Worlds are drawn only while someone looks. */
static void
tl_fixes_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tl_fixes_page_parent_class)->map (widget);
  tl_ranking_set_active (TL_FIXES_PAGE (widget)->ranking, TRUE);
}

static void
tl_fixes_page_unmap (GtkWidget *widget)
{
  tl_ranking_set_active (TL_FIXES_PAGE (widget)->ranking, FALSE);
  GTK_WIDGET_CLASS (tl_fixes_page_parent_class)->unmap (widget);
}

static void
tl_fixes_page_dispose (GObject *object)
{
  TlFixesPage *self = TL_FIXES_PAGE (object);

  if (self->ranking)
    {
      g_signal_handlers_disconnect_by_data (self->ranking, self);
      tl_ranking_set_session (self->ranking, NULL);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), TL_TYPE_FIXES_PAGE);
  g_clear_object (&self->ranking);
  G_OBJECT_CLASS (tl_fixes_page_parent_class)->dispose (object);
}

static void
tl_fixes_page_class_init (TlFixesPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tl_fixes_page_get_property;
  object_class->set_property = tl_fixes_page_set_property;
  object_class->dispose = tl_fixes_page_dispose;
  widget_class->map = tl_fixes_page_map;
  widget_class->unmap = tl_fixes_page_unmap;

  /**
   * TlFixesPage:sort:
   *
   * What the ranking is sorted by: see TlRankingTable:sort.
   */
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "impact",
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * TlFixesPage:ranking:
   *
   * What it shows; always the same.
   */
  properties[PROP_RANKING] = g_param_spec_object ("ranking", NULL, NULL, TL_TYPE_RANKING,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "fixes.sort", "sort");

  /**
   * TlFixesPage|fixes.add:
   *
   * Adds a fix, to be named and written in the side panel.
   */
  gtk_widget_class_install_action (widget_class, "fixes.add", NULL, add_action);

  /**
   * TlFixesPage|fixes.what-if:
   *
   * Opens what can be asked otherwise, and brings it into sight.
   */
  gtk_widget_class_install_action (widget_class, "fixes.what-if", NULL, what_if_action);
  g_type_ensure (TL_TYPE_RANKING_TABLE);
  g_type_ensure (TL_TYPE_BOTH_WAYS);
  g_type_ensure (TL_TYPE_FIX_ADVICE);
  g_type_ensure (TL_TYPE_FIX_WHY);
  g_type_ensure (TL_TYPE_FIX_ORDER);
  g_type_ensure (TL_TYPE_WHAT_IF_PANE);
  g_type_ensure (TL_TYPE_SCENARIO_BOX);
  g_type_ensure (TL_TYPE_COMPARE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/throughline/Throughline/tl-fixes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, states);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, why);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, sorts);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, warning_box);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, warning);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, table);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, cards);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, both_ways);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, advice);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, fix_why);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, fix_order);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, what_if);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, scenarios);
  gtk_widget_class_bind_template_child (widget_class, TlFixesPage, compare);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_fixes_page_init (TlFixesPage *self)
{
  self->ranking = tl_ranking_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->cards, tl_fix_cards_new ());
  tl_ranking_table_set_ranking (self->table, self->ranking);
  tl_both_ways_set_ranking (self->both_ways, self->ranking);
  tl_fix_advice_set_ranking (self->advice, self->ranking);
  tl_fix_why_set_ranking (self->fix_why, self->ranking);
  tl_fix_order_set_ranking (self->fix_order, self->ranking);
  tl_what_if_pane_set_ranking (self->what_if, self->ranking);
  tl_what_if_pane_add_button (self->what_if, tl_scenario_save_button (tl_what_if_pane_get_what_if (self->what_if)));
  tl_scenario_box_set_what_if (self->scenarios, tl_what_if_pane_get_what_if (self->what_if));
  tl_compare_set_ranking (self->compare, self->ranking);
  g_signal_connect_swapped (self->table, "notify::sort", G_CALLBACK (note_sort), self);
  /* After the table, which knows the scale then. */
  g_signal_connect_swapped (self->ranking, "changed", G_CALLBACK (update), self);
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
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "fixes.add", session && tl_session_can_edit (session));
  tl_ranking_set_session (self->ranking, session);
}
