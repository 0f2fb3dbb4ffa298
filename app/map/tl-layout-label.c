/* tl-layout-label.c: the shares on the ribbons
 *
 * A share stands in a pill on its ribbon, in the ribbon's group. So ribbons are drawn in an order in which none covers
 * the pill of another.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "tl-layout.h"

#define CHORDS 16      /* a curve counts as so many when it is asked what it runs over */
#define MANY 400       /* beyond so many ribbons in a band, shares no longer look out for other ribbons */
#define STEP 7.0       /* how far a pill moves off its ribbon at a time */
#define STEPS 8

static TlPoint
point_on_curve (TlPoint from, TlPoint to, double t)
{
  double u = 1 - t, middle = (from.x + to.x) / 2;
  double b = 3 * u * u * t + 3 * u * t * t;

  return (TlPoint) { u * u * u * from.x + b * middle + t * t * t * to.x,
                     (u * u * u + 3 * u * u * t) * from.y + (3 * u * t * t + t * t * t) * to.y };
}

/* Places for a label along a ribbon, the best first. */
static guint
list_spots (TlLayout *self, TlBand *band, const TlRoute *route, TlPoint *spots)
{
  static const double along[] = { 0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82 };
  TlPoint             s[4];
  guint               n = 0;

  if (route->back)
    {
      const TlCard *from = &self->cards[route->from];
      double        left = self->cards[route->to].x, right = from->x + from->width;

      for (guint i = 0; i < G_N_ELEMENTS (along); i++)
        spots[n++] = (TlPoint) { left + (right - left) * along[i], route->y };
      return n;
    }
  if (tl_ribbon_stations (self, band, route, s) == 2)
    {
      for (guint i = 0; i < G_N_ELEMENTS (along); i++)
        spots[n++] = point_on_curve (s[0], s[1], along[i]);
      return n;
    }
  for (guint i = 0; i < G_N_ELEMENTS (along); i++)
    {
      spots[n++] = (TlPoint) { s[1].x + (s[2].x - s[1].x) * along[i], route->y };
      spots[n++] = point_on_curve (s[0], s[1], along[i]);
      spots[n++] = point_on_curve (s[2], s[3], along[i]);
    }
  return n;
}

static gboolean
chord_meets (TlPoint a, TlPoint b, double half, const TlBox *box)
{
  /* Chords are short where they are steep, so that their own boxes say enough. */
  return MIN (a.x, b.x) - half < box->x + box->width && box->x < MAX (a.x, b.x) + half &&
         MIN (a.y, b.y) - half < box->y + box->height && box->y < MAX (a.y, b.y) + half;
}

/* Whether a ribbon runs over a box. */
static gboolean
ribbon_meets (TlLayout *self, TlBand *band, const TlRoute *route, const TlBox *box)
{
  double  half = route->width / 2 + 1;
  TlPoint s[6];
  guint   n;

  if (route->back)
    {
      const TlCard *from = &self->cards[route->from];
      double        left, right;

      tl_ribbon_legs (self, band, route, &left, &right);
      s[0] = (TlPoint) { from->x + from->width, route->out_y };
      s[1] = (TlPoint) { right, route->out_y };
      s[2] = (TlPoint) { right, route->y };
      s[3] = (TlPoint) { left, route->y };
      s[4] = (TlPoint) { left, route->in_y };
      s[5] = (TlPoint) { self->cards[route->to].x, route->in_y };
      for (guint i = 1; i < G_N_ELEMENTS (s); i++)
        if (chord_meets (s[i - 1], s[i], half, box))
          return TRUE;
      return FALSE;
    }
  n = tl_ribbon_stations (self, band, route, s);
  for (guint i = 1; i < n; i++)
    {
      TlPoint before = s[i - 1];

      if (!chord_meets (s[i - 1], s[i], half, box))
        continue;
      for (int k = 1; k <= CHORDS; k++)
        {
          TlPoint at = point_on_curve (s[i - 1], s[i], k / (double) CHORDS);

          if (chord_meets (before, at, half, box))
            return TRUE;
          before = at;
        }
    }
  return FALSE;
}

static gboolean
is_taken (const TlBand *band, const TlBox *box)
{
  const double margin = 2;

  if (box->y < band->top + 4 || box->x < TL_EDGE + 4)
    return TRUE;
  for (guint i = 0; i < band->taken->len; i++)
    {
      const TlBox *other = &g_array_index (band->taken, TlBox, i);

      if (box->x < other->x + other->width + margin && other->x < box->x + box->width + margin &&
          box->y < other->y + other->height + margin && other->y < box->y + box->height + margin)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_crossed (TlLayout *self, TlBand *band, const TlRoute *route, const TlBox *box)
{
  for (guint i = 0; i < band->routes->len; i++)
    {
      const TlRoute *other = TL_ROUTE_AT (band, i);

      if (other != route && ribbon_meets (self, band, other, box))
        return TRUE;
    }
  return FALSE;
}

/* A free spot for a label of the given size: on the ribbon where it is the only one, then anywhere on the ribbon, or
 * else a little above or below it. */
static gboolean
find_spot (TlLayout *self, TlBand *band, const TlRoute *route, double width, double height, TlBox *box)
{
  TlPoint spots[40];
  guint   n = list_spots (self, band, route, spots);

  for (guint i = 0; i < n && band->routes->len <= MANY; i++)
    {
      *box = (TlBox) { spots[i].x - width / 2, spots[i].y - height / 2, width, height };
      if (!is_taken (band, box) && !is_crossed (self, band, route, box))
        return TRUE;
    }
  for (int step = 0; step < STEPS; step++)
    for (guint i = 0; i < n; i++)
      for (int side = -1; side <= 1; side += 2)
        {
          *box = (TlBox) { spots[i].x - width / 2, spots[i].y - height / 2 + side * step * STEP, width, height };
          if (!is_taken (band, box))
            return TRUE;
        }
  return FALSE;
}

/* Wide ribbons first, so that narrow ones stay seen. */
static int
compare_widths (gconstpointer a, gconstpointer b, gpointer data)
{
  const TlBand  *band = data;
  const TlRoute *ra = TL_ROUTE_AT (band, *(const guint *) a), *rb = TL_ROUTE_AT (band, *(const guint *) b);

  if (ra->width != rb->width)
    return ra->width > rb->width ? -1 : 1;
  return (ra->link > rb->link) - (ra->link < rb->link);
}

static GArray *
sort_routes (TlBand *band)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < band->routes->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_widths, band);
  return order;
}

static TlFont
label_font (TlLayout *self)
{
  return TL_FONT (self->compact ? 13 : 14, 600);
}

/**
 * tl_labels_place:
 *
 * Finds a place for the share of every ribbon, on no card and no other label. Where there is no room at all, it is left
 * to the ribbon's description.
 */
void
tl_labels_place (TlLayout *self, TlBand *band)
{
  g_autoptr (GArray) order = sort_routes (band);
  double             height = self->compact ? 22 : 25;

  for (guint i = 0; i < order->len; i++)
    {
      TlRoute          *route = TL_ROUTE_AT (band, g_array_index (order, guint, i));
      const TlDataLink *link = TL_LINK_AT (self->data, route->link);
      g_autofree char  *share = NULL;
      double            width;
      TlBox             box;

      /* At an end, its name says the share too. */
      if (!isfinite (link->share) || route->from == G_MAXUINT || route->to == G_MAXUINT)
        continue;
      share = tl_words_percent (self, link->share);
      width = MAX (self->compact ? 36 : 41,
                   tl_measure_room (self->measure, label_font (self), share) + (self->dense ? 6 : 10));
      if (!find_spot (self, band, route, width, height, &box))
        continue;
      route->label = box;
      g_array_append_val (band->taken, box);
    }
}

/**
 * tl_labels_order:
 *
 * Returns: (transfer full) (element-type guint): the band's ribbons in an order in which they can be drawn: the wide
 *   ones first, and none after one whose label it would cover, as long as that can be had
 */
GArray *
tl_labels_order (TlLayout *self, TlBand *band)
{
  g_autoptr (GArray)   sorted = sort_routes (band);
  g_autofree guint    *waits = g_new0 (guint, sorted->len + 1);
  g_autofree gboolean *done = g_new0 (gboolean, sorted->len + 1);
  g_autoptr (GArray)   pairs = g_array_new (FALSE, FALSE, 2 * sizeof (guint));
  GArray              *order = g_array_new (FALSE, FALSE, sizeof (guint));

  if (sorted->len > MANY)
    {
      g_array_unref (order);
      return g_steal_pointer (&sorted);
    }
  for (guint i = 0; i < sorted->len; i++)
    {
      const TlRoute *route = TL_ROUTE_AT (band, g_array_index (sorted, guint, i));

      for (guint k = 0; k < sorted->len && route->label.width > 0; k++)
        {
          guint pair[2] = { k, i };

          if (k == i || !ribbon_meets (self, band, TL_ROUTE_AT (band, g_array_index (sorted, guint, k)), &route->label))
            continue;
          g_array_append_vals (pairs, pair, 1);
          waits[i]++;
        }
    }
  while (order->len < sorted->len)
    {
      guint next = G_MAXUINT;

      for (guint i = 0; i < sorted->len && (next == G_MAXUINT || waits[next] > 0); i++)
        if (!done[i] && (next == G_MAXUINT || waits[i] < waits[next]))
          next = i;
      done[next] = TRUE;
      g_array_append_val (order, g_array_index (sorted, guint, next));
      for (guint i = 0; i < pairs->len; i++)
        {
          const guint *pair = &((const guint *) (gpointer) pairs->data)[2 * i];

          if (pair[0] == next)
            waits[pair[1]]--;
        }
    }
  return order;
}

/**
 * tl_label_draw:
 *
 * Draws the share of a ribbon where it stands.
 */
void
tl_label_draw (TlLayout *self, const TlRoute *route)
{
  TlFont           font = label_font (self);
  const TlBox     *box = &route->label;
  g_autofree char *share = NULL;

  if (box->width <= 0)
    return;
  share = tl_words_percent (self, TL_LINK_AT (self->data, route->link)->share);
  tl_scene_rect (self->scene, *box, box->height / 2,
                 (TlPen) { TL_COLOUR_CARD, TL_COLOUR_PILL_EDGE, 1, TL_DASH_SOLID, FALSE, 1 });
  tl_words_line (self, font, TL_COLOUR_INK, box->x + box->width / 2, box->y + box->height / 2 + font.size * 0.36,
                 TL_ANCHOR_MIDDLE, box->width, share);
}
