/* tl-print.h: the map and the fact pack on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-pack-work.h"

G_BEGIN_DECLS

typedef enum
{
  TL_PRINT_MAP,
  TL_PRINT_PACK,
} TlPrintWhat;

GtkPrintOperation *tl_print_new     (TlSession         *session,
                                     TlPackWork        *work,
                                     TlPrintWhat        what,
                                     GSettings         *settings);
const char        *tl_print_get_why (GtkPrintOperation *operation);

G_END_DECLS
