/* tl-window-close.c: what is asked before a window goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-window-private.h"

static void
answered_delete (AdwMessageDialog *dialog, const char *response, TlWindow *self)
{
  self->closing = FALSE;
  if (!g_str_equal (response, "delete"))
    return;
  tl_document_discard (tl_session_get_document (self->session));
  _tl_window_close_soon (self);
}

/* What is deleted is gone for good: one click, perhaps by accident, is not enough. */
static void
ask_whether_to_delete (TlWindow *self)
{
  const char      *title = tl_thing_get_title (tl_journey_get_root (tl_session_get_journey (self->session)));
  g_autofree char *body = g_strdup_printf (_("“%s” is not saved anywhere. When it is deleted, it is gone for good."),
                                           title ? title : "");
  GtkWidget       *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Delete the Journey?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "delete", _("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_delete), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
answered_untitled (AdwMessageDialog *dialog, const char *response, TlWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (g_str_equal (response, "keep"))
    {
      tl_application_keep (TL_APPLICATION (application), tl_session_get_document (self->session));
      _tl_window_close_soon (self);
    }
  else if (g_str_equal (response, "save"))
    _tl_window_ask_for_place (self); /* and then it closes */
  else if (g_str_equal (response, "delete"))
    ask_whether_to_delete (self);
  else
    self->closing = FALSE;
}

static void
ask_about_untitled (TlWindow *self)
{
  const char      *title = tl_thing_get_title (tl_journey_get_root (tl_session_get_journey (self->session)));
  g_autofree char *body = g_strdup_printf (_("“%s” has no file yet. It can be kept for later: then the start page brings it"
                                             " back."), title ? title : "");
  GtkWidget       *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Keep the Journey?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "delete", _("_Delete…"),
                                    "keep", _("_Keep for Later"), "save", _("_Save…"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_untitled), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
answered_trouble (AdwMessageDialog *dialog, const char *response, TlWindow *self)
{
  self->closing = FALSE;
  if (g_str_equal (response, "close"))
    _tl_window_close_soon (self);
  else if (g_str_equal (response, "copy"))
    g_action_group_activate_action (G_ACTION_GROUP (self), "save-copy", NULL);
}

static void
ask_about_trouble (TlWindow *self, const GError *error)
{
  gboolean         is_conflict = g_error_matches (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_CHANGED);
  g_autofree char *name = g_filename_display_basename (tl_life_get_path (self->life));
  g_autofree char *heading = g_strdup_printf (_("“%s” Could Not Be Saved"), name);
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", error->message,
                                           _("The edits are kept on this computer, and are brought back when the file is"
                                             " opened again."));
  GtkWidget       *dialog;

  dialog = adw_message_dialog_new (GTK_WINDOW (self), is_conflict ? _("Both Versions Are Kept") : heading,
                                   is_conflict ? error->message : body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Stay Here"));
  if (!is_conflict)
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "copy", _("Save a _Copy…"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_trouble), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
saved_to_close (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TlWindow) self = data;
  g_autoptr (GError)   error = NULL;
  gboolean             done = tl_life_save_finish (TL_LIFE (source), result, &error);

  if (self->life != TL_LIFE (source))
    return;
  if (done)
    _tl_window_close_soon (self);
  else
    ask_about_trouble (self, error);
}

/* What is being typed belongs to the journey, too. */
static void
take_typed (TlWindow *self)
{
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  tl_outline_finish (tl_outline_split_get_outline (self->outline_split));
}

/**
 * _tl_window_confirm_close:
 *
 * Sees to it that nothing is lost when the window goes. What needs an answer, or time, closes it later.
 *
 * Returns: whether the window can go now
 */
gboolean
_tl_window_confirm_close (TlWindow *self)
{
  if (self->may_close || self->life == NULL)
    return TRUE;
  take_typed (self);
  if (tl_life_is_saved (self->life))
    return TRUE;
  if (self->closing)
    return FALSE;
  self->closing = TRUE;
  if (tl_life_get_state (self->life) == TL_LIFE_UNTITLED)
    ask_about_untitled (self);
  else
    tl_life_save_async (self->life, saved_to_close, g_object_ref (self));
  return FALSE;
}

static void
saved_in_order (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  /* What could not be written is in the private copy, which stays: the next to open the journey brings it back. */
  tl_life_save_finish (TL_LIFE (source), result, &error);
  *(gboolean *) data = TRUE;
}

/**
 * tl_window_put_in_order:
 *
 * The program ends, and nobody can be asked any more, as when the session ends. What is being typed is taken; what has a
 * file is saved there; what has none is kept, and offered at the next start. What cannot be saved is kept, too, and is
 * brought back when its file is opened again. Returns when all that is done.
 */
void
tl_window_put_in_order (TlWindow *self)
{
  g_autoptr (TlLife) life = NULL;
  gboolean           done = FALSE;

  g_return_if_fail (TL_IS_WINDOW (self));
  if (self->life == NULL || self->may_close)
    return;
  take_typed (self);
  life = g_object_ref (self->life);
  if (tl_life_is_saved (life))
    return;
  if (tl_life_get_state (life) == TL_LIFE_UNTITLED)
    {
      GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

      if (TL_IS_APPLICATION (application))
        tl_application_keep (TL_APPLICATION (application), tl_session_get_document (self->session));
      return;
    }
  tl_life_save_async (life, saved_in_order, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * tl_window_hurry:
 *
 * The program may soon have to end: takes what is being typed, and begins to save what has a file.
 */
void
tl_window_hurry (TlWindow *self)
{
  g_return_if_fail (TL_IS_WINDOW (self));
  if (self->life == NULL)
    return;
  take_typed (self);
  if (tl_life_get_path (self->life) && !tl_life_is_saved (self->life))
    tl_life_save_async (self->life, NULL, NULL);
}
