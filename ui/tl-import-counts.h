/* tl-import-counts.h: what would come of an import, in numbers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-import.h"

G_BEGIN_DECLS

void tl_import_counts_show (GtkWidget            *box,
                            const TlImportResult *result);

G_END_DECLS
