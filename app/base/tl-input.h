/* tl-input.h: what somebody names to be read: a file, or a pipe that something is written into
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

int         tl_input_open     (const char  *path,
                               struct stat *about);
gboolean    tl_input_accept   (int          fd,
                               struct stat *about);
gssize      tl_input_read     (int          fd,
                               void        *buffer,
                               gsize        size);
const char *tl_input_strerror (int          number);

G_END_DECLS
