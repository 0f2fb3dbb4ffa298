/* tl-records-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-records-view-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-chooser.h"
#include "tl-facets-pane.h"
#include "tl-parts.h"
#include "tl-phrase.h"
#include "tl-records-act.h"
#include "tl-records-bar.h"
#include "tl-records-row.h"
#include "tl-records-targets.h"
#include "tl-wrap-layout.h"

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlRecordsView, tl_records_view, GTK_TYPE_WIDGET)

static const struct
{
  TlField     by;
  gboolean    descending; /* first */
  const char *label;
} sorts[] = {
  { 0, FALSE, NC_ ("sort", "As they came in") },
  { TL_EVIDENCE_DATE, TRUE, NC_ ("sort", "Date") },
  { TL_EVIDENCE_SOURCE, FALSE, NC_ ("sort", "Source") },
  { TL_EVIDENCE_NPS, FALSE, NC_ ("sort", "NPS") },
  { TL_EVIDENCE_CSAT, FALSE, NC_ ("sort", "CSAT") },
  { TL_EVIDENCE_CES, FALSE, NC_ ("sort", "CES") },
  { TL_EVIDENCE_STARS, FALSE, NC_ ("sort", "Stars") },
  { TL_EVIDENCE_CHANNEL, FALSE, NC_ ("sort", "Channel") },
  { TL_EVIDENCE_SEGMENT, FALSE, NC_ ("sort", "Segment") },
  { TL_EVIDENCE_ON, FALSE, NC_ ("sort", "What it speaks of") },
  { TL_EVIDENCE_STARRED, TRUE, NC_ ("sort", "Starred") },
  { TL_EVIDENCE_TEXT, FALSE, NC_ ("sort", "Words") },
  { TL_EVIDENCE_ROW, FALSE, NC_ ("sort", "Row in the file") },
};

static void ask (TlRecordsView *self, gboolean same);

static void
say_found (TlRecordsView *self)
{
  g_autofree char *number = tl_phrase_count ((double) self->found);
  g_autofree char *text = g_strdup_printf (ngettext ("%s record", "%s records", (gulong) self->found), number);

  gtk_label_set_label (GTK_LABEL (self->found_label), text);
}

static void
say_trouble (TlRecordsView *self, const GError *error)
{
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (self->trouble)), error ? error->message : "");
  gtk_widget_set_visible (self->trouble, error != NULL);
}

void
_tl_records_view_update_bar (TlRecordsView *self)
{
  tl_records_bar_update (self->bar, self->session, tl_records_model_n_selected (self->model), (guint) self->found,
                         self->acting != NULL);
}

static void
chip_clicked (GtkWidget *button, TlRecordsView *self)
{
  tl_records_filter_remove (self->filter, g_object_get_data (G_OBJECT (button), "chip"));
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlRecordsView *self = TL_RECORDS_VIEW (widget);

  tl_records_filter_clear (self->filter);
  gtk_widget_grab_focus (self->search);
}

static void
show_chips (TlRecordsView *self)
{
  g_autoptr (GPtrArray) chips = tl_records_filter_list_chips (self->filter, tl_session_get_journey (self->session));
  GtkWidget            *child;
  GtkRoot              *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget            *focus = root ? gtk_root_get_focus (root) : NULL;

  if (focus && gtk_widget_is_ancestor (focus, self->chips))
    gtk_widget_grab_focus (self->search);
  while ((child = gtk_widget_get_first_child (self->chips)))
    gtk_widget_unparent (child);
  g_ptr_array_set_free_func (chips, NULL);
  for (guint i = 0; i < chips->len; i++)
    {
      TlRecordsChip   *chip = chips->pdata[i];
      GtkWidget       *button = gtk_button_new ();
      GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget       *label = gtk_label_new (chip->text);
      g_autofree char *said = g_strdup_printf (_("Take back the filter “%s”"), chip->text);

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
      gtk_label_set_width_chars (GTK_LABEL (label), 2);
      gtk_box_append (GTK_BOX (box), label);
      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
      gtk_button_set_child (GTK_BUTTON (button), box);
      gtk_widget_add_css_class (button, "tl-filter-chip");
      gtk_widget_set_tooltip_text (button, said);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
      g_object_set_data_full (G_OBJECT (button), "chip", chip, (GDestroyNotify) tl_records_chip_free);
      g_signal_connect (button, "clicked", G_CALLBACK (chip_clicked), self);
      gtk_widget_set_parent (button, self->chips);
    }
  if (chips->len > 1)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_("C_lear All"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "records.clear");
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "tl-facet-more");
      gtk_widget_set_parent (button, self->chips);
    }
  gtk_widget_set_visible (self->chips, chips->len > 0);
}

/* The answers */

typedef struct
{
  TlRecordsView   *self;
  TlEvidenceQuery *query;
} Ask;

static gboolean
is_latest (Ask *ask)
{
  gboolean latest = ask->self->query == ask->query;

  ask->self->n_waiting--;
  return latest;
}

static void
ask_free (Ask *ask)
{
  g_object_unref (ask->query);
  g_object_unref (ask->self);
  g_free (ask);
}

static Ask *
ask_new (TlRecordsView *self)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->self = g_object_ref (self);
  ask->query = g_object_ref (self->query);
  self->n_waiting++;
  return ask;
}

static void
counted (GObject *source, GAsyncResult *result, gpointer data)
{
  Ask               *ask = data;
  TlRecordsView     *self = ask->self;
  g_autoptr (GError) error = NULL;
  TlEvidenceCount    count = { 0 };
  gboolean           ok = tl_evidence_query_count_finish (TL_EVIDENCE_QUERY (source), result, &count, &error);

  if (is_latest (ask) && self->session && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->found = ok ? count.records : 0;
      self->is_empty = ok && count.records == 0 && tl_records_filter_is_empty (self->filter);
      tl_records_model_set_query (self->model, ok ? ask->query : NULL, (guint) MIN (self->found, G_MAXUINT - 1), self->same);
      self->same = TRUE;
      say_trouble (self, error);
      say_found (self);
      gtk_stack_set_visible_child_name (GTK_STACK (self->states),
                                        self->found > 0 || !ok ? "list" : self->is_empty ? "empty" : "nothing");
      _tl_records_view_update_bar (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  ask_free (ask);
}

static void
told_apart (GObject *source, GAsyncResult *result, gpointer data)
{
  Ask                  *ask = data;
  TlRecordsView        *self = ask->self;
  g_autoptr (GError)    error = NULL;
  g_autoptr (TlFacets)  facets = tl_evidence_query_facets_finish (TL_EVIDENCE_QUERY (source), result, &error);

  if (is_latest (ask) && self->session && facets)
    {
      tl_records_bar_propose (self->bar, self->session, facets);
      tl_facets_pane_set_facets (self->facets, tl_session_get_journey (self->session), g_steal_pointer (&facets));
      g_signal_emit (self, signals[CHANGED], 0);
    }
  ask_free (ask);
}

static void
fill_sort (TlRecordsView *self, TlEvidenceSort *sort)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->sort));

  *sort = (TlEvidenceSort) { 0 };
  if (at == 0 && tl_records_filter_get_words (self->filter))
    sort->by_relevance = TRUE;
  else if (at < G_N_ELEMENTS (sorts))
    sort->by = sorts[at].by;
  sort->descending = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->direction));
}

static void
ask (TlRecordsView *self, gboolean same)
{
  TlEvidenceFilter filter;
  TlEvidenceSort   sort;

  if (self->session == NULL)
    return;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->is_stale = TRUE;
      self->same = self->same && same;
      return;
    }
  self->same = self->same && same;
  self->is_stale = FALSE;
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  tl_records_filter_fill (self->filter, &filter);
  fill_sort (self, &sort);
  g_clear_object (&self->query);
  self->query = tl_evidence_query_new (self->document, &filter, &sort);
  tl_evidence_query_count_async (self->query, self->counting, counted, ask_new (self));
  tl_evidence_query_facets_async (self->query, self->counting, told_apart, ask_new (self));
  show_chips (self);
}

static void
filter_changed (TlRecordsView *self)
{
  const char *words = tl_records_filter_get_words (self->filter);
  g_autofree char *shown = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));

  if (g_strcmp0 (words ? words : "", shown) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->search), words ? words : "");
  ask (self, FALSE);
}

static void
sort_changed (TlRecordsView *self)
{
  ask (self, FALSE);
}

static void
sort_chosen (TlRecordsView *self)
{
  guint    at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->sort));
  gboolean descending = at < G_N_ELEMENTS (sorts) && sorts[at].descending;

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->direction)) != descending)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->direction), descending);
  else
    ask (self, FALSE);
}

static void
search_changed (TlRecordsView *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));

  tl_records_filter_set_words (self->filter, text);
}

static void
edited (TlRecordsView *self)
{
  ask (self, TRUE);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tl_records_view_search (TL_RECORDS_VIEW (widget));
}

static void
tl_records_view_map (GtkWidget *widget)
{
  TlRecordsView *self = TL_RECORDS_VIEW (widget);

  GTK_WIDGET_CLASS (tl_records_view_parent_class)->map (widget);
  if (self->is_stale || (self->query && !tl_evidence_query_is_current (self->query)))
    ask (self, TRUE);
}

static void
tl_records_view_dispose (GObject *object)
{
  TlRecordsView *self = TL_RECORDS_VIEW (object);

  tl_records_view_set_session (self, NULL);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  if (self->chips)
    {
      GtkWidget *child;

      while ((child = gtk_widget_get_first_child (self->chips)))
        gtk_widget_unparent (child);
      self->chips = NULL;
    }
  g_clear_pointer (&self->box, gtk_widget_unparent);
  if (self->model)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->filter);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (tl_records_view_parent_class)->dispose (object);
}

static gboolean
tl_records_view_grab_focus (GtkWidget *widget)
{
  TlRecordsView *self = TL_RECORDS_VIEW (widget);

  return gtk_widget_grab_focus (self->found > 0 ? self->list : self->search);
}

static void
tl_records_view_class_init (TlRecordsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_records_view_dispose;
  widget_class->map = tl_records_view_map;
  widget_class->grab_focus = tl_records_view_grab_focus;

  /**
   * TlRecordsView::changed:
   *
   * An answer has come: other records were found, or other counts.
   */
  signals[CHANGED] = g_signal_new ("changed", TL_TYPE_RECORDS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "records.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "records.search", NULL, search_action);
  _tl_records_view_install_acts (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-records-view");
}

static GtkWidget *
page_new (const char *icon, const char *title, const char *text, const char *label, const char *action)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), text);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

static GtkWidget *
head_new (TlRecordsView *self)
{
  GtkWidget                *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget                *order = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->search = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->search, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->search), 14);
  g_object_set (self->search, "placeholder-text", _("Search words, “a phrase”, begin*, -without"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search the records"), -1);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (gtk_widget_grab_focus), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (gtk_widget_grab_focus), self);
  self->found_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->found_label, "numeric");
  gtk_widget_add_css_class (self->found_label, "tl-strong");
  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    gtk_string_list_append (names, g_dpgettext2 (GETTEXT_PACKAGE, "sort", sorts[i].label));
  self->sort = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  gtk_widget_set_tooltip_text (self->sort, _("Sort by"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sort), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sort by"), -1);
  self->direction = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->direction), "view-sort-descending-symbolic");
  gtk_widget_set_tooltip_text (self->direction, _("The greatest first"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->direction), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The greatest first"), -1);
  g_signal_connect_swapped (self->sort, "notify::selected", G_CALLBACK (sort_chosen), self);
  g_signal_connect_swapped (self->direction, "toggled", G_CALLBACK (sort_changed), self);
  /* Where there is little room, the order is chosen below the search. */
  gtk_widget_set_layout_manager (head, tl_wrap_layout_new (9));
  gtk_box_append (GTK_BOX (head), self->search);
  gtk_box_append (GTK_BOX (order), self->found_label);
  gtk_box_append (GTK_BOX (order), self->sort);
  gtk_box_append (GTK_BOX (order), self->direction);
  gtk_box_append (GTK_BOX (head), order);
  gtk_widget_add_css_class (head, "tl-records-head");
  return head;
}

static GtkWidget *
states_new (TlRecordsView *self)
{
  self->states = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->states), _tl_records_view_make_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->states),
                       page_new ("edit-find-symbolic", _("Nothing Found"),
                                 _("No record has all of these words and filters.\nTry fewer words, the beginning of one with "
                                   "a star, or take a filter away."),
                                 _("_Clear Filters"), "records.clear"), "nothing");
  gtk_stack_add_named (GTK_STACK (self->states),
                       page_new ("tl-evidence-symbolic", _("No Evidence Yet"),
                                 _("What customers say, from surveys, reviews, complaints or calls, belongs here.\n"
                                   "Import a table, paste one from a spreadsheet, or drag a file onto the window.\n"
                                   "Then say what each voice speaks of, and numbers on the map can count them."),
                                 _("_Import…"), "win.import-evidence"), "empty");
  gtk_widget_set_vexpand (self->states, TRUE);
  return self->states;
}

static void
tl_records_view_init (TlRecordsView *self)
{
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->same = TRUE;
  self->filter = tl_records_filter_new ();
  self->model = tl_records_model_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->facets = g_object_new (TL_TYPE_FACETS_PANE, NULL);
  self->bar = g_object_new (TL_TYPE_RECORDS_BAR, NULL);
  tl_facets_pane_set_filter (self->facets, self->filter);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->facets));
  gtk_box_append (GTK_BOX (right), head_new (self));
  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->chips, tl_wrap_layout_new (6));
  gtk_widget_add_css_class (self->chips, "tl-filter-chips");
  gtk_widget_set_visible (self->chips, FALSE);
  gtk_box_append (GTK_BOX (right), self->chips);
  self->trouble = tl_part_problem ();
  gtk_box_append (GTK_BOX (right), self->trouble);
  gtk_box_append (GTK_BOX (right), states_new (self));
  gtk_box_append (GTK_BOX (right), GTK_WIDGET (self->bar));
  gtk_widget_set_hexpand (right, TRUE);
  gtk_box_append (GTK_BOX (self->box), right);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->filter, "changed", G_CALLBACK (filter_changed), self);
  g_signal_connect_swapped (self->model, "selection-changed", G_CALLBACK (_tl_records_view_update_bar), self);
}

/**
 * tl_records_view_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_records_view_set_session (TlRecordsView *self, TlSession *session)
{
  g_return_if_fail (TL_IS_RECORDS_VIEW (self));
  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_cancellable_cancel (self->counting);
  g_cancellable_cancel (self->acting);
  g_clear_object (&self->counting);
  g_clear_object (&self->query);
  if (self->model)
    tl_records_model_set_query (self->model, NULL, 0, FALSE);
  if (self->filter && session)
    tl_records_filter_clear (self->filter);
  g_set_object (&self->session, session);
  g_clear_object (&self->document);
  if (session == NULL)
    return;
  self->document = g_object_ref (tl_session_get_document (session));
  self->found = 0;
  self->same = FALSE;
  tl_records_bar_forget (self->bar);
  g_signal_connect_swapped (session, "edited", G_CALLBACK (edited), self);
  g_signal_connect_swapped (self->document, "notify::serial", G_CALLBACK (edited), self);
  _tl_records_view_update_bar (self);
  ask (self, FALSE);
}

/**
 * tl_records_view_get_filter:
 *
 * Returns: (transfer none): which records it shows
 */
TlRecordsFilter *
tl_records_view_get_filter (TlRecordsView *self)
{
  g_return_val_if_fail (TL_IS_RECORDS_VIEW (self), NULL);
  return self->filter;
}

/**
 * tl_records_view_get_model:
 *
 * Returns: (transfer none): the records that it shows, with what is selected
 */
TlRecordsModel *
tl_records_view_get_model (TlRecordsView *self)
{
  g_return_val_if_fail (TL_IS_RECORDS_VIEW (self), NULL);
  return self->model;
}

/**
 * tl_records_view_is_working:
 *
 * Returns: whether answers are on their way
 */
gboolean
tl_records_view_is_working (TlRecordsView *self)
{
  g_return_val_if_fail (TL_IS_RECORDS_VIEW (self), FALSE);
  return self->n_waiting > 0 || self->acting || self->is_stale || tl_records_model_is_waiting (self->model);
}

/**
 * tl_records_view_get_found:
 *
 * Returns: how many records are found
 */
gint64
tl_records_view_get_found (TlRecordsView *self)
{
  g_return_val_if_fail (TL_IS_RECORDS_VIEW (self), 0);
  return self->found;
}

/**
 * tl_records_view_search:
 *
 * Somebody looks for something.
 */
void
tl_records_view_search (TlRecordsView *self)
{
  g_return_if_fail (TL_IS_RECORDS_VIEW (self));
  gtk_widget_grab_focus (self->search);
}
