/* tl-results.h: cells that the commands with results share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-doubt.h"
#include "tl-money.h"
#include "tl-table.h"

G_BEGIN_DECLS

#define TL_RESULTS_SEED TL_DOUBT_SEED

const TlFixFigures *tl_results_find_fix  (TlFigures  *figures,
                                          const char *id);
const TlFixFigures *tl_results_first_fix (TlFigures  *figures);
guint               tl_results_fix_index (TlFigures  *figures,
                                          const char *id);

gboolean tl_results_open  (const TlCommand     *command,
                           int                  n_least,
                           int                  n_most,
                           int                 *argc,
                           char              ***argv,
                           TlFormat            *format,
                           TlDocument         **document,
                           TlFigures          **figures,
                           TlExit              *code);
void     tl_results_money  (TlTable             *table,
                            TlFigures           *figures,
                            double               amount,
                            gboolean             is_signed);
void     tl_results_stake  (TlTable             *table,
                            TlFigures           *figures,
                            const TlImpactStake *stake,
                            const char          *title);
void     tl_results_stake_columns (TlTable      *table);

G_END_DECLS
