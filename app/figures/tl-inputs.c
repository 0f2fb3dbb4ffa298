/* tl-inputs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-inputs.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tl-money.h"

/* What each part of a world is called. The amount of an effect is its scale or its shift. */
static const struct
{
  gsize   names; /* of the snapshot; 0 for the journey's own */
  TlField field;
} parts[TL_IMPACT_N_PARTS] = {
  [TL_IMPACT_PART_MARGIN] = { 0, TL_JOURNEY_MARGIN },
  [TL_IMPACT_PART_INCREMENTALITY] = { 0, TL_JOURNEY_INCREMENTALITY },
  [TL_IMPACT_PART_ENTRY] = { offsetof (TlSnapshot, stages), TL_STAGE_ENTRY },
  [TL_IMPACT_PART_REVENUE] = { offsetof (TlSnapshot, stages), TL_STAGE_REVENUE },
  [TL_IMPACT_PART_SHARE] = { offsetof (TlSnapshot, transitions), TL_TRANSITION_SHARE },
  [TL_IMPACT_PART_REACH] = { offsetof (TlSnapshot, touchpoints), TL_TOUCHPOINT_REACH },
  [TL_IMPACT_PART_UNIT_COST] = { offsetof (TlSnapshot, touchpoints), TL_TOUCHPOINT_UNIT_COST },
  [TL_IMPACT_PART_FIXED_COST] = { offsetof (TlSnapshot, touchpoints), TL_TOUCHPOINT_FIXED_COST },
  [TL_IMPACT_PART_CASHABLE] = { offsetof (TlSnapshot, touchpoints), TL_TOUCHPOINT_CASHABLE },
  [TL_IMPACT_PART_INCIDENCE] = { offsetof (TlSnapshot, pains), TL_PAIN_INCIDENCE },
  [TL_IMPACT_PART_LEAVE] = { offsetof (TlSnapshot, pains), TL_PAIN_LEAVE },
  [TL_IMPACT_PART_COST] = { offsetof (TlSnapshot, pains), TL_PAIN_COST },
  [TL_IMPACT_PART_COUNT] = { offsetof (TlSnapshot, contacts), TL_CONTACT_COUNT },
  [TL_IMPACT_PART_BECAUSE] = { offsetof (TlSnapshot, becauses), TL_BECAUSE_SHARE },
  [TL_IMPACT_PART_ONE_OFF] = { offsetof (TlSnapshot, fixes), TL_FIX_ONE_OFF },
  [TL_IMPACT_PART_RUN] = { offsetof (TlSnapshot, fixes), TL_FIX_RUN },
  [TL_IMPACT_PART_AMOUNT] = { offsetof (TlSnapshot, effects), TL_EFFECT_SCALE },
};

/**
 * tl_inputs_name:
 * @figures: figures
 * @part: a kind of number
 * @index: of which thing of its kind
 * @name: (out): what people call it
 *
 * Returns: whether there is such a number
 */
gboolean
tl_inputs_name (TlFigures *figures, TlImpactPart part, guint index, TlInputName *name)
{
  const TlSnapshot *snapshot = tl_figures_get_snapshot (figures);
  gsize             value = tl_impact_world_find (&snapshot->journey, part, index);
  g_autofree char  *key = NULL;

  if (value == G_MAXSIZE)
    return FALSE;
  name->field = parts[part].field;
  if (part == TL_IMPACT_PART_AMOUNT && snapshot->journey.effects[index].shift)
    name->field = TL_EFFECT_SHIFT;
  if (parts[part].names == 0)
    {
      name->of = snapshot->id;
      name->where = snapshot->title;
    }
  else
    {
      const TlNames *names = G_STRUCT_MEMBER_P (snapshot, parts[part].names);

      name->of = names->ids[index];
      name->where = names->titles[index];
    }
  name->number = tl_impact_world_get_number (NULL, &snapshot->journey, value);
  key = g_strdup_printf ("%s\n%s", name->of, tl_field_get_info (name->field)->name);
  name->basis = snapshot->bases ? g_hash_table_lookup (snapshot->bases, key) : NULL;
  return TRUE;
}

/* The names of the fields that the model uses of a thing, for a message. */
static char *
list_fields (TlFigures *figures, const char *of)
{
  const TlSnapshot *snapshot = tl_figures_get_snapshot (figures);
  GString          *fields = g_string_new (NULL);

  for (int p = 0; p < TL_IMPACT_N_PARTS; p++)
    {
      TlInputName name;
      guint       index = 0;

      if (parts[p].names != 0)
        index = tl_names_find (G_STRUCT_MEMBER_P (snapshot, parts[p].names), of);
      else if (g_strcmp0 (of, snapshot->id) != 0)
        continue;
      if (index != TL_IMPACT_NONE && tl_inputs_name (figures, (TlImpactPart) p, index, &name))
        g_string_append_printf (fields, "%s%s", fields->len ? ", " : "", tl_field_get_info (name.field)->name);
    }
  return g_string_free (fields, FALSE);
}

/**
 * tl_inputs_find:
 * @figures: figures
 * @of: id of a thing
 * @field: the name of one of its fields, as in the interchange XML
 * @part: (out): what kind of number it is
 * @index: (out): of which thing of its kind; %TL_IMPACT_NONE with %TL_IMPACT_PART_CASHABLE for the journey's, which
 *   means all touchpoints
 * @error: return location
 *
 * Returns: whether there is such a number
 */
gboolean
tl_inputs_find (TlFigures *figures, const char *of, const char *field, TlImpactPart *part, guint *index, GError **error)
{
  const TlSnapshot *snapshot = tl_figures_get_snapshot (figures);
  gboolean          journey = g_strcmp0 (of, snapshot->id) == 0;
  g_autofree char  *fields = NULL;

  for (int p = 0; p < TL_IMPACT_N_PARTS; p++)
    {
      TlInputName name;

      *part = (TlImpactPart) p;
      *index = 0;
      if (parts[p].names != 0)
        *index = tl_names_find (G_STRUCT_MEMBER_P (snapshot, parts[p].names), of);
      else if (!journey)
        continue;
      if (*index != TL_IMPACT_NONE && tl_inputs_name (figures, *part, *index, &name) &&
          strcmp (tl_field_get_info (name.field)->name, field) == 0)
        return TRUE;
    }
  if (journey && strcmp (field, "cashable") == 0)
    {
      *part = TL_IMPACT_PART_CASHABLE;
      *index = TL_IMPACT_NONE;
      return TRUE;
    }
  fields = list_fields (figures, of);
  if (*fields == '\0')
    g_set_error (error, TL_FIGURES_ERROR, TL_FIGURES_ERROR_NO_SUCH, _("nothing with numbers has the id “%s”"), of);
  else
    g_set_error (error, TL_FIGURES_ERROR, TL_FIGURES_ERROR_NO_SUCH, _("“%s” has no number “%s”; it has: %s"), of, field,
                 fields);
  return FALSE;
}

/* What an effect changes, by the model's name for it. */
static char *
describe_effect (const TlSnapshot *snapshot, const TlImpactEffect *effect)
{
  switch (effect->field)
    {
    case TL_IMPACT_FIELD_ENTRY:
      return g_strdup_printf (_("Customers who start at “%s”"), snapshot->stages.titles[effect->on]);

    case TL_IMPACT_FIELD_REVENUE:
      return g_strdup_printf (_("Revenue per arrival at “%s”"), snapshot->stages.titles[effect->on]);

    case TL_IMPACT_FIELD_CONTINUE:
      return g_strdup_printf (_("Customers who go on from “%s”"), snapshot->stages.titles[effect->on]);

    case TL_IMPACT_FIELD_SHARE:
      /* Translators: the titles of two stages, as “Basket → Order placed”. */
      return g_strdup_printf (_("Share of the visits that go “%s”"), snapshot->transitions.titles[effect->on]);

    case TL_IMPACT_FIELD_REACH:
      return g_strdup_printf (_("Interactions per visit at “%s”"), snapshot->touchpoints.titles[effect->on]);

    case TL_IMPACT_FIELD_UNIT_COST:
      return g_strdup_printf (_("Cost of an interaction at “%s”"), snapshot->touchpoints.titles[effect->on]);

    case TL_IMPACT_FIELD_FIXED_COST:
      return g_strdup_printf (_("Fixed cost a year of “%s”"), snapshot->touchpoints.titles[effect->on]);

    case TL_IMPACT_FIELD_INCIDENCE:
      return g_strdup_printf (_("Interactions that “%s” hits"), snapshot->pains.titles[effect->on]);

    case TL_IMPACT_FIELD_LEAVE:
      return g_strdup_printf (_("Of those hit, leave because of “%s”"), snapshot->pains.titles[effect->on]);

    case TL_IMPACT_FIELD_COST:
      return g_strdup_printf (_("Cost of “%s” each time"), snapshot->pains.titles[effect->on]);

    case TL_IMPACT_FIELD_CONTACTS:
      return g_strdup_printf (_("Contacts that “%s” causes"), snapshot->pains.titles[effect->on]);

    case TL_IMPACT_FIELD_STRENGTH:
    default:
      return g_strdup_printf (_("Strength of “%s”"), snapshot->causes.titles[effect->on]);
    }
}

/**
 * tl_inputs_describe:
 * @figures: figures
 * @part: a kind of number
 * @index: of which thing of its kind; %TL_IMPACT_NONE with %TL_IMPACT_PART_CASHABLE for that of all touchpoints
 * @with_fix: of an effect, whether to name its fix
 *
 * What a number is, for people, in one phrase: `Parcel late: Interactions it hits`; of an effect, what it changes:
 * `Customers who go on from “Basket”, with “Free delivery”`.
 *
 * Returns: (transfer full) (nullable): the phrase; %NULL where there is no such number
 */
char *
tl_inputs_describe (TlFigures *figures, TlImpactPart part, guint index, gboolean with_fix)
{
  const TlSnapshot     *snapshot = tl_figures_get_snapshot (figures);
  const TlImpactEffect *effect;
  g_autofree char      *phrase = NULL;
  TlInputName           name = { 0 };

  if (part == TL_IMPACT_PART_CASHABLE && index == TL_IMPACT_NONE)
    return g_strdup (tl_field_get_label (TL_TOUCHPOINT_CASHABLE));
  if (!tl_inputs_name (figures, part, index, &name))
    return NULL;
  /* The journey's own numbers speak for themselves. */
  if (parts[part].names == 0)
    return g_strdup (tl_field_get_label (name.field));
  if (part != TL_IMPACT_PART_AMOUNT)
    /* Translators: the title of a thing, and one of its numbers. */
    return g_strdup_printf (_("%s: %s"), name.where, tl_field_get_label (name.field));
  effect = &snapshot->journey.effects[index];
  phrase = describe_effect (snapshot, effect);
  if (!with_fix)
    return g_steal_pointer (&phrase);
  /* Translators: what an effect changes, and the title of its fix. */
  return g_strdup_printf (_("%s, with “%s”"), phrase, snapshot->fixes.titles[effect->fix]);
}

/* Three figures that say something, however large or small it is. */
static char *
show_plain (double value, const TlNumberStyle *style)
{
  double size = fabs (value);
  int    decimals = size == 0 || size >= 100 ? 0 : CLAMP ((int) ceil (2 - log10 (size)), 0, 6);
  double unit = pow (10, decimals);

  return tl_number_format_people (round (value * unit) / unit, -1, style);
}

static gboolean
is_share (TlImpactField field)
{
  return field == TL_IMPACT_FIELD_INCIDENCE || field == TL_IMPACT_FIELD_LEAVE || field == TL_IMPACT_FIELD_SHARE ||
         field == TL_IMPACT_FIELD_CONTINUE;
}

static gboolean
is_money (TlImpactField field)
{
  return field == TL_IMPACT_FIELD_REVENUE || field == TL_IMPACT_FIELD_UNIT_COST ||
         field == TL_IMPACT_FIELD_FIXED_COST || field == TL_IMPACT_FIELD_COST;
}

/* A share's change in points, with no more digits than a range bears. */
static char *
show_points (double change, const TlNumberStyle *style)
{
  double points = fabs (change) * 100;
  double unit = points >= 10 ? 1 : points >= 1 ? 10 : 100;

  return tl_number_format_people (round (points * unit) / unit, -1, style);
}

/* By how much an effect changes what it is on, without saying which way. */
static char *
show_change (TlFigures *figures, const TlImpactEffect *effect, double change, gboolean with_unit,
             const TlNumberStyle *style)
{
  double           size = fabs (change);
  g_autofree char *points = NULL;

  if (!effect->shift)
    return tl_number_format_percent (size, style);
  if (is_money (effect->field))
    return tl_money_format (size, tl_figures_get_currency (figures), TL_MONEY_PLAIN, style);
  if (!is_share (effect->field))
    return show_plain (size, style);
  points = show_points (size, style);
  if (!with_unit)
    return g_steal_pointer (&points);
  /* Translators: percentage points, in little room. */
  return g_strdup_printf (ngettext ("%s point", "%s points", fabs (size - .01) < 1e-12 ? 1 : 2), points);
}

static char *
show_effect (TlFigures *figures, const TlImpactEffect *effect, double amount, const TlNumberStyle *style)
{
  double           change = effect->shift ? amount : amount - 1;
  g_autofree char *size = show_change (figures, effect, change, TRUE, style);

  if (fabs (change) < (effect->shift ? 1e-12 : 5e-4))
    return g_strdup (_("no change"));
  /* Translators: by how much an effect changes something: 40% less, £3.95 less, 2 points more. */
  return g_strdup_printf (change < 0 ? _("%s less") : _("%s more"), size);
}

static const TlImpactEffect *
find_effect (TlFigures *figures, TlImpactPart part, guint index)
{
  const TlImpactJourney *journey = &tl_figures_get_snapshot (figures)->journey;

  return part == TL_IMPACT_PART_AMOUNT && index < journey->n_effects ? &journey->effects[index] : NULL;
}

/**
 * tl_inputs_show:
 * @figures: figures
 * @part: a kind of number
 * @index: of which thing of its kind; %TL_IMPACT_NONE for that of all
 * @value: its value
 * @style: (nullable): how to write it; %NULL for the locale's
 *
 * Most people do not think in multipliers: what an effect comes to is said as what becomes more or less.
 *
 * Returns: (transfer full): the number as it is said in a sentence: `14%`, `£4.80`, `9% more`, `2 points less`
 */
char *
tl_inputs_show (TlFigures *figures, TlImpactPart part, guint index, double value, const TlNumberStyle *style)
{
  const TlImpactEffect *effect = find_effect (figures, part, index);
  const TlFieldInfo    *info = tl_field_get_info (parts[part].field);

  if (effect)
    return show_effect (figures, effect, value, style);
  if (info->flags & TL_FIELD_MONEY)
    return tl_money_format (value, tl_figures_get_currency (figures), TL_MONEY_PLAIN, style);
  return info->flags & TL_FIELD_SHARE ? tl_number_format_percent (value, style) : show_plain (value, style);
}

/**
 * tl_inputs_show_range:
 * @low: its low end
 * @high: its high end
 *
 * As tl_inputs_show(), of a range.
 *
 * Returns: (transfer full): the range: `11% to 20%`, `7% to 12% more`, `between 5% less and 10% more`
 */
char *
tl_inputs_show_range (TlFigures *figures, TlImpactPart part, guint index, double low, double high,
                      const TlNumberStyle *style)
{
  const TlImpactEffect *effect = find_effect (figures, part, index);
  double                none = effect && !effect->shift ? 1 : 0;
  g_autofree char      *from = NULL;
  g_autofree char      *to = NULL;

  if (effect && low < none && high > none)
    {
      from = show_effect (figures, effect, low, style);
      to = show_effect (figures, effect, high, style);
      /* Translators: two changes, as in “between 5% less and 10% more”. */
      return g_strdup_printf (_("between %s and %s"), from, to);
    }
  if (effect)
    {
      gboolean less = high <= none;

      from = show_change (figures, effect, (less ? high : low) - none, FALSE, style);
      to = show_change (figures, effect, (less ? low : high) - none, TRUE, style);
      return g_strdup_printf (less ? _("%s to %s less") : _("%s to %s more"), from, to);
    }
  from = tl_inputs_show (figures, part, index, low, style);
  to = tl_inputs_show (figures, part, index, high, style);
  return g_strdup_printf (_("%s to %s"), from, to);
}
