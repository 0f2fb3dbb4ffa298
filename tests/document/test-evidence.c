/* test-evidence.c: records, their batches, and the search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "tl-error.h"

static TlEvidenceCount
count (TlDocument *document, const char *thing, const char *source, const char *words)
{
  TlEvidenceFilter   filter = { .thing = thing, .source = source, .words = words };
  TlEvidenceCount    result;
  g_autoptr (GError) error = NULL;

  tl_evidence_count (document, &filter, &result, &error);
  g_assert_no_error (error);
  return result;
}

static gint64
n_records (TlDocument *document, const char *thing, const char *source, const char *words)
{
  return count (document, thing, source, words).records;
}

static void
add (TlBatch *batch, const char *id, const char *source, const char *text)
{
  g_autoptr (TlRecord) record = tl_record_new (id);
  g_autoptr (GError)   error = NULL;

  tl_record_set (record, TL_EVIDENCE_SOURCE, source, &error);
  tl_record_set (record, TL_EVIDENCE_TEXT, text, &error);
  tl_batch_add (batch, record, &error);
  g_assert_no_error (error);
}

static void
import_texts (TlDocument *document, const char *const *texts)
{
  g_autoptr (GError)  error = NULL;
  g_autoptr (TlEdit)  edit = tl_edit_new ("Import");
  g_autoptr (TlBatch) batch = tl_batch_new (document, edit, FALSE, &error);

  g_assert_no_error (error);
  for (guint i = 0; texts[i]; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u", i);

      add (batch, id, "survey", texts[i]);
    }
  g_assert_cmpint (tl_batch_commit (batch, &error), >, 0);
  g_assert_no_error (error);
}

static void
test_counts (void)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  TlEvidenceFilter       filter = { .with_text_only = TRUE };
  TlEvidenceCount        all;
  g_autoptr (GHashTable) things = NULL;

  support_import (document, "survey", "r", 9, "fee");
  support_import (document, "calls", "c", 6, "phone");
  all = count (document, NULL, NULL, NULL);
  g_assert_cmpint (all.records, ==, 15);
  g_assert_cmpint (all.with_text, ==, 10);
  g_assert_cmpint (all.sources, ==, 2);
  g_assert_true (tl_evidence_count (document, &filter, &all, NULL));
  g_assert_cmpint (all.records, ==, 10);
  g_assert_cmpint (n_records (document, "fee", NULL, NULL), ==, 9);
  g_assert_cmpint (n_records (document, "page", NULL, NULL), ==, 9);
  g_assert_cmpint (n_records (document, "basket", NULL, NULL), ==, 15);
  g_assert_cmpint (n_records (document, "basket", "calls", NULL), ==, 6);
  g_assert_cmpint (n_records (document, "bought", NULL, NULL), ==, 0);
  g_assert_cmpint (n_records (document, "nobody", NULL, NULL), ==, 0);
  g_assert_cmpint (n_records (document, "fee", NULL, "delivery"), ==, 6);
  g_assert_cmpint (n_records (document, NULL, "survey", "customer 1"), ==, 1);
  g_assert_cmpint (n_records (document, NULL, "nobody", NULL), ==, 0);
  things = tl_evidence_count_things (document, NULL);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (things, "fee"), ==, 9);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (things, "page"), ==, 9);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (things, "phone"), ==, 6);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (things, "basket"), ==, 15);
  g_assert_null (g_hash_table_lookup (things, "bought"));
  tl_document_discard (document);
}

static void
test_batches (void)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autoptr (GHashTable) things = NULL;
  g_autoptr (GPtrArray)  list = NULL;

  support_import (document, "survey", "r", 9, "fee");
  support_import (document, "calls", "c", 6, "phone");
  tl_document_undo (document, NULL);
  g_assert_cmpint (n_records (document, NULL, NULL, NULL), ==, 9);
  g_assert_cmpint (n_records (document, "phone", NULL, NULL), ==, 0);
  g_assert_cmpint (n_records (document, NULL, NULL, "fee"), ==, 6);
  g_assert_true (tl_evidence_has_id (document, "c-1"));
  things = tl_evidence_count_things (document, NULL);
  g_assert_null (g_hash_table_lookup (things, "phone"));
  tl_document_redo (document, NULL);
  g_assert_cmpint (n_records (document, "phone", NULL, NULL), ==, 6);
  g_assert_cmpint (n_records (document, NULL, NULL, "fee"), ==, 10);
  tl_document_undo (document, NULL);
  tl_document_undo (document, NULL);
  g_assert_cmpint (n_records (document, NULL, NULL, NULL), ==, 0);
  /* The same records again: the dead ones are gone for good, and their ids are free. */
  support_import (document, "survey", "r", 3, NULL);
  g_assert_cmpint (n_records (document, NULL, NULL, NULL), ==, 3);
  g_assert_cmpint (n_records (document, NULL, NULL, "customer"), ==, 2);
  g_assert_false (tl_document_redo (document, NULL));
  g_assert_false (tl_evidence_has_id (document, "c-1"));
  list = tl_evidence_list (document, NULL, 1, 5, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((TlRecord *) list->pdata[0])->id, ==, "r-1");
  g_assert_null (((TlRecord *) list->pdata[0])->extract);
  tl_document_discard (document);
}

/* More than are written at once: they are queued behind the first thousands. */
static void
test_many (void)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlEdit)     edit = tl_edit_new ("Import");
  g_autoptr (TlRecord)   record = tl_record_new ("n-5");
  g_autoptr (GPtrArray)  list = NULL;
  TlBatch               *batch;

  support_import (document, "survey", "r", 9, "fee");
  batch = tl_batch_new (document, edit, FALSE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 9000; i++)
    {
      g_autofree char *id = g_strdup_printf ("n-%u", i);

      add (batch, id, "survey", i % 3 ? "zebra crossing" : "");
    }
  g_assert_true (tl_batch_has_id (batch, "n-8999"));
  g_assert_false (tl_batch_has_id (batch, "n-9000"));
  tl_record_set (record, TL_EVIDENCE_SOURCE, "survey", NULL);
  for (int i = 0; i < 2; i++)
    {
      g_assert_false (tl_batch_add (batch, record, &error));
      g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID);
      g_clear_error (&error);
      g_free (record->id);
      record->id = g_strdup ("r-3"); /* of the import before */
    }
  g_free (record->id);
  record->id = g_strdup ("last");
  tl_record_set (record, TL_EVIDENCE_TOUCHPOINT, "phone", NULL);
  tl_record_add_about (record, "fee");
  g_assert_true (tl_batch_add (batch, record, &error));
  g_assert_cmpint (tl_batch_commit (batch, &error), >, 0);
  g_assert_no_error (error);
  tl_batch_free (batch);
  g_assert_cmpint (n_records (document, NULL, NULL, NULL), ==, 9010);
  g_assert_cmpint (n_records (document, NULL, NULL, "zebra"), ==, 6000);
  list = tl_evidence_list (document, NULL, 9008, 2, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((TlRecord *) list->pdata[0])->id, ==, "n-8999");
  g_assert_cmpstr (tl_record_get_text (list->pdata[1], TL_EVIDENCE_TOUCHPOINT), ==, "phone");
  g_assert_cmpstr (tl_record_get_text (list->pdata[1], TL_EVIDENCE_ON), ==, "fee");
  g_assert_true (tl_document_undo (document, NULL));
  g_assert_cmpint (n_records (document, NULL, NULL, NULL), ==, 9);

  /* What is not committed was never there, wherever it stood. */
  batch = tl_batch_new (document, edit, FALSE, &error);
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *id = g_strdup_printf ("m-%u", i);

      add (batch, id, "survey", "zebra");
    }
  tl_batch_free (batch);
  g_assert_cmpint (n_records (document, NULL, NULL, NULL), ==, 9);

  /* Cancelled while the words are taken up. */
  {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    batch = tl_batch_new (document, edit, FALSE, &error);
    for (guint i = 0; i < 9000; i++)
      {
        g_autofree char *id = g_strdup_printf ("m-%u", i);

        add (batch, id, "survey", "zebra");
      }
    tl_batch_set_cancellable (batch, cancellable);
    g_cancellable_cancel (cancellable);
    g_assert_false (tl_batch_index (batch, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    tl_batch_free (batch);
    g_assert_cmpint (n_records (document, NULL, NULL, "zebra"), ==, 0);
  }
  tl_document_discard (document);
}

static void
test_refused (void)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autofree char       *before = support_dump (document);
  g_autofree char       *after = NULL;
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlEdit)     edit = tl_edit_new ("Import");
  TlBatch               *batch = tl_batch_new (document, edit, FALSE, &error);
  g_autoptr (TlRecord)   record = tl_record_new ("r-1");

  /* While it is under way, nothing else can happen, and nobody sees it. */
  add (batch, "a", "survey", "some words");
  g_assert_cmpint (tl_document_apply (document, edit, &error), ==, 0);
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (tl_document_undo (document, NULL));
  g_assert_null (tl_batch_new (document, edit, FALSE, NULL));
  g_assert_cmpint (n_records (document, NULL, NULL, NULL), ==, 0);
  g_assert_cmpint (n_records (document, NULL, NULL, "words"), ==, 0);
  g_assert_true (tl_evidence_has_id (document, "a"));
  tl_batch_free (batch);
  after = support_dump (document);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (tl_evidence_has_id (document, "a"));

  /* No source, an id used twice, a thing's id. */
  batch = tl_batch_new (document, edit, FALSE, &error);
  g_assert_false (tl_batch_add (batch, record, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "r-1"));
  g_clear_error (&error);
  add (batch, "r-2", "survey", NULL);
  tl_record_set (record, TL_EVIDENCE_SOURCE, "survey", NULL);
  g_free (record->id);
  record->id = g_strdup ("r-2");
  g_assert_false (tl_batch_add (batch, record, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID);
  g_clear_error (&error);
  g_free (record->id);
  record->id = g_strdup ("two words");
  g_assert_false (tl_batch_add (batch, record, &error));
  g_clear_error (&error);
  add (batch, "fee", "survey", NULL);
  g_assert_cmpint (tl_batch_commit (batch, &error), ==, 0);
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "fee"));
  g_clear_error (&error);
  tl_batch_free (batch);

  /* What a record refers to must be there in the end, and be what can be referred to. */
  tl_edit_set (edit, "basket", TL_STAGE_TITLE, "Changed");
  batch = tl_batch_new (document, edit, FALSE, &error);
  add (batch, "good", "survey", NULL);
  add (batch, "bad", "nobody", NULL);
  g_assert_cmpint (tl_batch_commit (batch, &error), ==, 0);
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "bad"));
  g_clear_error (&error);
  tl_batch_free (batch);
  batch = tl_batch_new (document, edit, FALSE, &error);
  g_free (record->id);
  record->id = g_strdup ("r-3");
  g_assert_true (tl_record_set (record, TL_EVIDENCE_TOUCHPOINT, "fee", NULL));
  g_assert_true (tl_batch_add (batch, record, NULL));
  g_assert_cmpint (tl_batch_commit (batch, &error), ==, 0);
  g_assert_nonnull (strstr (error->message, "r-3"));
  g_clear_error (&error);
  tl_batch_free (batch);
  g_free (after);
  after = support_dump (document);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (tl_record_set (record, TL_EVIDENCE_NPS, "11", &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_RANGE);
  tl_document_discard (document);
}

static void
test_loading (void)
{
  g_autoptr (GError)     error = NULL;
  g_autofree char       *path = support_path ("loading.journey");
  g_autoptr (TlDocument) document = tl_document_new ("j", "J", &error);
  g_autoptr (TlEdit)     edit = tl_edit_new ("Read");
  g_autoptr (TlBatch)    batch = tl_batch_new (document, edit, TRUE, &error);

  /* The edit is made while the records come in, as a reader does. */
  add (batch, "a", "s", "some words");
  tl_edit_create (edit, TL_KIND_SOURCE, "s", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "s", TL_SOURCE_TITLE, "S");
  add (batch, "b", "s", NULL);
  g_assert_cmpint (tl_batch_commit (batch, &error), >, 0);
  g_assert_no_error (error);
  g_assert_null (tl_document_dup_undo_name (document));
  g_assert_cmpint (n_records (document, NULL, NULL, NULL), ==, 2);
  g_assert_cmpint (n_records (document, NULL, NULL, "words"), ==, 1);
  tl_document_publish_to (document, path, &error);
  g_assert_no_error (error);
  g_clear_pointer (&batch, tl_batch_free);
  g_clear_object (&document);
  document = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_assert_cmpint (n_records (document, NULL, NULL, "words"), ==, 1);
  g_clear_object (&document);
  support_clear ();
}

static void
test_edit_records (void)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autofree char       *before = NULL;
  g_autofree char       *after = NULL;
  g_autofree char       *again = NULL;
  TlEdit                *edit = tl_edit_new ("Records");

  support_import (document, "survey", "r", 6, "fee");
  before = support_dump (document);
  tl_edit_set (edit, "r-0", TL_EVIDENCE_TEXT, "Lorries are late");
  tl_edit_set (edit, "r-0", TL_EVIDENCE_NPS, "10");
  tl_edit_set (edit, "r-1", TL_EVIDENCE_ON, "phone");
  tl_edit_set (edit, "r-2", TL_EVIDENCE_ON, NULL);
  tl_edit_set (edit, "r-2", TL_EVIDENCE_TOUCHPOINT, "page");
  tl_edit_set (edit, "r-4", TL_EVIDENCE_TEXT, NULL);
  tl_edit_delete (edit, "r-3");
  support_apply (document, edit);
  after = support_dump (document);
  g_assert_cmpint (n_records (document, NULL, NULL, "lorries"), ==, 1);
  g_assert_cmpint (n_records (document, NULL, NULL, "delivery"), ==, 1);
  g_assert_cmpint (n_records (document, "fee", NULL, NULL), ==, 3);
  g_assert_cmpint (n_records (document, "page", NULL, NULL), ==, 4);
  tl_document_undo (document, NULL);
  again = support_dump (document);
  g_assert_cmpstr (before, ==, again);
  g_assert_cmpint (n_records (document, NULL, NULL, "lorries"), ==, 0);
  g_assert_cmpint (n_records (document, NULL, NULL, "delivery"), ==, 4);
  tl_document_redo (document, NULL);
  g_free (again);
  again = support_dump (document);
  g_assert_cmpstr (after, ==, again);
  edit = tl_edit_new ("Bad");
  tl_edit_set (edit, "r-0", TL_EVIDENCE_ON, "nobody");
  support_refuse (document, edit, "r-0");
  edit = tl_edit_new ("Bad");
  tl_edit_set (edit, "r-0", TL_EVIDENCE_NPS, "12");
  support_refuse (document, edit, "from 0 to 10");
  edit = tl_edit_new ("Bad");
  tl_edit_set (edit, "r-0", TL_EVIDENCE_SOURCE, NULL);
  support_refuse (document, edit, "source");
  edit = tl_edit_new ("Bad");
  tl_edit_set (edit, "r-3", TL_EVIDENCE_NPS, "1");
  support_refuse (document, edit, "r-3");
  tl_document_discard (document);
}

static void
test_search (void)
{
  static const char *const texts[] = {
    "The delivery fee was not shown",              /* t0 */
    "Late delivery, rude courier; never again!",   /* t1 */
    "Café au lait — very good e-mail service",     /* t2 */
    "100% \"quoted\" text AND more OR less NOT",   /* t3 */
    "Größe stimmt nicht, naïve Übersetzung",       /* t4 */
    "配送が遅い",                                   /* t5 */
    "a b c NEAR(d, e)",                            /* t6 */
    NULL,
  };
  static const struct
  {
    const char *words;
    gint64      n;
  } cases[] = {
    { "delivery", 2 }, { "DELIVERY", 2 }, { "delivery fee", 1 }, { "fee delivery", 1 }, { "\"delivery fee\"", 1 },
    { "\"fee delivery\"", 0 }, { "deliv", 0 }, { "deliv*", 2 }, { "\"late deliv\"*", 1 }, { "cafe", 1 }, { "CAFÉ", 1 },
    { "e-mail", 1 }, { "mail", 1 }, { "mail e", 1 }, { "AND", 1 }, { "OR", 1 }, { "NOT", 2 }, { "and or", 1 }, { "NEAR(d", 1 },
    { "NEAR", 1 }, { "grosse", 0 }, { "größe", 1 }, { "naive", 1 }, { "ubersetzung", 1 }, { "\"quoted\"", 1 },
    { "quoted\"", 1 }, { "\"quoted", 1 }, { "100%", 1 }, { "", 7 }, { "   ", 7 }, { "—", 0 }, { "!!!", 0 }, { "*", 0 },
    { "\"", 0 }, { "\"\"", 0 }, { "delivery —", 2 }, { "text:fee", 0 }, { "{text}: fee", 0 }, { "^the", 1 },
    { "fee + the", 1 }, { "(fee)", 1 }, { "fee)", 1 }, { "fee OR", 0 }, { "de*very", 0 }, { "'; DROP TABLE words; --", 0 },
    { "配送が遅い", 1 }, { "配*", 1 }, { "nobody", 0 }, { "\\", 0 }, { "fee \\", 1 }, { "\xff\xfe", 0 }, { "fee \xff", 1 },
    { "-fee", 6 }, { "NOT fee", 6 }, { "late -rude", 0 }, { "deliveries -late", 1 }, { "a b c", 1 }, { "\"a b c\" d", 1 }, { ":", 0 }, { "fee*", 1 }, { "f*", 1 }, { "\"fee\" *", 1 },
  };
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autoptr (GError)     error = NULL;
  g_autoptr (GString)    many = g_string_new ("fee");
  TlEvidenceFilter       filter = { .words = many->str };
  TlEvidenceCount        result;

  import_texts (document, texts);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 n = n_records (document, NULL, NULL, cases[i].words);

      if (n != cases[i].n)
        g_error ("%s: %" G_GINT64_FORMAT, cases[i].words, n);
    }
  for (int i = 0; i < 1000; i++)
    g_string_append (many, " fee");
  filter.words = many->str;
  g_assert_false (tl_evidence_count (document, &filter, &result, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  tl_document_discard (document);
}

/* Whatever someone types, it is no error and no crash. */
static void
test_search_noise (void)
{
  static const char *const texts[] = { "The delivery fee was not shown", NULL };
  static const char       *parts[] = { "\"", "*", "^", "(", ")", "{", "}", ":", "+", "-", ",", "AND", "OR", "NOT", "NEAR", "fee",
                                       "é", " ", " ", "\t", "\\", "'", ";", "%", "_", "\x01", "\xc3", "\xe0", "\ufdd0", "😀" };

  g_autoptr (TlDocument) document = support_new_sample ();

  import_texts (document, texts);
  for (int i = 0; i < 3000; i++)
    {
      g_autoptr (GString) words = g_string_new (NULL);

      for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        g_string_append (words, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      n_records (document, NULL, NULL, words->str);
    }
  tl_document_discard (document);
}

static void
test_extract (void)
{
  static const char *const texts[] = { "One two three four five six seven eight nine ten eleven twelve thirteen fourteen"
                                       " fifteen sixteen seventeen eighteen nineteen twenty twenty-one twenty-two"
                                       " twenty-three <b>needle</b> & twenty-four twenty-five twenty-six", NULL };

  g_autoptr (TlDocument) document = support_new_sample ();
  TlEvidenceFilter       filter = { .words = "need*" };
  g_autoptr (GPtrArray)  list = NULL;
  TlRecord              *record;

  import_texts (document, texts);
  list = tl_evidence_list (document, &filter, 0, 10, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  record = list->pdata[0];
  g_assert_nonnull (strstr (record->extract, "<b>\x02needle\x03</b> &"));
  g_assert_cmpstr (tl_record_get_text (record, TL_EVIDENCE_TEXT), ==, texts[0]);
  tl_document_discard (document);
}

/* The index is a cache: where it is broken or out of step, it is made again. */
static void
test_index_mended (void)
{
  g_autofree char       *path = support_path ("index.journey");
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autoptr (GError)     error = NULL;

  support_import (document, "survey", "r", 300, "fee");
  tl_document_publish_to (document, path, &error);
  g_assert_no_error (error);
  g_clear_object (&document);

  support_sql (path, "INSERT INTO words (words) VALUES ('delete-all')");
  document = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_assert_cmpint (n_records (document, NULL, NULL, "customer"), ==, 200);
  g_clear_object (&document);
  support_sql (path, "UPDATE words_data SET block = x'00112233445566778899' WHERE id > 10");
  document = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_assert_cmpint (n_records (document, NULL, NULL, "customer"), ==, 200);
  g_clear_object (&document);
  support_sql (path, "UPDATE words_data SET block = x'00112233445566778899' WHERE id > 10");
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  support_import (document, "survey", "s", 300, "fee");
  g_assert_cmpint (n_records (document, NULL, NULL, "customer"), ==, 400);
  tl_document_undo (document, NULL);
  support_import (document, "survey", "s", 3, "fee");
  g_assert_cmpint (n_records (document, NULL, NULL, "customer"), ==, 202);
  tl_document_discard (document);
  g_clear_object (&document);
  support_clear ();
}

static void
add_tests (void)
{
  g_test_add_func ("/document/evidence/counts", test_counts);
  g_test_add_func ("/document/evidence/batches", test_batches);
  g_test_add_func ("/document/evidence/many", test_many);
  g_test_add_func ("/document/evidence/refused", test_refused);
  g_test_add_func ("/document/evidence/loading", test_loading);
  g_test_add_func ("/document/evidence/edit", test_edit_records);
  g_test_add_func ("/document/evidence/search", test_search);
  g_test_add_func ("/document/evidence/search-noise", test_search_noise);
  g_test_add_func ("/document/evidence/extract", test_extract);
  g_test_add_func ("/document/evidence/index-mended", test_index_mended);
}

int
main (int argc, char **argv)
{
  return support_run (&argc, &argv, add_tests);
}
