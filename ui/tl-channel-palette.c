/* tl-channel-palette.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-channel-palette.h"

#include <glib/gi18n-lib.h>

#include "tl-channel.h"

#define COLUMNS 3

/* More of one's own are for the side panel, where all of them are suggested. */
#define MOST_OWN 12

struct _TlChannelPalette
{
  GtkPopover  parent_instance;

  GtkWidget  *grid;
  GtkWidget  *own;  /* GtkEntry */
  guint       n;    /* buttons so far */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlChannelPalette, tl_channel_palette, GTK_TYPE_POPOVER)

static void
choose (TlChannelPalette *self, const char *name)
{
  g_autofree char *chosen = g_strdup (name);

  g_object_ref (self);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, chosen);
  g_object_unref (self);
}

static void
clicked (TlChannelPalette *self, GtkButton *button)
{
  choose (self, g_object_get_data (G_OBJECT (button), "channel"));
}

static void
entered (TlChannelPalette *self)
{
  choose (self, gtk_editable_get_text (GTK_EDITABLE (self->own)));
}

static void
key_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (TL_CHANNEL_PALETTE (widget), g_variant_get_string (parameter, NULL));
}

static void
add_button (TlChannelPalette *self, const char *name, const char *title, char key, gboolean is_now)
{
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *icon = *name ? tl_channel_dup_icon (name) : NULL;
  GtkWidget       *label = gtk_label_new (title);

  if (icon)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 3);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (key)
    {
      /* Translators: a key that is held with Alt. */
      g_autofree char *text = g_strdup_printf (_("Alt+%c"), g_ascii_toupper (key));
      GtkWidget       *hint = gtk_label_new (text);

      gtk_widget_add_css_class (hint, "dim-label");
      gtk_widget_add_css_class (hint, "caption");
      gtk_box_append (GTK_BOX (box), hint);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  if (g_utf8_strlen (title, -1) > 20)
    gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_add_css_class (button, "flat");
  if (is_now)
    gtk_widget_add_css_class (button, "tl-now");
  g_object_set_data_full (G_OBJECT (button), "channel", g_strdup (name), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked), self);
  gtk_grid_attach (GTK_GRID (self->grid), button, (int) (self->n % COLUMNS), (int) (self->n / COLUMNS), 1, 1);
  self->n++;
  if (is_now)
    gtk_popover_set_default_widget (GTK_POPOVER (self), button);
}

static void
tl_channel_palette_class_init (TlChannelPaletteClass *klass)
{
  GtkWidgetClass  *widget_class = GTK_WIDGET_CLASS (klass);
  const TlChannel *channels;
  guint            n;

  /**
   * TlChannelPalette::chosen:
   * @name: a channel; empty for none
   */
  signals[CHOSEN] = g_signal_new ("chosen", TL_TYPE_CHANNEL_PALETTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "palette.choose", "s", key_action);
  /* The keys that are shown work while they are. */
  channels = tl_channel_list (&n);
  for (guint i = 0; i < n; i++)
    gtk_widget_class_add_binding_action (widget_class, (guint) channels[i].key, GDK_ALT_MASK, "palette.choose", "s",
                                         channels[i].name);
}

static void
tl_channel_palette_init (TlChannelPalette *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (GTK_WIDGET (self), "tl-channels");
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 2);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 4);
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_box_append (GTK_BOX (box), self->grid);
  self->own = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->own), _("Another channel…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->own), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Another channel"), -1);
  gtk_entry_set_max_length (GTK_ENTRY (self->own), 80);
  g_signal_connect_swapped (self->own, "activate", G_CALLBACK (entered), self);
  gtk_box_append (GTK_BOX (box), self->own);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

/**
 * tl_channel_palette_new:
 * @now: (nullable): the channel that there is
 *
 * Returns: (transfer floating): a popover with the channels that everybody has, and those of @journey
 */
GtkWidget *
tl_channel_palette_new (TlJourney *journey, const char *now)
{
  TlChannelPalette     *self = g_object_new (TL_TYPE_CHANNEL_PALETTE, NULL);
  g_autoptr (GPtrArray) own = tl_channel_list_own (journey);
  const TlChannel      *channels;
  guint                 n;

  channels = tl_channel_list (&n);
  for (guint i = 0; i < n; i++)
    add_button (self, channels[i].name, tl_channel_get_title (&channels[i]), channels[i].key,
                g_strcmp0 (channels[i].name, now) == 0);
  for (guint i = 0; i < MIN (own->len, MOST_OWN); i++)
    add_button (self, own->pdata[i], own->pdata[i], 0, g_strcmp0 (own->pdata[i], now) == 0);
  if (now)
    add_button (self, "", _("None"), 0, FALSE);
  return GTK_WIDGET (self);
}
