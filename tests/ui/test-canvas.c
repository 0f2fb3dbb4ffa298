/* test-canvas.c: the map, its leaves and how one moves over it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "tl-canvas-leaf.h"
#include "tl-parts.h"
#include "ui-fixture.h"

static TlCanvas *
get_canvas (UiFixture *self)
{
  GtkWidget *canvas = ui_find_type (GTK_WIDGET (self->window), TL_TYPE_CANVAS);

  g_assert_nonnull (canvas);
  return TL_CANVAS (canvas);
}

static const char *
selected (UiFixture *self)
{
  return tl_session_get_selected (tl_window_get_session (self->window));
}

static void
assert_label (GtkWidget *leaf, const char *expected)
{
  g_autofree char *difference = NULL;

  g_assert_nonnull (leaf);
  difference = gtk_test_accessible_check_property (GTK_ACCESSIBLE (leaf), GTK_ACCESSIBLE_PROPERTY_LABEL, expected);
  g_assert_cmpstr (difference, ==, NULL);
}

/* What a screen reader finds: nested, named, and joined as customers go. */
static void
test_accessible (UiFixture *self, gconstpointer data)
{
  TlCanvas  *canvas = get_canvas (self);
  GtkWidget *basket = tl_canvas_get_leaf (canvas, "basket");
  GtkWidget *page = tl_canvas_get_leaf (canvas, "basketpage");
  GtkWidget *fee = tl_canvas_get_leaf (canvas, "fee");

  gtk_test_accessible_assert_role (canvas, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_role (basket, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  assert_label (GTK_WIDGET (canvas), "Map of Free delivery, and the telephone number taken away");
  assert_label (basket, "Stage Basket, 500,000 visits, 1 pain at stake £1.02m");
  assert_label (page, "Touchpoint Basket page, 1 pain");
  assert_label (fee, "Pain point Delivery fee appears late, at stake £1.02m");
  assert_label (tl_canvas_get_leaf (canvas, "again"), "Stage Buys again, 142,464 visits");
  g_assert_true (gtk_widget_get_parent (basket) == GTK_WIDGET (canvas));
  g_assert_true (gtk_widget_get_parent (page) == basket);
  g_assert_true (gtk_widget_get_parent (fee) == page);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (basket), GTK_ACCESSIBLE_RELATION_FLOW_TO));
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (tl_canvas_get_leaf (canvas, "again")),
                                                    GTK_ACCESSIBLE_RELATION_FLOW_TO));
  g_assert_true (gtk_widget_get_focusable (fee));
  g_assert_null (tl_canvas_get_leaf (canvas, "nothing"));
  g_assert_null (tl_canvas_get_leaf (canvas, NULL));
}

static void
test_select (UiFixture *self, gconstpointer data)
{
  TlCanvas  *canvas = get_canvas (self);
  GtkWidget *fee = tl_canvas_get_leaf (canvas, "fee");

  g_assert_null (selected (self));
  gtk_test_accessible_assert_state (fee, GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
  g_assert_true (gtk_widget_activate_action (fee, "thing.open", NULL));
  g_assert_cmpstr (selected (self), ==, "fee");
  gtk_test_accessible_assert_state (fee, GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  g_assert_true (gtk_widget_activate_action (fee, "canvas.clear", NULL));
  g_assert_null (selected (self));
  tl_session_select (tl_window_get_session (self->window), "no such thing");
  g_assert_null (selected (self));
}

/* Tab goes along the journey and into each stage; the arrows walk to what is next. */
static void
test_keys (UiFixture *self, gconstpointer data)
{
  static const char *const along[] = { "basket", "basketpage", "fee",        "order",    "parcel", "late",
                                       "support", "callcentre", "noanswer", "email", "again" };
  TlCanvas *canvas = get_canvas (self);

  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  for (gsize i = 0; i < G_N_ELEMENTS (along); i++)
    {
      g_assert_true (gtk_widget_child_focus (GTK_WIDGET (canvas), GTK_DIR_TAB_FORWARD));
      g_assert_cmpstr (selected (self), ==, along[i]);
      g_assert_true (gtk_widget_is_focus (tl_canvas_get_leaf (canvas, along[i])));
    }
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (canvas), GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (canvas), GTK_DIR_TAB_BACKWARD));
  g_assert_cmpstr (selected (self), ==, "email");

  gtk_widget_grab_focus (tl_canvas_get_leaf (canvas, "basket"));
  gtk_widget_child_focus (GTK_WIDGET (canvas), GTK_DIR_RIGHT);
  g_assert_cmpstr (selected (self), ==, "order");
  gtk_widget_child_focus (GTK_WIDGET (canvas), GTK_DIR_LEFT);
  g_assert_cmpstr (selected (self), ==, "basket");
  /* Through the ways of a stage, and along one. */
  gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.next-way", NULL);
  g_assert_cmpstr (selected (self), ==, "basket-order");
  gtk_widget_child_focus (GTK_WIDGET (canvas), GTK_DIR_RIGHT);
  g_assert_cmpstr (selected (self), ==, "order");
  for (int i = 0; i < 5 && g_strcmp0 (selected (self), "order-support") != 0; i++)
    gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.next-way", NULL);
  g_assert_cmpstr (selected (self), ==, "order-support");
  gtk_widget_child_focus (GTK_WIDGET (canvas), GTK_DIR_LEFT);
  g_assert_cmpstr (selected (self), ==, "order");
  gtk_widget_grab_focus (tl_canvas_get_leaf (canvas, "callcentre"));
  gtk_widget_child_focus (GTK_WIDGET (canvas), GTK_DIR_DOWN);
  g_assert_cmpstr (selected (self), !=, "callcentre");
  gtk_widget_child_focus (GTK_WIDGET (canvas), GTK_DIR_LEFT);
}

static void
test_zoom (UiFixture *self, gconstpointer data)
{
  TlCanvas *canvas = get_canvas (self);
  double    x, y, after_x, after_y, scale;

  tl_canvas_fit (canvas);
  g_assert_true (tl_canvas_get_place (canvas, "order", &x, &y));
  tl_canvas_zoom_about (canvas, 2, x, y);
  g_assert_true (tl_canvas_get_place (canvas, "order", &after_x, &after_y));
  g_assert_cmpfloat_with_epsilon (x, after_x, 1e-6);
  g_assert_cmpfloat_with_epsilon (y, after_y, 1e-6);
  scale = tl_canvas_get_scale (canvas);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.zoom-in", NULL);
  g_assert_cmpfloat_with_epsilon (tl_canvas_get_scale (canvas), scale * TL_CANVAS_ZOOM_STEP, 1e-9);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.zoom-normal", NULL);
  g_assert_cmpfloat (tl_canvas_get_scale (canvas), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.zoom-fit", NULL);
  ui_settle ();
  for (int i = 0; i < 40; i++)
    tl_canvas_zoom_by (canvas, 3);
  ui_settle ();
  for (int i = 0; i < 40; i++)
    tl_canvas_zoom_by (canvas, 0.2);
  ui_settle ();
  g_assert_true (isfinite (tl_canvas_get_scale (canvas)));
}

static void
test_pan (UiFixture *self, gconstpointer data)
{
  TlCanvas  *canvas = get_canvas (self);
  GtkWidget *basket = tl_canvas_get_leaf (canvas, "basket");
  double     x, y, after_x, after_y;

  tl_canvas_fit (canvas);
  ui_settle ();
  g_assert_true (gtk_widget_get_child_visible (basket));
  g_assert_true (tl_canvas_get_place (canvas, "basket", &x, &y));
  tl_canvas_pan (canvas, 30, -20);
  g_assert_true (tl_canvas_get_place (canvas, "basket", &after_x, &after_y));
  g_assert_cmpfloat_with_epsilon (after_x, x - 30, 1e-6);
  g_assert_cmpfloat_with_epsilon (after_y, y + 20, 1e-6);
  tl_canvas_zoom_to (canvas, 3);
  tl_canvas_pan (canvas, 1e6, 1e6);
  ui_settle ();
  /* Out of sight it is not painted, but still there for whoever does not look; and it comes back for the focus. */
  g_assert_false (gtk_widget_get_child_visible (basket));
  g_assert_true (gtk_widget_grab_focus (basket));
  ui_settle ();
  g_assert_true (gtk_widget_get_child_visible (basket));
}

static guint
count_ink (GdkTexture *texture)
{
  int              width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  g_autofree guchar *pixels = g_malloc ((gsize) width * height * 4);
  guint            ink = 0;

  gdk_texture_download (texture, pixels, (gsize) width * 4);
  for (gsize i = 0; i < (gsize) width * height; i++)
    if (ABS ((int) pixels[i * 4] - (int) pixels[i * 4 + 2]) > 60) /* blue or vermilion, not grey */
      ink++;
  return ink;
}

static GdkTexture *
picture_of (GtkWidget *widget)
{
  g_autoptr (GdkPaintable)  paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot              *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  return gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node, NULL);
}

/* It paints: something is there, it changes with what is selected, and with the dark. */
static void
test_paints (UiFixture *self, gconstpointer data)
{
  TlCanvas            *canvas = get_canvas (self);
  AdwStyleManager     *style = adw_style_manager_get_default ();
  g_autoptr (GdkTexture) plain = NULL;
  g_autoptr (GdkTexture) marked = NULL;
  g_autoptr (GdkTexture) dark = NULL;

  tl_canvas_fit (canvas);
  ui_settle ();
  plain = picture_of (GTK_WIDGET (canvas));
  g_assert_cmpuint (count_ink (plain), >, 500);
  tl_session_select (tl_window_get_session (self->window), "support");
  ui_settle ();
  marked = picture_of (GTK_WIDGET (canvas));
  g_assert_cmpuint (count_ink (marked), >, count_ink (plain) + 100);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  ui_settle ();
  dark = picture_of (GTK_WIDGET (canvas));
  g_assert_cmpuint (count_ink (dark), >, 500);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  ui_settle ();
}

/* What was painted once is not laid out again: not by moving, and by an edit only where it shows. */
static void
test_kept (UiFixture *self, gconstpointer data)
{
  TlCanvas          *canvas = get_canvas (self);
  g_autoptr (TlEdit) edit = tl_edit_new ("Rename");
  g_autoptr (GError) error = NULL;
  guint              all, before;

  tl_canvas_zoom_to (canvas, 1);
  tl_canvas_pan (canvas, 400, 0);
  ui_settle ();
  tl_canvas_fit (canvas);
  tl_canvas_zoom_to (canvas, 0.6);
  ui_settle ();
  all = before = tl_canvas_n_layouts (canvas);
  g_assert_cmpuint (all, >, 20);
  for (int i = 0; i < 5; i++)
    {
      tl_canvas_pan (canvas, i % 2 ? 40 : -40, 3);
      ui_settle ();
    }
  g_assert_cmpuint (tl_canvas_n_layouts (canvas), ==, before);
  tl_edit_set (edit, "again", TL_STAGE_TITLE, "Comes again");
  tl_session_apply (tl_window_get_session (self->window), edit, &error);
  g_assert_no_error (error);
  ui_settle ();
  g_assert_cmpuint (tl_canvas_n_layouts (canvas), >, before);
  g_assert_cmpuint (tl_canvas_n_layouts (canvas) - before, <, all / 3);
}

/* From afar the card says it all: nothing in it is pointed at, and moving lays out nothing. */
static void
test_afar (UiFixture *self, gconstpointer data)
{
  static const double scales[] = { 0.45, 0.35, 0.25, 0.15, 0.05 };
  TlCanvas           *canvas = get_canvas (self);

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      guint before;

      tl_canvas_fit (canvas);
      tl_canvas_zoom_to (canvas, scales[i]);
      ui_settle ();
      before = tl_canvas_n_layouts (canvas);
      tl_canvas_pan (canvas, 10, 10);
      ui_settle ();
      g_assert_cmpuint (tl_canvas_n_layouts (canvas), ==, before);
      g_assert_nonnull (tl_canvas_get_leaf (canvas, "fee"));
    }
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  UI_TEST ("/canvas/accessible", "tradeoffs.xml", test_accessible);
  UI_TEST ("/canvas/select", "tradeoffs.xml", test_select);
  UI_TEST ("/canvas/keys", "tradeoffs.xml", test_keys);
  UI_TEST ("/canvas/zoom", "tradeoffs.xml", test_zoom);
  UI_TEST ("/canvas/pan", "tradeoffs.xml", test_pan);
  UI_TEST ("/canvas/kept", "tradeoffs.xml", test_kept);
  UI_TEST ("/canvas/afar", "tradeoffs.xml", test_afar);
  UI_TEST ("/canvas/paints", "tradeoffs.xml", test_paints);
  return g_test_run ();
}
