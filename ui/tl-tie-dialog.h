/* tl-tie-dialog.h: a number that follows the evidence: what is counted, among what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-session.h"

G_BEGIN_DECLS

void       tl_tie_dialog_show (GtkWindow  *parent,
                               TlSession  *session,
                               const char *of,
                               TlField     field);
GtkWidget *tl_tie_part_new    (TlSession  *session,
                               const char *of,
                               TlField     field);

G_END_DECLS
