/* tl-impact.h: how a drawn journey becomes money
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure functions over a snapshot of plain arrays: no objects, no files, no words for people but the kinds of fix. The
 * words and rules are those of impact-model.md. Money is in the journey's currency, flows are customers a year, months
 * are counted from today. Things refer to each other by their index in the snapshot's arrays.
 *
 *   TlImpactJourney   what is drawn, as estimates; the caller fills it
 *   TlImpactWorld     one number for each estimate: their points, or one draw
 *   TlImpactModel     a journey made ready: read-only, may be shared between threads
 *   TlImpactSolver    one thread's worktable: a world, its base year, and changes to it
 *   TlImpactResults   everything at the points, in one call
 */
#pragma once

#include <glib.h>

#include "tl-estimate.h"

G_BEGIN_DECLS

/* No such thing: an index that points nowhere. */
#define TL_IMPACT_NONE G_MAXUINT

/* The longest horizon that is worked out, in months. */
#define TL_IMPACT_MAX_MONTHS 1200000

/**
 * TlImpactNumber:
 * @estimate: the number as it is known; a default where nothing is written
 * @doubtful: whether it is written down and its basis is assumed or not stated, so that the journey's doubt holds
 */
typedef struct
{
  TlEstimate estimate;
  gboolean   doubtful;
} TlImpactNumber;

#define TL_IMPACT_NUMBER(v) { TL_ESTIMATE_INIT (v), FALSE }

typedef enum
{
  TL_IMPACT_STEP,
  TL_IMPACT_WON,
  TL_IMPACT_LOST,
} TlImpactStageKind;

/**
 * TlImpactStage:
 * @kind: a step, or an outcome: won or lost
 * @entry: customers a year who start here (0)
 * @revenue: per arrival (0)
 */
typedef struct
{
  TlImpactStageKind kind;
  TlImpactNumber    entry;
  TlImpactNumber    revenue;
} TlImpactStage;

/**
 * TlImpactTransition:
 * @from: the stage it leaves, a step
 * @to: the stage it goes to
 * @given: whether a share is written
 * @share: of the visits to @from; meaningless unless @given
 */
typedef struct
{
  guint          from;
  guint          to;
  gboolean       given;
  TlImpactNumber share;
} TlImpactTransition;

/**
 * TlImpactTouchpoint:
 * @stage: the stage it is in
 * @reach: interactions per stage visit (1)
 * @unit_cost: per interaction (0)
 * @fixed_cost: a year (0)
 * @cashable: how much of a saving is money not spent (1)
 */
typedef struct
{
  guint          stage;
  TlImpactNumber reach;
  TlImpactNumber unit_cost;
  TlImpactNumber fixed_cost;
  TlImpactNumber cashable;
} TlImpactTouchpoint;

/**
 * TlImpactPain:
 * @touchpoint: where it hurts
 * @incidence: share of interactions hit (0)
 * @leave: share of those hit who leave because of it (0)
 * @cost: each time (0)
 */
typedef struct
{
  guint          touchpoint;
  TlImpactNumber incidence;
  TlImpactNumber leave;
  TlImpactNumber cost;
} TlImpactPain;

/**
 * TlImpactContact:
 * @pain: the pain that causes it
 * @touchpoint: where the further interactions are
 * @count: how many each time (1)
 */
typedef struct
{
  guint          pain;
  guint          touchpoint;
  TlImpactNumber count;
} TlImpactContact;

/**
 * TlImpactBecause:
 * @pain: the pain
 * @cause: the cause behind it
 * @share: of the pain's incidence that is due to the cause (1)
 */
typedef struct
{
  guint          pain;
  guint          cause;
  TlImpactNumber share;
} TlImpactBecause;

typedef enum
{
  TL_IMPACT_IDEA,
  TL_IMPACT_PROPOSED,
  TL_IMPACT_APPROVED,
  TL_IMPACT_LIVE,
  TL_IMPACT_MEASURED,
  TL_IMPACT_REJECTED,
} TlImpactStatus;

/**
 * TlImpactFix:
 * @id: (nullable): breaks ties in the ranking, compared byte by byte; without it, the order of the array does
 * @status: only ideas, proposed and approved fixes are ranked
 * @one_off: cost, once (0)
 * @run: running cost a year (0)
 * @start_month: from today (0)
 * @ramp_months: until the full effect (0)
 * @half_life: months in which the effect halves once it was full; 0 where it does not fade
 */
typedef struct
{
  char          *id;
  TlImpactStatus status;
  TlImpactNumber one_off;
  TlImpactNumber run;
  double         start_month;
  double         ramp_months;
  double         half_life;
} TlImpactFix;

/**
 * TlImpactField:
 *
 * What an effect may change. The field says what kind of thing the effect's index means: a stage (entry, revenue,
 * continue), a transition (share), a touchpoint (reach, unit and fixed cost), a pain (incidence, leave, cost,
 * contacts) or a cause (strength).
 */
typedef enum
{
  TL_IMPACT_FIELD_ENTRY,
  TL_IMPACT_FIELD_REVENUE,
  TL_IMPACT_FIELD_CONTINUE,
  TL_IMPACT_FIELD_SHARE,
  TL_IMPACT_FIELD_REACH,
  TL_IMPACT_FIELD_UNIT_COST,
  TL_IMPACT_FIELD_FIXED_COST,
  TL_IMPACT_FIELD_INCIDENCE,
  TL_IMPACT_FIELD_LEAVE,
  TL_IMPACT_FIELD_COST,
  TL_IMPACT_FIELD_CONTACTS,
  TL_IMPACT_FIELD_STRENGTH,
} TlImpactField;

#define TL_IMPACT_N_FIELDS (TL_IMPACT_FIELD_STRENGTH + 1)

/**
 * TlImpactEffect:
 * @fix: the fix it belongs to
 * @field: what it changes
 * @on: the thing it changes, an index of the kind that @field says
 * @shift: whether @amount is added; it multiplies otherwise
 * @amount: the scale or the shift
 * @to: the touchpoint of the same stage to which a scale on reach moves what it takes away, or %TL_IMPACT_NONE
 */
typedef struct
{
  guint          fix;
  TlImpactField  field;
  guint          on;
  gboolean       shift;
  TlImpactNumber amount;
  guint          to;
} TlImpactEffect;

/**
 * TlImpactJourney:
 * @margin: what is left of a unit of revenue (1)
 * @incrementality: share of customers kept who would not have come back anyway (1)
 * @doubt: 0 where no doubt is stated
 * @horizon_years: (3)
 * @discount_rate: a year (0)
 *
 * A snapshot of a journey. Its defaults are filled in, its references are sound and its numbers within their ranges:
 * whoever fills it sees to that. Begin with %TL_IMPACT_JOURNEY_INIT.
 */
typedef struct
{
  TlImpactNumber      margin;
  TlImpactNumber      incrementality;
  double              doubt;
  double              horizon_years;
  double              discount_rate;

  TlImpactStage      *stages;
  TlImpactTransition *transitions;
  TlImpactTouchpoint *touchpoints;
  TlImpactPain       *pains;
  TlImpactContact    *contacts;
  TlImpactBecause    *becauses;
  TlImpactFix        *fixes;
  TlImpactEffect     *effects;
  guint               n_stages;
  guint               n_transitions;
  guint               n_touchpoints;
  guint               n_pains;
  guint               n_contacts;
  guint               n_becauses;
  guint               n_causes;
  guint               n_fixes;
  guint               n_effects;
} TlImpactJourney;

#define TL_IMPACT_JOURNEY_INIT { TL_IMPACT_NUMBER (1), TL_IMPACT_NUMBER (1), 0, 3, 0 }

void tl_impact_journey_clear (TlImpactJourney *self);

/**
 * TlImpactRefusalCode:
 * @TL_IMPACT_FINE: nothing is refused
 * @TL_IMPACT_SHARES_OVER_ONE: the given shares out of @stage sum to @figure, more than @limit (1)
 * @TL_IMPACT_CLAIMS_OVER_LOST: the pains of @stage claim @figure of its visits, but it loses only @limit
 * @TL_IMPACT_NOBODY_SURVIVES: the pains of @stage let only @figure of its visits go on (@limit: 1e-9), but it has
 *   transitions to stages that are not lost
 * @TL_IMPACT_CIRCLE: a circle with no way out, of the stages in @circle, in the order in which they are walked;
 *   @stage is the first; @figure is the most visits that one arrival makes to one of them, or infinity
 * @TL_IMPACT_NOT_FINITE: the numbers are too large to be worked with; @stage or @fix says where, if known
 * @TL_IMPACT_TOO_LONG: the horizon of @figure months is longer than @limit
 *
 * Only %TL_IMPACT_CIRCLE and %TL_IMPACT_NOT_FINITE can be met in a world that differs from the drawn one.
 */
typedef enum
{
  TL_IMPACT_FINE,
  TL_IMPACT_SHARES_OVER_ONE,
  TL_IMPACT_CLAIMS_OVER_LOST,
  TL_IMPACT_NOBODY_SURVIVES,
  TL_IMPACT_CIRCLE,
  TL_IMPACT_NOT_FINITE,
  TL_IMPACT_TOO_LONG,
} TlImpactRefusalCode;

/**
 * TlImpactRefusal:
 * @code: what is wrong
 * @stage: the stage, or %TL_IMPACT_NONE
 * @fix: the fix, or %TL_IMPACT_NONE
 * @figure: what was found
 * @limit: what it was held against
 * @circle: (array length=n_circle): indices of stages; owned
 *
 * Why a world has no result. Begin with %TL_IMPACT_REFUSAL_INIT, end with tl_impact_refusal_clear().
 */
typedef struct
{
  TlImpactRefusalCode code;
  guint               stage;
  guint               fix;
  double              figure;
  double              limit;
  guint              *circle;
  guint               n_circle;
} TlImpactRefusal;

#define TL_IMPACT_REFUSAL_INIT { TL_IMPACT_FINE, TL_IMPACT_NONE, TL_IMPACT_NONE, 0, 0, NULL, 0 }

void tl_impact_refusal_clear (TlImpactRefusal       *self);
void tl_impact_refusal_copy  (TlImpactRefusal       *to,
                              const TlImpactRefusal *from);

/**
 * TlImpactWorld:
 *
 * One number for each estimate of a journey, by the index of the thing: its points, or one draw. All arrays lie in one
 * block, @values, which holds @n_values numbers and begins with the margin and the incrementality.
 */
typedef struct
{
  gsize   n_values;
  double *values;
  double *margin;
  double *incrementality;
  double *entry;
  double *revenue;
  double *share; /* of transitions with a given share */
  double *reach;
  double *unit_cost;
  double *fixed_cost;
  double *cashable;
  double *incidence;
  double *leave;
  double *cost;
  double *count;
  double *because;
  double *one_off;
  double *run;
  double *amount;
} TlImpactWorld;

/**
 * TlImpactPart:
 *
 * The parts of a world's values, in their order, by the names of their pointers.
 */
typedef enum
{
  TL_IMPACT_PART_MARGIN,
  TL_IMPACT_PART_INCREMENTALITY,
  TL_IMPACT_PART_ENTRY,
  TL_IMPACT_PART_REVENUE,
  TL_IMPACT_PART_SHARE,
  TL_IMPACT_PART_REACH,
  TL_IMPACT_PART_UNIT_COST,
  TL_IMPACT_PART_FIXED_COST,
  TL_IMPACT_PART_CASHABLE,
  TL_IMPACT_PART_INCIDENCE,
  TL_IMPACT_PART_LEAVE,
  TL_IMPACT_PART_COST,
  TL_IMPACT_PART_COUNT,
  TL_IMPACT_PART_BECAUSE,
  TL_IMPACT_PART_ONE_OFF,
  TL_IMPACT_PART_RUN,
  TL_IMPACT_PART_AMOUNT,
} TlImpactPart;

#define TL_IMPACT_N_PARTS (TL_IMPACT_PART_AMOUNT + 1)

TlImpactWorld        *tl_impact_world_new        (const TlImpactJourney *journey);
void                  tl_impact_world_free       (TlImpactWorld         *self);
void                  tl_impact_world_set_points (TlImpactWorld         *self,
                                                  const TlImpactJourney *journey);
const TlImpactNumber *tl_impact_world_get_number (const TlImpactWorld   *self,
                                                  const TlImpactJourney *journey,
                                                  gsize                  value);
gboolean              tl_impact_world_locate     (const TlImpactJourney *journey,
                                                  gsize                  value,
                                                  TlImpactPart          *part,
                                                  guint                 *index);
gsize                 tl_impact_world_find       (const TlImpactJourney *journey,
                                                  TlImpactPart           part,
                                                  guint                  index);

/**
 * TlImpactYear:
 * @turnover: Σ|V·R|, what small changes are held against
 */
typedef struct
{
  double revenue;
  double cost;
  double avoidable;
  double turnover;
} TlImpactYear;

/**
 * TlImpactChange:
 * @revenue: after minus before
 * @cost: after minus before, savings as far as they are cash
 * @gross: what the change is worth a year
 * @won: arrivals a year at outcomes that are won, after minus before
 */
typedef struct
{
  double revenue;
  double cost;
  double gross;
  double won;
} TlImpactChange;

/**
 * TlImpactStake:
 * @known: whether there is a result; @refusal says why there is none
 * @revenue_lost: a year
 * @cost_caused: a year; below 0 where those it drives away would cost more to serve
 * @net_lost: a year
 */
typedef struct
{
  gboolean        known;
  double          revenue_lost;
  double          cost_caused;
  double          net_lost;
  TlImpactRefusal refusal;
} TlImpactStake;

/**
 * TlImpactKind:
 *
 * What kind of fix it is, by the signs of its changes. tl_impact_kind_to_text() has the words.
 */
typedef enum
{
  TL_IMPACT_PAYS_BOTH_WAYS,
  TL_IMPACT_GROWS_REVENUE,
  TL_IMPACT_SAVES_COST,
  TL_IMPACT_SAVES_COST_LOSES_REVENUE,
  TL_IMPACT_FALSE_ECONOMY,
  TL_IMPACT_HURTS_BOTH,
  TL_IMPACT_NO_EFFECT,
} TlImpactKind;

const char *tl_impact_kind_to_text (TlImpactKind kind,
                                    gboolean     does_not_pay);

/**
 * TlImpactOutcome:
 * @known: whether there is a result; @refusal says why there is none
 * @change: to the year, at full effect
 * @run: running cost a year
 * @one_off: cost, once
 * @net_year: gross minus running cost
 * @npv: the combined impact
 * @pays_back: whether @payback_months is a month
 * @payback_months: from today, 0 to the horizon; −1 for none
 * @has_roi: whether there is a return
 * @roi: (benefits − costs)/costs over the horizon
 * @kind: of fix
 * @does_not_pay: whether the kind's words are followed by “ (does not pay)”
 *
 * What a fix, or a set of fixes together, comes to.
 */
typedef struct
{
  gboolean        known;
  TlImpactChange  change;
  double          run;
  double          one_off;
  double          net_year;
  double          npv;
  gboolean        pays_back;
  int             payback_months;
  gboolean        has_roi;
  double          roi;
  TlImpactKind    kind;
  gboolean        does_not_pay;
  TlImpactRefusal refusal;
} TlImpactOutcome;

typedef struct TlImpactModel TlImpactModel;
typedef struct TlImpactSolver TlImpactSolver;

TlImpactModel        *tl_impact_model_new         (const TlImpactJourney *journey);
void                  tl_impact_model_free        (TlImpactModel         *self);

TlImpactSolver       *tl_impact_solver_new        (const TlImpactModel   *model);
void                  tl_impact_solver_free       (TlImpactSolver        *self);
gboolean              tl_impact_solver_set_world  (TlImpactSolver        *self,
                                                   const TlImpactWorld   *world,
                                                   TlImpactRefusal       *refusal);
GArray               *tl_impact_solver_check      (TlImpactSolver        *self,
                                                   const TlImpactWorld   *world);
const TlImpactYear   *tl_impact_solver_get_year   (const TlImpactSolver  *self);
const double         *tl_impact_solver_get_visits (const TlImpactSolver  *self);
const double         *tl_impact_solver_get_shares (const TlImpactSolver  *self);
gboolean              tl_impact_solver_change     (TlImpactSolver        *self,
                                                   const guint           *fixes,
                                                   guint                  n_fixes,
                                                   TlImpactChange        *change,
                                                   TlImpactRefusal       *refusal);
gboolean              tl_impact_solver_change_some (TlImpactSolver       *self,
                                                   const guint           *effects,
                                                   guint                  n_effects,
                                                   TlImpactChange        *change,
                                                   TlImpactRefusal       *refusal);
gboolean              tl_impact_solver_costs      (TlImpactSolver        *self,
                                                   const guint           *fixes,
                                                   guint                  n_fixes,
                                                   double                *costs,
                                                   TlImpactRefusal       *refusal);
gboolean              tl_impact_solver_without    (TlImpactSolver        *self,
                                                   const guint           *pains,
                                                   guint                  n_pains,
                                                   TlImpactChange        *change,
                                                   TlImpactRefusal       *refusal);
void                  tl_impact_solver_outcome    (TlImpactSolver        *self,
                                                   const guint           *fixes,
                                                   guint                  n_fixes,
                                                   TlImpactOutcome       *outcome);

/**
 * TlImpactStageResult:
 * @visits: a year
 * @is_outcome: nothing leaves it, so @ends says nothing
 * @ends: share of visits that go no further: 1 − shares to stages that are not lost
 * @leave: share of visits that leave because of pain: 1 − S
 * @stake: of all its pains together
 */
typedef struct
{
  double        visits;
  gboolean      is_outcome;
  double        ends;
  double        leave;
  TlImpactStake stake;
} TlImpactStageResult;

/**
 * TlImpactTransitionResult:
 * @share: given, or what the rule for shares not given makes of it
 * @flow: customers a year
 */
typedef struct
{
  double share;
  double flow;
} TlImpactTransitionResult;

/**
 * TlImpactTouchpointResult:
 * @interactions: a year, without contacts that drawn pains cause
 * @contacts: a year, that drawn pains cause
 * @cost: a year, fixed cost included
 */
typedef struct
{
  double interactions;
  double contacts;
  double cost;
} TlImpactTouchpointResult;

/**
 * TlImpactPainResult:
 * @incidents: a year
 * @avoidable: cost a year of its incidents and the contacts they cause
 * @stake: of this pain alone
 */
typedef struct
{
  double        incidents;
  double        avoidable;
  TlImpactStake stake;
} TlImpactPainResult;

/**
 * TlImpactResults:
 * @refusals: (array length=n_refusals): everything that is wrong with the journey as drawn; all else is empty then
 * @year: the year as it is
 * @stake: of all pains of the journey together
 * @stages: by index
 * @transitions: by index
 * @touchpoints: by index
 * @pains: by index
 * @fixes: by index; unknown without a refusal where a fix's status is not ranked
 * @ranking: (array length=n_ranked): indices of fixes, the best first; those refused are left out
 * @together: all fixes of the ranking at once; unknown without a refusal where there are none
 *
 * All results at the points.
 */
typedef struct
{
  TlImpactRefusal          *refusals;
  guint                     n_refusals;
  TlImpactYear              year;
  TlImpactStake             stake;
  TlImpactStageResult      *stages;
  TlImpactTransitionResult *transitions;
  TlImpactTouchpointResult *touchpoints;
  TlImpactPainResult       *pains;
  TlImpactOutcome          *fixes;
  guint                    *ranking;
  guint                     n_ranked;
  TlImpactOutcome           together;
  guint                     n_stages;
  guint                     n_transitions;
  guint                     n_touchpoints;
  guint                     n_pains;
  guint                     n_fixes;
} TlImpactResults;

gboolean         tl_impact_status_is_ranked (TlImpactStatus         status);
TlImpactResults *tl_impact_evaluate         (const TlImpactJourney *journey);
TlImpactResults *tl_impact_model_evaluate   (const TlImpactModel   *model);
void             tl_impact_results_free     (TlImpactResults       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImpactWorld, tl_impact_world_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImpactModel, tl_impact_model_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImpactSolver, tl_impact_solver_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImpactResults, tl_impact_results_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlImpactRefusal, tl_impact_refusal_clear)

G_END_DECLS
