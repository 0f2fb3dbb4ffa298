/* tl-fix-scale.h: one scale for the bars of a ranking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlFixScale:
 * @low: the least value, or 0
 * @high: the greatest value, or 0
 * @linear: on a logarithmic scale, values within ± this are nearly to scale
 * @logarithmic: whether it is symmetric-logarithmic, as one value dwarfs the rest
 */
typedef struct
{
  double   low;
  double   high;
  double   linear;
  gboolean logarithmic;
} TlFixScale;

/* As many ticks as an axis ever has. */
#define TL_FIX_SCALE_TICKS 16

void   tl_fix_scale_init  (TlFixScale       *self,
                           const double     *values,
                           gsize             n_values);
void   tl_fix_scale_bend  (TlFixScale       *self);
void   tl_fix_scale_reach (TlFixScale       *self,
                           double            value);
double tl_fix_scale_place (const TlFixScale *self,
                           double            value);
guint  tl_fix_scale_ticks (const TlFixScale *self,
                           guint             most,
                           double            ticks[TL_FIX_SCALE_TICKS]);

G_END_DECLS
