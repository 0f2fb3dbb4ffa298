/* test-canvas-edit.c: the map is edited where it is drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-canvas-entry.h"
#include "tl-canvas-leaf.h"
#include "tl-map-page.h"
#include "tl-open.h"
#include "tl-xml.h"
#include "ui-fixture.h"

/* A button that is seen, by what it says. */
static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found)
        return found;
    }
  return NULL;
}

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

static TlThing *
lookup (UiFixture *self, const char *id)
{
  return tl_journey_lookup (tl_session_get_journey (get_session (self)), id);
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
act (UiFixture *self, const char *thing, const char *action)
{
  GtkWidget *leaf = tl_canvas_get_leaf (get_canvas (self), thing);

  g_assert_nonnull (leaf);
  g_assert_true (gtk_widget_activate_action (leaf, action, NULL));
}

static TlCanvasEntry *
get_entry (UiFixture *self)
{
  GtkWidget *entry = NULL;

  /* The last: one that is done with may be on its way out. */
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (get_canvas (self))); child;
       child = gtk_widget_get_next_sibling (child))
    if (TL_IS_CANVAS_ENTRY (child) && gtk_widget_get_visible (child))
      entry = child;
  return entry ? TL_CANVAS_ENTRY (entry) : NULL;
}

/* Types a title and commits it, by the entry's own actions; where Enter goes on to the next of its kind, leaves that. */
static void
type (UiFixture *self, const char *title, const char *action)
{
  TlCanvasEntry *entry = get_entry (self);

  g_assert_nonnull (entry);
  g_assert_true (tl_canvas_is_typing (get_canvas (self)));
  tl_canvas_entry_set_text (entry, title);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (entry), action, NULL));
  if (g_str_equal (action, "entry.commit") && tl_canvas_is_typing (get_canvas (self)))
    gtk_widget_activate_action (GTK_WIDGET (get_entry (self)), "entry.cancel", NULL);
}

static const char *
selected (UiFixture *self)
{
  return tl_session_get_selected (get_session (self));
}

static char *
dup_undo (UiFixture *self)
{
  return tl_document_dup_undo_name (tl_session_get_document (get_session (self)));
}

static void
assert_undo (UiFixture *self, const char *name)
{
  g_autofree char *found = dup_undo (self);

  g_assert_cmpstr (found, ==, name);
}

/* Takes everything back and compares. */
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

static void
test_add (UiFixture *self, gconstpointer data)
{
  g_autofree char *before = to_xml (self);
  TlCanvas        *canvas = get_canvas (self);
  GtkWidget       *basket = tl_canvas_get_leaf (canvas, "basket");

  act (self, "basket", "thing.add-inside");
  g_assert_cmpuint (tl_thing_n (lookup (self, "basket"), TL_KIND_TOUCHPOINT), ==, 1);
  type (self, "  Checkout ", "entry.commit");
  assert_undo (self, "Add touchpoint");
  g_assert_cmpuint (tl_thing_n (lookup (self, "basket"), TL_KIND_TOUCHPOINT), ==, 2);
  g_assert_cmpstr (tl_thing_get_title (lookup (self, selected (self))), ==, "Checkout");
  g_assert_true (gtk_widget_is_focus (tl_canvas_get_leaf (canvas, selected (self))));
  g_assert_false (tl_canvas_is_typing (canvas));
  /* The leaf of what was there before is the same widget. */
  g_assert_true (tl_canvas_get_leaf (canvas, "basket") == basket);

  act (self, selected (self), "thing.add-pain");
  type (self, "Cards refused", "entry.commit");
  assert_undo (self, "Add pain point");
  g_assert_cmpint (tl_thing_get_kind (lookup (self, selected (self))), ==, TL_KIND_PAIN);
  act (self, selected (self), "thing.add-after");
  type (self, "Slow", "entry.commit");
  g_assert_nonnull (find_button (GTK_WIDGET (self->window), "+ _Stage"));
  act (self, selected (self), "thing.add-delight");
  type (self, "Friendly", "entry.commit");
  assert_undo (self, "Add delight");

  act (self, "basket", "thing.add-after");
  type (self, "Compare", "entry.commit-after");
  /* Straight on to the next. */
  type (self, "Decide", "entry.commit");
  g_assert_cmpuint (tl_journey_n (tl_session_get_journey (get_session (self)), TL_KIND_STAGE), ==, 6);
  assert_undo (self, "Add stage");
  ui_settle ();
  undo_all (self, before);
}

/* Behind what was made, the next waits for its title; whoever turns to another thing instead means that. */
static void
test_turn (UiFixture *self, gconstpointer data)
{
  g_autofree char *before = to_xml (self);
  TlCanvas        *canvas = get_canvas (self);
  guint            n;

  act (self, "basket", "thing.add-after");
  tl_canvas_entry_set_text (get_entry (self), "Compare");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_entry (self)), "entry.commit", NULL));
  g_assert_true (tl_canvas_is_typing (canvas));
  n = tl_journey_n (tl_session_get_journey (get_session (self)), TL_KIND_STAGE);
  act (self, "order", "thing.add-inside");
  type (self, "Receipt", "entry.commit");
  g_assert_cmpuint (tl_journey_n (tl_session_get_journey (get_session (self)), TL_KIND_STAGE), ==, n);
  g_assert_cmpstr (tl_thing_get_id (tl_thing_get_parent (lookup (self, selected (self)))), ==, "order");
  /* What was typed by then counts. */
  act (self, "basket", "thing.add-inside");
  tl_canvas_entry_set_text (get_entry (self), "Vouchers");
  act (self, "order", "thing.rename");
  g_assert_cmpuint (tl_thing_n (lookup (self, "basket"), TL_KIND_TOUCHPOINT), ==, 2);
  g_assert_cmpstr (tl_canvas_entry_get_text (get_entry (self)), ==, "Order placed");
  gtk_widget_activate_action (GTK_WIDGET (get_entry (self)), "entry.cancel", NULL);
  ui_settle ();
  undo_all (self, before);
}

static void
test_cancel (UiFixture *self, gconstpointer data)
{
  g_autofree char *before = to_xml (self);
  g_autofree char *name = NULL;

  act (self, "basket", "thing.add-after");
  type (self, "Compare", "entry.cancel");
  act (self, "basket", "thing.add-inside");
  type (self, "   ", "entry.commit");
  act (self, "fee", "thing.rename");
  type (self, "", "entry.commit");
  act (self, "fee", "thing.rename");
  type (self, "Fee", "entry.cancel");
  name = dup_undo (self);
  g_assert_cmpstr (name, ==, NULL);
  g_assert_cmpstr (selected (self), ==, "fee");
  /* Turning to something else counts as meaning it. */
  act (self, "fee", "thing.rename");
  tl_canvas_entry_set_text (get_entry (self), "Fee");
  gtk_widget_grab_focus (GTK_WIDGET (get_canvas (self)));
  g_assert_false (tl_canvas_is_typing (get_canvas (self)));
  g_assert_cmpstr (tl_thing_get_title (lookup (self, "fee")), ==, "Fee");
  ui_settle ();
  undo_all (self, before);
}

static void
test_rename (UiFixture *self, gconstpointer data)
{
  act (self, "basket", "thing.rename");
  g_assert_cmpstr (tl_canvas_entry_get_text (get_entry (self)), ==, "Basket");
  type (self, "Trolley <b>&", "entry.commit");
  assert_undo (self, "Rename stage");
  g_assert_cmpstr (tl_thing_get_title (lookup (self, "basket")), ==, "Trolley <b>&");
  g_assert_true (gtk_widget_is_focus (tl_canvas_get_leaf (get_canvas (self), "basket")));
  act (self, "basketpage", "thing.rename");
  type (self, "Page", "entry.commit");
  assert_undo (self, "Rename touchpoint");
  ui_settle ();
}

static void
test_move (UiFixture *self, gconstpointer data)
{
  g_autofree char *before = to_xml (self);
  GtkWidget       *leaf;

  act (self, "support", "thing.move-up");
  assert_undo (self, "Move stage");
  act (self, "email", "thing.move-up");
  assert_undo (self, "Move touchpoint");
  g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (lookup (self, "support"), TL_KIND_TOUCHPOINT, 0)), ==, "email");
  /* A leaf that goes into another keeps the focus. */
  leaf = tl_canvas_get_leaf (get_canvas (self), "email");
  gtk_widget_grab_focus (leaf);
  act (self, "email", "thing.move-left");
  g_assert_cmpstr (tl_thing_get_id (tl_thing_get_parent (lookup (self, "email"))), ==, "order");
  g_assert_true (tl_canvas_get_leaf (get_canvas (self), "email") == leaf);
  g_assert_true (gtk_widget_get_parent (leaf) == tl_canvas_get_leaf (get_canvas (self), "order"));
  g_assert_true (gtk_widget_is_focus (leaf));
  ui_settle ();
  undo_all (self, before);
}

static void
test_delete (UiFixture *self, gconstpointer data)
{
  g_autofree char *before = to_xml (self);

  act (self, "support", "thing.delete");
  assert_undo (self, "Delete stage");
  g_assert_null (lookup (self, "callcentre"));
  g_assert_null (lookup (self, "order-support"));
  g_assert_null (tl_canvas_get_leaf (get_canvas (self), "support"));
  g_assert_null (tl_canvas_get_leaf (get_canvas (self), "noanswer"));
  g_assert_nonnull (ui_find_type (GTK_WIDGET (self->window), ADW_TYPE_TOAST_OVERLAY));
  ui_settle ();
  act (self, "fee", "thing.delete");
  assert_undo (self, "Delete pain point");
  ui_settle ();
  undo_all (self, before);
  g_assert_nonnull (tl_canvas_get_leaf (get_canvas (self), "noanswer"));
}

static void
test_connect (UiFixture *self, gconstpointer data)
{
  g_autofree char *before = to_xml (self);
  g_autofree char *same = NULL;
  GtkWidget       *canvas = GTK_WIDGET (get_canvas (self));

  tl_session_select (get_session (self), "basket");
  gtk_widget_activate_action (canvas, "canvas.connect-to", "s", "again");
  assert_undo (self, "Connect stages");
  g_assert_nonnull (lookup (self, "basket-again"));
  /* How many go that way is asked at once. */
  gtk_widget_activate_action (GTK_WIDGET (get_entry (self)), "entry.cancel", NULL);
  /* Twice, or out of an outcome, the door refuses it, and nothing changes. */
  gtk_widget_activate_action (canvas, "canvas.connect-to", "s", "again");
  tl_session_select (get_session (self), "again");
  gtk_widget_activate_action (canvas, "canvas.connect-to", "s", "basket");
  g_assert_cmpuint (tl_journey_n (tl_session_get_journey (get_session (self)), TL_KIND_TRANSITION), ==, 5);
  tl_session_select (get_session (self), "basket-again");
  g_assert_cmpstr (selected (self), ==, "basket-again");
  gtk_widget_activate_action (canvas, "canvas.reconnect-to", "s", "support");
  assert_undo (self, "Reconnect transition");
  ui_settle ();
  gtk_widget_activate_action (canvas, "canvas.delete", NULL);
  assert_undo (self, "Delete transition");
  tl_session_select (get_session (self), "again");
  gtk_widget_activate_action (canvas, "canvas.set-kind", "s", "lost");
  assert_undo (self, "Change the kind of stage");
  gtk_widget_activate_action (canvas, "canvas.set-kind", "s", "nonsense");
  ui_settle ();
  same = dup_undo (self);
  g_assert_cmpstr (same, ==, "Change the kind of stage");
  undo_all (self, before);
}

/* Every kind of thing has its menu, opened by key; empty ground too. */
static void
test_menu (UiFixture *self, gconstpointer data)
{
  static const char *const things[] = { "basket", "basketpage", "fee", "basket-order", "free", NULL };
  GtkWidget               *canvas = GTK_WIDGET (get_canvas (self));

  for (gsize i = 0; i < G_N_ELEMENTS (things); i++)
    {
      GtkWidget *menu = NULL;

      tl_session_select (get_session (self), things[i]);
      gtk_widget_activate_action (canvas, "canvas.menu", NULL);
      ui_settle ();
      menu = ui_find_type (canvas, GTK_TYPE_POPOVER_MENU);
      g_assert_nonnull (menu);
      g_assert_true (gtk_widget_get_visible (menu));
      gtk_popover_popdown (GTK_POPOVER (menu));
      ui_settle ();
    }
}

/* What is on the screen stays there while something else is edited. */
static void
test_steady (UiFixture *self, gconstpointer data)
{
  TlCanvas *canvas = get_canvas (self);
  double    x, y, after_x, after_y;

  tl_session_select (get_session (self), "order");
  ui_settle ();
  g_assert_true (tl_canvas_get_place (canvas, "basket", &x, &y));
  act (self, "order", "thing.rename");
  type (self, "Order", "entry.commit");
  ui_settle ();
  g_assert_true (tl_canvas_get_place (canvas, "basket", &after_x, &after_y));
  g_assert_cmpfloat_with_epsilon (x, after_x, 1);
  g_assert_cmpfloat_with_epsilon (y, after_y, 1);
}

static gboolean
has_figures (gpointer data)
{
  return tl_session_get_figures (data) && tl_figures_get_stage (tl_session_get_figures (data), "basket") == NULL;
}

/* From an empty journey: the first stage by the page's own button's action, and figures that follow. */
static void
test_from_nothing (UiFixture *self, gconstpointer data)
{
  TlCanvas        *canvas = get_canvas (self);
  g_autofree char *before = NULL;

  while (tl_journey_n (tl_session_get_journey (get_session (self)), TL_KIND_STAGE) > 0)
    {
      TlThing *root = tl_journey_get_root (tl_session_get_journey (get_session (self)));

      act (self, tl_thing_get_id (tl_thing_nth (root, TL_KIND_STAGE, 0)), "thing.delete");
    }
  ui_settle ();
  before = to_xml (self);
  gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.add-stage", NULL);
  type (self, "Basket", "entry.commit");
  g_assert_nonnull (tl_canvas_get_leaf (canvas, selected (self)));
  gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.add-inside", NULL);
  type (self, "Page", "entry.commit-inside");
  type (self, "Fee", "entry.commit");
  ui_wait_until (has_figures, get_session (self));
  ui_settle ();
  for (int i = 0; i < 3; i++)
    g_assert_true (tl_session_undo (get_session (self)));
  {
    g_autofree char *after = to_xml (self);

    g_assert_cmpstr (after, ==, before);
  }
  ui_settle ();
}

static gboolean
is_drawn (gpointer data)
{
  return tl_canvas_get_leaf (data, "again") != NULL;
}

/* Where nothing may be changed, nothing that changes it is offered. */
static void
test_read_only (void)
{
  g_autofree char      *path = ui_case ("tradeoffs.xml");
  g_autoptr (GError)    error = NULL;
  g_autoptr (TlDocument) document = tl_open (path, TL_DOCUMENT_READ_ONLY, NULL, &error);
  g_autoptr (TlSession) session = NULL;
  GtkWidget            *window = gtk_window_new ();
  GtkWidget            *page = NULL;
  TlCanvas             *canvas;

  g_assert_no_error (error);
  session = tl_session_new (document);
  page = g_object_new (TL_TYPE_MAP_PAGE, NULL);
  canvas = tl_map_page_get_canvas (TL_MAP_PAGE (page));
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  tl_map_page_set_session (TL_MAP_PAGE (page), session);
  tl_session_refresh (session);
  ui_wait_until (is_drawn, canvas);
  for (gsize i = 0; i < 3; i++)
    {
      static const char *const things[] = { "basket", "basketpage", "fee" };
      GtkWidget               *leaf = tl_canvas_get_leaf (canvas, things[i]);

      gtk_widget_activate_action (leaf, "thing.open", NULL);
      g_assert_cmpstr (tl_session_get_selected (session), ==, things[i]);
      gtk_widget_activate_action (leaf, "thing.rename", NULL);
      gtk_widget_activate_action (leaf, "thing.add-after", NULL);
      gtk_widget_activate_action (leaf, "thing.add-inside", NULL);
      gtk_widget_activate_action (leaf, "thing.delete", NULL);
      gtk_widget_activate_action (leaf, "thing.move-down", NULL);
      gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.add-stage", NULL);
      gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.rename", NULL);
      g_assert_false (tl_canvas_is_typing (canvas));
    }
  g_assert_null (find_button (page, "+ touchpoint"));
  g_assert_null (find_button (page, "+ _Stage"));
  gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.menu", NULL);
  ui_settle ();
  g_assert_cmpuint (tl_journey_n (tl_session_get_journey (session), TL_KIND_STAGE), ==, 4);
  tl_map_page_set_session (TL_MAP_PAGE (page), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
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

/* Where a thing is on the screen, on which the window stands in the corner. */
static void
get_screen_place (UiFixture *self, const char *thing, double *x, double *y)
{
  graphene_point_t point;
  double           dx, dy;

  g_assert_true (tl_canvas_get_place (get_canvas (self), thing, x, y));
  g_assert_true (gtk_widget_compute_point (GTK_WIDGET (get_canvas (self)), GTK_WIDGET (self->window),
                                           &GRAPHENE_POINT_INIT ((float) *x, (float) *y), &point));
  gtk_native_get_surface_transform (GTK_NATIVE (self->window), &dx, &dy);
  *x = point.x + dx;
  *y = point.y + dy;
}

static void
drag (UiFixture *self, const char *thing, double dx, double dy, gboolean escapes)
{
  double x, y;

  get_screen_place (self, thing, &x, &y);
  xdotool ("mousemove %.0f %.0f", x, y);
  ui_settle ();
  xdotool ("mousedown 1");
  for (int i = 1; i <= 4; i++)
    {
      xdotool ("mousemove %.0f %.0f", x + dx * i / 4, y + dy * i / 4);
      ui_settle ();
    }
  if (escapes)
    xdotool ("key Escape");
  ui_settle ();
  xdotool ("mouseup 1");
  ui_settle ();
}

static gboolean
is_moved (gpointer data)
{
  g_autofree char *name = dup_undo (data);

  return name != NULL;
}

/* With a real pointer: a pain dragged down into the next touchpoint; Esc meanwhile, and nothing has happened. */
static void
test_pointer (UiFixture *self, gconstpointer data)
{
  g_autofree char *before = to_xml (self);
  g_autofree char *after = NULL;
  double           x, y, to_x, to_y;

  if (!xdotool ("version"))
    {
      g_test_skip ("xdotool is not installed");
      return;
    }
  tl_canvas_fit (get_canvas (self));
  ui_settle ();
  get_screen_place (self, "noanswer", &x, &y);
  get_screen_place (self, "email", &to_x, &to_y);
  drag (self, "noanswer", 0, to_y - y, TRUE);
  after = to_xml (self);
  g_assert_cmpstr (after, ==, before);
  drag (self, "noanswer", 0, to_y - y, FALSE);
  ui_wait_until (is_moved, self);
  g_assert_cmpstr (tl_thing_get_id (tl_thing_get_parent (lookup (self, "noanswer"))), ==, "email");
  assert_undo (self, "Move pain point");
  undo_all (self, before);
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  /* First, as there is no window manager here to give the keyboard to a later window. */
  UI_TEST ("/canvas-edit/pointer", "tradeoffs.xml", test_pointer);
  UI_TEST ("/canvas-edit/add", "tradeoffs.xml", test_add);
  UI_TEST ("/canvas-edit/turn", "tradeoffs.xml", test_turn);
  UI_TEST ("/canvas-edit/cancel", "tradeoffs.xml", test_cancel);
  UI_TEST ("/canvas-edit/rename", "tradeoffs.xml", test_rename);
  UI_TEST ("/canvas-edit/move", "tradeoffs.xml", test_move);
  UI_TEST ("/canvas-edit/delete", "tradeoffs.xml", test_delete);
  UI_TEST ("/canvas-edit/connect", "tradeoffs.xml", test_connect);
  UI_TEST ("/canvas-edit/menu", "tradeoffs.xml", test_menu);
  UI_TEST ("/canvas-edit/steady", "tradeoffs.xml", test_steady);
  g_test_add_func ("/canvas-edit/read-only", test_read_only);
  UI_TEST ("/canvas-edit/from-nothing", "tradeoffs.xml", test_from_nothing);
  return g_test_run ();
}
