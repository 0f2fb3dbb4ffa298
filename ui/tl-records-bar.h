/* tl-records-bar.h: what can be done with the records that are selected, and where to drop them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-evidence-query.h"
#include "tl-session.h"

G_BEGIN_DECLS

#define TL_RECORDS_TARGETS 9 /* on digits */

#define TL_TYPE_RECORDS_BAR (tl_records_bar_get_type ())
G_DECLARE_FINAL_TYPE (TlRecordsBar, tl_records_bar, TL, RECORDS_BAR, GtkWidget)

void        tl_records_bar_update            (TlRecordsBar    *self,
                                              TlSession       *session,
                                              guint            n_selected,
                                              guint            n_found,
                                              gboolean         is_acting);
void        tl_records_bar_propose           (TlRecordsBar    *self,
                                              TlSession       *session,
                                              const TlFacets  *facets);
void        tl_records_bar_note              (TlRecordsBar    *self,
                                              TlSession       *session,
                                              const char      *thing);
void        tl_records_bar_forget            (TlRecordsBar    *self);
const char *tl_records_bar_get_target        (TlRecordsBar    *self,
                                              guint            digit);
GMenu      *tl_records_bar_make_menu         (TlRecordsBar    *self);
GtkWidget  *tl_records_bar_get_assign_button (TlRecordsBar    *self);
void        tl_records_bar_read              (TlRecordsBar    *self,
                                              const TlRecord  *record);

G_END_DECLS
