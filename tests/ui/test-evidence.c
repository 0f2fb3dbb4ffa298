/* test-evidence.c: the page of evidence: records, told apart, searched, assigned; and where every number comes from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-evidence-page.h"
#include "tl-ledger-view.h"
#include "tl-measures-view.h"
#include "tl-records-row.h"
#include "ui-fixture.h"

static TlEvidencePage *
get_page (UiFixture *self)
{
  return TL_EVIDENCE_PAGE (ui_find_type (GTK_WIDGET (self->window), TL_TYPE_EVIDENCE_PAGE));
}

static gboolean
is_idle (gpointer data)
{
  return !tl_records_view_is_working (data);
}

static TlRecordsView *
go_to_page (UiFixture *self)
{
  TlRecordsView *view = tl_evidence_page_get_records (get_page (self));

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "evidence");
  ui_settle ();
  ui_wait_until (is_idle, view);
  ui_settle ();
  ui_wait_until (is_idle, view);
  return view;
}

static void
wait_for (TlRecordsView *view)
{
  ui_settle ();
  ui_wait_until (is_idle, view);
  ui_settle ();
  ui_wait_until (is_idle, view);
}

static gint64
count (UiFixture *self, TlEvidenceFilter *filter)
{
  g_autoptr (GError) error = NULL;
  TlEvidenceCount    n;

  g_assert_true (tl_evidence_count (tl_session_get_document (tl_window_get_session (self->window)), filter, &n, &error));
  g_assert_no_error (error);
  return n.records;
}

/* The word that only the records of the latest call have: a file outlives its test. */
static char *word;

/* Records of a source of its own, a third of them laughing. */
static void
add_records (UiFixture *self, guint n)
{
  static guint        n_runs;
  g_autofree char    *source = g_strdup_printf ("calls-%u", ++n_runs);
  TlDocument         *document = tl_session_get_document (tl_window_get_session (self->window));
  g_autoptr (TlEdit)  edit = tl_edit_new ("test");
  g_autoptr (GError)  error = NULL;
  g_autoptr (TlBatch) batch = NULL;

  g_free (word);
  word = g_strdup_printf ("run%c", 'a' + n_runs);
  tl_edit_create (edit, TL_KIND_SOURCE, source, NULL, TL_EDIT_LAST);
  tl_edit_set (edit, source, TL_SOURCE_TITLE, "Calls & <letters>");
  batch = tl_batch_new (document, edit, FALSE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char     *id = g_strdup_printf ("%s-%u", source, i);
      g_autofree char     *text = g_strdup_printf ("Caller %u of %s was %s <b>about</b> the parcel", i, word,
                                                   i % 3 ? "waiting" : "laughing");
      g_autofree char     *date = g_strdup_printf ("2026-%02u-11", 1 + i % 4);
      g_autofree char     *stars = g_strdup_printf ("%u", 1 + i % 5);
      g_autoptr (TlRecord) record = tl_record_new (id);

      g_assert_true (tl_record_set (record, TL_EVIDENCE_SOURCE, source, &error));
      g_assert_true (tl_record_set (record, TL_EVIDENCE_TEXT, text, &error));
      g_assert_true (tl_record_set (record, TL_EVIDENCE_DATE, date, &error));
      g_assert_true (tl_record_set (record, TL_EVIDENCE_STARS, stars, &error));
      g_assert_true (tl_batch_add (batch, record, &error));
    }
  g_assert_true (tl_batch_index (batch, &error));
  g_assert_cmpint (tl_batch_commit (batch, &error), >, 0);
  g_assert_no_error (error);
}

static const char *
find_pain (UiFixture *self)
{
  g_autoptr (GPtrArray) pains = tl_journey_collect (tl_session_get_journey (tl_window_get_session (self->window)), TL_KIND_PAIN);

  g_assert_cmpuint (pains->len, >, 0);
  return tl_thing_get_id (pains->pdata[0]);
}

/* Pages come when somebody looks, and hold what the core says. */
static void
test_list (UiFixture *self, gconstpointer data)
{
  TlRecordsView            *view;
  TlRecordsModel           *model;
  g_autoptr (TlRecordsItem) last = NULL;
  TlEvidenceFilter          all = { NULL };

  add_records (self, 500);
  view = go_to_page (self);
  model = tl_records_view_get_model (view);
  g_assert_cmpint (tl_records_view_get_found (view), ==, count (self, &all));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, (guint) count (self, &all));
  last = g_list_model_get_item (G_LIST_MODEL (model), g_list_model_get_n_items (G_LIST_MODEL (model)) - 1);
  wait_for (view);
  g_assert_nonnull (tl_records_item_get_record (last));
  g_assert_null (tl_records_item_get_error (last));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), G_MAXUINT));
}

/* Words, facets and chips narrow it, each with its count. */
static void
test_filter (UiFixture *self, gconstpointer data)
{
  TlRecordsView        *view;
  TlRecordsFilter      *filter;
  TlEvidenceFilter      wanted = { 0 };
  g_autoptr (GPtrArray) chips = NULL;
  g_autofree char      *words = NULL;

  add_records (self, 300);
  words = g_strdup_printf ("laugh* %s", word);
  wanted.words = words;
  view = go_to_page (self);
  filter = tl_records_view_get_filter (view);
  tl_records_filter_set_words (filter, words);
  wait_for (view);
  g_assert_cmpint (tl_records_view_get_found (view), ==, count (self, &wanted));
  g_assert_cmpint (tl_records_view_get_found (view), ==, 100);
  tl_records_filter_set_score (filter, TL_EVIDENCE_STARS, 1, 1);
  tl_records_filter_set_period (filter, "2026-01-01", "2026-02-28");
  wait_for (view);
  wanted = (TlEvidenceFilter) { .words = words, .score = TL_EVIDENCE_STARS, .score_low = 1, .score_high = 1,
                                .from = "2026-01-01", .until = "2026-02-28" };
  g_assert_cmpint (tl_records_view_get_found (view), ==, count (self, &wanted));
  chips = tl_records_filter_list_chips (filter, tl_session_get_journey (tl_window_get_session (self->window)));
  g_assert_cmpuint (chips->len, ==, 3);
  for (guint i = 0; i < chips->len; i++)
    tl_records_filter_remove (filter, chips->pdata[i]);
  g_assert_true (tl_records_filter_is_empty (filter));
  tl_records_filter_set_words (filter, "nobodysaysthis");
  wait_for (view);
  g_assert_cmpint (tl_records_view_get_found (view), ==, 0);
  g_assert_nonnull (ui_find_label (GTK_WIDGET (view), "Nothing Found"));
  gtk_widget_activate_action (GTK_WIDGET (view), "records.clear", NULL);
  wait_for (view);
  g_assert_cmpint (tl_records_view_get_found (view), >=, 300);
}

/* All that is found is assigned by one edit, and one undo takes it back. */
static void
test_assign (UiFixture *self, gconstpointer data)
{
  TlSession       *session = tl_window_get_session (self->window);
  const char      *pain = find_pain (self);
  TlEvidenceFilter about = { .thing = pain };
  TlRecordsView   *view;
  gint64           before;
  g_autofree char *words = NULL;

  add_records (self, 300);
  words = g_strdup_printf ("laughing %s", word);
  before = count (self, &about);
  view = go_to_page (self);
  tl_records_filter_set_words (tl_records_view_get_filter (view), words);
  wait_for (view);
  gtk_widget_activate_action (GTK_WIDGET (view), "records.select-all", NULL);
  g_assert_cmpuint (tl_records_model_n_selected (tl_records_view_get_model (view)), ==, 100);
  gtk_widget_activate_action (GTK_WIDGET (view), "records.assign-to", "s", pain);
  wait_for (view);
  g_assert_cmpint (count (self, &about), ==, before + 100);
  /* What is selected stays so. */
  g_assert_cmpuint (tl_records_model_n_selected (tl_records_view_get_model (view)), ==, 100);
  g_assert_true (tl_session_undo (session));
  wait_for (view);
  g_assert_cmpint (count (self, &about), ==, before);
  g_assert_true (tl_session_redo (session));
  wait_for (view);
  gtk_widget_activate_action (GTK_WIDGET (view), "records.select-all", NULL);
  gtk_widget_activate_action (GTK_WIDGET (view), "records.unassign", NULL);
  wait_for (view);
  g_assert_cmpint (count (self, &about), ==, before);
}

/* Some of them: stars, and deletion. */
static void
test_some (UiFixture *self, gconstpointer data)
{
  TlEvidenceFilter starred = { .starred = TRUE }, all = { NULL };
  TlRecordsView   *view;
  TlRecordsModel  *model;
  gint64           before;

  add_records (self, 200);
  before = count (self, &all);
  view = go_to_page (self);
  model = tl_records_view_get_model (view);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (model), 10, 90, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (view), "records.star", NULL);
  wait_for (view);
  g_assert_cmpint (count (self, &starred), >=, 90);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (model), 100, 7, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (view), "records.delete", NULL);
  wait_for (view);
  g_assert_cmpint (count (self, &all), ==, before - 7);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, (guint) before - 7);
  g_assert_cmpuint (tl_records_model_n_selected (model), ==, 0);
  g_assert_true (tl_session_undo (tl_window_get_session (self->window)));
  wait_for (view);
  g_assert_cmpint (count (self, &all), ==, before);
}

/* What customers wrote never acts as markup, and what was found stands out. */
static void
test_markup (void)
{
  g_autofree char *markup = tl_records_mark_up ("<b>a & \002found\003 it\002", 100);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (pango_parse_markup (markup, -1, 0, NULL, &text, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "<b>a & found it");
}

static gboolean
is_worked_out (gpointer data)
{
  return !tl_ledger_view_is_working (data);
}

/* Every number is there, and its basis can be set. */
static void
test_ledger (UiFixture *self, gconstpointer data)
{
  TlSession            *session = tl_window_get_session (self->window);
  TlLedgerView         *view;
  g_autoptr (GError)    error = NULL;
  g_autoptr (GPtrArray) ledger = tl_ledger_new (tl_session_get_document (session), NULL, &error);

  g_assert_no_error (error);
  go_to_page (self);
  g_object_set (get_page (self), "tab", "ledger", NULL);
  ui_settle ();
  view = TL_LEDGER_VIEW (ui_find_type (GTK_WIDGET (self->window), TL_TYPE_LEDGER_VIEW));
  ui_wait_until (is_worked_out, view);
  ui_settle ();
  g_assert_cmpuint (tl_ledger_view_get_ledger (view)->len, ==, ledger->len);
  g_assert_cmpuint (ledger->len, >, 0);
}

static gboolean
is_measured (gpointer data)
{
  return !tl_measures_view_is_working (data);
}

static TlMeasuresRow *
find_row (TlMeasuresView *view, const char *key)
{
  GPtrArray *rows = tl_measures_view_get_rows (view);

  for (guint i = 0; rows && i < rows->len; i++)
    if (g_str_equal (((TlMeasuresRow *) rows->pdata[i])->key, key))
      return rows->pdata[i];
  return NULL;
}

/* Scores are as the core says, follow the records, and lead to them. */
static void
test_measures (UiFixture *self, gconstpointer data)
{
  TlDocument            *document = tl_session_get_document (tl_window_get_session (self->window));
  TlRecordsView         *records = go_to_page (self);
  TlEvidenceFilter       shown = { NULL }, month = { .from = "2026-02-01", .until = "2026-02-28" };
  TlMeasuresView        *view;
  const TlMeasuresRow   *row, *wanted = NULL;
  g_autoptr (GPtrArray)  rows = NULL;
  g_autoptr (GError)     error = NULL;
  gint64                 before;
  guint                  at = 0;

  g_object_set (get_page (self), "tab", "measures", NULL);
  ui_settle ();
  view = TL_MEASURES_VIEW (ui_find_type (GTK_WIDGET (self->window), TL_TYPE_MEASURES_VIEW));
  tl_measures_view_set_by (view, TL_MEASURES_BY_MONTH);
  ui_wait_until (is_measured, view);
  row = find_row (view, "2026-02");
  before = row ? row->records : 0;
  /* Every fourth is of February. */
  add_records (self, 200);
  ui_settle ();
  ui_wait_until (is_measured, view);
  row = find_row (view, "2026-02");
  g_assert_nonnull (row);
  g_assert_cmpint (row->records, ==, before + 50);
  rows = tl_measures_new (document, NULL, TL_MEASURES_BY_MONTH, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, tl_measures_view_get_rows (view)->len);
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((TlMeasuresRow *) rows->pdata[i])->key, "2026-02"))
      wanted = rows->pdata[at = i];
  g_assert_nonnull (wanted);
  g_assert_cmpint (row->scores[3].n, ==, wanted->scores[3].n);
  g_assert_cmpfloat_with_epsilon (row->scores[3].value, wanted->scores[3].value, 1e-9);
  ui_settle ();
  g_assert_nonnull (ui_find_label (GTK_WIDGET (view), "Feb 2026"));
  tl_measures_view_activate (view, at);
  wait_for (records);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (records)));
  tl_records_filter_fill (tl_records_view_get_filter (records), &shown);
  g_assert_cmpstr (shown.from, ==, "2026-02-01");
  g_assert_cmpint (tl_records_view_get_found (records), ==, count (self, &month));
  g_assert_cmpint (tl_records_view_get_found (records), ==, wanted->records);
  /* Of anything else there are rows, too. */
  g_object_set (get_page (self), "tab", "measures", NULL);
  tl_measures_view_set_by (view, TL_MEASURES_BY_SOURCE);
  ui_settle ();
  ui_wait_until (is_measured, view);
  ui_settle ();
  g_assert_null (find_row (view, "2026-02"));
  g_assert_cmpuint (tl_measures_view_get_rows (view)->len, >, 0);
}

/* Without a score it says so, and what to do. */
static void
test_no_measures (UiFixture *self, gconstpointer data)
{
  TlMeasuresView *view;

  go_to_page (self);
  g_object_set (get_page (self), "tab", "measures", NULL);
  ui_settle ();
  view = TL_MEASURES_VIEW (ui_find_type (GTK_WIDGET (self->window), TL_TYPE_MEASURES_VIEW));
  ui_wait_until (is_measured, view);
  ui_settle ();
  g_assert_nonnull (tl_measures_view_get_rows (view));
  g_assert_true (gtk_widget_get_mapped (ui_find_label (GTK_WIDGET (view), "No scores yet.")));
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  /* Before the others add any: a file outlives its test. */
  UI_TEST ("/ui/evidence/no-measures", "tradeoffs.xml", test_no_measures);
  UI_TEST ("/ui/evidence/list", "tradeoffs.xml", test_list);
  UI_TEST ("/ui/evidence/filter", "tradeoffs.xml", test_filter);
  UI_TEST ("/ui/evidence/assign", "tradeoffs.xml", test_assign);
  UI_TEST ("/ui/evidence/some", "tradeoffs.xml", test_some);
  UI_TEST ("/ui/evidence/measures", "tradeoffs.xml", test_measures);
  UI_TEST ("/ui/evidence/ledger", "tradeoffs.xml", test_ledger);
  g_test_add_func ("/ui/evidence/markup", test_markup);
  return g_test_run ();
}
