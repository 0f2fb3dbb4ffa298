/* tl-suggest.h: what records may speak of, from what people have assigned
 *
 * Learned from this journey alone, on this machine: records that people assigned to touchpoints, pains and delights teach a
 * plain classifier (tl-learner.h), which proposes something for the records that are assigned to nothing, with a chance, and
 * the words that spoke for it. Nothing is ever assigned by it: that takes somebody's yes (tl_edit_assign()). How often it is
 * right on records that were held back is told with it. Sentiment is a hint of the same kind, learned from the scores that
 * stand beside the words: 9 and 10 of an NPS, the top of a satisfaction or of stars, against the bottom of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-evidence-query.h"
#include "tl-learner.h"

G_BEGIN_DECLS

#define TL_SUGGEST_FEWEST 3     /* records of a thing, for it to be proposed */
#define TL_SUGGEST_LEARN_MOST 20000

/**
 * TlSuggestion:
 * @record: a record's id
 * @thing: the id of what it may speak of
 * @confidence: how likely that is, calibrated on records that were held back
 * @words: (array zero-terminated=1): which words spoke for it
 * @extract: the beginning of what it says
 * @text: more of it, to show the words in
 * @sentiment: from −1, unhappy, to 1, happy: a hint; NaN where nothing teaches it
 */
typedef struct
{
  char    *record;
  char    *thing;
  double   confidence;
  char   **words;
  char    *extract;
  char    *text;
  double   sentiment;
} TlSuggestion;

/**
 * TlSuggestions:
 * @all: (element-type TlSuggestion): those above the least confidence, the surest first
 * @n_learned: from how many records they were learned
 * @n_things: of how many things
 * @n_asked: how many records were looked at
 * @skill: how often it is right about records that were held back; to always name the same thing would be right
 *   @skill.majority times
 * @n_sentiment: from how many records the sentiment was learned; 0 where there are too few
 * @sentiment_skill: the same of the sentiment
 */
typedef struct
{
  GPtrArray     *all;
  guint          n_learned;
  guint          n_things;
  guint          n_asked;
  TlLearnerSkill skill;
  guint          n_sentiment;
  TlLearnerSkill sentiment_skill;
} TlSuggestions;

void           tl_suggestions_free       (TlSuggestions          *self);
TlSuggestions *tl_suggestions_new        (TlDocument             *document,
                                          const TlEvidenceFilter *filter,
                                          guint                   at_most,
                                          double                  least,
                                          GError                **error);
void           tl_suggestions_new_async  (TlDocument             *document,
                                          const TlEvidenceFilter *filter,
                                          guint                   at_most,
                                          double                  least,
                                          GCancellable           *cancellable,
                                          GAsyncReadyCallback     callback,
                                          gpointer                data);
TlSuggestions *tl_suggestions_new_finish (GAsyncResult           *result,
                                          GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSuggestions, tl_suggestions_free)

G_END_DECLS
