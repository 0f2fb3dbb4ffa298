/* tl-ledger-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-ledger-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-facts.h"
#include "tl-file-dialog.h"
#include "tl-money.h"
#include "tl-parts.h"
#include "tl-phrase.h"
#include "tl-replace.h"
#include "tl-wrap-layout.h"

/* A row: which of the ledger, and until when. */

#define TL_TYPE_LEDGER_ITEM (tl_ledger_item_get_type ())
G_DECLARE_FINAL_TYPE (TlLedgerItem, tl_ledger_item, TL, LEDGER_ITEM, GObject)

struct _TlLedgerItem
{
  GObject            parent_instance;

  const TlLedgerRow *row;
  GPtrArray         *ledger; /* keeps @row */
};

G_DEFINE_FINAL_TYPE (TlLedgerItem, tl_ledger_item, G_TYPE_OBJECT)

static void
tl_ledger_item_finalize (GObject *object)
{
  g_ptr_array_unref (TL_LEDGER_ITEM (object)->ledger);
  G_OBJECT_CLASS (tl_ledger_item_parent_class)->finalize (object);
}

static void
tl_ledger_item_class_init (TlLedgerItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_ledger_item_finalize;
}

static void
tl_ledger_item_init (TlLedgerItem *self)
{
}

typedef enum
{
  COLUMN_NUMBER,
  COLUMN_VALUE,
  COLUMN_BASIS,
  COLUMN_MONEY,
  COLUMN_SOURCE,
  COLUMN_DATE,
  COLUMN_BY,
  N_COLUMNS,
} Column;

struct _TlLedgerView
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  GtkWidget    *said;
  GtkWidget    *trouble;
  GtkWidget    *spinner;
  GtkWidget    *sort;
  GtkWidget    *bases;
  GListStore   *items;

  TlSession    *session;
  GPtrArray    *ledger;
  GCancellable *working;
  gboolean      is_stale;
  double        most; /* money: the widest bar */
};

G_DEFINE_FINAL_TYPE (TlLedgerView, tl_ledger_view, GTK_TYPE_WIDGET)

static const struct
{
  TlLedgerSort by;
  const char  *label;
} sorts[] = {
  { TL_LEDGER_NEXT_TO_COLLECT, NC_ ("ledger", "Most money, weakest basis") },
  { TL_LEDGER_BY_MONEY, NC_ ("ledger", "Most money") },
  { TL_LEDGER_BY_BASIS, NC_ ("ledger", "Weakest basis") },
  { TL_LEDGER_BY_AGE, NC_ ("ledger", "Oldest") },
  { TL_LEDGER_IN_ORDER, NC_ ("ledger", "Order of the journey") },
};

static void
say (TlLedgerView *self)
{
  guint            n[TL_LEDGER_N_BASES] = { 0 };
  g_autofree char *known = NULL, *all = NULL;

  for (guint i = 0; i < self->ledger->len; i++)
    n[((TlLedgerRow *) self->ledger->pdata[i])->basis]++;
  known = tl_phrase_count (n[TL_LEDGER_OBSERVED] + n[TL_LEDGER_MEASURED]);
  all = tl_phrase_count (self->ledger->len);
  {
    /* Translators: how many of how many numbers. */
    g_autofree char *text = g_strdup_printf (ngettext ("%s of %s number is observed or measured.",
                                                       "%s of %s numbers are observed or measured.", self->ledger->len),
                                             known, all);

    gtk_label_set_label (GTK_LABEL (self->said), text);
  }
}

static void
fill (TlLedgerView *self)
{
  guint                 sort = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->sort));
  guint                 basis = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->bases));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->ledger == NULL)
    return;
  tl_ledger_sort (self->ledger, sorts[MIN (sort, G_N_ELEMENTS (sorts) - 1)].by);
  self->most = 0;
  for (guint i = 0; i < self->ledger->len; i++)
    {
      const TlLedgerRow *row = self->ledger->pdata[i];
      TlLedgerItem      *item;

      if (row->has_swing)
        self->most = MAX (self->most, row->swing);
      if (basis > 0 && basis != GTK_INVALID_LIST_POSITION && row->basis != (TlLedgerBasis) (basis - 1))
        continue;
      item = g_object_new (TL_TYPE_LEDGER_ITEM, NULL);
      item->row = row;
      item->ledger = g_ptr_array_ref (self->ledger);
      g_ptr_array_add (items, item);
    }
  say (self);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
}

static void
set_working (TlLedgerView *self, gboolean working)
{
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), working);
  gtk_widget_set_visible (self->spinner, working);
}

static void
worked_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TlLedgerView) self = data;
  g_autoptr (GError)       error = NULL;
  g_autoptr (GPtrArray)    ledger = tl_ledger_new_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  g_clear_object (&self->working);
  set_working (self, FALSE);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (self->trouble)), error ? error->message : "");
  gtk_widget_set_visible (self->trouble, error != NULL);
  if (ledger == NULL)
    return;
  g_clear_pointer (&self->ledger, g_ptr_array_unref);
  self->ledger = g_steal_pointer (&ledger);
  fill (self);
}

/* Worked out only while someone looks. */
static void
work_out (TlLedgerView *self)
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
  set_working (self, TRUE);
  tl_ledger_new_async (tl_session_get_document (self->session), self->working, worked_out, g_object_ref (self));
}

/* In place */

static void
basis_chosen (GtkDropDown *list, GParamSpec *pspec, TlLedgerView *self)
{
  TlLedgerItem       *item = g_object_get_data (G_OBJECT (list), "item");
  guint               chosen = gtk_drop_down_get_selected (list);
  const TlLedgerRow  *row;
  const TlFieldInfo  *info;
  TlThing            *fact;
  g_autofree char    *id = NULL;
  g_autofree char    *name = NULL;
  g_autoptr (TlEdit)  edit = NULL;

  if (item == NULL || self->session == NULL || chosen == GTK_INVALID_LIST_POSITION)
    return;
  row = item->row;
  if (chosen + TL_LEDGER_UNSAID == (guint) row->basis || chosen == 0)
    return;
  info = tl_field_get_info (row->field);
  /* Translators: the name of an edit; %s is the label of a field. */
  name = g_strdup_printf (_("Say where “%s” comes from"), tl_field_get_label (row->field));
  edit = tl_edit_new (name);
  fact = tl_journey_find_fact (tl_session_get_journey (self->session), row->of, info->name);
  if (fact)
    id = g_strdup (tl_thing_get_id (fact));
  else
    {
      g_autofree char *wish = g_strdup_printf ("%s-%s", row->of, info->name);

      id = tl_document_make_id (tl_session_get_document (self->session), wish);
      tl_edit_create (edit, TL_KIND_FACT, id, NULL, TL_EDIT_LAST);
      tl_edit_set (edit, id, TL_FACT_OF, row->of);
      tl_edit_set (edit, id, TL_FACT_FIELD, info->name);
    }
  tl_edit_set (edit, id, TL_FACT_BASIS, tl_field_get_info (TL_FACT_BASIS)->words[chosen - 1]);
  tl_session_apply (self->session, edit, NULL);
}

/* What somebody clicks is shown in the side panel. */
static void
activated (GtkColumnView *view, guint position, TlLedgerView *self)
{
  g_autoptr (TlLedgerItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item && self->session && tl_journey_lookup (tl_session_get_journey (self->session), item->row->of))
    {
      g_autofree char *of = g_strdup (item->row->of);

      tl_session_select (self->session, of);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-panel", NULL);
    }
}

/* Cells */

static void
draw_money (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  TlLedgerItem    *item = g_object_get_data (G_OBJECT (area), "item");
  TlLedgerView    *self = data;
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (area));
  GdkRGBA          ink;
  double           wide;

  if (item == NULL || !item->row->has_swing || self->most <= 0 ||
      !gtk_style_context_lookup_color (context, item->row->basis <= TL_LEDGER_ASSUMED ? "tl_loss" : "tl_gain", &ink))
    return;
  wide = MAX (1, width * item->row->swing / self->most);
  gdk_cairo_set_source_rgba (cr, &ink);
  cairo_rectangle (cr, 0, height / 2.0 - 3, wide, 6);
  /* What nobody observed is not solid. */
  if (item->row->basis <= TL_LEDGER_ASSUMED)
    {
      cairo_fill_preserve (cr);
      cairo_clip (cr);
      if (gtk_style_context_lookup_color (context, "tl_paper", &ink))
        gdk_cairo_set_source_rgba (cr, &ink);
      cairo_set_line_width (cr, 1.5);
      for (double x = -height; x < wide; x += 5)
        {
          cairo_move_to (cr, x, height);
          cairo_line_to (cr, x + height, 0);
        }
      cairo_stroke (cr);
    }
  else
    cairo_fill (cr);
}

static GtkWidget *
label_new (Column column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  gtk_label_set_xalign (GTK_LABEL (label), column == COLUMN_VALUE || column == COLUMN_MONEY ? 1 : 0);
  if (column == COLUMN_VALUE || column == COLUMN_MONEY || column == COLUMN_DATE)
    gtk_widget_add_css_class (label, "numeric");
  return label;
}

static Column
get_column (GtkListItemFactory *factory)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
}

static void
set_up (GtkListItemFactory *factory, GtkListItem *item, TlLedgerView *self)
{
  Column     column = get_column (factory);
  GtkWidget *child;

  if (column == COLUMN_BASIS)
    {
      g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

      for (TlLedgerBasis basis = TL_LEDGER_UNSAID; basis < TL_LEDGER_N_BASES; basis++)
        gtk_string_list_append (names, tl_ledger_basis_name (basis));
      child = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
      gtk_widget_add_css_class (child, "tl-basis");
      gtk_widget_set_valign (child, GTK_ALIGN_CENTER);
      g_signal_connect_object (child, "notify::selected", G_CALLBACK (basis_chosen), self, 0);
    }
  else if (column == COLUMN_MONEY)
    {
      GtkWidget *bar = gtk_drawing_area_new (), *label = label_new (column);

      child = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
      gtk_widget_set_size_request (bar, 70, 16);
      gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (bar), draw_money, self, NULL);
      gtk_label_set_width_chars (GTK_LABEL (label), 8);
      gtk_box_append (GTK_BOX (child), label);
      gtk_box_append (GTK_BOX (child), bar);
    }
  else if (column == COLUMN_NUMBER)
    {
      GtkWidget *where = label_new (column), *name = label_new (column);

      child = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_widget_add_css_class (where, "dim-label");
      gtk_widget_add_css_class (where, "tl-small");
      gtk_label_set_ellipsize (GTK_LABEL (where), PANGO_ELLIPSIZE_START);
      /* The columns beside it are as wide as they are, however little is left for this one. */
      gtk_label_set_width_chars (GTK_LABEL (name), 20);
      gtk_box_append (GTK_BOX (child), name);
      gtk_box_append (GTK_BOX (child), where);
    }
  else
    child = label_new (column);
  gtk_list_item_set_child (item, child);
}

static char *
say_money (TlLedgerView *self, const TlLedgerRow *row)
{
  g_autofree char *money = NULL;

  if (!row->has_swing)
    return g_strdup ("–");
  money = tl_money_format (row->swing, tl_session_get_currency (self->session), TL_MONEY_SHORT, NULL);
  /* Translators: money that would hang on a number if it were in doubt. */
  return row->in_doubt ? g_steal_pointer (&money) : g_strdup_printf (C_ ("ledger", "(%s)"), money);
}

static void
bind_money (TlLedgerView *self, GtkWidget *child, TlLedgerItem *item)
{
  g_autofree char *text = say_money (self, item->row);
  GtkWidget       *label = gtk_widget_get_first_child (child), *bar = gtk_widget_get_last_child (child);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (child, item->row->in_doubt || !item->row->has_swing
                                        ? NULL
                                        : _("It is written as if it were sure. This much would hang on it in doubt."));
  g_object_set_data (G_OBJECT (bar), "item", item);
  gtk_widget_queue_draw (bar);
}

static void
bind_basis (TlLedgerView *self, GtkWidget *child, TlLedgerItem *item)
{
  const TlLedgerRow *row = item->row;
  gboolean           can = self->session && tl_session_can_edit (self->session) && row->basis != TL_LEDGER_UNSET;

  g_object_set_data (G_OBJECT (child), "item", NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (child),
                              row->basis == TL_LEDGER_UNSET ? 0 : (guint) row->basis - TL_LEDGER_UNSAID);
  gtk_widget_set_sensitive (child, can && row->tie == NULL);
  for (TlLedgerBasis basis = TL_LEDGER_UNSET; basis < TL_LEDGER_N_BASES; basis++)
    {
      g_autofree char *class = g_strdup_printf ("tl-basis-%d", basis);

      if (basis == row->basis)
        gtk_widget_add_css_class (child, class);
      else
        gtk_widget_remove_css_class (child, class);
    }
  g_object_set_data (G_OBJECT (child), "item", item);
}

/* A row is told of by the number it is about, and so are its cells until they say more. */
static void
name_row (GtkWidget *child, const TlLedgerRow *row)
{
  /* Translators: the name of a number, and where it is written: “Unit cost, Helpline”. */
  g_autofree char *name = g_strdup_printf (C_("ledger", "%s, %s"), tl_field_get_label (row->field), row->where);
  GtkWidget       *cell = gtk_widget_get_parent (child);
  GtkWidget       *line = cell ? gtk_widget_get_parent (cell) : NULL;

  if (line)
    gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
bind (GtkListItemFactory *factory, GtkListItem *list_item, TlLedgerView *self)
{
  TlLedgerItem      *item = gtk_list_item_get_item (list_item);
  GtkWidget         *child = gtk_list_item_get_child (list_item);
  const TlLedgerRow *row = item->row;
  g_autofree char   *text = NULL;
  Column             column = get_column (factory);

  if (self->session == NULL)
    return;
  switch (column)
    {
    case COLUMN_NUMBER:
      gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (child)), tl_field_get_label (row->field));
      gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (child)), row->where);
      gtk_widget_set_tooltip_text (child, row->where);
      name_row (child, row);
      return;

    case COLUMN_BASIS:
      bind_basis (self, child, item);
      return;

    case COLUMN_MONEY:
      bind_money (self, child, item);
      return;

    case COLUMN_VALUE:
      text = tl_ledger_format (row);
      break;

    case COLUMN_SOURCE:
      text = g_strdup (row->tie ? row->tie : row->source_title ? row->source_title : row->text);
      break;

    case COLUMN_DATE:
      text = row->date ? tl_phrase_date (row->date) : NULL;
      break;

    case COLUMN_BY:
    case N_COLUMNS:
    default:
      text = g_strdup (row->by);
      break;
    }
  gtk_label_set_text (GTK_LABEL (child), text ? text : "");
  gtk_widget_set_tooltip_text (child, text);
}

static void
unbind (GtkListItemFactory *factory, GtkListItem *list_item, TlLedgerView *self)
{
  GtkWidget *child = gtk_list_item_get_child (list_item);
  Column     column = get_column (factory);

  if (column == COLUMN_BASIS)
    g_object_set_data (G_OBJECT (child), "item", NULL);
  else if (column == COLUMN_MONEY)
    g_object_set_data (G_OBJECT (gtk_widget_get_last_child (child)), "item", NULL);
}

/* Out to a spreadsheet, and back */

static void
tell (TlLedgerView *self, const char *text, gboolean undo)
{
  GtkWidget       *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast        *toast;

  if (overlay == NULL)
    return;
  toast = adw_toast_new (escaped);
  if (undo)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
export_chosen (GFile *file, gpointer data)
{
  g_autoptr (TlLedgerView) self = data;
  g_autoptr (GError)       error = NULL;
  g_autofree char         *path = file ? g_file_get_path (file) : NULL;

  if (file == NULL || self->session == NULL)
    return;
  if (path == NULL)
    tell (self, _("The table can only be written on this computer."), FALSE);
  else if (tl_facts_export (tl_session_get_document (self->session), NULL, path, &error))
    tell (self, _("The numbers are in the table. Owners can fill in theirs; Import Numbers… takes it back."), FALSE);
  else
    tell (self, error->message, FALSE);
}

static void
export_clicked (TlLedgerView *self)
{
  if (self->session)
    tl_file_dialog_save_table (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Export the Numbers"),
                               /* Translators: the name of a new file. */
                               C_ ("file", "numbers.csv"), export_chosen, g_object_ref (self));
}

static void
import_chosen (GFile *file, gpointer data)
{
  g_autoptr (TlLedgerView) self = data;

  if (file && self->session)
    {
      TlFactsOptions             options = { 0 };
      g_autoptr (GError)         error = NULL;
      g_autofree char           *path = g_file_get_path (file);
      g_autoptr (TlCsvSource)    csv = path ? tl_csv_source_new_for_path (path, &error) : NULL;
      g_autoptr (TlFactsResult)  result = NULL;

      if (csv == NULL || !tl_facts_import (tl_session_get_document (self->session), csv, &options, &result, &error))
        {
          const TlImportNote *note = result && result->problems->len > 0 ? result->problems->pdata[0] : NULL;

          /* Translators: what is wrong, and the first row where it is. */
          g_autofree char *text = note && error ? g_strdup_printf (C_ ("sentences", "%s %s"), error->message, note->text) : NULL;

          tell (self, text ? text : error ? error->message : _("The table is not on this computer. Copy it here first."),
                FALSE);
        }
      else
        tell (self, result->edit ? _("The numbers are taken in") : _("The journey says all of that already."),
              result->edit != 0);
    }
}

static void
import_clicked (TlLedgerView *self)
{
  if (self->session && tl_session_can_edit (self->session))
    tl_file_dialog_open_table (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), import_chosen, g_object_ref (self));
}

static void
tl_ledger_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tl_ledger_view_parent_class)->map (widget);
  if (TL_LEDGER_VIEW (widget)->is_stale)
    work_out (TL_LEDGER_VIEW (widget));
}

static void
tl_ledger_view_dispose (GObject *object)
{
  TlLedgerView *self = TL_LEDGER_VIEW (object);

  if (self->box)
    tl_ledger_view_set_session (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (tl_ledger_view_parent_class)->dispose (object);
}

static void
tl_ledger_view_class_init (TlLedgerViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_ledger_view_dispose;
  widget_class->map = tl_ledger_view_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-ledger-view");
}

static void
add_column (TlLedgerView *self, GtkColumnView *view, Column column, const char *title, int width, gboolean expands)
{
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (set_up), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind), self);
  made = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (made, expands);
  gtk_column_view_column_set_resizable (made, TRUE);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (made, (int) (width * tl_part_text_factor ()));
  gtk_column_view_append_column (view, made);
  g_object_unref (made);
}

static GtkWidget *
table_new (TlLedgerView *self)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items))));
  GtkWidget         *view, *scrolled = gtk_scrolled_window_new ();

  gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (selection), FALSE);
  gtk_single_selection_set_can_unselect (GTK_SINGLE_SELECTION (selection), TRUE);
  view = gtk_column_view_new (selection);
  gtk_column_view_set_single_click_activate (GTK_COLUMN_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "tl-ledger");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Ledger"), -1);
  g_signal_connect (view, "activate", G_CALLBACK (activated), self);
  add_column (self, GTK_COLUMN_VIEW (view), COLUMN_NUMBER, _("Number"), 0, TRUE);
  add_column (self, GTK_COLUMN_VIEW (view), COLUMN_VALUE, _("Value"), 140, FALSE);
  add_column (self, GTK_COLUMN_VIEW (view), COLUMN_BASIS, _("Basis"), 150, FALSE);
  add_column (self, GTK_COLUMN_VIEW (view), COLUMN_MONEY, _("Money that hangs on it"), 190, FALSE);
  add_column (self, GTK_COLUMN_VIEW (view), COLUMN_SOURCE, _("Source"), 150, FALSE);
  add_column (self, GTK_COLUMN_VIEW (view), COLUMN_DATE, _("Date"), 110, FALSE);
  add_column (self, GTK_COLUMN_VIEW (view), COLUMN_BY, _("By"), 110, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
button_new (TlLedgerView *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static void
tl_ledger_view_init (TlLedgerView *self)
{
  GtkWidget                *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget                *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) bases = gtk_string_list_new (NULL);

  self->items = g_list_store_new (TL_TYPE_LEDGER_ITEM);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    gtk_string_list_append (names, g_dpgettext2 (GETTEXT_PACKAGE, "ledger", sorts[i].label));
  gtk_string_list_append (bases, C_ ("ledger", "Every basis"));
  for (TlLedgerBasis basis = 0; basis < TL_LEDGER_N_BASES; basis++)
    gtk_string_list_append (bases, tl_ledger_basis_name (basis));
  self->sort = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  self->bases = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (bases)), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sort), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sort by"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bases), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Basis"), -1);
  g_signal_connect_swapped (self->sort, "notify::selected", G_CALLBACK (fill), self);
  g_signal_connect_swapped (self->bases, "notify::selected", G_CALLBACK (fill), self);
  self->said = tl_part_label ("", NULL);
  gtk_widget_set_hexpand (self->said, TRUE);
  gtk_widget_set_hexpand (first, TRUE);
  self->spinner = gtk_spinner_new ();
  self->trouble = tl_part_problem ();
  gtk_widget_set_layout_manager (head, tl_wrap_layout_new (9));
  gtk_box_append (GTK_BOX (first), self->said);
  gtk_box_append (GTK_BOX (first), self->spinner);
  gtk_box_append (GTK_BOX (head), first);
  gtk_box_append (GTK_BOX (head), self->sort);
  gtk_box_append (GTK_BOX (head), self->bases);
  gtk_box_append (GTK_BOX (head), button_new (self, _("E_xport Numbers…"), G_CALLBACK (export_clicked)));
  gtk_box_append (GTK_BOX (head), button_new (self, _("Import _Numbers…"), G_CALLBACK (import_clicked)));
  gtk_widget_add_css_class (head, "tl-records-head");
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->trouble);
  gtk_box_append (GTK_BOX (self->box), table_new (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * tl_ledger_view_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_ledger_view_set_session (TlLedgerView *self, TlSession *session)
{
  g_return_if_fail (TL_IS_LEDGER_VIEW (self));
  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  g_list_store_remove_all (self->items);
  g_clear_pointer (&self->ledger, g_ptr_array_unref);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "edited", G_CALLBACK (work_out), self);
  work_out (self);
}

/**
 * tl_ledger_view_is_working:
 *
 * Returns: whether it is being worked out
 */
gboolean
tl_ledger_view_is_working (TlLedgerView *self)
{
  g_return_val_if_fail (TL_IS_LEDGER_VIEW (self), FALSE);
  return self->working != NULL || self->is_stale;
}

/**
 * tl_ledger_view_get_ledger:
 *
 * Returns: (transfer none) (nullable) (element-type TlLedgerRow): what it shows
 */
GPtrArray *
tl_ledger_view_get_ledger (TlLedgerView *self)
{
  g_return_val_if_fail (TL_IS_LEDGER_VIEW (self), NULL);
  return self->ledger;
}
