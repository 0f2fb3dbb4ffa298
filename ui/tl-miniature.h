/* tl-miniature.h: a journey's map, painted small
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-scene.h"

G_BEGIN_DECLS

#define TL_TYPE_MINIATURE (tl_miniature_get_type ())
G_DECLARE_FINAL_TYPE (TlMiniature, tl_miniature, TL, MINIATURE, GtkWidget)

GtkWidget *tl_miniature_new       (void);
void       tl_miniature_set_scene (TlMiniature *self,
                                   TlScene     *scene);
void       tl_miniature_set_palette (TlMiniature *self,
                                     TlPalette    palette);
void       tl_miniature_set_path  (TlMiniature *self,
                                   const char  *path);
TlScene   *tl_miniature_get_scene (TlMiniature *self);

G_END_DECLS
