/* tl-kind.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-error.h"
#include "tl-text.h"

#define TL_KIND_BIT(KIND) (1u << TL_KIND_##KIND)
/* What a journey is made of, and not what is said of it or made from it. */
#define TL_KINDS_ALL ((1u << TL_KIND_EVIDENCE) - 1)
#define TL_KINDS_WITH_RECORDS (TL_KIND_BIT (TOUCHPOINT) | TL_KIND_BIT (PAIN) | TL_KIND_BIT (DELIGHT))
#define TL_KINDS_WITH_EFFECTS                                                                                          \
  (TL_KIND_BIT (STAGE) | TL_KIND_BIT (TRANSITION) | TL_KIND_BIT (TOUCHPOINT) | TL_KIND_BIT (PAIN) | TL_KIND_BIT (CAUSE))
#define REQUIRED TL_FIELD_REQUIRED
#define SHARE TL_FIELD_SHARE
#define MONEY TL_FIELD_MONEY
#define ROW TL_FIELD_ROW

static struct
{
  TlFieldInfo info;
  const char *joined_words;
} fields[TL_N_FIELDS] = {
#define TL_KIND(KIND, name, PARENT, label)
#define TL_FIELD(KIND, FIELD, name, TYPE, flags, minimum, ...) FIELD_ROW (KIND, name, TYPE, flags, minimum, __VA_ARGS__)
#define FIELD_ROW(KIND, name, TYPE, flags, minimum, maximum, preset, targets, words, label)                            \
  { { TL_KIND_##KIND, name, TL_TYPE_##TYPE, flags, minimum, maximum, preset, targets, NULL, label }, words },
#include "tl-kinds.def"
#undef TL_KIND
#undef TL_FIELD
#undef FIELD_ROW
};

static TlKindInfo kinds[TL_N_KINDS] = {
#define TL_KIND(KIND, name, PARENT, label) { name, TL_KIND_##PARENT, TL_FIELD_NONE, 0, TRUE, label },
#define TL_FIELD(KIND, FIELD, name, TYPE, flags, ...)
#include "tl-kinds.def"
#undef TL_KIND
#undef TL_FIELD
};

#undef REQUIRED
#undef SHARE
#undef MONEY
#undef ROW

static void
ensure_tables (void)
{
  static gsize once;

  if (!g_once_init_enter (&once))
    return;
  for (guint i = 0; i < TL_N_FIELDS; i++)
    {
      TlKindInfo *kind = &kinds[fields[i].info.kind];

      if (kind->n_fields++ == 0)
        kind->first = i;
      if (fields[i].joined_words)
        fields[i].info.words = (const char *const *) g_strsplit (fields[i].joined_words, " ", -1);
    }
  kinds[TL_KIND_CONTACT].has_given_id = FALSE;
  kinds[TL_KIND_BECAUSE].has_given_id = FALSE;
  kinds[TL_KIND_TRANSITION].has_given_id = FALSE;
  kinds[TL_KIND_EFFECT].has_given_id = FALSE;
  kinds[TL_KIND_FACT].has_given_id = FALSE;
  kinds[TL_KIND_CHOICE].has_given_id = FALSE;
  kinds[TL_KIND_TIE].has_given_id = FALSE;
  kinds[TL_KIND_WITHIN].has_given_id = FALSE;
  kinds[TL_KIND_PACK].has_given_id = FALSE;
  kinds[TL_KIND_PAGE].has_given_id = FALSE;
  g_once_init_leave (&once, 1);
}

/**
 * tl_kind_get_info:
 *
 * Returns: (transfer none): the description of @kind
 */
const TlKindInfo *
tl_kind_get_info (TlKind kind)
{
  g_return_val_if_fail (kind < TL_N_KINDS, NULL);
  ensure_tables ();
  return &kinds[kind];
}

/**
 * tl_kind_from_name:
 *
 * Returns: the kind whose element is @name, or %TL_KIND_NONE
 */
TlKind
tl_kind_from_name (const char *name)
{
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    if (strcmp (kinds[kind].name, name) == 0)
      return kind;
  return TL_KIND_NONE;
}

/**
 * tl_kind_get_label:
 *
 * Returns: (transfer none): what people call @kind, in their language, in lower case
 */
const char *
tl_kind_get_label (TlKind kind)
{
  g_return_val_if_fail (kind < TL_N_KINDS, "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "kind", kinds[kind].label);
}

/**
 * tl_kind_find_field:
 *
 * Returns: the field of @kind whose attribute is @name, or %TL_FIELD_NONE
 */
TlField
tl_kind_find_field (TlKind kind, const char *name)
{
  const TlKindInfo *info = tl_kind_get_info (kind);

  for (guint i = 0; i < info->n_fields; i++)
    if (strcmp (fields[info->first + i].info.name, name) == 0)
      return info->first + i;
  return TL_FIELD_NONE;
}

/**
 * tl_kind_get_title:
 *
 * Returns: the field that holds the title of things of @kind, or %TL_FIELD_NONE
 */
TlField
tl_kind_get_title (TlKind kind)
{
  return tl_kind_find_field (kind, "title");
}

/**
 * tl_field_get_info:
 *
 * Returns: (transfer none): the description of @field
 */
const TlFieldInfo *
tl_field_get_info (TlField field)
{
  g_return_val_if_fail (field < TL_N_FIELDS, NULL);
  ensure_tables ();
  return &fields[field].info;
}

/**
 * tl_field_get_label:
 *
 * Returns: (transfer none): what people call @field, in their language
 */
const char *
tl_field_get_label (TlField field)
{
  return _(tl_field_get_info (field)->label);
}

/**
 * tl_field_is_number:
 *
 * Returns: whether @field holds an estimate, a number or a whole number
 */
gboolean
tl_field_is_number (TlField field)
{
  TlType type = tl_field_get_info (field)->type;

  return type == TL_TYPE_ESTIMATE || type == TL_TYPE_NUMBER || type == TL_TYPE_INTEGER;
}

/**
 * tl_field_describe_range:
 *
 * Returns: (transfer full): what @field may be, for a message: “from 0 to 1”, “0 or more”, “any finite number”
 */
char *
tl_field_describe_range (TlField field)
{
  const TlFieldInfo *info = tl_field_get_info (field);
  g_autofree char   *low = NULL;
  g_autofree char   *high = NULL;

  if (!isfinite (info->minimum))
    return g_strdup (_("any finite number"));
  low = tl_number_format (info->minimum);
  if (!isfinite (info->maximum))
    return g_strdup_printf (_("%s or more"), low);
  high = tl_number_format (info->maximum);
  return g_strdup_printf (_("from %s to %s"), low, high);
}

static gboolean
has_text (TlField field)
{
  return !tl_field_is_number (field);
}

/**
 * tl_value_clear:
 *
 * Unsets @self, a value of @field, and frees what it holds.
 */
void
tl_value_clear (TlValue *self, TlField field)
{
  if (self->is_set && has_text (field))
    g_free (self->text);
  *self = (TlValue) { FALSE };
}

static gboolean
check_range (TlField field, double low, double high, GError **error)
{
  const TlFieldInfo *info = tl_field_get_info (field);
  g_autofree char   *range = NULL;
  g_autofree char   *shown = NULL;

  if (isfinite (low) && isfinite (high) && low >= info->minimum && high <= info->maximum)
    return TRUE;
  range = tl_field_describe_range (field);
  shown = tl_number_format (low < info->minimum ? low : high);
  g_set_error (error, TL_ERROR, TL_ERROR_RANGE, _("%s is %s, and must be %s"), info->name, shown, range);
  return FALSE;
}

/**
 * tl_field_check_estimate:
 * @field: a field that holds an estimate
 * @estimate: what someone would put there
 * @error: return location
 *
 * Holds both ends of @estimate against the range of @field, and its form against what the field takes.
 *
 * Returns: %FALSE with %TL_ERROR_RANGE or %TL_ERROR_FORM
 */
gboolean
tl_field_check_estimate (TlField field, const TlEstimate *estimate, GError **error)
{
  const TlFieldInfo *info = tl_field_get_info (field);
  double             low, high;

  if (estimate->form == TL_ESTIMATE_COUNT && !(info->flags & TL_FIELD_SHARE))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_FORM,
                   _("%s cannot be a count such as 132/1200, which stands only for shares"), info->name);
      return FALSE;
    }
  tl_estimate_get_ends (estimate, &low, &high);
  return check_range (field, low, high, error);
}

static gboolean
parse_word (const TlFieldInfo *info, const char *text, TlValue *value, GError **error)
{
  g_autofree char *word = tl_text_squeeze (text);
  g_autofree char *all = NULL;

  if (g_strv_contains (info->words, word))
    {
      *value = (TlValue) { TRUE, .text = g_steal_pointer (&word) };
      return TRUE;
    }
  all = g_strjoinv (", ", (char **) info->words);
  g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("%s is “%s”, and must be one of %s"), info->name, word, all);
  return FALSE;
}

/**
 * tl_field_parse:
 * @field: a field
 * @text: its value in canonical form, as the XML, the tables and the change rows hold it
 * @value: (out): the value
 * @error: return location
 *
 * Reads and checks a value: its form and its range, not what it refers to.
 *
 * Returns: %FALSE with %TL_ERROR_FORM or %TL_ERROR_RANGE; the message names the field and what it may be
 */
gboolean
tl_field_parse (TlField field, const char *text, TlValue *value, GError **error)
{
  const TlFieldInfo *info = tl_field_get_info (field);
  g_autofree char   *trimmed = NULL;
  double             number;

  switch (info->type)
    {
    case TL_TYPE_ESTIMATE:
      {
        TlEstimate estimate;

        if (!tl_estimate_parse (text, &estimate, error))
          {
            g_prefix_error (error, "%s: ", info->name);
            return FALSE;
          }
        if (!tl_field_check_estimate (field, &estimate, error))
          return FALSE;
        *value = (TlValue) { TRUE, .estimate = estimate };
        return TRUE;
      }

    case TL_TYPE_NUMBER:
    case TL_TYPE_INTEGER:
      if (!tl_number_parse (text, &number, error))
        {
          g_prefix_error (error, "%s: ", info->name);
          return FALSE;
        }
      if (info->type == TL_TYPE_INTEGER && (number != floor (number) || strpbrk (text, ".eE")))
        {
          g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("%s is “%s”, and must be a whole number"), info->name, text);
          return FALSE;
        }
      if (!check_range (field, number, number, error))
        return FALSE;
      *value = (TlValue) { TRUE, .number = number == 0 ? 0 : number };
      return TRUE;

    case TL_TYPE_ID_REF:
      trimmed = g_strstrip (g_strdup (text));
      if (!tl_text_is_name (trimmed))
        {
          g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("%s is “%s”, which is not an id"), info->name, trimmed);
          return FALSE;
        }
      *value = (TlValue) { TRUE, .text = g_steal_pointer (&trimmed) };
      return TRUE;

    case TL_TYPE_DATE:
      trimmed = g_strstrip (g_strdup (text));
      if (!tl_text_is_date (trimmed))
        {
          g_set_error (error, TL_ERROR, TL_ERROR_FORM,
                       _("%s is “%s”, and must be a day written as 2026-03-31"), info->name, trimmed);
          return FALSE;
        }
      *value = (TlValue) { TRUE, .text = g_steal_pointer (&trimmed) };
      return TRUE;

    case TL_TYPE_WORD:
      return parse_word (info, text, value, error);

    case TL_TYPE_CURRENCY:
      if (strlen (text) != 3 || !g_ascii_isupper (text[0]) || !g_ascii_isupper (text[1]) || !g_ascii_isupper (text[2]))
        {
          g_set_error (error, TL_ERROR, TL_ERROR_FORM,
                       _("%s is “%s”, and must be three capitals, as in GBP"), info->name, text);
          return FALSE;
        }
      *value = (TlValue) { TRUE, .text = g_strdup (text) };
      return TRUE;

    case TL_TYPE_TEXT:
    case TL_TYPE_NOTE:
    case TL_TYPE_BODY:
    default:
      *value = (TlValue) { TRUE, .text = tl_text_clean (text, strlen (text), NULL) };
      return TRUE;
    }
}

/**
 * tl_field_format:
 * @field: a field
 * @value: a value of it
 *
 * Returns: (transfer full) (nullable): the canonical form, which tl_field_parse() reads back; %NULL where it is unset
 */
char *
tl_field_format (TlField field, const TlValue *value)
{
  if (!value->is_set)
    return NULL;
  switch (tl_field_get_info (field)->type)
    {
    case TL_TYPE_ESTIMATE:
      return tl_estimate_format (&value->estimate);

    case TL_TYPE_NUMBER:
    case TL_TYPE_INTEGER:
      return tl_number_format (value->number);

    default:
      return g_strdup (value->text);
    }
}
