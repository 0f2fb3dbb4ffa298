/* tl-net.c: an order within the columns that crosses little
 *
 * The method of Sugiyama: links over several columns get a knot in each column between, the knots and places of a
 * column are ordered by the middle of what they are joined to, over and over, neighbours are exchanged where that helps,
 * and the order with the fewest crossings is kept.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-net.h"

#include <string.h>

#define SWEEPS 24
#define EXCHANGES 8

/* With more joints than this there is not the time for as much. */
#define MANY_JOINTS 6000
#define FEW_SWEEPS 4

/* Beyond so many knots the longest links are left out of the ordering: they run above or below the cards anyhow, and
 * the time stays bounded whatever comes in. */
#define MOST_KNOTS 30000

static int
compare_weights (gconstpointer a, gconstpointer b, gpointer data)
{
  const TlJoint *joints = data;
  guint        i = *(const guint *) a, k = *(const guint *) b;

  if (joints[i].weight != joints[k].weight)
    return joints[i].weight > joints[k].weight ? -1 : 1;
  return (i > k) - (i < k);
}

/* The joints at each knot's left or right side, the heaviest first. */
static void
index_joints (const TlNet *net, gboolean by_right, guint **first, guint **list)
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

/**
 * tl_net_init:
 *
 * Makes the net of places whose columns are known. Its columns are empty until tl_net_order().
 */
void
tl_net_init (TlNet *self, const TlPlace *places, guint n_places, const TlLink *links, guint n_links)
{
  GArray *knots = g_array_new (FALSE, TRUE, sizeof (TlKnot));
  GArray *joints = g_array_new (FALSE, TRUE, sizeof (TlJoint));

  memset (self, 0, sizeof *self);
  for (guint i = 0; i < n_places; i++)
    {
      TlKnot knot = { (guint) places[i].column };

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
          TlJoint joint = { last, links[i].to, links[i].weight };

          if (c < to)
            {
              TlKnot knot = { c, 0, to - from, 0 };

              joint.right = knots->len;
              g_array_append_val (knots, knot);
            }
          g_array_append_val (joints, joint);
          last = joint.right;
        }
    }
  self->n_knots = knots->len;
  self->n_joints = joints->len;
  self->knots = (TlKnot *) (gpointer) g_array_free (knots, FALSE);
  self->joints = (TlJoint *) (gpointer) g_array_free (joints, FALSE);
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint c = 0; c < self->n_columns; c++)
    g_ptr_array_add (self->columns, g_array_new (FALSE, FALSE, sizeof (guint)));
  index_joints (self, TRUE, &self->left_first, &self->left);
  index_joints (self, FALSE, &self->right_first, &self->right);
}

void
tl_net_clear (TlNet *self)
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
order_by_walk (TlNet *net)
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
count_between (const TlNet *net, guint column)
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

/**
 * tl_net_count_crossings:
 *
 * Returns: how often joints cross in the order that the columns have
 */
guint64
tl_net_count_crossings (const TlNet *net)
{
  guint64 crossings = 0;

  for (guint c = 0; c + 1 < net->n_columns; c++)
    crossings += count_between (net, c);
  return crossings;
}

static int
compare_middles (gconstpointer a, gconstpointer b, gpointer data)
{
  const TlKnot *ka = &((const TlKnot *) data)[*(const guint *) a];
  const TlKnot *kb = &((const TlKnot *) data)[*(const guint *) b];

  if (ka->middle != kb->middle)
    return ka->middle < kb->middle ? -1 : 1;
  return (ka->position > kb->position) - (ka->position < kb->position);
}

static int
compare_guints (gconstpointer a, gconstpointer b)
{
  return (*(const guint *) a > *(const guint *) b) - (*(const guint *) a < *(const guint *) b);
}

static void
number_column (TlNet *net, guint column)
{
  GArray *order = net->columns->pdata[column];

  for (guint i = 0; i < order->len; i++)
    net->knots[g_array_index (order, guint, i)].position = i;
}

/* The middle of some positions: their mean, or their median, which leans to the side where they stand closer (Gansner,
 * Koutsofios, North and Vo). */
static double
find_middle (guint *positions, guint n, gboolean median)
{
  double sum = 0, left, right;
  guint  m = n / 2;

  if (!median)
    {
      for (guint i = 0; i < n; i++)
        sum += positions[i];
      return sum / n;
    }
  qsort (positions, n, sizeof (guint), compare_guints);
  if (n % 2 == 1)
    return positions[m];
  if (n == 2)
    return (positions[0] + positions[1]) / 2.0;
  left = positions[m - 1] - positions[0];
  right = positions[n - 1] - positions[m];
  return left + right > 0 ? (positions[m - 1] * right + positions[m] * left) / (left + right) : positions[m];
}

/* Sorts one column by the middles of what its knots are joined to on one side; who is joined to nothing stays. */
static void
sort_column (TlNet *net, guint column, gboolean by_left, gboolean median, GArray *scratch)
{
  GArray      *order = net->columns->pdata[column];
  const guint *first = by_left ? net->left_first : net->right_first;
  const guint *list = by_left ? net->left : net->right;

  for (guint i = 0; i < order->len; i++)
    {
      guint knot = g_array_index (order, guint, i);
      guint n = first[knot + 1] - first[knot];

      g_array_set_size (scratch, 0);
      for (guint k = first[knot]; k < first[knot + 1]; k++)
        {
          const TlJoint *joint = &net->joints[list[k]];

          g_array_append_val (scratch, net->knots[by_left ? joint->left : joint->right].position);
        }
      net->knots[knot].middle =
        n > 0 ? find_middle ((guint *) (gpointer) scratch->data, n, median) : net->knots[knot].position;
    }
  g_array_sort_with_data (order, compare_middles, net->knots);
  number_column (net, column);
}

/* How often the joints of two knots of one column cross on one side, the first knot standing above. */
static guint
count_pair (const TlNet *net, guint above, guint below, gboolean by_left)
{
  const guint *first = by_left ? net->left_first : net->right_first;
  const guint *list = by_left ? net->left : net->right;
  guint        n = 0;

  for (guint i = first[above]; i < first[above + 1]; i++)
    {
      const TlJoint *a = &net->joints[list[i]];
      guint          pa = net->knots[by_left ? a->left : a->right].position;

      for (guint k = first[below]; k < first[below + 1]; k++)
        {
          const TlJoint *b = &net->joints[list[k]];

          n += pa > net->knots[by_left ? b->left : b->right].position;
        }
    }
  return n;
}

static guint
count_joints (const TlNet *net, guint knot)
{
  return net->left_first[knot + 1] - net->left_first[knot] + net->right_first[knot + 1] - net->right_first[knot];
}

/* Exchanges neighbours where that saves crossings, and with @ties where it costs none, which opens other ways; returns
 * whether it saved any. */
static gboolean
exchange_neighbours (TlNet *net, gboolean ties)
{
  gboolean better = FALSE;

  for (guint c = 0; c < net->n_columns; c++)
    {
      GArray *order = net->columns->pdata[c];

      for (guint i = 0; i + 1 < order->len; i++)
        {
          guint a = g_array_index (order, guint, i), b = g_array_index (order, guint, i + 1);
          guint now, then;

          /* Where a whole crowd meets, this is not worth its time. */
          if ((guint64) count_joints (net, a) * count_joints (net, b) > 4096)
            continue;
          now = count_pair (net, a, b, TRUE) + count_pair (net, a, b, FALSE);
          then = count_pair (net, b, a, TRUE) + count_pair (net, b, a, FALSE);
          if (then > now || (then == now && !ties))
            continue;
          better = better || then < now;
          g_array_index (order, guint, i) = b;
          g_array_index (order, guint, i + 1) = a;
          net->knots[b].position = i;
          net->knots[a].position = i + 1;
        }
    }
  return better;
}

static void
save_positions (const TlNet *net, guint *positions)
{
  for (guint i = 0; i < net->n_knots; i++)
    positions[i] = net->knots[i].position;
}

static void
load_positions (TlNet *net, const guint *positions)
{
  for (guint i = 0; i < net->n_knots; i++)
    {
      net->knots[i].position = positions[i];
      g_array_index ((GArray *) net->columns->pdata[net->knots[i].column], guint, positions[i]) = i;
    }
}

/* Sorts the columns to and fro, from the order that they have, and keeps the best in @best. */
static guint64
sweep_columns (TlNet *net, guint n_sweeps, gboolean median, guint64 fewest, guint *best)
{
  g_autoptr (GArray) scratch = g_array_new (FALSE, FALSE, sizeof (guint));
  guint              idle = 0;

  for (guint sweep = 0; sweep < n_sweeps && fewest > 0 && idle < 8; sweep++)
    {
      guint64 crossings;

      if (sweep % 2 == 0)
        for (guint c = 1; c < net->n_columns; c++)
          sort_column (net, c, TRUE, median, scratch);
      else
        for (guint c = net->n_columns - 1; c-- > 0;)
          sort_column (net, c, FALSE, median, scratch);
      exchange_neighbours (net, sweep % 4 >= 2);
      for (guint i = 0; i < EXCHANGES && exchange_neighbours (net, FALSE); i++)
        ;
      crossings = tl_net_count_crossings (net);
      idle++;
      if (crossings < fewest)
        {
          fewest = crossings;
          idle = 0;
          save_positions (net, best);
        }
    }
  return fewest;
}

/**
 * tl_net_order:
 *
 * Orders the columns so that joints cross little: by medians and by means, from the first order and from the best.
 */
void
tl_net_order (TlNet *self)
{
  g_autofree guint *walked = g_new0 (guint, self->n_knots + 1);
  g_autofree guint *best = g_new0 (guint, self->n_knots + 1);
  guint             n_sweeps = self->n_joints > MANY_JOINTS ? FEW_SWEEPS : SWEEPS;
  guint64           fewest;

  order_by_walk (self);
  save_positions (self, walked);
  save_positions (self, best);
  fewest = tl_net_count_crossings (self);
  for (guint i = 0; i < 4 && fewest > 0; i++)
    {
      load_positions (self, i < 2 ? walked : best);
      fewest = sweep_columns (self, n_sweeps, i % 2 == 0, fewest, best);
    }
  load_positions (self, best);
}

/**
 * tl_net_sort:
 *
 * Orders the columns by the middles of their knots, which the caller has set.
 */
void
tl_net_sort (TlNet *self)
{
  for (guint i = 0; i < self->n_knots; i++)
    g_array_append_val ((GArray *) self->columns->pdata[self->knots[i].column], i);
  for (guint c = 0; c < self->n_columns; c++)
    {
      number_column (self, c);
      g_array_sort_with_data (self->columns->pdata[c], compare_middles, self->knots);
      number_column (self, c);
    }
}
