/* tl-money.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-money.h"

#include <math.h>
#include <string.h>

/* Signs that mean one currency and no other. The dollar sign means a score of them, so that each keeps a mark. */
static const struct
{
  const char *code;
  const char *symbol;
  int         decimals;
} currencies[] = {
  { "GBP", "£", 2 },    { "EUR", "€", 2 },    { "USD", "US$", 2 },  { "AUD", "A$", 2 },  { "BRL", "R$", 2 },
  { "CAD", "CA$", 2 },  { "HKD", "HK$", 2 },  { "ILS", "₪", 2 },    { "INR", "₹", 2 },   { "JPY", "JP¥", 0 },
  { "CNY", "CN¥", 2 },  { "KRW", "₩", 0 },    { "MXN", "MX$", 2 },  { "NGN", "₦", 2 },   { "NZD", "NZ$", 2 },
  { "PHP", "₱", 2 },    { "PLN", "zł\u00a0", 2 }, { "SGD", "S$", 2 }, { "TRY", "₺", 2 },  { "TWD", "NT$", 2 },
  { "UAH", "₴", 2 },    { "VND", "₫", 0 },    { "ZAR", "R\u00a0", 2 },
};

static int
find_currency (const char *currency)
{
  for (gsize i = 0; currency && i < G_N_ELEMENTS (currencies); i++)
    if (strcmp (currencies[i].code, currency) == 0)
      return (int) i;
  return -1;
}

/**
 * tl_money_symbol:
 * @currency: (nullable): an ISO 4217 code
 *
 * Returns: (nullable): the sign written before an amount, or %NULL where the code itself is written
 */
const char *
tl_money_symbol (const char *currency)
{
  int i = find_currency (currency);

  return i < 0 ? NULL : currencies[i].symbol;
}

/**
 * tl_money_format:
 * @amount: a finite amount
 * @currency: (nullable): an ISO 4217 code; without one the bare number is written, never a guessed sign
 * @flags: how to write it
 * @style: (nullable): the language's marks
 *
 * `£58.95`, `−£42k`, `+£785k`, `CHF 1.2m`. In full, whole amounts and those from a thousand up have no decimals.
 *
 * Returns: (transfer full): the text
 */
char *
tl_money_format (double amount, const char *currency, TlMoneyFlags flags, const TlNumberStyle *style)
{
  int              i = find_currency (currency);
  double           size = fabs (amount);
  g_autofree char *number = NULL;
  const char      *sign;

  if (flags & TL_MONEY_SHORT)
    number = tl_number_format_short (size, style);
  else
    {
      int decimals = i < 0 ? 2 : currencies[i].decimals;

      if (size >= 1000 || fabs (size - round (size)) < 0.005)
        decimals = 0;
      number = tl_number_format_people (size, decimals, style);
    }
  if (strpbrk (number, "123456789") == NULL)
    sign = "";
  else
    sign = amount < 0 ? "−" : (flags & TL_MONEY_SIGNED) ? "+" : "";
  if (i >= 0)
    return g_strconcat (sign, currencies[i].symbol, number, NULL);
  if (currency && *currency)
    return g_strconcat (sign, currency, "\u00a0", number, NULL);
  return g_strconcat (sign, number, NULL);
}
