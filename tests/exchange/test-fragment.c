/* test-fragment.c: things copied, pasted and inserted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-fragment.h"
#include "tl-open.h"

static TlDocument *
open_as (const char *name, TlDocumentFlags flags)
{
  g_autofree char   *path = g_build_filename (g_getenv ("TL_CASES"), name, NULL);
  g_autoptr (GError) error = NULL;
  TlDocument        *document = tl_open (path, flags, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static TlDocument *
open_case (const char *name)
{
  return open_as (name, TL_DOCUMENT_DEFAULT);
}

static void
close_document (TlDocument *document)
{
  tl_document_discard (document);
  g_object_unref (document);
}

static char *
to_xml (TlDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tl_xml_to_bytes (document, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static TlFragment *
take (TlDocument *document, const char *ids)
{
  g_auto (GStrv) list = g_strsplit (ids, " ", -1);

  return tl_fragment_new (tl_document_get_journey (document), (const char *const *) list);
}

/* Through the clipboard's bytes and back. */
static TlFragment *
carry (TlFragment *fragment)
{
  g_autoptr (GBytes) bytes = tl_fragment_write (fragment);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GError) error = NULL;
  TlFragment        *read = tl_fragment_read (bytes, &error);

  g_assert_no_error (error);
  again = tl_fragment_write (read);
  g_assert_true (g_bytes_equal (bytes, again));
  return read;
}

/* Puts it there by one edit that can be taken back; returns how many things stayed behind. */
static guint
put (TlDocument *document, TlFragment *fragment, const char *after, gboolean beside, GPtrArray **ids)
{
  TlFragmentPut             where = { after, beside, "Paste" };
  g_auto (TlFragmentResult) result = { 0 };
  g_autoptr (GError)        error = NULL;
  g_autoptr (TlEdit)        edit = tl_fragment_to_edit (fragment, document, &where, &result, &error);
  g_autofree char          *before = to_xml (document);
  g_autofree char          *undone = NULL;
  g_autofree char          *name = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (tl_document_apply (document, edit, &error), >, 0);
  g_assert_no_error (error);
  name = tl_document_dup_undo_name (document);
  g_assert_cmpstr (name, ==, "Paste");
  g_assert_true (tl_document_undo (document, &error));
  undone = to_xml (document);
  g_assert_cmpstr (undone, ==, before);
  g_assert_true (tl_document_redo (document, &error));
  if (ids)
    *ids = g_ptr_array_ref (result.ids);
  return result.n_dropped;
}

static TlThing *
lookup (TlDocument *document, const char *id)
{
  TlThing *thing = tl_journey_lookup (tl_document_get_journey (document), id);

  g_assert_nonnull (thing);
  return thing;
}

static void
set_up_facts (TlDocument *document)
{
  g_autoptr (TlEdit) edit = tl_edit_new ("Facts");
  g_autoptr (GError) error = NULL;

  tl_edit_create (edit, TL_KIND_SOURCE, "s", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "s", TL_SOURCE_TITLE, "Survey");
  tl_edit_create (edit, TL_KIND_CAUSE, "c", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "c", TL_CAUSE_TITLE, "One courier");
  tl_edit_create (edit, TL_KIND_BECAUSE, "late-c", "late", TL_EDIT_LAST);
  tl_edit_set (edit, "late-c", TL_BECAUSE_CAUSE, "c");
  tl_edit_set (edit, "late-c", TL_BECAUSE_SHARE, "0.5");
  tl_edit_create (edit, TL_KIND_FACT, "f1", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "f1", TL_FACT_OF, "late");
  tl_edit_set (edit, "f1", TL_FACT_FIELD, "incidence");
  tl_edit_set (edit, "f1", TL_FACT_BASIS, "measured");
  tl_edit_set (edit, "f1", TL_FACT_SOURCE, "s");
  tl_edit_set (edit, "f1", TL_FACT_TEXT, " two\nlines <&> ");
  tl_edit_set (edit, "late", TL_PAIN_NOTE, "a note\n\"quoted\"");
  g_assert_cmpint (tl_document_apply (document, edit, &error), >, 0);
  g_assert_no_error (error);
}

/* Two stages with all that is in them: new ids, the way between them, contacts in the copy, facts; into this journey. */
static void
test_stages (void)
{
  TlDocument             *document = open_case ("tradeoffs.xml");
  g_autoptr (TlFragment)  fragment = NULL;
  g_autoptr (TlFragment)  carried = NULL;
  g_autoptr (GPtrArray)   ids = NULL;
  TlJourney              *journey = tl_document_get_journey (document);
  TlThing                *contact, *pain, *copy;

  set_up_facts (document);
  fragment = take (document, "support order callcentre order-again nothing");
  g_assert_cmpuint (tl_fragment_n (fragment, TL_KIND_STAGE), ==, 2);
  g_assert_cmpuint (tl_fragment_n (fragment, TL_KIND_TOUCHPOINT), ==, 3);
  g_assert_cmpuint (tl_fragment_n (fragment, TL_KIND_TRANSITION), ==, 2);
  g_assert_cmpuint (tl_fragment_n (fragment, TL_KIND_FACT), ==, 1);
  g_assert_cmpuint (tl_fragment_n_roots (fragment), ==, 3);
  carried = carry (fragment);
  /* Back into the journey: nothing is lost, as all that they refer to is here; but the way to “again” leads from the copy. */
  g_assert_cmpuint (put (document, carried, "basket", FALSE, &ids), ==, 0);
  g_assert_cmpuint (tl_journey_n (journey, TL_KIND_STAGE), ==, 6);
  g_assert_cmpuint (tl_journey_n (journey, TL_KIND_TRANSITION), ==, 6);
  g_assert_cmpuint (tl_journey_n (journey, TL_KIND_FACT), ==, 2);
  copy = lookup (document, ids->pdata[0]);
  g_assert_cmpstr (tl_thing_get_id (copy), !=, "order");
  g_assert_cmpstr (tl_thing_get_title (copy), ==, "Order placed");
  g_assert_true (tl_thing_nth (tl_journey_get_root (journey), TL_KIND_STAGE, 1) == copy);
  pain = tl_thing_nth (tl_thing_nth (copy, TL_KIND_TOUCHPOINT, 0), TL_KIND_PAIN, 0);
  g_assert_cmpstr (tl_thing_get_text (pain, TL_PAIN_NOTE), ==, "a note\n\"quoted\"");
  contact = tl_thing_nth (pain, TL_KIND_CONTACT, 0);
  g_assert_cmpstr (tl_thing_get_text (contact, TL_CONTACT_TOUCHPOINT), !=, "callcentre");
  g_assert_cmpstr (tl_thing_get_title (lookup (document, tl_thing_get_text (contact, TL_CONTACT_TOUCHPOINT))), ==,
                   "Call centre");
  g_assert_cmpstr (tl_thing_get_text (tl_thing_nth (pain, TL_KIND_BECAUSE, 0), TL_BECAUSE_CAUSE), ==, "c");
  {
    TlThing *fact = tl_journey_find_fact (journey, tl_thing_get_id (pain), "incidence");

    g_assert_nonnull (fact);
    g_assert_cmpstr (tl_thing_get_text (fact, TL_FACT_TEXT), ==, " two\nlines <&> ");
    g_assert_cmpstr (tl_thing_get_text (fact, TL_FACT_SOURCE), ==, "s");
  }
  close_document (document);
}

/* Into another journey: what refers to nothing there stays behind, what refers to its like is kept. */
static void
test_elsewhere (void)
{
  TlDocument            *from = open_case ("tradeoffs.xml"), *to = NULL;
  g_autoptr (TlFragment) fragment = NULL;
  g_autoptr (TlFragment) carried = NULL;
  g_autoptr (GPtrArray)  ids = NULL;
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlEdit)     edit = NULL;
  TlFragmentPut          where = { NULL, FALSE, "Paste" };
  TlFragmentResult       result;
  TlThing               *pain;

  set_up_facts (from);
  to = tl_document_new ("other", "Other", &error);
  g_assert_no_error (error);
  fragment = take (from, "late");
  carried = carry (fragment);
  /* A pain has no place where there is no touchpoint. */
  g_assert_null (tl_fragment_to_edit (carried, to, &where, &result, &error));
  g_assert_error (error, TL_FRAGMENT_ERROR, TL_FRAGMENT_ERROR_NOWHERE);
  tl_fragment_result_clear (&result);
  edit = tl_edit_new ("Stage");
  tl_edit_create (edit, TL_KIND_STAGE, "a", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "a", TL_STAGE_TITLE, "A");
  tl_edit_create (edit, TL_KIND_TOUCHPOINT, "t", "a", TL_EDIT_LAST);
  tl_edit_set (edit, "t", TL_TOUCHPOINT_TITLE, "T");
  /* The same id, and something else: no cause of it. */
  tl_edit_create (edit, TL_KIND_CAUSE, "c", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "c", TL_CAUSE_TITLE, "Something else");
  /* The same id, kind and title: that is it. */
  tl_edit_create (edit, TL_KIND_SOURCE, "s", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "s", TL_SOURCE_TITLE, "Survey");
  g_assert_cmpint (tl_document_apply (to, edit, NULL), >, 0);
  /* Contact and reason are lost; the pain, its numbers and where they come from are not. */
  g_assert_cmpuint (put (to, carried, "t", FALSE, &ids), ==, 2);
  pain = lookup (to, ids->pdata[0]);
  g_assert_cmpstr (tl_thing_get_id (pain), ==, "late");
  g_assert_cmpuint (tl_thing_n (pain, TL_KIND_CONTACT), ==, 0);
  g_assert_cmpuint (tl_thing_n (pain, TL_KIND_BECAUSE), ==, 0);
  g_assert_cmpfloat (tl_thing_get_estimate (pain, TL_PAIN_INCIDENCE).likely, ==, 0.07);
  g_assert_cmpstr (tl_thing_get_text (tl_journey_find_fact (tl_document_get_journey (to), "late", "incidence"),
                                      TL_FACT_SOURCE), ==, "s");
  close_document (from);
  close_document (to);
}

/* Each copy stands beside what it was copied from. */
static void
test_beside (void)
{
  TlDocument            *document = open_case ("tradeoffs.xml");
  g_autoptr (TlFragment) fragment = take (document, "fee noanswer callcentre basketpage");
  g_autoptr (TlFragment) way = take (document, "basket-order");
  g_autoptr (GPtrArray)  ids = NULL;
  g_autoptr (GError)     error = NULL;
  TlFragmentPut          where = { NULL, TRUE, "Duplicate" };
  TlFragmentResult       result;

  g_assert_cmpuint (tl_fragment_n_roots (fragment), ==, 2);
  g_assert_cmpuint (put (document, fragment, NULL, TRUE, &ids), ==, 0);
  g_assert_cmpstr (tl_thing_get_id (tl_thing_get_parent (lookup (document, ids->pdata[0]))), ==, "basket");
  g_assert_cmpstr (tl_thing_get_id (tl_thing_get_parent (lookup (document, ids->pdata[1]))), ==, "support");
  g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (lookup (document, "support"), TL_KIND_TOUCHPOINT, 1)), ==,
                   ids->pdata[1]);
  /* A way between the same two stages is there already. */
  g_assert_cmpuint (tl_fragment_n (way, TL_KIND_TRANSITION), ==, 1);
  g_assert_null (tl_fragment_to_edit (way, document, &where, &result, &error));
  g_assert_error (error, TL_FRAGMENT_ERROR, TL_FRAGMENT_ERROR_NOWHERE);
  tl_fragment_result_clear (&result);
  close_document (document);
}

/* All of one journey in another, with fixes and what they do; then again, and everything has other ids. */
static void
test_whole (void)
{
  TlDocument            *from = open_as ("tradeoffs.xml", TL_DOCUMENT_READ_ONLY), *to = open_case ("tradeoffs.xml");
  g_autoptr (TlFragment) fragment = tl_fragment_new_whole (tl_document_get_journey (from));

  for (guint n = 2; n <= 3; n++)
    {
      g_assert_cmpuint (put (to, fragment, NULL, FALSE, NULL), ==, 0);
      g_assert_cmpuint (tl_journey_n (tl_document_get_journey (to), TL_KIND_STAGE), ==, 4 * n);
      g_assert_cmpuint (tl_journey_n (tl_document_get_journey (to), TL_KIND_TRANSITION), ==, 4 * n);
      g_assert_cmpuint (tl_journey_n (tl_document_get_journey (to), TL_KIND_FIX), ==, 3 * n);
      g_assert_cmpuint (tl_journey_n (tl_document_get_journey (to), TL_KIND_EFFECT), ==, 9 * n);
    }
  close_document (from);
  close_document (to);
}

static void
test_text (void)
{
  TlDocument            *document = open_case ("tradeoffs.xml");
  g_autoptr (TlFragment) stages = take (document, "basket support");
  g_autoptr (TlFragment) way = take (document, "order-support");
  g_autofree char       *outline = tl_fragment_to_text (stages);
  g_autofree char       *words = tl_fragment_to_text (way);
  g_autoptr (TlFragment) framed = NULL;
  g_autoptr (TlJourney)  drawn = NULL;
  const char *const      chosen[] = { "email", "order-again", NULL };

  g_assert_cmpstr (outline, ==, "Basket\n\tBasket page\n\t\t! Delivery fee appears late\n"
                                "Get help\n\tCall centre\n\t\t! Could not reach a person\n\tE-mail\n");
  g_assert_cmpstr (words, ==, "Order placed → Get help\n");
  /* To be drawn, a touchpoint stands in its stage, and a way between two. */
  framed = tl_fragment_new_framed (tl_document_get_journey (document), chosen);
  drawn = tl_fragment_to_journey (framed);
  g_assert_cmpuint (tl_journey_n (drawn, TL_KIND_STAGE), ==, 3);
  g_assert_cmpuint (tl_journey_n (drawn, TL_KIND_TOUCHPOINT), ==, 1);
  /* The two that stand still belong together. */
  g_assert_cmpuint (tl_journey_n (drawn, TL_KIND_TRANSITION), ==, 3);
  close_document (document);
}

static void
refuse (const char *text)
{
  g_autoptr (GBytes)     bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlFragment) fragment = tl_fragment_read (bytes, &error);

  g_assert_null (fragment);
  g_assert_error (error, TL_FRAGMENT_ERROR, TL_FRAGMENT_ERROR_REFUSED);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

#define FRAGMENT(text) "<fragment xmlns=\"urn:throughline:journey:1\">" text "</fragment>"

/* What other programs may put on the clipboard. */
static void
test_hostile (void)
{
  static const char *const texts[] = {
    "", "x", "<", "<fragment/>", "<journey xmlns=\"urn:throughline:journey:1\"/>", "\xff\xfe<\xff",
    "<!DOCTYPE f [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" FRAGMENT ("&b;"),
    "<fragment xmlns=\"urn:throughline:journey:1\">",
    FRAGMENT ("<stage id=\"a b\" title=\"x\"/>"), FRAGMENT ("<stage id=\"a\"/><stage id=\"a\"/>"),
    FRAGMENT ("<stage id=\"a\" column=\"-1\"/>"), FRAGMENT ("<stage id=\"a\" entry=\"1e999\"/>"),
    FRAGMENT ("<stage id=\"a\" nonsense=\"1\"/>"), FRAGMENT ("<stage id=\"a\"><pain id=\"p\"/></stage>"),
    FRAGMENT ("<evidence id=\"e\">words</evidence>"), FRAGMENT ("<journey id=\"j\"/>"), FRAGMENT ("<script/>"),
    FRAGMENT ("<outside/>"), FRAGMENT ("<outside id=\"a\" kind=\"no\"/>"), FRAGMENT ("<note>x</note>"),
    FRAGMENT ("<stage id=\"a\"><note><stage id=\"b\"/></note></stage>"),
    FRAGMENT ("<contact id=\"k\"><note>x</note></contact>"),
  };
  g_autoptr (GString) deep = g_string_new ("<fragment xmlns=\"urn:throughline:journey:1\">");
  g_autoptr (GString) many = g_string_new ("<fragment xmlns=\"urn:throughline:journey:1\">");
  g_autofree char    *huge = g_malloc (TL_FRAGMENT_MAX_BYTES + 2);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    refuse (texts[i]);
  for (int i = 0; i < 100000; i++)
    g_string_append (deep, "<stage>");
  refuse (deep->str);
  for (int i = 0; i <= TL_FRAGMENT_MAX_THINGS; i++)
    g_string_append (many, "<stage title=\"x\"/>");
  g_string_append (many, "</fragment>");
  refuse (many->str);
  memset (huge, ' ', TL_FRAGMENT_MAX_BYTES + 1);
  huge[TL_FRAGMENT_MAX_BYTES + 1] = '\0';
  refuse (huge);
}

/* Right by its form, and impossible all the same: the door refuses it, or what cannot be stays behind. Nothing is half
 * done. */
static void
test_impossible (void)
{
  static const char *const texts[] = {
    FRAGMENT ("<stage id=\"a\"/>"), /* no title */
    FRAGMENT ("<stage id=\"a\" title=\"A\"/><transition from=\"a\" to=\"a\" share=\"2..3\"/>"),
    FRAGMENT ("<stage id=\"a\" title=\"A\" kind=\"won\"/><transition from=\"a\" to=\"a\"/>"),
    FRAGMENT ("<stage id=\"a\" title=\"A\"/><transition from=\"a\" to=\"a\"/><transition from=\"a\" to=\"a\"/>"),
    FRAGMENT ("<transition from=\"x\" to=\"y\"/>"), FRAGMENT ("<transition/>"),
    FRAGMENT ("<fact of=\"basket\" field=\"basis\" basis=\"measured\"/>"),
    FRAGMENT ("<outside id=\"basket\" kind=\"pain\" title=\"Basket\"/><fact of=\"basket\" field=\"entry\" "
              "basis=\"measured\"/>"),
    FRAGMENT (""), FRAGMENT ("<fix id=\"f\" title=\"F\"><effect on=\"nothing\" field=\"entry\"/></fix>"),
    FRAGMENT ("<because id=\"b\" cause=\"c\"/>"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      TlDocument             *document = open_case ("tradeoffs.xml");
      g_autofree char        *before = to_xml (document);
      g_autoptr (GBytes)      bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr (TlFragment)  fragment = tl_fragment_read (bytes, NULL);
      TlFragmentPut           where = { "fee", FALSE, "Paste" };
      g_auto (TlFragmentResult) result = { 0 };
      g_autoptr (GError)      error = NULL;
      g_autoptr (TlEdit)      edit = fragment ? tl_fragment_to_edit (fragment, document, &where, &result, &error) : NULL;
      g_autofree char        *after = NULL;

      if (edit && tl_document_apply (document, edit, &error) > 0)
        g_assert_true (tl_document_undo (document, NULL));
      after = to_xml (document);
      g_assert_cmpstr (after, ==, before);
      close_document (document);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/fragment/stages", test_stages);
  g_test_add_func ("/fragment/elsewhere", test_elsewhere);
  g_test_add_func ("/fragment/beside", test_beside);
  g_test_add_func ("/fragment/whole", test_whole);
  g_test_add_func ("/fragment/text", test_text);
  g_test_add_func ("/fragment/hostile", test_hostile);
  g_test_add_func ("/fragment/impossible", test_impossible);
  return g_test_run ();
}
