/* test-office.c: another program opens what is written for office programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "tl-open.h"
#include "tl-pptx.h"

/* Has LibreOffice turn a file into another; %NULL where it is not there. */
static char *
convert (const char *folder, const char *path, const char *format)
{
  g_autofree char   *office = g_find_program_in_path ("soffice");
  g_autofree char   *profile = g_strdup_printf ("-env:UserInstallation=file://%s/office", folder);
  g_autofree char   *base = g_path_get_basename (path);
  g_autofree char   *stem = g_strndup (base, (gsize) (strrchr (base, '.') - base));
  g_autofree char   *name = g_strdup_printf ("%s.%s", stem, format);
  const char        *argv[] = { office, profile, "--headless", "--convert-to", format, "--outdir", folder, path, NULL };
  g_auto (GStrv)     env = g_environ_unsetenv (g_environ_unsetenv (g_get_environ (), "G_DEBUG"), "MALLOC_PERTURB_");
  g_autoptr (GError) error = NULL;
  int                status;

  if (office == NULL)
    return NULL;
  g_spawn_sync (NULL, (char **) argv, env, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return g_build_filename (folder, name, NULL);
}

static void
test_slides (void)
{
  g_autofree char       *path = g_build_filename (g_getenv ("TL_CASES"), "tradeoffs.xml", NULL);
  g_autofree char       *folder = g_dir_make_tmp ("office-XXXXXX", NULL);
  g_autofree char       *slides = g_build_filename (folder, "pack.pptx", NULL);
  g_autofree char       *pdf = NULL, *words = NULL;
  g_autofree char       *pdftotext = g_find_program_in_path ("pdftotext");
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = tl_open (path, TL_DOCUMENT_READ_ONLY, NULL, &error);
  g_autoptr (TlFigures)  figures = tl_figures_new_for_document (document, &error);
  TlPackOptions          options = { .n_worlds = 200, .numbers = &TL_NUMBER_STYLE_POINT, .today = "2026-11-22" };
  g_autoptr (TlPack)     pack = tl_pack_new (document, figures, &options, NULL, &error);
  g_autoptr (TlPackBook) book = tl_pack_book_new (pack, tl_paper_find ("slide", NULL), NULL);
  g_autoptr (GBytes)     first = tl_pack_to_pptx (pack, book, TL_PALETTE_LIGHT, &error);
  g_autoptr (GBytes)     second = tl_pack_to_pptx (pack, book, TL_PALETTE_LIGHT, &error);
  int                    status;

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_true (memcmp (g_bytes_get_data (first, NULL), "PK", 2) == 0);
  g_assert_true (g_file_set_contents (slides, g_bytes_get_data (first, NULL), (gssize) g_bytes_get_size (first), NULL));
  pdf = convert (folder, slides, "pdf");
  if (pdf == NULL || pdftotext == NULL)
    {
      g_test_skip ("LibreOffice or pdftotext is not installed");
      return;
    }
  {
    const char *argv[] = { pdftotext, pdf, "-", NULL };

    g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &words, NULL, &status, &error);
    g_assert_no_error (error);
  }
  /* Every sheet, its words as words, its table's cells too. */
  g_assert_nonnull (strstr (words, "Order placed"));
  for (guint i = 0; i < pack->pages->len; i++)
    {
      const TlPackPage *page = pack->pages->pdata[i];
      g_auto (GStrv)    parts = g_strsplit (page->headline, " ", 2);

      g_assert_nonnull (strstr (words, parts[0]));
    }
  {
    guint n = 0;

    for (const char *p = words; *p; p++)
      n += *p == '\f';
    g_assert_cmpuint (n, ==, tl_pack_book_n_sheets (book));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/office/slides", test_slides);
  return g_test_run ();
}
