/* tl-pack.h: the fact pack
 *
 * What a journey comes to, as pages that a board reads in ten minutes: each has one message as its headline, written
 * from the figures, and blocks that bear it out. A pack is data; tl-pack-book.h lays it out, and what is written from
 * it (PDF, HTML, slides) shows the same pages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-book.h"
#include "tl-doubt.h"

G_BEGIN_DECLS

#define TL_PACK_ERROR (tl_pack_error_quark ())

typedef enum
{
  TL_PACK_ERROR_REFUSED, /* the journey has no figures */
  TL_PACK_ERROR_FAILED,  /* a format could not be written */
} TlPackError;

GQuark tl_pack_error_quark (void);

typedef enum
{
  TL_AUDIENCE_BOARD,   /* money first */
  TL_AUDIENCE_FINANCE, /* method, sensitivity, and every assumption */
  TL_AUDIENCE_TEAM,    /* delights, wins and credit first */
  TL_N_AUDIENCES,
} TlAudience;

/**
 * TlPackAbout:
 *
 * What a page is about, by the words of the field PAGE ABOUT and in their order, which is the board's.
 */
typedef enum
{
  TL_PACK_DECISION,
  TL_PACK_LOVES,
  TL_PACK_MEASURES,
  TL_PACK_MAP,
  TL_PACK_LEAKS,
  TL_PACK_CAUSES,
  TL_PACK_RANKING,
  TL_PACK_OPTIONS,
  TL_PACK_CERTAINTY,
  TL_PACK_PROOF,
  TL_PACK_PEOPLE,
  TL_PACK_VOICES,
  TL_PACK_SOURCES,
  TL_PACK_N_PAGES,
} TlPackAbout;

typedef enum
{
  TL_TONE_PLAIN,
  TL_TONE_GAIN,
  TL_TONE_LOSS,
  TL_TONE_SOFT,
} TlTone;

/**
 * TlBlockKind:
 * @TL_BLOCK_FIGURES: up to four key figures; items are #TlPackFigure
 * @TL_BLOCK_POINTS: a heading and sentences; items are strings
 * @TL_BLOCK_NOTE: sentences set off from the rest, with or without a heading; items are strings
 * @TL_BLOCK_TABLE: items are rows, %NULL-terminated arrays of strings, one for each column
 * @TL_BLOCK_BARS: what pains cost; items are #TlPackBar
 * @TL_BLOCK_INTERVALS: the ranking with its doubt on one scale; items are #TlPackInterval
 * @TL_BLOCK_CHART: revenue against cost saved; items are #TlPackInterval
 * @TL_BLOCK_LINKS: causes and what they drive; items are #TlPackLink
 * @TL_BLOCK_QUOTES: words of customers; items are #TlPackQuote
 * @TL_BLOCK_JOURNEY: the stages side by side, a line of each; items are #TlPackStage
 * @TL_BLOCK_MAP: the map; items are #TlPackMark
 */
typedef enum
{
  TL_BLOCK_FIGURES,
  TL_BLOCK_POINTS,
  TL_BLOCK_NOTE,
  TL_BLOCK_TABLE,
  TL_BLOCK_BARS,
  TL_BLOCK_INTERVALS,
  TL_BLOCK_CHART,
  TL_BLOCK_LINKS,
  TL_BLOCK_QUOTES,
  TL_BLOCK_JOURNEY,
  TL_BLOCK_MAP,
} TlBlockKind;

typedef struct
{
  char  *value;
  char  *label;
  char  *detail; /* nullable */
  TlTone tone;
} TlPackFigure;

/**
 * TlPackColumn:
 * @weight: how much of the width it gets, against the others
 * @at_end: whether its cells align on the right: numbers
 */
typedef struct
{
  char    *title;
  double   weight;
  gboolean at_end;
} TlPackColumn;

/**
 * TlPackBar:
 * @lost: margin lost a year, less what those who leave would have cost to serve; at least 0
 * @cost: avoidable cost a year, at least 0
 * @words: what is lost, what is caused and what is spared, in words
 * @net: @lost and @cost together, in words; with a minus where the pain spares more than it costs
 * @right: (nullable): what it rests on
 */
typedef struct
{
  char  *title;
  char  *detail; /* nullable */
  double lost;
  double cost;
  char  *words;
  char  *net;
  char  *right;
} TlPackBar;

/**
 * TlPackInterval:
 * @rank: from 1
 * @kind: what kind of fix it is, in words
 * @low: the low end of the range; the same as @mean where there is no doubt
 * @mean: combined impact
 * @high: the high end
 * @revenue: margin a year, at full effect
 * @saved: cost saved a year
 * @money: what it takes to start
 * @words: @mean in words
 */
typedef struct
{
  guint  rank;
  char  *title;
  char  *kind;
  double low, mean, high;
  double revenue, saved, money;
  char  *words;
} TlPackInterval;

/**
 * TlPackLink:
 * @share: of the pain that is due to the cause
 * @money: that part of what is at stake, in currency a year; 0 where that is not known
 */
typedef struct
{
  char  *cause;
  char  *cause_detail; /* nullable */
  char  *pain;
  char  *pain_detail;  /* nullable */
  double share;
  double money;
} TlPackLink;

typedef struct
{
  char *words;
  char *about;  /* what it is about */
  char *source; /* nullable */
} TlPackQuote;

/**
 * TlPackStage:
 * @visits: in words
 * @leave: (nullable): who leaves because of pain, in words
 * @emotion: how it feels, from −2 to 2; NaN where nobody says
 * @stake: at stake a year, net; 0 for nothing
 * @words: (nullable): @stake in words
 * @pain: (nullable): the pain that costs most
 * @delight: (nullable): what is loved
 * @fixes: (nullable): ranks of the fixes that act there
 * @ways: (nullable): where customers go from there, and how many of them
 * @is_outcome: whether the journey ends there
 */
typedef struct
{
  char    *title;
  char    *visits;
  char    *leave;
  double   emotion;
  double   stake;
  char    *words;
  char    *pain;
  char    *delight;
  char    *fixes;
  char    *ways;
  gboolean is_outcome;
} TlPackStage;

/**
 * TlPackMark:
 * @thing: id of what is marked on the map
 * @rank: of a fix; 0 for what is none
 * @name: what it is marked for: “Most at stake”
 * @words: what is said of it
 */
typedef struct
{
  char  *thing;
  guint  rank;
  TlTone tone;
  char  *name;
  char  *words;
} TlPackMark;

/**
 * TlBlock:
 * @half: it takes half the width, beside the block behind it or before it
 * @heading: (nullable): what stands above it
 * @columns: (nullable) (element-type TlPackColumn): of a table
 * @items: what is in it; see #TlBlockKind
 * @alt: (nullable): of a chart or the map, what it shows in a sentence
 */
typedef struct
{
  TlBlockKind kind;
  gboolean    half;
  TlTone      tone;
  char       *heading;
  GArray     *columns;
  GPtrArray  *items;
  char       *alt;
} TlBlock;

/**
 * TlPackPage:
 * @name: what it is about, in a word or two: for outlines
 * @headline: its message
 * @written: the headline that is written from the figures
 * @is_own: whether somebody wrote the headline
 * @lead: (nullable): a sentence under the headline
 * @comment: (nullable): what somebody adds
 * @shown: whether it is part of the pack
 * @blocks: (element-type TlBlock): empty where there is nothing to say
 */
typedef struct
{
  TlPackAbout about;
  const char *name;
  char       *headline;
  char       *written;
  gboolean    is_own;
  char       *lead;
  char       *comment;
  gboolean    shown;
  GPtrArray  *blocks;
} TlPackPage;

/**
 * TlPackBasis:
 *
 * What pages are made from that takes a moment: worlds that were drawn, sets of fixes, what customers said. A pack keeps
 * it for the next one of the same figures and records.
 */
typedef struct _TlPackBasis TlPackBasis;

/**
 * TlPackMaskFunc:
 * @words: what a customer wrote
 *
 * Called in the thread that makes a pack.
 *
 * Returns: (transfer full) (nullable): the same words without personal details; %NULL where there are none in them
 */
typedef char *(*TlPackMaskFunc) (const char *words);

/**
 * TlPackOptions:
 * @n_worlds: how many worlds are drawn; 0 for %TL_IMPACT_DRAWS
 * @seed: (nullable): of the draws; %NULL for %TL_DOUBT_SEED, the ranking's, so that both say the same
 * @mask: (nullable): takes personal details out of quotes; %NULL to print them as they are
 * @numbers: (nullable): how numbers are written; %NULL for the locale's way
 * @today: (nullable): YYYY-MM-DD; %NULL for today, or what SOURCE_DATE_EPOCH says
 * @basis: (nullable): of an earlier pack of the same figures; passed over where it is of others
 *
 * A structure of zeros is sound: the board's pack.
 */
typedef struct
{
  TlAudience           audience;
  guint                n_worlds;
  const guint64       *seed;
  TlPackMaskFunc       mask;
  const TlNumberStyle *numbers;
  const char          *today;
  TlPackBasis         *basis;
} TlPackOptions;

/**
 * TlPack:
 * @foot: what stands at the foot of each page: the journey, its period, its currency
 * @pages: (element-type TlPackPage): in their order; those with nothing to say are not among them
 * @order: what all pages are about, in their order, those with nothing to say too
 * @logo: (nullable): a picture, PNG
 * @journey: as it was when the pack was begun
 *
 * A fact pack. It does not change once it is made, and may be read from any thread.
 */
typedef struct
{
  TlAudience  audience;
  char       *title;
  char       *author;
  char       *foot;
  char       *date;
  GBytes     *logo;
  GPtrArray  *pages;
  TlPackAbout order[TL_PACK_N_PAGES];
  TlFigures  *figures;
  TlJourney  *journey;
  TlPackBasis *basis;
} TlPack;

/**
 * TlPackJob:
 *
 * A pack that is to be made: what is needed of the document, taken down, so that it can be made in any thread while the
 * document is edited.
 */
typedef struct _TlPackJob TlPackJob;

TlPackJob  *tl_pack_job_new       (TlDocument           *document,
                                   TlFigures            *figures,
                                   const TlPackOptions  *options);
TlPack     *tl_pack_job_run       (TlPackJob            *self,
                                   GCancellable         *cancellable,
                                   GError              **error);
void        tl_pack_job_free      (TlPackJob            *self);

TlPack     *tl_pack_new           (TlDocument           *document,
                                   TlFigures            *figures,
                                   const TlPackOptions  *options,
                                   GCancellable         *cancellable,
                                   GError              **error);
void        tl_pack_free          (TlPack               *self);
TlPackPage *tl_pack_find          (const TlPack         *self,
                                   TlPackAbout           about);
TlPackBasis *tl_pack_basis_ref    (TlPackBasis          *self);
void        tl_pack_basis_unref   (TlPackBasis          *self);
TlThing    *tl_pack_find_settings (TlJourney            *journey,
                                   TlAudience            audience);
TlThing    *tl_pack_find_page_settings (TlThing         *settings,
                                   TlPackAbout           about);
void        tl_pack_find_order    (TlThing              *settings,
                                   TlAudience            audience,
                                   TlPackAbout           order[TL_PACK_N_PAGES]);
const char *tl_pack_get_name      (TlPackAbout           about);
gboolean    tl_audience_from_name (const char           *name,
                                   TlAudience           *audience);
const char *tl_audience_get_name  (TlAudience            audience);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPack, tl_pack_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPackJob, tl_pack_job_free)

G_END_DECLS
