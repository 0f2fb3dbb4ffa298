/* test-svg.c: maps as SVG, in other people's renderers, and from one export to the next
 *
 * librsvg draws every picture; Inkscape and Chromium one each, where they are installed. Pictures are compared as somebody
 * sees them: in spots of four by four pixels, which even out how a renderer smooths the edges of letters.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <cairo.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <math.h>
#include <string.h>

#include "map-journeys.h"
#include "map-words.h"
#include "tl-export.h"
#include "tl-open.h"
#include "tl-quotes.h"
#include "tl-tile.h"

#define SPOT 4
#define TOLERANCE 0.02 /* root mean square over all spots; 1 is black against white */
#define STRANGERS 0.03  /* the same for programs that bring their own fonts' hints and fallbacks */

typedef struct
{
  int     width, height; /* in spots */
  double *values;
} Spots;

static void
spots_clear (Spots *self)
{
  g_free (self->values);
}

static Spots
read_spots (const char *path)
{
  cairo_surface_t *file = cairo_image_surface_create_from_png (path);
  int              width = cairo_image_surface_get_width (file), height = cairo_image_surface_get_height (file);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t         *cr = cairo_create (surface);
  Spots            self = { width / SPOT, height / SPOT, NULL };
  const guint8    *data;
  int              stride;

  g_assert_cmpint (cairo_surface_status (file), ==, CAIRO_STATUS_SUCCESS);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_surface (cr, file, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (file);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  self.values = g_new0 (double, self.width * self.height * 3);
  for (int y = 0; y < self.height * SPOT; y++)
    for (int x = 0; x < self.width * SPOT; x++)
      for (int c = 0; c < 3; c++)
        self.values[((y / SPOT) * self.width + x / SPOT) * 3 + c] += data[y * stride + 4 * x + c] / (255.0 * SPOT * SPOT);
  cairo_surface_destroy (surface);
  return self;
}

static double
compare (const char *a, const char *b)
{
  Spots  first = read_spots (a), second = read_spots (b);
  int    width = MIN (first.width, second.width), height = MIN (first.height, second.height);
  double sum = 0;

  g_assert_cmpint (ABS (first.width - second.width), <=, 1);
  g_assert_cmpint (ABS (first.height - second.height), <=, 1);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width * 3; x++)
      sum += pow (first.values[y * first.width * 3 + x] - second.values[y * second.width * 3 + x], 2);
  spots_clear (&first);
  spots_clear (&second);
  return sqrt (sum / (width * height * 3.0));
}

typedef struct
{
  char *folder, *svg, *png, *other;
  int   width, height;
} Place;

static void
place_init (Place *self, TlScene *scene, TlPalette palette)
{
  g_autoptr (GError) error = NULL;
  TlExportOptions    options = { .palette = palette, .width = (int) tl_scene_get_width (scene) };
  g_autoptr (GBytes) svg = tl_export_svg (scene, &options, &error);
  g_autoptr (GBytes) png = tl_export_png (scene, &options, &error);

  g_assert_no_error (error);
  self->folder = g_dir_make_tmp ("throughline-XXXXXX", NULL);
  self->svg = g_build_filename (self->folder, "map.svg", NULL);
  self->png = g_build_filename (self->folder, "ours.png", NULL);
  self->other = g_build_filename (self->folder, "theirs.png", NULL);
  self->width = (int) tl_scene_get_width (scene);
  self->height = (int) ceil (tl_scene_get_height (scene));
  g_file_set_contents (self->svg, g_bytes_get_data (svg, NULL), (gssize) g_bytes_get_size (svg), &error);
  g_assert_no_error (error);
  g_file_set_contents (self->png, g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png), &error);
  g_assert_no_error (error);
}

static void
place_clear (Place *self)
{
  const char *const argv[] = { "rm", "-rf", self->folder, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (self->folder);
  g_free (self->svg);
  g_free (self->png);
  g_free (self->other);
}

/* Returns whether the program is there and has drawn something. */
static gboolean
draws (const Place *place, const char *const *argv)
{
  g_autofree char *program = g_find_program_in_path (argv[0]);
  /* Their warnings are theirs. */
  g_auto (GStrv)   environment = g_environ_unsetenv (g_get_environ (), "G_DEBUG");
  int              status = 0;

  if (program == NULL)
    return FALSE;
  return g_spawn_sync (NULL, (char **) argv, environment,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                       NULL, &status, NULL)
         && status == 0 && g_file_test (place->other, G_FILE_TEST_EXISTS);
}

static gboolean
rsvg_draws (const Place *place)
{
  g_autofree char  *width = g_strdup_printf ("%d", place->width);
  const char *const argv[] = { "rsvg-convert", "-w", width, "-o", place->other, place->svg, NULL };

  return draws (place, argv);
}

static gboolean
inkscape_draws (const Place *place)
{
  g_autofree char  *width = g_strdup_printf ("--export-width=%d", place->width);
  g_autofree char  *to = g_strconcat ("--export-filename=", place->other, NULL);
  const char *const argv[] = { "inkscape", place->svg, width, to, NULL };

  return draws (place, argv);
}

static gboolean
chromium_draws (const Place *place)
{
  g_autofree char  *size = g_strdup_printf ("--window-size=%d,%d", place->width, place->height);
  g_autofree char  *to = g_strconcat ("--screenshot=", place->other, NULL);
  g_autofree char  *own = g_strconcat ("--user-data-dir=", place->folder, "/profile", NULL);
  g_autofree char  *url = g_strconcat ("file://", place->svg, NULL);
  const char *const argv[] = { "timeout", "60", "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                               "--force-device-scale-factor=1", own, size, to, url, NULL };
  g_autofree char  *program = g_find_program_in_path ("chromium");

  return program && draws (place, argv);
}

static void
check_same (const Place *place, const char *what, double tolerance)
{
  double difference = compare (place->png, place->other);

  g_test_message ("%s: %.4f", what, difference);
  if (difference > tolerance)
    g_error ("%s draws another picture: %.4f of %.4f; see %s", what, difference, tolerance, place->folder);
}

static TlScene *
draw_sample (const char *watermark)
{
  g_autofree char       *path = g_build_filename (g_getenv ("TL_CASES"), "..", "..", "data", "samples", "sample.xml", NULL);
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = tl_open (path, TL_DOCUMENT_READ_ONLY, NULL, &error);
  g_autoptr (TlFigures)  figures = document ? tl_figures_new_for_document (document, &error) : NULL;
  g_autoptr (TlQuotes)   quotes = figures ? tl_quotes_new (document, figures, &error) : NULL;
  TlMapOptions           options = { .watermark = watermark, .date = "22 November 2026" };

  g_assert_no_error (error);
  options.quotes = quotes->quotes;
  options.n_quotes = quotes->n;
  return tl_map_layout (tl_document_get_journey (document), figures, &options);
}

static TlScene *
draw_words (guint script)
{
  Words                  words = { 4, (int) script, MANNER_WORDS, 22, 3, 0 };
  g_autoptr (TlDocument) document = words_open (&words);
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlFigures)  figures = tl_figures_new_for_document (document, &error);

  g_assert_no_error (error);
  return tl_map_layout (tl_document_get_journey (document), figures, NULL);
}

/* The sample in every palette, and words of other scripts, in librsvg. */
static void
test_rsvg (void)
{
  static const char *const names[] = { "german", "arabic", "hebrew", "japanese" };

  for (int p = 0; p < TL_N_PALETTES; p++)
    {
      g_autoptr (TlScene) scene = draw_sample (p == TL_PALETTE_DARK ? "Draft" : NULL);
      Place               place;

      place_init (&place, scene, (TlPalette) p);
      if (!rsvg_draws (&place))
        {
          place_clear (&place);
          g_test_skip ("rsvg-convert is not installed");
          return;
        }
      check_same (&place, tl_palette_get_name ((TlPalette) p), TOLERANCE);
      place_clear (&place);
    }
  for (guint i = 0; i < N_SCRIPTS; i++)
    if (g_strv_contains ((const char *const[]) { names[0], names[1], names[2], names[3], NULL }, scripts[i].name))
      {
        g_autoptr (TlScene) scene = draw_words (i);
        Place               place;

        place_init (&place, scene, TL_PALETTE_LIGHT);
        g_assert_true (rsvg_draws (&place));
        check_same (&place, scripts[i].name, TOLERANCE);
        place_clear (&place);
      }
}

/* The picture that the others draw of the sample is ours, too. */
static void
test_strangers (gconstpointer data)
{
  gboolean (*draw) (const Place *place) = data;
  g_autoptr (TlScene) scene = draw_sample ("Draft");
  Place               place;

  place_init (&place, scene, TL_PALETTE_LIGHT);
  if (draw (&place))
    check_same (&place, draw == inkscape_draws ? "Inkscape" : "Chromium", STRANGERS);
  else
    g_test_skip ("it is not installed, or does not run here");
  place_clear (&place);
}

static char *
get_attribute (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *) name);
  char    *copy = g_strdup ((const char *) value);

  if (value)
    xmlFree (value);
  return copy;
}

static guint
check_nodes (xmlNode *node)
{
  guint n_stages = 0;

  for (; node; node = node->next)
    {
      g_autofree char *id = NULL;
      g_autofree char *role = NULL;
      g_autofree char *label = NULL;

      if (node->type != XML_ELEMENT_NODE)
        continue;
      id = get_attribute (node, "id");
      role = get_attribute (node, "role");
      label = get_attribute (node, "aria-label");
      /* A thing is a group, or a picture, with a name that is both read and shown. */
      if (id && g_str_has_prefix (id, "stage-"))
        {
          g_assert_cmpstr ((const char *) node->name, ==, "g");
          g_assert_nonnull (role);
          g_assert_nonnull (label);
          g_assert_cmpstr ((const char *) xmlFirstElementChild (node)->name, ==, "title");
          g_assert_cmpstr ((const char *) xmlFirstElementChild (node)->next->next->name, ==, "desc");
          n_stages++;
        }
      g_assert_cmpint (role != NULL, ==, label != NULL || (node->parent && node->parent->type == XML_DOCUMENT_NODE));
      n_stages += check_nodes (node->children);
    }
  return n_stages;
}

static void
test_names (void)
{
  g_autoptr (TlScene) scene = draw_sample (NULL);
  g_autoptr (GBytes)  bytes = tl_export_svg (scene, NULL, NULL);
  gsize               size;
  const char         *data = g_bytes_get_data (bytes, &size);
  xmlDoc             *doc = xmlReadMemory (data, (int) size, NULL, NULL, XML_PARSE_NONET);
  g_autofree char    *language = NULL;

  g_assert_nonnull (doc);
  language = get_attribute (xmlDocGetRootElement (doc), "lang");
  g_assert_cmpstr (language, ==, "en-GB");
  g_assert_cmpuint (check_nodes (xmlDocGetRootElement (doc)), ==, 9);
  g_assert_null (g_strstr_len (data, (gssize) size, "<foreignObject"));
  g_assert_null (g_strstr_len (data, (gssize) size, "<image"));
  g_assert_null (g_strstr_len (data, (gssize) size, "href"));
  g_assert_null (g_strstr_len (data, (gssize) size, "<style"));
  xmlFreeDoc (doc);
}

static char **
list_lines (TlJourney *journey)
{
  g_autoptr (TlFigures) figures = tl_figures_new (journey);
  g_autoptr (TlScene)   scene = tl_map_layout (journey, figures, NULL);
  g_autoptr (GBytes)    bytes = tl_export_svg (scene, NULL, NULL);
  g_autofree char      *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return g_strsplit (text, "\n", -1);
}

/* Who keeps maps in a repository sees what was changed: another title is a few lines of the file, whose order stays. */
static void
test_small_change (void)
{
  Shape                 shape = { NULL, 12, plain_titles, FALSE, TRUE, TRUE, TRUE, 6, 2 };
  g_autoptr (TlJourney) journey = make_journey (&shape);
  g_auto (GStrv)        before = list_lines (journey);
  g_auto (GStrv)        after = NULL;
  TlChange              change = { TL_KIND_STAGE, (char *) "s4", (char *) "title", NULL, (char *) "Checkin" };
  g_autoptr (GError)    error = NULL;
  guint                 n = 0;

  tl_journey_apply (journey, &change, FALSE, &error);
  g_assert_no_error (error);
  after = list_lines (journey);
  g_assert_cmpuint (g_strv_length (before), ==, g_strv_length (after));
  for (guint i = 0; before[i]; i++)
    n += strcmp (before[i], after[i]) != 0;
  g_test_message ("%u of %u lines", n, g_strv_length (before));
  /* The card’s text, name and label, those of the ways that lead there and on, and its fixes. */
  g_assert_cmpuint (n, >=, 3);
  g_assert_cmpuint (n, <=, 30);
}

static GHashTable *
list_ids (TlMapBook *book, gboolean things_alone)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint p = 0; p < tl_map_book_n_pages (book); p++)
    for (guint i = 0; i < tl_scene_n_groups (tl_map_book_get_page (book, p)); i++)
      {
        const TlGroup *group = tl_scene_get_group (tl_map_book_get_page (book, p), i);

        if (!things_alone || group->thing)
          g_hash_table_add (ids, g_strdup (group->id));
      }
  return ids;
}

/* What shows a thing has the same id on the whole map, on tiles, on one page and where it folds. */
static void
test_ids (void)
{
  Shape                  shape = { NULL, 9, plain_titles, FALSE, TRUE, TRUE, TRUE, 6, 2 };
  g_autoptr (TlJourney)  journey = make_journey (&shape);
  g_autoptr (TlFigures)  figures = tl_figures_new (journey);
  g_autoptr (TlMapBook)  whole = tl_map_book_new (journey, figures, NULL, NULL);
  g_autoptr (GHashTable) ids = list_ids (whole, FALSE);

  for (int fit = TL_FIT_FOLD; fit <= TL_FIT_ONE; fit++)
    {
      g_autoptr (TlMapBook)  book = tl_map_book_new_fitted (journey, figures, NULL, tl_paper_find ("a4", NULL), (TlFit) fit);
      g_autoptr (GHashTable) others = list_ids (book, TRUE);
      GHashTableIter         iter;
      gpointer               id;

      g_assert_cmpuint (g_hash_table_size (others), >, 20);
      g_hash_table_iter_init (&iter, others);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        if (!g_hash_table_contains (ids, id))
          g_error ("“%s” is no id of the whole map", (const char *) id);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/svg/rsvg", test_rsvg);
  g_test_add_data_func ("/map/svg/inkscape", inkscape_draws, test_strangers);
  g_test_add_data_func ("/map/svg/chromium", chromium_draws, test_strangers);
  g_test_add_func ("/map/svg/names", test_names);
  g_test_add_func ("/map/svg/small-change", test_small_change);
  g_test_add_func ("/map/svg/ids", test_ids);
  return g_test_run ();
}
