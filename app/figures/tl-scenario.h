/* tl-scenario.h: fixes that were looked at together, and what they came to then
 *
 * A scenario is a set of fixes with its horizon, discount rate and margin, frozen with what it came to, by whom and when.
 * It is worked out anew by its own settings on the journey as it is now: what it says then differs only by what has
 * changed in the journey since.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-doubt.h"
#include "tl-edit.h"

G_BEGIN_DECLS

/**
 * TlScenarioSums:
 * @one_off: cost, once
 * @revenue: a year, at full effect
 * @saved: cost saved a year, at full effect
 * @npv: combined impact, evaluated jointly, at the points
 * @low: its P10
 * @high: its P90
 * @added_up: what the fixes would come to, were their combined impacts added up
 *
 * NaN for what is not known.
 */
typedef struct
{
  double one_off;
  double revenue;
  double saved;
  double npv;
  double low;
  double high;
  double added_up;
} TlScenarioSums;

/**
 * TlScenarioSort:
 * @TL_SCENARIO_NOTHING: no fix
 * @TL_SCENARIO_SAVED: one of the journey's
 * @TL_SCENARIO_EVERYTHING: all ranked fixes, by the journey's settings
 */
typedef enum
{
  TL_SCENARIO_NOTHING,
  TL_SCENARIO_SAVED,
  TL_SCENARIO_EVERYTHING,
} TlScenarioSort;

/**
 * TlScenario:
 * @id: (nullable): of a saved one
 * @date: (nullable): when it was frozen, as `2026-11-22`
 * @by: (nullable): by whom
 * @horizon: in years, its own or the journey's
 * @rate: a year
 * @margin: of revenue
 * @fixes: (element-type utf8): ids of its fixes that are ranked now
 * @titles: (element-type utf8): of the same fixes
 * @unranked: (element-type utf8): titles of its fixes that are not ranked any more: rejected, or live already
 * @gone: (element-type utf8): titles of its fixes that are not in the journey any more
 * @then: what it came to when it was frozen
 * @worked_out: whether what follows is there
 * @known: whether the fixes have a result together
 * @why_not: (nullable): why they have none
 * @now: what it comes to now
 * @outcome: the same, in full
 * @mean: of combined impact over all worlds; NaN where nothing is in doubt
 * @p_pays: the chance that combined impact is above 0; NaN where nothing is in doubt
 * @p_overspent: the chance that the one-off costs pass what they are at the points; NaN as well
 */
typedef struct
{
  TlScenarioSort  sort;
  char           *id;
  char           *title;
  char           *date;
  char           *by;
  double          horizon;
  double          rate;
  TlEstimate      margin;
  GPtrArray      *fixes;
  GPtrArray      *titles;
  GPtrArray      *unranked;
  GPtrArray      *gone;
  TlScenarioSums  then;

  gboolean        worked_out;
  gboolean        known;
  char           *why_not;
  TlScenarioSums  now;
  TlImpactOutcome outcome;
  double          mean;
  double          p_pays;
  double          p_overspent;

  /*< private >*/
  guint           world;
} TlScenario;

typedef struct TlScenarios TlScenarios;

TlScenarios *tl_scenarios_new         (TlJourney             *journey);
void         tl_scenarios_free        (TlScenarios           *self);
gboolean     tl_scenarios_work        (TlScenarios           *self,
                                       guint                  draws,
                                       guint64                seed,
                                       const gint            *stop);
guint        tl_scenarios_n           (const TlScenarios     *self);
const TlScenario *tl_scenarios_nth    (const TlScenarios     *self,
                                       guint                  n);
const TlScenario *tl_scenarios_find   (const TlScenarios     *self,
                                       const char            *id);
GPtrArray   *tl_scenarios_explain     (const TlScenarios     *self,
                                       const TlScenario      *scenario,
                                       const char            *currency);

TlEdit      *tl_scenario_freeze       (TlDocument            *document,
                                       const char            *title,
                                       const char            *by,
                                       const TlOverrides     *settings,
                                       const char *const     *fixes,
                                       const TlScenarioSums  *sums,
                                       char                 **id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlScenarios, tl_scenarios_free)

G_END_DECLS
