/* tl-impact-change.c: a world with fixes, or without pains
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A changed world is laid over the base: what differs is noted, the flow is solved for its difference, the money is
 * counted, and what was noted is undone. So a world costs what it changes, and nothing is copied.
 */
#include "tl-impact-private.h"

#include <string.h>

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

/* More than its visits changes at a stage. */
static void
look_closely (TlImpactSolver *self, guint stage)
{
  if (self->is_detailed[stage])
    return;
  self->is_detailed[stage] = TRUE;
  g_array_append_val (self->detailed, stage);
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

/* Notes the scale or shift of one effect. */
static void
gather_effect (TlImpactSolver *self, guint e)
{
  const TlImpactEffect *effect = &self->model->journey->effects[e];
  double                amount = self->world->amount[e];

  if (effect->shift)
    {
      shift (self, effect->field, effect->on, amount);
      return;
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

/* What several effects together make: moves, and causes. Comes after all of them. */
static void
gather_rest (TlImpactSolver *self)
{
  const TlImpactModel   *model = self->model;
  const TlImpactJourney *journey = model->journey;
  const double          *base_reach = self->base + model->field[TL_IMPACT_FIELD_REACH];
  guint                  n_direct;

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

/* Gathers the scales and shifts of all effects of the fixes. */
static void
gather (TlImpactSolver *self, const guint *fixes, guint n_fixes)
{
  for (guint f = 0; f < n_fixes; f++)
    for TL_IMPACT_EACH (self->model->effects, fixes[f], i, e)
      gather_effect (self, e);
  gather_rest (self);
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
          look_closely (self, stage = model->stage_of_touchpoint[index]);
          if (model->pains.start[index] < model->pains.start[index + 1])
            touch_row (self, stage);
          break;

        case TL_IMPACT_FIELD_UNIT_COST:
        case TL_IMPACT_FIELD_FIXED_COST:
          look_closely (self, stage = model->stage_of_touchpoint[index]);
          break;

        case TL_IMPACT_FIELD_INCIDENCE:
        case TL_IMPACT_FIELD_LEAVE:
          look_closely (self, stage = model->stage_of_touchpoint[model->touchpoint_of_pain[index]]);
          touch_row (self, stage);
          break;

        case TL_IMPACT_FIELD_COST:
        case TL_IMPACT_FIELD_CONTACTS:
          look_closely (self, stage = model->stage_of_touchpoint[model->touchpoint_of_pain[index]]);
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

  self->row_in_ratio = TRUE;
  for TL_IMPACT_EACH (model->out, stage, i, transition)
    {
      if (model->to_lost[transition])
        n_lost++;
      else
        wanted += now[transition];
      if (now[transition] != base[transition])
        {
          differs = TRUE;
          self->row_in_ratio = FALSE;
        }
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
  self->row_more = factor - 1;

  differs = FALSE;
  for TL_IMPACT_EACH (model->out, stage, i, transition)
    if (!model->to_lost[transition])
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
    if (model->to_lost[transition])
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
  gboolean               in_ratio = FALSE;
  double                 more = 0;

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
      in_ratio = self->row_in_ratio;
      more = self->row_more;
      for TL_IMPACT_EACH (model->out, stage, j, transition)
        self->right[model->to[transition]] +=
          self->visits[stage] * (self->share_now[transition] - base[transition]);
    }
  g_array_set_size (self->rows, n_rows);
  self->row_in_ratio = in_ratio;
  self->row_more = more;
  if (n_rows == 0 && !entries)
    {
      memset (self->more, 0, journey->n_stages * sizeof *self->more);
      return TRUE;
    }
  return tl_impact_matrix_change (self, n_rows == 1 && !entries, refusal);
}

static gboolean
finish_world (TlImpactSolver *self, TlImpactChange *change, TlImpactRefusal *refusal)
{
  return settle (self, refusal) && change_visits (self, refusal) && tl_impact_money_change (self, change, refusal);
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
  for (guint i = 0; i < self->detailed->len; i++)
    self->is_detailed[g_array_index (self->detailed, guint, i)] = FALSE;
  g_array_set_size (self->detailed, 0);
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
 * tl_impact_solver_change_some:
 * @self: a solver whose world has a result
 * @effects: (array length=n_effects): indices of effects, each once
 * @n_effects: how many
 * @change: (out): the change to the year with these effects alone
 * @refusal: (inout): initialised; set where the changed world is refused
 *
 * Returns: whether the changed world has a result
 */
gboolean
tl_impact_solver_change_some (TlImpactSolver *self, const guint *effects, guint n_effects, TlImpactChange *change,
                              TlImpactRefusal *refusal)
{
  gboolean fine;

  g_return_val_if_fail (self->ready, FALSE);

  for (guint i = 0; i < n_effects; i++)
    gather_effect (self, effects[i]);
  gather_rest (self);
  fine = finish_world (self, change, refusal);
  undo (self);
  return fine;
}

/**
 * tl_impact_solver_costs:
 * @self: a solver whose world has a result
 * @fixes: (array length=n_fixes): indices of fixes, each once
 * @n_fixes: how many
 * @costs: (out) (array): by touchpoint: by how much its cost changes a year with all of them, cash or not
 * @refusal: (inout): initialised; set where the changed world is refused
 *
 * Returns: whether the changed world has a result
 */
gboolean
tl_impact_solver_costs (TlImpactSolver *self, const guint *fixes, guint n_fixes, double *costs,
                        TlImpactRefusal *refusal)
{
  TlImpactChange change;
  gboolean       fine;

  g_return_val_if_fail (self->ready, FALSE);

  gather (self, fixes, n_fixes);
  fine = finish_world (self, &change, refusal);
  for (guint t = 0; fine && t < self->model->journey->n_touchpoints; t++)
    costs[t] = tl_impact_money_of_touchpoint (self, t);
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
