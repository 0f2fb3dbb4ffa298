/* tl-measures-view.h: what customers say in scores, with how sure that is, and where it misleads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-measures.h"
#include "tl-session.h"

G_BEGIN_DECLS

#define TL_TYPE_MEASURES_VIEW (tl_measures_view_get_type ())
G_DECLARE_FINAL_TYPE (TlMeasuresView, tl_measures_view, TL, MEASURES_VIEW, GtkWidget)

void       tl_measures_view_set_session (TlMeasuresView *self,
                                         TlSession      *session);
void       tl_measures_view_set_by      (TlMeasuresView *self,
                                         TlMeasuresBy    by);
gboolean   tl_measures_view_is_working  (TlMeasuresView *self);
GPtrArray *tl_measures_view_get_rows    (TlMeasuresView *self);
void       tl_measures_view_activate    (TlMeasuresView *self,
                                         guint           row);

G_END_DECLS
