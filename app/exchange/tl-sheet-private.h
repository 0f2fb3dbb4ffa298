/* tl-sheet-private.h: the sheets of a spreadsheet file, row by row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An XLSX or ODS file is an archive of XML. What is needed of it is inflated and parsed as it comes, a few kilobytes at
 * a time; no part of it is ever whole in memory but the shared strings, which go to a nameless file where there are
 * many. Rows come out as TlCsvField, as those of a table of text do, so that all behind is the same for both.
 */
#pragma once

#include <gio/gio.h>
#include <zip.h>

#include "tl-csv-private.h"

G_BEGIN_DECLS

#define TL_SHEET_MAX_FILE    (G_GUINT64_CONSTANT (1) << 30) /* bytes of the archive */
#define TL_SHEET_MAX_ENTRIES 10000
#define TL_SHEET_MAX_XML     (G_GUINT64_CONSTANT (4) << 30) /* bytes of XML in one part */
#define TL_SHEET_MAX_RATIO   400                            /* of XML to what it is packed in … */
#define TL_SHEET_FREE_XML    (16 * 1024 * 1024)             /* … beyond this many bytes */
#define TL_SHEET_MAX_DEPTH   64
#define TL_SHEET_MAX_SHEETS  4096
#define TL_SHEET_MAX_ROWS    (16 * 1024 * 1024)
#define TL_SHEET_MAX_STRINGS (8 * 1024 * 1024)
#define TL_SHEET_MAX_TEXT    (1024 * 1024 * 1024)           /* bytes of shared strings */
#define TL_SHEET_MAX_COPIED  (G_GUINT64_CONSTANT (4) << 30) /* bytes that repeated rows make */

/* Strings by their number */

typedef struct _TlSheetStrings TlSheetStrings;

TlSheetStrings *tl_sheet_strings_new    (void);
void            tl_sheet_strings_free   (TlSheetStrings *self);
gboolean        tl_sheet_strings_add    (TlSheetStrings *self, const char *text, gsize length, GError **error);
gboolean        tl_sheet_strings_finish (TlSheetStrings *self, GError **error);
const char     *tl_sheet_strings_get    (TlSheetStrings *self, guint64 number, gsize *length);

/* What a number stands for */

typedef enum
{
  TL_SHEET_NUMBER,
  TL_SHEET_DATE,
  TL_SHEET_DATE_TIME,
  TL_SHEET_TIME,
} TlSheetFormat;

TlSheetFormat tl_sheet_format_of_id   (guint id);
TlSheetFormat tl_sheet_format_of_code (const char *code);
void          tl_sheet_say_number     (GString *out, const char *text, TlSheetFormat format, gboolean is_1904);
void          tl_sheet_say_duration   (GString *out, const char *text);

/* A file of sheets */

typedef struct
{
  char    *name;
  char    *entry; /* XLSX: the archive's entry it is in */
  gboolean is_hidden;
  gboolean is_full; /* there is something in it */
} TlSheet;

typedef struct
{
  TlCsvSource    *source; /* whose this is */
  zip_t          *zip;    /* NULL: one file of XML */
  gboolean        is_ods;
  gboolean        is_1904;
  GArray         *sheets;  /* of TlSheet */
  GArray         *formats; /* by style: guint8 of TlSheetFormat */
  TlSheetStrings *strings;
  GCancellable   *cancellable; /* of what is going on now */
} TlBook;

gboolean tl_book_open  (TlCsvSource *source, GCancellable *cancellable, TlBook **book, GError **error);
void     tl_book_free  (TlBook *self);
gboolean tl_xlsx_open  (TlBook *self, GError **error);
gboolean tl_ods_open   (TlBook *self, GError **error);
void     tl_book_add_sheet (TlBook *self, const char *name, const char *entry, gboolean is_hidden);
TlSheet *tl_book_get_sheet (TlBook *self, guint number);

/* XML of a part as it comes */

typedef struct
{
  void (*start) (gpointer data, const char *name, const char *uri, const char **attributes, guint n_attributes);
  void (*end)   (gpointer data, const char *name, const char *uri);
  void (*text)  (gpointer data, const char *text, gsize length);
} TlPartHandler;

typedef struct _TlPart TlPart;

TlPart  *tl_part_open      (TlBook *book, const char *entry, const TlPartHandler *handler, gpointer data,
                            GError **error);
gboolean tl_part_has       (TlBook *book, const char *entry);
gboolean tl_part_feed      (TlPart *self, gboolean *at_end, GError **error);
gboolean tl_part_run       (TlBook *book, const char *entry, const TlPartHandler *handler, gpointer data,
                            GError **error);
void     tl_part_stop      (TlPart *self);
void     tl_part_fail      (TlPart *self, GError *error);
double   tl_part_get_done  (TlPart *self);
void     tl_part_free      (TlPart *self);
gboolean tl_part_attribute (const char **attributes, guint n_attributes, const char *name, char *out, gsize size);
char    *tl_part_dup_attribute (const char **attributes, guint n_attributes, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPart, tl_part_free)

/* Rows */

enum
{
  TL_SHEET_CELL_ERROR = 1 << 8, /* a formula's error stands for what was meant */
};

typedef struct
{
  guint64     number; /* of the sheet, from 1 */
  TlCsvField *cells;
  guint       n_cells; /* without the empty ones at the end */
  gboolean    is_too_long;
  gboolean    is_too_wide;
} TlSheetRow;

typedef struct
{
  gsize   offset;
  guint32 length;
  guint32 flags;
  guint   n; /* as often */
} TlSheetRun;

typedef struct
{
  guint64  number;
  gsize    first; /* of its runs */
  gsize    n_runs;
  gboolean is_too_long;
  gboolean is_too_wide;
  guint    n_copies;
} TlSheetMade;

/* Rows that are being read: what the readers of both formats fill and tl_sheet_cursor_next() empties. */
typedef struct
{
  TlBook  *book;
  TlPart  *part;
  gpointer reader;
  void   (*free_reader) (gpointer reader);

  GString *texts;
  GArray  *runs;   /* of TlSheetRun */
  GArray  *made;   /* of TlSheetMade: finished */
  guint    next;   /* of these, to be handed out */
  guint    copy;
  guint64  n_copied;
  gboolean at_end;

  /* The row at hand */
  TlSheetMade row;
  guint       column;  /* behind its last cell */
  guint       n_empty; /* pending: they count where something stands behind them */
  guint64     n_bytes;

  TlCsvField *cells; /* what is handed out */
  gsize       n_allocated;
  TlSheetRow  out;
} TlSheetCursor;

TlSheetCursor *tl_sheet_cursor_new  (TlBook *book, guint number, GError **error);
void           tl_sheet_cursor_free (TlSheetCursor *self);
int            tl_sheet_cursor_next (TlSheetCursor *self, const TlSheetRow **row, GError **error);
double         tl_sheet_cursor_get_done (TlSheetCursor *self);
void           tl_sheet_cursor_begin_row (TlSheetCursor *self, guint64 number);
void           tl_sheet_cursor_add   (TlSheetCursor *self, const char *text, gsize length, guint32 flags, guint n);
void           tl_sheet_cursor_end_row (TlSheetCursor *self, guint n_copies);
gboolean       tl_xlsx_begin (TlSheetCursor *self, guint number, GError **error);
gboolean       tl_ods_begin  (TlSheetCursor *self, guint number, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSheetCursor, tl_sheet_cursor_free)

/* What the source and the sniffer need */

gboolean      tl_csv_source_get_book (TlCsvSource *self, TlBook **book, GError **error);
int           tl_csv_source_dup_fd   (TlCsvSource *self);
GBytes       *tl_csv_source_get_bytes (TlCsvSource *self);
TlCsvDialect *tl_sheet_sniff         (TlCsvSource *source, TlBook *book, const TlCsvHints *hints, GError **error);

G_END_DECLS
