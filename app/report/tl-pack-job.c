/* tl-pack-job.c: what a pack is made from, taken down where the document is, and worked out anywhere
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-private.h"

#define READ_EACH 40
#define PLACES_MOST 200

typedef struct
{
  char            *thing;
  TlEvidenceQuery *query;
} Asked;

struct _TlPackJob
{
  TlScenarios     *scenarios; /* nullable: there are none */
  TlBewareJob     *bewares;   /* nullable: there are no records */
  TlFigures       *figures;
  TlJourney       *journey;
  TlPackOptions    options;
  guint64          seed;
  TlNumberStyle    numbers;
  char            *today;
  guint64          evidence;
  TlEvidenceQuery *all;   /* nullable: there are no records */
  GPtrArray       *asked; /* Asked */
};

static void
asked_free (gpointer data)
{
  Asked *self = data;

  g_free (self->thing);
  g_object_unref (self->query);
  g_free (self);
}

static void
voices_free (gpointer data)
{
  TlPackVoices *self = data;

  g_free (self->thing);
  g_ptr_array_unref (self->records);
  g_free (self);
}

/**
 * tl_pack_basis_ref:
 */
TlPackBasis *
tl_pack_basis_ref (TlPackBasis *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

/**
 * tl_pack_basis_unref:
 */
void
tl_pack_basis_unref (TlPackBasis *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->count))
    return;
  g_clear_pointer (&self->doubt, tl_impact_doubt_free);
  g_clear_pointer (&self->simulation, tl_impact_simulation_free);
  g_clear_pointer (&self->sets, g_hash_table_unref);
  g_mutex_clear (&self->lock);
  g_clear_pointer (&self->together, tl_impact_together_free);
  g_clear_pointer (&self->frontier, g_array_unref);
  g_clear_pointer (&self->sensitivity, g_array_unref);
  g_clear_pointer (&self->advice, g_ptr_array_unref);
  g_clear_pointer (&self->scores, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->months, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->bewares, g_ptr_array_unref);
  g_clear_pointer (&self->voices, g_ptr_array_unref);
  g_clear_pointer (&self->scenarios, tl_scenarios_free);
  g_clear_object (&self->figures);
  g_free (self);
}

typedef struct
{
  TlPackJob  *job;
  TlDocument *document;
} Asking;

/* Of what somebody said something. */
static void
ask_of (TlThing *thing, gpointer data)
{
  Asking          *self = data;
  TlEvidenceSort   sort = { .by = TL_EVIDENCE_STARRED, .descending = TRUE };
  const char      *id = tl_thing_get_id (thing);
  TlEvidenceFilter filter = { .thing = id, .with_text_only = TRUE };
  Asked           *asked;

  if (self->job->asked->len >= PLACES_MOST || tl_figures_count_records (self->job->figures, id) == 0)
    return;
  asked = g_new0 (Asked, 1);
  asked->thing = g_strdup (id);
  asked->query = tl_evidence_query_new (self->document, &filter, &sort);
  g_ptr_array_add (self->job->asked, asked);
}

static void
ask (TlPackJob *self, TlDocument *document)
{
  Asking asking = { self, document };

  if (tl_figures_get_records (self->figures) == 0)
    return;
  self->all = tl_evidence_query_new (document, &(TlEvidenceFilter) { 0 }, NULL);
  self->bewares = tl_beware_job_new (document);
  tl_journey_foreach (self->journey, TL_KIND_DELIGHT, ask_of, &asking);
  tl_journey_foreach (self->journey, TL_KIND_PAIN, ask_of, &asking);
  tl_journey_foreach (self->journey, TL_KIND_TOUCHPOINT, ask_of, &asking);
}

static gboolean
is_basis_of (const TlPackBasis *basis, const TlPackJob *job)
{
  return basis && basis->figures == job->figures && basis->n_worlds == job->options.n_worlds &&
         basis->seed == job->seed && basis->evidence == job->evidence;
}

/**
 * tl_pack_job_new:
 * @document: the open journey; only this call reads it
 * @figures: of that document, as it is
 * @options: (nullable): how
 *
 * Takes down what a pack needs, in the thread that owns @document, and in a moment.
 *
 * Returns: (transfer full): what tl_pack_job_run() makes it from
 */
TlPackJob *
tl_pack_job_new (TlDocument *document, TlFigures *figures, const TlPackOptions *options)
{
  TlPackJob *self = g_new0 (TlPackJob, 1);

  if (options)
    self->options = *options;
  if (self->options.numbers)
    {
      self->numbers = *self->options.numbers;
      self->options.numbers = &self->numbers;
    }
  self->seed = self->options.seed ? *self->options.seed : TL_DOUBT_SEED;
  self->options.seed = &self->seed;
  self->today = g_strdup (self->options.today);
  self->options.today = self->today;
  self->options.n_worlds = self->options.n_worlds ? self->options.n_worlds : TL_IMPACT_DRAWS;
  self->figures = g_object_ref (figures);
  self->journey = tl_journey_copy (tl_document_get_journey (document));
  self->evidence = tl_document_get_evidence_serial (document);
  self->asked = g_ptr_array_new_with_free_func (asked_free);
  self->options.basis = is_basis_of (self->options.basis, self) ? tl_pack_basis_ref (self->options.basis) : NULL;
  if (self->options.basis == NULL && tl_figures_are_known (figures))
    {
      ask (self, document);
      if (tl_thing_n (tl_journey_get_root (self->journey), TL_KIND_SCENARIO) > 0)
        self->scenarios = tl_scenarios_new (self->journey);
    }
  return self;
}

/**
 * tl_pack_job_free:
 */
void
tl_pack_job_free (TlPackJob *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->figures);
  g_clear_object (&self->journey);
  g_clear_object (&self->all);
  g_clear_pointer (&self->bewares, tl_beware_job_free);
  g_clear_pointer (&self->scenarios, tl_scenarios_free);
  g_clear_pointer (&self->options.basis, tl_pack_basis_unref);
  g_ptr_array_unref (self->asked);
  g_free (self->today);
  g_free (self);
}

static gboolean
weigh (TlPackBasis *basis, GCancellable *cancellable, GError **error)
{
  const TlImpactModel   *model = tl_figures_get_model (basis->figures);
  const TlImpactResults *results = tl_figures_get_results (basis->figures);

  if (results->n_ranked == 0)
    {
      basis->sensitivity = g_array_new (FALSE, TRUE, sizeof (TlImpactSensitivity));
      basis->frontier = g_array_new (FALSE, TRUE, sizeof (TlImpactFrontierPoint));
      basis->advice = g_ptr_array_new ();
      return TRUE;
    }
  if (tl_figures_get_snapshot (basis->figures)->n_in_doubt > 0)
    {
      basis->doubt =
          tl_doubt_simulate (basis->figures, basis->n_worlds, basis->seed, cancellable, &basis->simulation, error);
      if (basis->doubt == NULL)
        return FALSE;
    }
  basis->together = tl_impact_together_new (model, results, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  basis->sensitivity = tl_impact_sensitivity (model, results, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  basis->advice = tl_advice_new (basis->figures, basis->together, basis->sensitivity);
  basis->frontier = tl_impact_together_frontier (basis->together);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
stop (GCancellable *cancellable, gpointer data)
{
  g_atomic_int_set ((gint *) data, 1);
}

/* What people have put aside, each on its own settings. */
static gboolean
compare (TlPackJob *self, TlPackBasis *basis, GCancellable *cancellable, GError **error)
{
  gint   stopped = 0;
  gulong handler = 0;

  basis->scenarios = g_steal_pointer (&self->scenarios);
  if (basis->scenarios == NULL)
    return TRUE;
  if (cancellable)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (stop), &stopped, NULL);
  tl_scenarios_work (basis->scenarios, basis->doubt ? basis->n_worlds : 0, basis->seed, &stopped);
  g_cancellable_disconnect (cancellable, handler);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
listen (TlPackJob *self, TlPackBasis *basis, GCancellable *cancellable, GError **error)
{
  basis->voices = g_ptr_array_new_with_free_func (voices_free);
  if (self->all == NULL)
    {
      basis->scores = g_ptr_array_new ();
      basis->places = g_ptr_array_new ();
      basis->months = g_ptr_array_new ();
      basis->sources = g_ptr_array_new ();
      basis->bewares = g_ptr_array_new ();
      return TRUE;
    }
  basis->scores = tl_evidence_query_tally (self->all, TL_N_FACETS, error);
  basis->places = basis->scores ? tl_evidence_query_tally (self->all, TL_FACET_THING, error) : NULL;
  basis->months = basis->places ? tl_evidence_query_tally (self->all, TL_FACET_MONTH, error) : NULL;
  basis->sources = basis->months ? tl_evidence_query_tally (self->all, TL_FACET_SOURCE, error) : NULL;
  basis->bewares = basis->sources ? tl_beware_job_run (self->bewares, cancellable, error) : NULL;
  if (basis->bewares == NULL)
    return FALSE;
  for (guint i = 0; i < self->asked->len; i++)
    {
      const Asked  *asked = self->asked->pdata[i];
      GPtrArray    *records;
      TlPackVoices *voices;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      records = tl_evidence_query_fetch (asked->query, 0, READ_EACH, error);
      if (records == NULL)
        return FALSE;
      voices = g_new0 (TlPackVoices, 1);
      voices->thing = g_strdup (asked->thing);
      voices->records = records;
      g_ptr_array_add (basis->voices, voices);
    }
  return TRUE;
}

/**
 * tl_pack_job_run:
 * @cancellable: (nullable): ends it early
 * @error: return location
 *
 * Makes the pack, in any thread. Where numbers are in doubt, worlds are drawn, so this takes a moment.
 *
 * Returns: (transfer full): the pack; %NULL with an error where the journey has no figures, or it was cancelled
 */
TlPack *
tl_pack_job_run (TlPackJob *self, GCancellable *cancellable, GError **error)
{
  TlPackBasis *basis = self->options.basis;
  TlPack      *pack = NULL;

  if (!tl_figures_check (self->figures, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (basis)
    return _tl_pack_make (basis, self->journey, &self->options, cancellable, error);
  basis = g_new0 (TlPackBasis, 1);
  g_atomic_ref_count_init (&basis->count);
  basis->figures = g_object_ref (self->figures);
  basis->n_worlds = self->options.n_worlds;
  basis->seed = self->seed;
  basis->sets = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_free);
  g_mutex_init (&basis->lock);
  basis->evidence = self->evidence;
  if (weigh (basis, cancellable, error) && compare (self, basis, cancellable, error) &&
      listen (self, basis, cancellable, error))
    pack = _tl_pack_make (basis, self->journey, &self->options, cancellable, error);
  tl_pack_basis_unref (basis);
  return pack;
}
