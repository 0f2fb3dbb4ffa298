/* tl-inputs.h: the numbers of the impact model by the names people know them by
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-figures.h"

G_BEGIN_DECLS

/**
 * TlInputName:
 * @of: id of the thing, contact, reason or effect that the number is of, or the journey's
 * @where: what people call that thing, with what it stands in
 * @field: which number of it
 * @basis: (nullable): assumed, observed or measured; %NULL where nobody says
 * @number: the number
 *
 * Nothing in here is to be freed.
 */
typedef struct
{
  const char           *of;
  const char           *where;
  TlField               field;
  const char           *basis;
  const TlImpactNumber *number;
} TlInputName;

gboolean tl_inputs_name (TlFigures    *figures,
                         TlImpactPart  part,
                         guint         index,
                         TlInputName  *name);
gboolean tl_inputs_find (TlFigures    *figures,
                         const char   *of,
                         const char   *field,
                         TlImpactPart *part,
                         guint        *index,
                         GError      **error);
char    *tl_inputs_describe   (TlFigures           *figures,
                               TlImpactPart         part,
                               guint                index,
                               gboolean             with_fix);
char    *tl_inputs_show       (TlFigures           *figures,
                               TlImpactPart         part,
                               guint                index,
                               double               value,
                               const TlNumberStyle *style);
char    *tl_inputs_show_range (TlFigures           *figures,
                               TlImpactPart         part,
                               guint                index,
                               double               low,
                               double               high,
                               const TlNumberStyle *style);

G_END_DECLS
