/* tl-fix-evidence.h: how well the numbers are known that a fix hangs on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-figures.h"

G_BEGIN_DECLS

/**
 * TlFixEvidence:
 * @n: how many numbers that are written down it hangs on: its costs and effects, the numbers of what it acts on, how
 *   many customers come, what they bring and what is left of that
 * @measured: how many of them were measured
 * @observed: how many were observed
 * @assumed: how many are assumed; nobody says of the rest
 */
typedef struct
{
  guint n;
  guint measured;
  guint observed;
  guint assumed;
} TlFixEvidence;

void   tl_fix_evidence_count   (TlFigures           *figures,
                                const char          *id,
                                TlFixEvidence       *evidence);
double tl_fix_evidence_share   (const TlFixEvidence *evidence);
char  *tl_fix_evidence_say     (const TlFixEvidence *evidence);
char  *tl_fix_evidence_explain (const TlFixEvidence *evidence);

/* Four squares, as many of them full as the share says. */
#define TL_TYPE_EVIDENCE_BAR (tl_evidence_bar_get_type ())
G_DECLARE_FINAL_TYPE (TlEvidenceBar, tl_evidence_bar, TL, EVIDENCE_BAR, GtkWidget)

GtkWidget *tl_evidence_bar_new (void);
void       tl_evidence_bar_set (TlEvidenceBar *self,
                                double         share);

G_END_DECLS
