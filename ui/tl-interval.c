/* tl-interval.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-interval.h"

#include <math.h>

#include "tl-money.h"

struct _TlInterval
{
  GtkWidget       parent_instance;

  TlFixScale      scale;
  TlIntervalValue value;
  gboolean        is_axis;
  char           *currency;
};

G_DEFINE_FINAL_TYPE (TlInterval, tl_interval, GTK_TYPE_WIDGET)

#define BAND 14.0 /* of the interval */
#define BAR   6.0 /* from 0 to the middle */
#define END   6.0 /* radius of the circle at the middle */
#define TICK 72.0 /* room that a tick's figure takes */

static void
lookup (GtkWidget *widget, const char *name, GdkRGBA *colour)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (context, name, colour))
    gtk_style_context_get_color (context, colour);
}

/**
 * tl_interval_hatch:
 * @colour: of the lines
 *
 * Loss is hatched: colour is never the only sign.
 */
void
tl_interval_hatch (cairo_t *cr, double x, double y, double width, double height, const GdkRGBA *colour)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  gdk_cairo_set_source_rgba (cr, colour);
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
add_rounded (cairo_t *cr, double x, double y, double width, double height)
{
  double r = MIN (height, width) / 2;

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static double
place_of (TlInterval *self, double value)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double x = END + 1 + (width - 2 * END - 2) * tl_fix_scale_place (&self->scale, value);

  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? width - x : x;
}

static guint
find_ticks (TlInterval *self, double ticks[TL_FIX_SCALE_TICKS])
{
  return tl_fix_scale_ticks (&self->scale, (guint) CLAMP (gtk_widget_get_width (GTK_WIDGET (self)) / TICK, 2, 8), ticks);
}

/* Figures of the ticks; those that would touch one that is there already are left out. */
static void
draw_axis (TlInterval *self, GtkSnapshot *snapshot)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  double                  ticks[TL_FIX_SCALE_TICKS];
  double                  taken[TL_FIX_SCALE_TICKS][2];
  guint                   n = find_ticks (self, ticks);
  guint                   n_taken = 0;
  double                  width = gtk_widget_get_width (GTK_WIDGET (self));
  GdkRGBA                 ink;

  lookup (GTK_WIDGET (self), "tl_soft", &ink);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = tl_money_format (ticks[i], self->currency, TL_MONEY_SHORT, NULL);
      gboolean         free = TRUE;
      int              text_width;
      int              text_height;
      double           x;

      pango_layout_set_text (layout, text, -1);
      pango_layout_get_pixel_size (layout, &text_width, &text_height);
      x = CLAMP (place_of (self, ticks[i]) - text_width / 2.0, 0, MAX (width - text_width, 0));
      for (guint k = 0; k < n_taken && free; k++)
        free = x > taken[k][1] + 6 || x + text_width < taken[k][0] - 6;
      if (!free)
        continue;
      taken[n_taken][0] = x;
      taken[n_taken++][1] = x + text_width;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot,
                              &GRAPHENE_POINT_INIT ((float) x,
                                                    (float) (gtk_widget_get_height (GTK_WIDGET (self)) - text_height)));
      gtk_snapshot_append_layout (snapshot, layout, &ink);
      gtk_snapshot_restore (snapshot);
    }
}

static void
draw_value (TlInterval *self, cairo_t *cr, double middle)
{
  gboolean loss = self->value.middle < 0;
  double   zero = place_of (self, 0);
  double   end = place_of (self, self->value.middle);
  double   low = place_of (self, self->value.low);
  double   high = place_of (self, self->value.high);
  GdkRGBA  colour;
  GdkRGBA  paper;
  GdkRGBA  band;

  lookup (GTK_WIDGET (self), loss ? "tl_loss" : "tl_gain", &colour);
  lookup (GTK_WIDGET (self), "tl_paper", &paper);
  if (self->value.high > self->value.low)
    {
      double width = fabs (high - low);

      band = colour;
      band.alpha = .3F;
      gdk_cairo_set_source_rgba (cr, &band);
      add_rounded (cr, MIN (low, high), middle - BAND / 2, MAX (width, 2), BAND);
      cairo_fill (cr);
      if (loss)
        {
          cairo_save (cr);
          add_rounded (cr, MIN (low, high), middle - BAND / 2, MAX (width, 2), BAND);
          cairo_clip (cr);
          tl_interval_hatch (cr, MIN (low, high), middle - BAND / 2, width, BAND, &paper);
          cairo_restore (cr);
        }
      /* What is pale has an edge that is not: 3 : 1 against any row. */
      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_set_line_width (cr, 1);
      add_rounded (cr, MIN (low, high) + .5, middle - BAND / 2 + .5, MAX (width - 1, 1), BAND - 1);
      cairo_stroke (cr);
    }
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_rectangle (cr, MIN (zero, end), middle - BAR / 2, fabs (end - zero), BAR);
  cairo_fill (cr);
  if (loss)
    tl_interval_hatch (cr, MIN (zero, end), middle - BAR / 2, fabs (end - zero), BAR, &paper);
  cairo_arc (cr, end, middle, END - 1, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &paper);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 2.5);
  cairo_stroke (cr);
}

static void
tl_interval_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlInterval *self = TL_INTERVAL (widget);
  double      width = gtk_widget_get_width (widget);
  double      height = gtk_widget_get_height (widget);
  double      ticks[TL_FIX_SCALE_TICKS];
  guint       n = find_ticks (self, ticks);
  GdkRGBA     rule;
  cairo_t    *cr;

  if (width <= 2 * END + 2 || height <= 0)
    return;
  if (self->is_axis)
    {
      draw_axis (self, snapshot);
      return;
    }
  lookup (widget, "tl_rule", &rule);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gdk_cairo_set_source_rgba (cr, &rule);
  cairo_rectangle (cr, round (place_of (self, 0)) - 1, 0, 2, height);
  cairo_fill (cr);
  rule.alpha *= .5F;
  gdk_cairo_set_source_rgba (cr, &rule);
  for (guint i = 1; i < n; i++)
    cairo_rectangle (cr, round (place_of (self, ticks[i])), 0, 1, height);
  cairo_fill (cr);
  draw_value (self, cr, round (height / 2));
  cairo_destroy (cr);
}

static void
tl_interval_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                     int *minimum_baseline, int *natural_baseline)
{
  TlInterval *self = TL_INTERVAL (widget);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 40 : 2 * (int) END + 4;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 40;
  if (self->is_axis && orientation == GTK_ORIENTATION_VERTICAL)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0");

      pango_layout_get_pixel_size (layout, NULL, minimum);
      *natural = *minimum;
    }
}

static void
tl_interval_finalize (GObject *object)
{
  g_free (TL_INTERVAL (object)->currency);
  G_OBJECT_CLASS (tl_interval_parent_class)->finalize (object);
}

static void
tl_interval_class_init (TlIntervalClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tl_interval_finalize;
  widget_class->snapshot = tl_interval_snapshot;
  widget_class->measure = tl_interval_measure;
  gtk_widget_class_set_css_name (widget_class, "tl-interval");
  /* The figures beside it say the same. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
tl_interval_init (TlInterval *self)
{
}

GtkWidget *
tl_interval_new (void)
{
  return g_object_new (TL_TYPE_INTERVAL, NULL);
}

/**
 * tl_interval_set:
 * @scale: the scale of the whole ranking
 * @value: the fix's
 */
void
tl_interval_set (TlInterval *self, const TlFixScale *scale, const TlIntervalValue *value)
{
  g_return_if_fail (TL_IS_INTERVAL (self));
  self->scale = *scale;
  self->value = *value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * tl_interval_set_axis:
 * @scale: the scale of the whole ranking
 * @currency: (nullable): ISO 4217
 *
 * Makes it the axis over the bars.
 */
void
tl_interval_set_axis (TlInterval *self, const TlFixScale *scale, const char *currency)
{
  g_return_if_fail (TL_IS_INTERVAL (self));
  self->is_axis = TRUE;
  self->scale = *scale;
  g_free (self->currency);
  self->currency = g_strdup (currency);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
