/* tl-impact-change.c: a world with fixes, or without pains
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A changed world is laid over the base: what differs is noted, the flow is solved for its difference, the money is
 * counted, and what was noted is undone. So a world costs what it changes, and nothing is copied.
 */
#include "tl-impact-private.h"

#include <string.h>

#define ROUNDING 1e-13

static void
touch (TlImpactSolver *self, guint slot)
{
  if (self->is_touched[slot])
    return;
  self->is_touched[slot] = TRUE;
  g_array_append_val (self->touched, slot);
}

static void
touch_row (TlImpactSolver *self, guint stage)
{
  if (self->row_is_touched[stage])
    return;
  self->row_is_touched[stage] = TRUE;
  g_array_append_val (self->rows, stage);
}

static void
scale (TlImpactSolver *self, TlImpactField field, guint index, double factor)
{
  guint slot = self->model->field[field] + index;

  touch (self, slot);
  /* Nothing stays nothing, were it times more than a number can hold. */
  self->scale[slot] = factor == 0 || self->scale[slot] == 0 ? 0 : self->scale[slot] * factor;
}

static void
shift (TlImpactSolver *self, TlImpactField field, guint index, double by)
{
  guint slot = self->model->field[field] + index;

  touch (self, slot);
  self->shift[slot] += by;
}

/* Gathers the scales and shifts of all effects of the fixes, causes and moves last, since several effects together
 * make them. */
static void
gather (TlImpactSolver *self, const guint *fixes, guint n_fixes)
{
  const TlImpactModel   *model = self->model;
  const TlImpactJourney *journey = model->journey;
  const double          *base_reach = self->base + model->field[TL_IMPACT_FIELD_REACH];
  guint                  n_direct;

  for (guint f = 0; f < n_fixes; f++)
    for TL_IMPACT_EACH (model->effects, fixes[f], i, e)
      {
        const TlImpactEffect *effect = &journey->effects[e];
        double                amount = self->world->amount[e];

        if (effect->shift)
          {
            shift (self, effect->field, effect->on, amount);
            continue;
          }
        scale (self, effect->field, effect->on, amount);
        if (effect->field == TL_IMPACT_FIELD_REACH || effect->field == TL_IMPACT_FIELD_CONTACTS)
          self->contacts_changed = TRUE;
        if (effect->to != TL_IMPACT_NONE)
          {
            TlImpactMove move = { effect->on, effect->to, 1 - amount };

            if (!self->is_left[effect->on])
              {
                self->is_left[effect->on] = TRUE;
                self->moved_product[effect->on] = 1;
                self->moved_sum[effect->on] = 0;
              }
            self->moved_product[effect->on] *= amount;
            self->moved_sum[effect->on] += 1 - amount;
            g_array_append_val (self->moves, move);
          }
      }

  for (guint i = 0; i < self->moves->len; i++)
    {
      TlImpactMove *move = &g_array_index (self->moves, TlImpactMove, i);
      double        sum = self->moved_sum[move->from];

      move->part = sum > 0 ? (1 - self->moved_product[move->from]) * (move->part / sum) : 0;
      shift (self, TL_IMPACT_FIELD_REACH, move->to, base_reach[move->from] * move->part);
    }

  n_direct = self->touched->len;
  for (guint i = 0; i < n_direct; i++)
    {
      guint slot = g_array_index (self->touched, guint, i);

      if (slot < model->field[TL_IMPACT_FIELD_STRENGTH])
        continue;
      for TL_IMPACT_EACH (model->becauses, slot - model->field[TL_IMPACT_FIELD_STRENGTH], j, because)
        if (self->world->because[because] > 0)
          scale (self, TL_IMPACT_FIELD_INCIDENCE, journey->becauses[because].pain,
                 1 - self->world->because[because] * (1 - self->scale[slot]));
    }
}

/* The new value of a field, held to its range. What is nothing stays nothing, however often it is multiplied. */
static double
value_of (const TlImpactSolver *self, guint slot, TlImpactField field)
{
  double base = self->base[slot];
  double value = (base == 0 ? 0 : base * self->scale[slot]) + self->shift[slot];

  switch (field)
    {
    case TL_IMPACT_FIELD_REVENUE:
      return value;

    case TL_IMPACT_FIELD_SHARE:
    case TL_IMPACT_FIELD_INCIDENCE:
    case TL_IMPACT_FIELD_LEAVE:
      return CLAMP (value, 0, 1);

    default:
      return value < 0 ? 0 : value;
    }
}

/* Works out the fields that were touched, and notes the stages whose shares may follow. */
static gboolean
settle (TlImpactSolver *self, TlImpactRefusal *refusal)
{
  const TlImpactModel   *model = self->model;
  const TlImpactJourney *journey = model->journey;

  for (guint i = 0; i < self->touched->len; i++)
    {
      guint         slot = g_array_index (self->touched, guint, i);
      TlImpactField field = 0;
      guint         stage = TL_IMPACT_NONE;
      guint         index;

      while (slot >= model->field[field + 1])
        field++;
      index = slot - model->field[field];
      self->now[slot] = value_of (self, slot, field);
      switch (field)
        {
        case TL_IMPACT_FIELD_ENTRY:
        case TL_IMPACT_FIELD_REVENUE:
          stage = index;
          break;

        case TL_IMPACT_FIELD_CONTINUE:
          touch_row (self, stage = index);
          break;

        case TL_IMPACT_FIELD_SHARE:
          touch_row (self, stage = journey->transitions[index].from);
          break;

        case TL_IMPACT_FIELD_REACH:
          stage = journey->touchpoints[index].stage;
          if (model->pains.start[index] < model->pains.start[index + 1])
            touch_row (self, stage);
          break;

        case TL_IMPACT_FIELD_UNIT_COST:
        case TL_IMPACT_FIELD_FIXED_COST:
          stage = journey->touchpoints[index].stage;
          break;

        case TL_IMPACT_FIELD_INCIDENCE:
        case TL_IMPACT_FIELD_LEAVE:
          touch_row (self, stage = journey->touchpoints[journey->pains[index].touchpoint].stage);
          break;

        case TL_IMPACT_FIELD_COST:
        case TL_IMPACT_FIELD_CONTACTS:
          stage = journey->touchpoints[journey->pains[index].touchpoint].stage;
          break;

        case TL_IMPACT_FIELD_STRENGTH:
          continue;
        }
      /* More than all can be continued with; it is scaled back. Everything else must be a number. */
      if (!isfinite (self->now[slot]) && !(field == TL_IMPACT_FIELD_CONTINUE && self->now[slot] > 0))
        {
          tl_impact_refuse (refusal, TL_IMPACT_NOT_FINITE, stage, self->now[slot], G_MAXDOUBLE);
          return FALSE;
        }
    }
  return TRUE;
}

/* The shares out of one stage in the changed world. Returns whether any differs. */
static gboolean
change_shares (TlImpactSolver *self, guint stage)
{
  const TlImpactModel   *model = self->model;
  const TlImpactJourney *journey = model->journey;
  const double          *base = self->base + model->field[TL_IMPACT_FIELD_SHARE];
  const double          *now = self->now + model->field[TL_IMPACT_FIELD_SHARE];
  double                 survival = tl_impact_stage_survival (self, self->now, stage);
  double                 continues = self->now[model->field[TL_IMPACT_FIELD_CONTINUE] + stage];
  double                 kept = self->kept[stage];
  double                 ratio = 1;
  double                 wanted = 0;
  double                 factor;
  double                 sum = 0;
  double                 lost_factor = 0;
  double                 lost_part = 0;
  guint                  n_lost = 0;
  gboolean               differs = survival != self->survive[stage] || continues != 1;

  for TL_IMPACT_EACH (model->out, stage, i, transition)
    {
      if (journey->stages[journey->transitions[transition].to].kind == TL_IMPACT_LOST)
        n_lost++;
      else
        wanted += now[transition];
      differs |= now[transition] != base[transition];
    }
  if (!differs)
    return FALSE;

  if (self->survive[stage] >= TL_IMPACT_TOLERANCE)
    ratio = survival / self->survive[stage];
  if (ratio > 1)
    ratio = 1 + *self->world->incrementality * (ratio - 1);
  factor = ratio == 0 || continues == 0 ? 0 : ratio * continues;
  if (wanted > 0)
    factor = MIN (factor, survival / wanted);

  differs = FALSE;
  for TL_IMPACT_EACH (model->out, stage, i, transition)
    if (journey->stages[journey->transitions[transition].to].kind != TL_IMPACT_LOST)
      {
        self->share_now[transition] = now[transition] == 0 ? 0 : now[transition] * factor;
        sum += self->share_now[transition];
        differs |= self->share_now[transition] != base[transition];
      }
  if (n_lost == 0 || !differs)
    return differs;
  if (1 - kept <= TL_IMPACT_TOLERANCE)
    lost_part = MAX (0, 1 - sum) / n_lost;
  else
    lost_factor = MAX (0, 1 - sum) / (1 - kept);
  for TL_IMPACT_EACH (model->out, stage, i, transition)
    if (journey->stages[journey->transitions[transition].to].kind == TL_IMPACT_LOST)
      self->share_now[transition] = base[transition] * lost_factor + lost_part;
  return TRUE;
}

/* Finds the visits that the changed world has more than the base. */
static gboolean
change_visits (TlImpactSolver *self, TlImpactRefusal *refusal)
{
  const TlImpactModel   *model = self->model;
  const TlImpactJourney *journey = model->journey;
  const double          *base = self->base + model->field[TL_IMPACT_FIELD_SHARE];
  gboolean               entries = FALSE;
  guint                  n_rows = 0;

  memset (self->right, 0, journey->n_stages * sizeof *self->right);
  for (guint i = 0; i < self->touched->len; i++)
    {
      guint slot = g_array_index (self->touched, guint, i);

      if (slot < model->field[TL_IMPACT_FIELD_ENTRY + 1] && self->now[slot] != self->base[slot])
        {
          self->right[slot] += self->now[slot] - self->base[slot];
          entries = TRUE;
        }
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      guint stage = g_array_index (self->rows, guint, i);

      self->row_is_touched[stage] = FALSE;
      if (!change_shares (self, stage))
        continue;
      g_array_index (self->rows, guint, n_rows++) = stage;
      for TL_IMPACT_EACH (model->out, stage, j, transition)
        self->right[journey->transitions[transition].to] +=
          self->visits[stage] * (self->share_now[transition] - base[transition]);
    }
  g_array_set_size (self->rows, n_rows);
  if (n_rows == 0 && !entries)
    {
      memset (self->more, 0, journey->n_stages * sizeof *self->more);
      return TRUE;
    }
  return tl_impact_matrix_change (self, n_rows == 1 && !entries, refusal);
}

/* Adds the further contacts of one pain, and what its own count of incidents comes to. */
static void
change_contacts (TlImpactSolver *self, guint pain, double more)
{
  const TlImpactModel   *model = self->model;
  const TlImpactJourney *journey = model->journey;
  const double          *reach_scale = self->scale + model->field[TL_IMPACT_FIELD_REACH];
  double                 own_scale = self->scale[model->field[TL_IMPACT_FIELD_CONTACTS] + pain];
  double                 before = self->incident[pain];

  for TL_IMPACT_EACH (model->contacts, pain, i, contact)
    {
      guint  at = journey->contacts[contact].touchpoint;
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

/* What the change of the visits and of the fields is worth. */
static gboolean
count_change (TlImpactSolver *self, TlImpactChange *change, TlImpactRefusal *refusal)
{
  const TlImpactModel   *model = self->model;
  const TlImpactJourney *journey = model->journey;
  const TlImpactWorld   *world = self->world;
  const double          *revenue = self->now + model->field[TL_IMPACT_FIELD_REVENUE];
  const double          *reach = self->now + model->field[TL_IMPACT_FIELD_REACH];
  const double          *unit_cost = self->now + model->field[TL_IMPACT_FIELD_UNIT_COST];
  const double          *fixed_cost = self->now + model->field[TL_IMPACT_FIELD_FIXED_COST];
  const double          *incidence = self->now + model->field[TL_IMPACT_FIELD_INCIDENCE];
  const double          *pain_cost = self->now + model->field[TL_IMPACT_FIELD_COST];
  double                 volume = 0;
  double                 price = 0;
  double                 margin = 0;
  double                 cost = 0;

  for (guint s = 0; s < journey->n_stages; s++)
    {
      double more = self->more[s] * world->revenue[s];

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
  memset (self->more_caused, 0, journey->n_touchpoints * sizeof *self->more_caused);
  for (guint t = 0; t < journey->n_touchpoints; t++)
    {
      guint s = journey->touchpoints[t].stage;

      self->more_reached[t] = self->more[s] * reach[t] + self->visits[s] * (reach[t] - world->reach[t]);
    }
  for (guint k = 0; k < journey->n_pains; k++)
    {
      guint  t = journey->pains[k].touchpoint;
      double more = self->more_reached[t] * incidence[k] + self->reached[t] * (incidence[k] - world->incidence[k]);

      cost += more * pain_cost[k] + self->incident[k] * (pain_cost[k] - world->cost[k]);
      if (more != 0 || self->contacts_changed)
        change_contacts (self, k, more);
    }
  for (guint t = 0; t < journey->n_touchpoints; t++)
    {
      double more = (self->more_reached[t] + self->more_caused[t]) * unit_cost[t] +
                    (self->reached[t] + self->caused[t]) * (unit_cost[t] - world->unit_cost[t]) +
                    (fixed_cost[t] - world->fixed_cost[t]);

      cost += more < 0 ? world->cashable[t] * more : more;
    }
  change->revenue = volume + price;
  change->cost = cost;
  change->gross = margin + price - cost;
  if (isfinite (change->revenue) && isfinite (change->cost) && isfinite (change->gross))
    return TRUE;
  tl_impact_refuse (refusal, TL_IMPACT_NOT_FINITE, TL_IMPACT_NONE, INFINITY, G_MAXDOUBLE);
  return FALSE;
}

static gboolean
finish_world (TlImpactSolver *self, TlImpactChange *change, TlImpactRefusal *refusal)
{
  return settle (self, refusal) && change_visits (self, refusal) && count_change (self, change, refusal);
}

static void
undo (TlImpactSolver *self)
{
  const TlImpactModel *model = self->model;
  const double        *base = self->base + model->field[TL_IMPACT_FIELD_SHARE];

  for (guint i = 0; i < self->touched->len; i++)
    {
      guint slot = g_array_index (self->touched, guint, i);

      self->now[slot] = self->base[slot];
      self->scale[slot] = 1;
      self->shift[slot] = 0;
      self->is_touched[slot] = FALSE;
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      guint stage = g_array_index (self->rows, guint, i);

      self->row_is_touched[stage] = FALSE;
      for TL_IMPACT_EACH (model->out, stage, j, transition)
        self->share_now[transition] = base[transition];
    }
  for (guint i = 0; i < self->moves->len; i++)
    self->is_left[g_array_index (self->moves, TlImpactMove, i).from] = FALSE;
  g_array_set_size (self->touched, 0);
  g_array_set_size (self->rows, 0);
  g_array_set_size (self->moves, 0);
  self->contacts_changed = FALSE;
}

/**
 * tl_impact_solver_change:
 * @self: a solver whose world has a result
 * @fixes: (array length=n_fixes): indices of fixes, each once
 * @n_fixes: how many
 * @change: (out): the change to the year with all of them at full effect
 * @refusal: (inout): initialised; set where the changed world is refused
 *
 * Returns: whether the changed world has a result
 */
gboolean
tl_impact_solver_change (TlImpactSolver *self, const guint *fixes, guint n_fixes, TlImpactChange *change,
                         TlImpactRefusal *refusal)
{
  gboolean fine;

  g_return_val_if_fail (self->ready, FALSE);

  gather (self, fixes, n_fixes);
  fine = finish_world (self, change, refusal);
  undo (self);
  return fine;
}

/**
 * tl_impact_solver_without:
 * @self: a solver whose world has a result
 * @pains: (array length=n_pains): indices of pains
 * @n_pains: how many
 * @change: (out): the change to the year with none of these pains
 * @refusal: (inout): initialised; set where the changed world is refused
 *
 * Returns: whether the changed world has a result
 */
gboolean
tl_impact_solver_without (TlImpactSolver *self, const guint *pains, guint n_pains, TlImpactChange *change,
                          TlImpactRefusal *refusal)
{
  gboolean fine;

  g_return_val_if_fail (self->ready, FALSE);

  for (guint i = 0; i < n_pains; i++)
    scale (self, TL_IMPACT_FIELD_INCIDENCE, pains[i], 0);
  fine = finish_world (self, change, refusal);
  undo (self);
  return fine;
}
