/* test-phrase.c: what the window says of things
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "tl-effect-words.h"
#include "tl-open.h"
#include "tl-phrase-effect.h"
#include "tl-phrase.h"

static TlDocument *
open_xml (const char *body)
{
  g_autofree char       *xml = NULL;
  g_autofree char       *path = NULL;
  g_autoptr (GError)     error = NULL;
  g_autoptr (GPtrArray)  problems = NULL;
  TlDocument            *document;
  int                    fd = g_file_open_tmp ("phrase-XXXXXX.xml", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  xml = g_strdup_printf ("<journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"J\" currency=\"GBP\">%s</journey>",
                         body);
  g_assert_true (g_file_set_contents (path, xml, -1, NULL));
  document = tl_open (path, TL_DOCUMENT_READ_ONLY, &problems, &error);
  g_assert_no_error (error);
  g_remove (path);
  return document;
}

static const char stage[] =
  "<stage id=\"s\" title=\"S\" column=\"0\" entry=\"1000\">"
  "<touchpoint id=\"t\" title=\"Calls\" reach=\"0.5\" unit-cost=\"1.5..2..4\">"
  "<pain id=\"p\" title=\"Queue\" incidence=\"132/1200\" leave=\"0.05..0.15\" cost=\"2\"><because cause=\"c\"/></pain>"
  "</touchpoint><touchpoint id=\"u\" title=\"E-mail\"/></stage>"
  "<stage id=\"w\" title=\"W\" kind=\"won\" column=\"1\" revenue=\"-3\"/>"
  "<transition id=\"go\" from=\"s\" to=\"w\" share=\"0.6\"/><cause id=\"c\" title=\"Too few people\"/>";

static char *
value (TlDocument *document, const char *id, TlField field)
{
  return tl_phrase_value (tl_journey_lookup (tl_document_get_journey (document), id), field, "GBP");
}

#define ASSERT_SAYS(expression, expected)                                                                              \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *said_ = (expression);                                                                             \
    g_assert_cmpstr (said_, ==, expected);                                                                             \
  }                                                                                                                    \
  G_STMT_END

static void
test_values (void)
{
  g_autofree char       *body = g_strdup_printf ("%s", stage);
  g_autoptr (TlDocument) document = open_xml (body);
  TlThing               *pain = tl_journey_lookup (tl_document_get_journey (document), "p");

  ASSERT_SAYS (value (document, "s", TL_STAGE_ENTRY), "1,000");
  ASSERT_SAYS (value (document, "s", TL_STAGE_REVENUE), NULL); /* unset is not 0 */
  ASSERT_SAYS (tl_phrase_preset (TL_STAGE_REVENUE, "GBP"), "£0");
  ASSERT_SAYS (tl_phrase_preset (TL_TOUCHPOINT_REACH, "GBP"), "1");
  ASSERT_SAYS (tl_phrase_preset (TL_TOUCHPOINT_CASHABLE, "GBP"), "100%");
  ASSERT_SAYS (tl_phrase_preset (TL_TOUCHPOINT_OWNER, "GBP"), NULL);
  ASSERT_SAYS (value (document, "w", TL_STAGE_REVENUE), "−£3");
  ASSERT_SAYS (value (document, "w", TL_STAGE_KIND), "won: an outcome we want");
  ASSERT_SAYS (value (document, "t", TL_TOUCHPOINT_UNIT_COST), "£1.50 .. £2 .. £4");
  ASSERT_SAYS (value (document, "p", TL_PAIN_INCIDENCE), "132 of 1,200");
  ASSERT_SAYS (value (document, "p", TL_PAIN_LEAVE), "5% .. 15%");
  ASSERT_SAYS (tl_phrase_hint (pain, TL_PAIN_INCIDENCE), "11%");
  ASSERT_SAYS (tl_phrase_hint (pain, TL_PAIN_LEAVE), "low .. high");
  ASSERT_SAYS (tl_phrase_hint (pain, TL_PAIN_COST), NULL);
}

static void
test_origin (void)
{
  g_autofree char       *body = g_strdup_printf (
    "%s<source id=\"src\" title=\"Exit survey\"/>"
    "<fact of=\"p\" field=\"leave\" basis=\"measured\" source=\"src\" date=\"2026-03-02\" by=\"Ana\">Two weeks</fact>",
    stage);
  g_autoptr (TlDocument) document = open_xml (body);
  TlJourney             *journey = tl_document_get_journey (document);
  TlThing               *pain = tl_journey_lookup (journey, "p");

  ASSERT_SAYS (tl_phrase_origin (journey, pain, TL_PAIN_LEAVE), "measured · Exit survey · 2 Mar 2026 · Ana · Two weeks");
  ASSERT_SAYS (tl_phrase_origin (journey, pain, TL_PAIN_COST), NULL);
}

static void
assert_effect (const char *effect, const char *change, const char *result)
{
  g_autofree char       *body = g_strdup_printf ("%s<fix id=\"f\" title=\"F\"><effect %s/></fix>", stage, effect);
  g_autoptr (TlDocument) document = open_xml (body);
  TlJourney             *journey = tl_document_get_journey (document);
  TlThing               *thing = tl_thing_nth (tl_journey_lookup (journey, "f"), TL_KIND_EFFECT, 0);

  g_auto (TlEffectWords) words = { FALSE };
  g_autoptr (GError)     error = NULL;
  TlEstimate             meant = tl_thing_get_estimate (thing, tl_thing_has (thing, TL_EFFECT_SHIFT) ? TL_EFFECT_SHIFT
                                                                                                    : TL_EFFECT_SCALE);

  ASSERT_SAYS (tl_phrase_effect_change (journey, thing, "GBP"), change);
  /* What is said is understood. */
  tl_effect_words_parse (journey, tl_phrase_effect_thing (journey, thing), tl_thing_get_text (thing, TL_EFFECT_FIELD),
                         change, NULL, &words, &error);
  g_assert_no_error (error);
  g_assert_cmpint (words.amount.form, ==, meant.form);
  g_assert_cmpfloat_with_epsilon (words.amount.low, meant.low, 1e-9);
  g_assert_cmpfloat_with_epsilon (words.amount.high, meant.high, 1e-9);
  if (meant.form == TL_ESTIMATE_LIKELY)
    g_assert_cmpfloat_with_epsilon (words.amount.likely, meant.likely, 1e-9);
  g_assert_cmpint (words.shift, ==, tl_thing_has (thing, TL_EFFECT_SHIFT));
  g_assert_cmpstr (words.to, ==, tl_thing_get_text (thing, TL_EFFECT_TO));
  ASSERT_SAYS (tl_phrase_effect_result (journey, thing, "GBP"), result);
}

static void
test_effects (void)
{
  assert_effect ("on=\"p\" field=\"incidence\" scale=\"0\"", "ends it", "11% → 0%");
  assert_effect ("on=\"p\" field=\"leave\" scale=\"0.5\"", "halves it", "10% → 5%");
  assert_effect ("on=\"s\" field=\"entry\" scale=\"1\"", "leaves it as it is", "1,000 → 1,000");
  assert_effect ("on=\"s\" field=\"entry\" scale=\"2\"", "doubles it", "1,000 → 2,000");
  assert_effect ("on=\"t\" field=\"reach\" scale=\"0.4\"", "60% less", "0.5 → 0.2");
  assert_effect ("on=\"s\" field=\"continue\" scale=\"1.05..1.09..1.16\"", "5% to 16% more, 9% most likely", NULL);
  assert_effect ("on=\"c\" field=\"strength\" scale=\"0.7..0.9\"", "10% to 30% less", NULL);
  assert_effect ("on=\"p\" field=\"contacts\" scale=\"0.9..1.1\"", "between 10% less and 10% more", NULL);
  assert_effect ("on=\"t\" field=\"unit-cost\" shift=\"0.15\"", "adds £0.15", "£2.25 → £2.40");
  assert_effect ("on=\"w\" field=\"revenue\" shift=\"-3.95\"", "takes £3.95 off", "−£3 → −£6.95");
  assert_effect ("on=\"p\" field=\"incidence\" shift=\"0.45\"", "adds 45 percentage points", "11% → 56%");
  assert_effect ("on=\"go\" field=\"share\" shift=\"0.9\"", "adds 90 percentage points", "60% → 100%");
  assert_effect ("on=\"s\" field=\"entry\" shift=\"-100..50\"", "between 100 off and 50 added", "1,000 → 975");
  assert_effect ("on=\"t\" field=\"reach\" scale=\"0.8\" to=\"u\"", "moves 20% to “E-mail”", "0.5 → 0.4");
  assert_effect ("on=\"t\" field=\"reach\" scale=\"0.6..0.8\" to=\"u\"", "moves 20% to 40% to “E-mail”", "0.5 → 0.35");
  assert_effect ("on=\"t\" field=\"reach\" scale=\"0.6..0.7..0.8\" to=\"u\"",
                 "moves 20% to 40%, 30% most likely, to “E-mail”", "0.5 → 0.35");
  assert_effect ("on=\"p\" field=\"contacts\" scale=\"0.9..1.05..1.2\"",
                 "between 10% less and 20% more, most likely 5% more", NULL);
  assert_effect ("on=\"p\" field=\"leave\" shift=\"0.02..0.05\"", "adds 2 to 5 percentage points", "10% → 14%");
  assert_effect ("on=\"p\" field=\"leave\" shift=\"-0.02..0.05\"",
                 "between 2 percentage points off and 5 percentage points added", "10% → 12%");
  assert_effect ("on=\"t\" field=\"fixed-cost\" shift=\"3000..4000..5000\"", "adds £3,000 to £5,000, £4,000 most likely",
                 "£0 → £4,000");
  assert_effect ("on=\"t\" field=\"fixed-cost\" shift=\"-5000..-3000\"", "takes £3,000 to £5,000 off", "£0 → £0");
}

static void
test_acts_on (void)
{
  g_autofree char       *body = g_strdup_printf (
    "%s<fix id=\"f\" title=\"F\"><effect on=\"c\" field=\"strength\" scale=\"0.5\"/></fix>"
    "<fix id=\"g\" title=\"G\"><effect on=\"go\" field=\"share\" scale=\"1.1\"/></fix>", stage);
  g_autoptr (TlDocument) document = open_xml (body);
  TlJourney             *journey = tl_document_get_journey (document);
  TlThing               *f = tl_journey_lookup (journey, "f"), *g = tl_journey_lookup (journey, "g");

  g_assert_true (tl_phrase_fix_acts_on (journey, f, tl_journey_lookup (journey, "p")));
  g_assert_true (tl_phrase_fix_acts_on (journey, f, tl_journey_lookup (journey, "t")));
  g_assert_true (tl_phrase_fix_acts_on (journey, f, tl_journey_lookup (journey, "s")));
  g_assert_true (tl_phrase_fix_acts_on (journey, f, tl_journey_lookup (journey, "c")));
  g_assert_false (tl_phrase_fix_acts_on (journey, f, tl_journey_lookup (journey, "u")));
  g_assert_false (tl_phrase_fix_acts_on (journey, f, tl_journey_lookup (journey, "w")));
  g_assert_true (tl_phrase_fix_acts_on (journey, g, tl_journey_lookup (journey, "s")));
  g_assert_false (tl_phrase_fix_acts_on (journey, g, tl_journey_lookup (journey, "p")));
}

static void
test_payback (void)
{
  TlImpactOutcome outcome = { .known = TRUE, .pays_back = TRUE, .payback_months = 1, .net_year = 1 };

  ASSERT_SAYS (tl_phrase_payback (&outcome, 2), "1 month");
  outcome.payback_months = 14;
  ASSERT_SAYS (tl_phrase_payback (&outcome, 2), "14 months");
  outcome.payback_months = 0;
  ASSERT_SAYS (tl_phrase_payback (&outcome, 2), "at once");
  outcome.pays_back = FALSE;
  ASSERT_SAYS (tl_phrase_payback (&outcome, 2), "not in 2 years");
  ASSERT_SAYS (tl_phrase_payback (&outcome, 1), "not in 1 year");
  ASSERT_SAYS (tl_phrase_payback (&outcome, 2.5), "not in 2.5 years");
  outcome.net_year = -1;
  ASSERT_SAYS (tl_phrase_payback (&outcome, 2), "never");
  ASSERT_SAYS (tl_phrase_return (&outcome), "–");
  outcome.has_roi = TRUE;
  outcome.roi = 0.425;
  ASSERT_SAYS (tl_phrase_return (&outcome), "43%");
}

static void
test_mood (void)
{
  static const struct
  {
    TlField     field;
    const char *text;
    int         mood;
  } cases[] = {
    { TL_EVIDENCE_NPS, "0", 1 },   { TL_EVIDENCE_NPS, "7", 3 },        { TL_EVIDENCE_NPS, "10", 5 },
    { TL_EVIDENCE_STARS, "1", 1 }, { TL_EVIDENCE_STARS, "4.6", 5 },    { TL_EVIDENCE_CSAT, "87", 0 },
    { TL_EVIDENCE_CES, "3", 0 },   { TL_EVIDENCE_SENTIMENT, "-1", 1 }, { TL_EVIDENCE_SENTIMENT, "0.1", 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlRecord) record = tl_record_new ("r");

      g_assert_true (tl_record_set (record, cases[i].field, cases[i].text, NULL));
      g_assert_cmpint (tl_phrase_mood (record), ==, cases[i].mood);
    }
}

/* Every word that a field may be has words for people. */
static void
test_words (void)
{
  for (TlField field = 0; field < TL_N_FIELDS; field++)
    {
      const TlFieldInfo *info = tl_field_get_info (field);

      for (gsize i = 0; info->type == TL_TYPE_WORD && info->kind != TL_KIND_EFFECT && info->words[i]; i++)
        g_assert_cmpstr (tl_phrase_word (info->words[i]), !=, NULL);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/phrase/values", test_values);
  g_test_add_func ("/phrase/origin", test_origin);
  g_test_add_func ("/phrase/effects", test_effects);
  g_test_add_func ("/phrase/acts-on", test_acts_on);
  g_test_add_func ("/phrase/payback", test_payback);
  g_test_add_func ("/phrase/mood", test_mood);
  g_test_add_func ("/phrase/words", test_words);
  return g_test_run ();
}
