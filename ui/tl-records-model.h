/* tl-records-model.h: records by the million as a list, a page at a time
 *
 * A #GListModel of #TlRecordsItem and a #GtkSelectionModel in one. How long it is comes from counting; what stands at a
 * place is fetched when somebody looks there, in a thread, and told by TlRecordsItem::changed. Nothing waits: until its page
 * is there, an item has no record. Selecting costs nothing but a set of places, so that all can be selected.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-evidence-query.h"

G_BEGIN_DECLS

#define TL_RECORDS_PAGE 50 /* records fetched at once */

#define TL_TYPE_RECORDS_ITEM (tl_records_item_get_type ())
G_DECLARE_FINAL_TYPE (TlRecordsItem, tl_records_item, TL, RECORDS_ITEM, GObject)

const TlRecord *tl_records_item_get_record   (TlRecordsItem       *self);
const char     *tl_records_item_get_error    (TlRecordsItem       *self);

#define TL_TYPE_RECORDS_MODEL (tl_records_model_get_type ())
G_DECLARE_FINAL_TYPE (TlRecordsModel, tl_records_model, TL, RECORDS_MODEL, GObject)

TlRecordsModel *tl_records_model_new         (void);
void            tl_records_model_set_query   (TlRecordsModel      *self,
                                              TlEvidenceQuery     *query,
                                              guint                n,
                                              gboolean             same);
TlEvidenceQuery *tl_records_model_get_query  (TlRecordsModel      *self);
guint           tl_records_model_n_selected  (TlRecordsModel      *self);
gboolean        tl_records_model_is_waiting  (TlRecordsModel      *self);
void            tl_records_model_ids_async   (TlRecordsModel      *self,
                                              GtkBitset           *places,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             data);
char          **tl_records_model_ids_finish  (TlRecordsModel      *self,
                                              GAsyncResult        *result,
                                              GError             **error);

G_END_DECLS
