/* tl-impact-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-impact-plan.h"

/* Where customers stay longer, or a changed stage nearly keeps all, digits are lost: that is the solver's. */
#define LONG_STAY 1e3
#define SMALL_RATIO 5e-2
#define ROUNDING 1e-13

/* What is not a finite number, in any lane. */
#define ODD(v) (~(TlLaneMask) ((v) * 0 == 0))

struct TlImpactBatch
{
  const TlImpactPlan  *plan;
  const TlImpactModel *model;
  TlImpactFactors      factors;

  TlLanes             *world; /* as a world's values */
  TlLanes             *margin;
  TlLanes             *incrementality;
  TlLanes             *given; /* by transition */
  TlLanes             *cashable;
  TlLanes             *count;
  TlLanes             *because;
  TlLanes             *amount;

  TlLanes             *base;     /* by slot */
  TlLanes             *now;
  TlLanes             *scale;
  TlLanes             *survive;  /* by stage */
  TlLanes             *kept;
  TlLanes             *visits;
  TlLanes             *reached;  /* by touchpoint */
  TlLanes             *caused;
  TlLanes             *incident; /* by pain */
  TlLanes             *worth;    /* by stage: margin on what one visit more brings */
  TlLanes             *net_more; /* by stage: what one visit more is worth, and one fewer costs */
  TlLanes             *net_fewer;
  TlLanes             *rate;     /* by contact */

  TlLanes             *column;   /* by place: solutions, one behind the other */
  TlLanes             *entered;  /* by place */
  TlLanes             *more;     /* by stage */
  TlLanes             *more_caused;
  TlLanes             *more_reached;
  TlLanes             *more_incident;
  TlLanes             *right;
  TlLanes             *part;     /* by move: of the reach that it leaves */
};

#define FIELD(self, array, name) ((self)->array + (self)->model->field[TL_IMPACT_FIELD_##name])

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

static void
copy_slots (TlImpactBatch *self)
{
  const TlImpactModel   *model = self->model;
  const TlImpactJourney *journey = model->journey;
  const struct
  {
    TlImpactField field;
    TlImpactPart  part;
  } parts[] = {
    { TL_IMPACT_FIELD_ENTRY, TL_IMPACT_PART_ENTRY },
    { TL_IMPACT_FIELD_REVENUE, TL_IMPACT_PART_REVENUE },
    { TL_IMPACT_FIELD_REACH, TL_IMPACT_PART_REACH },
    { TL_IMPACT_FIELD_UNIT_COST, TL_IMPACT_PART_UNIT_COST },
    { TL_IMPACT_FIELD_FIXED_COST, TL_IMPACT_PART_FIXED_COST },
    { TL_IMPACT_FIELD_INCIDENCE, TL_IMPACT_PART_INCIDENCE },
    { TL_IMPACT_FIELD_LEAVE, TL_IMPACT_PART_LEAVE },
    { TL_IMPACT_FIELD_COST, TL_IMPACT_PART_COST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      guint first = model->field[parts[i].field];
      guint n = model->field[parts[i].field + 1] - first;

      if (n > 0)
        memcpy (self->base + first, self->world + tl_impact_world_find (journey, parts[i].part, 0), n * sizeof (TlLanes));
    }
  for (guint s = 0; s < journey->n_stages; s++)
    FIELD (self, base, CONTINUE)[s] = TL_LANES (1);
  for (guint k = 0; k < journey->n_pains; k++)
    FIELD (self, base, CONTACTS)[k] = TL_LANES (1);
  for (guint c = 0; c < journey->n_causes; c++)
    FIELD (self, base, STRENGTH)[c] = TL_LANES (1);
}

static TlLanes
find_survival (const TlImpactBatch *self, const TlLanes *slots, guint stage)
{
  const TlImpactModel *model = self->model;
  const TlLanes       *reach = slots + model->field[TL_IMPACT_FIELD_REACH];
  const TlLanes       *incidence = slots + model->field[TL_IMPACT_FIELD_INCIDENCE];
  const TlLanes       *leave = slots + model->field[TL_IMPACT_FIELD_LEAVE];
  TlLanes              survival = TL_LANES (1);

  for TL_IMPACT_EACH (model->touchpoints, stage, i, touchpoint)
    {
      TlLanes    spared = TL_LANES (1);
      TlLanes    here;
      TlLaneMask often;

      if (model->pains.start[touchpoint] == model->pains.start[touchpoint + 1])
        continue;
      for TL_IMPACT_EACH (model->pains, touchpoint, j, pain)
        spared *= 1 - incidence[pain] * leave[pain];
      here = 1 - reach[touchpoint] * (1 - spared);
      often = (TlLaneMask) (reach[touchpoint] > 1);
      if (tl_lanes_any (often))
        for (int lane = 0; lane < TL_IMPACT_LANES; lane++)
          if (often[lane])
            here[lane] = tl_impact_survive (reach[touchpoint][lane], spared[lane]);
      survival *= here;
    }
  return survival;
}

/* Gives shares to the transitions that have none. Returns the lanes in which the stage breaks a rule. */
static TlLaneMask
resolve_shares (TlImpactBatch *self, guint stage)
{
  const TlImpactModel *model = self->model;
  TlLanes             *share = FIELD (self, base, SHARE);
  TlLanes              survival = self->survive[stage] = find_survival (self, self->base, stage);
  TlLanes              sum[2] = { TL_LANES (0), TL_LANES (0) };
  TlLanes              part[2] = { TL_LANES (0), TL_LANES (0) };
  TlLanes              kept;
  guint                open[2] = { 0, 0 };
  gboolean             goes_on = FALSE;
  TlLaneMask           odd;

  for TL_IMPACT_EACH (model->out, stage, i, transition)
    {
      int lost = model->to_lost[transition];

      goes_on |= !lost;
      if (model->journey->transitions[transition].given)
        sum[lost] += self->given[transition];
      else
        open[lost]++;
    }
  kept = sum[0];
  if (open[0] > 0)
    {
      part[0] = tl_lanes_max (TL_LANES (0), 1 - sum[0] - tl_lanes_max (1 - survival, sum[1])) / open[0];
      kept += part[0] * open[0];
    }
  if (open[1] > 0)
    part[1] = tl_lanes_max (TL_LANES (0), 1 - kept - sum[1]) / open[1];
  self->kept[stage] = kept;
  for TL_IMPACT_EACH (model->out, stage, i, transition)
    share[transition] = model->journey->transitions[transition].given ? self->given[transition]
                                                                      : part[model->to_lost[transition]];
  odd = ~((TlLaneMask) (sum[0] + sum[1] <= 1 + TL_IMPACT_TOLERANCE) &
          (TlLaneMask) (1 - survival <= 1 - kept + TL_IMPACT_TOLERANCE));
  if (goes_on)
    odd |= ~(TlLaneMask) (survival >= TL_IMPACT_TOLERANCE);
  return odd;
}

/* The visits, and the lanes in which customers stay too long. */
static TlLaneMask
find_visits (TlImpactBatch *self)
{
  const TlImpactPattern *pattern = self->plan->pattern;
  const TlLanes         *entry = FIELD (self, base, ENTRY);
  TlLaneMask             odd = { 0 };

  tl_impact_factors_set (&self->factors, FIELD (self, base, SHARE));
  for (guint i = 0; i < pattern->n; i++)
    self->right[i] = TL_LANES (1);
  tl_impact_factors_solve_transposed (&self->factors, self->right);
  for (guint i = 0; i < pattern->n; i++)
    odd |= ~((TlLaneMask) (self->right[i] >= 0) & (TlLaneMask) (self->right[i] <= LONG_STAY));
  for (guint i = 0; i < pattern->n; i++)
    self->right[i] = entry[pattern->order[i]];
  tl_impact_factors_solve (&self->factors, self->right, 0);
  for (guint i = 0; i < pattern->n; i++)
    {
      self->visits[pattern->order[i]] = self->right[i];
      odd |= ODD (self->right[i]);
    }
  return odd;
}

/* What the year's money is made of, as far as changes ask for it. */
static TlLaneMask
find_money (TlImpactBatch *self)
{
  const TlImpactModel   *model = self->model;
  const TlImpactJourney *journey = model->journey;
  const TlLanes         *revenue = FIELD (self, base, REVENUE);
  const TlLanes         *reach = FIELD (self, base, REACH);
  const TlLanes         *unit = FIELD (self, base, UNIT_COST);
  const TlLanes         *incidence = FIELD (self, base, INCIDENCE);
  const TlLanes         *each = FIELD (self, base, COST);
  TlLaneMask             odd = { 0 };

  for (guint s = 0; s < journey->n_stages; s++)
    {
      self->worth[s] = tl_lanes_pick ((TlLaneMask) (revenue[s] > 0), revenue[s] * *self->margin, revenue[s]);
      self->net_more[s] = self->net_fewer[s] = self->worth[s];
      odd |= ODD (self->visits[s] * revenue[s]);
    }
  for (guint t = 0; t < journey->n_touchpoints; t++)
    {
      guint   s = model->stage_of_touchpoint[t];
      TlLanes cost = reach[t] * unit[t];

      self->reached[t] = self->visits[s] * reach[t];
      self->caused[t] = TL_LANES (0);
      if (model->is_contacted[t])
        continue;
      self->net_more[s] -= cost;
      self->net_fewer[s] -= cost * self->cashable[t];
    }
  for (guint k = 0; k < journey->n_pains; k++)
    {
      guint   t = model->touchpoint_of_pain[k];
      guint   s = model->stage_of_touchpoint[t];
      TlLanes a_visit = reach[t] * incidence[k];

      self->incident[k] = self->reached[t] * incidence[k];
      self->net_more[s] -= a_visit * each[k];
      self->net_fewer[s] -= a_visit * each[k];
    }
  for (guint i = 0; i < journey->n_contacts; i++)
    {
      guint k = journey->contacts[i].pain;
      guint t = model->touchpoint_of_pain[k];

      self->rate[i] = reach[t] * incidence[k] * self->count[i];
      self->caused[model->touchpoint_of_contact[i]] += self->incident[k] * self->count[i];
    }
  for (guint t = 0; t < journey->n_touchpoints; t++)
    odd |= ODD ((self->reached[t] + self->caused[t]) * unit[t]);
  for (guint k = 0; k < journey->n_pains; k++)
    odd |= ODD (self->incident[k] * each[k]);
  return odd;
}

/*
 * tl_impact_batch_set:
 *
 * Works out the year as it is in every lane.
 *
 * Returns: the lanes that are out of the ordinary, perhaps refused, of which nothing is known
 */
TlLaneMask
tl_impact_batch_set (TlImpactBatch *self)
{
  TlLaneMask odd = { 0 };

  copy_slots (self);
  for (guint s = 0; s < self->model->journey->n_stages; s++)
    odd |= resolve_shares (self, s);
  odd |= find_visits (self);
  odd |= find_money (self);
  memcpy (self->now, self->base, self->model->field[TL_IMPACT_N_FIELDS] * sizeof *self->now);
  return odd;
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

/* The change of the shares out of a stage, solved for: where more visits would come from. */
static TlLaneMask
change_row (TlImpactBatch *self, guint stage, TlLanes *column)
{
  const TlImpactModel   *model = self->model;
  const TlImpactPattern *pattern = self->plan->pattern;
  const TlLanes         *base = FIELD (self, base, SHARE);
  const TlLanes         *now = FIELD (self, now, SHARE);
  TlLanes                survival = find_survival (self, self->now, stage);
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
  guint                  first = pattern->n;

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

  memset (column, 0, pattern->n * sizeof *column);
  for TL_IMPACT_EACH (model->out, stage, i, transition)
    {
      guint   place = pattern->place[model->to[transition]];
      TlLanes share = model->to_lost[transition] ? base[transition] * lost_factor + lost_part : now[transition] * factor;

      column[place] += tl_lanes_where (differs, share - base[transition]);
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

/*
 * tl_impact_batch_change:
 * @nth: which fix of the plan, one it covers
 * @gross: (out): what its change to the year is worth
 *
 * Returns: the lanes that are out of the ordinary, in which @gross means nothing; those that already were without fixes
 *   mean nothing either
 */
TlLaneMask
tl_impact_batch_change (TlImpactBatch *self, guint nth, TlLanes *gross)
{
  const TlImpactPlanFix *fix = &self->plan->fixes[nth];
  TlLaneMask             odd;

  odd = settle (self, fix);
  odd |= change_visits (self, fix);
  *gross = find_gross (self, fix);
  odd |= ODD (*gross);
  undo (self, fix);
  return odd;
}
