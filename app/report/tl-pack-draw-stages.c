/* tl-pack-draw-stages.c: the stages side by side, for a map that is too large for one sheet
 *
 * In bands, one under the other, as many as it takes; with as much about each stage as there is room for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-pack-draw.h"

#define COLUMNS_MOST 10
#define COLUMN_GAP 14.0
#define BAND_GAP 20.0
#define PAD 10.0
#define LINE 20.0
#define FACE 11.0

/* What is said about each stage: all of the one before, and more. */
typedef enum
{
  LEVEL_MONEY,   /* its title, how it feels, what is at stake */
  LEVEL_CURVE,   /* who comes; feelings as a curve; what is at stake as a bar */
  LEVEL_PAIN,    /* the pain that costs most; who leaves */
  LEVEL_DELIGHT, /* what is loved, and the fixes */
} Level;

typedef struct
{
  guint  columns, bands;
  Level  level;
  double pitch;  /* from one stage to the next */
  double width;  /* of a stage */
  double tall;   /* of a band */
  double curve;  /* how tall the curve is */
  guint  words;  /* lines of what hurts, and of what is loved */
} Plan;

static TlFont
small_font (const TlPackPen *self)
{
  return _tl_pen_font (self, 15, 400);
}

/* How tall a band is at least. */
static double
get_band (const TlPackPen *self, Level level)
{
  static const double heights[] = {
    [LEVEL_MONEY] = 2 * PAD + 3 * LINE + 6,
    [LEVEL_CURVE] = 2 * PAD + 3 * LINE + 66 + 56,
    [LEVEL_PAIN] = 2 * PAD + 4 * LINE + 66 + 56 + 2 * LINE + 8,
    [LEVEL_DELIGHT] = 2 * PAD + 4 * LINE + 66 + 56 + 4 * LINE + 16 + 26,
  };

  return heights[level] * _tl_pen_unit (self);
}

static Plan
make_plan (const TlPackPen *self, guint n, guint bands, double width, double tall)
{
  const double z = _tl_pen_unit (self);
  Plan         plan = { .bands = bands, .columns = MAX (MIN (n, 3), (n + bands - 1) / bands) };
  double       spare;

  plan.bands = (n + plan.columns - 1) / plan.columns;
  plan.pitch = (width + COLUMN_GAP) / plan.columns;
  plan.width = plan.pitch - COLUMN_GAP;
  plan.tall = (tall - (plan.bands - 1) * BAND_GAP) / plan.bands;
  for (Level level = LEVEL_DELIGHT; level > LEVEL_MONEY && plan.level == LEVEL_MONEY; level--)
    if (get_band (self, level) <= plan.tall + 0.5)
      plan.level = level;
  plan.tall = MAX (plan.tall, get_band (self, LEVEL_MONEY));
  spare = plan.tall - get_band (self, plan.level);
  plan.words = 2 + (plan.level >= LEVEL_PAIN ? MIN (2, (guint) (spare * 0.7 / (2 * LINE * z))) : 0);
  if (plan.level >= LEVEL_PAIN)
    spare -= (plan.words - 2) * LINE * z * (plan.level == LEVEL_DELIGHT ? 2 : 1);
  plan.curve = 66 * z + CLAMP (spare, 0, 90 * z);
  return plan;
}

/* The bands that say most; of those that say the same, the fewest. */
static Plan
find_plan (const TlPackPen *self, guint n, double width)
{
  const double z = _tl_pen_unit (self);
  guint        least = (n + COLUMNS_MOST - 1) / COLUMNS_MOST;
  double       tall = self->tall;
  Plan         best;

  /* Without a room of its own: as dense as it can be read, or with all there is to say. */
  if (tall <= 0 || !isfinite (tall))
    {
      Level level = tall == TL_TALL_LEAST ? LEVEL_MONEY : tall < 0 ? LEVEL_CURVE : LEVEL_DELIGHT;

      tall = least * get_band (self, level) + (least - 1) * BAND_GAP +
             (tall > 0 ? least * (level == LEVEL_DELIGHT ? 170 * z : 0) : 0);
      return make_plan (self, n, least, width, tall);
    }
  best = make_plan (self, n, least, width, tall);
  for (guint bands = least + 1; bands <= MIN (n, least + 3); bands++)
    {
      Plan plan = make_plan (self, n, bands, width, tall);

      if (plan.bands == bands && plan.level >= best.level && plan.level > LEVEL_MONEY &&
          (plan.level > best.level || best.tall > 1.9 * get_band (self, LEVEL_DELIGHT)))
        best = plan;
    }
  return best;
}

static void
draw_face (TlPackPen *self, double x, double y, double radius, double emotion)
{
  double smile = radius * 0.38 * emotion / 2;
  TlPen  pen = { .stroke = TL_COLOUR_FACE, .stroke_width = radius * 0.14, .round_cap = TRUE };
  TlPen  eye = { .fill = TL_COLOUR_FACE };

  tl_scene_circle (self->scene, x, y, radius, (TlPen) { .fill = tl_colour_of_feeling (emotion) });
  tl_scene_circle (self->scene, x - radius * 0.35, y - radius * 0.23, radius * 0.12, eye);
  tl_scene_circle (self->scene, x + radius * 0.35, y - radius * 0.23, radius * 0.12, eye);
  tl_scene_path_begin (self->scene, pen);
  tl_scene_move_to (self->scene, x - radius * 0.42, y + radius * 0.35 - smile / 2);
  tl_scene_curve_to (self->scene, x - radius * 0.15, y + radius * 0.35 + smile / 2, x + radius * 0.15,
                     y + radius * 0.35 + smile / 2, x + radius * 0.42, y + radius * 0.35 - smile / 2);
  tl_scene_path_end (self->scene);
}

static void
draw_sign (TlPackPen *self, gboolean hurts, double x, double y)
{
  const double z = _tl_pen_unit (self);

  if (!hurts)
    {
      tl_scene_circle (self->scene, x + 6 * z, y - 5 * z, 6 * z, (TlPen) { .fill = TL_COLOUR_GAIN });
      return;
    }
  tl_scene_path_begin (self->scene, (TlPen) { .fill = TL_COLOUR_LOSS });
  tl_scene_move_to (self->scene, x, y);
  tl_scene_line_to (self->scene, x + 12 * z, y);
  tl_scene_line_to (self->scene, x + 6 * z, y - 11 * z);
  tl_scene_close_path (self->scene);
  tl_scene_path_end (self->scene);
}

/* The card of a stage; where @most is at stake it is marked. Returns: how tall it is */
static double
draw_card (TlPackPen *self, const Plan *plan, const TlPackStage *stage, double x, double y, double most)
{
  const double z = _tl_pen_unit (self), line = LINE * z;
  double       room = plan->width - 2 * PAD * z, left = x + PAD * z, base = y + (PAD + 15.5) * z;
  double       tall = plan->level == LEVEL_MONEY ? plan->tall
                                                 : (2 * PAD + (plan->level >= LEVEL_PAIN ? 4 : 3) * LINE) * z;
  gboolean     is_worst = most > 0 && stage->stake >= most;
  guint        lines = plan->level == LEVEL_MONEY
                         ? (guint) CLAMP ((tall - (2 * PAD + LINE + 6) * z) / line, 2, 5) : 2;
  double       beside = room - (2 * FACE + 6) * z;
  gboolean     is_over = stage->words && tl_measure_room (self->measure, _tl_pen_font (self, 15, 700), stage->words) >
                                           beside;

  tl_scene_rect (self->scene, (TlBox) { x, y, plan->width, tall }, 12,
                 (TlPen) { .fill = is_worst ? TL_COLOUR_LOSS_TINT : TL_COLOUR_CARD,
                           .stroke = is_worst            ? TL_COLOUR_LOSS
                                     : stage->is_outcome ? TL_COLOUR_GAIN
                                                         : TL_COLOUR_CARD_EDGE,
                           .stroke_width = is_worst ? 3 : stage->is_outcome ? 2 : 1 });
  _tl_pen_text (self, _tl_pen_font (self, 15.5, 700), TL_COLOUR_INK, left, base, room, line,
                plan->level == LEVEL_MONEY && is_over && isfinite (stage->emotion) ? lines - 1 : lines, stage->title);
  if (plan->level == LEVEL_MONEY)
    {
      base = y + tall - (PAD + 4) * z;
      if (isfinite (stage->emotion))
        {
          /* Over the money where that takes the whole line. */
          draw_face (self, x + plan->width - (PAD + FACE) * z, base - (is_over ? LINE + 7 : 5) * z, FACE * z,
                     stage->emotion);
          room = is_over ? room : beside;
        }
      if (stage->words)
        _tl_pen_line (self, _tl_pen_font (self, 15, 700), stage->stake < 0 ? TL_COLOUR_GAIN_INK : TL_COLOUR_LOSS_INK,
                      left, base, TL_ANCHOR_START, room, stage->words);
      return tall;
    }
  _tl_pen_line (self, small_font (self), TL_COLOUR_SOFT, left, base + 2 * line + 2 * z, TL_ANCHOR_START, room,
                stage->visits);
  if (stage->leave && plan->level >= LEVEL_PAIN)
    _tl_pen_line (self, small_font (self), TL_COLOUR_LOSS_INK, left, base + 3 * line + 2 * z, TL_ANCHOR_START, room,
                  stage->leave);
  return tall;
}

static void
draw_words (TlPackPen *self, const Plan *plan, const TlPackStage *stage, double x, double y, double most)
{
  const double z = _tl_pen_unit (self), line = LINE * z;
  double       room = plan->width - PAD * z, left = x + PAD * z / 2;
  TlFont       font = _tl_pen_font (self, 15, 500);

  if (stage->words)
    {
      if (stage->stake > 0 && most > 0)
        tl_scene_hatch (self->scene, (TlBox) { left, y + 4 * z, MAX (4, room * stage->stake / most), 18 * z }, 4,
                        TL_COLOUR_LOSS);
      _tl_pen_line (self, _tl_pen_font (self, 17, 700), stage->stake < 0 ? TL_COLOUR_GAIN_INK : TL_COLOUR_LOSS_INK,
                    left, y + 43 * z, TL_ANCHOR_START, room, stage->words);
    }
  y += 56 * z;
  if (plan->level >= LEVEL_PAIN && stage->pain)
    {
      draw_sign (self, TRUE, left, y + 16 * z);
      _tl_pen_text (self, font, TL_COLOUR_INK, left + 20 * z, y + 16 * z, room - 20 * z, line, plan->words,
                    stage->pain);
    }
  y += plan->words * line + 8 * z;
  if (plan->level < LEVEL_DELIGHT)
    return;
  if (stage->delight)
    {
      draw_sign (self, FALSE, left, y + 16 * z);
      _tl_pen_text (self, font, TL_COLOUR_INK, left + 20 * z, y + 16 * z, room - 20 * z, line, plan->words,
                    stage->delight);
    }
  y += plan->words * line + 8 * z;
  if (stage->fixes)
    {
      g_autofree char *words = g_strdup_printf (_("Fixes %s"), stage->fixes);

      _tl_pen_line (self, _tl_pen_font (self, 15, 600), TL_COLOUR_GAIN_INK, left, y + 16 * z, TL_ANCHOR_START, room,
                    words);
    }
}

/* The feelings of neighbours are joined; where one says nothing the line stops. */
static void
draw_curve (TlPackPen *self, const Plan *plan, TlPackStage **stages, guint n, double x, double y)
{
  const double z = _tl_pen_unit (self);
  double       middle = y + plan->curve / 2, step = (plan->curve / 2 - (FACE + 9) * z) / 2;
  double       last_x = NAN, last_y = NAN;

  tl_scene_line (self->scene, x, middle, x + n * plan->pitch - COLUMN_GAP, middle,
                 (TlPen) { .stroke = TL_COLOUR_RULE, .stroke_width = 1, .dash = TL_DASH_FINE });
  for (guint i = 0; i < n; i++)
    {
      double cx = x + i * plan->pitch + plan->width / 2, cy = middle - stages[i]->emotion * step;

      if (isfinite (stages[i]->emotion) && isfinite (last_x))
        tl_scene_line (self->scene, last_x, last_y, cx, cy, (TlPen) { .stroke = TL_COLOUR_SOFT, .stroke_width = 2.5 });
      last_x = isfinite (stages[i]->emotion) ? cx : NAN;
      last_y = cy;
    }
  for (guint i = 0; i < n; i++)
    if (isfinite (stages[i]->emotion))
      draw_face (self, x + i * plan->pitch + plan->width / 2, middle - stages[i]->emotion * step, (FACE + 2) * z,
                 stages[i]->emotion);
}

/**
 * _tl_pen_journey:
 */
double
_tl_pen_journey (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first, guint n)
{
  const double zoom = self->zoom;
  Plan         plan;
  double       most = 0;

  /* Its columns are narrow: larger letters would say less. */
  self->zoom = MIN (zoom, 1);
  plan = find_plan (self, n, width);
  if (self->dry)
    {
      self->zoom = zoom;
      return y + plan.bands * plan.tall + (plan.bands - 1) * BAND_GAP;
    }
  for (guint i = 0; i < block->items->len; i++)
    most = MAX (most, ((TlPackStage *) block->items->pdata[i])->stake);
  _tl_pen_begin (self, "Figure", NULL, block->alt);
  for (guint band = 0; band < plan.bands; band++)
    {
      guint         from = first + band * plan.columns, here = MIN (plan.columns, n - band * plan.columns);
      TlPackStage **stages = (TlPackStage **) block->items->pdata + from;
      double        card = 0;

      for (guint i = 0; i + 1 < here; i++)
        tl_scene_line (self->scene, x + i * plan.pitch + plan.width, y + 30, x + (i + 1) * plan.pitch, y + 30,
                       (TlPen) { .stroke = TL_COLOUR_RIBBON_EDGE, .stroke_width = 4 });
      for (guint i = 0; i < here; i++)
        card = draw_card (self, &plan, stages[i], x + i * plan.pitch, y, most);
      if (plan.level > LEVEL_MONEY)
        {
          draw_curve (self, &plan, stages, here, x, y + card);
          for (guint i = 0; i < here; i++)
            draw_words (self, &plan, stages[i], x + i * plan.pitch, y + card + plan.curve, most);
        }
      y += plan.tall + BAND_GAP;
    }
  _tl_pen_end (self);
  self->zoom = zoom;
  return y - BAND_GAP;
}
