/* tl-canvas-layer.c: what the canvas paints itself, below and above its leaves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "tl-canvas-private.h"

#define TL_TYPE_CANVAS_LAYER (tl_canvas_layer_get_type ())
G_DECLARE_FINAL_TYPE (TlCanvasLayer, tl_canvas_layer, TL, CANVAS_LAYER, GtkWidget)

struct _TlCanvasLayer
{
  GtkWidget  parent_instance;

  TlCanvas  *canvas; /* borrowed: it is above in the tree */
  void     (*paint) (TlCanvas *canvas, GtkSnapshot *snapshot);
};

G_DEFINE_FINAL_TYPE (TlCanvasLayer, tl_canvas_layer, GTK_TYPE_WIDGET)

/* The dots of the ground are so far apart, in pixels. */
#define GRID      24.0
#define GRID_MIN  16.0
#define GRID_DOT  1.5f

static void
tl_canvas_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlCanvasLayer *self = TL_CANVAS_LAYER (widget);

  self->paint (self->canvas, snapshot);
}

static void
tl_canvas_layer_class_init (TlCanvasLayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = tl_canvas_layer_snapshot;
  gtk_widget_class_set_css_name (widget_class, "tl-layer");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
tl_canvas_layer_init (TlCanvasLayer *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
}

GtkWidget *
_tl_canvas_layer_new (TlCanvas *canvas, void (*paint) (TlCanvas *canvas, GtkSnapshot *snapshot))
{
  TlCanvasLayer *self = g_object_new (TL_TYPE_CANVAS_LAYER, NULL);

  self->canvas = canvas;
  self->paint = paint;
  return GTK_WIDGET (self);
}

void
_tl_canvas_get_colour (GtkWidget *widget, const char *name, GdkRGBA *colour)
{
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, colour))
    gtk_style_context_get_color (gtk_widget_get_style_context (widget), colour);
}

/* A quiet grid of dots that moves with the picture, so that moving is seen even where there is nothing. */
void
_tl_canvas_paint_grid (TlCanvas *self, GtkSnapshot *snapshot)
{
  int             width = gtk_widget_get_width (GTK_WIDGET (self));
  int             height = gtk_widget_get_height (GTK_WIDGET (self));
  double          pitch = GRID * self->view.scale;
  float           x, y;
  GdkRGBA         colour;
  GskRoundedRect  dot;
  graphene_rect_t tile;

  while (pitch < GRID_MIN)
    pitch *= 2;
  while (pitch > 2 * GRID_MIN + GRID)
    pitch /= 2;
  pitch = round (pitch);
  _tl_canvas_get_colour (GTK_WIDGET (self), "tl_grid", &colour);
  x = (float) (pitch - fmod (fmod (self->view.x * self->view.scale, pitch) + pitch, pitch));
  y = (float) (pitch - fmod (fmod (self->view.y * self->view.scale, pitch) + pitch, pitch));
  tile = GRAPHENE_RECT_INIT (x - (float) pitch, y - (float) pitch, (float) pitch, (float) pitch);
  gtk_snapshot_push_repeat (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height), &tile);
  gsk_rounded_rect_init_from_rect (&dot,
                                   &GRAPHENE_RECT_INIT (tile.origin.x + (float) pitch / 2,
                                                        tile.origin.y + (float) pitch / 2, GRID_DOT, GRID_DOT),
                                   GRID_DOT / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &dot);
  gtk_snapshot_append_color (snapshot, &colour, &dot.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_pop (snapshot);
}

/* Cairo's patterns reach 32,767 pixels and no further: of what is larger, only what is seen is painted, anew each time. */
#define LARGEST 16000.0

static void
paint_seen (TlCanvas *self, GtkSnapshot *snapshot, const TlChunk *chunk)
{
  double           left = MAX (chunk->bounds.x - 2, self->view.x);
  double           top = MAX (chunk->bounds.y - 2, self->view.y);
  double           right = MIN (chunk->bounds.x + chunk->bounds.width + 2,
                                self->view.x + self->view.view_width / self->view.scale);
  double           bottom = MIN (chunk->bounds.y + chunk->bounds.height + 2,
                                 self->view.y + self->view.view_height / self->view.scale);
  graphene_point_t corner = GRAPHENE_POINT_INIT ((float) left, (float) top);
  GskRenderNode   *node;
  cairo_t         *cr;

  if (self->painter == NULL || right <= left || bottom <= top)
    return;
  /* GTK 4.8 itself would mix up zoom and place. */
  node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float) (right - left), (float) (bottom - top)));
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_translate (cr, -left, -top);
  tl_painter_paint_group (self->painter, cr, chunk->group, chunk->without);
  cairo_destroy (cr);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &corner);
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_restore (snapshot);
  gsk_render_node_unref (node);
}

void
_tl_canvas_paint_below (TlCanvas *self, GtkSnapshot *snapshot)
{
  graphene_point_t origin = GRAPHENE_POINT_INIT ((float) (-self->view.x * self->view.scale),
                                                 (float) (-self->view.y * self->view.scale));

  if (self->scene == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &origin);
  gtk_snapshot_scale (snapshot, (float) self->view.scale, (float) self->view.scale);
  for (guint i = 0; i < self->chunks->len; i++)
    {
      TlChunk         *chunk = &g_array_index (self->chunks, TlChunk, i);
      GskRenderNode   *node;
      double           opacity;
      graphene_point_t corner = GRAPHENE_POINT_INIT ((float) chunk->bounds.x, (float) chunk->bounds.y);

      if (!tl_viewport_sees (&self->view, chunk->bounds.x, chunk->bounds.y, chunk->bounds.width, chunk->bounds.height))
        continue;
      if (MAX (chunk->bounds.width, chunk->bounds.height) * self->view.scale > LARGEST)
        {
          paint_seen (self, snapshot, chunk);
          continue;
        }
      node = _tl_canvas_look (self, &chunk->look, chunk->group, chunk->without);
      if (node == NULL)
        continue;
      opacity = _tl_highlight_get_opacity (self->highlight, chunk->group);
      if (opacity < 1)
        gtk_snapshot_push_opacity (snapshot, opacity);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &corner);
      gtk_snapshot_append_node (snapshot, node);
      gtk_snapshot_restore (snapshot);
      if (opacity < 1)
        gtk_snapshot_pop (snapshot);
    }
  gtk_snapshot_restore (snapshot);
}

/* A frame around a group, in pixels, so that it is as thin at every zoom. */
static void
paint_frame (TlCanvas *self, GtkSnapshot *snapshot, const TlGroup *group, float width, float gap, const GdkRGBA *colour)
{
  GskRoundedRect frame;
  double         x, y;
  float          around = gap + width;
  float          radius = (float) (9 * self->view.scale) + around;
  float          widths[4] = { width, width, width, width };
  GdkRGBA        colours[4] = { *colour, *colour, *colour, *colour };

  tl_viewport_to_view (&self->view, group->bounds.x, group->bounds.y, &x, &y);
  gsk_rounded_rect_init_from_rect (&frame,
                                   &GRAPHENE_RECT_INIT ((float) x - around, (float) y - around,
                                                        (float) (group->bounds.width * self->view.scale) + 2 * around,
                                                        (float) (group->bounds.height * self->view.scale) + 2 * around),
                                   MIN (radius, 14));
  gtk_snapshot_append_border (snapshot, &frame, widths, colours);
}

/* A ribbon has no frame: its own shape is tinted. */
static void
paint_shape (TlCanvas *self, GtkSnapshot *snapshot, const TlGroup *group, const GdkRGBA *colour)
{
  double   x, y;
  cairo_t *cr;

  tl_viewport_to_view (&self->view, group->bounds.x, group->bounds.y, &x, &y);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT ((float) x - 2, (float) y - 2,
                                                       (float) (group->bounds.width * self->view.scale) + 4,
                                                       (float) (group->bounds.height * self->view.scale) + 4));
  cairo_scale (cr, self->view.scale, self->view.scale);
  cairo_translate (cr, -self->view.x, -self->view.y);
  for (guint i = group->first_item; i < group->end_item; i++)
    {
      const TlItem *item = tl_scene_get_item (self->scene, i);
      const TlStep *steps = item->type == TL_ITEM_PATH ? tl_scene_get_steps (self->scene, item) : NULL;

      for (guint j = 0; steps && j < item->n_steps; j++)
        switch (steps[j].type)
          {
          case TL_STEP_MOVE:
            cairo_move_to (cr, steps[j].x, steps[j].y);
            break;

          case TL_STEP_LINE:
            cairo_line_to (cr, steps[j].x, steps[j].y);
            break;

          case TL_STEP_CURVE:
            cairo_curve_to (cr, steps[j].x1, steps[j].y1, steps[j].x2, steps[j].y2, steps[j].x, steps[j].y);
            break;

          case TL_STEP_CLOSE:
          default:
            cairo_close_path (cr);
            break;
          }
    }
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_fill (cr);
  cairo_destroy (cr);
}

void
_tl_canvas_paint_mark (TlCanvas *self, GtkSnapshot *snapshot, guint index, float width, float alpha)
{
  const TlGroup *group = tl_scene_get_group (self->scene, index);
  GdkRGBA        colour;

  if (!tl_viewport_sees (&self->view, group->bounds.x, group->bounds.y, group->bounds.width, group->bounds.height))
    return;
  _tl_canvas_get_colour (GTK_WIDGET (self), "accent_color", &colour);
  colour.alpha *= alpha;
  if (group->hits_shape)
    {
      colour.alpha *= 0.6f;
      paint_shape (self, snapshot, group, &colour);
    }
  else
    paint_frame (self, snapshot, group, width, group->role == TL_ROLE_STAGE ? 1 : 3, &colour);
}

/* What comes and goes: where the pointer is, what is selected, and what has the focus. */
void
_tl_canvas_paint_above (TlCanvas *self, GtkSnapshot *snapshot)
{
  const char *thing = self->session ? tl_session_get_selected (self->session) : NULL;
  guint       selected = thing ? _tl_canvas_find_group (self, thing) : TL_SCENE_NONE;
  guint       ring = self->ring ? _tl_canvas_find_group (self, self->ring) : TL_SCENE_NONE;
  GtkRoot    *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget  *focus = root ? gtk_root_get_focus (root) : NULL;

  if (self->scene == NULL)
    return;
  if (self->hover != TL_SCENE_NONE && self->hover != selected)
    _tl_canvas_paint_mark (self, snapshot, self->hover, 1.5f, 0.45f);
  _tl_canvas_paint_selection (self, snapshot, thing);
  if (selected != TL_SCENE_NONE)
    _tl_canvas_paint_mark (self, snapshot, selected, 2.5f, 1);
  if (ring != TL_SCENE_NONE)
    {
      _tl_canvas_paint_mark (self, snapshot, ring, 3, 1);
      _tl_canvas_paint_mark (self, snapshot, ring, 9, 0.22f);
    }
  if (focus && TL_IS_CANVAS_LEAF (focus) && gtk_widget_has_visible_focus (focus)
      && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
      && tl_canvas_leaf_get_group (TL_CANVAS_LEAF (focus)) != selected)
    _tl_canvas_paint_mark (self, snapshot, tl_canvas_leaf_get_group (TL_CANVAS_LEAF (focus)), 2, 0.5f);
  _tl_canvas_paint_edit (self, snapshot);
}
