/* tl-impact-strips.h: a distribution cut into strips
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-impact-random.h"

G_BEGIN_DECLS

/* The most that are drawn at once. */
#define TL_IMPACT_BLOCK 32

typedef struct TlImpactStrips TlImpactStrips;

TlImpactStrips *tl_impact_strips_new_beta  (double                a,
                                            double                b);
TlImpactStrips *tl_impact_strips_new_gamma (double                shape);
void            tl_impact_strips_free      (TlImpactStrips       *self);
double          tl_impact_strips_draw      (const TlImpactStrips *self,
                                            TlImpactRandom       *random);
void            tl_impact_strips_draw_many (const TlImpactStrips *self,
                                            guint64              *states,
                                            guint                 n,
                                            double               *values);

G_END_DECLS
