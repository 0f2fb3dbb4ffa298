/* shop.h: a small journey to change, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <math.h>

#include "tl-impact.h"

#define N(v) TL_IMPACT_NUMBER (v)
#define NEAR(a, b) g_assert_cmpfloat_with_epsilon (a, b, 1e-9 * fmax (1, fabs ((double) (b))))

/**
 * Shop:
 *
 * Entry 1,000 → basket → bought (80 each) 0.6, basket → gone 0.3; margin 0.5. One touchpoint, unit cost 2, and one pain
 * in the basket: incidence 0.5, leave 0.4, cost 1. There is room for more.
 */
typedef struct
{
  TlImpactJourney    journey;
  TlImpactStage      stages[4];
  TlImpactTransition transitions[4];
  TlImpactTouchpoint touchpoints[3];
  TlImpactPain       pains[2];
  TlImpactContact    contacts[2];
  TlImpactBecause    becauses[2];
  TlImpactFix        fixes[4];
  TlImpactEffect     effects[8];
} Shop;

enum { BASKET, BOUGHT, GONE, EXTRA };

void            shop_init       (Shop          *shop);
TlImpactFix    *shop_add_fix    (Shop          *shop,
                                 double         one_off,
                                 double         run);
TlImpactEffect *shop_add_effect (Shop          *shop,
                                 TlImpactField  field,
                                 guint          on,
                                 gboolean       shift,
                                 double         amount);

static inline TlImpactNumber
n (double value)
{
  return (TlImpactNumber) N (value);
}
