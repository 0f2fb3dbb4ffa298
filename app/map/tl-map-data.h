/* tl-map-data.h: what a map shows, as plain data; for this room alone
 *
 * What is not known is NAN, and is left out of the picture rather than shown as 0. Strings are the journey's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-layers.h"
#include "tl-map.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id;
  const char *title;
  double      net;     /* at stake, net, a year */
  gboolean    sized;   /* whether anybody said how many it hits */
  gint64      records;
} TlDataPain;

typedef struct
{
  const char *id;
  const char *title;
  const char *credit;
  gint64      records;
} TlDataDelight;

typedef struct
{
  const char *id;
  const char *title;
  const char *channel;
  double      cost;    /* a year */
  double      emotion; /* -2 .. 2 */
  gint64      records;
  GArray     *pains;    /* TlDataPain */
  GArray     *delights; /* TlDataDelight */
} TlDataTouchpoint;

typedef enum
{
  TL_DATA_STEP,
  TL_DATA_WON,
  TL_DATA_LOST,
} TlDataStageKind;

typedef struct
{
  const char     *id;
  const char     *title;
  TlDataStageKind kind;
  double          visits;
  double          entry;   /* customers who start here, a year */
  double          revenue; /* per arrival */
  double          undrawn; /* share of visits that go no further and to no lost stage either */
  double          leave;   /* share of visits that leave because of pain */
  double          net;     /* at stake of all its pains together, net, a year */
  double          caused;  /* the part of it that is cost; the rest is margin */
  gboolean        has_pains;
  guint           n_sized;   /* pains of which anybody said how many they hit */
  guint           n_painful; /* pains that make customers leave */
  const char     *painful;   /* title of the only one */
  GArray         *touchpoints; /* TlDataTouchpoint */
  const TlMapQuote *quote;
  gboolean        is_stub; /* a bare name, beside the stages that were chosen */
  gint64          quoted_of; /* records of the touchpoint that the quoted pain stands in; 0 where no pain is quoted */
} TlDataStage;

typedef struct
{
  const char *id;
  guint       from;
  guint       to;
  double      share;
  double      flow;
} TlDataLink;

typedef struct
{
  const char *id;
  const char *title;
  const char *kind; /* in the specification's words */
  guint       rank;
  guint       stage; /* the one that most of its effects act on, or G_MAXUINT */
  double      npv;
  gboolean    known;
  int         payback; /* months; -1 for none within the horizon */
} TlDataFix;

typedef struct
{
  const char *title;
  const char *persona;
  const char *goal;
  const char *period;
  const char *currency;
  gboolean    has_flow;
  gboolean    has_money;
  double      horizon; /* years */
  double      margin;
  double      kept;        /* share of those kept who are truly won */
  double      entries;
  double      won;
  guint       n_won;       /* won stages */
  const char *won_title;   /* of the only one */
  double      net;         /* at stake of all pains together */
  gint64      records;
  gint64      sources;
  GPtrArray  *source_titles;
  double      most;        /* the widest flow, for the scale of the ribbons */
  GArray     *stages;      /* TlDataStage */
  GArray     *links;       /* TlDataLink */
  GArray     *fixes;       /* TlDataFix, by rank */
} TlMapData;

#define TL_STAGE_AT(data, i) (&g_array_index ((data)->stages, TlDataStage, (i)))
#define TL_LINK_AT(data, i) (&g_array_index ((data)->links, TlDataLink, (i)))

TlMapData *tl_map_data_new  (TlJourney          *journey,
                             TlFigures          *figures,
                             const TlMapOptions *options,
                             TlPlace           **places);
void       tl_map_data_free (TlMapData          *self);
void       tl_map_data_select (TlMapData        *self,
                             TlPlace            *places,
                             const char *const  *ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlMapData, tl_map_data_free)

G_END_DECLS
