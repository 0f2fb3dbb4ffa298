/* tl-impact-lu.h: the flow of several worlds, factored side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-impact-lanes.h"
#include "tl-impact-private.h"

G_BEGIN_DECLS

/* Beyond so many stages the pattern is not worth its memory. */
#define TL_IMPACT_LU_MOST 4000

/**
 * TlImpactPattern:
 *
 * Where the factors of I − Pᵀ may hold something, rows and columns in an order that keeps that little. No pivots are
 * chosen: what leaves a stage sums to no more than 1, so that the diagonal is always good. Read-only, may be shared.
 */
typedef struct
{
  guint  n;
  guint *order;   /* place → stage */
  guint *place;   /* stage → place */
  guint *l_start; /* by row */
  guint *l_column;
  guint *u_start;
  guint *u_column;
  guint *in_start; /* transitions into the stage of a row */
  guint *in;
  guint *from;     /* by transition: the place of the stage it leaves */
  guint *below_start; /* by column: what L holds below the diagonal, as places in l_column, and their rows */
  guint *below;
  guint *below_row;
  guint *lookup;   /* see tl_impact_factors_find_returns(); NULL where it would take too long */
} TlImpactPattern;

/**
 * TlImpactFactors:
 *
 * One matrix for each lane.
 */
typedef struct
{
  const TlImpactPattern *pattern;
  TlLanes               *l;
  TlLanes               *u;
  TlLanes               *inverse; /* of the diagonal */
  TlLanes               *row;     /* scratch */
  TlLanes               *z_l;     /* of the inverse: where L and U have something, turned over */
  TlLanes               *z_u;
} TlImpactFactors;

TlImpactPattern *tl_impact_pattern_new      (const TlImpactModel     *model);
void             tl_impact_pattern_free     (TlImpactPattern         *self);
void             tl_impact_factors_init     (TlImpactFactors         *self,
                                             const TlImpactPattern   *pattern);
void             tl_impact_factors_clear    (TlImpactFactors         *self);
void             tl_impact_factors_set      (TlImpactFactors         *self,
                                             const TlLanes           *shares);
void             tl_impact_factors_solve    (const TlImpactFactors   *self,
                                             TlLanes                 *x,
                                             guint                    first);
void             tl_impact_factors_solve_transposed (const TlImpactFactors *self,
                                             TlLanes                 *x);

gboolean         tl_impact_factors_find_returns (const TlImpactFactors *self,
                                             TlLanes                 *returns);

G_END_DECLS
