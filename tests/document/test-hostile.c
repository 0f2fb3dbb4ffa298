/* test-hostile.c: files that are up to something do nothing
 *
 * Every file that SQLite opens is noted by a layer under it, and every case runs in a process of its own with little
 * memory and little time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tl-salvage.h"

/* The sanitizers want far more memory than any program. */
#ifdef __has_feature
#if __has_feature (address_sanitizer) || __has_feature (thread_sanitizer)
#define IS_SANITIZED
#endif
#endif
#if defined (__SANITIZE_ADDRESS__) || defined (__SANITIZE_THREAD__)
#define IS_SANITIZED
#endif

#define SECONDS 10
#define MEMORY ((rlim_t) 1 << 30)

static const char *world; /* what may be opened lies in it */
static sqlite3_vfs watched;
static int (*real_open) (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out);

static int
watch_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
  if (name && world && !g_str_has_prefix (name, world))
    g_error ("“%s” was opened", name);
  return real_open (sqlite3_vfs_find ("unix"), name, file, flags, out);
}

static void
watch (void)
{
  watched = *sqlite3_vfs_find (NULL);
  real_open = watched.xOpen;
  watched.zName = "watched";
  watched.xOpen = watch_open;
  sqlite3_vfs_register (&watched, TRUE);
}

static void
make_journey (const char *path)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autoptr (GError)     error = NULL;

  support_import (document, "survey", "r", 5, "fee");
  tl_document_publish_to (document, path, &error);
  g_assert_no_error (error);
}

/* Opens and recovers a file, in little room. */
static void
open_in_child (const char *path, gboolean may_open)
{
  int   status;
  pid_t child = fork ();

  if (child == 0)
    {
      g_autoptr (GError)     error = NULL;
      g_autoptr (TlDocument) document = NULL;

#ifndef IS_SANITIZED
      struct rlimit most = { MEMORY, MEMORY };

      setrlimit (RLIMIT_AS, &most);
#endif
      alarm (SECONDS);
      for (int i = 0; i < 2; i++)
        {
          g_clear_object (&document);
          g_clear_error (&error);
          document = tl_document_open (path, i ? TL_DOCUMENT_READ_ONLY : TL_DOCUMENT_DEFAULT, &error);
          if (!may_open && document)
            g_error ("“%s” was opened", path);
          if (document == NULL && (error == NULL || !g_utf8_validate (error->message, -1, NULL)))
            g_error ("no message");
          if (document)
            tl_document_discard (document);
        }
      g_clear_object (&document);
      g_clear_error (&error);
      document = tl_document_salvage (path, NULL, NULL, &error);
      if (document)
        tl_document_discard (document);
      g_clear_object (&document);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    g_error ("“%s”: signal %d, exit %d", path, WIFSIGNALED (status) ? WTERMSIG (status) : 0, WEXITSTATUS (status));
}

static void
test_schemas (void)
{
  static const char *const cases[] = {
    "ALTER TABLE stage ADD COLUMN x TEXT GENERATED ALWAYS AS (hex (zeroblob (1000000000))) VIRTUAL",
    "CREATE INDEX x ON stage (length (zeroblob (1000000000)))",
    "CREATE TABLE x (a TEXT DEFAULT (hex (randomblob (100000000))), CHECK (a <> load_extension ('/tmp/x.so')))",
    "CREATE VIEW x AS WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT * FROM c",
    "DROP TABLE fact; CREATE VIEW fact AS WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n id,"
    " n parent, n position FROM c",
    "CREATE TRIGGER x BEFORE UPDATE ON state BEGIN SELECT writefile ('/tmp/x', 'x'); END",
    "CREATE VIRTUAL TABLE x USING rtree (id, a, b)",
    "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 0,"
    " 'CREATE VIRTUAL TABLE x USING csv (filename=''/etc/passwd'')')",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE stage (' || hex (zeroblob (2000000)) || ')'"
    " WHERE name = 'stage'",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'stage'",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name ="
    " 'pain') WHERE name = 'stage'",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql, 'STRICT', 'STRICT, WITHOUT ROWID')"
    " WHERE name = 'edit'",
    /* What follows is read within limits. */
    "UPDATE evidence SET text = CAST (zeroblob (40000000) AS TEXT) WHERE number = 1",
    "UPDATE words_config SET v = 99; UPDATE words_data SET block = zeroblob (2000000)",
  };
  g_autofree char *path = support_path ("hostile.journey");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sqlite3 *db;

      make_journey (path);
      g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
      if (sqlite3_exec (db, cases[i], NULL, NULL, NULL) != SQLITE_OK)
        g_error ("%s: %s", cases[i], sqlite3_errmsg (db));
      sqlite3_close (db);
      support_seal (path);
      g_test_message ("%s", cases[i]);
      open_in_child (path, i >= G_N_ELEMENTS (cases) - 2);
      g_remove (path);
    }
  support_clear ();
}

/* A journey with other pages is still one; in another encoding too, for its texts come out as UTF-8. */
static void
test_pages (void)
{
  static const char *const cases[] = {
    "PRAGMA page_size = 512; VACUUM",
    "PRAGMA page_size = 65536; VACUUM",
    "PRAGMA journal_mode = WAL; UPDATE state SET value = value",
    "PRAGMA auto_vacuum = FULL; VACUUM",
  };
  g_autofree char *path = support_path ("pages.journey");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      make_journey (path);
      support_sql (path, cases[i]);
      support_assert_opens (path);
      open_in_child (path, TRUE);
      g_remove (path);
    }
  support_clear ();
}

/* What is no file is not read, what claims to be endless is not waited for. */
static void
test_no_files (void)
{
  g_autofree char    *path = support_path ("odd.journey");
  struct sockaddr_un  address = { .sun_family = AF_UNIX };
  g_autofree char    *bytes = NULL;
  gsize               length;
  int                 fd;

  open_in_child ("/dev/zero", FALSE);
  open_in_child ("/dev/null", FALSE);
  open_in_child ("/", FALSE);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  open_in_child (path, FALSE);
  g_remove (path);
  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  fd = socket (AF_UNIX, SOCK_STREAM, 0);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  open_in_child (path, FALSE);
  close (fd);
  g_remove (path);
  g_assert_cmpint (symlink (path, path), ==, 0);
  open_in_child (path, FALSE);
  g_remove (path);

  /* A terabyte of nothing behind a valid beginning. */
  make_journey (path);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  bytes[28] = 0x0f;
  bytes[63] = 1;
  fd = open (path, O_RDWR);
  g_assert_cmpint (pwrite (fd, bytes, 100, 0), ==, 100);
  if (ftruncate (fd, (off_t) 1 << 40) == 0)
    open_in_child (path, FALSE);
  close (fd);
  support_clear ();
}

/* Names may hold anything; what is said of them stays text on one line. */
static void
test_names (void)
{
  static const char *const names[] = {
    "%s%n%n%n.journey", "<b>&amp;bold<b>.journey", "two\nlines.journey", "\033[31mred\033[0m.journey", "\xff\xfe.journey",
    "-rf.journey", "=cmd|' C calc'!A0.journey",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char   *path = support_path (names[i]);
      g_autoptr (GError) error = NULL;

      make_journey (path);
      support_assert_opens (path);
      g_assert_cmpint (truncate (path, 5000), ==, 0);
      g_assert_null (tl_document_open (path, TL_DOCUMENT_DEFAULT, &error));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_remove (path);
    }
  support_clear ();
}

/* A journal beside the file may name another file to be played back or deleted. */
static void
test_journals (void)
{
  g_autofree char *path = support_path ("named.journey");
  g_autofree char *journal = support_path ("named.journey-journal");
  g_autofree char *victim = support_path ("victim");
  g_autoptr (GString) bytes = g_string_new_len ("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);

  make_journey (path);
  g_file_set_contents (victim, "mine", 4, NULL);
  g_string_set_size (bytes, 512);
  g_string_append (bytes, victim);
  g_string_append_len (bytes, "\0\0\0\x20\0\0\0\x01\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 16);
  g_file_set_contents (journal, bytes->str, (gssize) bytes->len, NULL);
  open_in_child (path, FALSE);
  g_assert_true (g_file_test (victim, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  support_clear ();
}

static void
add_tests (void)
{
  world = support_path ("");
  watch ();
  g_test_add_func ("/document/hostile/schemas", test_schemas);
  g_test_add_func ("/document/hostile/pages", test_pages);
  g_test_add_func ("/document/hostile/no-files", test_no_files);
  g_test_add_func ("/document/hostile/names", test_names);
  g_test_add_func ("/document/hostile/journals", test_journals);
}

int
main (int argc, char **argv)
{
  return support_run (&argc, &argv, add_tests);
}
