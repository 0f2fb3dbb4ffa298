/* tl-window-life.c: saving and undoing, and what to tell about it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-file-dialog.h"
#include "tl-start-page.h"
#include "tl-window-private.h"

static void
enable (TlWindow *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

void
_tl_window_toast (TlWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

void
_tl_window_tell (TlWindow *self, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A name for a file, made of the journey's title. */
static char *
propose_name (TlWindow *self, const char *format)
{
  const char      *title = tl_thing_get_title (tl_journey_get_root (tl_session_get_journey (self->session)));
  g_autofree char *clean = g_strdup (title && *title ? title : _("Journey"));
  g_autofree char *cut = NULL;

  g_strdelimit (clean, "/\\:*?\"<>|\n\t", '-');
  cut = g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), 60));
  return g_strdup_printf (format, cut);
}

static GFile *
get_folder (TlWindow *self)
{
  const char       *path = self->life ? tl_life_get_path (self->life) : NULL;
  g_autofree char  *folder = path ? g_path_get_dirname (path) : NULL;

  return folder ? g_file_new_for_path (folder) : NULL;
}

/* The path of what was chosen, with an ending that says the format. %NULL where that would replace a file unasked. */
static char *
complete_path (TlWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *full = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *text = NULL;

  if (path == NULL)
    {
      _tl_window_tell (self, _("This Is Not a Place on This Computer"), _("Save the journey in a folder of this computer."));
      return NULL;
    }
  if (g_str_has_suffix (path, ".journey") || g_str_has_suffix (path, ".xml"))
    return g_steal_pointer (&path);
  full = g_strconcat (path, ".journey", NULL);
  if (!g_file_test (full, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&full);
  shown = g_filename_display_basename (full);
  text = g_strdup_printf (_("There is a file “%s” already. Choose another name."), shown);
  _tl_window_tell (self, _("The Journey Was Not Saved"), text);
  return NULL;
}

/**
 * tl_window_save_as:
 * @file: where
 *
 * Saves a journey that has no file yet. Where that fails, a person is told.
 *
 * Returns: whether it has a file now
 */
gboolean
tl_window_save_as (TlWindow *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *path = NULL;

  g_return_val_if_fail (TL_IS_WINDOW (self) && self->life, FALSE);
  path = complete_path (self, file);
  if (path == NULL)
    return FALSE;
  if (!tl_life_save_as (self->life, path, &error))
    {
      _tl_window_tell (self, _("The Journey Was Not Saved"), error->message);
      return FALSE;
    }
  tl_notice_withdraw (self->notice, "opening");
  tl_notice_withdraw (self->notice, "salvage");
  return TRUE;
}

/**
 * tl_window_save_copy:
 * @file: where
 * @share: whether to leave the history out
 *
 * Saves a copy. Where that fails, a person is told.
 */
gboolean
tl_window_save_copy (TlWindow *self, GFile *file, gboolean share)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile)  copy = NULL;
  g_autofree char   *path = NULL;
  g_autofree char   *shown = NULL;
  g_autofree char   *text = NULL;
  g_autofree char   *uri = NULL;
  AdwToast          *toast;

  g_return_val_if_fail (TL_IS_WINDOW (self) && self->life, FALSE);
  path = complete_path (self, file);
  if (path == NULL)
    return FALSE;
  if (!tl_life_save_copy (self->life, path, share, &error))
    {
      _tl_window_tell (self, _("The Copy Was Not Saved"), error->message);
      return FALSE;
    }
  copy = g_file_new_for_path (path);
  uri = g_file_get_uri (copy);
  shown = g_filename_display_basename (path);
  text = g_markup_printf_escaped (share ? _("A copy without history is in “%s”") : _("A copy is in “%s”"), shown);
  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _("_Open"));
  adw_toast_set_action_name (toast, "app.open-file");
  adw_toast_set_action_target_value (toast, g_variant_new_string (uri));
  adw_toast_overlay_add_toast (self->toasts, toast);
  return TRUE;
}

static gboolean
close_later (gpointer data)
{
  gtk_window_close (data);
  return G_SOURCE_REMOVE;
}

/**
 * _tl_window_close_soon:
 *
 * Closes the window, when everything was asked and seen to. Not before the dialog that was answered is gone: it stands on
 * this window.
 */
void
_tl_window_close_soon (TlWindow *self)
{
  self->closing = FALSE;
  self->may_close = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, close_later, g_object_ref (self), g_object_unref);
}

static void
place_chosen (GFile *file, gpointer data)
{
  g_autoptr (TlWindow) self = data;
  gboolean             closing = self->closing;

  self->closing = FALSE;
  if (file == NULL || self->life == NULL || !tl_window_save_as (self, file))
    return;
  if (closing)
    {
      _tl_window_close_soon (self);
      return;
    }
  _tl_window_toast (self, _("Saved. From now on the file follows by itself."));
}

void
_tl_window_ask_for_place (TlWindow *self)
{
  /* Translators: %s is the journey's title: the name of a new file. */
  g_autofree char *name = propose_name (self, C_ ("file", "%s.journey"));

  tl_file_dialog_save (GTK_WINDOW (self), _("Save the Journey"), name, NULL, place_chosen, g_object_ref (self));
}

static void
copy_chosen (GFile *file, gpointer data)
{
  g_autoptr (TlWindow) self = data;

  if (file && self->life)
    tl_window_save_copy (self, file, FALSE);
}

static void
share_chosen (GFile *file, gpointer data)
{
  g_autoptr (TlWindow) self = data;

  if (file && self->life)
    tl_window_save_copy (self, file, TRUE);
}

/* @anew: whether it is said even where it was put away */
static void
show_trouble (TlWindow *self, gboolean anew)
{
  const char *error = tl_life_get_error (self->life);

  /* While it is tried again, what was wrong stands. */
  if (anew || (error == NULL && tl_life_get_state (self->life) != TL_LIFE_SAVING))
    tl_notice_withdraw (self->notice, "saving");
  if (error == NULL || !tl_notice_say (self->notice, "saving", error, TRUE))
    return;
  tl_notice_offer (self->notice, "saving", _("Save a _Copy…"), "win.save-copy", NULL);
  tl_notice_offer (self->notice, "saving", _("_Try Again"), "win.save", NULL);
}

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TlWindow) self = data;
  g_autoptr (GError)   error = NULL;

  if (tl_life_save_finish (TL_LIFE (source), result, &error) && self->life == TL_LIFE (source))
    _tl_window_toast (self, _("Saved"));
  else if (error && self->life == TL_LIFE (source))
    /* Somebody has asked for it: what stands in the way is said again, even if it was put away. */
    show_trouble (self, TRUE);
}

static void
save_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow *self = data;

  /* What is being typed belongs to the journey, too. */
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (tl_map_page_get_canvas (self->map_page)));
  if (tl_life_get_state (self->life) == TL_LIFE_UNTITLED)
    _tl_window_ask_for_place (self);
  else if (tl_life_get_state (self->life) == TL_LIFE_LOOKED_AT)
    _tl_window_tell_look (self);
  else
    tl_life_save_async (self->life, saved, g_object_ref (self));
}

static void
save_copy_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow         *self = data;
  g_autofree char  *name = propose_name (self, C_ ("file", "%s (copy).journey"));
  g_autoptr (GFile) folder = tl_life_get_error (self->life) ? NULL : get_folder (self);

  tl_file_dialog_save (GTK_WINDOW (self), _("Save a Copy"), name, folder, copy_chosen, g_object_ref (self));
}

static void
share_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow         *self = data;
  g_autofree char  *name = propose_name (self, C_ ("file", "%s (shared).journey"));
  g_autoptr (GFile) folder = get_folder (self);

  tl_file_dialog_save (GTK_WINDOW (self), _("Share a Copy Without History"), name, folder, share_chosen,
                       g_object_ref (self));
}

static void
revert_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow *self = data;

  if (tl_life_revert (self->life) > 0)
    _tl_window_toast (self, _("The journey is as it was opened. Undo and redo bring back what it was."));
}

static void
undo_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  tl_session_undo (TL_WINDOW (data)->session);
}

static void
redo_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  tl_session_redo (TL_WINDOW (data)->session);
}

/* Undoes or redoes what was typed, where the focus is in a text and there is something: a text knows no other way of
 * telling than by changing. */
static gboolean
step_text (TlWindow *self, gboolean back)
{
  GtkWidget       *focus = gtk_window_get_focus (GTK_WINDOW (self));
  g_autofree char *before = NULL;

  if (GTK_IS_TEXT_VIEW (focus))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));

      if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (focus))
          || !(back ? gtk_text_buffer_get_can_undo (buffer) : gtk_text_buffer_get_can_redo (buffer)))
        return FALSE;
      if (back)
        gtk_text_buffer_undo (buffer);
      else
        gtk_text_buffer_redo (buffer);
      return TRUE;
    }
  if (!GTK_IS_TEXT (focus))
    return FALSE;
  before = g_strdup (gtk_editable_get_text (GTK_EDITABLE (focus)));
  gtk_widget_activate_action (focus, back ? "text.undo" : "text.redo", NULL);
  return g_strcmp0 (before, gtk_editable_get_text (GTK_EDITABLE (focus))) != 0;
}

/**
 * _tl_window_step:
 *
 * What the keys for undo and redo do: a text that is being typed first, then the journey.
 */
gboolean
_tl_window_step (TlWindow *self, gboolean back)
{
  if (!step_text (self, back))
    g_action_group_activate_action (G_ACTION_GROUP (self), back ? "undo" : "redo", NULL);
  return TRUE;
}

static void
open_other_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication   *application = gtk_window_get_application (data);
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_bytestring (parameter));

  tl_notice_withdraw (TL_WINDOW (data)->notice, "conflict");
  tl_application_open (TL_APPLICATION (application), file);
}

/* Shows the file as it is now, in the place of what was opened before; to be edited where that is possible. */
static void
reload_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow         *self = data;
  g_autoptr (GFile) file = self->file ? g_object_ref (self->file) : NULL;
  TlLoaderFlags     flags = TL_LOADER_DEFAULT;

  if (file == NULL || self->life == NULL || !tl_life_is_saved (self->life))
    return;
  if (_tl_window_is_held_elsewhere (self))
    flags = TL_LOADER_TO_LOOK_AT;
  _tl_window_close_journey (self);
  _tl_window_load (self, file, flags);
}

static void
look_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow         *self = data;
  g_autoptr (GFile) file = self->file ? g_object_ref (self->file) : NULL;

  if (file && tl_window_is_empty (self))
    _tl_window_load (self, file, TL_LOADER_TO_LOOK_AT);
}

/* Whoever had the file may have closed it. */
static void
try_again_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow         *self = data;
  g_autoptr (GFile) file = self->file ? g_object_ref (self->file) : NULL;

  if (file && tl_window_is_empty (self))
    _tl_window_load (self, file, TL_LOADER_DEFAULT);
}

/* Neither to look at, nor as a copy. */
static void
give_up_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow *self = data;

  if (!tl_window_is_empty (self))
    return;
  g_clear_object (&self->file);
  gtk_stack_set_visible_child_name (self->states, "start");
}

/**
 * tl_window_open_copy:
 * @copy: a file to be made
 *
 * Where a file is open in another program, makes a copy of it and opens that.
 */
void
tl_window_open_copy (TlWindow *self, GFile *copy)
{
  g_autoptr (GFile) file = self->file ? g_object_ref (self->file) : NULL;
  g_autofree char  *path = complete_path (self, copy);

  g_return_if_fail (TL_IS_WINDOW (self));
  if (file == NULL || path == NULL || !tl_window_is_empty (self))
    return;
  g_free (self->copy_to);
  self->copy_to = g_steal_pointer (&path);
  _tl_window_load (self, file, TL_LOADER_TO_LOOK_AT);
}

static void
locked_copy_chosen (GFile *file, gpointer data)
{
  g_autoptr (TlWindow) self = data;

  if (file)
    tl_window_open_copy (self, file);
}

static void
copy_locked_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow         *self = data;
  g_autofree char  *base = self->file ? g_file_get_basename (self->file) : NULL;
  g_autofree char  *stem = base ? g_filename_display_name (base) : NULL;
  g_autoptr (GFile) folder = self->file ? g_file_get_parent (self->file) : NULL;
  g_autofree char  *name = NULL;
  char             *dot;

  if (stem == NULL)
    return;
  dot = strrchr (stem, '.');
  if (dot && dot != stem)
    *dot = '\0';
  name = g_strdup_printf (C_ ("file", "%s (copy).journey"), stem);
  tl_file_dialog_save (GTK_WINDOW (self), _("Open a Copy"), name, folder, locked_copy_chosen, g_object_ref (self));
}

static void
tell_missing_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  _tl_window_tell_missing (data, g_variant_get_string (parameter, NULL));
}

static const GActionEntry actions[] = {
  { "save", save_action },
  { "save-copy", save_copy_action },
  { "share", share_action },
  { "revert", revert_action },
  { "undo", undo_action },
  { "redo", redo_action },
  { "open-other", open_other_action, "ay" },
  { "reload", reload_action },
  { "look", look_action },
  { "try-again", try_again_action },
  { "give-up", give_up_action },
  { "tell-missing", tell_missing_action, "s" },
  { "copy-locked", copy_locked_action },
};

static gboolean
undo_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return _tl_window_step (TL_WINDOW (widget), TRUE);
}

static gboolean
redo_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return _tl_window_step (TL_WINDOW (widget), FALSE);
}

static void
add_key (GtkEventController *keys, const char *trigger, GtkShortcutFunc func)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                                          gtk_callback_action_new (func, NULL, NULL)));
}

void
_tl_window_add_actions (TlWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  /* Before the text that has the focus: that would keep the keys even where it has nothing to undo. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (_tl_window_became_active), NULL);
  add_key (keys, "<Control>z", undo_key);
  add_key (keys, "<Control><Shift>z", redo_key);
  add_key (keys, "<Control>y", redo_key);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* An edit's name as it stands in a menu, where an underscore marks a letter. */
static char *
name_step (const char *format, const char *plain, const char *name, gboolean in_menu)
{
  g_auto (GStrv)   parts = NULL;
  g_autofree char *escaped = NULL;

  if (name == NULL || *name == '\0')
    return g_strdup (plain);
  parts = g_strsplit (name, "_", -1);
  escaped = g_strjoinv (in_menu ? "__" : "_", parts);
  return g_strdup_printf (format, escaped);
}

static void
append_step (GMenu *menu, const char *label, const char *action, const char *accel)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "accel", "s", accel);
  g_menu_append_item (menu, item);
}

/**
 * _tl_window_update_history:
 *
 * Undo and redo say what they would do.
 */
void
_tl_window_update_history (TlWindow *self)
{
  TlDocument      *document = self->session ? tl_session_get_document (self->session) : NULL;
  gboolean         can_edit = self->session && tl_session_can_edit (self->session);
  g_autofree char *undo = can_edit ? tl_document_dup_undo_name (document) : NULL;
  g_autofree char *redo = can_edit ? tl_document_dup_redo_name (document) : NULL;
  /* Translators: %s is what an edit is called, as in “Undo Move stage”. */
  g_autofree char *undo_tip = name_step (_("Undo %s (Ctrl+Z)"), _("Undo (Ctrl+Z)"), undo, FALSE);
  g_autofree char *redo_tip = name_step (_("Redo %s (Shift+Ctrl+Z)"), _("Redo (Shift+Ctrl+Z)"), redo, FALSE);
  g_autofree char *undo_label = name_step (_("_Undo %s"), _("_Undo"), undo, TRUE);
  g_autofree char *redo_label = name_step (_("_Redo %s"), _("_Redo"), redo, TRUE);

  enable (self, "undo", undo != NULL);
  enable (self, "redo", redo != NULL);
  enable (self, "revert", self->life && tl_life_can_revert (self->life));
  gtk_widget_set_tooltip_text (self->undo_button, undo_tip);
  gtk_widget_set_tooltip_text (self->redo_button, redo_tip);
  g_menu_remove_all (self->edit_menu);
  append_step (self->edit_menu, undo_label, "win.undo", "<Control>z");
  append_step (self->edit_menu, redo_label, "win.redo", "<Control><Shift>z");
}

static void
inhibit (TlWindow *self, gboolean on)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application == NULL || on == (self->inhibited != 0))
    return;
  if (on)
    self->inhibited = gtk_application_inhibit (application, GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_LOGOUT,
                                               _("A journey is being saved"));
  else
    {
      gtk_application_uninhibit (application, self->inhibited);
      self->inhibited = 0;
    }
}

/* The journey's file is another one now. */
static void
follow_file (TlWindow *self)
{
  const char        *path = tl_life_get_path (self->life);
  g_autoptr (GFile)  file = path ? g_file_new_for_path (path) : NULL;

  if ((file == NULL && self->file == NULL) || (file && self->file && g_file_equal (file, self->file)))
    return;
  g_set_object (&self->file, file);
  if (file)
    tl_start_page_note_opened (file, gtk_window_get_title (GTK_WINDOW (self)));
}

static void
life_changed (TlWindow *self)
{
  TlLifeState state = tl_life_get_state (self->life);

  follow_file (self);
  enable (self, "save", TRUE);
  enable (self, "save-copy", TRUE);
  enable (self, "share", TRUE);
  inhibit (self, state == TL_LIFE_SAVING);
  show_trouble (self, FALSE);
  _tl_window_update_titles (self);
}

static void
tell_conflict (TlWindow *self, const char *message, const char *theirs)
{
  tl_notice_withdraw (self->notice, "file");
  if (tl_notice_say (self->notice, "conflict", message, FALSE))
    tl_notice_offer (self->notice, "conflict", _("_Open the Other One"), "win.open-other",
                     g_variant_new_bytestring (theirs));
}

static void
file_touched (TlWindow *self, gboolean is_gone)
{
  g_autofree char *name = g_filename_display_basename (tl_life_get_path (self->life));
  g_autofree char *text = NULL;
  gboolean         is_saved = tl_life_is_saved (self->life);

  if (is_gone)
    text = g_strdup_printf (_("“%s” is not there any more: it was deleted, moved or given another name. The journey is"
                              " kept here, and saving puts it back."), name);
  else if (is_saved)
    text = g_strdup_printf (_("“%s” was changed by another program. Here is the journey as it was before."), name);
  else
    text = g_strdup_printf (_("“%s” was changed by another program. Both versions will be kept: the next saving puts yours"
                              " beside it."), name);
  /* It has happened again: that is news, though it is told in the same words. */
  tl_notice_withdraw (self->notice, "file");
  tl_notice_say (self->notice, "file", text, FALSE);
  if (is_gone)
    tl_notice_offer (self->notice, "file", _("Put It _Back"), "win.save", NULL);
  else if (is_saved)
    tl_notice_offer (self->notice, "file", _("_Show the New Version"), "win.reload", NULL);
}

static void
tell_of_opening (TlWindow *self)
{
  TlDocument      *document = tl_session_get_document (self->session);
  const char      *notice = tl_document_get_notice (document);
  guint            n = tl_document_get_recovered (document);
  g_autofree char *text = NULL;

  if (notice == NULL && n > 0)
    text = g_strdup_printf (ngettext ("%u edit that was not saved anywhere yet was brought back.",
                                      "%u edits that were not saved anywhere yet were brought back.", n), n);
  if (notice || text)
    tl_notice_say (self->notice, "opening", notice ? notice : text, FALSE);
}

/**
 * _tl_window_begin_life:
 * @path: (nullable): the journey's file
 *
 * The window's session is new: from now on its file follows.
 */
void
_tl_window_begin_life (TlWindow *self, const char *path)
{
  TlDocument *document = tl_session_get_document (self->session);

  self->life = tl_life_new (self->session, path);
  g_signal_connect_object (self->life, "changed", G_CALLBACK (life_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->life, "conflict", G_CALLBACK (tell_conflict), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->life, "touched", G_CALLBACK (file_touched), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::undo-name", G_CALLBACK (_tl_window_update_history), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "edited", G_CALLBACK (_tl_window_update_titles), self, G_CONNECT_SWAPPED);
  life_changed (self);
  _tl_window_update_history (self);
  tell_of_opening (self);
  _tl_window_begin_look (self);
}

void
_tl_window_end_life (TlWindow *self)
{
  _tl_window_end_look (self);
  if (self->life)
    g_signal_handlers_disconnect_by_data (self->life, self);
  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (tl_session_get_document (self->session), self);
    }
  inhibit (self, FALSE);
  g_clear_object (&self->life);
}
