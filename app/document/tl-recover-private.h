/* tl-recover-private.h: what a program that died has left
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document-private.h"

G_BEGIN_DECLS

TlDocument *_tl_recover_working (TlWorking  *working,
                                 GError    **error);
void        _tl_recover_settle  (TlWorking         *working,
                                 const char        *target,
                                 const TlIdentity  *there,
                                 char             **notice);

G_END_DECLS
