/* tl-ranking-table.h: fixes under each other, with how sure they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-ranking.h"

G_BEGIN_DECLS

#define TL_TYPE_RANKING_TABLE (tl_ranking_table_get_type ())
G_DECLARE_FINAL_TYPE (TlRankingTable, tl_ranking_table, TL, RANKING_TABLE, GtkWidget)

void     tl_ranking_table_set_ranking    (TlRankingTable *self,
                                          TlRanking      *ranking);
gboolean tl_ranking_table_is_logarithmic (TlRankingTable *self);
guint    tl_ranking_table_get_hidden     (TlRankingTable *self);
void     tl_ranking_table_set_hidden     (TlRankingTable *self,
                                          guint           hidden);

G_END_DECLS
