/* tl-records-view.h: a million voices: looked for, told apart, and said what they speak of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-records-filter.h"
#include "tl-records-model.h"

G_BEGIN_DECLS

#define TL_TYPE_RECORDS_VIEW (tl_records_view_get_type ())
G_DECLARE_FINAL_TYPE (TlRecordsView, tl_records_view, TL, RECORDS_VIEW, GtkWidget)

void             tl_records_view_set_session  (TlRecordsView          *self,
                                               TlSession              *session);
TlRecordsFilter *tl_records_view_get_filter   (TlRecordsView          *self);
TlRecordsModel  *tl_records_view_get_model    (TlRecordsView          *self);
gboolean         tl_records_view_is_working   (TlRecordsView          *self);
gint64           tl_records_view_get_found    (TlRecordsView          *self);
void             tl_records_view_search       (TlRecordsView          *self);

G_END_DECLS
