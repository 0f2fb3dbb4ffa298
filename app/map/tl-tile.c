/* tl-tile.c: one map over many pages, or all of it on one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-tile.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tl-export.h"
#include "tl-layout.h"
#include "tl-lettering.h"
#include "tl-paged.h"
#include "tl-watermark.h"

#define MM (72 / 25.4)      /* points */
#define MARGIN (10 * MM)    /* what printers leave white */
#define OVERLAP 12          /* mm that two neighbours both show */
#define MARK (5 * MM)       /* how long a cut mark is */
#define NOTE (8.0)          /* points of the letters that say which page it is */
#define LEAST_LETTERS 13.0  /* of a map, in units */
#define MOST_TILES 400

/* Everything about tiles is in units of the map. */
typedef struct
{
  TlScene       *map;
  const TlPaper *paper;
  TlMeasure     *measure;
  const char    *watermark; /* of each page, so that none goes without */
  double         shared;  /* points that two neighbours both show */
  double         scale;   /* points to a unit */
  double         width, height, margin, overlap;
  TlBox          inner;   /* of a page, what shows the map */
  guint          columns, rows;
} Tiles;

/**
 * tl_fit_from_name:
 * @name: fold, tile or one
 *
 * Returns: whether there is such a way
 */
gboolean
tl_fit_from_name (const char *name, TlFit *fit)
{
  static const char *const names[] = { "fold", "tile", "one" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      {
        *fit = (TlFit) i;
        return TRUE;
      }
  return FALSE;
}

static TlScene *
page_begin (TlScene *map, const char *note)
{
  const TlGroup *root = tl_scene_get_group (map, 0);
  TlScene       *page = tl_scene_new ();

  tl_scene_set_family (page, tl_scene_get_family (map));
  tl_scene_begin (page, TL_ROLE_ROOT, NULL, root->title, note ? note : root->desc);
  tl_scene_rect (page, (TlBox) { 0, 0, 1, 1 }, 0, (TlPen) { .fill = TL_COLOUR_PAPER });
  return page;
}

static TlScene *
page_end (TlScene *page, double width, double height, const TlPaper *paper)
{
  tl_scene_set_background (page, (TlBox) { 0, 0, width, height });
  tl_scene_end (page);
  tl_scene_set_size (page, width, height);
  tl_scene_set_paper (page, paper->width, paper->height);
  return page;
}

static TlScene *
put_on_one (TlScene *map, const TlPaper *paper)
{
  double   map_width = tl_scene_get_width (map), map_height = tl_scene_get_height (map);
  double   width = MAX (map_width, map_height * paper->width / paper->height);
  double   height = width * paper->height / paper->width;
  TlScene *page = page_begin (map, NULL);

  tl_scene_embed (page, map, (width - map_width) / 2, (height - map_height) / 2, 1);
  return page_end (page, width, height, paper);
}

static guint
count (double all, double inner, double overlap)
{
  return all <= inner ? 1 : (guint) ceil ((all - overlap) / (inner - overlap) - 1e-6);
}

static void
find_tiles (Tiles *self, double scale)
{
  self->scale = scale;
  self->width = self->paper->width / scale;
  self->height = self->paper->height / scale;
  self->margin = MARGIN / scale;
  self->overlap = self->shared / scale;
  self->inner = (TlBox) { self->margin, self->margin, self->width - 2 * self->margin, self->height - 2 * self->margin };
  self->columns = count (tl_scene_get_width (self->map), self->inner.width, self->overlap);
  self->rows = count (tl_scene_get_height (self->map), self->inner.height, self->overlap);
}

/* About as large as in one piece; a little larger or smaller where that needs fewer pages, so that none holds a sliver.
 * What would take a room of paper gets as small as it can be read. */
static void
find_scale (Tiles *self)
{
  double  natural = TL_EXPORT_POINTS_PER_UNIT, least = self->paper->least / LEAST_LETTERS, best = least;
  guint64 fewest = G_MAXUINT64;

  for (int percent = 110; percent >= 76; percent--)
    {
      double  scale = natural * percent / 100;
      guint64 n;

      if (scale < least)
        break;
      find_tiles (self, scale);
      n = (guint64) self->columns * self->rows;
      if (n < fewest && n <= MOST_TILES)
        {
          fewest = n;
          best = scale;
        }
    }
  find_tiles (self, best);
}

/* Where the page is to be cut, at each corner, and where its neighbours begin. */
static void
draw_marks (Tiles *self, TlScene *page, guint column, guint row)
{
  const TlPen cut = { .stroke = TL_COLOUR_INK, .stroke_width = 0.5 / self->scale };
  const TlPen join = { .stroke = TL_COLOUR_SOFT, .stroke_width = 0.5 / self->scale, .dash = TL_DASH_FINE };
  double      left = self->inner.x, right = left + self->inner.width, mark = MARK / self->scale;
  double      top = self->inner.y, bottom = top + self->inner.height, gap = self->margin - mark;
  const double xs[] = { left, right }, ys[] = { top, bottom };

  tl_scene_begin_part (page, TL_ROLE_LEGEND, "marks", NULL, NULL);
  for (guint i = 0; i < 2; i++)
    {
      tl_scene_line (page, xs[i], gap / 2, xs[i], gap / 2 + mark, cut);
      tl_scene_line (page, xs[i], self->height - gap / 2 - mark, xs[i], self->height - gap / 2, cut);
      tl_scene_line (page, gap / 2, ys[i], gap / 2 + mark, ys[i], cut);
      tl_scene_line (page, self->width - gap / 2 - mark, ys[i], self->width - gap / 2, ys[i], cut);
    }
  if (column + 1 < self->columns)
    for (guint i = 0; i < 2; i++)
      tl_scene_line (page, right - self->overlap, i == 0 ? gap / 2 : bottom + gap / 2, right - self->overlap,
                     i == 0 ? top - gap / 2 : self->height - gap / 2, join);
  if (row + 1 < self->rows)
    for (guint i = 0; i < 2; i++)
      tl_scene_line (page, i == 0 ? gap / 2 : right + gap / 2, bottom - self->overlap,
                     i == 0 ? left - gap / 2 : self->width - gap / 2, bottom - self->overlap, join);
  tl_scene_end (page);
}

/* A page by its place on the wall: A1 at the top left, B1 to its right, A2 below it. */
static char *
name_tile (guint column, guint row)
{
  char  letters[8];
  guint at = sizeof letters - 1, n = column + 1;

  letters[at] = '\0';
  for (; n > 0 && at > 0; n = (n - 1) / 26)
    letters[--at] = (char) ('A' + (n - 1) % 26);
  return g_strdup_printf ("%s%u", letters + at, row + 1);
}

static void
draw_word (Tiles *self, TlScene *page, double x, double y, TlAnchor anchor, int weight, const char *word)
{
  TlFont font = { NOTE / self->scale, weight, FALSE };

  tl_lettering_line (page, self->measure, font, TL_COLOUR_INK, x, y + font.size * 0.36, anchor,
                     self->width - 2 * self->margin, word);
}

/* Which page it is and how it is put together, and at each side the page that goes on there. */
static void
draw_note (Tiles *self, TlScene *page, guint column, guint row, const char *name, const char *note)
{
  double           m = self->margin, bottom = self->height - m / 2;
  g_autofree char *hint = NULL;
  const struct
  {
    gboolean is_there;
    guint    column, row;
    double   x, y;
  } sides[] = {
    { column > 0, column - 1, row, m / 2, self->height / 2 },
    { column + 1 < self->columns, column + 1, row, self->width - m / 2, self->height / 2 },
    { row > 0, column, row - 1, self->width / 2, m / 2 },
    { row + 1 < self->rows, column, row + 1, self->width / 2, bottom },
  };

  /* Translators: the name of a page such as B2, and “5 of 6”. */
  hint = g_strdup_printf (_("%s · %s"), name, note);
  tl_scene_begin_part (page, TL_ROLE_LEGEND, "page", hint, NULL);
  draw_word (self, page, m + MARK / self->scale, bottom, TL_ANCHOR_START, 700, hint);
  if (self->columns * self->rows > 1)
    draw_word (self, page, self->width - m - MARK / self->scale, bottom, TL_ANCHOR_END, 400,
               /* Translators: on each page of a map that is put together on a wall. */
               self->shared > 0 ? _("Cut at the corner marks. Lay the next page on the dotted line.")
                                : _("Cut at the corner marks. Lay the next page beside this one."));
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (sides[i].is_there)
      {
        g_autofree char *other = name_tile (sides[i].column, sides[i].row);

        draw_word (self, page, sides[i].x, sides[i].y, TL_ANCHOR_MIDDLE, 700, other);
      }
  tl_scene_end (page);
}

static TlScene *
make_tile (Tiles *self, guint column, guint row)
{
  const TlPen     white = { .fill = TL_COLOUR_PAPER };
  double          x = column * (self->inner.width - self->overlap), y = row * (self->inner.height - self->overlap);
  TlBox           clip = { x, y, self->inner.width, self->inner.height };
  double          m = self->margin, w = self->width, h = self->height;
  g_autofree char *name = name_tile (column, row);
  /* Translators: on a page of a map that is put together on a wall. */
  g_autofree char *note = g_strdup_printf (_("%u of %u, row %u column %u"), row * self->columns + column + 1,
                                           self->rows * self->columns, row + 1, column + 1);
  TlScene        *page = page_begin (self->map, note);

  tl_scene_embed_part (page, self->map, m - x, m - y, 1, &clip);
  tl_watermark_draw (page, self->measure, self->watermark, self->inner);
  /* What the neighbours show goes under the white of the margins. */
  tl_scene_begin_part (page, TL_ROLE_LEGEND, "margins", NULL, NULL);
  tl_scene_rect (page, (TlBox) { 0, 0, w, m }, 0, white);
  tl_scene_rect (page, (TlBox) { 0, h - m, w, m }, 0, white);
  tl_scene_rect (page, (TlBox) { 0, 0, m, h }, 0, white);
  tl_scene_rect (page, (TlBox) { w - m, 0, m, h }, 0, white);
  tl_scene_end (page);
  draw_marks (self, page, column, row);
  draw_note (self, page, column, row, name, note);
  tl_scene_set_label (page, name);
  return page_end (page, w, h, self->paper);
}

static void
make_tiles (TlScene *map, const TlPaper *paper, double overlap, const char *watermark, GPtrArray *pages)
{
  Tiles self = { .map = map, .paper = paper, .measure = tl_measure_new (tl_scene_get_family (map)), .watermark = watermark };

  /* A page shows more of its own than of its neighbours. */
  self.shared = CLAMP (overlap * MM, 0, MAX (0, MIN (paper->width, paper->height) - 2 * MARGIN) / 3);
  find_scale (&self);
  for (guint row = 0; row < self.rows; row++)
    for (guint column = 0; column < self.columns; column++)
      g_ptr_array_add (pages, make_tile (&self, column, row));
  tl_measure_free (self.measure);
}

/**
 * tl_map_book_new_tiled:
 * @paper: what it is put on
 * @overlap: what two neighbours both show, in millimetres
 *
 * Returns: (transfer full): the map in one piece, cut into pages
 */
TlMapBook *
tl_map_book_new_tiled (TlJourney *journey, TlFigures *figures, const TlMapOptions *options, const TlPaper *paper,
                       double overlap)
{
  TlMapOptions          own = options ? *options : (TlMapOptions) { 0 };
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_scene_unref);
  g_autoptr (TlScene)   map = NULL;

  if (own.max_columns == 0)
    own.max_columns = -1;
  own.watermark = NULL;
  map = tl_map_layout (journey, figures, &own);
  make_tiles (map, paper, overlap, options ? options->watermark : NULL, pages);
  return tl_map_book_new_from_pages (pages, paper);
}

/**
 * tl_map_book_new_fitted:
 * @paper: (nullable): what it is put on; %NULL for one page as large as the map
 * @fit: how it comes to stand on it
 *
 * Returns: (transfer full): the pages
 */
TlMapBook *
tl_map_book_new_fitted (TlJourney *journey, TlFigures *figures, const TlMapOptions *options, const TlPaper *paper, TlFit fit)
{
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (TlScene)   map = NULL;

  if (paper == NULL || fit == TL_FIT_FOLD)
    return tl_map_book_new (journey, figures, options, paper);
  if (fit == TL_FIT_TILE)
    return tl_map_book_new_tiled (journey, figures, options, paper, OVERLAP);
  pages = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_scene_unref);
  map = tl_map_layout (journey, figures, options);
  g_ptr_array_add (pages, put_on_one (map, paper));
  return tl_map_book_new_from_pages (pages, paper);
}

/**
 * tl_map_book_letters:
 *
 * Returns: how high the smallest letters of its first page are, in points
 */
double
tl_map_book_letters (TlMapBook *book)
{
  return LEAST_LETTERS * tl_map_book_get_scale (book);
}
