/* tl-impact-lanes.h: several worlds side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A number of each of eight worlds, on which the processor works at once. What happens in one lane depends on nothing
 * in another.
 */
#pragma once

/* Vectors are passed within this program only, which is built for one processor as a whole. */
#pragma GCC diagnostic ignored "-Wpsabi"

#include <glib.h>

G_BEGIN_DECLS

#define TL_IMPACT_LANES 8

typedef double TlLanes __attribute__ ((vector_size (TL_IMPACT_LANES * sizeof (double)), aligned (64)));
typedef gint64 TlLaneMask __attribute__ ((vector_size (TL_IMPACT_LANES * sizeof (gint64)), aligned (64)));

#define TL_LANES(v) ((TlLanes) { 0 } + (v))

static inline TlLanes
tl_lanes_pick (TlLaneMask mask, TlLanes yes, TlLanes no)
{
  return (TlLanes) (((TlLaneMask) yes & mask) | ((TlLaneMask) no & ~mask));
}

/* What is set in the mask, 0 elsewhere. */
static inline TlLanes
tl_lanes_where (TlLaneMask mask, TlLanes value)
{
  return (TlLanes) ((TlLaneMask) value & mask);
}

static inline TlLanes
tl_lanes_max (TlLanes a, TlLanes b)
{
  return tl_lanes_pick ((TlLaneMask) (a > b), a, b);
}

static inline TlLanes
tl_lanes_min (TlLanes a, TlLanes b)
{
  return tl_lanes_pick ((TlLaneMask) (a < b), a, b);
}

static inline gboolean
tl_lanes_any (TlLaneMask mask)
{
  gint64 any = 0;

  for (int i = 0; i < TL_IMPACT_LANES; i++)
    any |= mask[i];
  return any != 0;
}

static inline gpointer
tl_lanes_alloc (gsize n)
{
  gsize    size = (n + 1) * sizeof (TlLanes);
  TlLanes *lanes = g_aligned_alloc0 (1, size, 64);

  return lanes;
}

G_END_DECLS
