/* tl-customer.h: customers without their ids
 *
 * A customer's id is kept as a hash of it, with a secret of the journey's own. Within one journey the same customer has
 * the same hash, in every import; without the journey nobody can try ids until one fits. The secret is no part of a copy
 * that is shared.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document.h"

G_BEGIN_DECLS

/**
 * TlCustomerKey:
 *
 * The secret, ready to hash with. It can be used in any thread, by one at a time.
 */
typedef struct _TlCustomerKey TlCustomerKey;

TlCustomerKey *tl_customer_key_find      (TlDocument          *document,
                                          GError             **error);
void           tl_customer_key_free      (TlCustomerKey       *self);
char          *tl_customer_key_hash      (const TlCustomerKey *self,
                                          const char          *id);
gboolean       tl_customer_is_hash       (const char          *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCustomerKey, tl_customer_key_free)

G_END_DECLS
