/* tl-compare-rows.h: all that is known of two fixes, figure by figure
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-fix-why-task.h"
#include "tl-ranking.h"

G_BEGIN_DECLS

/**
 * TlCompareRow:
 * @label: what it is
 * @values: (array fixed-size=2): of one and of the other, for people; %NULL where it is not known
 * @difference: (nullable): the second less the first, for people
 */
typedef struct
{
  char *label;
  char *values[2];
  char *difference;
} TlCompareRow;

GPtrArray *tl_compare_rows (TlRanking    *ranking,
                            const char   *one,
                            const char   *other,
                            const GArray *evens);

G_END_DECLS
