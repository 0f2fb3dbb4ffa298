/* tl-pack-private.h: what the makers of the pages share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-advice.h"
#include "tl-money.h"
#include "tl-pack.h"

G_BEGIN_DECLS

/**
 * TlPackRanked:
 * @fix: index in the snapshot
 * @rank: from 1
 * @outcome: at the points
 * @spread: (nullable): over all worlds; %NULL where nothing is in doubt
 * @npv: the mean over all worlds, or at the points
 */
typedef struct
{
  guint                  fix;
  guint                  rank;
  const char            *id;
  const char            *title;
  TlThing               *thing;
  const TlImpactOutcome *outcome;
  const TlImpactSpread  *spread;
  double                 npv;
} TlPackRanked;

/**
 * TlPackMaker:
 * @ranked: the fixes, the best first
 * @doubt: (nullable): where numbers are in doubt
 * @chosen: (nullable): the best for the budget, or of all
 * @everything: all fixes that are ranked, together
 *
 * What the pages are made from.
 */
typedef struct
{
  TlPack                *pack;
  TlPackPage            *page; /* the one that is being made */
  TlJourney             *journey;
  TlFigures             *figures;
  const TlSnapshot      *snapshot;
  const TlImpactResults *results;
  TlPackBasis           *basis;
  const char            *currency;
  const TlNumberStyle   *numbers;
  TlAudience             audience;
  TlThing               *settings; /* nullable: the PACK thing */
  TlPackRanked          *ranked;
  guint                  n_ranked;
  TlImpactPortfolio     *chosen;
  /* Borrowed from the basis: */
  TlImpactDoubt         *doubt;
  TlImpactTogether      *together;
  TlImpactPortfolio     *everything;
  GArray                *frontier;
  GArray                *sensitivity;
  GPtrArray             *advice;
  double                 budget; /* NaN for none */
  const char            *today;
} TlPackMaker;

typedef gboolean (*TlPackMake) (TlPackMaker *maker, GError **error);

gboolean _tl_pack_make_decision  (TlPackMaker *maker, GError **error);
gboolean _tl_pack_make_loves     (TlPackMaker *maker, GError **error);
gboolean _tl_pack_make_measures  (TlPackMaker *maker, GError **error);
gboolean _tl_pack_make_map       (TlPackMaker *maker, GError **error);
gboolean _tl_pack_make_leaks     (TlPackMaker *maker, GError **error);
gboolean _tl_pack_make_causes    (TlPackMaker *maker, GError **error);
gboolean _tl_pack_make_ranking   (TlPackMaker *maker, GError **error);
gboolean _tl_pack_make_options   (TlPackMaker *maker, GError **error);
gboolean _tl_pack_make_certainty (TlPackMaker *maker, GError **error);
gboolean _tl_pack_make_proof     (TlPackMaker *maker, GError **error);
gboolean _tl_pack_make_people    (TlPackMaker *maker, GError **error);
gboolean _tl_pack_make_voices    (TlPackMaker *maker, GError **error);
gboolean _tl_pack_make_sources   (TlPackMaker *maker, GError **error);

/**
 * TlPackVoices:
 * @touchpoint: its id
 * @records: (element-type TlRecord): what was said there, those with a star first
 */
typedef struct
{
  char      *touchpoint;
  GPtrArray *records;
} TlPackVoices;

/**
 * TlPackBasis:
 * @evidence: serial of the records
 * @doubt: (nullable): where numbers are in doubt
 * @everything: all fixes that are ranked, together
 * @scores: (nullable) (element-type TlTallyGroup): of all records; none where there are none
 * @places: (nullable) (element-type TlTallyGroup): of records by what they speak of
 * @voices: (element-type TlPackVoices): in the order of the journey
 */
struct _TlPackBasis
{
  gatomicrefcount    count;
  TlFigures         *figures;
  guint              n_worlds;
  guint64            seed;
  guint64            evidence;
  TlImpactDoubt     *doubt;
  TlImpactTogether  *together;
  TlImpactPortfolio *everything;
  GArray            *frontier;
  GArray            *sensitivity;
  GPtrArray         *advice;
  GPtrArray         *scores;
  GPtrArray         *places;
  GPtrArray         *voices;
};

/* tl-pack-job.c */
TlJourney       *_tl_pack_copy_journey (TlJourney *journey);

/* tl-pack.c */
TlPack          *_tl_pack_make    (TlPackBasis          *basis,
                                   TlJourney            *journey,
                                   const TlPackOptions  *options,
                                   GCancellable         *cancellable,
                                   GError              **error);

/* tl-pack-people.c */
TlThing         *_tl_pack_find_credit (TlPackMaker *maker);

/* tl-pack-words.c */
TlBlock *_tl_pack_add            (TlPackMaker *maker, TlBlockKind kind, const char *heading);
void     _tl_pack_add_figure     (TlBlock *block, TlTone tone, char *value, const char *label, char *detail);
void     _tl_pack_add_column     (TlBlock *block, const char *title, double weight, gboolean at_end);
void     _tl_pack_add_row        (TlBlock *block, ...) G_GNUC_NULL_TERMINATED;
char    *_tl_pack_money          (TlPackMaker *maker, double amount);
char    *_tl_pack_gain           (TlPackMaker *maker, double amount);
char    *_tl_pack_count          (TlPackMaker *maker, double n);
char    *_tl_pack_percent        (TlPackMaker *maker, double share);
char    *_tl_pack_chance         (TlPackMaker *maker, double chance);
char    *_tl_pack_years          (TlPackMaker *maker, double years);
char    *_tl_pack_months         (int months);
char    *_tl_pack_day            (const char *date);
char    *_tl_pack_kind           (const TlImpactOutcome *outcome);
char    *_tl_pack_join           (GPtrArray *words);
char    *_tl_pack_range          (TlPackMaker *maker, double low, double high);
gulong   _tl_pack_plural         (double n);
void     _tl_pack_block_free     (gpointer data);

G_END_DECLS
