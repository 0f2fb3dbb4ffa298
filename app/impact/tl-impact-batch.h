/* tl-impact-batch.h: several worlds at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same model as the solver's, for the common case: a world is solved in a lane beside others. Lanes in which
 * anything is out of the ordinary are left to the solver, which decides alone.
 */
#pragma once

#include "tl-impact-draw.h"
#include "tl-impact-lu.h"

G_BEGIN_DECLS

typedef struct TlImpactPlan TlImpactPlan;
typedef struct TlImpactBatch TlImpactBatch;

TlImpactPlan  *tl_impact_plan_new         (const TlImpactModel *model,
                                           const guint         *fixes,
                                           guint                n_fixes);
void           tl_impact_plan_free        (TlImpactPlan        *self);
gboolean       tl_impact_plan_covers      (const TlImpactPlan  *self,
                                           guint                nth);

TlImpactBatch *tl_impact_batch_new        (const TlImpactPlan  *plan);
void           tl_impact_batch_free       (TlImpactBatch       *self);
void           tl_impact_batch_put        (TlImpactBatch       *self,
                                           guint                lane,
                                           const TlImpactWorld *world);
void           tl_impact_batch_get        (const TlImpactBatch *self,
                                           guint                lane,
                                           TlImpactWorld       *world);
TlLanes       *tl_impact_batch_values     (TlImpactBatch       *self);
void           tl_impact_batch_set        (TlImpactBatch       *self,
                                           TlLaneMask          *out);
void           tl_impact_batch_change     (TlImpactBatch       *self,
                                           guint                nth,
                                           TlLanes             *gross,
                                           TlLaneMask          *out);

void           tl_impact_draw_block       (const TlImpactDraw  *self,
                                           const guint64       *keys,
                                           guint                n,
                                           double              *block);
void           tl_impact_draw_take        (const TlImpactDraw  *self,
                                           const double        *block,
                                           guint                first,
                                           TlLanes             *values);

G_END_DECLS
