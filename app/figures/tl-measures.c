/* tl-measures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-measures.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define Z 1.9599639845400545 /* of the normal distribution, 97.5 % */

/**
 * tl_measures_get_field:
 * @score: 0 to %TL_N_SCORES − 1
 *
 * Returns: the field of records that it is of
 */
TlField
tl_measures_get_field (int score)
{
  static const TlField fields[TL_N_SCORES] = { TL_EVIDENCE_NPS, TL_EVIDENCE_CSAT, TL_EVIDENCE_CES, TL_EVIDENCE_STARS };

  return fields[score];
}

/* Student's t, 97.5 %: exact for 1 and 2 degrees of freedom, else by the expansion of Cornish and Fisher, which is right to
   0.1 % from 3 degrees on (Abramowitz and Stegun 26.7.5). */
static double
get_t (gint64 df)
{
  const double z = Z;
  double       v = (double) df;

  if (df == 1)
    return 12.706204736432095;
  if (df == 2)
    return 4.302652729911275;
  if (df == 3)
    return 3.182446305284263;
  return z + (pow (z, 3) + z) / (4 * v) + (5 * pow (z, 5) + 16 * pow (z, 3) + 3 * z) / (96 * v * v) +
         (3 * pow (z, 7) + 19 * pow (z, 5) + 17 * pow (z, 3) - 15 * z) / (384 * v * v * v) +
         (79 * pow (z, 9) + 776 * pow (z, 7) + 1482 * pow (z, 5) - 1920 * pow (z, 3) - 945 * z) / (92160 * pow (v, 4));
}

/**
 * tl_measures_wilson:
 * @x: how many
 * @n: of how many, more than 0
 * @low: (out): of the 95 % interval
 * @high: (out): of the 95 % interval
 *
 * Wilson's interval of a share (1927).
 */
void
tl_measures_wilson (gint64 x, gint64 n, double *low, double *high)
{
  double p = (double) x / (double) n;
  double m = (double) n;
  double middle = (p + Z * Z / (2 * m)) / (1 + Z * Z / m);
  double half = Z / (1 + Z * Z / m) * sqrt (p * (1 - p) / m + Z * Z / (4 * m * m));

  *low = x == 0 ? 0 : MAX (0, middle - half);
  *high = x == n ? 1 : MIN (1, middle + half);
}

static void
take_nps (TlMeasure *self, const TlScoreTally *tally)
{
  double n = (double) tally->n;
  double p = ((double) tally->n_top + 1) / (n + 2);
  double d = ((double) tally->n_bottom + 1) / (n + 2);
  double half = Z * sqrt ((p + d - (p - d) * (p - d)) / (n + 2));

  self->value = 100 * (double) (tally->n_top - tally->n_bottom) / n;
  self->low = MIN (100 * MAX (-1, p - d - half), self->value);
  self->high = MAX (100 * MIN (1, p - d + half), self->value);
}

static void
take_mean (TlMeasure *self, const TlScoreTally *tally)
{
  double n = (double) tally->n;
  double mean = tally->sum / n;
  double variance = tally->n > 1 ? MAX (0, (tally->squares - n * mean * mean) / (n - 1)) : 0;
  double half = tally->n > 1 ? get_t (tally->n - 1) * sqrt (variance / n) : 0;

  if (tally->scale == 0)
    return;
  self->value = mean;
  if (tally->n < 2)
    return;
  /* Scales begin at 1, but for those up to 100, and those on which somebody has answered less. */
  self->low = MIN (mean, MAX (mean - half, tally->scale <= 10 && tally->least >= 1 ? 1 : 0));
  self->high = MAX (mean, MIN (mean + half, tally->scale));
}

/**
 * tl_measure_take:
 * @self: (out): what it comes to
 * @score: 0 for NPS, 1 for CSAT, 2 for CES, 3 for stars
 * @tally: answers, added up
 *
 * Works out a measure.
 */
void
tl_measure_take (TlMeasure *self, int score, const TlScoreTally *tally)
{
  double range = score == 0 ? 200 : tally->scale > 10 ? tally->scale : tally->scale - 1;

  *self = (TlMeasure) { .n = tally->n, .value = NAN, .low = NAN, .high = NAN, .scale = tally->scale };
  if (tally->n == 0)
    return;
  if (score == 0)
    take_nps (self, tally);
  else
    take_mean (self, tally);
  self->top = (double) tally->n_top / (double) tally->n;
  tl_measures_wilson (tally->n_top, tally->n, &self->top_low, &self->top_high);
  self->is_enough = tally->n >= TL_MEASURES_FEWEST &&
                    (isnan (self->value) ? self->top_high - self->top_low <= TL_MEASURES_WIDEST
                                         : self->high - self->low <= TL_MEASURES_WIDEST * MAX (range, 1));
}

/**
 * tl_measures_differ:
 * @one: a measure
 * @other: the same measure of others, as of another month
 *
 * Returns: whether they differ by more than chance makes them, 19 times out of 20, and both tell anything
 */
gboolean
tl_measures_differ (const TlMeasure *one, const TlMeasure *other)
{
  double half = (one->high - one->low) / 2, other_half = (other->high - other->low) / 2;

  return one->is_enough && other->is_enough && !isnan (one->value) && !isnan (other->value) &&
         one->scale == other->scale && fabs (one->value - other->value) > sqrt (half * half + other_half * other_half);
}

static void
row_free (gpointer data)
{
  TlMeasuresRow *row = data;

  g_free (row->key);
  g_free (row->title);
  g_free (row);
}

/* What the document's thread knows: the things that rows may be of, in the order of the journey. */
typedef struct
{
  TlEvidenceQuery *query;
  TlMeasuresBy     by;
  GPtrArray       *ids;    /* NULL where any row is wanted */
  GHashTable      *titles; /* id → title */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->query);
  g_clear_pointer (&job->ids, g_ptr_array_unref);
  g_clear_pointer (&job->titles, g_hash_table_unref);
  g_free (job);
}

static TlFacet
get_facet (TlMeasuresBy by)
{
  switch (by)
    {
    case TL_MEASURES_BY_TOUCHPOINT:
    case TL_MEASURES_BY_STAGE:
    case TL_MEASURES_BY_PAIN:
      return TL_FACET_THING;
    case TL_MEASURES_BY_SOURCE:
      return TL_FACET_SOURCE;
    case TL_MEASURES_BY_MONTH:
      return TL_FACET_MONTH;
    case TL_MEASURES_BY_CHANNEL:
      return TL_FACET_CHANNEL;
    case TL_MEASURES_BY_SEGMENT:
      return TL_FACET_SEGMENT;
    case TL_MEASURES_BY_NOTHING:
    default:
      return TL_N_FACETS;
    }
}

static Job *
job_new (TlDocument *document, const TlEvidenceFilter *filter, TlMeasuresBy by)
{
  Job                  *job = g_new0 (Job, 1);
  TlJourney            *journey = tl_document_get_journey (document);
  TlKind                kind = by == TL_MEASURES_BY_TOUCHPOINT ? TL_KIND_TOUCHPOINT
                               : by == TL_MEASURES_BY_STAGE    ? TL_KIND_STAGE
                               : by == TL_MEASURES_BY_PAIN     ? TL_KIND_PAIN
                               : by == TL_MEASURES_BY_SOURCE   ? TL_KIND_SOURCE
                                                               : TL_KIND_NONE;
  g_autoptr (GPtrArray) things = NULL;

  job->query = tl_evidence_query_new (document, filter, NULL);
  job->by = by;
  job->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (kind == TL_KIND_NONE)
    return job;
  job->ids = g_ptr_array_new_with_free_func (g_free);
  things = tl_journey_collect (journey, kind);
  for (guint i = 0; i < things->len; i++)
    {
      g_ptr_array_add (job->ids, g_strdup (tl_thing_get_id (things->pdata[i])));
      g_hash_table_insert (job->titles, g_strdup (tl_thing_get_id (things->pdata[i])),
                           g_strdup (tl_thing_get_title (things->pdata[i])));
    }
  return job;
}

static void
add_row (GPtrArray *rows, const TlTallyGroup *group, const char *title)
{
  TlMeasuresRow *row = g_new0 (TlMeasuresRow, 1);

  row->key = g_strdup (group->key);
  row->title = g_strdup (title ? title : *group->key ? group->key : _("none given"));
  row->records = group->n;
  for (int i = 0; i < TL_N_SCORES; i++)
    tl_measure_take (&row->scores[i], i, &group->scores[i]);
  g_ptr_array_add (rows, row);
}

static GPtrArray *
make_rows (const Job *job, GPtrArray *groups)
{
  GPtrArray             *rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);

  if (job->by == TL_MEASURES_BY_NOTHING)
    {
      for (guint i = 0; i < groups->len; i++)
        add_row (rows, groups->pdata[i], _("all records"));
      return rows;
    }
  for (guint i = 0; i < groups->len; i++)
    {
      TlTallyGroup *group = groups->pdata[i];

      if (job->ids == NULL && *group->key)
        add_row (rows, group, NULL);
      g_hash_table_insert (by_key, group->key, group);
    }
  for (guint i = 0; job->ids && i < job->ids->len; i++)
    {
      const TlTallyGroup *group = g_hash_table_lookup (by_key, job->ids->pdata[i]);

      if (group)
        add_row (rows, group, g_hash_table_lookup (job->titles, group->key));
    }
  if (g_hash_table_contains (by_key, ""))
    add_row (rows, g_hash_table_lookup (by_key, ""), NULL);
  return rows;
}

/**
 * tl_measures_new:
 * @document: a document
 * @filter: (nullable): which records; %NULL for all
 * @by: what each row is of
 * @error: return location
 *
 * Works out the measures, in the calling thread.
 *
 * Returns: (transfer full) (element-type TlMeasuresRow): those that have records: things in the order of the journey,
 *   months in theirs, and last those of none. With %TL_MEASURES_BY_MONTH and a filter this is a trend. %NULL with an error
 */
GPtrArray *
tl_measures_new (TlDocument *document, const TlEvidenceFilter *filter, TlMeasuresBy by, GError **error)
{
  Job                  *job = job_new (document, filter, by);
  g_autoptr (GPtrArray) groups = tl_evidence_query_tally (job->query, get_facet (by), error);
  GPtrArray            *rows = groups ? make_rows (job, groups) : NULL;

  job_free (job);
  return rows;
}

static void
tallied (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask)     task = data;
  GError               *error = NULL;
  g_autoptr (GPtrArray) groups = tl_evidence_query_tally_finish (TL_EVIDENCE_QUERY (source), result, &error);

  if (groups == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, make_rows (g_task_get_task_data (task), groups), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * tl_measures_new_async:
 * @cancellable: (nullable): ends it
 * @callback: called in the caller's thread
 * @data: for @callback
 *
 * As tl_measures_new(), off the calling thread.
 */
void
tl_measures_new_async (TlDocument *document, const TlEvidenceFilter *filter, TlMeasuresBy by, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Job   *job = job_new (document, filter, by);

  g_task_set_source_tag (task, tl_measures_new_async);
  g_task_set_task_data (task, job, job_free);
  tl_evidence_query_tally_async (job->query, get_facet (by), cancellable, tallied, task);
}

/**
 * tl_measures_new_finish:
 *
 * Returns: (transfer full) (element-type TlMeasuresRow): as tl_measures_new()
 */
GPtrArray *
tl_measures_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
