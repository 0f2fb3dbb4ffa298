/* tl-import-left.h: what an import leaves out, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tl-import.h"

G_BEGIN_DECLS

#define TL_TYPE_IMPORT_LEFT (tl_import_left_get_type ())
G_DECLARE_FINAL_TYPE (TlImportLeft, tl_import_left, TL, IMPORT_LEFT, AdwPreferencesGroup)

GtkWidget *tl_import_left_new        (void);
void       tl_import_left_show       (TlImportLeft         *self,
                                      const TlImportResult *result,
                                      const char           *file);
gboolean   tl_import_left_keeps_same (TlImportLeft         *self);

G_END_DECLS
