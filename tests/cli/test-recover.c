/* test-recover.c: a damaged file on the command line: said plainly, recovered elsewhere, left as it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "tl-run.h"

static void
test_recover (void)
{
  g_autofree char  *folder = tl_run_folder ();
  g_autofree char  *path = g_build_filename (folder, "a.journey", NULL);
  g_autofree char  *out = g_build_filename (folder, "b.journey", NULL);
  g_autofree char  *beside = g_build_filename (folder, "a (recovered).journey", NULL);
  g_autofree char  *sample = tl_run_case ("tradeoffs.xml");
  g_autofree char  *bytes = NULL;
  g_autofree char  *after = NULL;
  g_autoptr (TlRun) made = NULL;
  g_autoptr (TlRun) checked = NULL;
  g_autoptr (TlRun) same = NULL;
  g_autoptr (TlRun) whole = NULL;
  g_autoptr (TlRun) partly = NULL;
  g_autoptr (TlRun) nothing = NULL;
  g_autoptr (TlRun) opened = NULL;
  gsize             length, length_after;

  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  made = tl_run ("convert", sample, path, NULL);
  g_assert_cmpint (made->code, ==, 0);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));

  bytes[9000] ^= 16;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  checked = tl_run ("check", path, NULL);
  g_assert_cmpint (checked->code, !=, 0);
  tl_run_assert_contains (checked->err, "damaged");
  tl_run_assert_contains (checked->err, "recover");
  same = tl_run ("recover", path, "-o", path, NULL);
  g_assert_cmpint (same->code, ==, 2);
  whole = tl_run ("recover", path, NULL);
  g_assert_cmpint (whole->code, ==, 0);
  tl_run_assert_contains (whole->err, "a (recovered).journey");
  tl_run_assert_contains (whole->out, "Nothing is missing.");
  g_assert_true (g_file_test (beside, G_FILE_TEST_EXISTS));

  memset (bytes + 3 * 4096, 0, 4096);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  partly = tl_run ("recover", path, "-o", out, NULL);
  g_assert_cmpint (partly->code, ==, 0);
  tl_run_assert_contains (partly->out, "lost");
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (after, length_after, bytes, length);
  opened = tl_run ("info", out, NULL);
  g_assert_cmpint (opened->code, ==, 0);

  nothing = tl_run ("recover", sample, "-o", out, NULL);
  g_assert_cmpint (nothing->code, !=, 0);
  tl_run_assert_contains (nothing->err, "not a journey");
  tl_run_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/recover", test_recover);
  return g_test_run ();
}
