/* tl-fix-explain.h: what stands behind a figure of the ranking, in the specification's words
 *
 * Every text is of what the ranking holds at the moment. No widget is needed for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-fix-columns.h"

G_BEGIN_DECLS

char       *tl_fix_explain_column  (TlFixColumn         column);
char       *tl_fix_explain         (TlRanking          *ranking,
                                    const char         *id,
                                    TlFixColumn         column);
char       *tl_fix_explain_kind    (TlRanking          *ranking,
                                    const char         *id);
char       *tl_fix_explain_advice  (TlRanking          *ranking,
                                    const char         *id);
char       *tl_fix_explain_row     (TlRanking          *ranking,
                                    const char         *id);
const char *tl_fix_explain_icon    (const TlFixFigures *fix);

G_END_DECLS
