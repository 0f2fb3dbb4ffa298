/* tl-pack-html.h: the fact pack as a page of words and tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-money.h"
#include "tl-pack.h"

G_BEGIN_DECLS

GBytes *tl_pack_to_html (const TlPack *pack);

G_END_DECLS
