/* test-random.c: thousands of journeys, worked out twice
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "random-journey.h"
#include "second-model.h"

typedef struct
{
  guint32 seed;
  Real    year; /* what small differences are held against */
  guint   n_refused[TL_IMPACT_TOO_LONG + 1];
  guint   n_refused_fixes;
  guint   n_refused_stakes;
  guint   n_fixes;
} Context;

static void
compare (Context *context, const char *what, guint index, double got, Real expected)
{
  Real tolerance = fmaxl (1e-9L * fabsl (expected), 1e-12L * context->year + 1e-9L);

  if (fabsl (got - expected) <= tolerance)
    return;
  g_test_message ("seed %u: %s %u: expected %.17Lg, got %.17g", context->seed, what, index, expected, got);
  g_test_fail ();
}

static gboolean
is_rounding (Context *context, Real a, double b)
{
  Real most = 1e-12L * context->year;

  return (a != 0 || b != 0) && fabsl (a) < most && fabs (b) < most;
}

static void
compare_stake (Context *context, const char *what, guint index, const TlImpactStake *stake, SecondChange expected)
{
  if (stake->known == (expected.refused != TL_IMPACT_FINE))
    {
      g_test_message ("seed %u: %s %u: only one knows it", context->seed, what, index);
      g_test_fail ();
      return;
    }
  if (!stake->known)
    {
      g_assert_cmpint (stake->refusal.code, ==, expected.refused);
      context->n_refused_stakes++;
      return;
    }
  compare (context, what, index, stake->revenue_lost, expected.revenue);
  compare (context, what, index, stake->cost_caused, -expected.cost);
  compare (context, what, index, stake->net_lost, expected.gross);
}

static void
compare_outcome (Context *context, const char *what, guint index, const TlImpactOutcome *outcome,
                 const SecondOutcome *expected)
{
  g_autofree char *kind = NULL;

  if (outcome->known != expected->known)
    {
      g_test_message ("seed %u: %s %u: only one knows it", context->seed, what, index);
      g_test_fail ();
      return;
    }
  if (!outcome->known)
    {
      g_assert_cmpint (outcome->refusal.code, ==, expected->change.refused);
      context->n_refused_fixes++;
      return;
    }
  context->n_fixes++;
  compare (context, what, index, outcome->change.revenue, expected->change.revenue);
  compare (context, what, index, outcome->change.cost, expected->change.cost);
  compare (context, what, index, outcome->change.gross, expected->change.gross);
  compare (context, what, index, outcome->net_year, expected->net_year);
  compare (context, what, index, outcome->npv, expected->npv);
  g_assert_cmpint (outcome->payback_months, ==, expected->payback);
  g_assert_true (outcome->pays_back == (expected->payback >= 0));
  g_assert_true (outcome->has_roi == expected->has_roi);
  if (outcome->has_roi && outcome->one_off + outcome->run > 1)
    compare (context, what, index, outcome->roi, expected->roi);
  kind = g_strconcat (expected->kind,
                      expected->npv < 0 && (g_str_has_prefix (expected->kind, "pays") ||
                                            g_str_has_prefix (expected->kind, "grows") ||
                                            g_str_has_prefix (expected->kind, "saves")) ? " (does not pay)" : "",
                      NULL);
  /* What is nothing but rounding in one of the two says nothing of its kind. */
  if (fabs (outcome->npv) > 1e-6 && !is_rounding (context, expected->change.revenue, outcome->change.revenue) &&
      !is_rounding (context, expected->change.cost, outcome->change.cost) &&
      g_strcmp0 (tl_impact_kind_to_text (outcome->kind, outcome->does_not_pay), kind))
    {
      g_test_message ("seed %u: %s %u: kind %s, not %s (%.17g against %.17Lg, %.17g against %.17Lg)", context->seed,
                      what, index, tl_impact_kind_to_text (outcome->kind, outcome->does_not_pay), kind,
                      outcome->change.revenue, expected->change.revenue, outcome->change.cost, expected->change.cost);
      g_test_fail ();
    }
}

static void
compare_journey (Context *context, const TlImpactJourney *journey)
{
  g_autoptr (TlImpactResults) results = tl_impact_evaluate (journey);
  SecondYear                  year;
  SecondOutcome               expected;
  guint64                     ranked = 0;
  guint64                     all = 0;

  second_base (journey, &year);
  context->year = year.turnover + year.cost;
  context->n_refused[year.refused]++;
  if ((results->n_refusals > 0) != (year.refused != TL_IMPACT_FINE))
    {
      g_test_message ("seed %u: refused by one only", context->seed);
      g_test_fail ();
      return;
    }
  if (year.refused)
    {
      g_assert_cmpint (results->refusals[0].code, ==, year.refused);
      if (year.refused != TL_IMPACT_CIRCLE)
        g_assert_cmpuint (results->refusals[0].stage, ==, year.stage);
      return;
    }

  compare (context, "revenue", 0, results->year.revenue, year.revenue);
  compare (context, "cost", 0, results->year.cost, year.cost);
  compare (context, "avoidable", 0, results->year.avoidable, year.avoidable);
  for (guint s = 0; s < journey->n_stages; s++)
    {
      guint64 pains = 0;

      compare (context, "visits", s, results->stages[s].visits, year.V[s]);
      compare (context, "leave", s, results->stages[s].leave, 1 - year.S[s]);
      for (guint k = 0; k < journey->n_pains; k++)
        if (journey->touchpoints[journey->pains[k].touchpoint].stage == s)
          pains |= (guint64) 1 << k;
      all |= pains;
      compare_stake (context, "stage", s, &results->stages[s].stake, second_without (journey, pains));
    }
  for (guint i = 0; i < journey->n_transitions; i++)
    compare (context, "share", i, results->transitions[i].share,
             year.P[journey->transitions[i].from][journey->transitions[i].to]);
  for (guint k = 0; k < journey->n_pains; k++)
    compare_stake (context, "pain", k, &results->pains[k].stake, second_without (journey, (guint64) 1 << k));
  compare_stake (context, "journey", 0, &results->stake, second_without (journey, all));

  for (guint f = 0; f < journey->n_fixes; f++)
    if (tl_impact_status_is_ranked (journey->fixes[f].status))
      {
        expected = second_outcome (journey, (guint64) 1 << f);
        compare_outcome (context, "fix", f, &results->fixes[f], &expected);
        if (expected.known)
          ranked |= (guint64) 1 << f;
      }
    else
      g_assert_false (results->fixes[f].known);
  for (guint i = 0; i < results->n_ranked; i++)
    {
      const TlImpactOutcome *above = &results->fixes[results->ranking[i ? i - 1 : 0]];
      const TlImpactOutcome *here = &results->fixes[results->ranking[i]];

      g_assert_true ((ranked >> results->ranking[i]) & 1);
      g_assert_true (above->npv >= here->npv - 1e-9 * fabs (here->npv));
    }
  if (ranked)
    {
      expected = second_outcome (journey, ranked);
      compare_outcome (context, "together", 0, &results->together, &expected);
    }
}

static void
test_random (void)
{
  Context context = { 0 };
  guint32 n_journeys = g_test_slow () ? 20000 : 1000;

  for (guint32 seed = 1; seed <= n_journeys; seed++)
    {
      g_autoptr (GRand)           rand = g_rand_new_with_seed (seed);
      g_autoptr (TlImpactJourney) journey = random_journey (rand);

      context.seed = seed;
      compare_journey (&context, journey);
    }
  g_test_message ("%u fine, %u over 1, %u claim too much, %u survived by nobody, %u circles; %u fixes, %u and %u "
                  "stakes refused", context.n_refused[0], context.n_refused[1], context.n_refused[2], context.n_refused[3],
                  context.n_refused[4], context.n_fixes, context.n_refused_fixes, context.n_refused_stakes);
  /* The journeys must be worth comparing. */
  g_assert_cmpuint (context.n_refused[TL_IMPACT_FINE], >, n_journeys / 4);
  g_assert_cmpuint (context.n_refused[TL_IMPACT_CIRCLE], >, 0);
  g_assert_cmpuint (context.n_refused_stakes, >, 0);
  g_assert_cmpuint (context.n_refused_fixes, >, 0);
}

static void
expect_finite (const double *values, int n)
{
  for (int i = 0; i < n; i++)
    g_assert_true (isfinite (values[i]));
}

static void
expect_finite_stake (const TlImpactStake *stake)
{
  if (stake->known)
    expect_finite ((double[]) { stake->revenue_lost, stake->cost_caused, stake->net_lost }, 3);
  else
    g_assert_cmpint (stake->refusal.code, !=, TL_IMPACT_FINE);
}

static void
expect_finite_outcome (const TlImpactOutcome *outcome)
{
  if (outcome->known)
    expect_finite ((double[]) { outcome->change.revenue, outcome->change.cost, outcome->change.gross, outcome->run,
                                outcome->one_off, outcome->net_year, outcome->npv, outcome->roi }, 8);
}

/* Whatever numbers stand in a journey, a result is a number or there is none and a reason. */
static void
test_spoilt (void)
{
  guint32 n_journeys = g_test_slow () ? 50000 : 1000;
  guint   n_known = 0;

  for (guint32 seed = 1; seed <= n_journeys; seed++)
    {
      g_autoptr (GRand)           rand = g_rand_new_with_seed (seed);
      g_autoptr (TlImpactJourney) journey = random_journey (rand);
      g_autoptr (TlImpactResults) results = NULL;

      random_spoil (journey, rand, (double[]) { .02, .1, .4 }[seed % 3]);
      results = tl_impact_evaluate (journey);
      expect_finite (&results->year.revenue, sizeof results->year / sizeof (double));
      for (guint s = 0; s < results->n_stages; s++)
        {
          expect_finite (&results->stages[s].visits, 1);
          expect_finite_stake (&results->stages[s].stake);
        }
      for (guint i = 0; i < results->n_transitions; i++)
        expect_finite (&results->transitions[i].share, 2);
      for (guint t = 0; t < results->n_touchpoints; t++)
        expect_finite (&results->touchpoints[t].interactions, 3);
      for (guint k = 0; k < results->n_pains; k++)
        {
          expect_finite (&results->pains[k].incidents, 2);
          expect_finite_stake (&results->pains[k].stake);
        }
      for (guint f = 0; f < results->n_fixes; f++)
        expect_finite_outcome (&results->fixes[f]);
      expect_finite_outcome (&results->together);
      for (guint i = 0; i < results->n_refusals; i++)
        g_assert_false (isnan (results->refusals[i].figure));
      n_known += results->n_ranked;
    }
  g_assert_cmpuint (n_known, >, n_journeys / 2);
}

static void
test_large (void)
{
  g_autoptr (GRand)           rand = g_rand_new_with_seed (7);
  g_autoptr (TlImpactJourney) journey = random_large (rand, 1000, 50);
  g_autoptr (TlImpactModel)   model = NULL;
  g_autoptr (TlImpactSolver)  solver = NULL;
  g_autoptr (TlImpactWorld)   world = NULL;
  g_autoptr (TlImpactResults) results = NULL;
  g_auto (TlImpactRefusal)    refusal = TL_IMPACT_REFUSAL_INIT;
  gint64                      start = g_get_monotonic_time ();
  gint64                      flow, again, whole;

  model = tl_impact_model_new (journey);
  solver = tl_impact_solver_new (model);
  world = tl_impact_world_new (journey);
  g_assert_true (tl_impact_solver_set_world (solver, world, &refusal));
  flow = g_get_monotonic_time () - start;
  start = g_get_monotonic_time ();
  g_assert_true (tl_impact_solver_set_world (solver, world, &refusal));
  again = g_get_monotonic_time () - start;
  start = g_get_monotonic_time ();
  results = tl_impact_evaluate (journey);
  whole = g_get_monotonic_time () - start;
  g_assert_cmpuint (results->n_refusals, ==, 0);
  g_assert_cmpuint (results->n_ranked, ==, 50);
  g_assert_true (results->together.known);
  g_test_message ("1,000 stages: base year %.2f ms, again %.2f ms; all results, 3,000 pains and 50 fixes %.1f ms",
                  (double) flow / 1e3, (double) again / 1e3, (double) whole / 1e3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/impact/random/journeys", test_random);
  g_test_add_func ("/impact/random/spoilt", test_spoilt);
  g_test_add_func ("/impact/random/large", test_large);
  return g_test_run ();
}
