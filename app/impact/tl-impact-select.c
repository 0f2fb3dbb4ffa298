/* tl-impact-select.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-select.h"

#include <math.h>

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

/*
 * tl_impact_percentile:
 * @values: (array length=n): finite; they are moved about
 * @n: at least 1
 * @p: from 0 to 1
 *
 * Returns: linear between the order statistics at (n − 1)·@p
 */
double
tl_impact_percentile (double *values, guint n, double p)
{
  double at = (n - 1) * p;
  guint  k = (guint) floor (at);
  double part = at - k;
  double below = nth (values, n, k);
  double above;

  if (part == 0 || k + 1 >= n)
    return below;
  above = values[k + 1];
  for (guint i = k + 2; i < n; i++)
    above = MIN (above, values[i]);
  return below + part * (above - below);
}
