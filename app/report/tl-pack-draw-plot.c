/* tl-pack-draw-plot.c: revenue against cost saved
 *
 * A circle for each fix, with its rank in it and its title beside it. Where there is no room beside the circles the
 * titles stand in a list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-pack-scale.h"

#define LABELS_MOST 14  /* titles beside their circles; more stand in a list */
#define PUSHES 120

typedef struct
{
  const TlPackInterval *of;
  double                true_x, true_y;
  double                x, y, radius;
  TlBox                 label;
  guint                 lines;
  gboolean              is_led; /* a line leads from the circle to its title */
} Point;

typedef struct
{
  TlBox       plot;
  TlPackScale across, up;
  Point      *points;
  guint       n;
  GArray     *taken; /* TlBox */
} Plot;

static TlFont
label_font (const TlPackPen *self)
{
  return _tl_pen_font (self, 15.5, 500);
}

static double
get_finite (double value)
{
  return isfinite (value) ? value : 0;
}

static gboolean
overlap (const TlBox *a, const TlBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

static gboolean
is_free (const Plot *plot, TlBox box)
{
  const TlBox *in = &plot->plot;

  if (box.x < in->x + 4 || box.y < in->y + 4 || box.x + box.width > in->x + in->width - 4 ||
      box.y + box.height > in->y + in->height - 4)
    return FALSE;
  for (guint i = 0; i < plot->taken->len; i++)
    if (overlap (&box, &g_array_index (plot->taken, TlBox, i)))
      return FALSE;
  return TRUE;
}

/* Circles that hide one another's numbers are pushed apart, as little as it takes. */
static void
push_apart (Plot *plot, double z)
{
  const TlBox *in = &plot->plot;

  for (guint pass = 0; pass < PUSHES; pass++)
    {
      gboolean moved = FALSE;

      for (guint i = 0; i < plot->n; i++)
        for (guint k = i + 1; k < plot->n; k++)
          {
            Point *a = &plot->points[i], *b = &plot->points[k];
            double dx = b->x - a->x, dy = b->y - a->y, apart = hypot (dx, dy);
            double want = MIN (a->radius, b->radius) + 12 * z;

            if (apart >= want)
              continue;
            if (apart < 0.5)
              {
                dx = cos (k * 2.4);
                dy = sin (k * 2.4);
                apart = 1;
              }
            a->x -= dx / apart * (want - apart) / 2;
            a->y -= dy / apart * (want - apart) / 2;
            b->x += dx / apart * (want - apart) / 2;
            b->y += dy / apart * (want - apart) / 2;
            moved = TRUE;
          }
      for (guint i = 0; i < plot->n; i++)
        {
          Point *at = &plot->points[i];

          at->x = CLAMP (at->x, in->x + at->radius + 3, in->x + in->width - at->radius - 3);
          at->y = CLAMP (at->y, in->y + at->radius + 3, in->y + in->height - at->radius - 3);
        }
      if (!moved)
        break;
    }
}

/* Where each circle stands; nothing is taken yet but circles and axes. */
static void
plan_points (TlPackPen *self, const TlBlock *block, Plot *plot)
{
  const double       z = _tl_pen_unit (self);
  guint              n = plot->n;
  g_autofree double *across = g_new (double, MAX (1, n)), *up = g_new (double, MAX (1, n));
  double             most = 0, spare = 22 * z * CLAMP (sqrt (8.0 / MAX (1, n)), 0.35, 1), pad = 15 * z + spare;
  double             side;
  TlBox              in = plot->plot;

  for (guint i = 0; i < n; i++)
    {
      const TlPackInterval *at = block->items->pdata[i];

      across[i] = get_finite (at->saved);
      up[i] = get_finite (at->revenue);
      most = MAX (most, get_finite (at->money));
    }
  /* Titles have room at the sides. */
  side = MAX (pad + 16 * z, 0.11 * in.width);
  plot->across = _tl_scale_make (across, n, in.x + side, in.x + in.width - side);
  plot->up = _tl_scale_make (up, n, in.y + in.height - pad - 30 * z, in.y + pad + 34 * z);
  for (guint i = 0; i < n; i++)
    {
      Point *at = &plot->points[i];

      at->of = block->items->pdata[i];
      at->radius = 15 * z + (most > 0 ? spare * sqrt (MAX (0, get_finite (at->of->money)) / most) : 0);
      at->x = at->true_x = _tl_scale_place (&plot->across, across[i]);
      at->y = at->true_y = _tl_scale_place (&plot->up, up[i]);
      at->label = (TlBox) { 0 };
    }
  push_apart (plot, z);
  g_array_set_size (plot->taken, 0);
  for (guint i = 0; i < n; i++)
    {
      const Point *at = &plot->points[i];
      TlBox        box = { at->x - at->radius, at->y - at->radius, 2 * at->radius, 2 * at->radius };

      g_array_append_val (plot->taken, box);
    }
  g_array_append_val (plot->taken, ((TlBox) { _tl_scale_place (&plot->across, 0) - 2, in.y, 4, in.height }));
  g_array_append_val (plot->taken, ((TlBox) { in.x, _tl_scale_place (&plot->up, 0) - 2, in.width, 4 }));
}

/* The width in which a title has so many lines: that of lines alike, or a little more. */
static double
find_width (TlPackPen *self, const char *title, guint lines, double whole)
{
  const double z = _tl_pen_unit (self), most = 280 * z;
  double       width = MIN (MAX (110 * z, whole / lines * 1.15), most);

  while (width < most && _tl_pen_lines (self, label_font (self), width, lines + 1, title) > lines)
    width = MIN (most, width * 1.12);
  return width;
}

static gboolean
is_in (double x, double y, const TlBox *box)
{
  return x > box->x && x < box->x + box->width && y > box->y && y < box->y + box->height;
}

/* Where the line from a circle to its title ends. */
static void
find_end (const Point *at, const TlBox *label, double *x, double *y)
{
  *x = CLAMP (at->x, label->x, label->x + label->width);
  *y = CLAMP (at->y, label->y, label->y + label->height);
}

/* Whether the line from a circle to its title crosses no other circle and no other title. */
static gboolean
leads_freely (const Plot *plot, const Point *at, const TlBox *label)
{
  double x, y;

  find_end (at, label, &x, &y);
  for (guint i = 0; i < plot->n; i++)
    for (double t = 0; t <= 1; t += 0.05)
      {
        const Point *other = &plot->points[i];
        double       px = at->x + (x - at->x) * t, py = at->y + (y - at->y) * t;

        if (other != at && (hypot (px - other->x, py - other->y) < other->radius || is_in (px, py, &other->label)))
          return FALSE;
      }
  return TRUE;
}

/* A place for a title of so many lines, so far from its circle. */
static gboolean
place_label (TlPackPen *self, Plot *plot, Point *at, guint lines, double away)
{
  const double z = _tl_pen_unit (self);
  TlFont       font = label_font (self);
  double       whole = tl_measure_room (self->measure, font, at->of->title);
  double       width = lines == 1 ? whole : find_width (self, at->of->title, lines, whole);
  double       height = lines * 20 * z, r = at->radius + 7 * z + away, d = at->radius * 0.75 + 3 * z + away;
  const TlBox  places[] = {
    { at->x + r, at->y - height / 2, width, height },
    { at->x - r - width, at->y - height / 2, width, height },
    { at->x - width / 2, at->y - r - height + 4 * z, width, height },
    { at->x - width / 2, at->y + r - 4 * z, width, height },
    { at->x + d, at->y - d - height, width, height },
    { at->x + d, at->y + d, width, height },
    { at->x - d - width, at->y - d - height, width, height },
    { at->x - d - width, at->y + d, width, height },
  };

  if ((lines == 1 && whole > 340 * z) ||
      (lines == 2 && _tl_pen_lines (self, font, width, lines + 1, at->of->title) > lines))
    return FALSE;
  for (gsize k = 0; k < G_N_ELEMENTS (places); k++)
    if (is_free (plot, places[k]) && (away <= 0 || leads_freely (plot, at, &places[k])))
      {
        at->label = places[k];
        at->lines = lines;
        at->is_led = away > 0;
        g_array_append_val (plot->taken, places[k]);
        return TRUE;
      }
  return FALSE;
}

/* Finds a place for each title beside its circle, or a little away with a line to it. Returns: whether each has one */
static gboolean
place_labels (TlPackPen *self, Plot *plot)
{
  static const double aways[] = { 0, 22, 50, 90, 140 };
  const double        z = _tl_pen_unit (self);

  for (guint i = 0; i < plot->n; i++)
    {
      gboolean found = FALSE;

      for (gsize k = 0; k < G_N_ELEMENTS (aways) && !found; k++)
        for (guint lines = 1; lines <= 3 && !found; lines++)
          found = place_label (self, plot, &plot->points[i], lines, aways[k] * z);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static void
draw_ticks (TlPackPen *self, const Plot *plot)
{
  TlFont font = _tl_pen_font (self, 15, 400);
  double ticks[TL_TICKS_MOST], last = -INFINITY;
  guint  n = _tl_scale_find_ticks (&plot->across, ticks);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = _tl_pen_money (self, ticks[i]);
      double           at = _tl_scale_place (&plot->across, ticks[i]);
      double           room = tl_measure_room (self->measure, font, label);

      if (at - room / 2 < last + 10)
        continue;
      _tl_pen_line (self, font, TL_COLOUR_SOFT, at, plot->plot.y + plot->plot.height + 20 * _tl_pen_unit (self),
                    TL_ANCHOR_MIDDLE, room, label);
      last = at + room / 2;
    }
  n = _tl_scale_find_ticks (&plot->up, ticks);
  last = INFINITY;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = _tl_pen_money (self, ticks[i]);
      double           at = _tl_scale_place (&plot->up, ticks[i]);

      if (last - at < 26 * _tl_pen_unit (self))
        continue;
      _tl_pen_line (self, font, TL_COLOUR_SOFT, plot->plot.x - 10, at + 5 * _tl_pen_unit (self), TL_ANCHOR_END,
                    78 * _tl_pen_unit (self), label);
      last = at;
    }
}

/* What a corner means, at the first place along its edge where no circle and no title stands; in a narrow one it takes
 * more lines. */
static void
name_corner (TlPackPen *self, Plot *plot, gboolean at_right, gboolean at_top, const char *name)
{
  const double z = _tl_pen_unit (self);
  TlFont       font = _tl_pen_font (self, 15, 600);
  TlBox        in = plot->plot;
  double       zero_x = _tl_scale_place (&plot->across, 0), zero_y = _tl_scale_place (&plot->up, 0);
  double       left = at_right ? zero_x + 6 : in.x + 12, right = at_right ? in.x + in.width - 12 : zero_x - 6;
  double       whole = ceil (tl_measure_room (self->measure, font, name)) + 1;
  double       least = 0.28 * whole; /* as narrow as words are that nobody breaks */

  for (guint lines = 1; lines <= 3; lines++)
    {
      double room = lines == 1 ? whole : MIN (right - left, whole), height = (2 + 20.0 * lines) * z;
      double top = at_top ? in.y + 9 : MAX (zero_y + 4, in.y + in.height - 9 - height);

      if (right - left < room || room < least || (at_top ? zero_y - in.y : in.y + in.height - zero_y) < height + 12 ||
          _tl_pen_lines (self, font, room, lines + 1, name) > lines)
        continue;
      while (lines > 1 && room > least && _tl_pen_lines (self, font, room - 4, lines + 1, name) <= lines)
        room -= 4;
      for (double shift = 0; shift <= right - left - room; shift += 24)
        {
          TlBox box = { at_right ? right - room - shift : left + shift, top, room, height };

          if (!is_free (plot, box))
            continue;
          _tl_pen_text (self, font, TL_COLOUR_SOFT, box.x, box.y + 16 * z, room, 20 * z, lines, name);
          g_array_append_val (plot->taken, box);
          return;
        }
    }
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const Point *first = *(Point *const *) a, *second = *(Point *const *) b;

  return first->radius > second->radius   ? -1
         : first->radius < second->radius ? 1
                                          : (int) second->of->rank - (int) first->of->rank;
}

/* The large ones first, so that the small ones lie on them. */
static void
draw_points (TlPackPen *self, const Plot *plot)
{
  const double       z = _tl_pen_unit (self);
  g_autofree Point **order = g_new (Point *, MAX (1, plot->n));

  for (guint i = 0; i < plot->n; i++)
    order[i] = &plot->points[i];
  qsort (order, plot->n, sizeof *order, compare_points);
  for (guint i = 0; i < plot->n; i++)
    if (hypot (order[i]->x - order[i]->true_x, order[i]->y - order[i]->true_y) > 4)
      {
        tl_scene_line (self->scene, order[i]->true_x, order[i]->true_y, order[i]->x, order[i]->y,
                       (TlPen) { .stroke = TL_COLOUR_SOFT, .stroke_width = 1.5 });
        tl_scene_circle (self->scene, order[i]->true_x, order[i]->true_y, 3, (TlPen) { .fill = TL_COLOUR_SOFT });
      }
  for (guint i = 0; i < plot->n; i++)
    {
      const Point     *at = order[i];
      gboolean         gains = at->of->mean >= 0;
      g_autofree char *number = g_strdup_printf ("%u", at->of->rank);

      tl_scene_circle (self->scene, at->x, at->y, at->radius,
                       (TlPen) { .fill = gains ? TL_COLOUR_GAIN_TINT : TL_COLOUR_LOSS_TINT,
                                 .stroke = gains ? TL_COLOUR_GAIN : TL_COLOUR_LOSS, .stroke_width = 2.5,
                                 .dash = gains ? TL_DASH_SOLID : TL_DASH_FINE });
      _tl_pen_line (self, _tl_pen_font (self, 15, 700), TL_COLOUR_INK, at->x, at->y + 5.5 * z, TL_ANCHOR_MIDDLE,
                    2 * at->radius, number);
    }
}

static void
draw_labels (TlPackPen *self, const Plot *plot)
{
  const double z = _tl_pen_unit (self);

  for (guint i = 0; i < plot->n; i++)
    {
      const Point *at = &plot->points[i];

      if (at->is_led)
        {
          double x, y, apart;

          find_end (at, &at->label, &x, &y);
          apart = MAX (1, hypot (x - at->x, y - at->y));
          tl_scene_line (self->scene, at->x + (x - at->x) * at->radius / apart,
                         at->y + (y - at->y) * at->radius / apart, x, y,
                         (TlPen) { .stroke = TL_COLOUR_SOFT, .stroke_width = 1 });
        }
      _tl_pen_text (self, label_font (self), TL_COLOUR_INK, at->label.x, at->label.y + 15 * z, at->label.width, 20 * z,
                    at->lines, at->of->title);
    }
}

static void
draw_list (TlPackPen *self, const Plot *plot, TlBox box)
{
  const double z = _tl_pen_unit (self);
  double       pitch = MIN (52 * z, box.height / MAX (1, plot->n));

  for (guint i = 0; i < plot->n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", plot->points[i].of->rank);
      double           base = box.y + (i + 0.5) * pitch + 5.5 * z, room = box.width - 40 * z;
      TlFont           font = _tl_pen_font (self, 15, 400);
      guint            lines = _tl_pen_lines (self, font, room, pitch >= 46 * z ? 2 : 1, plot->points[i].of->title);

      _tl_pen_line (self, _tl_pen_font (self, 15, 700), TL_COLOUR_SOFT, box.x + 26 * z, base, TL_ANCHOR_END, 30 * z,
                    number);
      _tl_pen_text (self, font, TL_COLOUR_INK, box.x + 40 * z, base - (lines - 1) * 10 * z, room, 20 * z, lines,
                    plot->points[i].of->title);
    }
}

/**
 * _tl_pen_chart:
 */
double
_tl_pen_chart (TlPackPen *self, const TlBlock *block, double x, double y, double width)
{
  const double       z = _tl_pen_unit (self), side = 86 * z;
  guint              n = block->items->len;
  g_autofree Point  *points = g_new0 (Point, MAX (1, n));
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (TlBox));
  const char *words = _("Up: margin won a year. Across: cost saved a year. The larger the circle, the more money "
                         "to start; broken circles do not pay.");
  double             caption = _tl_pen_lines (self, _tl_pen_font (self, 15, 400), width - side, 3, words) * 20 * z;
  double             height = _tl_pen_stretch (self, 34 * z + caption, 1, MAX (380, n * 19 * z), MAX (460, n * 19 * z),
                                               680);
  Plot               plot = { { x + side, y, width - side, height }, { 0 }, { 0 }, points, n, taken };
  gboolean           has_list = n > LABELS_MOST;

  if (!has_list)
    {
      plan_points (self, block, &plot);
      has_list = !place_labels (self, &plot);
    }
  if (has_list)
    {
      plot.plot.width -= 0.27 * width + 30;
      plan_points (self, block, &plot);
    }
  _tl_pen_begin (self, "Figure", block->heading, block->alt);
  tl_scene_rect (self->scene, plot.plot, 10,
                 (TlPen) { .fill = TL_COLOUR_PANEL, .stroke = TL_COLOUR_PANEL_EDGE, .stroke_width = 1 });
  draw_ticks (self, &plot);
  {
    double zero_x = _tl_scale_place (&plot.across, 0), zero_y = _tl_scale_place (&plot.up, 0);
    TlPen  pen = { .stroke = TL_COLOUR_SOFT, .stroke_width = 1 };

    tl_scene_line (self->scene, zero_x, plot.plot.y, zero_x, plot.plot.y + plot.plot.height, pen);
    tl_scene_line (self->scene, plot.plot.x, zero_y, plot.plot.x + plot.plot.width, zero_y, pen);
  }
  name_corner (self, &plot, TRUE, TRUE, _("pays both ways"));
  name_corner (self, &plot, FALSE, TRUE, _("grows revenue, costs more"));
  name_corner (self, &plot, TRUE, FALSE, _("saves cost, loses revenue"));
  name_corner (self, &plot, FALSE, FALSE, _("hurts both"));
  draw_points (self, &plot);
  if (has_list)
    draw_list (self, &plot, (TlBox) { x + width - 0.27 * width, y, 0.27 * width, height });
  else
    draw_labels (self, &plot);
  _tl_pen_text (self, _tl_pen_font (self, 15, 400), TL_COLOUR_SOFT, plot.plot.x, y + height + 46 * z, width - side,
                20 * z, 3, words);
  _tl_pen_end (self);
  return y + height + 34 * z + caption;
}
