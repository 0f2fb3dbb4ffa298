/* test-odd.c: what is given to be read need not be a file, nor mean well
 *
 * Nothing is waited for without end, little memory is taken, and a message says what it is. Where the system calls can be
 * traced, nothing is opened but what was named, what is the program's own, and what any reading opens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "support.h"
#include "tl-run.h"

/* The sanitizers want far more memory than any program. */
#ifdef __has_feature
#if __has_feature (address_sanitizer) || __has_feature (thread_sanitizer)
#define IS_SANITIZED
#endif
#endif
#if defined (__SANITIZE_ADDRESS__) || defined (__SANITIZE_THREAD__)
#define IS_SANITIZED
#endif

#define SECONDS 20.0
#define MEMORY ((rlim_t) 1 << 30)
#define GIGABYTE ((off_t) 1 << 30)

typedef struct
{
  char *folder; /* with what is the program's own */
  char *journey;
  char *table;
  char *odd;    /* what is to be read */
  char *out;
} Fixture;

/* Each command that reads; %j stands for a journey that is well, %t for a table, %o for what is odd, %n for a new file. */
static const char *const commands[][7] = {
  { "info", "%o" },
  { "check", "%o" },
  { "rank", "%o" },
  { "recover", "%o", "-o", "%n" },
  { "convert", "%o", "%n" },
  { "search", "%o", "fee" },
  { "export-facts", "%o", "-o", "/dev/null" },
  { "import-evidence", "%j", "%o" },
  { "import-evidence", "%j", "%t", "--assign", "%o" },
  { "import-facts", "%j", "%o" },
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char  *sample = tl_run_case ("tradeoffs.xml");
  g_autoptr (TlRun) made = NULL;

  fixture->folder = tl_run_folder ();
  fixture->journey = g_build_filename (fixture->folder, "good.journey", NULL);
  fixture->table = g_build_filename (fixture->folder, "good.csv", NULL);
  fixture->odd = g_build_filename (fixture->folder, "odd", NULL);
  fixture->out = g_build_filename (fixture->folder, "new.journey", NULL);
  g_setenv ("XDG_STATE_HOME", fixture->folder, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", fixture->folder, TRUE);
  made = tl_run ("convert", sample, fixture->journey, NULL);
  g_assert_cmpint (made->code, ==, 0);
  tl_run_write (fixture->table, "Date,Comment\n2026-01-02,Too dear\n");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tl_run_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->journey);
  g_free (fixture->table);
  g_free (fixture->odd);
  g_free (fixture->out);
}

static GPtrArray *
get_call (const Fixture *fixture, gsize command, const char *odd)
{
  GPtrArray *call = g_ptr_array_new ();

  for (const char *const *word = commands[command]; *word; word++)
    g_ptr_array_add (call, strcmp (*word, "%j") == 0   ? fixture->journey
                           : strcmp (*word, "%t") == 0 ? fixture->table
                           : strcmp (*word, "%o") == 0 ? (char *) odd
                           : strcmp (*word, "%n") == 0 ? fixture->out
                                                       : (char *) *word);
  g_ptr_array_add (call, NULL);
  return call;
}

/* Nothing of it can be read, by any command, and each says so. */
static void
refuse (const Fixture *fixture, const char *odd, gboolean may_be_empty)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (GPtrArray) call = get_call (fixture, i, odd);
      gint64                began = g_get_monotonic_time ();
      g_autoptr (TlRun)     run = tl_run_argv ((const char *const *) call->pdata, NULL);
      double                seconds = (double) (g_get_monotonic_time () - began) / 1e6;

      g_test_message ("%s %s: %d, %.1f s: %s", commands[i][0], odd, run->code, seconds, run->err);
      g_assert_cmpfloat (seconds, <, SECONDS);
      if (may_be_empty && strcmp (commands[i][0], "import-evidence") == 0 && commands[i][3])
        continue;
      g_assert_cmpint (run->code, ==, 1);
      g_assert_true (*run->err || *run->out);
      g_assert_true (g_utf8_validate (run->err, -1, NULL));
    }
}

static void
test_no_files (Fixture *fixture, gconstpointer data)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int                fd;

  refuse (fixture, fixture->folder, FALSE);
  refuse (fixture, "/dev/zero", FALSE);
  refuse (fixture, "/dev/null", TRUE);
  refuse (fixture, "/proc/self/mem", FALSE);
  refuse (fixture, fixture->odd, FALSE);
  g_assert_cmpint (symlink (fixture->odd, fixture->odd), ==, 0);
  refuse (fixture, fixture->odd, FALSE);
  g_remove (fixture->odd);

  g_strlcpy (address.sun_path, fixture->odd, sizeof address.sun_path);
  fd = socket (AF_UNIX, SOCK_STREAM, 0);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  refuse (fixture, fixture->odd, FALSE);
  close (fd);
  g_remove (fixture->odd);
}

/* A pipe that nobody writes into is not waited for; one that somebody writes into later is read whole. */
static void
test_pipe (Fixture *fixture, gconstpointer data)
{
  g_autofree char         *sample = tl_run_case ("tradeoffs.xml");
  g_autoptr (GSubprocess)  writer = NULL;
  g_autoptr (TlRun)        good = NULL;
  g_autoptr (TlRun)        expected = tl_run ("info", sample, NULL);
  GPtrArray               *call;

  g_assert_cmpint (mkfifo (fixture->odd, 0600), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (i == 1 || i == 3 || i == 7 || i == 8)
      {
        g_autoptr (TlRun) run = NULL;

        call = get_call (fixture, i, fixture->odd);
        run = tl_run_argv ((const char *const *) call->pdata, NULL);
        g_test_message ("%s: %s", commands[i][0], run->err);
        g_assert_cmpint (run->code, ==, 1);
        tl_run_assert_contains (run->err, i == 3 ? "not a file" : "nobody writes into it");
        g_ptr_array_unref (call);
      }
  writer = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "sh", "-c",
                             "(sleep 0.3; head -c 500 \"$0\"; sleep 0.3; tail -c +501 \"$0\") >\"$1\"", sample, fixture->odd,
                             NULL);
  good = tl_run ("info", fixture->odd, NULL);
  g_assert_cmpint (good->code, ==, 0);
  g_assert_cmpstr (strchr (good->out, '\n'), ==, strchr (expected->out, '\n'));
  g_subprocess_wait (writer, NULL, NULL);
}

/* Gigabytes of nothing, behind beginnings of all kinds. */
static void
test_holes (Fixture *fixture, gconstpointer data)
{
  static const char *const beginnings[] = {
    "",
    "Date,Comment\n2026-01-01,\"never closed",
    "Date,Comment\n2026-01-01,closed\n",
    "<?xml version=\"1.0\"?><journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"",
    "<?xml version=\"1.0\"?><!-- ",
    "\xff\xfe<\0?\0x\0m\0l\0",
    "text: fee -> fee\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      tl_run_write (fixture->odd, beginnings[i]);
      if (truncate (fixture->odd, i % 2 ? 3 * GIGABYTE : GIGABYTE - 4096) != 0)
        {
          g_test_skip ("files here may not have holes");
          return;
        }
      refuse (fixture, fixture->odd, FALSE);
    }
}

/* Edits come from anywhere, and need not end. */
static void
test_edits (Fixture *fixture, gconstpointer data)
{
  static const char *const starts[] = { "{\"create\":\"stage\",\"set\":{\"title\":\"", "", "[" };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autofree char  *filler = g_strnfill (20 << 20, i == 2 ? '[' : 'a');
      g_autofree char  *text = g_strconcat (starts[i], filler, "\n{\"create\":\"stage\",\"set\":{\"title\":\"Behind\"}}\n", NULL);
      const char *const call[] = { "edit", fixture->journey, NULL };
      g_autoptr (TlRun) run = tl_run_argv (call, text);

      g_assert_cmpint (run->code, ==, 1);
      g_assert_true (g_str_has_prefix (run->out, "{\"error\":"));
      tl_run_assert_contains (run->out, "\"line\":1}\n{\"edit\":");
      g_assert_cmpuint (strlen (run->out), <, 1000);
    }
}

/* Tracing */

/* What was opened, and what else happened, that is not a matter of every program. */
static GPtrArray *
read_trace (const Fixture *fixture, const char *path)
{
  static const char *const common[] = {
    "/etc/ld.so", "/lib/", "/usr/lib/", "/usr/local/lib/", "/usr/share/locale", "/usr/share/zoneinfo", "/etc/localtime",
    "/proc/self/", "/dev/null", "/proc/filesystems", "/proc/sys/", "/sys/devices/system/cpu", "/dev/urandom",
  };
  GPtrArray       *all = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv)   lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++)
    {
      const char      *open = strstr (*line, "open");
      const char      *from = strchr (*line, '"');
      const char      *to = from ? strchr (from + 1, '"') : NULL;
      g_autofree char *name = to ? g_strndup (from + 1, (gsize) (to - from - 1)) : NULL;
      gboolean         usual = FALSE;

      if (**line == '\0' || strstr (*line, "+++") || strstr (*line, "---") || strstr (*line, "resumed>") ||
          strstr (*line, "ENOENT"))
        continue;
      if (strstr (*line, "execve(") && strstr (*line, g_getenv ("TL_CLI")))
        continue;
      if (open && name)
        {
          /* A folder is made to last by opening what it is in. */
          usual = g_str_has_prefix (name, fixture->folder) ||
                  (strstr (*line, "O_DIRECTORY") && g_str_has_prefix (fixture->folder, name));
          for (gsize i = 0; i < G_N_ELEMENTS (common); i++)
            usual |= g_str_has_prefix (name, common[i]);
        }
      if (!usual)
        g_ptr_array_add (all, g_strdup (name && open ? name : *line));
    }
  return all;
}

/* Runs a command under the tracer. Returns %NULL where there is none. */
static GPtrArray *
trace (const Fixture *fixture, gsize command)
{
  g_autofree char         *log = g_build_filename (fixture->folder, "trace", NULL);
  g_autoptr (GPtrArray)    call = get_call (fixture, command, fixture->odd);
  g_autoptr (GPtrArray)    argv = g_ptr_array_new ();
  g_autoptr (GSubprocess)  process = NULL;
  static const char *const before[] = {
    "strace", "-f", "-qq", "-s", "4096", "-e", "trace=open,openat,openat2,creat,socket,connect,execve,execveat", "-o",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    g_ptr_array_add (argv, (char *) before[i]);
  g_ptr_array_add (argv, log);
  g_ptr_array_add (argv, (char *) g_getenv ("TL_CLI"));
  for (guint i = 0; i < call->len; i++)
    g_ptr_array_add (argv, call->pdata[i]);
  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  if (process == NULL || !g_subprocess_wait (process, NULL, NULL) || !g_file_test (log, G_FILE_TEST_EXISTS))
    return NULL;
  return read_trace (fixture, log);
}

/* Makes a journey that is up to something: by its tables, and by a journal beside it that names @victim. */
static void
write_journey (const Fixture *fixture, const char *victim, const char *sql)
{
  g_autofree char    *bytes = NULL;
  g_autofree char    *journal = g_strconcat (fixture->odd, "-journal", NULL);
  g_autoptr (GString) text = g_string_new_len ("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
  gsize               length;

  g_assert_true (g_file_get_contents (fixture->journey, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (fixture->odd, bytes, (gssize) length, NULL));
  support_sql (fixture->odd, sql);
  support_seal (fixture->odd);
  g_string_set_size (text, 512);
  g_string_append (text, victim);
  g_string_append_len (text, "\0\0\0\x20\0\0\0\x01\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 16);
  g_file_set_contents (journal, text->str, (gssize) text->len, NULL);
}

static void
test_traced (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "<journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"J\"/>",
    "<!DOCTYPE journey SYSTEM \"file://%s\"><journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"J\"/>",
    "<!DOCTYPE journey SYSTEM \"http://127.0.0.1:9/%s\"><journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"J\"/>",
    "<!DOCTYPE journey PUBLIC \"-//X//Y\" \"%s\"><journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"J\"/>",
    "<!DOCTYPE journey [<!ENTITY x SYSTEM \"%s\">]><journey xmlns=\"urn:throughline:journey:1\" id=\"j\">&x;</journey>",
    "<!DOCTYPE journey [<!ENTITY %% x SYSTEM \"%s\"> %%x;]><journey xmlns=\"urn:throughline:journey:1\" id=\"j\"/>",
    "<journey xmlns=\"urn:throughline:journey:1\" xmlns:xi=\"http://www.w3.org/2001/XInclude\" id=\"j\" title=\"J\">"
    "<xi:include href=\"%s\" parse=\"text\"/></journey>",
    "<?xml-stylesheet href=\"%s\"?><?xml-model href=\"%s\"?><journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"J\""
    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:throughline:journey:1 %s\"/>",
    "<?xml version=\"1.0\" encoding=\"EBCDIC-CP-US\"?><journey/>",
    "Date,Comment\n2026-01-01,\"=HYPERLINK(\"\"file://%s\"\")\"\n2026-01-02,\"=cmd|'/c cat %s'!A0\"\n2026-01-02,@include %s\n",
    "text: include \"%s\" -> fee\n@include %s\n",
  };
  static const char *const schemas[] = {
    "UPDATE state SET value = value",
    "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 0,"
    " 'CREATE VIRTUAL TABLE x USING csv (filename=''/etc/hostname'')')",
    "CREATE VIEW x AS SELECT readfile ('/etc/hostname')",
    "CREATE TRIGGER x BEFORE UPDATE ON state BEGIN SELECT load_extension ('/etc/hostname'); END",
  };
  g_autoptr (GPtrArray) control = NULL;
  g_autofree char      *elsewhere = tl_run_folder ();
  g_autofree char      *victim = g_build_filename (elsewhere, "victim", NULL);

#ifdef IS_SANITIZED
  g_test_skip ("a program cannot be traced while its leaks are looked for");
#else
  tl_run_write (victim, "mine");
  g_assert_true (g_file_set_contents (fixture->odd, victim, -1, NULL));
  control = trace (fixture, 0);
  if (control == NULL)
    {
      g_test_skip ("nothing can be traced here");
      tl_run_remove (elsewhere);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (texts) + G_N_ELEMENTS (schemas); i++)
    {
      if (i < G_N_ELEMENTS (texts))
        {
          g_auto (GStrv)   parts = g_strsplit (texts[i], "%s", -1);
          g_autofree char *text = g_strjoinv (victim, parts);

          tl_run_write (fixture->odd, text);
        }
      else
        write_journey (fixture, victim, schemas[i - G_N_ELEMENTS (texts)]);
      for (gsize j = 0; j < G_N_ELEMENTS (commands); j++)
        {
          g_autoptr (GPtrArray) opened = trace (fixture, j);

          g_assert_nonnull (opened);
          for (guint k = 0; k < opened->len; k++)
            g_error ("case %u, %s: “%s”", (guint) i, commands[j][0], (char *) opened->pdata[k]);
        }
    }
  /* What is traced would show. */
  tl_run_write (fixture->odd, texts[0]);
  g_clear_pointer (&control, g_ptr_array_unref);
  g_free (fixture->odd);
  fixture->odd = g_steal_pointer (&victim);
  control = trace (fixture, 0);
  g_assert_cmpuint (control->len, >, 0);
  g_assert_cmpstr (control->pdata[0], ==, fixture->odd);
#endif
  tl_run_remove (elsewhere);
}

int
main (int argc, char **argv)
{
#ifndef IS_SANITIZED
  struct rlimit most = { MEMORY, MEMORY };

  setrlimit (RLIMIT_AS, &most);
#endif
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/odd/no-files", Fixture, NULL, set_up, test_no_files, tear_down);
  g_test_add ("/cli/odd/pipe", Fixture, NULL, set_up, test_pipe, tear_down);
  g_test_add ("/cli/odd/holes", Fixture, NULL, set_up, test_holes, tear_down);
  g_test_add ("/cli/odd/edits", Fixture, NULL, set_up, test_edits, tear_down);
  g_test_add ("/cli/odd/traced", Fixture, NULL, set_up, test_traced, tear_down);
  return g_test_run ();
}
