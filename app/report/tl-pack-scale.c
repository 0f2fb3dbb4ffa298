/* tl-pack-scale.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-scale.h"

#include <math.h>

#include "tl-money.h"

#define DWARFS 40.0 /* how much greater than the middle one a value is that makes the scale bend */
#define DECADES 4   /* of lines on each side of a scale that bends */

/**
 * _tl_pen_money:
 *
 * Returns: (transfer full): an amount, in the few letters that an axis has
 */
char *
_tl_pen_money (const TlPackPen *self, double amount)
{
  return tl_money_format (amount, tl_figures_get_currency (self->pack->figures), TL_MONEY_SHORT, NULL);
}

static double
bend (const TlPackScale *self, double value)
{
  return self->unit > 0 ? asinh (value / self->unit) : value;
}

double
_tl_scale_place (const TlPackScale *self, double value)
{
  double low = bend (self, self->low), high = bend (self, self->high);

  return high > low ? self->left + (bend (self, value) - low) / (high - low) * (self->right - self->left) : self->left;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

/**
 * _tl_scale_make:
 *
 * Returns: a scale that holds all @values, and 0
 */
TlPackScale
_tl_scale_make (const double *values, guint n, double left, double right)
{
  TlPackScale        self = { 0, 0, left, right, 0 };
  g_autofree double *sizes = g_new (double, MAX (1, n));
  guint              n_sizes = 0;
  double             typical, margin;

  for (guint i = 0; i < n; i++)
    {
      self.low = MIN (self.low, values[i]);
      self.high = MAX (self.high, values[i]);
      if (fabs (values[i]) >= 1)
        sizes[n_sizes++] = fabs (values[i]);
    }
  if (self.low == self.high)
    self.high = 1;
  qsort (sizes, n_sizes, sizeof *sizes, compare_numbers);
  typical = n_sizes ? sizes[n_sizes / 2] : 0;
  if (typical > 0 && MAX (-self.low, self.high) > DWARFS * typical)
    self.unit = typical;
  margin = 0.02 * (self.high - self.low);
  if (self.unit <= 0)
    {
      self.low -= self.low < 0 ? margin : 0;
      self.high += self.high > 0 ? margin : 0;
    }
  return self;
}

/**
 * _tl_scale_find_ticks:
 * @ticks: (out): where lines stand, in order
 *
 * Returns: how many there are
 */
guint
_tl_scale_find_ticks (const TlPackScale *self, double ticks[TL_TICKS_MOST])
{
  guint n = 0;

  if (self->unit > 0)
    {
      double first = ceil (log10 (self->unit));
      double span = MAX (1, floor (log10 (MAX (self->high, -self->low))) - first + 1);
      double step = pow (10, ceil (span / DECADES));
      guint  each = 0;

      for (double at = pow (10, first); at <= self->high && each < DECADES; at *= step, each++)
        ticks[n++] = at;
      each = 0;
      for (double at = pow (10, first); -at >= self->low && each < DECADES; at *= step, each++)
        ticks[n++] = -at;
      ticks[n++] = 0;
      qsort (ticks, n, sizeof *ticks, compare_numbers);
    }
  else
    {
      double step = pow (10, floor (log10 ((self->high - self->low) / 3)));

      if ((self->high - self->low) / step > 12)
        step *= 5;
      else if ((self->high - self->low) / step > 6)
        step *= 2;
      for (double at = ceil (self->low / step) * step; at <= self->high && n < TL_TICKS_MOST; at += step)
        ticks[n++] = fabs (at) < step / 1000 ? 0 : at;
    }
  return n;
}
