/* random-journey.h: journeys nobody drew, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-impact.h"

TlImpactJourney *random_journey      (GRand           *rand);
void             random_spoil        (TlImpactJourney *self,
                                      GRand           *rand,
                                      double           p);
TlImpactJourney *random_large        (GRand           *rand,
                                      guint            n_stages,
                                      guint            n_fixes);
void             random_journey_free (TlImpactJourney *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImpactJourney, random_journey_free)
