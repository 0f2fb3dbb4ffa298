/* tl-notice.h: lines across the window that tell something, and offer what to do about it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TL_TYPE_NOTICE (tl_notice_get_type ())
G_DECLARE_FINAL_TYPE (TlNotice, tl_notice, TL, NOTICE, GtkWidget)

gboolean    tl_notice_say        (TlNotice    *self,
                                  const char  *topic,
                                  const char  *text,
                                  gboolean     is_trouble);
void        tl_notice_offer      (TlNotice    *self,
                                  const char  *topic,
                                  const char  *label,
                                  const char  *action,
                                  GVariant    *target);
void        tl_notice_withdraw   (TlNotice    *self,
                                  const char  *topic);
void        tl_notice_clear      (TlNotice    *self);
const char *tl_notice_get_text   (TlNotice    *self,
                                  const char  *topic);

G_END_DECLS
