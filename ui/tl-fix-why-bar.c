/* tl-fix-why-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fix-why-bar.h"

#include <math.h>

struct _TlFixWhyBar
{
  GtkWidget     parent_instance;

  TlFixWhyScale scale;
  TlFixWhyLook  look;
  double        from;
  double        to;
};

G_DEFINE_FINAL_TYPE (TlFixWhyBar, tl_fix_why_bar, GTK_TYPE_WIDGET)

#define THICK  12.0 /* of the bar */
#define LEAST  2.0  /* of a bar that can be seen */
#define MARGIN 2.0  /* at either end */

static void
lookup (GtkWidget *widget, const char *name, GdkRGBA *colour)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (context, name, colour))
    gtk_style_context_get_color (context, colour);
}

/* Where an amount stands across the widget. */
static double
place (TlFixWhyBar *self, double amount)
{
  double room = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN;
  double span = self->scale.high - self->scale.low;
  double part = span > 0 && isfinite (span) ? CLAMP ((amount - self->scale.low) / span, 0, 1) : 0;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    part = 1 - part;
  return MARGIN + part * room;
}

/* Loss is hatched: colour is never the only sign. */
static void
draw_part (TlFixWhyBar *self, cairo_t *cr, double from, double to, gboolean loss)
{
  double  x = MIN (place (self, from), place (self, to));
  double  width = MAX (fabs (place (self, from) - place (self, to)), LEAST);
  double  y = round ((gtk_widget_get_height (GTK_WIDGET (self)) - THICK) / 2);
  GdkRGBA colour, paper;

  lookup (GTK_WIDGET (self), loss ? "tl_loss" : "tl_gain", &colour);
  lookup (GTK_WIDGET (self), "tl_paper", &paper);
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, THICK);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  if (loss)
    {
      gdk_cairo_set_source_rgba (cr, &paper);
      cairo_set_line_width (cr, 1.6);
      for (double at = x - THICK; at < x + width + THICK; at += 6)
        {
          cairo_move_to (cr, at, y + THICK);
          cairo_line_to (cr, at + THICK, y);
        }
      cairo_stroke (cr);
    }
  cairo_restore (cr);
  if (loss && width > LEAST)
    {
      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_set_line_width (cr, 1);
      cairo_rectangle (cr, x + .5, y + .5, width - 1, THICK - 1);
      cairo_stroke (cr);
    }
}

static void
tl_fix_why_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlFixWhyBar *self = TL_FIX_WHY_BAR (widget);
  double       width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double       low = MIN (self->from, self->to), high = MAX (self->from, self->to);
  GdkRGBA      rule;
  cairo_t     *cr;

  if (width <= 2 * MARGIN || height <= 0 || !isfinite (low) || !isfinite (high))
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  lookup (widget, "tl_soft", &rule);
  gdk_cairo_set_source_rgba (cr, &rule);
  cairo_rectangle (cr, round (place (self, self->scale.rule)) - .5, 0, 1, height);
  cairo_fill (cr);
  if (self->look == TL_FIX_WHY_CHANGE)
    draw_part (self, cr, self->from, self->to, self->to < self->from);
  else
    {
      if (low < self->scale.rule)
        draw_part (self, cr, low, MIN (high, self->scale.rule), TRUE);
      if (high > self->scale.rule)
        draw_part (self, cr, MAX (low, self->scale.rule), high, FALSE);
    }
  cairo_destroy (cr);
}

static void
tl_fix_why_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 48 : (int) THICK + 4;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : (int) THICK + 12;
}

static void
tl_fix_why_bar_class_init (TlFixWhyBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = tl_fix_why_bar_snapshot;
  widget_class->measure = tl_fix_why_bar_measure;
  gtk_widget_class_set_css_name (widget_class, "tl-fix-why-bar");
  /* The figure beside it says the same. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
tl_fix_why_bar_init (TlFixWhyBar *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

/**
 * tl_fix_why_bar_new:
 * @scale: of all the bars that stand under each other
 * @look: what it shows
 * @from: where it begins
 * @to: where it ends
 *
 * Returns: (transfer floating): the bar
 */
GtkWidget *
tl_fix_why_bar_new (const TlFixWhyScale *scale, TlFixWhyLook look, double from, double to)
{
  TlFixWhyBar *self = g_object_new (TL_TYPE_FIX_WHY_BAR, NULL);

  self->scale = *scale;
  self->look = look;
  self->from = from;
  self->to = to;
  return GTK_WIDGET (self);
}

/**
 * tl_fix_why_scale_add:
 * @self: a scale; begin with all three at one amount
 * @amount: what it shall have room for
 */
void
tl_fix_why_scale_add (TlFixWhyScale *self, double amount)
{
  if (!isfinite (amount))
    return;
  self->low = MIN (self->low, amount);
  self->high = MAX (self->high, amount);
}
