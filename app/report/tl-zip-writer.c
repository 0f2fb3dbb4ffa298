/* tl-zip-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-zip-writer.h"

#include <glib/gi18n-lib.h>
#include <zip.h>

#include "tl-pack.h"

struct _TlZipWriter
{
  GPtrArray *names;
  GPtrArray *parts; /* GBytes: kept until the package is written */
};

TlZipWriter *
tl_zip_writer_new (void)
{
  TlZipWriter *self = g_new0 (TlZipWriter, 1);

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

void
tl_zip_writer_free (TlZipWriter *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->parts);
  g_free (self);
}

void
tl_zip_writer_add (TlZipWriter *self, const char *name, GBytes *bytes)
{
  g_ptr_array_add (self->names, g_strdup (name));
  g_ptr_array_add (self->parts, g_bytes_ref (bytes));
}

/**
 * tl_zip_writer_add_text:
 * @text: (transfer full): what is in it
 */
void
tl_zip_writer_add_text (TlZipWriter *self, const char *name, GString *text)
{
  gsize length = text->len;

  g_ptr_array_add (self->names, g_strdup (name));
  g_ptr_array_add (self->parts, g_bytes_new_take (g_string_free (text, FALSE), length));
}

/**
 * tl_zip_writer_add_first:
 * @text: (transfer full): what is in it
 *
 * Adds a part before all others: what says what they are.
 */
void
tl_zip_writer_add_first (TlZipWriter *self, const char *name, GString *text)
{
  gsize length = text->len;

  g_ptr_array_insert (self->names, 0, g_strdup (name));
  g_ptr_array_insert (self->parts, 0, g_bytes_new_take (g_string_free (text, FALSE), length));
}

static gboolean
add_parts (TlZipWriter *self, zip_t *zip)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      gsize         length;
      gconstpointer bytes = g_bytes_get_data (self->parts->pdata[i], &length);
      zip_source_t *source = zip_source_buffer (zip, bytes, length, 0);
      zip_int64_t   index;

      if (source == NULL)
        return FALSE;
      index = zip_file_add (zip, self->names->pdata[i], source, ZIP_FL_ENC_UTF_8);
      if (index < 0)
        {
          zip_source_free (source);
          return FALSE;
        }
      /* The first day that the format knows, so that the same parts give the same bytes. */
      if (zip_file_set_dostime (zip, (zip_uint64_t) index, 0, (1 << 5) | 1, 0) < 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * tl_zip_writer_finish:
 *
 * Returns: (transfer full): the package; %NULL with a %TL_PACK_ERROR
 */
GBytes *
tl_zip_writer_finish (TlZipWriter *self, GError **error)
{
  zip_error_t   why;
  zip_source_t *source;
  zip_t        *zip;
  zip_stat_t    about;
  GBytes       *bytes = NULL;

  zip_error_init (&why);
  source = zip_source_buffer_create (NULL, 0, 0, &why);
  zip = source ? zip_open_from_source (source, ZIP_TRUNCATE, &why) : NULL;
  if (zip)
    {
      gboolean done;

      zip_source_keep (source);
      done = add_parts (self, zip);
      if (!done || zip_close (zip) < 0)
        {
          zip_error_set (&why, zip_error_code_zip (zip_get_error (zip)), 0);
          zip_discard (zip);
        }
      else if (zip_source_open (source) == 0)
        {
          zip_source_stat (source, &about);
          guchar *data = g_malloc (about.size);

          if (zip_source_read (source, data, about.size) == (zip_int64_t) about.size)
            bytes = g_bytes_new_take (g_steal_pointer (&data), about.size);
          g_free (data);
          zip_source_close (source);
        }
      zip_source_free (source);
    }
  else if (source)
    zip_source_free (source);
  if (bytes == NULL)
    g_set_error (error, TL_PACK_ERROR, TL_PACK_ERROR_FAILED, _("The file could not be put together: %s."),
                 zip_error_strerror (&why));
  zip_error_fini (&why);
  return bytes;
}
