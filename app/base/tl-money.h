/* tl-money.h: amounts in the journey's currency
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-number.h"

G_BEGIN_DECLS

/**
 * TlMoneyFlags:
 * @TL_MONEY_SHORT: in little room, `£1.02m`
 * @TL_MONEY_SIGNED: with a plus where it is above 0
 */
typedef enum
{
  TL_MONEY_PLAIN = 0,
  TL_MONEY_SHORT = 1 << 0,
  TL_MONEY_SIGNED = 1 << 1,
} TlMoneyFlags;

const char *tl_money_symbol (const char          *currency);
char       *tl_money_format (double               amount,
                             const char          *currency,
                             TlMoneyFlags         flags,
                             const TlNumberStyle *style);

G_END_DECLS
