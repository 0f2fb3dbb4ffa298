/* tl-schema.c
 *
 * One table for each kind, derived from tl-kinds.def, and the house's own:
 *
 *   edit        the history: an edit's number, which is never given twice; its name, time and whether it is undone
 *   change      its change rows
 *   batch       the contiguous rows of evidence and assignments that an edit brought; not live while it is undone
 *   assignment  which things a record speaks of: one row for each; and its star, of the role “starred”, to “1”
 *   state       counters
 *   words       the full-text index over the records' words: a cache that can be built again
 *
 * A record or an assignment that an edit took away stays, with the edit's number as `gone`, negated while that edit is
 * undone. So live is what is in no dead batch, and whose `gone` is not above 0.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-schema-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const house_tables[] = {
  "CREATE TABLE \"assignment\" (\"number\" INTEGER PRIMARY KEY, \"record\" INTEGER NOT NULL, \"role\" TEXT NOT NULL,"
  " \"thing\" TEXT NOT NULL, \"gone\" INTEGER NOT NULL) STRICT",
  "CREATE INDEX \"assignment_record\" ON \"assignment\" (\"record\")",
  "CREATE INDEX \"assignment_thing\" ON \"assignment\" (\"thing\", \"record\")",
  "CREATE INDEX \"assignment_gone\" ON \"assignment\" (\"gone\") WHERE \"gone\" <> 0",
  "CREATE INDEX \"evidence_source\" ON \"evidence\" (\"source\", \"worded\")",
  "CREATE INDEX \"evidence_gone\" ON \"evidence\" (\"gone\") WHERE \"gone\" <> 0",
  "CREATE TABLE \"edit\" (\"number\" INTEGER PRIMARY KEY, \"name\" TEXT NOT NULL, \"time\" INTEGER NOT NULL,"
  " \"undone\" INTEGER NOT NULL) STRICT",
  "CREATE INDEX \"edit_undone\" ON \"edit\" (\"number\") WHERE \"undone\" <> 0",
  "CREATE TABLE \"change\" (\"edit\" INTEGER NOT NULL, \"seq\" INTEGER NOT NULL, \"kind\" TEXT NOT NULL,"
  " \"id\" TEXT NOT NULL, \"field\" TEXT NOT NULL, \"old\" TEXT, \"new\" TEXT, PRIMARY KEY (\"edit\", \"seq\"))"
  " STRICT, WITHOUT ROWID",
  "CREATE TABLE \"batch\" (\"number\" INTEGER PRIMARY KEY, \"edit\" INTEGER NOT NULL, \"first_record\" INTEGER,"
  " \"last_record\" INTEGER, \"first_assignment\" INTEGER, \"last_assignment\" INTEGER, \"live\" INTEGER NOT NULL)"
  " STRICT",
  "CREATE INDEX \"batch_edit\" ON \"batch\" (\"edit\")",
  "CREATE INDEX \"batch_dead\" ON \"batch\" (\"first_record\") WHERE \"live\" = 0",
  "CREATE TABLE \"state\" (\"name\" TEXT NOT NULL PRIMARY KEY, \"value\" INTEGER NOT NULL) STRICT, WITHOUT ROWID",
};

static const char words_table[] =
  "CREATE VIRTUAL TABLE \"words\" USING fts5(\"text\", content=\"evidence\", content_rowid=\"number\","
  " tokenize=\"porter unicode61 remove_diacritics 2\")";

static const char *
column_type (TlField field)
{
  switch (tl_field_get_info (field)->type)
    {
    case TL_TYPE_NUMBER:
      return "REAL";
    case TL_TYPE_INTEGER:
      return "INTEGER";
    default:
      return "TEXT";
    }
}

static char *
make_kind_table (TlKind kind)
{
  const TlKindInfo *info = tl_kind_get_info (kind);
  GString          *sql = g_string_new (NULL);

  g_string_append_printf (sql, "CREATE TABLE \"%s\" (", info->name);
  if (kind == TL_KIND_EVIDENCE)
    g_string_append (sql, "\"number\" INTEGER PRIMARY KEY, \"id\" TEXT NOT NULL UNIQUE, \"gone\" INTEGER NOT NULL,"
                          " \"worded\" INTEGER NOT NULL");
  else if (info->parent == TL_KIND_NONE)
    g_string_append (sql, "\"id\" TEXT NOT NULL PRIMARY KEY");
  else
    g_string_append (sql, "\"id\" TEXT NOT NULL PRIMARY KEY, \"parent\" TEXT NOT NULL, \"position\" REAL NOT NULL");
  for (guint i = 0; i < info->n_fields; i++)
    {
      const TlFieldInfo *field = tl_field_get_info (info->first + i);

      if (field->flags & TL_FIELD_ROW)
        continue;
      g_string_append_printf (sql, ", \"%s\" %s%s", field->name, column_type (info->first + i),
                              field->flags & TL_FIELD_REQUIRED ? " NOT NULL" : "");
    }
  g_string_append (sql, kind == TL_KIND_EVIDENCE ? ") STRICT" : ") STRICT, WITHOUT ROWID");
  return g_string_free (sql, FALSE);
}

/**
 * _tl_schema_get_words:
 *
 * Returns: (transfer none): the statement that makes the full-text index
 */
const char *
_tl_schema_get_words (void)
{
  return words_table;
}

/**
 * _tl_schema_get_columns:
 *
 * Returns: (transfer none): the columns of the fields of @kind, quoted, joined by commas, in the order of the fields;
 *   fields kept as rows are left out
 */
const char *
_tl_schema_get_columns (TlKind kind)
{
  static const char *columns[TL_N_KINDS];
  static GMutex      mutex;

  g_mutex_lock (&mutex);
  if (columns[kind] == NULL)
    {
      const TlKindInfo *info = tl_kind_get_info (kind);
      GString          *list = g_string_new (NULL);

      for (guint i = 0; i < info->n_fields; i++)
        if (!(tl_field_get_info (info->first + i)->flags & TL_FIELD_ROW))
          g_string_append_printf (list, "%s\"%s\"", list->len > 0 ? ", " : "",
                                  tl_field_get_info (info->first + i)->name);
      columns[kind] = g_string_free (list, FALSE);
    }
  g_mutex_unlock (&mutex);
  return columns[kind];
}

/**
 * _tl_schema_create_tables:
 *
 * Makes the tables of a journey, without a row in them.
 */
gboolean
_tl_schema_create_tables (TlSql *sql, GError **error)
{
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    {
      g_autofree char *statement = make_kind_table (kind);

      if (!_tl_sql_exec (sql, statement, error))
        return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (house_tables); i++)
    if (!_tl_sql_exec (sql, house_tables[i], error))
      return FALSE;
  return _tl_sql_exec (sql, words_table, error);
}

/**
 * _tl_schema_create:
 *
 * Makes an empty database a journey's, with its mark and version.
 */
gboolean
_tl_schema_create (TlSql *sql, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                           TL_DOCUMENT_APPLICATION_ID, TL_DOCUMENT_VERSION);

  return _tl_schema_create_tables (sql, error) && _tl_sql_exec (sql, mark, error) &&
         _tl_sql_do (sql, error, "INSERT INTO words (words, rank) VALUES ('hashsize', ?)", "i",
                     (gint64) TL_WORDS_HASH_SIZE) &&
         _tl_sql_exec (sql, "INSERT INTO \"state\" VALUES ('acts', 0), ('edits', 0)", error);
}

/* Every statement of a schema, by "type name". */
static GHashTable *
list_statements (TlSql *sql, GError **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (TlSqlFresh) rows = _tl_sql_prepare (sql, "SELECT type, name, tbl_name, sql FROM sqlite_schema", error);
  gboolean               has_row;

  if (rows == NULL)
    return NULL;
  while (TRUE)
    {
      g_autofree char *type = NULL;
      g_autofree char *name = NULL;
      g_autofree char *table = NULL;
      g_autofree char *text = NULL;

      if (!_tl_sql_step (sql, rows, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&found);
      type = _tl_sql_dup_text (rows, 0);
      name = _tl_sql_dup_text (rows, 1);
      table = _tl_sql_dup_text (rows, 2);
      text = _tl_sql_dup_text (rows, 3);
      g_hash_table_insert (found, g_strdup_printf ("%s “%s”", type, name),
                           g_strdup_printf ("%s\n%s", table, text ? text : ""));
    }
}

/* Names are sorted, so that of several differences the same one is always told. */
static gboolean
find_difference (GHashTable *found, GHashTable *expected, GError **error)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (found), (GCompareFunc) strcmp);
  g_autoptr (GList) wanted = g_list_sort (g_hash_table_get_keys (expected), (GCompareFunc) strcmp);

  for (GList *l = names; l; l = l->next)
    {
      const char *text = g_hash_table_lookup (expected, l->data);

      if (text == NULL)
        {
          /* Translators: %s is something in a database, such as: trigger “x” */
          g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
                       _("it holds the %s, which no journey has"), (char *) l->data);
          return FALSE;
        }
      if (strcmp (text, g_hash_table_lookup (found, l->data)) != 0)
        {
          g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
                       _("its %s is not made as in a journey"), (char *) l->data);
          return FALSE;
        }
    }
  for (GList *l = wanted; l; l = l->next)
    if (!g_hash_table_contains (found, l->data))
      {
        g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
                     _("the %s is missing"), (char *) l->data);
        return FALSE;
      }
  return TRUE;
}

static gboolean
create_old_tables (TlSql *sql, GError **error)
{
  for (gsize i = 0; _tl_schema_2[i]; i++)
    if (!_tl_sql_exec (sql, _tl_schema_2[i], error))
      return FALSE;
  return TRUE;
}

/**
 * _tl_schema_check:
 * @version: of the file
 *
 * Holds the schema of a file against the one that programs of its version write, statement by statement.
 *
 * Returns: %FALSE with %TL_DOCUMENT_ERROR_DAMAGED, saying what was not expected
 */
gboolean
_tl_schema_check (TlSql *sql, gint64 version, GError **error)
{
  g_autoptr (TlSql)      model = _tl_sql_open (NULL, error);
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (GHashTable) expected = NULL;

  if (model == NULL ||
      !(version < TL_SCHEMA_VERSION ? create_old_tables (model, error) : _tl_schema_create_tables (model, error)))
    return FALSE;
  expected = list_statements (model, error);
  if (expected == NULL)
    return FALSE;
  found = list_statements (sql, error);
  return found && find_difference (found, expected, error);
}
