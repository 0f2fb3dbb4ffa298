/* tl-doubt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-doubt.h"

#include <glib/gi18n-lib.h>

/* First figures soon, better ones later: so many worlds, then four times as many, until all are there. */
#define FIRST_WORLDS 256

typedef struct
{
  TlFigures    *figures;
  guint         n_worlds;
  guint64       seed;
  TlDoubtFunc   refined;
  gpointer      data;
  GMainContext *context;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->figures);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_free (job);
}

/* What is handed over between two runs. */
typedef struct
{
  TlFigures     *figures;
  TlImpactDoubt *doubt;
  TlDoubtFunc    refined;
  gpointer       data;
  GCancellable  *cancellable;
} Message;

static void
message_free (gpointer data)
{
  Message *message = data;

  g_object_unref (message->figures);
  g_clear_object (&message->cancellable);
  tl_impact_doubt_free (message->doubt);
  g_free (message);
}

static gboolean
hand_over (gpointer data)
{
  Message *message = data;

  if (message->cancellable == NULL || !g_cancellable_is_cancelled (message->cancellable))
    message->refined (message->figures, message->doubt, message->data);
  return G_SOURCE_REMOVE;
}

static void
stop (GCancellable *cancellable, gpointer data)
{
  g_atomic_int_set ((gint *) data, 1);
}

static gboolean
check_doubt (TlFigures *figures, const TlImpactDoubt *doubt, GError **error)
{
  const TlSnapshot *snapshot = tl_figures_get_snapshot (figures);
  g_autofree char  *share = NULL;

  if (!doubt->contradicts)
    return TRUE;
  share = tl_number_format_percent (doubt->refused, NULL);
  if (doubt->refused_stage < snapshot->stages.n)
    g_set_error (error, TL_FIGURES_ERROR, TL_FIGURES_ERROR_CONTRADICTS,
                 _("The journey contradicts itself: %s of the worlds that were drawn cannot be, most of them because of "
                   "the stage “%s”. Narrow the ranges there, or lower what its pains drive away."),
                 share, snapshot->stages.titles[doubt->refused_stage]);
  else
    g_set_error (error, TL_FIGURES_ERROR, TL_FIGURES_ERROR_CONTRADICTS,
                 _("The journey contradicts itself: %s of the worlds that were drawn cannot be. Narrow the ranges."),
                 share);
  return FALSE;
}

static TlImpactDoubt *
draw (const Job *job, GCancellable *cancellable, TlImpactSimulation **kept, GError **error)
{
  const TlImpactModel           *model = tl_figures_get_model (job->figures);
  g_autoptr (TlImpactSimulation) simulation = NULL;
  g_autoptr (TlImpactDoubt)      doubt = NULL;
  gint                           stopped = 0;
  gulong                         handler = 0;
  guint                          n = job->refined ? MIN (FIRST_WORLDS, job->n_worlds) : job->n_worlds;

  if (model == NULL)
    {
      tl_figures_check (job->figures, error);
      return NULL;
    }
  if (cancellable)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (stop), &stopped, NULL);
  simulation = tl_impact_simulation_new (model, job->seed, 0);
  while (tl_impact_simulation_run (simulation, n, &stopped) && n < job->n_worlds)
    {
      g_autoptr (GSource) source = NULL;
      Message            *message = g_new (Message, 1);

      *message = (Message) { g_object_ref (job->figures), tl_impact_simulation_summarise (simulation), job->refined,
                             job->data, cancellable ? g_object_ref (cancellable) : NULL };
      source = g_idle_source_new ();
      /* As urgent as the end of the task itself, so that it comes before it. */
      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, hand_over, message, message_free);
      g_source_attach (source, job->context);
      n = n > job->n_worlds / 4 ? job->n_worlds : 4 * n;
    }
  g_cancellable_disconnect (cancellable, handler);
  if (cancellable && g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  doubt = tl_impact_simulation_summarise (simulation);
  if (!check_doubt (job->figures, doubt, error))
    return NULL;
  if (kept)
    *kept = g_steal_pointer (&simulation);
  return g_steal_pointer (&doubt);
}

/**
 * tl_doubt_draw:
 * @figures: figures
 * @n_worlds: how many worlds, at least 1
 * @seed: the same seed gives the same figures
 * @cancellable: (nullable): cancelled by another thread, it ends the work
 * @error: return location
 *
 * Draws worlds in as many threads as there are processors, and waits for them.
 *
 * Returns: (transfer full) (nullable): what they say; %NULL where the journey has no figures, or contradicts itself
 */
TlImpactDoubt *
tl_doubt_draw (TlFigures *figures, guint n_worlds, guint64 seed, GCancellable *cancellable, GError **error)
{
  const Job job = { figures, n_worlds, seed };

  return draw (&job, cancellable, NULL, error);
}

/**
 * tl_doubt_simulate:
 * @figures: figures
 * @n_worlds: how many worlds, at least 1
 * @seed: the same seed gives the same figures
 * @cancellable: (nullable): cancelled by another thread, it ends the work
 * @simulation: (out) (transfer full): the worlds, in which sets of fixes can be looked at too; nothing with an error
 * @error: return location
 *
 * As tl_doubt_draw().
 *
 * Returns: (transfer full) (nullable): what they say; %NULL where the journey has no figures, or contradicts itself
 */
TlImpactDoubt *
tl_doubt_simulate (TlFigures *figures, guint n_worlds, guint64 seed, GCancellable *cancellable,
                   TlImpactSimulation **simulation, GError **error)
{
  const Job job = { figures, n_worlds, seed };

  return draw (&job, cancellable, simulation, error);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError        *error = NULL;
  TlImpactDoubt *doubt = draw (data, cancellable, NULL, &error);

  if (doubt == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, doubt, (GDestroyNotify) tl_impact_doubt_free);
}

/**
 * tl_doubt_draw_async:
 * @figures: figures
 * @n_worlds: how many worlds in all
 * @seed: the same seed gives the same figures
 * @refined: (nullable): told what the first worlds say, and more as more come in; never after @callback
 * @cancellable: (nullable): cancel it when the journey has moved on; @refined is not called after
 * @callback: called in the caller's thread
 * @data: for @refined and @callback
 *
 * As tl_doubt_draw(), off the calling thread.
 */
void
tl_doubt_draw_async (TlFigures *figures, guint n_worlds, guint64 seed, TlDoubtFunc refined, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (figures, cancellable, callback, data);
  Job              *job = g_new0 (Job, 1);

  *job = (Job) { g_object_ref (figures), n_worlds, seed, refined, data, g_main_context_ref_thread_default () };
  g_task_set_source_tag (task, tl_doubt_draw_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * tl_doubt_draw_finish:
 *
 * Returns: (transfer full) (nullable): what the worlds say
 */
TlImpactDoubt *
tl_doubt_draw_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tl_doubt_warn:
 * @figures: figures
 * @doubt: what worlds of theirs say
 *
 * Returns: (transfer full) (nullable): a warning, where many of the worlds that were drawn could not be
 */
char *
tl_doubt_warn (TlFigures *figures, const TlImpactDoubt *doubt)
{
  const TlSnapshot *snapshot = tl_figures_get_snapshot (figures);
  g_autofree char  *share = NULL;

  if (doubt->refused <= TL_IMPACT_MANY_REFUSED)
    return NULL;
  share = tl_number_format_percent (doubt->refused, NULL);
  if (doubt->refused_stage < snapshot->stages.n)
    return g_strdup_printf (_("%s of the worlds that were drawn cannot be and were drawn again, most of them because of "
                              "the stage “%s”."),
                            share, snapshot->stages.titles[doubt->refused_stage]);
  return g_strdup_printf (_("%s of the worlds that were drawn cannot be and were drawn again."), share);
}
