/* tl-scenario-save.h: what is asked, saved as a scenario
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-what-if.h"

G_BEGIN_DECLS

TlEdit    *tl_scenario_save        (TlWhatIf   *what_if,
                                    const char *title,
                                    const char *by,
                                    char      **id);
GtkWidget *tl_scenario_save_button (TlWhatIf   *what_if);

G_END_DECLS
