/* tl-parking.h: a place beside the map for what must not be lost now
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-canvas.h"

G_BEGIN_DECLS

#define TL_TYPE_PARKING (tl_parking_get_type ())
G_DECLARE_FINAL_TYPE (TlParking, tl_parking, TL, PARKING, GtkWidget)

GtkWidget *tl_parking_new         (TlCanvas  *canvas);
void       tl_parking_set_session (TlParking *self,
                                   TlSession *session);
void       tl_parking_open        (TlParking *self);

G_END_DECLS
