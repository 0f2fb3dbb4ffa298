/* tl-lock.c
 *
 * A lock is a small file named by the device and inode of what it is for, held by flock(): it goes when its holder
 * goes, however that happens. It is never the person's file that is locked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-lock-private.h"

#include "tl-holder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* How often, and how many µs apart, a lock that is taken is tried again. */
#define TRIES 3
#define WAIT 5000

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

/* All programs of one person must look in the same place, also those that were started without a session (by a timer,
   through a remote shell): they know the runtime directory by its usual name. */
static char *
get_lock_folder (GError **error)
{
  g_autofree char *usual = g_strdup_printf ("/run/user/%lu", (gulong) geteuid ());
  const char      *named = g_getenv ("XDG_RUNTIME_DIR");
  const char      *runtime = named && g_path_is_absolute (named) ? named : usual;
  g_autofree char *folder = g_build_filename (runtime, "throughline", NULL);

  if (is_own_folder (runtime) && (g_mkdir (folder, 0700) == 0 || errno == EEXIST) && is_own_folder (folder))
    return g_steal_pointer (&folder);
  return _tl_lock_get_state_folder ("locks", TRUE, error);
}

static char *
get_lock_file (const TlIdentity *identity, GError **error)
{
  g_autofree char *folder = get_lock_folder (error);
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x.lock", identity->device,
                                           identity->inode);

  return folder ? g_build_filename (folder, name, NULL) : NULL;
}

/* Who we are, for those who find the lock taken: process, program, host, since when; one a line. */
static void
write_holder (int fd)
{
  g_autofree char *program = g_strdup (g_get_application_name ());
  g_autofree char *text = NULL;

  g_strdelimit (g_strstrip (program ? program : (program = g_strdup (""))), "\n\r", ' ');
  text = g_strdup_printf ("%ld\n%.100s\n%.100s\n%" G_GINT64_FORMAT "\n", (long) getpid (), program, g_get_host_name (),
                          g_get_real_time () / G_USEC_PER_SEC);
  if (ftruncate (fd, 0) == 0)
    (void) !pwrite (fd, text, strlen (text), 0);
}

/* A line of a lock file, or NULL where it says nothing that can be shown. */
static char *
take_line (char **lines, guint n)
{
  if (n >= g_strv_length (lines) || *lines[n] == '\0' || !g_utf8_validate (lines[n], -1, NULL))
    return NULL;
  return g_strdup (lines[n]);
}

static TlHolder *
read_holder (int fd)
{
  char             text[512] = { 0 };
  ssize_t          n = pread (fd, text, sizeof text - 1, 0);
  g_auto (GStrv)   lines = g_strsplit (n > 0 ? text : "", "\n", 5);
  TlHolder        *self = g_new0 (TlHolder, 1);

  if (g_strv_length (lines) > 0)
    self->process = g_ascii_strtoll (lines[0], NULL, 10);
  self->program = take_line (lines, 1);
  self->host = take_line (lines, 2);
  if (g_strv_length (lines) > 3)
    self->since = g_ascii_strtoll (lines[3], NULL, 10);
  return self;
}

/**
 * tl_holder_free:
 */
void
tl_holder_free (TlHolder *self)
{
  if (self == NULL)
    return;
  g_free (self->program);
  g_free (self->host);
  g_free (self);
}

/* A time as people say it: today's without the day. */
static char *
say_time (gint64 seconds)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (seconds);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (then == NULL || now == NULL)
    return g_strdup ("?");
  if (g_date_time_get_year (then) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (now))
    /* Translators: a time of today, as g_date_time_format() has it. */
    return g_date_time_format (then, C_ ("since", "%H:%M"));
  /* Translators: a time of another day, as g_date_time_format() has it. */
  return g_date_time_format (then, C_ ("since", "%-d %B %Y, %H:%M"));
}

/**
 * tl_holder_dup_words:
 * @self: (nullable): who has a file
 *
 * Returns: (transfer full): who that is, to stand inside a sentence: “Throughline, since 14:05 (process 123)”
 */
char *
tl_holder_dup_words (const TlHolder *self)
{
  const char      *program = self && self->program ? self->program : _("another program");
  g_autofree char *since = NULL;
  g_autofree char *process = NULL;

  if (self == NULL || self->since <= 0 || self->process <= 0)
    return g_strdup (program);
  process = g_strdup_printf ("%" G_GINT64_FORMAT, self->process);
  since = say_time (self->since);
  if (self->host && strcmp (self->host, g_get_host_name ()) != 0)
    /* Translators: a program, the name of a computer, a time, a number. Stands in “… is open in %s.” */
    return g_strdup_printf (_("%s on %s, since %s (process %s)"), program, self->host, since, process);
  /* Translators: a program, a time, a number. Stands in “… is open in %s.” */
  return g_strdup_printf (_("%s, since %s (process %s)"), program, since, process);
}

/* The words for @path being had by @self. */
static void
set_locked_error (const TlHolder *self, const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_basename (path);
  g_autofree char *who = tl_holder_dup_words (self);

  g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_LOCKED,
               /* Translators: a file's name, and a program with when it was opened there. */
               _("“%s” is open already in %s. Close it there first, open it only to look at, or open a copy."), shown, who);
}

/* Whether @fd is what stands under the name: whoever had the lock takes the file away. */
static gboolean
is_in_place (int fd, const char *path)
{
  struct stat mine, there;

  return fstat (fd, &mine) == 0 && stat (path, &there) == 0 && mine.st_ino == there.st_ino && mine.st_dev == there.st_dev;
}

/**
 * _tl_lock_open_file:
 * @path: a lock file's name
 * @holder: (out) (optional) (nullable): who has it, where somebody has
 *
 * Returns: a descriptor that holds the lock; -1 with errno, which is `EWOULDBLOCK` where somebody else has it
 */
int
_tl_lock_open_file (const char *path, TlHolder **holder)
{
  for (int i = 0; i < 100; i++)
    {
      int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

      if (fd < 0)
        return -1;
      if (flock (fd, LOCK_EX | LOCK_NB) != 0)
        {
          int number = errno;

          if (holder)
            *holder = read_holder (fd);
          close (fd);
          errno = number;
          return -1;
        }
      if (is_in_place (fd, path))
        {
          write_holder (fd);
          return fd;
        }
      close (fd);
    }
  errno = EAGAIN;
  return -1;
}

/**
 * tl_holder_find:
 * @path: a journey's file, in whatever format
 *
 * Returns: (transfer full) (nullable): who has it open to write, this program or another; %NULL where nobody has
 */
TlHolder *
tl_holder_find (const char *path)
{
  g_autofree char *target = _tl_place_resolve (path, NULL);
  g_autofree char *file = NULL;
  TlIdentity       identity;
  TlHolder        *holder = NULL;
  int              fd;

  if (target == NULL || !_tl_identity_get (target, &identity, NULL) || !identity.exists ||
      (file = get_lock_file (&identity, NULL)) == NULL)
    return NULL;
  fd = open (file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0)
    return NULL;
  if (flock (fd, LOCK_SH | LOCK_NB) != 0)
    holder = read_holder (fd);
  close (fd);
  return holder;
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
  g_autofree char     *file = get_lock_file (identity, error);
  g_autoptr (TlHolder) holder = NULL;
  TlLock              *self;
  int                  fd;

  if (file == NULL)
    return NULL;
  /* Somebody may just be looking whether it is taken. */
  for (int i = 0; (fd = _tl_lock_open_file (file, &holder)) < 0 && errno == EWOULDBLOCK && i < TRIES; i++)
    {
      g_clear_pointer (&holder, tl_holder_free);
      g_usleep (WAIT);
    }
  if (fd >= 0)
    {
      self = g_new0 (TlLock, 1);
      self->path = g_steal_pointer (&file);
      self->fd = fd;
      return self;
    }
  if (errno == EWOULDBLOCK)
    set_locked_error (holder, path, error);
  else
    _tl_place_set_error (errno, file, error);
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
