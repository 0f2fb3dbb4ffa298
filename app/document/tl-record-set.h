/* tl-record-set.h: many records at once, for one act on all of them
 *
 * Assigning, taking back and starring many records is one wish of an edit, whatever their number:
 *
 *   g_autoptr (TlRecordSet) set = tl_record_set_new (document, ids);        // what is selected
 *   g_autoptr (TlRecordSet) set = tl_evidence_query_list_all (query, …);    // or all that a filter finds
 *   g_autoptr (TlEdit)      edit = tl_edit_new (_("Assign records"));
 *
 *   tl_edit_assign (edit, set, "late-delivery");
 *   tl_document_apply (document, edit, &error);                             // one undo
 *
 * Beyond some ten thousand records, keep the window alive: begin a #TlBatch with the edit (tl_batch_new()), do the same
 * by tl_batch_assign(), tl_batch_unassign() or tl_batch_star() in a thread of your own, and tl_batch_commit() it in the
 * document's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document.h"

G_BEGIN_DECLS

/**
 * TlRecordSet:
 *
 * Which records. It never changes, and any thread may hold it. Records that are gone when it is used are passed over.
 */
typedef struct _TlRecordSet TlRecordSet;

TlRecordSet *tl_record_set_new         (TlDocument         *document,
                                        const char *const  *ids);
TlRecordSet *tl_record_set_ref         (TlRecordSet        *self);
void         tl_record_set_unref       (TlRecordSet        *self);
guint        tl_record_set_get_size    (const TlRecordSet  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlRecordSet, tl_record_set_unref)

void         tl_edit_assign            (TlEdit             *self,
                                        TlRecordSet        *set,
                                        const char         *thing);
void         tl_edit_unassign          (TlEdit             *self,
                                        TlRecordSet        *set,
                                        const char         *thing);
void         tl_edit_star              (TlEdit             *self,
                                        TlRecordSet        *set,
                                        gboolean            starred);

G_END_DECLS
