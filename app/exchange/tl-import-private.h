/* tl-import-private.h: what the parts of the import share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-customer.h"
#include "tl-import.h"

G_BEGIN_DECLS

#define TL_IMPORT_LOOK_SHARE 0.1 /* of the progress, that finding out about dates takes */

/* The thing a rule assigns to: either or both. */
typedef struct
{
  const char *touchpoint;
  const char *on;
} TlImportTarget;

/* An import under way. */
typedef struct
{
  TlDocument            *document;
  TlJourney             *journey;
  TlCsvSource           *csv;
  const TlImportOptions *options;
  GCancellable          *cancellable;
  TlCsvDialect          *dialect;
  int                    columns[TL_COLUMN_N_ROLES];
  TlDateOrder            date_order;
  TlRulesMatcher        *matcher;
  TlImportTarget        *targets;
  TlEdit                *edit;
  TlBatch               *batch;
  TlMasker              *masker;
  TlMasker              *note_masker; /* of what is said, and not kept */
  const TlCustomerKey   *key;         /* NULL where ids are kept */
  GString               *id;
  gsize                  n_prefix;
  guint64                n_replaced;
  guint64                n_ticks;
  TlImportResult        *result;
} TlImport;

typedef enum
{
  TL_IMPORT_CELL_EMPTY, /* there is nothing, or a word for nothing */
  TL_IMPORT_CELL_GOOD,
  TL_IMPORT_CELL_BAD,
} TlImportCell;

gboolean     _tl_import_is_nothing     (const char             *text);
TlImportCell _tl_import_read_score     (TlColumnRole            role,
                                        const char             *text,
                                        double                 *value);
gboolean     _tl_import_needs_cleaning (const char             *text,
                                        gsize                   length);
gboolean     _tl_import_find_targets   (TlJourney              *journey,
                                        TlRules                *rules,
                                        TlImportTarget         *targets,
                                        GError                **error);

TlImport    *_tl_import_new            (TlDocument             *document,
                                        TlCsvSource            *csv,
                                        const TlImportOptions  *options,
                                        GCancellable           *cancellable);
void         _tl_import_free           (TlImport               *self);
gboolean     _tl_import_tick           (TlImport               *self,
                                        double                  done,
                                        GError                **error);
gboolean     _tl_import_look           (TlImport               *self,
                                        GError                **error);
gboolean     _tl_import_take_rows      (TlImport               *self,
                                        GError                **error);
char        *_tl_import_dup_words      (TlImport               *self,
                                        const TlCsvRecord      *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImport, _tl_import_free)

G_END_DECLS
