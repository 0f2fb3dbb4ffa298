/* tl-history-private.h: the edits that were made, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document-private.h"

G_BEGIN_DECLS

gboolean   _tl_history_refresh      (TlDocument  *self,
                                     GError     **error);
gboolean   _tl_history_cut          (TlDocument  *self,
                                     GError     **error);
gboolean   _tl_history_trim         (TlDocument  *self,
                                     GError     **error);
gboolean   _tl_history_write        (TlDocument  *self,
                                     gint64       number,
                                     const char  *name,
                                     GPtrArray   *changes,
                                     GError     **error);
gboolean   _tl_history_extend       (TlDocument  *self,
                                     gint64       number,
                                     GPtrArray   *changes,
                                     GError     **error);
GPtrArray *_tl_history_read         (TlDocument  *self,
                                     gint64       number,
                                     gboolean     backwards,
                                     GError     **error);
gboolean   _tl_history_mark         (TlDocument  *self,
                                     gint64       number,
                                     gboolean     undone,
                                     GError     **error);
gboolean   _tl_history_count_act    (TlDocument  *self,
                                     GError     **error);

G_END_DECLS
