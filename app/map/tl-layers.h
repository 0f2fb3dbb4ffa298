/* tl-layers.h: columns and rows of a graph
 *
 * Pure functions over plain arrays: who stands in which column and row. Where a journey says so, it decides; the rest
 * is found: columns by the longest way from the start, rows so that ribbons cross little and the main way is straight.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlPlace:
 * @column: in: the column that is asked for, or -1; out: the column, from 0, without gaps
 * @row: in: the row that is asked for, or -1; out: the row, from 0; no two places of a column share one
 */
typedef struct
{
  int column;
  int row;
} TlPlace;

/**
 * TlLink:
 * @from: index of a place
 * @to: index of a place
 * @weight: how much it counts, at least 0
 * @back: out: whether it runs back, or stays in its column
 */
typedef struct
{
  guint    from;
  guint    to;
  double   weight;
  gboolean back;
} TlLink;

void    tl_layers_place           (TlPlace       *places,
                                   guint          n_places,
                                   TlLink        *links,
                                   guint          n_links);
guint64 tl_layers_count_crossings (const TlPlace *places,
                                   guint          n_places,
                                   const TlLink  *links,
                                   guint          n_links);

G_END_DECLS
