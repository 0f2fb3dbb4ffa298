/* tl-what-if-curve.h: the best combined impact against budget
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TL_TYPE_WHAT_IF_CURVE (tl_what_if_curve_get_type ())
G_DECLARE_FINAL_TYPE (TlWhatIfCurve, tl_what_if_curve, TL, WHAT_IF_CURVE, GtkWidget)

GtkWidget *tl_what_if_curve_new       (void);
void       tl_what_if_curve_set       (TlWhatIfCurve *self,
                                       const GArray  *frontier,
                                       double         most);
void       tl_what_if_curve_set_point (TlWhatIfCurve *self,
                                       double         cost,
                                       double         npv);

G_END_DECLS
