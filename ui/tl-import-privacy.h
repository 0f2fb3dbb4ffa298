/* tl-import-privacy.h: what an import masks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tl-import.h"

G_BEGIN_DECLS

#define TL_TYPE_IMPORT_PRIVACY (tl_import_privacy_get_type ())
G_DECLARE_FINAL_TYPE (TlImportPrivacy, tl_import_privacy, TL, IMPORT_PRIVACY, AdwPreferencesGroup)

GtkWidget *tl_import_privacy_new        (void);
void       tl_import_privacy_show       (TlImportPrivacy      *self,
                                         const TlImportResult *result);
gboolean   tl_import_privacy_get_masks  (TlImportPrivacy      *self);
gboolean   tl_import_privacy_get_hashes (TlImportPrivacy      *self);

G_END_DECLS
