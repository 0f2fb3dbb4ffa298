/* tl-notice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-notice.h"

#include <glib/gi18n-lib.h>

struct _TlNotice
{
  GtkWidget    parent_instance;

  GtkRevealer *revealer;
  GtkWidget   *box;
  GtkImage    *icon;
  GtkLabel    *label;
  GtkWidget   *offers;
  GtkWidget   *close;
  char        *text; /* NULL while it says nothing */
};

G_DEFINE_FINAL_TYPE (TlNotice, tl_notice, GTK_TYPE_WIDGET)

static void
tl_notice_dispose (GObject *object)
{
  TlNotice *self = TL_NOTICE (object);

  if (self->revealer)
    gtk_widget_unparent (GTK_WIDGET (self->revealer));
  self->revealer = NULL;
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (tl_notice_parent_class)->dispose (object);
}

static void
tl_notice_class_init (TlNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_notice_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
tl_notice_init (TlNotice *self)
{
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->offers = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->close = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (self->box, "tl-notice");
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_set_valign (self->offers, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->close, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->close, "flat");
  gtk_widget_set_tooltip_text (self->close, _("Close"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->close), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Close"), -1);
  g_signal_connect_object (self->close, "clicked", G_CALLBACK (tl_notice_hide), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (self->box), self->offers);
  gtk_box_append (GTK_BOX (self->box), self->close);
  gtk_revealer_set_child (self->revealer, self->box);
  gtk_widget_set_parent (GTK_WIDGET (self->revealer), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
clear_offers (TlNotice *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->offers)))
    gtk_box_remove (GTK_BOX (self->offers), child);
}

/**
 * tl_notice_say:
 * @text: what there is to tell, in whole sentences
 * @is_trouble: whether it stays until the trouble is over; otherwise a person can put it away
 *
 * Says something, and offers nothing yet.
 */
void
tl_notice_say (TlNotice *self, const char *text, gboolean is_trouble)
{
  g_return_if_fail (TL_IS_NOTICE (self));
  clear_offers (self);
  g_free (self->text);
  self->text = g_strdup (text);
  gtk_label_set_label (self->label, text);
  gtk_image_set_from_icon_name (self->icon, is_trouble ? "dialog-warning-symbolic" : "dialog-information-symbolic");
  if (is_trouble)
    gtk_widget_add_css_class (self->box, "tl-trouble");
  else
    gtk_widget_remove_css_class (self->box, "tl-trouble");
  gtk_widget_set_visible (self->close, !is_trouble);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/**
 * tl_notice_offer:
 * @label: what to do about it, with a mnemonic
 * @action: the action that does it
 * @target: (nullable): and its target
 */
void
tl_notice_offer (TlNotice *self, const char *label, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_return_if_fail (TL_IS_NOTICE (self));
  if (target)
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (self->offers), button);
}

/**
 * tl_notice_hide:
 */
void
tl_notice_hide (TlNotice *self)
{
  g_return_if_fail (TL_IS_NOTICE (self));
  g_clear_pointer (&self->text, g_free);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * tl_notice_get_text:
 *
 * Returns: (transfer none) (nullable): what it says
 */
const char *
tl_notice_get_text (TlNotice *self)
{
  g_return_val_if_fail (TL_IS_NOTICE (self), NULL);
  return self->text;
}
