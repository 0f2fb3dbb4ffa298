/* tl-facets-months.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-facets-months.h"

#include <glib/gi18n-lib.h>

#include "tl-parts.h"
#include "tl-phrase.h"

#define HEIGHT     44
#define MOST_BARS  240 /* months in the chart; the two lists have all */

typedef struct
{
  char   *month; /* 2026-11 */
  gint64  n;
} Month;

struct _TlFacetsMonths
{
  GtkWidget        parent_instance;

  GtkWidget       *box;
  GtkWidget       *chart;
  GtkWidget       *lists[2]; /* from, until */
  TlRecordsFilter *filter;
  GArray          *months;
  gboolean         is_filling;
};

G_DEFINE_FINAL_TYPE (TlFacetsMonths, tl_facets_months, GTK_TYPE_WIDGET)

static void
month_clear (gpointer data)
{
  g_free (((Month *) data)->month);
}

static const Month *
nth (TlFacetsMonths *self, guint i)
{
  return &g_array_index (self->months, Month, i);
}

static gboolean
is_within (TlFacetsMonths *self, const char *month)
{
  const char *from = tl_records_filter_get_from (self->filter), *until = tl_records_filter_get_until (self->filter);

  return (from == NULL || strncmp (month, from, 7) >= 0) && (until == NULL || strncmp (month, until, 7) <= 0);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  TlFacetsMonths  *self = data;
  guint            n = MIN (self->months->len, MOST_BARS), first = self->months->len - n;
  gint64           most = 1;
  GdkRGBA          ink, faint;
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (area));

  if (n == 0 || self->filter == NULL)
    return;
  if (!gtk_style_context_lookup_color (context, "tl_gain", &ink) || !gtk_style_context_lookup_color (context, "tl_rule", &faint))
    return;
  for (guint i = first; i < self->months->len; i++)
    most = MAX (most, nth (self, i)->n);
  for (guint i = 0; i < n; i++)
    {
      const Month *month = nth (self, first + i);
      double       left = (double) width * i / n, right = (double) width * (i + 1) / n;
      double       tall = month->n > 0 ? MAX (1.5, (height - 1) * (double) month->n / (double) most) : 0;

      gdk_cairo_set_source_rgba (cr, is_within (self, month->month) ? &ink : &faint);
      cairo_rectangle (cr, left, height - tall, MAX (.5, right - left - (right - left > 3 ? 1 : 0)), tall);
      cairo_fill (cr);
    }
}

static void
chosen (TlFacetsMonths *self)
{
  g_autofree char *from = NULL, *until = NULL;
  guint            ends[2];

  if (self->is_filling)
    return;
  for (int i = 0; i < 2; i++)
    ends[i] = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->lists[i]));
  if (ends[0] != GTK_INVALID_LIST_POSITION && ends[0] > 0 && ends[0] <= self->months->len)
    from = g_strdup_printf ("%s-01", nth (self, ends[0] - 1)->month);
  if (ends[1] != GTK_INVALID_LIST_POSITION && ends[1] > 0 && ends[1] <= self->months->len)
    {
      const char *month = nth (self, ends[1] - 1)->month;
      guint       year = (guint) g_ascii_strtoull (month, NULL, 10), number = (guint) g_ascii_strtoull (month + 5, NULL, 10);

      until = g_strdup_printf ("%s-%02u", month, g_date_get_days_in_month ((GDateMonth) CLAMP (number, 1, 12),
                                                                         (GDateYear) MAX (year, 1)));
    }
  /* Who takes an end before the beginning wants that month. */
  if (from && until && g_strcmp0 (from, until) > 0)
    {
      g_free (from);
      from = g_strdup_printf ("%.7s-01", until);
    }
  tl_records_filter_set_period (self->filter, from, until);
}

/* A click on a month takes it; the same again takes all. */
static void
pressed (GtkGestureClick *gesture, int n_press, double x, double y, TlFacetsMonths *self)
{
  guint            n = MIN (self->months->len, MOST_BARS), first = self->months->len - n;
  int              width = gtk_widget_get_width (self->chart);
  guint            i = n > 0 && width > 0 ? (guint) CLAMP (x * n / width, 0, n - 1) : 0;
  const char      *month, *from, *until;
  g_autofree char *day = NULL, *last = NULL;

  if (n == 0)
    return;
  month = nth (self, first + i)->month;
  from = tl_records_filter_get_from (self->filter);
  until = tl_records_filter_get_until (self->filter);
  if (from && until && strncmp (from, month, 7) == 0 && strncmp (until, month, 7) == 0)
    {
      tl_records_filter_set_period (self->filter, NULL, NULL);
      return;
    }
  day = g_strdup_printf ("%s-01", month);
  last = g_strdup_printf ("%s-%02u", month,
                          g_date_get_days_in_month ((GDateMonth) CLAMP (atoi (month + 5), 1, 12),
                                                    (GDateYear) MAX (atoi (month), 1)));
  tl_records_filter_set_period (self->filter, day, last);
}

static gboolean
tell (GtkWidget *chart, int x, int y, gboolean keyboard, GtkTooltip *tooltip, TlFacetsMonths *self)
{
  guint            n = MIN (self->months->len, MOST_BARS), first = self->months->len - n;
  int              width = gtk_widget_get_width (chart);
  const Month     *month;
  g_autofree char *name = NULL, *number = NULL, *text = NULL;

  if (n == 0 || width <= 0)
    return FALSE;
  month = nth (self, first + (guint) CLAMP (x * (int) n / width, 0, (int) n - 1));
  name = tl_records_say_month (month->month);
  number = tl_phrase_count ((double) month->n);
  text = g_strdup_printf (C_ ("facet", "%s: %s"), name, number);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
tl_facets_months_dispose (GObject *object)
{
  TlFacetsMonths *self = TL_FACETS_MONTHS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->months, g_array_unref);
  G_OBJECT_CLASS (tl_facets_months_parent_class)->dispose (object);
}

static void
tl_facets_months_class_init (TlFacetsMonthsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_facets_months_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
tl_facets_months_init (TlFacetsMonths *self)
{
  GtkWidget          *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkGesture         *click = gtk_gesture_click_new ();
  const char *const   names[] = { _("From"), _("Until") };

  self->months = g_array_new (FALSE, FALSE, sizeof (Month));
  g_array_set_clear_func (self->months, month_clear);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->box), tl_part_label (_("Period"), "tl-facet-head"));
  self->chart = gtk_drawing_area_new ();
  gtk_widget_set_size_request (self->chart, -1, HEIGHT);
  gtk_widget_add_css_class (self->chart, "tl-facet-chart");
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->chart), draw, self, NULL);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed), self);
  gtk_widget_add_controller (self->chart, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_has_tooltip (self->chart, TRUE);
  g_signal_connect (self->chart, "query-tooltip", G_CALLBACK (tell), self);
  gtk_box_append (GTK_BOX (self->box), self->chart);
  gtk_box_set_homogeneous (GTK_BOX (line), TRUE);
  for (int i = 0; i < 2; i++)
    {
      self->lists[i] = gtk_drop_down_new (NULL, NULL);
      gtk_widget_add_css_class (self->lists[i], "tl-facet-month");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->lists[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, names[i], -1);
      g_signal_connect_swapped (self->lists[i], "notify::selected", G_CALLBACK (chosen), self);
      gtk_box_append (GTK_BOX (line), self->lists[i]);
    }
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * tl_facets_months_new:
 *
 * Returns: (transfer floating): months, of nothing yet
 */
GtkWidget *
tl_facets_months_new (void)
{
  return g_object_new (TL_TYPE_FACETS_MONTHS, NULL);
}

static guint
find (TlFacetsMonths *self, const char *day)
{
  for (guint i = 0; day && i < self->months->len; i++)
    if (strncmp (nth (self, i)->month, day, 7) == 0)
      return i + 1;
  return 0;
}

static gboolean
take_months (TlFacetsMonths *self, const GArray *values)
{
  gboolean same;
  guint    k = 0, n = 0;

  for (guint i = 0; i < values->len; i++)
    n += *g_array_index (values, TlFacetValue, i).value ? 1 : 0;
  same = n == self->months->len;
  for (guint i = 0; i < values->len && same; i++)
    {
      const TlFacetValue *value = &g_array_index (values, TlFacetValue, i);

      if (*value->value)
        same = g_str_equal (nth (self, k++)->month, value->value);
    }
  g_array_set_size (self->months, 0);
  for (guint i = 0; i < values->len; i++)
    {
      const TlFacetValue *value = &g_array_index (values, TlFacetValue, i);
      Month               month = { g_strdup (value->value), value->n };

      if (*value->value)
        g_array_append_val (self->months, month);
      else
        g_free (month.month);
    }
  return same;
}

static void
fill_lists (TlFacetsMonths *self)
{
  const char *const all[] = { C_ ("period", "Begin"), C_ ("period", "Today") };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

      gtk_string_list_append (names, all[i]);
      for (guint k = 0; k < self->months->len; k++)
        {
          g_autofree char *name = tl_records_say_month (nth (self, k)->month);

          gtk_string_list_append (names, name);
        }
      gtk_drop_down_set_model (GTK_DROP_DOWN (self->lists[i]), G_LIST_MODEL (names));
    }
}

/**
 * tl_facets_months_set:
 * @filter: what it changes
 * @facets: what each month would find
 */
void
tl_facets_months_set (TlFacetsMonths *self, TlRecordsFilter *filter, const TlFacets *facets)
{
  gboolean same;

  g_return_if_fail (TL_IS_FACETS_MONTHS (self) && filter && facets);
  g_set_object (&self->filter, filter);
  self->is_filling = TRUE;
  same = take_months (self, facets->values[TL_FACET_MONTH]);
  if (!same)
    fill_lists (self);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->lists[0]), find (self, tl_records_filter_get_from (filter)));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->lists[1]), find (self, tl_records_filter_get_until (filter)));
  self->is_filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), self->months->len > 0);
  gtk_widget_queue_draw (self->chart);
}
