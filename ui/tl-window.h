/* tl-window.h: a window, for one journey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-application.h"
#include "tl-life.h"

G_BEGIN_DECLS

#define TL_TYPE_WINDOW (tl_window_get_type ())
G_DECLARE_FINAL_TYPE (TlWindow, tl_window, TL, WINDOW, AdwApplicationWindow)

TlWindow   *tl_window_new           (TlApplication *application);
void        tl_window_open          (TlWindow      *self,
                                     GFile         *file);
void        tl_window_open_copy     (TlWindow      *self,
                                     GFile         *copy);
void        tl_window_show_document (TlWindow      *self,
                                     TlDocument    *document);
gboolean    tl_window_save_as       (TlWindow      *self,
                                     GFile         *file);
gboolean    tl_window_save_copy     (TlWindow      *self,
                                     GFile         *file,
                                     gboolean       share);
void        tl_window_put_in_order  (TlWindow      *self);
void        tl_window_hurry         (TlWindow      *self);
gboolean    tl_window_is_empty      (TlWindow      *self);
gboolean    tl_window_is_loading    (TlWindow      *self);
GFile      *tl_window_get_file      (TlWindow      *self);
TlSession  *tl_window_get_session   (TlWindow      *self);
TlLife     *tl_window_get_life      (TlWindow      *self);
const char *tl_window_get_error     (TlWindow      *self);
const char *tl_window_get_notice    (TlWindow      *self);

G_END_DECLS
