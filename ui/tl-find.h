/* tl-find.h: looking for words on the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-canvas.h"

G_BEGIN_DECLS

#define TL_TYPE_FIND (tl_find_get_type ())
G_DECLARE_FINAL_TYPE (TlFind, tl_find, TL, FIND, GtkWidget)

void     tl_find_set_canvas  (TlFind     *self,
                              TlCanvas   *canvas);
void     tl_find_set_session (TlFind     *self,
                              TlSession  *session);
void     tl_find_open        (TlFind     *self);
void     tl_find_close       (TlFind     *self);
gboolean tl_find_is_open     (TlFind     *self);
void     tl_find_step        (TlFind     *self,
                              int         by);

G_END_DECLS
