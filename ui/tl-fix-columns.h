/* tl-fix-columns.h: the columns of the ranking
 *
 * Which columns there are, what each says of a fix, and how wide they are. Rows and head share one of these, so that
 * figures stand under each other; where there is too little room, the least needed columns go first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-fix-scale.h"
#include "tl-ranking.h"

G_BEGIN_DECLS

typedef enum
{
  TL_COLUMN_IMPACT,
  TL_COLUMN_REVENUE,
  TL_COLUMN_COST,
  TL_COLUMN_NET,
  TL_COLUMN_ONE_OFF,
  TL_COLUMN_PAYBACK,
  TL_COLUMN_RETURN,
  TL_COLUMN_SURE,
  TL_COLUMN_BEST,
  TL_COLUMN_OWNER,
  TL_COLUMN_EVIDENCE,
  TL_COLUMN_KEPT, /* the incrementality at which it stops paying */
  TL_COLUMN_CASH, /* the cashable share of every saving at which it does */
  TL_N_COLUMNS,
} TlFixColumn;

/**
 * TlFixColumns:
 * @widths: by column, in pixels, as wide as what they hold
 * @used: whether any fix has anything there that is wanted
 * @hidden: the columns that nobody wants to see, as bits
 * @title: what the longest title or kind of fix would take
 * @scale: of the bars
 * @text: how much larger than usual text is wanted
 */
typedef struct
{
  int         widths[TL_N_COLUMNS];
  gboolean    used[TL_N_COLUMNS];
  guint       hidden;
  int         title;
  TlFixScale  scale;
  double      horizon;
  double      text;
  char       *currency;
} TlFixColumns;

/**
 * TlFixPlaces:
 * @x: of each column, from the leading edge
 * @shown: whether it has room
 *
 * Where everything stands in a row of some width.
 */
typedef struct
{
  int      rank, rank_width;
  int      title, title_width;
  int      bar, bar_width;
  int      x[TL_N_COLUMNS];
  gboolean shown[TL_N_COLUMNS];
} TlFixPlaces;

const char *tl_fix_column_get_title (TlFixColumn          column);
const char *tl_fix_column_get_name  (TlFixColumn          column);
gboolean    tl_fix_column_is_text   (TlFixColumn          column);
char       *tl_fix_column_say       (TlFixColumn          column,
                                     TlRanking           *ranking,
                                     const TlFixFigures  *fix,
                                     const TlFixColumns  *columns);
double      tl_fix_column_key       (TlFixColumn          column,
                                     TlRanking           *ranking,
                                     const TlFixFigures  *fix);
const char *tl_fix_column_owner     (TlRanking           *ranking,
                                     const TlFixFigures  *fix);
void        tl_fix_columns_init     (TlFixColumns        *self);
void        tl_fix_columns_clear    (TlFixColumns        *self);
void        tl_fix_columns_measure  (TlFixColumns        *self,
                                     GtkWidget           *widget,
                                     TlRanking           *ranking);
void        tl_fix_columns_place    (const TlFixColumns  *self,
                                     int                  width,
                                     TlFixPlaces         *places);

G_END_DECLS
