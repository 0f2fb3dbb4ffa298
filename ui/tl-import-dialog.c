/* tl-import-dialog.c
 *
 * One page: how the table is read, its first rows with what each column is, and what would come of the import. Whatever is
 * corrected is looked at anew, off this thread: first the beginning of the table, which is shown at once, then, on trial,
 * all of it against the journey, which gives the counts. Then it comes in, off this thread too, as one edit. One of these
 * goes on at a time; what is asked meanwhile stops it and comes next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-import-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-file-dialog.h"
#include "tl-import-counts.h"
#include "tl-import-left.h"
#include "tl-import-privacy.h"
#include "tl-import-reading.h"
#include "tl-import-rules-box.h"
#include "tl-import-source.h"
#include "tl-import-table.h"
#include "tl-wrap-layout.h"

#define BEAT       100  /* ms between looks at the progress */
#define PAUSE      350  /* ms that nothing is typed before it counts */
#define FIRST_ROWS 1000 /* that are looked at before the counts */

typedef enum
{
  NEED_NOTHING,
  NEED_COUNT,
  NEED_LOOK,
} Need;

struct _TlImportDialog
{
  AdwWindow          parent_instance;

  /* Template widgets */
  AdwWindowTitle    *title;
  AdwToastOverlay   *toasts;
  GtkStack          *states;
  GtkWidget         *import_button;
  GtkLabel          *error_label;
  GtkProgressBar    *progress;
  GtkLabel          *progress_label;
  GtkWidget         *page;
  GtkLabel          *maker_label;
  GtkLabel          *dialect_label;
  GtkWidget         *memory_box;
  GtkSpinner        *spinner;
  GtkLabel          *trouble_label;
  GtkWidget         *counts;

  TlImportReading   *reading;
  TlImportTable     *table;
  TlImportSource    *source;
  TlImportLeft      *left;
  TlImportRulesBox  *rules;
  TlImportPrivacy   *privacy;

  /* Owned */
  TlDocument        *document;
  GFile             *file;       /* or NULL */
  GBytes            *bytes;      /* or NULL */
  char              *name;
  TlCsvSource       *csv;        /* made by the first look */
  TlImportPlan      *plan;       /* as it was corrected; NULL: nothing was */
  TlImportPreview   *preview;
  TlImportResult    *result;     /* of a trial; NULL while it is not known */
  GCancellable      *cancellable;
  TlImportSaid       said;
  TlImportOptions    options;

  Need               need;
  guint              pause;
  guint              beat;
  int                permille;   /* of the work; written by another thread */
  int                n_done;     /* records so far; as @permille */
  gboolean           is_forgetting;
  gboolean           has_roles;  /* somebody said what columns are */
  gboolean           is_running;
  gboolean           is_importing;
  gboolean           is_closing;
  gboolean           is_gone;
};

enum
{
  IMPORTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlImportDialog, tl_import_dialog, ADW_TYPE_WINDOW)

static void go_on (TlImportDialog *self);

static void
update_buttons (TlImportDialog *self)
{
  gboolean is_idle = self->need == NEED_NOTHING && !self->is_running && self->pause == 0;

  gtk_widget_set_sensitive (self->import_button, is_idle && self->result && self->result->n_records > 0);
  gtk_spinner_set_spinning (self->spinner, !is_idle && !self->is_importing);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), !is_idle && !self->is_importing);
}

static void
say_trouble (TlImportDialog *self, const char *text)
{
  gtk_label_set_label (self->trouble_label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble_label), text != NULL);
  gtk_widget_set_visible (self->counts, text == NULL);
}

/* What was found */

static void
show_recognised (TlImportDialog *self)
{
  g_autofree char *maker = self->preview->maker
                             ? g_strdup_printf (_("It looks like an export of %s."), self->preview->maker) : NULL;

  gtk_label_set_label (self->maker_label, maker ? maker : "");
  gtk_widget_set_visible (GTK_WIDGET (self->maker_label), maker != NULL);
  gtk_label_set_label (self->dialect_label, self->preview->dialect);
  gtk_widget_set_visible (self->memory_box, self->preview->is_remembered);
}

static void
show_preview (TlImportDialog *self)
{
  show_recognised (self);
  tl_import_reading_show (self->reading, self->preview);
  tl_import_table_show (self->table, self->preview, tl_import_privacy_get_masks (self->privacy));
  gtk_stack_set_visible_child_name (self->states, "ready");
}

/* Running */

static void
want (TlImportDialog *self, Need need)
{
  self->need = MAX (self->need, need);
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->is_importing || self->is_gone)
    return;
  if (self->is_running)
    g_cancellable_cancel (self->cancellable);
  else
    go_on (self);
  update_buttons (self);
}

static gboolean
paused (gpointer data)
{
  TlImportDialog *self = data;

  self->pause = 0;
  want (self, NEED_COUNT);
  return G_SOURCE_REMOVE;
}

/* When whoever types has stopped. */
static void
want_soon (TlImportDialog *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE, paused, self);
  update_buttons (self);
}

static void
want_count (TlImportDialog *self)
{
  want (self, NEED_COUNT);
}

static void
note_progress (double done, guint64 n_records, gpointer data)
{
  TlImportDialog *self = data;

  g_atomic_int_set (&self->permille, (int) (done * 1000));
  g_atomic_int_set (&self->n_done, (int) MIN (n_records, G_MAXINT));
}

/* Returns: whether all that was said can be understood */
static gboolean
fill_options (TlImportDialog *self, GError **error)
{
  tl_import_said_clear (&self->said);
  if (!tl_import_source_read (self->source, &self->said, error))
    return FALSE;
  self->options = (TlImportOptions) {
    .source = self->said.source,
    .kind = self->said.kind,
    .asked = self->said.asked,
    .from = self->said.from,
    .to = self->said.to,
    .plan = self->plan,
    .memory = TL_IMPORT_MEMORY_USE,
    .unmasked = tl_import_privacy_get_masks (self->privacy) ? 0 : TL_MASK_ALL,
    .keep_ids = !tl_import_privacy_get_hashes (self->privacy),
    .keep_duplicates = tl_import_left_keeps_same (self->left),
    .progress = note_progress,
    .progress_data = self,
  };
  tl_import_rules_box_say (self->rules, &self->options);
  return TRUE;
}

static void
begin (TlImportDialog *self)
{
  self->is_running = TRUE;
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
}

/* Returns: whether there is anything left to do with what came of it */
static gboolean
end (TlImportDialog *self)
{
  self->is_running = FALSE;
  if (self->is_closing && !self->is_gone)
    gtk_window_destroy (GTK_WINDOW (self));
  return !self->is_gone;
}

static void
show_error (TlImportDialog *self, const GError *error)
{
  g_clear_pointer (&self->result, tl_import_result_free);
  /* Where something was seen already, what made it fail can be corrected there. */
  if (self->preview)
    {
      say_trouble (self, error->message);
      gtk_stack_set_visible_child_name (self->states, "ready");
    }
  else
    {
      gtk_label_set_label (self->error_label, error->message);
      gtk_stack_set_visible_child_name (self->states, "error");
    }
  update_buttons (self);
}

static void
counted (GObject *document, GAsyncResult *answer, gpointer data)
{
  g_autoptr (TlImportDialog) self = data;
  g_autoptr (GError)         error = NULL;
  g_autoptr (TlImportResult) result = tl_import_evidence_finish (TL_DOCUMENT (document), answer, &error);

  if (!end (self))
    return;
  if (self->need != NEED_NOTHING || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      go_on (self);
      return;
    }
  if (result == NULL && self->options.rules && g_error_matches (error, TL_IMPORT_ERROR, TL_IMPORT_ERROR_RULES))
    {
      tl_import_rules_box_refuse (self->rules, error->message);
      want (self, NEED_COUNT);
      return;
    }
  if (result == NULL)
    {
      show_error (self, error);
      return;
    }
  g_clear_pointer (&self->result, tl_import_result_free);
  self->result = g_steal_pointer (&result);
  say_trouble (self, NULL);
  tl_import_counts_show (self->counts, self->result);
  tl_import_privacy_show (self->privacy, self->result);
  tl_import_source_show (self->source, self->result);
  tl_import_left_show (self->left, self->result, self->name);
  tl_import_rules_box_show (self->rules, self->result);
  update_buttons (self);
}

static void
count (TlImportDialog *self)
{
  g_autoptr (GError) error = NULL;

  self->need = NEED_NOTHING;
  if (!fill_options (self, &error))
    {
      show_error (self, error);
      return;
    }
  self->options.is_trial = TRUE;
  begin (self);
  tl_import_evidence_async (self->document, self->csv, &self->options, self->cancellable, counted, g_object_ref (self));
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  TlImportDialog  *self = source;
  GError          *error = NULL;
  TlImportPreview *preview = NULL;
  g_autofree char *path = self->file ? g_file_get_path (self->file) : NULL;

  if (self->csv == NULL && self->bytes)
    self->csv = tl_csv_source_new_for_bytes (self->bytes, self->name);
  else if (self->csv == NULL && path)
    self->csv = tl_csv_source_new_for_path (path, &error);
  else if (self->csv == NULL)
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("The table is not on this computer. Copy it here first."));
  if (self->csv)
    preview = tl_import_preview (self->csv, &self->options, cancellable, &error);
  if (preview)
    g_task_return_pointer (task, preview, (GDestroyNotify) tl_import_preview_free);
  else
    g_task_return_error (task, error);
}

static void
looked (GObject *source, GAsyncResult *answer, gpointer data)
{
  TlImportDialog    *self = TL_IMPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  TlImportPreview   *preview = g_task_propagate_pointer (G_TASK (answer), &error);

  if (!end (self) || self->need == NEED_LOOK || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&preview, tl_import_preview_free);
      if (!self->is_gone)
        go_on (self);
      return;
    }
  if (preview == NULL)
    {
      self->need = NEED_NOTHING;
      show_error (self, error);
      return;
    }
  self->is_forgetting = FALSE;
  g_clear_pointer (&self->preview, tl_import_preview_free);
  self->preview = preview;
  show_preview (self);
  want (self, NEED_COUNT);
}

static void
look (TlImportDialog *self)
{
  g_autoptr (GTask) task = NULL;

  self->need = NEED_NOTHING;
  self->options = (TlImportOptions) {
    .plan = self->plan,
    .memory = self->is_forgetting ? TL_IMPORT_MEMORY_FORGET : TL_IMPORT_MEMORY_USE,
    .preview_rows = FIRST_ROWS,
  };
  begin (self);
  task = g_task_new (self, self->cancellable, looked, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, look_in_thread);
}

static void
go_on (TlImportDialog *self)
{
  if (self->is_running || self->is_closing || self->is_importing)
    return;
  if (self->need == NEED_LOOK)
    look (self);
  else if (self->need == NEED_COUNT && self->preview)
    count (self);
  update_buttons (self);
}

/* What is corrected */

static void
take_plan (TlImportDialog *self, TlImportPlan *plan)
{
  tl_import_plan_free (self->plan);
  self->plan = plan;
  want (self, NEED_LOOK);
}

/* What the options in use point to must stay while they are. */
static void
set_plan (TlImportDialog *self, TlImportPlan *plan)
{
  TlImportPlan *old = self->is_running ? g_steal_pointer (&self->plan) : NULL;

  if (old)
    g_object_set_data_full (G_OBJECT (self->cancellable), "plan", old, (GDestroyNotify) tl_import_plan_free);
  take_plan (self, plan);
}

static void
reading_changed (TlImportDialog *self, TlImportPlan *corrected, gboolean is_read_anew)
{
  TlImportPlan *plan = tl_import_plan_copy (corrected);

  /* What columns are is found out anew where they may be others, but not what somebody said of just as many. */
  if (is_read_anew && (!self->has_roles || plan->delimiter != self->preview->plan->delimiter ||
                       g_strcmp0 (plan->sheet, self->preview->plan->sheet) != 0))
    {
      tl_import_plan_forget_columns (plan);
      self->has_roles = FALSE;
    }
  set_plan (self, plan);
}

static void
role_chosen (TlImportDialog *self, guint column, guint role)
{
  TlImportPlan *plan = tl_import_plan_copy (self->preview->plan);

  tl_import_plan_set_role (plan, column, (TlColumnRole) role);
  self->has_roles = TRUE;
  set_plan (self, plan);
}

static void
range_chosen (TlImportDialog *self, guint column, double low, double high)
{
  TlImportPlan *plan = tl_import_plan_copy (self->preview->plan);

  tl_import_plan_set_range (plan, column, low, high);
  self->has_roles = TRUE;
  set_plan (self, plan);
}

static void
privacy_changed (TlImportDialog *self)
{
  if (self->preview)
    tl_import_table_show (self->table, self->preview, tl_import_privacy_get_masks (self->privacy));
  want (self, NEED_COUNT);
}

static void
forget_clicked (TlImportDialog *self)
{
  self->is_forgetting = TRUE;
  self->has_roles = FALSE;
  set_plan (self, NULL);
}

/* The import */

static gboolean
show_progress (gpointer data)
{
  TlImportDialog  *self = data;
  int              permille = g_atomic_int_get (&self->permille);
  gulong           n = (gulong) g_atomic_int_get (&self->n_done);
  g_autofree char *records = g_strdup_printf (ngettext ("%'lu record", "%'lu records", n), n);

  gtk_label_set_label (self->progress_label, n > 0 ? records : "");
  /* Behind the last row the index is built, which does not say how far it is. */
  if (permille >= 990)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, permille / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
imported (GObject *document, GAsyncResult *answer, gpointer data)
{
  g_autoptr (TlImportDialog) self = data;
  g_autoptr (GError)         error = NULL;
  g_autoptr (TlImportResult) result = tl_import_evidence_finish (TL_DOCUMENT (document), answer, &error);

  g_clear_handle_id (&self->beat, g_source_remove);
  self->is_importing = FALSE;
  self->is_closing = self->is_closing || result || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (result)
    g_signal_emit (self, signals[IMPORTED], 0, result);
  if (end (self) && !self->is_closing)
    show_error (self, error);
}

static void
import_clicked (TlImportDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (self->is_running || self->need != NEED_NOTHING)
    return;
  if (self->preview->plan->date_order_is_open)
    {
      say_trouble (self, _("Say first whether day or month comes first in the dates: no row tells."));
      tl_import_reading_ask (self->reading);
      return;
    }
  if (!fill_options (self, &error))
    {
      show_error (self, error);
      return;
    }
  begin (self);
  self->is_importing = TRUE;
  g_atomic_int_set (&self->permille, 0);
  g_atomic_int_set (&self->n_done, 0);
  self->beat = g_timeout_add (BEAT, show_progress, self);
  update_buttons (self);
  gtk_widget_set_sensitive (self->import_button, FALSE);
  gtk_stack_set_visible_child_name (self->states, "working");
  tl_import_evidence_async (self->document, self->csv, &self->options, self->cancellable, imported, g_object_ref (self));
}

/* Another file */

static void
set_table (TlImportDialog *self, GFile *file, GBytes *bytes, const char *name)
{
  g_autofree char *title = g_strdup (name);
  char            *dot = strrchr (title, '.');

  g_set_object (&self->file, file);
  self->bytes = bytes ? g_bytes_ref (bytes) : NULL;
  g_free (self->name);
  self->name = g_strdup (name);
  if (dot && dot > title)
    *dot = '\0';
  adw_window_title_set_subtitle (self->title, name);
  tl_import_source_set_title (self->source, title);
  gtk_stack_set_visible_child_name (self->states, "looking");
  want (self, NEED_LOOK);
}

static void
set_file (TlImportDialog *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name ? name : "");

  set_table (self, file, NULL, shown);
}

static void
other_chosen (GFile *file, gpointer data)
{
  g_autoptr (TlImportDialog) self = data;

  if (file == NULL || self->is_gone || self->is_running)
    return;
  g_clear_pointer (&self->csv, tl_csv_source_unref);
  g_clear_pointer (&self->plan, tl_import_plan_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  set_file (self, file);
}

static void
other_clicked (TlImportDialog *self)
{
  tl_file_dialog_open_table (GTK_WINDOW (self), other_chosen, g_object_ref (self));
}

static void
report_failed (TlImportDialog *self, const char *why)
{
  g_autofree char *text = g_markup_escape_text (why, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static gboolean
tl_import_dialog_close_request (GtkWindow *window)
{
  TlImportDialog *self = TL_IMPORT_DIALOG (window);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pause, g_source_remove);
  /* It goes when what goes on has stopped. */
  self->is_closing = TRUE;
  return self->is_running || GTK_WINDOW_CLASS (tl_import_dialog_parent_class)->close_request (window);
}

static void
tl_import_dialog_dispose (GObject *object)
{
  TlImportDialog *self = TL_IMPORT_DIALOG (object);

  self->is_gone = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->beat, g_source_remove);
  g_clear_handle_id (&self->pause, g_source_remove);
  G_OBJECT_CLASS (tl_import_dialog_parent_class)->dispose (object);
}

static void
tl_import_dialog_finalize (GObject *object)
{
  TlImportDialog *self = TL_IMPORT_DIALOG (object);

  g_clear_object (&self->document);
  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->csv, tl_csv_source_unref);
  g_clear_pointer (&self->plan, tl_import_plan_free);
  g_clear_pointer (&self->preview, tl_import_preview_free);
  g_clear_pointer (&self->result, tl_import_result_free);
  g_clear_object (&self->cancellable);
  tl_import_said_clear (&self->said);
  g_free (self->name);
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
   * The table is in the journey; or it was already, and nothing was added.
   */
  signals[IMPORTED] = g_signal_new ("imported", TL_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_POINTER);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/throughline/Throughline/tl-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, states);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, page);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, maker_label);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, dialect_label);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, memory_box);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, TlImportDialog, counts);
  gtk_widget_class_bind_template_callback (widget_class, import_clicked);
  gtk_widget_class_bind_template_callback (widget_class, forget_clicked);
  gtk_widget_class_bind_template_callback (widget_class, other_clicked);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
}

static GtkWidget *
new_column (GtkWidget *columns)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *child;

  gtk_flow_box_append (GTK_FLOW_BOX (columns), column);
  child = gtk_widget_get_parent (column);
  gtk_widget_set_focusable (child, FALSE);
  gtk_widget_set_valign (column, GTK_ALIGN_START);
  gtk_widget_set_size_request (column, 300, -1);
  return column;
}

static void
build (TlImportDialog *self)
{
  TlJourney *journey = tl_document_get_journey (self->document);
  GtkWidget *columns = gtk_flow_box_new ();
  GtkWidget *first, *second;

  self->reading = TL_IMPORT_READING (tl_import_reading_new ());
  self->table = TL_IMPORT_TABLE (tl_import_table_new ());
  self->source = TL_IMPORT_SOURCE (tl_import_source_new (journey));
  self->left = TL_IMPORT_LEFT (tl_import_left_new ());
  self->privacy = TL_IMPORT_PRIVACY (tl_import_privacy_new ());
  self->rules = TL_IMPORT_RULES_BOX (tl_import_rules_box_new (journey));
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (columns), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (columns), 2);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (columns), 24);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (columns), 24);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (columns), TRUE);
  first = new_column (columns);
  second = new_column (columns);
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->source));
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->rules));
  gtk_box_append (GTK_BOX (second), GTK_WIDGET (self->left));
  gtk_box_append (GTK_BOX (second), GTK_WIDGET (self->privacy));
  gtk_box_append (GTK_BOX (self->page), GTK_WIDGET (self->reading));
  gtk_box_append (GTK_BOX (self->page), GTK_WIDGET (self->table));
  gtk_box_append (GTK_BOX (self->page), columns);
  g_signal_connect_object (self->reading, "changed", G_CALLBACK (reading_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "role-chosen", G_CALLBACK (role_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "range-chosen", G_CALLBACK (range_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->source, "changed", G_CALLBACK (want_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->left, "changed", G_CALLBACK (want_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->left, "failed", G_CALLBACK (report_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->privacy, "changed", G_CALLBACK (privacy_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rules, "changed", G_CALLBACK (want_count), self, G_CONNECT_SWAPPED);
}

static void
tl_import_dialog_init (TlImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->counts, tl_wrap_layout_new (18));
}

static TlImportDialog *
dialog_new (GtkWindow *parent, TlDocument *document)
{
  TlImportDialog *self = g_object_new (TL_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->document = g_object_ref (document);
  build (self);
  return self;
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
  TlImportDialog *self = dialog_new (parent, document);

  set_file (self, file);
  return self;
}

/**
 * tl_import_dialog_new_for_bytes:
 * @parent: the window that asks
 * @document: the journey that the evidence goes into
 * @bytes: a table, such as rows that were pasted
 * @name: what it is called
 *
 * Returns: (transfer none): a dialog that looks through @bytes; GTK owns it
 */
TlImportDialog *
tl_import_dialog_new_for_bytes (GtkWindow *parent, TlDocument *document, GBytes *bytes, const char *name)
{
  TlImportDialog *self = dialog_new (parent, document);

  set_table (self, NULL, bytes, name);
  return self;
}

/* Whether it has not come to an end with what it was asked last. */
gboolean
tl_import_dialog_is_working (TlImportDialog *self)
{
  return self->is_running || self->pause > 0 || self->need != NEED_NOTHING;
}

/* What would come of the import; NULL: not known. */
const TlImportResult *
tl_import_dialog_get_result (TlImportDialog *self)
{
  return self->result;
}

/* What is shown of the table, or NULL. */
const TlImportPreview *
tl_import_dialog_get_preview (TlImportDialog *self)
{
  return self->preview;
}

/**
 * tl_import_dialog_get_trouble:
 *
 * Returns: (transfer none) (nullable): what it tells that is wrong
 */
const char *
tl_import_dialog_get_trouble (TlImportDialog *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->states), "error") == 0)
    return gtk_label_get_label (self->error_label);
  return gtk_widget_get_visible (GTK_WIDGET (self->trouble_label)) ? gtk_label_get_label (self->trouble_label) : NULL;
}
