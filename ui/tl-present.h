/* tl-present.h: the map shown to a room, stage by stage
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-canvas.h"

G_BEGIN_DECLS

#define TL_TYPE_PRESENT (tl_present_get_type ())
G_DECLARE_FINAL_TYPE (TlPresent, tl_present, TL, PRESENT, GtkWidget)

void     tl_present_set_canvas  (TlPresent  *self,
                                 TlCanvas   *canvas);
void     tl_present_set_session (TlPresent  *self,
                                 TlSession  *session);
void     tl_present_begin       (TlPresent  *self);
void     tl_present_end         (TlPresent  *self);
gboolean tl_present_is_on       (TlPresent  *self);
void     tl_present_go          (TlPresent  *self,
                                 int         by);
guint    tl_present_get_step    (TlPresent  *self,
                                 guint      *n);
void     tl_present_hide_money  (TlPresent  *self,
                                 gboolean    hide);
gboolean tl_present_hides_money (TlPresent  *self);

G_END_DECLS
