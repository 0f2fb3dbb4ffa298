/* ui-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ui-fixture.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* How long anything may take, in seconds. */
#define PATIENCE 20

/* Recent files and settings of whoever runs the tests are no business of theirs. The system's own folders stay as they
 * are, for icons and the types of pictures: that is why GLib's way to do this will not do. */
static void
move_home (void)
{
  static const char *const folders[] = { "HOME",            "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
                                         "XDG_DATA_HOME",   "XDG_STATE_HOME", "XDG_RUNTIME_DIR" };
  g_autoptr (GError)       error = NULL;
  g_autofree char         *home = g_dir_make_tmp ("throughline-ui-XXXXXX", &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (home, folders[i], NULL);

      g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
      g_setenv (folders[i], folder, TRUE);
    }
}

/* What GTK 4.8 says of its own widgets, and nobody above can help. Everything else is fatal. */
static const char *const noises[] = {
  /* A frame is painted between a resize that was queued while sizes were given out and the next allocation. */
  "Trying to snapshot * without a current allocation",
  /* An ellipsised label narrower than its ellipsis, in GTK's own page switcher. */
  "GtkLabel * (label) reported min width -*, but sizes must be >= 0",
  /* The list of recent files is GTK's to write, whenever it likes, even while a test leaves the disk no room. */
  "Attempting to store changes into * but failed: *",
};

static gboolean
is_noise (const char *message)
{
  for (gsize i = 0; message && i < G_N_ELEMENTS (noises); i++)
    if (g_pattern_match_simple (noises[i], message))
      return TRUE;
  return FALSE;
}

static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  return !is_noise (message);
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") && is_noise (fields[i].value))
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, data);
}

void
ui_test_init (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  move_home ();
  g_test_init (&argc, &argv, NULL);
  g_test_log_set_fatal_handler (is_fatal, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  adw_init ();
  /* What moves is tested by name; elsewhere nobody waits for it. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);
}

static gboolean
give_up (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* What is open, for whoever wonders why nothing happens. */
static void
tell_windows (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      const char           *title = gtk_window_get_title (window);

      if (ADW_IS_MESSAGE_DIALOG (window))
        title = adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (window));
      g_printerr ("open: %s, %s\n", G_OBJECT_TYPE_NAME (window), title ? title : "");
    }
}

/**
 * ui_wait_until:
 *
 * Lets the main loop turn until @done says so, and fails where it never does.
 */
void
ui_wait_until (gboolean (*done) (gpointer data), gpointer data)
{
  gboolean late = FALSE;
  guint    timeout = g_timeout_add_seconds (PATIENCE, give_up, &late);

  while (!done (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  if (late)
    tell_windows ();
  g_assert_false (late);
  g_source_remove (timeout);
}

static gboolean
tick (gpointer data)
{
  ++*(int *) data;
  return G_SOURCE_CONTINUE;
}

static gboolean
ticked (gpointer data)
{
  return *(int *) data >= 3;
}

/* Lets sizes be given out and frames be painted: a tick comes only when nothing else is to be done. */
void
ui_settle (void)
{
  int   ticks = 0;
  guint timeout = g_timeout_add_full (G_PRIORITY_LOW, 18, tick, &ticks, NULL);

  ui_wait_until (ticked, &ticks);
  g_source_remove (timeout);
}

/* A case, as a file of the test's own: what is edited is saved. */
char *
ui_case (const char *name)
{
  g_autofree char   *original = g_build_filename (g_getenv ("TL_CASES"), name, NULL);
  char              *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autofree char   *folder = NULL;
  g_autofree char   *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize              length;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return path;
  folder = g_path_get_dirname (path);
  g_mkdir_with_parents (folder, 0700);
  g_file_get_contents (original, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, bytes, (gssize) length, &error);
  g_assert_no_error (error);
  return path;
}

void
ui_set_up (UiFixture *self, gconstpointer data)
{
  static TlApplication *application;
  g_autoptr (GError)    error = NULL;

  /* One for all the tests, as there is one for all the windows. */
  if (application == NULL)
    {
      application = tl_application_new (G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
    }
  self->application = application;
  g_application_activate (G_APPLICATION (self->application));
  self->window = TL_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (self->application)));
  g_assert_nonnull (self->window);
  if (data)
    {
      g_autofree char *path = ui_case (data);

      ui_open (self, path);
    }
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self->window));
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

void
ui_tear_down (UiFixture *self, gconstpointer data)
{
  gpointer window;

  /* Every window that is closed goes, and takes its session with it. */
  while ((window = gtk_application_get_active_window (GTK_APPLICATION (self->application))))
    {
      TlSession *session = TL_IS_WINDOW (window) ? tl_window_get_session (window) : NULL;
      gpointer   watched = session;

      g_object_add_weak_pointer (window, &window);
      if (session)
        g_object_add_weak_pointer (G_OBJECT (session), &watched);
      gtk_window_close (window);
      ui_wait_until (is_gone, &window);
      ui_wait_until (is_gone, &watched);
    }
}

static gboolean
is_open (gpointer data)
{
  TlWindow *window = data;

  if (tl_window_get_error (window))
    return TRUE;
  return tl_window_get_session (window) && tl_session_get_figures (tl_window_get_session (window));
}

/* Opens a file in the fixture's window, and waits until it is there or has failed. */
void
ui_open (UiFixture *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  tl_application_open (self->application, file);
  ui_wait_until (is_open, self->window);
  ui_settle ();
}

/* The first widget of a type, looked for in depth. */
GtkWidget *
ui_find_type (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find_type (child, type);

      if (found)
        return found;
    }
  return NULL;
}

/* The first label that says @text. */
GtkWidget *
ui_find_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find_label (child, text);

      if (found)
        return found;
    }
  return NULL;
}
