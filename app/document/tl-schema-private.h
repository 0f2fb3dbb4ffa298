/* tl-schema-private.h: the tables of a journey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-sql-private.h"

G_BEGIN_DECLS

/* The first version whose tables are made from tl-kinds.def as it is now. */
#define TL_SCHEMA_VERSION 3

/* The statements that made the tables before that, %NULL-terminated. */
extern const char *const _tl_schema_2[];

/* How many bytes of the index are gathered in memory before they are written: undocumented, but it halves the time that
   indexing a large import takes. */
#define TL_WORDS_HASH_SIZE (64 << 20)

gboolean    _tl_schema_create      (TlSql          *sql,
                                    GError        **error);
gboolean    _tl_schema_check       (TlSql          *sql,
                                    gint64          version,
                                    GError        **error);
gboolean    _tl_schema_create_tables (TlSql        *sql,
                                    GError        **error);
gboolean    _tl_schema_migrate     (TlSql          *sql,
                                    gint64          version,
                                    GError        **error);
guint       _tl_schema_count_new   (TlKind          kind);
const char *_tl_schema_get_words   (void);
const char *_tl_schema_get_columns (TlKind          kind);

G_END_DECLS
