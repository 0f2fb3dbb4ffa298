/* tl-outline-edits.h: what people do in the outline, as edits
 *
 * Each act is one edit with a name. Nothing here applies anything, and nothing knows a widget.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-session.h"
#include "tl-tool-edits.h"

G_BEGIN_DECLS

/**
 * TlTurn:
 * @kind: what it becomes
 * @parent: (nullable): what it stands in then
 * @after: (nullable): the sibling that it follows then
 *
 * A thing becomes one of another kind.
 */
typedef struct
{
  TlKind  kind;
  char   *parent;
  char   *after;
} TlTurn;

typedef enum
{
  TL_TURN_OUT,   /* one level up: a pain point becomes a touchpoint, a touchpoint a stage */
  TL_TURN_IN,    /* one level down, into what stands before it */
  TL_TURN_OTHER, /* a pain point becomes a delight, a delight a pain point */
} TlTurnWay;

TlEdit  *tl_outline_edit_move   (TlSession    *session,
                                 TlGrid       *grid,
                                 const char   *thing,
                                 int           by);
TlTurn  *tl_outline_turn_find   (TlSession    *session,
                                 TlGrid       *grid,
                                 const char   *thing,
                                 TlTurnWay     way);
TlEdit  *tl_outline_turn_to_edit (const TlTurn *turn,
                                 TlSession    *session,
                                 TlGrid       *grid,
                                 const char   *thing,
                                 char        **id,
                                 GError      **error);
void     tl_turn_free           (TlTurn       *self);
TlDraft *tl_outline_draft_after (TlSession    *session,
                                 TlGrid       *grid,
                                 const char   *thing);
TlDraft *tl_outline_draft_inside (TlSession   *session,
                                 const char   *thing);
TlEdit  *tl_outline_draft_to_edit (TlDraft    *draft,
                                 TlSession    *session,
                                 TlGrid       *grid,
                                 const char   *title,
                                 char        **id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlTurn, tl_turn_free)

G_END_DECLS
