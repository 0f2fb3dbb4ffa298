/* tl-import-dialog.c
 *
 * First the whole table is looked through, off this thread, so that what is shown is what will come in. Then it comes
 * in, off this thread too, as one edit.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-import-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BEAT 100 /* ms between looks at the progress */

struct _TlImportDialog
{
  AdwWindow            parent_instance;

  /* Template widgets */
  GtkStack            *states;
  GtkWidget           *import_button;
  GtkLabel            *error_label;
  GtkProgressBar      *progress;
  AdwActionRow        *file_row;
  GtkEditable         *source_row;
  AdwPreferencesGroup *columns_group;
  AdwComboRow         *words_row;
  AdwActionRow        *mask_row;
  GtkSwitch           *mask_switch;
  AdwActionRow        *hash_row;
  GtkSwitch           *hash_switch;
  GtkWidget           *examples_group;

  /* Owned */
  TlDocument          *document;
  GFile               *file;
  TlImportPreview     *preview;
  GCancellable        *cancellable;
  GPtrArray           *rows;     /* borrowed: what belongs to the preview */
  char                *words;    /* the column of the words, as #N, where somebody has chosen one */
  char                *source;
  TlImportOptions      options;

  guint                beat;
  int                  permille; /* of the work; written by another thread */
  gboolean             is_filling;
  gboolean             is_importing;
};

enum
{
  IMPORTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlImportDialog, tl_import_dialog, ADW_TYPE_WINDOW)

static void
show_error (TlImportDialog *self, const GError *error)
{
  gtk_label_set_label (self->error_label, error->message);
  gtk_stack_set_visible_child_name (self->states, "error");
  gtk_widget_set_sensitive (self->import_button, FALSE);
}

/* What was found */

static const char *
get_role_label (TlColumnRole role)
{
  switch (role)
    {
    case TL_COLUMN_TEXT:      return _("Words");
    case TL_COLUMN_TITLE:     return _("Headline of the words");
    case TL_COLUMN_DATE:      return _("Date");
    case TL_COLUMN_NPS:       return _("Likelihood to recommend");
    case TL_COLUMN_CSAT:      return _("Satisfaction");
    case TL_COLUMN_CES:       return _("Effort");
    case TL_COLUMN_STARS:     return _("Stars");
    case TL_COLUMN_SENTIMENT: return _("Sentiment");
    case TL_COLUMN_CUSTOMER:  return _("Customer");
    case TL_COLUMN_SEGMENT:   return _("Segment");
    default:                  return NULL;
    }
}

static void
add_row (TlImportDialog *self, AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 6);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 6);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  g_object_set_data (G_OBJECT (row), "group", group);
}

static void
clear_rows (TlImportDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (g_object_get_data (self->rows->pdata[i], "group"), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_file (TlImportDialog *self)
{
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *rows = NULL;
  g_autofree char *subtitle = NULL;

  rows = g_strdup_printf (ngettext ("%" G_GUINT64_FORMAT " row, %" G_GUINT64_FORMAT " with words",
                                    "%" G_GUINT64_FORMAT " rows, %" G_GUINT64_FORMAT " with words",
                                    (gulong) self->preview->n_rows),
                          self->preview->n_rows, self->preview->n_with_text);
  subtitle = g_strdup_printf ("%s\n%s", rows, self->preview->dialect);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), shown);
  adw_action_row_set_subtitle (self->file_row, subtitle);
  if (*gtk_editable_get_text (self->source_row) == '\0')
    {
      char *dot = strrchr (shown, '.');

      if (dot && dot > shown)
        *dot = '\0';
      gtk_editable_set_text (self->source_row, shown);
    }
}

static void
show_columns (TlImportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint                     words = 0;

  gtk_string_list_append (names, C_ ("column", "None"));
  for (guint i = 0; i < self->preview->columns->len; i++)
    {
      const TlImportColumn *column = self->preview->columns->pdata[i];
      const char           *role = column->role < TL_COLUMN_N_ROLES ? get_role_label (column->role) : NULL;

      gtk_string_list_append (names, column->name);
      if (column->role == TL_COLUMN_TEXT)
        words = i + 1;
      else if (role)
        add_row (self, self->columns_group, role, column->name);
    }
  self->is_filling = TRUE;
  adw_combo_row_set_model (self->words_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->words_row, words);
  self->is_filling = FALSE;
}

static void
show_privacy (TlImportDialog *self)
{
  g_autoptr (GString) found = g_string_new (NULL);
  g_autofree char    *ids = NULL;

  for (TlMaskKind kind = 0; kind < TL_MASK_N_KINDS; kind++)
    {
      g_autofree char *text = self->preview->found[kind] > 0 ? tl_mask_kind_say (kind, self->preview->found[kind]) : NULL;

      if (text)
        g_string_append_printf (found, "%s%s", found->len > 0 ? C_ ("between things", ", ") : "", text);
    }
  adw_action_row_set_subtitle (self->mask_row, found->len > 0 ? found->str : _("None were found in this table."));
  ids = g_strdup_printf (ngettext ("%" G_GUINT64_FORMAT " row names a customer. A hash stands for the id, the same in every "
                                   "import into this journey.",
                                   "%" G_GUINT64_FORMAT " rows name a customer. A hash stands for each id, the same in every "
                                   "import into this journey.", (gulong) self->preview->n_customers),
                         self->preview->n_customers);
  adw_action_row_set_subtitle (self->hash_row, ids);
  gtk_widget_set_visible (GTK_WIDGET (self->hash_row), self->preview->n_customers > 0);
  for (guint i = 0; i < self->preview->examples->len; i++)
    {
      const TlImportExample *example = self->preview->examples->pdata[i];

      add_row (self, ADW_PREFERENCES_GROUP (self->examples_group), example->after, example->before);
    }
}

static void
update_examples (TlImportDialog *self)
{
  gtk_widget_set_visible (self->examples_group, self->preview && self->preview->examples->len > 0 &&
                                                  gtk_switch_get_active (self->mask_switch));
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  TlImportOptions         options = { .columns[TL_COLUMN_TEXT] = data };
  TlImportDialog         *self = source;
  g_autofree char        *path = g_file_get_path (self->file);
  GError                 *error = NULL;
  g_autoptr (TlCsvSource) csv = NULL;
  TlImportPreview        *preview = NULL;

  if (path)
    csv = tl_csv_source_new_for_path (path, &error);
  else
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("The table is not on this computer. Copy it here first."));
  if (csv)
    preview = tl_import_preview (csv, &options, cancellable, &error);

  if (preview)
    g_task_return_pointer (task, preview, (GDestroyNotify) tl_import_preview_free);
  else
    g_task_return_error (task, error);
}

static void
looked (GObject *source, GAsyncResult *result, gpointer data)
{
  TlImportDialog    *self = TL_IMPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  TlImportPreview   *preview = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (preview == NULL)
    {
      show_error (self, error);
      return;
    }
  g_clear_pointer (&self->preview, tl_import_preview_free);
  self->preview = preview;
  clear_rows (self);
  show_file (self);
  show_columns (self);
  show_privacy (self);
  update_examples (self);
  gtk_stack_set_visible_child_name (self->states, "ready");
  gtk_widget_set_sensitive (self->import_button, preview->n_rows > 0);
}

static void
look (TlImportDialog *self)
{
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_sensitive (self->import_button, FALSE);
  task = g_task_new (self, self->cancellable, looked, NULL);
  g_task_set_task_data (task, g_strdup (self->words), g_free);
  g_task_run_in_thread (task, look_in_thread);
}

static void
words_chosen (TlImportDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->words_row);

  if (self->is_filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  g_free (self->words);
  self->words = selected == 0 ? g_strdup ("") : g_strdup_printf ("#%u", selected);
  look (self);
}

/* The import */

static void
note_progress (double done, guint64 n_records, gpointer data)
{
  TlImportDialog *self = data;

  g_atomic_int_set (&self->permille, (int) (done * 1000));
}

static gboolean
show_progress (gpointer data)
{
  TlImportDialog *self = data;
  int             permille = g_atomic_int_get (&self->permille);

  /* Behind the last row the index is built, which does not say how far it is. */
  if (permille >= 990)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, permille / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
imported (GObject *source, GAsyncResult *answer, gpointer data)
{
  g_autoptr (TlImportDialog) self = data;
  g_autoptr (GError)         error = NULL;
  g_autoptr (TlImportResult) result = tl_import_evidence_finish (TL_DOCUMENT (source), answer, &error);

  self->is_importing = FALSE;
  g_clear_handle_id (&self->beat, g_source_remove);
  if (result)
    g_signal_emit (self, signals[IMPORTED], 0, result);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_error (self, error);
      return;
    }
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
import_clicked (TlImportDialog *self)
{
  g_autofree char        *path = g_file_get_path (self->file);
  g_autoptr (GError)      error = NULL;
  g_autoptr (TlCsvSource) csv = tl_csv_source_new_for_path (path, &error);

  if (csv == NULL)
    {
      show_error (self, error);
      return;
    }
  g_free (self->source);
  self->source = g_strstrip (g_strdup (gtk_editable_get_text (self->source_row)));
  self->options = (TlImportOptions) {
    .source = *self->source ? self->source : NULL,
    .columns[TL_COLUMN_TEXT] = self->words,
    .unmasked = gtk_switch_get_active (self->mask_switch) ? 0 : TL_MASK_ALL,
    .keep_ids = !gtk_switch_get_active (self->hash_switch),
    .progress = note_progress,
    .progress_data = self,
  };
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  self->is_importing = TRUE;
  self->beat = g_timeout_add (BEAT, show_progress, self);
  gtk_widget_set_sensitive (self->import_button, FALSE);
  gtk_stack_set_visible_child_name (self->states, "working");
  tl_import_evidence_async (self->document, csv, &self->options, self->cancellable, imported, g_object_ref (self));
}

static gboolean
tl_import_dialog_close_request (GtkWindow *window)
{
  TlImportDialog *self = TL_IMPORT_DIALOG (window);

  g_cancellable_cancel (self->cancellable);
  /* It goes when the import has stopped. */
  return self->is_importing || GTK_WINDOW_CLASS (tl_import_dialog_parent_class)->close_request (window);
}

static void
tl_import_dialog_dispose (GObject *object)
{
  TlImportDialog *self = TL_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->beat, g_source_remove);
  G_OBJECT_CLASS (tl_import_dialog_parent_class)->dispose (object);
}

static void
tl_import_dialog_finalize (GObject *object)
{
  TlImportDialog *self = TL_IMPORT_DIALOG (object);

  g_clear_object (&self->document);
  g_clear_object (&self->file);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->preview, tl_import_preview_free);
  g_ptr_array_unref (self->rows);
  g_free (self->words);
  g_free (self->source);
  G_OBJECT_CLASS (tl_import_dialog_parent_class)->finalize (object);
}

static void
tl_import_dialog_class_init (TlImportDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tl_import_dialog_dispose;
  object_class->finalize = tl_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = tl_import_dialog_close_request;

  /**
   * TlImportDialog::imported:
   * @result: (type gpointer): a #TlImportResult
   *
   * The table is in the journey.
   */
  signals[IMPORTED] = g_signal_new ("imported", TL_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_POINTER);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/throughline/Throughline/tl-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, states);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, file_row);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, source_row);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, columns_group);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, words_row);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, mask_row);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, mask_switch);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, hash_row);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, hash_switch);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, examples_group);
  gtk_widget_class_bind_template_callback (widget_class, import_clicked);
  gtk_widget_class_bind_template_callback (widget_class, words_chosen);
  gtk_widget_class_bind_template_callback (widget_class, update_examples);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
}

static void
tl_import_dialog_init (TlImportDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tl_import_dialog_new:
 * @parent: the window that asks
 * @document: the journey that the evidence goes into
 * @file: a table
 *
 * Returns: (transfer none): a dialog that looks through @file; GTK owns it
 */
TlImportDialog *
tl_import_dialog_new (GtkWindow *parent, TlDocument *document, GFile *file)
{
  TlImportDialog *self = g_object_new (TL_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->document = g_object_ref (document);
  self->file = g_object_ref (file);
  look (self);
  return self;
}
