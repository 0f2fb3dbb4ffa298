/* tl-publish-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document-private.h"

G_BEGIN_DECLS

char *_tl_publish_beside (TlDocument  *self,
                          const char  *target,
                          GError     **error);

G_END_DECLS
