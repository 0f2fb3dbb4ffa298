/* tl-seal-private.h: digests of a file's pages, behind the last of them
 *
 * SQLite notices one flipped bit in five. So what is published ends with a digest of each page, which SQLite never looks
 * at: where it ends, its header says. The seal also knows which table a page belongs to and how many rows are on it, so
 * that what cannot be read can be counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-pages-private.h"

G_BEGIN_DECLS

/**
 * TlSealPage:
 * @digest: XXH3 of its bytes
 * @owner: the place in `owners` of the table or index that it belongs to, from 1; 0 for none
 * @n_cells: how many rows are on it
 */
typedef struct
{
  guint64 digest;
  guint16 owner;
  guint16 n_cells;
} TlSealPage;

typedef struct
{
  guint32     page_size;
  guint32     n_pages;
  guint64     start;  /* where it begins in the file */
  guint64     length;
  guint       n_owners;
  char      **owners; /* %NULL-terminated */
  TlSealPage *pages;
} TlSeal;

guint64   _tl_seal_digest  (const guchar  *bytes,
                            gsize          length);
guint64   _tl_seal_get_least_size (guint32 n_pages);
gboolean  _tl_seal_write   (const char    *path,
                            GError       **error);
TlSeal   *_tl_seal_find    (int            fd,
                            gboolean       anywhere);
gboolean  _tl_seal_check   (const char    *path,
                            guint32       *n_wrong,
                            gboolean      *has_seal,
                            GError       **error);
gboolean  _tl_seal_fits    (int            fd,
                            guint32        number);
void      _tl_seal_free    (TlSeal        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSeal, _tl_seal_free)

G_END_DECLS
