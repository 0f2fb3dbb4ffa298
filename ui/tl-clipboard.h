/* tl-clipboard.h: things on their way from one place to another
 *
 * What is copied can be pasted here and in other windows as what it is, as an outline into any text, and as a picture
 * wherever pictures go.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-fragment.h"
#include "tl-session.h"
#include "tl-tool-grid.h"

G_BEGIN_DECLS

TlFragment         *tl_clipboard_take      (TlSession            *session,
                                            TlGrid               *grid,
                                            const char *const    *ids);
GdkContentProvider *tl_clipboard_offer     (TlSession            *session,
                                            TlGrid               *grid,
                                            const char *const    *ids);
TlEdit             *tl_clipboard_put       (TlFragment           *fragment,
                                            TlSession            *session,
                                            TlGrid               *grid,
                                            const TlFragmentPut  *put,
                                            TlFragmentResult     *result,
                                            GError              **error);
void                tl_clipboard_read      (GdkClipboard         *clipboard,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              data);
gboolean            tl_clipboard_read_finish (GAsyncResult       *result,
                                            TlFragment          **fragment,
                                            char                **text,
                                            GError              **error);

G_END_DECLS
