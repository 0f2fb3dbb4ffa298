/* tl-pack-book.h: the fact pack, laid out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-pack.h"
#include "tl-paged.h"

G_BEGIN_DECLS

/**
 * TlPackBook:
 *
 * A pack's pages as scenes of one size, in reading order: a page of the pack that does not fit one sheet goes on on the
 * next. They do not change, and may be read from any thread.
 */
typedef struct _TlPackBook TlPackBook;

/**
 * TlPackPlaced:
 * @first: of its items, the first that is on the sheet
 * @n: how many are
 * @box: where it stands, in units; a sheet is 1,600 wide
 * @zoom: how large its letters are, against their usual size
 * @bare: its heading stands as the sheet's headline, and not above it
 */
typedef struct
{
  const TlBlock *block;
  guint          first;
  guint          n;
  TlBox          box;
  double         zoom;
  gboolean       bare;
} TlPackPlaced;

TlPackBook        *tl_pack_book_new      (const TlPack  *pack,
                                          const TlPaper *paper,
                                          const char    *family);
void               tl_pack_book_free     (TlPackBook    *self);
guint              tl_pack_book_n_sheets (TlPackBook    *self);
const TlPagedPage *tl_pack_book_get      (TlPackBook    *self,
                                          guint          index);
const GArray      *tl_pack_book_get_placed (TlPackBook  *self,
                                          guint          index);
TlPackAbout        tl_pack_book_get_about (TlPackBook   *self,
                                          guint          index);
const char        *tl_pack_book_get_headline (TlPackBook *self,
                                          guint          index);
const char        *tl_pack_book_get_lead (TlPackBook    *self,
                                          guint          index);

GBytes            *tl_pack_book_to_pdf   (TlPackBook    *self,
                                          const TlPack  *pack,
                                          const TlExportOptions *options,
                                          GError       **error);

TlScene           *tl_pack_draw_block    (const TlPack  *pack,
                                          const TlBlock *block,
                                          guint          first,
                                          guint          n,
                                          double         width,
                                          double         height,
                                          const char    *family);
TlScene           *tl_pack_draw_placed   (const TlPack  *pack,
                                          const TlPackPlaced *placed,
                                          const char    *family);
guint              tl_pack_draw_columns  (const TlPack  *pack,
                                          const TlPackPlaced *placed,
                                          const char    *family,
                                          double        *widths);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPackBook, tl_pack_book_free)

G_END_DECLS
