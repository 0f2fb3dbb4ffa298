/* tl-evidence-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-evidence-query-private.h"
#include "tl-evidence-tally.h"

#include "tl-reader-private.h"
#include "tl-record-set-private.h"

/* U+0002 and U+0003 stand around what was found: XML cannot hold them, so no record has them. */
#define EXTRACT "SELECT snippet (words, 0, char (2), char (3), '…', 24), highlight (words, 0, char (2), char (3))" \
                " FROM words WHERE words MATCH ? AND rowid = ?"

struct _TlEvidenceQuery
{
  GObject           parent_instance;

  TlDocument       *document;
  TlReader         *reader;
  guint64           serial;
  guint64           epoch;
  TlEvidencePlan   *plan;
  GError           *why_not; /* it cannot be asked */
  TlEvidenceResult *result;  /* of who has entered the reader */
};

typedef enum
{
  ASK_COUNT,
  ASK_FETCH,
  ASK_FACETS,
  ASK_TALLY,
  ASK_ALL,
} What;

typedef struct
{
  What  what;
  guint first;
  guint n;
  TlFacet by;
} Ask;

G_DEFINE_FINAL_TYPE (TlEvidenceQuery, tl_evidence_query, G_TYPE_OBJECT)

static void
tl_evidence_query_finalize (GObject *object)
{
  TlEvidenceQuery *self = TL_EVIDENCE_QUERY (object);

  g_clear_pointer (&self->plan, _tl_evidence_plan_free);
  g_clear_pointer (&self->result, _tl_evidence_result_free);
  g_clear_error (&self->why_not);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (tl_evidence_query_parent_class)->finalize (object);
}

static void
tl_evidence_query_class_init (TlEvidenceQueryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_evidence_query_finalize;
}

static void
tl_evidence_query_init (TlEvidenceQuery *self)
{
}

/**
 * tl_evidence_query_new:
 * @document: a document
 * @filter: (nullable): which records; %NULL for all. It need not outlive the call
 * @sort: (nullable): in which order; %NULL for that in which they came in
 *
 * Nothing is looked up before it is asked for. What cannot be asked, as a search for a hundred words, is said then.
 *
 * Returns: (transfer full): the query
 */
TlEvidenceQuery *
tl_evidence_query_new (TlDocument *document, const TlEvidenceFilter *filter, const TlEvidenceSort *sort)
{
  TlEvidenceQuery *self;

  g_return_val_if_fail (TL_IS_DOCUMENT (document), NULL);
  self = g_object_new (TL_TYPE_EVIDENCE_QUERY, NULL);
  self->document = g_object_ref (document);
  self->reader = _tl_reader_get (document);
  self->serial = document->evidence_serial;
  self->epoch = document->epoch;
  self->plan = _tl_evidence_plan_new (document, filter, sort, &self->why_not);
  return self;
}

/**
 * tl_evidence_query_is_current:
 *
 * Returns: whether the records are still what they were when the query was made
 */
gboolean
tl_evidence_query_is_current (TlEvidenceQuery *self)
{
  g_return_val_if_fail (TL_IS_EVIDENCE_QUERY (self), FALSE);
  return self->serial == self->document->evidence_serial;
}

/* The words around what was found, and all of them with marks. */
static gboolean
mark (sqlite3_stmt *extract, TlSql *sql, const char *words, gint64 number, TlRecord *record, GError **error)
{
  gboolean has_row;

  _tl_sql_bind (extract, "si", words, number);
  if (!_tl_sql_step (sql, extract, &has_row, error))
    return FALSE;
  if (has_row)
    {
      const char *text = (const char *) sqlite3_column_text (extract, 0);
      const char *marked = (const char *) sqlite3_column_text (extract, 1);

      record->extract = text ? g_utf8_make_valid (text, -1) : NULL;
      record->marked = marked ? g_utf8_make_valid (marked, -1) : NULL;
    }
  sqlite3_reset (extract);
  return TRUE;
}

static GPtrArray *
fetch (TlEvidenceQuery *self, TlSql *sql, const Ask *ask, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray)  records = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_record_free);
  g_autoptr (TlSqlFresh) row = NULL;
  g_autoptr (TlSqlFresh) links = NULL;
  g_autoptr (TlSqlFresh) extract = NULL;
  TlEvidenceState        state = { 0 };

  if (!_tl_evidence_look (sql, &state, error))
    return NULL;
  row = _tl_evidence_prepare_one (sql, error);
  links = row ? _tl_evidence_prepare_links (sql, &state, error) : NULL;
  if (links == NULL)
    return NULL;
  if (self->plan->words && !self->plan->without && !self->plan->finds_nothing)
    {
      extract = _tl_sql_prepare (sql, EXTRACT, error);
      if (extract == NULL)
        return NULL;
    }
  for (guint i = ask->first; i < self->result->n && i - ask->first < ask->n; i++)
    {
      gint64    number = self->result->columns->numbers[self->result->rows[i]];
      TlRecord *record;
      gboolean  has_row;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      _tl_sql_bind (row, "i", number);
      if (!_tl_sql_step (sql, row, &has_row, error))
        return NULL;
      if (has_row)
        record = _tl_evidence_read_row (sql, row, links, error);
      else
        record = tl_record_new ("gone"); /* taken away for good since; it holds its place */
      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
      sqlite3_reset (row);
      if (extract && has_row && !mark (extract, sql, self->plan->words, number, record, error))
        return NULL;
    }
  return g_steal_pointer (&records);
}

static TlRecordSet *
list_all (TlEvidenceQuery *self)
{
  const TlEvidenceResult *result = self->result;
  gint64                 *numbers = g_new (gint64, (gsize) result->n + 1);

  for (guint i = 0; i < result->n; i++)
    numbers[i] = result->columns->numbers[result->rows[i]];
  return _tl_record_set_take (self->epoch, numbers, result->n);
}

/* Between entering and leaving the reader. */
static gpointer
answer (TlEvidenceQuery *self, const Ask *ask, GCancellable *cancellable, GError **error)
{
  TlSql *sql = _tl_reader_get_sql (self->reader);

  if (self->result == NULL)
    {
      g_autoptr (TlColumns) columns = _tl_reader_get_columns (self->reader, cancellable, error);

      self->result = columns ? _tl_evidence_result_new (self->plan, columns, sql, _tl_reader_is_own (self->reader),
                                                        cancellable, error)
                             : NULL;
      if (self->result == NULL)
        return NULL;
    }
  switch (ask->what)
    {
    case ASK_COUNT:
      return g_memdup2 (&self->result->count, sizeof self->result->count);

    case ASK_FETCH:
      return fetch (self, sql, ask, cancellable, error);

    case ASK_FACETS:
      return _tl_evidence_result_facets (self->result, self->plan);

    case ASK_TALLY:
      return _tl_evidence_result_tally (self->result, self->plan, ask->by);

    case ASK_ALL:
    default:
      return list_all (self);
    }
}

static gpointer
run (TlEvidenceQuery *self, const Ask *ask, GCancellable *cancellable, GError **error)
{
  gpointer found = NULL;
  GError  *why = NULL;

  if (self->why_not)
    {
      if (error)
        *error = g_error_copy (self->why_not);
      return NULL;
    }
  do
    {
      if (!_tl_reader_enter (self->reader, cancellable, &why))
        break;
      found = answer (self, ask, cancellable, &why);
    }
  while (_tl_reader_leave (self->reader, found != NULL, &why));
  if (why)
    g_propagate_error (error, why);
  return found;
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Ask *ask = data;
  GError    *error = NULL;
  gpointer   found = run (source, ask, cancellable, &error);

  if (found)
    g_task_return_pointer (task, found,
                           ask->what == ASK_FACETS  ? (GDestroyNotify) tl_facets_free
                           : ask->what == ASK_COUNT ? g_free
                                                    : (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
ask_async (TlEvidenceQuery *self, Ask ask, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback,
           gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, g_memdup2 (&ask, sizeof ask), g_free);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * tl_evidence_query_count_async:
 * @cancellable: (nullable): ends it
 * @callback: called in the caller's thread
 * @data: for @callback
 *
 * Counts what it finds.
 */
void
tl_evidence_query_count_async (TlEvidenceQuery *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (TL_IS_EVIDENCE_QUERY (self));
  ask_async (self, (Ask) { ASK_COUNT }, tl_evidence_query_count_async, cancellable, callback, data);
}

/**
 * tl_evidence_query_count_finish:
 * @count: (out): how many
 *
 * Returns: %FALSE with an error
 */
gboolean
tl_evidence_query_count_finish (TlEvidenceQuery *self, GAsyncResult *result, TlEvidenceCount *count, GError **error)
{
  g_autofree TlEvidenceCount *found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  found = g_task_propagate_pointer (G_TASK (result), error);
  *count = found ? *found : (TlEvidenceCount) { 0 };
  return found != NULL;
}

/**
 * tl_evidence_query_count:
 * @count: (out): how many
 *
 * As tl_evidence_query_count_async(), waiting for it.
 *
 * Returns: %FALSE with an error
 */
gboolean
tl_evidence_query_count (TlEvidenceQuery *self, TlEvidenceCount *count, GError **error)
{
  const Ask                   ask = { ASK_COUNT };
  g_autofree TlEvidenceCount *found = NULL;

  g_return_val_if_fail (TL_IS_EVIDENCE_QUERY (self), FALSE);
  found = run (self, &ask, NULL, error);
  *count = found ? *found : (TlEvidenceCount) { 0 };
  return found != NULL;
}

/**
 * tl_evidence_query_fetch_async:
 * @first: the place of the first record to give, from 0
 * @n: how many
 * @cancellable: (nullable): ends it
 * @callback: called in the caller's thread
 * @data: for @callback
 *
 * Reads a page of records from the file.
 */
void
tl_evidence_query_fetch_async (TlEvidenceQuery *self, guint first, guint n, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (TL_IS_EVIDENCE_QUERY (self));
  ask_async (self, (Ask) { ASK_FETCH, first, n }, tl_evidence_query_fetch_async, cancellable, callback, data);
}

/**
 * tl_evidence_query_fetch_finish:
 *
 * Returns: (transfer full) (element-type TlRecord): as many records as there are from the place on, @n at the most; those
 *   that were searched for have an extract, and all of their words with marks. %NULL with an error
 */
GPtrArray *
tl_evidence_query_fetch_finish (TlEvidenceQuery *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tl_evidence_query_fetch:
 *
 * As tl_evidence_query_fetch_async(), waiting for it.
 *
 * Returns: (transfer full) (element-type TlRecord): as tl_evidence_query_fetch_finish()
 */
GPtrArray *
tl_evidence_query_fetch (TlEvidenceQuery *self, guint first, guint n, GError **error)
{
  const Ask ask = { ASK_FETCH, first, n };

  g_return_val_if_fail (TL_IS_EVIDENCE_QUERY (self), NULL);
  return run (self, &ask, NULL, error);
}

/**
 * tl_evidence_query_facets_async:
 * @cancellable: (nullable): ends it
 * @callback: called in the caller's thread
 * @data: for @callback
 *
 * Counts what each further filter would find.
 */
void
tl_evidence_query_facets_async (TlEvidenceQuery *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (TL_IS_EVIDENCE_QUERY (self));
  ask_async (self, (Ask) { ASK_FACETS }, tl_evidence_query_facets_async, cancellable, callback, data);
}

/**
 * tl_evidence_query_facets_finish:
 *
 * Returns: (transfer full): the counts; %NULL with an error
 */
TlFacets *
tl_evidence_query_facets_finish (TlEvidenceQuery *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tl_evidence_query_facets:
 *
 * As tl_evidence_query_facets_async(), waiting for it.
 *
 * Returns: (transfer full): the counts; %NULL with an error
 */
TlFacets *
tl_evidence_query_facets (TlEvidenceQuery *self, GError **error)
{
  const Ask ask = { ASK_FACETS };

  g_return_val_if_fail (TL_IS_EVIDENCE_QUERY (self), NULL);
  return run (self, &ask, NULL, error);
}

/**
 * tl_evidence_query_tally:
 * @by: %TL_FACET_SOURCE, %TL_FACET_CHANNEL, %TL_FACET_SEGMENT, %TL_FACET_MONTH or %TL_FACET_THING; any other, all as one
 * @error: return location
 *
 * Adds up the scores of what it finds. With %TL_FACET_THING a record counts once for each thing that it speaks of, and
 * for all that those stand in.
 *
 * Returns: (transfer full) (element-type TlTallyGroup): the groups; months in their order, sources by id, things in none
 */
GPtrArray *
tl_evidence_query_tally (TlEvidenceQuery *self, TlFacet by, GError **error)
{
  const Ask ask = { .what = ASK_TALLY, .by = by };

  g_return_val_if_fail (TL_IS_EVIDENCE_QUERY (self), NULL);
  return run (self, &ask, NULL, error);
}

/**
 * tl_evidence_query_tally_async:
 *
 * As tl_evidence_query_tally(), in a thread.
 */
void
tl_evidence_query_tally_async (TlEvidenceQuery *self, TlFacet by, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data)
{
  g_return_if_fail (TL_IS_EVIDENCE_QUERY (self));
  ask_async (self, (Ask) { .what = ASK_TALLY, .by = by }, tl_evidence_query_tally_async, cancellable, callback, data);
}

/**
 * tl_evidence_query_tally_finish:
 *
 * Returns: (transfer full) (element-type TlTallyGroup): as tl_evidence_query_tally()
 */
GPtrArray *
tl_evidence_query_tally_finish (TlEvidenceQuery *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tl_evidence_query_list_all:
 * @error: return location
 *
 * Once it was counted or fetched from, this takes a moment, and before that as long as tl_evidence_query_count().
 *
 * Returns: (transfer full): all records that it finds, to act on; %NULL with an error
 */
TlRecordSet *
tl_evidence_query_list_all (TlEvidenceQuery *self, GError **error)
{
  const Ask ask = { ASK_ALL };

  g_return_val_if_fail (TL_IS_EVIDENCE_QUERY (self), NULL);
  return run (self, &ask, NULL, error);
}
