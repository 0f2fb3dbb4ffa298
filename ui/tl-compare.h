/* tl-compare.h: two fixes side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-ranking.h"

G_BEGIN_DECLS

#define TL_TYPE_COMPARE (tl_compare_get_type ())
G_DECLARE_FINAL_TYPE (TlCompare, tl_compare, TL, COMPARE, GtkWidget)

void tl_compare_set_ranking (TlCompare  *self,
                             TlRanking  *ranking);
void tl_compare_choose      (TlCompare  *self,
                             const char *one,
                             const char *other);

G_END_DECLS
