/* tl-book.h: the journey on pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-map.h"

G_BEGIN_DECLS

/**
 * TlPaper:
 * @name: as the command line writes it
 * @title: as people call it; not translated yet
 * @width: in points
 * @height: in points
 * @least: the smallest letters on it, in points
 * @pixels: how wide a picture of it is that is made of pixels
 *
 * What a map is put on.
 */
typedef struct
{
  const char *name;
  const char *title;
  double      width;
  double      height;
  double      least;
  int         pixels;
} TlPaper;

const TlPaper *tl_paper_list         (guint              *n);
const TlPaper *tl_paper_find         (const char         *name,
                                      GError            **error);

/**
 * TlMapBook:
 *
 * A map as pages: scenes of one shape, in reading order; without paper one page as large as the map. Pages do not
 * change, and may be read from any thread.
 */
typedef struct _TlMapBook TlMapBook;

TlMapBook     *tl_map_book_new       (TlJourney          *journey,
                                      TlFigures          *figures,
                                      const TlMapOptions *options,
                                      const TlPaper      *paper);
TlMapBook     *tl_map_book_new_from_pages (GPtrArray    *pages,
                                      const TlPaper      *paper);
TlMapBook     *tl_map_book_ref       (TlMapBook          *self);
void           tl_map_book_unref     (TlMapBook          *self);
guint          tl_map_book_n_pages   (TlMapBook          *self);
TlScene       *tl_map_book_get_page  (TlMapBook          *self,
                                      guint               index);
const TlPaper *tl_map_book_get_paper (TlMapBook          *self);
double         tl_map_book_get_scale (TlMapBook          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlMapBook, tl_map_book_unref)

G_END_DECLS
