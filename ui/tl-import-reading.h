/* tl-import-reading.h: how a table is read, to be corrected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tl-import.h"

G_BEGIN_DECLS

#define TL_TYPE_IMPORT_READING (tl_import_reading_get_type ())
G_DECLARE_FINAL_TYPE (TlImportReading, tl_import_reading, TL, IMPORT_READING, GtkWidget)

GtkWidget *tl_import_reading_new  (void);
void       tl_import_reading_show (TlImportReading       *self,
                                   const TlImportPreview *preview);
void       tl_import_reading_ask  (TlImportReading       *self);

G_END_DECLS
