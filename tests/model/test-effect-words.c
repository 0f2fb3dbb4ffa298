/* test-effect-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-effect-words.h"

static void
apply (TlJourney *journey, TlKind kind, const char *id, const char *field, const char *after)
{
  g_autoptr (TlChange) change = tl_change_new (kind, id, field, NULL, after);

  g_assert_true (tl_journey_apply (journey, change, FALSE, NULL));
}

static void
add (TlJourney *journey, TlKind kind, const char *id, const char *parent, const char *title)
{
  apply (journey, kind, id, TL_CHANGE_EXISTS, "1");
  apply (journey, kind, id, TL_CHANGE_PARENT, parent);
  apply (journey, kind, id, "title", title);
}

static TlJourney *
make (void)
{
  TlJourney *journey = tl_journey_new ("j");

  add (journey, TL_KIND_STAGE, "help", "j", "Get help");
  add (journey, TL_KIND_TOUCHPOINT, "calls", "help", "Call centre");
  add (journey, TL_KIND_TOUCHPOINT, "mail", "help", "E-mail");
  add (journey, TL_KIND_TOUCHPOINT, "talk", "help", "Talk to us");
  add (journey, TL_KIND_PAIN, "queue", "calls", "Queue");
  apply (journey, TL_KIND_TOUCHPOINT, "calls", "unit-cost", "4.80");
  apply (journey, TL_KIND_PAIN, "queue", "leave", "0.2");
  return journey;
}

static void
test_understood (void)
{
  static const struct
  {
    const char *on;
    const char *field;
    const char *text;
    gboolean    shift;
    const char *amount;
    const char *to;
  } cases[] = {
    { "queue", "leave", "halves it", FALSE, "0.5" },
    { "queue", "leave", "Halves it.", FALSE, "0.5" },
    { "queue", "leave", "ends it", FALSE, "0" },
    { "queue", "leave", "doubles it", FALSE, "2" },
    { "queue", "incidence", "60 % fewer", FALSE, "0.4" },
    { "queue", "incidence", "cuts it by 60%", FALSE, "0.4" },
    { "queue", "incidence", "20% to 40% less", FALSE, "0.6..0.8" },
    { "queue", "incidence", "20% to 40% less, 25% most likely", FALSE, "0.6..0.75..0.8" },
    { "queue", "leave", "10% .. 20% .. 40% more", FALSE, "1.1..1.2..1.4" },
    { "calls", "unit-cost", "adds £0.15 per call", TRUE, "0.15" },
    { "calls", "unit-cost", "takes £0.15 off", TRUE, "-0.15" },
    { "calls", "unit-cost", "−3.95", TRUE, "-3.95" },
    { "calls", "unit-cost", "+ 1.2", TRUE, "1.2" },
    { "calls", "fixed-cost", "£20k less", TRUE, "-20000" },
    { "queue", "leave", "takes 2 percentage points off", TRUE, "-0.02" },
    { "queue", "leave", "adds 5 points", TRUE, "0.05" },
    { "queue", "leave", "down to 5%", FALSE, "0.25" },
    { "calls", "unit-cost", "down to £2.40", FALSE, "0.5" },
    { "queue", "leave", "× 0.7", FALSE, "0.7" },
    { "queue", "leave", "x0.7", FALSE, "0.7" },
    { "queue", "leave", "times 0.5..0.7", FALSE, "0.5..0.7" },
    { "calls", "reach", "moves 20 % of calls to e-mail", FALSE, "0.8", "mail" },
    { "calls", "reach", "moves 10% to 30% to “E-mail”", FALSE, "0.7..0.9", "mail" },
    { "calls", "reach", "half", FALSE, "0.5" },
    { "calls", "reach", "moves 5% to talk to us", FALSE, "0.95", "talk" },
    { "calls", "reach", "moves 5% to “Talk to us”.", FALSE, "0.95", "talk" },
    { "calls", "fixed-cost", "adds £3,000 to £5,000, £4,000 most likely", TRUE, "3000..4000..5000" },
    { "queue", "leave", "between 10% less and 20% more", FALSE, "0.9..1.2" },
    { "queue", "leave", "between 10% less and 20% more, most likely 5% more", FALSE, "0.9..1.05..1.2" },
    { "calls", "unit-cost", "between £1 off and £0.50 added", TRUE, "-1..0.5" },
  };
  g_autoptr (TlJourney) journey = make ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (TlEffectWords) words = { FALSE };
      g_autoptr (GError)     error = NULL;
      TlEstimate             wanted;
      double                 low, high, wanted_low, wanted_high;

      tl_effect_words_parse (journey, tl_journey_lookup (journey, cases[i].on), cases[i].field, cases[i].text,
                             &TL_NUMBER_STYLE_POINT, &words, &error);
      g_assert_no_error (error);
      g_assert_true (tl_estimate_parse (cases[i].amount, &wanted, NULL));
      tl_estimate_get_ends (&words.amount, &low, &high);
      tl_estimate_get_ends (&wanted, &wanted_low, &wanted_high);
      g_assert_cmpint (words.amount.form, ==, wanted.form);
      g_assert_cmpfloat_with_epsilon (low, wanted_low, 1e-12);
      g_assert_cmpfloat_with_epsilon (high, wanted_high, 1e-9);
      g_assert_cmpfloat_with_epsilon (tl_estimate_point (&words.amount), tl_estimate_point (&wanted), 1e-9);
      g_assert_cmpint (words.shift, ==, cases[i].shift);
      g_assert_cmpstr (words.to, ==, cases[i].to);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *on;
    const char *field;
    const char *text;
  } cases[] = {
    { "queue", "leave", "" },
    { "queue", "leave", "makes it better" },
    { "queue", "leave", "60%" },
    { "queue", "leave", "120% less" },
    { "queue", "contacts", "adds 2" },
    { "calls", "reach", "moves 20% to Fax" },
    { "queue", "leave", "between 20% more and 10% less" },
    { "queue", "leave", "between 10% less and £3 more" },
    { "queue", "leave", "between this and that" },
    { "calls", "reach", "moves 120% to E-mail" },
    { "queue", "leave", "moves 20% to E-mail" },
  };
  g_autoptr (TlJourney) journey = make ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (TlEffectWords) words = { FALSE };
      g_autoptr (GError)     error = NULL;

      g_assert_false (tl_effect_words_parse (journey, tl_journey_lookup (journey, cases[i].on), cases[i].field, cases[i].text,
                                             &TL_NUMBER_STYLE_POINT, &words, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/effect-words/understood", test_understood);
  g_test_add_func ("/model/effect-words/refused", test_refused);
  return g_test_run ();
}
