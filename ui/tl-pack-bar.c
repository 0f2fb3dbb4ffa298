/* tl-pack-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-bar.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-pack-export.h"
#include "tl-wrap-layout.h"

static const char *const styles[] = { "light", "dark", "print", NULL };

static GtkWidget *
toggles_new (const char *const *names, const char *const *labels, const char *action, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (gsize i = 0; names[i]; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (labels[i]);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", names[i]);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_widget_add_css_class (box, "linked");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return box;
}

static GtkWidget *
export_new (void)
{
  GtkWidget        *button = adw_split_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (TlPackFormat i = 0; i < TL_PACK_N_FORMATS; i++)
    {
      g_autofree char      *label = g_strdup_printf ("%s…", tl_pack_format_get_title (i));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "pack.export", "s", tl_pack_format_get_ending (i) + 1);
      g_menu_append_item (menu, item);
    }
  g_menu_append (menu, _("_Print…"), "win.print");
  adw_split_button_set_label (ADW_SPLIT_BUTTON (button), _("_Export Fact Pack…"));
  adw_split_button_set_use_underline (ADW_SPLIT_BUTTON (button), TRUE);
  adw_split_button_set_menu_model (ADW_SPLIT_BUTTON (button), G_MENU_MODEL (menu));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "pack.export");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", tl_pack_format_get_ending (TL_PACK_FORMAT_PDF) + 1);
  gtk_widget_set_tooltip_text (button, _("Export the fact pack as PDF (Shift+Ctrl+E)"));
  gtk_widget_add_css_class (button, "suggested-action");
  for (GtkWidget *part = gtk_widget_get_first_child (button); part; part = gtk_widget_get_next_sibling (part))
    if (GTK_IS_MENU_BUTTON (part))
      gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Other Formats"), -1);
  return button;
}

/**
 * tl_pack_bar_new:
 * @export: (out): the button that exports
 * @spinner: (out): turns while a pack is made
 *
 * Returns: (transfer floating): audience, page and style, and the one button; in more lines where there is less room. What
 *   they do are actions of #TlPackView.
 */
GtkWidget *
tl_pack_bar_new (GtkWidget **export, GtkSpinner **spinner)
{
  static const char *const papers[] = { "slide", "a4", NULL };
  const char *const        audiences[] = { tl_audience_get_name (TL_AUDIENCE_BOARD),
                                           tl_audience_get_name (TL_AUDIENCE_FINANCE),
                                           tl_audience_get_name (TL_AUDIENCE_TEAM), NULL };
  const char *const        who[] = { C_("audience", "Board"), C_("audience", "Finance"), C_("audience", "Team"), NULL };
  const char *const        what[] = { C_("paper", "Slide"), C_("paper", "A4"), NULL };
  const char *const        how[] = { C_("style", "Light"), C_("style", "Dark"), C_("style", "Print"), NULL };
  GtkWidget               *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget               *choices = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  *export = export_new ();
  *spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_layout_manager (choices, tl_wrap_layout_new (9));
  gtk_box_append (GTK_BOX (choices), toggles_new (audiences, who, "pack.audience", _("Audience")));
  gtk_box_append (GTK_BOX (choices), toggles_new (papers, what, "pack.paper", _("Page")));
  gtk_box_append (GTK_BOX (choices), toggles_new (styles, how, "pack.style", _("Style")));
  gtk_box_append (GTK_BOX (choices), GTK_WIDGET (*spinner));
  gtk_widget_set_hexpand (choices, TRUE);
  gtk_widget_set_valign (*export, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (bar), choices);
  gtk_box_append (GTK_BOX (bar), *export);
  gtk_widget_add_css_class (bar, "tl-pack-bar");
  return bar;
}

/**
 * tl_pack_progress_new:
 * @label: (out): what is being written
 * @cancel: (out): the button that stops it
 *
 * Returns: (transfer floating): a line that says what is being written; hidden
 */
GtkWidget *
tl_pack_progress_new (GtkLabel **label, GtkWidget **cancel)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *spinner = gtk_spinner_new ();

  *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  *label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (*label, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (*label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (*label), TRUE);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (*cancel), "pack.cancel");
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (*label));
  gtk_box_append (GTK_BOX (box), *cancel);
  gtk_widget_add_css_class (box, "tl-pack-bar");
  gtk_widget_set_visible (box, FALSE);
  return box;
}

/**
 * tl_pack_moves_new:
 *
 * Returns: (transfer floating): a box of buttons; the key “action” of each says what it does to the list
 */
GtkWidget *
tl_pack_moves_new (void)
{
  static const struct
  {
    const char *icon, *action, *tip;
  } moves[] = { { "go-up-symbolic", "pack.up", N_("Earlier (Alt+Up)") },
                { "go-down-symbolic", "pack.down", N_("Later (Alt+Down)") } };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      GtkWidget *button = gtk_button_new_from_icon_name (moves[i].icon);

      gtk_widget_set_tooltip_text (button, _(moves[i].tip));
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data (G_OBJECT (button), "action", (gpointer) moves[i].action);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static void
button_clicked (GtkWidget *button, gpointer data)
{
  GtkWidget  *root = GTK_WIDGET (gtk_widget_get_root (button));
  const char *problems = data;

  gtk_widget_activate_action (root, "win.page", "s", "map");
  if (problems)
    gtk_widget_activate_action (root, problems, NULL);
}

/**
 * tl_pack_state_new:
 * @icon: name of an icon
 * @button: what leads to the map
 * @action: (nullable): what is activated there
 *
 * Returns: (transfer floating): why there is no pack, and where to go
 */
GtkWidget *
tl_pack_state_new (const char *icon, const char *title, const char *text, const char *button, const char *action)
{
  GtkWidget *status = adw_status_page_new (), *way = gtk_button_new_with_mnemonic (button);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (status), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (status), text);
  gtk_widget_add_css_class (way, "pill");
  gtk_widget_add_css_class (way, "suggested-action");
  gtk_widget_set_halign (way, GTK_ALIGN_CENTER);
  g_signal_connect (way, "clicked", G_CALLBACK (button_clicked), (gpointer) action);
  adw_status_page_set_child (ADW_STATUS_PAGE (status), way);
  return status;
}
