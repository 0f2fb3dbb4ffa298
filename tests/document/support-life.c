/* support-life.c: what befalls files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

void
support_rename (TlDocument *document, const char *title)
{
  TlEdit *edit = tl_edit_new ("Rename");

  tl_edit_set (edit, "basket", TL_STAGE_TITLE, title);
  support_apply (document, edit);
}

const char *
support_get_title (TlDocument *document)
{
  return tl_thing_get_title (tl_journey_lookup (tl_document_get_journey (document), "basket"));
}

void
support_publish (TlDocument *document)
{
  g_autoptr (GError) error = NULL;

  tl_document_publish (document, &error);
  g_assert_no_error (error);
}

void
support_make (const char *path)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autoptr (GError)     error = NULL;

  tl_document_publish_to (document, path, &error);
  g_assert_no_error (error);
}

/* The one file in the tests' folder whose name has @part in it, and is not @not. */
char *
support_find (const char *part, const char *not)
{
  g_autofree char *folder = support_path ("");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  char            *found = NULL;
  const char      *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = support_path (name);

      if (strstr (name, part) && g_strcmp0 (path, not) != 0)
        {
          g_assert_null (found);
          found = g_steal_pointer (&path);
        }
    }
  return found;
}

/* Runs @act in a process of its own that then dies on the spot. */
void
support_run_and_die (void (*act) (const char *path), const char *path)
{
  pid_t child = fork ();
  int   status;

  if (child == 0)
    {
      act (path);
      kill (getpid (), SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

void
support_replace_by_other (const char *path)
{
  g_autofree char       *copy = support_path ("other-version");
  g_autofree char       *bytes = NULL;
  gsize                  length;
  g_autoptr (TlDocument) document = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_autoptr (GError)     error = NULL;

  tl_document_publish_to (document, copy, &error);
  g_assert_no_error (error);
  support_sql (copy, "UPDATE stage SET title = 'Theirs' WHERE id = 'basket'");
  g_assert_true (g_file_get_contents (copy, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_remove (copy);
}
