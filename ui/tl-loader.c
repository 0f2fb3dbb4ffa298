/* tl-loader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-loader.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <unistd.h>

#include "tl-open.h"

/* More than this many lines of what is wrong with a file help nobody. */
#define MAX_PROBLEMS 20

/* How often, and how many µs apart, it is tried again to open what somebody else has. */
#define LOCK_TRIES 4
#define LOCK_WAIT 100000

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

typedef struct
{
  GFile         *file;
  TlLoaderFlags  flags;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->file);
  g_free (request);
}

/**
 * tl_loader_can_write:
 * @path: a file
 *
 * Returns: whether it can be written back: it, and the folder it stands in, may be written
 */
gboolean
tl_loader_can_write (const char *path)
{
  char            *real = realpath (path, NULL);
  g_autofree char *folder = g_path_get_dirname (real ? real : path);
  gboolean         can = faccessat (AT_FDCWD, real ? real : path, W_OK, AT_EACCESS) == 0
                         && faccessat (AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0;

  free (real);
  return can;
}

/* A new journey with all that is in a file, and nothing to do with it. */
static TlDocument *
open_as_untitled (const char *path, GPtrArray **problems, GError **error)
{
  g_autoptr (TlXmlInput) input = NULL;

  if (tl_document_is_journey (path))
    {
      g_autofree char       *name = g_filename_display_basename (path);
      g_autoptr (TlDocument) original = tl_document_open (path, TL_DOCUMENT_READ_ONLY, error);
      g_autoptr (GBytes)     bytes = original ? tl_xml_to_bytes (original, error) : NULL;

      input = bytes ? tl_xml_input_new_for_bytes (bytes, name) : NULL;
    }
  else
    input = tl_xml_input_new_for_path (path, error);
  return input ? tl_xml_read (input, problems, error) : NULL;
}

static TlDocument *
open_path (const char *path, TlLoaderFlags flags, GPtrArray **problems, GError **error)
{
  TlDocumentFlags how = (flags & TL_LOADER_TO_LOOK_AT) || !tl_loader_can_write (path) ? TL_DOCUMENT_READ_ONLY
                                                                               : TL_DOCUMENT_DEFAULT;

  if (flags & TL_LOADER_UNTITLED)
    return open_as_untitled (path, problems, error);
  for (int i = 0; TRUE; i++)
    {
      g_autoptr (GError) why = NULL;
      TlDocument        *document = tl_open (path, how, problems, &why);

      if (document)
        return document;
      /* Whoever has just closed it may need a moment. */
      if (i == LOCK_TRIES || !g_error_matches (why, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_LOCKED))
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return NULL;
        }
      g_clear_pointer (problems, g_ptr_array_unref);
      g_usleep (LOCK_WAIT);
    }
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request               *request = data;
  g_autoptr (GPtrArray)  problems = NULL;
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autofree char       *path = g_file_get_path (request->file);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (path == NULL)
    {
      g_autofree char *uri = g_file_get_parse_name (request->file);

      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                               _("“%s” is not on this computer. Save it here first, then open it."), uri);
      return;
    }
  document = open_path (path, request->flags, &problems, &error);
  if (document)
    g_task_return_pointer (task, g_steal_pointer (&document), g_object_unref);
  else
    {
      g_autofree char *valid = NULL;

      spell_out (&error, problems);
      /* A file's name may be in it, which need not be UTF-8. */
      valid = g_utf8_make_valid (error->message, -1);
      g_free (g_steal_pointer (&error->message));
      error->message = g_steal_pointer (&valid);
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

/**
 * tl_loader_open_async:
 * @file: a journey, in whatever format
 * @flags: how
 * @cancellable: (nullable): cancel it where nobody waits any more
 * @callback: called in the caller's thread
 * @data: for @callback
 *
 * Opens @file in a thread of its own, to be edited where that is possible: otherwise, as where it may not be written, only
 * to be looked at. From then on the document belongs to the caller's thread.
 */
void
tl_loader_open_async (GFile *file, TlLoaderFlags flags, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Request          *request = g_new0 (Request, 1);

  request->file = g_object_ref (file);
  request->flags = flags;
  g_task_set_source_tag (task, tl_loader_open_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * tl_loader_open_finish:
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with everything that is wrong with the file;
 *   %TL_DOCUMENT_ERROR_LOCKED where it could still be looked at
 */
TlDocument *
tl_loader_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
