/* tl-wrap-layout.h: children side by side, in as many lines as it takes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TL_TYPE_WRAP_LAYOUT (tl_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (TlWrapLayout, tl_wrap_layout, TL, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *tl_wrap_layout_new (int spacing);

G_END_DECLS
