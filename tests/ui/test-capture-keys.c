/* test-capture-keys.c: a workshop's keys, on a real keyboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-canvas-entry.h"
#include "tl-map-page.h"
#include "tl-xml.h"
#include "ui-fixture.h"

static TlCanvas *
get_canvas (UiFixture *self)
{
  return TL_CANVAS (ui_find_type (GTK_WIDGET (self->window), TL_TYPE_CANVAS));
}

static TlSession *
get_session (UiFixture *self)
{
  return tl_window_get_session (self->window);
}

static TlJourney *
get_journey (UiFixture *self)
{
  return tl_session_get_journey (get_session (self));
}

static gboolean
xdotool (const char *format, ...)
{
  g_autofree char *command = NULL;
  va_list          args;
  int              status = -1;

  va_start (args, format);
  command = g_strdup_vprintf (format, args);
  va_end (args);
  {
    g_autofree char *line = g_strconcat ("xdotool ", command, NULL);

    return g_spawn_command_line_sync (line, NULL, NULL, &status, NULL) && status == 0;
  }
}

static void
keys (const char *names)
{
  g_assert_true (xdotool ("key --delay 15 %s", names));
  ui_settle ();
}

static void
text (const char *typed)
{
  g_assert_true (xdotool ("type --delay 8 '%s'", typed));
  ui_settle ();
}

static gboolean
begin (UiFixture *self)
{
  if (!xdotool ("version"))
    {
      g_test_skip ("xdotool is not installed");
      return FALSE;
    }
  gtk_widget_grab_focus (GTK_WIDGET (get_canvas (self)));
  ui_settle ();
  return TRUE;
}

static TlThing *
find (UiFixture *self, TlKind kind, const char *title)
{
  g_autoptr (GPtrArray) things = tl_journey_collect (get_journey (self), kind);

  for (guint i = 0; i < things->len; i++)
    if (g_str_equal (tl_thing_get_title (things->pdata[i]), title))
      return things->pdata[i];
  g_error ("There is no “%s”", title);
}

static const char *
find_id (UiFixture *self, TlKind kind, const char *title)
{
  return tl_thing_get_id (find (self, kind, title));
}

static char *
to_xml (UiFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tl_xml_to_bytes (tl_session_get_document (get_session (self)), &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
undo_all (UiFixture *self, const char *before)
{
  g_autofree char *after = NULL;

  while (tl_session_undo (get_session (self)))
    ;
  after = to_xml (self);
  g_assert_cmpstr (after, ==, before);
  ui_settle ();
}

/* The first key types, too, whatever it is: digits, dead keys, marks. */
static void
test_type (UiFixture *self, gconstpointer data)
{
  g_autofree char *before = to_xml (self);
  guint            n = tl_journey_n (get_journey (self), TL_KIND_STAGE);
  TlThing         *touchpoint;
  int              status = -1;

  if (!begin (self))
    return;
  /* A keyboard that has dead keys. */
  if (g_spawn_command_line_sync ("setxkbmap us -variant intl", NULL, NULL, &status, NULL) && status == 0)
    ui_settle ();
  keys ("dead_acute e t");
  g_assert_true (tl_canvas_is_typing (get_canvas (self)));
  keys ("Tab");
  g_assert_cmpuint (tl_journey_n (get_journey (self), TL_KIND_STAGE), ==, n + 1);
  g_assert_nonnull (find (self, TL_KIND_STAGE, "ét"));
  text ("3D Secure");
  /* It is made, and felt, in one go. */
  keys ("alt+2");
  touchpoint = find (self, TL_KIND_TOUCHPOINT, "3D Secure");
  g_assert_cmpfloat (tl_thing_get_number (touchpoint, TL_TOUCHPOINT_EMOTION), ==, -1);
  keys ("alt+p");
  g_assert_cmpstr (tl_thing_get_text (touchpoint, TL_TOUCHPOINT_CHANNEL), ==, "phone");
  keys ("exclam s Return plus g Return");
  g_assert_cmpuint (tl_thing_n (touchpoint, TL_KIND_PAIN), ==, 1);
  g_assert_cmpuint (tl_thing_n (touchpoint, TL_KIND_DELIGHT), ==, 1);
  /* Empty, it turns into something else; Esc leaves what was typed behind. */
  keys ("shift+Tab");
  text ("lost");
  keys ("Escape");
  g_assert_false (tl_canvas_is_typing (get_canvas (self)));
  g_assert_cmpuint (tl_journey_n (get_journey (self), TL_KIND_STAGE), ==, n + 1);
  keys ("alt+0");
  g_assert_false (tl_thing_has (touchpoint, TL_TOUCHPOINT_EMOTION));
  undo_all (self, before);
}

/* A share is typed on its ribbon; what cannot be is said, and stays until it can. */
static void
test_share (UiFixture *self, gconstpointer data)
{
  g_autofree char *before = to_xml (self);
  TlThing         *way;
  g_autofree char *id = NULL;
  g_autofree char *share = NULL;
  g_autofree char *name = NULL;

  if (!begin (self))
    return;
  keys ("a Return b ctrl+Return c Return Escape");
  way = tl_thing_nth (tl_journey_get_root (get_journey (self)), TL_KIND_TRANSITION,
                      tl_journey_n (get_journey (self), TL_KIND_TRANSITION) - 1);
  id = g_strdup (tl_thing_get_id (way));
  g_assert_cmpstr (tl_thing_get_text (way, TL_TRANSITION_TO), ==, find_id (self, TL_KIND_STAGE, "c"));
  tl_session_select (get_session (self), id);
  gtk_widget_grab_focus (GTK_WIDGET (get_canvas (self)));
  ui_settle ();
  text ("140%");
  keys ("Return");
  g_assert_true (tl_canvas_is_typing (get_canvas (self)));
  g_assert_false (tl_thing_has (way, TL_TRANSITION_SHARE));
  keys ("ctrl+a");
  text ("2,300 of 5,000");
  keys ("Return");
  g_assert_false (tl_canvas_is_typing (get_canvas (self)));
  share = tl_thing_format (way, TL_TRANSITION_SHARE);
  g_assert_cmpstr (share, ==, "2300/5000");
  name = tl_document_dup_undo_name (tl_session_get_document (get_session (self)));
  g_assert_cmpstr (name, ==, "Set share");
  /* Enter on it asks again; a number alone is per cent. */
  keys ("Return");
  g_assert_true (tl_canvas_is_typing (get_canvas (self)));
  keys ("ctrl+a 4 0 Return");
  g_assert_cmpfloat_with_epsilon (tl_thing_get_estimate (way, TL_TRANSITION_SHARE).likely, 0.4, 1e-9);
  keys ("Return ctrl+a 9 Escape");
  g_assert_cmpfloat_with_epsilon (tl_thing_get_estimate (way, TL_TRANSITION_SHARE).likely, 0.4, 1e-9);
  /* One that was just drawn asks for its own. */
  tl_session_select (get_session (self), find_id (self, TL_KIND_STAGE, "c"));
  gtk_widget_activate_action (GTK_WIDGET (get_canvas (self)), "canvas.connect-to", "s", find_id (self, TL_KIND_STAGE, "a"));
  ui_settle ();
  g_assert_true (tl_canvas_is_typing (get_canvas (self)));
  keys ("7 percent Return");
  way = tl_thing_nth (tl_journey_get_root (get_journey (self)), TL_KIND_TRANSITION,
                      tl_journey_n (get_journey (self), TL_KIND_TRANSITION) - 1);
  g_assert_cmpfloat_with_epsilon (tl_thing_get_estimate (way, TL_TRANSITION_SHARE).likely, 0.07, 1e-9);
  undo_all (self, before);
}

/* From anywhere, and onto the map in one edit. */
static void
test_park (UiFixture *self, gconstpointer data)
{
  g_autofree char *before = to_xml (self);
  GtkWidget       *lot;

  if (!begin (self))
    return;
  keys ("ctrl+shift+p");
  text ("Later");
  keys ("Return");
  text ("Much later");
  keys ("Return Escape");
  g_assert_cmpuint (tl_journey_n (get_journey (self), TL_KIND_PARKED), ==, 2);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (get_canvas (self))));
  lot = ui_find_type (GTK_WIDGET (self->window), g_type_from_name ("TlParking"));
  tl_session_select (get_session (self), "basket");
  g_assert_true (gtk_widget_activate_action (lot, "parking.take", "(ss)", find_id (self, TL_KIND_PARKED, "Later"),
                                             "touchpoint"));
  ui_settle ();
  g_assert_cmpstr (tl_thing_get_id (tl_thing_get_parent (find (self, TL_KIND_TOUCHPOINT, "Later"))), ==, "basket");
  g_assert_cmpuint (tl_journey_n (get_journey (self), TL_KIND_PARKED), ==, 1);
  g_assert_true (tl_session_undo (get_session (self)));
  g_assert_cmpuint (tl_journey_n (get_journey (self), TL_KIND_PARKED), ==, 2);
  undo_all (self, before);
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  UI_TEST ("/capture/keys/type", "tradeoffs.xml", test_type);
  UI_TEST ("/capture/keys/share", "tradeoffs.xml", test_share);
  UI_TEST ("/capture/keys/park", "tradeoffs.xml", test_park);
  return g_test_run ();
}
