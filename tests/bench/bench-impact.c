/* bench-impact.c: a journey of 1,000 stages, against the same flow by dense elimination; and many worlds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "impact-worlds.h"
#include "tl-bench.h"
#include "tl-impact.h"

#define N_STAGES 1000
#define N_TOUCHPOINTS (5 * N_STAGES)
#define N_PAINS (2 * N_STAGES)
#define N_FIXES 50

static TlImpactNumber
known (double value)
{
  return (TlImpactNumber) TL_IMPACT_NUMBER (value);
}

/* A chain with skips and, every tenth stage, a way back. */
static void
make_journey (TlImpactJourney *journey)
{
  TlImpactTransition *t;

  *journey = (TlImpactJourney) TL_IMPACT_JOURNEY_INIT;
  journey->n_stages = N_STAGES;
  journey->stages = g_new0 (TlImpactStage, N_STAGES);
  t = journey->transitions = g_new0 (TlImpactTransition, 3 * N_STAGES);
  for (guint i = 0; i < N_STAGES; i++)
    {
      journey->stages[i] = (TlImpactStage) { i == N_STAGES - 1 ? TL_IMPACT_WON : TL_IMPACT_STEP,
                                             known (i % 100 ? 0 : 1000), known (i == N_STAGES - 1 ? 100 : 1) };
      if (i + 1 < N_STAGES)
        *t++ = (TlImpactTransition) { i, i + 1, TRUE, known (0.7) };
      if (i + 7 < N_STAGES)
        *t++ = (TlImpactTransition) { i, i + 7, TRUE, known (0.15) };
      if (i % 10 == 9 && i + 1 < N_STAGES)
        *t++ = (TlImpactTransition) { i, i - 9, TRUE, known (0.05) };
    }
  journey->n_transitions = (guint) (t - journey->transitions);
  journey->n_touchpoints = N_TOUCHPOINTS;
  journey->touchpoints = g_new0 (TlImpactTouchpoint, N_TOUCHPOINTS);
  for (guint i = 0; i < N_TOUCHPOINTS; i++)
    journey->touchpoints[i] = (TlImpactTouchpoint) { i / 5, known (1), known (0.5), known (0), known (1) };
  journey->n_pains = N_PAINS;
  journey->pains = g_new0 (TlImpactPain, N_PAINS);
  for (guint i = 0; i < N_PAINS; i++)
    journey->pains[i] = (TlImpactPain) { i / 2 * 5 + i % 2, known (0.1), known (0.2), known (1) };
  journey->n_fixes = N_FIXES;
  journey->fixes = g_new0 (TlImpactFix, N_FIXES);
  journey->n_effects = N_FIXES;
  journey->effects = g_new0 (TlImpactEffect, N_FIXES);
  for (guint i = 0; i < N_FIXES; i++)
    {
      journey->fixes[i] = (TlImpactFix) { g_strdup_printf ("f%u", i), TL_IMPACT_IDEA, known (1000), known (100) };
      journey->effects[i] = (TlImpactEffect) { i, TL_IMPACT_FIELD_LEAVE, i * 37 % N_PAINS, FALSE, known (0.5), TL_IMPACT_NONE };
    }
}

static void
flow_ours (gpointer data)
{
  g_autoptr (TlImpactModel)  model = tl_impact_model_new (data);
  g_autoptr (TlImpactSolver) solver = tl_impact_solver_new (model);
  g_autoptr (TlImpactWorld)  world = tl_impact_world_new (data);
  g_auto (TlImpactRefusal)   refusal = TL_IMPACT_REFUSAL_INIT;

  tl_impact_world_set_points (world, data);
  g_assert_true (tl_impact_solver_set_world (solver, world, &refusal));
}

/* I − Pᵀ by Gaussian elimination, zeros and all: what one would write first. */
static void
flow_dense (gpointer data)
{
  const TlImpactJourney *journey = data;
  g_autofree double     *a = g_new0 (double, N_STAGES * N_STAGES);
  g_autofree double     *v = g_new0 (double, N_STAGES);

  for (guint i = 0; i < N_STAGES; i++)
    {
      a[i * N_STAGES + i] = 1;
      v[i] = journey->stages[i].entry.estimate.low;
    }
  for (guint i = 0; i < journey->n_transitions; i++)
    a[journey->transitions[i].to * N_STAGES + journey->transitions[i].from] -= journey->transitions[i].share.estimate.low;
  for (guint k = 0; k < N_STAGES; k++)
    for (guint i = k + 1; i < N_STAGES; i++)
      {
        double f = a[i * N_STAGES + k] / a[k * N_STAGES + k];

        for (guint j = k; j < N_STAGES; j++)
          a[i * N_STAGES + j] -= f * a[k * N_STAGES + j];
        v[i] -= f * v[k];
      }
  g_assert_true (isfinite (v[N_STAGES - 1]));
}

static void
everything (gpointer data)
{
  g_autoptr (TlImpactResults) results = tl_impact_evaluate (data);

  g_assert_cmpuint (results->n_refusals, ==, 0);
  g_assert_cmpuint (results->n_ranked, ==, N_FIXES);
}

int
main (void)
{
  TlImpactJourney journey;

  make_journey (&journey);
  tl_bench_note ("a journey of %d stages, %d touchpoints, %d pains, %d fixes", N_STAGES, N_TOUCHPOINTS, N_PAINS, N_FIXES);
  tl_bench_compare ("flow of 1,000 stages", 0.1, flow_ours, "dense elimination", flow_dense, &journey, 9);
  tl_bench_compare ("all stakes, all fixes, ranking", 300, everything, "one flow", flow_ours, &journey, 5);
  tl_impact_journey_clear (&journey);
  bench_worlds ("a journey", 200, 50, 1 / 30.);
  bench_worlds ("a workshop", 20, 10, 1 / 30.);
  return 0;
}
