/* tl-panel-edit.h: what is done to things from the side panel, other than writing in their fields
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-session.h"

G_BEGIN_DECLS

const char *tl_panel_edit_add_name   (TlKind      kind);
TlThing    *tl_panel_edit_neighbour  (TlSession  *session,
                                      TlThing    *thing,
                                      gboolean    after);
gboolean    tl_panel_edit_move       (TlSession  *session,
                                      const char *id,
                                      gboolean    after);
gboolean    tl_panel_edit_delete     (TlSession  *session,
                                      const char *id,
                                      char      **said);
char       *tl_panel_edit_say_doomed (TlSession  *session,
                                      const char *id);
char       *tl_panel_edit_add_titled (TlSession  *session,
                                      TlKind      kind,
                                      const char *parent,
                                      const char *title,
                                      GError    **error);

G_END_DECLS
