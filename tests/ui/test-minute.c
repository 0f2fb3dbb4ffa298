/* test-minute.c: the first minute: templates, preferences, the map as a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-export-dialog.h"
#include "tl-installed.h"
#include "tl-preferences.h"
#include "ui-fixture.h"

static const TlTemplate *
nth (GPtrArray *templates, guint i)
{
  return templates->pdata[i];
}

/* Each opens as a journey that has no file, with a currency only where a person says one, and not one figure. */
static void
test_templates (UiFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) templates = tl_installed_list_templates ();

  g_assert_cmpuint (templates->len, ==, 5);
  for (guint i = 0; i < templates->len; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (nth (templates, i)->path);
      TlJourney        *journey;

      g_assert_nonnull (nth (templates, i)->summary);
      g_assert_true (tl_installed_is_original (file));
      ui_open (self, nth (templates, i)->path);
      self->window = TL_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (self->application)));
      g_assert_null (tl_window_get_error (self->window));
      g_assert_null (tl_window_get_file (self->window));
      journey = tl_session_get_journey (tl_window_get_session (self->window));
      g_assert_cmpuint (tl_journey_n (journey, TL_KIND_STAGE), >=, 6);
      g_assert_cmpuint (tl_journey_n (journey, TL_KIND_TOUCHPOINT), >=, 12);
      g_assert_cmpuint (tl_journey_n (journey, TL_KIND_PAIN) + tl_journey_n (journey, TL_KIND_FIX)
                          + tl_journey_n (journey, TL_KIND_FACT) + tl_journey_n (journey, TL_KIND_SOURCE), ==, 0);
      for (TlField field = 0; field < TL_N_FIELDS; field++)
        if (tl_field_get_info (field)->type == TL_TYPE_ESTIMATE)
          {
            g_autoptr (GPtrArray) things = tl_journey_collect (journey, tl_field_get_info (field)->kind);

            for (guint k = 0; k < things->len; k++)
              g_assert_false (tl_thing_has (things->pdata[k], field));
          }
    }
}

static void
take_path (TlExportDialog *dialog, const char *path, guint n_files, char **taken)
{
  *taken = g_strdup (path);
}

static gboolean
is_taken (gpointer data)
{
  return *(char **) data != NULL;
}

/* What was chosen is written, whole, and the dialog says where. */
static void
test_export (UiFixture *self, gconstpointer data)
{
  TlExportDialog   *dialog = tl_export_dialog_new (GTK_WINDOW (self->window), tl_window_get_session (self->window), NULL);
  g_autofree char  *wish = g_build_filename (g_get_user_data_dir (), "map", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (wish);
  g_autofree char  *path = NULL;
  g_autofree char  *bytes = NULL;

  g_signal_connect (dialog, "saved", G_CALLBACK (take_path), &path);
  gtk_window_present (GTK_WINDOW (dialog));
  ui_settle ();
  tl_export_dialog_save (dialog, file);
  ui_wait_until (is_taken, &path);
  g_assert_true (g_str_has_suffix (path, "map.pdf"));
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF"));
  ui_settle ();
}

static void
test_preferences (UiFixture *self, gconstpointer data)
{
  GSettings       *settings = tl_application_get_settings (self->application);
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autofree char *currency = NULL;
  g_autofree char *author = NULL;
  GtkWindow       *window;

  g_assert_nonnull (settings);
  g_settings_set_string (settings, "appearance", "dark");
  g_assert_true (adw_style_manager_get_dark (style));
  g_settings_reset (settings, "appearance");
  g_settings_set_string (settings, "currency", " eur");
  currency = tl_preferences_dup_currency (settings);
  g_assert_cmpstr (currency, ==, "EUR");
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "new", NULL);
  ui_settle ();
  g_assert_cmpstr (tl_session_get_currency (tl_window_get_session (self->window)), ==, "EUR");
  g_settings_reset (settings, "currency");
  g_settings_set_string (settings, "author", "  Ana ");
  author = tl_preferences_dup_author (settings);
  g_assert_cmpstr (author, ==, "Ana");
  g_settings_reset (settings, "author");
  window = tl_preferences_present (GTK_WINDOW (self->window), settings);
  ui_settle ();
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  UI_TEST ("/minute/templates", NULL, test_templates);
  UI_TEST ("/minute/export", "tradeoffs.xml", test_export);
  UI_TEST ("/minute/preferences", NULL, test_preferences);
  return g_test_run ();
}
