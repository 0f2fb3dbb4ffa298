/* tl-text-private.h: what XML takes in a name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean _tl_text_may_begin_name (gunichar c);
gboolean _tl_text_may_be_in_name (gunichar c);

G_END_DECLS
