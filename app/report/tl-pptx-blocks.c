/* tl-pptx-blocks.c: figures, points, notes, quotes and tables as shapes that can be edited
 *
 * They stand as the book draws them: the same sizes, and the same room between them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-pptx-private.h"

#define GAP 24.0
#define FIGURES_ROW 4
#define QUOTE_COLUMNS 3
#define SOURCE_LINES 2
#define RISE 0.97 /* of the font's size: from the upper edge of a line to its base line */
#define DROP 0.24 /* and from there to its lower edge */

static TlPptxLook
look_of (TlFont font, TlColour colour, double pitch, guint most)
{
  return (TlPptxLook) { .size = font.size, .bold = font.weight >= 600, .italic = font.italic, .colour = colour,
                        .pitch = pitch, .most = most };
}

void
_tl_pptx_put_figures (TlPptx *self, const TlPackPen *pen, const TlBlock *block, TlBox box)
{
  const double z = _tl_pen_unit (pen);
  guint        n = MAX (1, block->items->len);
  guint each = n <= FIGURES_ROW ? MAX (n, 3) : (n + (n - 1) / FIGURES_ROW) / ((n + FIGURES_ROW - 1) / FIGURES_ROW);
  guint        rows = (n + each - 1) / each, labels = 1, details = 0;
  double       room = (box.width - GAP * (each - 1)) / each, inner = room - 48 * z, height, pad;
  TlFont       value = _tl_pen_font (pen, 48, 700), label = _tl_pen_font (pen, 17, 600);
  TlFont       detail = _tl_pen_font (pen, 15, 400);

  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackFigure *figure = block->items->pdata[i];

      while (tl_measure_room (self->measure, value, figure->value) > inner && value.size > 24)
        value.size -= 2;
      labels = MAX (labels, _tl_pen_lines ((TlPackPen *) pen, label, inner, 2, figure->label));
      if (figure->detail)
        details = MAX (details, _tl_pen_lines ((TlPackPen *) pen, detail, inner, 3, figure->detail));
    }
  height = value.size * 0.74 + (16 + labels * 23 + (details ? 5 + details * 20 : 0)) * z;
  pad = _tl_pen_stretch (pen, height * rows + GAP * (rows - 1), 2 * rows, 18 * z, 28 * z, 44 * z);
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackFigure *figure = block->items->pdata[i];
      g_autoptr (GArray)  words = _tl_pptx_words_new ();
      TlPptxLook          look = look_of (value, _tl_tone_ink (figure->tone), 0, 1);
      TlPptxFrame         frame = { .name = figure->label, .ground = TL_COLOUR_PANEL, .inset_x = 24 * z,
                                    .inset_y = MAX (0, pad - (RISE - 0.74) * value.size),
                                    .box = { box.x + i % each * (room + GAP),
                                             box.y + i / each * (height + 2 * pad + GAP), room, height + 2 * pad } };

      look.after = MAX (0, (34 - RISE * 17) * z - DROP * value.size);
      _tl_pptx_words_add (words, look, figure->value);
      look = look_of (label, TL_COLOUR_INK, 23 * z, 2);
      look.after = 3 * z;
      _tl_pptx_words_add (words, look, figure->label);
      if (figure->detail)
        _tl_pptx_words_add (words, look_of (detail, TL_COLOUR_SOFT, 20 * z, 3), figure->detail);
      _tl_pptx_put_words (self, &frame, words);
    }
}

void
_tl_pptx_put_points (TlPptx *self, const TlPackPen *pen, const TlPackPlaced *placed, TlBox box)
{
  const TlBlock     *block = placed->block;
  const double       z = _tl_pen_unit (pen);
  TlFont             font = _tl_pen_font (pen, 18, 400);
  g_autoptr (GArray) words = _tl_pptx_words_new ();
  TlPptxFrame        frame = { .name = block->heading ? block->heading : _("Points"), .box = box };
  TlPptxLook         look = look_of (font, TL_COLOUR_INK, 1.5 * font.size, 8);
  double             fixed = 0;

  for (guint i = placed->first; i < placed->first + placed->n; i++)
    fixed += _tl_pen_lines ((TlPackPen *) pen, font, box.width - 30 * z, 8, block->items->pdata[i]) * look.pitch;
  look.dot = _tl_tone_ink (block->tone);
  look.after = _tl_pen_stretch (pen, fixed, placed->n > 1 ? placed->n - 1 : 1, 7 * z, 13 * z, 24 * z);
  for (guint i = placed->first; i < placed->first + placed->n; i++)
    _tl_pptx_words_add (words, look, block->items->pdata[i]);
  frame.box.height = MIN (box.height, _tl_pptx_words_tall (self, words, box.width, 1) + 8);
  _tl_pptx_put_words (self, &frame, words);
}

void
_tl_pptx_put_note (TlPptx *self, const TlPackPen *pen, const TlPackPlaced *placed, TlBox box)
{
  const TlBlock     *block = placed->block;
  const double       z = _tl_pen_unit (pen);
  TlFont             font = _tl_pen_font (pen, 17, 400);
  g_autoptr (GArray) words = _tl_pptx_words_new ();
  TlColour           ground = block->tone == TL_TONE_GAIN   ? TL_COLOUR_GAIN_TINT
                              : block->tone == TL_TONE_LOSS ? TL_COLOUR_LOSS_TINT
                                                            : TL_COLOUR_PANEL;
  TlPptxLook         look = look_of (_tl_pen_font (pen, 17, 700), TL_COLOUR_INK, 0, 2);
  TlPptxFrame        frame = { .name = block->heading ? block->heading : _("Note"), .ground = ground, .inset_x = 28 };
  double             tall, pad;

  look.after = 12 * z;
  if (block->heading && !pen->bare)
    _tl_pptx_words_add (words, look, block->heading);
  look = look_of (font, block->tone == TL_TONE_GAIN ? TL_COLOUR_GAIN_INK : TL_COLOUR_INK, 1.5 * font.size, 10);
  look.after = 8 * z;
  for (guint i = placed->first; i < placed->first + placed->n; i++)
    _tl_pptx_words_add (words, look, block->items->pdata[i]);
  tall = _tl_pptx_words_tall (self, words, box.width - 56, 1);
  pad = _tl_pen_stretch (pen, tall, 2, 13 * z, 22 * z, 32 * z);
  frame.inset_y = pad - 3 * z;
  frame.box = (TlBox) { box.x, box.y, box.width, pen->level ? box.height : MIN (box.height, tall + 2 * pad) };
  _tl_pptx_put_words (self, &frame, words);
}

static char *
say_source (const TlPackQuote *quote)
{
  return quote->source ? g_strdup_printf ("%s · %s", quote->about, quote->source) : g_strdup (quote->about);
}

/* One frame each, where there is most room, as in the book. */
void
_tl_pptx_put_quotes (TlPptx *self, const TlPackPen *pen, const TlPackPlaced *placed, TlBox box)
{
  const double       z = _tl_pen_unit (pen);
  TlFont             font = _tl_pen_font (pen, 17, 400), small = _tl_pen_font (pen, 15, 400);
  guint              columns = MIN (placed->n, box.width > 1100 ? QUOTE_COLUMNS : box.width > 620 ? 2 : 1);
  double             room = (box.width - 2 * GAP * (columns - 1)) / MAX (1, columns), inner = room - 26 * z;
  double             line = 1.41 * font.size, tall[QUOTE_COLUMNS] = { 0 }, gap = INFINITY;
  guint              in[QUOTE_COLUMNS] = { 0 };
  g_autofree guint  *where = g_new0 (guint, placed->n + 1);
  g_autofree double *talls = g_new0 (double, placed->n + 1);
  g_autofree guint  *froms = g_new0 (guint, placed->n + 1);

  font.italic = TRUE;
  for (guint i = 0; i < placed->n; i++)
    {
      const TlPackQuote *quote = placed->block->items->pdata[placed->first + i];
      g_autofree char   *said = _tl_pen_quote (quote->words);
      g_autofree char   *from = say_source (quote);

      for (guint k = 1; k < columns; k++)
        if (tall[k] < tall[where[i]] - 1)
          where[i] = k;
      talls[i] = _tl_pen_lines ((TlPackPen *) pen, font, inner, 10, said) * line;
      froms[i] = _tl_pen_lines ((TlPackPen *) pen, small, inner, SOURCE_LINES, from);
      tall[where[i]] += talls[i] + (34 + 20 * froms[i]) * z;
      in[where[i]]++;
    }
  for (guint k = 0; k < columns; k++)
    gap = MIN (gap, _tl_pen_stretch (pen, tall[k] - in[k] * 24 * z, in[k] > 1 ? in[k] - 1 : 1, 16 * z, 26 * z, 60 * z));
  for (guint k = 0; k < columns; k++)
    tall[k] = box.y;
  for (guint i = 0; i < placed->n; i++)
    {
      const TlPackQuote *quote = placed->block->items->pdata[placed->first + i];
      g_autoptr (GArray) words = _tl_pptx_words_new ();
      g_autofree char   *said = _tl_pen_quote (quote->words);
      g_autofree char   *from = say_source (quote);
      double             below = 20 * (froms[i] - 1) * z;
      double             left = box.x + where[i] * (room + 2 * GAP), top = tall[where[i]];
      TlPptxFrame        frame = { .name = quote->about, .box = { left + 22 * z, top, inner, talls[i] + 34 * z + below } };
      TlPptxLook         look = look_of (font, TL_COLOUR_INK, line, 10);

      look.after = 3 * z;
      _tl_pptx_words_add (words, look, said);
      _tl_pptx_words_add (words, look_of (small, TL_COLOUR_SOFT, 20 * z, SOURCE_LINES), from);
      _tl_pptx_put_rect (self, _("Mark"), (TlBox) { left + 1, top + 2, 4, talls[i] + 23 * z + below }, TL_COLOUR_QUOTE);
      _tl_pptx_put_words (self, &frame, words);
      tall[where[i]] += talls[i] + 30 * z + below + gap;
    }
}
