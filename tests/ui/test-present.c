/* test-present.c: the map shown to a room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "tl-canvas-view.h"
#include "tl-map-page.h"
#include "tl-panel.h"
#include "tl-present-rail.h"
#include "ui-fixture.h"

static TlSession *
session_of (UiFixture *self)
{
  return tl_window_get_session (self->window);
}

static GtkWidget *
find (UiFixture *self, GType type)
{
  GtkWidget *widget = ui_find_type (GTK_WIDGET (self->window), type);

  g_assert_nonnull (widget);
  return widget;
}

static TlPresent *
present_of (UiFixture *self)
{
  return TL_PRESENT (find (self, TL_TYPE_PRESENT));
}

static void
act (UiFixture *self, const char *name)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->window), name, NULL);
  for (int i = 0; i < 3; i++)
    ui_settle ();
}

/* The smallest letters on the screen, in pixels, but for what is not seen. */
static double
least_text (TlCanvas *canvas)
{
  TlScene *scene = tl_canvas_get_scene (canvas);
  double   least = HUGE_VAL;

  for (guint i = 0; i < tl_scene_n_items (scene); i++)
    if (tl_scene_get_item (scene, i)->type == TL_ITEM_TEXT)
      least = MIN (least, tl_scene_get_item (scene, i)->text.font.size);
  return least * tl_canvas_get_scale (canvas);
}

static gboolean
is_seen (TlCanvas *canvas, const char *thing)
{
  const TlViewport *view = tl_canvas_get_view (canvas);
  TlBox             box;

  return tl_canvas_get_box (canvas, thing, &box) && box.x >= view->x
         && box.x + box.width <= view->x + view->view_width / view->scale;
}

static gboolean
says_money (TlCanvas *canvas)
{
  TlScene *scene = tl_canvas_get_scene (canvas);

  for (guint i = 0; i < tl_scene_n_items (scene); i++)
    {
      const TlItem *item = tl_scene_get_item (scene, i);

      if (item->type == TL_ITEM_TEXT && strstr (item->text.string, "£"))
        return TRUE;
    }
  return FALSE;
}

static void
test_steps (UiFixture *self, gconstpointer data)
{
  TlCanvas  *canvas = TL_CANVAS (find (self, TL_TYPE_CANVAS));
  TlPresent *present = present_of (self);
  guint      n;

  g_assert_true (gtk_widget_get_visible (find (self, TL_TYPE_PANEL)));
  act (self, "present");
  g_assert_true (tl_present_is_on (present));
  g_assert_cmpuint (tl_present_get_step (present, &n), ==, 0);
  g_assert_cmpuint (n, ==, 4);
  g_assert_false (gtk_widget_get_visible (find (self, TL_TYPE_PANEL)));
  g_assert_false (gtk_widget_get_visible (find (self, ADW_TYPE_HEADER_BAR)));
  g_assert_cmpfloat (least_text (canvas), >=, 17.99);
  g_assert_true (is_seen (canvas, "basket"));
  g_assert_cmpstr (tl_session_get_selected (session_of (self)), ==, "basket");

  for (guint i = 1; i < n + 2; i++)
    {
      tl_present_go (present, 1);
      for (int k = 0; k < 4; k++)
        ui_settle ();
      g_assert_cmpuint (tl_present_get_step (present, NULL), ==, MIN (i, n - 1));
      g_assert_cmpfloat (least_text (canvas), >=, 17.99);
      g_assert_true (is_seen (canvas, tl_session_get_selected (session_of (self))));
    }

  act (self, "present");
  g_assert_false (tl_present_is_on (present));
  g_assert_true (gtk_widget_get_visible (find (self, TL_TYPE_PANEL)));
  g_assert_true (gtk_widget_get_visible (find (self, ADW_TYPE_HEADER_BAR)));
}

/* A room with customers in it. */
static void
test_money (UiFixture *self, gconstpointer data)
{
  TlCanvas  *canvas = TL_CANVAS (find (self, TL_TYPE_CANVAS));
  TlPresent *present = present_of (self);

  g_assert_true (says_money (canvas));
  act (self, "hide-money");
  /* It is there for presenting alone. */
  g_assert_false (tl_present_hides_money (present));
  act (self, "present");
  g_assert_true (says_money (canvas));
  act (self, "hide-money");
  g_assert_true (tl_present_hides_money (present));
  g_assert_false (says_money (canvas));
  g_assert_null (ui_find_label (GTK_WIDGET (find (self, TL_TYPE_PRESENT_RAIL)), "£1.02m"));
  /* It stays so through an edit, and when one presents again. */
  tl_session_refresh (session_of (self));
  ui_settle ();
  g_assert_false (says_money (canvas));
  tl_present_end (present);
  ui_settle ();
  g_assert_true (says_money (canvas));
  act (self, "present");
  g_assert_false (says_money (canvas));
  tl_present_hide_money (present, FALSE);
  g_assert_true (says_money (canvas));
}

/* The stage that is shown goes, and all of them do. */
static void
test_gone (UiFixture *self, gconstpointer data)
{
  TlPresent            *present = present_of (self);
  TlJourney            *journey = tl_session_get_journey (session_of (self));

  act (self, "present");
  tl_present_go (present, 1);
  for (guint left = tl_journey_n (journey, TL_KIND_STAGE); left > 0; left--)
    {
      g_autoptr (TlEdit)    edit = tl_edit_new ("away");
      g_autoptr (GPtrArray) all = tl_journey_collect (journey, TL_KIND_STAGE);

      tl_edit_delete (edit, tl_thing_get_id (all->pdata[all->len - 1]));
      g_assert_true (tl_session_apply (session_of (self), edit, NULL));
      ui_settle ();
    }
  tl_present_go (present, 1);
  g_assert_cmpuint (tl_present_get_step (present, NULL), ==, G_MAXUINT);
  while (tl_session_undo (session_of (self)))
    ;
  ui_settle ();
  tl_present_go (present, 1);
  g_assert_cmpuint (tl_present_get_step (present, NULL), !=, G_MAXUINT);
  /* The window may be closed as it is. */
}

static void
press (UiFixture *self, guint key)
{
  GListModel *controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->window));
  gboolean    done = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !done; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &done);
    }
  g_object_unref (controllers);
  for (int i = 0; i < 3; i++)
    ui_settle ();
}

static void
test_keys (UiFixture *self, gconstpointer data)
{
  TlPresent *present = present_of (self);

  act (self, "present");
  press (self, GDK_KEY_Right);
  g_assert_cmpuint (tl_present_get_step (present, NULL), ==, 1);
  press (self, GDK_KEY_End);
  g_assert_cmpuint (tl_present_get_step (present, NULL), ==, 3);
  press (self, GDK_KEY_Left);
  g_assert_cmpuint (tl_present_get_step (present, NULL), ==, 2);
  press (self, GDK_KEY_Home);
  g_assert_cmpuint (tl_present_get_step (present, NULL), ==, 0);
  press (self, GDK_KEY_Escape);
  g_assert_false (tl_present_is_on (present));
}

/* Whoever selects a pain elsewhere speaks of its stage. */
static void
test_follows (UiFixture *self, gconstpointer data)
{
  TlPresent *present = present_of (self);

  tl_session_select (session_of (self), "noanswer");
  act (self, "present");
  g_assert_cmpstr (tl_session_get_selected (session_of (self)), ==, "support");
  tl_session_select (session_of (self), "fee");
  g_assert_cmpuint (tl_present_get_step (present, NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  UI_TEST ("/ui/present/steps", "tradeoffs.xml", test_steps);
  UI_TEST ("/ui/present/money", "tradeoffs.xml", test_money);
  UI_TEST ("/ui/present/gone", "tradeoffs.xml", test_gone);
  UI_TEST ("/ui/present/keys", "tradeoffs.xml", test_keys);
  UI_TEST ("/ui/present/follows", "tradeoffs.xml", test_follows);
  return g_test_run ();
}
