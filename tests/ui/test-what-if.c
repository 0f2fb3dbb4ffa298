/* test-what-if.c: why a fix ranks where it does, and what would be with other fixes and settings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "tl-compare.h"
#include "tl-fix-order.h"
#include "tl-fix-why.h"
#include "tl-scenario-box.h"
#include "tl-scenario-save.h"
#include "tl-what-if-pane.h"
#include "ui-fixture.h"

/* The widgets by themselves, over the journey of the fixture's window. */
typedef struct
{
  TlRanking    *ranking;
  GtkWidget    *window;
  TlFixWhy     *why;
  TlFixOrder   *order;
  TlWhatIfPane *pane;
  TlWhatIf     *what_if;
  TlCompare    *compare;
  TlScenarioBox *scenarios;
} Bench;

static gboolean
has_ended (gpointer data)
{
  Bench *self = data;

  return tl_ranking_get_figures (self->ranking) && !tl_ranking_is_working (self->ranking) && !tl_what_if_is_working (self->what_if) &&
         tl_what_if_get_set (self->what_if);
}

static void
wait (Bench *self)
{
  ui_wait_until (has_ended, self);
  ui_settle ();
}

static void
bench_init (Bench *self, UiFixture *fixture)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->ranking = tl_ranking_new ();
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 900, 800);
  self->why = g_object_new (TL_TYPE_FIX_WHY, NULL);
  self->order = g_object_new (TL_TYPE_FIX_ORDER, NULL);
  self->pane = g_object_new (TL_TYPE_WHAT_IF_PANE, NULL);
  self->compare = g_object_new (TL_TYPE_COMPARE, NULL);
  self->what_if = tl_what_if_pane_get_what_if (self->pane);
  self->scenarios = g_object_new (TL_TYPE_SCENARIO_BOX, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->scenarios));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pane));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->why));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->order));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->compare));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_window_set_child (GTK_WINDOW (self->window), scrolled);
  tl_ranking_set_active (self->ranking, TRUE);
  tl_ranking_set_session (self->ranking, tl_window_get_session (fixture->window));
  tl_fix_why_set_ranking (self->why, self->ranking);
  tl_fix_order_set_ranking (self->order, self->ranking);
  tl_what_if_pane_set_ranking (self->pane, self->ranking);
  tl_compare_set_ranking (self->compare, self->ranking);
  tl_scenario_box_set_what_if (self->scenarios, self->what_if);
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (ui_find_type (GTK_WIDGET (self->pane), GTK_TYPE_TOGGLE_BUTTON)), TRUE);
  wait (self);
}

static void
bench_clear (Bench *self)
{
  tl_scenario_box_set_what_if (self->scenarios, NULL);
  tl_fix_why_set_ranking (self->why, NULL);
  tl_fix_order_set_ranking (self->order, NULL);
  tl_what_if_pane_set_ranking (self->pane, NULL);
  tl_compare_set_ranking (self->compare, NULL);
  gtk_window_destroy (GTK_WINDOW (self->window));
  tl_ranking_set_session (self->ranking, NULL);
  g_object_unref (self->ranking);
}

static gboolean
is_said (gpointer data)
{
  gpointer *both = data;

  return ui_find_label (both[0], both[1]) != NULL;
}

/* Waits until a label says @text. */
static void
assert_says (gpointer widget, const char *text)
{
  gconstpointer both[] = { widget, text };

  g_test_message ("“%s”", text);
  ui_wait_until (is_said, both);
}

static gboolean
begins (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      g_str_has_prefix (gtk_label_get_label (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (begins (child, text))
      return TRUE;
  return FALSE;
}

static GtkWidget *
find_named (GtkWidget *widget, const char *name)
{
  if (g_str_equal (gtk_widget_get_name (widget), name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, name);

      if (found)
        return found;
    }
  return NULL;
}

static void
test_why (UiFixture *fixture, gconstpointer data)
{
  Bench self;

  bench_init (&self, fixture);
  assert_says (self.why, "Why “Free delivery” ranks first");
  assert_says (self.why, "Delivery fee appears late");
  assert_says (self.why, "Interactions it hits: ends it");
  assert_says (self.why, "One-off cost");
  assert_says (self.why, "−£20k");
  assert_says (self.why, "Combined impact over 2 years");
  assert_says (self.why, "+£785k");
  assert_says (self.why, "Where it stops paying");
  /* Another fix is explained instead, and the waterfall is its own. */
  tl_ranking_select (self.ranking, "nophone");
  assert_says (self.why, "−£155k");
  g_assert_null (ui_find_label (GTK_WIDGET (self.why), "+£785k"));
  bench_clear (&self);
}

static void
test_order (UiFixture *fixture, gconstpointer data)
{
  Bench self;

  bench_init (&self, fixture);
  assert_says (self.order, "Of those hit, leave because of it");
  assert_says (self.order, "Delivery fee appears late · no basis given");
  assert_says (self.order, "12% to 17% moves it by £615k");
  assert_says (self.order, "The fix pays while this is above 8.5%; it is 14% now.");
  /* An effect is a change, not a multiplier. */
  assert_says (self.order, "Customers who go on from “Basket”");
  assert_says (self.order, "6.9% to 12% more moves it by £862k");
  assert_says (self.order, "The fix stops paying at 4.5% more; it is 9.5% more now.");
  /* The first button leads to the number at the top: the effect of the fix. */
  g_signal_emit_by_name (ui_find_type (GTK_WIDGET (self.order), GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpstr (tl_session_get_selected (tl_window_get_session (fixture->window)), ==, "free");
  bench_clear (&self);
}

static void
test_no_doubt (UiFixture *fixture, gconstpointer data)
{
  Bench self;

  bench_init (&self, fixture);
  g_assert_true (begins (GTK_WIDGET (self.order), "No doubt entered"));
  g_assert_null (tl_what_if_get_spread (self.what_if));
  bench_clear (&self);
}

static void
test_compare (UiFixture *fixture, gconstpointer data)
{
  Bench self;

  bench_init (&self, fixture);
  tl_compare_choose (self.compare, "tracking", "free");
  assert_says (self.compare, "Live parcel tracking");
  assert_says (self.compare, "£60,000");
  assert_says (self.compare, "−£40,000");
  assert_says (self.compare, "1 month");
  assert_says (self.compare, "not in 2 years");
  assert_says (self.compare, "The fix pays while this is above 41%; it is 75% now.");
  tl_compare_choose (self.compare, "free", "free");
  assert_says (self.compare, "the same");
  g_assert_null (ui_find_label (GTK_WIDGET (self.compare), "£60,000"));
  bench_clear (&self);
}

/* All at once is not what they come to added up; one fewer is another sum; and back. */
static void
test_include (UiFixture *fixture, gconstpointer data)
{
  Bench                    self;
  const TlImpactPortfolio *set;
  GtkWidget               *toggle;
  double                   all;

  bench_init (&self, fixture);
  set = tl_what_if_get_set (self.what_if);
  g_assert_cmpuint (set->n_fixes, ==, 3);
  all = set->npv;
  g_assert_cmpfloat (fabs (all - set->added_up), >, 1000);
  g_assert_false (tl_what_if_is_changed (self.what_if));
  toggle = find_named (GTK_WIDGET (self.pane), "include:nophone");
  g_assert_nonnull (toggle);
  gtk_switch_set_active (GTK_SWITCH (toggle), FALSE);
  wait (&self);
  set = tl_what_if_get_set (self.what_if);
  g_assert_cmpuint (set->n_fixes, ==, 2);
  g_assert_cmpfloat (set->npv, >, all);
  g_assert_cmpfloat_with_epsilon (set->credit[0] + set->credit[1], set->npv, 1e-6 * fabs (set->npv));
  g_assert_nonnull (tl_what_if_get_spread (self.what_if));
  g_assert_cmpfloat (tl_what_if_get_spread (self.what_if)->npv_p10, <, set->npv);
  g_assert_cmpfloat (tl_what_if_get_spread (self.what_if)->npv_p90, >, set->npv);
  tl_what_if_reset (self.what_if);
  wait (&self);
  g_assert_cmpuint (tl_what_if_get_set (self.what_if)->n_fixes, ==, 3);
  g_assert_cmpfloat (tl_what_if_get_set (self.what_if)->npv, ==, all);
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (toggle)));
  bench_clear (&self);
}

static void
test_budget (UiFixture *fixture, gconstpointer data)
{
  Bench                    self;
  const TlImpactPortfolio *set;
  const GArray            *frontier;

  bench_init (&self, fixture);
  frontier = tl_what_if_get_frontier (self.what_if);
  g_assert_cmpuint (frontier->len, >=, 2);
  tl_what_if_set_budget (self.what_if, 0);
  wait (&self);
  g_assert_cmpuint (tl_what_if_get_set (self.what_if)->n_fixes, ==, 0);
  g_assert_false (tl_what_if_is_included (self.what_if, "free"));
  tl_what_if_set_budget (self.what_if, 20000);
  wait (&self);
  set = tl_what_if_get_set (self.what_if);
  g_assert_cmpuint (set->n_fixes, ==, 1);
  g_assert_true (tl_what_if_is_included (self.what_if, "free"));
  g_assert_false (tl_what_if_is_included (self.what_if, "nophone"));
  g_assert_cmpfloat (tl_what_if_get_overspent (self.what_if), ==, 0);
  /* A fix that is taken in by hand may cost more than there is. */
  tl_what_if_include (self.what_if, "tracking", TRUE);
  wait (&self);
  g_assert_cmpfloat (tl_what_if_get_set (self.what_if)->one_off, ==, 80000);
  g_assert_cmpfloat (tl_what_if_get_overspent (self.what_if), ==, 1);
  bench_clear (&self);
}

static gboolean
is_ten_years (gpointer data)
{
  return tl_figures_get_horizon (tl_ranking_get_figures (data)) == 10;
}

/* Other settings are asked of a copy. Used in the journey, they are one edit, which undo takes back. */
static void
test_settings (UiFixture *fixture, gconstpointer data)
{
  Bench              self;
  TlSession         *session = tl_window_get_session (fixture->window);
  TlThing           *root = tl_journey_get_root (tl_session_get_journey (session));
  GtkWidget         *entry;
  g_autoptr (GError) error = NULL;
  double             before;

  bench_init (&self, fixture);
  before = tl_what_if_get_set (self.what_if)->npv;
  entry = find_named (GTK_WIDGET (self.pane), "what-if:horizon-years");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "2");
  gtk_editable_set_text (GTK_EDITABLE (entry), "10");
  g_signal_emit_by_name (entry, "activate");
  tl_what_if_set_setting (self.what_if, TL_WHAT_IF_MARGIN, .5);
  wait (&self);
  g_assert_cmpfloat (tl_what_if_get_set (self.what_if)->npv, !=, before);
  g_assert_cmpfloat (tl_figures_get_horizon (tl_what_if_get_figures (self.what_if)), ==, 10);
  g_assert_cmpfloat (tl_figures_get_margin (tl_what_if_get_figures (self.what_if)), ==, .5);
  g_assert_cmpfloat (tl_thing_get_number (root, TL_JOURNEY_HORIZON), ==, 2);
  /* What cannot be read is said, and changes nothing. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "soon");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpfloat (tl_what_if_get_setting (self.what_if, TL_WHAT_IF_HORIZON), ==, 10);
  g_assert_true (tl_what_if_use (self.what_if, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (tl_thing_get_number (root, TL_JOURNEY_HORIZON), ==, 10);
  g_assert_cmpfloat (tl_thing_get_number (root, TL_JOURNEY_MARGIN), ==, .5);
  ui_wait_until (is_ten_years, self.ranking);
  wait (&self);
  g_assert_false (tl_what_if_has_settings (self.what_if));
  g_assert_true (tl_session_undo (session));
  g_assert_cmpfloat (tl_thing_get_number (root, TL_JOURNEY_HORIZON), ==, 2);
  g_assert_cmpfloat (tl_thing_get_number (root, TL_JOURNEY_MARGIN), ==, .38);
  bench_clear (&self);
}

static gboolean
are_worked_out (gpointer data)
{
  Bench *self = data;

  return has_ended (self) && gtk_widget_get_visible (GTK_WIDGET (self->scenarios)) &&
         !tl_scenario_box_is_working (self->scenarios);
}

static void
save (Bench *self, const char *name, char **id)
{
  TlSession         *session = tl_ranking_get_session (self->ranking);
  g_autoptr (TlEdit) edit = tl_scenario_save (self->what_if, name, "Ann", id);

  g_assert_nonnull (edit);
  g_assert_true (tl_session_apply (session, edit, NULL));
  wait (self);
  ui_wait_until (are_worked_out, self);
}

/* Saved, set beside others, changed, opened, renamed, deleted, and back. */
static void
test_scenarios (UiFixture *fixture, gconstpointer data)
{
  Bench            self;
  TlSession       *session;
  TlJourney       *journey;
  TlThing         *thing;
  GtkWidget       *button;
  g_autofree char *id = NULL;
  g_autofree char *other = NULL;

  bench_init (&self, fixture);
  session = tl_ranking_get_session (self.ranking);
  journey = tl_session_get_journey (session);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self.scenarios)));
  tl_what_if_set_budget (self.what_if, 50000);
  wait (&self);
  save (&self, "Fifty", &id);
  thing = tl_journey_lookup (journey, id);
  g_assert_cmpstr (tl_thing_get_text (thing, TL_SCENARIO_TITLE), ==, "Fifty");
  g_assert_cmpstr (tl_thing_get_text (thing, TL_SCENARIO_BY), ==, "Ann");
  g_assert_cmpuint (tl_thing_n (thing, TL_KIND_CHOICE), ==, tl_what_if_get_set (self.what_if)->n_fixes);
  g_assert_cmpfloat (tl_thing_get_number (thing, TL_SCENARIO_NPV), ==, tl_what_if_get_set (self.what_if)->npv);
  g_assert_cmpfloat (tl_thing_get_number (thing, TL_SCENARIO_HORIZON), ==, 2);
  assert_says (self.scenarios, "Nothing has changed since.");
  assert_says (self.scenarios, "Do nothing");
  assert_says (self.scenarios, "Everything");

  /* Another, by other settings. */
  tl_what_if_reset (self.what_if);
  tl_what_if_set_setting (self.what_if, TL_WHAT_IF_HORIZON, 5);
  tl_what_if_set_setting (self.what_if, TL_WHAT_IF_MARGIN, .5);
  wait (&self);
  save (&self, "Five years", &other);
  thing = tl_journey_lookup (journey, other);
  g_assert_cmpfloat (tl_thing_get_number (thing, TL_SCENARIO_HORIZON), ==, 5);
  g_assert_cmpfloat (tl_thing_get_number (thing, TL_SCENARIO_NPV), ==, tl_what_if_get_set (self.what_if)->npv);
  assert_says (self.scenarios, "It looks 5 years ahead; the journey now looks 2.");

  /* The journey moves on; what was frozen stays. */
  {
    g_autoptr (TlEdit) edit = tl_edit_new ("other");
    TlThing           *choice = tl_thing_nth (tl_journey_lookup (journey, id), TL_KIND_CHOICE, 0);

    tl_edit_set (edit, tl_thing_get_text (choice, TL_CHOICE_FIX), TL_FIX_STATUS, "rejected");
    g_assert_true (tl_session_apply (session, edit, NULL));
  }
  wait (&self);
  ui_wait_until (are_worked_out, &self);
  g_assert_true (begins (GTK_WIDGET (self.scenarios), "Combined impact was "));
  g_assert_true (tl_session_undo (session));
  wait (&self);
  ui_wait_until (are_worked_out, &self);
  assert_says (self.scenarios, "Nothing has changed since.");

  /* Opened, it is what is asked. */
  tl_what_if_reset (self.what_if);
  wait (&self);
  button = ui_find_label (GTK_WIDGET (self.scenarios), "Open");
  g_assert_nonnull (button);
  g_signal_emit_by_name (gtk_widget_get_ancestor (button, GTK_TYPE_BUTTON), "clicked");
  wait (&self);
  g_assert_cmpfloat (tl_what_if_get_set (self.what_if)->npv, ==,
                     tl_thing_get_number (tl_journey_lookup (journey, id), TL_SCENARIO_NPV));

  /* Deleted, and back with an undo. */
  {
    g_autoptr (TlEdit) edit = tl_edit_new ("gone");

    tl_edit_delete (edit, id);
    tl_edit_delete (edit, other);
    g_assert_true (tl_session_apply (session, edit, NULL));
  }
  wait (&self);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self.scenarios)));
  g_assert_true (tl_session_undo (session));
  wait (&self);
  ui_wait_until (are_worked_out, &self);
  assert_says (self.scenarios, "Fifty");
  bench_clear (&self);
}

/* Whoever moves the slider does not wait, and what is said at last is of where it stopped. */
static void
test_hurry (UiFixture *fixture, gconstpointer data)
{
  Bench self;

  bench_init (&self, fixture);
  for (int i = 0; i <= 100; i++)
    {
      tl_what_if_set_budget (self.what_if, i * 1000);
      if (i % 10 == 0)
        tl_what_if_set_setting (self.what_if, TL_WHAT_IF_HORIZON, 1 + i / 50);
      g_main_context_iteration (NULL, FALSE);
    }
  wait (&self);
  g_assert_cmpfloat (tl_what_if_get_budget (self.what_if), ==, 100000);
  g_assert_cmpfloat (tl_figures_get_horizon (tl_what_if_get_figures (self.what_if)), ==, 3);
  bench_clear (&self);
}

/* Gone while it is being worked on. */
static void
test_gone (UiFixture *fixture, gconstpointer data)
{
  Bench self;

  bench_init (&self, fixture);
  tl_what_if_set_setting (self.what_if, TL_WHAT_IF_HORIZON, 7);
  tl_ranking_select (self.ranking, "tracking");
  bench_clear (&self);
  ui_settle ();
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  UI_TEST ("/what-if/why", "tradeoffs.xml", test_why);
  UI_TEST ("/what-if/order", "tradeoffs.xml", test_order);
  UI_TEST ("/what-if/no-doubt", "line.xml", test_no_doubt);
  UI_TEST ("/what-if/compare", "tradeoffs.xml", test_compare);
  UI_TEST ("/what-if/include", "tradeoffs.xml", test_include);
  UI_TEST ("/what-if/budget", "tradeoffs.xml", test_budget);
  UI_TEST ("/what-if/settings", "tradeoffs.xml", test_settings);
  UI_TEST ("/what-if/scenarios", "tradeoffs.xml", test_scenarios);
  UI_TEST ("/what-if/hurry", "tradeoffs.xml", test_hurry);
  UI_TEST ("/what-if/gone", "tradeoffs.xml", test_gone);
  return g_test_run ();
}
