/* tl-evidence-places.c: what the records with some words speak of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-evidence-private.h"
#include "tl-text.h"

/* The records of one step, and what each is assigned to. */
static sqlite3_stmt *
prepare (TlDocument *document, const char *query, gint64 after, guint at_most, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT e.number, a.thing FROM (SELECT rowid AS number FROM words"
                                          " WHERE words MATCH :words AND rowid > :after ORDER BY rowid LIMIT :most) w"
                                          " JOIN evidence e ON e.number = w.number"
                                          " LEFT JOIN assignment a ON a.record = e.number");
  sqlite3_stmt       *statement;

  g_string_append (sql, " AND a.role <> 'starred'");
  _tl_evidence_append_live_assignment (&document->evidence, sql);
  g_string_append (sql, " WHERE 1");
  _tl_evidence_append_live_record (&document->evidence, sql);
  g_string_append (sql, " ORDER BY e.number");
  statement = _tl_sql_prepare (document->sql, sql->str, error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, sqlite3_bind_parameter_index (statement, ":words"), query, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, sqlite3_bind_parameter_index (statement, ":after"), after);
  sqlite3_bind_int64 (statement, sqlite3_bind_parameter_index (statement, ":most"), at_most);
  return statement;
}

/* Where the step ended: the last record that has the words, live or not. */
static gboolean
find_end (TlDocument *document, const char *query, gint64 after, guint at_most, gint64 *last, guint *n, GError **error)
{
  g_autoptr (TlSqlFresh) row = _tl_sql_prepare (document->sql,
                                                "SELECT max(number), count(*) FROM (SELECT rowid AS number FROM words"
                                                " WHERE words MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?)",
                                                error);
  gboolean               has_row;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, query, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (row, 2, after);
  sqlite3_bind_int64 (row, 3, at_most);
  if (!_tl_sql_step (document->sql, row, &has_row, error))
    return FALSE;
  *last = sqlite3_column_int64 (row, 0);
  *n = (guint) sqlite3_column_int64 (row, 1);
  return TRUE;
}

/**
 * tl_evidence_find_places:
 * @document: a document
 * @words: what someone typed to search for; see #TlEvidenceFilter
 * @after: (inout): where the last step ended; 0 for the first, and behind the last -1
 * @at_most: how many records one step may look at
 * @places: (element-type utf8 gint): ids of what the records found speak of, with how many do; it owns its keys
 * @records: (inout): how many records were found so far
 * @error: return location
 *
 * Goes one step further through the records that have some words in them. A step takes as long as @at_most says, however
 * many records there are, and nothing is left open behind it: whoever must not wait takes many small steps.
 *
 * Returns: %FALSE with an error
 */
gboolean
tl_evidence_find_places (TlDocument *document, const char *words, gint64 *after, guint at_most, GHashTable *places,
                         gint64 *records, GError **error)
{
  g_autofree char       *query = NULL;
  g_autoptr (TlSqlFresh) rows = NULL;
  gint64                 from = *after, last = 0, number = 0;
  guint                  n = 0;
  gboolean               has_row, without;

  g_return_val_if_fail (TL_IS_DOCUMENT (document) && words && at_most > 0, FALSE);
  *after = -1;
  if (from < 0 || tl_text_is_blank (words))
    return TRUE;
  query = _tl_words_make_query (words, &without, error);
  if (query == NULL)
    return FALSE;
  /* What has none of some words speaks of nothing in particular. */
  if (*query == '\0' || without)
    return TRUE;
  if (!find_end (document, query, from, at_most, &last, &n, error))
    return FALSE;
  rows = prepare (document, query, from, at_most, error);
  while (rows && _tl_sql_step (document->sql, rows, &has_row, error))
    {
      g_autofree char *thing = NULL;

      if (!has_row)
        {
          if (n == at_most)
            *after = last;
          return TRUE;
        }
      if (sqlite3_column_int64 (rows, 0) != number)
        ++*records;
      number = sqlite3_column_int64 (rows, 0);
      thing = _tl_sql_dup_text (rows, 1);
      if (thing)
        {
          gint64 count = GPOINTER_TO_INT (g_hash_table_lookup (places, thing));

          g_hash_table_replace (places, g_steal_pointer (&thing), GINT_TO_POINTER ((int) MIN (count + 1, G_MAXINT)));
        }
    }
  return FALSE;
}
