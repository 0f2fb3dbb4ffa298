/* tl-list.h: lists as people write them, into the journey and out of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-edit.h"

G_BEGIN_DECLS

/* What is taken at once. */
#define TL_LIST_MAX_BYTES (1024 * 1024)
#define TL_LIST_MAX_ITEMS 2000
#define TL_LIST_MAX_TITLE 500 /* characters */

TlEdit *tl_list_to_edit (TlJourney          *journey,
                         const char         *text,
                         const char         *after,
                         GError            **error);
char   *tl_list_of      (TlJourney          *journey,
                         const char *const  *ids);

G_END_DECLS
