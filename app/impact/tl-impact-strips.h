/* tl-impact-strips.h: a distribution cut into strips
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-impact-random.h"

G_BEGIN_DECLS

typedef struct TlImpactStrips TlImpactStrips;

TlImpactStrips *tl_impact_strips_new_beta  (double                a,
                                            double                b);
TlImpactStrips *tl_impact_strips_new_gamma (double                shape);
void            tl_impact_strips_free      (TlImpactStrips       *self);
double          tl_impact_strips_draw      (const TlImpactStrips *self,
                                            TlImpactRandom       *random);

G_END_DECLS
