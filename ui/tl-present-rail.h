/* tl-present-rail.h: all stages of a journey in a line, one of them open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TL_TYPE_PRESENT_RAIL (tl_present_rail_get_type ())
G_DECLARE_FINAL_TYPE (TlPresentRail, tl_present_rail, TL, PRESENT_RAIL, GtkWidget)

void tl_present_rail_show (TlPresentRail *self,
                           TlSession     *session,
                           GPtrArray     *stages,
                           guint          at,
                           gboolean       money);

G_END_DECLS
