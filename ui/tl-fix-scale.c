/* tl-fix-scale.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fix-scale.h"

#include <math.h>

/* A value that is so many times the next one dwarfs the rest: on a plain scale they would all look like nothing. */
#define DWARFS 12.0

/**
 * tl_fix_scale_init:
 * @values: (array length=n_values): what is to be shown
 *
 * Makes a scale that has room for every value, and for 0.
 */
void
tl_fix_scale_init (TlFixScale *self, const double *values, gsize n_values)
{
  double first = 0, second = 0, least = 0;

  *self = (TlFixScale) { 0 };
  for (gsize i = 0; i < n_values; i++)
    {
      double size = fabs (values[i]);

      if (!isfinite (values[i]))
        continue;
      self->low = MIN (self->low, values[i]);
      self->high = MAX (self->high, values[i]);
      if (size > first)
        {
          second = first;
          first = size;
        }
      else if (size > second)
        second = size;
      if (size > 0 && (least == 0 || size < least))
        least = size;
    }
  self->logarithmic = second > 0 && first > DWARFS * second;
  self->linear = MAX (least, first * 1e-4);
}

static double
bend (const TlFixScale *self, double value)
{
  return self->logarithmic ? copysign (log1p (fabs (value) / self->linear), value) : value;
}

/**
 * tl_fix_scale_place:
 *
 * Returns: where @value is, from 0 at the low end to 1 at the high end
 */
double
tl_fix_scale_place (const TlFixScale *self, double value)
{
  double low = bend (self, self->low);
  double high = bend (self, self->high);

  if (!(high > low) || !isfinite (value))
    return 0;
  return CLAMP ((bend (self, value) - low) / (high - low), 0, 1);
}
