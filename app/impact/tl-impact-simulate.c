/* tl-impact-simulate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Worlds are drawn once and used without fixes and with each of them (common random numbers), so that what differs
 * between two fixes is not chance. Threads take blocks of worlds; where a world's figures stand depends on its number
 * alone, and sums are taken in that order or over whole numbers, so that any number of threads gives the same bits.
 */
#include "tl-impact-simulate.h"

#include <string.h>

#include "tl-impact-batch.h"
#include "tl-impact-private.h"
#include "tl-impact-random.h"
#include "tl-impact-select.h"
#include "tl-impact-strips.h"

/* The fewest worlds to draw before saying that a journey contradicts itself. */
#define ENOUGH_TRIES 1000

/* One thread's worktable, and what it counted. */
typedef struct
{
  TlImpactSimulation *simulation;
  TlImpactSolver     *solver;
  TlImpactBatch      *batch;    /* NULL where the journey is too large for one */
  TlImpactWorld      *world;
  double             *block;    /* by input, then by world: what is drawn for the worlds at hand */
  const TlLanes      *one_off;  /* by fix, of the batch at hand */
  const TlLanes      *run;
  double             *npv;      /* by drawn fix, of the world at hand; NaN where refused */
  TlLanes            *gross;    /* by drawn fix, of the batch at hand */
  TlLaneMask         *odd;      /* by drawn fix: the lanes that are left to the solver */
  guint              *order;    /* drawn fixes, the best first */
  guint64            *rank_sum; /* by drawn fix */
  guint              *first;    /* by drawn fix: in how many worlds it ranks first */
  guint64             refused;
  guint64            *refused_at; /* by stage */
} Worker;

struct TlImpactSimulation
{
  const TlImpactModel *model;
  TlImpactDraw        *draw;
  guint64              key;

  guint               *drawn;   /* fixes, by id */
  TlImpactCourse      *courses; /* by drawn fix */
  TlImpactPlan        *plan;    /* of the drawn fixes, or NULL */
  guint                n_drawn;
  double             **npv;     /* by drawn fix, then by world; NaN where refused */
  double             **net;
  guint64             *tries;   /* by world: the try that was kept */
  guint                n_worlds;
  guint                room;
  gboolean             contradicts;

  Worker              *workers;
  guint                n_workers;

  /* What the threads at work share. */
  guint                upto;
  guint                next;    /* atomic */
  gint                 given_up; /* atomic: more were refused than there are worlds to draw */
  guint                refused; /* atomic, of this run */
  const gint          *stop;
};

static gboolean
is_stopped (const TlImpactSimulation *self)
{
  return self->stop != NULL && g_atomic_int_get (self->stop);
}

/* Draws world @number until one is not refused. */
static gboolean
draw_kept (Worker *worker, guint number, guint64 *tries)
{
  TlImpactSimulation      *self = worker->simulation;
  g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
  guint64                  key = tl_impact_random_key (self->key, number);
  guint                    limit = MAX (self->upto, ENOUGH_TRIES);

  for (*tries = 0;; (*tries)++)
    {
      tl_impact_draw_world (self->draw, tl_impact_random_key (key, *tries), worker->world);
      if (tl_impact_solver_set_world (worker->solver, worker->world, &refusal))
        return TRUE;
      worker->refused++;
      if (refusal.stage < self->model->journey->n_stages)
        worker->refused_at[refusal.stage]++;
      /* Once more are refused than there are to keep, more than half are. */
      if (g_atomic_int_add (&self->refused, 1) >= (gint) limit || is_stopped (self))
        {
          g_atomic_int_set (&self->given_up, TRUE);
          return FALSE;
        }
    }
}

/* Orders the drawn fixes by combined impact; the refused after all others; ties by id, which is their index. */
static void
rank_world (Worker *worker)
{
  guint         n = worker->simulation->n_drawn;
  const double *npv = worker->npv;

  for (guint i = 1; i < n; i++)
    {
      guint  moving = worker->order[i];
      double value = npv[moving];
      guint  k = i;

      while (k > 0)
        {
          guint  above = worker->order[k - 1];
          double other = npv[above];

          if (isnan (value) ? !isnan (other) || above < moving
                            : !isnan (other) && (other > value || (other == value && above < moving)))
            break;
          worker->order[k] = above;
          k--;
        }
      worker->order[k] = moving;
    }
  for (guint i = 0; i < n; i++)
    worker->rank_sum[worker->order[i]] += i + 1;
  if (n > 0 && !isnan (npv[worker->order[0]]))
    worker->first[worker->order[0]]++;
}

/* What a drawn fix comes to in the world at hand, from what it is worth a year. */
static void
note (Worker *worker, guint number, guint nth, double gross, double one_off, double run)
{
  TlImpactSimulation *self = worker->simulation;
  double              net = gross - run;
  double              npv = tl_impact_course_npv (&self->courses[nth], one_off, gross, run);

  if (!isfinite (net) || !isfinite (npv))
    net = npv = NAN;
  worker->npv[nth] = npv;
  self->npv[nth][number] = npv;
  self->net[nth][number] = net;
}

/* One fix in the world that the solver holds. */
static double
ask_solver (Worker *worker, guint nth)
{
  g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
  guint                    fix = worker->simulation->drawn[nth];
  TlImpactChange           change;

  return tl_impact_solver_change (worker->solver, &fix, 1, &change, &refusal) ? change.gross : NAN;
}

/* A world that the solver holds. */
static void
work_out (Worker *worker, guint number)
{
  for (guint i = 0; i < worker->simulation->n_drawn; i++)
    {
      guint fix = worker->simulation->drawn[i];

      note (worker, number, i, ask_solver (worker, i), worker->world->one_off[fix], worker->world->run[fix]);
    }
  rank_world (worker);
}

/* A world in a lane: the solver is asked only where that is needed. */
static void
take_lane (Worker *worker, guint number, guint lane)
{
  TlImpactSimulation      *self = worker->simulation;
  g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
  gboolean                 is_set = FALSE;

  for (guint i = 0; i < self->n_drawn; i++)
    {
      guint  fix = self->drawn[i];
      double gross = worker->gross[i][lane];

      if (worker->odd[i][lane])
        {
          if (!is_set)
            {
              tl_impact_batch_get (worker->batch, lane, worker->world);
              is_set = tl_impact_solver_set_world (worker->solver, worker->world, &refusal);
            }
          gross = is_set ? ask_solver (worker, i) : NAN;
        }
      note (worker, number, i, gross, worker->one_off[fix][lane], worker->run[fix][lane]);
    }
  rank_world (worker);
}

/* Worlds @first to @first + @n − 1, side by side: those drawn at @at of the block and behind it. */
static gboolean
work_side_by_side (Worker *worker, guint first, guint n, guint at)
{
  TlImpactSimulation *self = worker->simulation;
  TlLaneMask          odd;

  tl_impact_draw_take (self->draw, worker->block, at, tl_impact_batch_values (worker->batch));
  tl_impact_batch_set (worker->batch, &odd);
  for (guint i = 0; i < self->n_drawn; i++)
    if (tl_impact_plan_covers (self->plan, i))
      tl_impact_batch_change (worker->batch, i, &worker->gross[i], &worker->odd[i]);
    else
      worker->odd[i] = (TlLaneMask) { 0 } - 1;
  for (guint lane = 0; lane < n; lane++)
    {
      guint w = first + lane;

      if (!odd[lane])
        {
          self->tries[w] = 0;
          take_lane (worker, w, lane);
          continue;
        }
      if (!draw_kept (worker, w, &self->tries[w]))
        return FALSE;
      work_out (worker, w);
    }
  return TRUE;
}

static gboolean
work_block (Worker *worker, guint first, guint end)
{
  TlImpactSimulation *self = worker->simulation;
  guint64             keys[TL_IMPACT_BLOCK] = { 0 };

  for (guint w = first; w < end; w++)
    keys[w - first] = tl_impact_random_key (tl_impact_random_key (self->key, w), 0);
  tl_impact_draw_block (self->draw, keys, end - first, worker->block);
  for (guint w = first; w < end; w += TL_IMPACT_LANES)
    if (!work_side_by_side (worker, w, MIN (TL_IMPACT_LANES, end - w), w - first))
      return FALSE;
  return TRUE;
}

static gpointer
work (gpointer data)
{
  Worker             *worker = data;
  TlImpactSimulation *self = worker->simulation;

  while (!is_stopped (self) && !g_atomic_int_get (&self->given_up))
    {
      guint first = self->n_worlds + (guint) g_atomic_int_add (&self->next, TL_IMPACT_BLOCK);
      guint end = MIN (first + TL_IMPACT_BLOCK, self->upto);

      if (first >= end)
        break;
      if (worker->batch != NULL)
        {
          if (!work_block (worker, first, end))
            return NULL;
        }
      else
        for (guint w = first; w < end; w++)
          {
            if (!draw_kept (worker, w, &self->tries[w]))
              return NULL;
            work_out (worker, w);
          }
      if (end >= self->upto)
        break;
    }
  return NULL;
}

/* Only fixes with a result at the points are drawn. */
static void
choose_fixes (TlImpactSimulation *self)
{
  const TlImpactJourney     *journey = self->model->journey;
  g_autoptr (TlImpactSolver) solver = tl_impact_solver_new (self->model);
  g_autoptr (TlImpactWorld)  world = tl_impact_world_new (journey);
  g_auto (TlImpactRefusal)   refusal = TL_IMPACT_REFUSAL_INIT;

  self->drawn = g_new (guint, journey->n_fixes + 1);
  if (!tl_impact_solver_set_world (solver, world, &refusal))
    return;
  for (guint f = 0; f < journey->n_fixes; f++)
    {
      TlImpactOutcome outcome;

      if (!tl_impact_status_is_ranked (journey->fixes[f].status))
        continue;
      tl_impact_solver_outcome (solver, &f, 1, &outcome);
      if (outcome.known)
        self->drawn[self->n_drawn++] = f;
      tl_impact_refusal_clear (&outcome.refusal);
    }
  tl_impact_sort_by_id (journey, self->drawn, self->n_drawn);
}

/**
 * tl_impact_simulation_new:
 * @model: a model of a journey that is not refused at the points; it must outlive the simulation
 * @seed: the same seed gives the same worlds
 * @n_threads: how many threads to use; 0 for as many as there are processors
 *
 * Returns: (transfer full): a simulation without worlds yet
 */
TlImpactSimulation *
tl_impact_simulation_new (const TlImpactModel *model, guint64 seed, guint n_threads)
{
  TlImpactSimulation *self = g_new0 (TlImpactSimulation, 1);

  self->model = model;
  self->draw = tl_impact_draw_new (model->journey);
  self->key = tl_impact_random_key (G_GUINT64_CONSTANT (0x7468726f7567686c), seed);
  choose_fixes (self);
  self->courses = g_new (TlImpactCourse, self->n_drawn + 1);
  for (guint i = 0; i < self->n_drawn; i++)
    tl_impact_course_init (&self->courses[i], model, self->drawn[i]);
  self->plan = tl_impact_plan_new (model, self->drawn, self->n_drawn);
  self->npv = g_new0 (double *, self->n_drawn + 1);
  self->net = g_new0 (double *, self->n_drawn + 1);
  self->n_workers = CLAMP (n_threads > 0 ? n_threads : g_get_num_processors (), 1, 64);
  self->workers = g_new0 (Worker, self->n_workers);
  for (guint i = 0; i < self->n_workers; i++)
    {
      Worker *worker = &self->workers[i];

      worker->simulation = self;
      worker->solver = tl_impact_solver_new (model);
      worker->world = tl_impact_world_new (model->journey);
      worker->batch = self->plan ? tl_impact_batch_new (self->plan) : NULL;
      if (worker->batch != NULL && model->journey->n_fixes > 0)
        {
          const TlLanes *values = tl_impact_batch_values (worker->batch);

          worker->one_off = values + tl_impact_world_find (model->journey, TL_IMPACT_PART_ONE_OFF, 0);
          worker->run = values + tl_impact_world_find (model->journey, TL_IMPACT_PART_RUN, 0);
        }
      worker->block = g_aligned_alloc0 (self->draw->n_inputs + 1, TL_IMPACT_BLOCK * sizeof *worker->block, 64);
      worker->gross = tl_lanes_alloc (self->n_drawn);
      worker->odd = tl_lanes_alloc (self->n_drawn);
      worker->npv = g_new0 (double, self->n_drawn + 1);
      worker->order = g_new (guint, self->n_drawn + 1);
      worker->rank_sum = g_new0 (guint64, self->n_drawn + 1);
      worker->first = g_new0 (guint, self->n_drawn + 1);
      worker->refused_at = g_new0 (guint64, model->journey->n_stages + 1);
      for (guint k = 0; k < self->n_drawn; k++)
        worker->order[k] = k;
    }
  return self;
}

/**
 * tl_impact_simulation_free:
 * @self: (nullable): a simulation
 */
void
tl_impact_simulation_free (TlImpactSimulation *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_workers; i++)
    {
      Worker *worker = &self->workers[i];

      tl_impact_solver_free (worker->solver);
      tl_impact_batch_free (worker->batch);
      g_aligned_free (worker->block);
      g_aligned_free (worker->gross);
      g_aligned_free (worker->odd);
      tl_impact_world_free (worker->world);
      g_free (worker->npv);
      g_free (worker->order);
      g_free (worker->rank_sum);
      g_free (worker->first);
      g_free (worker->refused_at);
    }
  for (guint i = 0; i < self->n_drawn; i++)
    {
      g_free (self->npv[i]);
      g_free (self->net[i]);
    }
  tl_impact_plan_free (self->plan);
  tl_impact_draw_free (self->draw);
  g_free (self->workers);
  g_free (self->drawn);
  g_free (self->courses);
  g_free (self->npv);
  g_free (self->net);
  g_free (self->tries);
  g_free (self);
}

/**
 * tl_impact_simulation_n_inputs:
 * @self: a simulation
 *
 * Returns: how many numbers are in doubt; worlds are all alike where there are none
 */
guint
tl_impact_simulation_n_inputs (const TlImpactSimulation *self)
{
  return self->draw->n_inputs;
}

static void
make_room (TlImpactSimulation *self, guint n_worlds)
{
  if (n_worlds <= self->room)
    return;
  self->room = n_worlds;
  for (guint i = 0; i < self->n_drawn; i++)
    {
      self->npv[i] = g_renew (double, self->npv[i], n_worlds);
      self->net[i] = g_renew (double, self->net[i], n_worlds);
    }
  self->tries = g_renew (guint64, self->tries, n_worlds);
}

static guint64
count_refused (const TlImpactSimulation *self)
{
  guint64 refused = 0;

  for (guint i = 0; i < self->n_workers; i++)
    refused += self->workers[i].refused;
  return refused;
}

/* Few worlds say little of how many are refused: draws more, for the count alone. */
static gboolean
is_contradiction (TlImpactSimulation *self)
{
  Worker *worker = &self->workers[0];
  guint64 refused = count_refused (self);
  guint64 tries = self->n_worlds + refused;

  /* Far from half of even a few: chance does not do that. */
  if ((double) refused <= TL_IMPACT_TOO_MANY_REFUSED * (tries < ENOUGH_TRIES ? .2 : 1) * (double) tries)
    return FALSE;
  for (guint w = 0; tries < ENOUGH_TRIES; w++, tries++)
    {
      g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;

      tl_impact_draw_world (self->draw, tl_impact_random_key (~self->key, w), worker->world);
      refused += !tl_impact_solver_set_world (worker->solver, worker->world, &refusal);
    }
  return (double) refused > TL_IMPACT_TOO_MANY_REFUSED * (double) tries;
}

/**
 * tl_impact_simulation_run:
 * @self: a simulation
 * @n_worlds: how many worlds there shall be in all, 1 to %TL_IMPACT_MAX_DRAWS; those there are stay
 * @stop: (nullable): set to other than 0 by any thread, it ends the run
 *
 * Draws worlds, and what every fix comes to in each. The first n worlds are the same however many follow.
 *
 * Returns: whether all are there; a simulation that was stopped, or whose worlds are mostly refused, is of no further
 *   use but to be summarised
 */
gboolean
tl_impact_simulation_run (TlImpactSimulation *self, guint n_worlds, const gint *stop)
{
  g_autofree GThread **threads = g_new0 (GThread *, self->n_workers);

  if (self->contradicts)
    return FALSE;
  n_worlds = MIN (n_worlds, TL_IMPACT_MAX_DRAWS);
  if (n_worlds <= self->n_worlds)
    return TRUE;
  make_room (self, n_worlds);
  self->upto = n_worlds;
  self->next = 0;
  self->stop = stop;
  for (guint i = 1; i < self->n_workers && i * TL_IMPACT_BLOCK < n_worlds - self->n_worlds; i++)
    threads[i] = g_thread_new ("simulation", work, &self->workers[i]);
  work (&self->workers[0]);
  for (guint i = 1; i < self->n_workers; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
  if (is_stopped (self))
    return FALSE;
  if (!g_atomic_int_get (&self->given_up))
    self->n_worlds = n_worlds;
  self->contradicts = g_atomic_int_get (&self->given_up) || is_contradiction (self);
  return !self->contradicts;
}

static double
mean_of (const double *values, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += values[i];
  return n > 0 ? sum / n : 0;
}

/* Fills in what the values alone say. */
static void
spread_values (TlImpactSpread *spread, double *npv, double *net, guint n)
{
  const double shares[] = { .1, .5, .9 };
  double       found[3];
  guint        paying = 0;

  spread->known = n > 0;
  spread->n_worlds = n;
  if (n == 0)
    return;
  for (guint w = 0; w < n; w++)
    paying += npv[w] > 0;
  spread->p_pays = (double) paying / n;
  spread->npv_mean = mean_of (npv, n);
  tl_impact_percentiles (npv, n, shares, 3, found);
  spread->npv_p10 = found[0];
  spread->npv_p50 = found[1];
  spread->npv_p90 = found[2];
  tl_impact_percentiles (net, n, shares, 3, found);
  spread->net_year_p10 = found[0];
  spread->net_year_p50 = found[1];
  spread->net_year_p90 = found[2];
}

static guint
take_known (const double *from, guint n, double *to)
{
  guint k = 0;

  for (guint w = 0; w < n; w++)
    if (!isnan (from[w]))
      to[k++] = from[w];
  return k;
}

typedef struct
{
  const TlImpactDoubt   *doubt;
  const TlImpactJourney *journey;
} Ranking;

static int
by_mean (gconstpointer a, gconstpointer b, gpointer data)
{
  const Ranking *self = data;
  double         x = self->doubt->fixes[*(const guint *) a].npv_mean;
  double         y = self->doubt->fixes[*(const guint *) b].npv_mean;

  return x != y ? (x < y) - (x > y) : tl_impact_compare_ids (self->journey, *(const guint *) a, *(const guint *) b);
}

/**
 * tl_impact_simulation_summarise:
 * @self: a simulation that is not running
 *
 * Returns: (transfer full): what the worlds there are say
 */
TlImpactDoubt *
tl_impact_simulation_summarise (TlImpactSimulation *self)
{
  const TlImpactJourney *journey = self->model->journey;
  TlImpactDoubt         *doubt = g_new0 (TlImpactDoubt, 1);
  g_autofree double     *npv = g_new (double, self->n_worlds + 1);
  g_autofree double     *net = g_new (double, self->n_worlds + 1);
  guint64                refused = count_refused (self);
  guint64                most = 0;
  Ranking                ranking = { doubt, journey };

  doubt->contradicts = self->contradicts;
  doubt->refused_stage = TL_IMPACT_NONE;
  doubt->n_fixes = journey->n_fixes;
  doubt->fixes = g_new0 (TlImpactSpread, journey->n_fixes + 1);
  doubt->ranking = g_new (guint, self->n_drawn + 1);
  if (refused > 0)
    doubt->refused = (double) refused / (double) (refused + self->n_worlds);
  for (guint s = 0; s < journey->n_stages; s++)
    {
      guint64 here = 0;

      for (guint i = 0; i < self->n_workers; i++)
        here += self->workers[i].refused_at[s];
      if (here > most)
        {
          most = here;
          doubt->refused_stage = s;
        }
    }
  if (self->contradicts)
    return doubt;
  doubt->n_worlds = self->n_worlds;
  for (guint i = 0; i < self->n_drawn && self->n_worlds > 0; i++)
    {
      TlImpactSpread *spread = &doubt->fixes[self->drawn[i]];
      guint64         ranks = 0;
      guint64         first = 0;
      guint           n = take_known (self->npv[i], self->n_worlds, npv);

      take_known (self->net[i], self->n_worlds, net);
      spread_values (spread, npv, net, n);
      for (guint k = 0; k < self->n_workers; k++)
        {
          ranks += self->workers[k].rank_sum[i];
          first += self->workers[k].first[i];
        }
      spread->mean_rank = (double) ranks / self->n_worlds;
      spread->p_best = (double) first / self->n_worlds;
      if (spread->known)
        doubt->ranking[doubt->n_ranked++] = self->drawn[i];
    }
  g_qsort_with_data (doubt->ranking, (int) doubt->n_ranked, sizeof *doubt->ranking, by_mean, &ranking);
  return doubt;
}

/* A set of fixes asked for in the worlds that were drawn. */
typedef struct
{
  TlImpactSimulation *simulation;
  const guint        *fixes;
  guint               n_fixes;
  double              budget;
  double             *npv;  /* by world; NaN where refused */
  double             *net;
  const gint         *stop;
  guint               next; /* atomic */
  guint               over; /* atomic: worlds in which they cost more than the budget */
} Joint;

typedef struct
{
  Joint  *joint;
  Worker *worker;
} JointWork;

static gboolean
is_joint_stopped (const Joint *self)
{
  return self->stop != NULL && g_atomic_int_get (self->stop);
}

/* Returns: whether the set costs more than the budget in world @w */
static gboolean
work_out_joint (const Joint *self, Worker *worker, guint w)
{
  const TlImpactSimulation *simulation = self->simulation;
  g_auto (TlImpactRefusal)  refusal = TL_IMPACT_REFUSAL_INIT;
  TlImpactOutcome           outcome;
  double                    once = 0;

  self->npv[w] = self->net[w] = NAN;
  tl_impact_draw_world (simulation->draw,
                        tl_impact_random_key (tl_impact_random_key (simulation->key, w), simulation->tries[w]),
                        worker->world);
  for (guint i = 0; i < self->n_fixes; i++)
    once += worker->world->one_off[self->fixes[i]];
  if (tl_impact_solver_set_world (worker->solver, worker->world, &refusal))
    {
      tl_impact_solver_outcome (worker->solver, self->fixes, self->n_fixes, &outcome);
      if (outcome.known)
        {
          self->npv[w] = outcome.npv;
          self->net[w] = outcome.net_year;
        }
      tl_impact_refusal_clear (&outcome.refusal);
    }
  /* A hair more than the budget is rounding. */
  return once > self->budget + 1e-9 * fabs (self->budget);
}

static gpointer
work_joint (gpointer data)
{
  JointWork *self = data;
  Joint     *joint = self->joint;
  guint      over = 0;

  while (!is_joint_stopped (joint))
    {
      guint first = (guint) g_atomic_int_add (&joint->next, TL_IMPACT_BLOCK);
      guint end = MIN (first + TL_IMPACT_BLOCK, joint->simulation->n_worlds);

      if (first >= end)
        break;
      for (guint w = first; w < end && !is_joint_stopped (joint); w++)
        over += work_out_joint (joint, self->worker, w);
    }
  g_atomic_int_add (&joint->over, over);
  return NULL;
}

/**
 * tl_impact_simulation_set:
 * @self: a simulation that has run and is not running
 * @fixes: (array length=n_fixes): indices of ranked fixes, each once
 * @n_fixes: how many
 * @budget: what they may cost together, once
 * @stop: (nullable): set to other than 0 by any thread, it ends the work
 * @spread: (out): what they come to together in the worlds that were drawn; their chance to be best and their rank mean
 *   nothing for a set
 * @p_overspent: (out) (optional): the chance that their one-off costs pass @budget
 *
 * With as many threads as the simulation has; the figures are the same with any number.
 *
 * Returns: whether it was not stopped
 */
gboolean
tl_impact_simulation_set (TlImpactSimulation *self, const guint *fixes, guint n_fixes, double budget, const gint *stop,
                          TlImpactSpread *spread, double *p_overspent)
{
  g_autofree double    *npv = g_new (double, self->n_worlds + 1);
  g_autofree double    *net = g_new (double, self->n_worlds + 1);
  g_autofree GThread  **threads = g_new0 (GThread *, self->n_workers);
  g_autofree JointWork *works = g_new0 (JointWork, self->n_workers);
  Joint                 joint = { self, fixes, n_fixes, budget, npv, net, stop, 0, 0 };
  guint                 n;

  *spread = (TlImpactSpread) { FALSE };
  if (p_overspent)
    *p_overspent = 0;
  for (guint i = 0; i < self->n_workers; i++)
    works[i] = (JointWork) { &joint, &self->workers[i] };
  for (guint i = 1; i < self->n_workers && i * TL_IMPACT_BLOCK < self->n_worlds; i++)
    threads[i] = g_thread_new ("simulation", work_joint, &works[i]);
  work_joint (&works[0]);
  for (guint i = 1; i < self->n_workers; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
  if (is_joint_stopped (&joint))
    return FALSE;
  n = take_known (npv, self->n_worlds, npv);
  take_known (net, self->n_worlds, net);
  spread_values (spread, npv, net, n);
  if (p_overspent && self->n_worlds > 0)
    *p_overspent = (double) joint.over / self->n_worlds;
  return TRUE;
}

/**
 * tl_impact_doubt_free:
 * @self: (nullable): what the worlds say
 */
void
tl_impact_doubt_free (TlImpactDoubt *self)
{
  if (self == NULL)
    return;
  g_free (self->fixes);
  g_free (self->ranking);
  g_free (self);
}
