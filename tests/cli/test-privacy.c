/* test-privacy.c: what is masked or erased is nowhere; nothing goes out; nobody else can read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tl-run.h"

/* A folder with everything that the program may write into. */
typedef struct
{
  char *folder;
  char *journey;
  char *csv;
} House;

static void
set_up (House *house, gconstpointer data)
{
  static const char *const places[][2] = {
    { "XDG_STATE_HOME", "state" }, { "XDG_DATA_HOME", "data" }, { "XDG_CACHE_HOME", "cache" }, { "XDG_CONFIG_HOME", "config" },
    { "XDG_RUNTIME_DIR", "run" },  { "TMPDIR", "tmp" },         { "HOME", "home" },
  };

  house->folder = tl_run_folder ();
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (house->folder, places[i][1], NULL);

      g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
      g_setenv (places[i][0], path, TRUE);
    }
  house->journey = g_build_filename (house->folder, "j.journey", NULL);
  house->csv = g_build_filename (house->folder, "voices.csv", NULL);
  tl_run_free (tl_run ("new", house->journey, "--title", "J", NULL));
}

static void
tear_down (House *house, gconstpointer data)
{
  tl_run_remove (house->folder);
  g_free (house->folder);
  g_free (house->journey);
  g_free (house->csv);
}

/* The first file below @folder in whose bytes @word stands, in either case. */
static char *
find_bytes (const char *folder, const char *word)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      char            *found = NULL;
      gsize            length, n = strlen (word);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        found = find_bytes (path, word);
      else if (g_file_get_contents (path, &text, &length, NULL))
        for (gsize i = 0; i + n <= length && found == NULL; i++)
          if (g_ascii_strncasecmp (text + i, word, n) == 0)
            found = g_strdup (path);
      if (found)
        return found;
    }
  return NULL;
}

static void
assert_nowhere (House *house, const char *word)
{
  g_autofree char *found = find_bytes (house->folder, word);

  if (found)
    g_error ("“%s” stands in %s", word, found);
}

static void
run_ok (const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  TlRun                *run;
  va_list               args;

  va_start (args, first);
  for (const char *argument = first; argument; argument = va_arg (args, const char *))
    g_ptr_array_add (arguments, (char *) argument);
  va_end (args);
  g_ptr_array_add (arguments, NULL);
  run = tl_run_argv ((const char *const *) arguments->pdata, NULL);
  if (run->code != 0)
    g_error ("%s: %s", first, run->err);
  tl_run_free (run);
}

static void
edit_ok (House *house, const char *lines)
{
  const char *const arguments[] = { "edit", house->journey, NULL };
  TlRun            *run = tl_run_argv (arguments, lines);

  if (run->code != 0)
    g_error ("%s%s", run->out, run->err);
  tl_run_free (run);
}

static char *
say (const char *command, House *house, const char *option, const char *value, const char *last)
{
  TlRun *run = tl_run (command, house->journey, option, value, last, NULL);
  char  *text = g_strconcat (run->out, run->err, NULL);

  tl_run_free (run);
  return text;
}

/* Nothing that was masked on its way in ever touches the disk. */
static void
test_masked (House *house, gconstpointer data)
{
  static const char *const secrets[] = { "wombat@example.com", "wombat", "7946 0958", "7946", "4111", "CUST-9041", "9041",
                                         "203.0.113.77", "DE89" };
  g_autofree char         *log = NULL;
  TlRun                   *run;

  tl_run_write (house->csv, "date,customer id,segment,nps,comment\n"
                            "2026-01-01,CUST-9041,ask wombat@example.com,wombat@example.com,\"late, wombat@example.com\"\n"
                            "2026-01-02,CUST-9041,,7,\"call +44 20 7946 0958 from 203.0.113.77\"\n"
                            "2026-01-03,CUST-9042,,8,\"card 4111 1111 1111 1111, DE89 3704 0044 0532 0130 00\"\n");
  run = tl_run ("import-evidence", house->journey, house->csv, NULL);
  g_assert_cmpint (run->code, ==, 0);
  tl_run_assert_contains (run->err, "Masked in 3 records, by pattern: 2 e-mail addresses, 1 telephone number, 1 card number, "
                                    "1 account number, 1 IP address");
  tl_run_assert_contains (run->err, "The customers' ids of 3 records were replaced by hashes.");
  g_assert_null (strstr (run->err, "wombat"));
  tl_run_free (run);
  run = tl_run ("search", house->journey, "late", NULL);
  tl_run_assert_contains (run->out, "[e-mail]");
  tl_run_free (run);
  g_unlink (house->csv);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    assert_nowhere (house, secrets[i]);
}

static char *
get_customers (House *house)
{
  g_autofree char *xml = g_build_filename (house->folder, "out.xml", NULL);
  g_autofree char *text = NULL;
  GString         *ids = g_string_new (NULL);

  run_ok ("convert", house->journey, xml, NULL);
  g_assert_true (g_file_get_contents (xml, &text, NULL, NULL));
  for (const char *p = text; (p = strstr (p, " customer=\"")) != NULL;)
    {
      const char *end = strchr (p += strlen (" customer=\""), '"');

      g_string_append_len (ids, p, end - p);
      g_string_append_c (ids, ' ');
    }
  g_unlink (xml);
  return g_string_free (ids, FALSE);
}

/* One customer has one hash in a journey, and another in another. */
static void
test_hashes (House *house, gconstpointer data)
{
  g_autofree char *other = g_build_filename (house->folder, "other.journey", NULL);
  g_autofree char *ids = NULL;
  g_autofree char *other_ids = NULL;
  g_auto (GStrv)   all = NULL;
  House            second = { house->folder, other, house->csv };

  tl_run_write (house->csv, "customer id,comment\nA-1,one\nA-2,two\n A-1 ,three\n");
  run_ok ("import-evidence", house->journey, house->csv, NULL);
  run_ok ("import-evidence", house->journey, house->csv, "--source", "again", "--duplicates", "keep", NULL);
  ids = get_customers (house);
  all = g_strsplit (ids, " ", -1);
  g_assert_cmpuint (g_strv_length (all), ==, 7);
  g_assert_cmpstr (all[0], ==, all[2]);
  g_assert_cmpstr (all[0], !=, all[1]);
  g_assert_cmpstr (all[0], ==, all[3]);
  g_assert_cmpstr (all[1], ==, all[4]);
  g_assert_cmpuint (strlen (all[0]), ==, 14);

  run_ok ("new", other, "--title", "Other", NULL);
  run_ok ("import-evidence", other, house->csv, NULL);
  other_ids = get_customers (&second);
  g_assert_null (strstr (other_ids, all[0]));
  run_ok ("import-evidence", other, house->csv, "--source", "kept", "--keep-ids", NULL);
  g_free (other_ids);
  other_ids = get_customers (&second);
  tl_run_assert_contains (other_ids, "A-1 A-2 A-1 ");
}

static void
test_options (House *house, gconstpointer data)
{
  TlRun *run;

  tl_run_write (house->csv, "comment\nwombat@example.com or 020 7946 0958\n");
  run = tl_run ("import-evidence", house->journey, house->csv, "--mask", "phone", NULL);
  g_assert_cmpint (run->code, ==, 0);
  tl_run_assert_contains (run->err, "by pattern: 1 telephone number\n");
  tl_run_free (run);
  run = tl_run ("import-evidence", house->journey, house->csv, "--no-mask", NULL);
  tl_run_assert_contains (run->err, "Personal details were not masked.");
  tl_run_free (run);
  run = tl_run ("import-evidence", house->journey, house->csv, "--mask", "phone,names", NULL);
  g_assert_cmpint (run->code, ==, 2);
  tl_run_free (run);

  /* And afterwards, for good. */
  run = tl_run ("mask", house->journey, "--dry-run", NULL);
  tl_run_assert_contains (run->err, "Would be masked, by pattern: 2 e-mail addresses, 1 telephone number");
  tl_run_free (run);
  run_ok ("mask", house->journey, "--yes", NULL);
  g_unlink (house->csv);
  assert_nowhere (house, "wombat");
  assert_nowhere (house, "7946");
  run_ok ("check", house->journey, NULL);
  run = tl_run ("mask", house->journey, "--yes", NULL);
  tl_run_assert_contains (run->err, "Nothing that looks like a personal detail");
  tl_run_free (run);
}

/* A customer of whom everything there can be is there: records, former words, assignments, deleted and undone ones. */
static void
make_customer (House *house, gboolean keep_ids)
{
  edit_ok (house, "{\"create\":\"stage\",\"id\":\"pay\",\"set\":{\"title\":\"Pay\",\"column\":1}}\n"
                  "{\"create\":\"touchpoint\",\"id\":\"till\",\"in\":\"pay\",\"set\":{\"title\":\"Till\"}}\n");
  tl_run_write (house->csv, "date,customer id,comment\n"
                            "2026-01-01,ZZ-7781,zebrafish late\n"
                            "2026-01-02,ZZ-7782,somebody else\n"
                            "2026-01-03,ZZ-7781,quixotic queue\n"
                            "2026-01-04,ZZ-7781,abracadabra gone\n");
  if (keep_ids)
    run_ok ("import-evidence", house->journey, house->csv, "--source", "voices", "--keep-ids", NULL);
  else
    run_ok ("import-evidence", house->journey, house->csv, "--source", "voices", NULL);
  edit_ok (house, "{\"attach\":[\"voices.1\",\"voices.2\"],\"to\":\"till\"}\n"
                  "{\"change\":\"voices.1\",\"set\":{\"text\":\"xylophone instead\"}}\n"
                  "{\"change\":\"voices.2\",\"set\":{\"text\":\"somebody new\"}}\n"
                  "{\"delete\":[\"voices.4\"]}\n"
                  "{\"change\":\"pay\",\"set\":{\"title\":\"Pay now\"}}\n");
  tl_run_write (house->csv, "date,customer id,comment\n2026-02-01,ZZ-7781,kaleidoscope undone\n");
  if (keep_ids)
    run_ok ("import-evidence", house->journey, house->csv, "--source", "second", "--keep-ids", NULL);
  else
    run_ok ("import-evidence", house->journey, house->csv, "--source", "second", NULL);
  run_ok ("undo", house->journey, NULL);
  g_unlink (house->csv);
}

static void
assert_customer_gone (House *house)
{
  static const char *const words[] = { "zebrafish", "quixotic", "abracadabra", "xylophone", "kaleidoscope", "7781" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    assert_nowhere (house, words[i]);
}

static void
test_erase_customer (House *house, gconstpointer data)
{
  g_autofree char *found = NULL;
  g_autofree char *text = NULL;
  g_autofree char *unread = NULL;
  g_autofree char *key = NULL;
  g_autofree char *left = NULL;
  g_autofree char *keys = NULL;
  TlRun           *run;

  make_customer (house, GPOINTER_TO_INT (data));
  found = find_bytes (house->folder, "zebrafish");
  g_assert_nonnull (found);
  run = tl_run ("erase", house->journey, "--customer", "ZZ-7781", NULL);
  g_assert_cmpint (run->code, ==, 2);
  tl_run_free (run);
  text = say ("erase", house, "--customer", "ZZ-7781", "--dry-run");
  tl_run_assert_contains (text, "4 records would be erased for good");
  tl_run_assert_contains (text, "of these, 2 that had been deleted or undone");
  g_free (found);
  found = find_bytes (house->folder, "zebrafish");
  g_assert_nonnull (found);

  /* What a crash has left of this journey, and nobody could read. */
  unread = g_build_filename (house->folder, "state", "throughline", "unreadable", "abcdef", NULL);
  g_assert_cmpint (g_mkdir_with_parents (unread, 0700), ==, 0);
  key = g_build_filename (unread, "key", NULL);
  left = g_build_filename (unread, "journey", NULL);
  keys = g_strdup_printf ("[working]\npath=%s\n", house->journey);
  tl_run_write (key, keys);
  tl_run_write (left, "no database, but zebrafish all the same");

  g_free (text);
  text = say ("erase", house, "--customer", "ZZ-7781", "--yes");
  tl_run_assert_contains (text, "4 records erased for good");
  tl_run_assert_contains (text, "1 copy that a crash had left behind");
  assert_customer_gone (house);

  /* Nobody else's are touched, and what else was done can be undone and done again. */
  run = tl_run ("search", house->journey, "somebody", NULL);
  tl_run_assert_contains (run->out, "voices.2");
  tl_run_free (run);
  run_ok ("check", house->journey, NULL);
  for (int i = 0; i < 20; i++)
    {
      run = tl_run ("undo", house->journey, NULL);
      if (run->code != 0)
        {
          tl_run_assert_contains (run->err, "nothing to undo");
          tl_run_free (run);
          break;
        }
      tl_run_free (run);
      assert_customer_gone (house);
    }
  run_ok ("check", house->journey, NULL);
  for (int i = 0; i < 20; i++)
    {
      run = tl_run ("redo", house->journey, NULL);
      if (run->code != 0)
        {
          tl_run_assert_contains (run->err, "nothing to redo");
          tl_run_free (run);
          break;
        }
      tl_run_free (run);
    }
  assert_customer_gone (house);
  run = tl_run ("search", house->journey, "new", NULL);
  tl_run_assert_contains (run->out, "voices.2");
  tl_run_free (run);
  /* The numbers of rows that went are given again: undoing what is older must not take what is newer. */
  tl_run_write (house->csv, "comment\nfresh words\n");
  run_ok ("import-evidence", house->journey, house->csv, "--source", "third", NULL);
  edit_ok (house, "{\"change\":\"pay\",\"set\":{\"title\":\"Pay later\"}}\n");
  run = tl_run ("search", house->journey, "fresh", NULL);
  tl_run_assert_contains (run->out, "third.1");
  tl_run_free (run);
}

static void
test_erase_records_and_words (House *house, gconstpointer data)
{
  g_autofree char *text = NULL;
  TlRun           *run;

  make_customer (house, FALSE);
  edit_ok (house, "{\"change\":\"till\",\"set\":{\"title\":\"Till of Quentin Quagmire\",\"note\":\"Quentin Quagmire said so\"}}\n"
                  "{\"change\":\"till\",\"set\":{\"note\":null}}\n"
                  "{\"change\":\"voices.2\",\"set\":{\"text\":\"says Quentin Quagmire\"}}\n");
  run = tl_run ("erase", house->journey, "--record", "voices.1", "--record", "voices.99", "--yes", NULL);
  g_assert_cmpint (run->code, ==, 1);
  tl_run_assert_contains (run->err, "There is no record “voices.99”");
  tl_run_free (run);
  run_ok ("erase", house->journey, "--record", "voices.1", "--yes", NULL);
  assert_nowhere (house, "zebrafish");
  assert_nowhere (house, "xylophone");
  text = find_bytes (house->folder, "quixotic");
  g_assert_nonnull (text);

  g_free (text);
  text = say ("erase", house, "--words", "Quentin Quagmire", "--dry-run");
  tl_run_assert_contains (text, "words out of 1 record that stays");
  tl_run_assert_contains (text, "words out of 1 title or note");
  g_free (text);
  text = say ("erase", house, "--words", "Quentin Quagmire", "--yes");
  assert_nowhere (house, "Quagmire");
  run_ok ("check", house->journey, NULL);
  while ((run = tl_run ("undo", house->journey, NULL))->code == 0)
    {
      tl_run_free (run);
      assert_nowhere (house, "Quagmire");
    }
  tl_run_free (run);
}

/* During and after an edit, all that was written is its owner's alone; and what was only for the work goes. */
static void
assert_private (const char *folder, const char *except)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat      about;

      /* It may go while we look. */
      if (lstat (path, &about) != 0 || g_strcmp0 (path, except) == 0)
        continue;
      if (about.st_mode & 077)
        g_error ("%s has mode %o", path, about.st_mode & 0777);
      if (S_ISDIR (about.st_mode))
        assert_private (path, except);
    }
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;
  guint            n = 0;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      n += g_file_test (path, G_FILE_TEST_IS_DIR) ? count_files (path) : 1;
    }
  return n;
}

static void
test_owner_only (House *house, gconstpointer data)
{
  g_autofree char         *state = g_build_filename (house->folder, "state", NULL);
  g_autofree char         *working = g_build_filename (state, "throughline", "working", NULL);
  g_autoptr (GSubprocess)  process = NULL;
  g_autoptr (GError)       error = NULL;
  g_autoptr (GDataInputStream) out = NULL;
  mode_t                   before = umask (022);

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("TL_CLI"),
                              "edit", house->journey, NULL);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *line = g_strdup_printf ("{\"create\":\"stage\",\"id\":\"s%d\",\"set\":{\"title\":\"S\",\"column\":%d}}\n", i,
                                               i + 1);
      g_autofree char *answer = NULL;

      g_assert_true (g_output_stream_write_all (g_subprocess_get_stdin_pipe (process), line, strlen (line), NULL, NULL, NULL));
      answer = g_data_input_stream_read_line (out, NULL, NULL, NULL);
      tl_run_assert_contains (answer, "\"edit\"");
      g_assert_cmpuint (count_files (working), >, 1);
      assert_private (state, NULL);
    }
  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL));
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  umask (before);
  assert_private (house->folder, house->journey);
  g_assert_cmpuint (count_files (state), ==, 0);
}

/* Runs the program by way of another, which says what it does with the network. Returns: FALSE where that cannot be */
static gboolean
run_by (const char *const *wrapper, const char *const *arguments)
{
  g_autoptr (GPtrArray)   argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char        *out = NULL;
  g_autofree char        *err = NULL;

  for (guint i = 0; wrapper[i]; i++)
    g_ptr_array_add (argv, (char *) wrapper[i]);
  for (guint i = 0; arguments[i]; i++)
    g_ptr_array_add (argv, (char *) arguments[i]);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               NULL);
  return process && g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, NULL) &&
         g_subprocess_get_if_exited (process) && g_subprocess_get_exit_status (process) == 0;
}

static void
run_everything (House *house, const char *const *wrapper)
{
  g_autofree char  *png = g_build_filename (house->folder, "map.png", NULL);
  g_autofree char  *copy = g_build_filename (house->folder, "copy.journey", NULL);
  const char *const calls[][6] = {
    { g_getenv ("TL_CLI"), "import-evidence", house->journey, house->csv, NULL },
    { g_getenv ("TL_CLI"), "rank", house->journey, NULL },
    { g_getenv ("TL_CLI"), "export", house->journey, "-o", png, NULL },
    { g_getenv ("TL_CLI"), "convert", house->journey, copy, NULL },
    { g_getenv ("TL_CLI"), "search", house->journey, "late", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    g_assert_true (run_by (wrapper, calls[i]) || i == 1);
}

static void
test_without_network (House *house, gconstpointer data)
{
  static const char *const unshare[] = { "unshare", "-n", "--", NULL };
  static const char *const nothing[] = { "true", NULL };

  tl_run_write (house->csv, "comment\nlate\n");
  edit_ok (house, "{\"create\":\"stage\",\"id\":\"pay\",\"set\":{\"title\":\"Pay\",\"column\":1}}\n");
  if (!run_by (unshare, nothing))
    {
      g_test_skip ("this system does not let us take the network away (unshare -n)");
      return;
    }
  run_everything (house, unshare);
}

static void
test_no_socket (House *house, gconstpointer data)
{
  g_autofree char  *trace = g_build_filename (house->folder, "trace", NULL);
  g_autofree char  *text = NULL;
  const char *const strace[] = { "strace", "-f", "-A", "-o", trace, "-e", "trace=%network", NULL };
  static const char *const nothing[] = { "true", NULL };

  tl_run_write (house->csv, "comment\nlate\n");
  edit_ok (house, "{\"create\":\"stage\",\"id\":\"pay\",\"set\":{\"title\":\"Pay\",\"column\":1}}\n");
  /* A sanitizer cannot look for leaks in what is traced. */
  g_setenv ("ASAN_OPTIONS", "detect_leaks=0", TRUE);
  if (!run_by (strace, nothing))
    {
      g_test_skip ("there is no strace here, or it may not trace");
      return;
    }
  run_everything (house, strace);
  g_assert_true (g_file_get_contents (trace, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "exited"));
  if (strstr (text, "AF_INET") || strstr (text, "AF_INET6"))
    g_error ("a socket was opened: %s", text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/privacy/masked", House, NULL, set_up, test_masked, tear_down);
  g_test_add ("/privacy/hashes", House, NULL, set_up, test_hashes, tear_down);
  g_test_add ("/privacy/options", House, NULL, set_up, test_options, tear_down);
  g_test_add ("/privacy/erase-customer", House, GINT_TO_POINTER (FALSE), set_up, test_erase_customer, tear_down);
  g_test_add ("/privacy/erase-customer-kept", House, GINT_TO_POINTER (TRUE), set_up, test_erase_customer, tear_down);
  g_test_add ("/privacy/erase-records-and-words", House, NULL, set_up, test_erase_records_and_words, tear_down);
  g_test_add ("/privacy/owner-only", House, NULL, set_up, test_owner_only, tear_down);
  g_test_add ("/privacy/without-network", House, NULL, set_up, test_without_network, tear_down);
  g_test_add ("/privacy/no-socket", House, NULL, set_up, test_no_socket, tear_down);
  return g_test_run ();
}
