/* tl-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-reader-private.h"

#include "tl-evidence-query-private.h"

#define BUSY_MS 5000

struct _TlReader
{
  GMutex        lock;      /* held by whoever reads */
  char         *path;      /* NULL: @sql is the document's */
  TlSql        *sql;
  gboolean      has_transaction;
  TlColumns    *columns;
  GCancellable *cancellable; /* of who reads now */
  gulong        handler;

  GMutex        note_lock; /* of what follows */
  gboolean      stale_records;
  gboolean      stale_assignments;
  gint          paused;
};

/**
 * _tl_reader_get:
 *
 * In the document's thread.
 *
 * Returns: (transfer none): its reader
 */
TlReader *
_tl_reader_get (TlDocument *document)
{
  TlReader *self = document->reader;

  if (self)
    return self;
  self = g_new0 (TlReader, 1);
  g_mutex_init (&self->lock);
  g_mutex_init (&self->note_lock);
  if (document->working)
    self->path = g_strdup (document->working->file);
  else
    self->sql = document->sql;
  document->reader = self;
  return self;
}

/**
 * _tl_reader_free:
 *
 * When nobody reads any more.
 */
void
_tl_reader_free (TlReader *self)
{
  if (self == NULL)
    return;
  if (self->path)
    g_clear_pointer (&self->sql, _tl_sql_close);
  g_clear_pointer (&self->columns, _tl_columns_unref);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->note_lock);
  g_free (self->path);
  g_free (self);
}

static void
interrupt (GCancellable *cancellable, gpointer sql)
{
  sqlite3_interrupt (_tl_sql_get_db (sql));
}

static gboolean
open_connection (TlReader *self, GError **error)
{
  g_autoptr (TlSql) sql = _tl_sql_open (self->path, error);

  if (sql == NULL || !_tl_sql_exec (sql, "PRAGMA query_only = ON; PRAGMA cache_size = -32768", error))
    return FALSE;
  sqlite3_busy_timeout (_tl_sql_get_db (sql), BUSY_MS);
  _tl_evidence_result_prepare (sql);
  /* What is in the WAL is the document's to bring home. */
  sqlite3_db_config (_tl_sql_get_db (sql), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_mutex_lock (&self->note_lock);
  self->sql = g_steal_pointer (&sql);
  g_mutex_unlock (&self->note_lock);
  return TRUE;
}

/**
 * _tl_reader_enter:
 * @cancellable: (nullable): ends what is read, at once
 *
 * Waits for its turn, and begins to read one state of the file. Where this says %FALSE there is nothing to leave.
 */
gboolean
_tl_reader_enter (TlReader *self, GCancellable *cancellable, GError **error)
{
  g_mutex_lock (&self->lock);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || (self->sql == NULL && !open_connection (self, error)) ||
      (self->path && !_tl_sql_exec (self->sql, "BEGIN", error)))
    {
      g_mutex_unlock (&self->lock);
      return FALSE;
    }
  self->has_transaction = self->path != NULL;
  if (cancellable && self->path)
    {
      self->cancellable = g_object_ref (cancellable);
      self->handler = g_cancellable_connect (cancellable, G_CALLBACK (interrupt), self->sql, NULL);
    }
  return TRUE;
}

/**
 * _tl_reader_leave:
 * @done: whether what was to be read was; if not, @error says why
 *
 * Ends reading.
 *
 * Returns: whether it must be begun again, for the document had to do something first; then there is no error
 */
gboolean
_tl_reader_leave (TlReader *self, gboolean done, GError **error)
{
  gboolean again;

  if (self->cancellable)
    g_cancellable_disconnect (self->cancellable, self->handler);
  if (self->has_transaction)
    _tl_sql_rollback (self->sql);
  self->has_transaction = FALSE;
  again = !done && g_atomic_int_get (&self->paused);
  if (!done && self->cancellable && g_cancellable_is_cancelled (self->cancellable))
    {
      again = FALSE;
      g_clear_error (error);
      g_cancellable_set_error_if_cancelled (self->cancellable, error);
    }
  g_clear_object (&self->cancellable);
  g_mutex_unlock (&self->lock);
  if (again)
    g_clear_error (error);
  return again;
}

/**
 * _tl_reader_get_sql:
 *
 * Between entering and leaving.
 *
 * Returns: (transfer none): the connection to read by
 */
TlSql *
_tl_reader_get_sql (TlReader *self)
{
  return self->sql;
}

/**
 * _tl_reader_is_own:
 *
 * Returns: whether nobody but the reader uses its connection
 */
gboolean
_tl_reader_is_own (TlReader *self)
{
  return self->path != NULL;
}

/**
 * _tl_reader_get_columns:
 *
 * Between entering and leaving.
 *
 * Returns: (transfer full): the live records as the file has them now; %NULL with an error
 */
TlColumns *
_tl_reader_get_columns (TlReader *self, GCancellable *cancellable, GError **error)
{
  gboolean   records, assignments;
  TlColumns *fresh = NULL;

  g_mutex_lock (&self->note_lock);
  records = self->stale_records || self->columns == NULL;
  assignments = self->stale_assignments;
  self->stale_records = self->stale_assignments = FALSE;
  g_mutex_unlock (&self->note_lock);
  if (!records && !assignments)
    return _tl_columns_ref (self->columns);
  fresh = records ? _tl_columns_load (self->sql, cancellable, error)
                  : _tl_columns_relink (self->columns, self->sql, cancellable, error);
  if (fresh == NULL)
    {
      _tl_reader_note (self, records, assignments);
      return NULL;
    }
  if (self->columns)
    _tl_columns_unref (self->columns);
  self->columns = fresh;
  return _tl_columns_ref (fresh);
}

/**
 * _tl_reader_note:
 *
 * Tells that records, or what they are assigned to, are not what they were. After they were committed.
 */
void
_tl_reader_note (TlReader *self, gboolean records, gboolean assignments)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->note_lock);
  self->stale_records |= records;
  self->stale_assignments |= assignments;
  g_mutex_unlock (&self->note_lock);
}

/**
 * _tl_reader_pause:
 *
 * Stops whoever reads, and keeps everybody from it until _tl_reader_resume(): they then begin again.
 */
void
_tl_reader_pause (TlReader *self)
{
  if (self == NULL)
    return;
  g_atomic_int_set (&self->paused, 1);
  g_mutex_lock (&self->note_lock);
  if (self->sql && self->path)
    sqlite3_interrupt (_tl_sql_get_db (self->sql));
  g_mutex_unlock (&self->note_lock);
  g_mutex_lock (&self->lock);
}

/**
 * _tl_reader_resume:
 */
void
_tl_reader_resume (TlReader *self)
{
  if (self == NULL)
    return;
  g_atomic_int_set (&self->paused, 0);
  g_mutex_unlock (&self->lock);
}
