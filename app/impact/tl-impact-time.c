/* tl-impact-time.c: a set of fixes over time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-private.h"

#include <string.h>

/* A fix of the set that starts within the horizon. */
typedef struct
{
  guint  fix;
  double start;
  double ramp;
  double half_life;
  double run;
  double share; /* of its effect, in the month at hand */
} Active;

typedef struct
{
  TlImpactSolver  *solver;
  TlImpactRefusal *refusal;
  const guint     *fixes;      /* the whole set */
  guint            n_fixes;
  double           whole;      /* gross of all of them */
  Active          *active;     /* in the order of their shares, the greatest first */
  guint            n_active;
  GHashTable      *known;      /* set → gross */
  double          *gross;      /* of the first k + 1 active fixes in their order */
  gboolean        *has_gross;
  guint           *first;      /* scratch: the first fixes, sorted */
} Course;

static double
effect_share (const Active *active, int month)
{
  double age = month - .5 - active->start;
  double share = 1;

  if (age <= 0)
    return 0;
  if (age < active->ramp)
    share = age / active->ramp;
  if (active->half_life > 0 && age > active->ramp)
    share *= exp2 (-(age - active->ramp) / active->half_life);
  return share;
}

/* Brings the shares up to the month, and the fixes in their order. Sets are the same up to the first that moved. */
static void
advance (Course *self, int month)
{
  for (guint i = 0; i < self->n_active; i++)
    self->active[i].share = effect_share (&self->active[i], month);
  for (guint i = 1; i < self->n_active; i++)
    {
      Active moving = self->active[i];
      guint  k = i;

      while (k > 0 && self->active[k - 1].share < moving.share)
        {
          self->active[k] = self->active[k - 1];
          k--;
        }
      if (k == i)
        continue;
      self->active[k] = moving;
      for (guint j = k; j < i; j++)
        self->has_gross[j] = FALSE;
    }
}

static int
by_index (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return (x > y) - (x < y);
}

/* The gross of the first @n active fixes together. */
static gboolean
find_gross (Course *self, guint n, double *gross)
{
  g_autoptr (GBytes) key = NULL;
  TlImpactChange     change;
  double            *known;

  if (self->has_gross[n - 1])
    {
      *gross = self->gross[n - 1];
      return TRUE;
    }
  if (n == self->n_fixes)
    change.gross = self->whole;
  else
    {
      for (guint i = 0; i < n; i++)
        self->first[i] = self->active[i].fix;
      qsort (self->first, n, sizeof *self->first, by_index);
      key = g_bytes_new (self->first, n * sizeof *self->first);
      known = g_hash_table_lookup (self->known, key);
      if (known != NULL)
        change.gross = *known;
      else
        {
          if (!tl_impact_solver_change (self->solver, self->first, n, &change, self->refusal))
            return FALSE;
          known = g_new (double, 1);
          *known = change.gross;
          g_hash_table_insert (self->known, g_steal_pointer (&key), known);
        }
    }
  *gross = self->gross[n - 1] = change.gross;
  self->has_gross[n - 1] = TRUE;
  return TRUE;
}

/* benefit = Σ (e_k − e_{k+1})·gross(the first k)/12. Sets between equal shares weigh nothing and are not looked at. */
static gboolean
find_benefit (Course *self, double *benefit)
{
  *benefit = 0;
  for (guint k = 0; k < self->n_active; k++)
    {
      double next = k + 1 < self->n_active ? self->active[k + 1].share : 0;
      double gross;

      if (!(self->active[k].share > next))
        continue;
      if (!find_gross (self, k + 1, &gross))
        return FALSE;
      *benefit += (self->active[k].share - next) * gross / 12;
    }
  return TRUE;
}

/* Walks through the months of the horizon. */
static gboolean
walk (Course *self, const double *once, TlImpactOutcome *outcome)
{
  const TlImpactModel *model = self->solver->model;
  double               rate = model->journey->discount_rate;
  double               one_off = 0;
  double               benefits = 0;
  double               costs = 0;
  double               total = 0;
  double               tolerance;
  int                  below = -1; /* the last month in which the running total is below 0 */

  for (guint i = 0; i < self->n_active; i++)
    {
      const Active *active = &self->active[i];

      one_off += self->solver->world->one_off[active->fix];
      outcome->npv -= self->solver->world->one_off[active->fix] * pow (1 + rate, -active->start / 12);
    }
  tolerance = MAX (1e-9 * one_off, 1e-9);
  for (int m = 0; m <= model->months; m++)
    {
      double benefit = 0;
      double running = 0;

      total -= once[m];
      costs += once[m];
      if (m > 0)
        {
          advance (self, m);
          if (!find_benefit (self, &benefit))
            return FALSE;
          for (guint i = 0; i < self->n_active; i++)
            if (m > self->active[i].start)
              running += self->active[i].run / 12;
          outcome->npv += (benefit - running) * model->discount[m];
          benefits += benefit;
          costs += running;
          total += benefit - running;
        }
      if (total < -tolerance)
        below = m;
    }
  if (self->n_active > 0 && below < model->months)
    {
      outcome->pays_back = TRUE;
      outcome->payback_months = below + 1;
    }
  if (costs > 0)
    {
      outcome->has_roi = TRUE;
      outcome->roi = (benefits - costs) / costs;
    }
  if (isfinite (outcome->npv) && isfinite (total) && (!outcome->has_roi || isfinite (outcome->roi)))
    return TRUE;
  tl_impact_refuse (self->refusal, TL_IMPACT_NOT_FINITE, TL_IMPACT_NONE, INFINITY, G_MAXDOUBLE);
  self->refusal->fix = self->fixes[0];
  return FALSE;
}

static gboolean
run_course (TlImpactSolver *solver, const guint *fixes, guint n_fixes, TlImpactOutcome *outcome)
{
  const TlImpactModel *model = solver->model;
  g_autofree Active   *active = g_new (Active, n_fixes);
  g_autofree double   *gross = g_new (double, n_fixes);
  g_autofree gboolean *has_gross = g_new0 (gboolean, n_fixes);
  g_autofree guint    *first = g_new (guint, n_fixes);
  g_autofree double   *once = g_new0 (double, model->months + 1);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                                        (GDestroyNotify) g_bytes_unref, g_free);
  Course               course = { solver, &outcome->refusal, fixes, n_fixes, outcome->change.gross, active, 0, known,
                                  gross, has_gross, first };

  for (guint i = 0; i < n_fixes; i++)
    {
      const TlImpactFix *fix = &model->journey->fixes[fixes[i]];

      if (!isfinite (fix->start_month) || !isfinite (fix->ramp_months) || !isfinite (fix->half_life))
        {
          tl_impact_refuse (&outcome->refusal, TL_IMPACT_NOT_FINITE, TL_IMPACT_NONE, INFINITY, G_MAXDOUBLE);
          outcome->refusal.fix = fixes[i];
          return FALSE;
        }
      if (fix->start_month > model->months)
        continue;
      active[course.n_active++] = (Active) { fixes[i], fix->start_month, fix->ramp_months, fix->half_life,
                                             solver->world->run[fixes[i]], 0 };
      once[(int) MAX (0, ceil (fix->start_month))] += solver->world->one_off[fixes[i]];
    }
  return walk (&course, once, outcome);
}

static TlImpactKind
kind_of (const TlImpactOutcome *outcome, const TlImpactYear *year)
{
  double revenue = outcome->change.revenue;
  double cost = outcome->change.cost;
  int    up = fabs (revenue) < 1e-9 * year->turnover ? 0 : (revenue > 0) - (revenue < 0);
  int    dearer = fabs (cost) < 1e-9 * year->cost ? 0 : (cost > 0) - (cost < 0);

  if (up > 0)
    return dearer < 0 ? TL_IMPACT_PAYS_BOTH_WAYS : TL_IMPACT_GROWS_REVENUE;
  if (up == 0 && dearer < 0)
    return TL_IMPACT_SAVES_COST;
  if (dearer < 0)
    return outcome->net_year < 0 ? TL_IMPACT_FALSE_ECONOMY : TL_IMPACT_SAVES_COST_LOSES_REVENUE;
  return up == 0 && dearer == 0 ? TL_IMPACT_NO_EFFECT : TL_IMPACT_HURTS_BOTH;
}

/**
 * tl_impact_solver_outcome:
 * @self: a solver whose world has a result
 * @fixes: (array length=n_fixes): indices of fixes, each once
 * @n_fixes: how many
 * @outcome: (out caller-allocates): overwritten; its refusal is to be cleared
 *
 * What a fix, or several together, come to: a year at full effect, and over the horizon.
 */
void
tl_impact_solver_outcome (TlImpactSolver *self, const guint *fixes, guint n_fixes, TlImpactOutcome *outcome)
{
  const TlImpactModel *model = self->model;

  g_return_if_fail (self->ready);

  *outcome = (TlImpactOutcome) { .payback_months = -1, .kind = TL_IMPACT_NO_EFFECT,
                                 .refusal = TL_IMPACT_REFUSAL_INIT };
  if (model->months < 0)
    {
      double months = floor (model->journey->horizon_years * 12 + .5);

      tl_impact_refuse (&outcome->refusal, months > TL_IMPACT_MAX_MONTHS ? TL_IMPACT_TOO_LONG : TL_IMPACT_NOT_FINITE,
                        TL_IMPACT_NONE, months, TL_IMPACT_MAX_MONTHS);
      return;
    }
  if (!tl_impact_solver_change (self, fixes, n_fixes, &outcome->change, &outcome->refusal))
    {
      if (n_fixes == 1)
        outcome->refusal.fix = fixes[0];
      return;
    }
  for (guint i = 0; i < n_fixes; i++)
    {
      outcome->run += self->world->run[fixes[i]];
      outcome->one_off += self->world->one_off[fixes[i]];
    }
  outcome->net_year = outcome->change.gross - outcome->run;
  if (!run_course (self, fixes, n_fixes, outcome))
    return;
  if (!isfinite (outcome->net_year) || !isfinite (outcome->one_off))
    {
      tl_impact_refuse (&outcome->refusal, TL_IMPACT_NOT_FINITE, TL_IMPACT_NONE, INFINITY, G_MAXDOUBLE);
      outcome->refusal.fix = n_fixes ? fixes[0] : TL_IMPACT_NONE;
      return;
    }
  outcome->kind = kind_of (outcome, &self->year);
  outcome->does_not_pay = outcome->npv < 0 && outcome->kind <= TL_IMPACT_SAVES_COST_LOSES_REVENUE;
  outcome->known = TRUE;
}

/*
 * tl_impact_course_init:
 *
 * Sums up over the horizon what a lone fix's money is multiplied by, which no number in doubt changes.
 */
void
tl_impact_course_init (TlImpactCourse *self, const TlImpactModel *model, guint index)
{
  const TlImpactFix *fix = &model->journey->fixes[index];
  Active             active = { index, fix->start_month, fix->ramp_months, fix->half_life, 0, 0 };

  *self = (TlImpactCourse) { 0, 0, 0 };
  if (fix->start_month > model->months)
    return;
  self->one_off = pow (1 + model->journey->discount_rate, -fix->start_month / 12);
  for (int m = 1; m <= model->months; m++)
    {
      self->benefit += effect_share (&active, m) / 12 * model->discount[m];
      if (m > fix->start_month)
        self->run += model->discount[m] / 12;
    }
}

/*
 * tl_impact_effect_share:
 *
 * Returns: the share of its effect that a fix has in a month, 0 to 1
 */
double
tl_impact_effect_share (const TlImpactModel *model, guint index, int month)
{
  const TlImpactFix *fix = &model->journey->fixes[index];
  Active             active = { index, fix->start_month, fix->ramp_months, fix->half_life, 0, 0 };

  return fix->start_month > model->months ? 0 : effect_share (&active, month);
}
