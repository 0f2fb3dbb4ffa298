/* tl-map-html.h: the map in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-export.h"

G_BEGIN_DECLS

gboolean tl_map_is_html (const char *name);
GBytes *tl_map_to_html (TlJourney             *journey,
                        TlFigures             *figures,
                        const TlMapOptions    *options,
                        const TlExportOptions *export_options);

G_END_DECLS
