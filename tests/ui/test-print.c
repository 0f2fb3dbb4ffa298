/* test-print.c: the map and the fact pack on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tl-pack-edits.h"
#include "tl-pack-view.h"
#include "tl-print-page.h"
#include "tl-print.h"
#include "ui-fixture.h"

typedef struct
{
  guint  n_pages;
  double width, height; /* in points */
} Printed;

/* What a PDF of cairo's says of its pages. */
static Printed
read_pdf (const char *path)
{
  g_autofree char   *text = NULL;
  gsize              length;
  Printed            printed = { 0 };
  const char        *box = NULL;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF-"));
  for (const char *p = text; (p = memmem (p, length - (gsize) (p - text), "/MediaBox", 9)) != NULL; p += 9)
    {
      box = strchr (p, '[');
      printed.n_pages++;
    }
  g_assert_nonnull (box);
  {
    char *end;

    g_ascii_strtod (box + 1, &end);
    g_ascii_strtod (end, &end);
    printed.width = g_ascii_strtod (end, &end);
    printed.height = g_ascii_strtod (end, &end);
  }
  return printed;
}

static Printed
print (UiFixture *self, TlPrintWhat what, GtkPageOrientation orientation, GtkPrintPages pages)
{
  TlPackView                   *view = TL_PACK_VIEW (ui_find_type (GTK_WIDGET (self->window), TL_TYPE_PACK_VIEW));
  g_autofree char              *path = g_build_filename (g_get_user_data_dir (), "print.pdf", NULL);
  g_autoptr (GtkPrintOperation) operation = tl_print_new (tl_window_get_session (self->window), tl_pack_view_get_work (view),
                                                          what, tl_application_get_settings (self->application));
  g_autoptr (GtkPageSetup)      setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize)      a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autoptr (GtkPrintSettings)  settings = gtk_print_settings_new ();
  g_autoptr (GError)            error = NULL;
  Printed                       printed;

  gtk_page_setup_set_paper_size_and_default_margins (setup, a4);
  gtk_page_setup_set_orientation (setup, orientation);
  gtk_print_settings_set_print_pages (settings, pages);
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_null (tl_print_get_why (operation));
  printed = read_pdf (path);
  g_unlink (path);
  return printed;
}

/* Paper is as it was chosen, whichever way it lies, and the map stands on it in each way. */
static void
test_map (UiFixture *self, gconstpointer data)
{
  GSettings *settings = tl_application_get_settings (self->application);
  Printed    folded, tiled, one, wide;

  folded = print (self, TL_PRINT_MAP, GTK_PAGE_ORIENTATION_LANDSCAPE, GTK_PRINT_PAGES_ALL);
  g_assert_cmpuint (folded.n_pages, >=, 1);
  g_assert_cmpfloat_with_epsilon (folded.width, 841.89, 0.5);
  g_assert_cmpfloat_with_epsilon (folded.height, 595.28, 0.5);
  folded = print (self, TL_PRINT_MAP, GTK_PAGE_ORIENTATION_PORTRAIT, GTK_PRINT_PAGES_ALL);
  g_assert_cmpfloat_with_epsilon (folded.width, 595.28, 0.5);
  g_settings_set_string (settings, "print-fit", "tile");
  tiled = print (self, TL_PRINT_MAP, GTK_PAGE_ORIENTATION_LANDSCAPE, GTK_PRINT_PAGES_ALL);
  g_assert_cmpuint (tiled.n_pages, >, 1);
  g_settings_set_int (settings, "print-overlap", 60);
  wide = print (self, TL_PRINT_MAP, GTK_PAGE_ORIENTATION_LANDSCAPE, GTK_PRINT_PAGES_ALL);
  g_assert_cmpuint (wide.n_pages, >=, tiled.n_pages);
  g_settings_set_string (settings, "print-fit", "one");
  one = print (self, TL_PRINT_MAP, GTK_PAGE_ORIENTATION_LANDSCAPE, GTK_PRINT_PAGES_ALL);
  g_assert_cmpuint (one.n_pages, ==, 1);
  g_settings_reset (settings, "print-fit");
  g_settings_reset (settings, "print-overlap");
  /* Of what is selected, with somebody's stages. */
  tl_session_select (tl_window_get_session (self->window),
                     tl_thing_get_id (tl_thing_nth (tl_journey_get_root (tl_session_get_journey (
                                                      tl_window_get_session (self->window))),
                                                    TL_KIND_STAGE, 0)));
  one = print (self, TL_PRINT_MAP, GTK_PAGE_ORIENTATION_LANDSCAPE, GTK_PRINT_PAGES_SELECTION);
  g_assert_cmpuint (one.n_pages, ==, 1);
}

/* The pack is made for it, even where nobody has looked at its page yet; what was edited a moment ago is in it. */
static void
test_pack (UiFixture *self, gconstpointer data)
{
  TlPackView *view = TL_PACK_VIEW (ui_find_type (GTK_WIDGET (self->window), TL_TYPE_PACK_VIEW));
  TlSession  *session = tl_window_get_session (self->window);
  guint       all = print (self, TL_PRINT_PACK, GTK_PAGE_ORIENTATION_LANDSCAPE, GTK_PRINT_PAGES_ALL).n_pages;

  g_assert_cmpuint (all, ==, tl_pack_book_n_sheets (tl_pack_work_get_made (tl_pack_view_get_work (view))->book));
  g_assert_true (tl_pack_edits_set_page (session, TL_AUDIENCE_BOARD, TL_PACK_DECISION, TL_PAGE_SHOWN, "0", NULL));
  g_assert_cmpuint (print (self, TL_PRINT_PACK, GTK_PAGE_ORIENTATION_LANDSCAPE, GTK_PRINT_PAGES_ALL).n_pages, <, all);
}

/* What is chosen in the dialog's own page is what is remembered. */
static void
test_page (UiFixture *self, gconstpointer data)
{
  GSettings    *settings = tl_application_get_settings (self->application);
  TlPrintChoice choice;
  GtkWidget    *page;

  tl_print_choice_init (&choice, settings);
  g_assert_cmpint (choice.fit, ==, TL_FIT_FOLD);
  g_assert_cmpint (choice.palette, ==, TL_PALETTE_PRINT);
  choice.fit = TL_FIT_TILE;
  choice.overlap = 30;
  page = g_object_ref_sink (tl_print_page_new (&choice, TRUE));
  g_assert_cmpint (tl_print_page_get_choice (TL_PRINT_PAGE (page))->what, ==, TL_PRINT_MAP);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_find_type (page, GTK_TYPE_DROP_DOWN)), 0);
  g_assert_cmpint (tl_print_page_get_choice (TL_PRINT_PAGE (page))->fit, ==, TL_FIT_TILE);
  g_assert_cmpint (tl_print_page_get_choice (TL_PRINT_PAGE (page))->overlap, ==, 30);
  tl_print_choice_remember (tl_print_page_get_choice (TL_PRINT_PAGE (page)), settings);
  tl_print_choice_init (&choice, settings);
  g_assert_cmpint (choice.overlap, ==, 30);
  g_settings_reset (settings, "print-fit");
  g_settings_reset (settings, "print-overlap");
  g_object_unref (page);
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  UI_TEST ("/print/map", "tradeoffs.xml", test_map);
  UI_TEST ("/print/pack", "tradeoffs.xml", test_pack);
  UI_TEST ("/print/page", "tradeoffs.xml", test_page);
  return g_test_run ();
}
