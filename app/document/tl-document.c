/* tl-document.c: the door
 *
 * An edit is one transaction of the working file: change rows, the rows of the things that changed, the model. When it
 * fails anywhere, file and model are as before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-door-private.h"
#include "tl-evidence-private.h"
#include "tl-history-private.h"
#include "tl-reader-private.h"
#include "tl-schema-private.h"
#include "tl-store-private.h"
#include "tl-text.h"
#include "tl-tie-private.h"
#include "tl-validate.h"

enum
{
  PROP_0,
  PROP_PATH,
  PROP_SERIAL,
  PROP_MODIFIED,
  PROP_UNDO_NAME,
  PROP_REDO_NAME,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_QUARK (tl-document-error-quark, tl_document_error)
G_DEFINE_FINAL_TYPE (TlDocument, tl_document, G_TYPE_OBJECT)

static void
tl_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  TlDocument *self = TL_DOCUMENT (object);

  switch (id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_SERIAL:
      g_value_set_uint64 (value, self->serial);
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, tl_document_is_modified (self));
      break;
    case PROP_UNDO_NAME:
      g_value_set_string (value, self->undo_name);
      break;
    case PROP_REDO_NAME:
      g_value_set_string (value, self->redo_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
tl_document_finalize (GObject *object)
{
  TlDocument *self = TL_DOCUMENT (object);
  gboolean    is_needed;

  /* A working file with edits that the person's file has not seen stays: the next to open it brings them back. */
  is_needed = self->working && !self->is_discarded &&
              (self->is_kept || (self->is_safe && self->acts != self->working->acts));
  if (self->sql && !is_needed)
    sqlite3_db_config (_tl_sql_get_db (self->sql), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_clear_pointer (&self->reader, _tl_reader_free);
  g_clear_pointer (&self->sql, _tl_sql_close);
  if (self->working && !is_needed)
    _tl_working_remove (self->working);
  g_clear_pointer (&self->working, _tl_working_free);
  g_clear_pointer (&self->lock, _tl_lock_release);
  g_clear_object (&self->journey);
  g_free (self->path);
  g_free (self->notice);
  g_free (self->undo_name);
  g_free (self->redo_name);
  g_free (self->thread);
  G_OBJECT_CLASS (tl_document_parent_class)->finalize (object);
}

static void
tl_document_class_init (TlDocumentClass *klass)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  G_OBJECT_CLASS (klass)->get_property = tl_document_get_property;
  G_OBJECT_CLASS (klass)->finalize = tl_document_finalize;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_SERIAL] = g_param_spec_uint64 ("serial", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_NAME] = g_param_spec_string ("undo-name", NULL, NULL, NULL, flags);
  properties[PROP_REDO_NAME] = g_param_spec_string ("redo-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
tl_document_init (TlDocument *self)
{
}

static void
notify_all (TlDocument *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (int i = PROP_SERIAL; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* Something was done, and is in the file for good. */
void
_tl_document_note_done (TlDocument *self)
{
  self->serial++;
  self->evidence_serial += self->touched_records || self->touched_assignments;
  _tl_reader_note (self->reader, self->touched_records, self->touched_assignments);
  self->touched_records = self->touched_assignments = self->touched_counts = FALSE;
  /* What was given up before is worth keeping again. */
  self->is_discarded = FALSE;
  /* What was committed is done, whether or not it can be read back at this moment. */
  _tl_history_refresh (self, NULL);
  notify_all (self);
}

void
_tl_document_set_path (TlDocument *self, const char *path)
{
  g_free (self->path);
  self->path = g_canonicalize_filename (path, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
}

void
_tl_document_mark_published (TlDocument *self, guint64 serial)
{
  self->published_serial = serial;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
}

/**
 * _tl_document_check_room:
 *
 * Returns: whether an edit can be made at all now
 */
gboolean
_tl_document_check_room (TlDocument *self, gboolean loading, GError **error)
{
  g_autofree char *name = self->path ? g_filename_display_basename (self->path) : g_strdup ("");

  if (self->is_read_only)
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_READ_ONLY,
                 _("“%s” was opened only to look at, and cannot be changed."), name);
  else if (self->batch)
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED,
                 _("An import is under way. Nothing can be changed until it is done."));
  else if (self->is_busy)
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED, _("Another edit is just being made."));
  else if (loading && !self->is_fresh)
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID,
                 _("A journey can only be read into a new document that has no edits yet."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
set_journal (TlDocument *self, const char *mode, gboolean *done, GError **error)
{
  g_autofree char       *sql = g_strdup_printf ("PRAGMA journal_mode = %s", mode);
  g_autoptr (TlSqlFresh) row = _tl_sql_prepare (self->sql, sql, error);
  gboolean               has_row;

  if (row == NULL || !_tl_sql_step (self->sql, row, &has_row, error))
    return FALSE;
  *done = has_row && g_ascii_strcasecmp ((const char *) sqlite3_column_text (row, 0), mode) == 0;
  return TRUE;
}

static gboolean
set_safe_journal (TlDocument *self, GError **error)
{
  gboolean done;

  if (!_tl_sql_exec (self->sql, "PRAGMA synchronous = FULL", error) || !set_journal (self, "WAL", &done, error))
    return FALSE;
  self->is_wal = done;
  /* Some file systems cannot have a WAL: a rollback journal is as safe, and slower. */
  return done || set_journal (self, "DELETE", &done, error);
}

/* From the first edit on, the working file must survive anything, and be found again: synced, in WAL mode, with a key.
   Before, it is a mere copy that nobody would miss. */
static gboolean
make_safe (TlDocument *self, GError **error)
{
  gboolean done;

  if (self->is_safe)
    return TRUE;
  /* Nobody may be reading while the journal is changed. */
  _tl_reader_pause (self->reader);
  done = set_safe_journal (self, error);
  _tl_reader_resume (self->reader);
  if (!done)
    return FALSE;
  if (!_tl_sql_sync (self->sql, error) || !_tl_working_write_key (self->working, error) ||
      !_tl_working_sync (self->working, error))
    return FALSE;
  self->is_safe = TRUE;
  return TRUE;
}

gboolean
_tl_document_begin (TlDocument *self, gboolean loading, GError **error)
{
  self->epoch_at_begin = self->epoch;
  self->touched_records = self->touched_assignments = self->touched_counts = FALSE;
  return (loading || make_safe (self, error)) && _tl_sql_begin (self->sql, error);
}

/**
 * _tl_document_validate:
 *
 * Holds the journey against its rules.
 *
 * Returns: %FALSE with %TL_DOCUMENT_ERROR_INVALID and the first problem
 */
gboolean
_tl_document_validate (TlDocument *self, GError **error)
{
  g_autoptr (GPtrArray) problems = tl_journey_validate (self->journey);
  g_autofree char      *first = NULL;

  if (problems->len == 0)
    return TRUE;
  first = tl_problem_to_string (problems->pdata[0]);
  if (problems->len == 1)
    g_set_error_literal (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID, first);
  else
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID,
                 /* Translators: %s is a whole sentence about the first problem. */
                 ngettext ("%s (and %u more problem)", "%s (and %u more problems)", problems->len - 1), first,
                 problems->len - 1);
  return FALSE;
}

static gboolean
goes_on (TlDocument *self, TlEdit *edit)
{
  return tl_edit_get_thread (edit) && g_strcmp0 (tl_edit_get_thread (edit), self->thread) == 0 &&
         self->redo_number == 0 && self->undo_number == self->thread_number &&
         g_get_monotonic_time () - self->thread_time < TL_EDIT_THREAD_SECONDS * G_USEC_PER_SEC;
}

static void
note_thread (TlDocument *self, TlEdit *edit, gint64 number)
{
  if (g_strcmp0 (self->thread, tl_edit_get_thread (edit)) != 0)
    {
      g_free (self->thread);
      self->thread = g_strdup (tl_edit_get_thread (edit));
    }
  self->thread_number = number;
  self->thread_time = g_get_monotonic_time ();
}

static gboolean
record_edit (TlDocument *self, gint64 number, TlEdit *edit, GPtrArray *changes, gint64 record, gint64 assignment,
             GError **error)
{
  if (number <= self->last_number)
    return _tl_history_extend (self, number, changes, error) && _tl_history_count_act (self, error);
  return _tl_history_write (self, number, tl_edit_get_name (edit), changes, error) &&
         _tl_evidence_write_batch (self, number, record, assignment, error) && _tl_history_trim (self, error) &&
         _tl_history_count_act (self, error);
}

/**
 * _tl_document_run_edit:
 * @loading: whether there is no history
 * @batch: (nullable): an import, whose records are in the open transaction already
 *
 * Makes an edit and ends the transaction, one way or the other.
 *
 * Returns: the edit's number; 0 with an error
 */
gint64
_tl_document_run_edit (TlDocument *self, TlEdit *edit, gboolean loading, TlBatch *batch, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_change_free);
  gboolean              more = !loading && batch == NULL && goes_on (self, edit);
  gint64                number = loading ? 0 : more ? self->thread_number : self->last_number + 1;
  gint64                record = 0, assignment = 0;
  sqlite3_int64         before;
  gboolean              done;

  self->is_busy = TRUE;
  done = batch || (_tl_document_begin (self, loading, error) && (loading || _tl_history_cut (self, error)));
  if (batch)
    _tl_batch_get_first (batch, &record, &assignment);
  else
    done = done && _tl_evidence_get_next (self, &record, &assignment, error);
  before = sqlite3_total_changes64 (_tl_sql_get_db (self->sql));
  done = done && _tl_door_make (self, edit, number, changes, error) && _tl_ties_follow (self, changes, changes, error);
  if (done && batch == NULL && changes->len == 0 && sqlite3_total_changes64 (_tl_sql_get_db (self->sql)) == before)
    {
      /* It changes nothing: there is nothing to undo, and what was undone can still be done again. */
      _tl_sql_rollback (self->sql);
      _tl_evidence_refresh (self, NULL);
      self->is_busy = FALSE;
      return loading ? 1 : more ? number : ++self->last_number;
    }
  done = done && _tl_document_validate (self, error) && (batch == NULL || _tl_batch_check_references (batch, error)) &&
         _tl_store_write_changed (self->sql, self->journey, changes, error) &&
         (loading || record_edit (self, number, edit, changes, record, assignment, error)) &&
         _tl_sql_commit (self->sql, error);
  if (!done)
    {
      _tl_sql_rollback (self->sql);
      _tl_evidence_refresh (self, NULL);
      _tl_door_revert (self, changes, changes->len, FALSE);
      self->is_busy = FALSE;
      return 0;
    }
  self->is_busy = FALSE;
  self->is_fresh = self->is_fresh && loading;
  if (!loading)
    note_thread (self, edit, number);
  _tl_document_note_done (self);
  return loading ? 1 : number;
}

/* Undoes or redoes an edit. */
static gboolean
step (TlDocument *self, gint64 number, gboolean back, GError **error)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) followed = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_change_free);
  guint                 n_applied = 0;
  gboolean              done;

  if (!_tl_document_check_room (self, FALSE, error))
    return FALSE;
  if (number == 0)
    {
      g_set_error_literal (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_NOTHING_TO_UNDO,
                           back ? _("There is nothing to undo.") : _("There is nothing to redo."));
      return FALSE;
    }
  changes = _tl_history_read (self, number, back, error);
  if (changes == NULL || !_tl_document_begin (self, FALSE, error))
    return FALSE;
  self->is_busy = TRUE;
  /* What is tied follows by its own change rows; after records were erased for good, it follows what is left. */
  done = _tl_door_apply (self, changes, back, &n_applied, error) && _tl_history_mark (self, number, back, error) &&
         _tl_evidence_refresh (self, error) && _tl_ties_follow (self, changes, followed, error) &&
         _tl_document_validate (self, error) &&
         _tl_store_write_changed (self->sql, self->journey, changes, error) &&
         _tl_store_write_changed (self->sql, self->journey, followed, error) &&
         _tl_evidence_check_references (self, error) && _tl_history_count_act (self, error) &&
         _tl_sql_commit (self->sql, error);
  if (!done)
    {
      _tl_sql_rollback (self->sql);
      _tl_door_revert (self, followed, followed->len, FALSE);
      _tl_door_revert (self, changes, n_applied, back);
      _tl_evidence_refresh (self, NULL);
    }
  self->is_busy = FALSE;
  g_clear_pointer (&self->thread, g_free);
  if (done)
    _tl_document_note_done (self);
  return done;
}

/**
 * tl_document_new:
 * @id: the journey's id
 * @title: its title
 * @error: return location
 *
 * Begins a journey that has no file yet. tl_document_publish_to() gives it one.
 *
 * Returns: (transfer full): the document
 */
TlDocument *
tl_document_new (const char *id, const char *title, GError **error)
{
  g_autoptr (TlDocument) self = g_object_new (TL_TYPE_DOCUMENT, NULL);
  g_autoptr (GError)     why = NULL;
  TlChange               change = { TL_KIND_JOURNEY, (char *) id, (char *) "title", NULL, (char *) title };

  if (id == NULL || !g_utf8_validate (id, -1, NULL) || !tl_text_is_name (id))
    {
      g_autofree char *shown = g_utf8_make_valid (id ? id : "", -1);

      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID,
                   _("“%s” cannot be an id: it must be a letter, then letters, digits, “-”, “.” or “_”."), shown);
      return NULL;
    }
  self->working = _tl_working_new (error);
  if (self->working == NULL)
    return NULL;
  self->sql = _tl_sql_open (self->working->file, error);
  if (self->sql == NULL || !_tl_sql_exec (self->sql, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY", error) ||
      !_tl_schema_create (self->sql, error))
    return NULL;
  self->journey = tl_journey_new (id);
  if (!tl_journey_apply (self->journey, &change, FALSE, &why))
    {
      g_set_error_literal (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID, why->message);
      return NULL;
    }
  if (!_tl_document_validate (self, error) ||
      !_tl_store_write (self->sql, self->journey, TL_KIND_JOURNEY, id, error) || !_tl_history_refresh (self, error))
    return NULL;
  self->is_fresh = TRUE;
  return g_steal_pointer (&self);
}

/**
 * tl_document_get_journey:
 *
 * Returns: (transfer none): the journey, which follows every edit; only the document changes it
 */
TlJourney *
tl_document_get_journey (TlDocument *self)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (self), NULL);
  return self->journey;
}

/**
 * tl_document_get_path:
 *
 * Returns: (transfer none) (nullable): the person's file, absolute; %NULL while there is none
 */
const char *
tl_document_get_path (TlDocument *self)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (self), NULL);
  return self->path;
}

/**
 * tl_document_is_read_only:
 *
 * Returns: whether it was opened only to look at
 */
gboolean
tl_document_is_read_only (TlDocument *self)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (self), TRUE);
  return self->is_read_only;
}

/**
 * tl_document_is_modified:
 *
 * Returns: whether there is something that the person's file does not have yet. It is safe all the same.
 */
gboolean
tl_document_is_modified (TlDocument *self)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (self), FALSE);
  return self->serial != self->published_serial;
}

/**
 * tl_document_get_serial:
 *
 * Returns: a number that grows with every change: what was worked out for another serial is out of date
 */
guint64
tl_document_get_serial (TlDocument *self)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (self), 0);
  return self->serial;
}

/**
 * tl_document_get_evidence_serial:
 *
 * Returns: a number that grows with every change of a record or of what one is assigned to, and with no other: lists and
 *   counts of records made for another are out of date. It is looked at when the property `serial` changes
 */
guint64
tl_document_get_evidence_serial (TlDocument *self)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (self), 0);
  return self->evidence_serial;
}

/**
 * tl_document_get_recovered:
 *
 * Returns: how many edits, undos and redos were brought back that a program which died had not put into the person's file
 */
guint
tl_document_get_recovered (TlDocument *self)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (self), 0);
  return self->n_recovered;
}

/**
 * tl_document_get_notice:
 *
 * Returns: (transfer none) (nullable): what the person should be told about the opening: edits brought back, or kept
 *   beside
 */
const char *
tl_document_get_notice (TlDocument *self)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (self), NULL);
  return self->notice;
}

/**
 * tl_document_discard:
 *
 * Lets go of what was not published: when the document is freed, its working file goes with it. For those who were told
 * that their edit did not reach the file, and asked for nothing to be kept.
 */
void
tl_document_discard (TlDocument *self)
{
  g_return_if_fail (TL_IS_DOCUMENT (self));
  self->is_discarded = TRUE;
}

/**
 * tl_document_apply:
 * @self: a document
 * @edit: (transfer none): what shall change
 * @error: return location
 *
 * The door: makes an edit, whole or not at all. When this returns, the edit is on the disk. Edits that were undone are
 * forgotten. An edit that would change nothing leaves no trace.
 *
 * Returns: the edit's number, from 1, which no other edit gets; 0 with %TL_DOCUMENT_ERROR_INVALID where the edit breaks
 *   a rule, naming the thing, or another error
 */
gint64
tl_document_apply (TlDocument *self, TlEdit *edit, GError **error)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (self), 0);
  return _tl_document_check_room (self, FALSE, error) ? _tl_document_run_edit (self, edit, FALSE, NULL, error) : 0;
}

/**
 * tl_document_load:
 * @self: a document made by tl_document_new() that has no edits yet
 * @edit: (transfer none): what shall be in it
 * @error: return location
 *
 * Fills a document with what was read elsewhere. There is no history of it: it cannot be undone.
 *
 * Returns: %FALSE with an error as of tl_document_apply()
 */
gboolean
tl_document_load (TlDocument *self, TlEdit *edit, GError **error)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (self), FALSE);
  return _tl_document_check_room (self, TRUE, error) && _tl_document_run_edit (self, edit, TRUE, NULL, error) > 0;
}

/**
 * tl_document_undo:
 *
 * Takes the last edit back, exactly.
 *
 * Returns: %FALSE with %TL_DOCUMENT_ERROR_NOTHING_TO_UNDO or another error
 */
gboolean
tl_document_undo (TlDocument *self, GError **error)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (self), FALSE);
  return step (self, self->undo_number, TRUE, error);
}

/**
 * tl_document_redo:
 *
 * Makes the edit that was last undone again, exactly.
 *
 * Returns: %FALSE with %TL_DOCUMENT_ERROR_NOTHING_TO_UNDO or another error
 */
gboolean
tl_document_redo (TlDocument *self, GError **error)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (self), FALSE);
  return step (self, self->redo_number, FALSE, error);
}

/**
 * tl_document_dup_undo_name:
 *
 * Returns: (transfer full) (nullable): the name of the edit that an undo would take back
 */
char *
tl_document_dup_undo_name (TlDocument *self)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (self), NULL);
  return g_strdup (self->undo_name);
}

/**
 * tl_document_dup_redo_name:
 *
 * Returns: (transfer full) (nullable): the name of the edit that a redo would make again
 */
char *
tl_document_dup_redo_name (TlDocument *self)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (self), NULL);
  return g_strdup (self->redo_name);
}

static gboolean
id_is_taken (const char *id, gpointer data)
{
  TlDocument *self = data;

  return tl_journey_lookup (self->journey, id) || tl_evidence_has_id (self, id);
}

/**
 * tl_document_get_position:
 *
 * Returns: the number of the edit that an undo would take back, or 0: where in its history the journey stands
 */
gint64
tl_document_get_position (TlDocument *self)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (self), 0);
  return self->undo_number;
}

/**
 * tl_document_make_id:
 * @wish: a title, or another text that the id should read like
 *
 * Returns: (transfer full): an id that neither a thing nor a record has
 */
char *
tl_document_make_id (TlDocument *self, const char *wish)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (TL_IS_DOCUMENT (self), NULL);
  name = tl_text_is_name (wish) ? g_strdup (wish) : tl_text_make_name (wish);
  return tl_text_make_unique (name, id_is_taken, self);
}
