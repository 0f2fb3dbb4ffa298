/* tl-door-private.h: from what someone wishes to what changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document-private.h"

G_BEGIN_DECLS

gboolean _tl_door_make   (TlDocument  *document,
                          TlEdit      *edit,
                          gint64       number,
                          GPtrArray   *changes,
                          GError     **error);
gboolean _tl_door_apply  (TlDocument  *document,
                          GPtrArray   *changes,
                          gboolean     back,
                          guint       *n_applied,
                          GError     **error);
void     _tl_door_revert (TlDocument  *document,
                          GPtrArray   *changes,
                          guint        n_applied,
                          gboolean     back);

G_END_DECLS
