/* tl-fix-columns-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fix-columns-menu.h"

#include <glib/gi18n-lib.h>

#include "tl-application.h"
#include "tl-fix-columns.h"

/* Where it is remembered, for the next window and the next time. */
#define KEY "fix-columns-hidden"

static GSettings *
get_settings (void)
{
  GApplication *application = g_application_get_default ();

  return TL_IS_APPLICATION (application) ? tl_application_get_settings (TL_APPLICATION (application)) : NULL;
}

static void
remember (guint hidden)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GSettings            *settings = get_settings ();

  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    if (hidden & 1u << column)
      g_ptr_array_add (names, (gpointer) tl_fix_column_get_name (column));
  g_ptr_array_add (names, NULL);
  if (settings)
    g_settings_set_strv (settings, KEY, (const char *const *) names->pdata);
}

static guint
recall (void)
{
  GSettings      *settings = get_settings ();
  g_auto (GStrv)  names = settings ? g_settings_get_strv (settings, KEY) : NULL;
  guint           hidden = 0;

  for (TlFixColumn column = 0; names && column < TL_N_COLUMNS; column++)
    if (column != TL_COLUMN_IMPACT && g_strv_contains ((const char *const *) names, tl_fix_column_get_name (column)))
      hidden |= 1u << column;
  return hidden;
}

static void
column_changed (GSimpleAction *action, GVariant *state, gpointer data)
{
  TlRankingTable *table = data;
  const char     *name = g_action_get_name (G_ACTION (action));

  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    if (g_str_equal (tl_fix_column_get_name (column), name))
      {
        guint bit = 1u << column;
        guint hidden = tl_ranking_table_get_hidden (table);

        hidden = g_variant_get_boolean (state) ? hidden & ~bit : hidden | bit;
        tl_ranking_table_set_hidden (table, hidden);
        remember (hidden);
      }
  g_simple_action_set_state (action, state);
}

/**
 * tl_fix_columns_menu_new:
 * @table: a ranking, which outlives the button
 *
 * Makes the button whose menu says which of its columns are shown; the combined impact, by which it ranks, always is.
 * What is chosen is remembered.
 *
 * Returns: (transfer floating): the button
 */
GtkWidget *
tl_fix_columns_menu_new (TlRankingTable *table)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenu)              menu = g_menu_new ();
  GtkWidget                     *button = gtk_menu_button_new ();

  tl_ranking_table_set_hidden (table, recall ());
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    {
      const char               *name = tl_fix_column_get_name (column);
      g_autofree char          *detailed = g_strconcat ("columns.", name, NULL);
      gboolean                  shown = (tl_ranking_table_get_hidden (table) & 1u << column) == 0;
      g_autoptr (GSimpleAction) action = NULL;

      if (column == TL_COLUMN_IMPACT)
        continue;
      action = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (shown));
      g_signal_connect_object (action, "change-state", G_CALLBACK (column_changed), table, 0);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
      g_menu_append (menu, tl_fix_column_get_title (column), detailed);
    }
  gtk_widget_insert_action_group (button, "columns", G_ACTION_GROUP (group));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Columns"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Columns"), -1);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("Which columns are shown; fewer make room for others"));
  gtk_widget_add_css_class (button, "flat");
  return button;
}
