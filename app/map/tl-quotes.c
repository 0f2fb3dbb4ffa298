/* tl-quotes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-quotes.h"

#include <string.h>

#include "tl-evidence.h"
#include "tl-text.h"

/* How many records are looked at for a thing, and how long a quote should be. */
#define AT_MOST 120
#define FEWEST_CHARS 24
#define BEST_CHARS 70
#define MOST_CHARS 110

/* The whole of what was said where it is short; of a long text its first sentence that can stand alone, or its
 * beginning. */
static char *
cut_quote (const char *text)
{
  g_autofree char *line = tl_text_squeeze (text);
  const char      *start = line;

  if (g_utf8_strlen (line, -1) <= MOST_CHARS)
    return g_steal_pointer (&line);
  for (const char *p = line; *p; p = g_utf8_next_char (p))
    if (strchr (".!?", *p) && (p[1] == ' ' || p[1] == '\0'))
      {
        glong n = g_utf8_strlen (start, p + 1 - start);

        if (n >= FEWEST_CHARS && n <= MOST_CHARS)
          return g_strndup (start, (gsize) (p + 1 - start));
        start = p[1] ? p + 2 : p + 1;
      }
  return tl_text_shorten (line, MOST_CHARS);
}

/* The less, the better: near the best length, whole rather than cut, without what somebody masked. */
static double
rate (const char *quote)
{
  glong  n = g_utf8_strlen (quote, -1);
  double score = n < BEST_CHARS ? (BEST_CHARS - n) * 1.5 : n - BEST_CHARS;

  if (n < FEWEST_CHARS)
    score += 200;
  if (g_str_has_suffix (quote, "…"))
    score += 60;
  if (strstr (quote, "XX") || strstr (quote, "\ufffd"))
    score += 80;
  return score;
}

static char *
best_of (GPtrArray *records, const TlRecord **from)
{
  g_autofree char *best = NULL;
  double           best_score = HUGE_VAL;

  for (guint i = 0; i < records->len; i++)
    {
      const TlRecord  *record = records->pdata[i];
      const char      *text = tl_record_get_text (record, TL_EVIDENCE_TEXT);
      g_autofree char *quote = text ? cut_quote (text) : NULL;
      double           score;

      if (quote == NULL || tl_text_is_blank (quote))
        continue;
      score = rate (quote);
      if (score < best_score)
        {
          g_free (best);
          best = g_steal_pointer (&quote);
          best_score = score;
          *from = record;
        }
    }
  return g_steal_pointer (&best);
}

/* What the stage's quote should be about: the pain with records at which most is at stake; without one, the stage. */
static TlThing *
choose_subject (TlThing *stage, TlFigures *figures)
{
  TlThing *best = NULL;
  double   most = -HUGE_VAL;

  for (guint i = 0; i < tl_thing_n (stage, TL_KIND_TOUCHPOINT); i++)
    {
      TlThing *touchpoint = tl_thing_nth (stage, TL_KIND_TOUCHPOINT, i);

      for (guint j = 0; j < tl_thing_n (touchpoint, TL_KIND_PAIN); j++)
        {
          TlThing                  *pain = tl_thing_nth (touchpoint, TL_KIND_PAIN, j);
          const TlImpactPainResult *result = tl_figures_get_pain (figures, tl_thing_get_id (pain));
          double                    stake = result && result->stake.known ? result->stake.net_lost : 0;

          if (tl_figures_count_records (figures, tl_thing_get_id (pain)) > 0 && stake > most)
            {
              best = pain;
              most = stake;
            }
        }
    }
  if (best)
    return best;
  return tl_figures_count_records (figures, tl_thing_get_id (stage)) > 0 ? stage : NULL;
}

static gboolean
add_quote (GArray *quotes, TlDocument *document, TlFigures *figures, TlThing *subject, GError **error)
{
  TlEvidenceFilter      filter = { .thing = tl_thing_get_id (subject), .with_text_only = TRUE };
  g_autoptr (GPtrArray) records = tl_evidence_list (document, &filter, 0, AT_MOST, error);
  const TlRecord       *record = NULL;
  TlThing              *source = NULL;
  TlMapQuote            quote = { NULL };
  char                 *words;

  if (records == NULL)
    return FALSE;
  words = best_of (records, &record);
  if (words == NULL)
    return TRUE;
  source = tl_journey_lookup (tl_document_get_journey (document), tl_record_get_text (record, TL_EVIDENCE_SOURCE));
  quote.of = g_strdup (tl_thing_get_id (subject));
  quote.words = words;
  quote.source = source ? g_strdup (tl_thing_get_title (source)) : NULL;
  quote.records = tl_figures_count_records (figures, quote.of);
  g_array_append_val (quotes, quote);
  return TRUE;
}

/**
 * tl_quotes_new:
 * @document: a document
 * @figures: its figures
 * @error: return location
 *
 * Chooses for each stage the words that say best what hurts there: of its pain at which most is at stake, the record
 * whose length reads well. The same document gives the same quotes.
 *
 * Returns: (transfer full) (nullable): the quotes, or %NULL where the records cannot be read
 */
TlQuotes *
tl_quotes_new (TlDocument *document, TlFigures *figures, GError **error)
{
  g_autoptr (GPtrArray) stages = tl_journey_collect (tl_document_get_journey (document), TL_KIND_STAGE);
  GArray               *quotes = g_array_new (FALSE, FALSE, sizeof (TlMapQuote));
  TlQuotes             *self = g_new0 (TlQuotes, 1);
  gboolean              good = TRUE;

  for (guint i = 0; good && i < stages->len && tl_figures_get_records (figures) > 0; i++)
    {
      TlThing *subject = choose_subject (stages->pdata[i], figures);

      good = subject == NULL || add_quote (quotes, document, figures, subject, error);
    }
  self->n = quotes->len;
  self->quotes = (TlMapQuote *) g_array_free (quotes, FALSE);
  if (!good)
    g_clear_pointer (&self, tl_quotes_free);
  return self;
}

/**
 * tl_quotes_free:
 */
void
tl_quotes_free (TlQuotes *self)
{
  if (self == NULL)
    return;
  for (gsize i = 0; i < self->n; i++)
    {
      g_free ((char *) self->quotes[i].of);
      g_free ((char *) self->quotes[i].words);
      g_free ((char *) self->quotes[i].source);
    }
  g_free (self->quotes);
  g_free (self);
}
