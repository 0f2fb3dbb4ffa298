/* tl-pack-work.h: the fact pack that the window shows
 *
 * It is made and laid out in a thread, from what the journey is at that moment; an edit ends the work and begins it
 * again. What was made before is shown meanwhile. Words alone are changed without working anything out anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-pack-book.h"
#include "tl-session.h"

G_BEGIN_DECLS

/**
 * TlPackMade:
 *
 * A pack and its sheets. It does not change, and may be read from any thread.
 */
typedef struct
{
  gatomicrefcount  count;
  TlPack          *pack;
  TlPackBook      *book;
  const TlPaper   *paper;
} TlPackMade;

TlPackMade *tl_pack_made_ref         (TlPackMade    *self);
void        tl_pack_made_unref       (TlPackMade    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPackMade, tl_pack_made_unref)

#define TL_TYPE_PACK_WORK (tl_pack_work_get_type ())
G_DECLARE_FINAL_TYPE (TlPackWork, tl_pack_work, TL, PACK_WORK, GObject)

TlPackWork *tl_pack_work_new          (void);
void        tl_pack_work_set_session  (TlPackWork    *self,
                                       TlSession     *session);
TlSession  *tl_pack_work_get_session  (TlPackWork    *self);
void        tl_pack_work_set_active   (TlPackWork    *self,
                                       gboolean       active);
void        tl_pack_work_hold         (TlPackWork    *self);
void        tl_pack_work_release      (TlPackWork    *self);
void        tl_pack_work_set_audience (TlPackWork    *self,
                                       TlAudience     audience);
TlAudience  tl_pack_work_get_audience (TlPackWork    *self);
void        tl_pack_work_set_paper    (TlPackWork    *self,
                                       const TlPaper *paper);
TlPackMade *tl_pack_work_get_made     (TlPackWork    *self);
gboolean    tl_pack_work_is_working   (TlPackWork    *self);
const char *tl_pack_work_get_error    (TlPackWork    *self);

G_END_DECLS
