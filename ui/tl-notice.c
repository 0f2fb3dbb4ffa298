/* tl-notice.c
 *
 * There is one line for each topic, what is wrong above what is merely news, and the newest of each first. What a person
 * has put away is not said again before it changes, or is over.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-notice.h"

#include <glib/gi18n-lib.h>

#include "tl-wrap-layout.h"

typedef struct
{
  const char *topic; /* interned */
  char       *text;
  gboolean    is_trouble;
  GtkWidget  *row;   /* NULL where it was put away */
  GtkWidget  *wrap;  /* of the row */
} Line;

struct _TlNotice
{
  GtkWidget  parent_instance;

  GPtrArray *lines; /* Line, as they are shown */
};

G_DEFINE_FINAL_TYPE (TlNotice, tl_notice, GTK_TYPE_WIDGET)

static void
line_free (gpointer data)
{
  Line *line = data;

  if (line->row)
    gtk_widget_unparent (line->row);
  g_free (line->text);
  g_free (line);
}

static void
tl_notice_dispose (GObject *object)
{
  TlNotice *self = TL_NOTICE (object);

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  G_OBJECT_CLASS (tl_notice_parent_class)->dispose (object);
}

static void
tl_notice_class_init (TlNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_notice_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_notice_init (TlNotice *self)
{
  self->lines = g_ptr_array_new_with_free_func (line_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static Line *
find (TlNotice *self, const char *topic, guint *position)
{
  for (guint i = 0; self->lines && i < self->lines->len; i++)
    if (g_str_equal (((Line *) self->lines->pdata[i])->topic, topic))
      {
        if (position)
          *position = i;
        return self->lines->pdata[i];
      }
  return NULL;
}

static void
update_visible (TlNotice *self)
{
  gboolean visible = FALSE;

  for (guint i = 0; i < self->lines->len; i++)
    visible |= ((Line *) self->lines->pdata[i])->row != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), visible);
}

/* A person puts a line away. It is remembered, so that it is not said again. */
static void
put_away (TlNotice *self, GtkWidget *button)
{
  Line *line = find (self, g_object_get_data (G_OBJECT (button), "topic"), NULL);

  if (line == NULL || line->row == NULL)
    return;
  gtk_widget_unparent (g_steal_pointer (&line->row));
  line->wrap = NULL;
  update_visible (self);
}

static void
build_row (TlNotice *self, Line *line, GtkWidget *before)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (line->is_trouble ? "dialog-warning-symbolic"
                                                                   : "dialog-information-symbolic");
  GtkWidget *label = gtk_label_new (line->text);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  /* An alert is read out when it appears. */
  line->row = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "spacing", 12, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->row), GTK_ACCESSIBLE_PROPERTY_LABEL, line->text, -1);
  gtk_widget_add_css_class (line->row, "tl-notice");
  if (line->is_trouble)
    gtk_widget_add_css_class (line->row, "tl-trouble");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* As high as the buttons beside it. */
  gtk_widget_set_margin_top (label, 7);
  gtk_widget_set_margin_bottom (label, 7);
  gtk_widget_set_margin_top (icon, 9);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  line->wrap = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (line->wrap, tl_wrap_layout_new (6));
  gtk_widget_set_hexpand (line->wrap, TRUE);
  gtk_box_append (GTK_BOX (line->wrap), label);

  gtk_widget_set_valign (close, GTK_ALIGN_START);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_tooltip_text (close, _("Put Away"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Put Away"), -1);
  g_object_set_data (G_OBJECT (close), "topic", (gpointer) line->topic);
  g_signal_connect_object (close, "clicked", G_CALLBACK (put_away), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (line->row), icon);
  gtk_box_append (GTK_BOX (line->row), line->wrap);
  gtk_box_append (GTK_BOX (line->row), close);
  gtk_widget_insert_before (line->row, GTK_WIDGET (self), before);
}

/**
 * tl_notice_say:
 * @topic: what it is about: what was said of that before is replaced
 * @text: what there is to tell, in whole sentences
 * @is_trouble: whether something is wrong, that stays so until it is withdrawn
 *
 * Says something, and offers nothing yet.
 *
 * Returns: whether it is new: %FALSE where just that is being said already, or was put away
 */
gboolean
tl_notice_say (TlNotice *self, const char *topic, const char *text, gboolean is_trouble)
{
  guint      position = 0;
  Line      *line;
  GtkWidget *before = NULL;

  g_return_val_if_fail (TL_IS_NOTICE (self) && topic && text, FALSE);
  line = find (self, topic, NULL);
  if (line && g_str_equal (line->text, text))
    return FALSE;
  tl_notice_withdraw (self, topic);
  line = g_new0 (Line, 1);
  line->topic = g_intern_string (topic);
  line->text = g_strdup (text);
  line->is_trouble = is_trouble;
  while (!is_trouble && position < self->lines->len && ((Line *) self->lines->pdata[position])->is_trouble)
    position++;
  for (guint i = position; before == NULL && i < self->lines->len; i++)
    before = ((Line *) self->lines->pdata[i])->row;
  g_ptr_array_insert (self->lines, (int) position, line);
  build_row (self, line, before);
  update_visible (self);
  return TRUE;
}

/**
 * tl_notice_offer:
 * @topic: what is being told
 * @label: what to do about it, with a mnemonic
 * @action: the action that does it
 * @target: (nullable): and its target
 */
void
tl_notice_offer (TlNotice *self, const char *topic, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GVariant) kept = target ? g_variant_ref_sink (target) : NULL;
  GtkWidget           *button;
  Line                *line;

  g_return_if_fail (TL_IS_NOTICE (self) && topic && label && action);
  line = find (self, topic, NULL);
  if (line == NULL || line->row == NULL)
    return;
  button = gtk_button_new_with_mnemonic (label);
  if (kept)
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), kept);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (line->wrap), button);
}

/**
 * tl_notice_withdraw:
 * @topic: what is over
 *
 * When it is said the next time, it is new.
 */
void
tl_notice_withdraw (TlNotice *self, const char *topic)
{
  guint position;

  g_return_if_fail (TL_IS_NOTICE (self) && topic);
  if (find (self, topic, &position) == NULL)
    return;
  g_ptr_array_remove_index (self->lines, position);
  update_visible (self);
}

/**
 * tl_notice_clear:
 *
 * Everything is over.
 */
void
tl_notice_clear (TlNotice *self)
{
  g_return_if_fail (TL_IS_NOTICE (self));
  g_ptr_array_set_size (self->lines, 0);
  update_visible (self);
}

/**
 * tl_notice_get_text:
 * @topic: (nullable): what it is about; %NULL for what stands first
 *
 * Returns: (transfer none) (nullable): what is being told
 */
const char *
tl_notice_get_text (TlNotice *self, const char *topic)
{
  g_return_val_if_fail (TL_IS_NOTICE (self), NULL);
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = self->lines->pdata[i];

      if (line->row && (topic == NULL || g_str_equal (line->topic, topic)))
        return line->text;
    }
  return NULL;
}
