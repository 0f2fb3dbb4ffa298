/* tl-impact-model.c: a journey made ready
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-private.h"

#include <string.h>

/* Groups the members 0..n_members−1 by the group that stands in each of the things, @offset bytes in. */
static void
group (TlImpactLists *lists, guint n_groups, const void *things, guint n_members, gsize size, gsize offset)
{
  const char *thing;

  lists->start = g_new0 (guint, n_groups + 1);
  lists->member = g_new (guint, n_members);
  if (n_members == 0)
    return;
  thing = (const char *) things + offset;
  for (guint i = 0; i < n_members; i++)
    lists->start[*(const guint *) (const void *) (thing + i * size) + 1]++;
  for (guint g = 0; g < n_groups; g++)
    lists->start[g + 1] += lists->start[g];
  for (guint i = 0; i < n_members; i++)
    lists->member[lists->start[*(const guint *) (const void *) (thing + i * size)]++] = i;
  memmove (lists->start + 1, lists->start, n_groups * sizeof *lists->start);
  lists->start[0] = 0;
}

static void
lists_clear (TlImpactLists *lists)
{
  g_free (lists->start);
  g_free (lists->member);
}

static gboolean
effect_is_sound (const TlImpactJourney *journey, const TlImpactEffect *effect)
{
  const guint n_things[TL_IMPACT_N_FIELDS] = {
    journey->n_stages, journey->n_stages, journey->n_stages,
    journey->n_transitions,
    journey->n_touchpoints, journey->n_touchpoints, journey->n_touchpoints,
    journey->n_pains, journey->n_pains, journey->n_pains, journey->n_pains,
    journey->n_causes,
  };

  if (effect->fix >= journey->n_fixes || (guint) effect->field >= TL_IMPACT_N_FIELDS ||
      effect->on >= n_things[effect->field])
    return FALSE;
  if (effect->shift && (effect->field == TL_IMPACT_FIELD_CONTACTS || effect->field == TL_IMPACT_FIELD_STRENGTH))
    return FALSE;
  if (effect->field == TL_IMPACT_FIELD_SHARE &&
      journey->stages[journey->transitions[effect->on].to].kind == TL_IMPACT_LOST)
    return FALSE;
  if (effect->to == TL_IMPACT_NONE)
    return TRUE;
  return effect->field == TL_IMPACT_FIELD_REACH && !effect->shift && effect->to < journey->n_touchpoints &&
         effect->to != effect->on && journey->touchpoints[effect->to].stage == journey->touchpoints[effect->on].stage;
}

/* The model room has refused all this already, with words for people. */
static gboolean
journey_is_sound (const TlImpactJourney *journey)
{
  for (guint i = 0; i < journey->n_transitions; i++)
    if (journey->transitions[i].from >= journey->n_stages || journey->transitions[i].to >= journey->n_stages ||
        journey->stages[journey->transitions[i].from].kind != TL_IMPACT_STEP)
      return FALSE;
  for (guint i = 0; i < journey->n_touchpoints; i++)
    if (journey->touchpoints[i].stage >= journey->n_stages)
      return FALSE;
  for (guint i = 0; i < journey->n_pains; i++)
    if (journey->pains[i].touchpoint >= journey->n_touchpoints)
      return FALSE;
  for (guint i = 0; i < journey->n_contacts; i++)
    if (journey->contacts[i].pain >= journey->n_pains || journey->contacts[i].touchpoint >= journey->n_touchpoints)
      return FALSE;
  for (guint i = 0; i < journey->n_becauses; i++)
    if (journey->becauses[i].pain >= journey->n_pains || journey->becauses[i].cause >= journey->n_causes)
      return FALSE;
  for (guint i = 0; i < journey->n_effects; i++)
    if (!effect_is_sound (journey, &journey->effects[i]))
      return FALSE;
  return TRUE;
}

/* The pattern of I − Pᵀ holds every transition drawn, whatever its share, so that one analysis serves all worlds. */
static void
draw_matrix (TlImpactModel *self)
{
  const TlImpactJourney *journey = self->journey;
  g_autofree int        *seen = g_new (int, journey->n_stages);
  int                    at = 0;

  self->n = (int) journey->n_stages;
  self->column = g_new (int, self->n + 1);
  self->row = g_new (int, journey->n_stages + journey->n_transitions);
  self->diagonal = g_new (int, journey->n_stages);
  self->place = g_new (int, journey->n_transitions);
  for (int s = 0; s < self->n; s++)
    seen[s] = -1;
  for (int s = 0; s < self->n; s++)
    {
      self->column[s] = at;
      self->diagonal[s] = at;
      seen[s] = at;
      self->row[at++] = s;
      for TL_IMPACT_EACH (self->out, s, i, transition)
        {
          int to = (int) journey->transitions[transition].to;

          if (seen[to] < self->column[s])
            {
              seen[to] = at;
              self->row[at++] = to;
            }
          self->place[transition] = seen[to];
        }
    }
  self->column[self->n] = at;

  klu_defaults (&self->common);
  /* A column's shares sum to no more than 1, so the diagonal is the pivot; scaling rows would only blur that. */
  self->common.scale = -1;
  if (self->n > 0)
    self->symbolic = klu_analyze (self->n, self->column, self->row, &self->common);
}

static void
copy_references (TlImpactModel *self)
{
  const TlImpactJourney *journey = self->journey;

  self->won = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < journey->n_stages; i++)
    if (journey->stages[i].kind == TL_IMPACT_WON)
      g_array_append_val (self->won, i);
  self->to = g_new (guint, journey->n_transitions);
  self->to_lost = g_new (guint8, journey->n_transitions);
  for (guint i = 0; i < journey->n_transitions; i++)
    {
      self->to[i] = journey->transitions[i].to;
      self->to_lost[i] = journey->stages[self->to[i]].kind == TL_IMPACT_LOST;
    }
  self->stage_of_touchpoint = g_new (guint, journey->n_touchpoints);
  for (guint t = 0; t < journey->n_touchpoints; t++)
    self->stage_of_touchpoint[t] = journey->touchpoints[t].stage;
  self->touchpoint_of_pain = g_new (guint, journey->n_pains);
  for (guint k = 0; k < journey->n_pains; k++)
    self->touchpoint_of_pain[k] = journey->pains[k].touchpoint;
  self->touchpoint_of_contact = g_new (guint, journey->n_contacts);
  self->stage_of_contact = g_new (guint, journey->n_contacts);
  for (guint i = 0; i < journey->n_contacts; i++)
    {
      self->touchpoint_of_contact[i] = journey->contacts[i].touchpoint;
      self->stage_of_contact[i] = self->stage_of_touchpoint[self->touchpoint_of_pain[journey->contacts[i].pain]];
    }
}

/* Notes where contacts come from and go to. */
static void
list_contacts (TlImpactModel *self)
{
  const TlImpactJourney *journey = self->journey;

  self->is_contacted = g_new0 (guint8, journey->n_touchpoints);
  self->contacted = g_array_new (FALSE, FALSE, sizeof (guint));
  self->contacting = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint k = 0; k < journey->n_pains; k++)
    {
      if (self->contacts.start[k] < self->contacts.start[k + 1])
        g_array_append_val (self->contacting, k);
      for TL_IMPACT_EACH (self->contacts, k, i, contact)
        {
          guint at = journey->contacts[contact].touchpoint;

          if (!self->is_contacted[at])
            g_array_append_val (self->contacted, at);
          self->is_contacted[at] = TRUE;
        }
    }
}

static void
lay_out_time (TlImpactModel *self)
{
  double months = floor (self->journey->horizon_years * 12 + .5);

  if (!(months >= 0 && months <= TL_IMPACT_MAX_MONTHS) || !isfinite (self->journey->discount_rate))
    {
      self->months = -1;
      return;
    }
  self->months = (int) months;
  self->discount = g_new (double, self->months + 1);
  for (int m = 0; m <= self->months; m++)
    self->discount[m] = pow (1 + self->journey->discount_rate, -m / 12.);
}

/**
 * tl_impact_model_new:
 * @journey: a snapshot; it must outlive the model and not change
 *
 * Groups what belongs together and analyses the flow's pattern, once for any number of worlds.
 *
 * Returns: (transfer full) (nullable): the model, or %NULL where references in the snapshot lead nowhere
 */
TlImpactModel *
tl_impact_model_new (const TlImpactJourney *journey)
{
  TlImpactModel *self;
  guint          n_things[TL_IMPACT_N_FIELDS] = {
    journey->n_stages, journey->n_stages, journey->n_stages,
    journey->n_transitions,
    journey->n_touchpoints, journey->n_touchpoints, journey->n_touchpoints,
    journey->n_pains, journey->n_pains, journey->n_pains, journey->n_pains,
    journey->n_causes,
  };

  g_return_val_if_fail (journey->n_stages < G_MAXINT / 8 && journey->n_transitions < G_MAXINT / 8, NULL);
  g_return_val_if_fail (journey_is_sound (journey), NULL);

  self = g_new0 (TlImpactModel, 1);
  self->journey = journey;
  group (&self->out, journey->n_stages, journey->transitions, journey->n_transitions, sizeof (TlImpactTransition),
         offsetof (TlImpactTransition, from));
  group (&self->touchpoints, journey->n_stages, journey->touchpoints, journey->n_touchpoints,
         sizeof (TlImpactTouchpoint), offsetof (TlImpactTouchpoint, stage));
  group (&self->pains, journey->n_touchpoints, journey->pains, journey->n_pains, sizeof (TlImpactPain),
         offsetof (TlImpactPain, touchpoint));
  group (&self->contacts, journey->n_pains, journey->contacts, journey->n_contacts, sizeof (TlImpactContact),
         offsetof (TlImpactContact, pain));
  group (&self->becauses, journey->n_causes, journey->becauses, journey->n_becauses, sizeof (TlImpactBecause),
         offsetof (TlImpactBecause, cause));
  group (&self->effects, journey->n_fixes, journey->effects, journey->n_effects, sizeof (TlImpactEffect),
         offsetof (TlImpactEffect, fix));
  for (int f = 0; f < TL_IMPACT_N_FIELDS; f++)
    self->field[f + 1] = self->field[f] + n_things[f];
  copy_references (self);
  list_contacts (self);
  draw_matrix (self);
  lay_out_time (self);
  return self;
}

/**
 * tl_impact_model_free:
 * @self: (nullable): a model
 */
void
tl_impact_model_free (TlImpactModel *self)
{
  if (self == NULL)
    return;
  if (self->symbolic != NULL)
    klu_free_symbolic (&self->symbolic, &self->common);
  lists_clear (&self->out);
  lists_clear (&self->touchpoints);
  lists_clear (&self->pains);
  lists_clear (&self->contacts);
  lists_clear (&self->becauses);
  lists_clear (&self->effects);
  g_array_unref (self->contacted);
  g_free (self->is_contacted);
  g_array_unref (self->contacting);
  g_array_unref (self->won);
  g_free (self->to);
  g_free (self->to_lost);
  g_free (self->stage_of_touchpoint);
  g_free (self->touchpoint_of_pain);
  g_free (self->touchpoint_of_contact);
  g_free (self->stage_of_contact);
  g_free (self->column);
  g_free (self->row);
  g_free (self->diagonal);
  g_free (self->place);
  g_free (self->discount);
  g_free (self);
}
