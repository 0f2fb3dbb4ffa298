/* tl-import-table.h: the first rows of a table, with what each column is at its head
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-import.h"

G_BEGIN_DECLS

#define TL_TYPE_IMPORT_TABLE (tl_import_table_get_type ())
G_DECLARE_FINAL_TYPE (TlImportTable, tl_import_table, TL, IMPORT_TABLE, GtkWidget)

GtkWidget  *tl_import_table_new  (void);
void        tl_import_table_show (TlImportTable         *self,
                                  const TlImportPreview *preview,
                                  gboolean               is_masked);
const char *tl_import_role_label (TlColumnRole           role);

G_END_DECLS
