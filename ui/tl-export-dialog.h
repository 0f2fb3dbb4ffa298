/* tl-export-dialog.h: the map as a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tl-export-form.h"
#include "tl-export-preview.h"
#include "tl-session.h"

G_BEGIN_DECLS

#define TL_TYPE_EXPORT_DIALOG (tl_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TlExportDialog, tl_export_dialog, TL, EXPORT_DIALOG, AdwWindow)

TlExportDialog  *tl_export_dialog_new         (GtkWindow      *parent,
                                               TlSession      *session,
                                               GSettings      *settings);
void             tl_export_dialog_save        (TlExportDialog *self,
                                               GFile          *file);
TlExportForm    *tl_export_dialog_get_form    (TlExportDialog *self);
TlExportPreview *tl_export_dialog_get_preview (TlExportDialog *self);
gboolean         tl_export_dialog_is_ready    (TlExportDialog *self);

G_END_DECLS
