/* tl-layout-pages.h: what stands on which page; for this room alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-layout.h"

G_BEGIN_DECLS

typedef enum
{
  TL_BLOCK_PANEL, /* cards and ribbons of a band */
  TL_BLOCK_REST,  /* what its cards could not show */
  TL_BLOCK_HEADS, /* the names of its stages, over strips that stand on a page without it */
  TL_BLOCK_STRIP,
} TlBlockType;

/**
 * TlBlock:
 * @first: of a strip, the first row that it shows; of a rest, index of its first card
 * @end: behind the last; 0 for all
 * @y: its top
 */
typedef struct
{
  TlBlockType type;
  guint       band;
  TlMapStrip  strip;
  int         first;
  int         end;
  guint       page;
  double      y;
  double      height;
} TlBlock;

/**
 * TlPages:
 * @height: of a page
 * @top: where the title block ends, of the first page and of others
 * @foot: where the foot begins, of the first page and of others
 * @rests: (element-type TlCard): what cards could not show, as cards of their own
 *
 * The blocks of a map in a given width, and the pages they stand on.
 */
typedef struct
{
  TlLayout *layout;
  double    height;
  double    top[2];
  double    foot[2];
  GArray   *blocks; /* TlBlock */
  GArray   *rests;
  guint     n_pages;
  guint     n_more;  /* pages that follow these */
  guint     n_parted; /* strips that stand on a page without their cards */
  double    y;      /* where the next block would begin */
} TlPages;

void tl_card_cap    (TlLayout  *self,
                     TlCard    *card,
                     double     cap);
void tl_pages_init  (TlPages   *self,
                     TlLayout  *layout,
                     double     height);
void tl_pages_clear (TlPages   *self);
void tl_pages_plan  (TlPages   *self);
void tl_pages_draw  (TlPages   *self,
                     GPtrArray *scenes);

G_END_DECLS
