/* tl-measure.h: how much room words need
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-scene.h"

G_BEGIN_DECLS

#define TL_DEFAULT_FAMILY "Inter, Cantarell, DejaVu Sans, sans-serif"

/**
 * TlMeasure:
 *
 * Measures words in one font family, and keeps what it measured. For one thread at a time.
 */
typedef struct _TlMeasure TlMeasure;

TlMeasure  *tl_measure_new      (const char  *family);
void        tl_measure_free     (TlMeasure   *self);
const char *tl_measure_family   (TlMeasure   *self);
double      tl_measure_exact    (TlMeasure   *self,
                                 TlFont       font,
                                 const char  *text);
double      tl_measure_room     (TlMeasure   *self,
                                 TlFont       font,
                                 const char  *text);
void        tl_measure_ink      (TlMeasure   *self,
                                 TlFont       font,
                                 const char  *text,
                                 double      *rise,
                                 double      *drop);
GPtrArray  *tl_measure_wrap     (TlMeasure   *self,
                                 TlFont       font,
                                 const char  *text,
                                 double       room,
                                 guint        max_lines);
char       *tl_measure_fit      (TlMeasure   *self,
                                 TlFont       font,
                                 const char  *text,
                                 double       room);
gboolean    tl_text_is_rtl      (const char  *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlMeasure, tl_measure_free)

G_END_DECLS
