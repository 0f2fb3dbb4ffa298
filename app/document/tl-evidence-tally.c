/* tl-evidence-tally.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-evidence-tally.h"

#include "tl-evidence-query-private.h"

#define N_MONTHS (10000 * 12)

static const TlColumn columns_of[TL_N_SCORES] = { TL_COLUMN_NPS, TL_COLUMN_CSAT, TL_COLUMN_CES, TL_COLUMN_STARS };

static void
group_free (gpointer data)
{
  g_free (((TlTallyGroup *) data)->key);
  g_free (data);
}

static int
find_scale (double greatest)
{
  return greatest <= 5 ? 5 : greatest <= 7 ? 7 : greatest <= 10 ? 10 : 100;
}

static double
find_top (int scale)
{
  switch (scale)
    {
    case 5:
      return 4;
    case 7:
      return 6;
    case 10:
      return 9;
    default:
      return 80;
    }
}

/* The scale of each source, by score and the code of the source. */
static guint8 *
find_scales (const TlColumns *columns)
{
  guint              n = columns->dictionaries[TL_COLUMN_SOURCE].n + 1;
  const guint32     *sources = columns->codes[TL_COLUMN_SOURCE];
  guint8            *scales = g_new0 (guint8, (gsize) n * TL_N_SCORES);
  g_autofree double *greatest = g_new0 (double, (gsize) n * TL_N_SCORES);

  for (int score = 0; score < TL_N_SCORES; score++)
    {
      const TlDictionary *dictionary = &columns->dictionaries[columns_of[score]];
      const guint32      *codes = columns->codes[columns_of[score]];

      for (guint i = 0; i < columns->n; i++)
        if (codes[i])
          {
            double *most = &greatest[(gsize) score * n + sources[i]];

            *most = MAX (*most, dictionary->numbers[codes[i] - 1]);
          }
      for (guint i = 0; i < n; i++)
        scales[(gsize) score * n + i] = score == 0 ? 10 : (guint8) find_scale (greatest[(gsize) score * n + i]);
    }
  return scales;
}

typedef struct
{
  const TlColumns *columns;
  guint8          *scales;
  TlTallyGroup   **groups; /* by place */
  guint32         *last;   /* by place: the last row, from 1, that was counted there */
} Tallying;

static void
count_row (Tallying *self, guint place, guint row)
{
  const TlColumns *columns = self->columns;
  guint            n = columns->dictionaries[TL_COLUMN_SOURCE].n + 1;
  TlTallyGroup    *group = self->groups[place];

  if (self->last[place] == row + 1)
    return;
  self->last[place] = row + 1;
  if (group == NULL)
    group = self->groups[place] = g_new0 (TlTallyGroup, 1);
  group->n++;
  for (int score = 0; score < TL_N_SCORES; score++)
    {
      guint32       code = columns->codes[columns_of[score]][row];
      TlScoreTally *tally = &group->scores[score];
      double        value;
      int           scale;

      if (code == 0)
        continue;
      value = columns->dictionaries[columns_of[score]].numbers[code - 1];
      scale = self->scales[(gsize) score * n + columns->codes[TL_COLUMN_SOURCE][row]];
      tally->scale = tally->n == 0 || tally->scale == scale ? scale : 0;
      tally->least = tally->n == 0 ? value : MIN (tally->least, value);
      tally->n++;
      tally->sum += value;
      tally->squares += value * value;
      tally->n_top += value >= find_top (scale);
      tally->n_bottom += score == 0 && value <= 6;
    }
}

static void
take_groups (Tallying *self, guint n, char *(*name) (guint place, gpointer data), gpointer data, GPtrArray *all)
{
  for (guint i = 0; i < n; i++)
    if (self->groups[i])
      {
        self->groups[i]->key = name (i, data);
        g_ptr_array_add (all, self->groups[i]);
      }
}

static char *
name_code (guint place, gpointer data)
{
  return g_strdup (place == 0 ? "" : ((TlDictionary *) data)->texts[place - 1]);
}

static char *
name_month (guint place, gpointer data)
{
  return place == N_MONTHS ? g_strdup ("") : g_strdup_printf ("%04u-%02u", place / 12, place % 12 + 1);
}

static char *
name_thing (guint place, gpointer data)
{
  return g_strdup (((GPtrArray *) data)->pdata[place]);
}

static void
begin (Tallying *self, guint n)
{
  self->groups = g_new0 (TlTallyGroup *, (gsize) n + 1);
  self->last = g_new0 (guint32, (gsize) n + 1);
}

static void
tally_things (Tallying *self, const TlEvidenceResult *result, GHashTable *parents, GPtrArray *all)
{
  const TlLinks         *links = result->columns->links;
  g_autoptr (TlChains)   chains = _tl_chains_new (links, parents);
  guint                  none = chains->ids->len;

  g_ptr_array_add (chains->ids, (char *) "");
  begin (self, chains->ids->len);
  for (guint i = 0; i < result->n; i++)
    {
      guint row = result->rows[i];

      if (links->starts[row + 1] == links->starts[row])
        count_row (self, none, row);
      for (guint32 j = links->starts[row]; j < links->starts[row + 1]; j++)
        for (guint32 at = chains->starts[links->things[j]]; chains->places[at] != G_MAXUINT32; at++)
          count_row (self, chains->places[at], row);
    }
  take_groups (self, chains->ids->len, name_thing, chains->ids, all);
}

/**
 * _tl_evidence_result_tally:
 *
 * In any thread.
 *
 * Returns: (transfer full) (element-type TlTallyGroup): the groups that have records
 */
GPtrArray *
_tl_evidence_result_tally (const TlEvidenceResult *result, const TlEvidencePlan *plan, TlFacet by)
{
  const TlColumns *columns = result->columns;
  TlColumn         column = by == TL_FACET_CHANNEL ? TL_COLUMN_CHANNEL : by == TL_FACET_SEGMENT ? TL_COLUMN_SEGMENT
                                                                                                : TL_COLUMN_SOURCE;
  Tallying         self = { .columns = columns, .scales = find_scales (columns) };
  GPtrArray       *all = g_ptr_array_new_with_free_func (group_free);

  switch (by)
    {
    case TL_FACET_THING:
      tally_things (&self, result, plan->parents, all);
      break;

    case TL_FACET_MONTH:
      begin (&self, N_MONTHS + 1);
      for (guint i = 0; i < result->n; i++)
        {
          gint32 date = columns->dates[result->rows[i]];
          guint  month = (guint) (date / 10000 * 12 + (date / 100 % 100 + 11) % 12);

          count_row (&self, date == 0 || month >= N_MONTHS ? N_MONTHS : month, result->rows[i]);
        }
      take_groups (&self, N_MONTHS + 1, name_month, NULL, all);
      break;

    case TL_FACET_SOURCE:
    case TL_FACET_CHANNEL:
    case TL_FACET_SEGMENT:
      begin (&self, columns->dictionaries[column].n + 1);
      for (guint i = 0; i < result->n; i++)
        count_row (&self, columns->codes[column][result->rows[i]], result->rows[i]);
      take_groups (&self, columns->dictionaries[column].n + 1, name_code, (gpointer) &columns->dictionaries[column], all);
      break;

    default: /* all of them as one */
      begin (&self, 1);
      for (guint i = 0; i < result->n; i++)
        count_row (&self, 0, result->rows[i]);
      take_groups (&self, 1, name_code, NULL, all);
      break;
    }
  g_free (self.scales);
  g_free (self.groups);
  g_free (self.last);
  return all;
}
