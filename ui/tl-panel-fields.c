/* tl-panel-fields.c: what is written of a thing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-panel-sections.h"

#include <glib/gi18n-lib.h>

#include "tl-parts.h"
#include "tl-phrase.h"

static void
add (TlSection *self, GtkWidget *widget)
{
  gtk_box_append (self->box, widget);
}

/* The things that a thing stands in, from the journey down, each of them a way back. */
static void
add_path (TlSection *self)
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
 * tl_section_head:
 *
 * Where it stands, what it is called, and what kind of thing it is.
 */
void
tl_section_head (TlSection *self)
{
  g_autofree char *described = NULL;
  const char      *title = tl_thing_get_title (self->thing);
  GtkWidget       *kind, *name;

  if (self->kind != TL_KIND_JOURNEY)
    add_path (self);
  if (tl_kind_get_title (self->kind) == TL_FIELD_NONE)
    title = described = tl_thing_describe (self->thing);
  name = tl_part_label (title, "tl-title");
  kind = tl_part_label (tl_kind_get_label (self->kind), "tl-kind");
  if (self->kind == TL_KIND_PAIN)
    gtk_widget_add_css_class (kind, "tl-loss-ink");
  else if (self->kind == TL_KIND_DELIGHT)
    gtk_widget_add_css_class (kind, "tl-gain-ink");
  add (self, name);
  add (self, kind);
}

/* What only says where a card is drawn. */
static gboolean
is_layout (TlField field)
{
  return field == TL_STAGE_COLUMN || field == TL_STAGE_ROW;
}

/* Settings such as the horizon are chosen, not known: only estimates come from somewhere. */
static gboolean
has_origin (TlField field)
{
  return tl_field_get_info (field)->type == TL_TYPE_ESTIMATE;
}

static void
add_number (TlSection *self, TlField field, gboolean any_origin)
{
  g_autofree char *value = tl_phrase_value (self->thing, field, self->currency);
  g_autofree char *hint = tl_phrase_hint (self->thing, field);
  g_autofree char *origin = tl_phrase_origin (self->journey, self->thing, field);

  if (origin == NULL && any_origin && has_origin (field))
    origin = g_strdup (_("nobody says where it comes from"));
  add (self, tl_part_card (tl_field_get_label (field), value, hint, origin));
}

static gboolean
is_note (TlField field)
{
  TlType type = tl_field_get_info (field)->type;

  return type == TL_TYPE_NOTE || type == TL_TYPE_BODY;
}

static gboolean
is_figure (TlField field)
{
  return tl_field_is_number (field) && !is_layout (field);
}

/* The numbers that are written, each with where it comes from. */
static void
add_numbers (TlSection *self, const TlKindInfo *info)
{
  guint written = 0, explained = 0;

  for (TlField field = info->first; field < info->first + info->n_fields; field++)
    if (is_figure (field) && has_origin (field) && tl_thing_has (self->thing, field))
      {
        g_autofree char *origin = tl_phrase_origin (self->journey, self->thing, field);

        written++;
        explained += origin != NULL;
      }
  for (TlField field = info->first; field < info->first + info->n_fields; field++)
    if (is_figure (field) && tl_thing_has (self->thing, field))
      add_number (self, field, explained > 0);
  if (written > 0 && explained == 0)
    add (self, tl_part_note (ngettext ("Nobody says where this number comes from.",
                                       "Nobody says where these numbers come from.", written)));
}

/* What is not written, and what holds instead: unset is not the same as 0. */
static void
add_unset (TlSection *self, const TlKindInfo *info)
{
  TlField    title = tl_kind_get_title (self->kind);
  GtkWidget *lines = NULL;

  for (TlField field = info->first; field < info->first + info->n_fields; field++)
    {
      g_autofree char *preset = NULL;
      g_autofree char *hint = NULL;

      if (field == title || is_layout (field) || is_note (field) || tl_thing_has (self->thing, field))
        continue;
      preset = tl_phrase_preset (field, self->currency);
      if (preset)
        hint = g_strdup_printf (_("counts as %s"), preset);
      if (lines == NULL)
        lines = tl_part_lines (C_ ("field", "Unset"));
      tl_part_lines_add (lines, tl_field_get_label (field), hint);
    }
  if (lines)
    add (self, lines);
}

/**
 * tl_section_fields:
 *
 * Every field of its kind: the numbers first, then what else is written, then what is unset, then the notes.
 */
void
tl_section_fields (TlSection *self)
{
  const TlKindInfo *info = tl_kind_get_info (self->kind);
  TlField           title = tl_kind_get_title (self->kind);

  if (self->kind != TL_KIND_PAIN)
    add (self, tl_part_heading (_("As it is written"), NULL));
  add_numbers (self, info);
  for (TlField field = info->first; field < info->first + info->n_fields; field++)
    {
      g_autofree char *value = NULL;

      if (field == title || tl_field_is_number (field) || is_note (field))
        continue;
      value = tl_phrase_value (self->thing, field, self->currency);
      if (value && tl_field_get_info (field)->type == TL_TYPE_ID_REF && tl_journey_lookup (self->journey, value))
        add (self, tl_part_link (tl_journey_lookup (self->journey, value), tl_field_get_label (field), NULL, NULL));
      else if (value)
        add (self, tl_part_card (tl_field_get_label (field), value, NULL, NULL));
    }
  add_unset (self, info);
  for (TlField field = info->first; field < info->first + info->n_fields; field++)
    if (is_note (field) && tl_thing_has (self->thing, field))
      {
        add (self, tl_part_heading (tl_field_get_label (field), NULL));
        add (self, tl_part_label (tl_thing_get_text (self->thing, field), NULL));
      }
}
