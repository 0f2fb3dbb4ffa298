/* tl-window-pack.c: what leaves the window: maps and fact packs as files, and on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-window-private.h"

#include <glib/gi18n-lib.h>

#include "tl-export-dialog.h"
#include "tl-print.h"

static gboolean
is_on_pack (TlWindow *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "pack") == 0;
}

/**
 * _tl_window_has_own_side:
 *
 * Returns: whether what is shown has no use for the side panel
 */
gboolean
_tl_window_has_own_side (TlWindow *self)
{
  return self->presents || is_on_pack (self);
}

static GSettings *
get_settings (TlWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return TL_IS_APPLICATION (application) ? tl_application_get_settings (TL_APPLICATION (application)) : NULL;
}

/* Says where something is, and offers to open it, or the folder it is in. */
static void
tell_where (TlWindow *self, const char *text, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char  *uri = g_file_get_uri (file);
  AdwToast         *toast = adw_toast_new (text);
  GtkWidget        *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (text);
  GtkWidget        *folder = gtk_button_new_with_mnemonic (_("Show in _Folder"));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (folder, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (folder), "win.show-folder");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (folder), "s", uri);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), folder);
  adw_toast_set_custom_title (toast, box);
  adw_toast_set_timeout (toast, 10);
  adw_toast_set_button_label (toast, _("_Open"));
  adw_toast_set_action_name (toast, "win.open-exported");
  adw_toast_set_action_target_value (toast, g_variant_new_string (uri));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
map_exported (TlWindow *self, const char *path, guint n_files)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = NULL;

  if (n_files == 1)
    text = g_strdup_printf (_("The map is in “%s”"), name);
  else
    text = g_strdup_printf (ngettext ("The map is in %u file, “%s” and on", "The map is in %u files, “%s” and on", n_files),
                            n_files, name);
  tell_where (self, text, path);
}

static void
export_map_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow       *self = data;
  TlExportDialog *dialog;

  if (self->session == NULL)
    return;
  /* What is being typed belongs to the journey, too. */
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (tl_map_page_get_canvas (self->map_page)));
  dialog = tl_export_dialog_new (GTK_WINDOW (self), self->session, get_settings (self));
  g_signal_connect_object (dialog, "saved", G_CALLBACK (map_exported), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_folder_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char  *uri = g_file_get_uri (folder ? folder : file);

  gtk_show_uri (data, uri, GDK_CURRENT_TIME);
}

static void
exported (TlWindow *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_strdup_printf (_("The fact pack is in “%s”"), name);

  tell_where (self, text, path);
}

static void
failed (TlWindow *self, const char *why)
{
  _tl_window_tell (self, _("The Fact Pack Was Not Exported"), why);
}

static void
open_exported_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_show_uri (data, g_variant_get_string (parameter, NULL), GDK_CURRENT_TIME);
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow *self = data;

  if (self->session == NULL)
    return;
  adw_view_stack_set_visible_child_name (self->pages, "pack");
  tl_pack_view_export (self->pack_view, TL_PACK_FORMAT_PDF);
}

static void
printed (GtkPrintOperation *operation, GtkPrintOperationResult result, TlWindow *self)
{
  g_autoptr (GError) error = NULL;
  const char        *why = tl_print_get_why (operation);

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (error || why)
    _tl_window_tell (self, _("It Was Not Printed"), error ? error->message : why);
}

static void
print_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow                     *self = data;
  g_autoptr (GtkPrintOperation) operation = NULL;

  if (self->session == NULL)
    return;
  /* What is being typed belongs to it, too. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  operation = tl_print_new (self->session, tl_pack_view_get_work (self->pack_view),
                            is_on_pack (self) ? TL_PRINT_PACK : TL_PRINT_MAP, get_settings (self));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "done", G_CALLBACK (printed), self, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), NULL);
}

/**
 * _tl_window_show_pack:
 * @session: (nullable): what the window shows
 */
void
_tl_window_show_pack (TlWindow *self, TlSession *session)
{
  static const char *const names[] = { "export-pack", "print" };

  if (session && get_settings (self))
    tl_pack_view_follow_settings (self->pack_view, get_settings (self));
  tl_pack_view_set_session (self->pack_view, session);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), names[i]);

      if (action)
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), session != NULL);
    }
}

/**
 * _tl_window_add_pack_actions:
 */
void
_tl_window_add_pack_actions (TlWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "export", .activate = export_map_action },
    { .name = "export-pack", .activate = export_action },
    { .name = "show-folder", .activate = show_folder_action, .parameter_type = "s" },
    { .name = "open-exported", .activate = open_exported_action, .parameter_type = "s" },
    { .name = "print", .activate = print_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->pack_view, "exported", G_CALLBACK (exported), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pack_view, "failed", G_CALLBACK (failed), self, G_CONNECT_SWAPPED);
  _tl_window_show_pack (self, NULL);
}
