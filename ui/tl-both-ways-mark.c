/* tl-both-ways-mark.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-both-ways-mark.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-fix-explain.h"
#include "tl-interval.h"
#include "tl-phrase.h"

struct _TlBothWaysMark
{
  GtkWidget  parent_instance;

  TlRanking *ranking; /* borrowed from the chart */
  char      *id;
  TlMarkLook look;
};

G_DEFINE_FINAL_TYPE (TlBothWaysMark, tl_both_ways_mark, GTK_TYPE_WIDGET)

#define EDGE 3.0 /* room for the line around the selected one */
#define GAP  2.0 /* between circle and ring */

static void
lookup (GtkWidget *widget, const char *name, GdkRGBA *colour)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (context, name, colour))
    gtk_style_context_get_color (context, colour);
}

/**
 * tl_both_ways_mark_reach:
 *
 * Returns: how far it goes from its middle, in pixels
 */
double
tl_both_ways_mark_reach (TlBothWaysMark *self)
{
  g_return_val_if_fail (TL_IS_BOTH_WAYS_MARK (self), 0);
  return ceil (self->look.radius + GAP + self->look.ring + EDGE);
}

static void
draw_circle (TlBothWaysMark *self, cairo_t *cr, double middle, const GdkRGBA *colour, const GdkRGBA *paper)
{
  double  radius = self->look.radius;
  GdkRGBA pale = *colour;

  if (self->look.ring > 0)
    {
      pale.alpha = .4F;
      gdk_cairo_set_source_rgba (cr, &pale);
      cairo_set_line_width (cr, self->look.ring);
      cairo_arc (cr, middle, middle, radius + GAP + self->look.ring / 2, 0, 2 * G_PI);
      cairo_stroke (cr);
    }
  /* One that lies under it stays apart from it. */
  gdk_cairo_set_source_rgba (cr, paper);
  cairo_arc (cr, middle, middle, radius + GAP, 0, 2 * G_PI);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_arc (cr, middle, middle, radius, 0, 2 * G_PI);
  cairo_fill (cr);
  if (self->look.loss)
    {
      cairo_save (cr);
      cairo_arc (cr, middle, middle, radius, 0, 2 * G_PI);
      cairo_clip (cr);
      tl_interval_hatch (cr, middle - radius, middle - radius, 2 * radius, 2 * radius, paper);
      cairo_restore (cr);
      /* The figure stands on plain ground, and the hatching around it. */
      gdk_cairo_set_source_rgba (cr, colour);
      cairo_arc (cr, middle, middle, MAX (radius - 4, 8), 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
tl_both_ways_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlBothWaysMark         *self = TL_BOTH_WAYS_MARK (widget);
  double                  size = gtk_widget_get_width (widget);
  double                  middle = size / 2;
  g_autofree char        *number = g_strdup_printf ("%u", self->look.place);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, number);
  gboolean                focus = gtk_widget_has_visible_focus (widget);
  GdkRGBA                 colour;
  GdkRGBA                 paper;
  GdkRGBA                 ink;
  cairo_t                *cr;
  int                     width;
  int                     height;

  lookup (widget, self->look.loss ? "tl_loss" : "tl_gain", &colour);
  lookup (widget, "tl_paper", &paper);
  lookup (widget, focus ? "accent_color" : "tl_rank", &ink);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) size, (float) size));
  draw_circle (self, cr, middle, &colour, &paper);
  if (self->look.selected || focus)
    {
      gdk_cairo_set_source_rgba (cr, &ink);
      cairo_set_line_width (cr, focus ? 3 : 2);
      cairo_arc (cr, middle, middle, middle - 1.5, 0, 2 * G_PI);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (middle - width / 2.0), (float) (middle - height / 2.0)));
  gtk_snapshot_append_layout (snapshot, layout, &paper);
  gtk_snapshot_restore (snapshot);
}

static void
tl_both_ways_mark_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                           int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = (int) (2 * tl_both_ways_mark_reach (TL_BOTH_WAYS_MARK (widget)));
}

/* Only the circle and its ring, not the corners around them. */
static gboolean
tl_both_ways_mark_contains (GtkWidget *widget, double x, double y)
{
  double middle = gtk_widget_get_width (widget) / 2.0;

  return hypot (x - middle, y - middle) <= middle;
}

static void
choose (TlBothWaysMark *self)
{
  if (self->ranking && self->id)
    tl_ranking_select (self->ranking, self->id);
}

static void
clicked (GtkGestureClick *gesture, int n, double x, double y, gpointer data)
{
  choose (data);
  gtk_widget_grab_focus (data);
  if (n == 2)
    gtk_widget_activate_action (data, "win.show-panel", NULL);
}

static gboolean
choose_by_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  choose (TL_BOTH_WAYS_MARK (widget));
  return TRUE;
}

static gboolean
tl_both_ways_mark_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  TlBothWaysMark     *self = TL_BOTH_WAYS_MARK (widget);
  TlFigures          *figures = self->ranking ? tl_ranking_get_figures (self->ranking) : NULL;
  const TlFixFigures *fix = figures && self->id ? tl_figures_get_fix (figures, self->id) : NULL;
  const char         *currency = figures ? tl_figures_get_currency (figures) : NULL;
  g_autofree char    *revenue = NULL;
  g_autofree char    *cost = NULL;
  g_autofree char    *once = NULL;
  g_autofree char    *row = NULL;
  g_autofree char    *text = NULL;

  if (fix == NULL || fix->outcome == NULL)
    return FALSE;
  row = tl_fix_explain_row (self->ranking, self->id);
  revenue = tl_phrase_gain (fix->outcome->change.revenue, currency);
  cost = tl_phrase_gain (fix->outcome->change.cost, currency);
  once = tl_phrase_money (fix->outcome->one_off, currency);
  text = g_strdup_printf (_("%s\nRevenue %s a year, cost %s a year, money to start %s."), row, revenue, cost, once);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
tl_both_ways_mark_finalize (GObject *object)
{
  g_free (TL_BOTH_WAYS_MARK (object)->id);
  G_OBJECT_CLASS (tl_both_ways_mark_parent_class)->finalize (object);
}

static void
tl_both_ways_mark_class_init (TlBothWaysMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tl_both_ways_mark_finalize;
  widget_class->snapshot = tl_both_ways_mark_snapshot;
  widget_class->measure = tl_both_ways_mark_measure;
  widget_class->contains = tl_both_ways_mark_contains;
  widget_class->query_tooltip = tl_both_ways_mark_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "tl-mark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, choose_by_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, choose_by_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, choose_by_key, NULL);
}

static void
tl_both_ways_mark_init (TlBothWaysMark *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (clicked), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
tl_both_ways_mark_new (void)
{
  return g_object_new (TL_TYPE_BOTH_WAYS_MARK, NULL);
}

/**
 * tl_both_ways_mark_set:
 * @ranking: the ranking, which must outlive the mark
 * @id: of a fix that has an outcome
 * @look: how it looks
 */
void
tl_both_ways_mark_set (TlBothWaysMark *self, TlRanking *ranking, const char *id, const TlMarkLook *look)
{
  g_autofree char *row = tl_fix_explain_row (ranking, id);

  g_return_if_fail (TL_IS_BOTH_WAYS_MARK (self));
  self->ranking = ranking;
  self->look = *look;
  id = g_strdup (id);
  g_free (self->id);
  self->id = (char *) id;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, row, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * tl_both_ways_mark_get_id:
 *
 * Returns: (transfer none) (nullable): of the fix it stands for
 */
const char *
tl_both_ways_mark_get_id (TlBothWaysMark *self)
{
  g_return_val_if_fail (TL_IS_BOTH_WAYS_MARK (self), NULL);
  return self->id;
}
