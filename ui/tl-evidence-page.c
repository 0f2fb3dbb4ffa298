/* tl-evidence-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-evidence-page.h"

#include <glib/gi18n-lib.h>

#include "tl-ledger-view.h"
#include "tl-measures-view.h"
#include "tl-suggestions-view.h"
#include "tl-wrap-layout.h"

struct _TlEvidencePage
{
  GtkWidget          parent_instance;

  GtkWidget         *box;
  GtkWidget         *stack;
  TlRecordsView     *records;
  TlSuggestionsView *suggestions;
  TlMeasuresView    *measures;
  TlLedgerView      *ledger;
};

enum
{
  PROP_0,
  PROP_TAB,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TlEvidencePage, tl_evidence_page, GTK_TYPE_WIDGET)

static const struct
{
  const char *name;
  const char *label;
} tabs[] = {
  { "records", NC_ ("tab", "Records") },
  { "suggestions", NC_ ("tab", "Suggestions") },
  { "measures", NC_ ("tab", "Measures") },
  { "ledger", NC_ ("tab", "Ledger") },
};

static void
tl_evidence_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TAB)
    g_value_set_string (value, gtk_stack_get_visible_child_name (GTK_STACK (TL_EVIDENCE_PAGE (object)->stack)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tl_evidence_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TlEvidencePage *self = TL_EVIDENCE_PAGE (object);
  const char     *name = id == PROP_TAB ? g_value_get_string (value) : NULL;

  if (id != PROP_TAB)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (name && gtk_stack_get_child_by_name (GTK_STACK (self->stack), name) &&
           g_strcmp0 (name, gtk_stack_get_visible_child_name (GTK_STACK (self->stack))) != 0)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), name);
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
tl_evidence_page_dispose (GObject *object)
{
  TlEvidencePage *self = TL_EVIDENCE_PAGE (object);

  if (self->box)
    tl_evidence_page_set_session (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_evidence_page_parent_class)->dispose (object);
}

static gboolean
tl_evidence_page_grab_focus (GtkWidget *widget)
{
  TlEvidencePage *self = TL_EVIDENCE_PAGE (widget);

  return gtk_widget_grab_focus (gtk_stack_get_visible_child (GTK_STACK (self->stack)));
}

static void
tl_evidence_page_class_init (TlEvidencePageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tl_evidence_page_get_property;
  object_class->set_property = tl_evidence_page_set_property;
  object_class->dispose = tl_evidence_page_dispose;
  widget_class->grab_focus = tl_evidence_page_grab_focus;

  /**
   * TlEvidencePage:tab:
   *
   * What is shown: `records`, `suggestions`, `measures` or `ledger`.
   */
  properties[PROP_TAB] = g_param_spec_string ("tab", NULL, NULL, "records",
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "evidence.tab", "tab");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-evidence-page");
}

static GtkWidget *
tabs_new (void)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *import = gtk_button_new_with_mnemonic (_("_Import…"));

  for (gsize i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (g_dpgettext2 (GETTEXT_PACKAGE, "tab", tabs[i].label));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "evidence.tab");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", tabs[i].name);
      gtk_widget_add_css_class (button, "tl-sort");
      gtk_box_append (GTK_BOX (line), button);
    }
  gtk_widget_set_layout_manager (line, tl_wrap_layout_new (6));
  gtk_widget_set_halign (import, GTK_ALIGN_END);
  gtk_widget_set_hexpand (import, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (import), "win.import-evidence");
  gtk_box_append (GTK_BOX (line), import);
  gtk_widget_add_css_class (line, "tl-evidence-tabs");
  return line;
}

/* The list takes the keyboard, for what was clicked is no longer shown. */
static void
records_wanted (TlEvidencePage *self, const TlEvidenceFilter *filter)
{
  tl_evidence_page_show_records (self, filter);
  gtk_widget_grab_focus (GTK_WIDGET (self->records));
}

static void
tl_evidence_page_init (TlEvidencePage *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  self->records = g_object_new (TL_TYPE_RECORDS_VIEW, NULL);
  gtk_stack_add_named (GTK_STACK (self->stack), GTK_WIDGET (self->records), "records");
  self->suggestions = g_object_new (TL_TYPE_SUGGESTIONS_VIEW, NULL);
  gtk_stack_add_named (GTK_STACK (self->stack), GTK_WIDGET (self->suggestions), "suggestions");
  self->measures = g_object_new (TL_TYPE_MEASURES_VIEW, NULL);
  g_signal_connect_object (self->measures, "records-wanted", G_CALLBACK (records_wanted), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (GTK_STACK (self->stack), GTK_WIDGET (self->measures), "measures");
  self->ledger = g_object_new (TL_TYPE_LEDGER_VIEW, NULL);
  gtk_stack_add_named (GTK_STACK (self->stack), GTK_WIDGET (self->ledger), "ledger");
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (self->box), tabs_new ());
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * tl_evidence_page_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_evidence_page_set_session (TlEvidencePage *self, TlSession *session)
{
  g_return_if_fail (TL_IS_EVIDENCE_PAGE (self));
  tl_records_view_set_session (self->records, session);
  tl_suggestions_view_set_session (self->suggestions, session);
  tl_measures_view_set_session (self->measures, session);
  tl_ledger_view_set_session (self->ledger, session);
}

/**
 * tl_evidence_page_get_records:
 *
 * Returns: (transfer none): the list of records
 */
TlRecordsView *
tl_evidence_page_get_records (TlEvidencePage *self)
{
  g_return_val_if_fail (TL_IS_EVIDENCE_PAGE (self), NULL);
  return self->records;
}

/**
 * tl_evidence_page_show_records:
 * @filter: which
 *
 * Shows the records that @filter finds.
 */
void
tl_evidence_page_show_records (TlEvidencePage *self, const TlEvidenceFilter *filter)
{
  g_return_if_fail (TL_IS_EVIDENCE_PAGE (self) && filter);
  tl_records_filter_set (tl_records_view_get_filter (self->records), filter);
  g_object_set (self, "tab", "records", NULL);
}
