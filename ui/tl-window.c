/* tl-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-window-private.h"

#include <glib/gi18n-lib.h>

#include "tl-installed.h"
#include "tl-open.h"
#include "tl-preferences.h"
#include "tl-salvage.h"
#include "tl-start-page.h"

/* What takes less time than this is not worth a spinner, in ms. */
#define PATIENCE 250

G_DEFINE_FINAL_TYPE (TlWindow, tl_window, ADW_TYPE_APPLICATION_WINDOW)

static GSettings *
get_settings (TlWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return TL_IS_APPLICATION (application) ? tl_application_get_settings (TL_APPLICATION (application)) : NULL;
}

static void
enable (TlWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_actions (TlWindow *self)
{
  static const char *zooms[] = { "zoom-in", "zoom-out", "zoom-normal", "zoom-fit" };
  static const char *lives[] = { "save", "save-copy", "share", "revert", "undo", "redo" };
  const char        *page = adw_view_stack_get_visible_child_name (self->pages);

  enable (self, "page", self->session != NULL);
  enable (self, "panel", self->session != NULL);
  enable (self, "export", self->session != NULL);
  _tl_window_update_import_actions (self);
  _tl_window_update_seeing (self);
  if (self->life == NULL)
    for (gsize i = 0; i < G_N_ELEMENTS (lives); i++)
      enable (self, lives[i], FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    enable (self, zooms[i], self->session && g_strcmp0 (page, "map") == 0);
}

/**
 * _tl_window_update_titles:
 *
 * The journey's title, and how things stand with its file.
 */
void
_tl_window_update_titles (TlWindow *self)
{
  g_autofree char *path = self->file ? g_file_get_parse_name (self->file) : NULL;
  g_autofree char *shown = self->life ? tl_life_dup_words (self->life) : NULL;
  g_autofree char *tip = NULL;
  gboolean         squeezed = adw_view_switcher_title_get_title_visible (self->switcher);
  const char      *title = _("Throughline");

  if (self->session)
    title = tl_thing_get_title (tl_journey_get_root (tl_session_get_journey (self->session)));
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_view_switcher_title_set_title (self->switcher, title);
  adw_view_switcher_title_set_subtitle (self->switcher, self->session ? shown : NULL);
  adw_view_switcher_title_set_view_switcher_enabled (self->switcher, self->session != NULL);
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->subtitle_label, shown ? shown : "");
  if (path && shown)
    /* The words may be cut short where there is little room. */
    tip = g_strdup_printf ("%s\n%s", shown, path);
  gtk_widget_set_tooltip_text (self->title_box, tip ? tip : shown);
  gtk_widget_set_visible (self->title_box, self->session && !squeezed);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, self->session && squeezed);
  adw_header_bar_set_centering_policy (self->header, squeezed ? ADW_CENTERING_POLICY_LOOSE
                                                              : ADW_CENTERING_POLICY_STRICT);
}

static gboolean
title_later (gpointer data)
{
  TlWindow *self = data;

  self->titling = 0;
  _tl_window_update_titles (self);
  return G_SOURCE_REMOVE;
}

/* Not while sizes are being given out. */
static void
update_titles_soon (TlWindow *self)
{
  if (self->titling == 0)
    self->titling = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, title_later, self, NULL);
}

static void
show_state (TlWindow *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->states, name);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
}

static void
take_session (TlWindow *self, TlSession *session)
{
  g_set_object (&self->session, session);
  _tl_window_show_on_pages (self, session);
  _tl_window_update_titles (self);
  update_actions (self);
  _tl_window_place_panel_soon (self);
}

static void
show_error (TlWindow *self, const char *message)
{
  g_autofree char *name = self->file ? g_file_get_basename (self->file) : NULL;
  g_autofree char *shown = name ? g_filename_display_name (name) : NULL;
  g_autofree char *escaped = shown ? g_markup_escape_text (shown, -1) : NULL;

  g_free (self->error);
  self->error = g_strdup (message);
  adw_status_page_set_description (self->error_page, escaped);
  gtk_label_set_label (self->error_label, message);
  g_clear_object (&self->file);
  show_state (self, "error");
}

static void
session_failed (TlWindow *self, const char *message)
{
  _tl_window_tell (self, _("That Did Not Work"), message);
}

static void
stop_waiting (TlWindow *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_object (&self->opening);
}

static void
show_locked (TlWindow *self, const char *message)
{
  gtk_label_set_label (self->locked_label, message);
  show_state (self, "locked");
}

/* Shows a document; the window has none, or no more. */
static void
show_document (TlWindow *self, TlDocument *document, const char *path)
{
  g_autoptr (TlSession) session = tl_session_new (document);

  g_signal_connect_object (session, "failed", G_CALLBACK (session_failed), self, G_CONNECT_SWAPPED);
  take_session (self, session);
  _tl_window_begin_life (self, path);
  update_actions (self);
  show_state (self, "journey");
  gtk_widget_grab_focus (GTK_WIDGET (tl_map_page_get_canvas (self->map_page)));
  gtk_window_set_focus_visible (GTK_WINDOW (self), FALSE);
  tl_session_refresh (session);
}

void
_tl_window_show_error (TlWindow *self, const char *message)
{
  show_error (self, message);
}

/* Shows a document that has no file yet. */
void
_tl_window_show_document (TlWindow *self, TlDocument *document)
{
  show_document (self, document, NULL);
}

/* Damaged, but not so that nothing could be read. */
static gboolean
can_salvage (TlWindow *self, const GError *error, char **path)
{
  *path = g_file_get_path (self->file);
  return g_error_matches (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED) && self->copy_to == NULL && *path &&
         tl_document_can_salvage (*path);
}

/* What was opened is only there to be copied. */
static void
open_copy (TlWindow *self, TlDocument *document)
{
  g_autofree char   *path = g_steal_pointer (&self->copy_to);
  g_autoptr (GFile)  file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  gboolean           xml = g_str_has_suffix (path, ".xml");

  if (xml ? tl_xml_write (document, path, &error) : tl_document_copy_to (document, path, &error))
    _tl_window_load (self, file, TL_LOADER_DEFAULT);
  else
    show_locked (self, error->message);
}

static void
opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TlWindow)   self = data;
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = tl_loader_open_finish (result, &error);
  g_autofree char       *path = NULL;

  /* The window was closed meanwhile. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  stop_waiting (self);
  if (g_error_matches (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_LOCKED))
    show_locked (self, error->message);
  else if (can_salvage (self, error, &path))
    _tl_window_salvage (self, path, error->message);
  else if (document == NULL)
    show_error (self, error->message);
  else if (self->copy_to)
    open_copy (self, document);
  else if (self->loading & TL_LOADER_UNTITLED)
    {
      GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

      g_clear_object (&self->file);
      if (TL_IS_APPLICATION (application) && !tl_application_begin (TL_APPLICATION (application), document, &error))
        show_error (self, error->message);
      else
        show_document (self, document, NULL);
    }
  else if (tl_open_get_path (document) == NULL)
    {
      /* It came out of a picture, which must stay one. */
      g_clear_object (&self->file);
      show_document (self, document, NULL);
    }
  else
    {
      show_document (self, document, path);
      tl_start_page_note_opened (self->file, gtk_window_get_title (GTK_WINDOW (self)));
    }
}

static gboolean
out_of_patience (gpointer data)
{
  TlWindow *self = data;

  self->patience = 0;
  show_state (self, "loading");
  return G_SOURCE_REMOVE;
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  return _tl_window_take_files (data, g_value_get_boxed (value));
}

static void
page_changed (TlWindow *self)
{
  GAction    *action = g_action_map_lookup_action (G_ACTION_MAP (self), "page");
  const char *name = adw_view_stack_get_visible_child_name (self->pages);

  if (action == NULL || name == NULL)
    return;
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (name));
  update_actions (self);
  _tl_window_show_page (self);
}

static void
page_action (GSimpleAction *action, GVariant *state, gpointer data)
{
  TlWindow   *self = data;
  const char *name = g_variant_get_string (state, NULL);

  if (adw_view_stack_get_child_by_name (self->pages, name))
    {
      adw_view_stack_set_visible_child_name (self->pages, name);
      _tl_window_show_page (self);
    }
}

static void
zoom_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *name = g_action_get_name (G_ACTION (action));
  TlCanvas   *canvas = tl_map_page_get_canvas (TL_WINDOW (data)->map_page);

  if (g_str_equal (name, "zoom-in"))
    tl_canvas_zoom_by (canvas, TL_CANVAS_ZOOM_STEP);
  else if (g_str_equal (name, "zoom-out"))
    tl_canvas_zoom_by (canvas, 1 / TL_CANVAS_ZOOM_STEP);
  else if (g_str_equal (name, "zoom-normal"))
    tl_canvas_zoom_to (canvas, 1);
  else
    tl_canvas_fit (canvas);
}

static const GActionEntry actions[] = {
  { "page", NULL, "s", "'map'", page_action },
  { "zoom-in", zoom_action },
  { "zoom-out", zoom_action },
  { "zoom-normal", zoom_action },
  { "zoom-fit", zoom_action },
};

static void
load_settings (TlWindow *self)
{
  GSettings *settings = get_settings (self);

  if (settings == NULL)
    return;
  _tl_window_follow_settings (self, settings);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  _tl_window_load_panel (self, settings);
}

static void
save_settings (TlWindow *self)
{
  GSettings *settings = get_settings (self);
  int        width, height;

  if (settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, "window-width", CLAMP (width, 360, 32767));
  g_settings_set_int (settings, "window-height", CLAMP (height, 294, 32767));
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  _tl_window_save_panel (self, settings);
}

static gboolean
tl_window_close_request (GtkWindow *window)
{
  TlWindow *self = TL_WINDOW (window);

  save_settings (self);
  if (!_tl_window_confirm_close (self))
    return TRUE;
  if (self->opening)
    g_cancellable_cancel (self->opening);
  return GTK_WINDOW_CLASS (tl_window_parent_class)->close_request (window);
}

static void
tl_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (tl_window_parent_class)->size_allocate (widget, width, height, baseline);
  _tl_window_check_room (TL_WINDOW (widget), width);
}

static void
tl_window_constructed (GObject *object)
{
  G_OBJECT_CLASS (tl_window_parent_class)->constructed (object);
  load_settings (TL_WINDOW (object));
}

static void
tl_window_dispose (GObject *object)
{
  TlWindow *self = TL_WINDOW (object);

  if (self->opening)
    g_cancellable_cancel (self->opening);
  stop_waiting (self);
  g_clear_weak_pointer (&self->came_from);
  _tl_window_end_life (self);
  g_clear_handle_id (&self->placing, g_source_remove);
  g_clear_handle_id (&self->titling, g_source_remove);
  _tl_window_show_on_pages (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TL_TYPE_WINDOW);
  g_clear_object (&self->session);
  g_clear_object (&self->file);
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->copy_to, g_free);
  G_OBJECT_CLASS (tl_window_parent_class)->dispose (object);
  /* What goes may have asked for it once more. */
  g_clear_handle_id (&self->placing, g_source_remove);
  g_clear_handle_id (&self->titling, g_source_remove);
}

static void
tl_window_class_init (TlWindowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = tl_window_constructed;
  object_class->dispose = tl_window_dispose;
  widget_class->size_allocate = tl_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = tl_window_close_request;

  g_type_ensure (TL_TYPE_NOTICE);
  g_type_ensure (TL_TYPE_START_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/throughline/Throughline/tl-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TlWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, header);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, title_box);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, new_button);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, edit_menu);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, template_menu);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, locked_page);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, locked_label);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, panel_button);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, states);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, error_label);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, squeeze);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, paned);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, pages);
  _tl_window_bind_pages (widget_class);
  _tl_window_bind_seeing (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, page_changed);
}

/* Where there are templates, the menu offers them. */
static void
fill_template_menu (TlWindow *self)
{
  g_autoptr (GPtrArray) templates = tl_installed_list_templates ();
  g_autoptr (GMenu)     menu = g_menu_new ();

  for (guint i = 0; i < templates->len; i++)
    {
      const TlTemplate     *template = templates->pdata[i];
      g_auto (GStrv)        parts = g_strsplit (template->title, "_", -1);
      g_autofree char      *label = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target_value (item, "app.new-from-template",
                                               g_variant_new_bytestring (template->path));
      g_menu_append_item (menu, item);
    }
  if (templates->len > 0)
    g_menu_append_submenu (self->template_menu, _("New From _Template"), G_MENU_MODEL (menu));
}

static void
tl_window_init (TlWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->panel_wanted = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  _tl_window_add_panel_actions (self);
  _tl_window_add_actions (self);
  _tl_window_add_import_actions (self);
  _tl_window_add_page_actions (self);
  _tl_window_add_seeing_actions (self);
  fill_template_menu (self);
  g_signal_connect_object (self->switcher, "notify::title-visible", G_CALLBACK (update_titles_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (drop, "drop", G_CALLBACK (dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self->states), GTK_EVENT_CONTROLLER (drop));
  update_actions (self);
  gtk_widget_set_visible (GTK_WIDGET (self->panel), FALSE);
}

/**
 * tl_window_new:
 * @application: the program
 *
 * Returns: (transfer none): a window on the start page; GTK owns it
 */
TlWindow *
tl_window_new (TlApplication *application)
{
  g_return_val_if_fail (TL_IS_APPLICATION (application), NULL);
  return g_object_new (TL_TYPE_WINDOW, "application", application, NULL);
}

/**
 * _tl_window_load:
 * @file: a journey
 * @flags: how
 *
 * Loads @file, off this thread, into an empty window.
 */
void
_tl_window_load (TlWindow *self, GFile *file, TlLoaderFlags flags)
{
  g_set_object (&self->file, file);
  g_clear_pointer (&self->error, g_free);
  self->loading = flags;
  self->opening = g_cancellable_new ();
  self->patience = g_timeout_add (PATIENCE, out_of_patience, self);
  tl_notice_clear (self->notice);
  show_state (self, "blank");
  tl_loader_open_async (file, flags, self->opening, opened, g_object_ref (self));
}

/**
 * _tl_window_close_journey:
 *
 * Lets go of the journey. What was not saved must have been seen to.
 */
void
_tl_window_close_journey (TlWindow *self)
{
  _tl_window_end_life (self);
  take_session (self, NULL);
  _tl_window_update_history (self);
}

/**
 * tl_window_open:
 * @file: a journey
 *
 * Loads @file, off this thread, into an empty window. Where it cannot be read, the window says why and stays. What
 * came with the program is opened as a journey that has no file yet.
 */
void
tl_window_open (TlWindow *self, GFile *file)
{
  g_return_if_fail (TL_IS_WINDOW (self) && G_IS_FILE (file) && tl_window_is_empty (self));
  g_clear_pointer (&self->copy_to, g_free);
  _tl_window_load (self, file, tl_installed_is_original (file) ? TL_LOADER_UNTITLED : TL_LOADER_DEFAULT);
}

/**
 * tl_window_show_document:
 * @document: a journey that has no file yet
 *
 * Shows @document in an empty window.
 */
void
tl_window_show_document (TlWindow *self, TlDocument *document)
{
  g_return_if_fail (TL_IS_WINDOW (self) && TL_IS_DOCUMENT (document) && tl_window_is_empty (self));
  g_clear_object (&self->file);
  g_clear_pointer (&self->error, g_free);
  show_document (self, document, NULL);
}

/**
 * tl_window_is_empty:
 *
 * Returns: whether it has no journey, and none on its way
 */
gboolean
tl_window_is_empty (TlWindow *self)
{
  g_return_val_if_fail (TL_IS_WINDOW (self), FALSE);
  return self->session == NULL && self->opening == NULL;
}

/**
 * tl_window_is_loading:
 *
 * Returns: whether a journey is on its way
 */
gboolean
tl_window_is_loading (TlWindow *self)
{
  g_return_val_if_fail (TL_IS_WINDOW (self), FALSE);
  return self->opening != NULL;
}

/**
 * tl_window_get_file:
 *
 * Returns: (transfer none) (nullable): the file that it shows or loads
 */
GFile *
tl_window_get_file (TlWindow *self)
{
  g_return_val_if_fail (TL_IS_WINDOW (self), NULL);
  return self->file;
}

/**
 * tl_window_get_session:
 *
 * Returns: (transfer none) (nullable): what it shows
 */
TlSession *
tl_window_get_session (TlWindow *self)
{
  g_return_val_if_fail (TL_IS_WINDOW (self), NULL);
  return self->session;
}

/**
 * tl_window_get_error:
 *
 * Returns: (transfer none) (nullable): why the last file could not be opened
 */
const char *
tl_window_get_error (TlWindow *self)
{
  g_return_val_if_fail (TL_IS_WINDOW (self), NULL);
  return self->error;
}

/**
 * tl_window_get_life:
 *
 * Returns: (transfer none) (nullable): what sees to the journey's file
 */
TlLife *
tl_window_get_life (TlWindow *self)
{
  g_return_val_if_fail (TL_IS_WINDOW (self), NULL);
  return self->life;
}

/**
 * tl_window_get_notice:
 *
 * Returns: (transfer none) (nullable): what stands first below the header: what is wrong before what is news
 */
const char *
tl_window_get_notice (TlWindow *self)
{
  g_return_val_if_fail (TL_IS_WINDOW (self), NULL);
  return tl_notice_get_text (self->notice, NULL);
}
