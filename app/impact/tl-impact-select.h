/* tl-impact-select.h: percentiles without sorting
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void tl_impact_percentiles (double       *values,
                            guint         n,
                            const double *p,
                            guint         n_p,
                            double       *found);

G_END_DECLS
