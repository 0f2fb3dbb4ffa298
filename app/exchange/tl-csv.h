/* tl-csv.h: tables of text (CSV, TSV and their cousins) and sheets (XLSX, ODS), as people's programs write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What we take. A row beyond these is rejected with its reason, a file that has no row within them is refused. */
#define TL_CSV_MAX_FIELD   (8 * 1024 * 1024)   /* bytes of UTF-8 in a field */
#define TL_CSV_MAX_RECORD  (16 * 1024 * 1024)  /* bytes of UTF-8 in a row */
#define TL_CSV_MAX_LINE    (64 * 1024 * 1024)  /* bytes before a row that is too long must end */
#define TL_CSV_MAX_COLUMNS 16384               /* as many as the widest spreadsheet */
#define TL_CSV_MAX_PIPE    (256 * 1024 * 1024) /* bytes read from what is not a file */

/**
 * TlCsvEncoding:
 * @TL_CSV_ENCODING_AUTO: find out
 * @TL_CSV_ENCODING_UTF_8: UTF-8 (and ASCII), with or without a byte-order mark
 * @TL_CSV_ENCODING_UTF_16_LE: UTF-16, low byte first
 * @TL_CSV_ENCODING_UTF_16_BE: UTF-16, high byte first
 * @TL_CSV_ENCODING_WINDOWS_1252: Western European, one byte each
 * @TL_CSV_ENCODING_WINDOWS_1250: Central European
 * @TL_CSV_ENCODING_WINDOWS_1251: Cyrillic
 * @TL_CSV_ENCODING_ISO_8859_15: Western European, Latin-9; never found out, only said
 * @TL_CSV_ENCODING_MAC_ROMAN: Western European, as Excel for Mac wrote it
 *
 * Whatever the encoding, fields are delivered as valid UTF-8 without NUL; what cannot be read is U+FFFD, counted.
 */
typedef enum
{
  TL_CSV_ENCODING_AUTO,
  TL_CSV_ENCODING_UTF_8,
  TL_CSV_ENCODING_UTF_16_LE,
  TL_CSV_ENCODING_UTF_16_BE,
  TL_CSV_ENCODING_WINDOWS_1252,
  TL_CSV_ENCODING_WINDOWS_1250,
  TL_CSV_ENCODING_WINDOWS_1251,
  TL_CSV_ENCODING_ISO_8859_15,
  TL_CSV_ENCODING_MAC_ROMAN,
} TlCsvEncoding;

#define TL_CSV_AUTO (-1)

/**
 * TlCsvHints:
 * @encoding: or %TL_CSV_ENCODING_AUTO
 * @delimiter: a byte of ASCII, 0 for one column, or %TL_CSV_AUTO
 * @quote: a byte of ASCII, 0 where quotes are literal, or %TL_CSV_AUTO
 * @n_header_rows: rows of the header, 0 for none, or %TL_CSV_AUTO
 * @sheet: (nullable): of a spreadsheet, the sheet's name or its number from 1; %NULL: the first that can be seen and has
 *   something in it
 *
 * What someone says about a file; the rest is found out. Begin with %TL_CSV_HINTS_INIT.
 */
typedef struct
{
  TlCsvEncoding encoding;
  int           delimiter;
  int           quote;
  int           n_header_rows;
  const char   *sheet;
} TlCsvHints;

#define TL_CSV_HINTS_INIT { TL_CSV_ENCODING_AUTO, TL_CSV_AUTO, TL_CSV_AUTO, TL_CSV_AUTO, NULL }

/**
 * TlCsvJunk:
 * @line: line of the file, from 1
 * @text: what stands there, on one line, at most 200 characters
 *
 * A line before the header that is none of the table's.
 */
typedef struct
{
  guint64 line;
  char   *text;
} TlCsvJunk;

/**
 * TlCsvDialect:
 * @encoding: never AUTO
 * @has_bom: whether a byte-order mark stands at the beginning
 * @delimiter: `,` `;` tab `|` as a rule; 0: there is one column
 * @quote: `"` as a rule; 0: quotes are literal
 * @escape: `\` where `\"` stands for a quote in a quoted field; otherwise 0 (a quote is doubled)
 * @n_skip: rows that are not blank before the first row of data
 * @n_header_rows: 0: the file has no header
 * @header_line: line of the first header row, from 1; 0 where there is none
 * @n_columns: how many, from 1
 * @names: %NULL-terminated, @n_columns: trimmed; "Column 1" … where there is no header; may be empty or appear twice
 * @labels: (nullable): what the second header row says (Qualtrics and others: the question), @n_columns
 * @import_ids: (nullable): Qualtrics' ids ("QID2_TEXT"), @n_columns
 * @junk: lines before the header (or before the first row of data) that were left out
 * @n_junk: how many
 * @sheet: of a spreadsheet, the number of the sheet, from 1; 0: a table of text. Lines are rows of the sheet then
 * @sheet_name: (nullable): its name
 * @first_column: columns of the sheet before the table
 * @has_numbers_first: whether the first column of a sheet has numbers or dates, so that words there are no record
 *
 * How a file is written.
 */
typedef struct
{
  TlCsvEncoding encoding;
  gboolean      has_bom;
  char          delimiter;
  char          quote;
  char          escape;
  guint         n_skip;
  guint         n_header_rows;
  guint64       header_line;
  guint         n_columns;
  char        **names;
  char        **labels;
  char        **import_ids;
  TlCsvJunk    *junk;
  guint         n_junk;
  guint         sheet;
  char         *sheet_name;
  guint         first_column;
  gboolean      has_numbers_first;
} TlCsvDialect;

/**
 * TlCsvField:
 * @text: valid UTF-8, unescaped, ended by a NUL; lasts until the reader moves on
 * @length: bytes, without the NUL
 * @flags: how it was written; for the reader
 */
typedef struct
{
  const char *text;
  guint32     length;
  guint32     flags;
} TlCsvField;

/**
 * TlCsvReason:
 * @TL_CSV_REASON_TOO_MANY: more fields that are not empty than the table has columns
 * @TL_CSV_REASON_LONE: one field alone in a table of three columns or more ("42 rows", a total, a broken line)
 * @TL_CSV_REASON_HEADER: the header over again
 * @TL_CSV_REASON_TOO_LONG: beyond %TL_CSV_MAX_RECORD, or a field beyond %TL_CSV_MAX_FIELD
 * @TL_CSV_REASON_TOO_WIDE: beyond %TL_CSV_MAX_COLUMNS
 *
 * Why a row was rejected.
 */
typedef enum
{
  TL_CSV_REASON_NONE,
  TL_CSV_REASON_TOO_MANY,
  TL_CSV_REASON_LONE,
  TL_CSV_REASON_HEADER,
  TL_CSV_REASON_TOO_LONG,
  TL_CSV_REASON_TOO_WIDE,
} TlCsvReason;

/**
 * TlCsvRecord:
 * @number: which row of data it is, from 1; rejected rows count, blank ones do not
 * @line: the line of the file it begins on, from 1
 * @fields: as many as the table has columns; none in a rejected row
 * @n_fields: how many
 * @n_given: how many the row has; fewer than @n_fields: those that lack are empty
 * @reason: why it is rejected
 * @raw: the row as it is written, in UTF-8, without the line's end; of a rejected row only. Not ended by a NUL
 * @raw_length: bytes
 */
typedef struct
{
  guint64           number;
  guint64           line;
  const TlCsvField *fields;
  guint             n_fields;
  guint             n_given;
  TlCsvReason       reason;
  const char       *raw;
  gsize             raw_length;
} TlCsvRecord;

/**
 * TlCsvStep:
 * @TL_CSV_STEP_RECORD: a row
 * @TL_CSV_STEP_REJECTED: a row that does not fit, with its reason
 * @TL_CSV_STEP_END: there are no more
 * @TL_CSV_STEP_FAILED: the file can be read no further; the error is set
 */
typedef enum
{
  TL_CSV_STEP_RECORD,
  TL_CSV_STEP_REJECTED,
  TL_CSV_STEP_END,
  TL_CSV_STEP_FAILED,
} TlCsvStep;

/**
 * TlCsvStats:
 * @n_records: rows delivered
 * @n_rejected: rows rejected
 * @n_short: rows delivered that had fewer fields than columns
 * @n_blank: rows with nothing in them, left out
 * @n_bad_quotes: quotes that opened a field and never closed it: taken literally
 * @n_replaced: characters that could not be read: U+FFFD
 * @quotes_off_line: the line from which on all quotes are literal, because too many did not close; 0: none
 */
typedef struct
{
  guint64 n_records;
  guint64 n_rejected;
  guint64 n_short;
  guint64 n_blank;
  guint64 n_bad_quotes;
  guint64 n_replaced;
  guint64 quotes_off_line;
} TlCsvStats;

/**
 * TlCsvSheet:
 * @name: its name
 * @is_hidden: whether it is hidden in a spreadsheet program
 * @is_full: whether there is something in it
 *
 * A sheet of a spreadsheet.
 */
typedef struct
{
  char    *name;
  gboolean is_hidden;
  gboolean is_full;
} TlCsvSheet;

typedef struct _TlCsvSource TlCsvSource;
typedef struct _TlCsvReader TlCsvReader;

TlCsvSource      *tl_csv_source_new_for_path  (const char          *path,
                                               GError             **error);
TlCsvSource      *tl_csv_source_new_for_bytes (GBytes              *bytes,
                                               const char          *name);
TlCsvSource      *tl_csv_source_ref           (TlCsvSource         *self);
void              tl_csv_source_unref         (TlCsvSource         *self);
const char       *tl_csv_source_get_name      (TlCsvSource         *self);
guint64           tl_csv_source_get_size      (TlCsvSource         *self);
GPtrArray        *tl_csv_source_list_sheets   (TlCsvSource         *self,
                                               GCancellable        *cancellable,
                                               GError             **error);
void              tl_csv_source_set_cancellable (TlCsvSource       *self,
                                               GCancellable        *cancellable);

TlCsvDialect     *tl_csv_sniff                (TlCsvSource         *source,
                                               const TlCsvHints    *hints,
                                               GError             **error);
TlCsvDialect     *tl_csv_dialect_copy         (const TlCsvDialect  *self);
void              tl_csv_dialect_free         (TlCsvDialect        *self);
char             *tl_csv_dialect_describe     (const TlCsvDialect  *self);
char             *tl_csv_dialect_say_junk     (const TlCsvDialect  *self);

TlCsvReader      *tl_csv_reader_new           (TlCsvSource         *source,
                                               const TlCsvDialect  *dialect);
TlCsvReader      *tl_csv_reader_open          (TlCsvSource         *source,
                                               const TlCsvHints    *hints,
                                               GError             **error);
void              tl_csv_reader_free          (TlCsvReader         *self);
TlCsvStep         tl_csv_reader_next          (TlCsvReader         *self,
                                               const TlCsvRecord  **record,
                                               GError             **error);
const TlCsvDialect *tl_csv_reader_get_dialect (TlCsvReader         *self);
const TlCsvStats *tl_csv_reader_get_stats     (TlCsvReader         *self);
double            tl_csv_reader_get_progress  (TlCsvReader         *self);
char             *tl_csv_reader_say_reason    (TlCsvReader         *self,
                                               const TlCsvRecord   *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCsvSource, tl_csv_source_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCsvDialect, tl_csv_dialect_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCsvReader, tl_csv_reader_free)

G_END_DECLS
