/* tl-scenario-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-scenario-name.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-text.h"

typedef struct
{
  AdwMessageDialog *dialog;
  GtkEditable      *entry;
  TlScenarioNamed   named;
  gpointer          data;
  GDestroyNotify    data_free;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *self = data;

  if (self->data_free)
    self->data_free (self->data);
  g_free (self);
}

static char *
dup_name (Asking *self)
{
  return tl_text_squeeze (gtk_editable_get_text (self->entry));
}

static void
typed (Asking *self)
{
  g_autofree char *name = dup_name (self);

  adw_message_dialog_set_response_enabled (self->dialog, "save", name && *name);
}

static void
answered (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Asking          *self = data;
  g_autofree char *name = dup_name (self);

  if (g_str_equal (response, "save") && name && *name)
    self->named (name, self->data);
}

static void
entered (AdwEntryRow *row, gpointer data)
{
  Asking          *self = data;
  g_autofree char *name = dup_name (self);

  if (name && *name)
    adw_message_dialog_response (self->dialog, "save");
}

/**
 * tl_scenario_name_ask:
 * @asking: the widget that asks
 * @heading: of the dialog
 * @body: what it is about
 * @answer: what the button says
 * @preset: the name to begin with
 * @named: called with the name
 * @data: for @named
 * @data_free: (nullable): for @data
 */
void
tl_scenario_name_ask (GtkWidget *asking, const char *heading, const char *body, const char *answer, const char *preset,
                      TlScenarioNamed named, gpointer data, GDestroyNotify data_free)
{
  Asking    *self = g_new0 (Asking, 1);
  GtkRoot   *root = gtk_widget_get_root (asking);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *entry = adw_entry_row_new ();

  self->dialog = ADW_MESSAGE_DIALOG (dialog);
  self->entry = GTK_EDITABLE (entry);
  self->named = named;
  self->data = data;
  self->data_free = data_free;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("Name"));
  gtk_editable_set_text (self->entry, preset);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  adw_message_dialog_set_extra_child (self->dialog, group);
  adw_message_dialog_add_responses (self->dialog, "cancel", _("_Cancel"), "save", answer, NULL);
  adw_message_dialog_set_response_appearance (self->dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (self->dialog, "save");
  adw_message_dialog_set_close_response (self->dialog, "cancel");
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (typed), self);
  g_signal_connect (entry, "entry-activated", G_CALLBACK (entered), self);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered), self, asking_free, 0);
  typed (self);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}
