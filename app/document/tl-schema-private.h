/* tl-schema-private.h: the tables of a journey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-sql-private.h"

G_BEGIN_DECLS

/* How many bytes of the index are gathered in memory before they are written: undocumented, but it halves the time that
   indexing a large import takes. */
#define TL_WORDS_HASH_SIZE (64 << 20)

gboolean    _tl_schema_create      (TlSql          *sql,
                                    GError        **error);
gboolean    _tl_schema_check       (TlSql          *sql,
                                    GError        **error);
const char *_tl_schema_get_words   (void);
const char *_tl_schema_get_columns (TlKind          kind);

G_END_DECLS
