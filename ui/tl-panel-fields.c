/* tl-panel-fields.c: what is written of a thing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-panel-sections.h"

#include <glib/gi18n-lib.h>

#include "tl-form-field.h"
#include "tl-form.h"
#include "tl-panel-edit.h"
#include "tl-parts.h"

static void
add (TlSection *self, GtkWidget *widget)
{
  gtk_box_append (self->box, widget);
}

/**
 * tl_section_path:
 *
 * The things that a thing stands in, from the journey down, each of them a way back.
 */
void
tl_section_path (TlSection *self)
{
  GtkWidget *path = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GPtrArray *above = g_ptr_array_new ();

  for (TlThing *thing = tl_thing_get_parent (self->thing); thing; thing = tl_thing_get_parent (thing))
    g_ptr_array_insert (above, 0, thing);
  gtk_widget_add_css_class (path, "tl-path");
  for (guint i = 0; i < above->len; i++)
    {
      TlThing   *thing = above->pdata[i];
      GtkWidget *button = gtk_button_new ();
      GtkWidget *label = gtk_label_new (tl_thing_get_title (thing));

      if (i > 0)
        {
          GtkWidget *slash = gtk_label_new ("/");

          gtk_widget_add_css_class (slash, "dim-label");
          gtk_box_append (GTK_BOX (path), slash);
        }
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), 3); /* GTK complains of one that is narrower than an ellipsis */
      gtk_button_set_child (GTK_BUTTON (button), label);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, tl_thing_get_title (thing));
      tl_part_set_link (button, tl_thing_get_id (thing));
      gtk_box_append (GTK_BOX (path), button);
    }
  g_ptr_array_unref (above);
  add (self, path);
}

/**
 * tl_section_shape_path:
 *
 * Returns: (transfer full): the titles of what a thing stands in
 */
char *
tl_section_shape_path (TlSection *self)
{
  GString *shape = g_string_new (NULL);

  for (TlThing *thing = tl_thing_get_parent (self->thing); thing; thing = tl_thing_get_parent (thing))
    g_string_append_printf (shape, "%s=%s;", tl_thing_get_id (thing), tl_thing_get_title (thing));
  return g_string_free (shape, FALSE);
}

/**
 * tl_section_head:
 *
 * What it is called, and what kind of thing it is.
 */
void
tl_section_head (TlSection *self)
{
  TlField    title = tl_kind_get_title (self->kind);
  GtkWidget *kind;

  if (title == TL_FIELD_NONE)
    {
      g_autofree char *described = tl_thing_describe (self->thing);

      add (self, tl_part_label (described, "tl-title"));
    }
  else
    add (self, tl_form_title_new (self->session, self->id, title));
  kind = tl_part_label (tl_kind_get_label (self->kind), "tl-kind");
  if (self->kind == TL_KIND_PAIN)
    gtk_widget_add_css_class (kind, "tl-loss-ink");
  else if (self->kind == TL_KIND_DELIGHT)
    gtk_widget_add_css_class (kind, "tl-gain-ink");
  add (self, kind);
}

/**
 * tl_section_shape_head:
 *
 * Returns: (transfer full): how a thing without a title is described
 */
char *
tl_section_shape_head (TlSection *self)
{
  return tl_kind_get_title (self->kind) == TL_FIELD_NONE ? tl_thing_describe (self->thing) : g_strdup ("");
}

/**
 * tl_section_fields:
 *
 * Every field of its kind: the numbers first, then what else is written.
 */
void
tl_section_fields (TlSection *self)
{
  const TlKindInfo *info = tl_kind_get_info (self->kind);
  TlField           title = tl_kind_get_title (self->kind);

  if (self->kind != TL_KIND_PAIN && self->kind != TL_KIND_CONTACT && self->kind != TL_KIND_BECAUSE)
    add (self, tl_part_heading (_("As it is written"), NULL));
  for (int numbers = 1; numbers >= 0; numbers--)
    for (TlField field = info->first; field < info->first + info->n_fields; field++)
      if (field != title && !tl_form_is_layout (field) && !tl_form_is_note (field)
          && tl_field_is_number (field) == numbers)
        add (self, tl_form_field_new (self->session, self->id, field, NULL));
}

/**
 * tl_section_shape_fields:
 *
 * Returns: (transfer full): what of an effect decides which fields it can change
 */
char *
tl_section_shape_fields (TlSection *self)
{
  return self->kind == TL_KIND_EFFECT ? g_strdup (tl_thing_get_text (self->thing, TL_EFFECT_ON)) : g_strdup ("");
}

/**
 * tl_section_notes:
 *
 * Texts of any length.
 */
void
tl_section_notes (TlSection *self)
{
  const TlKindInfo *info = tl_kind_get_info (self->kind);

  for (TlField field = info->first; field < info->first + info->n_fields; field++)
    if (tl_form_is_note (field) && (tl_session_can_edit (self->session) || tl_thing_has (self->thing, field)))
      add (self, tl_form_field_new (self->session, self->id, field, NULL));
}

/**
 * tl_section_removal:
 *
 * Deletes what is selected, and says what would go with it.
 */
void
tl_section_removal (TlSection *self)
{
  g_autofree char *described = NULL;
  g_autofree char *text = NULL;
  g_autofree char *doomed = NULL;
  GtkWidget       *button, *label;

  if (self->kind == TL_KIND_JOURNEY || !tl_session_can_edit (self->session))
    return;
  described = tl_kind_get_title (self->kind) == TL_FIELD_NONE ? tl_thing_describe (self->thing)
                                                              : g_strdup (tl_thing_get_title (self->thing));
  text = g_strdup_printf (_("Delete “%s”"), described);
  doomed = tl_panel_edit_say_doomed (self->session, self->id);
  button = gtk_button_new ();
  label = tl_part_label (text, NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0.5);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "tl-delete");
  gtk_widget_set_name (button, "delete");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "panel.delete");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->id);
  add (self, button);
  if (doomed)
    {
      g_autofree char *said = g_strdup_printf (_("With it go %s."), doomed);

      add (self, tl_part_note (said));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said, -1);
    }
}

/**
 * tl_section_shape_removal:
 *
 * Returns: (transfer full): what is deleted, and what would go with it
 */
char *
tl_section_shape_removal (TlSection *self)
{
  g_autofree char *described = tl_thing_describe (self->thing);
  g_autofree char *doomed = self->kind == TL_KIND_JOURNEY ? NULL : tl_panel_edit_say_doomed (self->session, self->id);

  return g_strdup_printf ("%s\n%s", described, doomed ? doomed : "");
}
