/* tl-fix-why.h: why the selected fix is where it is in the ranking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-ranking.h"

G_BEGIN_DECLS

#define TL_TYPE_FIX_WHY (tl_fix_why_get_type ())
G_DECLARE_FINAL_TYPE (TlFixWhy, tl_fix_why, TL, FIX_WHY, GtkWidget)

void tl_fix_why_set_ranking (TlFixWhy  *self,
                             TlRanking *ranking);

G_END_DECLS
