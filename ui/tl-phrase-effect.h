/* tl-phrase-effect.h: what a fix does, for people who do not think in multipliers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-journey.h"

G_BEGIN_DECLS

const char *const *tl_phrase_effect_fields (TlKind kind);
const char *tl_phrase_effect_label  (TlKind      kind,
                                    const char *field);
TlThing    *tl_phrase_effect_thing  (TlJourney  *journey,
                                    TlThing    *effect);
const char *tl_phrase_effect_field  (TlJourney  *journey,
                                    TlThing    *effect);
char       *tl_phrase_effect_change (TlJourney  *journey,
                                    TlThing    *effect,
                                    const char *currency);
char       *tl_phrase_effect_bounds (TlThing    *thing,
                                    const char *field,
                                    const TlEstimate *scale,
                                    const TlEstimate *shift,
                                    const char *currency);
char       *tl_phrase_effect_result (TlJourney  *journey,
                                    TlThing    *effect,
                                    const char *currency);
gboolean    tl_phrase_fix_acts_on   (TlJourney  *journey,
                                    TlThing    *fix,
                                    TlThing    *thing);

G_END_DECLS
