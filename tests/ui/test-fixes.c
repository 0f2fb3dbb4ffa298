/* test-fixes.c: the page of fixes: their ranking with its doubt, and what they do both ways
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-both-ways-mark.h"
#include "tl-both-ways.h"
#include "tl-edit.h"
#include "tl-fix-columns-menu.h"
#include "tl-fix-advice.h"
#include "tl-fix-explain.h"
#include "tl-fix-row.h"
#include "tl-fix-scale.h"
#include "tl-fixes-page.h"
#include "tl-money.h"
#include "tl-ranking-table.h"
#include "ui-fixture.h"

static TlRanking *
get_ranking (UiFixture *self)
{
  GtkWidget *page = ui_find_type (GTK_WIDGET (self->window), TL_TYPE_FIXES_PAGE);
  TlRanking *ranking;

  g_object_get (page, "ranking", &ranking, NULL);
  g_object_unref (ranking);
  return ranking;
}

static gboolean
has_ended (gpointer data)
{
  TlRanking *ranking = data;
  TlSession *session = tl_ranking_get_session (ranking);

  return session && tl_session_get_figures (session) == tl_ranking_get_figures (ranking) &&
         !tl_ranking_is_working (ranking);
}

static TlRanking *
go_to_page (UiFixture *self)
{
  TlRanking *ranking = get_ranking (self);

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "fixes");
  ui_settle ();
  ui_wait_until (has_ended, ranking);
  ui_settle ();
  return ranking;
}

static void
collect_rows (GtkWidget *widget, GPtrArray *rows)
{
  if (TL_IS_FIX_ROW (widget) && gtk_widget_get_mapped (widget) && !gtk_widget_has_css_class (widget, "tl-fix-head"))
    g_ptr_array_add (rows, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect_rows (child, rows);
}

/* Whether it has a label that begins so, or holds it. */
static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
row_says (UiFixture *self, guint n, const char *text)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect_rows (GTK_WIDGET (self->window), rows);
  return n < rows->len && ui_find_label (rows->pdata[n], text) != NULL;
}

static void
change (UiFixture *self, const char *id, TlField field, const char *value)
{
  g_autoptr (TlEdit) edit = tl_edit_new ("test");
  g_autoptr (GError) error = NULL;

  tl_edit_set (edit, id, field, value);
  tl_session_apply (tl_window_get_session (self->window), edit, &error);
  g_assert_no_error (error);
}

/* The order is the mean's, the figure is the mean, and nothing is left at its point. */
static void
test_order (UiFixture *self, gconstpointer data)
{
  TlRanking           *ranking = go_to_page (self);
  TlFigures           *figures = tl_ranking_get_figures (ranking);
  const TlImpactDoubt *doubt = tl_ranking_get_doubt (ranking);
  const TlSnapshot    *snapshot = tl_figures_get_snapshot (figures);
  double               last = HUGE_VAL;

  g_assert_nonnull (doubt);
  g_assert_cmpuint (doubt->n_worlds, ==, TL_IMPACT_DRAWS);
  g_assert_cmpuint (doubt->n_ranked, ==, 3);
  for (guint i = 0; i < doubt->n_ranked; i++)
    {
      guint            index = doubt->ranking[i];
      const char      *id = snapshot->fixes.ids[index];
      g_autofree char *figure = NULL;
      double           impact;

      g_assert_cmpuint (tl_ranking_get_place (ranking, id), ==, i + 1);
      g_assert_true (tl_ranking_get_impact (ranking, id, &impact));
      g_assert_cmpfloat (impact, ==, doubt->fixes[index].npv_mean);
      g_assert_cmpfloat (impact, <, last);
      last = impact;
      g_assert_true (row_says (self, i, snapshot->fixes.titles[index]));
      figure = tl_money_format (impact, "GBP", TL_MONEY_SHORT | TL_MONEY_SIGNED, NULL);
      g_assert_true (row_says (self, i, figure));
    }
  g_assert_nonnull (tl_ranking_get_together (ranking));
  g_assert_nonnull (tl_ranking_get_sensitivity (ranking));
  g_assert_nonnull (tl_ranking_get_advice (ranking));
  g_assert_null (tl_ranking_get_warning (ranking));
  g_assert_cmpstr (tl_ranking_get_selected (ranking), ==, "free");
}

typedef struct
{
  TlRanking     *ranking;
  TlRankingParts seen;
  guint          n_worlds;
  gboolean       mixed; /* something of other figures than those that are shown */
} Watch;

static void
watch (TlRanking *ranking, guint parts, Watch *self)
{
  const TlImpactDoubt *doubt = tl_ranking_get_doubt (ranking);
  TlFigures           *figures = tl_ranking_get_figures (ranking);

  self->seen |= parts;
  if (doubt)
    self->n_worlds = doubt->n_worlds;
  if (figures != tl_session_get_figures (tl_ranking_get_session (ranking)))
    self->mixed = TRUE;
}

static gboolean
has_other_figures (gpointer data)
{
  const TlFixFigures *fix = tl_figures_get_fix (tl_ranking_get_figures (data), "free");

  return fix->outcome && fix->outcome->one_off == 20000;
}

/* Edits one after the other: every run but the last is abandoned, and what is shown at the end is the last one's. */
static void
test_edits (UiFixture *self, gconstpointer data)
{
  TlRanking *ranking = go_to_page (self);
  Watch      seen = { ranking };
  double     impact;
  double     first;

  tl_ranking_get_impact (ranking, "free", &first);
  g_signal_connect (ranking, "changed", G_CALLBACK (watch), &seen);
  for (int i = 1; i <= 12; i++)
    {
      g_autofree char *cost = g_strdup_printf ("%d", 20000 + i * 1000);

      change (self, "free", TL_FIX_ONE_OFF, cost);
      g_assert_true (tl_ranking_is_working (ranking));
      /* Some of them get as far as drawing. */
      for (int k = 0; k < i * 3; k++)
        g_main_context_iteration (NULL, FALSE);
    }
  ui_wait_until (has_ended, ranking);
  g_signal_handlers_disconnect_by_data (ranking, &seen);
  g_assert_false (seen.mixed);
  g_assert_cmpuint (seen.n_worlds, ==, TL_IMPACT_DRAWS);
  g_assert_cmpuint (seen.seen & TL_RANKING_DRAWN, !=, 0);
  g_assert_cmpuint (seen.seen & TL_RANKING_ENDED, !=, 0);
  g_assert_true (tl_ranking_get_impact (ranking, "free", &impact));
  g_assert_cmpfloat_with_epsilon (impact, first - 12000, 1e-3);
  /* And nobody looks: nothing is drawn. */
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "map");
  ui_settle ();
  g_assert_nonnull (tl_ranking_get_doubt (ranking));
  change (self, "free", TL_FIX_ONE_OFF, "20000");
  ui_wait_until (has_other_figures, ranking);
  g_assert_null (tl_ranking_get_doubt (ranking));
  g_assert_false (tl_ranking_is_working (ranking));
}

/* A journey that is closed while worlds are drawn. */
static void
test_close (UiFixture *self, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "fixes");
  change (self, "free", TL_FIX_ONE_OFF, "30000");
  for (int k = 0; k < 20; k++)
    g_main_context_iteration (NULL, FALSE);
}

/* Nothing is in doubt: no interval, no chance, and it says so. */
static void
test_no_doubt (UiFixture *self, gconstpointer data)
{
  TlRanking       *ranking = go_to_page (self);
  TlFigures       *figures = tl_ranking_get_figures (ranking);
  g_autofree char *why = NULL;

  g_assert_false (tl_figures_has_doubt (figures));
  g_assert_null (tl_ranking_get_doubt (ranking));
  g_assert_null (tl_ranking_get_sensitivity (ranking));
  g_assert_nonnull (tl_ranking_get_together (ranking));
  g_assert_true (says (GTK_WIDGET (self->window), "No doubt entered"));
  for (guint i = 0; i < tl_figures_n_fixes (figures); i++)
    {
      const TlFixFigures *fix = tl_figures_nth_fix (figures, i);
      TlFixColumns        columns = { .horizon = 2 };
      double              impact;

      g_assert_null (tl_ranking_get_spread (ranking, fix->id));
      g_assert_null (tl_fix_column_say (TL_COLUMN_SURE, ranking, fix, &columns));
      g_assert_null (tl_fix_column_say (TL_COLUMN_BEST, ranking, fix, &columns));
      if (tl_ranking_get_impact (ranking, fix->id, &impact))
        g_assert_cmpfloat (impact, ==, fix->outcome->npv);
    }
  why = tl_fix_explain (ranking, tl_figures_nth_fix (figures, 0)->id, TL_COLUMN_SURE);
  g_assert_cmpstr (why, ==, "No doubt entered.");
}

/* Every column sorts, both ways, and says what it means. */
static void
test_columns (UiFixture *self, gconstpointer data)
{
  TlRanking *ranking = go_to_page (self);
  GtkWidget *page = ui_find_type (GTK_WIDGET (self->window), TL_TYPE_FIXES_PAGE);
  GtkWidget *table = ui_find_type (page, TL_TYPE_RANKING_TABLE);

  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    {
      g_autofree char *text = tl_fix_explain_column (column);
      g_autofree char *own = tl_fix_explain (ranking, "free", column);
      g_autofree char *sort = NULL;

      g_assert_cmpuint (strlen (text), >, 0);
      g_assert_true (own != NULL || column == TL_COLUMN_OWNER);
      g_assert_true (gtk_widget_activate_action (table, "ranking.sort", "s", tl_fix_column_get_name (column)));
      ui_settle ();
      g_object_get (page, "sort", &sort, NULL);
      if (column == TL_COLUMN_IMPACT)
        g_assert_cmpstr (sort, ==, "-impact"); /* it was sorted by that already */
      else
        g_assert_cmpstr (sort, ==, tl_fix_column_get_name (column));
    }
  gtk_widget_activate_action (table, "ranking.sort", "s", "cost");
  ui_settle ();
  g_assert_true (row_says (self, 0, "Take the telephone number off the site"));
  g_assert_true (row_says (self, 2, "Free delivery"));
  gtk_widget_activate_action (table, "ranking.sort", "s", "cost");
  ui_settle ();
  g_assert_true (row_says (self, 0, "Free delivery"));
  gtk_widget_activate_action (table, "ranking.sort", "s", "title");
  ui_settle ();
  g_assert_true (row_says (self, 1, "Live parcel tracking"));
  /* The place is the ranking's, however it is sorted. */
  g_assert_cmpuint (tl_ranking_get_place (ranking, "nophone"), ==, 3);

  /* A column that nobody wants is gone, and comes back. */
  {
    GtkWidget *menu = gtk_widget_get_ancestor (ui_find_label (page, "Columns"), GTK_TYPE_MENU_BUTTON);

    g_assert_nonnull (menu);
    g_assert_nonnull (ui_find_label (table, "+£4.47m"));
    g_assert_true (gtk_widget_activate_action (menu, "columns.revenue", NULL));
    ui_settle ();
    g_assert_cmpuint (tl_ranking_table_get_hidden (TL_RANKING_TABLE (table)), ==, 1u << TL_COLUMN_REVENUE);
    g_assert_false (row_says (self, 1, "+£4.47m"));
    /* The next window has it so, too. */
    {
      g_autoptr (GtkWidget) other = g_object_ref_sink (g_object_new (TL_TYPE_RANKING_TABLE, NULL));
      g_autoptr (GtkWidget) button = g_object_ref_sink (tl_fix_columns_menu_new (TL_RANKING_TABLE (other)));

      g_assert_cmpuint (tl_ranking_table_get_hidden (TL_RANKING_TABLE (other)), ==, 1u << TL_COLUMN_REVENUE);
    }
    g_assert_true (gtk_widget_activate_action (menu, "columns.revenue", NULL));
    ui_settle ();
    g_assert_true (row_says (self, 1, "+£4.47m") || row_says (self, 0, "+£4.47m"));
  }
}

/* The formula with the figures put in adds up. */
static void
test_explained (UiFixture *self, gconstpointer data)
{
  TlRanking       *ranking = go_to_page (self);
  g_autofree char *impact = tl_fix_explain (ranking, "tracking", TL_COLUMN_IMPACT);
  g_autofree char *best = tl_fix_explain (ranking, "tracking", TL_COLUMN_BEST);
  g_autofree char *advice = tl_fix_explain_advice (ranking, "nophone");
  g_autofree char *row = tl_fix_explain_row (ranking, "free");

  g_assert_nonnull (strstr (impact, "−£60,000 + "));
  g_assert_nonnull (strstr (impact, "24 months"));
  g_assert_nonnull (strstr (impact, "rate 10%"));
  g_assert_nonnull (strstr (impact, "= −£41,972"));
  g_assert_nonnull (strstr (best, "Mean rank: 2"));
  g_assert_nonnull (strstr (advice, "A false economy"));
  g_assert_nonnull (strstr (row, "Rank 1: Free delivery, grows revenue, combined impact "));
  g_assert_nonnull (strstr (row, "chance to pay 98%"));
  g_assert_null (tl_fix_explain (ranking, "nothing", TL_COLUMN_IMPACT));
  /* The warnings stand beside the fix that is selected. */
  tl_ranking_select (ranking, "nophone");
  ui_settle ();
  g_assert_cmpstr (tl_ranking_get_selected (ranking), ==, "nophone");
  g_assert_true (says (ui_find_type (GTK_WIDGET (self->window), TL_TYPE_FIX_ADVICE), "A false economy"));
}

static guint
count_marks (GtkWidget *chart, const char *id, GtkWidget **found)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (chart); child; child = gtk_widget_get_next_sibling (child))
    if (TL_IS_BOTH_WAYS_MARK (child))
      {
        n++;
        if (g_strcmp0 (tl_both_ways_mark_get_id (TL_BOTH_WAYS_MARK (child)), id) == 0)
          *found = child;
      }
  return n;
}

/* Where the circles are is what the fixes do; keys go from one to the next by place, and choose. */
static void
test_chart (UiFixture *self, gconstpointer data)
{
  TlRanking *ranking = go_to_page (self);
  GtkWidget *chart = ui_find_type (GTK_WIDGET (self->window), TL_TYPE_BOTH_WAYS);
  GtkWidget *marks[3] = { NULL };
  double     x[3];
  double     y[3];

  g_assert_cmpuint (count_marks (chart, "free", &marks[0]), ==, 3);
  count_marks (chart, "tracking", &marks[1]);
  count_marks (chart, "nophone", &marks[2]);
  for (int i = 0; i < 3; i++)
    {
      graphene_rect_t at;

      g_assert_nonnull (marks[i]);
      g_assert_true (gtk_widget_compute_bounds (marks[i], chart, &at));
      x[i] = at.origin.x + at.size.width / 2;
      y[i] = at.origin.y + at.size.height / 2;
    }
  /* It costs more and brings more; the telephone saves most, and loses revenue. */
  g_assert_cmpfloat (x[0], <, x[1]);
  g_assert_cmpfloat (x[1], <, x[2]);
  g_assert_cmpfloat (y[0], <, y[1]);
  g_assert_cmpfloat (y[1], <, y[2]);
  /* More money to start is a larger circle. */
  g_assert_cmpfloat (tl_both_ways_mark_reach (TL_BOTH_WAYS_MARK (marks[1])), >,
                     tl_both_ways_mark_reach (TL_BOTH_WAYS_MARK (marks[2])));

  g_assert_true (gtk_widget_child_focus (chart, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_has_focus (marks[0]));
  g_assert_true (gtk_widget_child_focus (chart, GTK_DIR_RIGHT));
  g_assert_true (gtk_widget_has_focus (marks[1]));
  g_assert_true (gtk_widget_child_focus (chart, GTK_DIR_DOWN));
  g_assert_true (gtk_widget_has_focus (marks[2]));
  g_assert_true (gtk_widget_child_focus (chart, GTK_DIR_DOWN));
  g_assert_true (gtk_widget_has_focus (marks[2]));
  g_assert_false (gtk_widget_child_focus (chart, GTK_DIR_TAB_FORWARD));
  tl_ranking_select (ranking, "tracking");
  ui_settle ();
  g_assert_cmpstr (tl_session_get_selected (tl_ranking_get_session (ranking)), ==, "tracking");
  /* An effect of a fix is that fix. */
  tl_session_select (tl_ranking_get_session (ranking), NULL);
  g_assert_cmpstr (tl_ranking_get_selected (ranking), ==, "tracking");
}

/* Round values, 0 among them, on either kind of scale. */
static void
test_scale (void)
{
  static const double even[] = { -300e3, 800e3 };
  static const double odd[] = { -300, 5e6, 900, -40 };
  TlFixScale          scale;
  double              ticks[TL_FIX_SCALE_TICKS];
  guint               n;

  tl_fix_scale_init (&scale, even, G_N_ELEMENTS (even));
  g_assert_false (scale.logarithmic);
  tl_fix_scale_reach (&scale, 1.4e6);
  tl_fix_scale_reach (&scale, HUGE_VAL);
  g_assert_cmpfloat (scale.high, ==, 1.4e6);
  n = tl_fix_scale_ticks (&scale, 4, ticks);
  g_assert_cmpuint (n, >=, 3);
  g_assert_cmpfloat (ticks[0], ==, 0);
  g_assert_cmpfloat (ticks[1], ==, 500e3);
  tl_fix_scale_init (&scale, odd, G_N_ELEMENTS (odd));
  g_assert_true (scale.logarithmic);
  n = tl_fix_scale_ticks (&scale, 5, ticks);
  g_assert_cmpuint (n, >=, 3);
  g_assert_cmpuint (n, <=, TL_FIX_SCALE_TICKS);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat (ticks[i], >=, scale.low);
      g_assert_cmpfloat (ticks[i], <=, scale.high);
    }
  tl_fix_scale_init (&scale, NULL, 0);
  g_assert_cmpuint (tl_fix_scale_ticks (&scale, 5, ticks), ==, 1);
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  g_test_add_func ("/fixes/scale", test_scale);
  UI_TEST ("/fixes/order", "tradeoffs.xml", test_order);
  UI_TEST ("/fixes/edits", "tradeoffs.xml", test_edits);
  UI_TEST ("/fixes/close", "tradeoffs.xml", test_close);
  UI_TEST ("/fixes/no-doubt", "line.xml", test_no_doubt);
  UI_TEST ("/fixes/columns", "tradeoffs.xml", test_columns);
  UI_TEST ("/fixes/explained", "tradeoffs.xml", test_explained);
  UI_TEST ("/fixes/chart", "tradeoffs.xml", test_chart);
  return g_test_run ();
}
