/* tl-replace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-replace.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tl-place-private.h"

typedef struct
{
  const void *bytes;
  gsize       length;
} Bytes;

static gboolean
write_all (int fd, const char *bytes, gsize length, const char *path, GError **error)
{
  while (length > 0)
    {
      ssize_t n = write (fd, bytes, MIN (length, 1 << 30));

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          _tl_place_set_error (errno, path, error);
          return FALSE;
        }
      bytes += n;
      length -= (gsize) n;
    }
  return TRUE;
}

/* The descriptor that names such as /dev/stdout stand for, or -1: what a shell has opened is written where it stands. */
static int
find_descriptor (const char *path)
{
  const char *number = NULL;
  guint64     fd;

  if (strcmp (path, "/dev/stdout") == 0)
    return STDOUT_FILENO;
  if (strcmp (path, "/dev/stderr") == 0)
    return STDERR_FILENO;
  if (g_str_has_prefix (path, "/dev/fd/"))
    number = path + strlen ("/dev/fd/");
  else if (g_str_has_prefix (path, "/proc/self/fd/"))
    number = path + strlen ("/proc/self/fd/");
  return number && g_ascii_string_to_unsigned (number, 10, 0, 65535, &fd, NULL) ? (int) fd : -1;
}

/* What is no file of its own (a pipe, a terminal, /dev/null) cannot be replaced: it is opened and written. */
static int
open_special (const char *path, GError **error)
{
  int         fd = find_descriptor (path);
  struct stat about;

  if (fd >= 0)
    {
      fflush (NULL);
      fd = fcntl (fd, F_DUPFD_CLOEXEC, 3);
    }
  else if (stat (path, &about) == 0 && !S_ISREG (about.st_mode) && !S_ISDIR (about.st_mode))
    fd = open (path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  else
    return -1;
  if (fd < 0)
    _tl_place_set_error (errno, path, error);
  return fd;
}

static gboolean
is_special (const char *path)
{
  struct stat about;

  return find_descriptor (path) >= 0 || (stat (path, &about) == 0 && !S_ISREG (about.st_mode) && !S_ISDIR (about.st_mode));
}

static gboolean
copy_to (int fd, const char *temporary, const char *path, GError **error)
{
  g_autofree char *buffer = g_malloc (1 << 16);
  int              from = open (temporary, O_RDONLY | O_CLOEXEC);
  ssize_t          n = from < 0 ? -1 : 0;

  while (from >= 0 && (n = read (from, buffer, 1 << 16)) > 0)
    if (!write_all (fd, buffer, (gsize) n, path, error))
      break;
  if (n < 0)
    _tl_place_set_error (errno, path, error);
  if (from >= 0)
    close (from);
  return n == 0;
}

static gboolean
write_special (const char *path, gboolean (*write) (const char *, gpointer, GError **), gpointer data, GError **error)
{
  g_autofree char *temporary = g_build_filename (g_get_tmp_dir (), "throughline-XXXXXX", NULL);
  int              fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  int              out;
  gboolean         done = FALSE;

  if (fd < 0)
    {
      _tl_place_set_error (errno, temporary, error);
      return FALSE;
    }
  close (fd);
  if (write (temporary, data, error) && (out = open_special (path, error)) >= 0)
    {
      done = copy_to (out, temporary, path, error);
      close (out);
    }
  unlink (temporary);
  return done;
}

static gboolean
write_bytes (const char *temporary, gpointer data, GError **error)
{
  const Bytes *what = data;
  int          fd = open (temporary, O_WRONLY | O_TRUNC | O_CLOEXEC);
  gboolean     done;

  if (fd < 0)
    {
      _tl_place_set_error (errno, temporary, error);
      return FALSE;
    }
  done = write_all (fd, what->bytes, what->length, temporary, error);
  if (close (fd) != 0 && done)
    {
      _tl_place_set_error (errno, temporary, error);
      return FALSE;
    }
  return done;
}

/**
 * tl_replace_bytes:
 * @path: the file to write
 * @bytes: (array length=length): what shall be in it
 * @length: how many
 * @error: return location
 *
 * Writes a file whole, or leaves what stood there as it was. See tl_replace_with().
 *
 * Returns: %FALSE with a %TL_DOCUMENT_ERROR
 */
gboolean
tl_replace_bytes (const char *path, const void *bytes, gsize length, GError **error)
{
  Bytes what = { bytes, length };

  if (is_special (path))
    {
      int      fd = open_special (path, error);
      gboolean done = fd >= 0 && write_all (fd, bytes, length, path, error);

      if (fd >= 0)
        close (fd);
      return done;
    }
  return tl_replace_with (path, write_bytes, &what, error);
}

/**
 * tl_replace_with:
 * @path: the file to write
 * @write: (scope call): writes the contents into an empty file that is there already
 * @data: for @write
 * @error: return location
 *
 * Has a file written beside @path, brings it to the disk and puts it in place in one step: at no moment is there half a
 * file, and if anything fails what stood there stands there still. Links are followed; mode and extended attributes are
 * kept. What is no file of its own, such as a pipe or `/dev/stdout`, is written straight.
 *
 * Returns: %FALSE with a %TL_DOCUMENT_ERROR or what @write said
 */
gboolean
tl_replace_with (const char *path, gboolean (*write) (const char *temporary, gpointer data, GError **error),
                 gpointer data, GError **error)
{
  g_autofree char *target = NULL;
  g_autofree char *temporary = NULL;

  if (is_special (path))
    return write_special (path, write, data, error);
  target = _tl_place_resolve (path, error);
  if (target == NULL || !_tl_place_is_writable (target, error))
    return FALSE;
  temporary = _tl_place_make_temporary (target, error);
  if (temporary == NULL)
    return FALSE;
  if (write (temporary, data, error) && _tl_place_dress (temporary, target, error))
    {
      if (rename (temporary, target) == 0)
        return _tl_place_sync_folder_of (target, error);
      _tl_place_set_error (errno, target, error);
    }
  unlink (temporary);
  return FALSE;
}
