/* tl-loader.h: opening a journey off the main thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document.h"

G_BEGIN_DECLS

/**
 * TlLoaderFlags:
 * @TL_LOADER_TO_LOOK_AT: only to be looked at
 * @TL_LOADER_UNTITLED: as a new journey that has no file
 */
typedef enum
{
  TL_LOADER_DEFAULT = 0,
  TL_LOADER_TO_LOOK_AT = 1 << 0,
  TL_LOADER_UNTITLED = 1 << 1,
} TlLoaderFlags;

void        tl_loader_open_async  (GFile                *file,
                                   TlLoaderFlags         flags,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              data);
gboolean    tl_loader_can_write   (const char           *path);
TlDocument *tl_loader_open_finish (GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
