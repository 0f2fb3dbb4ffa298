/* tl-impact-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-impact-batch-private.h"

/* Of this part of what there was, nothing is left but rounding. */
#define ROUNDING 1e-13

/*
 * tl_impact_batch_new:
 */
TlImpactBatch *
tl_impact_batch_new (const TlImpactPlan *plan)
{
  const TlImpactModel      *model = plan->model;
  const TlImpactJourney    *journey = model->journey;
  TlImpactBatch            *self = g_new0 (TlImpactBatch, 1);
  g_autoptr (TlImpactWorld) world = tl_impact_world_new (journey);
  guint                     n_slots = model->field[TL_IMPACT_N_FIELDS];

  self->plan = plan;
  self->model = model;
  tl_impact_factors_init (&self->factors, plan->pattern);
  self->world = tl_lanes_alloc (world->n_values);
  self->margin = self->world + (world->margin - world->values);
  self->incrementality = self->world + (world->incrementality - world->values);
  self->given = self->world + (world->share - world->values);
  self->cashable = self->world + (world->cashable - world->values);
  self->count = self->world + (world->count - world->values);
  self->because = self->world + (world->because - world->values);
  self->amount = self->world + (world->amount - world->values);
  self->base = tl_lanes_alloc (n_slots);
  self->now = tl_lanes_alloc (n_slots);
  self->scale = tl_lanes_alloc (n_slots);
  self->survive = tl_lanes_alloc (journey->n_stages);
  self->kept = tl_lanes_alloc (journey->n_stages);
  self->visits = tl_lanes_alloc (journey->n_stages);
  self->reached = tl_lanes_alloc (journey->n_touchpoints);
  self->caused = tl_lanes_alloc (journey->n_touchpoints);
  self->incident = tl_lanes_alloc (journey->n_pains);
  self->worth = tl_lanes_alloc (journey->n_stages);
  self->net_more = tl_lanes_alloc (journey->n_stages);
  self->net_fewer = tl_lanes_alloc (journey->n_stages);
  self->rate = tl_lanes_alloc (journey->n_contacts);
  self->column = tl_lanes_alloc ((gsize) journey->n_stages * plan->most_rows);
  self->returns = tl_lanes_alloc (journey->n_stages);
  self->all_more = tl_lanes_alloc (journey->n_stages);
  self->all_fewer = tl_lanes_alloc (journey->n_stages);
  self->own_more = tl_lanes_alloc (journey->n_stages);
  self->own_fewer = tl_lanes_alloc (journey->n_stages);
  self->part = tl_lanes_alloc (plan->most_moves);
  self->entered = tl_lanes_alloc (journey->n_stages);
  self->more = tl_lanes_alloc (journey->n_stages);
  self->more_caused = tl_lanes_alloc (journey->n_touchpoints);
  self->more_reached = tl_lanes_alloc (journey->n_touchpoints);
  self->more_incident = tl_lanes_alloc (journey->n_pains);
  self->right = tl_lanes_alloc (journey->n_stages);
  for (guint i = 0; i < n_slots; i++)
    self->scale[i] = TL_LANES (1);
  /* Unused lanes hold a world too. */
  for (guint lane = 0; lane < TL_IMPACT_LANES; lane++)
    tl_impact_batch_put (self, lane, world);
  return self;
}

/*
 * tl_impact_batch_free:
 */
void
tl_impact_batch_free (TlImpactBatch *self)
{
  if (self == NULL)
    return;
  tl_impact_factors_clear (&self->factors);
  g_aligned_free (self->world);
  g_aligned_free (self->base);
  g_aligned_free (self->now);
  g_aligned_free (self->scale);
  g_aligned_free (self->survive);
  g_aligned_free (self->kept);
  g_aligned_free (self->visits);
  g_aligned_free (self->reached);
  g_aligned_free (self->caused);
  g_aligned_free (self->incident);
  g_aligned_free (self->worth);
  g_aligned_free (self->net_more);
  g_aligned_free (self->net_fewer);
  g_aligned_free (self->rate);
  g_aligned_free (self->returns);
  g_aligned_free (self->all_more);
  g_aligned_free (self->all_fewer);
  g_aligned_free (self->own_more);
  g_aligned_free (self->own_fewer);
  g_aligned_free (self->column);
  g_aligned_free (self->entered);
  g_aligned_free (self->more);
  g_aligned_free (self->more_caused);
  g_aligned_free (self->more_reached);
  g_aligned_free (self->more_incident);
  g_aligned_free (self->right);
  g_aligned_free (self->part);
  g_free (self);
}

/*
 * tl_impact_batch_put:
 *
 * Puts a world into a lane.
 */
void
tl_impact_batch_put (TlImpactBatch *self, guint lane, const TlImpactWorld *world)
{
  for (gsize i = 0; i < world->n_values; i++)
    self->world[i][lane] = world->values[i];
}

/*
 * tl_impact_batch_get:
 *
 * Takes the world of a lane.
 */
void
tl_impact_batch_get (const TlImpactBatch *self, guint lane, TlImpactWorld *world)
{
  for (gsize i = 0; i < world->n_values; i++)
    world->values[i] = self->world[i][lane];
}

/*
 * tl_impact_batch_values:
 *
 * Returns: (transfer none): the numbers of all lanes' worlds, as a world's values; at their points until others are put
 */
TlLanes *
tl_impact_batch_values (TlImpactBatch *self)
{
  return self->world;
}

/* Which part of its reach each move takes away: of what all that leave a touchpoint take, each by what it would alone. */
static void
find_moves (TlImpactBatch *self, const TlImpactPlanFix *fix)
{
  for (guint i = 0; i < fix->moves->len; i++)
    {
      const TlImpactPlanMove *move = &g_array_index (fix->moves, TlImpactPlanMove, i);
      TlLanes                 product = TL_LANES (1);
      TlLanes                 sum = TL_LANES (0);

      for (guint j = 0; j < fix->moves->len; j++)
        {
          const TlImpactPlanMove *other = &g_array_index (fix->moves, TlImpactPlanMove, j);

          if (other->from != move->from)
            continue;
          product *= self->amount[other->effect];
          sum += 1 - self->amount[other->effect];
        }
      self->part[i] = tl_lanes_where ((TlLaneMask) (sum > 0), (1 - product) * ((1 - self->amount[move->effect]) / sum));
    }
}

/* The changed fields. Returns the lanes in which one is no number. */
static TlLaneMask
settle (TlImpactBatch *self, const TlImpactPlanFix *fix)
{
  TlLaneMask odd = { 0 };

  find_moves (self, fix);
  for (guint i = 0; i < fix->slots->len; i++)
    {
      const TlImpactPlanSlot *slot = &g_array_index (fix->slots, TlImpactPlanSlot, i);
      TlLanes                 scale = TL_LANES (1);
      TlLanes                 shift = TL_LANES (0);
      TlLanes                 value;

      for TL_IMPACT_PLAN_EACH (slot->scales, k, effect)
        scale *= self->amount[effect];
      for TL_IMPACT_PLAN_EACH (slot->shifts, k, effect)
        shift += self->amount[effect];
      for TL_IMPACT_PLAN_EACH (slot->moves, k, move)
        shift += FIELD (self, base, REACH)[g_array_index (fix->moves, TlImpactPlanMove, move).from] * self->part[move];
      for TL_IMPACT_PLAN_EACH (slot->becauses, k, because)
        {
          const GArray *scales = g_array_index (fix->causes, GArray *, g_array_index (slot->strengths, guint, k));
          TlLanes       strength = TL_LANES (1);

          for TL_IMPACT_PLAN_EACH (scales, j, effect)
            strength *= self->amount[effect];
          scale *= 1 - self->because[because] * (1 - strength);
        }
      value = self->base[slot->slot] * scale + shift;
      if (slot->field != TL_IMPACT_FIELD_REVENUE)
        value = tl_lanes_max (value, TL_LANES (0));
      if (slot->field == TL_IMPACT_FIELD_SHARE || slot->field == TL_IMPACT_FIELD_INCIDENCE ||
          slot->field == TL_IMPACT_FIELD_LEAVE)
        value = tl_lanes_min (value, TL_LANES (1));
      self->now[slot->slot] = value;
      self->scale[slot->slot] = scale;
      odd |= ODD (scale) | ODD (shift) | ODD (value);
    }
  return odd;
}

static void
undo (TlImpactBatch *self, const TlImpactPlanFix *fix)
{
  for (guint i = 0; i < fix->slots->len; i++)
    {
      guint slot = g_array_index (fix->slots, TlImpactPlanSlot, i).slot;

      self->now[slot] = self->base[slot];
      self->scale[slot] = TL_LANES (1);
    }
}

/* What becomes of the shares out of a stage: those to stages that are not lost are multiplied by @factor, those to lost
 * ones by @lost_factor, and each of these gets @lost_part besides; all where @differs. */
typedef struct
{
  TlLanes    factor;
  TlLanes    lost_factor;
  TlLanes    lost_part;
  TlLaneMask differs;
} Row;

static Row
find_row (TlImpactBatch *self, guint stage)
{
  const TlImpactModel   *model = self->model;
  const TlLanes         *base = FIELD (self, base, SHARE);
  const TlLanes         *now = FIELD (self, now, SHARE);
  TlLanes                survival = tl_impact_batch_survival (self, self->now, stage);
  TlLanes                continues = FIELD (self, now, CONTINUE)[stage];
  TlLanes                ratio = survival / self->survive[stage];
  TlLanes                wanted = TL_LANES (0);
  TlLanes                sum = TL_LANES (0);
  TlLanes                factor;
  TlLanes                left;
  TlLanes                lost_factor;
  TlLanes                lost_part;
  TlLaneMask             differs = (TlLaneMask) (survival != self->survive[stage]) | (TlLaneMask) (continues != 1);
  TlLaneMask             none_lost;
  guint                  n_lost = 0;

  for TL_IMPACT_EACH (model->out, stage, i, transition)
    {
      if (model->to_lost[transition])
        n_lost++;
      else
        wanted += now[transition];
      differs |= (TlLaneMask) (now[transition] != base[transition]);
    }
  ratio = tl_lanes_pick ((TlLaneMask) (ratio > 1), 1 + *self->incrementality * (ratio - 1), ratio);
  factor = ratio * continues;
  factor = tl_lanes_pick ((TlLaneMask) (wanted > 0) & (TlLaneMask) (factor * wanted > survival), survival / wanted, factor);
  for TL_IMPACT_EACH (model->out, stage, i, transition)
    if (!model->to_lost[transition])
      sum += now[transition] * factor;
  left = tl_lanes_max (TL_LANES (0), 1 - sum);
  none_lost = (TlLaneMask) (1 - self->kept[stage] <= TL_IMPACT_TOLERANCE);
  lost_part = tl_lanes_where (none_lost, left / MAX (n_lost, 1));
  lost_factor = tl_lanes_where (~none_lost, left / (1 - self->kept[stage]));
  return (Row) { factor, lost_factor, lost_part, differs };
}

/* The change of the shares out of a stage, solved for: where more visits would come from. */
static TlLaneMask
change_row (TlImpactBatch *self, guint stage, TlLanes *column)
{
  const TlImpactModel   *model = self->model;
  const TlImpactPattern *pattern = self->plan->pattern;
  const TlLanes         *base = FIELD (self, base, SHARE);
  const TlLanes         *now = FIELD (self, now, SHARE);
  Row                    row = find_row (self, stage);
  guint                  first = pattern->n;

  memset (column, 0, pattern->n * sizeof *column);
  for TL_IMPACT_EACH (model->out, stage, i, transition)
    {
      guint   place = pattern->place[model->to[transition]];
      TlLanes share = model->to_lost[transition] ? base[transition] * row.lost_factor + row.lost_part
                                                 : now[transition] * row.factor;

      column[place] += tl_lanes_where (row.differs, share - base[transition]);
      first = MIN (first, place);
    }
  if (first < pattern->n)
    tl_impact_factors_solve (&self->factors, column, first);
  return ~(TlLaneMask) (self->survive[stage] >= TL_IMPACT_TOLERANCE);
}

/* The change of the visits: each changed row adds its column as often as its stage is visited then. */
static TlLaneMask
change_visits (TlImpactBatch *self, const TlImpactPlanFix *fix)
{
  const TlImpactPattern *pattern = self->plan->pattern;
  guint                  n = pattern->n;
  TlLanes                matrix[TL_IMPACT_PLAN_ROWS][TL_IMPACT_PLAN_ROWS];
  TlLanes                visits[TL_IMPACT_PLAN_ROWS];
  TlLaneMask             odd = { 0 };

  for (guint i = 0; i < n; i++)
    self->entered[i] = TL_LANES (0);
  if (fix->enters)
    {
      for (guint i = 0; i < n; i++)
        self->entered[i] = FIELD (self, now, ENTRY)[pattern->order[i]] - FIELD (self, base, ENTRY)[pattern->order[i]];
      tl_impact_factors_solve (&self->factors, self->entered, 0);
    }
  for (guint r = 0; r < fix->n_rows; r++)
    odd |= change_row (self, fix->rows[r], self->column + (gsize) r * n);

  /* Visits then: (I − X)·m = V + y, by elimination; its diagonal is far from 0 or the lane is left alone. */
  for (guint r = 0; r < fix->n_rows; r++)
    {
      guint place = pattern->place[fix->rows[r]];

      visits[r] = self->visits[fix->rows[r]] + self->entered[place];
      for (guint c = 0; c < fix->n_rows; c++)
        matrix[r][c] = (r == c) - self->column[(gsize) c * n + place];
    }
  for (guint k = 0; k < fix->n_rows; k++)
    {
      odd |= ~(TlLaneMask) (matrix[k][k] >= SMALL_RATIO);
      for (guint r = k + 1; r < fix->n_rows; r++)
        {
          TlLanes times = matrix[r][k] / matrix[k][k];

          for (guint c = k; c < fix->n_rows; c++)
            matrix[r][c] -= times * matrix[k][c];
          visits[r] -= times * visits[k];
        }
    }
  for (guint k = fix->n_rows; k-- > 0; )
    {
      for (guint c = k + 1; c < fix->n_rows; c++)
        visits[k] -= matrix[k][c] * visits[c];
      visits[k] /= matrix[k][k];
    }

  for (guint i = 0; i < n; i++)
    {
      TlLanes more = self->entered[i];

      for (guint r = 0; r < fix->n_rows; r++)
        more += self->column[(gsize) r * n + i] * visits[r];
      self->more[pattern->order[i]] = more;
    }
  return odd;
}

/* The interactions and incidents of a stage at which more than the visits changes. Returns what they are worth. */
static TlLanes
change_stage (TlImpactBatch *self, guint stage)
{
  const TlImpactModel *model = self->model;
  const TlLanes       *reach = FIELD (self, now, REACH);
  const TlLanes       *incidence = FIELD (self, now, INCIDENCE);
  const TlLanes       *each = FIELD (self, now, COST);
  TlLanes              worth = self->more[stage] * self->worth[stage];

  for TL_IMPACT_EACH (model->touchpoints, stage, i, t)
    {
      self->more_reached[t] =
        self->more[stage] * reach[t] + self->visits[stage] * (reach[t] - FIELD (self, base, REACH)[t]);
      for TL_IMPACT_EACH (model->pains, t, j, k)
        {
          TlLanes more = self->more_reached[t] * incidence[k] +
                         self->reached[t] * (incidence[k] - FIELD (self, base, INCIDENCE)[k]);

          self->more_incident[k] = more;
          worth -= more * each[k] + self->incident[k] * (each[k] - FIELD (self, base, COST)[k]);
        }
    }
  return worth;
}

/* The contacts that pains cause more, by the visits alone or by what changed. */
static void
change_contacts (TlImpactBatch *self, const TlImpactPlanFix *fix)
{
  const TlImpactModel *model = self->model;

  for TL_IMPACT_PLAN_EACH (fix->contacts, i, contact)
    self->more_caused[model->touchpoint_of_contact[contact]] +=
      self->more[model->stage_of_contact[contact]] * self->rate[contact];
  for TL_IMPACT_PLAN_EACH (fix->special, i, contact)
    {
      guint    k = model->journey->contacts[contact].pain;
      guint    t = model->touchpoint_of_pain[k];
      guint    s = model->stage_of_contact[contact];
      guint    at = model->touchpoint_of_contact[contact];
      TlLanes  count = self->count[contact];
      TlLanes  sent = count * FIELD (self, scale, CONTACTS)[k];
      TlLanes  stays = sent * FIELD (self, scale, REACH)[at];
      gboolean is_detailed = FALSE;
      TlLanes  more;

      for TL_IMPACT_PLAN_EACH (fix->detailed, j, stage)
        is_detailed |= stage == s;
      more = is_detailed ? self->more_incident[k]
                         : self->more[s] * FIELD (self, base, REACH)[t] * FIELD (self, base, INCIDENCE)[k];
      self->more_caused[at] += more * stays + self->incident[k] * (stays - count);
      for (guint m = 0; m < fix->moves->len; m++)
        {
          const TlImpactPlanMove *move = &g_array_index (fix->moves, TlImpactPlanMove, m);

          if (move->from == at)
            self->more_caused[move->to] += (self->incident[k] + more) * sent * self->part[m];
        }
    }
}

static TlLanes
as_cash (TlLanes more, TlLanes cashable)
{
  return tl_lanes_pick ((TlLaneMask) (more < 0), cashable * more, more);
}

/* What the visits then bring by other prices. */
static TlLanes
price_change (const TlImpactBatch *self, const TlImpactPlanFix *fix)
{
  TlLanes gross = TL_LANES (0);

  for (guint i = 0; i < fix->slots->len; i++)
    {
      const TlImpactPlanSlot *slot = &g_array_index (fix->slots, TlImpactPlanSlot, i);
      TlLanes                 left;

      if (slot->field != TL_IMPACT_FIELD_REVENUE)
        continue;
      left = self->visits[slot->index] + self->more[slot->index];
      left = tl_lanes_where ((TlLaneMask) (left > ROUNDING * self->visits[slot->index]), left);
      gross += left * (self->now[slot->slot] - self->base[slot->slot]);
    }
  return gross;
}

/* What the change is worth a year. */
static TlLanes
find_gross (TlImpactBatch *self, const TlImpactPlanFix *fix)
{
  const TlImpactModel *model = self->model;
  const TlLanes       *unit = FIELD (self, now, UNIT_COST);
  const TlLanes       *fixed = FIELD (self, now, FIXED_COST);
  TlLanes              gross = TL_LANES (0);

  for TL_IMPACT_PLAN_EACH (model->contacted, i, t)
    self->more_caused[t] = TL_LANES (0);
  for TL_IMPACT_PLAN_EACH (fix->detailed, i, stage)
    {
      for TL_IMPACT_EACH (model->touchpoints, stage, j, t)
        self->more_caused[t] = TL_LANES (0);
      gross += change_stage (self, stage);
    }
  for TL_IMPACT_PLAN_EACH (fix->plain, i, stage)
    {
      TlLanes more = self->more[stage];

      gross += more * tl_lanes_pick ((TlLaneMask) (more > 0), self->net_more[stage], self->net_fewer[stage]);
    }
  if (model->contacted->len > 0)
    change_contacts (self, fix);
  for TL_IMPACT_PLAN_EACH (fix->contacted, i, t)
    {
      TlLanes more = self->more[model->stage_of_touchpoint[t]] * FIELD (self, base, REACH)[t] + self->more_caused[t];

      gross -= as_cash (more * FIELD (self, base, UNIT_COST)[t], self->cashable[t]);
    }
  for TL_IMPACT_PLAN_EACH (fix->detailed, i, stage)
    for TL_IMPACT_EACH (model->touchpoints, stage, j, t)
      gross -= as_cash ((self->more_reached[t] + self->more_caused[t]) * unit[t] +
                          (self->reached[t] + self->caused[t]) * (unit[t] - FIELD (self, base, UNIT_COST)[t]) +
                          (fixed[t] - FIELD (self, base, FIXED_COST)[t]),
                        self->cashable[t]);
  return gross + price_change (self, fix);
}

/* A fix of one stage, without asking how many visits more each other stage has: those that leave this one lead to visits
 * of one sign everywhere, so that what they are worth was found for all such fixes at once. */
static TlLaneMask
change_alone (TlImpactBatch *self, const TlImpactPlanFix *fix, TlLanes *gross)
{
  const TlImpactModel   *model = self->model;
  const TlImpactPattern *pattern = self->plan->pattern;
  const TlLanes         *base = FIELD (self, base, SHARE);
  const TlLanes         *unit = FIELD (self, now, UNIT_COST);
  const TlLanes         *fixed = FIELD (self, now, FIXED_COST);
  guint                  stage = fix->rows[0];
  guint                  place = pattern->place[stage];
  Row                    row = find_row (self, stage);
  TlLanes                by = tl_lanes_where (row.differs, row.factor - 1);
  TlLanes                pivot = 1 - by * (self->returns[place] - 1);
  TlLanes                left = self->visits[stage] / pivot; /* visits then */
  TlLanes                more = left * by;                   /* of them, as often as P leads on */
  TlLaneMask             up = (TlLaneMask) (more > 0);
  TlLanes                all = tl_lanes_pick (up, self->all_more[place], self->all_fewer[place]);
  TlLanes                own = tl_lanes_pick (up, self->own_more[place], self->own_fewer[place]);
  gboolean               is_detailed = fix->detailed->len > 0;

  *gross = more * (all - own * (is_detailed ? self->returns[place] : TL_LANES (1)));
  /* Lost stages, where nothing but revenue is, get what the others do not. */
  for TL_IMPACT_EACH (model->out, stage, i, transition)
    if (model->to_lost[transition])
      *gross += left * self->worth[model->to[transition]] *
                tl_lanes_where (row.differs, base[transition] * (row.lost_factor - row.factor) + row.lost_part);
  self->more[stage] = more * (self->returns[place] - 1);
  if (is_detailed)
    {
      *gross += change_stage (self, stage);
      for TL_IMPACT_EACH (model->touchpoints, stage, j, t)
        *gross -= as_cash (self->more_reached[t] * unit[t] +
                             self->reached[t] * (unit[t] - FIELD (self, base, UNIT_COST)[t]) +
                             (fixed[t] - FIELD (self, base, FIXED_COST)[t]),
                           self->cashable[t]);
    }
  *gross += price_change (self, fix);
  return ~(TlLaneMask) (self->survive[stage] >= TL_IMPACT_TOLERANCE) | ~(TlLaneMask) (pivot >= SMALL_RATIO);
}

/*
 * tl_impact_batch_change:
 * @nth: which fix of the plan, one it covers
 * @gross: (out): what its change to the year is worth
 * @out: (out): the lanes that are out of the ordinary, in which @gross means nothing; those that already were without
 *   fixes mean nothing either
 */
TL_IMPACT_WIDE void
tl_impact_batch_change (TlImpactBatch *self, guint nth, TlLanes *gross, TlLaneMask *out)
{
  const TlImpactPlanFix *fix = &self->plan->fixes[nth];
  TlLaneMask             odd;

  odd = settle (self, fix);
  if (fix->lone && self->has_returns)
    odd |= change_alone (self, fix, gross);
  else
    {
      odd |= change_visits (self, fix);
      *gross = find_gross (self, fix);
    }
  odd |= ODD (*gross);
  undo (self, fix);
  *out = odd;
}
