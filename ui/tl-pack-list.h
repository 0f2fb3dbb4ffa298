/* tl-pack-list.h: the pages of a fact pack: which are shown, and in what order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-pack-work.h"

G_BEGIN_DECLS

#define TL_TYPE_PACK_LIST (tl_pack_list_get_type ())
G_DECLARE_FINAL_TYPE (TlPackList, tl_pack_list, TL, PACK_LIST, GtkWidget)

GtkWidget   *tl_pack_list_new          (TlPackWork  *work);
void         tl_pack_list_update       (TlPackList  *self);
void         tl_pack_list_set_palette  (TlPackList  *self,
                                        TlPalette    palette);
void         tl_pack_list_select       (TlPackList  *self,
                                        TlPackAbout  about);
TlPackAbout  tl_pack_list_get_selected (TlPackList  *self);

G_END_DECLS
