/* test-estimate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "tl-error.h"
#include "tl-estimate.h"

static void
test_parse (void)
{
  static const struct
  {
    const char     *text;
    TlEstimateForm  form;
    double          point;
  } cases[] = {
    { "0.12", TL_ESTIMATE_KNOWN, 0.12 },
    { "-3.95", TL_ESTIMATE_KNOWN, -3.95 },
    { "1e3", TL_ESTIMATE_KNOWN, 1000 },
    { "2.5E-2", TL_ESTIMATE_KNOWN, 0.025 },
    { "0.22..0.35", TL_ESTIMATE_BETWEEN, 0.285 },
    { "-1..1", TL_ESTIMATE_BETWEEN, 0 },
    { "0.05..0.08..0.15", TL_ESTIMATE_LIKELY, (0.05 + 4 * 0.08 + 0.15) / 6 },
    { "132/1200", TL_ESTIMATE_COUNT, 0.11 },
    { "0/7", TL_ESTIMATE_COUNT, 0 },
    { "3..3", TL_ESTIMATE_BETWEEN, 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      TlEstimate         estimate, again;
      g_autofree char   *text = NULL;

      g_assert_true (tl_estimate_parse (cases[i].text, &estimate, &error));
      g_assert_no_error (error);
      g_assert_cmpint (estimate.form, ==, cases[i].form);
      g_assert_cmpfloat_with_epsilon (tl_estimate_point (&estimate), cases[i].point, 1e-15);
      text = tl_estimate_format (&estimate);
      g_assert_true (tl_estimate_parse (text, &again, NULL));
      g_assert_true (tl_estimate_equal (&estimate, &again));
    }
}

static void
test_refused (void)
{
  static const char *const form[] = { "",       " 1",     "1 ",     ".5",   "1.",       "+1",      "1,5",    "12%",  "1..",
                                      "..2",    "1...2",  "1..2..", "1/",   "1/2.5",    "1/-3",    "1/2..3", "nan",  "inf",
                                      "1e999",  "0x10",   "1..2..3..4", "1 .. 2", "one", "1e",     "--1",    "1/2/3" };
  static const char *const range[] = { "2..1", "1..3..2", "3..2..4", "5/4", "1/0", "-1/4" };
  TlEstimate               estimate;

  for (gsize i = 0; i < G_N_ELEMENTS (form); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tl_estimate_parse (form[i], &estimate, &error));
      g_assert_error (error, TL_ERROR, TL_ERROR_FORM);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (range); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tl_estimate_parse (range[i], &estimate, &error));
      g_assert_error (error, TL_ERROR, TL_ERROR_RANGE);
    }
}

static void
test_people (void)
{
  static const struct
  {
    const char *text;
    gboolean    comma;
    const char *canonical;
  } cases[] = {
    { "12%", FALSE, "0.12" },
    { "14 %", FALSE, "0.14" },
    { "5% .. 8% .. 15%", FALSE, "0.05..0.08..0.15" },
    { "5 to 8%", FALSE, "0.05..0.08" },
    { "5–8 %", FALSE, "0.05..0.08" },
    { "132 of 1,200", FALSE, "132/1200" },
    { "132/1200", FALSE, "132/1200" },
    { "1,234,567.5", FALSE, "1234567.5" },
    { "£1.5m", FALSE, "1500000" },
    { "60k", FALSE, "60000" },
    { "GBP 12.50", FALSE, "12.5" },
    { "−3.95", FALSE, "-3.95" },
    { "0.4..0.6", FALSE, "0.4..0.6" },
    { "2.5e-2", FALSE, "0.025" },
    { "12,5 %", TRUE, "0.125" },
    { "1.200,5", TRUE, "1200.5" },
    { "132 of 1.200", TRUE, "132/1200" },
    { "1 200", FALSE, "1200" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      TlEstimate         estimate;
      g_autofree char   *text = NULL;

      tl_estimate_parse_people (cases[i].text, cases[i].comma ? &TL_NUMBER_STYLE_COMMA : &TL_NUMBER_STYLE_POINT, &estimate,
                                &error);
      g_assert_no_error (error);
      text = tl_estimate_format (&estimate);
      g_assert_cmpstr (text, ==, cases[i].canonical);
    }
}

static void
test_people_refused (void)
{
  static const char *const cases[] = { "", "%", "a lot", "5 .. ", "1,20", "132 of", "50% of 20", "1 2 3", "1..2..3..4", "3 to 2" };
  TlEstimate               estimate;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_false (tl_estimate_parse_people (cases[i], &TL_NUMBER_STYLE_POINT, &estimate, NULL));
}

static void
test_people_round_trip (void)
{
  static const struct
  {
    const char *canonical;
    gboolean    percent;
    const char *shown;
  } cases[] = {
    { "0.14", TRUE, "14%" },
    { "0.05..0.08..0.15", TRUE, "5% .. 8% .. 15%" },
    { "132/1200", TRUE, "132 of 1,200" },
    { "500000", FALSE, "500,000" },
    { "-3.95", FALSE, "−3.95" },
    { "1200.5..1300", FALSE, "1,200.5 .. 1,300" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TlEstimate       estimate, again;
      g_autofree char *shown = NULL;

      g_assert_true (tl_estimate_parse (cases[i].canonical, &estimate, NULL));
      shown = tl_estimate_format_people (&estimate, cases[i].percent, &TL_NUMBER_STYLE_POINT);
      g_assert_cmpstr (shown, ==, cases[i].shown);
      g_assert_true (tl_estimate_parse_people (shown, &TL_NUMBER_STYLE_POINT, &again, NULL));
      g_assert_true (tl_estimate_equal (&estimate, &again));
    }
}

/* Whatever a number is, its text reads back as exactly that number. */
static void
test_random_round_trip (void)
{
  for (int i = 0; i < 20000; i++)
    {
      double           exponent = g_test_rand_double_range (-300, 300);
      double           value = g_test_rand_double_range (-1, 1) * pow (10, exponent);
      g_autofree char *text = tl_number_format (value);
      const char      *end;
      double           again;

      g_assert_true (tl_number_scan (text, &end, &again));
      g_assert_cmpint (*end, ==, '\0');
      g_assert_true (again == value);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/estimate/parse", test_parse);
  g_test_add_func ("/base/estimate/refused", test_refused);
  g_test_add_func ("/base/estimate/people", test_people);
  g_test_add_func ("/base/estimate/people-refused", test_people_refused);
  g_test_add_func ("/base/estimate/people-round-trip", test_people_round_trip);
  g_test_add_func ("/base/estimate/random-round-trip", test_random_round_trip);
  return g_test_run ();
}
