/* tl-fix-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fix-row.h"

#include <glib/gi18n-lib.h>

#include "tl-fix-evidence.h"
#include "tl-fix-explain.h"
#include "tl-interval.h"
#include "tl-parts.h"
#include "tl-phrase.h"

struct _TlFixRow
{
  GtkWidget           parent_instance;

  GtkWidget          *rank;
  GtkWidget          *title_box;
  GtkLabel           *title;
  GtkWidget          *marker; /* there is something to beware of */
  GtkWidget          *chip_box;
  GtkImage           *chip_icon;
  GtkLabel           *chip;
  GtkWidget          *bar; /* in the head, its axis */
  GtkWidget          *cells[TL_N_COLUMNS];
  GtkLabel           *figures[TL_N_COLUMNS]; /* what the cells say */
  GtkWidget          *evidence;
  GtkLabel           *note; /* stands in for the bar and the figures */

  gboolean            is_head;
  TlRanking          *ranking; /* what it shows a fix of */
  char               *id;
  const TlFixColumns *columns; /* borrowed from the table */
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
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    {
      int height;

      gtk_widget_measure (self->cells[column], orientation, -1, NULL, &height, NULL, NULL);
      tallest = MAX (tallest, height);
    }
  if (self->is_head)
    {
      gtk_widget_measure (self->bar, orientation, -1, NULL, &least, NULL, NULL);
      *minimum = tallest + least + 6;
    }
  else
    *minimum = MAX (self->id ? HEIGHT : 0, tallest + 14);
  *natural = *minimum;
}

static void
allocate (TlFixRow *self, GtkWidget *child, int x, int child_width, int width, int y, int height)
{
  GtkAllocation place = { x, y, MAX (child_width, 0), height };
  int           least;
  int           lowest;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  place.width = MAX (place.width, least);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, place.width, &lowest, NULL, NULL, NULL);
  place.height = MAX (place.height, lowest);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    place.x = width - place.x - place.width;
  gtk_widget_size_allocate (child, &place, -1);
}

static void
tl_fix_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlFixRow   *self = TL_FIX_ROW (widget);
  gboolean    noted = gtk_widget_get_visible (GTK_WIDGET (self->note));
  int         axis = 0;
  TlFixPlaces places;

  tl_fix_columns_place (self->columns, width, &places);
  /* The axis stands under the words of the head. */
  if (self->is_head)
    gtk_widget_measure (self->bar, GTK_ORIENTATION_VERTICAL, -1, NULL, &axis, NULL, NULL);
  if (gtk_widget_get_visible (self->rank))
    allocate (self, self->rank, places.rank, places.rank_width - 8, width, 0, height);
  allocate (self, self->title_box, places.title, places.title_width, width, 0, self->is_head ? height - axis - 3 : height);
  if (noted)
    allocate (self, GTK_WIDGET (self->note), places.bar, width - places.bar, width, 0, height);
  if (gtk_widget_get_visible (self->bar))
    allocate (self, self->bar, places.bar, places.bar_width, width, axis > 0 ? height - axis - 3 : 0,
              axis > 0 ? axis : height);
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    {
      GtkWidget *cell = self->cells[column];

      gtk_widget_set_child_visible (cell, places.shown[column] && !noted);
      if (!places.shown[column])
        continue;
      /* The head of the bar and of its figure is one. */
      if (self->is_head && column == TL_COLUMN_IMPACT)
        allocate (self, cell, places.bar, places.x[column] + self->columns->widths[column] - places.bar, width, 0,
                  height - axis - 3);
      else if (self->is_head)
        allocate (self, cell, places.x[column], self->columns->widths[column], width, 0, height - axis - 3);
      else
        allocate (self, cell, places.x[column], self->columns->widths[column], width, 0, height);
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
  TlFixRow  *self = TL_FIX_ROW (object);
  GtkWidget *child;

  g_clear_object (&self->ranking);
  g_clear_pointer (&self->id, g_free);
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

/* The figures behind the figure, put together only where someone asks. */
static gboolean
explain_cell (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  TlFixRow        *self = TL_FIX_ROW (gtk_widget_get_ancestor (widget, TL_TYPE_FIX_ROW));
  TlFixColumn      column = GPOINTER_TO_UINT (data);
  g_autofree char *text = self->is_head ? tl_fix_explain_column (column) : NULL;

  if (text == NULL && self->ranking)
    text = tl_fix_explain (self->ranking, self->id, column);
  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
add_explanation (GtkWidget *widget, TlFixColumn column)
{
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (explain_cell), GUINT_TO_POINTER (column));
}

static GtkWidget *
add_cell (TlFixRow *self, TlFixColumn column)
{
  float xalign = tl_fix_column_is_text (column) ? 0 : 1;

  if (column == TL_COLUMN_EVIDENCE)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

      gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
      self->evidence = tl_evidence_bar_new ();
      gtk_widget_set_halign (self->evidence, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (box), self->evidence);
      self->figures[column] = label_new (self, box, "tl-small", 0);
      gtk_widget_set_parent (box, GTK_WIDGET (self));
      return box;
    }
  self->figures[column] = label_new (self, GTK_WIDGET (self), "numeric", xalign);
  if (column != TL_COLUMN_OWNER)
    gtk_label_set_ellipsize (self->figures[column], PANGO_ELLIPSIZE_NONE);
  return GTK_WIDGET (self->figures[column]);
}

/* A head sorts by its column. */
static GtkWidget *
head_new (const char *text, const char *name, GtkLabel **label, float xalign)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");

  *label = GTK_LABEL (gtk_label_new (text));
  gtk_label_set_ellipsize (*label, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (*label, xalign);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (*label));
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_widget_set_visible (arrow, FALSE);
  gtk_widget_set_halign (box, xalign > 0 ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "ranking.sort");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  gtk_widget_add_css_class (button, "tl-head");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static void
tl_fix_row_init (TlFixRow *self)
{
  self->rank = tl_part_rank (0);
  gtk_widget_set_parent (self->rank, GTK_WIDGET (self));
  self->title_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_valign (self->title_box, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->title_box, GTK_WIDGET (self));
  self->bar = tl_interval_new ();
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  self->note = label_new (self, GTK_WIDGET (self), "dim-label", 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_lines (self->note, 2);
}

static void
add_title (TlFixRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = label_new (self, line, "tl-fix-title", 0);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_wrap_mode (self->title, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (self->title, 2);
  self->marker = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_add_css_class (self->marker, "tl-loss-ink");
  gtk_widget_set_visible (self->marker, FALSE);
  gtk_box_append (GTK_BOX (line), self->marker);
  gtk_box_append (GTK_BOX (self->title_box), line);
  self->chip_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->chip_box, "tl-chip");
  gtk_widget_set_halign (self->chip_box, GTK_ALIGN_START);
  self->chip_icon = GTK_IMAGE (gtk_image_new ());
  gtk_box_append (GTK_BOX (self->chip_box), GTK_WIDGET (self->chip_icon));
  self->chip = label_new (self, self->chip_box, NULL, 0);
  gtk_box_append (GTK_BOX (self->title_box), self->chip_box);
}

/**
 * tl_fix_row_new:
 * @columns: the table's; it must outlive the row
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
tl_fix_row_new (const TlFixColumns *columns)
{
  TlFixRow *self = g_object_new (TL_TYPE_FIX_ROW, NULL);

  self->columns = columns;
  add_title (self);
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    {
      self->cells[column] = add_cell (self, column);
      add_explanation (self->cells[column], column);
    }
  add_explanation (self->bar, TL_COLUMN_IMPACT);
  return GTK_WIDGET (self);
}

/**
 * tl_fix_row_new_head:
 * @columns: the table's; it must outlive the row
 *
 * Returns: (transfer floating): the head of the table, with the axis of the bars
 */
GtkWidget *
tl_fix_row_new_head (const TlFixColumns *columns)
{
  TlFixRow  *self = g_object_new (TL_TYPE_FIX_ROW, NULL);
  GtkWidget *head;

  self->columns = columns;
  self->is_head = TRUE;
  gtk_widget_add_css_class (GTK_WIDGET (self), "tl-fix-head");
  gtk_widget_set_visible (self->rank, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  head = head_new (C_ ("column", "Fix"), "title", &self->title, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "tl-fix-title");
  gtk_widget_set_halign (head, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->title_box), head);
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    {
      gboolean left = column == TL_COLUMN_IMPACT || tl_fix_column_is_text (column);

      self->cells[column] = head_new (tl_fix_column_get_title (column), tl_fix_column_get_name (column),
                                      &self->figures[column], left ? 0 : 1);
      gtk_widget_set_parent (self->cells[column], GTK_WIDGET (self));
      add_explanation (self->cells[column], column);
    }
  return GTK_WIDGET (self);
}

static void
name (TlFixRow *self, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  /* In a list, what has the focus is the row around it. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)))
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
set_sorted (GtkWidget *button, const char *own, const char *sort)
{
  GtkWidget *arrow = gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (button)));
  gboolean   reversed = *sort == '-';
  gboolean   sorted = g_str_equal (own, reversed ? sort + 1 : sort);

  gtk_widget_set_visible (arrow, sorted);
  gtk_image_set_from_icon_name (GTK_IMAGE (arrow), reversed ? "pan-up-symbolic" : "pan-down-symbolic");
  if (sorted)
    gtk_widget_add_css_class (button, "tl-sorted");
  else
    gtk_widget_remove_css_class (button, "tl-sorted");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  !sorted ? "" : reversed ? _("Sorted, the worst first") : _("Sorted, the best first"), -1);
}

/**
 * tl_fix_row_set_head:
 * @sort: what the table is sorted by
 *
 * Shows that, and the scale of the bars.
 */
void
tl_fix_row_set_head (TlFixRow *self, const char *sort)
{
  g_return_if_fail (TL_IS_FIX_ROW (self) && self->is_head);
  set_sorted (gtk_widget_get_first_child (self->title_box), "title", sort);
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    set_sorted (self->cells[column], tl_fix_column_get_name (column), sort);
  gtk_label_set_label (self->figures[TL_COLUMN_IMPACT],
                       self->columns->scale.logarithmic ? _("Combined impact, logarithmic scale")
                                                        : tl_fix_column_get_title (TL_COLUMN_IMPACT));
  tl_interval_set_axis (TL_INTERVAL (self->bar), &self->columns->scale, self->columns->currency);
  gtk_widget_queue_resize (GTK_WIDGET (self));
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
  g_clear_object (&self->ranking);
  g_clear_pointer (&self->id, g_free);
  gtk_widget_set_visible (self->rank, FALSE);
  gtk_widget_set_visible (self->chip_box, FALSE);
  gtk_widget_set_visible (self->marker, FALSE);
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_label_set_label (self->title, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), NULL);
  gtk_label_set_label (self->note, "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), TRUE);
  name (self, text);
}

static void
show_title (TlFixRow *self, const TlFixFigures *fix)
{
  g_autofree char *kind = tl_phrase_kind_of_fix (fix);
  g_autofree char *kinds = kind ? tl_fix_explain_kind (self->ranking, fix->id) : NULL;
  g_autofree char *advice = tl_fix_explain_advice (self->ranking, fix->id);

  gtk_label_set_label (self->title, fix->title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), fix->title);
  gtk_label_set_label (self->chip, kind ? kind : "");
  gtk_widget_set_tooltip_text (self->chip_box, kinds);
  gtk_widget_set_visible (self->chip_box, kind != NULL);
  if (kind)
    gtk_image_set_from_icon_name (self->chip_icon, tl_fix_explain_icon (fix));
  /* It stays while advice on other figures is found. */
  if (advice || tl_ranking_get_advice (self->ranking))
    {
      gtk_widget_set_visible (self->marker, advice != NULL);
      gtk_widget_set_tooltip_text (self->marker, advice);
    }
}

static void
show_bar (TlFixRow *self, const TlFixFigures *fix, double impact)
{
  const TlImpactSpread *spread = tl_ranking_get_spread (self->ranking, fix->id);
  GtkWidget            *figure = GTK_WIDGET (self->figures[TL_COLUMN_IMPACT]);
  TlIntervalValue       value = { impact, impact, impact };

  if (spread)
    value = (TlIntervalValue) { impact, spread->npv_p10, spread->npv_p90 };
  tl_interval_set (TL_INTERVAL (self->bar), &self->columns->scale, &value);
  gtk_widget_add_css_class (figure, "tl-impact");
  gtk_widget_remove_css_class (figure, impact < 0 ? "tl-gain-ink" : "tl-loss-ink");
  gtk_widget_add_css_class (figure, impact < 0 ? "tl-loss-ink" : "tl-gain-ink");
}

static void
show_evidence (TlFixRow *self, const TlFixFigures *fix)
{
  tl_evidence_bar_set (TL_EVIDENCE_BAR (self->evidence),
                       tl_fix_evidence_share (tl_ranking_get_evidence (self->ranking, fix->id)));
}

/**
 * tl_fix_row_set_fix:
 * @ranking: the ranking
 * @fix: one of its fixes
 *
 * Shows @fix, or why it has no figures.
 */
void
tl_fix_row_set_fix (TlFixRow *self, TlRanking *ranking, const TlFixFigures *fix)
{
  guint            place = tl_ranking_get_place (ranking, fix->id);
  g_autofree char *rank = place > 0 ? g_strdup_printf ("%u", place) : g_strdup ("–");
  g_autofree char *label = NULL;
  double           impact;
  gboolean         has = tl_ranking_get_impact (ranking, fix->id, &impact);

  g_return_if_fail (TL_IS_FIX_ROW (self) && !self->is_head);
  g_set_object (&self->ranking, ranking);
  if (g_strcmp0 (self->id, fix->id) != 0)
    {
      gtk_widget_set_visible (self->marker, FALSE);
      g_free (self->id);
      self->id = g_strdup (fix->id);
    }
  gtk_label_set_label (GTK_LABEL (self->rank), rank);
  gtk_widget_set_visible (self->rank, TRUE);
  if (has)
    gtk_widget_remove_css_class (self->rank, "tl-unranked");
  else
    gtk_widget_add_css_class (self->rank, "tl-unranked");
  show_title (self, fix);
  gtk_widget_set_visible (self->bar, has);
  gtk_widget_set_visible (GTK_WIDGET (self->note), !has);
  gtk_label_set_label (self->note, has || fix->why_not == NULL ? "" : fix->why_not);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->note), has ? NULL : fix->why_not);
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    {
      g_autofree char *text = tl_fix_column_say (column, ranking, fix, self->columns);

      gtk_label_set_label (self->figures[column], text ? text : "");
    }
  if (has)
    {
      show_bar (self, fix, impact);
      show_evidence (self, fix);
    }
  label = tl_fix_explain_row (ranking, fix->id);
  name (self, label);
}
