/* tl-impact-sensitivity.h: what would change the order, and where a fix stops paying
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-impact-draw.h"

G_BEGIN_DECLS

/**
 * TlImpactSwing:
 * @known: whether the fix has a result at both ends
 * @low: its combined impact with the input at its P10
 * @high: its combined impact with the input at its P90
 */
typedef struct
{
  gboolean known;
  double   low;
  double   high;
} TlImpactSwing;

/**
 * TlImpactSensitivity:
 * @input: the number in doubt
 * @low: its P10
 * @high: its P90
 * @takes_first: the fraction of its 19 quantiles from 5 % to 95 % at which a fix other than the first at the points is
 *   first
 * @taker: the fix that is then first most often, or %TL_IMPACT_NONE
 * @swings: (array length=n_fixes): by index of fix; unknown for those not ranked
 * @largest: the largest swing among them
 *
 * What hangs on one number in doubt, all others at their points.
 */
typedef struct
{
  TlImpactInput  input;
  double         low;
  double         high;
  double         takes_first;
  guint          taker;
  TlImpactSwing *swings;
  double         largest;
} TlImpactSensitivity;

static inline double
tl_impact_swing_width (const TlImpactSwing *self)
{
  return self->known ? (self->high > self->low ? self->high - self->low : self->low - self->high) : 0;
}

GArray   *tl_impact_sensitivity   (const TlImpactModel   *model,
                                   const TlImpactResults *results,
                                   const gint            *stop);

/**
 * TlImpactBreakEven:
 * @now: the number at its point
 * @npv: the fix's combined impact with it there
 * @found: whether there is a value at which the fix stops, or starts, paying
 * @at: the value nearest to @now at which its combined impact is 0
 * @pays_below: whether it pays below @at rather than above it
 * @low: the least value that was looked at
 * @high: the greatest
 */
typedef struct
{
  double   now;
  double   npv;
  gboolean found;
  double   at;
  gboolean pays_below;
  double   low;
  double   high;
} TlImpactBreakEven;

gboolean  tl_impact_break_even    (const TlImpactModel   *model,
                                   guint                  fix,
                                   TlImpactPart           part,
                                   guint                  index,
                                   TlImpactBreakEven     *result);

G_END_DECLS
