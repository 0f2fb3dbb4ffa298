/* tl-ranking.h: what stands behind the ranking of fixes
 *
 * What the window knows of the fixes of its journey beyond their points: what many worlds say of them, what would
 * change their order, what sets of them come to, and what to beware of. It is worked out off the main thread, for the
 * session's current figures; a new edit ends the work at once. What it holds belongs together: figures are taken over
 * when the first worlds of theirs are in (or after a moment, where that takes long), never before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-advice.h"
#include "tl-fix-evidence.h"
#include "tl-impact-sensitivity.h"
#include "tl-session.h"

G_BEGIN_DECLS

/* The same worlds as on the command line. */
#define TL_RANKING_SEED TL_DOUBT_SEED

#define TL_TYPE_RANKING (tl_ranking_get_type ())
G_DECLARE_FINAL_TYPE (TlRanking, tl_ranking, TL, RANKING, GObject)

/**
 * TlRankingParts:
 * @TL_RANKING_FIGURES: there are other figures, or none; all else is of them, and may be unknown for now
 * @TL_RANKING_DOUBT: more worlds are in
 * @TL_RANKING_DRAWN: all worlds are in, or there are none to draw: the order stands
 * @TL_RANKING_MORE: sets, sensitivity and advice are known
 * @TL_RANKING_ENDED: the work has ended: everything is known that will be
 *
 * What has changed, when TlRanking::changed is emitted.
 */
typedef enum
{
  TL_RANKING_FIGURES = 1 << 0,
  TL_RANKING_DOUBT = 1 << 1,
  TL_RANKING_DRAWN = 1 << 2,
  TL_RANKING_MORE = 1 << 3,
  TL_RANKING_ENDED = 1 << 4,
} TlRankingParts;

TlRanking            *tl_ranking_new             (void);
void                  tl_ranking_set_session     (TlRanking  *self,
                                                  TlSession  *session);
TlSession            *tl_ranking_get_session     (TlRanking  *self);
void                  tl_ranking_set_active      (TlRanking  *self,
                                                  gboolean    active);

TlFigures            *tl_ranking_get_figures     (TlRanking  *self);
const TlImpactDoubt  *tl_ranking_get_doubt       (TlRanking  *self);
TlImpactTogether     *tl_ranking_get_together    (TlRanking  *self);
const GArray         *tl_ranking_get_sensitivity (TlRanking  *self);
const GPtrArray      *tl_ranking_get_advice      (TlRanking  *self);
const TlImpactBreakEven *tl_ranking_get_even     (TlRanking  *self,
                                                  const char *id,
                                                  gboolean    cashable);
const char           *tl_ranking_get_warning     (TlRanking  *self);
gboolean              tl_ranking_is_working      (TlRanking  *self);

guint                 tl_ranking_get_place       (TlRanking  *self,
                                                  const char *id);
const TlImpactSpread *tl_ranking_get_spread      (TlRanking  *self,
                                                  const char *id);
gboolean              tl_ranking_get_impact      (TlRanking  *self,
                                                  const char *id,
                                                  double     *impact);
const TlFixEvidence  *tl_ranking_get_evidence    (TlRanking  *self,
                                                  const char *id);

const char           *tl_ranking_get_selected    (TlRanking  *self);
void                  tl_ranking_select          (TlRanking  *self,
                                                  const char *id);

G_END_DECLS
