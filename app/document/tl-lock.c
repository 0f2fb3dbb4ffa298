/* tl-lock.c
 *
 * A lock is a small file named by the device and inode of what it is for, held by flock(): it goes when its holder
 * goes, however that happens. It is never the person's file that is locked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-lock-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

struct _TlLock
{
  char *path;
  int   fd;
};

static gboolean
is_own_folder (const char *folder)
{
  struct stat about;

  return lstat (folder, &about) == 0 && S_ISDIR (about.st_mode) && about.st_uid == geteuid () &&
         (about.st_mode & 0022) == 0 && access (folder, W_OK | X_OK) == 0;
}

/**
 * _tl_lock_get_state_folder:
 * @name: a folder of ours in the state directory
 * @may_be_temporary: whether a folder among the temporary files will do where there can be no state directory
 *
 * Returns: (transfer full): the folder, made if it is not there, for its owner alone
 */
char *
_tl_lock_get_state_folder (const char *name, gboolean may_be_temporary, GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "throughline", name, NULL);
  g_autofree char *ours = NULL;
  g_autofree char *temporary = NULL;
  int              number;

  if (g_mkdir_with_parents (folder, 0700) == 0 && is_own_folder (folder))
    return g_steal_pointer (&folder);
  number = errno;
  if (may_be_temporary)
    {
      ours = g_strdup_printf ("throughline-%lu", (gulong) geteuid ());
      temporary = g_build_filename (g_get_tmp_dir (), ours, NULL);
      if ((g_mkdir (temporary, 0700) == 0 || errno == EEXIST) && is_own_folder (temporary))
        {
          g_free (folder);
          folder = g_build_filename (temporary, name, NULL);
          if ((g_mkdir (folder, 0700) == 0 || errno == EEXIST) && is_own_folder (folder))
            return g_steal_pointer (&folder);
        }
    }
  _tl_place_set_error (number ? number : EACCES, folder, error);
  return NULL;
}

static char *
get_lock_folder (GError **error)
{
  const char      *runtime = g_getenv ("XDG_RUNTIME_DIR");
  g_autofree char *folder = NULL;

  if (runtime && g_path_is_absolute (runtime))
    {
      folder = g_build_filename (runtime, "throughline", NULL);
      if ((g_mkdir (folder, 0700) == 0 || errno == EEXIST) && is_own_folder (folder))
        return g_steal_pointer (&folder);
    }
  return _tl_lock_get_state_folder ("locks", TRUE, error);
}

static char *
read_owner (int fd)
{
  char    text[32] = { 0 };
  ssize_t n = pread (fd, text, sizeof text - 1, 0);

  return g_strndup (text, n > 0 ? strspn (text, "0123456789") : 0);
}

/**
 * _tl_lock_open_file:
 * @path: a lock file's name
 * @owner: (out) (optional) (nullable): the process that has it, where somebody has
 *
 * Returns: a descriptor that holds the lock; -1 with errno, which is `EWOULDBLOCK` where somebody else has it
 */
int
_tl_lock_open_file (const char *path, char **owner)
{
  for (int i = 0; i < 100; i++)
    {
      int         fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
      struct stat mine, there;
      char        text[32];

      if (fd < 0)
        return -1;
      if (flock (fd, LOCK_EX | LOCK_NB) != 0)
        {
          int number = errno;

          if (owner)
            *owner = read_owner (fd);
          close (fd);
          errno = number;
          return -1;
        }
      /* Whoever had it takes the file away: then ours has no name any more, and locks nothing. */
      if (fstat (fd, &mine) == 0 && stat (path, &there) == 0 && mine.st_ino == there.st_ino && mine.st_dev == there.st_dev)
        {
          g_snprintf (text, sizeof text, "%ld\n", (long) getpid ());
          if (ftruncate (fd, 0) == 0)
            (void) !pwrite (fd, text, strlen (text), 0);
          return fd;
        }
      close (fd);
    }
  errno = EAGAIN;
  return -1;
}

/**
 * _tl_lock_take:
 * @identity: the file that is to be written
 * @path: its name, for the message
 *
 * Returns: (transfer full): the lock; %NULL with %TL_DOCUMENT_ERROR_LOCKED where somebody has it
 */
TlLock *
_tl_lock_take (const TlIdentity *identity, const char *path, GError **error)
{
  g_autofree char *folder = get_lock_folder (error);
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;
  g_autofree char *owner = NULL;
  g_autofree char *shown = NULL;
  TlLock          *self;
  int              fd;

  if (folder == NULL)
    return NULL;
  name = g_strdup_printf ("%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x.lock", identity->device, identity->inode);
  file = g_build_filename (folder, name, NULL);
  fd = _tl_lock_open_file (file, &owner);
  if (fd >= 0)
    {
      self = g_new0 (TlLock, 1);
      self->path = g_steal_pointer (&file);
      self->fd = fd;
      return self;
    }
  if (errno != EWOULDBLOCK)
    {
      _tl_place_set_error (errno, file, error);
      return NULL;
    }
  shown = g_filename_display_basename (path);
  if (owner && *owner)
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_LOCKED,
                 _("“%s” is open for writing already (process %s). Close it there first, or open it only to look at."),
                 shown, owner);
  else
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_LOCKED,
                 _("“%s” is open for writing already. Close it there first, or open it only to look at."), shown);
  return NULL;
}

/**
 * _tl_lock_release:
 */
void
_tl_lock_release (TlLock *self)
{
  if (self == NULL)
    return;
  unlink (self->path);
  close (self->fd);
  g_free (self->path);
  g_free (self);
}
