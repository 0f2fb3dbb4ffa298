/* tl-file-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-file-dialog.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkFileChooserNative *chooser; /* owned: nothing else keeps it alive */
  TlFileChosen          chosen;
  gpointer              data;
} Question;

static void
answered (GtkNativeDialog *dialog, int response, Question *question)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_signal_handlers_disconnect_by_data (dialog, question);
  question->chosen (file, question->data);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (question->chooser);
  g_free (question);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (gsize i = 0; patterns[i]; i++)
    {
      /* By name, not by content: looking into a journey that is open would drop SQLite's locks on it. */
      if (g_str_has_prefix (patterns[i], "*."))
        gtk_file_filter_add_suffix (filter, patterns[i] + 2);
      else
        gtk_file_filter_add_pattern (filter, patterns[i]);
    }
  gtk_file_chooser_add_filter (chooser, filter);
}

/**
 * tl_file_dialog_open:
 * @parent: (nullable): the window that asks
 * @chosen: called with the answer
 * @data: for @chosen
 *
 * Asks which journey to open.
 */
void
tl_file_dialog_open (GtkWindow *parent, TlFileChosen chosen, gpointer data)
{
  static const char *const journeys[] = { "*.journey", "*.xml", NULL };
  static const char *const all[] = { "*", NULL };
  Question                *question = g_new0 (Question, 1);

  question->chooser = gtk_file_chooser_native_new (_("Open a Journey"), parent, GTK_FILE_CHOOSER_ACTION_OPEN,
                                                   _("_Open"), NULL);
  question->chosen = chosen;
  question->data = data;
  add_filter (GTK_FILE_CHOOSER (question->chooser), _("Journeys"), journeys);
  add_filter (GTK_FILE_CHOOSER (question->chooser), _("All Files"), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (question->chooser), TRUE);
  g_signal_connect (question->chooser, "response", G_CALLBACK (answered), question);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (question->chooser));
}
