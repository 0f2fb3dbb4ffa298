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

#include "tl-pack-sheet.h"
#include "tl-picture.h"
#include "tl-plain.h"
#include "tl-pptx-private.h"
#include "tl-text.h"

#define ALT_MOST 1400 /* characters */

static TlPptxLook
look_of (double size, gboolean bold, TlColour colour)
{
  return (TlPptxLook) { .size = size, .bold = bold, .colour = colour };
}

static void
note (TlPptx *self, char *words)
{
  g_ptr_array_add (self->notes, words);
}

/* All that the map says of a stage, in words. */
static char *
say_stage (const TlPackStage *stage)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char      *all = NULL;

  g_ptr_array_add (parts, g_strdup (stage->visits));
  if (stage->leave)
    g_ptr_array_add (parts, g_strdup (stage->leave));
  if (stage->words)
    /* Translators: an amount of money. */
    g_ptr_array_add (parts, g_strdup_printf (_("%s at stake a year"), stage->words));
  if (stage->pain)
    g_ptr_array_add (parts, g_strdup_printf (_("greatest pain: %s"), stage->pain));
  if (stage->delight)
    g_ptr_array_add (parts, g_strdup_printf (_("loved: %s"), stage->delight));
  if (stage->ways)
    /* Translators: stages, with how many customers go to each. */
    g_ptr_array_add (parts, g_strdup_printf (_("leads to %s"), stage->ways));
  g_ptr_array_add (parts, NULL);
  all = g_strjoinv ("; ", (char **) parts->pdata);
  return g_strdup_printf ("%s: %s.", stage->title, all);
}

static char *
say_mark (const TlPackMark *mark)
{
  return mark->words ? g_strdup_printf ("%s: %s", mark->name, mark->words) : g_strdup (mark->name);
}

/* The stages as words: of the map's page. */
static const TlBlock *
find_stages (TlPptx *self)
{
  const TlPackPage *page = tl_pack_find (self->pack, TL_PACK_MAP);

  for (guint i = 0; page && i < page->blocks->len; i++)
    if (((const TlBlock *) page->blocks->pdata[i])->kind == TL_BLOCK_JOURNEY)
      return page->blocks->pdata[i];
  return NULL;
}

/* What the map shows, for those who hear it: as much as readers of screens bear, what is marked first. The notes have
 * all of it. */
static char *
say_map (TlPptx *self, const TlBlock *map)
{
  const TlBlock *stages = find_stages (self);
  GString       *all = g_string_new (map->alt);

  for (guint i = 0; i < map->items->len; i++)
    {
      g_autofree char *mark = say_mark (map->items->pdata[i]);

      g_string_append_printf (all, " %s.", mark);
    }
  for (guint i = 0; stages && i < stages->items->len; i++)
    {
      g_autofree char *stage = say_stage (stages->items->pdata[i]);

      if (g_utf8_strlen (all->str, -1) + g_utf8_strlen (stage, -1) > ALT_MOST)
        {
          g_string_append_printf (all, " %s", _("The other stages stand in the notes."));
          break;
        }
      g_string_append_printf (all, " %s", stage);
    }
  return g_string_free (all, FALSE);
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
          note (self, say_stage (block->items->pdata[i]));
          break;
        }
      case TL_BLOCK_MAP:
        {
          note (self, say_mark (block->items->pdata[i]));
          break;
        }
      case TL_BLOCK_FIGURES:
      case TL_BLOCK_POINTS:
      case TL_BLOCK_NOTE:
      case TL_BLOCK_TABLE:
      case TL_BLOCK_QUOTES:
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
  const char         *name = block->heading                ? block->heading
                             : block->kind == TL_BLOCK_MAP ? tl_pack_get_name (TL_PACK_MAP)
                                                           : _("Chart");
  g_autofree char    *alt = NULL;

  fitted.x += (box.width - fitted.width) / 2;
  alt = block->kind == TL_BLOCK_MAP ? say_map (self, block) : g_strdup (block->alt ? block->alt : name);
  _tl_pptx_put_picture (self, scene, fitted, name, alt);
  if (block->alt)
    note (self, g_strdup (block->alt));
  tell_items (self, placed);
  if (block->kind == TL_BLOCK_MAP && find_stages (self))
    {
      const GPtrArray *stages = find_stages (self)->items;

      for (guint i = 0; i < stages->len; i++)
        note (self, say_stage (stages->pdata[i]));
    }
}

/* @level: whether it stands beside another one */
static void
put_block (TlPptx *self, const TlPackPlaced *placed, gboolean level)
{
  const TlBlock *block = placed->block;
  TlBox          box = placed->box;
  TlPackPen      pen = { .pack = self->pack, .measure = self->measure, .zoom = placed->zoom, .least = self->least,
                         .bare = placed->bare, .level = level, .mirrored = self->rtl };
  double         heading = _tl_pen_heading (&pen, block);

  if (heading > 0)
    {
      TlFont      font = _tl_pen_font (&pen, 20, 700);
      TlPptxFrame frame = { .name = block->heading, .box = { box.x, box.y - 2, box.width, heading - 8 } };
      TlPptxLook  look = look_of (font.size, TRUE, TL_COLOUR_INK);

      look.most = 1;
      _tl_pptx_put_line (self, &frame, look, block->heading);
      box.y += heading;
      box.height = MAX (20, box.height - heading);
    }
  pen.tall = box.height;
  switch (block->kind)
    {
    case TL_BLOCK_FIGURES:
      _tl_pptx_put_figures (self, &pen, block, box);
      break;
    case TL_BLOCK_POINTS:
      _tl_pptx_put_points (self, &pen, placed, box);
      break;
    case TL_BLOCK_NOTE:
      _tl_pptx_put_note (self, &pen, placed, box);
      break;
    case TL_BLOCK_TABLE:
      _tl_pptx_put_table (self, &pen, placed, box);
      break;
    case TL_BLOCK_QUOTES:
      _tl_pptx_put_quotes (self, &pen, placed, box);
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

/* What the pack holds, on its first sheet where that is paper, each leading to its slide. */
static void
put_contents (TlPptx *self)
{
  double room = (TL_SHEET_WIDTH - 2 * TL_SHEET_EDGE) / 4, y;
  guint  n = 0, each, at = 0;

  for (guint i = 0; i < self->n_slides; i++)
    n += tl_pack_book_get (self->book, i)->title != NULL;
  if (n < 4 || self->height < 0.6 * TL_SHEET_WIDTH)
    return;
  each = (n + 3) / 4;
  y = self->height - TL_SHEET_FOOT - (each - 1) * 25 - 14;
  _tl_pptx_put_rect (self, _("Mark"), (TlBox) { TL_SHEET_EDGE, y - 34, TL_SHEET_WIDTH - 2 * TL_SHEET_EDGE, 1 },
                     TL_COLOUR_RULE);
  for (guint column = 0; at < self->n_slides; column++)
    {
      g_autoptr (GArray) words = _tl_pptx_words_new ();
      TlPptxFrame        frame = { .name = _("Contents"),
                                   .box = { TL_SHEET_EDGE + column * room, y - 17, room - 18, each * 25 + 8 } };

      for (; at < self->n_slides && words->len < each; at++)
        {
          const char      *title = tl_pack_book_get (self->book, at)->title;
          TlPptxLook       look = { .size = 15, .colour = TL_COLOUR_SOFT, .pitch = 25, .most = 1, .slide = at + 1 };
          g_autofree char *text = title ? g_strdup_printf ("%u   %s", at + 1, title) : NULL;

          if (text)
            _tl_pptx_words_add (words, look, text);
        }
      if (words->len > 0)
        _tl_pptx_put_words (self, &frame, words);
    }
}

/* Returns: the width at which a headline that takes two lines has two of about the same length */
static double
balance (TlPptx *self, TlFont font, double room, const char *headline)
{
  for (double width = 0.4 * room; width < room; width += 20)
    {
      g_autoptr (GPtrArray) lines = tl_measure_wrap (self->measure, font, headline, width, 3);

      if (lines->len <= 2)
        return width;
    }
  return room;
}

static void
put_head (TlPptx *self, guint index, double top)
{
  gboolean      goes_on = tl_pack_book_get (self->book, index)->title == NULL;
  const char   *lead = tl_pack_book_get_lead (self->book, index);
  double        whole = TL_SHEET_WIDTH - 2 * TL_SHEET_EDGE;
  double        wide = whole - (index == 0 && self->logo_width > 0 ? 280 : 0);
  g_autoptr (GPtrArray) lines =
      lead ? tl_measure_wrap (self->measure, TL_PACK_FONT (18, 400), lead, whole, 3) : NULL;
  double        bottom = top - 44 - (lead ? 18 + (lines->len - 1) * 26 : 0);
  TlPptxFrame   title = { .name = _("Headline"), .place = "title", .least = 0.63,
                          .box = { TL_SHEET_EDGE, 72, wide, MAX (36, bottom - 72 + (lead ? 0 : 16)) } };
  TlPptxFrame   below = { .name = _("Lead"), .place = "body", .index = TL_PPTX_LEAD,
                          .box = { TL_SHEET_EDGE, bottom, whole, lead ? lines->len * 26 + 6 : 0 } };
  TlPptxLook    look = look_of (goes_on ? 32 : 38, TRUE, TL_COLOUR_INK);

  look.pitch = 1.24 * look.size;
  look.most = 4;
  if (title.box.height > 1.9 * look.pitch)
    title.box.width =
        balance (self, TL_PACK_FONT (look.size, 700), wide, tl_pack_book_get_headline (self->book, index));
  _tl_pptx_put_line (self, &title, look, tl_pack_book_get_headline (self->book, index));
  if (lead == NULL)
    return;
  look = look_of (18, FALSE, TL_COLOUR_SOFT);
  look.pitch = 26;
  look.most = 3;
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
  TlPptxLook  look = look_of (15, FALSE, TL_COLOUR_SOFT);

  look.most = 1;
  if (*self->pack->foot)
    _tl_pptx_put_line (self, &foot, look, self->pack->foot);
  look.bold = look.at_end = TRUE;
  _tl_pptx_put_number (self, &number, look, index + 1);
}

/* Whether another block stands at the same height. */
static gboolean
has_neighbour (const GArray *placed, guint index)
{
  const TlPackPlaced *one = &g_array_index (placed, TlPackPlaced, index);

  for (guint i = 0; i < placed->len; i++)
    if (i != index && fabs (g_array_index (placed, TlPackPlaced, i).box.y - one->box.y) < 1)
      return TRUE;
  return FALSE;
}

static void
put_slide (TlPptx *self, guint index)
{
  const GArray    *placed = tl_pack_book_get_placed (self->book, index);
  double           top = placed->len > 0 ? g_array_index (placed, TlPackPlaced, 0).box.y : 200;
  g_autofree char *name = g_strdup_printf ("slide%u", index + 1);
  g_autofree char *notes = g_strdup_printf ("../notesSlides/notesSlide%u.xml", index + 1);

  self->notes = g_ptr_array_new_with_free_func (g_free);
  _tl_pptx_begin_part (self, "sld", "");
  _tl_pptx_link (self, "slideLayout",
                 index == 0 ? "../slideLayouts/slideLayout1.xml" : "../slideLayouts/slideLayout2.xml");
  g_string_append (self->out, "<p:cSld>" TL_PPTX_TREE);
  put_head (self, index, top);
  for (guint i = 0; i < placed->len; i++)
    put_block (self, &g_array_index (placed, TlPackPlaced, i), has_neighbour (placed, i));
  if (index == 0)
    put_contents (self);
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
  self.least =
      tl_paper_find (self.height < 0.6 * TL_SHEET_WIDTH ? "slide" : "a4", NULL)->least / width * TL_SHEET_WIDTH;
  self.rtl = tl_text_is_rtl (pack->title);
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
