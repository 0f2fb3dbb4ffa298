/* tl-figures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-figures.h"

#include <glib/gi18n-lib.h>

#include "tl-evidence.h"

struct _TlFigures
{
  GObject          parent_instance;

  TlSnapshot      *snapshot;
  TlImpactModel   *model;   /* NULL where the journey breaks a rule */
  TlImpactResults *results; /* NULL where there are none */
  gboolean         known;
  GPtrArray       *problems; /* TlProblem */
  TlFixFigures    *fixes;    /* ranked ones first */
  guint            n_fixes;
  GHashTable      *fixes_by_id;

  GHashTable      *records_by_thing; /* id → gint64 */
  TlEvidenceCount  records;
};

G_DEFINE_QUARK (tl-figures-error-quark, tl_figures_error)
G_DEFINE_FINAL_TYPE (TlFigures, tl_figures, G_TYPE_OBJECT)

static void
tl_figures_finalize (GObject *object)
{
  TlFigures *self = TL_FIGURES (object);

  for (guint i = 0; i < self->n_fixes; i++)
    {
      g_free (self->fixes[i].kind);
      g_free (self->fixes[i].why_not);
    }
  g_free (self->fixes);
  g_clear_pointer (&self->fixes_by_id, g_hash_table_unref);
  g_clear_pointer (&self->records_by_thing, g_hash_table_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->results, tl_impact_results_free);
  g_clear_pointer (&self->model, tl_impact_model_free);
  g_clear_pointer (&self->snapshot, tl_snapshot_free);
  G_OBJECT_CLASS (tl_figures_parent_class)->finalize (object);
}

static void
tl_figures_class_init (TlFiguresClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_figures_finalize;
}

static void
tl_figures_init (TlFigures *self)
{
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_problem_free);
  self->fixes_by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

static char *
join_circle (TlFigures *self, const TlImpactRefusal *refusal)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; i < refusal->n_circle; i++)
    g_ptr_array_add (titles, self->snapshot->stages.titles[refusal->circle[i]]);
  g_ptr_array_add (titles, NULL);
  return g_strjoinv (", ", (char **) titles->pdata);
}

/* A figure in a sentence: as exact as it takes to see what is wrong with it. */
static char *
show (double figure)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.10g", figure));
}

/* The sentence for a refusal, without the stage's title where @with_stage is unset. */
static char *
explain (TlFigures *self, const TlImpactRefusal *refusal)
{
  g_autofree char *figure = show (refusal->figure);
  g_autofree char *limit = show (refusal->limit);
  g_autofree char *circle = NULL;

  switch (refusal->code)
    {
    case TL_IMPACT_SHARES_OVER_ONE:
      return g_strdup_printf (_("the shares of the transitions out of it sum to %s, more than 1; lower them"), figure);

    case TL_IMPACT_CLAIMS_OVER_LOST:
      return g_strdup_printf (_("its pains claim %s of its visits, but only %s of them go no further; lower what the "
                                "pains drive away, or the shares that go on"),
                              figure, limit);

    case TL_IMPACT_NOBODY_SURVIVES:
      return g_strdup_printf (_("its pains let %s of its visits go on, which is nobody, and yet there are transitions "
                                "out of it; lower what the pains drive away"),
                              figure);

    case TL_IMPACT_CIRCLE:
      circle = join_circle (self, refusal);
      return g_strdup_printf (_("a circle with no way out: %s; give one of its stages a share that leaves it"), circle);

    case TL_IMPACT_TOO_LONG:
      return g_strdup_printf (_("the horizon is %s months, more than %s"), figure, limit);

    case TL_IMPACT_NOT_FINITE:
    case TL_IMPACT_FINE:
    default:
      return g_strdup (_("the numbers are too large to be worked with"));
    }
}

static char *
explain_with_stage (TlFigures *self, const TlImpactRefusal *refusal)
{
  g_autofree char *what = explain (self, refusal);

  if (refusal->stage >= self->snapshot->stages.n || refusal->code == TL_IMPACT_CIRCLE)
    return g_steal_pointer (&what);
  /* Translators: a stage's title, and what is wrong there. */
  return g_strdup_printf (_("at “%s”, %s"), self->snapshot->stages.titles[refusal->stage], what);
}

static TlProblem *
add_problem (TlFigures *self, TlSeverity severity, const TlNames *names, guint index, const char *what)
{
  TlProblem *problem = tl_problem_new (severity, NULL, NULL, "%s", what);

  if (names && index < names->n)
    {
      problem->id = g_strdup (names->ids[index]);
      g_free (problem->where);
      problem->where = g_strdup (names->titles[index]);
    }
  g_ptr_array_add (self->problems, problem);
  return problem;
}

static void
take_refusals (TlFigures *self)
{
  for (guint i = 0; i < self->results->n_refusals; i++)
    {
      const TlImpactRefusal *refusal = &self->results->refusals[i];
      g_autofree char       *what = explain (self, refusal);

      if (refusal->stage < self->snapshot->stages.n)
        {
          TlProblem *problem = add_problem (self, TL_PROBLEM_REFUSED, &self->snapshot->stages, refusal->stage, what);

          if (refusal->code == TL_IMPACT_CIRCLE)
            {
              g_free (problem->where);
              problem->where = join_circle (self, refusal);
            }
        }
      else
        add_problem (self, TL_PROBLEM_REFUSED, &self->snapshot->fixes, refusal->fix, what);
    }
}

static void
add_fix (TlFigures *self, guint index, guint rank)
{
  const TlImpactOutcome *outcome = self->results ? &self->results->fixes[index] : NULL;
  TlImpactStatus         status = self->snapshot->journey.fixes[index].status;
  TlFixFigures          *fix = &self->fixes[self->n_fixes++];

  *fix = (TlFixFigures) { self->snapshot->fixes.ids[index], self->snapshot->fixes.titles[index], rank };
  if (rank > 0)
    {
      fix->outcome = outcome;
      fix->kind = g_strdup (tl_impact_kind_to_text (outcome->kind, outcome->does_not_pay));
    }
  else if (status == TL_IMPACT_REJECTED)
    fix->why_not = g_strdup (_("rejected"));
  else if (!tl_impact_status_is_ranked (status))
    fix->why_not = g_strdup (_("already part of the year as it is; no forecast was recorded"));
  else if (outcome)
    {
      fix->why_not = explain_with_stage (self, &outcome->refusal);
      add_problem (self, TL_PROBLEM_WARNING, &self->snapshot->fixes, index, fix->why_not);
    }
  else
    fix->why_not = g_strdup (_("the journey has no figures"));
  g_hash_table_insert (self->fixes_by_id, (char *) fix->id, fix);
}

static void
take_fixes (TlFigures *self)
{
  guint                n = self->snapshot->fixes.n;
  g_autofree gboolean *done = g_new0 (gboolean, n);

  self->fixes = g_new0 (TlFixFigures, n);
  for (guint i = 0; self->known && i < self->results->n_ranked; i++)
    {
      done[self->results->ranking[i]] = TRUE;
      add_fix (self, self->results->ranking[i], i + 1);
    }
  for (guint i = 0; i < n; i++)
    if (!done[i])
      add_fix (self, i, 0);
}

/* What can only be said once the flow is known. */
static void
warn_of_flow (TlFigures *self)
{
  const TlSnapshot *snapshot = self->snapshot;

  for (guint i = 0; i < snapshot->stages.n; i++)
    if (self->results->stages[i].visits <= 0)
      add_problem (self, TL_PROBLEM_WARNING, &snapshot->stages, i, _("nobody gets here"));
  for (guint i = 0; i < snapshot->transitions.n; i++)
    if (!snapshot->journey.transitions[i].given)
      {
        g_autofree char *share = tl_number_format_percent (self->results->transitions[i].share, NULL);
        g_autofree char *what = g_strdup_printf (_("no share is given; what is left makes it %s"), share);

        add_problem (self, TL_PROBLEM_WARNING, &snapshot->transitions, i, what);
      }
  for (guint i = 0; i < snapshot->pains.n; i++)
    if (!self->results->pains[i].stake.known)
      {
        g_autofree char *why = explain_with_stage (self, &self->results->pains[i].stake.refusal);
        g_autofree char *what = g_strdup_printf (_("what is at stake is not known: without it, %s"), why);

        add_problem (self, TL_PROBLEM_WARNING, &snapshot->pains, i, what);
      }
}

static void
take_snapshot (TlFigures *self, TlSnapshot *snapshot)
{
  self->snapshot = snapshot;
  for (guint i = 0; i < snapshot->problems->len; i++)
    {
      const TlProblem *from = snapshot->problems->pdata[i];
      TlProblem       *problem = tl_problem_new (from->severity, NULL, from->field, "%s", from->what);

      problem->id = g_strdup (from->id);
      g_free (problem->where);
      problem->where = g_strdup (from->where);
      g_ptr_array_add (self->problems, problem);
    }
}

static TlFigures *
figures_from_snapshot (TlSnapshot *snapshot)
{
  TlFigures *self = g_object_new (TL_TYPE_FIGURES, NULL);

  take_snapshot (self, snapshot);
  if (!snapshot->valid)
    return self;
  self->model = tl_impact_model_new (&snapshot->journey);
  self->results = tl_impact_model_evaluate (self->model);
  self->known = self->results->n_refusals == 0;
  if (self->known)
    warn_of_flow (self);
  else
    {
      take_refusals (self);
      g_clear_pointer (&self->results, tl_impact_results_free);
    }
  take_fixes (self);
  return self;
}

/**
 * tl_figures_new:
 * @journey: a journey
 *
 * Works out what @journey comes to, at the points, in the calling thread.
 *
 * Returns: (transfer full): the figures; see tl_figures_are_known()
 */
TlFigures *
tl_figures_new (TlJourney *journey)
{
  g_return_val_if_fail (TL_IS_JOURNEY (journey), NULL);
  return figures_from_snapshot (tl_snapshot_new (journey));
}

/**
 * tl_figures_new_of_snapshot:
 * @snapshot: (transfer full): a snapshot, which may have been given other settings
 *
 * As tl_figures_new(), of what was taken down before: any thread may do it.
 *
 * Returns: (transfer full): the figures
 */
TlFigures *
tl_figures_new_of_snapshot (TlSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  return figures_from_snapshot (snapshot);
}

typedef struct
{
  TlSnapshot      *snapshot;
  GHashTable      *by_thing;
  TlEvidenceCount  records;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->snapshot, tl_snapshot_free);
  g_clear_pointer (&job->by_thing, g_hash_table_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* What the document has to say, taken down in the thread that owns it. */
static Job *
job_new (TlDocument *document, GError **error)
{
  g_autoptr (Job) job = g_new0 (Job, 1);
  TlEvidenceFilter all = { NULL };

  job->by_thing = tl_evidence_count_things (document, error);
  if (job->by_thing == NULL || !tl_evidence_count (document, &all, &job->records, error))
    return NULL;
  job->snapshot = tl_snapshot_new (tl_document_get_journey (document));
  return g_steal_pointer (&job);
}

static TlFigures *
job_run (Job *job)
{
  TlFigures *self = figures_from_snapshot (g_steal_pointer (&job->snapshot));

  self->records_by_thing = g_steal_pointer (&job->by_thing);
  self->records = job->records;
  return self;
}

/**
 * tl_figures_new_for_document:
 * @document: a document
 * @error: return location
 *
 * As tl_figures_new(), with the document's records counted.
 *
 * Returns: (transfer full) (nullable): the figures, or %NULL where the document cannot be read
 */
TlFigures *
tl_figures_new_for_document (TlDocument *document, GError **error)
{
  g_autoptr (Job) job = job_new (document, error);

  return job ? job_run (job) : NULL;
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, job_run (data), g_object_unref);
}

/**
 * tl_figures_new_async:
 * @document: a document
 * @cancellable: (nullable): cancel it when the journey has moved on
 * @callback: called in the caller's thread
 * @data: for @callback
 *
 * As tl_figures_new_for_document(), with the work done off the calling thread.
 */
void
tl_figures_new_async (TlDocument *document, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask)  task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GError) error = NULL;
  Job               *job = job_new (document, &error);

  g_task_set_source_tag (task, tl_figures_new_async);
  if (job == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * tl_figures_new_finish:
 *
 * Returns: (transfer full) (nullable): the figures
 */
TlFigures *
tl_figures_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tl_figures_are_known:
 *
 * Returns: whether there are figures at all; if not, tl_figures_get_problems() says why
 */
gboolean
tl_figures_are_known (TlFigures *self)
{
  return self->known;
}

/**
 * tl_figures_check:
 *
 * Returns: %FALSE with every reason, one a line, where there are no figures
 */
gboolean
tl_figures_check (TlFigures *self, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);

  if (self->known)
    return TRUE;
  for (guint i = 0; i < self->problems->len; i++)
    {
      const TlProblem *problem = self->problems->pdata[i];
      g_autofree char *line = NULL;

      if (problem->severity != TL_PROBLEM_REFUSED)
        continue;
      line = tl_problem_to_string (problem);
      g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", line);
    }
  g_set_error_literal (error, TL_FIGURES_ERROR, TL_FIGURES_ERROR_REFUSED, all->str);
  return FALSE;
}

/**
 * tl_figures_get_currency:
 *
 * Returns: (nullable): ISO 4217
 */
const char *
tl_figures_get_currency (TlFigures *self)
{
  return self->snapshot->currency;
}

/**
 * tl_figures_get_horizon:
 *
 * Returns: years
 */
double
tl_figures_get_horizon (TlFigures *self)
{
  return self->snapshot->journey.horizon_years;
}

/**
 * tl_figures_get_margin:
 *
 * Returns: a share of revenue, at its point
 */
double
tl_figures_get_margin (TlFigures *self)
{
  return tl_estimate_point (&self->snapshot->journey.margin.estimate);
}

/**
 * tl_figures_has_doubt:
 *
 * Returns: whether any number that is written down could be another: a range, a count, or one in doubt
 */
gboolean
tl_figures_has_doubt (TlFigures *self)
{
  return self->snapshot->n_in_doubt > 0;
}

/**
 * tl_figures_has_money:
 *
 * Returns: whether any amount of money is known: without, a map shows none rather than noughts
 */
gboolean
tl_figures_has_money (TlFigures *self)
{
  const TlImpactYear *year = tl_figures_get_year (self);

  return year && (year->turnover > 0 || year->cost > 0);
}

/**
 * tl_figures_get_problems:
 *
 * Returns: (element-type TlProblem) (transfer none): every problem and warning
 */
const GPtrArray *
tl_figures_get_problems (TlFigures *self)
{
  return self->problems;
}

/**
 * tl_figures_get_year:
 *
 * Returns: (nullable): the year as it is
 */
const TlImpactYear *
tl_figures_get_year (TlFigures *self)
{
  return self->results ? &self->results->year : NULL;
}

/**
 * tl_figures_get_stake:
 *
 * Returns: (nullable): what all pains together take
 */
const TlImpactStake *
tl_figures_get_stake (TlFigures *self)
{
  return self->results ? &self->results->stake : NULL;
}

/**
 * tl_figures_get_entries:
 *
 * Returns: how many customers start the journey in a year
 */
double
tl_figures_get_entries (TlFigures *self)
{
  double entries = 0;

  for (guint i = 0; i < self->snapshot->journey.n_stages; i++)
    entries += tl_estimate_point (&self->snapshot->journey.stages[i].entry.estimate);
  return entries;
}

/**
 * tl_figures_get_won:
 *
 * Returns: how many arrive at a won outcome in a year
 */
double
tl_figures_get_won (TlFigures *self)
{
  double won = 0;

  for (guint i = 0; self->results && i < self->snapshot->journey.n_stages; i++)
    if (self->snapshot->journey.stages[i].kind == TL_IMPACT_WON)
      won += self->results->stages[i].visits;
  return won;
}

#define RESULT_OF(self, names, array, id)                                                                              \
  guint index = tl_names_find (&(self)->snapshot->names, id);                                                          \
  return (self)->results && index != TL_IMPACT_NONE ? &(self)->results->array[index] : NULL

/**
 * tl_figures_get_stage:
 *
 * Returns: (nullable): its figures
 */
const TlImpactStageResult *
tl_figures_get_stage (TlFigures *self, const char *id)
{
  RESULT_OF (self, stages, stages, id);
}

/**
 * tl_figures_get_transition:
 *
 * Returns: (nullable): its figures
 */
const TlImpactTransitionResult *
tl_figures_get_transition (TlFigures *self, const char *id)
{
  RESULT_OF (self, transitions, transitions, id);
}

/**
 * tl_figures_get_touchpoint:
 *
 * Returns: (nullable): its figures
 */
const TlImpactTouchpointResult *
tl_figures_get_touchpoint (TlFigures *self, const char *id)
{
  RESULT_OF (self, touchpoints, touchpoints, id);
}

/**
 * tl_figures_get_pain:
 *
 * Returns: (nullable): its figures
 */
const TlImpactPainResult *
tl_figures_get_pain (TlFigures *self, const char *id)
{
  RESULT_OF (self, pains, pains, id);
}

/**
 * tl_figures_explain_stake:
 *
 * Returns: (transfer full) (nullable): why @stake is not known, or %NULL where it is
 */
char *
tl_figures_explain_stake (TlFigures *self, const TlImpactStake *stake)
{
  return stake->known ? NULL : explain_with_stage (self, &stake->refusal);
}

/**
 * tl_figures_n_fixes:
 *
 * Returns: how many fixes there are, ranked or not
 */
guint
tl_figures_n_fixes (TlFigures *self)
{
  return self->n_fixes;
}

/**
 * tl_figures_nth_fix:
 *
 * Returns: (nullable): the fixes by rank, then those without one in the order of the file
 */
const TlFixFigures *
tl_figures_nth_fix (TlFigures *self, guint n)
{
  return n < self->n_fixes ? &self->fixes[n] : NULL;
}

/**
 * tl_figures_get_fix:
 *
 * Returns: (nullable): its figures
 */
const TlFixFigures *
tl_figures_get_fix (TlFigures *self, const char *id)
{
  return g_hash_table_lookup (self->fixes_by_id, id);
}

/**
 * tl_figures_get_together:
 *
 * Returns: (nullable): all ranked fixes at once; look at its `known`
 */
const TlImpactOutcome *
tl_figures_get_together (TlFigures *self)
{
  return self->results ? &self->results->together : NULL;
}

/**
 * tl_figures_get_snapshot:
 *
 * Returns: what the figures were worked out from
 */
const TlSnapshot *
tl_figures_get_snapshot (TlFigures *self)
{
  return self->snapshot;
}

/**
 * tl_figures_get_model:
 *
 * Returns: (nullable): the journey made ready, to be asked for more; %NULL where there are no figures
 */
const TlImpactModel *
tl_figures_get_model (TlFigures *self)
{
  return self->results ? self->model : NULL;
}

/**
 * tl_figures_get_results:
 *
 * Returns: (nullable): everything at the points
 */
const TlImpactResults *
tl_figures_get_results (TlFigures *self)
{
  return self->results;
}

/**
 * tl_figures_explain_refusal:
 * @refusal: why something has no result
 *
 * Returns: (transfer full): the reason, for people
 */
char *
tl_figures_explain_refusal (TlFigures *self, const TlImpactRefusal *refusal)
{
  return explain_with_stage (self, refusal);
}

/**
 * tl_figures_count_records:
 * @id: a thing's id
 *
 * Returns: how many records are assigned to it, or to what stands in it
 */
gint64
tl_figures_count_records (TlFigures *self, const char *id)
{
  gint64 *n = self->records_by_thing ? g_hash_table_lookup (self->records_by_thing, id) : NULL;

  return n ? *n : 0;
}

/**
 * tl_figures_get_records:
 *
 * Returns: how many records there are
 */
gint64
tl_figures_get_records (TlFigures *self)
{
  return self->records.records;
}

/**
 * tl_figures_get_sources:
 *
 * Returns: from how many sources the records are
 */
gint64
tl_figures_get_sources (TlFigures *self)
{
  return self->records.sources;
}
