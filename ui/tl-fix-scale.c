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

/**
 * tl_fix_scale_bend:
 *
 * Makes it symmetric-logarithmic where values differ much, even if none dwarfs all others: for points on a plane, which
 * are to be told apart rather than measured.
 */
void
tl_fix_scale_bend (TlFixScale *self)
{
  double size = MAX (self->high, -self->low);

  self->logarithmic = self->logarithmic || (self->linear > 0 && size > DWARFS * self->linear);
}

/**
 * tl_fix_scale_reach:
 * @value: the end of an interval, say
 *
 * Makes room for it, without it deciding on what scale the rest is shown.
 */
void
tl_fix_scale_reach (TlFixScale *self, double value)
{
  if (!isfinite (value))
    return;
  self->low = MIN (self->low, value);
  self->high = MAX (self->high, value);
  self->linear = MAX (self->linear, MAX (self->high, -self->low) * 1e-4);
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

/* 1, 2 or 5 times a power of ten, no less than @step. */
static double
round_step (double step)
{
  double power = pow (10, floor (log10 (step)));

  return step <= power ? power : step <= 2 * power ? 2 * power : step <= 5 * power ? 5 * power : 10 * power;
}

static gboolean
is_within (const TlFixScale *self, double value)
{
  return value >= self->low && value <= self->high;
}

/* Powers of ten on both sides of 0, from the greatest down, every so many so that they are not too many. */
static guint
find_powers (const TlFixScale *self, guint most, double *ticks)
{
  int   top = (int) floor (log10 (MAX (self->high, -self->low)));
  int   bottom = (int) ceil (log10 (self->linear));
  int   both = self->low < 0 && self->high > 0 ? 2 : 1;
  int   step = MAX (1, (int) ceil ((top - bottom + 1.0) * both / MAX (most - 1.0, 1)));
  guint n = 0;

  for (int power = top; power >= bottom && n + 2 < TL_FIX_SCALE_TICKS; power -= step)
    {
      if (is_within (self, pow (10, power)))
        ticks[n++] = pow (10, power);
      if (is_within (self, -pow (10, power)))
        ticks[n++] = -pow (10, power);
    }
  return n;
}

/**
 * tl_fix_scale_ticks:
 * @most: about how many there is room for
 * @ticks: (out): round values within the scale; 0 comes first
 *
 * Returns: how many there are
 */
guint
tl_fix_scale_ticks (const TlFixScale *self, guint most, double ticks[TL_FIX_SCALE_TICKS])
{
  double width = self->high - self->low;
  double step;
  guint  n = 1;

  ticks[0] = 0;
  if (!(width > 0) || !isfinite (width) || most < 2)
    return n;
  if (self->logarithmic)
    return n + find_powers (self, most, ticks + 1);
  step = round_step (width / MIN (most, TL_FIX_SCALE_TICKS - 2));
  /* 0 alone is no scale. */
  while (step > self->high && step > -self->low)
    step /= 2;
  for (double tick = step; n < TL_FIX_SCALE_TICKS && (tick <= self->high || -tick >= self->low); tick += step)
    {
      if (tick <= self->high)
        ticks[n++] = tick;
      if (n < TL_FIX_SCALE_TICKS && -tick >= self->low)
        ticks[n++] = -tick;
    }
  return n;
}
