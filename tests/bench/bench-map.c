/* bench-map.c: the map of a journey of 1,000 stages as a PDF, against dot of the same graph
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <cairo-svg.h>
#include <gio/gio.h>

#include "tl-bench.h"
#include "tl-export.h"
#include "tl-map.h"
#include "tl-paint-cairo.h"

#define N_STAGES 1000
#define N_ROWS 25

typedef struct
{
  TlJourney *journey;
  TlFigures *figures;
  TlScene   *scene;
  char      *dot;
  char      *dot_file;
  gsize      cairo_bytes;
} Bench;

static void
set (TlJourney *journey, TlKind kind, const char *id, const char *field, const char *value)
{
  g_autoptr (TlChange) change = tl_change_new (kind, id, field, NULL, value);

  g_assert_true (tl_journey_apply (journey, change, FALSE, NULL));
}

static void
add (TlJourney *journey, TlKind kind, const char *id, const char *parent, int position)
{
  g_autofree char *place = g_strdup_printf ("%d", position);

  set (journey, kind, id, TL_CHANGE_EXISTS, "1");
  set (journey, kind, id, TL_CHANGE_POSITION, place);
  set (journey, kind, id, TL_CHANGE_PARENT, parent);
}

static void
make (Bench *bench)
{
  g_autoptr (GString) dot = g_string_new ("digraph g { rankdir=LR; node [shape=box]\n");

  bench->journey = tl_journey_new ("big");
  set (bench->journey, TL_KIND_JOURNEY, "big", "title", "A thousand stages");
  for (int i = 0; i < N_STAGES; i++)
    {
      g_autofree char *stage = g_strdup_printf ("s%d", i);
      g_autofree char *touchpoint = g_strdup_printf ("t%d", i);
      g_autofree char *title = g_strdup_printf ("Stage %d of many", i);
      g_autofree char *column = g_strdup_printf ("%d", i / N_ROWS);
      g_autofree char *row = g_strdup_printf ("%d", i % N_ROWS);

      add (bench->journey, TL_KIND_STAGE, stage, "big", i);
      set (bench->journey, TL_KIND_STAGE, stage, "title", title);
      set (bench->journey, TL_KIND_STAGE, stage, "column", column);
      set (bench->journey, TL_KIND_STAGE, stage, "row", row);
      set (bench->journey, TL_KIND_STAGE, stage, "entry", i < N_ROWS ? "1000" : "0");
      add (bench->journey, TL_KIND_TOUCHPOINT, touchpoint, stage, 1);
      set (bench->journey, TL_KIND_TOUCHPOINT, touchpoint, "title", touchpoint);
      g_string_append_printf (dot, "s%d [label=\"%s\\n%s\"]\n", i, title, touchpoint);
    }
  for (int i = 0; i + N_ROWS < N_STAGES; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%d", i);
      g_autofree char *from = g_strdup_printf ("s%d", i);
      g_autofree char *to = g_strdup_printf ("s%d", i + N_ROWS);

      add (bench->journey, TL_KIND_TRANSITION, id, "big", i);
      set (bench->journey, TL_KIND_TRANSITION, id, "from", from);
      set (bench->journey, TL_KIND_TRANSITION, id, "to", to);
      set (bench->journey, TL_KIND_TRANSITION, id, "share", "0.6");
      g_string_append_printf (dot, "s%d -> s%d\n", i, i + N_ROWS);
    }
  g_string_append (dot, "}\n");
  bench->figures = tl_figures_new (bench->journey);
  bench->dot_file = g_build_filename (g_get_tmp_dir (), "throughline-bench.dot", NULL);
  g_assert_true (g_file_set_contents (bench->dot_file, dot->str, -1, NULL));
}

static void
pdf_ours (gpointer data)
{
  Bench              *bench = data;
  TlMapOptions        map = { 0 };
  g_autoptr (TlScene) scene = tl_map_layout (bench->journey, bench->figures, &map);
  g_autoptr (GError)  error = NULL;
  g_autoptr (GBytes)  bytes = tl_export_pdf (scene, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
}

static void
pdf_dot (gpointer data)
{
  Bench             *bench = data;
  const char        *argv[] = { bench->dot, "-Tpdf", "-o/dev/null", bench->dot_file, NULL };
  g_autoptr (GError) error = NULL;
  int                status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
}

static cairo_status_t
count (void *data, const unsigned char *bytes, unsigned int length)
{
  ((Bench *) data)->cairo_bytes += length;
  return CAIRO_STATUS_SUCCESS;
}

static void
compare_svg (Bench *bench)
{
  TlMapOptions        map = { 0 };
  g_autoptr (TlScene) scene = tl_map_layout (bench->journey, bench->figures, &map);
  g_autoptr (GBytes)  ours = tl_export_svg (scene, NULL, NULL);
  g_autoptr (TlPainter) painter = tl_painter_new (scene, TL_PALETTE_LIGHT);
  cairo_surface_t    *surface;
  cairo_t            *cr;

  surface = cairo_svg_surface_create_for_stream (count, bench, tl_scene_get_width (scene), tl_scene_get_height (scene));
  cr = cairo_create (surface);
  tl_painter_paint (painter, cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  tl_bench_ratio ("SVG, bytes", 0.5, (double) g_bytes_get_size (ours) / (double) bench->cairo_bytes, "of cairo's own SVG");
}

int
main (void)
{
  Bench bench = { NULL };

  make (&bench);
  tl_bench_note ("the map of %d stages", N_STAGES);
  bench.dot = g_find_program_in_path ("dot");
  if (bench.dot)
    tl_bench_compare ("layout and PDF", 0.5, pdf_ours, "dot -Tpdf", pdf_dot, &bench, 5);
  else
    tl_bench_note ("no dot to compare with");
  compare_svg (&bench);
  g_object_unref (bench.figures);
  g_object_unref (bench.journey);
  g_free (bench.dot);
  g_free (bench.dot_file);
  return 0;
}
