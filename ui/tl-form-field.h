/* tl-form-field.h: a field of a thing, to be read and written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-session.h"

G_BEGIN_DECLS

GtkWidget *tl_form_field_new  (TlSession  *session,
                               const char *id,
                               TlField     field,
                               const char *label);
GtkWidget *tl_form_title_new  (TlSession  *session,
                               const char *id,
                               TlField     field);
GtkWidget *tl_form_origin_new (TlSession  *session,
                               const char *id,
                               TlField     field);

G_END_DECLS
