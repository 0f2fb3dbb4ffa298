/* tl-lock-private.h: one writer at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-holder.h"
#include "tl-place-private.h"

G_BEGIN_DECLS

typedef struct _TlLock TlLock;

TlLock *_tl_lock_take      (const TlIdentity  *identity,
                            const char        *path,
                            GError           **error);
void    _tl_lock_release   (TlLock            *self);
int     _tl_lock_open_file (const char        *path,
                            TlHolder         **holder);
char   *_tl_lock_get_state_folder (const char *name,
                            gboolean           may_be_temporary,
                            GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlLock, _tl_lock_release)

G_END_DECLS
