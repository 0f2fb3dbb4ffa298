/* tl-pack-draw.c: words, figures and tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-draw.h"

#include <math.h>
#include <string.h>

#include "tl-lettering.h"

#define GAP 24.0
#define SMALL 15.0 /* the smallest letters at a zoom of 1 */

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
 * _tl_pen_font:
 * @size: at a zoom of 1, in units
 *
 * Returns: the font, never too small to be read
 */
TlFont
_tl_pen_font (const TlPackPen *self, double size, int weight)
{
  return TL_PACK_FONT (MAX (self->least, round (size * self->zoom * 4) / 4), weight);
}

/**
 * _tl_pen_unit:
 *
 * Returns: how long lengths beside letters are, against their usual length: the small letters have their room
 */
double
_tl_pen_unit (const TlPackPen *self)
{
  return MAX (self->zoom, self->least / SMALL);
}

/**
 * _tl_pen_stretch:
 * @fixed: what does not stretch
 * @n: how many lengths do
 * @ease: how long each is where nothing presses
 *
 * Returns: how long each of them is, so that the block is as tall as it may be
 */
double
_tl_pen_stretch (const TlPackPen *self, double fixed, double n, double least, double ease, double most)
{
  if (self->tall < 0 || n <= 0)
    return ease;
  return CLAMP ((self->tall - fixed) / n, least, most);
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

/**
 * _tl_pen_lines:
 *
 * Returns: how many lines _tl_pen_text() takes
 */
guint
_tl_pen_lines (TlPackPen *self, TlFont font, double room, guint max_lines, const char *text)
{
  g_autoptr (GPtrArray) lines = tl_measure_wrap (self->measure, font, text, room, max_lines);

  return lines->len;
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

/**
 * _tl_pen_heading:
 *
 * Returns: how much room the heading of a block takes
 */
double
_tl_pen_heading (const TlPackPen *self, const TlBlock *block)
{
  return block->heading && !self->bare && block->kind != TL_BLOCK_NOTE ? 42 * _tl_pen_unit (self) : 0;
}

static void
draw_heading (TlPackPen *self, const TlBlock *block, double x, double y, double width)
{
  if (_tl_pen_heading (self, block) <= 0)
    return;
  _tl_pen_begin (self, "H2", block->heading, NULL);
  _tl_pen_line (self, _tl_pen_font (self, 20, 700), TL_COLOUR_INK, x, y + 18 * _tl_pen_unit (self), TL_ANCHOR_START,
                width, block->heading);
  _tl_pen_end (self);
}

#define FIGURES_ROW 4

/* Cards of one height, with numbers of one size. */
static double
draw_figures (TlPackPen *self, const TlBlock *block, double x, double y, double width)
{
  const double z = _tl_pen_unit (self);
  guint        n = MAX (1, block->items->len);
  guint each = n <= FIGURES_ROW ? MAX (n, 3) : (n + (n - 1) / FIGURES_ROW) / ((n + FIGURES_ROW - 1) / FIGURES_ROW);
  guint        rows = (n + each - 1) / each, labels = 1, details = 0;
  double       room = (width - GAP * (each - 1)) / each, inner = room - 48 * z, pad, height;
  TlFont       value = _tl_pen_font (self, 48, 700), label = _tl_pen_font (self, 17, 600);
  TlFont       detail = _tl_pen_font (self, 15, 400);

  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackFigure *figure = block->items->pdata[i];

      while (tl_measure_room (self->measure, value, figure->value) > inner && value.size > 24)
        value.size -= 2;
      labels = MAX (labels, _tl_pen_lines (self, label, inner, 2, figure->label));
      if (figure->detail)
        details = MAX (details, _tl_pen_lines (self, detail, inner, 3, figure->detail));
    }
  height = value.size * 0.74 + (16 + labels * 23 + (details ? 5 + details * 20 : 0)) * z;
  pad = _tl_pen_stretch (self, height * rows + GAP * (rows - 1), 2 * rows, 18 * z, 28 * z, 44 * z);
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackFigure *figure = block->items->pdata[i];
      double              left = x + i % each * (room + GAP), top = y + i / each * (height + 2 * pad + GAP);
      double              at = top + pad + value.size * 0.74;

      _tl_pen_begin (self, "P", figure->label, figure->value);
      tl_scene_rect (self->scene, (TlBox) { left, top, room, height + 2 * pad }, 14,
                     (TlPen) { .fill = TL_COLOUR_PANEL, .stroke = TL_COLOUR_PANEL_EDGE, .stroke_width = 1 });
      _tl_pen_line (self, value, _tl_tone_ink (figure->tone), left + 24 * z, at, TL_ANCHOR_START, inner, figure->value);
      at += 34 * z;
      at += 23 * z * _tl_pen_text (self, label, TL_COLOUR_INK, left + 24 * z, at, inner, 23 * z, 2, figure->label);
      if (figure->detail)
        _tl_pen_text (self, detail, TL_COLOUR_SOFT, left + 24 * z, at + 4 * z, inner, 20 * z, 3, figure->detail);
      _tl_pen_end (self);
    }
  return y + rows * (height + 2 * pad) + (rows - 1) * GAP;
}

#define POINT_LINES 8

static double
draw_points (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first, guint n)
{
  const double z = _tl_pen_unit (self), line = 1.5 * _tl_pen_font (self, 18, 400).size;
  TlFont       font = _tl_pen_font (self, 18, 400);
  double       room = width - 30 * z, fixed = 0, gap;

  for (guint i = first; i < first + n; i++)
    fixed += _tl_pen_lines (self, font, room, POINT_LINES, block->items->pdata[i]) * line;
  gap = _tl_pen_stretch (self, fixed, n > 1 ? n - 1 : 1, 7 * z, 13 * z, 24 * z);
  _tl_pen_begin (self, "L", block->heading, NULL);
  for (guint i = first; i < first + n; i++)
    {
      const char *text = block->items->pdata[i];

      _tl_pen_begin (self, "LI", NULL, NULL);
      tl_scene_circle (self->scene, x + 8 * z, y + 13 * z, 5 * z, (TlPen) { .fill = _tl_tone_ink (block->tone) });
      y += _tl_pen_text (self, font, TL_COLOUR_INK, x + 30 * z, y + 19 * z, room, line, POINT_LINES, text) * line;
      y += i + 1 < first + n ? gap : 0;
      _tl_pen_end (self);
    }
  _tl_pen_end (self);
  return y;
}

#define NOTE_LINES 10

static double
draw_note (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first, guint n)
{
  const double z = _tl_pen_unit (self), line = 1.5 * _tl_pen_font (self, 17, 400).size, room = width - 56;
  TlFont       font = _tl_pen_font (self, 17, 400);
  TlColour     ink = block->tone == TL_TONE_GAIN ? TL_COLOUR_GAIN_INK : TL_COLOUR_INK;
  double       fixed = (block->heading && !self->bare ? 33 * z : 0) + (n - 1.0) * 8 * z, pad, height, top = y;

  for (guint i = first; i < first + n; i++)
    fixed += _tl_pen_lines (self, font, room, NOTE_LINES, block->items->pdata[i]) * line;
  /* Neighbours begin alike. */
  pad = _tl_pen_stretch (self, fixed, 2, 13 * z, 22 * z, (self->level ? 22 : 32) * z);
  height = MAX (fixed + 2 * pad, self->level && self->tall > 0 && isfinite (self->tall) ? self->tall : 0);
  _tl_pen_begin (self, "Sect", block->heading, NULL);
  tl_scene_rect (self->scene, (TlBox) { x, y, width, height }, 14,
                 (TlPen) { .fill = block->tone == TL_TONE_GAIN   ? TL_COLOUR_GAIN_TINT
                                   : block->tone == TL_TONE_LOSS ? TL_COLOUR_LOSS_TINT
                                                                 : TL_COLOUR_PANEL,
                           .stroke = TL_COLOUR_PANEL_EDGE, .stroke_width = 1 });
  y += pad;
  if (block->heading && !self->bare)
    {
      _tl_pen_line (self, _tl_pen_font (self, 17, 700), TL_COLOUR_INK, x + 28, y + 19 * z, TL_ANCHOR_START, room,
                    block->heading);
      y += 33 * z;
    }
  for (guint i = first; i < first + n; i++)
    y += _tl_pen_text (self, font, ink, x + 28, y + 19 * z, room, line, NOTE_LINES, block->items->pdata[i]) * line +
         8 * z;
  _tl_pen_end (self);
  return top + height;
}

#define QUOTE_LINES 10
#define QUOTE_COLUMNS 3

/* What it is about, and where it was said. */
static char *
quote_source (const TlPackQuote *quote)
{
  return quote->source ? g_strdup_printf ("%s · %s", quote->about, quote->source) : g_strdup (quote->about);
}

/**
 * _tl_pen_quote:
 *
 * Returns: (transfer full): what was said, in the marks of its language's direction; those it brings are taken off
 */
char *
_tl_pen_quote (const char *words)
{
  static const char *const marks[] = { "\"", "“", "”", "„", "«", "»", "‘", "’", "'" };
  gboolean                 rtl = tl_text_is_rtl (words);
  const char              *start = words, *end = words + strlen (words);

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (marks); k++)
      if (start == words && g_str_has_prefix (words, marks[i]) && g_str_has_suffix (words, marks[k]) &&
          strlen (words) > strlen (marks[i]) + strlen (marks[k]) &&
          strstr (words + strlen (marks[i]), marks[k]) == end - strlen (marks[k]))
        {
          start = words + strlen (marks[i]);
          end -= strlen (marks[k]);
        }
  return g_strdup_printf ("%s%.*s%s", rtl ? "”" : "“", (int) (end - start), start, rtl ? "“" : "”");
}

/* Each goes where there is most room: columns end at about the same height. */
static double
draw_quotes (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first, guint n)
{
  const double z = _tl_pen_unit (self), line = 1.41 * _tl_pen_font (self, 17, 400).size;
  guint        columns = MIN (n, width > 1100 ? QUOTE_COLUMNS : width > 620 ? 2 : 1);
  double       room = (width - 2 * GAP * (columns - 1)) / MAX (1, columns), inner = room - 26 * z;
  TlFont       font = _tl_pen_font (self, 17, 400), small = _tl_pen_font (self, 15, 500);
  double       tall[QUOTE_COLUMNS] = { 0 }, gap = INFINITY, bottom = y;
  guint        in[QUOTE_COLUMNS] = { 0 };
  g_autofree guint *where = g_new (guint, MAX (1, n));

  font.italic = TRUE;
  for (guint i = 0; i < n; i++)
    {
      const TlPackQuote *quote = block->items->pdata[first + i];
      g_autofree char   *words = _tl_pen_quote (quote->words), *from = quote_source (quote);
      guint              column = 0;

      for (guint k = 1; k < columns; k++)
        if (tall[k] < tall[column] - 1)
          column = k;
      where[i] = column;
      tall[column] += _tl_pen_lines (self, font, inner, QUOTE_LINES, words) * line + 34 * z +
                      _tl_pen_lines (self, small, inner, 2, from) * 20 * z;
      in[column]++;
    }
  for (guint k = 0; k < columns; k++)
    gap =
        MIN (gap, _tl_pen_stretch (self, tall[k] - in[k] * 24 * z, in[k] > 1 ? in[k] - 1 : 1, 16 * z, 26 * z, 60 * z));
  for (guint k = 0; k < columns; k++)
    tall[k] = y;
  for (guint i = 0; i < n; i++)
    {
      const TlPackQuote *quote = block->items->pdata[first + i];
      g_autofree char   *words = _tl_pen_quote (quote->words);
      g_autofree char   *from = quote_source (quote);
      double             left = x + where[i] * (room + 2 * GAP), top = tall[where[i]], end;
      gboolean           turned = tl_text_is_rtl (words) != self->mirrored;
      double             edge = turned ? left + room : left;
      TlAnchor           anchor = turned ? TL_ANCHOR_END : TL_ANCHOR_START;
      guint              lines;

      _tl_pen_begin (self, "BlockQuote", NULL, NULL);
      lines = tl_lettering_block (self->scene, self->measure, font, TL_COLOUR_INK,
                                  turned ? edge - 22 * z : edge + 22 * z, top + 18 * z, anchor, inner, line,
                                  QUOTE_LINES, words);
      end = top + lines * line;
      lines = tl_lettering_block (self->scene, self->measure, small, TL_COLOUR_SOFT,
                                  turned ? edge - 22 * z : edge + 22 * z, end + 20 * z, anchor, inner, 20 * z, 2, from);
      end += (lines - 1) * 20 * z;
      tl_scene_line (self->scene, turned ? edge - 3 : edge + 3, top + 2, turned ? edge - 3 : edge + 3, end + 25 * z,
                     (TlPen) { .stroke = TL_COLOUR_QUOTE, .stroke_width = 4, .round_cap = TRUE });
      _tl_pen_end (self);
      bottom = MAX (bottom, end + 30 * z);
      tall[where[i]] = end + 30 * z + gap;
    }
  return bottom;
}

/**
 * _tl_pen_splits:
 *
 * Returns: whether part of a block may stand on one sheet, and the rest on the next
 */
gboolean
_tl_pen_splits (const TlBlock *block)
{
  switch (block->kind)
    {
    case TL_BLOCK_TABLE:
    case TL_BLOCK_QUOTES:
    case TL_BLOCK_BARS:
    case TL_BLOCK_INTERVALS:
    case TL_BLOCK_LINKS:
    case TL_BLOCK_POINTS:
    case TL_BLOCK_NOTE:
    case TL_BLOCK_JOURNEY:
      return TRUE;
    case TL_BLOCK_FIGURES:
    case TL_BLOCK_CHART:
    case TL_BLOCK_MAP:
    default:
      return FALSE;
    }
}

/**
 * _tl_pen_narrowest:
 *
 * Returns: the width below which a block is not to be put beside another one
 */
double
_tl_pen_narrowest (TlPackPen *self, const TlBlock *block)
{
  switch (block->kind)
    {
    case TL_BLOCK_POINTS:
    case TL_BLOCK_NOTE:
      return 440 * _tl_pen_unit (self);
    case TL_BLOCK_TABLE:
      return _tl_pen_table_narrowest (self, block);
    case TL_BLOCK_QUOTES:
      return 520 * _tl_pen_unit (self);
    case TL_BLOCK_CHART:
      return 680 * _tl_pen_unit (self);
    case TL_BLOCK_FIGURES:
    case TL_BLOCK_BARS:
    case TL_BLOCK_INTERVALS:
    case TL_BLOCK_LINKS:
    case TL_BLOCK_JOURNEY:
    case TL_BLOCK_MAP:
    default:
      return INFINITY;
    }
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
  double heading = _tl_pen_heading (self, block), tall = self->tall, bottom;

  draw_heading (self, block, x, y, width);
  y += heading;
  if (tall > 0)
    self->tall = MAX (0, tall - heading);
  switch (block->kind)
    {
    case TL_BLOCK_FIGURES:
      bottom = draw_figures (self, block, x, y, width);
      break;
    case TL_BLOCK_POINTS:
      bottom = draw_points (self, block, x, y, width, first, n);
      break;
    case TL_BLOCK_NOTE:
      bottom = draw_note (self, block, x, y, width, first, n);
      break;
    case TL_BLOCK_TABLE:
      bottom = _tl_pen_table (self, block, x, y, width, first, n);
      break;
    case TL_BLOCK_BARS:
      bottom = _tl_pen_bars (self, block, x, y, width, first, n);
      break;
    case TL_BLOCK_INTERVALS:
      bottom = _tl_pen_intervals (self, block, x, y, width, first, n);
      break;
    case TL_BLOCK_CHART:
      bottom = _tl_pen_chart (self, block, x, y, width);
      break;
    case TL_BLOCK_LINKS:
      bottom = _tl_pen_links (self, block, x, y, width, first, n);
      break;
    case TL_BLOCK_QUOTES:
      bottom = draw_quotes (self, block, x, y, width, first, n);
      break;
    case TL_BLOCK_JOURNEY:
      bottom = _tl_pen_journey (self, block, x, y, width, first, n);
      break;
    case TL_BLOCK_MAP:
    default:
      bottom = _tl_pen_map (self, block, x, y, width);
      break;
    }
  self->tall = tall;
  return bottom;
}
