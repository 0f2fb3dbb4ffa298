/* tl-pack-draw-links.c: causes, and the pains that they drive
 *
 * Each cause and each pain stands once; a line between them is as thick as what hangs on it, or as the share of the pain
 * that is due to the cause where there is no money. Pains stand in the order of their causes, so that few lines cross.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-number.h"
#include "tl-pack-draw.h"

/* A cause or a pain, with room for each of its lines. */
typedef struct
{
  const char *title;
  const char *detail; /* nullable */
  guint       n;
  guint       done;   /* lines that have their place */
  guint       first;  /* slot, from the top */
  double      centre; /* mean of the places of what it is linked with */
  double      top, tall; /* of a cause: its room */
} Node;

typedef struct
{
  guint cause, pain;
  double share;
  double weight; /* against the thickest */
} Line;

typedef struct
{
  GArray *causes, *pains; /* Node */
  GArray *lines;          /* Line, in the order of the causes */
} Net;

static guint
find_node (GArray *nodes, const char *title, const char *detail)
{
  Node node = { .title = title, .detail = detail };

  for (guint i = 0; i < nodes->len; i++)
    if (g_str_equal (g_array_index (nodes, Node, i).title, title) &&
        g_strcmp0 (g_array_index (nodes, Node, i).detail, detail) == 0)
      return i;
  g_array_append_val (nodes, node);
  return nodes->len - 1;
}

static void
number_slots (GArray *nodes)
{
  guint at = 0;

  for (guint i = 0; i < nodes->len; i++)
    {
      Node *node = &g_array_index (nodes, Node, i);

      node->first = at;
      at += node->n;
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b, gpointer data)
{
  const Line *first = a, *second = b;
  const Net  *net = data;

  if (first->cause != second->cause)
    return first->cause < second->cause ? -1 : 1;
  return (int) g_array_index (net->pains, Node, first->pain).first -
         (int) g_array_index (net->pains, Node, second->pain).first;
}

static int
compare_centres (gconstpointer a, gconstpointer b, gpointer data)
{
  const Node *nodes = data, *first = &nodes[*(const guint *) a], *second = &nodes[*(const guint *) b];

  if (first->centre != second->centre)
    return first->centre < second->centre ? -1 : 1;
  return *(const guint *) a < *(const guint *) b ? -1 : 1;
}

static void
make_net (const TlBlock *block, guint first, guint n, Net *net)
{
  double            most = 0;
  g_autofree guint *order = NULL, *place = NULL;
  g_autofree Node  *old = NULL;

  net->causes = g_array_new (FALSE, FALSE, sizeof (Node));
  net->pains = g_array_new (FALSE, FALSE, sizeof (Node));
  net->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  for (guint i = 0; i < block->items->len; i++)
    most = MAX (most, ((const TlPackLink *) block->items->pdata[i])->money);
  for (guint i = first; i < first + n; i++)
    {
      const TlPackLink *link = block->items->pdata[i];
      Line              line = { find_node (net->causes, link->cause, link->cause_detail),
                                 find_node (net->pains, link->pain, link->pain_detail), link->share,
                                 most > 0 ? MAX (0, link->money) / most : link->share };

      g_array_index (net->causes, Node, line.cause).n++;
      g_array_index (net->pains, Node, line.pain).n++;
      g_array_append_val (net->lines, line);
    }
  number_slots (net->causes);
  for (guint i = 0; i < net->lines->len; i++)
    {
      Line *line = &g_array_index (net->lines, Line, i);
      Node *cause = &g_array_index (net->causes, Node, line->cause),
           *pain = &g_array_index (net->pains, Node, line->pain);

      pain->centre += (cause->first + cause->n / 2.0) / pain->n;
    }
  order = g_new (guint, net->pains->len + 1);
  place = g_new (guint, net->pains->len + 1);
  old = g_memdup2 (net->pains->data, net->pains->len * sizeof (Node));
  for (guint i = 0; i < net->pains->len; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) net->pains->len, sizeof *order, compare_centres, old);
  for (guint i = 0; i < net->pains->len; i++)
    {
      g_array_index (net->pains, Node, i) = old[order[i]];
      place[order[i]] = i;
    }
  number_slots (net->pains);
  for (guint i = 0; i < net->lines->len; i++)
    g_array_index (net->lines, Line, i).pain = place[g_array_index (net->lines, Line, i).pain];
  g_array_sort_with_data (net->lines, compare_lines, net);
}

static void
net_clear (Net *net)
{
  g_array_unref (net->causes);
  g_array_unref (net->pains);
  g_array_unref (net->lines);
}

static TlFont
title_font (const TlPackPen *self)
{
  return _tl_pen_font (self, 17, 600);
}

static TlFont
small_font (const TlPackPen *self)
{
  return _tl_pen_font (self, 15, 400);
}

static double
find_room (TlPackPen *self, GArray *nodes, gboolean details)
{
  double room = 0;

  for (guint i = 0; i < nodes->len; i++)
    {
      const Node *node = &g_array_index (nodes, Node, i);

      if (!details)
        room = MAX (room, tl_measure_room (self->measure, title_font (self), node->title));
      if (details && node->detail)
        room = MAX (room, tl_measure_room (self->measure, small_font (self), node->detail));
    }
  return room;
}

static void
draw_cause (TlPackPen *self, const Node *node, double x, double middle, double width, double height)
{
  const double z = _tl_pen_unit (self);
  double       inner = width - 32 * z;
  guint        lines = _tl_pen_lines (self, title_font (self), inner, height >= (node->detail ? 72 : 52) * z ? 2 : 1,
                                      node->title);
  gboolean     has_detail = node->detail && *node->detail && height >= (lines * 22.5 + 26) * z;
  double       top = middle - (lines * 22.5 + (has_detail ? 20 : 0)) * z / 2;

  tl_scene_rect (self->scene, (TlBox) { x, middle - height / 2, width, height }, 10,
                 (TlPen) { .fill = TL_COLOUR_CHIP, .stroke = TL_COLOUR_CHIP_EDGE, .stroke_width = 1 });
  _tl_pen_text (self, title_font (self), TL_COLOUR_INK, x + 16 * z, top + 17 * z, inner, 22 * z, lines, node->title);
  if (has_detail)
    _tl_pen_line (self, small_font (self), TL_COLOUR_SOFT, x + 16 * z, top + (lines * 22.5 + 15) * z, TL_ANCHOR_START,
                  inner, node->detail);
}

/* How tall a cause is at least: it says what it costs, and whose it is, as well. */
static double
get_least (const TlPackPen *self, const Node *node)
{
  return (node->detail && *node->detail ? 60 : 40) * _tl_pen_unit (self);
}

static double
sum_least (const TlPackPen *self, GArray *causes)
{
  double sum = 0;

  for (guint i = 0; i < causes->len; i++)
    sum += get_least (self, &g_array_index (causes, Node, i));
  return sum;
}

/* What is over is shared out by how many lines there are. */
static void
place_causes (const TlPackPen *self, GArray *causes, guint n, double tall)
{
  double top = 0, over = MAX (0, tall - sum_least (self, causes));

  for (guint i = 0; i < causes->len; i++)
    {
      Node *node = &g_array_index (causes, Node, i);

      node->top = top;
      node->tall = get_least (self, node) + over * node->n / MAX (1, n);
      top += node->tall;
    }
}

/**
 * _tl_pen_links:
 */
double
_tl_pen_links (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first, guint n)
{
  const double z = _tl_pen_unit (self);
  Net          net;
  const char  *words = _("The percentages are the part of a pain point that comes from the cause.");
  double       causes, pains, details, left, right, pitch, least, note = 34 * z;

  make_net (block, first, n, &net);
  least = MAX (30 * z, sum_least (self, net.causes) / MAX (1, n));
  pitch = _tl_pen_stretch (self, note, n, least, MAX (42 * z, 1.15 * least),
                           MAX (1.3 * least, CLAMP (560.0 / MAX (1, n), 74, 190) * z));
  place_causes (self, net.causes, n, n * pitch);
  causes = CLAMP (MAX (find_room (self, net.causes, FALSE), find_room (self, net.causes, TRUE)) + 36 * z, 0.16 * width,
                  0.3 * width);
  details = MIN (find_room (self, net.pains, TRUE), 0.2 * width);
  pains = CLAMP (find_room (self, net.pains, FALSE), 0.16 * width, 0.28 * width);
  left = x + causes;
  right = x + width - details - (details > 0 ? 24 * z : 0) - pains;
  _tl_pen_begin (self, "Figure", block->heading, block->alt);
  for (guint i = 0; i < net.lines->len; i++)
    {
      const Line      *line = &g_array_index (net.lines, Line, i);
      Node            *cause = &g_array_index (net.causes, Node, line->cause);
      Node            *pain = &g_array_index (net.pains, Node, line->pain);
      double           height = MIN (cause->tall - 8 * z, 84 * z);
      double           from = y + cause->top + cause->tall / 2 +
                    (cause->done++ - (cause->n - 1) / 2.0) * MIN (pitch * 0.5, (height - 14) / MAX (1, cause->n));
      double           to = y + (pain->first + pain->done++ + 0.5) * pitch;
      double           end = right - 76 * z, half = (left + end) / 2;
      g_autofree char *share = tl_number_format_percent (line->share, NULL);

      tl_scene_path_begin (self->scene, (TlPen) { .stroke = TL_COLOUR_RIBBON_EDGE, .opacity = 0.75,
                                                  .stroke_width = CLAMP (22 * z * line->weight, 2, pitch * 0.7) });
      tl_scene_move_to (self->scene, left, from);
      tl_scene_curve_to (self->scene, half, from, half, to, end, to);
      tl_scene_path_end (self->scene);
      _tl_pen_line (self, small_font (self), TL_COLOUR_SOFT, right - 16 * z, to + 5.5 * z, TL_ANCHOR_END, 58 * z,
                    share);
    }
  for (guint i = 0; i < net.causes->len; i++)
    {
      const Node *node = &g_array_index (net.causes, Node, i);

      draw_cause (self, node, x, y + node->top + node->tall / 2, causes, MIN (node->tall - 8 * z, 84 * z));
    }
  for (guint i = 0; i < net.pains->len; i++)
    {
      const Node *node = &g_array_index (net.pains, Node, i);
      double      middle = y + (node->first + node->n / 2.0) * pitch;
      guint lines = _tl_pen_lines (self, title_font (self), pains, node->n * pitch >= 48 * z ? 2 : 1, node->title);

      _tl_pen_text (self, title_font (self), TL_COLOUR_INK, right, middle + 6 * z - (lines - 1) * 11 * z, pains, 22 * z,
                    lines, node->title);
      if (node->detail)
        _tl_pen_line (self, small_font (self), TL_COLOUR_LOSS_INK, x + width, middle + 5.5 * z, TL_ANCHOR_END, details,
                      node->detail);
    }
  _tl_pen_end (self);
  net_clear (&net);
  y += n * pitch;
  _tl_pen_begin (self, "P", NULL, NULL);
  _tl_pen_line (self, small_font (self), TL_COLOUR_SOFT, x, y + 25 * z, TL_ANCHOR_START, width, words);
  _tl_pen_end (self);
  return y + note;
}
