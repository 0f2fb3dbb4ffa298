/* tl-interval.h: a fix's combined impact, and how sure it is, on the scale of the whole ranking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-fix-scale.h"

G_BEGIN_DECLS

/**
 * TlIntervalValue:
 * @middle: the mean of all worlds, or the point
 * @low: P10
 * @high: P90; an interval of no width is not shown
 */
typedef struct
{
  double middle;
  double low;
  double high;
} TlIntervalValue;

#define TL_TYPE_INTERVAL (tl_interval_get_type ())
G_DECLARE_FINAL_TYPE (TlInterval, tl_interval, TL, INTERVAL, GtkWidget)

GtkWidget *tl_interval_new      (void);
void       tl_interval_set      (TlInterval            *self,
                                 const TlFixScale      *scale,
                                 const TlIntervalValue *value);
void       tl_interval_set_axis (TlInterval            *self,
                                 const TlFixScale      *scale,
                                 const char            *currency);
void       tl_interval_hatch    (cairo_t               *cr,
                                 double                 x,
                                 double                 y,
                                 double                 width,
                                 double                 height,
                                 const GdkRGBA         *colour);

G_END_DECLS
