/* tl-xml-input.c: the bytes of an XML file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-xml-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tl-input.h"

#define CHUNK (64 * 1024)

static void
set_too_large (const char *name, guint64 most, GError **error)
{
  g_autofree char *text = g_format_size_full (most, G_FORMAT_SIZE_IEC_UNITS);

  g_set_error (error, TL_XML_ERROR, TL_XML_ERROR_REFUSED, _("“%s” is larger than %s, the most that can be read."), name,
               text);
}

static void
set_unreadable (const char *name, int number, GError **error)
{
  g_set_error (error, TL_XML_ERROR, TL_XML_ERROR_UNREADABLE, _("“%s” could not be read: %s"), name,
               tl_input_strerror (number));
}

static TlXmlInput *
input_new (const char *name)
{
  TlXmlInput *self = g_new0 (TlXmlInput, 1);

  self->name = g_strdup (name);
  self->fd = -1;
  return self;
}

/* Reads what cannot be read twice (a pipe, a terminal) to its end. */
static GBytes *
read_all (int fd, const char *name, GError **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8                 chunk[CHUNK];

  for (;;)
    {
      gssize n = tl_input_read (fd, chunk, sizeof chunk);

      if (n < 0)
        {
          set_unreadable (name, errno, error);
          return NULL;
        }
      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&all));
      if (all->len + (gsize) n > TL_XML_MAX_PIPE)
        {
          set_too_large (name, TL_XML_MAX_PIPE, error);
          return NULL;
        }
      g_byte_array_append (all, chunk, (guint) n);
    }
}

/**
 * tl_xml_input_new_for_fd:
 * @fd: an open file, or a pipe; it stays the caller's, and open as long as the input lives
 * @name: what to call it in messages
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the input, or %NULL with a %TL_XML_ERROR
 */
TlXmlInput *
tl_xml_input_new_for_fd (int fd, const char *name, GError **error)
{
  g_autoptr (TlXmlInput) self = input_new (name);
  struct stat            about;

  if (!tl_input_accept (fd, &about))
    {
      set_unreadable (name, errno, error);
      return NULL;
    }
  if (S_ISDIR (about.st_mode))
    {
      g_set_error (error, TL_XML_ERROR, TL_XML_ERROR_UNREADABLE, _("“%s” is a folder, not a journey."), name);
      return NULL;
    }
  /* A file of the kernel's says that it is empty. It is read to its end, as a pipe is. */
  if (S_ISREG (about.st_mode) && about.st_size > 0)
    {
      if (about.st_size > TL_XML_MAX_FILE)
        {
          set_too_large (name, TL_XML_MAX_FILE, error);
          return NULL;
        }
      self->fd = fcntl (fd, F_DUPFD_CLOEXEC, 3);
      self->size = about.st_size;
      if (self->fd < 0)
        {
          set_unreadable (name, errno, error);
          return NULL;
        }
      return g_steal_pointer (&self);
    }
  self->bytes = read_all (fd, name, error);
  if (self->bytes == NULL)
    return NULL;
  self->size = (gint64) g_bytes_get_size (self->bytes);
  return g_steal_pointer (&self);
}

/**
 * tl_xml_input_new_for_path:
 * @path: a file
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the input, or %NULL with a %TL_XML_ERROR
 */
TlXmlInput *
tl_xml_input_new_for_path (const char *path, GError **error)
{
  struct stat            about;
  int                    fd = tl_input_open (path, &about);
  g_autoptr (TlXmlInput) self = NULL;

  if (fd < 0)
    {
      int number = errno;

      if (number == ENOENT)
        g_set_error (error, TL_XML_ERROR, TL_XML_ERROR_UNREADABLE, _("There is no file “%s”."), path);
      else if (number == EACCES)
        g_set_error (error, TL_XML_ERROR, TL_XML_ERROR_UNREADABLE, _("You may not read “%s”."), path);
      else
        set_unreadable (path, number, error);
      return NULL;
    }
  self = tl_xml_input_new_for_fd (fd, path, error);
  close (fd);
  return g_steal_pointer (&self);
}

/**
 * tl_xml_input_new_for_bytes:
 * @bytes: all of it
 * @name: what to call it in messages
 *
 * Returns: (transfer full): the input
 */
TlXmlInput *
tl_xml_input_new_for_bytes (GBytes *bytes, const char *name)
{
  TlXmlInput *self = input_new (name);

  self->bytes = g_bytes_ref (bytes);
  self->size = (gint64) g_bytes_get_size (bytes);
  return self;
}

/**
 * tl_xml_input_free:
 */
void
tl_xml_input_free (TlXmlInput *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self);
}

/**
 * tl_xml_input_get_name:
 *
 * Returns: (transfer none): what it is called in messages
 */
const char *
tl_xml_input_get_name (TlXmlInput *self)
{
  return self->name;
}

/* Reads at most @size bytes from @offset on. Returns how many, 0 at the end, -1 with errno set. */
gssize
_tl_xml_input_read (TlXmlInput *self, gint64 offset, void *buffer, gsize size)
{
  gssize n;

  if (offset >= self->size)
    return 0;
  size = (gsize) MIN ((gint64) size, self->size - offset);
  if (self->bytes)
    {
      memcpy (buffer, (const char *) g_bytes_get_data (self->bytes, NULL) + offset, size);
      return (gssize) size;
    }
  do
    n = pread (self->fd, buffer, size, offset);
  while (n < 0 && errno == EINTR);
  return n;
}

/**
 * tl_xml_input_is_empty:
 *
 * Returns: whether there is nothing to read
 */
gboolean
tl_xml_input_is_empty (TlXmlInput *self)
{
  return self->size == 0;
}

/**
 * tl_xml_input_begins_with:
 * @bytes: at most 64 bytes
 * @length: how many
 *
 * Returns: whether the file begins with @bytes
 */
gboolean
tl_xml_input_begins_with (TlXmlInput *self, const void *bytes, gsize length)
{
  guint8 head[64];

  return length <= sizeof head && _tl_xml_input_read (self, 0, head, length) == (gssize) length &&
         memcmp (head, bytes, length) == 0;
}

/**
 * tl_xml_input_looks_like_xml:
 *
 * Whether the first sign that is not white space is a `<`, in any encoding of XML that is common.
 */
gboolean
tl_xml_input_looks_like_xml (TlXmlInput *self)
{
  guint8 head[512];
  gssize n = _tl_xml_input_read (self, 0, head, sizeof head);
  gssize i = 0;

  if (n >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  else if (n >= 2 && (memcmp (head, "\xff\xfe", 2) == 0 || memcmp (head, "\xfe\xff", 2) == 0))
    i = 2;
  else if (n >= 4 && memcmp (head, "\x4c\x6f\xa7\x94", 4) == 0)
    return TRUE; /* <?xm in EBCDIC */
  while (i < n && (head[i] == 0 || head[i] == ' ' || head[i] == '\t' || head[i] == '\n' || head[i] == '\r'))
    i++;
  return i < n && head[i] == '<';
}
