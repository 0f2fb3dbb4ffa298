/* tl-preferences.h: what a person may want otherwise
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWindow *tl_preferences_present      (GtkWindow *parent,
                                        GSettings *settings);
void       tl_preferences_follow       (GSettings *settings);
char      *tl_preferences_dup_currency (GSettings *settings);
char      *tl_preferences_dup_author   (GSettings *settings);

G_END_DECLS
