/* tl-scenario-box.h: the saved scenarios, and two or three of them side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-what-if.h"

G_BEGIN_DECLS

#define TL_TYPE_SCENARIO_BOX (tl_scenario_box_get_type ())
G_DECLARE_FINAL_TYPE (TlScenarioBox, tl_scenario_box, TL, SCENARIO_BOX, GtkWidget)

void     tl_scenario_box_set_what_if (TlScenarioBox *self,
                                      TlWhatIf      *what_if);
gboolean tl_scenario_box_is_working  (TlScenarioBox *self);

G_END_DECLS
