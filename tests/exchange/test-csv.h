/* test-csv.h: reading a table into a text to compare
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <string.h>

#include "tl-csv.h"

static inline TlCsvSource *
source_of (const char *text, gssize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return tl_csv_source_new_for_bytes (bytes, "test.csv");
}

/* A whole table as text: cells parted by |, rows by a line's end, a rejected row as "!LINE REASON". */
static inline char *
read_all (TlCsvSource *source, const TlCsvHints *hints, TlCsvStats *stats)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (TlCsvReader) reader = tl_csv_reader_open (source, hints, &error);
  GString                *out = g_string_new (NULL);
  const TlCsvRecord      *record;
  const TlCsvDialect     *dialect;
  TlCsvStep               step;

  g_assert_no_error (error);
  dialect = tl_csv_reader_get_dialect (reader);
  for (guint i = 0; dialect->n_header_rows > 0 && i < dialect->n_columns; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "|" : "=", dialect->names[i]);
  if (dialect->n_header_rows > 0)
    g_string_append_c (out, '\n');
  while ((step = tl_csv_reader_next (reader, &record, &error)) != TL_CSV_STEP_END)
    {
      g_assert_no_error (error);
      if (step == TL_CSV_STEP_REJECTED)
        {
          g_autofree char *said = tl_csv_reader_say_reason (reader, record);

          g_assert_true (g_utf8_validate (said, -1, NULL));
          g_string_append_printf (out, "!%" G_GUINT64_FORMAT " %d\n", record->line, record->reason);
          continue;
        }
      g_assert_cmpuint (record->n_fields, ==, dialect->n_columns);
      for (guint i = 0; i < record->n_fields; i++)
        {
          g_assert_cmpuint (strlen (record->fields[i].text), ==, record->fields[i].length);
          g_assert_true (g_utf8_validate (record->fields[i].text, -1, NULL));
          g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", record->fields[i].text);
        }
      g_string_append_c (out, '\n');
    }
  if (stats)
    *stats = *tl_csv_reader_get_stats (reader);
  return g_string_free (out, FALSE);
}

static inline GBytes *
encode (const char *text, const char *charset, const char *bom, gsize n_bom)
{
  g_autoptr (GError) error = NULL;
  GByteArray        *bytes = g_byte_array_new ();
  gsize              n;
  g_autofree char   *converted = g_convert (text, -1, charset, "UTF-8", NULL, &n, &error);

  g_assert_no_error (error);
  g_byte_array_append (bytes, (const guint8 *) bom, (guint) n_bom);
  g_byte_array_append (bytes, (const guint8 *) converted, (guint) n);
  return g_byte_array_free_to_bytes (bytes);
}
