/* tl-record-set.c
 *
 * A mass act writes rows of assignments, and no change rows: those it brings are one contiguous range, which undoing kills
 * and redoing revives, and those it takes away are marked with its number. So it can be undone exactly, also after a
 * restart, and takes no more room than what it says. A star is an assignment too, of the role “starred” to “1”.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-record-set-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define RECORDS_BETWEEN_LOOKS 4096 /* at the cancellable */

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/**
 * _tl_record_set_take:
 * @numbers: (transfer full): of records, in any order
 *
 * Returns: (transfer full): the set of them
 */
TlRecordSet *
_tl_record_set_take (guint64 epoch, gint64 *numbers, guint n)
{
  TlRecordSet *self = g_new0 (TlRecordSet, 1);

  g_atomic_ref_count_init (&self->refs);
  self->epoch = epoch;
  self->numbers = numbers;
  self->n = n;
  if (n > 1)
    qsort (numbers, n, sizeof *numbers, compare);
  return self;
}

/**
 * tl_record_set_new:
 * @document: a document
 * @ids: (array zero-terminated=1): ids of records
 *
 * Returns: (transfer full): the set of those of them that are live
 */
TlRecordSet *
tl_record_set_new (TlDocument *document, const char *const *ids)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint   n;

  g_return_val_if_fail (TL_IS_DOCUMENT (document), NULL);
  for (guint i = 0; ids[i]; i++)
    {
      gint64 number;

      if (_tl_sql_int (document->sql, &number, NULL, "SELECT number FROM evidence WHERE id = ? AND gone <= 0", "s", ids[i]) &&
          number > 0)
        g_array_append_val (numbers, number);
    }
  n = numbers->len;
  return _tl_record_set_take (document->epoch, (gint64 *) (gpointer) g_array_free (numbers, FALSE), n);
}

/**
 * tl_record_set_ref:
 */
TlRecordSet *
tl_record_set_ref (TlRecordSet *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * tl_record_set_unref:
 */
void
tl_record_set_unref (TlRecordSet *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->numbers);
  g_free (self);
}

/**
 * tl_record_set_get_size:
 *
 * Returns: how many records are in it
 */
guint
tl_record_set_get_size (const TlRecordSet *self)
{
  return self->n;
}

typedef struct
{
  TlDocument   *document;
  gint64        edit;
  const char   *thing;
  gboolean      at_touchpoint;
  sqlite3_stmt *is_live;
  sqlite3_stmt *look;
  sqlite3_stmt *insert;
  sqlite3_stmt *take;
} Acting;

static void
acting_clear (Acting *self)
{
  sqlite3_finalize (self->is_live);
  sqlite3_finalize (self->look);
  sqlite3_finalize (self->insert);
  sqlite3_finalize (self->take);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Acting, acting_clear)

static gboolean
prepare (Acting *self, TlMassAct act, GError **error)
{
  TlSql *sql = self->document->sql;

  /* What an undone edit had taken away was brought back for good before this one began. */
  self->is_live = _tl_sql_prepare (sql, "SELECT 1 FROM evidence WHERE number = ? AND gone = 0", error);
  if (self->is_live == NULL)
    return FALSE;
  switch (act)
    {
    case TL_MASS_ASSIGN:
      self->look = _tl_sql_prepare (sql, "SELECT total (role = 'touchpoint'), total (thing = ?2 AND role <> 'starred')"
                                         " FROM assignment WHERE record = ?1 AND gone = 0", error);
      self->insert = _tl_sql_prepare (sql, "INSERT INTO assignment (record, role, thing, gone) VALUES (?, ?, ?, 0)", error);
      return self->look && self->insert;

    case TL_MASS_STAR:
      self->look = _tl_sql_prepare (sql, "SELECT 0, total (role = 'starred') FROM assignment WHERE record = ?1 AND gone = 0",
                                    error);
      self->insert = _tl_sql_prepare (sql, "INSERT INTO assignment (record, role, thing, gone) VALUES (?, ?, ?, 0)", error);
      return self->look && self->insert;

    case TL_MASS_UNASSIGN:
      self->take = _tl_sql_prepare (sql, self->edit
                                      ? "UPDATE assignment SET gone = ?3 WHERE record = ?1 AND gone = 0"
                                        " AND role <> 'starred' AND (?2 IS NULL OR thing = ?2)"
                                      : "DELETE FROM assignment WHERE record = ?1 AND role <> 'starred'"
                                        " AND (?2 IS NULL OR thing = ?2) AND ?3 = 0", error);
      return self->take != NULL;

    case TL_MASS_UNSTAR:
    default:
      self->take = _tl_sql_prepare (sql, self->edit
                                      ? "UPDATE assignment SET gone = ?3 WHERE record = ?1 AND gone = 0"
                                        " AND role = 'starred' AND ?2 IS NULL"
                                      : "DELETE FROM assignment WHERE record = ?1 AND role = 'starred' AND ?2 IS NULL"
                                        " AND ?3 = 0", error);
      return self->take != NULL;
    }
}

static gboolean
insert (Acting *self, gint64 number, TlMassAct act, GError **error)
{
  TlSql      *sql = self->document->sql;
  const char *thing = act == TL_MASS_STAR ? "1" : self->thing;
  const char *role = act == TL_MASS_STAR ? "starred" : "on";
  gboolean    has_row;

  _tl_sql_bind (self->look, act == TL_MASS_STAR ? "i" : "is", number, thing);
  if (!_tl_sql_step (sql, self->look, &has_row, error))
    return FALSE;
  /* A record is at one touchpoint at the most; what else it speaks of, it is about. */
  if (self->at_touchpoint && sqlite3_column_double (self->look, 0) == 0)
    role = "touchpoint";
  has_row = sqlite3_column_double (self->look, 1) > 0;
  sqlite3_reset (self->look);
  if (has_row)
    return TRUE;
  _tl_sql_bind (self->insert, "iss", number, role, thing);
  return _tl_sql_run (sql, self->insert, error);
}

/**
 * _tl_record_set_act:
 * @edit: the edit's number; 0 where there is no history
 * @thing: (nullable): what they are assigned to, or %NULL for everything they are assigned to
 * @cancellable: (nullable): ends it; then the transaction must be rolled back
 *
 * In the open transaction of the document.
 *
 * Returns: %FALSE with an error
 */
gboolean
_tl_record_set_act (TlDocument *document, gint64 edit, const TlRecordSet *set, TlMassAct act, const char *thing,
                    GCancellable *cancellable, GError **error)
{
  g_auto (Acting) self = { .document = document, .edit = edit, .thing = thing };
  TlThing        *target = thing ? tl_journey_lookup (document->journey, thing) : NULL;

  if (set->epoch != document->epoch_at_begin)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID,
                   _("The records have changed since they were selected. Nothing was changed; select them again."));
      return FALSE;
    }
  if (act == TL_MASS_ASSIGN && !_tl_evidence_check_target (document, "", TL_EVIDENCE_ON, thing, error))
    return FALSE;
  self.at_touchpoint = target && tl_thing_get_kind (target) == TL_KIND_TOUCHPOINT;
  if (!prepare (&self, act, error))
    return FALSE;
  for (guint i = 0; i < set->n; i++)
    {
      gboolean is_live;

      if (i % RECORDS_BETWEEN_LOOKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      _tl_sql_bind (self.is_live, "i", set->numbers[i]);
      if (!_tl_sql_step (document->sql, self.is_live, &is_live, error))
        return FALSE;
      sqlite3_reset (self.is_live);
      if (!is_live)
        continue;
      if (self.insert && !insert (&self, set->numbers[i], act, error))
        return FALSE;
      if (self.take)
        {
          _tl_sql_bind (self.take, "isi", set->numbers[i], act == TL_MASS_UNASSIGN ? thing : NULL, edit);
          if (!_tl_sql_run (document->sql, self.take, error))
            return FALSE;
        }
    }
  if (act == TL_MASS_STAR || act == TL_MASS_UNSTAR)
    _tl_evidence_touch_stars (document);
  else
    _tl_evidence_touch (document, FALSE, TRUE);
  return TRUE;
}
