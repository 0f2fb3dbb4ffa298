/* tl-export-form.h: what can be chosen about a map that is exported
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tl-export-choice.h"
#include "tl-session.h"

G_BEGIN_DECLS

#define TL_TYPE_EXPORT_FORM (tl_export_form_get_type ())
G_DECLARE_FINAL_TYPE (TlExportForm, tl_export_form, TL, EXPORT_FORM, GtkWidget)

GtkWidget            *tl_export_form_new        (TlSession    *session,
                                                 GSettings    *settings);
const TlExportChoice *tl_export_form_get_choice (TlExportForm *self);
void                  tl_export_form_set_kind   (TlExportForm *self,
                                                 TlExportKind  kind);
void                  tl_export_form_remember   (TlExportForm *self);

G_END_DECLS
