/* tl-scenario-grid.h: scenarios side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-scenario.h"

G_BEGIN_DECLS

void tl_scenario_grid_fill (GtkGrid           *grid,
                            const TlScenarios *scenarios,
                            const GPtrArray   *shown,
                            const char        *currency);

G_END_DECLS
