/* test-matrix-golden.c: the pictures of a fixed set of journeys, kept to the byte
 *
 * Where one differs, look at both. What is better is accepted with TL_GOLDEN_UPDATE=1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "tl-export.h"
#include "tl-map.h"
#include "tl-measure.h"
#include "tl-open.h"
#include "tl-quotes.h"

/* The width of a few words in the version of the font that the pictures were recorded with. */
#define PROBE "Hamburgefonstiv 0123456789"
#define PROBE_FONT ((TlFont) { 100, 700, FALSE })
#define PROBE_WIDTH 1510.3

typedef struct
{
  const char    *name; /* of the picture */
  const char    *file; /* below the tests */
  TlPalette      palette;
  TlMapParts     without;
  TlMapDirection direction;
  int            max_columns;
} Golden;

static const Golden goldens[] = {
  { "line", "cases/line.xml" },
  { "causes", "cases/causes.xml" },
  { "overlap", "cases/overlap.xml" },
  { "edges", "cases/edges.xml" },
  { "tradeoffs", "cases/tradeoffs.xml" },
  { "tradeoffs-print", "cases/tradeoffs.xml", TL_PALETTE_PRINT },
  { "tradeoffs-no-money", "cases/tradeoffs.xml", .without = TL_MAP_NO_MONEY },
  { "tradeoffs-bands", "cases/tradeoffs.xml", .max_columns = 2 },
  { "three", "map/targets/three.xml" },
  { "three-dark", "map/targets/three.xml", TL_PALETTE_DARK },
  { "twelve", "map/targets/twelve.xml" },
  { "forty", "map/targets/forty.xml" },
  { "loop", "map/targets/loop.xml" },
  { "loop-mirrored", "map/targets/loop.xml", .direction = TL_MAP_RTL },
  { "empty", "map/targets/empty.xml" },
};

static GBytes *
draw (const Golden *golden)
{
  g_autofree char       *path = g_test_build_filename (G_TEST_DIST, golden->file, NULL);
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = tl_open (path, TL_DOCUMENT_READ_ONLY, NULL, &error);
  g_autoptr (TlFigures)  figures = NULL;
  g_autoptr (TlScene)    scene = NULL;
  TlQuotes              *quotes;
  TlMapOptions           options = { .without = golden->without, .direction = golden->direction,
                                     .max_columns = golden->max_columns, .date = "21 November 2026" };
  TlExportOptions        export = { .palette = golden->palette };
  GBytes                *bytes;

  g_assert_no_error (error);
  figures = tl_figures_new_for_document (document, &error);
  g_assert_no_error (error);
  quotes = tl_quotes_new (document, figures, &error);
  g_assert_no_error (error);
  options.quotes = quotes->quotes;
  options.n_quotes = quotes->n;
  scene = tl_map_layout (tl_document_get_journey (document), figures, &options);
  tl_quotes_free (quotes);
  bytes = tl_export_svg (scene, &export, &error);
  g_assert_no_error (error);
  return bytes;
}

/* Puts a picture into a folder, and returns where it is. */
static char *
store (const char *folder, const char *name, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  char              *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  return path;
}

/* The first line in which two texts differ. */
static guint
find_line (const char *a, const char *b)
{
  guint line = 1;

  for (; *a && *a == *b; a++, b++)
    line += *a == '\n';
  return line;
}

static gboolean
check_golden (const Golden *golden)
{
  g_autofree char    *name = g_strdup_printf ("%s.svg", golden->name);
  g_autofree char    *folder = g_test_build_filename (G_TEST_DIST, "map", "golden", NULL);
  g_autofree char    *path = g_build_filename (folder, name, NULL);
  g_autofree char    *expected = NULL;
  g_autoptr (GBytes)  bytes = draw (golden);
  gsize               size = 0;

  if (g_strcmp0 (g_getenv ("TL_GOLDEN_UPDATE"), "1") == 0)
    {
      g_autofree char *stored = store (folder, name, bytes);

      g_test_message ("recorded %s", stored);
      return TRUE;
    }
  g_file_get_contents (path, &expected, &size, NULL);
  if (expected == NULL || size != g_bytes_get_size (bytes) ||
      memcmp (expected, g_bytes_get_data (bytes, NULL), size) != 0)
    {
      g_autofree char *built = g_test_build_filename (G_TEST_BUILT, "golden", NULL);
      g_autofree char *stored = store (built, name, bytes);
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      g_test_message ("%s is not %s, from line %u on. Look at both. If the new one is better, accept all with: "
                      "TL_GOLDEN_UPDATE=1 meson test -C BUILD map-matrix-golden", stored, path,
                      expected ? find_line (expected, text) : 0);
      return FALSE;
    }
  return TRUE;
}

static void
test_goldens (void)
{
  TlMeasure *measure = tl_measure_new (NULL);
  double     width = tl_measure_exact (measure, PROBE_FONT, PROBE);
  gboolean   good = TRUE;

  tl_measure_free (measure);
  if (fabs (width - PROBE_WIDTH) > 0.5)
    {
      g_autofree char *why = g_strdup_printf ("the font Inter is missing, or another version of it than the pictures "
                                              "were recorded with: its probe is %.1f wide", width);

      g_test_skip (why);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (goldens); i++)
    good = check_golden (&goldens[i]) && good;
  if (!good)
    g_test_fail ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/map/golden", test_goldens);
  return g_test_run ();
}
