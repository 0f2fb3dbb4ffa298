/* tl-impact-random.h: numbers by chance, the same for the same seed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlImpactRandom:
 *
 * A stream of SplitMix64 (Steele, Lea and Flood, 2014): a counter, hashed. A stream is begun by a key, which costs
 * nothing, so that each number of each world has one of its own: what is drawn for one number depends on no other, on
 * no thread, and on no order.
 */
typedef struct
{
  guint64 state;
} TlImpactRandom;

#define TL_IMPACT_RANDOM_STEP G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

static inline guint64
tl_impact_random_mix (guint64 z)
{
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* The key of stream @which of those that @key holds. */
static inline guint64
tl_impact_random_key (guint64 key, guint64 which)
{
  return tl_impact_random_mix (key + tl_impact_random_mix (which + TL_IMPACT_RANDOM_STEP));
}

static inline guint64
tl_impact_random_next (TlImpactRandom *self)
{
  return tl_impact_random_mix (self->state += TL_IMPACT_RANDOM_STEP);
}

/* Between 0 and 1, neither of them. */
static inline double
tl_impact_random_unit (TlImpactRandom *self)
{
  return ((double) (tl_impact_random_next (self) >> 12) + .5) * 0x1p-52;
}

guint  tl_impact_random_below  (TlImpactRandom *self,
                                guint           n);
double tl_impact_random_normal (TlImpactRandom *self);
double tl_impact_random_gamma  (TlImpactRandom *self,
                                double          shape);
double tl_impact_random_beta   (TlImpactRandom *self,
                                double          a,
                                double          b);

G_END_DECLS
