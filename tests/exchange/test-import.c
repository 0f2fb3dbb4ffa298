/* test-import.c: evidence from tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-import.h"
#include "xml-helpers.h"

#define SHOP                                                                                                           \
  BODY ("<stage id=\"basket\" title=\"Basket\"><touchpoint id=\"page\" title=\"Basket page\">"                          \
        "<pain id=\"fee\" title=\"Delivery fee\"/></touchpoint>"                                                       \
        "<touchpoint id=\"chat\" title=\"Chat / phone\"><pain id=\"slow\" title=\"Slow\"/></touchpoint></stage>"        \
        "<stage id=\"pay\" title=\"Pay\"><touchpoint id=\"card\" title=\"Card\"><pain id=\"slow2\" title=\"Slow\"/>"    \
        "</touchpoint></stage>")

static TlCsvSource *
table (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return tl_csv_source_new_for_bytes (bytes, "voices.csv");
}

static TlImportResult *
import (TlDocument *document, const char *text, const TlImportOptions *options)
{
  g_autoptr (TlCsvSource) csv = table (text);
  g_autoptr (GError)      error = NULL;
  TlImportResult         *result = tl_import_evidence (document, csv, options, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (result->edit, >, 0);
  g_assert_cmpuint (result->n_records, ==, result->n_with_text + result->n_without_text);
  g_assert_cmpuint (result->n_records, ==, result->n_assigned + result->n_unassigned);
  return result;
}

static void
assert_not_imported (const char *text, const TlImportOptions *options, const char *what)
{
  g_autoptr (TlDocument)  document = read_text (SHOP);
  g_autoptr (TlCsvSource) csv = table (text);
  g_autoptr (GError)      error = NULL;
  g_autofree char        *before = write_text (document);
  g_autofree char        *after = NULL;
  g_autofree char        *undo = NULL;

  g_assert_null (tl_import_evidence (document, csv, options, NULL, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, what) == NULL)
    g_error ("“%s” is not in “%s”", what, error->message);
  after = write_text (document);
  undo = tl_document_dup_undo_name (document);
  g_assert_cmpstr (before, ==, after);
  g_assert_null (undo);
}

static GPtrArray *
list (TlDocument *document)
{
  TlEvidenceFilter   all = { NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray         *records = tl_evidence_list (document, &all, 0, 100000, &error);

  g_assert_no_error (error);
  return records;
}

static const TlRecord *
find (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (strcmp (((TlRecord *) records->pdata[i])->id, id) == 0)
      return records->pdata[i];
  g_error ("there is no record %s", id);
}

static double
number (const TlRecord *record, TlField field)
{
  return tl_record_has (record, field) ? record->values[field - TL_EVIDENCE_SOURCE].number : NAN;
}

static void
test_records (void)
{
  g_autoptr (TlDocument)     document = read_text (SHOP);
  g_autoptr (TlImportResult) result = NULL;
  g_autoptr (GPtrArray)      records = NULL;
  g_autofree char           *undo = NULL;
  g_autofree char           *before = write_text (document);
  g_autofree char           *after = NULL;
  TlImportOptions            options = { NULL };
  TlThing                   *source;

  options.keep_ids = TRUE;
  options.columns[TL_COLUMN_NPS] = "nps";
  result = import (document,
                   "date,nps,comment,customer id,segment\n"
                   "2026-01-31,9,\"two\r\nlines\",c1,new\n"
                   "2026-02-01,11,out of range,c2,\n"
                   "not a date,3.5,half,c3,old\n"
                   ",,,c4,\n"
                   "2025-12-24,0,\"=cmd|' /C calc'!A0\",c5,x\n", &options);
  g_assert_cmpuint (result->n_records, ==, 5);
  g_assert_cmpuint (result->n_with_text, ==, 4);
  g_assert_cmpuint (result->n_without_text, ==, 1);
  g_assert_cmpuint (result->n_rejected, ==, 0);
  g_assert_cmpstr (result->source, ==, "voices");
  g_assert_cmpstr (result->source_title, ==, "voices");
  g_assert_true (result->source_is_new);
  g_assert_cmpstr (result->from, ==, "2025-12-24");
  g_assert_cmpstr (result->to, ==, "2026-02-01");
  /* What cannot be read is left out, by line, and the rest of the record stays. */
  g_assert_cmpuint (result->n_spoilt, ==, 3);
  g_assert_cmpuint (((TlImportNote *) result->spoilt->pdata[0])->line, ==, 4);
  g_assert_nonnull (strstr (((TlImportNote *) result->spoilt->pdata[0])->text, "nps is “11”"));
  g_assert_nonnull (strstr (((TlImportNote *) result->spoilt->pdata[1])->text, "date is “not a date”"));

  records = list (document);
  g_assert_cmpuint (records->len, ==, 5);
  g_assert_cmpstr (tl_record_get_text (find (records, "voices.1"), TL_EVIDENCE_TEXT), ==, "two\nlines");
  g_assert_cmpstr (tl_record_get_text (find (records, "voices.1"), TL_EVIDENCE_DATE), ==, "2026-01-31");
  g_assert_cmpstr (tl_record_get_text (find (records, "voices.1"), TL_EVIDENCE_CUSTOMER), ==, "c1");
  g_assert_cmpstr (tl_record_get_text (find (records, "voices.1"), TL_EVIDENCE_SEGMENT), ==, "new");
  g_assert_cmpfloat (number (find (records, "voices.1"), TL_EVIDENCE_NPS), ==, 9);
  g_assert_cmpfloat (number (find (records, "voices.1"), TL_EVIDENCE_ROW), ==, 1);
  g_assert_false (tl_record_has (find (records, "voices.2"), TL_EVIDENCE_NPS));
  g_assert_cmpstr (tl_record_get_text (find (records, "voices.2"), TL_EVIDENCE_TEXT), ==, "out of range");
  g_assert_false (tl_record_has (find (records, "voices.4"), TL_EVIDENCE_TEXT));
  g_assert_cmpstr (tl_record_get_text (find (records, "voices.5"), TL_EVIDENCE_TEXT), ==, "=cmd|' /C calc'!A0");

  source = tl_journey_lookup (tl_document_get_journey (document), "voices");
  g_assert_cmpstr (tl_thing_get_text (source, TL_SOURCE_FROM), ==, "2025-12-24");
  g_assert_cmpstr (tl_thing_get_text (source, TL_SOURCE_TO), ==, "2026-02-01");

  /* One edit. */
  undo = tl_document_dup_undo_name (document);
  g_assert_nonnull (strstr (undo, "voices"));
  g_assert_true (tl_document_undo (document, NULL));
  after = write_text (document);
  g_assert_cmpstr (before, ==, after);
}

static void
test_again (void)
{
  g_autoptr (TlDocument)     document = read_text (SHOP);
  const char                *text = "date,comment\n2026-01-01,one\n2026-01-02,two\n";
  TlImportOptions            options = { .source = "  Exit \n survey ", .kind = "survey", .keep_duplicates = TRUE };
  TlImportOptions            by_id = { .source = "exit-survey", .kind = "review", .keep_duplicates = TRUE };
  g_autoptr (TlImportResult) first = import (document, text, &options);
  g_autoptr (TlImportResult) second = NULL;
  g_autoptr (TlImportResult) third = NULL;
  g_autoptr (GPtrArray)      records = NULL;
  g_autofree char           *xml = NULL;
  TlThing                   *source;

  options.source = "EXIT survey";
  second = import (document, text, &options);
  third = import (document, text, &by_id);
  g_assert_cmpstr (first->source_title, ==, "Exit survey");
  g_assert_true (first->source_is_new);
  g_assert_false (second->source_is_new);
  g_assert_cmpstr (second->source, ==, "exit-survey");
  g_assert_cmpstr (third->source, ==, "exit-survey");
  records = list (document);
  g_assert_cmpuint (records->len, ==, 6);
  find (records, "exit-survey.1");
  find (records, "exit-survey.1-2");
  find (records, "exit-survey.2-3");
  source = tl_journey_lookup (tl_document_get_journey (document), "exit-survey");
  g_assert_cmpstr (tl_thing_get_text (source, TL_SOURCE_KIND), ==, "survey");
  xml = write_text (document);
  g_free (round_trip (xml));
}

/* Ids that are taken by things, or by records that another source has. */
static void
test_taken_ids (void)
{
  g_autoptr (TlDocument)     document =
    read_text (BODY ("<persona id=\"voices-2.1\" title=\"P\"/><persona id=\"voices\" title=\"V\"/><source id=\"s\" title=\"S\"/>"
                     "<evidence id=\"voices-2.2\" source=\"s\"/>"));
  g_autoptr (TlImportResult) result = import (document, "comment\none two three\nfour five six\nseven eight nine\n", NULL);
  g_autoptr (GPtrArray)      records = list (document);

  g_assert_cmpstr (result->source, ==, "voices-2");
  find (records, "voices-2.1-2");
  find (records, "voices-2.2-2");
  find (records, "voices-2.3");
}

static void
test_columns (void)
{
  g_autoptr (TlDocument)     document = read_text (SHOP);
  TlImportOptions            options = { NULL };
  g_autoptr (TlImportResult) result = NULL;
  g_autoptr (GPtrArray)      records = NULL;
  const char                *text = "when;what they said;how likely;mood;easy;stars\n"
                                    "31/01/2026;good;10 - Extremely likely;positive;4,5;4 stars\n"
                                    "01/02/2026;bad;Not at all likely (0);Negativ;n/a;★★\n"
                                    "02/02/2026;;;7;-;\n";

  options.columns[TL_COLUMN_TEXT] = "What they said";
  options.columns[TL_COLUMN_DATE] = "#1";
  options.columns[TL_COLUMN_NPS] = "how likely";
  options.columns[TL_COLUMN_SENTIMENT] = "mood";
  options.columns[TL_COLUMN_CES] = "easy";
  options.columns[TL_COLUMN_STARS] = "stars";
  result = import (document, text, &options);
  records = list (document);
  g_assert_cmpstr (tl_record_get_text (find (records, "voices.2"), TL_EVIDENCE_DATE), ==, "2026-02-01");
  g_assert_cmpfloat (number (find (records, "voices.1"), TL_EVIDENCE_NPS), ==, 10);
  g_assert_cmpfloat (number (find (records, "voices.2"), TL_EVIDENCE_NPS), ==, 0);
  g_assert_cmpfloat (number (find (records, "voices.1"), TL_EVIDENCE_SENTIMENT), ==, 1);
  g_assert_cmpfloat (number (find (records, "voices.2"), TL_EVIDENCE_SENTIMENT), ==, -1);
  g_assert_cmpfloat (number (find (records, "voices.1"), TL_EVIDENCE_CES), ==, 4.5);
  g_assert_cmpfloat (number (find (records, "voices.1"), TL_EVIDENCE_STARS), ==, 4);
  g_assert_cmpfloat (number (find (records, "voices.2"), TL_EVIDENCE_STARS), ==, 2);
  g_assert_cmpuint (result->n_spoilt, ==, 1); /* a mood of 7 */
  g_assert_cmpuint (result->columns->len, ==, 6);
  g_assert_cmpint (((TlImportColumn *) result->columns->pdata[2])->role, ==, TL_COLUMN_NPS);
  g_assert_cmpstr (((TlImportColumn *) result->columns->pdata[2])->name, ==, "how likely");
  g_assert_nonnull (result->dates);
  g_assert_false (result->dates_are_ambiguous);

  options.columns[TL_COLUMN_TEXT] = "What they sad";
  assert_not_imported (text, &options, "Did you mean “what they said”?");
  assert_not_imported ("a,b,c\n1,2,3\n4,5,6\n", NULL, "no column");
  assert_not_imported ("date,comment\n", NULL, "");
  assert_not_imported ("", NULL, "");
  options = (TlImportOptions) { .kind = "rumour" };
  assert_not_imported ("date,comment\n2026-01-01,x y z\n", &options, "rumour");
  options = (TlImportOptions) { .source = " \n " };
  assert_not_imported ("date,comment\n2026-01-01,x y z\n", &options, "title");
}

static void
test_titles_and_controls (void)
{
  g_autoptr (TlDocument)     document = read_text (SHOP);
  g_autoptr (TlImportResult) result =
    import (document, "title,review,date\nHead,\"body\x01 text\",2026-01-01\nAlone,,2026-01-02\n,only words,2026-01-03\n", NULL);
  g_autoptr (GPtrArray)      records = list (document);
  g_autofree char           *xml = write_text (document);

  g_assert_cmpstr (tl_record_get_text (find (records, "voices.1"), TL_EVIDENCE_TEXT), ==, "Head\nbody\ufffd text");
  g_assert_cmpstr (tl_record_get_text (find (records, "voices.2"), TL_EVIDENCE_TEXT), ==, "Alone");
  g_assert_cmpstr (tl_record_get_text (find (records, "voices.3"), TL_EVIDENCE_TEXT), ==, "only words");
  g_assert_cmpuint (result->n_replaced, ==, 1);
  g_assert_cmpuint (result->n_with_text, ==, 3);
  g_free (round_trip (xml));
}

static void
test_rejected_rows (void)
{
  g_autoptr (TlDocument)     document = read_text (SHOP);
  g_autoptr (TlImportResult) result = import (document,
                                              "Archive: x.zip\ndate,nps,comment\n2026-01-01,1,one\n"
                                              "2026-01-02,2,two,three,four,five\n\n2026-01-03,3,three\n", NULL);
  g_autoptr (GPtrArray)      records = list (document);

  g_assert_cmpuint (result->n_records, ==, 2);
  g_assert_cmpuint (result->n_rejected, ==, 1);
  g_assert_cmpuint (((TlImportNote *) result->rejected->pdata[0])->line, ==, 4);
  g_assert_cmpuint (result->junk->len, ==, 1);
  g_assert_cmpuint (((TlImportNote *) result->junk->pdata[0])->line, ==, 1);
  /* The row is the number among the rows of data, rejected ones counted. */
  g_assert_cmpfloat (number (find (records, "voices.3"), TL_EVIDENCE_ROW), ==, 3);
}

static TlRules *
rules (const char *text)
{
  g_autoptr (GError) error = NULL;
  TlRules           *all = tl_rules_parse (text, -1, "rules.txt", &error);

  g_assert_no_error (error);
  return all;
}

static void
test_rules (void)
{
  g_autoptr (TlDocument)     document = read_text (SHOP);
  g_autoptr (TlRules)        all = rules ("# what they speak of\n"
                                          "column Issue is \"Fee\" -> pain \"Basket / basket page/Delivery Fee\"\n"
                                          "text has \"late\" -> touchpoint card\n"
                                          "column Issue contains \"phone\" -> touchpoint \"Chat / phone\"\n"
                                          "text has \"never\" -> pain slow2\n");
  TlImportOptions            options = { .rules = all };
  g_autoptr (TlImportResult) result = import (document,
                                              "Issue,comment\nFee,it came late\nOther,it came late\nThe phone,hello there\n"
                                              "Other,nothing to say\n", &options);
  g_autoptr (GPtrArray)      records = list (document);

  g_assert_cmpuint (result->n_assigned, ==, 3);
  g_assert_cmpuint (result->n_unassigned, ==, 1);
  g_assert_cmpuint (result->rules->len, ==, 4);
  g_assert_cmpuint (((TlImportRule *) result->rules->pdata[0])->line, ==, 2);
  g_assert_cmpstr (((TlImportRule *) result->rules->pdata[0])->thing, ==, "fee");
  g_assert_cmpuint (((TlImportRule *) result->rules->pdata[0])->n_records, ==, 1);
  g_assert_cmpuint (((TlImportRule *) result->rules->pdata[3])->n_records, ==, 0);
  g_assert_cmpuint (((TlImportRule *) result->rules->pdata[1])->n_records, ==, 2);
  /* A pain takes its touchpoint with it; what else the record speaks of is beside it. */
  g_assert_cmpstr (tl_record_get_text (find (records, "voices.1"), TL_EVIDENCE_ON), ==, "fee");
  g_assert_cmpstr (tl_record_get_text (find (records, "voices.1"), TL_EVIDENCE_TOUCHPOINT), ==, "page");
  g_assert_cmpuint (g_strv_length (find (records, "voices.1")->about), ==, 1);
  g_assert_cmpstr (find (records, "voices.1")->about[0], ==, "card");
  g_assert_null (find (records, "voices.2")->about);
  g_assert_cmpstr (tl_record_get_text (find (records, "voices.2"), TL_EVIDENCE_TOUCHPOINT), ==, "card");
  g_assert_null (tl_record_get_text (find (records, "voices.2"), TL_EVIDENCE_ON));
  g_assert_cmpstr (tl_record_get_text (find (records, "voices.3"), TL_EVIDENCE_TOUCHPOINT), ==, "chat");
  g_assert_null (tl_record_get_text (find (records, "voices.4"), TL_EVIDENCE_TOUCHPOINT));
}

static void
assert_rules_refused (const char *text, const char *what)
{
  g_autoptr (TlRules) all = rules (text);
  TlImportOptions     options = { .rules = all };

  assert_not_imported ("Issue,comment\nFee,it came late\n", &options, what);
}

static void
test_rules_that_lead_nowhere (void)
{
  assert_rules_refused ("\ntext has \"a\" -> pain \"Delivery fea\"\n", "rules.txt:2: nothing is called “Delivery fea”; did you "
                        "mean Basket / Basket page / Delivery fee (fee)?");
  assert_rules_refused ("text has \"a\" -> pain Slow\n", "rules.txt:1: “Slow” may mean any of 2 things");
  assert_rules_refused ("text has \"a\" -> pain page\n", "“page” is a touchpoint, and the rule says pain point");
  assert_rules_refused ("column Isue is \"a\" -> pain fee\n", "Issue");
}

static void
on_progress (double done, guint64 n_records, gpointer data)
{
  if (n_records > 5000)
    g_cancellable_cancel (data);
}

static void
test_cancel (void)
{
  g_autoptr (TlDocument)   document = read_text (SHOP);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  TlImportOptions          options = { .progress = on_progress, .progress_data = cancellable };
  g_autoptr (GString)      text = g_string_new ("date,comment\n");
  g_autoptr (TlCsvSource)  csv = NULL;
  g_autoptr (GError)       error = NULL;
  g_autofree char         *before = write_text (document);
  g_autofree char         *after = NULL;
  TlEvidenceFilter         all = { NULL };
  TlEvidenceCount          count;

  for (int i = 0; i < 20000; i++)
    g_string_append_printf (text, "2026-01-01,\"words %d\"\n", i);
  csv = table (text->str);
  g_assert_null (tl_import_evidence (document, csv, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = write_text (document);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (tl_evidence_count (document, &all, &count, NULL));
  g_assert_cmpint (count.records, ==, 0);
  /* The document goes on. */
  options.progress = NULL;
  tl_import_result_free (import (document, text->str, &options));
  g_assert_true (tl_evidence_count (document, &all, &count, NULL));
  g_assert_cmpint (count.records, ==, 20000);
}

static void
test_complaints (void)
{
  g_autofree char           *path = g_build_filename (g_getenv ("TL_SHARED") ? g_getenv ("TL_SHARED") : "", "data", "voc",
                                                      "cfpb-complaints.csv", NULL);
  g_autoptr (TlDocument)     document = NULL;
  g_autoptr (TlCsvSource)    csv = NULL;
  g_autoptr (TlRules)        all = rules ("column Issue is \"Incorrect information on your report\" -> pain fee\n");
  TlImportOptions            options = { .rules = all, .kind = "complaint" };
  g_autoptr (TlImportResult) result = NULL;
  g_autoptr (GError)         error = NULL;
  g_autofree char           *xml = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the shared data is not there");
      return;
    }
  document = read_text (SHOP);
  csv = tl_csv_source_new_for_path (path, &error);
  g_assert_no_error (error);
  result = tl_import_evidence (document, csv, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_records, ==, 6623);
  g_assert_cmpuint (result->n_with_text, ==, 1532);
  g_assert_cmpuint (result->n_rejected, ==, 0);
  g_assert_cmpuint (result->n_spoilt, ==, 0);
  g_assert_cmpuint (result->junk->len, ==, 2);
  g_assert_cmpuint (result->n_assigned, ==, 2261);
  xml = write_text (document);
  g_free (round_trip (xml));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/import/records", test_records);
  g_test_add_func ("/import/again", test_again);
  g_test_add_func ("/import/taken-ids", test_taken_ids);
  g_test_add_func ("/import/columns", test_columns);
  g_test_add_func ("/import/titles-and-controls", test_titles_and_controls);
  g_test_add_func ("/import/rejected-rows", test_rejected_rows);
  g_test_add_func ("/import/rules", test_rules);
  g_test_add_func ("/import/rules-that-lead-nowhere", test_rules_that_lead_nowhere);
  g_test_add_func ("/import/cancel", test_cancel);
  g_test_add_func ("/import/complaints", test_complaints);
  return g_test_run ();
}
