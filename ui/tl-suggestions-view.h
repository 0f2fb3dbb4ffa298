/* tl-suggestions-view.h: what records may speak of, to be accepted one by one or all that are sure
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-session.h"

G_BEGIN_DECLS

#define TL_TYPE_SUGGESTIONS_VIEW (tl_suggestions_view_get_type ())
G_DECLARE_FINAL_TYPE (TlSuggestionsView, tl_suggestions_view, TL, SUGGESTIONS_VIEW, GtkWidget)

void        tl_suggestions_view_set_session (TlSuggestionsView *self,
                                             TlSession         *session);
gboolean    tl_suggestions_view_is_working  (TlSuggestionsView *self);
GListModel *tl_suggestions_view_get_list    (TlSuggestionsView *self);

G_END_DECLS
