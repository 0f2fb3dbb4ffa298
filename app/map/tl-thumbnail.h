/* tl-thumbnail.h: a journey as a small picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-map.h"

G_BEGIN_DECLS

GBytes *tl_thumbnail_new (TlJourney *journey,
                          int        size);

G_END_DECLS
