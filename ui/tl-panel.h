/* tl-panel.h: the side panel: what is known of what is selected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-session.h"

G_BEGIN_DECLS

#define TL_TYPE_PANEL (tl_panel_get_type ())
G_DECLARE_FINAL_TYPE (TlPanel, tl_panel, TL, PANEL, GtkWidget)

void tl_panel_set_session (TlPanel   *self,
                           TlSession *session);
void tl_panel_commit      (TlPanel   *self);
void tl_panel_name_thing  (TlPanel   *self);
void tl_panel_enter       (TlPanel   *self);

G_END_DECLS
