/* tl-export-dialog.c
 *
 * What is chosen is seen at once: the pages are laid out here, and do not change any more; they are written by a thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-export-dialog.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "tl-book.h"
#include "tl-export.h"
#include "tl-miniature.h"
#include "tl-quotes.h"
#include "tl-strips.h"
#include "tl-tile.h"

struct _TlExportDialog
{
  AdwWindow    parent_instance;

  AdwComboRow *format;
  AdwComboRow *page;
  AdwComboRow *fit;     /* as #TlFit has them */
  AdwComboRow *style;
  GtkSwitch   *strips[TL_MAP_N_STRIPS]; /* as @order is */
  GtkSwitch   *money;
  GtkSwitch   *leavers;
  GtkSwitch   *draft;
  TlMiniature *picture;
  GtkLabel    *pages;
  GtkWidget   *export;

  TlSession   *session;
  TlMapStrip   order[TL_MAP_N_STRIPS];  /* as the journey has them */
  char        *author;
  TlMapBook   *book;
};

G_DEFINE_FINAL_TYPE (TlExportDialog, tl_export_dialog, ADW_TYPE_WINDOW)

enum
{
  SAVED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const endings[] = { ".pdf", ".svg", ".png" };

static const TlPaper *
get_paper (TlExportDialog *self)
{
  guint          n, at = adw_combo_row_get_selected (self->page);
  const TlPaper *papers = tl_paper_list (&n);

  return at >= 1 && at <= n ? &papers[at - 1] : NULL;
}

static void
draw (TlExportDialog *self)
{
  TlFigures           *figures = tl_session_get_figures (self->session);
  g_autoptr (TlQuotes) quotes = figures ? tl_quotes_new (tl_session_get_document (self->session), figures, NULL) : NULL;
  TlMapOptions         options = { 0 };
  g_autofree char     *text = NULL;
  guint                n;

  for (guint i = 0; i < TL_MAP_N_STRIPS; i++)
    if (gtk_switch_get_active (self->strips[i]))
      options.strips[options.n_strips++] = self->order[i];
  if (options.n_strips == 0)
    options.without = TL_MAP_NO_FEELING | TL_MAP_NO_VOICE | TL_MAP_NO_STAKE | TL_MAP_NO_FIXES;
  if (!gtk_switch_get_active (self->money))
    options.without |= TL_MAP_NO_MONEY;
  if (!gtk_switch_get_active (self->leavers))
    options.without |= TL_MAP_NO_LEAVERS;
  if (gtk_switch_get_active (self->draft))
    /* Translators: a word that lies over a map, faint and large. */
    options.watermark = C_ ("watermark", "Draft");
  if (quotes)
    {
      options.quotes = quotes->quotes;
      options.n_quotes = quotes->n;
    }
  g_clear_pointer (&self->book, tl_map_book_unref);
  gtk_widget_set_sensitive (GTK_WIDGET (self->fit), get_paper (self) != NULL);
  self->book = tl_map_book_new_fitted (tl_session_get_journey (self->session), figures, &options, get_paper (self),
                                       (TlFit) adw_combo_row_get_selected (self->fit));
  n = tl_map_book_n_pages (self->book);
  if (get_paper (self) && tl_map_book_letters (self->book) < get_paper (self)->least - 0.05)
    text = g_strdup_printf (_("One page, with letters of %.1f points: too small to be read"),
                            tl_map_book_letters (self->book));
  else
    text = n == 1 ? g_strdup (_("One page"))
                  : g_strdup_printf (ngettext ("The first of %u page", "The first of %u pages", n), n);
  gtk_label_set_label (self->pages, text);
  tl_miniature_set_palette (self->picture, (TlPalette) adw_combo_row_get_selected (self->style));
  tl_miniature_set_scene (self->picture, tl_map_book_get_page (self->book, 0));
}

typedef struct
{
  TlMapBook       *book;
  char            *path;
  char            *author;
  TlExportOptions  options;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  tl_map_book_unref (work->book);
  g_free (work->path);
  g_free (work->author);
  g_free (work);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work              *work = data;
  g_autoptr (GError) error = NULL;
  GPtrArray         *paths = tl_export_book_save (work->book, work->path, &work->options, &error);

  if (paths)
    g_task_return_pointer (task, paths, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
was_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  TlExportDialog       *self = TL_EXPORT_DIALOG (source);
  g_autoptr (GError)    error = NULL;
  g_autoptr (GPtrArray) paths = g_task_propagate_pointer (G_TASK (result), &error);

  gtk_widget_set_sensitive (self->export, TRUE);
  if (paths == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  g_signal_emit (self, signals[SAVED], 0, paths->pdata[0], paths->len);
  gtk_window_close (GTK_WINDOW (self));
}

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
 * @file: where to; an ending that says the format is added where there is none
 *
 * Writes the map as it is chosen, in a thread. The signals say how that ended.
 */
void
tl_export_dialog_save (TlExportDialog *self, GFile *file)
{
  const char       *ending = endings[MIN (adw_combo_row_get_selected (self->format), G_N_ELEMENTS (endings) - 1)];
  g_autofree char  *path = g_file_get_path (file);
  g_autoptr (GTask) task = NULL;
  Work             *work;

  g_return_if_fail (TL_IS_EXPORT_DIALOG (self));
  if (path == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, _("Save the map in a folder of this computer."));
      return;
    }
  work = g_new0 (Work, 1);
  work->book = tl_map_book_ref (self->book);
  work->path = g_str_has_suffix (path, ending) ? g_strdup (path) : g_strconcat (path, ending, NULL);
  work->author = g_strdup (self->author);
  if (is_journey (self, work->path))
    {
      g_signal_emit (self, signals[FAILED], 0, _("That is the file of the journey. Save the map under another name."));
      work_free (work);
      return;
    }
  work->options.palette = (TlPalette) adw_combo_row_get_selected (self->style);
  work->options.author = work->author;
  gtk_widget_set_sensitive (self->export, FALSE);
  task = g_task_new (self, NULL, was_saved, NULL);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, save_in_thread);
}

static void
place_chosen (GtkNativeDialog *chooser, int response, TlExportDialog *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  gtk_native_dialog_destroy (chooser);
  if (file)
    tl_export_dialog_save (self, file);
  g_object_unref (chooser);
}

static void
export_clicked (TlExportDialog *self)
{
  const char           *title = tl_thing_get_title (tl_journey_get_root (tl_session_get_journey (self->session)));
  g_autofree char      *clean = g_strdup (title && *title ? title : _("Journey"));
  g_autofree char      *cut = NULL;
  g_autofree char      *name = NULL;
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Export the Map"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), NULL);

  g_strdelimit (clean, "/\\:*?\"<>|\n\t", '-');
  cut = g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), 60));
  name = g_strconcat (cut, endings[MIN (adw_combo_row_get_selected (self->format), G_N_ELEMENTS (endings) - 1)], NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (place_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
tl_export_dialog_dispose (GObject *object)
{
  TlExportDialog *self = TL_EXPORT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->book, tl_map_book_unref);
  G_OBJECT_CLASS (tl_export_dialog_parent_class)->dispose (object);
}

static void
tl_export_dialog_class_init (TlExportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_export_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);

  /**
   * TlExportDialog::saved:
   * @path: the first of the files
   * @n_files: how many there are
   */
  signals[SAVED] = g_signal_new ("saved", TL_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                 G_TYPE_STRING, G_TYPE_UINT);

  /**
   * TlExportDialog::failed:
   * @why: for people
   */
  signals[FAILED] = g_signal_new ("failed", TL_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
tl_export_dialog_init (TlExportDialog *self)
{
}

static AdwComboRow *
add_combo (TlExportDialog *self, GtkWidget *group, const char *title, const char *const *choices)
{
  GtkWidget                *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (choices);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return ADW_COMBO_ROW (row);
}

static GtkSwitch *
add_switch (TlExportDialog *self, GtkWidget *group, const char *title, gboolean active)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (toggle), active);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (draw), self, G_CONNECT_SWAPPED);
  return GTK_SWITCH (toggle);
}

static GtkWidget *
choices_new (TlExportDialog *self)
{
  const char *const     formats[] = { _("PDF, to print"), _("SVG, to edit"), _("PNG, a picture"), NULL };
  const char *const     fits[] = { _("Fold over pages"), _("Pages to join on a wall"), _("All on one page"), NULL };
  const char *const     styles[] = { _("Light"), _("Dark"), _("Print"), NULL };
  g_autoptr (GPtrArray) papers = g_ptr_array_new ();
  GtkWidget            *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget            *first = adw_preferences_group_new (), *second = adw_preferences_group_new ();
  GtkWidget            *scrolled = gtk_scrolled_window_new ();
  guint                 n, shown;
  const TlPaper        *known = tl_paper_list (&n);

  g_ptr_array_add (papers, (gpointer) _("As large as the map"));
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (papers, (gpointer) _(known[i].title));
  g_ptr_array_add (papers, NULL);
  self->format = add_combo (self, first, _("Format"), formats);
  self->page = add_combo (self, first, _("Page"), (const char *const *) papers->pdata);
  self->fit = add_combo (self, first, _("Fit"), fits);
  self->style = add_combo (self, first, _("Style"), styles);
  self->draft = add_switch (self, second, _("Mark as Draft"), FALSE);
  self->money = add_switch (self, second, _("Money"), TRUE);
  self->leavers = add_switch (self, second, _("Those Who Leave"), TRUE);
  shown = tl_strips_read (tl_session_get_journey (self->session), self->order);
  for (guint i = 0; i < TL_MAP_N_STRIPS; i++)
    self->strips[i] = add_switch (self, second, tl_strips_get_title (self->order[i]),
                                  (shown & (1u << self->order[i])) != 0);
  g_signal_connect_object (self->page, "notify::selected", G_CALLBACK (draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fit, "notify::selected", G_CALLBACK (draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->style, "notify::selected", G_CALLBACK (draw), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_widget_add_css_class (box, "tl-export-choices");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_size_request (scrolled, 320, -1);
  return scrolled;
}

static GtkWidget *
preview_new (TlExportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->picture = TL_MINIATURE (tl_miniature_new ());
  self->pages = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->pages), "caption");
  gtk_widget_set_vexpand (GTK_WIDGET (self->picture), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->picture), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), 240, 160);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->picture));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pages));
  gtk_widget_add_css_class (box, "tl-export-preview");
  return box;
}

/**
 * tl_export_dialog_new:
 * @author: (nullable): whom a PDF names
 *
 * Returns: (transfer none): a dialog that shows the map as it would be written; GTK owns it
 */
TlExportDialog *
tl_export_dialog_new (GtkWindow *parent, TlSession *session, const char *author)
{
  TlExportDialog *self = g_object_new (TL_TYPE_EXPORT_DIALOG, "transient-for", parent, "modal", TRUE, "title",
                                       _("Export the Map"), "default-width", 940, "default-height", 600, NULL);
  GtkWidget      *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget      *header = adw_header_bar_new ();

  self->session = g_object_ref (session);
  self->author = g_strdup (author);
  self->export = gtk_button_new_with_mnemonic (_("_Export…"));
  gtk_widget_add_css_class (self->export, "suggested-action");
  g_signal_connect_object (self->export, "clicked", G_CALLBACK (export_clicked), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->export);
  gtk_box_append (GTK_BOX (sides), choices_new (self));
  gtk_box_append (GTK_BOX (sides), preview_new (self));
  gtk_widget_set_vexpand (sides, TRUE);
  gtk_box_append (GTK_BOX (all), header);
  gtk_box_append (GTK_BOX (all), sides);
  adw_window_set_content (ADW_WINDOW (self), all);
  draw (self);
  return self;
}
