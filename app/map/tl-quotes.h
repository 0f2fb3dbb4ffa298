/* tl-quotes.h: words of customers worth showing on the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-map.h"

G_BEGIN_DECLS

/**
 * TlQuotes:
 * @quotes: (array length=n): one a stage at the most
 * @n: how many
 *
 * It owns the texts that its quotes point to.
 */
typedef struct
{
  TlMapQuote *quotes;
  gsize       n;
} TlQuotes;

TlQuotes *tl_quotes_new  (TlDocument  *document,
                          TlFigures   *figures,
                          GError     **error);
void      tl_quotes_free (TlQuotes    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlQuotes, tl_quotes_free)

G_END_DECLS
