/* tl-paged.h: scenes as the pages of a document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-export.h"

G_BEGIN_DECLS

/**
 * TlPagedPage:
 * @scene: the page; it has paper
 * @label: its number, as it is printed
 * @title: (nullable): its place in the outline; %NULL where it goes on with the page before
 * @tags: (element-type utf8): by index of group, the tag that says what it is ("H1", "P", "Table"); %NULL for none. A
 *   group with a tag whose own groups have tags is of %TL_ROLE_STRIP, one that is read as a whole of another role
 * @links: (element-type TlPagedLink): what leads to other pages
 */
typedef struct
{
  TlScene   *scene;
  char      *label;
  char      *title;
  GPtrArray *tags;
  GArray    *links;
} TlPagedPage;

/**
 * TlPagedLink:
 * @group: index of the group that is the link
 * @page: index of the page it leads to
 */
typedef struct
{
  guint group;
  guint page;
} TlPagedLink;

TlPagedPage *tl_paged_page_new  (TlScene                *scene);
void         tl_paged_page_free (TlPagedPage            *self);
GBytes      *tl_paged_to_pdf    (GPtrArray              *pages,
                                 const char             *language,
                                 const TlExportOptions  *options,
                                 GError                **error);
void         tl_scene_embed     (TlScene                *scene,
                                 TlScene                *other,
                                 double                  x,
                                 double                  y,
                                 double                  scale);

void         tl_scene_embed_part (TlScene               *scene,
                                 TlScene                *other,
                                 double                  x,
                                 double                  y,
                                 double                  scale,
                                 const TlBox            *clip);

void         _tl_pdf_mark_tagged (GByteArray            *bytes,
                                  const char             *language);

G_END_DECLS
