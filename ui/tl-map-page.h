/* tl-map-page.h: the map and its controls
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-canvas.h"
#include "tl-find.h"
#include "tl-present.h"

G_BEGIN_DECLS

#define TL_TYPE_MAP_PAGE (tl_map_page_get_type ())
G_DECLARE_FINAL_TYPE (TlMapPage, tl_map_page, TL, MAP_PAGE, GtkWidget)

void      tl_map_page_set_session (TlMapPage *self,
                                   TlSession *session);
TlCanvas *tl_map_page_get_canvas  (TlMapPage *self);
TlFind   *tl_map_page_get_find    (TlMapPage *self);
TlPresent *tl_map_page_get_present (TlMapPage *self);
void      tl_map_page_show_problems (TlMapPage *self);

G_END_DECLS
