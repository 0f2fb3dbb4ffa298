/* tl-impact-random.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-random.h"

#include <math.h>

/* The normal density cut into layers of one area (Marsaglia and Tsang, 2000, as corrected by Doornik, 2005). */
#define N_LAYERS 128
#define TAIL 3.442619855899
#define AREA 9.91256303526217e-3

static double edge[N_LAYERS + 1];
static double inner[N_LAYERS];

static void
lay_out (void)
{
  static gsize done;
  double       density;

  if (!g_once_init_enter (&done))
    return;
  density = exp (-.5 * TAIL * TAIL);
  edge[0] = AREA / density;
  edge[1] = TAIL;
  for (int i = 2; i < N_LAYERS; i++)
    {
      edge[i] = sqrt (-2 * log (AREA / edge[i - 1] + density));
      density = exp (-.5 * edge[i] * edge[i]);
    }
  edge[N_LAYERS] = 0;
  for (int i = 0; i < N_LAYERS; i++)
    inner[i] = edge[i + 1] / edge[i];
  g_once_init_leave (&done, 1);
}

/*
 * tl_impact_random_below:
 *
 * Returns: one of 0 to @n − 1, each as likely as the next
 */
guint
tl_impact_random_below (TlImpactRandom *self, guint n)
{
  /* The bias of the product is below 2⁻³². */
  return (guint) (((tl_impact_random_next (self) >> 32) * n) >> 32);
}

static double
tail (TlImpactRandom *self, gboolean negative)
{
  double x;
  double y;

  do
    {
      x = log (tl_impact_random_unit (self)) / TAIL;
      y = log (tl_impact_random_unit (self));
    }
  while (-2 * y < x * x);
  return negative ? x - TAIL : TAIL - x;
}

/*
 * tl_impact_random_normal:
 *
 * Returns: of the normal distribution, mean 0 and deviation 1
 */
double
tl_impact_random_normal (TlImpactRandom *self)
{
  lay_out ();
  for (;;)
    {
      guint64 bits = tl_impact_random_next (self);
      guint   layer = bits & (N_LAYERS - 1);
      double  u = 2 * (((double) (bits >> 12) + .5) * 0x1p-52) - 1;
      double  x = u * edge[layer];
      double  above;
      double  below;

      if (fabs (u) < inner[layer])
        return x;
      if (layer == 0)
        return tail (self, u < 0);
      above = exp (-.5 * (edge[layer] * edge[layer] - x * x));
      below = exp (-.5 * (edge[layer + 1] * edge[layer + 1] - x * x));
      if (below + tl_impact_random_unit (self) * (above - below) < 1)
        return x;
    }
}

/*
 * tl_impact_random_gamma:
 * @shape: above 0
 *
 * Returns: of the gamma distribution of that shape and scale 1 (Marsaglia and Tsang, 2000)
 */
double
tl_impact_random_gamma (TlImpactRandom *self, double shape)
{
  double d;
  double c;

  if (shape < 1)
    {
      double u = tl_impact_random_unit (self);

      return tl_impact_random_gamma (self, shape + 1) * pow (u, 1 / shape);
    }
  d = shape - 1. / 3;
  c = 1 / sqrt (9 * d);
  for (;;)
    {
      double x = tl_impact_random_normal (self);
      double v = 1 + c * x;
      double u;

      if (v <= 0)
        continue;
      v = v * v * v;
      u = tl_impact_random_unit (self);
      if (u < 1 - .0331 * x * x * x * x || log (u) < .5 * x * x + d * (1 - v + log (v)))
        return d * v;
    }
}

/* The third of five numbers between 0 and 1, which is of Beta(3, 3). */
static double
middle_of_five (TlImpactRandom *self)
{
  double a = tl_impact_random_unit (self);
  double b = tl_impact_random_unit (self);
  double c = tl_impact_random_unit (self);
  double d = tl_impact_random_unit (self);
  double e = tl_impact_random_unit (self);
  double low = MAX (MIN (a, b), MIN (c, d));
  double high = MIN (MAX (a, b), MAX (c, d));

  /* Of a to d, the least and the greatest are out; the middle is that of the other two and e. */
  return MAX (MIN (low, high), MIN (MAX (low, high), e));
}

/*
 * tl_impact_random_beta:
 * @a: above 0
 * @b: above 0
 *
 * Returns: of Beta(@a, @b)
 */
double
tl_impact_random_beta (TlImpactRandom *self, double a, double b)
{
  double x;
  double y;

  if (a == 3 && b == 3)
    return middle_of_five (self);
  x = tl_impact_random_gamma (self, a);
  y = tl_impact_random_gamma (self, b);
  return x + y > 0 ? x / (x + y) : a / (a + b);
}
