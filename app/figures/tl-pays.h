/* tl-pays.h: where a fix stops paying
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-figures.h"

G_BEGIN_DECLS

GPtrArray *tl_pays_explain (TlFigures  *figures,
                            guint       fix,
                            const gint *stop);

G_END_DECLS
