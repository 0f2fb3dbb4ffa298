/* tl-lettering.h: words put into a picture, with the room they take
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-measure.h"

G_BEGIN_DECLS

double tl_lettering_line  (TlScene    *scene,
                           TlMeasure  *measure,
                           TlFont      font,
                           TlColour    colour,
                           double      x,
                           double      y,
                           TlAnchor    anchor,
                           double      room,
                           const char *text);
guint  tl_lettering_block (TlScene    *scene,
                           TlMeasure  *measure,
                           TlFont      font,
                           TlColour    colour,
                           double      x,
                           double      y,
                           TlAnchor    anchor,
                           double      room,
                           double      line_height,
                           guint       max_lines,
                           const char *text);

G_END_DECLS
