/* tl-layout-ribbon.c: ribbons as wide as the flow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-layout.h"

#define CORNER 12.0      /* of cards; no ribbon begins in one */
#define PORT_GAP 8.0     /* the least between two ribbons at one side of a card */
#define LABEL_PITCH 27.0 /* what two labels need, one under the other */
#define STUB_IN 34.0     /* how far a ribbon reaches that comes from another band */
#define STUB_OUT 40.0    /* the same where it goes to one */
#define NAME_STEP 17.0   /* from one line of a name to the next */
#define NAME_LINES 3
#define NAME_FONT TL_FONT (13, 400)

/* A ribbon at one side of a card, or (without a route) those who start there. */
typedef struct
{
  TlRoute *route;
  gboolean back;
  double   key;    /* the height it comes from or goes to */
  double   width;
  double   y;
  guint    link;
} Port;

static int
compare_ports (gconstpointer a, gconstpointer b)
{
  const Port *pa = a, *pb = b;

  if (pa->back != pb->back)
    return pa->back ? -1 : 1;
  /* Loops nest: the one that runs nearest to the card stays nearest to it. */
  if (pa->key != pb->key)
    return (pa->key < pb->key ? -1 : 1) * (pa->back ? -1 : 1);
  return (pa->link > pb->link) - (pa->link < pb->link);
}

static double
get_key (TlLayout *self, const TlCard *card, const TlRoute *route, gboolean out)
{
  guint other = out ? route->to : route->from;

  if (route->way != TL_WAY_DIRECT)
    return route->y;
  if (other == G_MAXUINT)
    return card->y + card->port;
  return self->cards[other].y + self->cards[other].port;
}

static GArray *
collect_ports (TlLayout *self, TlBand *band, const TlCard *card, gboolean out)
{
  GArray *ports = g_array_new (FALSE, TRUE, sizeof (Port));

  for (guint i = 0; i < band->routes->len; i++)
    {
      TlRoute *route = TL_ROUTE_AT (band, i);
      Port     port = { route, route->back, 0, route->width, 0, route->link };

      if ((out ? route->from : route->to) != card->stage)
        continue;
      port.key = get_key (self, card, route, out);
      g_array_append_val (ports, port);
    }
  if (!out && tl_entry_is_left (self, card))
    {
      Port port = { NULL, FALSE, card->y + card->port, tl_entry_width (self, card), 0, 0 };

      g_array_append_val (ports, port);
    }
  g_array_sort (ports, compare_ports);
  return ports;
}

/* The port that should lie at the card's own height: the widest of those that go straight, or the widest. */
static guint
find_anchor (const GArray *ports, double level)
{
  guint  anchor = G_MAXUINT;
  double best = -1;

  for (guint i = 0; i < ports->len; i++)
    {
      const Port *port = &g_array_index (ports, Port, i);
      double      merit = port->width + (fabs (port->key - level) < 2 ? 1e6 : 0);

      if (!port->back && merit > best)
        {
          best = merit;
          anchor = i;
        }
    }
  return anchor;
}

/* The gap that two neighbouring ports would like. Labels stand where ribbons begin, so these need more. */
static double
find_gap (const Port *upper, const Port *lower, gboolean out)
{
  return out ? MAX (PORT_GAP, LABEL_PITCH - (upper->width + lower->width) / 2) : PORT_GAP;
}

/* Places the ports from @from on, away from the anchor, in the given room; gaps give way where there is too little. */
static void
spread (GArray *ports, guint anchor, int step, double room, gboolean out)
{
  double widths = 0, gaps = 0, squeeze = 1;

  for (gint64 i = (gint64) anchor + step; i >= 0 && i < ports->len; i += step)
    {
      const Port *port = &g_array_index (ports, Port, i), *before = port - step;

      widths += port->width;
      gaps += step > 0 ? find_gap (before, port, out) : find_gap (port, before, out);
    }
  if (gaps > 0)
    squeeze = CLAMP ((room - widths) / gaps, 0.1, 1);
  for (gint64 i = (gint64) anchor + step; i >= 0 && i < ports->len; i += step)
    {
      Port       *port = &g_array_index (ports, Port, i);
      const Port *before = port - step;
      double      gap = step > 0 ? find_gap (before, port, out) : find_gap (port, before, out);

      port->y = before->y + step * (before->width / 2 + squeeze * gap + port->width / 2);
    }
}

static void
place_ports (TlLayout *self, TlBand *band, TlCard *card, gboolean out)
{
  g_autoptr (GArray) ports = collect_ports (self, band, card, out);
  double             top = card->y + CORNER, bottom = card->y + card->height - CORNER;
  guint              anchor = find_anchor (ports, card->y + card->port);
  Port              *at;

  if (ports->len == 0)
    return;
  /* The anchor lies at the card's own height, the others above and below it; where only loops begin, the first lies
   * just under the corner. */
  at = &g_array_index (ports, Port, anchor == G_MAXUINT ? 0 : anchor);
  at->y = anchor == G_MAXUINT ? top + at->width / 2 + 4 : MAX (card->y + card->port, top + at->width / 2);
  if (anchor == G_MAXUINT)
    anchor = 0;
  spread (ports, anchor, -1, at->y - at->width / 2 - top, out);
  spread (ports, anchor, 1, bottom - at->y - at->width / 2, out);
  for (guint i = 0; i < ports->len; i++)
    {
      Port *port = &g_array_index (ports, Port, i);

      if (port->route == NULL)
        card->entry_y = port->y;
      else if (out)
        port->route->out_y = port->y;
      else
        port->route->in_y = port->y;
    }
}

static int
compare_ends (gconstpointer a, gconstpointer b, gpointer data)
{
  gboolean       out = GPOINTER_TO_INT (data);
  const TlRoute *ra = *(TlRoute *const *) a, *rb = *(TlRoute *const *) b;
  double         ya = out ? ra->in_y : ra->out_y, yb = out ? rb->in_y : rb->out_y;

  if (ya != yb)
    return ya < yb ? -1 : 1;
  return (ra->link > rb->link) - (ra->link < rb->link);
}

/* Whether those who start at a card, and their number, are where an end would be; if so, moves it below. */
static gboolean
clear_entries (TlLayout *self, TlBand *band, double half, double *y)
{
  for (guint i = 0; i < band->cards->len; i++)
    {
      const TlCard *card = TL_BAND_CARD (self, band, i);
      double        width = tl_entry_width (self, card);
      double        top = card->entry_y - MAX (width / 2, 10) - 4, bottom = card->entry_y + MAX (width / 2, 10) + 50;

      if (tl_entry_is_left (self, card) && *y + half > top && *y - half < bottom - 0.01)
        {
          *y = bottom + half;
          return TRUE;
        }
    }
  return FALSE;
}

static guint
count_lines (TlLayout *self, const char *words, double room)
{
  return tl_words_count (self, NAME_FONT, room, NAME_LINES + 1, words);
}

/* What a ribbon says at its end where it leads to another band or comes from one. A title without room is cut, never the
 * share behind it. */
static char *
name_end (TlLayout *self, const TlRoute *route, double room)
{
  const TlDataLink *link = TL_LINK_AT (self->data, route->link);
  gboolean          out = route->to == G_MAXUINT;
  const char       *title = TL_STAGE_AT (self->data, out ? link->to : link->from)->title;
  guint             n = route->others ? route->others->len + 1 : 1;
  g_autofree char  *share = out && n == 1 && isfinite (link->share) ? tl_words_percent (self, link->share) : NULL;
  g_autofree char  *words = NULL;

  if (n > 1)
    return g_strdup_printf (out ? ngettext ("on to %u stage", "on to %u stages", n)
                                : ngettext ("from %u stage", "from %u stages", n), n);
  /* Translators: where a ribbon goes on that leaves one band of the map for another, and where one comes from. */
  if (share == NULL)
    return g_strdup_printf (out ? C_("ribbon", "on to %s") : C_("ribbon", "from %s"), title);
  /* Translators: where a ribbon goes on that leaves one band of the map for another: “on to Get help, 16%”. */
  words = g_strdup_printf (C_("ribbon", "on to %s, %s"), title, share);
  /* It takes some lines, which break wherever they do. */
  for (double rest = room * (NAME_LINES - 0.4); count_lines (self, words, room) > NAME_LINES && rest > 16; rest *= 0.85)
    {
      g_autofree char *head = tl_measure_fit (self->measure, NAME_FONT, title, rest);

      g_free (words);
      words = g_strdup_printf (C_("ribbon", "on to %s, %s"), head, share);
    }
  return g_steal_pointer (&words);
}

/* The lines of a name at an end, and their room around the ribbon's middle. */
static GPtrArray *
break_name (TlLayout *self, TlBand *band, const TlRoute *route, TlBox *box)
{
  gboolean         out = route->to == G_MAXUINT;
  double           room = out ? self->stub_room - STUB_OUT - 10 : self->left - TL_EDGE - STUB_IN - 12, width = 0;
  g_autofree char *words = name_end (self, route, room);
  GPtrArray       *lines = tl_measure_wrap (self->measure, NAME_FONT, words, room, NAME_LINES);

  for (guint i = 0; i < lines->len; i++)
    width = MAX (width, MIN (room, tl_measure_room (self->measure, NAME_FONT, lines->pdata[i])));
  *box = (TlBox) { out ? band->right + STUB_OUT + 6 : band->x[0] - STUB_IN - 6 - width, 0, width,
                   20 + (lines->len - 1) * NAME_STEP };
  box->y = (out ? route->in_y : route->out_y) - box->height / 2;
  return lines;
}

/* The ends of ribbons that lead to or come from another band, far enough from each other for their names. */
static void
place_ends (TlLayout *self, TlBand *band, gboolean out)
{
  g_autoptr (GPtrArray) ends = g_ptr_array_new ();
  double                floor = band->top + 40;

  for (guint i = 0; i < band->routes->len; i++)
    {
      TlRoute *route = TL_ROUTE_AT (band, i);

      if ((out ? route->to : route->from) != G_MAXUINT)
        continue;
      if (out)
        route->in_y = route->way == TL_WAY_DIRECT ? route->out_y : route->y;
      else
        route->out_y = route->way == TL_WAY_DIRECT ? route->in_y : route->y;
      g_ptr_array_add (ends, route);
    }
  g_ptr_array_sort_with_data (ends, compare_ends, GINT_TO_POINTER (out));
  for (guint i = 0; i < ends->len; i++)
    {
      TlRoute *route = ends->pdata[i];
      double  *y = out ? &route->in_y : &route->out_y;
      TlBox    box;
      double   half;

      g_ptr_array_unref (break_name (self, band, route, &box));
      half = MAX (box.height + 2, route->width + 4) / 2;
      *y = MAX (*y, floor + half);
      while (!out && clear_entries (self, band, half, y))
        ;
      floor = *y + half;
      band->bottom = MAX (band->bottom, floor + 12);
    }
}

static double
right_of (const TlCard *card)
{
  return card->x + card->width;
}

/**
 * tl_ribbon_stations:
 * @stations: (array fixed-size=4) (out caller-allocates): the corners of the middle line of a ribbon that runs on
 *
 * Curves join the first to the second and the third to the last, a straight line those between. A direct one has two.
 *
 * Returns: how many there are
 */
guint
tl_ribbon_stations (TlLayout *self, TlBand *band, const TlRoute *route, TlPoint *stations)
{
  double x0 = route->from == G_MAXUINT ? band->x[0] - STUB_IN : right_of (&self->cards[route->from]);
  double x3 = route->to == G_MAXUINT ? band->right + STUB_OUT : self->cards[route->to].x;
  int    last = route->to_column - 1;

  stations[0] = (TlPoint) { x0, route->out_y };
  if (route->way == TL_WAY_DIRECT)
    {
      stations[1] = (TlPoint) { x3, route->in_y };
      return 2;
    }
  stations[1] = (TlPoint) { band->x[route->from_column + 1], route->y };
  stations[2] = (TlPoint) { band->x[last] + band->width[last], route->y };
  stations[3] = (TlPoint) { x3, route->in_y };
  return 4;
}

/* From the first to the second point level at both ends; @lean keeps steep ribbons from getting thin. */
static void
curve_between (TlScene *scene, TlPoint from, TlPoint to, double lean)
{
  double middle = (from.x + to.x) / 2 + lean;

  tl_scene_curve_to (scene, middle, from.y, middle, to.y, to.x, to.y);
}

static double
find_lean (TlPoint from, TlPoint to, double width)
{
  double dx = fabs (to.x - from.x), dy = to.y - from.y;

  return dx > 0 ? MIN (width / 2, dx / 5) * CLAMP (dy / dx, -1, 1) : 0;
}

static void
draw_forward (TlLayout *self, TlBand *band, const TlRoute *route, TlPen pen)
{
  TlScene *scene = self->scene;
  TlPoint    s[4];
  guint    n = tl_ribbon_stations (self, band, route, s);
  double   half = route->width / 2;

  tl_scene_path_begin (scene, pen);
  tl_scene_move_to (scene, s[0].x, s[0].y - half);
  for (guint i = 1; i < n; i++)
    {
      TlPoint from = { s[i - 1].x, s[i - 1].y - half }, to = { s[i].x, s[i].y - half };

      if (i == 2 || from.y == to.y)
        tl_scene_line_to (scene, to.x, to.y);
      else
        curve_between (scene, from, to, find_lean (from, to, route->width));
    }
  tl_scene_line_to (scene, s[n - 1].x, s[n - 1].y + half);
  for (guint i = n - 1; i-- > 0;)
    {
      TlPoint from = { s[i + 1].x, s[i + 1].y + half }, to = { s[i].x, s[i].y + half };

      if (i == 1 || from.y == to.y)
        tl_scene_line_to (scene, to.x, to.y);
      else
        curve_between (scene, from, to, -find_lean (to, from, route->width));
    }
  tl_scene_close_path (scene);
  tl_scene_path_end (scene);
}

/* A quarter turn from one direction into another, towards a corner. */
static void
turn (TlScene *scene, double cx, double cy, double x, double y, double from_x, double from_y)
{
  const double k = 0.5523; /* the curve that comes nearest to a quarter of a circle */

  tl_scene_curve_to (scene, from_x + (cx - from_x) * k, from_y + (cy - from_y) * k, x + (cx - x) * k,
                     y + (cy - y) * k, x, y);
}

static void
trace_loop (TlScene *scene, double x0, double y0, double right, double y, double left, double x3, double y3, TlPen pen)
{
  double r1 = MIN (right - x0, fabs (y - y0) / 2), r2 = MIN (x3 - left, fabs (y - y3) / 2);
  double s1 = y < y0 ? -1 : 1, s2 = y < y3 ? 1 : -1;

  tl_scene_path_begin (scene, pen);
  tl_scene_move_to (scene, x0, y0);
  tl_scene_line_to (scene, right - r1, y0);
  turn (scene, right, y0, right, y0 + s1 * r1, right - r1, y0);
  tl_scene_line_to (scene, right, y - s1 * r1);
  turn (scene, right, y, right - r1, y, right, y - s1 * r1);
  tl_scene_line_to (scene, left + r2, y);
  turn (scene, left, y, left, y + s2 * r2, left + r2, y);
  tl_scene_line_to (scene, left, y3 - s2 * r2);
  turn (scene, left, y3, left + r2, y3, left, y3 - s2 * r2);
  tl_scene_line_to (scene, x3, y3);
  tl_scene_path_end (scene);
}

/**
 * tl_ribbon_legs:
 * @left: (out): where the leg stands by which a loop arrives
 * @right: (out): where the one stands by which it leaves
 */
void
tl_ribbon_legs (TlLayout *self, TlBand *band, const TlRoute *route, double *left, double *right)
{
  const TlCard *from = &self->cards[route->from];
  double        leg = route->width / 2 + (self->dense ? 9 + MIN (route->track, 3) * 4 : 20 + MIN (route->track, 4) * 7);

  *right = MAX (right_of (from), band->x[from->column] + band->width[from->column]) + leg;
  *left = self->cards[route->to].x - leg;
}

static void
draw_back (TlLayout *self, TlBand *band, const TlRoute *route, TlColour fill, TlColour edge)
{
  const TlCard *from = &self->cards[route->from], *to = &self->cards[route->to];
  double        x0 = right_of (from);
  double        head = MIN (8 + route->width / 4, 14), half = route->width / 2 + 3.5;
  TlPen         pen = { TL_COLOUR_NONE, edge, route->width, TL_DASH_SOLID, FALSE, 1 };
  double        left, right;

  tl_ribbon_legs (self, band, route, &left, &right);
  trace_loop (self->scene, x0, route->out_y, right, route->y, left, to->x - head, route->in_y, pen);
  if (route->width >= 4)
    {
      pen.stroke = fill;
      pen.stroke_width = route->width - 1.6;
      trace_loop (self->scene, x0, route->out_y, right, route->y, left, to->x - head + 0.5, route->in_y, pen);
    }
  /* Everything else runs on; what runs back has an arrow head where it arrives. */
  tl_scene_path_begin (self->scene, (TlPen) { .fill = edge });
  tl_scene_move_to (self->scene, to->x, route->in_y);
  tl_scene_line_to (self->scene, to->x - head, route->in_y - half);
  tl_scene_line_to (self->scene, to->x - head, route->in_y + half);
  tl_scene_close_path (self->scene);
  tl_scene_path_end (self->scene);
}

static void
draw_name (TlLayout *self, TlBand *band, const TlRoute *route)
{
  gboolean              out = route->to == G_MAXUINT;
  TlBox                 box;
  g_autoptr (GPtrArray) lines = break_name (self, band, route, &box);

  for (guint i = 0; i < lines->len; i++)
    tl_words_line (self, NAME_FONT, TL_COLOUR_SOFT, out ? box.x : box.x + box.width, box.y + 14.5 + i * NAME_STEP,
                   out ? TL_ANCHOR_START : TL_ANCHOR_END, box.width, lines->pdata[i]);
}

/* One link of a route, which has it for itself but for those that are drawn as one. */
static void
draw_link (TlLayout *self, TlBand *band, const TlRoute *route, guint index)
{
  const TlDataLink  *link = TL_LINK_AT (self->data, index);
  const TlDataStage *from = TL_STAGE_AT (self->data, link->from), *to = TL_STAGE_AT (self->data, link->to);
  gboolean           is_lost = to->kind == TL_DATA_LOST;
  TlColour           fill = is_lost ? TL_COLOUR_RIBBON_LOST : TL_COLOUR_RIBBON;
  TlColour           edge = is_lost ? TL_COLOUR_LEAVERS : TL_COLOUR_RIBBON_EDGE;
  /* Translators: a transition from one stage to another. */
  g_autofree char   *title = g_strdup_printf (_("%s → %s"), from->title, to->title);
  g_autoptr (GString) desc = g_string_new (NULL);

  if (isfinite (link->share))
    {
      g_autofree char *share = tl_words_percent (self, link->share);

      g_string_append (desc, share);
    }
  if (isfinite (link->flow))
    {
      g_autofree char *flow = tl_words_count_of (self, link->flow);

      g_string_append (desc, desc->len > 0 ? " · " : "");
      /* Translators: how many customers take a transition: “320,000 a year”. */
      g_string_append_printf (desc, _("%s a year"), flow);
    }
  tl_scene_begin (self->scene, TL_ROLE_TRANSITION, link->id, title, desc->str);
  tl_scene_hit_shape (self->scene);
  if (route->back)
    draw_back (self, band, route, fill, edge);
  else if (route->others)
    draw_forward (self, band, route, (TlPen) { .fill = fill });
  else if (route->width < 4)
    draw_forward (self, band, route, (TlPen) { .fill = edge });
  else
    draw_forward (self, band, route, (TlPen) { fill, edge, 0.8, TL_DASH_SOLID, FALSE, 1 });
  if ((route->from == G_MAXUINT || route->to == G_MAXUINT) && index == route->link)
    draw_name (self, band, route);
  if (index == route->link)
    tl_label_draw (self, route);
  tl_scene_end (self->scene);
}

/* Those that are drawn as one lie side by side, each a part of the whole. */
static void
draw_route (TlLayout *self, TlBand *band, const TlRoute *route)
{
  guint   n = route->others ? route->others->len + 1 : 1;
  TlRoute part = *route;

  draw_link (self, band, route, route->link);
  part.width = route->width / n;
  for (guint i = 1; i < n; i++)
    {
      double shift = (i + 0.5) * part.width - route->width / 2;

      part.y = route->y + shift;
      part.out_y = route->out_y + shift;
      part.in_y = route->in_y + shift;
      draw_link (self, band, &part, g_array_index (route->others, guint, i - 1));
    }
}

/**
 * tl_ribbons_place:
 *
 * Gives every ribbon, and those who start, their places at the sides of their cards; the panel grows where ribbons that
 * lead to other bands need it to.
 */
void
tl_ribbons_place (TlLayout *self, TlBand *band)
{
  for (guint i = 0; i < band->cards->len; i++)
    {
      TlCard *card = TL_BAND_CARD (self, band, i);

      place_ports (self, band, card, TRUE);
      place_ports (self, band, card, FALSE);
      if (tl_entry_is_left (self, card))
        band->bottom = MAX (band->bottom, card->entry_y + MAX (tl_entry_width (self, card) / 2, 10) + 60);
    }
  place_ends (self, band, TRUE);
  place_ends (self, band, FALSE);
}

/* What labels must keep clear of: cards, those who start and end at them, and the names at the ends. */
static void
take_rooms (TlLayout *self, TlBand *band)
{
  for (guint i = 0; i < band->cards->len; i++)
    {
      const TlCard *card = TL_BAND_CARD (self, band, i);
      TlBox         box = { card->x, card->y, card->width, card->height };

      g_array_append_val (band->taken, box);
      tl_edges_take (self, band, card);
    }
  for (guint i = 0; i < band->routes->len; i++)
    {
      const TlRoute *route = TL_ROUTE_AT (band, i);
      TlBox          box;

      if (route->from != G_MAXUINT && route->to != G_MAXUINT)
        continue;
      g_ptr_array_unref (break_name (self, band, route, &box));
      g_array_append_val (band->taken, box);
    }
}

/**
 * tl_ribbons_draw:
 *
 * Draws those who start, and all ribbons with their shares.
 */
void
tl_ribbons_draw (TlLayout *self, TlBand *band)
{
  g_autoptr (GArray) order = NULL;

  take_rooms (self, band);
  tl_labels_place (self, band);
  order = tl_labels_order (self, band);
  for (guint i = 0; i < band->cards->len; i++)
    tl_entry_draw (self, TL_BAND_CARD (self, band, i));
  tl_scene_begin (self->scene, TL_ROLE_RIBBONS, NULL, _("Transitions"), NULL);
  for (guint i = 0; i < order->len; i++)
    draw_route (self, band, TL_ROUTE_AT (band, g_array_index (order, guint, i)));
  tl_scene_end (self->scene);
}
