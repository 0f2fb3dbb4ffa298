/* tl-application.h: the program: its windows, and what belongs to none of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tl-document.h"

G_BEGIN_DECLS

#define TL_TYPE_APPLICATION (tl_application_get_type ())
G_DECLARE_FINAL_TYPE (TlApplication, tl_application, TL, APPLICATION, AdwApplication)

TlApplication *tl_application_new         (GApplicationFlags  flags);
void           tl_application_open        (TlApplication     *self,
                                           GFile             *file);
GSettings     *tl_application_get_settings (TlApplication    *self);
gboolean       tl_application_begin        (TlApplication    *self,
                                            TlDocument       *document,
                                            GError          **error);
GListModel    *tl_application_get_kept     (TlApplication    *self);
void           tl_application_open_kept    (TlApplication    *self,
                                            TlDocument       *document);
void           tl_application_keep         (TlApplication    *self,
                                            TlDocument       *document);
void           tl_application_forget       (TlApplication    *self,
                                            TlDocument       *document);

G_END_DECLS
