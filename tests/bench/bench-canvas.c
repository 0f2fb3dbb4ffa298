/* bench-canvas.c: the map in its window: opening, moving, editing, and what all of it costs as journeys grow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "canvas-journeys.h"
#include "tl-bench.h"
#include "tl-canvas.h"
#include "tl-map.h"
#include "tl-paint-cairo.h"
#include "tl-window.h"

#define N_TOUCHPOINTS 5

/* What a window costs is measured between these two signals of its frame clock: giving out sizes, and painting. */
typedef struct
{
  guint          n_stages;
  char          *path;
  TlApplication *application;
  TlWindow      *window;
  TlCanvas      *canvas;
  GdkFrameClock *clock;
  gint64         began;
  gint64         ended;
  gint64         work;    /* of the last frame */
  guint          n_frames;
  gboolean       drawn;   /* the last frame showed a map */
  guint          n_edits;
  double         opened;  /* seconds */
  double         memory;  /* MB */
} Bench;

static const guint sizes[] = { 20, 200, 1000 };

static double
get_memory (void)
{
  g_autofree char *text = NULL;
  unsigned long    size = 0, resident = 0;

  malloc_trim (0);
  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%lu %lu", &size, &resident);
  return (double) resident * (double) sysconf (_SC_PAGESIZE) / 1e6;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
quantile (GArray *values, double share)
{
  qsort (values->data, values->len, sizeof (double), compare_doubles);
  return g_array_index (values, double, (guint) MIN (values->len - 1, floor (share * values->len)));
}

static void
frame_begins (GdkFrameClock *clock, Bench *self)
{
  self->began = g_get_monotonic_time ();
}

static GtkWidget *
find_canvas (GtkWidget *widget)
{
  if (TL_IS_CANVAS (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_canvas (child);

      if (found)
        return found;
    }
  return NULL;
}

static void
frame_ends (GdkFrameClock *clock, Bench *self)
{
  if (self->canvas == NULL)
    self->canvas = (TlCanvas *) find_canvas (GTK_WIDGET (self->window));
  self->ended = g_get_monotonic_time ();
  self->work = self->ended - self->began;
  self->n_frames++;
  self->drawn = self->canvas && gtk_widget_get_mapped (GTK_WIDGET (self->canvas)) && tl_canvas_is_drawn (self->canvas);
}

/* Lets the next frame be painted; returns how long the work for it took, in milliseconds. */
static double
next_frame (Bench *self)
{
  guint n = self->n_frames;

  while (self->n_frames == n)
    g_main_context_iteration (NULL, TRUE);
  return (double) self->work / 1e3;
}

static void
settle (Bench *self)
{
  gint64 until = g_get_monotonic_time () + 250000;

  while (g_get_monotonic_time () < until || tl_session_get_figures (tl_window_get_session (self->window)) == NULL)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
open_window (Bench *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  double            before = get_memory ();
  gint64            start;

  self->window = tl_window_new (self->application);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (self->window));
  self->clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));
  g_signal_connect (self->clock, "before-paint", G_CALLBACK (frame_begins), self);
  g_signal_connect_after (self->clock, "after-paint", G_CALLBACK (frame_ends), self);
  next_frame (self);
  start = g_get_monotonic_time ();
  tl_window_open (self->window, file);
  while (!self->drawn)
    next_frame (self);
  self->opened = (double) (self->ended - start) / 1e6;
  settle (self);
  self->memory = get_memory () - before;
}

typedef enum
{
  PAN,
  ZOOM,
} Move;

/* Frames of all the windows in turn, so that a machine that slows down slows all. */
static void
measure_moves (Bench *benches, guint n, Move move, double scale, double *medians)
{
  GArray *times[G_N_ELEMENTS (sizes)];
  guint   layouts[G_N_ELEMENTS (sizes)];

  for (guint b = 0; b < n; b++)
    {
      times[b] = g_array_new (FALSE, FALSE, sizeof (double));
      if (scale > 0)
        tl_canvas_zoom_to (benches[b].canvas, scale);
      else
        tl_canvas_fit (benches[b].canvas);
      next_frame (&benches[b]);
      settle (&benches[b]);
    }
  for (int round = 0; round < 2; round++)
    for (int i = 0; i < 60; i++)
      for (guint b = 0; b < n; b++)
        {
          double dx = i < 30 ? 17 : -17, dy = i % 20 < 10 ? 9 : -9;
          gint64 start = g_get_monotonic_time ();
          double asked, time;

          if (i == 0)
            layouts[b] = tl_canvas_n_layouts (benches[b].canvas);
          if (move == PAN)
            tl_canvas_pan (benches[b].canvas, dx, dy);
          else
            tl_canvas_zoom_by (benches[b].canvas, i < 30 ? 0.97 : 1 / 0.97);
          asked = (double) (g_get_monotonic_time () - start) / 1e3;
          time = asked + next_frame (&benches[b]);
          if (round == 1)
            g_array_append_val (times[b], time);
        }
  for (guint b = 0; b < n; b++)
    {
      g_autofree char *name = scale > 0 ? g_strdup_printf ("%s at %.0f %%", move == PAN ? "pan" : "zoom", scale * 100)
                                        : g_strdup_printf ("%s, fit", move == PAN ? "pan" : "zoom");
      guint            made = tl_canvas_n_layouts (benches[b].canvas) - layouts[b];

      medians[b] = quantile (times[b], 0.5);
      tl_bench_note ("%5u stages, %-12s frame %6.2f ms median, %6.2f ms 95th percentile, %u texts laid out anew",
                     benches[b].n_stages, name, medians[b], quantile (times[b], 0.95), made);
      g_array_unref (times[b]);
    }
}

/* What a picture costs that keeps nothing: every card laid out and painted anew. */
static double
rebuild_all (Bench *self)
{
  TlSession       *session = tl_window_get_session (self->window);
  int              width = gtk_widget_get_width (GTK_WIDGET (self->canvas));
  int              height = gtk_widget_get_height (GTK_WIDGET (self->canvas));
  TlMapOptions     map = { .without = TL_MAP_NO_TITLE | TL_MAP_NO_LEGEND };
  g_autoptr (TlScene) scene = tl_map_layout (tl_session_get_journey (session), tl_session_get_figures (session), &map);
  g_autoptr (TlPainter) painter = tl_painter_new (scene, TL_PALETTE_LIGHT);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t         *cr = cairo_create (surface);
  gint64           start = g_get_monotonic_time ();
  double           scale = tl_canvas_get_scale (self->canvas);

  cairo_scale (cr, scale, scale);
  tl_painter_paint (painter, cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return (double) (g_get_monotonic_time () - start) / 1e3;
}

static void
compare_fit (Bench *self)
{
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) peers = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char   *name = g_strdup_printf ("fit, %u cards in %u stages", self->n_stages * (N_TOUCHPOINTS + 1),
                                             self->n_stages);
  g_autofree char   *what = NULL;

  tl_canvas_fit (self->canvas);
  next_frame (self);
  for (int i = 0; i < 7; i++)
    {
      double peer = rebuild_all (self), our, ratio;

      tl_canvas_pan (self->canvas, i % 2 ? 3 : -3, 0);
      our = next_frame (self);
      ratio = our / peer;
      g_array_append_val (ours, our);
      g_array_append_val (peers, peer);
      g_array_append_val (ratios, ratio);
    }
  what = g_strdup_printf ("%.1f ms against %.0f ms, every card drawn anew", quantile (ours, 0.5), quantile (peers, 0.5));
  tl_bench_ratio (name, 0.05, quantile (ratios, 0.5), what);
}

static void
apply (Bench *self, const char *id, TlField field, const char *value)
{
  g_autoptr (TlEdit) edit = tl_edit_new ("bench");
  g_autoptr (GError) error = NULL;

  tl_edit_set (edit, id, field, value);
  tl_session_apply (tl_window_get_session (self->window), edit, &error);
  g_assert_no_error (error);
}

/* From the edit to the frame that shows it; of the figures, to the frame behind those that the edit led to. */
static double
edit_title (Bench *self)
{
  g_autofree char *title = g_strdup_printf ("Stage 3, edited %u times", ++self->n_edits);
  gint64           start = g_get_monotonic_time ();

  apply (self, "s2", TL_STAGE_TITLE, title);
  next_frame (self);
  return (double) (self->ended - start) / 1e3;
}

static void
note_figures (TlSession *session, GParamSpec *pspec, gboolean *there)
{
  *there = TRUE;
}

static double
edit_figures (Bench *self)
{
  g_autofree char *entry = g_strdup_printf ("%u", 100000 + ++self->n_edits);
  TlSession       *session = tl_window_get_session (self->window);
  gboolean         there = FALSE;
  gulong           handler = g_signal_connect (session, "notify::figures", G_CALLBACK (note_figures), &there);
  gint64           start = g_get_monotonic_time ();

  apply (self, "s0", TL_STAGE_ENTRY, entry);
  while (!there)
    g_main_context_iteration (NULL, TRUE);
  next_frame (self);
  g_signal_handler_disconnect (session, handler);
  return (double) (self->ended - start) / 1e3;
}

static void
compare_edits (Bench *self)
{
  g_autoptr (GArray) titles = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) figures = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char   *name = g_strdup_printf ("edit to painted figures, %u stages", self->n_stages);
  g_autofree char   *what = NULL;

  tl_canvas_zoom_to (self->canvas, 1);
  settle (self);
  for (int i = 0; i < 7; i++)
    {
      double title = edit_title (self), figure, ratio;

      settle (self);
      figure = edit_figures (self);
      settle (self);
      ratio = figure / title;
      g_array_append_val (titles, title);
      g_array_append_val (figures, figure);
      g_array_append_val (ratios, ratio);
    }
  what = g_strdup_printf ("%.1f ms against %.1f ms, edit to painted title", quantile (figures, 0.5),
                          quantile (titles, 0.5));
  tl_bench_ratio (name, 3, quantile (ratios, 0.5), what);
}

/* A thousand edits as quick as they can be committed, with frames whenever there is time for one. */
static void
edit_in_a_row (Bench *self)
{
  g_autofree char *what = NULL;
  double           first = 0, last = 0;

  for (int i = 0; i < 1000; i++)
    {
      double time = edit_title (self);

      if (i >= 50 && i < 250)
        first += time / 200;
      if (i >= 800)
        last += time / 200;
    }
  what = g_strdup_printf ("the last of a thousand edits in a row, %.2f ms, to the first, %.2f ms", last, first);
  tl_bench_ratio ("a thousand edits, painted", 1.2, last / first, what);
  settle (self);
}

static char *dot_path;

static void
layout_dot (gpointer data)
{
  const char        *argv[] = { dot_path, "-Tplain", "-o", NULL, NULL, NULL };
  g_autofree char   *out = g_strconcat (data, ".plain", NULL);
  g_autoptr (GError) error = NULL;
  int                status;

  argv[3] = out;
  argv[4] = data;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
}

static Bench *laid_out;

static void
layout_ours (gpointer data)
{
  TlSession *session = tl_window_get_session (laid_out->window);

  tl_scene_unref (tl_map_layout (tl_session_get_journey (session), NULL, NULL));
}

static guint64
count_ours (Bench *self, GArray *links)
{
  TlMapOptions        map = { .max_columns = -1 };
  g_autoptr (TlScene) scene = tl_map_layout (tl_session_get_journey (tl_window_get_session (self->window)), NULL, &map);
  g_autofree double  *x = g_new0 (double, self->n_stages);
  g_autofree double  *y = g_new0 (double, self->n_stages);

  for (guint i = 0; i < self->n_stages; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);
      guint            group = tl_scene_find_group (scene, TL_ROLE_STAGE, id);
      const TlBox     *box;

      g_assert_cmpuint (group, !=, TL_SCENE_NONE);
      box = &tl_scene_get_group (scene, group)->bounds;
      x[i] = box->x + box->width / 2;
      y[i] = box->y;
    }
  return journey_crossings (x, y, links);
}

static guint64
count_dot (const char *file, guint n_stages, GArray *links)
{
  g_autofree char   *out = g_strconcat (file, ".plain", NULL);
  g_autofree char   *text = NULL;
  g_autofree double *x = g_new0 (double, n_stages);
  g_autofree double *y = g_new0 (double, n_stages);
  g_auto (GStrv)     lines = NULL;

  g_assert_true (g_file_get_contents (out, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      guint  stage;
      double at_x, at_y;

      if (sscanf (lines[i], "node s%u %lf %lf", &stage, &at_x, &at_y) == 3 && stage < n_stages)
        {
          x[stage] = at_x;
          y[stage] = at_y;
        }
    }
  return journey_crossings (x, y, links);
}

static void
compare_layout (Bench *self, const char *folder)
{
  g_autoptr (GArray) links = journey_links (self->n_stages);
  g_autofree char   *dot = journey_dot (links, self->n_stages);
  g_autofree char   *file = g_build_filename (folder, "bench.dot", NULL);
  g_autofree char   *what = NULL;
  guint64            ours, theirs;

  dot_path = g_find_program_in_path ("dot");
  if (dot_path == NULL)
    {
      tl_bench_note ("no dot to compare with");
      return;
    }
  g_assert_true (g_file_set_contents (file, dot, -1, NULL));
  laid_out = self;
  tl_bench_compare ("layout, 1,000 stages with all in them", 0.5, layout_ours, "dot, two lines in each", layout_dot, file,
                    7);
  ours = count_ours (self, links);
  theirs = count_dot (file, self->n_stages, links);
  what = g_strdup_printf ("%" G_GUINT64_FORMAT " against %" G_GUINT64_FORMAT ", of straight lines", ours, theirs);
  tl_bench_ratio ("its crossings", 1.1, (double) ours / (double) MAX (theirs, 1), what);
  g_free (dot_path);
}

/* The two windows that tell when their first frame was painted, each in a process of its own. */
static void
tell_first_frame (GdkFrameClock *clock, gpointer window)
{
  if (!gtk_widget_get_mapped (window))
    return;
  printf ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  fflush (stdout);
  _exit (0);
}

static void
watch_first_frame (GtkWindow *window)
{
  g_signal_connect_after (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint", G_CALLBACK (tell_first_frame),
                          window);
}

static void
show_bare (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  watch_first_frame (GTK_WINDOW (window));
}

static void
show_empty (GtkApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  g_assert_nonnull (window);
  watch_first_frame (window);
}

static int
run_first_frame (gboolean bare)
{
  g_autoptr (GtkApplication) application = NULL;

  if (bare)
    application = GTK_APPLICATION (adw_application_new ("org.throughline.Bare", G_APPLICATION_NON_UNIQUE));
  else
    application = GTK_APPLICATION (tl_application_new (G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE));
  g_signal_connect_after (application, "activate", G_CALLBACK (bare ? show_bare : show_empty), NULL);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}

static double
time_first_frame (const char *program, const char *what)
{
  const char        *argv[] = { program, what, NULL };
  g_autofree char   *out = NULL;
  g_autoptr (GError) error = NULL;
  gint64             start = g_get_monotonic_time ();

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  return (double) (g_ascii_strtoll (out, NULL, 10) - start) / 1e6;
}

static const char *self_path;

static void
start_empty (gpointer data)
{
  *(double *) data = time_first_frame (self_path, "--empty");
}

static void
start_bare (gpointer data)
{
  *(double *) data = time_first_frame (self_path, "--bare");
}

static void
compare_start (void)
{
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) peers = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char   *what = NULL;

  for (int i = 0; i < 9; i++)
    {
      double our, peer, ratio;

      start_empty (&our);
      start_bare (&peer);
      ratio = our / peer;
      if (i == 0)
        continue;
      g_array_append_val (ours, our);
      g_array_append_val (peers, peer);
      g_array_append_val (ratios, ratio);
    }
  what = g_strdup_printf ("%.0f ms against %.0f ms, a bare AdwApplicationWindow", quantile (ours, 0.5) * 1e3,
                          quantile (peers, 0.5) * 1e3);
  tl_bench_ratio ("empty window to first frame", 1.5, quantile (ratios, 0.5), what);
}

static void
move_home (const char *home)
{
  static const char *const folders[] = { "HOME",          "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
                                         "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR" };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (home, folders[i], NULL);

      g_mkdir (folder, 0700);
      g_setenv (folders[i], folder, TRUE);
    }
}

static void
remove_all (const char *path)
{
  const char *argv[] = { "rm", "-rf", "--", path, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

int
main (int argc, char **argv)
{
  Bench               benches[G_N_ELEMENTS (sizes)] = { 0 };
  double              medians[G_N_ELEMENTS (sizes)];
  g_autofree char    *home = NULL;
  TlApplication      *application;
  const guint         n = G_N_ELEMENTS (sizes);

  if (argc > 1)
    return run_first_frame (strcmp (argv[1], "--bare") == 0);
  home = g_dir_make_tmp ("throughline-bench-XXXXXX", NULL);
  move_home (home);
  self_path = argv[0];
  compare_start ();
  adw_init ();
  application = tl_application_new (G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  for (guint b = 0; b < n; b++)
    {
      Bench *bench = &benches[b];

      bench->application = application;
      bench->n_stages = sizes[b];
      bench->path = journey_write (home, sizes[b], N_TOUCHPOINTS);
      open_window (bench);
      tl_bench_note ("%5u stages: open to first frame %7.1f ms, memory %.1f MB", bench->n_stages, bench->opened * 1e3,
                     bench->memory);
    }
  compare_fit (&benches[1]);
  compare_fit (&benches[2]);
  measure_moves (benches, n, PAN, 1, medians);
  tl_bench_ratio ("pan 1,000 stages to 20, at 100 %", 1.5, medians[2] / medians[0], "5,000 touchpoints to 100");
  tl_bench_ratio ("pan 1,000 stages to 200, at 100 %", 1.5, medians[2] / medians[1], "5,000 touchpoints to 1,000");
  measure_moves (benches, n, PAN, 0.5, medians);
  tl_bench_ratio ("pan 1,000 stages to 200, at 50 %", 1.5, medians[2] / medians[1], "5,000 touchpoints to 1,000");
  measure_moves (benches, n, PAN, 0, medians);
  measure_moves (benches, n, ZOOM, 1, medians);
  tl_bench_ratio ("zoom 1,000 stages to 200, from 100 %", 1.5, medians[2] / medians[1], "5,000 touchpoints to 1,000");
  for (guint b = 0; b < n; b++)
    compare_edits (&benches[b]);
  edit_in_a_row (&benches[0]);
  compare_layout (&benches[2], home);
  remove_all (home);
  /* What is left is the system's to clear. */
  _exit (0);
}
