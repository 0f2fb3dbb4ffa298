/* tl-map.h: the journey as a picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-figures.h"
#include "tl-scene.h"

G_BEGIN_DECLS

/**
 * TlMapParts:
 *
 * What a map may leave out. Whatever there is nothing to say about is left out anyhow.
 */
typedef enum
{
  TL_MAP_NO_TITLE = 1 << 0,
  TL_MAP_NO_MONEY = 1 << 1,
  TL_MAP_NO_FEELING = 1 << 2,
  TL_MAP_NO_VOICE = 1 << 3,
  TL_MAP_NO_STAKE = 1 << 4,
  TL_MAP_NO_FIXES = 1 << 5,
  TL_MAP_NO_LEGEND = 1 << 6,
  TL_MAP_NO_LEAVERS = 1 << 7, /* those who go no further */
} TlMapParts;

/**
 * TlMapStrip:
 *
 * What stands under the journey.
 */
typedef enum
{
  TL_MAP_STRIP_FEELING,
  TL_MAP_STRIP_VOICE,
  TL_MAP_STRIP_STAKE,
  TL_MAP_STRIP_FIXES,
  TL_MAP_N_STRIPS,
} TlMapStrip;

typedef enum
{
  TL_MAP_AUTO, /* from right to left where most titles are written so */
  TL_MAP_LTR,
  TL_MAP_RTL,
} TlMapDirection;

/**
 * TlMapQuote:
 * @of: id of a stage, or of a touchpoint, pain or delight in one
 * @words: what was said
 * @source: (nullable): title of its source
 * @records: how many records are about the same; 0 where that is not known
 *
 * Words of a customer, for the Voice strip: the first of each stage is shown.
 */
typedef struct
{
  const char *of;
  const char *words;
  const char *source;
  gint64      records;
} TlMapQuote;

/**
 * TlMapDraft:
 * @kind: a touchpoint, pain or delight
 * @parent: id of what it shall stand in
 * @after: (nullable): id of the sibling that it follows; %NULL for behind all
 *
 * Room for a thing that is not there yet: a group of its role without a thing.
 */
typedef struct
{
  TlKind      kind;
  const char *parent;
  const char *after;
} TlMapDraft;

/**
 * TlMapOptions:
 * @without: what is left out
 * @max_columns: beyond so many columns the map folds into bands, one under the other; 0 for %TL_MAP_MAX_COLUMNS, -1 for
 *   never
 * @direction: which way it runs
 * @quotes: (array length=n_quotes) (nullable): what customers said
 * @date: (nullable): shown at the foot
 * @family: (nullable): font families in order of preference
 * @numbers: (nullable): how numbers are written; %NULL for the locale's way
 * @strips: which strips are shown, in this order, but for those in @without
 * @card_width: how wide each card is, so that adding one leaves the others where they are; 0 for as wide as there is room
 * @n_strips: how many; 0 for those that the journey says, or all of them in the usual order
 * @draft: (nullable): what room is left for
 * @stages: (nullable) (array zero-terminated=1): ids of the stages that are shown, with the names of those beside them;
 *   %NULL for all
 * @watermark: (nullable): a word that lies over the map, so faint that everything can be read through it: “Draft”
 * @source: (nullable): what the foot says about sources, instead of what the journey knows
 *
 * A structure of zeros is sound.
 */
typedef struct
{
  TlMapParts           without;
  int                  max_columns;
  TlMapDirection       direction;
  const TlMapQuote    *quotes;
  gsize                n_quotes;
  const char          *date;
  const char          *family;
  const TlNumberStyle *numbers;
  TlMapStrip           strips[TL_MAP_N_STRIPS];
  guint                n_strips;
  double               card_width;
  const TlMapDraft    *draft;
  const char *const   *stages;
  const char          *watermark;
  const char          *source;
} TlMapOptions;

#define TL_MAP_MAX_COLUMNS 12

/* From one feeling to the next on the feeling curve, upwards, in units of the scene. */
#define TL_MAP_FEELING_UNIT 24.0

TlScene *tl_map_layout       (TlJourney          *journey,
                              TlFigures          *figures,
                              const TlMapOptions *options);
TlScene *tl_map_overview     (TlJourney          *journey,
                              TlFigures          *figures,
                              const TlMapOptions *options,
                              double              width,
                              double              height,
                              double              least,
                              double             *scale);
gboolean tl_map_parse_strips (const char         *text,
                              TlMapOptions       *options,
                              GError            **error);
gboolean tl_map_parse_parts  (const char         *text,
                              TlMapOptions       *options,
                              GError            **error);
void     tl_map_take_strips  (TlJourney          *journey,
                              TlMapOptions       *options);
char    *tl_map_name_strips  (const TlMapStrip   *strips,
                              guint               n);

G_END_DECLS
