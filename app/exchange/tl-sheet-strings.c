/* tl-sheet-strings.c: the strings that the cells of a sheet share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Up to SPILL bytes they stand in memory. Beyond, they go to a file without a name, which is mapped: nobody else can cut
 * it short, and the system can take its pages back.
 */
#include "tl-sheet-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tl-error.h"

#define SPILL (32 * 1024 * 1024)

struct _TlSheetStrings
{
  GArray  *offsets; /* guint32, and one behind the last */
  GString *texts;   /* what is not in the file yet; each with a NUL behind it */
  guint64  n_spilt;
  int      fd;
  char    *map;
};

TlSheetStrings *
tl_sheet_strings_new (void)
{
  TlSheetStrings *self = g_new0 (TlSheetStrings, 1);

  self->offsets = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->texts = g_string_new (NULL);
  self->fd = -1;
  return self;
}

void
tl_sheet_strings_free (TlSheetStrings *self)
{
  if (self == NULL)
    return;
  if (self->map)
    munmap (self->map, (size_t) self->n_spilt);
  if (self->fd >= 0)
    close (self->fd);
  g_array_unref (self->offsets);
  g_string_free (self->texts, TRUE);
  g_free (self);
}

static gboolean
set_unwritable (int code, GError **error)
{
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code),
               _("There is no room to read the spreadsheet: a temporary file in “%s” cannot be written: %s."),
               g_get_tmp_dir (), g_strerror (code));
  return FALSE;
}

static gboolean
spill (TlSheetStrings *self, GError **error)
{
  const char *p = self->texts->str;
  gsize       left = self->texts->len;

  if (self->fd < 0)
    {
      g_autofree char *path = g_build_filename (g_get_tmp_dir (), "throughline-XXXXXX", NULL);

      self->fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
      if (self->fd < 0)
        return set_unwritable (errno, error);
      g_unlink (path);
    }
  while (left > 0)
    {
      gssize n = write (self->fd, p, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return set_unwritable (errno, error);
      p += n;
      left -= (gsize) n;
    }
  self->n_spilt += self->texts->len;
  g_string_truncate (self->texts, 0);
  return TRUE;
}

gboolean
tl_sheet_strings_add (TlSheetStrings *self, const char *text, gsize length, GError **error)
{
  guint64 offset = self->n_spilt + self->texts->len;
  guint32 offset32 = (guint32) offset;

  if (offset + length + 1 > TL_SHEET_MAX_TEXT || self->offsets->len >= TL_SHEET_MAX_STRINGS)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                   _("The spreadsheet has more words than can be read from one. Save the sheet as CSV and import that."));
      return FALSE;
    }
  g_array_append_val (self->offsets, offset32);
  g_string_append_len (self->texts, text, (gssize) length);
  g_string_append_c (self->texts, '\0');
  return self->texts->len < SPILL || spill (self, error);
}

/* No more come. */
gboolean
tl_sheet_strings_finish (TlSheetStrings *self, GError **error)
{
  guint32 offset;

  if (self->fd >= 0)
    {
      if (!spill (self, error))
        return FALSE;
      self->map = mmap (NULL, (size_t) self->n_spilt, PROT_READ, MAP_PRIVATE, self->fd, 0);
      if (self->map == MAP_FAILED)
        {
          self->map = NULL;
          return set_unwritable (errno, error);
        }
    }
  offset = (guint32) (self->n_spilt + self->texts->len);
  g_array_append_val (self->offsets, offset);
  return TRUE;
}

/* Returns: (nullable): the string, ended by a NUL */
const char *
tl_sheet_strings_get (TlSheetStrings *self, guint64 number, gsize *length)
{
  guint32 from;

  if (self->offsets->len == 0 || number >= self->offsets->len - 1)
    return NULL;
  from = g_array_index (self->offsets, guint32, number);
  *length = g_array_index (self->offsets, guint32, number + 1) - from - 1;
  return (self->map ? self->map : self->texts->str) + from;
}
