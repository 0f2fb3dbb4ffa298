/* tl-facts-private.h: how a table of facts is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-csv.h"
#include "tl-kind.h"

G_BEGIN_DECLS

typedef enum
{
  TL_FACTS_THING,
  TL_FACTS_ID,
  TL_FACTS_FIELD,
  TL_FACTS_VALUE,
  TL_FACTS_BASIS,
  TL_FACTS_SOURCE,
  TL_FACTS_DATE,
  TL_FACTS_BY,
  TL_FACTS_TEXT,
  TL_FACTS_N_COLUMNS,
} TlFactsColumn;

/* How often cells can only mean one decimal mark. */
typedef struct
{
  guint64 n_points;
  guint64 n_commas;
} TlFactsMarks;

const char *_tl_facts_column_name  (TlFactsColumn        column);
gboolean    _tl_facts_find_columns (const TlCsvDialect  *dialect,
                                    int                  columns[TL_FACTS_N_COLUMNS],
                                    GError             **error);
char       *_tl_facts_read_basis   (const char          *text,
                                    GError             **error);
void        _tl_facts_see_marks    (TlFactsMarks        *marks,
                                    const char          *text);
const TlNumberStyle *_tl_facts_decide_style (const TlFactsMarks *marks,
                                             char                delimiter);
char       *_tl_facts_say_rejected (TlCsvReader         *reader,
                                    const TlCsvRecord   *record);

G_END_DECLS
