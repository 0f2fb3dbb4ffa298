/* tl-sql.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-sql-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <time.h>

#include "tl-text.h"

#define MAX_VALUE_BYTES (16 << 20) /* of one text */
#define SECONDS_TO_READ_SCHEMA 10
#define OPS_BETWEEN_LOOKS 20000    /* of SQLite's machine, between two looks at the clock */

struct _TlSql
{
  sqlite3    *db;
  GHashTable *statements; /* text → statement */
  gint64      deadline;   /* of the thread's processor time, in microseconds, or 0 */
  GThread    *hurried;    /* that thread */
  GCancellable *cancellable; /* borrowed; asked in whatever thread a statement runs */
};

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

/* Not the time of day: a busy machine or a slow disk makes no file a bad one. */
static gint64
get_time_used (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  return (gint64) used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

static int
look_at_clock (void *data)
{
  TlSql *self = data;

  return (self->deadline > 0 && self->hurried == g_thread_self () && get_time_used () > self->deadline) ||
         g_cancellable_is_cancelled (g_atomic_pointer_get (&self->cancellable));
}

static void
set_limits (sqlite3 *db)
{
  static const struct
  {
    int id;
    int most;
  } limits[] = {
    { SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES },
    { SQLITE_LIMIT_SQL_LENGTH, 100000 },
    { SQLITE_LIMIT_COLUMN, 200 },
    { SQLITE_LIMIT_EXPR_DEPTH, 50 },
    { SQLITE_LIMIT_COMPOUND_SELECT, 5 },
    { SQLITE_LIMIT_VDBE_OP, 25000 },
    { SQLITE_LIMIT_FUNCTION_ARG, 16 },
    { SQLITE_LIMIT_ATTACHED, 1 }, /* VACUUM INTO needs it */
    { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100 },
    { SQLITE_LIMIT_VARIABLE_NUMBER, 100 },
    { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
    { SQLITE_LIMIT_WORKER_THREADS, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (db, limits[i].id, limits[i].most);
}

/* SQLite need not count what it takes: nobody asks, and each of its small allocations would wait for a lock. */
static void
configure (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  g_once_init_leave (&done, 1);
}

/**
 * _tl_sql_open:
 * @path: (nullable): a file of ours, made if it is not there; %NULL for a database in memory
 * @error: return location
 *
 * Opens a connection on which a hostile schema can do nothing: nothing of the file runs, no other file can be opened.
 *
 * Returns: (transfer full): the connection
 */
TlSql *
_tl_sql_open (const char *path, GError **error)
{
  g_autoptr (TlSql) self = g_new0 (TlSql, 1);
  int               rc;

  configure ();
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize_statement);
  rc = sqlite3_open_v2 (path ? path : ":memory:", &self->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, NULL);
  /* Where it cannot be opened to write, SQLite opens it to read, and only the first edit would say so. */
  if (rc == SQLITE_OK && path && sqlite3_db_readonly (self->db, "main") > 0)
    rc = SQLITE_READONLY;
  if (rc != SQLITE_OK)
    {
      _tl_sql_set_error (self, rc, error);
      return NULL;
    }
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  set_limits (self->db);
  sqlite3_progress_handler (self->db, OPS_BETWEEN_LOOKS, look_at_clock, self);
  /* The schema is read now: what is wrong with it is wrong with the file. */
  _tl_sql_set_deadline (self, SECONDS_TO_READ_SCHEMA);
  if (!_tl_sql_exec (self, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;"
                           " PRAGMA recursive_triggers = OFF; PRAGMA cache_size = -65536", error))
    return NULL;
  _tl_sql_set_deadline (self, 0);
  return g_steal_pointer (&self);
}

/**
 * _tl_sql_close:
 */
void
_tl_sql_close (TlSql *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->db);
  g_free (self);
}

sqlite3 *
_tl_sql_get_db (TlSql *self)
{
  return self->db;
}

/**
 * _tl_sql_set_deadline:
 * @seconds: of processor time of this thread, from now on; 0 for none
 *
 * While a foreign file is looked at, which is done in this thread, no query may go on for ever.
 */
void
_tl_sql_set_deadline (TlSql *self, double seconds)
{
  self->hurried = g_thread_self ();
  self->deadline = seconds > 0 ? get_time_used () + (gint64) (seconds * G_USEC_PER_SEC) : 0;
}

/**
 * _tl_sql_set_cancellable:
 * @cancellable: (nullable): ends statements while it is set: they fail, and the transaction with them. It stays its
 *   owner's
 */
void
_tl_sql_set_cancellable (TlSql *self, GCancellable *cancellable)
{
  g_atomic_pointer_set (&self->cancellable, cancellable);
}

/**
 * _tl_sql_get_errno:
 *
 * SQLite takes a page that the disk does not give for a damaged one. The system knows better.
 *
 * Returns: why the system last refused to read or write the file or its journal; 0 where it did not
 */
int
_tl_sql_get_errno (TlSql *self)
{
  sqlite3_file *journal = NULL;
  int           number = 0;

  if (self->db == NULL)
    return 0;
  sqlite3_file_control (self->db, "main", SQLITE_FCNTL_LAST_ERRNO, &number);
  if (number == 0 && sqlite3_file_control (self->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &journal) == SQLITE_OK &&
      journal && journal->pMethods)
    journal->pMethods->xFileControl (journal, SQLITE_FCNTL_LAST_ERRNO, &number);
  return number;
}

/**
 * _tl_sql_set_error:
 * @rc: SQLite's result code
 *
 * Puts SQLite's trouble into words for people: a sentence; but what is damaged in a file that is being looked at is a
 * part of one, which names the file.
 */
void
_tl_sql_set_error (TlSql *self, int rc, GError **error)
{
  const char      *said = self->db && sqlite3_errcode (self->db) != SQLITE_OK ? sqlite3_errmsg (self->db)
                                                                              : sqlite3_errstr (rc);
  /* It may quote a damaged file. */
  g_autofree char *text = g_utf8_make_valid (said, -1);
  const char      *reason = text;

  if (rc == SQLITE_CORRUPT && _tl_sql_get_errno (self) != 0)
    {
      reason = g_strerror (_tl_sql_get_errno (self));
      rc = SQLITE_IOERR;
    }
  switch (rc & 0xff)
    {
    case SQLITE_FULL:
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED,
                   _("There is no room left on the disk. Nothing was changed; make room and try again."));
      break;

    case SQLITE_IOERR:
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED,
                   _("The disk could not be read or written (%s). Nothing was changed. Try again, or save a copy on another"
                     " disk."), reason);
      break;

    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED,
                   _("A file could not be made or opened on the disk (%s). Nothing was changed. See that there is room and"
                     " that your folders can be written, then try again."), reason);
      break;

    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      if (self->deadline == 0)
        {
          g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
                       _("The copy that this journey is worked on in is damaged (%s). Nothing was changed. Close the journey"
                         " and open it again."), reason);
          break;
        }
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED, _("the file's pages are damaged (%s)"), reason);
      break;

    case SQLITE_INTERRUPT:
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED, _("looking through the file takes too long"));
      break;

    case SQLITE_TOOBIG:
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED,
                   _("A text is longer than the %d MB that a journey holds in one place. Nothing was changed."),
                   MAX_VALUE_BYTES >> 20);
      break;

    case SQLITE_NOMEM:
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED,
                   _("There is not enough memory. Nothing was changed. Close other programs and try again."));
      break;

    default:
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED,
                   _("The database of the journey could not do it (%s). Nothing was changed. Try again."), reason);
      break;
    }
}

/**
 * _tl_sql_exec:
 * @sql: statements that need no values
 *
 * Returns: %FALSE with an error where one of them fails
 */
gboolean
_tl_sql_exec (TlSql *self, const char *sql, GError **error)
{
  int rc = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  if (rc != SQLITE_OK)
    _tl_sql_set_error (self, rc, error);
  return rc == SQLITE_OK;
}

/**
 * _tl_sql_prepare:
 *
 * Returns: (transfer full): a statement of one's own
 */
sqlite3_stmt *
_tl_sql_prepare (TlSql *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int           rc = sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL);

  if (rc != SQLITE_OK)
    {
      _tl_sql_set_error (self, rc, error);
      return NULL;
    }
  return statement;
}

/**
 * _tl_sql_get:
 *
 * Returns: (transfer none): the statement with this text, ready to bind; not to be had twice at once
 */
sqlite3_stmt *
_tl_sql_get (TlSql *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      return statement;
    }
  statement = _tl_sql_prepare (self, sql, error);
  if (statement)
    g_hash_table_insert (self->statements, (char *) sqlite3_sql (statement), statement);
  return statement;
}

static void
bind_values (sqlite3_stmt *statement, const char *types, va_list args)
{
  for (int i = 1; *types; types++, i++)
    switch (*types)
      {
      case 's':
        sqlite3_bind_text (statement, i, va_arg (args, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'i':
        sqlite3_bind_int64 (statement, i, va_arg (args, gint64));
        break;
      case 'd':
        sqlite3_bind_double (statement, i, va_arg (args, double));
        break;
      default:
        g_assert_not_reached ();
      }
}

/**
 * _tl_sql_bind:
 * @types: a letter for each value: `s` text or %NULL, `i` #gint64, `d` double
 */
void
_tl_sql_bind (sqlite3_stmt *statement, const char *types, ...)
{
  va_list args;

  va_start (args, types);
  bind_values (statement, types, args);
  va_end (args);
}

/**
 * _tl_sql_step:
 * @has_row: (out): whether there is a row to read
 *
 * Returns: %FALSE with an error; the statement is reset then
 */
gboolean
_tl_sql_step (TlSql *self, sqlite3_stmt *statement, gboolean *has_row, GError **error)
{
  int rc = sqlite3_step (statement);

  *has_row = rc == SQLITE_ROW;
  if (rc == SQLITE_ROW || rc == SQLITE_DONE)
    return TRUE;
  _tl_sql_set_error (self, rc, error);
  sqlite3_reset (statement);
  return FALSE;
}

/**
 * _tl_sql_run:
 *
 * Runs a statement that gives no rows, and resets it.
 */
gboolean
_tl_sql_run (TlSql *self, sqlite3_stmt *statement, GError **error)
{
  gboolean has_row;

  do
    if (!_tl_sql_step (self, statement, &has_row, error))
      return FALSE;
  while (has_row);
  sqlite3_reset (statement);
  return TRUE;
}

/**
 * _tl_sql_do:
 *
 * Gets a statement, binds its values as _tl_sql_bind() does, and runs it.
 */
gboolean
_tl_sql_do (TlSql *self, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement = _tl_sql_get (self, sql, error);
  va_list       args;

  if (statement == NULL)
    return FALSE;
  va_start (args, types);
  bind_values (statement, types, args);
  va_end (args);
  return _tl_sql_run (self, statement, error);
}

/**
 * _tl_sql_int:
 * @value: (out): the first column of the first row; 0 where there is no row, or it is NULL
 *
 * Asks for one whole number.
 */
gboolean
_tl_sql_int (TlSql *self, gint64 *value, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement = _tl_sql_get (self, sql, error);
  gboolean      has_row;
  va_list       args;

  *value = 0;
  if (statement == NULL)
    return FALSE;
  va_start (args, types);
  bind_values (statement, types, args);
  va_end (args);
  if (!_tl_sql_step (self, statement, &has_row, error))
    return FALSE;
  if (has_row)
    *value = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

/**
 * _tl_sql_dup_text:
 *
 * What a column holds, as text that is safe to handle whatever its bytes are.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL
 */
char *
_tl_sql_dup_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text ? tl_text_clean (text, (gsize) sqlite3_column_bytes (statement, column), NULL) : NULL;
}

/**
 * _tl_sql_sync:
 *
 * Brings the file to the disk, by SQLite's own descriptor: to open and close another would drop its locks.
 */
gboolean
_tl_sql_sync (TlSql *self, GError **error)
{
  sqlite3_file *file = NULL;
  int           rc = sqlite3_file_control (self->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);

  if (rc == SQLITE_OK && file && file->pMethods)
    rc = file->pMethods->xSync (file, SQLITE_SYNC_FULL);
  if (rc != SQLITE_OK)
    _tl_sql_set_error (self, rc, error);
  return rc == SQLITE_OK;
}

gboolean
_tl_sql_begin (TlSql *self, GError **error)
{
  return _tl_sql_exec (self, "BEGIN IMMEDIATE", error);
}

gboolean
_tl_sql_commit (TlSql *self, GError **error)
{
  return _tl_sql_exec (self, "COMMIT", error);
}

/**
 * _tl_sql_rollback:
 *
 * Undoes what the transaction did, if there is one: some errors end it by themselves.
 */
void
_tl_sql_rollback (TlSql *self)
{
  GHashTableIter iter;
  gpointer       statement;

  g_hash_table_iter_init (&iter, self->statements);
  while (g_hash_table_iter_next (&iter, NULL, &statement))
    sqlite3_reset (statement);
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
}
