/* fuzz-csv.c: tables of text, as records and as facts
 *
 * The first byte says what is done with the rest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include <string.h>

#include "tl-facts.h"
#include "tl-import.h"

/* Whatever the bytes are, fields are UTF-8 without NUL, and every row is accounted for. */
static void
read_all (TlCsvSource *csv, const TlCsvHints *hints)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (TlCsvReader) reader = tl_csv_reader_open (csv, hints, &error);
  const TlCsvRecord      *record;
  guint64                 n = 0;

  if (reader == NULL)
    {
      g_assert_nonnull (error);
      return;
    }
  while (TRUE)
    {
      TlCsvStep step = tl_csv_reader_next (reader, &record, &error);

      if (step == TL_CSV_STEP_END || step == TL_CSV_STEP_FAILED)
        break;
      n++;
      g_assert_cmpuint (record->number, ==, n);
      for (guint i = 0; step == TL_CSV_STEP_RECORD && i < record->n_fields; i++)
        {
          g_assert_true (g_utf8_validate_len (record->fields[i].text, record->fields[i].length, NULL));
          g_assert_cmpint (record->fields[i].text[record->fields[i].length], ==, 0);
        }
      if (step == TL_CSV_STEP_REJECTED)
        {
          g_autofree char *why = tl_csv_reader_say_reason (reader, record);

          g_assert_true (g_utf8_validate (why, -1, NULL));
        }
    }
}

static void
import (TlCsvSource *csv, const TlCsvHints *hints)
{
  g_autoptr (TlDocument)     document = fuzz_new_sample ();
  g_autoptr (TlImportResult) result = NULL;
  g_autoptr (GError)         error = NULL;
  g_autofree char           *before = fuzz_dump (document);
  g_autofree char           *after = NULL;
  TlImportOptions            options = { .hints = hints };

  result = tl_import_evidence (document, csv, &options, NULL, &error);
  if (result)
    g_assert_true (tl_document_undo (document, &error));
  else
    g_assert_nonnull (error);
  after = fuzz_dump (document);
  g_assert_cmpstr (before, ==, after);
  tl_document_discard (document);
}

static void
import_facts (TlCsvSource *csv)
{
  g_autoptr (TlDocument)    document = fuzz_new_sample ();
  g_autoptr (TlFactsResult) result = NULL;
  g_autoptr (GError)        error = NULL;
  g_autofree char          *before = fuzz_dump (document);
  g_autofree char          *after = NULL;
  TlFactsOptions            options = { .skip_bad = TRUE };

  if (tl_facts_import (document, csv, &options, &result, &error) && result && result->edit > 0)
    g_assert_true (tl_document_undo (document, &error));
  after = fuzz_dump (document);
  g_assert_cmpstr (before, ==, after);
  tl_document_discard (document);
}

int
fuzz_csv (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes)      bytes = NULL;
  g_autoptr (TlCsvSource) csv = NULL;
  TlCsvHints              hints = TL_CSV_HINTS_INIT;
  guint8                  how;

  if (size == 0)
    return 0;
  how = data[0];
  bytes = g_bytes_new (data + 1, size - 1);
  csv = tl_csv_source_new_for_bytes (bytes, "fuzz.csv");
  hints.encoding = (TlCsvEncoding) ((how & 7) % (TL_CSV_ENCODING_WINDOWS_1252 + 1));
  if (how & 8)
    hints.n_header_rows = how & 1;
  read_all (csv, &hints);
  if ((how & 0xf0) == 0x10)
    import (csv, &hints);
  else if ((how & 0xf0) == 0x20)
    import_facts (csv);
  return 0;
}
