/* tl-pptx.c: the fact pack as slides that can be edited
 *
 * Slides that stand as the sheets of the book do, with words, lists and tables as such. Charts and the map are
 * pictures, as vectors with dots beside them for programs that know no vectors, each with its text alternative; what
 * they show stands in the notes, too, in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-picture.h"
#include "tl-plain.h"
#include "tl-pptx-private.h"
#include "tl-text.h"

#define GAP 24.0
#define QUOTE_COLUMNS 3
#define BESIDE 60.0

static TlPptxLook
look_of (double size, gboolean bold, TlColour colour)
{
  return (TlPptxLook) { .size = size, .bold = bold, .colour = colour };
}

static void
put_figures (TlPptx *self, const TlPackPlaced *placed, TlBox box, double zoom)
{
  guint  n = MAX (3, placed->block->items->len);
  double room = (box.width - GAP * (n - 1)) / n;

  for (guint i = 0; i < placed->block->items->len; i++)
    {
      const TlPackFigure *figure = placed->block->items->pdata[i];
      g_autoptr (GArray)  words = _tl_pptx_words_new ();
      TlPptxFrame         frame = { .name = figure->label, .ground = TL_COLOUR_PANEL, .inset_x = 24 * zoom,
                                    .inset_y = 20 * zoom,
                                    .box = { box.x + i * (room + GAP), box.y, room, MIN (box.height, 150 * zoom) } };

      _tl_pptx_words_add (words,
                          (TlPptxLook) { .size = 46 * zoom, .bold = TRUE, .colour = _tl_tone_ink (figure->tone),
                                         .after = 8 * zoom, .most = 1 }, figure->value);
      _tl_pptx_words_add (words,
                          (TlPptxLook) { .size = 17 * zoom, .bold = TRUE, .colour = TL_COLOUR_INK, .after = 6 * zoom,
                                         .most = 2 }, figure->label);
      if (figure->detail)
        _tl_pptx_words_add (words,
                            (TlPptxLook) { .size = 15 * zoom, .colour = TL_COLOUR_SOFT, .pitch = 19 * zoom, .most = 3 },
                            figure->detail);
      _tl_pptx_put_words (self, &frame, words);
    }
}

static void
put_points (TlPptx *self, const TlPackPlaced *placed, TlBox box, double zoom)
{
  g_autoptr (GArray) words = _tl_pptx_words_new ();
  TlPptxFrame        frame = { .name = placed->block->heading ? placed->block->heading : _("Points"), .box = box };

  for (guint i = placed->first; i < placed->first + placed->n; i++)
    _tl_pptx_words_add (words,
                        (TlPptxLook) { .size = 18 * zoom, .colour = TL_COLOUR_INK, .pitch = 27 * zoom,
                                       .after = 13 * zoom, .dot = _tl_tone_ink (placed->block->tone), .most = 5 },
                        placed->block->items->pdata[i]);
  _tl_pptx_put_words (self, &frame, words);
}

static void
put_note (TlPptx *self, const TlPackPlaced *placed, TlBox box, double zoom)
{
  const TlBlock     *block = placed->block;
  g_autoptr (GArray) words = _tl_pptx_words_new ();
  TlColour           ground = block->tone == TL_TONE_GAIN   ? TL_COLOUR_GAIN_TINT
                              : block->tone == TL_TONE_LOSS ? TL_COLOUR_LOSS_TINT
                                                            : TL_COLOUR_PANEL;
  TlPptxFrame        frame = { .name = block->heading ? block->heading : _("Note"), .box = box, .ground = ground,
                               .inset_x = 28, .inset_y = 20 };

  if (block->heading)
    _tl_pptx_words_add (words,
                        (TlPptxLook) { .size = 17 * zoom, .bold = TRUE, .colour = TL_COLOUR_INK, .after = 9 * zoom },
                        block->heading);
  for (guint i = 0; i < block->items->len; i++)
    _tl_pptx_words_add (words,
                        (TlPptxLook) { .size = 17 * zoom, .pitch = 25 * zoom, .after = 8 * zoom, .most = 6,
                                       .colour = block->tone == TL_TONE_GAIN ? TL_COLOUR_GAIN_INK : TL_COLOUR_INK },
                        block->items->pdata[i]);
  frame.box.height = MIN (box.height, _tl_pptx_words_tall (self, words, box.width - 56, 1) + 40);
  _tl_pptx_put_words (self, &frame, words);
}

/* One frame each, where there is most room, as in the book. */
static void
put_quotes (TlPptx *self, const TlPackPlaced *placed, TlBox box, double zoom)
{
  double room = (box.width - GAP * (QUOTE_COLUMNS - 1)) / QUOTE_COLUMNS;
  double bottoms[QUOTE_COLUMNS] = { box.y, box.y, box.y };

  for (guint i = placed->first; i < placed->first + placed->n; i++)
    {
      const TlPackQuote *quote = placed->block->items->pdata[i];
      g_autoptr (GArray) words = _tl_pptx_words_new ();
      g_autofree char   *said = g_strdup_printf ("“%s”", quote->words);
      g_autofree char   *from =
          quote->source ? g_strdup_printf ("%s · %s", quote->about, quote->source) : g_strdup (quote->about);
      guint              column = 0;
      TlPptxFrame        frame = { .name = quote->about };
      double             tall;

      for (guint k = 1; k < QUOTE_COLUMNS; k++)
        if (bottoms[k] < bottoms[column] - 1)
          column = k;
      _tl_pptx_words_add (words,
                          (TlPptxLook) { .size = 16 * zoom, .italic = TRUE, .colour = TL_COLOUR_INK, .pitch = 23 * zoom,
                                         .after = 4 * zoom, .most = 7 }, said);
      _tl_pptx_words_add (words, (TlPptxLook) { .size = 14 * zoom, .colour = TL_COLOUR_SOFT, .most = 1 }, from);
      tall = _tl_pptx_words_tall (self, words, room - 40, 1);
      frame.box = (TlBox) { box.x + column * (room + GAP) + 20, bottoms[column] + 8, room - 40, tall + 4 };
      _tl_pptx_put_rect (self, _("Mark"), (TlBox) { frame.box.x - 19, frame.box.y, 4, tall }, TL_COLOUR_QUOTE);
      _tl_pptx_put_words (self, &frame, words);
      bottoms[column] += tall + 36 * zoom;
    }
}

/* As wide as their words want to be; what is left goes by their weights. */
static void
measure_columns (TlPptx *self, const TlPackPlaced *placed, double width, double zoom, double *widths)
{
  const GArray *columns = placed->block->columns;
  double        total = 0;

  for (guint i = 0; i < columns->len; i++)
    total += g_array_index (columns, TlPackColumn, i).weight;
  for (guint i = 0; i < columns->len; i++)
    widths[i] = width * g_array_index (columns, TlPackColumn, i).weight / total;
}

static void
put_table (TlPptx *self, const TlPackPlaced *placed, TlBox box, double zoom)
{
  g_autofree double *widths = g_new (double, placed->block->columns->len + 1);

  /* Its words stand where those of other blocks do. */
  box.x -= 10;
  box.width += 20;
  measure_columns (self, placed, box.width, zoom, widths);
  _tl_pptx_put_table (self, placed, box, widths, zoom);
}

static void
note (TlPptx *self, char *words)
{
  g_ptr_array_add (self->notes, words);
}

/* What a chart shows, in words. */
static void
tell_items (TlPptx *self, const TlPackPlaced *placed)
{
  const TlBlock *block = placed->block;

  for (guint i = placed->first; i < placed->first + placed->n; i++)
    switch (block->kind)
      {
      case TL_BLOCK_BARS:
        {
          const TlPackBar *bar = block->items->pdata[i];

          note (self, bar->detail ? g_strdup_printf ("%s (%s): %s", bar->title, bar->detail, bar->words)
                                  : g_strdup_printf ("%s: %s", bar->title, bar->words));
          break;
        }
      case TL_BLOCK_INTERVALS:
      case TL_BLOCK_CHART:
        {
          const TlPackInterval *at = block->items->pdata[i];

          note (self, g_strdup_printf ("%u. %s: %s (%s)", at->rank, at->title, at->words, at->kind));
          break;
        }
      case TL_BLOCK_LINKS:
        {
          const TlPackLink *link = block->items->pdata[i];

          note (self, link->pain_detail ? g_strdup_printf ("%s → %s: %s", link->cause, link->pain, link->pain_detail)
                                        : g_strdup_printf ("%s → %s", link->cause, link->pain));
          break;
        }
      case TL_BLOCK_JOURNEY:
        {
          const TlPackStage *stage = block->items->pdata[i];

          note (self, stage->words ? g_strdup_printf ("%s: %s, %s", stage->title, stage->visits, stage->words)
                                   : g_strdup_printf ("%s: %s", stage->title, stage->visits));
          break;
        }
      case TL_BLOCK_FIGURES:
      case TL_BLOCK_POINTS:
      case TL_BLOCK_NOTE:
      case TL_BLOCK_TABLE:
      case TL_BLOCK_QUOTES:
      case TL_BLOCK_MAP:
      default:
        return;
      }
}

static void
put_chart (TlPptx *self, const TlPackPlaced *placed, TlBox box)
{
  const TlBlock      *block = placed->block;
  g_autoptr (TlScene) scene = tl_pack_draw_placed (self->pack, placed, NULL);
  double              scale = MIN (box.width / tl_scene_get_width (scene), box.height / tl_scene_get_height (scene));
  TlBox fitted = { box.x, box.y, tl_scene_get_width (scene) * scale, tl_scene_get_height (scene) * scale };
  const char         *name = block->heading              ? block->heading
                             : block->kind == TL_BLOCK_MAP ? tl_pack_get_name (TL_PACK_MAP)
                                                           : _("Chart");

  fitted.x += (box.width - fitted.width) / 2;
  _tl_pptx_put_picture (self, scene, fitted, name, block->alt ? block->alt : name);
  if (block->alt)
    note (self, g_strdup (block->alt));
  tell_items (self, placed);
}

static void
put_block (TlPptx *self, const TlPackPlaced *placed)
{
  const TlBlock *block = placed->block;
  TlBox          box = placed->box;
  double         zoom = 1;

  if (block->heading && block->kind != TL_BLOCK_NOTE)
    {
      TlPptxFrame frame = { .name = block->heading, .box = { box.x, box.y - 2, box.width, 32 * zoom } };
      TlPptxLook  look = look_of (20 * zoom, TRUE, TL_COLOUR_INK);

      look.most = 1;
      _tl_pptx_put_line (self, &frame, look, block->heading);
      box.y += 42 * zoom;
      box.height = MAX (20, box.height - 42 * zoom);
    }
  switch (block->kind)
    {
    case TL_BLOCK_FIGURES:
      put_figures (self, placed, box, zoom);
      break;
    case TL_BLOCK_POINTS:
      put_points (self, placed, box, zoom);
      break;
    case TL_BLOCK_NOTE:
      put_note (self, placed, box, zoom);
      break;
    case TL_BLOCK_TABLE:
      put_table (self, placed, box, zoom);
      break;
    case TL_BLOCK_QUOTES:
      put_quotes (self, placed, box, zoom);
      break;
    case TL_BLOCK_BARS:
    case TL_BLOCK_INTERVALS:
    case TL_BLOCK_CHART:
    case TL_BLOCK_LINKS:
    case TL_BLOCK_JOURNEY:
    case TL_BLOCK_MAP:
    default:
      put_chart (self, placed, box);
      break;
    }
}

/* What the pack holds, on its first slide where there is room, each leading to its slide. */
static void
put_contents (TlPptx *self, double bottom)
{
  double room = (TL_SHEET_WIDTH - 2 * TL_SHEET_EDGE) / 4, y = self->height - 166;
  guint  n = 0, each;

  for (guint i = 0; i < self->pack->pages->len; i++)
    n += ((TlPackPage *) self->pack->pages->pdata[i])->shown;
  if (n < 3 || bottom + 30 > y)
    return;
  each = (n + 3) / 4;
  for (guint column = 0, i = 0; column < 4; column++)
    {
      g_autoptr (GArray) words = _tl_pptx_words_new ();
      TlPptxFrame        frame = { .name = _("Contents"),
                                   .box = { TL_SHEET_EDGE + column * room, y - 17, room - 20, each * 24 + 8 } };

      for (; i < self->pack->pages->len && words->len < each; i++)
        {
          const TlPackPage *page = self->pack->pages->pdata[i];
          TlPptxLook        look = { .size = 15, .colour = TL_COLOUR_SOFT, .pitch = 24, .most = 1 };
          g_autofree char  *text = NULL;

          for (guint at = self->n_slides; page->shown && at-- > 0;)
            if (tl_pack_book_get_about (self->book, at) == page->about)
              look.slide = at + 1;
          if (look.slide == 0)
            continue;
          text = g_strdup_printf ("%u   %s", look.slide, page->name);
          _tl_pptx_words_add (words, look, text);
        }
      if (words->len > 0)
        _tl_pptx_put_words (self, &frame, words);
    }
}

static void
put_head (TlPptx *self, guint index, double top)
{
  const TlPackPage *page = tl_pack_find (self->pack, tl_pack_book_get_about (self->book, index));
  gboolean          goes_on = tl_pack_book_get (self->book, index)->title == NULL;
  const char       *lead = goes_on ? NULL : page->lead;
  g_autofree char  *headline = goes_on ? g_strdup_printf (_("%s (continued)"), page->headline)
                                       : g_strdup (page->headline);
  double            wide = TL_SHEET_WIDTH - 2 * TL_SHEET_EDGE - (index == 0 && self->logo_width > 0 ? 260 : 0);
  TlPptxFrame       title = { .name = _("Headline"), .place = "title",
                              .box = { TL_SHEET_EDGE, 74, wide, MAX (36, top - 74 - (lead ? 74 : 24)) },
                              .least = goes_on ? 0.85 : 0.68 };
  TlPptxFrame       below = { .name = _("Lead"), .place = "body", .index = TL_PPTX_LEAD,
                              .box = { TL_SHEET_EDGE, title.box.y + title.box.height + 4, wide, 56 } };
  TlPptxLook        look = look_of (goes_on ? 26 : 38, TRUE, TL_COLOUR_INK);

  look.pitch = goes_on ? 33 : 48;
  look.most = goes_on ? 1 : 2;
  _tl_pptx_put_line (self, &title, look, headline);
  if (lead == NULL)
    return;
  look = look_of (18, FALSE, TL_COLOUR_SOFT);
  look.pitch = 26;
  look.most = 2;
  _tl_pptx_put_line (self, &below, look, lead);
}

static void
put_foot (TlPptx *self, guint index)
{
  double      y = self->height - 52;
  TlPptxFrame foot = { .name = _("Foot"), .place = "ftr", .index = TL_PPTX_FOOT,
                       .box = { TL_SHEET_EDGE, y, 1200, 28 } };
  TlPptxFrame number = { .name = _("Number"), .place = "sldNum", .index = TL_PPTX_NUMBER,
                         .box = { TL_SHEET_WIDTH - TL_SHEET_EDGE - 60, y, 60, 28 } };
  TlPptxLook  look = look_of (14, FALSE, TL_COLOUR_SOFT);

  look.most = 1;
  if (*self->pack->foot)
    _tl_pptx_put_line (self, &foot, look, self->pack->foot);
  look.bold = look.at_end = TRUE;
  _tl_pptx_put_number (self, &number, look, index + 1);
}

static void
put_slide (TlPptx *self, guint index)
{
  const TlPackPage *page = tl_pack_find (self->pack, tl_pack_book_get_about (self->book, index));
  const GArray     *placed = tl_pack_book_get_placed (self->book, index);
  double            top = placed->len > 0 ? g_array_index (placed, TlPackPlaced, 0).box.y : 200;
  double            bottom = top;
  g_autofree char  *name = g_strdup_printf ("slide%u", index + 1);
  g_autofree char  *notes = g_strdup_printf ("../notesSlides/notesSlide%u.xml", index + 1);

  self->rtl = tl_text_is_rtl (page->headline);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  _tl_pptx_begin_part (self, "sld", "");
  _tl_pptx_link (self, "slideLayout",
                 index == 0 ? "../slideLayouts/slideLayout1.xml" : "../slideLayouts/slideLayout2.xml");
  g_string_append (self->out, "<p:cSld>" TL_PPTX_TREE);
  put_head (self, index, top);
  for (guint i = 0; i < placed->len; i++)
    {
      const TlPackPlaced *one = &g_array_index (placed, TlPackPlaced, i);

      put_block (self, one);
      bottom = MAX (bottom, one->box.y + one->box.height);
    }
  if (index == 0)
    put_contents (self, bottom);
  put_foot (self, index);
  if (self->notes->len > 0)
    _tl_pptx_link (self, "notesSlide", notes);
  g_string_append (self->out, "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>");
  _tl_pptx_end_part (self, "sld", "slides", name);
  if (self->notes->len > 0)
    _tl_pptx_put_notes (self, index);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
}

/**
 * tl_pack_to_pptx:
 * @book: the pack on slides
 * @error: return location
 *
 * Returns: (transfer full): a presentation; %NULL with a %TL_PACK_ERROR or a %TL_EXPORT_ERROR
 */
GBytes *
tl_pack_to_pptx (const TlPack *pack, TlPackBook *book, TlPalette palette, GError **error)
{
  g_autoptr (TlZipWriter) zip = tl_zip_writer_new ();
  g_autoptr (TlMeasure)   measure = tl_measure_new (TL_DEFAULT_FAMILY);
  TlPptx  self = { .pack = pack, .book = book, .palette = palette, .zip = zip, .measure = measure, .height = 900 };
  double  width = 960, height;

  self.n_slides = tl_pack_book_n_sheets (book);
  if (self.n_slides > 0)
    {
      TlScene *scene = tl_pack_book_get (book, 0)->scene;

      self.height = tl_scene_get_height (scene);
      tl_scene_get_paper (scene, &width, &height);
    }
  self.emu = width * 12700 / TL_SHEET_WIDTH;
  self.types = g_string_new (NULL);
  if (pack->logo)
    tl_picture_get_size (pack->logo, &self.logo_width, &self.logo_height);
  for (guint i = 0; i < self.n_slides && self.error == NULL; i++)
    put_slide (&self, i);
  if (self.error)
    {
      g_string_free (self.types, TRUE);
      g_propagate_error (error, self.error);
      return NULL;
    }
  _tl_pptx_put_package (&self);
  return tl_zip_writer_finish (zip, error);
}
