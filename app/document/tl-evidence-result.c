/* tl-evidence-result.c: which records a query finds, in which order
 *
 * Each condition marks the rows that fail it, column by column. So the facet of a column can count what only that column's
 * own condition keeps out, in one more pass.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-evidence-query-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_BETWEEN_LOOKS 16384 /* at the cancellable */

/**
 * _tl_evidence_result_free:
 */
void
_tl_evidence_result_free (TlEvidenceResult *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->columns, _tl_columns_unref);
  g_free (self->fails);
  g_free (self->rows);
  g_free (self);
}

/* Which codes of a column are asked for; “” is no value. */
static guint8 *
find_texts (const TlDictionary *dictionary, const char *const *texts)
{
  guint8 *wanted = g_new0 (guint8, dictionary->n + 1);

  for (guint i = 0; texts[i]; i++)
    {
      guint low = 0, high = dictionary->n;

      if (*texts[i] == '\0')
        wanted[0] = 1;
      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (strcmp (dictionary->texts[middle], texts[i]) < 0)
            low = middle + 1;
          else
            high = middle;
        }
      if (low < dictionary->n && strcmp (dictionary->texts[low], texts[i]) == 0)
        wanted[low + 1] = 1;
    }
  return wanted;
}

static void
fail_texts (TlEvidenceResult *self, TlColumn column, const char *const *texts, guint8 bit)
{
  const guint32     *codes = self->columns->codes[column];
  g_autofree guint8 *wanted = NULL;

  if (texts == NULL)
    return;
  wanted = find_texts (&self->columns->dictionaries[column], texts);
  for (guint i = 0; i < self->columns->n; i++)
    self->fails[i] |= wanted[codes[i]] ? 0 : bit;
}

static gint32
read_day (const char *text, gint32 otherwise)
{
  int year, month, day;

  return text && sscanf (text, "%4d-%2d-%2d", &year, &month, &day) == 3 ? year * 10000 + month * 100 + day : otherwise;
}

static void
fail_period (TlEvidenceResult *self, const TlEvidenceFilter *filter)
{
  gint32 from = MAX (read_day (filter->from, 1), 1);
  gint32 until = read_day (filter->until, G_MAXINT32);

  if (filter->from == NULL && filter->until == NULL)
    return;
  for (guint i = 0; i < self->columns->n; i++)
    self->fails[i] |= self->columns->dates[i] >= from && self->columns->dates[i] <= until ? 0 : TL_FAILS_PERIOD;
}

static void
fail_score (TlEvidenceResult *self, const TlEvidenceFilter *filter)
{
  for (int column = TL_COLUMN_NPS; filter->score && column < TL_N_COLUMNS; column++)
    {
      const TlDictionary *dictionary = &self->columns->dictionaries[column];
      const guint32      *codes = self->columns->codes[column];
      g_autofree guint8  *wanted = NULL;

      if (_tl_column_get_field (column) != filter->score)
        continue;
      wanted = g_new0 (guint8, dictionary->n + 1);
      for (guint i = 0; i < dictionary->n; i++)
        wanted[i + 1] = dictionary->numbers[i] >= filter->score_low && dictionary->numbers[i] <= filter->score_high;
      for (guint i = 0; i < self->columns->n; i++)
        self->fails[i] |= wanted[codes[i]] ? 0 : TL_FAILS_SCORE;
    }
}

static void
fail_things (TlEvidenceResult *self, GHashTable *ids, guint8 bit)
{
  const TlLinks     *links = self->columns->links;
  g_autofree guint8 *wanted = NULL;

  if (ids == NULL)
    return;
  wanted = g_new0 (guint8, links->n_things + 1);
  for (guint i = 0; i < links->n_things; i++)
    wanted[i] = g_hash_table_contains (ids, links->ids[i]);
  for (guint i = 0; i < self->columns->n; i++)
    {
      guint8 is_wanted = 0;

      for (guint32 j = links->starts[i]; j < links->starts[i + 1]; j++)
        is_wanted |= wanted[links->things[j]];
      self->fails[i] |= is_wanted ? 0 : bit;
    }
}

static void
fail_marks (TlEvidenceResult *self, const TlEvidenceFilter *filter)
{
  const TlLinks *links = self->columns->links;

  if (!filter->unassigned && !filter->starred && !filter->with_text_only)
    return;
  for (guint i = 0; i < self->columns->n; i++)
    if ((filter->unassigned && links->starts[i + 1] > links->starts[i]) || (filter->starred && !links->starred[i]) ||
        (filter->with_text_only && !self->columns->worded[i]))
      self->fails[i] |= TL_FAILS_MARK;
}

typedef struct
{
  const TlColumns *columns;
  guint8          *found;
  GCancellable    *cancellable;
  guint            n; /* rows that were met */
} Finding;

#define FINDING "tl-finding"

static void
note_number (Finding *self, gint64 number)
{
  guint row;

  if (_tl_columns_find (self->columns, number, &row))
    self->found[row] = 1;
}

/* Called for each number by the query itself, which saves it the way out and back in. */
static void
note_found (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  note_number (sqlite3_user_data (context), sqlite3_value_int64 (values[0]));
}

static void
end_found (sqlite3_context *context)
{
  sqlite3_result_null (context);
}

static int
note_phrase (const Fts5ExtensionApi *api, Fts5Context *context, void *data)
{
  Finding *self = data;

  if (self->n++ % ROWS_BETWEEN_LOOKS == 0 && g_cancellable_is_cancelled (self->cancellable))
    return SQLITE_INTERRUPT;
  note_number (self, api->xRowid (context));
  return SQLITE_OK;
}

/* Goes through all that has the query's one phrase, without a step of SQLite's machine for each. */
static void
note_phrases (const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, int n_values, sqlite3_value **values)
{
  Finding *self = n_values == 1 ? sqlite3_value_pointer (values[0], FINDING) : NULL;
  int      rc = self ? api->xQueryPhrase (fts, 0, self, note_phrase) : SQLITE_MISUSE;

  if (rc != SQLITE_OK)
    sqlite3_result_error_code (context, rc);
}

/**
 * _tl_evidence_result_prepare:
 * @sql: a connection to be read by alone
 *
 * Gives the full-text index of a connection what searches go quicker by; they do without it too.
 */
void
_tl_evidence_result_prepare (TlSql *sql)
{
  g_autoptr (TlSqlFresh) row = _tl_sql_prepare (sql, "SELECT fts5 (?)", NULL);
  fts5_api              *api = NULL;

  if (row && sqlite3_bind_pointer (row, 1, &api, "fts5_api_ptr", NULL) == SQLITE_OK)
    sqlite3_step (row);
  if (api && api->iVersion >= 2)
    api->xCreateFunction (api, "tl_note_phrase", NULL, note_phrases, NULL);
}

/* Whether @query is one phrase and no more, nor the beginning of a word. */
static gboolean
is_one_phrase (const char *query)
{
  if (*query != '"')
    return FALSE;
  for (query++; *query && !(*query == '"' && query[1] != '"'); query++)
    if (*query == '"')
      query++;
  return query[0] == '"' && query[1] == '\0';
}

static gboolean
find_words (Finding *self, const char *words, TlSql *sql, gboolean is_own, GError **error)
{
  sqlite3               *db = _tl_sql_get_db (sql);
  g_autoptr (TlSqlFresh) rows = NULL;
  gboolean               has_row = TRUE;

  if (is_own && is_one_phrase (words))
    rows = _tl_sql_prepare (sql, "SELECT tl_note_phrase (words, ?2) FROM words WHERE words MATCH ?1 LIMIT 1", NULL);
  if (rows)
    sqlite3_bind_pointer (rows, 2, self, FINDING, NULL);
  else
    {
      /* On a connection that others use, functions cannot come and go. */
      is_own = is_own && sqlite3_create_function_v2 (db, "tl_note_found", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, self, NULL,
                                                     note_found, end_found, NULL) == SQLITE_OK;
      rows = _tl_sql_prepare (sql, is_own ? "SELECT tl_note_found (rowid) FROM words WHERE words MATCH ?"
                                          : "SELECT rowid FROM words WHERE words MATCH ?", error);
    }
  if (rows == NULL)
    return FALSE;
  _tl_sql_bind (rows, "s", words);
  while (has_row)
    {
      if (!_tl_sql_step (sql, rows, &has_row, error))
        return FALSE;
      if (has_row && !is_own)
        note_number (self, sqlite3_column_int64 (rows, 0));
    }
  return TRUE;
}

/* What the full-text index finds comes in the order of its numbers. */
static gboolean
fail_words (TlEvidenceResult *self, const TlEvidencePlan *plan, TlSql *sql, gboolean is_own, GCancellable *cancellable,
            GError **error)
{
  g_autofree guint8 *found = NULL;

  if (plan->words == NULL)
    return TRUE;
  found = g_new0 (guint8, (gsize) self->columns->n + 1);
  if (!plan->finds_nothing && !find_words (&(Finding) { self->columns, found, cancellable, 0 }, plan->words, sql,
                                             is_own, error))
    return FALSE;
  for (guint i = 0; i < self->columns->n; i++)
    self->fails[i] |= (plan->without ? self->columns->worded[i] && !found[i] && !plan->finds_nothing : found[i])
                      ? 0 : TL_FAILS_REST;
  return TRUE;
}

static void
count_found (TlEvidenceResult *self)
{
  const TlColumns   *columns = self->columns;
  g_autofree guint8 *sources = g_new0 (guint8, columns->dictionaries[TL_COLUMN_SOURCE].n + 1);

  for (guint i = 0; i < columns->n; i++)
    {
      if (self->fails[i])
        continue;
      self->count.records++;
      self->count.with_text += columns->worded[i];
      self->count.sources += !sources[columns->codes[TL_COLUMN_SOURCE][i]];
      sources[columns->codes[TL_COLUMN_SOURCE][i]] = 1;
    }
  self->n = (guint) self->count.records;
  self->rows = g_new (guint32, (gsize) self->n + 1);
  for (guint i = 0, n = 0; i < columns->n; i++)
    if (self->fails[i] == 0)
      self->rows[n++] = i;
}

/* Sorts the rows by keys from 1 to @n_keys, those without any last, equals staying in order. */
static void
sort_by_keys (TlEvidenceResult *self, const guint32 *keys, guint n_keys, gboolean descending)
{
  g_autofree guint32 *starts = g_new0 (guint32, (gsize) n_keys + 2);
  guint32            *sorted = g_new (guint32, (gsize) self->n + 1);

#define PLACE(key) ((key) == 0 ? n_keys : descending ? n_keys - (key) : (key) - 1)
  for (guint i = 0; i < self->n; i++)
    starts[PLACE (keys[self->rows[i]]) + 1]++;
  for (guint i = 0; i <= n_keys; i++)
    starts[i + 1] += starts[i];
  for (guint i = 0; i < self->n; i++)
    sorted[starts[PLACE (keys[self->rows[i]])]++] = self->rows[i];
#undef PLACE
  g_free (self->rows);
  self->rows = sorted;
}

typedef struct
{
  const char *key;
  guint32     value;
} Titled;

static int
compare_titled (gconstpointer a, gconstpointer b)
{
  const Titled *first = a, *second = b;

  return strcmp (first->key, second->key);
}

/* The place of each id among the titles, from 1. */
static guint32 *
rank_titles (GHashTable *titles, char **ids, guint n)
{
  g_autofree Titled *titled = g_new (Titled, (gsize) n + 1);
  guint32           *ranks = g_new0 (guint32, (gsize) n + 1);

  for (guint i = 0; i < n; i++)
    {
      const char *key = g_hash_table_lookup (titles, ids[i]);

      titled[i] = (Titled) { key ? key : ids[i], i };
    }
  qsort (titled, n, sizeof *titled, compare_titled);
  for (guint i = 0; i < n; i++)
    ranks[titled[i].value] = i + 1;
  return ranks;
}

static void
sort_by_column (TlEvidenceResult *self, const TlEvidencePlan *plan, TlColumn column)
{
  const TlColumns    *columns = self->columns;
  const TlDictionary *dictionary = &columns->dictionaries[column];
  g_autofree guint32 *ranks = NULL;
  g_autofree guint32 *keys = NULL;

  if (column != TL_COLUMN_SOURCE)
    {
      sort_by_keys (self, columns->codes[column], dictionary->n, plan->sort.descending);
      return;
    }
  ranks = rank_titles (plan->titles, dictionary->texts, dictionary->n);
  keys = g_new (guint32, (gsize) columns->n + 1);
  for (guint i = 0; i < columns->n; i++)
    keys[i] = columns->codes[column][i] ? ranks[columns->codes[column][i] - 1] : 0;
  sort_by_keys (self, keys, dictionary->n, plan->sort.descending);
}

static void
sort_by_things (TlEvidenceResult *self, const TlEvidencePlan *plan)
{
  const TlLinks      *links = self->columns->links;
  g_autofree guint32 *ranks = rank_titles (plan->titles, links->ids, links->n_things);
  g_autofree guint32 *keys = g_new0 (guint32, (gsize) self->columns->n + 1);

  for (guint i = 0; i < self->columns->n; i++)
    if (links->starts[i + 1] > links->starts[i])
      keys[i] = ranks[links->things[links->starts[i]]];
  sort_by_keys (self, keys, links->n_things, plan->sort.descending);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const gint32 *) a - *(const gint32 *) b;
}

static void
sort_by_date (TlEvidenceResult *self, gboolean descending)
{
  const gint32       *dates = self->columns->dates;
  g_autoptr (GHashTable) days = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray)  order = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autofree guint32 *keys = g_new0 (guint32, (gsize) self->columns->n + 1);
  gint32              last = 0;
  guint32             key = 0;

  /* There are far fewer days than records. */
  for (guint i = 0; i < self->columns->n; i++)
    if (dates[i] && dates[i] != last && !g_hash_table_contains (days, GINT_TO_POINTER (dates[i])))
      {
        g_hash_table_add (days, GINT_TO_POINTER (dates[i]));
        g_array_append_val (order, dates[i]);
        last = dates[i];
      }
  g_array_sort (order, compare_days);
  for (guint i = 0; i < order->len; i++)
    g_hash_table_insert (days, GINT_TO_POINTER (g_array_index (order, gint32, i)), GUINT_TO_POINTER (i + 1));
  last = 0;
  for (guint i = 0; i < self->columns->n; i++)
    {
      if (dates[i] != last)
        key = dates[i] ? GPOINTER_TO_UINT (g_hash_table_lookup (days, GINT_TO_POINTER (dates[i]))) : 0;
      last = dates[i];
      keys[i] = key;
    }
  sort_by_keys (self, keys, order->len, descending);
}

/* In the order in which a statement gives numbers; what it does not speak of comes last. */
static gboolean
sort_by_statement (TlEvidenceResult *self, TlSql *sql, const char *text, const char *words, GError **error)
{
  g_autoptr (TlSqlFresh) rows = _tl_sql_prepare (sql, text, error);
  g_autofree guint32    *keys = g_new0 (guint32, (gsize) self->columns->n + 1);
  gboolean               has_row = TRUE;
  guint32                n = 0;

  if (rows == NULL)
    return FALSE;
  if (words)
    _tl_sql_bind (rows, "s", words);
  while (has_row)
    {
      guint row;

      if (!_tl_sql_step (sql, rows, &has_row, error))
        return FALSE;
      if (has_row && _tl_columns_find (self->columns, sqlite3_column_int64 (rows, 0), &row) && self->fails[row] == 0)
        keys[row] = ++n;
    }
  sort_by_keys (self, keys, n, FALSE);
  return TRUE;
}

static gboolean
sort_rows (TlEvidenceResult *self, const TlEvidencePlan *plan, TlSql *sql, GError **error)
{
  TlField          by = plan->sort.by;
  g_autofree char *text = NULL;

  if (plan->sort.by_relevance && plan->words && !plan->without)
    return plan->finds_nothing || sort_by_statement (self, sql, "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank",
                                                     plan->words, error);
  if (by == 0 || self->n < 2)
    {
      for (guint i = 0; plan->sort.descending && i < self->n / 2; i++)
        {
          guint32 row = self->rows[i];

          self->rows[i] = self->rows[self->n - 1 - i];
          self->rows[self->n - 1 - i] = row;
        }
      return TRUE;
    }
  for (int column = 0; column < TL_N_COLUMNS; column++)
    if (_tl_column_get_field (column) == by)
      {
        sort_by_column (self, plan, column);
        return TRUE;
      }
  if (by == TL_EVIDENCE_DATE)
    sort_by_date (self, plan->sort.descending);
  else if (by == TL_EVIDENCE_ON || by == TL_EVIDENCE_TOUCHPOINT)
    sort_by_things (self, plan);
  else if (by == TL_EVIDENCE_STARRED)
    {
      g_autofree guint32 *keys = g_new0 (guint32, (gsize) self->columns->n + 1);

      for (guint i = 0; i < self->columns->n; i++)
        keys[i] = self->columns->links->starred[i] ? 2 : 1;
      sort_by_keys (self, keys, 2, plan->sort.descending);
    }
  else
    {
      const char *name = tl_field_get_info (by)->name;

      /* Of long texts the beginning tells the order; equals stay in the order of their numbers. */
      text = tl_field_is_number (by)
               ? g_strdup_printf ("SELECT number FROM evidence WHERE \"%s\" IS NOT NULL ORDER BY \"%s\" %s, number", name,
                                  name, plan->sort.descending ? "DESC" : "ASC")
               : g_strdup_printf ("SELECT number FROM evidence WHERE \"%s\" IS NOT NULL"
                                  " ORDER BY substr (\"%s\", 1, 64) COLLATE NOCASE %s, number",
                                  name, name, plan->sort.descending ? "DESC" : "ASC");
      return sort_by_statement (self, sql, text, NULL, error);
    }
  return TRUE;
}

/**
 * _tl_evidence_result_new:
 * @columns: (transfer none): the live records
 * @sql: a connection with the same state of the file
 * @is_own: whether nobody else uses it
 *
 * In any thread.
 *
 * Returns: (transfer full): what the query finds; %NULL with an error
 */
TlEvidenceResult *
_tl_evidence_result_new (const TlEvidencePlan *plan, TlColumns *columns, TlSql *sql, gboolean is_own,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (TlEvidenceResult) self = g_new0 (TlEvidenceResult, 1);
  const TlEvidenceFilter      *filter = plan->filter;
  const char *const            one_source[] = { filter->source, NULL };

  self->columns = _tl_columns_ref (columns);
  self->fails = g_new0 (guint8, (gsize) columns->n + 1);
  fail_texts (self, TL_COLUMN_SOURCE, filter->source ? one_source : NULL, TL_FAILS_REST);
  fail_texts (self, TL_COLUMN_SOURCE, filter->sources, TL_FAILS_SOURCE);
  fail_texts (self, TL_COLUMN_CHANNEL, filter->channels, TL_FAILS_CHANNEL);
  fail_texts (self, TL_COLUMN_SEGMENT, filter->segments, TL_FAILS_SEGMENT);
  fail_period (self, filter);
  fail_score (self, filter);
  fail_things (self, plan->things, TL_FAILS_REST);
  fail_things (self, plan->any_things, TL_FAILS_THINGS);
  fail_marks (self, filter);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !fail_words (self, plan, sql, is_own, cancellable, error))
    return NULL;
  count_found (self);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !sort_rows (self, plan, sql, error))
    return NULL;
  return g_steal_pointer (&self);
}
