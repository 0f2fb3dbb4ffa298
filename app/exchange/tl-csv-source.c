/* tl-csv-source.c: from a file or bytes to UTF-8
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files are read in chunks rather than mapped: a mapped file that is cut short by someone else kills the program.
 */
#include "tl-csv-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "tl-error.h"
#include "tl-input.h"
#include "tl-sheet-private.h"

struct _TlCsvSource
{
  gatomicrefcount ref_count;
  char           *name;
  GBytes         *bytes; /* or NULL, and fd is open */
  int             fd;
  guint64         size;
  gboolean        is_known; /* whether it is a spreadsheet: */
  TlBook         *book;     /* or NULL */
  GCancellable   *cancellable;
};

static TlCsvSource *
source_new (const char *name, GBytes *bytes, int fd, guint64 size)
{
  TlCsvSource *self = g_new0 (TlCsvSource, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_strdup (name);
  self->bytes = bytes;
  self->fd = fd;
  self->size = size;
  return self;
}

/* A pipe can be read once, but we look at a file before we read it. */
static GBytes *
read_pipe (int fd, const char *name, GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autofree guint8     *buffer = g_malloc (TL_CSV_CHUNK);

  for (;;)
    {
      gssize n = tl_input_read (fd, buffer, TL_CSV_CHUNK);

      if (n < 0)
        {
          int code = errno;

          g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), _("“%s” cannot be read: %s."), name,
                       tl_input_strerror (code));
          return NULL;
        }
      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&array));
      if (array->len + (gsize) n > TL_CSV_MAX_PIPE)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                       _("“%s” is not a file, and more than %d MiB came from it. Save it to a file first."), name,
                       TL_CSV_MAX_PIPE / (1024 * 1024));
          return NULL;
        }
      g_byte_array_append (array, buffer, (guint) n);
    }
}

/**
 * tl_csv_source_new_for_path:
 * @path: a file, or a pipe (up to %TL_CSV_MAX_PIPE bytes are then kept in memory)
 *
 * Opens a file to look at and read. It stays open, so that several readers read the same file even where the path is
 * given to another meanwhile.
 *
 * Returns: (transfer full): the file; %NULL with a #GFileError or #TlError
 */
TlCsvSource *
tl_csv_source_new_for_path (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  struct stat      info;
  int              fd;

  fd = tl_input_open (path, &info);
  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), _("“%s” cannot be opened: %s."), name,
                   tl_input_strerror (code));
      return NULL;
    }
  if (S_ISDIR (info.st_mode))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR, _("“%s” is a folder, not a file."), name);
      close (fd);
      return NULL;
    }
  if (!S_ISREG (info.st_mode))
    {
      GBytes *bytes = read_pipe (fd, name, error);

      close (fd);
      return bytes ? source_new (name, bytes, -1, g_bytes_get_size (bytes)) : NULL;
    }
  return source_new (name, NULL, fd, (guint64) info.st_size);
}

/**
 * tl_csv_source_new_for_bytes:
 * @bytes: a whole table, in any encoding
 * @name: what messages call it
 *
 * Returns: (transfer full): the bytes as a file
 */
TlCsvSource *
tl_csv_source_new_for_bytes (GBytes *bytes, const char *name)
{
  return source_new (name, g_bytes_ref (bytes), -1, g_bytes_get_size (bytes));
}

TlCsvSource *
tl_csv_source_ref (TlCsvSource *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tl_csv_source_unref (TlCsvSource *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->book, tl_book_free);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->name);
  g_free (self);
}

/**
 * tl_csv_source_get_name:
 *
 * Returns: the file's name without its folder
 */
const char *
tl_csv_source_get_name (TlCsvSource *self)
{
  return self->name;
}

/**
 * tl_csv_source_get_size:
 *
 * Returns: bytes
 */
guint64
tl_csv_source_get_size (TlCsvSource *self)
{
  return self->size;
}

/**
 * tl_csv_source_set_cancellable:
 * @cancellable: (nullable): to stop what is read from now on, where it can take long
 */
void
tl_csv_source_set_cancellable (TlCsvSource *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
  if (self->book)
    g_set_object (&self->book->cancellable, cancellable);
}

/* Looks whether it is a spreadsheet; once. @book: (out) (transfer none) (nullable) */
gboolean
tl_csv_source_get_book (TlCsvSource *self, TlBook **book, GError **error)
{
  if (!self->is_known && !tl_book_open (self, self->cancellable, &self->book, error))
    return FALSE;
  self->is_known = TRUE;
  *book = self->book;
  return TRUE;
}

/* Returns: a descriptor of its own, or -1 */
int
tl_csv_source_dup_fd (TlCsvSource *self)
{
  return fcntl (self->fd, F_DUPFD_CLOEXEC, 3);
}

/* Returns: (nullable) (transfer none): what it is where it is no file */
GBytes *
tl_csv_source_get_bytes (TlCsvSource *self)
{
  return self->bytes;
}

static void
sheet_free (gpointer data)
{
  TlCsvSheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet);
}

/**
 * tl_csv_source_list_sheets:
 * @cancellable: (nullable): to stop it
 *
 * Returns: (transfer full) (element-type TlCsvSheet): the sheets of a spreadsheet, in its order; empty for a table of
 *   text; %NULL with an error where the file is neither
 */
GPtrArray *
tl_csv_source_list_sheets (TlCsvSource *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (sheet_free);
  TlBook               *book;

  tl_csv_source_set_cancellable (self, cancellable);
  if (!tl_csv_source_get_book (self, &book, error))
    return NULL;
  for (guint i = 0; book && i < book->sheets->len; i++)
    {
      TlCsvSheet *sheet = g_new0 (TlCsvSheet, 1);

      sheet->name = g_strdup (tl_book_get_sheet (book, i)->name);
      sheet->is_hidden = tl_book_get_sheet (book, i)->is_hidden;
      sheet->is_full = tl_book_get_sheet (book, i)->is_full;
      g_ptr_array_add (sheets, sheet);
    }
  return g_steal_pointer (&sheets);
}

/* Reads up to @size bytes from @offset on: 0 at the end, -1 with an error. */
gssize
tl_csv_source_read (TlCsvSource *self, guint64 offset, void *buffer, gsize size, GError **error)
{
  gssize n;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return -1;
  if (self->bytes)
    {
      gsize         length;
      const guint8 *data = g_bytes_get_data (self->bytes, &length);

      if (offset >= length)
        return 0;
      size = MIN (size, length - (gsize) offset);
      memcpy (buffer, data + offset, size);
      return (gssize) size;
    }
  do
    n = pread (self->fd, buffer, size, (off_t) offset);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), _("“%s” cannot be read: %s."), self->name,
                 g_strerror (errno));
  return n;
}

/* How many bytes from @p on are ASCII but not NUL, in steps of 16 or 8; copied to @out. */
static inline gsize
copy_ascii (const guchar *p, const guchar *end, char *out)
{
  const guchar *start = p;

#ifdef __SSE2__
  while (end - p >= 16)
    {
      __m128i v = _mm_loadu_si128 ((const __m128i *) (const void *) p);

      if (_mm_movemask_epi8 (_mm_cmpgt_epi8 (v, _mm_setzero_si128 ())) != 0xffff)
        break;
      _mm_storeu_si128 ((__m128i *) (void *) (out + (p - start)), v);
      p += 16;
    }
#else
  while (end - p >= 8)
    {
      guint64 v;

      memcpy (&v, p, sizeof v);
      if ((v & G_GUINT64_CONSTANT (0x8080808080808080)) != 0 ||
          ((v - G_GUINT64_CONSTANT (0x0101010101010101)) & ~v & G_GUINT64_CONSTANT (0x8080808080808080)) != 0)
        break;
      memcpy (out + (p - start), &v, sizeof v);
      p += 8;
    }
#endif
  return (gsize) (p - start);
}

/* The first byte from @p on that is NUL or not ASCII, or @end. */
static const guchar *
find_other (const guchar *p, const guchar *end)
{
#ifdef __SSE2__
  for (; end - p >= 16; p += 16)
    {
      __m128i v = _mm_loadu_si128 ((const __m128i *) (const void *) p);
      guint   mask = 0xffff ^ (guint) _mm_movemask_epi8 (_mm_cmpgt_epi8 (v, _mm_setzero_si128 ()));

      if (mask != 0)
        return p + __builtin_ctz (mask);
    }
#endif
  while (p < end && *p > 0 && *p < 0x80)
    p++;
  return p;
}

static char *
put (char *out, gunichar c, guint64 *n_replaced)
{
  if (c == 0 || c == 0xfffd)
    {
      *n_replaced += c == 0;
      c = 0xfffd;
    }
  return out + g_unichar_to_utf8 (c, out);
}

static char *
decode_utf8 (const guchar **bytes, const guchar *end, gboolean is_last, char *out, guint64 *n_replaced)
{
  const guchar *p = *bytes;

  while (p < end)
    {
      int   n;
      gsize n_ascii = copy_ascii (p, end, out);

      p += n_ascii;
      out += n_ascii;
      for (int i = 0; i < 16 && p < end && *p > 0 && *p < 0x80; i++)
        *out++ = (char) *p++;
      if (p >= end)
        break;
      if (*p > 0 && *p < 0x80)
        continue;
      n = *p == 0 ? 0 : tl_csv_utf8_length (p, end);
      if (n < 0 && !is_last)
        break;
      if (n <= 0)
        {
          out = put (out, 0, n_replaced);
          p++;
          continue;
        }
      memcpy (out, p, (gsize) n);
      out += n;
      p += n;
    }
  *bytes = p;
  return out;
}

static char *
decode_utf16 (const guchar **bytes, const guchar *end, int low, gboolean is_last, char *out, guint64 *n_replaced)
{
  const guchar *p = *bytes;

  for (; end - p >= 2; p += 2)
    {
      gunichar c = (gunichar) (p[low] | p[1 - low] << 8);

      if (c > 0 && c < 0x80)
        {
          *out++ = (char) c;
          continue;
        }
      if (c >= 0xd800 && c < 0xdc00)
        {
          gunichar d;

          if (end - p < 4 && !is_last)
            break;
          d = end - p < 4 ? 0 : (gunichar) (p[2 + low] | p[3 - low] << 8);
          if (d >= 0xdc00 && d < 0xe000)
            {
              c = 0x10000 + ((c - 0xd800) << 10) + (d - 0xdc00);
              p += 2;
            }
          else
            c = 0;
        }
      else if (c >= 0xdc00 && c < 0xe000)
        c = 0;
      out = put (out, c, n_replaced);
    }
  if (is_last && p < end)
    {
      out = put (out, 0, n_replaced);
      p = end;
    }
  *bytes = p;
  return out;
}

/* Encodings of one byte a character. */
static char *
decode_bytes (const guint16 *table, const guchar **bytes, const guchar *end, char *out, guint64 *n_replaced)
{
  const guchar *p = *bytes;

  while (p < end)
    {
      gsize    n = copy_ascii (p, end, out);
      gunichar c;

      p += n;
      out += n;
      if (p == end)
        break;
      c = *p++;
      if (c >= 0x80)
        c = table[c - 0x80];
      out = put (out, c == 0xfffd ? 0 : c, n_replaced);
    }
  *bytes = p;
  return out;
}

/* Turns @bytes into UTF-8; @out has room for three times as many. A character cut off by the end is left for the next
 * time unless this is the last: @n_used. Returns the bytes written. */
gsize
tl_csv_decode (TlCsvEncoding encoding, const guchar *bytes, gsize n_bytes, gboolean is_last, char *out, gsize *n_used,
               guint64 *n_replaced)
{
  const guchar *p = bytes, *end = bytes + n_bytes;
  char         *q;

  switch (encoding)
    {
    case TL_CSV_ENCODING_UTF_16_LE:
      q = decode_utf16 (&p, end, 0, is_last, out, n_replaced);
      break;
    case TL_CSV_ENCODING_UTF_16_BE:
      q = decode_utf16 (&p, end, 1, is_last, out, n_replaced);
      break;
    case TL_CSV_ENCODING_WINDOWS_1252:
    case TL_CSV_ENCODING_WINDOWS_1250:
    case TL_CSV_ENCODING_WINDOWS_1251:
    case TL_CSV_ENCODING_ISO_8859_15:
    case TL_CSV_ENCODING_MAC_ROMAN:
      q = decode_bytes (tl_csv_bytes_table (encoding), &p, end, out, n_replaced);
      break;
    case TL_CSV_ENCODING_AUTO:
    case TL_CSV_ENCODING_UTF_8:
    default:
      q = decode_utf8 (&p, end, is_last, out, n_replaced);
      break;
    }
  *n_used = (gsize) (p - bytes);
  return (gsize) (q - out);
}

void
tl_csv_decoder_init (TlCsvDecoder *self, TlCsvSource *source, TlCsvEncoding encoding, guint64 offset)
{
  *self = (TlCsvDecoder){
    .source = tl_csv_source_ref (source), .encoding = encoding, .offset = offset, .raw = g_malloc (TL_CSV_CHUNK),
  };
}

void
tl_csv_decoder_clear (TlCsvDecoder *self)
{
  g_clear_pointer (&self->source, tl_csv_source_unref);
  g_clear_pointer (&self->raw, g_free);
}

/* Appends UTF-8 to @buffer, which holds @length bytes of @room, until there is no room for another chunk or at_end. */
gboolean
tl_csv_decoder_fill (TlCsvDecoder *self, char *buffer, gsize room, gsize *length, GError **error)
{
  while (!self->at_end && room - *length >= 3 * TL_CSV_CHUNK)
    {
      gboolean is_utf8 = self->encoding == TL_CSV_ENCODING_UTF_8;
      guchar  *raw = is_utf8 ? (guchar *) buffer + *length : self->raw;
      gsize    n_raw, n_good = 0, n_used;
      gssize   n;

      if (is_utf8)
        memcpy (raw, self->raw, self->n_raw);
      n = tl_csv_source_read (self->source, self->offset, raw + self->n_raw, TL_CSV_CHUNK - self->n_raw, error);
      if (n < 0)
        return FALSE;
      self->offset += (guint64) n;
      self->at_end = n == 0;
      n_raw = self->n_raw + (gsize) n;
      if (is_utf8)
        {
          n_good = tl_csv_utf8_count (raw, raw + n_raw);
          memcpy (self->raw, raw + n_good, n_raw - n_good);
          *length += n_good;
          n_raw -= n_good;
        }
      *length += tl_csv_decode (self->encoding, self->raw, n_raw, self->at_end, buffer + *length, &n_used,
                                &self->n_replaced);
      self->n_raw = n_raw - n_used;
      memmove (self->raw, self->raw + n_used, self->n_raw);
    }
  return TRUE;
}

/* UTF-16 without a mark: of each pair of bytes one is zero far more often, since even in other scripts the delimiters,
 * digits and line ends are ASCII. */
static TlCsvEncoding
guess_utf_16 (const guchar *bytes, gsize n)
{
  gsize n_units = n / 2, n_le = 0, n_be = 0;

  for (gsize i = 0; i < n_units; i++)
    {
      guchar a = bytes[2 * i], b = bytes[2 * i + 1];

      n_le += b == 0 && a >= 9 && a < 0x80;
      n_be += a == 0 && b >= 9 && b < 0x80;
    }
  if (n_units < 2 || MAX (n_le, n_be) * 20 < n_units || MAX (n_le, n_be) < 8 * MIN (n_le, n_be))
    return TL_CSV_ENCODING_AUTO;
  return n_le > n_be ? TL_CSV_ENCODING_UTF_16_LE : TL_CSV_ENCODING_UTF_16_BE;
}

/* UTF-8 or Windows-1252: by the first 64 characters beyond ASCII, wherever they come. */
static gboolean
is_utf_8 (TlCsvSource *source, gboolean *answer, GError **error)
{
  g_autofree guchar *raw = g_malloc (TL_CSV_CHUNK);
  guint64            offset = 0;
  gsize              n_raw = 0, n_valid = 0, n_invalid = 0;
  gboolean           has_end = FALSE;
  gssize             n = 1;

  while (n > 0 && n_valid + n_invalid < 64)
    {
      const guchar *p = raw, *end;

      n = tl_csv_source_read (source, offset, raw + n_raw, TL_CSV_CHUNK - n_raw, error);
      if (n < 0)
        return FALSE;
      offset += (guint64) n;
      end = raw + n_raw + n;
      has_end = has_end || memchr (raw, '\n', n_raw + (gsize) n) || memchr (raw, '\r', n_raw + (gsize) n);
      if (!has_end && offset > 2 * TL_CSV_MAX_RECORD)
        break; /* one endless line, which is refused anyway */
      while (p < end)
        {
          int length;

          p = find_other (p, end);
          if (p == end)
            break;
          if (*p == 0)
            {
              p++;
              continue;
            }
          length = tl_csv_utf8_length (p, end);
          if (length < 0 && n > 0)
            break;
          n_valid += length > 0;
          n_invalid += length <= 0;
          p += MAX (1, length);
        }
      n_raw = (gsize) (end - p);
      memmove (raw, p, n_raw);
    }
  *answer = n_invalid == 0 || n_valid > n_invalid;
  return TRUE;
}

/* Finds how @source is encoded, and how many bytes its byte-order mark has. */
gboolean
tl_csv_find_encoding (TlCsvSource *source, TlCsvEncoding forced, TlCsvEncoding *encoding, gsize *n_bom, GError **error)
{
  guchar   head[4096];
  gssize   n = tl_csv_source_read (source, 0, head, sizeof head, error);
  gsize    n_nul = 0;
  gboolean is_utf8 = TRUE;

  if (n < 0)
    return FALSE;
  *n_bom = 0;
  *encoding = TL_CSV_ENCODING_AUTO;
  if (n >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    {
      *encoding = TL_CSV_ENCODING_UTF_8;
      *n_bom = 3;
    }
  else if (n >= 2 && memcmp (head, "\xff\xfe", 2) == 0)
    {
      *encoding = TL_CSV_ENCODING_UTF_16_LE;
      *n_bom = 2;
    }
  else if (n >= 2 && memcmp (head, "\xfe\xff", 2) == 0)
    {
      *encoding = TL_CSV_ENCODING_UTF_16_BE;
      *n_bom = 2;
    }
  if (forced == TL_CSV_ENCODING_AUTO && n >= 4 &&
      (memcmp (head, "\xff\xfe\0\0", 4) == 0 || memcmp (head, "\0\0\xfe\xff", 4) == 0))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("“%s” is written in UTF-32. Save it as UTF-8 and import that."),
                   source->name);
      return FALSE;
    }
  if (forced != TL_CSV_ENCODING_AUTO)
    {
      if (forced != *encoding)
        *n_bom = 0;
      *encoding = forced;
      return TRUE;
    }
  if (*encoding == TL_CSV_ENCODING_AUTO)
    {
      static const struct
      {
        const char *magic;
        gsize       length;
      } others[] = { { "PK\003\004", 4 }, { "\xd0\xcf\x11\xe0", 4 } };

      for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        if (n >= 8 && memcmp (head, others[i].magic, others[i].length) == 0)
          {
            g_set_error (error, TL_ERROR, TL_ERROR_FORM,
                         _("“%s” is a spreadsheet or an archive, not a table of text. Save the sheet as CSV and import "
                           "that."),
                         source->name);
            return FALSE;
          }
      for (gssize i = 0; i < n; i++)
        n_nul += head[i] == 0;
      if (n_nul > 0)
        *encoding = guess_utf_16 (head, (gsize) n);
      if (*encoding != TL_CSV_ENCODING_AUTO)
        return TRUE;
      if ((n_nul > 16 && n_nul * 10 > (gsize) n) || (n >= 5 && memcmp (head, "%PDF-", 5) == 0) ||
          (n >= 2 && memcmp (head, "\x1f\x8b", 2) == 0) || (n >= 16 && memcmp (head, "SQLite format 3", 16) == 0))
        {
          g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("“%s” is not text. Export it as CSV and import that."),
                       source->name);
          return FALSE;
        }
      if (!is_utf_8 (source, &is_utf8, error))
        return FALSE;
      *encoding = is_utf8 ? TL_CSV_ENCODING_UTF_8 : tl_csv_guess_bytes (source);
    }
  return TRUE;
}
