/* tl-impact-strips.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A density with one peak, cut into upright strips of one width, each as high as the density is anywhere in it. A strip is
 * chosen by its area (Walker's aliases, 1977, as laid out by Vose, 1991), and a point within it; below the density it is
 * taken, which needs no logarithm where it is below the least that the density is in that strip. So the law is exact, and
 * most draws cost two numbers by chance and one look at a table.
 */
#include "tl-impact-strips.h"

#include <math.h>

#include "tl-impact-lanes.h"

#define N_STRIPS 128
#define ALL (1u << 24)
/* Beyond where the density is e⁻³⁸ of its peak there is nothing that a double between 0 and 1 would notice. */
#define DEPTH 38

/* What most draws look at, and nothing else: tables of a thousand laws do not fit where they are quick to reach. */
typedef struct
{
  guint32 keep;  /* chance that it is this strip rather than its alias, of ALL; below it, the alias */
  guint32 least; /* of the density within it, of its height, of 2³² */
} Strip;

struct TlImpactStrips
{
  double   low;
  double   width; /* of one strip */
  double   p;     /* log density: p·log x + q·log (1 − x), or p·log x − x */
  double   q;
  double   peak;  /* of the log density */
  gboolean is_gamma;
  Strip    strip[N_STRIPS];
  float    height[N_STRIPS];
};

static double
times_log (double factor, double x)
{
  return factor == 0 ? 0 : factor * log (x);
}

static double
log_density (const TlImpactStrips *self, double x)
{
  return self->is_gamma ? times_log (self->p, x) - x : times_log (self->p, x) + times_log (self->q, 1 - x);
}

/* Where the density has fallen far enough between the peak and @edge. */
static double
find_end (const TlImpactStrips *self, double mode, double edge)
{
  double near = mode;
  double far = edge;

  if (log_density (self, edge) > self->peak - DEPTH)
    return edge;
  for (int i = 0; i < 24; i++)
    {
      double middle = .5 * (near + far);

      if (log_density (self, middle) > self->peak - DEPTH)
        near = middle;
      else
        far = middle;
    }
  return far;
}

/* Shares the strips' areas out evenly: each place holds part of its own strip and the rest of another's. */
static void
find_aliases (TlImpactStrips *self)
{
  double area[N_STRIPS];
  double sum = 0;
  guint8 small[N_STRIPS];
  guint8 large[N_STRIPS];
  guint  n_small = 0;
  guint  n_large = 0;

  for (guint i = 0; i < N_STRIPS; i++)
    sum += self->height[i];
  for (guint i = 0; i < N_STRIPS; i++)
    {
      area[i] = self->height[i] * N_STRIPS / sum;
      self->strip[i].keep = (ALL - 1) << 8 | i;
      if (area[i] < 1)
        small[n_small++] = (guint8) i;
      else
        large[n_large++] = (guint8) i;
    }
  while (n_small > 0 && n_large > 0)
    {
      guint8 s = small[--n_small];
      guint8 l = large[n_large - 1];

      self->strip[s].keep = (guint32) MIN (ALL - 1, lround (area[s] * ALL)) << 8 | l;
      area[l] -= 1 - area[s];
      if (area[l] < 1)
        {
          n_large--;
          small[n_small++] = l;
        }
    }
}

static TlImpactStrips *
cut (TlImpactStrips *self, double mode, double low, double high)
{
  double left;

  self->peak = log_density (self, mode);
  self->low = find_end (self, mode, low);
  self->width = (find_end (self, mode, high) - self->low) / N_STRIPS;
  left = exp (log_density (self, self->low) - self->peak);
  for (guint i = 0; i < N_STRIPS; i++)
    {
      double end = i + 1 < N_STRIPS ? self->low + self->width * (i + 1) : find_end (self, mode, high);
      double right = exp (log_density (self, end) - self->peak);
      double most = self->low + self->width * i <= mode && mode <= end ? 1 : MAX (left, right);

      /* A float may round down: it is held above. */
      self->height[i] = (float) (most * (1 + 1e-6) + 1e-30);
      self->strip[i].least = (guint32) (MIN (left, right) / self->height[i] * (1 - 1e-6) * 0x1p32);
      left = right;
    }
  find_aliases (self);
  return self;
}

/*
 * tl_impact_strips_new_beta:
 * @a: at least 1
 * @b: at least 1
 *
 * Returns: (transfer full): Beta(@a, @b)
 */
TlImpactStrips *
tl_impact_strips_new_beta (double a, double b)
{
  TlImpactStrips *self = g_new0 (TlImpactStrips, 1);

  self->p = a - 1;
  self->q = b - 1;
  return cut (self, a + b > 2 ? (a - 1) / (a + b - 2) : .5, 0, 1);
}

/*
 * tl_impact_strips_new_gamma:
 * @shape: at least 1
 *
 * Returns: (transfer full): the gamma distribution of that shape and scale 1
 */
TlImpactStrips *
tl_impact_strips_new_gamma (double shape)
{
  TlImpactStrips *self = g_new0 (TlImpactStrips, 1);

  self->p = shape - 1;
  self->is_gamma = TRUE;
  /* Far enough for any shape: the density falls by e at the least where x grows by 1 beyond twice the peak. */
  return cut (self, shape - 1, 0, 2 * shape + 20 * sqrt (shape) + 80);
}

/*
 * tl_impact_strips_free:
 */
void
tl_impact_strips_free (TlImpactStrips *self)
{
  g_free (self);
}

/*
 * tl_impact_strips_draw:
 *
 * Returns: one number of the distribution
 */
double
tl_impact_strips_draw (const TlImpactStrips *self, TlImpactRandom *random)
{
  for (;;)
    {
      /* One number by chance has room for the strip, for whether it is its alias, and for the height. */
      guint64      bits = tl_impact_random_next (random);
      guint        i = bits & (N_STRIPS - 1);
      const Strip *strip = &self->strip[i];
      guint32      height = (guint32) (bits >> 32);
      guint        choice[2] = { strip->keep & 0xff, i };
      double       x;

      i = choice[((bits >> 7) & (ALL - 1)) < strip->keep >> 8];
      x = self->low + self->width * (i + tl_impact_random_unit (random));
      if (height < self->strip[i].least ||
          (height + .5) * 0x1p-32 * self->height[i] < exp (log_density (self, x) - self->peak))
        return x;
    }
}

/*
 * tl_impact_strips_draw_many:
 * @states: (array length=n) (inout): of streams
 * @n: at most %TL_IMPACT_BLOCK
 * @values: (out) (array length=n): a number of the distribution from each stream, as tl_impact_strips_draw() draws it
 *
 * Hashes first, which the processor does for several at once, then looks up; few need more than one look.
 */
TL_IMPACT_WIDE void
tl_impact_strips_draw_many (const TlImpactStrips *self, guint64 *states, guint n, double *values)
{
  guint64 first[TL_IMPACT_BLOCK];
  guint64 second[TL_IMPACT_BLOCK];
  guint   again[TL_IMPACT_BLOCK];
  guint   n_again = 0;

  for (guint w = 0; w < n; w++)
    first[w] = tl_impact_random_mix (states[w] + TL_IMPACT_RANDOM_STEP);
  for (guint w = 0; w < n; w++)
    second[w] = tl_impact_random_mix (states[w] + 2 * TL_IMPACT_RANDOM_STEP);
  for (guint w = 0; w < n; w++)
    {
      guint64      bits = first[w];
      guint        i = bits & (N_STRIPS - 1);
      const Strip *strip = &self->strip[i];
      guint        choice[2] = { strip->keep & 0xff, i };
      double       unit = ((double) (gint64) (second[w] >> 12) + .5) * 0x1p-52;

      i = choice[((bits >> 7) & (ALL - 1)) < strip->keep >> 8];
      values[w] = self->low + self->width * (i + unit);
      again[n_again] = w;
      n_again += (guint32) (bits >> 32) >= self->strip[i].least;
    }
  for (guint k = 0; k < n_again; k++)
    {
      TlImpactRandom random = { states[again[k]] };

      values[again[k]] = tl_impact_strips_draw (self, &random);
      /* Two steps are made below. */
      states[again[k]] = random.state - 2 * TL_IMPACT_RANDOM_STEP;
    }
  for (guint w = 0; w < n; w++)
    states[w] += 2 * TL_IMPACT_RANDOM_STEP;
}
