/* tl-impact-plan.h: what each fix touches, found once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-impact-batch.h"

G_BEGIN_DECLS

/* More stages than these whose shares change at once are left to the solver. */
#define TL_IMPACT_PLAN_ROWS 24

/* A field that a fix changes: its scales and shifts, as indices of effects; and the causes behind it. */
typedef struct
{
  guint         slot;
  TlImpactField field;
  guint         index;
  GArray       *scales;   /* guint */
  GArray       *shifts;   /* guint */
  GArray       *becauses; /* guint */
  GArray       *strengths; /* guint: beside each because, which of the plan's causes */
  GArray       *moves;    /* guint: of the plan's moves, those that come here */
} TlImpactPlanSlot;

/* Part of what a scale on reach takes away goes to another touchpoint. */
typedef struct
{
  guint from;
  guint to;
  guint effect;
} TlImpactPlanMove;

typedef struct
{
  gboolean covered;
  GArray  *slots;     /* TlImpactPlanSlot, without strengths */
  GArray  *moves;     /* TlImpactPlanMove */
  GArray  *causes;    /* GArray of guint: the scales on the strength of each cause */
  guint    rows[TL_IMPACT_PLAN_ROWS];
  gboolean in_ratio[TL_IMPACT_PLAN_ROWS]; /* no share of its own changes */
  guint    n_rows;
  gboolean enters;    /* an entry changes */
  gboolean lone;      /* one stage changes, in ratio: what it brings elsewhere is of one sign */
  GArray  *detailed;  /* guint: stages at which more than the visits changes */
  GArray  *plain;     /* guint: the other stages */
  GArray  *contacts;  /* guint: contacts that follow from visits alone */
  GArray  *special;   /* guint: the others */
  GArray  *contacted; /* guint: touchpoints of plain stages that contacts reach */
} TlImpactPlanFix;

struct TlImpactPlan
{
  const TlImpactModel *model;
  TlImpactPattern     *pattern;
  TlImpactPlanFix     *fixes;
  guint                n_fixes;
  guint                most_moves; /* of one fix */
  guint                most_rows;
  guint                n_lone;
};

#define TL_IMPACT_PLAN_EACH(array, i, m) \
  (guint i = 0, m; i < (array)->len && (m = g_array_index ((array), guint, i), TRUE); i++)

G_END_DECLS
