/* tl-table.h: one table of results, as text, CSV or JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-cli.h"

G_BEGIN_DECLS

/**
 * TlTable:
 *
 * Rows of cells under named columns. CSV and JSON take numbers to full precision; text takes what people read.
 */
typedef struct _TlTable TlTable;

TlTable *tl_table_new       (void);
void     tl_table_free      (TlTable    *self);
void     tl_table_column    (TlTable    *self,
                             const char *name,
                             const char *heading);
void     tl_table_text      (TlTable    *self,
                             const char *text,
                             const char *shown);
void     tl_table_number    (TlTable    *self,
                             double      value,
                             char       *shown);
void     tl_table_none      (TlTable    *self,
                             const char *shown);
TlExit   tl_table_print     (TlTable    *self,
                             TlFormat    format);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlTable, tl_table_free)

G_END_DECLS
