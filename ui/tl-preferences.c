/* tl-preferences.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-preferences.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "tl-text.h"

static const struct
{
  const char    *value;
  AdwColorScheme scheme;
  const char    *label;
} appearances[] = {
  { "system", ADW_COLOR_SCHEME_DEFAULT, NC_ ("appearance", "As the system") },
  { "light", ADW_COLOR_SCHEME_FORCE_LIGHT, NC_ ("appearance", "Light") },
  { "dark", ADW_COLOR_SCHEME_FORCE_DARK, NC_ ("appearance", "Dark") },
};

static guint
find_appearance (GSettings *settings)
{
  g_autofree char *value = g_settings_get_string (settings, "appearance");

  for (guint i = 0; i < G_N_ELEMENTS (appearances); i++)
    if (g_str_equal (appearances[i].value, value))
      return i;
  return 0;
}

static void
take_appearance (GSettings *settings)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), appearances[find_appearance (settings)].scheme);
}

/* Three capitals, or NULL. */
static char *
read_currency (const char *text)
{
  g_autofree char *line = tl_text_squeeze (text);
  g_autofree char *code = g_utf8_strup (line, -1);

  if (strlen (code) != 3)
    return NULL;
  for (int i = 0; i < 3; i++)
    if (!g_ascii_isupper (code[i]))
      return NULL;
  return g_steal_pointer (&code);
}

/* The currency of the locale, as ISO 4217 has it, or NULL. */
static char *
get_local_currency (void)
{
  g_autofree char *code = g_strndup (localeconv ()->int_curr_symbol, 3);

  return read_currency (code);
}

static void
appearance_chosen (AdwComboRow *row, GParamSpec *pspec, GSettings *settings)
{
  guint at = adw_combo_row_get_selected (row);

  if (at < G_N_ELEMENTS (appearances))
    g_settings_set_string (settings, "appearance", appearances[at].value);
}

static GtkWidget *
appearance_new (GSettings *settings)
{
  GtkWidget                *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (appearances); i++)
    gtk_string_list_append (list, g_dpgettext2 (GETTEXT_PACKAGE, "appearance", appearances[i].label));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Appearance"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_appearance (settings));
  gtk_widget_set_name (row, "appearance");
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (appearance_chosen), settings, 0);
  return row;
}

/* What is written is kept as soon as it is right; what is wrong is said to be. */
static void
currency_written (GtkEditable *row, GSettings *settings)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (row));
  g_autofree char *code = read_currency (text);
  gboolean         right = code != NULL || tl_text_is_blank (text);

  if (right)
    {
      g_settings_set_string (settings, "currency", code ? code : "");
      gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
    }
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
    }
}

static void
author_written (GtkEditable *row, GSettings *settings)
{
  g_settings_set_string (settings, "author", gtk_editable_get_text (row));
}

static GtkWidget *
entry_new (const char *name, const char *title, GSettings *settings, GCallback written)
{
  GtkWidget       *row = adw_entry_row_new ();
  g_autofree char *value = g_settings_get_string (settings, name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), value);
  gtk_widget_set_name (row, name);
  g_signal_connect_object (row, "changed", written, settings, 0);
  return row;
}

static void
add_group (AdwPreferencesPage *page, const char *title, const char *description, GtkWidget *row)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

/**
 * tl_preferences_present:
 * @parent: (nullable): the window that asks
 * @settings: (nullable): the program's
 *
 * Shows the preferences. What is changed there holds at once.
 *
 * Returns: (transfer none) (nullable): their window; GTK owns it
 */
GtkWindow *
tl_preferences_present (GtkWindow *parent, GSettings *settings)
{
  GtkWidget       *window, *page;
  g_autofree char *local = get_local_currency ();
  g_autofree char *empty = NULL;

  if (settings == NULL)
    return NULL;
  window = adw_preferences_window_new ();
  page = adw_preferences_page_new ();
  empty = local ? g_strdup_printf (_("Three letters, as in EUR. Where there are none, it is %s, that of your region."), local)
                : g_strdup (_("Three letters, as in EUR. Where there are none, money has no currency until you say it."));
  add_group (ADW_PREFERENCES_PAGE (page), _("Window"), NULL, appearance_new (settings));
  add_group (ADW_PREFERENCES_PAGE (page), _("New journeys"), empty,
             entry_new ("currency", _("Currency"), settings, G_CALLBACK (currency_written)));
  add_group (ADW_PREFERENCES_PAGE (page), _("Exported maps"), _("PDF files name their author, where you say who that is."),
             entry_new ("author", _("Author"), settings, G_CALLBACK (author_written)));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 520, 520);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}

/**
 * tl_preferences_follow:
 * @settings: (nullable): the program's
 *
 * From now on the program looks as @settings say.
 */
void
tl_preferences_follow (GSettings *settings)
{
  if (settings == NULL)
    return;
  g_signal_connect (settings, "changed::appearance", G_CALLBACK (take_appearance), NULL);
  take_appearance (settings);
}

/**
 * tl_preferences_dup_currency:
 * @settings: (nullable): the program's
 *
 * Returns: (transfer full) (nullable): the currency of new journeys, ISO 4217; %NULL where neither a person nor their
 *   locale says one
 */
char *
tl_preferences_dup_currency (GSettings *settings)
{
  g_autofree char *text = settings ? g_settings_get_string (settings, "currency") : NULL;
  char            *code = text ? read_currency (text) : NULL;

  return code ? code : get_local_currency ();
}

/**
 * tl_preferences_dup_author:
 * @settings: (nullable): the program's
 *
 * Returns: (transfer full) (nullable): who exported maps say drew them
 */
char *
tl_preferences_dup_author (GSettings *settings)
{
  g_autofree char *text = settings ? g_settings_get_string (settings, "author") : NULL;
  g_autofree char *name = text ? tl_text_squeeze (text) : NULL;

  return name && *name ? g_steal_pointer (&name) : NULL;
}
