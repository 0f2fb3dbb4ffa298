/* tl-erase-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-erase-dialog.h"

#include <glib/gi18n-lib.h>

#define REST 300 /* ms after the last key before anything is looked up */

typedef struct
{
  AdwMessageDialog *dialog;
  GtkEditable      *entry;
  GtkLabel         *count;
  TlDocument       *document;
  TlErasedFunc      erased;
  gpointer          data;
  guint             resting;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  g_clear_handle_id (&asking->resting, g_source_remove);
  g_object_unref (asking->document);
  g_free (asking);
}

static char *
dup_id (Asking *asking)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (asking->entry)));
}

static char *
say_count (const TlErased *erased)
{
  g_autofree char *records = NULL;

  if (erased->n_records == 0)
    return g_strdup (_("No record of this journey is of that customer."));
  records = g_strdup_printf (ngettext ("%" G_GUINT64_FORMAT " record will be erased",
                                       "%" G_GUINT64_FORMAT " records will be erased", (gulong) erased->n_records),
                             erased->n_records);
  if (erased->n_dead == 0)
    return g_strdup_printf (C_ ("erase", "%s."), records);
  return g_strdup_printf (ngettext ("%s, among them %" G_GUINT64_FORMAT " that had been deleted or undone.",
                                    "%s, among them %" G_GUINT64_FORMAT " that had been deleted or undone.",
                                    (gulong) erased->n_dead),
                          records, erased->n_dead);
}

static gboolean
count (gpointer data)
{
  Asking            *asking = data;
  g_autofree char   *id = dup_id (asking);
  g_autofree char   *text = NULL;
  TlEraseWhat        what = { .customer = id };
  TlErased           erased = { 0 };
  g_autoptr (GError) error = NULL;

  asking->resting = 0;
  if (*id && tl_erase_count (asking->document, &what, &erased, &error))
    text = say_count (&erased);
  gtk_label_set_label (asking->count, error ? error->message : text ? text : "");
  adw_message_dialog_set_response_enabled (asking->dialog, "erase", erased.n_records > 0 || erased.n_changes > 0);
  return G_SOURCE_REMOVE;
}

static void
typed (Asking *asking)
{
  g_clear_handle_id (&asking->resting, g_source_remove);
  adw_message_dialog_set_response_enabled (asking->dialog, "erase", FALSE);
  asking->resting = g_timeout_add (REST, count, asking);
}

static void
answered (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Asking            *asking = data;
  g_autofree char   *id = dup_id (asking);
  g_autofree char   *text = NULL;
  TlEraseWhat        what = { .customer = id };
  TlErased           erased = { 0 };
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&asking->resting, g_source_remove);
  if (!g_str_equal (response, "erase"))
    return;
  if (tl_erase (asking->document, &what, &erased, &error))
    text = g_strdup_printf (ngettext ("%" G_GUINT64_FORMAT " record erased for good",
                                      "%" G_GUINT64_FORMAT " records erased for good", (gulong) erased.n_records),
                            erased.n_records);
  asking->erased (text ? text : error->message, asking->data);
}

/**
 * tl_erase_dialog_show:
 * @parent: the window that asks
 * @document: a journey that can be edited
 * @erased: called when something was erased, or could not be
 * @data: for @erased; it must outlive @parent
 *
 * Asks which customer to erase, says how much that would be, and does it.
 */
void
tl_erase_dialog_show (GtkWindow *parent, TlDocument *document, TlErasedFunc erased, gpointer data)
{
  Asking    *asking = g_new0 (Asking, 1);
  GtkWidget *dialog = adw_message_dialog_new (parent, _("Erase a Customer?"),
                                              _("Every record of the customer goes from this journey, with its words, its "
                                                "place in the search and its history. This cannot be undone. Copies of "
                                                "the file elsewhere are not reached."));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *entry = adw_entry_row_new ();
  GtkWidget *label = gtk_label_new (NULL);

  asking->dialog = ADW_MESSAGE_DIALOG (dialog);
  asking->entry = GTK_EDITABLE (entry);
  asking->count = GTK_LABEL (label);
  asking->document = g_object_ref (document);
  asking->erased = erased;
  asking->data = data;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("The customer’s id, or its hash"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  gtk_label_set_wrap (asking->count, TRUE);
  gtk_widget_set_size_request (label, -1, 36);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), label);
  adw_message_dialog_set_extra_child (asking->dialog, box);
  adw_message_dialog_add_responses (asking->dialog, "cancel", _("_Cancel"), "erase", _("_Erase for Good"), NULL);
  adw_message_dialog_set_response_appearance (asking->dialog, "erase", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_enabled (asking->dialog, "erase", FALSE);
  adw_message_dialog_set_default_response (asking->dialog, "cancel");
  adw_message_dialog_set_close_response (asking->dialog, "cancel");
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (typed), asking);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered), asking, asking_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}
