/* tl-fix-columns-menu.h: which columns of the ranking are shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-ranking-table.h"

G_BEGIN_DECLS

GtkWidget *tl_fix_columns_menu_new (TlRankingTable *table);

G_END_DECLS
