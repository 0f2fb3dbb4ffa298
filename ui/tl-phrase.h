/* tl-phrase.h: what is known of a thing, in words
 *
 * What the side panel and the pages say. No widget is needed for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-evidence.h"
#include "tl-figures.h"

G_BEGIN_DECLS

/* How many customers, in full: `142,464`. */
char       *tl_phrase_count         (double                 count);
char       *tl_phrase_money         (double                 amount,
                                    const char            *currency);
char       *tl_phrase_gain          (double                 amount,
                                    const char            *currency);
char       *tl_phrase_date          (const char            *date);
char       *tl_phrase_years         (double                 years);
const char *tl_phrase_word          (const char            *word);
const char *tl_phrase_feeling       (double                 emotion);

gboolean    tl_phrase_is_percent    (TlField                field);
char       *tl_phrase_value         (TlThing               *thing,
                                    TlField                field,
                                    const char            *currency);
char       *tl_phrase_preset        (TlField                field,
                                    const char            *currency);
char       *tl_phrase_hint          (TlThing               *thing,
                                    TlField                field);
char       *tl_phrase_origin        (TlJourney             *journey,
                                    TlThing               *thing,
                                    TlField                field);

char       *tl_phrase_kind_of_fix   (const TlFixFigures    *fix);
char       *tl_phrase_payback       (const TlImpactOutcome *outcome,
                                    double                 horizon);
char       *tl_phrase_return        (const TlImpactOutcome *outcome);

char       *tl_phrase_score         (const TlRecord        *record);
int         tl_phrase_mood          (const TlRecord        *record);

G_END_DECLS
