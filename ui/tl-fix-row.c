/* tl-fix-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fix-row.h"

#include <glib/gi18n-lib.h>

#include "tl-fix-bar.h"
#include "tl-parts.h"
#include "tl-phrase.h"

struct _TlFixRow
{
  GtkWidget           parent_instance;

  GtkWidget          *rank;
  GtkWidget          *title_box;
  GtkLabel           *title;
  GtkLabel           *chip;
  GtkWidget          *bar;
  GtkLabel           *figures[TL_N_COLUMNS];
  GtkLabel           *note; /* stands in for the bar and the figures */

  const TlFixColumns *columns; /* borrowed from the page */
};

G_DEFINE_FINAL_TYPE (TlFixRow, tl_fix_row, GTK_TYPE_WIDGET)

#define HEIGHT 58

static void
tl_fix_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                    int *minimum_baseline, int *natural_baseline)
{
  TlFixRow   *self = TL_FIX_ROW (widget);
  TlFixPlaces places;
  int         tallest = 0, least;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 280;
      *natural = 1100;
      return;
    }
  if (for_size > 0)
    {
      tl_fix_columns_place (self->columns, for_size, &places);
      gtk_widget_measure (self->title_box, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      for_size = MAX (places.title_width, least);
    }
  gtk_widget_measure (self->title_box, orientation, for_size, NULL, &tallest, NULL, NULL);
  *minimum = *natural = gtk_widget_has_css_class (widget, "tl-fix-head") ? tallest + 16 : MAX (HEIGHT, tallest + 14);
}

static void
allocate (TlFixRow *self, GtkWidget *child, int x, int child_width, int width, int height)
{
  GtkAllocation place = { x, 0, MAX (child_width, 0), height };
  int           least;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  place.width = MAX (place.width, least);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    place.x = width - place.x - place.width;
  gtk_widget_size_allocate (child, &place, -1);
}

static void
tl_fix_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlFixRow   *self = TL_FIX_ROW (widget);
  gboolean    noted = gtk_widget_get_visible (GTK_WIDGET (self->note));
  TlFixPlaces places;

  tl_fix_columns_place (self->columns, width, &places);
  if (gtk_widget_get_visible (self->rank))
    allocate (self, self->rank, places.rank, places.rank_width - 8, width, height);
  allocate (self, self->title_box, places.title, places.title_width, width, height);
  if (noted)
    allocate (self, GTK_WIDGET (self->note), places.bar, width - places.bar, width, height);
  if (gtk_widget_get_visible (self->bar))
    allocate (self, self->bar, places.bar, places.bar_width, width, height);
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    {
      GtkWidget *figure = GTK_WIDGET (self->figures[column]);
      gboolean   head_of_bar = column == TL_COLUMN_IMPACT && gtk_widget_has_css_class (widget, "tl-fix-head");

      gtk_widget_set_child_visible (figure, places.shown[column] && !noted);
      if (!places.shown[column])
        continue;
      /* The head of the bar and of its figure is one. */
      if (head_of_bar)
        allocate (self, figure, places.bar, places.x[column] + self->columns->widths[column] - places.bar, width,
                  height);
      else
        allocate (self, figure, places.x[column], self->columns->widths[column], width, height);
    }
}

/* A title may take two lines. */
static GtkSizeRequestMode
tl_fix_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tl_fix_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (tl_fix_row_parent_class)->dispose (object);
}

static void
tl_fix_row_class_init (TlFixRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_fix_row_dispose;
  widget_class->get_request_mode = tl_fix_row_get_request_mode;
  widget_class->measure = tl_fix_row_measure;
  widget_class->size_allocate = tl_fix_row_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "tl-fix-row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
label_new (TlFixRow *self, GtkWidget *parent, const char *css_class, float xalign)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, xalign);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (label, 3); /* GTK complains of one that is narrower than an ellipsis */
  if (css_class)
    gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  if (GTK_IS_BOX (parent))
    gtk_box_append (GTK_BOX (parent), GTK_WIDGET (label));
  else
    gtk_widget_set_parent (GTK_WIDGET (label), parent);
  return label;
}

static void
tl_fix_row_init (TlFixRow *self)
{
  self->rank = tl_part_rank (0);
  gtk_widget_set_parent (self->rank, GTK_WIDGET (self));
  self->title_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_valign (self->title_box, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->title_box, GTK_WIDGET (self));
  self->title = label_new (self, self->title_box, "tl-fix-title", 0);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_wrap_mode (self->title, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (self->title, 2);
  self->chip = label_new (self, self->title_box, "tl-chip", 0);
  gtk_widget_set_halign (GTK_WIDGET (self->chip), GTK_ALIGN_START);
  self->bar = tl_fix_bar_new ();
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    {
      self->figures[column] = label_new (self, GTK_WIDGET (self), "numeric", column == TL_COLUMN_OWNER ? 0 : 1);
      if (column != TL_COLUMN_OWNER)
        gtk_label_set_ellipsize (self->figures[column], PANGO_ELLIPSIZE_NONE);
    }
  self->note = label_new (self, GTK_WIDGET (self), "dim-label", 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_lines (self->note, 2);
}

/**
 * tl_fix_row_new:
 * @columns: the page's; it must outlive the row
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
tl_fix_row_new (const TlFixColumns *columns)
{
  TlFixRow *self = g_object_new (TL_TYPE_FIX_ROW, NULL);

  self->columns = columns;
  return GTK_WIDGET (self);
}

static void
name (TlFixRow *self, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/**
 * tl_fix_row_set_head:
 * @sorted: the column that the ranking is sorted by
 *
 * Makes it the head of the table.
 */
void
tl_fix_row_set_head (TlFixRow *self, TlFixColumn sorted)
{
  g_return_if_fail (TL_IS_FIX_ROW (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "tl-fix-head");
  gtk_widget_set_visible (self->rank, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->chip), FALSE);
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  gtk_label_set_label (self->title, C_ ("column", "Fix"));
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    {
      gtk_label_set_label (self->figures[column], tl_fix_column_get_title (column));
      if (column == TL_COLUMN_IMPACT)
        gtk_label_set_xalign (self->figures[column], 0);
      if (column == sorted)
        gtk_widget_add_css_class (GTK_WIDGET (self->figures[column]), "tl-sorted");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self->figures[column]), "tl-sorted");
    }
}

/**
 * tl_fix_row_set_note:
 * @text: what it says
 *
 * Makes it a heading within the list.
 */
void
tl_fix_row_set_note (TlFixRow *self, const char *text)
{
  g_return_if_fail (TL_IS_FIX_ROW (self));
  gtk_widget_set_visible (self->rank, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->chip), FALSE);
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_label_set_label (self->title, text);
  gtk_label_set_label (self->note, "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), TRUE);
  name (self, text);
}

/**
 * tl_fix_row_set_fix:
 * @fix: a fix
 * @owner: (nullable): whose it is
 *
 * Shows @fix, or why it has no figures.
 */
void
tl_fix_row_set_fix (TlFixRow *self, const TlFixFigures *fix, const char *owner)
{
  const TlImpactOutcome *outcome = fix->outcome && fix->outcome->known ? fix->outcome : NULL;
  g_autofree char       *rank = fix->rank > 0 ? g_strdup_printf ("%u", fix->rank) : g_strdup ("–");
  g_autofree char       *kind = tl_phrase_kind_of_fix (fix);
  g_autofree char       *label = NULL;

  g_return_if_fail (TL_IS_FIX_ROW (self));
  gtk_label_set_label (GTK_LABEL (self->rank), rank);
  gtk_widget_set_visible (self->rank, TRUE);
  if (outcome)
    gtk_widget_remove_css_class (self->rank, "tl-unranked");
  else
    gtk_widget_add_css_class (self->rank, "tl-unranked");
  gtk_label_set_label (self->title, fix->title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), fix->title);
  gtk_label_set_label (self->chip, kind ? kind : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->chip), kind);
  gtk_widget_set_visible (GTK_WIDGET (self->chip), kind != NULL);
  gtk_widget_set_visible (self->bar, outcome != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->note), outcome == NULL);
  gtk_label_set_label (self->note, outcome || fix->why_not == NULL ? "" : fix->why_not);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->note), outcome ? NULL : fix->why_not);
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    {
      g_autofree char *text = tl_fix_column_say (column, fix, owner, self->columns);

      gtk_label_set_label (self->figures[column], text ? text : "");
    }
  if (outcome)
    {
      GtkWidget *impact = GTK_WIDGET (self->figures[TL_COLUMN_IMPACT]);

      tl_fix_bar_set (TL_FIX_BAR (self->bar), &self->columns->scale, outcome->npv);
      gtk_widget_add_css_class (impact, "tl-impact");
      gtk_widget_remove_css_class (impact, outcome->npv < 0 ? "tl-gain-ink" : "tl-loss-ink");
      gtk_widget_add_css_class (impact, outcome->npv < 0 ? "tl-loss-ink" : "tl-gain-ink");
      label = g_strdup_printf (_("Rank %u: %s, %s, combined impact %s"), fix->rank, fix->title, kind,
                               gtk_label_get_label (self->figures[TL_COLUMN_IMPACT]));
    }
  else
    label = g_strdup_printf (_("Not ranked: %s, %s"), fix->title, fix->why_not ? fix->why_not : "");
  name (self, label);
}
