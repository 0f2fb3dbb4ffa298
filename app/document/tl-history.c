/* tl-history.c
 *
 * Undone edits are always the newest ones. A new edit cuts them off, with the evidence they brought. Beyond
 * TL_HISTORY_MAX edits the oldest is forgotten: what it did stays done.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-history-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "tl-evidence-private.h"

static gboolean
read_edit (TlDocument *self, const char *sql, gint64 *number, char **name, GError **error)
{
  sqlite3_stmt *statement = _tl_sql_get (self->sql, sql, error);
  gboolean      has_row;

  *number = 0;
  g_clear_pointer (name, g_free);
  if (statement == NULL || !_tl_sql_step (self->sql, statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *number = sqlite3_column_int64 (statement, 0);
      *name = _tl_sql_dup_text (statement, 1);
    }
  sqlite3_reset (statement);
  return TRUE;
}

/**
 * _tl_history_refresh:
 *
 * Looks up where the history stands: after opening, and after each act.
 */
gboolean
_tl_history_refresh (TlDocument *self, GError **error)
{
  return _tl_sql_int (self->sql, &self->acts, error, "SELECT value FROM state WHERE name = 'acts'", "") &&
         _tl_sql_int (self->sql, &self->last_number, error, "SELECT max(value, ifnull((SELECT max(number) FROM edit), 0))"
                      " FROM state WHERE name = 'edits'", "") &&
         read_edit (self, "SELECT number, name FROM edit WHERE undone <> 0 ORDER BY number LIMIT 1",
                    &self->redo_number, &self->redo_name, error) &&
         read_edit (self, "SELECT number, name FROM edit WHERE undone = 0 ORDER BY number DESC LIMIT 1",
                    &self->undo_number, &self->undo_name, error) &&
         _tl_evidence_refresh (self, error);
}

/**
 * _tl_history_cut:
 *
 * Forgets the edits that are undone, for good.
 */
gboolean
_tl_history_cut (TlDocument *self, GError **error)
{
  if (self->redo_number == 0)
    return TRUE;
  return _tl_evidence_cut (self, error) &&
         _tl_sql_do (self->sql, error, "DELETE FROM change WHERE edit >= ?", "i", self->redo_number) &&
         _tl_sql_do (self->sql, error, "DELETE FROM edit WHERE undone <> 0", "");
}

/**
 * _tl_history_trim:
 *
 * Forgets the oldest edits where there are too many.
 */
gboolean
_tl_history_trim (TlDocument *self, GError **error)
{
  gint64 n, oldest;

  if (!_tl_sql_int (self->sql, &n, error, "SELECT count(*) FROM edit", ""))
    return FALSE;
  if (n <= TL_HISTORY_MAX)
    return TRUE;
  return _tl_sql_int (self->sql, &oldest, error, "SELECT number FROM edit ORDER BY number LIMIT 1 OFFSET ?", "i",
                      n - TL_HISTORY_MAX) &&
         _tl_evidence_forget (self, oldest, error) &&
         _tl_sql_do (self->sql, error, "DELETE FROM change WHERE edit < ?", "i", oldest) &&
         _tl_sql_do (self->sql, error, "DELETE FROM edit WHERE number < ?", "i", oldest);
}

/* Builds that must be the same byte for byte set the clock. */
static gint64
get_time (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  guint64     seconds;

  if (epoch && g_ascii_string_to_unsigned (epoch, 10, 0, G_MAXINT64, &seconds, NULL))
    return (gint64) seconds;
  return g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * _tl_history_write:
 *
 * Writes down an edit and its changes.
 */
gboolean
_tl_history_write (TlDocument *self, gint64 number, const char *name, GPtrArray *changes, GError **error)
{
  if (!_tl_sql_do (self->sql, error, "INSERT INTO edit (number, name, time, undone) VALUES (?, ?, ?, 0)", "isi", number,
                   name, get_time ()) ||
      !_tl_sql_do (self->sql, error, "UPDATE state SET value = ? WHERE name = 'edits'", "i", number))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    {
      const TlChange *change = changes->pdata[i];

      if (!_tl_sql_do (self->sql, error,
                       "INSERT INTO change (edit, seq, kind, id, field, old, new) VALUES (?, ?, ?, ?, ?, ?, ?)",
                       "iisssss", number, (gint64) i + 1, tl_kind_get_info (change->kind)->name, change->id,
                       change->field, change->before, change->after))
        return FALSE;
    }
  return TRUE;
}

/* A change of the same field as the newest change of the edit goes on where that one ended. */
static gboolean
extend_change (TlDocument *self, gint64 number, const TlChange *change, GError **error)
{
  gint64 last;

  return _tl_sql_int (self->sql, &last, error, "SELECT ifnull(max(seq), 0) FROM change WHERE edit = ?", "i", number) &&
         _tl_sql_do (self->sql, error,
                     "INSERT INTO change (edit, seq, kind, id, field, old, new) VALUES (?, ?, ?, ?, ?, ?, ?)", "iisssss",
                     number, last + 1, tl_kind_get_info (change->kind)->name, change->id, change->field, change->before,
                     change->after);
}

static gboolean
continue_change (TlDocument *self, gint64 number, const TlChange *change, gboolean *done, GError **error)
{
  const char   *kind = tl_kind_get_info (change->kind)->name;
  sqlite3_int64 before = sqlite3_total_changes64 (_tl_sql_get_db (self->sql));

  if (!_tl_sql_do (self->sql, error,
                   "UPDATE change SET new = ? WHERE edit = ? AND kind = ? AND id = ? AND field = ?"
                   " AND seq = (SELECT max(c.seq) FROM change c WHERE c.edit = change.edit AND c.id = change.id"
                   " AND c.field = change.field)",
                   "sisss", change->after, number, kind, change->id, change->field))
    return FALSE;
  *done = sqlite3_total_changes64 (_tl_sql_get_db (self->sql)) > before;
  return TRUE;
}

/**
 * _tl_history_extend:
 *
 * Writes changes down as more of an edit that was made before.
 */
gboolean
_tl_history_extend (TlDocument *self, gint64 number, GPtrArray *changes, GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    {
      gboolean done;

      if (!continue_change (self, number, changes->pdata[i], &done, error) ||
          (!done && !extend_change (self, number, changes->pdata[i], error)))
        return FALSE;
    }
  return _tl_sql_do (self->sql, error, "UPDATE edit SET time = ? WHERE number = ?", "ii", get_time (), number);
}

/**
 * _tl_history_read:
 * @backwards: whether the last change comes first
 *
 * Returns: (transfer full) (element-type TlChange): the changes of an edit
 */
GPtrArray *
_tl_history_read (TlDocument *self, gint64 number, gboolean backwards, GError **error)
{
  g_autoptr (GPtrArray)  changes = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_change_free);
  g_autoptr (TlSqlFresh) rows = NULL;
  gboolean               has_row;

  rows = _tl_sql_prepare (self->sql, backwards
                          ? "SELECT kind, id, field, old, new FROM change WHERE edit = ? ORDER BY seq DESC"
                          : "SELECT kind, id, field, old, new FROM change WHERE edit = ? ORDER BY seq", error);
  if (rows == NULL)
    return NULL;
  _tl_sql_bind (rows, "i", number);
  while (TRUE)
    {
      g_autofree char *kind = NULL;
      TlChange        *change;

      if (!_tl_sql_step (self->sql, rows, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&changes);
      kind = _tl_sql_dup_text (rows, 0);
      change = g_new0 (TlChange, 1);
      change->kind = tl_kind_from_name (kind ? kind : "");
      change->id = _tl_sql_dup_text (rows, 1);
      change->field = _tl_sql_dup_text (rows, 2);
      change->before = _tl_sql_dup_text (rows, 3);
      change->after = _tl_sql_dup_text (rows, 4);
      g_ptr_array_add (changes, change);
      /* The rows may have been tampered with; nothing behind this point takes a change that makes no sense. */
      if (change->kind == TL_KIND_NONE || change->id == NULL || change->field == NULL ||
          (strcmp (change->field, TL_CHANGE_EXISTS) == 0 && change->kind == TL_KIND_JOURNEY))
        {
          g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
                       _("The history of this journey is damaged: a change of edit %" G_GINT64_FORMAT
                         " cannot be understood."), number);
          return NULL;
        }
    }
}

/**
 * _tl_history_mark:
 *
 * Marks an edit as undone, or as done again, and the evidence it brought or took with it.
 */
gboolean
_tl_history_mark (TlDocument *self, gint64 number, gboolean undone, GError **error)
{
  return _tl_sql_do (self->sql, error, "UPDATE edit SET undone = ? WHERE number = ?", "ii", (gint64) undone, number) &&
         _tl_evidence_flip (self, number, undone, error);
}

/**
 * _tl_history_count_act:
 *
 * Counts an edit, an undo or a redo, so that it can be told later how many the person's file has not seen.
 */
gboolean
_tl_history_count_act (TlDocument *self, GError **error)
{
  return _tl_sql_exec (self->sql, "UPDATE state SET value = value + 1 WHERE name = 'acts'", error);
}

static void
past_edit_free (gpointer data)
{
  g_free (((TlPastEdit *) data)->name);
  g_free (data);
}

/**
 * tl_document_list_edits:
 * @self: a document
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type TlPastEdit): the edits that can be undone or redone, the oldest first
 */
GPtrArray *
tl_document_list_edits (TlDocument *self, GError **error)
{
  g_autoptr (GPtrArray)  edits = g_ptr_array_new_with_free_func (past_edit_free);
  g_autoptr (TlSqlFresh) rows = NULL;
  gboolean               has_row;

  g_return_val_if_fail (TL_IS_DOCUMENT (self), NULL);
  rows = _tl_sql_prepare (self->sql, "SELECT number, name, time, undone FROM edit ORDER BY number", error);
  if (rows == NULL)
    return NULL;
  while (_tl_sql_step (self->sql, rows, &has_row, error))
    {
      TlPastEdit *edit;

      if (!has_row)
        return g_steal_pointer (&edits);
      edit = g_new0 (TlPastEdit, 1);
      edit->number = sqlite3_column_int64 (rows, 0);
      edit->name = _tl_sql_dup_text (rows, 1);
      edit->time = sqlite3_column_int64 (rows, 2);
      edit->undone = sqlite3_column_int64 (rows, 3) != 0;
      g_ptr_array_add (edits, edit);
    }
  return NULL;
}
