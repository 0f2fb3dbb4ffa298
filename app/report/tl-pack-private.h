/* tl-pack-private.h: what the makers of the pages share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-advice.h"
#include "tl-beware.h"
#include "tl-evidence-tally.h"
#include "tl-money.h"
#include "tl-pack.h"
#include "tl-scenario.h"

G_BEGIN_DECLS

#define TL_PACK_NAME_MOST 72 /* letters of a title in a sentence */

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
  const char            *name; /* the title, as long as a sentence bears */
  TlThing               *thing;
  const TlImpactOutcome *outcome;
  const TlImpactSpread  *spread;
  double                 npv;
} TlPackRanked;

/**
 * TlPackSet:
 * @fixes: (array length=n_fixes): indices of fixes, in the order of the ranking
 * @known: whether they have a result together
 * @outcome: at the points
 * @npv: the mean over all worlds, or at the points where nothing is in doubt: as #TlPackRanked has it
 * @has_range: whether there are @low, @high and @p_pays
 * @low: P10 of combined impact, of all of them together
 * @high: P90
 * @p_pays: the chance that combined impact is above 0
 * @added_up: what @npv would be, were those of its fixes added up
 */
typedef struct
{
  guint          *fixes;
  guint           n_fixes;
  gboolean        known;
  TlImpactOutcome outcome;
  double          npv;
  gboolean        has_range;
  double          low;
  double          high;
  double          p_pays;
  double          added_up;
} TlPackSet;

/**
 * TlPackMaker:
 * @ranked: the fixes, the best first
 * @doubt: (nullable): where numbers are in doubt
 * @choice: (nullable): what is asked for: the best for the budget, or of all; %NULL where there is nothing to choose from
 * @everything: (nullable): all fixes that are ranked, together
 * @solver: (nullable): of the world at the points
 * @stop: set when the making is cancelled
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
  TlPackSet             *choice;
  TlPackSet             *everything;
  TlImpactSolver        *solver;
  gint                   stop;
  TlPackMaskFunc         mask;
  /* Borrowed from the basis: */
  TlImpactDoubt         *doubt;
  TlImpactTogether      *together;
  GArray                *frontier;
  GArray                *sensitivity;
  GPtrArray             *advice;
  GStringChunk          *names;
  TlBlock               *ledger; /* nullable: while the page of sources is made */
  double                 budget; /* NaN for none */
  const char            *today; /* nullable: the day that the pack is of, where it was given one */
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
 * @thing: id of a touchpoint, a pain or a delight
 * @records: (element-type TlRecord): what was said of it, those with a star first
 */
typedef struct
{
  char      *thing;
  GPtrArray *records;
} TlPackVoices;

/**
 * TlPackBasis:
 * @evidence: serial of the records
 * @doubt: (nullable): where numbers are in doubt
 * @simulation: (nullable): the worlds that it is of
 * @sets: (element-type GBytes TlImpactSpread): what sets of fixes come to in them, by their indices
 * @lock: of @simulation, @sets and @together, for packs that are made at the same time
 * @scores: (nullable) (element-type TlTallyGroup): of all records; none where there are none
 * @places: (nullable) (element-type TlTallyGroup): of records by what they speak of
 * @months: (nullable) (element-type TlTallyGroup): of records by month
 * @sources: (nullable) (element-type TlTallyGroup): of records by source
 * @voices: (element-type TlPackVoices): in the order of the journey
 * @bewares: (element-type TlBeware): where the records mislead
 * @scenarios: (nullable): worked out; %NULL where nobody has saved one
 */
struct _TlPackBasis
{
  gatomicrefcount    count;
  TlFigures         *figures;
  guint              n_worlds;
  guint64            seed;
  guint64            evidence;
  TlImpactDoubt     *doubt;
  TlImpactSimulation *simulation;
  GHashTable        *sets;
  GMutex             lock;
  TlImpactTogether  *together;
  GArray            *frontier;
  GArray            *sensitivity;
  GPtrArray         *advice;
  GPtrArray         *scores;
  GPtrArray         *places;
  GPtrArray         *months;
  GPtrArray         *sources;
  GPtrArray         *voices;
  GPtrArray         *bewares;
  TlScenarios       *scenarios;
};

/* tl-pack-job.c */

/* tl-pack.c */
TlPack          *_tl_pack_make    (TlPackBasis          *basis,
                                   TlJourney            *journey,
                                   const TlPackOptions  *options,
                                   GCancellable         *cancellable,
                                   GError              **error);

/* tl-pack-loves.c */
TlThing         *_tl_pack_find_credit (TlPackMaker *maker);
void             _tl_pack_add_delivered (TlPackMaker *maker);
char            *_tl_pack_say_touch (TlPackMaker *maker, TlThing *delight, gboolean chosen_only);

/* tl-pack-sets.c */
TlPackSet       *_tl_pack_set_new     (TlPackMaker *maker, const guint *fixes, guint n);
TlPackSet       *_tl_pack_set_toggle  (TlPackMaker *maker, const TlPackSet *self, guint fix);
TlPackSet       *_tl_pack_set_choose  (TlPackMaker *maker, double budget);
gboolean         _tl_pack_set_has     (const TlPackSet *self, guint fix);
double           _tl_pack_set_give_up (TlPackMaker *maker, const TlPackSet *self);
void             _tl_pack_set_free    (gpointer data);
double           _tl_pack_stake       (TlPackMaker *maker, const guint *pains, guint n);
gboolean         _tl_pack_acts_on_pain (TlPackMaker *maker, guint fix, guint pain, gboolean through_cause);

/* tl-pack-voices.c */
char            *_tl_pack_take_words (TlPackMaker *maker, const TlRecord *record);
const TlRecord  *_tl_pack_find_quote (TlPackMaker *maker, const char *thing);

/**
 * TlPackNext:
 * @of: a number that nobody has measured
 * @fix: index of the fix that moves most with it, of those asked for
 * @width: by how much, in currency
 */
typedef struct
{
  const TlImpactSensitivity *of;
  guint                      fix;
  double                     width;
} TlPackNext;

/* tl-pack-certainty.c */
const char      *_tl_pack_say_basis      (const char *basis);
char            *_tl_pack_say_input      (TlPackMaker *maker, const TlImpactSensitivity *of);
char            *_tl_pack_say_taking     (TlPackMaker *maker, const TlImpactSensitivity *of);
char            *_tl_pack_say_break_even (TlPackMaker *maker, const TlPackRanked *fix);
GArray          *_tl_pack_list_next      (TlPackMaker *maker);

/* tl-pack-say.c */
char            *_tl_pack_say_if (TlPackMaker *maker, const TlImpactInput *input, const char *much, guint fix);

/* tl-pack-measures.c */
const TlTallyGroup *_tl_pack_find_group (const GPtrArray *groups, const char *key);

/* tl-pack-words.c */
char    *_tl_pack_say_part       (TlPackMaker *maker, double share);
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
gboolean _tl_pack_is_past        (TlPackMaker *maker, const char *date);
char    *_tl_pack_kind           (const TlImpactOutcome *outcome);
char    *_tl_pack_join           (GPtrArray *words);
const char *_tl_pack_name        (TlPackMaker *maker, const TlNames *names, guint index);
char    *_tl_pack_join_long      (GPtrArray *words);
char    *_tl_pack_short          (const char *title, gsize n_chars);
char    *_tl_pack_range          (TlPackMaker *maker, double low, double high);
gulong   _tl_pack_plural         (double n);
void     _tl_pack_block_free     (gpointer data);

G_END_DECLS
