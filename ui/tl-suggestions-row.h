/* tl-suggestions-row.h: one proposal: a record's words, what they may speak of, and how sure that is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-session.h"
#include "tl-suggest.h"

G_BEGIN_DECLS

/* Half a per cent: 89.6% reads as 90%, and counts as such. */
#define TL_SUGGESTIONS_ROUND .005

#define TL_TYPE_SUGGESTIONS_ITEM (tl_suggestions_item_get_type ())
G_DECLARE_FINAL_TYPE (TlSuggestionsItem, tl_suggestions_item, TL, SUGGESTIONS_ITEM, GObject)

TlSuggestionsItem  *tl_suggestions_item_new  (TlSuggestion       *suggestion);
const TlSuggestion *tl_suggestions_item_get  (TlSuggestionsItem  *self);

#define TL_TYPE_SUGGESTIONS_ROW (tl_suggestions_row_get_type ())
G_DECLARE_FINAL_TYPE (TlSuggestionsRow, tl_suggestions_row, TL, SUGGESTIONS_ROW, GtkWidget)

GtkWidget          *tl_suggestions_row_new   (GtkListItem        *item);
void                tl_suggestions_row_bind  (TlSuggestionsRow   *self,
                                              TlSession          *session,
                                              const TlSuggestion *suggestion);
char               *tl_suggestions_mark      (const char         *text,
                                              char *const        *words);

G_END_DECLS
