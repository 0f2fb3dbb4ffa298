/* tl-tile.h: one map over many pages, or all of it on one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-book.h"

G_BEGIN_DECLS

/**
 * TlFit:
 * @TL_FIT_FOLD: the map folds into bands and pages, and nothing is cut
 * @TL_FIT_TILE: the map is one piece, cut into pages that overlap, to be put together on a wall
 * @TL_FIT_ONE: all on one page, however small
 */
typedef enum
{
  TL_FIT_FOLD,
  TL_FIT_TILE,
  TL_FIT_ONE,
} TlFit;

gboolean   tl_fit_from_name       (const char         *name,
                                   TlFit              *fit);
TlMapBook *tl_map_book_new_fitted (TlJourney          *journey,
                                   TlFigures          *figures,
                                   const TlMapOptions *options,
                                   const TlPaper      *paper,
                                   TlFit               fit);
TlMapBook *tl_map_book_new_tiled  (TlJourney          *journey,
                                   TlFigures          *figures,
                                   const TlMapOptions *options,
                                   const TlPaper      *paper,
                                   double              overlap);
double     tl_map_book_letters    (TlMapBook          *book);

G_END_DECLS
