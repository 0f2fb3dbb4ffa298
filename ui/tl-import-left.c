/* tl-import-left.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-import-left.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-file-dialog.h"
#include "tl-import-note.h"
#include "tl-replace.h"

#define SHOWN 50 /* notes of a kind */

typedef struct
{
  AdwExpanderRow *row;
  GPtrArray      *lines; /* borrowed: what stands in it */
} Part;

struct _TlImportLeft
{
  AdwPreferencesGroup parent_instance;

  Part                rejected;
  Part                spoilt;
  Part                same;
  Part                said;   /* what else there is to know */
  GtkWidget          *keep_row;
  GtkSwitch          *keep;
  GtkWidget          *save;

  char               *report; /* as it would be saved */
  char               *name;   /* a name for it */
};

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlImportLeft, tl_import_left, ADW_TYPE_PREFERENCES_GROUP)

static void
clear (Part *part)
{
  for (guint i = 0; i < part->lines->len; i++)
    adw_expander_row_remove (part->row, part->lines->pdata[i]);
  g_ptr_array_set_size (part->lines, 0);
}

static void
add_line (Part *part, const char *title, const char *subtitle)
{
  GtkWidget *line = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (line), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (line), 3);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (line), 2);
  adw_expander_row_add_row (part->row, line);
  g_ptr_array_add (part->lines, line);
}

static void
add_notes (Part *part, GPtrArray *notes, guint64 n)
{
  for (guint i = 0; i < MIN (notes->len, SHOWN); i++)
    {
      const TlImportNote *note = notes->pdata[i];
      /* Translators: a line of a file, and what there is to say about it */
      g_autofree char    *text = g_strdup_printf (_("Line %" G_GUINT64_FORMAT ": %s"), note->line, note->text);

      add_line (part, text, note->field ? NULL : note->raw);
    }
  if (n > SHOWN)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("And %" G_GUINT64_FORMAT " more, which the report has.",
                                                         "And %" G_GUINT64_FORMAT " more, which the report has.",
                                                         (gulong) (n - SHOWN)), n - SHOWN);

      add_line (part, text, NULL);
    }
}

static void
set_head (Part *part, char *title, const char *subtitle)
{
  g_autofree char *owned = title;

  gtk_widget_set_visible (GTK_WIDGET (part->row), title != NULL);
  if (title)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (part->row), title);
  adw_expander_row_set_subtitle (part->row, subtitle ? subtitle : "");
  gtk_widget_set_sensitive (GTK_WIDGET (part->row), part->lines->len > 0);
}

static void
show_same (TlImportLeft *self, const TlImportResult *result)
{
  gulong n = (gulong) result->n_duplicates;
  char  *title;

  add_notes (&self->same, result->duplicates, result->n_duplicates);
  if (gtk_switch_get_active (self->keep))
    title = g_strdup_printf (ngettext ("%" G_GUINT64_FORMAT " row is there already, and comes in again",
                                       "%" G_GUINT64_FORMAT " rows are there already, and come in again", n),
                             result->n_duplicates);
  else
    title = g_strdup_printf (ngettext ("%" G_GUINT64_FORMAT " row is there already, and is left out",
                                       "%" G_GUINT64_FORMAT " rows are there already, and are left out", n),
                             result->n_duplicates);
  if (n == 0)
    g_clear_pointer (&title, g_free);
  set_head (&self->same, title, _("In the journey, or further up in this table"));
  gtk_widget_set_visible (self->keep_row, n > 0);
}

/* What is taken, but not as it may have been meant. */
static void
show_said (TlImportLeft *self, const TlImportResult *result)
{
  gulong n;

  if (result->n_codes > 0)
    {
      g_autofree char *text = NULL;

      n = (gulong) result->n_codes;
      text = g_strdup_printf (ngettext ("%" G_GUINT64_FORMAT " answer says that there is none, such as 99 or “don’t know”. It "
                                        "is left out, and its record stays.",
                                        "%" G_GUINT64_FORMAT " answers say that there is none, such as 99 or “don’t know”. They "
                                        "are left out, and their records stay.", n),
                              result->n_codes);
      add_line (&self->said, text, NULL);
    }
  if (result->n_bad_quotes > 0)
    {
      g_autofree char *text = NULL;

      n = (gulong) result->n_bad_quotes;
      text = g_strdup_printf (ngettext ("%" G_GUINT64_FORMAT " quotation mark opens a field and never closes it. It is taken as "
                                        "it stands.",
                                        "%" G_GUINT64_FORMAT " quotation marks open fields and never close them. They are taken "
                                        "as they stand.", n),
                              result->n_bad_quotes);
      add_line (&self->said, text, NULL);
    }
  if (result->quotes_off_line > 0)
    {
      g_autofree char *text = NULL;

      text = g_strdup_printf (_("From line %" G_GUINT64_FORMAT " on, quotation marks are taken as they stand: too many are not "
                                "closed."), result->quotes_off_line);
      add_line (&self->said, text, NULL);
    }
  if (result->n_replaced > 0)
    {
      g_autofree char *text = NULL;

      n = (gulong) result->n_replaced;
      text = g_strdup_printf (ngettext ("%" G_GUINT64_FORMAT " character cannot be read. Another choice of characters may be "
                                        "right.",
                                        "%" G_GUINT64_FORMAT " characters cannot be read. Another choice of characters may be "
                                        "right.", n),
                              result->n_replaced);
      add_line (&self->said, text, NULL);
    }
  for (guint i = 0; i < MIN (result->junk->len, SHOWN); i++)
    {
      const TlImportNote *note = result->junk->pdata[i];
      g_autofree char    *text = g_strdup_printf (_("Line %" G_GUINT64_FORMAT " stands before the table and is none of it."),
                                                  note->line);

      add_line (&self->said, text, note->text);
    }
  set_head (&self->said, self->said.lines->len > 0 ? g_strdup (_("Worth knowing")) : NULL, NULL);
}

/**
 * tl_import_left_show:
 * @result: what would come of an import
 * @file: the table's name
 */
void
tl_import_left_show (TlImportLeft *self, const TlImportResult *result, const char *file)
{
  char *rejected = NULL, *spoilt = NULL;

  clear (&self->rejected);
  clear (&self->spoilt);
  clear (&self->same);
  clear (&self->said);
  add_notes (&self->rejected, result->rejected, result->n_rejected);
  add_notes (&self->spoilt, result->spoilt, result->n_spoilt);
  if (result->n_rejected > 0)
    rejected = g_strdup_printf (ngettext ("%" G_GUINT64_FORMAT " row is rejected", "%" G_GUINT64_FORMAT " rows are rejected",
                                          (gulong) result->n_rejected), result->n_rejected);
  if (result->n_spoilt > 0)
    spoilt = g_strdup_printf (ngettext ("%" G_GUINT64_FORMAT " value cannot be read", "%" G_GUINT64_FORMAT " values cannot be read",
                                        (gulong) result->n_spoilt), result->n_spoilt);
  set_head (&self->rejected, rejected, NULL);
  set_head (&self->spoilt, spoilt, _("They are left out; the rest of their rows stays."));
  show_same (self, result);
  show_said (self, result);
  /* Where there is nothing to say, the numbers at the foot are enough. */
  gtk_widget_set_visible (GTK_WIDGET (self), result->n_rejected + result->n_spoilt + result->n_duplicates > 0 ||
                                               self->said.lines->len > 0);
  gtk_widget_set_visible (self->save, result->n_rejected + result->n_spoilt + result->n_duplicates > 0);
  g_free (self->report);
  self->report = tl_import_result_write_rejected (result);
  g_free (self->name);
  self->name = g_strdup_printf (_("%s, left out.csv"), file);
}

/**
 * tl_import_left_keeps_same:
 *
 * Returns: whether records come in that are there already
 */
gboolean
tl_import_left_keeps_same (TlImportLeft *self)
{
  return gtk_switch_get_active (self->keep);
}

static void
saved (GFile *file, gpointer data)
{
  g_autoptr (TlImportLeft) self = data;
  g_autofree char         *path = file ? g_file_get_path (file) : NULL;
  g_autoptr (GError)       error = NULL;

  if (file && path == NULL)
    g_signal_emit (self, signals[FAILED], 0, _("The report can only be saved on this computer."));
  else if (file && !tl_replace_bytes (path, self->report, strlen (self->report), &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
save_clicked (TlImportLeft *self)
{
  tl_file_dialog_save_table (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Save a Report"), self->name, saved,
                             g_object_ref (self));
}

static void
keep_changed (TlImportLeft *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_part (TlImportLeft *self, Part *part)
{
  part->row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  part->lines = g_ptr_array_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (part->row), FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (part->row));
  gtk_widget_set_visible (GTK_WIDGET (part->row), FALSE);
}

static void
tl_import_left_finalize (GObject *object)
{
  TlImportLeft *self = TL_IMPORT_LEFT (object);

  g_ptr_array_unref (self->rejected.lines);
  g_ptr_array_unref (self->spoilt.lines);
  g_ptr_array_unref (self->same.lines);
  g_ptr_array_unref (self->said.lines);
  g_free (self->report);
  g_free (self->name);
  G_OBJECT_CLASS (tl_import_left_parent_class)->finalize (object);
}

static void
tl_import_left_class_init (TlImportLeftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_import_left_finalize;

  /**
   * TlImportLeft::changed:
   *
   * Records that are there already are to come in again, or not.
   */
  signals[CHANGED] = g_signal_new ("changed", TL_TYPE_IMPORT_LEFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * TlImportLeft::failed:
   * @why: what to tell
   *
   * The report could not be saved.
   */
  signals[FAILED] = g_signal_new ("failed", TL_TYPE_IMPORT_LEFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
tl_import_left_init (TlImportLeft *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Left Out"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  add_part (self, &self->rejected);
  add_part (self, &self->spoilt);
  add_part (self, &self->same);
  self->keep_row = adw_action_row_new ();
  self->keep = GTK_SWITCH (gtk_switch_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->keep_row), _("_Bring Them In Again"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->keep_row), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->keep), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->keep_row), GTK_WIDGET (self->keep));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->keep_row), GTK_WIDGET (self->keep));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->keep_row);
  gtk_widget_set_visible (self->keep_row, FALSE);
  g_signal_connect_object (self->keep, "notify::active", G_CALLBACK (keep_changed), self, G_CONNECT_SWAPPED);
  add_part (self, &self->said);
  self->save = gtk_button_new_with_mnemonic (_("Sa_ve a Report…"));
  gtk_widget_add_css_class (self->save, "flat");
  gtk_widget_set_valign (self->save, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->save, FALSE);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->save);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save_clicked), self, G_CONNECT_SWAPPED);
}

/**
 * tl_import_left_new:
 *
 * Returns: (transfer floating): what is left out: nothing yet
 */
GtkWidget *
tl_import_left_new (void)
{
  return g_object_new (TL_TYPE_IMPORT_LEFT, NULL);
}
