/* tl-characters.h: text that every picture can hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *tl_characters_dup (const char *text);

G_END_DECLS
