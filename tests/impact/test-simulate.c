/* test-simulate.c: what is drawn, and what many worlds say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

#include "case-loader.h"
#include "random-journey.h"
#include "tl-impact-batch.h"
#include "tl-impact-random.h"
#include "tl-impact-select.h"
#include "tl-impact-sensitivity.h"
#include "tl-impact-simulate.h"

#define N 20000

static int
by_value (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Kolmogorov and Smirnov: at this many values, chance alone passes 1.95/√N one time in a thousand. */
static void
assert_follows (double *values, double (*cdf) (double, const double *), const double *parameters)
{
  double worst = 0;

  qsort (values, N, sizeof *values, by_value);
  for (guint i = 0; i < N; i++)
    {
      double p = cdf (values[i], parameters);

      worst = MAX (worst, MAX (fabs (p - (double) i / N), fabs (p - (i + 1.) / N)));
    }
  g_assert_cmpfloat (worst, <, 1.95 / sqrt (N));
}

static double
normal_cdf (double x, const double *parameters)
{
  return gsl_cdf_ugaussian_P (x);
}

static double
gamma_cdf (double x, const double *parameters)
{
  return gsl_cdf_gamma_P (x, parameters[0], 1);
}

static double
beta_cdf (double x, const double *parameters)
{
  return gsl_cdf_beta_P (x, parameters[0], parameters[1]);
}

static double
uniform_cdf (double x, const double *parameters)
{
  return x;
}

static void
test_laws (void)
{
  g_autofree double *values = g_new (double, N);
  const double       gammas[] = { .5, 1, 1.5, 7, 4000 };
  const double       betas[][2] = { { 3, 3 }, { 1, 5 }, { 5, 1 }, { 1.8, 4.2 }, { .5, 20.5 }, { 132.5, 1068.5 } };
  TlImpactRandom     random = { 1 };

  for (guint i = 0; i < N; i++)
    values[i] = tl_impact_random_unit (&random);
  assert_follows (values, uniform_cdf, NULL);
  for (guint i = 0; i < N; i++)
    values[i] = tl_impact_random_normal (&random);
  assert_follows (values, normal_cdf, NULL);
  for (gsize k = 0; k < G_N_ELEMENTS (gammas); k++)
    {
      for (guint i = 0; i < N; i++)
        values[i] = tl_impact_random_gamma (&random, gammas[k]);
      assert_follows (values, gamma_cdf, &gammas[k]);
    }
  for (gsize k = 0; k < G_N_ELEMENTS (betas); k++)
    {
      for (guint i = 0; i < N; i++)
        values[i] = tl_impact_random_beta (&random, betas[k][0], betas[k][1]);
      assert_follows (values, beta_cdf, betas[k]);
    }
}

/* The first number of each stream of a key is as good as a stream, and neighbours have nothing in common. */
static void
test_streams (void)
{
  g_autofree double *values = g_new (double, N);
  double             together = 0;

  for (guint i = 0; i < N; i++)
    {
      TlImpactRandom random = { tl_impact_random_key (7, 3) ^ tl_impact_random_key (42, i) };

      values[i] = tl_impact_random_unit (&random);
    }
  for (guint i = 1; i < N; i++)
    together += (values[i] - .5) * (values[i - 1] - .5) * 12 / N;
  g_assert_cmpfloat (fabs (together), <, 4 / sqrt (N));
  assert_follows (values, uniform_cdf, NULL);
}

static void
test_percentile (void)
{
  TlImpactRandom random = { 9 };

  for (guint n = 1; n < 3000; n = n * 3 / 2 + 1)
    for (int kind = 0; kind < 4; kind++)
      {
        g_autofree double *values = g_new (double, n);
        g_autofree double *sorted = g_new (double, n);

        for (guint i = 0; i < n; i++)
          sorted[i] = values[i] = kind == 0 ? tl_impact_random_unit (&random)
                                  : kind == 1 ? (double) tl_impact_random_below (&random, 3)
                                  : kind == 2 ? (double) i
                                              : exp (40 * tl_impact_random_unit (&random));
        qsort (sorted, n, sizeof *sorted, by_value);
        for (double p = 0; p <= 1; p += .05)
          {
            double at = (n - 1) * p;
            guint  k = (guint) at;
            double expected = k + 1 < n ? sorted[k] + (at - k) * (sorted[k + 1] - sorted[k]) : sorted[n - 1];

            double found;

            tl_impact_percentiles (values, n, &p, 1, &found);
            g_assert_cmpfloat_with_epsilon (found, expected, 1e-12 * MAX (1, expected));
          }
      }
}

/* Three shares counted of the same customers, one other, one known: they never sum to more than 1. */
static void
test_counted (void)
{
  TlImpactJourney          journey = TL_IMPACT_JOURNEY_INIT;
  TlImpactStage            stages[5] = { { TL_IMPACT_STEP, TL_IMPACT_NUMBER (100), TL_IMPACT_NUMBER (0) },
                                         { TL_IMPACT_WON, TL_IMPACT_NUMBER (0), TL_IMPACT_NUMBER (1) },
                                         { TL_IMPACT_WON, TL_IMPACT_NUMBER (0), TL_IMPACT_NUMBER (1) },
                                         { TL_IMPACT_WON, TL_IMPACT_NUMBER (0), TL_IMPACT_NUMBER (1) },
                                         { TL_IMPACT_WON, TL_IMPACT_NUMBER (0), TL_IMPACT_NUMBER (1) } };
  TlImpactTransition       transitions[4] = { { 0, 1, TRUE, { { TL_ESTIMATE_COUNT, 30, 0, 100 }, FALSE } },
                                              { 0, 2, TRUE, { { TL_ESTIMATE_COUNT, 20, 0, 100 }, FALSE } },
                                              { 0, 3, TRUE, { { TL_ESTIMATE_COUNT, 5, 0, 50 }, FALSE } },
                                              { 0, 4, TRUE, TL_IMPACT_NUMBER (.35) } };
  g_autoptr (TlImpactDraw)  draw = NULL;
  g_autoptr (TlImpactWorld) world = NULL;
  double                    sum[3] = { 0 };
  double                    product = 0;
  guint                     bounded = 0;

  journey.stages = stages;
  journey.n_stages = 5;
  journey.transitions = transitions;
  journey.n_transitions = 4;
  draw = tl_impact_draw_new (&journey);
  world = tl_impact_world_new (&journey);
  g_assert_cmpuint (draw->n_inputs, ==, 3);
  for (guint i = 0; i < N; i++)
    {
      double all;

      tl_impact_draw_world (draw, tl_impact_random_key (5, i), world);
      all = world->share[0] + world->share[1] + world->share[2] + world->share[3];
      g_assert_cmpfloat (all, <=, 1 + 1e-12);
      bounded += fabs (all - 1) < 1e-12;
      /* The known share moves only where the sum is held. */
      g_assert_true (world->share[3] == .35 || fabs (all - 1) < 1e-12);
      if (world->share[3] != .35)
        for (int k = 0; k < 4; k++)
          world->share[k] *= .35 / world->share[3];
      for (int k = 0; k < 3; k++)
        sum[k] += world->share[k] / N;
      product += world->share[0] * world->share[1] / N;
      world->share[3] = .35;
    }
  g_assert_cmpuint (bounded, >, N / 50);
  /* Dirichlet (30.5, 20.5, 50.5), and Beta (5.5, 45.5) beside it. */
  g_assert_cmpfloat_with_epsilon (sum[0], 30.5 / 101.5, .002);
  g_assert_cmpfloat_with_epsilon (sum[1], 20.5 / 101.5, .002);
  g_assert_cmpfloat_with_epsilon (sum[2], 5.5 / 51, .002);
  g_assert_cmpfloat_with_epsilon (product - sum[0] * sum[1], -30.5 * 20.5 / (101.5 * 101.5 * 102.5), 1e-4);
}

static void
test_quantiles (void)
{
  const TlImpactInput inputs[] = {
    { .law = TL_IMPACT_UNIFORM, .low = -2, .width = 6 },
    { .law = TL_IMPACT_BETA, .low = .22, .width = .13, .a = 1.8, .b = 4.2 },
    { .law = TL_IMPACT_BETA, .low = 0, .width = 1, .a = .5, .b = 1e6 },
    { .law = TL_IMPACT_COUNTED, .low = 0, .width = 1, .a = 300000.5, .b = 700000.5 },
  };

  g_assert_cmpfloat_with_epsilon (tl_impact_input_quantile (&inputs[0], .1), -1.4, 1e-12);
  for (gsize i = 1; i < G_N_ELEMENTS (inputs); i++)
    for (int q = 1; q < 20; q++)
      {
        double value = tl_impact_input_quantile (&inputs[i], q / 20.);

        g_assert_cmpfloat_with_epsilon (gsl_cdf_beta_P ((value - inputs[i].low) / inputs[i].width, inputs[i].a, inputs[i].b),
                                        q / 20., 1e-6);
      }
}

/* A case's worlds by an independent implementation, within four standard errors of both. */
static void
test_case (gconstpointer data)
{
  g_autofree char               *xml = g_strdup_printf ("%s/%s.xml", g_getenv ("TL_CASES"), (const char *) data);
  g_autofree char               *csv = g_strdup_printf ("%s/%s.simulated.csv", g_getenv ("TL_CASES"), (const char *) data);
  g_autofree char               *text = NULL;
  g_auto (GStrv)                 lines = NULL;
  g_autoptr (Case)               journey = case_load (xml);
  g_autoptr (TlImpactModel)      model = tl_impact_model_new (&journey->journey);
  g_autoptr (TlImpactSimulation) simulation = tl_impact_simulation_new (model, 11, 0);
  g_autoptr (TlImpactDoubt)      doubt = NULL;
  guint                          n = 20000;

  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_true (tl_impact_simulation_run (simulation, n, NULL));
  doubt = tl_impact_simulation_summarise (simulation);
  g_assert_cmpuint (doubt->n_worlds, ==, n);
  g_assert_cmpfloat (doubt->refused, ==, 0);
  for (guint i = 1; lines[i] && !g_str_has_prefix (lines[i], "rejected"); i++)
    {
      g_auto (GStrv)        cells = g_strsplit (lines[i], ",", -1);
      guint                 fix = case_find (journey, CASE_FIX, cells[0]);
      const TlImpactSpread *spread = &doubt->fixes[fix];
      double                sd = g_ascii_strtod (cells[2], NULL);
      double                error = 4 * sd * sqrt (1. / n + 1. / 40000);
      const double          shown[] = { spread->npv_p10, spread->npv_p50, spread->npv_p90 };
      const double          chances[] = { spread->p_pays, spread->p_best };

      g_assert_true (spread->known);
      g_assert_cmpuint (doubt->ranking[i - 1], ==, fix);
      g_assert_cmpfloat_with_epsilon (spread->npv_mean, g_ascii_strtod (cells[1], NULL), error);
      /* The deviation of a percentile is at most this much of a mean's for laws like these. */
      for (int k = 0; k < 3; k++)
        g_assert_cmpfloat_with_epsilon (shown[k], g_ascii_strtod (cells[3 + k], NULL), 2.2 * error);
      for (int k = 0; k < 2; k++)
        {
          double p = g_ascii_strtod (cells[9 + k], NULL);

          g_assert_cmpfloat_with_epsilon (chances[k], p, 4 * sqrt (p * (1 - p) * (1. / n + 1. / 40000)) + 1e-9);
        }
      g_assert_cmpfloat_with_epsilon (spread->mean_rank, g_ascii_strtod (cells[11], NULL), .02);
    }
}

static void
assert_same (const TlImpactDoubt *a, const TlImpactDoubt *b)
{
  g_assert_cmpuint (a->n_worlds, ==, b->n_worlds);
  g_assert_cmpmem (&a->refused, sizeof a->refused, &b->refused, sizeof b->refused);
  g_assert_cmpuint (a->n_fixes, ==, b->n_fixes);
  for (guint f = 0; f < a->n_fixes; f++)
    {
      g_assert_true (a->fixes[f].known == b->fixes[f].known);
      g_assert_cmpmem (&a->fixes[f].npv_mean, sizeof (TlImpactSpread) - G_STRUCT_OFFSET (TlImpactSpread, npv_mean),
                       &b->fixes[f].npv_mean, sizeof (TlImpactSpread) - G_STRUCT_OFFSET (TlImpactSpread, npv_mean));
    }
}

static void
spoil (TlImpactJourney *journey)
{
  journey->doubt = .4;
  for (guint i = 0; i < journey->n_stages; i++)
    journey->stages[i].entry.doubtful = journey->stages[i].revenue.doubtful = TRUE;
  for (guint i = 0; i < journey->n_transitions; i++)
    journey->transitions[i].share.doubtful = TRUE;
  for (guint i = 0; i < journey->n_pains; i++)
    journey->pains[i].incidence.doubtful = journey->pains[i].leave.doubtful = TRUE;
  for (guint i = 0; i < journey->n_effects; i++)
    journey->effects[i].amount.doubtful = TRUE;
}

/* The same bits however many threads there are, and in however many runs. */
static void
test_bits (void)
{
  g_autoptr (GRand)            rand = g_rand_new_with_seed (21);
  g_autoptr (TlImpactJourney)  journey = random_large (rand, 12, 9);
  g_autoptr (TlImpactModel)    model = NULL;
  g_autoptr (TlImpactDoubt)    first = NULL;
  const guint                  runs[][3] = { { 1, 1500, 0 }, { 2, 1500, 0 }, { 3, 1500, 0 }, { 2, 37, 1500 }, { 7, 500, 1500 } };

  spoil (journey);
  model = tl_impact_model_new (journey);
  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_autoptr (TlImpactSimulation) simulation = tl_impact_simulation_new (model, 3, runs[i][0]);
      g_autoptr (TlImpactDoubt)      doubt = NULL;

      g_assert_true (tl_impact_simulation_run (simulation, runs[i][1], NULL));
      if (runs[i][2])
        g_assert_true (tl_impact_simulation_run (simulation, runs[i][2], NULL));
      doubt = tl_impact_simulation_summarise (simulation);
      g_assert_cmpuint (doubt->n_ranked, ==, 9);
      if (first == NULL)
        first = g_steal_pointer (&doubt);
      else
        assert_same (first, doubt);
    }
  {
    g_autoptr (TlImpactSimulation) simulation = tl_impact_simulation_new (model, 4, 2);
    g_autoptr (TlImpactDoubt)      doubt = NULL;

    g_assert_true (tl_impact_simulation_run (simulation, 1500, NULL));
    doubt = tl_impact_simulation_summarise (simulation);
    g_assert_cmpfloat (doubt->fixes[0].npv_mean, !=, first->fixes[0].npv_mean);
  }
}

/* A set in the worlds that were drawn: the same bits too; one fix alone is what it is among the others. */
static void
test_set (void)
{
  g_autoptr (GRand)           rand = g_rand_new_with_seed (21);
  g_autoptr (TlImpactJourney) journey = random_large (rand, 12, 9);
  g_autoptr (TlImpactModel)   model = NULL;
  const guint                 fixes[] = { 1, 4, 7 };
  const gint                  stop = 1;
  TlImpactSpread              first = { FALSE }, spread;
  double                      p_first = 0, p_over;

  spoil (journey);
  model = tl_impact_model_new (journey);
  for (guint n_threads = 1; n_threads <= 5; n_threads++)
    {
      g_autoptr (TlImpactSimulation) simulation = tl_impact_simulation_new (model, 3, n_threads);
      g_autoptr (TlImpactDoubt)      doubt = NULL;

      g_assert_true (tl_impact_simulation_run (simulation, 1300, NULL));
      doubt = tl_impact_simulation_summarise (simulation);
      g_assert_true (tl_impact_simulation_set (simulation, fixes, 1, INFINITY, NULL, &spread, &p_over));
      g_assert_true (spread.known);
      g_assert_cmpfloat (p_over, ==, 0);
      g_assert_cmpfloat_with_epsilon (spread.npv_mean, doubt->fixes[fixes[0]].npv_mean,
                                      1e-9 * fabs (spread.npv_mean));
      g_assert_true (tl_impact_simulation_set (simulation, fixes, 3, 1000, NULL, &spread, &p_over));
      g_assert_true (spread.known);
      if (n_threads == 1)
        {
          first = spread;
          p_first = p_over;
        }
      g_assert_cmpuint (spread.n_worlds, ==, first.n_worlds);
      g_assert_cmpfloat (p_over, ==, p_first);
      g_assert_cmpmem (&spread.npv_mean, sizeof spread - G_STRUCT_OFFSET (TlImpactSpread, npv_mean), &first.npv_mean,
                       sizeof spread - G_STRUCT_OFFSET (TlImpactSpread, npv_mean));
      g_assert_false (tl_impact_simulation_set (simulation, fixes, 3, 1000, &stop, &spread, &p_over));
      g_assert_false (spread.known);
    }
}

/* Several worlds at once come to what the solver finds, one by one. Returns how many figures were compared. */
static guint
compare_lanes (TlImpactJourney *journey, guint64 key)
{
  g_autoptr (TlImpactModel)  model = tl_impact_model_new (journey);
  g_autoptr (TlImpactDraw)   draw = tl_impact_draw_new (journey);
  g_autoptr (TlImpactSolver) solver = tl_impact_solver_new (model);
  g_autoptr (TlImpactWorld)  world = tl_impact_world_new (journey);
  g_autoptr (TlImpactWorld)  back = tl_impact_world_new (journey);
  g_auto (TlImpactRefusal)   refusal = TL_IMPACT_REFUSAL_INIT;
  g_autofree guint          *fixes = g_new (guint, journey->n_fixes + 1);
  TlImpactPlan              *plan;
  TlImpactBatch             *batch;
  TlLaneMask                 odd;
  guint                      compared = 0;

  for (guint f = 0; f < journey->n_fixes; f++)
    fixes[f] = f;
  plan = tl_impact_plan_new (model, fixes, journey->n_fixes);
  if (plan == NULL)
    return 0;
  batch = tl_impact_batch_new (plan);
  for (guint lane = 0; lane < TL_IMPACT_LANES; lane++)
    {
      tl_impact_draw_world (draw, tl_impact_random_key (key, lane), world);
      tl_impact_batch_put (batch, lane, world);
    }
  tl_impact_batch_set (batch, &odd);
  for (guint f = 0; f < journey->n_fixes; f++)
    {
      TlLanes    gross;
      TlLaneMask unknown;

      if (!tl_impact_plan_covers (plan, f))
        continue;
      tl_impact_batch_change (batch, f, &gross, &unknown);
      for (guint lane = 0; lane < TL_IMPACT_LANES; lane++)
        {
          TlImpactChange change;

          if (odd[lane] || unknown[lane])
            continue;
          tl_impact_batch_get (batch, lane, back);
          if (!tl_impact_solver_set_world (solver, back, &refusal) ||
              !tl_impact_solver_change (solver, &f, 1, &change, &refusal))
            g_error ("a lane has a figure that the solver refuses");
          g_assert_cmpfloat_with_epsilon (gross[lane], change.gross,
                                          1e-9 * fabs (change.gross) +
                                            1e-10 * (1 + tl_impact_solver_get_year (solver)->turnover +
                                                     tl_impact_solver_get_year (solver)->cost));
          compared++;
        }
    }
  tl_impact_batch_free (batch);
  tl_impact_plan_free (plan);
  return compared;
}

static void
test_lanes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  guint             compared = 0;

  for (guint i = 0; i < 1500; i++)
    {
      g_autoptr (TlImpactJourney) journey = random_journey (rand);

      spoil (journey);
      compared += compare_lanes (journey, i);
    }
  g_assert_cmpuint (compared, >, 5000);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TlImpactJourney) journey = random_large (rand, 60, 20);

      spoil (journey);
      journey->doubt = .05;
      g_assert_cmpuint (compare_lanes (journey, i), >=, 12 * TL_IMPACT_LANES);
    }
}

/* A pain that claims up to all that is lost and more: worlds are refused. */
static void
make_contrary (TlImpactJourney *journey, double most)
{
  *journey = (TlImpactJourney) TL_IMPACT_JOURNEY_INIT;
  journey->n_stages = 2;
  journey->stages = g_new0 (TlImpactStage, 2);
  journey->stages[0] = (TlImpactStage) { TL_IMPACT_STEP, TL_IMPACT_NUMBER (1000), TL_IMPACT_NUMBER (0) };
  journey->stages[1] = (TlImpactStage) { TL_IMPACT_WON, TL_IMPACT_NUMBER (0), TL_IMPACT_NUMBER (10) };
  journey->n_transitions = 1;
  journey->transitions = g_new0 (TlImpactTransition, 1);
  journey->transitions[0] = (TlImpactTransition) { 0, 1, TRUE, TL_IMPACT_NUMBER (.5) };
  journey->n_touchpoints = 1;
  journey->touchpoints = g_new0 (TlImpactTouchpoint, 1);
  journey->touchpoints[0] = (TlImpactTouchpoint) { 0, TL_IMPACT_NUMBER (1), TL_IMPACT_NUMBER (1), TL_IMPACT_NUMBER (0),
                                                   TL_IMPACT_NUMBER (1) };
  journey->n_pains = 1;
  journey->pains = g_new0 (TlImpactPain, 1);
  journey->pains[0] = (TlImpactPain) { 0, TL_IMPACT_NUMBER (1), { { TL_ESTIMATE_BETWEEN, 0, 0, most }, FALSE },
                                       TL_IMPACT_NUMBER (0) };
  journey->n_fixes = 1;
  journey->fixes = g_new0 (TlImpactFix, 1);
  journey->fixes[0] = (TlImpactFix) { g_strdup ("f"), TL_IMPACT_IDEA, TL_IMPACT_NUMBER (10), TL_IMPACT_NUMBER (0) };
  journey->n_effects = 1;
  journey->effects = g_new0 (TlImpactEffect, 1);
  journey->effects[0] = (TlImpactEffect) { 0, TL_IMPACT_FIELD_LEAVE, 0, FALSE, TL_IMPACT_NUMBER (.5), TL_IMPACT_NONE };
}

static void
test_refused (void)
{
  TlImpactJourney                journey;
  g_autoptr (TlImpactModel)      model = NULL;
  g_autoptr (TlImpactSimulation) simulation = NULL;
  g_autoptr (TlImpactDoubt)      doubt = NULL;

  /* Above .5 the pain claims too much: 1 in 6 of 0 to .6. */
  make_contrary (&journey, .6);
  model = tl_impact_model_new (&journey);
  simulation = tl_impact_simulation_new (model, 1, 2);
  g_assert_true (tl_impact_simulation_run (simulation, 4000, NULL));
  doubt = tl_impact_simulation_summarise (simulation);
  g_assert_false (doubt->contradicts);
  g_assert_cmpfloat_with_epsilon (doubt->refused, 1. / 6, .025);
  g_assert_cmpuint (doubt->refused_stage, ==, 0);
  g_assert_true (doubt->fixes[0].known);
  tl_impact_journey_clear (&journey);
}

static void
test_contradiction (void)
{
  const guint draws[] = { 5, 400, 5000 };

  for (gsize i = 0; i < G_N_ELEMENTS (draws); i++)
    {
      TlImpactJourney                journey;
      g_autoptr (TlImpactModel)      model = NULL;
      g_autoptr (TlImpactSimulation) simulation = NULL;
      g_autoptr (TlImpactDoubt)      doubt = NULL;

      /* Fine at the point, .767, refused above .77: the mean lies below most of what is drawn. */
      make_contrary (&journey, 1);
      journey.transitions[0].share.estimate = tl_estimate_known (.23);
      journey.pains[0].leave.estimate = (TlEstimate) { TL_ESTIMATE_LIKELY, 0, .9, 1 };
      model = tl_impact_model_new (&journey);
      simulation = tl_impact_simulation_new (model, 1, 2);
      g_assert_false (tl_impact_simulation_run (simulation, draws[i], NULL));
      doubt = tl_impact_simulation_summarise (simulation);
      g_assert_true (doubt->contradicts);
      g_assert_cmpuint (doubt->n_ranked, ==, 0);
      g_assert_cmpuint (doubt->refused_stage, ==, 0);
      tl_impact_journey_clear (&journey);
    }
}

static void
test_stop (void)
{
  g_autoptr (GRand)              rand = g_rand_new_with_seed (5);
  g_autoptr (TlImpactJourney)    journey = random_large (rand, 40, 20);
  g_autoptr (TlImpactModel)      model = tl_impact_model_new (journey);
  g_autoptr (TlImpactSimulation) simulation = tl_impact_simulation_new (model, 1, 2);
  const gint                     stop = 1;

  g_assert_false (tl_impact_simulation_run (simulation, 100000, &stop));
}

static void
test_no_doubt (void)
{
  g_autofree char               *xml = g_strdup_printf ("%s/line.xml", g_getenv ("TL_CASES"));
  g_autoptr (Case)               journey = case_load (xml);
  g_autoptr (TlImpactModel)      model = tl_impact_model_new (&journey->journey);
  g_autoptr (TlImpactSimulation) simulation = tl_impact_simulation_new (model, 1, 0);

  g_assert_cmpuint (tl_impact_simulation_n_inputs (simulation), ==, 0);
}

/* What hangs on each number, against the plain way of finding it. */
static void
test_sensitivity (void)
{
  g_autofree char             *xml = g_strdup_printf ("%s/tradeoffs.xml", g_getenv ("TL_CASES"));
  g_autoptr (Case)             journey = case_load (xml);
  g_autoptr (TlImpactModel)    model = tl_impact_model_new (&journey->journey);
  g_autoptr (TlImpactResults)  results = tl_impact_evaluate (&journey->journey);
  g_autoptr (GArray)           all = tl_impact_sensitivity (model, results, NULL);

  g_assert_cmpuint (all->len, ==, 4);
  for (guint i = 0; i < all->len; i++)
    {
      const TlImpactSensitivity *one = &g_array_index (all, TlImpactSensitivity, i);
      TlImpactNumber            *number = (TlImpactNumber *) tl_impact_world_get_number (NULL, &journey->journey,
                                                                                        one->input.value);
      TlEstimate                 kept = number->estimate;
      double                     ends[2] = { one->low, one->high };

      g_assert_cmpfloat (one->low, <, one->high);
      if (i > 0)
        g_assert_cmpfloat (one[-1].takes_first, >=, one->takes_first);
      for (int end = 0; end < 2; end++)
        {
          g_autoptr (TlImpactResults) there = NULL;

          number->estimate = tl_estimate_known (ends[end]);
          there = tl_impact_evaluate (&journey->journey);
          number->estimate = kept;
          for (guint f = 0; f < results->n_fixes; f++)
            g_assert_cmpfloat_with_epsilon (end ? one->swings[f].high : one->swings[f].low, there->fixes[f].npv,
                                            1e-9 * fabs (there->fixes[f].npv) + 1e-6);
        }
    }
}

static void
test_break_even (void)
{
  g_autofree char             *xml = g_strdup_printf ("%s/tradeoffs.xml", g_getenv ("TL_CASES"));
  g_autoptr (Case)             journey = case_load (xml);
  g_autoptr (TlImpactModel)    model = tl_impact_model_new (&journey->journey);
  guint                        fix = case_find (journey, CASE_FIX, "free");
  guint                        pain = case_find (journey, CASE_PAIN, "fee");
  TlImpactBreakEven            found;
  g_autoptr (TlImpactResults)  there = NULL;

  g_assert_true (tl_impact_break_even (model, fix, TL_IMPACT_PART_LEAVE, pain, &found));
  g_assert_true (found.found);
  g_assert_false (found.pays_below);
  g_assert_cmpfloat (found.at, <, found.now);
  g_assert_cmpfloat (found.at, >, 0);
  journey->journey.pains[pain].leave.estimate = tl_estimate_known (found.at);
  there = tl_impact_evaluate (&journey->journey);
  g_assert_cmpfloat_with_epsilon (there->fixes[fix].npv, 0, 1e-4);

  /* Dearer by what it is worth today: the one-off at which it stops paying. */
  {
    g_autoptr (Case)            again = case_load (xml);
    g_autoptr (TlImpactModel)   fresh = tl_impact_model_new (&again->journey);
    g_autoptr (TlImpactResults) results = tl_impact_evaluate (&again->journey);

    g_assert_true (tl_impact_break_even (fresh, fix, TL_IMPACT_PART_ONE_OFF, fix, &found));
    g_assert_true (found.found && found.pays_below);
    g_assert_cmpfloat_with_epsilon (found.at, found.now + results->fixes[fix].npv, 1);
    g_assert_true (tl_impact_break_even (fresh, case_find (again, CASE_FIX, "nophone"), TL_IMPACT_PART_CASHABLE,
                                         TL_IMPACT_NONE, &found));
    g_assert_false (found.found);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulate/laws", test_laws);
  g_test_add_func ("/simulate/streams", test_streams);
  g_test_add_func ("/simulate/percentile", test_percentile);
  g_test_add_func ("/simulate/counted", test_counted);
  g_test_add_func ("/simulate/quantiles", test_quantiles);
  g_test_add_data_func ("/simulate/tradeoffs", "tradeoffs", test_case);
  g_test_add_data_func ("/simulate/causes", "causes", test_case);
  g_test_add_func ("/simulate/bits", test_bits);
  g_test_add_func ("/simulate/set", test_set);
  g_test_add_func ("/simulate/lanes", test_lanes);
  g_test_add_func ("/simulate/refused", test_refused);
  g_test_add_func ("/simulate/contradiction", test_contradiction);
  g_test_add_func ("/simulate/stop", test_stop);
  g_test_add_func ("/simulate/no-doubt", test_no_doubt);
  g_test_add_func ("/simulate/sensitivity", test_sensitivity);
  g_test_add_func ("/simulate/break-even", test_break_even);
  return g_test_run ();
}
