/* test-worlds.c: the same worlds, one by one, by the second model
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Journeys nobody drew, with every kind of estimate in every field. Each world of the simulation is drawn again, written
 * down as a journey of known numbers, and worked out by the plain transcription of the specification; what the worlds
 * say together is counted the slow way.
 */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

#include "random-journey.h"
#include "second-model.h"
#include "tl-impact-random.h"
#include "tl-impact-sensitivity.h"
#include "tl-impact-simulate.h"

#define N_WORLDS 27
#define SEED 3

typedef struct
{
  guint seed;
  Real  year; /* what small differences are held against */
  guint n_compared;
  guint n_refused_worlds;
  guint n_refused_fixes;
  guint n_leaps;
} Context;

static gboolean
is_same (const Context *context, double got, Real expected)
{
  return fabsl (got - expected) <= fmaxl (1e-9L * fabsl (expected), 3e-12L * context->year + 1e-9L);
}

static void
compare (Context *context, const char *what, guint index, double got, Real expected)
{
  context->n_compared++;
  if (is_same (context, got, expected))
    return;
  g_test_message ("journey %u: %s %u: expected %.17Lg, got %.17g", context->seed, what, index, expected, got);
  g_test_fail ();
}

static double
round_to (double value, double n)
{
  return floor (value * n + .5);
}

/* Any form in which the number may be written, near where it stands. */
static void
blur (GRand *rand, TlImpactNumber *number, double least, double most, const double *of)
{
  double v = tl_estimate_point (&number->estimate);
  double h = g_rand_double_range (rand, 0, g_rand_boolean (rand) ? .1 : .5) * (v != 0 ? fabs (v) : most > 1 ? 1 : .02);
  double above = h * g_rand_double (rand);
  double low = MAX (least, v - h);
  double high = MIN (most, v + above);

  switch (g_rand_int_range (rand, 0, of ? 7 : 4))
    {
    case 0:
      break;

    case 1:
      number->doubtful = TRUE;
      break;

    case 2:
      number->estimate = (TlEstimate) { TL_ESTIMATE_BETWEEN, low, 0, high };
      break;

    case 3:
      number->estimate = (TlEstimate) { TL_ESTIMATE_LIKELY, low, CLAMP (v, low, high), high };
      break;

    default:
      number->estimate = (TlEstimate) { TL_ESTIMATE_COUNT, round_to (v, *of), 0, *of };
      break;
    }
}

static void
blur_all (TlImpactJourney *j, GRand *rand)
{
  const double counts[] = { 12, 90, 90, 2000 };

  j->doubt = g_rand_boolean (rand) ? .25 : 1;
  for (int p = 0; p < TL_IMPACT_N_PARTS; p++)
    for (guint i = 0; tl_impact_world_find (j, (TlImpactPart) p, i) != G_MAXSIZE; i++)
      {
        TlImpactNumber *number =
          (TlImpactNumber *) tl_impact_world_get_number (NULL, j, tl_impact_world_find (j, (TlImpactPart) p, i));
        double   least = 0;
        double   most = G_MAXDOUBLE;
        gboolean may_count = FALSE;

        switch ((TlImpactPart) p)
          {
          case TL_IMPACT_PART_MARGIN:
          case TL_IMPACT_PART_INCREMENTALITY:
          case TL_IMPACT_PART_SHARE:
          case TL_IMPACT_PART_CASHABLE:
          case TL_IMPACT_PART_INCIDENCE:
          case TL_IMPACT_PART_LEAVE:
          case TL_IMPACT_PART_BECAUSE:
            most = 1;
            may_count = TRUE;
            break;

          case TL_IMPACT_PART_REVENUE:
            least = -G_MAXDOUBLE;
            break;

          case TL_IMPACT_PART_AMOUNT:
            if (j->effects[i].to != TL_IMPACT_NONE)
              most = 1;
            else if (j->effects[i].shift)
              least = -G_MAXDOUBLE;
            break;

          default:
            break;
          }
        blur (rand, number, least, most, may_count ? &counts[g_rand_int_range (rand, 0, 4)] : NULL);
      }
}

/* The journey with its numbers as they are in one world. */
static TlImpactJourney *
freeze (const TlImpactJourney *j, const TlImpactWorld *world)
{
  TlImpactJourney *copy = g_memdup2 (j, sizeof *j);

  copy->stages = g_memdup2 (j->stages, j->n_stages * sizeof *j->stages);
#define COPY(what) if (j->n_##what) copy->what = g_memdup2 (j->what, j->n_##what * sizeof *j->what)
  COPY (transitions);
  COPY (touchpoints);
  COPY (pains);
  COPY (contacts);
  COPY (becauses);
  COPY (effects);
  COPY (fixes);
#undef COPY
  for (guint f = 0; f < j->n_fixes; f++)
    copy->fixes[f].id = g_strdup (j->fixes[f].id);
  for (gsize v = 0; v < world->n_values; v++)
    ((TlImpactNumber *) tl_impact_world_get_number (world, copy, v))->estimate = tl_estimate_known (world->values[v]);
  return copy;
}

static Real
npv_of (const TlImpactJourney *j, guint f, Real gross)
{
  const TlImpactFix *fix = &j->fixes[f];
  int                H = (int) floor (j->horizon_years * 12 + .5);
  Real               rate = 1 + (Real) j->discount_rate;
  Real               npv = 0;

  if (fix->start_month > H)
    return 0;
  npv -= tl_estimate_point (&fix->one_off.estimate) * powl (rate, -fix->start_month / 12.0L);
  for (int m = 1; m <= H; m++)
    {
      Real age = m - .5L - fix->start_month;
      Real share = age <= 0 ? 0 : fix->ramp_months > 0 ? fminl (1, age / fix->ramp_months) : 1;

      if (fix->half_life > 0)
        share *= powl (.5L, fmaxl (0, age - fix->ramp_months) / fix->half_life);
      npv += (gross * share - (m > fix->start_month ? tl_estimate_point (&fix->run.estimate) : 0)) / 12 *
             powl (rate, -m / 12.0L);
    }
  return npv;
}

/* Returns FALSE where the world is refused; a fix that is refused has no number. */
static gboolean
work_out (Context *context, const TlImpactJourney *frozen, const guint *fixes, guint n, Real *npv, Real *net)
{
  SecondYear year;

  second_base (frozen, &year);
  if (year.refused)
    return FALSE;
  context->year = fmaxl (context->year, year.turnover + year.cost);
  for (guint i = 0; i < n; i++)
    {
      SecondChange change = second_fixes (frozen, (guint64) 1 << fixes[i]);

      npv[i] = change.refused ? NAN : npv_of (frozen, fixes[i], change.gross);
      if (net)
        net[i] = change.refused ? NAN : change.gross - tl_estimate_point (&frozen->fixes[fixes[i]].run.estimate);
      context->n_refused_fixes += change.refused != TL_IMPACT_FINE;
    }
  return TRUE;
}

static int
by_value (gconstpointer a, gconstpointer b)
{
  Real x = *(const Real *) a;
  Real y = *(const Real *) b;

  return (x > y) - (x < y);
}

static Real
percentile (const Real *sorted, guint n, Real p)
{
  Real  at = (n - 1) * p;
  guint k = (guint) at;

  return k + 1 < n ? sorted[k] + (at - k) * (sorted[k + 1] - sorted[k]) : sorted[n - 1];
}

/* The rank of fix @i in a world, from 1: refused after all others, ties by id, in which order the fixes come. Sets
 * @is_close where rounding might decide. */
static guint
rank_of (const Context *context, const Real *npv, guint n, guint i, gboolean *is_close)
{
  guint rank = 1;

  for (guint k = 0; k < n; k++)
    if (k != i)
      {
        rank += isnan (npv[i]) ? !isnan (npv[k]) || k < i : npv[k] > npv[i] || (npv[k] == npv[i] && k < i);
        if (!isnan (npv[i]) && is_same (context, (double) npv[i], npv[k]))
          *is_close = TRUE;
      }
  return rank;
}

static void
compare_spread (Context *context, const TlImpactSpread *spread, guint fix, Real (*npv)[SECOND_MOST],
                Real (*net)[SECOND_MOST], guint n_fixes, guint at)
{
  Real     sorted[2][N_WORLDS];
  Real     sum = 0;
  guint    n = 0;
  guint    paying = 0;
  guint    first = 0;
  guint    ranks = 0;
  gboolean is_close = FALSE;

  for (guint w = 0; w < N_WORLDS; w++)
    {
      guint rank = rank_of (context, npv[w], n_fixes, at, &is_close);

      ranks += rank;
      first += rank == 1 && !isnan (npv[w][at]);
      if (isnan (npv[w][at]))
        continue;
      is_close |= is_same (context, 0, npv[w][at]);
      sum += sorted[0][n] = npv[w][at];
      sorted[1][n++] = net[w][at];
      paying += npv[w][at] > 0;
    }
  g_assert_true (spread->known == (n > 0));
  if (n == 0)
    return;
  g_assert_cmpuint (spread->n_worlds, ==, n);
  qsort (sorted[0], n, sizeof **sorted, by_value);
  qsort (sorted[1], n, sizeof **sorted, by_value);
  compare (context, "mean", fix, spread->npv_mean, sum / n);
  compare (context, "npv p10", fix, spread->npv_p10, percentile (sorted[0], n, .1L));
  compare (context, "npv p50", fix, spread->npv_p50, percentile (sorted[0], n, .5L));
  compare (context, "npv p90", fix, spread->npv_p90, percentile (sorted[0], n, .9L));
  compare (context, "net p10", fix, spread->net_year_p10, percentile (sorted[1], n, .1L));
  compare (context, "net p50", fix, spread->net_year_p50, percentile (sorted[1], n, .5L));
  compare (context, "net p90", fix, spread->net_year_p90, percentile (sorted[1], n, .9L));
  if (is_close)
    return;
  g_assert_cmpfloat_with_epsilon (spread->p_pays, (double) paying / n, 1e-12);
  g_assert_cmpfloat_with_epsilon (spread->p_best, (double) first / N_WORLDS, 1e-12);
  g_assert_cmpfloat_with_epsilon (spread->mean_rank, (double) ranks / N_WORLDS, 1e-12);
}

/* Fixes that are drawn, by id. */
static guint
choose_fixes (const TlImpactJourney *j, const TlImpactResults *results, guint *fixes)
{
  guint n = 0;

  for (guint i = 0; i < results->n_ranked; i++)
    fixes[n++] = results->ranking[i];
  for (guint i = 1; i < n; i++)
    for (guint k = i; k > 0; k--)
      {
        int   order = strcmp (j->fixes[fixes[k - 1]].id, j->fixes[fixes[k]].id);
        guint swap = fixes[k];

        if (order < 0 || (order == 0 && fixes[k - 1] < fixes[k]))
          break;
        fixes[k] = fixes[k - 1];
        fixes[k - 1] = swap;
      }
  return n;
}

static void
compare_worlds (Context *context, const TlImpactJourney *j, const TlImpactResults *results)
{
  g_autoptr (TlImpactModel)      model = tl_impact_model_new (j);
  g_autoptr (TlImpactSimulation) simulation = tl_impact_simulation_new (model, SEED, 1 + context->seed % 2);
  g_autoptr (TlImpactDraw)       draw = tl_impact_draw_new (j);
  g_autoptr (TlImpactDoubt)      doubt = NULL;
  guint64                        key = tl_impact_random_key (G_GUINT64_CONSTANT (0x7468726f7567686c), SEED);
  Real                           npv[N_WORLDS][SECOND_MOST];
  Real                           net[N_WORLDS][SECOND_MOST];
  guint                          fixes[SECOND_MOST];
  guint                          n = choose_fixes (j, results, fixes);
  guint                          refused = 0;

  if (!tl_impact_simulation_run (simulation, N_WORLDS, NULL))
    return;
  doubt = tl_impact_simulation_summarise (simulation);
  for (guint w = 0; w < N_WORLDS; w++)
    for (guint64 try = 0;; try++)
      {
        g_autoptr (TlImpactWorld)   world = tl_impact_world_new (j);
        g_autoptr (TlImpactJourney) frozen = NULL;
        gboolean                    fine;

        tl_impact_draw_world (draw, tl_impact_random_key (tl_impact_random_key (key, w), try), world);
        frozen = freeze (j, world);
        fine = work_out (context, frozen, fixes, n, npv[w], net[w]);
        if (fine)
          break;
        refused++;
        g_assert_cmpuint (refused, <, 100 * N_WORLDS);
      }
  context->n_refused_worlds += refused;
  g_assert_cmpuint (doubt->n_worlds, ==, N_WORLDS);
  g_assert_cmpfloat_with_epsilon (doubt->refused, refused / (double) (refused + N_WORLDS), 1e-12);
  for (guint i = 0; i < n; i++)
    compare_spread (context, &doubt->fixes[fixes[i]], fixes[i], npv, net, n, i);
  for (guint i = 1; i < doubt->n_ranked; i++)
    g_assert_cmpfloat (doubt->fixes[doubt->ranking[i - 1]].npv_mean, >=, doubt->fixes[doubt->ranking[i]].npv_mean);
}

static double
quantile (const TlImpactInput *input, double p)
{
  double low = 0;
  double high = 1;

  if (input->law == TL_IMPACT_UNIFORM)
    return input->low + input->width * p;
  for (int i = 0; i < 60; i++)
    if (gsl_cdf_beta_P (.5 * (low + high), input->a, input->b) < p)
      low = .5 * (low + high);
    else
      high = .5 * (low + high);
  return input->low + input->width * low;
}

/* One number moved, the rest at their points. */
static void
compare_sensitivity (Context *context, const TlImpactJourney *j, const TlImpactResults *results)
{
  g_autoptr (TlImpactModel) model = tl_impact_model_new (j);
  g_autoptr (TlImpactDraw)  draw = tl_impact_draw_new (j);
  g_autoptr (GArray)        all = tl_impact_sensitivity (model, results, NULL);

  g_assert_cmpuint (all->len, ==, draw->n_inputs);
  for (guint i = 0; i < all->len; i += 5)
    {
      const TlImpactSensitivity *one = &g_array_index (all, TlImpactSensitivity, i);
      gboolean                   is_close = FALSE;
      guint                      takes = 0;

      for (int q = 1; q <= 19; q++)
        {
          g_autoptr (TlImpactWorld)   world = tl_impact_world_new (j);
          g_autoptr (TlImpactJourney) frozen = NULL;
          Real                        npv[SECOND_MOST];
          guint                       first = TL_IMPACT_NONE;
          gboolean                    fine;

          world->values[one->input.value] = quantile (&one->input, q / 20.);
          tl_impact_draw_bound (draw, world);
          frozen = freeze (j, world);
          fine = work_out (context, frozen, results->ranking, results->n_ranked, npv, NULL);
          for (guint f = 0; f < results->n_ranked; f++)
            {
              const TlImpactSwing *swing = &one->swings[results->ranking[f]];

              if (q == 2 || q == 18)
                {
                  if (!fine || isnan (npv[f]))
                    g_assert_false (swing->known);
                  else if (swing->known)
                    compare (context, "swing", results->ranking[f], q == 2 ? swing->low : swing->high, npv[f]);
                }
              if (!fine || isnan (npv[f]))
                continue;
              if (first != TL_IMPACT_NONE)
                is_close |= is_same (context, (double) npv[first], npv[f]);
              if (first == TL_IMPACT_NONE || npv[f] > npv[first])
                first = f;
            }
          takes += first != TL_IMPACT_NONE && first != 0;
        }
      if (!is_close)
        g_assert_cmpfloat_with_epsilon (one->takes_first, takes / 19., 1e-12);
    }
}

/* What is found is where the sign changes, and nothing nearer. */
static void
compare_break_even (Context *context, const TlImpactJourney *j, const TlImpactResults *results, GRand *rand)
{
  g_autoptr (TlImpactModel) model = tl_impact_model_new (j);
  g_autoptr (TlImpactWorld) points = tl_impact_world_new (j);

  for (guint i = 0; i < results->n_ranked; i++)
    {
      guint             fix = results->ranking[i];
      gsize             value = (gsize) g_rand_int_range (rand, 0, (int) points->n_values);
      TlImpactBreakEven found;
      TlImpactPart      part;
      guint             index;

      g_assert_true (tl_impact_world_locate (j, value, &part, &index));
      if (!tl_impact_break_even (model, fix, part, index, &found))
        continue;
      g_assert_cmpfloat (found.now, ==, points->values[value]);
      compare (context, "now", fix, found.npv, results->fixes[fix].npv);
      if (!found.found)
        continue;
      g_assert_cmpfloat (found.at, >=, found.low);
      g_assert_cmpfloat (found.at, <=, found.high);
      for (int k = 0; k <= 8; k++)
        {
          g_autoptr (TlImpactWorld)   world = tl_impact_world_new (j);
          g_autoptr (TlImpactJourney) frozen = NULL;
          double                      at = found.now + (found.at - found.now) * (k < 8 ? k / 8. : 1);
          Real                        npv;

          world->values[value] = at;
          frozen = freeze (j, world);
          if (!work_out (context, frozen, &fix, 1, &npv, NULL) || isnan (npv))
            continue;
          if (k == 8)
            {
              Real slope = fabsl (npv - found.npv);

              /* 0 there, unless it leaps, or a hair on either side. */
              if (fabsl (npv) > 1e-6L * (slope + context->year + 1))
                {
                  g_test_message ("journey %u: fix %u: %.9Lg where it should be 0, of %.9g", context->seed, fix, npv,
                                  found.npv);
                  context->n_leaps++;
                }
            }
          else if (!is_same (context, 0, npv))
            g_assert_true ((npv >= 0) == ((found.now < found.at) == found.pays_below));
        }
    }
}

static void
test_worlds (void)
{
  Context context = { 0 };

  for (guint seed = 1; seed <= 300; seed++)
    {
      g_autoptr (GRand)           rand = g_rand_new_with_seed (seed + 5000);
      g_autoptr (TlImpactJourney) journey = random_journey (rand);
      g_autoptr (TlImpactResults) results = NULL;

      context.seed = seed;
      context.year = 0;
      blur_all (journey, rand);
      results = tl_impact_evaluate (journey);
      if (results->n_refusals > 0 || results->n_ranked == 0)
        continue;
      compare_worlds (&context, journey, results);
      if (seed % 4 == 0)
        compare_sensitivity (&context, journey, results);
      if (seed % 2 == 0)
        compare_break_even (&context, journey, results, rand);
    }
  g_test_message ("%u figures compared, %u worlds refused, %u fixes refused", context.n_compared,
                  context.n_refused_worlds, context.n_refused_fixes);
  g_assert_cmpuint (context.n_compared, >, 5000);
  g_assert_cmpuint (context.n_refused_worlds, >, 100);
  g_assert_cmpuint (context.n_leaps, ==, 0);
}

/* Two stages that lead to one another. Where the first fix sends more on than there are, nobody gets out and it is
 * refused in that world: then it comes last, behind one that only costs. */
static void
test_refused_fix (void)
{
  Context                     context = { .seed = 1 };
  TlImpactStage               stages[] = { { TL_IMPACT_STEP, TL_IMPACT_NUMBER (1000), TL_IMPACT_NUMBER (3) },
                                           { TL_IMPACT_STEP, TL_IMPACT_NUMBER (0), TL_IMPACT_NUMBER (0) } };
  TlImpactTransition          ways[] = { { 0, 1, TRUE, TL_IMPACT_NUMBER (.6) }, { 1, 0, TRUE, TL_IMPACT_NUMBER (.9) } };
  TlImpactFix                 fixes[] = { { (char *) "much", TL_IMPACT_IDEA, TL_IMPACT_NUMBER (10), TL_IMPACT_NUMBER (0) },
                                          { (char *) "less", TL_IMPACT_IDEA, TL_IMPACT_NUMBER (20), TL_IMPACT_NUMBER (1) },
                                          { (char *) "none", TL_IMPACT_IDEA, TL_IMPACT_NUMBER (10), TL_IMPACT_NUMBER (0) },
                                          { (char *) "done", TL_IMPACT_LIVE, TL_IMPACT_NUMBER (10), TL_IMPACT_NUMBER (0) } };
  TlImpactEffect              effects[] = { { 0, TL_IMPACT_FIELD_CONTINUE, 0, FALSE,
                                              { { TL_ESTIMATE_BETWEEN, 1, 0, 2 }, FALSE }, TL_IMPACT_NONE },
                                            { 0, TL_IMPACT_FIELD_SHARE, 1, TRUE, TL_IMPACT_NUMBER (.1), TL_IMPACT_NONE },
                                            { 3, TL_IMPACT_FIELD_SHARE, 1, TRUE,
                                              { { TL_ESTIMATE_BETWEEN, 0, 0, .1 }, FALSE }, TL_IMPACT_NONE } };
  TlImpactJourney             journey = TL_IMPACT_JOURNEY_INIT;
  g_autoptr (TlImpactResults) results = NULL;
  g_autoptr (TlImpactModel)   model = NULL;
  g_autoptr (TlImpactSimulation) simulation = NULL;
  g_autoptr (TlImpactDoubt)   doubt = NULL;

  journey.stages = stages;
  journey.n_stages = G_N_ELEMENTS (stages);
  journey.transitions = ways;
  journey.n_transitions = G_N_ELEMENTS (ways);
  journey.fixes = fixes;
  journey.n_fixes = G_N_ELEMENTS (fixes);
  journey.effects = effects;
  journey.n_effects = G_N_ELEMENTS (effects);
  results = tl_impact_evaluate (&journey);
  g_assert_cmpuint (results->n_ranked, ==, 3);
  compare_worlds (&context, &journey, results);
  g_assert_cmpuint (context.n_refused_fixes, >, 0);

  model = tl_impact_model_new (&journey);
  simulation = tl_impact_simulation_new (model, 1, 2);
  g_assert_cmpuint (tl_impact_simulation_n_inputs (simulation), ==, 1);
  g_assert_true (tl_impact_simulation_run (simulation, 3000, NULL));
  doubt = tl_impact_simulation_summarise (simulation);
  g_assert_cmpuint (doubt->n_ranked, ==, 3);
  g_assert_cmpfloat_with_epsilon (doubt->fixes[0].n_worlds / 3000., 2 / 3., .04);
  /* First wherever it is known; elsewhere the cheaper of those that only cost. */
  g_assert_cmpfloat (doubt->fixes[0].p_best, ==, doubt->fixes[0].n_worlds / 3000.);
  g_assert_cmpfloat_with_epsilon (doubt->fixes[2].p_best, 1 - doubt->fixes[0].p_best, 1e-12);
  g_assert_cmpfloat (doubt->fixes[1].p_best, ==, 0);
  g_assert_cmpfloat_with_epsilon (doubt->fixes[0].mean_rank, 3 - 2 * doubt->fixes[0].p_best, 1e-12);
  g_assert_cmpfloat (doubt->fixes[0].p_pays, ==, 1);
  g_assert_false (doubt->fixes[3].known);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worlds/one-by-one", test_worlds);
  g_test_add_func ("/worlds/refused-fix", test_refused_fix);
  return g_test_run ();
}
