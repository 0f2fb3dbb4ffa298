/* support.h: what the tests of the document share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "tl-document.h"
#include "tl-evidence.h"
#include "tl-replace.h"

int         support_run         (int           *argc,
                                 char        ***argv,
                                 void         (*add_tests) (void));
void        support_begin       (gboolean       in_memory);
void        support_end         (void);
char       *support_path        (const char    *name);
void        support_clear       (void);
guint       support_count_working (void);
TlDocument *support_new_sample  (void);
void        support_apply       (TlDocument    *document,
                                 TlEdit        *edit);
void        support_refuse      (TlDocument    *document,
                                 TlEdit        *edit,
                                 const char    *expected);
gint64      support_import      (TlDocument    *document,
                                 const char    *source,
                                 const char    *prefix,
                                 guint          n,
                                 const char    *on);
char       *support_dump        (TlDocument    *document);
void        support_sql         (const char    *path,
                                 const char    *sql);
void        support_seal        (const char    *path);
gint64      support_sql_int     (const char    *path,
                                 const char    *sql);
void        support_assert_opens (const char   *path);
TlDocument *support_open        (const char    *path,
                                 TlDocumentFlags flags);

/* The life of files */
void        support_rename      (TlDocument    *document,
                                 const char    *title);
const char *support_get_title   (TlDocument    *document);
void        support_publish     (TlDocument    *document);
void        support_make        (const char    *path);
char       *support_find        (const char    *part,
                                 const char    *not);
void        support_run_and_die (void         (*act) (const char *path),
                                 const char    *path);
void        support_replace_by_other (const char *path);
