/* tl-canvas-names.h: what is on the map, in words
 *
 * For those who hear the map rather than see it, and for the outline. No widget is needed for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-session.h"

G_BEGIN_DECLS

char *tl_name_thing     (TlSession  *session,
                         const char *thing);
char *tl_name_more      (TlSession  *session,
                         const char *thing);
char *tl_name_share     (TlThing    *transition);

G_END_DECLS
