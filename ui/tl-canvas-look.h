/* tl-canvas-look.h: what parts of the map look like, kept for as long as they look so
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-scene.h"

G_BEGIN_DECLS

typedef struct _TlCanvas TlCanvas;

/**
 * TlDetail:
 *
 * How much is shown. From NEAR on cards have a title, a feeling and money, in words that can be read at that distance;
 * then shapes, and at last blocks.
 */
typedef enum
{
  TL_DETAIL_FULL,
  TL_DETAIL_NEAR,
  TL_DETAIL_MIDDLE,
  TL_DETAIL_FAR,
  TL_DETAIL_SHAPE,
  TL_DETAIL_BLOCK,
  TL_N_DETAILS,
} TlDetail;

/**
 * TlLook:
 * @fresh: for each detail a bit: whether its node is known to be of the picture as it is now
 *
 * What a part of the map looks like. The nodes begin at the part's own corner, so that they hold wherever it goes.
 */
typedef struct
{
  GskRenderNode *nodes[TL_N_DETAILS];
  guint64        hashes[TL_N_DETAILS];
  guint          fresh;
} TlLook;

void           tl_look_clear            (TlLook      *self);
void           tl_look_doubt            (TlLook      *self);
gboolean       tl_look_is_empty         (const TlLook *self);
TlDetail       _tl_canvas_get_detail    (TlCanvas    *canvas);
GskRenderNode *_tl_canvas_look          (TlCanvas    *canvas,
                                         TlLook      *look,
                                         guint        group,
                                         guint        without);
void           _tl_canvas_forget_far    (TlCanvas    *canvas);
void           _tl_canvas_look_snapshot (TlCanvas    *canvas,
                                         TlLook      *look,
                                         guint        group,
                                         guint        without,
                                         GtkSnapshot *snapshot);

G_END_DECLS
