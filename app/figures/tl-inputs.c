/* tl-inputs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-inputs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
