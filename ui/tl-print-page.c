/* tl-print-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-print-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define OVERLAP 12 /* mm, where nothing else is said */

static const char *const fits[] = { "fold", "tile", "one" };
static const TlPalette   palettes[] = { TL_PALETTE_PRINT, TL_PALETTE_LIGHT };

struct _TlPrintPage
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkDropDown   *what;    /* nullable: there is only the map */
  GtkDropDown   *fit;
  GtkWidget     *fit_label;
  GtkSpinButton *overlap;
  GtkWidget     *overlap_label;
  GtkDropDown   *palette;
  GtkWidget     *money;
  TlPrintChoice  choice;
};

G_DEFINE_FINAL_TYPE (TlPrintPage, tl_print_page, GTK_TYPE_WIDGET)

/**
 * tl_print_choice_init:
 * @settings: (nullable): of the person
 *
 * What they chose the last time, or what is usual.
 */
void
tl_print_choice_init (TlPrintChoice *self, GSettings *settings)
{
  *self = (TlPrintChoice) { TL_PRINT_MAP, TL_FIT_FOLD, OVERLAP, TL_PALETTE_PRINT, TRUE };
  if (settings)
    {
      g_autofree char *fit = g_settings_get_string (settings, "print-fit");
      g_autofree char *style = g_settings_get_string (settings, "print-style");

      tl_fit_from_name (fit, &self->fit);
      tl_palette_from_name (style, &self->palette);
      self->overlap = g_settings_get_int (settings, "print-overlap");
    }
}

/**
 * tl_print_choice_remember:
 * @settings: (nullable): of the person
 */
void
tl_print_choice_remember (const TlPrintChoice *self, GSettings *settings)
{
  if (settings == NULL)
    return;
  g_settings_set_string (settings, "print-fit", fits[self->fit]);
  g_settings_set_string (settings, "print-style", tl_palette_get_name (self->palette));
  g_settings_set_int (settings, "print-overlap", self->overlap);
}

/* What is about the map alone is not shown for the pack. */
static void
update (TlPrintPage *self)
{
  gboolean is_map, tiles;

  if (self->what)
    self->choice.what = (TlPrintWhat) gtk_drop_down_get_selected (self->what);
  self->choice.fit = (TlFit) gtk_drop_down_get_selected (self->fit);
  self->choice.overlap = gtk_spin_button_get_value_as_int (self->overlap);
  self->choice.palette = palettes[MIN (gtk_drop_down_get_selected (self->palette), G_N_ELEMENTS (palettes) - 1)];
  self->choice.money = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->money));
  is_map = self->choice.what == TL_PRINT_MAP;
  tiles = is_map && self->choice.fit == TL_FIT_TILE;
  gtk_widget_set_visible (GTK_WIDGET (self->fit), is_map);
  gtk_widget_set_visible (self->fit_label, is_map);
  gtk_widget_set_visible (self->money, is_map);
  gtk_widget_set_visible (GTK_WIDGET (self->overlap), tiles);
  gtk_widget_set_visible (self->overlap_label, tiles);
}

static void
tl_print_page_dispose (GObject *object)
{
  g_clear_pointer (&TL_PRINT_PAGE (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_print_page_parent_class)->dispose (object);
}

static void
tl_print_page_class_init (TlPrintPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_print_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
tl_print_page_init (TlPrintPage *self)
{
}

static GtkWidget *
add (TlPrintPage *self, int row, const char *title, GtkWidget *widget)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (title);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), widget);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_widget_set_halign (widget, GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (self->box), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->box), widget, 1, row, 1, 1);
  return label;
}

static GtkDropDown *
list_new (TlPrintPage *self, const char *const *names, guint selected)
{
  GtkWidget *list = gtk_drop_down_new_from_strings (names);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), selected);
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_DROP_DOWN (list);
}

/**
 * tl_print_page_new:
 * @choice: what is chosen to begin with
 * @has_pack: whether a fact pack can be printed, too
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
tl_print_page_new (const TlPrintChoice *choice, gboolean has_pack)
{
  const char *const whats[] = { _("The map"), _("The fact pack"), NULL };
  const char *const ways[] = { _("Fold over pages"), _("Pages to join on a wall"), _("All on one page"), NULL };
  const char *const styles[] = { _("Print, without fills"), _("Light"), NULL };
  TlPrintPage      *self = g_object_new (TL_TYPE_PRINT_PAGE, NULL);

  self->choice = *choice;
  self->box = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->box), 12);
  gtk_grid_set_column_spacing (GTK_GRID (self->box), 12);
  gtk_widget_add_css_class (self->box, "tl-export-choices");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->fit = list_new (self, ways, choice->fit);
  self->palette = list_new (self, styles, choice->palette == palettes[1]);
  self->overlap = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, 60, 1));
  gtk_spin_button_set_value (self->overlap, choice->overlap);
  g_signal_connect_object (self->overlap, "value-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->money = gtk_check_button_new_with_mnemonic (_("With its _money"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->money), choice->money);
  g_signal_connect_object (self->money, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  if (has_pack)
    {
      GtkDropDown *what = list_new (self, whats, choice->what);

      add (self, 0, _("_Print"), GTK_WIDGET (what));
      self->what = what;
    }
  self->fit_label = add (self, 1, _("_Fit"), GTK_WIDGET (self->fit));
  self->overlap_label = add (self, 2, _("_Overlap in millimetres"), GTK_WIDGET (self->overlap));
  add (self, 3, _("_Style"), GTK_WIDGET (self->palette));
  gtk_grid_attach (GTK_GRID (self->box), self->money, 1, 4, 1, 1);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * tl_print_page_get_choice:
 *
 * Returns: (transfer none): what is chosen
 */
const TlPrintChoice *
tl_print_page_get_choice (TlPrintPage *self)
{
  g_return_val_if_fail (TL_IS_PRINT_PAGE (self), NULL);
  return &self->choice;
}
