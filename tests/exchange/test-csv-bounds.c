/* test-csv-bounds.c: tables that are random, large or hostile
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "tl-csv-private.h"
#include "tl-error.h"

#include "test-csv.h"

/* Nothing here may take long or much, whatever stands in it. */
static void
test_hostile (void)
{
  static const char *const patterns[] = {
    "\"a,",    "\"a\n",      "\"a\"b,",      "\"a\"b\n",   "\"\",\"",       "\"\"a",  "\",\"\n",  "\"\n\"a",
    "\"\\\"",  "a\"\"\"\n",  "\"\n",         ",",          "\n",            "\r",     "\"",       "\",\n\"x",
    "\"a\"\n b", "'a,'b\n", "\t\"x\ty\n",    "\"x\" \"y\"", "\"x,1,2\n\"y\"z,", "a,\"b\nc,\"d",
  };
  const gsize size = 512 * 1024;

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    for (guint with_header = 0; with_header < 2; with_header++)
      {
        g_autoptr (GString)     text = g_string_sized_new (size + 64);
        g_autoptr (TlCsvSource) source = NULL;
        g_autoptr (GError)      error = NULL;
        g_autoptr (TlCsvReader) reader = NULL;
        const TlCsvRecord      *record;
        gint64                  start = g_get_monotonic_time ();
        guint64                 n = 0;

        if (with_header)
          g_string_append (text, "id,comment,score\n1,fine,2\n2,good,3\n");
        while (text->len < size)
          g_string_append (text, patterns[i]);
        source = source_of (text->str, (gssize) text->len);
        reader = tl_csv_reader_open (source, NULL, &error);
        if (reader)
          while (tl_csv_reader_next (reader, &record, &error) <= TL_CSV_STEP_REJECTED)
            n += record->n_fields;
        g_test_message ("pattern %u: %" G_GUINT64_FORMAT " fields, %.0f ms", i, n,
                        (double) (g_get_monotonic_time () - start) / 1000);
        g_assert_cmpint (g_get_monotonic_time () - start, <, 15 * G_USEC_PER_SEC);
      }
}

static void
append_many (GString *text, const char *part, gsize n)
{
  gsize length = strlen (part), start = text->len;

  g_string_set_size (text, start + n * length);
  for (gsize i = 0; i < n * length; i++)
    text->str[start + i] = part[i % length];
}

static void
test_limits (void)
{
  g_autoptr (GString)     wide = g_string_new (NULL);
  g_autoptr (GString)     text = g_string_new ("a,b\n1,2\n");
  g_autoptr (TlCsvSource) wide_source = NULL;
  g_autoptr (TlCsvSource) source = NULL;
  g_autoptr (TlCsvSource) line_source = NULL;
  g_autoptr (GError)      error = NULL;
  g_autoptr (TlCsvReader) reader = NULL;
  g_autofree char        *read = NULL;
  const TlCsvRecord      *record;

  append_many (wide, "c,", 1000000);
  g_string_append (wide, "\n1,2\n");
  wide_source = source_of (wide->str, (gssize) wide->len);
  g_assert_null (tl_csv_reader_open (wide_source, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  g_clear_error (&error);

  /* A row that is too wide, a field and a row that are too long; and reading goes on behind them. */
  append_many (text, "x,", TL_CSV_MAX_COLUMNS + 1);
  g_string_append (text, "\n3,");
  append_many (text, "y", TL_CSV_MAX_FIELD + 10);
  g_string_append (text, "\n4,");
  append_many (text, "z", TL_CSV_MAX_RECORD + TL_CSV_CHUNK);
  g_string_append (text, "\n5,6\n");
  source = source_of (text->str, (gssize) text->len);
  read = read_all (source, NULL, NULL);
  g_assert_cmpstr (read, ==, "=a|b\n1|2\n!3 5\n!4 4\n!5 4\n5|6\n");

  g_string_assign (text, "a,b\n1,2\n");
  append_many (text, "1", TL_CSV_MAX_LINE + 2 * TL_CSV_MAX_RECORD);
  line_source = source_of (text->str, (gssize) text->len);
  reader = tl_csv_reader_open (line_source, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tl_csv_reader_next (reader, &record, &error), ==, TL_CSV_STEP_RECORD);
  g_assert_cmpint (tl_csv_reader_next (reader, &record, &error), ==, TL_CSV_STEP_FAILED);
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "line 3"));
}

/* Every way of finding special bytes finds the same. */
static void
test_lists (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  char              bytes[TL_CSV_INDEX + TL_CSV_SLACK];
  guint16           plain[TL_CSV_INDEX + 64];
  G_GNUC_UNUSED guint16 other[TL_CSV_INDEX + 64];

  for (guint round = 0; round < 300; round++)
    {
      guint n_bytes = round < 200 ? round : (guint) g_rand_int_range (rand, 0, TL_CSV_INDEX + 1);
      int   density = g_rand_int_range (rand, 1, 40);
      guint n;

      for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = g_rand_int_range (rand, 0, density) == 0 ? ",;\"\n\r"[g_rand_int_range (rand, 0, 5)]
                                                            : (char) g_rand_int_range (rand, 0, 256);
      n = tl_csv_list_plain (bytes, n_bytes, ',', '"', plain);
      for (guint i = 0, j = 0; i < n_bytes; i++)
        if (memchr (",\"\n\r", bytes[i], 4))
          {
            g_assert_cmpuint (j, <, n);
            g_assert_cmpuint (plain[j], ==, i);
            j++;
          }
#ifdef __SSE2__
      g_assert_cmpuint (tl_csv_list_sse2 (bytes, n_bytes, ',', '"', other), ==, n);
      g_assert_cmpmem (plain, n * sizeof *plain, other, n * sizeof *other);
#endif
#ifdef TL_CSV_AVX2
      if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("bmi") && __builtin_cpu_supports ("popcnt"))
        {
          g_assert_cmpuint (tl_csv_list_avx2 (bytes, n_bytes, ',', '"', other), ==, n);
          g_assert_cmpmem (plain, n * sizeof *plain, other, n * sizeof *other);
        }
#endif
    }
}

/* How far text is UTF-8: one character at a time, as each processor does it. */
static void
test_utf8 (void)
{
  static const char *const pieces[] = { "a", "Report ", "é", "߿", "ࠀ", "€", "\xef\xbf\xbf", "𐀀", "\xf4\x8f\xbf\xbf", "“", "”" };
  static const char *const faults[] = {
    "\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc3", "\xe0\x9f\xbf", "\xe2\x82", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x8f\xbf\xbf",
    "\xf0\x9f\x98", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xf8\x88\x80\x80\x80", "\xfe", "\xff", "\xe2\x28\xa1", "\xc3\xc3\xa9",
  };
  g_autoptr (GRand)   rand = g_rand_new_with_seed (11);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint round = 0; round < 6000; round++)
    {
      guint         n_pieces = (guint) g_rand_int_range (rand, 0, 90);
      guint         kind = round % 3 ? G_N_ELEMENTS (pieces) : 2;
      const char   *end;
      const guchar *bytes;
      gsize         n_good;

      g_string_truncate (text, 0);
      for (guint i = 0; i < n_pieces; i++)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, (gint32) kind)]);
      if (round % 4 == 0)
        g_string_insert (text, g_rand_int_range (rand, 0, (gint32) text->len + 1),
                         faults[g_rand_int_range (rand, 0, G_N_ELEMENTS (faults))]);
      else if (round % 4 == 1 && text->len > 0)
        text->str[g_rand_int_range (rand, 0, (gint32) text->len)] = (char) g_rand_int_range (rand, 0, 256);
      else if (round % 4 == 2)
        g_string_truncate (text, text->len - MIN (text->len, (gsize) g_rand_int_range (rand, 0, 4)));
      bytes = (const guchar *) text->str;
      g_utf8_validate_len (text->str, text->len, &end);
      n_good = (gsize) (end - text->str);
      g_assert_cmpuint (tl_csv_utf8_count (bytes, bytes + text->len), ==, n_good);
      g_assert_cmpuint (tl_csv_utf8_count_plain (bytes, bytes + text->len), ==, n_good);
    }
}

/* A tiny writer by RFC 4180. */
static void
write_field (GString *out, const char *text, char delimiter, gboolean must_quote)
{
  if (!must_quote && !strpbrk (text, "\"\r\n") && !strchr (text, delimiter))
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (; *text; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

static char *
random_cell (GRand *rand, gboolean is_western)
{
  static const char *const parts[] = {
    "a", "word", " ", ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r\n", "\r", "é", "ß", "€", "…", "'", "\\", "x y z",
    "=1+1",
    "0", "-12.5", "{\"k\": 1}", "\",\"", "\"\n", "日本", "😀", "\u2028", "ﬁ", "ж",
  };
  GString *out = g_string_new (NULL);
  guint    n = (guint) g_rand_int_range (rand, 0, g_rand_int_range (rand, 0, 50) == 0 ? 400 : 7);

  for (guint i = 0; i < n; i++)
    g_string_append (out, parts[g_rand_int_range (rand, 0, (gint32) G_N_ELEMENTS (parts) - (is_western ? 5 : 0))]);
  return g_string_free (out, FALSE);
}

static void
test_random (void)
{
  static const char        delimiters[] = { ',', ';', '\t', '|' };
  static const char *const ends[] = { "\n", "\r\n", "\r", "\r\r\n" };
  static const struct
  {
    const char   *charset;
    const char   *bom;
    gsize         n_bom;
    TlCsvEncoding forced;
  } encodings[] = {
    { "UTF-8", "", 0, TL_CSV_ENCODING_UTF_8 },
    { "UTF-8", "\xef\xbb\xbf", 3, TL_CSV_ENCODING_AUTO },
    { "UTF-16LE", "\xff\xfe", 2, TL_CSV_ENCODING_AUTO },
    { "UTF-16BE", "\xfe\xff", 2, TL_CSV_ENCODING_AUTO },
    { "UTF-16LE", "", 0, TL_CSV_ENCODING_UTF_16_LE },
    { "WINDOWS-1252", "", 0, TL_CSV_ENCODING_WINDOWS_1252 },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260312);

  for (guint round = 0; round < 4 * 4 * 6 * 3; round++)
    {
      const char   delimiter = delimiters[round % 4];
      const char  *end = ends[round / 4 % 4];
      guint        e = round / 16 % 6;
      gboolean     is_western = g_str_equal (encodings[e].charset, "WINDOWS-1252");
      guint        n_columns = (guint) g_rand_int_range (rand, 2, 12);
      guint        n_rows = (guint) g_rand_int_range (rand, 0, round % 48 == 47 ? 12000 : 80);
      g_autoptr (GPtrArray)   cells = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GString)     text = g_string_new (NULL);
      g_autoptr (GBytes)      bytes = NULL;
      g_autoptr (TlCsvSource) source = NULL;
      g_autoptr (GError)      error = NULL;
      g_autoptr (TlCsvReader) reader = NULL;
      const TlCsvRecord      *record;
      TlCsvHints              hints = TL_CSV_HINTS_INIT;
      guint64                 line = 2;

      for (guint i = 0; i < n_columns; i++)
        g_string_append_printf (text, "%sheader %u", i > 0 ? (char[]){ delimiter, '\0' } : "", i);
      for (guint row = 0; row < n_rows; row++)
        {
          g_string_append (text, end);
          for (guint i = 0; i < n_columns; i++)
            {
              char *cell = i == 0 ? g_strdup_printf ("row %u", row) : random_cell (rand, is_western);

              if (i > 0)
                g_string_append_c (text, delimiter);
              write_field (text, cell, delimiter, g_rand_boolean (rand));
              g_ptr_array_add (cells, cell);
            }
        }
      if (g_rand_boolean (rand))
        g_string_append (text, end);
      bytes = encode (text->str, encodings[e].charset, encodings[e].bom, encodings[e].n_bom);
      source = tl_csv_source_new_for_bytes (bytes, "random.csv");
      hints.delimiter = delimiter;
      hints.quote = '"';
      hints.n_header_rows = 1;
      hints.encoding = encodings[e].forced;
      reader = tl_csv_reader_open (source, &hints, &error);
      g_assert_no_error (error);
      for (guint row = 0; row < n_rows; row++)
        {
          g_assert_cmpint (tl_csv_reader_next (reader, &record, &error), ==, TL_CSV_STEP_RECORD);
          g_assert_cmpuint (record->number, ==, row + 1);
          g_assert_cmpuint (record->n_given, ==, n_columns);
          g_assert_cmpuint (record->line, ==, line);
          line++;
          for (guint i = 0; i < n_columns; i++)
            {
              const char *cell = g_ptr_array_index (cells, row * n_columns + i);

              g_assert_cmpstr (record->fields[i].text, ==, cell);
              for (const char *p = cell; *p; p++)
                line += *p == '\n' || (*p == '\r' && p[1] != '\n' && !(p[1] == '\r' && p[2] == '\n'));
            }
        }
      g_assert_cmpint (tl_csv_reader_next (reader, &record, &error), ==, TL_CSV_STEP_END);
      g_assert_cmpfloat (tl_csv_reader_get_progress (reader), ==, 1);
    }
}

/* What one reads at once and what one reads a window at a time is the same; so is a file and its bytes. */
static void
test_large (void)
{
  g_autoptr (GString)     text = g_string_new ("id,comment,score\r\n");
  g_autofree char        *name = NULL;
  g_autoptr (GError)      error = NULL;
  g_autoptr (TlCsvSource) source = NULL;
  g_autoptr (TlCsvReader) reader = NULL;
  const TlCsvRecord      *record;
  guint                   n = 40000;
  int                     fd;

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (text, "%u,\"%s é\r\nsaid \"\"%u\"\" €", i, i % 3 ? "Ärger" : "Freude", i);
      if (i == 20000)
        for (guint j = 0; j < 150000; j++)
          g_string_append (text, "viel € ");
      g_string_append_printf (text, "\",%u\r\n", i % 11);
    }
  fd = g_file_open_tmp ("tl-csv-XXXXXX", &name, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (name, text->str, (gssize) text->len, &error));
  source = tl_csv_source_new_for_path (name, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tl_csv_source_get_size (source), ==, text->len);
  g_unlink (name);
  reader = tl_csv_reader_open (source, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *expected = g_strdup_printf ("%s é\r\nsaid \"%u\" €", i % 3 ? "Ärger" : "Freude", i);

      g_assert_cmpint (tl_csv_reader_next (reader, &record, &error), ==, TL_CSV_STEP_RECORD);
      g_assert_true (g_str_has_prefix (record->fields[1].text, expected));
      g_assert_cmpuint (record->fields[1].length, ==,
                        strlen (expected) + (i == 20000 ? 150000 * strlen ("viel € ") : 0));
      g_assert_cmpuint (record->line, ==, 2 + 2 * i);
    }
  g_assert_cmpint (tl_csv_reader_next (reader, &record, &error), ==, TL_CSV_STEP_END);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-bounds/hostile", test_hostile);
  g_test_add_func ("/csv-bounds/limits", test_limits);
  g_test_add_func ("/csv-bounds/lists", test_lists);
  g_test_add_func ("/csv-bounds/utf8", test_utf8);
  g_test_add_func ("/csv-bounds/random", test_random);
  g_test_add_func ("/csv-bounds/large", test_large);
  return g_test_run ();
}
