/* test-edit.c: the one door, in public: edits that survive, a history that is exact
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <signal.h>
#include <string.h>

#include "tl-run.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlRun) run = NULL;

  fixture->folder = tl_run_folder ();
  fixture->path = g_build_filename (fixture->folder, "a.journey", NULL);
  g_setenv ("XDG_STATE_HOME", fixture->folder, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", fixture->folder, TRUE);
  run = tl_run ("new", fixture->path, "--title", "A", NULL);
  g_assert_cmpint (run->code, ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tl_run_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static TlRun *
edit (Fixture *fixture, const char *lines)
{
  const char *const arguments[] = { "edit", fixture->path, NULL };

  return tl_run_argv (arguments, lines);
}

static char *
canonical (Fixture *fixture)
{
  g_autofree char  *xml = g_build_filename (fixture->folder, "canonical.xml", NULL);
  g_autoptr (TlRun) run = tl_run ("convert", fixture->path, xml, NULL);
  char             *text = NULL;

  g_assert_cmpstr (run->err, ==, "");
  g_assert_cmpint (run->code, ==, 0);
  g_assert_true (g_file_get_contents (xml, &text, NULL, NULL));
  return text;
}

#define BEGINNING                                                                                                      \
  "{\"create\":\"stage\",\"id\":\"basket\",\"set\":{\"title\":\"Basket\",\"entry\":1000,\"column\":0}}\n"               \
  "{\"create\":\"stage\",\"id\":\"order\",\"set\":{\"title\":\"Order\",\"revenue\":\"£20\"}}\n"                         \
  "{\"connect\":\"basket\",\"to\":\"order\",\"share\":\"40%\"}\n"                                                       \
  "{\"create\":\"touchpoint\",\"id\":\"page\",\"in\":\"basket\",\"set\":{\"title\":\"Page\"},"                          \
  "\"holds\":[{\"create\":\"pain\",\"id\":\"fee\",\"set\":{\"title\":\"Fee\",\"incidence\":\"50%\",\"leave\":\"1..2%\"}}]}\n" \
  "{\"create\":\"touchpoint\",\"id\":\"chat\",\"in\":\"basket\",\"before\":\"page\",\"set\":{\"title\":\"Chat\"}}\n"     \
  "{\"create\":\"fix\",\"id\":\"free\",\"set\":{\"title\":\"Free\",\"one-off\":\"2k\"},"                                \
  "\"holds\":[{\"create\":\"effect\",\"set\":{\"on\":\"fee\",\"field\":\"leave\",\"scale\":0.5}}]}\n"

static void
test_kinds_of_edits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlRun) begun = edit (fixture, BEGINNING);
  g_autofree char  *before = canonical (fixture);
  g_autofree char  *after = NULL;
  g_autoptr (TlRun) more = edit (fixture, "{\"change\":\"basket\",\"set\":{\"title\":\"Trolley\",\"entry\":null}}\n"
                                          "{\"move\":\"chat\",\"in\":\"order\"}\n"
                                          "{\"move\":\"order\",\"before\":\"basket\"}\n"
                                          "{\"reconnect\":\"basket-order\",\"from\":\"order\",\"to\":\"basket\"}\n"
                                          "{\"paste\":[{\"create\":\"pain\",\"id\":\"fee\",\"set\":{\"title\":\"Fee\"}}],\"in\":\"chat\"}\n"
                                          "{\"name\":\"Split\",\"do\":[{\"delete\":\"page\"},{\"delete\":\"order\"}]}\n");
  g_autoptr (TlRun) undone = NULL;
  g_auto (GStrv)    answers = g_strsplit (more->out, "\n", -1);

  g_assert_cmpstr (begun->err, ==, "");
  g_assert_cmpint (begun->code, ==, 0);
  g_assert_cmpint (more->code, ==, 0);
  g_assert_cmpuint (g_strv_length (answers), ==, 7);
  tl_run_assert_contains (answers[1], "\"name\":\"Move touchpoint\"");
  tl_run_assert_contains (answers[4], "\"created\":[\"fee-2\"]");
  tl_run_assert_contains (answers[5], "\"name\":\"Split\"");
  tl_run_assert_contains (answers[5], "\"page\"");
  tl_run_assert_contains (answers[5], "\"fee\""); /* what hangs on it goes too, and is said */
  undone = tl_run ("undo", fixture->path, "6", NULL);
  g_assert_cmpint (undone->code, ==, 0);
  after = canonical (fixture);
  g_assert_cmpstr (before, ==, after);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = {
    "nonsense",
    "[]",
    "{}",
    "{\"create\":\"journey\"}",
    "{\"create\":\"stage\"}",
    "{\"create\":\"touchpoint\",\"set\":{\"title\":\"x\"}}",
    "{\"create\":\"touchpoint\",\"in\":\"fee\",\"set\":{\"title\":\"x\"}}",
    "{\"create\":\"stage\",\"id\":\"basket\",\"set\":{\"title\":\"x\"}}",
    "{\"create\":\"stage\",\"id\":\"a b\",\"set\":{\"title\":\"x\"}}",
    "{\"change\":\"ghost\",\"set\":{\"title\":\"x\"}}",
    "{\"change\":\"fee\",\"set\":{\"incidense\":1}}",
    "{\"change\":\"fee\",\"set\":{\"incidence\":\"130%\"}}",
    "{\"change\":\"fee\",\"set\":{\"incidence\":\"9/3\"}}",
    "{\"change\":\"fee\",\"set\":{\"title\":null}}",
    "{\"change\":\"fee\",\"set\":[]}",
    "{\"connect\":\"basket\",\"to\":\"order\"}",
    "{\"connect\":\"basket\",\"to\":\"page\"}",
    "{\"move\":\"fee\",\"in\":\"basket\"}",
    "{\"move\":\"chat\",\"before\":\"fee\"}",
    "{\"delete\":\"ghost\"}",
    "{\"delete\":\"a\"}",
    "{\"attach\":[\"r.1\"],\"to\":\"fee\"}",
    "{\"do\":[{\"delete\":\"chat\"},{\"delete\":\"ghost\"}]}",
    "{\"delete\":\"chat\",\"tidy\":true}",
  };
  g_autoptr (TlRun)   begun = edit (fixture, BEGINNING);
  g_autofree char    *before = canonical (fixture);
  g_autofree char    *after = NULL;
  g_autofree char    *brackets = g_strnfill (200000, '[');
  g_autofree char    *deep = g_strconcat (brackets, "\n", NULL);
  g_autoptr (TlRun)   bomb = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char  *line = g_strconcat (lines[i], "\n", NULL);
      g_autoptr (TlRun) run = edit (fixture, line);

      if (run->code != 1 || !g_str_has_prefix (run->out, "{\"error\":"))
        g_error ("%s: %s", lines[i], run->out);
    }
  bomb = edit (fixture, deep);
  g_assert_cmpint (bomb->code, ==, 1);
  after = canonical (fixture);
  g_assert_cmpstr (before, ==, after);
}

/* A good many edits by chance, all of them valid on their own; the door refuses what does not fit. */
static char *
random_edit (GRand *rand, int n)
{
  static const char *const fields[] = { "entry", "revenue", "column" };
  int                      a = g_rand_int_range (rand, 0, 12), b = g_rand_int_range (rand, 0, 12);

  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
    case 1:
      return g_strdup_printf ("{\"create\":\"stage\",\"id\":\"s%d\",\"set\":{\"title\":\"Stage %d\",\"note\":\"n\\n%d\"}}", a, a, n);
    case 2:
      return g_strdup_printf ("{\"create\":\"touchpoint\",\"id\":\"t%d\",\"in\":\"s%d\",\"set\":{\"title\":\"T\"},\"holds\":"
                              "[{\"create\":\"pain\",\"id\":\"p%d\",\"set\":{\"title\":\"P\",\"incidence\":0.1}}]}", a, b, a);
    case 3:
      return g_strdup_printf ("{\"connect\":\"s%d\",\"to\":\"s%d\"}", a, b);
    case 4:
      return g_strdup_printf ("{\"change\":\"s%d\",\"set\":{\"%s\":%d}}", a, fields[b % 3], n);
    case 5:
      return g_strdup_printf ("{\"delete\":\"%c%d\"}", "stp"[b % 3], a);
    case 6:
      return g_strdup_printf ("{\"move\":\"s%d\",\"before\":\"s%d\"}", a, b);
    default:
      return g_strdup_printf ("{\"move\":\"t%d\",\"in\":\"s%d\"}", a, b);
    }
}

static void
test_undo_to_the_empty_journey (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand)   rand = g_rand_new_with_seed (11);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char    *empty = canonical (fixture);
  g_autofree char    *full = NULL;
  g_autofree char    *undone = NULL;
  g_autofree char    *redone = NULL;
  g_autoptr (TlRun)   edited = NULL;
  g_autoptr (TlRun)   undo = NULL;
  g_autoptr (TlRun)   redo = NULL;

  for (int i = 0; i < 400; i++)
    {
      g_autofree char *line = random_edit (rand, i);

      g_string_append_printf (lines, "%s\n", line);
    }
  edited = edit (fixture, lines->str);
  full = canonical (fixture);
  undo = tl_run ("undo", fixture->path, "10000", NULL);
  undone = canonical (fixture);
  redo = tl_run ("redo", fixture->path, "10000", NULL);
  redone = canonical (fixture);
  g_assert_cmpstr (full, !=, empty);
  g_assert_cmpstr (undone, ==, empty);
  g_assert_cmpstr (redone, ==, full);
}

/* Every edit that was answered is there after the editor was killed. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  int               answered = 0;

  for (int round = 0; round < 6; round++)
    {
      g_autoptr (GError)           error = NULL;
      g_autoptr (GSubprocess)      process =
        g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          &error, g_getenv ("TL_CLI"), "edit", fixture->path, NULL);
      GOutputStream               *in = g_subprocess_get_stdin_pipe (process);
      g_autoptr (GDataInputStream) out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
      int                          n = g_rand_int_range (rand, 1, 25);

      for (int i = 0; i < n; i++)
        {
          g_autofree char *line = g_strdup_printf ("{\"create\":\"stage\",\"id\":\"k%d\",\"set\":{\"title\":\"K\"}}\n", answered);
          g_autofree char *answer = NULL;

          g_assert_true (g_output_stream_write_all (in, line, strlen (line), NULL, NULL, NULL));
          answer = g_data_input_stream_read_line (out, NULL, NULL, NULL);
          g_assert_true (g_str_has_prefix (answer, "{\"edit\":"));
          answered++;
        }
      g_subprocess_send_signal (process, SIGKILL);
      g_subprocess_wait (process, NULL, NULL);
    }
  {
    g_autoptr (TlRun) nothing = edit (fixture, "");
    g_autoptr (TlRun) info = tl_run ("info", fixture->path, NULL);
    g_autofree char  *wanted = g_strdup_printf ("stage: %d\n", answered);

    tl_run_assert_contains (nothing->err, "brought back");
    tl_run_assert_contains (info->out, wanted);
  }
}

static void
test_two_editors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (GSubprocess) first =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("TL_CLI"), "edit",
                      fixture->path, NULL);
  g_autoptr (GDataInputStream) out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (first));
  const char                  *line = "{\"create\":\"stage\",\"id\":\"one\",\"set\":{\"title\":\"One\"}}\n";
  g_autofree char             *answer = NULL;
  g_autoptr (TlRun)            second = NULL;
  g_autofree char             *text = NULL;

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (first), line, strlen (line), NULL, NULL, NULL);
  answer = g_data_input_stream_read_line (out, NULL, NULL, NULL);
  g_assert_nonnull (answer);
  second = edit (fixture, "{\"create\":\"stage\",\"id\":\"two\",\"set\":{\"title\":\"Two\"}}\n");
  g_assert_cmpint (second->code, ==, 3); /* open elsewhere */
  g_assert_cmpstr (second->out, ==, "");
  g_output_stream_close (g_subprocess_get_stdin_pipe (first), NULL, NULL);
  g_subprocess_wait (first, NULL, NULL);
  text = canonical (fixture);
  tl_run_assert_contains (text, "\"one\"");
  g_assert_null (strstr (text, "\"two\""));
}

/* Somebody ends the program: what was answered is in the file, half a line is no edit, and no private copy is left. */
static void
test_ended (Fixture *fixture, gconstpointer data)
{
  static const int numbers[] = { SIGTERM, SIGINT };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GError)      error = NULL;
      g_autoptr (GSubprocess) first =
        g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("TL_CLI"),
                          "edit", fixture->path, NULL);
      g_autoptr (GDataInputStream) out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (first));
      g_autofree char             *id = g_strdup_printf ("ended-%d", numbers[i]);
      g_autofree char             *line = g_strdup_printf ("{\"create\":\"stage\",\"id\":\"%s\",\"set\":{\"title\":\"E\"}}\n"
                                                           "{\"create\":\"stage\",\"id\":\"half\",\"set\":{\"title\":\"H\"}}",
                                                           id);
      g_autofree char             *answer = NULL;
      g_autoptr (TlRun)            next = NULL;

      g_assert_no_error (error);
      g_output_stream_write_all (g_subprocess_get_stdin_pipe (first), line, strlen (line), NULL, NULL, NULL);
      answer = g_data_input_stream_read_line (out, NULL, NULL, NULL);
      g_assert_nonnull (answer);
      g_usleep (G_USEC_PER_SEC / 5);
      g_subprocess_send_signal (first, numbers[i]);
      g_subprocess_wait (first, NULL, NULL);
      g_assert_true (g_subprocess_get_if_exited (first));
      g_assert_cmpint (g_subprocess_get_exit_status (first), ==, 128 + numbers[i]);
      next = tl_run ("info", fixture->path, NULL);
      g_assert_cmpint (next->code, ==, 0);
      g_assert_cmpstr (next->err, ==, "");
      {
        g_autofree char *text = canonical (fixture);

        tl_run_assert_contains (text, id);
        g_assert_null (strstr (text, "half"));
      }
    }
}

static void
test_log (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlRun)     begun = edit (fixture, BEGINNING);
  g_autoptr (TlRun)     undo = tl_run ("undo", fixture->path, "2", NULL);
  g_autoptr (TlRun)     log = tl_run ("log", fixture->path, "--format", "csv", NULL);
  g_autoptr (GPtrArray) table = tl_run_table (log->out);

  g_assert_cmpuint (table->len, ==, 7);
  g_assert_cmpstr (tl_run_cell (table, 1, "edit"), ==, "1");
  g_assert_cmpstr (tl_run_cell (table, 3, "name"), ==, "Connect stages");
  g_assert_cmpstr (tl_run_cell (table, 4, "undone"), ==, "no");
  g_assert_cmpstr (tl_run_cell (table, 5, "undone"), ==, "yes");
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/edit/kinds", test_kinds_of_edits);
  ADD ("/cli/edit/refused", test_refused);
  ADD ("/cli/edit/undo-to-the-empty-journey", test_undo_to_the_empty_journey);
  ADD ("/cli/edit/killed", test_killed);
  ADD ("/cli/edit/two-editors", test_two_editors);
  ADD ("/cli/edit/ended", test_ended);
  ADD ("/cli/edit/log", test_log);
  return g_test_run ();
}
