/* tl-start-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-start-page.h"

#include <glib/gi18n-lib.h>

struct _TlStartPage
{
  GtkWidget         parent_instance;

  /* Template widgets */
  GtkWidget        *status;
  GtkWidget        *sample;
  GtkWidget        *recent_box;
  GtkListBox       *recent;

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
