/* tl-canvas-input.c: how a person moves over the map
 *
 * Wheel and touchpad, middle button, held space, fingers and keys. What they change is the viewport and the selection;
 * nothing here paints.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "tl-canvas-private.h"


/* One notch of a wheel zooms by so much. */
#define NOTCH 1.12

/* A pointer that is moved less, in pixels, drags nothing. */
#define DRAG 8.0

#define DRAGGED TL_CANVAS_LEAVES

static GtkEventController *
add (TlCanvas *self, GtkEventController *controller)
{
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  return controller;
}

static void
set_cursor (TlCanvas *self, const char *name)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

static void aim_tool (TlCanvas *self);

static gboolean
scrolled (GtkEventControllerScroll *controller, double dx, double dy, gpointer data)
{
  TlCanvas       *self = data;
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean        wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;
  double          step = wheel ? TL_CANVAS_STEP : 1;

  if (state & GDK_CONTROL_MASK)
    {
      tl_canvas_zoom_about (self, pow (NOTCH, wheel ? -dy : -dy / 20), self->pointer_x, self->pointer_y);
      return GDK_EVENT_STOP;
    }
  if ((state & GDK_SHIFT_MASK) && dx == 0)
    {
      dx = dy;
      dy = 0;
    }
  tl_canvas_pan (self, dx * step, dy * step);
  aim_tool (self);
  return GDK_EVENT_STOP;
}

static void
moved (GtkEventControllerMotion *controller, double x, double y, gpointer data)
{
  TlCanvas *self = data;

  TlHandle  handle;
  gboolean  over;

  self->pointer_x = x;
  self->pointer_y = y;
  if (self->session == NULL || tl_tool_get_state (self->tool) == TL_TOOL_ACTIVE)
    return;
  /* A handle lies half beside its card, and must not go when one reaches for it. */
  over = _tl_canvas_handle_at (self, x, y, &handle);
  if (!self->space)
    set_cursor (self, over ? "crosshair" : NULL);
  if (!over)
    _tl_canvas_set_hover (self, _tl_canvas_hit (self, x, y));
}

static void
left (GtkEventControllerMotion *controller, gpointer data)
{
  _tl_canvas_set_hover (data, TL_SCENE_NONE);
}

/* Whether a thing under the pointer can be dragged; a finger drags only what is selected, so that it can move the map. */
static gboolean
take_hold (TlCanvas *self, double x, double y, gboolean touches)
{
  double      slop = DRAG / self->view.scale, scene_x, scene_y;
  guint       hit = _tl_canvas_hit (self, x, y);
  const char *thing = _tl_canvas_get_thing (self, hit);
  TlHandle    handle;

  if (!_tl_canvas_can_edit (self))
    return FALSE;
  tl_viewport_to_picture (&self->view, x, y, &scene_x, &scene_y);
  if (_tl_canvas_handle_at (self, x, y, &handle))
    return tl_tool_press (self->tool, handle.kind, handle.thing, handle.at_start, scene_x, scene_y, slop);
  if (_tl_canvas_feel_press (self, scene_x, scene_y, slop))
    return TRUE;
  _tl_canvas_tell_chosen (self);
  if (thing == NULL || (touches && !tl_session_is_selected (self->session, thing))
      || !(TL_ROLE_BIT (tl_scene_get_group (self->scene, hit)->role) & DRAGGED))
    return FALSE;
  return tl_tool_press (self->tool, TL_TOOL_MOVE, thing, FALSE, scene_x, scene_y, slop);
}

static void
show_tool (TlCanvas *self)
{
  _tl_canvas_buttons_update (self);
  _tl_highlight_update (self->highlight);
  gtk_widget_queue_draw (self->above);
}

/* On empty ground a band begins, also where nothing can be changed. */
static gboolean
begin_band (TlCanvas *self, double x, double y)
{
  double scene_x, scene_y;

  if (self->session == NULL || self->scene == NULL || _tl_canvas_hit (self, x, y) != TL_SCENE_NONE)
    return FALSE;
  tl_viewport_to_picture (&self->view, x, y, &scene_x, &scene_y);
  return tl_tool_press (self->tool, TL_TOOL_BAND, NULL, FALSE, scene_x, scene_y, DRAG / self->view.scale);
}

/* What is under the pointer has moved, or the pointer has. */
static void
aim_tool (TlCanvas *self)
{
  double x, y;

  if (tl_tool_get_state (self->tool) != TL_TOOL_ACTIVE)
    return;
  tl_viewport_to_picture (&self->view, self->tool_x, self->tool_y, &x, &y);
  tl_tool_move (self->tool, x, y);
  show_tool (self);
}

/* What was taken near an edge moves the map only where it is dragged towards that edge. */
static double
tame (double speed, double from, double to)
{
  return (speed < 0 && to > from - DRAG) || (speed > 0 && to < from + DRAG) ? 0 : speed;
}

/* The map moves on under what is dragged to its edge. */
static gboolean
scroll_on (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  TlCanvas *self = TL_CANVAS (widget);
  gint64    now = gdk_frame_clock_get_frame_time (clock);
  double    seconds = MIN ((double) (now - self->scrolled) / G_USEC_PER_SEC, 0.1);
  double    dx, dy;

  if (tl_tool_get_state (self->tool) != TL_TOOL_ACTIVE)
    {
      self->scrolling = 0;
      return G_SOURCE_REMOVE;
    }
  self->scrolled = now;
  if (tl_tool_get_scroll (self->tool_x, self->tool_y, self->view.view_width, self->view.view_height, &dx, &dy))
    {
      dx = tame (dx, self->hold_x, self->tool_x);
      dy = tame (dy, self->hold_y, self->tool_y);
    }
  if (dx != 0 || dy != 0)
    {
      tl_canvas_pan (self, dx * seconds, dy * seconds);
      aim_tool (self);
    }
  return G_SOURCE_CONTINUE;
}

static void
move_tool (TlCanvas *self, GtkGesture *gesture, double dx, double dy)
{
  gboolean was_active = tl_tool_get_state (self->tool) == TL_TOOL_ACTIVE;
  double   x, y;

  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &x, &y);
  self->hold_x = x;
  self->hold_y = y;
  self->tool_x = x + dx;
  self->tool_y = y + dy;
  if (_tl_canvas_feel_holds (self))
    {
      if (_tl_canvas_feel_move (self, self->tool_x, self->tool_y))
        gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      return;
    }
  tl_viewport_to_picture (&self->view, self->tool_x, self->tool_y, &x, &y);
  if (!tl_tool_move (self->tool, x, y))
    return;
  if (!was_active && self->scrolling == 0)
    {
      self->scrolled = g_get_monotonic_time ();
      self->scrolling = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_on, NULL, NULL);
    }
  if (!was_active)
    {
      GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
      GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      /* Esc must come here. */
      if (focus == NULL || (focus != GTK_WIDGET (self) && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
        gtk_widget_grab_focus (GTK_WIDGET (self));
      set_cursor (self, tl_tool_get_kind (self->tool) == TL_TOOL_MOVE ? "grabbing"
                        : tl_tool_get_kind (self->tool) == TL_TOOL_BAND ? NULL : "crosshair");
    }
  show_tool (self);
}

static void
drag_begun (GtkGestureDrag *gesture, double x, double y, gpointer data)
{
  TlCanvas         *self = data;
  GdkEventSequence *sequence = gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (gesture));
  guint             button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  self->pans = FALSE;
  if (_tl_canvas_title_is_at (self, x, y))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  _tl_canvas_title_end (self, TRUE, FALSE);
  if (button == GDK_BUTTON_PRIMARY && !self->space
      && (take_hold (self, x, y, sequence != NULL) || (sequence == NULL && begin_band (self, x, y))))
    return;
  /* The first button belongs to what is under it, unless space is held; a finger moves the map. */
  if (button != GDK_BUTTON_MIDDLE && !(button == GDK_BUTTON_PRIMARY && (self->space || sequence)))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->pans = TRUE;
  self->drag_x = self->drag_y = 0;
  if (sequence == NULL)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      set_cursor (self, "grabbing");
    }
}

static void
dragged (GtkGestureDrag *gesture, double dx, double dy, gpointer data)
{
  TlCanvas *self = data;

  if (!self->pans)
    {
      move_tool (self, GTK_GESTURE (gesture), dx, dy);
      return;
    }
  /* A finger that hardly moves is a tap. */
  if (gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (gesture)) && hypot (dx, dy) < 8
      && self->drag_x == 0 && self->drag_y == 0)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  tl_canvas_pan (self, self->drag_x - dx, self->drag_y - dy);
  self->drag_x = dx;
  self->drag_y = dy;
}

static void
drag_ended (GtkGestureDrag *gesture, double dx, double dy, gpointer data)
{
  TlCanvas       *self = data;
  TlAct          *act = tl_tool_release (self->tool);
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (_tl_canvas_feel_release (self, TRUE))
    return;
  set_cursor (self, self->space ? "grab" : NULL);
  show_tool (self);
  if (act && act->type == TL_ACT_SELECT && self->session)
    _tl_canvas_select_band (self, (const char *const *) act->things, state);
  if (act && act->type == TL_ACT_SELECT)
    g_clear_pointer (&act, tl_act_free);
  _tl_canvas_do (self, act);
}

static void
drag_cancelled (GtkGesture *gesture, GdkEventSequence *sequence, gpointer data)
{
  TlCanvas *self = data;

  _tl_canvas_feel_release (self, FALSE);
  tl_tool_cancel (self->tool);
  show_tool (self);
}

static void
clicked (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  TlCanvas       *self = data;
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint           hit = _tl_canvas_hit (self, x, y);
  const TlGroup *group = hit == TL_SCENE_NONE ? NULL : tl_scene_get_group (self->scene, hit);
  const char    *thing = _tl_canvas_get_thing (self, hit);
  GtkWidget     *leaf = tl_canvas_get_leaf (self, thing);

  if (self->session == NULL || self->space || _tl_canvas_title_is_at (self, x, y))
    return;
  if (leaf)
    gtk_widget_grab_focus (leaf);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self));
  _tl_canvas_select_by (self, thing, state);
  if (n_press == 1 && !(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) && _tl_canvas_share_at (self, x, y))
    {
      _tl_canvas_share_begin (self, thing, FALSE);
      return;
    }
  if (n_press < 2 || thing == NULL || state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    return;
  if (_tl_canvas_can_edit (self) && (TL_ROLE_BIT (group->role) & DRAGGED))
    _tl_canvas_rename_begin (self, thing);
  else
    _tl_canvas_open (self, thing);
}

/* Selects what is under the pointer and says what can be done with it. */
static void
ask_menu (TlCanvas *self, double x, double y)
{
  const char *thing = _tl_canvas_get_thing (self, _tl_canvas_hit (self, x, y));
  GtkWidget  *leaf = tl_canvas_get_leaf (self, thing);

  if (self->session == NULL || _tl_canvas_title_is_at (self, x, y))
    return;
  gtk_widget_grab_focus (leaf ? leaf : GTK_WIDGET (self));
  /* The menu of one of many is that of all. */
  if (thing == NULL || !tl_session_is_selected (self->session, thing))
    tl_session_select (self->session, thing);
  else
    tl_session_add (self->session, thing);
  _tl_canvas_menu_open (self, x, y);
}

static void
menu_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  ask_menu (data, x, y);
}

static void
long_pressed (GtkGestureLongPress *gesture, double x, double y, gpointer data)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  ask_menu (data, x, y);
}

static void
pinch_begun (GtkGesture *gesture, GdkEventSequence *sequence, gpointer data)
{
  TlCanvas *self = data;

  self->pinch = self->view.scale;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
pinched (GtkGestureZoom *gesture, double scale, gpointer data)
{
  TlCanvas *self = data;
  double    x, y;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    tl_canvas_zoom_about (self, self->pinch * scale / self->view.scale, x, y);
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  TlCanvas *self = data;

  if (_tl_canvas_capture_key (self, controller, key, state))
    return GDK_EVENT_STOP;
  if (key != GDK_KEY_space || (state & gtk_accelerator_get_default_mod_mask ()))
    return GDK_EVENT_PROPAGATE;
  if (!self->space)
    set_cursor (self, "grab");
  self->space = TRUE;
  return GDK_EVENT_STOP;
}

static void
key_released (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  TlCanvas *self = data;

  if (key != GDK_KEY_space)
    return;
  self->space = FALSE;
  set_cursor (self, NULL);
}

static void
focus_left (GtkEventControllerFocus *controller, gpointer data)
{
  TlCanvas *self = data;

  self->space = FALSE;
  set_cursor (self, NULL);
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas *self = TL_CANVAS (widget);

  if (_tl_canvas_feel_release (self, FALSE))
    return;
  if (tl_tool_get_state (self->tool) != TL_TOOL_IDLE)
    {
      tl_tool_cancel (self->tool);
      set_cursor (self, NULL);
      show_tool (self);
      return;
    }
  if (self->session)
    tl_session_select (self->session, NULL);
  gtk_widget_grab_focus (widget);
}

static void
pan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  int dx, dy;

  g_variant_get (parameter, "(ii)", &dx, &dy);
  tl_canvas_pan (TL_CANVAS (widget), dx * TL_CANVAS_STEP, dy * TL_CANVAS_STEP);
}

void
_tl_canvas_input_class_init (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    int   dx, dy;
  } keys[] = {
    { GDK_KEY_Left, -1, 0 }, { GDK_KEY_Right, 1, 0 }, { GDK_KEY_Up, 0, -1 }, { GDK_KEY_Down, 0, 1 },
  };

  gtk_widget_class_install_action (klass, "canvas.clear", NULL, clear_action);
  gtk_widget_class_install_action (klass, "canvas.pan", "(ii)", pan_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "canvas.clear", NULL);
  /* With Ctrl, the arrows move the map even where something is selected. */
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].key, GDK_CONTROL_MASK, "canvas.pan", "(ii)", keys[i].dx,
                                         keys[i].dy);
}

void
_tl_canvas_input_init (TlCanvas *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkGesture         *pinch = gtk_gesture_zoom_new ();
  GtkGesture         *menu = gtk_gesture_click_new ();
  GtkGesture         *hold = gtk_gesture_long_press_new ();

  g_signal_connect (add (self, scroll), "scroll", G_CALLBACK (scrolled), self);
  g_signal_connect (add (self, motion), "motion", G_CALLBACK (moved), self);
  g_signal_connect (motion, "enter", G_CALLBACK (moved), self);
  g_signal_connect (motion, "leave", G_CALLBACK (left), self);
  g_signal_connect (add (self, key), "key-pressed", G_CALLBACK (key_pressed), self);
  g_signal_connect (key, "key-released", G_CALLBACK (key_released), self);
  g_signal_connect (add (self, focus), "leave", G_CALLBACK (focus_left), self);
  g_signal_connect_object (focus, "notify::contains-focus", G_CALLBACK (gtk_widget_queue_draw), self->above,
                           G_CONNECT_SWAPPED);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begun), self);
  g_signal_connect (add (self, GTK_EVENT_CONTROLLER (pinch)), "scale-changed", G_CALLBACK (pinched), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (add (self, GTK_EVENT_CONTROLLER (drag)), "drag-begin", G_CALLBACK (drag_begun), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (dragged), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_ended), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancelled), self);
  g_signal_connect (add (self, GTK_EVENT_CONTROLLER (click)), "released", G_CALLBACK (clicked), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (add (self, GTK_EVENT_CONTROLLER (menu)), "pressed", G_CALLBACK (menu_pressed), self);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect (add (self, GTK_EVENT_CONTROLLER (hold)), "pressed", G_CALLBACK (long_pressed), self);
}
