/* test-open.c: journeys from files and into files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tl-open.h"
#include "xml-helpers.h"

#define SHOP                                                                                                           \
  BODY ("  <stage id=\"a\" title=\"A\" entry=\"10\"/>\n  <source id=\"s\" title=\"S\"/>\n"                              \
        "  <evidence id=\"e\" source=\"s\" row=\"1\"> words </evidence>")

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("tl-open-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char      *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      if (g_remove (path) != 0)
        g_test_message ("left behind: %s", path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static char *
put (Fixture *fixture, const char *name, const char *text, gssize length)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
  return path;
}

static char *
get (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static TlDocument *
open_path (const char *path, TlDocumentFlags flags)
{
  g_autoptr (GError) error = NULL;
  TlDocument        *document = tl_open (path, flags, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static void
assert_not_opened (const char *path, GQuark domain, int code, const char *what)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_null (tl_open (path, TL_DOCUMENT_READ_ONLY, &problems, &error));
  g_assert_nonnull (problems);
  g_assert_error (error, domain, code);
  if (strstr (error->message, what) == NULL)
    g_error ("“%s” is not in “%s”", what, error->message);
}

/* The content decides, not the name. */
static void
test_by_content (Fixture *fixture, gconstpointer data)
{
  g_autofree char       *xml = put (fixture, "named.journey", SHOP, -1);
  g_autofree char       *journey = g_build_filename (fixture->folder, "one.journey", NULL);
  g_autofree char       *renamed = g_build_filename (fixture->folder, "one.xml", NULL);
  g_autoptr (TlDocument) document = open_path (xml, 0);
  g_autoptr (TlDocument) again = NULL;
  g_autoptr (GError)     error = NULL;

  g_assert_true (tl_open_is_xml (document));
  g_assert_cmpstr (tl_open_get_path (document), ==, xml);
  g_assert_true (tl_save (document, journey, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_rename (journey, renamed), ==, 0);
  again = open_path (renamed, TL_DOCUMENT_READ_ONLY);
  g_assert_false (tl_open_is_xml (again));
  g_assert_cmpstr (tl_open_get_path (again), ==, renamed);
  g_assert_nonnull (tl_journey_lookup (tl_document_get_journey (again), "a"));
  g_assert_true (tl_evidence_has_id (again, "e"));
}

static void
test_not_there (Fixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "no.xml", NULL);
  g_autofree char *below = g_build_filename (fixture->folder, "no", "no.xml", NULL);
  g_autofree char *empty = put (fixture, "empty.xml", "", 0);
  g_autofree char *words = put (fixture, "words.xml", "once upon a time", -1);
  g_autofree char *binary = put (fixture, "binary", "\0\1\2\3\4", 5);
  g_autofree char *locked = put (fixture, "locked.xml", SHOP, -1);
  g_autofree char *broken = put (fixture, "broken.xml", BODY ("<stage id=\"a\"/>"), -1);
  g_autofree char *database = put (fixture, "other.db", "SQLite format 3\0", 16);

  assert_not_opened (missing, TL_XML_ERROR, TL_XML_ERROR_UNREADABLE, "There is no file");
  assert_not_opened (below, TL_XML_ERROR, TL_XML_ERROR_UNREADABLE, "There is no file");
  assert_not_opened (fixture->folder, TL_XML_ERROR, TL_XML_ERROR_UNREADABLE, "folder");
  assert_not_opened (empty, TL_OPEN_ERROR, TL_OPEN_ERROR_EMPTY, "is empty");
  assert_not_opened ("/dev/null", TL_OPEN_ERROR, TL_OPEN_ERROR_EMPTY, "is empty");
  assert_not_opened (words, TL_OPEN_ERROR, TL_OPEN_ERROR_UNKNOWN_FORMAT, "neither a .journey file nor XML");
  assert_not_opened (binary, TL_OPEN_ERROR, TL_OPEN_ERROR_UNKNOWN_FORMAT, "neither");
  assert_not_opened (broken, TL_XML_ERROR, TL_XML_ERROR_REFUSED, "broken.xml:3:1: stage a: the attribute “title” is missing");
  g_assert_null (tl_open (database, 0, NULL, NULL));
  g_chmod (locked, 0);
  if (g_access (locked, R_OK) != 0)
    assert_not_opened (locked, TL_XML_ERROR, TL_XML_ERROR_UNREADABLE, "may not read");
}

static void
test_save_by_ending (Fixture *fixture, gconstpointer data)
{
  g_autofree char       *xml = put (fixture, "in.xml", SHOP, -1);
  g_autofree char       *capital = g_build_filename (fixture->folder, "OUT.XML", NULL);
  g_autofree char       *other = g_build_filename (fixture->folder, "out.svg", NULL);
  g_autofree char       *bare = g_build_filename (fixture->folder, ".xml", NULL);
  g_autofree char       *below = g_build_filename (fixture->folder, "no", "out.xml", NULL);
  g_autofree char       *written = NULL;
  g_autoptr (TlDocument) document = open_path (xml, TL_DOCUMENT_READ_ONLY);
  g_autoptr (GError)     error = NULL;
  int                    full = open ("/dev/full", O_WRONLY | O_CLOEXEC);

  g_assert_true (tl_save (document, capital, NULL));
  written = get (capital);
  g_assert_cmpstr (written, ==, SHOP);
  g_assert_false (tl_save (document, other, &error));
  g_assert_error (error, TL_OPEN_ERROR, TL_OPEN_ERROR_UNKNOWN_FORMAT);
  g_assert_nonnull (strstr (error->message, ".journey or .xml"));
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
  g_assert_false (tl_save (document, bare, NULL));
  g_assert_false (tl_save (document, fixture->folder, NULL));
  g_assert_false (tl_save (document, below, NULL));
  if (full >= 0)
    {
      g_clear_error (&error);
      g_assert_false (tl_xml_write_fd (document, full, &error));
      g_assert_error (error, TL_XML_ERROR, TL_XML_ERROR_FAILED);
      close (full);
    }
}

static gint64
rename_stage (TlDocument *document, const char *title)
{
  g_autoptr (TlEdit) edit = tl_edit_new ("Rename");
  g_autoptr (GError) error = NULL;
  gint64             number;

  tl_edit_set (edit, "a", TL_STAGE_TITLE, title);
  number = tl_document_apply (document, edit, &error);
  g_assert_no_error (error);
  return number;
}

static void
test_save_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char       *xml = put (fixture, "in.xml", SHOP, -1);
  g_autofree char       *written = NULL;
  g_autofree char       *kept = NULL;
  g_autofree char       *ours = NULL;
  g_autoptr (TlDocument) document = open_path (xml, 0);
  g_autoptr (TlDocument) looked_at = open_path (xml, TL_DOCUMENT_READ_ONLY);
  g_autoptr (GError)     error = NULL;

  g_assert_cmpint (rename_stage (document, "New"), >, 0);
  g_assert_true (tl_save_back (document, &error));
  g_assert_no_error (error);
  written = get (xml);
  g_assert_nonnull (strstr (written, "<stage id=\"a\" title=\"New\" entry=\"10\"/>"));
  rename_stage (document, "Newer");
  g_assert_true (tl_save_back (document, NULL));
  /* Someone else writes to it. */
  g_assert_true (g_file_set_contents (xml, BODY (""), -1, NULL));
  rename_stage (document, "Newest");
  g_assert_false (tl_save_back (document, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_CHANGED);
  kept = get (xml);
  g_assert_cmpstr (kept, ==, BODY (""));
  g_assert_nonnull (strstr (tl_document_get_origin (document), "in (conflict "));
  ours = get (tl_document_get_origin (document));
  g_assert_nonnull (strstr (ours, "Newest"));
  g_unlink (tl_document_get_origin (document));
  g_clear_error (&error);
  g_assert_false (tl_save_back (looked_at, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_READ_ONLY);
}

/* XML → journey → XML → journey → XML. */
static void
test_there_and_back (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "causes.xml", "edges.xml", "line.xml", "overlap.xml", "tradeoffs.xml" };

  for (gsize i = 0; i <= G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = i < G_N_ELEMENTS (names) ? load_case (".", names[i]) : g_strdup (SHOP);
      g_autofree char *path = put (fixture, "0.xml", text, -1);
      char            *before = NULL;

      for (int round = 1; round <= 4; round++)
        {
          g_autofree char       *name = g_strdup_printf ("%zu-%d.%s", i, round, round % 2 ? "journey" : "xml");
          g_autofree char       *next = g_build_filename (fixture->folder, name, NULL);
          g_autoptr (TlDocument) document = open_path (path, TL_DOCUMENT_READ_ONLY);
          g_autoptr (GError)     error = NULL;

          tl_save (document, next, &error);
          g_assert_no_error (error);
          if (round % 2 == 0)
            {
              g_autofree char *written = get (next);

              if (before)
                g_assert_cmpstr (before, ==, written);
              g_free (before);
              before = g_steal_pointer (&written);
            }
          g_free (path);
          path = g_steal_pointer (&next);
        }
      g_free (before);
    }
}

static void
test_standard_streams (Fixture *fixture, gconstpointer data)
{
  g_autofree char *xml = put (fixture, "in.xml", SHOP, -1);
  g_autofree char *out = g_build_filename (fixture->folder, "out.xml", NULL);

  if (g_test_subprocess ())
    {
      g_autoptr (TlDocument) document = NULL;
      int                    in = open (xml, O_RDONLY);
      int                    pipe_ends[2];

      /* From a file, and from a pipe. */
      dup2 (in, STDIN_FILENO);
      document = open_path ("-", 0);
      g_assert_null (tl_open_get_path (document));
      g_assert_false (tl_save_back (document, NULL));
      g_assert_cmpint (pipe (pipe_ends), ==, 0);
      g_assert_cmpint (write (pipe_ends[1], SHOP, strlen (SHOP)), ==, strlen (SHOP));
      close (pipe_ends[1]);
      dup2 (pipe_ends[0], STDIN_FILENO);
      g_clear_object (&document);
      document = open_path ("-", 0);
      g_assert_true (tl_save (document, "-", NULL));
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*<stage id=\"a\" title=\"A\" entry=\"10\"/>*</journey>*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/open/by-content", test_by_content);
  ADD ("/open/not-there", test_not_there);
  ADD ("/open/save-by-ending", test_save_by_ending);
  ADD ("/open/save-back", test_save_back);
  ADD ("/open/there-and-back", test_there_and_back);
  ADD ("/open/standard-streams", test_standard_streams);
  return g_test_run ();
}
