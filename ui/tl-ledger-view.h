/* tl-ledger-view.h: every number of the journey, where it comes from, and how much money hangs on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-ledger.h"
#include "tl-session.h"

G_BEGIN_DECLS

#define TL_TYPE_LEDGER_VIEW (tl_ledger_view_get_type ())
G_DECLARE_FINAL_TYPE (TlLedgerView, tl_ledger_view, TL, LEDGER_VIEW, GtkWidget)

void       tl_ledger_view_set_session (TlLedgerView *self,
                                       TlSession    *session);
gboolean   tl_ledger_view_is_working  (TlLedgerView *self);
GPtrArray *tl_ledger_view_get_ledger  (TlLedgerView *self);

G_END_DECLS
