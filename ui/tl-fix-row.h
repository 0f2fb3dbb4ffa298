/* tl-fix-row.h: a row of the ranking, or its head
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-fix-columns.h"

G_BEGIN_DECLS

#define TL_TYPE_FIX_ROW (tl_fix_row_get_type ())
G_DECLARE_FINAL_TYPE (TlFixRow, tl_fix_row, TL, FIX_ROW, GtkWidget)

GtkWidget *tl_fix_row_new      (const TlFixColumns *columns);
GtkWidget *tl_fix_row_new_head (const TlFixColumns *columns);
void       tl_fix_row_set_head (TlFixRow           *self,
                                const char         *sort);
void       tl_fix_row_set_note (TlFixRow           *self,
                                const char         *text);
void       tl_fix_row_set_fix  (TlFixRow           *self,
                                TlRanking          *ranking,
                                const TlFixFigures *fix);

G_END_DECLS
