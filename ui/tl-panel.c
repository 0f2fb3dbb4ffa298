/* tl-panel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-panel.h"

#include <glib/gi18n-lib.h>

#include "tl-panel-sections.h"
#include "tl-parts.h"

struct _TlPanel
{
  GtkWidget          parent_instance;

  GtkScrolledWindow *scrolled;
  GtkBox            *box;

  TlSession         *session;
};

G_DEFINE_FINAL_TYPE (TlPanel, tl_panel, GTK_TYPE_WIDGET)

/* In the order in which they are read: what a thing comes to, then what is written of it. A pain is read the other way
 * round, as its few numbers are what its stake is made of. */
static void (*const sections[]) (TlSection *) = {
  tl_section_head,   tl_section_problems, tl_section_figures, tl_section_outcome, tl_section_stake, tl_section_effects,
  tl_section_inside, tl_section_ways,     tl_section_driven,  tl_section_fields,  tl_section_fixes, tl_section_evidence,
};
static void (*const sections_of_pain[]) (TlSection *) = {
  tl_section_head,    tl_section_problems, tl_section_figures,  tl_section_fields, tl_section_stake,
  tl_section_reasons, tl_section_contacts, tl_section_evidence, tl_section_fixes,
};

/* A thing of the model may still be on show while the window is taken down; the panel keeps none of them. */
static void
rebuild (TlPanel *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->scrolled);
  TlSection      section = { .box = self->box, .session = self->session };
  GtkWidget     *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))))
    gtk_box_remove (self->box, child);
  if (self->session == NULL)
    return;
  section.journey = tl_session_get_journey (self->session);
  section.figures = tl_session_get_figures (self->session);
  section.thing = tl_session_get_thing (self->session);
  section.kind = tl_thing_get_kind (section.thing);
  section.id = tl_thing_get_id (section.thing);
  section.currency = tl_session_get_currency (self->session);
  if (section.kind == TL_KIND_PAIN)
    for (gsize i = 0; i < G_N_ELEMENTS (sections_of_pain); i++)
      sections_of_pain[i] (&section);
  else
    for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
      sections[i] (&section);
  gtk_adjustment_set_value (place, 0);
}

static void
select_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlPanel         *self = TL_PANEL (widget);
  g_autofree char *id = g_variant_dup_string (parameter, NULL);

  /* The button that was pressed goes away with what it stood in: leave the focus with the panel. */
  if (self->session == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->scrolled));
  tl_session_select (self->session, id);
}

static void
tl_panel_dispose (GObject *object)
{
  TlPanel *self = TL_PANEL (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer ((GtkWidget **) &self->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_panel_parent_class)->dispose (object);
}

static void
tl_panel_class_init (TlPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_panel_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-panel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  /**
   * TlPanel|panel.select:
   * @id: a thing's id
   *
   * Selects a thing.
   */
  gtk_widget_class_install_action (widget_class, "panel.select", "s", select_action);
}

static void
tl_panel_init (TlPanel *self)
{
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "tl-panel-box");
  gtk_widget_set_size_request (GTK_WIDGET (self), (int) MIN (280 * tl_part_text_factor (), 400), -1);
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->box));
  gtk_widget_set_parent (GTK_WIDGET (self->scrolled), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Side Panel"), -1);
}

/**
 * tl_panel_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_panel_set_session (TlPanel *self, TlSession *session)
{
  g_return_if_fail (TL_IS_PANEL (self));
  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session)
    {
      g_signal_connect_swapped (session, "notify::selected", G_CALLBACK (rebuild), self);
      g_signal_connect_swapped (session, "notify::figures", G_CALLBACK (rebuild), self);
    }
  rebuild (self);
}
