/* tl-impact-base.c: the year as it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-private.h"

#include <string.h>

/*
 * tl_impact_stage_survival:
 * @slots: the base or what is now
 *
 * Returns: S: the share of visits to @stage that survive its pains
 */
double
tl_impact_stage_survival (const TlImpactSolver *self, const double *slots, guint stage)
{
  const TlImpactModel *model = self->model;
  const double        *reach = slots + model->field[TL_IMPACT_FIELD_REACH];
  const double        *incidence = slots + model->field[TL_IMPACT_FIELD_INCIDENCE];
  const double        *leave = slots + model->field[TL_IMPACT_FIELD_LEAVE];
  double               survival = 1;

  for TL_IMPACT_EACH (model->touchpoints, stage, i, touchpoint)
    {
      double spared = 1;

      if (model->pains.start[touchpoint] == model->pains.start[touchpoint + 1])
        continue;
      for TL_IMPACT_EACH (model->pains, touchpoint, j, pain)
        spared *= 1 - incidence[pain] * leave[pain];
      survival *= tl_impact_survive (reach[touchpoint], spared);
    }
  return survival;
}

/* Gives shares to the transitions out of a stage that have none, and holds the stage against the rules. Sets @kept
 * whatever the answer. */
static gboolean
resolve_shares (TlImpactSolver *self, guint stage, TlImpactRefusal *refusal)
{
  const TlImpactModel *model = self->model;
  double              *share = self->base + model->field[TL_IMPACT_FIELD_SHARE];
  double               survival = self->survive[stage];
  double               sum[2] = { 0, 0 };    /* given, to stages that are not lost, and lost */
  guint                open[2] = { 0, 0 };   /* not given */
  double               part[2] = { 0, 0 };
  gboolean             goes_on = FALSE;

  for TL_IMPACT_EACH (model->out, stage, i, transition)
    {
      int lost = model->to_lost[transition];

      if (!lost)
        goes_on = TRUE;
      if (model->journey->transitions[transition].given)
        sum[lost] += self->world->share[transition];
      else
        open[lost]++;
    }
  self->kept[stage] = sum[0];
  if (open[0] > 0)
    {
      part[0] = MAX (0, 1 - sum[0] - MAX (1 - survival, sum[1])) / open[0];
      self->kept[stage] += part[0] * open[0];
    }
  if (open[1] > 0)
    part[1] = MAX (0, 1 - self->kept[stage] - sum[1]) / open[1];
  for TL_IMPACT_EACH (model->out, stage, i, transition)
    share[transition] = model->journey->transitions[transition].given ? self->world->share[transition]
                                                                      : part[model->to_lost[transition]];

  if (!(sum[0] + sum[1] <= 1 + TL_IMPACT_TOLERANCE))
    tl_impact_refuse (refusal, TL_IMPACT_SHARES_OVER_ONE, stage, sum[0] + sum[1], 1);
  else if (!(1 - survival <= 1 - self->kept[stage] + TL_IMPACT_TOLERANCE))
    tl_impact_refuse (refusal, TL_IMPACT_CLAIMS_OVER_LOST, stage, 1 - survival, 1 - self->kept[stage]);
  else if (survival < TL_IMPACT_TOLERANCE && goes_on)
    tl_impact_refuse (refusal, TL_IMPACT_NOBODY_SURVIVES, stage, survival, TL_IMPACT_TOLERANCE);
  else
    return TRUE;
  return FALSE;
}

static void
copy_world (TlImpactSolver *self, const TlImpactWorld *world)
{
  const TlImpactModel   *model = self->model;
  const TlImpactJourney *journey = model->journey;
  const struct
  {
    TlImpactField field;
    const double *values;
  } parts[] = {
    { TL_IMPACT_FIELD_ENTRY, self->world->entry },
    { TL_IMPACT_FIELD_REVENUE, self->world->revenue },
    { TL_IMPACT_FIELD_REACH, self->world->reach },
    { TL_IMPACT_FIELD_UNIT_COST, self->world->unit_cost },
    { TL_IMPACT_FIELD_FIXED_COST, self->world->fixed_cost },
    { TL_IMPACT_FIELD_INCIDENCE, self->world->incidence },
    { TL_IMPACT_FIELD_LEAVE, self->world->leave },
    { TL_IMPACT_FIELD_COST, self->world->cost },
  };

  memcpy (self->world->values, world->values, world->n_values * sizeof *world->values);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      guint first = model->field[parts[i].field];

      memcpy (self->base + first, parts[i].values, (model->field[parts[i].field + 1] - first) * sizeof (double));
    }
  for (guint s = 0; s < journey->n_stages; s++)
    self->base[model->field[TL_IMPACT_FIELD_CONTINUE] + s] = 1;
  for (guint k = 0; k < journey->n_pains; k++)
    self->base[model->field[TL_IMPACT_FIELD_CONTACTS] + k] = 1;
  for (guint c = 0; c < journey->n_causes; c++)
    self->base[model->field[TL_IMPACT_FIELD_STRENGTH] + c] = 1;
}

/* Works the year out, up to the first thing that is wrong or, with @all, noting everything that is. */
static gboolean
set_world (TlImpactSolver *self, const TlImpactWorld *world, TlImpactRefusal *first, GArray *all)
{
  const TlImpactModel     *model = self->model;
  const double            *share = self->base + model->field[TL_IMPACT_FIELD_SHARE];
  g_autofree guint8       *leave_out = all ? g_new0 (guint8, model->journey->n_stages) : NULL;
  g_autoptr (GArray)       own = NULL;
  g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
  gboolean                 fine = TRUE;
  gboolean                 factored;

  self->ready = FALSE;
  if (all == NULL)
    all = own = g_array_new (FALSE, FALSE, sizeof (TlImpactRefusal));
  if (!tl_impact_all_finite (world->values, (guint) world->n_values))
    {
      tl_impact_refuse (&refusal, TL_IMPACT_NOT_FINITE, TL_IMPACT_NONE, INFINITY, G_MAXDOUBLE);
      goto refuse;
    }
  copy_world (self, world);
  for (guint s = 0; s < model->journey->n_stages; s++)
    {
      self->survive[s] = tl_impact_stage_survival (self, self->base, s);
      if (resolve_shares (self, s, &refusal))
        continue;
      fine = FALSE;
      g_array_append_val (all, refusal);
      refusal = (TlImpactRefusal) TL_IMPACT_REFUSAL_INIT;
      if (leave_out == NULL)
        goto out;
      leave_out[s] = TRUE;
    }
  if (!fine)
    {
      tl_impact_circle_find (model, share, leave_out, all);
      goto out;
    }
  factored = tl_impact_matrix_set_base (self);
  if (!(self->longest <= TL_IMPACT_MOST_VISITS) && tl_impact_circle_find (model, share, NULL, all))
    goto out;
  if (!factored)
    {
      tl_impact_refuse (&refusal, TL_IMPACT_NOT_FINITE, TL_IMPACT_NONE, INFINITY, TL_IMPACT_MOST_VISITS);
      goto refuse;
    }
  tl_impact_matrix_visits (self);
  if (!tl_impact_money_set_base (self, &refusal))
    goto refuse;

  memcpy (self->now, self->base, model->field[TL_IMPACT_N_FIELDS] * sizeof *self->now);
  memcpy (self->share_now, share, model->journey->n_transitions * sizeof *share);
  self->ready = TRUE;
  return TRUE;

refuse:
  g_array_append_val (all, refusal);
  refusal = (TlImpactRefusal) TL_IMPACT_REFUSAL_INIT;

out:
  if (own != NULL)
    {
      tl_impact_refusal_clear (first);
      *first = g_array_index (own, TlImpactRefusal, 0);
      for (guint i = 1; i < own->len; i++)
        tl_impact_refusal_clear (&g_array_index (own, TlImpactRefusal, i));
    }
  return FALSE;
}

/**
 * tl_impact_solver_set_world:
 * @self: a solver
 * @world: the numbers of this world; they are copied
 * @refusal: (inout): initialised; set where the world is refused
 *
 * Works out the year as it is. What else is asked of the solver is asked of this world.
 *
 * Returns: whether the world has a result
 */
gboolean
tl_impact_solver_set_world (TlImpactSolver *self, const TlImpactWorld *world, TlImpactRefusal *refusal)
{
  return set_world (self, world, refusal, NULL);
}

/**
 * tl_impact_solver_check:
 * @self: a solver
 * @world: the numbers of this world; they are copied
 *
 * As tl_impact_solver_set_world(), but finds everything that is wrong and not only the first.
 *
 * Returns: (transfer full) (element-type TlImpactRefusal): the refusals, none where the world has a result
 */
GArray *
tl_impact_solver_check (TlImpactSolver *self, const TlImpactWorld *world)
{
  GArray *refusals = g_array_new (FALSE, FALSE, sizeof (TlImpactRefusal));

  set_world (self, world, NULL, refusals);
  g_array_set_clear_func (refusals, (GDestroyNotify) tl_impact_refusal_clear);
  return refusals;
}

/**
 * tl_impact_solver_get_year:
 * @self: a solver whose world has a result
 *
 * Returns: the year as it is
 */
const TlImpactYear *
tl_impact_solver_get_year (const TlImpactSolver *self)
{
  return &self->year;
}

/**
 * tl_impact_solver_get_visits:
 * @self: a solver whose world has a result
 *
 * Returns: (array): the visits a year, by stage
 */
const double *
tl_impact_solver_get_visits (const TlImpactSolver *self)
{
  return self->visits;
}

/**
 * tl_impact_solver_get_shares:
 * @self: a solver whose world has a result
 *
 * Returns: (array): by transition: its share, given or not
 */
const double *
tl_impact_solver_get_shares (const TlImpactSolver *self)
{
  return self->base + self->model->field[TL_IMPACT_FIELD_SHARE];
}
