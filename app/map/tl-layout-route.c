/* tl-layout-route.c: the ways of the ribbons, and the heights that follow from them
 *
 * A ribbon to the next column goes straight there. One that skips columns goes over the free cells of a row, or in a
 * channel above a row; one that runs back goes in a channel above the cards. So none goes through a card.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "tl-layout.h"

#define ROW_NOMINAL 200.0   /* what a row counts when ways are compared */
#define CHANNEL_COST 70.0   /* how much further a way seems that leaves the rows */
#define ROW_PITCH 150.0     /* the least from one row's top to the next */
#define TRACK_GAP 13.0      /* between ribbons that run side by side */
#define CARD_GAP 26.0       /* between what stands above each other in a column */
#define CARD_GAP_DENSE 16.0
#define HEADROOM_TIGHT 24.0
#define ROW_PITCH_TIGHT 120.0
#define ROW_STEP_DENSE 40.0 /* the same, beside what is over the straight ribbon */
#define HEADROOM 38.0       /* over everything, for the panel's name */

static int
column_of (const TlLayout *self, guint card, gboolean is_from, const TlBand *band)
{
  return card == G_MAXUINT ? (is_from ? -1 : band->n_columns) : self->cards[card].column;
}

static int
row_of (const TlLayout *self, const TlRoute *route, gboolean of_source)
{
  guint card = of_source ? route->from : route->to;

  /* Who comes from or goes to another band runs on in the row of the end that is here. */
  if (card == G_MAXUINT)
    card = of_source ? route->to : route->from;
  return self->cards[card].row;
}

static double
card_gap (const TlLayout *self)
{
  return self->dense ? CARD_GAP_DENSE : CARD_GAP;
}

/* The room for the panel's name, which a map in one band does without where room is dear. */
static double
find_head (const TlLayout *self)
{
  if (self->dense && self->n_bands == 1)
    return 2;
  return self->tight ? HEADROOM_TIGHT : HEADROOM;
}

/* Which cells have a card, by row and column. */
static guint8 *
map_cells (const TlLayout *self, const TlBand *band)
{
  guint8 *cells = g_new0 (guint8, (gsize) MAX (band->n_rows, 1) * (gsize) band->n_columns);

  for (guint i = 0; i < band->cards->len; i++)
    {
      const TlCard *card = TL_BAND_CARD (self, band, i);

      cells[card->row * band->n_columns + card->column] = TRUE;
    }
  return cells;
}

static gboolean
is_free (const TlBand *band, const guint8 *cells, int row, int first, int last)
{
  for (int c = MAX (first, 0); c <= MIN (last, band->n_columns - 1); c++)
    if (cells[row * band->n_columns + c])
      return FALSE;
  return TRUE;
}

/* The shortest way for a ribbon that skips columns. Rows far from both ends are not worth looking at. */
static void
choose_way (const TlLayout *self, const TlBand *band, const guint8 *cells, TlRoute *route)
{
  int    from = row_of (self, route, TRUE), to = row_of (self, route, FALSE);
  int    first = MAX (0, MIN (from, to) - 1), last = MIN (band->n_rows - 1, MAX (from, to) + 1);
  double best = INFINITY;

  for (int row = first; row <= last; row++)
    for (int channel = 0; channel < 2; channel++)
      {
        double level = row - (channel ? 0.4 : 0);
        double cost = (fabs (level - from) + fabs (level - to)) * ROW_NOMINAL + (channel ? CHANNEL_COST : 0);

        if (!channel && !is_free (band, cells, row, route->from_column + 1, route->to_column - 1))
          continue;
        if (cost < best)
          {
            best = cost;
            route->way = channel ? TL_WAY_CHANNEL : TL_WAY_PASS;
            route->row = row;
          }
      }
}

/* The straight part of a route, in half columns: even numbers are columns, odd ones the gaps right of them. */
static void
get_span (const TlRoute *route, int *first, int *last)
{
  int from = 2 * route->from_column + 1, to = 2 * route->to_column - 1;

  *first = MIN (from, to);
  *last = MAX (from, to);
}

static int
compare_spans (gconstpointer a, gconstpointer b, gpointer data)
{
  const TlBand  *band = data;
  const TlRoute *ra = TL_ROUTE_AT (band, *(const guint *) a), *rb = TL_ROUTE_AT (band, *(const guint *) b);
  int            fa, la, fb, lb;

  get_span (ra, &fa, &la);
  get_span (rb, &fb, &lb);
  if (la - fa != lb - fb)
    return la - fa < lb - fb ? -1 : 1;
  return fa != fb ? (fa < fb ? -1 : 1) : (ra->link > rb->link) - (ra->link < rb->link);
}

/* Routes that share a row or channel get tracks, the short ones nearest to the cards: none lies on another. */
static void
assign_tracks (TlBand *band)
{
  g_autoptr (GArray)    order = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < band->routes->len; i++)
    if (TL_ROUTE_AT (band, i)->way != TL_WAY_DIRECT)
      g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_spans, band);
  /* One list of routes that have their track, for each row's cells and each row's channel. */
  for (int i = 0; i < 2 * band->n_rows; i++)
    g_ptr_array_add (lanes, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < order->len; i++)
    {
      guint    index = g_array_index (order, guint, i);
      TlRoute *route = TL_ROUTE_AT (band, index);
      GArray  *lane = lanes->pdata[2 * route->row + (route->way == TL_WAY_CHANNEL)];
      g_autofree guint8 *used = g_new0 (guint8, lane->len + 1);
      int      first, last;

      get_span (route, &first, &last);
      for (guint k = 0; k < lane->len; k++)
        {
          const TlRoute *other = TL_ROUTE_AT (band, g_array_index (lane, guint, k));
          int            f, l;

          get_span (other, &f, &l);
          if (first <= l && f <= last)
            used[other->track] = TRUE;
        }
      route->track = 0;
      while (used[route->track])
        route->track++;
      g_array_append_val (lane, index);
    }
}

/**
 * tl_route_plan:
 *
 * Chooses the way of every ribbon of the band; cards have their columns and rows.
 */
void
tl_route_plan (TlLayout *self, TlBand *band)
{
  g_autofree guint8 *cells = map_cells (self, band);

  for (guint i = 0; i < band->routes->len; i++)
    {
      TlRoute *route = TL_ROUTE_AT (band, i);

      route->from_column = column_of (self, route->from, TRUE, band);
      route->to_column = column_of (self, route->to, FALSE, band);
      route->back = route->to_column <= route->from_column;
      route->way = TL_WAY_DIRECT;
      if (route->back)
        {
          int from = row_of (self, route, TRUE), to = row_of (self, route, FALSE);

          /* From row to row of one column it goes between them; else above both. */
          route->way = TL_WAY_CHANNEL;
          route->row = route->from_column == route->to_column && from != to ? MAX (from, to) : MIN (from, to);
        }
      else if (route->to_column > route->from_column + 1)
        choose_way (self, band, cells, route);
    }
  assign_tracks (band);
}

/**
 * tl_route_need:
 *
 * Returns: the height that a card must have for the ribbons at its sides
 */
double
tl_route_need (TlLayout *self, TlBand *band, TlCard *card)
{
  double need = 0;

  for (int side = 0; side < 2; side++)
    {
      double total = 0, widest = 0;
      guint  n = 0;

      for (guint i = 0; i < band->routes->len; i++)
        {
          const TlRoute *route = TL_ROUTE_AT (band, i);

          if ((side == 0 ? route->from : route->to) != card->stage)
            continue;
          total += route->width;
          widest = MAX (widest, route->width);
          n++;
        }
      if (side == 1 && tl_entry_is_left (self, card))
        {
          total += tl_entry_width (self, card);
          widest = MAX (widest, tl_entry_width (self, card));
          n++;
        }
      if (n > 0)
        need = MAX (need, card->port - widest / 2 + total + (n - 1) * 10 + 16);
    }
  return need;
}

/* The widths of the tracks of one row's cells or channel, and how far the middle of each is from the first edge. */
typedef struct
{
  GArray *widths; /* double, by track */
} Tracks;

static void
tracks_collect (Tracks *self, TlBand *band, int row, TlWay way)
{
  self->widths = g_array_new (FALSE, TRUE, sizeof (double));
  for (guint i = 0; i < band->routes->len; i++)
    {
      const TlRoute *route = TL_ROUTE_AT (band, i);

      if (route->way != way || route->row != row)
        continue;
      if ((guint) route->track >= self->widths->len)
        g_array_set_size (self->widths, (guint) route->track + 1);
      g_array_index (self->widths, double, route->track) =
        MAX (g_array_index (self->widths, double, route->track), route->width);
    }
}

static double
tracks_offset (const Tracks *self, int track)
{
  double offset = 0;

  for (int i = 0; i < track; i++)
    offset += g_array_index (self->widths, double, i) + TRACK_GAP;
  return offset + g_array_index (self->widths, double, track) / 2;
}

static double
tracks_total (const Tracks *self)
{
  return self->widths->len == 0 ? 0
                                : tracks_offset (self, (int) self->widths->len - 1) +
                                    g_array_index (self->widths, double, self->widths->len - 1) / 2;
}

/* Which columns a route's straight part crosses. */
static void
get_columns (const TlBand *band, const TlRoute *route, int *first, int *last)
{
  *first = route->back ? MIN (route->from_column, route->to_column) : route->from_column + 1;
  *last = route->back ? MAX (route->from_column, route->to_column) : route->to_column - 1;
  *first = MAX (*first, 0);
  *last = MIN (*last, band->n_columns - 1);
}

/* Where ribbons in a row's free cells run: the first at the level of the ports, the others below it. */
static double
pass_level (const TlLayout *self, const Tracks *tracks, int track)
{
  return self->port - g_array_index (tracks->widths, double, 0) / 2 + tracks_offset (tracks, track);
}

/* The columns of one row that move up and down together: what is joined by the widest ribbon of a card, so that the way
 * most go is straight, and what a ribbon beside the cards runs over. By column; the first of those that belong together. */
typedef struct
{
  int *first;
  int  n;
} Runs;

static int
runs_find (const Runs *self, int column)
{
  while (self->first[column] != column)
    column = self->first[column];
  return column;
}

static void
runs_join (Runs *self, int a, int b)
{
  a = runs_find (self, a);
  b = runs_find (self, b);
  self->first[MAX (a, b)] = MIN (a, b);
}

/* Whether no wider ribbon leaves the same card onwards. */
static gboolean
is_widest (const TlBand *band, const TlRoute *route)
{
  for (guint i = 0; i < band->routes->len; i++)
    {
      const TlRoute *other = TL_ROUTE_AT (band, i);

      if (other->from == route->from && !other->back && other->width > route->width)
        return FALSE;
    }
  return TRUE;
}

static void
runs_collect (Runs *self, const TlLayout *layout, const TlBand *band, int row)
{
  self->n = band->n_columns;
  self->first = g_new (int, band->n_columns + 1);
  for (int c = 0; c < band->n_columns; c++)
    self->first[c] = c;
  for (guint i = 0; i < band->routes->len; i++)
    {
      const TlRoute *route = TL_ROUTE_AT (band, i);
      gboolean       from = route->from != G_MAXUINT && layout->cards[route->from].row == row;
      gboolean       to = route->to != G_MAXUINT && layout->cards[route->to].row == row;
      int            first, last;

      if (route->way == TL_WAY_DIRECT)
        {
          if (from && to && is_widest (band, route))
            runs_join (self, route->from_column, route->to_column);
          continue;
        }
      if (route->row != row)
        continue;
      get_columns (band, route, &first, &last);
      for (int c = first; c < last; c++)
        runs_join (self, c, c + 1);
      if (route->way == TL_WAY_PASS && from && first <= last)
        runs_join (self, route->from_column, first);
      if (route->way == TL_WAY_PASS && to && first <= last)
        runs_join (self, last, route->to_column);
    }
}

/* One row while it is settled. */
typedef struct
{
  TlLayout     *layout;
  TlBand       *band;
  int           row;
  Runs          runs;
  Tracks        passes;
  Tracks        channels;
  const double *bottoms; /* by column: of what stands there already */
} Row;

/* What those who start at the cards of a run need over them. */
static double
find_above (const Row *self, int run)
{
  double above = 0;

  for (guint i = 0; i < self->band->cards->len; i++)
    {
      const TlCard *card = TL_BAND_CARD (self->layout, self->band, i);

      if (card->row == self->row && runs_find (&self->runs, card->column) == run)
        above = MAX (above, card->above);
    }
  return above;
}

/* The top of a run: as high as all that stands above it lets it be. */
static double
find_top (const Row *self, int run, double top, double above)
{
  TlBand *band = self->band;
  double  channel = tracks_total (&self->channels), row_gap = self->row > 0 ? self->layout->row_gap : 0;

  for (guint i = 0; i < band->cards->len; i++)
    {
      const TlCard *card = TL_BAND_CARD (self->layout, band, i);

      if (card->row == self->row && runs_find (&self->runs, card->column) == run)
        top = MAX (top, self->bottoms[card->column] + card_gap (self->layout) + row_gap + card->above -
                            (self->layout->port - card->port));
    }
  for (guint i = 0; i < band->routes->len; i++)
    {
      const TlRoute *route = TL_ROUTE_AT (band, i);
      int            first, last;

      if (route->way == TL_WAY_DIRECT || route->row != self->row)
        continue;
      get_columns (band, route, &first, &last);
      for (int c = first; c <= last; c++)
        if (runs_find (&self->runs, c) == run)
          top = MAX (top, route->way == TL_WAY_CHANNEL
                            ? self->bottoms[c] + TRACK_GAP + channel + TRACK_GAP + above
                            : self->bottoms[c] + TRACK_GAP - pass_level (self->layout, &self->passes, route->track) +
                                route->width / 2);
    }
  return top;
}

/* Places the cards and the straight parts of a row, each run at its top. */
static void
place_row (const Row *self, const double *tops, const double *aboves, double *bottoms, double *lowest)
{
  TlBand *band = self->band;

  for (guint i = 0; i < band->cards->len; i++)
    {
      TlCard *card = TL_BAND_CARD (self->layout, band, i);

      if (card->row != self->row)
        continue;
      card->x = band->x[card->column];
      card->y = tops[runs_find (&self->runs, card->column)] + self->layout->port - card->port;
      bottoms[card->column] = card->y + card->height + card->below;
      *lowest = MAX (*lowest, bottoms[card->column]);
    }
  for (guint i = 0; i < band->routes->len; i++)
    {
      TlRoute *route = TL_ROUTE_AT (band, i);
      int      first, last, run;

      if (route->way == TL_WAY_DIRECT || route->row != self->row)
        continue;
      get_columns (band, route, &first, &last);
      run = runs_find (&self->runs, MIN (first, band->n_columns - 1));
      route->y = route->way == TL_WAY_PASS
                   ? tops[run] + pass_level (self->layout, &self->passes, route->track)
                   : tops[run] - aboves[run] - TRACK_GAP - tracks_offset (&self->channels, route->track);
      for (int c = first; c <= last; c++)
        {
          bottoms[c] = MAX (bottoms[c], route->y + route->width / 2 + 2);
          *lowest = MAX (*lowest, bottoms[c]);
        }
    }
}

/**
 * tl_route_settle:
 *
 * Gives every card and every straight part its place, from the top of the panel down, each as high as what stands above
 * it lets it be; then sets the panel's bottom.
 */
void
tl_route_settle (TlLayout *self, TlBand *band)
{
  g_autofree double *bottoms = g_new0 (double, band->n_columns + 1);
  g_autofree double *tops = g_new0 (double, band->n_columns + 1);
  g_autofree double *aboves = g_new0 (double, band->n_columns + 1);
  double             head = band->top + find_head (self) + self->headroom / 2;
  double             least = head + card_gap (self);
  double             lowest = head + 100;

  for (int c = 0; c < band->n_columns; c++)
    bottoms[c] = head;
  for (int row = 0; row < band->n_rows; row++)
    {
      Row    at = { self, band, row, { NULL, 0 }, { NULL }, { NULL }, bottoms };
      double highest = INFINITY;

      runs_collect (&at.runs, self, band, row);
      tracks_collect (&at.passes, band, row, TL_WAY_PASS);
      tracks_collect (&at.channels, band, row, TL_WAY_CHANNEL);
      for (int c = 0; c < band->n_columns; c++)
        if (at.runs.first[c] == c)
          {
            aboves[c] = find_above (&at, c);
            tops[c] = find_top (&at, c, least, aboves[c]);
          }
      for (guint i = 0; i < band->cards->len; i++)
        if (TL_BAND_CARD (self, band, i)->row == row)
          highest = MIN (highest, tops[runs_find (&at.runs, TL_BAND_CARD (self, band, i)->column)]);
      place_row (&at, tops, aboves, bottoms, &lowest);
      /* A row is seen to be below another, wherever its cards stand. */
      least = MAX (least, isfinite (highest) ? highest : least) +
              (self->dense ? self->port + ROW_STEP_DENSE : self->tight ? ROW_PITCH_TIGHT : ROW_PITCH);
      g_free (at.runs.first);
      g_array_unref (at.passes.widths);
      g_array_unref (at.channels.widths);
    }
  band->bottom = lowest + (self->dense ? 9 : self->tight ? 18 : 28) + self->headroom / 2;
}
