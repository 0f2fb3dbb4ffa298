/* tl-fix-order.h: what would change the order of the fixes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-ranking.h"

G_BEGIN_DECLS

#define TL_TYPE_FIX_ORDER (tl_fix_order_get_type ())
G_DECLARE_FINAL_TYPE (TlFixOrder, tl_fix_order, TL, FIX_ORDER, GtkWidget)

void tl_fix_order_set_ranking (TlFixOrder *self,
                               TlRanking  *ranking);

G_END_DECLS
