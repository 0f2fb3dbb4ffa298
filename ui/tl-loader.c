/* tl-loader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-loader.h"

#include <glib/gi18n-lib.h>

#include "tl-open.h"

/* More than this many lines of what is wrong with a file help nobody. */
#define MAX_PROBLEMS 20

static char *
say (const TlXmlProblem *problem)
{
  g_autofree char *what = NULL;

  if (problem->thing && problem->field)
    /* Translators: a thing's title, one of its fields, and what is wrong with it. */
    what = g_strdup_printf (C_ ("problem", "%s, %s: %s"), problem->thing, problem->field, problem->problem.what);
  else if (problem->thing)
    what = g_strdup_printf (C_ ("problem", "%s: %s"), problem->thing, problem->problem.what);
  else
    what = g_strdup (problem->problem.what);
  if (problem->line <= 0)
    return g_steal_pointer (&what);
  return g_strdup_printf (_("Line %d, column %d: %s"), problem->line, problem->column, what);
}

/* Every problem on a line of its own, in place of a message that names but the first of them. */
static void
spell_out (GError **error, GPtrArray *problems)
{
  g_autoptr (GString) all = NULL;

  if (problems == NULL || problems->len == 0)
    return;
  all = g_string_new (NULL);
  for (guint i = 0; i < problems->len && i < MAX_PROBLEMS; i++)
    {
      g_autofree char *line = say (problems->pdata[i]);

      g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", line);
    }
  if (problems->len > MAX_PROBLEMS)
    {
      guint rest = problems->len - MAX_PROBLEMS;

      g_string_append_c (all, '\n');
      g_string_append_printf (all, ngettext ("… and %u more", "… and %u more", rest), rest);
    }
  g_free ((*error)->message);
  (*error)->message = g_string_free (g_steal_pointer (&all), FALSE);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GPtrArray)  problems = NULL;
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autofree char       *path = g_file_get_path (data);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (path == NULL)
    {
      g_autofree char *uri = g_file_get_parse_name (data);

      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                               _("“%s” is not on this computer. Save it here first, then open it."), uri);
      return;
    }
  document = tl_open (path, TL_DOCUMENT_READ_ONLY, &problems, &error);
  if (document)
    g_task_return_pointer (task, g_steal_pointer (&document), g_object_unref);
  else
    {
      spell_out (&error, problems);
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

/**
 * tl_loader_open_async:
 * @file: a journey, in whatever format
 * @cancellable: (nullable): cancel it where nobody waits any more
 * @callback: called in the caller's thread
 * @data: for @callback
 *
 * Opens @file in a thread of its own, to be read only. From then on the document belongs to the caller's thread.
 */
void
tl_loader_open_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_return_if_fail (G_IS_FILE (file));
  g_task_set_source_tag (task, tl_loader_open_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * tl_loader_open_finish:
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with everything that is wrong with the file
 */
TlDocument *
tl_loader_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
