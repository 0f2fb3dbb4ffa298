/* tl-import.h: evidence from a table into a journey
 *
 * Each row of the table becomes a record: its words, date and scores, from columns that are recognised by their names
 * and by what stands in them, or named. All of it is one edit. What looks like a personal detail is masked, and the
 * ids of customers are hashed, before anything is written; see tl-mask.h and tl-customer.h. A row that does not fit
 * the table is left out and reported; a value that cannot be read (a date, a score out of its range) is left out,
 * reported, and the rest of the record stays. A record without words counts too.
 *
 * A record's id is `SOURCE.ROW`, with `-2` and so on behind it where that is taken. Its row is its number among the rows
 * of data, from 1, or of a spreadsheet the number that stands beside it there; notes give lines of the file, of which a
 * row may have many.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tl-columns.h"
#include "tl-dates.h"
#include "tl-evidence.h"
#include "tl-import-note.h"
#include "tl-import-plan.h"
#include "tl-mask.h"
#include "tl-rules.h"

G_BEGIN_DECLS

#define TL_IMPORT_MAX_NOTES 10000 /* of a kind that are kept; beyond, they are counted */
#define TL_IMPORT_PREVIEW_ROWS 20

#define TL_IMPORT_ERROR (tl_import_error_quark ())

typedef enum
{
  TL_IMPORT_ERROR_COLUMNS, /* no column is of use */
  TL_IMPORT_ERROR_OPTIONS, /* an option is not understood */
  TL_IMPORT_ERROR_RULES,   /* a rule speaks of what is not there */
} TlImportError;

GQuark tl_import_error_quark (void);

/**
 * TlImportProgress:
 * @done: how much of the work is done, 0 to 1
 * @n_records: how many records there are so far
 * @data: what was given with it
 */
typedef void (*TlImportProgress) (double   done,
                                  guint64  n_records,
                                  gpointer data);

/**
 * TlImportMemory:
 * @TL_IMPORT_MEMORY_NONE: know nothing of other imports, and remember nothing of this
 * @TL_IMPORT_MEMORY_USE: take columns as they were corrected the last time in a table with this header; remember this
 *   import where it corrects something
 * @TL_IMPORT_MEMORY_FRESH: do not take them so, but remember this import
 * @TL_IMPORT_MEMORY_FORGET: forget what is remembered of tables with this header
 */
typedef enum
{
  TL_IMPORT_MEMORY_NONE,
  TL_IMPORT_MEMORY_USE,
  TL_IMPORT_MEMORY_FRESH,
  TL_IMPORT_MEMORY_FORGET,
} TlImportMemory;

/**
 * TlImportOptions:
 * @source: (nullable): the source's title, or the id of one that there is; %NULL: the file's name without its ending
 * @kind: (nullable): what kind of source a new one is, a word of interchange.rng
 * @asked: (nullable): how many people were asked, for a new source, as people write numbers
 * @from: (nullable): the first day that a new source is about; %NULL: of its records, the earliest
 * @to: (nullable): the last day; %NULL: of its records, the latest
 * @columns: by role, (nullable): the column that has it, as tl_columns_find() takes it; "" for none; %NULL to find out
 * @plan: (nullable): how the table is read and what its columns are; in place of @hints; @columns and @ignored change it
 * @memory: whether it counts what was corrected in other imports
 * @rules: (nullable): rules that assign records to touchpoints and pains, besides those that the journey keeps
 * @without_rules: leave out the journey's own rules
 * @keep_rules: let the journey keep @rules for the next import
 * @first_rule_only: a record is assigned by the first rule that holds, not by each
 * @hints: (nullable): how the file is written
 * @date_order: what comes first in a date
 * @unmasked: kinds of personal details that are left as they are, as bits (1 << #TlMaskKind)
 * @ignored: (nullable) (array zero-terminated=1): columns that are nothing, as tl_columns_find() takes them
 * @keep_ids: leave the ids of customers as they are
 * @keep_duplicates: take in records that are there already, too
 * @is_trial: only tell what would come of it; see #TlImportResult.edit
 * @preview_rows: how many rows a preview looks at; 0: all
 * @progress: (nullable) (scope call): told of the progress, now and then, in whatever thread
 * @progress_data: for @progress
 *
 * Zeroes are the defaults.
 */
typedef struct
{
  const char       *source;
  const char       *kind;
  const char       *asked;
  const char       *from;
  const char       *to;
  const char       *columns[TL_COLUMN_N_ROLES];
  const TlImportPlan *plan;
  TlImportMemory    memory;
  TlRules          *rules;
  gboolean          without_rules;
  gboolean          keep_rules;
  gboolean          first_rule_only;
  const TlCsvHints *hints;
  TlDateOrder       date_order;
  guint             unmasked;
  const char *const *ignored;
  gboolean          keep_ids;
  gboolean          keep_duplicates;
  gboolean          is_trial;
  guint64           preview_rows;
  TlImportProgress  progress;
  gpointer          progress_data;
} TlImportOptions;

/**
 * TlImportColumn:
 * @name: the column's name
 * @label: (nullable): what the second row of the header says of it
 * @role: what it is taken for; %TL_COLUMN_N_ROLES: nothing
 * @low: of a score, the least on its scale
 * @high: the most; as @low: not known
 */
typedef struct
{
  char         *name;
  char         *label;
  TlColumnRole  role;
  double        low;
  double        high;
} TlImportColumn;

/**
 * TlImportRule:
 * @id: (nullable): of one that the journey keeps
 * @line: of any other, its line in its file
 * @thing: the id of what it assigns to
 * @n_records: how many records it held for
 * @why: (nullable): why it could not be tried: the table has no such column
 */
typedef struct
{
  char   *id;
  guint   line;
  char   *thing;
  guint64 n_records;
  char   *why;
} TlImportRule;

/**
 * TlImportResult:
 * @edit: the edit's number; 0 where nothing was added: all was there already, or it was a trial
 * @source: the source's id
 * @source_title: its title
 * @source_is_new: whether the import made it
 * @n_records: records imported
 * @n_with_text: of these, how many have words
 * @n_without_text: and how many have none
 * @n_assigned: how many rules assigned
 * @n_unassigned: and how many none did
 * @n_duplicates: rows that are in the journey already, or came before in the table; left out unless they were to be kept
 * @duplicates: (element-type TlImportNote): where, and why
 * @n_rejected: rows left out
 * @rejected: (element-type TlImportNote): where, and why
 * @n_spoilt: values left out of records that were imported
 * @spoilt: (element-type TlImportNote): where, and why
 * @junk: (element-type TlImportNote): lines before the header that are none of the table's
 * @n_blank: rows with nothing in them
 * @masked: personal details that were masked, by kind
 * @n_masked: records in which there were some
 * @n_hashed: records whose customer's id was hashed
 * @n_codes: answers that say that there is none (99, “don't know”) and were left out
 * @n_promoters: answers of 9 or 10 to the question whether one would recommend
 * @n_passives: of 7 or 8
 * @n_detractors: of 0 to 6
 * @n_replaced: characters that no journey can hold, or that could not be read: now U+FFFD
 * @n_bad_quotes: quotes that opened a field and never closed it: they were taken literally
 * @quotes_off_line: the line from which on all quotes were; 0: none
 * @n_unkept: of the rules that the journey was to keep, those it cannot: they assign to a stage
 * @dialect: how the file is written, in words
 * @maker: (nullable): whose export it is
 * @is_remembered: whether the columns are those of an earlier import
 * @columns: (element-type TlImportColumn): the table's columns
 * @rules: (element-type TlImportRule): the rules, in their order
 * @dates: (nullable): what there is to say of the dates' order, in words
 * @dates_are_ambiguous: whether day and month may have been mistaken for each other
 * @from: the earliest date of the records; empty where there is none
 * @to: the latest
 */
typedef struct
{
  gint64     edit;
  char      *source;
  char      *source_title;
  gboolean   source_is_new;
  guint64    n_records;
  guint64    n_with_text;
  guint64    n_without_text;
  guint64    n_assigned;
  guint64    n_unassigned;
  guint64    n_duplicates;
  GPtrArray *duplicates;
  guint64    n_rejected;
  GPtrArray *rejected;
  guint64    n_spoilt;
  GPtrArray *spoilt;
  GPtrArray *junk;
  guint64    n_blank;
  guint64    masked[TL_MASK_N_KINDS];
  guint64    n_masked;
  guint64    n_hashed;
  guint64    n_codes;
  guint64    n_promoters;
  guint64    n_passives;
  guint64    n_detractors;
  guint64    n_replaced;
  guint64    n_bad_quotes;
  guint64    quotes_off_line;
  guint      n_unkept;
  char      *dialect;
  const char *maker;
  gboolean   is_remembered;
  GPtrArray *columns;
  GPtrArray *rules;
  char      *dates;
  gboolean   dates_are_ambiguous;
  char       from[TL_DATE_LENGTH + 1];
  char       to[TL_DATE_LENGTH + 1];
} TlImportResult;

/**
 * TlImportExample:
 * @before: some words as they stand in the table
 * @after: the same as they would be kept
 */
typedef struct
{
  char *before;
  char *after;
} TlImportExample;

/**
 * TlImportPreview:
 * @plan: how it would be done; to be corrected and handed on
 * @maker: (nullable): whose export it is
 * @is_remembered: whether the columns are those of an earlier import
 * @sheets: (element-type TlCsvSheet): of a spreadsheet, its sheets
 * @first_rows: (element-type GStrv): the first rows, as they stand there; at most %TL_IMPORT_PREVIEW_ROWS, cells shortened
 * @rejected: (element-type TlImportNote): rows that would be left out and why, the first of them
 * @n_spoilt: values that would be left out
 * @spoilt: (element-type TlImportNote): where, and why, the first of them
 * @n_codes: answers that say that there is none
 * @n_duplicates: rows that come again in the table; those that are in a journey are told by an import with
 *   #TlImportOptions.is_trial
 * @is_whole: whether all rows were looked at
 * @dates_are_ambiguous: whether day and month may have been mistaken for each other
 * @dialect: how the file is written, in words
 * @columns: (element-type TlImportColumn): the table's columns
 * @n_rows: its rows, but for those that do not fit it
 * @n_with_text: of these, how many have words
 * @n_rejected: rows that do not fit the table
 * @n_customers: rows that name a customer
 * @found: personal details in them, by kind, masked or not
 * @n_found: rows in which there are some
 * @examples: (element-type TlImportExample): the first of them
 * @dates: (nullable): what there is to say of the dates' order, in words
 *
 * What an import would do.
 */
typedef struct
{
  TlImportPlan *plan;
  const char *maker;
  gboolean   is_remembered;
  GPtrArray *sheets;
  GPtrArray *first_rows;
  GPtrArray *rejected;
  guint64    n_spoilt;
  GPtrArray *spoilt;
  guint64    n_codes;
  guint64    n_duplicates;
  gboolean   is_whole;
  gboolean   dates_are_ambiguous;
  char      *dialect;
  GPtrArray *columns;
  guint64    n_rows;
  guint64    n_with_text;
  guint64    n_rejected;
  guint64    n_customers;
  guint64    found[TL_MASK_N_KINDS];
  guint64    n_found;
  GPtrArray *examples;
  char      *dates;
} TlImportPreview;

void             tl_import_result_free     (TlImportResult         *self);
TlImportResult  *tl_import_evidence        (TlDocument             *document,
                                            TlCsvSource            *csv,
                                            const TlImportOptions  *options,
                                            GCancellable           *cancellable,
                                            GError                **error);
void             tl_import_evidence_async  (TlDocument             *document,
                                            TlCsvSource            *csv,
                                            const TlImportOptions  *options,
                                            GCancellable           *cancellable,
                                            GAsyncReadyCallback     callback,
                                            gpointer                data);
TlImportResult  *tl_import_evidence_finish (TlDocument             *document,
                                            GAsyncResult           *result,
                                            GError                **error);

char            *tl_import_result_write_rejected (const TlImportResult *self);
gboolean         tl_import_result_save_rejected  (const TlImportResult *self,
                                            const char             *path,
                                            GError                **error);

void             tl_import_preview_free    (TlImportPreview        *self);
void             tl_import_preview_async   (TlCsvSource            *csv,
                                            const TlImportOptions  *options,
                                            GCancellable           *cancellable,
                                            GAsyncReadyCallback     callback,
                                            gpointer                data);
TlImportPreview *tl_import_preview_finish  (GAsyncResult           *result,
                                            GError                **error);
TlImportPreview *tl_import_preview         (TlCsvSource            *csv,
                                            const TlImportOptions  *options,
                                            GCancellable           *cancellable,
                                            GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImportResult, tl_import_result_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImportPreview, tl_import_preview_free)

G_END_DECLS
