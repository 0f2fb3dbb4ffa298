/* tl-impact-lanes.h: several worlds side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A number of each of four worlds, on which the processor works at once. What happens in one lane depends on nothing
 * in another.
 */
#pragma once

/* Before a function that is built twice, with all that it calls in it: for processors that work on four numbers at once,
 * and for those that take two and two. Both give the same bits: each operation is rounded by itself. What such functions
 * say to others goes by address, as both kinds pass vectors by value in different ways. */
#if defined (__x86_64__) && defined (__GNUC__) && !defined (__SANITIZE_ADDRESS__) && !defined (__SANITIZE_THREAD__)
#define TL_IMPACT_WIDE __attribute__ ((target_clones ("avx2", "default"), flatten))
#else
#define TL_IMPACT_WIDE
#endif

/* Vectors are passed within this program only, which is built for one processor as a whole. */
#pragma GCC diagnostic ignored "-Wpsabi"

#include <glib.h>

G_BEGIN_DECLS

#define TL_IMPACT_LANES 4

typedef double TlLanes __attribute__ ((vector_size (TL_IMPACT_LANES * sizeof (double)), aligned (32)));
typedef gint64 TlLaneMask __attribute__ ((vector_size (TL_IMPACT_LANES * sizeof (gint64)), aligned (32)));

#define TL_LANES(v) ((TlLanes) { 0 } + (v))

static inline __attribute__ ((always_inline)) TlLanes
tl_lanes_pick (TlLaneMask mask, TlLanes yes, TlLanes no)
{
  return (TlLanes) (((TlLaneMask) yes & mask) | ((TlLaneMask) no & ~mask));
}

/* What is set in the mask, 0 elsewhere. */
static inline __attribute__ ((always_inline)) TlLanes
tl_lanes_where (TlLaneMask mask, TlLanes value)
{
  return (TlLanes) ((TlLaneMask) value & mask);
}

static inline __attribute__ ((always_inline)) TlLanes
tl_lanes_max (TlLanes a, TlLanes b)
{
  return tl_lanes_pick ((TlLaneMask) (a > b), a, b);
}

static inline __attribute__ ((always_inline)) TlLanes
tl_lanes_min (TlLanes a, TlLanes b)
{
  return tl_lanes_pick ((TlLaneMask) (a < b), a, b);
}

static inline __attribute__ ((always_inline)) gboolean
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
