/* tl-impact-simulate.h: the same journey in many worlds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-impact-draw.h"

G_BEGIN_DECLS

#define TL_IMPACT_DRAWS 10000
#define TL_IMPACT_MAX_DRAWS 1000000

/* A share of worlds refused beyond which to warn, and beyond which the journey contradicts itself. */
#define TL_IMPACT_MANY_REFUSED .05
#define TL_IMPACT_TOO_MANY_REFUSED .5

/**
 * TlImpactSpread:
 * @known: whether it was drawn and has a result in some world; all else is empty otherwise
 * @n_worlds: in how many worlds it has a result
 * @npv_mean: of combined impact
 * @npv_p10: of combined impact
 * @npv_p50: of combined impact
 * @npv_p90: of combined impact
 * @net_year_p10: of net a year
 * @net_year_p50: of net a year
 * @net_year_p90: of net a year
 * @p_pays: the chance that combined impact is above 0
 * @p_best: the chance that it ranks first
 * @mean_rank: from 1
 *
 * What a fix comes to over all worlds. Percentiles are linear between order statistics, at (N − 1)·p.
 */
typedef struct
{
  gboolean known;
  guint    n_worlds;
  double   npv_mean;
  double   npv_p10;
  double   npv_p50;
  double   npv_p90;
  double   net_year_p10;
  double   net_year_p50;
  double   net_year_p90;
  double   p_pays;
  double   p_best;
  double   mean_rank;
} TlImpactSpread;

/**
 * TlImpactDoubt:
 * @n_worlds: how many worlds were drawn and kept
 * @refused: the share of all that were drawn that were refused without fixes
 * @refused_stage: the stage that caused most of it, or %TL_IMPACT_NONE
 * @contradicts: more than half were refused: the journey contradicts itself, and there is nothing else to say
 * @fixes: (array length=n_fixes): by index
 * @ranking: (array length=n_ranked): indices of fixes, the greatest mean first; ties by id
 */
typedef struct
{
  guint           n_worlds;
  double          refused;
  guint           refused_stage;
  gboolean        contradicts;
  TlImpactSpread *fixes;
  guint          *ranking;
  guint           n_fixes;
  guint           n_ranked;
} TlImpactDoubt;

typedef struct TlImpactSimulation TlImpactSimulation;

TlImpactSimulation *tl_impact_simulation_new       (const TlImpactModel      *model,
                                                    guint64                   seed,
                                                    guint                     n_threads);
void                tl_impact_simulation_free      (TlImpactSimulation       *self);
gboolean            tl_impact_simulation_run       (TlImpactSimulation       *self,
                                                    guint                     n_worlds,
                                                    const gint               *stop);
guint               tl_impact_simulation_n_inputs  (const TlImpactSimulation *self);
TlImpactDoubt      *tl_impact_simulation_summarise (TlImpactSimulation       *self);
gboolean            tl_impact_simulation_set       (TlImpactSimulation       *self,
                                                    const guint              *fixes,
                                                    guint                     n_fixes,
                                                    double                    budget,
                                                    const gint               *stop,
                                                    TlImpactSpread           *spread,
                                                    double                   *p_overspent);
void                tl_impact_doubt_free           (TlImpactDoubt            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImpactSimulation, tl_impact_simulation_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImpactDoubt, tl_impact_doubt_free)

G_END_DECLS
