/* tl-open.h: journeys from files and into files, in whatever format they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-xml.h"

G_BEGIN_DECLS

#define TL_OPEN_ERROR (tl_open_error_quark ())

typedef enum
{
  TL_OPEN_ERROR_UNREADABLE,     /* there is no such file, or it is none, or it may not be read */
  TL_OPEN_ERROR_EMPTY,          /* there is nothing in it */
  TL_OPEN_ERROR_UNKNOWN_FORMAT, /* neither a journey nor XML; or a name with no ending that is known */
  TL_OPEN_ERROR_CHANGED,        /* someone else changed the file meanwhile */
  TL_OPEN_ERROR_NO_PLACE,       /* there is nowhere to save it back to */
} TlOpenError;

GQuark tl_open_error_quark (void);

TlDocument *tl_open          (const char       *path,
                              TlDocumentFlags   flags,
                              GPtrArray       **problems,
                              GError          **error);
gboolean    tl_save          (TlDocument       *document,
                              const char       *path,
                              GError          **error);
gboolean    tl_save_back     (TlDocument       *document,
                              GError          **error);
const char *tl_open_get_path (TlDocument       *document);
gboolean    tl_open_is_xml   (TlDocument       *document);

G_END_DECLS
