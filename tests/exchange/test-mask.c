/* test-mask.c: personal details in texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-mask.h"

static char *
mask (const char *text)
{
  g_autoptr (TlMasker) masker = tl_masker_new (TL_MASK_ALL);
  char                *masked = tl_masker_mask (masker, text, strlen (text));

  return masked ? masked : g_strdup (text);
}

static void
assert_mask (const char *text, const char *expected)
{
  g_autofree char *masked = mask (text);

  g_assert_true (g_utf8_validate (masked, -1, NULL));
  if (strcmp (masked, expected) != 0)
    {
      g_test_message ("“%s” became “%s”, not “%s”", text, masked, expected);
      g_test_fail ();
    }
}

static void
assert_stays (const char *text)
{
  assert_mask (text, text);
}

static void
test_email (void)
{
  assert_mask ("write to anna.schmidt+shop@mail.example.co.uk, please.", "write to [e-mail], please.");
  assert_mask ("<ANNA@EXAMPLE.COM>", "<[e-mail]>");
  assert_mask ("mailto:anna@example.com?subject=x", "mailto:[e-mail]?subject=x");
  assert_mask ("It is anna@example.com. Then", "It is [e-mail]. Then");
  assert_mask ("'anna@example.com'", "'[e-mail]'");
  assert_mask ("jürgen@müller.de and 用户@例子.广告", "[e-mail] and [e-mail]");
  assert_mask ("请联系anna@example.com谢谢", "请联系[e-mail]");
  assert_mask ("anna＠example．com", "[e-mail]");
  assert_mask ("anna@\xe2\x80\x8b" "example.com", "[e-mail]");
  assert_mask ("\"Anna S\"@example.com", "[e-mail]");
  assert_mask ("anna@[192.0.2.1]", "[e-mail]");
  assert_mask ("447700900123@example.com", "[e-mail]");
  assert_mask ("anna (at) example.com", "[e-mail]");
  assert_mask ("anna [at] example [dot] com", "[e-mail]");
  assert_mask ("anna(at)example(dot)com", "[e-mail]");
  assert_mask ("?to=anna%40example.com&x", "?to=[e-mail]&x");
  assert_mask ("reach me anna99@gmail ok", "reach me [e-mail] ok");
  assert_mask ("a@b.com;c@d.org", "[e-mail];[e-mail]");
  assert_stays ("@anna said 3 @ 5.00, 5@3.50, meet @ noon");
  assert_stays ("e-mail, @, @@, a@, @b.com");
  assert_stays ("the shop (at noon) was [at least] full");
}

static void
test_phone (void)
{
  static const char *const phones[] = {
    "+44 20 7946 0958",  "+442079460958",      "+44 (0)20 7946 0958", "(+44) 20 7946 0958", "0044 20 7946 0958",
    "+1-202-555-0173",   "+1 (202) 555-0173",  "+1.202.555.0173",     "+49 30 123456",      "+49 (0)30/123456",
    "+86 138 0013 8000", "+33 6 12 34 56 78",  "+351 912 345 678",    "+91 98765 43210",    "+ 44 7700 900123",
    "020 7946 0958",     "(020) 7946 0958",    "07700 900123",        "07700900123",        "0151-12345678",
    "030/1234567",       "0151 12 34 56 78",   "01 23 45 67 89",      "06.12.34.56.78",     "06-12-34-56-78",
    "01.02.03.04.05",    "202-555-0173",       "(202) 555-0173",      "202.555.0173",       "202 555 0173",
    "1-800-555-0199",    "(202)555-0173",      "(11) 98765-4321",     "138 0013 8000",      "98765 43210",
    "010-1234-5678",     "0123 4567890",       "+44 7700 900123 ext. 12", "202-555-0173 x123", "+44–20–7946–0958",
    "+44 20 7946 0958",  "＋４４　２０７９４６０９５８", "٠٧٧٠٠ ٩٠٠١٢٣", "०७७०० ९००१२३", "+٩٦٦٥٠١٢٣٤٥٦٧",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (phones); i++)
    {
      g_autofree char *text = g_strdup_printf ("It is %s, I think", phones[i]);
      g_autofree char *end = g_strdup_printf ("Late again. %s", phones[i]);

      assert_mask (text, "It is [phone], I think");
      assert_mask (end, "Late again. [phone]");
    }
  assert_mask ("call 555-0173 now", "call [phone] now");
  assert_mask ("see 555.123.4567 there", "see [phone] there");
  assert_stays ("version 555.123.4567");
  assert_mask ("card4111111111111111 charged", "card[card] charged");
  assert_mask ("visa4111-1111-1111-1111x", "visa[card]x");
  assert_mask ("4111111111111111abc", "[card]abc");
  assert_stays ("ORD4111111111111112");
  assert_mask ("My phone number is 2025550173.", "My phone number is [phone].");
  assert_mask ("Tel. 612 345 678", "Tel. [phone]");
  assert_mask ("Tél : 1234567", "Tél : [phone]");
  assert_mask ("telefon: 12 34 56 78 danke", "telefon: [phone] danke");
  assert_mask ("电话13800138000", "电话[phone]");
  assert_mask ("тел. 495 1234567", "тел. [phone]");
  assert_mask ("tel:+442079460958", "tel:[phone]");
  assert_mask ("0800 123456 7 days a week", "[phone] 7 days a week");
  assert_mask ("07700 900123 12 March", "[phone] 12 March");
}

static void
test_card (void)
{
  assert_mask ("card 4111 1111 1111 1111 exp 12/26", "card [card] exp 12/26");
  assert_mask ("4111111111111111", "[card]");
  assert_mask ("4111-1111-1111-1111.", "[card].");
  assert_mask ("3782 822463 10005", "[card]");
  assert_mask ("5555 5555 5555 4444", "[card]");
  assert_mask ("2223003122003222", "[card]");
  assert_mask ("6011 1111 1111 1117", "[card]");
  assert_mask ("٤١١١ ١١١١ ١١١١ ١١١١", "[card]");
  assert_mask ("４１１１１１１１１１１１１１１１", "[card]");
  /* Called a card, and mistyped. */
  assert_mask ("my card 4111 1111 1111 1112 failed", "my card [account] failed");
  assert_stays ("parcel 4111 1111 1111 1112 is late");
  assert_stays ("XXXX XXXX XXXX 1111");
  assert_stays ("id 123456789012345678901234");
}

static void
test_account (void)
{
  assert_mask ("IBAN DE89 3704 0044 0532 0130 00 and so on", "IBAN [account] and so on");
  assert_mask ("gb29nwbk60161331926819", "[account]");
  assert_mask ("GB29 NWBK 6016 1331 9268 19 thanks", "[account] thanks");
  assert_mask ("FR14 2004 1010 0505 0001 3M02 606", "[account]");
  assert_mask ("NO93 8601 1117 947.", "[account].");
  assert_mask ("IBAN: DE89 3704 0044 0532 0130 01", "IBAN: [account]");
  assert_stays ("DE89 3704 0044 0532 0130 01 is no such thing");
  assert_mask ("sort code 20-00-00, account number 55779911", "sort code [account], account number [account]");
  assert_mask ("20-00-00 55779911", "[account]");
  assert_mask ("Sort code: 200000", "Sort code: [account]");
  assert_mask ("my account no. is 12345678", "my account no. is [account]");
  assert_mask ("a/c 0012345678", "a/c [account]");
  assert_mask ("Konto 1234 567 890", "Konto [account]");
  assert_mask ("routing number 021000021", "routing number [account]");
  assert_stays ("I opened the account in 2019 and paid $150000 into it");
  assert_stays ("the account closed 20210315");
  assert_stays ("my account balance of 125000 is gone");
  assert_stays ("account ending in 1234");
}

static void
test_ip (void)
{
  assert_mask ("from 192.168.1.10, at night", "from [IP address], at night");
  assert_mask ("http://203.0.113.7:8080/x", "http://[IP address]:8080/x");
  assert_mask ("2001:db8::ff00:42:8329 again", "[IP address] again");
  assert_mask ("[2001:0db8:0000:0000:0000:ff00:0042:8329]", "[[IP address]]");
  assert_mask ("fe80::1ff:fe23:4567:890a", "[IP address]");
  assert_mask ("server [2001:db8::1]:443 failed", "server [[IP address]]:443 failed");
  assert_mask ("2001:db8::1", "[IP address]");
  assert_mask ("fe80::1", "[IP address]");
  assert_stays ("ratio 16:9::2");
  assert_stays ("chapter 3::12");
  assert_stays ("version 1.2.3.4, v1.2.3.4, Version: 10.0.19041.1, app 4.12.0.3, iOS 17.1.2.1");
  assert_stays ("192.168.1.256, 1.2.3, 1.2.3.4.5, 10:15:30, 00:1B:44:11:3A:B7, std::vector, a::b, 10::30");
  assert_stays ("see section 1.2.3.4");
}

static void
test_stays (void)
{
  static const char *const texts[] = {
    "2026-01-31", "31.01.2026 10:15", "01/02/2026", "01-02-2026 09 30", "2019-2021", "20210315", "09:30-17:00",
    "£1,234,567.89", "EUR 12 345 678", "12 345 678 €", "1.234.567,89 EUR", "$1234567890", "123 456 789 dollars", "1 000 000",
    "100%", "12345678 %", "9 out of 10, 10/10, 0 1 2 3 4 5 6 7 8 9 10", "order 123456789", "Order no. 0123456789",
    "invoice #0123456789", "INV-0123456789", "ISBN 0306406152", "ISBN 978-3-16-148410-0", "ref AB12345678",
    "10,000,000 people", "+10, +100, +5 points", "1609459200000", "item 4006381333931", "24/7", "2 x 4 = 8", "1-2-3",
    "I waited 45 minutes, 3 times, in 2021 and 2022", "room 101, floor 12, 90210", "https://x.com/item/0123456789",
    "(40.738614500000004, -73.95512345678901)", "XXXX XXXX XX/XX/2021", "SW1A 1AA", "3.14159265358979", "0.123456789", "1e10", "48.858222, 2.2945",
    "", " ", "no digits here", "½ ² ③", "the 1990s", "May 1 2021 12 30 45", "+12.5%", "between 1000000 and 2000000",
    "called back 3 times since 01/02/2021", "call centre 24/7 since 2019", "I called 12/03/2021 10:30",
    "width 1920x1080", "1920 1080 1280 720", "GB12 3456", "B2B 4you c3po", "+0 123456789",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_stays (texts[i]);
}

/* Whatever stands in a text, it takes time in proportion to its length. */
static void
test_linear (void)
{
  static const char *const parts[] = {
    "1", "1 ", "0", "01 ", "+", "+1 ", "@", "a@", "a@b", "a@b.c ", "1@", "1.1.1.1.", ":", "::", "a:", "1:2", "(", "(1)", "(at)",
    "%40", "%40a", "[at] b [dot", "DE89 ", "de89", "4111 ", "call ", "call 1 ", "account 123456 ", "x1", "1x", "-", "1-", "\"", "\"@",
    "\xd9\xa0", "\xef\xbc\x90 ", "\xcc\x81", "\xe7\x94\xb5 1234567 ", "a.", "a@a.", "!", "!@", "!%40ab.cd",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char    *masked = NULL;
      gint64              from;

      while (text->len < 300000)
        g_string_append (text, parts[i]);
      from = g_get_monotonic_time ();
      masked = mask (text->str);
      if (g_get_monotonic_time () - from > 2 * G_USEC_PER_SEC)
        g_error ("“%s”, over and over: %.1f s", parts[i], (double) (g_get_monotonic_time () - from) / G_USEC_PER_SEC);
      g_assert_true (g_utf8_validate (masked, -1, NULL));
    }
}

/* Details of every kind and form, seeded, among words and among numbers that are none of them. */

static const char *const fillers[] = {
  "the parcel came late", "I waited 45 minutes", "paid £1,234.56 on 03/04/2025", "order 4458812 of 2024-11-30", "it was 9 out of 10",
  "at 10:30 in store 112", "version 10.2.33.1 broke", "invoice INV-2024-00981234 is wrong", "100% sure", "since 1999",
  "between 2 and 3 weeks", "EUR 12 345 678 in all", "ref 00912345678", "seat 12A on 31.12.2024", "my 3 kids", "12 x 24 cm",
};

static char *
make_detail (GRand *rand, TlMaskKind kind)
{
  static const char *const cards[] = { "4111 1111 1111 1111", "5555555555554444", "3782-822463-10005", "6011 0009 9013 9424",
                                       "2223 0031 2200 3222", "4000056655665556" };
  static const char *const ibans[] = { "DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819", "FR1420041010050500013M02606",
                                       "NL91 ABNA 0417 1643 00", "ES91 2100 0418 4502 0005 1332", "BE68 5390 0754 7034" };
  int a = g_rand_int_range (rand, 1000, 10000), b = g_rand_int_range (rand, 1000, 10000);

  switch (kind)
    {
    case TL_MASK_EMAIL:
      return g_strdup_printf ("user.%d%s@mail%d.example.%s", a, a % 2 ? "+x" : "", b, a % 3 ? "com" : "co.uk");
    case TL_MASK_PHONE:
      switch (a % 8)
        {
        case 0: return g_strdup_printf ("+44 20 %d %d", a, b);
        case 1: return g_strdup_printf ("0%d %d%02d", 1000 + a % 9000, b, a % 100);
        case 2: return g_strdup_printf ("(%d) 555-%d", 201 + a % 700, b);
        case 3: return g_strdup_printf ("+49%d%d%d", 100 + a % 900, a, b);
        case 4: return g_strdup_printf ("%d-%d-%d", 201 + a % 700, 201 + b % 700, a);
        case 5: return g_strdup_printf ("06 %02d %02d %02d %02d", a / 100, a % 100, b / 100, b % 100);
        case 6: return g_strdup_printf ("0049 %d %d%d", 30 + a % 60, a, b);
        default: return g_strdup_printf ("my mobile is %d%d", a, b);
        }
    case TL_MASK_CARD:
      return g_strdup (cards[(guint) a % G_N_ELEMENTS (cards)]);
    case TL_MASK_ACCOUNT:
      return a % 2 ? g_strdup (ibans[(guint) b % G_N_ELEMENTS (ibans)]) : g_strdup_printf ("account number %d%d", a, b);
    default:
      return a % 2 ? g_strdup_printf ("%d.%d.%d.%d", 11 + a % 200, b % 256, a % 256, 1 + b % 200)
                   : g_strdup_printf ("2001:db8:%x:%x::%x", (guint) a, (guint) b, (guint) b % 4096 + 16);
    }
}

static void
test_corpus (void)
{
  g_autoptr (GRand)    rand = g_rand_new_with_seed (20261122);
  g_autoptr (TlMasker) masker = tl_masker_new (TL_MASK_ALL);
  guint                n = 20000, n_found = 0, n_there = 0, n_right = 0;

  for (guint i = 0; i < n; i++)
    {
      const char       *first = fillers[g_rand_int_range (rand, 0, G_N_ELEMENTS (fillers))];
      const char       *second = fillers[g_rand_int_range (rand, 0, G_N_ELEMENTS (fillers))];
      gboolean          has_detail = g_rand_boolean (rand);
      TlMaskKind        kind = (TlMaskKind) g_rand_int_range (rand, 0, TL_MASK_N_KINDS);
      g_autofree char  *detail = make_detail (rand, kind);
      g_autofree char  *text = has_detail ? g_strdup_printf ("%s, %s, %s.", first, detail, second)
                                          : g_strdup_printf ("%s, and %s.", first, second);
      const TlMaskSpan *spans;
      guint             n_spans;

      spans = tl_masker_find (masker, text, strlen (text), &n_spans);
      n_found += n_spans;
      n_there += has_detail;
      for (guint j = 0; has_detail && j < n_spans; j++)
        n_right += spans[j].kind == kind;
      if (n_spans != (has_detail ? 1u : 0u))
        g_test_message ("%u found: %s", n_spans, text);
    }
  g_test_message ("recall %.4f, precision %.4f", (double) n_right / n_there, (double) n_right / n_found);
  g_assert_cmpfloat ((double) n_right / n_there, >, 0.99);
  g_assert_cmpfloat ((double) n_right / n_found, >, 0.99);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mask/email", test_email);
  g_test_add_func ("/mask/phone", test_phone);
  g_test_add_func ("/mask/card", test_card);
  g_test_add_func ("/mask/account", test_account);
  g_test_add_func ("/mask/ip", test_ip);
  g_test_add_func ("/mask/stays", test_stays);
  g_test_add_func ("/mask/linear", test_linear);
  g_test_add_func ("/mask/corpus", test_corpus);
  return g_test_run ();
}
