/* tl-pack-bar.h: what stands around the pages of the fact pack
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *tl_pack_bar_new      (GtkWidget  **export,
                                 GtkSpinner **spinner);
GtkWidget *tl_pack_progress_new (GtkLabel   **label,
                                 GtkWidget  **cancel);
GtkWidget *tl_pack_moves_new    (void);
GtkWidget *tl_pack_state_new    (const char  *icon,
                                 const char  *title,
                                 const char  *text,
                                 const char  *button,
                                 const char  *action);

G_END_DECLS
