/* test-room.c: the window finds room on a small screen, whatever is shown, however long titles are and however large text
 *
 * Where a window cannot become as small as the screen it hangs over the edge, and what opens there has no place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-evidence-page.h"
#include "tl-fixes-page.h"
#include "tl-preferences.h"
#include "tl-start-page.h"
#include "tl-what-if-pane.h"
#include "ui-fixture.h"

#include <string.h>

/* The screen that is left to a window: at the text's own size, and at twice that. */
static const struct
{
  double factor;
  int    width;
  int    height;
} screens[] = { { 1, 1000, 700 }, { 2, 1280, 800 } };

static gsize screen;    /* which of them */
static guint n_too_big;

static int
measure (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int least = 0;

  gtk_widget_measure (widget, orientation, for_size, &least, NULL, NULL, NULL);
  return least;
}

/* What makes it so large, from the outside in: always the largest. */
static void
tell (GtkWidget *widget, GtkOrientation orientation)
{
  GtkWidget *largest = NULL;
  int        size = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && !GTK_IS_NATIVE (child) && measure (child, orientation, -1) > size)
      {
        largest = child;
        size = measure (child, orientation, -1);
      }
  if (largest == NULL || size < 120)
    return;
  g_test_message ("  %d: %s %.40s", size, G_OBJECT_TYPE_NAME (largest),
                  GTK_IS_LABEL (largest) ? gtk_label_get_label (GTK_LABEL (largest)) : gtk_widget_get_name (largest));
  tell (largest, orientation);
}

static void
look (GtkWidget *window, const char *what)
{
  int most_wide = screens[screen].width, most_high = screens[screen].height;
  int wide = measure (window, GTK_ORIENTATION_HORIZONTAL, -1);
  int high = measure (window, GTK_ORIENTATION_VERTICAL, MAX (wide, most_wide));

  g_test_message ("%s at %g: %d × %d", what, screens[screen].factor, wide, high);
  if (wide > most_wide)
    tell (window, GTK_ORIENTATION_HORIZONTAL);
  if (high > most_high)
    tell (window, GTK_ORIENTATION_VERTICAL);
  if (wide > most_wide || high > most_high)
    n_too_big++;
}

/* Labels of a language with long words: a third wider. */
static void
stretch_words (gboolean on)
{
  static GtkCssProvider *provider;

  if (provider == NULL)
    {
      provider = gtk_css_provider_new ();
      gtk_css_provider_load_from_data (provider, "* { letter-spacing: 0.18em; }", -1);
    }
  if (on)
    gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  else
    gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider));
}

static void
set_screen (gsize which)
{
  screen = which;
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * screens[which].factor), NULL);
  ui_settle ();
}

/* The sample with titles of 400 characters, some of which are one word. */
static char *
write_long (void)
{
  g_autofree char    *original = g_build_filename (g_getenv ("THROUGHLINE_DATADIR"), "samples", "sample.xml", NULL);
  char               *path = g_build_filename (g_get_user_data_dir (), "long.xml", NULL);
  g_autofree char    *words = NULL;
  g_autofree char    *bytes = NULL;
  g_autoptr (GString) spaced = g_string_new (NULL);
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError)  error = NULL;
  guint               n = 0;

  while (spaced->len < 390)
    {
      g_string_append (spaced, "Donaudampfschifffahrts Kapitän ");
      g_string_append (joined, "Donaudampfschifffahrts");
    }
  g_file_get_contents (original, &bytes, NULL, &error);
  g_assert_no_error (error);
  for (const char *at = bytes;;)
    {
      const char *title = strstr (at, " title=\"");
      const char *end = title ? strchr (title + 8, '"') : NULL;

      if (end == NULL)
        {
          g_string_append (text, at);
          break;
        }
      g_string_append_len (text, at, end - at);
      /* The first of most kinds, and a third of the rest. */
      if (n++ % 3 == 0)
        g_string_append_printf (text, " %s", (n % 2 ? spaced : joined)->str);
      at = end;
    }
  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  return path;
}

static void
act (UiFixture *self, const char *name, const char *target)
{
  if (target)
    gtk_widget_activate_action (GTK_WIDGET (self->window), name, "s", target);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->window), name, NULL);
  ui_settle ();
}

static GtkWidget *
find (UiFixture *self, GType type)
{
  GtkWidget *widget = ui_find_type (GTK_WIDGET (self->window), type);

  g_assert_nonnull (widget);
  return widget;
}

static void
select_kinds (UiFixture *self)
{
  static const TlKind kinds[] = { TL_KIND_STAGE, TL_KIND_TOUCHPOINT, TL_KIND_PAIN, TL_KIND_FIX, TL_KIND_TRANSITION };
  TlSession          *session = tl_window_get_session (self->window);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) things = tl_journey_collect (tl_session_get_journey (session), kinds[i]);
      g_autofree char      *what = g_strdup_printf ("panel of a %s", tl_kind_get_label (kinds[i]));

      g_assert_cmpuint (things->len, >, 0);
      tl_session_select (session, tl_thing_get_id (things->pdata[0]));
      look (GTK_WIDGET (self->window), what);
    }
}

static void
walk_map (UiFixture *self)
{
  TlSession *session = tl_window_get_session (self->window);

  act (self, "win.page", "map");
  tl_session_select (session, NULL);
  ui_settle ();
  look (GTK_WIDGET (self->window), "map");
  if (screen == 0)
    return;
  select_kinds (self);
  act (self, "win.find", NULL);
  look (GTK_WIDGET (self->window), "finding");
  act (self, "win.outline", NULL);
  look (GTK_WIDGET (self->window), "map and outline");
  act (self, "win.park", NULL);
  look (GTK_WIDGET (self->window), "parking");
  act (self, "win.outline", NULL);
  act (self, "win.present", NULL);
  look (GTK_WIDGET (self->window), "present");
  act (self, "win.present", NULL);
}

static void
walk_evidence (UiFixture *self)
{
  static const char *const tabs[] = { "records", "suggestions", "measures", "ledger" };

  act (self, "win.page", "evidence");
  for (gsize i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_object_set (find (self, TL_TYPE_EVIDENCE_PAGE), "tab", tabs[i], NULL);
      ui_settle ();
      look (GTK_WIDGET (self->window), tabs[i]);
    }
  g_object_set (find (self, TL_TYPE_EVIDENCE_PAGE), "tab", "records", NULL);
  gtk_widget_activate_action (find (self, TL_TYPE_RECORDS_VIEW), "records.select-all", NULL);
  ui_settle ();
  look (GTK_WIDGET (self->window), "records, all selected");
}

static void
walk_fixes (UiFixture *self)
{
  TlSession            *session = tl_window_get_session (self->window);
  g_autoptr (GPtrArray) fixes = tl_journey_collect (tl_session_get_journey (session), TL_KIND_FIX);
  GtkWidget            *pane;

  act (self, "win.page", "fixes");
  tl_session_select (session, tl_thing_get_id (fixes->pdata[0]));
  for (int i = 0; i < 3; i++)
    ui_settle ();
  look (GTK_WIDGET (self->window), "fixes");
  pane = find (self, TL_TYPE_WHAT_IF_PANE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (ui_find_type (pane, GTK_TYPE_TOGGLE_BUTTON)), TRUE);
  for (int i = 0; i < 3; i++)
    ui_settle ();
  look (GTK_WIDGET (self->window), "what if");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (ui_find_type (pane, GTK_TYPE_TOGGLE_BUTTON)), FALSE);
}

static void
walk (UiFixture *self)
{
  walk_map (self);
  walk_evidence (self);
  walk_fixes (self);
  act (self, "win.page", "pack");
  look (GTK_WIDGET (self->window), "pack");
  act (self, "win.page", "map");
}

static void
test_long (UiFixture *self, gconstpointer data)
{
  g_autofree char *path = write_long ();

  n_too_big = 0;
  ui_open (self, path);
  for (gsize i = 0; i < G_N_ELEMENTS (screens); i++)
    {
      set_screen (i);
      stretch_words (i == 0);
      walk (self);
      stretch_words (FALSE);
    }
  set_screen (0);
  g_assert_cmpuint (n_too_big, ==, 0);
}

static void
test_start (UiFixture *self, gconstpointer data)
{
  n_too_big = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (screens); i++)
    {
      set_screen (i);
      look (GTK_WIDGET (self->window), "start");
    }
  set_screen (0);
  g_assert_cmpuint (n_too_big, ==, 0);
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  UI_TEST ("/ui/room/start", NULL, test_start);
  UI_TEST ("/ui/room/long", NULL, test_long);
  return g_test_run ();
}
