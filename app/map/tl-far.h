/* tl-far.h: cards as they are seen from afar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-map.h"

G_BEGIN_DECLS

TlScene *tl_far_layout (TlScene            *map,
                        TlJourney          *journey,
                        TlFigures          *figures,
                        const TlMapOptions *options,
                        gboolean            rtl,
                        double              size);

G_END_DECLS
