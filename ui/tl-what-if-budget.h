/* tl-what-if-budget.h: what a budget buys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-what-if.h"

G_BEGIN_DECLS

#define TL_TYPE_WHAT_IF_BUDGET (tl_what_if_budget_get_type ())
G_DECLARE_FINAL_TYPE (TlWhatIfBudget, tl_what_if_budget, TL, WHAT_IF_BUDGET, GtkWidget)

GtkWidget *tl_what_if_budget_new    (TlWhatIf       *what_if);
void       tl_what_if_budget_follow (TlWhatIfBudget *self);

G_END_DECLS
