/* tl-start-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-start-page.h"

#include <glib/gi18n-lib.h>

#include "tl-application.h"

struct _TlStartPage
{
  GtkWidget         parent_instance;

  /* Template widgets */
  GtkWidget        *status;
  GtkWidget        *sample;
  GtkWidget        *kept_box;
  GtkListBox       *kept;
  GtkWidget        *recent_box;
  GtkListBox       *recent;

  gboolean          watches_kept;
  GtkRecentManager *manager; /* borrowed: it lasts as long as the program */
};

G_DEFINE_FINAL_TYPE (TlStartPage, tl_start_page, GTK_TYPE_WIDGET)

#define MAX_RECENT 6

static const char application_name[] = "throughline";

static int
compare_visits (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_visited ((GtkRecentInfo *) b),
                              gtk_recent_info_get_visited ((GtkRecentInfo *) a));
}

static GtkWidget *
recent_row (GtkRecentInfo *info)
{
  g_autoptr (GFile)  file = g_file_new_for_uri (gtk_recent_info_get_uri (info));
  g_autofree char   *path = gtk_recent_info_get_uri_display (info);
  g_autofree char   *title = g_markup_escape_text (gtk_recent_info_get_display_name (info), -1);
  g_autofree char   *subtitle = g_markup_escape_text (path ? path : gtk_recent_info_get_uri (info), -1);
  GtkWidget         *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_set_tooltip_text (row, path);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.open-file");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", gtk_recent_info_get_uri (info));
  return row;
}

static void
fill_recent (TlStartPage *self)
{
  GList     *items = gtk_recent_manager_get_items (self->manager);
  guint      shown = 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->recent))))
    gtk_list_box_remove (self->recent, child);
  items = g_list_sort (items, compare_visits);
  for (GList *l = items; l && shown < MAX_RECENT; l = l->next)
    {
      GtkRecentInfo *info = l->data;

      if (!gtk_recent_info_has_application (info, application_name) || !gtk_recent_info_is_local (info)
          || !gtk_recent_info_exists (info))
        continue;
      gtk_list_box_append (self->recent, recent_row (info));
      shown++;
    }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
  gtk_widget_set_visible (self->recent_box, shown > 0);
}

static TlApplication *
get_application (void)
{
  GApplication *application = g_application_get_default ();

  return TL_IS_APPLICATION (application) ? TL_APPLICATION (application) : NULL;
}

static const char *
get_title (TlDocument *document)
{
  const char *title = tl_thing_get_title (tl_journey_get_root (tl_document_get_journey (document)));

  return title && *title ? title : _("Journey");
}

static void
answered (AdwMessageDialog *dialog, const char *response, TlStartPage *self)
{
  TlApplication *application = get_application ();

  if (g_str_equal (response, "delete") && application)
    tl_application_forget (application, g_object_get_data (G_OBJECT (dialog), "document"));
}

static void
delete_clicked (GtkButton *button, TlStartPage *self)
{
  TlDocument      *document = g_object_get_data (G_OBJECT (button), "document");
  g_autofree char *body = g_strdup_printf (_("“%s” is not saved anywhere. When it is deleted, it is gone for good."),
                                           get_title (document));
  GtkWidget       *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                    _("Delete the Journey?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "delete", _("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "document", g_object_ref (document), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
kept_activated (AdwActionRow *row, gpointer data)
{
  TlApplication *application = get_application ();

  if (application)
    tl_application_open_kept (application, g_object_get_data (G_OBJECT (row), "document"));
}

static GtkWidget *
kept_row (gpointer item, gpointer data)
{
  TlStartPage     *self = data;
  TlDocument      *document = item;
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  guint            n = tl_journey_n (tl_document_get_journey (document), TL_KIND_STAGE);
  const char      *origin = tl_document_get_origin (document);
  g_autofree char *name = origin ? g_filename_display_basename (origin) : NULL;
  g_autofree char *title = g_markup_escape_text (get_title (document), -1);
  g_autofree char *subtitle = NULL;
  g_autofree char *escaped = NULL;

  if (name)
    subtitle = g_strdup_printf (_("With edits that “%s” does not have"), name);
  else
    subtitle = g_strdup_printf (ngettext ("%u stage · kept on this computer", "%u stages · kept on this computer", n), n);
  escaped = g_markup_escape_text (subtitle, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "document", g_object_ref (document), g_object_unref);
  g_signal_connect (row, "activated", G_CALLBACK (kept_activated), NULL);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Delete…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Delete…"), -1);
  g_object_set_data_full (G_OBJECT (button), "document", g_object_ref (document), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (delete_clicked), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
kept_changed (TlStartPage *self, guint position, guint removed, guint added, GListModel *kept)
{
  gtk_widget_set_visible (self->kept_box, g_list_model_get_n_items (kept) > 0);
}

static void
fill_kept (TlStartPage *self)
{
  TlApplication *application = get_application ();
  GListModel    *kept = application ? tl_application_get_kept (application) : NULL;

  if (kept && !self->watches_kept)
    {
      gtk_list_box_bind_model (self->kept, kept, kept_row, self, NULL);
      g_signal_connect_object (kept, "items-changed", G_CALLBACK (kept_changed), self, G_CONNECT_SWAPPED);
      self->watches_kept = TRUE;
    }
  gtk_widget_set_visible (self->kept_box, kept && g_list_model_get_n_items (kept) > 0);
}

static void
update_sample (TlStartPage *self)
{
  GApplication *application = g_application_get_default ();
  GAction      *action = application ? g_action_map_lookup_action (G_ACTION_MAP (application), "open-sample") : NULL;

  gtk_widget_set_visible (self->sample, action && g_action_get_enabled (action));
}

static void
tl_start_page_map (GtkWidget *widget)
{
  fill_kept (TL_START_PAGE (widget));
  fill_recent (TL_START_PAGE (widget));
  update_sample (TL_START_PAGE (widget));
  GTK_WIDGET_CLASS (tl_start_page_parent_class)->map (widget);
}

static void
tl_start_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TL_TYPE_START_PAGE);
  G_OBJECT_CLASS (tl_start_page_parent_class)->dispose (object);
}

static void
tl_start_page_class_init (TlStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_start_page_dispose;
  widget_class->map = tl_start_page_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/throughline/Throughline/tl-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, status);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, sample);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, kept_box);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, kept);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, recent_box);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, recent);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_start_page_init (TlStartPage *self)
{
  self->manager = gtk_recent_manager_get_default ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tl_start_page_note_opened:
 * @file: a journey that was opened
 * @title: its title
 *
 * Puts @file among the recent ones. Its type is told by its name, as the recent manager would otherwise look into it,
 * and lose SQLite's locks on it.
 */
void
tl_start_page_note_opened (GFile *file, const char *title)
{
  g_autofree char *uri = g_file_get_uri (file);
  gboolean         xml = g_str_has_suffix (uri, ".xml");
  GtkRecentData    data = {
    .display_name = (char *) title,
    .mime_type = (char *) (xml ? "application/xml" : "application/vnd.throughline.journey"),
    .app_name = (char *) application_name,
    .app_exec = (char *) "throughline %u",
  };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}
