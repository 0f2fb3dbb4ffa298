/* tl-pack-view.h: the fact pack: what leaves the workshop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-pack-export.h"
#include "tl-pack-list.h"
#include "tl-pack-sheets.h"
#include "tl-pack-side.h"

G_BEGIN_DECLS

#define TL_TYPE_PACK_VIEW (tl_pack_view_get_type ())
G_DECLARE_FINAL_TYPE (TlPackView, tl_pack_view, TL, PACK_VIEW, GtkWidget)

void          tl_pack_view_set_session (TlPackView   *self,
                                        TlSession    *session);
TlPackWork   *tl_pack_view_get_work    (TlPackView   *self);
TlPackSheets *tl_pack_view_get_sheets  (TlPackView   *self);
TlPackList   *tl_pack_view_get_list    (TlPackView   *self);
TlPackSide   *tl_pack_view_get_side    (TlPackView   *self);
TlPalette     tl_pack_view_get_palette (TlPackView   *self);
void          tl_pack_view_choose      (TlPackView   *self,
                                        TlPackAbout   about);
void          tl_pack_view_export      (TlPackView   *self,
                                        TlPackFormat  format);
void          tl_pack_view_export_to   (TlPackView   *self,
                                        TlPackFormat  format,
                                        const char   *path);

void          tl_pack_view_follow_settings (TlPackView *self,
                                            GSettings  *settings);

G_END_DECLS
