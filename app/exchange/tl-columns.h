/* tl-columns.h: which column of a table is what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "tl-csv.h"

G_BEGIN_DECLS

/**
 * TlColumnRole:
 * @TL_COLUMN_TEXT: a person's words
 * @TL_COLUMN_DATE: when
 * @TL_COLUMN_NPS: would recommend, 0 to 10
 * @TL_COLUMN_CSAT: is satisfied, 1 to 5 as a rule
 * @TL_COLUMN_CES: how easy it was, 1 to 7 as a rule
 * @TL_COLUMN_STARS: 1 to 5
 * @TL_COLUMN_SENTIMENT: positive or negative, in words or numbers
 * @TL_COLUMN_CUSTOMER: who, as an id
 * @TL_COLUMN_SEGMENT: what kind of customer
 * @TL_COLUMN_CHANNEL: how it came in
 * @TL_COLUMN_ID: the response's own id
 * @TL_COLUMN_TITLE: the words' headline
 *
 * What a column holds. A role has one column at most, and a column one role.
 */
typedef enum
{
  TL_COLUMN_TEXT,
  TL_COLUMN_DATE,
  TL_COLUMN_NPS,
  TL_COLUMN_CSAT,
  TL_COLUMN_CES,
  TL_COLUMN_STARS,
  TL_COLUMN_SENTIMENT,
  TL_COLUMN_CUSTOMER,
  TL_COLUMN_SEGMENT,
  TL_COLUMN_CHANNEL,
  TL_COLUMN_ID,
  TL_COLUMN_TITLE,
  TL_COLUMN_N_ROLES,
} TlColumnRole;

typedef struct _TlColumns TlColumns;

TlColumns  *tl_columns_new           (const TlCsvDialect  *dialect);
void        tl_columns_free          (TlColumns           *self);
void        tl_columns_see           (TlColumns           *self,
                                      const TlCsvRecord   *record);
void        tl_columns_guess         (TlColumns           *self);
TlColumns  *tl_columns_guess_for     (TlCsvSource         *source,
                                      const TlCsvDialect  *dialect,
                                      GError             **error);
int         tl_columns_get           (const TlColumns     *self,
                                      TlColumnRole         role);
void        tl_columns_set           (TlColumns           *self,
                                      TlColumnRole         role,
                                      int                  column);
const char *tl_column_role_to_string (TlColumnRole         role);
gboolean    tl_column_role_parse     (const char          *text,
                                      TlColumnRole        *role);

gboolean    tl_columns_find          (const char *const   *names,
                                      gsize                n_names,
                                      const char          *wanted,
                                      guint               *column,
                                      GError             **error);
gboolean    tl_columns_find_in       (const TlCsvDialect  *dialect,
                                      const char          *wanted,
                                      guint               *column,
                                      GError             **error);
char       *tl_columns_normalise     (const char          *name);
gboolean    tl_columns_is_known_name (const char          *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlColumns, tl_columns_free)

G_END_DECLS
