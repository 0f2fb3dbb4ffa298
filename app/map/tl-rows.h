/* tl-rows.h: rows of a graph whose columns are known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-layers.h"

G_BEGIN_DECLS

void tl_rows_find (TlPlace        *places,
                   const gboolean *has_row,
                   guint           n_places,
                   const TlLink   *links,
                   guint           n_links);

G_END_DECLS
