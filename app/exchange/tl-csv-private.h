/* tl-csv-private.h: what the parts of the CSV reader share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-csv.h"

G_BEGIN_DECLS

#define TL_CSV_SLACK 64 /* bytes behind the end of a window that may be read, and the first one written */

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
} TlCsvDecoder;

#define TL_CSV_CHUNK (128 * 1024) /* bytes read at a time; each makes at most three of UTF-8 */

void     tl_csv_decoder_init  (TlCsvDecoder *self, TlCsvSource *source, TlCsvEncoding encoding, guint64 offset);
void     tl_csv_decoder_clear (TlCsvDecoder *self);
gboolean tl_csv_decoder_fill  (TlCsvDecoder *self, char *buffer, gsize room, gsize *length, GError **error);
gsize    tl_csv_decode        (TlCsvEncoding encoding, const guchar *bytes, gsize n_bytes, gboolean is_last, char *out,
                               gsize *n_used, guint64 *n_replaced);
gboolean tl_csv_find_encoding (TlCsvSource *source, TlCsvEncoding forced, TlCsvEncoding *encoding, gsize *n_bom,
                               GError **error);

/* UTF-8 to fields */

enum
{
  TL_CSV_FIELD_QUOTED = 1 << 0,
  TL_CSV_FIELD_DOUBLED = 1 << 1, /* holds quotes that are doubled or escaped */
};

typedef enum
{
  TL_CSV_SCAN_RECORD,
  TL_CSV_SCAN_MORE, /* the window ends inside the record */
  TL_CSV_SCAN_END,
} TlCsvScan;

typedef struct
{
  char        delimiter;
  char        quote;
  char        escape;
  guint       n_columns; /* 0: not known */
  const char *pos;       /* where the next record begins */
  const char *end;       /* of the window */
  gboolean    is_final;  /* nothing comes behind the window */
  const char *block;     /* 64 bytes whose special bytes are in mask */
  guint64     mask;
  TlCsvField *fields; /* of the record just read */
  gsize       n_fields;
  gsize       n_allocated;
  gsize       n_given; /* more than n_fields beyond TL_CSV_MAX_COLUMNS */
  const char *start;   /* of the record just read */
  const char *stop;    /* behind its last field, before the line's end */
  guint64     n_lines; /* lines that the record just read ends */
  guint64     n_good;  /* quoted fields */
  guint64     n_bad;   /* quotes that do not close */
  guint64     n_wasted;
  guint64     n_scanned;
  gboolean    gave_up; /* too many quotes did not close: they are literal from here on */
} TlCsvScanner;

void      tl_csv_scanner_init       (TlCsvScanner *self, char delimiter, char quote, char escape, guint n_columns);
void      tl_csv_scanner_clear      (TlCsvScanner *self);
void      tl_csv_scanner_set_window (TlCsvScanner *self, const char *start, const char *end, gboolean is_final);
TlCsvScan tl_csv_scanner_next       (TlCsvScanner *self);
void      tl_csv_scanner_unescape   (TlCsvScanner *self);
guint64   tl_csv_mask               (const char *p, char a, char b);
guint64   tl_csv_mask_plain         (const char *p, char a, char b);

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
