/* tl-measures-mark.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-measures-mark.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-number.h"
#include "tl-parts.h"
#include "tl-records-filter.h"

#define DOT         3.5
#define BAND        7.0
#define TREND_HIGH  64
#define MONTH_WIDTH 90.0 /* at most, in a trend */

/* Words */

static char *
say (int score, double value)
{
  return tl_number_format_people (value, score == 0 ? 0 : 2, NULL);
}

/**
 * tl_measures_say_value:
 * @score: 0 to %TL_N_SCORES − 1
 *
 * Returns: (transfer full): what it comes to; “–” where it comes to nothing
 */
char *
tl_measures_say_value (int score, const TlMeasure *measure)
{
  return measure->n == 0 || isnan (measure->value) ? g_strdup ("–") : say (score, measure->value);
}

/**
 * tl_measures_say_answers:
 *
 * Returns: (transfer full): how many have answered, and whether that is too few to tell; “” where nobody has
 */
char *
tl_measures_say_answers (const TlMeasure *measure)
{
  g_autofree char *n = tl_number_format_people ((double) measure->n, 0, NULL);

  if (measure->n == 0)
    return g_strdup ("");
  if (measure->is_enough)
    return g_strdup_printf (ngettext ("%s answer", "%s answers", (gulong) measure->n), n);
  return g_strdup_printf (ngettext ("%s answer: too few to tell", "%s answers: too few to tell", (gulong) measure->n), n);
}

/* A few who all answered alike have none that means anything. */
static gboolean
has_interval (const TlMeasure *measure)
{
  return !isnan (measure->low) && (measure->high > measure->low || measure->is_enough);
}

/**
 * tl_measures_say_interval:
 *
 * Returns: (transfer full): its 95 % interval, in words
 */
char *
tl_measures_say_interval (int score, const TlMeasure *measure)
{
  g_autofree char *low = NULL, *high = NULL;

  if (measure->n == 0)
    return g_strdup (_("Nobody has answered."));
  if (isnan (measure->value))
    return g_strdup (_("Sources with different scales meet here, so that there is no mean."));
  if (!has_interval (measure))
    return g_strdup (_("There is no interval: too few have answered."));
  low = say (score, measure->low);
  high = say (score, measure->high);
  /* Translators: the ends of an interval. */
  return g_strdup_printf (_("The 95%% interval is from %s to %s."), low, high);
}

static char *
explain_value (int score, const TlMeasure *measure)
{
  g_autofree char *n = tl_number_format_people ((double) measure->n, 0, NULL);
  g_autofree char *value = tl_measures_say_value (score, measure);

  if (isnan (measure->value))
    return g_strdup (_("Sources with different scales meet here, so that there is no mean."));
  if (score == 0)
    {
      double           top = round (measure->top * (double) measure->n);
      g_autofree char *promoters = tl_number_format_people (top, 0, NULL);
      g_autofree char *detractors = tl_number_format_people (round (top - measure->value * (double) measure->n / 100), 0, NULL);

      /* Translators: promoters, detractors, answers, and the NPS. */
      return g_strdup_printf (_("100 × (%s promoters, 9 and 10, − %s detractors, 0 to 6) ÷ %s answers = %s."), promoters,
                              detractors, n, value);
    }
  /* Translators: how many answers, the end of their scale, and their mean. */
  return g_strdup_printf (ngettext ("The mean of %s answer on a scale up to %d is %s.",
                                    "The mean of %s answers on a scale up to %d is %s.", (gulong) measure->n),
                          n, measure->scale, value);
}

/**
 * tl_measures_explain:
 *
 * Returns: (transfer full) (nullable): how it is worked out, with its figures; %NULL where nobody has answered
 */
char *
tl_measures_explain (int score, const TlMeasure *measure)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char      *share = tl_number_format_percent (measure->top, NULL);
  g_autofree char      *low = tl_number_format_percent (measure->top_low, NULL);
  g_autofree char      *high = tl_number_format_percent (measure->top_high, NULL);

  if (measure->n == 0)
    return NULL;
  g_ptr_array_add (lines, explain_value (score, measure));
  if (has_interval (measure))
    {
      g_ptr_array_add (lines, tl_measures_say_interval (score, measure));
      g_ptr_array_add (lines,
                       g_strdup (score == 0
                                   ? _("It is that of Bonett and Price: with one promoter and one detractor added, the difference "
                                       "of their shares ± 1.96 × its standard error.")
                                   : _("It is Student’s: the mean ± t × the standard deviation ÷ the root of the answers.")));
    }
  /* Translators: a share and its interval. */
  g_ptr_array_add (lines, g_strdup_printf (_("At the top: %s of them (Wilson’s interval: %s to %s)."), share, low, high));
  if (!measure->is_enough)
    g_ptr_array_add (lines, g_strdup (_("It is too few to tell: fewer than 30 answers, or an interval wider than a fifth of the "
                                        "scale.")));
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* Drawing */

static void
set_ink (GtkWidget *widget, cairo_t *cr, const char *name, float alpha)
{
  GdkRGBA ink = { 0, 0, 0, 1 };

  (void) !gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &ink);
  ink.alpha *= alpha;
  gdk_cairo_set_source_rgba (cr, &ink);
}

/* A full dot tells something; a hollow one does not. */
static void
draw_dot (GtkWidget *widget, cairo_t *cr, double x, double y, double radius, gboolean tells)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  set_ink (widget, cr, tells ? "tl_gain" : "tl_paper", 1);
  cairo_fill_preserve (cr);
  set_ink (widget, cr, tells ? "tl_gain" : "tl_soft", 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static double
least_of (int score, const TlMeasure *measure)
{
  return score == 0 ? -100 : measure->scale > 10 || (!isnan (measure->low) && measure->low < 1) ? 0 : 1;
}

/**
 * tl_measures_draw_interval:
 * @widget: whose colours and direction it takes
 *
 * Draws the score on its whole scale, with its 95 % interval.
 */
void
tl_measures_draw_interval (GtkWidget *widget, cairo_t *cr, double width, double height, int score, const TlMeasure *measure)
{
  double   least = least_of (score, measure);
  double   most = score == 0 ? 100 : measure->scale;
  double   y = round (height / 2);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

#define X(value) \
  (rtl ? width - DOT - 1 - (width - 2 * DOT - 2) * ((value) - least) / (most - least) \
       : DOT + 1 + (width - 2 * DOT - 2) * ((value) - least) / (most - least))
  if (measure->n == 0 || isnan (measure->value) || most <= least || width < 4 * DOT)
    return;
  set_ink (widget, cr, "tl_grid", 1);
  cairo_rectangle (cr, DOT + 1, y - .5, width - 2 * DOT - 2, 1);
  if (score == 0)
    cairo_rectangle (cr, round (X (0)) - .5, y - 6, 1, 12);
  cairo_fill (cr);
  if (has_interval (measure))
    {
      double low = MIN (X (measure->low), X (measure->high)), wide = fabs (X (measure->high) - X (measure->low));

      set_ink (widget, cr, measure->is_enough ? "tl_gain" : "tl_soft", measure->is_enough ? .3F : .15F);
      cairo_rectangle (cr, low, y - BAND / 2, MAX (wide, 1), BAND);
      cairo_fill_preserve (cr);
      set_ink (widget, cr, measure->is_enough ? "tl_gain" : "tl_soft", 1);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
  draw_dot (widget, cr, X (measure->value), y, DOT, measure->is_enough);
#undef X
}

/* A trend */

typedef struct
{
  GPtrArray *months; /* of TlMeasuresRow */
  int        score;
  double     least;
  double     most;
  int        first; /* months, as year · 12 + month − 1 */
  int        last;
} Trend;

static void
trend_free (gpointer data)
{
  Trend *self = data;

  g_ptr_array_unref (self->months);
  g_free (self);
}

/* The months that have it; NULL for those of no date, without answers or of different scales. */
static const TlMeasure *
get_nth (const Trend *self, guint i, int *month)
{
  const TlMeasuresRow *row = self->months->pdata[i];
  const TlMeasure     *measure = &row->scores[self->score];
  char                *end = NULL;
  gint64               year = g_ascii_strtoll (row->key, &end, 10);

  if (measure->n == 0 || isnan (measure->value) || end == row->key || *end != '-')
    return NULL;
  *month = (int) CLAMP (year, 0, 9999) * 12 + (int) g_ascii_strtoll (end + 1, NULL, 10) - 1;
  return measure;
}

static double
place_x (const Trend *self, GtkWidget *widget, double width, int month)
{
  int    n = MAX (self->last - self->first, 1);
  double x = DOT + 1 + MIN ((width - 2 * DOT - 2) / n, MONTH_WIDTH) * (month - self->first);

  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - x : x;
}

static double
place_y (const Trend *self, double height, double value)
{
  return height - DOT - 1 - (height - 2 * DOT - 2) * (value - self->least) / MAX (self->most - self->least, 1e-9);
}

static double
get_end (const TlMeasure *measure, gboolean high)
{
  return isnan (measure->low) ? measure->value : high ? measure->high : measure->low;
}

static void
add_band (const Trend *self, GtkWidget *widget, cairo_t *cr, double width, double height, const TlMeasure *one, int month,
          const TlMeasure *next, int next_month)
{
  cairo_move_to (cr, place_x (self, widget, width, month), place_y (self, height, one->high));
  cairo_line_to (cr, place_x (self, widget, width, next_month), place_y (self, height, next->high));
  cairo_line_to (cr, place_x (self, widget, width, next_month), place_y (self, height, next->low));
  cairo_line_to (cr, place_x (self, widget, width, month), place_y (self, height, one->low));
  cairo_close_path (cr);
}

static void
draw_trend (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Trend     *self = data;
  GtkWidget       *widget = GTK_WIDGET (area);
  const TlMeasure *measure, *before = NULL;
  int              month, last = 0;

  if (width < 8 * DOT)
    return;
  /* The band, only between months that both have an interval: a pinched one would look sure. */
  for (guint i = 0; i < self->months->len; i++)
    if ((measure = get_nth (self, i, &month)))
      {
        if (before && has_interval (before) && has_interval (measure))
          add_band (self, widget, cr, width, height, before, last, measure, month);
        before = measure;
        last = month;
      }
  set_ink (widget, cr, "tl_gain", .2F);
  cairo_fill (cr);
  if (self->score == 0 && self->least < 0 && self->most > 0)
    {
      set_ink (widget, cr, "tl_grid", 1);
      cairo_rectangle (cr, 0, round (place_y (self, height, 0)), width, 1);
      cairo_fill (cr);
    }
  for (guint i = 0; i < self->months->len; i++)
    if ((measure = get_nth (self, i, &month)))
      cairo_line_to (cr, place_x (self, widget, width, month), place_y (self, height, measure->value));
  set_ink (widget, cr, "tl_gain", 1);
  cairo_set_line_width (cr, 1.5);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  for (guint i = 0; i < self->months->len; i++)
    if ((measure = get_nth (self, i, &month)))
      draw_dot (widget, cr, place_x (self, widget, width, month), place_y (self, height, measure->value), DOT - .5,
                measure->is_enough);
}

/* Whether the latest two months differ, for all we know. */
static char *
say_trend (const TlMeasuresRow *before, const TlMeasuresRow *now, int score)
{
  g_autofree char *from = tl_records_say_month (before->key), *to = tl_records_say_month (now->key);

  if (!before->scores[score].is_enough || !now->scores[score].is_enough)
    /* Translators: a month to another. */
    return g_strdup_printf (_("From %s to %s: too few answers to tell."), from, to);
  return tl_measures_differ (&before->scores[score], &now->scores[score])
           ? g_strdup_printf (_("From %s to %s it changed by more than chance."), from, to)
           : g_strdup_printf (_("From %s to %s it changed by no more than chance might."), from, to);
}

/**
 * tl_measures_trend_new:
 * @months: (element-type TlMeasuresRow): rows by month
 * @score: 0 to %TL_N_SCORES − 1
 *
 * Returns: (transfer floating) (nullable): the score over time, with the band of its 95 % intervals; %NULL where fewer than
 *   two months have it
 */
GtkWidget *
tl_measures_trend_new (GPtrArray *months, int score)
{
  Trend               *self = g_new0 (Trend, 1);
  const TlMeasuresRow *before = NULL, *now = NULL;
  GtkWidget           *box, *area, *head, *foot;
  g_autofree char     *said = NULL, *value = NULL, *high = NULL, *low = NULL, *range = NULL;
  guint                n = 0;
  int                  month;

  *self = (Trend) { .months = g_ptr_array_ref (months), .score = score, .least = G_MAXDOUBLE, .most = -G_MAXDOUBLE };
  for (guint i = 0; i < months->len; i++)
    {
      const TlMeasure *measure = get_nth (self, i, &month);

      if (measure == NULL)
        continue;
      self->least = MIN (self->least, get_end (measure, FALSE));
      self->most = MAX (self->most, get_end (measure, TRUE));
      if (n++ == 0)
        self->first = month;
      self->last = month;
      before = now;
      now = months->pdata[i];
    }
  if (n < 2)
    {
      trend_free (self);
      return NULL;
    }
  said = say_trend (before, now, score);
  value = tl_measures_say_value (score, &now->scores[score]);
  low = say (score, self->least);
  high = say (score, self->most);
  /* Translators: what a small chart reaches from and to. */
  range = g_strdup_printf (C_ ("chart", "%s to %s"), low, high);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (head), tl_part_label (tl_records_say_score (tl_measures_get_field (score)), "tl-strong"));
  gtk_box_append (GTK_BOX (head), tl_part_label (value, "numeric"));
  foot = tl_part_label (range, "dim-label");
  gtk_widget_add_css_class (foot, "tl-small");
  gtk_widget_set_hexpand (foot, TRUE);
  gtk_widget_set_halign (foot, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (foot, _("What the chart reaches from and to"));
  gtk_box_append (GTK_BOX (head), foot);
  area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_widget_set_size_request (area, 120, TREND_HIGH);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_trend, self, trend_free);
  foot = tl_part_label (said, "dim-label");
  gtk_widget_add_css_class (foot, "tl-small");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), area);
  gtk_box_append (GTK_BOX (box), foot);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_add_css_class (box, "tl-measures-trend");
  return box;
}
