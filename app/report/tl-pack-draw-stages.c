/* tl-pack-draw-stages.c: the stages side by side, for a map that is too large for one sheet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-pack-draw.h"

#define COLUMNS_MOST 10
#define COLUMN_GAP 18.0
#define FEELING_TALL 96.0

static void
draw_stage (TlPackPen *self, const TlPackStage *stage, double x, double y, double width, double most)
{
  double room = width - 28;
  double at = y + 118 + FEELING_TALL;

  tl_scene_rect (self->scene, (TlBox) { x, y, width, 104 }, 12,
                 (TlPen) { .fill = TL_COLOUR_CARD, .stroke = stage->is_outcome ? TL_COLOUR_GAIN : TL_COLOUR_CARD_EDGE,
                           .stroke_width = stage->is_outcome ? 2 : 1 });
  _tl_pen_text (self, TL_PACK_FONT (18, 700), TL_COLOUR_INK, x + 14, y + 26, room, 23, 2, stage->title);
  _tl_pen_line (self, TL_PACK_FONT (15, 400), TL_COLOUR_SOFT, x + 14, y + 72, TL_ANCHOR_START, room, stage->visits);
  if (stage->leave)
    _tl_pen_line (self, TL_PACK_FONT (15, 400), TL_COLOUR_LOSS_INK, x + 14, y + 93, TL_ANCHOR_START, room,
                  stage->leave);
  if (stage->words)
    {
      if (stage->stake > 0)
        tl_scene_hatch (self->scene, (TlBox) { x + 14, at, MAX (4, room * stage->stake / most), 18 }, 4,
                        TL_COLOUR_LOSS);
      _tl_pen_line (self, TL_PACK_FONT (18, 700), TL_COLOUR_LOSS_INK, x + 14, at + 44, TL_ANCHOR_START, room,
                    stage->words);
    }
  at += 72;
  if (stage->pain)
    {
      tl_scene_path_begin (self->scene, (TlPen) { .fill = TL_COLOUR_LOSS });
      tl_scene_move_to (self->scene, x + 14, at);
      tl_scene_line_to (self->scene, x + 26, at);
      tl_scene_line_to (self->scene, x + 20, at - 11);
      tl_scene_close_path (self->scene);
      tl_scene_path_end (self->scene);
      _tl_pen_text (self, TL_PACK_FONT (15, 500), TL_COLOUR_INK, x + 34, at, room - 20, 20, 3, stage->pain);
    }
  at += 72;
  if (stage->delight)
    {
      tl_scene_circle (self->scene, x + 20, at - 5, 6, (TlPen) { .fill = TL_COLOUR_GAIN });
      _tl_pen_text (self, TL_PACK_FONT (15, 500), TL_COLOUR_INK, x + 34, at, room - 20, 20, 3, stage->delight);
    }
  if (stage->fixes)
    {
      g_autofree char *words = g_strdup_printf (_("Fixes %s"), stage->fixes);

      _tl_pen_line (self, TL_PACK_FONT (15, 600), TL_COLOUR_GAIN_INK, x + 14, at + 66, TL_ANCHOR_START, room, words);
    }
}

/* The feelings of neighbours are joined; where one says nothing the line stops. */
static void
draw_feelings (TlPackPen *self, const TlBlock *block, guint first, guint n, double x, double y, double pitch,
               double width)
{
  double middle = y + 104 + 14 + FEELING_TALL / 2 - 10;
  double last_x = NAN, last_y = NAN;

  tl_scene_line (self->scene, x, middle, x + n * pitch - COLUMN_GAP, middle,
                 (TlPen) { .stroke = TL_COLOUR_RULE, .stroke_width = 1, .dash = TL_DASH_FINE });
  for (guint i = 0; i < n; i++)
    {
      const TlPackStage *stage = block->items->pdata[first + i];
      double             cx = x + i * pitch + width / 2, cy = middle - stage->emotion / 2 * (FEELING_TALL / 2 - 22);

      if (isfinite (stage->emotion) && isfinite (last_x))
        tl_scene_line (self->scene, last_x, last_y, cx, cy, (TlPen) { .stroke = TL_COLOUR_SOFT, .stroke_width = 2.5 });
      last_x = isfinite (stage->emotion) ? cx : NAN;
      last_y = cy;
    }
  for (guint i = 0; i < n; i++)
    {
      const TlPackStage *stage = block->items->pdata[first + i];
      double             cx = x + i * pitch + width / 2, cy = middle - stage->emotion / 2 * (FEELING_TALL / 2 - 22);
      double             smile = 5 * stage->emotion / 2;
      TlPen              pen = { .stroke = TL_COLOUR_FACE, .stroke_width = 1.8, .round_cap = TRUE };

      if (!isfinite (stage->emotion))
        continue;
      tl_scene_circle (self->scene, cx, cy, 13, (TlPen) { .fill = tl_colour_of_feeling (stage->emotion) });
      tl_scene_circle (self->scene, cx - 4.5, cy - 3, 1.6, (TlPen) { .fill = TL_COLOUR_FACE });
      tl_scene_circle (self->scene, cx + 4.5, cy - 3, 1.6, (TlPen) { .fill = TL_COLOUR_FACE });
      tl_scene_path_begin (self->scene, pen);
      tl_scene_move_to (self->scene, cx - 5.5, cy + 4.5 - smile / 2);
      tl_scene_curve_to (self->scene, cx - 2, cy + 4.5 + smile / 2, cx + 2, cy + 4.5 + smile / 2, cx + 5.5,
                         cy + 4.5 - smile / 2);
      tl_scene_path_end (self->scene);
    }
}

/**
 * _tl_pen_journey:
 */
double
_tl_pen_journey (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint begin, guint n)
{
  guint  rows = (n + COLUMNS_MOST - 1) / COLUMNS_MOST;
  guint  each = MAX (3, (n + rows - 1) / rows);
  double pitch = (width + COLUMN_GAP) / each, most = 0;
  double tall = 104 + 14 + FEELING_TALL + 72 + 72 + 84;

  for (guint i = 0; i < block->items->len; i++)
    most = MAX (most, ((TlPackStage *) block->items->pdata[i])->stake);
  _tl_pen_begin (self, "Figure", NULL, block->alt);
  for (guint first = 0; first < n; first += each)
    {
      guint here = MIN (each, n - first);

      draw_feelings (self, block, begin + first, here, x, y, pitch, pitch - COLUMN_GAP);
      for (guint i = 0; i < here; i++)
        draw_stage (self, block->items->pdata[begin + first + i], x + i * pitch, y, pitch - COLUMN_GAP, most);
      y += tall + 20;
    }
  _tl_pen_end (self);
  return y - 20;
}
