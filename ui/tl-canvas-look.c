/* tl-canvas-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-canvas-look.h"

#include <math.h>

#include "tl-canvas-private.h"
#include "tl-canvas-view.h"
#include "tl-far.h"
#include "tl-parts.h"

/* How small the words of the far pictures may get, in pixels. */
#define LEAST_TEXT 12.5

/* What a part may paint beyond its bounds. */
#define AROUND 3.0

/* The least scale of each detail: half the size can still be read, if not with pleasure. */
static const double scales[TL_N_DETAILS] = { 0.48, 0.38, 0.28, 0.2, 0.07, 0 };

void
tl_look_clear (TlLook *self)
{
  for (guint i = 0; i < TL_N_DETAILS; i++)
    g_clear_pointer (&self->nodes[i], gsk_render_node_unref);
  self->fresh = 0;
}

/* There is another picture: what is known may still hold in it. */
void
tl_look_doubt (TlLook *self)
{
  self->fresh = 0;
}

gboolean
tl_look_is_empty (const TlLook *self)
{
  for (guint i = 0; i < TL_N_DETAILS; i++)
    if (self->nodes[i])
      return FALSE;
  return TRUE;
}

/* Who wants larger text wants it larger from afar, too. */
TlDetail
_tl_canvas_get_detail (TlCanvas *canvas)
{
  double   scale = canvas->view.scale / tl_part_text_factor ();
  TlDetail detail = TL_DETAIL_FULL;

  while (detail + 1 < TL_N_DETAILS && scale < scales[detail] - 1e-9)
    detail++;
  return detail;
}

void
_tl_canvas_forget_far (TlCanvas *canvas)
{
  for (guint i = 0; i < TL_N_DETAILS; i++)
    {
      if (canvas->far[i])
        canvas->n_layouts += tl_painter_n_layouts (canvas->far[i]);
      g_clear_pointer (&canvas->far[i], tl_painter_free);
    }
}

/* The cards as they are seen from afar; made when they are first seen so. */
static TlPainter *
get_far (TlCanvas *canvas, TlDetail detail)
{
  TlMapOptions         options = { .without = canvas->drawn_without };
  g_autoptr (TlScene)  scene = NULL;
  double               size = detail == TL_DETAIL_BLOCK ? -1 : detail == TL_DETAIL_SHAPE ? 0 : ceil (LEAST_TEXT / scales[detail]);

  if (canvas->far[detail])
    return canvas->far[detail];
  scene = tl_far_layout (canvas->scene, tl_session_get_journey (canvas->session),
                         tl_session_get_figures (canvas->session), &options, canvas->grid && canvas->grid->rtl, size);
  canvas->far[detail] = tl_painter_new (scene, tl_canvas_get_palette (canvas));
  return canvas->far[detail];
}

static GskRenderNode *
render (TlPainter *painter, guint group, guint without)
{
  const TlBox    *bounds = &tl_scene_get_group (tl_painter_get_scene (painter), group)->bounds;
  graphene_rect_t rect = GRAPHENE_RECT_INIT (-AROUND, -AROUND, (float) ceil (bounds->width + 2 * AROUND),
                                             (float) ceil (bounds->height + 2 * AROUND));
  GskRenderNode  *node;
  cairo_t        *cr;

  if (bounds->width <= 0 || bounds->height <= 0)
    return NULL;
  node = gsk_cairo_node_new (&rect);
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_translate (cr, -bounds->x, -bounds->y);
  tl_painter_paint_group (painter, cr, group, without);
  cairo_destroy (cr);
  return node;
}

/* What a group looks like now, painted at most once for each detail, and not again in the next picture where it still
 * looks the same; %NULL for nothing. */
GskRenderNode *
_tl_canvas_look (TlCanvas *canvas, TlLook *look, guint group, guint without)
{
  TlDetail       detail = _tl_canvas_get_detail (canvas);
  const TlGroup *found = tl_scene_get_group (canvas->scene, group);
  TlPainter     *painter = canvas->painter;
  gboolean       is_card = found->role == TL_ROLE_STAGE && found->thing != NULL;
  guint64        hash;

  if (look->fresh & (1u << detail))
    return look->nodes[detail];
  if (detail != TL_DETAIL_FULL && is_card)
    {
      painter = get_far (canvas, detail);
      group = tl_scene_find_group (tl_painter_get_scene (painter), TL_ROLE_STAGE, found->thing);
      if (group == TL_SCENE_NONE)
        return NULL;
    }
  hash = tl_scene_hash_group (tl_painter_get_scene (painter), group, without);
  if (look->nodes[detail] == NULL || look->hashes[detail] != hash)
    {
      g_clear_pointer (&look->nodes[detail], gsk_render_node_unref);
      tl_painter_set_coarse (painter, detail != TL_DETAIL_FULL && !is_card);
      if (!tl_painter_is_blank (painter, group))
        look->nodes[detail] = render (painter, group, without);
      tl_painter_set_coarse (painter, FALSE);
    }
  look->hashes[detail] = hash;
  look->fresh |= 1u << detail;
  return look->nodes[detail];
}

/* Paints it with its corner at the origin. */
void
_tl_canvas_look_snapshot (TlCanvas *canvas, TlLook *look, guint group, guint without, GtkSnapshot *snapshot)
{
  GskRenderNode *node = _tl_canvas_look (canvas, look, group, without);

  if (node)
    gtk_snapshot_append_node (snapshot, node);
}
