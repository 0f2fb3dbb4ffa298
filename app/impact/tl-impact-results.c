/* tl-impact-results.c: everything at the points
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-private.h"

#include <string.h>

/* Combined impacts that differ by less than what rounding makes of equal ones are equal. */
#define EQUAL 1e-12

static void
find_stake (TlImpactSolver *solver, const guint *pains, guint n_pains, TlImpactStake *stake)
{
  TlImpactChange change = { 0, 0, 0, 0 };

  stake->refusal = (TlImpactRefusal) TL_IMPACT_REFUSAL_INIT;
  if (n_pains > 0 && !tl_impact_solver_without (solver, pains, n_pains, &change, &stake->refusal))
    return;
  stake->known = TRUE;
  stake->revenue_lost = change.revenue;
  stake->cost_caused = 0 - change.cost;
  stake->net_lost = change.gross;
}

static void
find_pain (TlImpactPainResult *self, TlImpactSolver *solver, guint pain)
{
  const TlImpactModel *model = solver->model;
  double               each = solver->world->cost[pain];

  for TL_IMPACT_EACH (model->contacts, pain, i, contact)
    each += solver->world->count[contact] * solver->world->unit_cost[model->journey->contacts[contact].touchpoint];
  self->incidents = solver->incident[pain];
  self->avoidable = solver->incident[pain] * each;
  find_stake (solver, &pain, 1, &self->stake);
}

/* Stages, and the pains of each, which are worked out faster one after the other. */
static void
find_stages (TlImpactResults *self, TlImpactSolver *solver)
{
  const TlImpactModel   *model = solver->model;
  const TlImpactJourney *journey = model->journey;
  g_autofree guint      *pains = g_new (guint, journey->n_pains);

  self->stages = g_new0 (TlImpactStageResult, self->n_stages);
  self->pains = g_new0 (TlImpactPainResult, self->n_pains);
  for (guint s = 0; s < self->n_stages; s++)
    {
      TlImpactStageResult *stage = &self->stages[s];
      guint                n = 0;

      stage->visits = solver->visits[s];
      stage->is_outcome = journey->stages[s].kind != TL_IMPACT_STEP;
      stage->ends = stage->is_outcome ? 0 : 1 - solver->kept[s];
      stage->leave = 1 - solver->survive[s];
      for TL_IMPACT_EACH (model->touchpoints, s, i, touchpoint)
        for TL_IMPACT_EACH (model->pains, touchpoint, j, pain)
          pains[n++] = pain;
      find_stake (solver, pains, n, &stage->stake);
      for (guint i = 0; i < n; i++)
        find_pain (&self->pains[pains[i]], solver, pains[i]);
    }
  for (guint k = 0; k < journey->n_pains; k++)
    pains[k] = k;
  find_stake (solver, pains, journey->n_pains, &self->stake);
}

static void
find_flow (TlImpactResults *self, TlImpactSolver *solver)
{
  const TlImpactJourney *journey = solver->model->journey;
  const double          *share = tl_impact_solver_get_shares (solver);

  self->transitions = g_new0 (TlImpactTransitionResult, self->n_transitions);
  for (guint i = 0; i < self->n_transitions; i++)
    {
      self->transitions[i].share = share[i];
      self->transitions[i].flow = solver->visits[journey->transitions[i].from] * share[i];
    }
  self->touchpoints = g_new0 (TlImpactTouchpointResult, self->n_touchpoints);
  for (guint t = 0; t < self->n_touchpoints; t++)
    {
      self->touchpoints[t].interactions = solver->reached[t];
      self->touchpoints[t].contacts = solver->caused[t];
      self->touchpoints[t].cost = (solver->reached[t] + solver->caused[t]) * solver->world->unit_cost[t] +
                                  solver->world->fixed_cost[t];
    }
}

typedef struct
{
  const TlImpactResults *results;
  const TlImpactJourney *journey;
} Ranking;

static int
by_id (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Ranking *self = user_data;

  return tl_impact_compare_ids (self->journey, *(const guint *) a, *(const guint *) b);
}

static int
by_npv (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Ranking *self = user_data;
  double         x = self->results->fixes[*(const guint *) a].npv;
  double         y = self->results->fixes[*(const guint *) b].npv;

  return x != y ? (x < y) - (x > y) : by_id (a, b, user_data);
}

/* Orders by combined impact, ties by id. */
static void
rank (TlImpactResults *self, const TlImpactJourney *journey)
{
  Ranking ranking = { self, journey };
  guint   first = 0;

  self->ranking = g_new (guint, self->n_fixes);
  for (guint f = 0; f < self->n_fixes; f++)
    if (self->fixes[f].known)
      self->ranking[self->n_ranked++] = f;
  g_qsort_with_data (self->ranking, (int) self->n_ranked, sizeof *self->ranking, by_npv, &ranking);
  for (guint i = 1; i <= self->n_ranked; i++)
    {
      if (i < self->n_ranked)
        {
          double above = self->fixes[self->ranking[i - 1]].npv;
          double here = self->fixes[self->ranking[i]].npv;

          if (above - here <= EQUAL * MAX (fabs (above), fabs (here)))
            continue;
        }
      if (i - first > 1)
        g_qsort_with_data (self->ranking + first, (int) (i - first), sizeof *self->ranking, by_id, &ranking);
      first = i;
    }
}

static void
find_fixes (TlImpactResults *self, TlImpactSolver *solver)
{
  const TlImpactJourney *journey = solver->model->journey;

  self->fixes = g_new0 (TlImpactOutcome, self->n_fixes);
  for (guint f = 0; f < self->n_fixes; f++)
    if (tl_impact_status_is_ranked (journey->fixes[f].status))
      tl_impact_solver_outcome (solver, &f, 1, &self->fixes[f]);
    else
      self->fixes[f] = (TlImpactOutcome) { .payback_months = -1, .refusal = TL_IMPACT_REFUSAL_INIT };
  rank (self, journey);
  if (self->n_ranked > 0)
    {
      g_autofree guint *set = g_memdup2 (self->ranking, self->n_ranked * sizeof *set);

      tl_impact_sort_by_id (journey, set, self->n_ranked);
      tl_impact_solver_outcome (solver, set, self->n_ranked, &self->together);
    }
}

/**
 * tl_impact_evaluate:
 * @journey: a snapshot
 *
 * Works out everything at the points.
 *
 * Returns: (transfer full) (nullable): the results, or %NULL where references in the snapshot lead nowhere. A journey
 *   that is refused has results that hold nothing but why.
 */
TlImpactResults *
tl_impact_evaluate (const TlImpactJourney *journey)
{
  g_autoptr (TlImpactModel) model = tl_impact_model_new (journey);

  return model ? tl_impact_model_evaluate (model) : NULL;
}

/**
 * tl_impact_model_evaluate:
 * @model: a model
 *
 * As tl_impact_evaluate(), with a model that is there already.
 *
 * Returns: (transfer full): the results
 */
TlImpactResults *
tl_impact_model_evaluate (const TlImpactModel *model)
{
  const TlImpactJourney     *journey = model->journey;
  g_autoptr (TlImpactSolver) solver = NULL;
  g_autoptr (TlImpactWorld)  world = NULL;
  g_autoptr (GArray)         refusals = NULL;
  TlImpactResults           *self;

  solver = tl_impact_solver_new (model);
  world = tl_impact_world_new (journey);
  refusals = tl_impact_solver_check (solver, world);
  self = g_new0 (TlImpactResults, 1);
  self->stake.refusal = (TlImpactRefusal) TL_IMPACT_REFUSAL_INIT;
  self->together = (TlImpactOutcome) { .payback_months = -1, .refusal = TL_IMPACT_REFUSAL_INIT };
  if (refusals->len > 0)
    {
      self->n_refusals = refusals->len;
      self->refusals = g_new0 (TlImpactRefusal, refusals->len);
      for (guint i = 0; i < refusals->len; i++)
        tl_impact_refusal_copy (&self->refusals[i], &g_array_index (refusals, TlImpactRefusal, i));
      return self;
    }
  self->n_stages = journey->n_stages;
  self->n_transitions = journey->n_transitions;
  self->n_touchpoints = journey->n_touchpoints;
  self->n_pains = journey->n_pains;
  self->n_fixes = journey->n_fixes;
  self->year = *tl_impact_solver_get_year (solver);
  find_stages (self, solver);
  find_flow (self, solver);
  find_fixes (self, solver);
  return self;
}

/**
 * tl_impact_results_free:
 * @self: (nullable): results
 */
void
tl_impact_results_free (TlImpactResults *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_refusals; i++)
    tl_impact_refusal_clear (&self->refusals[i]);
  for (guint s = 0; s < self->n_stages; s++)
    tl_impact_refusal_clear (&self->stages[s].stake.refusal);
  for (guint k = 0; k < self->n_pains; k++)
    tl_impact_refusal_clear (&self->pains[k].stake.refusal);
  for (guint f = 0; f < self->n_fixes; f++)
    tl_impact_refusal_clear (&self->fixes[f].refusal);
  tl_impact_refusal_clear (&self->stake.refusal);
  tl_impact_refusal_clear (&self->together.refusal);
  g_free (self->refusals);
  g_free (self->stages);
  g_free (self->transitions);
  g_free (self->touchpoints);
  g_free (self->pains);
  g_free (self->fixes);
  g_free (self->ranking);
  g_free (self);
}
