/* tl-impact-lu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-lu.h"

#include <string.h>
#include <suitesparse/amd.h>

/* Beyond so many products, what comes back to each stage is not worth finding. */
#define MOST_LOOKUPS 200000

/* Rows of bits: what a row may hold once those above it have been taken from it. */
static guint64 *
find_fill (TlImpactPattern *self, const TlImpactModel *model, guint words)
{
  const TlImpactJourney *journey = model->journey;
  guint64               *rows = g_new0 (guint64, (gsize) self->n * words);

  for (guint i = 0; i < self->n; i++)
    rows[(gsize) i * words + i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
  for (guint t = 0; t < journey->n_transitions; t++)
    {
      guint row = self->place[journey->transitions[t].to];
      guint column = self->place[journey->transitions[t].from];

      rows[(gsize) row * words + column / 64] |= G_GUINT64_CONSTANT (1) << (column % 64);
    }
  for (guint i = 0; i < self->n; i++)
    {
      guint64 *row = rows + (gsize) i * words;

      for (guint k = 0; k < i; k++)
        if (row[k / 64] >> (k % 64) & 1)
          {
            const guint64 *above = rows + (gsize) k * words;
            guint          w = k / 64;

            /* Only what stands to the right of the diagonal of row k. */
            row[w] |= k % 64 == 63 ? 0 : above[w] & ~((G_GUINT64_CONSTANT (2) << (k % 64)) - 1);
            for (w++; w < words; w++)
              row[w] |= above[w];
          }
    }
  return rows;
}

static void
list_fill (TlImpactPattern *self, const guint64 *rows, guint words)
{
  GArray *l = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *u = g_array_new (FALSE, FALSE, sizeof (guint));

  self->l_start = g_new0 (guint, self->n + 1);
  self->u_start = g_new0 (guint, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    {
      for (guint j = 0; j < self->n; j++)
        if (j != i && (rows[(gsize) i * words + j / 64] >> (j % 64) & 1))
          g_array_append_val (j < i ? l : u, j);
      self->l_start[i + 1] = l->len;
      self->u_start[i + 1] = u->len;
    }
  self->l_column = (guint *) (void *) g_array_free (l, FALSE);
  self->u_column = (guint *) (void *) g_array_free (u, FALSE);
}

/* An order of minimum degree; that of the journey where none can be found. */
static void
find_order (TlImpactPattern *self, const TlImpactModel *model)
{
  g_autofree int *order = g_new (int, self->n + 1);
  int             code = AMD_INVALID;

  if (self->n > 0)
    code = amd_order ((int) self->n, model->column, model->row, order, NULL, NULL);

  for (guint i = 0; i < self->n; i++)
    self->order[i] = code == AMD_OK || code == AMD_OK_BUT_JUMBLED ? (guint) order[i] : i;
  for (guint i = 0; i < self->n; i++)
    self->place[self->order[i]] = i;
}

/* Where row and column meet among what L or U holds. */
static guint
find_entry (const TlImpactPattern *self, guint row, guint column)
{
  const guint *start = column < row ? self->l_start : self->u_start;
  const guint *columns = column < row ? self->l_column : self->u_column;
  guint        low = start[row];
  guint        high = start[row + 1];

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (columns[middle] < column)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The entries that find_returns() multiplies, found once. */
static void
list_lookups (TlImpactPattern *self)
{
  guint             n_l = self->l_start[self->n];
  gsize             n_lookups = 0;
  g_autofree guint *next = NULL;
  gsize             at = 0;

  self->below_start = g_new0 (guint, self->n + 1);
  self->below = g_new (guint, n_l + 1);
  self->below_row = g_new (guint, n_l + 1);
  for (guint p = 0; p < n_l; p++)
    self->below_start[self->l_column[p] + 1]++;
  for (guint i = 0; i < self->n; i++)
    self->below_start[i + 1] += self->below_start[i];
  next = g_memdup2 (self->below_start, (self->n + 1) * sizeof *next);
  for (guint r = 0; r < self->n; r++)
    for (guint p = self->l_start[r]; p < self->l_start[r + 1]; p++)
      {
        guint to = next[self->l_column[p]]++;

        self->below[to] = p;
        self->below_row[to] = r;
      }
  for (guint i = 0; i < self->n; i++)
    n_lookups += (gsize) (self->u_start[i + 1] - self->u_start[i]) * (self->below_start[i + 1] - self->below_start[i]);
  if (n_lookups > MOST_LOOKUPS)
    return;
  self->lookup = g_new (guint, n_lookups + 1);
  for (guint i = self->n; i-- > 0; )
    for (guint p = self->u_start[i]; p < self->u_start[i + 1]; p++)
      for (guint b = self->below_start[i]; b < self->below_start[i + 1]; b++)
        self->lookup[at++] = self->u_column[p] == self->below_row[b]
                               ? 0
                               : find_entry (self, self->below_row[b], self->u_column[p]);
}

/*
 * tl_impact_pattern_new:
 *
 * Returns: (transfer full) (nullable): the pattern, or %NULL where there are too many stages
 */
TlImpactPattern *
tl_impact_pattern_new (const TlImpactModel *model)
{
  const TlImpactJourney *journey = model->journey;
  TlImpactPattern       *self;
  guint                  words;
  g_autofree guint64    *rows = NULL;
  g_autofree guint      *next = NULL;

  if (journey->n_stages == 0 || journey->n_stages > TL_IMPACT_LU_MOST)
    return NULL;
  self = g_new0 (TlImpactPattern, 1);
  self->n = journey->n_stages;
  self->order = g_new (guint, self->n);
  self->place = g_new (guint, self->n);
  find_order (self, model);
  words = (self->n + 63) / 64;
  rows = find_fill (self, model, words);
  list_fill (self, rows, words);

  self->in_start = g_new0 (guint, self->n + 1);
  self->in = g_new (guint, journey->n_transitions + 1);
  self->from = g_new (guint, journey->n_transitions + 1);
  for (guint t = 0; t < journey->n_transitions; t++)
    {
      self->in_start[self->place[journey->transitions[t].to] + 1]++;
      self->from[t] = self->place[journey->transitions[t].from];
    }
  for (guint i = 0; i < self->n; i++)
    self->in_start[i + 1] += self->in_start[i];
  next = g_memdup2 (self->in_start, (self->n + 1) * sizeof *next);
  for (guint t = 0; t < journey->n_transitions; t++)
    self->in[next[self->place[journey->transitions[t].to]]++] = t;
  list_lookups (self);
  return self;
}

/*
 * tl_impact_pattern_free:
 */
void
tl_impact_pattern_free (TlImpactPattern *self)
{
  if (self == NULL)
    return;
  g_free (self->order);
  g_free (self->place);
  g_free (self->l_start);
  g_free (self->l_column);
  g_free (self->u_start);
  g_free (self->u_column);
  g_free (self->in_start);
  g_free (self->in);
  g_free (self->from);
  g_free (self->below_start);
  g_free (self->below);
  g_free (self->below_row);
  g_free (self->lookup);
  g_free (self);
}

/*
 * tl_impact_factors_init:
 */
void
tl_impact_factors_init (TlImpactFactors *self, const TlImpactPattern *pattern)
{
  self->pattern = pattern;
  self->l = tl_lanes_alloc (pattern->l_start[pattern->n]);
  self->u = tl_lanes_alloc (pattern->u_start[pattern->n]);
  self->inverse = tl_lanes_alloc (pattern->n);
  self->row = tl_lanes_alloc (pattern->n);
  self->z_l = tl_lanes_alloc (pattern->l_start[pattern->n]);
  self->z_u = tl_lanes_alloc (pattern->u_start[pattern->n]);
}

/*
 * tl_impact_factors_clear:
 */
void
tl_impact_factors_clear (TlImpactFactors *self)
{
  g_aligned_free (self->l);
  g_aligned_free (self->u);
  g_aligned_free (self->inverse);
  g_aligned_free (self->row);
  g_aligned_free (self->z_l);
  g_aligned_free (self->z_u);
}

/*
 * tl_impact_factors_set:
 * @shares: by transition
 *
 * Factors I − Pᵀ. Where it has no inverse, what follows is not finite.
 */
TL_IMPACT_WIDE void
tl_impact_factors_set (TlImpactFactors *self, const TlLanes *shares)
{
  const TlImpactPattern *pattern = self->pattern;
  const guint           *l_column = pattern->l_column;
  const guint           *u_column = pattern->u_column;
  TlLanes               *row = self->row;

  for (guint i = 0; i < pattern->n; i++)
    {
      for (guint p = pattern->l_start[i]; p < pattern->l_start[i + 1]; p++)
        row[l_column[p]] = TL_LANES (0);
      for (guint p = pattern->u_start[i]; p < pattern->u_start[i + 1]; p++)
        row[u_column[p]] = TL_LANES (0);
      row[i] = TL_LANES (1);
      for (guint p = pattern->in_start[i]; p < pattern->in_start[i + 1]; p++)
        row[pattern->from[pattern->in[p]]] -= shares[pattern->in[p]];
      for (guint p = pattern->l_start[i]; p < pattern->l_start[i + 1]; p++)
        {
          guint   k = l_column[p];
          TlLanes times = row[k] * self->inverse[k];

          self->l[p] = times;
          for (guint q = pattern->u_start[k]; q < pattern->u_start[k + 1]; q++)
            row[u_column[q]] -= times * self->u[q];
        }
      for (guint p = pattern->u_start[i]; p < pattern->u_start[i + 1]; p++)
        self->u[p] = row[u_column[p]];
      self->inverse[i] = 1 / row[i];
    }
}

/*
 * tl_impact_factors_solve:
 * @x: (inout): the right side, by place; the solution
 * @first: the first place at which the right side is not 0
 */
TL_IMPACT_WIDE void
tl_impact_factors_solve (const TlImpactFactors *self, TlLanes *x, guint first)
{
  const TlImpactPattern *pattern = self->pattern;

  for (guint i = first + 1; i < pattern->n; i++)
    {
      TlLanes sum = x[i];

      for (guint p = pattern->l_start[i]; p < pattern->l_start[i + 1]; p++)
        sum -= self->l[p] * x[pattern->l_column[p]];
      x[i] = sum;
    }
  for (guint i = pattern->n; i-- > 0; )
    {
      TlLanes sum = x[i];

      for (guint p = pattern->u_start[i]; p < pattern->u_start[i + 1]; p++)
        sum -= self->u[p] * x[pattern->u_column[p]];
      x[i] = sum * self->inverse[i];
    }
}

/*
 * tl_impact_factors_solve_transposed:
 * @x: (inout): the right side, by place; the solution
 */
TL_IMPACT_WIDE void
tl_impact_factors_solve_transposed (const TlImpactFactors *self, TlLanes *x)
{
  const TlImpactPattern *pattern = self->pattern;

  for (guint i = 0; i < pattern->n; i++)
    {
      TlLanes here = x[i] * self->inverse[i];

      x[i] = here;
      for (guint p = pattern->u_start[i]; p < pattern->u_start[i + 1]; p++)
        x[pattern->u_column[p]] -= self->u[p] * here;
    }
  for (guint i = pattern->n; i-- > 0; )
    for (guint p = pattern->l_start[i]; p < pattern->l_start[i + 1]; p++)
      x[pattern->l_column[p]] -= self->l[p] * x[i];
}

/*
 * tl_impact_factors_find_returns:
 * @returns: (out): by place: visits to a stage that begin with one to it, the diagonal of the inverse
 *
 * The inverse is worked out from its last row up, and of it no more than where L and U, turned over, have something: that
 * much needs nothing else (Takahashi, Fagan and Chin, 1973).
 *
 * Returns: whether it was worth finding
 */
TL_IMPACT_WIDE gboolean
tl_impact_factors_find_returns (const TlImpactFactors *self, TlLanes *returns)
{
  const TlImpactPattern *pattern = self->pattern;
  const guint           *lookup = pattern->lookup;

  if (lookup == NULL)
    return FALSE;
  for (guint i = pattern->n; i-- > 0; )
    {
      TlLanes sum = TL_LANES (1);

      for (guint b = pattern->below_start[i]; b < pattern->below_start[i + 1]; b++)
        self->z_l[pattern->below[b]] = TL_LANES (0);
      for (guint p = pattern->u_start[i]; p < pattern->u_start[i + 1]; p++)
        {
          guint   k = pattern->u_column[p];
          TlLanes u = self->u[p] * self->inverse[i];
          TlLanes here = TL_LANES (0);

          for (guint b = pattern->below_start[i]; b < pattern->below_start[i + 1]; b++)
            {
              guint   m = pattern->below_row[b];
              guint   at = *lookup++;
              TlLanes z = k == m ? returns[k] : k < m ? self->z_l[at] : self->z_u[at];

              here -= z * self->l[pattern->below[b]];
              self->z_l[pattern->below[b]] -= u * z;
            }
          self->z_u[p] = here;
          sum -= self->u[p] * here;
        }
      returns[i] = sum * self->inverse[i];
    }
  return TRUE;
}
