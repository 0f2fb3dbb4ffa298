/* tl-publish-task.c: publishing while edits go on
 *
 * The copy is written by a thread, through a connection of its own: in WAL mode it reads one state of the working file,
 * whatever is committed meanwhile. What is quick, putting the copy in place, is done in the document's own thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <unistd.h>

#include "tl-publish-private.h"

typedef struct
{
  char       *working_file;
  char       *target;
  char       *temporary; /* the copy, when it is written */
  TlIdentity  identity;
  gint64      acts;
  guint64     serial;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->working_file);
  g_free (job->target);
  g_free (job->temporary);
  g_free (job);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job    *job = data;
  GError *error = NULL;

  job->temporary = _tl_publish_write_copy (job->working_file, job->target, &job->identity, &job->acts, &error);
  if (job->temporary)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  TlDocument       *self = TL_DOCUMENT (source);
  Job              *job = g_task_get_task_data (G_TASK (result));
  GError           *error = NULL;

  self->is_publishing = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (_tl_publish_place (self, job->target, job->temporary, &job->identity, job->acts, job->serial,
                         &self->working->published, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * tl_document_publish_async:
 * @self: a document with a file
 * @callback: called in the caller's thread
 * @data: for @callback
 *
 * Does what tl_document_publish() does, without stopping the caller's thread for longer than a moment. Edits may go on:
 * those made meanwhile may or may not be in the file when it is done, and the document is modified until all are.
 */
void
tl_document_publish_async (TlDocument *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  g_autoptr (GTask) writing = NULL;
  g_autofree char  *target = NULL;
  GError           *error = NULL;
  Job              *job;

  g_return_if_fail (TL_IS_DOCUMENT (self));
  g_task_set_source_tag (task, tl_document_publish_async);
  if (!_tl_publish_prepare (self, &target, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (target == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* Without edits there may be no WAL, and a second connection would have to wait for the first. */
  if (!self->is_safe || !self->is_wal)
    {
      if (tl_document_publish (self, &error))
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_error (task, error);
      return;
    }
  job = g_new0 (Job, 1);
  job->working_file = g_strdup (self->working->file);
  job->target = g_steal_pointer (&target);
  job->serial = self->serial;
  self->is_publishing = TRUE;
  writing = g_task_new (self, NULL, written, g_steal_pointer (&task));
  g_task_set_task_data (writing, job, job_free);
  g_task_run_in_thread (writing, write_in_thread);
}

/**
 * tl_document_publish_finish:
 *
 * Returns: what tl_document_publish() would have said
 */
gboolean
tl_document_publish_finish (TlDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
