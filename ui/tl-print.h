/* tl-print.h: the map and the fact pack on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-pack-work.h"

G_BEGIN_DECLS

GtkPrintOperation *tl_print_map_new  (TlSession  *session);
GtkPrintOperation *tl_print_pack_new (TlPackMade *made,
                                      TlPalette   palette);

G_END_DECLS
