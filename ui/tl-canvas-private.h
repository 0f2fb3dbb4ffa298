/* tl-canvas-private.h: what the parts of the canvas share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-canvas-leaf.h"
#include "tl-canvas.h"
#include "tl-paint-cairo.h"
#include "tl-viewport.h"

G_BEGIN_DECLS

/**
 * TlChunk:
 * @group: index of the group in the scene
 * @without: roles that are not painted with it
 * @node: (nullable): what it looks like, once it was seen
 *
 * A part of the picture that no leaf paints.
 */
typedef struct
{
  guint          group;
  guint          without;
  TlBox          bounds;
  GskRenderNode *node;
} TlChunk;

struct _TlCanvas
{
  GtkWidget   parent_instance;

  TlSession  *session;
  TlScene    *scene;    /* NULL until there is one */
  TlPainter  *painter;  /* of @scene */
  TlViewport  view;
  gboolean    fitted;   /* nobody has moved it since it was fitted: fit it again when the room changes */
  gboolean    fit_whole;
  guint       telling;  /* an idle: others learn that it was fitted */

  /* Children, from below to above; the leaves are between them. */
  GtkWidget  *below;
  GtkWidget  *above;

  GArray     *chunks;   /* TlChunk */
  GPtrArray  *stages;   /* TlCanvasLeaf, borrowed: those that are children of the canvas */
  GPtrArray  *order;    /* TlCanvasLeaf, borrowed: all, along the journey */
  GHashTable *leaves;   /* thing → TlCanvasLeaf, borrowed */

  guint       hover;    /* group, or TL_SCENE_NONE */

  /* Input */
  double      pointer_x, pointer_y;
  double      drag_x, drag_y;
  double      pinch;
  gboolean    space;
};

#define TL_CANVAS_LEAVES (TL_ROLE_BIT (TL_ROLE_STAGE) | TL_ROLE_BIT (TL_ROLE_TOUCHPOINT) | TL_ROLE_BIT (TL_ROLE_PAIN))

GskRenderNode *_tl_canvas_render        (TlCanvas     *self,
                                         guint         group,
                                         guint         without,
                                         const TlBox  *bounds);
void           _tl_canvas_moved         (TlCanvas     *self);
guint          _tl_canvas_hit           (TlCanvas     *self,
                                         double        x,
                                         double        y);
guint          _tl_canvas_find_group    (TlCanvas     *self,
                                         const char   *thing);
void           _tl_canvas_set_hover     (TlCanvas     *self,
                                         guint         group);
void           _tl_canvas_open          (TlCanvas     *self,
                                         const char   *thing);
void           _tl_canvas_go_to         (TlCanvas     *self,
                                         TlCanvasLeaf *leaf);

GtkWidget     *_tl_canvas_layer_new     (TlCanvas     *canvas,
                                         void        (*paint) (TlCanvas    *canvas,
                                                               GtkSnapshot *snapshot));
void           _tl_canvas_paint_below   (TlCanvas     *self,
                                         GtkSnapshot  *snapshot);
void           _tl_canvas_paint_above   (TlCanvas     *self,
                                         GtkSnapshot  *snapshot);
void           _tl_canvas_paint_grid    (TlCanvas     *self,
                                         GtkSnapshot  *snapshot);

void           _tl_canvas_input_class_init (GtkWidgetClass *klass);
void           _tl_canvas_input_init    (TlCanvas     *self);
gboolean       _tl_canvas_focus         (GtkWidget    *widget,
                                         GtkDirectionType direction);

G_END_DECLS
