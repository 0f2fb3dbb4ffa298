/* tl-reader-private.h: looking through the records while edits go on
 *
 * One at a time, in any thread: what is asked at once waits for each other. In WAL mode the reader has a connection of its
 * own, and neither waits for an edit nor stops one; a document that is only to look at is read through its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-columns-private.h"

G_BEGIN_DECLS

TlReader  *_tl_reader_get         (TlDocument     *document);
void       _tl_reader_free        (TlReader       *self);
gboolean   _tl_reader_enter       (TlReader       *self,
                                   GCancellable   *cancellable,
                                   GError        **error);
gboolean   _tl_reader_leave       (TlReader       *self,
                                   gboolean        done,
                                   GError        **error);
TlSql     *_tl_reader_get_sql     (TlReader       *self);
gboolean   _tl_reader_is_own      (TlReader       *self);
TlColumns *_tl_reader_get_columns (TlReader       *self,
                                   GCancellable   *cancellable,
                                   GError        **error);
void       _tl_reader_note        (TlReader       *self,
                                   gboolean        records,
                                   gboolean        assignments);
void       _tl_reader_pause       (TlReader       *self);
void       _tl_reader_resume      (TlReader       *self);

G_END_DECLS
