/* tl-strips.h: which strips stand under the journey, and in which order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-map.h"
#include "tl-session.h"

G_BEGIN_DECLS

#define TL_TYPE_STRIPS (tl_strips_get_type ())
G_DECLARE_FINAL_TYPE (TlStrips, tl_strips, TL, STRIPS, GtkWidget)

void        tl_strips_set_session (TlStrips   *self,
                                   TlSession  *session);
guint       tl_strips_read        (TlJourney  *journey,
                                   TlMapStrip *order);
const char *tl_strips_get_title   (TlMapStrip  strip);

G_END_DECLS
