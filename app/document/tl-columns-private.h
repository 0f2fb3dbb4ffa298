/* tl-columns-private.h: what records can be filtered by, in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tl-evidence-private.h"

G_BEGIN_DECLS

/* Columns of which each distinct value has a code. */
typedef enum
{
  TL_COLUMN_SOURCE,
  TL_COLUMN_CHANNEL,
  TL_COLUMN_SEGMENT,
  TL_COLUMN_NPS,
  TL_COLUMN_CSAT,
  TL_COLUMN_CES,
  TL_COLUMN_STARS,
  TL_COLUMN_SENTIMENT,
  TL_N_COLUMNS,
} TlColumn;

#define TL_COLUMN_IS_NUMBER(column) ((column) >= TL_COLUMN_NPS)

/**
 * TlDictionary:
 * @n: how many values there are, with the codes 1 to @n, in their order; 0 is no value
 * @texts: (array length=n): by code - 1, where the values are texts
 * @numbers: (array length=n): by code - 1, where they are numbers
 */
typedef struct
{
  guint    n;
  char   **texts;
  double  *numbers;
} TlDictionary;

enum
{
  TL_MARK_TEXT = 1 << 0,
  TL_MARK_STARRED = 1 << 1,
  TL_MARK_ASSIGNED = 1 << 2,
};

/* Which records speak of what: those of row r from starts[r] on, as codes of @ids. */
typedef struct
{
  gatomicrefcount refs;
  guint           n_rows;
  guint32        *starts; /* n_rows + 1 */
  guint32        *things;
  guint           n_things;
  char          **ids;
  guint8         *starred; /* by row */
} TlLinks;

/**
 * TlColumns:
 * @n: how many live records there are
 * @numbers: (array length=n): their numbers, ascending
 * @codes: (array length=n): by column, the codes of what they say
 * @dates: (array length=n): year · 10,000 + month · 100 + day; 0 for none
 * @worded: (array length=n): whether they have words
 *
 * The live records at one moment. Nothing in it changes once it is made.
 */
typedef struct
{
  gatomicrefcount refs;
  guint           n;
  gint64         *numbers;
  guint32        *codes[TL_N_COLUMNS];
  TlDictionary    dictionaries[TL_N_COLUMNS];
  gint32         *dates;
  guint8         *worded;
  TlLinks        *links;
} TlColumns;

TlField    _tl_column_get_field  (TlColumn            column);
TlColumns *_tl_columns_load      (TlSql              *sql,
                                  GCancellable       *cancellable,
                                  GError            **error);
TlColumns *_tl_columns_relink    (TlColumns          *self,
                                  TlSql              *sql,
                                  GCancellable       *cancellable,
                                  GError            **error);
TlColumns *_tl_columns_ref       (TlColumns          *self);
void       _tl_columns_unref     (TlColumns          *self);
gboolean   _tl_columns_find      (const TlColumns    *self,
                                  gint64              number,
                                  guint              *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlColumns, _tl_columns_unref)

G_END_DECLS
