/* tl-chooser.h: one of many, looked for by typing
 *
 * What a menu would be too long for. Who chooses a row activates an action of what the chooser is attached to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TL_TYPE_CHOOSER (tl_chooser_get_type ())
G_DECLARE_FINAL_TYPE (TlChooser, tl_chooser, TL, CHOOSER, GtkPopover)

GtkWidget *tl_chooser_new     (const char *title,
                               const char *action);
void       tl_chooser_add     (TlChooser  *self,
                               const char *target,
                               const char *title,
                               const char *aside);
void       tl_chooser_add_button (TlChooser  *self,
                                  const char *label,
                                  const char *action);
guint      tl_chooser_get_n   (TlChooser  *self);

G_END_DECLS
