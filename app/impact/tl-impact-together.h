/* tl-impact-together.h: sets of fixes, and who deserves what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-impact.h"

G_BEGIN_DECLS

/* Up to so many fixes, every set of them is looked at. */
#define TL_IMPACT_EXACT 15

/**
 * TlImpactPortfolio:
 * @budget: for the sum of point one-offs
 * @exact: whether every set was looked at; a greedy search with swaps otherwise
 * @fixes: (array length=n_fixes): indices of the chosen fixes, in the order of their ids
 * @one_off: what they cost together, once
 * @npv: what they come to together
 * @added_up: what they would, were their combined impacts added up
 * @outcome: of all of them; unknown without a refusal where none is chosen
 * @has_credit: whether every subset has a combined impact
 * @credit: (array length=n_fixes): of each chosen fix, its part of @npv; they sum to it (Shapley)
 * @credit_error: the largest standard error of a credit where orders were sampled; 0 where all were looked at
 */
typedef struct
{
  double          budget;
  gboolean        exact;
  guint          *fixes;
  guint           n_fixes;
  double          one_off;
  double          npv;
  double          added_up;
  TlImpactOutcome outcome;
  gboolean        has_credit;
  double         *credit;
  double          credit_error;
} TlImpactPortfolio;

/**
 * TlImpactFrontierPoint:
 * @budget: the least budget for which this set is the best
 * @npv: what it comes to
 * @fixes: (array length=n_fixes): indices of fixes, in the order of their ids
 */
typedef struct
{
  double  budget;
  double  npv;
  guint  *fixes;
  guint   n_fixes;
} TlImpactFrontierPoint;

typedef struct TlImpactTogether TlImpactTogether;

TlImpactTogether  *tl_impact_together_new       (const TlImpactModel    *model,
                                                 const TlImpactResults  *results,
                                                 const gint             *stop);
void               tl_impact_together_free      (TlImpactTogether       *self);
gboolean           tl_impact_together_set       (TlImpactTogether       *self,
                                                 const guint            *fixes,
                                                 guint                   n_fixes,
                                                 double                 *npv);
TlImpactPortfolio *tl_impact_together_portfolio (TlImpactTogether       *self,
                                                 double                  budget);
TlImpactPortfolio *tl_impact_together_describe  (TlImpactTogether       *self,
                                                 const guint            *fixes,
                                                 guint                   n_fixes);
GArray            *tl_impact_together_frontier  (TlImpactTogether       *self);
void               tl_impact_portfolio_free     (TlImpactPortfolio      *self);

/**
 * TlImpactStep:
 * @effect: index of the effect
 * @won: customers a year at outcomes that are won, that it brings
 * @revenue: a year
 * @cost: a year
 * @gross: a year
 * @npv: over the horizon
 *
 * What one effect of a fix contributes: its Shapley value over all of the fix's effects.
 */
typedef struct
{
  guint  effect;
  double won;
  double revenue;
  double cost;
  double gross;
  double npv;
} TlImpactStep;

/**
 * TlImpactWhy:
 * @steps: (array length=n_steps): the effects, in their order
 * @change: to the year: the sum of the steps
 * @one_off: what the one-off takes from combined impact, below 0 or 0
 * @run: what the running cost takes
 * @npv: the sum of the steps', @one_off and @run: the combined impact
 * @exact: whether every set of effects was looked at; sampled otherwise
 * @error: the largest standard error of a step's @npv where it was sampled
 *
 * From the year as it is to a fix's combined impact.
 */
typedef struct
{
  TlImpactStep  *steps;
  guint          n_steps;
  TlImpactChange change;
  double         one_off;
  double         run;
  double         npv;
  gboolean       exact;
  double         error;
} TlImpactWhy;

TlImpactWhy       *tl_impact_why                (const TlImpactModel    *model,
                                                 guint                   fix,
                                                 const gint             *stop,
                                                 TlImpactRefusal        *refusal);
void               tl_impact_why_free           (TlImpactWhy            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImpactTogether, tl_impact_together_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImpactPortfolio, tl_impact_portfolio_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImpactWhy, tl_impact_why_free)

G_END_DECLS
