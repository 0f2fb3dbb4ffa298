/* tl-publish.c
 *
 * The person's file is replaced whole. What is written is a compact copy with no journal beside it, byte for byte the
 * same for the same journey and history.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-publish-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "tl-check-private.h"
#include "tl-customer-private.h"
#include "tl-evidence-private.h"
#include "tl-history-private.h"
#include "tl-seal-private.h"

#define AT_SCHEMA_COUNT 40 /* in SQLite's header */

/* A full disk is known to SQLite; a full quota, and a file that may not grow any more, are errors like any other to it. So
   it is tried whether there would be room for as much as there is: an errno, or 0. */
static int
find_lack_of_room (TlSql *sql, const char *path)
{
  gint64 size = 0;
  int    fd = open (path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  int    number = 0;

  if (fd >= 0 && _tl_sql_int (sql, &size, NULL, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", "")
      && size > 0)
    number = posix_fallocate (fd, 0, size);
  if (fd >= 0)
    close (fd);
  return number == ENOSPC || number == EDQUOT || number == EFBIG ? number : 0;
}

static gboolean
vacuum_into (TlSql *sql, const char *path, const char *target, GError **error)
{
  g_autoptr (GError) why = NULL;
  int                number;

  if (_tl_sql_do (sql, &why, "VACUUM INTO ?", "s", path))
    return TRUE;
  number = find_lack_of_room (sql, path);
  if (number != 0)
    _tl_place_set_error (number, target, error);
  else
    g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static gboolean
check_room (TlDocument *self, GError **error)
{
  if (self->batch == NULL && !self->is_busy)
    return TRUE;
  g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED,
               _("An import is under way. The journey can be saved when it is done."));
  return FALSE;
}

/* SQLite counts in the header how often a schema was made, and with each copy it counts on: so that the same journey is
   the same file, wherever it was copied from, the count begins anew. */
static gboolean
settle_count (const char *path, GError **error)
{
  static const guchar first[4] = { 0, 0, 0, 1 };
  int                 fd = open (path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  gboolean            done = fd >= 0 && pwrite (fd, first, sizeof first, AT_SCHEMA_COUNT) == sizeof first;

  if (!done)
    _tl_place_set_error (errno, path, error);
  if (fd >= 0)
    close (fd);
  return done;
}

/* What SQLite has just written becomes a file for people. */
static gboolean
finish_copy (const char *temporary, const char *target, TlIdentity *identity, GError **error)
{
  return settle_count (temporary, error) && _tl_seal_write (temporary, error) &&
         _tl_place_dress (temporary, target, error) && _tl_identity_get (temporary, identity, error);
}

/* A whole copy beside @target, on the disk, ready to take its place. */
static char *
write_beside (TlSql *sql, const char *target, TlIdentity *identity, GError **error)
{
  g_autofree char *temporary = _tl_place_make_temporary (target, error);

  if (temporary == NULL)
    return NULL;
  if (vacuum_into (sql, temporary, target, error) && finish_copy (temporary, target, identity, error))
    return g_steal_pointer (&temporary);
  unlink (temporary);
  return NULL;
}

/**
 * _tl_publish_beside:
 *
 * Writes the journey into a file beside @target, named as the other side of a conflict.
 *
 * Returns: (transfer full): that file's name
 */
char *
_tl_publish_beside (TlDocument *self, const char *target, GError **error)
{
  TlIdentity       identity;
  g_autofree char *temporary = write_beside (self->sql, target, &identity, error);
  char            *kept = temporary ? _tl_place_keep_beside (temporary, target, error) : NULL;

  if (temporary && kept == NULL)
    unlink (temporary);
  return kept;
}

/* After an error, what stands under the temporary name may be somebody else's: that is never thrown away. */
static void
unlink_if_ours (const char *temporary, const TlIdentity *identity)
{
  TlIdentity there;

  if (_tl_identity_get (temporary, &there, NULL) && _tl_identity_equal (&there, identity))
    unlink (temporary);
}

static void
set_changed_error (const char *target, const char *kept, GError **error)
{
  g_autofree char *name = g_filename_display_basename (target);
  g_autofree char *shown = g_filename_display_basename (kept);

  g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_CHANGED,
               _("“%s” was changed by another program meanwhile. Both are kept: that version under its name, yours in “%s”."),
               name, shown);
}

/**
 * _tl_publish_put_or_keep:
 * @temporary: a whole file of ours, in the folder of @target
 * @identity: of that file
 * @expected: what should stand under the name @target
 * @kept: (out) (nullable): the name beside @target that our file has got
 *
 * Puts @temporary under the name @target; where somebody else changed what stands there, under one beside it.
 */
gboolean
_tl_publish_put_or_keep (const char *temporary, const char *target, const TlIdentity *identity, const TlIdentity *expected,
                         char **kept, GError **error)
{
  TlPlaced placed;

  *kept = NULL;
  placed = _tl_check_sidecars (target, NULL) ? _tl_place_put (temporary, target, expected, error) : TL_PLACED_NOT;
  if (placed == TL_PLACED)
    return TRUE;
  if (placed == TL_PLACED_NOT)
    *kept = _tl_place_keep_beside (temporary, target, error);
  if (*kept == NULL)
    unlink_if_ours (temporary, identity);
  else
    set_changed_error (target, *kept, error);
  return FALSE;
}

static void
forget_next (TlDocument *self)
{
  self->working->next = (TlIdentity) { FALSE };
  g_clear_pointer (&self->working->temporary, g_free);
}

/* From now on the document belongs to the file that was just written. */
static void
adopt (TlDocument *self, const char *target, const TlIdentity *identity, guint64 serial, TlLock **lock)
{
  self->working->published = *identity;
  self->working->acts = self->working->next_acts;
  forget_next (self);
  g_free (self->working->path);
  self->working->path = g_strdup (target);
  g_clear_pointer (&self->working->origin, g_free);
  /* If this fails the old key stands, which knows both files. */
  if (self->is_safe)
    _tl_working_write_key (self->working, NULL);
  if (*lock)
    {
      g_clear_pointer (&self->lock, _tl_lock_release);
      self->lock = g_steal_pointer (lock);
    }
  _tl_document_mark_published (self, serial);
}

/* Where the person's file was deleted, a new one may get the very place on the disk that our lock is named by. */
static gboolean
holds_lock (TlDocument *self, const TlIdentity *identity)
{
  const TlIdentity *own = &self->working->published;

  return self->lock && own->exists && own->device == identity->device && own->inode == identity->inode;
}

/**
 * _tl_publish_place:
 * @target: the file that is, or becomes, the document's own
 * @temporary: a whole copy of the document, beside it
 * @identity: of that copy
 * @acts: how many acts are in it
 * @serial: the document's serial that it has at the least
 * @expected: what should stand under the name @target
 *
 * Puts a copy in place. It is gone from where it was when this returns, one way or the other.
 */
gboolean
_tl_publish_place (TlDocument *self, const char *target, const char *temporary, const TlIdentity *identity, gint64 acts,
                   guint64 serial, const TlIdentity *expected, GError **error)
{
  TlIdentity         there;
  g_autofree char   *kept = NULL;
  g_autoptr (TlLock) lock = NULL;
  gboolean           done, has_lock;

  /* The new file is locked before it can be seen, and the key knows both until it is clear which one it is. */
  has_lock = holds_lock (self, identity);
  if (!has_lock)
    lock = _tl_lock_take (identity, target, error);
  self->working->next = *identity;
  self->working->next_acts = acts;
  self->working->temporary = g_strdup (temporary);
  if ((lock == NULL && !has_lock) || (self->is_safe && !_tl_working_write_key (self->working, error)))
    {
      forget_next (self);
      unlink (temporary);
      return FALSE;
    }
  done = _tl_publish_put_or_keep (temporary, target, identity, expected, &kept, error);
  if (kept)
    {
      adopt (self, kept, identity, serial, &lock);
      _tl_document_set_path (self, kept);
    }
  else if (done || (_tl_identity_get (target, &there, NULL) && _tl_identity_equal (&there, identity)))
    adopt (self, target, identity, serial, &lock);
  forget_next (self);
  return done;
}

/* Publishes to @target, which is, or becomes, the document's own file. */
static gboolean
publish_own (TlDocument *self, const char *target, const TlIdentity *expected, GError **error)
{
  TlIdentity       identity;
  g_autofree char *temporary = write_beside (self->sql, target, &identity, error);

  return temporary && _tl_publish_place (self, target, temporary, &identity, self->acts, self->serial, expected, error);
}

/**
 * _tl_publish_prepare:
 * @target: (out) (nullable): the file to write; %NULL where it has everything already
 *
 * Returns: %FALSE where the document cannot be published
 */
gboolean
_tl_publish_prepare (TlDocument *self, char **target, GError **error)
{
  g_autofree char *resolved = NULL;
  TlIdentity       there;

  *target = NULL;
  if (self->is_read_only || self->path == NULL)
    {
      g_set_error_literal (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_READ_ONLY,
                           self->path ? _("The journey was opened only to look at. Save a copy somewhere else.")
                                      : _("The journey has no file yet. Save it under a name."));
      return FALSE;
    }
  if (self->is_publishing)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED, _("The journey is just being saved."));
      return FALSE;
    }
  if (!check_room (self, error) || (resolved = _tl_place_resolve (self->path, error)) == NULL ||
      !_tl_identity_get (resolved, &there, error))
    return FALSE;
  if (!tl_document_is_modified (self) && _tl_identity_equal (&there, &self->working->published))
    return TRUE;
  if (!_tl_place_is_writable (resolved, error))
    return FALSE;
  *target = g_steal_pointer (&resolved);
  return TRUE;
}

/**
 * _tl_publish_write_copy:
 * @working_file: the file a document is worked on in, in WAL mode
 * @target: the file to write beside
 * @identity: (out): of the copy
 * @acts: (out): how many acts are in it
 *
 * Writes a whole copy through a connection of its own: in any thread, while edits go on.
 *
 * Returns: (transfer full): its name
 */
char *
_tl_publish_write_copy (const char *working_file, const char *target, TlIdentity *identity, gint64 *acts, GError **error)
{
  TlSql           *sql = _tl_sql_open (working_file, error);
  g_autofree char *temporary = sql ? write_beside (sql, target, identity, error) : NULL;

  g_clear_pointer (&sql, _tl_sql_close);
  if (temporary == NULL)
    return NULL;
  sql = _tl_sql_open (temporary, error);
  if (sql && _tl_sql_int (sql, acts, error, "SELECT value FROM state WHERE name = 'acts'", ""))
    {
      _tl_sql_close (sql);
      return g_steal_pointer (&temporary);
    }
  g_clear_pointer (&sql, _tl_sql_close);
  unlink (temporary);
  return NULL;
}

/**
 * tl_document_publish:
 * @self: a document with a file
 * @error: return location
 *
 * Puts the journey into the person's file, whole. If somebody else changed that meanwhile, both are kept: theirs under
 * its name, ours beside it, and the document goes on with that.
 *
 * Returns: %FALSE with %TL_DOCUMENT_ERROR_CHANGED naming the file beside, %TL_DOCUMENT_ERROR_READ_ONLY or another error,
 *   when what stood there stands there still, and the working file has everything
 */
gboolean
tl_document_publish (TlDocument *self, GError **error)
{
  g_autofree char *target = NULL;

  g_return_val_if_fail (TL_IS_DOCUMENT (self), FALSE);
  if (!_tl_publish_prepare (self, &target, error))
    return FALSE;
  return target == NULL || publish_own (self, target, &self->working->published, error);
}

/* A copy goes to @target; the document stays with the file it has. */
static gboolean
publish_copy (TlDocument *self, const char *target, const TlIdentity *expected,
              gboolean (*strip) (const char *path, GError **error), GError **error)
{
  TlIdentity         identity;
  g_autofree char   *temporary = NULL;
  g_autofree char   *kept = NULL;
  g_autoptr (TlLock) lock = expected->exists ? _tl_lock_take (expected, target, error) : NULL;

  if (expected->exists && lock == NULL)
    return FALSE;
  temporary = write_beside (self->sql, target, &identity, error);
  if (temporary == NULL)
    return FALSE;
  if (strip && (!strip (temporary, error) || !finish_copy (temporary, target, &identity, error)))
    {
      unlink (temporary);
      return FALSE;
    }
  return _tl_publish_put_or_keep (temporary, target, &identity, expected, &kept, error);
}

static gboolean
is_own (TlDocument *self, const char *target)
{
  g_autofree char *own = self->path ? _tl_place_resolve (self->path, NULL) : NULL;

  return g_strcmp0 (own, target) == 0;
}

/**
 * tl_document_publish_to:
 * @self: a document
 * @path: a file's name
 * @error: return location
 *
 * Puts the journey into the file @path, whole, in the place of what stands there. A document that has no file yet takes
 * it for its own; any other one stays with its own, and this is a copy.
 *
 * Returns: %FALSE with an error as of tl_document_publish(), or %TL_DOCUMENT_ERROR_LOCKED where another program writes it
 */
gboolean
tl_document_publish_to (TlDocument *self, const char *path, GError **error)
{
  g_autofree char   *target = NULL;
  g_autoptr (TlLock) lock = NULL;
  TlIdentity         there;

  g_return_val_if_fail (TL_IS_DOCUMENT (self), FALSE);
  if (!check_room (self, error) || (target = _tl_place_resolve (path, error)) == NULL)
    return FALSE;
  if (is_own (self, target))
    return tl_document_publish (self, error);
  if (!_tl_place_is_writable (target, error) || !_tl_identity_get (target, &there, error))
    return FALSE;
  if (self->path)
    return publish_copy (self, target, &there, NULL, error);

  if (there.exists && (lock = _tl_lock_take (&there, target, error)) == NULL)
    return FALSE;
  if (!publish_own (self, target, &there, error))
    return FALSE;
  _tl_document_set_path (self, path);
  return TRUE;
}

static gboolean
copy_to (TlDocument *self, const char *path, gboolean (*strip) (const char *path, GError **error), GError **error)
{
  g_autofree char *target = NULL;
  TlIdentity       there;

  g_return_val_if_fail (TL_IS_DOCUMENT (self), FALSE);
  if (!check_room (self, error) || (target = _tl_place_resolve (path, error)) == NULL)
    return FALSE;
  if (is_own (self, target))
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID,
                   strip ? _("A copy without history needs a name of its own.") : _("A copy needs a name of its own."));
      return FALSE;
    }
  return _tl_place_is_writable (target, error) && _tl_identity_get (target, &there, error) &&
         publish_copy (self, target, &there, strip, error);
}

/**
 * tl_document_copy_to:
 * @self: a document
 * @path: a file's name, not that of the document's own file
 * @error: return location
 *
 * Puts a copy, history and all, into the file @path. The document stays with the file it has, or with none.
 *
 * Returns: %FALSE with an error as of tl_document_publish_to()
 */
gboolean
tl_document_copy_to (TlDocument *self, const char *path, GError **error)
{
  return copy_to (self, path, NULL, error);
}

/* Takes the history out of a copy, and all that only the history could bring back. */
static gboolean
strip_history (const char *path, GError **error)
{
  g_autoptr (TlDocument) copy = g_object_new (TL_TYPE_DOCUMENT, NULL);

  copy->sql = _tl_sql_open (path, error);
  if (copy->sql == NULL || !_tl_sql_exec (copy->sql, "PRAGMA journal_mode = MEMORY", error) ||
      !_tl_history_refresh (copy, error) || !_tl_sql_begin (copy->sql, error))
    return FALSE;
  return _tl_history_cut (copy, error) && _tl_evidence_forget (copy, G_MAXINT64, error) &&
         _tl_sql_exec (copy->sql, "DELETE FROM change; DELETE FROM edit;"
                                  " UPDATE state SET value = 0 WHERE name IN ('acts', 'edits')", error) &&
         /* Whoever gets the copy must not be able to try customers' ids. */
         _tl_customer_key_remove (copy->sql, error) &&
         _tl_sql_commit (copy->sql, error) && _tl_sql_exec (copy->sql, "VACUUM", error);
}

/**
 * tl_document_share_to:
 * @self: a document
 * @path: a file's name
 * @error: return location
 *
 * Puts a copy without history into the file @path: nothing that was deleted or undone is in it.
 *
 * Returns: %FALSE with an error as of tl_document_publish_to()
 */
gboolean
tl_document_share_to (TlDocument *self, const char *path, GError **error)
{
  return copy_to (self, path, strip_history, error);
}
