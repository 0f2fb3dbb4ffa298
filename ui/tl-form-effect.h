/* tl-form-effect.h: what a fix does, in people's words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-session.h"

G_BEGIN_DECLS

GtkWidget *tl_form_effect_new     (TlSession  *session,
                                   const char *id);
GtkWidget *tl_form_new_effect_new (TlSession  *session,
                                   const char *fix);

G_END_DECLS
