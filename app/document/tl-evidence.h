/* tl-evidence.h: voice-of-customer records
 *
 * Records stay in the file: they are paged, searched and counted there. The journey holds none of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-customer.h"
#include "tl-record-set.h"

G_BEGIN_DECLS

#define TL_EVIDENCE_LAST TL_EVIDENCE_STARRED
#define TL_N_EVIDENCE_FIELDS (TL_EVIDENCE_LAST - TL_EVIDENCE_SOURCE + 1)

/**
 * TlRecord:
 * @id: its id, unique in the journey
 * @values: what it says, by field: `values[TL_EVIDENCE_NPS - TL_EVIDENCE_SOURCE]`
 * @about: (nullable) (array zero-terminated=1): the ids of what else it speaks of, besides %TL_EVIDENCE_ON
 * @extract: (nullable): of a search, the words around what was found, between U+0002 and U+0003
 * @marked: (nullable): of a query for words, all of its words, with what was found between U+0002 and U+0003
 *
 * One record. %TL_EVIDENCE_TOUCHPOINT, %TL_EVIDENCE_ON and @about are its assignments.
 */
typedef struct
{
  char    *id;
  TlValue  values[TL_N_EVIDENCE_FIELDS];
  char   **about;
  char    *extract;
  char    *marked;
} TlRecord;

TlRecord   *tl_record_new        (const char       *id);
void        tl_record_free       (TlRecord         *self);
gboolean    tl_record_set        (TlRecord         *self,
                                  TlField           field,
                                  const char       *text,
                                  GError          **error);
const char *tl_record_get_text   (const TlRecord   *self,
                                  TlField           field);
gboolean    tl_record_has        (const TlRecord   *self,
                                  TlField           field);
void        tl_record_add_about  (TlRecord         *self,
                                  const char       *thing);
gboolean    tl_record_is_starred (const TlRecord   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlRecord, tl_record_free)

/**
 * TlBatch:
 *
 * Records on their way into a document: an import. All of them go in by one edit and one transaction, or none does; a
 * batch that is freed before it is committed leaves nothing behind.
 */
typedef struct _TlBatch TlBatch;

TlBatch  *tl_batch_new    (TlDocument       *document,
                           TlEdit           *edit,
                           gboolean          loading,
                           GError          **error);
gboolean  tl_batch_add    (TlBatch          *self,
                           const TlRecord   *record,
                           GError          **error);
gboolean  tl_batch_assign (TlBatch          *self,
                           TlRecordSet      *set,
                           const char       *thing,
                           GCancellable     *cancellable,
                           GError          **error);
gboolean  tl_batch_unassign (TlBatch        *self,
                           TlRecordSet      *set,
                           const char       *thing,
                           GCancellable     *cancellable,
                           GError          **error);
gboolean  tl_batch_star   (TlBatch          *self,
                           TlRecordSet      *set,
                           gboolean          starred,
                           GCancellable     *cancellable,
                           GError          **error);
gboolean  tl_batch_has_id (TlBatch          *self,
                           const char       *id);
const TlCustomerKey *
          tl_batch_hash_customers (TlBatch  *self,
                           GError          **error);
void      tl_batch_set_cancellable (TlBatch *self,
                           GCancellable     *cancellable);
gboolean  tl_batch_index  (TlBatch          *self,
                           GError          **error);
gint64    tl_batch_commit (TlBatch          *self,
                           GError          **error);
void      tl_batch_free   (TlBatch          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlBatch, tl_batch_free)

/**
 * TlEvidenceFilter:
 * @thing: (nullable): records assigned to this thing; for a touchpoint or a stage, to anything that stands in it too
 * @source: (nullable): records of this source
 * @words: (nullable): what someone typed to search for: words in any of their forms, "phrases", prefixes with a star;
 *   every one must occur, and none that has a minus or NOT before it
 * @with_text_only: leave out records without words
 * @sources: (nullable) (array zero-terminated=1): records of any of these sources
 * @channels: (nullable) (array zero-terminated=1): records that came in by any of these channels; “” for those of none
 * @segments: (nullable) (array zero-terminated=1): records of any of these segments of customers; “” for those of none
 * @things: (nullable) (array zero-terminated=1): records assigned to any of these things, each as @thing
 * @from: (nullable): records of this day or later, as 2026-11-22; without a date, none
 * @until: (nullable): records of this day or earlier
 * @score: %TL_EVIDENCE_NPS, %TL_EVIDENCE_CSAT, %TL_EVIDENCE_CES, %TL_EVIDENCE_STARS or %TL_EVIDENCE_SENTIMENT: records
 *   that have this score, from @score_low to @score_high, both included; 0 for all
 * @unassigned: records that are assigned to nothing
 * @starred: records with a star
 *
 * Which records are meant: those for which all of it holds. Nought in a field asks for nothing.
 */
typedef struct
{
  const char *thing;
  const char *source;
  const char *words;
  gboolean    with_text_only;
  const char *const *sources;
  const char *const *channels;
  const char *const *segments;
  const char *const *things;
  const char *from;
  const char *until;
  TlField     score;
  double      score_low;
  double      score_high;
  gboolean    unassigned;
  gboolean    starred;
} TlEvidenceFilter;

TlEvidenceFilter *tl_evidence_filter_copy (const TlEvidenceFilter *self);
void              tl_evidence_filter_free (TlEvidenceFilter       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlEvidenceFilter, tl_evidence_filter_free)

/**
 * TlEvidenceCount:
 * @records: how many records
 * @with_text: how many of them have words
 * @sources: from how many sources
 */
typedef struct
{
  gint64 records;
  gint64 with_text;
  gint64 sources;
} TlEvidenceCount;

gboolean    tl_evidence_count    (TlDocument              *document,
                                  const TlEvidenceFilter  *filter,
                                  TlEvidenceCount         *count,
                                  GError                 **error);
GPtrArray  *tl_evidence_list     (TlDocument              *document,
                                  const TlEvidenceFilter  *filter,
                                  gint64                   skip,
                                  gint64                   at_most,
                                  GError                 **error);
gboolean    tl_evidence_foreach  (TlDocument              *document,
                                  gboolean               (*visit) (const TlRecord  *record,
                                                                   gpointer         data,
                                                                   GError         **error),
                                  gpointer                 data,
                                  GError                 **error);
GHashTable *tl_evidence_count_things (TlDocument          *document,
                                      GError             **error);
gboolean    tl_evidence_find_places (TlDocument           *document,
                                     const char           *words,
                                     gint64               *after,
                                     guint                 at_most,
                                     GHashTable           *places,
                                     gint64               *records,
                                     GError              **error);
gboolean    tl_evidence_has_id   (TlDocument              *document,
                                  const char              *id);

G_END_DECLS
