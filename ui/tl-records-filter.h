/* tl-records-filter.h: which records somebody wants to see
 *
 * What is chosen in the facets, typed into the search and shown as chips: one object that all of them change, and all follow.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-evidence-query.h"
#include "tl-session.h"

G_BEGIN_DECLS

/**
 * TlRecordsMark:
 *
 * What holds of a record, or not.
 */
typedef enum
{
  TL_RECORDS_UNASSIGNED,
  TL_RECORDS_STARRED,
  TL_RECORDS_WITH_TEXT,
  TL_RECORDS_N_MARKS,
} TlRecordsMark;

/**
 * TlRecordsChip:
 * @facet: what it narrows; %TL_N_FACETS for the words that are searched for
 * @value: (nullable): the value, as in #TlFacetValue; %NULL for the whole of the facet
 * @text: for people
 */
typedef struct
{
  TlFacet  facet;
  char    *value;
  char    *text;
} TlRecordsChip;

void           tl_records_chip_free           (TlRecordsChip           *self);

#define TL_TYPE_RECORDS_FILTER (tl_records_filter_get_type ())
G_DECLARE_FINAL_TYPE (TlRecordsFilter, tl_records_filter, TL, RECORDS_FILTER, GObject)

TlRecordsFilter *tl_records_filter_new        (void);
void           tl_records_filter_fill         (TlRecordsFilter         *self,
                                               TlEvidenceFilter        *filter);
void           tl_records_filter_set          (TlRecordsFilter         *self,
                                               const TlEvidenceFilter  *filter);
void           tl_records_filter_clear        (TlRecordsFilter         *self);
gboolean       tl_records_filter_is_empty     (TlRecordsFilter         *self);
gboolean       tl_records_filter_has          (TlRecordsFilter         *self,
                                               TlFacet                  facet,
                                               const char              *value);
void           tl_records_filter_toggle       (TlRecordsFilter         *self,
                                               TlFacet                  facet,
                                               const char              *value);
void           tl_records_filter_set_words    (TlRecordsFilter         *self,
                                               const char              *words);
const char    *tl_records_filter_get_words    (TlRecordsFilter         *self);
void           tl_records_filter_set_period   (TlRecordsFilter         *self,
                                               const char              *from,
                                               const char              *until);
const char    *tl_records_filter_get_from     (TlRecordsFilter         *self);
const char    *tl_records_filter_get_until    (TlRecordsFilter         *self);
void           tl_records_filter_set_score    (TlRecordsFilter         *self,
                                               TlField                  score,
                                               double                   low,
                                               double                   high);
gboolean       tl_records_filter_has_score    (TlRecordsFilter         *self,
                                               TlField                  score,
                                               double                   low,
                                               double                   high);
GPtrArray     *tl_records_filter_list_chips   (TlRecordsFilter         *self,
                                               TlJourney               *journey);
void           tl_records_filter_remove       (TlRecordsFilter         *self,
                                               const TlRecordsChip     *chip);
char          *tl_records_say_value           (TlJourney               *journey,
                                               TlFacet                  facet,
                                               const char              *value);
char          *tl_records_say_month           (const char              *month);
const char    *tl_records_say_score           (TlField                  score);

G_END_DECLS
