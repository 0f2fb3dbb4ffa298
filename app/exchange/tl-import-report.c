/* tl-import-report.c: what an import left out, as a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-csv-write.h"
#include "tl-import.h"
#include "tl-replace.h"

static void
add_note (GString *out, const TlImportNote *note, const char *what)
{
  g_autofree char *row = note->row > 0 ? g_strdup_printf ("%" G_GUINT64_FORMAT, note->row) : NULL;
  g_autofree char *line = g_strdup_printf ("%" G_GUINT64_FORMAT, note->line);

  tl_csv_write_raw (out, TRUE, row);
  tl_csv_write_raw (out, FALSE, line);
  tl_csv_write_raw (out, FALSE, what);
  tl_csv_write_text (out, FALSE, note->field);
  tl_csv_write_text (out, FALSE, note->text);
  tl_csv_write_text (out, FALSE, note->raw);
  tl_csv_write_end (out);
}

static void
add_notes (GString *out, GPtrArray *notes, guint64 n, const char *what)
{
  TlImportNote more = { 0 };

  for (guint i = 0; i < notes->len; i++)
    add_note (out, notes->pdata[i], what);
  if (n <= notes->len)
    return;
  more.text = g_strdup_printf (ngettext ("and %" G_GUINT64_FORMAT " more like these",
                                         "and %" G_GUINT64_FORMAT " more like these", (gulong) (n - notes->len)),
                               n - notes->len);
  add_note (out, &more, what);
  g_free (more.text);
}

/**
 * tl_import_result_write_rejected:
 * @self: what came of an import
 *
 * Returns: (transfer full): CSV: what was left out, a row for each: its number among the rows of data, its line in the
 *   file, what it is (`rejected`, `value`, `duplicate`), the field, the reason, and what stands there, masked
 */
char *
tl_import_result_write_rejected (const TlImportResult *self)
{
  GString *out = g_string_new ("row,line,what,field,reason,value\n");

  add_notes (out, self->rejected, self->n_rejected, "rejected");
  add_notes (out, self->spoilt, self->n_spoilt, "value");
  add_notes (out, self->duplicates, self->n_duplicates, "duplicate");
  return g_string_free (out, FALSE);
}

/**
 * tl_import_result_save_rejected:
 * @self: what came of an import
 * @path: where to
 *
 * Writes tl_import_result_write_rejected() to a file, whole or not at all.
 */
gboolean
tl_import_result_save_rejected (const TlImportResult *self, const char *path, GError **error)
{
  g_autofree char *csv = tl_import_result_write_rejected (self);

  return tl_replace_bytes (path, csv, strlen (csv), error);
}
