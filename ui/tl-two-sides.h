/* tl-two-sides.h: two things side by side, or where that is too narrow, one under the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TL_TYPE_TWO_SIDES (tl_two_sides_get_type ())
G_DECLARE_FINAL_TYPE (TlTwoSides, tl_two_sides, TL, TWO_SIDES, GtkWidget)

GtkWidget *tl_two_sides_new       (GtkWidget  *side,
                                   GtkWidget  *main,
                                   int         width,
                                   int         least);
gboolean   tl_two_sides_is_folded (TlTwoSides *self);

G_END_DECLS
