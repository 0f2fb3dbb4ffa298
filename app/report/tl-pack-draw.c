/* tl-pack-draw.c: words, figures and tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-draw.h"

#include <math.h>

#include "tl-lettering.h"

#define GAP 24.0
#define HEADING TL_PACK_FONT (20, 700)
#define BODY TL_PACK_FONT (18, 400)
#define BODY_LINE 27.0
#define CELL TL_PACK_FONT (16, 400)
#define CELL_STRONG TL_PACK_FONT (16, 600)
#define CELL_LINE 22.0
#define CELL_PAD 11.0
#define HEAD_LINE 19.0
#define HEAD TL_PACK_FONT (14.5, 600)
#define QUOTE_COLUMNS 3

/**
 * _tl_pen_begin:
 * @tag: what it is: a tag of PDF
 *
 * Begins a group that a screen reader reads as one.
 */
void
_tl_pen_begin (TlPackPen *self, const char *tag, const char *title, const char *desc)
{
  g_autofree char *part = g_strdup_printf ("part-%u", ++self->n_parts);
  gboolean         is_outer = g_str_equal (tag, "Table") || g_str_equal (tag, "TR") || g_str_equal (tag, "L");
  guint group = tl_scene_begin_part (self->scene, is_outer ? TL_ROLE_STRIP : TL_ROLE_PANEL, part, title, desc);

  if (self->tags)
    {
      if (self->tags->len <= group)
        g_ptr_array_set_size (self->tags, (int) group + 1);
      self->tags->pdata[group] = (gpointer) tag;
    }
}

void
_tl_pen_end (TlPackPen *self)
{
  tl_scene_end (self->scene);
}

/**
 * _tl_pen_line:
 * @y: its base line
 * @room: what does not fit ends in an ellipsis
 *
 * Returns: the room it takes
 */
double
_tl_pen_line (TlPackPen *self, TlFont font, TlColour colour, double x, double y, TlAnchor anchor, double room,
              const char *text)
{
  return tl_lettering_line (self->scene, self->measure, font, colour, x, y, anchor, room, text);
}

/**
 * _tl_pen_text:
 * @y: the base line of the first line
 *
 * Returns: how many lines it takes
 */
guint
_tl_pen_text (TlPackPen *self, TlFont font, TlColour colour, double x, double y, double room, double line_height,
              guint max_lines, const char *text)
{
  return tl_lettering_block (self->scene, self->measure, font, colour, x, y, TL_ANCHOR_START, room, line_height,
                             max_lines, text);
}

TlColour
_tl_tone_ink (TlTone tone)
{
  switch (tone)
    {
    case TL_TONE_GAIN:
      return TL_COLOUR_GAIN_INK;
    case TL_TONE_LOSS:
      return TL_COLOUR_LOSS_INK;
    case TL_TONE_SOFT:
      return TL_COLOUR_SOFT;
    case TL_TONE_PLAIN:
    default:
      return TL_COLOUR_INK;
    }
}

static double
draw_heading (TlPackPen *self, const TlBlock *block, double x, double y, double width)
{
  if (block->heading == NULL)
    return y;
  _tl_pen_begin (self, "H2", block->heading, NULL);
  _tl_pen_line (self, HEADING, TL_COLOUR_INK, x, y + 18, TL_ANCHOR_START, width, block->heading);
  _tl_pen_end (self);
  return y + 42;
}

static double
draw_figures (TlPackPen *self, const TlBlock *block, double x, double y, double width)
{
  guint  n = MAX (1, block->items->len);
  double room = (width - GAP * (MAX (n, 3) - 1)) / MAX (n, 3);
  double height = 150;

  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackFigure *figure = block->items->pdata[i];
      double              left = x + i * (room + GAP);
      double              at = y + 66;
      TlFont              font = TL_PACK_FONT (46, 700);

      while (tl_measure_room (self->measure, font, figure->value) > room - 48 && font.size > 24)
        font.size -= 2;
      _tl_pen_begin (self, "P", figure->label, figure->value);
      tl_scene_rect (self->scene, (TlBox) { left, y, room, height }, 14,
                     (TlPen) { .fill = TL_COLOUR_PANEL, .stroke = TL_COLOUR_PANEL_EDGE, .stroke_width = 1 });
      _tl_pen_line (self, font, _tl_tone_ink (figure->tone), left + 24, at, TL_ANCHOR_START, room - 48, figure->value);
      _tl_pen_line (self, TL_PACK_FONT (17, 600), TL_COLOUR_INK, left + 24, at + 36, TL_ANCHOR_START, room - 48,
                    figure->label);
      if (figure->detail)
        _tl_pen_line (self, TL_PACK_FONT (15, 400), TL_COLOUR_SOFT, left + 24, at + 62, TL_ANCHOR_START, room - 48,
                      figure->detail);
      _tl_pen_end (self);
    }
  return y + height;
}

static double
draw_points (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first, guint n)
{
  _tl_pen_begin (self, "L", block->heading, NULL);
  for (guint i = first; i < first + n; i++)
    {
      const char *text = block->items->pdata[i];

      _tl_pen_begin (self, "LI", NULL, NULL);
      tl_scene_circle (self->scene, x + 8, y + 12, 5, (TlPen) { .fill = _tl_tone_ink (block->tone) });
      y += _tl_pen_text (self, BODY, TL_COLOUR_INK, x + 30, y + 18, width - 30, BODY_LINE, 5, text) * BODY_LINE + 13;
      _tl_pen_end (self);
    }
  _tl_pen_end (self);
  return y - 8;
}

static double
draw_note (TlPackPen *self, const TlBlock *block, double x, double y, double width)
{
  double bottom = y + 24;

  /* How tall it is has to be known before its ground is drawn. */
  for (int pass = 0; pass < 2; pass++)
    {
      double at = y + 24;

      if (pass == 1)
        {
          _tl_pen_begin (self, "Sect", block->heading, NULL);
          tl_scene_rect (self->scene, (TlBox) { x, y, width, bottom - y }, 14,
                         (TlPen) { .fill = block->tone == TL_TONE_GAIN   ? TL_COLOUR_GAIN_TINT
                                           : block->tone == TL_TONE_LOSS ? TL_COLOUR_LOSS_TINT
                                                                         : TL_COLOUR_PANEL,
                                   .stroke = TL_COLOUR_PANEL_EDGE, .stroke_width = 1 });
          if (block->heading)
            _tl_pen_line (self, TL_PACK_FONT (17, 700), TL_COLOUR_INK, x + 28, at + 15, TL_ANCHOR_START, width - 56,
                          block->heading);
        }
      if (block->heading)
        at += 32;
      for (guint i = 0; i < block->items->len; i++)
        {
          g_autoptr (GPtrArray) lines = tl_measure_wrap (self->measure, TL_PACK_FONT (17, 400), block->items->pdata[i],
                                                         width - 56, 6);

          if (pass == 1)
            _tl_pen_text (self, TL_PACK_FONT (17, 400),
                          block->tone == TL_TONE_GAIN ? TL_COLOUR_GAIN_INK : TL_COLOUR_INK, x + 28, at + 15, width - 56,
                          25, 6, block->items->pdata[i]);
          at += lines->len * 25 + 8;
        }
      bottom = at + 14;
    }
  _tl_pen_end (self);
  return bottom;
}

static guint
head_lines (TlPackPen *self, const TlBlock *block, double width, double total)
{
  guint n = 1;

  for (guint i = 0; i < block->columns->len; i++)
    {
      const TlPackColumn   *column = &g_array_index (block->columns, TlPackColumn, i);
      double                room = width * column->weight / total - (i + 1 < block->columns->len ? 20 : 0);
      g_autoptr (GPtrArray) lines = tl_measure_wrap (self->measure, HEAD, column->title, room, 2);

      n = MAX (n, lines->len);
    }
  return n;
}

static double
draw_row (TlPackPen *self, const TlBlock *block, char *const *row, gboolean is_head, double x, double y, double width)
{
  double total = 0, left = x, height = CELL_LINE;

  for (guint i = 0; i < block->columns->len; i++)
    total += g_array_index (block->columns, TlPackColumn, i).weight;
  _tl_pen_begin (self, "TR", NULL, NULL);
  if (is_head)
    {
      height = head_lines (self, block, width, total) * HEAD_LINE;
      tl_scene_rect (self->scene, (TlBox) { x - 12, y, width + 24, height + 2 * CELL_PAD + 4 }, 10,
                     (TlPen) { .fill = TL_COLOUR_PANEL, .stroke = TL_COLOUR_PANEL_EDGE, .stroke_width = 1 });
    }
  for (guint i = 0; i < block->columns->len; i++)
    {
      const TlPackColumn *column = &g_array_index (block->columns, TlPackColumn, i);
      double              room = width * column->weight / total;
      double              inner = room - (i + 1 < block->columns->len ? 20 : 0);
      TlFont              font = is_head ? HEAD : i == 0 ? CELL_STRONG : CELL;
      TlColour            colour = is_head ? TL_COLOUR_SOFT : TL_COLOUR_INK;
      const char         *text = is_head ? column->title : row[i];
      double              base = y + CELL_PAD + (is_head ? 19 : 17);
      guint               n = 1;

      _tl_pen_begin (self, is_head ? "TH" : "TD", NULL, NULL);
      if (column->at_end)
        n = tl_lettering_block (self->scene, self->measure, font, colour, left + inner, base, TL_ANCHOR_END, inner,
                                is_head ? HEAD_LINE : CELL_LINE, is_head ? 2 : 1, text);
      else
        n = _tl_pen_text (self, font, colour, left, base, inner, is_head ? HEAD_LINE : CELL_LINE, is_head ? 2 : 3,
                          text);
      _tl_pen_end (self);
      height = MAX (height, n * (is_head ? HEAD_LINE : CELL_LINE));
      left += room;
    }
  height += 2 * CELL_PAD + (is_head ? 4 : 0);
  if (!is_head)
    tl_scene_line (self->scene, x, y + height, x + width, y + height,
                   (TlPen) { .stroke = TL_COLOUR_RULE, .stroke_width = 1 });
  _tl_pen_end (self);
  return y + height;
}

static double
draw_table (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first, guint n)
{
  _tl_pen_begin (self, "Table", block->heading, NULL);
  y = draw_row (self, block, NULL, TRUE, x, y, width);
  for (guint i = first; i < first + n; i++)
    y = draw_row (self, block, block->items->pdata[i], FALSE, x, y, width);
  _tl_pen_end (self);
  return y;
}

static double
draw_quotes (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first, guint n)
{
  double bottoms[QUOTE_COLUMNS];
  double room = (width - GAP * (QUOTE_COLUMNS - 1)) / QUOTE_COLUMNS;
  double bottom = y;

  for (guint i = 0; i < QUOTE_COLUMNS; i++)
    bottoms[i] = y;
  for (guint i = first; i < first + n; i++)
    {
      const TlPackQuote *quote = block->items->pdata[i];
      TlFont             font = { 16, 400, TRUE };
      guint              column = 0, lines;
      double             left, top;
      g_autofree char   *words = g_strdup_printf ("“%s”", quote->words);
      g_autofree char   *from =
          quote->source ? g_strdup_printf ("%s · %s", quote->about, quote->source) : g_strdup (quote->about);

      for (guint k = 1; k < QUOTE_COLUMNS; k++)
        if (bottoms[k] < bottoms[column] - 1)
          column = k;
      left = x + column * (room + GAP);
      top = bottoms[column];
      _tl_pen_begin (self, "BlockQuote", NULL, NULL);
      lines = _tl_pen_text (self, font, TL_COLOUR_INK, left + 20, top + 26, room - 40, 23, 7, words);
      _tl_pen_line (self, TL_PACK_FONT (14, 500), TL_COLOUR_SOFT, left + 20, top + 26 + lines * 23 + 6, TL_ANCHOR_START,
                    room - 40, from);
      tl_scene_line (self->scene, left + 3, top + 8, left + 3, top + 26 + lines * 23 + 10,
                     (TlPen) { .stroke = TL_COLOUR_QUOTE, .stroke_width = 4, .round_cap = TRUE });
      _tl_pen_end (self);
      bottoms[column] = top + 26 + lines * 23 + 40;
      bottom = MAX (bottom, bottoms[column]);
    }
  return bottom - 12;
}

static double
draw_map (TlPackPen *self, const TlBlock *block, double x, double y, double width)
{
  double scale, height;

  if (self->map == NULL)
    return y;
  scale = MIN (width / tl_scene_get_width (self->map), self->tall / tl_scene_get_height (self->map));
  height = tl_scene_get_height (self->map) * scale;
  _tl_pen_begin (self, "Figure", NULL, block->alt);
  tl_scene_embed (self->scene, self->map, x + (width - tl_scene_get_width (self->map) * scale) / 2, y, scale);
  _tl_pen_end (self);
  return y + height;
}

/**
 * _tl_pen_splits:
 *
 * Returns: whether part of a block may stand on one sheet, and the rest on the next
 */
gboolean
_tl_pen_splits (const TlBlock *block)
{
  return block->kind == TL_BLOCK_TABLE || block->kind == TL_BLOCK_QUOTES ||
         (block->kind == TL_BLOCK_POINTS && !block->half);
}

/**
 * _tl_pen_block:
 * @first: of the items, the first that is drawn
 * @n: how many; of a block that does not split, all are
 *
 * Returns: where it ends
 */
double
_tl_pen_block (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first, guint n)
{
  double top;

  if (block->kind != TL_BLOCK_NOTE)
    y = draw_heading (self, block, x, y, width);
  top = y;
  switch (block->kind)
    {
    case TL_BLOCK_FIGURES:
      return draw_figures (self, block, x, top, width);
    case TL_BLOCK_POINTS:
      return draw_points (self, block, x, top, width, first, n);
    case TL_BLOCK_NOTE:
      return draw_note (self, block, x, top, width);
    case TL_BLOCK_TABLE:
      return draw_table (self, block, x, top, width, first, n);
    case TL_BLOCK_BARS:
      return _tl_pen_bars (self, block, x, top, width);
    case TL_BLOCK_INTERVALS:
      return _tl_pen_intervals (self, block, x, top, width);
    case TL_BLOCK_CHART:
      return _tl_pen_chart (self, block, x, top, width);
    case TL_BLOCK_LINKS:
      return _tl_pen_links (self, block, x, top, width);
    case TL_BLOCK_QUOTES:
      return draw_quotes (self, block, x, top, width, first, n);
    case TL_BLOCK_JOURNEY:
      return _tl_pen_journey (self, block, x, top, width);
    case TL_BLOCK_MAP:
    default:
      return draw_map (self, block, x, top, width);
    }
}
