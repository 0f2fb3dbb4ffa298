/* tl-paint-cairo.h: a scene on a cairo context
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>

#include "tl-scene.h"

G_BEGIN_DECLS

/**
 * TlPainter:
 *
 * Paints one scene in one palette, and keeps the text it laid out, so that painting it again lays out nothing. For one
 * thread at a time.
 */
typedef struct _TlPainter TlPainter;

TlPainter *tl_painter_new         (TlScene    *scene,
                                   TlPalette   palette);
void       tl_painter_free        (TlPainter  *self);
TlScene   *tl_painter_get_scene   (TlPainter  *self);
void       tl_painter_set_palette (TlPainter  *self,
                                   TlPalette   palette);
void       tl_painter_set_coarse  (TlPainter  *self,
                                   gboolean    coarse);
gboolean   tl_painter_is_blank    (TlPainter  *self,
                                   guint       group);
guint      tl_painter_n_layouts   (TlPainter  *self);
void       tl_painter_paint       (TlPainter  *self,
                                   cairo_t    *cr);
void       tl_painter_paint_group (TlPainter  *self,
                                   cairo_t    *cr,
                                   guint       group,
                                   guint       without);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPainter, tl_painter_free)

G_END_DECLS
