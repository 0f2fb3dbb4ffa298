/* tl-start-page.h: what a window shows before it has a journey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TL_TYPE_START_PAGE (tl_start_page_get_type ())
G_DECLARE_FINAL_TYPE (TlStartPage, tl_start_page, TL, START_PAGE, GtkWidget)

void tl_start_page_note_opened (GFile       *file,
                                const char  *title);

G_END_DECLS
