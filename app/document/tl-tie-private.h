/* tl-tie-private.h: ties, as the door keeps them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document-private.h"
#include "tl-tie.h"

G_BEGIN_DECLS

gboolean _tl_ties_follow (TlDocument  *document,
                          GPtrArray   *changes,
                          GPtrArray   *made,
                          GError     **error);
gboolean _tl_ties_bind   (TlJourney   *journey,
                          const char  *of,
                          const char  *field);

G_END_DECLS
