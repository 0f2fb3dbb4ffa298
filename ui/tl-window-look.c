/* tl-window-look.c: a journey that is only looked at: why, and when that is over
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-holder.h"
#include "tl-window-private.h"

/* How often it is looked whether the file is free, in s. */
#define LOOK 2

/* What stands in the way of editing, and what to do about it. */
typedef struct
{
  char       *text;
  const char *reload; /* a label; NULL where the file cannot be shown as it is now, or need not be */
} Look;

static Look
look (TlWindow *self)
{
  const char          *path = tl_life_get_path (self->life);
  g_autofree char     *name = g_filename_display_basename (path);
  g_autoptr (TlHolder) holder = tl_holder_find (path);
  g_autofree char     *who = holder ? tl_holder_dup_words (holder) : NULL;
  gboolean             differs = tl_file_watch_differs (self->look_watch);

  self->was_held |= holder != NULL;
  if (tl_file_watch_is_gone (self->look_watch))
    return (Look) { g_strdup_printf (_("“%s” is not there any more. Here is the journey as it was; a copy of it can be"
                                       " saved."), name), NULL };
  if (holder)
    {
      if (differs)
        return (Look) { g_strdup_printf (_("“%s” is open in %s, and was changed there. Here is the journey as it was"
                                           " before."), name, who), _("_Show the New Version") };
      return (Look) { g_strdup_printf (_("“%s” is open in %s. Here it can only be looked at."), name, who), NULL };
    }
  if (!tl_loader_can_write (path))
    {
      if (differs)
        return (Look) { g_strdup_printf (_("“%s” was changed by another program. Here is the journey as it was before; it"
                                           " can only be looked at."), name), _("_Show the New Version") };
      return (Look) { g_strdup_printf (_("“%s” or its folder is read-only for you. The journey can only be looked at."),
                                       name), NULL };
    }
  if (differs)
    return (Look) { g_strdup_printf (_("“%s” was changed by another program, which is done with it. The new version can be"
                                       " edited."), name), _("_Edit the New Version") };
  if (self->was_held)
    return (Look) { g_strdup_printf (_("“%s” is not open elsewhere any more, and is just as it is shown here. It can be"
                                       " edited now."), name), _("_Edit") };
  return (Look) { g_strdup_printf (_("“%s” was opened only to look at."), name), _("_Edit") };
}

static void
say (TlWindow *self)
{
  Look            now = look (self);
  g_autofree char *text = now.text;

  if (!tl_notice_say (self->notice, "look", text, FALSE))
    return;
  if (now.reload)
    tl_notice_offer (self->notice, "look", now.reload, "win.reload", NULL);
  tl_notice_offer (self->notice, "look", _("Save a _Copy…"), "win.save-copy", NULL);
}

static gboolean
look_again (gpointer data)
{
  say (data);
  return G_SOURCE_CONTINUE;
}

/**
 * _tl_window_became_active:
 *
 * Somebody comes back to the window, perhaps from where they made room on the disk or closed the other program.
 */
void
_tl_window_became_active (TlWindow *self)
{
  if (!gtk_window_is_active (GTK_WINDOW (self)) || self->life == NULL)
    return;
  if (self->look_watch)
    say (self);
  else
    tl_life_retry (self->life);
}

/**
 * _tl_window_begin_look:
 *
 * The window's life is new. Where the journey is only looked at, says why, and offers to edit it as soon as that is
 * possible.
 */
void
_tl_window_begin_look (TlWindow *self)
{
  const char *path = tl_life_get_path (self->life);

  if (tl_life_get_state (self->life) != TL_LIFE_LOOKED_AT || path == NULL)
    return;
  self->was_held = FALSE;
  self->look_watch = tl_file_watch_new (path);
  g_signal_connect_object (self->look_watch, "touched", G_CALLBACK (say), self, G_CONNECT_SWAPPED);
  self->looking = g_timeout_add_seconds (LOOK, look_again, self);
  say (self);
}

void
_tl_window_end_look (TlWindow *self)
{
  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_object (&self->look_watch);
}

/**
 * _tl_window_is_held_elsewhere:
 *
 * Returns: whether the journey is looked at, and somebody else has its file
 */
gboolean
_tl_window_is_held_elsewhere (TlWindow *self)
{
  g_autoptr (TlHolder) holder = self->look_watch ? tl_holder_find (tl_life_get_path (self->life)) : NULL;

  return holder != NULL;
}

static void
answered (AdwMessageDialog *dialog, const char *response, TlWindow *self)
{
  if (self->life == NULL)
    return;
  if (g_str_equal (response, "copy"))
    g_action_group_activate_action (G_ACTION_GROUP (self), "save-copy", NULL);
  else if (g_str_equal (response, "edit"))
    g_action_group_activate_action (G_ACTION_GROUP (self), "reload", NULL);
}

/**
 * _tl_window_tell_look:
 *
 * Somebody wants to save what is only looked at: says why that cannot be, and what can.
 */
void
_tl_window_tell_look (TlWindow *self)
{
  Look             now = look (self);
  g_autofree char *text = now.text;
  GtkWidget       *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("There Is Nothing to Save"), text);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), NULL);
  if (now.reload)
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "edit", now.reload);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "copy", _("Save a _Copy…"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "copy");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
