/* test-two-hands.c: two hands on one file never overwrite each other, and are told of each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "life-fixture.h"
#include "tl-notice.h"

#define NOBODY 65534

/* The other program: the command line, which has the file until its standard input ends. */
typedef struct
{
  GSubprocess      *process;
  GDataInputStream *out;
} Other;

static Other
other_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  Other              self;

  self.process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                     G_SUBPROCESS_FLAGS_STDERR_MERGE, &error, g_getenv ("TL_CLI"), "edit", path, NULL);
  g_assert_no_error (error);
  self.out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self.process));
  return self;
}

/* Its answer says that it has the file. */
static char *
other_say (Other *self, const char *line)
{
  g_autofree char   *text = g_strconcat (line, "\n", NULL);
  g_autoptr (GError) error = NULL;
  char              *answer;

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->process), text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
  answer = g_data_input_stream_read_line (self->out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
  return answer;
}

static void
other_close (Other *self, int expected)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, &error);
  g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, expected);
  g_object_unref (self->out);
  g_object_unref (self->process);
}

static gboolean
is_shown (UiFixture *self, const char *text)
{
  GtkWidget *label = ui_find_label (GTK_WIDGET (self->window), text);

  return label && gtk_widget_get_mapped (label);
}

typedef struct
{
  UiFixture  *fixture;
  const char *text;
} Wanted;

static gboolean
says (gpointer data)
{
  Wanted     *wanted = data;
  const char *text = tl_window_get_notice (wanted->fixture->window);

  return text && strstr (text, wanted->text);
}

static void
wait_for_notice (UiFixture *self, const char *text)
{
  Wanted wanted = { self, text };

  ui_wait_until (says, &wanted);
}

static gboolean
is_not_loading (gpointer data)
{
  return !tl_window_is_loading (data);
}

static void
open_held (UiFixture *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  tl_application_open (self->application, file);
  ui_wait_until (is_not_loading, self->window);
  ui_settle ();
}

/* Another program has it: who that is, to look at it, why it cannot be saved, and to edit it when it is free. */
static void
test_second_window (UiFixture *self, gconstpointer data)
{
  g_autofree char *path = life_make_file (data);
  g_autofree char *said = NULL;
  g_autofree char *why = NULL;
  Other            other = other_open (path);

  said = other_say (&other, "{\"delete\":[\"nothing\"]}"); /* refused: nothing is changed */
  open_held (self, path);
  g_assert_true (is_shown (self, "This Journey Is Open Elsewhere"));
  g_assert_true (tl_window_is_empty (self->window));
  life_act (self->window, "give-up");
  g_assert_null (tl_window_get_file (self->window));

  open_held (self, path);
  life_act (self->window, "look");
  ui_wait_until (life_has_session, self->window);
  g_assert_false (tl_session_can_edit (tl_window_get_session (self->window)));
  life_assert_says (tl_window_get_notice (self->window), "is open in throughline-cli");
  life_assert_says (tl_window_get_notice (self->window), ", since ");
  life_assert_says (tl_window_get_notice (self->window), "only be looked at");
  life_act (self->window, "save");
  ui_wait_until (life_has_dialog, NULL);
  why = g_strdup (adw_message_dialog_get_body (life_find_dialog ()));
  life_assert_says (why, "is open in throughline-cli");
  g_assert_true (adw_message_dialog_has_response (life_find_dialog (), "copy"));
  life_answer ("cancel");

  other_close (&other, 1);
  wait_for_notice (self, "can be edited now");
  life_act (self->window, "reload");
  ui_wait_until (life_has_session, self->window);
  g_assert_true (tl_session_can_edit (tl_window_get_session (self->window)));
  g_assert_null (tl_window_get_notice (self->window));
}

/* What the first does is there for the second, when it asks for it. */
static void
test_second_follows (UiFixture *self, gconstpointer data)
{
  g_autofree char *path = life_make_file (data);
  g_autofree char *said = NULL;
  Other            other = other_open (path);

  said = other_say (&other, "{\"change\":\"line\",\"set\":{\"title\":\"Theirs\"}}");
  open_held (self, path);
  life_act (self->window, "look");
  ui_wait_until (life_has_session, self->window);
  g_assert_cmpstr (life_get_title (self->window), ==, "Three stages in a line");
  other_close (&other, 0);
  wait_for_notice (self, "The new version can be edited");
  life_act (self->window, "reload");
  ui_wait_until (life_has_session, self->window);
  g_assert_cmpstr (life_get_title (self->window), ==, "Theirs");
  g_assert_true (tl_session_can_edit (tl_window_get_session (self->window)));
}

/* The window has it: the command line is refused, says who has it, and leaves the file alone. */
static void
test_command_line_is_refused (UiFixture *self, gconstpointer data)
{
  g_autofree char  *path = life_make_file (data);
  g_autofree char  *output = NULL;
  g_autofree char  *after = NULL;
  g_autofree char  *before = NULL;
  g_autofree char  *number = g_strdup_printf ("process %d)", (int) getpid ());
  int               status;
  gsize             n_before, n_after;
  const char *const arguments[] = { g_getenv ("TL_CLI"), "undo", path, NULL };
  g_autoptr (GError) error = NULL;

  ui_open (self, path);
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  g_spawn_sync (NULL, (char **) arguments, NULL, 0, NULL, NULL, NULL, &output, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (WEXITSTATUS (status), ==, 3);
  life_assert_says (output, "is open already in ");
  life_assert_says (output, number);
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* However it is called, it is the same file: its window comes to the front. */
static void
test_names_of_one_file (UiFixture *self, gconstpointer data)
{
  g_autofree char *path = life_make_file ("names-of-one.journey");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *first = life_get_path ("symbolic.journey");
  g_autofree char *second = life_get_path ("hard.journey");
  g_autofree char *third = g_build_filename (folder, "..", "life", ".", "names-of-one.journey", NULL);

  g_unlink (first);
  g_unlink (second);
  g_assert_cmpint (symlink (path, first), ==, 0);
  g_assert_cmpint (link (path, second), ==, 0);
  ui_open (self, path);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (i == 0 ? first : i == 1 ? second : third);

      tl_application_open (self->application, file);
      g_assert_cmpuint (g_list_length (gtk_application_get_windows (GTK_APPLICATION (self->application))), ==, 1);
    }
  g_unlink (first);
  g_unlink (second);
}

/* A synchroniser writes into the file itself, cuts it short, and does so again: each time both are kept. */
static void
test_changed_in_place (UiFixture *self, gconstpointer data)
{
  g_autofree char      *path = life_make_file (data);
  g_autofree char      *folder = g_path_get_dirname (path);
  g_autofree char      *day = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const char           *dot = strrchr (data, '.');
  int                   stem = (int) (dot - (const char *) data);

  day = g_date_time_format (now, "%Y-%m-%d");
  for (int i = 1; i <= 2; i++)
    {
      g_autofree char *title = g_strdup_printf ("Ours %d", i);
      g_autofree char *name = i == 1 ? g_strdup_printf ("%.*s (conflict %s)%s", stem, (char *) data, day, dot)
                                     : g_strdup_printf ("%.*s (conflict %s, 2)%s", stem, (char *) data, day, dot);
      g_autofree char *kept = g_build_filename (folder, name, NULL);
      g_autofree char *theirs = NULL;
      gsize            length;
      FILE            *file;

      ui_open (self, path);
      tl_life_set_rest (tl_window_get_life (self->window), 1000000);
      life_rename_journey (self->window, title);
      file = fopen (path, "r+");
      g_assert_nonnull (file);
      if (i == 1)
        g_assert_cmpint (fputs ("from elsewhere", file), >=, 0);
      else
        g_assert_cmpint (ftruncate (fileno (file), 10), ==, 0);
      fclose (file);
      life_act (self->window, "save");
      ui_wait_until (life_is_saved, self->window);
      life_assert_says (tl_window_get_notice (self->window), "Both are kept");
      life_assert_says (tl_window_get_notice (self->window), name);
      life_assert_title (kept, title);
      g_assert_true (g_file_get_contents (path, &theirs, &length, NULL));
      g_assert_true (i == 1 ? g_str_has_prefix (theirs, "from elsewhere") : length == 10);
      life_close_window (self);
      /* A whole one again, for the next time. */
      g_free (life_make_file (data));
    }
  for (int i = 1; i <= 2; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup_printf ("%.*s (conflict %s)%s", stem, (char *) data, day, dot)
                                     : g_strdup_printf ("%.*s (conflict %s, 2)%s", stem, (char *) data, day, dot);
      g_autofree char *kept = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (kept), ==, 0);
    }
}

/* Where there is no runtime directory, or none to be trusted, two programs find each other all the same. */
static void
test_no_runtime_folder (UiFixture *self, gconstpointer data)
{
  g_autofree char *path = life_make_file ("no-runtime.journey");
  g_autofree char *kept = g_strdup (g_getenv ("XDG_RUNTIME_DIR"));
  g_autofree char *folder = g_dir_make_tmp ("throughline-open-to-all-XXXXXX", NULL);
  const char      *folders[] = { "/nonexistent/throughline", "/dev/null", folder, "relative/to/what" };

  g_assert_cmpint (chmod (folder, 0777), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      const char *const  arguments[] = { g_getenv ("TL_CLI"), "undo", path, NULL };
      g_autofree char   *said = NULL;
      g_autofree char   *output = NULL;
      g_autoptr (GError) error = NULL;
      Other              other;
      int                status;

      g_setenv ("XDG_RUNTIME_DIR", folders[i], TRUE);
      other = other_open (path);
      said = other_say (&other, "{\"delete\":[\"nothing\"]}");
      g_spawn_sync (NULL, (char **) arguments, NULL, 0, NULL, NULL, NULL, &output, &status, &error);
      g_assert_no_error (error);
      g_assert_cmpint (WEXITSTATUS (status), ==, 3);
      life_assert_says (output, "is open already in throughline-cli");
      other_close (&other, 1);
    }
  g_setenv ("XDG_RUNTIME_DIR", kept, TRUE);
  /* Nothing of ours was put where others could change it. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Whoever has a file is killed after an edit that is not in it yet: opened again, the edit is there, and it is said so. */
static void
test_killed (UiFixture *self, gconstpointer data)
{
  g_autofree char  *path = life_make_file (data);
  g_autofree char  *said = NULL;
  g_autofree char  *in_file = NULL;
  g_autoptr (GError) error = NULL;
  Other             other = other_open (path);

  said = other_say (&other, "{\"change\":\"line\",\"set\":{\"title\":\"Just before\"}}");
  g_subprocess_force_exit (other.process);
  g_subprocess_wait (other.process, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (other.out);
  g_object_unref (other.process);
  in_file = life_read_title (path);
  g_assert_cmpstr (in_file, ==, "Three stages in a line");
  ui_open (self, path);
  g_assert_cmpstr (life_get_title (self->window), ==, "Just before");
  g_assert_nonnull (tl_window_get_notice (self->window));
  life_assert_says (tl_window_get_notice (self->window), "brought back");
  life_act (self->window, "save");
  ui_wait_until (life_is_saved, self->window);
  life_assert_title (path, "Just before");
}

static gboolean
has_failed (gpointer data)
{
  return life_get_state (data) == TL_LIFE_FAILED;
}

static void
set_limit (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* There is no room: it is said what, where, and what next; what was put away is said again to who asks; and when there is
   room, the file follows by itself. */
static void
test_full_disk (UiFixture *self, gconstpointer data)
{
  g_autofree char *path = life_make_file (data);
  gboolean         is_xml = g_str_has_suffix (path, ".xml");
  struct stat      about, after;

  ui_open (self, path);
  tl_life_set_rest (tl_window_get_life (self->window), 1000000);
  g_assert_cmpint (stat (path, &about), ==, 0);
  life_rename_journey (self->window, "No room");
  set_limit (is_xml ? 100 : (rlim_t) about.st_size - 4096);
  life_act (self->window, "save");
  ui_wait_until (has_failed, self->window);
  life_assert_says (tl_window_get_notice (self->window), "no room on the disk");
  life_assert_says (tl_window_get_notice (self->window), data);
  g_assert_nonnull (ui_find_label (GTK_WIDGET (self->window), "_Try Again"));
  g_assert_cmpint (stat (path, &after), ==, 0);
  g_assert_true (about.st_ino == after.st_ino && about.st_size == after.st_size);
  g_assert_cmpstr (life_get_title (self->window), ==, "No room");
  /* Closing asks. */
  gtk_window_close (GTK_WINDOW (self->window));
  ui_wait_until (life_has_dialog, NULL);
  life_assert_says (adw_message_dialog_get_body (life_find_dialog ()), "kept on this computer");
  life_answer ("cancel");
  set_limit (RLIM_INFINITY);
  tl_life_retry (tl_window_get_life (self->window));
  ui_wait_until (life_is_saved, self->window);
  g_assert_null (tl_window_get_notice (self->window));
  life_assert_title (path, "No room");
}

/* Not even an edit has room: it is refused with a word, and nothing has changed. */
static void
test_no_room_for_an_edit (UiFixture *self, gconstpointer data)
{
  g_autofree char   *path = life_make_file ("no-room.journey");
  g_autoptr (TlEdit) edit = tl_edit_new ("Rename journey");
  g_autoptr (GError) error = NULL;
  TlSession         *session;

  ui_open (self, path);
  session = tl_window_get_session (self->window);
  life_rename_journey (self->window, "Before");
  tl_edit_set (edit, tl_thing_get_id (tl_journey_get_root (tl_session_get_journey (session))), TL_JOURNEY_TITLE, "Lost");
  set_limit (1);
  g_assert_false (tl_session_apply (session, edit, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED);
  set_limit (RLIM_INFINITY);
  g_assert_cmpstr (life_get_title (self->window), ==, "Before");
  if (life_find_dialog ())
    life_answer ("close");
  life_rename_journey (self->window, "After");
  life_close_window (self);
  life_assert_title (path, "After");
}

static gboolean
set_true (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* GTK writes down what was opened a quarter of a second later, and complains where it may not. */
static void
wait_for_recent_files (void)
{
  gboolean over = FALSE;

  g_timeout_add (300, set_true, &over);
  ui_wait_until (is_true, &over);
}

/* The right to write goes while the window is open, and comes back. */
static void
test_permission_lost (UiFixture *self, gconstpointer data)
{
  g_autofree char *made = life_make_file ("may-not.xml");
  g_autofree char *folder = g_dir_make_tmp ("throughline-may-not-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "may-not.xml", NULL);
  g_autofree char *bytes = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (made, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  ui_open (self, path);
  tl_life_set_rest (tl_window_get_life (self->window), 1000000);
  life_rename_journey (self->window, "May not");
  wait_for_recent_files ();
  g_assert_cmpint (chmod (folder, 0555), ==, 0);
  /* For the administrator there are no permissions: then this program is somebody else for a moment. */
  if (geteuid () == 0)
    g_assert_cmpint (seteuid (NOBODY), ==, 0);
  life_act (self->window, "save");
  ui_wait_until (has_failed, self->window);
  if (geteuid () == NOBODY)
    g_assert_cmpint (seteuid (0), ==, 0);
  life_assert_says (tl_window_get_notice (self->window), "read-only for you");
  life_assert_says (tl_window_get_notice (self->window), "Save a copy somewhere else");
  g_assert_cmpint (chmod (folder, 0700), ==, 0);
  life_act (self->window, "save");
  ui_wait_until (life_is_saved, self->window);
  life_assert_title (path, "May not");
  life_close_window (self);
  g_unlink (path);
  g_rmdir (folder);
}

static gboolean
has_opened (gpointer data)
{
  return !tl_window_is_loading (data) && (tl_window_get_error (data) || tl_window_get_session (data));
}

/* Pages of the file are gone: what is left is shown, with what is missing, and the file stays as it is. */
static void
test_damaged (UiFixture *self, gconstpointer data)
{
  g_autofree char  *path = life_make_file ("damaged.journey");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char  *before = NULL;
  g_autofree char  *after = NULL;
  gsize             n_before, n_after;

  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  /* In the middle, where there are tables. */
  memset (before + n_before / 2 / 4096 * 4096, 0x5a, 3 * 4096);
  g_assert_true (g_file_set_contents (path, before, (gssize) n_before, NULL));
  tl_application_open (self->application, file);
  ui_wait_until (has_opened, self->window);
  ui_settle ();
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  g_assert_null (tl_window_get_error (self->window));
  g_assert_null (tl_window_get_file (self->window));
  g_assert_cmpint (life_get_state (self->window), ==, TL_LIFE_UNTITLED);
  life_assert_says (tl_window_get_notice (self->window), "damaged.journey");
  life_assert_says (tl_window_get_notice (self->window), "the file was left as it is");
  /* It does not go without a word. */
  life_delete_untitled (self);
  g_unlink (path);
}

/* Whatever cannot be opened is told of, nothing else is said, and the window lives. */
static void
test_refusals (UiFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name, *bytes, *says;
  } refused[] = {
    { "absent.journey", NULL, "no file" },
    { "empty.journey", "", "is empty" },
    { "noise.journey", "\001\002\003 nothing", "neither a .journey file nor XML" },
    { "head.journey", "SQLite format 3", "" },
    { "ends.xml", "<journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"Ends", "ine 1" },
    { "foreign.xml", "<html><body/></html>", "ine 1" },
    { "entity.xml", "<!DOCTYPE j [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><j>&a;</j>", "" },
    { "na\xffme.journey", "x", "neither" },
  };
  g_autofree char *said = g_build_filename (g_get_tmp_dir (), "throughline-said-XXXXXX", NULL);
  g_autofree char *noise = NULL;
  int              fd = g_mkstemp (said);
  int              kept = dup (STDERR_FILENO);

  g_assert_cmpint (dup2 (fd, STDERR_FILENO), ==, STDERR_FILENO);
  for (gsize i = 0; i <= G_N_ELEMENTS (refused); i++)
    {
      gboolean          is_folder = i == G_N_ELEMENTS (refused);
      g_autofree char  *path = is_folder ? g_strdup (g_get_home_dir ()) : life_get_path (refused[i].name);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      const char       *error;

      if (!is_folder && refused[i].bytes)
        g_assert_true (g_file_set_contents (path, refused[i].bytes, -1, NULL));
      tl_application_open (self->application, file);
      ui_wait_until (has_opened, self->window);
      ui_settle ();
      error = tl_window_get_error (self->window);
      life_assert_says (error, is_folder ? "" : refused[i].says);
      g_assert_cmpuint (strlen (error), >, 20);
      g_assert_true (tl_window_is_empty (self->window));
      g_unlink (path);
    }
  g_assert_cmpint (dup2 (kept, STDERR_FILENO), ==, STDERR_FILENO);
  close (kept);
  close (fd);
  g_assert_true (g_file_get_contents (said, &noise, NULL, NULL));
  g_assert_cmpstr (noise, ==, "");
  g_unlink (said);
}

/* Notices of several things stand below each other, what is wrong first; what was put away stays away until it is news. */
static void
test_notices (UiFixture *self, gconstpointer data)
{
  TlNotice  *notice = g_object_ref_sink (g_object_new (TL_TYPE_NOTICE, NULL));
  GtkWidget *row, *close;

  g_assert_true (tl_notice_say (notice, "opening", "Brought back.", FALSE));
  g_assert_true (tl_notice_say (notice, "saving", "No room.", TRUE));
  g_assert_true (tl_notice_say (notice, "file", "Changed.", FALSE));
  tl_notice_offer (notice, "file", "_Show", "win.open-other", g_variant_new_bytestring ("/x"));
  tl_notice_offer (notice, "nothing", "_Show", "win.reload", NULL);
  g_assert_cmpstr (tl_notice_get_text (notice, NULL), ==, "No room.");
  row = gtk_widget_get_first_child (GTK_WIDGET (notice));
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (row)), ==, GTK_ACCESSIBLE_ROLE_ALERT);
  g_assert_nonnull (ui_find_label (row, "No room."));
  row = gtk_widget_get_next_sibling (row);
  g_assert_nonnull (ui_find_label (row, "Changed."));
  g_assert_false (tl_notice_say (notice, "file", "Changed.", FALSE));
  close = gtk_widget_get_last_child (row);
  g_signal_emit_by_name (close, "clicked");
  g_assert_null (tl_notice_get_text (notice, "file"));
  g_assert_false (tl_notice_say (notice, "file", "Changed.", FALSE));
  g_assert_null (tl_notice_get_text (notice, "file"));
  g_assert_true (tl_notice_say (notice, "file", "Changed again.", FALSE));
  tl_notice_withdraw (notice, "saving");
  g_assert_cmpstr (tl_notice_get_text (notice, NULL), ==, "Changed again.");
  tl_notice_clear (notice);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (notice)));
  g_object_unref (notice);
}

int
main (int argc, char **argv)
{
  signal (SIGXFSZ, SIG_IGN);
  ui_test_init (argc, argv);
  LIFE_TEST ("/two-hands/second-window/journey", "second.journey", test_second_window);
  LIFE_TEST ("/two-hands/second-window/xml", "second.xml", test_second_window);
  LIFE_TEST ("/two-hands/second-follows", "follows.journey", test_second_follows);
  LIFE_TEST ("/two-hands/command-line-is-refused/journey", "refused.journey", test_command_line_is_refused);
  LIFE_TEST ("/two-hands/command-line-is-refused/xml", "refused.xml", test_command_line_is_refused);
  LIFE_TEST ("/two-hands/names-of-one-file", NULL, test_names_of_one_file);
  LIFE_TEST ("/two-hands/changed-in-place/journey", "Boiler cover.journey", test_changed_in_place);
  LIFE_TEST ("/two-hands/changed-in-place/xml", "Boiler cover.xml", test_changed_in_place);
  LIFE_TEST ("/two-hands/no-runtime-folder", NULL, test_no_runtime_folder);
  LIFE_TEST ("/two-hands/killed/journey", "killed.journey", test_killed);
  LIFE_TEST ("/two-hands/killed/xml", "killed.xml", test_killed);
  LIFE_TEST ("/two-hands/full-disk/journey", "full.journey", test_full_disk);
  LIFE_TEST ("/two-hands/full-disk/xml", "full.xml", test_full_disk);
  LIFE_TEST ("/two-hands/no-room-for-an-edit", NULL, test_no_room_for_an_edit);
  LIFE_TEST ("/two-hands/permission-lost", NULL, test_permission_lost);
  LIFE_TEST ("/two-hands/damaged", NULL, test_damaged);
  LIFE_TEST ("/two-hands/refusals", NULL, test_refusals);
  LIFE_TEST ("/two-hands/notices", NULL, test_notices);
  return g_test_run ();
}
