/* tl-pack-people.c: what customers love, who does what, and how we will know
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-evidence.h"
#include "tl-pack-private.h"
#include "tl-text.h"

#define LOVES_MOST 12
#define QUOTES_MOST 24
#define QUOTES_EACH 3
#define QUOTE_SHORTEST 24
#define QUOTE_LONGEST 320

typedef struct
{
  TlThing *touchpoint;
  TlThing *delight;
  double   emotion;
  gint64   records;
} Love;

static int
compare_loves (gconstpointer a, gconstpointer b)
{
  const Love *first = a, *second = b;

  if (first->emotion != second->emotion)
    return first->emotion > second->emotion ? -1 : 1;
  if (first->records != second->records)
    return first->records > second->records ? -1 : 1;
  return strcmp (tl_thing_get_id (first->delight), tl_thing_get_id (second->delight));
}

static GArray *
list_loves (TlPackMaker *maker)
{
  g_autoptr (GPtrArray) delights = tl_journey_collect (maker->journey, TL_KIND_DELIGHT);
  GArray               *loves = g_array_new (FALSE, FALSE, sizeof (Love));

  for (guint i = 0; i < delights->len; i++)
    {
      TlThing *touchpoint = tl_thing_get_parent (delights->pdata[i]);
      Love     love = { touchpoint, delights->pdata[i], tl_thing_get_number (touchpoint, TL_TOUCHPOINT_EMOTION),
                        tl_figures_count_records (maker->figures, tl_thing_get_id (delights->pdata[i])) };

      g_array_append_val (loves, love);
    }
  g_array_sort (loves, compare_loves);
  return loves;
}

/**
 * _tl_pack_find_credit:
 *
 * Returns: (transfer none) (nullable): the delight that is loved best of those that somebody has credit for
 */
TlThing *
_tl_pack_find_credit (TlPackMaker *maker)
{
  g_autoptr (GArray) loves = list_loves (maker);

  for (guint i = 0; i < loves->len; i++)
    {
      const Love *love = &g_array_index (loves, Love, i);
      const char *credit = tl_thing_get_text (love->delight, TL_DELIGHT_CREDIT);

      if (credit && *credit && tl_thing_has (love->touchpoint, TL_TOUCHPOINT_EMOTION) && love->emotion > 0)
        return love->delight;
    }
  return NULL;
}

static char *
text_or_dash (TlThing *thing, TlField field)
{
  const char *text = tl_thing_get_text (thing, field);

  return text && *text ? tl_text_squeeze (text) : g_strdup ("–");
}

/**
 * _tl_pack_make_loves:
 */
gboolean
_tl_pack_make_loves (TlPackMaker *maker, GError **error)
{
  g_autoptr (GArray)    loves = list_loves (maker);
  g_autoptr (GPtrArray) teams = g_ptr_array_new ();
  TlBlock              *table;
  gboolean              has_records = FALSE;

  if (loves->len == 0)
    return TRUE;
  for (guint i = 0; i < loves->len; i++)
    has_records = has_records || g_array_index (loves, Love, i).records > 0;
  table = _tl_pack_add (maker, TL_BLOCK_TABLE, NULL);
  _tl_pack_add_column (table, _("What they love"), 3.4, FALSE);
  _tl_pack_add_column (table, _("Where"), 3, FALSE);
  _tl_pack_add_column (table, _("Credit to"), 2.6, FALSE);
  if (has_records)
    _tl_pack_add_column (table, _("Records"), 1, TRUE);
  for (guint i = 0; i < loves->len && i < LOVES_MOST; i++)
    {
      const Love      *love = &g_array_index (loves, Love, i);
      const char      *credit = tl_thing_get_text (love->delight, TL_DELIGHT_CREDIT);
      g_autofree char *where = tl_thing_describe (love->touchpoint);
      char            *title = g_strdup (tl_thing_get_title (love->delight));

      if (has_records)
        _tl_pack_add_row (table, title, g_strdup (where), text_or_dash (love->delight, TL_DELIGHT_CREDIT),
                          love->records > 0 ? _tl_pack_count (maker, (double) love->records) : g_strdup ("–"), NULL);
      else
        _tl_pack_add_row (table, title, g_strdup (where), text_or_dash (love->delight, TL_DELIGHT_CREDIT), NULL);
      if (credit && *credit && teams->len < 4 && !g_ptr_array_find_with_equal_func (teams, credit, g_str_equal, NULL))
        g_ptr_array_add (teams, (gpointer) credit);
    }
  if (teams->len > 0)
    {
      TlBlock         *note = _tl_pack_add (maker, TL_BLOCK_NOTE, NULL);
      g_autofree char *names = _tl_pack_join (teams);

      note->tone = TL_TONE_GAIN;
      g_ptr_array_add (note->items,
                       g_strdup_printf (_("Thank you: %s. Whatever is decided, this is to be kept."), names));
    }
  maker->page->headline =
      g_strdup_printf (_("Customers love “%s”"), tl_thing_get_title (g_array_index (loves, Love, 0).delight));
  maker->page->lead = g_strdup (_("What works today, and who made it work. A fix that spoils one of these costs more "
                                   "than it shows."));
  return TRUE;
}

static gboolean
has_any (TlThing *thing, const TlField *fields, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (tl_thing_has (thing, fields[i]) && *tl_thing_get_text (thing, fields[i]))
      return TRUE;
  return FALSE;
}

static char *
day_or_dash (TlThing *thing, TlField field)
{
  char *day = _tl_pack_day (tl_thing_get_text (thing, field));

  return day ? day : g_strdup ("–");
}

/* The fixes that are over: live and measured ones, which are not ranked any more. */
static void
add_delivered (TlPackMaker *maker)
{
  g_autoptr (GPtrArray) fixes = tl_journey_collect (maker->journey, TL_KIND_FIX);
  TlBlock              *note = NULL;

  for (guint i = 0; i < fixes->len; i++)
    {
      TlThing    *fix = fixes->pdata[i];
      const char *outcome = tl_thing_get_text (fix, TL_FIX_OUTCOME);
      const char *owner = tl_thing_get_text (fix, TL_FIX_OWNER);

      if (!tl_thing_is_word (fix, TL_FIX_STATUS, "live") && !tl_thing_is_word (fix, TL_FIX_STATUS, "measured"))
        continue;
      if (note == NULL)
        {
          note = _tl_pack_add (maker, TL_BLOCK_NOTE, _("Already delivered"));
          note->tone = TL_TONE_GAIN;
        }
      if (owner && *owner)
        g_ptr_array_add (note->items,
                         outcome && *outcome
                             ? g_strdup_printf (_("%s: %s Thank you, %s."), tl_thing_get_title (fix), outcome, owner)
                             : g_strdup_printf (_("%s is live. Thank you, %s."), tl_thing_get_title (fix), owner));
      else
        g_ptr_array_add (note->items, outcome && *outcome
                                        ? g_strdup_printf (_("%s: %s"), tl_thing_get_title (fix), outcome)
                                        : g_strdup_printf (_("%s is live."), tl_thing_get_title (fix)));
    }
}

/**
 * _tl_pack_make_proof:
 */
gboolean
_tl_pack_make_proof (TlPackMaker *maker, GError **error)
{
  static const TlField fields[] = { TL_FIX_MEASURE, TL_FIX_CONTROL, TL_FIX_MEASURED };
  TlBlock             *table = NULL;
  guint                n_without = 0;

  for (guint i = 0; i < maker->n_ranked; i++)
    n_without += !has_any (maker->ranked[i].thing, fields, G_N_ELEMENTS (fields));
  if (n_without < maker->n_ranked)
    {
      table = _tl_pack_add (maker, TL_BLOCK_TABLE, NULL);
      _tl_pack_add_column (table, _("Fix"), 3, FALSE);
      _tl_pack_add_column (table, _("We promise"), 1.6, TRUE);
      _tl_pack_add_column (table, _("Measure"), 3.2, FALSE);
      _tl_pack_add_column (table, _("Held back"), 2.6, FALSE);
      _tl_pack_add_column (table, _("We look on"), 1.8, FALSE);
    }
  for (guint i = 0; table && i < maker->n_ranked; i++)
    {
      const TlPackRanked *fix = &maker->ranked[i];

      if (has_any (fix->thing, fields, G_N_ELEMENTS (fields)))
        _tl_pack_add_row (table, g_strdup (fix->title), _tl_pack_gain (maker, fix->npv),
                          text_or_dash (fix->thing, TL_FIX_MEASURE), text_or_dash (fix->thing, TL_FIX_CONTROL),
                          day_or_dash (fix->thing, TL_FIX_MEASURED), NULL);
    }
  add_delivered (maker);
  if (maker->page->blocks->len == 0)
    return TRUE;
  if (n_without > 0 && table)
    {
      TlBlock *note = _tl_pack_add (maker, TL_BLOCK_NOTE, NULL);

      g_ptr_array_add (note->items, g_strdup_printf (ngettext ("%u fix has no measure yet: without one, nobody will "
                                                               "know.",
                                                               "%u fixes have no measure yet: without one, nobody will "
                                                               "know.",
                                                               n_without),
                                                     n_without));
    }
  maker->page->headline =
      g_strdup (table ? _("How we will know, and who gets the credit") : _("What has been delivered"));
  if (table)
    maker->page->lead = g_strdup (_("Each fix has a measure, a group held back, and a day on which we look."));
  return TRUE;
}

static const char *
say_status (TlThing *fix)
{
  const char *status = tl_thing_get_text (fix, TL_FIX_STATUS);

  if (status && g_str_equal (status, "proposed"))
    return C_("fix", "proposed");
  if (status && g_str_equal (status, "approved"))
    return C_("fix", "approved");
  return C_("fix", "idea");
}

/**
 * _tl_pack_make_people:
 */
gboolean
_tl_pack_make_people (TlPackMaker *maker, GError **error)
{
  static const TlField fields[] = { TL_FIX_OWNER, TL_FIX_SPONSOR, TL_FIX_BUDGET, TL_FIX_DUE };
  TlBlock             *table;
  guint                n_without = 0;

  for (guint i = 0; i < maker->n_ranked; i++)
    n_without += !has_any (maker->ranked[i].thing, fields, 1);
  if (maker->n_ranked == 0 ||
      (n_without == maker->n_ranked && !has_any (maker->ranked[0].thing, fields, G_N_ELEMENTS (fields))))
    return TRUE;
  table = _tl_pack_add (maker, TL_BLOCK_TABLE, NULL);
  _tl_pack_add_column (table, _("Fix"), 3.4, FALSE);
  _tl_pack_add_column (table, _("Status"), 1.2, FALSE);
  _tl_pack_add_column (table, _("Owner"), 2.2, FALSE);
  _tl_pack_add_column (table, _("Sponsor"), 2.2, FALSE);
  _tl_pack_add_column (table, _("Budget holder"), 2.2, FALSE);
  _tl_pack_add_column (table, _("Due"), 1.7, FALSE);
  for (guint i = 0; i < maker->n_ranked; i++)
    {
      TlThing *fix = maker->ranked[i].thing;

      _tl_pack_add_row (table, g_strdup (maker->ranked[i].title), g_strdup (say_status (fix)),
                        text_or_dash (fix, TL_FIX_OWNER), text_or_dash (fix, TL_FIX_SPONSOR),
                        text_or_dash (fix, TL_FIX_BUDGET), day_or_dash (fix, TL_FIX_DUE), NULL);
    }
  if (n_without == 0)
    maker->page->headline = g_strdup (_("Every fix has an owner"));
  else
    maker->page->headline =
        g_strdup_printf (ngettext ("%u fix has no owner yet", "%u fixes have no owner yet", n_without), n_without);
  maker->page->lead = g_strdup (_("Who does it, who stands for it, who pays for it, and by when."));
  return TRUE;
}

static gboolean
is_starred (const TlRecord *record)
{
  return tl_record_has (record, TL_EVIDENCE_STARRED) &&
         record->values[TL_EVIDENCE_STARRED - TL_EVIDENCE_SOURCE].number != 0;
}

/* Starred records first, then those that say the most in few words. */
static int
compare_records (gconstpointer a, gconstpointer b)
{
  const TlRecord *first = *(TlRecord **) a, *second = *(TlRecord **) b;
  gsize           n_first, n_second;

  if (is_starred (first) != is_starred (second))
    return is_starred (first) ? -1 : 1;
  n_first = strlen (tl_record_get_text (first, TL_EVIDENCE_TEXT));
  n_second = strlen (tl_record_get_text (second, TL_EVIDENCE_TEXT));
  /* About 120 letters make a good quote. */
  n_first = n_first > 120 ? n_first - 120 : 120 - n_first;
  n_second = n_second > 120 ? n_second - 120 : 120 - n_second;
  return n_first < n_second ? -1 : n_first > n_second ? 1 : strcmp (first->id, second->id);
}

static gboolean
is_quotable (const TlRecord *record)
{
  gsize length = strlen (tl_record_get_text (record, TL_EVIDENCE_TEXT));

  return is_starred (record) || (length >= QUOTE_SHORTEST && length <= QUOTE_LONGEST);
}

static void
add_quotes (TlPackMaker *maker, const TlPackVoices *voices, GPtrArray *all)
{
  TlThing              *touchpoint = tl_journey_lookup (maker->journey, voices->touchpoint);
  g_autoptr (GPtrArray) records = g_ptr_array_copy (voices->records, NULL, NULL);
  guint                 n = 0;

  g_ptr_array_set_free_func (records, NULL);
  g_ptr_array_sort (records, compare_records);
  for (guint i = 0; touchpoint && i < records->len && n < QUOTES_EACH && all->len < QUOTES_MOST; i++)
    {
      const TlRecord *record = records->pdata[i];
      TlThing        *source = tl_journey_lookup (maker->journey, tl_record_get_text (record, TL_EVIDENCE_SOURCE));
      TlPackQuote    *quote;

      if (!is_quotable (record))
        continue;
      quote = g_new0 (TlPackQuote, 1);
      quote->words = tl_text_squeeze (tl_record_get_text (record, TL_EVIDENCE_TEXT));
      quote->about = g_strdup (tl_thing_get_title (touchpoint));
      quote->source = source ? g_strdup (tl_thing_get_title (source)) : NULL;
      g_ptr_array_add (all, quote);
      n++;
    }
}

/**
 * _tl_pack_make_voices:
 */
gboolean
_tl_pack_make_voices (TlPackMaker *maker, GError **error)
{
  const GPtrArray      *voices = maker->basis->voices;
  TlBlock              *block;
  g_autofree char      *n = NULL;
  gint64                records = tl_figures_get_records (maker->figures);

  if (records == 0)
    return TRUE;
  block = _tl_pack_add (maker, TL_BLOCK_QUOTES, NULL);
  for (guint i = 0; i < voices->len && block->items->len < QUOTES_MOST; i++)
    add_quotes (maker, voices->pdata[i], block->items);
  if (block->items->len == 0)
    {
      g_ptr_array_set_size (maker->page->blocks, 0);
      return TRUE;
    }
  n = _tl_pack_count (maker, (double) records);
  maker->page->headline = g_strdup (_("In customers’ own words"));
  maker->page->lead =
      g_strdup_printf (ngettext ("Chosen from %s record; personal details are masked.",
                                 "Chosen from %s records; personal details are masked.", (gulong)records),
                       n);
  return TRUE;
}
