/* tl-icon.h: pictures from the icon files, as paths
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-scene.h"

G_BEGIN_DECLS

const char *tl_icon_for_channel (const char  *channel);
gboolean    tl_icon_parse_path  (const char  *d,
                                 GArray      *steps);
gboolean    tl_icon_draw        (TlScene     *scene,
                                 const char  *name,
                                 double       x,
                                 double       y,
                                 double       size,
                                 TlColour     colour);

G_END_DECLS
