/* tl-pack-book.c: pages onto sheets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-book.h"

#include <math.h>

#include "tl-pack-sheet.h"
#include "tl-picture.h"

struct _TlPackBook
{
  GPtrArray *sheets; /* TlPackSheet */
  GPtrArray *pages;  /* TlPagedPage, of the sheets */
};

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
  TlPackBook  *self = g_new0 (TlPackBook, 1);
  TlPackLayout layout = { .pack = pack, .paper = paper };

  self->sheets = g_ptr_array_new_with_free_func (_tl_sheet_free);
  self->pages = g_ptr_array_new ();
  layout.sheets = self->sheets;
  layout.family = family ? family : TL_DEFAULT_FAMILY;
  layout.measure = tl_measure_new (layout.family);
  layout.height = round (TL_SHEET_WIDTH * paper->height / paper->width);
  layout.least = ceil (paper->least / paper->width * TL_SHEET_WIDTH * 4) / 4;
  layout.mirrored = tl_text_is_rtl (pack->title);
  layout.logo = pack->logo;
  if (pack->logo)
    tl_picture_get_size (pack->logo, &layout.logo_width, &layout.logo_height);
  for (guint i = 0; i < pack->pages->len; i++)
    if (((TlPackPage *) pack->pages->pdata[i])->shown)
      _tl_rows_put_page (&layout, pack->pages->pdata[i]);
  for (guint i = 0; i < self->sheets->len; i++)
    {
      _tl_sheet_finish (&layout, i);
      g_ptr_array_add (self->pages, ((TlPackSheet *) self->sheets->pdata[i])->paged);
    }
  tl_measure_free (layout.measure);
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
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->sheets);
  g_free (self);
}

guint
tl_pack_book_n_sheets (TlPackBook *self)
{
  return self->sheets->len;
}

static const TlPackSheet *
get_sheet (TlPackBook *self, guint index)
{
  return self->sheets->pdata[index];
}

const TlPagedPage *
tl_pack_book_get (TlPackBook *self, guint index)
{
  return get_sheet (self, index)->paged;
}

/**
 * tl_pack_book_get_placed:
 *
 * Returns: (transfer none) (element-type TlPackPlaced): what stands on a sheet, and where, in units
 */
const GArray *
tl_pack_book_get_placed (TlPackBook *self, guint index)
{
  return get_sheet (self, index)->placed;
}

TlPackAbout
tl_pack_book_get_about (TlPackBook *self, guint index)
{
  return get_sheet (self, index)->about;
}

/**
 * tl_pack_book_get_headline:
 *
 * Returns: (transfer none): what stands at the head of a sheet: the page's headline, or what the page goes on with
 */
const char *
tl_pack_book_get_headline (TlPackBook *self, guint index)
{
  return get_sheet (self, index)->headline;
}

/**
 * tl_pack_book_get_lead:
 *
 * Returns: (transfer none) (nullable): the sentence under the headline of a sheet
 */
const char *
tl_pack_book_get_lead (TlPackBook *self, guint index)
{
  return get_sheet (self, index)->lead;
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
  return tl_paged_to_pdf (self->pages, NULL, &own, error);
}

/**
 * tl_pack_draw_placed:
 * @placed: a block as it stands on a sheet
 *
 * Draws one block, for formats that have words and tables of their own and want pictures of the charts. Its heading is
 * left to them.
 *
 * Returns: (transfer full): the picture, as wide as the block and no taller
 */
TlScene *
tl_pack_draw_placed (const TlPack *pack, const TlPackPlaced *placed, const char *family)
{
  TlScene      *scene = tl_scene_new ();
  const TlPaper *paper = tl_paper_find ("slide", NULL);
  TlPackPen     pen = { .pack = pack, .scene = scene, .zoom = placed->zoom, .bare = TRUE,
                         .mirrored = tl_text_is_rtl (pack->title) };
  double        width = placed->box.width, heading = 0, bottom;

  family = family ? family : TL_DEFAULT_FAMILY;
  pen.least = paper->least / paper->width * TL_SHEET_WIDTH;
  pen.point = paper->width / TL_SHEET_WIDTH;
  pen.measure = tl_measure_new (family);
  if (!placed->bare)
    {
      pen.bare = FALSE;
      heading = _tl_pen_heading (&pen, placed->block);
      pen.bare = TRUE;
    }
  pen.tall = MAX (1, placed->box.height - heading);
  tl_scene_set_family (scene, family);
  tl_scene_set_size (scene, width, placed->box.height);
  tl_scene_begin (scene, TL_ROLE_ROOT, NULL, placed->block->heading, placed->block->alt);
  tl_scene_rect (scene, (TlBox) { 0, 0, width, placed->box.height - heading }, 0, (TlPen) { .fill = TL_COLOUR_PAPER });
  bottom = _tl_pen_block (&pen, placed->block, 0, 0, width, placed->first, placed->n);
  tl_scene_end (scene);
  tl_scene_set_size (scene, width, bottom);
  tl_scene_set_background (scene, (TlBox) { 0, 0, width, bottom });
  if (tl_text_is_rtl (pack->title))
    tl_scene_mirror (scene);
  tl_measure_free (pen.measure);
  return scene;
}

/**
 * tl_pack_draw_block:
 * @first: of its items, the first that is drawn
 * @n: how many
 * @width: how wide it is, in units
 * @height: how tall it may be
 *
 * As tl_pack_draw_placed(), for a block that stands on no sheet.
 *
 * Returns: (transfer full): the picture
 */
TlScene *
tl_pack_draw_block (const TlPack *pack, const TlBlock *block, guint first, guint n, double width, double height,
                    const char *family)
{
  TlPackPlaced placed = { block, first, n, { 0, 0, width, height }, 1, TRUE };

  return tl_pack_draw_placed (pack, &placed, family);
}

/**
 * tl_pack_draw_columns:
 * @placed: a table as it stands on a sheet
 * @widths: (array) (out caller-allocates): how wide each of its columns is, with the room behind it; together they are
 *   as wide as the table
 *
 * Returns: how many columns there are
 */
guint
tl_pack_draw_columns (const TlPack *pack, const TlPackPlaced *placed, const char *family, double *widths)
{
  const TlPaper *paper = tl_paper_find ("slide", NULL);
  TlPackPen      pen = { .pack = pack, .zoom = placed->zoom };
  guint          n;

  pen.least = paper->least / paper->width * TL_SHEET_WIDTH;
  pen.measure = tl_measure_new (family ? family : TL_DEFAULT_FAMILY);
  n = _tl_pen_table_widths (&pen, placed->block, placed->box.width, widths);
  tl_measure_free (pen.measure);
  return n;
}
