/* test-life.c: nothing that was done is ever lost
 *
 * The first four are ways in which an editor people trust has lost work.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "life-fixture.h"

static char *program;

/* Runs this program as another one that opens @path, edits it as @how says, and is killed. */
static void
run_and_kill (const char *path, const char *how)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (GSubprocess) other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--victim", path,
                                                    how, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char        *line = NULL;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (other));
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, &error)) && !g_str_equal (line, "ready"))
    g_clear_pointer (&line, g_free);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "ready");
  g_subprocess_send_signal (other, SIGKILL);
  g_subprocess_wait (other, NULL, &error);
  g_assert_no_error (error);
}

/* What the one that is killed does. */
static int
be_victim (const char *path, const char *how)
{
  UiFixture self = { NULL };

  adw_init ();
  ui_set_up (&self, NULL);
  if (g_str_equal (how, "new"))
    life_act (self.application, "new");
  else
    {
      g_autoptr (GFile) file = g_file_new_for_path (path);

      tl_application_open (self.application, file);
    }
  ui_wait_until (life_has_session, self.window);
  tl_life_set_rest (tl_window_get_life (self.window), 1000000);
  if (g_str_equal (how, "edit"))
    for (int i = 1; i <= 3; i++)
      {
        g_autofree char *title = g_strdup_printf ("Edit %d", i);

        life_rename_journey (self.window, title);
      }
  else if (g_str_equal (how, "new"))
    life_rename_journey (self.window, "Never saved");
  puts ("ready");
  fflush (stdout);
  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
  return 1;
}

/* 1. Edits are brought back, and the program is killed again, before and after it saves by itself. */
static void
test_restored_then_killed (UiFixture *self, gconstpointer data)
{
  g_autofree char *path = life_make_file (data);

  run_and_kill (path, "edit");
  run_and_kill (path, "open");
  run_and_kill (path, "open");
  life_assert_title (path, "Three stages in a line");
  ui_open (self, path);
  g_assert_cmpstr (life_get_title (self->window), ==, "Edit 3");
  g_assert_cmpuint (tl_document_get_recovered (tl_session_get_document (tl_window_get_session (self->window))), ==, 3);
  life_assert_says (tl_window_get_notice (self->window), "3 edits made after the last save were brought back");
  /* They are on their way into the file without anybody asking. */
  ui_wait_until (life_is_saved, self->window);
  life_assert_title (path, "Edit 3");
  tl_session_undo (tl_window_get_session (self->window));
  g_assert_cmpstr (life_get_title (self->window), ==, "Edit 2");
  life_close_window (self);
  life_assert_title (path, "Edit 2");
  run_and_kill (path, "open");
  ui_open (self, path);
  g_assert_cmpstr (life_get_title (self->window), ==, "Edit 2");
  g_assert_null (tl_window_get_notice (self->window));
}

/* 2. Nothing is written while a journey is still being loaded, even where somebody asks. */
static void
test_saving_while_loading (UiFixture *self, gconstpointer data)
{
  g_autofree char  *path = life_make_file ("loading.journey");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  struct stat       before, after;

  g_assert_cmpint (stat (path, &before), ==, 0);
  tl_window_open (self->window, file);
  g_assert_true (tl_window_is_loading (self->window));
  g_assert_null (tl_window_get_life (self->window));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "save"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "undo"));
  life_act (self->window, "save");
  life_act (self->window, "save-copy");
  life_act (self->window, "revert");
  life_close_window (self);
  g_assert_cmpint (stat (path, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
  g_assert_cmpint (before.st_mtim.tv_nsec, ==, after.st_mtim.tv_nsec);
  life_assert_title (path, "Three stages in a line");
}

/* 3. Until it is clear what becomes of it, the window keeps its journey. */
static void
test_close_is_confirmed_first (UiFixture *self, gconstpointer data)
{
  TlSession *session;

  life_act (self->application, "new");
  session = tl_window_get_session (self->window);
  life_rename_journey (self->window, "Kept");
  gtk_window_close (GTK_WINDOW (self->window));
  ui_wait_until (life_has_dialog, NULL);
  g_assert_true (tl_window_get_session (self->window) == session);
  g_assert_cmpstr (life_get_title (self->window), ==, "Kept");
  life_answer ("cancel");
  g_assert_true (tl_window_get_session (self->window) == session);
  life_rename_journey (self->window, "Still kept");
  /* Asked again, and answered by Escape. */
  gtk_window_close (GTK_WINDOW (self->window));
  ui_wait_until (life_has_dialog, NULL);
  gtk_window_close (GTK_WINDOW (life_find_dialog ()));
  ui_settle ();
  g_assert_cmpstr (life_get_title (self->window), ==, "Still kept");
  life_delete_untitled (self);
}

/* 4. One click, perhaps by accident, throws nothing away. */
static void
test_deleting_is_confirmed (UiFixture *self, gconstpointer data)
{
  g_autofree char *body = NULL;

  life_act (self->application, "new");
  life_rename_journey (self->window, "Precious");
  gtk_window_close (GTK_WINDOW (self->window));
  ui_wait_until (life_has_dialog, NULL);
  g_assert_cmpstr (adw_message_dialog_get_default_response (life_find_dialog ()), ==, "keep");
  g_assert_cmpstr (adw_message_dialog_get_close_response (life_find_dialog ()), ==, "cancel");
  life_answer ("delete");
  ui_wait_until (life_has_dialog, NULL);
  body = g_strdup (adw_message_dialog_get_body (life_find_dialog ()));
  life_assert_says (body, "Precious");
  g_assert_cmpstr (adw_message_dialog_get_default_response (life_find_dialog ()), ==, "cancel");
  life_answer ("cancel");
  g_assert_cmpstr (life_get_title (self->window), ==, "Precious");
  life_delete_untitled (self);
}

static void
test_untitled (UiFixture *self, gconstpointer data)
{
  g_autofree char  *path = life_get_path ("first");
  g_autofree char  *full = life_get_path ("first.journey");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  TlThing          *root;

  g_unlink (full);
  life_act (self->application, "new");
  ui_wait_until (life_has_session, self->window);
  root = tl_journey_get_root (tl_session_get_journey (tl_window_get_session (self->window)));
  g_assert_cmpfloat (tl_thing_get_number (root, TL_JOURNEY_DOUBT), ==, 0.25);
  /* This locale has no currency. */
  g_assert_null (tl_thing_get_text (root, TL_JOURNEY_CURRENCY));
  g_assert_cmpint (life_get_state (self->window), ==, TL_LIFE_UNTITLED);
  g_assert_null (tl_window_get_file (self->window));
  life_rename_journey (self->window, "First");
  g_assert_true (tl_window_save_as (self->window, file));
  life_assert_title (full, "First");
  g_assert_cmpint (life_get_state (self->window), ==, TL_LIFE_SAVED);
  /* From now on it follows. */
  life_rename_journey (self->window, "Second");
  life_close_window (self);
  life_assert_title (full, "Second");
  /* The history went with it. */
  ui_open (self, full);
  g_assert_true (tl_session_undo (tl_window_get_session (self->window)));
  g_assert_cmpstr (life_get_title (self->window), ==, "First");
  life_close_window (self);
  g_unlink (full);
}

/* One that nobody touched is not asked about; one that somebody did is there again, after a crash as after closing. */
static void
test_untitled_kept (UiFixture *self, gconstpointer data)
{
  GListModel            *kept;
  g_autoptr (TlDocument) document = NULL;
  gpointer               window;
  GtkWidget             *row;

  life_act (self->application, "new");
  life_close_window (self);
  g_assert_null (life_find_dialog ());
  kept = tl_application_get_kept (self->application);
  g_assert_cmpuint (g_list_model_get_n_items (kept), ==, 0);

  run_and_kill ("", "new");
  kept = tl_application_get_kept (self->application);
  g_assert_cmpuint (g_list_model_get_n_items (kept), ==, 1);
  life_close_window (self);
  row = ui_find_label (GTK_WIDGET (self->window), "Never saved");
  g_assert_true (row && gtk_widget_get_mapped (row));
  document = g_list_model_get_item (kept, 0);
  tl_application_open_kept (self->application, document);
  g_clear_object (&document);
  g_assert_cmpstr (life_get_title (self->window), ==, "Never saved");
  life_assert_says (tl_window_get_notice (self->window), "brought back");
  g_assert_cmpuint (g_list_model_get_n_items (kept), ==, 0);

  window = self->window;
  g_object_add_weak_pointer (G_OBJECT (self->window), &window);
  gtk_window_close (GTK_WINDOW (self->window));
  life_answer ("keep");
  ui_wait_until (life_is_gone, &window);
  g_assert_cmpuint (g_list_model_get_n_items (kept), ==, 1);
  self->window = tl_window_new (self->application);
  gtk_window_present (GTK_WINDOW (self->window));
  document = g_list_model_get_item (kept, 0);
  tl_application_open_kept (self->application, document);
  g_clear_object (&document);
  g_assert_cmpstr (life_get_title (self->window), ==, "Never saved");
  life_delete_untitled (self);
  g_assert_cmpuint (g_list_model_get_n_items (tl_application_get_kept (self->application)), ==, 0);
}

/* The sample is for trying: what stands on the disk stays. */
static void
test_sample (UiFixture *self, gconstpointer data)
{
  g_autofree char *folder = life_get_path ("samples");
  g_autofree char *made = life_make_file (data);
  g_autofree char *path = g_build_filename (folder, data, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *data_folder = g_path_get_dirname (folder);
  gsize            length_before, length_after;

  g_mkdir (folder, 0700);
  g_assert_cmpint (g_rename (made, path), ==, 0);
  g_assert_true (g_file_get_contents (path, &before, &length_before, NULL));
  g_setenv ("THROUGHLINE_DATADIR", data_folder, TRUE);
  ui_open (self, path);
  g_assert_true (tl_session_can_edit (tl_window_get_session (self->window)));
  g_assert_null (tl_window_get_file (self->window));
  g_assert_cmpint (life_get_state (self->window), ==, TL_LIFE_UNTITLED);
  life_rename_journey (self->window, "Tried");
  life_delete_untitled (self);
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
  g_unsetenv ("THROUGHLINE_DATADIR");
  g_unlink (path);
  g_rmdir (folder);
}

/* A journey that a picture carries comes out of it and is a new one; the picture stays. */
static void
test_picture (UiFixture *self, gconstpointer data)
{
  const char *const picture =
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata><journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"Carried\">"
    "<stage id=\"s\" title=\"S\"/></journey></metadata></svg>\n";
  g_autofree char *path = life_get_path ("map.svg");
  g_autofree char *after = NULL;

  g_assert_true (g_file_set_contents (path, picture, -1, NULL));
  ui_open (self, path);
  g_assert_cmpstr (life_get_title (self->window), ==, "Carried");
  g_assert_true (tl_session_can_edit (tl_window_get_session (self->window)));
  g_assert_null (tl_window_get_file (self->window));
  g_assert_cmpint (life_get_state (self->window), ==, TL_LIFE_UNTITLED);
  life_rename_journey (self->window, "Changed");
  life_delete_untitled (self);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, picture);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  program = g_file_read_link ("/proc/self/exe", NULL);
  if (argc == 4 && g_str_equal (argv[1], "--victim"))
    return be_victim (argv[2], argv[3]);
  ui_test_init (argc, argv);
  LIFE_TEST ("/life/restored-then-killed/journey", "restored.journey", test_restored_then_killed);
  LIFE_TEST ("/life/restored-then-killed/xml", "restored.xml", test_restored_then_killed);
  LIFE_TEST ("/life/saving-while-loading", NULL, test_saving_while_loading);
  LIFE_TEST ("/life/close-is-confirmed-first", NULL, test_close_is_confirmed_first);
  LIFE_TEST ("/life/deleting-is-confirmed", NULL, test_deleting_is_confirmed);
  LIFE_TEST ("/life/untitled", NULL, test_untitled);
  LIFE_TEST ("/life/untitled/kept", NULL, test_untitled_kept);
  LIFE_TEST ("/life/sample/xml", "sample.xml", test_sample);
  LIFE_TEST ("/life/sample/journey", "sample.journey", test_sample);
  LIFE_TEST ("/life/picture", NULL, test_picture);
  return g_test_run ();
}
