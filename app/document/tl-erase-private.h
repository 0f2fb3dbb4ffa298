/* tl-erase-private.h: what erasing and masking share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document-private.h"
#include "tl-erase.h"

G_BEGIN_DECLS

gboolean _tl_erase_begin  (TlDocument  *document,
                           GError     **error);
gboolean _tl_erase_commit (TlDocument  *document,
                           GError     **error);
gboolean _tl_erase_rewrite_records (TlDocument  *document,
                                    TlRewrite    rewrite,
                                    gpointer     data,
                                    guint64     *n_records,
                                    GError     **error);
gboolean _tl_erase_rewrite_changes (TlDocument  *document,
                                    gboolean     all_kinds,
                                    TlRewrite    rewrite,
                                    gpointer     data,
                                    guint64     *n_changes,
                                    GError     **error);
guint    _tl_erase_remove_leftovers (TlDocument *document,
                                     gboolean    dry_run);

G_END_DECLS
