/* tl-parking-edit.h: what must not be lost now, as edits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-tool-edits.h"

G_BEGIN_DECLS

TlEdit  *tl_parking_add   (TlDocument *document,
                           const char *title,
                           char      **id);
TlDraft *tl_parking_draft (TlJourney  *journey,
                           TlKind      kind,
                           const char *at);
TlEdit  *tl_parking_take  (TlDocument *document,
                           TlGrid     *grid,
                           const char *parked,
                           TlDraft    *draft,
                           char      **id);

G_END_DECLS
