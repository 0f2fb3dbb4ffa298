/* tl-impact-batch-private.h: what the files of the batch share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-impact-plan.h"

G_BEGIN_DECLS

/* Where customers stay longer, or a changed stage nearly keeps all, digits are lost: that is the solver's. */
#define LONG_STAY 1e3
#define SMALL_RATIO 5e-2

/* What is not a finite number, in any lane. */
#define ODD(v) (~(TlLaneMask) ((v) * 0 == 0))

struct TlImpactBatch
{
  const TlImpactPlan  *plan;
  const TlImpactModel *model;
  TlImpactFactors      factors;

  TlLanes             *world; /* as a world's values */
  TlLanes             *margin;
  TlLanes             *incrementality;
  TlLanes             *given; /* by transition */
  TlLanes             *cashable;
  TlLanes             *count;
  TlLanes             *because;
  TlLanes             *amount;

  TlLanes             *base;     /* by slot */
  TlLanes             *now;
  TlLanes             *scale;
  TlLanes             *survive;  /* by stage */
  TlLanes             *kept;
  TlLanes             *visits;
  TlLanes             *reached;  /* by touchpoint */
  TlLanes             *caused;
  TlLanes             *incident; /* by pain */
  TlLanes             *worth;    /* by stage: margin on what one visit more brings */
  TlLanes             *net_more; /* by stage: what one visit more is worth, and one fewer costs */
  TlLanes             *net_fewer;
  TlLanes             *rate;     /* by contact */

  gboolean             has_returns; /* of what follows, where fixes of one stage ask for it */
  TlLanes             *returns;  /* by place: visits to a stage that begin with one to it */
  TlLanes             *all_more; /* by place: what one visit more, and all that follow, are worth; and one fewer */
  TlLanes             *all_fewer;
  TlLanes             *own_more; /* by place: the same, without what follows */
  TlLanes             *own_fewer;

  TlLanes             *column;   /* by place: solutions, one behind the other */
  TlLanes             *entered;  /* by place */
  TlLanes             *more;     /* by stage */
  TlLanes             *more_caused;
  TlLanes             *more_reached;
  TlLanes             *more_incident;
  TlLanes             *right;
  TlLanes             *part;     /* by move: of the reach that it leaves */
};

#define FIELD(self, array, name) ((self)->array + (self)->model->field[TL_IMPACT_FIELD_##name])

/* S: the share of visits to @stage that survive its pains, by the base or by what is now. */
static inline __attribute__ ((always_inline)) TlLanes
tl_impact_batch_survival (const TlImpactBatch *self, const TlLanes *slots, guint stage)
{
  const TlImpactModel *model = self->model;
  const TlLanes       *reach = slots + model->field[TL_IMPACT_FIELD_REACH];
  const TlLanes       *incidence = slots + model->field[TL_IMPACT_FIELD_INCIDENCE];
  const TlLanes       *leave = slots + model->field[TL_IMPACT_FIELD_LEAVE];
  TlLanes              survival = TL_LANES (1);

  for TL_IMPACT_EACH (model->touchpoints, stage, i, touchpoint)
    {
      TlLanes    spared = TL_LANES (1);
      TlLanes    here;
      TlLaneMask often;

      if (model->pains.start[touchpoint] == model->pains.start[touchpoint + 1])
        continue;
      for TL_IMPACT_EACH (model->pains, touchpoint, j, pain)
        spared *= 1 - incidence[pain] * leave[pain];
      here = 1 - reach[touchpoint] * (1 - spared);
      often = (TlLaneMask) (reach[touchpoint] > 1);
      if (tl_lanes_any (often))
        for (int lane = 0; lane < TL_IMPACT_LANES; lane++)
          if (often[lane])
            here[lane] = tl_impact_survive (reach[touchpoint][lane], spared[lane]);
      survival *= here;
    }
  return survival;
}

G_END_DECLS
