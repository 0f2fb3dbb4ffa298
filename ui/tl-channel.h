/* tl-channel.h: how customers meet us, as it is chosen
 *
 * The channels that have an icon and a key, and those of one's own that some touchpoint has. No widgets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-edit.h"

G_BEGIN_DECLS

/**
 * TlChannel:
 * @name: as a touchpoint has it
 * @key: a letter that sets it, with Alt
 */
typedef struct
{
  const char *name;
  char        key;
} TlChannel;

const TlChannel *tl_channel_list      (guint             *n);
const char      *tl_channel_get_title (const TlChannel   *self);
GPtrArray       *tl_channel_list_own  (TlJourney         *journey);
char            *tl_channel_dup_icon  (const char        *name);
TlEdit          *tl_channel_edit      (TlJourney         *journey,
                                       const char *const *things,
                                       const char        *name);

G_END_DECLS
