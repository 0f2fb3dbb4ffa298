/* tl-store.c
 *
 * The tables of things mirror the model: after an edit, each thing it touched is written as the model has it. So file
 * and model cannot drift apart, whatever an edit did on the way.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-schema-private.h"
#include "tl-text.h"

typedef struct
{
  char *write;
  char *remove;
  char *read;
} Statements;

static const Statements *
get_statements (TlKind kind)
{
  static Statements all[TL_N_KINDS];
  static GMutex     mutex;
  Statements       *mine = &all[kind];

  g_mutex_lock (&mutex);
  if (mine->write == NULL)
    {
      const TlKindInfo *info = tl_kind_get_info (kind);
      const char       *place = info->parent == TL_KIND_NONE ? "" : ", \"parent\", \"position\"";
      const char       *columns = _tl_schema_get_columns (kind);
      GString          *sql = g_string_new (NULL);

      g_string_append_printf (sql, "INSERT INTO \"%s\" (\"id\"%s, %s) VALUES (?", info->name, place, columns);
      for (guint i = 0; i < info->n_fields + (*place ? 2 : 0); i++)
        g_string_append (sql, ", ?");
      g_string_append (sql, ") ON CONFLICT (\"id\") DO UPDATE SET ");
      if (*place)
        g_string_append (sql, "\"parent\" = excluded.\"parent\", \"position\" = excluded.\"position\", ");
      for (guint i = 0; i < info->n_fields; i++)
        {
          const char *name = tl_field_get_info (info->first + i)->name;

          g_string_append_printf (sql, "%s\"%s\" = excluded.\"%s\"", i > 0 ? ", " : "", name, name);
        }
      mine->remove = g_strdup_printf ("DELETE FROM \"%s\" WHERE \"id\" = ?", info->name);
      /* In order, so that each comes behind the one before it. */
      mine->read = g_strdup_printf ("SELECT \"id\"%s, %s FROM \"%s\"%s", *place ? place : ", NULL, NULL", columns,
                                    info->name, *place ? " ORDER BY \"position\", \"id\"" : "");
      mine->write = g_string_free (sql, FALSE);
    }
  g_mutex_unlock (&mutex);
  return mine;
}

/**
 * _tl_store_bind_value:
 * @column: from 1
 *
 * Binds what a field holds, as its column keeps it.
 */
void
_tl_store_bind_value (sqlite3_stmt *statement, int column, TlField field, const TlValue *value)
{
  g_autofree char *text = NULL;

  if (!value->is_set)
    {
      sqlite3_bind_null (statement, column);
      return;
    }
  switch (tl_field_get_info (field)->type)
    {
    case TL_TYPE_NUMBER:
      sqlite3_bind_double (statement, column, value->number);
      break;
    case TL_TYPE_INTEGER:
      sqlite3_bind_int64 (statement, column, (sqlite3_int64) value->number);
      break;
    case TL_TYPE_ESTIMATE:
      text = tl_field_format (field, value);
      sqlite3_bind_text (statement, column, text, -1, SQLITE_TRANSIENT);
      break;
    default:
      sqlite3_bind_text (statement, column, value->text, -1, SQLITE_TRANSIENT);
      break;
    }
}

/* What a column holds, in canonical form. */
static char *
dup_canonical (sqlite3_stmt *statement, int column)
{
  switch (sqlite3_column_type (statement, column))
    {
    case SQLITE_NULL:
      return NULL;
    case SQLITE_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) sqlite3_column_int64 (statement, column));
    case SQLITE_FLOAT:
      return tl_number_format (sqlite3_column_double (statement, column));
    default:
      return _tl_sql_dup_text (statement, column);
    }
}

/**
 * _tl_store_read_value:
 * @column: from 0
 * @value: (out): the value, cleared by tl_value_clear()
 *
 * Reads and checks what a field's column holds.
 */
gboolean
_tl_store_read_value (sqlite3_stmt *statement, int column, TlField field, TlValue *value, GError **error)
{
  g_autofree char *text = NULL;

  *value = (TlValue) { FALSE };
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return TRUE;
  text = dup_canonical (statement, column);
  if (text == NULL)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED, _("There is not enough memory."));
      return FALSE;
    }
  return tl_field_parse (field, text, value, error);
}

/**
 * _tl_store_write:
 *
 * Writes a thing as the model has it: its row, or none where it is gone.
 */
gboolean
_tl_store_write (TlSql *sql, TlJourney *journey, TlKind kind, const char *id, GError **error)
{
  const Statements *texts = get_statements (kind);
  const TlKindInfo *info = tl_kind_get_info (kind);
  TlThing          *thing = tl_journey_lookup (journey, id);
  sqlite3_stmt     *statement;
  int               column = 1;

  if (thing == NULL || tl_thing_get_kind (thing) != kind)
    return _tl_sql_do (sql, error, texts->remove, "s", id);

  if (info->parent != TL_KIND_NONE && tl_thing_get_parent (thing) == NULL)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID, _("The %s “%s” would stand nowhere."),
                   tl_kind_get_label (kind), id);
      return FALSE;
    }
  statement = _tl_sql_get (sql, texts->write, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, column++, id, -1, SQLITE_TRANSIENT);
  if (info->parent != TL_KIND_NONE)
    {
      sqlite3_bind_text (statement, column++, tl_thing_get_id (tl_thing_get_parent (thing)), -1, SQLITE_TRANSIENT);
      sqlite3_bind_double (statement, column++, tl_thing_get_position (thing));
    }
  for (guint i = 0; i < info->n_fields; i++)
    _tl_store_bind_value (statement, column++, info->first + i, tl_thing_get_value (thing, info->first + i));
  return _tl_sql_run (sql, statement, error);
}

/**
 * _tl_store_write_changed:
 * @changes: (element-type TlChange): what was done to the model
 *
 * Writes every thing that @changes speak of, each once; records are not among them.
 */
gboolean
_tl_store_write_changed (TlSql *sql, TlJourney *journey, GPtrArray *changes, GError **error)
{
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const TlChange        *last = NULL;

  for (guint i = 0; i < changes->len; i++)
    {
      const TlChange *change = changes->pdata[i];

      /* The changes to one thing mostly stand together. */
      if (change->kind == TL_KIND_EVIDENCE || (last && last->kind == change->kind && strcmp (last->id, change->id) == 0))
        continue;
      last = change;
      if (g_hash_table_add (written, g_strdup_printf ("%d %s", change->kind, change->id)) &&
          !_tl_store_write (sql, journey, change->kind, change->id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put (TlJourney *journey, TlKind kind, const char *id, const char *field, const char *value, GError **error)
{
  TlChange change = { kind, (char *) id, (char *) field, NULL, (char *) value };

  return tl_journey_apply (journey, &change, FALSE, error);
}

static gboolean
load_row (sqlite3_stmt *row, TlJourney **journey, TlKind kind, const char *id, GError **error)
{
  const TlKindInfo *info = tl_kind_get_info (kind);
  g_autofree char  *parent = dup_canonical (row, 1);
  g_autofree char  *position = dup_canonical (row, 2);
  int               column = 3;

  if (!tl_text_is_name (id))
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED, _("“%s” cannot be an id"), id);
      return FALSE;
    }
  if (kind != TL_KIND_JOURNEY)
    {
      if (!put (*journey, kind, id, TL_CHANGE_EXISTS, "1", error) ||
          !put (*journey, kind, id, TL_CHANGE_POSITION, position, error))
        return FALSE;
      if (parent == NULL || position == NULL)
        {
          g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED, _("it stands nowhere"));
          return FALSE;
        }
      if (!put (*journey, kind, id, TL_CHANGE_PARENT, parent, error))
        return FALSE;
    }
  else if (*journey)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED, _("there is more than one journey in the file"));
      return FALSE;
    }
  else
    *journey = tl_journey_new (id);

  for (guint i = 0; i < info->n_fields; i++)
    {
      g_autofree char *value = dup_canonical (row, column++);

      if (value && !put (*journey, kind, id, tl_field_get_info (info->first + i)->name, value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_kind (TlSql *sql, TlJourney **journey, TlKind kind, GError **error)
{
  g_autoptr (TlSqlFresh) rows = _tl_sql_prepare (sql, get_statements (kind)->read, error);
  gboolean               has_row;

  if (rows == NULL)
    return FALSE;
  while (_tl_sql_step (sql, rows, &has_row, error))
    {
      g_autofree char   *id = NULL;
      g_autoptr (GError) why = NULL;

      if (!has_row)
        return TRUE;
      id = _tl_sql_dup_text (rows, 0);
      if (id && load_row (rows, journey, kind, id, &why))
        continue;
      /* Translators: a kind of thing, its id, and what is wrong with it. */
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED, _("%s “%s”: %s"), tl_kind_get_label (kind),
                   id ? id : "", why ? why->message : _("it has no id"));
      return FALSE;
    }
  return FALSE;
}

/**
 * _tl_store_load:
 *
 * Builds the model from the tables, kind by kind, so that parents come before what stands in them.
 *
 * Returns: (transfer full): the journey; %NULL with %TL_DOCUMENT_ERROR_DAMAGED naming the thing, the field and its range
 */
TlJourney *
_tl_store_load (TlSql *sql, GError **error)
{
  g_autoptr (TlJourney) journey = NULL;

  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    {
      if (kind == TL_KIND_EVIDENCE)
        continue;
      if (!load_kind (sql, &journey, kind, error))
        return NULL;
      if (journey == NULL)
        {
          g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED, _("there is no journey in the file"));
          return NULL;
        }
    }
  return g_steal_pointer (&journey);
}
