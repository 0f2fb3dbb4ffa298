/* tl-evidence-tally.h: what scores come to, group by group
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-evidence-query.h"

G_BEGIN_DECLS

#define TL_N_SCORES 4 /* NPS, CSAT, CES and stars, in the order of their fields */

/**
 * TlScoreTally:
 * @n: how many answers
 * @sum: of the answers
 * @squares: sum of their squares
 * @n_top: how many are at the top: of an NPS the promoters (9 and 10); of a 5-point scale 4 and 5; of 7 points 6 and 7; of
 *   10 points 9 and 10; of 100 points 80 and more
 * @least: the least answer
 * @n_bottom: of an NPS, the detractors (0 to 6)
 * @scale: the greatest answer that its scale has: 5, 7, 10 or 100, as the greatest answer of its source tells; 0 where the
 *   answers are of sources with different scales
 */
typedef struct
{
  gint64 n;
  double sum;
  double squares;
  gint64 n_top;
  gint64 n_bottom;
  double least;
  int    scale;
} TlScoreTally;

/**
 * TlTallyGroup:
 * @key: the value of the facet: a source's id, a month, a thing's id; “” for none
 * @n: how many records
 * @scores: by score
 */
typedef struct
{
  char         *key;
  gint64        n;
  TlScoreTally  scores[TL_N_SCORES];
} TlTallyGroup;

GPtrArray *tl_evidence_query_tally        (TlEvidenceQuery     *self,
                                           TlFacet              by,
                                           GError             **error);
void       tl_evidence_query_tally_async  (TlEvidenceQuery     *self,
                                           TlFacet              by,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             data);
GPtrArray *tl_evidence_query_tally_finish (TlEvidenceQuery     *self,
                                           GAsyncResult        *result,
                                           GError             **error);

G_END_DECLS
