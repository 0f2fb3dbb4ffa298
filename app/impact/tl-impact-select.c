/* tl-impact-select.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-select.h"

#include <math.h>
#include <string.h>

static inline void
swap (double *a, double *b)
{
  double c = *a;

  *a = *b;
  *b = c;
}

/* Moves values about until the k-th least stands at @k, none greater before it and none less behind (Hoare, 1961). */
static double
nth (double *values, guint n, guint k)
{
  gsize low = 0;
  gsize high = n - 1;

  while (low < high)
    {
      gsize  middle = low + (high - low) / 2;
      double pivot;
      gsize  i = low;
      gsize  j = high;

      /* The middle of three, so that what is in order already is not the worst case. */
      if (values[middle] < values[low])
        swap (&values[middle], &values[low]);
      if (values[high] < values[low])
        swap (&values[high], &values[low]);
      if (values[high] < values[middle])
        swap (&values[high], &values[middle]);
      pivot = values[middle];
      for (;;)
        {
          while (values[i] < pivot)
            i++;
          while (values[j] > pivot)
            j--;
          if (i >= j)
            break;
          swap (&values[i++], &values[j--]);
        }
      if (i == j)
        {
          /* Both stopped at a value equal to the pivot. */
          if (k == i)
            return values[k];
          if (k < i)
            high = i - 1;
          else
            low = i + 1;
        }
      else if (k <= j)
        high = j;
      else
        low = i;
    }
  return values[k];
}

/* The bins of what is many: those that hold an order statistic are looked into, the rest is only counted. */
#define N_BINS 1024
#define MANY   512

typedef struct
{
  guint16 *bin;               /* by value */
  guint    before[N_BINS + 1]; /* how many values lie in lower bins */
} Bins;

/* Returns FALSE where the values lie too far apart, or not apart at all. */
static gboolean
fill_bins (Bins *self, const double *values, guint n)
{
  double low = values[0];
  double high = values[0];
  double scale;

  for (guint i = 1; i < n; i++)
    {
      low = MIN (low, values[i]);
      high = MAX (high, values[i]);
    }
  scale = (N_BINS - 1) / (high - low);
  if (!(scale > 0) || !isfinite (scale))
    return FALSE;
  memset (self->before, 0, sizeof self->before);
  for (guint i = 0; i < n; i++)
    self->bin[i] = (guint16) ((values[i] - low) * scale);
  for (guint i = 0; i < n; i++)
    self->before[self->bin[i] + 1]++;
  for (guint b = 0; b < N_BINS; b++)
    self->before[b + 1] += self->before[b];
  return TRUE;
}

static guint
find_bin (const Bins *self, guint k)
{
  guint b = 0;

  while (self->before[b + 1] <= k)
    b++;
  return b;
}

/* The k-th least and the one behind it. */
static void
look_into_bins (const Bins *self, const double *values, guint n, guint k, double *scratch, double pair[2])
{
  guint lower = find_bin (self, k);
  guint upper = k + 1 < n ? find_bin (self, k + 1) : lower;
  guint n_held = 0;

  for (guint i = 0; i < n; i++)
    {
      scratch[n_held] = values[i];
      n_held += self->bin[i] == lower || self->bin[i] == upper;
    }
  k -= self->before[lower];
  pair[0] = pair[1] = nth (scratch, n_held, k);
  if (k + 1 < n_held)
    {
      pair[1] = scratch[k + 1];
      for (guint j = k + 2; j < n_held; j++)
        pair[1] = MIN (pair[1], scratch[j]);
    }
}

static void
look_into_all (double *values, guint n, guint k, double pair[2])
{
  pair[0] = pair[1] = nth (values, n, k);
  if (k + 1 >= n)
    return;
  pair[1] = values[k + 1];
  for (guint j = k + 2; j < n; j++)
    pair[1] = MIN (pair[1], values[j]);
}

/*
 * tl_impact_percentiles:
 * @values: (array length=n): finite; they may be moved about
 * @n: at least 1
 * @p: (array length=n_p): from 0 to 1
 * @n_p: how many
 * @found: (out) (array length=n_p): linear between the order statistics at (n − 1)·p
 */
void
tl_impact_percentiles (double *values, guint n, const double *p, guint n_p, double *found)
{
  g_autofree guint16 *bin = n >= MANY ? g_new (guint16, n) : NULL;
  g_autofree double  *scratch = n >= MANY ? g_new (double, n + 1) : NULL;
  Bins                bins = { bin };
  gboolean            binned = bin != NULL && fill_bins (&bins, values, n);

  for (guint i = 0; i < n_p; i++)
    {
      double at = (n - 1) * p[i];
      guint  k = (guint) floor (at);
      double part = at - k;
      double pair[2];

      if (binned)
        look_into_bins (&bins, values, n, k, scratch, pair);
      else
        look_into_all (values, n, k, pair);
      found[i] = part == 0 ? pair[0] : pair[0] + part * (pair[1] - pair[0]);
    }
}
