/* tl-rows.c: an order within the columns that crosses little, and rows that let the main way run straight
 *
 * The method of Sugiyama: links over several columns get a knot in each column between, the knots and places of a column
 * are ordered by the middle of what they are joined to, over and over, and the order with the fewest crossings is kept.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-rows.h"

#include <math.h>
#include <string.h>

#define SWEEPS 16

/* Beyond so many knots the longest links are left out of the ordering: they run above or below the cards anyhow, and the
 * time stays bounded whatever comes in. */
#define MOST_KNOTS 30000

/* Links over more columns than this never keep a row to themselves. */
#define LONGEST_IN_ROW 3

typedef struct
{
  guint  column;
  guint  position; /* in its column */
  guint  span;     /* of a knot on a long link, the columns that the link goes over */
  double middle;   /* of what it is joined to, for sorting */
} Knot;

typedef struct
{
  guint  left;
  guint  right;
  double weight;
} Joint;

typedef struct
{
  guint      n_columns;
  Knot      *knots; /* the places first, then those on long links */
  guint      n_knots;
  Joint     *joints;
  guint      n_joints;
  GPtrArray *columns;    /* GArray of knot, in order */
  guint     *left_first; /* joints by their right end: what is to the left of a knot */
  guint     *left;
  guint     *right_first;
  guint     *right;
} Net;

static int
compare_weights (gconstpointer a, gconstpointer b, gpointer data)
{
  const Joint *joints = data;
  guint        i = *(const guint *) a, k = *(const guint *) b;

  if (joints[i].weight != joints[k].weight)
    return joints[i].weight > joints[k].weight ? -1 : 1;
  return (i > k) - (i < k);
}

/* The joints at each knot's left or right side, the heaviest first. */
static void
index_joints (const Net *net, gboolean by_right, guint **first, guint **list)
{
  g_autofree guint *at = NULL;

  *first = g_new0 (guint, net->n_knots + 1);
  *list = g_new0 (guint, net->n_joints + 1);
  for (guint i = 0; i < net->n_joints; i++)
    (*first)[(by_right ? net->joints[i].right : net->joints[i].left) + 1]++;
  for (guint i = 0; i < net->n_knots; i++)
    (*first)[i + 1] += (*first)[i];
  at = g_memdup2 (*first, (net->n_knots + 1) * sizeof (guint));
  for (guint i = 0; i < net->n_joints; i++)
    (*list)[at[by_right ? net->joints[i].right : net->joints[i].left]++] = i;
  for (guint i = 0; i < net->n_knots; i++)
    g_qsort_with_data (*list + (*first)[i], (gint) ((*first)[i + 1] - (*first)[i]), sizeof (guint), compare_weights,
                       net->joints);
}

static void
net_init (Net *self, const TlPlace *places, guint n_places, const TlLink *links, guint n_links)
{
  GArray *knots = g_array_new (FALSE, TRUE, sizeof (Knot));
  GArray *joints = g_array_new (FALSE, TRUE, sizeof (Joint));

  memset (self, 0, sizeof *self);
  for (guint i = 0; i < n_places; i++)
    {
      Knot knot = { (guint) places[i].column };

      g_array_append_val (knots, knot);
      self->n_columns = MAX (self->n_columns, knot.column + 1);
    }
  for (guint i = 0; i < n_links; i++)
    {
      guint from = (guint) places[links[i].from].column, to = (guint) places[links[i].to].column;
      guint last = links[i].from;

      if (links[i].back || (to - from > 1 && knots->len + to - from > MOST_KNOTS))
        continue;
      for (guint c = from + 1; c <= to; c++)
        {
          Joint joint = { last, links[i].to, links[i].weight };

          if (c < to)
            {
              Knot knot = { c, 0, to - from, 0 };

              joint.right = knots->len;
              g_array_append_val (knots, knot);
            }
          g_array_append_val (joints, joint);
          last = joint.right;
        }
    }
  self->n_knots = knots->len;
  self->n_joints = joints->len;
  self->knots = (Knot *) (gpointer) g_array_free (knots, FALSE);
  self->joints = (Joint *) (gpointer) g_array_free (joints, FALSE);
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint c = 0; c < self->n_columns; c++)
    g_ptr_array_add (self->columns, g_array_new (FALSE, FALSE, sizeof (guint)));
  index_joints (self, TRUE, &self->left_first, &self->left);
  index_joints (self, FALSE, &self->right_first, &self->right);
}

static void
net_clear (Net *self)
{
  g_free (self->knots);
  g_free (self->joints);
  g_ptr_array_unref (self->columns);
  g_free (self->left_first);
  g_free (self->left);
  g_free (self->right_first);
  g_free (self->right);
}

/* The first order: as a walk from the starts meets them, the widest ribbon first, so that what belongs together stands
 * together. */
static void
order_by_walk (Net *net)
{
  g_autofree gboolean *seen = g_new0 (gboolean, net->n_knots + 1);
  g_autoptr (GArray)   stack = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < net->n_knots; i++)
      {
        if (seen[i] || (pass == 0 && net->left_first[i] != net->left_first[i + 1]))
          continue;
        g_array_append_val (stack, i);
        while (stack->len > 0)
          {
            guint   at = g_array_index (stack, guint, stack->len - 1);
            GArray *column = net->columns->pdata[net->knots[at].column];
            guint   first;

            g_array_set_size (stack, stack->len - 1);
            if (seen[at])
              continue;
            seen[at] = TRUE;
            net->knots[at].position = column->len;
            g_array_append_val (column, at);
            first = stack->len;
            for (guint k = net->right_first[at]; k < net->right_first[at + 1]; k++)
              g_array_append_val (stack, net->joints[net->right[k]].right);
            /* Popped from the end: the heaviest, which is last now, must come first. */
            for (guint a = first, b = stack->len; a + 1 < b; a++)
              {
                guint hold = g_array_index (stack, guint, a);

                g_array_index (stack, guint, a) = g_array_index (stack, guint, --b);
                g_array_index (stack, guint, b) = hold;
              }
          }
      }
}

/* Crossings between two columns: joints sorted by their left ends, inversions counted by a binary indexed tree. */
static guint64
count_between (const Net *net, guint column)
{
  GArray          *left = net->columns->pdata[column];
  GArray          *right = net->columns->pdata[column + 1];
  g_autofree guint *tree = g_new0 (guint, right->len + 1);
  guint64           crossings = 0;
  guint             n = 0;

  for (guint i = 0; i < left->len; i++)
    {
      guint knot = g_array_index (left, guint, i);

      for (guint k = net->right_first[knot]; k < net->right_first[knot + 1]; k++)
        {
          guint p = net->knots[net->joints[net->right[k]].right].position, below = 0;

          for (guint j = p + 1; j > 0; j -= j & -j)
            below += tree[j];
          crossings += n - below;
        }
      for (guint k = net->right_first[knot]; k < net->right_first[knot + 1]; k++)
        {
          for (guint j = net->knots[net->joints[net->right[k]].right].position + 1; j <= right->len; j += j & -j)
            tree[j]++;
          n++;
        }
    }
  return crossings;
}

static guint64
count_crossings (const Net *net)
{
  guint64 crossings = 0;

  for (guint c = 0; c + 1 < net->n_columns; c++)
    crossings += count_between (net, c);
  return crossings;
}

static int
compare_middles (gconstpointer a, gconstpointer b, gpointer data)
{
  const Knot *ka = &((const Knot *) data)[*(const guint *) a];
  const Knot *kb = &((const Knot *) data)[*(const guint *) b];

  if (ka->middle != kb->middle)
    return ka->middle < kb->middle ? -1 : 1;
  return (ka->position > kb->position) - (ka->position < kb->position);
}

/* Sorts one column by the middles of what its knots are joined to on one side; who is joined to nothing stays. */
static void
sort_column (Net *net, guint column, gboolean by_left)
{
  GArray *order = net->columns->pdata[column];

  for (guint i = 0; i < order->len; i++)
    {
      guint  knot = g_array_index (order, guint, i);
      guint *first = by_left ? net->left_first : net->right_first;
      guint *list = by_left ? net->left : net->right;
      double sum = 0;
      guint  n = first[knot + 1] - first[knot];

      for (guint k = first[knot]; k < first[knot + 1]; k++)
        sum += net->knots[by_left ? net->joints[list[k]].left : net->joints[list[k]].right].position;
      net->knots[knot].middle = n > 0 ? sum / n : net->knots[knot].position;
    }
  g_array_sort_with_data (order, compare_middles, net->knots);
  for (guint i = 0; i < order->len; i++)
    net->knots[g_array_index (order, guint, i)].position = i;
}

static void
save_positions (const Net *net, guint *positions)
{
  for (guint i = 0; i < net->n_knots; i++)
    positions[i] = net->knots[i].position;
}

static void
load_positions (Net *net, const guint *positions)
{
  for (guint i = 0; i < net->n_knots; i++)
    {
      net->knots[i].position = positions[i];
      g_array_index ((GArray *) net->columns->pdata[net->knots[i].column], guint, positions[i]) = i;
    }
}

static void
reduce_crossings (Net *net)
{
  g_autofree guint *best = g_new0 (guint, net->n_knots + 1);
  guint64           fewest = count_crossings (net);
  guint             idle = 0;

  save_positions (net, best);
  for (guint sweep = 0; sweep < SWEEPS && fewest > 0 && idle < 4; sweep++)
    {
      guint64 crossings;

      if (sweep % 2 == 0)
        for (guint c = 1; c < net->n_columns; c++)
          sort_column (net, c, TRUE);
      else
        for (guint c = net->n_columns - 1; c-- > 0;)
          sort_column (net, c, FALSE);
      crossings = count_crossings (net);
      idle++;
      if (crossings < fewest)
        {
          fewest = crossings;
          idle = 0;
          save_positions (net, best);
        }
    }
  load_positions (net, best);
}

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
  const Net      *net;
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
  const Net *net = self->net;
  double     best = -1;

  for (int side = 0; side < (both ? 2 : 1); side++)
    {
      const guint *first = side == 0 ? net->left_first : net->right_first;
      const guint *list = side == 0 ? net->left : net->right;

      for (guint k = first[knot]; k < first[knot + 1]; k++)
        {
          const Joint *joint = &net->joints[list[k]];
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

/* A long link that carries more than any place it passes keeps its row, and they make way: the main way runs straight. */
static void
find_heavy (Rows *self)
{
  const Net         *net = self->net;
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
settle_rows (const Net *net, TlPlace *places, const gboolean *has_row, guint n_places)
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
part_cells (TlPlace *places, const gboolean *has_row, guint n_places)
{
  g_autoptr (GArray)     order = g_array_sized_new (FALSE, FALSE, sizeof (guint), n_places);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < n_places; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_cells, places);
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n_places; i++)
      {
        guint  place = g_array_index (order, guint, i);
        gint64 cell = ((gint64) places[place].column << 32) + places[place].row;

        if (has_row[place] != (pass == 0))
          continue;
        while (g_hash_table_contains (taken, &cell))
          cell++;
        places[place].row = (int) (cell & G_MAXINT32);
        g_hash_table_add (taken, g_memdup2 (&cell, sizeof cell));
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
      Net net;

      net_init (&net, places, n_places, links, n_links);
      order_by_walk (&net);
      reduce_crossings (&net);
      settle_rows (&net, places, has_row, n_places);
      net_clear (&net);
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
  Net     net;
  guint64 crossings;

  net_init (&net, places, n_places, links, n_links);
  for (guint i = 0; i < n_places; i++)
    net.knots[i].middle = places[i].row;
  /* A knot on a long link stands on the straight line between its ends. */
  for (guint i = 0; i < net.n_joints; i++)
    {
      guint  left = net.joints[i].left, end = net.joints[i].right;
      double span;

      if (end < n_places)
        continue;
      while (end >= n_places)
        end = net.joints[net.right[net.right_first[end]]].right;
      span = (double) net.knots[end].column - net.knots[left].column;
      net.knots[net.joints[i].right].middle = net.knots[left].middle + (net.knots[end].middle - net.knots[left].middle) / span;
    }
  for (guint i = 0; i < net.n_knots; i++)
    g_array_append_val ((GArray *) net.columns->pdata[net.knots[i].column], i);
  for (guint c = 0; c < net.n_columns; c++)
    {
      GArray *column = net.columns->pdata[c];

      for (guint i = 0; i < column->len; i++)
        net.knots[g_array_index (column, guint, i)].position = g_array_index (column, guint, i);
      g_array_sort_with_data (column, compare_middles, net.knots);
      for (guint i = 0; i < column->len; i++)
        net.knots[g_array_index (column, guint, i)].position = i;
    }
  crossings = count_crossings (&net);
  net_clear (&net);
  return crossings;
}
