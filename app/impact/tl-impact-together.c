/* tl-impact-together.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Up to TL_IMPACT_EXACT fixes, every set of them is worked out once, as a number whose bits are the fixes in the order
 * of their ids. Beyond, sets are worked out as they are asked for, and remembered.
 */
#include "tl-impact-together.h"

#include <string.h>

#include "tl-impact-private.h"
#include "tl-impact-shapley.h"

#define EQUAL 1e-9
/* Budgets at which a curve of many fixes is looked at, and how often a greedy choice is gone over again. */
#define N_BUDGETS 24
#define N_ROUNDS 8

struct TlImpactTogether
{
  const TlImpactModel *model;
  const gint          *stop;
  TlImpactSolver      *solver;
  TlImpactWorld       *world;
  guint               *fixes;  /* ranked, by id */
  guint                n;
  double              *npv;    /* by set; NaN where it has none */
  GHashTable          *known;  /* set → npv, beyond TL_IMPACT_EXACT */
};

static gboolean
is_stopped (const TlImpactTogether *self)
{
  return self->stop != NULL && g_atomic_int_get (self->stop);
}

/* The fixes of a set, by id. Returns how many. */
static guint
list_set (const TlImpactTogether *self, gsize set, guint *fixes)
{
  guint k = 0;

  for (guint i = 0; i < self->n; i++)
    if (set >> i & 1)
      fixes[k++] = self->fixes[i];
  return k;
}

/* The effect share of every fix in month @month. */
static void
find_shares (const TlImpactTogether *self, int month, double *share)
{
  for (guint i = 0; i < self->n; i++)
    share[i] = tl_impact_effect_share (self->model, self->fixes[i], month);
}

static void
sort_by_share (const double *share, guint n, guint *order)
{
  for (guint i = 1; i < n; i++)
    {
      guint moving = order[i];
      guint k = i;

      for (; k > 0 && share[order[k - 1]] < share[moving]; k--)
        order[k] = order[k - 1];
      order[k] = moving;
    }
}

/* What a set brings in a month: Σ (e_k − e_{k+1})·gross(the first k). NaN where a set that is needed has no gross. */
static double
benefit_of (const double *gross, gsize set, const guint *order, const double *share, guint n)
{
  double benefit = 0;
  gsize  first = 0;
  double last = 0;

  for (guint k = 0; k < n; k++)
    {
      guint i = order[k];

      if (!(set >> i & 1))
        continue;
      if (first != 0 && last > share[i])
        benefit += (last - share[i]) * gross[first];
      first |= (gsize) 1 << i;
      last = share[i];
    }
  return last > 0 ? benefit + last * gross[first] : benefit;
}

/* The same for every set at once: a set brings what it does without the fix whose share is least, and that share of
 * what this one adds. */
static void
benefit_of_all (const double *gross, const guint *order, const double *share, guint n, double *benefit)
{
  benefit[0] = 0;
  for (guint k = 0; k < n; k++)
    {
      gsize  bit = (gsize) 1 << order[k];
      double e = share[order[k]];
      gsize  earlier = 0;

      for (guint j = 0; j < k; j++)
        earlier |= (gsize) 1 << order[j];
      /* Every set of those before. */
      for (gsize set = earlier;; set = (set - 1) & earlier)
        {
          benefit[set | bit] = e > 0 ? benefit[set] + e * (gross[set | bit] - gross[set]) : benefit[set];
          if (set == 0)
            break;
        }
    }
}

/* Works out what every set is worth. Returns FALSE where it was stopped. */
static gboolean
look_at_all (TlImpactTogether *self)
{
  const TlImpactModel     *model = self->model;
  gsize                    n_sets = (gsize) 1 << self->n;
  g_autofree double       *gross = g_new0 (double, n_sets);
  g_autofree double       *benefit = g_new0 (double, n_sets);
  double                   share[TL_IMPACT_EXACT];
  double                   last[TL_IMPACT_EXACT];
  guint                    order[TL_IMPACT_EXACT];
  guint                    fixes[TL_IMPACT_EXACT];
  TlImpactCourse           course[TL_IMPACT_EXACT];
  g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
  gboolean                 refused = FALSE;
  double                   discount = 0;

  for (gsize set = 1; set < n_sets; set++)
    {
      TlImpactChange change;

      if (is_stopped (self))
        return FALSE;
      if (tl_impact_solver_change (self->solver, fixes, list_set (self, set, fixes), &change, &refusal))
        gross[set] = change.gross;
      else
        {
          gross[set] = NAN;
          refused = TRUE;
        }
    }

  self->npv = g_new0 (double, n_sets);
  for (guint i = 0; i < self->n; i++)
    {
      order[i] = i;
      last[i] = -1;
      tl_impact_course_init (&course[i], model, self->fixes[i]);
    }
  for (int m = 1; m <= model->months + 1; m++)
    {
      /* Months that are alike are counted together. */
      if (m <= model->months)
        find_shares (self, m, share);
      if (m > model->months || memcmp (share, last, self->n * sizeof *share) != 0)
        {
          for (gsize set = 1; discount > 0 && set < n_sets; set++)
            self->npv[set] += benefit[set] * discount;
          if (m > model->months)
            break;
          if (is_stopped (self))
            return FALSE;
          discount = 0;
          memcpy (last, share, self->n * sizeof *share);
          sort_by_share (share, self->n, order);
          if (!refused)
            benefit_of_all (gross, order, share, self->n, benefit);
          else
            for (gsize set = 1; set < n_sets; set++)
              benefit[set] = benefit_of (gross, set, order, share, self->n);
        }
      discount += model->discount[m] / 12;
    }
  for (gsize set = 1; set < n_sets; set++)
    for (guint i = 0; i < self->n; i++)
      {
        guint fix = self->fixes[i];

        if (set >> i & 1)
          self->npv[set] -= self->world->one_off[fix] * course[i].one_off + self->world->run[fix] * course[i].run;
        /* A set has no result without the year at full effect of all of it. */
        if (isnan (gross[set]) || !isfinite (self->npv[set]))
          self->npv[set] = NAN;
      }
  return TRUE;
}

/**
 * tl_impact_together_new:
 * @model: a model
 * @results: the results of its journey at the points, which is not refused
 * @stop: (nullable): set to other than 0 by any thread, it ends the work; it must outlive what is returned
 *
 * Returns: (transfer full) (nullable): the ranked fixes, ready to be asked of sets of them; %NULL where it was stopped
 */
TlImpactTogether *
tl_impact_together_new (const TlImpactModel *model, const TlImpactResults *results, const gint *stop)
{
  g_autoptr (TlImpactTogether) self = g_new0 (TlImpactTogether, 1);
  g_auto (TlImpactRefusal)     refusal = TL_IMPACT_REFUSAL_INIT;

  self->model = model;
  self->stop = stop;
  self->solver = tl_impact_solver_new (model);
  self->world = tl_impact_world_new (model->journey);
  self->known = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_free);
  self->n = results->n_ranked;
  self->fixes = g_new (guint, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    self->fixes[i] = results->ranking[i];
  tl_impact_sort_by_id (model->journey, self->fixes, self->n);
  if (!tl_impact_solver_set_world (self->solver, self->world, &refusal))
    self->n = 0;
  if (self->n <= TL_IMPACT_EXACT && !look_at_all (self))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * tl_impact_together_free:
 * @self: (nullable): sets of fixes
 */
void
tl_impact_together_free (TlImpactTogether *self)
{
  if (self == NULL)
    return;
  tl_impact_solver_free (self->solver);
  tl_impact_world_free (self->world);
  g_hash_table_unref (self->known);
  g_free (self->fixes);
  g_free (self->npv);
  g_free (self);
}

/* The set of these fixes, where sets are numbers. Those that are not ranked are left out. */
static gsize
set_of (const TlImpactTogether *self, const guint *fixes, guint n_fixes)
{
  gsize set = 0;

  for (guint k = 0; k < n_fixes; k++)
    for (guint i = 0; i < self->n; i++)
      if (self->fixes[i] == fixes[k])
        set |= (gsize) 1 << i;
  return set;
}

/**
 * tl_impact_together_set:
 * @self: sets of fixes
 * @fixes: (array length=n_fixes): indices of ranked fixes, each once
 * @n_fixes: how many
 * @npv: (out): their combined impact together; 0 of none
 *
 * Returns: whether the set has a combined impact
 */
gboolean
tl_impact_together_set (TlImpactTogether *self, const guint *fixes, guint n_fixes, double *npv)
{
  g_autofree guint *sorted = g_memdup2 (fixes, n_fixes * sizeof *sorted);
  g_autoptr (GBytes) key = NULL;
  TlImpactOutcome   outcome;
  double           *known;

  *npv = 0;
  if (n_fixes == 0)
    return TRUE;
  if (self->npv != NULL)
    {
      *npv = self->npv[set_of (self, fixes, n_fixes)];
      return !isnan (*npv);
    }
  tl_impact_sort_by_id (self->model->journey, sorted, n_fixes);
  key = g_bytes_new (sorted, n_fixes * sizeof *sorted);
  known = g_hash_table_lookup (self->known, key);
  if (known == NULL)
    {
      tl_impact_solver_outcome (self->solver, sorted, n_fixes, &outcome);
      known = g_new (double, 1);
      *known = outcome.known ? outcome.npv : NAN;
      tl_impact_refusal_clear (&outcome.refusal);
      g_hash_table_insert (self->known, g_steal_pointer (&key), known);
    }
  *npv = *known;
  return !isnan (*npv);
}

static double
cost_of (const TlImpactTogether *self, const guint *fixes, guint n_fixes)
{
  double cost = 0;

  for (guint i = 0; i < n_fixes; i++)
    cost += self->world->one_off[fixes[i]];
  return cost;
}

/* A hair over the budget is rounding. */
static gboolean
fits (double cost, double budget)
{
  return cost <= budget + 1e-9 * fabs (budget);
}

/* Whether set @a, worth @npv_a, is better than @b: worth more, else fewer fixes, else the ids that come first. */
static gboolean
is_better (gsize a, double npv_a, gsize b, double npv_b)
{
  gsize differ = a ^ b;

  if (fabs (npv_a - npv_b) > EQUAL * MAX (fabs (npv_a), fabs (npv_b)))
    return npv_a > npv_b;
  if (__builtin_popcountll (a) != __builtin_popcountll (b))
    return __builtin_popcountll (a) < __builtin_popcountll (b);
  return differ != 0 && (a & (differ & -differ)) != 0;
}

/* Ties are against the greatest, so that a chain of near ones does not lead away from it. */
static gsize
best_set (const TlImpactTogether *self, double budget)
{
  gsize              n_sets = (gsize) 1 << self->n;
  guint              fixes[TL_IMPACT_EXACT];
  g_autofree guint8 *may = g_new0 (guint8, n_sets);
  double             most = 0;
  gsize              best = 0;
  gboolean           found = FALSE;

  for (gsize set = 0; set < n_sets; set++)
    {
      guint n = list_set (self, set, fixes);

      may[set] = set == 0 || (!isnan (self->npv[set]) && fits (cost_of (self, fixes, n), budget));
      if (may[set])
        most = MAX (most, self->npv[set]);
    }
  for (gsize set = 0; set < n_sets; set++)
    if (may[set] && most - self->npv[set] <= EQUAL * MAX (fabs (most), fabs (self->npv[set])) &&
        (!found || is_better (set, 0, best, 0)))
      {
        best = set;
        found = TRUE;
      }
  return best;
}

/* A set that is being put together, of more fixes than bits. */
typedef struct
{
  guint *fixes;
  guint  n;
  double npv;
  double cost;
} Choice;

static gboolean
contains (const Choice *choice, guint fix)
{
  for (guint i = 0; i < choice->n; i++)
    if (choice->fixes[i] == fix)
      return TRUE;
  return FALSE;
}

/* Adds the fix that gains most for its cost; those that cost nothing come first. */
static gboolean
add_one (TlImpactTogether *self, Choice *choice, double budget)
{
  double best_rate = 0;
  double best_npv = 0;
  guint  best = TL_IMPACT_NONE;

  for (guint i = 0; i < self->n && !is_stopped (self); i++)
    {
      guint  fix = self->fixes[i];
      double cost = self->world->one_off[fix];
      double npv;
      double gain;
      double rate;

      if (contains (choice, fix) || !fits (choice->cost + cost, budget))
        continue;
      choice->fixes[choice->n] = fix;
      if (!tl_impact_together_set (self, choice->fixes, choice->n + 1, &npv))
        continue;
      gain = npv - choice->npv;
      if (!(gain > EQUAL * MAX (fabs (npv), fabs (choice->npv))))
        continue;
      rate = cost > 0 ? gain / cost : HUGE_VAL;
      if (best == TL_IMPACT_NONE || rate > best_rate || (rate == best_rate && npv > best_npv))
        {
          best = fix;
          best_rate = rate;
          best_npv = npv;
        }
    }
  if (best == TL_IMPACT_NONE)
    return FALSE;
  choice->fixes[choice->n++] = best;
  choice->npv = best_npv;
  choice->cost += self->world->one_off[best];
  return TRUE;
}

/* Takes one out, or puts another in its place, where that is better. */
static gboolean
swap_one (TlImpactTogether *self, Choice *choice, double budget)
{
  for (guint k = 0; k < choice->n; k++)
    {
      guint out = choice->fixes[k];
      double npv;

      for (guint i = 0; i < self->n && !is_stopped (self); i++)
        {
          guint  in = self->fixes[i];
          double cost = choice->cost - self->world->one_off[out] + self->world->one_off[in];

          if (contains (choice, in) || !fits (cost, budget))
            continue;
          choice->fixes[k] = in;
          if (tl_impact_together_set (self, choice->fixes, choice->n, &npv) &&
              npv - choice->npv > EQUAL * MAX (fabs (npv), fabs (choice->npv)))
            {
              choice->npv = npv;
              choice->cost = cost;
              return TRUE;
            }
        }
      choice->fixes[k] = choice->fixes[choice->n - 1];
      if (tl_impact_together_set (self, choice->fixes, choice->n - 1, &npv) &&
          npv - choice->npv >= -EQUAL * MAX (fabs (npv), fabs (choice->npv)))
        {
          choice->n--;
          choice->npv = npv;
          choice->cost -= self->world->one_off[out];
          return TRUE;
        }
      choice->fixes[k] = out;
    }
  return FALSE;
}

static void
choose_greedily (TlImpactTogether *self, double budget, Choice *choice)
{
  choice->n = 0;
  choice->npv = choice->cost = 0;
  for (int round = 0; round < N_ROUNDS && !is_stopped (self); round++)
    {
      gboolean changed = FALSE;

      while (add_one (self, choice, budget))
        changed = TRUE;
      for (guint i = 0; i < self->n && swap_one (self, choice, budget); i++)
        changed = TRUE;
      if (!changed)
        break;
    }
  tl_impact_sort_by_id (self->model->journey, choice->fixes, choice->n);
}

typedef struct
{
  TlImpactTogether *together;
  const guint      *fixes;
  guint            *some;
} Credit;

static gboolean
worth (const guint *players, guint n, double *value, gpointer data)
{
  Credit *credit = data;

  if (is_stopped (credit->together))
    return FALSE;
  for (guint i = 0; i < n; i++)
    credit->some[i] = credit->fixes[players[i]];
  return tl_impact_together_set (credit->together, credit->some, n, value);
}

/**
 * tl_impact_together_describe:
 * @self: sets of fixes
 * @fixes: (array length=n_fixes): indices of ranked fixes, each once
 * @n_fixes: how many
 *
 * Returns: (transfer full): what these fixes come to together, and each one's credit
 */
TlImpactPortfolio *
tl_impact_together_describe (TlImpactTogether *self, const guint *fixes, guint n_fixes)
{
  TlImpactPortfolio *portfolio = g_new0 (TlImpactPortfolio, 1);
  g_autofree guint  *some = g_new (guint, n_fixes + 1);
  Credit             credit = { self, NULL, some };

  portfolio->exact = self->n <= TL_IMPACT_EXACT;
  portfolio->n_fixes = n_fixes;
  portfolio->fixes = g_new0 (guint, n_fixes + 1);
  if (n_fixes > 0)
    memcpy (portfolio->fixes, fixes, n_fixes * sizeof *fixes);
  tl_impact_sort_by_id (self->model->journey, portfolio->fixes, n_fixes);
  portfolio->one_off = portfolio->budget = cost_of (self, portfolio->fixes, n_fixes);
  portfolio->credit = g_new0 (double, n_fixes + 1);
  portfolio->outcome = (TlImpactOutcome) { .payback_months = -1, .refusal = TL_IMPACT_REFUSAL_INIT };
  portfolio->has_credit = TRUE;
  if (n_fixes == 0)
    return portfolio;
  tl_impact_solver_outcome (self->solver, portfolio->fixes, n_fixes, &portfolio->outcome);
  for (guint i = 0; i < n_fixes; i++)
    {
      double alone;

      if (tl_impact_together_set (self, &portfolio->fixes[i], 1, &alone))
        portfolio->added_up += alone;
    }
  if (!tl_impact_together_set (self, portfolio->fixes, n_fixes, &portfolio->npv))
    portfolio->npv = 0;
  credit.fixes = portfolio->fixes;
  portfolio->has_credit = tl_impact_shapley (n_fixes, 1, TL_IMPACT_EXACT, worth, &credit, portfolio->credit,
                                             &portfolio->credit_error);
  return portfolio;
}

/**
 * tl_impact_together_portfolio:
 * @self: sets of fixes
 * @budget: what their one-offs may come to at the points, together
 *
 * Finds the set with the greatest combined impact that the budget allows: among all sets up to %TL_IMPACT_EXACT fixes,
 * beyond that by gain for cost, with swaps.
 *
 * Returns: (transfer full): the set
 */
TlImpactPortfolio *
tl_impact_together_portfolio (TlImpactTogether *self, double budget)
{
  TlImpactPortfolio *portfolio;
  g_autofree guint  *fixes = g_new (guint, self->n + 1);
  Choice             choice = { fixes, 0, 0, 0 };

  if (self->n <= TL_IMPACT_EXACT)
    choice.n = list_set (self, best_set (self, budget), fixes);
  else
    choose_greedily (self, budget, &choice);
  portfolio = tl_impact_together_describe (self, fixes, choice.n);
  portfolio->budget = budget;
  return portfolio;
}

static void
clear_point (gpointer data)
{
  g_free (((TlImpactFrontierPoint *) data)->fixes);
}

static void
add_point (GArray *frontier, double budget, double npv, const guint *fixes, guint n)
{
  TlImpactFrontierPoint point = { budget, npv, g_memdup2 (fixes, (n + 1) * sizeof *fixes), n };

  g_array_append_val (frontier, point);
}

typedef struct
{
  double cost;
  gsize  set;
} Priced;

static int
by_cost (gconstpointer a, gconstpointer b)
{
  const Priced *x = a;
  const Priced *y = b;

  return x->cost != y->cost ? (x->cost > y->cost) - (x->cost < y->cost) : (x->set > y->set) - (x->set < y->set);
}

static void
walk_all (TlImpactTogether *self, GArray *frontier)
{
  gsize              n_sets = (gsize) 1 << self->n;
  g_autofree Priced *priced = g_new (Priced, n_sets);
  guint              fixes[TL_IMPACT_EXACT + 1] = { 0 };
  gsize              n = 0;
  gsize              best = 0;

  for (gsize set = 0; set < n_sets; set++)
    if (set == 0 || !isnan (self->npv[set]))
      priced[n++] = (Priced) { cost_of (self, fixes, list_set (self, set, fixes)), set };
  qsort (priced, n, sizeof *priced, by_cost);
  for (gsize i = 0; i < n; )
    {
      gsize    before = best;
      double   cost = priced[i].cost;
      gboolean first = i == 0;

      for (; i < n && fits (priced[i].cost, cost); i++)
        if (is_better (priced[i].set, self->npv[priced[i].set], best, self->npv[best]))
          best = priced[i].set;
      if (first || best != before)
        {
          guint k = list_set (self, best, fixes);

          add_point (frontier, cost_of (self, fixes, k), self->npv[best], fixes, k);
        }
    }
}

static void
walk_some (TlImpactTogether *self, GArray *frontier)
{
  g_autofree guint *fixes = g_new0 (guint, self->n + 1);
  Choice            choice = { fixes, 0, 0, 0 };
  double            most = cost_of (self, self->fixes, self->n);
  double            last = 0;

  for (int i = 0; i <= N_BUDGETS && !is_stopped (self); i++)
    {
      /* Closer together where money is short. */
      double part = (double) i / N_BUDGETS;

      choose_greedily (self, most * part * part, &choice);
      if (i == 0 || choice.npv > last * (1 + EQUAL))
        {
          add_point (frontier, choice.cost, choice.npv, fixes, choice.n);
          last = choice.npv;
        }
    }
}

/**
 * tl_impact_together_frontier:
 * @self: sets of fixes
 *
 * Returns: (transfer full) (element-type TlImpactFrontierPoint): the best combined impact against budget, from the least
 *   budget up, wherever it changes; the first is for what costs nothing
 */
GArray *
tl_impact_together_frontier (TlImpactTogether *self)
{
  GArray *frontier = g_array_new (FALSE, FALSE, sizeof (TlImpactFrontierPoint));

  g_array_set_clear_func (frontier, clear_point);
  if (self->n <= TL_IMPACT_EXACT)
    walk_all (self, frontier);
  else
    walk_some (self, frontier);
  return frontier;
}

/**
 * tl_impact_portfolio_free:
 * @self: (nullable): a set of fixes
 */
void
tl_impact_portfolio_free (TlImpactPortfolio *self)
{
  if (self == NULL)
    return;
  tl_impact_refusal_clear (&self->outcome.refusal);
  g_free (self->fixes);
  g_free (self->credit);
  g_free (self);
}
