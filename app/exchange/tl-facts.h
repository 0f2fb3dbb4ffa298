/* tl-facts.h: costs, shares and other numbers from a table, and back into one
 *
 * A row of the table says what a field of a thing is, and where that is known from. The columns are found by their names,
 * in any order; English, German and French are understood:
 *
 *     thing,id,field,value,basis,source,date,by,text
 *     Basket / Basket page,basketpage,unit-cost,0.04,measured,Ledger,2026-03-31,Ana,
 *     Basket / Basket page / Delivery fee / incidence,,,132 of 1200,observed,Exit survey,,,
 *
 * - `id` counts before `thing`. A thing is written as its titles from the stage on; the field may stand behind them.
 * - `value` is an estimate as people write it: `12%`, `132 of 1,200`, `5% .. 8% .. 15%`. Empty: the value stays.
 * - `basis` is assumed, observed or measured; where a fact is made without one, assumed.
 * - `source` is the id or title of a source; one that there is not yet is made.
 * - Cells that are empty change nothing, but for one thing: a new value without a word on where it comes from loses what was
 *   said of the old one.
 *
 * Columns with other names are passed over. Nothing is imported where a row is wrong, unless wrong rows are to be left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-csv.h"
#include "tl-dates.h"
#include "tl-document.h"
#include "tl-import-note.h"

G_BEGIN_DECLS

#define TL_FACTS_ERROR (tl_facts_error_quark ())

typedef enum
{
  TL_FACTS_ERROR_COLUMNS, /* a column that is needed is not there */
  TL_FACTS_ERROR_ROWS,    /* some rows are wrong; the result has them all */
} TlFactsError;

GQuark tl_facts_error_quark (void);

/**
 * TlFactsOptions:
 * @skip_bad: import the rows that are right though others are wrong
 * @decimal: the decimal mark of the file, `.` or `,`; 0 to find out
 * @date_order: what comes first in a date
 *
 * Zeroes are the defaults.
 */
typedef struct
{
  gboolean    skip_bad;
  char        decimal;
  TlDateOrder date_order;
} TlFactsOptions;

/**
 * TlFactsResult:
 * @n_rows: rows of data
 * @n_empty: of these, how many say nothing: their value and all that belongs to it are empty
 * @n_unchanged: how many say what the journey says already
 * @n_values: fields that hold something else now
 * @n_facts: facts made or changed
 * @n_sources: sources made
 * @n_forgotten: facts that went, because they were of a number that is another now and the row says nothing of its origin
 * @problems: (element-type TlImportNote): what is wrong, by line; one a row
 * @edit: the edit's number; 0 where nothing changed
 */
typedef struct
{
  guint64    n_rows;
  guint64    n_empty;
  guint64    n_unchanged;
  guint64    n_values;
  guint64    n_facts;
  guint64    n_sources;
  guint64    n_forgotten;
  GPtrArray *problems;
  gint64     edit;
} TlFactsResult;

/**
 * TlFactsMore:
 * @names: (array zero-terminated=1): what the columns are called
 * @tell: what stands in the column @column of the row of a number: (transfer full) (nullable)
 * @data: for @tell
 *
 * Columns that go out behind the table's own, and that are passed over when it comes back.
 */
typedef struct
{
  const char *const *names;
  char            *(*tell) (const char *of,
                            TlField     field,
                            guint       column,
                            gpointer    data);
  gpointer           data;
} TlFactsMore;

void     tl_facts_result_free (TlFactsResult          *self);
gboolean tl_facts_import      (TlDocument             *document,
                               TlCsvSource            *csv,
                               const TlFactsOptions   *options,
                               TlFactsResult         **result,
                               GError                **error);
char    *tl_facts_to_csv      (TlDocument             *document,
                               const TlFactsMore      *more);
gboolean tl_facts_export      (TlDocument             *document,
                               const TlFactsMore      *more,
                               const char             *path,
                               GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlFactsResult, tl_facts_result_free)

G_END_DECLS
