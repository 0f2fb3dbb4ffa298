/* tl-what-if.c
 *
 * One piece of work at a time: when something is changed meanwhile, it is told to stop, and the next begins when it has.
 * What is slow is done once for given settings (the bench), and asked again for every set.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-what-if.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What is worked on by one thread at a time: the one that runs the work, or the main thread while there is none. */
typedef struct
{
  TlSnapshot         *snapshot; /* taken down, not yet worked out */
  TlFigures          *figures;
  TlImpactTogether   *together;
  GArray             *frontier;
  TlImpactSimulation *simulation;
  gint                stop;
} Bench;

typedef struct
{
  Bench             *bench;
  guint              asked;
  gboolean           draw; /* worlds; sets at the points otherwise */
  double             budget;
  gboolean           by_budget;
  GPtrArray         *excluded;
  TlImpactPortfolio *set;
  TlImpactSpread     spread;
  double             overspent;
  gboolean           done;
} Job;

struct _TlWhatIf
{
  GObject            parent_instance;

  TlRanking         *ranking;
  TlFigures         *base; /* the ranking's that the bench is of */
  double             settings[TL_WHAT_IF_N_SETTINGS]; /* NaN: as in the journey */
  GHashTable        *excluded; /* ids */
  double             budget; /* NaN: none */
  gboolean           by_budget; /* the set is the best for the budget */

  Bench             *bench;
  GTask             *working;
  gboolean           bench_old;
  gboolean           set_old;
  gboolean           doubt_old;
  gboolean           wants_set;   /* somebody looks */
  gboolean           wants_doubt;
  guint              asked; /* how often the question has changed */

  /* The answers */
  TlFigures         *figures;
  GArray            *frontier;
  TlImpactPortfolio *set;
  TlImpactSpread     spread;
  double             overspent;
};

G_DEFINE_FINAL_TYPE (TlWhatIf, tl_what_if, G_TYPE_OBJECT)

static guint changed_signal;

static const TlField fields[TL_WHAT_IF_N_SETTINGS] = {
  [TL_WHAT_IF_HORIZON] = TL_JOURNEY_HORIZON,
  [TL_WHAT_IF_RATE] = TL_JOURNEY_RATE,
  [TL_WHAT_IF_MARGIN] = TL_JOURNEY_MARGIN,
};

static void
bench_clear (gpointer data)
{
  Bench *self = data;

  g_clear_pointer (&self->simulation, tl_impact_simulation_free);
  g_clear_pointer (&self->together, tl_impact_together_free);
  g_clear_pointer (&self->frontier, g_array_unref);
  g_clear_object (&self->figures);
  g_clear_pointer (&self->snapshot, tl_snapshot_free);
}

static void
bench_unref (Bench *self)
{
  g_atomic_rc_box_release_full (self, bench_clear);
}

static void
job_free (gpointer data)
{
  Job *self = data;

  bench_unref (self->bench);
  g_clear_pointer (&self->excluded, g_ptr_array_unref);
  g_clear_pointer (&self->set, tl_impact_portfolio_free);
  g_free (self);
}

/**
 * tl_what_if_find_step:
 * @frontier: (element-type TlImpactFrontierPoint): the best combined impact against budget
 * @budget: a budget
 *
 * Returns: (transfer none) (nullable): the best that it buys
 */
const TlImpactFrontierPoint *
tl_what_if_find_step (const GArray *frontier, double budget)
{
  const TlImpactFrontierPoint *found = NULL;

  for (guint i = 0; frontier && i < frontier->len; i++)
    {
      const TlImpactFrontierPoint *point = &g_array_index (frontier, TlImpactFrontierPoint, i);

      /* A hair over the budget is rounding. */
      if (point->budget <= budget + 1e-9 * fabs (budget))
        found = point;
    }
  return found;
}

static gboolean
is_stopped (const Bench *bench)
{
  return g_atomic_int_get (&bench->stop) != 0;
}

/* Makes everything that does not depend on the set. Returns FALSE where it was stopped, or there are no figures. */
static gboolean
prepare (Bench *bench)
{
  if (bench->figures == NULL)
    bench->figures = tl_figures_new_of_snapshot (g_steal_pointer (&bench->snapshot));
  if (!tl_figures_are_known (bench->figures))
    return FALSE;
  if (bench->together == NULL)
    bench->together = tl_impact_together_new (tl_figures_get_model (bench->figures),
                                              tl_figures_get_results (bench->figures), &bench->stop);
  if (bench->together && bench->frontier == NULL && !is_stopped (bench))
    {
      bench->frontier = tl_impact_together_frontier (bench->together);
      if (is_stopped (bench))
        g_clear_pointer (&bench->frontier, g_array_unref);
    }
  return bench->frontier != NULL;
}

static TlImpactPortfolio *
describe (Job *job)
{
  const TlImpactResults       *results = tl_figures_get_results (job->bench->figures);
  const TlSnapshot            *snapshot = tl_figures_get_snapshot (job->bench->figures);
  const TlImpactFrontierPoint *step =
    job->by_budget ? tl_what_if_find_step (job->bench->frontier, job->budget) : NULL;
  g_autofree guint            *fixes = g_new0 (guint, results->n_ranked + 1);
  guint                        n = 0;

  if (job->by_budget)
    return tl_impact_together_describe (job->bench->together, step ? step->fixes : fixes, step ? step->n_fixes : 0);
  for (guint i = 0; i < results->n_ranked; i++)
    if (!g_ptr_array_find_with_equal_func (job->excluded, snapshot->fixes.ids[results->ranking[i]], g_str_equal, NULL))
      fixes[n++] = results->ranking[i];
  return tl_impact_together_describe (job->bench->together, fixes, n);
}

/* Returns FALSE where there is nothing to say, or it was stopped. */
static gboolean
draw (Job *job)
{
  Bench   *bench = job->bench;
  gboolean ran;

  if (bench->simulation == NULL)
    {
      bench->simulation = tl_impact_simulation_new (tl_figures_get_model (bench->figures), TL_RANKING_SEED, 0);
      ran = tl_impact_simulation_n_inputs (bench->simulation) > 0 &&
            tl_impact_simulation_run (bench->simulation, TL_IMPACT_DRAWS, &bench->stop);
      if (!ran)
        {
          g_clear_pointer (&bench->simulation, tl_impact_simulation_free);
          return FALSE;
        }
    }
  return tl_impact_simulation_set (bench->simulation, job->set->fixes, job->set->n_fixes, job->budget, &bench->stop,
                                   &job->spread, &job->overspent);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  if (job->draw)
    job->done = draw (job);
  else if (prepare (job->bench))
    {
      job->set = describe (job);
      job->done = !is_stopped (job->bench);
    }
  g_task_return_boolean (task, job->done);
}

static void start (TlWhatIf *self);

static void
emit (TlWhatIf *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* The set that a budget has chosen is what is included now. */
static void
include_set (TlWhatIf *self)
{
  const TlSnapshot      *snapshot = tl_figures_get_snapshot (self->figures);
  const TlImpactResults *results = tl_figures_get_results (self->figures);

  g_hash_table_remove_all (self->excluded);
  for (guint i = 0; i < results->n_ranked; i++)
    g_hash_table_add (self->excluded, g_strdup (snapshot->fixes.ids[results->ranking[i]]));
  for (guint i = 0; i < self->set->n_fixes; i++)
    g_hash_table_remove (self->excluded, snapshot->fixes.ids[self->set->fixes[i]]);
}

static TlImpactPortfolio *
copy_set (const TlImpactPortfolio *set)
{
  TlImpactPortfolio *copy = g_memdup2 (set, sizeof *set);

  copy->fixes = g_memdup2 (set->fixes, (set->n_fixes + 1) * sizeof *set->fixes);
  copy->credit = g_memdup2 (set->credit, (set->n_fixes + 1) * sizeof *set->credit);
  copy->outcome.refusal = (TlImpactRefusal) TL_IMPACT_REFUSAL_INIT;
  tl_impact_refusal_copy (&copy->outcome.refusal, &set->outcome.refusal);
  return copy;
}

static void
forget_answers (TlWhatIf *self)
{
  g_clear_object (&self->figures);
  g_clear_pointer (&self->frontier, g_array_unref);
  g_clear_pointer (&self->set, tl_impact_portfolio_free);
}

/* Nobody else is at the bench now. */
static void
take_set (TlWhatIf *self, Job *job)
{
  forget_answers (self);
  self->set_old = FALSE;
  self->doubt_old = job->set != NULL;
  if (job->set == NULL)
    return;
  self->figures = g_object_ref (job->bench->figures);
  self->frontier = g_array_ref (job->bench->frontier);
  self->set = g_steal_pointer (&job->set);
  if (self->by_budget)
    include_set (self);
}

static void
worked (GObject *source, GAsyncResult *result, gpointer data)
{
  TlWhatIf *self = TL_WHAT_IF (source);
  Job      *job = g_task_get_task_data (G_TASK (result));
  gboolean  wanted = job->bench == self->bench && !is_stopped (job->bench);

  g_clear_object (&self->working);
  if (wanted && !job->draw && job->asked == self->asked)
    take_set (self, job);
  else if (wanted)
    {
      self->spread = job->done ? job->spread : (TlImpactSpread) { FALSE };
      self->overspent = job->done ? job->overspent : NAN;
      self->doubt_old = FALSE;
    }
  start (self);
  if (wanted)
    emit (self);
}

static void
make_bench (TlWhatIf *self)
{
  TlFigures        *figures = tl_ranking_get_figures (self->ranking);
  TlSession        *session = tl_ranking_get_session (self->ranking);
  const TlOverrides overrides = { self->settings[TL_WHAT_IF_HORIZON], self->settings[TL_WHAT_IF_RATE],
                                  self->settings[TL_WHAT_IF_MARGIN] };

  g_clear_pointer (&self->bench, bench_unref);
  self->bench = g_atomic_rc_box_new0 (Bench);
  if (!tl_what_if_has_settings (self))
    self->bench->figures = g_object_ref (figures);
  else
    {
      self->bench->snapshot = tl_snapshot_new (tl_session_get_journey (session));
      tl_snapshot_override (self->bench->snapshot, &overrides);
    }
  self->bench_old = FALSE;
  self->set_old = TRUE;
}

static gboolean
can_work (TlWhatIf *self)
{
  TlFigures *figures = self->ranking ? tl_ranking_get_figures (self->ranking) : NULL;

  return figures && tl_figures_are_known (figures) && tl_ranking_get_session (self->ranking) != NULL;
}

static void
start (TlWhatIf *self)
{
  GHashTableIter iter;
  gpointer       id;
  Job           *job;

  if (self->working)
    {
      Job *running = g_task_get_task_data (self->working);

      /* What is being made ready serves any set. */
      if (self->bench_old || (self->set_old && running->draw))
        g_atomic_int_set (&running->bench->stop, 1);
      return;
    }
  if (!self->wants_set || !can_work (self))
    return;
  if (self->bench_old)
    make_bench (self);
  if (self->bench == NULL || !(self->set_old || (self->doubt_old && self->wants_doubt)))
    return;
  job = g_new0 (Job, 1);
  job->bench = g_atomic_rc_box_acquire (self->bench);
  job->asked = self->asked;
  job->draw = !self->set_old;
  job->by_budget = self->by_budget;
  job->budget = self->budget;
  job->excluded = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, self->excluded);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (job->excluded, g_strdup (id));
  if (job->draw)
    {
      job->set = copy_set (self->set);
      if (isnan (job->budget))
        job->budget = self->set->one_off;
    }
  self->bench->stop = 0;
  self->working = g_task_new (self, NULL, worked, NULL);
  g_task_set_source_tag (self->working, start);
  g_task_set_task_data (self->working, job, job_free);
  g_task_run_in_thread (self->working, work);
}

/* What was said of another set is not said of this one. */
static void
ask (TlWhatIf *self, gboolean bench)
{
  self->asked++;
  self->bench_old |= bench;
  self->set_old = TRUE;
  self->doubt_old = FALSE;
  self->spread = (TlImpactSpread) { FALSE };
  self->overspent = NAN;
  start (self);
}

static void
follow (TlWhatIf *self)
{
  TlFigures *figures = self->ranking ? tl_ranking_get_figures (self->ranking) : NULL;

  if (figures == self->base)
    return;
  g_set_object (&self->base, figures);
  /* What the journey says by now is no other setting any more. */
  for (int i = 0; figures && i < TL_WHAT_IF_N_SETTINGS; i++)
    if (fabs (self->settings[i] - tl_what_if_get_preset (self, i)) < 1e-12)
      self->settings[i] = NAN;
  if (can_work (self))
    ask (self, TRUE);
  else
    {
      if (self->working)
        g_atomic_int_set (&((Job *) g_task_get_task_data (self->working))->bench->stop, 1);
      g_clear_pointer (&self->bench, bench_unref);
      forget_answers (self);
      self->bench_old = self->set_old = self->doubt_old = FALSE;
    }
  emit (self);
}

static void
forget (TlWhatIf *self)
{
  for (int i = 0; i < TL_WHAT_IF_N_SETTINGS; i++)
    self->settings[i] = NAN;
  self->budget = NAN;
  self->by_budget = FALSE;
  g_hash_table_remove_all (self->excluded);
}

static void
tl_what_if_dispose (GObject *object)
{
  TlWhatIf *self = TL_WHAT_IF (object);

  tl_what_if_set_ranking (self, NULL);
  G_OBJECT_CLASS (tl_what_if_parent_class)->dispose (object);
}

static void
tl_what_if_finalize (GObject *object)
{
  TlWhatIf *self = TL_WHAT_IF (object);

  g_clear_pointer (&self->bench, bench_unref);
  forget_answers (self);
  g_hash_table_unref (self->excluded);
  G_OBJECT_CLASS (tl_what_if_parent_class)->finalize (object);
}

static void
tl_what_if_class_init (TlWhatIfClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_what_if_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_what_if_finalize;

  /**
   * TlWhatIf::changed:
   *
   * Something is asked otherwise, or there is another answer.
   */
  changed_signal = g_signal_new ("changed", TL_TYPE_WHAT_IF, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_what_if_init (TlWhatIf *self)
{
  self->excluded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->overspent = NAN;
  forget (self);
}

TlWhatIf *
tl_what_if_new (void)
{
  return g_object_new (TL_TYPE_WHAT_IF, NULL);
}

/**
 * tl_what_if_set_ranking:
 * @ranking: (nullable): what stands behind the ranking; %NULL ends the work
 */
void
tl_what_if_set_ranking (TlWhatIf *self, TlRanking *ranking)
{
  g_return_if_fail (TL_IS_WHAT_IF (self));
  if (self->ranking)
    g_signal_handlers_disconnect_by_data (self->ranking, self);
  g_set_object (&self->ranking, ranking);
  if (ranking)
    g_signal_connect_swapped (ranking, "changed", G_CALLBACK (follow), self);
  else
    forget (self);
  follow (self);
}

/**
 * tl_what_if_set_wanted:
 * @set: whether anyone looks at what the set comes to
 * @doubt: whether anyone looks at what many worlds say of it
 *
 * Nothing is worked out that nobody looks at.
 */
void
tl_what_if_set_wanted (TlWhatIf *self, gboolean set, gboolean doubt)
{
  g_return_if_fail (TL_IS_WHAT_IF (self));
  self->wants_set = set;
  self->wants_doubt = set && doubt;
  if (self->working)
    {
      Job *running = g_task_get_task_data (self->working);

      if (running->draw && !self->wants_doubt)
        g_atomic_int_set (&running->bench->stop, 1);
    }
  start (self);
}

TlRanking *
tl_what_if_get_ranking (TlWhatIf *self)
{
  return self->ranking;
}

/**
 * tl_what_if_get_preset:
 *
 * Returns: what the journey says, at its point
 */
double
tl_what_if_get_preset (TlWhatIf *self, TlWhatIfSetting setting)
{
  const TlImpactJourney *journey;

  if (self->base == NULL)
    return 0;
  journey = &tl_figures_get_snapshot (self->base)->journey;
  switch (setting)
    {
    case TL_WHAT_IF_HORIZON:
      return journey->horizon_years;

    case TL_WHAT_IF_RATE:
      return journey->discount_rate;

    case TL_WHAT_IF_MARGIN:
    case TL_WHAT_IF_N_SETTINGS:
    default:
      return tl_estimate_point (&journey->margin.estimate);
    }
}

double
tl_what_if_get_setting (TlWhatIf *self, TlWhatIfSetting setting)
{
  return isnan (self->settings[setting]) ? tl_what_if_get_preset (self, setting) : self->settings[setting];
}

/**
 * tl_what_if_set_setting:
 * @value: in years or as a share; what the journey says, or NaN, follows the journey again
 */
void
tl_what_if_set_setting (TlWhatIf *self, TlWhatIfSetting setting, double value)
{
  if (!isfinite (value) || fabs (value - tl_what_if_get_preset (self, setting)) < 1e-12)
    value = NAN;
  if (self->settings[setting] == value || (isnan (self->settings[setting]) && isnan (value)))
    return;
  self->settings[setting] = value;
  ask (self, TRUE);
  emit (self);
}

gboolean
tl_what_if_is_included (TlWhatIf *self, const char *id)
{
  return !g_hash_table_contains (self->excluded, id);
}

/**
 * tl_what_if_include:
 * @id: of a fix
 * @included: whether it is done
 *
 * The set is now chosen by hand.
 */
void
tl_what_if_include (TlWhatIf *self, const char *id, gboolean included)
{
  if (tl_what_if_is_included (self, id) == included)
    return;
  if (included)
    g_hash_table_remove (self->excluded, id);
  else
    g_hash_table_add (self->excluded, g_strdup (id));
  self->by_budget = FALSE;
  ask (self, FALSE);
  emit (self);
}

/**
 * tl_what_if_get_budget:
 *
 * Returns: for the sum of one-offs; NaN where there is none
 */
double
tl_what_if_get_budget (TlWhatIf *self)
{
  return self->budget;
}

/**
 * tl_what_if_set_budget:
 * @budget: for the sum of one-offs
 *
 * Chooses the fixes that together bring most for it.
 */
void
tl_what_if_set_budget (TlWhatIf *self, double budget)
{
  g_return_if_fail (isfinite (budget));
  if (self->by_budget && self->budget == budget)
    return;
  self->budget = budget;
  self->by_budget = TRUE;
  ask (self, FALSE);
  emit (self);
}

/**
 * tl_what_if_has_settings:
 *
 * Returns: whether any setting differs from the journey's
 */
gboolean
tl_what_if_has_settings (TlWhatIf *self)
{
  for (int i = 0; i < TL_WHAT_IF_N_SETTINGS; i++)
    if (!isnan (self->settings[i]))
      return TRUE;
  return FALSE;
}

/**
 * tl_what_if_is_changed:
 *
 * Returns: whether anything is asked other than all fixes by the journey's own settings
 */
gboolean
tl_what_if_is_changed (TlWhatIf *self)
{
  return tl_what_if_has_settings (self) || !isnan (self->budget) || g_hash_table_size (self->excluded) > 0;
}

/**
 * tl_what_if_reset:
 *
 * All fixes, by the journey's own settings.
 */
void
tl_what_if_reset (TlWhatIf *self)
{
  gboolean settings = tl_what_if_has_settings (self);

  forget (self);
  ask (self, settings);
  emit (self);
}

/**
 * tl_what_if_open:
 * @scenario: fixes with their settings
 *
 * Asks for what a scenario says, in the place of what was asked.
 */
void
tl_what_if_open (TlWhatIf *self, const TlScenario *scenario)
{
  const double           values[] = { scenario->horizon, scenario->rate, tl_estimate_point (&scenario->margin) };
  const TlImpactResults *results = self->base ? tl_figures_get_results (self->base) : NULL;

  forget (self);
  for (int i = 0; i < TL_WHAT_IF_N_SETTINGS; i++)
    if (fabs (values[i] - tl_what_if_get_preset (self, i)) >= 1e-12)
      self->settings[i] = values[i];
  for (guint i = 0; results && i < results->n_ranked; i++)
    {
      const char *id = tl_figures_get_snapshot (self->base)->fixes.ids[results->ranking[i]];

      if (!g_ptr_array_find_with_equal_func (scenario->fixes, id, g_str_equal, NULL))
        g_hash_table_add (self->excluded, g_strdup (id));
    }
  ask (self, TRUE);
  emit (self);
}

/**
 * tl_what_if_use:
 * @error: return location
 *
 * Writes the settings that differ into the journey, as one edit.
 *
 * Returns: whether it was done
 */
gboolean
tl_what_if_use (TlWhatIf *self, GError **error)
{
  TlSession        *session = self->ranking ? tl_ranking_get_session (self->ranking) : NULL;
  g_autoptr (TlEdit) edit = tl_edit_new (_("Use other settings"));

  if (session == NULL || !tl_what_if_has_settings (self))
    return TRUE;
  for (int i = 0; i < TL_WHAT_IF_N_SETTINGS; i++)
    {
      g_autofree char *value = isnan (self->settings[i]) ? NULL : tl_number_format (self->settings[i]);
      TlThing         *root = tl_journey_get_root (tl_session_get_journey (session));

      if (value)
        tl_edit_set (edit, tl_thing_get_id (root), fields[i], value);
    }
  /* When its figures are there, they are the journey's own. */
  return tl_session_apply (session, edit, error);
}

/**
 * tl_what_if_is_working:
 *
 * Returns: whether there will be other answers
 */
gboolean
tl_what_if_is_working (TlWhatIf *self)
{
  return self->working != NULL;
}

/**
 * tl_what_if_get_figures:
 *
 * Returns: (transfer none) (nullable): by these settings
 */
TlFigures *
tl_what_if_get_figures (TlWhatIf *self)
{
  return self->figures;
}

/**
 * tl_what_if_get_frontier:
 *
 * Returns: (transfer none) (nullable) (element-type TlImpactFrontierPoint): the best combined impact against budget
 */
const GArray *
tl_what_if_get_frontier (TlWhatIf *self)
{
  return self->frontier;
}

/**
 * tl_what_if_get_set:
 *
 * Returns: (transfer none) (nullable): what those included come to together
 */
const TlImpactPortfolio *
tl_what_if_get_set (TlWhatIf *self)
{
  return self->set;
}

/**
 * tl_what_if_get_spread:
 *
 * Returns: (transfer none) (nullable): what many worlds say of those included; %NULL for now, or where nothing is in
 *   doubt
 */
const TlImpactSpread *
tl_what_if_get_spread (TlWhatIf *self)
{
  return self->spread.known ? &self->spread : NULL;
}

/**
 * tl_what_if_get_overspent:
 *
 * Returns: the chance that the one-off costs pass the budget, or what they are at the points where there is none; NaN
 *   where it is not known
 */
double
tl_what_if_get_overspent (TlWhatIf *self)
{
  return self->overspent;
}
