/* test-together.c: sets of fixes, credit, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "case-loader.h"
#include "random-journey.h"
#include "tl-impact-shapley.h"
#include "tl-impact-together.h"

#define BUDGET 100000

/* The rows “portfolio” and “credit” of a worked case. */
static void
test_case (gconstpointer data)
{
  g_autofree char              *xml = g_strdup_printf ("%s/%s.xml", g_getenv ("TL_CASES"), (const char *) data);
  g_autofree char              *csv = g_strdup_printf ("%s/%s.expected.csv", g_getenv ("TL_CASES"), (const char *) data);
  g_autofree char              *text = NULL;
  g_auto (GStrv)                lines = NULL;
  g_autoptr (Case)              journey = case_load (xml);
  g_autoptr (TlImpactModel)     model = tl_impact_model_new (&journey->journey);
  g_autoptr (TlImpactResults)   results = tl_impact_evaluate (&journey->journey);
  g_autoptr (TlImpactTogether)  together = tl_impact_together_new (model, results, NULL);
  g_autoptr (TlImpactPortfolio) portfolio = tl_impact_together_portfolio (together, BUDGET);
  g_autoptr (GString)           chosen = g_string_new (NULL);
  guint                         n_credits = 0;

  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; i < portfolio->n_fixes; i++)
    g_string_append_printf (chosen, "%s%s", i ? " " : "", journey->journey.fixes[portfolio->fixes[i]].id);
  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);

      if (g_str_has_prefix (lines[i], "portfolio,"))
        {
          g_assert_cmpstr (chosen->str, ==, cells[1]);
          g_assert_cmpfloat_with_epsilon (portfolio->npv, g_ascii_strtod (cells[10], NULL), 1e-9 * fabs (portfolio->npv) + 1e-6);
        }
      else if (g_str_has_prefix (lines[i], "credit,"))
        for (guint k = 0; k < portfolio->n_fixes; k++)
          if (strcmp (journey->journey.fixes[portfolio->fixes[k]].id, cells[1]) == 0)
            {
              n_credits++;
              g_assert_cmpfloat_with_epsilon (portfolio->credit[k], g_ascii_strtod (cells[10], NULL),
                                              1e-9 * fabs (portfolio->credit[k]) + 1e-6);
            }
    }
  g_assert_true (portfolio->exact && portfolio->has_credit);
  g_assert_cmpuint (n_credits, ==, portfolio->n_fixes);
}

/* Fixes that start, ramp and fade at different times, some for nothing. */
static void
stagger (TlImpactJourney *journey, GRand *rand)
{
  journey->horizon_years = 2.5;
  for (guint f = 0; f < journey->n_fixes; f++)
    {
      TlImpactFix *fix = &journey->fixes[f];

      fix->status = TL_IMPACT_IDEA;
      fix->one_off.estimate = tl_estimate_known (g_rand_int_range (rand, 0, 4) * 10000.);
      fix->start_month = g_rand_int_range (rand, 0, 12) / 2.;
      fix->ramp_months = g_rand_int_range (rand, 0, 3) * 4;
      fix->half_life = g_rand_int_range (rand, 0, 2) * 9;
    }
}

static guint
subset (const TlImpactJourney *journey, guint bits, guint *fixes)
{
  guint n = 0;

  for (guint f = 0; f < journey->n_fixes; f++)
    if (bits >> f & 1)
      fixes[n++] = f;
  return n;
}

/* Every set, every budget and the credits, against the plain way. */
static void
test_brute_force (void)
{
  for (guint seed = 1; seed <= 12; seed++)
    {
      g_autoptr (GRand)            rand = g_rand_new_with_seed (seed);
      g_autoptr (TlImpactJourney)  journey = random_large (rand, 9, 6);
      g_autoptr (TlImpactModel)    model = NULL;
      g_autoptr (TlImpactResults)  results = NULL;
      g_autoptr (TlImpactSolver)   solver = NULL;
      g_autoptr (TlImpactWorld)    world = NULL;
      g_autoptr (TlImpactTogether) together = NULL;
      g_autoptr (GArray)           frontier = NULL;
      g_auto (TlImpactRefusal)     refusal = TL_IMPACT_REFUSAL_INIT;
      double                       npv[64] = { 0 };
      double                       cost[64] = { 0 };
      guint                        fixes[6];

      stagger (journey, rand);
      model = tl_impact_model_new (journey);
      results = tl_impact_evaluate (journey);
      solver = tl_impact_solver_new (model);
      world = tl_impact_world_new (journey);
      together = tl_impact_together_new (model, results, NULL);
      frontier = tl_impact_together_frontier (together);
      g_assert_true (tl_impact_solver_set_world (solver, world, &refusal));
      g_assert_cmpuint (results->n_ranked, ==, 6);
      for (guint bits = 1; bits < 64; bits++)
        {
          guint           n = subset (journey, bits, fixes);
          TlImpactOutcome outcome;
          double          here;

          tl_impact_solver_outcome (solver, fixes, n, &outcome);
          g_assert_true (outcome.known);
          npv[bits] = outcome.npv;
          cost[bits] = outcome.one_off;
          g_assert_true (tl_impact_together_set (together, fixes, n, &here));
          g_assert_cmpfloat_with_epsilon (here, npv[bits], 1e-9 * fabs (npv[bits]) + 1e-7);
        }
      for (double budget = 0; budget <= 120000; budget += 10000)
        {
          g_autoptr (TlImpactPortfolio) portfolio = tl_impact_together_portfolio (together, budget);
          double                        best = 0;
          double                        credits = 0;
          double                        on_curve = 0;

          for (guint bits = 1; bits < 64; bits++)
            if (cost[bits] <= budget)
              best = MAX (best, npv[bits]);
          g_assert_cmpfloat_with_epsilon (portfolio->npv, best, 1e-8 * fabs (best) + 1e-7);
          g_assert_cmpfloat (portfolio->one_off, <=, budget);
          for (guint i = 0; i < portfolio->n_fixes; i++)
            credits += portfolio->credit[i];
          g_assert_cmpfloat_with_epsilon (credits, portfolio->npv, 1e-9 * fabs (best) + 1e-7);
          for (guint i = 0; i < frontier->len; i++)
            if (g_array_index (frontier, TlImpactFrontierPoint, i).budget <= budget)
              on_curve = g_array_index (frontier, TlImpactFrontierPoint, i).npv;
          g_assert_cmpfloat_with_epsilon (on_curve, best, 1e-8 * fabs (best) + 1e-7);
        }
    }
}

/* Beyond so many fixes the choice is greedy; it must still fit the budget and beat any fix alone. */
static void
test_many (void)
{
  g_autoptr (GRand)             rand = g_rand_new_with_seed (8);
  g_autoptr (TlImpactJourney)   journey = random_large (rand, 14, 18);
  g_autoptr (TlImpactModel)     model = tl_impact_model_new (journey);
  g_autoptr (TlImpactResults)   results = tl_impact_evaluate (journey);
  g_autoptr (TlImpactTogether)  together = tl_impact_together_new (model, results, NULL);
  g_autoptr (TlImpactPortfolio) portfolio = NULL;
  double                        credits = 0;

  for (guint f = 0; f < journey->n_fixes; f++)
    journey->fixes[f].one_off.estimate = tl_estimate_known (1000. * (f % 4));
  g_clear_pointer (&together, tl_impact_together_free);
  g_clear_pointer (&results, tl_impact_results_free);
  results = tl_impact_evaluate (journey);
  together = tl_impact_together_new (model, results, NULL);
  portfolio = tl_impact_together_portfolio (together, 6000);
  g_assert_false (portfolio->exact);
  g_assert_cmpfloat (portfolio->one_off, <=, 6000);
  for (guint f = 0; f < journey->n_fixes; f++)
    if (results->fixes[f].known && results->fixes[f].one_off <= 6000)
      g_assert_cmpfloat (portfolio->npv, >=, results->fixes[f].npv);
  for (guint i = 0; i < portfolio->n_fixes; i++)
    credits += portfolio->credit[i];
  g_assert_true (portfolio->has_credit);
  g_assert_cmpfloat_with_epsilon (credits, portfolio->npv, 1e-9 * fabs (portfolio->npv));
}

/* A fix's waterfall adds up to what it is. */
static void
test_why (void)
{
  const char *const names[] = { "line", "tradeoffs", "causes", "overlap", "edges" };

  for (gsize c = 0; c < G_N_ELEMENTS (names); c++)
    {
      g_autofree char            *xml = g_strdup_printf ("%s/%s.xml", g_getenv ("TL_CASES"), names[c]);
      g_autoptr (Case)            journey = case_load (xml);
      g_autoptr (TlImpactModel)   model = tl_impact_model_new (&journey->journey);
      g_autoptr (TlImpactResults) results = tl_impact_evaluate (&journey->journey);

      for (guint i = 0; i < results->n_ranked; i++)
        {
          const TlImpactOutcome   *outcome = &results->fixes[results->ranking[i]];
          g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
          g_autoptr (TlImpactWhy)  why = tl_impact_why (model, results->ranking[i], NULL, &refusal);
          double                   revenue = 0;
          double                   cost = 0;
          double                   npv = 0;

          g_assert_nonnull (why);
          for (guint k = 0; k < why->n_steps; k++)
            {
              revenue += why->steps[k].revenue;
              cost += why->steps[k].cost;
              npv += why->steps[k].npv;
            }
          g_assert_cmpfloat_with_epsilon (revenue, outcome->change.revenue, 1e-9 * fabs (outcome->change.revenue) + 1e-6);
          g_assert_cmpfloat_with_epsilon (cost, outcome->change.cost, 1e-9 * fabs (outcome->change.cost) + 1e-6);
          g_assert_cmpfloat_with_epsilon (npv + why->one_off + why->run, outcome->npv, 1e-9 * fabs (outcome->npv) + 1e-6);
          g_assert_cmpfloat_with_epsilon (why->npv, outcome->npv, 1e-9 * fabs (outcome->npv) + 1e-6);
        }
    }
}

/* The glove game: two left gloves, one right. */
static gboolean
pairs_of_gloves (const guint *players, guint n, double *worth, gpointer data)
{
  gboolean left = FALSE;
  gboolean right = FALSE;

  for (guint i = 0; i < n; i++)
    if (players[i] % 3 == 2)
      right = TRUE;
    else
      left = TRUE;
  *worth = left && right;
  return TRUE;
}

static void
test_shapley (void)
{
  double credit[3];
  double error;

  g_assert_true (tl_impact_shapley (3, 1, 15, pairs_of_gloves, NULL, credit, &error));
  g_assert_cmpfloat_with_epsilon (credit[0], 1. / 6, 1e-12);
  g_assert_cmpfloat_with_epsilon (credit[1], 1. / 6, 1e-12);
  g_assert_cmpfloat_with_epsilon (credit[2], 4. / 6, 1e-12);
  g_assert_cmpfloat (error, ==, 0);
  /* The same by chance, with an honest error. */
  g_assert_true (tl_impact_shapley (3, 1, 0, pairs_of_gloves, NULL, credit, &error));
  g_assert_cmpfloat (error, >, 0);
  g_assert_cmpfloat (error, <, .05);
  g_assert_cmpfloat_with_epsilon (credit[2], 4. / 6, 4 * error);
  g_assert_cmpfloat_with_epsilon (credit[0] + credit[1] + credit[2], 1, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/together/line", "line", test_case);
  g_test_add_data_func ("/together/tradeoffs", "tradeoffs", test_case);
  g_test_add_data_func ("/together/causes", "causes", test_case);
  g_test_add_data_func ("/together/overlap", "overlap", test_case);
  g_test_add_data_func ("/together/edges", "edges", test_case);
  g_test_add_func ("/together/brute-force", test_brute_force);
  g_test_add_func ("/together/many", test_many);
  g_test_add_func ("/together/why", test_why);
  g_test_add_func ("/together/shapley", test_shapley);
  return g_test_run ();
}
