/* support.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "tl-seal-private.h"

static char *folder;

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char      *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_remove (path);
}

/* Makes a world of one's own: state and runtime directory are temporary. */
void
support_begin (gboolean in_memory)
{
  g_autofree char *state = NULL;
  g_autofree char *runtime = NULL;

  folder = g_strdup ("/dev/shm/throughline-test-XXXXXX");
  if (!in_memory || g_mkdtemp (folder) == NULL)
    {
      g_free (folder);
      folder = g_dir_make_tmp ("throughline-test-XXXXXX", NULL);
    }
  g_assert_nonnull (folder);
  state = g_build_filename (folder, "state", NULL);
  runtime = g_build_filename (folder, "runtime", NULL);
  g_mkdir (runtime, 0700);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
}

void
support_end (void)
{
  remove_all (folder);
  g_clear_pointer (&folder, g_free);
}

/* Runs tests, in memory where there is room for it: they sync thousands of times. */
int
support_run (int *argc, char ***argv, void (*add_tests) (void))
{
  int result;

  support_begin (TRUE);
  g_test_init (argc, argv, NULL);
  add_tests ();
  result = g_test_run ();
  support_end ();
  return result;
}

/* A name in the tests' folder. */
char *
support_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* Takes away what a test left: files, working files, locks. */
void
support_clear (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (strcmp (name, "runtime") != 0)
        remove_all (path);
    }
}

/* How many working files there are. */
guint
support_count_working (void)
{
  g_autofree char *path = g_build_filename (folder, "state", "throughline", "working", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint            n = 0;

  while (dir && g_dir_read_name (dir))
    n++;
  return n;
}

void
support_apply (TlDocument *document, TlEdit *edit)
{
  g_autoptr (GError) error = NULL;
  gint64             number = tl_document_apply (document, edit, &error);

  g_assert_no_error (error);
  g_assert_cmpint (number, >, 0);
  tl_edit_free (edit);
}

/* Expects that @edit is refused with a message in which @expected occurs, and that nothing is changed. */
void
support_refuse (TlDocument *document, TlEdit *edit, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *before = support_dump (document);
  g_autofree char   *after = NULL;
  g_autofree char   *undo = tl_document_dup_undo_name (document);
  g_autofree char   *undo_after = NULL;
  guint64            serial = tl_document_get_serial (document);

  g_assert_cmpint (tl_document_apply (document, edit, &error), ==, 0);
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID);
  if (strstr (error->message, expected) == NULL)
    g_error ("“%s” is not in “%s”", expected, error->message);
  after = support_dump (document);
  undo_after = tl_document_dup_undo_name (document);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (undo, ==, undo_after);
  g_assert_cmpuint (tl_document_get_serial (document), ==, serial);
  tl_edit_free (edit);
}

/* A small journey with something of every kind, without history. */
TlDocument *
support_new_sample (void)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlEdit)     edit = tl_edit_new ("Sample");
  g_autoptr (TlDocument) document = tl_document_new ("shop", "Shop", &error);

  g_assert_no_error (error);
  tl_edit_set (edit, "shop", TL_JOURNEY_CURRENCY, "GBP");
  tl_edit_create (edit, TL_KIND_PERSONA, "ann", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "ann", TL_PERSONA_TITLE, "Ann");
  tl_edit_create (edit, TL_KIND_CAUSE, "form", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "form", TL_CAUSE_TITLE, "A form nobody owns");
  tl_edit_create (edit, TL_KIND_STAGE, "basket", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "basket", TL_STAGE_TITLE, "Basket");
  tl_edit_set (edit, "basket", TL_STAGE_ENTRY, "1000..2000");
  tl_edit_create (edit, TL_KIND_STAGE, "bought", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "bought", TL_STAGE_TITLE, "Bought");
  tl_edit_set (edit, "bought", TL_STAGE_KIND, "won");
  tl_edit_create (edit, TL_KIND_STAGE, "gone", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "gone", TL_STAGE_TITLE, "Gone");
  tl_edit_set (edit, "gone", TL_STAGE_KIND, "lost");
  tl_edit_create (edit, TL_KIND_TOUCHPOINT, "page", "basket", TL_EDIT_LAST);
  tl_edit_set (edit, "page", TL_TOUCHPOINT_TITLE, "Basket page");
  tl_edit_create (edit, TL_KIND_TOUCHPOINT, "phone", "basket", TL_EDIT_LAST);
  tl_edit_set (edit, "phone", TL_TOUCHPOINT_TITLE, "Phone");
  tl_edit_set (edit, "phone", TL_TOUCHPOINT_EMOTION, "-1.5");
  tl_edit_create (edit, TL_KIND_PAIN, "fee", "page", TL_EDIT_LAST);
  tl_edit_set (edit, "fee", TL_PAIN_TITLE, "Delivery fee");
  tl_edit_set (edit, "fee", TL_PAIN_INCIDENCE, "132/1200");
  tl_edit_create (edit, TL_KIND_CONTACT, "fee-phone", "fee", TL_EDIT_LAST);
  tl_edit_set (edit, "fee-phone", TL_CONTACT_TOUCHPOINT, "phone");
  tl_edit_create (edit, TL_KIND_BECAUSE, "fee-form", "fee", TL_EDIT_LAST);
  tl_edit_set (edit, "fee-form", TL_BECAUSE_CAUSE, "form");
  tl_edit_create (edit, TL_KIND_DELIGHT, "smile", "phone", TL_EDIT_LAST);
  tl_edit_set (edit, "smile", TL_DELIGHT_TITLE, "A kind voice");
  tl_edit_create (edit, TL_KIND_TRANSITION, "basket-bought", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "basket-bought", TL_TRANSITION_FROM, "basket");
  tl_edit_set (edit, "basket-bought", TL_TRANSITION_TO, "bought");
  tl_edit_create (edit, TL_KIND_TRANSITION, "basket-gone", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "basket-gone", TL_TRANSITION_FROM, "basket");
  tl_edit_set (edit, "basket-gone", TL_TRANSITION_TO, "gone");
  tl_edit_set (edit, "basket-gone", TL_TRANSITION_SHARE, "0.4");
  tl_edit_create (edit, TL_KIND_FIX, "free", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "free", TL_FIX_TITLE, "Free delivery");
  tl_edit_create (edit, TL_KIND_EFFECT, "free-fee", "free", TL_EDIT_LAST);
  tl_edit_set (edit, "free-fee", TL_EFFECT_ON, "fee");
  tl_edit_set (edit, "free-fee", TL_EFFECT_FIELD, "incidence");
  tl_edit_set (edit, "free-fee", TL_EFFECT_SCALE, "0.5");
  tl_edit_create (edit, TL_KIND_EFFECT, "free-phone", "free", TL_EDIT_LAST);
  tl_edit_set (edit, "free-phone", TL_EFFECT_ON, "phone");
  tl_edit_set (edit, "free-phone", TL_EFFECT_FIELD, "reach");
  tl_edit_set (edit, "free-phone", TL_EFFECT_SCALE, "0.8");
  tl_edit_set (edit, "free-phone", TL_EFFECT_TO, "page");
  tl_edit_create (edit, TL_KIND_SOURCE, "survey", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "survey", TL_SOURCE_TITLE, "Survey");
  tl_edit_create (edit, TL_KIND_FACT, "fact-1", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "fact-1", TL_FACT_OF, "fee");
  tl_edit_set (edit, "fact-1", TL_FACT_FIELD, "incidence");
  tl_edit_set (edit, "fact-1", TL_FACT_BASIS, "observed");
  tl_edit_set (edit, "fact-1", TL_FACT_SOURCE, "survey");
  tl_document_load (document, edit, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&document);
}

/* Imports @n records of a source, which is made where it is not there, about @on. */
gint64
support_import (TlDocument *document, const char *source, const char *prefix, guint n, const char *on)
{
  g_autoptr (GError)  error = NULL;
  g_autoptr (TlEdit)  edit = tl_edit_new ("Import");
  g_autoptr (TlBatch) batch = NULL;
  gint64              number;

  if (tl_journey_lookup (tl_document_get_journey (document), source) == NULL)
    {
      tl_edit_create (edit, TL_KIND_SOURCE, source, NULL, TL_EDIT_LAST);
      tl_edit_set (edit, source, TL_SOURCE_TITLE, source);
    }
  batch = tl_batch_new (document, edit, FALSE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char     *id = g_strdup_printf ("%s-%u", prefix, i);
      g_autofree char     *words = g_strdup_printf ("The delivery fee is too high, said customer %u of %s", i, prefix);
      g_autoptr (TlRecord) record = tl_record_new (id);

      tl_record_set (record, TL_EVIDENCE_SOURCE, source, &error);
      tl_record_set (record, TL_EVIDENCE_NPS, i % 2 ? "7" : "3", &error);
      if (on)
        tl_record_set (record, TL_EVIDENCE_ON, on, &error);
      if (i % 3 != 2)
        tl_record_set (record, TL_EVIDENCE_TEXT, words, &error);
      tl_batch_add (batch, record, &error);
      g_assert_no_error (error);
    }
  number = tl_batch_commit (batch, &error);
  g_assert_no_error (error);
  g_assert_cmpint (number, >, 0);
  return number;
}

static void
dump_thing (TlThing *thing, guint depth, GString *out)
{
  const TlKindInfo *info = tl_kind_get_info (tl_thing_get_kind (thing));
  g_autofree char  *position = tl_number_format (tl_thing_get_position (thing));

  g_string_append_printf (out, "%*s%s %s @%s", (int) depth * 2, "", info->name, tl_thing_get_id (thing), position);
  for (guint i = 0; i < info->n_fields; i++)
    {
      g_autofree char *value = tl_thing_format (thing, info->first + i);

      if (value)
        g_string_append_printf (out, " %s=%s", tl_field_get_info (info->first + i)->name, value);
    }
  g_string_append_c (out, '\n');
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    for (guint i = 0; i < tl_thing_n (thing, kind); i++)
      dump_thing (tl_thing_nth (thing, kind, i), depth + 1, out);
}

static gboolean
dump_record (const TlRecord *record, gpointer data, GError **error)
{
  g_string_append_printf (data, "record %s", record->id);
  for (TlField field = TL_EVIDENCE_SOURCE; field <= TL_EVIDENCE_LAST; field++)
    {
      g_autofree char *value = tl_field_format (field, &record->values[field - TL_EVIDENCE_SOURCE]);

      if (value)
        g_string_append_printf (data, " %s=%s", tl_field_get_info (field)->name, value);
    }
  for (guint i = 0; record->about && record->about[i]; i++)
    g_string_append_printf (data, " about=%s", record->about[i]);
  g_string_append_c (data, '\n');
  return TRUE;
}

/* All that a journey says, as text. */
char *
support_dump (TlDocument *document)
{
  g_autoptr (GError) error = NULL;
  GString           *out = g_string_new (NULL);

  dump_thing (tl_journey_get_root (tl_document_get_journey (document)), 0, out);
  tl_evidence_foreach (document, dump_record, out, &error);
  g_assert_no_error (error);
  return g_string_free (out, FALSE);
}

/* Does to a file what somebody with another program could do. */
void
support_sql (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  sqlite3_close (db);
  support_seal (path);
}

/* Somebody who is up to something puts the seal right as well. */
void
support_seal (const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!_tl_seal_write (path, &error))
    g_test_message ("not sealed: %s", error->message);
}

gint64
support_sql_int (const char *path, const char *sql)
{
  sqlite3      *db;
  sqlite3_stmt *row;
  gint64        value;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (row, 0);
  sqlite3_finalize (row);
  sqlite3_close (db);
  return value;
}

TlDocument *
support_open (const char *path, TlDocumentFlags flags)
{
  g_autoptr (GError) error = NULL;
  TlDocument        *document = tl_document_open (path, flags, &error);

  g_assert_no_error (error);
  return document;
}

void
support_assert_opens (const char *path)
{
  g_autoptr (TlDocument) document = support_open (path, TL_DOCUMENT_READ_ONLY);

  g_assert_true (TL_IS_DOCUMENT (document));
}
