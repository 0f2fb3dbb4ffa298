/* tl-import-scores.h: words and codes that stand for scores
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean tl_score_is_word (const char *text);
gboolean tl_score_is_code (const char *text);

G_END_DECLS
