/* tl-net.h: the order within the columns of a graph; for this room alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-layers.h"

G_BEGIN_DECLS

/**
 * TlKnot:
 * @position: in its column
 * @span: of a knot on a long link, the columns that the link goes over
 * @middle: of what it is joined to, for sorting
 *
 * A place, or where a long link passes a column.
 */
typedef struct
{
  guint  column;
  guint  position;
  guint  span;
  double middle;
} TlKnot;

typedef struct
{
  guint  left;
  guint  right;
  double weight;
} TlJoint;

/**
 * TlNet:
 * @knots: (array length=n_knots): the places first, then those on long links
 * @columns: (element-type GArray): the knots of each column, in order
 * @left_first: where the joints at a knot's left side begin in @left, the heaviest first
 *
 * A graph whose columns are known, with a knot in each column that a link passes.
 */
typedef struct
{
  guint      n_columns;
  TlKnot    *knots;
  guint      n_knots;
  TlJoint   *joints;
  guint      n_joints;
  GPtrArray *columns;
  guint     *left_first;
  guint     *left;
  guint     *right_first;
  guint     *right;
} TlNet;

void    tl_net_init            (TlNet         *self,
                                const TlPlace *places,
                                guint          n_places,
                                const TlLink  *links,
                                guint          n_links);
void    tl_net_clear           (TlNet         *self);
void    tl_net_order           (TlNet         *self);
void    tl_net_sort            (TlNet         *self);
guint64 tl_net_count_crossings (const TlNet   *self);

G_END_DECLS
