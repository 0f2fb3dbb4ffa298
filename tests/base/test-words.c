/* test-words.c: numbers, money and text for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-money.h"
#include "tl-text.h"

static void
test_money (void)
{
  static const struct
  {
    double       amount;
    const char  *currency;
    TlMoneyFlags flags;
    const char  *shown;
  } cases[] = {
    { 1023123.94, "GBP", TL_MONEY_SHORT, "£1.02m" },
    { 134884.99, "GBP", TL_MONEY_SHORT, "£135k" },
    { 4470.59, "GBP", TL_MONEY_SHORT, "£4.5k" },
    { 10000, "GBP", TL_MONEY_SHORT, "£10k" },
    { 999600, "GBP", TL_MONEY_SHORT, "£1.00m" },
    { 999.6, "GBP", TL_MONEY_SHORT, "£1k" },
    { -41972, "GBP", TL_MONEY_SHORT, "−£42k" },
    { 785138, "GBP", TL_MONEY_SHORT | TL_MONEY_SIGNED, "+£785k" },
    { 0, "GBP", TL_MONEY_SHORT | TL_MONEY_SIGNED, "£0" },
    { -0.001, "GBP", TL_MONEY_PLAIN, "£0" },
    { 58.95, "GBP", TL_MONEY_PLAIN, "£58.95" },
    { 61, "GBP", TL_MONEY_PLAIN, "£61" },
    { 1186263.83, "EUR", TL_MONEY_PLAIN, "€1,186,264" },
    { 1500, "CHF", TL_MONEY_PLAIN, "CHF\u00a01,500" },
    { 1500, "USD", TL_MONEY_PLAIN, "US$1,500" },
    { 1500, NULL, TL_MONEY_PLAIN, "1,500" },
    { 12.4, "JPY", TL_MONEY_PLAIN, "JP¥12" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = tl_money_format (cases[i].amount, cases[i].currency, cases[i].flags, &TL_NUMBER_STYLE_POINT);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_percent (void)
{
  static const struct
  {
    double      share;
    const char *shown;
  } cases[] = { { 0.64, "64%" }, { 0.065, "6.5%" }, { 0.004, "0.4%" }, { 0.0004, "0.04%" }, { 0, "0%" }, { 1, "100%" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = tl_number_format_percent (cases[i].share, &TL_NUMBER_STYLE_POINT);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static gboolean
is_taken (const char *name, gpointer data)
{
  return g_strv_contains (data, name);
}

static void
test_names (void)
{
  static const char *const taken[] = { "late", "late-2", NULL };
  static const struct
  {
    const char *title;
    const char *name;
  } cases[] = { { "Delivery fee appears late", "delivery-fee-appears-late" },
                { "3D Secure", "d-secure" },
                { "  ", "x" },
                { "Größe!", "größe" },
                { "配送が遅い", "配送が遅い" } };
  g_autofree char *unique = tl_text_make_unique ("late", is_taken, (gpointer) taken);

  g_assert_cmpstr (unique, ==, "late-3");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = tl_text_make_name (cases[i].title);

      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_true (tl_text_is_name (name));
    }
  g_assert_false (tl_text_is_name (""));
  g_assert_false (tl_text_is_name ("1st"));
  g_assert_false (tl_text_is_name ("a b"));
  g_assert_false (tl_text_is_name ("a:b"));
}

static void
test_dates (void)
{
  g_assert_true (tl_text_is_date ("2026-02-28"));
  g_assert_true (tl_text_is_date ("2024-02-29"));
  g_assert_false (tl_text_is_date ("2026-02-29"));
  g_assert_false (tl_text_is_date ("2026-2-28"));
  g_assert_false (tl_text_is_date ("0000-01-01"));
  g_assert_false (tl_text_is_date ("2026-02-28T"));
}

static void
test_clean (void)
{
  gsize            n = 0;
  g_autofree char *text = tl_text_clean ("a\0b\x01" "c\xff\r\nd\r\r\ne\tf", 15, &n);

  g_assert_cmpstr (text, ==, "a\ufffdb\ufffdc\ufffd\nd\ne\tf");
  g_assert_cmpuint (n, ==, 3);
}

static void
test_nearest (void)
{
  static const char *const titles[] = { "Basket page", "Parcel", "Call centre", "E-mail" };

  g_assert_cmpstr (tl_text_nearest ("basket pgae", titles, 4), ==, "Basket page");
  g_assert_cmpstr (tl_text_nearest ("Cal center", titles, 4), ==, "Call centre");
  g_assert_null (tl_text_nearest ("something else altogether", titles, 4));
}

static void
test_shorten (void)
{
  g_autofree char *whole = tl_text_shorten ("short", 10);
  g_autofree char *cut = tl_text_shorten ("one two three four", 14);
  g_autofree char *quoted = tl_text_shorten ("all of it, with “Photos instead of a visit”", 26);
  g_autofree char *german = tl_text_shorten ("mit „Fotos“ statt eines Besuchs", 16);
  g_autofree char *tied = tl_text_squeeze ("\u00a0costs  SAR\u00a0149k \u00a0a year\u00a0");
  g_autofree char *one_line = tl_text_squeeze ("  a \n b\t c ");

  /* A quotation that is cut is ended all the same, in no more room. */
  g_assert_cmpstr (quoted, ==, "all of it, with “Photos…”");
  g_assert_cmpstr (german, ==, "mit „Fotos“…");
  g_assert_cmpstr (whole, ==, "short");
  g_assert_cmpstr (cut, ==, "one two three…");
  g_assert_cmpstr (one_line, ==, "a b c");
  g_assert_cmpstr (tied, ==, "costs SAR\u00a0149k a year");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/money", test_money);
  g_test_add_func ("/base/percent", test_percent);
  g_test_add_func ("/base/names", test_names);
  g_test_add_func ("/base/dates", test_dates);
  g_test_add_func ("/base/clean", test_clean);
  g_test_add_func ("/base/nearest", test_nearest);
  g_test_add_func ("/base/shorten", test_shorten);
  return g_test_run ();
}
