/* tl-records-act.h: one act on many records, as one edit, without keeping anybody waiting
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-records-model.h"
#include "tl-session.h"

G_BEGIN_DECLS

typedef enum
{
  TL_RECORDS_ASSIGN,
  TL_RECORDS_UNASSIGN, /* from everything */
  TL_RECORDS_STAR,
  TL_RECORDS_UNSTAR,
  TL_RECORDS_DELETE,
} TlRecordsAct;

void     tl_records_act_async  (TlSession           *session,
                                TlRecordsModel      *model,
                                GtkBitset           *places,
                                TlRecordsAct         act,
                                const char          *thing,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             data);
gboolean tl_records_act_finish (GAsyncResult        *result,
                                guint               *n,
                                GError             **error);

G_END_DECLS
