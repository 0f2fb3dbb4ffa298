/* tl-publish-origin.c: putting a journey back into a file of another format, such as XML
 *
 * As with a journey's own file: written beside, synced, exchanged with what stands there, and looked at. What is slow is
 * done by a thread; what is written comes from somebody who knows the format.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "tl-publish-private.h"

typedef struct
{
  GBytes     *bytes;
  char       *target;
  char       *temporary; /* the file beside, when it is written */
  TlIdentity  identity;  /* of that */
  TlIdentity  expected;  /* what should stand under the name @target */
  gint64      acts;
  guint64     serial;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->bytes);
  g_free (job->target);
  g_free (job->temporary);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* Whether the document can be put into @path now, and what there is to do. */
static Job *
prepare (TlDocument *self, const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (Job) job = g_new0 (Job, 1);

  job->bytes = g_bytes_ref (bytes);
  job->acts = self->acts;
  job->serial = self->serial;
  if (self->is_read_only)
    g_set_error_literal (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_READ_ONLY,
                         _("The journey was opened only to look at. Save a copy somewhere else."));
  else if (self->is_publishing)
    g_set_error_literal (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED, _("The journey is just being saved."));
  else if (self->batch || self->is_busy)
    g_set_error_literal (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED,
                         _("An import is under way. The journey can be saved when it is done."));
  else if ((job->target = _tl_place_resolve (path, error)) && _tl_place_is_writable (job->target, error))
    {
      /* Where it is the file we know, it must be as we know it. Any other one was chosen to be replaced. */
      if (g_strcmp0 (job->target, self->working->origin) == 0)
        job->expected = self->working->published;
      else if (!_tl_identity_get (job->target, &job->expected, error))
        return NULL;
      return g_steal_pointer (&job);
    }
  return NULL;
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize         length;
  const guint8 *rest = g_bytes_get_data (bytes, &length);

  while (length > 0)
    {
      ssize_t n = write (fd, rest, MIN (length, 1 << 30));

      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0)
        {
          rest += n;
          length -= (gsize) n;
        }
    }
  return TRUE;
}

/* Writes the file beside the one that it replaces, in any thread. */
static gboolean
write_beside (Job *job, GError **error)
{
  g_autofree char *temporary = _tl_place_make_temporary (job->target, error);
  int              fd;
  gboolean         done;

  if (temporary == NULL)
    return FALSE;
  fd = open (temporary, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  done = fd >= 0 && write_all (fd, job->bytes);
  if (!done)
    _tl_place_set_error (errno, job->target, error);
  if (fd >= 0 && close (fd) != 0 && done)
    {
      _tl_place_set_error (errno, job->target, error);
      done = FALSE;
    }
  if (done && _tl_place_dress (temporary, job->target, error) && _tl_identity_get (temporary, &job->identity, error))
    {
      job->temporary = g_steal_pointer (&temporary);
      return TRUE;
    }
  unlink (temporary);
  return FALSE;
}

static void
forget_next (TlDocument *self)
{
  self->working->next = (TlIdentity) { FALSE };
  g_clear_pointer (&self->working->temporary, g_free);
}

/* From now on the document belongs to the file @target, which was just written. */
static void
adopt (TlDocument *self, Job *job, const char *target, TlLock **lock)
{
  self->working->published = job->identity;
  self->working->acts = job->acts;
  forget_next (self);
  g_free (self->working->origin);
  self->working->origin = g_strdup (target);
  /* If this fails the old key stands, which knows both files. */
  if (self->is_safe)
    _tl_working_write_key (self->working, NULL);
  if (*lock)
    {
      g_clear_pointer (&self->lock, _tl_lock_release);
      self->lock = g_steal_pointer (lock);
    }
  _tl_document_mark_published (self, job->serial);
}

static gboolean
is_locked_by_us (TlDocument *self, const TlIdentity *identity)
{
  const TlIdentity *own = &self->working->published;

  return self->lock && own->exists && own->device == identity->device && own->inode == identity->inode;
}

/* Puts the file in place, in the document's own thread. */
static gboolean
place (TlDocument *self, Job *job, GError **error)
{
  g_autoptr (TlLock) lock = NULL;
  g_autoptr (TlLock) lock_there = NULL;
  g_autofree char   *kept = NULL;
  TlIdentity         there;
  gboolean           done, is_locked = TRUE;

  /* Somebody may have the one that was chosen to be replaced. */
  if (job->expected.exists && !is_locked_by_us (self, &job->expected))
    is_locked = (lock_there = _tl_lock_take (&job->expected, job->target, error)) != NULL;
  if (is_locked && !is_locked_by_us (self, &job->identity))
    is_locked = (lock = _tl_lock_take (&job->identity, job->target, error)) != NULL;
  self->working->next = job->identity;
  self->working->next_acts = job->acts;
  self->working->temporary = g_strdup (job->temporary);
  if (!is_locked || (self->is_safe && !_tl_working_write_key (self->working, error)))
    {
      forget_next (self);
      unlink (job->temporary);
      return FALSE;
    }
  done = _tl_publish_put_or_keep (job->temporary, job->target, &job->identity, &job->expected, &kept, error);
  if (kept)
    adopt (self, job, kept, &lock);
  else if (done || (_tl_identity_get (job->target, &there, NULL) && _tl_identity_equal (&there, &job->identity)))
    adopt (self, job, job->target, &lock);
  forget_next (self);
  return done;
}

/**
 * tl_document_publish_origin:
 * @self: a document without a `.journey` file
 * @path: the file of another format; the one that the document is tied to, or any other, which it then is tied to
 * @bytes: what shall be in it: all that is in the document at this moment
 * @error: return location
 *
 * Does what tl_document_publish() does, for a file of another format. Where somebody else changed the document's file
 * meanwhile both are kept, and the document goes on with the one beside: see tl_document_get_origin().
 *
 * Returns: %FALSE with an error as of tl_document_publish()
 */
gboolean
tl_document_publish_origin (TlDocument *self, const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (Job) job = NULL;

  g_return_val_if_fail (TL_IS_DOCUMENT (self) && self->path == NULL && path && bytes, FALSE);
  job = prepare (self, path, bytes, error);
  return job && write_beside (job, error) && place (self, job, error);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_beside (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  TlDocument       *self = TL_DOCUMENT (source);
  GError           *error = NULL;

  self->is_publishing = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), &error) && place (self, g_task_get_task_data (G_TASK (result)), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * tl_document_publish_origin_async:
 * @callback: called in the caller's thread
 * @data: for @callback
 *
 * Does what tl_document_publish_origin() does, without stopping the caller's thread for longer than a moment.
 * tl_document_publish_finish() says how it went.
 */
void
tl_document_publish_origin_async (TlDocument *self, const char *path, GBytes *bytes, GAsyncReadyCallback callback,
                                  gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  g_autoptr (GTask) writing = NULL;
  GError           *error = NULL;
  Job              *job;

  g_return_if_fail (TL_IS_DOCUMENT (self) && self->path == NULL && path && bytes);
  g_task_set_source_tag (task, tl_document_publish_origin_async);
  job = prepare (self, path, bytes, &error);
  if (job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->is_publishing = TRUE;
  writing = g_task_new (self, NULL, written, g_steal_pointer (&task));
  g_task_set_task_data (writing, job, job_free);
  g_task_run_in_thread (writing, write_in_thread);
}
