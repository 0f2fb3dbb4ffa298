/* tl-evidence.c: reading records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <float.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-evidence-private.h"
#include "tl-store-private.h"
#include "tl-text.h"

/* What a filter comes to in SQL. */
typedef struct
{
  GString    *sql;
  char       *words;
  GPtrArray  *texts; /* what is bound, behind the words */
  gboolean    by_words;
  gboolean    finds_nothing;
} Query;

static void
clear_query (Query *query)
{
  if (query->sql)
    g_string_free (query->sql, TRUE);
  g_free (query->words);
  g_clear_pointer (&query->texts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, clear_query)

/**
 * _tl_evidence_append_live_record:
 *
 * Appends the conditions under which a row `e` of evidence is live; none while every row is.
 */
void
_tl_evidence_append_live_record (const TlEvidenceState *state, GString *sql)
{
  if (state->has_gone_records)
    g_string_append (sql, " AND e.gone <= 0");
  if (state->has_dead_batches)
    g_string_append (sql, " AND NOT EXISTS (SELECT 1 FROM batch b WHERE b.live = 0 AND e.number BETWEEN b.first_record"
                          " AND b.last_record)");
  if (state->open_record > 0)
    g_string_append_printf (sql, " AND e.number < %" G_GINT64_FORMAT, state->open_record);
}

/**
 * _tl_evidence_append_live_assignment:
 *
 * Appends the conditions under which a row `a` of assignments is live, but for its record.
 */
void
_tl_evidence_append_live_assignment (const TlEvidenceState *state, GString *sql)
{
  if (state->has_gone_assignments)
    g_string_append (sql, " AND a.gone <= 0");
  if (state->has_dead_batches)
    g_string_append (sql, " AND NOT EXISTS (SELECT 1 FROM batch b WHERE b.live = 0 AND a.number BETWEEN"
                          " b.first_assignment AND b.last_assignment)");
  if (state->open_assignment > 0)
    g_string_append_printf (sql, " AND a.number < %" G_GINT64_FORMAT, state->open_assignment);
}

static const char *
get_columns (void)
{
  static gsize       once;
  static const char *columns;

  if (g_once_init_enter (&once))
    {
      GString *list = g_string_new ("e.number, e.id");

      for (TlField field = TL_EVIDENCE_SOURCE; field <= TL_EVIDENCE_LAST; field++)
        if (!(tl_field_get_info (field)->flags & TL_FIELD_ROW))
          g_string_append_printf (list, ", e.\"%s\"", tl_field_get_info (field)->name);
      columns = g_string_free (list, FALSE);
      g_once_init_leave (&once, 1);
    }
  return columns;
}

static void
append_json (GString *json, const char *text)
{
  g_string_append (json, json->len > 1 ? ",\"" : "\"");
  for (; *text; text++)
    if (*text == '"' || *text == '\\' || (guchar) *text < 0x20)
      g_string_append_printf (json, "\\u%04x", (guint) (guchar) *text);
    else
      g_string_append_c (json, *text);
  g_string_append_c (json, '"');
}

/* Values are bound as :1, :2 and so on, in the order in which they are added. */
static void
add_text (Query *query, const char *condition, char *text)
{
  g_autofree char *name = g_strdup_printf (":p%u", query->texts->len);
  GString         *sql = g_string_new (condition);

  g_string_replace (sql, "%", name, 0);
  g_string_append (query->sql, sql->str);
  g_string_free (sql, TRUE);
  g_ptr_array_add (query->texts, text);
}

static void
add_list (Query *query, const char *condition, const char *const *list)
{
  GString *json;

  if (list == NULL)
    return;
  json = g_string_new ("[");
  for (guint i = 0; list[i]; i++)
    append_json (json, list[i]);
  g_string_append_c (json, ']');
  add_text (query, condition, g_string_free (json, FALSE));
}

/* The records assigned to one of several things, each with what stands in it. */
static void
add_things (TlDocument *document, Query *query, const char *const *things)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char      **list = NULL;

  for (guint i = 0; things[i]; i++)
    _tl_evidence_add_meant (document->journey, ids, things[i]);
  list = (char **) g_hash_table_get_keys_as_array (ids, NULL);
  add_list (query, " AND e.number IN (SELECT a.record FROM assignment a WHERE a.thing IN (SELECT value FROM json_each (%))",
            (const char *const *) list);
  _tl_evidence_append_live_assignment (&document->evidence, query->sql);
  g_string_append_c (query->sql, ')');
}

static void
add_score (Query *query, const TlEvidenceFilter *filter)
{
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (low, sizeof low, CLAMP (filter->score_low, -DBL_MAX, DBL_MAX));
  g_ascii_dtostr (high, sizeof high, CLAMP (filter->score_high, -DBL_MAX, DBL_MAX));
  g_string_append_printf (query->sql, " AND e.\"%s\" BETWEEN %s AND %s", tl_field_get_info (filter->score)->name, low,
                          high);
}

/* Whether a record has a role: assigned to anything, or starred. */
static void
add_mark (TlDocument *document, Query *query, const char *condition)
{
  g_string_append (query->sql, condition);
  _tl_evidence_append_live_assignment (&document->evidence, query->sql);
  g_string_append_c (query->sql, ')');
}

static void
add_conditions (TlDocument *document, const TlEvidenceFilter *filter, Query *query)
{
  const char *const thing[] = { filter->thing, NULL };

  if (filter->with_text_only && !query->by_words)
    g_string_append (query->sql, " AND e.worded = 1");
  if (filter->source)
    add_text (query, " AND e.source = %", g_strdup (filter->source));
  add_list (query, " AND e.source IN (SELECT value FROM json_each (%))", filter->sources);
  add_list (query, " AND ifnull (e.channel, '') IN (SELECT value FROM json_each (%))", filter->channels);
  add_list (query, " AND ifnull (e.segment, '') IN (SELECT value FROM json_each (%))", filter->segments);
  if (filter->from)
    add_text (query, " AND e.\"date\" >= %", g_strdup (filter->from));
  if (filter->until)
    add_text (query, " AND e.\"date\" <= %", g_strdup (filter->until));
  if (filter->score)
    add_score (query, filter);
  if (filter->thing)
    add_things (document, query, thing);
  if (filter->things)
    add_things (document, query, filter->things);
  if (filter->unassigned)
    add_mark (document, query, " AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.record = e.number"
                               " AND a.role <> 'starred'");
  if (filter->starred)
    add_mark (document, query, " AND e.number IN (SELECT a.record FROM assignment a WHERE a.thing = '1'");
}

/* FROM and WHERE of a filter, behind @columns. */
static gboolean
make_query (TlDocument *document, const TlEvidenceFilter *filter, const char *columns, Query *query, GError **error)
{
  gboolean without = FALSE;

  query->sql = g_string_new ("SELECT ");
  query->texts = g_ptr_array_new_with_free_func (g_free);
  if (filter && !tl_text_is_blank (filter->words))
    {
      query->words = _tl_words_make_query (filter->words, &without, error);
      if (query->words == NULL)
        return FALSE;
      query->finds_nothing = *query->words == '\0';
    }
  query->by_words = query->words && !without;
  g_string_append (query->sql, columns);
  if (query->by_words && strstr (columns, "e.id"))
    g_string_append (query->sql, ", snippet(words, 0, char(2), char(3), '…', 24)");
  if (query->by_words)
    g_string_append (query->sql, " FROM words JOIN evidence e ON e.number = words.rowid WHERE words MATCH :words");
  else
    g_string_append (query->sql, " FROM evidence e WHERE 1");
  if (without)
    g_string_append (query->sql, " AND e.worded = 1"
                                 " AND e.number NOT IN (SELECT rowid FROM words WHERE words MATCH :words)");
  _tl_evidence_append_live_record (&document->evidence, query->sql);
  if (filter)
    add_conditions (document, filter, query);
  return TRUE;
}

static void
bind_text (sqlite3_stmt *statement, const char *name, const char *text)
{
  int at = sqlite3_bind_parameter_index (statement, name);

  if (at > 0)
    sqlite3_bind_text (statement, at, text, -1, SQLITE_TRANSIENT);
}

static sqlite3_stmt *
prepare_query (TlDocument *document, Query *query, GError **error)
{
  sqlite3_stmt *statement = _tl_sql_prepare (document->sql, query->sql->str, error);

  if (statement == NULL)
    return NULL;
  bind_text (statement, ":words", query->words);
  for (guint i = 0; i < query->texts->len; i++)
    {
      g_autofree char *name = g_strdup_printf (":p%u", i);

      bind_text (statement, name, query->texts->pdata[i]);
    }
  return statement;
}

/* A broken index is built again, once, and the question asked again. */
static gboolean
mend_index (TlDocument *document, const Query *query, int attempt, GError **error)
{
  if (attempt > 0 || query->words == NULL || !_tl_words_is_broken (document->sql))
    return FALSE;
  g_clear_error (error);
  return _tl_words_rebuild (document->sql, error);
}

/**
 * tl_evidence_count:
 * @document: a document
 * @filter: (nullable): which records; %NULL for all
 * @count: (out): how many
 * @error: return location
 *
 * Counts records.
 *
 * Returns: %FALSE with an error
 */
gboolean
tl_evidence_count (TlDocument *document, const TlEvidenceFilter *filter, TlEvidenceCount *count, GError **error)
{
  g_auto (Query) query = { NULL };

  g_return_val_if_fail (TL_IS_DOCUMENT (document), FALSE);
  *count = (TlEvidenceCount) { 0 };
  if (!make_query (document, filter, "count(*), total(e.worded), count(DISTINCT e.source)", &query, error))
    return FALSE;
  if (query.finds_nothing)
    return TRUE;
  for (int attempt = 0;; attempt++)
    {
      g_autoptr (TlSqlFresh) row = prepare_query (document, &query, error);
      gboolean               has_row;

      if (row && _tl_sql_step (document->sql, row, &has_row, error))
        {
          count->records = sqlite3_column_int64 (row, 0);
          count->with_text = sqlite3_column_int64 (row, 1);
          count->sources = sqlite3_column_int64 (row, 2);
          return TRUE;
        }
      if (!mend_index (document, &query, attempt, error))
        return FALSE;
    }
}

/* What a record is assigned to. */
static gboolean
read_assignments (TlSql *sql, sqlite3_stmt *links, gint64 number, TlRecord *record, GError **error)
{
  gboolean has_row;

  sqlite3_reset (links);
  _tl_sql_bind (links, "i", number);
  while (_tl_sql_step (sql, links, &has_row, error))
    {
      g_autofree char *role = NULL;
      g_autofree char *thing = NULL;
      TlField          field;

      if (!has_row)
        {
          sqlite3_reset (links);
          return TRUE;
        }
      role = _tl_sql_dup_text (links, 0);
      field = tl_kind_find_field (TL_KIND_EVIDENCE, role ? role : "");
      if (field == TL_FIELD_NONE || !(tl_field_get_info (field)->flags & TL_FIELD_ROW))
        continue;
      if (tl_record_has (record, field))
        {
          thing = field == TL_EVIDENCE_STARRED ? NULL : _tl_sql_dup_text (links, 1);
          if (thing)
            tl_record_add_about (record, thing);
          continue;
        }
      if (!_tl_store_read_value (links, 1, field, &record->values[field - TL_EVIDENCE_SOURCE], error))
        {
          sqlite3_reset (links);
          return FALSE;
        }
    }
  return FALSE;
}

/* The marks in it are no text, and must stay. */
static char *
dup_extract (sqlite3_stmt *row, int column)
{
  const char *text = (const char *) sqlite3_column_text (row, column);

  return text ? g_utf8_make_valid (text, sqlite3_column_bytes (row, column)) : NULL;
}

/**
 * _tl_evidence_read_row:
 * @row: a row with the columns of get_columns(), and behind them an extract if there is one more
 * @links: of _tl_evidence_prepare_links()
 *
 * Returns: (transfer full): the record; %NULL with %TL_DOCUMENT_ERROR_DAMAGED naming it, the field and its range
 */
TlRecord *
_tl_evidence_read_row (TlSql *sql, sqlite3_stmt *row, sqlite3_stmt *links, GError **error)
{
  g_autoptr (TlRecord) record = g_new0 (TlRecord, 1);
  g_autoptr (GError)   why = NULL;
  int                  column = 2;
  gboolean             done;

  record->id = _tl_sql_dup_text (row, 1);
  done = tl_text_is_name (record->id);
  for (TlField field = TL_EVIDENCE_SOURCE; done && field <= TL_EVIDENCE_LAST; field++)
    if (!(tl_field_get_info (field)->flags & TL_FIELD_ROW))
      done = _tl_store_read_value (row, column++, field, &record->values[field - TL_EVIDENCE_SOURCE], &why);
  if (done && column < sqlite3_column_count (row))
    record->extract = dup_extract (row, column);
  if (done && read_assignments (sql, links, sqlite3_column_int64 (row, 0), record, &why))
    return g_steal_pointer (&record);
  g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED, _("record “%s”: %s"), record->id ? record->id : "",
               why ? why->message : _("this cannot be an id"));
  return NULL;
}

/**
 * _tl_evidence_prepare_one:
 *
 * Returns: (transfer full): a statement that reads the row with a number, to be bound
 */
sqlite3_stmt *
_tl_evidence_prepare_one (TlSql *sql, GError **error)
{
  g_autofree char *text = g_strdup_printf ("SELECT %s FROM evidence e WHERE e.number = ?", get_columns ());

  return _tl_sql_prepare (sql, text, error);
}

/**
 * _tl_evidence_prepare_links:
 *
 * Returns: (transfer full): a statement that reads what the record with a number is assigned to
 */
sqlite3_stmt *
_tl_evidence_prepare_links (TlSql *sql, const TlEvidenceState *state, GError **error)
{
  g_autoptr (GString) text = g_string_new ("SELECT a.role, a.thing FROM assignment a WHERE a.record = ?");

  _tl_evidence_append_live_assignment (state, text);
  g_string_append (text, " ORDER BY a.number");
  return _tl_sql_prepare (sql, text->str, error);
}

static gboolean
read_all (TlDocument *document, sqlite3_stmt *rows, GPtrArray *records, GError **error)
{
  g_autoptr (TlSqlFresh) links = _tl_evidence_prepare_links (document->sql, &document->evidence, error);
  gboolean               has_row;

  if (links == NULL)
    return FALSE;
  while (_tl_sql_step (document->sql, rows, &has_row, error))
    {
      TlRecord *record;

      if (!has_row)
        return TRUE;
      record = _tl_evidence_read_row (document->sql, rows, links, error);
      if (record == NULL)
        return FALSE;
      g_ptr_array_add (records, record);
    }
  return FALSE;
}

/**
 * tl_evidence_list:
 * @document: a document
 * @filter: (nullable): which records; %NULL for all
 * @skip: how many to leave out first
 * @at_most: how many to give; below 0 for all that are left
 * @error: return location
 *
 * Lists records, in the order in which they came in. Those that were searched for have an extract.
 *
 * Returns: (transfer full) (element-type TlRecord): the records; %NULL with an error
 */
GPtrArray *
tl_evidence_list (TlDocument *document, const TlEvidenceFilter *filter, gint64 skip, gint64 at_most, GError **error)
{
  g_auto (Query)        query = { NULL };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_record_free);

  g_return_val_if_fail (TL_IS_DOCUMENT (document), NULL);
  /* U+0002 and U+0003 stand around what was found: XML cannot hold them, so no record has them. */
  if (!make_query (document, filter, get_columns (), &query, error))
    return NULL;
  if (query.finds_nothing)
    return g_steal_pointer (&records);
  g_string_append_printf (query.sql, " ORDER BY %s LIMIT %" G_GINT64_FORMAT " OFFSET %" G_GINT64_FORMAT,
                          query.by_words ? "words.rowid" : "e.number", at_most < 0 ? -1 : at_most, MAX (skip, 0));
  for (int attempt = 0;; attempt++)
    {
      g_autoptr (TlSqlFresh) rows = prepare_query (document, &query, error);

      g_ptr_array_set_size (records, 0);
      if (rows && read_all (document, rows, records, error))
        return g_steal_pointer (&records);
      if (!mend_index (document, &query, attempt, error))
        return NULL;
    }
}

/**
 * tl_evidence_foreach:
 * @document: a document
 * @visit: (scope call): called for each record; %FALSE with an error stops
 * @data: for @visit
 * @error: return location
 *
 * Visits every record, in the order in which they came in, holding one at a time.
 *
 * Returns: %FALSE with an error, which may be one of @visit
 */
gboolean
tl_evidence_foreach (TlDocument *document, gboolean (*visit) (const TlRecord *record, gpointer data, GError **error),
                     gpointer data, GError **error)
{
  g_auto (Query)         query = { NULL };
  g_autoptr (TlSqlFresh) rows = NULL;
  g_autoptr (TlSqlFresh) links = NULL;
  gboolean               has_row;

  g_return_val_if_fail (TL_IS_DOCUMENT (document), FALSE);
  links = _tl_evidence_prepare_links (document->sql, &document->evidence, error);
  if (links == NULL || !make_query (document, NULL, get_columns (), &query, error))
    return FALSE;
  g_string_append (query.sql, " ORDER BY e.number");
  rows = prepare_query (document, &query, error);
  while (rows && _tl_sql_step (document->sql, rows, &has_row, error))
    {
      g_autoptr (TlRecord) record = NULL;

      if (!has_row)
        return TRUE;
      record = _tl_evidence_read_row (document->sql, rows, links, error);
      if (record == NULL || !visit (record, data, error))
        return FALSE;
    }
  return FALSE;
}

/* How many records speak of a thing, and the last that did: one that speaks of a pain and of the touchpoint that the
   pain is at is one record of the touchpoint. */
typedef struct
{
  gint64 n;
  gint64 last;
} Tally;

static void
count_for (GHashTable *tallies, TlThing *thing, gint64 record)
{
  Tally *tally = g_hash_table_lookup (tallies, thing);

  if (tally == NULL)
    {
      tally = g_new0 (Tally, 1);
      g_hash_table_insert (tallies, thing, tally);
    }
  if (tally->last != record)
    tally->n++;
  tally->last = record;
}

/* Like the filter by a thing: what is said of a thing is said of the touchpoint and the stage that it stands in. */
static void
count_for_all_above (GHashTable *tallies, TlThing *thing, gint64 record)
{
  count_for (tallies, thing, record);
  for (thing = tl_thing_get_parent (thing); thing; thing = tl_thing_get_parent (thing))
    if (tl_thing_get_kind (thing) == TL_KIND_STAGE || tl_thing_get_kind (thing) == TL_KIND_TOUCHPOINT)
      count_for (tallies, thing, record);
}

static GHashTable *
take_counts (GHashTable *tallies)
{
  GHashTable    *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer       thing, tally;

  g_hash_table_iter_init (&iter, tallies);
  while (g_hash_table_iter_next (&iter, &thing, &tally))
    {
      gint64 *n = g_new (gint64, 1);

      *n = ((Tally *) tally)->n;
      g_hash_table_insert (counts, g_strdup (tl_thing_get_id (thing)), n);
    }
  return counts;
}

/**
 * tl_evidence_count_things:
 * @document: a document
 * @error: return location
 *
 * Counts the records of every thing, as tl_evidence_count() does with a filter by that thing.
 *
 * Returns: (transfer full) (element-type utf8 gint64): how many records, by the thing's id; things without are left out
 */
GHashTable *
tl_evidence_count_things (TlDocument *document, GError **error)
{
  g_autoptr (GHashTable) tallies = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GString)    sql = g_string_new ("SELECT a.record, a.thing FROM assignment a");
  g_autoptr (TlSqlFresh) rows = NULL;
  gboolean               has_row;

  g_return_val_if_fail (TL_IS_DOCUMENT (document), NULL);
  if (document->evidence.has_gone_records || document->evidence.has_dead_batches || document->evidence.open_record > 0)
    {
      g_string_append (sql, " JOIN evidence e ON e.number = a.record WHERE 1");
      _tl_evidence_append_live_record (&document->evidence, sql);
    }
  else
    g_string_append (sql, " WHERE 1");
  _tl_evidence_append_live_assignment (&document->evidence, sql);
  g_string_append (sql, " ORDER BY a.record");
  rows = _tl_sql_prepare (document->sql, sql->str, error);
  while (rows && _tl_sql_step (document->sql, rows, &has_row, error))
    {
      TlThing *thing;

      if (!has_row)
        return take_counts (tallies);
      thing = tl_journey_lookup (document->journey, (const char *) sqlite3_column_text (rows, 1));
      if (thing)
        count_for_all_above (tallies, thing, sqlite3_column_int64 (rows, 0));
    }
  return NULL;
}

/**
 * tl_evidence_has_id:
 *
 * Returns: whether a record has the id @id, be it live, or dead and yet able to come back by undo or redo
 */
gboolean
tl_evidence_has_id (TlDocument *document, const char *id)
{
  gboolean is_taken = FALSE;

  g_return_val_if_fail (TL_IS_DOCUMENT (document), FALSE);
  return id && _tl_evidence_is_taken (document, id, &is_taken, NULL) && is_taken;
}
