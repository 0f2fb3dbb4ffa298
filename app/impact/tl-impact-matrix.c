/* tl-impact-matrix.c: the flow as a sparse linear system
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A = I − Pᵀ, so that A·V = E. In a changed world, A'·ΔV = ΔE + ΔPᵀ·V is solved for the difference itself: a small one
 * keeps its digits, and none at all is 0. Where the shares out of one stage change, A' = A − δ·eᵀ and the factors of A
 * still serve (Sherman and Morrison); otherwise A' is factored anew in the order found for A.
 */
#include "tl-impact-private.h"

#include <string.h>

/* Beyond these, more digits would be lost than we can spare: factor anew, and correct the solution. */
#define LONG_STAY 1e3
#define SMALL_RATIO 1e-2

static void
fill_column (const TlImpactSolver *self, double *values, const double *shares, int stage)
{
  const TlImpactModel *model = self->model;

  for (int p = model->column[stage]; p < model->column[stage + 1]; p++)
    values[p] = 0;
  values[model->diagonal[stage]] = 1;
  for TL_IMPACT_EACH (model->out, stage, i, transition)
    values[model->place[transition]] -= shares[transition];
}

static gboolean
factor (TlImpactSolver *self, double *values, klu_numeric **numeric)
{
  const TlImpactModel *model = self->model;

  if (*numeric != NULL)
    {
      if (klu_refactor (model->column, model->row, values, model->symbolic, *numeric, &self->common) &&
          self->common.status == KLU_OK)
        return TRUE;
      klu_free_numeric (numeric, &self->common);
    }
  *numeric = klu_factor (model->column, model->row, values, model->symbolic, &self->common);
  return *numeric != NULL;
}

/* The greatest number of visits that follow from one, itself included; infinite where the sums make no sense. */
static double
find_longest (TlImpactSolver *self, klu_numeric *numeric, double *length)
{
  const TlImpactModel *model = self->model;
  double               longest = 0;

  for (int s = 0; s < model->n; s++)
    length[s] = 1;
  klu_tsolve (model->symbolic, numeric, model->n, 1, length, &self->common);
  for (int s = 0; s < model->n; s++)
    if (length[s] >= 0)
      longest = MAX (longest, length[s]);
    else
      return INFINITY;
  return longest;
}

/* Solves for the one right side in @side, whose solution goes to @answer. Where customers stay long, what the solution
 * misses is found in more digits and solved for again. */
static void
solve (TlImpactSolver *self, const double *values, klu_numeric *numeric, double longest, const double *side,
       double *answer)
{
  const TlImpactModel *model = self->model;
  gsize                size = (gsize) model->n * sizeof (double);

  memcpy (answer, side, size);
  klu_solve (model->symbolic, numeric, model->n, 1, answer, &self->common);
  for (int round = 0; round < 2 && longest > LONG_STAY; round++)
    {
      double *missing = self->right + model->n;

      for (int s = 0; s < model->n; s++)
        self->residual[s] = side[s];
      for (int s = 0; s < model->n; s++)
        for (int p = model->column[s]; p < model->column[s + 1]; p++)
          self->residual[model->row[p]] -= (long double) values[p] * answer[s];
      for (int s = 0; s < model->n; s++)
        missing[s] = (double) self->residual[s];
      klu_solve (model->symbolic, numeric, model->n, 1, missing, &self->common);
      for (int s = 0; s < model->n; s++)
        answer[s] += missing[s];
    }
}

/*
 * tl_impact_matrix_set_base:
 *
 * Factors the matrix of the shares in the base, and finds how long a customer stays at most.
 *
 * Returns: whether there are factors; @longest must still be looked at
 */
gboolean
tl_impact_matrix_set_base (TlImpactSolver *self)
{
  const TlImpactModel *model = self->model;
  const double        *shares = self->base + model->field[TL_IMPACT_FIELD_SHARE];

  self->longest = 0;
  self->row_solved = TL_IMPACT_NONE;
  if (model->n == 0)
    return TRUE;
  self->longest = INFINITY;
  for (int s = 0; s < model->n; s++)
    fill_column (self, self->values, shares, s);
  if (model->symbolic == NULL || !factor (self, self->values, &self->numeric))
    return FALSE;
  self->longest = find_longest (self, self->numeric, self->length);
  return TRUE;
}

/*
 * tl_impact_matrix_visits:
 *
 * Finds the visits of the base from its entries.
 */
void
tl_impact_matrix_visits (TlImpactSolver *self)
{
  if (self->model->n > 0)
    solve (self, self->values, self->numeric, self->longest, self->base + self->model->field[TL_IMPACT_FIELD_ENTRY],
           self->visits);
}

/* The solution for the shares out of a stage to stages that are not lost, which a stage's pains have in common. */
static void
solve_row (TlImpactSolver *self, guint stage)
{
  const TlImpactModel   *model = self->model;
  const double          *base = self->base + model->field[TL_IMPACT_FIELD_SHARE];

  if (self->row_solved == stage)
    return;
  self->row_solved = stage;
  self->row_longer = 0;
  memset (self->row_answer, 0, (gsize) model->n * sizeof *self->row_answer);
  for TL_IMPACT_EACH (model->out, stage, i, transition)
    {
      guint to = model->to[transition];

      if (model->to_lost[transition])
        continue;
      self->row_answer[to] += base[transition];
      self->row_longer += base[transition] * self->length[to];
    }
  klu_solve (model->symbolic, self->numeric, model->n, 1, self->row_answer, &self->common);
}

/* One stage's shares change by δ. Returns FALSE where the factors of the base are not good enough for it. */
static gboolean
change_one_row (TlImpactSolver *self, guint stage, gboolean only_row)
{
  const TlImpactModel   *model = self->model;
  const double          *base = self->base + model->field[TL_IMPACT_FIELD_SHARE];
  double                *delta = self->right + model->n;
  double                 longer = 0;
  double                 ratio;
  double                 factor_of_delta;

  if (!(self->longest <= LONG_STAY))
    return FALSE;
  if (self->row_in_ratio)
    {
      solve_row (self, stage);
      for (int s = 0; s < model->n; s++)
        delta[s] = self->row_more * self->row_answer[s];
      longer = self->row_more * self->row_longer;
    }
  else
    memset (delta, 0, (gsize) model->n * sizeof *delta);
  for TL_IMPACT_EACH (model->out, stage, i, transition)
    {
      guint  to = model->to[transition];
      double more = self->share_now[transition] - base[transition];

      /* From a lost stage nobody goes on, so it is its own solution. */
      if (self->row_in_ratio && !model->to_lost[transition])
        continue;
      delta[to] += more;
      longer += more * self->length[to];
    }
  if (!self->row_in_ratio)
    klu_solve (model->symbolic, self->numeric, model->n, 1, delta, &self->common);
  ratio = 1 - delta[stage];
  if (!(ratio >= SMALL_RATIO) || !(self->longest * (1 + MAX (longer, 0) / ratio) <= TL_IMPACT_MOST_VISITS))
    return FALSE;
  if (only_row)
    {
      /* The right side is V·δ, so its solution is a multiple of δ's. */
      factor_of_delta = self->visits[stage] / ratio;
      for (int s = 0; s < model->n; s++)
        self->more[s] = delta[s] * factor_of_delta;
      return TRUE;
    }
  memcpy (self->more, self->right, (gsize) model->n * sizeof *self->more);
  klu_solve (model->symbolic, self->numeric, model->n, 1, self->more, &self->common);
  factor_of_delta = self->more[stage] / ratio;
  for (int s = 0; s < model->n; s++)
    self->more[s] += delta[s] * factor_of_delta;
  return TRUE;
}

/*
 * tl_impact_matrix_change:
 * @only_row: whether nothing but the shares out of one stage changes, no entry
 * @refusal: where to say why there is no result
 *
 * Solves for the change of the visits, from the right side in the solver and the rows whose shares changed.
 */
gboolean
tl_impact_matrix_change (TlImpactSolver *self, gboolean only_row, TlImpactRefusal *refusal)
{
  const TlImpactModel *model = self->model;
  double               longest;
  gboolean             factored;

  if (model->n == 0)
    return TRUE;
  if (self->rows->len == 0)
    {
      solve (self, self->values, self->numeric, self->longest, self->right, self->more);
      return TRUE;
    }
  if (self->rows->len == 1 && change_one_row (self, g_array_index (self->rows, guint, 0), only_row))
    return TRUE;

  memcpy (self->changed, self->values, (gsize) model->column[model->n] * sizeof *self->changed);
  for (guint i = 0; i < self->rows->len; i++)
    fill_column (self, self->changed, self->share_now, (int) g_array_index (self->rows, guint, i));
  factored = factor (self, self->changed, &self->numeric_changed);
  longest = factored ? find_longest (self, self->numeric_changed, self->answer) : INFINITY;
  if (!(longest <= TL_IMPACT_MOST_VISITS))
    {
      g_autoptr (GArray) refusals = g_array_new (FALSE, FALSE, sizeof (TlImpactRefusal));

      if (tl_impact_circle_find (model, self->share_now, NULL, refusals))
        {
          tl_impact_refusal_clear (refusal);
          *refusal = g_array_index (refusals, TlImpactRefusal, 0);
          for (guint i = 1; i < refusals->len; i++)
            tl_impact_refusal_clear (&g_array_index (refusals, TlImpactRefusal, i));
          return FALSE;
        }
      if (!factored)
        {
          tl_impact_refuse (refusal, TL_IMPACT_NOT_FINITE, TL_IMPACT_NONE, INFINITY, TL_IMPACT_MOST_VISITS);
          return FALSE;
        }
    }
  solve (self, self->changed, self->numeric_changed, longest, self->right, self->more);
  return TRUE;
}
