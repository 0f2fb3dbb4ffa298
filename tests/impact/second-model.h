/* second-model.h: the model a second time, as plainly as it can be written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A transcription of impact-model.md that shares nothing with app/impact but the snapshot: dense matrices, long
 * doubles, every world worked out whole and two years subtracted.
 */
#pragma once

#include "tl-impact.h"

#define SECOND_MOST 24

typedef long double Real;

typedef struct
{
  TlImpactRefusalCode refused;
  guint               stage;
  Real                margin;
  Real                incrementality;
  Real                E[SECOND_MOST];
  Real                R[SECOND_MOST];
  Real                S[SECOND_MOST];
  Real                V[SECOND_MOST];
  Real                P[SECOND_MOST][SECOND_MOST]; /* shares */
  Real                q[SECOND_MOST];
  Real                touchpoint_cost[SECOND_MOST];
  Real                pain_cost;
  Real                revenue;
  Real                cost;
  Real                avoidable;
  Real                turnover;
} SecondYear;

typedef struct
{
  TlImpactRefusalCode refused;
  Real                revenue;
  Real                cost;
  Real                gross;
} SecondChange;

typedef struct
{
  gboolean     known;
  SecondChange change;
  Real         net_year;
  Real         npv;
  int          payback; /* −1: none */
  gboolean     has_roi;
  Real         roi;
  const char  *kind;
} SecondOutcome;

void          second_base    (const TlImpactJourney *journey,
                              SecondYear            *year);
SecondChange  second_fixes   (const TlImpactJourney *journey,
                              guint64                fixes);
SecondChange  second_without (const TlImpactJourney *journey,
                              guint64                pains);
SecondOutcome second_outcome (const TlImpactJourney *journey,
                              guint64                fixes);
