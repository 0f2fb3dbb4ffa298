/* tl-squeeze.h: two panes side by side, where the window may become narrower than both
 *
 * A GtkPaned is never narrower than its two children, and so the window would not be. Whoever owns the paned measures
 * and places it by these instead, and hides one of the two where they have no room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void tl_squeeze_measure  (GtkWidget      *paned,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural);
void tl_squeeze_allocate (GtkWidget      *paned,
                          int             width,
                          int             height);
int  tl_squeeze_get_need (GtkWidget      *paned);

#define TL_TYPE_SQUEEZE_LAYOUT (tl_squeeze_layout_get_type ())
G_DECLARE_FINAL_TYPE (TlSqueezeLayout, tl_squeeze_layout, TL, SQUEEZE_LAYOUT, GtkLayoutManager)

GtkLayoutManager *tl_squeeze_layout_new (void);

G_END_DECLS
