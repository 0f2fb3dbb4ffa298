/* tl-import-rules-box.h: the rules that assign what comes in, with how much each will
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tl-import.h"
#include "tl-journey.h"

G_BEGIN_DECLS

#define TL_TYPE_IMPORT_RULES_BOX (tl_import_rules_box_get_type ())
G_DECLARE_FINAL_TYPE (TlImportRulesBox, tl_import_rules_box, TL, IMPORT_RULES_BOX, AdwPreferencesGroup)

GtkWidget *tl_import_rules_box_new    (TlJourney            *journey);
void       tl_import_rules_box_say    (TlImportRulesBox     *self,
                                       TlImportOptions      *options);
void       tl_import_rules_box_show   (TlImportRulesBox     *self,
                                       const TlImportResult *result);
void       tl_import_rules_box_refuse (TlImportRulesBox     *self,
                                       const char           *why);
void       tl_import_rules_box_load   (TlImportRulesBox     *self,
                                       const char           *path);

G_END_DECLS
