/* bench-document.c: how long importing, opening, publishing and searching take
 *
 * bench-document [RECORDS]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

static gint64 started;

static void
start (void)
{
  started = g_get_monotonic_time ();
}

static void
stop (const char *what)
{
  g_print ("%-44s %9.1f ms\n", what, (double) (g_get_monotonic_time () - started) / 1000);
}

static char *
make_words (GRand *rand)
{
  static const char *const words[] = { "the", "delivery", "was", "late", "refund", "account", "never", "again", "rude",
                                       "courier", "website", "broke", "twice", "charged", "my", "card", "and", "nobody",
                                       "answered", "phone" };
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 5, 40); n > 0; n--)
    g_string_append_printf (text, "%s ", g_rand_int_range (rand, 0, 8) ? words[g_rand_int_range (rand, 0, 20)] : "");
  g_string_append_printf (text, "ticket%d", g_rand_int_range (rand, 0, 100000));
  return g_string_free (text, FALSE);
}

static void
import (TlDocument *document, guint n)
{
  g_autoptr (GError)  error = NULL;
  g_autoptr (GRand)   rand = g_rand_new_with_seed (1);
  g_autoptr (TlEdit)  edit = tl_edit_new ("Import");
  g_autoptr (TlBatch) batch = tl_batch_new (document, edit, FALSE, &error);

  start ();
  for (guint i = 0; i < n; i++)
    {
      g_autofree char     *id = g_strdup_printf ("r-%u", i);
      g_autofree char     *text = make_words (rand);
      g_autoptr (TlRecord) record = tl_record_new (id);

      tl_record_set (record, TL_EVIDENCE_SOURCE, "survey", NULL);
      tl_record_set (record, TL_EVIDENCE_DATE, "2026-11-21", NULL);
      tl_record_set (record, TL_EVIDENCE_NPS, "7", NULL);
      tl_record_set (record, TL_EVIDENCE_TEXT, text, NULL);
      tl_record_set (record, TL_EVIDENCE_ON, i % 2 ? "fee" : "page", NULL);
      tl_batch_add (batch, record, &error);
      g_assert_no_error (error);
    }
  stop ("records made and taken in");
  start ();
  tl_batch_commit (batch, &error);
  g_assert_no_error (error);
  stop ("index and commit");
}

static void
query (TlDocument *document, const char *thing, const char *words, const char *what)
{
  TlEvidenceFilter filter = { .thing = thing, .words = words };
  TlEvidenceCount  count;

  start ();
  tl_evidence_count (document, &filter, &count, NULL);
  stop (what);
}

static void
measure (guint n)
{
  g_autofree char       *path = support_path ("bench.journey");
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autoptr (GHashTable) things = NULL;
  g_autoptr (GPtrArray)  list = NULL;
  TlEvidenceFilter       filter = { .words = "refund" };
  g_autoptr (GError)     error = NULL;

  g_print ("%u records\n", n);
  start ();
  for (int i = 0; i < 100; i++)
    {
      TlEdit          *edit = tl_edit_new ("Rename");
      g_autofree char *title = g_strdup_printf ("Title %d", i);

      tl_edit_set (edit, "basket", TL_STAGE_TITLE, title);
      support_apply (document, edit);
    }
  stop ("100 edits");
  import (document, n);
  start ();
  tl_document_publish_to (document, path, &error);
  g_assert_no_error (error);
  stop ("publish");
  g_clear_object (&document);
  start ();
  document = support_open (path, TL_DOCUMENT_READ_ONLY);
  stop ("open to look at");
  g_clear_object (&document);
  start ();
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  stop ("open");
  query (document, NULL, NULL, "count all");
  query (document, "basket", NULL, "count of a stage");
  query (document, NULL, "refund", "count refund");
  query (document, NULL, "refund card*", "count refund card*");
  start ();
  things = tl_evidence_count_things (document, NULL);
  stop ("count by thing");
  start ();
  list = tl_evidence_list (document, &filter, 0, 50, NULL);
  stop ("50 found, with extracts");
  g_clear_pointer (&list, g_ptr_array_unref);
  start ();
  list = tl_evidence_list (document, NULL, n > 50 ? n - 50 : 0, 50, NULL);
  stop ("the last 50 of all");
  start ();
  tl_document_undo (document, &error);
  g_assert_no_error (error);
  stop ("undo the import");
  query (document, NULL, "refund", "count refund, none live");
  start ();
  tl_document_redo (document, &error);
  stop ("redo it");
  tl_document_discard (document);
  g_clear_object (&document);
  start ();
  support_open (path, TL_DOCUMENT_READ_ONLY);
  stop ("open again");
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 100000;

  support_begin (FALSE);
  measure (n);
  support_end ();
  return 0;
}
