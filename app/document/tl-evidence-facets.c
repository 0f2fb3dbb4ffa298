/* tl-evidence-facets.c: how many records each further filter would find
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-evidence-query-private.h"

#include <stdlib.h>
#include <string.h>

#include "tl-number.h"

#define MAX_VALUES 10000

static void
clear_value (gpointer data)
{
  g_free (((TlFacetValue *) data)->value);
}

/**
 * tl_facets_free:
 */
void
tl_facets_free (TlFacets *self)
{
  if (self == NULL)
    return;
  for (int i = 0; i < TL_N_FACETS; i++)
    g_array_unref (self->values[i]);
  g_free (self);
}

/**
 * tl_facets_count:
 * @value: a value, as #TlFacet has it
 *
 * Returns: how many records have @value
 */
gint64
tl_facets_count (const TlFacets *self, TlFacet facet, const char *value)
{
  for (guint i = 0; i < self->values[facet]->len; i++)
    {
      const TlFacetValue *one = &g_array_index (self->values[facet], TlFacetValue, i);

      if (strcmp (one->value, value) == 0)
        return one->n;
    }
  return 0;
}

static void
add (TlFacets *self, TlFacet facet, char *value, gint64 n)
{
  TlFacetValue one = { value, n };

  if (n > 0)
    g_array_append_val (self->values[facet], one);
  else
    g_free (value);
}

/* By how many records; what is left out is the end of it. */
static int
compare_counts (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first < second) - (first > second);
}

static void
keep_most (gint64 *counts, guint n)
{
  g_autofree gint64 *sorted = NULL;
  gint64             least;
  guint              n_kept = 0;

  if (n <= MAX_VALUES)
    return;
  sorted = g_memdup2 (counts, n * sizeof *sorted);
  qsort (sorted, n, sizeof *sorted, compare_counts);
  least = sorted[MAX_VALUES - 1];
  for (guint i = 0; i < n; i++)
    if (counts[i] < least || n_kept == MAX_VALUES)
      counts[i] = 0;
    else
      n_kept++;
}

static void
count_column (const TlEvidenceResult *result, TlFacets *self, TlFacet facet, TlColumn column, guint8 own)
{
  const TlDictionary *dictionary = &result->columns->dictionaries[column];
  const guint32      *codes = result->columns->codes[column];
  g_autofree gint64  *counts = g_new0 (gint64, (gsize) dictionary->n + 1);

  for (guint i = 0; i < result->columns->n; i++)
    counts[codes[i]] += (result->fails[i] & ~own) == 0;
  keep_most (counts + 1, dictionary->n);
  add (self, facet, g_strdup (""), counts[0]);
  for (guint i = 0; i < dictionary->n; i++)
    add (self, facet,
         TL_COLUMN_IS_NUMBER (column) ? tl_number_format (dictionary->numbers[i]) : g_strdup (dictionary->texts[i]),
         counts[i + 1]);
}

/* Months from year 0 on: 9999 · 12 at the most. */
static void
count_months (const TlEvidenceResult *result, TlFacets *self)
{
  const guint        n = 10000 * 12;
  g_autofree gint64 *counts = g_new0 (gint64, n + 1);
  gint64             none = 0;

  for (guint i = 0; i < result->columns->n; i++)
    {
      gint32 date = result->columns->dates[i];
      guint  month = (guint) (date / 10000 * 12 + (date / 100 % 100 + 11) % 12);

      if ((result->fails[i] & ~TL_FAILS_PERIOD) != 0)
        continue;
      if (date == 0 || month >= n)
        none++;
      else
        counts[month]++;
    }
  add (self, TL_FACET_MONTH, g_strdup (""), none);
  for (guint i = 0; i < n; i++)
    if (counts[i])
      add (self, TL_FACET_MONTH, g_strdup_printf ("%04u-%02u", i / 12, i % 12 + 1), counts[i]);
}

static guint32
find_place (GHashTable *places, GPtrArray *ids, const char *id)
{
  gpointer place = g_hash_table_lookup (places, id);

  if (place)
    return GPOINTER_TO_UINT (place) - 1;
  g_ptr_array_add (ids, (char *) id);
  g_hash_table_insert (places, (char *) id, GUINT_TO_POINTER (ids->len));
  return ids->len - 1;
}

/**
 * _tl_chains_new:
 * @parents: id → id of what it stands in; it must outlive the chains
 *
 * Returns: (transfer full): each thing that records speak of, and what it stands in, by places of their own
 */
TlChains *
_tl_chains_new (const TlLinks *links, GHashTable *parents)
{
  TlChains              *self = g_new0 (TlChains, 1);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray)     flat = g_array_new (FALSE, FALSE, sizeof (guint32));
  const guint32          end = G_MAXUINT32;

  self->ids = g_ptr_array_new ();
  self->starts = g_new0 (guint32, (gsize) links->n_things + 1);
  for (guint i = 0; i < links->n_things; i++)
    {
      self->starts[i] = flat->len;
      for (const char *id = links->ids[i]; id; id = g_hash_table_lookup (parents, id))
        {
          guint32 place = find_place (places, self->ids, id);

          g_array_append_val (flat, place);
        }
      g_array_append_val (flat, end);
    }
  self->places = (guint32 *) (gpointer) g_array_free (g_steal_pointer (&flat), FALSE);
  return self;
}

/**
 * _tl_chains_free:
 */
void
_tl_chains_free (TlChains *self)
{
  g_ptr_array_unref (self->ids);
  g_free (self->starts);
  g_free (self->places);
  g_free (self);
}

static void
count_things (const TlEvidenceResult *result, TlFacets *self, GHashTable *parents)
{
  const TlLinks       *links = result->columns->links;
  g_autoptr (TlChains) chains = _tl_chains_new (links, parents);
  g_autofree gint64   *counts = g_new0 (gint64, (gsize) chains->ids->len + 1);
  g_autofree guint32  *last = g_new0 (guint32, (gsize) chains->ids->len + 1);
  gint64               none = 0;

  for (guint i = 0; i < result->columns->n; i++)
    {
      if ((result->fails[i] & ~TL_FAILS_THINGS) != 0)
        continue;
      none += links->starts[i + 1] == links->starts[i];
      for (guint32 j = links->starts[i]; j < links->starts[i + 1]; j++)
        for (guint32 at = chains->starts[links->things[j]]; chains->places[at] != G_MAXUINT32; at++)
          {
            guint32 place = chains->places[at];

            /* One record of the touchpoint, however many of its pains it speaks of. */
            counts[place] += last[place] != i + 1;
            last[place] = i + 1;
          }
    }
  add (self, TL_FACET_THING, g_strdup (""), none);
  for (guint i = 0; i < chains->ids->len; i++)
    add (self, TL_FACET_THING, g_strdup (chains->ids->pdata[i]), counts[i]);
}

static void
count_marks (const TlEvidenceResult *result, TlFacets *self)
{
  const TlLinks *links = result->columns->links;
  gint64         unassigned = 0, starred = 0, text = 0;

  for (guint i = 0; i < result->columns->n; i++)
    if ((result->fails[i] & ~TL_FAILS_MARK) == 0)
      {
        unassigned += links->starts[i + 1] == links->starts[i];
        starred += links->starred[i];
        text += result->columns->worded[i];
      }
  add (self, TL_FACET_MARK, g_strdup ("unassigned"), unassigned);
  add (self, TL_FACET_MARK, g_strdup ("starred"), starred);
  add (self, TL_FACET_MARK, g_strdup ("text"), text);
}

/**
 * _tl_evidence_result_facets:
 *
 * In any thread.
 *
 * Returns: (transfer full): the counts
 */
TlFacets *
_tl_evidence_result_facets (const TlEvidenceResult *result, const TlEvidencePlan *plan)
{
  TlFacets *self = g_new0 (TlFacets, 1);

  for (int i = 0; i < TL_N_FACETS; i++)
    {
      self->values[i] = g_array_new (FALSE, FALSE, sizeof (TlFacetValue));
      g_array_set_clear_func (self->values[i], clear_value);
    }
  self->n = result->count.records;
  count_column (result, self, TL_FACET_SOURCE, TL_COLUMN_SOURCE, TL_FAILS_SOURCE);
  count_column (result, self, TL_FACET_CHANNEL, TL_COLUMN_CHANNEL, TL_FAILS_CHANNEL);
  count_column (result, self, TL_FACET_SEGMENT, TL_COLUMN_SEGMENT, TL_FAILS_SEGMENT);
  count_column (result, self, TL_FACET_NPS, TL_COLUMN_NPS, TL_FAILS_SCORE);
  count_column (result, self, TL_FACET_CSAT, TL_COLUMN_CSAT, TL_FAILS_SCORE);
  count_column (result, self, TL_FACET_CES, TL_COLUMN_CES, TL_FAILS_SCORE);
  count_column (result, self, TL_FACET_STARS, TL_COLUMN_STARS, TL_FAILS_SCORE);
  count_months (result, self);
  count_things (result, self, plan->parents);
  count_marks (result, self);
  return self;
}
