/* test-tie.c: numbers that follow the evidence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "tl-erase.h"
#include "tl-evidence-query.h"
#include "tl-tie.h"

static void
assert_incidence (TlDocument *document, const char *expected)
{
  g_autofree char *text = tl_thing_format (tl_journey_lookup (tl_document_get_journey (document), "fee"), TL_PAIN_INCIDENCE);

  g_assert_cmpstr (text, ==, expected);
}

static void
tie (TlDocument *document, const char *const *sources)
{
  const TlTieTerms terms = { "fee", "page", sources, NULL, NULL };
  TlEdit          *edit = tl_edit_new ("Tie");

  tl_edit_tie (edit, document, "fee", TL_PAIN_INCIDENCE, &terms);
  support_apply (document, edit);
}

/* 8 records at the page, 3 of them about the fee, 2 of them of calls; others elsewhere. */
static TlDocument *
make (void)
{
  static const struct
  {
    const char *id, *source, *touchpoint, *on, *date;
  } rows[] = {
    { "a", "survey", "page", "fee", "2026-01-05" }, { "b", "survey", NULL, "fee", "2026-02-05" },
    { "c", "survey", "page", NULL, "2026-02-06" },  { "d", "survey", "page", NULL, NULL },
    { "e", "survey", "page", NULL, "2026-03-01" },  { "f", "calls", NULL, "fee", "2026-03-02" },
    { "g", "calls", "page", NULL, "2026-03-03" },   { "h", "survey", NULL, NULL, "2026-03-03" },
    { "i", "survey", "phone", NULL, "2026-03-03" }, { "k", "survey", "page", NULL, "2026-04-03" },
  };
  TlDocument         *document = support_new_sample ();
  g_autoptr (TlEdit)  edit = tl_edit_new ("Import");
  g_autoptr (TlBatch) batch = NULL;
  g_autoptr (GError)  error = NULL;

  tl_edit_create (edit, TL_KIND_SOURCE, "calls", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "calls", TL_SOURCE_TITLE, "Calls");
  batch = tl_batch_new (document, edit, FALSE, &error);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TlRecord) record = tl_record_new (rows[i].id);

      tl_record_set (record, TL_EVIDENCE_SOURCE, rows[i].source, NULL);
      tl_record_set (record, TL_EVIDENCE_TOUCHPOINT, rows[i].touchpoint, NULL);
      tl_record_set (record, TL_EVIDENCE_ON, rows[i].on, NULL);
      tl_record_set (record, TL_EVIDENCE_DATE, rows[i].date, NULL);
      tl_record_set (record, TL_EVIDENCE_CUSTOMER, rows[i].id, NULL);
      tl_batch_add (batch, record, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (tl_batch_commit (batch, &error), >, 0);
  g_assert_no_error (error);
  return document;
}

static void
test_follows (void)
{
  static const char *const calls[] = { "calls", NULL };
  g_autoptr (TlDocument)   document = make ();
  g_autoptr (GPtrArray)    dumps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TlRecordSet)  some = tl_record_set_new (document, (const char *const[]) { "c", "d", "h", NULL });
  g_autoptr (TlEvidenceFilter) filter = NULL;
  TlThing                 *found;
  TlEdit                  *edit;
  TlEvidenceCount          count;
  g_autofree char         *words = NULL;

#define NOTE g_ptr_array_add (dumps, support_dump (document))
  NOTE;
  tie (document, NULL);
  assert_incidence (document, "3/8");
  found = tl_tie_find (tl_document_get_journey (document), "fee", TL_PAIN_INCIDENCE);
  g_assert_nonnull (found);
  words = tl_tie_describe (tl_document_get_journey (document), found);
  g_assert_nonnull (strstr (words, "of those at"));
  filter = tl_tie_dup_filter (found, FALSE);
  tl_evidence_count (document, filter, &count, NULL);
  g_assert_cmpint (count.records, ==, 3);
  NOTE;
  edit = tl_edit_new ("Assign");
  tl_edit_assign (edit, some, "fee");
  support_apply (document, edit);
  assert_incidence (document, "6/9");
  NOTE;
  edit = tl_edit_new ("One");
  tl_edit_set (edit, "a", TL_EVIDENCE_ON, NULL);
  support_apply (document, edit);
  assert_incidence (document, "5/9");
  NOTE;
  edit = tl_edit_new ("Star");
  tl_edit_star (edit, some, TRUE);
  support_apply (document, edit);
  NOTE;
  support_import (document, "survey", "n", 3, "fee");
  assert_incidence (document, "8/12");
  NOTE;
  tie (document, calls);
  assert_incidence (document, "1/2");
  NOTE;
  /* Typed over, it would be no count any more. */
  edit = tl_edit_new ("Type");
  tl_edit_set (edit, "fee", TL_PAIN_INCIDENCE, "0.5");
  support_refuse (document, edit, "1/2");
  edit = tl_edit_new ("Delete");
  tl_edit_delete (edit, "f");
  support_apply (document, edit);
  assert_incidence (document, "0/1");
  NOTE;
  /* Without the source there is nothing left to count: the number stays, and is free. */
  edit = tl_edit_new ("Delete source");
  tl_edit_delete (edit, "calls");
  support_apply (document, edit);
  assert_incidence (document, "0/1");
  g_assert_null (tl_tie_find (tl_document_get_journey (document), "fee", TL_PAIN_INCIDENCE));
  NOTE;
  edit = tl_edit_new ("Type");
  tl_edit_set (edit, "fee", TL_PAIN_INCIDENCE, "0.5");
  support_apply (document, edit);
  NOTE;
#undef NOTE
  for (int round = 0; round < 2; round++)
    {
      for (guint i = dumps->len - 1; i > 0; i--)
        {
          g_autofree char *now = support_dump (document);

          g_assert_cmpstr (now, ==, dumps->pdata[i]);
          g_assert_true (tl_document_undo (document, NULL));
        }
      for (guint i = 0; i + 1 < dumps->len; i++)
        {
          g_autofree char *now = support_dump (document);

          g_assert_cmpstr (now, ==, dumps->pdata[i]);
          g_assert_true (tl_document_redo (document, NULL));
        }
    }
  tl_document_discard (document);
}

static void
test_untie (void)
{
  g_autoptr (TlDocument) document = make ();
  TlEdit                *edit;

  tie (document, NULL);
  edit = tl_edit_new ("Untie");
  tl_edit_untie (edit, document, "fee", TL_PAIN_INCIDENCE);
  support_apply (document, edit);
  assert_incidence (document, "3/8");
  support_import (document, "survey", "n", 3, "fee");
  assert_incidence (document, "3/8");
  /* Tied and typed in one edit, moved, and with nothing to count. */
  edit = tl_edit_new ("Tie");
  tl_edit_set (edit, "fee", TL_PAIN_INCIDENCE, "0.9");
  tl_edit_tie (edit, document, "fee", TL_PAIN_INCIDENCE, &(TlTieTerms) { "fee", "page", NULL, "2026-02-01", "2026-03-02" });
  support_apply (document, edit);
  assert_incidence (document, "2/4");
  edit = tl_edit_new ("Tie");
  tl_edit_tie (edit, document, "fee", TL_PAIN_INCIDENCE, &(TlTieTerms) { "fee", "page", NULL, "2027-02-01", NULL });
  support_apply (document, edit);
  assert_incidence (document, "2/4");
  edit = tl_edit_new ("Type");
  tl_edit_set (edit, "fee", TL_PAIN_INCIDENCE, "0.9");
  support_apply (document, edit);
  assert_incidence (document, "0.9");
  tl_document_discard (document);
}

/* What is erased for good is counted no more, and undoing what was before fits all the same. */
static void
test_erase (void)
{
  g_autoptr (TlDocument) document = make ();
  g_autoptr (GError)     error = NULL;
  TlErased               erased;

  tie (document, NULL);
  assert_incidence (document, "3/8");
  tl_erase (document, &(TlEraseWhat) { .customer = "a" }, &erased, &error);
  g_assert_no_error (error);
  assert_incidence (document, "2/7");
  while (tl_document_undo (document, &error))
    ;
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_NOTHING_TO_UNDO);
  g_clear_error (&error);
  while (tl_document_redo (document, &error))
    ;
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_NOTHING_TO_UNDO);
  assert_incidence (document, "2/7");
  tl_document_discard (document);
}

static void
add_tests (void)
{
  g_test_add_func ("/tie/follows", test_follows);
  g_test_add_func ("/tie/untie", test_untie);
  g_test_add_func ("/tie/erase", test_erase);
}

int
main (int argc, char **argv)
{
  return support_run (&argc, &argv, add_tests);
}
