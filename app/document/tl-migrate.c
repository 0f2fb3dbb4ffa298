/* tl-migrate.c: a file of an older version becomes one of this
 *
 * On the private copy, in one transaction: every table is made anew, and takes what the old one of its name held.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-evidence-private.h"
#include "tl-schema-private.h"

/* Fields that a kind has got since version 2; they are its last. */
static const struct
{
  TlKind kind;
  guint  n;
} grown[] = {
  { TL_KIND_JOURNEY, 1 },
  { TL_KIND_FIX, 5 },
  { TL_KIND_EVIDENCE, 3 }, /* stars are rows of their own */
};

/**
 * _tl_schema_count_new:
 *
 * Returns: how many of the last fields of @kind rows of older versions may be without
 */
guint
_tl_schema_count_new (TlKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (grown); i++)
    if (grown[i].kind == kind)
      return grown[i].n;
  return 0;
}

/* The names that a statement gives, one a row. */
static GPtrArray *
list_names (TlSql *sql, const char *statement, const char *argument, GError **error)
{
  g_autoptr (GPtrArray)  names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TlSqlFresh) rows = _tl_sql_prepare (sql, statement, error);
  gboolean               has_row;

  if (rows == NULL)
    return NULL;
  if (argument)
    _tl_sql_bind (rows, "s", argument);
  while (TRUE)
    {
      if (!_tl_sql_step (sql, rows, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&names);
      g_ptr_array_add (names, _tl_sql_dup_text (rows, 0));
    }
}

static gboolean
exec_each (TlSql *sql, GPtrArray *names, const char *format, GError **error)
{
  for (guint i = 0; i < names->len; i++)
    {
      GString *statement = g_string_new (format);
      gboolean done;

      g_string_replace (statement, "%", names->pdata[i], 0);
      done = _tl_sql_exec (sql, statement->str, error);
      g_string_free (statement, TRUE);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
copy_rows (TlSql *sql, const char *table, GError **error)
{
  g_autofree char       *old = g_strdup_printf ("old-%s", table);
  g_autofree char       *statement = NULL;
  g_autoptr (GPtrArray)  columns = list_names (sql, "SELECT '\"' || name || '\"' FROM pragma_table_info (?)", old, error);
  g_autofree char       *list = NULL;

  if (columns == NULL)
    return FALSE;
  g_ptr_array_add (columns, NULL);
  list = g_strjoinv (", ", (char **) columns->pdata);
  statement = g_strdup_printf ("INSERT INTO \"%s\" (%s) SELECT %s FROM \"%s\"", table, list, list, old);
  return _tl_sql_exec (sql, statement, error);
}

static gboolean
rebuild (TlSql *sql, GError **error)
{
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (GPtrArray) indexes = NULL;

  if (!_tl_sql_exec (sql, "DROP TABLE \"words\"", error))
    return FALSE;
  tables = list_names (sql, "SELECT name FROM sqlite_schema WHERE type = 'table'", NULL, error);
  indexes = list_names (sql, "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL", NULL, error);
  if (tables == NULL || indexes == NULL || !exec_each (sql, indexes, "DROP INDEX \"%\"", error) ||
      !exec_each (sql, tables, "ALTER TABLE \"%\" RENAME TO \"old-%\"", error) ||
      !_tl_schema_create_tables (sql, error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    if (!copy_rows (sql, tables->pdata[i], error))
      return FALSE;
  return exec_each (sql, tables, "DROP TABLE \"old-%\"", error) &&
         _tl_sql_do (sql, error, "INSERT INTO words (words, rank) VALUES ('hashsize', ?)", "i",
                     (gint64) TL_WORDS_HASH_SIZE) &&
         _tl_words_rebuild (sql, error);
}

/**
 * _tl_schema_migrate:
 * @version: of the file, whose schema was checked
 *
 * Makes a private copy of a file of @version one of %TL_DOCUMENT_VERSION; nothing, where it is one.
 */
gboolean
_tl_schema_migrate (TlSql *sql, gint64 version, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d", TL_DOCUMENT_VERSION);

  if (version == TL_DOCUMENT_VERSION)
    return TRUE;
  if (!_tl_sql_begin (sql, error))
    return FALSE;
  if ((version >= TL_SCHEMA_VERSION || rebuild (sql, error)) && _tl_sql_exec (sql, mark, error) &&
      _tl_sql_commit (sql, error))
    return TRUE;
  _tl_sql_rollback (sql);
  return FALSE;
}
