/* test-window.c: windows, files and what goes wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "tl-canvas.h"
#include "tl-panel.h"
#include "tl-start-page.h"
#include "ui-fixture.h"

static guint
count_windows (UiFixture *self)
{
  return g_list_length (gtk_application_get_windows (GTK_APPLICATION (self->application)));
}

static char *
write_file (const char *name, const char *text)
{
  char *path = g_build_filename (g_get_user_data_dir (), name, NULL);

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
test_start (UiFixture *self, gconstpointer data)
{
  GtkWidget *page = ui_find_type (GTK_WIDGET (self->window), TL_TYPE_START_PAGE);

  g_assert_true (tl_window_is_empty (self->window));
  g_assert_null (tl_window_get_session (self->window));
  g_assert_true (gtk_widget_get_mapped (page));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==, "Throughline");
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "zoom-in"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "page"));
}

static void
test_open (UiFixture *self, gconstpointer data)
{
  GtkWidget *page = ui_find_type (GTK_WIDGET (self->window), TL_TYPE_START_PAGE);

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==,
                   "Free delivery, and the telephone number taken away");
  g_assert_nonnull (ui_find_label (GTK_WIDGET (self->window), "tradeoffs.xml"));
  g_assert_false (gtk_widget_get_mapped (page));
  g_assert_false (tl_window_is_empty (self->window));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "zoom-in"));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "fixes");
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "zoom-in"));
}

/* The panel goes and comes. */
static void
test_panel (UiFixture *self, gconstpointer data)
{
  GtkWidget *title = ui_find_label (GTK_WIDGET (self->window), "At stake, net, a year, all pains together");

  g_assert_nonnull (title);
  g_assert_true (gtk_widget_get_mapped (title));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.panel", NULL);
  ui_settle ();
  g_assert_false (gtk_widget_get_mapped (title));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-panel", NULL);
  ui_settle ();
  g_assert_true (gtk_widget_get_mapped (title));
}

/* From a thing on the map to what is written of it, and back. */
static void
test_details (UiFixture *self, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (self->window);
  GtkWidget *panel = ui_find_type (GTK_WIDGET (self->window), TL_TYPE_PANEL);
  TlCanvas  *canvas = TL_CANVAS (ui_find_type (GTK_WIDGET (self->window), TL_TYPE_CANVAS));
  GtkWidget *leaf = tl_canvas_get_leaf (canvas, "fee");

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.panel", NULL);
  ui_settle ();
  g_assert_false (gtk_widget_get_mapped (panel));
  tl_session_select (tl_window_get_session (self->window), "fee");
  g_assert_true (gtk_widget_grab_focus (leaf));
  ui_settle ();
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.edit-details", NULL);
  ui_settle ();
  g_assert_true (gtk_widget_get_mapped (panel));
  g_assert_nonnull (gtk_window_get_focus (window));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), panel));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.leave-details", NULL);
  ui_settle ();
  g_assert_true (gtk_window_get_focus (window) == leaf);
  g_assert_true (gtk_widget_get_mapped (panel));
}

static void
test_twice (UiFixture *self, gconstpointer data)
{
  g_autofree char  *path = ui_case ("tradeoffs.xml");
  g_autofree char  *link_path = g_build_filename (g_get_user_data_dir (), "link.xml", NULL);
  g_autofree char  *other = ui_case ("line.xml");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) link_file = g_file_new_for_path (link_path);
  g_autoptr (GFile) other_file = g_file_new_for_path (other);

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_cmpint (symlink (path, link_path), ==, 0);
  tl_application_open (self->application, file);
  g_assert_cmpuint (count_windows (self), ==, 1);
  tl_application_open (self->application, link_file);
  g_assert_cmpuint (count_windows (self), ==, 1);
  tl_application_open (self->application, other_file);
  g_assert_cmpuint (count_windows (self), ==, 2);
  tl_application_open (self->application, other_file);
  g_assert_cmpuint (count_windows (self), ==, 2);
  ui_settle ();
  g_unlink (link_path);
}

static void
assert_fails (UiFixture *self, const char *path, const char *says)
{
  ui_open (self, path);
  g_assert_null (tl_window_get_session (self->window));
  g_assert_nonnull (tl_window_get_error (self->window));
  if (says && strstr (tl_window_get_error (self->window), says) == NULL)
    g_error ("“%s” does not say “%s”", tl_window_get_error (self->window), says);
  g_assert_nonnull (ui_find_label (GTK_WIDGET (self->window), tl_window_get_error (self->window)));
  g_assert_true (tl_window_is_empty (self->window));
}

/* Whatever is wrong with a file, the window says what, stays, and opens the next. */
static void
test_broken (UiFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *text;
    const char *says;
  } files[] = {
    { "empty.xml", "", NULL },
    { "words.xml", "hello", NULL },
    { "cut.xml", "<journey xmlns=\"urn:throughline:journey:1\" id=\"a\" title=\"A\"><stage", "Line 1" },
    { "wrong.xml", "<journey xmlns=\"urn:throughline:journey:1\" id=\"a\" title=\"A\">\n<stage id=\"s\" title=\"S\" "
                   "colour=\"2\"/>\n<foo/></journey>", "Line 3" },
    { "markup <&>.xml", "<a>&lt;</a>", NULL },
    { "doctype.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", NULL },
    { "not.journey", "SQLite format 3 it is not", NULL },
  };
  g_autofree char *good = ui_case ("line.xml");

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = write_file (files[i].name, files[i].text);

      assert_fails (self, path, files[i].says);
    }
  assert_fails (self, "/no/such/file.journey", NULL);
  assert_fails (self, g_get_user_data_dir (), NULL);
  g_assert_cmpuint (count_windows (self), ==, 1);
  ui_open (self, good);
  g_assert_null (tl_window_get_error (self->window));
  g_assert_nonnull (tl_window_get_session (self->window));
}

static void
test_remote (UiFixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri ("https://example.org/a.journey");

  tl_application_open (self->application, file);
  ui_settle ();
  ui_settle ();
  g_assert_nonnull (tl_window_get_error (self->window));
}

/* A journey with next to nothing in it. */
static void
test_bare (UiFixture *self, gconstpointer data)
{
  g_autofree char *path = write_file ("bare.xml", "<journey xmlns=\"urn:throughline:journey:1\" id=\"a\" title=\"A\"/>");

  ui_open (self, path);
  g_assert_nonnull (tl_window_get_session (self->window));
  g_assert_nonnull (ui_find_label (GTK_WIDGET (self->window), "Nothing Is Drawn Yet"));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "fixes");
  ui_settle ();
  g_assert_nonnull (ui_find_label (GTK_WIDGET (self->window), "No Fixes Yet"));
}

/* The shortest words there can be: GTK has its troubles with them. */
static void
test_short (UiFixture *self, gconstpointer data)
{
  g_autofree char *path = write_file ("short.xml",
    "<journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"i\"><cause id=\"c\" title=\"i\"/>"
    "<stage id=\"s\" title=\"i\" entry=\"1\"><touchpoint id=\"t\" title=\"i\"><pain id=\"p\" title=\"i\" "
    "leave=\"0.1\" incidence=\"0.1\"><because cause=\"c\"/></pain></touchpoint></stage>"
    "<fix id=\"f\" title=\"i\"><effect on=\"p\" field=\"leave\" scale=\"0\"/></fix>"
    "<source id=\"o\" title=\"i\"/><evidence id=\"e\" source=\"o\" on=\"p\">i</evidence></journey>");
  static const char *const ids[] = { "s", "t", "p", "c", "f", "o", NULL };

  ui_open (self, path);
  g_assert_nonnull (tl_window_get_session (self->window));
  for (gsize i = 0; ids[i]; i++)
    {
      tl_session_select (tl_window_get_session (self->window), ids[i]);
      ui_settle ();
    }
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "fixes");
  ui_settle ();
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Closing a window leaves nothing of it behind, even one that is still loading. */
static void
test_close (UiFixture *self, gconstpointer data)
{
  TlWindow         *second = tl_window_new (self->application);
  TlWindow         *loading = tl_window_new (self->application);
  g_autofree char  *path = ui_case ("tradeoffs.xml");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gpointer          window = second, session, other = loading;

  tl_window_open (second, file);
  gtk_window_present (GTK_WINDOW (second));
  while (tl_window_get_session (second) == NULL || tl_session_get_figures (tl_window_get_session (second)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  ui_settle ();
  tl_session_select (tl_window_get_session (second), "fee");
  session = tl_window_get_session (second);
  g_object_add_weak_pointer (G_OBJECT (second), &window);
  g_object_add_weak_pointer (G_OBJECT (session), &session);
  g_object_add_weak_pointer (G_OBJECT (loading), &other);
  gtk_window_present (GTK_WINDOW (loading));
  tl_window_open (loading, file);
  gtk_window_close (GTK_WINDOW (loading));
  gtk_window_close (GTK_WINDOW (second));
  ui_wait_until (is_gone, &window);
  ui_wait_until (is_gone, &session);
  ui_wait_until (is_gone, &other);
}

/* Every size that a window may have. */
static void
test_sizes (UiFixture *self, gconstpointer data)
{
  static const int sizes[][2] = { { 360, 294 }, { 420, 700 }, { 700, 400 }, { 1200, 760 }, { 500, 700 }, { 1270, 790 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int page = 0; page < 2; page++)
      {
        gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", page ? "fixes" : "map");
        gtk_window_set_default_size (GTK_WINDOW (self->window), sizes[i][0], sizes[i][1]);
        ui_settle ();
      }
}

static void
test_actions (UiFixture *self, gconstpointer data)
{
  GtkWindow *shortcuts;

  g_action_group_activate_action (G_ACTION_GROUP (self->application), "about", NULL);
  ui_settle ();
  shortcuts = GTK_WINDOW (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (self->window)));
  g_assert_nonnull (shortcuts);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-help-overlay", NULL);
  ui_settle ();
  gtk_window_close (shortcuts);
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "new-window", NULL);
  ui_settle ();
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "quit", NULL);
  ui_settle ();
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  UI_TEST ("/window/start", NULL, test_start);
  UI_TEST ("/window/open", "tradeoffs.xml", test_open);
  UI_TEST ("/window/panel", "tradeoffs.xml", test_panel);
  UI_TEST ("/window/details", "tradeoffs.xml", test_details);
  UI_TEST ("/window/twice", "tradeoffs.xml", test_twice);
  UI_TEST ("/window/broken", NULL, test_broken);
  UI_TEST ("/window/remote", NULL, test_remote);
  UI_TEST ("/window/bare", NULL, test_bare);
  UI_TEST ("/window/short", NULL, test_short);
  UI_TEST ("/window/close", NULL, test_close);
  UI_TEST ("/window/sizes", "tradeoffs.xml", test_sizes);
  UI_TEST ("/window/actions", "tradeoffs.xml", test_actions);
  return g_test_run ();
}
