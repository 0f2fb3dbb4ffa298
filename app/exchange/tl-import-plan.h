/* tl-import-plan.h: how a table is to be read and what its columns are, as found out or as corrected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-columns.h"
#include "tl-dates.h"

G_BEGIN_DECLS

/**
 * TlImportRange:
 * @low: the least on a scale
 * @high: the most; as @low: to be found out
 *
 * How far a scale of scores goes, where somebody said it.
 */
typedef struct
{
  double low;
  double high;
} TlImportRange;

/**
 * TlImportPlan:
 * @encoding: or %TL_CSV_ENCODING_AUTO
 * @delimiter: as in #TlCsvHints
 * @quote: as in #TlCsvHints
 * @n_header_rows: as in #TlCsvHints
 * @sheet: (nullable): of a spreadsheet, the sheet's name
 * @n_columns: how many columns the table has
 * @roles: (array length=n_columns): what each is; %TL_COLUMN_N_ROLES: nothing
 * @ranges: (array length=n_columns): of scores, how far their scales go where it was said
 * @date_order: what comes first in a date
 * @date_order_is_open: whether no row decides it, and somebody should be asked
 *
 * A preview gives it filled; whoever shows it may change it and hand it to the import, or to another preview. Where the
 * table has another number of columns than @n_columns after such a change, its columns are found out anew; so they are with
 * tl_import_plan_forget_columns().
 */
typedef struct
{
  TlCsvEncoding encoding;
  int           delimiter;
  int           quote;
  int           n_header_rows;
  char         *sheet;
  guint         n_columns;
  TlColumnRole *roles;
  TlImportRange *ranges;
  TlDateOrder   date_order;
  gboolean      date_order_is_open;
} TlImportPlan;

TlImportPlan *tl_import_plan_new      (const TlCsvDialect  *dialect);
TlImportPlan *tl_import_plan_copy     (const TlImportPlan  *self);
void          tl_import_plan_free     (TlImportPlan        *self);
void          tl_import_plan_set_role (TlImportPlan        *self,
                                       guint                column,
                                       TlColumnRole         role);
void          tl_import_plan_set_range (TlImportPlan       *self,
                                       guint                column,
                                       double               low,
                                       double               high);
void          tl_import_plan_forget_columns (TlImportPlan  *self);
const char   *tl_import_find_maker    (const TlCsvDialect  *dialect);

/* What is remembered of tables of a shape, in the user's own folder */

TlImportPlan *tl_import_memory_recall (const TlCsvDialect  *shape);
gboolean      tl_import_memory_keep   (const TlCsvDialect  *shape,
                                       const TlImportPlan  *plan,
                                       GError             **error);
gboolean      tl_import_memory_forget (const TlCsvDialect  *shape,
                                       GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImportPlan, tl_import_plan_free)

G_END_DECLS
