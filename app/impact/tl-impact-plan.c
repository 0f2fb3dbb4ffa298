/* tl-impact-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-plan.h"

static GArray *
numbers (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
clear_slot (gpointer data)
{
  TlImpactPlanSlot *slot = data;

  g_array_unref (slot->scales);
  g_array_unref (slot->shifts);
  g_array_unref (slot->becauses);
  g_array_unref (slot->strengths);
  g_array_unref (slot->moves);
}

static void
clear_list (gpointer data)
{
  g_array_unref (*(GArray **) data);
}

static void
add_once (GArray *list, guint number)
{
  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, guint, i) == number)
      return;
  g_array_append_val (list, number);
}

static TlImpactPlanSlot *
find_slot (TlImpactPlanFix *fix, const TlImpactModel *model, TlImpactField field, guint index)
{
  TlImpactPlanSlot slot = { model->field[field] + index, field, index };

  for (guint i = 0; i < fix->slots->len; i++)
    if (g_array_index (fix->slots, TlImpactPlanSlot, i).slot == slot.slot)
      return &g_array_index (fix->slots, TlImpactPlanSlot, i);
  slot.scales = numbers ();
  slot.shifts = numbers ();
  slot.becauses = numbers ();
  slot.strengths = numbers ();
  slot.moves = numbers ();
  g_array_append_val (fix->slots, slot);
  return &g_array_index (fix->slots, TlImpactPlanSlot, fix->slots->len - 1);
}

/* Effects on one cause multiply, and reach every pain behind which it stands. */
static void
plan_effects (TlImpactPlanFix *fix, const TlImpactModel *model, guint index)
{
  const TlImpactJourney *journey = model->journey;
  g_autoptr (GArray)     strengths = numbers ();

  for TL_IMPACT_EACH (model->effects, index, i, e)
    {
      const TlImpactEffect *effect = &journey->effects[e];

      if (effect->to != TL_IMPACT_NONE)
        {
          TlImpactPlanMove move = { effect->on, effect->to, e };
          guint            here = fix->moves->len;

          g_array_append_val (fix->moves, move);
          g_array_append_val (find_slot (fix, model, TL_IMPACT_FIELD_REACH, effect->to)->moves, here);
        }
      if (effect->field == TL_IMPACT_FIELD_STRENGTH)
        {
          guint   k;
          GArray *scales;

          for (k = 0; k < strengths->len && g_array_index (strengths, guint, k) != effect->on; k++)
            ;
          if (k == strengths->len)
            {
              scales = numbers ();
              g_array_append_val (strengths, effect->on);
              g_array_append_val (fix->causes, scales);
            }
          g_array_append_val (g_array_index (fix->causes, GArray *, k), e);
        }
      else
        {
          TlImpactPlanSlot *slot = find_slot (fix, model, effect->field, effect->on);

          g_array_append_val (effect->shift ? slot->shifts : slot->scales, e);
        }
    }
  for TL_IMPACT_PLAN_EACH (strengths, k, cause)
    for TL_IMPACT_EACH (model->becauses, cause, j, because)
      {
        TlImpactPlanSlot *slot = find_slot (fix, model, TL_IMPACT_FIELD_INCIDENCE, journey->becauses[because].pain);

        g_array_append_val (slot->becauses, because);
        g_array_append_val (slot->strengths, k);
      }
}

/* Which stages' shares and which stages' costs follow from the slots: as the solver settles them. */
static void
plan_stages (TlImpactPlanFix *fix, const TlImpactModel *model)
{
  g_autoptr (GArray) rows = numbers ();

  for (guint i = 0; i < fix->slots->len; i++)
    {
      const TlImpactPlanSlot *slot = &g_array_index (fix->slots, TlImpactPlanSlot, i);
      guint                   stage;

      switch (slot->field)
        {
        case TL_IMPACT_FIELD_ENTRY:
          fix->enters = TRUE;
          break;

        case TL_IMPACT_FIELD_CONTINUE:
          add_once (rows, slot->index);
          break;

        case TL_IMPACT_FIELD_SHARE:
          add_once (rows, model->journey->transitions[slot->index].from);
          break;

        case TL_IMPACT_FIELD_REACH:
          stage = model->stage_of_touchpoint[slot->index];
          add_once (fix->detailed, stage);
          if (model->pains.start[slot->index] < model->pains.start[slot->index + 1])
            add_once (rows, stage);
          break;

        case TL_IMPACT_FIELD_UNIT_COST:
        case TL_IMPACT_FIELD_FIXED_COST:
          add_once (fix->detailed, model->stage_of_touchpoint[slot->index]);
          break;

        case TL_IMPACT_FIELD_INCIDENCE:
        case TL_IMPACT_FIELD_LEAVE:
          stage = model->stage_of_touchpoint[model->touchpoint_of_pain[slot->index]];
          add_once (fix->detailed, stage);
          add_once (rows, stage);
          break;

        case TL_IMPACT_FIELD_COST:
        case TL_IMPACT_FIELD_CONTACTS:
          add_once (fix->detailed, model->stage_of_touchpoint[model->touchpoint_of_pain[slot->index]]);
          break;

        case TL_IMPACT_FIELD_REVENUE:
        case TL_IMPACT_FIELD_STRENGTH:
        default:
          break;
        }
    }
  if (rows->len > TL_IMPACT_PLAN_ROWS)
    fix->covered = FALSE;
  for (guint i = 0; fix->covered && i < rows->len; i++)
    {
      guint stage = g_array_index (rows, guint, i);

      fix->in_ratio[fix->n_rows] = TRUE;
      for (guint k = 0; k < fix->slots->len; k++)
        {
          const TlImpactPlanSlot *slot = &g_array_index (fix->slots, TlImpactPlanSlot, k);

          if (slot->field == TL_IMPACT_FIELD_SHARE && model->journey->transitions[slot->index].from == stage)
            fix->in_ratio[fix->n_rows] = FALSE;
        }
      fix->rows[fix->n_rows++] = stage;
    }
}

static gboolean
is_in (const GArray *list, guint number)
{
  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, guint, i) == number)
      return TRUE;
  return FALSE;
}

static gboolean
touches (const TlImpactPlanFix *fix, TlImpactField field, guint index)
{
  for (guint i = 0; i < fix->slots->len; i++)
    {
      const TlImpactPlanSlot *slot = &g_array_index (fix->slots, TlImpactPlanSlot, i);

      if (slot->field == field && slot->index == index)
        return TRUE;
    }
  return FALSE;
}

static void
plan_costs (TlImpactPlanFix *fix, const TlImpactModel *model)
{
  const TlImpactJourney *journey = model->journey;

  for (guint s = 0; s < journey->n_stages; s++)
    if (!is_in (fix->detailed, s))
      g_array_append_val (fix->plain, s);
  for (guint i = 0; i < journey->n_contacts; i++)
    if (is_in (fix->detailed, model->stage_of_contact[i]) ||
        touches (fix, TL_IMPACT_FIELD_REACH, model->touchpoint_of_contact[i]) ||
        touches (fix, TL_IMPACT_FIELD_CONTACTS, journey->contacts[i].pain))
      g_array_append_val (fix->special, i);
    else
      g_array_append_val (fix->contacts, i);
  for TL_IMPACT_PLAN_EACH (model->contacted, i, t)
    if (!is_in (fix->detailed, model->stage_of_touchpoint[t]))
      g_array_append_val (fix->contacted, t);
}

/* Whether everything beyond the one stage that changes follows from how many more, or fewer, leave it. */
static gboolean
is_lone (const TlImpactPlanFix *fix, const TlImpactModel *model)
{
  guint stage = fix->rows[0];

  if (!fix->covered || fix->n_rows != 1 || !fix->in_ratio[0] || fix->enters || fix->special->len > 0 ||
      fix->detailed->len > 1 || (fix->detailed->len == 1 && g_array_index (fix->detailed, guint, 0) != stage))
    return FALSE;
  for TL_IMPACT_EACH (model->out, stage, i, transition)
    {
      guint to = model->to[transition];

      if (model->to_lost[transition] && model->touchpoints.start[to] < model->touchpoints.start[to + 1])
        return FALSE;
    }
  for TL_IMPACT_EACH (model->touchpoints, stage, i, touchpoint)
    if (fix->detailed->len > 0 && model->is_contacted[touchpoint])
      return FALSE;
  for (guint i = 0; i < fix->slots->len; i++)
    {
      const TlImpactPlanSlot *slot = &g_array_index (fix->slots, TlImpactPlanSlot, i);

      if (slot->field == TL_IMPACT_FIELD_REVENUE && slot->index != stage)
        return FALSE;
    }
  return TRUE;
}

/*
 * tl_impact_plan_new:
 * @model: a model; it must outlive the plan
 * @fixes: (array length=n_fixes): indices of fixes
 *
 * Returns: (transfer full) (nullable): what each of them touches; %NULL where the journey is too large for batches
 */
TlImpactPlan *
tl_impact_plan_new (const TlImpactModel *model, const guint *fixes, guint n_fixes)
{
  TlImpactPattern *pattern = tl_impact_pattern_new (model);
  TlImpactPlan    *self;

  if (pattern == NULL)
    return NULL;
  self = g_new0 (TlImpactPlan, 1);
  self->model = model;
  self->pattern = pattern;
  self->n_fixes = n_fixes;
  self->fixes = g_new0 (TlImpactPlanFix, n_fixes + 1);
  for (guint i = 0; i < n_fixes; i++)
    {
      TlImpactPlanFix *fix = &self->fixes[i];

      fix->covered = TRUE;
      fix->slots = g_array_new (FALSE, FALSE, sizeof (TlImpactPlanSlot));
      g_array_set_clear_func (fix->slots, clear_slot);
      fix->moves = g_array_new (FALSE, FALSE, sizeof (TlImpactPlanMove));
      fix->causes = g_array_new (FALSE, FALSE, sizeof (GArray *));
      g_array_set_clear_func (fix->causes, clear_list);
      fix->detailed = numbers ();
      fix->plain = numbers ();
      fix->contacts = numbers ();
      fix->special = numbers ();
      fix->contacted = numbers ();
      plan_effects (fix, model, fixes[i]);
      plan_stages (fix, model);
      plan_costs (fix, model);
      fix->lone = is_lone (fix, model);
      self->n_lone += fix->lone;
      self->most_moves = MAX (self->most_moves, fix->moves->len);
      self->most_rows = MAX (self->most_rows, fix->n_rows);
    }
  return self;
}

/*
 * tl_impact_plan_free:
 */
void
tl_impact_plan_free (TlImpactPlan *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_fixes; i++)
    {
      TlImpactPlanFix *fix = &self->fixes[i];

      g_array_unref (fix->slots);
      g_array_unref (fix->moves);
      g_array_unref (fix->causes);
      g_array_unref (fix->detailed);
      g_array_unref (fix->plain);
      g_array_unref (fix->contacts);
      g_array_unref (fix->special);
      g_array_unref (fix->contacted);
    }
  tl_impact_pattern_free (self->pattern);
  g_free (self->fixes);
  g_free (self);
}

/*
 * tl_impact_plan_covers:
 *
 * Returns: whether batches can work out the @nth fix at all
 */
gboolean
tl_impact_plan_covers (const TlImpactPlan *self, guint nth)
{
  return self->fixes[nth].covered;
}
