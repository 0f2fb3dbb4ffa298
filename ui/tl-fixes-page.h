/* tl-fixes-page.h: which fixes pay
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-session.h"

G_BEGIN_DECLS

#define TL_TYPE_FIXES_PAGE (tl_fixes_page_get_type ())
G_DECLARE_FINAL_TYPE (TlFixesPage, tl_fixes_page, TL, FIXES_PAGE, GtkWidget)

void tl_fixes_page_set_session (TlFixesPage *self,
                                TlSession   *session);

G_END_DECLS
