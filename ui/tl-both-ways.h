/* tl-both-ways.h: fixes by what they do to revenue and to cost
 *
 * The table says the same in words and figures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-ranking.h"

G_BEGIN_DECLS

#define TL_TYPE_BOTH_WAYS (tl_both_ways_get_type ())
G_DECLARE_FINAL_TYPE (TlBothWays, tl_both_ways, TL, BOTH_WAYS, GtkWidget)

void tl_both_ways_set_ranking (TlBothWays *self,
                               TlRanking  *ranking);

G_END_DECLS
