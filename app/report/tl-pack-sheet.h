/* tl-pack-sheet.h: a sheet of the fact pack while it is laid out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-pack-book.h"
#include "tl-pack-draw.h"

G_BEGIN_DECLS

#define TL_SHEET_FOOT 74.0

/**
 * TlPackSheet:
 * @about: of the page that it is of
 * @headline: what stands at its head
 * @lead: (nullable): the sentence under it
 * @goes_on: whether a sheet of the same page is before it
 * @y: where what it holds begins, then where there is room
 * @placed: (element-type TlPackPlaced): what stands on it
 */
typedef struct
{
  const TlPackPage *page;
  TlPackAbout       about;
  char             *headline;
  char             *lead;
  gboolean          goes_on;
  double            y;
  TlPagedPage      *paged;
  TlPackPen         pen;
  GArray           *placed;
} TlPackSheet;

/**
 * TlPackLayout:
 * @height: of a sheet; they are %TL_SHEET_WIDTH wide
 * @least: the smallest letters
 * @logo_width: of the logo, in pixels; 0 for none
 * @sheets: (element-type TlPackSheet): those that are begun
 */
typedef struct
{
  const TlPack  *pack;
  const TlPaper *paper;
  const char    *family;
  TlMeasure     *measure;
  double         height;
  double         least;
  GBytes        *logo;
  double         logo_width, logo_height;
  gboolean       mirrored;
  GPtrArray     *sheets;
} TlPackLayout;

/**
 * TlPackHead:
 * @headline: (transfer full)
 * @lead: (nullable)
 * @width: of the lines of the headline
 * @bottom: where what is under it begins
 */
typedef struct
{
  char   *headline;
  char   *lead;
  TlFont  font;
  double  width, lead_width;
  guint   n_lines;
  double  bottom;
} TlPackHead;

/* tl-pack-sheet.c */
TlPackHead   _tl_sheet_plan_head (TlPackLayout *layout, const TlPackPage *page, gboolean goes_on, const TlBlock *begins,
                                  guint first, gboolean is_balanced);
void         _tl_sheet_clear_head (TlPackHead *head);
TlPackSheet *_tl_sheet_begin     (TlPackLayout *layout, const TlPackPage *page, gboolean goes_on, TlPackHead *head);
double       _tl_sheet_get_foot  (TlPackLayout *layout, gboolean is_first);
void         _tl_sheet_finish    (TlPackLayout *layout, guint index);
void         _tl_sheet_free      (gpointer sheet);

/* tl-pack-rows.c */
void         _tl_rows_put_page   (TlPackLayout *layout, const TlPackPage *page);

G_END_DECLS
