/* tl-edit.h: what someone wants changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-journey.h"

G_BEGIN_DECLS

/**
 * TlEdit:
 *
 * One named act, as a list of wishes. The document's door turns it into change rows and applies them in one
 * transaction, or refuses it whole. An edit knows ids, not objects, and may speak of things that it creates itself.
 */
typedef struct _TlEdit TlEdit;

#define TL_EDIT_THREAD_SECONDS 3
#define TL_EDIT_LAST HUGE_VAL /* a position: behind its siblings */

TlEdit     *tl_edit_new      (const char     *name);
void        tl_edit_free     (TlEdit         *self);
const char *tl_edit_get_name (TlEdit         *self);
void        tl_edit_set_name (TlEdit         *self,
                              const char     *name);
void        tl_edit_set_thread (TlEdit       *self,
                                const char   *thread);
const char *tl_edit_get_thread (TlEdit       *self);
gboolean    tl_edit_is_empty (TlEdit         *self);
void        tl_edit_create   (TlEdit         *self,
                              TlKind          kind,
                              const char     *id,
                              const char     *parent,
                              double          position);
void        tl_edit_set      (TlEdit         *self,
                              const char     *id,
                              TlField         field,
                              const char     *value);
void        tl_edit_move     (TlEdit         *self,
                              const char     *id,
                              const char     *parent,
                              double          position);
void        tl_edit_place    (TlEdit         *self,
                              const char     *id,
                              const char     *parent,
                              const char     *sibling,
                              gboolean        after);
void        tl_edit_delete   (TlEdit         *self,
                              const char     *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlEdit, tl_edit_free)

G_END_DECLS
