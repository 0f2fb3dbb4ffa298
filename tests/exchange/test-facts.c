/* test-facts.c: facts from tables, and back into them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "tl-facts.h"
#include "xml-helpers.h"

#define SHOP                                                                                                           \
  BODY ("<stage id=\"basket\" title=\"Basket\" entry=\"1000\"><touchpoint id=\"page\" title=\"Basket page\">"           \
        "<pain id=\"fee\" title=\"Delivery fee\" incidence=\"0.1\"><contact touchpoint=\"chat\"/></pain></touchpoint>"  \
        "<touchpoint id=\"chat\" title=\"Chat / phone\"><pain id=\"slow\" title=\"Slow\"/></touchpoint></stage>"        \
        "<stage id=\"pay\" title=\"Pay\"><touchpoint id=\"card\" title=\"Card\"><pain id=\"slow2\" title=\"Slow\"/>"    \
        "</touchpoint></stage><transition id=\"t\" from=\"basket\" to=\"pay\" share=\"0.5\"/>"                          \
        "<fix id=\"f\" title=\"Pay\" one-off=\"5\"/><source id=\"s\" title=\"Exit survey\"/>"                           \
        "<fact of=\"fee\" field=\"incidence\" basis=\"assumed\"/>")

static TlCsvSource *
table (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return tl_csv_source_new_for_bytes (bytes, "costs.csv");
}

static TlFactsResult *
import (TlDocument *document, const char *text, const TlFactsOptions *options)
{
  g_autoptr (TlCsvSource) csv = table (text);
  g_autoptr (GError)      error = NULL;
  TlFactsResult          *result;

  tl_facts_import (document, csv, options, &result, &error);
  g_assert_no_error (error);
  return result;
}

/* Refused whole, with that said of that line. */
static void
assert_wrong (const char *text, guint64 line, const char *what)
{
  g_autoptr (TlDocument)    document = read_text (SHOP);
  g_autoptr (TlCsvSource)   csv = table (text);
  g_autoptr (TlFactsResult) result = NULL;
  g_autoptr (GError)        error = NULL;
  g_autofree char          *before = write_text (document);
  g_autofree char          *after = NULL;

  g_assert_false (tl_facts_import (document, csv, NULL, &result, &error));
  g_assert_error (error, TL_FACTS_ERROR, TL_FACTS_ERROR_ROWS);
  g_assert_cmpuint (result->problems->len, ==, 1);
  g_assert_cmpuint (((TlImportNote *) result->problems->pdata[0])->line, ==, line);
  if (strstr (((TlImportNote *) result->problems->pdata[0])->text, what) == NULL)
    g_error ("“%s” is not in “%s”", what, ((TlImportNote *) result->problems->pdata[0])->text);
  g_assert_nonnull (strstr (error->message, what));
  after = write_text (document);
  g_assert_cmpstr (before, ==, after);
}

static void
assert_value (TlDocument *document, const char *id, TlField field, const char *expected)
{
  TlThing         *thing = tl_journey_lookup (tl_document_get_journey (document), id);
  g_autofree char *text = tl_thing_format (thing, field);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_fact (TlDocument *document, const char *of, const char *field, TlField what, const char *expected)
{
  TlThing *fact = tl_journey_find_fact (tl_document_get_journey (document), of, field);

  g_assert_nonnull (fact);
  g_assert_cmpstr (tl_thing_get_text (fact, what), ==, expected);
}

static void
test_rows (void)
{
  g_autoptr (TlDocument)    document = read_text (SHOP);
  g_autofree char          *before = write_text (document);
  g_autofree char          *after = NULL;
  g_autofree char          *xml = NULL;
  g_autoptr (TlFactsResult) result =
    import (document,
            "thing,field,value,basis,source,date,by,note\n"
            "Basket / Basket page / unit-cost,,£0.04,measured,Ledger,31/01/2026,Ana,\"said so, twice\"\n"
            "basket page/delivery FEE,Incidence,\"132 of 1,200\",observed,exit  SURVEY,,,\n"
            "slow2,leave,5% .. 8% .. 15%,,,,,\n"
            "Basket / Chat / phone / Slow,Cost each time,£1.5k,assumed,ledger,,,\n"
            "Basket → Pay,share,40%,,,,,\n"
            "Basket -> Pay,share,0.4,,,,,\n"
            "Pay,one-off,\"12,500\",,,,,\n"
            "Pay,entry,7,,,,,\n"
            "j,margin,30%,measured,s,,,\n"
            "J,discount-rate,5%,,,,,\n"
            "fee-chat,count,0.4..0.6,,,,,\n"
            "Basket,revenue,,,,,,\n", NULL);

  g_assert_cmpuint (result->problems->len, ==, 0);
  g_assert_cmpuint (result->n_rows, ==, 12);
  g_assert_cmpuint (result->n_empty, ==, 1);
  g_assert_cmpuint (result->n_unchanged, ==, 1);
  g_assert_cmpuint (result->n_values, ==, 10);
  g_assert_cmpuint (result->n_facts, ==, 4);
  g_assert_cmpuint (result->n_sources, ==, 1);
  assert_value (document, "page", TL_TOUCHPOINT_UNIT_COST, "0.04");
  assert_value (document, "fee", TL_PAIN_INCIDENCE, "132/1200");
  assert_value (document, "slow2", TL_PAIN_LEAVE, "0.05..0.08..0.15");
  assert_value (document, "slow", TL_PAIN_COST, "1500");
  assert_value (document, "t", TL_TRANSITION_SHARE, "0.4");
  assert_value (document, "f", TL_FIX_ONE_OFF, "12500");
  assert_value (document, "pay", TL_STAGE_ENTRY, "7");
  assert_value (document, "j", TL_JOURNEY_MARGIN, "0.3");
  assert_value (document, "j", TL_JOURNEY_RATE, "0.05");
  assert_value (document, "fee-chat", TL_CONTACT_COUNT, "0.4..0.6");
  assert_fact (document, "page", "unit-cost", TL_FACT_BASIS, "measured");
  assert_fact (document, "page", "unit-cost", TL_FACT_SOURCE, "ledger");
  assert_fact (document, "page", "unit-cost", TL_FACT_DATE, "2026-01-31");
  assert_fact (document, "page", "unit-cost", TL_FACT_BY, "Ana");
  assert_fact (document, "page", "unit-cost", TL_FACT_TEXT, "said so, twice");
  assert_fact (document, "fee", "incidence", TL_FACT_BASIS, "observed");
  assert_fact (document, "fee", "incidence", TL_FACT_SOURCE, "s");
  assert_fact (document, "slow", "cost", TL_FACT_SOURCE, "ledger");
  g_assert_null (tl_journey_find_fact (tl_document_get_journey (document), "slow2", "leave"));
  xml = write_text (document);
  g_free (round_trip (xml));
  /* One edit. */
  g_assert_true (tl_document_undo (document, NULL));
  after = write_text (document);
  g_assert_cmpstr (before, ==, after);
}

static void
test_other_languages (void)
{
  g_autoptr (TlDocument)    document = read_text (SHOP);
  g_autoptr (TlFactsResult) german = import (document,
                                             "Ding;Feld;Wert;Grundlage;Quelle;Datum;Von\n"
                                             "Basket page;unit-cost;1.234,5;gemessen;Buchhaltung;31.01.2026;Jörg\n"
                                             "Delivery fee;leave;2,5 %;geschätzt;;;\n", NULL);
  g_autoptr (TlFactsResult) french =
    import (document, "Objet,Champ,Valeur,Base,Source,Date,Par\nCard,unit-cost,\"0,75\",mesuré,Compta,,Zoé\n", NULL);
  g_autoptr (TlFactsResult) told = NULL;
  TlFactsOptions            options = { .decimal = '.' };

  g_assert_cmpuint (german->n_values, ==, 2);
  assert_value (document, "page", TL_TOUCHPOINT_UNIT_COST, "1234.5");
  assert_value (document, "fee", TL_PAIN_LEAVE, "0.025");
  assert_fact (document, "page", "unit-cost", TL_FACT_BASIS, "measured");
  assert_fact (document, "fee", "leave", TL_FACT_BASIS, "assumed");
  g_assert_cmpuint (french->n_values, ==, 1);
  assert_value (document, "card", TL_TOUCHPOINT_UNIT_COST, "0.75");
  told = import (document, "thing;value\nCard/unit-cost;1,234\n", &options);
  assert_value (document, "card", TL_TOUCHPOINT_UNIT_COST, "1234");
  g_assert_cmpuint (told->n_values, ==, 1);
  options.decimal = ',';
  g_clear_pointer (&told, tl_facts_result_free);
  told = import (document, "thing;value\nCard/unit-cost;1,234\n", &options);
  assert_value (document, "card", TL_TOUCHPOINT_UNIT_COST, "1.234");
}

static void
test_wrong_rows (void)
{
#define HEADER "thing,field,value,basis,source,date\n"
  assert_wrong (HEADER "Baskt,entry,5,,,\n", 2, "nothing is called “Baskt”; did you mean Basket (basket)?");
  assert_wrong (HEADER "Something else entirely,entry,5,,,\n", 2, "nothing is called “Something else entirely”");
  assert_wrong (HEADER "Basket,entry,1,,,\nSlow,leave,5%,,,\n", 3, "“Slow” may mean any of 2 things: Basket / Chat / phone / "
                "Slow (slow), Pay / Card / Slow (slow2); give its id");
  assert_wrong (HEADER "Basket,entri,5,,,\n", 2, "“Basket” is a stage, which has no field “entri”; did you mean “entry”?");
  assert_wrong (HEADER "Basket,,5,,,\n", 2, "names no field");
  assert_wrong (HEADER ",entry,5,,,\n", 2, "names no thing");
  assert_wrong (HEADER "Basket,entry,-5,,,\n", 2, "entry is -5, and must be 0 or more");
  assert_wrong (HEADER "Basket,entry,lots,,,\n", 2, "entry: “lots” is not an estimate");
  assert_wrong (HEADER "Basket,entry,1 of 5,,,\n", 2, "cannot be a count");
  assert_wrong (HEADER "fee,leave,12,,,\n", 2, "leave is 12, and must be from 0 to 1; did you mean 12%?");
  assert_wrong (HEADER "fee,leave,9%..3%,,,\n", 2, "low end");
  assert_wrong (HEADER "basket,kind,won,,,\n", 2, "no number");
  assert_wrong (HEADER "J,horizon-years,1..3,,,\n", 2, "must be one number");
  assert_wrong (HEADER "fee,leave,9%,certain,,\n", 2, "basis is “certain”");
  assert_wrong (HEADER "fee,leave,9%,,,yesterday\n", 2, "“yesterday” is no date");
  assert_wrong (HEADER "fee,leave,9%,,,\nfee,leave,8%,,,\n", 3, "line 2 says something else");
  assert_wrong ("id,field,value\nfee2,leave,9%\n", 2, "nothing has the id “fee2”");
  assert_wrong (HEADER "fee,leave,9%,,,,,,too,many\n", 2, "fields");
}

static void
test_skip_bad (void)
{
  g_autoptr (TlDocument)    document = read_text (SHOP);
  TlFactsOptions            options = { .skip_bad = TRUE };
  g_autoptr (TlFactsResult) result =
    import (document, HEADER "Baskt,entry,5,,Nobody,\nBasket,entry,6,,,\nfee,leave,12,,Nobody,\n", &options);

  g_assert_cmpuint (result->problems->len, ==, 2);
  g_assert_cmpuint (result->n_values, ==, 1);
  g_assert_cmpuint (result->n_sources, ==, 0);
  assert_value (document, "basket", TL_STAGE_ENTRY, "6");
}

static void
test_columns (void)
{
  g_autoptr (TlDocument)  document = read_text (SHOP);
  g_autoptr (TlCsvSource) csv = table ("date,comment\n2026-01-01,hello there\n");
  g_autoptr (TlCsvSource) empty = table ("");
  g_autoptr (GError)      error = NULL;

  g_assert_false (tl_facts_import (document, csv, NULL, NULL, &error));
  g_assert_error (error, TL_FACTS_ERROR, TL_FACTS_ERROR_COLUMNS);
  g_assert_nonnull (strstr (error->message, "It has: "));
  g_assert_false (tl_facts_import (document, empty, NULL, NULL, NULL));
}

/* A fact is changed where it is, and only in what the row says. */
static void
test_facts_are_kept (void)
{
  g_autoptr (TlDocument)    document = read_text (SHOP);
  g_autoptr (TlFactsResult) first =
    import (document, "thing,value,basis,source,by\nfee/incidence,0.2,measured,Ledger,Ana\n", NULL);
  g_autoptr (TlFactsResult) second = import (document, "thing,value,basis,source,by\nfee/incidence,0.3,,,Bo\n", NULL);
  g_autoptr (TlFactsResult) third = import (document, "thing,value,basis,source,by\nfee/incidence,30%,measured,,Bo\n", NULL);

  g_assert_cmpuint (first->n_facts, ==, 1);
  assert_value (document, "fee", TL_PAIN_INCIDENCE, "0.3");
  assert_fact (document, "fee", "incidence", TL_FACT_BASIS, "measured");
  assert_fact (document, "fee", "incidence", TL_FACT_SOURCE, "ledger");
  assert_fact (document, "fee", "incidence", TL_FACT_BY, "Bo");
  g_assert_cmpuint (tl_journey_n (tl_document_get_journey (document), TL_KIND_FACT), ==, 1);
  g_assert_cmpuint (third->n_unchanged, ==, 1);
  g_assert_cmpint (third->edit, ==, 0);
}

/* What is exported and imported again changes nothing. */
static void
assert_exact (const char *xml)
{
  g_autoptr (TlDocument)    document = read_text (xml);
  g_autofree char          *before = write_text (document);
  g_autofree char          *after = NULL;
  g_autofree char          *csv = tl_facts_to_csv (document, NULL);
  g_autoptr (TlFactsResult) result = import (document, csv, NULL);

  for (guint i = 0; i < result->problems->len; i++)
    g_error ("%s", ((TlImportNote *) result->problems->pdata[i])->text);
  g_assert_cmpint (result->edit, ==, 0);
  g_assert_cmpuint (result->n_values, ==, 0);
  g_assert_cmpuint (result->n_facts, ==, 0);
  after = write_text (document);
  g_assert_cmpstr (before, ==, after);
}

static void
test_export (void)
{
  static const char *const cases[] = { "causes.xml", "edges.xml", "line.xml", "overlap.xml", "tradeoffs.xml" };
  g_autoptr (TlDocument)   document = read_text (SHOP);
  g_autofree char         *csv = tl_facts_to_csv (document, NULL);

  g_assert_true (g_str_has_prefix (csv, "thing,id,field,value,basis,source,date,by,text\nJ,j,margin,,,,,,\n"));
  g_assert_nonnull (strstr (csv, "\nBasket / Basket page / Delivery fee,fee,incidence,10%,assumed,,,,\n"));
  g_assert_nonnull (strstr (csv, "\nBasket / Basket page / Delivery fee,fee,leave,,,,,,\n"));
  g_assert_nonnull (strstr (csv, "\nBasket → Pay,t,share,50%,,,,,\n"));
  g_assert_nonnull (strstr (csv, "\nPay,f,one-off,5,,,,,\n"));
  assert_exact (SHOP);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = load_case (".", cases[i]);

      assert_exact (text);
    }
}

static void
test_export_is_exact (void)
{
  /* Numbers with every digit, in every form; words that look like formulas; sources that are not told apart by title. */
  assert_exact (BODY (
    "<stage id=\"a\" title=\"=HYPERLINK(1)\" entry=\"0.1\" revenue=\"-2.5..-1\"><touchpoint id=\"b\" title=\"+1, &quot;x&quot;\" "
    "emotion=\"-1.5\" cashable=\"0.12345678901234567\" unit-cost=\"1e-7\" fixed-cost=\"123456789012345680000\">"
    "<pain id=\"c\" title=\"@x\" incidence=\"0.07\" leave=\"0.29..0.57\"/><pain id=\"d\" title=\"'quoted\" "
    "incidence=\"1.5/10\" leave=\"1e-9..0.3..0.9999999999999999\"/><pain id=\"e\" title=\"\" incidence=\"0\" "
    "leave=\"132/1200\"/></touchpoint></stage><stage id=\"k\" title=\"\tTab\" revenue=\"-3\"/>"
    "<source id=\"s\" title=\"Same\" asked=\"900719925474099\"/><source id=\"s2\" title=\"same \"/><source id=\"s3\" title=\"s\"/>"
    "<source id=\"s4\" title=\"=Four\"/><source id=\"s5\" title=\"\"/>"
    "<fact of=\"c\" field=\"incidence\" basis=\"observed\" source=\"s\" by=\"  two  blanks \"> a\n b </fact>"
    "<fact of=\"c\" field=\"leave\" basis=\"observed\" source=\"s2\" by=\"-1\">=1+1</fact>"
    "<fact of=\"d\" field=\"leave\" basis=\"observed\" source=\"s3\">'=</fact>"
    "<fact of=\"d\" field=\"cost\" basis=\"assumed\" source=\"s4\"/>"
    "<fact of=\"d\" field=\"incidence\" basis=\"assumed\" source=\"s5\" date=\"2026-01-02\"/>"
    "<fact of=\"b\" field=\"title\" basis=\"measured\"/><fact of=\"b\" field=\"channel\" basis=\"measured\"/>"));
}

static void
test_numbers_by_chance (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (int round = 0; round < 30; round++)
    {
      g_autoptr (GString) text = g_string_new (HEAD ">");

      for (int i = 0; i < 40; i++)
        {
          double          a = g_rand_double (rand) * (i % 3 ? 1 : 1e-6);
          double          b = a + g_rand_double (rand) * (1 - a);
          g_autofree char *low = tl_number_format (i % 2 ? a : (double) (int) (a * 1000) / 1000);
          g_autofree char *high = tl_number_format (b);

          g_string_append_printf (text, "<stage id=\"s%d\" title=\"S\" entry=\"%s..%s\"/>", i, low, high);
          g_string_append_printf (text, "<transition from=\"s%d\" to=\"s%d\" share=\"%s%s%s\"/>", i, (i + 1) % 40, low,
                                  i % 4 == 0 ? ".." : "", i % 4 == 0 ? high : "");
        }
      g_string_append (text, "</journey>");
      assert_exact (text->str);
    }
}

/* A spreadsheet fills in what is empty. */
static void
test_fill_in (void)
{
  g_autoptr (TlDocument)    document = read_text (SHOP);
  g_autofree char          *csv = tl_facts_to_csv (document, NULL);
  g_auto (GStrv)            halves = g_strsplit (csv, "slow,leave,,", 2);
  g_autofree char          *filled = g_strjoinv ("slow,leave,5% .. 9%,measured", halves);
  g_autoptr (TlFactsResult) result = import (document, filled, NULL);

  g_assert_cmpuint (g_strv_length (halves), ==, 2);
  g_assert_cmpuint (result->n_values, ==, 1);
  g_assert_cmpuint (result->n_facts, ==, 1);
  assert_value (document, "slow", TL_PAIN_LEAVE, "0.05..0.09");
}

static void
test_export_to_file (void)
{
  g_autofree char       *folder = g_dir_make_tmp ("tl-facts-XXXXXX", NULL);
  g_autofree char       *path = g_build_filename (folder, "facts.csv", NULL);
  g_autoptr (TlDocument) document = read_text (SHOP);
  g_autofree char       *expected = tl_facts_to_csv (document, NULL);
  g_autofree char       *written = NULL;
  g_autoptr (GError)     error = NULL;

  g_assert_true (tl_facts_export (document, NULL, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &written, NULL, NULL));
  g_assert_cmpstr (written, ==, expected);
  g_assert_false (tl_facts_export (document, NULL, folder, NULL));
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/facts/rows", test_rows);
  g_test_add_func ("/facts/other-languages", test_other_languages);
  g_test_add_func ("/facts/wrong-rows", test_wrong_rows);
  g_test_add_func ("/facts/skip-bad", test_skip_bad);
  g_test_add_func ("/facts/columns", test_columns);
  g_test_add_func ("/facts/facts-are-kept", test_facts_are_kept);
  g_test_add_func ("/facts/export", test_export);
  g_test_add_func ("/facts/export-is-exact", test_export_is_exact);
  g_test_add_func ("/facts/numbers-by-chance", test_numbers_by_chance);
  g_test_add_func ("/facts/fill-in", test_fill_in);
  g_test_add_func ("/facts/export-to-file", test_export_to_file);
  return g_test_run ();
}
