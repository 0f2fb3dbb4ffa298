/* tl-batch-queue-private.h: records that wait to be written
 *
 * One thread reads, masks and compares, this one's writes: so that both of two processors have something to do. Records
 * are copied, gathered into blocks, and written in the order in which they came.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-evidence.h"

G_BEGIN_DECLS

typedef struct _TlBatchQueue TlBatchQueue;

/* Writes one record, in the queue's thread. */
typedef gboolean (*TlBatchWrite) (const TlRecord *record, gint64 number, gpointer data, GError **error);

TlBatchQueue *_tl_batch_queue_new   (TlBatchWrite     write,
                                     gpointer         data);
gboolean      _tl_batch_queue_add   (TlBatchQueue    *self,
                                     const TlRecord  *record,
                                     gint64           number,
                                     GError         **error);
gboolean      _tl_batch_queue_drain (TlBatchQueue    *self,
                                     GError         **error);
void          _tl_batch_queue_free  (TlBatchQueue    *self);

guint64       _tl_batch_queue_hash_id (const char    *id);

G_END_DECLS
