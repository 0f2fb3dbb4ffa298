/* tl-csv-private.h: what the parts of the CSV reader share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-csv.h"

G_BEGIN_DECLS

#define TL_CSV_SLACK 64 /* bytes behind the end of a window that may be read; the first may be written */

/* Bytes in */

gssize tl_csv_source_read (TlCsvSource *self, guint64 offset, void *buffer, gsize size, GError **error);

/* Bytes to UTF-8: one of these reads one source from its beginning to its end. */
typedef struct
{
  TlCsvSource  *source;
  TlCsvEncoding encoding;
  guint64       offset; /* of the next byte to read */
  guchar       *raw;
  gsize         n_raw; /* bytes left over from the last chunk: a character cut in two */
  gboolean      at_end;
  guint64       n_replaced;
} TlCsvDecoder; /* UTF-8 is read straight into the window and copied only where a byte of it must be replaced */

#define TL_CSV_CHUNK (64 * 1024) /* bytes read at a time; each makes at most three of UTF-8 */

void     tl_csv_decoder_init  (TlCsvDecoder *self, TlCsvSource *source, TlCsvEncoding encoding, guint64 offset);
void     tl_csv_decoder_clear (TlCsvDecoder *self);
gboolean tl_csv_decoder_fill  (TlCsvDecoder *self, char *buffer, gsize room, gsize *length, GError **error);
gsize    tl_csv_decode        (TlCsvEncoding encoding, const guchar *bytes, gsize n_bytes, gboolean is_last, char *out,
                               gsize *n_used, guint64 *n_replaced);
const guint16 *tl_csv_bytes_table (TlCsvEncoding encoding);
TlCsvEncoding  tl_csv_guess_bytes (TlCsvSource *source);
gboolean tl_csv_find_encoding (TlCsvSource *source, TlCsvEncoding forced, TlCsvEncoding *encoding, gsize *n_bom,
                               GError **error);

/* UTF-8 to fields */

enum
{
  TL_CSV_FIELD_QUOTED = 1 << 0,
  TL_CSV_FIELD_DOUBLED = 1 << 1, /* holds quotes that are doubled or escaped */
  TL_CSV_FIELD_OPEN = 1 << 2,    /* the file ended in it */
};

typedef enum
{
  TL_CSV_SCAN_RECORD,
  TL_CSV_SCAN_MORE, /* the window ends inside the record */
  TL_CSV_SCAN_LONG, /* a quoted field goes beyond TL_CSV_MAX_FIELD */
  TL_CSV_SCAN_END,
} TlCsvScan;

#define TL_CSV_INDEX 4096 /* bytes of a window whose special bytes are listed at a time */

typedef struct
{
  char        delimiter;
  char        quote;       /* 0 once gave_up */
  char        first_quote; /* as it was at first */
  char        escape;
  guint       n_columns;   /* 0: not known */
  const char *pos;         /* where the next record begins */
  const char *end;         /* of the window */
  gboolean    is_final;    /* nothing comes behind the window */
  const char *index_start; /* of the bytes whose special ones are listed */
  const char *index_end;
  guint       n_index;
  guint       next_index;
  guint16     index[TL_CSV_INDEX + 64]; /* offsets from index_start */
  TlCsvField *fields;                   /* of the record just read */
  gsize       n_fields;
  gsize       n_allocated;
  gsize       n_given;     /* more than n_fields beyond TL_CSV_MAX_COLUMNS */
  gsize       n_plain;     /* fields before the first that holds quotes that are doubled or escaped */
  const char *open_quote;  /* of the field that the window ends in, or that is too long; or NULL */
  const char *start;       /* of the record just read */
  const char *stop;        /* behind its last field, before the line's end */
  char        stop_byte;   /* that stood there */
  guint64     n_lines;     /* lines that the record just read ends */
  guint64     n_good;      /* quoted fields */
  guint64     n_bad;       /* quotes that do not close */
  guint64     n_wasted;
  guint64     n_scanned;
  gboolean    gave_up; /* too many quotes did not close: they are literal from here on */
} TlCsvScanner;

void      tl_csv_scanner_init       (TlCsvScanner *self, char delimiter, char quote, char escape, guint n_columns);
void      tl_csv_scanner_clear      (TlCsvScanner *self);
void      tl_csv_scanner_set_window (TlCsvScanner *self, const char *start, const char *end, gboolean is_final);
TlCsvScan tl_csv_scanner_next       (TlCsvScanner *self);
void      tl_csv_scanner_unescape   (TlCsvScanner *self);
void      tl_csv_scanner_restore    (TlCsvScanner *self);

/* Offsets of the bytes that are @a, @b, LF or CR among @n_bytes, at most TL_CSV_INDEX; @p may be read up to the next
 * 64, @out written up to 16 more. One for each kind of processor. */
guint tl_csv_list_plain (const char *p, guint n_bytes, char a, char b, guint16 *out);
#ifdef __SSE2__
guint tl_csv_list_sse2 (const char *p, guint n_bytes, char a, char b, guint16 *out);
#endif
#if defined(__SSE2__) && defined(__x86_64__) && defined(__GNUC__)
#define TL_CSV_AVX2
guint tl_csv_list_avx2 (const char *p, guint n_bytes, char a, char b, guint16 *out);
#endif

/* UTF-8 */

/* How many bytes the UTF-8 character at @p has; 0: it is none; -1: it is cut off by the end. @p is not ASCII. */
static inline int
tl_csv_utf8_length (const guchar *p, const guchar *end)
{
  guchar first = *p, low = 0x80, high = 0xbf;
  int    n;

  if (first >= 0xc2 && first <= 0xdf)
    n = 2;
  else if (first >= 0xe0 && first <= 0xef)
    {
      n = 3;
      if (first == 0xe0)
        low = 0xa0;
      else if (first == 0xed)
        high = 0x9f;
    }
  else if (first >= 0xf0 && first <= 0xf4)
    {
      n = 4;
      if (first == 0xf0)
        low = 0x90;
      else if (first == 0xf4)
        high = 0x8f;
    }
  else
    return 0;
  for (int i = 1; i < n; i++, low = 0x80, high = 0xbf)
    {
      if (p + i >= end)
        return -1;
      if (p[i] < low || p[i] > high)
        return 0;
    }
  return n;
}

gsize tl_csv_utf8_count (const guchar *p, const guchar *end);

/* The same; one for each kind of processor. */
gsize tl_csv_utf8_count_plain (const guchar *p, const guchar *end);
#ifdef TL_CSV_AVX2
gsize tl_csv_utf8_count_avx2 (const guchar *p, const guchar *end);
#endif

/* Rows to a header */

typedef struct
{
  guint64   line;
  char    **cells; /* NULL-terminated */
  guint     n_cells;
  char     *raw;
} TlCsvRow;

void tl_csv_find_header (TlCsvDialect *dialect, const TlCsvRow *rows, guint n_rows, guint n_modal, int n_header_rows);

G_END_DECLS
