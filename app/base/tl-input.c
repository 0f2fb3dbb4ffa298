/* tl-input.c
 *
 * A pipe with a name that nobody writes into would be waited for without end, in opening as in reading. Devices have no
 * end at all. Whoever reads anything but an own file comes through here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-input.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <unistd.h>

#define WAIT 2000 /* milliseconds, for somebody to come and write into a pipe */

/**
 * tl_input_accept:
 * @fd: an open file
 * @about: (out): what is known of it
 *
 * Refuses what can only be read without end.
 *
 * Returns: %FALSE with errno, `ENODEV` for a device
 */
gboolean
tl_input_accept (int fd, struct stat *about)
{
  if (fstat (fd, about) != 0)
    return FALSE;
  if (S_ISBLK (about->st_mode) || (S_ISCHR (about->st_mode) && !isatty (fd)))
    {
      struct stat nothing;

      if (stat ("/dev/null", &nothing) == 0 && nothing.st_rdev == about->st_rdev && S_ISCHR (about->st_mode))
        return TRUE;
      errno = ENODEV;
      return FALSE;
    }
  return TRUE;
}

/**
 * tl_input_open:
 * @path: a file, or a pipe
 * @about: (out): what is known of it
 *
 * Opens what is to be read, without waiting for it. What is no regular file is then read by tl_input_read().
 *
 * Returns: a descriptor; -1 with errno, of which tl_input_strerror() tells
 */
int
tl_input_open (const char *path, struct stat *about)
{
  int fd, number;

  do
    fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0);
  while (fd < 0 && errno == EINTR);
  if (fd < 0 || tl_input_accept (fd, about))
    return fd;
  number = errno;
  close (fd);
  errno = number;
  return -1;
}

/**
 * tl_input_read:
 * @fd: what tl_input_open() opened, or a descriptor of any other kind
 * @buffer: (out caller-allocates): where to
 * @size: how many bytes at the most; some
 *
 * Reads on. Whoever has the other end of a pipe is waited for; for somebody to take it, two seconds.
 *
 * Returns: how many bytes; 0 at the end; -1 with errno, `ETIMEDOUT` where nobody writes into a pipe
 */
gssize
tl_input_read (int fd, void *buffer, gsize size)
{
  for (;;)
    {
      struct pollfd wait = { fd, POLLIN, 0 };
      struct stat   about;
      gssize        n = read (fd, buffer, size);
      int           m;

      if (n > 0)
        return n;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        {
          while (poll (&wait, 1, -1) < 0 && errno == EINTR)
            ;
          continue;
        }
      if (n < 0 || fstat (fd, &about) != 0 || !S_ISFIFO (about.st_mode))
        return n;
      /* The end of a pipe: all have left, or nobody has come yet. */
      do
        m = poll (&wait, 1, WAIT);
      while (m < 0 && errno == EINTR);
      if (m > 0 && (wait.revents & POLLIN))
        continue;
      if (m == 0)
        errno = ETIMEDOUT;
      return m == 0 ? -1 : 0;
    }
}

/**
 * tl_input_strerror:
 * @number: errno
 *
 * Returns: (transfer none): why something cannot be read, as g_strerror() would put it
 */
const char *
tl_input_strerror (int number)
{
  switch (number)
    {
    case ENXIO:
    case ENODEV:
      return _("it is a device or a socket, not a file");
    case ETIMEDOUT:
      return _("it is a pipe, and nobody writes into it");
    default:
      return g_strerror (number);
    }
}
