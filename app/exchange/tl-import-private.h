/* tl-import-private.h: what the parts of the import share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-import.h"

G_BEGIN_DECLS

typedef enum
{
  TL_IMPORT_CELL_EMPTY, /* there is nothing, or a word for nothing */
  TL_IMPORT_CELL_GOOD,
  TL_IMPORT_CELL_BAD,
} TlImportCell;

gboolean     _tl_import_is_nothing (const char    *text);
TlImportCell _tl_import_read_score (TlColumnRole   role,
                                    const char    *text,
                                    double        *value);
gboolean     _tl_import_needs_cleaning (const char *text,
                                        gsize       length);

/* The thing a rule assigns to: either or both. */
typedef struct
{
  const char *touchpoint;
  const char *on;
} TlImportTarget;

gboolean     _tl_import_find_targets (TlJourney       *journey,
                                      TlRules         *rules,
                                      TlImportTarget  *targets,
                                      GError         **error);

G_END_DECLS
