/* tl-picture.h: a picture that somebody gave: a logo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* What it may weigh, in bytes. */
#define TL_PICTURE_MOST (512 * 1024)

gboolean         tl_picture_check (GBytes  *bytes,
                                   char   **why);
void             tl_picture_get_size (GBytes *bytes,
                                   double *width,
                                   double *height);
cairo_surface_t *tl_picture_load  (GBytes  *bytes);

G_END_DECLS
