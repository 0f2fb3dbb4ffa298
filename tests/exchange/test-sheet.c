/* test-sheet.c: spreadsheets as tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sheet-helpers.h"

#include "tl-csv.h"
#include "tl-error.h"

#define STR(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define HEAD "<row>" STR ("date") STR ("comment") STR ("nps") "</row>"

static TlCsvSource *
open_bytes (GBytes *bytes)
{
  TlCsvSource *source = tl_csv_source_new_for_bytes (bytes, "book.xlsx");

  g_bytes_unref (bytes);
  return source;
}

/* All rows as text: cells between bars, rows by line; a rejected row as “!” and its reason. */
static char *
read_all (TlCsvSource *source, const TlCsvHints *hints, TlCsvDialect **dialect)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (TlCsvReader) reader = tl_csv_reader_open (source, hints, &error);
  const TlCsvRecord      *record;
  GString                *out = g_string_new (NULL);
  TlCsvStep               step;

  g_assert_no_error (error);
  if (dialect)
    *dialect = tl_csv_dialect_copy (tl_csv_reader_get_dialect (reader));
  while ((step = tl_csv_reader_next (reader, &record, &error)) != TL_CSV_STEP_END)
    {
      g_assert_no_error (error);
      g_string_append_printf (out, "%u:", (guint) record->line);
      if (step == TL_CSV_STEP_REJECTED)
        g_string_append_printf (out, "!%d", record->reason);
      for (guint i = 0; i < record->n_fields; i++)
        {
          g_assert_cmpuint (strlen (record->fields[i].text), ==, record->fields[i].length);
          g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", record->fields[i].text);
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static void
assert_rows (GBytes *bytes, const TlCsvHints *hints, const char *expected)
{
  g_autoptr (TlCsvSource) source = open_bytes (bytes);
  g_autofree char        *rows = read_all (source, hints, NULL);

  g_assert_cmpstr (rows, ==, expected);
}

static void
assert_refused (GBytes *bytes, const char *what)
{
  g_autoptr (TlCsvSource)  source = open_bytes (bytes);
  g_autoptr (GError)       error = NULL;
  g_autoptr (TlCsvDialect) dialect = tl_csv_sniff (source, NULL, &error);

  if (dialect)
    {
      /* What is wrong may only come up further down. */
      g_autoptr (TlCsvReader) reader = tl_csv_reader_new (source, dialect);
      const TlCsvRecord      *record;
      TlCsvStep               step = TL_CSV_STEP_RECORD;

      while (step == TL_CSV_STEP_RECORD || step == TL_CSV_STEP_REJECTED)
        step = tl_csv_reader_next (reader, &record, &error);
      g_assert_cmpint (step, ==, TL_CSV_STEP_FAILED);
    }
  g_assert_nonnull (error);
  if (strstr (error->message, what) == NULL)
    g_error ("“%s” is not in “%s”", what, error->message);
  g_assert_nonnull (strstr (error->message, "book.xlsx"));
}

static void
test_cells (void)
{
  Parts parts = {
    .strings = "<sst " XLSX_NS "><si><t>shared &amp; plain</t></si><si><r><t>rich </t></r><r><rPr><b/></rPr>"
               "<t xml:space=\"preserve\">text</t></r><rPh sb=\"0\" eb=\"1\"><t>not this</t></rPh></si>"
               "<si><t>a_x000D_\nb_x0041_</t></si><si/></sst>",
    .sheet = XLSX_SHEET (
      "<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>name</t></is></c><c r=\"C3\" t=\"str\"><v>comment</v></c>"
      "<c r=\"E3\" t=\"inlineStr\"><is><t>nps</t></is></c></row>"
      "<row r=\"4\"><c r=\"B4\" t=\"s\"><v>0</v></c><c r=\"C4\" t=\"s\"><v>1</v></c><c r=\"E4\"><v>9</v></c></row>"
      "<row r=\"6\"><c r=\"B6\" t=\"b\"><v>1</v></c><c r=\"C6\" t=\"s\"><v>2</v></c><c r=\"E6\"><f>1+1</f><v>2</v></c></row>"
      "<row r=\"7\"/><row r=\"8\"><c r=\"B8\" s=\"0\"/><c r=\"C8\" t=\"e\"><v>#N/A</v></c><c r=\"D8\"><v>0.1</v></c>"
      "<c r=\"E8\"><v>3.0000000000000004E-2</v></c></row>"
      "<row><c r=\"B9\" t=\"s\"><v>99</v></c><c t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c>"
      "<c><v>12345678901234567</v></c><c><v>1E+20</v></c><c t=\"s\"><v>3</v></c></row>"),
  };
  TlCsvHints               hints = TL_CSV_HINTS_INIT;
  g_autoptr (TlCsvSource)  source = open_bytes (make_xlsx (&parts));
  g_autoptr (TlCsvDialect) dialect = NULL;
  g_autofree char         *rows = read_all (source, &hints, &dialect);
  g_autofree char         *says = tl_csv_dialect_describe (dialect);

  g_assert_cmpstr (rows, ==,
                   "4:shared & plain|rich text||9\n"
                   "6:TRUE|a\r\nbA||2\n"
                   "8:|#N/A|0.1|0.03\n"
                   "9:#REF!|inline|12345678901234567|100000000000000000000\n");
  g_assert_cmpuint (dialect->n_columns, ==, 4);
  g_assert_cmpuint (dialect->header_line, ==, 3);
  g_assert_cmpstr (says, ==, "the sheet “Data”, 4 columns, header in row 3");
}

static void
test_dates (void)
{
  /* Styles: 0 General, 1 builtin date, 2 date and time, 3 a custom one, 4 hours, 5 a number with a word in quotes. */
#define STYLES                                                                                                         \
  "<styleSheet " XLSX_NS "><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-407]dd\\.mm\\.yyyy;@\"/>"                   \
  "<numFmt numFmtId=\"165\" formatCode=\"[h]:mm\"/><numFmt numFmtId=\"166\" formatCode=\"0.00&quot; days&quot;\"/>"      \
  "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"       \
  "<xf numFmtId=\"22\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/></cellXfs></styleSheet>"
#define DATES                                                                                                          \
  XLSX_SHEET ("<row>" STR ("a") STR ("b") STR ("c") STR ("d") STR ("e") STR ("f") "</row>"                               \
              "<row><c><v>45000.5</v></c><c s=\"1\"><v>45000</v></c><c s=\"2\"><v>45000.75</v></c><c s=\"3\"><v>59</v></c>" \
              "<c s=\"4\"><v>1.5</v></c><c s=\"5\"><v>2.5</v></c></row>"                                                   \
              "<row><c><v>1</v></c><c s=\"1\"><v>61</v></c><c s=\"2\"><v>45000.999999999</v></c><c s=\"3\"><v>60</v></c>"    \
              "<c s=\"4\"><v>0.25</v></c><c s=\"1\"><v>-1</v></c></row>")
  Parts      parts = { .sheet = DATES, .styles = STYLES };
  TlCsvHints hints = TL_CSV_HINTS_INIT;

  hints.n_header_rows = 1;
  assert_rows (make_xlsx (&parts), &hints,
               "2:45000.5|2023-03-15|2023-03-15 18:00:00|1900-02-28|36:00:00|2.5\n"
               "3:1|1900-03-01|2023-03-16 00:00:00|1900-02-29|06:00:00|-1\n");
  parts.book = XLSX_BOOK ("<workbookPr date1904=\"1\"/>", "<sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/>");
  assert_rows (make_xlsx (&parts), &hints,
               "2:45000.5|2027-03-16|2027-03-16 18:00:00|1904-02-29|36:00:00|2.5\n"
               "3:1|1904-03-02|2027-03-17 00:00:00|1904-03-01|06:00:00|-1\n");
}

static void
test_sheets (void)
{
  Parts parts = {
    .book = XLSX_BOOK ("", "<sheet name=\"Secret\" sheetId=\"1\" state=\"veryHidden\" r:id=\"rId1\"/>"
                           "<sheet name=\"Shown\" sheetId=\"2\" r:id=\"rId2\"/>"),
    .sheet = XLSX_SHEET (HEAD "<row>" STR ("2026-01-01") STR ("hidden words") "<c><v>1</v></c></row>"),
    .other = XLSX_SHEET (HEAD "<row>" STR ("2026-01-02") STR ("shown words") "<c><v>2</v></c></row>"),
  };
  TlCsvHints              hints = TL_CSV_HINTS_INIT;
  g_autoptr (TlCsvSource) source = open_bytes (make_xlsx (&parts));
  g_autoptr (GPtrArray)   sheets = NULL;
  g_autoptr (GError)      error = NULL;

  sheets = tl_csv_source_list_sheets (source, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sheets->len, ==, 2);
  g_assert_true (((TlCsvSheet *) sheets->pdata[0])->is_hidden);
  g_assert_true (((TlCsvSheet *) sheets->pdata[0])->is_full);
  g_assert_false (((TlCsvSheet *) sheets->pdata[1])->is_hidden);
  assert_rows (make_xlsx (&parts), NULL, "2:2026-01-02|shown words|2\n");
  hints.sheet = "secret";
  assert_rows (make_xlsx (&parts), &hints, "2:2026-01-01|hidden words|1\n");
  hints.sheet = "2";
  assert_rows (make_xlsx (&parts), &hints, "2:2026-01-02|shown words|2\n");
  hints.sheet = "3";
  g_assert_null (tl_csv_sniff (source, &hints, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, "“Secret” (hidden), “Shown”"));
  parts.other = XLSX_SHEET ("<row/>");
  assert_refused (make_xlsx (&parts), "no visible sheet");
}

#define CELL(text) "<table:table-cell office:value-type=\"string\"><text:p>" text "</text:p></table:table-cell>"
#define ODS_HEAD "<table:table-row>" CELL ("date") CELL ("comment") CELL ("nps") "</table:table-row>"

static void
test_ods (void)
{
  g_autofree char *content = g_strconcat (
    ODS_CONTENT (
      "<style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>",
      "<table:table table:name=\"Secret\" table:style-name=\"ta1\"><table:table-row>" CELL ("x") "</table:table-row></table:table>"
      "<table:table table:name=\"Data\"><table:table-row table:number-rows-repeated=\"2\"><table:table-cell "
      "table:number-columns-repeated=\"16384\"/></table:table-row>" ODS_HEAD
      "<table:table-row><table:table-cell office:value-type=\"date\" office:date-value=\"2026-03-04\"><text:p>04/03/26</text:p>"
      "</table:table-cell><table:table-cell office:value-type=\"string\"><office:annotation><text:p>a note</text:p>"
      "</office:annotation><text:p>two<text:s text:c=\"2\"/>words</text:p><text:p>and <text:span>more</text:span>"
      "<draw:frame><text:p>drawn</text:p></draw:frame></text:p></table:table-cell>"
      "<table:table-cell office:value-type=\"float\" office:value=\"9\"><text:p>9,00</text:p></table:table-cell></table:table-row>"
      "<table:table-row table:number-rows-repeated=\"2\">" CELL ("2026-03-05") CELL ("same") "<table:table-cell "
      "table:number-columns-repeated=\"16381\"/></table:table-row>"
      "<table:table-row><table:covered-table-cell/><table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\">"
      "<text:p>WAHR</text:p></table:table-cell><table:table-cell office:value-type=\"percentage\" office:value=\"0.5\"/>"
      "</table:table-row><table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell "
      "table:number-columns-repeated=\"16384\"/></table:table-row></table:table>"),
    NULL);
  const char *expected = "4:2026-03-04|two  words\nand more|9\n"
                         "5:2026-03-05|same|\n"
                         "6:2026-03-05|same|\n"
                         "7:|TRUE|0.5\n";

  assert_rows (make_ods (content, NULL), NULL, expected);
  /* The same without the archive. */
  {
    g_autofree char *flat = g_strdup (content);
    char            *open = strstr (flat, "document-content"), *close = g_strrstr (flat, "document-content");
    g_autofree char *text = g_strdup_printf ("%.*sdocument office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\""
                                             "%.*sdocument%s", (int) (open - flat), flat, (int) (close - open - 16), open + 16,
                                             close + 16);

    assert_rows (g_bytes_new (text, strlen (text)), NULL, expected);
  }
  assert_refused (make_ods (content, "<manifest><file-entry><encryption-data/></file-entry></manifest>"), "password");
}

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static GBytes *
xlsx_of (const char *sheet)
{
  Parts parts = { .sheet = sheet };

  return make_xlsx (&parts);
}

static void
test_hostile (void)
{
  g_autoptr (GString) deep = g_string_new ("<worksheet " XLSX_NS "><sheetData><row><c>");
  g_autoptr (GString) wide = g_string_new ("<worksheet " XLSX_NS "><sheetData>" HEAD "<row>");
  g_autofree char    *zeros = g_malloc0 (64 * 1024 * 1024);
  const Entry         bomb[] = { { "[Content_Types].xml", "<Types/>", 0 },
                                 { "xl/workbook.xml", zeros, 64 * 1024 * 1024 },
                                 { NULL } };
  const Entry         word[] = { { "[Content_Types].xml", "<Types/>", 0 },
                                 { "_rels/.rels", XLSX_RELATIONS (XLSX_RELATION ("a", "officeDocument", "word/document.xml")), 0 },
                                 { "word/document.xml", "<w/>", 0 },
                                 { NULL } };
  const Entry         binary[] = { { "[Content_Types].xml", "<Types/>", 0 },
                                   { "_rels/.rels", XLSX_RELATIONS (XLSX_RELATION ("a", "officeDocument", "xl/workbook.bin")), 0 },
                                   { "xl/workbook.bin", "x", 0 },
                                   { NULL } };
  const Entry         numbers[] = { { "Index/Document.iwa", "x", 0 }, { NULL } };
  const Entry         other[] = { { "holiday.jpg", "x", 0 }, { NULL } };
  g_autoptr (GBytes)  whole = xlsx_of (XLSX_SHEET (HEAD));
  gsize               length;
  const char         *data = g_bytes_get_data (whole, &length);

  assert_refused (make_archive (bomb, TRUE), "unpacks to far more");
  assert_refused (make_archive (word, TRUE), "not a spreadsheet");
  assert_refused (make_archive (binary, TRUE), "XLSB");
  assert_refused (make_archive (numbers, TRUE), "Numbers");
  assert_refused (make_archive (other, TRUE), "archive");
  assert_refused (g_bytes_new (data, length - 30), "damaged");
  assert_refused (g_bytes_new (data, 40), "damaged");
  assert_refused (xlsx_of ("<worksheet " XLSX_NS "><sheetData><row>"), "damaged");
  assert_refused (xlsx_of ("<!DOCTYPE x [<!ENTITY a \"b\">]>" XLSX_SHEET (HEAD) + 0), "DOCTYPE");
  assert_refused (xlsx_of (XLSX_SHEET ("<row><c t=\"str\"><v>&a;</v></c></row>")), "damaged");
  assert_refused (bytes_of ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"), "save it as XLSX or CSV");
  assert_refused (bytes_of ("<html><table><tr><td>1</td></tr></table></html>"), "web page");
  for (guint i = 0; i < 200; i++)
    g_string_append (deep, "<x>");
  assert_refused (xlsx_of (deep->str), "nested");
  /* A row that says it stands there again and again. */
  assert_refused (make_ods (ODS_CONTENT ("", "<table:table>" ODS_HEAD "<table:table-row table:number-rows-repeated=\"99999999\">"
                                             "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"9999\">"
                                             "<text:p>bang</text:p></table:table-cell></table:table-row></table:table>"), NULL),
                  "again and again");
  /* More columns than there are, and cells out of their order: said, and the rest is read. */
  for (guint i = 0; i < 17000; i++)
    g_string_append (wide, "<c><v>1</v></c>");
  g_string_append (wide, "</row><row r=\"1\"><c r=\"ZZZZZZ9\"><v>1</v></c></row><row><c r=\"B1\"><v>2</v></c>"
                         "<c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>");
  assert_rows (xlsx_of (wide->str), NULL, "2:!5\n3:!5\n4:|2|1\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/cells", test_cells);
  g_test_add_func ("/sheet/dates", test_dates);
  g_test_add_func ("/sheet/sheets", test_sheets);
  g_test_add_func ("/sheet/ods", test_ods);
  g_test_add_func ("/sheet/hostile", test_hostile);
  return g_test_run ();
}
