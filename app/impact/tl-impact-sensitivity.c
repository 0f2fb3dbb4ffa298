/* tl-impact-sensitivity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-sensitivity.h"

#include <string.h>

#include "tl-impact-batch.h"
#include "tl-impact-private.h"

#define MOST_THREADS 16
/* Fewer numbers than these are not worth a thread. */
#define FEW_INPUTS 8

#define N_QUANTILES 19
/* Which of them are P10 and P90. */
#define P10 1
#define P90 17
/* What differs by less is rounding. */
#define EQUAL 1e-12

/* What the threads share. */
typedef struct
{
  const TlImpactModel   *model;
  const TlImpactResults *results;
  const TlImpactDraw    *draw;
  const TlImpactWorld   *points;
  TlImpactPlan          *plan;    /* of the fixes in their ranking; NULL where the journey is too large for batches */
  TlImpactCourse        *courses; /* by rank */
  TlImpactSensitivity   *all;     /* by input */
  const gint            *stop;
  guint                  next;    /* atomic: the first input that nobody has taken */
} Bench;

typedef struct
{
  Bench          *bench;
  TlImpactSolver *solver;
  TlImpactBatch  *batch;
  TlImpactWorld  *world;
  double         *npv; /* by quantile, then by rank; NaN where it has no result */
  double          quantile[N_QUANTILES];
  double          a;   /* the Beta whose quantiles these are, between 0 and 1 */
  double          b;
} Worker;

static gboolean
is_stopped (const Bench *self)
{
  return self->stop != NULL && g_atomic_int_get (self->stop);
}

/* The world with one number at a quantile, the rest at their points. */
static void
make_world (Worker *self, const TlImpactInput *input, guint q)
{
  const Bench *bench = self->bench;

  memcpy (self->world->values, bench->points->values, self->world->n_values * sizeof *self->world->values);
  self->world->values[input->value] = input->low + input->width * self->quantile[q];
  tl_impact_draw_bound (bench->draw, self->world);
}

static double
worth_of (Worker *self, guint rank, double gross)
{
  guint  fix = self->bench->results->ranking[rank];
  double npv = tl_impact_course_npv (&self->bench->courses[rank], self->world->one_off[fix], gross, self->world->run[fix]);

  return isfinite (npv) ? npv : NAN;
}

/* What every fix, or those that a lane could not tell, comes to in the world at hand. */
static void
ask_solver (Worker *self, double *npv, gboolean all)
{
  g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
  gboolean                 is_set = FALSE;

  for (guint i = 0; i < self->bench->results->n_ranked; i++)
    {
      TlImpactChange change;

      if (!all && !isinf (npv[i]))
        continue;
      if (!is_set && !tl_impact_solver_set_world (self->solver, self->world, &refusal))
        {
          for (; i < self->bench->results->n_ranked; i++)
            npv[i] = NAN;
          return;
        }
      is_set = TRUE;
      npv[i] = tl_impact_solver_change (self->solver, &self->bench->results->ranking[i], 1, &change, &refusal)
                 ? worth_of (self, i, change.gross)
                 : NAN;
    }
}

/* The quantiles from @first on, as many as there are lanes. */
static void
try_side_by_side (Worker *self, const TlImpactInput *input, guint first)
{
  const Bench *bench = self->bench;
  guint        n_ranked = bench->results->n_ranked;
  guint        n = MIN (TL_IMPACT_LANES, N_QUANTILES - first);
  TlLaneMask   odd;

  for (guint lane = 0; lane < n; lane++)
    {
      make_world (self, input, first + lane);
      tl_impact_batch_put (self->batch, lane, self->world);
    }
  tl_impact_batch_set (self->batch, &odd);
  for (guint i = 0; i < n_ranked; i++)
    {
      TlLanes    gross = { 0 };
      TlLaneMask unknown = { 0 };
      gboolean   covered = tl_impact_plan_covers (bench->plan, i);

      if (covered)
        tl_impact_batch_change (self->batch, i, &gross, &unknown);
      for (guint lane = 0; lane < n; lane++)
        /* Infinite: not known yet. */
        self->npv[(first + lane) * n_ranked + i] = !covered || unknown[lane] ? INFINITY : gross[lane];
    }
  for (guint lane = 0; lane < n; lane++)
    {
      double  *npv = self->npv + (first + lane) * n_ranked;
      gboolean some = FALSE;

      tl_impact_batch_get (self->batch, lane, self->world);
      for (guint i = 0; i < n_ranked && !odd[lane]; i++)
        if (isinf (npv[i]))
          some = TRUE;
        else
          npv[i] = worth_of (self, i, npv[i]);
      if (odd[lane] || some)
        ask_solver (self, npv, odd[lane] != 0);
    }
}

/* The fix that is first, or none. Whoever stands above at the points stays above where both come to the same. */
static guint
find_first (const double *npv, guint n)
{
  guint first = TL_IMPACT_NONE;

  for (guint i = 0; i < n; i++)
    if (!isnan (npv[i]) &&
        (first == TL_IMPACT_NONE || npv[i] - npv[first] > EQUAL * MAX (fabs (npv[i]), fabs (npv[first]))))
      first = i;
  return first;
}

static void
find_quantiles (Worker *self, const TlImpactInput *input)
{
  gboolean      is_uniform = input->law == TL_IMPACT_UNIFORM;
  TlImpactInput unit = { .law = input->law, .width = 1, .a = is_uniform ? -1 : input->a, .b = is_uniform ? -1 : input->b };

  if (self->a == unit.a && self->b == unit.b)
    return;
  self->a = unit.a;
  self->b = unit.b;
  for (guint q = 0; q < N_QUANTILES; q++)
    self->quantile[q] = tl_impact_input_quantile (&unit, (q + 1) / 20.);
}

/* Returns FALSE where it was stopped. */
static gboolean
weigh (Worker *self, TlImpactSensitivity *result)
{
  const Bench         *bench = self->bench;
  const TlImpactInput *input = &result->input;
  guint                n_ranked = bench->results->n_ranked;
  g_autofree guint    *taken = g_new0 (guint, n_ranked + 1);
  guint                takes = 0;

  find_quantiles (self, input);
  result->low = input->low + input->width * self->quantile[P10];
  result->high = input->low + input->width * self->quantile[P90];
  result->taker = TL_IMPACT_NONE;
  for (guint q = 0; q < N_QUANTILES; q += self->batch ? TL_IMPACT_LANES : 1)
    {
      if (is_stopped (bench))
        return FALSE;
      if (self->batch != NULL)
        try_side_by_side (self, input, q);
      else
        {
          make_world (self, input, q);
          ask_solver (self, self->npv + q * n_ranked, TRUE);
        }
    }
  for (guint i = 0; i < n_ranked; i++)
    {
      TlImpactSwing *swing = &result->swings[bench->results->ranking[i]];

      swing->low = self->npv[P10 * n_ranked + i];
      swing->high = self->npv[P90 * n_ranked + i];
      swing->known = !isnan (swing->low) && !isnan (swing->high);
      result->largest = MAX (result->largest, tl_impact_swing_width (swing));
    }
  for (guint q = 0; q < N_QUANTILES; q++)
    {
      guint best = find_first (self->npv + q * n_ranked, n_ranked);

      if (best != TL_IMPACT_NONE && best != 0)
        {
          takes++;
          taken[best]++;
        }
    }
  result->takes_first = (double) takes / N_QUANTILES;
  for (guint i = 0, most = 0; i < n_ranked; i++)
    if (taken[i] > most)
      {
        most = taken[i];
        result->taker = bench->results->ranking[i];
      }
  return TRUE;
}

static gpointer
work (gpointer data)
{
  Bench  *bench = data;
  Worker  self = { .bench = bench };

  self.solver = tl_impact_solver_new (bench->model);
  self.batch = bench->plan ? tl_impact_batch_new (bench->plan) : NULL;
  self.world = tl_impact_world_new (bench->model->journey);
  self.npv = g_new (double, (gsize) N_QUANTILES * bench->results->n_ranked + 1);
  for (;;)
    {
      guint i = (guint) g_atomic_int_add (&bench->next, 1);

      if (i >= bench->draw->n_inputs || !weigh (&self, &bench->all[i]))
        break;
    }
  g_free (self.npv);
  tl_impact_world_free (self.world);
  tl_impact_batch_free (self.batch);
  tl_impact_solver_free (self.solver);
  return NULL;
}

static int
by_weight (gconstpointer a, gconstpointer b)
{
  const TlImpactSensitivity *x = a;
  const TlImpactSensitivity *y = b;

  if (x->takes_first != y->takes_first)
    return x->takes_first < y->takes_first ? 1 : -1;
  if (x->largest != y->largest)
    return x->largest < y->largest ? 1 : -1;
  return (x->input.value > y->input.value) - (x->input.value < y->input.value);
}

static void
clear_sensitivity (gpointer data)
{
  g_free (((TlImpactSensitivity *) data)->swings);
}

/**
 * tl_impact_sensitivity:
 * @model: a model
 * @results: the results of its journey at the points
 * @stop: (nullable): set to other than 0 by any thread, it ends the work
 *
 * Finds, for each number in doubt, what hangs on it alone (impact-model.md, “What would change the order”).
 *
 * Returns: (transfer full) (nullable) (element-type TlImpactSensitivity): one for each number in doubt, those that most
 *   often change which fix is first before the others, then by the largest swing, then in the order of a world's
 *   values; %NULL where it was stopped
 */
GArray *
tl_impact_sensitivity (const TlImpactModel *model, const TlImpactResults *results, const gint *stop)
{
  const TlImpactJourney     *journey = model->journey;
  g_autoptr (TlImpactDraw)   draw = tl_impact_draw_new (journey);
  g_autoptr (TlImpactWorld)  points = tl_impact_world_new (journey);
  g_autofree TlImpactCourse *courses = g_new0 (TlImpactCourse, results->n_ranked + 1);
  g_autoptr (GArray)         all = g_array_new (FALSE, FALSE, sizeof (TlImpactSensitivity));
  Bench                      bench = { model, results, draw, points, NULL, courses, NULL, stop, 0 };
  guint                      n_threads = CLAMP (g_get_num_processors (), 1, MOST_THREADS);
  GThread                   *threads[MOST_THREADS] = { NULL };

  g_array_set_clear_func (all, clear_sensitivity);
  for (guint i = 0; i < results->n_ranked; i++)
    tl_impact_course_init (&courses[i], model, results->ranking[i]);
  for (guint i = 0; i < draw->n_inputs; i++)
    {
      TlImpactSensitivity one = { .input = draw->inputs[i], .swings = g_new0 (TlImpactSwing, journey->n_fixes + 1) };

      g_array_append_val (all, one);
    }
  bench.all = (TlImpactSensitivity *) (void *) all->data;
  bench.plan = tl_impact_plan_new (model, results->ranking, results->n_ranked);
  for (guint i = 1; i < n_threads && i * FEW_INPUTS < draw->n_inputs; i++)
    threads[i] = g_thread_new ("sensitivity", work, &bench);
  work (&bench);
  for (guint i = 1; i < n_threads; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
  tl_impact_plan_free (bench.plan);
  if (is_stopped (&bench))
    return NULL;
  g_array_sort (all, by_weight);
  return g_steal_pointer (&all);
}

/* A fix's combined impact as one number moves. */
typedef struct
{
  const TlImpactModel *model;
  TlImpactSolver      *solver;
  TlImpactWorld       *world;
  TlImpactCourse       course;
  guint                fix;
  gsize                value;   /* G_MAXSIZE for the cashable share of all touchpoints */
} Walk;

static double
impact_at (Walk *self, double value)
{
  g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
  TlImpactChange           change;

  if (self->value == G_MAXSIZE)
    for (guint t = 0; t < self->model->journey->n_touchpoints; t++)
      self->world->cashable[t] = value;
  else
    self->world->values[self->value] = value;
  if (!tl_impact_solver_set_world (self->solver, self->world, &refusal) ||
      !tl_impact_solver_change (self->solver, &self->fix, 1, &change, &refusal))
    return NAN;
  return tl_impact_course_npv (&self->course, self->world->one_off[self->fix], change.gross,
                               self->world->run[self->fix]);
}

/* Halves the gap between two values of which one pays and the other does not. */
static double
close_in (Walk *self, double a, double b, gboolean a_pays)
{
  for (int i = 0; i < 200; i++)
    {
      double middle = a + (b - a) / 2;
      double npv;

      if (middle == a || middle == b)
        break;
      npv = impact_at (self, middle);
      if (isnan (npv))
        break;
      if ((npv >= 0) == a_pays)
        a = middle;
      else
        b = middle;
    }
  return a + (b - a) / 2;
}

/* Looks away from @now, as far as @reach, for the first change of sign: evenly at first, then in growing steps. */
static gboolean
look (Walk *self, double now, gboolean pays, double reach, double direction, double *at)
{
  const int n = 64;
  double    near = MIN (reach, MAX (2 * fabs (now), 1));
  double    last = now;

  if (!(reach > 0))
    return FALSE;
  for (int i = 1; i <= 2 * n; i++)
    {
      double distance = i <= n ? near * i / n : near * pow (reach / near, (double) (i - n) / n);
      double value = now + direction * distance;
      double here;

      if (i > n && near >= reach)
        break;
      here = impact_at (self, value);
      /* What is refused ends the road: the worlds beyond contradict themselves. */
      if (isnan (here))
        return FALSE;
      if ((here >= 0) != pays)
        {
          *at = close_in (self, last, value, pays);
          return TRUE;
        }
      last = value;
    }
  return FALSE;
}

/**
 * tl_impact_break_even:
 * @model: a model
 * @fix: index of a ranked fix
 * @part: what kind of number to move
 * @index: of which thing of its kind; %TL_IMPACT_NONE with %TL_IMPACT_PART_CASHABLE for the share of all touchpoints
 * @result: (out): what was found
 *
 * Moves one number through its range, all others at their points, and finds the nearest value at which the fix's
 * combined impact is 0. A range without an end is looked at up to a million times the number, at least a million.
 *
 * Returns: whether the fix has a result with the number at its point
 */
gboolean
tl_impact_break_even (const TlImpactModel *model, guint fix, TlImpactPart part, guint index, TlImpactBreakEven *result)
{
  const TlImpactJourney     *journey = model->journey;
  g_autoptr (TlImpactWorld)  world = tl_impact_world_new (journey);
  g_autoptr (TlImpactSolver) solver = tl_impact_solver_new (model);
  Walk                       walk = { model, solver, world, { 0, 0, 0 }, fix, G_MAXSIZE };
  gboolean                   all = part == TL_IMPACT_PART_CASHABLE && index == TL_IMPACT_NONE;
  double                     below = 0;
  double                     above = 0;
  gboolean                   has_below;
  gboolean                   has_above;
  gboolean                   pays;
  gboolean                   shift = part == TL_IMPACT_PART_AMOUNT && journey->effects[index].shift;

  *result = (TlImpactBreakEven) { 0 };
  if (model->months < 0)
    return FALSE;
  tl_impact_course_init (&walk.course, model, fix);
  if (all)
    {
      g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
      TlImpactChange           change;

      if (!tl_impact_solver_set_world (solver, world, &refusal) ||
          !tl_impact_solver_change (solver, &fix, 1, &change, &refusal))
        return FALSE;
      result->npv = tl_impact_course_npv (&walk.course, world->one_off[fix], change.gross, world->run[fix]);
      result->now = 1;
    }
  else
    {
      walk.value = tl_impact_world_find (journey, part, index);
      if (walk.value == G_MAXSIZE)
        return FALSE;
      result->now = world->values[walk.value];
      result->npv = impact_at (&walk, result->now);
    }
  if (!isfinite (result->npv))
    return FALSE;
  result->high = tl_impact_part_is_share (journey, part, index) ? 1 : MAX (1e6, 1e6 * fabs (result->now));
  result->low = part == TL_IMPACT_PART_REVENUE || shift ? -result->high : 0;
  /* The cashable share of all touchpoints has no point of its own: it is looked for from 1 down. */
  pays = (all ? impact_at (&walk, 1) : result->npv) >= 0;
  has_below = look (&walk, result->now, pays, result->now - result->low, -1, &below);
  has_above = look (&walk, result->now, pays, result->high - result->now, 1, &above);
  result->found = has_below || has_above;
  if (result->found)
    {
      result->at = !has_above || (has_below && result->now - below <= above - result->now) ? below : above;
      result->pays_below = (result->now < result->at) == pays;
    }
  return TRUE;
}
