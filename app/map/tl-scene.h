/* tl-scene.h: a picture as a display list
 *
 * One layout makes one scene, and every painter paints it: cairo on the canvas, in a PDF or a PNG, and SVG. A scene is
 * a list of items in painting order, and of groups, which are runs of items and nest: a group has the id of the thing
 * it shows, so that a canvas can hit, paint or skip it. Lengths are in units of 1/96 inch at full size, y goes down.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-palette.h"

G_BEGIN_DECLS

#define TL_SCENE_NONE G_MAXUINT

/**
 * TlRole:
 *
 * What a group shows.
 */
typedef enum
{
  TL_ROLE_ROOT,
  TL_ROLE_TITLE,      /* the title block */
  TL_ROLE_KEY_FIGURE,
  TL_ROLE_PANEL,      /* the panel behind a band of the journey */
  TL_ROLE_RIBBONS,    /* all ribbons of a band */
  TL_ROLE_ENTRY,      /* customers who start at a stage */
  TL_ROLE_TRANSITION, /* a ribbon, and the pill with its share */
  TL_ROLE_LEAVERS,    /* those who go no further */
  TL_ROLE_STAGE,
  TL_ROLE_TOUCHPOINT,
  TL_ROLE_PAIN,
  TL_ROLE_DELIGHT,
  TL_ROLE_STRIP,
  TL_ROLE_FEELING,
  TL_ROLE_QUOTE,
  TL_ROLE_STAKE,
  TL_ROLE_FIX,
  TL_ROLE_LEGEND,
  TL_ROLE_EMPTY,      /* what is said where there is nothing yet */
  TL_N_ROLES,
} TlRole;

#define TL_ROLE_BIT(role) (1u << (role))

typedef enum
{
  TL_ITEM_RECT,   /* a rectangle, rounded where radius is above 0 */
  TL_ITEM_CIRCLE, /* box.x and box.y are its centre */
  TL_ITEM_PATH,
  TL_ITEM_TEXT,
  TL_ITEM_HATCH,  /* a rectangle filled with colour and hatched */
  TL_ITEM_FADE,   /* a rectangle that fades downwards into the colour of its stroke; opacity is where it begins */
  TL_ITEM_IMAGE, /* a picture that fills the box */
} TlItemType;

typedef enum
{
  TL_ANCHOR_START,
  TL_ANCHOR_MIDDLE,
  TL_ANCHOR_END,
} TlAnchor;

typedef enum
{
  TL_DASH_SOLID,
  TL_DASH_DOTS,
  TL_DASH_FINE,
} TlDash;

typedef enum
{
  TL_STEP_MOVE,  /* one point */
  TL_STEP_LINE,  /* one point */
  TL_STEP_CURVE, /* three points: two controls and the end */
  TL_STEP_CLOSE, /* none */
} TlStepType;

typedef struct
{
  double x, y, width, height;
} TlBox;

/**
 * TlFont:
 * @size: in units
 * @weight: 400 regular, 500 medium, 600 semi-bold, 700 bold
 */
typedef struct
{
  double   size;
  int      weight;
  gboolean italic;
} TlFont;

/**
 * TlText:
 * @string: one line, UTF-8
 * @x: where it is anchored
 * @y: its base line
 * @rtl: whether its paragraph runs from right to left; the anchor is given as seen, start being the left end
 * @room: what it must stay in, whatever font it is painted with
 */
typedef struct
{
  const char *string;
  TlFont      font;
  TlAnchor    anchor;
  double      x, y;
  gboolean    rtl;
  TlBox       room;
} TlText;

/**
 * TlStep:
 * @x: of the last point; a curve's controls are (@x1, @y1) and (@x2, @y2)
 */
typedef struct
{
  TlStepType type;
  double     x, y;
  double     x1, y1, x2, y2;
} TlStep;

/**
 * TlItem:
 * @fill: of text, its colour
 * @box: of a rectangle, hatch or fade, the rectangle; of a circle, the centre, and the radius as width; of a path, its
 *   bounds without the stroke
 * @first_step: of a path, index of its first step
 * @image: of a picture, its file; PNG
 */
typedef struct
{
  TlItemType type;
  TlColour   fill;
  TlColour   stroke;
  double     stroke_width;
  TlDash     dash;
  gboolean   round_cap;
  double     opacity;
  double     radius;
  TlBox      box;
  guint      first_step;
  guint      n_steps;
  TlText     text;
  GBytes    *image;
} TlItem;

/**
 * TlGroup:
 * @id: id of the group in the picture, an XML name, the same from export to export: role and thing
 * @thing: (nullable): id of the thing it shows
 * @title: (nullable): the thing's whole title
 * @desc: (nullable): what the picture says about it, in a sentence
 * @parent: index, or %TL_SCENE_NONE
 * @first_item: index of its first item
 * @end_item: behind its last item; what stands in its own groups counts
 * @end_group: behind the last group in it
 * @bounds: of everything painted in it
 * @hits_shape: whether only its paths and rectangles are hit, not its whole bounds
 */
typedef struct
{
  TlRole      role;
  const char *id;
  const char *thing;
  const char *title;
  const char *desc;
  guint       parent;
  guint       first_item;
  guint       end_item;
  guint       end_group;
  TlBox       bounds;
  gboolean    hits_shape;
} TlGroup;

/**
 * TlPen:
 * @opacity: 1 where it is left 0
 *
 * How an item is painted.
 */
typedef struct
{
  TlColour fill;
  TlColour stroke;
  double   stroke_width;
  TlDash   dash;
  gboolean round_cap;
  double   opacity;
} TlPen;

typedef struct _TlScene TlScene;

TlScene       *tl_scene_new         (void);
TlScene       *tl_scene_ref         (TlScene          *self);
void           tl_scene_unref       (TlScene          *self);
void           tl_scene_set_size    (TlScene          *self,
                                     double            width,
                                     double            height);
void           tl_scene_set_paper   (TlScene          *self,
                                     double            width,
                                     double            height);
gboolean       tl_scene_get_paper   (TlScene          *self,
                                     double           *width,
                                     double           *height);
void           tl_scene_set_background (TlScene      *self,
                                     TlBox             box);
void           tl_scene_set_family  (TlScene          *self,
                                     const char       *family);

void           tl_scene_set_label   (TlScene          *self,
                                     const char       *label);
const char    *tl_scene_get_label   (TlScene          *self);

guint          tl_scene_begin       (TlScene          *self,
                                     TlRole            role,
                                     const char       *thing,
                                     const char       *title,
                                     const char       *desc);
guint          tl_scene_begin_part  (TlScene          *self,
                                     TlRole            role,
                                     const char       *part,
                                     const char       *title,
                                     const char       *desc);
guint          tl_scene_begin_copy  (TlScene          *self,
                                     const TlGroup    *group);
void           tl_scene_end         (TlScene          *self);
void           tl_scene_hit_shape   (TlScene          *self);
void           tl_scene_rect        (TlScene          *self,
                                     TlBox             box,
                                     double            radius,
                                     TlPen             pen);
void           tl_scene_circle      (TlScene          *self,
                                     double            x,
                                     double            y,
                                     double            radius,
                                     TlPen             pen);
void           tl_scene_line        (TlScene          *self,
                                     double            x1,
                                     double            y1,
                                     double            x2,
                                     double            y2,
                                     TlPen             pen);
void           tl_scene_hatch       (TlScene          *self,
                                     TlBox             box,
                                     double            radius,
                                     TlColour          colour);
void           tl_scene_fade        (TlScene          *self,
                                     TlBox             box,
                                     TlColour          colour,
                                     double            opacity,
                                     TlColour          ground);
void           tl_scene_image       (TlScene          *self,
                                     TlBox             box,
                                     GBytes           *image);
void           tl_scene_text        (TlScene          *self,
                                     const TlText     *text,
                                     TlColour          colour);
void           tl_scene_watermark   (TlScene          *self,
                                     const TlText     *text,
                                     TlColour          colour,
                                     double            opacity);
void           tl_scene_path_begin  (TlScene          *self,
                                     TlPen             pen);
void           tl_scene_move_to     (TlScene          *self,
                                     double            x,
                                     double            y);
void           tl_scene_line_to     (TlScene          *self,
                                     double            x,
                                     double            y);
void           tl_scene_curve_to    (TlScene          *self,
                                     double            x1,
                                     double            y1,
                                     double            x2,
                                     double            y2,
                                     double            x,
                                     double            y);
void           tl_scene_close_path  (TlScene          *self);
void           tl_scene_path_end    (TlScene          *self);
void           tl_scene_mirror      (TlScene          *self);

double         tl_scene_get_width   (TlScene          *self);
double         tl_scene_get_height  (TlScene          *self);
const char    *tl_scene_get_family  (TlScene          *self);
guint          tl_scene_n_items     (TlScene          *self);
const TlItem  *tl_scene_get_item    (TlScene          *self,
                                     guint             index);
const TlStep  *tl_scene_get_steps   (TlScene          *self,
                                     const TlItem     *item);
guint          tl_scene_n_groups    (TlScene          *self);
const TlGroup *tl_scene_get_group   (TlScene          *self,
                                     guint             index);
guint          tl_scene_find_group  (TlScene          *self,
                                     TlRole            role,
                                     const char       *thing);
guint          tl_scene_hit         (TlScene          *self,
                                     double            x,
                                     double            y,
                                     guint             roles);
guint64        tl_scene_hash_group (TlScene          *self,
                                     guint             group,
                                     guint             without);
TlBox          tl_item_get_bounds   (const TlItem     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlScene, tl_scene_unref)

G_END_DECLS
