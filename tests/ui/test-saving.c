/* test-saving.c: the file follows, and what happens when it cannot
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "life-fixture.h"
#include "tl-loader.h"
#include "tl-open.h"

#define NOBODY 65534

static char *program;

static gboolean
has_failed (gpointer data)
{
  return life_get_state (data) == TL_LIFE_FAILED;
}

static gboolean
has_notice (gpointer data)
{
  return tl_window_get_notice (data) != NULL;
}

static gboolean
is_there (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

static void
test_rest (UiFixture *self, gconstpointer data)
{
  g_autofree char *path = life_make_file (data);
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *words = NULL;

  ui_open (self, path);
  tl_life_set_rest (tl_window_get_life (self->window), 200);
  life_rename_journey (self->window, "One");
  g_assert_cmpint (life_get_state (self->window), ==, TL_LIFE_WAITING);
  life_assert_title (path, "Three stages in a line");
  life_rename_journey (self->window, "Two");
  ui_wait_until (life_is_saved, self->window);
  life_assert_title (path, "Two");
  name = g_path_get_basename (path);
  shown = g_strdup_printf ("Every change is kept · saved just now in %s", name);
  words = tl_life_dup_words (tl_window_get_life (self->window));
  g_assert_cmpstr (words, ==, shown);
  /* Undo is a change like any other. */
  tl_session_undo (tl_window_get_session (self->window));
  ui_wait_until (life_is_saved, self->window);
  life_assert_title (path, "One");
}

/* Edits that are made while the file is written get there too. */
static void
test_edit_while_saving (UiFixture *self, gconstpointer data)
{
  g_autofree char *path = life_make_file (data);

  ui_open (self, path);
  life_rename_journey (self->window, "Before");
  life_act (self->window, "save");
  for (int i = 0; i < 50; i++)
    {
      g_autofree char *title = g_strdup_printf ("During %d", i);

      life_rename_journey (self->window, title);
    }
  ui_wait_until (life_is_saved, self->window);
  life_assert_title (path, "During 49");
  life_rename_journey (self->window, "After");
  life_close_window (self);
  life_assert_title (path, "After");
}

static void
test_save_now (UiFixture *self, gconstpointer data)
{
  g_autofree char *path = life_make_file ("now.journey");

  ui_open (self, path);
  life_rename_journey (self->window, "Now");
  life_act (self->window, "save");
  ui_wait_until (life_is_saved, self->window);
  life_assert_title (path, "Now");
}

/* A synchroniser puts another file in place: both are kept, and a person is told, with names. */
static void
test_replaced (UiFixture *self, gconstpointer data)
{
  g_autofree char *name = g_strdup_printf ("replaced.%s", (const char *) data);
  g_autofree char *other_name = g_strdup_printf ("other.%s", (const char *) data);
  g_autofree char *path = life_make_file (name);
  g_autofree char *other = life_make_file (other_name);
  g_autofree char *kept = NULL;

  /* The other one has a title of its own. */
  ui_open (self, other);
  life_rename_journey (self->window, "Theirs");
  life_close_window (self);

  ui_open (self, path);
  life_rename_journey (self->window, "Ours");
  tl_life_set_rest (tl_window_get_life (self->window), 1000000);
  life_rename_journey (self->window, "Ours, too");
  g_assert_cmpint (g_rename (other, path), ==, 0);
  ui_wait_until (has_notice, self->window);
  life_assert_says (tl_window_get_notice (self->window), "changed by another program");
  life_assert_says (tl_window_get_notice (self->window), name);
  life_act (self->window, "save");
  ui_wait_until (life_is_saved, self->window);
  life_assert_says (tl_window_get_notice (self->window), "Both are kept");
  kept = g_file_get_path (tl_window_get_file (self->window));
  life_assert_says (kept, "conflict");
  life_assert_title (path, "Theirs");
  life_assert_title (kept, "Ours, too");
  /* And on it goes, in the file that is ours. */
  life_rename_journey (self->window, "Ours again");
  life_close_window (self);
  life_assert_title (path, "Theirs");
  life_assert_title (kept, "Ours again");
  g_unlink (kept);
}

/* Where there was nothing of ours to save, the new version is there for the asking. */
static void
test_replaced_unedited (UiFixture *self, gconstpointer data)
{
  g_autofree char *path = life_make_file ("unedited.journey");
  g_autofree char *other = life_make_file ("news.journey");

  ui_open (self, other);
  life_rename_journey (self->window, "News");
  life_close_window (self);
  ui_open (self, path);
  g_assert_cmpint (g_rename (other, path), ==, 0);
  ui_wait_until (has_notice, self->window);
  life_assert_says (tl_window_get_notice (self->window), "as it was before");
  life_act (self->window, "reload");
  ui_wait_until (life_has_session, self->window);
  g_assert_cmpstr (life_get_title (self->window), ==, "News");
  g_assert_null (tl_window_get_notice (self->window));
}

static void
test_deleted_under (UiFixture *self, gconstpointer data)
{
  g_autofree char *path = life_make_file ("deleted.journey");

  ui_open (self, path);
  g_unlink (path);
  ui_wait_until (has_notice, self->window);
  life_assert_says (tl_window_get_notice (self->window), "not there any more");
  life_act (self->window, "save");
  ui_wait_until (is_there, path);
  ui_wait_until (life_is_saved, self->window);
  life_assert_title (path, "Three stages in a line");
}

/* The folder is gone: the window lives, says so, and what was done can be saved elsewhere. */
static void
test_folder_gone (UiFixture *self, gconstpointer data)
{
  g_autofree char  *made = life_make_file (data);
  g_autofree char  *folder = life_get_path ("going");
  g_autofree char  *path = g_build_filename (folder, data, NULL);
  g_autofree char  *copy = life_get_path ("rescued.journey");
  g_autoptr (GFile) copy_file = g_file_new_for_path (copy);

  g_mkdir (folder, 0700);
  g_assert_cmpint (g_rename (made, path), ==, 0);
  ui_open (self, path);
  life_rename_journey (self->window, "Homeless");
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  life_act (self->window, "save");
  ui_wait_until (has_failed, self->window);
  life_assert_says (tl_window_get_notice (self->window), "no such folder");
  g_assert_cmpstr (life_get_title (self->window), ==, "Homeless");
  life_rename_journey (self->window, "Homeless still");
  g_assert_true (tl_window_save_copy (self->window, copy_file, FALSE));
  life_assert_title (copy, "Homeless still");
  g_assert_cmpint (life_get_state (self->window), ==, TL_LIFE_FAILED);
  /* It does not close without a word. */
  gtk_window_close (GTK_WINDOW (self->window));
  ui_wait_until (life_has_dialog, NULL);
  life_assert_says (adw_message_dialog_get_body (life_find_dialog ()), "kept on this computer");
  life_answer ("cancel");
  g_assert_cmpstr (life_get_title (self->window), ==, "Homeless still");
  /* The folder is there again: so is the file. */
  g_mkdir (folder, 0700);
  life_act (self->window, "save");
  ui_wait_until (life_is_saved, self->window);
  g_assert_null (tl_window_get_notice (self->window));
  life_assert_title (path, "Homeless still");
  g_unlink (copy);
  life_close_window (self);
  g_unlink (path);
  g_rmdir (folder);
}

/* Closed all the same: what was done waits on the start page, as there is no file to bring it back from. */
static void
test_folder_gone_for_good (UiFixture *self, gconstpointer data)
{
  g_autofree char *made = life_make_file ("orphan.journey");
  g_autofree char *folder = life_get_path ("gone");
  g_autofree char *path = g_build_filename (folder, "orphan.journey", NULL);
  gpointer         window = self->window;
  GListModel      *kept;
  g_autoptr (TlDocument) document = NULL;

  g_mkdir (folder, 0700);
  g_assert_cmpint (g_rename (made, path), ==, 0);
  ui_open (self, path);
  life_rename_journey (self->window, "Orphan");
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_object_add_weak_pointer (G_OBJECT (self->window), &window);
  gtk_window_close (GTK_WINDOW (self->window));
  life_answer ("close");
  ui_wait_until (life_is_gone, &window);
  ui_settle ();
  kept = tl_application_get_kept (self->application);
  g_assert_cmpuint (g_list_model_get_n_items (kept), ==, 1);
  document = g_list_model_get_item (kept, 0);
  g_assert_cmpstr (tl_thing_get_title (tl_journey_get_root (tl_document_get_journey (document))), ==, "Orphan");
  tl_application_forget (self->application, document);
  g_assert_cmpuint (g_list_model_get_n_items (kept), ==, 0);
}

/* Another program has it: to look at, or as a copy. */
static void
test_locked (UiFixture *self, gconstpointer data)
{
  g_autofree char        *path = life_make_file (data);
  g_autofree char        *copy = life_get_path ("of-locked.journey");
  g_autoptr (GFile)       copy_file = g_file_new_for_path (copy);
  g_autoptr (GFile)       file = g_file_new_for_path (path);
  g_autoptr (GError)      error = NULL;
  g_autoptr (TlDocument)  holder = tl_open (path, TL_DOCUMENT_DEFAULT, NULL, &error);
  GtkWidget              *label;
  g_autofree char        *words = NULL;

  g_assert_no_error (error);
  g_unlink (copy);
  tl_application_open (self->application, file);
  while (tl_window_is_loading (self->window))
    g_main_context_iteration (NULL, TRUE);
  ui_settle ();
  label = ui_find_label (GTK_WIDGET (self->window), "This Journey Is Open Elsewhere");
  g_assert_true (label && gtk_widget_get_mapped (label));
  g_assert_true (tl_window_is_empty (self->window));

  life_act (self->window, "look");
  ui_wait_until (life_has_session, self->window);
  g_assert_false (tl_session_can_edit (tl_window_get_session (self->window)));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "save-copy"));
  words = tl_life_dup_words (tl_window_get_life (self->window));
  life_assert_says (words, "Read only");
  life_close_window (self);

  tl_application_open (self->application, file);
  while (tl_window_is_loading (self->window))
    g_main_context_iteration (NULL, TRUE);
  tl_window_open_copy (self->window, copy_file);
  ui_wait_until (life_has_session, self->window);
  g_assert_true (tl_session_can_edit (tl_window_get_session (self->window)));
  life_rename_journey (self->window, "A copy");
  life_close_window (self);
  life_assert_title (copy, "A copy");
  life_assert_title (path, "Three stages in a line");
  g_unlink (copy);
}

static void
test_twice (UiFixture *self, gconstpointer data)
{
  g_autofree char  *path = life_make_file ("twice.journey");
  g_autofree char  *link_path = life_get_path ("link.journey");
  g_autoptr (GFile) link_file = g_file_new_for_path (link_path);

  ui_open (self, path);
  /* Another file stands under the name after each saving; it is the same journey all the same. */
  life_rename_journey (self->window, "Saved");
  life_act (self->window, "save");
  ui_wait_until (life_is_saved, self->window);
  g_unlink (link_path);
  g_assert_cmpint (symlink (path, link_path), ==, 0);
  tl_application_open (self->application, link_file);
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (GTK_APPLICATION (self->application))), ==, 1);
  g_unlink (link_path);
}

static void
test_revert (UiFixture *self, gconstpointer data)
{
  g_autofree char *path = life_make_file ("revert.journey");
  TlSession       *session;

  ui_open (self, path);
  life_rename_journey (self->window, "Before");
  life_close_window (self);
  ui_open (self, path);
  session = tl_window_get_session (self->window);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "revert"));
  life_rename_journey (self->window, "One");
  life_rename_journey (self->window, "Two");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "revert"));
  life_act (self->window, "revert");
  g_assert_cmpstr (life_get_title (self->window), ==, "Before");
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "revert"));
  tl_session_redo (session);
  tl_session_redo (session);
  g_assert_cmpstr (life_get_title (self->window), ==, "Two");
  /* Back beyond the opening, and forth again. */
  while (tl_session_undo (session))
    ;
  g_assert_cmpstr (life_get_title (self->window), ==, "Three stages in a line");
  life_act (self->window, "revert");
  g_assert_cmpstr (life_get_title (self->window), ==, "Before");
}

static void
test_undo_names (UiFixture *self, gconstpointer data)
{
  g_autofree char *path = life_make_file ("names.journey");
  g_autoptr (TlEdit) edit = tl_edit_new ("Move_stage");

  ui_open (self, path);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "undo"));
  tl_edit_set (edit, tl_thing_get_id (tl_journey_get_root (tl_session_get_journey (tl_window_get_session (self->window)))),
               TL_JOURNEY_TITLE, "Named");
  g_assert_true (tl_session_apply (tl_window_get_session (self->window), edit, NULL));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "undo"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "redo"));
  life_act (self->window, "undo");
  g_assert_cmpstr (life_get_title (self->window), ==, "Three stages in a line");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "redo"));
}

static void
collect_shortcuts (GtkWidget *widget, GHashTable *actions, GHashTable *accels)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    {
      g_autofree char *action = NULL;
      g_autofree char *accel = NULL;

      g_object_get (widget, "action-name", &action, "accelerator", &accel, NULL);
      if (action && *action)
        g_hash_table_add (actions, g_steal_pointer (&action));
      if (accel)
        {
          g_auto (GStrv) parts = g_strsplit (accel, " ", -1);

          for (gsize i = 0; parts[i]; i++)
            g_hash_table_add (accels, g_strdup (parts[i]));
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect_shortcuts (child, actions, accels);
}

/* What the shortcuts window says is what the keys do, and all that they do. */
static void
test_shortcuts (UiFixture *self, gconstpointer data)
{
  GtkApplication         *application = GTK_APPLICATION (self->application);
  GtkShortcutsWindow     *window = gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (self->window));
  g_autoptr (GHashTable)  actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable)  accels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv)          described = gtk_application_list_action_descriptions (application);
  GHashTableIter          iter;
  gpointer                action;

  collect_shortcuts (GTK_WIDGET (window), actions, accels);
  g_assert_cmpuint (g_hash_table_size (actions), >, 5);
  g_hash_table_iter_init (&iter, actions);
  while (g_hash_table_iter_next (&iter, &action, NULL))
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (application, action);

      if (keys[0] == NULL)
        g_error ("the shortcuts window shows %s, which has no key", (char *) action);
    }
  for (gsize i = 0; described[i]; i++)
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (application, described[i]);
      gboolean       is_shown = g_hash_table_contains (actions, described[i]);

      for (gsize k = 0; !is_shown && keys[k]; k++)
        is_shown = g_hash_table_contains (accels, keys[k]);
      if (!is_shown)
        g_error ("the shortcuts window does not show %s", described[i]);
    }
  g_assert_true (g_hash_table_contains (accels, "<Control>z"));
  g_assert_true (g_hash_table_contains (accels, "<Control><Shift>z"));
}

static void
take_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* A file or folder that may not be written: the program is somebody who may not. */
static int
be_nobody (const char *path)
{
  g_autoptr (GFile)      file = g_file_new_for_path (path);
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GError)     error = NULL;
  GAsyncResult          *result = NULL;

  if (setresgid (NOBODY, NOBODY, NOBODY) != 0 || setresuid (NOBODY, NOBODY, NOBODY) != 0)
    return 77;
  tl_loader_open_async (file, TL_LOADER_DEFAULT, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  document = tl_loader_open_finish (result, &error);
  g_object_unref (result);
  if (document == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return tl_document_is_read_only (document) ? 0 : 2;
}

static int
run_as_nobody (const char *path)
{
  g_autoptr (GError)               error = NULL;
  g_autoptr (GSubprocessLauncher)  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess)          other = NULL;
  g_autofree char                 *state = g_dir_make_tmp ("throughline-nobody-XXXXXX", NULL);

  g_assert_cmpint (chown (state, NOBODY, NOBODY), ==, 0);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", state, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", state, TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", state, TRUE);
  other = g_subprocess_launcher_spawn (launcher, &error, program, "--nobody", path, NULL);
  g_assert_no_error (error);
  g_subprocess_wait (other, NULL, &error);
  g_assert_no_error (error);
  return g_subprocess_get_exit_status (other);
}

static void
test_read_only (void)
{
  static const struct
  {
    const char *name;
    mode_t      folder, file;
    int         expected;
  } places[] = {
    { "all.journey", 0777, 0666, 2 },  { "all.xml", 0777, 0666, 2 },     { "file.journey", 0777, 0444, 0 },
    { "file.xml", 0777, 0444, 0 },     { "folder.journey", 0555, 0666, 0 }, { "folder.xml", 0555, 0666, 0 },
  };

  if (geteuid () != 0)
    {
      g_test_skip ("only the administrator can be somebody else");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *made = life_make_file (places[i].name);
      g_autofree char *folder = g_dir_make_tmp ("throughline-ro-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (folder, places[i].name, NULL);
      g_autofree char *bytes = NULL;
      gsize            length;

      g_assert_true (g_file_get_contents (made, &bytes, &length, NULL));
      g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
      g_assert_cmpint (chmod (path, places[i].file), ==, 0);
      g_assert_cmpint (chmod (folder, places[i].folder), ==, 0);
      g_assert_cmpint (run_as_nobody (path), ==, places[i].expected);
      g_unlink (path);
      g_rmdir (folder);
      g_unlink (made);
    }
}

int
main (int argc, char **argv)
{
  program = g_file_read_link ("/proc/self/exe", NULL);
  if (argc == 3 && g_str_equal (argv[1], "--nobody"))
    return be_nobody (argv[2]);
  ui_test_init (argc, argv);
  LIFE_TEST ("/saving/rest/journey", "rest.journey", test_rest);
  LIFE_TEST ("/saving/rest/xml", "rest.xml", test_rest);
  LIFE_TEST ("/saving/edit-while-saving/journey", "during.journey", test_edit_while_saving);
  LIFE_TEST ("/saving/edit-while-saving/xml", "during.xml", test_edit_while_saving);
  LIFE_TEST ("/saving/save-now", NULL, test_save_now);
  LIFE_TEST ("/saving/replaced/journey", "journey", test_replaced);
  LIFE_TEST ("/saving/replaced/xml", "xml", test_replaced);
  LIFE_TEST ("/saving/replaced/unedited", NULL, test_replaced_unedited);
  LIFE_TEST ("/saving/deleted-under", NULL, test_deleted_under);
  LIFE_TEST ("/saving/folder-gone/journey", "gone.journey", test_folder_gone);
  LIFE_TEST ("/saving/folder-gone/xml", "gone.xml", test_folder_gone);
  LIFE_TEST ("/saving/folder-gone/for-good", NULL, test_folder_gone_for_good);
  LIFE_TEST ("/saving/locked/journey", "locked.journey", test_locked);
  LIFE_TEST ("/saving/locked/xml", "locked.xml", test_locked);
  LIFE_TEST ("/saving/twice", NULL, test_twice);
  LIFE_TEST ("/saving/revert", NULL, test_revert);
  LIFE_TEST ("/saving/undo-names", NULL, test_undo_names);
  LIFE_TEST ("/saving/shortcuts", NULL, test_shortcuts);
  g_test_add_func ("/saving/read-only", test_read_only);
  return g_test_run ();
}
