/* tl-impact-private.h: what the files of the model share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <math.h>
#include <suitesparse/klu.h>

#include "tl-impact.h"

G_BEGIN_DECLS

/* Tolerance of sums of shares, and the least survival that is not nobody. */
#define TL_IMPACT_TOLERANCE 1e-9
/* The most visits that one arrival may make to a stage before its circle counts as having no way out. */
#define TL_IMPACT_MOST_VISITS 1e9

/**
 * TlImpactLists:
 *
 * The members of each group, one group behind the other: those of group g are member[start[g]] to
 * member[start[g + 1] − 1].
 */
typedef struct
{
  guint *start;
  guint *member;
} TlImpactLists;

#define TL_IMPACT_EACH(lists, group, i, m) \
  (guint i = (lists).start[group], m; i < (lists).start[(group) + 1] && (m = (lists).member[i], TRUE); i++)

struct TlImpactModel
{
  const TlImpactJourney *journey;

  TlImpactLists          out;         /* transitions by the stage they leave */
  TlImpactLists          touchpoints; /* by stage */
  TlImpactLists          pains;       /* by touchpoint */
  TlImpactLists          contacts;    /* by pain */
  TlImpactLists          becauses;    /* by cause */
  TlImpactLists          effects;     /* by fix */
  GArray                *contacted;   /* guint: touchpoints at which pains cause contacts */
  guint8                *is_contacted;
  GArray                *contacting;  /* guint: pains that cause contacts */
  GArray                *won;         /* guint: stages that are outcomes won */

  /* What inner loops ask of the journey, close together. */
  guint                 *to;          /* by transition */
  guint8                *to_lost;     /* by transition */
  guint                 *stage_of_touchpoint;
  guint                 *touchpoint_of_pain;
  guint                 *touchpoint_of_contact;
  guint                 *stage_of_contact; /* that of its pain */

  /* Fields that effects change stand in one row: slot = field[f] + index. */
  guint                  field[TL_IMPACT_N_FIELDS + 1];

  /* I − Pᵀ by columns: what leaves a stage stands in that stage's column. */
  int                    n;
  int                   *column;
  int                   *row;
  int                   *diagonal; /* by stage: its place in the values */
  int                   *place;    /* by transition: its place in the values */
  klu_symbolic          *symbolic;
  klu_common             common;

  int                    months;   /* the horizon; −1 where it is too long or no number */
  double                *discount; /* by month, 0 to the horizon */
};

/* Part of what a scale on reach takes away, moved to another touchpoint. */
typedef struct
{
  guint  from;
  guint  to;
  double part; /* of the reach and of the contacts of from */
} TlImpactMove;

struct TlImpactSolver
{
  const TlImpactModel *model;
  TlImpactWorld       *world; /* a copy */

  /* The year as it is. */
  gboolean             ready;
  double              *base;     /* by slot */
  double              *survive;  /* by stage: S */
  double              *kept;     /* by stage: sum of shares to stages that are not lost */
  double              *visits;   /* by stage: V */
  double              *reached;  /* by touchpoint: q */
  double              *caused;   /* by touchpoint: x */
  double              *incident; /* by pain: n */
  TlImpactYear         year;

  /* What one visit more, or one fewer, costs at the touchpoints of a stage that no pain's contacts reach, and what its
   * incidents cost: enough where nothing at the stage changes but the visits. */
  double              *cost_of_more;  /* by stage */
  double              *cost_of_fewer;
  double              *cost_of_pain;
  double              *contact_rate;  /* by contact: how many one visit more to the pain's stage makes */

  /* The matrix of the year as it is, and of a changed one. */
  klu_common           common;
  double              *values;
  double              *changed;
  klu_numeric         *numeric;
  klu_numeric         *numeric_changed;
  double              *length; /* by stage: visits to any stage that begin with one to this: (I − P)⁻¹·1 */
  double               longest;
  double              *right;    /* two right sides, which become solutions */
  double              *answer;
  long double         *residual;
  guint                row_solved;   /* the stage whose shares to stages not lost were last solved for, or none */
  double              *row_answer;
  double               row_longer;

  /* A changed world: what differs from the base, to be undone afterwards. */
  double              *now;       /* by slot */
  double              *scale;     /* by slot: product of scales */
  double              *shift;     /* by slot: sum of shifts */
  guint8              *is_touched;
  GArray              *touched;   /* guint: slots */
  guint8              *row_is_touched;
  GArray              *rows;      /* guint: stages whose shares may have changed */
  GArray              *moves;     /* TlImpactMove */
  guint8              *is_left;   /* by touchpoint: a move leaves it */
  double              *moved_product;
  double              *moved_sum;
  double              *share_now; /* by transition */
  double              *more;      /* by stage: V' − V */
  double              *more_reached;
  double              *more_caused;
  gboolean             contacts_changed;
  guint8              *is_detailed;  /* by stage: more than its visits changes */
  GArray              *detailed;     /* guint: those stages */
  gboolean             row_in_ratio; /* the shares of the row that changed last all did by one factor */
  double               row_more;     /* that factor, less 1 */
};

/**
 * TlImpactCourse:
 * @one_off: what the one-off of a lone fix is worth today
 * @benefit: what a gross of 1 a year comes to over the horizon
 * @run: what a running cost of 1 a year comes to
 */
typedef struct
{
  double one_off;
  double benefit;
  double run;
} TlImpactCourse;

void tl_impact_course_init (TlImpactCourse      *self,
                            const TlImpactModel *model,
                            guint                index);

void   tl_impact_sort_by_id   (const TlImpactJourney *journey,
                               guint                 *fixes,
                               guint                  n);
int    tl_impact_compare_ids  (const TlImpactJourney *journey,
                               guint                  a,
                               guint                  b);
double tl_impact_effect_share (const TlImpactModel *model,
                               guint                index,
                               int                  month);

static inline double
tl_impact_course_npv (const TlImpactCourse *self, double one_off, double gross, double run)
{
  return gross * self->benefit - run * self->run - one_off * self->one_off;
}

static inline double
tl_impact_survive (double reach, double spared)
{
  return reach <= 1 ? 1 - reach * (1 - spared) : pow (spared, reach);
}

/* Finite, not NaN, for many at once. */
static inline gboolean
tl_impact_all_finite (const double *values, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += values[i] * 0;
  return sum == 0;
}

static inline void
tl_impact_refuse (TlImpactRefusal *refusal, TlImpactRefusalCode code, guint stage, double figure, double limit)
{
  tl_impact_refusal_clear (refusal);
  refusal->code = code;
  refusal->stage = stage;
  refusal->figure = isnan (figure) ? INFINITY : figure;
  refusal->limit = limit;
}

double   tl_impact_stage_survival  (const TlImpactSolver *self,
                                    const double         *slots,
                                    guint                 stage);

gboolean tl_impact_money_set_base  (TlImpactSolver       *self,
                                    TlImpactRefusal      *refusal);
gboolean tl_impact_money_change    (TlImpactSolver       *self,
                                    TlImpactChange       *change,
                                    TlImpactRefusal      *refusal);

double   tl_impact_money_of_touchpoint (const TlImpactSolver *self,
                                    guint                 touchpoint);

gboolean tl_impact_matrix_set_base (TlImpactSolver       *self);
void     tl_impact_matrix_visits   (TlImpactSolver       *self);
gboolean tl_impact_matrix_change   (TlImpactSolver       *self,
                                    gboolean              only_row,
                                    TlImpactRefusal      *refusal);

gboolean tl_impact_circle_find     (const TlImpactModel  *model,
                                    const double         *shares,
                                    const guint8         *leave_out,
                                    GArray               *refusals);

G_END_DECLS
