/* tl-salvage-records.c
 *
 * Records go from page to file, one at a time: there may be a million.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-evidence-private.h"
#include "tl-salvage-private.h"
#include "tl-schema-private.h"
#include "tl-store-private.h"
#include "tl-text.h"

#define MAX_SOURCES 10000 /* that are made anew */
#define FIRST_FIELD 4     /* behind number, id, gone and worded */

/* What undone edits had brought is not to come back. */
typedef struct
{
  gint64 first_record;
  gint64 last_record;
  gint64 first_assignment;
  gint64 last_assignment;
} Dead;

typedef struct
{
  TlSalvage    *salvage;
  TlDocument   *document;
  GArray       *dead;
  sqlite3_stmt *insert;
  sqlite3_stmt *assign;
  guint64       n_dead; /* of records: they belong to the history */
  guint64       n_dead_assignments;
  gint64        next;   /* an assignment's number */
} Writing;

static TlSalvageCount *
get_count (Writing *self)
{
  return self->salvage->counts[TL_KIND_EVIDENCE];
}

static gboolean
note_source (const TlSalvageRow *row, gpointer data, GError **error)
{
  GHashTable      *sources = data;
  g_autofree char *source = row->n > FIRST_FIELD ? _tl_value_dup_text (&row->values[FIRST_FIELD]) : NULL;

  if (source && tl_text_is_name (source) && g_hash_table_size (sources) < MAX_SOURCES &&
      (!row->is_doubtful || g_hash_table_size (sources) == 0))
    g_hash_table_add (sources, g_steal_pointer (&source));
  return TRUE;
}

/**
 * _tl_salvage_add_sources:
 *
 * Sees to it that the sources are there which records speak of.
 */
gboolean
_tl_salvage_add_sources (TlSalvage *self, GError **error)
{
  g_autoptr (GHashTable) sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GList)      names = NULL;

  if (!_tl_image_foreach (self->image, "evidence", note_source, sources, error))
    return FALSE;
  names = g_list_sort (g_hash_table_get_keys (sources), (GCompareFunc) strcmp);
  for (GList *l = names; l; l = l->next)
    _tl_salvage_need (self, TL_KIND_SOURCE, l->data);
  return TRUE;
}

static gint64
get_number (const TlCellValue *value, gint64 otherwise)
{
  return value->type == SQLITE_INTEGER ? value->integer : otherwise;
}

static gboolean
note_batch (const TlSalvageRow *row, gpointer data, GError **error)
{
  Writing *self = data;
  Dead     dead;

  if (row->n != 7 || row->is_doubtful || get_number (&row->values[6], 1) != 0)
    return TRUE;
  dead.first_record = get_number (&row->values[2], 1);
  dead.last_record = get_number (&row->values[3], 0);
  dead.first_assignment = get_number (&row->values[4], 1);
  dead.last_assignment = get_number (&row->values[5], 0);
  g_array_append_val (self->dead, dead);
  return TRUE;
}

static gboolean
is_dead (Writing *self, gint64 number, gboolean assignment)
{
  for (guint i = 0; i < self->dead->len; i++)
    {
      const Dead *dead = &g_array_index (self->dead, Dead, i);

      if (assignment ? number >= dead->first_assignment && number <= dead->last_assignment
                     : number >= dead->first_record && number <= dead->last_record)
        return TRUE;
    }
  return FALSE;
}

/* Fills a record from a row, and leaves out what cannot be read. */
static TlRecord *
read_record (Writing *self, const TlSalvageRow *row, gboolean *is_doubtful)
{
  g_autofree char     *id = _tl_value_dup_text (&row->values[1]);
  g_autoptr (TlRecord) record = NULL;
  int                  column = FIRST_FIELD;

  *is_doubtful = row->is_doubtful;
  if (id == NULL || !tl_text_is_name (id) || tl_journey_lookup (self->document->journey, id))
    {
      g_free (id);
      id = g_strdup_printf ("recovered-%" G_GINT64_FORMAT, row->rowid);
      *is_doubtful = TRUE;
    }
  record = tl_record_new (id);
  for (TlField field = TL_EVIDENCE_SOURCE; field <= TL_EVIDENCE_LAST; field++)
    {
      g_autofree char *text = NULL;

      if (tl_field_get_info (field)->flags & TL_FIELD_ROW)
        continue;
      text = column < row->n ? _tl_value_dup_text (&row->values[column]) : NULL;
      column++;
      if (text == NULL || tl_record_set (record, field, text, NULL))
        continue;
      *is_doubtful = TRUE;
      _tl_salvage_say (self->salvage, _("Record “%s”: %s could not be read and was left out."), id, tl_field_get_label (field));
    }
  return g_steal_pointer (&record);
}

static int
get_n_columns (void)
{
  int n = FIRST_FIELD;

  for (TlField field = TL_EVIDENCE_SOURCE; field <= TL_EVIDENCE_LAST; field++)
    n += !(tl_field_get_info (field)->flags & TL_FIELD_ROW);
  return n;
}

/* A record whose source cannot be read still says what a customer said. */
static gboolean
has_source (Writing *self, TlRecord *record)
{
  const char *source = tl_record_get_text (record, TL_EVIDENCE_SOURCE);
  TlThing    *thing = source ? tl_journey_lookup (self->document->journey, source) : NULL;

  return thing && tl_thing_get_kind (thing) == TL_KIND_SOURCE;
}

static int
insert_record (Writing *self, gint64 number, const TlRecord *record)
{
  int column = 4;
  int rc;

  sqlite3_bind_int64 (self->insert, 1, number);
  sqlite3_bind_text (self->insert, 2, record->id, -1, SQLITE_STATIC);
  sqlite3_bind_int (self->insert, 3, !tl_text_is_blank (tl_record_get_text (record, TL_EVIDENCE_TEXT)));
  for (TlField field = TL_EVIDENCE_SOURCE; field <= TL_EVIDENCE_LAST; field++)
    if (!(tl_field_get_info (field)->flags & TL_FIELD_ROW))
      _tl_store_bind_value (self->insert, column++, field, &record->values[field - TL_EVIDENCE_SOURCE]);
  rc = sqlite3_step (self->insert);
  sqlite3_reset (self->insert);
  return rc;
}

static gboolean
write_record (const TlSalvageRow *row, gpointer data, GError **error)
{
  Writing             *self = data;
  TlSalvageCount      *count = get_count (self);
  g_autoptr (TlRecord) record = NULL;
  gboolean             is_doubtful;
  int                  rc;

  if (row->n > get_n_columns () || row->n < get_n_columns () - (int) _tl_schema_count_new (TL_KIND_EVIDENCE) ||
      row->rowid <= 0)
    return TRUE;
  if (get_number (&row->values[2], 0) > 0 || is_dead (self, row->rowid, FALSE))
    {
      self->n_dead++;
      return TRUE;
    }
  record = read_record (self, row, &is_doubtful);
  if (!has_source (self, record))
    {
      count->n_dropped++;
      _tl_salvage_say (self->salvage, _("Record “%s” was left out: its source is gone."), record->id);
      return TRUE;
    }
  rc = insert_record (self, row->rowid, record);
  if (rc == SQLITE_CONSTRAINT_UNIQUE && is_doubtful)
    {
      g_free (record->id);
      record->id = g_strdup_printf ("recovered-%" G_GINT64_FORMAT, row->rowid);
      rc = insert_record (self, row->rowid, record);
    }
  /* The same number twice: what comes from a sound page was there first. */
  if ((rc & 0xff) == SQLITE_CONSTRAINT)
    return TRUE;
  if (rc != SQLITE_DONE)
    {
      _tl_sql_set_error (self->document->sql, rc, error);
      return FALSE;
    }
  if (is_doubtful)
    {
      count->n_doubtful++;
      _tl_salvage_say (self->salvage, _("Record “%s” stood in a damaged place; some of what it says may be wrong."),
                       record->id);
    }
  else
    count->n_read++;
  return TRUE;
}

static gboolean
write_assignment (const TlSalvageRow *row, gpointer data, GError **error)
{
  Writing         *self = data;
  TlSalvageCount  *count = self->salvage->counts[TL_N_KINDS];
  g_autofree char *role = NULL;
  g_autofree char *thing = NULL;
  TlField          field;
  sqlite3_int64    before;

  if (row->n != 5 || row->values[1].type != SQLITE_INTEGER)
    return TRUE;
  if (get_number (&row->values[4], 0) > 0 || is_dead (self, row->rowid, TRUE))
    {
      self->n_dead_assignments++;
      return TRUE;
    }
  role = _tl_value_dup_text (&row->values[2]);
  thing = _tl_value_dup_text (&row->values[3]);
  field = role ? tl_kind_find_field (TL_KIND_EVIDENCE, role) : TL_FIELD_NONE;
  if (field == TL_FIELD_NONE || !(tl_field_get_info (field)->flags & TL_FIELD_ROW) || thing == NULL ||
      (field == TL_EVIDENCE_STARRED ? strcmp (thing, "1") != 0
                                    : !_tl_evidence_check_target (self->document, "", field, thing, NULL)))
    {
      count->n_dropped++;
      return TRUE;
    }
  /* Only of a record that is there. */
  before = sqlite3_total_changes64 (_tl_sql_get_db (self->document->sql));
  _tl_sql_bind (self->assign, "iissi", self->next, row->values[1].integer, role, thing, row->values[1].integer);
  if (!_tl_sql_run (self->document->sql, self->assign, error))
    return FALSE;
  if (sqlite3_total_changes64 (_tl_sql_get_db (self->document->sql)) == before)
    count->n_dropped++;
  else if (row->is_doubtful)
    count->n_doubtful++;
  else
    count->n_read++;
  self->next++;
  return TRUE;
}

/* What the file keeps for itself, but for the history's counters. */
static gboolean
write_state (const TlSalvageRow *row, gpointer data, GError **error)
{
  Writing         *self = data;
  g_autofree char *name = row->n == 2 ? _tl_value_dup_text (&row->values[0]) : NULL;

  if (name == NULL || row->is_doubtful || row->values[1].type != SQLITE_INTEGER)
    return TRUE;
  return _tl_sql_do (self->document->sql, error, "INSERT OR IGNORE INTO state (name, value) VALUES (?, ?)", "si", name,
                     row->values[1].integer);
}

static void
count_lost (TlSalvage *salvage, TlSalvageCount *count, guint64 n_dead)
{
  guint64 expected = _tl_image_count (salvage->image, count->name);
  guint64 found = count->n_read + count->n_doubtful + count->n_dropped + n_dead;

  count->n_lost = expected > found ? expected - found : 0;
}

static gboolean
write_all (Writing *self, GError **error)
{
  TlSalvage       *salvage = self->salvage;
  TlSql           *sql = self->document->sql;
  const char      *columns = _tl_schema_get_columns (TL_KIND_EVIDENCE);
  GString         *insert = g_string_new (NULL);
  g_autofree char *text = NULL;

  g_string_append_printf (insert, "INSERT INTO evidence (number, id, gone, worded, %s) VALUES (?, ?, 0, ?", columns);
  for (int i = FIRST_FIELD; i < get_n_columns (); i++)
    g_string_append (insert, ", ?");
  g_string_append_c (insert, ')');
  text = g_string_free (insert, FALSE);
  self->insert = _tl_sql_prepare (sql, text, error);
  self->assign = _tl_sql_prepare (sql, "INSERT INTO assignment (number, record, role, thing, gone) SELECT ?, ?, ?, ?, 0"
                                       " WHERE EXISTS (SELECT 1 FROM evidence WHERE number = ?)", error);
  return self->insert && self->assign && _tl_image_foreach (salvage->image, "batch", note_batch, self, error) &&
         _tl_image_foreach (salvage->image, "evidence", write_record, self, error) &&
         _tl_image_foreach (salvage->image, "assignment", write_assignment, self, error) &&
         _tl_image_foreach (salvage->image, "state", write_state, self, error) &&
         _tl_words_add_from (sql, 1, error);
}

/**
 * _tl_salvage_write_records:
 * @document: has the journey already, and a transaction is open
 *
 * Writes the records and what they are assigned to.
 */
gboolean
_tl_salvage_write_records (TlSalvage *self, TlDocument *document, GError **error)
{
  Writing  writing = { .salvage = self, .document = document, .next = 1 };
  gboolean done;

  writing.dead = g_array_new (FALSE, FALSE, sizeof (Dead));
  done = write_all (&writing, error);
  g_clear_pointer (&writing.insert, sqlite3_finalize);
  g_clear_pointer (&writing.assign, sqlite3_finalize);
  g_array_unref (writing.dead);
  count_lost (self, get_count (&writing), writing.n_dead);
  count_lost (self, self->counts[TL_N_KINDS], writing.n_dead_assignments);
  return done;
}
