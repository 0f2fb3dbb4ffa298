/* test-life.c: the life of a document's file: publishing, locks, conflicts, recovery
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

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
  support_rename (document, "B");
  g_assert_true (tl_document_is_modified (document));
  support_publish (document);
  g_assert_false (tl_document_is_modified (document));
  /* What is saved already is not written again. */
  g_assert_cmpint (stat (path, &before), ==, 0);
  support_publish (document);
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
  left = support_find (".a.journey", NULL);
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

  support_make (path);
  g_chmod (path, 0640);
  has_attributes = setxattr (path, "user.note", "hello", 5, 0) == 0;
  g_assert_cmpint (symlink ("real.journey", link), ==, 0);
  document = support_open (link, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (tl_document_get_path (document), ==, link);
  support_rename (document, "B");
  support_publish (document);
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

  support_make (path);
  first = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_null (tl_document_open (path, TL_DOCUMENT_DEFAULT, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_LOCKED);
  g_clear_error (&error);
  second = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_clear_object (&second);
  /* Publishing gives the file another inode: the lock goes with it. */
  support_rename (first, "B");
  support_publish (first);
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
  g_assert_cmpstr (support_get_title (second), ==, "B");
  g_clear_object (&second);
  support_clear ();
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

  support_make (path);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  support_rename (document, "Ours");
  support_replace_by_other (path);
  g_assert_false (tl_document_publish (document, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_CHANGED);
  kept = support_find ("conflict", NULL);
  g_assert_nonnull (kept);
  name = g_path_get_basename (kept);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_true (g_str_has_suffix (kept, ".journey"));
  g_clear_error (&error);
  other = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (support_get_title (other), ==, "Theirs");
  /* The document goes on with its own side. */
  g_assert_cmpstr (tl_document_get_path (document), ==, kept);
  support_rename (document, "Ours, later");
  support_publish (document);
  g_clear_object (&document);
  document = support_open (kept, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (support_get_title (document), ==, "Ours, later");
  /* A second conflict on the same day takes another name. */
  support_rename (other, "Theirs, later");
  g_clear_object (&document);
  support_replace_by_other (path);
  g_assert_false (tl_document_publish (other, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_CHANGED);
  again = support_find ("conflict", kept);
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
  support_make (path);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  support_rename (document, "B");
  g_remove (path);
  support_publish (document);
  support_assert_opens (path);
  support_rename (document, "C");
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
  g_assert_cmpstr (support_get_title (document), ==, "C");
  g_assert_cmpuint (tl_document_get_recovered (document), ==, 1);
  support_publish (document);
  g_clear_object (&document);
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

  support_make (path);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  support_rename (document, "Ours");
  support_replace_by_other (path);
  g_assert_false (tl_document_publish (document, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_CHANGED);
  kept = support_find ("conflict", NULL);
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

  support_make (path);
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

  support_make (path);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  support_rename (document, "B");
  tl_document_discard (document);
  g_clear_object (&document);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_cmpstr (support_get_title (document), ==, "Basket");
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

  support_make (path);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  support_import (document, "survey", "r", 12, "fee");
  support_import (document, "secretsource", "secretword", 12, "fee");
  tl_edit_delete (edit, "secretsource");
  tl_edit_set (edit, "r-0", TL_EVIDENCE_TEXT, "Other words");
  support_apply (document, edit);
  support_rename (document, "Undone secretword");
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
      /* Where the state folder is not its own, it uses the common one. */
      g_clear_pointer (&state, g_free);
      state = g_build_filename (g_get_tmp_dir (), "throughline-65534", "working", NULL);
      g_rmdir (state);
      g_clear_pointer (&state, g_free);
      state = g_build_filename (g_get_tmp_dir (), "throughline-65534", NULL);
      g_rmdir (state);
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

  support_rename (document, "B");
  g_assert_false (tl_document_publish (document, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_true (tl_document_is_modified (document));
  g_assert_cmpstr (support_get_title (document), ==, "B");
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
  support_make (path);
  g_chmod (path, 0644);
  g_chmod (folder, 0555);
  run_as_nobody (try_read_only, path);
  g_chmod (folder, 0755);
  document = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_assert_cmpstr (support_get_title (document), ==, "Basket");
  g_clear_object (&document);

  /* The folder may be written, the file not. */
  g_chmod (folder, 0777);
  g_chmod (path, 0444);
  run_as_nobody (try_read_only, path);
  document = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_assert_cmpstr (support_get_title (document), ==, "Basket");
  g_clear_object (&document);
  support_clear ();
}

static void
add_tests (void)
{
  g_test_add_func ("/document/life/publish", test_publish);
  g_test_add_func ("/document/life/kept", test_kept);
  g_test_add_func ("/document/life/two-writers", test_two_writers);
  g_test_add_func ("/document/life/changed-underneath", test_changed_underneath);
  g_test_add_func ("/document/life/gone-underneath", test_gone_underneath);
  g_test_add_func ("/document/life/long-name", test_long_name);
  g_test_add_func ("/document/life/read-only-document", test_read_only_document);
  g_test_add_func ("/document/life/discard", test_discard);
  g_test_add_func ("/document/life/share", test_share);
  g_test_add_func ("/document/life/read-only-folder", test_read_only_folder);
}

int
main (int argc, char **argv)
{
  return support_run (&argc, &argv, add_tests);
}
