/* tl-sql-private.h: one connection to a SQLite file that may be hostile
 *
 * Statements are prepared once and kept by their text, which must therefore be a literal or live as long as the
 * connection. Values are always bound.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <sqlite3.h>

#include "tl-document.h"

G_BEGIN_DECLS

typedef struct _TlSql TlSql;

TlSql        *_tl_sql_open          (const char     *path,
                                     GError        **error);
void          _tl_sql_close         (TlSql          *self);
sqlite3      *_tl_sql_get_db        (TlSql          *self);
void          _tl_sql_set_deadline  (TlSql          *self,
                                     double          seconds);
void          _tl_sql_set_cancellable (TlSql        *self,
                                     GCancellable   *cancellable);
void          _tl_sql_set_error     (TlSql          *self,
                                     int             rc,
                                     GError        **error);
int           _tl_sql_get_errno     (TlSql          *self);
gboolean      _tl_sql_exec          (TlSql          *self,
                                     const char     *sql,
                                     GError        **error);
sqlite3_stmt *_tl_sql_prepare       (TlSql          *self,
                                     const char     *sql,
                                     GError        **error);
sqlite3_stmt *_tl_sql_get           (TlSql          *self,
                                     const char     *sql,
                                     GError        **error);
void          _tl_sql_bind          (sqlite3_stmt   *statement,
                                     const char     *types,
                                     ...);
gboolean      _tl_sql_step          (TlSql          *self,
                                     sqlite3_stmt   *statement,
                                     gboolean       *has_row,
                                     GError        **error);
gboolean      _tl_sql_run           (TlSql          *self,
                                     sqlite3_stmt   *statement,
                                     GError        **error);
gboolean      _tl_sql_do            (TlSql          *self,
                                     GError        **error,
                                     const char     *sql,
                                     const char     *types,
                                     ...);
gboolean      _tl_sql_int           (TlSql          *self,
                                     gint64         *value,
                                     GError        **error,
                                     const char     *sql,
                                     const char     *types,
                                     ...);
char         *_tl_sql_dup_text      (sqlite3_stmt   *statement,
                                     int             column);
gboolean      _tl_sql_sync          (TlSql          *self,
                                     GError        **error);
gboolean      _tl_sql_begin         (TlSql          *self,
                                     GError        **error);
gboolean      _tl_sql_commit        (TlSql          *self,
                                     GError        **error);
void          _tl_sql_rollback      (TlSql          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSql, _tl_sql_close)

typedef sqlite3_stmt TlSqlFresh; /* a statement of one's own, finalized when it goes out of sight */

static inline void
_tl_sql_fresh_free (TlSqlFresh *statement)
{
  sqlite3_finalize (statement);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSqlFresh, _tl_sql_fresh_free)

G_END_DECLS
