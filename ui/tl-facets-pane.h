/* tl-facets-pane.h: what records can be told apart by, each value with its count
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-records-filter.h"

G_BEGIN_DECLS

#define TL_TYPE_FACETS_PANE (tl_facets_pane_get_type ())
G_DECLARE_FINAL_TYPE (TlFacetsPane, tl_facets_pane, TL, FACETS_PANE, GtkWidget)

void tl_facets_pane_set_filter  (TlFacetsPane    *self,
                                 TlRecordsFilter *filter);
void tl_facets_pane_set_facets  (TlFacetsPane    *self,
                                 TlJourney       *journey,
                                 TlFacets        *facets);

G_END_DECLS
