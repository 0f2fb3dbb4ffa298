/* tl-effect-words.h: effects for people who do not think in multipliers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-journey.h"

G_BEGIN_DECLS

/**
 * TlEffectWords:
 * @shift: whether @amount is added; it multiplies otherwise
 * @amount: the scale or the shift
 * @to: (nullable): the id of the touchpoint to which interactions move; owned
 *
 * What someone's words about an effect mean. Begin with zeros, end with tl_effect_words_clear().
 */
typedef struct
{
  gboolean   shift;
  TlEstimate amount;
  char      *to;
} TlEffectWords;

void     tl_effect_words_clear (TlEffectWords        *self);
gboolean tl_effect_words_parse (TlJourney            *journey,
                                TlThing              *on,
                                const char           *field,
                                const char           *text,
                                const TlNumberStyle  *style,
                                TlEffectWords        *words,
                                GError              **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlEffectWords, tl_effect_words_clear)

G_END_DECLS
