/* tl-advice.h: what to beware of in a ranking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-doubt.h"

G_BEGIN_DECLS

/**
 * TlAdviceKind:
 * @TL_ADVICE_FALSE_ECONOMY: it saves a cost and loses more in revenue
 * @TL_ADVICE_SYMPTOM: it acts on a pain whose cause it leaves alone
 * @TL_ADVICE_FADES: its effect fades within the horizon
 * @TL_ADVICE_COST_MOVED: part of what it saves turns up at another touchpoint
 * @TL_ADVICE_OTHER_GAINS: one pays for it, and another saves
 * @TL_ADVICE_ASSUMED: first place rests on a number that nobody has observed
 * @TL_ADVICE_LESS_AFTER: it is worth less once another is done
 * @TL_ADVICE_CANCELS: together with another it is worth less than one of them alone
 */
typedef enum
{
  TL_ADVICE_FALSE_ECONOMY,
  TL_ADVICE_SYMPTOM,
  TL_ADVICE_FADES,
  TL_ADVICE_COST_MOVED,
  TL_ADVICE_OTHER_GAINS,
  TL_ADVICE_ASSUMED,
  TL_ADVICE_LESS_AFTER,
  TL_ADVICE_CANCELS,
} TlAdviceKind;

/**
 * TlAdvice:
 * @fix: id of the fix it is about
 * @other: (nullable): id of the other fix, where there is one
 * @text: the reason, with its figures, for people
 */
typedef struct
{
  TlAdviceKind  kind;
  const char   *fix;
  const char   *other;
  char         *text;
} TlAdvice;

GPtrArray *tl_advice_new (TlFigures        *figures,
                          TlImpactTogether *together,
                          const GArray     *sensitivity);

G_END_DECLS
