/* tl-what-if-list.h: which fixes are done, each by a switch
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-what-if.h"

G_BEGIN_DECLS

#define TL_TYPE_WHAT_IF_LIST (tl_what_if_list_get_type ())
G_DECLARE_FINAL_TYPE (TlWhatIfList, tl_what_if_list, TL, WHAT_IF_LIST, GtkWidget)

GtkWidget *tl_what_if_list_new    (TlWhatIf     *what_if);
void       tl_what_if_list_follow (TlWhatIfList *self);

G_END_DECLS
