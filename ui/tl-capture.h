/* tl-capture.h: what is typed on the map, as it comes
 *
 * A state machine: which keys end an entry and what the next one is of. It knows the journey and what is typed, and nothing
 * of widgets or key codes; whoever drives it makes what it drafts and tells it the id that came of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-tool-edits.h"

G_BEGIN_DECLS

/**
 * TlCaptureKey:
 * @TL_CAPTURE_ENTER: Enter: this is made, and the next is of the same kind
 * @TL_CAPTURE_IN: Tab: one level in
 * @TL_CAPTURE_OUT: Shift+Tab: one level out
 * @TL_CAPTURE_STAGE: Ctrl+Enter: on to the next stage
 * @TL_CAPTURE_LEAVE: Esc: what is in the entry is given up
 */
typedef enum
{
  TL_CAPTURE_ENTER,
  TL_CAPTURE_IN,
  TL_CAPTURE_OUT,
  TL_CAPTURE_STAGE,
  TL_CAPTURE_LEAVE,
} TlCaptureKey;

/**
 * TlCaptureStep:
 * @TL_CAPTURE_STAYS: nothing comes of the key
 * @TL_CAPTURE_MAKES: the draft is to be made, and tl_capture_made() or tl_capture_refused() called
 * @TL_CAPTURE_TURNS: nothing was typed yet, and what is drafted is something else now
 * @TL_CAPTURE_ENDS: nothing is drafted any more
 *
 * What comes of a key.
 */
typedef enum
{
  TL_CAPTURE_STAYS,
  TL_CAPTURE_MAKES,
  TL_CAPTURE_TURNS,
  TL_CAPTURE_ENDS,
} TlCaptureStep;

typedef struct _TlCapture TlCapture;

TlCapture     *tl_capture_new        (TlJourney     *journey,
                                      const char    *selected);
TlCapture     *tl_capture_new_for    (TlJourney     *journey,
                                      const TlDraft *draft);
void           tl_capture_free       (TlCapture     *self);
gboolean       tl_capture_type       (TlCapture     *self,
                                      const char    *text);
const TlDraft *tl_capture_get_draft  (TlCapture     *self);
const char    *tl_capture_get_title  (TlCapture     *self);
TlCaptureStep  tl_capture_press      (TlCapture     *self,
                                      TlCaptureKey   key);
void           tl_capture_made       (TlCapture     *self,
                                      const char    *id);
void           tl_capture_refused    (TlCapture     *self);
gboolean       tl_capture_can_go     (TlCapture     *self,
                                      TlCaptureKey   key);
char          *tl_capture_say        (TlCapture     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCapture, tl_capture_free)

G_END_DECLS
