/* canvas-journeys.h: journeys of any size, and the same graphs for dot
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document.h"

G_BEGIN_DECLS

typedef struct
{
  guint from;
  guint to;
} JourneyLink;

GArray     *journey_links    (guint        n_stages);
char       *journey_write    (const char  *folder,
                              guint        n_stages,
                              guint        n_touchpoints);
char       *journey_dot      (GArray      *links,
                              guint        n_stages);
guint64     journey_crossings (const double *x,
                              const double *y,
                              GArray       *links);

G_END_DECLS
