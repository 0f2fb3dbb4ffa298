/* tl-choice-list.h: what can be chosen, below an entry
 *
 * The words stay where they are written: arrows lead through the list from there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-form.h"

G_BEGIN_DECLS

GtkWidget      *tl_choice_list_new          (void);
void            tl_choice_list_clear        (GtkWidget     *list);
gboolean        tl_choice_list_offer        (GtkWidget     *list,
                                             GPtrArray     *choices,
                                             const char    *text,
                                             gboolean       all);
gboolean        tl_choice_list_step         (GtkWidget     *list,
                                             int            by,
                                             GtkAccessible *written_in);
GtkListBoxRow  *tl_choice_list_get_selected (GtkWidget     *list);
const TlChoice *tl_choice_list_get_choice   (GtkListBoxRow *row);
const TlChoice *tl_choice_list_get_only     (GtkWidget     *list);

G_END_DECLS
