/* test-query.c: records by the million: what a query finds, counts and lists, and acts on many at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "tl-evidence-query.h"

/* 60 records of two sources, three channels, two segments and scores, some dated, worded, assigned. */
static TlDocument *
make (void)
{
  TlDocument         *document = support_new_sample ();
  g_autoptr (TlEdit)  edit = tl_edit_new ("Import");
  g_autoptr (GError)  error = NULL;
  g_autoptr (TlBatch) batch = NULL;

  tl_edit_create (edit, TL_KIND_SOURCE, "calls", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "calls", TL_SOURCE_TITLE, "Calls");
  batch = tl_batch_new (document, edit, FALSE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char     *id = g_strdup_printf ("q%u", i);
      g_autofree char     *date = g_strdup_printf ("2026-%02u-%02u", i % 12 + 1, i % 28 + 1);
      g_autofree char     *nps = g_strdup_printf ("%u", i % 11);
      g_autofree char     *csat = g_strdup_printf ("%g", 1 + i % 9 * .5);
      g_autoptr (TlRecord) record = tl_record_new (id);

      tl_record_set (record, TL_EVIDENCE_SOURCE, i % 3 ? "survey" : "calls", NULL);
      if (i % 4)
        tl_record_set (record, TL_EVIDENCE_CHANNEL, i % 2 ? "web" : "phone", NULL);
      if (i % 5)
        tl_record_set (record, TL_EVIDENCE_SEGMENT, i % 5 < 3 ? "new" : "old", NULL);
      if (i % 6)
        tl_record_set (record, TL_EVIDENCE_DATE, date, NULL);
      if (i % 2)
        tl_record_set (record, TL_EVIDENCE_NPS, nps, NULL);
      else
        tl_record_set (record, TL_EVIDENCE_CSAT, csat, NULL);
      if (i % 7)
        tl_record_set (record, TL_EVIDENCE_TEXT, i % 2 ? "Delivered late, deliveries are \"always\" late" : "The fees were hidden",
                       NULL);
      if (i % 10 == 0)
        tl_record_set (record, TL_EVIDENCE_TOUCHPOINT, "page", NULL);
      if (i % 8 == 0)
        tl_record_add_about (record, "fee");
      if (i % 16 == 0)
        tl_record_add_about (record, "phone");
      if (i == 5)
        tl_record_set (record, TL_EVIDENCE_STARRED, "1", NULL);
      tl_batch_add (batch, record, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (tl_batch_commit (batch, &error), >, 0);
  g_assert_no_error (error);
  return document;
}

static const char *const web[] = { "web", NULL };
static const char *const none_or_phone[] = { "", "phone", NULL };
static const char *const both[] = { "survey", "calls", NULL };
static const char *const new_ones[] = { "new", NULL };
static const char *const fee_or_phone[] = { "fee", "phone", NULL };
static const char *const nothing[] = { NULL };

static const TlEvidenceFilter filters[] = {
  { NULL },
  { .thing = "page" },
  { .thing = "basket" },
  { .thing = "nobody" },
  { .thing = "page", .things = fee_or_phone },
  { .source = "calls" },
  { .sources = both },
  { .sources = nothing },
  { .channels = web },
  { .channels = none_or_phone },
  { .segments = new_ones, .channels = web },
  { .from = "2026-03-01" },
  { .from = "2026-03-01", .until = "2026-05-31" },
  { .until = "2026-01-31" },
  { .score = TL_EVIDENCE_NPS, .score_low = 0, .score_high = 6 },
  { .score = TL_EVIDENCE_CSAT, .score_low = 4.5, .score_high = HUGE_VAL },
  { .unassigned = TRUE },
  { .starred = TRUE },
  { .with_text_only = TRUE, .source = "survey" },
  { .words = "delivery" },
  { .words = "deliver late -fee" },
  { .words = "-late" },
  { .words = "NOT late NOT fees" },
  { .words = "\"are always\"", .channels = web },
  { .words = "hid*", .thing = "fee" },
  { .words = "!" },
};

static void
compare (TlDocument *document, const TlEvidenceFilter *filter)
{
  g_autoptr (TlEvidenceQuery) query = tl_evidence_query_new (document, filter, NULL);
  g_autoptr (GPtrArray)       list = NULL;
  g_autoptr (GPtrArray)       page = NULL;
  g_autoptr (GError)          error = NULL;
  TlEvidenceCount             count, other;

  tl_evidence_query_count (query, &count, &error);
  g_assert_no_error (error);
  tl_evidence_count (document, filter, &other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count.records, ==, other.records);
  g_assert_cmpint (count.with_text, ==, other.with_text);
  g_assert_cmpint (count.sources, ==, other.sources);
  list = tl_evidence_list (document, filter, 0, -1, &error);
  g_assert_no_error (error);
  page = tl_evidence_query_fetch (query, 0, G_MAXUINT, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->len, ==, list->len);
  for (guint i = 0; i < page->len; i++)
    {
      const TlRecord *one = page->pdata[i], *two = list->pdata[i];

      g_assert_cmpstr (one->id, ==, two->id);
      g_assert_cmpstr (one->extract, ==, two->extract);
      g_assert_cmpstr (tl_record_get_text (one, TL_EVIDENCE_ON), ==, tl_record_get_text (two, TL_EVIDENCE_ON));
      g_assert_cmpint (tl_record_is_starred (one), ==, tl_record_is_starred (two));
    }
}

/* Two ways to the same answer: by the columns in memory, and by SQL. */
static void
compare_all (TlDocument *document)
{
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    compare (document, &filters[i]);
}

static void
test_filters (void)
{
  g_autoptr (TlDocument) document = make ();
  TlEvidenceCount        count;

  compare_all (document);
  tl_evidence_count (document, &filters[4], &count, NULL);
  g_assert_cmpint (count.records, ==, 8);
  tl_evidence_count (document, &filters[21], &count, NULL);
  g_assert_cmpint (count.records, ==, 25);
  tl_document_undo (document, NULL);
  compare_all (document);
  tl_document_redo (document, NULL);
  compare_all (document);
  tl_document_discard (document);
}

static void
test_mass (void)
{
  g_autoptr (TlDocument)      document = make ();
  g_autofree char            *path = support_path ("mass.journey");
  g_autofree char            *before = support_dump (document);
  g_autofree char            *after = NULL;
  g_autofree char            *again = NULL;
  g_autoptr (GError)          error = NULL;
  g_autoptr (TlEvidenceQuery) query = tl_evidence_query_new (document, &filters[19], NULL);
  g_autoptr (TlRecordSet)     found = tl_evidence_query_list_all (query, &error);
  g_autoptr (TlRecordSet)     some = tl_record_set_new (document, (const char *const[]) { "q0", "q8", "gone", "q3", NULL });
  TlEdit                     *edit = tl_edit_new ("Assign");
  TlEvidenceCount             count;
  guint64                     serial = tl_document_get_evidence_serial (document);

  g_assert_no_error (error);
  g_assert_cmpuint (tl_record_set_get_size (found), ==, 26);
  g_assert_cmpuint (tl_record_set_get_size (some), ==, 3);
  tl_edit_create (edit, TL_KIND_PAIN, "late", "page", TL_EDIT_LAST);
  tl_edit_set (edit, "late", TL_PAIN_TITLE, "Late");
  tl_edit_assign (edit, found, "late");
  tl_edit_assign (edit, found, "late");
  tl_edit_unassign (edit, some, "fee");
  tl_edit_star (edit, some, TRUE);
  support_apply (document, edit);
  g_assert_cmpuint (tl_document_get_evidence_serial (document), >, serial);
  g_assert_false (tl_evidence_query_is_current (query));
  compare_all (document);
  tl_evidence_count (document, &(TlEvidenceFilter) { .thing = "late" }, &count, NULL);
  g_assert_cmpint (count.records, ==, 26);
  tl_evidence_count (document, &(TlEvidenceFilter) { .starred = TRUE }, &count, NULL);
  g_assert_cmpint (count.records, ==, 4);
  after = support_dump (document);
  g_assert_cmpstr (before, !=, after);
  g_assert_true (tl_document_undo (document, NULL));
  again = support_dump (document);
  g_assert_cmpstr (before, ==, again);
  compare_all (document);
  /* Also after a restart. */
  tl_document_publish_to (document, path, &error);
  g_assert_no_error (error);
  g_clear_object (&query);
  g_clear_object (&document);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  g_assert_true (tl_document_redo (document, &error));
  g_assert_no_error (error);
  g_free (again);
  again = support_dump (document);
  g_assert_cmpstr (after, ==, again);
  compare_all (document);
  /* What was selected before is not what has its place now. */
  edit = tl_edit_new ("Unstar");
  g_clear_pointer (&some, tl_record_set_unref);
  some = tl_record_set_new (document, (const char *const[]) { "q5", "q0", NULL });
  tl_edit_star (edit, some, FALSE);
  tl_edit_unassign (edit, some, NULL);
  support_apply (document, edit);
  tl_evidence_count (document, &(TlEvidenceFilter) { .starred = TRUE }, &count, NULL);
  g_assert_cmpint (count.records, ==, 2);
  compare_all (document);
  serial = tl_document_get_evidence_serial (document);
  support_rename (document, "Nothing to do with records");
  g_assert_cmpuint (tl_document_get_evidence_serial (document), ==, serial);
  tl_document_undo (document, NULL);
  tl_document_undo (document, NULL);
  g_free (again);
  again = support_dump (document);
  g_assert_cmpstr (after, ==, again);
  compare_all (document);
  tl_document_discard (document);
  g_clear_object (&document);
  support_clear ();
}

/* In a thread, and cancelled: nothing is left. */
static void
test_batch (void)
{
  g_autoptr (TlDocument)      document = make ();
  g_autofree char            *before = support_dump (document);
  g_autofree char            *after = NULL;
  g_autoptr (GError)          error = NULL;
  g_autoptr (TlEdit)          edit = tl_edit_new ("Assign");
  g_autoptr (TlEvidenceQuery) query = tl_evidence_query_new (document, NULL, NULL);
  g_autoptr (TlRecordSet)     all = tl_evidence_query_list_all (query, &error);
  g_autoptr (GCancellable)    cancelled = g_cancellable_new ();
  g_autoptr (TlBatch)         batch = tl_batch_new (document, edit, FALSE, &error);
  TlEvidenceCount             count;

  g_cancellable_cancel (cancelled);
  g_assert_false (tl_batch_assign (batch, all, "fee", cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_pointer (&batch, tl_batch_free);
  after = support_dump (document);
  g_assert_cmpstr (before, ==, after);
  batch = tl_batch_new (document, edit, FALSE, &error);
  g_assert_true (tl_batch_assign (batch, all, "fee", NULL, &error));
  g_assert_true (tl_batch_star (batch, all, TRUE, NULL, &error));
  g_assert_cmpint (tl_batch_commit (batch, &error), >, 0);
  g_assert_no_error (error);
  tl_evidence_count (document, &(TlEvidenceFilter) { .things = fee_or_phone, .starred = TRUE }, &count, NULL);
  g_assert_cmpint (count.records, ==, 60);
  compare_all (document);
  tl_document_undo (document, NULL);
  g_free (after);
  after = support_dump (document);
  g_assert_cmpstr (before, ==, after);
  g_clear_pointer (&batch, tl_batch_free);
  /* The numbers may be given again once undone records are purged: then a selection of before is refused. */
  tl_document_undo (document, NULL);
  support_import (document, "survey", "n", 3, NULL);
  g_clear_pointer (&edit, tl_edit_free);
  edit = tl_edit_new ("Stale");
  tl_edit_assign (edit, all, "fee");
  g_assert_cmpint (tl_document_apply (document, edit, &error), ==, 0);
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID);
  tl_document_discard (document);
}

static void
test_facets (void)
{
  g_autoptr (TlDocument)      document = make ();
  g_autoptr (TlEvidenceQuery) all = tl_evidence_query_new (document, NULL, NULL);
  g_autoptr (TlEvidenceQuery) some = tl_evidence_query_new (document, &filters[10], NULL);
  g_autoptr (TlFacets)        facets = tl_evidence_query_facets (all, NULL);
  g_autoptr (TlFacets)        further = tl_evidence_query_facets (some, NULL);
  g_autoptr (GHashTable)      things = tl_evidence_count_things (document, NULL);
  GHashTableIter              iter;
  gpointer                    id, n;
  TlEvidenceCount             count;

  g_assert_cmpint (facets->n, ==, 60);
  g_assert_cmpint (tl_facets_count (facets, TL_FACET_SOURCE, "calls"), ==, 20);
  g_assert_cmpint (tl_facets_count (facets, TL_FACET_CHANNEL, "web"), ==, 30);
  g_assert_cmpint (tl_facets_count (facets, TL_FACET_CHANNEL, ""), ==, 15);
  g_assert_cmpint (tl_facets_count (facets, TL_FACET_MONTH, ""), ==, 10);
  g_assert_cmpint (tl_facets_count (facets, TL_FACET_MONTH, "2026-02"), ==, 5);
  g_assert_cmpint (tl_facets_count (facets, TL_FACET_CSAT, "4.5"), ==, 3);
  g_assert_cmpint (tl_facets_count (facets, TL_FACET_MARK, "starred"), ==, 1);
  g_hash_table_iter_init (&iter, things);
  while (g_hash_table_iter_next (&iter, &id, &n))
    if (strcmp (id, "j") != 0)
      g_assert_cmpint (tl_facets_count (facets, TL_FACET_THING, id), ==, *(gint64 *) n);
  /* Each facet leaves its own condition aside, and keeps the others. */
  tl_evidence_count (document, &(TlEvidenceFilter) { .segments = new_ones, .channels = none_or_phone }, &count, NULL);
  g_assert_cmpint (tl_facets_count (further, TL_FACET_CHANNEL, "") + tl_facets_count (further, TL_FACET_CHANNEL, "phone"), ==,
                   count.records);
  tl_evidence_count (document, &(TlEvidenceFilter) { .channels = web, .source = "calls", .segments = new_ones }, &count, NULL);
  g_assert_cmpint (tl_facets_count (further, TL_FACET_SOURCE, "calls"), ==, count.records);
  tl_document_discard (document);
}

static const char *
get_key (const TlRecord *record, TlField field, char *buffer)
{
  if (!tl_record_has (record, field))
    return NULL;
  if (!tl_field_is_number (field))
    return tl_record_get_text (record, field);
  g_snprintf (buffer, 32, "%020.6f", record->values[field - TL_EVIDENCE_SOURCE].number + 1000);
  return buffer;
}

static void
test_sort (void)
{
  static const TlField   fields[] = { TL_EVIDENCE_DATE, TL_EVIDENCE_SOURCE, TL_EVIDENCE_CHANNEL, TL_EVIDENCE_SEGMENT,
                                      TL_EVIDENCE_NPS,  TL_EVIDENCE_CSAT,   TL_EVIDENCE_TEXT,    TL_EVIDENCE_CUSTOMER };
  g_autoptr (TlDocument) document = make ();

  for (gsize i = 0; i < G_N_ELEMENTS (fields) * 2; i++)
    {
      TlEvidenceSort              sort = { .by = fields[i / 2], .descending = i % 2 };
      g_autoptr (TlEvidenceQuery) query = tl_evidence_query_new (document, NULL, &sort);
      g_autoptr (GError)          error = NULL;
      g_autoptr (GPtrArray)       page = tl_evidence_query_fetch (query, 0, 100, &error);
      g_autoptr (GPtrArray)       part = tl_evidence_query_fetch (query, 17, 5, NULL);
      char                        one[32], two[32];

      g_assert_no_error (error);
      g_assert_cmpuint (page->len, ==, 60);
      g_assert_cmpuint (part->len, ==, 5);
      g_assert_cmpstr (((TlRecord *) part->pdata[0])->id, ==, ((TlRecord *) page->pdata[17])->id);
      for (guint j = 1; j < page->len; j++)
        {
          const char *first = get_key (page->pdata[j - 1], sort.by, one);
          const char *second = get_key (page->pdata[j], sort.by, two);

          g_assert_true (first || second == NULL);
          if (first && second)
            g_assert_cmpint ((sort.descending ? -1 : 1) * g_ascii_strcasecmp (first, second), <=, 0);
          if (first == second || g_strcmp0 (first, second) == 0)
            g_assert_cmpint (atoi (((TlRecord *) page->pdata[j - 1])->id + 1), <, atoi (((TlRecord *) page->pdata[j])->id + 1));
        }
    }
  tl_document_discard (document);
}

static void
note_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_async (void)
{
  g_autoptr (TlDocument)      document = make ();
  g_autoptr (TlEvidenceQuery) query = tl_evidence_query_new (document, &filters[19], NULL);
  g_autoptr (GAsyncResult)    counted = NULL;
  g_autoptr (GAsyncResult)    fetched = NULL;
  g_autoptr (GAsyncResult)    faceted = NULL;
  g_autoptr (GAsyncResult)    stopped = NULL;
  g_autoptr (GCancellable)    cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray)       page = NULL;
  g_autoptr (TlFacets)        facets = NULL;
  g_autoptr (GError)          error = NULL;
  TlEvidenceCount             count;

  g_cancellable_cancel (cancellable);
  tl_evidence_query_count_async (query, NULL, note_result, &counted);
  tl_evidence_query_fetch_async (query, 20, 50, NULL, note_result, &fetched);
  tl_evidence_query_facets_async (query, NULL, note_result, &faceted);
  tl_evidence_query_count_async (query, cancellable, note_result, &stopped);
  /* Edits go on meanwhile, and the first one makes the working file what it must be. */
  for (int i = 0; i < 20; i++)
    support_rename (document, i % 2 ? "One" : "Other");
  while (counted == NULL || fetched == NULL || faceted == NULL || stopped == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (tl_evidence_query_count_finish (query, counted, &count, &error));
  g_assert_cmpint (count.records, ==, 26);
  page = tl_evidence_query_fetch_finish (query, fetched, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->len, ==, 6);
  g_assert_nonnull (strstr (((TlRecord *) page->pdata[0])->marked, "\002deliveries\003"));
  facets = tl_evidence_query_facets_finish (query, faceted, &error);
  g_assert_cmpint (facets->n, ==, 26);
  g_assert_false (tl_evidence_query_count_finish (query, stopped, &count, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&query);
  tl_document_discard (document);
}

static void
test_read_only (void)
{
  g_autoptr (TlDocument) document = make ();
  g_autofree char       *path = support_path ("only.journey");
  g_autoptr (GError)     error = NULL;

  tl_document_publish_to (document, path, &error);
  g_assert_no_error (error);
  g_clear_object (&document);
  document = support_open (path, TL_DOCUMENT_READ_ONLY);
  compare_all (document);
  g_clear_object (&document);
  support_clear ();
}

static gint64
count_segments (sqlite3 *db, const char *set)
{
  g_autofree char *text = g_strdup_printf ("DROP TABLE IF EXISTS f; CREATE VIRTUAL TABLE f USING fts5 (t);"
                                           " INSERT INTO f (f, rank) VALUES ('automerge', 0); %s;"
                                           " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
                                           " INSERT INTO f (t) SELECT 'word' || (i * 7919 %% 20011) || ' other' || i || ' third'"
                                           " || (i / 3) || ' fourth' || (i %% 777) FROM n", set);
  sqlite3_stmt    *row;
  gint64           n;

  g_assert_cmpint (sqlite3_exec (db, text, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT count (DISTINCT id >> 37) FROM f_data WHERE id > 10", -1, &row, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (row, 0);
  sqlite3_finalize (row);
  return n;
}

/* Not in FTS5's documentation, but read by it: how much is gathered before it is written. That halves the time an import
   takes; a SQLite without it would make many segments of one statement. */
static void
test_hash_size (void)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_cmpint (count_segments (db, "SELECT 1"), >, 1);
  g_assert_cmpint (count_segments (db, "INSERT INTO f (f, rank) VALUES ('hashsize', 67108864)"), ==, 1);
  sqlite3_close (db);
}

static void
add_tests (void)
{
  g_test_add_func ("/query/filters", test_filters);
  g_test_add_func ("/query/mass", test_mass);
  g_test_add_func ("/query/batch", test_batch);
  g_test_add_func ("/query/facets", test_facets);
  g_test_add_func ("/query/sort", test_sort);
  g_test_add_func ("/query/async", test_async);
  g_test_add_func ("/query/read-only", test_read_only);
  g_test_add_func ("/query/hash-size", test_hash_size);
}

int
main (int argc, char **argv)
{
  return support_run (&argc, &argv, add_tests);
}
