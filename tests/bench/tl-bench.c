/* tl-bench.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-bench.h"

#include <stdio.h>
#include <stdlib.h>

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (double *values, int n)
{
  qsort (values, (size_t) n, sizeof *values, compare_doubles);
  return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static double
time_once (TlBenchJob job, gpointer data)
{
  gint64 start = g_get_monotonic_time ();

  job (data);
  return (double) (g_get_monotonic_time () - start) / 1e6;
}

void
tl_bench_note (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  printf ("bench: ");
  vprintf (format, args);
  printf ("\n");
  va_end (args);
  fflush (stdout);
}

/* A figure beside its bound, which it must not be above. */
void
tl_bench_ratio (const char *name, double bound, double ratio, const char *what)
{
  tl_bench_note ("%-40s %8.3f   bound %-7g %-5s %s", name, ratio, bound, ratio <= bound ? "kept" : "OVER", what);
}

/* Runs the two jobs in turn, so that a machine that slows down slows both, and prints the median of the ratios. */
void
tl_bench_compare (const char *name, double bound, TlBenchJob ours, const char *peer_name, TlBenchJob peer, gpointer data,
                  int n_runs)
{
  g_autofree double *a = g_new (double, n_runs);
  g_autofree double *b = g_new (double, n_runs);
  g_autofree double *ratios = g_new (double, n_runs);
  g_autofree char   *what = NULL;

  time_once (ours, data);
  time_once (peer, data);
  for (int i = 0; i < n_runs; i++)
    {
      a[i] = time_once (ours, data);
      b[i] = time_once (peer, data);
      ratios[i] = a[i] / b[i];
    }
  what = g_strdup_printf ("%.4g s against %.4g s, %s", median (a, n_runs), median (b, n_runs), peer_name);
  tl_bench_ratio (name, bound, median (ratios, n_runs), what);
}
