/* tl-tool-edits.h: what people do on the map, as edits
 *
 * Each act is one edit with a name. Nothing here applies anything, and nothing knows a widget.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document.h"
#include "tl-tool-grid.h"

G_BEGIN_DECLS

/**
 * TlDraft:
 * @kind: a stage, touchpoint, pain or delight
 * @parent: (nullable): what it shall stand in; %NULL for the journey; a stage for a pain or delight whose touchpoint is to
 *   be made, too
 * @after: (nullable): the sibling that it follows; %NULL for behind all
 * @from: (nullable): for a stage, the stage that leads to it
 * @spot: for a stage, where it stands
 * @is_pulled: whether a stage was pulled from @from's edge, so that what goes there is asked next
 *
 * A thing that is there once it has a title.
 */
typedef struct
{
  TlKind    kind;
  char     *parent;
  char     *after;
  char     *from;
  TlSpot    spot;
  gboolean  is_pulled;
} TlDraft;

typedef enum
{
  TL_ACT_NONE,
  TL_ACT_MOVE,        /* a stage, to a spot */
  TL_ACT_PLACE,       /* what stands in something, to beside a sibling */
  TL_ACT_CONNECT,     /* a stage to another */
  TL_ACT_CONNECT_NEW, /* a stage to one that is not there yet */
  TL_ACT_RECONNECT,   /* an end of a transition to another stage */
  TL_ACT_SELECT,      /* what a band lies around; nothing is changed by it */
} TlActType;

/**
 * TlAct:
 * @thing: (nullable): the stage, what is placed, or the transition
 * @things: (nullable): of several that are moved or placed, all, @thing among them; or what is selected
 * @to: (nullable): what it goes to: a stage, or the parent
 * @sibling: (nullable): what it goes beside
 * @after: whether it goes behind @sibling rather than before it
 * @at_start: for a transition, whether it is its beginning that is moved
 *
 * What someone means by what the pointer did.
 */
typedef struct
{
  TlActType  type;
  char      *thing;
  char     **things;
  char      *to;
  char      *sibling;
  gboolean   after;
  gboolean   at_start;
  TlSpot     spot;
} TlAct;

TlDraft *tl_draft_new     (TlKind         kind,
                           const char    *parent,
                           const char    *after);
void     tl_draft_free    (TlDraft       *self);
TlEdit  *tl_draft_to_edit (TlDraft       *self,
                           TlDocument    *document,
                           TlGrid        *grid,
                           const char    *title,
                           char         **id);

TlAct   *tl_act_new       (TlActType      type,
                           const char    *thing);
void     tl_act_free      (TlAct         *self);
TlEdit  *tl_act_to_edit   (const TlAct   *self,
                           TlDocument    *document,
                           TlGrid        *grid);
TlAct   *tl_act_step      (TlDocument    *document,
                           TlGrid        *grid,
                           const char    *thing,
                           int            dx,
                           int            dy);

TlAct   *tl_act_step_many (TlDocument        *document,
                           TlGrid            *grid,
                           const char *const *things,
                           const char        *primary,
                           int                dx,
                           int                dy);
TlAct   *tl_act_move_to   (TlDocument        *document,
                           TlGrid            *grid,
                           const char *const *things,
                           const char        *to);

void     tl_edits_set_places (TlEdit         *edit,
                              TlGrid         *grid,
                              GArray         *shifts,
                              const char     *new_id,
                              GPtrArray      *new_ids);
char    *tl_edits_count   (TlKind             kind,
                           guint              n);
TlEdit  *tl_edits_delete_many (TlDocument    *document,
                           const char *const *things,
                           char             **what);
TlEdit  *tl_edits_rename  (TlDocument    *document,
                           const char    *thing,
                           const char    *title);
TlEdit  *tl_edits_delete  (TlDocument    *document,
                           const char    *thing,
                           char         **what);
TlEdit  *tl_edits_set_kind (TlDocument   *document,
                            const char   *stage,
                            const char   *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlDraft, tl_draft_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlAct, tl_act_free)

G_END_DECLS
