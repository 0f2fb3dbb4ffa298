/* tl-import-dialog.h: evidence from a table, seen before it comes in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tl-import.h"

G_BEGIN_DECLS

#define TL_TYPE_IMPORT_DIALOG (tl_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TlImportDialog, tl_import_dialog, TL, IMPORT_DIALOG, AdwWindow)

TlImportDialog *tl_import_dialog_new (GtkWindow  *parent,
                                      TlDocument *document,
                                      GFile      *file);

G_END_DECLS
