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

static void
ask (GtkFileChooserNative *chooser, TlFileChosen chosen, gpointer data)
{
  Question *question = g_new0 (Question, 1);

  question->chooser = chooser;
  question->chosen = chosen;
  question->data = data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (answered), question);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
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
  static const char *const journeys[] = { "*.journey", "*.xml", "*.svg", NULL };
  static const char *const all[] = { "*", NULL };
  GtkFileChooserNative    *chooser = gtk_file_chooser_native_new (_("Open a Journey"), parent,
                                                                  GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), NULL);

  add_filter (GTK_FILE_CHOOSER (chooser), _("Journeys"), journeys);
  add_filter (GTK_FILE_CHOOSER (chooser), _("All Files"), all);
  ask (chooser, chosen, data);
}

/**
 * tl_file_dialog_open_table:
 * @parent: (nullable): the window that asks
 * @chosen: called with the answer
 * @data: for @chosen
 *
 * Asks which table to import.
 */
void
tl_file_dialog_open_table (GtkWindow *parent, TlFileChosen chosen, gpointer data)
{
  static const char *const tables[] = { "*.csv", "*.tsv", "*.tab", "*.txt", "*.xlsx", "*.ods", NULL };
  static const char *const all[] = { "*", NULL };
  GtkFileChooserNative    *chooser = gtk_file_chooser_native_new (_("Import Evidence"), parent,
                                                                  GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), NULL);

  add_filter (GTK_FILE_CHOOSER (chooser), _("Tables and Spreadsheets"), tables);
  add_filter (GTK_FILE_CHOOSER (chooser), _("All Files"), all);
  ask (chooser, chosen, data);
}

/**
 * tl_file_dialog_open_rules:
 * @parent: (nullable): the window that asks
 * @chosen: called with the answer
 * @data: for @chosen
 *
 * Asks for a file of rules that assign records.
 */
void
tl_file_dialog_open_rules (GtkWindow *parent, TlFileChosen chosen, gpointer data)
{
  static const char *const rules[] = { "*.txt", "*.rules", NULL };
  static const char *const all[] = { "*", NULL };
  GtkFileChooserNative    *chooser = gtk_file_chooser_native_new (_("Choose a File of Rules"), parent,
                                                                  GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), NULL);

  add_filter (GTK_FILE_CHOOSER (chooser), _("Rules"), rules);
  add_filter (GTK_FILE_CHOOSER (chooser), _("All Files"), all);
  ask (chooser, chosen, data);
}

/**
 * tl_file_dialog_save_table:
 * @parent: (nullable): the window that asks
 * @title: what for
 * @name: a name for the file, as a proposal
 * @chosen: called with the answer
 * @data: for @chosen
 *
 * Asks where to save a table. Where there is a file of that name already, it is asked whether to replace it.
 */
void
tl_file_dialog_save_table (GtkWindow *parent, const char *title, const char *name, TlFileChosen chosen, gpointer data)
{
  static const char *const tables[] = { "*.csv", NULL };
  GtkFileChooserNative    *chooser = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"),
                                                                  NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  add_filter (GTK_FILE_CHOOSER (chooser), _("Tables (CSV)"), tables);
  ask (chooser, chosen, data);
}

/**
 * tl_file_dialog_save:
 * @parent: (nullable): the window that asks
 * @title: what for
 * @name: a name for the file, as a proposal
 * @folder: (nullable): where to begin looking
 * @chosen: called with the answer
 * @data: for @chosen
 *
 * Asks where to save a journey. Where there is a file of that name already, it is asked whether to replace it.
 */
void
tl_file_dialog_save (GtkWindow *parent, const char *title, const char *name, GFile *folder, TlFileChosen chosen,
                     gpointer data)
{
  static const char *const journeys[] = { "*.journey", NULL };
  static const char *const xml[] = { "*.xml", NULL };
  GtkFileChooserNative    *chooser = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE,
                                                                  _("_Save"), NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  if (folder)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
  add_filter (GTK_FILE_CHOOSER (chooser), _("Journeys (.journey)"), journeys);
  add_filter (GTK_FILE_CHOOSER (chooser), _("XML, for other programs (.xml)"), xml);
  ask (chooser, chosen, data);
}
