/* tl-sheet-book.c: which kind of spreadsheet a file is, if any
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tl-error.h"

static void
sheet_clear (gpointer data)
{
  TlSheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->entry);
}

void
tl_book_free (TlBook *self)
{
  if (self == NULL)
    return;
  if (self->zip)
    zip_discard (self->zip);
  g_array_unref (self->sheets);
  g_array_unref (self->formats);
  tl_sheet_strings_free (self->strings);
  g_clear_object (&self->cancellable);
  g_free (self);
}

void
tl_book_add_sheet (TlBook *self, const char *name, const char *entry, gboolean is_hidden)
{
  TlSheet sheet = { .name = g_strdup (name ? name : ""), .entry = g_strdup (entry), .is_hidden = is_hidden };

  g_array_append_val (self->sheets, sheet);
}

/* @number: from 0 */
TlSheet *
tl_book_get_sheet (TlBook *self, guint number)
{
  return &g_array_index (self->sheets, TlSheet, number);
}

static gboolean
refuse (TlCsvSource *source, const char *format, GError **error)
{
  g_set_error (error, TL_ERROR, TL_ERROR_FORM, format, tl_csv_source_get_name (source));
  return FALSE;
}

static guint64
get_number (const guchar *p, guint n_bytes)
{
  guint64 number = 0;

  for (guint i = n_bytes; i > 0; i--)
    number = number << 8 | p[i - 1];
  return number;
}

/* How much an archive lists: before all of it is taken into memory. */
static gboolean
check_archive (TlCsvSource *source, GError **error)
{
  enum { TAIL = 66 * 1024 };
  guint64            size = tl_csv_source_get_size (source), n_entries = 0, n_bytes = 0;
  guint64            start = size > TAIL ? size - TAIL : 0;
  g_autofree guchar *tail = g_malloc (TAIL);
  gssize             n = tl_csv_source_read (source, start, tail, TAIL, error);

  if (n < 0)
    return FALSE;
  for (gssize i = n - 22; i >= 0; i--)
    {
      guchar end[56];

      if (memcmp (tail + i, "PK\005\006", 4) != 0)
        continue;
      n_entries = get_number (tail + i + 10, 2);
      n_bytes = get_number (tail + i + 12, 4);
      if (i >= 20 && memcmp (tail + i - 20, "PK\006\007", 4) == 0 &&
          tl_csv_source_read (source, get_number (tail + i - 12, 8), end, sizeof end, NULL) == sizeof end)
        {
          n_entries = MAX (n_entries, get_number (end + 32, 8));
          n_bytes = MAX (n_bytes, get_number (end + 40, 8));
        }
      break;
    }
  if (size > TL_SHEET_MAX_FILE || n_entries > TL_SHEET_MAX_ENTRIES || n_bytes > 16 * 1024 * 1024)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                   _("“%s” is larger than any spreadsheet that can be read. Save the sheet as CSV and import that."),
                   tl_csv_source_get_name (source));
      return FALSE;
    }
  return TRUE;
}

static gboolean
open_zip (TlBook *self, GError **error)
{
  zip_error_t   trouble;
  zip_source_t *bytes = NULL;
  GBytes       *held = tl_csv_source_get_bytes (self->source);

  if (!check_archive (self->source, error))
    return FALSE;
  zip_error_init (&trouble);
  if (held)
    {
      gsize         length;
      gconstpointer data = g_bytes_get_data (held, &length);

      bytes = zip_source_buffer_create (data, length, 0, &trouble);
    }
  else
    {
      int   fd = tl_csv_source_dup_fd (self->source);
      FILE *file = fd < 0 ? NULL : fdopen (fd, "rb");

      if (file)
        {
          bytes = zip_source_filep_create (file, 0, -1, &trouble);
          if (bytes == NULL)
            fclose (file);
        }
      else if (fd >= 0)
        close (fd);
    }
  self->zip = bytes ? zip_open_from_source (bytes, ZIP_RDONLY, &trouble) : NULL;
  if (self->zip == NULL && bytes)
    zip_source_free (bytes);
  zip_error_fini (&trouble);
  if (self->zip == NULL)
    return refuse (self->source,
                   _("“%s” is damaged or not a whole spreadsheet. Open it in a spreadsheet program, save it again, and "
                     "import that."),
                   error);
  return TRUE;
}

static gboolean
has_prefix (TlBook *self, const char *prefix)
{
  zip_int64_t n = zip_get_num_entries (self->zip, 0);

  for (zip_int64_t i = 0; i < n; i++)
    {
      const char *name = zip_get_name (self->zip, (zip_uint64_t) i, ZIP_FL_ENC_RAW);

      if (name && g_str_has_prefix (name, prefix))
        return TRUE;
    }
  return FALSE;
}

static gboolean
open_archive (TlBook *self, GError **error)
{
  if (!open_zip (self, error))
    return FALSE;
  if (has_prefix (self, "Index/") || has_prefix (self, "Index.zip"))
    return refuse (self->source, _("“%s” is a Numbers document, which only Numbers can read. Export it as Excel (XLSX) or CSV "
                                   "and import that."), error);
  if (tl_part_has (self, "content.xml"))
    {
      self->is_ods = TRUE;
      return tl_ods_open (self, error);
    }
  if (tl_part_has (self, "[Content_Types].xml"))
    return tl_xlsx_open (self, error);
  return refuse (self->source, _("“%s” is an archive, not a spreadsheet. Unpack it and import the table that is in it."),
                 error);
}

/* The old container of Office, which also holds new files that have a password. */
static gboolean
refuse_compound (TlCsvSource *source, const guchar *head, gsize n, GError **error)
{
  static const guchar name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
  guchar              folder[4096];
  guint               shift = n >= 52 ? (guint) get_number (head + 30, 2) : 9;
  guint64             offset = n >= 52 ? get_number (head + 48, 4) + 1 : 1;
  gssize              n_folder = tl_csv_source_read (source, offset << MIN (shift, 12), folder, sizeof folder, NULL);

  if (n_folder > 0 && memmem (folder, (gsize) n_folder, name, sizeof name - 1))
    return refuse (source, _("“%s” is protected with a password. Open it, save it without one or as CSV, and import that."),
                   error);
  return refuse (source, _("“%s” is a spreadsheet of the old Excel format (XLS), or another document of that time. Open it, "
                           "save it as XLSX or CSV, and import that."), error);
}

static gboolean
starts (const guchar *head, gsize n, const char *magic, gsize length)
{
  return n >= length && memcmp (head, magic, length) == 0;
}

/* Whether text is XML or HTML that spreadsheet programs make, and what is to be done with it. */
static gboolean
look_at_markup (TlCsvSource *source, const char *text, gboolean *is_ods, GError **error)
{
  g_autofree char *head = g_ascii_strdown (text, -1);

  if (*g_strchug (head) != '<')
    return TRUE;
  if (strstr (head, "office:document") && strstr (head, "opendocument.spreadsheet"))
    {
      *is_ods = TRUE;
      return TRUE;
    }
  if (strstr (head, "schemas-microsoft-com:office:spreadsheet") || g_str_has_prefix (head, "<html") ||
      g_str_has_prefix (head, "<!doctype html") || g_str_has_prefix (head, "<table"))
    return refuse (source, _("“%s” is a web page or XML, whatever its name says. Open it in a spreadsheet program, save it as "
                             "XLSX or CSV, and import that."), error);
  return TRUE;
}

/* Looks whether @source is a spreadsheet, and opens it. @book: (out) (nullable): NULL: it is text, or something that the
 * reader of text speaks of. */
gboolean
tl_book_open (TlCsvSource *source, GCancellable *cancellable, TlBook **book, GError **error)
{
  guchar   head[4097];
  gssize   n = tl_csv_source_read (source, 0, head, sizeof head - 1, error);
  TlBook  *self;
  gboolean is_zip, is_flat = FALSE, ok;

  *book = NULL;
  if (n < 0)
    return FALSE;
  head[n] = '\0';
  if (starts (head, (gsize) n, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
    return refuse_compound (source, head, (gsize) n, error);
  if (starts (head, (gsize) n, "\x09\x08\x10\0", 4) || starts (head, (gsize) n, "\x09\x08\x08\0", 4) ||
      starts (head, (gsize) n, "\x09\x04\x06\0", 4) || starts (head, (gsize) n, "\x09\0\x04\0", 4))
    return refuse (source, _("“%s” is a spreadsheet of the old Excel format (XLS), or another document of that time. Open it, "
                             "save it as XLSX or CSV, and import that."), error);
  is_zip = starts (head, (gsize) n, "PK\003\004", 4) || starts (head, (gsize) n, "PK\005\006", 4);
  if (!is_zip)
    {
      g_autofree char *text = g_utf8_make_valid ((const char *) head, -1);

      if (!look_at_markup (source, g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text, &is_flat, error))
        return FALSE;
      if (!is_flat)
        return TRUE;
    }

  self = g_new0 (TlBook, 1);
  self->source = source;
  self->sheets = g_array_new (FALSE, FALSE, sizeof (TlSheet));
  g_array_set_clear_func (self->sheets, sheet_clear);
  self->formats = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->strings = tl_sheet_strings_new ();
  self->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  self->is_ods = is_flat;
  ok = is_zip ? open_archive (self, error) : tl_ods_open (self, error);
  if (ok && self->sheets->len == 0)
    ok = refuse (source, _("“%s” has no sheet to read."), error);
  if (ok)
    *book = self;
  else
    tl_book_free (self);
  return ok;
}
