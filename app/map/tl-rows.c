/* tl-rows.c: rows that let the main way run straight
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-rows.h"

#include <math.h>

#include "tl-net.h"

/* Links over more columns than this never keep a row to themselves. */
#define LONGEST_IN_ROW 3

/* The rows of one column's knots, in their order, as near to their wishes as distinct whole rows can be: the pool
 * adjacent violators method. */
static void
settle (const guint *order, guint n, const double *wishes, const double *weights, int least, int *rows)
{
  g_autofree double *value = g_new (double, n + 1);
  g_autofree double *weight = g_new (double, n + 1);
  g_autofree guint  *size = g_new (guint, n + 1);
  guint              n_blocks = 0, at = 0;

  for (guint i = 0; i < n; i++)
    {
      value[n_blocks] = wishes[order[i]] - i;
      weight[n_blocks] = weights[order[i]];
      size[n_blocks++] = 1;
      while (n_blocks > 1 && value[n_blocks - 2] > value[n_blocks - 1])
        {
          double sum = weight[n_blocks - 2] + weight[n_blocks - 1];

          value[n_blocks - 2] =
            (value[n_blocks - 2] * weight[n_blocks - 2] + value[n_blocks - 1] * weight[n_blocks - 1]) / sum;
          weight[n_blocks - 2] = sum;
          size[n_blocks - 2] += size[n_blocks - 1];
          n_blocks--;
        }
    }
  for (guint b = 0; b < n_blocks; b++)
    for (guint k = 0; k < size[b]; k++, at++)
      rows[order[at]] = (int) at + MAX (least, (int) lround (value[b]));
}

typedef struct
{
  const TlNet      *net;
  const gboolean *has_row;
  guint           n_places;
  int            *rows;   /* by knot */
  gboolean       *known;  /* by knot: whether its row is */
  gboolean       *counts; /* by knot: whether it gets a row: places, and links that carry more than any of them */
} Rows;

/* Each knot wishes for the row of the widest ribbon that joins it to the left; later rounds look to both sides. */
static void
find_wish (const Rows *self, guint knot, gboolean both, double *wish, double *weight)
{
  const TlNet *net = self->net;
  double     best = -1;

  for (int side = 0; side < (both ? 2 : 1); side++)
    {
      const guint *first = side == 0 ? net->left_first : net->right_first;
      const guint *list = side == 0 ? net->left : net->right;

      for (guint k = first[knot]; k < first[knot + 1]; k++)
        {
          const TlJoint *joint = &net->joints[list[k]];
          guint        other = side == 0 ? joint->left : joint->right;

          /* Along a long link to the first on it that has a row. */
          while (other >= self->n_places && !self->known[other])
            other = side == 0 ? net->joints[net->left[net->left_first[other]]].left
                              : net->joints[net->right[net->right_first[other]]].right;
          if (self->known[other] && joint->weight > best)
            {
              best = joint->weight;
              *wish = self->rows[other];
            }
        }
    }
  *weight = 1e-9 + MAX (best, 0);
}

/* A long link that carries more than any place it passes keeps its row, and they make way: the main way is straight. */
static void
find_heavy (Rows *self)
{
  const TlNet         *net = self->net;
  g_autofree double *heaviest = g_new0 (double, net->n_columns + 1);

  for (guint i = 0; i < self->n_places; i++)
    {
      double *here = &heaviest[net->knots[i].column];

      self->counts[i] = !self->has_row[i];
      if (net->left_first[i] < net->left_first[i + 1])
        *here = MAX (*here, net->joints[net->left[net->left_first[i]]].weight);
      if (net->right_first[i] < net->right_first[i + 1])
        *here = MAX (*here, net->joints[net->right[net->right_first[i]]].weight);
    }
  for (guint i = self->n_places; i < net->n_knots; i++)
    self->counts[i] = net->knots[i].span <= LONGEST_IN_ROW &&
                      net->joints[net->left[net->left_first[i]]].weight > heaviest[net->knots[i].column];
}

static void
settle_rows (const TlNet *net, TlPlace *places, const gboolean *has_row, guint n_places)
{
  g_autofree double   *wishes = g_new0 (double, net->n_knots + 1);
  g_autofree double   *weights = g_new0 (double, net->n_knots + 1);
  g_autofree gboolean *known = g_new0 (gboolean, net->n_knots + 1);
  g_autofree gboolean *counts = g_new0 (gboolean, net->n_knots + 1);
  g_autofree int      *rows = g_new0 (int, net->n_knots + 1);
  g_autofree guint    *order = g_new0 (guint, net->n_knots + 1);
  Rows                 self = { net, has_row, n_places, rows, known, counts };
  gboolean             any_given = FALSE;
  int                  least = 0;

  for (guint i = 0; i < n_places; i++)
    {
      known[i] = has_row[i];
      rows[i] = has_row[i] ? places[i].row : 0;
      any_given = any_given || has_row[i];
    }
  find_heavy (&self);
  for (guint round = 0; round < 4; round++)
    for (guint step = 0; step < net->n_columns; step++)
      {
        guint   c = round % 2 == 0 ? step : net->n_columns - 1 - step;
        GArray *column = net->columns->pdata[c];
        guint   n = 0;

        for (guint i = 0; i < column->len; i++)
          {
            guint knot = g_array_index (column, guint, i);

            if (!counts[knot])
              continue;
            wishes[knot] = round == 0 ? (double) n : rows[knot];
            find_wish (&self, knot, round > 0, &wishes[knot], &weights[knot]);
            order[n++] = knot;
          }
        /* Above the first row there is room as long as nobody asked for that row. */
        settle (order, n, wishes, weights, any_given ? 0 : -G_MAXINT16, rows);
        for (guint i = 0; i < n; i++)
          known[order[i]] = TRUE;
      }
  for (guint i = 0; i < n_places; i++)
    least = MIN (least, rows[i]);
  for (guint i = 0; i < n_places; i++)
    if (!has_row[i])
      places[i].row = rows[i] - least;
}

static int
compare_cells (gconstpointer a, gconstpointer b, gpointer data)
{
  const TlPlace *places = data;
  guint          i = *(const guint *) a, k = *(const guint *) b;

  if (places[i].column != places[k].column)
    return places[i].column < places[k].column ? -1 : 1;
  if (places[i].row != places[k].row)
    return places[i].row < places[k].row ? -1 : 1;
  return (i > k) - (i < k);
}

/* Where two stand in one cell, those that asked for it stay and the others go to the nearest free row below. */
static void
part_column (TlPlace *places, const gboolean *has_row, const guint *order, guint n)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (int pass = 0; pass < 2; pass++)
    {
      int next = 0;

      for (guint i = 0; i < n; i++)
        {
          TlPlace *place = &places[order[i]];

          if (has_row[order[i]] != (pass == 0))
            continue;
          place->row = MAX (place->row, next);
          while (g_hash_table_contains (taken, GINT_TO_POINTER (place->row)))
            place->row++;
          g_hash_table_add (taken, GINT_TO_POINTER (place->row));
          next = place->row + 1;
        }
    }
}

static void
part_cells (TlPlace *places, const gboolean *has_row, guint n_places)
{
  g_autoptr (GArray) order = g_array_sized_new (FALSE, FALSE, sizeof (guint), n_places);
  guint              first = 0;

  for (guint i = 0; i < n_places; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_cells, places);
  for (guint i = 1; i <= n_places; i++)
    {
      const guint *from = &g_array_index (order, guint, first);

      if (i < n_places && places[from[i - first]].column == places[*from].column)
        continue;
      part_column (places, has_row, from, i - first);
      first = i;
    }
}

/**
 * tl_rows_find:
 * @places: (array length=n_places): with their columns
 * @has_row: (array length=n_places): whose rows are given
 * @links: (array length=n_links): with their directions
 *
 * Gives every place a row of its own in its column.
 */
void
tl_rows_find (TlPlace *places, const gboolean *has_row, guint n_places, const TlLink *links, guint n_links)
{
  gboolean any = FALSE;

  for (guint i = 0; i < n_places; i++)
    any = any || !has_row[i];
  if (any)
    {
      TlNet net;

      tl_net_init (&net, places, n_places, links, n_links);
      tl_net_order (&net);
      settle_rows (&net, places, has_row, n_places);
      tl_net_clear (&net);
    }
  part_cells (places, has_row, n_places);
}

/**
 * tl_layers_count_crossings:
 * @places: (array length=n_places): with their columns and rows
 *
 * Returns: how often the forward links cross, were they drawn straight from column to column
 */
guint64
tl_layers_count_crossings (const TlPlace *places, guint n_places, const TlLink *links, guint n_links)
{
  TlNet     net;
  guint64 crossings;

  tl_net_init (&net, places, n_places, links, n_links);
  for (guint i = 0; i < n_places; i++)
    net.knots[i].middle = places[i].row;
  /* A knot on a long link stands on the straight line between its ends. */
  for (guint i = 0; i < net.n_joints; i++)
    {
      guint  left = net.joints[i].left, end = net.joints[i].right;
      double span, rise;

      if (end < n_places)
        continue;
      while (end >= n_places)
        end = net.joints[net.right[net.right_first[end]]].right;
      span = (double) net.knots[end].column - net.knots[left].column;
      rise = net.knots[end].middle - net.knots[left].middle;
      net.knots[net.joints[i].right].middle = net.knots[left].middle + rise / span;
    }
  tl_net_sort (&net);
  crossings = tl_net_count_crossings (&net);
  tl_net_clear (&net);
  return crossings;
}
