/* test-cases.c: the worked cases, every row of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "case-loader.h"

enum
{
  WHAT, ID, VISITS, ENDS, LEAVE, REVENUE, COST, RUN, ONE_OFF, NET_YEAR, NPV, PAYBACK, ROI, KIND, N_COLUMNS,
};

/* One line of these files: quotes stand around whole cells only. */
static void
split (char *line, char *cells[N_COLUMNS])
{
  for (int c = 0; c < N_COLUMNS; c++)
    {
      gboolean quoted = *line == '"';
      char    *end;

      cells[c] = quoted ? ++line : line;
      for (end = line; *end && *end != (quoted ? '"' : ','); end++)
        ;
      line = end + (*end != 0);
      if (quoted && *line == ',')
        line++;
      *end = '\0';
    }
}

static void
compare (const char *where, const char *what, double got, const char *expected)
{
  double value = g_ascii_strtod (expected, NULL);
  double tolerance = MAX (1e-6, 1e-9 * fabs (value));

  if (*expected == '\0')
    g_error ("%s: %s: expected none, got %.17g", where, what, got);
  if (!(fabs (got - value) <= tolerance))
    {
      g_test_message ("%s: %s: expected %s, got %.17g", where, what, expected, got);
      g_test_fail ();
    }
}

static void
compare_stake (const char *where, const TlImpactStake *stake, char *cells[N_COLUMNS])
{
  g_assert_true (stake->known);
  compare (where, "revenue lost", stake->revenue_lost, cells[REVENUE]);
  compare (where, "cost caused", stake->cost_caused, cells[COST]);
  compare (where, "net lost", stake->net_lost, cells[NET_YEAR]);
}

static void
compare_outcome (const char *where, const TlImpactOutcome *outcome, char *cells[N_COLUMNS])
{
  g_assert_true (outcome->known);
  compare (where, "revenue change", outcome->change.revenue, cells[REVENUE]);
  compare (where, "cost change", outcome->change.cost, cells[COST]);
  compare (where, "run", outcome->run, cells[RUN]);
  compare (where, "one-off", outcome->one_off, cells[ONE_OFF]);
  compare (where, "net a year", outcome->net_year, cells[NET_YEAR]);
  compare (where, "npv", outcome->npv, cells[NPV]);
  g_assert_true (outcome->pays_back == (*cells[PAYBACK] != '\0'));
  if (outcome->pays_back)
    g_assert_cmpint (outcome->payback_months, ==, atoi (cells[PAYBACK]));
  g_assert_true (outcome->has_roi == (*cells[ROI] != '\0'));
  if (outcome->has_roi)
    compare (where, "return", outcome->roi, cells[ROI]);
}

static void
test_case (gconstpointer data)
{
  g_autofree char *xml = g_strdup_printf ("%s/%s.xml", g_getenv ("TL_CASES"), (const char *) data);
  g_autofree char *csv = g_strdup_printf ("%s/%s.expected.csv", g_getenv ("TL_CASES"), (const char *) data);
  g_autofree char *text = NULL;
  g_auto (GStrv)   lines = NULL;
  g_autoptr (Case) loaded = case_load (xml);
  g_autoptr (TlImpactResults) results = tl_impact_evaluate (&loaded->journey);
  guint            n_ranked = 0;
  guint            n_stages = 0;
  guint            n_pains = 0;

  g_assert_nonnull (results);
  g_assert_cmpuint (results->n_refusals, ==, 0);
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (int i = 1; lines[i] && *g_strchomp (lines[i]); i++)
    {
      g_autofree char *where = NULL;
      char            *cells[N_COLUMNS];

      split (lines[i], cells);
      where = g_strdup_printf ("%s: %s %s", (const char *) data, cells[WHAT], cells[ID]);
      if (g_str_equal (cells[WHAT], "year"))
        {
          compare (where, "revenue", results->year.revenue, cells[REVENUE]);
          compare (where, "cost", results->year.cost, cells[COST]);
        }
      else if (g_str_equal (cells[WHAT], "avoidable"))
        compare (where, "cost", results->year.avoidable, cells[COST]);
      else if (g_str_equal (cells[WHAT], "stage"))
        {
          const TlImpactStageResult *stage = &results->stages[case_find (loaded, CASE_STAGE, cells[ID])];

          compare (where, "visits", stage->visits, cells[VISITS]);
          compare (where, "leave", stage->leave, cells[LEAVE]);
          g_assert_true (stage->is_outcome == (*cells[ENDS] == '\0'));
          if (!stage->is_outcome)
            compare (where, "ends", stage->ends, cells[ENDS]);
          n_stages++;
        }
      else if (g_str_equal (cells[WHAT], "stake") && *cells[ID] == '\0')
        compare_stake (where, &results->stake, cells);
      else if (g_str_equal (cells[WHAT], "stake"))
        compare_stake (where, &results->stages[case_find (loaded, CASE_STAGE, cells[ID])].stake, cells);
      else if (g_str_equal (cells[WHAT], "pain"))
        {
          compare_stake (where, &results->pains[case_find (loaded, CASE_PAIN, cells[ID])].stake, cells);
          n_pains++;
        }
      else if (g_str_equal (cells[WHAT], "fix"))
        {
          const TlImpactOutcome *outcome;

          g_assert_cmpuint (n_ranked, <, results->n_ranked);
          g_assert_cmpuint (results->ranking[n_ranked], ==, case_find (loaded, CASE_FIX, cells[ID]));
          outcome = &results->fixes[results->ranking[n_ranked++]];
          compare_outcome (where, outcome, cells);
          g_assert_cmpstr (tl_impact_kind_to_text (outcome->kind, outcome->does_not_pay), ==, cells[KIND]);
        }
      else if (g_str_equal (cells[WHAT], "together"))
        compare_outcome (where, &results->together, cells);
    }
  g_assert_cmpuint (n_ranked, ==, results->n_ranked);
  g_assert_cmpuint (n_stages, ==, results->n_stages);
  g_assert_cmpuint (n_pains, ==, results->n_pains);
}

static void
test_refused (void)
{
  const struct
  {
    const char          *name;
    TlImpactRefusalCode  code;
    const char          *stages[3];
    double               figure;
    double               limit;
  } cases[] = {
    { "over", TL_IMPACT_SHARES_OVER_ONE, { "pay" }, 1.2, 1 },
    { "claims", TL_IMPACT_CLAIMS_OVER_LOST, { "pay" }, .48, .3 },
    { "circle", TL_IMPACT_CIRCLE, { "x", "y" }, INFINITY, 1e9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *xml = g_strdup_printf ("%s/refused/%s.xml", g_getenv ("TL_CASES"), cases[i].name);
      g_autoptr (Case) loaded = case_load (xml);
      g_autoptr (TlImpactResults) results = tl_impact_evaluate (&loaded->journey);

      g_assert_cmpuint (results->n_refusals, ==, 1);
      g_assert_cmpint (results->refusals[0].code, ==, cases[i].code);
      g_assert_cmpstr (loaded->stage_ids->pdata[results->refusals[0].stage], ==, cases[i].stages[0]);
      g_assert_true (results->refusals[0].figure == cases[i].figure ||
                     fabs (results->refusals[0].figure - cases[i].figure) < 1e-12);
      g_assert_cmpfloat_with_epsilon (results->refusals[0].limit, cases[i].limit, 1e-12);
      for (guint k = 0; k < results->refusals[0].n_circle; k++)
        g_assert_cmpstr (loaded->stage_ids->pdata[results->refusals[0].circle[k]], ==, cases[i].stages[k]);
      g_assert_cmpuint (results->n_fixes, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/impact/cases/line", "line", test_case);
  g_test_add_data_func ("/impact/cases/tradeoffs", "tradeoffs", test_case);
  g_test_add_data_func ("/impact/cases/causes", "causes", test_case);
  g_test_add_data_func ("/impact/cases/overlap", "overlap", test_case);
  g_test_add_data_func ("/impact/cases/edges", "edges", test_case);
  g_test_add_func ("/impact/cases/refused", test_refused);
  return g_test_run ();
}
