/* impact-worlds.c: many worlds, beside numpy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A journey is made up and written down, with a few worlds and what we find in them; impact_numpy.py reads it, finds the
 * same in those worlds or says where not, draws its own worlds, and prints what they took and come to. Processor time of
 * one thread each, ours before and after theirs.
 */
#include "impact-worlds.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "tl-bench.h"
#include "tl-impact-random.h"
#include "tl-impact-sensitivity.h"
#include "tl-impact-simulate.h"
#include "tl-impact-together.h"

#define N_WORLDS 10000
#define N_FIRST 256
#define N_FIXED 64
#define TWO_FRAMES 33.4
#define SEED 5

static TlImpactNumber
known (double value)
{
  return (TlImpactNumber) TL_IMPACT_NUMBER (value);
}

static TlImpactNumber
likely (double low, double middle, double high)
{
  return (TlImpactNumber) { { TL_ESTIMATE_LIKELY, low, middle, high }, FALSE };
}

static TlImpactNumber
counted (double seen, double of)
{
  return (TlImpactNumber) { { TL_ESTIMATE_COUNT, seen, 0, of }, FALSE };
}

static void
add_ways (TlImpactJourney *self, GRand *rand)
{
  GArray *transitions = g_array_new (FALSE, FALSE, sizeof (TlImpactTransition));

  for (guint s = 0; s + 1 < self->n_stages; s++)
    {
      guint        to[3] = { s + 1, s + (guint) g_rand_int_range (rand, 2, 7), TL_IMPACT_NONE };
      const double seen[] = { 1300, 400, 100 };

      if (s > 5)
        to[2] = s - (guint) g_rand_int_range (rand, 1, 5);
      for (guint i = 0; i < 3; i++)
        if (to[i] < self->n_stages)
          {
            TlImpactTransition way = { s, to[i], TRUE, counted (seen[i] + g_rand_int_range (rand, -50, 50), 2000) };

            g_array_append_val (transitions, way);
          }
    }
  self->n_transitions = transitions->len;
  self->transitions = (TlImpactTransition *) (void *) g_array_free (transitions, FALSE);
}

/* A chain with skips and ways back; shares counted, pains and effects in doubt: five inputs to each stage. Each fix acts
 * on one stage. */
static void
make_journey (TlImpactJourney *self, guint n_stages, guint n_fixes)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (n_stages);

  *self = (TlImpactJourney) TL_IMPACT_JOURNEY_INIT;
  self->margin = likely (.3, .4, .5);
  self->incrementality = counted (60, 100);
  self->discount_rate = .08;
  self->n_stages = n_stages;
  self->stages = g_new0 (TlImpactStage, n_stages);
  for (guint s = 0; s < n_stages; s++)
    self->stages[s] = (TlImpactStage) { s + 1 < n_stages ? TL_IMPACT_STEP : TL_IMPACT_WON, known (s % 40 ? 0 : 10000),
                                        known (s + 1 == n_stages ? 90 : s % 10 == 9 ? 5 : 0) };
  add_ways (self, rand);
  self->n_touchpoints = 2 * n_stages;
  self->touchpoints = g_new0 (TlImpactTouchpoint, self->n_touchpoints);
  for (guint t = 0; t < self->n_touchpoints; t++)
    self->touchpoints[t] = (TlImpactTouchpoint) { t / 2, known (t % 2 ? .4 : .9),
                                                  known (g_rand_int_range (rand, 1, 90) / 10.), known (1000),
                                                  known (t % 3 ? 1 : .6) };
  self->n_pains = 3 * n_stages / 4;
  self->pains = g_new0 (TlImpactPain, self->n_pains);
  self->n_contacts = self->n_pains / 3;
  self->contacts = g_new0 (TlImpactContact, self->n_contacts);
  for (guint k = 0; k < self->n_pains; k++)
    self->pains[k] = (TlImpactPain) { 2 * k, likely (.05, .1, .2), counted (g_rand_int_range (rand, 20, 60), 500),
                                      known (1) };
  for (guint c = 0; c < self->n_contacts; c++)
    self->contacts[c] = (TlImpactContact) { 3 * c, 2 * ((5 * c) % n_stages) + 1, known (.5) };
  self->n_fixes = n_fixes;
  self->fixes = g_new0 (TlImpactFix, n_fixes);
  self->n_effects = 2 * n_fixes;
  self->effects = g_new0 (TlImpactEffect, self->n_effects);
  for (guint f = 0; f < n_fixes; f++)
    {
      guint pain = f * 37 % self->n_pains;

      self->fixes[f] = (TlImpactFix) { g_strdup_printf ("f%02u", f), TL_IMPACT_IDEA, likely (5000, 9000, 20000),
                                       known (900), f % 4, f % 3 * 3, f % 5 ? 0 : 18 };
      self->effects[2 * f] = (TlImpactEffect) { f, f % 2 ? TL_IMPACT_FIELD_LEAVE : TL_IMPACT_FIELD_INCIDENCE, pain, FALSE,
                                                likely (.3, .5, .9), TL_IMPACT_NONE };
      self->effects[2 * f + 1] = (TlImpactEffect) { f, TL_IMPACT_FIELD_UNIT_COST, 2 * pain, FALSE, likely (.8, .9, 1.1),
                                                    TL_IMPACT_NONE };
    }
}

static void
put (GString *text, const TlImpactNumber *number)
{
  const TlEstimate *e = &number->estimate;

  g_string_append_printf (text, ",%d,%.17g,%.17g,%.17g", e->form, e->low, e->likely, e->high);
}

static void
save (const char *folder, const char *name, const char *data, gsize length)
{
  g_autofree char   *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, data, (gssize) length, &error))
    g_error ("%s", error->message);
}

/* A row for each thing: its plain figures, then form, low, likely and high of each estimate. */
static void
write_journey (const TlImpactJourney *j, const char *folder)
{
  g_autoptr (GString) text = g_string_new ("journey");

  put (text, &j->margin);
  put (text, &j->incrementality);
  g_string_append_printf (text, ",%.17g,%.17g\n", j->horizon_years, j->discount_rate);
  for (guint i = 0; i < j->n_stages; i++)
    {
      g_string_append (text, "stage");
      put (text, &j->stages[i].entry);
      put (text, &j->stages[i].revenue);
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < j->n_transitions; i++)
    {
      g_string_append_printf (text, "transition,%u,%u", j->transitions[i].from, j->transitions[i].to);
      put (text, &j->transitions[i].share);
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < j->n_touchpoints; i++)
    {
      g_string_append_printf (text, "touchpoint,%u", j->touchpoints[i].stage);
      put (text, &j->touchpoints[i].reach);
      put (text, &j->touchpoints[i].unit_cost);
      put (text, &j->touchpoints[i].cashable);
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < j->n_pains; i++)
    {
      g_string_append_printf (text, "pain,%u", j->pains[i].touchpoint);
      put (text, &j->pains[i].incidence);
      put (text, &j->pains[i].leave);
      put (text, &j->pains[i].cost);
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < j->n_contacts; i++)
    {
      g_string_append_printf (text, "contact,%u,%u", j->contacts[i].pain, j->contacts[i].touchpoint);
      put (text, &j->contacts[i].count);
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < j->n_fixes; i++)
    {
      g_string_append_printf (text, "fix,%.17g,%.17g,%.17g", j->fixes[i].start_month, j->fixes[i].ramp_months,
                              j->fixes[i].half_life);
      put (text, &j->fixes[i].one_off);
      put (text, &j->fixes[i].run);
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < j->n_effects; i++)
    {
      g_string_append_printf (text, "effect,%u,%s,%u", j->effects[i].fix,
                              j->effects[i].field == TL_IMPACT_FIELD_LEAVE       ? "leave"
                              : j->effects[i].field == TL_IMPACT_FIELD_INCIDENCE ? "incidence"
                                                                                 : "unit",
                              j->effects[i].on);
      put (text, &j->effects[i].amount);
      g_string_append_c (text, '\n');
    }
  save (folder, "journey.csv", text->str, text->len);
}

/* Worlds of ours, part by part as the other reads them, and what every fix comes to in each. */
static void
write_worlds (const TlImpactModel *model, const TlImpactJourney *j, const char *folder)
{
  g_autoptr (TlImpactDraw)   draw = tl_impact_draw_new (j);
  g_autoptr (TlImpactWorld)  world = tl_impact_world_new (j);
  g_autoptr (TlImpactSolver) solver = tl_impact_solver_new (model);
  g_auto (TlImpactRefusal)   refusal = TL_IMPACT_REFUSAL_INIT;
  g_autoptr (GArray)         all = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint w = 0, key = 0; w < N_FIXED; key++)
    {
      tl_impact_draw_world (draw, tl_impact_random_key (77, key), world);
      if (!tl_impact_solver_set_world (solver, world, &refusal))
        continue;
      w++;
      g_array_append_vals (all, world->margin, 1);
      g_array_append_vals (all, world->incrementality, 1);
      g_array_append_vals (all, world->share, j->n_transitions);
      g_array_append_vals (all, world->incidence, j->n_pains);
      g_array_append_vals (all, world->leave, j->n_pains);
      g_array_append_vals (all, world->one_off, j->n_fixes);
      g_array_append_vals (all, world->amount, j->n_effects);
      for (guint f = 0; f < j->n_fixes; f++)
        {
          TlImpactOutcome outcome;

          tl_impact_solver_outcome (solver, &f, 1, &outcome);
          g_assert_true (outcome.known);
          g_array_append_val (all, outcome.npv);
        }
    }
  save (folder, "worlds.bin", all->data, all->len * sizeof (double));
}

static double
processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

static TlImpactDoubt *
simulate (const TlImpactModel *model, guint n_worlds, guint n_threads)
{
  g_autoptr (TlImpactSimulation) simulation = tl_impact_simulation_new (model, SEED, n_threads);

  g_assert_true (tl_impact_simulation_run (simulation, n_worlds, NULL));
  return tl_impact_simulation_summarise (simulation);
}

static double
time_ours (const TlImpactModel *model)
{
  double                    start = processor_time ();
  g_autoptr (TlImpactDoubt) doubt = simulate (model, N_WORLDS, 1);

  return processor_time () - start;
}

static guint
count_different (const TlImpactDoubt *a, const TlImpactDoubt *b)
{
  guint n = a->n_ranked != b->n_ranked || memcmp (a->ranking, b->ranking, a->n_ranked * sizeof *a->ranking) != 0;

  for (guint f = 0; f < a->n_fixes; f++)
    {
      const double *x = &a->fixes[f].npv_mean;
      const double *y = &b->fixes[f].npv_mean;

      for (gsize i = 0; i < (sizeof (TlImpactSpread) - G_STRUCT_OFFSET (TlImpactSpread, npv_mean)) / sizeof (double); i++)
        n += memcmp (&x[i], &y[i], sizeof (double)) != 0;
    }
  return n;
}

static double
peak (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024;
}

/* Runs the numpy program and returns what it printed, or NULL. */
static char *
run_peer (const char *folder, const char *worlds)
{
  const char         *python = g_getenv ("TL_BENCH_PYTHON") ? g_getenv ("TL_BENCH_PYTHON") : "/usr/bin/python3";
  g_autofree char    *script = g_build_filename (g_getenv ("TL_BENCH_DIR") ? g_getenv ("TL_BENCH_DIR") : "tests/bench",
                                                 "impact_numpy.py", NULL);
  const char         *argv[] = { python, script, folder, worlds, NULL };
  const char *const   threads[] = { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS" };
  g_auto (GStrv)      environment = g_get_environ ();
  g_autoptr (GError)  error = NULL;
  char               *output = NULL;
  int                 status = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    environment = g_environ_setenv (environment, threads[i], "1", TRUE);
  if (!g_spawn_sync (NULL, (char **) argv, environment, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    {
      tl_bench_note ("numpy could not be run: %s", error->message);
      g_clear_pointer (&output, g_free);
    }
  return output;
}

/* How far the means of both lie apart, in standard errors, at the worst. */
static double
compare_means (const TlImpactDoubt *doubt, char **lines)
{
  double worst = 0;

  for (guint i = 0; lines[i]; i++)
    {
      guint  fix;
      double mean, deviation;

      if (sscanf (lines[i], "fix %u %lf %lf", &fix, &mean, &deviation) != 3)
        continue;
      g_assert_cmpuint (fix, <, doubt->n_fixes);
      worst = MAX (worst, fabs (doubt->fixes[fix].npv_mean - mean) / (deviation * sqrt (2. / N_WORLDS)));
    }
  return worst;
}

static double
figure (char **lines, const char *name)
{
  for (guint i = 0; lines[i]; i++)
    if (g_str_has_prefix (lines[i], name) && lines[i][strlen (name)] == ' ')
      return g_ascii_strtod (lines[i] + strlen (name), NULL);
  g_error ("numpy said nothing of %s", name);
}

/* From a model to the first figures of every fix, with all processors: the least of several, as others want them too. */
static double
time_first (const TlImpactModel *model)
{
  gint64 least = G_MAXINT64;

  for (int i = 0; i < 15; i++)
    {
      gint64                    start = g_get_monotonic_time ();
      g_autoptr (TlImpactDoubt) doubt = simulate (model, N_FIRST, 0);

      least = MIN (least, g_get_monotonic_time () - start);
    }
  return (double) least / 1000;
}

static void
bench_peer (const char *name, const TlImpactModel *model, const TlImpactJourney *journey, const TlImpactDoubt *doubt,
            double bound)
{
  g_autofree char *folder = g_dir_make_tmp ("tl-bench-XXXXXX", NULL);
  g_autofree char *worlds = g_strdup_printf ("%d", N_WORLDS);
  g_autofree char *output = NULL;
  g_auto (GStrv)   lines = NULL;
  g_autofree char *label = g_strdup_printf ("simulate %s", name);
  g_autofree char *what = NULL;
  g_autofree char *memory = NULL;
  const char      *files[] = { "journey.csv", "worlds.bin" };
  double           ours;
  double           mine = peak ();

  write_journey (journey, folder);
  write_worlds (model, journey, folder);
  ours = time_ours (model);
  output = run_peer (folder, worlds);
  ours = MIN (ours, time_ours (model));
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  if (output == NULL)
    return;
  lines = g_strsplit (output, "\n", -1);
  what = g_strdup_printf ("%.3f s against %.3f s, numpy: %.0f times as fast, one thread each", ours,
                          figure (lines, "seconds"), figure (lines, "seconds") / ours);
  tl_bench_ratio (label, bound, ours / figure (lines, "seconds"), what);
  tl_bench_ratio ("  the same worlds: relative difference", 1e-9, figure (lines, "difference"), "64 worlds of ours");
  tl_bench_ratio ("  means apart, standard errors", 4.5, compare_means (doubt, lines), "10,000 worlds of each");
  memory = g_strdup_printf ("%.0f MB against %.0f MB, numpy", mine, figure (lines, "peak"));
  tl_bench_ratio ("  memory at its peak", 1, mine / figure (lines, "peak"), memory);
}

static void
bench_rest (const TlImpactModel *model, const TlImpactJourney *journey)
{
  g_autoptr (TlImpactResults)  results = tl_impact_model_evaluate (model);
  gint64                       start = g_get_monotonic_time ();
  g_autoptr (GArray)           all = tl_impact_sensitivity (model, results, NULL);
  double                       seconds = (double) (g_get_monotonic_time () - start) / 1e6;
  g_autoptr (TlImpactTogether) together = NULL;

  tl_bench_note ("  what would change the order: %.3f s for %u inputs, %u fixes", seconds, all->len, results->n_ranked);
  if (results->n_ranked > TL_IMPACT_EXACT)
    return;
  start = g_get_monotonic_time ();
  together = tl_impact_together_new (model, results, NULL);
  tl_bench_ratio ("  all sets of fixes, seconds", 1, (double) (g_get_monotonic_time () - start) / 1e6, "");
}

void
bench_worlds (const char *name, guint n_stages, guint n_fixes, double ratio_bound)
{
  TlImpactJourney                journey;
  g_autoptr (TlImpactModel)      model = NULL;
  g_autoptr (TlImpactSimulation) asked = NULL;
  g_autoptr (TlImpactDoubt)      one = NULL;
  g_autoptr (TlImpactDoubt)      two = NULL;

  make_journey (&journey, n_stages, n_fixes);
  model = tl_impact_model_new (&journey);
  asked = tl_impact_simulation_new (model, SEED, 1);
  tl_bench_note ("%s: %u stages, %u fixes, %u inputs in doubt, %d worlds", name, n_stages, n_fixes,
                 tl_impact_simulation_n_inputs (asked), N_WORLDS);
  one = simulate (model, N_WORLDS, 1);
  bench_peer (name, model, &journey, one, ratio_bound);
  two = simulate (model, N_WORLDS, 2);
  tl_bench_ratio ("  figures that differ with two threads", 0, count_different (one, two), "bit by bit");
  tl_bench_ratio ("  first figures, ms", TWO_FRAMES, time_first (model), "256 worlds, two frames of 16.7 ms");
  bench_rest (model, &journey);
  tl_impact_journey_clear (&journey);
}
