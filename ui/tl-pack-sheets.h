/* tl-pack-sheets.h: the sheets of a fact pack, one under the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-pack-work.h"

G_BEGIN_DECLS

#define TL_TYPE_PACK_SHEETS (tl_pack_sheets_get_type ())
G_DECLARE_FINAL_TYPE (TlPackSheets, tl_pack_sheets, TL, PACK_SHEETS, GtkWidget)

GtkWidget *tl_pack_sheets_new         (void);
void       tl_pack_sheets_set_made    (TlPackSheets *self,
                                       TlPackMade   *made);
void       tl_pack_sheets_set_palette (TlPackSheets *self,
                                       TlPalette     palette);
void       tl_pack_sheets_go_to       (TlPackSheets *self,
                                       TlPackAbout   about);
guint      tl_pack_sheets_get_n       (TlPackSheets *self);
gboolean   tl_pack_sheets_are_painted (TlPackSheets *self);

G_END_DECLS
