/* tl-overview.c
 *
 * Stages are boxes and paths are lines, painted once for each picture: a thousand of them take a millisecond or two.
 * Where the frame is dragged or the ground clicked, the canvas goes. By keyboard there is the outline.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-overview.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-canvas-view.h"

#define WIDTH  208
#define TALLEST 136
#define LOWEST  44
#define PADDING 6.0

/* The map must be so much larger than its window before an overview helps. */
#define WIDER  1.3
#define HIGHER 1.7

struct _TlOverview
{
  GtkWidget      parent_instance;

  TlCanvas      *canvas; /* borrowed; %NULL when it goes */
  GskRenderNode *node;
  double         grip_x, grip_y; /* from the middle of what is seen to where it is held, in units */
};

G_DEFINE_FINAL_TYPE (TlOverview, tl_overview, GTK_TYPE_WIDGET)

/* How the picture is placed in the widget. */
static gboolean
get_scale (TlOverview *self, double *scale, double *x, double *y)
{
  const TlViewport *view = self->canvas ? tl_canvas_get_view (self->canvas) : NULL;
  double            width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * PADDING;
  double            height = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * PADDING;

  if (view == NULL || view->width <= 0 || view->height <= 0 || width <= 0 || height <= 0)
    return FALSE;
  *scale = MIN (width / view->width, height / view->height);
  *x = PADDING + (width - view->width * *scale) / 2 - view->left * *scale;
  *y = PADDING + (height - view->height * *scale) / 2 - view->top * *scale;
  return TRUE;
}

static void
set_colour (cairo_t *cr, TlPalette palette, TlColour colour, double alpha)
{
  guint32 rgb = tl_palette_get (palette, colour);

  cairo_set_source_rgba (cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0, alpha);
}

static void
paint_group (cairo_t *cr, const TlGroup *group, TlPalette palette, double scale, double x, double y)
{
  double left = group->bounds.x * scale + x, top = group->bounds.y * scale + y;
  double width = MAX (group->bounds.width * scale, 2), height = MAX (group->bounds.height * scale, 2);

  switch (group->role)
    {
    case TL_ROLE_TRANSITION:
      set_colour (cr, palette, TL_COLOUR_RIBBON, 0.8);
      cairo_rectangle (cr, left, top + height / 2 - 0.75, width, 1.5);
      cairo_fill (cr);
      break;

    case TL_ROLE_STAGE:
      set_colour (cr, palette, TL_COLOUR_CARD, 1);
      cairo_rectangle (cr, left, top, width, height);
      cairo_fill_preserve (cr);
      set_colour (cr, palette, TL_COLOUR_SOFT, 0.7);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
      break;

    case TL_ROLE_PAIN:
      /* Where even a stage is hardly seen, pains would be all that is. */
      if (group->bounds.width * scale < 2)
        break;
      set_colour (cr, palette, TL_COLOUR_LOSS, 1);
      cairo_rectangle (cr, left, top, MAX (width, 3), MAX (height - 1, 2));
      cairo_fill (cr);
      break;

    default:
      break;
    }
}

static GskRenderNode *
render (TlOverview *self, double scale, double x, double y)
{
  static const TlRole order[] = { TL_ROLE_TRANSITION, TL_ROLE_STAGE, TL_ROLE_PAIN };
  TlScene            *scene = tl_canvas_get_scene (self->canvas);
  TlPalette           palette = tl_canvas_get_palette (self->canvas);
  graphene_rect_t     rect = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                                 (float) gtk_widget_get_height (GTK_WIDGET (self)));
  GskRenderNode      *node = gsk_cairo_node_new (&rect);
  cairo_t            *cr = gsk_cairo_node_get_draw_context (node);

  for (gsize k = 0; scene && k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < tl_scene_n_groups (scene); i++)
      if (tl_scene_get_group (scene, i)->role == order[k])
        paint_group (cr, tl_scene_get_group (scene, i), palette, scale, x, y);
  cairo_destroy (cr);
  return node;
}

static void
forget (TlOverview *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
tl_overview_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                     int *minimum_baseline, int *natural_baseline)
{
  TlOverview       *self = TL_OVERVIEW (widget);
  const TlViewport *view = self->canvas ? tl_canvas_get_view (self->canvas) : NULL;
  double            height = TALLEST;

  if (orientation == GTK_ORIENTATION_VERTICAL && view && view->width > 0)
    height = CLAMP ((WIDTH - 2 * PADDING) * view->height / view->width + 2 * PADDING, LOWEST, TALLEST);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : (int) ceil (height);
}

static void
tl_overview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  g_clear_pointer (&TL_OVERVIEW (widget)->node, gsk_render_node_unref);
}

static void
tl_overview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlOverview       *self = TL_OVERVIEW (widget);
  const TlViewport *view;
  double            scale, x, y, left, top, right, bottom;
  int               width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GskRoundedRect    frame;
  GdkRGBA           colour, tint;

  if (!get_scale (self, &scale, &x, &y))
    return;
  view = tl_canvas_get_view (self->canvas);
  if (self->node == NULL)
    self->node = render (self, scale, x, y);
  gtk_snapshot_append_node (snapshot, self->node);
  left = CLAMP (view->x * scale + x, 1, width - 5);
  top = CLAMP (view->y * scale + y, 1, height - 5);
  right = CLAMP ((view->x + view->view_width / view->scale) * scale + x, left + 4, width - 1);
  bottom = CLAMP ((view->y + view->view_height / view->scale) * scale + y, top + 4, height - 1);
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_color", &colour))
    gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  tint = colour;
  tint.alpha *= 0.10f;
  gsk_rounded_rect_init_from_rect (&frame, &GRAPHENE_RECT_INIT ((float) left, (float) top, (float) (right - left),
                                                                (float) (bottom - top)), 3);
  gtk_snapshot_append_color (snapshot, &tint, &frame.bounds);
  gtk_snapshot_append_border (snapshot, &frame, (float[4]) { 2, 2, 2, 2 },
                              (GdkRGBA[4]) { colour, colour, colour, colour });
}

/* The middle of what is to be seen, such that no more empty ground is seen than must be. */
static double
hold (double middle, double start, double size, double seen)
{
  if (size <= seen)
    return start + size / 2;
  return CLAMP (middle, start + seen / 2, start + size - seen / 2);
}

static void
look_at (TlOverview *self, double x, double y)
{
  const TlViewport *view = tl_canvas_get_view (self->canvas);

  tl_canvas_look_at (self->canvas, hold (x, view->left, view->width, view->view_width / view->scale),
                     hold (y, view->top, view->height, view->view_height / view->scale));
}

static void
drag_begun (GtkGestureDrag *gesture, double px, double py, gpointer data)
{
  TlOverview       *self = data;
  const TlViewport *view;
  double            scale, x, y, at_x, at_y, middle_x, middle_y;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (!get_scale (self, &scale, &x, &y))
    return;
  view = tl_canvas_get_view (self->canvas);
  at_x = (px - x) / scale;
  at_y = (py - y) / scale;
  middle_x = view->x + view->view_width / view->scale / 2;
  middle_y = view->y + view->view_height / view->scale / 2;
  self->grip_x = self->grip_y = 0;
  if (fabs (at_x - middle_x) <= view->view_width / view->scale / 2
      && fabs (at_y - middle_y) <= view->view_height / view->scale / 2)
    {
      self->grip_x = at_x - middle_x;
      self->grip_y = at_y - middle_y;
      return;
    }
  look_at (self, at_x, at_y);
}

static void
dragged (GtkGestureDrag *gesture, double dx, double dy, gpointer data)
{
  TlOverview *self = data;
  double      scale, x, y, start_x, start_y;

  if (!get_scale (self, &scale, &x, &y) || !gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y))
    return;
  look_at (self, (start_x + dx - x) / scale - self->grip_x, (start_y + dy - y) / scale - self->grip_y);
}

/* The wheel zooms about the middle: here it has nothing to scroll. */
static gboolean
scrolled (GtkEventControllerScroll *controller, double dx, double dy, gpointer data)
{
  TlOverview *self = data;

  if (self->canvas && dy != 0)
    tl_canvas_zoom_by (self->canvas, pow (1.12, -CLAMP (dy, -4, 4)));
  return GDK_EVENT_STOP;
}

static void
canvas_gone (gpointer data, GObject *canvas)
{
  TL_OVERVIEW (data)->canvas = NULL;
}

static void
tl_overview_dispose (GObject *object)
{
  TlOverview *self = TL_OVERVIEW (object);

  tl_overview_set_canvas (self, NULL);
  g_signal_handlers_disconnect_by_data (adw_style_manager_get_default (), self);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  G_OBJECT_CLASS (tl_overview_parent_class)->dispose (object);
}

static void
tl_overview_class_init (TlOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_overview_dispose;
  widget_class->measure = tl_overview_measure;
  widget_class->size_allocate = tl_overview_size_allocate;
  widget_class->snapshot = tl_overview_snapshot;
  gtk_widget_class_set_css_name (widget_class, "tl-overview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
tl_overview_init (TlOverview *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begun), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (dragged), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (scroll, "scroll", G_CALLBACK (scrolled), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  g_signal_connect_swapped (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (forget), self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _("Overview: drag the frame, or click where to go"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Overview of the Map"), -1);
}

/**
 * tl_overview_set_canvas:
 * @canvas: (nullable): what it is the overview of
 */
void
tl_overview_set_canvas (TlOverview *self, TlCanvas *canvas)
{
  g_return_if_fail (TL_IS_OVERVIEW (self));
  if (self->canvas)
    {
      g_signal_handlers_disconnect_by_data (self->canvas, self);
      g_object_weak_unref (G_OBJECT (self->canvas), canvas_gone, self);
    }
  self->canvas = canvas;
  if (canvas == NULL)
    return;
  g_object_weak_ref (G_OBJECT (canvas), canvas_gone, self);
  g_signal_connect_swapped (canvas, "drawn", G_CALLBACK (forget), self);
  g_signal_connect_swapped (canvas, "moved", G_CALLBACK (gtk_widget_queue_draw), self);
  forget (self);
}

/**
 * tl_overview_is_needed:
 *
 * Returns: whether the map is so much larger than what is seen of it that an overview helps
 */
gboolean
tl_overview_is_needed (TlOverview *self)
{
  const TlViewport *view = self->canvas ? tl_canvas_get_view (self->canvas) : NULL;

  return view && view->view_width > 2.2 * WIDTH && view->view_height > 2.5 * TALLEST
         && (view->width * view->scale > WIDER * view->view_width
             || view->height * view->scale > HIGHER * view->view_height);
}
