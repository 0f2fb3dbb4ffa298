/* tl-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-form.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

#include "tl-dates.h"
#include "tl-error.h"
#include "tl-money.h"
#include "tl-phrase-effect.h"
#include "tl-phrase.h"
#include "tl-text.h"

/* Channels with a picture of their own, which everyone knows. */
static const char *const channels[] = {
  N_("web"),    N_("app"),    N_("phone"),   N_("e-mail"), N_("chat"),  N_("text message"), N_("post"),
  N_("shop"),   N_("person"), N_("courier"), N_("social"), N_("paper"), N_("machine"),
};

/**
 * tl_choice_new:
 *
 * Returns: (transfer full): a choice
 */
TlChoice *
tl_choice_new (const char *value, const char *title, const char *subtitle)
{
  TlChoice *self = g_new0 (TlChoice, 1);

  self->value = g_strdup (value);
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  return self;
}

/**
 * tl_choice_free:
 */
void
tl_choice_free (TlChoice *self)
{
  g_free (self->value);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self);
}

/**
 * tl_choice_of_thing:
 *
 * Returns: (transfer full): @thing by its title, with what it is and where it stands
 */
TlChoice *
tl_choice_of_thing (TlThing *thing)
{
  TlKind           kind = tl_thing_get_kind (thing);
  TlThing         *parent = tl_thing_get_parent (thing);
  g_autofree char *described = tl_kind_get_title (kind) == TL_FIELD_NONE ? tl_thing_describe (thing) : NULL;
  g_autofree char *subtitle = NULL;

  if (parent && tl_thing_get_kind (parent) != TL_KIND_JOURNEY)
    /* Translators: a kind of thing, and the title of what it stands in: “pain point · Basket page”. */
    subtitle = g_strdup_printf (C_ ("choice", "%s · %s"), tl_kind_get_label (kind), tl_thing_get_title (parent));
  else
    subtitle = g_strdup (tl_kind_get_label (kind));
  return tl_choice_new (tl_thing_get_id (thing), described ? described : tl_thing_get_title (thing), subtitle);
}

/**
 * tl_choices_new:
 *
 * Returns: (transfer full): a list of #TlChoice
 */
GPtrArray *
tl_choices_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) tl_choice_free);
}

/**
 * tl_choices_find:
 * @text: what someone wrote
 * @value: (out): what is meant
 * @error: return location
 *
 * Finds the one choice of that title, in whatever case.
 *
 * Returns: %FALSE with a %TL_ERROR_MISSING where there is none, or more than one
 */
gboolean
tl_choices_find (GPtrArray *choices, const char *text, char **value, GError **error)
{
  g_autofree char *line = tl_text_squeeze (text);
  g_autofree char *folded = g_utf8_casefold (line, -1);
  const TlChoice  *found = NULL;
  guint            n = 0;

  for (guint i = 0; i < choices->len; i++)
    {
      const TlChoice  *choice = choices->pdata[i];
      g_autofree char *other = g_utf8_casefold (choice->title, -1);

      if (strcmp (folded, other) == 0)
        {
          found = choice;
          n++;
        }
    }
  if (n == 1)
    {
      *value = g_strdup (found->value ? found->value : found->title);
      return TRUE;
    }
  if (n == 0)
    g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("There is no “%s” to choose: take one from the list."), line);
  else
    g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("There are several called “%s”: take one from the list."), line);
  return FALSE;
}

/**
 * tl_form_is_layout:
 *
 * Returns: whether @field only says where a card is drawn, or what stands under the journey: that is done on the map
 */
gboolean
tl_form_is_layout (TlField field)
{
  return field == TL_STAGE_COLUMN || field == TL_STAGE_ROW || field == TL_JOURNEY_STRIPS;
}

/**
 * tl_form_is_note:
 *
 * Returns: whether @field holds text of any length
 */
gboolean
tl_form_is_note (TlField field)
{
  TlType type = tl_field_get_info (field)->type;

  return type == TL_TYPE_NOTE || type == TL_TYPE_BODY;
}

/**
 * tl_form_show:
 *
 * Returns: (transfer full): what stands in @field, as people write it; empty where nothing does
 */
char *
tl_form_show (TlJourney *journey, TlThing *thing, TlField field, const char *currency)
{
  char *value;

  if (tl_field_get_info (field)->type == TL_TYPE_ID_REF && tl_thing_has (thing, field))
    {
      TlThing  *target = tl_journey_lookup (journey, tl_thing_get_text (thing, field));
      TlChoice *choice = target ? tl_choice_of_thing (target) : NULL;

      value = choice ? g_strdup (choice->title) : g_strdup (tl_thing_get_text (thing, field));
      g_clear_pointer (&choice, tl_choice_free);
      return value;
    }
  /* A feeling is chosen from faces: its number alone is what can be written. */
  if (field == TL_TOUCHPOINT_EMOTION)
    value = tl_thing_has (thing, field) ? tl_number_format_people (tl_thing_get_number (thing, field), -1, NULL) : NULL;
  else
    value = tl_phrase_value (thing, field, currency);
  return value ? value : g_strdup ("");
}

static char *
people (double low, double likely, double high, TlEstimateForm form, gboolean percent)
{
  TlEstimate sample = { form, low, likely, high };

  return tl_estimate_format_people (&sample, percent, NULL);
}

/* Says how such a number may be written, with marks as the language has them. */
static void
set_number_error (TlField field, const char *text, GError **error)
{
  gboolean         percent = tl_phrase_is_percent (field);
  gboolean         single = tl_field_get_info (field)->type != TL_TYPE_ESTIMATE;
  g_autofree char *known = percent ? people (0.12, 0.12, 0.12, TL_ESTIMATE_KNOWN, TRUE)
                                   : people (12.5, 12.5, 12.5, TL_ESTIMATE_KNOWN, FALSE);
  g_autofree char *range = percent ? people (0.05, 0.08, 0.15, TL_ESTIMATE_LIKELY, TRUE)
                                   : people (8, 12.5, 20, TL_ESTIMATE_LIKELY, FALSE);
  g_autofree char *count = people (132, 132, 1200, TL_ESTIMATE_COUNT, FALSE);

  if (single)
    g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("“%s” is not a number: write it as in %s."), text, known);
  else if (tl_field_get_info (field)->flags & TL_FIELD_SHARE)
    g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("“%s” is not a number: write it as in %s, %s or %s."), text, known,
                 range, count);
  else
    g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("“%s” is not a number: write it as in %s or %s."), text, known, range);
}

static char *
show_limit (TlField field, double limit, const char *currency)
{
  if (tl_field_get_info (field)->flags & TL_FIELD_MONEY)
    return tl_money_format (limit, currency, TL_MONEY_PLAIN, NULL);
  return people (limit, limit, limit, TL_ESTIMATE_KNOWN, tl_phrase_is_percent (field));
}

static gboolean
check_range (TlField field, const TlEstimate *estimate, const char *currency, GError **error)
{
  const TlFieldInfo *info = tl_field_get_info (field);
  double             low, high;
  g_autofree char   *least = NULL;
  g_autofree char   *most = NULL;
  g_autofree char   *meant = NULL;

  if (estimate->form == TL_ESTIMATE_COUNT && !(info->flags & TL_FIELD_SHARE))
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_FORM,
                           _("Only a share can be a count such as 132 of 1,200: write a number or a range."));
      return FALSE;
    }
  tl_estimate_get_ends (estimate, &low, &high);
  /* The model takes any rate; a person who types 10 means 10%. */
  if (field == TL_JOURNEY_RATE && high > 1 && isfinite (high))
    {
      g_autofree char *is = people (high, high, high, TL_ESTIMATE_KNOWN, TRUE);

      meant = people (high / 100, high / 100, high / 100, TL_ESTIMATE_KNOWN, TRUE);
      g_set_error (error, TL_ERROR, TL_ERROR_RANGE, _("That is %s a year: write %s if you mean that."), is, meant);
      return FALSE;
    }
  if (isfinite (low) && isfinite (high) && low >= info->minimum && high <= info->maximum)
    return TRUE;
  least = isfinite (info->minimum) ? show_limit (field, info->minimum, currency) : NULL;
  most = isfinite (info->maximum) ? show_limit (field, info->maximum, currency) : NULL;
  /* Whoever writes 12 for a share means 12%. */
  if (tl_phrase_is_percent (field) && most && low >= 1 && high > 1 && high <= 100 && tl_estimate_is_known (estimate))
    {
      meant = people (low / 100, low / 100, low / 100, TL_ESTIMATE_KNOWN, TRUE);
      g_set_error (error, TL_ERROR, TL_ERROR_RANGE, _("This must be from %s to %s: write %s."), least, most, meant);
    }
  else if (least && most)
    g_set_error (error, TL_ERROR, TL_ERROR_RANGE, _("This must be from %s to %s."), least, most);
  else if (least)
    g_set_error (error, TL_ERROR, TL_ERROR_RANGE, _("This must be %s or more."), least);
  else
    g_set_error_literal (error, TL_ERROR, TL_ERROR_RANGE, _("This number is too large."));
  return FALSE;
}

/* Without the currency's own sign, which says nothing that the journey does not say already, and which may stand between
 * a minus and its number. */
static char *
strip_currency (const char *text, const char *currency)
{
  const char        *symbol = currency ? tl_money_symbol (currency) : NULL;
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = text; *p; )
    if (symbol && *symbol && !g_ascii_isdigit (*symbol) && g_str_has_prefix (p, symbol))
      p += strlen (symbol);
    else if (g_unichar_type (g_utf8_get_char (p)) == G_UNICODE_CURRENCY_SYMBOL)
      p = g_utf8_next_char (p);
    else
      {
        g_string_append_len (plain, p, g_utf8_next_char (p) - p);
        p = g_utf8_next_char (p);
      }
  return g_strstrip (g_string_free (g_steal_pointer (&plain), FALSE));
}

static gboolean
read_number (TlField field, const char *text, const char *currency, char **value, GError **error)
{
  const TlFieldInfo *info = tl_field_get_info (field);
  g_autofree char   *plain = info->flags & TL_FIELD_MONEY ? strip_currency (text, currency) : g_strdup (text);
  g_autoptr (GError) why = NULL;
  TlEstimate         estimate;

  /* A horizon of 10% is a number in the wrong field. */
  if (info->type != TL_TYPE_ESTIMATE && !tl_phrase_is_percent (field) && strchr (plain, '%'))
    {
      set_number_error (field, text, error);
      return FALSE;
    }
  if (!tl_estimate_parse_people (plain, NULL, &estimate, &why))
    {
      if (g_error_matches (why, TL_ERROR, TL_ERROR_RANGE))
        g_propagate_error (error, g_steal_pointer (&why));
      else
        set_number_error (field, text, error);
      return FALSE;
    }
  if (info->type == TL_TYPE_ESTIMATE)
    {
      if (!check_range (field, &estimate, currency, error))
        return FALSE;
      *value = tl_estimate_format (&estimate);
      return TRUE;
    }
  if (estimate.form != TL_ESTIMATE_KNOWN)
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_FORM, _("This must be one number, not a range."));
      return FALSE;
    }
  if (info->type == TL_TYPE_INTEGER && estimate.low != floor (estimate.low))
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_FORM, _("This must be a whole number."));
      return FALSE;
    }
  if (!check_range (field, &estimate, currency, error))
    return FALSE;
  *value = info->type == TL_TYPE_INTEGER ? g_strdup_printf ("%.0f", estimate.low) : tl_number_format (estimate.low);
  return TRUE;
}

/* A day with its month in words, as in what tl_phrase_date() shows: 21 Jul 2026, in the language of the program. */
static gboolean
read_worded_date (const char *text, char iso[TL_DATE_LENGTH + 1])
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  int              month = 0;
  gsize            longest = 0;
  guint            numbers[2], n = 0;

  for (int i = 1; i <= 12; i++)
    {
      static const char *const forms[] = { "%B", "%b", "%OB", "%Ob" };
      g_autoptr (GDateTime)    day = g_date_time_new_utc (2024, i, 1, 0, 0, 0);

      for (gsize f = 0; f < G_N_ELEMENTS (forms); f++)
        {
          g_autofree char *name = g_date_time_format (day, forms[f]);
          g_autofree char *other = name ? g_utf8_casefold (name, -1) : NULL;

          if (other && strlen (other) > longest && strstr (folded, other))
            {
              month = i;
              longest = strlen (other);
            }
        }
    }
  for (const char *p = folded; *p && month > 0; )
    if (g_ascii_isdigit (*p))
      {
        char   *end;
        guint64 number = g_ascii_strtoull (p, &end, 10);

        if (n == 2 || number > 9999)
          return FALSE;
        numbers[n++] = (guint) number;
        p = end;
      }
    else
      p++;
  if (month == 0 || n != 2)
    return FALSE;
  if (numbers[0] > 31)
    {
      guint year = numbers[0];

      numbers[0] = numbers[1];
      numbers[1] = year;
    }
  if (numbers[1] < 1000 || !g_date_valid_dmy (numbers[0], month, numbers[1]))
    return FALSE;
  g_snprintf (iso, TL_DATE_LENGTH + 1, "%04u-%02d-%02u", numbers[1] % 10000, month % 100, numbers[0] % 100);
  return TRUE;
}

static gboolean
read_date (const char *text, char **value, GError **error)
{
  const char *format = nl_langinfo (D_FMT);
  const char *month = strstr (format, "%m");
  const char *day = strstr (format, "%d");
  TlDateOrder order = month && day && month < day && !g_str_has_prefix (format, "%Y") ? TL_DATE_ORDER_MDY
                                                                                     : TL_DATE_ORDER_DMY;
  char        iso[TL_DATE_LENGTH + 1];

  /* The C locale says nothing of what people do. */
  if (g_strcmp0 (setlocale (LC_TIME, NULL), "C") == 0 || g_str_has_prefix (setlocale (LC_TIME, NULL), "C."))
    order = TL_DATE_ORDER_AUTO;
  if (tl_text_is_date (text))
    *value = g_strdup (text);
  else if (read_worded_date (text, iso) || tl_date_parse (text, -1, order, iso))
    *value = g_strdup (iso);
  else
    {
      g_autofree char *sample = tl_phrase_date ("2026-07-21");

      g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("“%s” is not a day: write it as in %s or 2026-07-21."), text, sample);
      return FALSE;
    }
  return TRUE;
}

/* Words are chosen, but may be written too, as people or as files write them. */
static gboolean
read_word (TlField field, const char *text, char **value, GError **error)
{
  const TlFieldInfo *info = tl_field_get_info (field);

  for (const char *const *word = info->words; *word; word++)
    if (strcmp (*word, text) == 0 || strcmp (tl_phrase_word (*word), text) == 0)
      {
        *value = g_strdup (*word);
        return TRUE;
      }
  g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("There is no “%s” to choose: take one from the list."), text);
  return FALSE;
}

/**
 * tl_form_read:
 * @text: what someone wrote
 * @currency: (nullable): the journey's
 * @value: (out) (nullable): what is meant, in canonical form, or %NULL for nothing
 * @error: return location
 *
 * Reads what people write into a field: `12%`, `5% .. 8% .. 15%`, `132 of 1,200`, `£4.80`, `21 Jul 2026`, the title of
 * what is referred to.
 *
 * Returns: %FALSE with a sentence that says what may be written
 */
gboolean
tl_form_read (TlJourney *journey, TlField field, const char *text, const char *currency, char **value, GError **error)
{
  const TlFieldInfo *info = tl_field_get_info (field);
  g_autofree char   *line = tl_text_squeeze (text);

  *value = NULL;
  if (*line == '\0')
    {
      if (!(info->flags & TL_FIELD_REQUIRED))
        return TRUE;
      g_set_error_literal (error, TL_ERROR, TL_ERROR_MISSING, _("This cannot be left empty."));
      return FALSE;
    }
  switch (info->type)
    {
    case TL_TYPE_ESTIMATE:
    case TL_TYPE_NUMBER:
    case TL_TYPE_INTEGER:
      return read_number (field, line, currency, value, error);

    case TL_TYPE_DATE:
      return read_date (line, value, error);

    case TL_TYPE_WORD:
      return read_word (field, line, value, error);

    case TL_TYPE_CURRENCY:
      *value = g_utf8_strup (line, -1);
      if (strlen (*value) == 3 && g_ascii_isupper ((*value)[0]) && g_ascii_isupper ((*value)[1]) &&
          g_ascii_isupper ((*value)[2]))
        return TRUE;
      g_clear_pointer (value, g_free);
      g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("“%s” is not a currency: write its three letters, as in GBP."), line);
      return FALSE;

    case TL_TYPE_ID_REF:
      {
        g_autoptr (GPtrArray) choices = tl_form_suggest (journey, NULL, field);

        return tl_choices_find (choices, line, value, error);
      }

    case TL_TYPE_NOTE:
    case TL_TYPE_BODY:
      *value = g_strdup (text);
      return TRUE;

    case TL_TYPE_TEXT:
    default:
      *value = g_steal_pointer (&line);
      return TRUE;
    }
}

/**
 * tl_form_show_empty:
 *
 * Returns: (transfer full): what is said of a field that nothing stands in: what holds instead, where anything does
 */
char *
tl_form_show_empty (TlField field, const char *currency)
{
  g_autofree char *preset = tl_phrase_preset (field, currency);

  if (field == TL_TRANSITION_SHARE)
    return g_strdup (_("takes what the others leave"));
  return preset ? g_strdup_printf (_("counts as %s"), preset) : g_strdup (C_ ("field", "not given"));
}

/**
 * tl_form_hint:
 *
 * Returns: (transfer full) (nullable): how to read what stands there, or what it is a number of
 */
char *
tl_form_hint (TlThing *thing, TlField field)
{
  static const struct
  {
    TlField     field;
    const char *hint;
  } hints[] = {
    { TL_PAIN_INCIDENCE, N_("of interactions") },
    { TL_PAIN_COST, N_("refund, rework, goodwill") },
    { TL_TRANSITION_SHARE, N_("of the visits") },
    { TL_FIX_START, N_("from today") },
    { TL_TOUCHPOINT_FIXED_COST, N_("whoever comes") },
  };
  char *hint = tl_phrase_hint (thing, field);

  for (gsize i = 0; hint == NULL && tl_thing_has (thing, field) && i < G_N_ELEMENTS (hints); i++)
    if (hints[i].field == field)
      hint = g_strdup (_(hints[i].hint));
  return hint;
}

static void
add_unique (GPtrArray *choices, GHashTable *seen, const char *title)
{
  if (title && *title && g_hash_table_add (seen, g_utf8_casefold (title, -1)))
    g_ptr_array_add (choices, tl_choice_new (NULL, title, NULL));
}

/* What stands in the same field elsewhere; of owners and people, in all of these. */
static void
add_known (TlJourney *journey, TlField field, GPtrArray *choices)
{
  static const TlField      people_fields[] = { TL_TOUCHPOINT_OWNER, TL_CAUSE_OWNER, TL_FIX_OWNER, TL_FIX_SPONSOR,
                                                TL_FACT_BY };
  g_autoptr (GHashTable)    seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const TlField            *fields = &field;
  gsize                     n = 1;

  for (gsize i = 0; i < G_N_ELEMENTS (people_fields); i++)
    if (people_fields[i] == field)
      {
        fields = people_fields;
        n = G_N_ELEMENTS (people_fields);
      }
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) things = tl_journey_collect (journey, tl_field_get_info (fields[i])->kind);

      for (guint k = 0; k < things->len; k++)
        add_unique (choices, seen, tl_thing_get_text (things->pdata[k], fields[i]));
    }
  if (field == TL_TOUCHPOINT_CHANNEL)
    for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
      add_unique (choices, seen, _(channels[i]));
}

/**
 * tl_form_suggest:
 * @thing: (nullable): what it is a field of
 *
 * Returns: (transfer full) (nullable) (element-type TlChoice): what can be chosen there: all of what a reference can be
 *   to; of channels, owners and the like, those that are known; %NULL where nothing is to be suggested
 */
GPtrArray *
tl_form_suggest (TlJourney *journey, TlThing *thing, TlField field)
{
  const TlFieldInfo *info = tl_field_get_info (field);
  GPtrArray         *choices;

  switch ((guint) field)
    {
    case TL_TOUCHPOINT_CHANNEL:
    case TL_TOUCHPOINT_OWNER:
    case TL_CAUSE_OWNER:
    case TL_CAUSE_KIND:
    case TL_FIX_OWNER:
    case TL_FIX_SPONSOR:
    case TL_FACT_BY:
    case TL_DELIGHT_CREDIT:
      choices = tl_choices_new ();
      add_known (journey, field, choices);
      return choices;

    default:
      break;
    }
  if (info->type != TL_TYPE_ID_REF)
    return NULL;
  choices = tl_choices_new ();
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    if (info->targets & (1u << kind))
      {
        g_autoptr (GPtrArray) things = tl_journey_collect (journey, kind);

        for (guint i = 0; i < things->len; i++)
          if (things->pdata[i] != thing)
            g_ptr_array_add (choices, tl_choice_of_thing (things->pdata[i]));
      }
  return choices;
}

/**
 * tl_form_edit:
 * @value: (nullable): in canonical form
 *
 * Returns: (transfer full): the edit that puts @value into a field; what follows it at once on the same field is the same
 *   edit
 */
TlEdit *
tl_form_edit (const char *id, TlField field, const char *value)
{
  /* Translators: the name of an edit, beside Undo; %s is the label of a field. */
  g_autofree char *name = g_strdup_printf (_("Change “%s”"), tl_field_get_label (field));
  g_autofree char *thread = g_strdup_printf ("field %s %s", id, tl_field_get_info (field)->name);
  TlEdit          *edit = tl_edit_new (name);

  tl_edit_set_thread (edit, thread);
  tl_edit_set (edit, id, field, value);
  return edit;
}
