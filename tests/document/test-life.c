/* test-life.c: the life of a document's file: publishing, locks, conflicts, recovery
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

static void
rename_stage (TlDocument *document, const char *title)
{
  TlEdit *edit = tl_edit_new ("Rename");

  tl_edit_set (edit, "basket", TL_STAGE_TITLE, title);
  support_apply (document, edit);
}

static const char *
get_title (TlDocument *document)
{
  return tl_thing_get_title (tl_journey_lookup (tl_document_get_journey (document), "basket"));
}

static void
publish (TlDocument *document)
{
  g_autoptr (GError) error = NULL;

  tl_document_publish (document, &error);
  g_assert_no_error (error);
}

static void
make_journey (const char *path)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autoptr (GError)     error = NULL;

  tl_document_publish_to (document, path, &error);
  g_assert_no_error (error);
}

/* The one file in the tests' folder whose name has @part in it, and is not @not. */
static char *
find_file (const char *part, const char *not)
{
  g_autofree char *folder = support_path ("");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  char            *found = NULL;
  const char      *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = support_path (name);

      if (strstr (name, part) && g_strcmp0 (path, not) != 0)
        {
          g_assert_null (found);
          found = g_steal_pointer (&path);
        }
    }
  return found;
}

/* Runs @act in a process of its own that then dies on the spot. */
static void
run_and_die (void (*act) (const char *path), const char *path)
{
  pid_t child = fork ();
  int   status;

  if (child == 0)
    {
      act (path);
      kill (getpid (), SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

static void
test_publish (void)
{
  g_autofree char       *path = support_path ("a.journey");
  g_autofree char       *copy = support_path ("b.journey");
  g_autofree char       *first = NULL;
  g_autofree char       *second = NULL;
  g_autofree char       *left = NULL;
  gsize                  n_first, n_second;
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autoptr (GError)     error = NULL;
  struct stat            before, after;

  g_assert_false (tl_document_publish (document, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_true (tl_document_publish_to (document, path, &error));
  g_assert_cmpstr (tl_document_get_path (document), ==, path);
  g_assert_false (tl_document_is_modified (document));
  g_assert_cmpint (support_sql_int (path, "PRAGMA application_id"), ==, 0x54687275);
  g_assert_cmpint (support_sql_int (path, "PRAGMA user_version"), ==, TL_DOCUMENT_VERSION);
  rename_stage (document, "B");
  g_assert_true (tl_document_is_modified (document));
  publish (document);
  g_assert_false (tl_document_is_modified (document));
  /* What is saved already is not written again. */
  g_assert_cmpint (stat (path, &before), ==, 0);
  publish (document);
  g_assert_cmpint (stat (path, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);

  /* A copy does not take the document with it. The same journey is the same bytes, at rest in rollback mode. */
  tl_document_publish_to (document, copy, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tl_document_get_path (document), ==, path);
  g_file_get_contents (path, &first, &n_first, NULL);
  g_file_get_contents (copy, &second, &n_second, NULL);
  g_assert_cmpmem (first, n_first, second, n_second);
  g_assert_cmpint (first[18], ==, 1);
  g_assert_cmpint (first[19], ==, 1);
  g_clear_object (&document);
  left = find_file (".a.journey", NULL);
  g_assert_null (left);
  g_assert_cmpuint (support_count_working (), ==, 0);
  support_assert_opens (copy);
  support_clear ();
}

static void
test_kept (void)
{
  g_autofree char       *path = support_path ("real.journey");
  g_autofree char       *link = support_path ("link.journey");
  g_autofree char       *fresh = support_path ("fresh.journey");
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GError)     error = NULL;
  struct stat            about;
  char                   value[8] = { 0 };
  gboolean               has_attributes;

  make_journey (path);
  g_chmod (path, 0640);
  has_attributes = setxattr (path, "user.note", "hello", 5, 0) == 0;
  g_assert_cmpint (symlink ("real.journey", link), ==, 0);
  document = support_open (link, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (tl_document_get_path (document), ==, link);
  rename_stage (document, "B");
  publish (document);
  g_assert_cmpint (lstat (link, &about), ==, 0);
  g_assert_true (S_ISLNK (about.st_mode));
  g_assert_cmpint (lstat (path, &about), ==, 0);
  g_assert_true (S_ISREG (about.st_mode));
  g_assert_cmpint (about.st_mode & 07777, ==, 0640);
  if (has_attributes)
    {
      g_assert_cmpint (getxattr (path, "user.note", value, sizeof value), ==, 5);
      g_assert_cmpstr (value, ==, "hello");
    }
  g_clear_object (&document);
  /* A link to a file that is not there yet makes that file. */
  g_remove (link);
  g_assert_cmpint (symlink ("fresh.journey", link), ==, 0);
  document = support_new_sample ();
  tl_document_publish_to (document, link, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_clear_object (&document);
  support_assert_opens (fresh);
  support_clear ();
}

static void
test_two_writers (void)
{
  g_autofree char       *path = support_path ("a.journey");
  g_autofree char       *link = support_path ("hard.journey");
  g_autoptr (TlDocument) first = NULL;
  g_autoptr (TlDocument) second = NULL;
  g_autoptr (TlDocument) other = support_new_sample ();
  g_autoptr (GError)     error = NULL;

  make_journey (path);
  first = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_null (tl_document_open (path, TL_DOCUMENT_DEFAULT, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_LOCKED);
  g_clear_error (&error);
  second = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_clear_object (&second);
  /* Publishing gives the file another inode: the lock goes with it. */
  rename_stage (first, "B");
  publish (first);
  g_assert_null (tl_document_open (path, TL_DOCUMENT_DEFAULT, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_cmpint (symlink ("a.journey", link), ==, 0);
  g_assert_null (tl_document_open (link, TL_DOCUMENT_DEFAULT, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (tl_document_publish_to (other, path, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_LOCKED);
  g_clear_object (&first);
  second = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (get_title (second), ==, "B");
  g_clear_object (&second);
  support_clear ();
}

static void
replace_by_other (const char *path)
{
  g_autofree char       *copy = support_path ("other-version");
  g_autofree char       *bytes = NULL;
  gsize                  length;
  g_autoptr (TlDocument) document = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_autoptr (GError)     error = NULL;

  tl_document_publish_to (document, copy, &error);
  g_assert_no_error (error);
  support_sql (copy, "UPDATE stage SET title = 'Theirs' WHERE id = 'basket'");
  g_assert_true (g_file_get_contents (copy, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_remove (copy);
}

static void
test_changed_underneath (void)
{
  g_autofree char       *path = support_path ("a.journey");
  g_autofree char       *kept = NULL;
  g_autofree char       *again = NULL;
  g_autofree char       *name = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlDocument) other = NULL;
  g_autoptr (GError)     error = NULL;

  make_journey (path);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  rename_stage (document, "Ours");
  replace_by_other (path);
  g_assert_false (tl_document_publish (document, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_CHANGED);
  kept = find_file ("conflict", NULL);
  g_assert_nonnull (kept);
  name = g_path_get_basename (kept);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_true (g_str_has_suffix (kept, ".journey"));
  g_clear_error (&error);
  other = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (get_title (other), ==, "Theirs");
  /* The document goes on with its own side. */
  g_assert_cmpstr (tl_document_get_path (document), ==, kept);
  rename_stage (document, "Ours, later");
  publish (document);
  g_clear_object (&document);
  document = support_open (kept, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (get_title (document), ==, "Ours, later");
  /* A second conflict on the same day takes another name. */
  rename_stage (other, "Theirs, later");
  g_clear_object (&document);
  replace_by_other (path);
  g_assert_false (tl_document_publish (other, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_CHANGED);
  again = find_file ("conflict", kept);
  g_assert_nonnull (again);
  g_clear_object (&other);
  g_assert_cmpuint (support_count_working (), ==, 0);
  support_clear ();
}

static void
test_gone_underneath (void)
{
  g_autofree char       *folder = support_path ("folder");
  g_autofree char       *path = g_build_filename (folder, "a.journey", NULL);
  g_autofree char       *elsewhere = support_path ("b.journey");
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GError)     error = NULL;

  g_mkdir (folder, 0700);
  make_journey (path);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  rename_stage (document, "B");
  g_remove (path);
  publish (document);
  support_assert_opens (path);
  rename_stage (document, "C");
  g_remove (path);
  g_rmdir (folder);
  g_assert_false (tl_document_publish (document, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED);
  g_clear_error (&error);
  tl_document_publish_to (document, elsewhere, &error);
  g_assert_no_error (error);
  g_assert_true (tl_document_is_modified (document));
  g_clear_object (&document);
  g_assert_cmpuint (support_count_working (), ==, 1);
  /* The folder is back, the file is not: the edits are. */
  g_mkdir (folder, 0700);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (get_title (document), ==, "C");
  g_assert_cmpuint (tl_document_get_recovered (document), ==, 1);
  publish (document);
  g_clear_object (&document);
  support_assert_opens (path);
  support_clear ();
}

static void
edit_thrice (const char *path)
{
  TlDocument *document = support_open (path, TL_DOCUMENT_DEFAULT);

  rename_stage (document, "One");
  publish (document);
  rename_stage (document, "Two");
  rename_stage (document, "Three");
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

  make_journey (path);
  run_and_die (edit_thrice, path);
  g_assert_cmpuint (support_count_working (), ==, 1);
  document = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_assert_cmpstr (get_title (document), ==, "One");
  g_clear_object (&document);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpuint (tl_document_get_recovered (document), ==, 5);
  g_assert_nonnull (strstr (tl_document_get_notice (document), "5 edits"));
  g_assert_cmpstr (get_title (document), ==, "Three");
  g_assert_true (tl_document_is_modified (document));
  tl_evidence_count (document, NULL, &count, NULL);
  g_assert_cmpint (count.records, ==, 10);
  /* Dying again loses nothing either; nor does closing without saving. */
  g_clear_object (&document);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpuint (tl_document_get_recovered (document), ==, 5);
  tl_document_undo (document, NULL);
  tl_document_undo (document, NULL);
  g_assert_cmpstr (get_title (document), ==, "Two");
  publish (document);
  g_clear_object (&document);
  g_assert_cmpuint (support_count_working (), ==, 0);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpuint (tl_document_get_recovered (document), ==, 0);
  g_assert_null (tl_document_get_notice (document));
  g_assert_cmpstr (get_title (document), ==, "Two");
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

  make_journey (path);
  run_and_die (open_only, path);
  run_and_die (import_half, path);
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

  make_journey (path);
  run_and_die (edit_thrice, path);
  replace_by_other (path);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (get_title (document), ==, "Theirs");
  g_assert_cmpuint (tl_document_get_recovered (document), ==, 0);
  kept = find_file ("conflict", NULL);
  g_assert_nonnull (kept);
  name = g_path_get_basename (kept);
  g_assert_nonnull (strstr (tl_document_get_notice (document), name));
  g_clear_object (&document);
  g_assert_cmpuint (support_count_working (), ==, 0);
  document = support_open (kept, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (get_title (document), ==, "Three");
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

  make_journey (path);
  run_and_die (edit_thrice, path);
  dir = g_dir_open (folder, 0, NULL);
  working = g_build_filename (folder, g_dir_read_name (dir), "journey", NULL);
  wal = g_strconcat (working, "-wal", NULL);
  g_remove (wal);
  g_assert_cmpint (truncate (working, 5000), ==, 0);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (get_title (document), ==, "One");
  g_assert_nonnull (strstr (tl_document_get_notice (document), "unreadable"));
  g_assert_true (g_file_test (unreadable, G_FILE_TEST_IS_DIR));
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

  make_journey (path);
  run_and_die (edit_thrice, path);
  g_assert_cmpint (g_rename (path, renamed), ==, 0);
  document = support_open (renamed, TL_DOCUMENT_DEFAULT);
  g_assert_cmpuint (tl_document_get_recovered (document), ==, 5);
  publish (document);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_object (&document);
  document = support_open (renamed, TL_DOCUMENT_READ_ONLY);
  g_assert_cmpstr (get_title (document), ==, "Three");
  support_clear ();
}

static void
edit_untitled (const char *path)
{
  TlDocument *document = support_new_sample ();

  rename_stage (document, "Never saved");
  support_new_sample ();
}

static void
test_recovered_untitled (void)
{
  g_autofree char      *path = support_path ("a.journey");
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GError)    error = NULL;

  run_and_die (edit_untitled, path);
  documents = tl_document_recover_untitled ();
  g_assert_cmpuint (documents->len, ==, 1);
  g_assert_cmpstr (get_title (documents->pdata[0]), ==, "Never saved");
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

/* A name as long as the file system takes still gets its conflict copy. */
static void
test_long_name (void)
{
  g_autofree char       *stem = g_strnfill (247, 'n');
  g_autofree char       *name = g_strconcat (stem, ".journey", NULL);
  g_autofree char       *path = support_path (name);
  g_autofree char       *kept = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GError)     error = NULL;

  make_journey (path);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  rename_stage (document, "Ours");
  replace_by_other (path);
  g_assert_false (tl_document_publish (document, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_CHANGED);
  kept = find_file ("conflict", NULL);
  g_assert_nonnull (kept);
  support_assert_opens (kept);
  g_clear_object (&document);
  support_clear ();
}

static void
test_read_only_document (void)
{
  g_autofree char       *path = support_path ("a.journey");
  g_autofree char       *copy = support_path ("b.journey");
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GError)     error = NULL;

  make_journey (path);
  document = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_assert_cmpuint (support_count_working (), ==, 0);
  g_assert_false (tl_document_publish (document, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (tl_document_publish_to (document, path, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_READ_ONLY);
  g_clear_error (&error);
  tl_document_publish_to (document, copy, &error);
  g_assert_no_error (error);
  support_assert_opens (copy);
  support_clear ();
}

static void
test_discard (void)
{
  g_autofree char       *path = support_path ("a.journey");
  g_autoptr (TlDocument) document = NULL;

  make_journey (path);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  rename_stage (document, "B");
  tl_document_discard (document);
  g_clear_object (&document);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (get_title (document), ==, "Basket");
  g_clear_object (&document);
  g_assert_cmpuint (support_count_working (), ==, 0);
  support_clear ();
}

static void
test_share (void)
{
  g_autofree char       *path = support_path ("a.journey");
  g_autofree char       *copy = support_path ("shared.journey");
  g_autofree char       *bytes = NULL;
  g_autofree char       *ours = NULL;
  g_autofree char       *theirs = NULL;
  gsize                  length;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlDocument) shared = NULL;
  g_autoptr (GError)     error = NULL;
  TlEdit                *edit = tl_edit_new ("Records");

  make_journey (path);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  support_import (document, "survey", "r", 12, "fee");
  support_import (document, "secretsource", "secretword", 12, "fee");
  tl_edit_delete (edit, "secretsource");
  tl_edit_set (edit, "r-0", TL_EVIDENCE_TEXT, "Other words");
  support_apply (document, edit);
  rename_stage (document, "Undone secretword");
  tl_document_undo (document, NULL);
  g_assert_false (tl_document_share_to (document, path, &error));
  g_clear_error (&error);
  tl_document_share_to (document, copy, &error);
  g_assert_no_error (error);
  ours = support_dump (document);
  shared = support_open (copy, TL_DOCUMENT_DEFAULT);
  theirs = support_dump (shared);
  g_assert_cmpstr (ours, ==, theirs);
  g_assert_null (tl_document_dup_undo_name (shared));
  g_assert_null (tl_document_dup_redo_name (shared));
  g_assert_true (g_file_get_contents (copy, &bytes, &length, NULL));
  g_assert_null (memmem (bytes, length, "secretword", 10));
  g_assert_cmpint (support_sql_int (copy, "SELECT count(*) FROM words_docsize"), ==, 8);
  tl_document_discard (document);
  g_clear_object (&document);
  g_clear_object (&shared);
  support_clear ();
}

/* In a child without privileges, for root may write everywhere. */
static void
run_as_nobody (void (*act) (const char *path), const char *path)
{
  pid_t child;
  int   status;

  if (geteuid () != 0)
    {
      act (path);
      return;
    }
  child = fork ();
  if (child == 0)
    {
      g_autofree char *state = support_path ("nobody-state");
      g_autofree char *runtime = support_path ("nobody-runtime");

      g_mkdir (state, 0700);
      g_mkdir (runtime, 0700);
      if (chown (state, 65534, 65534) != 0 || chown (runtime, 65534, 65534) != 0 || setgid (65534) != 0 ||
          setuid (65534) != 0)
        _exit (77);
      g_setenv ("XDG_STATE_HOME", state, TRUE);
      g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
      g_reload_user_special_dirs_cache ();
      act (path);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == 77)
    g_test_skip ("cannot become somebody without privileges");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
try_read_only (const char *path)
{
  g_autoptr (TlDocument) document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_autoptr (GError)     error = NULL;
  g_autofree char       *elsewhere = g_build_filename (g_getenv ("XDG_RUNTIME_DIR"), "copy.journey", NULL);

  rename_stage (document, "B");
  g_assert_false (tl_document_publish (document, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_true (tl_document_is_modified (document));
  g_assert_cmpstr (get_title (document), ==, "B");
  g_assert_false (tl_replace_bytes (path, "x", 1, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_READ_ONLY);
  g_clear_error (&error);
  tl_document_publish_to (document, elsewhere, &error);
  g_assert_no_error (error);
  tl_document_discard (document);
}

static void
test_read_only_folder (void)
{
  g_autofree char       *base = support_path ("");
  g_autofree char       *folder = support_path ("locked");
  g_autofree char       *path = g_build_filename (folder, "a.journey", NULL);
  g_autoptr (TlDocument) document = NULL;

  g_chmod (base, 0755);
  g_mkdir (folder, 0755);
  make_journey (path);
  g_chmod (path, 0644);
  g_chmod (folder, 0555);
  run_as_nobody (try_read_only, path);
  g_chmod (folder, 0755);
  document = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_assert_cmpstr (get_title (document), ==, "Basket");
  g_clear_object (&document);

  /* The folder may be written, the file not. */
  g_chmod (folder, 0777);
  g_chmod (path, 0444);
  run_as_nobody (try_read_only, path);
  document = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_assert_cmpstr (get_title (document), ==, "Basket");
  g_clear_object (&document);
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

  make_journey (path);
  run_and_die (try_full_disk, path);
  left = find_file (".a.journey", path);
  g_assert_null (left);
  document = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_clear_object (&document);
  /* What was done before the disk was full is there. */
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpuint (tl_document_get_recovered (document), >, 0);
  g_assert_nonnull (tl_thing_get_text (tl_journey_lookup (tl_document_get_journey (document), "basket"), TL_STAGE_NOTE));
  publish (document);
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

      rename_stage (document, title);
      if (write (ack_fd, &i, sizeof i) != sizeof i)
        break;
      if (i % 7 == 0)
        publish (document);
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

      make_journey (path);
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
      title = (int) g_ascii_strtoll (get_title (document), NULL, 10);
      g_assert_cmpint (title, >=, last);
      g_assert_cmpint (title, <=, last + 1);
      publish (document);
      g_clear_object (&document);
      /* Killed before its first edit, it may have left a place without a key, which goes later. */
      g_assert_cmpuint (support_count_working (), <=, 1);
      support_clear ();
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/document/life/publish", test_publish);
  g_test_add_func ("/document/life/kept", test_kept);
  g_test_add_func ("/document/life/two-writers", test_two_writers);
  g_test_add_func ("/document/life/changed-underneath", test_changed_underneath);
  g_test_add_func ("/document/life/gone-underneath", test_gone_underneath);
  g_test_add_func ("/document/life/recovered", test_recovered);
  g_test_add_func ("/document/life/nothing-to-recover", test_nothing_to_recover);
  g_test_add_func ("/document/life/recovered-conflict", test_recovered_conflict);
  g_test_add_func ("/document/life/recovered-damaged", test_recovered_damaged);
  g_test_add_func ("/document/life/recovered-renamed", test_recovered_renamed);
  g_test_add_func ("/document/life/recovered-untitled", test_recovered_untitled);
  g_test_add_func ("/document/life/long-name", test_long_name);
  g_test_add_func ("/document/life/read-only-document", test_read_only_document);
  g_test_add_func ("/document/life/discard", test_discard);
  g_test_add_func ("/document/life/share", test_share);
  g_test_add_func ("/document/life/read-only-folder", test_read_only_folder);
  g_test_add_func ("/document/life/full-disk", test_full_disk);
  g_test_add_func ("/document/life/killed", test_killed);
}

int
main (int argc, char **argv)
{
  return support_run (&argc, &argv, add_tests);
}
