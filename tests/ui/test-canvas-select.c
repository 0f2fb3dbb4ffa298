/* test-canvas-select.c: many things selected, copied and pasted on the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-canvas.h"
#include "tl-chooser.h"
#include "tl-fragment.h"
#include "tl-installed.h"
#include "tl-panel.h"
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

static TlThing *
lookup (UiFixture *self, const char *id)
{
  return tl_journey_lookup (get_journey (self), id);
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
choose (UiFixture *self, const char *ids)
{
  g_auto (GStrv) list = g_strsplit (ids, " ", -1);

  tl_session_select_many (get_session (self), (const char *const *) list, NULL);
}

static void
assert_selected (UiFixture *self, const char *ids)
{
  g_auto (GStrv)   list = tl_session_dup_selection (get_session (self));
  g_autofree char *joined = g_strjoinv (" ", list);

  g_assert_cmpstr (joined, ==, ids);
}

static void
act (UiFixture *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_canvas (self)), action, NULL));
}

static void
assert_undo (UiFixture *self, const char *name)
{
  g_autofree char *found = tl_document_dup_undo_name (tl_session_get_document (get_session (self)));

  g_assert_cmpstr (found, ==, name);
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

/* The session's own: what is selected, in which order, and which is the primary one. */
static void
test_session (UiFixture *self, gconstpointer data)
{
  TlSession       *session = get_session (self);
  g_autofree char *before = to_xml (self);

  choose (self, "basket nothing fee basket tradeoffs support");
  assert_selected (self, "basket fee support");
  g_assert_cmpstr (tl_session_get_selected (session), ==, "support");
  tl_session_toggle (session, "fee");
  assert_selected (self, "basket support");
  g_assert_cmpstr (tl_session_get_selected (session), ==, "support");
  tl_session_toggle (session, "support");
  g_assert_cmpstr (tl_session_get_selected (session), ==, "basket");
  tl_session_toggle (session, "basket");
  g_assert_cmpstr (tl_session_get_selected (session), ==, NULL);
  g_assert_cmpuint (tl_session_n_selected (session), ==, 0);
  tl_session_add (session, "basket");
  tl_session_add (session, "order");
  tl_session_add (session, "basket");
  assert_selected (self, "basket order");
  g_assert_cmpstr (tl_session_get_selected (session), ==, "basket");
  g_assert_true (tl_session_is_selected (session, "order"));
  g_assert_false (tl_session_is_selected (session, "fee"));
  tl_session_select (session, "basket");
  assert_selected (self, "basket");
  /* What goes is not selected any more; the rest is. */
  choose (self, "basket order again");
  gtk_widget_activate_action (tl_canvas_get_leaf (get_canvas (self), "order"), "thing.delete", NULL);
  g_assert_false (tl_session_is_selected (session, "order"));
  ui_settle ();
  undo_all (self, before);
}

static void
test_select (UiFixture *self, gconstpointer data)
{
  GtkWidget *canvas = GTK_WIDGET (get_canvas (self));

  act (self, "canvas.select-all");
  assert_selected (self, "basket order support again");
  gtk_widget_activate_action (canvas, "canvas.select-kind", "s", "pain");
  assert_selected (self, "fee late noanswer");
  gtk_widget_activate_action (canvas, "canvas.select-kind", "s", "fix");
  assert_selected (self, "free nophone tracking");
  gtk_widget_activate_action (canvas, "canvas.select-kind", "s", "nonsense");
  assert_selected (self, "free nophone tracking");
  /* By the arrows, there and back. */
  tl_session_select (get_session (self), "basket");
  gtk_widget_grab_focus (tl_canvas_get_leaf (get_canvas (self), "basket"));
  gtk_widget_activate_action (canvas, "canvas.extend", "(ii)", 1, 0);
  assert_selected (self, "basket order");
  gtk_widget_activate_action (canvas, "canvas.extend", "(ii)", 1, 0);
  g_assert_cmpuint (tl_session_n_selected (get_session (self)), ==, 3);
  gtk_widget_activate_action (canvas, "canvas.extend", "(ii)", -1, 0);
  assert_selected (self, "basket order");
  act (self, "canvas.clear");
  assert_selected (self, "");
  ui_settle ();
}

/* The panel counts them, and offers what can be done with all. */
static void
test_panel (UiFixture *self, gconstpointer data)
{
  g_autofree char *before = to_xml (self);
  GtkWidget       *panel = ui_find_type (GTK_WIDGET (self->window), TL_TYPE_PANEL);

  choose (self, "basket order fee");
  ui_settle ();
  g_assert_nonnull (ui_find_label (panel, "3 selected"));
  g_assert_nonnull (ui_find_label (panel, "2 stages"));
  g_assert_nonnull (ui_find_label (panel, "1 pain point"));
  tl_session_ask (get_session (self), "canvas.delete");
  assert_undo (self, "Delete 3 things");
  ui_settle ();
  g_assert_null (ui_find_label (panel, "3 selected"));
  undo_all (self, before);
}

static gboolean
is_pasted (gpointer data)
{
  UiFixture       *self = data;
  g_autofree char *name = tl_document_dup_undo_name (tl_session_get_document (get_session (self)));

  return name && g_str_has_prefix (name, "Paste");
}

static void
paste (UiFixture *self)
{
  act (self, "canvas.paste");
  ui_wait_until (is_pasted, self);
  ui_settle ();
}

static void
test_copy (UiFixture *self, gconstpointer data)
{
  g_autofree char   *before = to_xml (self);
  GdkClipboard      *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->window));
  GdkContentFormats *formats;
  TlThing           *copy;

  choose (self, "order support");
  act (self, "canvas.copy");
  formats = gdk_clipboard_get_formats (clipboard);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, TL_FRAGMENT_TYPE));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "image/svg+xml"));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "image/png"));
  g_assert_true (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING));
  tl_session_select (get_session (self), "basket");
  paste (self);
  assert_undo (self, "Paste 2 things");
  g_assert_cmpuint (tl_journey_n (get_journey (self), TL_KIND_STAGE), ==, 6);
  g_assert_cmpuint (tl_journey_n (get_journey (self), TL_KIND_TRANSITION), ==, 5);
  /* They are selected, behind “basket”. */
  g_assert_cmpuint (tl_session_n_selected (get_session (self)), ==, 2);
  copy = lookup (self, tl_session_get_selected (get_session (self)));
  g_assert_cmpstr (tl_thing_get_title (copy), ==, "Order placed");
  g_assert_cmpfloat (tl_thing_get_number (copy, TL_STAGE_COLUMN), ==, 1);
  undo_all (self, before);

  choose (self, "fee noanswer");
  act (self, "canvas.cut");
  assert_undo (self, "Cut 2 things");
  g_assert_null (lookup (self, "fee"));
  tl_session_select (get_session (self), "email");
  paste (self);
  g_assert_cmpstr (tl_thing_get_id (tl_thing_get_parent (lookup (self, "fee"))), ==, "email");
  g_assert_cmpuint (tl_thing_n (lookup (self, "email"), TL_KIND_PAIN), ==, 2);
  undo_all (self, before);
}

static void
test_duplicate (UiFixture *self, gconstpointer data)
{
  g_autofree char *before = to_xml (self);

  tl_session_select (get_session (self), "basket");
  act (self, "canvas.duplicate");
  assert_undo (self, "Duplicate “Basket”");
  g_assert_cmpuint (tl_journey_n (get_journey (self), TL_KIND_PAIN), ==, 4);
  ui_settle ();
  choose (self, "email fee free");
  act (self, "canvas.duplicate");
  assert_undo (self, "Duplicate 3 things");
  g_assert_cmpuint (tl_thing_n (lookup (self, "support"), TL_KIND_TOUCHPOINT), ==, 3);
  g_assert_cmpuint (tl_thing_n (lookup (self, "basketpage"), TL_KIND_PAIN), ==, 2);
  g_assert_cmpuint (tl_journey_n (get_journey (self), TL_KIND_FIX), ==, 4);
  ui_settle ();
  undo_all (self, before);
}

/* From one window into another. */
static void
test_windows (UiFixture *self, gconstpointer data)
{
  g_autofree char *other = ui_case ("overlap.xml");
  TlWindow        *first = self->window;
  guint            n;

  choose (self, "order support");
  act (self, "canvas.copy");
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "new-window", NULL);
  self->window = TL_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (self->application)));
  g_assert_true (self->window != first);
  ui_open (self, other);
  self->window = TL_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (self->application)));
  n = tl_journey_n (get_journey (self), TL_KIND_STAGE);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self->window));
  paste (self);
  g_assert_cmpuint (tl_journey_n (get_journey (self), TL_KIND_STAGE), ==, n + 2);
  self->window = first;
}

static void
set_text (UiFixture *self, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->window)), text);
}

static void
test_text (UiFixture *self, gconstpointer data)
{
  g_autofree char *before = to_xml (self);

  set_text (self, "Look\n\tWeb page\n\t\t! Slow\nBuy\n");
  tl_session_select (get_session (self), "again");
  act (self, "canvas.paste");
  for (int i = 0; i < 200 && tl_journey_n (get_journey (self), TL_KIND_STAGE) < 6; i++)
    ui_settle ();
  g_assert_cmpuint (tl_journey_n (get_journey (self), TL_KIND_STAGE), ==, 6);
  g_assert_cmpuint (tl_journey_n (get_journey (self), TL_KIND_PAIN), ==, 4);
  g_assert_cmpuint (tl_session_n_selected (get_session (self)), ==, 2);
  undo_all (self, before);
}

/* What another program says is a fragment is refused, and nothing happens. */
static void
test_hostile (UiFixture *self, gconstpointer data)
{
  static const char *const texts[] = { "", "<", "<fragment xmlns=\"urn:throughline:journey:1\"><pain id=\"p\"/></fragment>",
                                       "<fragment xmlns=\"urn:throughline:journey:1\"><stage/></fragment>",
                                       "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><fragment>&e;</fragment>" };
  g_autofree char         *before = to_xml (self);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes)             bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr (GdkContentProvider) content = gdk_content_provider_new_for_bytes (TL_FRAGMENT_TYPE, bytes);
      g_autofree char               *after = NULL;

      gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self->window)), content);
      act (self, "canvas.paste");
      ui_settle ();
      ui_settle ();
      after = to_xml (self);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
picture_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(GdkTexture **) data = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_read (gpointer data)
{
  return *(GdkTexture **) data != NULL;
}

/* A picture for a document, of what was copied and nothing else. */
static void
test_picture (UiFixture *self, gconstpointer data)
{
  g_autoptr (GdkTexture) texture = NULL;

  choose (self, "basket email order-again");
  act (self, "canvas.copy");
  gdk_clipboard_read_texture_async (gtk_widget_get_clipboard (GTK_WIDGET (self->window)), NULL, picture_read, &texture);
  ui_wait_until (is_read, &texture);
  g_assert_cmpint (gdk_texture_get_width (texture), >, 300);
  if (g_getenv ("TL_PICTURE"))
    gdk_texture_save_to_png (texture, g_getenv ("TL_PICTURE"));
}

static gboolean
is_inserted (gpointer data)
{
  return tl_journey_n (get_journey (data), TL_KIND_STAGE) > 4;
}

static void
test_insert (UiFixture *self, gconstpointer data)
{
  g_autofree char       *before = to_xml (self);
  g_autoptr (GPtrArray)  templates = tl_installed_list_templates ();
  const TlTemplate      *template = templates->pdata[0];
  g_autofree char       *name = g_strdup_printf ("Insert “%s”", template->title);
  GtkWidget             *chooser;

  act (self, "canvas.insert");
  ui_settle ();
  chooser = ui_find_type (GTK_WIDGET (get_canvas (self)), TL_TYPE_CHOOSER);
  g_assert_nonnull (chooser);
  g_assert_cmpuint (tl_chooser_get_n (TL_CHOOSER (chooser)), ==, templates->len);
  gtk_popover_popdown (GTK_POPOVER (chooser));
  tl_session_select (get_session (self), "order");
  gtk_widget_activate_action (GTK_WIDGET (get_canvas (self)), "canvas.insert-file", "s", template->path);
  ui_wait_until (is_inserted, self);
  assert_undo (self, name);
  ui_settle ();
  undo_all (self, before);
  /* What is no journey is said, and changes nothing. */
  gtk_widget_activate_action (GTK_WIDGET (get_canvas (self)), "canvas.insert-file", "s", "/nothing/here");
  ui_settle ();
  ui_settle ();
  undo_all (self, before);
}

/* Each chooser lists what can be chosen, and does it. */
static void
test_choosers (UiFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *thing, *action;
    guint       n;
  } cases[] = {
    { "basket", "canvas.connect", 2 },      { "basket-order", "canvas.choose-from", 2 },
    { "basket-order", "canvas.choose-to", 3 }, { "basket", "canvas.move", 3 },
    { "email", "canvas.move", 4 },          { "fee", "canvas.move", 3 },
  };
  g_autofree char *before = to_xml (self);
  GtkWidget       *canvas = GTK_WIDGET (get_canvas (self));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *chooser;

      tl_session_select (get_session (self), cases[i].thing);
      act (self, cases[i].action);
      ui_settle ();
      chooser = ui_find_type (canvas, TL_TYPE_CHOOSER);
      g_assert_nonnull (chooser);
      g_assert_cmpuint (tl_chooser_get_n (TL_CHOOSER (chooser)), ==, cases[i].n);
      gtk_popover_popdown (GTK_POPOVER (chooser));
      ui_settle ();
    }
  tl_session_select (get_session (self), "fee");
  gtk_widget_activate_action (canvas, "canvas.move-to", "s", "email");
  assert_undo (self, "Move pain point");
  g_assert_cmpstr (tl_thing_get_id (tl_thing_get_parent (lookup (self, "fee"))), ==, "email");
  choose (self, "order support");
  gtk_widget_activate_action (canvas, "canvas.move-to", "s", "again");
  assert_undo (self, "Move 2 stages");
  gtk_widget_activate_action (canvas, "canvas.move-to", "s", "fee");
  gtk_widget_activate_action (canvas, "canvas.move-to", "s", "nothing");
  assert_undo (self, "Move 2 stages");
  ui_settle ();
  undo_all (self, before);
}

static gboolean
xdotool (const char *format, ...)
{
  g_autofree char *arguments = NULL;
  g_autofree char *line = NULL;
  g_autofree char *said = NULL;
  int              status = -1;
  va_list          args;

  va_start (args, format);
  arguments = g_strdup_vprintf (format, args);
  va_end (args);
  line = g_strconcat ("xdotool ", arguments, NULL);
  return g_spawn_command_line_sync (line, &said, NULL, &status, NULL) && status == 0;
}

static void
get_screen_box (UiFixture *self, const char *thing, graphene_rect_t *box)
{
  double dx, dy;

  g_assert_true (gtk_widget_compute_bounds (tl_canvas_get_leaf (get_canvas (self), thing), GTK_WIDGET (self->window), box));
  gtk_native_get_surface_transform (GTK_NATIVE (self->window), &dx, &dy);
  graphene_rect_offset (box, (float) dx, (float) dy);
}

static void
pull (double x, double y, double to_x, double to_y)
{
  xdotool ("mousemove %.0f %.0f", x, y);
  ui_settle ();
  xdotool ("mousedown 1");
  for (int i = 1; i <= 4; i++)
    {
      xdotool ("mousemove %.0f %.0f", x + (to_x - x) * i / 4, y + (to_y - y) * i / 4);
      ui_settle ();
    }
}

/* With a real pointer: a band around two stages; Esc gives one up; Ctrl takes one out; both are dragged at once. */
static void
test_pointer (UiFixture *self, gconstpointer data)
{
  g_autofree char *before = to_xml (self);
  g_autofree char *after = NULL;
  graphene_rect_t  basket, order, support;
  double           bottom;

  if (!xdotool ("version"))
    {
      g_test_skip ("xdotool is not installed");
      return;
    }
  tl_canvas_fit (get_canvas (self));
  ui_settle ();
  get_screen_box (self, "basket", &basket);
  get_screen_box (self, "order", &order);
  get_screen_box (self, "support", &support);
  bottom = MAX (basket.origin.y + basket.size.height, order.origin.y + order.size.height) + 8;
  pull (basket.origin.x - 8, basket.origin.y - 12, order.origin.x + order.size.width + 8, bottom);
  xdotool ("key Escape");
  ui_settle ();
  xdotool ("mouseup 1");
  ui_settle ();
  assert_selected (self, "");
  pull (basket.origin.x - 8, basket.origin.y - 12, order.origin.x + order.size.width + 8, bottom);
  xdotool ("mouseup 1");
  ui_settle ();
  assert_selected (self, "basket order");
  pull (order.origin.x + 20, order.origin.y + 8, order.origin.x + 20, support.origin.y + support.size.height / 2);
  xdotool ("mouseup 1");
  ui_settle ();
  assert_undo (self, "Move 2 stages");
  assert_selected (self, "basket order");
  g_assert_true (tl_session_undo (get_session (self)));
  ui_settle ();
  after = to_xml (self);
  g_assert_cmpstr (after, ==, before);
  xdotool ("keydown ctrl mousemove %.0f %.0f click 1 keyup ctrl", basket.origin.x + 20, basket.origin.y + 8);
  ui_settle ();
  ui_settle ();
  assert_selected (self, "order");
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  /* First, as there is no window manager here to give the keyboard to a later window. */
  UI_TEST ("/canvas-select/pointer", "tradeoffs.xml", test_pointer);
  UI_TEST ("/canvas-select/session", "tradeoffs.xml", test_session);
  UI_TEST ("/canvas-select/select", "tradeoffs.xml", test_select);
  UI_TEST ("/canvas-select/panel", "tradeoffs.xml", test_panel);
  UI_TEST ("/canvas-select/copy", "tradeoffs.xml", test_copy);
  UI_TEST ("/canvas-select/duplicate", "tradeoffs.xml", test_duplicate);
  UI_TEST ("/canvas-select/windows", "tradeoffs.xml", test_windows);
  UI_TEST ("/canvas-select/text", "tradeoffs.xml", test_text);
  UI_TEST ("/canvas-select/hostile", "tradeoffs.xml", test_hostile);
  UI_TEST ("/canvas-select/picture", "tradeoffs.xml", test_picture);
  UI_TEST ("/canvas-select/insert", "tradeoffs.xml", test_insert);
  UI_TEST ("/canvas-select/choosers", "tradeoffs.xml", test_choosers);
  return g_test_run ();
}
