/* tl-impact-sensitivity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-sensitivity.h"

#include <string.h>

#include "tl-impact-private.h"

#define N_QUANTILES 19

/* The combined impact of every ranked fix in one world, and which is first. */
typedef struct
{
  const TlImpactModel   *model;
  const TlImpactResults *results;
  TlImpactSolver        *solver;
  TlImpactCourse        *courses; /* by fix */
  double                *npv;     /* by fix; NaN where it has no result */
} Bench;

/* Returns the first fix, or none. */
static guint
try_world (Bench *self, const TlImpactWorld *world)
{
  g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
  guint                    first = TL_IMPACT_NONE;

  for (guint i = 0; i < self->results->n_ranked; i++)
    self->npv[self->results->ranking[i]] = NAN;
  if (!tl_impact_solver_set_world (self->solver, world, &refusal))
    return TL_IMPACT_NONE;
  for (guint i = 0; i < self->results->n_ranked; i++)
    {
      guint          fix = self->results->ranking[i];
      TlImpactChange change;

      if (!tl_impact_solver_change (self->solver, &fix, 1, &change, &refusal))
        continue;
      self->npv[fix] =
        tl_impact_course_npv (&self->courses[fix], world->one_off[fix], change.gross, world->run[fix]);
      /* Whoever stands above at the points stays above where both come to the same. */
      if (first == TL_IMPACT_NONE || self->npv[fix] > self->npv[first])
        first = fix;
    }
  return first;
}

static void
weigh (Bench *self, const TlImpactDraw *draw, const TlImpactWorld *points, TlImpactWorld *world,
       TlImpactSensitivity *result)
{
  const TlImpactInput *input = &result->input;
  const guint          n_fixes = self->model->journey->n_fixes;
  const guint          first = self->results->n_ranked > 0 ? self->results->ranking[0] : TL_IMPACT_NONE;
  g_autofree guint    *taken = g_new0 (guint, n_fixes + 1);
  const double         ends[2] = { .1, .9 };
  guint                takes = 0;

  result->swings = g_new0 (TlImpactSwing, n_fixes + 1);
  result->taker = TL_IMPACT_NONE;
  result->low = tl_impact_input_quantile (input, .1);
  result->high = tl_impact_input_quantile (input, .9);
  for (int end = 0; end < 2; end++)
    {
      memcpy (world->values, points->values, world->n_values * sizeof *world->values);
      world->values[input->value] = tl_impact_input_quantile (input, ends[end]);
      tl_impact_draw_bound (draw, world);
      try_world (self, world);
      for (guint i = 0; i < self->results->n_ranked; i++)
        {
          guint          fix = self->results->ranking[i];
          TlImpactSwing *swing = &result->swings[fix];

          if (end == 0)
            {
              swing->low = self->npv[fix];
              swing->known = isfinite (swing->low);
            }
          else
            {
              swing->high = self->npv[fix];
              swing->known &= isfinite (swing->high);
              result->largest = MAX (result->largest, tl_impact_swing_width (swing));
            }
        }
    }
  for (int q = 1; q <= N_QUANTILES; q++)
    {
      guint best;

      memcpy (world->values, points->values, world->n_values * sizeof *world->values);
      world->values[input->value] = tl_impact_input_quantile (input, q / 20.);
      tl_impact_draw_bound (draw, world);
      best = try_world (self, world);
      if (best != TL_IMPACT_NONE && best != first)
        {
          takes++;
          taken[best]++;
        }
    }
  result->takes_first = (double) takes / N_QUANTILES;
  for (guint f = 0; f < n_fixes; f++)
    if (taken[f] > 0 && (result->taker == TL_IMPACT_NONE || taken[f] > taken[result->taker]))
      result->taker = f;
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
  g_autoptr (TlImpactWorld)  world = tl_impact_world_new (journey);
  g_autoptr (TlImpactSolver) solver = tl_impact_solver_new (model);
  g_autofree TlImpactCourse *courses = g_new0 (TlImpactCourse, journey->n_fixes + 1);
  g_autofree double         *npv = g_new0 (double, journey->n_fixes + 1);
  g_autoptr (GArray)         all = g_array_new (FALSE, FALSE, sizeof (TlImpactSensitivity));
  Bench                      bench = { model, results, solver, courses, npv };

  g_array_set_clear_func (all, clear_sensitivity);
  for (guint i = 0; i < results->n_ranked; i++)
    tl_impact_course_init (&courses[results->ranking[i]], model, results->ranking[i]);
  for (guint i = 0; i < draw->n_inputs; i++)
    {
      TlImpactSensitivity one = { .input = draw->inputs[i] };

      if (stop != NULL && g_atomic_int_get (stop))
        return NULL;
      weigh (&bench, draw, points, world, &one);
      g_array_append_val (all, one);
    }
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

static gboolean
is_zero_to_one (const TlImpactJourney *journey, TlImpactPart part, guint index)
{
  switch (part)
    {
    case TL_IMPACT_PART_MARGIN:
    case TL_IMPACT_PART_INCREMENTALITY:
    case TL_IMPACT_PART_SHARE:
    case TL_IMPACT_PART_CASHABLE:
    case TL_IMPACT_PART_INCIDENCE:
    case TL_IMPACT_PART_LEAVE:
    case TL_IMPACT_PART_BECAUSE:
      return TRUE;

    case TL_IMPACT_PART_AMOUNT:
      return journey->effects[index].to != TL_IMPACT_NONE;

    default:
      return FALSE;
    }
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
  result->high = is_zero_to_one (journey, part, index) ? 1 : MAX (1e6, 1e6 * fabs (result->now));
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
