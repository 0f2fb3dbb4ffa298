/* tl-facets-months.h: how many records each month has, and from when to when to look
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-records-filter.h"

G_BEGIN_DECLS

#define TL_TYPE_FACETS_MONTHS (tl_facets_months_get_type ())
G_DECLARE_FINAL_TYPE (TlFacetsMonths, tl_facets_months, TL, FACETS_MONTHS, GtkWidget)

GtkWidget *tl_facets_months_new (void);
void       tl_facets_months_set (TlFacetsMonths  *self,
                                 TlRecordsFilter *filter,
                                 const TlFacets  *facets);

G_END_DECLS
