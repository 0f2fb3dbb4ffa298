/* test-kill.c: programs are killed at any moment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tl-long.h"
#include "tl-walk.h"

static char  *folder, *home, *state, *path;
static GRand *chance;

static void
start_anew (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlRig)  rig = NULL;

  tl_rig_clear (home);
  tl_rig_clear (state);
  rig = tl_rig_new (path, &error);
  g_assert_no_error (error);
}

/* What an editor has told before it was killed. */
typedef struct
{
  char    *shown;     /* hash of what the journey said behind the last line that was done */
  char    *published; /* the same of the person's file */
  char    *doing;     /* the line that was under way, or NULL */
  guint    n_done;
} Told;

static void
told_clear (Told *told)
{
  g_free (told->shown);
  g_free (told->published);
  g_free (told->doing);
}

static void
tell (int fd, char what, const char *text)
{
  g_autofree char *line = g_strdup_printf ("%c%s\n", what, text);
  gsize            length = strlen (line);

  if (write (fd, line, length) != (ssize_t) length)
    _exit (3);
}

static char *
hash_of (TlDocument *document)
{
  g_autofree char *dump = tl_rig_dump (document);

  return tl_rig_hash (dump);
}

/* Edits until it is killed: says what it will do, does it, says that it is done. @too_early: says so before it does it, as
   no editor may; a twin knows what it will come to. */
static void
edit_until_killed (int fd, guint32 seed, gboolean too_early)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
  TlRig            *rig, *twin = NULL;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (too_early)
    {
      g_autofree char *other = g_strconcat (path, ".twin.journey", NULL);

      rig = tl_rig_open (path, NULL);
      if (rig == NULL || !tl_document_copy_to (rig->document, other, NULL) || (twin = tl_rig_open (other, NULL)) == NULL)
        _exit (2);
    }
  else if ((rig = tl_rig_open (path, NULL)) == NULL)
    _exit (2);
  for (guint i = 0;; i++)
    {
      g_autofree char *line = tl_walk_make_line (rig->document, dice, seed % 100000 * 1000 + i,
                                                 TL_WALK_STEPS_ALONE | TL_WALK_RESTARTS);
      g_autofree char *hash = NULL;
      gboolean         is_published = strstr (line, "\"publish\"") != NULL;

      if (too_early && (is_published || strstr (line, "\"reopen\"")))
        continue;
      tell (fd, '>', line);
      if (too_early)
        {
          tl_rig_run (twin, line, NULL);
          hash = hash_of (twin->document);
          tell (fd, '=', hash);
        }
      tl_rig_run (rig, line, NULL);
      if (rig->document == NULL)
        _exit (4);
      if (!too_early)
        {
          hash = hash_of (rig->document);
          tell (fd, is_published ? '!' : '=', hash);
        }
    }
}

static void
listen (int fd, Told *told)
{
  g_autoptr (GString) all = g_string_new (NULL);
  char                buffer[65536];
  ssize_t             n;
  g_auto (GStrv)      lines = NULL;

  while ((n = read (fd, buffer, sizeof buffer)) > 0)
    g_string_append_len (all, buffer, n);
  lines = g_strsplit (all->str, "\n", -1);
  /* What comes behind the last line end was cut off by the killing. */
  for (guint i = 0; lines[i] && lines[i + 1]; i++)
    {
      const char *text = lines[i] + 1;

      if (*lines[i] == '>')
        {
          g_free (told->doing);
          told->doing = g_strdup (text);
          continue;
        }
      g_free (told->shown);
      told->shown = g_strdup (text);
      if (*lines[i] == '!')
        {
          g_free (told->published);
          told->published = g_strdup (text);
        }
      g_clear_pointer (&told->doing, g_free);
      told->n_done++;
    }
}

/* Is the journey what was told, or that and what was under way? What was under way can be told from what undoing it, or
   doing it again, comes to. */
static char *
look (const Told *told)
{
  g_autoptr (GError)     error = NULL;
  g_autofree char       *there = tl_rig_dump_file (path, &error);
  g_autofree char       *there_hash = there ? tl_rig_hash (there) : NULL;
  g_autofree char       *shown = NULL;
  g_autofree char       *back = NULL;
  g_autoptr (TlDocument) document = NULL;
  gboolean               was_publishing = told->doing && strstr (told->doing, "\"publish\"");
  gboolean               was_undoing = told->doing && strstr (told->doing, "{\"undo\"");

  if (there == NULL)
    return g_strdup_printf ("the person's file does not open: %s", error->message);
  if (strcmp (there_hash, told->published) != 0 && !(was_publishing && strcmp (there_hash, told->shown) == 0))
    return g_strdup ("the person's file is neither the old nor the new one");
  document = tl_document_open (path, TL_DOCUMENT_DEFAULT, &error);
  if (document == NULL)
    return g_strdup_printf ("it does not open: %s", error->message);
  shown = hash_of (document);
  if (strcmp (shown, told->shown) == 0)
    return NULL;
  if (told->doing == NULL)
    return g_strdup_printf ("an edit that was done is lost (told: %s)", tl_document_get_notice (document));
  if (!(was_undoing ? tl_document_redo (document, &error) : tl_document_undo (document, &error)))
    return g_strdup_printf ("it is neither as before “%s” nor as behind: %s", told->doing, error->message);
  back = hash_of (document);
  if (strcmp (back, told->shown) != 0)
    return g_strdup_printf ("it is neither as before “%s” nor as behind", told->doing);
  tl_document_discard (document);
  return NULL;
}

/* Runs an editor and kills it. Returns what is lost. */
static char *
run_and_kill (guint32 seed, gboolean too_early, guint *n_done, char **published, char **shown)
{
  Told             told = { g_strdup (*shown), g_strdup (*published) };
  int              fds[2], status;
  pid_t            child;
  char            *wrong;
  gulong           wait = (gulong) g_rand_int_range (chance, 100, g_rand_boolean (chance) ? 5000 : 60000);

  g_assert_cmpint (pipe (fds), ==, 0);
  fflush (NULL);
  child = fork ();
  if (child == 0)
    {
      close (fds[0]);
      edit_until_killed (fds[1], seed, too_early);
    }
  close (fds[1]);
  /* Opening takes longer than most edits: mostly it is given the time for that. */
  if (g_rand_int_range (chance, 0, 4) > 0)
    {
      struct pollfd begun = { fds[0], POLLIN, 0 };

      poll (&begun, 1, 10000);
    }
  g_usleep (wait);
  kill (child, SIGKILL);
  listen (fds[0], &told);
  close (fds[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  wrong = WIFSIGNALED (status) ? look (&told) : g_strdup_printf ("the editor ended by itself (%d)", status);
  *n_done += told.n_done;
  g_free (*published);
  g_free (*shown);
  *published = g_strdup (told.published);
  *shown = g_strdup (told.shown);
  told_clear (&told);
  return wrong;
}

static char *
hash_of_file (void)
{
  g_autofree char *dump = tl_rig_dump_file (path, NULL);

  return tl_rig_hash (dump);
}

/* What was under way may be there now, or not: the next editor begins with what is. */
static void
settle (char **shown, char **published)
{
  g_autoptr (TlDocument) document = tl_document_open (path, TL_DOCUMENT_DEFAULT, NULL);

  g_assert_nonnull (document);
  g_free (*shown);
  *shown = hash_of (document);
  g_free (*published);
  *published = hash_of_file ();
}

/* However short the time is: what must be noticed gets its chance, and a long run kills a thousand times. */
static gboolean
goes_on (gboolean is_control, guint n)
{
  return is_control ? n < 200 : tl_long_goes_on (n) || (tl_long_is () && n < 1000);
}

/* Kills editors, now and then with a fresh journey. Returns how often something was lost. */
static guint
kill_many (gboolean too_early, guint stop_at, guint *n_kills, guint *n_done)
{
  guint n_lost = 0;

  while (goes_on (too_early, *n_kills) && n_lost < stop_at)
    {
      g_autofree char *published = NULL;
      g_autofree char *shown = NULL;

      start_anew ();
      published = hash_of_file ();
      shown = g_strdup (published);
      for (int i = 0; i < 8 && goes_on (too_early, *n_kills) && n_lost < stop_at; i++)
        {
          guint32          seed = g_rand_int (chance);
          g_autofree char *wrong = run_and_kill (seed, too_early, n_done, &published, &shown);

          (*n_kills)++;
          tl_long_say ("killed %u times, %u edits acknowledged, %u lost", *n_kills, *n_done, n_lost);
          if (wrong)
            {
              n_lost++;
              if (!too_early)
                g_test_message ("kill %u: %s", *n_kills, wrong);
            }
          if (wrong || too_early)
            break;
          settle (&shown, &published);
        }
    }
  return n_lost;
}

static void
test_kill (void)
{
  guint n_kills = 0, n_done = 0, lost;

  tl_long_begin (0.6, 25);
  lost = kill_many (FALSE, 1000000, &n_kills, &n_done);
  tl_long_row ("kill -9 of an editor", n_kills, lost, "%u edits acknowledged", n_done);
  g_assert_cmpuint (lost, ==, 0);
}

static void
test_control (void)
{
  guint n_kills = 0, n_done = 0, lost;

  lost = kill_many (TRUE, 1, &n_kills, &n_done);
  g_assert_cmpuint (lost, ==, 1);
  tl_long_row ("control: acknowledged too early", n_kills, lost, "noticed, as it must be");
}

/* Starts throughline-cli, and kills it after @wait microseconds, or lets it end where that is 0. Returns how long it ran,
   or -1 where it was killed. */
static gint64
run_program (const char *const *arguments, const char *input, gulong wait)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  gint64                from = g_get_monotonic_time ();
  int                   fds[2], status;
  pid_t                 child;

  g_ptr_array_add (argv, (gpointer) g_getenv ("TL_CLI"));
  for (int i = 0; arguments[i]; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);
  g_assert_cmpint (pipe (fds), ==, 0);
  fflush (NULL);
  child = fork ();
  if (child == 0)
    {
      int null = open ("/dev/null", O_WRONLY);

      prctl (PR_SET_PDEATHSIG, SIGKILL);
      dup2 (fds[0], STDIN_FILENO);
      dup2 (null, STDOUT_FILENO);
      dup2 (null, STDERR_FILENO);
      close (fds[0]);
      close (fds[1]);
      execv (argv->pdata[0], (char **) argv->pdata);
      _exit (127);
    }
  close (fds[0]);
  if (input)
    (void) !write (fds[1], input, strlen (input));
  close (fds[1]);
  if (wait > 0)
    {
      g_usleep (wait);
      kill (child, SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFSIGNALED (status))
    return -1;
  g_assert_cmpint (WEXITSTATUS (status), !=, 127);
  return g_get_monotonic_time () - from;
}

static gint64
count_records (TlDocument *document)
{
  TlEvidenceCount count = { 0 };

  tl_evidence_count (document, NULL, &count, NULL);
  return count.records;
}

/* All of an import is there, or nothing of it; in the person's file too. */
static char *
look_after_import (gint64 n)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) there = tl_document_open (path, TL_DOCUMENT_READ_ONLY, &error);
  g_autoptr (TlDocument) document = there ? tl_document_open (path, TL_DOCUMENT_DEFAULT, &error) : NULL;
  gint64                 in_file, in_all;

  if (document == NULL)
    return g_strdup_printf ("it does not open: %s", error->message);
  in_file = count_records (there);
  in_all = count_records (document);
  if ((in_file != 0 && in_file != n) || (in_all != 0 && in_all != n) || in_all < in_file)
    return g_strdup_printf ("of %" G_GINT64_FORMAT " records there are %" G_GINT64_FORMAT " in the file, %" G_GINT64_FORMAT
                            " in all", n, in_file, in_all);
  return NULL;
}

static void
write_csv (const char *csv, guint n)
{
  GString *out = g_string_new ("id,date,score,comment\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, "k%u,2024-03-%02u,%u,\"The fee, said customer %u, is “too high”\"\n", i, i % 28 + 1, i % 11, i);
  g_assert_true (g_file_set_contents (csv, out->str, (gssize) out->len, NULL));
  g_string_free (out, TRUE);
}

static void
test_program (void)
{
  g_autofree char  *csv = g_build_filename (folder, "large.csv", NULL);
  g_autofree char  *out = g_build_filename (home, "out.journey", NULL);
  guint             n = tl_long_is () ? 20000 : 3000;
  const char *const import[] = { "import-evidence", path, csv, NULL };
  const char *const convert[] = { "convert", path, out, NULL };
  const char *const edit[] = { "edit", path, NULL };
  gint64            takes[3];
  guint             n_kills[3] = { 0 }, n_lost = 0;

  if (g_getenv ("TL_CLI") == NULL)
    {
      g_test_skip ("TL_CLI does not say where throughline-cli is");
      return;
    }
  write_csv (csv, n);
  start_anew ();
  takes[0] = run_program (import, NULL, 0);
  {
    g_autoptr (TlDocument) document = tl_document_open (path, TL_DOCUMENT_READ_ONLY, NULL);

    g_assert_cmpint (count_records (document), ==, n);
  }
  takes[1] = run_program (convert, NULL, 0);
  takes[2] = run_program (edit, "{\"change\":\"basket\",\"set\":{\"title\":\"Killed\"}}\n", 0);
  tl_long_begin (0.3, 12);
  for (guint i = 0; tl_long_goes_on (i); i++)
    {
      int              what = (int) (i % 3);
      gulong           wait = 1 + (gulong) g_rand_double_range (chance, 0, (double) takes[what] * 1.05);
      g_autofree char *wrong = NULL;
      g_autofree char *before = NULL;

      tl_long_say ("import, convert, edit and publish: killed %u times", i);
      if (what == 0)
        {
          start_anew ();
          run_program (import, NULL, wait);
          wrong = look_after_import (n);
        }
      else if (what == 1)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char   *copy = NULL;

          before = tl_rig_dump_file (path, &error);
          g_unlink (out);
          run_program (convert, NULL, wait);
          copy = g_file_test (out, G_FILE_TEST_EXISTS) ? tl_rig_dump_file (out, &error) : g_strdup (before);
          if (g_strcmp0 (copy, before) != 0)
            wrong = g_strdup_printf ("the converted file is half there: %s", error ? error->message : "it differs");
        }
      else
        {
          /* The edit, and the file that is written in the end. */
          g_autoptr (GError)     error = NULL;
          g_autoptr (TlDocument) document = NULL;
          g_autofree char       *input = g_strdup_printf ("{\"change\":\"basket\",\"set\":{\"title\":\"Killed %u\"}}\n", i);
          g_autofree char       *after = NULL;

          before = tl_rig_dump_file (path, NULL);
          run_program (edit, input, wait);
          after = tl_rig_dump_file (path, &error);
          document = tl_document_open (path, TL_DOCUMENT_DEFAULT, &error);
          if (after == NULL || document == NULL)
            wrong = g_strdup_printf ("it does not open: %s", error->message);
          else if (!tl_document_publish (document, &error))
            wrong = g_strdup_printf ("it cannot be saved: %s", error->message);
        }
      n_kills[what]++;
      if (wrong)
        {
          n_lost++;
          g_test_message ("killed after %lu of %" G_GINT64_FORMAT " µs: %s", wait, takes[what], wrong);
        }
    }
  tl_long_row ("kill -9 of throughline-cli", n_kills[0] + n_kills[1] + n_kills[2], n_lost,
               "%u imports of %u rows, %u converting, %u editing and publishing", n_kills[0], n, n_kills[1], n_kills[2]);
  g_assert_cmpuint (n_lost, ==, 0);
}

int
main (int argc, char **argv)
{
  int result;

  folder = tl_rig_folder (TRUE);
  home = g_build_filename (folder, "disk", "home", NULL);
  state = g_build_filename (folder, "disk", "state", NULL);
  path = g_build_filename (home, "kill.journey", NULL);
  chance = g_rand_new_with_seed (tl_long_seed ());
  signal (SIGPIPE, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/torture/kill/control", test_control);
  g_test_add_func ("/torture/kill/editor", test_kill);
  g_test_add_func ("/torture/kill/program", test_program);
  result = g_test_run ();
  tl_rig_clear (folder);
  g_rmdir (folder);
  return result;
}
