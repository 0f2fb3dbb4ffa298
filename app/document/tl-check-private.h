/* tl-check-private.h: looking at a file before it is opened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document-private.h"

G_BEGIN_DECLS

gboolean _tl_check_header   (int                 fd,
                             const struct stat  *about,
                             const char         *path,
                             GError            **error);
gboolean _tl_check_is_journey (const char         *path,
                             GError            **error);
gboolean _tl_check_sidecars (const char         *path,
                             GError            **error);
gboolean _tl_check_pages    (TlSql              *sql,
                             GError            **error);

G_END_DECLS
