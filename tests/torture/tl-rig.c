/* tl-rig.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-rig.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <sqlite3.h>
#include <string.h>

#include "tl-json.h"
#include "tl-xml.h"

/* A shop with something of every kind. */
static const char sample[] =
  "{\"do\":["
  "{\"change\":\"shop\",\"set\":{\"currency\":\"GBP\",\"doubt\":0.25}},"
  "{\"create\":\"persona\",\"id\":\"ann\",\"set\":{\"title\":\"Ann\"}},"
  "{\"create\":\"cause\",\"id\":\"form\",\"set\":{\"title\":\"A form nobody owns\"}},"
  "{\"create\":\"stage\",\"id\":\"basket\",\"set\":{\"title\":\"Basket\",\"entry\":\"1000 .. 2000\",\"column\":1}},"
  "{\"create\":\"stage\",\"id\":\"bought\",\"set\":{\"title\":\"Bought\",\"kind\":\"won\",\"revenue\":40}},"
  "{\"create\":\"stage\",\"id\":\"gone\",\"set\":{\"title\":\"Gone\",\"kind\":\"lost\"}},"
  "{\"create\":\"touchpoint\",\"id\":\"page\",\"in\":\"basket\",\"set\":{\"title\":\"Basket page\"}},"
  "{\"create\":\"touchpoint\",\"id\":\"phone\",\"in\":\"basket\",\"set\":{\"title\":\"Phone\",\"emotion\":-1.5}},"
  "{\"create\":\"pain\",\"id\":\"fee\",\"in\":\"page\",\"set\":{\"title\":\"Fee\",\"incidence\":\"132 of 1200\"}},"
  "{\"create\":\"contact\",\"id\":\"fee-phone\",\"in\":\"fee\",\"set\":{\"touchpoint\":\"phone\"}},"
  "{\"create\":\"because\",\"id\":\"fee-form\",\"in\":\"fee\",\"set\":{\"cause\":\"form\"}},"
  "{\"create\":\"delight\",\"id\":\"smile\",\"in\":\"phone\",\"set\":{\"title\":\"A kind voice\"}},"
  "{\"connect\":\"basket\",\"to\":\"bought\",\"share\":\"40%\"},"
  "{\"connect\":\"basket\",\"to\":\"gone\",\"share\":\"60%\"},"
  "{\"create\":\"fix\",\"id\":\"free\",\"set\":{\"title\":\"Free delivery\",\"one-off\":1000}},"
  "{\"create\":\"effect\",\"id\":\"free-fee\",\"in\":\"free\",\"set\":{\"on\":\"fee\",\"field\":\"incidence\",\"scale\":0.5}},"
  "{\"create\":\"source\",\"id\":\"survey\",\"set\":{\"title\":\"Survey\"}},"
  "{\"create\":\"fact\",\"id\":\"fact-1\",\"set\":{\"of\":\"fee\",\"field\":\"incidence\",\"basis\":\"observed\","
  "\"source\":\"survey\"}}]}";

static gboolean
fill (TlDocument *document, GError **error)
{
  g_autoptr (TlEdit) edit = tl_json_read_edit (document, sample, NULL, NULL, error);

  return edit && tl_document_load (document, edit, error);
}

/**
 * tl_rig_new:
 *
 * Makes a journey in a new file @path, and opens it.
 */
TlRig *
tl_rig_new (const char *path, GError **error)
{
  g_autoptr (TlDocument) document = tl_document_new ("shop", "Shop", error);

  if (document == NULL || !fill (document, error) || !tl_document_publish_to (document, path, error))
    return NULL;
  g_clear_object (&document);
  return tl_rig_open (path, error);
}

/**
 * tl_rig_new_untitled:
 *
 * Makes a journey that has no file yet; the first line that publishes gives it @path.
 */
TlRig *
tl_rig_new_untitled (const char *path, GError **error)
{
  g_autoptr (TlDocument) document = tl_document_new ("shop", "Shop", error);
  TlRig                 *self;

  if (document == NULL || !fill (document, error))
    return NULL;
  self = g_new0 (TlRig, 1);
  self->path = g_strdup (path);
  self->document = g_steal_pointer (&document);
  return self;
}

TlRig *
tl_rig_open (const char *path, GError **error)
{
  TlDocument *document = tl_document_open (path, TL_DOCUMENT_DEFAULT, error);
  TlRig      *self;

  if (document == NULL)
    return NULL;
  self = g_new0 (TlRig, 1);
  self->path = g_strdup (path);
  self->document = document;
  return self;
}

void
tl_rig_free (TlRig *self)
{
  g_clear_object (&self->document);
  g_free (self->path);
  g_free (self);
}

static gboolean
apply (TlRig *self, const char *text, const char *thread, GError **error)
{
  g_autoptr (TlEdit) edit = tl_json_read_edit (self->document, text, NULL, NULL, error);

  if (edit && thread)
    tl_edit_set_thread (edit, thread);
  return edit && tl_document_apply (self->document, edit, error) > 0;
}

static gboolean
import (TlRig *self, JsonObject *line, GError **error)
{
  const char          *source = json_object_get_string_member_with_default (line, "source", "survey");
  const char          *prefix = json_object_get_string_member_with_default (line, "prefix", "r");
  const char          *on = json_object_get_string_member_with_default (line, "on", NULL);
  gint64               n = json_object_get_int_member (line, "import");
  g_autoptr (TlEdit)   edit = tl_edit_new ("Import");
  g_autoptr (TlBatch)  batch = NULL;

  if (tl_journey_lookup (tl_document_get_journey (self->document), source) == NULL)
    {
      tl_edit_create (edit, TL_KIND_SOURCE, source, NULL, TL_EDIT_LAST);
      tl_edit_set (edit, source, TL_SOURCE_TITLE, source);
    }
  batch = tl_batch_new (self->document, edit, FALSE, error);
  for (gint64 i = 0; batch && i < n; i++)
    {
      g_autofree char     *id = g_strdup_printf ("%s-%" G_GINT64_FORMAT, prefix, i);
      g_autofree char     *words = g_strdup_printf ("Record %" G_GINT64_FORMAT " of %s: the fee is “too high” & <rising>",
                                                    i, prefix);
      g_autoptr (TlRecord) record = tl_record_new (id);

      if (!tl_record_set (record, TL_EVIDENCE_SOURCE, source, error) ||
          !tl_record_set (record, TL_EVIDENCE_NPS, i % 2 ? "7" : "3", error) ||
          (on && !tl_record_set (record, TL_EVIDENCE_ON, on, error)) ||
          (i % 3 != 2 && !tl_record_set (record, TL_EVIDENCE_TEXT, words, error)) || !tl_batch_add (batch, record, error))
        return FALSE;
    }
  return batch && tl_batch_commit (batch, error) > 0;
}

static gboolean
reopen (TlRig *self, GError **error)
{
  g_clear_object (&self->document);
  self->document = tl_document_open (self->path, TL_DOCUMENT_DEFAULT, error);
  return self->document != NULL;
}

static gboolean
copy (TlRig *self, const char *name, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return tl_document_copy_to (self->document, path, error);
}

/* Spoils the history in the working file, which is not sealed as the person's file is. */
static gboolean
tamper (TlRig *self, GError **error)
{
  g_autofree char *base = g_build_filename (g_get_user_state_dir (), "throughline", "working", NULL);
  g_autoptr (GDir) dir = NULL;
  const char      *name;

  if (!apply (self, "{\"change\":\"shop\",\"set\":{\"note\":\"Tampered with\"}}", NULL, error))
    return FALSE;
  g_clear_object (&self->document);
  dir = g_dir_open (base, 0, error);
  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *working = g_build_filename (base, name, "journey", NULL);
      sqlite3         *db = NULL;
      int              rc = sqlite3_open (working, &db);

      if (rc == SQLITE_OK)
        rc = sqlite3_exec (db, "UPDATE change SET old = 'Tampered' WHERE field = 'title' AND old IS NOT NULL", NULL, NULL,
                           NULL);
      sqlite3_close (db);
      g_assert_cmpint (rc, ==, SQLITE_OK);
    }
  return dir && reopen (self, error);
}

static gboolean
repeat (TlRig *self, gint64 n, gboolean (*act) (TlDocument *, GError **), GError **error)
{
  g_autoptr (GError) why = NULL;

  for (gint64 i = 0; i < n; i++)
    if (!act (self->document, &why))
      {
        if (g_error_matches (why, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_NOTHING_TO_UNDO))
          return TRUE;
        g_propagate_error (error, g_steal_pointer (&why));
        return FALSE;
      }
  return TRUE;
}

static gboolean
run (TlRig *self, const char *line, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject            *object;

  if (!json_parser_load_from_data (parser, line, -1, error))
    return FALSE;
  object = JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)) ? json_node_get_object (json_parser_get_root (parser))
                                                                  : NULL;
  if (object == NULL)
    return apply (self, line, NULL, error);
  if (json_object_has_member (object, "undo"))
    return repeat (self, json_object_get_int_member (object, "undo"), tl_document_undo, error);
  if (json_object_has_member (object, "redo"))
    return repeat (self, json_object_get_int_member (object, "redo"), tl_document_redo, error);
  if (json_object_has_member (object, "publish"))
    return tl_document_get_path (self->document) ? tl_document_publish (self->document, error)
                                                 : tl_document_publish_to (self->document, self->path, error);
  if (json_object_has_member (object, "reopen"))
    return reopen (self, error);
  if (json_object_has_member (object, "tamper"))
    return tamper (self, error);
  if (json_object_has_member (object, "copy"))
    return copy (self, json_object_get_string_member (object, "copy"), error);
  if (json_object_has_member (object, "import"))
    return import (self, object, error);
  if (json_object_has_member (object, "thread"))
    {
      g_autofree char *text = json_to_string (json_object_get_member (object, "edit"), FALSE);

      return apply (self, text, json_object_get_string_member (object, "thread"), error);
    }
  return apply (self, line, NULL, error);
}

/**
 * tl_rig_run:
 *
 * Does what a line says.
 *
 * Returns: %FALSE with an error where it was refused, or failed
 */
gboolean
tl_rig_run (TlRig *self, const char *line, GError **error)
{
  gboolean done = run (self, line, error);

  if (done)
    self->n_done++;
  else
    self->n_refused++;
  return done;
}

/**
 * tl_rig_is_plain:
 *
 * Whether a line is an edit, in the form that `throughline-cli edit` takes.
 */
gboolean
tl_rig_is_plain (const char *line)
{
  static const char *const own[] = { "undo", "redo", "publish", "reopen", "tamper", "copy", "import", "thread" };

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_str_has_prefix (line, "{\"") && g_str_has_prefix (line + 2, own[i]) && line[2 + strlen (own[i])] == '"')
      return FALSE;
  return TRUE;
}

static void
dump_place (TlThing *thing, gpointer data)
{
  g_autofree char *position = tl_number_format (tl_thing_get_position (thing));
  TlThing         *parent = tl_thing_get_parent (thing);

  g_string_append_printf (data, "%s %s in %s at %s\n", tl_kind_get_info (tl_thing_get_kind (thing))->name,
                          tl_thing_get_id (thing), parent ? tl_thing_get_id (parent) : "-", position);
}

/**
 * tl_rig_dump:
 *
 * Returns: (transfer full): all that a journey says: its canonical XML, and the places of its things
 */
char *
tl_rig_dump (TlDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = tl_xml_to_bytes (document, &error);
  GString           *out;

  g_assert_no_error (error);
  out = g_string_new_len (g_bytes_get_data (xml, NULL), (gssize) g_bytes_get_size (xml));
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    if (kind != TL_KIND_EVIDENCE)
      tl_journey_foreach (tl_document_get_journey (document), kind, dump_place, out);
  return g_string_free (out, FALSE);
}

char *
tl_rig_dump_file (const char *path, GError **error)
{
  g_autoptr (TlDocument) document = tl_document_open (path, TL_DOCUMENT_READ_ONLY, error);

  return document ? tl_rig_dump (document) : NULL;
}

char *
tl_rig_hash (const char *dump)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA1, dump, -1);
}

/**
 * tl_rig_folder:
 * @in_memory: whether it shall be in memory, where there is room: syncing costs nothing there
 *
 * Returns: (transfer full): a folder of one's own with the folders "home" and "graves" in it, and the program's own
 *   folders from now on
 */
char *
tl_rig_folder (gboolean in_memory)
{
  char            *folder = g_strdup ("/dev/shm/throughline-torture-XXXXXX");
  g_autofree char *state = NULL;
  g_autofree char *runtime = NULL;
  g_autofree char *home = NULL;
  g_autofree char *graves = NULL;

  if (!in_memory || g_mkdtemp (folder) == NULL)
    {
      g_free (folder);
      folder = g_dir_make_tmp ("throughline-torture-XXXXXX", NULL);
    }
  g_assert_nonnull (folder);
  home = g_build_filename (folder, "disk", "home", NULL);
  state = g_build_filename (folder, "disk", "state", NULL);
  runtime = g_build_filename (folder, "runtime", NULL);
  graves = g_build_filename (folder, "graves", NULL);
  g_mkdir_with_parents (home, 0700);
  g_mkdir (state, 0700);
  g_mkdir (runtime, 0700);
  g_mkdir (graves, 0700);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  return folder;
}

/* Empties a folder. */
void
tl_rig_clear (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        {
          g_chmod (path, 0700);
          tl_rig_clear (path);
        }
      g_remove (path);
    }
}

/**
 * tl_rig_check_words:
 *
 * Whether an error is one that can be shown to a person: a whole sentence.
 */
gboolean
tl_rig_check_words (const GError *error, GError **why)
{
  const char *text = error ? error->message : "";
  gsize       length = strlen (text);
  gunichar    first = g_utf8_get_char_validated (text, -1);

  if (length > 20 && g_utf8_validate (text, -1, NULL) && !g_unichar_islower (first) && strstr (text, "(null)") == NULL &&
      (text[length - 1] == '.' || g_str_has_suffix (text, ".)") || strstr (text, "What is wrong: ")))
    return TRUE;
  g_set_error (why, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED, "this is no message for a person: “%s”", text);
  return FALSE;
}
