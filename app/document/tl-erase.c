/* tl-erase.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-erase-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "tl-customer-private.h"
#include "tl-evidence-private.h"
#include "tl-history-private.h"
#include "tl-reader-private.h"

/**
 * _tl_erase_begin:
 *
 * Begins to erase: what is freed is overwritten.
 */
gboolean
_tl_erase_begin (TlDocument *document, GError **error)
{
  return _tl_document_check_room (document, FALSE, error) &&
         _tl_sql_exec (document->sql, "PRAGMA secure_delete = ON", error) &&
         _tl_document_begin (document, FALSE, error);
}

/* Batches end where their rows end: the numbers behind them are given again. */
static gboolean
clip_batches (TlSql *sql, GError **error)
{
  return _tl_sql_exec (sql,
                       "UPDATE batch SET"
                       " first_record = (SELECT min(number) FROM evidence WHERE number BETWEEN first_record AND last_record),"
                       " last_record = (SELECT max(number) FROM evidence WHERE number BETWEEN first_record AND last_record),"
                       " first_assignment = (SELECT min(number) FROM assignment"
                       " WHERE number BETWEEN first_assignment AND last_assignment),"
                       " last_assignment = (SELECT max(number) FROM assignment"
                       " WHERE number BETWEEN first_assignment AND last_assignment);"
                       "DELETE FROM batch WHERE first_record IS NULL AND first_assignment IS NULL", error);
}

/* An edit of which nothing is left would be undone to no effect. */
static gboolean
forget_empty_edits (TlSql *sql, GError **error)
{
  return _tl_sql_exec (sql,
                       "DELETE FROM edit WHERE NOT EXISTS (SELECT 1 FROM change WHERE change.edit = edit.number)"
                       " AND NOT EXISTS (SELECT 1 FROM batch WHERE batch.edit = edit.number)"
                       " AND NOT EXISTS (SELECT 1 FROM evidence WHERE gone <> 0 AND gone IN (edit.number, -edit.number))"
                       " AND NOT EXISTS (SELECT 1 FROM assignment WHERE gone <> 0 AND gone IN (edit.number, -edit.number))",
                       error);
}

/* What is gone for good is counted no more. That is an edit of its own: older ones still fit what was there before. */
static void
follow_ties (TlDocument *document)
{
  g_autoptr (TlEdit) edit = tl_edit_new (_("Follow the evidence"));
  g_autoptr (GError) why = NULL;

  document->follows_anyway = TRUE;
  if (tl_journey_n (document->journey, TL_KIND_TIE) > 0 && tl_document_apply (document, edit, &why) == 0)
    g_info ("ties: %s", why->message);
  document->follows_anyway = FALSE;
}

/**
 * _tl_erase_commit:
 *
 * Builds the index again, ends what _tl_erase_begin() began, and sees to it that nothing of it is left in the working
 * file or beside it.
 */
gboolean
_tl_erase_commit (TlDocument *document, GError **error)
{
  gboolean done = clip_batches (document->sql, error) && forget_empty_edits (document->sql, error) &&
                  _tl_sql_exec (document->sql, "UPDATE evidence SET worded = 0 WHERE worded = 1 AND text IS NULL", error) &&
                  _tl_words_rebuild (document->sql, error) && _tl_history_count_act (document, error) &&
                  _tl_sql_commit (document->sql, error);

  if (!done)
    {
      _tl_sql_rollback (document->sql);
      return FALSE;
    }
  g_clear_pointer (&document->thread, g_free);
  _tl_evidence_touch (document, TRUE, TRUE);
  document->epoch++;
  _tl_document_note_done (document);
  follow_ties (document);
  _tl_erase_remove_leftovers (document, FALSE);
  /* Pages that nothing points to, and frames of the log, hold what was there before; the log goes where nobody reads it. */
  _tl_reader_pause (document->reader);
  done = _tl_sql_exec (document->sql, "VACUUM", error) &&
         _tl_sql_exec (document->sql, "PRAGMA wal_checkpoint (TRUNCATE)", error);
  _tl_reader_resume (document->reader);
  if (done)
    return TRUE;
  g_prefix_error (error, _("It is erased, but traces may be left in the working file until the journey is closed: "));
  return FALSE;
}

/* Leftovers */

static gboolean
is_left_for (const char *folder, const char *path)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char     *key = g_build_filename (folder, "key", NULL);
  g_autofree char     *escaped = NULL;
  g_autofree char     *there = NULL;

  if (!g_key_file_load_from_file (keys, key, G_KEY_FILE_NONE, NULL))
    return FALSE;
  escaped = g_key_file_get_string (keys, "working", "path", NULL);
  there = escaped ? g_uri_unescape_string (escaped, NULL) : NULL;
  return g_strcmp0 (there, path) == 0;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      unlink (path);
    }
  rmdir (folder);
}

/**
 * _tl_erase_remove_leftovers:
 * @dry_run: only count
 *
 * Takes away what programs that died have left of this journey, and what of that nobody could read.
 *
 * Returns: how many
 */
guint
_tl_erase_remove_leftovers (TlDocument *document, gboolean dry_run)
{
  g_autofree char *target = document->path ? _tl_place_resolve (document->path, NULL) : NULL;
  g_autofree char *aside = target ? _tl_lock_get_state_folder ("unreadable", TRUE, NULL) : NULL;
  g_autoptr (GDir) dir = aside ? g_dir_open (aside, 0, NULL) : NULL;
  TlWorking       *working;
  TlIdentity       there;
  const char      *name;
  guint            n = 0;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *folder = g_build_filename (aside, name, NULL);

      if (!is_left_for (folder, target))
        continue;
      n++;
      if (!dry_run)
        remove_folder (folder);
    }
  /* The document's own is locked, and not found. */
  while (target && !dry_run && _tl_identity_get (target, &there, NULL) &&
         (working = _tl_working_find (target, &there, NULL)) != NULL)
    {
      _tl_working_remove (working);
      _tl_working_free (working);
      n++;
    }
  return n;
}

/* Records */

static gboolean
mark_doomed (TlDocument *document, const TlEraseWhat *what, GError **error)
{
  TlSql                    *sql = document->sql;
  g_autoptr (TlCustomerKey) key = NULL;
  g_autofree char          *hash = NULL;
  g_autofree char          *id = NULL;

  if (!_tl_sql_exec (sql, "CREATE TEMP TABLE doomed (number INTEGER PRIMARY KEY, id TEXT)", error))
    return FALSE;
  if (what->customer)
    {
      key = tl_customer_key_find (document, NULL);
      id = g_strstrip (g_strdup (what->customer));
      hash = key ? tl_customer_key_hash (key, id) : g_strdup (id);
      if (!_tl_sql_do (sql, error, "INSERT OR IGNORE INTO doomed SELECT number, id FROM evidence WHERE customer IN (?, ?)",
                       "ss", id, hash))
        return FALSE;
    }
  for (guint i = 0; what->records && what->records[i]; i++)
    {
      gint64 n;

      if (!_tl_sql_int (sql, &n, error, "SELECT count(*) FROM evidence WHERE id = ?", "s", what->records[i]))
        return FALSE;
      if (n == 0)
        {
          g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID, _("There is no record “%s”."), what->records[i]);
          return FALSE;
        }
      if (!_tl_sql_do (sql, error, "INSERT OR IGNORE INTO doomed SELECT number, id FROM evidence WHERE id = ?", "s",
                       what->records[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
count_doomed (TlDocument *document, TlErased *erased, GError **error)
{
  g_autoptr (GString) live = g_string_new ("SELECT count(*) FROM doomed d JOIN evidence e ON e.number = d.number WHERE 1");
  gint64              n, n_live, n_assignments;

  _tl_evidence_append_live_record (&document->evidence, live);
  if (!_tl_sql_int (document->sql, &n, error, "SELECT count(*) FROM doomed", "") ||
      !_tl_sql_int (document->sql, &n_live, error, live->str, "") ||
      !_tl_sql_int (document->sql, &n_assignments, error,
                    "SELECT count(*) FROM assignment WHERE record IN (SELECT number FROM doomed)", ""))
    return FALSE;
  erased->n_records = (guint64) n;
  erased->n_dead = (guint64) (n - n_live);
  erased->n_assignments = (guint64) n_assignments;
  return TRUE;
}

static gboolean
count_rows (TlDocument *document, gboolean done, sqlite3_int64 before, guint64 *n)
{
  *n += (guint64) (sqlite3_total_changes64 (_tl_sql_get_db (document->sql)) - before);
  return done;
}

/* The records, and every line of the history that speaks of them. */
static gboolean
remove_doomed (TlDocument *document, TlErased *erased, GError **error)
{
  sqlite3_int64 before = sqlite3_total_changes64 (_tl_sql_get_db (document->sql));

  return count_rows (document,
                     _tl_sql_exec (document->sql, "DELETE FROM change WHERE kind = 'evidence'"
                                                  " AND id IN (SELECT id FROM doomed)", error),
                     before, &erased->n_changes) &&
         _tl_sql_exec (document->sql, "DELETE FROM assignment WHERE record IN (SELECT number FROM doomed);"
                                      "DELETE FROM evidence WHERE number IN (SELECT number FROM doomed)", error);
}

/* Somebody else's records may once have been this customer's. */
static gboolean
remove_customer_from_history (TlDocument *document, const char *customer, TlErased *erased, GError **error)
{
  g_autoptr (TlCustomerKey) key = tl_customer_key_find (document, NULL);
  g_autofree char          *id = g_strstrip (g_strdup (customer));
  g_autofree char          *hash = key ? tl_customer_key_hash (key, id) : g_strdup (id);
  sqlite3_int64             before = sqlite3_total_changes64 (_tl_sql_get_db (document->sql));

  return count_rows (document,
                     _tl_sql_do (document->sql, error,
                                 "UPDATE change SET old = iif (old IN (?1, ?2), '" TL_ERASED "', old),"
                                 " new = iif (new IN (?1, ?2), '" TL_ERASED "', new)"
                                 " WHERE kind = 'evidence' AND field = 'customer' AND (old IN (?1, ?2) OR new IN (?1, ?2))",
                                 "ss", id, hash),
                     before, &erased->n_changes);
}

/* Words */

static char *
replace_words (TlField field, const char *text, gpointer data)
{
  g_auto (GStrv) parts = NULL;

  if (strstr (text, data) == NULL)
    return NULL;
  parts = g_strsplit (text, data, -1);
  return g_strjoinv (TL_ERASED, parts);
}

static gboolean
replace_names (TlDocument *document, const char *words, GError **error)
{
  return _tl_sql_do (document->sql, error, "UPDATE edit SET name = replace (name, ?1, '" TL_ERASED "')"
                                           " WHERE instr (name, ?1) > 0", "s", words);
}

typedef struct
{
  TlEdit     *edit;
  const char *words;
  guint64     n;
} WordsOfThings;

static void
replace_in_thing (TlThing *thing, gpointer data)
{
  WordsOfThings    *self = data;
  const TlKindInfo *info = tl_kind_get_info (tl_thing_get_kind (thing));
  gboolean          found = FALSE;

  for (guint i = 0; i < info->n_fields; i++)
    {
      TlType           type = tl_field_get_info (info->first + i)->type;
      const TlValue   *value = tl_thing_get_value (thing, info->first + i);
      g_autofree char *text = NULL;

      if ((type != TL_TYPE_TEXT && type != TL_TYPE_NOTE && type != TL_TYPE_BODY) || !value->is_set)
        continue;
      text = replace_words (info->first + i, value->text, (gpointer) self->words);
      if (text == NULL)
        continue;
      tl_edit_set (self->edit, tl_thing_get_id (thing), info->first + i, text);
      found = TRUE;
    }
  self->n += found;
}

/* An edit that takes words out of titles and notes. It leaves no line in the history. */
static TlEdit *
make_edit (TlDocument *document, const char *words, guint64 *n)
{
  WordsOfThings self = { tl_edit_new (_("Erase words")), words, 0 };

  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    if (kind != TL_KIND_EVIDENCE)
      tl_journey_foreach (document->journey, kind, replace_in_thing, &self);
  *n = self.n;
  return self.edit;
}

/* All of it, inside the transaction that _tl_erase_begin() began. */
static gboolean
erase_all (TlDocument *document, const TlEraseWhat *what, gint64 edit, TlErased *erased, GError **error)
{
  if (!mark_doomed (document, what, error) || !count_doomed (document, erased, error) ||
      !remove_doomed (document, erased, error) ||
      (what->customer && !remove_customer_from_history (document, what->customer, erased, error)))
    return FALSE;
  if (edit > 0 && !_tl_sql_do (document->sql, error, "DELETE FROM change WHERE edit = ?", "i", edit))
    return FALSE;
  return what->words == NULL ||
         (_tl_erase_rewrite_records (document, replace_words, (gpointer) what->words, &erased->n_texts, error) &&
          _tl_erase_rewrite_changes (document, TRUE, replace_words, (gpointer) what->words, &erased->n_changes, error) &&
          replace_names (document, what->words, error));
}

static gboolean
check_what (const TlEraseWhat *what, GError **error)
{
  if ((what->customer && *what->customer) || (what->records && what->records[0]) || (what->words && *what->words))
    return TRUE;
  g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID, _("Say which customer, record or words to erase."));
  return FALSE;
}

static gboolean
run (TlDocument *document, const TlEraseWhat *what, gint64 edit, gboolean dry_run, TlErased *erased, GError **error)
{
  gboolean done, found;

  if (!_tl_erase_begin (document, error))
    return FALSE;
  done = erase_all (document, what, edit, erased, error) && _tl_sql_exec (document->sql, "DROP TABLE temp.doomed", error);
  erased->n_leftovers = _tl_erase_remove_leftovers (document, TRUE);
  found = erased->n_records > 0 || erased->n_changes > 0 || erased->n_texts > 0 || edit > 0;
  if (!done || dry_run || !found)
    {
      _tl_sql_rollback (document->sql);
      return done;
    }
  return _tl_erase_commit (document, error);
}

/**
 * tl_erase_count:
 * @document: a document
 * @what: what would go
 * @erased: (out): how much that is
 * @error: return location
 *
 * Counts what tl_erase() would take, and changes nothing.
 *
 * Returns: %FALSE with %TL_DOCUMENT_ERROR_INVALID where there is no such record, or another error
 */
gboolean
tl_erase_count (TlDocument *document, const TlEraseWhat *what, TlErased *erased, GError **error)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (document), FALSE);
  *erased = (TlErased) { 0 };
  if (!check_what (what, error) || !run (document, what, 0, TRUE, erased, error))
    return FALSE;
  if (what->words && *what->words)
    tl_edit_free (make_edit (document, what->words, &erased->n_things));
  return TRUE;
}

/**
 * tl_erase:
 * @document: a document
 * @what: what shall go
 * @erased: (out): how much that was
 * @error: return location
 *
 * Erases for good; there is no undoing it. The person's file has it until the document is published.
 *
 * Returns: %FALSE with an error; then nothing is erased, unless the message says so
 */
gboolean
tl_erase (TlDocument *document, const TlEraseWhat *what, TlErased *erased, GError **error)
{
  g_autoptr (TlEdit) edit = NULL;
  guint64            n_things = 0;
  gint64             number = 0;

  g_return_val_if_fail (TL_IS_DOCUMENT (document), FALSE);
  *erased = (TlErased) { 0 };
  if (!check_what (what, error))
    return FALSE;
  if (what->words && *what->words)
    edit = make_edit (document, what->words, &n_things);
  /* The journey itself is changed by the door, like everything; then the line that this leaves is taken away. */
  if (n_things > 0 && (number = tl_document_apply (document, edit, error)) == 0)
    return FALSE;
  erased->n_things = n_things;
  return run (document, what, number, FALSE, erased, error);
}
