/* tl-export-choice.h: how a map is to be exported
 *
 * What a person chose, in the words of the command line; what is a habit of theirs is kept in their settings, what
 * belongs to one journey is not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tl-export.h"
#include "tl-tile.h"

G_BEGIN_DECLS

/* In the order of the list. */
typedef enum
{
  TL_EXPORT_AS_PDF,
  TL_EXPORT_AS_SVG,
  TL_EXPORT_AS_PNG,
  TL_EXPORT_AS_HTML,
  TL_EXPORT_N_KINDS,
} TlExportKind;

/**
 * TlExportChoice:
 * @paper: (nullable): %NULL for as large as the map
 * @overlap: what neighbouring tiles both show, in millimetres
 * @without: of title, money, leavers and legend, what is left out
 * @strips: what stands under the journey, in this order
 * @stages: (nullable): ids of the stages that are shown; %NULL for all
 * @watermark: (nullable): a word over the map
 * @source: (nullable): what the foot says about sources, instead of what the journey knows
 * @date: (nullable): what the foot says of the date
 * @today: whether @date is that of today, whenever that is
 * @with_journey: whether an SVG carries the journey; tl_export_choice_may_carry() says whether it can
 * @width: of a PNG, in pixels; 0 for what its page asks for
 */
typedef struct
{
  TlExportKind   kind;
  const TlPaper *paper;
  TlFit          fit;
  int            overlap;
  TlPalette      palette;
  TlMapParts     without;
  TlMapStrip     strips[TL_MAP_N_STRIPS];
  guint          n_strips;
  char         **stages;
  char          *watermark;
  char          *source;
  char          *date;
  gboolean       today;
  gboolean       with_journey;
  int            width;
} TlExportChoice;

TlExportChoice *tl_export_choice_new         (GSettings             *settings);
TlExportChoice *tl_export_choice_copy        (const TlExportChoice  *self);
void            tl_export_choice_free        (TlExportChoice        *self);
void            tl_export_choice_remember    (const TlExportChoice  *self,
                                              GSettings             *settings);
gboolean        tl_export_choice_may_carry   (const TlExportChoice  *self);
gboolean        tl_export_choice_is_same_map (const TlExportChoice  *self,
                                              const TlExportChoice  *other);
TlMapOptions    tl_export_choice_get_options (const TlExportChoice  *self);
char           *tl_export_choice_today       (void);
const char     *tl_export_kind_get_ending    (TlExportKind           kind);
const char     *tl_export_kind_get_title     (TlExportKind           kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlExportChoice, tl_export_choice_free)

G_END_DECLS
