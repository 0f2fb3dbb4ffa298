/* test-xml.c: journeys as XML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-text.h"
#include "xml-helpers.h"

/* A journey with something of every kind. */
#define EVERYTHING                                                                                                     \
  HEAD " currency=\"GBP\" margin=\"0.2..0.3..0.5\" incrementality=\"9/10\" doubt=\"0.25\" horizon-years=\"3\" "        \
       "discount-rate=\"0.05\" period=\"2025\">\n"                                                                     \
       "<fact of=\"late\" field=\"incidence\" basis=\"measured\" source=\"s\" date=\"2026-01-31\" by=\"Ana\"> seen\n"    \
       " twice</fact><evidence id=\"r1\" source=\"s\" touchpoint=\"till\" on=\"late\" date=\"2026-01-01\" nps=\"3\" "  \
       "csat=\"2.5\" ces=\"4\" stars=\"1\" sentiment=\"-0.5\" segment=\"new\" customer=\"c 1\" row=\"7\">  Never\n "    \
       "again &lt;!&gt; ]]&gt; &amp; “x”\t</evidence><evidence id=\"r2\" source=\"s\"/>"                               \
       "<source id=\"s\" title=\"Survey\" kind=\"survey\" from=\"2026-01-01\" to=\"2026-02-01\" asked=\"1200\"/>"       \
       "<fix id=\"f\" title=\"Staff\" one-off=\"100\" run=\"5..9\" start-month=\"1.5\" ramp-months=\"3\" "             \
       "fades-half-life=\"12\" status=\"proposed\" owner=\"O\" sponsor=\"P\" due=\"2026-12-31\">"                       \
       "<effect on=\"late\" field=\"incidence\" scale=\"0.5\"/><effect on=\"late\" field=\"incidence\" shift=\"-0.1\"/>" \
       "<effect to=\"chat\" on=\"till\" field=\"reach\" scale=\"0.8\"/><note>why</note></fix>"                          \
       "<cause id=\"c\" title=\"Cause\" kind=\"process\" owner=\"Q\"/><transition from=\"shop\" to=\"won\" "            \
       "share=\"0.5\"><note>n</note></transition><stage id=\"shop\" title=\"Shop &amp;&amp;#38; &#38;lt; &quot;\" "        \
       "column=\"0\" row=\"1\" entry=\"1000\" revenue=\"-2.5\"><touchpoint id=\"till\" title=\"Till&#10;two\" "         \
       "channel=\"shop\" owner=\"O\" emotion=\"-1\" reach=\"1.5\" unit-cost=\"2\" fixed-cost=\"3e4\" "                  \
       "cashable=\"0.5\"><delight id=\"d\" title=\"D\" credit=\"E\"/><pain id=\"late\" title=\"Late\" "                 \
       "incidence=\"132/1200\" leave=\"0.05..0.08..0.15\" cost=\"1\"><because cause=\"c\" share=\"0.5\"/>"              \
       "<contact touchpoint=\"chat\" count=\"0.4\"/><note/></pain></touchpoint><touchpoint id=\"chat\" "                \
       "title=\"Chat\"/><note>  two\n  lines </note></stage><stage id=\"won\" title=\"Won\" kind=\"won\"/>"             \
       "<persona id=\"p\" title=\"Pat\" goal=\"g\"><note>&#13;x</note></persona><note>N</note></journey>"

/* Refused, at that place (0: any), in words that hold @what. */
static void
assert_refused_bytes (const void *bytes, gsize length, int line, int column, const char *what)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (GPtrArray)  problems = NULL;
  g_autoptr (TlDocument) document = read_bytes (bytes, length, &problems, &error);
  g_autoptr (GString)    all = g_string_new (NULL);
  gboolean               found = FALSE;

  g_assert_null (document);
  g_assert_nonnull (error);
  g_assert_cmpint (error->domain, ==, TL_XML_ERROR);
  g_assert_cmpuint (problems->len, >, 0);
  for (guint i = 0; i < problems->len; i++)
    {
      const TlXmlProblem *problem = problems->pdata[i];
      g_autofree char    *words = tl_xml_problem_to_string (problem);

      g_string_append_printf (all, "%s\n", words);
      found |= strstr (words, what) && (line == 0 || problem->line == line) && (column == 0 || problem->column == column);
    }
  if (!found)
    g_error ("%d:%d %s: not in\n%s", line, column, what, all->str);
}

static void
assert_refused (const char *text, int line, int column, const char *what)
{
  assert_refused_bytes (text, strlen (text), line, column, what);
}

static void
test_cases (void)
{
  static const char *const names[] = { "causes.xml", "edges.xml", "line.xml", "overlap.xml", "tradeoffs.xml" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = load_case (".", names[i]);

      g_free (round_trip (text));
    }
}

static void
test_refused_cases (void)
{
  static const struct
  {
    const char *name;
    int         line, column;
    const char *what;
  } cases[] = {
    { "range.xml", 3, 102, "Queue (p): incidence is 1.3, and must be from 0 to 1" },
    { "nothing.xml", 4, 25, "“ghost”" },
    { "outcome.xml", 4, 46, "“Bought” is an outcome (won)" },
    { "twice.xml", 4, 46, "the transition from “Pay” to “A” is drawn twice" },
    { "lostshare.xml", 5, 25, "leads to a lost stage" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = load_case ("refused", cases[i].name);

      assert_refused (text, cases[i].line, cases[i].column, cases[i].what);
    }
}

static void
test_everything (void)
{
  g_autofree char       *once = NULL;
  g_autoptr (TlDocument) document = read_text (EVERYTHING);
  TlJourney             *journey = tl_document_get_journey (document);

  g_free (round_trip (BODY ("<source id=\"s\" title=\"S\" asked=\"9000000000000000\"/>")));
  g_assert_true (is_valid (EVERYTHING, strlen (EVERYTHING)));
  once = round_trip (EVERYTHING);
  /* Kinds in the schema's order, text as it was, line ends in attributes kept. */
  g_assert_nonnull (strstr (once, "<note>N</note>\n  <persona id=\"p\" title=\"Pat\" goal=\"g\">"));
  g_assert_nonnull (strstr (once, "title=\"Till&#10;two\""));
  g_assert_nonnull (strstr (once, "title=\"Shop &amp;&amp;#38; &amp;lt; &quot;\""));
  g_assert_cmpstr (tl_thing_get_title (tl_journey_lookup (journey, "shop")), ==, "Shop &&#38; &lt; \"");
  g_assert_nonnull (strstr (once, "<note>  two\n  lines </note>"));
  g_assert_nonnull (strstr (once, ">  Never\n again &lt;!&gt; ]]&gt; &amp; “x”\t</evidence>"));
  g_assert_nonnull (strstr (once, "<evidence id=\"r2\" source=\"s\"/>"));
  g_assert_nonnull (strstr (once, "by=\"Ana\"> seen\n twice</fact>"));
  g_assert_nonnull (strstr (once, "<effect id=\"f-till-reach\" to=\"chat\" on=\"till\" field=\"reach\" scale=\"0.8\"/>"));
  g_assert_nonnull (strstr (once, "fixed-cost=\"30000\""));
  g_assert_true (strstr (once, "<persona") < strstr (once, "<stage"));
  g_assert_true (strstr (once, "<evidence") < strstr (once, "<fact"));
  /* Ids that were not given. */
  g_assert_nonnull (tl_journey_lookup (journey, "late-chat"));
  g_assert_nonnull (tl_journey_lookup (journey, "late-c"));
  g_assert_nonnull (tl_journey_lookup (journey, "shop-won"));
  g_assert_nonnull (tl_journey_lookup (journey, "f-late-incidence"));
  g_assert_nonnull (tl_journey_lookup (journey, "f-late-incidence-2"));
  g_assert_true (tl_thing_has (tl_journey_lookup (journey, "late"), TL_PAIN_NOTE));
}

static void
test_made_ids_make_way (void)
{
  /* What is given later in the file, a record's id too, keeps its name. */
  g_autofree char *once =
    round_trip (BODY ("<transition from=\"a\" to=\"b\"/><transition from=\"b\" to=\"a\"/><stage id=\"a\" title=\"a-b\"/>"
                      "<stage id=\"b\" title=\"b\"/><cause id=\"a-b\" title=\"c\"/><source id=\"s\" title=\"s\"/>"
                      "<evidence id=\"b-a\" source=\"s\"/>"));

  g_assert_nonnull (strstr (once, "<transition id=\"a-b-2\" from=\"a\" to=\"b\"/>"));
  g_assert_nonnull (strstr (once, "<transition id=\"b-a-2\" from=\"b\" to=\"a\"/>"));
  g_assert_nonnull (strstr (once, "<cause id=\"a-b\""));
}

/* Whatever a title is made of, the id made from it can be written, and read again. */
static void
test_made_names (void)
{
  static const char *const titles[] = { "Nº 5", "µ", "සිංහල", "አማርኛ", "ĳ", "日本語", "Łódź", "𠀀", "٣", "ß" };

  for (gunichar c = 1; c < 0x20000; c++)
    {
      char             text[16];
      g_autofree char *name = NULL;
      g_autofree char *within = NULL;

      if (c >= 0xd800 && c < 0xe000)
        continue;
      text[g_unichar_to_utf8 (c, text)] = '\0';
      name = tl_text_make_name (text);
      g_assert_cmpint (xmlValidateNCName ((const xmlChar *) name, 0), ==, 0);
      g_assert_true (tl_text_is_name (name));
      if (c == 0xfffe || c == 0xffff)
        continue;
      g_assert_cmpint (tl_text_is_name (text), ==, xmlValidateNCName ((const xmlChar *) text, 0) == 0);
      within = g_strconcat ("a", text, NULL);
      g_assert_cmpint (tl_text_is_name (within), ==, xmlValidateNCName ((const xmlChar *) within, 0) == 0);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *name = tl_text_make_name (titles[i]);
      g_autofree char *text = g_strdup_printf (BODY ("<persona id=\"%s\" title=\"P\"/>"), name);

      g_free (round_trip (text));
    }
}

/* Values on which the reader and interchange.rng must agree. */
static void
test_forms_as_in_the_schema (void)
{
  static const struct
  {
    const char *element; /* with one %s */
    const char *value;
    gboolean    is_good;
  } forms[] = {
#define STAGE(field) "<stage id=\"a\" title=\"A\" " field "=\"%s\"/>"
    { STAGE ("entry"), "12", TRUE },
    { STAGE ("entry"), "12.50", TRUE },
    { STAGE ("entry"), "1e3", TRUE },
    { STAGE ("entry"), "1E+3..2e3", TRUE },
    { STAGE ("entry"), "1..2..3", TRUE },
    { STAGE ("entry"), " 12", FALSE },
    { STAGE ("entry"), "12 ", FALSE },
    { STAGE ("entry"), "", FALSE },
    { STAGE ("entry"), "+12", FALSE },
    { STAGE ("entry"), ".5", FALSE },
    { STAGE ("entry"), "5.", FALSE },
    { STAGE ("entry"), "1,000", FALSE },
    { STAGE ("entry"), "1...2", FALSE },
    { STAGE ("entry"), "1..2..3..4", FALSE },
    { STAGE ("entry"), "NaN", FALSE },
    { STAGE ("entry"), "٣", FALSE },
    { STAGE ("kind"), "won", TRUE },
    { STAGE ("kind"), " won\n", TRUE },
    { STAGE ("kind"), "w on", FALSE },
    { STAGE ("kind"), "Won", FALSE },
    { STAGE ("kind"), "won\u00a0", FALSE },
    { STAGE ("column"), "3", TRUE },
    { STAGE ("column"), " +003\t", TRUE },
    { STAGE ("column"), "-0", TRUE },
    { STAGE ("column"), "-1", FALSE },
    { STAGE ("column"), "1.0", FALSE },
    { STAGE ("column"), "1e1", FALSE },
    { STAGE ("column"), "", FALSE },
#define TOUCHPOINT(field) "<stage id=\"a\" title=\"A\"><touchpoint id=\"t\" title=\"T\" " field "=\"%s\"/></stage>"
    { TOUCHPOINT ("emotion"), " -1.5 ", TRUE },
    { TOUCHPOINT ("emotion"), "+.5", TRUE },
    { TOUCHPOINT ("emotion"), "1.", TRUE },
    { TOUCHPOINT ("emotion"), "1e0", TRUE },
    { TOUCHPOINT ("emotion"), "2.1", FALSE },
    { TOUCHPOINT ("emotion"), "INF", FALSE },
    { TOUCHPOINT ("emotion"), "NaN", FALSE },
    { TOUCHPOINT ("emotion"), "1 2", FALSE },
    { TOUCHPOINT ("emotion"), "", FALSE },
    { TOUCHPOINT ("emotion"), "0x1", FALSE },
    { TOUCHPOINT ("channel"), " any ", TRUE },
    { TOUCHPOINT ("channel"), "", TRUE },
    { TOUCHPOINT ("colour"), "red", FALSE },
#define FIX(field) "<fix id=\"f\" title=\"F\" " field "=\"%s\"/>"
    { FIX ("due"), "2026-02-28", TRUE },
    { FIX ("due"), " 2026-02-28 ", TRUE },
    { FIX ("due"), "2026-02-28Z", TRUE },
    { FIX ("due"), "2026-02-28+02:00", TRUE },
    { FIX ("due"), "2026-02-28+02", FALSE },
    { FIX ("due"), "2026-02-28+15:00", FALSE },
    { FIX ("due"), "2026-02-29", FALSE },
    { FIX ("due"), "2026-2-28", FALSE },
    { FIX ("due"), "28.2.2026", FALSE },
    { FIX ("due"), "", FALSE },
    { FIX ("status"), "live", TRUE },
    { FIX ("status"), "done", FALSE },
    { FIX ("id"), "x", FALSE }, /* twice */
#define PERSONA "<persona id=\"%s\" title=\"P\"/>"
    { PERSONA, "a", TRUE },
    { PERSONA, " a1.b-c_d ", TRUE },
    { PERSONA, "é", TRUE },
    { PERSONA, "日本", TRUE },
    { PERSONA, "1a", FALSE },
    { PERSONA, "-a", FALSE },
    { PERSONA, "a b", FALSE },
    { PERSONA, "a:b", FALSE },
    { PERSONA, "a/b", FALSE },
    { PERSONA, "", FALSE },
    { PERSONA, "😀", FALSE },
#define INSIDE "<stage id=\"a\" title=\"A\">%s</stage>"
    { INSIDE, "", TRUE },
    { INSIDE, " \n<!-- a comment --> <?pi?>", TRUE },
    { INSIDE, "<note/>", TRUE },
    { INSIDE, "<touchpoint id=\"t\" title=\"T\"/><note>x</note><touchpoint id=\"u\" title=\"U\"/>", TRUE },
    { INSIDE, "<note/><note/>", FALSE },
    { INSIDE, "<note><b/></note>", FALSE },
    { INSIDE, "<note lang=\"en\"/>", FALSE },
    { INSIDE, "text", FALSE },
    { INSIDE, "<![CDATA[ ]]>", TRUE },
    { INSIDE, "<![CDATA[x]]>", FALSE },
    { INSIDE, "&#32;", TRUE },
    { INSIDE, "<pain id=\"t\" title=\"T\"/>", FALSE },
    { INSIDE, "<stage id=\"t\" title=\"T\"/>", FALSE },
    { INSIDE, "<journey id=\"t\" title=\"T\"/>", FALSE },
    { INSIDE, "<touchpoint id=\"t\"/>", FALSE },
    { INSIDE, "<touchpoint title=\"T\"/>", FALSE },
    { INSIDE, "<touchpoint xmlns=\"\" id=\"t\" title=\"T\"/>", FALSE },
    { INSIDE, "<x:touchpoint xmlns:x=\"urn:throughline:journey:1\" id=\"t\" title=\"T\"/>", TRUE },
    { INSIDE, "<x:touchpoint xmlns:x=\"urn:x\" id=\"t\" title=\"T\"/>", FALSE },
    { INSIDE, "<touchpoint xml:lang=\"en\" id=\"t\" title=\"T\"/>", FALSE },
    { INSIDE, "<touchpoint id=\"t\" title=\"T\" note=\"x\"/>", FALSE },
#define RECORD "<source id=\"s\" title=\"S\"/><evidence id=\"e\" source=\"s\" %s/>"
    { RECORD, "", TRUE },
    { RECORD, "nps=\"10\"", TRUE },
    { RECORD, "nps=\" 0\"", TRUE },
    { RECORD, "nps=\"11\"", FALSE },
    { RECORD, "nps=\"7.0\"", FALSE },
    { RECORD, "row=\"0\"", FALSE },
    { RECORD, "row=\"1\"", TRUE },
    { RECORD, "sentiment=\"-1.01\"", FALSE },
    { RECORD, "csat=\"1e3\"", TRUE },
    { RECORD, "text=\"x\"", FALSE },
    { "<source id=\"s\" title=\"S\"/><evidence id=\"e\" source=\"s\">%s</evidence>", " <note/>", FALSE },
    { "<source id=\"s\" title=\"S\"/><evidence id=\"e\" source=\"s\">%s</evidence>", "a<!-- b -->c", TRUE },
    { "<fact of=\"j\" field=\"margin\" basis=\"%s\"/>", "measured", TRUE },
    { "<fact of=\"j\" field=\"margin\" basis=\"%s\"/>", "certain", FALSE },
    { "<fact id=\"x\" of=\"j\" field=\"margin\" basis=\"%s\"/>", "measured", FALSE },
    { "<fix id=\"f\" title=\"F\"><effect on=\"f2\" field=\"leave\" %s/></fix>", "", FALSE },
    { "<persona id=\"p\" title=\"P\">%s</persona>", "<touchpoint id=\"t\" title=\"T\"/>", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char       *inside = g_strdup_printf (forms[i].element, forms[i].value);
      g_autofree char       *text = g_strdup_printf (BODY ("%s"), inside);
      g_autoptr (GError)     error = NULL;
      g_autoptr (TlDocument) document = read_bytes (text, strlen (text), NULL, &error);

      if (is_valid (text, strlen (text)) != forms[i].is_good)
        g_error ("the schema thinks otherwise of %s", inside);
      if ((document != NULL) != forms[i].is_good)
        g_error ("%s: %s", inside, error ? error->message : "accepted");
      if (document)
        g_free (round_trip (text));
    }
}

/* What the schema lets through and the specification does not. */
static void
test_ranges (void)
{
  assert_refused (BODY ("<stage id=\"a\" title=\"A\" entry=\"-1\"/>"), 3, 25, "A (a): entry is -1, and must be 0 or more");
  assert_refused (BODY ("<stage id=\"a\" title=\"A\" entry=\"3..2\"/>"), 3, 25, "low end");
  assert_refused (BODY ("<stage id=\"a\" title=\"A\" entry=\"1e999\"/>"), 3, 25, "entry");
  assert_refused (BODY ("<stage id=\"a\" title=\"A\" entry=\"1/2\"/>"), 3, 25, "cannot be a count");
  assert_refused (BODY ("<transition from=\"j\" to=\"j\" share=\"3/2\"/>"), 3, 29, "count");
  assert_refused (HEAD " margin=\"1.2\"/>", 2, 61, "margin is 1.2, and must be from 0 to 1");
  assert_refused (HEAD " horizon-years=\"INF\"/>", 2, 61, "horizon-years");
}

static void
test_places (void)
{
  assert_refused (BODY ("<stage id=\"a\"\n  title=\"é é\"\n  knd=\"won\"\n  entry='1..0'/>"), 5, 3,
                  "é é (a): <stage> has no attribute “knd”; did you mean “kind”?");
  assert_refused (BODY ("<stage id=\"a\"\n  title=\"é é\"\n  knd=\"won\"\n  entry='1..0'/>"), 6, 3, "low end");
  assert_refused (BODY ("<stge id=\"a\" title=\"b\"/>"), 3, 1, "<stge> cannot stand in <journey>; did you mean <stage>?");
  assert_refused (BODY ("  <pain id=\"a\" title=\"b\"/>"), 3, 3, "<pain> cannot stand in <journey>, only in <touchpoint>");
  assert_refused (BODY ("<stage id=\"a\" title=\"A\">\n\n   words here</stage>"), 5, 4, "“words here”");
  assert_refused (BODY ("<stage id=\"a\" title=\"A\"/>\n <cause\n id=\"a\" title=\"B\"/>"), 5, 2,
                  "the id “a” is used twice: on line 3 and on line 5");
  assert_refused (BODY ("<source id=\"s\" title=\"S\"/><evidence id=\"s\" source=\"s\"/>"), 3, 37, "used twice");
  assert_refused (BODY ("<persona id=\"j\" title=\"S\"/>"), 3, 10, "used twice: on line 2 and on line 3");
  assert_refused (BODY ("<source id=\"s\" title=\"S\"/>\n<evidence id=\"e\" source=\"x\"/>"), 4, 18,
                  "record e: source refers to “x”, and nothing has that id");
  assert_refused (BODY ("<source id=\"s\" title=\"S\"/>\n<evidence id=\"e\" source=\"s\" touchpoint=\"s\"/>"), 4, 29,
                  "touchpoint refers to “s”");
  assert_refused (BODY ("<stage id=\"a\" title=\"A\">\n<touchpoint id=\"t\" title=\"T\"><pain id=\"p\" title=\"P\">"
                        "<contact count=\"2\"/></pain></touchpoint></stage>"), 4, 53,
                  "contact in P (p): the attribute “touchpoint” is missing");
}

static void
test_structure (void)
{
#define STAGES "<stage id=\"a\" title=\"A\"/><stage id=\"b\" title=\"B\"/>\n"
  assert_refused (BODY (STAGES "<fact of=\"a\" field=\"entry\" basis=\"assumed\"/>\n"
                               "<fact of=\"a\" field=\"entry\" basis=\"measured\"/>"), 5, 1, "two facts");
  assert_refused (BODY (STAGES "<fact of=\"a\" field=\"leave\" basis=\"assumed\"/>"), 4, 1, "no field “leave”");
  assert_refused (BODY (STAGES "<fix id=\"f\" title=\"F\">\n<effect on=\"a\" field=\"entry\" scale=\"1\" shift=\"1\"/></fix>"),
                  5, 1, "both a scale and a shift");
  assert_refused (BODY (STAGES "<fix id=\"f\" title=\"F\">\n<effect on=\"a\" field=\"entry\"/></fix>"), 5, 1, "neither");
  assert_refused (BODY (STAGES "<fix id=\"f\" title=\"F\">\n<effect on=\"a\" field=\"leave\" scale=\"1\"/></fix>"), 5, 1,
                  "cannot change");
}

static void
test_many_problems (void)
{
  g_autoptr (GString)    text = g_string_new (HEAD ">\n");
  g_autoptr (GPtrArray)  problems = NULL;
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = NULL;

  for (int i = 0; i < 500; i++)
    g_string_append_printf (text, "<stage id=\"s%d\" title=\"S\" entry=\"x\"/>\n", i);
  g_string_append (text, "</journey>");
  document = read_bytes (text->str, text->len, &problems, &error);
  g_assert_null (document);
  g_assert_cmpuint (problems->len, ==, 100);
  g_assert_nonnull (strstr (error->message, "x.xml:3:26: S (s0): entry:"));
  g_assert_nonnull (strstr (error->message, "and at least 98 more problems"));

  /* All at once, in the order of the file. */
  g_clear_pointer (&problems, g_ptr_array_unref);
  g_clear_error (&error);
  document = read_bytes (BODY ("<stage id=\"a\" title=\"A\" row=\"x\"/><transition from=\"a\" to=\"q\"/>\n"
                               "<stage id=\"b\" title=\"B\" row=\"y\"/>"), strlen (BODY (
                               "<stage id=\"a\" title=\"A\" row=\"x\"/><transition from=\"a\" to=\"q\"/>\n"
                               "<stage id=\"b\" title=\"B\" row=\"y\"/>")), &problems, &error);
  g_assert_cmpuint (problems->len, ==, 3);
  g_assert_cmpint (((TlXmlProblem *) problems->pdata[2])->line, ==, 4);
  g_assert_nonnull (strstr (((TlXmlProblem *) problems->pdata[1])->problem.what, "“q”"));
}

static void
test_not_ours (void)
{
  g_autoptr (GError) error = NULL;
  const char        *newer = "<journey xmlns=\"urn:throughline:journey:12\" id=\"a\" title=\"b\"><new/></journey>";

  assert_refused ("", 0, 0, "empty");
  assert_refused ("   ", 0, 0, "");
  assert_refused ("<html/>", 1, 1, "begins with <html>");
  assert_refused ("<journey id=\"a\" title=\"b\"/>", 1, 1, "urn:throughline:journey:1");
  assert_refused ("<journey xmlns=\"urn:throughline:journey:01\" id=\"a\" title=\"b\"/>", 1, 1, "not ours");
  assert_refused ("<stage xmlns=\"urn:throughline:journey:1\" id=\"a\" title=\"b\"/>", 1, 1, "begins with <stage>");
  assert_refused (newer, 1, 1, "version 12");
  g_assert_null (read_bytes (newer, strlen (newer), NULL, &error));
  g_assert_error (error, TL_XML_ERROR, TL_XML_ERROR_NEWER);
  assert_refused (HEAD "/>\n<x/>", 3, 1, "behind the end");
  assert_refused (HEAD ">\n<stage id=\"a\" title=\"b\">\n</journey>", 4, 0, "mismatch");
  assert_refused (BODY ("<note>&nbsp;</note>"), 3, 0, "nbsp");
}

static void
test_encodings (void)
{
  g_autofree char       *latin = NULL;
  g_autofree char       *wide = NULL;
  g_autofree char       *expected = round_trip (BODY ("<note>Grüße</note>"));
  g_autofree char       *marked = g_strconcat ("\xef\xbb\xbf", BODY ("<note>Grüße</note>"), NULL);
  g_autofree char       *from_mark = round_trip (marked);
  g_autoptr (TlDocument) document = NULL;
  g_autofree char       *text = NULL;
  gsize                  length;

  g_assert_cmpstr (expected, ==, from_mark);
  latin = g_convert ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><journey xmlns=\"urn:throughline:journey:1\" id=\"j\" "
                     "title=\"J\"><note>Grüße</note></journey>", -1, "ISO-8859-1", "UTF-8", NULL, &length, NULL);
  document = read_bytes (latin, length, NULL, NULL);
  text = write_text (document);
  g_assert_cmpstr (text, ==, expected);
  wide = g_convert ("\ufeff<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<journey xmlns=\"urn:throughline:journey:1\" id=\"j\" "
                    "title=\"J\">\n<stage id=\"é\"  titel=\"x\"/></journey>", -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  assert_refused_bytes (wide, length, 3, 16, "did you mean “title”?");
}

/* Bytes that are no UTF-8, wherever they stand, and a file that ends anywhere. */
static void
test_broken_anywhere (void)
{
  g_autofree char *text = load_case (".", "line.xml");
  gsize            length = strlen (text);

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *broken = g_memdup2 (text, length);

      assert_refused_bytes (text, i, 0, 0, "");
      broken[i] = '\xff';
      assert_refused_bytes (broken, length, 0, 0, "");
      broken[i] = '\0';
      assert_refused_bytes (broken, length, 0, 0, "");
    }
}

static char *
repeat (const char *before, const char *what, gsize n, const char *after)
{
  GString *text = g_string_new (before);

  for (gsize i = 0; i < n; i++)
    g_string_append (text, what);
  g_string_append (text, after);
  return g_string_free (text, FALSE);
}

static void
test_hostile (void)
{
  g_autoptr (GString) names = g_string_new (HEAD ">\n<stage");
  g_autofree char    *deep = repeat (HEAD ">", "<stage id=\"a\" title=\"b\">", 10000, "");
  g_autofree char    *note_deep = repeat (HEAD "><x>", "<x>", 10000, "");
  g_autofree char    *wide = repeat (HEAD "><stage id=\"a\" title=\"", "xxxxxxxxxxxxxxxx", 12 * 65536, "\"/></journey>");
  g_autofree char    *wide_9 = repeat (HEAD "><stage id=\"a\" title=\"", "xxxxxxxxx", 1024 * 1024, "\"/></journey>");
  g_autofree char    *open = repeat (HEAD "><stage id=\"a\" title=\"", "xxxxxxxx", 1024 * 1024, "");
  g_autofree char    *text = repeat (HEAD "><note>", "xxxxxxxxxxxxxxxx", 3 * 1024 * 1024, "</note></journey>");
  g_autofree char    *tag = repeat (HEAD "><", "xxxxxxxxxxxxxxxx", 1024 * 1024, "/></journey>");
  gint64              begun = g_get_monotonic_time ();

  /* Every DOCTYPE is refused when it is seen, whatever is in it. */
  assert_refused ("<!DOCTYPE journey>" BODY ("") + 0, 1, 0, "DOCTYPE");
  assert_refused ("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
                  "\"&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"&c;\"/>",
                  1, 0, "DOCTYPE");
  assert_refused ("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><journey/>", 1, 0, "DOCTYPE");
  assert_refused ("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><journey>&e;</journey>", 1, 0, "DOCTYPE");
  assert_refused ("<!DOCTYPE x [<!ENTITY % e SYSTEM \"http://127.0.0.1/\"> %e;]><journey/>", 1, 0, "DOCTYPE");
  assert_refused ("<!-- c --><?pi?>\n<!DOCTYPE x [", 2, 0, "DOCTYPE");

  assert_refused (deep, 2, 0, "more than 32 deep");
  assert_refused (note_deep, 2, 0, "more than 32 deep");
  assert_refused (wide, 2, 0, "longer than");
  assert_refused (wide_9, 2, 0, "the attribute “title” is longer than 8.0");
  assert_refused (open, 2, 0, "well-formed");
  assert_refused (text, 2, 0, "longer than 32.0");
  assert_refused (tag, 2, 0, "longer than");
  for (int i = 0; i < 50000; i++)
    g_string_append_printf (names, " a%x=\"\"", i);
  g_string_append (names, "/></journey>");
  assert_refused (names->str, 0, 0, "more names");
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 60 * G_USEC_PER_SEC);
}

static void
test_silence (void)
{
  if (g_test_subprocess ())
    {
      g_autofree char *odd = g_convert ("\ufeff<?xml version=\"1.0\" encoding=\"UTF-16\"?><journey xmlns=\"urn:x\">x", -1,
                                        "UTF-16LE", "UTF-8", NULL, NULL, NULL);

      assert_refused ("<!DOCTYPE x SYSTEM \"nowhere.dtd\"><journey/>", 0, 0, "");
      assert_refused ("<?xml version=\"1.0\" encoding=\"KLINGON\"?><journey/>", 0, 0, "not known");
      assert_refused ("<journey xmlns=\"a\xff\"/>", 0, 0, "");
      assert_refused ("<x:journey/>", 0, 0, "");
      assert_refused_bytes (odd, 61, 0, 0, "");
      assert_refused_bytes ("\xff\xfe<\0j\0o\xd8", 7, 0, 0, "");
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("");
}

static gboolean
count_record (const TlRecord *record, gpointer data, GError **error)
{
  (*(guint *) data)++;
  return TRUE;
}

static void
test_many_records (void)
{
  g_autoptr (GString)    text = g_string_new (HEAD ">\n");
  g_autofree char       *once = NULL;
  g_autoptr (TlDocument) document = NULL;
  guint                  n = 0;

  for (int i = 0; i < 20000; i++)
    g_string_append_printf (text, "<evidence id=\"r.%d\" source=\"s\" row=\"%d\" nps=\"%d\">said %d &amp; more</evidence>\n", i,
                            i + 1, i % 11, i);
  g_string_append (text, "<source id=\"s\" title=\"S\"/></journey>");
  once = round_trip (text->str);
  document = read_text (once);
  g_assert_true (tl_evidence_foreach (document, count_record, &n, NULL));
  g_assert_cmpuint (n, ==, 20000);
  /* One too many. */
  g_string_insert (text, (gssize) (text->len - strlen ("</journey>")), "<evidence id=\"r.777\" source=\"s\"/>");
  assert_refused (text->str, 20003, 0, "the id “r.777” is used twice: on line 780 and on line 20003");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/xml/cases", test_cases);
  g_test_add_func ("/xml/refused-cases", test_refused_cases);
  g_test_add_func ("/xml/everything", test_everything);
  g_test_add_func ("/xml/made-ids-make-way", test_made_ids_make_way);
  g_test_add_func ("/xml/made-names", test_made_names);
  g_test_add_func ("/xml/forms-as-in-the-schema", test_forms_as_in_the_schema);
  g_test_add_func ("/xml/ranges", test_ranges);
  g_test_add_func ("/xml/places", test_places);
  g_test_add_func ("/xml/structure", test_structure);
  g_test_add_func ("/xml/many-problems", test_many_problems);
  g_test_add_func ("/xml/not-ours", test_not_ours);
  g_test_add_func ("/xml/encodings", test_encodings);
  g_test_add_func ("/xml/broken-anywhere", test_broken_anywhere);
  g_test_add_func ("/xml/hostile", test_hostile);
  g_test_add_func ("/xml/silence", test_silence);
  g_test_add_func ("/xml/many-records", test_many_records);
  return g_test_run ();
}
