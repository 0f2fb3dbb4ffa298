/* tl-layout-pages.c: what stands on which page
 *
 * A band stands on one page with its strips where it fits, and on a page of its own where it does not fit what is left
 * of one. What is higher than a page is parted where it hurts least: first strips go to the next page, under the names
 * of their stages; long cards go on there; bands of many rows become several.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-layout-pages.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define AFTER_PANEL 14.0
#define AFTER_BAND 18.0
#define REST_TOP 52.0       /* from a rest's panel to its cards */
#define REST_BOTTOM 28.0
#define REST_GAP 28.0       /* between its cards */
#define REST_LEAST 260.0    /* the height that cards of a rest have at least, before they are put side by side */
#define NARROWED_MOST 5
#define CAP_LEAST 150.0     /* of a card, which then shows one touchpoint */
#define HEAD_STEP 20.0
#define GAP_MOST 40.0       /* what a strip gets more */
#define HEADROOM_MOST 200.0 /* what a panel grows by where strips stand under it */

void
tl_pages_init (TlPages *self, TlLayout *layout, double height)
{
  *self = (TlPages) { .layout = layout, .height = height };
  self->blocks = g_array_new (FALSE, FALSE, sizeof (TlBlock));
  self->rests = g_array_new (FALSE, FALSE, sizeof (TlCard));
}

void
tl_pages_clear (TlPages *self)
{
  g_array_unref (self->blocks);
  g_array_unref (self->rests);
}

static void
scratch_begin (TlPages *self)
{
  tl_layout_begin (self->layout);
}

static void
scratch_end (TlPages *self)
{
  g_clear_pointer (&self->layout->scene, tl_scene_unref);
}

/* The first page has the whole title block and the legend; on the others both are small, and take the same room. */
static void
find_frame (TlPages *self)
{
  g_autofree char *foot = tl_foot_describe (self->layout, 87, 88);
  scratch_begin (self);
  self->layout->foot = foot;
  self->top[0] = tl_title_draw (self->layout);
  self->top[1] = tl_title_draw_small (self->layout);
  self->foot[0] = self->height - ceil (tl_legend_draw (self->layout, 0)) - 4;
  self->foot[1] = self->height - tl_foot_draw_small (self->layout, 0);
  self->layout->foot = NULL;
  scratch_end (self);
}

static double
get_top (const TlPages *self)
{
  return self->top[self->n_pages > 1];
}

static double
get_foot (const TlPages *self)
{
  return self->foot[self->n_pages > 1];
}

/* The room of a page of its own. */
static double
get_room (const TlPages *self)
{
  return self->foot[1] - self->top[1];
}

/* The room for a band's panel. The first stands on the first page. */
static double
get_panel_room (const TlPages *self, guint band)
{
  return band == 0 ? self->foot[0] - self->top[0] : get_room (self);
}

static void
show_rows (TlPages *self, int first, int end)
{
  self->layout->first_row = first;
  self->layout->end_row = end;
}

static double
draw_strip (TlPages *self, const TlBlock *block, double y)
{
  double end;

  show_rows (self, block->first, block->end);
  end = tl_band_strip (self->layout, &self->layout->bands[block->band], block->strip, y);
  show_rows (self, 0, 0);
  return end;
}

static double
measure_strip (TlPages *self, const TlBlock *block)
{
  double height;

  scratch_begin (self);
  height = draw_strip (self, block, 0);
  scratch_end (self);
  return height;
}

/* The stages of a column in its order, those that strips with these rows speak of. */
static guint
list_heads (TlLayout *self, TlBand *band, int column, guint *stages, guint most)
{
  guint n = 0;

  for (int row = 0; row < band->n_rows; row++)
    for (guint i = 0; TL_SHOWS_ROW (self, row) && i < band->cards->len && n < most; i++)
      if (TL_BAND_CARD (self, band, i)->column == column && TL_BAND_CARD (self, band, i)->row == row)
        stages[n++] = TL_BAND_CARD (self, band, i)->stage;
  return n;
}

static char *
name_band (TlLayout *self, guint index)
{
  return self->n_bands > 1 ? g_strdup_printf (_("Journey, part %u of %u"), index + 1, self->n_bands)
                           : g_strdup (_("Journey"));
}

static double
draw_heads (TlPages *self, guint index, double y)
{
  TlLayout         *layout = self->layout;
  TlBand           *band = &layout->bands[index];
  g_autofree guint *stages = g_new (guint, band->cards->len + 1);
  g_autofree char  *name = name_band (layout, index);
  guint             most = 1;
  double            height;

  for (int c = 0; c < band->n_columns; c++)
    most = MAX (most, list_heads (layout, band, c, stages, band->cards->len));
  most = MAX (most, tl_words_count (layout, TL_FONT (15, 600), layout->left - TL_LABEL_X - 8, 2, name));
  height = 26 + most * HEAD_STEP;
  tl_scene_begin (layout->scene, TL_ROLE_STRIP, NULL, name, NULL);
  tl_scene_rect (layout->scene, (TlBox) { TL_EDGE, y, layout->width - 2 * TL_EDGE, height }, 12,
                 (TlPen) { .fill = TL_COLOUR_PANEL });
  tl_words_block (layout, TL_FONT (15, 600), TL_COLOUR_INK, TL_LABEL_X, y + 28, TL_ANCHOR_START,
                  layout->left - TL_LABEL_X - 8, HEAD_STEP, 2, name);
  for (int c = 0; c < band->n_columns; c++)
    {
      guint n = list_heads (layout, band, c, stages, band->cards->len);

      for (guint i = 0; i < n; i++)
        tl_words_line (layout, TL_FONT (15, 600), TL_COLOUR_INK, band->x[c], y + 28 + i * HEAD_STEP, TL_ANCHOR_START,
                       MIN (tl_strip_room (layout, band, c), layout->width - TL_EDGE - 8 - band->x[c]),
                       TL_STAGE_AT (layout->data, stages[i])->title);
    }
  tl_scene_end (layout->scene);
  return y + height;
}

static double
measure_heads (TlPages *self, guint band, int first, int end)
{
  double height;

  scratch_begin (self);
  show_rows (self, first, end);
  height = draw_heads (self, band, 0);
  show_rows (self, 0, 0);
  scratch_end (self);
  return height;
}

static void
add_block (TlPages *self, TlBlock block)
{
  self->n_parted += block.type == TL_BLOCK_HEADS;
  block.page = self->n_pages - 1;
  block.y = self->y;
  self->y += block.height;
  g_array_append_val (self->blocks, block);
}

static gboolean
fits (const TlPages *self, double height)
{
  return self->y + height <= get_foot (self);
}

static void
turn_page (TlPages *self)
{
  self->n_pages++;
  self->y = get_top (self);
}

static gboolean
is_page_empty (const TlPages *self)
{
  return self->y <= get_top (self);
}

/**
 * tl_card_cap:
 * @cap: a height
 *
 * Gives a card as many of its pieces, from the first it shows, as make it no higher than @cap; one at least.
 */
void
tl_card_cap (TlLayout *self, TlCard *card, double cap)
{
  guint n = tl_card_n_pieces (TL_STAGE_AT (self->data, card->stage)), low, high;

  card->end_piece = 0;
  card->goes_on = FALSE;
  tl_card_measure (self, card);
  if (self->detail != TL_DETAIL_FULL || card->height <= cap || card->is_small || n <= card->first_piece + 1)
    return;
  card->goes_on = TRUE;
  low = card->first_piece + 1;
  high = n - 1;
  /* By steps that double, as a card of many pieces shows few of them. */
  for (guint step = 4; low + step < high; step *= 2)
    {
      card->end_piece = low + step;
      tl_card_measure (self, card);
      if (card->height > cap)
        high = low + step - 1;
      else
        low += step;
    }
  while (low < high)
    {
      card->end_piece = (low + high + 1) / 2;
      tl_card_measure (self, card);
      if (card->height <= cap)
        low = card->end_piece;
      else
        high = card->end_piece - 1;
    }
  card->end_piece = low;
  /* No touchpoint stands alone at the end, its pains elsewhere. */
  if (low > card->first_piece + 1 && tl_card_is_head (TL_STAGE_AT (self->data, card->stage), low - 1))
    card->end_piece--;
  tl_card_measure (self, card);
}

static void
cap_in_band (TlLayout *self, TlBand *band, TlCard *card, double cap)
{
  tl_card_cap (self, card, cap);
  card->height = ceil (MAX (card->height, tl_route_need (self, band, card)));
  tl_edges_measure (self, card);
}

static double
settle_capped (TlLayout *self, TlBand *band, double cap)
{
  for (guint i = 0; i < band->cards->len; i++)
    cap_in_band (self, band, TL_BAND_CARD (self, band, i), cap);
  tl_band_settle (self, band, 0);
  return band->bottom;
}

static double
find_highest (TlLayout *self, TlBand *band)
{
  double highest = 0;

  for (guint i = 0; i < band->cards->len; i++)
    highest = MAX (highest, TL_BAND_CARD (self, band, i)->height);
  return highest;
}

/* Makes the panel fit a page, if it can, by letting long cards go on on the next. */
static gboolean
cap_band (TlPages *self, TlBand *band, double room, double least)
{
  double low = least, high = find_highest (self->layout, band);

  if (settle_capped (self->layout, band, low) > room)
    return FALSE;
  while (high - low > 4)
    {
      double middle = (low + high) / 2;

      if (settle_capped (self->layout, band, middle) <= room)
        low = middle;
      else
        high = middle;
    }
  settle_capped (self->layout, band, low);
  /* Those under which there is room show all they have. */
  for (guint i = 0; i < band->cards->len; i++)
    {
      TlCard *card = TL_BAND_CARD (self->layout, band, i);

      if (!card->goes_on)
        continue;
      cap_in_band (self->layout, band, card, INFINITY);
      tl_band_settle (self->layout, band, 0);
      if (band->bottom > room)
        cap_in_band (self->layout, band, card, low);
    }
  tl_band_settle (self->layout, band, 0);
  return TRUE;
}

static void
replan (TlLayout *layout)
{
  double width = layout->width;

  tl_bands_plan (layout);
  tl_bands_set_width (layout, width);
}

/* Measures every band. Returns FALSE where one was too high and has become two. */
static gboolean
measure_bands (TlPages *self)
{
  TlLayout *layout = self->layout;

  for (guint b = 0; b < layout->n_bands; b++)
    {
      TlBand *band = &layout->bands[b];
      double  room = get_panel_room (self, b);

      tl_band_measure (layout, band);
      tl_band_settle (layout, band, 0);
      if (band->bottom <= room)
        continue;
      /* A few long cards go on; of many, the lower ones get a page of their own. */
      if (cap_band (self, band, room, band->n_rows > 1 ? room * 0.4 : CAP_LEAST))
        continue;
      if (band->n_rows > 1)
        {
          tl_bands_split (layout, b);
          replan (layout);
          return FALSE;
        }
      /* What is left are ribbons beside the cards: fewer of them, then narrower ones. */
      if (settle_capped (layout, band, 0) > room && layout->narrowed < NARROWED_MOST)
        {
          layout->narrowed++;
          replan (layout);
          return FALSE;
        }
    }
  return TRUE;
}

static guint
count_rest_columns (const TlLayout *layout)
{
  double room = layout->width - TL_EDGE - TL_RIGHT - layout->left + REST_GAP;

  return (guint) MAX (1, floor (room / (layout->card_width + REST_GAP)));
}

/* Deals what the cards of a band could not show onto cards no higher than @cap; returns how many there are. */
static guint
deal_rests (TlPages *self, TlBand *band, double cap)
{
  TlLayout *layout = self->layout;
  guint     n = 0;

  for (guint i = 0; i < band->cards->len; i++)
    {
      TlCard rest = *TL_BAND_CARD (layout, band, i);
      guint  n_pieces = tl_card_n_pieces (TL_STAGE_AT (layout->data, rest.stage));

      rest.is_rest = TRUE;
      rest.width = layout->card_width;
      while (rest.end_piece > 0 && rest.end_piece < n_pieces)
        {
          rest.first_piece = rest.end_piece;
          tl_card_cap (layout, &rest, cap);
          rest.height = ceil (rest.height);
          /* Only those on the journey's own page say that there is more. */
          if (rest.goes_on)
            {
              rest.goes_on = FALSE;
              tl_card_measure (layout, &rest);
            }
          g_array_append_val (self->rests, rest);
          n++;
        }
    }
  return n;
}

static void
place_rests (TlPages *self, guint index)
{
  TlBand *band = &self->layout->bands[index];
  guint   first = self->rests->len;
  guint   n_columns = count_rest_columns (self->layout);
  double  most = get_room (self) - REST_TOP - REST_BOTTOM;
  guint   n = deal_rests (self, band, most);

  /* Low and side by side where they fit one page so. */
  for (double cap = REST_LEAST; n <= n_columns && cap < most; cap *= 1.2)
    {
      g_array_set_size (self->rests, first);
      if (deal_rests (self, band, cap) > n_columns)
        continue;
      n = self->rests->len - first;
      break;
    }
  if (self->rests->len - first != n || n > n_columns)
    {
      g_array_set_size (self->rests, first);
      n = deal_rests (self, band, most);
    }
  for (guint i = 0; i < n; i += n_columns)
    {
      TlBlock block = { TL_BLOCK_REST, index, 0, (int) (first + i), (int) (first + MIN (n, i + n_columns)) };

      for (int k = block.first; k < block.end; k++)
        block.height = MAX (block.height, g_array_index (self->rests, TlCard, k).height + REST_TOP + REST_BOTTOM);
      turn_page (self);
      add_block (self, block);
    }
}

/* What a strip needs on a page of its own with so many of its rows, the names of their stages over it. */
static double
measure_part (TlPages *self, TlBlock *heads, TlBlock *strip)
{
  /* The rows of fixes are their own; those of other strips are the journey's. */
  if (strip->strip != TL_MAP_STRIP_FIXES)
    {
      heads->first = strip->first;
      heads->end = strip->end;
    }
  heads->height = measure_heads (self, heads->band, heads->first, heads->end) + AFTER_PANEL;
  strip->height = measure_strip (self, strip);
  return heads->height + strip->height;
}

/* A strip that is higher than a page is parted between its rows. */
static void
place_long_strip (TlPages *self, TlBlock strip, int n_rows)
{
  TlBlock heads = { TL_BLOCK_HEADS, strip.band, strip.strip };

  for (strip.first = 0; strip.first < n_rows; strip.first = strip.end)
    {
      int low = strip.first + 1, high = n_rows;

      while (low < high)
        {
          strip.end = (low + high + 1) / 2;
          if (measure_part (self, &heads, &strip) <= get_room (self))
            low = strip.end;
          else
            high = strip.end - 1;
        }
      strip.end = low;
      measure_part (self, &heads, &strip);
      if (strip.height <= 0)
        continue;
      if (!is_page_empty (self))
        turn_page (self);
      add_block (self, heads);
      add_block (self, strip);
    }
}

static int
count_rows (TlPages *self, guint band, TlMapStrip strip)
{
  TlLayout       *layout = self->layout;
  g_autofree int *columns = NULL;
  g_autofree int *rows = NULL;

  if (strip != TL_MAP_STRIP_FIXES)
    return layout->bands[band].n_rows;
  columns = g_new (int, layout->data->fixes->len + 1);
  rows = g_new (int, layout->data->fixes->len + 1);
  return tl_layout_grid_find (layout, &layout->bands[band], columns, rows);
}

static void
place_band (TlPages *self, guint index)
{
  TlBand    *band = &self->layout->bands[index];
  TlBlock    panel = { TL_BLOCK_PANEL, index }, strips[TL_MAP_N_STRIPS];
  TlMapStrip order[TL_MAP_N_STRIPS];
  guint      n = tl_map_strips (self->layout->options, order);
  double     total = 0, head;
  gboolean   is_cut = FALSE, needs_heads;

  panel.height = band->bottom + AFTER_PANEL;
  for (guint i = 0; i < n; i++)
    {
      strips[i] = (TlBlock) { .type = TL_BLOCK_STRIP, .band = index, .strip = order[i] };
      strips[i].height = measure_strip (self, &strips[i]);
      total += strips[i].height;
    }
  for (guint i = 0; i < band->cards->len; i++)
    is_cut = is_cut || TL_BAND_CARD (self->layout, band, i)->goes_on;
  if (!is_page_empty (self))
    {
      self->y += AFTER_BAND;
      if (is_cut || !fits (self, panel.height - AFTER_PANEL + (total > 0 ? AFTER_PANEL + total : 0)))
        turn_page (self);
    }
  add_block (self, panel);
  if (is_cut)
    place_rests (self, index);
  head = measure_heads (self, index, 0, 0) + AFTER_PANEL;
  needs_heads = is_cut;
  for (guint i = 0; i < n; i++)
    {
      TlBlock heads = { TL_BLOCK_HEADS, index, 0, 0, 0, 0, 0, head };

      if (strips[i].height <= 0)
        continue;
      if (head + strips[i].height > get_room (self))
        {
          place_long_strip (self, strips[i], count_rows (self, index, strips[i].strip));
          needs_heads = TRUE;
          continue;
        }
      if (needs_heads || !fits (self, strips[i].height))
        {
          if (needs_heads && fits (self, AFTER_PANEL + head + strips[i].height))
            self->y += AFTER_PANEL;
          else
            turn_page (self);
          add_block (self, heads);
          needs_heads = FALSE;
        }
      add_block (self, strips[i]);
    }
}

/**
 * tl_pages_plan:
 *
 * Puts everything on pages; bands have their columns, and the layout its width.
 */
void
tl_pages_plan (TlPages *self)
{
  find_frame (self);
  while (!measure_bands (self))
    ;
  self->n_pages = 1;
  self->y = get_top (self);
  for (guint b = 0; b < self->layout->n_bands; b++)
    place_band (self, b);
}

static void
draw_rest (TlPages *self, const TlBlock *block)
{
  TlLayout *layout = self->layout;
  double    x = layout->left;

  tl_scene_begin (layout->scene, TL_ROLE_PANEL, NULL, _("Journey, continued"), NULL);
  tl_scene_rect (layout->scene, (TlBox) { TL_EDGE, block->y, layout->width - 2 * TL_EDGE, block->height }, 16,
                 (TlPen) { .fill = TL_COLOUR_PANEL });
  tl_words_line (layout, TL_FONT (15, 600), TL_COLOUR_INK, TL_LABEL_X, block->y + 32, TL_ANCHOR_START, 240,
                 _("Journey, continued"));
  for (int i = block->first; i < block->end; i++)
    {
      TlCard *card = &g_array_index (self->rests, TlCard, i);

      card->x = x;
      card->y = block->y + REST_TOP;
      tl_card_draw (layout, card);
      x += layout->card_width + REST_GAP;
    }
  tl_scene_end (layout->scene);
}

static void
draw_block (TlPages *self, const TlBlock *block)
{
  TlBand *band = &self->layout->bands[block->band];

  switch (block->type)
    {
    case TL_BLOCK_PANEL:
      tl_band_settle (self->layout, band, block->y);
      tl_band_draw (self->layout, band);
      break;
    case TL_BLOCK_REST:
      draw_rest (self, block);
      break;
    case TL_BLOCK_HEADS:
      show_rows (self, block->first, block->end);
      draw_heads (self, block->band, block->y);
      show_rows (self, 0, 0);
      break;
    case TL_BLOCK_STRIP:
    default:
      draw_strip (self, block, block->y);
      break;
    }
}

/* What is left over on a page goes to its panels, where that looks meant: all of it where nothing else stands there, and
 * some of it between the strips. */
static double
find_headroom (TlPages *self, guint page, double *gap)
{
  double bottom = 0, foot = self->foot[page > 0], left;
  guint  n_panels = 0, n_strips = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const TlBlock *block = &g_array_index (self->blocks, TlBlock, i);

      if (block->page != page)
        continue;
      n_panels += block->type == TL_BLOCK_PANEL;
      n_strips += block->type == TL_BLOCK_STRIP;
      bottom = MAX (bottom, block->y + block->height);
    }
  left = MAX (0, foot - bottom);
  *gap = n_strips > 0 ? MIN (GAP_MOST, left * 0.4 / n_strips) : 0;
  if (n_panels == 0)
    return 0;
  if (n_strips == 0)
    return MAX (0, foot - bottom + AFTER_PANEL) / n_panels;
  return MIN (left * 0.5, HEADROOM_MOST * n_panels) / n_panels;
}

/**
 * tl_pages_draw:
 * @scenes: (element-type TlScene): where the pages are put
 */
void
tl_pages_draw (TlPages *self, GPtrArray *scenes)
{
  TlLayout *layout = self->layout;

  for (guint page = 0; page < self->n_pages; page++)
    {
      g_autofree char *foot = tl_foot_describe (layout, page, self->n_pages + self->n_more);
      double           shift = 0, gap;

      layout->headroom = find_headroom (self, page, &gap);
      tl_layout_begin (layout);
      if (page == 0)
        tl_title_draw (layout);
      else
        tl_title_draw_small (layout);
      for (guint i = 0; i < self->blocks->len; i++)
        {
          TlBlock block = g_array_index (self->blocks, TlBlock, i);

          if (block.page != page)
            continue;
          block.y += shift;
          draw_block (self, &block);
          if (block.type == TL_BLOCK_PANEL)
            shift += layout->headroom;
          else if (block.type == TL_BLOCK_STRIP)
            shift += gap;
        }
      layout->foot = foot;
      if (page == 0)
        tl_legend_draw (layout, self->foot[0]);
      else
        tl_foot_draw_small (layout, self->foot[1]);
      layout->foot = NULL;
      layout->headroom = 0;
      g_ptr_array_add (scenes, tl_layout_end (layout, self->height));
    }
}
