/* tl-highlight.h: what stands out on the map; for the canvas alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-canvas.h"
#include "tl-scene.h"

G_BEGIN_DECLS

typedef struct _TlHighlight TlHighlight;

TlHighlight *_tl_highlight_new         (TlCanvas      *canvas);
void         _tl_highlight_free        (TlHighlight   *self);
void         _tl_highlight_set_enabled (TlHighlight   *self,
                                        gboolean       enabled);
void         _tl_highlight_hover       (TlHighlight   *self,
                                        const char    *thing);
void         _tl_highlight_update      (TlHighlight   *self);
void         _tl_highlight_redrawn     (TlHighlight   *self);
double       _tl_highlight_get_opacity (TlHighlight   *self,
                                        guint          group);
gboolean     _tl_highlight_is_lit      (TlHighlight   *self,
                                        const char    *thing);

G_END_DECLS
