/* tl-impact-draw.h: the numbers of a journey that are in doubt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-impact.h"

G_BEGIN_DECLS

/**
 * TlImpactLaw:
 * @TL_IMPACT_UNIFORM: any value between its ends as likely as another
 * @TL_IMPACT_BETA: low + width·Beta(a, b); PERT, a count, or a known number in doubt
 * @TL_IMPACT_COUNTED: one of several counts of where the same customers went, drawn together as Dirichlet; alone, it is
 *   of Beta(a, b)
 */
typedef enum
{
  TL_IMPACT_UNIFORM,
  TL_IMPACT_BETA,
  TL_IMPACT_COUNTED,
} TlImpactLaw;

/**
 * TlImpactInput:
 * @value: its index in a world's values
 * @part: what kind of number it is
 * @index: of which thing of its kind
 * @law: how it is drawn
 * @low: the least it can be
 * @width: the greatest less the least
 * @a: of Beta
 * @b: of Beta
 * @key: of its stream
 * @doubtful: whether it is written as known, and in doubt only because nobody observed or measured it
 *
 * One number in doubt (impact-model.md, "Estimates" and "Doubt").
 */
typedef struct
{
  gsize        value;
  TlImpactPart part;
  guint        index;
  TlImpactLaw  law;
  double       low;
  double       width;
  double       a;
  double       b;
  guint64      key;
  gboolean     doubtful;

  /*< private >*/
  const struct TlImpactStrips *strips;
} TlImpactInput;

/**
 * TlImpactDraw:
 * @inputs: (array length=n_inputs): everything in doubt, in the order of a world's values
 *
 * How worlds are drawn for a journey. Numbers of fixes that are not ranked are left at their points. Read-only, may be
 * shared between threads.
 */
typedef struct
{
  const TlImpactJourney *journey;
  TlImpactInput         *inputs;
  guint                  n_inputs;

  /*< private >*/
  GArray                *groups;    /* of counted shares */
  GArray                *bounded;   /* of shares that may sum to more than 1 */
  GArray                *members;   /* guint: inputs of groups, transitions of the bounded */
  GArray                *sure;      /* of bounded shares that are not drawn */
  GHashTable            *strips;    /* by the law's two numbers */
  gsize                  first_share;
} TlImpactDraw;

TlImpactDraw *tl_impact_draw_new      (const TlImpactJourney *journey);
void          tl_impact_draw_free     (TlImpactDraw          *self);
void          tl_impact_draw_world    (const TlImpactDraw    *self,
                                       guint64                key,
                                       TlImpactWorld         *world);
void          tl_impact_draw_bound    (const TlImpactDraw    *self,
                                       TlImpactWorld         *world);
gboolean      tl_impact_part_is_share (const TlImpactJourney *journey,
                                       TlImpactPart           part,
                                       guint                  index);
double        tl_impact_input_quantile (const TlImpactInput  *input,
                                        double                p);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImpactDraw, tl_impact_draw_free)

G_END_DECLS
