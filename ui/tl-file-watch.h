/* tl-file-watch.h: notices that somebody else has changed a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TL_TYPE_FILE_WATCH (tl_file_watch_get_type ())
G_DECLARE_FINAL_TYPE (TlFileWatch, tl_file_watch, TL, FILE_WATCH, GObject)

TlFileWatch *tl_file_watch_new     (const char   *path);
void         tl_file_watch_pause   (TlFileWatch  *self);
void         tl_file_watch_resume  (TlFileWatch  *self,
                                    gboolean      ours);
gboolean     tl_file_watch_differs (TlFileWatch  *self);
gboolean     tl_file_watch_is_gone (TlFileWatch  *self);

G_END_DECLS
