/* tl-sheet-picture.h: a page, painted away from the main thread
 *
 * It shows a scene whole, as large as there is room. The page before stays until the next one is painted, so that nothing
 * flickers; what is out of sight is not painted, and keeps no picture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-scene.h"

G_BEGIN_DECLS

#define TL_TYPE_SHEET_PICTURE (tl_sheet_picture_get_type ())
G_DECLARE_FINAL_TYPE (TlSheetPicture, tl_sheet_picture, TL, SHEET_PICTURE, GtkWidget)

GtkWidget *tl_sheet_picture_new          (void);
void       tl_sheet_picture_set_scene    (TlSheetPicture *self,
                                          TlScene        *scene,
                                          TlPalette       palette);
TlScene   *tl_sheet_picture_get_scene    (TlSheetPicture *self);
void       tl_sheet_picture_set_widths   (TlSheetPicture *self,
                                          int             least,
                                          int             natural);
void       tl_sheet_picture_set_in_sight (TlSheetPicture *self,
                                          gboolean        in_sight);
gboolean   tl_sheet_picture_is_painted   (TlSheetPicture *self);

G_END_DECLS
