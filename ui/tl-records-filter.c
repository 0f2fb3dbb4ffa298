/* tl-records-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-records-filter.h"

#include <glib/gi18n-lib.h>

#include "tl-number.h"
#include "tl-phrase.h"
#include "tl-text.h"

/* Facets of which any of several values may hold */
#define N_MANY 4

struct _TlRecordsFilter
{
  GObject    parent_instance;

  GPtrArray *many[N_MANY]; /* of strings: sources, channels, segments, things */
  char      *words;
  char      *within; /* and that speak of this: of a tie, what is counted is among the records of something */
  char      *from;
  char      *until;
  TlField    score;
  double     low;
  double     high;
  gboolean   marks[TL_RECORDS_N_MARKS];
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const mark_names[TL_RECORDS_N_MARKS] = { "unassigned", "starred", "text" };

G_DEFINE_FINAL_TYPE (TlRecordsFilter, tl_records_filter, G_TYPE_OBJECT)

/**
 * tl_records_chip_free:
 */
void
tl_records_chip_free (TlRecordsChip *self)
{
  g_free (self->value);
  g_free (self->text);
  g_free (self);
}

static GPtrArray *
get_many (TlRecordsFilter *self, TlFacet facet)
{
  static const TlFacet facets[N_MANY] = { TL_FACET_SOURCE, TL_FACET_CHANNEL, TL_FACET_SEGMENT, TL_FACET_THING };

  for (gsize i = 0; i < N_MANY; i++)
    if (facets[i] == facet)
      return self->many[i];
  return NULL;
}

static void
strings_reset (GPtrArray *strings)
{
  /* It always ends in NULL, to be handed out as it is. */
  g_ptr_array_set_size (strings, 0);
  g_ptr_array_add (strings, NULL);
}

static void
strings_add (GPtrArray *strings, const char *text)
{
  g_ptr_array_insert (strings, (int) strings->len - 1, g_strdup (text));
}

static gboolean
strings_find (GPtrArray *strings, const char *text, guint *at)
{
  for (guint i = 0; i + 1 < strings->len; i++)
    if (g_strcmp0 (strings->pdata[i], text) == 0)
      {
        *at = i;
        return TRUE;
      }
  return FALSE;
}

static void
emit_changed (TlRecordsFilter *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
reset (TlRecordsFilter *self)
{
  for (gsize i = 0; i < N_MANY; i++)
    strings_reset (self->many[i]);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->within, g_free);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->until, g_free);
  self->score = 0;
  memset (self->marks, 0, sizeof self->marks);
}

static void
tl_records_filter_finalize (GObject *object)
{
  TlRecordsFilter *self = TL_RECORDS_FILTER (object);

  reset (self);
  for (gsize i = 0; i < N_MANY; i++)
    g_ptr_array_unref (self->many[i]);
  G_OBJECT_CLASS (tl_records_filter_parent_class)->finalize (object);
}

static void
tl_records_filter_class_init (TlRecordsFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_records_filter_finalize;

  /**
   * TlRecordsFilter::changed:
   *
   * Other records are meant.
   */
  signals[CHANGED] = g_signal_new ("changed", TL_TYPE_RECORDS_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_records_filter_init (TlRecordsFilter *self)
{
  for (gsize i = 0; i < N_MANY; i++)
    {
      self->many[i] = g_ptr_array_new_with_free_func (g_free);
      strings_reset (self->many[i]);
    }
}

/**
 * tl_records_filter_new:
 *
 * Returns: (transfer full): all records
 */
TlRecordsFilter *
tl_records_filter_new (void)
{
  return g_object_new (TL_TYPE_RECORDS_FILTER, NULL);
}

static const char *const *
hand_out (GPtrArray *strings)
{
  return strings->len > 1 ? (const char *const *) strings->pdata : NULL;
}

/**
 * tl_records_filter_fill:
 * @filter: (out caller-allocates): the same for the core. It points into @self, and lasts until that changes
 */
void
tl_records_filter_fill (TlRecordsFilter *self, TlEvidenceFilter *filter)
{
  g_return_if_fail (TL_IS_RECORDS_FILTER (self) && filter);
  *filter = (TlEvidenceFilter) {
    .thing = self->within,
    .words = self->words,
    .sources = hand_out (self->many[0]),
    .channels = hand_out (self->many[1]),
    .segments = hand_out (self->many[2]),
    .things = hand_out (self->many[3]),
    .from = self->from,
    .until = self->until,
    .score = self->score,
    .score_low = self->low,
    .score_high = self->high,
    .unassigned = self->marks[TL_RECORDS_UNASSIGNED],
    .starred = self->marks[TL_RECORDS_STARRED],
    .with_text_only = self->marks[TL_RECORDS_WITH_TEXT],
  };
}

static void
take_all (GPtrArray *strings, const char *const *values, const char *one)
{
  if (one)
    strings_add (strings, one);
  for (gsize i = 0; values && values[i]; i++)
    if (g_strcmp0 (values[i], one) != 0)
      strings_add (strings, values[i]);
}

/**
 * tl_records_filter_set:
 * @filter: what is wanted instead
 */
void
tl_records_filter_set (TlRecordsFilter *self, const TlEvidenceFilter *filter)
{
  g_return_if_fail (TL_IS_RECORDS_FILTER (self) && filter);
  reset (self);
  take_all (self->many[0], filter->sources, filter->source);
  take_all (self->many[1], filter->channels, NULL);
  take_all (self->many[2], filter->segments, NULL);
  /* Both is not either. */
  if (filter->thing && filter->things && filter->things[0])
    self->within = g_strdup (filter->thing);
  take_all (self->many[3], filter->things, self->within ? NULL : filter->thing);
  self->words = g_strdup (filter->words);
  self->from = g_strdup (filter->from);
  self->until = g_strdup (filter->until);
  self->score = filter->score;
  self->low = filter->score_low;
  self->high = filter->score_high;
  self->marks[TL_RECORDS_UNASSIGNED] = filter->unassigned;
  self->marks[TL_RECORDS_STARRED] = filter->starred;
  self->marks[TL_RECORDS_WITH_TEXT] = filter->with_text_only;
  emit_changed (self);
}

/**
 * tl_records_filter_clear:
 *
 * All records again.
 */
void
tl_records_filter_clear (TlRecordsFilter *self)
{
  g_return_if_fail (TL_IS_RECORDS_FILTER (self));
  if (tl_records_filter_is_empty (self))
    return;
  reset (self);
  emit_changed (self);
}

/**
 * tl_records_filter_is_empty:
 *
 * Returns: whether all records are meant
 */
gboolean
tl_records_filter_is_empty (TlRecordsFilter *self)
{
  g_return_val_if_fail (TL_IS_RECORDS_FILTER (self), TRUE);
  for (gsize i = 0; i < N_MANY; i++)
    if (self->many[i]->len > 1)
      return FALSE;
  for (gsize i = 0; i < TL_RECORDS_N_MARKS; i++)
    if (self->marks[i])
      return FALSE;
  return self->words == NULL && self->within == NULL && self->from == NULL && self->until == NULL && self->score == 0;
}

static int
find_mark (const char *value)
{
  for (int i = 0; i < TL_RECORDS_N_MARKS; i++)
    if (g_strcmp0 (mark_names[i], value) == 0)
      return i;
  return -1;
}

/**
 * tl_records_filter_has:
 * @facet: sources, channels, segments, things or marks
 * @value: one of its values
 *
 * Returns: whether it is asked for
 */
gboolean
tl_records_filter_has (TlRecordsFilter *self, TlFacet facet, const char *value)
{
  GPtrArray *many = get_many (self, facet);
  int        mark = facet == TL_FACET_MARK ? find_mark (value) : -1;
  guint      at;

  g_return_val_if_fail (TL_IS_RECORDS_FILTER (self), FALSE);
  return many ? strings_find (many, value, &at) : mark >= 0 && self->marks[mark];
}

/**
 * tl_records_filter_toggle:
 * @facet: sources, channels, segments, things or marks
 * @value: one of its values
 *
 * Asks for it, or no longer.
 */
void
tl_records_filter_toggle (TlRecordsFilter *self, TlFacet facet, const char *value)
{
  GPtrArray *many = get_many (self, facet);
  int        mark = facet == TL_FACET_MARK ? find_mark (value) : -1;
  guint      at;

  g_return_if_fail (TL_IS_RECORDS_FILTER (self));
  if (many && strings_find (many, value, &at))
    g_ptr_array_remove_index (many, at);
  else if (many)
    strings_add (many, value);
  else if (mark >= 0)
    self->marks[mark] = !self->marks[mark];
  else
    return;
  emit_changed (self);
}

/**
 * tl_records_filter_set_words:
 * @words: (nullable): what is searched for
 */
void
tl_records_filter_set_words (TlRecordsFilter *self, const char *words)
{
  g_return_if_fail (TL_IS_RECORDS_FILTER (self));
  if (words && tl_text_is_blank (words))
    words = NULL;
  if (g_strcmp0 (words, self->words) == 0)
    return;
  g_free (self->words);
  self->words = g_strdup (words);
  emit_changed (self);
}

/**
 * tl_records_filter_get_words:
 *
 * Returns: (transfer none) (nullable): what is searched for
 */
const char *
tl_records_filter_get_words (TlRecordsFilter *self)
{
  g_return_val_if_fail (TL_IS_RECORDS_FILTER (self), NULL);
  return self->words;
}

/**
 * tl_records_filter_set_period:
 * @from: (nullable): the first day, as 2026-11-01
 * @until: (nullable): the last day
 */
void
tl_records_filter_set_period (TlRecordsFilter *self, const char *from, const char *until)
{
  g_autofree char *first = g_strdup (from), *last = g_strdup (until);

  g_return_if_fail (TL_IS_RECORDS_FILTER (self));
  if (g_strcmp0 (from, self->from) == 0 && g_strcmp0 (until, self->until) == 0)
    return;
  g_free (self->from);
  g_free (self->until);
  self->from = g_steal_pointer (&first);
  self->until = g_steal_pointer (&last);
  emit_changed (self);
}

/**
 * tl_records_filter_get_from:
 *
 * Returns: (transfer none) (nullable): the first day of the period
 */
const char *
tl_records_filter_get_from (TlRecordsFilter *self)
{
  g_return_val_if_fail (TL_IS_RECORDS_FILTER (self), NULL);
  return self->from;
}

/**
 * tl_records_filter_get_until:
 *
 * Returns: (transfer none) (nullable): its last day
 */
const char *
tl_records_filter_get_until (TlRecordsFilter *self)
{
  g_return_val_if_fail (TL_IS_RECORDS_FILTER (self), NULL);
  return self->until;
}

/**
 * tl_records_filter_set_score:
 * @score: which score; 0 for none
 * @low: from
 * @high: to, included
 */
void
tl_records_filter_set_score (TlRecordsFilter *self, TlField score, double low, double high)
{
  g_return_if_fail (TL_IS_RECORDS_FILTER (self));
  self->score = score;
  self->low = low;
  self->high = high;
  emit_changed (self);
}

/**
 * tl_records_filter_has_score:
 *
 * Returns: whether just these scores are asked for
 */
gboolean
tl_records_filter_has_score (TlRecordsFilter *self, TlField score, double low, double high)
{
  g_return_val_if_fail (TL_IS_RECORDS_FILTER (self), FALSE);
  return self->score == score && self->low == low && self->high == high;
}

/**
 * tl_records_say_score:
 *
 * Returns: what people call a score, shortly
 */
const char *
tl_records_say_score (TlField score)
{
  switch (score)
    {
    case TL_EVIDENCE_NPS:
      return C_ ("score", "NPS");

    case TL_EVIDENCE_CSAT:
      return C_ ("score", "CSAT");

    case TL_EVIDENCE_CES:
      return C_ ("score", "CES");

    case TL_EVIDENCE_STARS:
      return C_ ("score", "Stars");

    default:
      return tl_field_get_label (score);
    }
}

/**
 * tl_records_say_month:
 * @month: as 2026-11, or a day of it
 *
 * Returns: (transfer full): for people
 */
char *
tl_records_say_month (const char *month)
{
  guint64 year = g_ascii_strtoull (month, NULL, 10);
  guint64 number = strlen (month) >= 7 ? g_ascii_strtoull (month + 5, NULL, 10) : 0;

  if (year >= 1 && year <= 9999 && number >= 1 && number <= 12)
    {
      g_autoptr (GDateTime) time = g_date_time_new_utc ((int) year, (int) number, 1, 0, 0, 0);

      /* Translators: a month and its year, as in “Nov 2026”: see g_date_time_format(). */
      return time ? g_date_time_format (time, C_ ("month", "%b %Y")) : g_strdup (month);
    }
  return g_strdup (month);
}

/**
 * tl_records_say_value:
 *
 * Returns: (transfer full): what people call a value of a facet
 */
char *
tl_records_say_value (TlJourney *journey, TlFacet facet, const char *value)
{
  static const char *const marks[TL_RECORDS_N_MARKS] = {
    NC_ ("records", "Speaks of nothing yet"),
    NC_ ("records", "Starred"),
    NC_ ("records", "With words"),
  };
  TlThing *thing;

  switch (facet)
    {
    case TL_FACET_SOURCE:
    case TL_FACET_THING:
      thing = tl_journey_lookup (journey, value);
      return g_strdup (thing && *tl_thing_get_title (thing) ? tl_thing_get_title (thing) : value);

    case TL_FACET_MARK:
      return g_strdup (find_mark (value) >= 0 ? g_dpgettext2 (GETTEXT_PACKAGE, "records", marks[find_mark (value)]) : value);

    case TL_FACET_CHANNEL:
      if (*value == '\0')
        return g_strdup (_("No channel"));
      return g_strdup (value);

    case TL_FACET_SEGMENT:
      if (*value == '\0')
        return g_strdup (_("No segment"));
      return g_strdup (value);

    case TL_FACET_MONTH:
      return *value ? tl_records_say_month (value) : g_strdup (_("No date"));

    case TL_FACET_NPS:
    case TL_FACET_CSAT:
    case TL_FACET_CES:
    case TL_FACET_STARS:
    case TL_N_FACETS:
    default:
      return g_strdup (value);
    }
}

static void
add_chip (GPtrArray *chips, TlFacet facet, const char *value, char *text)
{
  TlRecordsChip *chip = g_new0 (TlRecordsChip, 1);

  *chip = (TlRecordsChip) { facet, g_strdup (value), text };
  g_ptr_array_add (chips, chip);
}

static char *
say_period (TlRecordsFilter *self)
{
  g_autofree char *from = self->from ? tl_records_say_month (self->from) : NULL;
  g_autofree char *until = self->until ? tl_records_say_month (self->until) : NULL;

  if (from && until && g_str_equal (from, until))
    return g_steal_pointer (&from);
  if (from && until)
    /* Translators: a period, from a month to a month. */
    return g_strdup_printf (C_ ("period", "%s to %s"), from, until);
  return from ? g_strdup_printf (C_ ("period", "From %s"), from) : g_strdup_printf (C_ ("period", "Until %s"), until);
}

static char *
say_range (TlRecordsFilter *self)
{
  g_autofree char *low = tl_number_format_people (self->low, -1, NULL);
  g_autofree char *high = tl_number_format_people (self->high, -1, NULL);
  const char      *name = tl_records_say_score (self->score);

  if (self->low == self->high)
    /* Translators: a score and its value, as in “NPS 9”. */
    return g_strdup_printf (C_ ("score", "%s %s"), name, low);
  return g_strdup_printf (C_ ("score", "%s %s to %s"), name, low, high);
}

/**
 * tl_records_filter_list_chips:
 *
 * Returns: (transfer full) (element-type TlRecordsChip): each thing that is asked for, to be taken back by itself
 */
GPtrArray *
tl_records_filter_list_chips (TlRecordsFilter *self, TlJourney *journey)
{
  static const TlFacet facets[] = { TL_FACET_MARK, TL_FACET_THING, TL_FACET_SOURCE, TL_FACET_CHANNEL, TL_FACET_SEGMENT };
  GPtrArray           *chips = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_records_chip_free);

  g_return_val_if_fail (TL_IS_RECORDS_FILTER (self), chips);
  if (self->words)
    add_chip (chips, TL_N_FACETS, NULL, g_strdup_printf (C_ ("quote", "“%s”"), self->words));
  for (int i = 0; i < TL_RECORDS_N_MARKS; i++)
    if (self->marks[i])
      add_chip (chips, TL_FACET_MARK, mark_names[i], tl_records_say_value (journey, TL_FACET_MARK, mark_names[i]));
  if (self->within)
    {
      g_autofree char *title = tl_records_say_value (journey, TL_FACET_THING, self->within);

      /* Translators: records of a touchpoint or a stage, by its title. */
      add_chip (chips, TL_FACET_THING, NULL, g_strdup_printf (C_ ("records", "Among those of %s"), title));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (facets); i++)
    {
      GPtrArray *many = get_many (self, facets[i]);

      for (guint k = 0; many && k + 1 < many->len; k++)
        add_chip (chips, facets[i], many->pdata[k], tl_records_say_value (journey, facets[i], many->pdata[k]));
    }
  if (self->from || self->until)
    add_chip (chips, TL_FACET_MONTH, NULL, say_period (self));
  if (self->score)
    add_chip (chips, TL_FACET_NPS, NULL, say_range (self));
  return chips;
}

/**
 * tl_records_filter_remove:
 *
 * Takes back what a chip stands for.
 */
void
tl_records_filter_remove (TlRecordsFilter *self, const TlRecordsChip *chip)
{
  g_return_if_fail (TL_IS_RECORDS_FILTER (self) && chip);
  if (chip->facet == TL_N_FACETS)
    tl_records_filter_set_words (self, NULL);
  else if (chip->facet == TL_FACET_MONTH)
    tl_records_filter_set_period (self, NULL, NULL);
  else if (chip->facet == TL_FACET_NPS)
    tl_records_filter_set_score (self, 0, 0, 0);
  else if (chip->facet == TL_FACET_THING && chip->value == NULL)
    {
      g_clear_pointer (&self->within, g_free);
      emit_changed (self);
    }
  else if (tl_records_filter_has (self, chip->facet, chip->value))
    tl_records_filter_toggle (self, chip->facet, chip->value);
}
