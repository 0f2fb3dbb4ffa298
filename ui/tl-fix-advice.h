/* tl-fix-advice.h: what to beware of in the selected fix
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-ranking.h"

G_BEGIN_DECLS

#define TL_TYPE_FIX_ADVICE (tl_fix_advice_get_type ())
G_DECLARE_FINAL_TYPE (TlFixAdvice, tl_fix_advice, TL, FIX_ADVICE, GtkWidget)

void tl_fix_advice_set_ranking (TlFixAdvice *self,
                                TlRanking   *ranking);

G_END_DECLS
