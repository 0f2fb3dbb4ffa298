/* tl-estimate.h: a number as people know it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-number.h"

G_BEGIN_DECLS

/**
 * TlEstimateForm:
 * @TL_ESTIMATE_KNOWN: `0.12`
 * @TL_ESTIMATE_BETWEEN: `0.22..0.35`, any value as likely as another
 * @TL_ESTIMATE_LIKELY: `0.05..0.08..0.15`, low, likely and high
 * @TL_ESTIMATE_COUNT: `132/1200`, seen 132 times in 1,200
 *
 * The four ways in which an estimate is written (impact-model.md, "Estimates").
 */
typedef enum
{
  TL_ESTIMATE_KNOWN,
  TL_ESTIMATE_BETWEEN,
  TL_ESTIMATE_LIKELY,
  TL_ESTIMATE_COUNT,
} TlEstimateForm;

/**
 * TlEstimate:
 * @low: the lowest value; of a known number, the number; of a count, how often it was seen
 * @likely: the likeliest value; of a known number, the number; unused in the other forms
 * @high: the highest value; of a known number, the number; of a count, in how many it was looked for
 *
 * A plain value: copy it freely.
 */
typedef struct
{
  TlEstimateForm form;
  double         low;
  double         likely;
  double         high;
} TlEstimate;

#define TL_ESTIMATE_INIT(v) { TL_ESTIMATE_KNOWN, (v), (v), (v) }

static inline TlEstimate
tl_estimate_known (double value)
{
  return (TlEstimate) TL_ESTIMATE_INIT (value);
}

double      tl_estimate_point        (const TlEstimate     *self);
gboolean    tl_estimate_is_known     (const TlEstimate     *self);
gboolean    tl_estimate_equal        (const TlEstimate     *a,
                                      const TlEstimate     *b);
void        tl_estimate_get_ends     (const TlEstimate     *self,
                                      double               *low,
                                      double               *high);
gboolean    tl_estimate_parse        (const char           *text,
                                      TlEstimate           *estimate,
                                      GError              **error);
char       *tl_estimate_format       (const TlEstimate     *self);
gboolean    tl_estimate_parse_people (const char           *text,
                                      const TlNumberStyle  *style,
                                      TlEstimate           *estimate,
                                      GError              **error);
char       *tl_estimate_format_people (const TlEstimate    *self,
                                       gboolean             as_percent,
                                       const TlNumberStyle *style);

G_END_DECLS
