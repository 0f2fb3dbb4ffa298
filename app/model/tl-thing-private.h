/* tl-thing-private.h: changing a thing; for tl-journey.c alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-thing.h"

G_BEGIN_DECLS

typedef struct _TlJourney TlJourney;

TlThing   *_tl_thing_new          (TlJourney      *journey,
                                   TlKind          kind,
                                   const char     *id);
TlJourney *_tl_thing_get_journey  (TlThing        *self);
void       _tl_thing_set_journey  (TlThing        *self,
                                   TlJourney      *journey);
void       _tl_thing_set_parent   (TlThing        *self,
                                   TlThing        *parent);
void       _tl_thing_set_position (TlThing        *self,
                                   double          position);
void       _tl_thing_take_value   (TlThing        *self,
                                   TlField         field,
                                   TlValue        *value);
gboolean   _tl_thing_has_children (TlThing        *self);

G_END_DECLS
