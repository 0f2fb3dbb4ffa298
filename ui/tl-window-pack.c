/* tl-window-pack.c: the fact pack in the window, and what goes to the printer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-window-private.h"

#include <glib/gi18n-lib.h>

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

static void
exported (TlWindow *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char  *uri = g_file_get_uri (file);
  g_autofree char  *name = g_filename_display_basename (path);
  g_autofree char  *text = g_markup_printf_escaped (_("The fact pack is in “%s”"), name);
  AdwToast         *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _("_Open"));
  adw_toast_set_action_name (toast, "win.open-exported");
  adw_toast_set_action_target_value (toast, g_variant_new_string (uri));
  adw_toast_overlay_add_toast (self->toasts, toast);
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

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      _tl_window_tell (self, _("It Was Not Printed"), error ? error->message : "");
    }
}

static void
print_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow                     *self = data;
  TlPackMade                   *made;
  g_autoptr (GtkPrintOperation) operation = NULL;

  if (self->session == NULL)
    return;
  /* What is being typed belongs to it, too. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  made = is_on_pack (self) ? tl_pack_work_get_made (tl_pack_view_get_work (self->pack_view)) : NULL;
  operation = made ? tl_print_pack_new (made, tl_pack_view_get_palette (self->pack_view))
                   : tl_print_map_new (self->session);
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
    { .name = "export-pack", .activate = export_action },
    { .name = "open-exported", .activate = open_exported_action, .parameter_type = "s" },
    { .name = "print", .activate = print_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->pack_view, "exported", G_CALLBACK (exported), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pack_view, "failed", G_CALLBACK (failed), self, G_CONNECT_SWAPPED);
  _tl_window_show_pack (self, NULL);
}
