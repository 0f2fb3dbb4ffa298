/* tl-fix-cards.h: cards beside each other where there is room, under each other where there is not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TL_TYPE_FIX_CARDS (tl_fix_cards_get_type ())
G_DECLARE_FINAL_TYPE (TlFixCards, tl_fix_cards, TL, FIX_CARDS, GtkLayoutManager)

GtkLayoutManager *tl_fix_cards_new (void);

G_END_DECLS
