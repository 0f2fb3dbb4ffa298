/* bench-csv.c: scanning a survey of 300,000 rows, against libcsv
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <csv.h>

#include "tl-bench.h"
#include "tl-csv.h"

#define N_ROWS 300000

typedef struct
{
  GBytes  *bytes;
  guint64  fields;
} Survey;

static void
scan_ours (gpointer data)
{
  Survey                  *survey = data;
  g_autoptr (TlCsvSource)  source = tl_csv_source_new_for_bytes (survey->bytes, "survey.csv");
  g_autoptr (GError)       error = NULL;
  g_autoptr (TlCsvReader)  reader = tl_csv_reader_open (source, NULL, &error);
  const TlCsvRecord       *record;
  guint64                  n = 0;

  g_assert_no_error (error);
  while (tl_csv_reader_next (reader, &record, &error) == TL_CSV_STEP_RECORD)
    n += record->n_fields;
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 12 * (guint64) N_ROWS);
}

static void
on_field (void *text, size_t length, void *data)
{
  ((Survey *) data)->fields++;
}

static void
scan_libcsv (gpointer data)
{
  Survey           *survey = data;
  struct csv_parser parser;
  gsize             length;
  const void       *text = g_bytes_get_data (survey->bytes, &length);

  survey->fields = 0;
  csv_init (&parser, 0);
  csv_parse (&parser, text, length, on_field, NULL, survey);
  csv_fini (&parser, on_field, NULL, survey);
  csv_free (&parser);
  g_assert_cmpuint (survey->fields, ==, 12 * (guint64) (N_ROWS + 1));
}

static GBytes *
make_survey (void)
{
  static const char *const words[] = { "the", "parcel", "came", "two days", "late", "and nobody", "could say where",
                                       "it was; “with courier”", "refund", "helpful", "thank you", "delivery" };
  GString                 *out = g_string_new ("id,date,channel,segment,nps,csat,ces,stars,product,region,customer,comment\n");
  g_autoptr (GRand)        rand = g_rand_new_with_seed (7);

  for (int i = 0; i < N_ROWS; i++)
    {
      int n = g_rand_int_range (rand, 4, 30);

      g_string_append_printf (out, "r%d,2026-%02d-%02d,web,consumer,%d,%d,%d,%d,\"Bundle, large\",North,c%d,\"", i,
                              g_rand_int_range (rand, 1, 13), g_rand_int_range (rand, 1, 29), g_rand_int_range (rand, 0, 11),
                              g_rand_int_range (rand, 1, 6), g_rand_int_range (rand, 1, 8), g_rand_int_range (rand, 1, 6),
                              g_rand_int_range (rand, 1, 99999));
      for (int j = 0; j < n; j++)
        g_string_append_printf (out, "%s%s", words[g_rand_int_range (rand, 0, 12)], j % 11 == 10 ? "\n" : " ");
      g_string_append (out, "\"\n");
    }
  return g_string_free_to_bytes (out);
}

int
main (void)
{
  Survey survey = { make_survey () };

  tl_bench_note ("a survey of %d rows, 12 columns, %.0f MB", N_ROWS, (double) g_bytes_get_size (survey.bytes) / 1e6);
  tl_bench_compare ("CSV scan", 0.2, scan_ours, "libcsv", scan_libcsv, &survey, 7);
  g_bytes_unref (survey.bytes);
  return 0;
}
