/* test-dates.c: dates as people's programs write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib.h>
#include <string.h>

#include "tl-dates.h"

static void
test_forms (void)
{
  static const struct
  {
    const char *text;
    const char *dmy; /* NULL: none */
    const char *mdy; /* NULL: as @dmy */
  } cases[] = {
    { "2026-03-12", "2026-03-12", NULL },
    { " 2026-03-12 ", "2026-03-12", NULL },
    { "2026-03-12T10:00:00Z", "2026-03-12", NULL },
    { "2026-03-12T23:59:59.123456+02:00", "2026-03-12", NULL },
    { "2026-03-12 10:00:00", "2026-03-12", NULL },
    { "2026-03-12 10:00:00 UTC", "2026-03-12", NULL },
    { "2026-03-12 10:00:00 +0100", "2026-03-12", NULL },
    { "2026-3-2", "2026-03-02", NULL },
    { "2026/3/12", "2026-03-12", NULL },
    { "2026/03/12 1:20", "2026-03-12", NULL },
    { "2026.03.12", "2026-03-12", NULL },
    { "2026.03.12.", "2026-03-12", NULL },
    { "20260312", "2026-03-12", NULL },
    { "20260312T101500Z", "2026-03-12", NULL },
    { "12/03/2026", "2026-03-12", "2026-12-03" },
    { "3/4/2026", "2026-04-03", "2026-03-04" },
    { "3/4/26", "2026-04-03", "2026-03-04" },
    { "3/4/69", "1969-04-03", "1969-03-04" },
    { "3/4/68", "2068-04-03", "2068-03-04" },
    { "3.4.2026", "2026-04-03", "2026-03-04" },
    { "03-04-26", "2026-04-03", "2026-03-04" },
    { "3/14/2025 1:20", NULL, "2025-03-14" },
    { "3/4/2025 1:20 PM", "2025-04-03", "2025-03-04" },
    { "12 Mar 2026", "2026-03-12", NULL },
    { "12-Mar-2026", "2026-03-12", NULL },
    { "12-MAR-26", "2026-03-12", NULL },
    { "12/Mar/2026:10:15:00 +0000", "2026-03-12", NULL },
    { "Mar 12, 2026", "2026-03-12", NULL },
    { "Mar. 12, 2026", "2026-03-12", NULL },
    { "March 12th, 2026", "2026-03-12", NULL },
    { "the 2nd of April 2026", "2026-04-02", NULL },
    { "2026 Mar 12", "2026-03-12", NULL },
    { "Thursday, March 12, 2026", "2026-03-12", NULL },
    { "Thu, 12 Mar 2026 10:00:00 +0000", "2026-03-12", NULL },
    { "Thu Mar 12 10:00:00 +0000 2026", "2026-03-12", NULL },
    { "Thu Mar 12 10:00:00 UTC 2026", "2026-03-12", NULL },
    { "Mar 12, 2026 at 10:15 AM", "2026-03-12", NULL },
    { "12. März 2026", "2026-03-12", NULL },
    { "Do., 12. Dezember 2026", "2026-12-12", NULL },
    { "12 de marzo de 2026", "2026-03-12", NULL },
    { "1er août 2026", "2026-08-01", NULL },
    { "12 déc. 2026", "2026-12-12", NULL },
    { "3 mei 2026", "2026-05-03", NULL },
    { "12 juillet 2026", "2026-07-12", NULL },
    { "2026年3月12日", "2026-03-12", NULL },
    { "29/02/2024", "2024-02-29", NULL },
    { "29/02/2023", NULL, NULL },
    { "2026-02-30", NULL, NULL },
    { "2026-13-01", NULL, NULL },
    { "0000-00-00", NULL, NULL },
    { "31/31/2026", NULL, NULL },
    { "1773310000", NULL, NULL },
    { "1773310000000", NULL, NULL },
    { "12345678", NULL, NULL },
    { "5", NULL, NULL },
    { "", NULL, NULL },
    { "n/a", NULL, NULL },
    { "March 2026", NULL, NULL },
    { "2026", NULL, NULL },
    { "10:15:00", NULL, NULL },
    { "130.92.34.66", NULL, NULL },
    { "10.1.20.26", NULL, NULL },
    { "1,234,567", NULL, NULL },
    { "1.234,50", NULL, NULL },
    { "+1-202-555-0123", NULL, NULL },
    { "may 5 people call me 2026 times", NULL, NULL },
    { "I called on 12/03/2026 and nobody answered", NULL, NULL },
    { "12/03/2026 was the day on which nobody answered at all", NULL, NULL },
    { "2026-03-12-05", NULL, NULL },
    { "12/03-2026", NULL, NULL },
  };
  char iso[TL_DATE_LENGTH + 1];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *mdy = cases[i].mdy ? cases[i].mdy : cases[i].dmy;
      gboolean    is_date = tl_date_parse (cases[i].text, -1, TL_DATE_ORDER_DMY, iso);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (is_date ? iso : NULL, ==, cases[i].dmy);
      is_date = tl_date_parse (cases[i].text, (gssize) strlen (cases[i].text), TL_DATE_ORDER_MDY, iso);
      if (g_strcmp0 (cases[i].text, "29/02/2024") != 0)
        g_assert_cmpstr (is_date ? iso : NULL, ==, mdy);
      else
        g_assert_false (is_date);
      is_date = tl_date_parse (cases[i].text, -1, TL_DATE_ORDER_AUTO, iso);
      g_assert_cmpstr (is_date ? iso : NULL, ==, cases[i].dmy ? cases[i].dmy : mdy);
    }
}

static TlDateVerdict
decide (const char *first, ...)
{
  TlDates     dates = { 0 };
  guint64     row = 1;
  va_list     args;

  va_start (args, first);
  for (const char *text = first; text; text = va_arg (args, const char *))
    tl_dates_see (&dates, text, -1, row++);
  va_end (args);
  {
    g_autofree char *said = tl_dates_say (&dates);

    g_assert_true (said == NULL || g_utf8_validate (said, -1, NULL));
    g_assert_true ((said != NULL) == (tl_dates_decide (&dates).row > 0 || tl_dates_decide (&dates).is_ambiguous));
  }
  return tl_dates_decide (&dates);
}

static void
test_order (void)
{
  TlDateVerdict verdict = decide ("3/4/2026", "5/4/2026", "3/14/2026", "1/1/2026", NULL);

  g_assert_cmpint (verdict.order, ==, TL_DATE_ORDER_MDY);
  g_assert_cmpuint (verdict.row, ==, 3);
  g_assert_false (verdict.is_ambiguous);

  verdict = decide ("3/4/2026", "", "rubbish", "14/3/2026", NULL);
  g_assert_cmpint (verdict.order, ==, TL_DATE_ORDER_DMY);
  g_assert_cmpuint (verdict.row, ==, 4);
  g_assert_false (verdict.is_ambiguous);

  verdict = decide ("3/4/2026", "5/4/2026", NULL);
  g_assert_cmpint (verdict.order, ==, TL_DATE_ORDER_DMY);
  g_assert_true (verdict.is_ambiguous);
  g_assert_cmpuint (verdict.row, ==, 0);

  verdict = decide ("3/4/2026 1:20 PM", "5/4/2026 2:00 am", NULL);
  g_assert_cmpint (verdict.order, ==, TL_DATE_ORDER_MDY);
  g_assert_true (verdict.is_ambiguous);

  verdict = decide ("3.4.2026", "5.4.2026", NULL);
  g_assert_cmpint (verdict.order, ==, TL_DATE_ORDER_DMY);
  g_assert_false (verdict.is_ambiguous);

  verdict = decide ("3/3/2026", "4/4/2026", "2026-01-02", NULL);
  g_assert_false (verdict.is_ambiguous);

  verdict = decide ("3/14/2026", "3/15/2026", "16/3/2026", NULL);
  g_assert_cmpint (verdict.order, ==, TL_DATE_ORDER_MDY);
  g_assert_true (verdict.is_mixed);
  g_assert_cmpuint (verdict.row, ==, 1);
}

/* Whatever stands in a cell, nothing but an answer comes of it. */
static void
test_random (void)
{
  static const char *const parts[] = {
    "1", "12", "31", "2026", "26", "/", "-", ".", " ", ":", ",", "Mar", "mai", "T", "Z", "+", "é", "年", "am", "\xff",
    "th", "20260101", "99999999999999999999", "(", "de",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < 50000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      char                iso[TL_DATE_LENGTH + 1];
      guint               n = (guint) g_rand_int_range (rand, 0, 14);

      for (guint j = 0; j < n; j++)
        g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
      if (tl_date_parse (text->str, -1, (TlDateOrder) g_rand_int_range (rand, 0, 3), iso))
        {
          g_assert_cmpuint (strlen (iso), ==, TL_DATE_LENGTH);
          g_assert_true (tl_date_parse (iso, -1, TL_DATE_ORDER_AUTO, iso));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dates/forms", test_forms);
  g_test_add_func ("/dates/order", test_order);
  g_test_add_func ("/dates/random", test_random);
  return g_test_run ();
}
