/* tl-tie.h: numbers that follow the evidence
 *
 * A share in the journey may be tied to records: “of the records at this touchpoint, of these sources and this period,
 * those about this pain”. It then holds the count itself, as `132/1200`, which the model draws like any count that was
 * observed, and the door keeps it in step: every edit that changes what is counted changes the number too, within the same
 * edit, so that undoing one undoes the other. While there is nothing to count, the number stays as it is; while there is,
 * it cannot be typed over. Untying keeps the number. What a tie counts, and so what to show on a click, is a filter:
 *
 *   g_autoptr (TlEvidenceFilter) filter = tl_tie_dup_filter (tie, FALSE);   // the 132
 *   g_autoptr (TlEvidenceFilter) among = tl_tie_dup_filter (tie, TRUE);     // the 1,200
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-evidence.h"

G_BEGIN_DECLS

/**
 * TlTieTerms:
 * @about: id of what the counted records are about: a pain, a delight, a touchpoint
 * @among: (nullable): id of the touchpoint or stage whose records are the whole; %NULL for all records
 * @sources: (nullable) (array zero-terminated=1): only records of these sources
 * @from: (nullable): only of this day or later
 * @until: (nullable): only of this day or earlier
 */
typedef struct
{
  const char        *about;
  const char        *among;
  const char *const *sources;
  const char        *from;
  const char        *until;
} TlTieTerms;

TlThing          *tl_tie_find       (TlJourney        *journey,
                                     const char       *of,
                                     TlField           field);
gboolean          tl_tie_may        (TlField           field);
void              tl_edit_tie       (TlEdit           *edit,
                                     TlDocument       *document,
                                     const char       *of,
                                     TlField           field,
                                     const TlTieTerms *terms);
void              tl_edit_untie     (TlEdit           *edit,
                                     TlDocument       *document,
                                     const char       *of,
                                     TlField           field);
TlEvidenceFilter *tl_tie_dup_filter (TlThing          *tie,
                                     gboolean          among);
TlEvidenceFilter *tl_tie_terms_dup_filter (const TlTieTerms *terms,
                                     gboolean          among);
gboolean          tl_tie_count      (TlDocument       *document,
                                     TlThing          *tie,
                                     gint64           *x,
                                     gint64           *n,
                                     GError          **error);
char             *tl_tie_describe   (TlJourney        *journey,
                                     TlThing          *tie);

G_END_DECLS
