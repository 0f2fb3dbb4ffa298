/* tl-evidence-page.h: the page of evidence: what customers say, and where every number comes from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-records-view.h"

G_BEGIN_DECLS

#define TL_TYPE_EVIDENCE_PAGE (tl_evidence_page_get_type ())
G_DECLARE_FINAL_TYPE (TlEvidencePage, tl_evidence_page, TL, EVIDENCE_PAGE, GtkWidget)

void           tl_evidence_page_set_session  (TlEvidencePage         *self,
                                              TlSession              *session);
TlRecordsView *tl_evidence_page_get_records  (TlEvidencePage         *self);
void           tl_evidence_page_show_records (TlEvidencePage         *self,
                                              const TlEvidenceFilter *filter);

G_END_DECLS
