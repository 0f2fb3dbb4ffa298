/* test-csv.c: tables as people's programs write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "tl-columns.h"
#include "tl-csv.h"
#include "tl-error.h"

#include "test-csv.h"

static char *
read_text (const char *text)
{
  g_autoptr (TlCsvSource) source = source_of (text, -1);

  return read_all (source, NULL, NULL);
}

static void
test_plain (void)
{
  static const struct
  {
    const char *text;
    const char *read;
  } cases[] = {
    { "a,b,c\n1,2,3\n", "=a|b|c\n1|2|3\n" },
    { "a,b,c\n1,2,3", "=a|b|c\n1|2|3\n" },
    { "a,b,c\r\n1,2,3\r\n4,5,6\r\n", "=a|b|c\n1|2|3\n4|5|6\n" },
    { "a,b,c\r1,2,3\r4,5,6", "=a|b|c\n1|2|3\n4|5|6\n" },
    { "a,b,c\r\r\n1,2,3\r\r\n4,5,6\r\r\n", "=a|b|c\n1|2|3\n4|5|6\n" },
    { "a,b\r\n1,2\n3,4\r5,6\r\r\n7,8", "=a|b\n1|2\n3|4\n5|6\n7|8\n" },
    { "\xef\xbb\xbf\"a\",b\n1,2\n", "=a|b\n1|2\n" },
    { "a;b;c\n1,5;2,5;3,5\n2,5;3,5;4,5\n", "=a|b|c\n1,5|2,5|3,5\n2,5|3,5|4,5\n" },
    { "a\tb\n1\tx, y\n2\tz\n", "=a|b\n1|x, y\n2|z\n" },
    { "a|b\n1|2\n", "=a|b\n1|2\n" },
    { "a,b\n1,\"\"\n\"\",2\n", "=a|b\n1|\n|2\n" },
    { "a,b\n1,\"say \"\"hi\"\"\"\n", "=a|b\n1|say \"hi\"\n" },
    { "a,b\n1,\"x\ny\"\n2,\"x\r\ny\"\n3,\"x\r\r\ny\"\n", "=a|b\n1|x\ny\n2|x\r\ny\n3|x\r\r\ny\n" },
    { "a,b\n1,5\" pipe\n2,say \"hi\", you\n", "=a|b\n1|5\" pipe\n!3 1\n" },
    { "a,b\n 1 ,\t2\n", "=a|b\n 1 |\t2\n" },
    { "a,b\n\"1\" ,\"2\"  \n", "=a|b\n1|2\n" },
    { "a,b\n1,2\n\n\n3,4\n\n\n", "=a|b\n1|2\n3|4\n" },
    { "a,b,c\n1,2,3\n,,\n4,5,6\n,,\n", "=a|b|c\n1|2|3\n4|5|6\n" },
    { "a,b,c\n1,2\n1,2,3,,\n1,2,3,4\n42 rows\n5,6,7\n8,9,10\n", "=a|b|c\n1|2|\n1|2|3\n!4 1\n!5 2\n5|6|7\n8|9|10\n" },
    { "a,b,c\n1,2,3\na,b,c\n4,5,6\n", "=a|b|c\n1|2|3\n!3 3\n4|5|6\n" },
    { "comment\nGood, really good, thanks\nBad\n", "=comment\nGood, really good, thanks\nBad\n" },
    { "comment\n\"Good, really\ngood\"\nBad\n", "=comment\nGood, really\ngood\nBad\n" },
    { "comment\nGood, fine\nBad, slow\nSo, so\n", "=comment\nGood, fine\nBad, slow\nSo, so\n" },
    { "id,text,score\n1,a,5\n2,b,c,5\n3,d,e,5\n4,f,g,5\n", "=id|text|score\n1|a|5\n!3 1\n!4 1\n!5 1\n" },
    { "sep=;\na;b\n1;2\n", "=a|b\n1|2\n" },
    { "'name','text'\n'Ann','Hi, all'\n'Bob','So, so'\n'Cid','No, no'\n",
      "=name|text\nAnn|Hi, all\nBob|So, so\nCid|No, no\n" },
    { "id,text\n1,\"say \\\"hi\\\", you\"\n2,\"a \\\\ b\"\n", "=id|text\n1|say \"hi\", you\n2|a \\ b\n" },
    { "id,text\n1,\"C:\\dir\\\"\n2,\"x\"\n", "=id|text\n1|C:\\dir\\\n2|x\n" },
    { "x,y\n1,2,3\n2,3,4\n3,4,5\n", "=|x|y\n1|2|3\n2|3|4\n3|4|5\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *read = read_text (cases[i].text);

      g_assert_cmpstr (read, ==, cases[i].read);
    }
}

static void
test_lines (void)
{
  static const char text[] = "junk\n\na,b,c\r\n1,\"x\ny\r\nz\",2\r\r\n3,4,5\r6,7,8\n9\n10,11,12";
  static const guint64 lines[] = { 4, 7, 8, 9, 10 };
  g_autoptr (TlCsvSource) source = source_of (text, -1);
  g_autoptr (GError)      error = NULL;
  g_autoptr (TlCsvReader) reader = tl_csv_reader_open (source, NULL, &error);
  const TlCsvDialect     *dialect = tl_csv_reader_get_dialect (reader);
  const TlCsvRecord      *record;

  g_assert_no_error (error);
  g_assert_cmpuint (dialect->n_junk, ==, 1);
  g_assert_cmpuint (dialect->junk[0].line, ==, 1);
  g_assert_cmpstr (dialect->junk[0].text, ==, "junk");
  g_assert_cmpuint (dialect->header_line, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      TlCsvStep step = tl_csv_reader_next (reader, &record, &error);

      g_assert_no_error (error);
      g_assert_cmpint (step, ==, i == 3 ? TL_CSV_STEP_REJECTED : TL_CSV_STEP_RECORD);
      g_assert_cmpuint (record->line, ==, lines[i]);
      g_assert_cmpuint (record->number, ==, i + 1);
      if (i == 3)
        {
          g_assert_cmpuint (record->raw_length, ==, 1);
          g_assert_cmpint (*record->raw, ==, '9');
        }
    }
  g_assert_cmpint (tl_csv_reader_next (reader, &record, &error), ==, TL_CSV_STEP_END);
  g_assert_cmpint (tl_csv_reader_next (reader, &record, &error), ==, TL_CSV_STEP_END);
}

/* A rejected row's words are given as they stand in the file. */
static void
test_raw (void)
{
  g_autoptr (TlCsvSource) source = source_of ("a,b\n1,2\n\"x \"\"y\"\"\",\"2\n3\",4 ,five\n", -1);
  g_autoptr (TlCsvReader) reader = tl_csv_reader_open (source, NULL, NULL);
  const TlCsvRecord      *record;
  g_autofree char        *raw = NULL;

  g_assert_cmpint (tl_csv_reader_next (reader, &record, NULL), ==, TL_CSV_STEP_RECORD);
  g_assert_cmpint (tl_csv_reader_next (reader, &record, NULL), ==, TL_CSV_STEP_REJECTED);
  raw = g_strndup (record->raw, record->raw_length);
  g_assert_cmpstr (raw, ==, "\"x \"\"y\"\"\",\"2\n3\",4 ,five");
  g_assert_cmpuint (record->n_given, ==, 4);
}

static void
test_quotes (void)
{
  static const struct
  {
    const char *text;
    const char *read;
    guint       n_bad;
  } cases[] = {
    /* literal quotes inside quotes */
    { "a,b\n1,\"so \"nice\", it was\"\n2,x\n", "=a|b\n1|so \"nice\", it was\n2|x\n", 0 },
    { "a,b\n1,\"a 5\" pipe\"\n2,x\n", "=a|b\n1|a 5\" pipe\n2|x\n", 0 },
    { "a,b\n\"see \"x\",1\ny,2\n", "=a|b\nsee \"x|1\ny|2\n", 0 },
    /* one that never closes */
    { "a,b\n1,\"open\n2,y\n3,z\n", "=a|b\n1|\"open\n2|y\n3|z\n", 1 },
    { "a,b\n\"open,1\ny,2\nz,3\n", "=a|b\n\"open|1\ny|2\nz|3\n", 1 },
    /* the next opening quote gives it away */
    { "a,b\n\"open,1\ny,2\n\"z, z\",3\nw,4\n", "=a|b\n\"open|1\ny|2\nz, z|3\nw|4\n", 1 },
    /* a literal quote must close on its line */
    { "a,b\n\"it \"was,1\ny,2\n\"z\",3\n", "=a|b\n\"it \"was|1\ny|2\nz|3\n", 1 },
    /* a file cut short inside a field */
    { "a,b\n1,x\n2,\"words\nand more", "=a|b\n1|x\n2|words\nand more\n", 1 },
    { "a,b\n1,x\n2,\"words\n", "=a|b\n1|x\n2|words\n", 1 },
    { "a,b\n1,x\n2,\"\n", "=a|b\n1|x\n2|\n", 1 },
    { "a,b\n1,x\n2,\"", "=a|b\n1|x\n2|\n", 1 },
    /* quotes alone */
    { "a,b\n\"\"\"\",\"\"\"\"\"\"\n", "=a|b\n\"|\"\"\n", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlCsvSource) source = source_of (cases[i].text, -1);
      TlCsvStats              stats;
      g_autofree char        *read = read_all (source, NULL, &stats);

      g_assert_cmpstr (read, ==, cases[i].read);
      g_assert_cmpuint (stats.n_bad_quotes, ==, cases[i].n_bad);
    }
}

/* A quote that would swallow the rest of a long file is literal; a long letter in a field is a field. */
static void
test_swallow (void)
{
  g_autoptr (GString)     text = g_string_new ("id,comment,score\n");
  g_autoptr (TlCsvSource) source = NULL;
  g_autoptr (TlCsvSource) letter_source = NULL;
  g_autoptr (GString)     letter = g_string_new ("id,comment,score\n1,\"");
  g_autofree char        *read = NULL;
  TlCsvStats              stats;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, i == 2500 ? "%u,\"oops,%u\n" : "%u,words,%u\n", i, i % 11);
  g_string_append (text, "last,\"fine, really\",3\n");
  source = source_of (text->str, -1);
  g_free (read_all (source, NULL, &stats));
  g_assert_cmpuint (stats.n_records, ==, 5001);
  g_assert_cmpuint (stats.n_bad_quotes, ==, 1);

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (letter, "Line %u of a letter, with a comma%s\n", i, i % 3 ? "" : ", or two");
  g_string_append (letter, "\",5\n2,short,6\n");
  letter_source = source_of (letter->str, -1);
  read = read_all (letter_source, NULL, &stats);
  g_assert_cmpuint (stats.n_records, ==, 2);
  g_assert_true (g_str_has_suffix (read, "|5\n2|short|6\n"));
}

static void
test_headers (void)
{
  static const struct
  {
    const char *text;
    guint       n_header_rows;
    guint       n_junk;
    const char *names;
  } cases[] = {
    { "Great phone\t1\nBad phone, broke\t0\nAwful\t0\n", 0, 0, "Column 1|Column 2" },
    { "comment\nfine\n", 1, 0, "comment" },
    { "Lovely staff.\nNo complaints at all.\nToo slow.\n", 0, 0, "Column 1" },
    { "1,2,3\n4,5,6\n", 0, 0, "Column 1|Column 2|Column 3" },
    { "2024-01-01,fine,5\n2024-01-02,bad,1\n", 0, 0, "Column 1|Column 2|Column 3" },
    { "Name,City\nAnn,Paris\nBob,Rome\n", 1, 0, "Name|City" },
    { "My report,,\n,,\nDate,Comment,Score\n2024-01-01,fine,5\n", 1, 1, "Date|Comment|Score" },
    { "Report of ACME, Inc.\nMade 2024-01-01\nDate,Comment,Score\n2024-01-01,fine,5\n2024-01-02,bad,1\n", 1, 2,
      "Date|Comment|Score" },
    { "a,b\n", 1, 0, "a|b" },
    { "yes,web\nno,phone\nyes,web\n", 0, 0, "Column 1|Column 2" },
    { "yes,web\nyes,web\n", 0, 0, "Column 1|Column 2" },
    { "StartDate,Q1,Q2\nAnfangsdatum,\"Wie, bitte?\",Warum?\n"
      "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":"
      "\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_TEXT\"\"}\"\n2024-01-01 10:00:00,3,Darum\n",
      3, 0, "StartDate|Q1|Q2" },
    { "StartDate,Q1\n\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\n2024-01-01,3\n",
      2, 0, "StartDate|Q1" },
    { "\xef\xbb\xbfV1,V2,V8,V9,Q1\nResponseID,ResponseSet,StartDate,EndDate,How?\nR_1,Set,2017-07-18,2017-07-18,2\n", 2,
      0, "V1|V2|V8|V9|Q1" },
    { "Respondent ID,Collector ID,Date Created,How was it?,,What else?\n,,,Quick,Kind,Open-Ended Response\n11,22,"
      "01/31/2024,Quick,,Nothing\n12,22,02/01/2024,,Kind,More\n",
      2, 0, "Respondent ID|Collector ID|Date Created|How was it?|Kind|What else?" },
    { "id,2023,2024,comment\n1,5,6,good\n2,6,7,bad\n", 1, 0, "id|2023|2024|comment" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlCsvSource)  source = source_of (cases[i].text, -1);
      g_autoptr (GError)       error = NULL;
      g_autoptr (TlCsvDialect) dialect = tl_csv_sniff (source, NULL, &error);
      g_autofree char         *names = NULL;
      g_autofree char         *said = NULL;
      g_autofree char         *junk = NULL;

      g_assert_no_error (error);
      names = g_strjoinv ("|", dialect->names);
      g_assert_cmpstr (names, ==, cases[i].names);
      g_assert_cmpuint (dialect->n_header_rows, ==, cases[i].n_header_rows);
      g_assert_cmpuint (dialect->n_junk, ==, cases[i].n_junk);
      said = tl_csv_dialect_describe (dialect);
      g_assert_cmpuint (strlen (said), >, 10);
      junk = tl_csv_dialect_say_junk (dialect);
      g_assert_true ((junk != NULL) == (cases[i].n_junk > 0));
    }
}

static void
test_hints (void)
{
  g_autoptr (TlCsvSource) source = source_of ("x;y,\"z;1\n2;3,4;5\n", -1);
  TlCsvHints              hints = TL_CSV_HINTS_INIT;
  g_autofree char        *semicolon = NULL;
  g_autofree char        *whole = NULL;
  g_autofree char        *literal = NULL;

  hints.delimiter = ';';
  hints.n_header_rows = 0;
  semicolon = read_all (source, &hints, NULL);
  g_assert_cmpstr (semicolon, ==, "x|y,\"z|1\n2|3,4|5\n");
  hints.delimiter = 0;
  whole = read_all (source, &hints, NULL);
  g_assert_cmpstr (whole, ==, "x;y,\"z;1\n2;3,4;5\n");
  hints.delimiter = ',';
  hints.quote = 0;
  hints.n_header_rows = 1;
  literal = read_all (source, &hints, NULL);
  g_assert_cmpstr (literal, ==, "=x;y|\"z;1\n2;3|4;5\n");
}

static void
test_encodings (void)
{
  static const struct
  {
    const char   *charset;
    const char   *bom;
    gsize         n_bom;
    TlCsvEncoding encoding;
  } cases[] = {
    { "UTF-8", "", 0, TL_CSV_ENCODING_UTF_8 },
    { "UTF-8", "\xef\xbb\xbf", 3, TL_CSV_ENCODING_UTF_8 },
    { "UTF-16LE", "\xff\xfe", 2, TL_CSV_ENCODING_UTF_16_LE },
    { "UTF-16LE", "", 0, TL_CSV_ENCODING_UTF_16_LE },
    { "UTF-16BE", "\xfe\xff", 2, TL_CSV_ENCODING_UTF_16_BE },
    { "UTF-16BE", "", 0, TL_CSV_ENCODING_UTF_16_BE },
    { "WINDOWS-1252", "", 0, TL_CSV_ENCODING_WINDOWS_1252 },
  };
  static const char text[] = "Größe;Note\nsehr groß – “ganz” toll… 5 €;3\nŽluťý?;4\n";
  static const char western[] = "Größe;Note\nsehr groß – “ganz” toll… 5 €;3\nŽlut?;4\n";

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean                 is_western = cases[i].encoding == TL_CSV_ENCODING_WINDOWS_1252;
      g_autoptr (GBytes)       bytes = encode (is_western ? western : text, cases[i].charset, cases[i].bom,
                                               cases[i].n_bom);
      g_autoptr (TlCsvSource)  source = tl_csv_source_new_for_bytes (bytes, "test.csv");
      g_autoptr (TlCsvDialect) dialect = tl_csv_sniff (source, NULL, NULL);
      g_autofree char         *read = read_all (source, NULL, NULL);
      g_autofree char         *expected = g_strconcat ("=", is_western ? western : text, NULL);

      g_assert_cmpint (dialect->encoding, ==, cases[i].encoding);
      g_assert_cmpint (dialect->has_bom, ==, cases[i].n_bom > 0);
      g_strdelimit (expected, ";", '|');
      g_assert_cmpstr (read, ==, expected);
    }
}

static void
test_damage (void)
{
  g_autoptr (TlCsvSource) mostly = source_of ("name,note\nJosé,été café\nA\xff" "B,x\nC\xc3,y\n", -1);
  g_autoptr (TlCsvSource) nul = source_of ("name,note\nA\0B,x\ny,\0\n", 20);
  g_autoptr (TlCsvSource) odd = source_of ("\xff\xfe" "a\0,\0b\0\n\0" "1\0,\0\x00\xd8\n\0" "2", 19);
  g_autoptr (TlCsvSource) ends = source_of ("a,b\n1,2\n\0\0\0\0\0\0\0", 15);
  TlCsvStats              stats;
  g_autofree char        *read = read_all (mostly, NULL, &stats);

  g_assert_cmpstr (read, ==, "=name|note\nJosé|été café\nA\ufffdB|x\nC\ufffd|y\n");
  g_assert_cmpuint (stats.n_replaced, ==, 2);
  g_free (read);
  read = read_all (nul, NULL, &stats);
  g_assert_cmpstr (read, ==, "=name|note\nA\ufffdB|x\ny|\ufffd\n");
  g_assert_cmpuint (stats.n_replaced, ==, 2);
  g_free (read);
  read = read_all (odd, NULL, &stats);
  g_assert_cmpstr (read, ==, "=a|b\n1|\ufffd\n\ufffd|\n");
  g_free (read);
  read = read_all (ends, NULL, &stats);
  g_assert_true (g_str_has_prefix (read, "=a|b\n1|2\n"));
}

static void
assert_refused (const char *bytes, gssize length, int code)
{
  g_autoptr (TlCsvSource)  source = source_of (bytes, length);
  g_autoptr (GError)       error = NULL;
  g_autoptr (TlCsvDialect) dialect = tl_csv_sniff (source, NULL, &error);

  g_assert_null (dialect);
  g_assert_error (error, TL_ERROR, code);
  g_assert_nonnull (strstr (error->message, "test.csv"));
}

static void
test_refused (void)
{
  g_autoptr (GError)  error = NULL;
  g_autofree char    *zeroes = g_malloc0 (4096);
  g_autofree char    *dir = g_dir_make_tmp ("tl-csv-XXXXXX", NULL);

  assert_refused ("", 0, TL_ERROR_MISSING);
  assert_refused ("\xef\xbb\xbf", 3, TL_ERROR_MISSING);
  assert_refused ("\n\n \r\n", -1, TL_ERROR_MISSING);
  assert_refused ("PK\003\004\024\0\0\0\010\0", 10, TL_ERROR_FORM);
  assert_refused ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, TL_ERROR_FORM);
  assert_refused ("%PDF-1.7\n1 0 obj", -1, TL_ERROR_FORM);
  assert_refused ("\xff\xfe\0\0a\0\0\0", 8, TL_ERROR_FORM);
  assert_refused (zeroes, 4096, TL_ERROR_FORM);
  g_assert_null (tl_csv_source_new_for_path ("/nowhere/at/all.csv", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);
  g_assert_null (tl_csv_source_new_for_path (dir, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_rmdir (dir);
}

static char *
shared (const char *name)
{
  const char      *root = g_getenv ("TL_SHARED");
  g_autofree char *path = root ? g_build_filename (root, "data", name, NULL) : NULL;

  return path && g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static void
test_spectrum (void)
{
  g_autofree char *folder = shared ("csv-spectrum");
  g_autoptr (GDir) dir = folder ? g_dir_open (folder, 0, NULL) : NULL;
  const char      *name;
  guint            n_files = 0;

  if (dir == NULL)
    {
      g_test_skip ("csv-spectrum is not here");
      return;
    }
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char         *path = g_build_filename (folder, name, NULL);
      g_autofree char         *json_name = NULL;
      g_autofree char         *json_path = NULL;
      g_autoptr (GError)       error = NULL;
      g_autoptr (TlCsvSource)  source = NULL;
      g_autoptr (TlCsvReader)  reader = NULL;
      g_autoptr (JsonParser)   parser = json_parser_new ();
      const TlCsvDialect      *dialect;
      const TlCsvRecord       *record;
      JsonArray               *rows = NULL;
      guint                    n_rows;

      if (!g_str_has_suffix (name, ".csv"))
        continue;
      json_name = g_strndup (name, strlen (name) - 4);
      json_path = g_strconcat (folder, "/json/", json_name, ".json", NULL);
      json_parser_load_from_file (parser, json_path, &error);
      g_assert_no_error (error);
      source = tl_csv_source_new_for_path (path, &error);
      g_assert_no_error (error);
      reader = tl_csv_reader_open (source, NULL, &error);
      g_assert_no_error (error);
      dialect = tl_csv_reader_get_dialect (reader);
      if (JSON_NODE_HOLDS_ARRAY (json_parser_get_root (parser)))
        rows = json_node_get_array (json_parser_get_root (parser));
      n_rows = rows ? json_array_get_length (rows) : 1;
      for (guint i = 0; i < n_rows; i++)
        {
          JsonObject *row = rows ? json_array_get_object_element (rows, i)
                                 : json_node_get_object (json_parser_get_root (parser));

          g_assert_cmpint (tl_csv_reader_next (reader, &record, &error), ==, TL_CSV_STEP_RECORD);
          g_assert_cmpuint (json_object_get_size (row), ==, dialect->n_columns);
          for (guint j = 0; j < dialect->n_columns; j++)
            {
              const char *wanted = json_object_get_string_member (row, dialect->names[j]);

              g_assert_nonnull (wanted);
              /* location_coordinates.json gives another telephone number than its table. */
              if (!g_str_equal (dialect->names[j], "Contact Phone Number"))
                g_assert_cmpstr (record->fields[j].text, ==, wanted);
            }
        }
      g_assert_cmpint (tl_csv_reader_next (reader, &record, &error), ==, TL_CSV_STEP_END);
      n_files++;
    }
  g_assert_cmpuint (n_files, >=, 12);
}

static void
test_real (void)
{
  static const struct
  {
    const char *name;
    guint       n_columns;
    guint       n_junk;
    guint       n_header_rows;
    guint       n_records;
    guint       n_texts;
    guint       n_broken;
    guint       longest;
    const char *text;
    const char *date;
  } files[] = {
    { "voc/cfpb-complaints.csv", 18, 2, 1, 6623, 1532, 602, 21928, "Consumer complaint narrative", "Date received" },
    { "voc/nyc311-animals.csv", 31, 0, 1, 4969, 0, 0, 0, NULL, "Created Date" },
    { "revenue/ibm-telco-churn.csv", 21, 0, 1, 7043, 0, 0, 0, NULL, NULL },
    { "voc/amazon_cells_labelled.txt", 2, 0, 0, 1000, 1000, 0, 0, "Column 1", NULL },
    { "voc/imdb_labelled.txt", 2, 0, 0, 1000, 1000, 0, 0, "Column 1", NULL },
    { "voc/yelp_labelled.txt", 2, 1, 0, 1000, 1000, 0, 0, "Column 1", NULL },
    { "voc/qualtrics-sample.csv", 20, 0, 3, 1, 1, 0, 0, "Q2", "RecordedDate" },
    { "voc/qualtrics-sample_legacy.csv", 16, 0, 2, 1, 1, 0, 0, "Q2", "V9" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char         *path = shared (files[i].name);
      g_autoptr (GError)       error = NULL;
      g_autoptr (TlCsvSource)  source = NULL;
      g_autoptr (TlCsvDialect) dialect = NULL;
      g_autoptr (TlColumns)    columns = NULL;
      g_autoptr (TlCsvReader)  reader = NULL;
      const TlCsvRecord       *record;
      TlCsvStep                step;
      guint                    n_texts = 0, n_broken = 0, longest = 0;
      int                      text, date;

      if (path == NULL)
        {
          g_test_skip ("the shared data are not here");
          return;
        }
      source = tl_csv_source_new_for_path (path, &error);
      g_assert_no_error (error);
      dialect = tl_csv_sniff (source, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (dialect->n_columns, ==, files[i].n_columns);
      g_assert_cmpuint (dialect->n_junk, ==, files[i].n_junk);
      g_assert_cmpuint (dialect->n_header_rows, ==, files[i].n_header_rows);
      columns = tl_columns_guess_for (source, dialect, &error);
      g_assert_no_error (error);
      text = tl_columns_get (columns, TL_COLUMN_TEXT);
      date = tl_columns_get (columns, TL_COLUMN_DATE);
      g_assert_cmpstr (text < 0 ? NULL : dialect->names[text], ==, files[i].text);
      g_assert_cmpstr (date < 0 ? NULL : dialect->names[date], ==, files[i].date);
      reader = tl_csv_reader_new (source, dialect);
      while ((step = tl_csv_reader_next (reader, &record, &error)) != TL_CSV_STEP_END)
        {
          g_assert_cmpint (step, ==, TL_CSV_STEP_RECORD);
          n_texts += text >= 0 && record->fields[text].length > 0;
          for (guint j = 0; j < record->n_fields; j++)
            {
              n_broken += strpbrk (record->fields[j].text, "\r\n") != NULL;
              longest = MAX (longest, (guint) g_utf8_strlen (record->fields[j].text, -1));
            }
        }
      g_assert_cmpuint (tl_csv_reader_get_stats (reader)->n_records, ==, files[i].n_records);
      g_assert_cmpuint (n_texts, ==, files[i].n_texts);
      g_assert_cmpuint (n_broken, ==, files[i].n_broken);
      if (files[i].longest > 0)
        g_assert_cmpuint (longest, ==, files[i].longest);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/plain", test_plain);
  g_test_add_func ("/csv/lines", test_lines);
  g_test_add_func ("/csv/raw", test_raw);
  g_test_add_func ("/csv/quotes", test_quotes);
  g_test_add_func ("/csv/swallow", test_swallow);
  g_test_add_func ("/csv/headers", test_headers);
  g_test_add_func ("/csv/hints", test_hints);
  g_test_add_func ("/csv/encodings", test_encodings);
  g_test_add_func ("/csv/damage", test_damage);
  g_test_add_func ("/csv/refused", test_refused);
  g_test_add_func ("/csv/spectrum", test_spectrum);
  g_test_add_func ("/csv/real", test_real);
  return g_test_run ();
}
