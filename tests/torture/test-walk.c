/* test-walk.c: undo is exact
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tl-long.h"
#include "tl-walk.h"

static char *folder;

static void
clear (void)
{
  g_autofree char *home = g_build_filename (folder, "disk", "home", NULL);
  g_autofree char *state = g_build_filename (folder, "disk", "state", NULL);

  tl_rig_clear (home);
  tl_rig_clear (state);
}

static TlRig *
new_rig (void)
{
  g_autofree char   *path = g_build_filename (folder, "disk", "home", "walk.journey", NULL);
  g_autoptr (GError) error = NULL;
  TlRig             *rig;

  clear ();
  rig = tl_rig_new (path, &error);
  g_assert_no_error (error);
  return rig;
}

static gboolean
run_script (GPtrArray *lines, GError **error)
{
  g_autoptr (TlRig)   rig = new_rig ();
  g_autoptr (TlWatch) watch = tl_watch_new (rig);

  for (guint i = 0; i < lines->len; i++)
    if (!tl_watch_step (watch, lines->pdata[i], TRUE, error))
      return FALSE;
  return tl_watch_end (watch, error);
}

/* In a process of its own: a script may well end in a crash. */
static gboolean
run_apart (GPtrArray *lines, gpointer data)
{
  pid_t child;
  int   status;

  fflush (NULL);
  child = fork ();
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      int                null = open ("/dev/null", O_WRONLY);

      dup2 (null, STDOUT_FILENO);
      dup2 (null, STDERR_FILENO);
      _exit (run_script (lines, &error) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

static void
report (GPtrArray *lines, const char *why, guint32 seed)
{
  g_autoptr (GPtrArray) shrunk = tl_walk_shrink (lines, run_apart, NULL, tl_long_is () ? 120 : 20);

  g_test_message ("seed %u: %s", seed, why);
  g_test_message ("the shortest script (to keep it: tests/torture/scripts/NAME.jsonl):");
  for (guint i = 0; i < shrunk->len; i++)
    g_test_message ("%s", (char *) shrunk->pdata[i]);
  g_test_fail ();
}

/* One walk. @lines: (out): what was done. */
static gboolean
walk (guint32 seed, guint n_steps, GPtrArray *lines, guint *n_refused, GError **error)
{
  g_autoptr (GRand)   chance = g_rand_new_with_seed (seed);
  g_autoptr (TlRig)   rig = new_rig ();
  g_autoptr (TlWatch) watch = tl_watch_new (rig);

  for (guint i = 0; i < n_steps; i++)
    {
      char *line = tl_walk_make_line (rig->document, chance, i, TL_WALK_RESTARTS | TL_WALK_THREADS);

      g_ptr_array_add (lines, line);
      if (!tl_watch_step (watch, line, !tl_long_is () || i % 3 == 0, error))
        return FALSE;
      tl_long_say ("walk %u: %u steps of %u", seed, i, n_steps);
    }
  *n_refused += rig->n_refused;
  return tl_watch_end (watch, error);
}

static void
test_walk (void)
{
  guint   n = 0, n_refused = 0, n_walks = 0, lost = 0;
  guint32 seed = tl_long_seed ();

  tl_long_begin (1, 4);
  while (tl_long_goes_on (n_walks))
    {
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError)    error = NULL;
      guint                 steps = tl_long_is () ? n_walks == 0 ? 10000 : 1000 : 120;

      if (!walk (seed + n_walks, steps, lines, &n_refused, &error))
        {
          lost++;
          report (lines, error->message, seed + n_walks);
        }
      n += lines->len;
      n_walks++;
    }
  tl_long_row ("steps of an undo walk", n, lost, "%u walks, %u steps refused without a trace", n_walks, n_refused);
}

/* What a walk once stumbled over. */
static void
test_scripts (void)
{
  g_autofree char *scripts = g_test_build_filename (G_TEST_DIST, "torture", "scripts", NULL);
  g_autoptr (GDir) dir = g_dir_open (scripts, 0, NULL);
  const char      *name;
  guint            n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char      *path = g_build_filename (scripts, name, NULL);
      g_autofree char      *text = NULL;
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
      g_auto (GStrv)        parts = NULL;
      g_autoptr (GError)    error = NULL;

      if (!g_str_has_suffix (name, ".jsonl"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      parts = g_strsplit (text, "\n", -1);
      for (guint i = 0; parts[i]; i++)
        if (*parts[i])
          g_ptr_array_add (lines, g_strdup (parts[i]));
      if (!run_script (lines, &error))
        {
          g_test_message ("%s: %s", name, error->message);
          g_test_fail ();
        }
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

/* Would it be noticed if undo were not exact? Spoilt history must be, and the script that shows it must become short. */
static void
test_control (void)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) shrunk = NULL;
  g_autoptr (GRand)     chance = g_rand_new_with_seed (13);
  g_autoptr (TlRig)     rig = new_rig ();
  gboolean              has_tampering = FALSE;

  for (guint i = 0; i < 12; i++)
    {
      char *line = i == 6    ? g_strdup ("{\"change\":\"basket\",\"set\":{\"title\":\"Cart\"}}")
                   : i == 10 ? g_strdup ("{\"tamper\":true}")
                             : tl_walk_make_line (rig->document, chance, i, 0);

      g_ptr_array_add (lines, line);
      tl_rig_run (rig, line, NULL);
    }
  g_clear_pointer (&rig, tl_rig_free);
  g_assert_false (run_apart (lines, NULL));
  shrunk = tl_walk_shrink (lines, run_apart, NULL, 20);
  g_assert_false (run_apart (shrunk, NULL));
  g_assert_cmpuint (shrunk->len, <=, 2);
  for (guint i = 0; i < shrunk->len; i++)
    has_tampering = has_tampering || strstr (shrunk->pdata[i], "tamper");
  g_assert_true (has_tampering);
}

int
main (int argc, char **argv)
{
  int result;

  folder = tl_rig_folder (TRUE);
  g_test_init (&argc, &argv, NULL);
  if (!tl_long_is ())
    g_test_add_func ("/torture/walk/scripts", test_scripts);
  g_test_add_func ("/torture/walk/control", test_control);
  g_test_add_func ("/torture/walk/undo-is-exact", test_walk);
  result = g_test_run ();
  tl_rig_clear (folder);
  g_rmdir (folder);
  g_free (folder);
  return result;
}
