/* tl-replace.h: putting a file in place whole, or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean tl_replace_bytes (const char   *path,
                           const void   *bytes,
                           gsize         length,
                           GError      **error);
gboolean tl_replace_with  (const char   *path,
                           gboolean    (*write) (const char  *temporary,
                                                 gpointer     data,
                                                 GError     **error),
                           gpointer      data,
                           GError      **error);

G_END_DECLS
