/* tl-export-dialog.c
 *
 * What is chosen is seen at once: a thread lays it out, one layout after the other, and what is written is what was laid
 * out last.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-export-dialog.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "tl-export-job.h"
#include "tl-parts.h"
#include "tl-preferences.h"
#include "tl-two-sides.h"
#include "tl-xml.h"

/* Somebody who types is let come to the end of a word, in ms. */
#define PATIENCE 150

#define TICK 100 /* ms between two looks at how far it has come */

struct _TlExportDialog
{
  AdwWindow        parent_instance;

  TlExportForm    *form;
  TlExportPreview *preview;
  GtkWidget       *export;
  GtkRevealer     *progress;
  GtkProgressBar  *bar;
  GtkLabel        *doing;
  GtkWidget       *cancel;

  TlSession       *session;
  char            *author;
  TlExportStuff   *stuff;
  TlExportMade    *made;     /* nullable: what was laid out last */
  GCancellable    *laying;   /* nullable: a thread lays out */
  guint            later;    /* a timeout: something else is to be laid out */
  GFile           *wanted;   /* nullable: where it goes as soon as it is laid out */
  TlExportWriting *writing;  /* nullable: its task owns it */
  GCancellable    *stopping;
  guint            ticking;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (TlExportDialog, tl_export_dialog, ADW_TYPE_WINDOW)

enum
{
  SAVED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void write_if_ready (TlExportDialog *self);
static void lay_out        (TlExportDialog *self);

static void
tell (TlExportDialog *self, const char *why)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("The Map Was Not Exported"), why);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
  g_signal_emit (self, signals[FAILED], 0, why);
}

static void
update (TlExportDialog *self)
{
  gboolean busy = self->writing != NULL || self->wanted != NULL;

  gtk_widget_set_sensitive (self->export, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !busy);
  gtk_revealer_set_reveal_child (self->progress, busy);
  tl_export_preview_set_working (self->preview, !tl_export_dialog_is_ready (self));
}

/* Layout */

static void
was_laid_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TlExportDialog) self = data;
  TlExportMade              *made = tl_export_lay_out_finish (result, NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->laying)
    {
      tl_export_made_unref (made);
      return;
    }
  g_clear_object (&self->laying);
  if (made)
    {
      g_clear_pointer (&self->made, tl_export_made_unref);
      self->made = made;
      tl_export_preview_set_made (self->preview, made);
    }
  if (!tl_export_dialog_is_ready (self) && self->later == 0)
    lay_out (self);
  update (self);
  write_if_ready (self);
}

static void
lay_out (TlExportDialog *self)
{
  if (self->laying || self->stuff == NULL)
    return;
  self->laying = g_cancellable_new ();
  tl_export_lay_out_async (self->stuff, tl_export_form_get_choice (self->form), self->laying, was_laid_out,
                           g_object_ref (self));
}

static gboolean
lay_out_later (gpointer data)
{
  TlExportDialog *self = data;

  self->later = 0;
  lay_out (self);
  return G_SOURCE_REMOVE;
}

static void
form_changed (TlExportDialog *self)
{
  tl_export_preview_set_choice (self->preview, tl_export_form_get_choice (self->form));
  g_clear_handle_id (&self->later, g_source_remove);
  if (!tl_export_dialog_is_ready (self))
    self->later = g_timeout_add (PATIENCE, lay_out_later, self);
  update (self);
}

/* Writing */

static gboolean
look_how_far (gpointer data)
{
  TlExportDialog *self = data;
  guint           n = self->writing ? tl_export_made_n_files (self->writing->made, self->writing->choice->kind) : 0;
  guint           done = self->writing ? (guint) g_atomic_int_get (&self->writing->n_done) : 0;

  if (n > 1)
    {
      g_autofree char *text = g_strdup_printf (_("Writing file %u of %u…"), MIN (done + 1, n), n);

      gtk_progress_bar_set_fraction (self->bar, (double) done / n);
      if (!g_cancellable_is_cancelled (self->stopping))
        gtk_label_set_label (self->doing, text);
    }
  else
    gtk_progress_bar_pulse (self->bar);
  return G_SOURCE_CONTINUE;
}

static void
end_writing (TlExportDialog *self)
{
  self->writing = NULL;
  g_clear_object (&self->wanted);
  g_clear_object (&self->stopping);
  g_clear_handle_id (&self->ticking, g_source_remove);
  update (self);
}

static void
was_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TlExportDialog) self = data;
  g_autoptr (GError)         error = NULL;
  g_autoptr (GPtrArray)      paths = tl_export_write_finish (result, &error);

  /* Whoever closed the dialog does not wait for it. */
  if (g_task_get_cancellable (G_TASK (result)) != self->stopping)
    return;
  end_writing (self);
  if (paths)
    {
      tl_export_form_remember (self->form);
      g_signal_emit (self, signals[SAVED], 0, paths->pdata[0], paths->len);
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self, error->message);
}

static gboolean
begin_writing (TlExportDialog *self, GError **error)
{
  const TlExportChoice *choice = tl_export_form_get_choice (self->form);
  g_autoptr (GBytes)    journey = NULL;

  if (choice->with_journey)
    {
      journey = tl_xml_to_bytes_without_records (tl_session_get_document (self->session), error);
      if (journey == NULL)
        return FALSE;
    }
  self->writing = g_new0 (TlExportWriting, 1);
  self->writing->made = tl_export_made_ref (self->made);
  self->writing->choice = tl_export_choice_copy (choice);
  self->writing->path = g_file_get_path (self->wanted);
  self->writing->author = g_strdup (self->author);
  self->writing->journey = g_steal_pointer (&journey);
  return TRUE;
}

/* What is written is what is chosen, so a layout that is on its way is waited for. */
static void
write_if_ready (TlExportDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (self->wanted == NULL || self->writing || !tl_export_dialog_is_ready (self))
    return;
  if (g_cancellable_is_cancelled (self->stopping))
    end_writing (self);
  else if (begin_writing (self, &error))
    tl_export_write_async (self->writing, self->stopping, was_written, g_object_ref (self));
  else
    {
      end_writing (self);
      tell (self, error->message);
    }
}

static void
begin (TlExportDialog *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_strdup_printf (_("Writing “%s”…"), name);

  g_set_object (&self->wanted, file);
  self->stopping = g_cancellable_new ();
  gtk_label_set_label (self->doing, text);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_widget_set_sensitive (self->cancel, TRUE);
  self->ticking = g_timeout_add (TICK, look_how_far, self);
  g_clear_handle_id (&self->later, g_source_remove);
  if (!tl_export_dialog_is_ready (self))
    lay_out (self);
  update (self);
  write_if_ready (self);
}

/* Where it goes */

/* Whether the journey itself is in that file, by whatever name. */
static gboolean
is_journey (TlExportDialog *self, const char *path)
{
  TlDocument *document = tl_session_get_document (self->session);
  const char *names[] = { tl_document_get_path (document), tl_document_get_origin (document) };
  GStatBuf    there, mine;

  if (g_stat (path, &there) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] && g_stat (names[i], &mine) == 0 && there.st_dev == mine.st_dev && there.st_ino == mine.st_ino)
      return TRUE;
  return FALSE;
}

/**
 * tl_export_dialog_save:
 * @file: where to; an ending that says the format is added where there is none, and a known one chooses the format
 *
 * Writes the map as it is chosen, in a thread; files that are there are replaced. The signals say how that ended.
 */
void
tl_export_dialog_save (TlExportDialog *self, GFile *file)
{
  const char       *ending;
  g_autofree char  *path = g_file_get_path (file);
  g_autofree char  *whole = NULL;
  g_autoptr (GFile) final = NULL;

  g_return_if_fail (TL_IS_EXPORT_DIALOG (self));
  if (self->wanted)
    return;
  if (path == NULL)
    {
      tell (self, _("Save the map in a folder of this computer."));
      return;
    }
  /* Who writes another ending means it. */
  for (TlExportKind i = 0; i < TL_EXPORT_N_KINDS; i++)
    if (g_str_has_suffix (path, tl_export_kind_get_ending (i)))
      tl_export_form_set_kind (self->form, i);
  ending = tl_export_kind_get_ending (tl_export_form_get_choice (self->form)->kind);
  whole = g_str_has_suffix (path, ending) ? g_strdup (path) : g_strconcat (path, ending, NULL);
  if (is_journey (self, whole))
    {
      tell (self, _("That is the file of the journey. Save the map under another name."));
      return;
    }
  final = g_file_new_for_path (whole);
  begin (self, final);
}

static void
replace_answered (AdwMessageDialog *dialog, const char *response, TlExportDialog *self)
{
  if (g_str_equal (response, "replace"))
    tl_export_dialog_save (self, g_object_get_data (G_OBJECT (dialog), "file"));
}

/* The files that would go without anybody having been asked: further pages, and a name that gets its ending from us. */
static GPtrArray *
find_replaced (TlExportDialog *self, const char *path)
{
  const TlExportChoice *choice = tl_export_form_get_choice (self->form);
  const char           *ending = tl_export_kind_get_ending (choice->kind);
  gboolean              has_ending = g_str_has_suffix (path, ending);
  g_autofree char      *whole = has_ending ? g_strdup (path) : g_strconcat (path, ending, NULL);
  GPtrArray            *found = g_ptr_array_new_with_free_func (g_free);
  guint                 n = tl_export_dialog_is_ready (self) ? tl_export_made_n_files (self->made, choice->kind) : 1;

  for (guint i = has_ending ? 1 : 0; i < n; i++)
    {
      g_autofree char *name = tl_export_page_name (whole, i);

      if (g_file_test (name, G_FILE_TEST_EXISTS))
        g_ptr_array_add (found, g_filename_display_basename (name));
    }
  return found;
}

static void
place_chosen (GtkNativeDialog *chooser, int response, TlExportDialog *self)
{
  g_autoptr (GFile)     file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char      *path = file ? g_file_get_path (file) : NULL;
  g_autoptr (GPtrArray) replaced = path ? find_replaced (self, path) : NULL;
  g_autofree char      *body = NULL;
  GtkWidget            *dialog;

  gtk_native_dialog_destroy (chooser);
  g_clear_object (&self->chooser);
  if (file == NULL)
    return;
  if (replaced == NULL || replaced->len == 0)
    {
      tl_export_dialog_save (self, file);
      return;
    }
  body = g_strdup_printf (ngettext ("“%s” is there already, and would be replaced.",
                                    "“%s” and %u more files are there already, and would be replaced.", replaced->len),
                          (const char *) replaced->pdata[0], replaced->len - 1);
  if (replaced->len == 2)
    {
      g_free (body);
      body = g_strdup_printf (_("“%s” and “%s” are there already, and would be replaced."),
                              (const char *) replaced->pdata[0], (const char *) replaced->pdata[1]);
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Replace Files?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "replace", _("_Replace"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "file", g_steal_pointer (&file), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (replace_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
export_clicked (TlExportDialog *self)
{
  const char      *title = tl_thing_get_title (tl_journey_get_root (tl_session_get_journey (self->session)));
  g_autofree char *clean = g_strdup (title && *title ? title : _("Journey"));
  g_autofree char *cut = NULL;
  g_autofree char *name = NULL;

  if (self->chooser)
    return;
  g_strdelimit (clean, "/\\:*?\"<>|\n\t", '-');
  cut = g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), 60));
  name = g_strconcat (cut, tl_export_kind_get_ending (tl_export_form_get_choice (self->form)->kind), NULL);
  self->chooser = gtk_file_chooser_native_new (_("Export the Map"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _("_Export"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (place_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* The thread is told; what it says is waited for, so that nobody is told that nothing was written when it was. */
static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlExportDialog *self = TL_EXPORT_DIALOG (widget);

  if (self->stopping == NULL)
    return;
  g_cancellable_cancel (self->stopping);
  gtk_widget_set_sensitive (self->cancel, FALSE);
  gtk_label_set_label (self->doing, _("Stopping…"));
  if (self->writing == NULL)
    end_writing (self);
}

/* Esc stops what is being written, and closes what is not. */
static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (TL_EXPORT_DIALOG (widget)->stopping)
    cancel_action (widget, NULL, NULL);
  else
    gtk_window_close (GTK_WINDOW (widget));
}

/* Nobody waits for it any more. */
static void
stop (TlExportDialog *self)
{
  g_clear_handle_id (&self->later, g_source_remove);
  g_clear_handle_id (&self->ticking, g_source_remove);
  if (self->laying)
    g_cancellable_cancel (self->laying);
  g_clear_object (&self->laying);
  if (self->stopping)
    g_cancellable_cancel (self->stopping);
  g_clear_object (&self->stopping);
  self->writing = NULL;
}

/* Threads keep a window that was closed. */
static void
tl_export_dialog_unrealize (GtkWidget *widget)
{
  stop (TL_EXPORT_DIALOG (widget));
  GTK_WIDGET_CLASS (tl_export_dialog_parent_class)->unrealize (widget);
}

static void
tl_export_dialog_dispose (GObject *object)
{
  TlExportDialog *self = TL_EXPORT_DIALOG (object);

  stop (self);
  if (self->chooser)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->wanted);
  g_clear_object (&self->session);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->made, tl_export_made_unref);
  g_clear_pointer (&self->stuff, tl_export_stuff_unref);
  G_OBJECT_CLASS (tl_export_dialog_parent_class)->dispose (object);
}

static void
tl_export_dialog_class_init (TlExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_export_dialog_dispose;
  widget_class->unrealize = tl_export_dialog_unrealize;

  /**
   * TlExportDialog|export.cancel:
   *
   * Stops writing.
   */
  gtk_widget_class_install_action (widget_class, "export.cancel", NULL, cancel_action);

  /**
   * TlExportDialog|export.leave:
   *
   * Stops writing, or closes the dialog.
   */
  gtk_widget_class_install_action (widget_class, "export.leave", NULL, leave_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "export.leave", NULL);

  /**
   * TlExportDialog::saved:
   * @path: the first of the files
   * @n_files: how many there are
   */
  signals[SAVED] = g_signal_new ("saved", TL_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                 G_TYPE_STRING, G_TYPE_UINT);

  /**
   * TlExportDialog::failed:
   * @why: what it tells
   */
  signals[FAILED] = g_signal_new ("failed", TL_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
tl_export_dialog_init (TlExportDialog *self)
{
}

static GtkWidget *
progress_new (TlExportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->progress = GTK_REVEALER (gtk_revealer_new ());
  self->doing = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->doing, 0);
  gtk_label_set_ellipsize (self->doing, PANGO_ELLIPSIZE_MIDDLE);
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  self->cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->cancel), "export.cancel");
  gtk_widget_set_valign (self->cancel, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->doing));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), self->cancel);
  gtk_widget_add_css_class (box, "tl-export-progress");
  gtk_revealer_set_transition_type (self->progress, GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_child (self->progress, box);
  return GTK_WIDGET (self->progress);
}

/**
 * tl_export_dialog_new:
 * @settings: (nullable): of the person: their habits, and whom a PDF names
 *
 * Returns: (transfer none): a dialog that shows the map as it would be written; GTK owns it
 */
TlExportDialog *
tl_export_dialog_new (GtkWindow *parent, TlSession *session, GSettings *settings)
{
  TlExportDialog *self = g_object_new (TL_TYPE_EXPORT_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, "modal",
                                       TRUE, "title", _("Export the Map"), NULL);
  GtkWidget      *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new ();
  GtkWidget      *sides;
  double          letters = MIN (tl_part_text_factor (), 1.5);

  gtk_window_set_default_size (GTK_WINDOW (self), (int) (960 * letters), (int) (660 * MIN (letters, 1.2)));
  self->session = g_object_ref (session);
  self->author = tl_preferences_dup_author (settings);
  self->stuff = tl_export_stuff_new (session);
  self->export = gtk_button_new_with_mnemonic (_("_Export…"));
  gtk_widget_add_css_class (self->export, "suggested-action");
  g_signal_connect_object (self->export, "clicked", G_CALLBACK (export_clicked), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->export);
  self->form = TL_EXPORT_FORM (tl_export_form_new (session, settings));
  self->preview = TL_EXPORT_PREVIEW (tl_export_preview_new ());
  g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed), self, G_CONNECT_SWAPPED);
  sides = tl_two_sides_new (GTK_WIDGET (self->form), GTK_WIDGET (self->preview), 380, 700);
  gtk_widget_set_vexpand (sides, TRUE);
  gtk_box_append (GTK_BOX (all), header);
  gtk_box_append (GTK_BOX (all), sides);
  gtk_box_append (GTK_BOX (all), progress_new (self));
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 294);
  adw_window_set_content (ADW_WINDOW (self), all);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->export);
  tl_export_preview_set_choice (self->preview, tl_export_form_get_choice (self->form));
  lay_out (self);
  update (self);
  return self;
}

/**
 * tl_export_dialog_get_form:
 *
 * Returns: (transfer none): what can be chosen
 */
TlExportForm *
tl_export_dialog_get_form (TlExportDialog *self)
{
  g_return_val_if_fail (TL_IS_EXPORT_DIALOG (self), NULL);
  return self->form;
}

/**
 * tl_export_dialog_get_preview:
 *
 * Returns: (transfer none): what comes of it
 */
TlExportPreview *
tl_export_dialog_get_preview (TlExportDialog *self)
{
  g_return_val_if_fail (TL_IS_EXPORT_DIALOG (self), NULL);
  return self->preview;
}

/**
 * tl_export_dialog_is_ready:
 *
 * Returns: whether what is shown is what is chosen
 */
gboolean
tl_export_dialog_is_ready (TlExportDialog *self)
{
  g_return_val_if_fail (TL_IS_EXPORT_DIALOG (self), FALSE);
  return self->made && tl_export_choice_is_same_map (self->made->choice, tl_export_form_get_choice (self->form));
}
