/* test-replace.c: writing files whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void
assert_contents (const char *path, const char *expected)
{
  g_autofree char   *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (contents, ==, expected);
}

static void
replace (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  tl_replace_bytes (path, text, strlen (text), &error);
  g_assert_no_error (error);
}

static void
test_file (void)
{
  g_autofree char *path = support_path ("out.svg");
  g_autofree char *link = support_path ("link.svg");
  struct stat      about;
  mode_t           mask = umask (027);

  replace (path, "one");
  umask (mask);
  assert_contents (path, "one");
  g_assert_cmpint (stat (path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 07777, ==, 0640);
  g_chmod (path, 0604);
  g_assert_cmpint (symlink ("out.svg", link), ==, 0);
  replace (link, "two");
  assert_contents (path, "two");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (stat (path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 07777, ==, 0604);
  replace (path, "");
  assert_contents (path, "");
  support_clear ();
}

static gboolean
write_half (const char *temporary, gpointer data, GError **error)
{
  g_assert_true (g_file_set_contents (temporary, "half", -1, NULL));
  g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED, "no more");
  return FALSE;
}

static gboolean
write_whole (const char *temporary, gpointer data, GError **error)
{
  /* Some writers replace the file they are given. */
  return g_file_set_contents (temporary, data, -1, error);
}

static void
test_with (void)
{
  g_autofree char   *folder = support_path ("folder");
  g_autofree char   *path = g_build_filename (folder, "out.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir)   dir = NULL;

  g_assert_false (tl_replace_with (path, write_whole, (gpointer) "x", &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED);
  g_clear_error (&error);
  g_mkdir (folder, 0700);
  g_assert_false (tl_replace_with (path, write_half, NULL, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED);
  g_clear_error (&error);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  g_assert_true (tl_replace_with (path, write_whole, (gpointer) "whole", &error));
  assert_contents (path, "whole");
  g_assert_false (tl_replace_with (path, write_half, NULL, &error));
  g_clear_error (&error);
  assert_contents (path, "whole");
  g_assert_false (tl_replace_with (folder, write_whole, (gpointer) "x", &error));
  g_assert_nonnull (error);
  support_clear ();
}

static void
test_special (void)
{
  g_autofree char   *path = support_path ("stdout");
  g_autoptr (GError) error = NULL;
  int                fds[2], saved, fd;
  char               text[16] = { 0 };
  g_autofree char   *name = NULL;

  replace ("/dev/null", "x");
  g_assert_true (tl_replace_with ("/dev/null", write_whole, (gpointer) "x", &error));
  g_assert_cmpint (pipe (fds), ==, 0);
  name = g_strdup_printf ("/dev/fd/%d", fds[1]);
  replace (name, "pipe");
  g_assert_true (tl_replace_with (name, write_whole, (gpointer) "line", &error));
  g_assert_cmpint (read (fds[0], text, sizeof text), ==, 8);
  g_assert_cmpstr (text, ==, "pipeline");
  close (fds[0]);
  close (fds[1]);
  g_assert_false (tl_replace_bytes (name, "x", 1, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  /* What a shell has redirected is written where it stands. */
  fd = open (path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  g_assert_cmpint (write (fd, "before ", 7), ==, 7);
  fflush (stdout);
  saved = dup (STDOUT_FILENO);
  dup2 (fd, STDOUT_FILENO);
  tl_replace_bytes ("/dev/stdout", "after", 5, &error);
  dup2 (saved, STDOUT_FILENO);
  g_assert_no_error (error);
  assert_contents (path, "before after");
  close (saved);
  close (fd);
  support_clear ();
}

static void
add_tests (void)
{
  g_test_add_func ("/document/replace/file", test_file);
  g_test_add_func ("/document/replace/with", test_with);
  g_test_add_func ("/document/replace/special", test_special);
}

int
main (int argc, char **argv)
{
  return support_run (&argc, &argv, add_tests);
}
