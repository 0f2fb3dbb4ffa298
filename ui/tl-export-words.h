/* tl-export-words.h: a page of HTML as it reads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void tl_export_words_fill (GtkTextBuffer *buffer,
                           GBytes        *html,
                           gsize          most);

G_END_DECLS
