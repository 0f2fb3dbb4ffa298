/* tl-csv-write.h: CSV out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  tl_csv_write_text (GString    *out,
                         gboolean    first,
                         const char *text);
void  tl_csv_write_raw  (GString    *out,
                         gboolean    first,
                         const char *text);
void  tl_csv_write_end  (GString    *out);
char *tl_csv_unguard    (const char *text);

G_END_DECLS
