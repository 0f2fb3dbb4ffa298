/* test-import.c: a table on its way into a journey, seen and corrected in a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "life-fixture.h"
#include "tl-import-dialog.h"
#include "tl-import-table.h"
#include "tl-session.h"

#define VOICES                                                                            \
  "Date,Comment,Satisfaction,Email\n"                                                     \
  "3/4/2026,\"Write to ann@example.org, the parcel was late\",4,ann@example.org\n"        \
  "5/4/2026,\"The parcel never came and nobody answered\",2,bob@example.org\n"            \
  "too,many,fields,in,this,row\n"

static TlImportDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (TL_IS_IMPORT_DIALOG (l->data))
      return l->data;
  return NULL;
}

static gboolean
is_idle (gpointer data)
{
  return !tl_import_dialog_is_working (data);
}

static gboolean
is_gone (gpointer data)
{
  return find_dialog () == NULL;
}

static TlImportDialog *
show (UiFixture *self, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  TlSession         *session = tl_window_get_session (self->window);
  TlImportDialog    *dialog = tl_import_dialog_new_for_bytes (GTK_WINDOW (self->window), tl_session_get_document (session),
                                                              bytes, "voices.csv");

  gtk_window_present (GTK_WINDOW (dialog));
  ui_wait_until (is_idle, dialog);
  return dialog;
}

static GtkWidget *
find_button (TlImportDialog *dialog)
{
  return gtk_widget_get_ancestor (ui_find_label (GTK_WIDGET (dialog), "_Import"), GTK_TYPE_BUTTON);
}

static gint64
count_records (UiFixture *self)
{
  TlEvidenceFilter      all = { NULL };
  g_autoptr (GError)    error = NULL;
  g_autoptr (GPtrArray) records = tl_evidence_list (tl_session_get_document (tl_window_get_session (self->window)), &all, 0,
                                                    1000, &error);

  g_assert_no_error (error);
  return records->len;
}

static void
open_case (UiFixture *self)
{
  g_autofree char *path = ui_case ("tradeoffs.xml");

  ui_open (self, path);
}

static void
close_dialog (TlImportDialog *dialog)
{
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait_until (is_gone, NULL);
}

/* What comes in is counted before; what is ambiguous is asked; one undo takes it back. */
static void
test_import (UiFixture *self, gconstpointer data)
{
  TlImportDialog *dialog;
  GtkWidget      *table;
  gint64          before;

  open_case (self);
  before = count_records (self);
  dialog = show (self, VOICES);
  g_assert_null (tl_import_dialog_get_trouble (dialog));
  g_assert_cmpuint (tl_import_dialog_get_result (dialog)->n_records, ==, 2);
  g_assert_cmpuint (tl_import_dialog_get_result (dialog)->n_rejected, ==, 1);
  g_assert_cmpuint (tl_import_dialog_get_result (dialog)->masked[TL_MASK_EMAIL], ==, 1);
  g_assert_nonnull (ui_find_label (GTK_WIDGET (dialog), "2 records, 2 with words"));
  g_assert_nonnull (ui_find_label (GTK_WIDGET (dialog), "1 row rejected"));
  g_assert_nonnull (ui_find_label (GTK_WIDGET (dialog), "Write to [e-mail], the parcel was late"));
  g_assert_cmpint (count_records (self), ==, before);

  /* Nobody has said whether it was in March or in April. */
  g_assert_true (gtk_widget_get_sensitive (find_button (dialog)));
  g_signal_emit_by_name (find_button (dialog), "clicked");
  g_assert_nonnull (tl_import_dialog_get_trouble (dialog));
  g_assert_cmpint (count_records (self), ==, before);

  table = ui_find_type (GTK_WIDGET (dialog), TL_TYPE_IMPORT_TABLE);
  g_signal_emit_by_name (table, "range-chosen", 2, 0., 10.);
  ui_wait_until (is_idle, dialog);
  g_assert_cmpfloat (((const TlImportColumn *) tl_import_dialog_get_preview (dialog)->columns->pdata[2])->high, ==, 10);
  g_signal_emit_by_name (table, "role-chosen", 0, TL_COLUMN_N_ROLES);
  ui_wait_until (is_idle, dialog);
  g_assert_null (tl_import_dialog_get_trouble (dialog));
  g_signal_emit_by_name (find_button (dialog), "clicked");
  ui_wait_until (is_gone, NULL);
  g_assert_cmpint (count_records (self), ==, before + 2);
  g_assert_true (tl_session_undo (tl_window_get_session (self->window)));
  g_assert_cmpint (count_records (self), ==, before);
}

/* A table of no known columns can be corrected; one that is empty says so. */
static void
test_trouble (UiFixture *self, gconstpointer data)
{
  TlImportDialog *dialog;
  gint64          before;

  open_case (self);
  before = count_records (self);
  dialog = show (self, "a,b,c\n1,x,2\n2,y,3\n3,z,4\n");
  g_assert_nonnull (tl_import_dialog_get_trouble (dialog));
  g_assert_false (gtk_widget_get_sensitive (find_button (dialog)));
  g_signal_emit_by_name (ui_find_type (GTK_WIDGET (dialog), TL_TYPE_IMPORT_TABLE), "role-chosen", 1, TL_COLUMN_TEXT);
  ui_wait_until (is_idle, dialog);
  g_assert_null (tl_import_dialog_get_trouble (dialog));
  g_assert_true (gtk_widget_get_sensitive (find_button (dialog)));
  close_dialog (dialog);

  dialog = show (self, "\n\n");
  g_assert_nonnull (strstr (tl_import_dialog_get_trouble (dialog), "empty"));
  close_dialog (dialog);
  g_assert_cmpint (count_records (self), ==, before);
}

/* Whoever changes their mind while it counts leaves nothing behind, and can edit at once. */
static void
test_cancel (UiFixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Date,Comment\n");
  g_autoptr (GBytes)  bytes = NULL;
  TlImportDialog     *dialog;
  TlSession          *session;
  gint64              before;

  open_case (self);
  before = count_records (self);
  session = tl_window_get_session (self->window);
  for (int i = 0; i < 20000; i++)
    g_string_append_printf (text, "2026-01-%02d,\"The parcel number %d was late again\"\n", i % 28 + 1, i);
  bytes = g_bytes_new (text->str, text->len);
  dialog = tl_import_dialog_new_for_bytes (GTK_WINDOW (self->window), tl_session_get_document (session), bytes, "many.csv");
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_true (tl_import_dialog_is_working (dialog));
  close_dialog (dialog);
  g_assert_cmpint (count_records (self), ==, before);
  life_rename_journey (self->window, "Edited");
  g_assert_cmpstr (life_get_title (self->window), ==, "Edited");
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  UI_TEST ("/import/import", NULL, test_import);
  UI_TEST ("/import/trouble", NULL, test_trouble);
  UI_TEST ("/import/cancel", NULL, test_cancel);
  return g_test_run ();
}
