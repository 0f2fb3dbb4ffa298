/* tl-impact-shapley.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-shapley.h"

#include <math.h>
#include <string.h>

#include "tl-impact-random.h"

/* How many orders of the players are looked at where there are too many sets; each also the other way round. */
#define N_ORDERS 200

/* Every set of the players once: a player's credit is what it adds to a set, weighed by how many orders come to that. */
static gboolean
look_at_all (guint n, guint n_values, TlImpactWorth worth, gpointer data, double *credit)
{
  gsize              n_sets = (gsize) 1 << n;
  g_autofree double *value = g_new0 (double, n_sets * n_values);
  g_autofree guint  *players = g_new (guint, n);
  g_autofree double *weight = g_new (double, n);

  for (gsize set = 1; set < n_sets; set++)
    {
      guint k = 0;

      for (guint i = 0; i < n; i++)
        if (set >> i & 1)
          players[k++] = i;
      if (!worth (players, k, value + set * n_values, data))
        return FALSE;
    }
  /* |T|!·(n − |T| − 1)!/n! */
  for (guint t = 0; t < n; t++)
    weight[t] = exp (lgamma (t + 1.) + lgamma ((double) (n - t)) - lgamma (n + 1.));
  for (guint i = 0; i < n; i++)
    for (gsize set = 0; set < n_sets; set++)
      if (!(set >> i & 1))
        {
          const double *with = value + (set | (gsize) 1 << i) * n_values;
          const double *without = value + set * n_values;
          double        w = weight[__builtin_popcountll (set)];

          for (guint v = 0; v < n_values; v++)
            credit[i * n_values + v] += w * (with[v] - without[v]);
        }
  return TRUE;
}

static int
by_number (gconstpointer a, gconstpointer b)
{
  return (*(const guint *) a > *(const guint *) b) - (*(const guint *) a < *(const guint *) b);
}

/* Adds what each player adds, coming in this order. */
static gboolean
follow (const guint *order, guint n, guint n_values, TlImpactWorth worth, gpointer data, double *added)
{
  g_autofree double *last = g_new0 (double, n_values);
  g_autofree double *now = g_new0 (double, n_values);
  g_autofree guint  *players = g_new (guint, n);

  for (guint k = 1; k <= n; k++)
    {
      memcpy (players, order, k * sizeof *players);
      qsort (players, k, sizeof *players, by_number);
      if (!worth (players, k, now, data))
        return FALSE;
      for (guint v = 0; v < n_values; v++)
        added[order[k - 1] * n_values + v] += now[v] - last[v];
      memcpy (last, now, n_values * sizeof *last);
    }
  return TRUE;
}

/* Some orders of the players by chance, each forwards and backwards, always the same ones. */
static gboolean
look_at_some (guint n, guint n_values, TlImpactWorth worth, gpointer data, double *credit, double *error)
{
  gsize              size = (gsize) n * n_values;
  g_autofree guint  *order = g_new (guint, n);
  g_autofree double *added = g_new (double, size);
  g_autofree double *squares = g_new0 (double, size);
  TlImpactRandom     random = { G_GUINT64_CONSTANT (0x736861706c6579) };

  for (guint i = 0; i < n; i++)
    order[i] = i;
  for (int round = 0; round < N_ORDERS; round++)
    {
      memset (added, 0, size * sizeof *added);
      for (guint i = n - 1; i > 0; i--)
        {
          guint j = tl_impact_random_below (&random, i + 1);
          guint k = order[i];

          order[i] = order[j];
          order[j] = k;
        }
      if (!follow (order, n, n_values, worth, data, added))
        return FALSE;
      for (guint i = 0; i < n / 2; i++)
        {
          guint k = order[i];

          order[i] = order[n - 1 - i];
          order[n - 1 - i] = k;
        }
      if (!follow (order, n, n_values, worth, data, added))
        return FALSE;
      for (gsize i = 0; i < size; i++)
        {
          credit[i] += added[i] / 2;
          squares[i] += added[i] / 2 * (added[i] / 2);
        }
    }
  for (gsize i = 0; i < size; i++)
    {
      double variance;

      credit[i] /= N_ORDERS;
      variance = MAX (0, squares[i] / N_ORDERS - credit[i] * credit[i]);
      error[i % n_values] = MAX (error[i % n_values], sqrt (variance / (N_ORDERS - 1)));
    }
  return TRUE;
}

/*
 * tl_impact_shapley:
 * @n_players: how many take part
 * @n_values: how many figures each set is worth
 * @exact: up to how many players every set is looked at
 * @worth: what a set is worth
 * @credit: (out) (array): by player, then by figure: the Shapley values, which sum to what all are worth together
 * @error: (out) (array): by figure: the largest standard error of a credit; 0 where every set was looked at
 *
 * Returns: whether every set that was asked for has a worth
 */
gboolean
tl_impact_shapley (guint n_players, guint n_values, guint exact, TlImpactWorth worth, gpointer data, double *credit,
                   double *error)
{
  memset (credit, 0, (gsize) n_players * n_values * sizeof *credit);
  memset (error, 0, n_values * sizeof *error);
  if (n_players == 0)
    return TRUE;
  return n_players <= exact ? look_at_all (n_players, n_values, worth, data, credit)
                            : look_at_some (n_players, n_values, worth, data, credit, error);
}
