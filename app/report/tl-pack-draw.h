/* tl-pack-draw.h: blocks as pictures
 *
 * Lengths are in units of which a sheet is %TL_SHEET_WIDTH wide.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-measure.h"
#include "tl-pack.h"
#include "tl-paged.h"

G_BEGIN_DECLS

#define TL_SHEET_WIDTH 1600.0
#define TL_SHEET_EDGE 72.0
#define TL_PACK_FONT(size, weight) ((TlFont) { size, weight, FALSE })

/**
 * TlPackPen:
 * @tags: (element-type utf8): by group of @scene, what a screen reader is told it is
 * @tall: how much room is left on the sheet, for what can be drawn larger or smaller
 * @map: (nullable): the page of the map that is drawn now
 */
typedef struct
{
  const TlPack *pack;
  TlScene      *scene;
  TlMeasure    *measure;
  GPtrArray    *tags;
  double        tall;
  TlScene      *map;
  guint         n_parts;
} TlPackPen;

/* tl-pack-draw.c */
void     _tl_pen_begin  (TlPackPen *self, const char *tag, const char *title, const char *desc);
void     _tl_pen_end    (TlPackPen *self);
double   _tl_pen_line (TlPackPen *self, TlFont font, TlColour colour, double x, double y, TlAnchor anchor, double room,
                       const char *text);
guint    _tl_pen_text   (TlPackPen *self, TlFont font, TlColour colour, double x, double y, double room,
                         double line_height, guint max_lines, const char *text);
TlColour _tl_tone_ink   (TlTone tone);
double   _tl_pen_block  (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first, guint n);
gboolean _tl_pen_splits (const TlBlock *block);

/* tl-pack-charts.c */
double   _tl_pen_bars      (TlPackPen *self, const TlBlock *block, double x, double y, double width);
double   _tl_pen_intervals (TlPackPen *self, const TlBlock *block, double x, double y, double width);
double   _tl_pen_chart     (TlPackPen *self, const TlBlock *block, double x, double y, double width);
double   _tl_pen_links     (TlPackPen *self, const TlBlock *block, double x, double y, double width);

/* tl-pack-journey.c */
double   _tl_pen_journey   (TlPackPen *self, const TlBlock *block, double x, double y, double width);

G_END_DECLS
