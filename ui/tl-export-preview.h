/* tl-export-preview.h: the pages of a map as they will be, one at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-export-job.h"
#include "tl-sheet-picture.h"

G_BEGIN_DECLS

#define TL_TYPE_EXPORT_PREVIEW (tl_export_preview_get_type ())
G_DECLARE_FINAL_TYPE (TlExportPreview, tl_export_preview, TL, EXPORT_PREVIEW, GtkWidget)

GtkWidget  *tl_export_preview_new         (void);
void        tl_export_preview_set_made    (TlExportPreview      *self,
                                           TlExportMade         *made);
void        tl_export_preview_set_choice  (TlExportPreview      *self,
                                           const TlExportChoice *choice);
void        tl_export_preview_set_working (TlExportPreview      *self,
                                           gboolean              working);
void        tl_export_preview_go_to       (TlExportPreview      *self,
                                           guint                 page);
guint       tl_export_preview_get_page    (TlExportPreview      *self);
const char *tl_export_preview_get_text    (TlExportPreview      *self);

G_END_DECLS
