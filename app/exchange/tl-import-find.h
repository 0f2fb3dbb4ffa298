/* tl-import-find.h: things by what people call them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-journey.h"

G_BEGIN_DECLS

/**
 * TlFinder:
 *
 * Finds things of a journey by their id, or by their titles from the stage on: `Basket / Basket page / Delivery fee`. The
 * beginning may be left out (`Delivery fee`) where the rest is enough. It knows the journey as it was when it was made.
 */
typedef struct _TlFinder TlFinder;

TlFinder *tl_finder_new         (TlJourney    *journey);
void      tl_finder_free        (TlFinder     *self);
TlThing  *tl_finder_find        (TlFinder     *self,
                                 const char   *text,
                                 guint         kinds,
                                 GError      **error);
TlThing  *tl_finder_find_field  (TlFinder     *self,
                                 const char   *text,
                                 const char   *field_text,
                                 TlField      *field,
                                 GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlFinder, tl_finder_free)

G_END_DECLS
