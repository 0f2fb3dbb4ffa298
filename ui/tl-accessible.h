/* tl-accessible.h: what GTK 4.8 leaves out for those who hear the window, and for those who look for its keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void  tl_accessible_watch    (void);
void  tl_accessible_mend     (GtkWidget      *widget);
char *tl_accessible_shortcut (GtkApplication *application,
                              GtkActionable  *widget);

G_END_DECLS
