/* life-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "life-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "tl-open.h"

void
life_set_up (UiFixture *self, gconstpointer data)
{
  ui_set_up (self, NULL);
}

char *
life_get_path (const char *name)
{
  g_autofree char *folder = g_build_filename (g_get_home_dir (), "life", NULL);

  g_mkdir_with_parents (folder, 0700);
  return g_build_filename (folder, name, NULL);
}

/* A new file from a case, as XML or as a journey, by its name. */
char *
life_make_file (const char *name)
{
  g_autofree char       *original = g_build_filename (g_getenv ("TL_CASES"), "line.xml", NULL);
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = tl_open (original, TL_DOCUMENT_READ_ONLY, NULL, &error);
  char                  *path = life_get_path (name);

  g_assert_no_error (error);
  g_unlink (path);
  if (g_str_has_suffix (name, ".xml"))
    tl_xml_write (document, path, &error);
  else
    tl_document_copy_to (document, path, &error);
  g_assert_no_error (error);
  return path;
}

char *
life_read_title (const char *path)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = tl_open (path, TL_DOCUMENT_READ_ONLY, NULL, &error);

  g_assert_no_error (error);
  return g_strdup (tl_thing_get_title (tl_journey_get_root (tl_document_get_journey (document))));
}

const char *
life_get_title (TlWindow *window)
{
  return tl_thing_get_title (tl_journey_get_root (tl_session_get_journey (tl_window_get_session (window))));
}

void
life_rename_journey (TlWindow *window, const char *title)
{
  TlSession         *session = tl_window_get_session (window);
  g_autoptr (TlEdit) edit = tl_edit_new ("Rename journey");
  g_autoptr (GError) error = NULL;

  tl_edit_set (edit, tl_thing_get_id (tl_journey_get_root (tl_session_get_journey (session))), TL_JOURNEY_TITLE, title);
  tl_session_apply (session, edit, &error);
  g_assert_no_error (error);
}

void
life_act (gpointer group, const char *name)
{
  g_action_group_activate_action (G_ACTION_GROUP (group), name, NULL);
}

TlLifeState
life_get_state (TlWindow *window)
{
  return tl_life_get_state (tl_window_get_life (window));
}

gboolean
life_is_saved (gpointer data)
{
  return life_get_state (data) == TL_LIFE_SAVED;
}

gboolean
life_is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

gboolean
life_has_session (gpointer data)
{
  return tl_window_get_session (data) != NULL;
}

void
life_assert_says (const char *text, const char *what)
{
  if (text == NULL || strstr (text, what) == NULL)
    g_error ("“%s” does not say “%s”", text, what);
}

AdwMessageDialog *
life_find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

gboolean
life_has_dialog (gpointer data)
{
  return life_find_dialog () != NULL;
}

void
life_answer (const char *response)
{
  gpointer dialog;

  ui_wait_until (life_has_dialog, NULL);
  dialog = life_find_dialog ();
  g_object_add_weak_pointer (dialog, &dialog);
  adw_message_dialog_response (dialog, response);
  if (dialog)
    gtk_window_destroy (dialog);
  ui_wait_until (life_is_gone, &dialog);
}

/* Closes the fixture's window for good, and gives it another one. */
void
life_close_window (UiFixture *self)
{
  gpointer window = self->window;

  g_object_add_weak_pointer (G_OBJECT (self->window), &window);
  gtk_window_close (GTK_WINDOW (self->window));
  ui_wait_until (life_is_gone, &window);
  self->window = tl_window_new (self->application);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_settle ();
}

/* Closing an untitled journey and deleting it takes two answers. */
void
life_delete_untitled (UiFixture *self)
{
  gpointer window = self->window;

  g_object_add_weak_pointer (G_OBJECT (self->window), &window);
  gtk_window_close (GTK_WINDOW (self->window));
  life_answer ("delete");
  life_answer ("delete");
  ui_wait_until (life_is_gone, &window);
}
