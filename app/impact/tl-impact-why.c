/* tl-impact-why.c: from the year as it is to a fix's combined impact
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-private.h"
#include "tl-impact-shapley.h"
#include "tl-impact-together.h"

enum
{
  WON,
  REVENUE,
  COST,
  GROSS,
  N_VALUES,
};

typedef struct
{
  TlImpactSolver  *solver;
  TlImpactRefusal *refusal;
  const guint     *effects;
  guint           *some;
  const gint      *stop;
} Job;

static gboolean
worth (const guint *players, guint n, double *value, gpointer data)
{
  Job           *job = data;
  TlImpactChange change;

  if (job->stop && g_atomic_int_get (job->stop))
    return FALSE;
  for (guint i = 0; i < n; i++)
    job->some[i] = job->effects[players[i]];
  if (!tl_impact_solver_change_some (job->solver, job->some, n, &change, job->refusal))
    return FALSE;
  value[WON] = change.won;
  value[REVENUE] = change.revenue;
  value[COST] = change.cost;
  value[GROSS] = change.gross;
  return TRUE;
}

/**
 * tl_impact_why:
 * @model: a model of a journey that is not refused at the points
 * @fix: index of a fix
 * @stop: (nullable): set to other than 0 by any thread, it ends the work
 * @refusal: (inout): initialised; set where there is no answer
 *
 * Splits a fix's combined impact into what each of its effects contributes, by Shapley value, and what it costs, at the
 * points. The parts add up.
 *
 * Returns: (transfer full) (nullable): why it comes to what it does; %NULL where a world with some of its effects is
 *   refused, or it was stopped
 */
TlImpactWhy *
tl_impact_why (const TlImpactModel *model, guint fix, const gint *stop, TlImpactRefusal *refusal)
{
  const TlImpactJourney     *journey = model->journey;
  guint                      first = model->effects.start[fix];
  guint                      n = model->effects.start[fix + 1] - first;
  g_autoptr (TlImpactSolver) solver = tl_impact_solver_new (model);
  g_autoptr (TlImpactWorld)  world = tl_impact_world_new (journey);
  g_autoptr (TlImpactWhy)    self = g_new0 (TlImpactWhy, 1);
  g_autofree guint          *some = g_new (guint, n + 1);
  g_autofree double         *credit = g_new0 (double, (gsize) n * N_VALUES + 1);
  double                     error[N_VALUES] = { 0 };
  Job                        job = { solver, refusal, model->effects.member + first, some, stop };
  TlImpactCourse             course;

  if (model->months < 0)
    {
      tl_impact_refuse (refusal, TL_IMPACT_TOO_LONG, TL_IMPACT_NONE, floor (journey->horizon_years * 12 + .5),
                        TL_IMPACT_MAX_MONTHS);
      return NULL;
    }
  if (!tl_impact_solver_set_world (solver, world, refusal) ||
      !tl_impact_solver_change_some (solver, job.effects, n, &self->change, refusal) ||
      !tl_impact_shapley (n, N_VALUES, TL_IMPACT_EXACT, worth, &job, credit, error))
    {
      refusal->fix = fix;
      return NULL;
    }
  tl_impact_course_init (&course, model, fix);
  self->exact = n <= TL_IMPACT_EXACT;
  self->error = error[GROSS] * fabs (course.benefit);
  self->steps = g_new0 (TlImpactStep, n + 1);
  self->n_steps = n;
  for (guint i = 0; i < n; i++)
    {
      const double *here = credit + (gsize) i * N_VALUES;

      self->steps[i] = (TlImpactStep) { job.effects[i], here[WON],   here[REVENUE],
                                        here[COST],     here[GROSS], here[GROSS] * course.benefit };
      self->npv += self->steps[i].npv;
    }
  self->one_off = world->one_off[fix] == 0 ? 0 : -world->one_off[fix] * course.one_off;
  self->run = world->run[fix] == 0 ? 0 : -world->run[fix] * course.run;
  self->npv += self->one_off + self->run;
  return g_steal_pointer (&self);
}

/**
 * tl_impact_why_free:
 * @self: (nullable): why a fix comes to what it does
 */
void
tl_impact_why_free (TlImpactWhy *self)
{
  if (self == NULL)
    return;
  g_free (self->steps);
  g_free (self);
}
