/* tl-pptx.h: the fact pack as slides that can be edited
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-pack-book.h"

G_BEGIN_DECLS

GBytes *tl_pack_to_pptx (const TlPack  *pack,
                         TlPackBook    *book,
                         TlPalette      palette,
                         GError       **error);

G_END_DECLS
