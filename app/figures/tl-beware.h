/* tl-beware.h: where evidence misleads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-evidence-query.h"

G_BEGIN_DECLS

#define TL_BEWARE_FEW 30          /* records */
#define TL_BEWARE_FEW_ANSWERED .1 /* of those who were asked */
#define TL_BEWARE_OLD_MONTHS 18
#define TL_BEWARE_LATE_MONTHS 1   /* behind the end of the period that a source is about */

/**
 * TlBewareKind:
 * @TL_BEWARE_VOLUNTEERS: all that speak of it came forward by themselves: reviews, complaints, contacts
 * @TL_BEWARE_FEW_RECORDS: few speak of it
 * @TL_BEWARE_FEW_ANSWERS: few of those who were asked have answered
 * @TL_BEWARE_OLD: the newest is old
 * @TL_BEWARE_ONE_SOURCE: all come from one source, of several
 * @TL_BEWARE_AFTERWARDS: many were asked after the period that the source is about
 */
typedef enum
{
  TL_BEWARE_VOLUNTEERS,
  TL_BEWARE_FEW_RECORDS,
  TL_BEWARE_FEW_ANSWERS,
  TL_BEWARE_OLD,
  TL_BEWARE_ONE_SOURCE,
  TL_BEWARE_AFTERWARDS,
} TlBewareKind;

/**
 * TlBeware:
 * @id: (nullable): of the source, the touchpoint or the pain that it is about; %NULL for all evidence
 * @text: what to beware of, with its figures, for people
 */
typedef struct
{
  TlBewareKind  kind;
  char         *id;
  char         *text;
} TlBeware;

/**
 * TlBewareJob:
 *
 * What there is to look at, taken down where the document is.
 */
typedef struct _TlBewareJob TlBewareJob;

TlBewareJob *tl_beware_job_new  (TlDocument           *document);
GPtrArray *tl_beware_job_run    (TlBewareJob          *self,
                                 GCancellable         *cancellable,
                                 GError              **error);
void       tl_beware_job_free   (TlBewareJob          *self);

GPtrArray *tl_beware_new        (TlDocument           *document,
                                 GError              **error);
void       tl_beware_new_async  (TlDocument           *document,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              data);
GPtrArray *tl_beware_new_finish (GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
