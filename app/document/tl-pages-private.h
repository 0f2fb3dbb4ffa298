/* tl-pages-private.h: the pages of a SQLite file, read without SQLite
 *
 * What is read may be damaged in any way: every number is held against the page before it is used.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TL_PAGE_HEADER_SIZE 100 /* of the file, at the beginning of its first page */
#define TL_PAGES_MAX_COLUMNS 64

/**
 * TlPages:
 * @bytes: the file
 * @size: of a page
 * @usable: how much of it is used
 * @n: how many pages there are
 */
typedef struct
{
  const guchar *bytes;
  guint32       size;
  guint32       usable;
  guint32       n;
} TlPages;

typedef enum
{
  TL_PAGE_INDEX_INNER = 2,
  TL_PAGE_TABLE_INNER = 5,
  TL_PAGE_INDEX_LEAF = 10,
  TL_PAGE_TABLE_LEAF = 13,
} TlPageType;

/**
 * TlPage:
 * @bytes: the page
 * @start: where its own header begins
 * @n_cells: how many cells it says that it has
 * @right: of an inner page, its last child; otherwise 0
 */
typedef struct
{
  const guchar *bytes;
  guint32       size;
  guint32       usable;
  guint32       number;
  guint         start;
  TlPageType    type;
  guint         n_cells;
  guint32       right;
} TlPage;

/**
 * TlCell:
 * @child: of an inner page, the page left of the cell; otherwise 0
 * @rowid: of a table's page
 * @length: of the record
 * @local: the part of the record that stands in the page
 * @n_local: its length; 0 where there is none
 * @overflow: where it goes on, or 0
 */
typedef struct
{
  guint32       child;
  gint64        rowid;
  guint64       length;
  const guchar *local;
  guint         n_local;
  guint32       overflow;
} TlCell;

/**
 * TlCellValue:
 * @type: SQLITE_NULL, SQLITE_INTEGER, SQLITE_FLOAT, SQLITE_TEXT or SQLITE_BLOB
 * @bytes: (nullable): of a text or blob; not ended by a NUL
 * @length: of @bytes, as much of it as is there
 * @is_cut: less is there than there should be
 */
typedef struct
{
  int           type;
  gint64        integer;
  double        number;
  const guchar *bytes;
  gsize         length;
  gboolean      is_cut;
} TlCellValue;

guint32      _tl_bytes_get_32  (const guchar   *bytes);
guint64      _tl_bytes_get_64  (const guchar   *bytes);
guint        _tl_bytes_get_varint (const guchar *bytes,
                                const guchar   *end,
                                guint64        *value);
gboolean     _tl_pages_is_size (guint32         size);
gboolean     _tl_page_read     (const guchar   *bytes,
                                guint32         size,
                                guint32         usable,
                                guint32         number,
                                TlPage         *page);
gboolean     _tl_page_get_cell (const TlPage   *page,
                                guint           i,
                                TlCell         *cell);
const guchar *_tl_pages_get    (const TlPages  *self,
                                guint32         number);
int          _tl_record_read   (const guchar   *record,
                                gsize           length,
                                gsize           full_length,
                                TlCellValue    *values,
                                int             most);

G_END_DECLS
