/* tl-layout-overview.h: the whole journey on one page; for this room alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-layout.h"

G_BEGIN_DECLS

#define TL_LEAST_LETTERS 13.0 /* of a map, in units */

/**
 * TlOverview:
 * @step: how much it tells, from 0 for everything
 * @columns: how many a band has
 * @width: of the picture, in units
 * @height: of the picture, in units
 * @widest: how wide a picture may be at most, in units, before its letters become too small
 */
typedef struct
{
  guint  step;
  guint  columns;
  double width;
  double height;
  double widest;
} TlOverview;

/* What an overview may leave out. */
typedef enum
{
  TL_LEFT_OUT_CARDS,  /* of what stands on cards */
  TL_LEFT_OUT_QUOTES,
  TL_LEFT_OUT_FIXES,
} TlLeftOut;

gboolean tl_overview_leaves_out (TlLayout   *self,
                           const TlOverview *overview,
                           TlLeftOut         what);
guint    tl_overview_n_steps (void);
guint    tl_overview_first_of_many (void);
double   tl_overview_apply (TlLayout         *self,
                           guint             step,
                           guint             columns,
                           double            width);
gboolean tl_overview_find (TlLayout         *self,
                           double            width,
                           double            height,
                           double            least,
                           TlOverview       *overview);
TlScene *tl_overview_draw (TlLayout         *self,
                           const TlOverview *overview,
                           const char       *foot);

G_END_DECLS
