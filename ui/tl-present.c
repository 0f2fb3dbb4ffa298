/* tl-present.c
 *
 * The map fills the screen, and one stage of it at a time stands in the middle, so large that everybody in the room reads
 * it; all stages stand in a line below. The arrow keys go from stage to stage, and what is typed is written on the map as
 * ever. Controls come with the pointer, and go with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-present.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-canvas-view.h"
#include "tl-present-rail.h"

/* What must be read is at least so high, in pixels, where the screen is so wide. */
#define LEAST 18.0
#define SCREEN 1920.0

/* How long controls stay without the pointer moving, in ms. */
#define STAY 2500

/* How long it takes from one stage to the next, in ms. */
#define MOTION 200

#define MARGIN 48.0

/* What the line of stages takes. */
#define RAIL 96

struct _TlPresent
{
  GtkWidget      parent_instance;

  TlPresentRail *rail;
  GtkWidget     *controls; /* a revealer */
  GtkWidget     *place;    /* “3 of 12” */
  GtkWidget     *money;
  GtkWidget     *previous;
  GtkWidget     *next;

  TlCanvas      *canvas;   /* weak */
  TlSession     *session;
  gboolean       on;
  gboolean       hides_money;
  char          *stage;    /* that is open */

  AdwAnimation  *animation;
  double         from[3], to[3]; /* scale, x, y */
  double         before[3];      /* how the map was seen when it began */
  int            width, height;

  GtkEventController *keys;   /* of the window, while it is on */
  GtkEventController *motion;
  double         pointer_x, pointer_y;
  guint          staying;
  guint          placing;  /* an idle: the open stage goes into the middle */
};

enum
{
  PROP_0,
  PROP_ON,
  PROP_HIDES_MONEY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TlPresent, tl_present, GTK_TYPE_WIDGET)

/* The stages along the journey, as the map has them. */
static GPtrArray *
list_stages (TlPresent *self)
{
  GPtrArray             *stages = g_ptr_array_new_with_free_func (g_free);
  TlScene               *scene = self->canvas ? tl_canvas_get_scene (self->canvas) : NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; scene && i < tl_scene_n_groups (scene); i++)
    {
      const TlGroup *group = tl_scene_get_group (scene, i);

      if (group->role == TL_ROLE_STAGE && group->thing && g_hash_table_add (seen, (gpointer) group->thing))
        g_ptr_array_add (stages, g_strdup (group->thing));
    }
  return stages;
}

static guint
find (GPtrArray *stages, const char *id)
{
  for (guint i = 0; id && i < stages->len; i++)
    if (g_str_equal (stages->pdata[i], id))
      return i;
  return G_MAXUINT;
}

/* The smallest letters of the map come out as large as they must be. */
static double
find_scale (TlPresent *self)
{
  TlScene *scene = tl_canvas_get_scene (self->canvas);
  double   least = HUGE_VAL;
  double   wanted = LEAST * MAX (1, gtk_widget_get_width (GTK_WIDGET (self)) / SCREEN);

  for (guint i = 0; scene && i < tl_scene_n_items (scene); i++)
    {
      const TlItem *item = tl_scene_get_item (scene, i);

      if (item->type == TL_ITEM_TEXT)
        least = MIN (least, item->text.font.size);
    }
  return isfinite (least) && least > 0 ? wanted / least : 1;
}

static void
find_place (TlPresent *self, const TlBox *box, double *scale, double *x, double *y)
{
  const TlViewport *view = tl_canvas_get_view (self->canvas);
  double            width, height;

  *scale = CLAMP (find_scale (self), TL_VIEWPORT_MIN_SCALE, TL_VIEWPORT_MAX_SCALE);
  /* A small journey is shown whole, and larger than it must be. */
  if (view->width * *scale <= view->view_width - 2 * MARGIN && view->height * *scale <= view->view_height - 2 * MARGIN)
    *scale = MIN (MIN ((view->view_width - 2 * MARGIN) / view->width, (view->view_height - 2 * MARGIN) / view->height),
                  1.6 * *scale);
  width = view->view_width / *scale;
  height = view->view_height / *scale;
  *x = view->width <= width ? view->left - (width - view->width) / 2 : box->x + box->width / 2 - width / 2;
  if (view->height <= height)
    *y = view->top - (height - view->height) / 2;
  else if (box->height <= height * 0.7)
    *y = box->y + box->height / 2 - height / 2;
  else
    *y = box->y - MIN (MARGIN * 2.2 / *scale, MAX (height - box->height, MARGIN / *scale));
  /* No empty ground where there is something to see. */
  if (view->height > height)
    *y = CLAMP (*y, view->top - MARGIN / *scale, view->top + view->height + MARGIN / *scale - height);
}

static void
moved (double value, gpointer data)
{
  TlPresent *self = data;
  double     at[3];

  if (self->canvas == NULL || !self->on)
    return;
  for (guint i = 0; i < 3; i++)
    at[i] = self->from[i] + (self->to[i] - self->from[i]) * value;
  tl_canvas_set_place (self->canvas, at[0], at[1], at[2]);
}

static void
go_there (TlPresent *self, gboolean moves)
{
  const TlViewport *view = tl_canvas_get_view (self->canvas);
  TlBox             box;

  if (view->view_width <= 0 || !tl_canvas_get_box (self->canvas, self->stage, &box))
    return;
  adw_animation_reset (self->animation);
  find_place (self, &box, &self->to[0], &self->to[1], &self->to[2]);
  self->from[0] = view->scale;
  self->from[1] = view->x;
  self->from[2] = view->y;
  if (moves && adw_get_enable_animations (GTK_WIDGET (self)))
    adw_animation_play (self->animation);
  else
    tl_canvas_set_place (self->canvas, self->to[0], self->to[1], self->to[2]);
}

static void
show_controls (TlPresent *self, gboolean shown)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->controls), shown);
  gtk_widget_set_can_target (self->controls, shown);
  if (self->canvas == NULL)
    return;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->canvas), shown ? NULL : "none");
  if (!shown)
    tl_canvas_forget_pointer (self->canvas);
}

static void
update (TlPresent *self)
{
  GPtrArray       *stages = list_stages (self);
  guint            at = find (stages, self->stage), n = stages->len;
  g_autofree char *text = NULL;

  if (at == G_MAXUINT && n > 0)
    {
      /* What was shown is gone. */
      g_free (self->stage);
      self->stage = g_strdup (stages->pdata[0]);
      at = 0;
    }
  text = n > 0 ? g_strdup_printf (_("%u of %u"), at + 1, n) : g_strdup ("");
  gtk_label_set_label (GTK_LABEL (self->place), text);
  gtk_widget_set_sensitive (self->previous, n > 0 && at > 0);
  gtk_widget_set_sensitive (self->next, at + 1 < n);
  gtk_button_set_label (GTK_BUTTON (self->money), self->hides_money ? _("Show Money") : _("Hide Money"));
  gtk_widget_set_visible (GTK_WIDGET (self->rail), n > 1);
  tl_present_rail_show (self->rail, self->session, stages, at, !self->hides_money);
}

static void
open_stage (TlPresent *self, const char *id, gboolean moves)
{
  GtkWidget *leaf = self->canvas ? tl_canvas_get_leaf (self->canvas, id) : NULL;

  g_free (self->stage);
  self->stage = g_strdup (id);
  if (self->session)
    tl_session_select (self->session, id);
  /* Keys go where one looks. */
  if (leaf)
    gtk_widget_grab_focus (leaf);
  update (self);
  go_there (self, moves);
}

static void
go_to (TlPresent *self, guint at)
{
  g_autoptr (GPtrArray) stages = list_stages (self);

  if (at < stages->len)
    {
      g_autofree char *id = g_strdup (stages->pdata[at]);

      open_stage (self, id, TRUE);
    }
}

static gboolean
place (gpointer data)
{
  TlPresent *self = data;

  self->placing = 0;
  if (self->on && self->canvas)
    go_there (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
place_soon (TlPresent *self)
{
  if (self->on && self->placing == 0)
    self->placing = g_idle_add_full (GTK_PRIORITY_RESIZE + 15, place, self, NULL);
}

static void
drawn (TlPresent *self)
{
  if (self->on)
    update (self);
}

/* Whoever selects something in another stage speaks of that one. */
static void
selection_changed (TlPresent *self)
{
  TlThing *thing = self->session ? tl_session_get_thing (self->session) : NULL;

  if (!self->on)
    return;
  for (; thing; thing = tl_thing_get_parent (thing))
    if (tl_thing_get_kind (thing) == TL_KIND_STAGE && g_strcmp0 (tl_thing_get_id (thing), self->stage) != 0)
      {
        g_free (self->stage);
        self->stage = g_strdup (tl_thing_get_id (thing));
        update (self);
        return;
      }
}

static gboolean
stayed (gpointer data)
{
  TlPresent *self = data;

  self->staying = 0;
  show_controls (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
pointer_moved (GtkEventControllerMotion *controller, double x, double y, gpointer data)
{
  TlPresent      *self = data;
  graphene_rect_t bounds;
  GtkWidget      *window = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  gboolean        over;

  /* What moves under the pointer is no motion of it. */
  if (hypot (x - self->pointer_x, y - self->pointer_y) < 3)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  show_controls (self, TRUE);
  g_clear_handle_id (&self->staying, g_source_remove);
  over = gtk_widget_compute_bounds (self->controls, window, &bounds)
         && graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  if (!over)
    self->staying = g_timeout_add (STAY, stayed, self);
}

static gboolean
types (TlPresent *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return (self->canvas && tl_canvas_is_typing (self->canvas))
         || (focus && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)));
}

/* Whether the journey runs from right to left. */
static gboolean
runs_left (TlPresent *self)
{
  g_autoptr (GPtrArray) stages = list_stages (self);
  TlBox                 first, last;

  return stages->len > 1 && tl_canvas_get_box (self->canvas, stages->pdata[0], &first)
         && tl_canvas_get_box (self->canvas, stages->pdata[stages->len - 1], &last) && last.x < first.x
         && last.y < first.y + first.height;
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  TlPresent *self = data;
  GtkWidget *window = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));
  guint      n, at = tl_present_get_step (self, &n);

  if ((state & gtk_accelerator_get_default_mod_mask ()) || types (self))
    return GDK_EVENT_PROPAGATE;
  /* A menu has keys of its own. */
  if (focus && self->canvas && focus != GTK_WIDGET (self->canvas) && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER))
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      tl_present_go (self, runs_left (self) ? 1 : -1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      tl_present_go (self, runs_left (self) ? -1 : 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      tl_present_go (self, -1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      tl_present_go (self, 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      if (at > 0 && n > 0)
        go_to (self, 0);
      return GDK_EVENT_STOP;

    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      if (n > 0)
        go_to (self, n - 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      if (self->canvas && tl_canvas_is_dragging (self->canvas))
        return GDK_EVENT_PROPAGATE;
      tl_present_end (self);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
go_back (TlPresent *self)
{
  tl_present_go (self, -1);
}

static void
go_on (TlPresent *self)
{
  tl_present_go (self, 1);
}

static void
toggle_money (TlPresent *self)
{
  tl_present_hide_money (self, !self->hides_money);
}

static void
chosen (TlPresentRail *rail, guint at, gpointer data)
{
  go_to (data, at);
}

static GtkWidget *
button_new (TlPresent *self, const char *icon, const char *text, const char *tip, GCallback callback)
{
  GtkWidget *button = icon ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (text);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_widget_set_focus_on_click (button, FALSE);
  if (icon)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static void
tl_present_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TlPresent *self = TL_PRESENT (object);

  switch (id)
    {
    case PROP_ON:
      g_value_set_boolean (value, self->on);
      break;

    case PROP_HIDES_MONEY:
      g_value_set_boolean (value, self->hides_money);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_present_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlPresent *self = TL_PRESENT (widget);
  int        rail = 0, controls_width = 0, controls_height = 0;

  if (width != self->width || height != self->height)
    place_soon (self);
  self->width = width;
  self->height = height;

  if (gtk_widget_should_layout (GTK_WIDGET (self->rail)))
    {
      graphene_point_t at;

      gtk_widget_measure (GTK_WIDGET (self->rail), GTK_ORIENTATION_VERTICAL, width, NULL, &rail, NULL, NULL);
      rail = MAX (rail, RAIL);
      at = GRAPHENE_POINT_INIT (0, (float) (height - rail));
      gtk_widget_allocate (GTK_WIDGET (self->rail), width, rail, -1, gsk_transform_translate (NULL, &at));
    }
  if (gtk_widget_should_layout (self->controls))
    {
      graphene_point_t at;
      gboolean         rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

      gtk_widget_measure (self->controls, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &controls_width, NULL, NULL);
      gtk_widget_measure (self->controls, GTK_ORIENTATION_VERTICAL, controls_width, NULL, &controls_height, NULL, NULL);
      at = GRAPHENE_POINT_INIT ((float) (rtl ? 0 : width - controls_width), 0);
      gtk_widget_allocate (self->controls, controls_width, controls_height, -1, gsk_transform_translate (NULL, &at));
    }
}

static void
tl_present_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                    int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

/* Only what stands over the map is there for a pointer. */
static gboolean
tl_present_contains (GtkWidget *widget, double x, double y)
{
  return FALSE;
}

static void
tl_present_dispose (GObject *object)
{
  TlPresent *self = TL_PRESENT (object);

  tl_present_end (self);
  tl_present_set_session (self, NULL);
  g_clear_handle_id (&self->staying, g_source_remove);
  g_clear_handle_id (&self->placing, g_source_remove);
  if (self->canvas)
    g_signal_handlers_disconnect_by_data (self->canvas, self);
  g_clear_weak_pointer (&self->canvas);
  g_clear_object (&self->animation);
  g_clear_pointer ((GtkWidget **) &self->rail, gtk_widget_unparent);
  g_clear_pointer (&self->controls, gtk_widget_unparent);
  g_clear_pointer (&self->stage, g_free);
  G_OBJECT_CLASS (tl_present_parent_class)->dispose (object);
  /* What goes may have asked for it once more. */
  g_clear_handle_id (&self->staying, g_source_remove);
  g_clear_handle_id (&self->placing, g_source_remove);
}

static void
tl_present_class_init (TlPresentClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = tl_present_dispose;
  object_class->get_property = tl_present_get_property;
  widget_class->size_allocate = tl_present_size_allocate;
  widget_class->measure = tl_present_measure;
  widget_class->contains = tl_present_contains;
  properties[PROP_ON] = g_param_spec_boolean ("on", NULL, NULL, FALSE, flags);
  properties[PROP_HIDES_MONEY] = g_param_spec_boolean ("hides-money", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "tl-present");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_present_init (TlPresent *self)
{
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  AdwAnimationTarget *target = adw_callback_animation_target_new (moved, self, NULL);

  self->animation = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, MOTION, target);
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->animation), ADW_EASE_OUT_CUBIC);
  self->rail = g_object_new (TL_TYPE_PRESENT_RAIL, NULL);
  g_signal_connect (self->rail, "chosen", G_CALLBACK (chosen), self);
  gtk_widget_set_parent (GTK_WIDGET (self->rail), GTK_WIDGET (self));
  self->previous = button_new (self, "go-previous-symbolic", _("Previous Stage"), _("Previous Stage (Page Up)"),
                               G_CALLBACK (go_back));
  self->next = button_new (self, "go-next-symbolic", _("Next Stage"), _("Next Stage (Page Down)"), G_CALLBACK (go_on));
  self->place = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->place, "numeric");
  self->money = button_new (self, NULL, _("Hide Money"), _("For a room with customers in it (Shift+Ctrl+M)"),
                            G_CALLBACK (toggle_money));
  gtk_box_append (GTK_BOX (box), self->previous);
  gtk_box_append (GTK_BOX (box), self->place);
  gtk_box_append (GTK_BOX (box), self->next);
  gtk_box_append (GTK_BOX (box), self->money);
  gtk_box_append (GTK_BOX (box), button_new (self, NULL, C_ ("presenting", "End"), _("End the Presentation (Esc)"),
                                             G_CALLBACK (tl_present_end)));
  gtk_widget_add_css_class (box, "tl-present-controls");
  self->controls = gtk_revealer_new ();
  gtk_revealer_set_transition_type (GTK_REVEALER (self->controls), GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_child (GTK_REVEALER (self->controls), box);
  gtk_widget_set_parent (self->controls, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * tl_present_set_canvas:
 * @canvas: the map that is shown; it makes room for the stages below
 */
void
tl_present_set_canvas (TlPresent *self, TlCanvas *canvas)
{
  g_return_if_fail (TL_IS_PRESENT (self) && TL_IS_CANVAS (canvas) && self->canvas == NULL);
  g_set_weak_pointer (&self->canvas, canvas);
  g_signal_connect_swapped (canvas, "drawn", G_CALLBACK (drawn), self);
}

/**
 * tl_present_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_present_set_session (TlPresent *self, TlSession *session)
{
  g_return_if_fail (TL_IS_PRESENT (self));
  if (self->session == session)
    return;
  tl_present_end (self);
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  tl_present_rail_show (self->rail, NULL, NULL, 0, TRUE);
  g_set_object (&self->session, session);
  if (session)
    g_signal_connect_object (session, "notify::selected", G_CALLBACK (selection_changed), self, G_CONNECT_SWAPPED);
}

/**
 * tl_present_begin:
 *
 * Begins, at what is selected, or at the first stage. The window sees to the screen.
 */
void
tl_present_begin (TlPresent *self)
{
  GtkRoot         *root;
  g_autofree char *first = NULL;

  g_return_if_fail (TL_IS_PRESENT (self));
  if (self->on || self->session == NULL || self->canvas == NULL)
    return;
  self->on = TRUE;
  g_clear_pointer (&self->stage, g_free);
  for (TlThing *thing = tl_session_get_thing (self->session); thing; thing = tl_thing_get_parent (thing))
    if (tl_thing_get_kind (thing) == TL_KIND_STAGE)
      first = g_strdup (tl_thing_get_id (thing));
  if (first == NULL)
    {
      g_autoptr (GPtrArray) stages = list_stages (self);

      first = g_strdup (stages->len > 0 ? stages->pdata[0] : NULL);
    }
  root = gtk_widget_get_root (GTK_WIDGET (self));
  self->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect (self->keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (root), self->keys);
  self->motion = gtk_event_controller_motion_new ();
  gtk_event_controller_set_propagation_phase (self->motion, GTK_PHASE_CAPTURE);
  g_signal_connect (self->motion, "motion", G_CALLBACK (pointer_moved), self);
  gtk_widget_add_controller (GTK_WIDGET (root), self->motion);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  tl_canvas_set_presents (self->canvas, TRUE);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->canvas), RAIL);
  self->before[0] = tl_canvas_get_view (self->canvas)->scale;
  self->before[1] = tl_canvas_get_view (self->canvas)->x;
  self->before[2] = tl_canvas_get_view (self->canvas)->y;
  if (self->hides_money)
    tl_canvas_set_without (self->canvas, TL_MAP_NO_MONEY);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ON]);
  if (first)
    open_stage (self, first, FALSE);
  else
    update (self);
  /* How one gets out is seen, and then goes. */
  show_controls (self, TRUE);
  self->staying = g_timeout_add (STAY, stayed, self);
}

/**
 * tl_present_end:
 */
void
tl_present_end (TlPresent *self)
{
  GtkWidget *window;

  g_return_if_fail (TL_IS_PRESENT (self));
  if (!self->on)
    return;
  self->on = FALSE;
  adw_animation_reset (self->animation);
  g_clear_handle_id (&self->staying, g_source_remove);
  g_clear_handle_id (&self->placing, g_source_remove);
  window = gtk_event_controller_get_widget (self->keys);
  if (window)
    {
      gtk_widget_remove_controller (window, self->keys);
      gtk_widget_remove_controller (window, self->motion);
    }
  self->keys = self->motion = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (self->canvas)
    {
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self->canvas), NULL);
      gtk_widget_set_margin_bottom (GTK_WIDGET (self->canvas), 0);
      tl_canvas_set_presents (self->canvas, FALSE);
      tl_canvas_set_without (self->canvas, 0);
      tl_canvas_set_place (self->canvas, self->before[0], self->before[1], self->before[2]);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ON]);
}

/**
 * tl_present_is_on:
 *
 * Returns: whether the map is being presented
 */
gboolean
tl_present_is_on (TlPresent *self)
{
  g_return_val_if_fail (TL_IS_PRESENT (self), FALSE);
  return self->on;
}

/**
 * tl_present_get_step:
 * @n: (out) (optional): how many stages there are
 *
 * Returns: which of them is shown, from 0; %G_MAXUINT for none
 */
guint
tl_present_get_step (TlPresent *self, guint *n)
{
  g_autoptr (GPtrArray) stages = NULL;

  g_return_val_if_fail (TL_IS_PRESENT (self), G_MAXUINT);
  stages = list_stages (self);
  if (n)
    *n = stages->len;
  return find (stages, self->stage);
}

/**
 * tl_present_go:
 * @by: 1 for the next stage, -1 for the one before
 */
void
tl_present_go (TlPresent *self, int by)
{
  guint n, at;

  g_return_if_fail (TL_IS_PRESENT (self));
  at = tl_present_get_step (self, &n);
  if (!self->on || n == 0)
    return;
  go_to (self, at == G_MAXUINT ? 0 : (guint) CLAMP ((int) at + by, 0, (int) n - 1));
}

/**
 * tl_present_hide_money:
 * @hide: whether no amount of money is shown, for a room with customers in it
 *
 * What was chosen holds for the next presentation, too.
 */
void
tl_present_hide_money (TlPresent *self, gboolean hide)
{
  g_return_if_fail (TL_IS_PRESENT (self));
  if (self->hides_money == hide)
    return;
  self->hides_money = hide;
  if (self->on && self->canvas)
    {
      tl_canvas_set_without (self->canvas, hide ? TL_MAP_NO_MONEY : 0);
      update (self);
      place_soon (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIDES_MONEY]);
}

/**
 * tl_present_hides_money:
 *
 * Returns: whether amounts are left out
 */
gboolean
tl_present_hides_money (TlPresent *self)
{
  g_return_val_if_fail (TL_IS_PRESENT (self), FALSE);
  return self->hides_money;
}
