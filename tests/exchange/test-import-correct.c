/* test-import-correct.c: what is corrected of a table holds, and is known the next time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-import.h"
#include "xml-helpers.h"

#define ASKED "id;notes, and more;satisfied\n1;words of the first, and more;9\n2;words of the second, and more;4\n"

static TlCsvSource *
table (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return tl_csv_source_new_for_bytes (bytes, "asked.csv");
}

static TlImportPreview *
look (const TlImportOptions *options)
{
  g_autoptr (TlCsvSource) csv = table (ASKED);
  g_autoptr (GError)      error = NULL;
  TlImportPreview        *preview = tl_import_preview (csv, options, NULL, &error);

  g_assert_no_error (error);
  return preview;
}

/* How far a scale goes is found out, and can be said. */
static void
test_range (void)
{
  TlImportOptions             options = { NULL };
  g_autoptr (TlImportPreview) found = look (&options);
  g_autoptr (TlImportPreview) said = NULL;

  tl_import_plan_set_role (found->plan, 1, TL_COLUMN_TEXT);
  tl_import_plan_set_role (found->plan, 2, TL_COLUMN_CSAT);
  tl_import_plan_set_range (found->plan, 2, 1, 5);
  options.plan = found->plan;
  said = look (&options);
  g_assert_cmpfloat (((const TlImportColumn *) said->columns->pdata[2])->high, ==, 5);
  g_assert_cmpuint (said->n_spoilt, ==, 1);
  tl_import_plan_set_role (found->plan, 2, TL_COLUMN_CES);
  g_assert_cmpfloat (found->plan->ranges[2].high, ==, 0);
}

/* The next table of this shape is read as this one was: its delimiter, its header, its columns and their scales. */
static void
test_memory (void)
{
  g_autoptr (TlDocument)      document = read_text (BODY (""));
  g_autoptr (TlCsvSource)     csv = table (ASKED);
  TlImportOptions             options = { .memory = TL_IMPORT_MEMORY_USE };
  g_autoptr (TlImportPreview) found = look (&options);
  g_autoptr (TlImportPreview) known = NULL;
  g_autoptr (TlImportPreview) forgotten = NULL;
  g_autoptr (TlImportResult)  result = NULL;
  g_autoptr (TlImportPlan)    plan = tl_import_plan_copy (found->plan);
  g_autoptr (GError)          error = NULL;

  g_assert_false (found->is_remembered);
  g_assert_cmpuint (found->plan->n_columns, ==, 3);
  tl_import_plan_set_role (plan, 1, TL_COLUMN_TEXT);
  tl_import_plan_set_role (plan, 2, TL_COLUMN_STARS);
  tl_import_plan_set_range (plan, 2, 0, 10);
  plan->encoding = TL_CSV_ENCODING_MAC_ROMAN;
  options.plan = plan;
  options.asked = "1200";
  result = tl_import_evidence (document, csv, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_records, ==, 2);
  g_assert_cmpfloat (tl_thing_get_number (tl_journey_lookup (tl_document_get_journey (document), result->source),
                                          TL_SOURCE_ASKED), ==, 1200);

  options.plan = NULL;
  known = look (&options);
  g_assert_true (known->is_remembered);
  g_assert_cmpint (known->plan->encoding, ==, TL_CSV_ENCODING_MAC_ROMAN);
  g_assert_cmpint (known->plan->roles[2], ==, TL_COLUMN_STARS);
  g_assert_cmpfloat (known->plan->ranges[2].high, ==, 10);
  options.memory = TL_IMPORT_MEMORY_FORGET;
  forgotten = look (&options);
  g_assert_false (forgotten->is_remembered);
  g_assert_cmpint (forgotten->plan->encoding, !=, TL_CSV_ENCODING_MAC_ROMAN);
}

/* A quote that never closes is said, also in a table of one column. */
static void
test_quote (void)
{
  g_autoptr (TlDocument)     document = read_text (BODY (""));
  g_autoptr (TlCsvSource)    csv = table ("comment\n\"an open one that goes on\nfine words here\nmore words for all\n");
  g_autoptr (GError)         error = NULL;
  g_autoptr (TlImportResult) result = tl_import_evidence (document, csv, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (result->n_bad_quotes, ==, 1);
  g_assert_cmpuint (result->n_records, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/correct/range", test_range);
  g_test_add_func ("/correct/memory", test_memory);
  g_test_add_func ("/correct/quote", test_quote);
  return g_test_run ();
}
