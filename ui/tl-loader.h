/* tl-loader.h: opening a journey off the main thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document.h"

G_BEGIN_DECLS

void        tl_loader_open_async  (GFile                *file,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              data);
TlDocument *tl_loader_open_finish (GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
