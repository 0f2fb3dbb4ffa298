/* tl-hash-set.h: hashes that were met
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlHashSet:
 *
 * A set of 64-bit hashes, eight bytes and a little each: for what is met by the million. A hash of 0 is no member.
 */
typedef struct _TlHashSet TlHashSet;

TlHashSet *tl_hash_set_new      (gsize            n_slots);
void       tl_hash_set_free     (TlHashSet       *self);
gboolean   tl_hash_set_add      (TlHashSet       *self,
                                 guint64          hash);
gboolean   tl_hash_set_has      (const TlHashSet *self,
                                 guint64          hash);
void       tl_hash_set_prefetch (const TlHashSet *self,
                                 guint64          hash);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlHashSet, tl_hash_set_free)

G_END_DECLS
