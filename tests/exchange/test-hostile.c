/* test-hostile.c: texts that are up to something are refused, or read within bounds
 *
 * Every case runs in a process of its own, with little memory and little time. Nothing may be fetched on their behalf.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tl-facts.h"
#include "tl-import.h"
#include "tl-json.h"
#include "tl-open.h"

/* The sanitizers want far more memory than any program. */
#ifdef __has_feature
#if __has_feature (address_sanitizer) || __has_feature (thread_sanitizer)
#define IS_SANITIZED
#endif
#endif
#if defined (__SANITIZE_ADDRESS__) || defined (__SANITIZE_THREAD__)
#define IS_SANITIZED
#endif

#define SECONDS 20
#define MEMORY ((rlim_t) 3 << 29) /* 1.5 GB */

static char *folder;

static char *
path_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static xmlParserInputPtr
refuse_to_fetch (const char *url, const char *id, xmlParserCtxtPtr context)
{
  g_error ("“%s” was asked for", url);
  return NULL;
}

static void
open_it (const char *path)
{
  g_autoptr (GPtrArray)  problems = NULL;
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = tl_open (path, TL_DOCUMENT_READ_ONLY, &problems, &error);

  if (document)
    g_error ("it was opened");
  if (!g_utf8_validate (error->message, -1, NULL))
    g_error ("the message is no text");
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = tl_xml_problem_to_string (problems->pdata[i]);

      if (!g_utf8_validate (line, -1, NULL))
        g_error ("the message is no text");
    }
}

static void
import_it (const char *path)
{
  g_autoptr (GError)         error = NULL;
  g_autoptr (TlDocument)     document = tl_document_new ("j", "J", &error);
  g_autoptr (TlCsvSource)    csv = tl_csv_source_new_for_path (path, &error);
  g_autoptr (TlImportResult) result = NULL;
  TlImportOptions            options = { NULL };

  if (csv)
    result = tl_import_evidence (document, csv, &options, NULL, &error);
  if (result == NULL && (error == NULL || !g_utf8_validate (error->message, -1, NULL)))
    g_error ("no message");
  tl_document_discard (document);
}

static void
edit_it (const char *path)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = tl_document_new ("j", "J", &error);
  g_autoptr (GPtrArray)  created = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray)  deleted = g_ptr_array_new_with_free_func (g_free);
  g_autofree char       *text = NULL;
  TlEdit                *edit;

  g_file_get_contents (path, &text, NULL, NULL);
  edit = tl_json_read_edit (document, text, created, deleted, &error);
  if (edit && tl_document_apply (document, edit, &error) > 0)
    g_error ("it was made");
  if (error == NULL || !g_utf8_validate (error->message, -1, NULL))
    g_error ("no message");
  g_clear_pointer (&edit, tl_edit_free);
  tl_document_discard (document);
}

static void
in_child (void (*act) (const char *path), const char *path)
{
  int   status;
  pid_t child = fork ();

  if (child == 0)
    {
#ifndef IS_SANITIZED
      struct rlimit most = { MEMORY, MEMORY };

      setrlimit (RLIMIT_AS, &most);
#endif
      alarm (SECONDS);
      xmlSetExternalEntityLoader (refuse_to_fetch);
      act (path);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    g_error ("“%s”: signal %d", path, WIFSIGNALED (status) ? WTERMSIG (status) : 0);
}

/* A file of @head, @n times @part, then @tail. */
static char *
write_parts (const char *name, const char *head, const char *part, guint n, const char *tail)
{
  char *path = path_of (name);
  FILE *file = fopen (path, "wb");
  gsize length = strlen (part);

  fputs (head, file);
  for (guint i = 0; i < n; i++)
    fwrite (part, 1, length, file);
  fputs (tail, file);
  fclose (file);
  return path;
}

static void
test_xml (void)
{
  static const char root[] = "<?xml version=\"1.0\"?>\n<journey id=\"j\" title=\"J\">";
  static const struct
  {
    const char *head;
    const char *part;
    guint       n;
    const char *tail;
  } cases[] = {
    { "<!DOCTYPE j SYSTEM \"http://localhost:9/x.dtd\"><journey id=\"j\" title=\"J\"/>", "", 0, "" },
    { "<!DOCTYPE j [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><journey id=\"j\" title=\"&x;\"/>", "", 0, "" },
    { "<!DOCTYPE j [<!ENTITY % x SYSTEM \"http://localhost:9/\"> %x;]><journey id=\"j\" title=\"J\"/>", "", 0, "" },
    { root, "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"/etc/passwd\"/>", 1, "</journey>" },
    { "<?xml-stylesheet href=\"http://localhost:9/\"?><journey id=\"j\" title=\"&x;\"/>", "", 0, "" },
    { root, "<a>", 1000000, "" },
    { "<journey id=\"j\" title=\"J\" ", "a=\"\" ", 1000000, "/>" },
    { "<journey id=\"j\" title=\"", "0123456789abcdef", 4000000, "\"/>" },
    { root, "&#65;&#0;", 1000, "</journey>" },
    { "<?xml version=\"1.0\" encoding=\"UTF-7\"?>", "+ADw-journey id=+ACI-j+ACI-/+AD4-", 1, "" },
    { "<?xml version=\"1.0\" encoding=\"UTF-16\"?><journey id=\"j\" title=\"J\"/>", "", 0, "" },
    { "<?xml version=\"1.0\" encoding=\"x\xff\"?><journey id=\"j\" title=\"J\"/>", "", 0, "" },
    { "\xff\xfe<\xff", "", 0, "" },
    { "\xef\xbb\xbf", "<!-- -->", 1000000, "" },
    { "<journey xmlns:a=\"u\" ", "xmlns:b=\"v\" ", 100000, "id=\"j\" title=\"J\"/>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = write_parts ("x.xml", cases[i].head, cases[i].part, cases[i].n, cases[i].tail);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      in_child (open_it, path);
      g_remove (path);
    }
}

static void
test_no_files (void)
{
  static const char *const paths[] = { "/dev/zero", "/dev/null", "/", "/proc/self/mem" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      in_child (open_it, paths[i]);
      in_child (import_it, paths[i]);
    }
}

/* What is endless only by a hole takes no room, and is read or refused in bounded time. */
static void
test_csv (void)
{
  g_autofree char *path = write_parts ("x.csv", "Date,Comment\n2026-01-01,\"never closed", "", 0, "");
  g_autofree char *wide = write_parts ("wide.csv", "a", ",b", 1000000, "\n1,2\n");
  g_autofree char *long_field = write_parts ("long.csv", "a,b\n1,\"", "0123456789abcdef", 2000000, "\"\n");
  g_autofree char *odd = write_parts ("odd.csv", "a,b", "\r\r\n1,2", 1000, "\r\r\n");

  if (truncate (path, (off_t) 1 << 28) == 0)
    in_child (import_it, path);
  in_child (import_it, wide);
  in_child (import_it, long_field);
  in_child (import_it, odd);
  g_remove (path);
  g_remove (wide);
  g_remove (long_field);
  g_remove (odd);
}

static void
test_json (void)
{
  static const struct
  {
    const char *head;
    const char *part;
    guint       n;
  } cases[] = {
    { "", "[", 2000000 },
    { "{\"do\":", "[{\"do\":", 200000 },
    { "{\"create\":\"stage\",\"set\":{\"title\":\"x\",\"column\":", "9", 100000 },
    { "{\"create\":\"stage\",\"set\":{\"title\":\"x\",\"column\":1e", "9", 400 },
    { "{\"create\":\"stage\",\"set\":{\"title\":\"", "\\ud800", 1000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = write_parts ("x.json", cases[i].head, cases[i].part, cases[i].n,
                                           i == 2 || i == 3 ? "}}" : "");

      in_child (edit_it, path);
      g_remove (path);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *state = NULL;
  g_autofree char *clear = NULL;
  int              result;

  folder = g_dir_make_tmp ("throughline-test-XXXXXX", NULL);
  state = path_of ("state");
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/hostile/xml", test_xml);
  g_test_add_func ("/exchange/hostile/no-files", test_no_files);
  g_test_add_func ("/exchange/hostile/csv", test_csv);
  g_test_add_func ("/exchange/hostile/json", test_json);
  result = g_test_run ();
  clear = g_strdup_printf ("rm -rf '%s'", folder);
  if (result == 0 && system (clear) != 0)
    g_printerr ("%s stays\n", folder);
  return result;
}
