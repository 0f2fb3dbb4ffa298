/* test-power.c: the power fails at every moment
 *
 * A session is recorded call by call. Then, at every sync and at moments in between, the disk is put into a state that a
 * power failure could have left, and the journey is opened.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "tl-crash.h"
#include "tl-long.h"
#include "tl-walk.h"

static char *folder, *disk, *home, *path;

/* What must be there between two marks. */
typedef struct
{
  char *shown;     /* what the journey said */
  char *published; /* what the person's file said; NULL where there was none yet */
  char *line;      /* what was done to get there */
} State;

typedef struct
{
  TlDiskLog *log;
  GPtrArray *states;
} Session;

static void
state_free (gpointer data)
{
  State *state = data;

  g_free (state->shown);
  g_free (state->published);
  g_free (state->line);
  g_free (state);
}

static void
session_free (Session *session)
{
  tl_disk_log_free (session->log);
  g_ptr_array_unref (session->states);
  g_free (session);
}

static void
add_state (Session *session, TlRig *rig, const char *line)
{
  State             *state = g_new0 (State, 1);
  g_autoptr (GError) error = NULL;

  /* What the checks do is none of the session's. */
  tl_disk_watch (NULL);
  state->shown = tl_rig_dump (rig->document);
  if (tl_document_get_path (rig->document))
    state->published = tl_rig_dump_file (path, &error);
  g_assert_no_error (error);
  state->line = g_strdup (line);
  g_ptr_array_add (session->states, state);
  tl_disk_watch (disk);
  tl_disk_mark (session->states->len - 1);
}

typedef enum
{
  SESSION_PLAIN,
  SESSION_FIRST,    /* nothing of ours has ever been on this disk before */
  SESSION_UNTITLED, /* the journey has no file until it is published */
  N_SESSIONS,
} SessionKind;

static Session *
record (guint32 seed, guint n_steps, SessionKind kind)
{
  Session           *session = g_new0 (Session, 1);
  g_autoptr (GRand)  chance = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;
  g_autofree char   *graves = g_build_filename (folder, "graves", NULL);
  g_autofree char   *state = g_build_filename (disk, "state", NULL);
  TlRig             *rig;

  tl_rig_clear (home);
  tl_rig_clear (state);
  session->states = g_ptr_array_new_with_free_func (state_free);
  if (kind != SESSION_UNTITLED)
    tl_rig_free (tl_rig_new (path, &error));
  g_assert_no_error (error);
  if (kind == SESSION_FIRST)
    tl_rig_clear (state);
  tl_disk_watch (disk);
  tl_disk_record (graves);
  rig = kind == SESSION_UNTITLED ? tl_rig_new_untitled (path, &error) : tl_rig_open (path, &error);
  g_assert_no_error (error);
  /* A journey that was only begun is nothing yet. */
  if (kind == SESSION_UNTITLED)
    tl_rig_run (rig, "{\"change\":\"basket\",\"set\":{\"title\":\"Begun\"}}", &error);
  g_assert_no_error (error);
  add_state (session, rig, "open");
  for (guint i = 0; i < n_steps; i++)
    {
      int              what = g_rand_int_range (chance, tl_document_get_path (rig->document) || i > 4 ? 0 : 2, 12);
      /* A step is one act, so that there is nothing between two states. */
      g_autofree char *line = what == 0   ? g_strdup ("{\"publish\":true}")
                              : what == 1 && tl_document_get_path (rig->document) ? g_strdup ("{\"reopen\":true}")
                              : what == 2 ? g_strdup_printf ("{\"import\":40,\"source\":\"survey\",\"prefix\":\"p%u\"}", i)
                                          : tl_walk_make_line (rig->document, chance, i, TL_WALK_THREADS | TL_WALK_STEPS_ALONE);

      tl_rig_run (rig, line, NULL);
      add_state (session, rig, line);
    }
  tl_rig_run (rig, "{\"publish\":true}", &error);
  g_assert_no_error (error);
  add_state (session, rig, "{\"publish\":true}");
  /* Closing takes the working file away: nothing must be lost by that either. */
  tl_rig_free (rig);
  tl_disk_watch (NULL);
  session->log = tl_disk_stop_recording ();
  return session;
}

static gboolean
is_one_of (const char *found, const char *a, const char *b)
{
  return g_strcmp0 (found, a) == 0 || (b && strcmp (found, b) == 0);
}

static char *
find_stranger (void)
{
  g_autoptr (GDir) dir = g_dir_open (home, 0, NULL);
  const char      *name;

  while ((name = g_dir_read_name (dir)))
    if (*name != '.' && strcmp (name, "power.journey") != 0)
      return g_strdup (name);
  return NULL;
}

/* The journey that has no file yet, brought back. */
static TlDocument *
open_untitled (void)
{
  g_autoptr (GPtrArray) left = tl_document_recover_untitled ();

  return left->len == 1 ? g_object_ref (left->pdata[0]) : NULL;
}

/* Is all there that was said to be? Returns what is not. */
static char *
look (const State *now, const State *next, gboolean go_on)
{
  g_autoptr (GError)     error = NULL;
  gboolean               has_file = g_file_test (path, G_FILE_TEST_EXISTS);
  g_autofree char       *published = has_file ? tl_rig_dump_file (path, &error) : NULL;
  g_autofree char       *shown = NULL;
  g_autofree char       *stranger = NULL;
  g_autofree char       *after = NULL;
  g_autoptr (TlDocument) document = NULL;

  if (has_file && published == NULL)
    return g_strdup_printf ("the person's file does not open: %s", error->message);
  if (!is_one_of (published, now->published, next ? next->published : NULL))
    return g_strdup ("the person's file is neither the old nor the new one");
  document = has_file ? tl_document_open (path, TL_DOCUMENT_DEFAULT, &error) : open_untitled ();
  if (document == NULL)
    return g_strdup_printf ("it does not open to be edited: %s", error ? error->message : "nothing is brought back");
  shown = tl_rig_dump (document);
  if (!is_one_of (shown, now->shown, next ? next->shown : NULL))
    return g_strdup_printf ("an edit that was done is lost (recovered: %u; told: %s)", tl_document_get_recovered (document),
                            tl_document_get_notice (document) ? tl_document_get_notice (document) : "nothing");
  stranger = find_stranger ();
  if (stranger)
    return g_strdup_printf ("there is “%s” now", stranger);
  if (!go_on)
    return NULL;
  while (tl_document_undo (document, NULL))
    ;
  while (tl_document_redo (document, NULL))
    ;
  if (!(has_file ? tl_document_publish (document, &error) : tl_document_publish_to (document, path, &error)))
    return g_strdup_printf ("it cannot be saved: %s", error->message);
  g_clear_object (&document);
  after = tl_rig_dump_file (path, &error);
  return after ? NULL : g_strdup_printf ("saved and opened again: %s", error->message);
}

/* The power fails in a session: at every sync where @every, and now and then in between. Returns how often in vain. */
static guint
fail_power (Session *session, TlCrashLie lie, guint32 seed, double density, guint *n_tried, gboolean is_quiet)
{
  g_autoptr (TlCrash) crash = tl_crash_new (session->log, lie);
  g_autoptr (GRand)   chance = g_rand_new_with_seed (seed);
  const TlDiskOp     *op;
  gint64              at = -1;
  guint               n_lost = 0;

  while ((op = tl_crash_step (crash)))
    {
      gboolean is_sync = op->type == TL_DISK_SYNC || op->type == TL_DISK_SYNC_FOLDER;

      if (op->type == TL_DISK_MARK)
        at = op->offset;
      if (at < 0)
        continue;
      for (int style = 0; style < TL_CRASH_N_STYLES; style++)
        {
          const State     *now = session->states->pdata[at];
          const State     *next = at + 1 < session->states->len ? session->states->pdata[at + 1] : NULL;
          g_autofree char *what = NULL;
          g_autofree char *wrong = NULL;

          if (g_rand_double (chance) >= density * (is_sync || op->type == TL_DISK_MARK ? 1 : 0.15))
            continue;
          what = tl_crash_happen (crash, chance, style);
          wrong = look (now, next, *n_tried % 8 == 0);
          (*n_tried)++;
          tl_long_say ("power failed %u times, lost %u", *n_tried, n_lost);
          if (wrong == NULL)
            continue;
          n_lost++;
          if (!is_quiet && n_lost <= 5)
            g_test_message ("seed %u, %s (after “%s”%s%s): %s", seed, what, now->line, next ? ", during " : "",
                            next ? next->line : "", wrong);
          if (is_quiet)
            return n_lost;
        }
    }
  return n_lost;
}

static void
test_power (void)
{
  guint n_sessions = 0, n_tried = 0, lost = 0, n_calls = 0;

  tl_long_begin (0.9, 3);
  while (tl_long_goes_on (n_sessions))
    {
      guint32  seed = tl_long_seed () + n_sessions;
      Session *session = record (seed, tl_long_is () ? 30 : 8, (SessionKind) ((n_sessions + 1) % N_SESSIONS));

      lost += fail_power (session, TL_CRASH_HONEST, seed, tl_long_is () ? 0.5 : 0.2, &n_tried, FALSE);
      n_calls += session->log->ops->len;
      session_free (session);
      n_sessions++;
    }
  tl_long_row ("power failures", n_tried, lost, "%u sessions, %u calls to the disk", n_sessions, n_calls);
  g_assert_cmpuint (lost, ==, 0);
}

/* Would it be noticed? A disk that does not sync files, or folders, must lose something. */
static void
test_control (void)
{
  static const TlCrashLie lies[] = { TL_CRASH_NO_SYNC, TL_CRASH_NO_FOLDER_SYNC };
  static const char      *names[] = { "control: files are not synced", "control: folders are not synced" };

  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      guint n_tried = 0, n_lost = 0;

      for (guint32 seed = 1000; seed < 1010 && n_lost == 0; seed++)
        {
          Session *session = record (tl_long_seed () + seed, 10, SESSION_FIRST);

          n_lost = fail_power (session, lies[i], seed, 0.5, &n_tried, TRUE);
          session_free (session);
        }
      g_assert_cmpuint (n_lost, >, 0);
      tl_long_row (names[i], n_tried, n_lost, "noticed, as it must be");
    }
}

int
main (int argc, char **argv)
{
  int result;

  folder = tl_rig_folder (TRUE);
  disk = g_build_filename (folder, "disk", NULL);
  home = g_build_filename (disk, "home", NULL);
  path = g_build_filename (home, "power.journey", NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/torture/power/control", test_control);
  g_test_add_func ("/torture/power/nothing-is-lost", test_power);
  result = g_test_run ();
  tl_rig_clear (folder);
  g_rmdir (folder);
  return result;
}
