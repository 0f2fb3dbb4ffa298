/* tl-impact-solver.c: one thread's worktable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-private.h"

/* Arrays of none are arrays too, so that copying them needs no thought. */
#define ARRAY(Type, n) g_new0 (Type, (gsize) (n) + 1)

/**
 * tl_impact_solver_new:
 * @model: a model; it must outlive the solver
 *
 * Returns: (transfer full): a worktable without a world; each thread needs its own
 */
TlImpactSolver *
tl_impact_solver_new (const TlImpactModel *model)
{
  const TlImpactJourney *journey = model->journey;
  TlImpactSolver        *self = g_new0 (TlImpactSolver, 1);
  guint                  n_slots = model->field[TL_IMPACT_N_FIELDS];
  guint                  n_entries = (guint) (model->n ? model->column[model->n] : 0);

  self->model = model;
  self->world = tl_impact_world_new (journey);
  self->base = ARRAY (double, n_slots);
  self->survive = ARRAY (double, journey->n_stages);
  self->kept = ARRAY (double, journey->n_stages);
  self->visits = ARRAY (double, journey->n_stages);
  self->reached = ARRAY (double, journey->n_touchpoints);
  self->caused = ARRAY (double, journey->n_touchpoints);
  self->incident = ARRAY (double, journey->n_pains);
  self->cost_of_more = ARRAY (double, journey->n_stages);
  self->cost_of_fewer = ARRAY (double, journey->n_stages);
  self->cost_of_pain = ARRAY (double, journey->n_stages);
  self->contact_rate = ARRAY (double, journey->n_contacts);

  self->common = model->common;
  self->values = ARRAY (double, n_entries);
  self->changed = ARRAY (double, n_entries);
  self->length = ARRAY (double, journey->n_stages);
  self->right = ARRAY (double, 2 * (gsize) journey->n_stages);
  self->answer = ARRAY (double, journey->n_stages);
  self->residual = ARRAY (long double, journey->n_stages);
  self->row_answer = ARRAY (double, journey->n_stages);

  self->now = ARRAY (double, n_slots);
  self->scale = ARRAY (double, n_slots);
  self->shift = ARRAY (double, n_slots);
  self->is_touched = ARRAY (guint8, n_slots);
  self->touched = g_array_new (FALSE, FALSE, sizeof (guint));
  self->row_is_touched = ARRAY (guint8, journey->n_stages);
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->moves = g_array_new (FALSE, FALSE, sizeof (TlImpactMove));
  self->is_left = ARRAY (guint8, journey->n_touchpoints);
  self->moved_product = ARRAY (double, journey->n_touchpoints);
  self->moved_sum = ARRAY (double, journey->n_touchpoints);
  self->share_now = ARRAY (double, journey->n_transitions);
  self->more = ARRAY (double, journey->n_stages);
  self->more_reached = ARRAY (double, journey->n_touchpoints);
  self->more_caused = ARRAY (double, journey->n_touchpoints);
  self->is_detailed = ARRAY (guint8, journey->n_stages);
  self->detailed = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n_slots; i++)
    self->scale[i] = 1;
  return self;
}

/**
 * tl_impact_solver_free:
 * @self: (nullable): a solver
 */
void
tl_impact_solver_free (TlImpactSolver *self)
{
  if (self == NULL)
    return;
  if (self->numeric != NULL)
    klu_free_numeric (&self->numeric, &self->common);
  if (self->numeric_changed != NULL)
    klu_free_numeric (&self->numeric_changed, &self->common);
  tl_impact_world_free (self->world);
  g_free (self->base);
  g_free (self->survive);
  g_free (self->kept);
  g_free (self->visits);
  g_free (self->reached);
  g_free (self->caused);
  g_free (self->incident);
  g_free (self->cost_of_more);
  g_free (self->cost_of_fewer);
  g_free (self->cost_of_pain);
  g_free (self->contact_rate);
  g_free (self->values);
  g_free (self->changed);
  g_free (self->length);
  g_free (self->right);
  g_free (self->answer);
  g_free (self->residual);
  g_free (self->row_answer);
  g_free (self->now);
  g_free (self->scale);
  g_free (self->shift);
  g_free (self->is_touched);
  g_array_unref (self->touched);
  g_free (self->row_is_touched);
  g_array_unref (self->rows);
  g_array_unref (self->moves);
  g_free (self->is_left);
  g_free (self->moved_product);
  g_free (self->moved_sum);
  g_free (self->share_now);
  g_free (self->more);
  g_free (self->more_reached);
  g_free (self->more_caused);
  g_free (self->is_detailed);
  g_array_unref (self->detailed);
  g_free (self);
}
