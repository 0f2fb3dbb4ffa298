/* tl-thing.h: one thing of a journey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tl-kind.h"

G_BEGIN_DECLS

#define TL_TYPE_THING (tl_thing_get_type ())
G_DECLARE_FINAL_TYPE (TlThing, tl_thing, TL, THING, GObject)

#define TL_TYPE_THING_LIST (tl_thing_list_get_type ())
G_DECLARE_FINAL_TYPE (TlThingList, tl_thing_list, TL, THING_LIST, GObject)

TlKind             tl_thing_get_kind     (TlThing        *self);
const char        *tl_thing_get_id       (TlThing        *self);
TlThing           *tl_thing_get_parent   (TlThing        *self);
double             tl_thing_get_position (TlThing        *self);
gboolean           tl_thing_has          (TlThing        *self,
                                          TlField         field);
const TlValue     *tl_thing_get_value    (TlThing        *self,
                                          TlField         field);
const char        *tl_thing_get_text     (TlThing        *self,
                                          TlField         field);
double             tl_thing_get_number   (TlThing        *self,
                                          TlField         field);
TlEstimate         tl_thing_get_estimate (TlThing        *self,
                                          TlField         field);
gboolean           tl_thing_is_word      (TlThing        *self,
                                          TlField         field,
                                          const char     *word);
char              *tl_thing_format       (TlThing        *self,
                                          TlField         field);
const char        *tl_thing_get_title    (TlThing        *self);
char              *tl_thing_describe     (TlThing        *self);
GListModel        *tl_thing_list         (TlThing        *self,
                                          TlKind          kind);
guint              tl_thing_n            (TlThing        *self,
                                          TlKind          kind);
TlThing           *tl_thing_nth          (TlThing        *self,
                                          TlKind          kind,
                                          guint           n);

G_END_DECLS
