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

/* How tall a block may be: as short as it can be read, as it is drawn where nothing presses, as tall as it is of use. */
#define TL_TALL_LEAST 0.0
#define TL_TALL_EASE (-1.0)
#define TL_TALL_MOST INFINITY

/**
 * TlPackPen:
 * @tags: (element-type utf8): by group of @scene, what a screen reader is told it is
 * @tall: how tall a block may be, in units, or one of %TL_TALL_LEAST, %TL_TALL_EASE and %TL_TALL_MOST: blocks stretch
 * @zoom: how large its letters are, against their usual size
 * @least: the smallest letters, in units
 * @point: a unit, in points
 * @bare: the heading of a block is left to the sheet
 * @level: grounds reach down as far as @tall, so that those of neighbours end alike
 * @dry: nothing is drawn; only the room that it takes is asked for
 * @tables: (nullable): what is known of the columns and rows of tables
 * @mirrored: the sheet is turned round when it is done, as it runs from right to left
 */
typedef struct
{
  const TlPack *pack;
  TlScene      *scene;
  TlMeasure    *measure;
  GPtrArray    *tags;
  double        tall;
  double        zoom;
  double        least;
  double        point;
  gboolean      bare;
  gboolean      level;
  gboolean      mirrored;
  gboolean      dry;
  GHashTable   *tables;
  guint         n_parts;
} TlPackPen;

/* tl-pack-draw.c */
void     _tl_pen_begin  (TlPackPen *self, const char *tag, const char *title, const char *desc);
void     _tl_pen_end    (TlPackPen *self);
TlFont   _tl_pen_font   (const TlPackPen *self, double size, int weight);
double   _tl_pen_unit   (const TlPackPen *self);
double   _tl_pen_stretch (const TlPackPen *self, double fixed, double n, double least, double ease, double most);
double   _tl_pen_line (TlPackPen *self, TlFont font, TlColour colour, double x, double y, TlAnchor anchor, double room,
                       const char *text);
guint    _tl_pen_text   (TlPackPen *self, TlFont font, TlColour colour, double x, double y, double room,
                         double line_height, guint max_lines, const char *text);
guint    _tl_pen_lines  (TlPackPen *self, TlFont font, double room, guint max_lines, const char *text);
TlColour _tl_tone_ink   (TlTone tone);
char    *_tl_pen_quote  (const char *words);
double   _tl_pen_heading (const TlPackPen *self, const TlBlock *block);
double   _tl_pen_block  (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first, guint n);
gboolean _tl_pen_splits (const TlBlock *block);
double   _tl_pen_narrowest (TlPackPen *self, const TlBlock *block);

/* tl-pack-draw-table.c */
double   _tl_pen_table  (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first, guint n);
guint    _tl_pen_table_widths (TlPackPen *self, const TlBlock *block, double width, double *widths);
GHashTable *_tl_pen_tables_new (void);
double   _tl_pen_table_narrowest (TlPackPen *self, const TlBlock *block);

/* tl-pack-charts.c */
double   _tl_pen_bars      (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first,
                            guint n);
double   _tl_pen_intervals (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first,
                            guint n);

/* tl-pack-draw-plot.c */
double   _tl_pen_chart     (TlPackPen *self, const TlBlock *block, double x, double y, double width);

/* tl-pack-draw-links.c */
double   _tl_pen_links     (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first,
                            guint n);

/* tl-pack-draw-map.c */
gboolean _tl_pen_map_fits  (TlPackPen *self, const TlBlock *block, double width, double height);
double   _tl_pen_map       (TlPackPen *self, const TlBlock *block, double x, double y, double width);

/* tl-pack-draw-stages.c */
double   _tl_pen_journey   (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first,
                            guint n);

G_END_DECLS
