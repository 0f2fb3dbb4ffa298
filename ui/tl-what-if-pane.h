/* tl-what-if-pane.h: what would be, with some of the fixes, within a budget, by other settings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-what-if.h"

G_BEGIN_DECLS

#define TL_TYPE_WHAT_IF_PANE (tl_what_if_pane_get_type ())
G_DECLARE_FINAL_TYPE (TlWhatIfPane, tl_what_if_pane, TL, WHAT_IF_PANE, GtkWidget)

void      tl_what_if_pane_set_ranking (TlWhatIfPane *self,
                                       TlRanking    *ranking);
TlWhatIf *tl_what_if_pane_get_what_if (TlWhatIfPane *self);
void      tl_what_if_pane_open        (TlWhatIfPane *self);
void      tl_what_if_pane_add_button  (TlWhatIfPane *self,
                                       GtkWidget    *button);

G_END_DECLS
