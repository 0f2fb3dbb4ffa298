/* tl-pack-charts.c: bars, and the ranking with its ranges
 *
 * Labels stand beside what they say; a loss is hatched and a gain is solid, so that grey paper says the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-pack-scale.h"

#define TITLE_LINES 2
#define COLUMN_GAP 24.0

static TlFont
title_font (const TlPackPen *self)
{
  return _tl_pen_font (self, 17.5, 600);
}

static TlFont
small_font (const TlPackPen *self)
{
  return _tl_pen_font (self, 15, 400);
}

/* Widths of the columns of a chart of bars: the title, what it rests on, and the bars between them. */
typedef struct
{
  double title, net, right;
  double left, end; /* of the room for bars and their words */
  double most;      /* length of the longest bar */
  guint  lines;     /* of the title that has most */
  gboolean has_detail, has_cost;
} Bars;

static Bars
plan_bars (TlPackPen *self, const TlBlock *block, double x, double width)
{
  const double z = _tl_pen_unit (self);
  Bars         bars = { 0 };
  double       most = 0;

  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackBar *bar = block->items->pdata[i];

      most = MAX (most, bar->lost + bar->cost);
      bars.title = MAX (bars.title, tl_measure_room (self->measure, title_font (self), bar->title));
      if (bar->detail)
        bars.title = MAX (bars.title, tl_measure_room (self->measure, small_font (self), bar->detail));
      if (bar->net)
        bars.net = MAX (bars.net, tl_measure_room (self->measure, _tl_pen_font (self, 18, 700), bar->net));
      if (bar->right)
        bars.right = MAX (bars.right, tl_measure_room (self->measure, small_font (self), bar->right));
      bars.has_detail = bars.has_detail || bar->detail;
      bars.has_cost = bars.has_cost || bar->cost > 0;
    }
  bars.title = CLAMP (bars.title, 160, 0.28 * width);
  bars.net = MIN (bars.net, 0.14 * width);
  bars.right = MIN (bars.right, 0.12 * width);
  bars.left = x + bars.title + COLUMN_GAP * z;
  bars.end = x + width - (bars.net > 0 ? bars.net + COLUMN_GAP * z : 0) -
             (bars.right > 0 ? bars.right + COLUMN_GAP * z : 0);
  /* The words of a short bar may stand where a long one goes. */
  bars.most = bars.end - bars.left - 40;
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackBar *bar = block->items->pdata[i];
      double           words = MIN (tl_measure_room (self->measure, small_font (self), bar->words) + 16,
                                    0.5 * (bars.end - bars.left));

      bars.lines = MAX (bars.lines, _tl_pen_lines (self, title_font (self), bars.title, TITLE_LINES, bar->title));
      if (bar->lost + bar->cost > 0)
        bars.most = MIN (bars.most, (bars.end - bars.left - words - 6) * most / (bar->lost + bar->cost));
    }
  bars.most = most > 0 ? MAX (bars.most, 120) / most : 0;
  return bars;
}

static void
draw_bar (TlPackPen *self, const Bars *bars, const TlPackBar *bar, double x, double middle, double tall, double width)
{
  const double z = _tl_pen_unit (self);
  double       lost = bar->lost > 0 ? MAX (3, bar->lost * bars->most) : 0;
  double       cost = bar->cost > 0 ? MAX (3, bar->cost * bars->most) : 0;
  double       end = bars->left + MAX (3, lost + cost + (lost > 0 && cost > 0 ? 3 : 0));
  guint        lines = _tl_pen_lines (self, title_font (self), bars->title, TITLE_LINES, bar->title);
  double       at = middle - (lines * 22.5 + (bar->detail ? 20 : 0)) * z / 2;
  double       room = bars->end - end - 14;
  guint        n_words = _tl_pen_lines (self, small_font (self), room, 2, bar->words);

  _tl_pen_text (self, title_font (self), TL_COLOUR_INK, x, at + 17 * z, bars->title, 22.5 * z, TITLE_LINES, bar->title);
  if (bar->detail)
    _tl_pen_line (self, small_font (self), TL_COLOUR_SOFT, x, at + (lines * 22.5 + 15) * z, TL_ANCHOR_START,
                  bars->title, bar->detail);
  if (lost > 0)
    tl_scene_hatch (self->scene, (TlBox) { bars->left, middle - tall / 2, lost, tall }, 4, TL_COLOUR_LOSS);
  if (cost > 0)
    tl_scene_rect (self->scene, (TlBox) { bars->left + (lost > 0 ? lost + 3 : 0), middle - tall / 2, cost, tall }, 4,
                   (TlPen) { .fill = TL_COLOUR_SOFT });
  _tl_pen_text (self, small_font (self), TL_COLOUR_INK, end + 14, middle + 5.5 * z - (n_words - 1) * 9.5 * z, room,
                19 * z, 2, bar->words);
  if (bar->net)
    _tl_pen_line (self, _tl_pen_font (self, 18, 700), TL_COLOUR_LOSS_INK,
                  x + width - (bars->right > 0 ? bars->right + COLUMN_GAP * z : 0), middle + 6.5 * z, TL_ANCHOR_END,
                  bars->net, bar->net);
  if (bar->right)
    _tl_pen_line (self, small_font (self), TL_COLOUR_SOFT, x + width, middle + 5.5 * z, TL_ANCHOR_END, bars->right,
                  bar->right);
}

/**
 * _tl_pen_bars:
 */
double
_tl_pen_bars (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first, guint n)
{
  const double z = _tl_pen_unit (self);
  Bars         bars = plan_bars (self, block, x, width);
  double       words = (bars.lines * 22.5 + (bars.has_detail ? 20 : 0)) * z;
  double       pitch = _tl_pen_stretch (self, 30 * z, n, MAX (30 * z, words + 6 * z), words + 24 * z,
                                        MAX (words + 30 * z, 104 * z));
  double       tall = CLAMP (pitch * 0.46, 18 * z, 40 * z), left = bars.left;

  _tl_pen_begin (self, "Figure", block->heading, block->alt);
  for (guint i = 0; i < n; i++)
    draw_bar (self, &bars, block->items->pdata[first + i], x, y + (i + 0.5) * pitch, tall, width);
  _tl_pen_end (self);
  y += n * pitch + 8 * z;
  _tl_pen_begin (self, "P", NULL, NULL);
  tl_scene_hatch (self->scene, (TlBox) { left, y, 22 * z, 14 * z }, 3, TL_COLOUR_LOSS);
  left += 32 * z +
          _tl_pen_line (self, small_font (self), TL_COLOUR_LOSS_INK, left + 30 * z, y + 13 * z, TL_ANCHOR_START, 300,
                        _("Margin lost")) + 26 * z;
  if (bars.has_cost)
    {
      tl_scene_rect (self->scene, (TlBox) { left, y, 22 * z, 14 * z }, 3, (TlPen) { .fill = TL_COLOUR_SOFT });
      _tl_pen_line (self, small_font (self), TL_COLOUR_SOFT, left + 30 * z, y + 13 * z, TL_ANCHOR_START, 300,
                    _("Cost caused"));
    }
  _tl_pen_end (self);
  return y + 22 * z;
}

/* Lines at round amounts, each with its label where it fits; 0 always has one. */
static void
draw_axis (TlPackPen *self, const TlPackScale *scale, double top, double bottom)
{
  TlFont   font = small_font (self);
  double   ticks[TL_TICKS_MOST], last = -INFINITY;
  guint    n = _tl_scale_find_ticks (scale, ticks);
  g_autofree char *nought = _tl_pen_money (self, 0);
  double   zero = _tl_scale_place (scale, 0), half = tl_measure_room (self->measure, font, nought) / 2;

  for (guint i = 0; i < n; i++)
    {
      double           at = _tl_scale_place (scale, ticks[i]);
      g_autofree char *label = _tl_pen_money (self, ticks[i]);
      double           room = tl_measure_room (self->measure, font, label);

      tl_scene_line (self->scene, at, top, at, bottom,
                     (TlPen) { .stroke = ticks[i] == 0 ? TL_COLOUR_SOFT : TL_COLOUR_RULE, .stroke_width = 1,
                               .dash = ticks[i] == 0 ? TL_DASH_SOLID : TL_DASH_FINE });
      if (at - room / 2 < last + 10 ||
          (ticks[i] != 0 && at + room / 2 > zero - half - 10 && at - room / 2 < zero + half + 10))
        continue;
      _tl_pen_line (self, font, TL_COLOUR_SOFT, at, bottom + 20 * _tl_pen_unit (self), TL_ANCHOR_MIDDLE, room, label);
      last = at + room / 2;
    }
}

static void
draw_range (TlPackPen *self, const TlPackScale *scale, const TlPackInterval *at, double middle, double tall,
            double room)
{
  double   zero = _tl_scale_place (scale, 0), low = _tl_scale_place (scale, at->low);
  double   mean = _tl_scale_place (scale, at->mean), high = _tl_scale_place (scale, at->high);
  gboolean gains = at->mean >= 0;
  double   thin = tall * 0.5;

  if (high - low > 1)
    tl_scene_rect (self->scene, (TlBox) { low, middle - tall / 2, MAX (4, high - low), tall }, tall / 2,
                   (TlPen) { .fill = gains ? TL_COLOUR_GAIN : TL_COLOUR_LOSS, .opacity = 0.3 });
  if (gains)
    tl_scene_rect (self->scene, (TlBox) { MIN (zero, mean), middle - thin / 2, MAX (1, fabs (mean - zero)), thin },
                   thin / 2, (TlPen) { .fill = TL_COLOUR_GAIN });
  else
    tl_scene_hatch (self->scene, (TlBox) { MIN (zero, mean), middle - thin / 2, MAX (1, fabs (mean - zero)), thin },
                    thin / 2, TL_COLOUR_LOSS);
  tl_scene_circle (self->scene, mean, middle, tall * 0.4,
                   (TlPen) { .fill = TL_COLOUR_PAPER, .stroke = gains ? TL_COLOUR_GAIN : TL_COLOUR_LOSS,
                             .stroke_width = tall * 0.17 });
  _tl_pen_line (self, _tl_pen_font (self, 19, 700), gains ? TL_COLOUR_GAIN_INK : TL_COLOUR_LOSS_INK,
                MAX (MAX (high, mean + tall * 0.5), zero) + 16, middle + 6.8 * _tl_pen_unit (self), TL_ANCHOR_START,
                room, at->words);
}

/**
 * _tl_pen_intervals:
 */
double
_tl_pen_intervals (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first, guint n)
{
  const double       z = _tl_pen_unit (self);
  guint              all = block->items->len, lines = 1;
  g_autofree double *values = g_new (double, MAX (1, 3 * all));
  TlFont             chip_font = _tl_pen_font (self, 15, 500);
  double             titles = 0, words = 0, radius = 18 * z, pitch, tall, bottom, text;
  TlPackScale        scale;

  for (guint i = 0; i < all; i++)
    {
      const TlPackInterval *at = block->items->pdata[i];

      values[3 * i] = at->low;
      values[3 * i + 1] = at->mean;
      values[3 * i + 2] = at->high;
      titles = MAX (titles, tl_measure_room (self->measure, title_font (self), at->title));
      titles = MAX (titles, tl_measure_room (self->measure, chip_font, at->kind) + 26 * z);
      words = MAX (words, tl_measure_room (self->measure, _tl_pen_font (self, 19, 700), at->words));
    }
  titles = CLAMP (titles, 200, 0.28 * width);
  for (guint i = 0; i < all; i++)
    lines = MAX (lines, _tl_pen_lines (self, title_font (self), titles, TITLE_LINES,
                                       ((TlPackInterval *) block->items->pdata[i])->title));
  scale = _tl_scale_make (values, 3 * all, x + 2 * radius + 16 * z + titles + 36 * z, x + width - words - 36);
  text = (lines * 22.5 + 30) * z;
  pitch = _tl_pen_stretch (self, (scale.unit > 0 ? 54 : 30) * z, n, text + 6 * z, text + 20 * z,
                           MAX (text, 50 * z) + 56 * z);
  tall = CLAMP (pitch * 0.26, 16 * z, 26 * z);
  bottom = y + n * pitch;
  _tl_pen_begin (self, "Figure", block->heading, block->alt);
  draw_axis (self, &scale, y, bottom);
  for (guint i = 0; i < n; i++)
    {
      const TlPackInterval *at = block->items->pdata[first + i];
      double                middle = y + (i + 0.5) * pitch, left = x + 2 * radius + 16 * z;
      guint                 own = _tl_pen_lines (self, title_font (self), titles, TITLE_LINES, at->title);
      double                top = middle - (own * 22.5 + 30) * z / 2;
      double                chip = MIN (titles, tl_measure_room (self->measure, chip_font, at->kind) + 24 * z);
      g_autofree char      *number = g_strdup_printf ("%u", at->rank);

      tl_scene_circle (self->scene, x + radius, middle, radius, (TlPen) { .fill = TL_COLOUR_STRONG });
      _tl_pen_line (self, _tl_pen_font (self, 16, 700), TL_COLOUR_ON_STRONG, x + radius, middle + 5.8 * z,
                    TL_ANCHOR_MIDDLE, radius * 2, number);
      _tl_pen_text (self, title_font (self), TL_COLOUR_INK, left, top + 17 * z, titles, 22.5 * z, TITLE_LINES,
                    at->title);
      top += (own * 22.5 + 5) * z;
      tl_scene_rect (self->scene, (TlBox) { left, top, chip, 25 * z }, 12.5 * z,
                     (TlPen) { .fill = TL_COLOUR_CHIP, .stroke = TL_COLOUR_CHIP_EDGE, .stroke_width = 1 });
      _tl_pen_line (self, chip_font, TL_COLOUR_SOFT, left + 12 * z, top + 17.6 * z, TL_ANCHOR_START, chip - 20 * z,
                    at->kind);
      draw_range (self, &scale, at, middle, tall, words);
    }
  _tl_pen_end (self);
  bottom += 30 * z;
  if (scale.unit > 0)
    {
      _tl_pen_begin (self, "P", NULL, NULL);
      _tl_pen_line (self, small_font (self), TL_COLOUR_SOFT, scale.left, bottom + 14 * z, TL_ANCHOR_START,
                    x + width - scale.left,
                    _("Symmetric-logarithmic scale: what is ten times as much stands one step further out."));
      _tl_pen_end (self);
      bottom += 24 * z;
    }
  return bottom;
}
