/* tl-window-salvage.c: what a damaged file still gives back is shown as a journey that has no file yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-salvage.h"
#include "tl-window-private.h"

/* More lines than this are read in a window of their own. */
#define MAX_LINES 2

typedef struct
{
  TlWindow *window;
  char     *path;
  char     *message; /* why the file could not be opened */
} Rescue;

static void
rescue_free (Rescue *self)
{
  g_object_unref (self->window);
  g_free (self->path);
  g_free (self->message);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rescue, rescue_free)

/* The first that there is to say, with the name of the file, and where the rest is. */
static void
tell (TlWindow *self, const char *path, const TlSalvageReport *report)
{
  g_autofree char    *name = g_filename_display_basename (path);
  g_autofree char    *text = tl_salvage_report_to_text (report);
  g_autoptr (GString) all = g_string_new (NULL);

  g_string_append_printf (all, report->is_whole ? _("“%s” is damaged, and everything in it was brought back. This is a copy;"
                                                    " the file was left as it is.")
                                                : _("“%s” is damaged. This is a copy with all that could be brought back; the"
                                                    " file was left as it is."), name);
  for (guint i = 0; report->lines && i < MIN (report->lines->len, MAX_LINES); i++)
    g_string_append_printf (all, "\n%s", (const char *) report->lines->pdata[i]);
  tl_notice_say (self->notice, "salvage", all->str, !report->is_whole);
  tl_notice_offer (self->notice, "salvage", _("_Save…"), "win.save", NULL);
  tl_notice_offer (self->notice, "salvage", _("_What Is Missing"), "win.tell-missing", g_variant_new_string (text));
}

static void
salvaged (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Rescue)          rescue = data;
  g_autoptr (TlSalvageReport) report = NULL;
  g_autoptr (GError)          error = NULL;
  g_autoptr (TlDocument)      document = tl_document_salvage_finish (result, &report, &error);
  TlWindow                   *self = rescue->window;
  g_autofree char            *both = NULL;

  /* The window was closed meanwhile. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->opening);
  if (document == NULL)
    {
      both = g_strdup_printf ("%s\n\n%s", rescue->message, error ? error->message : "");
      _tl_window_show_error (self, both);
      return;
    }
  g_clear_object (&self->file);
  _tl_window_show_document (self, document);
  /* It was never edited, and is not to go without a word all the same. */
  tl_life_set_precious (self->life);
  if (report)
    tell (self, rescue->path, report);
}

/**
 * _tl_window_salvage:
 * @path: a file that is damaged
 * @message: what was said of it
 *
 * Brings back what the file still gives, off this thread. Where that is nothing, says so.
 */
void
_tl_window_salvage (TlWindow *self, const char *path, const char *message)
{
  Rescue *rescue = g_new0 (Rescue, 1);

  rescue->window = g_object_ref (self);
  rescue->path = g_strdup (path);
  rescue->message = g_strdup (message);
  self->opening = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->states, "loading");
  gtk_spinner_set_spinning (self->spinner, TRUE);
  tl_document_salvage_async (path, self->opening, salvaged, rescue);
}

/**
 * _tl_window_tell_missing:
 * @text: the whole report
 */
void
_tl_window_tell_missing (TlWindow *self, const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("What Is Missing"), NULL);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scroller);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}
