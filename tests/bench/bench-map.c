/* bench-map.c: the map of a journey of 1,000 stages as PDF and SVG
 *
 * Against dot of the same graph, once with its boxes and arrows alone, once with what the map says of them besides; and
 * against the SVG that cairo writes, in bytes and in the time another program takes to read it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <cairo-svg.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>

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
  char      *dot_file;   /* titles and arrows */
  char      *words_file; /* and what the map says besides */
  char      *folder;
  char      *rsvg;
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

/* Returns: where it is */
static char *
save (const Bench *bench, const char *name, const char *data, gsize length)
{
  char *path = g_build_filename (bench->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
  return path;
}

static void
make (Bench *bench)
{
  const char *const   head = "digraph g { rankdir=LR; node [shape=box]\n";
  g_autoptr (GString) dot = g_string_new (head);
  g_autoptr (GString) words = g_string_new (head);

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
      g_string_append_printf (words, "s%d [label=\"%s\\n%.0f visits\\n%s\\n40%% go no further\"]\n", i, title,
                              1000 * pow (.6, i / N_ROWS), touchpoint);
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
      g_string_append_printf (words, "s%d -> s%d [label=\"60%%\"]\n", i, i + N_ROWS);
    }
  g_string_append (dot, "}\n");
  g_string_append (words, "}\n");
  bench->figures = tl_figures_new (bench->journey);
  bench->folder = g_dir_make_tmp ("throughline-bench-XXXXXX", NULL);
  bench->dot_file = save (bench, "plain.dot", dot->str, dot->len);
  bench->words_file = save (bench, "words.dot", words->str, words->len);
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
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  int                status;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", argv[0], error->message);
}

static void
pdf_dot (gpointer data)
{
  const Bench *bench = data;

  run ((const char *const[]) { bench->dot, "-Tpdf", "-o/dev/null", bench->dot_file, NULL });
}

static void
pdf_dot_words (gpointer data)
{
  const Bench *bench = data;

  run ((const char *const[]) { bench->dot, "-Tpdf", "-o/dev/null", bench->words_file, NULL });
}

static void
read_svg (const Bench *bench, const char *name)
{
  g_autofree char *path = g_build_filename (bench->folder, name, NULL);
  g_autofree char *made = g_build_filename (bench->folder, "made.pdf", NULL);

  run ((const char *const[]) { bench->rsvg, "--unlimited", "-f", "pdf", "-o", made, path, NULL });
  g_unlink (made);
}

static void
read_ours (gpointer data)
{
  read_svg (data, "ours.svg");
}

static void
read_cairo (gpointer data)
{
  read_svg (data, "cairo.svg");
}

static cairo_status_t
append (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
compare_svg (Bench *bench)
{
  TlMapOptions           map = { 0 };
  g_autoptr (TlScene)    scene = tl_map_layout (bench->journey, bench->figures, &map);
  g_autoptr (GBytes)     ours = tl_export_svg (scene, NULL, NULL);
  g_autoptr (TlPainter)  painter = tl_painter_new (scene, TL_PALETTE_LIGHT);
  g_autoptr (GByteArray) theirs = g_byte_array_new ();
  g_autofree char       *path = NULL, *their_path = NULL;
  cairo_surface_t       *surface;
  cairo_t               *cr;

  surface = cairo_svg_surface_create_for_stream (append, theirs, tl_scene_get_width (scene), tl_scene_get_height (scene));
  cr = cairo_create (surface);
  tl_painter_paint (painter, cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  tl_bench_ratio ("SVG, bytes", 0.5, (double) g_bytes_get_size (ours) / theirs->len, "of cairo's own SVG");
  path = save (bench, "ours.svg", g_bytes_get_data (ours, NULL), g_bytes_get_size (ours));
  their_path = save (bench, "cairo.svg", (const char *) theirs->data, theirs->len);
  if (bench->rsvg)
    tl_bench_compare ("SVG, read by rsvg-convert", 0.2, read_ours, "cairo's own SVG", read_cairo, bench, 3);
  else
    tl_bench_note ("no rsvg-convert to read the SVG with");
  g_unlink (path);
  g_unlink (their_path);
}

int
main (void)
{
  Bench bench = { NULL };

  make (&bench);
  tl_bench_note ("the map of %d stages", N_STAGES);
  bench.dot = g_find_program_in_path ("dot");
  bench.rsvg = g_find_program_in_path ("rsvg-convert");
  if (bench.dot)
    {
      tl_bench_compare ("layout and PDF", 0.5, pdf_ours, "dot -Tpdf of boxes and arrows", pdf_dot, &bench, 5);
      tl_bench_compare ("  with the same words in both", 0.5, pdf_ours, "dot -Tpdf", pdf_dot_words, &bench, 3);
    }
  else
    tl_bench_note ("no dot to compare with");
  compare_svg (&bench);
  g_unlink (bench.dot_file);
  g_unlink (bench.words_file);
  g_rmdir (bench.folder);
  g_object_unref (bench.figures);
  g_object_unref (bench.journey);
  g_free (bench.dot);
  g_free (bench.dot_file);
  g_free (bench.words_file);
  g_free (bench.folder);
  g_free (bench.rsvg);
  return 0;
}
