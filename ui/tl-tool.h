/* tl-tool.h: what the pointer does on the map
 *
 * A state machine: pressed on something, moved, released or given up. It knows points of the scene and nothing of events
 * or widgets; what it comes to is an act, and what it would come to can be shown meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-tool-edits.h"

G_BEGIN_DECLS

typedef enum
{
  TL_TOOL_MOVE,      /* a stage, touchpoint, pain or delight */
  TL_TOOL_CONNECT,   /* from a stage's handle */
  TL_TOOL_RECONNECT, /* an end of a transition */
  TL_TOOL_BAND,      /* empty ground: what a band lies around is selected */
} TlToolKind;

typedef enum
{
  TL_TOOL_IDLE,
  TL_TOOL_PRESSED, /* not far enough to mean anything */
  TL_TOOL_ACTIVE,
} TlToolState;

/**
 * TlToolPreview:
 * @ghost: where it would come to stand; no width for nowhere
 * @mark: where it would be put in, a line; no length for nowhere
 * @line: from where a connection starts to where it would end; no length for none
 * @target: (nullable): the stage that would be connected
 * @held: where what is dragged is held
 * @band: what lies in it is selected; no width and height for none
 * @inside: (nullable) (array zero-terminated=1): the ids of what lies in it
 * @dx: how far what is dragged is from where it stands
 * @dy: how far what is dragged is from where it stands
 * @lands: whether what is dragged comes to stand in a place as it is, so that what is dragged with it does so beside it
 *
 * What to show of it. A box of @mark and @line goes from (x, y) to (x + width, y + height).
 */
typedef struct
{
  TlBox       ghost;
  TlBox       mark;
  TlBox       line;
  TlBox       held;
  TlBox       band;
  char      **inside;
  const char *target;
  double      dx, dy;
  gboolean    lands;
} TlToolPreview;

typedef struct _TlTool TlTool;

TlTool              *tl_tool_new         (void);
void                 tl_tool_free        (TlTool     *self);
void                 tl_tool_set_map     (TlTool     *self,
                                          TlJourney  *journey,
                                          TlScene    *scene,
                                          TlGrid     *grid);
void                 tl_tool_set_chosen  (TlTool            *self,
                                          const char *const *things);
gboolean             tl_tool_press       (TlTool     *self,
                                          TlToolKind  kind,
                                          const char *thing,
                                          gboolean    at_start,
                                          double      x,
                                          double      y,
                                          double      slop);
gboolean             tl_tool_move        (TlTool     *self,
                                          double      x,
                                          double      y);
TlAct               *tl_tool_release     (TlTool     *self);
void                 tl_tool_cancel      (TlTool     *self);
TlToolState          tl_tool_get_state   (TlTool     *self);
TlToolKind           tl_tool_get_kind    (TlTool     *self);
const char          *tl_tool_get_thing   (TlTool     *self);
const char *const   *tl_tool_get_things  (TlTool     *self);
const TlToolPreview *tl_tool_get_preview (TlTool     *self);

gboolean             tl_tool_get_scroll  (double      x,
                                          double      y,
                                          double      width,
                                          double      height,
                                          double     *dx,
                                          double     *dy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlTool, tl_tool_free)

G_END_DECLS
