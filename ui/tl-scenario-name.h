/* tl-scenario-name.h: asks what a scenario is to be called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TlScenarioNamed:
 * @name: what was written, not empty
 *
 * Called once, if it was not cancelled.
 */
typedef void (*TlScenarioNamed) (const char *name,
                                 gpointer    data);

void tl_scenario_name_ask (GtkWidget       *asking,
                           const char      *heading,
                           const char      *body,
                           const char      *answer,
                           const char      *preset,
                           TlScenarioNamed  named,
                           gpointer         data,
                           GDestroyNotify   data_free);

G_END_DECLS
