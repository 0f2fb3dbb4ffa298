/* tl-scenario-task.h: what scenarios come to, off the main thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tl-scenario.h"

G_BEGIN_DECLS

void         tl_scenario_work_async  (TlScenarios         *scenarios,
                                      guint64              seed,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             data);
TlScenarios *tl_scenario_work_finish (GAsyncResult        *result,
                                      GError             **error);

G_END_DECLS
