/* tl-measures-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-measures-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-beware.h"
#include "tl-measures-mark.h"
#include "tl-number.h"
#include "tl-parts.h"
#include "tl-records-filter.h"

#define FIRST_WARNINGS  3
#define WARNINGS_HEIGHT 180

/* A row of the table. */

#define TL_TYPE_MEASURES_ITEM (tl_measures_item_get_type ())
G_DECLARE_FINAL_TYPE (TlMeasuresItem, tl_measures_item, TL, MEASURES_ITEM, GObject)

struct _TlMeasuresItem
{
  GObject              parent_instance;

  const TlMeasuresRow *row;
  GPtrArray           *rows; /* keeps @row */
};

G_DEFINE_FINAL_TYPE (TlMeasuresItem, tl_measures_item, G_TYPE_OBJECT)

static void
tl_measures_item_finalize (GObject *object)
{
  g_ptr_array_unref (TL_MEASURES_ITEM (object)->rows);
  G_OBJECT_CLASS (tl_measures_item_parent_class)->finalize (object);
}

static void
tl_measures_item_class_init (TlMeasuresItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_measures_item_finalize;
}

static void
tl_measures_item_init (TlMeasuresItem *self)
{
}

/* Columns are the scores, and before them: */
#define COLUMN_TITLE   -2
#define COLUMN_RECORDS -1

struct _TlMeasuresView
{
  GtkWidget            parent_instance;

  GtkWidget           *box;
  GtkWidget           *warnings; /* with heading, list and button */
  GtkWidget           *warning_list;
  GtkWidget           *more;
  GtkWidget           *by;
  GtkWidget           *said;
  GtkWidget           *spinner;
  GtkWidget           *trouble;
  GtkWidget           *trends;
  GtkWidget           *stack;
  GtkColumnViewColumn *table_title;
  GtkColumnViewColumn *columns[TL_N_SCORES];
  GListStore          *items;

  TlSession           *session;
  TlDocument          *document;
  GPtrArray           *rows;
  GCancellable        *working;
  guint                n_working;
  gboolean             is_stale;
  gboolean             is_unfolded;
};

enum
{
  RECORDS_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlMeasuresView, tl_measures_view, GTK_TYPE_WIDGET)

static const struct
{
  TlMeasuresBy by;
  const char  *label;
  const char  *title;
} choices[] = {
  { TL_MEASURES_BY_TOUCHPOINT, NC_ ("measures", "By touchpoint"), N_("Touchpoint") },
  { TL_MEASURES_BY_STAGE, NC_ ("measures", "By stage"), N_("Stage") },
  { TL_MEASURES_BY_SOURCE, NC_ ("measures", "By source"), N_("Source") },
  { TL_MEASURES_BY_MONTH, NC_ ("measures", "By month"), N_("Month") },
};

static guint
get_choice (TlMeasuresView *self)
{
  return MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->by)), G_N_ELEMENTS (choices) - 1);
}

static void
set_working (TlMeasuresView *self)
{
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), self->n_working > 0);
  gtk_widget_set_visible (self->spinner, self->n_working > 0);
}

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)))
    gtk_box_remove (GTK_BOX (box), child);
}

static void
say_trouble (TlMeasuresView *self, const GError *error)
{
  if (error)
    gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (self->trouble)), error->message);
  gtk_widget_set_visible (self->trouble, error || (gtk_widget_get_visible (self->trouble) && self->n_working > 0));
}

/* Where it misleads */

static void
fold_warnings (TlMeasuresView *self)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self->warning_list); child; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, self->is_unfolded || n++ < FIRST_WARNINGS);
  gtk_button_set_label (GTK_BUTTON (self->more), self->is_unfolded ? _("Show fewer") : _("Show all"));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_STATE_EXPANDED, self->is_unfolded, -1);
}

static void
more_clicked (TlMeasuresView *self)
{
  self->is_unfolded = !self->is_unfolded;
  fold_warnings (self);
}

static void
got_warnings (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TlMeasuresView) self = data;
  g_autoptr (GError)         error = NULL;
  g_autoptr (GPtrArray)      found = tl_beware_new_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  self->n_working--;
  set_working (self);
  say_trouble (self, error);
  clear (self->warning_list);
  for (guint i = 0; found && i < found->len; i++)
    gtk_box_append (GTK_BOX (self->warning_list), tl_part_label (((TlBeware *) found->pdata[i])->text, NULL));
  gtk_widget_set_visible (self->warnings, found && found->len > 0);
  gtk_widget_set_visible (self->more, found && found->len > FIRST_WARNINGS);
  fold_warnings (self);
}

/* What it comes to */

static void
fill (TlMeasuresView *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean              has[TL_N_SCORES] = { FALSE }, any = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      TlMeasuresItem *item = g_object_new (TL_TYPE_MEASURES_ITEM, NULL);

      item->row = self->rows->pdata[i];
      item->rows = g_ptr_array_ref (self->rows);
      for (int k = 0; k < TL_N_SCORES; k++)
        has[k] |= item->row->scores[k].n > 0;
      g_ptr_array_add (items, item);
    }
  clear (self->trends);
  for (int k = 0; k < TL_N_SCORES; k++)
    {
      GtkWidget *trend = NULL;

      any |= has[k];
      gtk_column_view_column_set_visible (self->columns[k], has[k]);
      if (has[k] && choices[get_choice (self)].by == TL_MEASURES_BY_MONTH)
        trend = tl_measures_trend_new (self->rows, k);
      if (trend)
        gtk_box_append (GTK_BOX (self->trends), trend);
    }
  gtk_widget_set_visible (self->trends, gtk_widget_get_first_child (self->trends) != NULL);
  gtk_widget_set_visible (self->said, any);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), any ? "table" : "empty");
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
}

static void
got_rows (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TlMeasuresView) self = data;
  g_autoptr (GError)         error = NULL;
  g_autoptr (GPtrArray)      rows = tl_measures_new_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  self->n_working--;
  set_working (self);
  say_trouble (self, error);
  if (rows == NULL)
    return;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_steal_pointer (&rows);
  fill (self);
}

/* Worked out only while someone looks. */
static void
work_out (TlMeasuresView *self)
{
  if (self->session == NULL)
    return;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->is_stale = TRUE;
      return;
    }
  self->is_stale = FALSE;
  g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  self->working = g_cancellable_new ();
  self->n_working = 2;
  set_working (self);
  gtk_widget_set_visible (self->trouble, FALSE);
  tl_measures_new_async (self->document, NULL, choices[get_choice (self)].by, self->working, got_rows, g_object_ref (self));
  tl_beware_new_async (self->document, self->working, got_warnings, g_object_ref (self));
}

static void
by_chosen (TlMeasuresView *self)
{
  /* What is there is of something else. */
  g_list_store_remove_all (self->items);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  clear (self->trends);
  gtk_widget_set_visible (self->trends, FALSE);
  gtk_column_view_column_set_title (self->table_title, _(choices[get_choice (self)].title));
  work_out (self);
}

/* The records of a row. */
static void
show_records (TlMeasuresView *self, const TlMeasuresRow *row)
{
  TlEvidenceFilter filter = { NULL };
  const char      *keys[] = { row->key, NULL };
  g_autofree char *from = NULL, *until = NULL;
  guint            year, month;

  switch (choices[get_choice (self)].by)
    {
    case TL_MEASURES_BY_SOURCE:
      filter.sources = keys;
      break;

    case TL_MEASURES_BY_MONTH:
      year = (guint) g_ascii_strtoull (row->key, NULL, 10);
      month = strlen (row->key) >= 7 ? (guint) g_ascii_strtoull (row->key + 5, NULL, 10) : 0;
      /* No filter finds those of no date. */
      if (year < 1 || year > 9999 || month < 1 || month > 12)
        return;
      from = g_strdup_printf ("%04u-%02u-01", year, month);
      until = g_strdup_printf ("%04u-%02u-%02u", year, month,
                               g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year));
      filter.from = from;
      filter.until = until;
      break;

    case TL_MEASURES_BY_NOTHING:
      break;

    case TL_MEASURES_BY_TOUCHPOINT:
    case TL_MEASURES_BY_STAGE:
    case TL_MEASURES_BY_PAIN:
    case TL_MEASURES_BY_CHANNEL:
    case TL_MEASURES_BY_SEGMENT:
    default:
      if (*row->key)
        filter.things = keys;
      else
        filter.unassigned = TRUE;
      break;
    }
  g_signal_emit (self, signals[RECORDS_WANTED], 0, &filter);
}

static void
activated (GtkColumnView *view, guint position, TlMeasuresView *self)
{
  tl_measures_view_activate (self, position);
}

/* Cells */

static int
get_column (GtkListItemFactory *factory)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  TlMeasuresItem *item = g_object_get_data (G_OBJECT (area), "item");
  int             score = GPOINTER_TO_INT (data);

  if (item)
    tl_measures_draw_interval (GTK_WIDGET (area), cr, width, height, score, &item->row->scores[score]);
}

static GtkWidget *
score_new (int score)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *value = gtk_label_new (NULL), *answers = gtk_label_new (NULL), *area;

  area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_label_set_width_chars (GTK_LABEL (value), 5);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_set_size_request (area, 60, 16);
  gtk_widget_set_hexpand (area, TRUE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw, GINT_TO_POINTER (score), NULL);
  gtk_label_set_xalign (GTK_LABEL (answers), 0);
  gtk_label_set_ellipsize (GTK_LABEL (answers), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (answers, "tl-small");
  gtk_widget_add_css_class (answers, "dim-label");
  gtk_box_append (GTK_BOX (line), value);
  gtk_box_append (GTK_BOX (line), area);
  gtk_box_append (GTK_BOX (cell), line);
  gtk_box_append (GTK_BOX (cell), answers);
  return cell;
}

static void
set_up (GtkListItemFactory *factory, GtkListItem *item, TlMeasuresView *self)
{
  int        column = get_column (factory);
  GtkWidget *label;

  if (column >= 0)
    {
      gtk_list_item_set_child (item, score_new (column));
      return;
    }
  label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), column == COLUMN_TITLE ? 16 : 4);
  gtk_label_set_xalign (GTK_LABEL (label), column == COLUMN_RECORDS ? 1 : 0);
  if (column == COLUMN_RECORDS)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_score (GtkWidget *cell, TlMeasuresItem *item, int score)
{
  const TlMeasure *measure = &item->row->scores[score];
  GtkWidget       *line = gtk_widget_get_first_child (cell), *area = gtk_widget_get_last_child (line);
  g_autofree char *value = tl_measures_say_value (score, measure), *answers = tl_measures_say_answers (measure);
  g_autofree char *interval = tl_measures_say_interval (score, measure), *why = tl_measures_explain (score, measure);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (line)), value);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (cell)), answers);
  gtk_widget_set_tooltip_text (cell, why);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, interval, -1);
  if (measure->is_enough)
    gtk_widget_remove_css_class (cell, "tl-too-few");
  else
    gtk_widget_add_css_class (cell, "tl-too-few");
  g_object_set_data (G_OBJECT (area), "item", item);
  gtk_widget_queue_draw (area);
}

static void
bind (GtkListItemFactory *factory, GtkListItem *list_item, TlMeasuresView *self)
{
  TlMeasuresItem  *item = gtk_list_item_get_item (list_item);
  GtkWidget       *child = gtk_list_item_get_child (list_item);
  int              column = get_column (factory);
  g_autofree char *text = NULL;

  if (column >= 0)
    {
      bind_score (child, item, column);
      return;
    }
  if (column == COLUMN_RECORDS)
    text = tl_number_format_people ((double) item->row->records, 0, NULL);
  else if (*item->row->key && choices[get_choice (self)].by == TL_MEASURES_BY_MONTH)
    text = tl_records_say_month (item->row->key);
  else
    text = g_strdup (item->row->title);
  gtk_label_set_text (GTK_LABEL (child), text);
  gtk_widget_set_tooltip_text (child, column == COLUMN_TITLE ? text : NULL);
}

static void
unbind (GtkListItemFactory *factory, GtkListItem *list_item, TlMeasuresView *self)
{
  if (get_column (factory) >= 0)
    g_object_set_data (
      G_OBJECT (gtk_widget_get_last_child (gtk_widget_get_first_child (gtk_list_item_get_child (list_item)))), "item", NULL);
}

static void
tl_measures_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tl_measures_view_parent_class)->map (widget);
  if (TL_MEASURES_VIEW (widget)->is_stale)
    work_out (TL_MEASURES_VIEW (widget));
}

static void
tl_measures_view_dispose (GObject *object)
{
  TlMeasuresView *self = TL_MEASURES_VIEW (object);

  if (self->box)
    tl_measures_view_set_session (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (tl_measures_view_parent_class)->dispose (object);
}

static void
tl_measures_view_class_init (TlMeasuresViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_measures_view_dispose;
  widget_class->map = tl_measures_view_map;

  /**
   * TlMeasuresView::records-wanted:
   * @filter: (type TlEvidenceFilter): which
   *
   * Somebody wants to see the records of a row.
   */
  signals[RECORDS_WANTED] = g_signal_new ("records-wanted", TL_TYPE_MEASURES_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-measures-view");
}

static GtkColumnViewColumn *
add_column (TlMeasuresView *self, GtkColumnView *view, int column, const char *title, int width)
{
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made;

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (set_up), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind), self);
  made = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (made, width == 0);
  gtk_column_view_column_set_resizable (made, TRUE);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (made, (int) (width * tl_part_text_factor ()));
  gtk_column_view_append_column (view, made);
  g_object_unref (made);
  return made; /* the view's */
}

static GtkWidget *
table_new (TlMeasuresView *self)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items))));
  GtkWidget         *view, *scrolled = gtk_scrolled_window_new ();

  gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (selection), FALSE);
  gtk_single_selection_set_can_unselect (GTK_SINGLE_SELECTION (selection), TRUE);
  view = gtk_column_view_new (selection);
  gtk_column_view_set_single_click_activate (GTK_COLUMN_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "tl-ledger");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Measures"), -1);
  g_signal_connect (view, "activate", G_CALLBACK (activated), self);
  self->table_title = add_column (self, GTK_COLUMN_VIEW (view), COLUMN_TITLE, _(choices[0].title), 0);
  add_column (self, GTK_COLUMN_VIEW (view), COLUMN_RECORDS, _("Records"), 80);
  for (int k = 0; k < TL_N_SCORES; k++)
    self->columns[k] = add_column (self, GTK_COLUMN_VIEW (view), k, tl_records_say_score (tl_measures_get_field (k)), 178);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
empty_new (void)
{
  static const char *const lines[] = {
    N_("No scores yet."),
    N_("Records with an NPS, satisfaction, effort or stars show here what they come to, and how sure that is."),
    N_("Import a survey or reviews to begin."),
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkWidget *label = tl_part_label (_(lines[i]), i == 0 ? "tl-strong" : "dim-label");

      gtk_label_set_xalign (GTK_LABEL (label), .5F);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (box, TRUE);
  return box;
}

static GtkWidget *
warnings_new (TlMeasuresView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->warnings = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->warning_list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->more = gtk_button_new_with_label (_("Show all"));
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->more, "tl-facet-more");
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_clicked), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), WARNINGS_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->warning_list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Where the evidence misleads"), -1);
  gtk_box_append (GTK_BOX (self->warnings), tl_part_label (_("Where the evidence misleads"), "tl-strong"));
  gtk_box_append (GTK_BOX (self->warnings), scrolled);
  gtk_box_append (GTK_BOX (self->warnings), self->more);
  gtk_widget_add_css_class (self->warnings, "tl-measures-warnings");
  gtk_widget_set_visible (self->warnings, FALSE);
  return self->warnings;
}

static void
tl_measures_view_init (TlMeasuresView *self)
{
  GtkWidget                *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->items = g_list_store_new (TL_TYPE_MEASURES_ITEM);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_string_list_append (names, g_dpgettext2 (GETTEXT_PACKAGE, "measures", choices[i].label));
  self->by = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->by), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Rows of the table"), -1);
  g_signal_connect_swapped (self->by, "notify::selected", G_CALLBACK (by_chosen), self);
  self->said = tl_part_label (_("Bars are 95% intervals. What is hollow and grey has too few answers to tell."), "dim-label");
  gtk_widget_set_hexpand (self->said, TRUE);
  self->spinner = gtk_spinner_new ();
  self->trouble = tl_part_problem ();
  self->trends = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  gtk_box_set_homogeneous (GTK_BOX (self->trends), TRUE);
  gtk_widget_add_css_class (self->trends, "tl-measures-trends");
  gtk_widget_set_visible (self->trends, FALSE);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), table_new (self), "table");
  gtk_stack_add_named (GTK_STACK (self->stack), empty_new (), "empty");
  gtk_box_append (GTK_BOX (head), self->by);
  gtk_box_append (GTK_BOX (head), self->said);
  gtk_box_append (GTK_BOX (head), self->spinner);
  gtk_widget_add_css_class (head, "tl-records-head");
  gtk_box_append (GTK_BOX (self->box), warnings_new (self));
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->trouble);
  gtk_box_append (GTK_BOX (self->box), self->trends);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * tl_measures_view_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_measures_view_set_session (TlMeasuresView *self, TlSession *session)
{
  g_return_if_fail (TL_IS_MEASURES_VIEW (self));
  if (self->session == session)
    return;
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  self->n_working = 0;
  self->is_stale = FALSE;
  g_list_store_remove_all (self->items);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_set_object (&self->session, session);
  g_clear_object (&self->document);
  if (session == NULL)
    return;
  self->document = g_object_ref (tl_session_get_document (session));
  clear (self->trends);
  gtk_widget_set_visible (self->trends, FALSE);
  gtk_widget_set_visible (self->warnings, FALSE);
  /* Records, and what rows are called. */
  g_signal_connect_swapped (self->document, "notify::serial", G_CALLBACK (work_out), self);
  work_out (self);
}

/**
 * tl_measures_view_set_by:
 * @by: touchpoints, stages, sources or months
 *
 * What each row is of.
 */
void
tl_measures_view_set_by (TlMeasuresView *self, TlMeasuresBy by)
{
  g_return_if_fail (TL_IS_MEASURES_VIEW (self));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].by == by)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->by), i);
}

/**
 * tl_measures_view_is_working:
 *
 * Returns: whether it is being worked out
 */
gboolean
tl_measures_view_is_working (TlMeasuresView *self)
{
  g_return_val_if_fail (TL_IS_MEASURES_VIEW (self), FALSE);
  return self->n_working > 0 || self->is_stale;
}

/**
 * tl_measures_view_get_rows:
 *
 * Returns: (transfer none) (nullable) (element-type TlMeasuresRow): what it shows
 */
GPtrArray *
tl_measures_view_get_rows (TlMeasuresView *self)
{
  g_return_val_if_fail (TL_IS_MEASURES_VIEW (self), NULL);
  return self->rows;
}

/**
 * tl_measures_view_activate:
 * @row: which
 *
 * Shows its records.
 */
void
tl_measures_view_activate (TlMeasuresView *self, guint row)
{
  g_return_if_fail (TL_IS_MEASURES_VIEW (self));
  if (self->session && self->rows && row < self->rows->len)
    {
      /* Whoever shows them may have them worked out anew. */
      g_autoptr (GPtrArray) rows = g_ptr_array_ref (self->rows);

      show_records (self, rows->pdata[row]);
    }
}
