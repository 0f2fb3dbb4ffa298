/* tl-pack-logo.h: a picture from somewhere as the logo of a pack
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *tl_pack_logo_read (GFile  *file,
                           char  **why);

G_END_DECLS
