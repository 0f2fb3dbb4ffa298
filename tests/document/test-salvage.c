/* test-salvage.c: what damaged files give back
 *
 * Thousands of damages by chance are tried by tests/fuzz/mutate; here are those that were thought of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include <unistd.h>

#include "tl-salvage.h"

#define PAGE 4096

typedef struct
{
  guchar *bytes;
  gsize   length;
  char   *path; /* of the damaged file */
  char   *dump;
} Fixture;

static void
set_up (Fixture *self, guint n_records)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autoptr (GError)     error = NULL;

  support_import (document, "survey", "r", n_records, "fee");
  support_rename (document, "The basket");
  self->path = support_path ("bad.journey");
  tl_document_publish_to (document, self->path, &error);
  g_assert_no_error (error);
  self->dump = support_dump (document);
  g_clear_object (&document);
  g_file_get_contents (self->path, (char **) &self->bytes, &self->length, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self)
{
  support_clear ();
  g_free (self->bytes);
  g_free (self->path);
  g_free (self->dump);
}

static void
write_file (const char *path, const guchar *bytes, gsize length)
{
  FILE *file = fopen (path, "wb");

  g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  fclose (file);
}

static TlDocument *
salvage (const char *path, TlSalvageReport **report)
{
  g_autoptr (GError) error = NULL;
  TlDocument        *document = tl_document_salvage (path, NULL, report, &error);

  g_assert_no_error (error);
  g_assert_null (tl_document_get_path (document));
  g_assert_true (tl_document_is_modified (document));
  return document;
}

static const TlSalvageCount *
find_count (const TlSalvageReport *report, const char *name)
{
  for (guint i = 0; i < report->counts->len; i++)
    if (strcmp (((TlSalvageCount *) report->counts->pdata[i])->name, name) == 0)
      return report->counts->pdata[i];
  return NULL;
}

/* One flipped bit anywhere is noticed, and taken back. */
static void
test_bits (void)
{
  Fixture           self;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  set_up (&self, 40);
  for (int i = 0; i < 40; i++)
    {
      gsize                       at = (gsize) g_rand_int_range (rand, 0, i % 4 ? (gint32) (self.length & ~(gsize) 4095) : 100);
      g_autoptr (TlSalvageReport) report = NULL;
      g_autoptr (TlDocument)      document = NULL;
      g_autoptr (GError)          error = NULL;
      g_autofree char            *dump = NULL;

      self.bytes[at] ^= 4;
      write_file (self.path, self.bytes, self.length);
      self.bytes[at] ^= 4;
      g_assert_null (tl_document_open (self.path, TL_DOCUMENT_READ_ONLY, &error));
      g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED);
      g_assert_true (tl_document_can_salvage (self.path));
      document = salvage (self.path, &report);
      g_assert_true (report->is_whole);
      g_assert_cmpuint (report->n_repaired, ==, 1);
      dump = support_dump (document);
      g_assert_cmpstr (dump, ==, self.dump);
      g_assert_true (tl_document_undo (document, &error));
      tl_document_discard (document);
    }
  tear_down (&self);
}

/* Any page may be gone: of a larger journey nine tenths come back, and what does not is counted to the row. */
static void
test_pages (void)
{
  Fixture self;
  gsize   n_pages;
  guint   n_partly = 0;

  set_up (&self, 3000);
  n_pages = self.length / PAGE;
  for (gsize page = 0; page < n_pages; page += page < 40 ? 1 : 23)
    {
      g_autofree guchar          *damaged = g_memdup2 (self.bytes, self.length);
      g_autoptr (TlSalvageReport) report = NULL;
      g_autoptr (TlDocument)      document = NULL;
      const TlSalvageCount       *records;

      memset (damaged + page * PAGE, 0, PAGE);
      write_file (self.path, damaged, self.length);
      document = salvage (self.path, &report);
      records = find_count (report, "evidence");
      g_assert_cmpuint (records->n_read + records->n_doubtful, >=, 2700);
      g_assert_cmpuint (records->n_read + records->n_doubtful + records->n_lost + records->n_dropped, ==, 3000);
      g_assert_nonnull (tl_journey_lookup (tl_document_get_journey (document), "basket"));
      n_partly += !report->is_whole;
      tl_document_discard (document);
    }
  g_assert_cmpuint (n_partly, >, 30);
  tear_down (&self);
}

/* The page that a kind's only rows are on is found by one of its ids. */
static void
wipe (Fixture *self, const char *words)
{
  for (gsize at = 0; at + PAGE <= self->length; at += PAGE)
    if ((self->bytes[at] == 10 || self->bytes[at] == 13) && memmem (self->bytes + at, PAGE, words, strlen (words)))
      memset (self->bytes + at, 0, PAGE);
  write_file (self->path, self->bytes, self->length);
}

/* What others refer to comes back by its id; what cannot stand is left out and counted. */
static void
test_made_anew (void)
{
  g_autoptr (TlSalvageReport) report = NULL;
  g_autoptr (TlDocument)      document = NULL;
  g_autofree char            *text = NULL;
  TlThing                    *stage;
  Fixture                     self;

  set_up (&self, 20);
  wipe (&self, "bought");
  document = salvage (self.path, &report);
  g_assert_false (report->is_whole);
  stage = tl_journey_lookup (tl_document_get_journey (document), "basket");
  g_assert_nonnull (stage);
  g_assert_cmpstr (tl_thing_get_title (stage), ==, "basket");
  g_assert_cmpuint (find_count (report, "stage")->n_lost, ==, 3);
  g_assert_cmpuint (find_count (report, "stage")->n_made, >=, 1);
  g_assert_cmpuint (find_count (report, "touchpoint")->n_read, ==, 2);
  g_assert_cmpuint (find_count (report, "evidence")->n_read, ==, 20);
  g_assert_cmpuint (find_count (report, "assignment")->n_read, ==, 20);
  g_assert_cmpuint (report->n_edits, >, 0);
  text = tl_salvage_report_to_text (report);
  g_assert_nonnull (strstr (text, "basket"));
  tl_document_discard (document);
  tear_down (&self);
}

/* Without its beginning, and without its end. */
static void
test_ends (void)
{
  Fixture self;

  set_up (&self, 200);
  for (int i = 0; i < 3; i++)
    {
      g_autofree guchar          *damaged = g_memdup2 (self.bytes, self.length);
      g_autoptr (TlSalvageReport) report = NULL;
      g_autoptr (TlDocument)      document = NULL;
      gsize                       length = i == 2 ? self.length * 3 / 4 : self.length;

      memset (damaged, 0, i == 0 ? 100 : i == 1 ? 8192 : 0);
      write_file (self.path, damaged, length);
      g_assert_true (tl_document_can_salvage (self.path));
      document = salvage (self.path, &report);
      g_assert_cmpint (report->has_seal, ==, i < 2);
      g_assert_false (report->is_whole);
      if (i < 2)
        g_assert_cmpuint (find_count (report, "evidence")->n_read, ==, 200);
      tl_document_discard (document);
    }
  tear_down (&self);
}

/* The first word of the first record that has any. */
static const char *
words_of (TlDocument *document)
{
  static char           word[32];
  g_autoptr (GPtrArray) records = tl_evidence_list (document, &(TlEvidenceFilter) { .with_text_only = TRUE }, 0, 1, NULL);

  g_assert_cmpuint (records->len, ==, 1);
  g_strlcpy (word, tl_record_get_text (records->pdata[0], TL_EVIDENCE_TEXT), sizeof word);
  word[strcspn (word, " .,:;-")] = '\0';
  return word;
}

/* A journey of each version that was ever written opens, and becomes one of this. */
static void
test_versions (void)
{
  for (int version = 1; version < TL_DOCUMENT_VERSION; version++)
    {
      g_autofree char       *file = g_strdup_printf ("version-%d.journey", version);
      g_autofree char       *sample = g_test_build_filename (G_TEST_DIST, "document", "samples", file, NULL);
      g_autofree char       *path = support_path (file);
      g_autofree char       *bytes = NULL;
      g_autoptr (TlDocument) document = NULL;
      g_autoptr (GError)     error = NULL;
      TlEvidenceCount        count;
      gsize                  length;

      g_file_get_contents (sample, &bytes, &length, &error);
      g_assert_no_error (error);
      write_file (path, (guchar *) bytes, length);
      document = support_open (path, TL_DOCUMENT_DEFAULT);
      g_assert_true (tl_evidence_count (document, &(TlEvidenceFilter) { 0 }, &count, &error));
      g_assert_cmpint (count.records, ==, 3);
      g_assert_true (tl_evidence_count (document, &(TlEvidenceFilter) { .words = words_of (document) }, &count, &error));
      g_assert_cmpint (count.records, >, 0);
      g_assert_true (tl_document_redo (document, &error));
      support_publish (document);
      g_clear_object (&document);
      g_assert_cmpint (support_sql_int (path, "PRAGMA user_version"), ==, TL_DOCUMENT_VERSION);
      support_assert_opens (path);
      support_clear ();
    }
}

static void
test_refused (void)
{
  g_autofree char            *path = support_path ("other.journey");
  g_autofree char            *suggested = tl_salvage_suggest_path ("/somewhere/Claims.journey");
  g_autoptr (TlSalvageReport) report = NULL;
  g_autoptr (GCancellable)    cancellable = g_cancellable_new ();
  g_autoptr (GError)          error = NULL;
  Fixture                     self;

  g_assert_cmpstr (suggested, ==, "/somewhere/Claims (recovered).journey");
  write_file (path, (const guchar *) "Dear all,\n", 10);
  g_assert_null (tl_document_salvage (path, NULL, &report, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FOREIGN);
  g_clear_error (&error);
  g_assert_false (tl_document_can_salvage (path));
  g_assert_false (tl_document_can_salvage ("/dev/zero"));
  g_assert_null (tl_document_salvage ("/dev/zero", NULL, NULL, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED);
  g_clear_error (&error);

  set_up (&self, 10);
  memset (self.bytes + 100, 0, self.length - 100);
  write_file (self.path, self.bytes, self.length);
  g_assert_null (tl_document_salvage (self.path, NULL, &report, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED);
  g_assert_null (report);
  g_clear_error (&error);
  tear_down (&self);

  set_up (&self, 10);
  memset (self.bytes + 4096, 0, 4096);
  write_file (self.path, self.bytes, self.length);
  g_cancellable_cancel (cancellable);
  g_assert_null (tl_document_salvage (self.path, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (support_count_working (), ==, 0);
  tear_down (&self);
}

static void
store_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_in_thread (void)
{
  g_autoptr (TlSalvageReport) report = NULL;
  g_autoptr (TlDocument)      document = NULL;
  g_autoptr (GAsyncResult)    result = NULL;
  g_autoptr (GError)          error = NULL;
  Fixture                     self;

  set_up (&self, 10);
  self.bytes[5000] ^= 1;
  write_file (self.path, self.bytes, self.length);
  tl_document_salvage_async (self.path, NULL, store_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  document = tl_document_salvage_finish (result, &report, &error);
  g_assert_no_error (error);
  g_assert_true (report->is_whole);
  support_rename (document, "Goes on");
  tl_document_discard (document);
  tear_down (&self);
}

static void
add_tests (void)
{
  g_test_add_func ("/document/salvage/bits", test_bits);
  g_test_add_func ("/document/salvage/pages", test_pages);
  g_test_add_func ("/document/salvage/made-anew", test_made_anew);
  g_test_add_func ("/document/salvage/ends", test_ends);
  g_test_add_func ("/document/salvage/versions", test_versions);
  g_test_add_func ("/document/salvage/refused", test_refused);
  g_test_add_func ("/document/salvage/in-thread", test_in_thread);
}

int
main (int argc, char **argv)
{
  return support_run (&argc, &argv, add_tests);
}
