/* tl-pack-export.h: the fact pack as a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-pack-work.h"

G_BEGIN_DECLS

typedef enum
{
  TL_PACK_FORMAT_PDF,
  TL_PACK_FORMAT_PPTX,
  TL_PACK_FORMAT_XLSX,
  TL_PACK_FORMAT_HTML,
  TL_PACK_N_FORMATS,
} TlPackFormat;

const char *tl_pack_format_get_ending (TlPackFormat         format);
const char *tl_pack_format_get_title  (TlPackFormat         format);

void        tl_pack_export_async      (TlDocument          *document,
                                       TlPackMade          *made,
                                       TlPackFormat         format,
                                       TlPalette            palette,
                                       const char          *path,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             data);
gboolean    tl_pack_export_finish     (GAsyncResult        *result,
                                       GError             **error);

G_END_DECLS
