/* tl-layout-detail.h: stage by stage, what the whole journey on one page leaves out; for this room alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-layout-overview.h"

G_BEGIN_DECLS

/**
 * TlDetails:
 * @sheets: (element-type TlSheet): what stands on them, in reading order
 * @n_pages: how many pages they take
 *
 * Sheets in columns: one of each stage, and one of all fixes.
 */
typedef struct
{
  TlLayout  *layout;
  TlOverview overview;
  double     width;     /* of a page, in units */
  guint      n_columns;
  GArray    *sheets;
  guint      n_pages;
} TlDetails;

void  tl_details_init  (TlDetails        *self,
                        TlLayout         *layout,
                        const TlOverview *overview);
void  tl_details_clear (TlDetails        *self);
void  tl_details_draw  (TlDetails        *self,
                        guint             first_page,
                        guint             n_pages,
                        GPtrArray        *scenes);

G_END_DECLS
