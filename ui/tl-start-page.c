/* tl-start-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-start-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-application.h"
#include "tl-installed.h"
#include "tl-miniature.h"
#include "tl-parts.h"
#include "tl-phrase.h"
#include "tl-text.h"
#include "tl-wrap-layout.h"

struct _TlStartPage
{
  GtkWidget         parent_instance;

  /* Template widgets */
  GtkWidget        *scrolled;
  AdwClamp         *clamp;
  GtkWidget        *hero;
  GtkWidget        *buttons;
  GtkWidget        *sample;
  GtkWidget        *empty;
  GtkWidget        *beside;
  GtkWidget        *showcase;
  TlMiniature      *poster;
  GtkWidget        *templates_box;
  GtkFlowBox       *templates;
  GtkWidget        *kept_box;
  GtkListBox       *kept;
  GtkWidget        *recent_box;
  GtkListBox       *recent;

  gboolean          watches_kept;
  gboolean          has_templates;
  GtkRecentManager *manager; /* borrowed: it lasts as long as the program */
};

G_DEFINE_FINAL_TYPE (TlStartPage, tl_start_page, GTK_TYPE_WIDGET)

#define MAX_RECENT 6

/* In characters. (A row of one line would do, but GTK 4.8 complains of titles of one letter there.) */
#define MAX_TITLE 90

/* In pixels */
#define CARD_WIDTH 156
#define CARD_PICTURE 96
#define PAGE_WIDTH 1040

static void fill_recent (TlStartPage *self);

static const char application_name[] = "throughline";

static int
compare_visits (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_visited ((GtkRecentInfo *) b),
                              gtk_recent_info_get_visited ((GtkRecentInfo *) a));
}

/* The folder, as people know it. */
static char *
say_folder (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char  *path = folder ? g_file_get_parse_name (folder) : NULL;
  const char       *home = g_get_home_dir ();

  if (path && g_str_has_prefix (path, home) && (path[strlen (home)] == '\0' || path[strlen (home)] == G_DIR_SEPARATOR))
    return g_strconcat ("~", path + strlen (home), NULL);
  return path ? g_steal_pointer (&path) : g_file_get_parse_name (file);
}

/* “today”, “yesterday”, “2 Mar 2026” */
static char *
say_day (GDateTime *time)
{
  g_autoptr (GDateTime) then = time ? g_date_time_to_local (time) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) before = g_date_time_add_days (now, -1);
  g_autofree char      *day = then ? g_date_time_format (then, "%Y-%m-%d") : NULL;
  g_autofree char      *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char      *yesterday = g_date_time_format (before, "%Y-%m-%d");

  if (day == NULL)
    return g_strdup ("");
  if (g_str_equal (day, today))
    return g_strdup (C_ ("day", "today"));
  return g_str_equal (day, yesterday) ? g_strdup (C_ ("day", "yesterday")) : tl_phrase_date (day);
}

static void
remove_clicked (GtkButton *button, TlStartPage *self)
{
  const char *uri = g_object_get_data (G_OBJECT (button), "uri");

  /* The row goes: whoever pressed its button stays on the page. */
  gtk_widget_grab_focus (self->empty);
  gtk_recent_manager_remove_item (self->manager, uri, NULL);
  fill_recent (self);
}

static GtkWidget *
remove_button_new (TlStartPage *self, const char *uri, const char *title)
{
  GtkWidget       *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *label = g_strdup_printf (_("Take “%s” off this list"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "uri", g_strdup (uri), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked), self, 0);
  return button;
}

/* Its title, its folder and when; of one that is not there any more, that it is not. */
static GtkWidget *
recent_row (TlStartPage *self, GtkRecentInfo *info)
{
  const char       *uri = gtk_recent_info_get_uri (info);
  gboolean          there = gtk_recent_info_exists (info);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autofree char  *path = g_file_get_parse_name (file);
  g_autofree char  *name = tl_text_shorten (gtk_recent_info_get_display_name (info), MAX_TITLE);
  g_autofree char  *title = g_markup_escape_text (name, -1);
  g_autofree char  *folder = say_folder (file);
  g_autofree char  *day = say_day (gtk_recent_info_get_visited (info));
  g_autofree char  *where = NULL;
  g_autofree char  *subtitle = NULL;
  GtkWidget        *row = adw_action_row_new ();

  /* Translators: the folder of a file, and the day when it was open last, or that it is gone. */
  where = g_strdup_printf (C_ ("recent", "%s · %s"), folder, there ? day : _("not there any more"));
  subtitle = g_markup_escape_text (where, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_set_tooltip_text (row, path);
  if (!there)
    {
      gtk_widget_add_css_class (row, "tl-gone");
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 remove_button_new (self, uri, gtk_recent_info_get_display_name (info)));
      return row;
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.open-file");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", uri);
  return row;
}

/* Newcomers see the sample; others see where they were. */
static void
update_beside (TlStartPage *self)
{
  gboolean known = gtk_widget_get_visible (self->recent_box) || gtk_widget_get_visible (self->kept_box);

  gtk_widget_set_visible (self->showcase, !known && gtk_widget_get_visible (self->sample));
  gtk_widget_set_visible (self->beside, known || gtk_widget_get_visible (self->showcase));
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

      if (!gtk_recent_info_has_application (info, application_name) || !gtk_recent_info_is_local (info))
        continue;
      gtk_list_box_append (self->recent, recent_row (self, info));
      shown++;
    }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
  gtk_widget_set_visible (self->recent_box, shown > 0);
  update_beside (self);
}

static GtkWidget *
template_new (const TlTemplate *template)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *picture = tl_miniature_new ();
  GtkWidget *title = tl_part_label (template->title, "heading");

  gtk_widget_set_size_request (picture, (int) (CARD_WIDTH * MIN (tl_part_text_factor (), 1.5)), CARD_PICTURE);
  tl_miniature_set_path (TL_MINIATURE (picture), template->path);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_widget_add_css_class (words, "tl-template-words");
  gtk_box_append (GTK_BOX (words), title);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 16);
  if (template->summary)
    {
      GtkWidget *note = tl_part_note (template->summary);

      gtk_label_set_max_width_chars (GTK_LABEL (note), 20);
      gtk_widget_add_css_class (note, "tl-readable");
      gtk_box_append (GTK_BOX (words), note);
    }
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "tl-template");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.new-from-template");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), g_variant_new_bytestring (template->path));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, template->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, template->summary ? template->summary : "", -1);
  return button;
}

static void
fill_templates (TlStartPage *self)
{
  g_autoptr (GPtrArray) templates = NULL;

  if (self->has_templates)
    return;
  self->has_templates = TRUE;
  templates = tl_installed_list_templates ();
  for (guint i = 0; i < templates->len; i++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();

      /* What can be pressed is the card, not its place. */
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), template_new (templates->pdata[i]));
      gtk_flow_box_append (self->templates, child);
    }
  gtk_widget_set_visible (self->templates_box, templates->len > 0);
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
  g_autofree char *short_title = tl_text_shorten (get_title (document), MAX_TITLE);
  g_autofree char *title = g_markup_escape_text (short_title, -1);
  g_autofree char *subtitle = NULL;
  g_autofree char *escaped = NULL;

  if (name)
    subtitle = g_strdup_printf (_("With edits that “%s” does not have"), name);
  else
    subtitle = g_strdup_printf (ngettext ("%u stage · kept on this computer", "%u stages · kept on this computer", n), n);
  escaped = g_markup_escape_text (subtitle, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
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
  update_beside (self);
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
  g_autofree char *path = tl_installed_find_sample ();

  gtk_widget_set_visible (self->sample, path != NULL);
  if (path && tl_miniature_get_scene (self->poster) == NULL)
    tl_miniature_set_path (self->poster, path);
  if (path)
    gtk_widget_remove_css_class (self->empty, "suggested-action");
  else
    gtk_widget_add_css_class (self->empty, "suggested-action");
}

static void
recent_changed (TlStartPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill_recent (self);
}

static void
tl_start_page_map (GtkWidget *widget)
{
  TlStartPage *self = TL_START_PAGE (widget);

  update_sample (self);
  fill_kept (self);
  fill_recent (self);
  fill_templates (self);
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
  g_type_ensure (TL_TYPE_MINIATURE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/throughline/Throughline/tl-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, hero);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, sample);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, empty);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, beside);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, showcase);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, poster);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, templates_box);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, templates);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, kept_box);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, kept);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, recent_box);
  gtk_widget_class_bind_template_child (widget_class, TlStartPage, recent);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_start_page_init (TlStartPage *self)
{
  double factor = tl_part_text_factor ();

  self->manager = gtk_recent_manager_get_default ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->hero, tl_wrap_layout_new (42));
  gtk_widget_set_layout_manager (self->buttons, tl_wrap_layout_new (9));
  gtk_widget_set_size_request (self->beside, (int) (300 * MIN (factor, 1.2)), -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->poster), -1, 270);
  adw_clamp_set_maximum_size (self->clamp, (int) (PAGE_WIDTH * factor));
  adw_clamp_set_tightening_threshold (self->clamp, (int) (PAGE_WIDTH * factor));
  g_signal_connect_object (self->manager, "changed", G_CALLBACK (recent_changed), self, G_CONNECT_SWAPPED);
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
