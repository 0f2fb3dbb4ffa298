/* tl-ledger.h: every number of a journey, where it comes from, and how much money hangs on it
 *
 * A row for each estimate that is written down, and for each that is not where money hangs on what holds instead. The
 * money is the swing of the fix that ranks first: how far its combined impact goes as this number alone goes from its P10
 * to its P90, the rest at their points (impact-model.md, “What would change the order”). A number that is sure has no such
 * range; what would hang on it is told as if it were in doubt like an assumed one, by the journey's doubt, or by a quarter
 * where that is 0: then @in_doubt is unset.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-figures.h"

G_BEGIN_DECLS

/**
 * TlLedgerBasis:
 * @TL_LEDGER_UNSET: nobody has written it down; what the model takes instead holds
 * @TL_LEDGER_UNSAID: written down, and nobody says where it comes from
 *
 * The weakest first.
 */
typedef enum
{
  TL_LEDGER_UNSET,
  TL_LEDGER_UNSAID,
  TL_LEDGER_ASSUMED,
  TL_LEDGER_OBSERVED,
  TL_LEDGER_MEASURED,
  TL_LEDGER_N_BASES,
} TlLedgerBasis;

typedef enum
{
  TL_LEDGER_IN_ORDER,       /* of the journey */
  TL_LEDGER_NEXT_TO_COLLECT, /* most money, weakest basis: money counts whole where nobody observed it, half where someone
                                did, a quarter where it was measured */
  TL_LEDGER_BY_MONEY,
  TL_LEDGER_BY_BASIS,       /* the weakest first, of each the most money */
  TL_LEDGER_BY_AGE,         /* the oldest first, those without a date last */
} TlLedgerSort;

/**
 * TlLedgerRow:
 * @of: id of the thing
 * @kind: of the thing
 * @where: what people call it, with what it stands in
 * @field: the number
 * @value: the estimate, or what holds where none is written down
 * @source: (nullable): a source's id
 * @source_title: (nullable): its title
 * @date: (nullable): when it was known
 * @by: (nullable): who said so
 * @text: (nullable): how it is known
 * @tie: (nullable): what it is tied to, in words
 * @has_swing: whether the journey has figures and a fix that ranks
 * @swing: money, 0 or more
 * @in_doubt: whether the number is in doubt as it is written
 * @takes_first: how often, from 0 to 1, another fix would rank first
 * @age_days: from @date to today; −1 without a date
 */
typedef struct
{
  char          *of;
  TlKind         kind;
  char          *where;
  TlField        field;
  TlEstimate     value;
  TlLedgerBasis  basis;
  char          *source;
  char          *source_title;
  char          *date;
  char          *by;
  char          *text;
  char          *tie;
  gboolean       has_swing;
  double         swing;
  gboolean       in_doubt;
  double         takes_first;
  int            age_days;
} TlLedgerRow;

GPtrArray         *tl_ledger_new        (TlDocument           *document,
                                         GCancellable         *cancellable,
                                         GError              **error);
void               tl_ledger_new_async  (TlDocument           *document,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              data);
GPtrArray         *tl_ledger_new_finish (GAsyncResult         *result,
                                         GError              **error);
void               tl_ledger_sort       (GPtrArray            *ledger,
                                         TlLedgerSort          sort);
const TlLedgerRow *tl_ledger_find       (const GPtrArray      *ledger,
                                         const char           *of,
                                         TlField               field);
const char        *tl_ledger_basis_name (TlLedgerBasis         basis);
char              *tl_ledger_format     (const TlLedgerRow    *row);

G_END_DECLS
