/* tl-fix-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fix-bar.h"

#include <math.h>

struct _TlFixBar
{
  GtkWidget  parent_instance;

  TlFixScale scale;
  double     value;
};

G_DEFINE_FINAL_TYPE (TlFixBar, tl_fix_bar, GTK_TYPE_WIDGET)

#define THICK 8.0 /* of the bar */
#define END   6.0 /* radius of the circle at its end */

static void
lookup (GtkWidget *widget, const char *name, GdkRGBA *colour)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (context, name, colour))
    gtk_style_context_get_color (context, colour);
}

/* Loss is hatched: colour is never the only sign. */
static void
hatch (cairo_t *cr, double x, double y, double width, double height, const GdkRGBA *paper)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  gdk_cairo_set_source_rgba (cr, paper);
  cairo_set_line_width (cr, 1.6);
  for (double at = x - height; at < x + width + height; at += 5)
    {
      cairo_move_to (cr, at, y + height);
      cairo_line_to (cr, at + height, y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
tl_fix_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlFixBar *self = TL_FIX_BAR (widget);
  double    width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double    room = width - 2 * END - 2, middle = round (height / 2);
  double    zero, end;
  gboolean  loss = self->value < 0;
  GdkRGBA   rule, colour, paper;
  cairo_t  *cr;

  if (room <= 0 || height <= 0)
    return;
  zero = END + 1 + room * tl_fix_scale_place (&self->scale, 0);
  end = END + 1 + room * tl_fix_scale_place (&self->scale, self->value);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      zero = width - zero;
      end = width - end;
    }
  lookup (widget, "tl_rule", &rule);
  lookup (widget, loss ? "tl_loss" : "tl_gain", &colour);
  lookup (widget, "tl_paper", &paper);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gdk_cairo_set_source_rgba (cr, &rule);
  cairo_rectangle (cr, round (zero) - 1, 0, 2, height);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_rectangle (cr, MIN (zero, end), middle - THICK / 2, fabs (end - zero), THICK);
  cairo_fill (cr);
  if (loss)
    hatch (cr, MIN (zero, end), middle - THICK / 2, fabs (end - zero), THICK, &paper);
  cairo_arc (cr, end, middle, END - 1, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &paper);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 2.5);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
tl_fix_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                    int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 40 : 2 * (int) END + 4;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 40;
}

static void
tl_fix_bar_class_init (TlFixBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = tl_fix_bar_snapshot;
  widget_class->measure = tl_fix_bar_measure;
  gtk_widget_class_set_css_name (widget_class, "tl-fix-bar");
  /* The figure beside it says the same. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
tl_fix_bar_init (TlFixBar *self)
{
}

GtkWidget *
tl_fix_bar_new (void)
{
  return g_object_new (TL_TYPE_FIX_BAR, NULL);
}

/**
 * tl_fix_bar_set:
 * @scale: the scale of the whole ranking
 * @value: the fix's
 */
void
tl_fix_bar_set (TlFixBar *self, const TlFixScale *scale, double value)
{
  g_return_if_fail (TL_IS_FIX_BAR (self));
  self->scale = *scale;
  self->value = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
