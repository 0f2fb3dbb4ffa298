/* test-refused.c: worlds without a result, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "shop.h"

/* Evaluates a journey that must be refused for one reason. */
static void
expect (const TlImpactJourney *journey, TlImpactRefusalCode code, guint stage, double figure, double limit)
{
  g_autoptr (TlImpactResults) results = tl_impact_evaluate (journey);

  g_assert_cmpuint (results->n_refusals, ==, code == TL_IMPACT_FINE ? 0 : 1);
  if (code == TL_IMPACT_FINE)
    return;
  g_assert_cmpint (results->refusals[0].code, ==, code);
  g_assert_cmpuint (results->refusals[0].stage, ==, stage);
  if (isfinite (figure))
    g_assert_cmpfloat_with_epsilon (results->refusals[0].figure, figure, 1e-8);
  NEAR (results->refusals[0].limit, limit);
  g_assert_cmpuint (results->n_stages, ==, 0);
  g_assert_cmpuint (results->n_ranked, ==, 0);
}

static void
test_over (void)
{
  Shop shop;

  shop_init (&shop);
  shop.journey.n_pains = 0;
  shop.transitions[0].share = n (.7 + .9e-9);
  expect (&shop.journey, TL_IMPACT_FINE, 0, 0, 0);
  shop.transitions[0].share = n (.7 + 1.1e-9);
  expect (&shop.journey, TL_IMPACT_SHARES_OVER_ONE, BASKET, 1, 1);
  shop.transitions[0].share = n (.9);
  expect (&shop.journey, TL_IMPACT_SHARES_OVER_ONE, BASKET, 1.2, 1);
}

static void
test_claims (void)
{
  Shop shop;

  shop_init (&shop);
  shop.pains[0].leave = n (.8 + 1.8e-9);
  expect (&shop.journey, TL_IMPACT_FINE, 0, 0, 0);
  shop.pains[0].leave = n (.8 + 2.2e-9);
  expect (&shop.journey, TL_IMPACT_CLAIMS_OVER_LOST, BASKET, .4, .4);
  shop.pains[0].leave = n (1);
  expect (&shop.journey, TL_IMPACT_CLAIMS_OVER_LOST, BASKET, .5, .4);
  /* Where no share is given, the pains explain them all. */
  shop.transitions[0].given = shop.transitions[1].given = FALSE;
  expect (&shop.journey, TL_IMPACT_FINE, 0, 0, 0);
  /* An outcome ends everybody's journey, so no claim is too much there. */
  shop.touchpoints[0].stage = BOUGHT;
  shop.pains[0].incidence = n (1);
  expect (&shop.journey, TL_IMPACT_FINE, 0, 0, 0);
}

static void
test_nobody (void)
{
  Shop shop;

  shop_init (&shop);
  shop.pains[0].incidence = shop.pains[0].leave = n (1);
  shop.transitions[0].given = FALSE;
  expect (&shop.journey, TL_IMPACT_NOBODY_SURVIVES, BASKET, 0, 1e-9);
  shop.transitions[0] = (TlImpactTransition) { BASKET, BOUGHT, TRUE, N (0) };
  expect (&shop.journey, TL_IMPACT_NOBODY_SURVIVES, BASKET, 0, 1e-9);
  /* Without a transition to a stage that is not lost, it may be. */
  shop.transitions[0] = shop.transitions[1];
  shop.journey.n_transitions = 1;
  expect (&shop.journey, TL_IMPACT_FINE, 0, 0, 0);
}

static void
test_circles (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;

  /* Two stages that nobody enters go round for ever. */
  shop_init (&shop);
  shop.journey.n_stages = 4;
  shop.stages[GONE].kind = TL_IMPACT_STEP;
  shop.transitions[1] = (TlImpactTransition) { EXTRA, GONE, TRUE, N (1) };
  shop.transitions[2] = (TlImpactTransition) { GONE, EXTRA, TRUE, N (1) };
  shop.journey.n_transitions = 3;
  results = tl_impact_evaluate (&shop.journey);
  g_assert_cmpuint (results->n_refusals, ==, 1);
  g_assert_cmpint (results->refusals[0].code, ==, TL_IMPACT_CIRCLE);
  g_assert_cmpuint (results->refusals[0].n_circle, ==, 2);
  g_assert_cmpuint (results->refusals[0].circle[0], ==, GONE);
  g_assert_cmpuint (results->refusals[0].circle[1], ==, EXTRA);
  g_clear_pointer (&results, tl_impact_results_free);

  /* A stage that leads to itself. One arrival may make 1e9 visits there, no more. */
  shop.journey.n_transitions = 2;
  shop.transitions[1] = (TlImpactTransition) { EXTRA, EXTRA, TRUE, N (1) };
  expect (&shop.journey, TL_IMPACT_CIRCLE, EXTRA, INFINITY, 1e9);
  shop.transitions[1].share = n (1 - .99e-9);
  expect (&shop.journey, TL_IMPACT_CIRCLE, EXTRA, INFINITY, 1e9);
  shop.transitions[1].share = n (1 - 1.01e-9);
  expect (&shop.journey, TL_IMPACT_FINE, 0, 0, 0);
  /* A hair over 1, as the tolerance of sums lets it. */
  shop.transitions[1].share = n (1 + .9e-9);
  expect (&shop.journey, TL_IMPACT_CIRCLE, EXTRA, INFINITY, 1e9);

  /* Two such stages one behind the other make more visits together, but neither too many. */
  shop.stages[GONE].entry = n (1e-6);
  shop.transitions[1] = (TlImpactTransition) { GONE, GONE, TRUE, N (1 - 1.2e-9) };
  shop.transitions[2] = (TlImpactTransition) { GONE, EXTRA, TRUE, N (1.2e-9) };
  shop.transitions[3] = (TlImpactTransition) { EXTRA, EXTRA, TRUE, N (1 - 1.2e-9) };
  shop.journey.n_transitions = 4;
  results = tl_impact_evaluate (&shop.journey);
  g_assert_cmpuint (results->n_refusals, ==, 0);
  g_assert_cmpfloat_with_epsilon (results->stages[EXTRA].visits, 1e-6 / 1.2e-9, 1e-4);
}

/* Everything that is wrong at once. */
static void
test_all (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;

  shop_init (&shop);
  shop.journey.n_stages = 4;
  shop.stages[GONE].kind = TL_IMPACT_STEP;
  shop.transitions[0].share = n (.9);
  shop.transitions[1] = (TlImpactTransition) { GONE, GONE, TRUE, N (1) };
  shop.transitions[2] = (TlImpactTransition) { EXTRA, BOUGHT, TRUE, N (.95) };
  shop.transitions[3] = (TlImpactTransition) { BASKET, BASKET, TRUE, N (.9) };
  shop.journey.n_transitions = 4;
  shop.journey.n_touchpoints = shop.journey.n_pains = 2;
  shop.touchpoints[1].stage = EXTRA;
  shop.pains[1].touchpoint = 1;
  results = tl_impact_evaluate (&shop.journey);
  g_assert_cmpuint (results->n_refusals, ==, 3);
  g_assert_cmpint (results->refusals[0].code, ==, TL_IMPACT_SHARES_OVER_ONE);
  g_assert_cmpuint (results->refusals[0].stage, ==, BASKET);
  g_assert_cmpint (results->refusals[1].code, ==, TL_IMPACT_CLAIMS_OVER_LOST);
  g_assert_cmpuint (results->refusals[1].stage, ==, EXTRA);
  g_assert_cmpint (results->refusals[2].code, ==, TL_IMPACT_CIRCLE);
  g_assert_cmpuint (results->refusals[2].stage, ==, GONE);
}

/* Only a changed world fails: that fix and that stake have no result, the others have. */
static void
test_changed (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;

  shop_init (&shop);
  shop.stages[BOUGHT].kind = TL_IMPACT_STEP;
  shop.transitions[0] = (TlImpactTransition) { BASKET, BOUGHT, FALSE, N (0) };
  shop.transitions[1] = (TlImpactTransition) { BOUGHT, BASKET, TRUE, N (1) };
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_INCIDENCE, 0, FALSE, 0);
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_INCIDENCE, 0, FALSE, .5);
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_CONTINUE, BASKET, FALSE, 2);
  shop_add_effect (&shop, TL_IMPACT_FIELD_LEAVE, 0, FALSE, 1e-10);
  shop_add_effect (&shop, TL_IMPACT_FIELD_CONTINUE, BOUGHT, FALSE, 2);
  results = tl_impact_evaluate (&shop.journey);
  g_assert_cmpuint (results->n_refusals, ==, 0);
  g_assert_false (results->pains[0].stake.known);
  g_assert_cmpint (results->pains[0].stake.refusal.code, ==, TL_IMPACT_CIRCLE);
  g_assert_cmpuint (results->pains[0].stake.refusal.n_circle, ==, 2);
  g_assert_false (results->stages[BASKET].stake.known);
  g_assert_true (results->stages[BOUGHT].stake.known);
  g_assert_false (results->stake.known);
  g_assert_false (results->fixes[0].known);
  g_assert_cmpint (results->fixes[0].refusal.code, ==, TL_IMPACT_CIRCLE);
  g_assert_cmpuint (results->fixes[0].refusal.fix, ==, 0);
  g_assert_cmpuint (results->fixes[0].refusal.circle[0], ==, BASKET);
  g_assert_cmpuint (results->fixes[0].refusal.circle[1], ==, BOUGHT);
  g_assert_false (results->fixes[2].known);
  g_assert_cmpuint (results->n_ranked, ==, 1);
  g_assert_cmpuint (results->ranking[0], ==, 1);
  /* V from 1000/(1 − 0.8) to 1000/(1 − 0.9), 80 at each second stage. */
  NEAR (results->fixes[1].change.revenue, 80 * (10000 * .9 - 5000 * .8));
  g_assert_true (results->together.known);
  NEAR (results->together.npv, results->fixes[1].npv);
}

/* Two fixes that are each sound alone, but not together. */
static void
test_together (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;

  shop_init (&shop);
  shop.journey.n_pains = 0;
  shop.stages[BOUGHT].kind = TL_IMPACT_STEP;
  shop.transitions[0].share = n (.5);
  shop.transitions[1] = (TlImpactTransition) { BOUGHT, BASKET, TRUE, N (.5) };
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_CONTINUE, BASKET, FALSE, 2);
  shop_add_fix (&shop, 0, 0)->start_month = 6;
  shop_add_effect (&shop, TL_IMPACT_FIELD_CONTINUE, BOUGHT, FALSE, 2);
  results = tl_impact_evaluate (&shop.journey);
  g_assert_cmpuint (results->n_ranked, ==, 2);
  g_assert_false (results->together.known);
  g_assert_cmpint (results->together.refusal.code, ==, TL_IMPACT_CIRCLE);
}

/* Numbers that are fine one by one, but too large together. None may come out as no number. */
static void
test_not_finite (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;

  shop_init (&shop);
  shop.stages[BASKET].entry = n (1e308);
  expect (&shop.journey, TL_IMPACT_NOT_FINITE, BOUGHT, INFINITY, G_MAXDOUBLE);
  shop.stages[BOUGHT].revenue = n (0);
  expect (&shop.journey, TL_IMPACT_NOT_FINITE, BASKET, INFINITY, G_MAXDOUBLE);
  shop_init (&shop);
  shop.pains[0].cost = n (1.7e308);
  expect (&shop.journey, TL_IMPACT_NOT_FINITE, TL_IMPACT_NONE, INFINITY, G_MAXDOUBLE);
  shop_init (&shop);
  shop.journey.discount_rate = INFINITY;
  shop_add_fix (&shop, 0, 0);
  results = tl_impact_evaluate (&shop.journey);
  g_assert_cmpint (results->fixes[0].refusal.code, ==, TL_IMPACT_NOT_FINITE);
  g_clear_pointer (&results, tl_impact_results_free);

  shop_init (&shop);
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_REVENUE, BOUGHT, FALSE, 1.7e308);
  shop_add_fix (&shop, 1.7e308, 1.7e308);
  shop_add_effect (&shop, TL_IMPACT_FIELD_INCIDENCE, 0, FALSE, 1.7e308);
  shop_add_effect (&shop, TL_IMPACT_FIELD_INCIDENCE, 0, FALSE, 1.7e308);
  shop_add_effect (&shop, TL_IMPACT_FIELD_INCIDENCE, 0, FALSE, 0);
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_ENTRY, BASKET, TRUE, 1.7e308);
  shop_add_effect (&shop, TL_IMPACT_FIELD_ENTRY, BASKET, TRUE, 1.7e308);
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_FIXED_COST, 0, FALSE, 1.7e308);
  shop_add_effect (&shop, TL_IMPACT_FIELD_FIXED_COST, 0, FALSE, 1.7e308);
  results = tl_impact_evaluate (&shop.journey);
  g_assert_cmpuint (results->n_refusals, ==, 0);
  for (int f = 0; f < 3; f++)
    {
      g_assert_false (results->fixes[f].known);
      g_assert_cmpint (results->fixes[f].refusal.code, ==, TL_IMPACT_NOT_FINITE);
      g_assert_cmpuint (results->fixes[f].refusal.fix, ==, (guint) f);
    }
  /* No fixed cost stays none, were it times more than any number. */
  g_assert_true (results->fixes[3].known);
  g_assert_cmpint (results->fixes[3].kind, ==, TL_IMPACT_NO_EFFECT);
}

static void
test_too_long (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;

  shop_init (&shop);
  shop.journey.horizon_years = 1e9;
  shop_add_fix (&shop, 0, 0);
  results = tl_impact_evaluate (&shop.journey);
  g_assert_cmpuint (results->n_refusals, ==, 0);
  g_assert_true (results->pains[0].stake.known);
  g_assert_false (results->fixes[0].known);
  g_assert_cmpint (results->fixes[0].refusal.code, ==, TL_IMPACT_TOO_LONG);
  NEAR (results->fixes[0].refusal.figure, 12e9);
  g_clear_pointer (&results, tl_impact_results_free);

  /* A start that never comes is no more than late. */
  shop.journey.horizon_years = 2;
  shop.fixes[0].start_month = 1e300;
  results = tl_impact_evaluate (&shop.journey);
  g_assert_true (results->fixes[0].known);
  g_assert_false (results->fixes[0].pays_back);
}

/* References that lead nowhere are the caller's mistake, and do no harm. */
static void
test_unsound (void)
{
  Shop shop;

  shop_init (&shop);
  shop.transitions[0].to = 17;
  g_test_expect_message ("Throughline", G_LOG_LEVEL_CRITICAL, "*journey_is_sound*");
  g_assert_null (tl_impact_evaluate (&shop.journey));
  g_test_assert_expected_messages ();
  shop_init (&shop);
  shop.transitions[0].from = BOUGHT;
  g_test_expect_message ("Throughline", G_LOG_LEVEL_CRITICAL, "*journey_is_sound*");
  g_assert_null (tl_impact_evaluate (&shop.journey));
  g_test_assert_expected_messages ();
}

/* A long line of stages, and a long ring of them: no recursion, no quadratic work. */
static void
test_deep (void)
{
  const guint         n_stages = 50000;
  g_autofree TlImpactStage *stages = g_new0 (TlImpactStage, n_stages);
  g_autofree TlImpactTransition *transitions = g_new0 (TlImpactTransition, n_stages);
  TlImpactJourney     journey = TL_IMPACT_JOURNEY_INIT;
  g_autoptr (TlImpactResults) line = NULL;
  g_autoptr (TlImpactResults) ring = NULL;

  for (guint s = 0; s < n_stages; s++)
    transitions[s] = (TlImpactTransition) { s, (s + 1) % n_stages, TRUE, N (1) };
  stages[0].entry = n (3);
  journey.stages = stages;
  journey.n_stages = n_stages;
  journey.transitions = transitions;
  journey.n_transitions = n_stages - 1;
  line = tl_impact_evaluate (&journey);
  g_assert_cmpuint (line->n_refusals, ==, 0);
  NEAR (line->stages[n_stages - 1].visits, 3);
  journey.n_transitions = n_stages;
  ring = tl_impact_evaluate (&journey);
  g_assert_cmpuint (ring->n_refusals, ==, 1);
  g_assert_cmpuint (ring->refusals[0].n_circle, ==, n_stages);
  g_assert_cmpuint (ring->refusals[0].circle[n_stages - 1], ==, n_stages - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/impact/refused/over", test_over);
  g_test_add_func ("/impact/refused/claims", test_claims);
  g_test_add_func ("/impact/refused/nobody", test_nobody);
  g_test_add_func ("/impact/refused/circles", test_circles);
  g_test_add_func ("/impact/refused/all", test_all);
  g_test_add_func ("/impact/refused/changed", test_changed);
  g_test_add_func ("/impact/refused/together", test_together);
  g_test_add_func ("/impact/refused/not-finite", test_not_finite);
  g_test_add_func ("/impact/refused/too-long", test_too_long);
  g_test_add_func ("/impact/refused/unsound", test_unsound);
  g_test_add_func ("/impact/refused/deep", test_deep);
  return g_test_run ();
}
