/* tl-evidence-query-private.h: what a query comes to, from the columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-columns-private.h"
#include "tl-evidence-query.h"

G_BEGIN_DECLS

/**
 * TlEvidencePlan:
 * @filter: what is asked for, owned
 * @things: (nullable): the ids that @filter.thing means
 * @any_things: (nullable): the ids that @filter.things mean
 * @parents: id → id of what it stands in, of all that stands in a stage
 * @titles: id → title, of sources and of what records may speak of, for sorting
 * @words: (nullable): for FTS5
 * @without: whether those are meant in which @words do not occur
 * @finds_nothing: whether the words cannot be found in anything
 *
 * Everything a query needs that only the document's thread may look at.
 */
typedef struct
{
  TlEvidenceFilter *filter;
  TlEvidenceSort    sort;
  GHashTable       *things;
  GHashTable       *any_things;
  GHashTable       *parents;
  GHashTable       *titles;
  char             *words;
  gboolean          without;
  gboolean          finds_nothing;
} TlEvidencePlan;

/* Why a row is not found: a bit for each condition that it fails. */
enum
{
  TL_FAILS_SOURCE = 1 << 0,
  TL_FAILS_CHANNEL = 1 << 1,
  TL_FAILS_SEGMENT = 1 << 2,
  TL_FAILS_PERIOD = 1 << 3,
  TL_FAILS_SCORE = 1 << 4,
  TL_FAILS_THINGS = 1 << 5,
  TL_FAILS_MARK = 1 << 6,
  TL_FAILS_REST = 1 << 7, /* words, and the one thing */
};

/**
 * TlEvidenceResult:
 * @fails: (array): by row of @columns
 * @rows: (array length=n): the rows found, in order
 */
typedef struct
{
  TlColumns       *columns;
  guint8          *fails;
  guint32         *rows;
  guint            n;
  TlEvidenceCount  count;
} TlEvidenceResult;

TlEvidencePlan   *_tl_evidence_plan_new    (TlDocument             *document,
                                            const TlEvidenceFilter *filter,
                                            const TlEvidenceSort   *sort,
                                            GError                **error);
void              _tl_evidence_plan_free   (TlEvidencePlan         *self);
TlEvidenceResult *_tl_evidence_result_new  (const TlEvidencePlan   *plan,
                                            TlColumns              *columns,
                                            TlSql                  *sql,
                                            gboolean                is_own,
                                            GCancellable           *cancellable,
                                            GError                **error);
void              _tl_evidence_result_free (TlEvidenceResult       *self);
void              _tl_evidence_result_prepare (TlSql               *sql);
TlFacets         *_tl_evidence_result_facets (const TlEvidenceResult *self,
                                            const TlEvidencePlan   *plan);

/**
 * TlChains:
 * @ids: (element-type utf8): by place; borrowed
 * @starts: by the code of a thing: where its chain begins in @places
 * @places: the places of the thing and of what it stands in, upwards, and %G_MAXUINT32
 */
typedef struct
{
  GPtrArray *ids;
  guint32   *starts;
  guint32   *places;
} TlChains;

TlChains  *_tl_chains_new                  (const TlLinks          *links,
                                            GHashTable             *parents);
void       _tl_chains_free                 (TlChains               *self);
GPtrArray *_tl_evidence_result_tally       (const TlEvidenceResult *result,
                                            const TlEvidencePlan   *plan,
                                            TlFacet                 by);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlChains, _tl_chains_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlEvidencePlan, _tl_evidence_plan_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlEvidenceResult, _tl_evidence_result_free)

G_END_DECLS
