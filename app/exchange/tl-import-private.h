/* tl-import-private.h: what the parts of the import share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-customer.h"
#include "tl-import-same.h"
#include "tl-import.h"

G_BEGIN_DECLS

#define TL_IMPORT_LOOK_SHARE 0.1 /* of the progress, that finding out about dates takes */

#define TL_IMPORT_MAX_ABOUT 64 /* things that rules assign one record to */

/* A column of scores: what was seen of it, and how far its scale goes. */
typedef struct
{
  guint64  n;
  guint64  n_codes;
  double   least; /* but codes */
  double   most;
  gboolean has_words;
  gboolean is_of_seven;
  gboolean has_good;
  gboolean has_more; /* words but “good” and “bad” */
  gboolean is_known;
  double   low;
  double   high;
} TlImportScale;

/* The thing a rule assigns to: either or both. */
typedef struct
{
  const char *touchpoint;
  const char *on;
} TlImportTarget;

/* Rules of one origin. */
typedef struct
{
  TlRules        *rules;
  TlRulesMatcher *matcher;
  TlImportTarget *targets;
  guint          *indices; /* by rule: its place in the result */
} TlImportRules;

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
  TlImportPlan          *plan;             /* as it is carried out */
  TlImportPlan          *known;            /* NULL: nothing is remembered of this shape */
  TlCsvDialect          *shape;            /* how the table looks before anybody says anything of it */
  TlImportRange         *ranges;           /* by column: scales that were said */
  gboolean               is_worth_keeping; /* somebody said something of it */
  TlImportScale          scales[TL_COLUMN_N_ROLES];
  TlImportRules          sets[2]; /* of the journey, and of the file of rules */
  GArray                *hits;    /* of guint: the rules that held for the row at hand */
  TlSame                *same;
  char                  *file;
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
  TL_IMPORT_CELL_CODE, /* 99, or words that say that nothing is said */
} TlImportCell;

gboolean     _tl_import_is_nothing     (const char             *text);
void         _tl_import_see_score      (TlImportScale          *scale,
                                        const char             *text);
void         _tl_import_decide_scale   (TlImportScale          *scale,
                                        TlColumnRole            role);
void         _tl_import_set_scale      (TlImportScale          *scale,
                                        const TlImportRange    *range);
TlImportCell _tl_import_read_score     (TlColumnRole            role,
                                        const TlImportScale    *scale,
                                        const char             *text,
                                        double                 *value);
gboolean     _tl_import_needs_cleaning (const char             *text,
                                        gsize                   length);
gboolean     _tl_import_prepare_rules  (TlImport               *self,
                                        GError                **error);
void         _tl_import_keep_rules     (TlImport               *self);
guint        _tl_import_find_targets   (TlImport               *self,
                                        const TlCsvRecord      *row,
                                        const char             *text,
                                        const TlImportTarget  **targets);

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
void         _tl_import_reject         (TlImport               *self,
                                        TlCsvReader            *reader,
                                        const TlCsvRecord      *row);
void         _tl_import_try_row        (TlImport               *self,
                                        const TlCsvRecord      *row);
char        *_tl_import_dup_words      (TlImport               *self,
                                        const TlCsvRecord      *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImport, _tl_import_free)

G_END_DECLS
