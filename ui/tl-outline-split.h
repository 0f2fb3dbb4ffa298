/* tl-outline-split.h: the outline beside the map, or in its place where there is little room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-outline.h"

G_BEGIN_DECLS

#define TL_TYPE_OUTLINE_SPLIT (tl_outline_split_get_type ())
G_DECLARE_FINAL_TYPE (TlOutlineSplit, tl_outline_split, TL, OUTLINE_SPLIT, GtkWidget)

void       tl_outline_split_set_session (TlOutlineSplit *self,
                                         TlSession      *session);
TlOutline *tl_outline_split_get_outline (TlOutlineSplit *self);

G_END_DECLS
