/* test-replay.c: what the fuzzers found, and a few files that are as they should be, thrown at the targets once more
 *
 * found/TARGET/ holds every input that ever broke something; seeds/TARGET/ what the fuzzers begin with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

static const struct
{
  const char *name;
  FuzzTarget *run;
} targets[] = {
  { "changes", fuzz_changes },
  { "csv", fuzz_csv },
  { "estimates", fuzz_estimates },
  { "journey", fuzz_journey },
  { "rules", fuzz_rules },
  { "salvage", fuzz_salvage },
  { "sheet", fuzz_sheet },
  { "svg", fuzz_svg },
  { "xml", fuzz_xml },
};

static guint
replay_folder (FuzzTarget *run, const char *kind, const char *name)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "fuzz", kind, name, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *file;
  guint            n = 0;

  while (dir && (file = g_dir_read_name (dir)))
    {
      g_autofree char   *path = g_build_filename (folder, file, NULL);
      g_autofree char   *bytes = NULL;
      g_autoptr (GError) error = NULL;
      gsize              length;

      g_file_get_contents (path, &bytes, &length, &error);
      g_assert_no_error (error);
      g_test_message ("%s", path);
      run ((const uint8_t *) bytes, length);
      n++;
    }
  return n;
}

/* A journey as seed is made anew, so that it is always of this version. */
static void
replay_new_journey (FuzzTarget *run)
{
  g_autoptr (TlDocument) document = fuzz_new_sample ();
  g_autofree char       *path = fuzz_write (NULL, 0);
  g_autofree char       *bytes = NULL;
  g_autoptr (GError)     error = NULL;
  gsize                  length;

  tl_document_publish_to (document, path, &error);
  g_assert_no_error (error);
  g_clear_object (&document);
  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  run ((const uint8_t *) bytes, length);
}

static void
replay (gconstpointer data)
{
  const guint *i = data;

  replay_folder (targets[*i].run, "found", targets[*i].name);
  if (replay_folder (targets[*i].run, "seeds", targets[*i].name) == 0)
    replay_new_journey (targets[*i].run);
  targets[*i].run ((const uint8_t *) "", 0);
}

int
main (int argc, char **argv)
{
  static guint numbers[G_N_ELEMENTS (targets)];
  int          result;

  g_test_init (&argc, &argv, NULL);
  fuzz_begin ();
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *path = g_strdup_printf ("/fuzz/%s", targets[i].name);

      numbers[i] = i;
      g_test_add_data_func (path, &numbers[i], replay);
    }
  result = g_test_run ();
  fuzz_end ();
  return result;
}
