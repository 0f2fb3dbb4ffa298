/* tl-erase-dialog.h: erasing a customer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tl-erase.h"

G_BEGIN_DECLS

/**
 * TlErasedFunc:
 * @text: what was erased, for people
 * @data: what was given with it
 */
typedef void (*TlErasedFunc) (const char *text,
                              gpointer    data);

void tl_erase_dialog_show (GtkWindow    *parent,
                           TlDocument   *document,
                           TlErasedFunc  erased,
                           gpointer      data);

G_END_DECLS
