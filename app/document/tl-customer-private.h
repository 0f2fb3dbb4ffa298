/* tl-customer-private.h: the secret of a journey, inside its room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-customer.h"
#include "tl-sql-private.h"

G_BEGIN_DECLS

TlCustomerKey *_tl_customer_key_make   (TlSql   *sql,
                                        GError **error);
gboolean       _tl_customer_key_remove (TlSql   *sql,
                                        GError **error);

G_END_DECLS
