/* tl-pack-scale.h: amounts along a line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-pack-draw.h"

G_BEGIN_DECLS

#define TL_TICKS_MOST 12

/**
 * TlPackScale:
 * @low: the least amount, at most 0
 * @high: the greatest, at least 0
 * @left: where @low stands; of a scale that goes up, the foot
 * @right: where @high stands
 * @unit: up to which the scale is even; 0 where it is so everywhere
 *
 * A scale: even, or symmetric-logarithmic where one value dwarfs the rest.
 */
typedef struct
{
  double low, high;
  double left, right;
  double unit;
} TlPackScale;

TlPackScale _tl_scale_make       (const double      *values,
                                  guint              n,
                                  double             left,
                                  double             right);
double      _tl_scale_place      (const TlPackScale *self,
                                  double             value);
guint       _tl_scale_find_ticks (const TlPackScale *self,
                                  double             ticks[TL_TICKS_MOST]);
char       *_tl_pen_money        (const TlPackPen   *self,
                                  double             amount);

G_END_DECLS
