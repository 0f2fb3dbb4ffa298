/* fuzz-sheet.c: spreadsheets
 *
 * The first byte says what the rest is: a whole file, or a part of one that is as it should be otherwise.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include <string.h>

#include "../exchange/sheet-helpers.h"
#include "tl-csv.h"

#define SHEET XLSX_SHEET ("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row><row><c s=\"1\"><v>45000</v></c>"     \
                          "<c t=\"s\"><v>0</v></c></row>")

static GBytes *
make_file (guint8 how, const char *text, gsize size)
{
  Parts parts = {
    .sheet = SHEET,
    .strings = "<sst " XLSX_NS "><si><t>date</t></si><si><t>comment</t></si></sst>",
    .styles = "<styleSheet " XLSX_NS "><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
  };

  switch (how % 6)
    {
    case 1:
      parts.sheet = text;
      break;
    case 2:
      parts.strings = text;
      break;
    case 3:
      parts.styles = text;
      break;
    case 4:
      parts.book = text;
      break;
    case 5:
      return make_ods (text, NULL);
    default:
      return g_bytes_new (text, size);
    }
  return make_xlsx (&parts);
}

int
fuzz_sheet (const uint8_t *data, size_t size)
{
  g_autofree char        *text = size > 0 ? g_strndup ((const char *) data + 1, size - 1) : NULL;
  g_autoptr (GBytes)      bytes = NULL;
  g_autoptr (TlCsvSource) source = NULL;
  g_autoptr (TlCsvReader) reader = NULL;
  g_autoptr (GError)      error = NULL;
  const TlCsvRecord      *record;
  TlCsvStep               step = TL_CSV_STEP_RECORD;
  guint64                 n = 0;

  if (size < 2 || (data[0] % 6 > 0 && *text == '\0'))
    return 0;
  bytes = data[0] % 6 == 0 ? g_bytes_new (data + 1, size - 1) : make_file (data[0], text, size - 1);
  source = tl_csv_source_new_for_bytes (bytes, "fuzz.xlsx");
  reader = tl_csv_reader_open (source, NULL, &error);
  if (reader == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  /* A row may say that it is there a million times: a few thousand are enough. */
  while (n < 5000 && (step == TL_CSV_STEP_RECORD || step == TL_CSV_STEP_REJECTED))
    {
      step = tl_csv_reader_next (reader, &record, &error);
      if (step != TL_CSV_STEP_RECORD && step != TL_CSV_STEP_REJECTED)
        break;
      n++;
      g_assert_cmpuint (record->number, ==, n);
      for (guint i = 0; i < record->n_fields; i++)
        {
          g_assert_true (g_utf8_validate_len (record->fields[i].text, record->fields[i].length, NULL));
          g_assert_cmpint (record->fields[i].text[record->fields[i].length], ==, 0);
        }
    }
  return 0;
}
