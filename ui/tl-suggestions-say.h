/* tl-suggestions-say.h: what was learned, and how far it can be trusted, in sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-suggest.h"

G_BEGIN_DECLS

char *tl_suggestions_say_skill   (const TlLearnerSkill *skill);
char *tl_suggestions_say_learned (const TlSuggestions  *learned);

G_END_DECLS
