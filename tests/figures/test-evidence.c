/* test-evidence.c: the ledger, measures, suggestions and warnings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "tl-beware.h"
#include "tl-ledger.h"
#include "tl-measures.h"
#include "tl-suggest.h"
#include "tl-tie.h"

static TlDocument *
new_document (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlEdit) edit = tl_edit_new ("Load");
  TlDocument        *document = tl_document_new ("j", "J", &error);

  g_assert_no_error (error);
  tl_edit_create (edit, TL_KIND_STAGE, "shop", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "shop", TL_STAGE_TITLE, "Shop");
  tl_edit_set (edit, "shop", TL_STAGE_ENTRY, "1000");
  tl_edit_create (edit, TL_KIND_STAGE, "won", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "won", TL_STAGE_TITLE, "Won");
  tl_edit_set (edit, "won", TL_STAGE_KIND, "won");
  tl_edit_set (edit, "won", TL_STAGE_REVENUE, "80..100");
  tl_edit_create (edit, TL_KIND_TRANSITION, "go", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "go", TL_TRANSITION_FROM, "shop");
  tl_edit_set (edit, "go", TL_TRANSITION_TO, "won");
  tl_edit_set (edit, "go", TL_TRANSITION_SHARE, "0.5");
  tl_edit_create (edit, TL_KIND_TOUCHPOINT, "till", "shop", TL_EDIT_LAST);
  tl_edit_set (edit, "till", TL_TOUCHPOINT_TITLE, "Till");
  tl_edit_create (edit, TL_KIND_PAIN, "queue", "till", TL_EDIT_LAST);
  tl_edit_set (edit, "queue", TL_PAIN_TITLE, "Queue");
  tl_edit_set (edit, "queue", TL_PAIN_INCIDENCE, "0.2");
  tl_edit_set (edit, "queue", TL_PAIN_LEAVE, "0.3");
  tl_edit_create (edit, TL_KIND_PAIN, "rude", "till", TL_EDIT_LAST);
  tl_edit_set (edit, "rude", TL_PAIN_TITLE, "Rude");
  tl_edit_create (edit, TL_KIND_FIX, "more", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "more", TL_FIX_TITLE, "More tills");
  tl_edit_set (edit, "more", TL_FIX_ONE_OFF, "500");
  tl_edit_create (edit, TL_KIND_EFFECT, "less", "more", TL_EDIT_LAST);
  tl_edit_set (edit, "less", TL_EFFECT_ON, "queue");
  tl_edit_set (edit, "less", TL_EFFECT_FIELD, "incidence");
  tl_edit_set (edit, "less", TL_EFFECT_SCALE, "0.5");
  for (int i = 0; i < 2; i++)
    {
      const char *id = i ? "reviews" : "survey";

      tl_edit_create (edit, TL_KIND_SOURCE, id, NULL, TL_EDIT_LAST);
      tl_edit_set (edit, id, TL_SOURCE_TITLE, i ? "Reviews" : "Survey");
      tl_edit_set (edit, id, TL_SOURCE_KIND, i ? "review" : "survey");
    }
  tl_edit_set (edit, "survey", TL_SOURCE_ASKED, "10000");
  tl_edit_set (edit, "survey", TL_SOURCE_TO, "2020-01-31");
  tl_edit_create (edit, TL_KIND_FACT, "f", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "f", TL_FACT_OF, "shop");
  tl_edit_set (edit, "f", TL_FACT_FIELD, "entry");
  tl_edit_set (edit, "f", TL_FACT_BASIS, "measured");
  tl_edit_set (edit, "f", TL_FACT_SOURCE, "survey");
  tl_edit_set (edit, "f", TL_FACT_DATE, "2026-01-01");
  tl_edit_set (edit, "f", TL_FACT_BY, "Ann");
  tl_document_load (document, edit, &error);
  g_assert_no_error (error);
  return document;
}

/* 120 records: 100 of the survey, 20 reviews of the rude; half of the survey's about the queue, 30 about nothing. */
static void
import (TlDocument *document)
{
  static const char *const waits[] = { "stood in the queue for an hour", "the queue was endless and slow", "waited so long",
                                       "long wait in line", "slow queue, long wait" };
  static const char *const rudes[] = { "staff were rude to me", "the cashier shouted", "unfriendly and rude cashier",
                                       "he was rude and shouted", "rude staff" };
  g_autoptr (GError)  error = NULL;
  g_autoptr (TlEdit)  edit = tl_edit_new ("Import");
  g_autoptr (TlBatch) batch = tl_batch_new (document, edit, FALSE, &error);

  for (guint i = 0; i < 120; i++)
    {
      g_autofree char     *id = g_strdup_printf ("r%u", i);
      g_autofree char     *date = g_strdup_printf ("2020-%02u-10", i % 6 + 1);
      gboolean             is_review = i >= 100;
      gboolean             waits_long = !is_review && i % 2;
      g_autoptr (TlRecord) record = tl_record_new (id);

      tl_record_set (record, TL_EVIDENCE_SOURCE, is_review ? "reviews" : "survey", NULL);
      tl_record_set (record, TL_EVIDENCE_DATE, date, NULL);
      tl_record_set (record, TL_EVIDENCE_TEXT, waits_long ? waits[i % 5] : rudes[i % 5], NULL);
      tl_record_set (record, TL_EVIDENCE_TOUCHPOINT, i < 30 ? NULL : "till", NULL);
      if (i >= 30)
        tl_record_add_about (record, waits_long ? "queue" : "rude");
      if (!is_review)
        {
          /* 40 promoters, 30 detractors, 30 neither. */
          tl_record_set (record, TL_EVIDENCE_NPS, i % 10 < 4 ? "10" : i % 10 < 7 ? "3" : "8", NULL);
          tl_record_set (record, TL_EVIDENCE_CSAT, i % 2 ? "2" : "5", NULL);
        }
      tl_batch_add (batch, record, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (tl_batch_commit (batch, &error), >, 0);
  g_assert_no_error (error);
}

static void
test_measures (void)
{
  g_autoptr (TlDocument) document = new_document ();
  g_autoptr (GPtrArray)  rows = NULL;
  g_autoptr (GPtrArray)  months = NULL;
  const TlMeasuresRow   *row;
  TlScoreTally           alike = { .n = 40, .sum = 400, .squares = 4000, .n_top = 40, .scale = 10 };
  TlMeasure              one;
  double                 low, high;

  import (document);
  rows = tl_measures_new (document, NULL, TL_MEASURES_BY_NOTHING, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  row = rows->pdata[0];
  g_assert_cmpint (row->records, ==, 120);
  g_assert_cmpint (row->scores[0].n, ==, 100);
  g_assert_cmpfloat_with_epsilon (row->scores[0].value, 10, 1e-9);
  /* p = 41/102, d = 31/102: 10/102 ± 1.96·√((72/102 − (10/102)²)/102). */
  g_assert_cmpfloat_with_epsilon (row->scores[0].low, 100 * (10 / 102. - 1.959964 * sqrt ((72 / 102. - 100 / 10404.) / 102)), 1e-3);
  g_assert_cmpfloat_with_epsilon (row->scores[0].high, 100 * (10 / 102. + 1.959964 * sqrt ((72 / 102. - 100 / 10404.) / 102)), 1e-3);
  g_assert_true (row->scores[0].is_enough);
  g_assert_cmpfloat_with_epsilon (row->scores[1].value, 3.5, 1e-9);
  /* Student's t of 99 degrees: 1.98422; the deviation is 1.5·√(100/99). */
  g_assert_cmpfloat_with_epsilon (row->scores[1].high, 3.5 + 1.98422 * 1.5 * sqrt (100 / 99.) / 10, 1e-4);
  g_assert_cmpfloat_with_epsilon (row->scores[1].top, .5, 1e-9);
  g_assert_cmpint (row->scores[3].n, ==, 0);
  months = tl_measures_new (document, &(TlEvidenceFilter) { .thing = "queue" }, TL_MEASURES_BY_MONTH, NULL);
  g_assert_cmpuint (months->len, ==, 3);
  g_assert_cmpstr (((TlMeasuresRow *) months->pdata[0])->key, ==, "2020-02");
  g_assert_false (((TlMeasuresRow *) months->pdata[0])->scores[0].is_enough);
  /* Where all answer alike, that is not certain all the same. Wilson's 0 of 10 and 5 of 10 are in every book. */
  tl_measure_take (&one, 0, &alike);
  g_assert_cmpfloat (one.value, ==, 100);
  g_assert_cmpfloat (one.low, <, 99);
  tl_measures_wilson (0, 10, &low, &high);
  g_assert_cmpfloat (low, ==, 0);
  g_assert_cmpfloat_with_epsilon (high, .27754, 1e-4);
  tl_measures_wilson (5, 10, &low, &high);
  g_assert_cmpfloat_with_epsilon (low, .23659, 1e-4);
  tl_document_discard (document);
}

static void
count_estimates (TlThing *thing, guint *n)
{
  const TlKindInfo *info = tl_kind_get_info (tl_thing_get_kind (thing));

  for (guint i = 0; i < info->n_fields; i++)
    *n += tl_field_get_info (info->first + i)->type == TL_TYPE_ESTIMATE && tl_thing_has (thing, info->first + i);
  for (TlKind kind = 0; kind < TL_KIND_EVIDENCE; kind++)
    for (guint i = 0; i < tl_thing_n (thing, kind); i++)
      count_estimates (tl_thing_nth (thing, kind, i), n);
}

static void
test_ledger (void)
{
  g_autoptr (TlDocument) document = new_document ();
  g_autoptr (GPtrArray)  ledger = NULL;
  g_autoptr (GPtrArray)  tied = NULL;
  g_autoptr (TlEdit)     edit = tl_edit_new ("Tie");
  g_autoptr (GError)     error = NULL;
  const TlLedgerRow     *row;
  guint                  n = 0, n_set = 0;

  count_estimates (tl_journey_get_root (tl_document_get_journey (document)), &n);
  ledger = tl_ledger_new (document, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ledger->len; i++)
    {
      row = ledger->pdata[i];
      n_set += row->basis != TL_LEDGER_UNSET;
      g_assert_true (row->has_swing);
      g_assert_true (row->basis != TL_LEDGER_UNSET || row->swing > 0);
    }
  g_assert_cmpuint (n_set, ==, n);
  row = tl_ledger_find (ledger, "shop", TL_STAGE_ENTRY);
  g_assert_cmpint (row->basis, ==, TL_LEDGER_MEASURED);
  g_assert_cmpstr (row->source_title, ==, "Survey");
  g_assert_cmpstr (row->by, ==, "Ann");
  g_assert_false (row->in_doubt);
  g_assert_cmpfloat (row->swing, >, 0);
  /* The margin nobody has set holds 1, and all the money hangs on it. */
  row = tl_ledger_find (ledger, "j", TL_JOURNEY_MARGIN);
  g_assert_cmpint (row->basis, ==, TL_LEDGER_UNSET);
  row = tl_ledger_find (ledger, "won", TL_STAGE_REVENUE);
  g_assert_cmpint (row->basis, ==, TL_LEDGER_UNSAID);
  g_assert_true (row->in_doubt);
  g_assert_null (tl_ledger_find (ledger, "rude", TL_PAIN_COST));
  tl_ledger_sort (ledger, TL_LEDGER_BY_MONEY);
  for (guint i = 1; i < ledger->len; i++)
    g_assert_cmpfloat (((TlLedgerRow *) ledger->pdata[i - 1])->swing, >=, ((TlLedgerRow *) ledger->pdata[i])->swing);
  import (document);
  tl_edit_tie (edit, document, "queue", TL_PAIN_INCIDENCE, &(TlTieTerms) { "queue", "till", NULL, NULL, NULL });
  g_assert_cmpint (tl_document_apply (document, edit, &error), >, 0);
  tied = tl_ledger_new (document, NULL, &error);
  row = tl_ledger_find (tied, "queue", TL_PAIN_INCIDENCE);
  g_assert_cmpint (row->basis, ==, TL_LEDGER_OBSERVED);
  g_assert_cmpint (row->value.form, ==, TL_ESTIMATE_COUNT);
  g_assert_cmpfloat (row->value.low, ==, 35);
  g_assert_cmpfloat (row->value.high, ==, 90);
  g_assert_nonnull (row->tie);
  tl_document_discard (document);
}

static void
test_suggest (void)
{
  g_autoptr (TlDocument)    document = new_document ();
  g_autoptr (TlSuggestions) none = NULL;
  g_autoptr (TlSuggestions) suggestions = NULL;
  g_autoptr (GError)        error = NULL;
  guint                     right = 0;

  none = tl_suggestions_new (document, NULL, 100, 0, &error);
  g_assert_null (none);
  g_assert_nonnull (error);
  g_clear_error (&error);
  import (document);
  suggestions = tl_suggestions_new (document, NULL, 1000, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (suggestions->n_learned, ==, 90);
  g_assert_cmpuint (suggestions->n_things, ==, 2);
  g_assert_cmpuint (suggestions->all->len, ==, 30);
  g_assert_cmpuint (suggestions->skill.n, ==, 90);
  g_assert_cmpuint (suggestions->skill.majority, ==, 55);
  g_assert_cmpuint (suggestions->skill.right, >, 80);
  for (guint i = 0; i < suggestions->all->len; i++)
    {
      const TlSuggestion *one = suggestions->all->pdata[i];

      right += strcmp (one->thing, atoi (one->record + 1) % 2 ? "queue" : "rude") == 0;
      g_assert_nonnull (one->words[0]);
      g_assert_true (one->confidence > 0 && one->confidence <= 1);
    }
  g_assert_cmpuint (right, ==, 30);
  tl_document_discard (document);
}

static guint
count_kind (GPtrArray *all, TlBewareKind kind, const char *id)
{
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    n += ((TlBeware *) all->pdata[i])->kind == kind && g_strcmp0 (((TlBeware *) all->pdata[i])->id, id) == 0;
  return n;
}

static void
test_beware (void)
{
  g_autoptr (TlDocument) document = new_document ();
  g_autoptr (GPtrArray)  nothing = tl_beware_new (document, NULL);
  g_autoptr (GPtrArray)  all = NULL;

  g_assert_cmpuint (nothing->len, ==, 0);
  import (document);
  all = tl_beware_new (document, NULL);
  g_assert_cmpuint (count_kind (all, TL_BEWARE_VOLUNTEERS, NULL), ==, 0);
  g_assert_cmpuint (count_kind (all, TL_BEWARE_FEW_ANSWERS, "survey"), ==, 1);
  g_assert_cmpuint (count_kind (all, TL_BEWARE_OLD, "survey"), ==, 1);
  g_assert_cmpuint (count_kind (all, TL_BEWARE_AFTERWARDS, "survey"), ==, 1);
  g_assert_cmpuint (count_kind (all, TL_BEWARE_AFTERWARDS, "reviews"), ==, 0);
  g_assert_cmpuint (count_kind (all, TL_BEWARE_ONE_SOURCE, "queue"), ==, 1);
  g_assert_cmpuint (count_kind (all, TL_BEWARE_ONE_SOURCE, "rude"), ==, 0);
  tl_document_discard (document);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("throughline-figures-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_test_add_func ("/figures/measures", test_measures);
  g_test_add_func ("/figures/ledger", test_ledger);
  g_test_add_func ("/figures/suggest", test_suggest);
  g_test_add_func ("/figures/beware", test_beware);
  return g_test_run ();
}
