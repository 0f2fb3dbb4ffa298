/* tl-figures.h: what a journey comes to
 *
 * The results of the impact model beside the things they are of, by id. Money is in the journey's currency a year,
 * flows are customers a year, unless it says otherwise. Nothing in here changes once it is made.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document.h"
#include "tl-snapshot.h"

G_BEGIN_DECLS

#define TL_TYPE_FIGURES (tl_figures_get_type ())
G_DECLARE_FINAL_TYPE (TlFigures, tl_figures, TL, FIGURES, GObject)

#define TL_FIGURES_ERROR (tl_figures_error_quark ())

typedef enum
{
  TL_FIGURES_ERROR_REFUSED,     /* the journey breaks a rule */
  TL_FIGURES_ERROR_CONTRADICTS, /* most of the worlds that it allows cannot be */
  TL_FIGURES_ERROR_NO_SUCH,     /* no number of that name */
} TlFiguresError;

GQuark tl_figures_error_quark (void);

/**
 * TlFixFigures:
 * @rank: from 1; 0 where it is not ranked
 * @outcome: (nullable): what it comes to; %NULL where it is not ranked or has no result
 * @kind: (nullable): the kind of fix in the specification's words, untranslated
 * @why_not: (nullable): why it has no result, or is not ranked
 */
typedef struct
{
  const char            *id;
  const char            *title;
  guint                  rank;
  const TlImpactOutcome *outcome;
  char                  *kind;
  char                  *why_not;
} TlFixFigures;

TlFigures                      *tl_figures_new             (TlJourney           *journey);
TlFigures                      *tl_figures_new_of_snapshot (TlSnapshot          *snapshot);
TlFigures                      *tl_figures_new_for_document (TlDocument         *document,
                                                            GError             **error);
void                            tl_figures_new_async       (TlDocument          *document,
                                                            GCancellable        *cancellable,
                                                            GAsyncReadyCallback  callback,
                                                            gpointer             data);
TlFigures                      *tl_figures_new_finish      (GAsyncResult        *result,
                                                            GError             **error);

gboolean                        tl_figures_are_known       (TlFigures           *self);
gboolean                        tl_figures_check           (TlFigures           *self,
                                                            GError             **error);
const char                     *tl_figures_get_currency    (TlFigures           *self);
double                          tl_figures_get_horizon     (TlFigures           *self);
double                          tl_figures_get_margin      (TlFigures           *self);
gboolean                        tl_figures_has_doubt       (TlFigures           *self);
gboolean                        tl_figures_has_money       (TlFigures           *self);
const GPtrArray                *tl_figures_get_problems    (TlFigures           *self);

const TlImpactYear             *tl_figures_get_year        (TlFigures           *self);
const TlImpactStake            *tl_figures_get_stake       (TlFigures           *self);
double                          tl_figures_get_entries     (TlFigures           *self);
double                          tl_figures_get_won         (TlFigures           *self);
const TlImpactStageResult      *tl_figures_get_stage       (TlFigures           *self,
                                                            const char          *id);
const TlImpactTransitionResult *tl_figures_get_transition  (TlFigures           *self,
                                                            const char          *id);
const TlImpactTouchpointResult *tl_figures_get_touchpoint  (TlFigures           *self,
                                                            const char          *id);
const TlImpactPainResult       *tl_figures_get_pain        (TlFigures           *self,
                                                            const char          *id);
char                           *tl_figures_explain_stake   (TlFigures           *self,
                                                            const TlImpactStake *stake);

guint                           tl_figures_n_fixes         (TlFigures           *self);
const TlFixFigures             *tl_figures_nth_fix         (TlFigures           *self,
                                                            guint                n);
const TlFixFigures             *tl_figures_get_fix         (TlFigures           *self,
                                                            const char          *id);
const TlImpactOutcome          *tl_figures_get_together    (TlFigures           *self);

const TlSnapshot               *tl_figures_get_snapshot    (TlFigures           *self);
const TlImpactModel            *tl_figures_get_model       (TlFigures           *self);
const TlImpactResults          *tl_figures_get_results     (TlFigures           *self);
char                           *tl_figures_explain_refusal (TlFigures           *self,
                                                            const TlImpactRefusal *refusal);

gint64                          tl_figures_count_records   (TlFigures           *self,
                                                            const char          *id);
gint64                          tl_figures_get_records     (TlFigures           *self);
gint64                          tl_figures_get_sources     (TlFigures           *self);

G_END_DECLS
