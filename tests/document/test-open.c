/* test-open.c: files that are no journeys, or damaged, or hostile
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include <sys/stat.h>

static void
make_journey (const char *path, guint n_records)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autoptr (GError)     error = NULL;

  if (n_records > 0)
    support_import (document, "survey", "r", n_records, "fee");
  tl_document_publish_to (document, path, &error);
  g_assert_no_error (error);
}

/* Opens a file both ways, expects to be refused in these words, and finds the file as it was. */
static void
refuse (const char *path, TlDocumentError code, const char *expected)
{
  g_autofree char *before = NULL;
  gsize            length_before = 0;

  g_file_get_contents (path, &before, &length_before, NULL);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char   *after = NULL;
      g_autofree char   *name = g_path_get_basename (path);
      gsize              length = 0;

      g_assert_null (tl_document_open (path, i ? TL_DOCUMENT_READ_ONLY : TL_DOCUMENT_DEFAULT, &error));
      g_assert_error (error, TL_DOCUMENT_ERROR, (int) code);
      if (strstr (error->message, expected) == NULL || strstr (error->message, name) == NULL)
        g_error ("“%s” is not in “%s”", expected, error->message);
      g_file_get_contents (path, &after, &length, NULL);
      g_assert_cmpmem (before, length_before, after, length);
    }
  g_assert_cmpuint (support_count_working (), ==, 0);
}

static void
write_file (const char *path, const char *bytes, gssize length)
{
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
}

static void
test_foreign (void)
{
  g_autofree char   *path = support_path ("foreign");
  g_autofree char   *folder = support_path ("folder.journey");
  g_autoptr (GError) error = NULL;

  write_file (path, "", 0);
  refuse (path, TL_DOCUMENT_ERROR_FOREIGN, "empty");
  g_assert_false (tl_document_is_journey (path));
  write_file (path, "Dear all,\n", -1);
  refuse (path, TL_DOCUMENT_ERROR_FOREIGN, "not a journey");
  write_file (path, "<?xml version=\"1.0\"?><journey/>", -1);
  refuse (path, TL_DOCUMENT_ERROR_FOREIGN, "not a journey");
  write_file (path, "SQLite format 3", 16);
  refuse (path, TL_DOCUMENT_ERROR_DAMAGED, "cut short");
  g_remove (path);
  support_sql (path, "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  refuse (path, TL_DOCUMENT_ERROR_FOREIGN, "another program");
  g_assert_false (tl_document_is_journey (path));
  g_mkdir (folder, 0700);
  g_assert_null (tl_document_open (folder, TL_DOCUMENT_DEFAULT, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FOREIGN);
  g_clear_error (&error);
  g_remove (path);
  g_assert_null (tl_document_open (path, TL_DOCUMENT_DEFAULT, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (tl_document_open ("/nowhere/at/all", TL_DOCUMENT_READ_ONLY, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED);
  g_clear_error (&error);
  /* A pipe nobody writes to must not be waited for. */
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (tl_document_open (path, TL_DOCUMENT_DEFAULT, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FOREIGN);
  g_assert_false (tl_document_is_journey (path));
  support_clear ();
}

static void
test_versions (void)
{
  g_autofree char *path = support_path ("version.journey");

  make_journey (path, 3);
  g_assert_true (tl_document_is_journey (path));
  support_assert_opens (path);
  support_sql (path, "PRAGMA user_version = 4");
  refuse (path, TL_DOCUMENT_ERROR_NEWER, "newer version");
  g_assert_true (tl_document_is_journey (path));
  support_sql (path, "PRAGMA user_version = 0");
  refuse (path, TL_DOCUMENT_ERROR_DAMAGED, "format");
  support_sql (path, "PRAGMA user_version = -1");
  refuse (path, TL_DOCUMENT_ERROR_DAMAGED, "format");
  /* Tables of one version do not pass for another's. */
  support_sql (path, "PRAGMA user_version = 2");
  refuse (path, TL_DOCUMENT_ERROR_DAMAGED, "no journey has");
  support_sql (path, "PRAGMA user_version = 3; PRAGMA application_id = 7");
  refuse (path, TL_DOCUMENT_ERROR_FOREIGN, "another program");
  support_clear ();
}

static void
test_schema (void)
{
  static const struct
  {
    const char *sql;
    const char *expected;
  } cases[] = {
    { "CREATE TRIGGER t AFTER INSERT ON stage BEGIN DELETE FROM pain; END", "trigger “t”" },
    { "CREATE VIEW v AS SELECT 1", "view “v”" },
    { "CREATE TABLE extra (a)", "table “extra”" },
    { "CREATE INDEX extra ON stage (title)", "index “extra”" },
    { "ALTER TABLE stage ADD COLUMN colour TEXT", "table “stage”" },
    { "ALTER TABLE pain DROP COLUMN note", "table “pain”" },
    { "DROP TABLE fact", "table “fact”" },
    { "DROP INDEX evidence_source", "index “evidence_source”" },
    { "CREATE VIRTUAL TABLE w USING fts5 (a)", "table “w" },
    { "DROP TABLE words; CREATE VIRTUAL TABLE words USING fts5 (\"text\")", "words" },
    { "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE VIEW stage AS SELECT 1', type = 'view', rootpage"
      " = 0 WHERE name = 'stage'", "stage" },
    { "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'nonsense' WHERE name = 'stage'", "damaged" },
    { "ANALYZE", "sqlite_stat1" },
    { "INSERT INTO words (words, rank) VALUES ('rank', 'bm25(10.0)')", "index" },
  };
  g_autofree char *path = support_path ("schema.journey");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      make_journey (path, 3);
      support_sql (path, cases[i].sql);
      refuse (path, TL_DOCUMENT_ERROR_DAMAGED, cases[i].expected);
      g_remove (path);
    }
  support_clear ();
}

static void
test_values (void)
{
  static const struct
  {
    const char *sql;
    const char *expected;
  } cases[] = {
    { "UPDATE pain SET incidence = '1.5'", "fee”: incidence is 1.5, and must be from 0 to 1" },
    { "UPDATE pain SET incidence = 'much'", "fee”: incidence" },
    { "UPDATE touchpoint SET emotion = 9 WHERE id = 'phone'", "phone”: emotion is 9, and must be from -2 to 2" },
    { "UPDATE touchpoint SET emotion = 9e999 WHERE id = 'phone'", "phone" },
    { "UPDATE stage SET kind = 'odd' WHERE id = 'gone'", "gone”: kind" },
    { "UPDATE stage SET row = -4 WHERE id = 'gone'", "gone”: row is -4" },
    { "UPDATE stage SET position = 9e999", "stage" },
    { "UPDATE stage SET parent = 'nobody'", "nobody" },
    { "UPDATE stage SET id = 'two words' WHERE id = 'gone'", "two words" },
    { "UPDATE stage SET id = 'ann' WHERE id = 'gone'", "ann" },
    { "UPDATE touchpoint SET parent = 'shop'", "shop" },
    { "UPDATE transition SET \"to\" = 'nobody' WHERE id = 'basket-gone'", "nobody" },
    { "UPDATE journey SET currency = 'pounds'", "currency" },
    { "DELETE FROM journey", "no journey" },
    { "INSERT INTO journey (id, title) VALUES ('second', 'x')", "more than one" },
    { "DELETE FROM stage WHERE id = 'gone'", "gone" },
    { "UPDATE evidence SET nps = 11 WHERE id = 'r-1'", "r-1”: nps is 11, and must be from 0 to 10" },
    { "UPDATE evidence SET sentiment = -3.5 WHERE id = 'r-2'", "r-2”: sentiment is -3.5, and must be from -1 to 1" },
    { "UPDATE evidence SET csat = 9e999 WHERE id = 'r-2'", "r-2”: csat" },
    { "UPDATE evidence SET date = 'yesterday' WHERE id = 'r-2'", "r-2”: date" },
    { "UPDATE evidence SET source = 'nobody' WHERE id = 'r-2'", "r-2" },
    { "UPDATE evidence SET id = 'fee' WHERE id = 'r-2'", "fee" },
    { "UPDATE assignment SET thing = 'nobody' WHERE record = 2", "nobody" },
    { "UPDATE edit SET undone = 1; INSERT INTO edit VALUES (9, 'x', 0, 0)", "history" },
    { "UPDATE state SET value = 9223372036854775807", "history" },
    { "UPDATE stage SET title = CAST (x'ff00fe' AS TEXT), id = CAST (x'e0' AS TEXT) WHERE id = 'gone'", "" },
  };
  g_autofree char *path = support_path ("values.journey");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      make_journey (path, 5);
      support_sql (path, cases[i].sql);
      refuse (path, TL_DOCUMENT_ERROR_DAMAGED, cases[i].expected);
      g_remove (path);
    }
  /* Texts may be any bytes: what is no text becomes one. */
  make_journey (path, 5);
  support_sql (path, "UPDATE stage SET title = CAST (x'41ff0042' AS TEXT) WHERE id = 'gone';"
                     " UPDATE evidence SET text = CAST (x'41ff0002' AS TEXT) WHERE id = 'r-0'");
  support_assert_opens (path);
  support_clear ();
}

static void
test_tampered_history (void)
{
  static const char *const cases[] = {
    "UPDATE change SET kind = 'nonsense'",
    "UPDATE change SET field = 'nonsense'",
    "UPDATE change SET id = 'nobody'",
    "UPDATE change SET old = '-5', new = '-7', field = 'incidence', kind = 'pain', id = 'fee'",
    "UPDATE change SET kind = 'journey', id = 'shop', field = 'exists', old = NULL",
    "UPDATE change SET kind = 'journey', id = 'shop', field = 'parent', old = 'shop'",
    "UPDATE change SET kind = 'evidence', id = 'r-0', field = 'nonsense'",
    "UPDATE change SET kind = 'evidence', id = 'r-0', field = 'source', old = 'nobody'",
    "UPDATE change SET kind = 'evidence', id = 'r-0', field = 'on', old = 'fee'",
    "UPDATE change SET kind = 'stage', id = 'basket', field = 'exists', old = NULL",
    "UPDATE change SET kind = 'touchpoint', id = 'page', field = 'parent', old = NULL",
    "UPDATE change SET kind = 'source', id = 'survey', field = 'exists', old = NULL",
  };
  g_autofree char *path = support_path ("tampered.journey");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDocument) document = support_new_sample ();
      g_autoptr (GError)     error = NULL;
      g_autofree char       *before = NULL;
      g_autofree char       *after = NULL;
      TlEdit                *edit = tl_edit_new ("Rename");

      support_import (document, "survey", "r", 3, "fee");
      tl_edit_set (edit, "basket", TL_STAGE_TITLE, "B");
      support_apply (document, edit);
      tl_document_publish_to (document, path, &error);
      g_assert_no_error (error);
      g_clear_object (&document);
      support_sql (path, cases[i]);
      document = support_open (path, TL_DOCUMENT_DEFAULT);
      before = support_dump (document);
      g_assert_false (tl_document_undo (document, &error));
      g_assert_nonnull (error);
      after = support_dump (document);
      g_assert_cmpstr (before, ==, after);
      tl_document_discard (document);
      g_remove (path);
    }
  support_clear ();
}

static void
test_truncated (void)
{
  g_autofree char *path = support_path ("whole.journey");
  g_autofree char *cut = support_path ("cut.journey");
  g_autofree char *bytes = NULL;
  gsize            length;

  make_journey (path, 200);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize n = 4096; n < length; n += 4096)
    {
      write_file (cut, bytes, (gssize) n);
      refuse (cut, TL_DOCUMENT_ERROR_DAMAGED, "cut short");
      write_file (cut, bytes, (gssize) n - 7);
      refuse (cut, TL_DOCUMENT_ERROR_DAMAGED, "cut short");
    }
  for (gsize n = 1; n < 120; n += 7)
    {
      g_autoptr (GError) error = NULL;

      write_file (cut, bytes, (gssize) n);
      g_assert_null (tl_document_open (cut, TL_DOCUMENT_DEFAULT, &error));
      g_assert_nonnull (error);
    }
  support_clear ();
}

/* A damaged file is refused, or opens; it never takes the program down, and is never written. */
static void
test_flipped (void)
{
  g_autofree char  *path = support_path ("whole.journey");
  g_autofree char  *bad = support_path ("bad.journey");
  g_autofree guchar *bytes = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261121);
  gsize             length;
  guint             n_opened = 0;

  make_journey (path, 100);
  g_assert_true (g_file_get_contents (path, (char **) &bytes, &length, NULL));
  for (int i = 0; i < 600; i++)
    {
      g_autofree guchar     *copy = g_memdup2 (bytes, length);
      g_autoptr (TlDocument) document = NULL;
      g_autoptr (GError)     error = NULL;
      g_autofree char       *after = NULL;
      gsize                  length_after;
      gsize                  at = (gsize) g_rand_double_range (rand, 0, i % 3 ? (double) length : 4096);

      switch (i % 4)
        {
        case 0:
        case 1:
          copy[at] ^= (guchar) (1 << g_rand_int_range (rand, 0, 8));
          break;
        case 2:
          memset (copy + at, (int) g_rand_int_range (rand, 0, 256), MIN (64, length - at));
          break;
        default:
          at &= ~(gsize) 4095;
          memcpy (copy + at, bytes + 4096 * (gsize) g_rand_int_range (rand, 0, (gint32) (length / 4096)), 4096);
        }
      write_file (bad, (char *) copy, (gssize) length);
      document = tl_document_open (bad, i % 2 ? TL_DOCUMENT_READ_ONLY : TL_DOCUMENT_DEFAULT, &error);
      if (document)
        {
          g_autoptr (GPtrArray)  list = tl_evidence_list (document, NULL, 0, -1, NULL);
          TlEvidenceFilter       filter = { .words = "customer del*" };
          TlEvidenceCount        count;
          g_autoptr (GHashTable) things = tl_evidence_count_things (document, NULL);

          tl_evidence_count (document, &filter, &count, NULL);
          if (!tl_document_is_read_only (document))
            {
              tl_document_undo (document, NULL);
              tl_document_redo (document, NULL);
            }
          tl_document_discard (document);
          n_opened++;
        }
      else
        g_assert_nonnull (error);
      g_assert_true (g_file_get_contents (bad, &after, &length_after, NULL));
      g_assert_cmpmem (after, length_after, copy, length);
    }
  g_test_message ("%u of 600 opened", n_opened);
  support_clear ();
}

/* A journal beside the file: some program is writing it, or died there. */
static void
test_journal (void)
{
  g_autofree char *path = support_path ("hot.journey");
  g_autofree char *journal = support_path ("hot.journey-journal");
  g_autofree char *wal = support_path ("hot.journey-wal");
  g_autofree char *kept = NULL;
  gsize            length;
  sqlite3         *db;

  make_journey (path, 500);
  sqlite3_open (path, &db);
  sqlite3_exec (db, "PRAGMA cache_size = 1; BEGIN; UPDATE evidence SET text = 'x'; DELETE FROM stage", NULL, NULL, NULL);
  refuse (path, TL_DOCUMENT_ERROR_DAMAGED, "hot.journey-journal");
  g_assert_true (g_file_get_contents (journal, &kept, &length, NULL));
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close (db);
  support_seal (path);
  support_assert_opens (path);
  write_file (journal, kept, (gssize) length);
  refuse (path, TL_DOCUMENT_ERROR_DAMAGED, "hot.journey-journal");
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  write_file (journal, "", 0);
  support_assert_opens (path);
  g_remove (journal);

  sqlite3_open (path, &db);
  sqlite3_exec (db, "PRAGMA journal_mode = WAL; UPDATE stage SET title = 'x'", NULL, NULL, NULL);
  refuse (path, TL_DOCUMENT_ERROR_DAMAGED, "hot.journey-wal");
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
  sqlite3_close (db);
  support_seal (path);
  support_assert_opens (path);
  support_clear ();
}

static void
add_tests (void)
{
  g_test_add_func ("/document/open/foreign", test_foreign);
  g_test_add_func ("/document/open/versions", test_versions);
  g_test_add_func ("/document/open/schema", test_schema);
  g_test_add_func ("/document/open/values", test_values);
  g_test_add_func ("/document/open/tampered-history", test_tampered_history);
  g_test_add_func ("/document/open/truncated", test_truncated);
  g_test_add_func ("/document/open/flipped", test_flipped);
  g_test_add_func ("/document/open/journal", test_journal);
}

int
main (int argc, char **argv)
{
  return support_run (&argc, &argv, add_tests);
}
