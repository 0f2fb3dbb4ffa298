/* tl-widths.h: how wide words get where another font stands in for ours; for this room alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean tl_widths_of (const char *text,
                       gboolean    bold,
                       double     *width);

G_END_DECLS
