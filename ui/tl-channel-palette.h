/* tl-channel-palette.h: the channels to choose from, each with its icon and its key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-journey.h"

G_BEGIN_DECLS

#define TL_TYPE_CHANNEL_PALETTE (tl_channel_palette_get_type ())
G_DECLARE_FINAL_TYPE (TlChannelPalette, tl_channel_palette, TL, CHANNEL_PALETTE, GtkPopover)

GtkWidget *tl_channel_palette_new (TlJourney  *journey,
                                   const char *now);

G_END_DECLS
