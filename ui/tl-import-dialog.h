/* tl-import-dialog.h: evidence from a table, seen and corrected before it comes in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tl-import.h"

G_BEGIN_DECLS

#define TL_TYPE_IMPORT_DIALOG (tl_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TlImportDialog, tl_import_dialog, TL, IMPORT_DIALOG, AdwWindow)

TlImportDialog        *tl_import_dialog_new           (GtkWindow      *parent,
                                                       TlDocument     *document,
                                                       GFile          *file);
TlImportDialog        *tl_import_dialog_new_for_bytes (GtkWindow      *parent,
                                                       TlDocument     *document,
                                                       GBytes         *bytes,
                                                       const char     *name);
gboolean               tl_import_dialog_is_working    (TlImportDialog *self);
const TlImportResult  *tl_import_dialog_get_result    (TlImportDialog *self);
const TlImportPreview *tl_import_dialog_get_preview   (TlImportDialog *self);
const char            *tl_import_dialog_get_trouble   (TlImportDialog *self);

G_END_DECLS
