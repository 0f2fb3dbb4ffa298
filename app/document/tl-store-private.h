/* tl-store-private.h: things as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-sql-private.h"

G_BEGIN_DECLS

gboolean   _tl_store_write (TlSql            *sql,
                            TlJourney        *journey,
                            TlKind            kind,
                            const char       *id,
                            GError          **error);
gboolean   _tl_store_write_changed (TlSql    *sql,
                            TlJourney        *journey,
                            GPtrArray        *changes,
                            GError          **error);
TlJourney *_tl_store_load  (TlSql            *sql,
                            GError          **error);
void       _tl_store_bind_value (sqlite3_stmt *statement,
                            int               column,
                            TlField           field,
                            const TlValue    *value);
gboolean   _tl_store_read_value (sqlite3_stmt *statement,
                            int               column,
                            TlField           field,
                            TlValue          *value,
                            GError          **error);

G_END_DECLS
