/* tl-impact-batch-base.c: the year as it is, in every lane
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-impact-batch-private.h"

/* Looking ahead costs about as much as so many fixes. */
#define FEW_LONE 2

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

/* Gives shares to the transitions that have none. Returns the lanes in which the stage breaks a rule. */
static TlLaneMask
resolve_shares (TlImpactBatch *self, guint stage)
{
  const TlImpactModel *model = self->model;
  TlLanes             *share = FIELD (self, base, SHARE);
  TlLanes              survival = self->survive[stage] = tl_impact_batch_survival (self, self->base, stage);
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

/* What a visit more at each stage is worth there and wherever it leads; contacts, which are counted by touchpoint, with
 * it. Enough where all that changes is of one sign. */
static void
look_ahead (TlImpactBatch *self)
{
  const TlImpactModel   *model = self->model;
  const TlImpactPattern *pattern = self->plan->pattern;
  const TlLanes         *reach = FIELD (self, base, REACH);
  const TlLanes         *unit = FIELD (self, base, UNIT_COST);

  self->has_returns =
    self->plan->n_lone >= FEW_LONE && tl_impact_factors_find_returns (&self->factors, self->returns);
  if (!self->has_returns)
    return;
  for (guint i = 0; i < pattern->n; i++)
    {
      self->all_more[i] = self->net_more[pattern->order[i]];
      self->all_fewer[i] = self->net_fewer[pattern->order[i]];
    }
  for TL_IMPACT_PLAN_EACH (model->contacted, i, t)
    {
      guint   place = pattern->place[model->stage_of_touchpoint[t]];
      TlLanes cost = reach[t] * unit[t];

      self->all_more[place] -= cost;
      self->all_fewer[place] -= cost * self->cashable[t];
    }
  for (guint i = 0; i < model->journey->n_contacts; i++)
    {
      guint   place = pattern->place[model->stage_of_contact[i]];
      guint   at = model->touchpoint_of_contact[i];
      TlLanes cost = self->rate[i] * unit[at];

      self->all_more[place] -= cost;
      self->all_fewer[place] -= cost * self->cashable[at];
    }
  memcpy (self->own_more, self->all_more, pattern->n * sizeof *self->own_more);
  memcpy (self->own_fewer, self->all_fewer, pattern->n * sizeof *self->own_fewer);
  tl_impact_factors_solve_transposed (&self->factors, self->all_more);
  tl_impact_factors_solve_transposed (&self->factors, self->all_fewer);
}

/*
 * tl_impact_batch_set:
 * @out: (out): the lanes that are out of the ordinary, perhaps refused, of which nothing is known
 *
 * Works out the year as it is in every lane.
 */
TL_IMPACT_WIDE void
tl_impact_batch_set (TlImpactBatch *self, TlLaneMask *out)
{
  TlLaneMask odd = { 0 };

  copy_slots (self);
  for (guint s = 0; s < self->model->journey->n_stages; s++)
    odd |= resolve_shares (self, s);
  odd |= find_visits (self);
  odd |= find_money (self);
  look_ahead (self);
  memcpy (self->now, self->base, self->model->field[TL_IMPACT_N_FIELDS] * sizeof *self->now);
  *out = odd;
}
