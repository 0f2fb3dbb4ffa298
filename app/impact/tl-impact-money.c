/* tl-impact-money.c: what a year, and a change to it, is worth
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-private.h"

/* Of this part of what there was, nothing is left but rounding. */
#define ROUNDING 1e-13

/* What one visit costs at each stage, for changes that change nothing else there. */
static void
sum_up_stages (TlImpactSolver *self)
{
  const TlImpactModel   *model = self->model;
  const TlImpactJourney *journey = model->journey;
  const TlImpactWorld   *world = self->world;

  for (guint s = 0; s < journey->n_stages; s++)
    self->cost_of_more[s] = self->cost_of_fewer[s] = self->cost_of_pain[s] = 0;
  for (guint t = 0; t < journey->n_touchpoints; t++)
    {
      double each = world->reach[t] * world->unit_cost[t];

      if (model->is_contacted[t])
        continue;
      self->cost_of_more[model->stage_of_touchpoint[t]] += each;
      self->cost_of_fewer[model->stage_of_touchpoint[t]] += each * world->cashable[t];
    }
  for (guint k = 0; k < journey->n_pains; k++)
    {
      guint t = model->touchpoint_of_pain[k];

      self->cost_of_pain[model->stage_of_touchpoint[t]] += world->reach[t] * world->incidence[k] * world->cost[k];
    }
  for (guint i = 0; i < journey->n_contacts; i++)
    {
      guint k = journey->contacts[i].pain;

      self->contact_rate[i] = world->reach[model->touchpoint_of_pain[k]] * world->incidence[k] * world->count[i];
    }
}

/*
 * tl_impact_money_set_base:
 *
 * Counts interactions, incidents, contacts and money of the year as it is, once its visits are known.
 */
gboolean
tl_impact_money_set_base (TlImpactSolver *self, TlImpactRefusal *refusal)
{
  const TlImpactModel   *model = self->model;
  const TlImpactJourney *journey = model->journey;
  const TlImpactWorld   *world = self->world;
  TlImpactYear           year = { 0, 0, 0, 0 };

  for (guint s = 0; s < journey->n_stages; s++)
    {
      double revenue = self->visits[s] * world->revenue[s];

      if (!isfinite (self->visits[s]) || !isfinite (revenue))
        {
          tl_impact_refuse (refusal, TL_IMPACT_NOT_FINITE, s, self->visits[s], G_MAXDOUBLE);
          return FALSE;
        }
      year.revenue += revenue;
      year.turnover += fabs (revenue);
    }
  for (guint t = 0; t < journey->n_touchpoints; t++)
    {
      self->reached[t] = self->visits[model->stage_of_touchpoint[t]] * world->reach[t];
      self->caused[t] = 0;
    }
  for (guint k = 0; k < journey->n_pains; k++)
    {
      double each = world->cost[k];

      self->incident[k] = self->reached[model->touchpoint_of_pain[k]] * world->incidence[k];
      for TL_IMPACT_EACH (model->contacts, k, i, contact)
        {
          guint at = model->touchpoint_of_contact[contact];

          self->caused[at] += self->incident[k] * world->count[contact];
          each += world->count[contact] * world->unit_cost[at];
        }
      year.cost += self->incident[k] * world->cost[k];
      year.avoidable += self->incident[k] * each;
    }
  for (guint t = 0; t < journey->n_touchpoints; t++)
    {
      double cost = (self->reached[t] + self->caused[t]) * world->unit_cost[t] + world->fixed_cost[t];

      if (!isfinite (cost))
        {
          tl_impact_refuse (refusal, TL_IMPACT_NOT_FINITE, model->stage_of_touchpoint[t], cost, G_MAXDOUBLE);
          return FALSE;
        }
      year.cost += cost;
    }
  if (!isfinite (year.revenue) || !isfinite (year.cost) || !isfinite (year.avoidable) || !isfinite (year.turnover))
    {
      tl_impact_refuse (refusal, TL_IMPACT_NOT_FINITE, TL_IMPACT_NONE, INFINITY, G_MAXDOUBLE);
      return FALSE;
    }
  self->year = year;
  sum_up_stages (self);
  return TRUE;
}

/* Adds the further contacts that a pain causes with @more incidents, its own or its touchpoints' scales. */
static void
change_contacts (TlImpactSolver *self, guint pain, double more)
{
  const TlImpactModel   *model = self->model;
  const double          *reach_scale = self->scale + model->field[TL_IMPACT_FIELD_REACH];
  double                 own_scale = self->scale[model->field[TL_IMPACT_FIELD_CONTACTS] + pain];
  double                 before = self->incident[pain];

  for TL_IMPACT_EACH (model->contacts, pain, i, contact)
    {
      guint  at = model->touchpoint_of_contact[contact];
      double count = self->world->count[contact];
      double sent = count == 0 ? 0 : count * own_scale;
      double stays = sent == 0 ? 0 : sent * reach_scale[at];

      self->more_caused[at] += more * stays + before * (stays - count);
      if (self->is_left[at])
        for (guint m = 0; m < self->moves->len; m++)
          {
            const TlImpactMove *move = &g_array_index (self->moves, TlImpactMove, m);

            if (move->from == at)
              self->more_caused[move->to] += (before + more) * sent * move->part;
          }
    }
}

/* The interactions and incidents of a stage at which more than the visits changes. Returns what the incidents cost
 * more. */
static double
change_stage (TlImpactSolver *self, guint stage)
{
  const TlImpactModel *model = self->model;
  const TlImpactWorld *world = self->world;
  const double        *reach = self->now + model->field[TL_IMPACT_FIELD_REACH];
  const double        *incidence = self->now + model->field[TL_IMPACT_FIELD_INCIDENCE];
  const double        *each = self->now + model->field[TL_IMPACT_FIELD_COST];
  double               cost = 0;

  for TL_IMPACT_EACH (model->touchpoints, stage, i, t)
    {
      self->more_reached[t] = self->more[stage] * reach[t] + self->visits[stage] * (reach[t] - world->reach[t]);
      for TL_IMPACT_EACH (model->pains, t, j, k)
        {
          double more = self->more_reached[t] * incidence[k] + self->reached[t] * (incidence[k] - world->incidence[k]);

          cost += more * each[k] + self->incident[k] * (each[k] - world->cost[k]);
          if (more != 0 || self->contacts_changed)
            change_contacts (self, k, more);
        }
    }
  return cost;
}

/*
 * tl_impact_money_of_touchpoint:
 *
 * Returns: in a changed world, by how much the cost of a touchpoint changes a year, cash or not
 */
double
tl_impact_money_of_touchpoint (const TlImpactSolver *self, guint t)
{
  const TlImpactModel *model = self->model;
  const TlImpactWorld *world = self->world;
  const double        *unit_cost = self->now + model->field[TL_IMPACT_FIELD_UNIT_COST];
  const double        *fixed_cost = self->now + model->field[TL_IMPACT_FIELD_FIXED_COST];
  guint                stage = model->stage_of_touchpoint[t];

  if (!self->is_detailed[stage])
    return (self->more[stage] * world->reach[t] + (model->is_contacted[t] ? self->more_caused[t] : 0)) *
           world->unit_cost[t];
  return (self->more_reached[t] + self->more_caused[t]) * unit_cost[t] +
         (self->reached[t] + self->caused[t]) * (unit_cost[t] - world->unit_cost[t]) +
         (fixed_cost[t] - world->fixed_cost[t]);
}

/* The change of the cost of a touchpoint of such a stage, a saving as far as it is cash. */
static double
change_of_cost (const TlImpactSolver *self, guint t)
{
  double more = tl_impact_money_of_touchpoint (self, t);

  return more < 0 ? self->world->cashable[t] * more : more;
}

/* The contacts of pains at stages where only the visits change, and what all that come in cost. */
static double
change_contacted (TlImpactSolver *self)
{
  const TlImpactModel *model = self->model;
  const TlImpactWorld *world = self->world;
  const double        *more = self->more;
  const guint8        *is_detailed = self->is_detailed;
  const guint         *contacted = (const guint *) (const void *) model->contacted->data;
  double              *more_caused = self->more_caused;
  double               cost = 0;

  if (!self->contacts_changed)
    {
      const guint  *stage = model->stage_of_contact;
      const guint  *at = model->touchpoint_of_contact;
      const double *rate = self->contact_rate;

      for (guint i = 0; i < model->journey->n_contacts; i++)
        if (more[stage[i]] != 0 && !is_detailed[stage[i]])
          more_caused[at[i]] += more[stage[i]] * rate[i];
    }
  else
    for (guint i = 0; i < model->contacting->len; i++)
      {
        guint k = g_array_index (model->contacting, guint, i);
        guint t = model->touchpoint_of_pain[k];
        guint s = model->stage_of_touchpoint[t];

        if (!is_detailed[s])
          change_contacts (self, k, more[s] * world->reach[t] * world->incidence[k]);
      }

  for (guint i = 0; i < model->contacted->len; i++)
    {
      guint  t = contacted[i];
      guint  s = model->stage_of_touchpoint[t];
      double delta;

      if (is_detailed[s])
        continue;
      delta = (more[s] * world->reach[t] + more_caused[t]) * world->unit_cost[t];
      cost += delta < 0 ? world->cashable[t] * delta : delta;
    }
  return cost;
}

/* The change of cost: stage by stage where only visits change, thing by thing where more does or contacts come in. */
static double
change_costs (TlImpactSolver *self)
{
  const TlImpactModel *model = self->model;
  const double        *more = self->more;
  double               cost = 0;

  for (guint i = 0; i < model->contacted->len; i++)
    self->more_caused[g_array_index (model->contacted, guint, i)] = 0;
  for (guint i = 0; i < self->detailed->len; i++)
    for TL_IMPACT_EACH (model->touchpoints, g_array_index (self->detailed, guint, i), j, t)
      self->more_caused[t] = 0;

  for (guint s = 0; s < model->journey->n_stages; s++)
    if (self->is_detailed[s])
      cost += change_stage (self, s);
    else if (more[s] > 0)
      cost += more[s] * (self->cost_of_pain[s] + self->cost_of_more[s]);
    else if (more[s] < 0)
      cost += more[s] * (self->cost_of_pain[s] + self->cost_of_fewer[s]);
  cost += change_contacted (self);
  for (guint i = 0; i < self->detailed->len; i++)
    for TL_IMPACT_EACH (model->touchpoints, g_array_index (self->detailed, guint, i), j, t)
      cost += change_of_cost (self, t);
  return cost;
}

/*
 * tl_impact_money_change:
 *
 * Counts what the change of the visits and of the fields is worth.
 */
gboolean
tl_impact_money_change (TlImpactSolver *self, TlImpactChange *change, TlImpactRefusal *refusal)
{
  const TlImpactModel   *model = self->model;
  const TlImpactJourney *journey = model->journey;
  const TlImpactWorld   *world = self->world;
  const double          *revenue = self->now + model->field[TL_IMPACT_FIELD_REVENUE];
  double                 volume = 0;
  double                 price = 0;
  double                 margin = 0;

  if (!tl_impact_all_finite (self->more, journey->n_stages))
    {
      tl_impact_refuse (refusal, TL_IMPACT_NOT_FINITE, TL_IMPACT_NONE, INFINITY, G_MAXDOUBLE);
      return FALSE;
    }
  for (guint s = 0; s < journey->n_stages; s++)
    {
      double more;

      if (world->revenue[s] == 0 && revenue[s] == 0)
        continue;
      more = self->more[s] * world->revenue[s];

      volume += more;
      margin += world->revenue[s] > 0 ? more * *world->margin : more;
      if (revenue[s] != world->revenue[s])
        {
          double left = self->visits[s] + self->more[s];

          /* Where nobody is left, rounding must not leave a hair of them. */
          if (left > ROUNDING * self->visits[s])
            price += left * (revenue[s] - world->revenue[s]);
        }
    }
  change->won = 0;
  for (guint i = 0; i < model->won->len; i++)
    change->won += self->more[g_array_index (model->won, guint, i)];
  change->cost = change_costs (self);
  change->revenue = volume + price;
  change->gross = margin + price - change->cost;
  if (isfinite (change->revenue) && isfinite (change->cost) && isfinite (change->gross))
    return TRUE;
  tl_impact_refuse (refusal, TL_IMPACT_NOT_FINITE, TL_IMPACT_NONE, INFINITY, G_MAXDOUBLE);
  return FALSE;
}
