/* tl-evidence-query.h: records by the million, without keeping anybody waiting
 *
 * A query is a filter and an order. It works in a thread, on a connection of its own, and answers in the caller's:
 *
 *   query = tl_evidence_query_new (document, &filter, &(TlEvidenceSort) { .by = TL_EVIDENCE_DATE, .descending = TRUE });
 *   tl_evidence_query_count_async (query, cancellable, got_count, self);         // how many: the length of the list
 *   tl_evidence_query_fetch_async (query, first, n, cancellable, got_rows, self);  // a page, from anywhere in it
 *   tl_evidence_query_facets_async (query, cancellable, got_facets, self);       // what each further filter would find
 *
 * Its answers are those of one moment: pages of one query always fit together. When tl_document_get_evidence_serial()
 * has moved on (look at it on notify::serial; most edits leave it alone), make a new query of the same filter: that is
 * cheap, for what it works on is kept by the document and brought up to date. Cancelling ends the work at once, with
 * %G_IO_ERROR_CANCELLED. To act on all that a query finds, tl_evidence_query_list_all() gives a #TlRecordSet.
 *
 * How it works: what can be filtered by is kept in memory, dictionary-coded, some 60 bytes a record, made when the first
 * query is asked and brought up to date by what edits touched. It is a cache of the file and holds no words: words are
 * found by the full-text index, and a page of records is read from the file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tl-evidence.h"
#include "tl-record-set.h"

G_BEGIN_DECLS

/**
 * TlEvidenceSort:
 * @by: a field of records; 0 for the order in which they came in. %TL_EVIDENCE_ON and %TL_EVIDENCE_TOUCHPOINT sort by the
 *   first thing a record speaks of
 * @descending: the greatest first; those that say nothing come last all the same, and equals in the order they came in
 * @by_relevance: the best matches of what is searched for first, whatever @by says; nothing where no words are asked for
 */
typedef struct
{
  TlField  by;
  gboolean descending;
  gboolean by_relevance;
} TlEvidenceSort;

/**
 * TlFacet:
 *
 * What records can be told apart by: a source's id; a channel; a segment; a month, as 2026-11; a thing that records speak
 * of, by id, or that what they speak of stands in; a score, as its canonical form; and which of three marks hold:
 * “unassigned”, “starred”, “text”.
 */
typedef enum
{
  TL_FACET_SOURCE,
  TL_FACET_CHANNEL,
  TL_FACET_SEGMENT,
  TL_FACET_MONTH,
  TL_FACET_THING,
  TL_FACET_NPS,
  TL_FACET_CSAT,
  TL_FACET_CES,
  TL_FACET_STARS,
  TL_FACET_MARK,
  TL_N_FACETS,
} TlFacet;

/**
 * TlFacetValue:
 * @value: the value; “” where a record has none
 * @n: how many records
 */
typedef struct
{
  char   *value;
  gint64  n;
} TlFacetValue;

/**
 * TlFacets:
 * @values: (element-type TlFacetValue): by facet, in the order of their values (things and marks in none). Each counts what
 *   the filter finds but for its condition on that very facet, so that other values of it can be offered with their counts.
 *   Facets with more than 10,000 values keep the 10,000 with the most records.
 * @n: how many records the whole filter finds
 */
typedef struct
{
  GArray *values[TL_N_FACETS];
  gint64  n;
} TlFacets;

void             tl_facets_free                  (TlFacets               *self);
gint64           tl_facets_count                 (const TlFacets         *self,
                                                  TlFacet                 facet,
                                                  const char             *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlFacets, tl_facets_free)

#define TL_TYPE_EVIDENCE_QUERY (tl_evidence_query_get_type ())
G_DECLARE_FINAL_TYPE (TlEvidenceQuery, tl_evidence_query, TL, EVIDENCE_QUERY, GObject)

TlEvidenceQuery *tl_evidence_query_new           (TlDocument             *document,
                                                  const TlEvidenceFilter *filter,
                                                  const TlEvidenceSort   *sort);
gboolean         tl_evidence_query_is_current    (TlEvidenceQuery        *self);

void             tl_evidence_query_count_async   (TlEvidenceQuery        *self,
                                                  GCancellable           *cancellable,
                                                  GAsyncReadyCallback     callback,
                                                  gpointer                data);
gboolean         tl_evidence_query_count_finish  (TlEvidenceQuery        *self,
                                                  GAsyncResult           *result,
                                                  TlEvidenceCount        *count,
                                                  GError                **error);
gboolean         tl_evidence_query_count         (TlEvidenceQuery        *self,
                                                  TlEvidenceCount        *count,
                                                  GError                **error);

void             tl_evidence_query_fetch_async   (TlEvidenceQuery        *self,
                                                  guint                   first,
                                                  guint                   n,
                                                  GCancellable           *cancellable,
                                                  GAsyncReadyCallback     callback,
                                                  gpointer                data);
GPtrArray       *tl_evidence_query_fetch_finish  (TlEvidenceQuery        *self,
                                                  GAsyncResult           *result,
                                                  GError                **error);
GPtrArray       *tl_evidence_query_fetch         (TlEvidenceQuery        *self,
                                                  guint                   first,
                                                  guint                   n,
                                                  GError                **error);

void             tl_evidence_query_facets_async  (TlEvidenceQuery        *self,
                                                  GCancellable           *cancellable,
                                                  GAsyncReadyCallback     callback,
                                                  gpointer                data);
TlFacets        *tl_evidence_query_facets_finish (TlEvidenceQuery        *self,
                                                  GAsyncResult           *result,
                                                  GError                **error);
TlFacets        *tl_evidence_query_facets        (TlEvidenceQuery        *self,
                                                  GError                **error);

TlRecordSet     *tl_evidence_query_list_all      (TlEvidenceQuery        *self,
                                                  GError                **error);

G_END_DECLS
