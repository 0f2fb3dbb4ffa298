/* test-maps.c: maps as they are sent: in words, in part, over pages, with their journey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-run.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
export_text (const char *source, const char *name, ...) G_GNUC_NULL_TERMINATED;

/* What `export` writes, with some options. */
static char *
export_text (const char *source, const char *name, ...)
{
  g_autofree char  *folder = g_dir_make_tmp ("throughline-XXXXXX", NULL);
  g_autofree char  *path = g_build_filename (folder, name, NULL);
  const char       *options[5] = { NULL };
  g_autoptr (TlRun) run = NULL;
  char             *text = NULL;
  va_list           list;

  va_start (list, name);
  for (guint i = 0; i < 4 && (options[i] = va_arg (list, const char *)); i++)
    ;
  va_end (list);
  run = tl_run ("export", source, "-o", path, options[0], options[1], options[2], options[3], NULL);
  g_assert_cmpint (run->code, ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_unlink (path);
  g_rmdir (folder);
  return text;
}

static void
test_words (void)
{
  g_autofree char *source = tl_run_case ("tradeoffs.xml");
  g_autofree char *all = export_text (source, "map.html", NULL);
  g_autofree char *bare = export_text (source, "map.html", "--no-money", NULL);

  tl_run_assert_contains (all, "<html lang=\"en-GB\" dir=\"ltr\">");
  tl_run_assert_contains (all, "From Basket, ");
  tl_run_assert_contains (all, "at stake a year, net");
  g_assert_null (strstr (all, "<script"));
  g_assert_null (strstr (all, "http"));
  g_assert_null (strstr (bare, "at stake a year, net"));
  g_assert_null (strstr (bare, "£"));
}

static void
test_parts (void)
{
  g_autofree char *source = tl_run_case ("tradeoffs.xml");
  g_autofree char *marked = export_text (source, "map.svg", "--watermark", "Entwurf", "--source", "Survey of May", NULL);
  g_autofree char *none = export_text (source, "map.svg", "--without", "leavers,money", NULL);
  g_autoptr (TlRun) wrong = tl_run ("export", source, "-o", "x.svg", "--without", "people", NULL);
  g_autoptr (TlRun) unknown = tl_run ("export", source, "-o", "x.svg", "--stages", "nowhere", NULL);

  tl_run_assert_contains (marked, ">Entwurf</text>");
  tl_run_assert_contains (marked, "Survey of May");
  g_assert_null (strstr (none, "go no further"));
  g_assert_null (strstr (none, "£"));
  g_assert_cmpint (wrong->code, ==, 2);
  tl_run_assert_contains (wrong->err, "people");
  g_assert_cmpint (unknown->code, ==, 2);
  tl_run_assert_contains (unknown->err, "nowhere");
}

static void
test_tiles (void)
{
  g_autofree char *source = tl_run_case ("tradeoffs.xml");
  g_autofree char *folder = g_dir_make_tmp ("throughline-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "map.svg", NULL);
  g_autofree char *text = NULL;
  g_autoptr (TlRun) run = tl_run ("export", source, "-o", path, "--page", "a4", "--fit", "tile", NULL);
  g_auto (GStrv)   names = g_strsplit (run->out, "\n", -1);
  g_autofree char *note = NULL;

  g_assert_cmpint (run->code, ==, 0);
  g_assert_cmpuint (g_strv_length (names), >, 2);
  note = g_strdup_printf ("1 of %u, row 1 column 1", g_strv_length (names) - 1);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  tl_run_assert_contains (text, note);
  for (guint i = 0; names[i] && *names[i]; i++)
    g_unlink (names[i]);
  g_rmdir (folder);
}

static void
test_carried (void)
{
  g_autofree char *source = tl_run_case ("tradeoffs.xml");
  g_autofree char *folder = g_dir_make_tmp ("throughline-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "map.svg", NULL);
  g_autofree char *small = g_build_filename (folder, "small.png", NULL);
  g_autoptr (TlRun) with = tl_run ("export", source, "-o", path, "--with-journey", NULL);
  g_autoptr (TlRun) here = tl_run ("convert", source, "-", NULL);
  g_autoptr (TlRun) back = tl_run ("convert", path, "-", NULL);
  g_autoptr (TlRun) thumbnail = tl_run ("thumbnail", path, small, "128", NULL);
  g_autoptr (TlRun) without = tl_run ("export", source, "-o", path, NULL);
  g_autoptr (TlRun) none = tl_run ("info", path, NULL);

  g_assert_cmpint (with->code, ==, 0);
  g_assert_cmpint (back->code, ==, 0);
  g_assert_cmpstr (back->out, ==, here->out);
  g_assert_cmpint (thumbnail->code, ==, 0);
  g_assert_true (g_file_test (small, G_FILE_TEST_EXISTS));
  g_assert_cmpint (without->code, ==, 0);
  g_assert_cmpint (none->code, ==, 1);
  tl_run_assert_contains (none->err, "carries no journey");
  g_unlink (path);
  g_unlink (small);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/maps/words", test_words);
  g_test_add_func ("/cli/maps/parts", test_parts);
  g_test_add_func ("/cli/maps/tiles", test_tiles);
  g_test_add_func ("/cli/maps/carried", test_carried);
  return g_test_run ();
}
