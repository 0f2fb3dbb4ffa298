/* tl-feeling.h: how customers feel, taken hold of
 *
 * The point of a touchpoint on the feeling curve is dragged from face to face: a state machine that knows points of the
 * scene, and nothing of events or widgets. And the five faces, for keys and menus.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document.h"
#include "tl-scene.h"
#include "tl-tool.h"

G_BEGIN_DECLS

#define TL_FEELING_WORST (-2)
#define TL_FEELING_BEST 2
#define TL_FEELING_NONE G_MININT

typedef struct _TlFeelingTool TlFeelingTool;

TlFeelingTool *tl_feeling_tool_new       (void);
void           tl_feeling_tool_free      (TlFeelingTool     *self);
gboolean       tl_feeling_tool_press     (TlFeelingTool     *self,
                                          TlScene           *scene,
                                          TlJourney         *journey,
                                          double             x,
                                          double             y,
                                          double             slop);
gboolean       tl_feeling_tool_move      (TlFeelingTool     *self,
                                          double             x,
                                          double             y);
TlEdit        *tl_feeling_tool_release   (TlFeelingTool     *self,
                                          TlJourney         *journey);
void           tl_feeling_tool_cancel    (TlFeelingTool     *self);
TlToolState    tl_feeling_tool_get_state (TlFeelingTool     *self);
const char    *tl_feeling_tool_get_thing (TlFeelingTool     *self);
int            tl_feeling_tool_get_feeling (TlFeelingTool   *self);
void           tl_feeling_tool_get_place (TlFeelingTool     *self,
                                          int                feeling,
                                          double            *x,
                                          double            *y);

TlEdit        *tl_feeling_edit           (TlJourney         *journey,
                                          const char *const *things,
                                          int                feeling);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlFeelingTool, tl_feeling_tool_free)

G_END_DECLS
