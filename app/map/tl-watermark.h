/* tl-watermark.h: a word over a whole picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-measure.h"

G_BEGIN_DECLS

void tl_watermark_draw (TlScene    *scene,
                        TlMeasure  *measure,
                        const char *word,
                        TlBox       box);

G_END_DECLS
