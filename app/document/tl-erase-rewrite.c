/* tl-erase-rewrite.c: other words in the place of words, in records and their history, for good
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-customer-private.h"
#include "tl-erase-private.h"
#include "tl-evidence-private.h"

#define PAGE 512 /* rows at a time: rows are not changed while they are read */

typedef struct
{
  gint64  edit; /* of a change; of a record 0 */
  gint64  number;
  TlField field;
  char   *texts[3];
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  for (int i = 0; i < 3; i++)
    g_free (row->texts[i]);
  g_free (row);
}

/* Puts other words in the place of what a row says. Returns: whether there were any */
static gboolean
change_row (Row *row, const TlField *fields, guint n, TlRewrite rewrite, gpointer data)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < n; i++)
    {
      char *text = row->texts[i] ? rewrite (fields ? fields[i] : row->field, row->texts[i], data) : NULL;

      if (text == NULL)
        continue;
      g_free (row->texts[i]);
      row->texts[i] = text;
      changed = TRUE;
    }
  return changed;
}

static GPtrArray *
read_records (TlSql *sql, gint64 behind, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  sqlite3_stmt         *statement;
  gboolean              has_row;

  statement = _tl_sql_get (sql, "SELECT number, text, segment, customer FROM evidence WHERE number > ? ORDER BY number"
                                " LIMIT ?", error);
  if (statement == NULL)
    return NULL;
  _tl_sql_bind (statement, "ii", behind, (gint64) PAGE);
  while (_tl_sql_step (sql, statement, &has_row, error))
    {
      Row *row;

      if (!has_row)
        {
          sqlite3_reset (statement);
          return g_steal_pointer (&rows);
        }
      row = g_new0 (Row, 1);
      row->number = sqlite3_column_int64 (statement, 0);
      for (int i = 0; i < 3; i++)
        row->texts[i] = _tl_sql_dup_text (statement, i + 1);
      g_ptr_array_add (rows, row);
    }
  return NULL;
}

/**
 * _tl_erase_rewrite_records:
 *
 * Rewrites what records say, be they live or dead. The index must be built again afterwards.
 */
gboolean
_tl_erase_rewrite_records (TlDocument *document, TlRewrite rewrite, gpointer data, guint64 *n_records, GError **error)
{
  static const TlField fields[] = { TL_EVIDENCE_TEXT, TL_EVIDENCE_SEGMENT, TL_EVIDENCE_CUSTOMER };

  for (gint64 behind = G_MININT64;;)
    {
      g_autoptr (GPtrArray) rows = read_records (document->sql, behind, error);

      if (rows == NULL)
        return FALSE;
      if (rows->len == 0)
        return TRUE;
      for (guint i = 0; i < rows->len; i++)
        {
          Row *row = rows->pdata[i];

          behind = row->number;
          if (!change_row (row, fields, G_N_ELEMENTS (fields), rewrite, data))
            continue;
          (*n_records)++;
          if (!_tl_sql_do (document->sql, error, "UPDATE evidence SET text = ?, segment = ?, customer = ? WHERE number = ?",
                           "sssi", row->texts[0], row->texts[1], row->texts[2], row->number))
            return FALSE;
        }
    }
}

static GPtrArray *
read_changes (TlSql *sql, gint64 edit, gint64 seq, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  sqlite3_stmt         *statement;
  gboolean              has_row;

  statement = _tl_sql_get (sql, "SELECT edit, seq, old, new, kind, field FROM change WHERE (edit, seq) > (?, ?)"
                                " ORDER BY edit, seq LIMIT ?", error);
  if (statement == NULL)
    return NULL;
  _tl_sql_bind (statement, "iii", edit, seq, (gint64) PAGE);
  while (_tl_sql_step (sql, statement, &has_row, error))
    {
      g_autofree char *kind = NULL;
      g_autofree char *field = NULL;
      Row             *row;

      if (!has_row)
        {
          sqlite3_reset (statement);
          return g_steal_pointer (&rows);
        }
      row = g_new0 (Row, 1);
      row->edit = sqlite3_column_int64 (statement, 0);
      row->number = sqlite3_column_int64 (statement, 1);
      row->texts[0] = _tl_sql_dup_text (statement, 2);
      row->texts[1] = _tl_sql_dup_text (statement, 3);
      kind = _tl_sql_dup_text (statement, 4);
      field = _tl_sql_dup_text (statement, 5);
      row->field = kind && field && tl_kind_from_name (kind) != TL_KIND_NONE
                     ? tl_kind_find_field (tl_kind_from_name (kind), field)
                     : TL_FIELD_NONE;
      g_ptr_array_add (rows, row);
    }
  return NULL;
}

static gboolean
is_text (TlField field)
{
  TlType type = field == TL_FIELD_NONE ? TL_TYPE_NUMBER : tl_field_get_info (field)->type;

  return type == TL_TYPE_TEXT || type == TL_TYPE_NOTE || type == TL_TYPE_BODY;
}

/**
 * _tl_erase_rewrite_changes:
 * @all_kinds: whether the history of things is rewritten too, not of records alone
 *
 * Rewrites what texts were and became.
 */
gboolean
_tl_erase_rewrite_changes (TlDocument *document, gboolean all_kinds, TlRewrite rewrite, gpointer data, guint64 *n_changes,
                           GError **error)
{
  for (gint64 edit = G_MININT64, seq = 0;;)
    {
      g_autoptr (GPtrArray) rows = read_changes (document->sql, edit, seq, error);

      if (rows == NULL)
        return FALSE;
      if (rows->len == 0)
        return TRUE;
      for (guint i = 0; i < rows->len; i++)
        {
          Row     *row = rows->pdata[i];
          gboolean is_record = row->field >= TL_EVIDENCE_SOURCE && row->field <= TL_EVIDENCE_LAST;

          edit = row->edit;
          seq = row->number;
          if (!is_text (row->field) || !(is_record || all_kinds) || !change_row (row, NULL, 2, rewrite, data))
            continue;
          (*n_changes)++;
          if (!_tl_sql_do (document->sql, error, "UPDATE change SET old = ?, new = ? WHERE edit = ? AND seq = ?", "ssii",
                           row->texts[0], row->texts[1], row->edit, row->number))
            return FALSE;
        }
    }
}

typedef struct
{
  TlRewrite      rewrite;
  gpointer       data;
  TlCustomerKey *key;
  guint64        n_hashed;
} Masking;

static char *
mask_or_hash (TlField field, const char *text, gpointer data)
{
  Masking *masking = data;

  if (field != TL_EVIDENCE_CUSTOMER)
    return masking->rewrite (field, text, masking->data);
  if (masking->key == NULL || *text == '\0' || tl_customer_is_hash (text))
    return NULL;
  masking->n_hashed++;
  return tl_customer_key_hash (masking->key, text);
}

/**
 * tl_evidence_rewrite:
 * @document: a document
 * @rewrite: (scope call): says what words shall become
 * @data: for @rewrite
 * @hash_customers: whether the ids of customers that are no hashes yet become hashes
 * @dry_run: only count
 * @erased: (out): in how many records and lines of the history words were rewritten
 * @n_hashed: (out): how many ids were hashed, those in the history among them
 * @error: return location
 *
 * Rewrites the words and segments of every record, and what they were before, for good: this cannot be undone, and what
 * stood there is nowhere in the journey any more.
 *
 * Returns: %FALSE with an error, and nothing changed
 */
gboolean
tl_evidence_rewrite (TlDocument *document, TlRewrite rewrite, gpointer data, gboolean hash_customers, gboolean dry_run,
                     TlErased *erased, guint64 *n_hashed, GError **error)
{
  Masking  masking = { rewrite, data, NULL, 0 };
  gboolean done;

  g_return_val_if_fail (TL_IS_DOCUMENT (document), FALSE);
  *erased = (TlErased) { 0 };
  if (!_tl_erase_begin (document, error))
    return FALSE;
  if (hash_customers)
    masking.key = _tl_customer_key_make (document->sql, error);
  done = (!hash_customers || masking.key) &&
         _tl_erase_rewrite_records (document, mask_or_hash, &masking, &erased->n_texts, error);
  *n_hashed = masking.n_hashed;
  done = done && _tl_erase_rewrite_changes (document, FALSE, mask_or_hash, &masking, &erased->n_changes, error);
  g_clear_pointer (&masking.key, tl_customer_key_free);
  if (done)
    erased->n_leftovers = _tl_erase_remove_leftovers (document, TRUE);
  if (!done || dry_run || (erased->n_texts == 0 && erased->n_changes == 0))
    {
      _tl_sql_rollback (document->sql);
      return done;
    }
  return _tl_erase_commit (document, error);
}
