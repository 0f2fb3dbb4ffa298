/* tl-import-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A column is a name, a choice of what it is, of scores how far their scale goes, and its first cells. Columns that are
 * something are tinted. A table may have thousands of columns, and a choice is no small widget: at first those are shown
 * that are something, and those near the beginning; the others come when they are asked for.
 */
#include "tl-import-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-mask.h"
#include "tl-text.h"

#define ROWS      8  /* that are shown */
#define COLUMNS   40 /* that are shown at first, and again each time that more are asked for */
#define NARROWEST 11 /* characters of a column … */
#define WIDEST    44

struct _TlImportTable
{
  GtkWidget       parent_instance;

  GtkWidget      *scroller;
  GtkWidget      *grid;
  GtkWidget      *more;

  TlImportPlan   *plan;
  GPtrArray      *columns; /* of TlImportColumn: the preview's */
  GPtrArray      *rows;    /* of GStrv */
  GtkStringList  *roles;
  guint           n_wanted;
  gboolean        is_masked;
  gboolean        has_labels; /* the header has a second row that says more */
  gboolean        is_filling;
};

enum
{
  ROLE_CHOSEN,
  RANGE_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlImportTable, tl_import_table, GTK_TYPE_WIDGET)

/* As they stand in the list of choices. */
static const TlColumnRole order[] = {
  TL_COLUMN_N_ROLES, TL_COLUMN_TEXT,      TL_COLUMN_TITLE,    TL_COLUMN_DATE,    TL_COLUMN_NPS,     TL_COLUMN_CSAT, TL_COLUMN_CES,
  TL_COLUMN_STARS,   TL_COLUMN_SENTIMENT, TL_COLUMN_CUSTOMER, TL_COLUMN_SEGMENT, TL_COLUMN_CHANNEL, TL_COLUMN_ID,
};

/* How far scales go, as surveys ask. */
static const TlImportRange ranges[] = { { 0, 0 }, { 1, 5 }, { 1, 7 }, { 0, 10 }, { 1, 10 }, { 0, 100 } };

/**
 * tl_import_role_label:
 *
 * Returns: what people call a role
 */
const char *
tl_import_role_label (TlColumnRole role)
{
  switch (role)
    {
    case TL_COLUMN_TEXT:      return C_ ("column", "Words");
    case TL_COLUMN_TITLE:     return C_ ("column", "Headline of the words");
    case TL_COLUMN_DATE:      return C_ ("column", "Date");
    case TL_COLUMN_NPS:       return C_ ("column", "Would recommend (NPS)");
    case TL_COLUMN_CSAT:      return C_ ("column", "Satisfaction");
    case TL_COLUMN_CES:       return C_ ("column", "Effort");
    case TL_COLUMN_STARS:     return C_ ("column", "Stars");
    case TL_COLUMN_SENTIMENT: return C_ ("column", "Sentiment");
    case TL_COLUMN_CUSTOMER:  return C_ ("column", "Customer");
    case TL_COLUMN_SEGMENT:   return C_ ("column", "Segment");
    case TL_COLUMN_CHANNEL:   return C_ ("column", "Channel");
    case TL_COLUMN_ID:        return C_ ("column", "Response id");
    case TL_COLUMN_N_ROLES:
    default:                  return C_ ("column", "Ignored");
    }
}

static gboolean
has_choice_of_range (TlColumnRole role)
{
  return role == TL_COLUMN_CSAT || role == TL_COLUMN_CES || role == TL_COLUMN_STARS;
}

static void
role_chosen (GtkDropDown *choice, GParamSpec *pspec, TlImportTable *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (choice), "column"));
  guint at = gtk_drop_down_get_selected (choice);

  if (!self->is_filling && at < G_N_ELEMENTS (order))
    g_signal_emit (self, signals[ROLE_CHOSEN], 0, column, order[at]);
}

static void
range_chosen (GtkDropDown *choice, GParamSpec *pspec, TlImportTable *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (choice), "column"));
  guint at = gtk_drop_down_get_selected (choice);

  if (!self->is_filling && at < G_N_ELEMENTS (ranges))
    g_signal_emit (self, signals[RANGE_CHOSEN], 0, column, ranges[at].low, ranges[at].high);
}

static char *
say_range (double low, double high)
{
  /* Translators: how far a scale of scores goes, such as “1 to 5” */
  return g_strdup_printf (C_ ("scale", "%g to %g"), low, high);
}

static GtkWidget *
new_role_choice (TlImportTable *self, guint at, const char *name)
{
  GtkWidget       *choice = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (self->roles)), NULL);
  g_autofree char *label = g_strdup_printf (_("What “%s” is"), name);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (order[i] == self->plan->roles[at])
      gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), i);
  g_object_set_data (G_OBJECT (choice), "column", GUINT_TO_POINTER (at));
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (role_chosen), self, 0);
  return choice;
}

/* How far the scores of a column go: what was found, or what was said. */
static GtkWidget *
new_range_choice (TlImportTable *self, guint at, const char *name)
{
  const TlImportColumn *column = self->columns->pdata[at];
  const TlImportRange  *said = &self->plan->ranges[at];
  GtkStringList        *list = gtk_string_list_new (NULL);
  g_autofree char      *found = say_range (column->low, column->high);
  g_autofree char      *first = said->low < said->high || column->low >= column->high
                                  ? g_strdup (_("Find out the scale"))
                                  : g_strdup_printf (_("%s, as found"), found);
  g_autofree char      *label = g_strdup_printf (_("The scale of “%s”"), name);
  GtkWidget            *choice;
  guint                 selected = 0;

  gtk_string_list_append (list, first);
  for (guint i = 1; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autofree char *text = say_range (ranges[i].low, ranges[i].high);

      gtk_string_list_append (list, text);
      if (said->low < said->high && said->low == ranges[i].low && said->high == ranges[i].high)
        selected = i;
    }
  choice = gtk_drop_down_new (G_LIST_MODEL (list), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  g_object_set_data (G_OBJECT (choice), "column", GUINT_TO_POINTER (at));
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (range_chosen), self, 0);
  return choice;
}

static const char *
get_cell (TlImportTable *self, guint row, guint at)
{
  char **cells = self->rows->pdata[row];

  for (guint i = 0; i < at; i++)
    if (cells[i] == NULL)
      return "";
  return cells[at] ? cells[at] : "";
}

static int
find_width (TlImportTable *self, guint at, const char *name)
{
  glong width = MAX (NARROWEST, MIN (g_utf8_strlen (name, -1), 24));

  for (guint i = 0; i < MIN (self->rows->len, ROWS); i++)
    width = MAX (width, g_utf8_strlen (get_cell (self, i, at), -1));
  return (int) MIN (width, WIDEST);
}

static GtkWidget *
new_label (const char *text, int width, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_label_set_max_width_chars (GTK_LABEL (label), width);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_head (TlImportTable *self, guint at, const char *name, int width)
{
  const TlImportColumn *column = self->columns->pdata[at];
  GtkWidget            *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget            *label = new_label (name, width, "tl-strong");
  TlColumnRole          role = self->plan->roles[at];

  gtk_widget_set_tooltip_text (label, column->label && *column->label ? column->label : name);
  gtk_box_append (GTK_BOX (head), label);
  if (self->has_labels)
    gtk_box_append (GTK_BOX (head), new_label (column->label ? column->label : "", width, "tl-small"));
  gtk_box_append (GTK_BOX (head), new_role_choice (self, at, name));
  if (has_choice_of_range (role))
    gtk_box_append (GTK_BOX (head), new_range_choice (self, at, name));
  gtk_widget_add_css_class (head, "tl-import-head");
  if (role != TL_COLUMN_N_ROLES)
    gtk_widget_add_css_class (head, "tl-used");
  return head;
}

static GtkWidget *
new_cell (TlImportTable *self, guint row, guint at, int width, TlMasker *masker)
{
  const char      *text = get_cell (self, row, at);
  TlColumnRole     role = self->plan->roles[at];
  g_autofree char *masked = NULL;
  GtkWidget       *cell;

  if (self->is_masked && (role == TL_COLUMN_TEXT || role == TL_COLUMN_TITLE || role == TL_COLUMN_SEGMENT))
    masked = tl_masker_mask (masker, text, strlen (text));
  cell = new_label (masked ? masked : text, width, "tl-import-cell");
  if (g_utf8_strlen (masked ? masked : text, -1) > width)
    gtk_widget_set_tooltip_text (cell, masked ? masked : text);
  if (role != TL_COLUMN_N_ROLES)
    gtk_widget_add_css_class (cell, "tl-used");
  return cell;
}

/* Whether a column is shown: what is something, and what stands near the beginning. */
static gboolean
is_shown (TlImportTable *self, guint at, guint *n_left)
{
  if (self->plan->roles[at] != TL_COLUMN_N_ROLES)
    return TRUE;
  if (*n_left == 0)
    return FALSE;
  --*n_left;
  return TRUE;
}

static void
clear (TlImportTable *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)))
    gtk_grid_remove (GTK_GRID (self->grid), child);
}

static void
fill (TlImportTable *self)
{
  g_autoptr (TlMasker) masker = tl_masker_new (TL_MASK_ALL);
  guint                n_left = self->n_wanted, n_shown = 0;

  self->is_filling = TRUE;
  clear (self);
  self->has_labels = FALSE;
  for (guint at = 0; at < self->columns->len; at++)
    self->has_labels = self->has_labels || ((const TlImportColumn *) self->columns->pdata[at])->label;
  for (guint at = 0; at < MIN (self->plan->n_columns, self->columns->len); at++)
    {
      const TlImportColumn *column = self->columns->pdata[at];
      g_autofree char      *name = NULL;
      int                   width;

      if (!is_shown (self, at, &n_left))
        continue;
      name = *column->name ? tl_text_squeeze (column->name) : g_strdup_printf (_("Column %u"), at + 1);
      width = find_width (self, at, name);
      gtk_grid_attach (GTK_GRID (self->grid), new_head (self, at, name, width), (int) n_shown, 0, 1, 1);
      for (guint row = 0; row < MIN (self->rows->len, ROWS); row++)
        gtk_grid_attach (GTK_GRID (self->grid), new_cell (self, row, at, width, masker), (int) n_shown, (int) row + 1, 1, 1);
      n_shown++;
    }
  if (n_shown < self->plan->n_columns)
    {
      guint            n = self->plan->n_columns - n_shown;
      g_autofree char *label = g_strdup_printf (ngettext ("_Show %u more column", "_Show %u more columns", n), n);

      gtk_button_set_label (GTK_BUTTON (self->more), label);
    }
  gtk_widget_set_visible (self->more, n_shown < self->plan->n_columns);
  self->is_filling = FALSE;
}

static void
more_clicked (TlImportTable *self)
{
  self->n_wanted += COLUMNS;
  fill (self);
}

static void
tl_import_table_dispose (GObject *object)
{
  TlImportTable *self = TL_IMPORT_TABLE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->more, gtk_widget_unparent);
  g_clear_pointer (&self->plan, tl_import_plan_free);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->roles);
  G_OBJECT_CLASS (tl_import_table_parent_class)->dispose (object);
}

static void
tl_import_table_class_init (TlImportTableClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tl_import_table_dispose;

  /**
   * TlImportTable::role-chosen:
   * @column: from 0
   * @role: a #TlColumnRole; %TL_COLUMN_N_ROLES: nothing
   */
  signals[ROLE_CHOSEN] = g_signal_new ("role-chosen", TL_TYPE_IMPORT_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  /**
   * TlImportTable::range-chosen:
   * @column: from 0
   * @low: the least on the scale
   * @high: the most; as @low: to be found out
   */
  signals[RANGE_CHOSEN] = g_signal_new ("range-chosen", TL_TYPE_IMPORT_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-import-table");
}

static void
tl_import_table_init (TlImportTable *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  self->n_wanted = COLUMNS;
  self->roles = gtk_string_list_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    gtk_string_list_append (self->roles, tl_import_role_label (order[i]));
  self->grid = gtk_grid_new ();
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->grid);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_widget_add_css_class (self->grid, "tl-import-grid");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  self->more = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->more), TRUE);
  gtk_button_set_has_frame (GTK_BUTTON (self->more), FALSE);
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  gtk_widget_set_visible (self->more, FALSE);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (more_clicked), self, G_CONNECT_SWAPPED);
}

/**
 * tl_import_table_new:
 *
 * Returns: (transfer floating): an empty table
 */
GtkWidget *
tl_import_table_new (void)
{
  return g_object_new (TL_TYPE_IMPORT_TABLE, NULL);
}

static gboolean
refocus (TlImportTable *self, guint column, gboolean is_range)
{
  for (GtkWidget *head = gtk_widget_get_first_child (self->grid); head; head = gtk_widget_get_next_sibling (head))
    {
      GtkWidget *choice = gtk_widget_get_first_child (head);

      while (choice && !GTK_IS_DROP_DOWN (choice))
        choice = gtk_widget_get_next_sibling (choice);
      if (choice == NULL || GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (choice), "column")) != column)
        continue;
      if (is_range && gtk_widget_get_next_sibling (choice))
        choice = gtk_widget_get_next_sibling (choice);
      return gtk_widget_grab_focus (choice);
    }
  return FALSE;
}

/**
 * tl_import_table_show:
 * @preview: what was found
 * @is_masked: whether words are shown as they would be masked
 *
 * Shows the first rows of a table. Who chose something with the keyboard stays where that was.
 */
void
tl_import_table_show (TlImportTable *self, const TlImportPreview *preview, gboolean is_masked)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *choice = focus && gtk_widget_is_ancestor (focus, self->grid) ? gtk_widget_get_ancestor (focus, GTK_TYPE_DROP_DOWN)
                                                                          : NULL;
  guint      column = choice ? GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (choice), "column")) : 0;
  gboolean   is_range = choice && GTK_IS_DROP_DOWN (gtk_widget_get_prev_sibling (choice));

  /* Before it is destroyed. */
  if (choice)
    gtk_root_set_focus (root, NULL);
  g_clear_pointer (&self->plan, tl_import_plan_free);
  self->plan = tl_import_plan_copy (preview->plan);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  self->columns = g_ptr_array_ref (preview->columns);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_ptr_array_ref (preview->first_rows);
  self->is_masked = is_masked;
  fill (self);
  if (choice)
    refocus (self, column, is_range);
}
