/* tl-run.h: running the program as a person would
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TlRun:
 *
 * What one call of throughline-cli came to.
 */
typedef struct
{
  int   code;
  char *out;
  char *err;
} TlRun;

TlRun      *tl_run        (const char *first,
                           ...) G_GNUC_NULL_TERMINATED;
TlRun      *tl_run_argv   (const char *const *arguments,
                           const char        *input);
void        tl_run_free   (TlRun      *self);
GPtrArray  *tl_run_table  (const char *csv);
const char *tl_run_cell   (GPtrArray  *table,
                           guint       row,
                           const char *column);
char       *tl_run_folder (void);
void        tl_run_remove (const char *folder);
char       *tl_run_case   (const char *name);
void        tl_run_write  (const char *path,
                           const char *text);
void        tl_run_assert_contains (const char *text,
                                    const char *needle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlRun, tl_run_free)

G_END_DECLS
