/* tl-overview.h: the whole map, small, with a frame around what is seen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-canvas.h"

G_BEGIN_DECLS

#define TL_TYPE_OVERVIEW (tl_overview_get_type ())
G_DECLARE_FINAL_TYPE (TlOverview, tl_overview, TL, OVERVIEW, GtkWidget)

void     tl_overview_set_canvas (TlOverview *self,
                                 TlCanvas   *canvas);
gboolean tl_overview_is_needed  (TlOverview *self);

G_END_DECLS
