/* tl-pack-book.c: pages onto sheets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-book.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-pack-draw.h"
#include "tl-picture.h"

#define GAP 34.0
#define FOOT 70.0
#define MAP_SHEETS_MOST 1

struct _TlPackBook
{
  GPtrArray *sheets; /* TlPagedPage */
  GArray    *abouts; /* TlPackAbout, by sheet */
  GPtrArray *placed; /* GArray of TlPackPlaced, by sheet */
};

typedef struct
{
  TlPackBook       *book;
  const TlPack     *pack;
  const TlPaper    *paper;
  const char       *family;
  TlMeasure        *measure;
  double            height;   /* of a sheet */
  double            logo_width, logo_height; /* in pixels; 0 for none */
  const TlPackPage *page;
  guint             n_of_page; /* sheets of the page so far */
  TlPackPen         pen;
  TlPagedPage      *sheet;    /* NULL: none is begun */
  guint             numbers[TL_PACK_N_PAGES]; /* of the sheet on which each begins; 0 while that is not known */
  double            y;
  double            top;      /* where its blocks begin */
  GArray           *placed;   /* TlPackPlaced: what stands on the sheet */
} Layout;

static void
placed_clear (gpointer data)
{
  g_clear_pointer (&((TlPackPlaced *) data)->map, tl_scene_unref);
}

/* Draws a block on the sheet, and keeps where. @of: what it is a part of, from the item @first on */
static double
draw_block (Layout *self, const TlBlock *block, const TlBlock *of, double x, double y, double width, guint first,
            guint n)
{
  double       bottom = _tl_pen_block (&self->pen, block, x, y, width, block == of ? first : 0, n);
  TlPackPlaced placed = { of, first, n, { x, y, width, bottom - y }, NULL };

  if (self->pen.map)
    placed.map = tl_scene_ref (self->pen.map);
  g_array_append_val (self->placed, placed);
  return bottom;
}

static void
draw_contents (Layout *self)
{
  guint  n = 0, each;
  double y = self->height - FOOT - 96, room = (TL_SHEET_WIDTH - 2 * TL_SHEET_EDGE) / 4;

  for (guint i = 0; i < self->pack->pages->len; i++)
    n += ((TlPackPage *) self->pack->pages->pdata[i])->shown;
  /* Only where the page leaves room for it. */
  if (n < 3 || self->y + 30 > y || self->numbers[self->page->about] == 0)
    return;
  each = (n + 3) / 4;
  tl_scene_line (self->pen.scene, TL_SHEET_EDGE, y - 26, TL_SHEET_WIDTH - TL_SHEET_EDGE, y - 26,
                 (TlPen) { .stroke = TL_COLOUR_RULE, .stroke_width = 1 });
  n = 0;
  for (guint i = 0; i < self->pack->pages->len; i++)
    {
      const TlPackPage *page = self->pack->pages->pdata[i];
      g_autofree char  *words = NULL;
      guint             group;

      if (!page->shown)
        continue;
      group = tl_scene_n_groups (self->pen.scene);
      words = g_strdup_printf ("%u   %s", self->numbers[page->about], page->name);
      _tl_pen_begin (&self->pen, "P", page->name, NULL);
      _tl_pen_line (&self->pen, TL_PACK_FONT (15, 400), TL_COLOUR_SOFT, TL_SHEET_EDGE + n / each * room,
                    y + n % each * 24, TL_ANCHOR_START, room - 20, words);
      _tl_pen_end (&self->pen);
      /* The page's own number for now: it becomes the sheet's when all are laid out. */
      g_array_append_val (self->sheet->links, ((TlPagedLink) { group, page->about }));
      n++;
    }
}

/* On the first sheet at the top, on the others small at the foot. */
static void
draw_logo (Layout *self, gboolean is_first)
{
  double most_wide = is_first ? 220 : 110, most_tall = is_first ? 64 : 26;
  double scale, width, height;

  if (self->logo_width <= 0)
    return;
  scale = MIN (most_wide / self->logo_width, most_tall / self->logo_height);
  width = self->logo_width * scale;
  height = self->logo_height * scale;
  tl_scene_image (self->pen.scene,
                  (TlBox) { TL_SHEET_WIDTH - TL_SHEET_EDGE - width - (is_first ? 0 : 60),
                            is_first ? 44 : self->height - 41 - height / 2, width, height },
                  self->pack->logo);
}

static void
end_sheet (Layout *self)
{
  g_autofree char *number = NULL;

  if (self->sheet == NULL)
    return;
  if (self->book->sheets->len == 0)
    draw_contents (self);
  number = g_strdup_printf ("%u", self->book->sheets->len + 1);
  tl_scene_begin_part (self->pen.scene, TL_ROLE_LEGEND, "foot", NULL, NULL);
  draw_logo (self, self->book->sheets->len == 0);
  _tl_pen_line (&self->pen, TL_PACK_FONT (14, 400), TL_COLOUR_SOFT, TL_SHEET_EDGE, self->height - 36, TL_ANCHOR_START,
                1200, self->pack->foot);
  _tl_pen_line (&self->pen, TL_PACK_FONT (14, 600), TL_COLOUR_SOFT, TL_SHEET_WIDTH - TL_SHEET_EDGE, self->height - 36,
                TL_ANCHOR_END, 100, number);
  tl_scene_end (self->pen.scene);
  tl_scene_end (self->pen.scene);
  if (tl_text_is_rtl (self->page->headline))
    tl_scene_mirror (self->pen.scene);
  self->sheet->label = g_steal_pointer (&number);
  self->sheet->title = self->n_of_page == 0 ? g_strdup (self->page->name) : NULL;
  g_ptr_array_add (self->book->sheets, self->sheet);
  g_ptr_array_add (self->book->placed, g_steal_pointer (&self->placed));
  g_array_append_val (self->book->abouts, self->page->about);
  self->n_of_page++;
  self->sheet = NULL;
}

/* A headline of two lines has lines of about the same length. */
static double
balance (Layout *self, TlFont font, double room, const char *headline)
{
  g_autoptr (GPtrArray) lines = tl_measure_wrap (self->measure, font, headline, room, 3);
  guint                 n = lines->len;

  if (n != 2)
    return room;
  for (double narrower = room * 0.5; narrower < room; narrower += 20)
    {
      g_autoptr (GPtrArray) tried = tl_measure_wrap (self->measure, font, headline, narrower, 3);

      if (tried->len == 2)
        return narrower;
    }
  return room;
}

static void
begin_sheet (Layout *self)
{
  const TlPackPage *page = self->page;
  TlScene          *scene = tl_scene_new ();
  TlFont            font = TL_PACK_FONT (38, 700);
  double            room = TL_SHEET_WIDTH - 2 * TL_SHEET_EDGE -
                           (self->book->sheets->len == 0 && self->logo_width > 0 ? 260 : 0);
  double            line = 48;
  g_autofree char  *headline = self->n_of_page == 0 ? g_strdup (page->headline)
                               /* Translators: a headline on the sheets that a page goes on on. */
                                                    : g_strdup_printf (_("%s (continued)"), page->headline);
  guint             n;

  tl_scene_set_family (scene, self->family);
  tl_scene_set_size (scene, TL_SHEET_WIDTH, self->height);
  tl_scene_set_paper (scene, self->paper->width, self->paper->height);
  self->sheet = tl_paged_page_new (scene);
  self->placed = g_array_new (FALSE, FALSE, sizeof (TlPackPlaced));
  g_array_set_clear_func (self->placed, placed_clear);
  self->pen = (TlPackPen) { .pack = self->pack, .scene = scene, .measure = self->measure, .tags = self->sheet->tags };
  tl_scene_begin (scene, TL_ROLE_ROOT, NULL, page->headline, page->lead);
  tl_scene_rect (scene, (TlBox) { 0, 0, TL_SHEET_WIDTH, self->height }, 0, (TlPen) { .fill = TL_COLOUR_PAPER });
  tl_scene_rect (scene, (TlBox) { TL_SHEET_EDGE, 58, 44, 5 }, 2, (TlPen) { .fill = TL_COLOUR_INK });
  if (self->n_of_page > 0)
    {
      font.size = 26;
      line = 33;
    }
  _tl_pen_begin (&self->pen, "H1", headline, NULL);
  while (font.size > 26 && tl_measure_room (self->measure, font, headline) > 2 * 0.92 * room)
    font.size -= 2;
  n = _tl_pen_text (&self->pen, font, TL_COLOUR_INK, TL_SHEET_EDGE, 72 + font.size * 1.16,
                    self->n_of_page ? room : balance (self, font, room, headline), line, self->n_of_page ? 1 : 2,
                    headline);
  _tl_pen_end (&self->pen);
  self->y = 72 + font.size * 1.16 + (n - 1) * line;
  if (page->lead && self->n_of_page == 0)
    {
      _tl_pen_begin (&self->pen, "P", NULL, NULL);
      n = _tl_pen_text (&self->pen, TL_PACK_FONT (18, 400), TL_COLOUR_SOFT, TL_SHEET_EDGE, self->y + 38, room, 26, 2,
                        page->lead);
      _tl_pen_end (&self->pen);
      self->y += 38 + (n - 1) * 26;
    }
  self->y += self->n_of_page == 0 ? 44 : 30;
  self->top = self->y;
}

/* How tall a block is, without drawing it anywhere that is seen. */
static double
measure_block (Layout *self, const TlBlock *block, double width, double tall, guint first, guint n)
{
  g_autoptr (TlScene) scratch = tl_scene_new ();
  TlPackPen           pen = self->pen;
  double              bottom;

  pen.scene = scratch;
  pen.tags = NULL;
  pen.tall = tall;
  tl_scene_begin (scratch, TL_ROLE_ROOT, NULL, NULL, NULL);
  bottom = _tl_pen_block (&pen, block, 0, 0, width, first, n);
  tl_scene_end (scratch);
  return bottom;
}

static double
get_room (Layout *self)
{
  return self->height - FOOT - self->y;
}

static void
need_sheet (Layout *self)
{
  if (self->sheet == NULL)
    begin_sheet (self);
}

static void
next_sheet (Layout *self)
{
  end_sheet (self);
  begin_sheet (self);
}

/* As many of a block's items as fit, sheet after sheet. */
static void
put_in_parts (Layout *self, const TlBlock *block, double width)
{
  guint n = block->items->len;

  for (guint first = 0; first < n;)
    {
      guint fits = 0, low = 1, high = n - first;

      while (low <= high)
        {
          guint middle = (low + high) / 2;

          if (measure_block (self, block, width, get_room (self), first, middle) <= get_room (self))
            {
              fits = middle;
              low = middle + 1;
            }
          else
            high = middle - 1;
        }
      /* A row or two are not left alone at the foot, nor at the head of the next. */
      if (fits < MIN (2, n - first) && self->y > self->top)
        {
          next_sheet (self);
          continue;
        }
      fits = MAX (1, fits);
      if (n - first - fits == 1 && fits > 3)
        fits--;
      self->pen.tall = get_room (self);
      self->y = draw_block (self, block, block, TL_SHEET_EDGE, self->y, width, first, fits) + GAP;
      first += fits;
      if (first < n)
        next_sheet (self);
    }
}

static void
put_whole (Layout *self, const TlBlock *block, double width, double reserve)
{
  gboolean stretches = block->kind == TL_BLOCK_BARS || block->kind == TL_BLOCK_INTERVALS ||
                       block->kind == TL_BLOCK_CHART || block->kind == TL_BLOCK_LINKS;
  double   tall = get_room (self) - (stretches ? reserve + (block->heading ? 42 : 0) : 0);
  double   height = measure_block (self, block, width, tall, 0, block->items->len);

  if (height > get_room (self) + 1 && self->y > self->top)
    {
      next_sheet (self);
      tall = get_room (self) - (block->heading ? 42 : 0);
    }
  self->pen.tall = tall;
  self->y = draw_block (self, block, block, TL_SHEET_EDGE, self->y, width, 0, block->items->len) + GAP;
}

/* Rows of stages, as many on a sheet as it holds. */
static void
put_stages (Layout *self, const TlBlock *block, double width)
{
  for (guint first = 0; first < block->items->len;)
    {
      TlBlock   part = *block;
      guint     fits = 0;
      GPtrArray items = { 0 };

      part.items = &items;
      for (guint n = 1; n <= block->items->len - first; n++)
        {
          items.pdata = block->items->pdata + first;
          items.len = n;
          if (measure_block (self, &part, width, get_room (self), 0, n) > get_room (self))
            break;
          fits = n;
        }
      items.pdata = block->items->pdata + first;
      items.len = MAX (1, fits);
      self->pen.tall = get_room (self);
      self->y = draw_block (self, &part, block, TL_SHEET_EDGE, self->y, width, first, items.len) + GAP;
      first += items.len;
      if (first < block->items->len)
        next_sheet (self);
    }
}

/* The map folds onto as many sheets as it needs to be read. Where these are too many, the line of stages that stands
 * for it is put there instead, and the map is for a larger paper. */
static void
put_map (Layout *self, const TlBlock *block, const TlBlock *instead, double width)
{
  double               unit = self->paper->width / TL_SHEET_WIDTH;
  TlPaper              area = *self->paper;
  TlMapOptions         options = { .without = TL_MAP_NO_TITLE, .family = self->family };
  g_autoptr (TlMapBook) map = NULL;

  tl_map_take_strips (self->pack->journey, &options);
  area.width = width * unit;
  area.height = get_room (self) * unit;
  /* It is read on a desk, not across a room. */
  area.least = MIN (area.least, 7);
  map = tl_map_book_new (self->pack->journey, self->pack->figures, &options, &area);
  if (tl_map_book_n_pages (map) > MAP_SHEETS_MOST && instead)
    {
      put_stages (self, instead, width);
      return;
    }
  for (guint i = 0; i < tl_map_book_n_pages (map); i++)
    {
      if (i > 0)
        next_sheet (self);
      self->pen.map = tl_map_book_get_page (map, i);
      self->pen.tall = get_room (self);
      self->y = draw_block (self, block, block, TL_SHEET_EDGE, self->y, width, 0, 0) + GAP;
      self->pen.map = NULL;
    }
}

static void
put_page (Layout *self)
{
  double     width = TL_SHEET_WIDTH - 2 * TL_SHEET_EDGE;
  GPtrArray *blocks = self->page->blocks;

  self->n_of_page = 0;
  need_sheet (self);
  for (guint i = 0; i < blocks->len; i++)
    {
      const TlBlock *block = blocks->pdata[i];
      const TlBlock *beside = i + 1 < blocks->len ? blocks->pdata[i + 1] : NULL;
      double         reserve = 0;

      if (block->half && beside && beside->half)
        {
          double half = (width - 60) / 2;
          double left = measure_block (self, block, half, get_room (self), 0, block->items->len);
          double right = measure_block (self, beside, half, get_room (self), 0, beside->items->len);

          if (MAX (left, right) > get_room (self) && self->y > self->top)
            next_sheet (self);
          self->pen.tall = get_room (self);
          left = draw_block (self, block, block, TL_SHEET_EDGE, self->y, half, 0, block->items->len);
          right = draw_block (self, beside, beside, TL_SHEET_EDGE + half + 60, self->y, half, 0, beside->items->len);
          self->y = MAX (left, right) + GAP;
          i++;
          continue;
        }
      /* What stretches leaves room for the note behind it. */
      if (beside && beside->kind == TL_BLOCK_NOTE)
        reserve = measure_block (self, beside, width, 0, 0, beside->items->len) + GAP;
      if (block->kind == TL_BLOCK_MAP)
        {
          gboolean has_line = beside && beside->kind == TL_BLOCK_JOURNEY;

          put_map (self, block, has_line ? beside : NULL, width);
          i += has_line;
        }
      else if (_tl_pen_splits (block) &&
               measure_block (self, block, width, get_room (self), 0, block->items->len) > get_room (self))
        put_in_parts (self, block, width);
      else
        put_whole (self, block, width, reserve);
    }
  end_sheet (self);
}

static void
put_pages (Layout *self)
{
  for (guint i = 0; i < self->pack->pages->len; i++)
    {
      self->page = self->pack->pages->pdata[i];
      if (self->page->shown)
        put_page (self);
    }
}

/* Links know what they lead to; now the sheets are known too. */
static void
settle_links (TlPackBook *self)
{
  for (guint i = 0; i < self->sheets->len; i++)
    {
      TlPagedPage *sheet = self->sheets->pdata[i];

      for (guint k = 0; k < sheet->links->len; k++)
        {
          TlPagedLink *link = &g_array_index (sheet->links, TlPagedLink, k);

          for (guint at = 0; at < self->abouts->len; at++)
            if (g_array_index (self->abouts, TlPackAbout, at) == (TlPackAbout) link->page)
              {
                link->page = at;
                break;
              }
        }
    }
}

/**
 * tl_pack_book_new:
 * @paper: slide or a4
 * @family: (nullable): font families in order of preference
 *
 * Returns: (transfer full): the pages of @pack that are shown, on sheets
 */
TlPackBook *
tl_pack_book_new (const TlPack *pack, const TlPaper *paper, const char *family)
{
  TlPackBook *self = g_new0 (TlPackBook, 1);
  Layout      layout = { .book = self, .pack = pack, .paper = paper };

  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_paged_page_free);
  self->abouts = g_array_new (FALSE, FALSE, sizeof (TlPackAbout));
  self->placed = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  layout.family = family ? family : TL_DEFAULT_FAMILY;
  layout.measure = tl_measure_new (layout.family);
  layout.height = round (TL_SHEET_WIDTH * paper->height / paper->width);
  if (pack->logo)
    tl_picture_get_size (pack->logo, &layout.logo_width, &layout.logo_height);
  put_pages (&layout);
  /* The contents name numbers of sheets, which are known once all are laid out. */
  for (guint i = self->abouts->len; i-- > 0;)
    layout.numbers[g_array_index (self->abouts, TlPackAbout, i)] = i + 1;
  g_ptr_array_set_size (self->sheets, 0);
  g_ptr_array_set_size (self->placed, 0);
  g_array_set_size (self->abouts, 0);
  put_pages (&layout);
  tl_measure_free (layout.measure);
  settle_links (self);
  return self;
}

/**
 * tl_pack_book_free:
 */
void
tl_pack_book_free (TlPackBook *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->sheets);
  g_array_unref (self->abouts);
  g_ptr_array_unref (self->placed);
  g_free (self);
}

guint
tl_pack_book_n_sheets (TlPackBook *self)
{
  return self->sheets->len;
}

const TlPagedPage *
tl_pack_book_get (TlPackBook *self, guint index)
{
  return self->sheets->pdata[index];
}

/**
 * tl_pack_book_get_placed:
 *
 * Returns: (transfer none) (element-type TlPackPlaced): what stands on a sheet, and where, in units
 */
const GArray *
tl_pack_book_get_placed (TlPackBook *self, guint index)
{
  return self->placed->pdata[index];
}

TlPackAbout
tl_pack_book_get_about (TlPackBook *self, guint index)
{
  return g_array_index (self->abouts, TlPackAbout, index);
}

/**
 * tl_pack_book_to_pdf:
 * @options: (nullable): how; its title and author are the pack's where it has none
 *
 * Returns: (transfer full): the sheets as a PDF; %NULL with a %TL_EXPORT_ERROR
 */
GBytes *
tl_pack_book_to_pdf (TlPackBook *self, const TlPack *pack, const TlExportOptions *options, GError **error)
{
  TlExportOptions own = { 0 };

  if (options)
    own = *options;
  own.title = own.title ? own.title : pack->title;
  own.author = own.author ? own.author : pack->author;
  return tl_paged_to_pdf (self->sheets, NULL, &own, error);
}

/**
 * tl_pack_draw_block:
 * @first: of its items, the first that is drawn
 * @n: how many
 * @width: how wide it may be, in units
 * @height: how tall it may be
 *
 * Draws one block, for formats that have words and tables of their own and want pictures of the charts.
 *
 * Returns: (transfer full): the picture
 */
TlScene *
tl_pack_draw_block (const TlPack *pack, const TlBlock *block, guint first, guint n, double width, double height,
                    const char *family)
{
  GPtrArray items = { block->items->pdata + first, n };
  TlBlock   part = *block;
  TlScene  *scene = tl_scene_new ();
  TlPackPen pen = { .pack = pack, .scene = scene, .tall = height };
  double    bottom;

  family = family ? family : TL_DEFAULT_FAMILY;
  pen.measure = tl_measure_new (family);
  tl_scene_set_family (scene, family);
  tl_scene_begin (scene, TL_ROLE_ROOT, NULL, block->heading, block->alt);
  tl_scene_rect (scene, (TlBox) { 0, 0, width, height }, 0, (TlPen) { .fill = TL_COLOUR_PAPER });
  part.items = &items;
  part.heading = NULL;
  bottom = _tl_pen_block (&pen, &part, 0, 8, width, 0, n);
  tl_scene_end (scene);
  tl_scene_set_size (scene, width, bottom + 8);
  tl_scene_set_background (scene, (TlBox) { 0, 0, width, bottom + 8 });
  tl_measure_free (pen.measure);
  return scene;
}
