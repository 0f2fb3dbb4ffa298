/* test-export.c: the scene as a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <cairo.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#include "map-journeys.h"
#include "tl-export.h"
#include "tl-map.h"
#include "tl-paint-cairo.h"
#include "tl-tile.h"

static TlScene *
draw (const char *const *titles, guint n)
{
  Shape                 shape = { NULL, n, titles, TRUE, TRUE, TRUE, TRUE, 6, 2 };
  g_autoptr (TlJourney) journey = make_journey (&shape);
  g_autoptr (TlFigures) figures = tl_figures_new (journey);

  return tl_map_layout (journey, figures, NULL);
}

static GBytes *
write_out (TlScene *scene, TlExportFormat format, const TlExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  GBytes            *bytes = tl_export (scene, format, options, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 100);
  return bytes;
}

static void
collect_text (xmlNode *node, GHashTable *texts, GHashTable *ids)
{
  for (; node; node = node->next)
    {
      xmlChar *id;

      if (node->type != XML_ELEMENT_NODE)
        continue;
      id = xmlGetProp (node, (const xmlChar *) "id");
      if (id)
        {
          g_assert_true (g_hash_table_add (ids, g_strdup ((const char *) id)));
          xmlFree (id);
        }
      if (strcmp ((const char *) node->name, "text") == 0)
        {
          xmlChar *content = xmlNodeGetContent (node);

          g_hash_table_add (texts, g_strdup ((const char *) content));
          xmlFree (content);
        }
      g_assert_cmpstr ((const char *) node->name, !=, "foreignObject");
      g_assert_cmpstr ((const char *) node->name, !=, "image");
      g_assert_cmpstr ((const char *) node->name, !=, "script");
      g_assert_null (xmlHasProp (node, (const xmlChar *) "href"));
      collect_text (node->children, texts, ids);
    }
}

/* Well formed, every text as text, every thing with a group, nothing from outside. */
static void
check_svg (TlScene *scene)
{
  g_autoptr (GBytes)     bytes = write_out (scene, TL_EXPORT_SVG, NULL);
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize                  size;
  const char            *data = g_bytes_get_data (bytes, &size);
  xmlDoc                *doc = xmlReadMemory (data, (int) size, NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (doc);
  collect_text (xmlDocGetRootElement (doc), texts, ids);
  for (guint i = 0; i < tl_scene_n_items (scene); i++)
    {
      const TlItem *item = tl_scene_get_item (scene, i);

      if (item->type == TL_ITEM_TEXT)
        g_assert_true (g_hash_table_contains (texts, item->text.string));
    }
  g_assert_true (g_hash_table_contains (ids, "stage-s0"));
  g_assert_true (g_hash_table_contains (ids, "map-title"));
  xmlFreeDoc (doc);
}

static void
test_svg (void)
{
  const char *const *const all[] = { plain_titles, long_titles, arabic_titles, cjk_titles, odd_titles };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (TlScene) scene = draw (all[i], 9);

      check_svg (scene);
    }
}

/* What no XML can hold does not break the file. */
static void
test_svg_hostile (void)
{
  g_autoptr (TlScene) scene = tl_scene_new ();
  g_autoptr (GBytes)  bytes = NULL;
  TlText              text = { "bell \a here\x01 <![CDATA[ ]]>", { 14, 400, FALSE }, TL_ANCHOR_START, 0, 20 };
  gsize               size;
  const char         *data;
  xmlDoc             *doc;

  tl_scene_begin (scene, TL_ROLE_ROOT, NULL, "\x02 & <title>", "\x03");
  tl_scene_begin (scene, TL_ROLE_STAGE, "a \"b\"<c>&\x04", "t\x05", NULL);
  tl_scene_text (scene, &text, TL_COLOUR_INK);
  tl_scene_end (scene);
  tl_scene_end (scene);
  tl_scene_set_size (scene, 100, 100);
  bytes = write_out (scene, TL_EXPORT_SVG, NULL);
  data = g_bytes_get_data (bytes, &size);
  doc = xmlReadMemory (data, (int) size, NULL, NULL, XML_PARSE_NONET);
  g_assert_nonnull (doc);
  xmlFreeDoc (doc);
}

/* The same bytes each time, whatever the clock says. */
static void
test_same (void)
{
  for (int format = TL_EXPORT_SVG; format <= TL_EXPORT_PNG; format++)
    {
      g_autoptr (TlScene) a = draw (plain_titles, 7), b = draw (plain_titles, 7);
      TlExportOptions     options = { .width = 600 };
      g_autoptr (GBytes)  first = write_out (a, (TlExportFormat) format, &options);
      g_autoptr (GBytes)  second = NULL;

      g_usleep (format == TL_EXPORT_PDF ? 1100000 : 0);
      second = write_out (b, (TlExportFormat) format, &options);
      g_assert_true (g_bytes_equal (first, second));
    }
}

static void
test_epoch (void)
{
  g_autoptr (TlScene) scene = draw (plain_titles, 3);
  g_autoptr (GBytes)  without = write_out (scene, TL_EXPORT_PDF, NULL);
  g_autoptr (GBytes)  with = NULL;
  g_autoptr (GBytes)  again = NULL;
  g_autofree char    *date = NULL;

  g_assert_null (tl_export_source_date ());
  g_setenv ("SOURCE_DATE_EPOCH", "1700000000", TRUE);
  date = tl_export_source_date ();
  g_assert_cmpstr (date, ==, "2023-11-14T22:13:20Z");
  with = write_out (scene, TL_EXPORT_PDF, NULL);
  again = write_out (scene, TL_EXPORT_PDF, NULL);
  g_assert_true (g_bytes_equal (with, again));
  g_assert_false (g_bytes_equal (with, without));
  g_setenv ("SOURCE_DATE_EPOCH", "yesterday", TRUE);
  g_assert_null (tl_export_source_date ());
  g_unsetenv ("SOURCE_DATE_EPOCH");
}

/* Runs a program on bytes and returns what it says, or NULL where there is no such program. */
static char *
run_on (GBytes *bytes, const char *program, const char *argument, const char *last)
{
  g_autofree char    *found = g_find_program_in_path (program);
  g_autofree char    *dir = NULL;
  g_autofree char    *path = NULL;
  char               *output = NULL;
  const char         *argv[5] = { 0 };
  g_autoptr (GError)  error = NULL;
  int                 n = 0, status;

  if (found == NULL)
    return NULL;
  dir = g_dir_make_tmp ("throughline-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (dir, "map.pdf", NULL);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  argv[n++] = found;
  if (argument)
    argv[n++] = argument;
  argv[n++] = path;
  if (last)
    argv[n++] = last;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_unlink (path);
  g_rmdir (dir);
  return output;
}

/* What Unicode keeps for programs is valid UTF-8, but cairo writes no PDF with it. */
static void
test_pdf_hostile (void)
{
  const char *const   titles[] = { "two \ufdef \U0001fffe words", "near \ufdcf \ufdf0 \ufffd", "\uffff start",
                                   "\ufffe end \ufdd0", "\U0010ffff", NULL };
  g_autoptr (TlScene) scene = draw (titles, 8);
  TlExportOptions     options = { .title = "title \ufdd1", .author = "author \U0002ffff" };
  g_autoptr (GBytes)  bytes = write_out (scene, TL_EXPORT_PDF, &options);
  g_autofree char    *info = run_on (bytes, "pdfinfo", NULL, NULL);

  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    {
      const TlGroup *group = tl_scene_get_group (scene, i);

      if (group->role == TL_ROLE_STAGE && g_strcmp0 (group->thing, "s0") == 0)
        g_assert_cmpstr (group->title, ==, "two \ufffd \ufffd words");
      if (group->role == TL_ROLE_STAGE && g_strcmp0 (group->thing, "s1") == 0)
        g_assert_cmpstr (group->title, ==, "near \ufdcf \ufdf0 \ufffd");
    }
  if (info == NULL)
    {
      g_test_skip ("pdfinfo is not installed");
      return;
    }
  g_assert_nonnull (strstr (info, "title \ufffd\n"));
  g_assert_nonnull (strstr (info, "author \ufffd\n"));
}

static void
test_pdf (void)
{
  g_autoptr (TlScene) scene = draw (plain_titles, 8);
  TlExportOptions     options = { .author = "A. Nonymous" };
  g_autoptr (GBytes)  bytes = write_out (scene, TL_EXPORT_PDF, &options);
  g_autofree char    *text = run_on (bytes, "pdftotext", "-raw", "-");
  g_autofree char    *info = run_on (bytes, "pdfinfo", NULL, NULL);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 5, "%PDF-", 5);
  if (text == NULL || info == NULL)
    {
      g_test_skip ("pdftotext or pdfinfo is not installed");
      return;
    }
  for (guint i = 0; i < tl_scene_n_items (scene); i++)
    {
      const TlItem *item = tl_scene_get_item (scene, i);

      if (item->type != TL_ITEM_TEXT || strstr (text, item->text.string))
        continue;
      g_test_message ("“%s” is missing", item->text.string);
      g_test_fail ();
    }
  g_assert_nonnull (strstr (info, "A. Nonymous"));
  g_assert_nonnull (strstr (info, "Throughline"));
  g_assert_nonnull (strstr (info, tl_scene_get_group (scene, 0)->title));
  g_assert_null (strstr (info, "CreationDate"));
}

/* How many lines of what pdffonts says are of fonts, and how many of these are not in the file. */
static guint
count_fonts (const char *text, guint *n_missing)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint          n = 0;

  *n_missing = 0;
  for (guint i = 2; i < g_strv_length (lines) && *lines[i]; i++)
    {
      g_auto (GStrv) words = g_strsplit_set (lines[i], " ", -1);
      guint          at = 0, found = 0;

      /* name, type, encoding, then: embedded, subset, has letters; then the object's number. */
      for (at = g_strv_length (words); at > 0 && found < 5; at--)
        found += *words[at - 1] != '\0';
      *n_missing += !g_str_equal (words[at], "yes");
      n++;
    }
  return n;
}

/* Maps on pages, folded and as tiles: sound, with their fonts, structure, names of pages, and every word. */
static void
test_pdf_pages (void)
{
  const char *const *const titles[] = { plain_titles, arabic_titles, cjk_titles };

  for (gsize k = 0; k < G_N_ELEMENTS (titles); k++)
    for (int fit = TL_FIT_FOLD; fit <= TL_FIT_ONE; fit++)
      {
        Shape                 shape = { NULL, 11, titles[k], TRUE, TRUE, TRUE, TRUE, 6, 2 };
        g_autoptr (TlJourney) journey = make_journey (&shape);
        g_autoptr (TlFigures) figures = tl_figures_new (journey);
        g_autoptr (TlMapBook) book = tl_map_book_new_fitted (journey, figures, NULL, tl_paper_find ("a4", NULL), (TlFit) fit);
        g_autoptr (GError)    error = NULL;
        g_autoptr (GPtrArray) files = tl_export_book (book, TL_EXPORT_PDF, NULL, &error);
        g_autofree char      *sound = NULL;
        g_autofree char      *info = NULL;
        g_autofree char      *fonts = NULL;
        g_autofree char      *text = NULL;
        g_autofree char      *json = NULL;
        guint                 n_missing, n_words = 0;

        g_assert_no_error (error);
        g_assert_cmpuint (files->len, ==, 1);
        sound = run_on (files->pdata[0], "qpdf", "--check", NULL);
        json = run_on (files->pdata[0], "qpdf", "--json", NULL);
        info = run_on (files->pdata[0], "pdfinfo", NULL, NULL);
        fonts = run_on (files->pdata[0], "pdffonts", NULL, NULL);
        text = run_on (files->pdata[0], "pdftotext", "-raw", "-");
        if (sound == NULL || info == NULL || fonts == NULL || text == NULL)
          {
            g_test_skip ("qpdf or poppler’s programs are not installed");
            return;
          }
        g_assert_nonnull (strstr (sound, "No syntax or stream encoding errors"));
        g_assert_null (strstr (sound, "WARNING"));
        g_assert_nonnull (strstr (info, "Tagged:          yes"));
        g_assert_cmpuint (count_fonts (fonts, &n_missing), >, 1);
        g_assert_cmpuint (n_missing, ==, 0);
        g_assert_nonnull (strstr (json, "\"/Outlines\""));
        g_assert_nonnull (strstr (json, "\"/Lang\""));
        g_assert_cmpint (strstr (json, "\"/PageLabels\"") != NULL, ==, tl_map_book_n_pages (book) > 1);
        /* Letters of other scripts come back in the order of the page, not of the word. */
        for (guint p = 0; k == 0 && fit != TL_FIT_TILE && p < tl_map_book_n_pages (book); p++)
          for (guint i = 0; i < tl_scene_n_items (tl_map_book_get_page (book, p)); i++, n_words++)
            {
              const TlItem *item = tl_scene_get_item (tl_map_book_get_page (book, p), i);

              if (item->type == TL_ITEM_TEXT && strstr (text, item->text.string) == NULL)
                g_error ("“%s” is missing", item->text.string);
            }
        g_assert_cmpint (n_words > 50, ==, k == 0 && fit != TL_FIT_TILE);
      }
}

static guint32
png_number (GBytes *bytes, gsize offset)
{
  const guint8 *data = g_bytes_get_data (bytes, NULL);

  return (guint32) data[offset] << 24 | (guint32) data[offset + 1] << 16 | (guint32) data[offset + 2] << 8 |
         data[offset + 3];
}

static void
test_png (void)
{
  g_autoptr (TlScene) scene = draw (plain_titles, 3);
  TlExportOptions     options = { .width = 777 };
  g_autoptr (GBytes)  bytes = write_out (scene, TL_EXPORT_PNG, &options);
  g_autoptr (GBytes)  natural = write_out (scene, TL_EXPORT_PNG, NULL);
  g_autoptr (GError)  error = NULL;

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_cmpuint (png_number (bytes, 16), ==, 777);
  g_assert_cmpfloat_with_epsilon (png_number (bytes, 20),
                                  777 * tl_scene_get_height (scene) / tl_scene_get_width (scene), 1);
  g_assert_cmpfloat (png_number (natural, 16), ==, 2 * tl_scene_get_width (scene));
  /* How large it is on paper: 777 pixels for as many inches as 96 units each make. */
  g_assert_cmpmem ((const guint8 *) g_bytes_get_data (bytes, NULL) + 37, 4, "pHYs", 4);
  g_assert_cmpfloat_with_epsilon (png_number (bytes, 41) * 0.0254, 777 / (tl_scene_get_width (scene) / 96), 0.1);
  options.width = 100000;
  g_assert_null (tl_export_png (scene, &options, &error));
  g_assert_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_SIZE);
}

static void
test_formats (void)
{
  TlExportFormat     format;
  g_autoptr (GError) error = NULL;

  g_assert_true (tl_export_format_for_file ("a/b.SVG", &format, &error));
  g_assert_cmpint (format, ==, TL_EXPORT_SVG);
  g_assert_true (tl_export_format_for_file ("b.pdf", &format, &error));
  g_assert_cmpint (format, ==, TL_EXPORT_PDF);
  g_assert_true (tl_export_format_for_file ("b.svg.png", &format, &error));
  g_assert_cmpint (format, ==, TL_EXPORT_PNG);
  g_assert_false (tl_export_format_for_file ("svg", &format, &error));
  g_assert_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_FORMAT);
}

static cairo_surface_t *
new_surface (TlScene *scene)
{
  return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) tl_scene_get_width (scene),
                                     (int) tl_scene_get_height (scene));
}

/* A canvas paints everything but the cards, and each card by itself; together that is the whole picture. */
static void
test_groups (void)
{
  g_autoptr (TlScene)   scene = draw (plain_titles, 6);
  g_autoptr (TlPainter) painter = tl_painter_new (scene, TL_PALETTE_LIGHT);
  cairo_surface_t      *whole = new_surface (scene), *parts = new_surface (scene);
  cairo_t              *cr = cairo_create (whole);
  const guint           cards = TL_ROLE_BIT (TL_ROLE_STAGE);
  const guint           inner = TL_ROLE_BIT (TL_ROLE_TOUCHPOINT) | TL_ROLE_BIT (TL_ROLE_PAIN);
  gsize                 size;
  guint                 n_layouts;

  tl_painter_paint (painter, cr);
  cairo_destroy (cr);
  n_layouts = tl_painter_n_layouts (painter);
  g_assert_cmpuint (n_layouts, >, 20);

  cr = cairo_create (parts);
  tl_painter_paint_group (painter, cr, 0, cards);
  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    {
      TlRole role = tl_scene_get_group (scene, i)->role;

      if (role == TL_ROLE_STAGE || role == TL_ROLE_TOUCHPOINT || role == TL_ROLE_PAIN)
        tl_painter_paint_group (painter, cr, i, inner);
    }
  cairo_destroy (cr);
  cairo_surface_flush (whole);
  cairo_surface_flush (parts);
  size = (gsize) cairo_image_surface_get_stride (whole) * (gsize) cairo_image_surface_get_height (whole);
  g_assert_cmpmem (cairo_image_surface_get_data (whole), size, cairo_image_surface_get_data (parts), size);
  /* Nothing was laid out twice. */
  g_assert_cmpuint (tl_painter_n_layouts (painter), ==, n_layouts);
  cairo_surface_destroy (whole);
  cairo_surface_destroy (parts);
}

static void
test_palettes (void)
{
  g_autoptr (TlScene) scene = draw (plain_titles, 4);
  GBytes             *outs[TL_N_PALETTES] = { NULL };

  for (int p = 0; p < TL_N_PALETTES; p++)
    {
      TlExportOptions options = { .palette = (TlPalette) p };

      outs[p] = write_out (scene, TL_EXPORT_SVG, &options);
      for (int k = 0; k < p; k++)
        g_assert_false (g_bytes_equal (outs[p], outs[k]));
    }
  for (int p = 0; p < TL_N_PALETTES; p++)
    g_clear_pointer (&outs[p], g_bytes_unref);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("SOURCE_DATE_EPOCH");
  g_test_add_func ("/map/export/svg", test_svg);
  g_test_add_func ("/map/export/svg-hostile", test_svg_hostile);
  g_test_add_func ("/map/export/same", test_same);
  g_test_add_func ("/map/export/epoch", test_epoch);
  g_test_add_func ("/map/export/pdf", test_pdf);
  g_test_add_func ("/map/export/pdf-hostile", test_pdf_hostile);
  g_test_add_func ("/map/export/pdf-pages", test_pdf_pages);
  g_test_add_func ("/map/export/png", test_png);
  g_test_add_func ("/map/export/formats", test_formats);
  g_test_add_func ("/map/export/groups", test_groups);
  g_test_add_func ("/map/export/palettes", test_palettes);
  return g_test_run ();
}
