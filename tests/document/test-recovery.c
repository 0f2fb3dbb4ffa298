/* test-recovery.c: programs that die, disks that are full
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void
edit_thrice (const char *path)
{
  TlDocument *document = support_open (path, TL_DOCUMENT_DEFAULT);

  support_rename (document, "One");
  support_publish (document);
  support_rename (document, "Two");
  support_rename (document, "Three");
  support_import (document, "survey", "r", 10, "fee");
  tl_document_undo (document, NULL);
  tl_document_redo (document, NULL);
}

static void
test_recovered (void)
{
  g_autofree char       *path = support_path ("a.journey");
  g_autoptr (TlDocument) document = NULL;
  TlEvidenceCount        count;

  support_make (path);
  support_run_and_die (edit_thrice, path);
  g_assert_cmpuint (support_count_working (), ==, 1);
  document = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_assert_cmpstr (support_get_title (document), ==, "One");
  g_clear_object (&document);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpuint (tl_document_get_recovered (document), ==, 5);
  g_assert_nonnull (strstr (tl_document_get_notice (document), "5 edits"));
  g_assert_cmpstr (support_get_title (document), ==, "Three");
  g_assert_true (tl_document_is_modified (document));
  tl_evidence_count (document, NULL, &count, NULL);
  g_assert_cmpint (count.records, ==, 10);
  /* Dying again loses nothing either; nor does closing without saving. */
  g_clear_object (&document);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpuint (tl_document_get_recovered (document), ==, 5);
  tl_document_undo (document, NULL);
  tl_document_undo (document, NULL);
  g_assert_cmpstr (support_get_title (document), ==, "Two");
  support_publish (document);
  g_clear_object (&document);
  g_assert_cmpuint (support_count_working (), ==, 0);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpuint (tl_document_get_recovered (document), ==, 0);
  g_assert_null (tl_document_get_notice (document));
  g_assert_cmpstr (support_get_title (document), ==, "Two");
  g_clear_object (&document);
  support_clear ();
}

static void
open_only (const char *path)
{
  TlDocument *document = support_open (path, TL_DOCUMENT_DEFAULT);

  g_assert_nonnull (document);
}

static void
import_half (const char *path)
{
  TlDocument *document = support_open (path, TL_DOCUMENT_DEFAULT);
  TlEdit     *edit = tl_edit_new ("Import");
  TlBatch    *batch = tl_batch_new (document, edit, FALSE, NULL);
  TlRecord   *record = tl_record_new ("r-1");

  tl_record_set (record, TL_EVIDENCE_SOURCE, "survey", NULL);
  tl_batch_add (batch, record, NULL);
}

static void
test_nothing_to_recover (void)
{
  g_autofree char       *path = support_path ("a.journey");
  g_autoptr (TlDocument) document = NULL;

  support_make (path);
  support_run_and_die (open_only, path);
  support_run_and_die (import_half, path);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpuint (tl_document_get_recovered (document), ==, 0);
  g_assert_null (tl_document_get_notice (document));
  g_assert_false (tl_evidence_has_id (document, "r-1"));
  g_clear_object (&document);
  support_clear ();
}

/* A program died with edits, and then somebody else changed the file. */
static void
test_recovered_conflict (void)
{
  g_autofree char       *path = support_path ("a.journey");
  g_autofree char       *kept = NULL;
  g_autofree char       *name = NULL;
  g_autoptr (TlDocument) document = NULL;

  support_make (path);
  support_run_and_die (edit_thrice, path);
  support_replace_by_other (path);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (support_get_title (document), ==, "Theirs");
  g_assert_cmpuint (tl_document_get_recovered (document), ==, 0);
  kept = support_find ("conflict", NULL);
  g_assert_nonnull (kept);
  name = g_path_get_basename (kept);
  g_assert_nonnull (strstr (tl_document_get_notice (document), name));
  g_clear_object (&document);
  g_assert_cmpuint (support_count_working (), ==, 0);
  document = support_open (kept, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (support_get_title (document), ==, "Three");
  g_clear_object (&document);
  support_clear ();
}

/* A working file that cannot be read any more is put aside, not thrown away, and does not stand in the way. */
static void
test_recovered_damaged (void)
{
  g_autofree char       *path = support_path ("a.journey");
  g_autofree char       *folder = support_path ("state/throughline/working");
  g_autofree char       *unreadable = support_path ("state/throughline/unreadable");
  g_autoptr (GDir)       dir = NULL;
  g_autofree char       *working = NULL;
  g_autofree char       *wal = NULL;
  g_autoptr (TlDocument) document = NULL;

  support_make (path);
  support_run_and_die (edit_thrice, path);
  dir = g_dir_open (folder, 0, NULL);
  working = g_build_filename (folder, g_dir_read_name (dir), "journey", NULL);
  wal = g_strconcat (working, "-wal", NULL);
  g_remove (wal);
  g_assert_cmpint (truncate (working, 5000), ==, 0);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (support_get_title (document), ==, "One");
  g_assert_nonnull (strstr (tl_document_get_notice (document), "unreadable"));
  g_assert_true (g_file_test (unreadable, G_FILE_TEST_IS_DIR));
  g_clear_object (&document);
  g_assert_cmpuint (support_count_working (), ==, 0);
  support_clear ();
}

static void
edit_and_publish (const char *path)
{
  TlDocument *document = support_open (path, TL_DOCUMENT_DEFAULT);

  support_rename (document, "One");
  support_publish (document);
}

/* The power failed while a working file was taken away: what is left of it is older than the file, and nobody needs it. */
static void
test_half_removed (void)
{
  g_autofree char       *path = support_path ("a.journey");
  g_autofree char       *folder = support_path ("state/throughline/working");
  g_autoptr (GDir)       dir = NULL;
  g_autofree char       *wal = NULL;
  g_autoptr (TlDocument) document = NULL;

  support_make (path);
  support_run_and_die (edit_and_publish, path);
  dir = g_dir_open (folder, 0, NULL);
  wal = g_build_filename (folder, g_dir_read_name (dir), "journey-wal", NULL);
  g_assert_cmpint (g_remove (wal), ==, 0);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (support_get_title (document), ==, "One");
  g_assert_cmpuint (tl_document_get_recovered (document), ==, 0);
  g_assert_null (tl_document_get_notice (document));
  g_clear_object (&document);
  g_assert_cmpuint (support_count_working (), ==, 0);
  support_clear ();
}

/* The file was given another name before anybody looked after the edits. */
static void
test_recovered_renamed (void)
{
  g_autofree char       *path = support_path ("a.journey");
  g_autofree char       *renamed = support_path ("b.journey");
  g_autoptr (TlDocument) document = NULL;

  support_make (path);
  support_run_and_die (edit_thrice, path);
  g_assert_cmpint (g_rename (path, renamed), ==, 0);
  document = support_open (renamed, TL_DOCUMENT_DEFAULT);
  g_assert_cmpuint (tl_document_get_recovered (document), ==, 5);
  support_publish (document);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_object (&document);
  document = support_open (renamed, TL_DOCUMENT_READ_ONLY);
  g_assert_cmpstr (support_get_title (document), ==, "Three");
  support_clear ();
}

static void
edit_untitled (const char *path)
{
  TlDocument *document = support_new_sample ();

  support_rename (document, "Never saved");
  support_new_sample ();
}

static void
test_recovered_untitled (void)
{
  g_autofree char      *path = support_path ("a.journey");
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GError)    error = NULL;

  support_run_and_die (edit_untitled, path);
  documents = tl_document_recover_untitled ();
  g_assert_cmpuint (documents->len, ==, 1);
  g_assert_cmpstr (support_get_title (documents->pdata[0]), ==, "Never saved");
  g_assert_null (tl_document_get_path (documents->pdata[0]));
  g_assert_cmpuint (tl_document_get_recovered (documents->pdata[0]), ==, 1);
  /* Two programs do not bring back the same. */
  {
    g_autoptr (GPtrArray) again = tl_document_recover_untitled ();

    g_assert_cmpuint (again->len, ==, 0);
  }
  tl_document_publish_to (documents->pdata[0], path, &error);
  g_assert_no_error (error);
  g_ptr_array_set_size (documents, 0);
  support_assert_opens (path);
  support_clear ();
}

/* A limit on the size of files stands for a disk that is full. */
static void
try_full_disk (const char *path)
{
  TlDocument        *document = support_open (path, TL_DOCUMENT_DEFAULT);
  struct rlimit      limit = { 2000000, 2000000 };
  g_autoptr (GError) error = NULL;
  g_autofree char   *before = support_dump (document);
  g_autofree char   *after = NULL;
  g_autofree char   *long_text = g_strnfill (100000, 'x');
  gint64             number = 1;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  for (int i = 0; i < 20 && number > 0; i++)
    {
      g_autoptr (TlEdit) edit = tl_edit_new ("Note");
      g_autofree char   *note = g_strdup_printf ("%d %s", i, long_text);

      g_free (before);
      before = support_dump (document);
      tl_edit_set (edit, "basket", TL_STAGE_NOTE, note);
      number = tl_document_apply (document, edit, &error);
    }
  g_assert_cmpint (number, ==, 0);
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED);
  g_clear_error (&error);
  after = support_dump (document);
  g_assert_cmpstr (before, ==, after);
  limit.rlim_cur = limit.rlim_max = 20000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (tl_document_publish (document, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED);
  kill (getpid (), SIGKILL);
}

static void
test_full_disk (void)
{
  g_autofree char       *path = support_path ("a.journey");
  g_autofree char       *left = NULL;
  g_autoptr (TlDocument) document = NULL;

  support_make (path);
  support_run_and_die (try_full_disk, path);
  left = support_find (".a.journey", path);
  g_assert_null (left);
  document = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_clear_object (&document);
  /* What was done before the disk was full is there. */
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpuint (tl_document_get_recovered (document), >, 0);
  g_assert_nonnull (tl_thing_get_text (tl_journey_lookup (tl_document_get_journey (document), "basket"), TL_STAGE_NOTE));
  support_publish (document);
  g_clear_object (&document);
  support_clear ();
}

/* Killed at any moment, a program has lost no edit that it was told was done. */
static int ack_fd;

static void
edit_until_killed (const char *path)
{
  TlDocument *document = support_open (path, TL_DOCUMENT_DEFAULT);

  for (int i = 1;; i++)
    {
      g_autofree char *title = g_strdup_printf ("%d", i);

      support_rename (document, title);
      if (write (ack_fd, &i, sizeof i) != sizeof i)
        break;
      if (i % 7 == 0)
        support_publish (document);
    }
}

static void
test_killed (void)
{
  g_autofree char *path = support_path ("a.journey");

  for (int i = 0; i < 25; i++)
    {
      g_autoptr (TlDocument) document = NULL;
      int                    pipe_fds[2], last = 0, status, title;
      pid_t                  child;

      support_make (path);
      g_assert_cmpint (pipe (pipe_fds), ==, 0);
      ack_fd = pipe_fds[1];
      child = fork ();
      if (child == 0)
        {
          edit_until_killed (path);
          _exit (1);
        }
      close (pipe_fds[1]);
      g_usleep ((gulong) g_test_rand_int_range (1000, 40000));
      kill (child, SIGKILL);
      while (read (pipe_fds[0], &last, sizeof last) == sizeof last)
        ;
      close (pipe_fds[0]);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status));

      support_assert_opens (path);
      document = support_open (path, TL_DOCUMENT_DEFAULT);
      title = (int) g_ascii_strtoll (support_get_title (document), NULL, 10);
      g_assert_cmpint (title, >=, last);
      g_assert_cmpint (title, <=, last + 1);
      support_publish (document);
      g_clear_object (&document);
      /* Killed before its first edit, it may have left a place without a key, which goes later. */
      g_assert_cmpuint (support_count_working (), <=, 1);
      support_clear ();
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/document/recovery/recovered", test_recovered);
  g_test_add_func ("/document/recovery/nothing", test_nothing_to_recover);
  g_test_add_func ("/document/recovery/conflict", test_recovered_conflict);
  g_test_add_func ("/document/recovery/damaged", test_recovered_damaged);
  g_test_add_func ("/document/recovery/half-removed", test_half_removed);
  g_test_add_func ("/document/recovery/renamed", test_recovered_renamed);
  g_test_add_func ("/document/recovery/untitled", test_recovered_untitled);
  g_test_add_func ("/document/recovery/full-disk", test_full_disk);
  g_test_add_func ("/document/recovery/killed", test_killed);
}

int
main (int argc, char **argv)
{
  return support_run (&argc, &argv, add_tests);
}
