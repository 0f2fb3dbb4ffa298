/* tl-record-set-private.h: which records, as the door handles them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-evidence-private.h"
#include "tl-record-set.h"

G_BEGIN_DECLS

typedef enum
{
  TL_MASS_ASSIGN,
  TL_MASS_UNASSIGN,
  TL_MASS_STAR,
  TL_MASS_UNSTAR,
} TlMassAct;

/**
 * TlRecordSet:
 * @epoch: of the document when it was made: numbers can be given again once records are purged
 * @numbers: (array length=n): ascending
 */
struct _TlRecordSet
{
  gatomicrefcount refs;
  guint64         epoch;
  guint           n;
  gint64         *numbers;
};

TlRecordSet *_tl_record_set_take (guint64             epoch,
                                  gint64             *numbers,
                                  guint               n);
gboolean     _tl_record_set_act  (TlDocument         *document,
                                  gint64              edit,
                                  const TlRecordSet  *set,
                                  TlMassAct           act,
                                  const char         *thing,
                                  GCancellable       *cancellable,
                                  GError            **error);

G_END_DECLS
