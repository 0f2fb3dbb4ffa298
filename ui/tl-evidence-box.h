/* tl-evidence-box.h: what customers said of a thing, page by page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-session.h"

G_BEGIN_DECLS

#define TL_TYPE_EVIDENCE_BOX (tl_evidence_box_get_type ())
G_DECLARE_FINAL_TYPE (TlEvidenceBox, tl_evidence_box, TL, EVIDENCE_BOX, GtkWidget)

GtkWidget *tl_evidence_box_new (TlSession  *session,
                          const char *thing);

G_END_DECLS
