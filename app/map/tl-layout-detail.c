/* tl-layout-detail.c: stage by stage, what the whole journey on one page leaves out
 *
 * Every stage has a sheet: its touchpoints with all their pains and delights, what a customer said, and what is at stake.
 * Sheets stand in columns one under the other, in the journey's order, and after them all fixes by rank. A sheet is
 * parted only where it is higher than a page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-layout-detail.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-layout-pages.h"

#define COLUMN_NARROWEST 272.0
#define COLUMN_WIDEST 520.0
#define COLUMN_GAP 20.0
#define SHEET_GAP 18.0
#define PANEL_PAD 18.0
#define PARTED_COST 60.0  /* how bad it seems to part a sheet, a page being 1,000 */
#define PAD 18.0          /* of a sheet */
#define QUOTE_LINES 8
#define STAKE_WIDEST 210.0
#define EVEN_MOST 4       /* what takes more sheets is dealt out as it comes */
#define GROWTHS 8
#define NARROWEST 880.0
#define WORK 360          /* sheets that are measured in all while ways are tried, about */

typedef enum
{
  SHEET_STAGE,
  SHEET_FIXES,
} SheetType;

/**
 * TlSheet:
 * @card: of a stage; what it shows of its touchpoints, and where it stands
 * @with_end: whether the quote and what is at stake stand here
 * @first_fix: of the fixes
 * @end_fix: behind the last
 * @column: counted over all pages
 */
typedef struct
{
  SheetType type;
  TlCard    card;
  double    inner;     /* how high the card's own part is */
  gboolean  with_card; /* whether it has more than quote and stake */
  gboolean  with_end;
  guint     first_fix;
  guint     end_fix;
  guint     page;
  guint     column;
} TlSheet;

/* How the sheets of some pages are dealt out. */
typedef struct
{
  guint   n_columns;
  double  width;   /* of a column */
  double  height;  /* of one, at most */
  double  page_width; /* of all columns and what is between them */
  double   panel_top;
  double   panel_bottom;
  double   top;    /* of the columns */
  gboolean with_cards;
  gboolean with_quotes;
  gboolean with_stakes;
  gboolean with_fixes;
} Deal;

static TlSheet *
sheet_at (const GArray *sheets, guint i)
{
  return &g_array_index (sheets, TlSheet, i);
}

static double
draw_rule (TlLayout *self, const TlCard *card, double y)
{
  tl_scene_line (self->scene, card->x + PAD - 2, y, card->x + card->width - PAD + 2, y,
                 (TlPen) { .stroke = TL_COLOUR_RULE, .stroke_width = 1 });
  return y + 15;
}

/* What a customer said at the stage, and what is at stake there; returns where the sheet ends. */
static double
draw_end (TlLayout *self, const TlSheet *sheet, const Deal *deal, double y)
{
  const TlCard      *card = &sheet->card;
  const TlDataStage *stage = TL_STAGE_AT (self->data, card->stage);
  double             x = card->x + PAD, room = card->width - 2 * PAD;

  if (deal->with_quotes && stage->quote)
    {
      y = draw_rule (self, card, y);
      y = tl_quote_draw (self, stage, x, y, room, QUOTE_LINES);
    }
  if (deal->with_stakes && tl_stage_has_stake (stage))
    {
      y = draw_rule (self, card, y);
      y = tl_stake_draw_bar (self, stage, x, y, room, MIN (STAKE_WIDEST, room - 100), TRUE);
    }
  return y;
}

/* A sheet that begins without a card says whose it is. */
static double
draw_stage_title (TlLayout *self, const TlSheet *sheet)
{
  const TlCard *card = &sheet->card;
  double        y = card->y + 30, room = card->width - 2 * PAD;
  guint         n;

  tl_scene_rect (self->scene, (TlBox) { card->x, card->y, card->width, card->height }, 12,
                 (TlPen) { TL_COLOUR_CARD, TL_COLOUR_CARD_EDGE, 1.2, TL_DASH_SOLID, FALSE, 1 });
  n = tl_words_block (self, TL_FONT (19, 700), TL_COLOUR_INK, card->x + PAD, y, TL_ANCHOR_START, room, 24, 2,
                      TL_STAGE_AT (self->data, card->stage)->title);
  y += (n - 1) * 24;
  if (card->is_rest)
    {
      y += 21;
      tl_words_line (self, TL_FONT (14, 400), TL_COLOUR_SOFT, card->x + PAD, y, TL_ANCHOR_START, room, _("continued"));
    }
  return y + 14;
}

static double
draw_fixes (TlLayout *self, const TlSheet *sheet)
{
  const TlCard    *card = &sheet->card;
  g_autofree char *horizon = tl_fixes_describe (self);
  double           x = card->x + PAD, y = card->y, room = card->width - 2 * PAD;

  tl_scene_rect (self->scene, (TlBox) { card->x, card->y, card->width, card->height }, 12,
                 (TlPen) { TL_COLOUR_CARD, TL_COLOUR_CARD_EDGE, 1.2, TL_DASH_SOLID, FALSE, 1 });
  tl_words_line (self, TL_FONT (19, 700), TL_COLOUR_INK, x, y + 30, TL_ANCHOR_START, room, _("Fixes"));
  tl_words_line (self, TL_FONT (14, 400), TL_COLOUR_SOFT, x, y + 51, TL_ANCHOR_START, room,
                 sheet->first_fix > 0 ? _("continued") : horizon);
  y = draw_rule (self, card, y + 64);
  for (guint i = sheet->first_fix; i < sheet->end_fix; i++)
    y = tl_fix_draw (self, &g_array_index (self->data->fixes, TlDataFix, i), x, y, room, TRUE);
  return y;
}

static double
draw_sheet (TlLayout *self, const TlSheet *sheet, const Deal *deal)
{
  const TlDataStage *stage;
  double             end;

  if (sheet->type == SHEET_FIXES)
    {
      tl_scene_begin (self->scene, TL_ROLE_STRIP, NULL, sheet->first_fix > 0 ? _("Fixes, continued") : _("Fixes"), NULL);
      end = draw_fixes (self, sheet);
      tl_scene_end (self->scene);
      return end - sheet->card.y;
    }
  stage = TL_STAGE_AT (self->data, sheet->card.stage);
  if (sheet->with_card)
    {
      tl_card_draw (self, (TlCard *) &sheet->card);
      end = sheet->card.y + sheet->inner;
    }
  else
    {
      tl_scene_begin (self->scene, TL_ROLE_STAGE, stage->id, stage->title, NULL);
      end = draw_stage_title (self, sheet);
      tl_scene_end (self->scene);
    }
  if (sheet->with_end)
    end = draw_end (self, sheet, deal, end);
  return end - sheet->card.y;
}

/* Finds how high a sheet is. */
static void
measure_sheet (TlLayout *self, TlSheet *sheet, const Deal *deal)
{
  if (sheet->type == SHEET_STAGE && sheet->with_card)
    {
      tl_card_measure (self, &sheet->card);
      sheet->inner = ceil (sheet->card.height);
    }
  tl_layout_begin (self);
  sheet->card.height = ceil (draw_sheet (self, sheet, deal)) + 4;
  g_clear_pointer (&self->scene, tl_scene_unref);
}

static gboolean
has_end (const TlDataStage *stage, const Deal *deal)
{
  return (deal->with_quotes && stage->quote) || (deal->with_stakes && tl_stage_has_stake (stage));
}

/* Parts what is told of a stage over sheets no higher than @cap. */
static void
part_stage (TlLayout *self, const Deal *deal, TlSheet sheet, double cap, GArray *sheets)
{
  const TlDataStage *stage = TL_STAGE_AT (self->data, sheet.card.stage);
  guint              n_pieces = tl_card_n_pieces (stage);
  gboolean           with_end = sheet.with_end;

  sheet.with_end = FALSE;
  for (;;)
    {
      tl_card_cap (self, &sheet.card, cap - 4);
      sheet.card.goes_on = FALSE;
      measure_sheet (self, &sheet, deal);
      if (sheet.card.end_piece == 0 || sheet.card.end_piece >= n_pieces)
        break;
      g_array_append_val (sheets, sheet);
      sheet.card.first_piece = sheet.card.end_piece;
      sheet.card.end_piece = 0;
      sheet.card.is_rest = TRUE;
    }
  sheet.with_end = with_end;
  measure_sheet (self, &sheet, deal);
  if (with_end && sheet.card.height > cap)
    {
      sheet.with_end = FALSE;
      measure_sheet (self, &sheet, deal);
      g_array_append_val (sheets, sheet);
      sheet.with_card = FALSE;
      sheet.card.is_rest = TRUE;
      sheet.with_end = TRUE;
      measure_sheet (self, &sheet, deal);
    }
  g_array_append_val (sheets, sheet);
}

/* The sheets of one stage: one, unless it is higher than a column; then as few as hold it, about equally high. */
static void
add_stage (TlLayout *self, const Deal *deal, guint index, GArray *sheets)
{
  const TlDataStage *stage = TL_STAGE_AT (self->data, index);
  TlSheet            sheet = { .type = SHEET_STAGE };
  guint              first = sheets->len, n;
  double             total;

  sheet.card = (TlCard) { .stage = index, .width = deal->width, .is_sheet = TRUE };
  sheet.with_card = deal->with_cards && tl_card_n_pieces (stage) > 0;
  sheet.with_end = has_end (stage, deal);
  if (stage->is_stub || (!sheet.with_card && !sheet.with_end))
    return;
  measure_sheet (self, &sheet, deal);
  total = sheet.card.height;
  if (total <= deal->height || !sheet.with_card)
    {
      g_array_append_val (sheets, sheet);
      return;
    }
  part_stage (self, deal, sheet, deal->height, sheets);
  n = sheets->len - first;
  for (double cap = total / n; cap < deal->height && n < EVEN_MOST; cap *= 1.1)
    {
      g_array_set_size (sheets, first);
      part_stage (self, deal, sheet, cap, sheets);
      if (sheets->len - first <= n)
        return;
    }
  g_array_set_size (sheets, first);
  part_stage (self, deal, sheet, deal->height, sheets);
}

/* Begins a sheet of fixes; returns its height without any. */
static double
measure_fixes_head (TlLayout *self, const Deal *deal, guint first)
{
  TlSheet sheet = { .type = SHEET_FIXES, .first_fix = first, .end_fix = first };

  sheet.card.width = deal->width;
  measure_sheet (self, &sheet, deal);
  return sheet.card.height;
}

/* Deals fixes out on sheets no higher than @cap; returns how many there are. */
static guint
deal_fixes (const double *heights, guint n, double head, double cap, guint *ends)
{
  guint  n_sheets = 0;
  double y = INFINITY;

  for (guint i = 0; i < n; i++)
    {
      if (y + heights[i] > cap)
        {
          n_sheets++;
          y = head;
        }
      y += heights[i];
      ends[n_sheets - 1] = i + 1;
    }
  return n_sheets;
}

/* All fixes on as few sheets as they need, about equally high. */
static void
add_fixes (TlLayout *self, const Deal *deal, GArray *sheets)
{
  guint              n = self->data->fixes->len, n_sheets;
  g_autofree double *heights = g_new0 (double, n + 1);
  g_autofree guint  *ends = g_new0 (guint, n + 1);
  double             head = measure_fixes_head (self, deal, 0), low = 0, high = deal->height;

  tl_layout_begin (self);
  for (guint i = 0; i < n; i++)
    heights[i] =
      tl_fix_draw (self, &g_array_index (self->data->fixes, TlDataFix, i), 0, 0, deal->width - 2 * PAD, TRUE);
  g_clear_pointer (&self->scene, tl_scene_unref);
  n_sheets = deal_fixes (heights, n, head, high, ends);
  for (guint i = 0; i < 16; i++)
    {
      double middle = (low + high) / 2;

      if (deal_fixes (heights, n, head, middle, ends) <= n_sheets)
        high = middle;
      else
        low = middle;
    }
  n_sheets = deal_fixes (heights, n, head, high, ends);
  for (guint i = 0; i < n_sheets; i++)
    {
      TlSheet sheet = { .type = SHEET_FIXES, .first_fix = i > 0 ? ends[i - 1] : 0, .end_fix = ends[i] };

      sheet.card.width = deal->width;
      measure_sheet (self, &sheet, deal);
      g_array_append_val (sheets, sheet);
    }
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const TlPlace *places = data;
  guint          ia = *(const guint *) a, ib = *(const guint *) b;

  if (places[ia].column != places[ib].column)
    return places[ia].column < places[ib].column ? -1 : 1;
  if (places[ia].row != places[ib].row)
    return places[ia].row < places[ib].row ? -1 : 1;
  return (ia > ib) - (ia < ib);
}

/* Makes all sheets, in reading order, and measures them. */
static GArray *
make_sheets (TlLayout *self, const Deal *deal)
{
  GArray            *sheets = g_array_new (FALSE, TRUE, sizeof (TlSheet));
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));

  self->card_width = deal->width;
  self->compact = FALSE;
  for (guint i = 0; i < self->data->stages->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_places, self->places);
  for (guint i = 0; i < order->len; i++)
    add_stage (self, deal, g_array_index (order, guint, i), sheets);
  if (deal->with_fixes)
    add_fixes (self, deal, sheets);
  return sheets;
}

/* Puts sheets into columns no higher than @height, one after the other; returns how many pages they take. */
static guint
place_sheets (GArray *sheets, const Deal *deal, double height)
{
  guint  column = 0;
  double y = 0;

  for (guint i = 0; i < sheets->len; i++)
    {
      TlSheet *sheet = sheet_at (sheets, i);

      if (y > 0 && y + SHEET_GAP + sheet->card.height > height)
        {
          column++;
          y = 0;
        }
      if (y > 0)
        y += SHEET_GAP;
      sheet->page = column / deal->n_columns;
      sheet->column = column % deal->n_columns;
      sheet->card.y = y;
      y += sheet->card.height;
    }
  return sheets->len > 0 ? column / deal->n_columns + 1 : 0;
}

/* How much of the page with least on it is filled. */
static double
find_least_fill (GArray *sheets, const Deal *deal, guint n_pages)
{
  g_autofree double *sums = g_new0 (double, n_pages + 1);
  double             least = 1;

  for (guint i = 0; i < sheets->len; i++)
    sums[sheet_at (sheets, i)->page] += sheet_at (sheets, i)->card.height * deal->width;
  for (guint p = 0; p < n_pages; p++)
    least = MIN (least, sums[p] / (deal->page_width * deal->height));
  return least;
}

/* So that columns end at about the same height on all pages, and the last is not left with little. */
static void
even_out (GArray *sheets, const Deal *deal, guint n_pages)
{
  double low = 0, high = deal->height;

  for (guint i = 0; i < 16; i++)
    {
      double middle = (low + high) / 2;

      if (place_sheets (sheets, deal, middle) <= n_pages)
        high = middle;
      else
        low = middle;
    }
  place_sheets (sheets, deal, high);
}

/* The room between title and foot. */
static void
find_frame (TlLayout *self, double height, Deal *deal)
{
  tl_layout_begin (self);
  deal->panel_top = tl_title_draw_small (self);
  deal->panel_bottom = height - tl_foot_draw_small (self, 0);
  g_clear_pointer (&self->scene, tl_scene_unref);
  deal->top = deal->panel_top + PANEL_PAD;
  deal->height = deal->panel_bottom - PANEL_PAD - deal->top;
}

static Deal
make_deal (TlLayout *layout, const TlOverview *overview, double width, guint n_columns)
{
  Deal deal = { .n_columns = n_columns };

  layout->width = width;
  deal.page_width = width - 2 * TL_EDGE - 2 * PANEL_PAD;
  deal.width = MIN (floor ((deal.page_width - (n_columns - 1) * COLUMN_GAP) / n_columns), COLUMN_WIDEST);
  find_frame (layout, width * overview->height / overview->width, &deal);
  deal.with_cards = tl_overview_leaves_out (layout, overview, TL_LEFT_OUT_CARDS);
  deal.with_quotes =
    tl_overview_leaves_out (layout, overview, TL_LEFT_OUT_QUOTES) && !(layout->asked_without & TL_MAP_NO_VOICE);
  deal.with_stakes = deal.with_cards && !(layout->asked_without & TL_MAP_NO_STAKE);
  deal.with_fixes = tl_overview_leaves_out (layout, overview, TL_LEFT_OUT_FIXES) && layout->data->has_money &&
                    !(layout->asked_without & TL_MAP_NO_FIXES);
  return deal;
}

/* How much there is to measure, counted in stages of the usual size. */
static guint
count_work (TlLayout *self)
{
  guint n = self->data->stages->len + self->data->fixes->len / 4;

  for (guint i = 0; i < self->data->stages->len; i++)
    n += tl_card_n_pieces (TL_STAGE_AT (self->data, i)) / 8;
  return MAX (n, 1);
}

/* One way to deal out the sheets, and what speaks against it: pages, then empty room on one. */
static void
try_out (TlDetails *self, const TlOverview *overview, double width, guint n_columns, double *best)
{
  Deal    deal = make_deal (self->layout, overview, width, n_columns);
  GArray *sheets = make_sheets (self->layout, &deal);
  guint   n_pages = place_sheets (sheets, &deal, deal.height);
  double  cost;

  if (n_pages > 0)
    even_out (sheets, &deal, n_pages);
  cost = 1000.0 * n_pages - 500.0 * (n_pages > 0 ? find_least_fill (sheets, &deal, n_pages) : 0);
  for (guint i = 1; i < sheets->len; i++)
    if (sheet_at (sheets, i)->type == SHEET_STAGE &&
        sheet_at (sheets, i)->card.stage == sheet_at (sheets, i - 1)->card.stage)
      cost += PARTED_COST;
  if (cost >= *best)
    {
      g_array_unref (sheets);
      return;
    }
  *best = cost;
  g_clear_pointer (&self->sheets, g_array_unref);
  self->sheets = sheets;
  self->n_pages = n_pages;
  self->n_columns = n_columns;
  self->width = width;
}

/**
 * tl_details_init:
 * @overview: what the first page shows
 *
 * Deals out what the first page leaves out; on no pages where it leaves out nothing.
 */
void
tl_details_init (TlDetails *self, TlLayout *layout, const TlOverview *overview)
{
  double best = INFINITY;
  int    tries = (int) CLAMP (WORK / count_work (layout), 2, 30);

  *self = (TlDetails) { .layout = layout, .overview = *overview };
  tl_layout_reset (layout);
  for (guint k = 0; k < GROWTHS && tries > 0; k++)
    {
      double width = floor (overview->widest * (1 - 0.04 * k));
      guint  most = (guint) MAX (1, floor ((width - 2 * TL_EDGE - 2 * PANEL_PAD + COLUMN_GAP) /
                                           (COLUMN_NARROWEST + COLUMN_GAP)));

      if (k > 0 && width < NARROWEST)
        break;
      for (guint n = most; n > 0 && (n == most || n + 2 >= most) && tries > 0; n--, tries--)
        try_out (self, overview, width, n, &best);
    }
}

void
tl_details_clear (TlDetails *self)
{
  g_clear_pointer (&self->sheets, g_array_unref);
}

static void
draw_page (TlDetails *self, const Deal *deal, guint page)
{
  TlLayout *layout = self->layout;
  double    bottom = 0, x = TL_EDGE + PANEL_PAD;
  g_autofree char *name = NULL;

  for (guint i = 0; i < self->sheets->len; i++)
    if (sheet_at (self->sheets, i)->page == page)
      bottom = MAX (bottom, sheet_at (self->sheets, i)->card.y + sheet_at (self->sheets, i)->card.height);
  /* Translators: what stands on the pages behind a map: part 2 of 3. */
  name = self->n_pages > 1 ? g_strdup_printf (_("Stage by stage, part %u of %u"), page + 1, self->n_pages)
                           : g_strdup (_("Stage by stage"));
  tl_scene_begin (layout->scene, TL_ROLE_PANEL, NULL, name, NULL);
  tl_scene_rect (layout->scene,
                 (TlBox) { TL_EDGE, deal->panel_top, layout->width - 2 * TL_EDGE,
                           deal->top + bottom + PANEL_PAD - deal->panel_top },
                 16, (TlPen) { .fill = TL_COLOUR_PANEL, .stroke = TL_COLOUR_PANEL_EDGE, .stroke_width = 1 });
  for (guint i = 0; i < self->sheets->len; i++)
    {
      TlSheet sheet = *sheet_at (self->sheets, i);

      if (sheet.page != page)
        continue;
      sheet.card.x = x + sheet.column * (deal->width + COLUMN_GAP);
      sheet.card.y += deal->top;
      draw_sheet (layout, &sheet, deal);
    }
  tl_scene_end (layout->scene);
}

/**
 * tl_details_draw:
 * @first_page: index of the first of these pages among all
 * @n_pages: how many there are in all
 * @scenes: (element-type TlScene): where the pages are put
 */
void
tl_details_draw (TlDetails *self, guint first_page, guint n_pages, GPtrArray *scenes)
{
  TlLayout        *layout = self->layout;
  g_autofree char *widest = n_pages > 1 ? tl_foot_describe (layout, n_pages - 1, n_pages) : NULL;
  Deal             deal;

  if (self->n_pages == 0)
    return;

  tl_layout_reset (layout);
  layout->foot = widest;
  layout->on_sheets = TRUE;
  deal = make_deal (layout, &self->overview, self->width, self->n_columns);
  layout->card_width = deal.width;
  layout->compact = FALSE;
  for (guint page = 0; page < self->n_pages; page++)
    {
      g_autofree char *foot = tl_foot_describe (layout, first_page + page, n_pages);

      tl_layout_begin (layout);
      tl_title_draw_small (layout);
      draw_page (self, &deal, page);
      layout->foot = foot;
      tl_foot_draw_small (layout, deal.panel_bottom);
      layout->foot = NULL;
      g_ptr_array_add (scenes,
                       tl_layout_end (layout, self->width * self->overview.height / self->overview.width));
    }
}
