/* test-export.c: the map as a file: what is chosen is seen, written, and remembered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "tl-export-dialog.h"
#include "tl-export-job.h"
#include "tl-two-sides.h"
#include "ui-fixture.h"

typedef struct
{
  char     *path;
  char     *why;
  guint     n_files;
  gboolean  closed;
} Outcome;

static void
outcome_clear (Outcome *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->why, g_free);
  self->n_files = 0;
  self->closed = FALSE;
}

static void
note_saved (TlExportDialog *dialog, const char *path, guint n_files, Outcome *outcome)
{
  outcome->path = g_strdup (path);
  outcome->n_files = n_files;
}

static void
note_failed (TlExportDialog *dialog, const char *why, Outcome *outcome)
{
  outcome->why = g_strdup (why);
}

static void
note_closed (GtkWidget *dialog, Outcome *outcome)
{
  outcome->closed = TRUE;
}

static gboolean
is_over (gpointer data)
{
  const Outcome *outcome = data;

  return outcome->path || outcome->why;
}

static gboolean
is_closed (gpointer data)
{
  return ((const Outcome *) data)->closed;
}

static gboolean
is_ready (gpointer data)
{
  return tl_export_dialog_is_ready (data);
}

static TlExportDialog *
present (UiFixture *self, Outcome *outcome)
{
  TlExportDialog *dialog = tl_export_dialog_new (GTK_WINDOW (self->window), tl_window_get_session (self->window),
                                                 tl_application_get_settings (self->application));

  g_signal_connect (dialog, "saved", G_CALLBACK (note_saved), outcome);
  g_signal_connect (dialog, "failed", G_CALLBACK (note_failed), outcome);
  g_signal_connect (dialog, "destroy", G_CALLBACK (note_closed), outcome);
  gtk_window_present (GTK_WINDOW (dialog));
  ui_wait_until (is_ready, dialog);
  return dialog;
}

/* The row of a title, mnemonics aside. */
static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) && gtk_widget_get_visible (widget) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found)
        return found;
    }
  return NULL;
}

static void
choose (TlExportDialog *dialog, const char *title, guint index)
{
  GtkWidget *row = find_row (GTK_WIDGET (dialog), title);

  g_assert_nonnull (row);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), index);
}

static void
turn (TlExportDialog *dialog, const char *title, gboolean on)
{
  GtkWidget *row = find_row (GTK_WIDGET (dialog), title);

  g_assert_nonnull (row);
  gtk_switch_set_active (GTK_SWITCH (ui_find_type (row, GTK_TYPE_SWITCH)), on);
}

static void
write_in (TlExportDialog *dialog, const char *title, const char *text)
{
  GtkWidget *row = find_row (GTK_WIDGET (dialog), title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static char *
save (TlExportDialog *dialog, const char *name, Outcome *outcome)
{
  g_autofree char  *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  char             *text = NULL;

  tl_export_dialog_save (dialog, file);
  ui_wait_until (is_over, outcome);
  g_assert_cmpstr (outcome->why, ==, NULL);
  g_assert_true (g_file_get_contents (outcome->path, &text, NULL, &error));
  g_assert_no_error (error);
  ui_wait_until (is_closed, outcome);
  return text;
}

/* Each format is written, with what is chosen; the next time it is chosen still. */
static void
test_formats (UiFixture *self, gconstpointer data)
{
  static const char *const begins[] = { "%PDF-", "<?xml", "\x89PNG", "<!DOCTYPE" };

  for (guint i = 0; i < TL_EXPORT_N_KINDS; i++)
    {
      Outcome          outcome = { NULL };
      TlExportDialog  *dialog = present (self, &outcome);
      g_autofree char *text = NULL;

      g_assert_cmpuint (tl_export_form_get_choice (tl_export_dialog_get_form (dialog))->kind, ==, i == 0 ? 0 : i - 1);
      choose (dialog, "_Format", i);
      text = save (dialog, "map", &outcome);
      g_assert_true (g_str_has_suffix (outcome.path, tl_export_kind_get_ending (i)));
      g_assert_true (g_str_has_prefix (text, begins[i]));
      g_unlink (outcome.path);
      outcome_clear (&outcome);
    }
  g_settings_reset (tl_application_get_settings (self->application), "export-format");
}

static void
test_choices (UiFixture *self, gconstpointer data)
{
  GSettings            *settings = tl_application_get_settings (self->application);
  Outcome               outcome = { NULL };
  TlExportDialog       *dialog = present (self, &outcome);
  g_autofree char      *text = NULL, *second = NULL;
  g_auto (GStrv)        without = NULL;
  const TlExportChoice *choice;

  choose (dialog, "_Format", TL_EXPORT_AS_SVG);
  turn (dialog, "_Money", FALSE);
  write_in (dialog, "_Watermark", " Only a try ");
  write_in (dialog, "Source Li_ne, Instead of the Journey’s", "From nowhere");
  write_in (dialog, "Date at the Foot", "May Day");
  text = save (dialog, "map.svg", &outcome);
  g_assert_nonnull (strstr (text, "Only a try"));
  g_assert_nonnull (strstr (text, "From nowhere"));
  g_assert_nonnull (strstr (text, "May Day"));
  g_assert_null (strstr (text, "€"));
  outcome_clear (&outcome);
  /* Habits stay, and so do the words about this journey's sources; a date that is not today's was for once. */
  without = g_settings_get_strv (settings, "export-without");
  g_assert_cmpuint (g_strv_length (without), ==, 1);
  g_assert_cmpstr (without[0], ==, "money");
  dialog = present (self, &outcome);
  choice = tl_export_form_get_choice (tl_export_dialog_get_form (dialog));
  g_assert_cmpint (choice->kind, ==, TL_EXPORT_AS_SVG);
  g_assert_cmpint (choice->without, ==, TL_MAP_NO_MONEY);
  g_assert_cmpstr (choice->watermark, ==, "Only a try");
  g_assert_cmpstr (choice->source, ==, "From nowhere");
  g_assert_cmpstr (choice->date, ==, NULL);
  g_assert_false (choice->today);
  /* It carries the journey where nothing is left out, when it is asked to, and then only this once. */
  g_assert_false (tl_export_choice_may_carry (choice));
  turn (dialog, "_Money", TRUE);
  g_assert_true (tl_export_choice_may_carry (choice));
  g_assert_false (choice->with_journey);
  turn (dialog, "Carry the _Journey", TRUE);
  g_assert_true (choice->with_journey);
  second = save (dialog, "map.svg", &outcome);
  g_assert_nonnull (strstr (second, "<metadata"));
  g_assert_null (strstr (text, "<metadata"));
  outcome_clear (&outcome);
  dialog = present (self, &outcome);
  choice = tl_export_form_get_choice (tl_export_dialog_get_form (dialog));
  g_assert_false (choice->with_journey);
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait_until (is_closed, &outcome);
  g_settings_reset (settings, "export-format");
  g_settings_reset (settings, "export-without");
  g_settings_reset (settings, "export-watermark");
}

/* Pages can be looked at one by one; each is a file of its own, and all are told. */
static void
test_pages (UiFixture *self, gconstpointer data)
{
  Outcome          outcome = { NULL };
  TlExportDialog  *dialog = present (self, &outcome);
  TlExportPreview *preview = tl_export_dialog_get_preview (dialog);
  g_autofree char *text = NULL;

  choose (dialog, "_Format", TL_EXPORT_AS_SVG);
  choose (dialog, "_Page", 1);
  choose (dialog, "F_it", TL_FIT_TILE);
  ui_wait_until (is_ready, dialog);
  g_assert_nonnull (strstr (tl_export_preview_get_text (preview), "pages to join"));
  gtk_widget_activate_action (GTK_WIDGET (preview), "preview.next", NULL);
  g_assert_cmpuint (tl_export_preview_get_page (preview), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (preview), "preview.last", NULL);
  g_assert_cmpuint (tl_export_preview_get_page (preview), >, 0);
  gtk_widget_activate_action (GTK_WIDGET (preview), "preview.first", NULL);
  g_assert_cmpuint (tl_export_preview_get_page (preview), ==, 0);
  text = save (dialog, "tiles.svg", &outcome);
  g_assert_cmpuint (outcome.n_files, >, 1);
  for (guint i = 0; i < outcome.n_files; i++)
    {
      g_autofree char *name = tl_export_page_name (outcome.path, i);

      g_assert_true (g_file_test (name, G_FILE_TEST_EXISTS));
      g_unlink (name);
    }
  outcome_clear (&outcome);
  for (guint i = 0; i < 3; i++)
    g_settings_reset (tl_application_get_settings (self->application),
                      (const char *const[]) { "export-format", "export-page", "export-fit" }[i]);
}

static void
test_stages (UiFixture *self, gconstpointer data)
{
  TlSession       *session = tl_window_get_session (self->window);
  TlThing         *root = tl_journey_get_root (tl_session_get_journey (session));
  TlThing         *stage = tl_thing_nth (root, TL_KIND_STAGE, 1);
  Outcome          outcome = { NULL };
  TlExportDialog  *dialog;
  g_autofree char *text = NULL;

  tl_session_select (session, tl_thing_get_id (stage));
  dialog = present (self, &outcome);
  choose (dialog, "_Format", TL_EXPORT_AS_SVG);
  choose (dialog, "St_ages", 1);
  g_assert_cmpstr (tl_export_form_get_choice (tl_export_dialog_get_form (dialog))->stages[0], ==, tl_thing_get_id (stage));
  text = save (dialog, "some.svg", &outcome);
  /* Stages beside it are named, and no more. */
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_STAGE); i++)
    for (guint k = 0; k < tl_thing_n (tl_thing_nth (root, TL_KIND_STAGE, i), TL_KIND_TOUCHPOINT); k++)
      {
        TlThing         *touchpoint = tl_thing_nth (tl_thing_nth (root, TL_KIND_STAGE, i), TL_KIND_TOUCHPOINT, k);
        g_autofree char *id = g_strdup_printf ("id=\"touchpoint-%s\"", tl_thing_get_id (touchpoint));

        g_assert_true ((strstr (text, id) != NULL) == (i == 1));
      }
  g_unlink (outcome.path);
  outcome_clear (&outcome);
  g_settings_reset (tl_application_get_settings (self->application), "export-format");
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint            n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

static gboolean
is_idle (gpointer data)
{
  GtkRevealer *revealer = GTK_REVEALER (ui_find_type (data, GTK_TYPE_REVEALER));

  return gtk_widget_get_sensitive (GTK_WIDGET (tl_export_dialog_get_form (data))) && revealer;
}

/* What is cancelled leaves nothing, nor does what cannot be written, nor a dialog that is closed meanwhile. */
static void
test_nothing (UiFixture *self, gconstpointer data)
{
  g_autofree char  *folder = g_build_filename (g_get_user_data_dir (), "nothing", NULL);
  g_autofree char  *path = g_build_filename (folder, "map.png", NULL);
  g_autofree char  *missing = g_build_filename (folder, "no-such", "map.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path), nowhere = g_file_new_for_path (missing);
  Outcome           outcome = { NULL };
  TlExportDialog   *dialog;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  dialog = present (self, &outcome);
  choose (dialog, "_Format", TL_EXPORT_AS_PNG);
  ui_wait_until (is_ready, dialog);
  tl_export_dialog_save (dialog, file);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "export.cancel", NULL);
  ui_wait_until (is_idle, dialog);
  g_assert_cmpuint (count_files (folder), ==, 0);
  g_assert_null (outcome.path);
  g_assert_null (outcome.why);
  tl_export_dialog_save (dialog, nowhere);
  ui_wait_until (is_over, &outcome);
  g_assert_nonnull (outcome.why);
  g_assert_cmpuint (count_files (folder), ==, 0);
  /* Closing it stops what is being written. */
  outcome_clear (&outcome);
  tl_export_dialog_save (dialog, file);
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_wait_until (is_closed, &outcome);
  ui_settle ();
  g_assert_null (outcome.path);
  g_assert_cmpuint (count_files (folder), ==, 0);
}

/* Narrow, the pages stand above what can be chosen. */
static void
test_narrow (UiFixture *self, gconstpointer data)
{
  Outcome         outcome = { NULL };
  TlExportDialog *dialog;

  dialog = tl_export_dialog_new (GTK_WINDOW (self->window), tl_window_get_session (self->window), NULL);
  g_signal_connect (dialog, "destroy", G_CALLBACK (note_closed), &outcome);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 380, 600);
  gtk_window_present (GTK_WINDOW (dialog));
  ui_wait_until (is_ready, dialog);
  ui_settle ();
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (dialog)), <, 500);
  g_assert_true (tl_two_sides_is_folded (TL_TWO_SIDES (ui_find_type (GTK_WIDGET (dialog), TL_TYPE_TWO_SIDES))));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "export.leave", NULL);
  ui_wait_until (is_closed, &outcome);
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  UI_TEST ("/export/formats", "tradeoffs.xml", test_formats);
  UI_TEST ("/export/choices", "tradeoffs.xml", test_choices);
  UI_TEST ("/export/pages", "tradeoffs.xml", test_pages);
  UI_TEST ("/export/stages", "tradeoffs.xml", test_stages);
  UI_TEST ("/export/nothing", "tradeoffs.xml", test_nothing);
  UI_TEST ("/export/narrow", "tradeoffs.xml", test_narrow);
  return g_test_run ();
}
