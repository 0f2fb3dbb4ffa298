/* tl-text.h: words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean    tl_text_is_name      (const char         *text);
char       *tl_text_make_name    (const char         *text);
char       *tl_text_make_unique  (const char         *name,
                                  gboolean          (*is_taken) (const char *name,
                                                                 gpointer    data),
                                  gpointer            data);
gboolean    tl_text_is_date      (const char         *text);
char       *tl_text_clean        (const char         *text,
                                  gsize               length,
                                  gsize              *n_replaced);
gboolean    tl_text_is_blank     (const char         *text);
char       *tl_text_squeeze      (const char         *text);
char       *tl_text_shorten      (const char         *text,
                                  gsize               n_chars);
void        tl_text_append_markup (GString           *out,
                                  const char         *format,
                                  ...) G_GNUC_PRINTF (2, 3);
const char *tl_text_nearest      (const char         *text,
                                  const char *const  *candidates,
                                  gsize               n_candidates);

G_END_DECLS
