/* test-import-same.c: what an import finds out, knows already, and remembers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sheet-helpers.h"

#include "tl-import.h"
#include "xml-helpers.h"

#define SHOP                                                                                                           \
  BODY ("<stage id=\"basket\" title=\"Basket\"><touchpoint id=\"page\" title=\"Basket page\">"                          \
        "<pain id=\"fee\" title=\"Delivery fee\"/></touchpoint>"                                                       \
        "<touchpoint id=\"chat\" title=\"Chat\"><pain id=\"slow\" title=\"Slow\"/></touchpoint></stage>")

static TlCsvSource *
table (const char *text, const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return tl_csv_source_new_for_bytes (bytes, name);
}

static TlImportResult *
import_as (TlDocument *document, const char *text, const char *name, const TlImportOptions *options)
{
  g_autoptr (TlCsvSource) csv = table (text, name);
  g_autoptr (GError)      error = NULL;
  TlImportResult         *result = tl_import_evidence (document, csv, options, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (result->n_records, ==, result->n_assigned + result->n_unassigned);
  return result;
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

static const char *
text_of (GPtrArray *records, guint i, TlField field)
{
  return tl_record_get_text (records->pdata[i], field);
}

static void
assert_counts (TlDocument *document, const char *text, const char *name, guint64 n_records, guint64 n_duplicates)
{
  g_autoptr (TlImportResult) result = import_as (document, text, name, NULL);

  g_assert_cmpuint (result->n_records, ==, n_records);
  g_assert_cmpuint (result->n_duplicates, ==, n_duplicates);
  g_assert_true ((result->edit > 0) == (n_records > 0));
}

static void
test_duplicates (void)
{
  g_autoptr (TlDocument)     document = read_text (SHOP);
  g_autoptr (TlImportResult) kept = NULL;
  g_autofree char           *before = NULL;
  g_autofree char           *after = NULL;
  TlImportOptions            keep = { .keep_duplicates = TRUE };
  const char                *ids = "Response ID,Date,Comment,NPS\nR_1,2026-01-01,It was late again and again,3\n"
                                   "R_2,2026-01-01,It was late again and again,3\nR_1,2026-01-02,Once more,4\n";
  const char                *words = "Date,Comment,Stars\n2026-01-01,The courier never came to the door,1\n"
                                     "2026-01-01,ok,5\n2026-01-01,ok,5\n"
                                     "2026-01-01,the  courier never CAME to the door,1\n";
  const char                *bare = "Comment\nThe courier never came to my door\nThe courier never came to my door\n";

  /* By the response's id: two that say the same are two. */
  assert_counts (document, ids, "a.csv", 2, 1);
  before = write_text (document);
  assert_counts (document, ids, "a.csv", 0, 3);
  assert_counts (document, ids, "a copy.csv", 0, 2 + 1);
  after = write_text (document);
  g_assert_cmpstr (before, ==, after);
  /* Another survey may have the same numbers for others. */
  assert_counts (document, "Response ID,Date,Comment,NPS\nR_1,2026-03-01,Quite another thing,9\n", "b.csv", 1, 0);
  /* By what they say; but two who say only “ok” are two people. */
  assert_counts (document, words, "c.csv", 3, 1);
  assert_counts (document, words, "c.csv", 0, 4);
  /* Words without a day count twice in their file, and not again. */
  assert_counts (document, bare, "d.csv", 2, 0);
  assert_counts (document, bare, "e.csv", 0, 2);
  kept = import_as (document, ids, "a.csv", &keep);
  g_assert_cmpuint (kept->n_records, ==, 3);
  g_assert_cmpuint (kept->n_duplicates, ==, 3);
}

static void
test_fields (void)
{
  g_autoptr (TlDocument)     document = read_text (SHOP);
  g_autoptr (TlImportResult) result =
    import_as (document, "Complaint ID,Submitted via,Date,Comment\n7001,Phone,2026-01-01,late\n7002,Web,2026-01-02,early\n",
               "May.csv", NULL);
  g_autoptr (GPtrArray)      records = list (document);

  g_assert_cmpstr (text_of (records, 0, TL_EVIDENCE_RESPONSE), ==, "7001");
  g_assert_cmpstr (text_of (records, 0, TL_EVIDENCE_CHANNEL), ==, "Phone");
  g_assert_cmpstr (text_of (records, 1, TL_EVIDENCE_CHANNEL), ==, "Web");
  g_assert_cmpstr (text_of (records, 1, TL_EVIDENCE_FILE), ==, "May.csv");
}

/* Codes for “don't know” are no answers, words are; and how far a scale goes is told by all of them. */
static void
test_scores (void)
{
  g_autoptr (TlDocument)     document = read_text (SHOP);
  g_autoptr (TlImportResult) result = NULL;
  g_autoptr (GPtrArray)      records = NULL;
  g_autoptr (GString)        text = g_string_new ("NPS;CSAT;CES;Stars\n");
  const TlImportColumn      *column;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (text, "%u;%u;%u;%u\n", i % 2 ? 10 : 9, i % 5 + 1, i % 7 + 1, i % 5 + 1);
  g_string_append (text, "99;99;-9;99\n98;Very satisfied;Very easy;★★★\n"
                         "0 - Not at all likely;don't know;8;5 stars\nExtremely likely - 10;4,5;4.5;\n6;;;\n");
  result = import_as (document, text->str, "s.csv", NULL);
  records = list (document);
  g_assert_cmpuint (result->n_records, ==, 25);
  g_assert_cmpuint (result->n_codes, ==, 6);
  g_assert_cmpuint (result->n_promoters, ==, 21);
  g_assert_cmpuint (result->n_passives, ==, 0);
  g_assert_cmpuint (result->n_detractors, ==, 2);
  column = result->columns->pdata[1];
  g_assert_cmpfloat (column->low, ==, 1);
  g_assert_cmpfloat (column->high, ==, 5);
  column = result->columns->pdata[2];
  g_assert_cmpfloat (column->high, ==, 10); /* there is an 8 */
  g_assert_cmpfloat (((TlRecord *) records->pdata[21])->values[TL_EVIDENCE_CSAT - TL_EVIDENCE_SOURCE].number, ==, 5);
  g_assert_cmpfloat (((TlRecord *) records->pdata[23])->values[TL_EVIDENCE_CSAT - TL_EVIDENCE_SOURCE].number, ==, 4.5);
  g_assert_false (tl_record_has (records->pdata[20], TL_EVIDENCE_CSAT));
}

static void
test_makers (void)
{
  static const struct
  {
    const char *maker;
    const char *text;
    TlColumnRole roles[6]; /* those that must be found */
  } cases[] = {
    { "Qualtrics",
      "StartDate,RecordedDate,ResponseId,Q1_NPS_GROUP,Q1,Q2\nStartdatum,Aufzeichnungsdatum,Antwort-ID,Q1 - Gruppe,"
      "\"Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?\",Was ist der Grund?\n"
      "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"recordedDate\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\","
      "\"{\"\"ImportId\"\":\"\"QID1_NPS_GROUP\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_TEXT\"\"}\"\n"
      "2026-01-01 10:00:00,2026-01-01 10:05:00,R_1,1,3,Zu lange gewartet\n2026-01-02 10:00:00,2026-01-02 10:05:00,R_2,3,10,Sehr gut\n",
      { TL_COLUMN_ID, TL_COLUMN_DATE, TL_COLUMN_NPS, TL_COLUMN_TEXT, TL_COLUMN_N_ROLES } },
    { "SurveyMonkey",
      "Respondent ID,Collector ID,Start Date,End Date,IP Address,How likely is it that you would recommend us?,"
      "What could we do better?\n,,,,,,Open-Ended Response\n"
      "114,41,01/31/2026 10:00:00 AM,01/31/2026 10:05:00 AM,10.1.1.1,9,Answer the phone more quickly please\n"
      "115,41,02/01/2026 10:00:00 AM,02/01/2026 10:05:00 AM,10.1.1.2,2,Nothing worked for me at all today\n",
      { TL_COLUMN_ID, TL_COLUMN_DATE, TL_COLUMN_NPS, TL_COLUMN_TEXT, TL_COLUMN_N_ROLES } },
    { "Typeform",
      "#,How likely are you to recommend us?,What went wrong?,Start Date (UTC),Submit Date (UTC),Network ID\n"
      "a1b2,9,Nothing went wrong for me at all,2026-01-01 10:00:00,2026-01-01 10:05:00,x1\n"
      "a1b3,1,The parcel never came to the door,2026-01-02 10:00:00,2026-01-02 10:05:00,x2\n",
      { TL_COLUMN_DATE, TL_COLUMN_NPS, TL_COLUMN_TEXT, TL_COLUMN_N_ROLES } },
    { "Google Forms",
      "Zeitstempel,Wie zufrieden sind Sie?,Kommentar\n31.01.2026 10:00:00,4,Ging so weit ganz gut\n"
      "01.02.2026 11:00:00,1,Leider gar nicht gut gelaufen\n",
      { TL_COLUMN_DATE, TL_COLUMN_CSAT, TL_COLUMN_TEXT, TL_COLUMN_N_ROLES } },
    { "Zendesk",
      "Ticket ID,Requester,Assignee,Created at,Satisfaction Score,Satisfaction Comment\n"
      "1,Jo,Al,2026-01-01,Good,Solved it in no time at all\n2,Ed,Al,2026-01-02,Bad,Nobody ever called me back again\n"
      "3,Ed,Al,2026-01-02,Offered,\n",
      { TL_COLUMN_ID, TL_COLUMN_DATE, TL_COLUMN_CSAT, TL_COLUMN_TEXT, TL_COLUMN_N_ROLES } },
    { "Trustpilot",
      "Review Id,Review Created (UTC),Review Stars,Review Title,Review Content,Reference Id\n"
      "aa1,2026-01-01 10:00:00,5,Great,They came on time and were kind,ord1\n"
      "aa2,2026-01-02 10:00:00,1,Bad,They never came and no one knew why,ord2\n",
      { TL_COLUMN_ID, TL_COLUMN_DATE, TL_COLUMN_STARS, TL_COLUMN_TITLE, TL_COLUMN_TEXT, TL_COLUMN_N_ROLES } },
    { "Google Play",
      "Package Name,App Version Code,Reviewer Language,Device,Review Submit Date and Time,Star Rating,Review Title,Review Text,"
      "Developer Reply Text\ncom.x,12,en,phone,2026-01-01T10:00:00Z,5,,Works as it should every day,\n"
      "com.x,12,en,phone,2026-01-02T10:00:00Z,1,,Crashes whenever I open the basket,Sorry to hear that\n",
      { TL_COLUMN_DATE, TL_COLUMN_STARS, TL_COLUMN_TEXT, TL_COLUMN_N_ROLES } },
    { "Medallia",
      "a_surveyid,e_responsedate,q_ltr_score,q_ltr_comment,k_unit_name\n1,2026-01-01,9,Friendly people at the desk there,North\n"
      "2,2026-01-02,3,The room was cold all of the night,South\n",
      { TL_COLUMN_DATE, TL_COLUMN_NPS, TL_COLUMN_TEXT, TL_COLUMN_N_ROLES } },
    { NULL, "date,comment\n2026-01-01,just words in a row\n", { TL_COLUMN_DATE, TL_COLUMN_TEXT, TL_COLUMN_N_ROLES } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlCsvSource)     csv = table (cases[i].text, "export.csv");
      g_autoptr (GError)          error = NULL;
      g_autoptr (TlImportPreview) preview = tl_import_preview (csv, NULL, NULL, &error);

      g_assert_no_error (error);
      g_test_message ("%s: %s", cases[i].maker, preview->dialect);
      g_assert_cmpstr (preview->maker, ==, cases[i].maker);
      g_assert_cmpuint (preview->n_rejected, ==, 0);
      g_assert_cmpuint (preview->n_spoilt, ==, 0);
      for (guint j = 0; cases[i].roles[j] != TL_COLUMN_N_ROLES; j++)
        {
          gboolean found = FALSE;

          for (guint k = 0; k < preview->plan->n_columns; k++)
            found = found || preview->plan->roles[k] == cases[i].roles[j];
          if (!found)
            g_error ("%s: nothing is taken for %s", cases[i].maker, tl_column_role_to_string (cases[i].roles[j]));
        }
    }
}

static void
test_memory (void)
{
  const char                *text = "date,first,second\n2026-01-01,some words are here,and other words there\n";
  const char                *next = "Date , FIRST,second\n2026-02-01,new words are here for all to read,and more words there for all to read\n";
  TlImportOptions            said = { .memory = TL_IMPORT_MEMORY_USE, .columns[TL_COLUMN_TEXT] = "second" };
  TlImportOptions            use = { .memory = TL_IMPORT_MEMORY_USE };
  TlImportOptions            none = { .memory = TL_IMPORT_MEMORY_NONE };
  TlImportOptions            forget = { .memory = TL_IMPORT_MEMORY_FORGET };
  const TlImportOptions     *turns[] = { &use, &none, &forget, &use };
  const char                *expected[] = { "and more words there for all to read", "new words are here for all to read",
                                            "new words are here for all to read", "new words are here for all to read" };
  g_autoptr (TlDocument)     first = read_text (SHOP);
  g_autoptr (TlImportResult) result = import_as (first, text, "a.csv", &said);
  g_autofree char           *path = g_build_filename (g_get_user_state_dir (), "throughline", "tables.ini", NULL);
  g_autofree char           *kept = NULL;

  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_null (strstr (kept, "second")); /* no name of a column, let alone a word */
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      g_autoptr (TlDocument)     document = read_text (SHOP);
      g_autoptr (TlImportResult) again = import_as (document, next, "b.csv", turns[i]);
      g_autoptr (GPtrArray)      records = list (document);

      g_assert_cmpstr (text_of (records, 0, TL_EVIDENCE_TEXT), ==, expected[i]);
      g_assert_true (again->is_remembered == (i == 0));
    }
}

static void
test_plan (void)
{
  g_autoptr (TlDocument)      document = read_text (SHOP);
  const char                 *text = "when;a;b\n03/04/2026;nine words;8\n05/06/2026;ten more words;9\nx;y;z;1\n05/06/2026;;12\n";
  g_autoptr (TlCsvSource)     csv = table (text, "p.csv");
  TlImportOptions             options = { NULL };
  g_autoptr (GError)          error = NULL;
  g_autoptr (TlImportPreview) preview = tl_import_preview (csv, &options, NULL, &error);
  g_autoptr (TlImportPreview) second = NULL;
  g_autoptr (TlImportResult)  trial = NULL;
  g_autoptr (TlImportResult)  result = NULL;
  g_autoptr (GPtrArray)       records = NULL;
  g_autofree char            *before = write_text (document);
  g_autofree char            *after = NULL;
  g_autofree char            *report = NULL;

  g_assert_no_error (error);
  g_assert_true (preview->plan->date_order_is_open);
  g_assert_true (preview->dates_are_ambiguous);
  g_assert_cmpuint (preview->first_rows->len, ==, 3);
  g_assert_cmpstr (((char **) preview->first_rows->pdata[0])[1], ==, "nine words");
  g_assert_cmpuint (preview->rejected->len, ==, 1);
  g_assert_cmpuint (((TlImportNote *) preview->rejected->pdata[0])->row, ==, 3);
  tl_import_plan_set_role (preview->plan, 0, TL_COLUMN_DATE);
  tl_import_plan_set_role (preview->plan, 1, TL_COLUMN_TEXT);
  tl_import_plan_set_role (preview->plan, 2, TL_COLUMN_NPS);
  preview->plan->date_order = TL_DATE_ORDER_MDY;
  options.plan = preview->plan;
  second = tl_import_preview (csv, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->n_spoilt, ==, 1);
  g_assert_false (second->plan->date_order_is_open);

  options.is_trial = TRUE;
  trial = import_as (document, text, "p.csv", &options);
  g_assert_cmpint (trial->edit, ==, 0);
  g_assert_cmpuint (trial->n_records, ==, 3);
  after = write_text (document);
  g_assert_cmpstr (before, ==, after);
  options.is_trial = FALSE;
  result = import_as (document, text, "p.csv", &options);
  records = list (document);
  g_assert_cmpstr (text_of (records, 0, TL_EVIDENCE_DATE), ==, "2026-03-04");
  report = tl_import_result_write_rejected (result);
  g_assert_cmpstr (report, ==,
                   "row,line,what,field,reason,value\n"
                   "3,4,rejected,,the row has 4 fields where the table has 3 columns.,x;y;z;1\n"
                   "4,5,value,b,\"b is “12”, which cannot be read and was left out\",12\n");
}

static void
test_kept_rules (void)
{
  g_autoptr (TlDocument)     document = read_text (SHOP);
  g_autoptr (TlRules)        rules = tl_rules_parse ("text has \"fee\" -> pain fee\ncolumn Topic is chat -> touchpoint chat stop\n"
                                                     "text has \"slow\" -> pain slow\n", -1, "r.txt", NULL);
  TlImportOptions            keep = { .rules = rules, .keep_rules = TRUE };
  g_autoptr (TlImportResult) first = import_as (document, "Topic,Comment\nchat,a slow fee\nbasket,slow and a fee\n", "a.csv", &keep);
  g_autoptr (TlImportResult) again = NULL;
  g_autoptr (GPtrArray)      records = list (document);
  g_autofree char           *before = NULL;
  TlThing                   *root = tl_journey_get_root (tl_document_get_journey (document));

  g_assert_cmpuint (tl_thing_n (root, TL_KIND_RULE), ==, 3);
  g_assert_cmpstr (tl_thing_get_text (tl_thing_nth (root, TL_KIND_RULE, 1), TL_RULE_WHEN), ==, "column Topic is chat");
  g_assert_cmpstr (tl_thing_get_text (tl_thing_nth (root, TL_KIND_RULE, 1), TL_RULE_TO), ==, "chat");
  /* The first record: the fee, and the chat, where the rules stop. */
  g_assert_cmpstr (text_of (records, 0, TL_EVIDENCE_ON), ==, "fee");
  g_assert_cmpstr (((TlRecord *) records->pdata[0])->about[0], ==, "chat");
  g_assert_null (((TlRecord *) records->pdata[0])->about[1]);
  g_assert_cmpstr (text_of (records, 1, TL_EVIDENCE_ON), ==, "fee");
  g_assert_cmpstr (((TlRecord *) records->pdata[1])->about[0], ==, "slow");

  /* They run again by themselves; one whose column is not there is passed over and says so. */
  again = import_as (document, "Comment\nthis fee again\n", "b.csv", NULL);
  g_assert_cmpuint (again->rules->len, ==, 3);
  g_assert_cmpuint (((TlImportRule *) again->rules->pdata[0])->n_records, ==, 1);
  g_assert_nonnull (((TlImportRule *) again->rules->pdata[1])->why);
  g_assert_cmpuint (again->n_assigned, ==, 1);
  g_assert_true (tl_document_undo (document, NULL));
  g_assert_true (tl_document_undo (document, NULL));
  before = write_text (document);
  g_assert_null (strstr (before, "<rule"));
}

static void
test_encodings (void)
{
  static const struct
  {
    const char *bytes;
    const char *text;
    TlCsvEncoding encoding;
  } cases[] = {
    { "date,comment\r2026-01-01,Gr\x9f\xa7" "e aus K\x9aln und caf\x8e d\x8ej\x88 vu", "Grüße aus Köln", TL_CSV_ENCODING_MAC_ROMAN },
    { "date,comment\n2026-01-01,don\x92t pay 5 \x80 for caf\xe9", "don’t pay 5 € for café", TL_CSV_ENCODING_WINDOWS_1252 },
    { "date,comment\n2026-01-01,\xcf\xee\xf1\xfb\xeb\xea\xe0 \xee\xef\xee\xe7\xe4\xe0\xeb\xe0", "Посылка опоздала",
      TL_CSV_ENCODING_WINDOWS_1251 },
    { "date,comment\r\r\n2026-01-01,two lines end so\r\r\n2026-01-02,and so\r\r\n", "two lines end so", TL_CSV_ENCODING_UTF_8 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDocument)     document = read_text (SHOP);
      g_autoptr (TlCsvSource)    csv = table (cases[i].bytes, "e.csv");
      g_autoptr (TlCsvDialect)   dialect = tl_csv_sniff (csv, NULL, NULL);
      g_autoptr (TlImportResult) result = import_as (document, cases[i].bytes, "e.csv", NULL);
      g_autoptr (GPtrArray)      records = list (document);

      g_assert_cmpint (dialect->encoding, ==, cases[i].encoding);
      g_assert_true (g_str_has_prefix (text_of (records, 0, TL_EVIDENCE_TEXT), cases[i].text));
    }
}

/* A sheet goes through all of it; its rows are numbered as a spreadsheet program shows them. */
static void
test_sheet (void)
{
  Parts parts = {
    .sheet = XLSX_SHEET (
      "<row r=\"3\"><c t=\"inlineStr\"><is><t>Date</t></is></c><c t=\"inlineStr\"><is><t>Comment</t></is></c>"
      "<c t=\"inlineStr\"><is><t>NPS</t></is></c></row>"
      "<row r=\"4\"><c s=\"1\"><v>46023</v></c><c t=\"inlineStr\"><is><t>mail me at a@example.org</t></is></c><c><v>9</v></c></row>"
      "<row r=\"6\"><c s=\"1\"><v>46024</v></c><c t=\"e\"><v>#NAME?</v></c><c><v>99</v></c></row>"),
    .styles = "<styleSheet " XLSX_NS "><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
  };
  g_autoptr (TlDocument)     document = read_text (SHOP);
  g_autoptr (GBytes)         bytes = make_xlsx (&parts);
  g_autoptr (TlCsvSource)    csv = tl_csv_source_new_for_bytes (bytes, "Survey.xlsx");
  g_autoptr (GError)         error = NULL;
  g_autoptr (TlImportResult) result = tl_import_evidence (document, csv, NULL, NULL, &error);
  g_autoptr (GPtrArray)      records = NULL;

  g_assert_no_error (error);
  records = list (document);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpstr (text_of (records, 0, TL_EVIDENCE_DATE), ==, "2026-01-01");
  g_assert_cmpstr (text_of (records, 0, TL_EVIDENCE_TEXT), ==, "mail me at [e-mail]");
  g_assert_cmpstr (text_of (records, 1, TL_EVIDENCE_TEXT), ==, NULL);
  g_assert_cmpfloat (((TlRecord *) records->pdata[1])->values[TL_EVIDENCE_ROW - TL_EVIDENCE_SOURCE].number, ==, 6);
  g_assert_cmpstr (result->source_title, ==, "Survey");
  g_assert_cmpuint (result->n_spoilt, ==, 1); /* words that a formula lost */
  g_assert_cmpuint (result->n_codes, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/import/duplicates", test_duplicates);
  g_test_add_func ("/import/fields", test_fields);
  g_test_add_func ("/import/scores", test_scores);
  g_test_add_func ("/import/makers", test_makers);
  g_test_add_func ("/import/memory", test_memory);
  g_test_add_func ("/import/plan", test_plan);
  g_test_add_func ("/import/kept-rules", test_kept_rules);
  g_test_add_func ("/import/encodings", test_encodings);
  g_test_add_func ("/import/sheet", test_sheet);
  return g_test_run ();
}
