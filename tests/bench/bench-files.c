/* bench-files.c: what leaves the program, by the command line: the sample's fact pack, and small pictures
 *
 * Whole programs are timed. The pack is measured against an office program that converts the same slides.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "tl-bench.h"

#define N_STAGES 1000
#define N_ROWS 25
#define LARGEST_PACK (2.0 * 1000 * 1000)

typedef struct
{
  char *folder;
  char *sample;
  char *journey; /* what a small picture is made of */
} Bench;

static char *
in_folder (const Bench *bench, const char *name)
{
  return g_build_filename (bench->folder, name, NULL);
}

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  int                status;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL, NULL, NULL, NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", argv[0], error->message);
}

static void
make_pack (const Bench *bench, const char *name)
{
  g_autofree char *path = in_folder (bench, name);

  run ((const char *const[]) { g_getenv ("TL_CLI"), "pack", bench->sample, "-o", path, NULL });
}

static void
pack_ours (gpointer data)
{
  make_pack (data, "pack.pdf");
}

static void
pack_office (gpointer data)
{
  g_autofree char *slides = in_folder (data, "slides.pptx");
  g_autofree char *profile = g_strdup_printf ("-env:UserInstallation=file://%s/office", ((Bench *) data)->folder);

  run ((const char *const[]) { "soffice", profile, "--headless", "--convert-to", "pdf", "--outdir",
                               ((Bench *) data)->folder, slides, NULL });
}

static gsize
size_of (const Bench *bench, const char *name)
{
  g_autofree char *path = in_folder (bench, name);
  GStatBuf         about;

  return g_stat (path, &about) == 0 ? (gsize) about.st_size : 0;
}

static void
measure_pack (Bench *bench)
{
  g_autofree char *office = g_find_program_in_path ("soffice");
  g_autofree char *what = NULL;

  make_pack (bench, "slides.pptx");
  if (office)
    tl_bench_compare ("the sample's fact pack", .5, pack_ours, "soffice, from our slides", pack_office, bench, 3);
  else
    {
      pack_ours (bench);
      tl_bench_note ("no soffice to compare the fact pack with");
    }
  what = g_strdup_printf ("%" G_GSIZE_FORMAT " bytes; the slides %" G_GSIZE_FORMAT ", the office's PDF %" G_GSIZE_FORMAT,
                          size_of (bench, "pack.pdf"), size_of (bench, "slides.pptx"), size_of (bench, "slides.pdf"));
  tl_bench_ratio ("  of 2 MB", 1, (double) size_of (bench, "pack.pdf") / LARGEST_PACK, what);
  if (size_of (bench, "slides.pdf") > 0)
    tl_bench_ratio ("  of the office's bytes", 1,
                    (double) size_of (bench, "pack.pdf") / (double) size_of (bench, "slides.pdf"), "");
}

static void
picture_ours (gpointer data)
{
  g_autofree char *path = in_folder (data, "small.png");

  run ((const char *const[]) { g_getenv ("TL_CLI"), "thumbnail", ((Bench *) data)->journey, path, "256", NULL });
}

/* What it takes to open it, and say a word. */
static void
open_ours (gpointer data)
{
  run ((const char *const[]) { g_getenv ("TL_CLI"), "info", ((Bench *) data)->journey, NULL });
}

/* Stages in columns of N_ROWS, with ways from column to column. */
static void
write_stages (const char *path)
{
  g_autoptr (GString) xml = g_string_new ("<journey xmlns=\"urn:throughline:journey:1\" id=\"big\""
                                          " title=\"A thousand stages\">\n");

  for (int i = 0; i < N_STAGES; i++)
    g_string_append_printf (xml, "<stage id=\"s%d\" title=\"Stage %d of many\" column=\"%d\" row=\"%d\"%s/>\n", i, i,
                            i / N_ROWS, i % N_ROWS, i < N_ROWS ? " entry=\"1000\"" : "");
  for (int i = 0; i + N_ROWS < N_STAGES; i++)
    g_string_append_printf (xml, "<transition from=\"s%d\" to=\"s%d\" share=\"0.6\"/>\n", i, i + N_ROWS);
  g_string_append (xml, "</journey>\n");
  g_assert_true (g_file_set_contents (path, xml->str, (gssize) xml->len, NULL));
}

static void
measure_picture (Bench *bench, const char *name, const char *from, double bound)
{
  g_autofree char *label = g_strdup_printf ("thumbnail of %s", name);

  bench->journey = in_folder (bench, "small.journey");
  run ((const char *const[]) { g_getenv ("TL_CLI"), "convert", from, bench->journey, NULL });
  tl_bench_compare (label, bound, picture_ours, "opening it", open_ours, bench, 5);
  g_unlink (bench->journey);
  g_clear_pointer (&bench->journey, g_free);
}

int
main (void)
{
  Bench            bench = { g_dir_make_tmp ("throughline-bench-XXXXXX", NULL), NULL, NULL };
  g_autofree char *stages = in_folder (&bench, "stages.xml");

  bench.sample = g_strdup (g_getenv ("TL_SAMPLE"));
  g_setenv ("XDG_STATE_HOME", bench.folder, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", bench.folder, TRUE);
  tl_bench_note ("what leaves the program: whole runs of the command line");
  measure_pack (&bench);
  measure_picture (&bench, "the sample", bench.sample, 2);
  write_stages (stages);
  /* Opening lays nothing out. */
  measure_picture (&bench, "1,000 stages", stages, 5);
  run ((const char *const[]) { "rm", "-rf", bench.folder, NULL });
  g_free (bench.folder);
  g_free (bench.sample);
  return 0;
}
