/* tl-pack-voices.c: what customers say, in their own words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-pack-private.h"
#include "tl-text.h"

#define QUOTE_SHORTEST 24
#define QUOTE_LONGEST 320
#define QUOTE_GOOD 120 /* letters */
#define EACH 3         /* quotes of a touchpoint */

/**
 * _tl_pack_take_words:
 *
 * Returns: (transfer full): what the customer wrote, without personal details, in one line
 */
char *
_tl_pack_take_words (TlPackMaker *maker, const TlRecord *record)
{
  g_autofree char *line = tl_text_squeeze (tl_record_get_text (record, TL_EVIDENCE_TEXT));
  char            *masked = maker->mask ? maker->mask (line) : NULL;

  return masked ? masked : g_steal_pointer (&line);
}

static gboolean
is_quotable (const TlRecord *record)
{
  gsize length = strlen (tl_record_get_text (record, TL_EVIDENCE_TEXT));

  return length > 0 && (tl_record_is_starred (record) || (length >= QUOTE_SHORTEST && length <= QUOTE_LONGEST));
}

static gsize
get_distance (const TlRecord *record)
{
  gsize length = strlen (tl_record_get_text (record, TL_EVIDENCE_TEXT));

  return length > QUOTE_GOOD ? length - QUOTE_GOOD : QUOTE_GOOD - length;
}

/* Starred records first, then those that say the most in few words. */
static int
compare_records (gconstpointer a, gconstpointer b)
{
  const TlRecord *first = *(TlRecord **) a, *second = *(TlRecord **) b;

  if (tl_record_is_starred (first) != tl_record_is_starred (second))
    return tl_record_is_starred (first) ? -1 : 1;
  if (get_distance (first) != get_distance (second))
    return get_distance (first) < get_distance (second) ? -1 : 1;
  return strcmp (first->id, second->id);
}

/* Those of a thing that can be quoted, the best first; the array is to be freed, the records are not. */
static GPtrArray *
list_records (TlPackMaker *maker, const char *thing)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < maker->basis->voices->len; i++)
    {
      const TlPackVoices *voices = maker->basis->voices->pdata[i];

      if (!g_str_equal (voices->thing, thing))
        continue;
      for (guint k = 0; k < voices->records->len; k++)
        if (is_quotable (voices->records->pdata[k]))
          g_ptr_array_add (list, voices->records->pdata[k]);
      break;
    }
  g_ptr_array_sort (list, compare_records);
  return list;
}

/**
 * _tl_pack_find_quote:
 * @thing: the id of what is spoken of
 *
 * Returns: (transfer none) (nullable): the record that says it best
 */
const TlRecord *
_tl_pack_find_quote (TlPackMaker *maker, const char *thing)
{
  g_autoptr (GPtrArray) list = list_records (maker, thing);

  return list->len ? list->pdata[0] : NULL;
}

typedef struct
{
  TlThing  *touchpoint;
  GArray   *about;  /* About: what is said there, the most said first */
  gint64    records;
  gboolean  is_starred;
} Place;

typedef struct
{
  TlThing  *thing;
  GPtrArray *records;
  gint64    n;
} About;

static void
about_clear (gpointer data)
{
  g_ptr_array_unref (((About *) data)->records);
}

static void
place_free (gpointer data)
{
  Place *self = data;

  g_array_unref (self->about);
  g_free (self);
}

static gboolean
has_star (const About *about)
{
  return about->records->len > 0 && tl_record_is_starred (about->records->pdata[0]);
}

static int
compare_about (gconstpointer a, gconstpointer b)
{
  const About *first = a, *second = b;

  if (has_star (first) != has_star (second))
    return has_star (first) ? -1 : 1;
  if (first->n != second->n)
    return first->n > second->n ? -1 : 1;
  return strcmp (tl_thing_get_id (first->thing), tl_thing_get_id (second->thing));
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *first = *(Place **) a, *second = *(Place **) b;

  if (first->is_starred != second->is_starred)
    return first->is_starred ? -1 : 1;
  if (first->records != second->records)
    return first->records > second->records ? -1 : 1;
  return strcmp (tl_thing_get_id (first->touchpoint), tl_thing_get_id (second->touchpoint));
}

static void
take_about (TlPackMaker *maker, Place *place, TlThing *thing)
{
  About about = { thing, list_records (maker, tl_thing_get_id (thing)),
                  tl_figures_count_records (maker->figures, tl_thing_get_id (thing)) };

  if (about.records->len > 0)
    {
      place->is_starred = place->is_starred || has_star (&about);
      g_array_append_val (place->about, about);
    }
  else
    g_ptr_array_unref (about.records);
}

static GPtrArray *
list_places (TlPackMaker *maker)
{
  g_autoptr (GPtrArray) touchpoints = tl_journey_collect (maker->journey, TL_KIND_TOUCHPOINT);
  GPtrArray            *places = g_ptr_array_new_with_free_func (place_free);

  for (guint i = 0; i < touchpoints->len; i++)
    {
      TlThing *touchpoint = touchpoints->pdata[i];
      Place   *place = g_new0 (Place, 1);

      place->touchpoint = touchpoint;
      place->records = tl_figures_count_records (maker->figures, tl_thing_get_id (touchpoint));
      place->about = g_array_new (FALSE, FALSE, sizeof (About));
      g_array_set_clear_func (place->about, about_clear);
      for (guint k = 0; k < tl_thing_n (touchpoint, TL_KIND_PAIN); k++)
        take_about (maker, place, tl_thing_nth (touchpoint, TL_KIND_PAIN, k));
      for (guint k = 0; k < tl_thing_n (touchpoint, TL_KIND_DELIGHT); k++)
        take_about (maker, place, tl_thing_nth (touchpoint, TL_KIND_DELIGHT, k));
      g_array_sort (place->about, compare_about);
      /* What is said of the place itself comes behind what it says of something there. */
      take_about (maker, place, touchpoint);
      if (place->about->len > 0)
        g_ptr_array_add (places, place);
      else
        place_free (place);
    }
  g_ptr_array_sort (places, compare_places);
  return places;
}

static void
add_quote (TlPackMaker *maker, TlBlock *block, const Place *place, const About *about, const TlRecord *record)
{
  TlThing         *source = tl_journey_lookup (maker->journey, tl_record_get_text (record, TL_EVIDENCE_SOURCE));
  g_autofree char *n = _tl_pack_count (maker, (double) about->n);
  g_autofree char *title = _tl_pack_short (tl_thing_get_title (about->thing), 36);
  TlPackQuote     *quote = g_new0 (TlPackQuote, 1);

  quote->words = _tl_pack_take_words (maker, record);
  if (about->thing == place->touchpoint)
    quote->about = g_strdup (title);
  else if (about->n > 1)
    /* Translators: what a customer speaks of, and how many records speak of the same. */
    quote->about = g_strdup_printf (_("%s (one of %s)"), title, n);
  else
    quote->about = g_strdup (title);
  quote->source = source ? g_strdup (tl_thing_get_title (source)) : NULL;
  g_ptr_array_add (block->items, quote);
}

/* One of each thing that is said first, then more of the same. */
static guint
add_place (TlPackMaker *maker, const Place *place, GHashTable *seen, guint most)
{
  TlBlock         *block = NULL;
  g_autofree char *where = tl_thing_describe (place->touchpoint);
  g_autofree char *n = _tl_pack_count (maker, (double) place->records);
  guint            done = 0;

  for (guint round = 0; round < EACH; round++)
    for (guint i = 0; i < place->about->len && done < MIN (EACH, most); i++)
      {
        const About *about = &g_array_index (place->about, About, i);

        if (round >= about->records->len || (about->thing == place->touchpoint && done > 0) ||
            !g_hash_table_add (seen, ((TlRecord *) about->records->pdata[round])->id))
          continue;
        if (block == NULL)
          {
            g_autofree char *heading =
                g_strdup_printf (ngettext ("%s: %s record", "%s: %s records", (gulong) place->records), where, n);

            block = _tl_pack_add (maker, TL_BLOCK_QUOTES, heading);
          }
        add_quote (maker, block, place, about, about->records->pdata[round]);
        done++;
      }
  return done;
}

static char *
make_headline (TlPackMaker *maker)
{
  const char *title = NULL;
  gint64      most = 1;

  for (guint i = 0; i < maker->snapshot->pains.n; i++)
    {
      gint64 n = tl_figures_count_records (maker->figures, maker->snapshot->pains.ids[i]);

      if (n > most)
        {
          most = n;
          title = maker->snapshot->pains.titles[i];
        }
    }
  if (title)
    {
      g_autofree char *n = _tl_pack_count (maker, (double) most);
      g_autofree char *line = _tl_pack_short (title, 60);

      return g_strdup_printf (ngettext ("What customers speak of most is “%s”: %s record",
                                        "What customers speak of most is “%s”: %s records", (gulong) most), line, n);
    }
  return g_strdup (_("In customers’ own words"));
}

/**
 * _tl_pack_make_voices:
 */
gboolean
_tl_pack_make_voices (TlPackMaker *maker, GError **error)
{
  g_autoptr (GPtrArray)  places = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gint64                 records = tl_figures_get_records (maker->figures);
  g_autofree char       *n = _tl_pack_count (maker, (double) records);
  guint                  most = maker->audience == TL_AUDIENCE_TEAM ? 30 : 12, done = 0;

  if (records == 0)
    return TRUE;
  places = list_places (maker);
  for (guint i = 0; i < places->len && done < most; i++)
    done += add_place (maker, places->pdata[i], seen, most - done);
  if (done == 0)
    return TRUE;
  maker->page->headline = make_headline (maker);
  maker->page->lead = maker->mask ? g_strdup_printf (ngettext ("%u of %s record, where most is said; those with a "
                                                               "star first. Personal details that can be told by "
                                                               "their form are masked.",
                                                               "%u of %s records, where most is said; those with a "
                                                               "star first. Personal details that can be told by "
                                                               "their form are masked.",
                                                               (gulong)records),
                                                     done, n)
                                  : g_strdup_printf (ngettext ("%u of %s record, where most is said; those with a "
                                                               "star first.",
                                                               "%u of %s records, where most is said; those with a "
                                                               "star first.",
                                                               (gulong)records),
                                                     done, n);
  return TRUE;
}
