/* tl-batch.c: records on their way in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-batch-queue-private.h"
#include "tl-customer-private.h"
#include "tl-error.h"
#include "tl-evidence-private.h"
#include "tl-hash-set.h"
#include "tl-history-private.h"
#include "tl-record-set-private.h"
#include "tl-schema-private.h"
#include "tl-store-private.h"
#include "tl-text.h"

#define FIRST_ID_SLOTS (1u << 16)
#define WORTH_A_THREAD 4096 /* records, behind which the rest is written by a thread of its own */

struct _TlBatch
{
  TlDocument   *document;
  TlEdit       *edit;     /* borrowed */
  gboolean      loading;
  gboolean      is_open;         /* takes records */
  gboolean      has_transaction;
  gint64        first_record;
  gint64        first_assignment;
  gint64        next_record;
  gint64        next_assignment;
  sqlite3_stmt *insert;
  sqlite3_stmt *assign;
  sqlite3_stmt *lookup;
  gboolean      is_indexed;
  TlCustomerKey *key;
  GCancellable *cancellable;
  TlBatchQueue *queue; /* once there are many; it alone writes then, but for who has drained it */
  TlHashSet    *ids;   /* of all records, while there is a queue: what is not among them is new for certain */

  /* By field, what records refer to → the first record that does. What it refers to may yet be made by the edit. */
  GHashTable   *targets[TL_N_EVIDENCE_FIELDS];
};

static sqlite3_stmt *
prepare_insert (TlDocument *document, GError **error)
{
  const char *columns = _tl_schema_get_columns (TL_KIND_EVIDENCE);
  GString    *sql = g_string_new (NULL);
  g_autofree char *text = NULL;

  g_string_append_printf (sql, "INSERT INTO evidence (number, id, gone, worded, %s) VALUES (?, ?, 0, ?", columns);
  for (TlField field = TL_EVIDENCE_SOURCE; field <= TL_EVIDENCE_LAST; field++)
    if (!(tl_field_get_info (field)->flags & TL_FIELD_ROW))
      g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  text = g_string_free (sql, FALSE);
  return _tl_sql_prepare (document->sql, text, error);
}

/**
 * tl_batch_new:
 * @document: a document
 * @edit: (nullable): the edit that the records come in by: it may make their source. It is looked at when the batch is
 *   committed, may be added to until then, and stays its owner's. %NULL for records alone, only where @loading
 * @loading: whether the document is being read from elsewhere: then there is no history, as with tl_document_load()
 * @error: return location
 *
 * Begins an import. Until it is committed or freed, the document takes no edits.
 *
 * Returns: (transfer full): the batch
 */
TlBatch *
tl_batch_new (TlDocument *document, TlEdit *edit, gboolean loading, GError **error)
{
  g_autoptr (TlBatch) self = NULL;

  g_return_val_if_fail (TL_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (edit || loading, NULL);
  if (!_tl_document_check_room (document, loading, error))
    return NULL;
  self = g_new0 (TlBatch, 1);
  self->document = g_object_ref (document);
  self->edit = edit;
  self->loading = loading;
  for (guint i = 0; i < TL_N_EVIDENCE_FIELDS; i++)
    if (tl_field_get_info (TL_EVIDENCE_SOURCE + i)->type == TL_TYPE_ID_REF)
      self->targets[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!_tl_document_begin (document, loading, error))
    return NULL;
  self->has_transaction = TRUE;
  if ((!loading && !_tl_history_cut (document, error)) ||
      !_tl_evidence_get_next (document, &self->next_record, &self->next_assignment, error))
    return NULL;
  self->first_record = self->next_record;
  self->first_assignment = self->next_assignment;
  self->insert = prepare_insert (document, error);
  self->assign = _tl_sql_prepare (document->sql, "INSERT INTO assignment (number, record, role, thing, gone)"
                                                 " VALUES (?, ?, ?, ?, 0)", error);
  self->lookup = _tl_sql_prepare (document->sql, "SELECT 1 FROM evidence WHERE id = ?", error);
  if (self->insert == NULL || self->assign == NULL || self->lookup == NULL)
    return NULL;
  self->is_open = TRUE;
  document->batch = self;
  document->evidence.open_record = self->next_record;
  document->evidence.open_assignment = self->next_assignment;
  return g_steal_pointer (&self);
}

static gboolean
check_record (const TlRecord *record, GError **error)
{
  if (!tl_text_is_name (record->id))
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID, _("record “%s”: this cannot be an id"),
                   record->id ? record->id : "");
      return FALSE;
    }
  for (TlField field = TL_EVIDENCE_SOURCE; field <= TL_EVIDENCE_LAST; field++)
    if (tl_field_get_info (field)->flags & TL_FIELD_REQUIRED && !tl_record_has (record, field))
      {
        g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID, _("record “%s”, %s: this must be given"),
                     record->id, tl_field_get_info (field)->name);
        return FALSE;
      }
  return TRUE;
}

/* The texts are the record's, which outlives the step. */
static gboolean
insert_record (TlBatch *self, const TlRecord *record, gint64 number, GError **error)
{
  gboolean has_words = !tl_text_is_blank (tl_record_get_text (record, TL_EVIDENCE_TEXT));
  int      column = 4;
  int      rc;

  sqlite3_bind_int64 (self->insert, 1, number);
  sqlite3_bind_text (self->insert, 2, record->id, -1, SQLITE_STATIC);
  sqlite3_bind_int (self->insert, 3, has_words);
  for (TlField field = TL_EVIDENCE_SOURCE; field <= TL_EVIDENCE_LAST; field++)
    {
      const TlValue *value = &record->values[field - TL_EVIDENCE_SOURCE];

      if (tl_field_get_info (field)->flags & TL_FIELD_ROW)
        continue;
      if (value->is_set && !tl_field_is_number (field))
        sqlite3_bind_text (self->insert, column++, value->text, -1, SQLITE_STATIC);
      else
        _tl_store_bind_value (self->insert, column++, field, value);
    }
  rc = sqlite3_step (self->insert);
  sqlite3_reset (self->insert);
  if (rc == SQLITE_CONSTRAINT_UNIQUE)
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID, _("record “%s”: the id is used already"),
                 record->id);
  else if (rc != SQLITE_DONE)
    _tl_sql_set_error (self->document->sql, rc, error);
  return rc == SQLITE_DONE;
}

static gboolean
insert_assignment (TlBatch *self, gint64 number, const char *role, const char *thing, GError **error)
{
  _tl_sql_bind (self->assign, "iiss", self->next_assignment, number, role, thing);
  if (!_tl_sql_run (self->document->sql, self->assign, error))
    return FALSE;
  self->next_assignment++;
  return TRUE;
}

static gboolean
insert_assignments (TlBatch *self, const TlRecord *record, gint64 number, GError **error)
{
  const TlField fields[] = { TL_EVIDENCE_TOUCHPOINT, TL_EVIDENCE_ON };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (tl_record_has (record, fields[i]) &&
        !insert_assignment (self, number, tl_field_get_info (fields[i])->name, tl_record_get_text (record, fields[i]),
                            error))
      return FALSE;
  for (guint i = 0; record->about && record->about[i]; i++)
    if (!insert_assignment (self, number, tl_field_get_info (TL_EVIDENCE_ON)->name, record->about[i], error))
      return FALSE;
  return !tl_record_is_starred (record) ||
         insert_assignment (self, number, tl_field_get_info (TL_EVIDENCE_STARRED)->name, "1", error);
}

static void
note_target (TlBatch *self, TlField field, const char *thing, const TlRecord *record)
{
  GHashTable *targets = self->targets[field - TL_EVIDENCE_SOURCE];

  if (!g_hash_table_contains (targets, thing))
    g_hash_table_insert (targets, g_strdup (thing), g_strdup (record->id));
}

static void
note_targets (TlBatch *self, const TlRecord *record)
{
  for (guint i = 0; i < TL_N_EVIDENCE_FIELDS; i++)
    if (self->targets[i] && record->values[i].is_set)
      note_target (self, TL_EVIDENCE_SOURCE + i, record->values[i].text, record);
  for (guint i = 0; record->about && record->about[i]; i++)
    note_target (self, TL_EVIDENCE_ON, record->about[i], record);
}

/* In the thread of the queue. */
static gboolean
write_queued (const TlRecord *record, gint64 number, gpointer data, GError **error)
{
  return insert_record (data, record, number, error) && insert_assignments (data, record, number, error);
}

static gboolean
begin_queue (TlBatch *self, GError **error)
{
  g_autoptr (TlSqlFresh) rows = _tl_sql_prepare (self->document->sql, "SELECT id FROM evidence", error);
  gboolean               has_row = TRUE;

  if (rows == NULL)
    return FALSE;
  self->ids = tl_hash_set_new (FIRST_ID_SLOTS);
  while (has_row)
    {
      const char *id;

      if (!_tl_sql_step (self->document->sql, rows, &has_row, error))
        return FALSE;
      id = has_row ? (const char *) sqlite3_column_text (rows, 0) : NULL;
      if (id)
        tl_hash_set_add (self->ids, _tl_batch_queue_hash_id (id));
    }
  self->queue = _tl_batch_queue_new (write_queued, self);
  return TRUE;
}

/* Until all that was added is in the file. Where that fails, the batch has. */
static gboolean
drain (TlBatch *self, GError **error)
{
  self->is_open = self->is_open && (self->queue == NULL || _tl_batch_queue_drain (self->queue, error));
  return self->is_open;
}

/**
 * tl_batch_add:
 * @self: a batch
 * @record: a record, whose values tl_record_set() has checked
 * @error: return location
 *
 * Adds a record. What it refers to need not be there yet.
 *
 * Returns: %FALSE with %TL_DOCUMENT_ERROR_INVALID where its id is used already or no id, or something is missing that
 *   must be given: then it is left out, and the batch can go on; any other error ends the batch
 */
gboolean
tl_batch_add (TlBatch *self, const TlRecord *record, GError **error)
{
  g_return_val_if_fail (self->is_open && !self->is_indexed, FALSE);
  if (!check_record (record, error))
    return FALSE;
  if (self->queue == NULL && self->next_record - self->first_record >= WORTH_A_THREAD && !begin_queue (self, error))
    {
      self->is_open = FALSE;
      return FALSE;
    }
  if (self->queue && tl_hash_set_add (self->ids, _tl_batch_queue_hash_id (record->id)))
    self->is_open = _tl_batch_queue_add (self->queue, record, self->next_record, error);
  else if (!drain (self, error) || !insert_record (self, record, self->next_record, error))
    return FALSE;
  else
    self->is_open = insert_assignments (self, record, self->next_record, error);
  if (!self->is_open)
    return FALSE;
  note_targets (self, record);
  self->next_record++;
  return TRUE;
}

static gboolean
act (TlBatch *self, TlRecordSet *set, TlMassAct what, const char *thing, GCancellable *cancellable, GError **error)
{
  gint64 record;

  g_return_val_if_fail (self->is_open && !self->loading, FALSE);
  self->is_open =
      drain (self, error) &&
      _tl_record_set_act (self->document, self->document->last_number + 1, set, what, thing, cancellable, error) &&
      _tl_evidence_get_next (self->document, &record, &self->next_assignment, error);
  return self->is_open;
}

/**
 * tl_batch_assign:
 * @self: a batch of a document that keeps a history
 * @set: records, which were there before the batch
 * @thing: the id of what they speak of, which was there before the batch too
 * @cancellable: (nullable): ends it
 * @error: return location
 *
 * Assigns records to one more thing. Like tl_batch_add(), this can be called in another thread than the document's.
 *
 * Returns: %FALSE with an error; then the batch has failed, and nothing will be changed
 */
gboolean
tl_batch_assign (TlBatch *self, TlRecordSet *set, const char *thing, GCancellable *cancellable, GError **error)
{
  return act (self, set, TL_MASS_ASSIGN, thing, cancellable, error);
}

/**
 * tl_batch_unassign:
 * @thing: (nullable): what they no longer speak of; %NULL for everything
 *
 * As tl_batch_assign(), taking back.
 *
 * Returns: %FALSE with an error
 */
gboolean
tl_batch_unassign (TlBatch *self, TlRecordSet *set, const char *thing, GCancellable *cancellable, GError **error)
{
  return act (self, set, TL_MASS_UNASSIGN, thing, cancellable, error);
}

/**
 * tl_batch_star:
 *
 * As tl_batch_assign(), giving records a star or taking it.
 *
 * Returns: %FALSE with an error
 */
gboolean
tl_batch_star (TlBatch *self, TlRecordSet *set, gboolean starred, GCancellable *cancellable, GError **error)
{
  return act (self, set, starred ? TL_MASS_STAR : TL_MASS_UNSTAR, NULL, cancellable, error);
}

/**
 * tl_batch_has_id:
 *
 * Returns: whether a record has the id @id, as tl_evidence_has_id() tells it, in whatever thread the batch is filled in
 */
gboolean
tl_batch_has_id (TlBatch *self, const char *id)
{
  int rc;

  /* What went wrong, the next to be added tells. */
  if (self->queue)
    _tl_batch_queue_drain (self->queue, NULL);
  sqlite3_bind_text (self->lookup, 1, id, -1, SQLITE_STATIC);
  rc = sqlite3_step (self->lookup);
  sqlite3_reset (self->lookup);
  return rc == SQLITE_ROW;
}

/**
 * tl_batch_hash_customers:
 * @self: a batch
 * @error: return location
 *
 * Sees to it that the journey has a secret to hash the ids of customers with.
 *
 * Returns: (transfer none): that secret, for as long as the batch is there; %NULL with an error
 */
const TlCustomerKey *
tl_batch_hash_customers (TlBatch *self, GError **error)
{
  g_return_val_if_fail (self->is_open, NULL);
  if (self->key == NULL && drain (self, error))
    self->key = _tl_customer_key_make (self->document->sql, error);
  return self->key;
}

/**
 * tl_batch_set_cancellable:
 * @cancellable: (nullable): ends tl_batch_index(), which then fails with %G_IO_ERROR_CANCELLED
 */
void
tl_batch_set_cancellable (TlBatch *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
}

static gboolean
add_words (TlBatch *self, GError **error)
{
  g_autoptr (GError) why = NULL;
  gboolean           done;

  _tl_sql_set_cancellable (self->document->sql, self->cancellable);
  done = _tl_words_add_from (self->document->sql, self->first_record, &why);
  _tl_sql_set_cancellable (self->document->sql, NULL);
  if (done)
    return TRUE;
  if (!g_cancellable_set_error_if_cancelled (self->cancellable, error))
    g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/**
 * tl_batch_index:
 * @self: a batch
 * @error: return location
 *
 * Takes the words of all its records up into the full-text index: the long part of tl_batch_commit(), which does it
 * where it was not done. No record can be added any more.
 *
 * Like tl_batch_add() and tl_batch_has_id(), this can be called in another thread than the document's, by one at a time:
 * the document takes no edits meanwhile, and its records can be read.
 *
 * Returns: %FALSE with an error; then the batch has failed
 */
gboolean
tl_batch_index (TlBatch *self, GError **error)
{
  g_return_val_if_fail (self->is_open, FALSE);
  if (!drain (self, error))
    return FALSE;
  self->is_indexed = self->is_indexed || self->next_record == self->first_record ||
                     add_words (self, error);
  self->is_open = self->is_indexed;
  return self->is_indexed;
}

/**
 * _tl_batch_get_first:
 *
 * Tells the numbers of the first record and the first assignment that the batch may have brought.
 */
void
_tl_batch_get_first (TlBatch *self, gint64 *record, gint64 *assignment)
{
  *record = self->first_record;
  *assignment = self->first_assignment;
}

/**
 * _tl_batch_check_references:
 *
 * Whether all that the records refer to is there, now that the edit is made, and no thing has the id of one of them.
 */
gboolean
_tl_batch_check_references (TlBatch *self, GError **error)
{
  for (guint i = 0; i < TL_N_EVIDENCE_FIELDS; i++)
    {
      GHashTableIter iter;
      gpointer       thing, record;

      if (self->targets[i] == NULL)
        continue;
      g_hash_table_iter_init (&iter, self->targets[i]);
      while (g_hash_table_iter_next (&iter, &thing, &record))
        if (!_tl_evidence_check_target (self->document, record, TL_EVIDENCE_SOURCE + i, thing, error))
          return FALSE;
    }
  return _tl_evidence_check_ids (self->document, error);
}

static void
close_batch (TlBatch *self)
{
  g_clear_pointer (&self->queue, _tl_batch_queue_free);
  g_clear_pointer (&self->ids, tl_hash_set_free);
  if (self->document->batch == self)
    {
      self->document->batch = NULL;
      self->document->evidence.open_record = 0;
      self->document->evidence.open_assignment = 0;
    }
  g_clear_pointer (&self->insert, sqlite3_finalize);
  g_clear_pointer (&self->assign, sqlite3_finalize);
  g_clear_pointer (&self->lookup, sqlite3_finalize);
}

/**
 * tl_batch_commit:
 * @self: a batch
 * @error: return location
 *
 * Makes the edit and takes all records in, or nothing of either.
 *
 * Returns: the edit's number, from 1, or 1 where there is no history; 0 with an error
 */
gint64
tl_batch_commit (TlBatch *self, GError **error)
{
  g_autoptr (TlEdit) nothing = NULL;
  gint64             number = 0;

  if (!self->is_open)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED, _("The import has failed and took nothing in."));
      return 0;
    }
  if (self->edit == NULL)
    nothing = tl_edit_new (NULL);
  if (!tl_batch_index (self, error))
    return 0;
  close_batch (self);
  _tl_evidence_touch (self->document, self->next_record > self->first_record, TRUE);
  number = _tl_document_run_edit (self->document, self->edit ? self->edit : nothing, self->loading, self, error);
  self->has_transaction = FALSE;
  self->is_open = FALSE;
  return number;
}

/**
 * tl_batch_free:
 *
 * Ends a batch. What was not committed was never there.
 */
void
tl_batch_free (TlBatch *self)
{
  if (self == NULL)
    return;
  close_batch (self);
  if (self->has_transaction)
    _tl_sql_rollback (self->document->sql);
  for (guint i = 0; i < TL_N_EVIDENCE_FIELDS; i++)
    g_clear_pointer (&self->targets[i], g_hash_table_unref);
  g_clear_pointer (&self->key, tl_customer_key_free);
  g_clear_object (&self->cancellable);
  g_object_unref (self->document);
  g_free (self);
}
