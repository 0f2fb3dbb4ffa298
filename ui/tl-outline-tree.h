/* tl-outline-tree.h: a journey as a tree, one row behind the other
 *
 * Stages along the journey, with what stands in them and where they lead to; behind them the personas, causes and fixes,
 * each under a heading. The tree is a flat list of what is unfolded, so that thousands of rows cost nothing until they are
 * seen, and an edit tells of no more rows than it changes. No widgets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-session.h"
#include "tl-tool-edits.h"

G_BEGIN_DECLS

#define TL_TYPE_OUTLINE_ITEM (tl_outline_item_get_type ())
G_DECLARE_FINAL_TYPE (TlOutlineItem, tl_outline_item, TL, OUTLINE_ITEM, GObject)

/**
 * TlOutlineItem:
 * @key: what it is known by while the tree lives: the thing's id, or a mark and a kind for a heading
 * @id: (nullable): the thing; %NULL for a heading and for what is not there yet
 * @kind: the thing's, or that of what stands under a heading
 * @depth: from 0
 * @n_inside: how many rows are directly under it, folded or not
 * @unfolded: whether they are shown
 * @is_draft: whether it is what gets its title and is not there yet
 *
 * A row.
 */
struct _TlOutlineItem
{
  GObject   parent_instance;

  char     *key;
  char     *id;
  TlKind    kind;
  guint     depth;
  guint     n_inside;
  gboolean  unfolded;
  gboolean  is_draft;
};

#define TL_TYPE_OUTLINE_TREE (tl_outline_tree_get_type ())
G_DECLARE_FINAL_TYPE (TlOutlineTree, tl_outline_tree, TL, OUTLINE_TREE, GObject)

TlOutlineTree *tl_outline_tree_new          (void);
void           tl_outline_tree_set_session  (TlOutlineTree *self,
                                             TlSession     *session);
void           tl_outline_tree_update       (TlOutlineTree *self);
TlGrid        *tl_outline_tree_get_grid     (TlOutlineTree *self);
void           tl_outline_tree_set_draft    (TlOutlineTree *self,
                                             const TlDraft *draft);
TlOutlineItem *tl_outline_tree_nth          (TlOutlineTree *self,
                                             guint          n);
gboolean       tl_outline_tree_find         (TlOutlineTree *self,
                                             const char    *key,
                                             guint         *n);
gboolean       tl_outline_tree_find_parent  (TlOutlineTree *self,
                                             guint          n,
                                             guint         *parent);
void           tl_outline_tree_unfold       (TlOutlineTree *self,
                                             const char    *key,
                                             gboolean       unfolded);
void           tl_outline_tree_unfold_all   (TlOutlineTree *self,
                                             gboolean       unfolded);
gboolean       tl_outline_tree_reveal       (TlOutlineTree *self,
                                             const char    *id,
                                             guint         *n);
gboolean       tl_outline_tree_find_words   (TlOutlineTree *self,
                                             const char    *words,
                                             guint          from,
                                             guint         *n);
char          *tl_outline_tree_heading      (TlKind         kind);

G_END_DECLS
