/* tl-import-same.h: whether a record is in the journey already, or came before in its file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By the response's own id where there is one: within its source, or in any source where the rest is the same too.
 * Without one, by what it says: its words, date, scores and customer, blanks and case aside; words without a date or a
 * customer only where they are in the journey already. Where that is too little to tell two people apart (few words, no
 * customer), only the same row of the same file is the same.
 */
#pragma once

#include "tl-evidence.h"

G_BEGIN_DECLS

typedef enum
{
  TL_SAME_NONE,
  TL_SAME_RESPONSE, /* the same response id */
  TL_SAME_CONTENT,  /* the same words, date, scores and customer */
  TL_SAME_ROW,      /* the same row of the same file, and the same content */
} TlSameReason;

typedef struct _TlSame TlSame;

TlSame       *tl_same_new   (void);
void          tl_same_free  (TlSame          *self);
gboolean      tl_same_learn (TlSame          *self,
                             TlDocument      *document,
                             GCancellable    *cancellable,
                             GError         **error);
TlSameReason  tl_same_see   (TlSame          *self,
                             const TlRecord  *record,
                             gboolean         is_known);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSame, tl_same_free)

G_END_DECLS
