/* tl-journey.h: a customer's journey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-change.h"
#include "tl-thing.h"

G_BEGIN_DECLS

#define TL_TYPE_JOURNEY (tl_journey_get_type ())
G_DECLARE_FINAL_TYPE (TlJourney, tl_journey, TL, JOURNEY, GObject)

#define TL_JOURNEY_ERROR (tl_journey_error_quark ())

typedef enum
{
  TL_JOURNEY_ERROR_ID_TAKEN,   /* an id used twice */
  TL_JOURNEY_ERROR_NO_THING,   /* a change to a thing that is not there */
  TL_JOURNEY_ERROR_NO_FIELD,   /* a change to a field that the kind does not have */
  TL_JOURNEY_ERROR_NO_PARENT,  /* a thing put where it cannot stand */
  TL_JOURNEY_ERROR_NOT_EMPTY,  /* a thing removed while others stand in it */
  TL_JOURNEY_ERROR_INVALID,    /* the journey breaks a rule: see tl_journey_validate() */
} TlJourneyError;

GQuark     tl_journey_error_quark (void);

TlJourney *tl_journey_new         (const char      *id);
TlJourney *tl_journey_copy        (TlJourney       *self);
TlThing   *tl_journey_get_root    (TlJourney       *self);
TlThing   *tl_journey_lookup      (TlJourney       *self,
                                   const char      *id);
guint      tl_journey_n           (TlJourney       *self,
                                   TlKind           kind);
void       tl_journey_foreach     (TlJourney       *self,
                                   TlKind           kind,
                                   void           (*visit) (TlThing  *thing,
                                                            gpointer  data),
                                   gpointer         data);
GPtrArray *tl_journey_collect     (TlJourney       *self,
                                   TlKind           kind);
TlThing   *tl_journey_find_fact   (TlJourney       *self,
                                   const char      *of,
                                   const char      *field);
char      *tl_journey_make_id     (TlJourney       *self,
                                   const char      *wish);
gboolean   tl_journey_apply       (TlJourney       *self,
                                   const TlChange  *change,
                                   gboolean         back,
                                   GError         **error);

G_END_DECLS
