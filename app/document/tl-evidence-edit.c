/* tl-evidence-edit.c: records and assignments in edits and in the history
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-evidence-private.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-store-private.h"
#include "tl-text.h"

static const char *
name_of (TlField field)
{
  return tl_field_get_info (field)->name;
}

/**
 * _tl_evidence_look:
 * @state: (out): what queries have to look out for: nothing, most of the time, which makes them plain and fast; where an
 *   import begins is left alone
 */
gboolean
_tl_evidence_look (TlSql *sql, TlEvidenceState *state, GError **error)
{
  gint64 dead, records, assignments;

  if (!_tl_sql_int (sql, &dead, error, "SELECT EXISTS (SELECT 1 FROM batch WHERE live = 0)", "") ||
      !_tl_sql_int (sql, &records, error, "SELECT EXISTS (SELECT 1 FROM evidence WHERE gone <> 0 AND gone > 0)", "") ||
      !_tl_sql_int (sql, &assignments, error,
                    "SELECT EXISTS (SELECT 1 FROM assignment WHERE gone <> 0 AND gone > 0)", ""))
    return FALSE;
  state->has_dead_batches = dead != 0;
  state->has_gone_records = records != 0;
  state->has_gone_assignments = assignments != 0;
  return TRUE;
}

/**
 * _tl_evidence_refresh:
 *
 * Looks up what queries have to look out for, after each act.
 */
gboolean
_tl_evidence_refresh (TlDocument *document, GError **error)
{
  return _tl_evidence_look (document->sql, &document->evidence, error);
}

/**
 * _tl_evidence_touch:
 *
 * Tells that the edit under way changes records, or what they are assigned to.
 */
void
_tl_evidence_touch (TlDocument *document, gboolean records, gboolean assignments)
{
  document->touched_records |= records;
  document->touched_assignments |= assignments;
  document->touched_counts |= records || assignments;
}

/**
 * _tl_evidence_touch_stars:
 *
 * As _tl_evidence_touch(), where nothing but stars comes or goes.
 */
void
_tl_evidence_touch_stars (TlDocument *document)
{
  document->touched_assignments = TRUE;
}

/* Takes records out for good, with their assignments and their place in the index. */
static gboolean
purge (TlDocument *document, const char *condition, GError **error)
{
  TlSql           *sql = document->sql;
  g_autofree char *assignments =
    g_strdup_printf ("DELETE FROM assignment WHERE record IN (SELECT number FROM evidence WHERE %s)", condition);
  g_autofree char *records = g_strdup_printf ("DELETE FROM evidence WHERE %s", condition);

  document->epoch++;
  return _tl_words_remove_where (sql, condition, error) && _tl_sql_exec (sql, assignments, error) &&
         _tl_sql_exec (sql, records, error);
}

/**
 * _tl_evidence_cut:
 *
 * Does away with what undone edits had brought, for good.
 */
gboolean
_tl_evidence_cut (TlDocument *document, GError **error)
{
  static const char in_dead[] =
    "number IN (SELECT e.number FROM batch b JOIN evidence e ON e.number BETWEEN b.first_record AND b.last_record"
    " WHERE b.live = 0)";

  if (document->evidence.has_dead_batches &&
      (!purge (document, in_dead, error) ||
       !_tl_sql_exec (document->sql,
                      "DELETE FROM assignment WHERE number IN (SELECT a.number FROM batch b JOIN assignment a"
                      " ON a.number BETWEEN b.first_assignment AND b.last_assignment WHERE b.live = 0)", error) ||
       !_tl_sql_exec (document->sql, "DELETE FROM batch WHERE live = 0", error)))
    return FALSE;
  return _tl_sql_exec (document->sql, "UPDATE evidence SET gone = 0 WHERE gone <> 0 AND gone < 0", error) &&
         _tl_sql_exec (document->sql, "UPDATE assignment SET gone = 0 WHERE gone <> 0 AND gone < 0", error);
}

/**
 * _tl_evidence_forget:
 * @oldest: the oldest edit that can still be undone
 *
 * What older edits took away cannot come back: it goes for good.
 */
gboolean
_tl_evidence_forget (TlDocument *document, gint64 oldest, GError **error)
{
  g_autofree char *gone = g_strdup_printf ("gone <> 0 AND gone > 0 AND gone < %" G_GINT64_FORMAT, oldest);

  return (!document->evidence.has_gone_records || purge (document, gone, error)) &&
         _tl_sql_do (document->sql, error, "DELETE FROM assignment WHERE gone <> 0 AND gone > 0 AND gone < ?", "i",
                     oldest) &&
         _tl_sql_do (document->sql, error, "DELETE FROM batch WHERE edit < ? AND live <> 0", "i", oldest);
}

/**
 * _tl_evidence_flip:
 *
 * Undoes or redoes an edit's part in the evidence: its batch dies or lives; what it took away comes back or goes.
 */
gboolean
_tl_evidence_flip (TlDocument *document, gint64 number, gboolean undone, GError **error)
{
  gint64        from = undone ? number : -number;
  sqlite3      *db = _tl_sql_get_db (document->sql);
  sqlite3_int64 start = sqlite3_total_changes64 (db);
  sqlite3_int64 batches, records;

  if (!_tl_sql_do (document->sql, error, "UPDATE batch SET live = ? WHERE edit = ?", "ii", (gint64) !undone, number))
    return FALSE;
  batches = sqlite3_total_changes64 (db);
  if (!_tl_sql_do (document->sql, error, "UPDATE evidence SET gone = -gone WHERE gone <> 0 AND gone = ?", "i", from))
    return FALSE;
  records = sqlite3_total_changes64 (db);
  if (!_tl_sql_do (document->sql, error, "UPDATE assignment SET gone = -gone WHERE gone <> 0 AND gone = ?", "i", from))
    return FALSE;
  if (batches > start)
    {
      gint64 brings;

      if (!_tl_sql_int (document->sql, &brings, error,
                        "SELECT EXISTS (SELECT 1 FROM batch WHERE edit = ? AND first_record IS NOT NULL)", "i", number))
        return FALSE;
      _tl_evidence_touch (document, brings != 0, TRUE);
    }
  _tl_evidence_touch (document, records > batches, sqlite3_total_changes64 (db) > records);
  return TRUE;
}

/**
 * _tl_evidence_is_taken:
 *
 * Whether a record has the id @id, be it live, or dead and yet able to come back.
 */
gboolean
_tl_evidence_is_taken (TlDocument *document, const char *id, gboolean *is_taken, GError **error)
{
  gint64 found;

  if (!_tl_sql_int (document->sql, &found, error, "SELECT EXISTS (SELECT 1 FROM evidence WHERE id = ?)", "s", id))
    return FALSE;
  *is_taken = found != 0;
  return TRUE;
}

/**
 * _tl_evidence_take_from:
 * @edit: the edit that removes @thing, or 0 where there is no history
 *
 * Takes away the assignments to a thing that goes, and the records of a source that goes.
 */
gboolean
_tl_evidence_take_from (TlDocument *document, gint64 edit, TlKind kind, const char *thing, GError **error)
{
  gint64 n;

  if (edit == 0)
    {
      if (!_tl_sql_int (document->sql, &n, error, "SELECT EXISTS (SELECT 1 FROM evidence WHERE source = ?)", "s", thing))
        return FALSE;
      if (n > 0)
        {
          g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID,
                       _("The source “%s” cannot go while there are records of it."), thing);
          return FALSE;
        }
      return _tl_sql_do (document->sql, error, "DELETE FROM assignment WHERE thing = ?", "s", thing);
    }
  _tl_evidence_touch (document, kind == TL_KIND_SOURCE, TRUE);
  return _tl_sql_do (document->sql, error, "UPDATE assignment SET gone = ? WHERE thing = ? AND gone = 0", "is", edit,
                     thing) &&
         (kind != TL_KIND_SOURCE ||
          _tl_sql_do (document->sql, error, "UPDATE evidence SET gone = ? WHERE source = ? AND gone = 0", "is", edit, thing));
}

static gboolean
find_record (TlDocument *document, const char *id, gint64 *number, GError **error)
{
  return _tl_sql_int (document->sql, number, error, "SELECT number FROM evidence WHERE id = ? AND gone = 0", "s", id);
}

/**
 * _tl_evidence_take_record:
 * @is_record: (out): whether there is such a record
 *
 * Takes one record away.
 */
gboolean
_tl_evidence_take_record (TlDocument *document, gint64 edit, const char *id, gboolean *is_record, GError **error)
{
  gint64 number;

  if (!find_record (document, id, &number, error))
    return FALSE;
  *is_record = number > 0;
  if (number == 0)
    return TRUE;
  _tl_evidence_touch (document, TRUE, FALSE);
  if (edit == 0)
    {
      g_autofree char *condition = g_strdup_printf ("number = %" G_GINT64_FORMAT, number);

      return purge (document, condition, error);
    }
  return _tl_sql_do (document->sql, error, "UPDATE evidence SET gone = ? WHERE number = ?", "ii", edit, number);
}

/**
 * _tl_evidence_check_target:
 * @record: the record's id, for the message
 * @field: %TL_EVIDENCE_SOURCE, %TL_EVIDENCE_TOUCHPOINT or %TL_EVIDENCE_ON
 * @thing: what it refers to
 *
 * Returns: %FALSE where nothing has that id, or something that cannot be referred to in this way
 */
gboolean
_tl_evidence_check_target (TlDocument *document, const char *record, TlField field, const char *thing, GError **error)
{
  TlThing *target = tl_journey_lookup (document->journey, thing);

  if (target == NULL)
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID,
                 _("record “%s”, %s: refers to “%s”, and nothing has that id"), record, name_of (field), thing);
  else if (!(tl_field_get_info (field)->targets & (1u << tl_thing_get_kind (target))))
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID,
                 _("record “%s”, %s: refers to “%s”, which is a %s and cannot stand here"), record, name_of (field), thing,
                 tl_kind_get_label (tl_thing_get_kind (target)));
  else
    return TRUE;
  return FALSE;
}

static gboolean
set_assignment (TlDocument *document, gint64 edit, gint64 number, const char *id, TlField field, const char *thing,
                GError **error)
{
  gint64 same;

  if (field == TL_EVIDENCE_STARRED)
    thing = thing && strcmp (thing, "0") != 0 ? "1" : NULL;
  else if (thing && !_tl_evidence_check_target (document, id, field, thing, error))
    return FALSE;
  if (!_tl_sql_int (document->sql, &same, error,
                    "SELECT count(*) = iif (?1 IS NULL, 0, 1) AND min(thing) IS ?1 FROM assignment"
                    " WHERE record = ?2 AND role = ?3 AND gone = 0", "sis", thing, number, name_of (field)))
    return FALSE;
  if (same)
    return TRUE;
  if (field == TL_EVIDENCE_STARRED)
    _tl_evidence_touch_stars (document);
  else
    _tl_evidence_touch (document, FALSE, TRUE);
  if (edit == 0
      ? !_tl_sql_do (document->sql, error, "DELETE FROM assignment WHERE record = ? AND role = ?", "is", number,
                     name_of (field))
      : !_tl_sql_do (document->sql, error, "UPDATE assignment SET gone = ? WHERE record = ? AND role = ? AND gone = 0",
                     "iis", edit, number, name_of (field)))
    return FALSE;
  return thing == NULL ||
         _tl_sql_do (document->sql, error, "INSERT INTO assignment (record, role, thing, gone) VALUES (?, ?, ?, 0)", "iss",
                     number, name_of (field), thing);
}

static gboolean
read_field (TlDocument *document, gint64 number, TlField field, char **text, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" FROM evidence WHERE number = ?", name_of (field));
  sqlite3_stmt    *statement = _tl_sql_get (document->sql, sql, error);
  TlValue          value;
  gboolean         has_row;
  gboolean         done = TRUE;

  *text = NULL;
  if (statement == NULL)
    return FALSE;
  _tl_sql_bind (statement, "i", number);
  if (!_tl_sql_step (document->sql, statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      done = _tl_store_read_value (statement, 0, field, &value, error);
      *text = done ? tl_field_format (field, &value) : NULL;
      tl_value_clear (&value, field);
    }
  sqlite3_reset (statement);
  return done;
}

/**
 * _tl_evidence_set:
 * @text: (nullable): canonical
 * @changes: where the change goes; assignments are kept as rows of their own and leave none
 * @is_record: (out): whether there is such a record
 *
 * Sets a field of a record.
 */
gboolean
_tl_evidence_set (TlDocument *document, gint64 edit, const char *id, TlField field, const char *text,
                  GPtrArray *changes, gboolean *is_record, GError **error)
{
  const TlFieldInfo *info = tl_field_get_info (field);
  g_autofree char   *before = NULL;
  g_autofree char   *after = NULL;
  g_autoptr (GError) why = NULL;
  TlValue            value = { FALSE };
  gint64             number;

  if (!find_record (document, id, &number, error))
    return FALSE;
  *is_record = number > 0;
  if (number == 0)
    return TRUE;
  if (text == NULL && info->flags & TL_FIELD_REQUIRED)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID, _("record “%s”, %s: this must be given"), id,
                   info->name);
      return FALSE;
    }
  if (text && !tl_field_parse (field, text, &value, &why))
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID, _("record “%s”: %s"), id, why->message);
      return FALSE;
    }
  after = tl_field_format (field, &value);
  tl_value_clear (&value, field);
  if (info->flags & TL_FIELD_ROW)
    return set_assignment (document, edit, number, id, field, after, error);
  if (!read_field (document, number, field, &before, error))
    return FALSE;
  if (g_strcmp0 (before, after) == 0)
    return TRUE;
  if (!_tl_evidence_write_field (document, id, info->name, after, error))
    return FALSE;
  g_ptr_array_add (changes, tl_change_new (TL_KIND_EVIDENCE, id, info->name, before, after));
  return TRUE;
}

static gboolean
write_words (TlDocument *document, gint64 number, const char *text, GError **error)
{
  g_autofree char *before = NULL;
  gboolean         had_words, has_words = !tl_text_is_blank (text);

  if (!read_field (document, number, TL_EVIDENCE_TEXT, &before, error))
    return FALSE;
  had_words = !tl_text_is_blank (before);
  return (!had_words || _tl_words_remove (document->sql, number, before, error)) &&
         _tl_sql_do (document->sql, error, "UPDATE evidence SET worded = 0 WHERE number = ?", "i", number) &&
         (!has_words || _tl_words_add (document->sql, number, text, error)) &&
         _tl_sql_do (document->sql, error, "UPDATE evidence SET worded = ? WHERE number = ?", "ii", (gint64) has_words,
                     number);
}

/**
 * _tl_evidence_write_field:
 * @field: the name of a field
 * @text: (nullable): canonical
 *
 * Writes a field of a record into its row, and its words into the index.
 */
gboolean
_tl_evidence_write_field (TlDocument *document, const char *id, const char *field, const char *text, GError **error)
{
  TlField          f = tl_kind_find_field (TL_KIND_EVIDENCE, field);
  g_autofree char *sql = NULL;
  sqlite3_stmt    *statement;
  TlValue          value = { FALSE };
  gint64           number;

  if (!_tl_sql_int (document->sql, &number, error, "SELECT number FROM evidence WHERE id = ?", "s", id))
    return FALSE;
  if (number == 0 || f == TL_FIELD_NONE || tl_field_get_info (f)->flags & TL_FIELD_ROW)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED, _("there is no record “%s” with a field “%s”"),
                   id, field);
      return FALSE;
    }
  if ((f == TL_EVIDENCE_SOURCE && text && !_tl_evidence_check_target (document, id, f, text, error)) ||
      (text && !tl_field_parse (f, text, &value, error)))
    return FALSE;
  _tl_evidence_touch (document, TRUE, FALSE);
  sql = g_strdup_printf ("UPDATE evidence SET \"%s\" = ? WHERE number = ?", field);
  if ((f == TL_EVIDENCE_TEXT && !write_words (document, number, text, error)) ||
      (statement = _tl_sql_get (document->sql, sql, error)) == NULL)
    {
      tl_value_clear (&value, f);
      return FALSE;
    }
  _tl_store_bind_value (statement, 1, f, &value);
  sqlite3_bind_int64 (statement, 2, number);
  tl_value_clear (&value, f);
  return _tl_sql_run (document->sql, statement, error);
}

/**
 * _tl_evidence_get_next:
 *
 * Tells the numbers that the next record and the next assignment get.
 */
gboolean
_tl_evidence_get_next (TlDocument *document, gint64 *record, gint64 *assignment, GError **error)
{
  return _tl_sql_int (document->sql, record, error, "SELECT ifnull(max(number), 0) + 1 FROM evidence", "") &&
         _tl_sql_int (document->sql, assignment, error, "SELECT ifnull(max(number), 0) + 1 FROM assignment", "");
}

/**
 * _tl_evidence_write_batch:
 *
 * Writes down which rows an edit brought, if any: those from @first_record and @first_assignment on.
 */
gboolean
_tl_evidence_write_batch (TlDocument *document, gint64 edit, gint64 first_record, gint64 first_assignment, GError **error)
{
  gint64 record, assignment;

  if (!_tl_evidence_get_next (document, &record, &assignment, error))
    return FALSE;
  if (record == first_record && assignment == first_assignment)
    return TRUE;
  return _tl_sql_do (document->sql, error,
                     "INSERT INTO batch (edit, first_record, last_record, first_assignment, last_assignment, live)"
                     " VALUES (?1, iif(?2 <= ?3, ?2, NULL), iif(?2 <= ?3, ?3, NULL),"
                     " iif(?4 <= ?5, ?4, NULL), iif(?4 <= ?5, ?5, NULL), 1)",
                     "iiiii", edit, first_record, record - 1, first_assignment, assignment - 1);
}

/* Each text of a column is looked up once, by way of its index, however many rows have it. */
static gboolean
check_references (TlDocument *document, TlField field, const char *distinct, const char *which, GError **error)
{
  g_autoptr (TlSqlFresh) rows = _tl_sql_prepare (document->sql, distinct, error);
  g_autoptr (GString)    live = g_string_new (which);
  gboolean               has_row;

  if (rows == NULL)
    return FALSE;
  _tl_evidence_append_live_record (&document->evidence, live);
  if (field != TL_EVIDENCE_SOURCE)
    _tl_evidence_append_live_assignment (&document->evidence, live);
  g_string_append (live, " LIMIT 1");
  while (_tl_sql_step (document->sql, rows, &has_row, error))
    {
      g_autofree char *id = NULL;
      g_autofree char *record = NULL;
      sqlite3_stmt    *statement;
      TlThing         *target;

      if (!has_row)
        return TRUE;
      id = _tl_sql_dup_text (rows, 0);
      target = tl_journey_lookup (document->journey, id);
      if (target && tl_field_get_info (field)->targets & (1u << tl_thing_get_kind (target)))
        continue;
      /* Nothing has that id: that is as it should be where the records went with it, and can come back with it. */
      statement = _tl_sql_get (document->sql, live->str, error);
      if (statement == NULL)
        return FALSE;
      _tl_sql_bind (statement, "s", id);
      if (!_tl_sql_step (document->sql, statement, &has_row, error))
        return FALSE;
      if (has_row)
        record = _tl_sql_dup_text (statement, 0);
      sqlite3_reset (statement);
      if (record)
        return _tl_evidence_check_target (document, record, field, id, error);
    }
  return FALSE;
}

#define DISTINCT(column, table, condition)                                                                             \
  "WITH RECURSIVE t (x) AS (SELECT min(" column ") FROM " table " WHERE " condition " UNION ALL"                       \
  " SELECT (SELECT min(" column ") FROM " table " WHERE " condition " AND " column " > x) FROM t WHERE x IS NOT NULL)" \
  " SELECT x FROM t WHERE x IS NOT NULL"

/**
 * _tl_evidence_check_references:
 *
 * Returns: whether all that live records refer to is there
 */
gboolean
_tl_evidence_check_references (TlDocument *document, GError **error)
{
  return check_references (document, TL_EVIDENCE_SOURCE, DISTINCT ("source", "evidence", "1"),
                           "SELECT e.id FROM evidence e WHERE e.source = ?", error) &&
         check_references (document, TL_EVIDENCE_ON, DISTINCT ("thing", "assignment", "thing <> '1'"),
                           "SELECT e.id FROM assignment a JOIN evidence e ON e.number = a.record WHERE a.thing = ?",
                           error);
}

/* The rows whose numbers are out of their range or whose dates are none, by one pass over them. */
static char *
make_range_query (void)
{
  GString *sql = g_string_new ("SELECT number FROM evidence e WHERE worded NOT IN (0, 1)");

  for (TlField field = TL_EVIDENCE_SOURCE; field <= TL_EVIDENCE_LAST; field++)
    {
      const TlFieldInfo *info = tl_field_get_info (field);
      char               low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];

      if (info->flags & TL_FIELD_ROW)
        continue;
      if (tl_field_is_number (field))
        {
          g_ascii_dtostr (low, sizeof low, MAX (info->minimum, -DBL_MAX));
          g_ascii_dtostr (high, sizeof high, MIN (info->maximum, DBL_MAX));
          g_string_append_printf (sql, " OR \"%s\" NOT BETWEEN %s AND %s", info->name, low, high);
        }
      else if (info->type == TL_TYPE_DATE)
        g_string_append_printf (sql, " OR \"%s\" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'", info->name);
    }
  g_string_append (sql, " LIMIT 1");
  return g_string_free (sql, FALSE);
}

static gboolean
check_values (TlDocument *document, GError **error)
{
  g_autofree char       *sql = make_range_query ();
  g_autoptr (TlSqlFresh) row = NULL;
  g_autoptr (TlSqlFresh) links = NULL;
  g_autoptr (TlRecord)   record = NULL;
  gint64                 number;
  gboolean               has_row;

  if (!_tl_sql_int (document->sql, &number, error, sql, ""))
    return FALSE;
  if (number == 0)
    return TRUE;
  /* Reading it says what is wrong. */
  row = _tl_evidence_prepare_one (document->sql, error);
  links = row ? _tl_evidence_prepare_links (document->sql, &document->evidence, error) : NULL;
  if (links == NULL)
    return FALSE;
  _tl_sql_bind (row, "i", number);
  if (!_tl_sql_step (document->sql, row, &has_row, error))
    return FALSE;
  record = _tl_evidence_read_row (document->sql, row, links, error);
  if (record)
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED, _("record “%s”: its row is not as it must be"),
                 record->id);
  return FALSE;
}

/**
 * _tl_evidence_check_ids:
 *
 * Returns: whether no thing has the id of a live record
 */
gboolean
_tl_evidence_check_ids (TlDocument *document, GError **error)
{
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) things = kind == TL_KIND_EVIDENCE ? NULL : tl_journey_collect (document->journey, kind);

      for (guint i = 0; things && i < things->len; i++)
        {
          const char *id = tl_thing_get_id (things->pdata[i]);
          gint64      number;

          if (!find_record (document, id, &number, error))
            return FALSE;
          if (number > 0)
            {
              g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID, _("the id “%s” is used twice"), id);
              return FALSE;
            }
        }
    }
  return TRUE;
}

/**
 * _tl_evidence_check:
 *
 * Looks through the records of a file that was opened: their ranges, what they refer to, their ids, their index.
 *
 * Returns: %FALSE with a message naming the record and the field
 */
gboolean
_tl_evidence_check (TlDocument *document, GError **error)
{
  gint64 n;

  if (!_tl_sql_int (document->sql, &n, error, "SELECT EXISTS (SELECT 1 FROM evidence)", ""))
    return FALSE;
  if (n == 0)
    return _tl_words_check (document->sql, error);
  return check_values (document, error) && _tl_evidence_check_references (document, error) &&
         _tl_evidence_check_ids (document, error) && _tl_words_check (document->sql, error);
}
