/* tl-measures-mark.h: how a score is drawn and said: what it comes to, and how sure that is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-measures.h"

G_BEGIN_DECLS

char      *tl_measures_say_value     (int              score,
                                      const TlMeasure *measure);
char      *tl_measures_say_answers   (const TlMeasure *measure);
char      *tl_measures_say_interval  (int              score,
                                      const TlMeasure *measure);
char      *tl_measures_explain       (int              score,
                                      const TlMeasure *measure);
void       tl_measures_draw_interval (GtkWidget       *widget,
                                      cairo_t         *cr,
                                      double           width,
                                      double           height,
                                      int              score,
                                      const TlMeasure *measure);
GtkWidget *tl_measures_trend_new     (GPtrArray       *months,
                                      int              score);

G_END_DECLS
