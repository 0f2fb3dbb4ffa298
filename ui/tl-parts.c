/* tl-parts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-parts.h"

#include <glib/gi18n-lib.h>

#include "tl-wrap-layout.h"

/**
 * tl_part_text_factor:
 *
 * Returns: how much larger than usual a person wants text; 1 for the usual size
 */
double
tl_part_text_factor (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int          dpi = 0;

  if (settings)
    g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / 1024.0 / 96, 1, 3) : 1;
}

/**
 * tl_part_label:
 * @text: (nullable): what it says
 * @css_class: (nullable): how it looks
 *
 * Returns: (transfer floating): a label of as many lines as it takes
 */
GtkWidget *
tl_part_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
box_new (GtkOrientation orientation, int spacing, const char *css_class)
{
  GtkWidget *box = gtk_box_new (orientation, spacing);

  if (css_class)
    gtk_widget_add_css_class (box, css_class);
  return box;
}

static void
append (GtkWidget *box, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (box), child);
}

/**
 * tl_part_heading:
 * @text: what the section is about
 * @aside: (nullable): said quietly at the other end
 *
 * Returns: (transfer floating): the head of a section
 */
GtkWidget *
tl_part_heading (const char *text, const char *aside)
{
  GtkWidget *box = box_new (GTK_ORIENTATION_HORIZONTAL, 6, "tl-section");
  GtkWidget *label = tl_part_label (text, "heading");

  gtk_widget_set_hexpand (label, TRUE);
  append (box, label);
  if (aside)
    {
      GtkWidget *quiet = tl_part_label (aside, "dim-label");

      gtk_widget_add_css_class (quiet, "caption");
      gtk_widget_add_css_class (quiet, "numeric");
      gtk_widget_set_valign (quiet, GTK_ALIGN_BASELINE);
      append (box, quiet);
    }
  return box;
}

/**
 * tl_part_note:
 *
 * Returns: (transfer floating): words said quietly
 */
GtkWidget *
tl_part_note (const char *text)
{
  GtkWidget *label = tl_part_label (text, "dim-label");

  gtk_widget_add_css_class (label, "tl-small");
  return label;
}

/**
 * tl_part_card:
 * @label: what it is
 * @value: (nullable): what is written, or %NULL where nothing is
 * @hint: (nullable): how to read it
 * @origin: (nullable): where it comes from
 *
 * Returns: (transfer floating): a field
 */
GtkWidget *
tl_part_card (const char *label, const char *value, const char *hint, const char *origin)
{
  GtkWidget *card = box_new (GTK_ORIENTATION_VERTICAL, 2, "tl-card");
  GtkWidget *line = box_new (GTK_ORIENTATION_HORIZONTAL, 0, NULL);
  GtkWidget *shown = tl_part_label (value ? value : C_ ("field", "unset"), value ? "tl-value" : "dim-label");
  GtkWidget *name = tl_part_label (label, "dim-label");

  gtk_widget_add_css_class (name, "tl-small");
  gtk_widget_add_css_class (shown, "numeric");
  append (card, name);
  append (line, shown);
  /* The hint goes below where there is no room beside. */
  gtk_widget_set_layout_manager (line, tl_wrap_layout_new (9));
  if (hint)
    {
      GtkWidget *quiet = tl_part_note (hint);

      gtk_label_set_xalign (GTK_LABEL (quiet), 1);
      gtk_widget_set_hexpand (quiet, TRUE);
      gtk_widget_set_valign (quiet, GTK_ALIGN_END);
      append (line, quiet);
    }
  append (card, line);
  if (origin)
    {
      GtkWidget *quiet = tl_part_label (origin, "dim-label");

      gtk_widget_add_css_class (quiet, "tl-small");
      append (card, quiet);
    }
  return card;
}

/**
 * tl_part_lines:
 * @caption: what they have in common
 *
 * Returns: (transfer floating): short lines in one card, filled by tl_part_lines_add()
 */
GtkWidget *
tl_part_lines (const char *caption)
{
  GtkWidget *card = box_new (GTK_ORIENTATION_VERTICAL, 2, "tl-card");
  GtkWidget *name = tl_part_label (caption, "dim-label");

  gtk_widget_add_css_class (name, "tl-small");
  append (card, name);
  return card;
}

/**
 * tl_part_lines_add:
 * @lines: of tl_part_lines()
 * @text: what it says
 * @aside: (nullable): said at the other end
 */
void
tl_part_lines_add (GtkWidget *lines, const char *text, const char *aside)
{
  GtkWidget *line = box_new (GTK_ORIENTATION_HORIZONTAL, 12, "tl-line");
  GtkWidget *label = tl_part_label (text, "tl-small");

  gtk_widget_set_hexpand (label, TRUE);
  append (line, label);
  if (aside)
    {
      GtkWidget *quiet = tl_part_note (aside);

      gtk_widget_add_css_class (quiet, "numeric");
      gtk_label_set_xalign (GTK_LABEL (quiet), 1);
      gtk_label_set_wrap (GTK_LABEL (quiet), FALSE);
      append (line, quiet);
    }
  append (lines, line);
}

/**
 * tl_part_figures:
 *
 * Returns: (transfer floating): figures side by side, filled by tl_part_figures_add()
 */
GtkWidget *
tl_part_figures (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  gtk_widget_add_css_class (grid, "tl-figures");
  return grid;
}

/**
 * tl_part_figures_add:
 * @figures: of tl_part_figures()
 * @number: the number
 * @label: what it is
 */
void
tl_part_figures_add (GtkWidget *figures, const char *number, const char *label)
{
  GtkWidget *box = box_new (GTK_ORIENTATION_VERTICAL, 0, NULL);
  GtkWidget *big = tl_part_label (number, "tl-figure");
  GtkWidget *quiet = tl_part_label (label, "dim-label");
  int        n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (figures); child; child = gtk_widget_get_next_sibling (child))
    n++;
  gtk_widget_add_css_class (big, "numeric");
  gtk_widget_add_css_class (quiet, "tl-small");
  append (box, big);
  append (box, quiet);
  gtk_grid_attach (GTK_GRID (figures), box, n % 2, n / 2, 1, 1);
}

/**
 * tl_part_tinted:
 * @css_class: `tl-loss`, `tl-gain` or `tl-neutral`
 * @caption: what the number is
 * @number: the number
 * @text: (nullable): what it is made of
 *
 * Returns: (transfer floating): the number that matters most
 */
GtkWidget *
tl_part_tinted (const char *css_class, const char *caption, const char *number, const char *text)
{
  GtkWidget *box = box_new (GTK_ORIENTATION_VERTICAL, 2, "tl-tinted");
  GtkWidget *big = tl_part_label (number, "tl-big");

  gtk_widget_add_css_class (box, css_class);
  gtk_widget_add_css_class (big, "numeric");
  append (box, tl_part_label (caption, "tl-caption"));
  append (box, big);
  if (text)
    append (box, tl_part_note (text));
  return box;
}

/**
 * tl_part_problem:
 *
 * Returns: (transfer floating): an icon and a label, its last child, to say what is wrong; hidden so far
 */
GtkWidget *
tl_part_problem (void)
{
  GtkWidget *box = box_new (GTK_ORIENTATION_HORIZONTAL, 6, "tl-message");
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "tl-loss-ink");
  append (box, icon);
  append (box, tl_part_label (NULL, "tl-small"));
  gtk_widget_set_visible (box, FALSE);
  return box;
}

/**
 * tl_part_icon:
 *
 * Returns: (transfer floating) (nullable): the icon of a kind of thing
 */
GtkWidget *
tl_part_icon (TlKind kind)
{
  static const char *const icons[TL_N_KINDS] = {
    [TL_KIND_STAGE] = "tl-stage-symbolic",
    [TL_KIND_PAIN] = "tl-pain-symbolic",
    [TL_KIND_DELIGHT] = "tl-delight-symbolic",
  };
  GtkWidget *image;

  if (icons[kind] == NULL)
    return NULL;
  image = gtk_image_new_from_icon_name (icons[kind]);
  if (kind == TL_KIND_PAIN)
    gtk_widget_add_css_class (image, "tl-loss-ink");
  if (kind == TL_KIND_DELIGHT)
    gtk_widget_add_css_class (image, "tl-gain-ink");
  return image;
}

/**
 * tl_part_rank:
 * @rank: from 1, or 0 where there is none
 *
 * Returns: (transfer floating): the disc with a fix's rank
 */
GtkWidget *
tl_part_rank (guint rank)
{
  g_autofree char *number = rank > 0 ? g_strdup_printf ("%u", rank) : g_strdup ("–");
  GtkWidget       *label = gtk_label_new (number);

  gtk_widget_add_css_class (label, "tl-rank");
  gtk_widget_add_css_class (label, "numeric");
  if (rank == 0)
    gtk_widget_add_css_class (label, "tl-unranked");
  gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

/**
 * tl_part_set_link:
 * @button: a button in the side panel
 * @id: what it leads to
 */
void
tl_part_set_link (GtkWidget *button, const char *id)
{
  g_autofree char *name = g_strconcat ("link:", id, NULL);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "panel.select");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  /* By its name the focus finds back when the section is made anew. */
  gtk_widget_set_name (button, name);
}

/**
 * tl_part_link:
 * @thing: where it leads
 * @subtitle: (nullable): said quietly below its title
 * @aside: (nullable): a figure at the other end
 * @aside_class: (nullable): how the figure looks
 *
 * Returns: (transfer floating): a row that selects @thing
 */
GtkWidget *
tl_part_link (TlThing *thing, const char *subtitle, const char *aside, const char *aside_class)
{
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *row = box_new (GTK_ORIENTATION_HORIZONTAL, 9, NULL);
  GtkWidget       *words = box_new (GTK_ORIENTATION_VERTICAL, 0, NULL);
  GtkWidget       *icon = tl_part_icon (tl_thing_get_kind (thing));
  g_autofree char *described = NULL;
  g_autofree char *name = NULL;
  const char      *title = tl_thing_get_title (thing);

  if (tl_kind_get_title (tl_thing_get_kind (thing)) == TL_FIELD_NONE)
    title = described = tl_thing_describe (thing);
  if (icon)
    append (row, icon);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  append (words, tl_part_label (title, NULL));
  if (subtitle)
    append (words, tl_part_note (subtitle));
  append (row, words);
  if (aside)
    {
      GtkWidget *figure = gtk_label_new (aside);

      gtk_widget_add_css_class (figure, aside_class ? aside_class : "dim-label");
      gtk_widget_add_css_class (figure, "numeric");
      append (row, figure);
    }
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "tl-row");
  gtk_widget_add_css_class (button, "flat");
  tl_part_set_link (button, tl_thing_get_id (thing));
  name = g_strjoin (", ", title, subtitle ? subtitle : aside, subtitle ? aside : NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/**
 * tl_part_fold:
 * @expander: an expander
 * @child: what it shows when it is open
 *
 * Puts a widget into an expander. While it is folded away nothing in it takes the focus: GTK 4.8 would walk into it, where
 * it stands in no window.
 */
void
tl_part_fold (GtkWidget *expander, GtkWidget *child)
{
  gtk_expander_set_child (GTK_EXPANDER (expander), child);
  g_object_bind_property (expander, "expanded", child, "can-focus", G_BINDING_SYNC_CREATE);
}
