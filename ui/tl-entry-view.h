/* tl-entry-view.h: a text view that asks for no room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TL_TYPE_ENTRY_VIEW (tl_entry_view_get_type ())
G_DECLARE_FINAL_TYPE (TlEntryView, tl_entry_view, TL, ENTRY_VIEW, GtkTextView)

G_END_DECLS
