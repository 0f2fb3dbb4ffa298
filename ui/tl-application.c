/* tl-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-application.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "tl-accessible.h"
#include "tl-file-dialog.h"
#include "tl-installed.h"
#include "tl-preferences.h"
#include "tl-window.h"

struct _TlApplication
{
  AdwApplication  parent_instance;

  GSettings      *settings; /* NULL where the schema is not installed */
  GListStore     *kept;     /* TlDocument: journeys that have no file, and no window */
  guint           signals[3]; /* sources: somebody ends the program */
};

G_DEFINE_FINAL_TYPE (TlApplication, tl_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *accels[4];
} accels[] = {
  { "app.open", { "<Control>o" } },
  { "app.new", { "<Control>n" } },
  { "app.new-window", { "<Control><Shift>n" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.save", { "<Control>s" } },
  { "win.save-copy", { "<Control><Shift>s" } },
  { "win.show-help-overlay", { "<Control>question", "F1" } },
  { "win.export", { "<Control>e" } },
  { "win.export-pack", { "<Control><Shift>e" } },
  { "win.print", { "<Control>p" } },
  { "win.panel", { "F9" } },
  { "win.outline", { "<Shift>F9" } },
  { "win.previous-page", { "<Control>Page_Up" } },
  { "win.next-page", { "<Control>Page_Down" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
  { "win.zoom-normal", { "<Control>0", "<Control>KP_0" } },
  { "win.zoom-fit", { "<Control>9", "<Control>KP_9" } },
  { "win.zoom-selection", { "<Control>8", "<Control>KP_8" } },
  { "win.zoom-width", { "<Control>7", "<Control>KP_7" } },
  { "win.zoom-to(0.5)", { "<Control>5", "<Control>KP_5" } },
  { "win.zoom-to(2.0)", { "<Control>2", "<Control>KP_2" } },
  { "win.park", { "<Control><Shift>p" } },
  { "win.find", { "<Control>f" } },
  { "win.find-next", { "<Control>g", "F3" } },
  { "win.find-previous", { "<Control><Shift>g", "<Shift>F3" } },
  { "win.problems", { "F8" } },
  { "win.present", { "F11" } },
  { "win.hide-money", { "<Control><Shift>m" } },
};

/* A file may be reached by several paths: what counts is where it is on the disk. Only stat() is used on it: opening a
 * file that SQLite has open, even to look at its type, would drop SQLite's locks. */
static gboolean
is_same_file (GFile *a, GFile *b)
{
  static const char           *what = G_FILE_ATTRIBUTE_ID_FILE;
  g_autoptr (GFileInfo)        info_a = NULL;
  g_autoptr (GFileInfo)        info_b = NULL;

  if (a == NULL || b == NULL)
    return FALSE;
  if (g_file_equal (a, b))
    return TRUE;
  info_a = g_file_query_info (a, what, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  info_b = g_file_query_info (b, what, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  return info_a && info_b && g_file_info_get_attribute_string (info_a, what)
         && g_strcmp0 (g_file_info_get_attribute_string (info_a, what),
                       g_file_info_get_attribute_string (info_b, what)) == 0;
}

static TlWindow *
find_window (TlApplication *self, GFile *file)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (TL_IS_WINDOW (l->data) && is_same_file (tl_window_get_file (l->data), file))
      return l->data;
  return NULL;
}

/**
 * tl_application_open:
 * @file: a journey
 *
 * Shows @file: raises the window that has it, or loads it into the active window where that is empty, or else into a
 * new one.
 */
void
tl_application_open (TlApplication *self, GFile *file)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  TlWindow  *window = find_window (self, file);

  g_return_if_fail (TL_IS_APPLICATION (self) && G_IS_FILE (file));
  if (window == NULL)
    {
      if (TL_IS_WINDOW (active) && tl_window_is_empty (TL_WINDOW (active)))
        window = TL_WINDOW (active);
      else
        window = tl_window_new (self);
      tl_window_open (window, file);
    }
  gtk_window_present (GTK_WINDOW (window));
}

/* An empty window, in front where there is one. */
static TlWindow *
get_empty_window (TlApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  return TL_IS_WINDOW (active) && tl_window_is_empty (TL_WINDOW (active)) ? TL_WINDOW (active) : tl_window_new (self);
}

/**
 * tl_application_open_kept:
 * @document: one of tl_application_get_kept()
 *
 * Shows a journey that has no file and was kept.
 */
void
tl_application_open_kept (TlApplication *self, TlDocument *document)
{
  g_autoptr (TlDocument) kept = g_object_ref (document);
  TlWindow              *window;
  guint                  position;

  g_return_if_fail (TL_IS_APPLICATION (self));
  if (!g_list_store_find (self->kept, document, &position))
    return;
  window = get_empty_window (self);
  g_list_store_remove (self->kept, position);
  tl_window_show_document (window, kept);
  gtk_window_present (GTK_WINDOW (window));
}

/**
 * tl_application_keep:
 * @document: a journey that has no file
 *
 * Keeps a journey whose window goes.
 */
void
tl_application_keep (TlApplication *self, TlDocument *document)
{
  g_return_if_fail (TL_IS_APPLICATION (self) && TL_IS_DOCUMENT (document));
  g_list_store_append (self->kept, document);
}

/**
 * tl_application_forget:
 * @document: one of tl_application_get_kept()
 *
 * Deletes a journey that has no file, for good.
 */
void
tl_application_forget (TlApplication *self, TlDocument *document)
{
  guint position;

  g_return_if_fail (TL_IS_APPLICATION (self));
  if (!g_list_store_find (self->kept, document, &position))
    return;
  tl_document_discard (document);
  g_list_store_remove (self->kept, position);
}

/**
 * tl_application_get_kept:
 *
 * Looks for what was left behind by programs that ended without asking, too.
 *
 * Returns: (transfer none): the journeys (#TlDocument) that have no file, and no window
 */
GListModel *
tl_application_get_kept (TlApplication *self)
{
  g_autoptr (GPtrArray) found = NULL;

  g_return_val_if_fail (TL_IS_APPLICATION (self), NULL);
  found = tl_document_recover_untitled ();
  for (guint i = 0; i < found->len; i++)
    g_list_store_append (self->kept, found->pdata[i]);
  return G_LIST_MODEL (self->kept);
}

/**
 * tl_application_begin:
 * @document: a new journey
 *
 * Gives it what a person wants new journeys to have: their currency, where it has none.
 *
 * Returns: %FALSE where it could not be written
 */
gboolean
tl_application_begin (TlApplication *self, TlDocument *document, GError **error)
{
  g_autofree char   *currency = tl_preferences_dup_currency (self->settings);
  g_autoptr (TlEdit) edit = tl_edit_new ("");

  g_return_val_if_fail (TL_IS_APPLICATION (self), FALSE);
  if (currency == NULL
      || tl_thing_has (tl_journey_get_root (tl_document_get_journey (document)), TL_JOURNEY_CURRENCY))
    return TRUE;
  tl_edit_set (edit, tl_thing_get_id (tl_journey_get_root (tl_document_get_journey (document))), TL_JOURNEY_CURRENCY,
               currency);
  return tl_document_load (document, edit, error);
}

static TlDocument *
make_journey (TlApplication *self, GError **error)
{
  g_autoptr (TlDocument) document = tl_document_new ("journey", _("New journey"), error);
  g_autoptr (TlEdit)     edit = tl_edit_new ("");

  if (document == NULL)
    return NULL;
  /* A journey is assumed to be wrong by a quarter, until somebody says otherwise. */
  tl_edit_set (edit, "journey", TL_JOURNEY_DOUBT, "0.25");
  return tl_document_load (document, edit, error) && tl_application_begin (self, document, error)
           ? g_steal_pointer (&document) : NULL;
}

static void
new_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow              *window = get_empty_window (data);
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = make_journey (data, &error);

  gtk_window_present (GTK_WINDOW (window));
  if (document)
    tl_window_show_document (window, document);
  else
    {
      GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), _("There Can Be No New Journey"), error->message);

      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
      gtk_window_present (GTK_WINDOW (dialog));
    }
}

static void
open_chosen (GFile *file, gpointer data)
{
  g_autoptr (TlApplication) self = data;

  if (file)
    tl_application_open (self, file);
}

/* The window that a dialog goes over. Where the desktop calls an action of a program that has just started, there is
 * none yet. */
static GtkWindow *
get_parent (TlApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    {
      window = GTK_WINDOW (tl_window_new (self));
      gtk_window_present (window);
    }
  return window;
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlApplication *self = data;

  tl_file_dialog_open (get_parent (self), open_chosen, g_object_ref (self));
}

static void
open_file_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  tl_application_open (data, file);
}

static void
open_sample_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char  *path = tl_installed_find_sample ();
  g_autoptr (GFile) file = path ? g_file_new_for_path (path) : NULL;

  if (file)
    tl_application_open (data, file);
}

static void
new_from_template_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_bytestring (parameter));

  /* Anything else is opened, not copied. */
  if (tl_installed_is_original (file))
    tl_application_open (data, file);
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  tl_preferences_present (get_parent (data), TL_APPLICATION (data)->settings);
}

static void
new_window_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (tl_window_new (data)));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *developers[] = { "The Throughline developers", NULL };

  adw_show_about_window (get_parent (data),
                         "application-name", _("Throughline"),
                         "application-icon", TL_APP_ID,
                         "version", TL_VERSION,
                         "developer-name", _("The Throughline developers"),
                         "developers", developers,
                         "copyright", _("© 2026 The Throughline developers"),
                         "comments", _("See what customers go through, what it costs, and which fix pays."),
                         /* Translators: your names, one a line. */
                         "translator-credits", _("translator-credits"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (data));

  /* Closing, rather than stopping the loop, lets every window keep its size. */
  for (GList *l = windows; l; l = l->next)
    gtk_window_close (l->data);
  g_list_free (windows);
}

static const GActionEntry actions[] = {
  { "new", new_action },
  { "open", open_action },
  { "open-file", open_file_action, "s" },
  { "open-sample", open_sample_action },
  { "new-from-template", new_from_template_action, "ay" },
  { "preferences", preferences_action },
  { "new-window", new_window_action },
  { "about", about_action },
  { "quit", quit_action },
};

/* Whatever ends the program, nothing is lost, and no private copy stays that is not needed: the windows are closed as if
 * somebody had, but nobody is asked. */
static void
tl_application_shutdown (GApplication *application)
{
  GList *windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (application)));

  for (gsize i = 0; i < G_N_ELEMENTS (TL_APPLICATION (application)->signals); i++)
    g_clear_handle_id (&TL_APPLICATION (application)->signals[i], g_source_remove);
  for (GList *l = windows; l; l = l->next)
    g_object_ref (l->data);
  for (GList *l = windows; l; l = l->next)
    if (TL_IS_WINDOW (l->data))
      tl_window_put_in_order (l->data);
  for (GList *l = windows; l; l = l->next)
    gtk_window_destroy (l->data);
  g_list_free_full (windows, g_object_unref);
  /* What works behind a journey lets go of it. */
  for (int i = 0; i < 100 && g_main_context_iteration (NULL, FALSE); i++)
    ;
  G_APPLICATION_CLASS (tl_application_parent_class)->shutdown (application);
}

/* Somebody ends the program from outside, or the session ends. Whoever asks a second time ends it at once. */
static gboolean
ended (gpointer data)
{
  TlApplication *self = data;
  guint          current = g_source_get_id (g_main_current_source ());

  for (gsize i = 0; i < G_N_ELEMENTS (self->signals); i++)
    if (self->signals[i] == current)
      self->signals[i] = 0;
    else
      g_clear_handle_id (&self->signals[i], g_source_remove);
  g_application_quit (G_APPLICATION (self));
  return G_SOURCE_REMOVE;
}

static void
watch_signals (TlApplication *self)
{
  static const int numbers[] = { SIGTERM, SIGINT, SIGHUP };

  for (gsize i = 0; i < G_N_ELEMENTS (self->signals); i++)
    self->signals[i] = g_unix_signal_add (numbers[i], ended, self);
}

/* The session is about to end: what is being typed is taken, and saving begins, which the session waits for. */
static void
session_ends (TlApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (TL_IS_WINDOW (l->data))
      tl_window_hurry (l->data);
}

static void
tl_application_startup (GApplication *application)
{
  TlApplication   *self = TL_APPLICATION (application);
  g_autofree char *sample = NULL;
  GAction         *action;

  G_APPLICATION_CLASS (tl_application_parent_class)->startup (application);
  tl_accessible_watch ();
  watch_signals (self);
  g_signal_connect (self, "query-end", G_CALLBACK (session_ends), NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action,
                                           (const char *const *) accels[i].accels);
  sample = tl_installed_find_sample ();
  action = g_action_map_lookup_action (G_ACTION_MAP (self), "open-sample");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), sample != NULL);
  action = g_action_map_lookup_action (G_ACTION_MAP (self), "preferences");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), self->settings != NULL);
  tl_preferences_follow (self->settings);
}

static void
tl_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (tl_window_new (TL_APPLICATION (application)));
  gtk_window_present (window);
}

static void
tl_application_open_files (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    tl_application_open (TL_APPLICATION (application), files[i]);
}

static int
tl_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("%s %s\n", g_get_prgname (), TL_VERSION);
      return 0;
    }
  if (g_variant_dict_contains (options, "new-window"))
    {
      g_autoptr (GError) error = NULL;

      /* By the one program there is, this or another: what follows then finds the new window in front. */
      if (!g_application_register (application, NULL, &error))
        {
          g_printerr ("%s: %s\n", g_get_prgname (), error->message);
          return 1;
        }
      g_action_group_activate_action (G_ACTION_GROUP (application), "new-window", NULL);
    }
  return -1;
}

static void
tl_application_finalize (GObject *object)
{
  g_clear_object (&TL_APPLICATION (object)->settings);
  g_clear_object (&TL_APPLICATION (object)->kept);
  G_OBJECT_CLASS (tl_application_parent_class)->finalize (object);
}

static void
tl_application_class_init (TlApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tl_application_finalize;
  application_class->startup = tl_application_startup;
  application_class->shutdown = tl_application_shutdown;
  application_class->activate = tl_application_activate;
  application_class->open = tl_application_open_files;
  application_class->handle_local_options = tl_application_handle_local_options;
}

static void
tl_application_init (TlApplication *self)
{
  static const GOptionEntry options[] = {
    { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open a new window"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version and exit"), NULL },
    { NULL },
  };
  GSettingsSchemaSource       *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema)  schema = source ? g_settings_schema_source_lookup (source, TL_APP_ID, TRUE) : NULL;

  self->kept = g_list_store_new (TL_TYPE_DOCUMENT);
  /* g_settings_new() would end the program where the schema is missing, as it is when nothing was installed; and so would
   * asking one of an older version for what it does not have. */
  if (schema && g_settings_schema_has_key (schema, "fix-columns-hidden"))
    self->settings = g_settings_new_full (schema, NULL, NULL);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FILE…]"));
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("Shows customer journeys, their evidence and their money."));
}

/**
 * tl_application_new:
 * @flags: how it runs; %G_APPLICATION_HANDLES_OPEN at the least
 *
 * Returns: (transfer full): the application
 */
TlApplication *
tl_application_new (GApplicationFlags flags)
{
  return g_object_new (TL_TYPE_APPLICATION,
                       "application-id", TL_APP_ID,
                       "resource-base-path", "/org/throughline/Throughline",
                       "flags", flags,
                       "register-session", TRUE,
                       NULL);
}

/**
 * tl_application_get_settings:
 *
 * Returns: (transfer none) (nullable): the settings, or %NULL where their schema is not installed
 */
GSettings *
tl_application_get_settings (TlApplication *self)
{
  g_return_val_if_fail (TL_IS_APPLICATION (self), NULL);
  return self->settings;
}
