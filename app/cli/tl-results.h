/* tl-results.h: cells that the commands with results share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-table.h"

G_BEGIN_DECLS

gboolean tl_results_open   (const TlCommand     *command,
                            int                  argc,
                            char               **argv,
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
