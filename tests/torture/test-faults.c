/* test-faults.c: every call to the disk fails once
 *
 * An act is tried again and again, with the first call to the disk failing, the second, and so on, until it is through
 * without one that fails: SQLite's calls and ours alike.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include "tl-disk.h"
#include "tl-long.h"
#include "tl-open.h"
#include "tl-rig.h"

static char *folder, *disk, *home, *state, *path, *other;

/* How things stand, before and behind an act. */
typedef struct
{
  TlRig *rig;
  char  *shown;     /* what the journey says, or said before it was closed */
  char  *published; /* what the person's file says */
} Case;

typedef gboolean (*Act) (Case    *now,
                         GError **error);

/* An act, the lines that come before it, and what the journey says when it is done: as before, or as it does then. */
typedef struct
{
  const char  *name;
  const char  *before[4];
  Act          act;
  gboolean     publishes;
  gboolean     closes;    /* the document is not open while it is tried */
  const char  *then;      /* a line that does the same on a well disk, or NULL where nothing is changed */
} Job;

static gboolean
act_edit (Case *now, GError **error)
{
  return tl_rig_run (now->rig, "{\"change\":\"basket\",\"set\":{\"title\":\"Cart\",\"note\":\"long\"}}", error);
}

static gboolean
act_delete (Case *now, GError **error)
{
  return tl_rig_run (now->rig, "{\"delete\":[\"page\",\"survey\"]}", error);
}

static gboolean
act_import (Case *now, GError **error)
{
  return tl_rig_run (now->rig, "{\"import\":60,\"source\":\"survey\",\"prefix\":\"n\",\"on\":\"fee\"}", error);
}

static gboolean
act_undo (Case *now, GError **error)
{
  return tl_document_undo (now->rig->document, error);
}

static gboolean
act_redo (Case *now, GError **error)
{
  return tl_document_redo (now->rig->document, error);
}

static gboolean
act_publish (Case *now, GError **error)
{
  return tl_document_publish (now->rig->document, error);
}

static void
published (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
act_publish_async (Case *now, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tl_document_publish_async (now->rig->document, published, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return tl_document_publish_finish (now->rig->document, result, error);
}

static gboolean
act_copy (Case *now, GError **error)
{
  return tl_document_copy_to (now->rig->document, other, error);
}

static gboolean
act_share (Case *now, GError **error)
{
  return tl_document_share_to (now->rig->document, other, error);
}

static gboolean
act_xml (Case *now, GError **error)
{
  g_autofree char *xml = g_strconcat (other, ".xml", NULL);

  return tl_save (now->rig->document, xml, error);
}

static gboolean
act_open (Case *now, GError **error)
{
  now->rig->document = tl_document_open (path, TL_DOCUMENT_DEFAULT, error);
  return now->rig->document != NULL;
}

static gboolean
act_look (Case *now, GError **error)
{
  g_autoptr (TlDocument) document = tl_document_open (path, TL_DOCUMENT_READ_ONLY, error);

  return document != NULL;
}

static gboolean
act_close (Case *now, GError **error)
{
  g_clear_object (&now->rig->document);
  return TRUE;
}

static gboolean
act_new (Case *now, GError **error)
{
  g_autoptr (TlDocument) document = tl_document_new ("new", "New", error);
  g_autoptr (TlEdit)     edit = tl_edit_new ("Edit");

  if (document == NULL)
    return FALSE;
  tl_edit_set (edit, "new", TL_JOURNEY_NOTE, "A note");
  if (tl_document_apply (document, edit, error) == 0 || !tl_document_publish_to (document, other, error))
    {
      tl_document_discard (document);
      return FALSE;
    }
  return TRUE;
}

#define EDIT "{\"change\":\"basket\",\"set\":{\"title\":\"Before\"}}"
#define IMPORT "{\"import\":20,\"source\":\"survey\",\"prefix\":\"b\",\"on\":\"fee\"}"

static const Job jobs[] = {
  { "first edit", { NULL }, act_edit, .then = "{\"change\":\"basket\",\"set\":{\"title\":\"Cart\",\"note\":\"long\"}}" },
  { "edit", { EDIT, IMPORT }, act_edit, .then = "{\"change\":\"basket\",\"set\":{\"title\":\"Cart\",\"note\":\"long\"}}" },
  { "delete", { EDIT, IMPORT }, act_delete, .then = "{\"delete\":[\"page\",\"survey\"]}" },
  { "import", { EDIT }, act_import, .then = "{\"import\":60,\"source\":\"survey\",\"prefix\":\"n\",\"on\":\"fee\"}" },
  { "undo an import", { EDIT, IMPORT }, act_undo, .then = "{\"undo\":1}" },
  { "redo an import", { EDIT, IMPORT, "{\"undo\":1}" }, act_redo, .then = "{\"redo\":1}" },
  { "publish", { EDIT, IMPORT }, act_publish, TRUE },
  { "publish in a thread", { EDIT, IMPORT }, act_publish_async, TRUE },
  { "save a copy", { EDIT, IMPORT }, act_copy },
  { "share without history", { EDIT, IMPORT }, act_share },
  { "save as XML", { EDIT, IMPORT }, act_xml },
  { "open", { EDIT, IMPORT, "{\"publish\":true}" }, act_open, .closes = TRUE },
  { "recover", { EDIT, "{\"publish\":true}", IMPORT }, act_open, .closes = TRUE },
  { "look at", { EDIT, IMPORT, "{\"publish\":true}" }, act_look, .closes = TRUE },
  { "close, published", { EDIT, IMPORT, "{\"publish\":true}" }, act_close },
  { "close, not published", { EDIT, IMPORT }, act_close },
  { "new, and save", { NULL }, act_new },
};

/* What a program leaves that died is older than the grace that is given to one that has just begun. */
static void
age_working (void)
{
  g_autofree char *working = g_build_filename (state, "throughline", "working", NULL);
  g_autoptr (GDir) dir = g_dir_open (working, 0, NULL);
  const char      *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *one = g_build_filename (working, name, NULL);
      struct utimbuf   long_ago = { 1000000000, 1000000000 };

      g_utime (one, &long_ago);
    }
}

static void
prepare (Case *now, const Job *job)
{
  static char       *bytes; /* of the file at the beginning, always the same */
  static gsize       length;
  g_autoptr (GError) error = NULL;

  tl_rig_clear (home);
  tl_rig_clear (state);
  if (bytes == NULL)
    {
      tl_rig_free (tl_rig_new (path, &error));
      g_assert_no_error (error);
      g_file_get_contents (path, &bytes, &length, &error);
    }
  else
    g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  now->rig = tl_rig_open (path, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (job->before) && job->before[i]; i++)
    if (!tl_rig_run (now->rig, job->before[i], &error))
      g_error ("%s: %s", job->before[i], error->message);
  now->shown = tl_rig_dump (now->rig->document);
  now->published = tl_rig_dump_file (path, &error);
  g_assert_no_error (error);
  if (job->closes)
    {
      g_clear_object (&now->rig->document);
      age_working ();
    }
}

static void
clear (Case *now)
{
  g_clear_pointer (&now->rig, tl_rig_free);
  g_clear_pointer (&now->shown, g_free);
  g_clear_pointer (&now->published, g_free);
}

/* What the journey says once the act is done, from a run on a disk that is well. */
static char *
do_well (const Job *job)
{
  Case               now = { NULL };
  g_autoptr (GError) error = NULL;
  char              *shown;

  prepare (&now, job);
  if (job->then && !tl_rig_run (now.rig, job->then, &error))
    g_error ("%s: %s", job->name, error->message);
  shown = job->then ? tl_rig_dump (now.rig->document) : g_strdup (now.shown);
  clear (&now);
  return shown;
}

static char *
find_stranger (void)
{
  g_autoptr (GDir) dir = g_dir_open (home, 0, NULL);
  g_autofree char *own = g_path_get_basename (path);
  g_autofree char *copy = g_path_get_basename (other);
  g_autofree char *xml = g_strconcat (copy, ".xml", NULL);
  const char      *name;

  while ((name = g_dir_read_name (dir)))
    if (strcmp (name, own) != 0 && strcmp (name, copy) != 0 && strcmp (name, xml) != 0)
      return g_strdup (name);
  return NULL;
}

static gboolean
tell (char **wrong, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
tell (char **wrong, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  *wrong = g_strdup_vprintf (format, args);
  va_end (args);
  return FALSE;
}

/* What the person's file says: the old or the new, and nothing else. */
static gboolean
check_published (const Case *now, const char *shown, const Job *job, gboolean done, char **wrong)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *there = tl_rig_dump_file (path, &error);

  if (there == NULL)
    return tell (wrong, "the person's file does not open: %s", error->message);
  if (strcmp (there, now->published) != 0 && !(job->publishes && strcmp (there, shown) == 0))
    return tell (wrong, "the person's file is neither the old nor the new one");
  if (done && job->publishes && strcmp (there, shown) != 0)
    return tell (wrong, "it is said to be published, and is not");
  return TRUE;
}

/* The document goes on: one more edit, undone and done again, saved, closed and opened. */
static gboolean
check_goes_on (Case *now, char **wrong)
{
  TlRig             *rig = now->rig;
  g_autoptr (GError) error = NULL;
  g_autofree char   *before = tl_rig_dump (rig->document);
  g_autofree char   *after = NULL;
  g_autofree char   *again = NULL;
  g_autofree char   *saved = NULL;

  if (!tl_rig_run (rig, "{\"create\":\"stage\",\"id\":\"later\",\"set\":{\"title\":\"Later\"}}", &error))
    return tell (wrong, "no edit can be made any more: %s", error->message);
  after = tl_rig_dump (rig->document);
  if (!tl_document_undo (rig->document, &error))
    return tell (wrong, "no edit can be undone any more: %s", error->message);
  again = tl_rig_dump (rig->document);
  if (strcmp (before, again) != 0)
    return tell (wrong, "undo is not exact any more");
  if (!tl_document_redo (rig->document, &error) || !tl_document_publish (rig->document, &error))
    return tell (wrong, "it cannot be saved any more: %s", error->message);
  saved = tl_rig_dump_file (path, &error);
  if (g_strcmp0 (saved, after) != 0)
    return tell (wrong, "what was saved is not what was shown");
  g_clear_object (&rig->document);
  rig->document = tl_document_open (path, TL_DOCUMENT_DEFAULT, &error);
  if (rig->document == NULL)
    return tell (wrong, "it does not open any more: %s", error->message);
  return TRUE;
}

static gboolean
check (Case *now, const Job *job, gboolean done, const GError *said, const char *well, char **wrong)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) words = NULL;
  g_autofree char   *shown = NULL;
  g_autofree char   *stranger = NULL;

  if (!done && !tl_rig_check_words (said, &words))
    return tell (wrong, "%s", words->message);
  if (now->rig->document)
    {
      shown = tl_rig_dump (now->rig->document);
      if (strcmp (shown, done ? well : now->shown) != 0)
        return tell (wrong, "%s", done ? "it is said to be done, and is not" : "it is said to have failed, and is done");
    }
  if (!check_published (now, shown ? shown : well, job, done, wrong))
    return FALSE;
  /* Opened anew, where it is not open: with all that was done before. */
  if (now->rig->document == NULL)
    {
      now->rig->document = tl_document_open (path, TL_DOCUMENT_DEFAULT, &error);
      if (now->rig->document == NULL)
        return tell (wrong, "it does not open: %s", error->message);
      shown = tl_rig_dump (now->rig->document);
      if (strcmp (shown, now->shown) != 0)
        return tell (wrong, "an edit is lost (told: %s)", tl_document_get_notice (now->rig->document));
    }
  if (!check_goes_on (now, wrong))
    return FALSE;
  stranger = find_stranger ();
  /* Where it is the removal that fails, it cannot be removed. */
  if (stranger && strstr (stranger, "conflict"))
    return tell (wrong, "there is “%s” now", stranger);
  return TRUE;
}

static const struct
{
  int           number;
  TlDiskFailing how;
  const char   *name;
} failures[] = {
  { EIO, TL_DISK_ONCE, "EIO once" },
  { ENOSPC, TL_DISK_FROM_THEN_ON, "no room from then on" },
  { EACCES, TL_DISK_ONCE, "EACCES once" },
  { EIO, TL_DISK_FROM_THEN_ON, "EIO from then on" },
  { ENOSPC, TL_DISK_SHORT, "half a write, then no room" },
  { EROFS, TL_DISK_FROM_THEN_ON, "read-only from then on" },
};

/* Returns whether anything failed: if not, there are no more calls that could. */
static gboolean
try (const Job *job, const char *well, guint nth, gsize failure, char **wrong, char **failed)
{
  Case               now = { NULL };
  g_autoptr (GError) error = NULL;
  gboolean           done;
  const char        *what;

  prepare (&now, job);
  tl_disk_watch (disk);
  tl_disk_fail (nth, failures[failure].number, failures[failure].how);
  done = job->act (&now, &error);
  what = tl_disk_stop_failing ();
  *failed = g_strdup (what);
  tl_disk_watch (NULL);
  check (&now, job, done, error, well, wrong);
  if (*wrong && error)
    {
      char *more = g_strdup_printf ("%s [it said: %s]", *wrong, error->message);

      g_free (*wrong);
      *wrong = more;
    }
  clear (&now);
  return what != NULL;
}

static guint n_tried, n_lost;

#define N_PASSES 5 /* of the long run: after the first, each act has been through its calls from end to end once */

/* In the test suite, of many calls of the same kind in a row only a few. */
static guint
find_next (guint nth, const char *failed, char **last)
{
  gboolean is_same = g_strcmp0 (failed, *last) == 0;

  g_free (*last);
  *last = g_strdup (failed);
  return nth + (tl_long_is () ? N_PASSES : is_same ? 19 : 1);
}

static void
fail_every_call (const Job *job, gsize failure, guint first)
{
  g_autofree char *well = do_well (job);
  g_autofree char *last = NULL;

  for (guint nth = first; !tl_long_is () || tl_long_goes_on (0);)
    {
      g_autofree char *wrong = NULL;
      g_autofree char *failed = NULL;
      gboolean         again = try (job, well, nth, failure, &wrong, &failed);

      if (wrong)
        {
          n_lost++;
          g_test_message ("%s, call %u (%s), %s: %s", job->name, nth, failed ? failed : "nothing", failures[failure].name, wrong);
        }
      if (!again)
        return;
      n_tried++;
      tl_long_say ("%s: %u calls failed, %u in vain", job->name, n_tried, n_lost);
      if (strchr (failed, '.'))
        *strchr (failed, '.') = '\0'; /* names of temporary files are never the same */
      nth = find_next (nth, failed, &last);
    }
}

static void
test_every_call (void)
{
  gsize n = tl_long_is () ? G_N_ELEMENTS (failures) : 2;
  guint n_passes = 0;

  tl_long_begin (1, 0);
  for (guint pass = 1; pass <= (tl_long_is () ? N_PASSES : 1) && (!tl_long_is () || tl_long_goes_on (0)); pass++)
    {
      for (gsize failure = 0; failure < n; failure++)
        for (gsize i = 0; i < G_N_ELEMENTS (jobs); i++)
          /* In the test suite each act fails in one of the ways. */
          if (tl_long_is () || (i + failure) % n == 0)
            fail_every_call (&jobs[i], failure, pass);
      n_passes += !tl_long_is () || tl_long_goes_on (0);
    }
  tl_long_row ("calls to the disk that failed", n_tried, n_lost, "%u acts, %u ways to fail; %u of %u passes over every call",
               (guint) G_N_ELEMENTS (jobs), (guint) n, n_passes, tl_long_is () ? N_PASSES : 1);
  g_assert_cmpuint (n_lost, ==, 0);
}

int
main (int argc, char **argv)
{
  int result;

  folder = tl_rig_folder (TRUE);
  disk = g_build_filename (folder, "disk", NULL);
  home = g_build_filename (disk, "home", NULL);
  state = g_build_filename (disk, "state", NULL);
  path = g_build_filename (home, "faults.journey", NULL);
  other = g_build_filename (home, "other.journey", NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/torture/faults/every-call", test_every_call);
  result = g_test_run ();
  tl_rig_clear (folder);
  g_rmdir (folder);
  return result;
}
