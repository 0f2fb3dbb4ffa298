/* tl-import-actions.c: how evidence comes into a window's journey, and how a customer goes out of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-erase-dialog.h"
#include "tl-file-dialog.h"
#include "tl-import-dialog.h"
#include "tl-window-private.h"

static void
imported (TlWindow *self, gpointer data)
{
  const TlImportResult *result = data;
  guint64               n_masked = 0;
  g_autofree char      *records = NULL;
  g_autofree char      *text = NULL;

  for (TlMaskKind kind = 0; kind < TL_MASK_N_KINDS; kind++)
    n_masked += result->masked[kind];
  records = g_strdup_printf (ngettext ("%" G_GUINT64_FORMAT " record imported", "%" G_GUINT64_FORMAT " records imported",
                                       (gulong) result->n_records),
                             result->n_records);
  text = n_masked == 0 ? g_strdup (records)
                       : g_strdup_printf (ngettext ("%s; %" G_GUINT64_FORMAT " personal detail masked",
                                                    "%s; %" G_GUINT64_FORMAT " personal details masked", (gulong) n_masked),
                                          records, n_masked);
  _tl_window_toast (self, text);
}

typedef struct
{
  TlWindow *window;
  GFile    *file;
} Wish;

static void
show_dialog (Wish *wish)
{
  g_autoptr (TlWindow) self = wish->window;
  g_autoptr (GFile)    file = wish->file;
  TlImportDialog      *dialog;

  g_free (wish);
  if (self->session == NULL || !tl_session_can_edit (self->session))
    return;
  dialog = tl_import_dialog_new (GTK_WINDOW (self), tl_session_get_document (self->session), file);
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

/**
 * _tl_window_import:
 * @file: a table
 *
 * Shows what an import of @file would bring. The journey is saved first: while an import goes on, it cannot be.
 */
void
_tl_window_import (TlWindow *self, GFile *file)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->window = g_object_ref (self);
  wish->file = g_object_ref (file);
  if (self->life && tl_life_get_path (self->life) && !tl_life_is_saved (self->life))
    tl_life_save_async (self->life, saved, wish);
  else
    show_dialog (wish);
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
  static const char *const names[] = { "import-evidence", "erase-customer" };
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
    { .name = "erase-customer", .activate = erase_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
