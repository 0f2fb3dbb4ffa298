/* tl-pack-edits.h: what people decide about a fact pack, as edits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-pack.h"
#include "tl-session.h"

G_BEGIN_DECLS

gboolean tl_pack_edits_set      (TlSession    *session,
                                 TlAudience    audience,
                                 TlField       field,
                                 const char   *value,
                                 GError      **error);
gboolean tl_pack_edits_set_page (TlSession    *session,
                                 TlAudience    audience,
                                 TlPackAbout   about,
                                 TlField       field,
                                 const char   *value,
                                 GError      **error);
gboolean tl_pack_edits_move     (TlSession    *session,
                                 TlAudience    audience,
                                 TlPackAbout   about,
                                 guint         place);

G_END_DECLS
