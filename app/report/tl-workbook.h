/* tl-workbook.h: the model of a journey as a spreadsheet whose formulas live
 *
 * Every number that goes in is a cell that may be changed; everything else is a formula that follows: the flow, each
 * ranked fix's changed world, its months, and the summary, which stands beside what Throughline says. All of it at the
 * points of the estimates. The limits: horizons up to 50 years, circles of up to 100 stages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-figures.h"

G_BEGIN_DECLS

typedef struct TlWorkbook TlWorkbook;

TlWorkbook *tl_workbook_new      (TlDocument        *document,
                                  TlFigures         *figures,
                                  GError           **error);
void        tl_workbook_free     (TlWorkbook        *self);
GBytes     *tl_workbook_to_bytes (const TlWorkbook  *self,
                                  GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlWorkbook, tl_workbook_free)

G_END_DECLS
