/* tl-zip-writer.h: a package of parts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlZipWriter:
 *
 * Parts of a package, in the order in which they are added. The same parts give the same bytes.
 */
typedef struct _TlZipWriter TlZipWriter;

TlZipWriter *tl_zip_writer_new    (void);
void         tl_zip_writer_free   (TlZipWriter  *self);
void         tl_zip_writer_add    (TlZipWriter  *self,
                                   const char   *name,
                                   GBytes       *bytes);
void         tl_zip_writer_add_text (TlZipWriter *self,
                                   const char   *name,
                                   GString      *text);
void         tl_zip_writer_add_first (TlZipWriter *self,
                                   const char   *name,
                                   GString      *text);
GBytes      *tl_zip_writer_finish (TlZipWriter  *self,
                                   GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlZipWriter, tl_zip_writer_free)

G_END_DECLS
