/* tl-layout-bands.c: the parts that the journey folds into
 *
 * A band holds some columns, and of columns with many rows some rows alone. What leads from one band to another ends at
 * its edge, by name; where there is much of it, what one card has is drawn as one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-layout.h"

#define CARD_WIDEST 360.0
#define CARD_COMPACT 236.0    /* narrower cards put things under each other */
#define GAP_LEAST 76.0
#define GAP_LEAST_COMPACT 62.0
#define GAP_LEAST_DENSE 46.0
#define CARD_WIDEST_DENSE 260.0
#define GAP_MOST 190.0
#define ENDS_OF_CARD 4        /* ribbons from or to other bands that a card has of its own at one side */
#define ENDS_OF_BAND 14       /* beyond so many at one side of a band its cards have fewer of their own */
#define BUNDLE_WIDEST 90.0    /* of many ribbons drawn as one */

static void
band_init (TlBand *band)
{
  band->x = g_new0 (double, band->n_columns + 1);
  band->width = g_new0 (double, band->n_columns + 1);
  band->cards = g_array_new (FALSE, FALSE, sizeof (guint));
  band->routes = g_array_new (FALSE, TRUE, sizeof (TlRoute));
  band->taken = g_array_new (FALSE, FALSE, sizeof (TlBox));
}

static void
band_clear (TlBand *band)
{
  for (guint i = 0; i < band->routes->len; i++)
    g_clear_pointer (&TL_ROUTE_AT (band, i)->others, g_array_unref);
  g_free (band->x);
  g_free (band->width);
  g_array_unref (band->cards);
  g_array_unref (band->routes);
  g_array_unref (band->taken);
}

void
tl_bands_clear (TlLayout *self)
{
  for (guint b = 0; b < self->n_bands; b++)
    band_clear (&self->bands[b]);
  g_clear_pointer (&self->bands, g_free);
  self->n_bands = 0;
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* The rows of the map that a band has cards in, from the top. */
static GArray *
list_rows (TlLayout *self, TlBand *band)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (int));
  guint   n = 0;

  for (guint i = 0; i < band->cards->len; i++)
    g_array_append_val (rows, self->places[g_array_index (band->cards, guint, i)].row);
  g_array_sort (rows, compare_ints);
  for (guint i = 0; i < rows->len; i++)
    if (i == 0 || g_array_index (rows, int, i) != g_array_index (rows, int, i - 1))
      g_array_index (rows, int, n++) = g_array_index (rows, int, i);
  g_array_set_size (rows, n);
  return rows;
}

/* Rows that are empty in a band take no room there. */
static void
compress_rows (TlLayout *self, TlBand *band)
{
  g_autoptr (GArray) rows = list_rows (self, band);

  band->n_rows = (int) rows->len;
  for (guint i = 0; i < band->cards->len; i++)
    {
      TlCard *card = TL_BAND_CARD (self, band, i);
      guint   rank = 0;

      g_array_binary_search (rows, &self->places[card->stage].row, compare_ints, &rank);
      card->row = (int) rank;
    }
}

/* Gives every stage to the band whose columns and rows it stands in. */
static void
deal_cards (TlLayout *self)
{
  g_autofree guint *first = g_new0 (guint, self->n_columns + 1);

  for (guint b = self->n_bands; b-- > 0;)
    for (int c = 0; c < self->bands[b].n_columns; c++)
      first[self->bands[b].first_column + c] = b;
  for (guint i = 0; i < self->data->stages->len; i++)
    {
      TlCard *card = &self->cards[i];
      guint   b = first[self->places[i].column];

      while (self->places[i].row >= self->bands[b].end_row)
        b++;
      *card = (TlCard) { .stage = i, .band = b };
      card->column = self->places[i].column - self->bands[b].first_column;
      g_array_append_val (self->bands[b].cards, i);
    }
  for (guint b = 0; b < self->n_bands; b++)
    compress_rows (self, &self->bands[b]);
}

/**
 * tl_bands_find:
 * @most: columns that a band may have
 *
 * Folds the journey into bands of about equally many columns.
 */
void
tl_bands_find (TlLayout *self, guint most)
{
  guint n_columns = 1;
  guint each, least;

  tl_bands_clear (self);
  for (guint i = 0; i < self->data->stages->len; i++)
    n_columns = MAX (n_columns, (guint) self->places[i].column + 1);
  self->n_columns = (int) n_columns;
  self->n_bands = (n_columns - 1) / MAX (most, 1) + 1;
  each = (n_columns - 1) / self->n_bands + 1;
  /* Equal bands may be fewer than was asked for. */
  self->n_bands = (n_columns - 1) / each + 1;
  least = n_columns / self->n_bands;
  self->bands = g_new0 (TlBand, self->n_bands);
  for (guint b = 0; b < self->n_bands; b++)
    {
      TlBand *band = &self->bands[b];

      band->end_row = G_MAXINT;
      /* The first have one more where they are not all alike. */
      band->first_column = (int) (b * least + MIN (b, n_columns % self->n_bands));
      band->n_columns = (int) (least + (b < n_columns % self->n_bands));
      band_init (band);
    }
  deal_cards (self);
}

/**
 * tl_bands_split:
 * @index: a band of several rows
 *
 * Parts a band that is too high into two of about equally many rows; all bands have to be planned again.
 */
void
tl_bands_split (TlLayout *self, guint index)
{
  g_autoptr (GArray) rows = list_rows (self, &self->bands[index]);
  TlBand            *bands = g_new0 (TlBand, self->n_bands + 1);
  guint              n = 0;

  g_return_if_fail (rows->len > 1);
  for (guint b = 0; b < self->n_bands; b++)
    {
      TlBand *old = &self->bands[b];
      TlBand  band = { .first_row = old->first_row, .end_row = old->end_row };

      band.first_column = old->first_column;
      band.n_columns = old->n_columns;
      if (b == index)
        {
          band.end_row = g_array_index (rows, int, rows->len / 2);
          bands[n++] = band;
          band.first_row = band.end_row;
          band.end_row = old->end_row;
        }
      bands[n++] = band;
    }
  tl_bands_clear (self);
  self->bands = bands;
  self->n_bands = n;
  for (guint b = 0; b < n; b++)
    band_init (&bands[b]);
  deal_cards (self);
}

static double
ribbon_width (TlLayout *self, const TlDataLink *link)
{
  double give = self->narrowed > 1 ? pow (0.6, self->narrowed - 1) : 1;

  if (!isfinite (link->flow) || self->scale <= 0)
    return 4 * give;
  if (link->flow <= 0)
    return 1.2 * give;
  return MAX (TL_THINNEST, link->flow * self->scale) * give;
}

static gboolean
is_end (const TlRoute *route, gboolean out)
{
  return (out ? route->to : route->from) == G_MAXUINT;
}

static int
compare_routes (gconstpointer a, gconstpointer b)
{
  const TlRoute *ra = a, *rb = b;

  if (ra->width != rb->width)
    return ra->width > rb->width ? -1 : 1;
  return (ra->link > rb->link) - (ra->link < rb->link);
}

/* How many ends a band has at one side when a card may have so many of its own. */
static guint
count_ends (const guint *counts, const TlBand *band, guint most)
{
  guint n = 0;

  for (guint i = 0; i < band->cards->len; i++)
    n += MIN (counts[g_array_index (band->cards, guint, i)], most);
  return n;
}

/* Draws as one what a card has too much of at a side of the band: all but its widest ribbons. */
static void
bundle_ends (TlLayout *self, TlBand *band, gboolean out)
{
  g_autofree guint *counts = g_new0 (guint, self->data->stages->len + 1);
  g_autofree guint *bundle = NULL;
  guint             most = self->narrowed > 0 ? 1 : ENDS_OF_CARD, n = 0;

  for (guint i = 0; i < band->routes->len; i++)
    if (is_end (TL_ROUTE_AT (band, i), out))
      counts[out ? TL_ROUTE_AT (band, i)->from : TL_ROUTE_AT (band, i)->to]++;
  while (most > 1 && count_ends (counts, band, most) > ENDS_OF_BAND)
    most--;
  bundle = g_new0 (guint, self->data->stages->len + 1);
  g_array_sort (band->routes, compare_routes);
  /* From the widest on: a card has so many, then the rest is added to the last of them. */
  for (guint i = 0; i < band->routes->len; i++)
    {
      TlRoute route = *TL_ROUTE_AT (band, i);
      guint   card = out ? route.from : route.to;

      if (is_end (&route, out) && counts[card] > most)
        {
          guint *seen = &bundle[card];

          /* The last place of its own is where the others are gathered: index + most. */
          if (*seen >= most)
            {
              TlRoute *gathered = TL_ROUTE_AT (band, *seen - most);

              g_array_append_val (gathered->others, route.link);
              gathered->width = MIN (BUNDLE_WIDEST / (1 + self->narrowed), gathered->width + route.width);
              continue;
            }
          if (++*seen == most)
            {
              route.others = g_array_new (FALSE, FALSE, sizeof (guint));
              *seen = n + most;
            }
        }
      *TL_ROUTE_AT (band, n++) = route;
    }
  g_array_set_size (band->routes, n);
}

static int
compare_links (gconstpointer a, gconstpointer b)
{
  const TlRoute *ra = a, *rb = b;

  return (ra->link > rb->link) - (ra->link < rb->link);
}

static void
find_routes (TlLayout *self)
{
  for (guint b = 0; b < self->n_bands; b++)
    {
      for (guint i = 0; i < self->bands[b].routes->len; i++)
        g_clear_pointer (&TL_ROUTE_AT (&self->bands[b], i)->others, g_array_unref);
      g_array_set_size (self->bands[b].routes, 0);
    }
  for (guint i = 0; i < self->data->links->len; i++)
    {
      const TlDataLink *link = TL_LINK_AT (self->data, i);
      guint             from = self->cards[link->from].band, to = self->cards[link->to].band;
      TlRoute           route = { i, link->from, link->to };

      route.width = ribbon_width (self, link);
      if (from == to)
        {
          g_array_append_val (self->bands[from].routes, route);
          continue;
        }
      route.to = G_MAXUINT;
      g_array_append_val (self->bands[from].routes, route);
      route.to = link->to;
      route.from = G_MAXUINT;
      g_array_append_val (self->bands[to].routes, route);
    }
  for (guint b = 0; b < self->n_bands && self->n_bands > 1; b++)
    {
      bundle_ends (self, &self->bands[b], TRUE);
      bundle_ends (self, &self->bands[b], FALSE);
      g_array_sort (self->bands[b].routes, compare_links);
    }
}

/**
 * tl_bands_plan:
 *
 * Finds the ribbons of every band.
 */
void
tl_bands_plan (TlLayout *self)
{
  find_routes (self);
}

/* Whether a column holds nothing but outcomes with nothing in them, which need less room. */
static gboolean
is_small_column (TlLayout *self, const TlBand *band, int column)
{
  gboolean any = FALSE;

  for (guint i = 0; i < band->cards->len; i++)
    {
      const TlCard      *card = TL_BAND_CARD (self, band, i);
      const TlDataStage *stage = TL_STAGE_AT (self->data, card->stage);

      if (card->column != column)
        continue;
      if (stage->kind == TL_DATA_STEP || stage->touchpoints->len > 0)
        return FALSE;
      any = TRUE;
    }
  return any;
}

static gboolean
leads_on (const TlBand *band)
{
  for (guint i = 0; i < band->routes->len; i++)
    if (TL_ROUTE_AT (band, i)->to == G_MAXUINT)
      return TRUE;
  return FALSE;
}

/* Ribbons that pass each other in a gap need room to bend. */
static double
find_gap (TlLayout *self, double least)
{
  double widest = 0;

  for (guint i = 0; i < self->data->links->len; i++)
    widest = MAX (widest, ribbon_width (self, TL_LINK_AT (self->data, i)));
  return least + widest * 0.2;
}

/* The room that a band's cards have beside gaps, outcomes and edges in a picture of the given width, shared among them;
 * infinite where it has none. */
static double
share_width (TlLayout *self, const TlBand *band, double width, double gap)
{
  double fixed = self->left + (leads_on (band) ? self->stub_room : TL_RIGHT) + TL_EDGE + (band->n_columns - 1) * gap;
  int    n = 0;

  for (int c = 0; c < band->n_columns; c++)
    if (is_small_column (self, band, c))
      fixed += self->small_width;
    else
      n++;
  return n > 0 ? (width - fixed) / n : INFINITY;
}

static double
narrowest_share (TlLayout *self, double width, double gap)
{
  double least = INFINITY;

  for (guint b = 0; b < self->n_bands; b++)
    least = MIN (least, share_width (self, &self->bands[b], width, gap));
  return least;
}

/**
 * tl_bands_share:
 * @width: of the picture
 *
 * Returns: how wide the cards can be in it
 */
double
tl_bands_share (TlLayout *self, double width)
{
  double card = narrowest_share (self, width, find_gap (self, GAP_LEAST));

  if (self->dense)
    return narrowest_share (self, width, find_gap (self, GAP_LEAST_DENSE));
  /* Compact cards stand closer. */
  return card < CARD_COMPACT ? MIN (CARD_COMPACT - 1, narrowest_share (self, width, find_gap (self, GAP_LEAST_COMPACT)))
                             : card;
}

static void
place_columns (TlLayout *self, TlBand *band)
{
  double right = self->width - TL_EDGE - (leads_on (band) ? self->stub_room : TL_RIGHT);
  double total = 0, gap, x = self->left;

  for (int c = 0; c < band->n_columns; c++)
    {
      band->width[c] = is_small_column (self, band, c) ? MIN (self->small_width, self->card_width) : self->card_width;
      total += band->width[c];
    }
  gap = band->n_columns > 1 ? (right - self->left - total) / (band->n_columns - 1) : 0;
  gap = MIN (gap, GAP_MOST);
  /* The last band of several may be short: its columns stand as close as in the others. */
  if (self->n_bands > 1)
    {
      double pitch = (self->width - TL_EDGE - self->stub_room - self->left) / self->bands[0].n_columns;

      gap = MIN (gap, MAX (self->dense ? GAP_LEAST_DENSE : GAP_LEAST, pitch - self->card_width));
    }
  gap = MAX (gap, self->dense ? GAP_LEAST_DENSE : GAP_LEAST_COMPACT);
  for (int c = 0; c < band->n_columns; c++)
    {
      band->x[c] = x;
      x += band->width[c] + gap;
    }
  band->right = x - gap;
  /* What is left over when the gaps are as wide as they get goes to both sides alike. */
  if (self->n_bands == 1 && band->right < right)
    {
      double shift = floor ((right - band->right) / 2);

      for (int c = 0; c < band->n_columns; c++)
        band->x[c] += shift;
      band->right += shift;
    }
}

/**
 * tl_bands_set_width:
 * @width: of the picture
 *
 * Gives the picture its width, and with it the cards theirs, and places the columns.
 */
void
tl_bands_set_width (TlLayout *self, double width)
{
  self->width = width;
  self->card_width = floor (MAX (80, MIN (tl_bands_share (self, width), self->dense ? CARD_WIDEST_DENSE : CARD_WIDEST)));
  self->compact = self->dense || self->card_width < CARD_COMPACT;
  for (guint b = 0; b < self->n_bands; b++)
    place_columns (self, &self->bands[b]);
}

/**
 * tl_band_measure:
 *
 * Finds the ways of a band's ribbons, and what its cards need.
 */
void
tl_band_measure (TlLayout *self, TlBand *band)
{
  tl_route_plan (self, band);
  for (guint i = 0; i < band->cards->len; i++)
    {
      TlCard *card = TL_BAND_CARD (self, band, i);

      card->width = band->width[card->column];
      tl_card_measure (self, card);
      if (card->is_small)
        card->width = MIN (card->width, self->small_width);
      if (card->is_small)
        tl_card_measure (self, card);
      card->height = ceil (MAX (card->height, tl_route_need (self, band, card)));
      tl_edges_measure (self, card);
    }
}

/**
 * tl_band_settle:
 * @y: the panel's top
 *
 * Places everything in the band's panel, and finds how far down it reaches.
 */
void
tl_band_settle (TlLayout *self, TlBand *band, double y)
{
  band->top = y;
  tl_route_settle (self, band);
  tl_ribbons_place (self, band);
}

/**
 * tl_band_draw:
 *
 * Draws the panel where it was settled.
 */
void
tl_band_draw (TlLayout *self, TlBand *band)
{
  guint            index = (guint) (band - self->bands);
  /* Translators: a journey that is too long for one row: part 2 of 3. */
  g_autofree char *name = self->n_bands > 1 ? g_strdup_printf (_("Journey, part %u of %u"), index + 1, self->n_bands)
                                            : g_strdup (_("Journey"));
  TlBox            name_box = { TL_EDGE + 12, band->top, 200, 44 };

  g_array_set_size (band->taken, 0);
  tl_scene_begin (self->scene, TL_ROLE_PANEL, NULL, name, NULL);
  tl_scene_rect (self->scene,
                 (TlBox) { TL_EDGE, band->top, self->width - 2 * TL_EDGE, band->bottom - band->top }, 16,
                 (TlPen) { .fill = TL_COLOUR_PANEL, .stroke = TL_COLOUR_PANEL_EDGE, .stroke_width = 1 });
  if (!self->dense || self->n_bands > 1)
    {
      tl_words_line (self, TL_FONT (self->dense ? 14 : 15, 600), TL_COLOUR_INK,
                     self->dense ? TL_LABEL_X_DENSE : TL_LABEL_X, band->top + (self->dense ? 24 : 32), TL_ANCHOR_START,
                     240, name);
      g_array_append_val (band->taken, name_box);
    }
  tl_ribbons_draw (self, band);
  for (guint i = 0; i < band->cards->len; i++)
    tl_leavers_draw (self, TL_BAND_CARD (self, band, i));
  for (guint i = 0; i < band->cards->len; i++)
    tl_card_draw (self, TL_BAND_CARD (self, band, i));
  tl_scene_end (self->scene);
}

/**
 * tl_band_strip:
 * @y: the strip's top
 *
 * Draws one strip of a band, or those of its rows that the layout says.
 *
 * Returns: where what comes next begins; @y where there is nothing to show
 */
double
tl_band_strip (TlLayout *self, TlBand *band, TlMapStrip strip, double y)
{
  switch (strip)
    {
    case TL_MAP_STRIP_FEELING:
      return tl_feeling_draw (self, band, y);
    case TL_MAP_STRIP_VOICE:
      return tl_voice_draw (self, band, y);
    case TL_MAP_STRIP_STAKE:
      return tl_stake_draw (self, band, y);
    case TL_MAP_STRIP_FIXES:
    case TL_MAP_N_STRIPS:
    default:
      return tl_fixes_draw (self, band, y);
    }
}

/**
 * tl_map_strips:
 * @strips: (out) (array fixed-size=4): the strips in the order in which they are shown
 *
 * Returns: how many there are
 */
guint
tl_map_strips (const TlMapOptions *options, TlMapStrip *strips)
{
  guint n = options->n_strips > 0 ? MIN (options->n_strips, TL_MAP_N_STRIPS) : TL_MAP_N_STRIPS;

  for (guint i = 0; i < n; i++)
    strips[i] = options->n_strips > 0 ? options->strips[i] : (TlMapStrip) i;
  return n;
}
