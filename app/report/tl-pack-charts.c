/* tl-pack-charts.c: bars, ranges, the both-ways chart, and causes
 *
 * Labels stand beside what they say; a loss is hatched and a gain is solid, so that grey paper says the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-money.h"
#include "tl-pack-draw.h"

#define TITLE TL_PACK_FONT (17, 600)
#define SMALL TL_PACK_FONT (15, 400)
#define TICK TL_PACK_FONT (14, 400)
#define TICKS_MOST 9

static char *
say_money (TlPackPen *self, double amount)
{
  return tl_money_format (amount, tl_figures_get_currency (self->pack->figures), TL_MONEY_SHORT, NULL);
}

/**
 * _tl_pen_bars:
 */
double
_tl_pen_bars (TlPackPen *self, const TlBlock *block, double x, double y, double width)
{
  guint  n = block->items->len;
  double pitch = CLAMP ((self->tall - 20) / MAX (1, n), 50, 92);
  double left = x + 400, most = 0, words = 0, room;

  for (guint i = 0; i < n; i++)
    {
      const TlPackBar *bar = block->items->pdata[i];

      most = MAX (most, bar->lost + bar->cost);
      words = MAX (words, tl_measure_room (self->measure, SMALL, bar->words));
    }
  room = width - 400 - MIN (words, 420) - 150;
  _tl_pen_begin (self, "Figure", block->heading, block->alt);
  for (guint i = 0; i < n; i++)
    {
      const TlPackBar *bar = block->items->pdata[i];
      double           top = y + i * pitch;
      double           lost = most > 0 ? bar->lost / most * room : 0;
      double           cost = most > 0 ? bar->cost / most * room : 0;
      double           end = left + MAX (3, lost + cost + (lost > 0 && cost > 0 ? 3 : 0));

      _tl_pen_line (self, TITLE, TL_COLOUR_INK, x, top + 20, TL_ANCHOR_START, 380, bar->title);
      if (bar->detail)
        _tl_pen_line (self, SMALL, TL_COLOUR_SOFT, x, top + 41, TL_ANCHOR_START, 380, bar->detail);
      if (lost > 0)
        tl_scene_hatch (self->scene, (TlBox) { left, top + 4, MAX (3, lost), 30 }, 4, TL_COLOUR_LOSS);
      if (cost > 0)
        tl_scene_rect (self->scene,
                       (TlBox) { left + (lost > 0 ? MAX (3, lost) + 3 : 0), top + 4, MAX (3, cost), 30 }, 4,
                       (TlPen) { .fill = TL_COLOUR_SOFT });
      _tl_pen_line (self, SMALL, TL_COLOUR_INK, end + 14, top + 25, TL_ANCHOR_START,
                    MAX (60, x + width - 130 - end - 14), bar->words);
      if (bar->right)
        _tl_pen_line (self, SMALL, TL_COLOUR_SOFT, x + width, top + 25, TL_ANCHOR_END, 120, bar->right);
    }
  _tl_pen_end (self);
  y += n * pitch;
  _tl_pen_begin (self, "P", NULL, NULL);
  tl_scene_hatch (self->scene, (TlBox) { left, y, 22, 14 }, 3, TL_COLOUR_LOSS);
  left += 32 +
          _tl_pen_line (self, SMALL, TL_COLOUR_LOSS_INK, left + 30, y + 13, TL_ANCHOR_START, 300, _("Margin lost")) +
          26;
  tl_scene_rect (self->scene, (TlBox) { left, y, 22, 14 }, 3, (TlPen) { .fill = TL_COLOUR_SOFT });
  _tl_pen_line (self, SMALL, TL_COLOUR_SOFT, left + 30, y + 13, TL_ANCHOR_START, 300, _("Avoidable cost"));
  _tl_pen_end (self);
  return y + 24;
}

/* A scale: even, or symmetric-logarithmic where one value dwarfs the rest. */
typedef struct
{
  double   low, high;   /* of the values, 0 between them */
  double   left, right; /* on paper */
  double   unit;        /* up to which it is even; 0 where it is so everywhere */
} Scale;

static double
bend (const Scale *self, double value)
{
  return self->unit > 0 ? asinh (value / self->unit) : value;
}

static double
place (const Scale *self, double value)
{
  double low = bend (self, self->low), high = bend (self, self->high);

  return high > low ? self->left + (bend (self, value) - low) / (high - low) * (self->right - self->left) : self->left;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static Scale
make_scale (const double *values, guint n, double left, double right)
{
  Scale              self = { 0, 0, left, right, 0 };
  g_autofree double *sizes = g_new (double, MAX (1, n));
  double             typical, margin;

  for (guint i = 0; i < n; i++)
    {
      self.low = MIN (self.low, values[i]);
      self.high = MAX (self.high, values[i]);
      sizes[i] = fabs (values[i]);
    }
  if (self.low == self.high)
    self.high = 1;
  qsort (sizes, n, sizeof *sizes, compare_numbers);
  typical = n ? sizes[n / 2] : 0;
  if (typical > 0 && MAX (-self.low, self.high) > 40 * typical)
    self.unit = typical;
  margin = 0.02 * (self.high - self.low);
  if (self.unit <= 0)
    {
      self.low -= self.low < 0 ? margin : 0;
      self.high += self.high > 0 ? margin : 0;
    }
  return self;
}

/* Where lines stand, in order. */
static guint
find_ticks (const Scale *self, double ticks[TICKS_MOST])
{
  double step = pow (10, floor (log10 ((self->high - self->low) / 3)));
  guint  n = 0;

  if (self->unit > 0)
    {
      double power = pow (10, ceil (log10 (self->unit)));

      for (double at = power; at <= self->high && n < 4; at *= 10)
        ticks[n++] = at;
      for (double at = power; -at >= self->low && n < 8; at *= 10)
        ticks[n++] = -at;
      ticks[n++] = 0;
      qsort (ticks, n, sizeof *ticks, compare_numbers);
      return n;
    }
  if ((self->high - self->low) / step > 12)
    step *= 5;
  else if ((self->high - self->low) / step > 6)
    step *= 2;
  for (double at = ceil (self->low / step) * step; at <= self->high && n < TICKS_MOST; at += step)
    ticks[n++] = fabs (at) < step / 1000 ? 0 : at;
  return n;
}

static void
draw_disc (TlPackPen *self, double x, double y, double radius, guint rank)
{
  g_autofree char *number = g_strdup_printf ("%u", rank);

  tl_scene_circle (self->scene, x, y, radius, (TlPen) { .fill = TL_COLOUR_STRONG });
  _tl_pen_line (self, TL_PACK_FONT (rank > 99 ? 11 : 15, 700), TL_COLOUR_ON_STRONG, x, y + 5.5, TL_ANCHOR_MIDDLE,
                radius * 2, number);
}

/**
 * _tl_pen_intervals:
 */
double
_tl_pen_intervals (TlPackPen *self, const TlBlock *block, double x, double y, double width)
{
  guint              n = block->items->len;
  double             pitch = CLAMP ((self->tall - 60) / MAX (1, n), 54, 96);
  g_autofree double *values = g_new (double, MAX (1, 3 * n));
  double             ticks[TICKS_MOST], last = -INFINITY;
  double             bottom = y + n * pitch;
  guint              n_ticks;
  Scale              scale;

  for (guint i = 0; i < n; i++)
    {
      const TlPackInterval *at = block->items->pdata[i];

      values[3 * i] = at->low;
      values[3 * i + 1] = at->mean;
      values[3 * i + 2] = at->high;
    }
  scale = make_scale (values, 3 * n, x + 500, x + width - 130);
  n_ticks = find_ticks (&scale, ticks);
  _tl_pen_begin (self, "Figure", block->heading, block->alt);
  for (guint i = 0; i < n_ticks; i++)
    {
      double           at = place (&scale, ticks[i]);
      g_autofree char *label = say_money (self, ticks[i]);

      tl_scene_line (self->scene, at, y - 4, at, bottom,
                     (TlPen) { .stroke = ticks[i] == 0 ? TL_COLOUR_SOFT : TL_COLOUR_RULE, .stroke_width = 1,
                               .dash = ticks[i] == 0 ? TL_DASH_SOLID : TL_DASH_FINE });
      if (at - last < 76)
        continue;
      _tl_pen_line (self, TICK, TL_COLOUR_SOFT, at, bottom + 20, TL_ANCHOR_MIDDLE, 110, label);
      last = at;
    }
  for (guint i = 0; i < n; i++)
    {
      const TlPackInterval *at = block->items->pdata[i];
      double                middle = y + (i + 0.5) * pitch - 4;
      double                zero = place (&scale, 0), low = place (&scale, at->low), mean = place (&scale, at->mean);
      double                high = place (&scale, at->high);
      gboolean              gains = at->mean >= 0;
      double                chip = MIN (360, tl_measure_room (self->measure, TL_PACK_FONT (14, 500), at->kind) + 24);

      draw_disc (self, x + 18, middle, 17, at->rank);
      _tl_pen_line (self, TITLE, TL_COLOUR_INK, x + 52, middle - 4, TL_ANCHOR_START, 420, at->title);
      tl_scene_rect (self->scene, (TlBox) { x + 52, middle + 5, chip, 24 }, 12,
                     (TlPen) { .fill = TL_COLOUR_CHIP, .stroke = TL_COLOUR_CHIP_EDGE, .stroke_width = 1 });
      _tl_pen_line (self, TL_PACK_FONT (14, 500), TL_COLOUR_SOFT, x + 64, middle + 22, TL_ANCHOR_START, chip - 20,
                    at->kind);
      if (high - low > 1)
        tl_scene_rect (self->scene, (TlBox) { low, middle - 10, MAX (4, high - low), 20 }, 10,
                       (TlPen) { .fill = gains ? TL_COLOUR_GAIN : TL_COLOUR_LOSS, .opacity = 0.3 });
      if (gains)
        tl_scene_rect (self->scene, (TlBox) { MIN (zero, mean), middle - 5, MAX (1, fabs (mean - zero)), 10 }, 5,
                       (TlPen) { .fill = TL_COLOUR_GAIN });
      else
        tl_scene_hatch (self->scene, (TlBox) { MIN (zero, mean), middle - 5, MAX (1, fabs (mean - zero)), 10 }, 5,
                        TL_COLOUR_LOSS);
      tl_scene_circle (
          self->scene, mean, middle, 8,
          (TlPen) { .fill = TL_COLOUR_PAPER, .stroke = gains ? TL_COLOUR_GAIN : TL_COLOUR_LOSS, .stroke_width = 3.5 });
      _tl_pen_line (self, TL_PACK_FONT (18, 700), gains ? TL_COLOUR_GAIN_INK : TL_COLOUR_LOSS_INK,
                    MAX (MAX (high, mean), zero) + 20, middle + 6.5, TL_ANCHOR_START, 130, at->words);
    }
  _tl_pen_end (self);
  if (scale.unit > 0)
    {
      _tl_pen_begin (self, "P", NULL, NULL);
      _tl_pen_line (self, TICK, TL_COLOUR_SOFT, x + width, bottom + 44, TL_ANCHOR_END, 800,
                    _("Symmetric-logarithmic scale: each line is ten times the one before."));
      _tl_pen_end (self);
      return bottom + 56;
    }
  return bottom + 32;
}

static gboolean
overlaps (const TlBox *a, const TlBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

/* Puts a label where it covers nothing: at the right, the left, above or below. Where there is no such place the number
 * in the circle has to do. */
static void
put_label (TlPackPen *self, GArray *taken, TlBox plot, double x, double y, double radius, const char *text)
{
  double width = MIN (300, tl_measure_room (self->measure, SMALL, text));
  TlBox  places[] = {
    { x + radius + 8, y - 11, width, 22 },
    { x - radius - 8 - width, y - 11, width, 22 },
    { x - width / 2, y - radius - 28, width, 22 },
    { x - width / 2, y + radius + 6, width, 22 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gboolean fits = places[i].x >= plot.x && places[i].x + width <= plot.x + plot.width && places[i].y >= plot.y &&
                      places[i].y + 22 <= plot.y + plot.height;

      for (guint k = 0; fits && k < taken->len; k++)
        fits = !overlaps (&places[i], &g_array_index (taken, TlBox, k));
      if (!fits)
        continue;
      _tl_pen_line (self, SMALL, TL_COLOUR_INK, places[i].x, places[i].y + 16, TL_ANCHOR_START, width, text);
      g_array_append_val (taken, places[i]);
      return;
    }
}

static void
name_quadrant (TlPackPen *self, GArray *taken, double x, double y, TlAnchor anchor, const char *name)
{
  TlFont font = TL_PACK_FONT (15, 600);
  double width = _tl_pen_line (self, font, TL_COLOUR_SOFT, x, y, anchor, 360, name);
  TlBox  box = { anchor == TL_ANCHOR_START ? x : x - width, y - 17, width, 24 };

  g_array_append_val (taken, box);
}

static void
draw_ticks (TlPackPen *self, const Scale *sx, const Scale *sy, TlBox plot)
{
  double ticks[TICKS_MOST], last = -INFINITY;
  guint  n = find_ticks (sx, ticks);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = say_money (self, ticks[i]);
      double           at = place (sx, ticks[i]);

      if (at - last < 84)
        continue;
      _tl_pen_line (self, TICK, TL_COLOUR_SOFT, at, plot.y + plot.height + 20, TL_ANCHOR_MIDDLE, 110, label);
      last = at;
    }
  n = find_ticks (sy, ticks);
  last = INFINITY;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = say_money (self, ticks[i]);
      double           at = place (sy, ticks[i]);

      if (last - at < 24)
        continue;
      _tl_pen_line (self, TICK, TL_COLOUR_SOFT, plot.x - 10, at + 5, TL_ANCHOR_END, 84, label);
      last = at;
    }
}

/**
 * _tl_pen_chart:
 */
double
_tl_pen_chart (TlPackPen *self, const TlBlock *block, double x, double y, double width)
{
  guint              n = block->items->len;
  double             height = CLAMP (self->tall - 96, 300, 620);
  TlBox              plot = { x + 84, y, width - 84, height };
  g_autofree double *across = g_new (double, MAX (1, n));
  g_autofree double *up = g_new (double, MAX (1, n));
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (TlBox));
  double             most = 0, zero_x, zero_y;
  Scale              sx, sy;

  for (guint i = 0; i < n; i++)
    {
      const TlPackInterval *at = block->items->pdata[i];

      across[i] = at->saved;
      up[i] = at->revenue;
      most = MAX (most, at->money);
    }
  sx = make_scale (across, n, plot.x + 70, plot.x + plot.width - 70);
  sy = make_scale (up, n, plot.y + plot.height - 76, plot.y + 82);
  zero_x = place (&sx, 0);
  zero_y = place (&sy, 0);
  _tl_pen_begin (self, "Figure", block->heading, block->alt);
  tl_scene_rect (self->scene, plot, 10,
                 (TlPen) { .fill = TL_COLOUR_PANEL, .stroke = TL_COLOUR_PANEL_EDGE, .stroke_width = 1 });
  draw_ticks (self, &sx, &sy, plot);
  tl_scene_line (self->scene, zero_x, plot.y, zero_x, plot.y + plot.height,
                 (TlPen) { .stroke = TL_COLOUR_SOFT, .stroke_width = 1 });
  tl_scene_line (self->scene, plot.x, zero_y, plot.x + plot.width, zero_y,
                 (TlPen) { .stroke = TL_COLOUR_SOFT, .stroke_width = 1 });
  g_array_append_val (taken, ((TlBox) { zero_x - 1, plot.y, 2, plot.height }));
  g_array_append_val (taken, ((TlBox) { plot.x, zero_y - 1, plot.width, 2 }));
  name_quadrant (self, taken, plot.x + plot.width - 16, plot.y + 26, TL_ANCHOR_END, _("pays both ways"));
  if (zero_x - plot.x > 200)
    name_quadrant (self, taken, plot.x + 16, plot.y + 26, TL_ANCHOR_START, _("grows revenue, costs more"));
  if (plot.y + plot.height - zero_y > 60)
    {
      name_quadrant (self, taken, plot.x + plot.width - 16, plot.y + plot.height - 14, TL_ANCHOR_END,
                     _("saves cost, loses revenue"));
      if (zero_x - plot.x > 200)
        name_quadrant (self, taken, plot.x + 16, plot.y + plot.height - 14, TL_ANCHOR_START, _("hurts both"));
    }
  for (guint i = n; i-- > 0;)
    {
      const TlPackInterval *at = block->items->pdata[i];
      double                radius = 15 + (most > 0 ? 22 * sqrt (MAX (0, at->money) / most) : 0);
      double                cx = place (&sx, at->saved), cy = place (&sy, at->revenue);
      TlBox                 box = { cx - radius, cy - radius, 2 * radius, 2 * radius };
      g_autofree char      *number = g_strdup_printf ("%u", at->rank);

      tl_scene_circle (self->scene, cx, cy, radius,
                       (TlPen) { .fill = at->mean >= 0 ? TL_COLOUR_GAIN_TINT : TL_COLOUR_LOSS_TINT,
                                 .stroke = at->mean >= 0 ? TL_COLOUR_GAIN : TL_COLOUR_LOSS, .stroke_width = 2.5,
                                 .dash = at->mean >= 0 ? TL_DASH_SOLID : TL_DASH_FINE });
      _tl_pen_line (self, TL_PACK_FONT (15, 700), TL_COLOUR_INK, cx, cy + 5.5, TL_ANCHOR_MIDDLE, 2 * radius, number);
      g_array_append_val (taken, box);
    }
  for (guint i = 0; i < n; i++)
    {
      const TlPackInterval *at = block->items->pdata[i];
      double                radius = 15 + (most > 0 ? 22 * sqrt (MAX (0, at->money) / most) : 0);

      put_label (self, taken, plot, place (&sx, at->saved), place (&sy, at->revenue), radius, at->title);
    }
  _tl_pen_line (self, SMALL, TL_COLOUR_SOFT, plot.x + plot.width, plot.y + plot.height + 46, TL_ANCHOR_END, 500,
                _("Across: cost saved a year"));
  _tl_pen_line (self, SMALL, TL_COLOUR_SOFT, plot.x, plot.y + plot.height + 46, TL_ANCHOR_START, 800,
                _("Up: margin won a year. The larger the circle, the more money to start; broken circles do not pay."));
  _tl_pen_end (self);
  return plot.y + plot.height + 56;
}

/**
 * _tl_pen_links:
 */
double
_tl_pen_links (TlPackPen *self, const TlBlock *block, double x, double y, double width)
{
  guint  n = block->items->len;
  double pitch = CLAMP ((self->tall - 10) / MAX (1, n), 34, 62);
  double left = x + 430, right = x + width - 560;

  _tl_pen_begin (self, "Figure", block->heading, block->alt);
  for (guint i = 0; i < n;)
    {
      const TlPackLink *first = block->items->pdata[i];
      guint             end = i;
      double            middle;

      while (end < n && g_str_equal (((TlPackLink *) block->items->pdata[end])->cause, first->cause))
        end++;
      middle = y + (i + end) / 2.0 * pitch - 4;
      for (guint k = i; k < end; k++)
        {
          const TlPackLink *link = block->items->pdata[k];
          double            at = y + (k + 0.5) * pitch - 4;
          double            half = (left + right) / 2;
          g_autofree char  *share = tl_number_format_percent (link->share, NULL);

          tl_scene_path_begin (
              self->scene,
              (TlPen) { .stroke = TL_COLOUR_RIBBON_EDGE, .stroke_width = MAX (2, 14 * link->share), .opacity = 0.75 });
          tl_scene_move_to (self->scene, left, middle);
          tl_scene_curve_to (self->scene, half, middle, half, at, right - 70, at);
          tl_scene_path_end (self->scene);
          _tl_pen_line (self, SMALL, TL_COLOUR_SOFT, right - 14, at + 5, TL_ANCHOR_END, 60, share);
          _tl_pen_line (self, TITLE, TL_COLOUR_INK, right, at + 6, TL_ANCHOR_START, 350, link->pain);
          if (link->pain_detail)
            _tl_pen_line (self, SMALL, TL_COLOUR_LOSS_INK, x + width, at + 6, TL_ANCHOR_END, 200, link->pain_detail);
        }
      {
        double   half = MIN (26, (end - i) * pitch / 2 - 2);
        gboolean has_detail = first->cause_detail && half > 22;

        tl_scene_rect (self->scene, (TlBox) { x, middle - half, 420, 2 * half }, 10,
                       (TlPen) { .fill = TL_COLOUR_CHIP, .stroke = TL_COLOUR_CHIP_EDGE, .stroke_width = 1 });
        _tl_pen_line (self, TITLE, TL_COLOUR_INK, x + 20, middle + (has_detail ? -4 : 6), TL_ANCHOR_START, 380,
                      first->cause);
        if (has_detail)
          _tl_pen_line (self, SMALL, TL_COLOUR_SOFT, x + 20, middle + 17, TL_ANCHOR_START, 380, first->cause_detail);
      }
      i = end;
    }
  _tl_pen_end (self);
  return y + n * pitch;
}
