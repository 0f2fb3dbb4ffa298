/* tl-phrase.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-phrase.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tl-money.h"

/* The words of tl-kinds.def, for people. */
static const struct
{
  const char *word;
  const char *shown;
} words[] = {
  { "step", NC_ ("word", "step") },
  { "won", NC_ ("word", "won: an outcome we want") },
  { "lost", NC_ ("word", "lost: an outcome we do not want") },
  { "idea", NC_ ("word", "idea") },
  { "proposed", NC_ ("word", "proposed") },
  { "approved", NC_ ("word", "approved") },
  { "live", NC_ ("word", "live") },
  { "measured", NC_ ("word", "measured") },
  { "rejected", NC_ ("word", "rejected") },
  { "survey", NC_ ("word", "survey") },
  { "review", NC_ ("word", "reviews") },
  { "complaint", NC_ ("word", "complaints") },
  { "contact", NC_ ("word", "contacts") },
  { "interview", NC_ ("word", "interviews") },
  { "observation", NC_ ("word", "observation") },
  { "workshop", NC_ ("word", "workshop") },
  { "metric", NC_ ("word", "metric") },
  { "assumed", NC_ ("word", "assumed") },
  { "observed", NC_ ("word", "observed") },
};

static const char *const feelings[] = {
  NC_ ("feeling", "very bad"), NC_ ("feeling", "bad"), NC_ ("feeling", "neither good nor bad"),
  NC_ ("feeling", "good"), NC_ ("feeling", "very good"),
};

/* Whole sentences for translators, so none is pasted together from the kind and its warning. */
static const char *const kinds[][2] = {
  [TL_IMPACT_PAYS_BOTH_WAYS] = { NC_ ("kind of fix", "pays both ways"),
                                 NC_ ("kind of fix", "pays both ways (does not pay)") },
  [TL_IMPACT_GROWS_REVENUE] = { NC_ ("kind of fix", "grows revenue"),
                                NC_ ("kind of fix", "grows revenue (does not pay)") },
  [TL_IMPACT_SAVES_COST] = { NC_ ("kind of fix", "saves cost"), NC_ ("kind of fix", "saves cost (does not pay)") },
  [TL_IMPACT_SAVES_COST_LOSES_REVENUE] = { NC_ ("kind of fix", "saves cost, loses revenue"),
                                           NC_ ("kind of fix", "saves cost, loses revenue (does not pay)") },
  [TL_IMPACT_FALSE_ECONOMY] = { NC_ ("kind of fix", "false economy"), NC_ ("kind of fix", "false economy") },
  [TL_IMPACT_HURTS_BOTH] = { NC_ ("kind of fix", "hurts both"), NC_ ("kind of fix", "hurts both") },
  [TL_IMPACT_NO_EFFECT] = { NC_ ("kind of fix", "no effect"), NC_ ("kind of fix", "no effect") },
};

/**
 * tl_phrase_count:
 * @count: customers, visits, records
 *
 * Returns: (transfer full): the number in full; below ten, with the decimals that say something
 */
char *
tl_phrase_count (double count)
{
  if (!isfinite (count))
    return g_strdup ("∞");
  return tl_number_format_people (count, fabs (count) < 10 && count != floor (count) ? 1 : 0, NULL);
}

/**
 * tl_phrase_money:
 *
 * Returns: (transfer full): an amount in little room
 */
char *
tl_phrase_money (double amount, const char *currency)
{
  return tl_money_format (amount, currency, TL_MONEY_SHORT, NULL);
}

/**
 * tl_phrase_gain:
 *
 * Returns: (transfer full): an amount in little room, with its sign
 */
char *
tl_phrase_gain (double amount, const char *currency)
{
  return tl_money_format (amount, currency, TL_MONEY_SHORT | TL_MONEY_SIGNED, NULL);
}

/**
 * tl_phrase_date:
 * @date: YYYY-MM-DD
 *
 * Returns: (transfer full): the day as people write it
 */
char *
tl_phrase_date (const char *date)
{
  g_autoptr (GDateTime) day = NULL;
  int                   year, month, mday;

  if (sscanf (date, "%4d-%2d-%2d", &year, &month, &mday) == 3)
    day = g_date_time_new_local (year, month, mday, 0, 0, 0);
  /* Translators: a day, by strftime: 2 Mar 2026. */
  return day ? g_date_time_format (day, C_ ("day", "%-d %b %Y")) : g_strdup (date);
}

/**
 * tl_phrase_years:
 *
 * Returns: (transfer full): “2 years”
 */
char *
tl_phrase_years (double years)
{
  g_autofree char *number = tl_number_format_people (years, -1, NULL);

  return g_strdup_printf (ngettext ("%s year", "%s years", years == 1 ? 1 : years == floor (years) ? (gulong) years : 2),
                          number);
}

/**
 * tl_phrase_word:
 * @word: a word of a field that holds one of a few
 *
 * Returns: (transfer none): the word for people
 */
const char *
tl_phrase_word (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, word))
      return g_dpgettext2 (GETTEXT_PACKAGE, "word", words[i].shown);
  return word;
}

/**
 * tl_phrase_is_percent:
 *
 * Returns: whether people speak of @field per cent: shares, and two settings, the discount rate and the doubt
 */
gboolean
tl_phrase_is_percent (TlField field)
{
  return (tl_field_get_info (field)->flags & TL_FIELD_SHARE) || field == TL_JOURNEY_RATE || field == TL_JOURNEY_DOUBT;
}

static char *
number_of (TlField field, double number, const char *currency)
{
  if (tl_field_get_info (field)->flags & TL_FIELD_MONEY)
    return tl_money_format (number, currency, TL_MONEY_PLAIN, NULL);
  if (tl_phrase_is_percent (field))
    {
      TlEstimate share = tl_estimate_known (number);

      return tl_estimate_format_people (&share, TRUE, NULL);
    }
  return tl_number_format_people (number, -1, NULL);
}

static char *
estimate_of (TlField field, const TlEstimate *estimate, const char *currency)
{
  g_autofree char *low = NULL;
  g_autofree char *likely = NULL;
  g_autofree char *high = NULL;

  if (!(tl_field_get_info (field)->flags & TL_FIELD_MONEY) || estimate->form == TL_ESTIMATE_COUNT)
    return tl_estimate_format_people (estimate, tl_phrase_is_percent (field), NULL);
  low = number_of (field, estimate->low, currency);
  likely = number_of (field, estimate->likely, currency);
  high = number_of (field, estimate->high, currency);
  if (estimate->form == TL_ESTIMATE_BETWEEN)
    return g_strdup_printf ("%s .. %s", low, high);
  if (estimate->form == TL_ESTIMATE_LIKELY)
    return g_strdup_printf ("%s .. %s .. %s", low, likely, high);
  return g_steal_pointer (&low);
}

/**
 * tl_phrase_feeling:
 * @emotion: from −2 to 2
 *
 * Returns: (transfer none): what that feels like
 */
const char *
tl_phrase_feeling (double emotion)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "feeling", feelings[CLAMP ((int) lround (emotion), -2, 2) + 2]);
}

static char *
feeling_of (double emotion)
{
  g_autofree char *number = tl_number_format_people (emotion, -1, NULL);

  /* Translators: how customers feel, on a scale from −2 to 2, and what that means. */
  return g_strdup_printf (C_ ("feeling", "%s, %s"), number,
                          tl_phrase_feeling (emotion));
}

/**
 * tl_phrase_value:
 * @thing: a thing
 * @field: a field of its kind
 * @currency: (nullable): the journey's
 *
 * Returns: (transfer full) (nullable): what is written there, as people write it; %NULL where nothing is. References
 *   stay ids.
 */
char *
tl_phrase_value (TlThing *thing, TlField field, const char *currency)
{
  const TlValue *value = tl_thing_get_value (thing, field);

  if (!value->is_set)
    return NULL;
  switch (tl_field_get_info (field)->type)
    {
    case TL_TYPE_ESTIMATE:
      return estimate_of (field, &value->estimate, currency);

    case TL_TYPE_NUMBER:
    case TL_TYPE_INTEGER:
      return field == TL_TOUCHPOINT_EMOTION ? feeling_of (value->number) : number_of (field, value->number, currency);

    case TL_TYPE_DATE:
      return tl_phrase_date (value->text);

    case TL_TYPE_WORD:
      return g_strdup (tl_phrase_word (value->text));

    default:
      return g_strdup (value->text);
    }
}

/**
 * tl_phrase_preset:
 * @field: a field
 * @currency: (nullable): the journey's
 *
 * Returns: (transfer full) (nullable): what holds where nothing is written, as people write it
 */
char *
tl_phrase_preset (TlField field, const char *currency)
{
  const TlFieldInfo *info = tl_field_get_info (field);

  if (info->preset == NULL)
    return NULL;
  if (tl_field_is_number (field))
    return number_of (field, g_ascii_strtod (info->preset, NULL), currency);
  return g_strdup (info->type == TL_TYPE_WORD ? tl_phrase_word (info->preset) : info->preset);
}

/**
 * tl_phrase_hint:
 *
 * Returns: (transfer full) (nullable): how to read an estimate that is more than one number
 */
char *
tl_phrase_hint (TlThing *thing, TlField field)
{
  const TlValue *value = tl_thing_get_value (thing, field);

  if (!value->is_set || tl_field_get_info (field)->type != TL_TYPE_ESTIMATE)
    return NULL;
  switch (value->estimate.form)
    {
    case TL_ESTIMATE_BETWEEN:
      return g_strdup (_("low .. high"));

    case TL_ESTIMATE_LIKELY:
      return g_strdup (_("low .. likely .. high"));

    case TL_ESTIMATE_COUNT:
      return tl_number_format_percent (tl_estimate_point (&value->estimate), NULL);

    case TL_ESTIMATE_KNOWN:
    default:
      return NULL;
    }
}

static void
add_part (GString *all, const char *part)
{
  if (part && *part)
    g_string_append_printf (all, "%s%s", all->len > 0 ? " · " : "", part);
}

/**
 * tl_phrase_origin:
 * @journey: the journey
 * @thing: a thing in it
 * @field: a field of its kind
 *
 * Returns: (transfer full) (nullable): where the number comes from: `measured · Exit survey · 2 Mar 2026 · Ana`; %NULL
 *   where nobody says
 */
char *
tl_phrase_origin (TlJourney *journey, TlThing *thing, TlField field)
{
  TlThing           *fact = tl_journey_find_fact (journey, tl_thing_get_id (thing), tl_field_get_info (field)->name);
  g_autoptr (GString) all = g_string_new (NULL);
  const char         *source, *date;

  if (fact == NULL)
    return NULL;
  source = tl_thing_get_text (fact, TL_FACT_SOURCE);
  date = tl_thing_get_text (fact, TL_FACT_DATE);
  if (tl_thing_has (fact, TL_FACT_BASIS))
    add_part (all, tl_phrase_word (tl_thing_get_text (fact, TL_FACT_BASIS)));
  if (source)
    {
      TlThing *thing_of = tl_journey_lookup (journey, source);

      add_part (all, thing_of ? tl_thing_get_title (thing_of) : source);
    }
  if (date)
    {
      g_autofree char *day = tl_phrase_date (date);

      add_part (all, day);
    }
  add_part (all, tl_thing_get_text (fact, TL_FACT_BY));
  add_part (all, tl_thing_get_text (fact, TL_FACT_TEXT));
  return g_string_free (g_steal_pointer (&all), FALSE);
}

/**
 * tl_phrase_kind_of_fix:
 *
 * Returns: (transfer full) (nullable): what kind of fix it is; %NULL where it has no result
 */
char *
tl_phrase_kind_of_fix (const TlFixFigures *fix)
{
  if (fix->outcome == NULL || !fix->outcome->known)
    return NULL;
  return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "kind of fix",
                                 kinds[fix->outcome->kind][fix->outcome->does_not_pay ? 1 : 0]));
}

/**
 * tl_phrase_payback:
 * @outcome: what a fix comes to
 * @horizon: years
 *
 * Returns: (transfer full): when it has paid back
 */
char *
tl_phrase_payback (const TlImpactOutcome *outcome, double horizon)
{
  g_autofree char *years = NULL;

  if (outcome->pays_back && outcome->payback_months == 0)
    return g_strdup (_("at once"));
  if (outcome->pays_back)
    return g_strdup_printf (ngettext ("%d month", "%d months", outcome->payback_months), outcome->payback_months);
  if (outcome->net_year <= 0)
    return g_strdup (C_ ("payback", "never"));
  years = tl_phrase_years (horizon);
  return g_strdup_printf (C_ ("payback", "not in %s"), years);
}

/**
 * tl_phrase_return:
 *
 * Returns: (transfer full): the return over the horizon, per cent, or a dash where there is none
 */
char *
tl_phrase_return (const TlImpactOutcome *outcome)
{
  g_autofree char *number = NULL;

  if (!outcome->has_roi || !isfinite (outcome->roi))
    return g_strdup ("–");
  number = fabs (outcome->roi) < 1000 ? tl_number_format_people (round (outcome->roi * 100), 0, NULL)
                                      : tl_number_format_short (outcome->roi * 100, NULL);
  return g_strdup_printf (C_ ("number", "%s%%"), number);
}

static double
score (const TlRecord *record, TlField field)
{
  return record->values[field - TL_EVIDENCE_SOURCE].number;
}

/**
 * tl_phrase_score:
 *
 * Returns: (transfer full) (nullable): the first score that a record gives, with its name
 */
char *
tl_phrase_score (const TlRecord *record)
{
  static const struct
  {
    TlField     field;
    const char *shown;
  } scores[] = {
    { TL_EVIDENCE_NPS, NC_ ("score", "NPS %s") },
    { TL_EVIDENCE_CSAT, NC_ ("score", "CSAT %s") },
    { TL_EVIDENCE_CES, NC_ ("score", "CES %s") },
  };
  g_autofree char *number = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
    if (tl_record_has (record, scores[i].field))
      {
        number = tl_number_format_people (score (record, scores[i].field), -1, NULL);
        return g_strdup_printf (g_dpgettext2 (GETTEXT_PACKAGE, "score", scores[i].shown), number);
      }
  if (!tl_record_has (record, TL_EVIDENCE_STARS))
    return NULL;
  number = tl_number_format_people (score (record, TL_EVIDENCE_STARS), -1, NULL);
  return g_strdup_printf (ngettext ("%s star", "%s stars", score (record, TL_EVIDENCE_STARS) == 1 ? 1 : 2), number);
}

/**
 * tl_phrase_mood:
 *
 * Returns: how the customer feels by the record's scores, from 1, very bad, to 5, very good; 0 where none says
 */
int
tl_phrase_mood (const TlRecord *record)
{
  static const int of_nps[] = { 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5 };
  static const TlField of_five[] = { TL_EVIDENCE_STARS, TL_EVIDENCE_CSAT };

  if (tl_record_has (record, TL_EVIDENCE_SENTIMENT))
    return CLAMP ((int) lround (score (record, TL_EVIDENCE_SENTIMENT) * 2) + 3, 1, 5);
  if (tl_record_has (record, TL_EVIDENCE_NPS))
    return of_nps[CLAMP ((int) score (record, TL_EVIDENCE_NPS), 0, 10)];
  for (gsize i = 0; i < G_N_ELEMENTS (of_five); i++)
    if (tl_record_has (record, of_five[i]) && score (record, of_five[i]) >= 1 && score (record, of_five[i]) <= 5)
      return (int) lround (score (record, of_five[i]));
  return 0;
}
