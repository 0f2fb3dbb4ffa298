/* tl-scenario-task.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-scenario-task.h"

typedef struct
{
  TlScenarios *scenarios;
  guint64      seed;
  gint         stop;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  tl_scenarios_free (self->scenarios);
  g_free (self);
}

static void
stop (GCancellable *cancellable, gpointer data)
{
  g_atomic_int_set ((gint *) data, 1);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job   *self = data;
  gulong handler = cancellable ? g_cancellable_connect (cancellable, G_CALLBACK (stop), &self->stop, NULL) : 0;

  tl_scenarios_work (self->scenarios, TL_IMPACT_DRAWS, self->seed, &self->stop);
  if (cancellable)
    g_cancellable_disconnect (cancellable, handler);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&self->scenarios), (GDestroyNotify) tl_scenarios_free);
}

/**
 * tl_scenario_work_async:
 * @scenarios: (transfer full): what was taken down
 * @seed: the same seed gives the same worlds
 * @cancellable: (nullable): cancel it when the journey has moved on
 * @callback: called in the caller's thread
 * @data: for @callback
 */
void
tl_scenario_work_async (TlScenarios *scenarios, guint64 seed, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job              *job = g_new0 (Job, 1);

  job->scenarios = scenarios;
  job->seed = seed;
  g_task_set_source_tag (task, tl_scenario_work_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, work);
}

/**
 * tl_scenario_work_finish:
 *
 * Returns: (transfer full) (nullable): the scenarios, worked out
 */
TlScenarios *
tl_scenario_work_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
