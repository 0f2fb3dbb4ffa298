/* test-doubt.c: how sure it is, why, and what would change it, through the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tl-run.h"

static double
number (GPtrArray *table, guint row, const char *column)
{
  const char *cell = tl_run_cell (table, row, column);

  g_assert_cmpstr (cell, !=, "");
  return g_ascii_strtod (cell, NULL);
}

static guint
find (GPtrArray *table, const char *column, const char *value)
{
  for (guint i = 1; i < table->len; i++)
    if (strcmp (tl_run_cell (table, i, column), value) == 0)
      return i;
  g_error ("no row whose %s is %s", column, value);
}

static GPtrArray *
table_of (TlRun *run)
{
  if (run->code != 0)
    g_error ("it ended with %d: %s", run->code, run->err);
  return tl_run_table (run->out);
}

/* Against the worlds of an independent implementation; overlap has doubt, and facts that take it away. */
static void
test_rank (gconstpointer data)
{
  const char *const     chances[] = { "p_pays", "p_best" };
  const char *const     spreads[] = { "npv_p10", "npv_p50", "npv_p90" };
  const char *const     years[] = { "net_year_p10", "net_year_p50", "net_year_p90" };
  g_autofree char      *xml = g_strconcat (data, ".xml", NULL);
  g_autofree char      *csv = g_strconcat (data, ".simulated.csv", NULL);
  g_autofree char      *path = tl_run_case (xml);
  g_autofree char      *expected_path = tl_run_case (csv);
  g_autofree char      *text = NULL;
  g_autoptr (TlRun)     run = tl_run ("rank", path, "--format", "csv", "--draws", "20000", "--seed", "5", NULL);
  g_autoptr (GPtrArray) got = table_of (run);
  g_autoptr (GPtrArray) expected = NULL;

  g_assert_true (g_file_get_contents (expected_path, &text, NULL, NULL));
  *strstr (text, "rejected,") = '\0';
  expected = tl_run_table (text);
  g_assert_cmpuint (got->len, ==, expected->len);
  for (guint i = 1; i < expected->len; i++)
    {
      double sd = number (expected, i, "npv_sd");
      double error = 4 * sd * sqrt (1. / 20000 + 1. / 40000);

      /* The order is that of the means. */
      g_assert_cmpstr (tl_run_cell (got, i, "id"), ==, tl_run_cell (expected, i, "id"));
      g_assert_cmpfloat_with_epsilon (number (got, i, "npv_mean"), number (expected, i, "npv_mean"), error);
      for (int k = 0; k < 3; k++)
        {
          g_assert_cmpfloat_with_epsilon (number (got, i, spreads[k]), number (expected, i, spreads[k]), 2.2 * error);
          /* Of the same worlds, at a scale that the horizon gives. */
          g_assert_cmpfloat_with_epsilon (number (got, i, years[k]), number (expected, i, years[k]),
                                          .05 * fabs (number (expected, i, "net_year_p90") -
                                                      number (expected, i, "net_year_p10")));
        }
      for (int k = 0; k < 2; k++)
        {
          double p = number (expected, i, chances[k]);

          g_assert_cmpfloat_with_epsilon (number (got, i, chances[k]), p,
                                          4 * sqrt (p * (1 - p) * (1. / 20000 + 1. / 40000)) + 1e-9);
        }
      g_assert_cmpfloat_with_epsilon (number (got, i, "mean_rank"), number (expected, i, "mean_rank"), .03);
    }
}

static void
test_seed (void)
{
  g_autofree char  *path = tl_run_case ("overlap.xml");
  g_autoptr (TlRun) a = tl_run ("rank", path, "--format", "csv", "--draws", "500", "--seed", "7", NULL);
  g_autoptr (TlRun) b = tl_run ("rank", path, "--format", "csv", "--draws", "500", "--seed", "7", NULL);
  g_autoptr (TlRun) c = tl_run ("rank", path, "--format", "csv", "--draws", "500", "--seed", "8", NULL);

  g_assert_cmpstr (a->out, ==, b->out);
  g_assert_cmpstr (a->out, !=, c->out);
}

/* Where nothing is in doubt the columns are there, and empty. */
static void
test_no_doubt (void)
{
  g_autofree char      *path = tl_run_case ("line.xml");
  g_autoptr (TlRun)     run = tl_run ("rank", path, "--format", "csv", "--draws", "100", NULL);
  g_autoptr (GPtrArray) table = table_of (run);

  g_assert_cmpuint (table->len, >, 1);
  g_assert_cmpstr (tl_run_cell (table, 1, "npv_p10"), ==, "");
  g_assert_cmpstr (tl_run_cell (table, 1, "mean_rank"), ==, "");
  tl_run_assert_contains (run->err, "No doubt entered");
}

static void
test_why (void)
{
  g_autofree char      *path = tl_run_case ("tradeoffs.xml");
  g_autoptr (TlRun)     rank = tl_run ("rank", path, "--format", "csv", NULL);
  g_autoptr (GPtrArray) ranking = table_of (rank);
  g_autoptr (TlRun)     run = tl_run ("why", path, "free", "--format", "csv", NULL);
  g_autoptr (GPtrArray) table = table_of (run);
  guint                 fix = find (ranking, "id", "free");
  double                npv = 0, revenue = 0, cost = 0, customers = 0;
  guint                 last = table->len - 1;

  for (guint i = 1; i < last; i++)
    {
      const char *step = tl_run_cell (table, i, "step");

      npv += number (table, i, "npv");
      if (strcmp (step, "one-off") != 0 && strcmp (step, "run") != 0)
        {
          customers += number (table, i, "customers");
          revenue += number (table, i, "revenue_change");
          cost += number (table, i, "cost_change");
        }
    }
  g_assert_cmpstr (tl_run_cell (table, 1, "step"), ==, "base");
  g_assert_cmpstr (tl_run_cell (table, last, "step"), ==, "total");
  g_assert_cmpfloat_with_epsilon (npv, number (ranking, fix, "npv"), 1e-5);
  g_assert_cmpfloat_with_epsilon (npv, number (table, last, "npv"), 1e-5);
  g_assert_cmpfloat_with_epsilon (customers, number (table, last, "customers"), 1e-6);
  g_assert_cmpfloat_with_epsilon (revenue, number (table, last, "revenue_change"), 1e-5);
  g_assert_cmpfloat_with_epsilon (revenue - number (table, 1, "revenue_change"), number (ranking, fix, "revenue_change"),
                                  1e-5);
  g_assert_cmpfloat_with_epsilon (cost - number (table, 1, "cost_change"), number (ranking, fix, "cost_change"), 1e-5);
}

static void
test_sensitivity (void)
{
  g_autofree char      *path = tl_run_case ("overlap.xml");
  g_autoptr (TlRun)     run = tl_run ("sensitivity", path, "straight", "--format", "csv", NULL);
  g_autoptr (GPtrArray) table = table_of (run);

  g_assert_cmpuint (table->len, >, 5);
  for (guint i = 1; i < table->len; i++)
    {
      double takes = number (table, i, "takes_first");

      g_assert_cmpfloat (number (table, i, "low"), <, number (table, i, "high"));
      g_assert_cmpfloat_with_epsilon (number (table, i, "swing"),
                                      fabs (number (table, i, "npv_high") - number (table, i, "npv_low")), 1e-6);
      g_assert_cmpfloat_with_epsilon (takes * 19, round (takes * 19), 1e-9);
      if (i > 1)
        g_assert_cmpfloat (number (table, i - 1, "swing"), >=, number (table, i, "swing"));
    }
}

static void
test_portfolio (void)
{
  g_autofree char      *path = tl_run_case ("overlap.xml");
  g_autoptr (TlRun)     run = tl_run ("portfolio", path, "--budget", "100000", "--format", "csv", "--draws", "400", NULL);
  g_autoptr (GPtrArray) table = table_of (run);
  g_autoptr (TlRun)     curve_run = tl_run ("frontier", path, "--format", "csv", NULL);
  g_autoptr (GPtrArray) curve = table_of (curve_run);
  double                credits = 0;

  for (guint i = 1; i < table->len; i++)
    {
      gboolean chosen = number (table, i, "chosen") != 0;

      g_assert_true (chosen == (strcmp (tl_run_cell (table, i, "id"), "photos") == 0 ||
                                strcmp (tl_run_cell (table, i, "id"), "straight") == 0));
      if (chosen)
        credits += number (table, i, "credit");
      else
        g_assert_cmpstr (tl_run_cell (table, i, "credit"), ==, "");
    }
  g_assert_cmpfloat_with_epsilon (credits, 2224652.0769541278, 1e-3);
  tl_run_assert_contains (run->err, "Added up they claim +£2,591,267, together they give +£2,224,652.");
  tl_run_assert_contains (run->err, "Chance of overspending");
  tl_run_assert_contains (run->err, "Four in five worlds");
  for (guint i = 2; i < curve->len; i++)
    {
      g_assert_cmpfloat (number (curve, i, "budget"), >, number (curve, i - 1, "budget"));
      g_assert_cmpfloat (number (curve, i, "npv"), >, number (curve, i - 1, "npv"));
    }
  g_assert_cmpstr (tl_run_cell (curve, curve->len - 1, "fixes"), ==, "photos straight");
}

static void
test_breakeven (void)
{
  g_autofree char      *path = tl_run_case ("tradeoffs.xml");
  g_autoptr (TlRun)     run = tl_run ("breakeven", path, "free", "fee", "leave", "--format", "csv", NULL);
  g_autoptr (GPtrArray) table = table_of (run);
  g_autoptr (TlRun)     never = tl_run ("breakeven", path, "nophone", "free", "one-off", NULL);
  g_autoptr (TlRun)     all = tl_run ("breakeven", path, "free", "tradeoffs", "cashable", NULL);
  g_autoptr (TlRun)     wrong = tl_run ("breakeven", path, "free", "fee", "lave", NULL);
  g_autoptr (TlRun)     ghost = tl_run ("breakeven", path, "free", "ghost", "leave", NULL);
  g_autoptr (TlRun)     no_fix = tl_run ("breakeven", path, "ghost", "fee", "leave", NULL);

  g_assert_cmpfloat_with_epsilon (number (table, 1, "breakeven"), .085, .001);
  g_assert_cmpstr (tl_run_cell (table, 1, "pays"), ==, "above");
  tl_run_assert_contains (never->err, "does not pay, whatever");
  g_assert_cmpint (all->code, ==, 0);
  g_assert_cmpint (wrong->code, ==, 1);
  tl_run_assert_contains (wrong->err, "“fee” has no number “lave”; it has: incidence, leave, cost");
  tl_run_assert_contains (ghost->err, "“ghost”");
  tl_run_assert_contains (no_fix->err, "No fix has the id “ghost”");
}

/* What to beware of, with its figures. */
static void
test_advice (void)
{
  g_autofree char  *tradeoffs = tl_run_case ("tradeoffs.xml");
  g_autofree char  *causes = tl_run_case ("causes.xml");
  g_autoptr (TlRun) a = tl_run ("rank", tradeoffs, NULL);
  g_autoptr (TlRun) b = tl_run ("rank", causes, NULL);

  tl_run_assert_contains (a->err, "A false economy: it saves £80,800 of cost a year and loses £430,890 of revenue, which "
                                  "leaves £82,938 less a year.");
  tl_run_assert_contains (a->err, "moved, not saved: “Call centre” costs £132,722 less a year, “E-mail” costs £28,137 more.");
  tl_run_assert_contains (b->err, "“Courier slots are fixed at noon” remains, which is behind 80% of “Missed the slot”; "
                                  "“Slots of two hours, all day” acts on it.");
  tl_run_assert_contains (b->err, "Its effect halves every 8 months");
}

/* A journey made so that every warning has its reason. */
static const char beware[] =
  "<journey xmlns='urn:throughline:journey:1' id='j' title='Beware' currency='GBP' margin='0.5'>"
  "<stage id='visit' title='Visit' entry='10000'>"
  "<touchpoint id='phone' title='Phone' owner='Operations' unit-cost='5'>"
  "<pain id='wait' title='Long wait' incidence='0.2' leave='0.3'/></touchpoint>"
  "<touchpoint id='mail' title='Mail' owner='Marketing' unit-cost='2' reach='0.1'/></stage>"
  "<stage id='won' title='Sold' kind='won' revenue='100'/>"
  "<transition id='t' from='visit' to='won' share='0.7'/>"
  "<fix id='back' title='Call back' one-off='1000'><effect on='wait' field='incidence' scale='0.5'/></fix>"
  "<fix id='script' title='Script' one-off='1100'><effect on='wait' field='incidence' scale='0.5'/></fix>"
  "<fix id='form' title='Web form' budget-holder='IT' owner='Web team' one-off='3000' run='500'>"
  "<effect on='phone' field='reach' scale='0.5' to='mail'/></fix>"
  "<fix id='price' title='Dearer'><effect on='won' field='revenue' shift='30..60..90'/>"
  "<effect on='visit' field='continue' scale='0.6'/></fix>"
  "<fix id='pricey' title='Dearer too'><effect on='won' field='revenue' shift='60'/>"
  "<effect on='visit' field='continue' scale='0.6'/></fix>"
  "</journey>";

static void
test_every_warning (void)
{
  g_autofree char  *folder = g_dir_make_tmp ("tl-doubt-XXXXXX", NULL);
  g_autofree char  *path = g_build_filename (folder, "beware.xml", NULL);
  g_autoptr (TlRun) run = NULL;
  g_autoptr (TlRun) why = NULL;

  g_assert_true (g_file_set_contents (path, beware, -1, NULL));
  run = tl_run ("rank", path, "--draws", "200", NULL);
  g_assert_cmpint (run->code, ==, 0);
  tl_run_assert_contains (run->err, "Web form: Part of the cost is moved to another department, not saved: “Phone” (Operations) "
                                    "costs £");
  tl_run_assert_contains (run->err, "less a year, “Mail” (Marketing) costs £");
  tl_run_assert_contains (run->err, "Web form: IT pays £3,000 once and £500 a year for it, while Operations saves £");
  tl_run_assert_contains (run->err, "Script: It is worth less after “Call back”: ");
  tl_run_assert_contains (run->err, "Dearer too: It and “Dearer” cancel out: after that one it comes to ");
  tl_run_assert_contains (run->err, "Dearer: First place rests on an assumption: over ");

  /* Where it stops paying, in sentences. */
  why = tl_run ("why", path, "back", NULL);
  g_assert_cmpint (why->code, ==, 0);
  tl_run_assert_contains (why->err, "It pays while at least ");
  tl_run_assert_contains (why->err, "Of those whom “Long wait” hits, at least ");
  tl_run_assert_contains (why->err, "It pays while it costs less than £");
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Scenarios by their own settings, beside what they came to; and there and back. */
static void
test_scenarios (void)
{
  g_autofree char      *folder = g_dir_make_tmp ("tl-doubt-XXXXXX", NULL);
  g_autofree char      *path = g_build_filename (folder, "s.xml", NULL);
  g_autofree char      *there = g_build_filename (folder, "s.journey", NULL);
  g_autofree char      *back = g_build_filename (folder, "back.xml", NULL);
  g_autoptr (GString)   text = g_string_new (beware);
  g_autoptr (TlRun)     run = NULL;
  g_autoptr (TlRun)     again = NULL;
  g_autoptr (TlRun)     alone = NULL;
  g_autoptr (GPtrArray) table = NULL;
  g_autoptr (GPtrArray) ranks = NULL;

  g_string_replace (text, "</journey>",
                    "<scenario id='s' title='Form first' date='2026-11-01' by='Ann' horizon-years='1' margin='0.4' "
                    "npv='12345'><choice fix='form'/></scenario>"
                    "<scenario id='both' title='Both'><choice fix='back'/><choice fix='script'/>"
                    "<choice title='Robots'/></scenario></journey>", 1);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  run = tl_run ("scenarios", path, "--draws", "500", "--format", "csv", NULL);
  table = table_of (run);
  g_assert_cmpuint (table->len, ==, 5);
  g_assert_cmpstr (tl_run_cell (table, 1, "title"), ==, "Do nothing");
  g_assert_cmpstr (tl_run_cell (table, 4, "title"), ==, "Everything");
  g_assert_cmpstr (tl_run_cell (table, 2, "fixes"), ==, "form");
  g_assert_cmpstr (tl_run_cell (table, 3, "fixes"), ==, "back script");
  g_assert_cmpfloat (number (table, 2, "npv_then"), ==, 12345);
  g_assert_cmpfloat (number (table, 2, "one_off"), ==, 3000);
  g_assert_cmpfloat (number (table, 3, "added_up"), >, number (table, 3, "npv"));
  tl_run_assert_contains (run->err, "Form first: Combined impact was +£12,345 when it was frozen, and is ");
  tl_run_assert_contains (run->err, "Form first: It looks 1 years ahead; the journey now looks 3.");
  tl_run_assert_contains (run->err, "Form first: Its margin is 40%; the journey's is now 50%.");
  tl_run_assert_contains (run->err, "Both: “Robots” was in it, and is not in the journey any more.");

  /* One fix by the journey's settings is what the ranking says. */
  alone = tl_run ("rank", path, "--format", "csv", NULL);
  ranks = table_of (alone);
  g_assert_cmpfloat (number (table, 3, "npv"), <, number (ranks, find (ranks, "id", "back"), "npv") * 2);

  {
    g_autoptr (TlRun) first = tl_run ("convert", path, there, NULL);
    g_autoptr (TlRun) second = tl_run ("convert", there, back, NULL);

    g_assert_cmpint (first->code, ==, 0);
    g_assert_cmpint (second->code, ==, 0);
  }
  again = tl_run ("scenarios", back, "--draws", "500", "--format", "csv", NULL);
  g_assert_cmpstr (again->out, ==, run->out);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_remove (there), ==, 0);
  g_assert_cmpint (g_remove (back), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Columns as promised to programs; effects in words for people, never as multipliers. */
static void
test_words (void)
{
  g_autofree char  *path = tl_run_case ("tradeoffs.xml");
  g_autoptr (TlRun) swings = tl_run ("sensitivity", path, "--format", "csv", NULL);
  g_autoptr (TlRun) shown = tl_run ("sensitivity", path, NULL);
  g_autoptr (TlRun) chosen = tl_run ("portfolio", path, "--budget", "30000", "--format", "csv", NULL);
  g_autoptr (TlRun) curve = tl_run ("frontier", path, "--format", "csv", NULL);
  g_autoptr (TlRun) why = tl_run ("why", path, "free", NULL);
  g_autoptr (TlRun) other = tl_run ("why", path, "nophone", NULL);
  g_autoptr (TlRun) even = tl_run ("breakeven", path, "free", "free-basket-continue", "scale", NULL);

  g_assert_true (g_str_has_prefix (swings->out, "of,field,low,high,npv_low,npv_high,swing,takes_first\n"));
  g_assert_true (g_str_has_prefix (chosen->out, "id,chosen,npv_alone,credit\nfree,1,"));
  g_assert_true (g_str_has_prefix (curve->out, "budget,npv,fixes\n"));
  tl_run_assert_contains (shown->out, "Customers who go on from “Basket”, with “Free delivery”");
  tl_run_assert_contains (shown->out, "6.9% more");
  tl_run_assert_contains (shown->out, "Delivery fee appears late: Of those hit, leave because of it");
  tl_run_assert_contains (why->out, "Interactions that “Delivery fee appears late” hits");
  tl_run_assert_contains (why->err, "Revenue per arrival at “Order placed”: £3.95 less is reckoned with; at £5.06 less");
  tl_run_assert_contains (other->err, "Interactions per visit at “E-mail”: 0.2 more is reckoned with");
  tl_run_assert_contains (even->err, "“Free delivery” stops paying where this is 4.5% more: Customers who go on from");
}

static void
test_usage (void)
{
  g_autofree char *path = tl_run_case ("line.xml");
  const char      *const calls[][6] = {
    { "rank", "--draws", "-1" },          { "rank", "--draws", "2000000" },          { "portfolio" },
    { "portfolio", "--budget", "lots" },  { "portfolio", "--budget", "-5" },         { "why" },
    { "breakeven", "a", "b" },            { "frontier", "--format", "pdf" },         { "sensitivity", "--format", "x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      const char       *arguments[8] = { calls[i][0], path };
      g_autoptr (TlRun) run = NULL;

      for (int k = 1; calls[i][k]; k++)
        arguments[k + 1] = calls[i][k];
      run = tl_run_argv (arguments, NULL);
      g_assert_cmpint (run->code, ==, 2);
      g_assert_cmpstr (run->out, ==, "");
    }
}

/* More doubt than the journey bears: most worlds contradict what is seen. */
static void
test_contradiction (void)
{
  g_autofree char  *folder = tl_run_folder ();
  g_autofree char  *path = g_build_filename (folder, "contrary.xml", NULL);
  g_autoptr (TlRun) run = NULL;

  tl_run_write (path, "<journey xmlns='urn:throughline:journey:1' id='j' title='Contrary' currency='GBP' margin='0.5'>"
                      "<stage id='a' title='Pay' entry='1000'><touchpoint id='t' title='Page'>"
                      "<pain id='p' title='Slow' incidence='1' leave='0..0.9..1'/></touchpoint></stage>"
                      "<stage id='b' title='Bought' kind='won' revenue='10'/>"
                      "<transition from='a' to='b' share='0.23'/>"
                      "<fix id='f' title='Fast' one-off='1'><effect on='p' field='leave' scale='0.5'/></fix></journey>");
  run = tl_run ("rank", path, "--draws", "300", NULL);
  g_assert_cmpint (run->code, ==, 1);
  tl_run_assert_contains (run->err, "contradicts itself");
  tl_run_assert_contains (run->err, "“Pay”");
  tl_run_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/cli-doubt/rank-tradeoffs", "tradeoffs", test_rank);
  g_test_add_data_func ("/cli-doubt/rank-causes", "causes", test_rank);
  g_test_add_data_func ("/cli-doubt/rank-overlap", "overlap", test_rank);
  g_test_add_func ("/cli-doubt/seed", test_seed);
  g_test_add_func ("/cli-doubt/no-doubt", test_no_doubt);
  g_test_add_func ("/cli-doubt/why", test_why);
  g_test_add_func ("/cli-doubt/sensitivity", test_sensitivity);
  g_test_add_func ("/cli-doubt/portfolio", test_portfolio);
  g_test_add_func ("/cli-doubt/breakeven", test_breakeven);
  g_test_add_func ("/cli-doubt/advice", test_advice);
  g_test_add_func ("/cli-doubt/every-warning", test_every_warning);
  g_test_add_func ("/cli-doubt/words", test_words);
  g_test_add_func ("/cli-doubt/scenarios", test_scenarios);
  g_test_add_func ("/cli-doubt/usage", test_usage);
  g_test_add_func ("/cli-doubt/contradiction", test_contradiction);
  return g_test_run ();
}
