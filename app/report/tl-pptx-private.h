/* tl-pptx-private.h: what slides are written with
 *
 * Lengths are in units of which a sheet is %TL_SHEET_WIDTH wide, as in the book.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-pack-draw.h"
#include "tl-pptx.h"
#include "tl-zip-writer.h"

G_BEGIN_DECLS

#define TL_PPTX_XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define TL_PPTX_OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define TL_PPTX_PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define TL_PPTX_DRAWING "http://schemas.openxmlformats.org/drawingml/2006/main"
#define TL_PPTX_SPACES                                                                                                 \
  "xmlns:a=\"" TL_PPTX_DRAWING "\" xmlns:r=\"" TL_PPTX_OFFICE "\" "                                                    \
  "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\""
#define TL_PPTX_TREE                                                                                                   \
  "<p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"      \
  "<a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm>"  \
  "</p:grpSpPr>\n"

/* The places of a slide: what the layouts have, and every slide fills. */
#define TL_PPTX_LEAD 13
#define TL_PPTX_FOOT 11
#define TL_PPTX_NUMBER 12

/**
 * TlPptx:
 * @emu: to a unit
 * @logo_width: in pixels; 0 where there is none that can be shown
 * @types: what the parts are
 * @out: the part that is written: a slide, a layout
 * @links: what it refers to
 * @notes: (element-type utf8): what is said in the notes of the slide
 * @rtl: whether it runs from right to left
 *
 * A presentation that is being written.
 */
typedef struct
{
  const TlPack *pack;
  TlPackBook   *book;
  TlPalette     palette;
  TlZipWriter  *zip;
  TlMeasure    *measure;
  guint         n_slides;
  double        height;
  double        least; /* the smallest letters */
  double        emu;
  double        logo_width, logo_height;
  GString      *types;
  GString      *out;
  GString      *links;
  GPtrArray    *notes;
  gboolean      rtl;
  guint         n_links;
  guint         n_shapes;
  guint         n_media;
  GError       *error;
} TlPptx;

/**
 * TlPptxLook:
 * @pitch: from one base line to the next
 * @after: what is free below it
 * @dot: the colour of its bullet, %TL_COLOUR_NONE for none
 * @most: how many lines it may take; 0 for any number
 * @slide: (out of its links): to which slide it leads, from 1; 0 for none
 *
 * How a paragraph looks.
 */
typedef struct
{
  double   size;
  gboolean bold;
  gboolean italic;
  TlColour colour;
  gboolean at_end;
  double   pitch;
  double   after;
  TlColour dot;
  guint    most;
  guint    slide;
} TlPptxLook;

/**
 * TlPptxFrame:
 * @name: what it is called in lists of shapes
 * @place: (nullable): of a placeholder, its type
 * @index: of a placeholder; 0 for none
 * @box: where it stands
 * @ground: its colour; %TL_COLOUR_NONE for none
 * @inset_x: from its sides to its words
 * @inset_y: from its upper edge to its words
 * @least: how small, against 1, its words become before they are cut; 0 where they are rather cut
 *
 * A box with words.
 */
typedef struct
{
  const char *name;
  const char *place;
  guint       index;
  TlBox       box;
  TlColour    ground;
  double      inset_x;
  double      inset_y;
  double      least;
} TlPptxFrame;

typedef struct
{
  TlPptxLook look;
  char      *text;
} TlPptxLine;

/* tl-pptx-shapes.c */
int      _tl_pptx_emu         (const TlPptx *self, double units);
void     _tl_pptx_put_colour  (TlPptx *self, TlColour colour);
guint    _tl_pptx_link        (TlPptx *self, const char *type, const char *target);
void     _tl_pptx_put_place   (TlPptx *self, const char *element, TlBox box);
void     _tl_pptx_begin_shape (TlPptx *self, const char *element, const char *name, const char *alt);
GArray  *_tl_pptx_words_new   (void);
void     _tl_pptx_words_add   (GArray *words, TlPptxLook look, const char *text);
double   _tl_pptx_words_tall  (TlPptx *self, const GArray *words, double width, double scale);
void     _tl_pptx_put_words   (TlPptx *self, const TlPptxFrame *frame, const GArray *words);
void     _tl_pptx_put_line    (TlPptx *self, const TlPptxFrame *frame, TlPptxLook look, const char *text);
void     _tl_pptx_put_rect    (TlPptx *self, const char *name, TlBox box, TlColour colour);
void     _tl_pptx_put_number  (TlPptx *self, const TlPptxFrame *frame, TlPptxLook look, guint number);
void     _tl_pptx_put_table   (TlPptx *self, const TlPackPen *pen, const TlPackPlaced *placed, TlBox box);
void     _tl_pptx_put_picture (TlPptx *self, TlScene *scene, TlBox box, const char *name, const char *alt);
void     _tl_pptx_put_logo    (TlPptx *self, TlBox box);

/* tl-pptx-blocks.c */
void     _tl_pptx_put_figures (TlPptx *self, const TlPackPen *pen, const TlBlock *block, TlBox box);
void     _tl_pptx_put_points  (TlPptx *self, const TlPackPen *pen, const TlPackPlaced *placed, TlBox box);
void     _tl_pptx_put_note    (TlPptx *self, const TlPackPen *pen, const TlPackPlaced *placed, TlBox box);
void     _tl_pptx_put_quotes  (TlPptx *self, const TlPackPen *pen, const TlPackPlaced *placed, TlBox box);

/* tl-pptx-parts.c */
void     _tl_pptx_put_package (TlPptx *self);
void     _tl_pptx_put_notes   (TlPptx *self, guint index);
void     _tl_pptx_begin_part  (TlPptx *self, const char *element, const char *more);
void     _tl_pptx_end_part    (TlPptx *self, const char *element, const char *folder, const char *name);

G_END_DECLS
