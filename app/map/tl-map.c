/* tl-map.c: from the journey to the picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-map.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-layout.h"

/* The picture is as wide as this unless its columns need more. */
#define WIDTH 1680.0

#define CARD_WIDEST 360.0
#define CARD_NARROWEST 172.0
#define CARD_COMPACT 236.0    /* narrower cards put things under each other */
#define CARD_AT_EASE 264.0    /* the picture grows before cards get narrower than this */
#define GROWS_TO 2240.0       /* printed on A3, its words are as small as print should be */
#define SMALL_WIDTH 172.0     /* of a column of outcomes alone */
#define GAP_LEAST 76.0
#define GAP_LEAST_COMPACT 62.0
#define GAP_MOST 190.0

static void
find_bands (TlLayout *self)
{
  guint most = self->options->max_columns == 0  ? TL_MAP_MAX_COLUMNS
               : self->options->max_columns < 0 ? G_MAXUINT
                                                : (guint) self->options->max_columns;
  guint n_columns = 1;
  guint each;

  for (guint i = 0; i < self->data->stages->len; i++)
    n_columns = MAX (n_columns, (guint) self->places[i].column + 1);
  self->n_columns = (int) n_columns;
  self->n_bands = (n_columns - 1) / most + 1;
  each = (n_columns - 1) / self->n_bands + 1;
  /* Equal bands may be fewer than was asked for. */
  self->n_bands = (n_columns - 1) / each + 1;
  self->bands = g_new0 (TlBand, self->n_bands);
  for (guint b = 0; b < self->n_bands; b++)
    {
      TlBand *band = &self->bands[b];

      band->first_column = (int) (b * each);
      band->n_columns = (int) MIN (each, n_columns - b * each);
      band->x = g_new0 (double, band->n_columns + 1);
      band->width = g_new0 (double, band->n_columns + 1);
      band->cards = g_array_new (FALSE, FALSE, sizeof (guint));
      band->routes = g_array_new (FALSE, TRUE, sizeof (TlRoute));
      band->taken = g_array_new (FALSE, FALSE, sizeof (TlBox));
    }
  for (guint i = 0; i < self->data->stages->len; i++)
    {
      TlCard *card = &self->cards[i];

      card->stage = i;
      card->band = (guint) self->places[i].column / each;
      card->column = self->places[i].column - self->bands[card->band].first_column;
      card->row = self->places[i].row;
      g_array_append_val (self->bands[card->band].cards, i);
    }
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* Rows that are empty in a band take no room there. */
static void
compress_rows (TlLayout *self, TlBand *band)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < band->cards->len; i++)
    g_array_append_val (rows, TL_BAND_CARD (self, band, i)->row);
  g_array_sort (rows, compare_ints);
  for (guint i = rows->len; i-- > 1;)
    if (g_array_index (rows, int, i) == g_array_index (rows, int, i - 1))
      g_array_remove_index (rows, i);
  band->n_rows = (int) rows->len;
  for (guint i = 0; i < band->cards->len; i++)
    {
      TlCard *card = TL_BAND_CARD (self, band, i);
      guint   rank = 0;

      g_array_binary_search (rows, &card->row, compare_ints, &rank);
      card->row = (int) rank;
    }
}

static double
ribbon_width (TlLayout *self, const TlDataLink *link)
{
  if (!isfinite (link->flow) || self->scale <= 0)
    return 4;
  if (link->flow <= 0)
    return 1.2;
  return MAX (TL_THINNEST, link->flow * self->scale);
}

static void
find_routes (TlLayout *self)
{
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
  double fixed = TL_LEFT + (leads_on (band) ? TL_STUB_ROOM : TL_RIGHT) + TL_EDGE + (band->n_columns - 1) * gap;
  int    n = 0;

  for (int c = 0; c < band->n_columns; c++)
    if (is_small_column (self, band, c))
      fixed += SMALL_WIDTH;
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

/* How wide cards are, and the picture. Three stages fill it; then it grows while cards stay at ease, then the cards
 * give way, and when they are as narrow as they can be read it grows again. */
static void
find_widths (TlLayout *self)
{
  double gap = find_gap (self, GAP_LEAST);
  double card;

  self->width = WIDTH;
  while ((card = narrowest_share (self, self->width, gap)) < CARD_AT_EASE && self->width < GROWS_TO)
    self->width = MIN (self->width + 20, GROWS_TO);
  if (card < CARD_COMPACT)
    gap = find_gap (self, GAP_LEAST_COMPACT);
  while ((card = narrowest_share (self, self->width, gap)) < CARD_NARROWEST)
    self->width += MAX (20, floor ((CARD_NARROWEST - card) * self->bands[0].n_columns));
  self->card_width = floor (MIN (card, CARD_WIDEST));
  self->compact = self->card_width < CARD_COMPACT;
}

static void
place_columns (TlLayout *self, TlBand *band)
{
  double right = self->width - TL_EDGE - (leads_on (band) ? TL_STUB_ROOM : TL_RIGHT);
  double total = 0, gap, x = TL_LEFT;

  for (int c = 0; c < band->n_columns; c++)
    {
      band->width[c] = is_small_column (self, band, c) ? MIN (SMALL_WIDTH, self->card_width) : self->card_width;
      total += band->width[c];
    }
  gap = band->n_columns > 1 ? (right - TL_LEFT - total) / (band->n_columns - 1) : 0;
  gap = MIN (gap, GAP_MOST);
  /* The last band of several may be short: its columns stand as close as in the others. */
  if (self->n_bands > 1)
    {
      double pitch = (self->width - TL_EDGE - TL_STUB_ROOM - TL_LEFT) / self->bands[0].n_columns;

      gap = MIN (gap, MAX (GAP_LEAST, pitch - self->card_width));
    }
  gap = MAX (gap, GAP_LEAST_COMPACT);
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

static void
measure_cards (TlLayout *self, TlBand *band)
{
  for (guint i = 0; i < band->cards->len; i++)
    {
      TlCard *card = TL_BAND_CARD (self, band, i);

      card->width = band->width[card->column];
      tl_card_measure (self, card);
      if (card->is_small)
        card->width = MIN (card->width, SMALL_WIDTH);
      if (card->is_small)
        tl_card_measure (self, card);
      card->height = ceil (MAX (card->height, tl_route_need (self, band, card)));
      tl_edges_measure (self, card);
    }
}

static void
draw_band (TlLayout *self, TlBand *band)
{
  guint       index = (guint) (band - self->bands);
  const char *name = index == 0 ? _("Journey") : _("Journey, continued");
  TlBox       name_box = { TL_EDGE + 12, band->top, 200, 44 };

  tl_scene_begin (self->scene, TL_ROLE_PANEL, NULL, name, NULL);
  tl_scene_rect (self->scene,
                 (TlBox) { TL_EDGE, band->top, self->width - 2 * TL_EDGE, band->bottom - band->top }, 16,
                 (TlPen) { .fill = TL_COLOUR_PANEL });
  tl_words_line (self, TL_FONT (15, 600), TL_COLOUR_INK, TL_LABEL_X, band->top + 32, TL_ANCHOR_START, 240, name);
  g_array_append_val (band->taken, name_box);
  tl_ribbons_draw (self, band);
  for (guint i = 0; i < band->cards->len; i++)
    tl_leavers_draw (self, band, TL_BAND_CARD (self, band, i));
  tl_labels_draw (self, band);
  for (guint i = 0; i < band->cards->len; i++)
    tl_card_draw (self, TL_BAND_CARD (self, band, i));
  tl_scene_end (self->scene);
}

static double
draw_strips (TlLayout *self, TlBand *band, double y)
{
  double top = y;

  y = tl_feeling_draw (self, band, y);
  y = tl_voice_draw (self, band, y);
  y = tl_stake_draw (self, band, y);
  y = tl_fixes_draw (self, band, y);
  return y > top ? y : top - 14;
}

static gboolean
is_rtl (TlLayout *self)
{
  guint n = 0;

  if (self->options->direction != TL_MAP_AUTO)
    return self->options->direction == TL_MAP_RTL;
  for (guint i = 0; i < self->data->stages->len; i++)
    n += tl_text_is_rtl (TL_STAGE_AT (self->data, i)->title);
  return 2 * n > self->data->stages->len;
}

static char *
describe_map (TlLayout *self)
{
  g_autofree char *stages =
    g_strdup_printf (ngettext ("%u stage", "%u stages", self->data->stages->len), self->data->stages->len);

  if (isfinite (self->data->net) && fabs (self->data->net) >= 0.5)
    {
      g_autofree char *amount = tl_words_money (self, self->data->net, FALSE);

      /* Translators: what a map shows, for those who do not see it: “4 stages · £1.19m at stake a year, net”. */
      return g_strdup_printf (_("Customer journey map · %s · %s at stake a year, net"), stages, amount);
    }
  return g_strdup_printf (_("Customer journey map · %s"), stages);
}

static void
find_slots (TlLayout *self)
{
  for (guint i = 0; i < self->data->stages->len; i++)
    {
      const TlDataStage *stage = TL_STAGE_AT (self->data, i);

      for (guint k = 0; k < stage->touchpoints->len; k++)
        {
          const TlDataTouchpoint *touchpoint = &g_array_index (stage->touchpoints, TlDataTouchpoint, k);

          self->has_faces = self->has_faces || isfinite (touchpoint->emotion);
          self->has_records = self->has_records || touchpoint->records > 0;
        }
    }
}

static void
find_places (TlLayout *self)
{
  guint n = self->data->links->len;

  self->links = g_new0 (TlLink, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const TlDataLink *link = TL_LINK_AT (self->data, i);

      self->links[i].from = link->from;
      self->links[i].to = link->to;
      self->links[i].weight = isfinite (link->flow) ? link->flow : isfinite (link->share) ? link->share : 0;
    }
  tl_layers_place (self->places, self->data->stages->len, self->links, n);
}

/* The links by the stage that they leave. */
static void
index_links (TlLayout *self)
{
  guint             n_stages = self->data->stages->len, n_links = self->data->links->len;
  g_autofree guint *at = NULL;

  self->first_link = g_new0 (guint, n_stages + 2);
  self->links_from = g_new0 (guint, n_links + 1);
  for (guint i = 0; i < n_links; i++)
    self->first_link[TL_LINK_AT (self->data, i)->from + 1]++;
  for (guint i = 0; i < n_stages; i++)
    self->first_link[i + 1] += self->first_link[i];
  at = g_memdup2 (self->first_link, (n_stages + 1) * sizeof (guint));
  for (guint i = 0; i < n_links; i++)
    self->links_from[at[TL_LINK_AT (self->data, i)->from]++] = i;
}

static void
layout_clear (TlLayout *self)
{
  for (guint b = 0; b < self->n_bands; b++)
    {
      g_free (self->bands[b].x);
      g_free (self->bands[b].width);
      g_array_unref (self->bands[b].cards);
      g_array_unref (self->bands[b].routes);
      g_array_unref (self->bands[b].taken);
    }
  g_free (self->bands);
  g_free (self->cards);
  g_free (self->links);
  g_free (self->first_link);
  g_free (self->links_from);
  g_free (self->is_main);
  g_free (self->places);
  tl_map_data_free (self->data);
  tl_measure_free (self->measure);
}

static double
draw_journey (TlLayout *self)
{
  double y;

  for (guint b = 0; b < self->n_bands; b++)
    compress_rows (self, &self->bands[b]);
  find_routes (self);
  find_widths (self);
  for (guint b = 0; b < self->n_bands; b++)
    {
      TlBand *band = &self->bands[b];

      place_columns (self, band);
      tl_route_plan (self, band);
      measure_cards (self, band);
    }
  y = tl_title_draw (self);
  for (guint b = 0; b < self->n_bands; b++)
    {
      TlBand *band = &self->bands[b];

      band->top = y;
      tl_route_settle (self, band);
      tl_ribbons_place (self, band);
      draw_band (self, band);
      y = draw_strips (self, band, band->bottom + 14);
      if (b + 1 < self->n_bands)
        y += 18;
    }
  return y;
}

/**
 * tl_map_layout:
 * @journey: a journey
 * @figures: (nullable): what it comes to; without, the map is drawn without money and flow
 * @options: (nullable): how it is drawn
 *
 * Lays out the journey as a map: title, panels with cards and ribbons, strips, legend. What is not known is left out.
 * The same journey gives the same scene.
 *
 * Returns: (transfer full): the picture
 */
TlScene *
tl_map_layout (TlJourney *journey, TlFigures *figures, const TlMapOptions *options)
{
  static const TlMapOptions plain = { 0 };
  TlLayout                  self = { 0 };
  g_autofree char          *desc = NULL;
  double                    y, bottom;

  self.options = options ? options : &plain;
  self.scene = tl_scene_new ();
  self.measure = tl_measure_new (self.options->family);
  self.data = tl_map_data_new (journey, figures, self.options, &self.places);
  self.width = WIDTH;
  self.scale = self.data->has_flow && self.data->most > 0 ? TL_WIDEST / self.data->most : 0;
  self.cards = g_new0 (TlCard, self.data->stages->len + 1);
  find_places (&self);
  index_links (&self);
  tl_feeling_plan (&self);
  find_slots (&self);
  find_bands (&self);
  desc = describe_map (&self);
  tl_scene_set_family (self.scene, tl_measure_family (self.measure));
  tl_scene_begin (self.scene, TL_ROLE_ROOT, NULL, self.data->title, desc);
  tl_scene_rect (self.scene, (TlBox) { 0, 0, 1, 1 }, 0, (TlPen) { .fill = TL_COLOUR_PAPER });
  if (self.data->stages->len == 0)
    {
      y = tl_title_draw (&self);
      tl_empty_draw (&self, y);
      y += 374;
    }
  else
    y = draw_journey (&self);
  bottom = ceil (tl_legend_draw (&self, y));
  tl_scene_set_background (self.scene, (TlBox) { 0, 0, self.width, bottom });
  tl_scene_end (self.scene);
  tl_scene_set_size (self.scene, self.width, bottom);
  if (is_rtl (&self))
    tl_scene_mirror (self.scene);
  layout_clear (&self);
  return self.scene;
}
