/* tl-list-private.h: what a list says, before it is known where it goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-kind.h"

G_BEGIN_DECLS

/**
 * TlListItem:
 * @line: where it stands, from 1
 * @depth: in an outline, from 0; in a table, that of its kind from a stage on
 * @kind: what it must be, %TL_KIND_NONE where the depth says
 * @channel: (nullable): of a touchpoint
 * @feeling: of a touchpoint, −2 to 2; NAN where nothing is said
 */
typedef struct
{
  guint   line;
  guint   depth;
  TlKind  kind;
  char   *title;
  char   *channel;
  double  feeling;
} TlListItem;

#define TL_LIST_ITEM(items, i) (&g_array_index ((items), TlListItem, (i)))

GArray     *_tl_list_items_new  (void);
gboolean    _tl_list_add        (GArray      *items,
                                 guint        line,
                                 guint        depth,
                                 TlKind       kind,
                                 const char  *title,
                                 GError     **error);
const char *_tl_list_skip_mark  (const char  *text,
                                 TlKind      *kind);

gboolean    _tl_list_is_table   (const char  *text);
gboolean    _tl_list_read_table (const char  *text,
                                 GArray      *items,
                                 GError     **error);
gboolean    _tl_list_read_outline (const char *text,
                                   GArray     *items,
                                   GError    **error);

G_END_DECLS
