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
gboolean  _tl_publish_prepare (TlDocument        *self,
                              char             **target,
                              GError           **error);
gboolean  _tl_publish_place  (TlDocument        *self,
                              const char        *target,
                              const char        *temporary,
                              const TlIdentity  *identity,
                              gint64             acts,
                              guint64            serial,
                              const TlIdentity  *expected,
                              GError           **error);
gboolean  _tl_publish_put_or_keep (const char       *temporary,
                              const char        *target,
                              const TlIdentity  *identity,
                              const TlIdentity  *expected,
                              char             **kept,
                              GError           **error);
char     *_tl_publish_write_copy (const char    *working_file,
                              const char        *target,
                              TlIdentity        *identity,
                              gint64            *acts,
                              GError           **error);

G_END_DECLS
