/* tl-place.c
 *
 * A file is put in place whole: written beside, synced, and given the name in one step of the file system.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-place-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

#define MAX_LINKS 32
#define MAX_NAME 255

/**
 * _tl_place_set_error:
 * @number: an errno
 * @path: the file it happened to
 *
 * Puts the system's trouble into words for people.
 */
void
_tl_place_set_error (int number, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  switch (number)
    {
    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_READ_ONLY,
                   _("“%s” cannot be written: the file or its folder is read-only for you. Save a copy somewhere else."),
                   name);
      break;

    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED,
                   _("There is no room on the disk for “%s”. What stood there is still there; make room and try again."),
                   name);
      break;

    case ENOENT:
    case ENOTDIR:
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED,
                   _("“%s” cannot be written: there is no such folder."), name);
      break;

    default:
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED, _("“%s” cannot be written: %s."), name,
                   g_strerror (number));
      break;
    }
}

void
_tl_identity_from_stat (TlIdentity *self, const struct stat *about)
{
  self->exists = TRUE;
  self->device = about->st_dev;
  self->inode = about->st_ino;
  self->size = about->st_size;
  self->seconds = about->st_mtim.tv_sec;
  self->nanoseconds = about->st_mtim.tv_nsec;
}

/**
 * _tl_identity_get:
 *
 * Looks at what stands under @path, which may be nothing.
 *
 * Returns: %FALSE where even that cannot be seen
 */
gboolean
_tl_identity_get (const char *path, TlIdentity *identity, GError **error)
{
  struct stat about;

  *identity = (TlIdentity) { FALSE };
  if (stat (path, &about) == 0)
    {
      _tl_identity_from_stat (identity, &about);
      return TRUE;
    }
  if (errno == ENOENT || errno == ENOTDIR)
    return TRUE;
  _tl_place_set_error (errno, path, error);
  return FALSE;
}

gboolean
_tl_identity_equal (const TlIdentity *a, const TlIdentity *b)
{
  if (a->exists != b->exists)
    return FALSE;
  return !a->exists || (a->device == b->device && a->inode == b->inode && a->size == b->size &&
                        a->seconds == b->seconds && a->nanoseconds == b->nanoseconds);
}

/**
 * _tl_place_resolve:
 * @path: a file name, absolute or not; may be a link, whose target need not be there yet
 *
 * Returns: (transfer full): the file that is meant, absolute and without links
 */
char *
_tl_place_resolve (const char *path, GError **error)
{
  g_autofree char *now = g_canonicalize_filename (path, NULL);

  for (int i = 0; i < MAX_LINKS; i++)
    {
      char            *real = realpath (now, NULL);
      g_autofree char *folder = NULL;
      g_autofree char *name = NULL;
      g_autofree char *link = NULL;
      g_autofree char *there = NULL;

      if (real)
        {
          char *copy = g_strdup (real);

          free (real);
          return copy;
        }
      if (errno != ENOENT)
        break;
      folder = g_path_get_dirname (now);
      name = g_path_get_basename (now);
      real = realpath (folder, NULL);
      if (real == NULL)
        break;
      there = g_build_filename (real, name, NULL);
      free (real);
      link = g_file_read_link (there, NULL);
      if (link == NULL)
        return g_steal_pointer (&there);
      real = realpath (folder, NULL);
      g_free (now);
      now = real ? g_canonicalize_filename (link, real) : g_strdup (link);
      free (real);
      errno = ELOOP;
    }
  _tl_place_set_error (errno, path, error);
  return NULL;
}

static void
fill_with_letters (char *letters, gsize n)
{
  for (gsize i = 0; i < n; i++)
    letters[i] = "abcdefghijklmnopqrstuvwxyz0123456789"[g_random_int_range (0, 36)];
}

/**
 * _tl_place_make_temporary:
 * @target: where the file shall go in the end
 *
 * Makes an empty hidden file in the same folder, for its owner alone.
 *
 * Returns: (transfer full): its name
 */
char *
_tl_place_make_temporary (const char *target, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *name = g_path_get_basename (target);
  char             letters[9] = { 0 };

  /* SQLite looks beside it for a journal, whose name is longer by eight letters. */
  if (strlen (name) > MAX_NAME - 24)
    name[MAX_NAME - 24] = '\0';
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *hidden = NULL;
      g_autofree char *path = NULL;
      int              fd;

      fill_with_letters (letters, 8);
      hidden = g_strdup_printf (".%s.%s", name, letters);
      path = g_build_filename (folder, hidden, NULL);
      fd = open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
      if (fd >= 0)
        {
          close (fd);
          return g_steal_pointer (&path);
        }
      if (errno != EEXIST)
        break;
    }
  _tl_place_set_error (errno, target, error);
  return NULL;
}

static void
copy_attributes (const char *from, int to)
{
  ssize_t          size = listxattr (from, NULL, 0);
  g_autofree char *names = NULL;

  if (size <= 0)
    return;
  names = g_malloc ((gsize) size);
  size = listxattr (from, names, (gsize) size);
  for (const char *name = names; size > 0 && name < names + size; name += strlen (name) + 1)
    {
      ssize_t          length = getxattr (from, name, NULL, 0);
      g_autofree char *value = NULL;

      if (length < 0)
        continue;
      value = g_malloc ((gsize) length + 1);
      length = getxattr (from, name, value, (gsize) length);
      /* Some belong to the system and cannot be set: they are not ours to keep. */
      if (length >= 0)
        (void) !fsetxattr (to, name, value, (gsize) length, 0);
    }
}

/**
 * _tl_place_dress:
 * @temporary: a file of ours
 * @target: the name it shall have
 *
 * Gives @temporary the group, mode and extended attributes of the file under @target, or a new file's mode where there
 * is none, and brings it to the disk.
 */
gboolean
_tl_place_dress (const char *temporary, const char *target, GError **error)
{
  int         fd = open (temporary, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  struct stat about, mine;
  gboolean    done;

  if (fd < 0)
    {
      _tl_place_set_error (errno, target, error);
      return FALSE;
    }
  if (stat (target, &about) == 0 && fstat (fd, &mine) == 0)
    {
      mode_t mode = about.st_mode & 0777;

      /* Only the administrator can give a file away; for others it becomes theirs. */
      if (mine.st_uid != about.st_uid)
        (void) !fchown (fd, about.st_uid, (gid_t) -1);
      /* Where the group cannot be kept, what was for the group is for nobody. */
      if (mine.st_gid != about.st_gid && fchown (fd, (uid_t) -1, about.st_gid) != 0)
        mode &= (mode_t) ~0070;
      (void) !fchmod (fd, mode);
      copy_attributes (target, fd);
    }
  else
    {
      mode_t mask = umask (0);

      umask (mask);
      (void) !fchmod (fd, 0666 & ~mask);
    }
  done = fsync (fd) == 0;
  if (!done)
    _tl_place_set_error (errno, target, error);
  if (close (fd) != 0 && done)
    {
      _tl_place_set_error (errno, target, error);
      return FALSE;
    }
  return done;
}

gboolean
_tl_place_sync_file (const char *path, GError **error)
{
  int      fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    _tl_place_set_error (errno, path, error);
  if (fd >= 0)
    close (fd);
  return done;
}

/**
 * _tl_place_sync_folder_of:
 *
 * Brings to the disk that @path stands where it stands. Some file systems cannot sync a folder, and need not.
 */
gboolean
_tl_place_sync_folder_of (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int              fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean         done;

  /* A folder that may be written but not read cannot be synced; the file itself is whole all the same. */
  if (fd < 0)
    return TRUE;
  done = fsync (fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
  if (!done)
    _tl_place_set_error (errno, path, error);
  close (fd);
  return done;
}

/**
 * _tl_place_is_writable:
 * @target: a resolved name
 *
 * A file marked read-only is not to be replaced, though its folder would allow it.
 */
gboolean
_tl_place_is_writable (const char *target, GError **error)
{
  struct stat about;

  if (stat (target, &about) != 0)
    return TRUE;
  if (S_ISDIR (about.st_mode))
    {
      _tl_place_set_error (EISDIR, target, error);
      return FALSE;
    }
  if (access (target, W_OK) == 0)
    return TRUE;
  _tl_place_set_error (errno, target, error);
  return FALSE;
}

/* Our file was exchanged with what stood under the name: was that what we knew? If not, all goes back. */
static TlPlaced
look_at_exchanged (const char *temporary, const char *target, const TlIdentity *expected, GError **error)
{
  TlIdentity came_out;

  if (!_tl_identity_get (temporary, &came_out, error))
    return TL_PLACED_ERROR;
  if (_tl_identity_equal (&came_out, expected))
    {
      unlink (temporary);
      return TL_PLACED;
    }
  if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, target, RENAME_EXCHANGE) == 0)
    return TL_PLACED_NOT;
  _tl_place_set_error (errno, target, error);
  return TL_PLACED_ERROR;
}

/* Where the file system cannot exchange: look, then rename. Between the two is a moment that nothing can close. */
static TlPlaced
compare_and_rename (const char *temporary, const char *target, const TlIdentity *expected, GError **error)
{
  TlIdentity there;

  if (!_tl_identity_get (target, &there, error))
    return TL_PLACED_ERROR;
  if (there.exists && !_tl_identity_equal (&there, expected))
    return TL_PLACED_NOT;
  if (rename (temporary, target) == 0)
    return TL_PLACED;
  _tl_place_set_error (errno, target, error);
  return TL_PLACED_ERROR;
}

/**
 * _tl_place_put:
 * @temporary: a whole, synced file in the folder of @target
 * @target: the name it shall have
 * @expected: what should stand under that name now
 *
 * Gives our file the name, but only in the place of what we know. A name under which nothing stands any more is free.
 */
TlPlaced
_tl_place_put (const char *temporary, const char *target, const TlIdentity *expected, GError **error)
{
  TlPlaced placed;

  if (expected->exists && renameat2 (AT_FDCWD, temporary, AT_FDCWD, target, RENAME_EXCHANGE) == 0)
    placed = look_at_exchanged (temporary, target, expected, error);
  else if ((!expected->exists || errno == ENOENT) &&
           renameat2 (AT_FDCWD, temporary, AT_FDCWD, target, RENAME_NOREPLACE) == 0)
    placed = TL_PLACED;
  else if (errno == EEXIST)
    placed = TL_PLACED_NOT;
  else if (errno == EINVAL || errno == ENOSYS || errno == ENOTSUP)
    placed = compare_and_rename (temporary, target, expected, error);
  else
    {
      _tl_place_set_error (errno, target, error);
      placed = TL_PLACED_ERROR;
    }
  if (placed == TL_PLACED && !_tl_place_sync_folder_of (target, error))
    return TL_PLACED_ERROR;
  return placed;
}

static char *
make_conflict_name (const char *target, guint n)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char      *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char      *folder = g_path_get_dirname (target);
  g_autofree char      *stem = g_path_get_basename (target);
  g_autofree char      *name = NULL;
  g_autofree char      *extension = NULL;
  char                 *dot = strrchr (stem, '.');

  if (dot && dot != stem && strlen (dot) < 32)
    {
      extension = g_strdup (dot);
      *dot = '\0';
    }
  while (TRUE)
    {
      gsize length = strlen (stem);

      g_free (name);
      /* Translators: what the name of a file is followed by where two people changed it: the day, a number if needed. */
      name = n < 2 ? g_strdup_printf (_("%s (conflict %s)%s"), stem, day, extension ? extension : "")
                   : g_strdup_printf (_("%s (conflict %s, %u)%s"), stem, day, n, extension ? extension : "");
      if (strlen (name) <= MAX_NAME || length == 0)
        return g_build_filename (folder, name, NULL);
      /* Too long for a file system: letters are taken off whole. */
      do
        stem[--length] = '\0';
      while (length > 0 && !g_utf8_validate (stem, -1, NULL) && length % 4 != 0);
    }
}

/**
 * _tl_place_keep_beside:
 * @temporary: a whole file of ours, in the folder of @target
 * @target: the name that somebody else's version keeps
 *
 * Gives our file a name of its own beside @target.
 *
 * Returns: (transfer full): that name
 */
char *
_tl_place_keep_beside (const char *temporary, const char *target, GError **error)
{
  for (guint n = 1; n < 1000; n++)
    {
      g_autofree char *path = make_conflict_name (target, n);

      if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0 ||
          ((errno == EINVAL || errno == ENOSYS || errno == ENOTSUP) && link (temporary, path) == 0 &&
           unlink (temporary) == 0))
        {
          _tl_place_sync_folder_of (path, NULL);
          return g_steal_pointer (&path);
        }
      if (errno != EEXIST)
        break;
    }
  _tl_place_set_error (errno, target, error);
  return NULL;
}
