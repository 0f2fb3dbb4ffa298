/* test-rules.c: the rules that are easy to get wrong, one by one, against figures worked out by hand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "shop.h"

static void
test_shares_not_given (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;

  /* 1 − 0.3 is left by those who are lost, more than the pains leave of it: the pains take 0.2. */
  shop_init (&shop);
  shop.transitions[0].given = FALSE;
  results = tl_impact_evaluate (&shop.journey);
  NEAR (results->transitions[0].share, .7);
  g_clear_pointer (&results, tl_impact_results_free);

  /* Here the pains take more than the lost: two stages share 1 − 0.1 − 0.2, the lost one keeps its 0.05. */
  shop.journey.n_stages = 4;
  shop.journey.n_transitions = 4;
  shop.transitions[1].share = n (.05);
  shop.transitions[2] = (TlImpactTransition) { BASKET, EXTRA, FALSE, N (0) };
  shop.transitions[3] = (TlImpactTransition) { BASKET, BASKET, TRUE, N (.1) };
  results = tl_impact_evaluate (&shop.journey);
  NEAR (results->transitions[0].share, .35);
  NEAR (results->transitions[2].share, .35);
  NEAR (results->stages[BASKET].ends, .2);
  NEAR (results->stages[BASKET].visits, 1000 / .9);
  g_clear_pointer (&results, tl_impact_results_free);

  /* A lost stage without a share takes all the rest. */
  shop.transitions[1].given = FALSE;
  results = tl_impact_evaluate (&shop.journey);
  NEAR (results->transitions[0].share, .35);
  NEAR (results->transitions[1].share, .2);
}

static void
test_survival (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;

  shop_init (&shop);
  shop.transitions[0].share = n (.1);
  shop.journey.n_touchpoints = 2;
  shop.touchpoints[0].reach = n (2.5);
  shop.touchpoints[1].reach = n (.5);
  shop.journey.n_pains = 2;
  shop.pains[1] = (TlImpactPain) { 1, N (.3), N (.2), N (0) };
  results = tl_impact_evaluate (&shop.journey);
  NEAR (results->stages[BASKET].leave, 1 - pow (.8, 2.5) * (1 - .5 * .06));
}

static void
test_stake_and_incrementality (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;

  /* S from 0.8 to 1, half of it incremental: 0.6 · 1.125. Those lost go down with those who end: 0.3 · 0.325/0.4. */
  shop_init (&shop);
  shop.journey.incrementality = n (.5);
  shop.stages[GONE].revenue = n (-20);
  results = tl_impact_evaluate (&shop.journey);
  NEAR (results->pains[0].stake.revenue_lost, 75 * 80 + 20 * 1000 * .3 * (1 - .325 / .4));
  NEAR (results->pains[0].stake.cost_caused, 500);
  /* A payment out counts in full. */
  NEAR (results->pains[0].stake.net_lost, 75 * 80 * .5 + 20 * 1000 * .3 * (1 - .325 / .4) + 500);
  NEAR (results->stages[BASKET].stake.net_lost, results->stake.net_lost);
  NEAR (results->pains[0].incidents, 500);
  NEAR (results->year.avoidable, 500);
  g_clear_pointer (&results, tl_impact_results_free);

  /* Incrementality is for those kept, not for those driven away. */
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_LEAVE, 0, FALSE, 1.5);
  results = tl_impact_evaluate (&shop.journey);
  NEAR (results->fixes[0].change.revenue, 1000 * (-.6 * .125 * 80 - .3 * (1 - .6 * .875 - .4) / .4 * 20));
}

static void
test_scaled_back (void)
{
  Shop shop;
  TlImpactChange change;
  g_autoptr (TlImpactModel) model = NULL;
  g_autoptr (TlImpactSolver) solver = NULL;
  g_autoptr (TlImpactWorld) world = NULL;
  g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
  guint fixes[] = { 0, 1 };

  shop_init (&shop);
  shop.stages[GONE].revenue = n (-10);
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_CONTINUE, BASKET, FALSE, 1.2);
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_CONTINUE, BASKET, FALSE, 1e300);
  model = tl_impact_model_new (&shop.journey);
  solver = tl_impact_solver_new (model);
  world = tl_impact_world_new (&shop.journey);
  g_assert_true (tl_impact_solver_set_world (solver, world, &refusal));
  g_assert_true (tl_impact_solver_change (solver, fixes, 1, &change, &refusal));
  NEAR (change.revenue, 120 * 80 + 10 * 1000 * .3 * (1 - .28 / .4));
  /* However much is wanted, no more go on than survive: 0.8. The order of magnitude must not make it no number. */
  g_assert_true (tl_impact_solver_change (solver, fixes, 2, &change, &refusal));
  NEAR (change.revenue, 200 * 80 + 10 * 1000 * .3 * (1 - .2 / .4));
  g_assert_true (tl_impact_solver_change (solver, fixes + 1, 1, &change, &refusal));
  NEAR (change.revenue, 200 * 80 + 10 * 1000 * .3 * (1 - .2 / .4));
  /* The base is as it was. */
  g_assert_true (tl_impact_solver_change (solver, fixes, 0, &change, &refusal));
  g_assert_cmpfloat (change.revenue, ==, 0);
  g_assert_cmpfloat (change.cost, ==, 0);
}

static void
test_full_share (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;

  /* Everybody goes on; where fewer do, the lost stages take them evenly, though their shares are 0. */
  shop_init (&shop);
  shop.journey.n_pains = 0;
  shop.journey.n_stages = 4;
  shop.stages[EXTRA].kind = TL_IMPACT_LOST;
  shop.stages[EXTRA].revenue = n (-8);
  shop.transitions[0].share = n (1);
  shop.transitions[1].share = n (0);
  shop.transitions[2] = (TlImpactTransition) { BASKET, EXTRA, FALSE, N (0) };
  shop.journey.n_transitions = 3;
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_SHARE, 0, TRUE, -.5);
  results = tl_impact_evaluate (&shop.journey);
  NEAR (results->fixes[0].change.revenue, -500 * 80 - 250 * 8);
  NEAR (results->fixes[0].change.gross, -500 * 80 * .5 - 250 * 8);
}

static void
test_held_to_range (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;

  shop_init (&shop);
  shop.transitions[0].share = n (.2);
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_INCIDENCE, 0, TRUE, 3);
  shop_add_effect (&shop, TL_IMPACT_FIELD_COST, 0, TRUE, -5);
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_REACH, 0, TRUE, -4);
  shop_add_effect (&shop, TL_IMPACT_FIELD_REVENUE, BOUGHT, TRUE, -100);
  /* Scale first, then shift, whatever their order. */
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_UNIT_COST, 0, TRUE, 1);
  shop_add_effect (&shop, TL_IMPACT_FIELD_UNIT_COST, 0, FALSE, .25);
  results = tl_impact_evaluate (&shop.journey);
  /* S from 0.8 to 0.6; the pain's cost from 500 · 1 to 1000 · 0. */
  NEAR (results->fixes[0].change.revenue, -1000 * .05 * 80);
  NEAR (results->fixes[0].change.cost, -500);
  /* S to 1 and nobody served; revenue may be below 0. */
  NEAR (results->fixes[1].change.revenue, 1000 * (.25 * -20 - .2 * 80));
  NEAR (results->fixes[1].change.gross, 50 * 80 * .5 - 250 * 100 + 2500);
  NEAR (results->fixes[2].change.cost, -500);
}

static void
test_causes (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;

  /* Two scales on one cause make one strength, 0.3; a second cause is one scale more. */
  shop_init (&shop);
  shop.journey.n_causes = 2;
  shop.journey.n_becauses = 2;
  shop.becauses[0] = (TlImpactBecause) { 0, 0, N (.5) };
  shop.becauses[1] = (TlImpactBecause) { 0, 1, N (1) };
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_STRENGTH, 0, FALSE, .6);
  shop_add_effect (&shop, TL_IMPACT_FIELD_STRENGTH, 0, FALSE, .5);
  shop_add_effect (&shop, TL_IMPACT_FIELD_STRENGTH, 1, FALSE, .8);
  shop_add_effect (&shop, TL_IMPACT_FIELD_INCIDENCE, 0, TRUE, .01);
  results = tl_impact_evaluate (&shop.journey);
  NEAR (results->fixes[0].change.cost, 1000 * (.5 * .65 * .8 + .01) - 500);
}

static void
test_moves (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;
  const double stays = .5 * .8 * .9;
  const double part = (1 - .4) * .5 / .7; /* to 1: (1 − Πz)·(1 − z)/Σ(1 − z), of scales 0.5 and 0.8 */
  const double other = (1 - .4) * .2 / .7;

  /* Touchpoint 0 has 2 and 6 of contacts; scales 0.5 to 1 and 0.8 to 2, and one of 0.9 that says no more. */
  shop_init (&shop);
  shop.journey.n_touchpoints = 3;
  shop.touchpoints[0].reach = n (2);
  shop.touchpoints[1].reach = n (.5);
  shop.touchpoints[1].unit_cost = n (10);
  shop.touchpoints[2].unit_cost = n (100);
  shop.pains[0] = (TlImpactPain) { 1, N (.5), N (0), N (0) };
  shop.journey.n_contacts = 2;
  shop.contacts[0] = (TlImpactContact) { 0, 0, N (4) };
  shop.contacts[1] = (TlImpactContact) { 0, 1, N (3) };
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_REACH, 0, FALSE, .5)->to = 1;
  shop_add_effect (&shop, TL_IMPACT_FIELD_REACH, 0, FALSE, .8)->to = 2;
  shop_add_effect (&shop, TL_IMPACT_FIELD_REACH, 0, FALSE, .9);
  shop_add_effect (&shop, TL_IMPACT_FIELD_CONTACTS, 0, FALSE, .5);
  results = tl_impact_evaluate (&shop.journey);
  {
    const double reach1 = .5 + 2 * part;
    const double incidents = 1000 * reach1 * .5;
    const double before = 1000 * 2 * (2 + .25 * 4) + 1000 * 10 * (.5 + .25 * 3) + 1000 * 100;
    const double after = 2 * (1000 * 2 * stays + incidents * 2 * stays) +
                         10 * (1000 * reach1 + incidents * (1.5 + 2 * part)) +
                         100 * (1000 * (1 + 2 * other) + incidents * 2 * other);

    NEAR (results->year.cost, before);
    NEAR (results->fixes[0].change.cost, after - before);
  }
  g_clear_pointer (&results, tl_impact_results_free);

  /* What moves to a touchpoint is not scaled by the scales on its own reach; shifts leave contacts as they are. */
  shop.journey.n_effects = 0;
  shop_add_effect (&shop, TL_IMPACT_FIELD_REACH, 0, FALSE, .5)->to = 1;
  shop_add_effect (&shop, TL_IMPACT_FIELD_REACH, 1, FALSE, .1);
  shop_add_effect (&shop, TL_IMPACT_FIELD_REACH, 1, TRUE, .2);
  results = tl_impact_evaluate (&shop.journey);
  {
    const double reach1 = .5 * .1 + .2 + 1;
    const double incidents = 1000 * reach1 * .5;
    const double before = 1000 * 2 * (2 + .25 * 4) + 1000 * 10 * (.5 + .25 * 3);
    const double after = 2 * (1000 + incidents * 2) + 10 * (1000 * reach1 + incidents * (3 * .1 + 2));

    NEAR (results->fixes[0].change.cost, after - before);
  }
  g_clear_pointer (&results, tl_impact_results_free);

  /* A scale of 1 moves nothing. */
  shop.journey.n_effects = 0;
  shop_add_effect (&shop, TL_IMPACT_FIELD_REACH, 0, FALSE, 1)->to = 1;
  results = tl_impact_evaluate (&shop.journey);
  g_assert_cmpint (results->fixes[0].kind, ==, TL_IMPACT_NO_EFFECT);
  g_assert_cmpfloat (results->fixes[0].npv, ==, 0);
}

static void
test_cashable (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;

  /* One touchpoint saves, half of it cash; another costs more, all of it. */
  shop_init (&shop);
  shop.journey.n_touchpoints = 2;
  shop.touchpoints[0].cashable = shop.touchpoints[1].cashable = n (.5);
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_UNIT_COST, 0, TRUE, -1);
  shop_add_effect (&shop, TL_IMPACT_FIELD_FIXED_COST, 1, TRUE, 300);
  results = tl_impact_evaluate (&shop.journey);
  NEAR (results->fixes[0].change.cost, -.5 * 1000 + 300);
}

static void
test_time (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;
  TlImpactFix *fix;
  double npv = -100 * pow (1.1, -2.5 / 12);

  /* 1,200 a year saved. */
  shop_init (&shop);
  shop.journey.horizon_years = 1;
  shop.journey.discount_rate = .1;
  shop.touchpoints[0].fixed_cost = n (1200);
  fix = shop_add_fix (&shop, 100, 12);
  fix->start_month = 2.5;
  fix->ramp_months = 3;
  fix->half_life = 2;
  shop_add_effect (&shop, TL_IMPACT_FIELD_FIXED_COST, 0, FALSE, 0);
  /* At the end of the horizon, and beyond it. */
  shop_add_fix (&shop, 100, 12)->start_month = 12;
  shop_add_effect (&shop, TL_IMPACT_FIELD_FIXED_COST, 0, FALSE, 0);
  shop_add_fix (&shop, 100, 12)->start_month = 12.01;
  shop_add_effect (&shop, TL_IMPACT_FIELD_FIXED_COST, 0, FALSE, 0);
  /* Costs nothing and pays from the first day. */
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_FIXED_COST, 0, FALSE, .5);
  results = tl_impact_evaluate (&shop.journey);
  for (int m = 3; m <= 12; m++)
    {
      double age = m - .5 - 2.5;
      double e = age <= 0 ? 0 : fmin (1, age / 3) * pow (.5, fmax (0, age - 3) / 2);

      npv += (100 * e - 1) * pow (1.1, -m / 12.);
    }
  NEAR (results->fixes[0].npv, npv);
  /* The total is −100 at 3, then 0, 1/3, 2/3, 1, 2^−½ of 100 less 1 each. */
  g_assert_cmpint (results->fixes[0].payback_months, ==, 6);
  NEAR (results->fixes[1].npv, -100 / 1.1);
  g_assert_false (results->fixes[1].pays_back);
  NEAR (results->fixes[1].roi, -1);
  g_assert_cmpfloat (results->fixes[2].npv, ==, 0);
  g_assert_false (results->fixes[2].pays_back);
  g_assert_cmpint (results->fixes[2].payback_months, ==, -1);
  g_assert_false (results->fixes[2].has_roi);
  NEAR (results->fixes[2].net_year, 1188);
  g_assert_true (results->fixes[3].pays_back);
  g_assert_cmpint (results->fixes[3].payback_months, ==, 0);
  g_assert_false (results->fixes[3].has_roi);
  /* All that is ranked counts in what is spent together, beyond the horizon too. */
  NEAR (results->together.one_off, 300);
  NEAR (results->together.run, 36);
  NEAR (results->together.net_year, 1200 - 36);
}

static void
test_payback_tolerance (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;

  /* 1.2 a year saved pays 0.3 back in 3 months, though a tenth three times is not quite 0.3. */
  shop_init (&shop);
  shop.touchpoints[0].fixed_cost = n (1.2);
  shop_add_fix (&shop, .3, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_FIXED_COST, 0, FALSE, 0);
  shop_add_fix (&shop, .3 + 2e-9, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_FIXED_COST, 0, FALSE, 0);
  results = tl_impact_evaluate (&shop.journey);
  g_assert_cmpint (results->fixes[0].payback_months, ==, 3);
  g_assert_cmpint (results->fixes[1].payback_months, ==, 4);
}

static void
test_horizon (void)
{
  const struct
  {
    double years;
    double benefits;
  } horizons[] = { { 0, 0 }, { .04, 0 }, { 1 / 24., 100 }, { 1.5 / 12, 200 }, { 1000, 1200000 } };

  for (guint i = 0; i < G_N_ELEMENTS (horizons); i++)
    {
      Shop shop;
      g_autoptr (TlImpactResults) results = NULL;

      shop_init (&shop);
      shop.journey.horizon_years = horizons[i].years;
      shop.touchpoints[0].fixed_cost = n (1200);
      shop_add_fix (&shop, 0, 0);
      shop_add_effect (&shop, TL_IMPACT_FIELD_FIXED_COST, 0, FALSE, 0);
      results = tl_impact_evaluate (&shop.journey);
      NEAR (results->fixes[0].npv, horizons[i].benefits);
      g_assert_true (results->fixes[0].pays_back);
    }
}

/* The kind by the signs of revenue and cost. */
static void
test_kinds (void)
{
  const struct
  {
    double      share; /* × */
    double      cost;  /* × */
    double      one_off;
    const char *words;
  } kinds[] = {
    { 1.01, .9, 0, "pays both ways" },
    { 1.01, .9, 1e6, "pays both ways (does not pay)" },
    { 1.01, 1, 0, "grows revenue" },
    { 1.01, 1.1, 1e6, "grows revenue (does not pay)" },
    { 1, .9, 0, "saves cost" },
    { 1, .9, 1e6, "saves cost (does not pay)" },
    { .99, .3, 0, "saves cost, loses revenue" },
    { .99, .3, 1e6, "saves cost, loses revenue (does not pay)" },
    { .9, .9, 0, "false economy" },
    { .9, 1, 0, "hurts both" },
    { .9, 1.1, 0, "hurts both" },
    { 1, 1.1, 0, "hurts both" },
    { 1, 1, 1e6, "no effect" },
    /* Below a thousand-millionth of the year. */
    { 1 + 1e-10, 1 - 1e-10, 0, "no effect" },
    { 1 + 1e-8, 1 - 1e-10, 0, "grows revenue" },
    { 1 - 1e-10, 1 - 1e-8, 0, "saves cost" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      Shop shop;
      g_autoptr (TlImpactResults) results = NULL;

      shop_init (&shop);
      shop_add_fix (&shop, kinds[i].one_off, 0);
      shop_add_effect (&shop, TL_IMPACT_FIELD_SHARE, 0, FALSE, kinds[i].share);
      shop_add_effect (&shop, TL_IMPACT_FIELD_UNIT_COST, 0, FALSE, kinds[i].cost);
      results = tl_impact_evaluate (&shop.journey);
      g_assert_cmpstr (tl_impact_kind_to_text (results->fixes[0].kind, results->fixes[0].does_not_pay), ==,
                       kinds[i].words);
    }
}

static void
test_small_differences (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;

  /* A millionth of a millionth of what is earned, to nine digits. */
  shop_init (&shop);
  shop.stages[BASKET].entry = n (1e9);
  shop.journey.n_stages = 4;
  shop.stages[EXTRA] = (TlImpactStage) { TL_IMPACT_STEP, N (3), N (0) };
  shop.transitions[2] = (TlImpactTransition) { EXTRA, BOUGHT, TRUE, N (.25) };
  shop.journey.n_transitions = 3;
  shop_add_fix (&shop, 0, 0);
  shop_add_effect (&shop, TL_IMPACT_FIELD_SHARE, 2, TRUE, .01);
  results = tl_impact_evaluate (&shop.journey);
  NEAR (results->fixes[0].change.revenue, 2.4);
  g_assert_cmpfloat (results->fixes[0].change.cost, ==, 0);
}

static void
test_ranking (void)
{
  Shop shop;
  g_autoptr (TlImpactResults) results = NULL;
  char *const ids[] = { (char *) "z", (char *) "m", (char *) "b", (char *) "a" };

  shop_init (&shop);
  for (int f = 0; f < 4; f++)
    {
      shop_add_fix (&shop, f == 2 ? 0 : 10, 0)->id = ids[f];
      /* The same by two ways, and so equal but for rounding. */
      shop_add_effect (&shop, f == 1 ? TL_IMPACT_FIELD_LEAVE : TL_IMPACT_FIELD_INCIDENCE, 0, FALSE, .7);
      if (f == 1)
        shop_add_effect (&shop, TL_IMPACT_FIELD_COST, 0, FALSE, .7);
    }
  shop.fixes[0].status = TL_IMPACT_APPROVED;
  results = tl_impact_evaluate (&shop.journey);
  g_assert_cmpuint (results->n_ranked, ==, 4);
  g_assert_cmpuint (results->ranking[0], ==, 2);
  g_assert_cmpuint (results->ranking[1], ==, 3);
  g_assert_cmpuint (results->ranking[2], ==, 1);
  g_assert_cmpuint (results->ranking[3], ==, 0);
  g_clear_pointer (&results, tl_impact_results_free);

  shop.fixes[0].status = TL_IMPACT_REJECTED;
  shop.fixes[1].status = TL_IMPACT_LIVE;
  shop.fixes[2].status = TL_IMPACT_MEASURED;
  results = tl_impact_evaluate (&shop.journey);
  g_assert_cmpuint (results->n_ranked, ==, 1);
  g_assert_cmpuint (results->ranking[0], ==, 3);
  g_assert_false (results->fixes[0].known);
  g_assert_cmpint (results->fixes[0].refusal.code, ==, TL_IMPACT_FINE);
  NEAR (results->together.npv, results->fixes[3].npv);
}

static void
test_empty (void)
{
  TlImpactJourney journey = TL_IMPACT_JOURNEY_INIT;
  g_autoptr (TlImpactResults) results = tl_impact_evaluate (&journey);
  g_autoptr (TlImpactResults) with_fix = NULL;
  TlImpactFix fix = { NULL, TL_IMPACT_IDEA, N (5), N (0) };

  g_assert_cmpuint (results->n_refusals, ==, 0);
  g_assert_cmpfloat (results->year.revenue, ==, 0);
  g_assert_true (results->stake.known);
  g_assert_false (results->together.known);
  journey.fixes = &fix;
  journey.n_fixes = 1;
  with_fix = tl_impact_evaluate (&journey);
  NEAR (with_fix->fixes[0].npv, -5);
  g_assert_cmpint (with_fix->fixes[0].kind, ==, TL_IMPACT_NO_EFFECT);
}

static void
test_world (void)
{
  Shop shop;
  g_autoptr (TlImpactWorld) world = NULL;
  g_autoptr (TlImpactModel) model = NULL;
  g_autoptr (TlImpactSolver) solver = NULL;
  g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
  TlEstimate range = { TL_ESTIMATE_LIKELY, .1, .2, .9 };

  shop_init (&shop);
  shop.pains[0].incidence.estimate = range;
  shop.pains[0].incidence.doubtful = TRUE;
  shop_add_fix (&shop, 7, 8);
  shop_add_effect (&shop, TL_IMPACT_FIELD_COST, 0, FALSE, .25);
  world = tl_impact_world_new (&shop.journey);
  NEAR (*world->margin, .5);
  NEAR (world->incidence[0], .3);
  NEAR (world->amount[0], .25);
  g_assert_true (tl_impact_world_get_number (world, &shop.journey, (gsize) (world->incidence - world->values)) ==
                 &shop.pains[0].incidence);
  g_assert_true (tl_impact_world_get_number (world, &shop.journey, (gsize) (world->run - world->values)) ==
                 &shop.fixes[0].run);
  g_assert_true (tl_impact_world_get_number (world, &shop.journey, 0) == &shop.journey.margin);
  g_assert_true (tl_impact_world_get_number (world, &shop.journey, world->n_values - 1) == &shop.effects[0].amount);
  g_assert_null (tl_impact_world_get_number (world, &shop.journey, world->n_values));

  /* A solver takes one world after the other, refused ones between them. */
  model = tl_impact_model_new (&shop.journey);
  solver = tl_impact_solver_new (model);
  g_assert_true (tl_impact_solver_set_world (solver, world, &refusal));
  NEAR (tl_impact_solver_get_year (solver)->cost, 2300);
  world->share[0] = .8;
  g_assert_false (tl_impact_solver_set_world (solver, world, &refusal));
  g_assert_cmpint (refusal.code, ==, TL_IMPACT_SHARES_OVER_ONE);
  world->share[0] = .5;
  g_assert_true (tl_impact_solver_set_world (solver, world, &refusal));
  NEAR (tl_impact_solver_get_year (solver)->revenue, 40000);
  NEAR (tl_impact_solver_get_shares (solver)[0], .5);
  NEAR (tl_impact_solver_get_visits (solver)[BOUGHT], 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/impact/rules/shares-not-given", test_shares_not_given);
  g_test_add_func ("/impact/rules/survival", test_survival);
  g_test_add_func ("/impact/rules/stake-and-incrementality", test_stake_and_incrementality);
  g_test_add_func ("/impact/rules/scaled-back", test_scaled_back);
  g_test_add_func ("/impact/rules/full-share", test_full_share);
  g_test_add_func ("/impact/rules/held-to-range", test_held_to_range);
  g_test_add_func ("/impact/rules/causes", test_causes);
  g_test_add_func ("/impact/rules/moves", test_moves);
  g_test_add_func ("/impact/rules/cashable", test_cashable);
  g_test_add_func ("/impact/rules/time", test_time);
  g_test_add_func ("/impact/rules/payback-tolerance", test_payback_tolerance);
  g_test_add_func ("/impact/rules/horizon", test_horizon);
  g_test_add_func ("/impact/rules/kinds", test_kinds);
  g_test_add_func ("/impact/rules/small-differences", test_small_differences);
  g_test_add_func ("/impact/rules/ranking", test_ranking);
  g_test_add_func ("/impact/rules/empty", test_empty);
  g_test_add_func ("/impact/rules/world", test_world);
  return g_test_run ();
}
