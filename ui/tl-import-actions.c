/* tl-import-actions.c: how evidence comes into a window's journey, and how a customer goes out of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-erase-dialog.h"
#include "tl-file-dialog.h"
#include "tl-import-dialog.h"
#include "tl-text.h"
#include "tl-window-private.h"

/* What came in is seen, and can be taken back. */
static void
imported (TlWindow *self, gpointer data)
{
  const TlImportResult *result = data;
  g_autofree char      *text = NULL;
  g_autofree char      *escaped = NULL;
  AdwToast             *toast;

  if (result->edit == 0)
    {
      text = g_strdup_printf (ngettext ("Nothing was added: %" G_GUINT64_FORMAT " row is in the journey already.",
                                        "Nothing was added: all %" G_GUINT64_FORMAT " rows are in the journey already.",
                                        (gulong) result->n_duplicates),
                              result->n_duplicates);
      _tl_window_toast (self, text);
      return;
    }
  text = g_strdup_printf (ngettext ("%'" G_GUINT64_FORMAT " record imported from “%s”",
                                    "%'" G_GUINT64_FORMAT " records imported from “%s”", (gulong) result->n_records),
                          result->n_records, result->source_title);
  escaped = g_markup_escape_text (text, -1);
  toast = adw_toast_new (escaped);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_set_timeout (toast, 10);
  adw_toast_overlay_add_toast (self->toasts, toast);
  if (adw_view_stack_get_child_by_name (self->pages, "evidence"))
    g_action_group_change_action_state (G_ACTION_GROUP (self), "page", g_variant_new_string ("evidence"));
}

/* A table on its way to a dialog: a file, or rows that were pasted. */
typedef struct
{
  TlWindow *window;
  GFile    *file;
  GBytes   *bytes;
} Wish;

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->window);
  g_clear_object (&wish->file);
  g_clear_pointer (&wish->bytes, g_bytes_unref);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
show_dialog (Wish *given)
{
  g_autoptr (Wish) wish = given;
  TlWindow        *self = wish->window;
  TlDocument      *document;
  TlImportDialog  *dialog;

  if (self->session == NULL || !tl_session_can_edit (self->session))
    return;
  document = tl_session_get_document (self->session);
  dialog = wish->file ? tl_import_dialog_new (GTK_WINDOW (self), document, wish->file)
                      : tl_import_dialog_new_for_bytes (GTK_WINDOW (self), document, wish->bytes, _("Pasted Rows"));
  g_signal_connect_object (dialog, "imported", G_CALLBACK (imported), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
saved (GObject *life, GAsyncResult *result, gpointer data)
{
  /* Where it could not be saved, the window says so, and the import can go on: nothing is lost. */
  tl_life_save_finish (TL_LIFE (life), result, NULL);
  show_dialog (data);
}

/* The journey is saved first: while an import goes on, it cannot be. */
static void
save_first (Wish *wish)
{
  TlWindow *self = wish->window;

  if (self->life && tl_life_get_path (self->life) && !tl_life_is_saved (self->life))
    tl_life_save_async (self->life, saved, wish);
  else
    show_dialog (wish);
}

/**
 * _tl_window_import:
 * @file: a table
 *
 * Shows what an import of @file would bring.
 */
void
_tl_window_import (TlWindow *self, GFile *file)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->window = g_object_ref (self);
  wish->file = g_object_ref (file);
  save_first (wish);
}

/* By its name: looking into a journey that is open would drop SQLite's locks on it. */
static gboolean
is_table (GFile *file)
{
  static const char *const endings[] = { ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".ods" };
  g_autofree char         *name = g_file_get_basename (file);
  g_autofree char         *lower = name ? g_ascii_strdown (name, -1) : g_strdup ("");

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

/**
 * _tl_window_take_files:
 * @files: (element-type GFile): what was dropped on the window
 *
 * Opens journeys, and imports the first table into the journey that the window shows.
 *
 * Returns: whether there was anything
 */
gboolean
_tl_window_take_files (TlWindow *self, GSList *files)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (GSList *l = files; l; l = l->next)
    if (self->session && is_table (l->data))
      {
        if (tl_session_can_edit (self->session))
          _tl_window_import (self, l->data);
        else
          _tl_window_toast (self, _("This journey is only looked at. Make a copy to import into it."));
        break;
      }
    else
      tl_application_open (TL_APPLICATION (application), l->data);
  return files != NULL;
}

static void
pasted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wish)   wish = data;
  g_autoptr (GError) error = NULL;
  g_autofree char   *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  gsize              length;

  if (text == NULL || tl_text_is_blank (text))
    {
      _tl_window_toast (wish->window, _("There are no rows to paste. Copy some in a spreadsheet first."));
      return;
    }
  length = strlen (text);
  wish->bytes = g_bytes_new_take (g_steal_pointer (&text), length);
  save_first (g_steal_pointer (&wish));
}

static void
paste_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->window = g_object_ref (data);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (data), NULL, pasted, wish);
}

static void
chosen (GFile *file, gpointer data)
{
  g_autoptr (TlWindow) self = data;

  if (file)
    _tl_window_import (self, file);
}

static void
import_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  tl_file_dialog_open_table (GTK_WINDOW (data), chosen, g_object_ref (data));
}

static void
erase_saved (GObject *life, GAsyncResult *result, gpointer data)
{
  tl_life_save_finish (TL_LIFE (life), result, NULL);
}

static void
erased (const char *text, gpointer data)
{
  TlWindow *self = data;

  /* The person's file must not have it any longer than it takes to write. */
  if (self->life && tl_life_get_path (self->life))
    tl_life_save_async (self->life, erase_saved, NULL);
  _tl_window_toast (self, text);
}

static void
erase_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow *self = data;

  if (self->session && tl_session_can_edit (self->session))
    tl_erase_dialog_show (GTK_WINDOW (self), tl_session_get_document (self->session), erased, self);
}

/**
 * _tl_window_update_import_actions:
 *
 * They are there where there is a journey that can be edited.
 */
void
_tl_window_update_import_actions (TlWindow *self)
{
  static const char *const names[] = { "import-evidence", "paste-evidence", "erase-customer" };
  gboolean                 enabled = self->session && tl_session_can_edit (self->session);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), names[i])), enabled);
}

/**
 * _tl_window_add_import_actions:
 */
void
_tl_window_add_import_actions (TlWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "import-evidence", .activate = import_action },
    { .name = "paste-evidence", .activate = paste_action },
    { .name = "erase-customer", .activate = erase_action },
  };
  GtkWidget *page = adw_view_stack_get_child_by_name (self->pages, "evidence");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  if (page)
    {
      GtkEventController *keys = gtk_shortcut_controller_new ();

      /* Rows that were copied in a spreadsheet, wherever nothing is being written. */
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                            gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_v, GDK_CONTROL_MASK),
                                                              gtk_named_action_new ("win.paste-evidence")));
      gtk_widget_add_controller (page, keys);
    }
}
