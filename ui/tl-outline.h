/* tl-outline.h: the journey as a tree that can be walked, heard and edited
 *
 * The map's twin: what can be done on the map can be done here, with keys, a pointer or an assistive tool.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-outline-tree.h"

G_BEGIN_DECLS

#define TL_TYPE_OUTLINE (tl_outline_get_type ())
G_DECLARE_FINAL_TYPE (TlOutline, tl_outline, TL, OUTLINE, GtkWidget)

void           tl_outline_set_session (TlOutline *self,
                                       TlSession *session);
TlOutlineTree *tl_outline_get_tree    (TlOutline *self);
gboolean       tl_outline_is_typing   (TlOutline *self);
void           tl_outline_finish      (TlOutline *self);

G_END_DECLS
