/* tl-pages.c
 *
 * The file format of SQLite (fileformat2.html), as far as reading rows needs it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pages-private.h"

#include <sqlite3.h>
#include <string.h>

guint32
_tl_bytes_get_32 (const guchar *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

guint64
_tl_bytes_get_64 (const guchar *bytes)
{
  return (guint64) _tl_bytes_get_32 (bytes) << 32 | _tl_bytes_get_32 (bytes + 4);
}

static guint
get_16 (const guchar *bytes)
{
  return (guint) bytes[0] << 8 | bytes[1];
}

/**
 * _tl_bytes_get_varint:
 * @end: behind the last byte that may be read
 *
 * Returns: how many bytes it takes, from 1 to 9; 0 where it does not end before @end
 */
guint
_tl_bytes_get_varint (const guchar *bytes, const guchar *end, guint64 *value)
{
  guint64 sum = 0;

  for (guint i = 0; i < 9 && bytes + i < end; i++)
    {
      if (i == 8)
        {
          *value = sum << 8 | bytes[i];
          return 9;
        }
      sum = sum << 7 | (bytes[i] & 0x7f);
      if (bytes[i] < 0x80)
        {
          *value = sum;
          return i + 1;
        }
    }
  return 0;
}

gboolean
_tl_pages_is_size (guint32 size)
{
  return size >= 512 && size <= 65536 && (size & (size - 1)) == 0;
}

const guchar *
_tl_pages_get (const TlPages *self, guint32 number)
{
  return number >= 1 && number <= self->n ? self->bytes + (gsize) (number - 1) * self->size : NULL;
}

/**
 * _tl_page_read:
 * @bytes: @size bytes
 * @number: which page it is, from 1
 *
 * Returns: whether it looks like a page of a tree
 */
gboolean
_tl_page_read (const guchar *bytes, guint32 size, guint32 usable, guint32 number, TlPage *page)
{
  guint start = number == 1 ? TL_PAGE_HEADER_SIZE : 0;
  guint header;

  *page = (TlPage) { .bytes = bytes, .size = size, .usable = usable, .number = number, .start = start };
  page->type = (TlPageType) bytes[start];
  switch (page->type)
    {
    case TL_PAGE_INDEX_INNER:
    case TL_PAGE_TABLE_INNER:
      header = 12;
      page->right = _tl_bytes_get_32 (bytes + start + 8);
      break;
    case TL_PAGE_INDEX_LEAF:
    case TL_PAGE_TABLE_LEAF:
      header = 8;
      break;
    default:
      return FALSE;
    }
  page->n_cells = get_16 (bytes + start + 3);
  return start + header + 2 * page->n_cells <= usable;
}

/* How much of a record stands in its page: the rest is in overflow pages. */
static guint
get_local_length (const TlPage *page, guint64 length)
{
  guint usable = page->usable;
  guint most = page->type == TL_PAGE_TABLE_LEAF ? usable - 35 : (usable - 12) * 64 / 255 - 23;
  guint least = (usable - 12) * 32 / 255 - 23;
  guint middle;

  if (length <= most)
    return (guint) length;
  middle = least + (guint) ((length - least) % (usable - 4));
  return middle <= most ? middle : least;
}

/**
 * _tl_page_get_cell:
 * @i: from 0
 *
 * Returns: whether there is such a cell, all of which lies within the page
 */
gboolean
_tl_page_get_cell (const TlPage *page, guint i, TlCell *cell)
{
  gboolean      is_inner = page->type == TL_PAGE_INDEX_INNER || page->type == TL_PAGE_TABLE_INNER;
  gboolean      is_table = page->type == TL_PAGE_TABLE_INNER || page->type == TL_PAGE_TABLE_LEAF;
  guint         pointers = page->start + (is_inner ? 12 : 8);
  const guchar *end = page->bytes + page->usable;
  const guchar *p;
  guint64       value;
  guint         n, at;

  *cell = (TlCell) { 0 };
  if (i >= page->n_cells)
    return FALSE;
  at = get_16 (page->bytes + pointers + 2 * i);
  if (at < pointers + 2 * page->n_cells || at >= page->usable)
    return FALSE;
  p = page->bytes + at;
  if (is_inner)
    {
      if (end - p < 4)
        return FALSE;
      cell->child = _tl_bytes_get_32 (p);
      p += 4;
    }
  if (page->type != TL_PAGE_TABLE_INNER)
    {
      n = _tl_bytes_get_varint (p, end, &cell->length);
      if (n == 0)
        return FALSE;
      p += n;
    }
  if (is_table)
    {
      n = _tl_bytes_get_varint (p, end, &value);
      if (n == 0)
        return FALSE;
      p += n;
      cell->rowid = (gint64) value;
    }
  if (page->type == TL_PAGE_TABLE_INNER)
    return TRUE;
  cell->n_local = get_local_length (page, cell->length);
  cell->local = p;
  if ((gsize) (end - p) < cell->n_local)
    return FALSE;
  if (cell->n_local < cell->length)
    {
      if ((gsize) (end - p) < (gsize) cell->n_local + 4)
        return FALSE;
      cell->overflow = _tl_bytes_get_32 (p + cell->n_local);
    }
  return TRUE;
}

static guint64
get_type_length (guint64 type)
{
  static const guint8 lengths[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0 };

  return type < 12 ? lengths[type] : (type - 12) / 2;
}

static void
read_number (guint64 type, const guchar *bytes, TlCellValue *value)
{
  guint   n = (guint) get_type_length (type);
  guint64 bits = n > 0 && bytes[0] & 0x80 ? G_MAXUINT64 : 0;

  for (guint i = 0; i < n; i++)
    bits = bits << 8 | bytes[i];
  value->type = type == 7 ? SQLITE_FLOAT : SQLITE_INTEGER;
  if (type == 7)
    memcpy (&value->number, &bits, sizeof bits);
  else
    value->integer = type == 8 ? 0 : type == 9 ? 1 : (gint64) bits;
}

/**
 * _tl_record_read:
 * @record: a record, or as much of it as is there
 * @length: how much that is
 * @full_length: how long it should be
 * @values: (out): what its columns hold
 * @most: how many columns it may have
 *
 * Returns: how many columns it has; -1 where it cannot be a record
 */
int
_tl_record_read (const guchar *record, gsize length, gsize full_length, TlCellValue *values, int most)
{
  const guchar *end = record + length;
  const guchar *header, *header_end;
  guint64       header_length, at, type;
  int           n_columns = 0;
  guint         n = _tl_bytes_get_varint (record, end, &header_length);

  if (n == 0 || header_length < n || header_length > length)
    return -1;
  header = record + n;
  header_end = record + header_length;
  at = header_length;
  for (; header < header_end; n_columns++)
    {
      TlCellValue *value = &values[n_columns];
      guint64      size, there;

      n = _tl_bytes_get_varint (header, header_end, &type);
      if (n == 0 || n_columns == most || type == 10 || type == 11)
        return -1;
      header += n;
      *value = (TlCellValue) { .type = SQLITE_NULL };
      size = get_type_length (type);
      if (size > full_length - at)
        return -1;
      there = at < length ? MIN (size, length - at) : 0;
      if (type >= 12)
        {
          value->type = type & 1 ? SQLITE_TEXT : SQLITE_BLOB;
          value->bytes = there > 0 ? record + at : (const guchar *) "";
          value->length = (gsize) there;
          value->is_cut = there < size;
        }
      else if (there < size)
        value->is_cut = TRUE;
      else if (type > 0)
        read_number (type, record + at, value);
      at += size;
    }
  return at == full_length ? n_columns : -1;
}
