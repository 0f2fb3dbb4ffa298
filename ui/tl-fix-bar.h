/* tl-fix-bar.h: a fix's combined impact as a bar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-fix-scale.h"

G_BEGIN_DECLS

#define TL_TYPE_FIX_BAR (tl_fix_bar_get_type ())
G_DECLARE_FINAL_TYPE (TlFixBar, tl_fix_bar, TL, FIX_BAR, GtkWidget)

GtkWidget *tl_fix_bar_new (void);
void       tl_fix_bar_set (TlFixBar         *self,
                           const TlFixScale *scale,
                           double            value);

G_END_DECLS
