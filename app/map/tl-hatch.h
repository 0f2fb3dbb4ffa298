/* tl-hatch.h: what the painters must agree on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-scene.h"

G_BEGIN_DECLS

/* Hatching: lines from the lower left to the upper right. The step is along x. */
#define TL_HATCH_STEP 7.0
#define TL_HATCH_WIDTH 2.0
#define TL_HATCH_OPACITY 0.5

/* The lengths of a dash and of the gap behind it. */
static inline double
tl_dash_get (TlDash dash, double lengths[2])
{
  lengths[0] = dash == TL_DASH_DOTS ? 2 : 3;
  lengths[1] = dash == TL_DASH_DOTS ? 7 : 5;
  return 0;
}

G_END_DECLS
