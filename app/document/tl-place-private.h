/* tl-place-private.h: putting files in place
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <sys/stat.h>

#include "tl-document.h"

G_BEGIN_DECLS

/**
 * TlIdentity:
 *
 * Which file stood under a name, and in which state. Another device, inode, size or time of change is another file, or
 * the same with something else in it.
 */
typedef struct
{
  gboolean exists;
  guint64  device;
  guint64  inode;
  gint64   size;
  gint64   seconds;
  gint64   nanoseconds;
} TlIdentity;

void      _tl_identity_from_stat  (TlIdentity        *self,
                                   const struct stat *about);
gboolean  _tl_identity_get        (const char        *path,
                                   TlIdentity        *identity,
                                   GError           **error);
gboolean  _tl_identity_equal      (const TlIdentity  *a,
                                   const TlIdentity  *b);

/**
 * TlPlaced:
 * @TL_PLACED: our file stands under the name
 * @TL_PLACED_NOT: somebody else changed what stood there: it stands there still, and our file is where it was
 */
typedef enum
{
  TL_PLACED,
  TL_PLACED_NOT,
  TL_PLACED_ERROR,
} TlPlaced;

char     *_tl_place_resolve       (const char        *path,
                                   GError           **error);
char     *_tl_place_make_temporary (const char       *target,
                                   GError           **error);
gboolean  _tl_place_dress         (const char        *temporary,
                                   const char        *target,
                                   GError           **error);
gboolean  _tl_place_sync_file     (const char        *path,
                                   GError           **error);
gboolean  _tl_place_sync_folder_of (const char       *path,
                                   GError           **error);
gboolean  _tl_place_is_writable   (const char        *target,
                                   GError           **error);
TlPlaced  _tl_place_put           (const char        *temporary,
                                   const char        *target,
                                   const TlIdentity  *expected,
                                   GError           **error);
char     *_tl_place_keep_beside   (const char        *temporary,
                                   const char        *target,
                                   GError           **error);
void      _tl_place_set_error     (int                number,
                                   const char        *path,
                                   GError           **error);

G_END_DECLS
