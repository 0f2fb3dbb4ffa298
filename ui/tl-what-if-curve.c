/* tl-what-if-curve.c
 *
 * A line of steps: it rises where more money buys a better set of fixes, and is level where it buys nothing more. A ring
 * shows where the set that is looked at lies.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-what-if-curve.h"

#include <math.h>

#include "tl-impact-together.h"

#define MARGIN 7.0
#define RING   5.0

struct _TlWhatIfCurve
{
  GtkWidget parent_instance;

  GArray   *frontier; /* NULL for now */
  double    most;     /* the greatest budget */
  double    cost;     /* of the set that is looked at; NaN for none */
  double    npv;
};

G_DEFINE_FINAL_TYPE (TlWhatIfCurve, tl_what_if_curve, GTK_TYPE_WIDGET)

typedef struct
{
  double width, height;
  double most;
  double low, high;
  gboolean mirrored;
} Frame;

static void
lookup (GtkWidget *widget, const char *name, GdkRGBA *colour)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (context, name, colour))
    gtk_style_context_get_color (context, colour);
}

static double
place_x (const Frame *frame, double budget)
{
  double part = frame->most > 0 ? CLAMP (budget / frame->most, 0, 1) : 0;

  return MARGIN + (frame->mirrored ? 1 - part : part) * (frame->width - 2 * MARGIN);
}

static double
place_y (const Frame *frame, double npv)
{
  double part = frame->high > frame->low ? CLAMP ((npv - frame->low) / (frame->high - frame->low), 0, 1) : 0;

  return frame->height - MARGIN - part * (frame->height - 2 * MARGIN);
}

static void
draw_steps (TlWhatIfCurve *self, cairo_t *cr, const Frame *frame)
{
  const TlImpactFrontierPoint *last = NULL;

  for (guint i = 0; i < self->frontier->len; i++)
    {
      const TlImpactFrontierPoint *point = &g_array_index (self->frontier, TlImpactFrontierPoint, i);

      if (last)
        cairo_line_to (cr, place_x (frame, point->budget), place_y (frame, last->npv));
      cairo_line_to (cr, place_x (frame, point->budget), place_y (frame, point->npv));
      last = point;
    }
  if (last)
    cairo_line_to (cr, place_x (frame, frame->most), place_y (frame, last->npv));
  cairo_stroke (cr);
  for (guint i = 0; i < self->frontier->len; i++)
    {
      const TlImpactFrontierPoint *point = &g_array_index (self->frontier, TlImpactFrontierPoint, i);

      cairo_arc (cr, place_x (frame, point->budget), place_y (frame, point->npv), 2.5, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
tl_what_if_curve_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlWhatIfCurve *self = TL_WHAT_IF_CURVE (widget);
  Frame          frame = { gtk_widget_get_width (widget), gtk_widget_get_height (widget), self->most, 0, 0,
                           gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL };
  GdkRGBA        rule, colour, paper;
  cairo_t       *cr;

  if (self->frontier == NULL || frame.width <= 2 * MARGIN || frame.height <= 2 * MARGIN)
    return;
  for (guint i = 0; i < self->frontier->len; i++)
    {
      frame.low = MIN (frame.low, g_array_index (self->frontier, TlImpactFrontierPoint, i).npv);
      frame.high = MAX (frame.high, g_array_index (self->frontier, TlImpactFrontierPoint, i).npv);
    }
  if (isfinite (self->npv))
    {
      frame.low = MIN (frame.low, self->npv);
      frame.high = MAX (frame.high, self->npv);
    }
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) frame.width, (float) frame.height));
  lookup (widget, "tl_soft", &rule);
  gdk_cairo_set_source_rgba (cr, &rule);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, MARGIN, round (place_y (&frame, 0)) + .5);
  cairo_line_to (cr, frame.width - MARGIN, round (place_y (&frame, 0)) + .5);
  cairo_stroke (cr);
  lookup (widget, "tl_gain", &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 2);
  draw_steps (self, cr, &frame);
  if (isfinite (self->cost) && isfinite (self->npv))
    {
      lookup (widget, "tl_paper", &paper);
      lookup (widget, self->npv < 0 ? "tl_loss" : "tl_gain", &colour);
      cairo_arc (cr, place_x (&frame, self->cost), place_y (&frame, self->npv), RING, 0, 2 * G_PI);
      gdk_cairo_set_source_rgba (cr, &paper);
      cairo_fill_preserve (cr);
      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_set_line_width (cr, 2.5);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

static void
tl_what_if_curve_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : 72;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 280 : 96;
}

static void
tl_what_if_curve_finalize (GObject *object)
{
  g_clear_pointer (&TL_WHAT_IF_CURVE (object)->frontier, g_array_unref);
  G_OBJECT_CLASS (tl_what_if_curve_parent_class)->finalize (object);
}

static void
tl_what_if_curve_class_init (TlWhatIfCurveClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tl_what_if_curve_finalize;
  widget_class->snapshot = tl_what_if_curve_snapshot;
  widget_class->measure = tl_what_if_curve_measure;
  gtk_widget_class_set_css_name (widget_class, "tl-what-if-curve");
  /* The steps are listed in words under it. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
tl_what_if_curve_init (TlWhatIfCurve *self)
{
  self->cost = self->npv = NAN;
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
tl_what_if_curve_new (void)
{
  return g_object_new (TL_TYPE_WHAT_IF_CURVE, NULL);
}

/**
 * tl_what_if_curve_set:
 * @frontier: (nullable) (element-type TlImpactFrontierPoint): the steps
 * @most: the budget at the far end
 */
void
tl_what_if_curve_set (TlWhatIfCurve *self, const GArray *frontier, double most)
{
  g_return_if_fail (TL_IS_WHAT_IF_CURVE (self));
  g_clear_pointer (&self->frontier, g_array_unref);
  if (frontier)
    self->frontier = g_array_ref ((GArray *) frontier);
  self->most = most;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * tl_what_if_curve_set_point:
 * @cost: of the set that is looked at; NaN for none
 * @npv: what it comes to
 */
void
tl_what_if_curve_set_point (TlWhatIfCurve *self, double cost, double npv)
{
  g_return_if_fail (TL_IS_WHAT_IF_CURVE (self));
  self->cost = cost;
  self->npv = npv;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
