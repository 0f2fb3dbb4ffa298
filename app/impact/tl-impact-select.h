/* tl-impact-select.h: percentiles without sorting
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double tl_impact_percentile (double *values,
                             guint   n,
                             double  p);

G_END_DECLS
