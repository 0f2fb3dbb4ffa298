/* tl-measures.h: what customers say in scores, with how sure that is
 *
 * Four scores are known: the likelihood to recommend (NPS), satisfaction (CSAT), effort (CES, where more means easier) and
 * stars. What each comes to, with n answers and 95 % intervals:
 *
 * - NPS, in points from −100 to 100: 100·(P − D)/n, P promoters (9 and 10) and D detractors (0 to 6). Each answer scores
 *   +1, 0 or −1, so that its variance is p + d − (p − d)². The interval is the adjusted Wald interval of Bonett and Price
 *   (2012) for a difference of paired shares: with p = (P+1)/(n+2) and d = (D+1)/(n+2), p − d ± z·√((p + d − (p−d)²)/(n+2)),
 *   z = 1.96. It stays right where all answer alike, which the plain one does not.
 * - CSAT, CES and stars, on their own scale: the mean, with Student's interval mean ± t(n−1)·s/√n, held to the scale.
 *   Where sources with different scales meet, there is no mean.
 * - The share of answers at the top (see #TlScoreTally), with Wilson's interval.
 *
 * Too few to tell is what has fewer than 30 answers, or an interval wider than a fifth of its range: 40 points of NPS, 0.8
 * of a 5-point scale. They hold for those who answered as if they had been drawn at random, which they seldom were: see
 * tl_evidence_warnings_new().
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-evidence-tally.h"

G_BEGIN_DECLS

#define TL_MEASURES_FEWEST 30
#define TL_MEASURES_WIDEST .2 /* of the range */

/**
 * TlMeasuresBy:
 *
 * What a row of measures is of.
 */
typedef enum
{
  TL_MEASURES_BY_NOTHING, /* one row: all together */
  TL_MEASURES_BY_TOUCHPOINT,
  TL_MEASURES_BY_STAGE,
  TL_MEASURES_BY_SOURCE,
  TL_MEASURES_BY_MONTH,
  TL_MEASURES_BY_PAIN,
  TL_MEASURES_BY_CHANNEL,
  TL_MEASURES_BY_SEGMENT,
} TlMeasuresBy;

/**
 * TlMeasure:
 * @n: how many answers; with none, nothing else counts
 * @value: NPS in points, or the mean; NaN where sources with different scales meet
 * @low: lower end of its 95 % interval; NaN where there is none (a mean of one answer)
 * @high: upper end
 * @top: the share of answers at the top, 0 to 1
 * @top_low: lower end of its 95 % interval
 * @top_high: upper end
 * @scale: the greatest answer there can be; 0 where scales differ
 * @is_enough: whether it tells anything
 */
typedef struct
{
  gint64   n;
  double   value;
  double   low;
  double   high;
  double   top;
  double   top_low;
  double   top_high;
  int      scale;
  gboolean is_enough;
} TlMeasure;

/**
 * TlMeasuresRow:
 * @key: a thing's or source's id, a month as 2026-11, a channel or segment; “” for records of none
 * @title: what people call it
 * @records: how many records, with a score or without
 * @scores: NPS, CSAT, CES and stars
 */
typedef struct
{
  char      *key;
  char      *title;
  gint64     records;
  TlMeasure  scores[TL_N_SCORES];
} TlMeasuresRow;

void       tl_measure_take        (TlMeasure              *self,
                                   int                     score,
                                   const TlScoreTally     *tally);
void       tl_measures_wilson     (gint64                  x,
                                   gint64                  n,
                                   double                 *low,
                                   double                 *high);
gboolean   tl_measures_differ     (const TlMeasure        *one,
                                   const TlMeasure        *other);
TlField    tl_measures_get_field  (int                     score);
GPtrArray *tl_measures_new        (TlDocument             *document,
                                   const TlEvidenceFilter *filter,
                                   TlMeasuresBy            by,
                                   GError                **error);
void       tl_measures_new_async  (TlDocument             *document,
                                   const TlEvidenceFilter *filter,
                                   TlMeasuresBy            by,
                                   GCancellable           *cancellable,
                                   GAsyncReadyCallback     callback,
                                   gpointer                data);
GPtrArray *tl_measures_new_finish (GAsyncResult           *result,
                                   GError                **error);

G_END_DECLS
