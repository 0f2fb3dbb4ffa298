/* tl-session.h: what a window shows of a journey
 *
 * The open document, what it comes to, and what is selected: any number of things, one of which is the primary one. The
 * pages and the side panel watch it, and know nothing of each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-figures.h"

G_BEGIN_DECLS

#define TL_TYPE_SESSION (tl_session_get_type ())
G_DECLARE_FINAL_TYPE (TlSession, tl_session, TL, SESSION, GObject)

TlSession  *tl_session_new           (TlDocument *document);
TlDocument *tl_session_get_document  (TlSession  *self);
TlJourney  *tl_session_get_journey   (TlSession  *self);
TlFigures  *tl_session_get_figures   (TlSession  *self);
const char *tl_session_get_currency  (TlSession  *self);
const char *tl_session_get_selected  (TlSession  *self);
TlThing    *tl_session_get_thing     (TlSession  *self);
void        tl_session_select        (TlSession  *self,
                                      const char *id);
void        tl_session_select_many   (TlSession         *self,
                                      const char *const *ids,
                                      const char        *primary);
void        tl_session_add           (TlSession  *self,
                                      const char *id);
void        tl_session_toggle        (TlSession  *self,
                                      const char *id);
gboolean    tl_session_is_selected   (TlSession  *self,
                                      const char *id);
guint       tl_session_n_selected    (TlSession  *self);
char      **tl_session_dup_selection (TlSession  *self);
void        tl_session_ask           (TlSession  *self,
                                      const char *action);
void        tl_session_refresh       (TlSession  *self);
gboolean    tl_session_can_edit      (TlSession  *self);
gboolean    tl_session_apply         (TlSession  *self,
                                      TlEdit     *edit,
                                      GError    **error);
gboolean    tl_session_undo          (TlSession  *self);
gboolean    tl_session_redo          (TlSession  *self);

G_END_DECLS
