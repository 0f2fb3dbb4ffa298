/* tl-working-private.h: the private copy that a journey is worked on in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-place-private.h"

G_BEGIN_DECLS

/**
 * TlWorking:
 * @folder: a folder of its own in the state directory
 * @file: the SQLite file in it
 * @path: (nullable): the person's file that it belongs to, resolved; %NULL while there is none
 * @origin: (nullable): where that is of another format: the person's file, resolved, which @published is of
 * @published: the person's file as it was opened or last published
 * @next: the file that is about to be put in its place, while that goes on
 * @temporary: (nullable): what @next is called until then; what it is exchanged for has that name for a moment
 * @acts: how many acts the document had seen when @published was written
 * @next_acts: the same of @next
 *
 * A working file is locked while its document is open, and has a key beside it that says whose it is. One that is not
 * locked, but still there, was left by a program that died.
 */
typedef struct
{
  char       *folder;
  char       *file;
  char       *path;
  char       *origin;
  TlIdentity  published;
  TlIdentity  next;
  char       *temporary;
  gint64      acts;
  gint64      next_acts;
  gboolean    has_key; /* the key is on the disk */

  /*< private >*/
  int         lock;
} TlWorking;

TlWorking *_tl_working_new           (GError          **error);
TlWorking *_tl_working_find          (const char       *path,
                                      const TlIdentity *identity,
                                      GError          **error);
GPtrArray *_tl_working_find_untitled (void);
TlWorking *_tl_working_find_origin   (const char       *origin);
gboolean   _tl_working_write_key     (TlWorking        *self,
                                      GError          **error);
gboolean   _tl_working_sync          (TlWorking        *self,
                                      GError          **error);
void       _tl_working_remove        (TlWorking        *self);
void       _tl_working_free          (TlWorking        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlWorking, _tl_working_free)

G_END_DECLS
