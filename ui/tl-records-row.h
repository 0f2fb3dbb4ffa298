/* tl-records-row.h: one record in the list: its words, where it is from, what it scores and what it speaks of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-records-model.h"
#include "tl-session.h"

G_BEGIN_DECLS

#define TL_TYPE_RECORDS_ROW (tl_records_row_get_type ())
G_DECLARE_FINAL_TYPE (TlRecordsRow, tl_records_row, TL, RECORDS_ROW, GtkWidget)

GtkWidget     *tl_records_row_new          (void);
void           tl_records_row_bind         (TlRecordsRow  *self,
                                            TlSession     *session,
                                            TlRecordsItem *item,
                                            guint          position);
guint          tl_records_row_get_position (TlRecordsRow  *self);
const char    *tl_records_row_get_text     (TlRecordsRow  *self);
char          *tl_records_mark_up          (const char    *marked,
                                            gsize          at_most);

G_END_DECLS
