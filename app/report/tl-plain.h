/* tl-plain.h: words as XML, HTML and office programs can hold them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *_tl_plain     (const char *text);
void  _tl_plain_put (GString    *out,
                     const char *format,
                     ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
