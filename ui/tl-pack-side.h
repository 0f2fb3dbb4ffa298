/* tl-pack-side.h: what can be written about a page of the fact pack, and about the pack
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-pack-work.h"

G_BEGIN_DECLS

#define TL_TYPE_PACK_SIDE (tl_pack_side_get_type ())
G_DECLARE_FINAL_TYPE (TlPackSide, tl_pack_side, TL, PACK_SIDE, GtkWidget)

GtkWidget *tl_pack_side_new       (TlPackWork  *work);
void       tl_pack_side_update    (TlPackSide  *self);
void       tl_pack_side_set_about (TlPackSide  *self,
                                   TlPackAbout  about);
gboolean   tl_pack_side_take_logo (TlPackSide  *self,
                                   GFile       *file);

G_END_DECLS
