/* tl-canvas-feel.c: how customers feel, and how they meet us, said on the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-canvas-private.h"
#include "tl-channel-palette.h"
#include "tl-channel.h"
#include "tl-feeling.h"

#define RADIUS 11.0 /* of a face, in the scene */

/* The touchpoints that are meant: those that are selected. One that is being typed is made first. */
static char **
get_things (TlCanvas *self)
{
  if (!_tl_canvas_can_edit (self))
    return NULL;
  _tl_canvas_capture_commit (self);
  return tl_session_dup_selection (self->session);
}

static void
apply (TlCanvas *self, TlEdit *edit)
{
  g_autoptr (TlEdit) owned = edit;

  if (edit == NULL)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    _tl_canvas_apply (self, edit);
}

static void
feel (TlCanvas *self, int feeling)
{
  g_auto (GStrv) things = get_things (self);

  if (things)
    apply (self, tl_feeling_edit (tl_session_get_journey (self->session), (const char *const *) things, feeling));
}

static void
feel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  feel (TL_CANVAS (widget), CLAMP (g_variant_get_int32 (parameter), TL_FEELING_WORST, TL_FEELING_BEST));
}

static void
feel_nothing_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  feel (TL_CANVAS (widget), TL_FEELING_NONE);
}

static void
channel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas      *self = TL_CANVAS (widget);
  g_auto (GStrv) things = get_things (self);

  if (things)
    apply (self, tl_channel_edit (tl_session_get_journey (self->session), (const char *const *) things,
                                  g_variant_get_string (parameter, NULL)));
}

static void
chosen (TlCanvas *self, const char *name)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "canvas.channel", "s", name);
}

/* Opens the palette of channels beside what is selected. */
static void
channels_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas   *self = TL_CANVAS (widget);
  GtkWidget  *palette;
  TlThing    *thing;
  const char *target;
  double      x = self->view.view_width / 2, y = self->view.view_height / 2;

  if (!_tl_canvas_can_edit (self))
    return;
  _tl_canvas_capture_commit (self);
  _tl_canvas_title_end (self, TRUE, TRUE);
  target = _tl_canvas_get_target (self);
  thing = target ? tl_journey_lookup (tl_session_get_journey (self->session), target) : NULL;
  if (thing && (tl_thing_get_kind (thing) == TL_KIND_PAIN || tl_thing_get_kind (thing) == TL_KIND_DELIGHT))
    thing = tl_thing_get_parent (thing);
  if (thing == NULL || tl_thing_get_kind (thing) != TL_KIND_TOUCHPOINT || !gtk_widget_get_mapped (widget))
    {
      gtk_widget_error_bell (widget);
      return;
    }
  tl_canvas_get_place (self, tl_thing_get_id (thing), &x, &y);
  palette = tl_channel_palette_new (tl_session_get_journey (self->session),
                                    tl_thing_get_text (thing, TL_TOUCHPOINT_CHANNEL));
  g_signal_connect_swapped (palette, "chosen", G_CALLBACK (chosen), self);
  _tl_canvas_menu_show (self, palette, x, y);
}

/* Dragging a face */

gboolean
_tl_canvas_feel_press (TlCanvas *self, double x, double y, double slop)
{
  if (self->scene == NULL || !_tl_canvas_can_edit (self))
    return FALSE;
  if (self->feeling == NULL)
    self->feeling = tl_feeling_tool_new ();
  return tl_feeling_tool_press (self->feeling, self->scene, tl_session_get_journey (self->session), x, y, slop);
}

gboolean
_tl_canvas_feel_holds (TlCanvas *self)
{
  return self->feeling && tl_feeling_tool_get_state (self->feeling) != TL_TOOL_IDLE;
}

/* Returns whether it is dragged. */
gboolean
_tl_canvas_feel_move (TlCanvas *self, double x, double y)
{
  tl_viewport_to_picture (&self->view, x, y, &x, &y);
  if (!tl_feeling_tool_move (self->feeling, x, y))
    return FALSE;
  gtk_widget_queue_draw (self->above);
  return TRUE;
}

/* Lets go; returns whether anything was held. */
gboolean
_tl_canvas_feel_release (TlCanvas *self, gboolean commits)
{
  g_autoptr (TlEdit) edit = NULL;
  gboolean           was_active;
  g_autofree char   *thing = NULL;

  if (!_tl_canvas_feel_holds (self))
    return FALSE;
  was_active = tl_feeling_tool_get_state (self->feeling) == TL_TOOL_ACTIVE;
  thing = g_strdup (tl_feeling_tool_get_thing (self->feeling));
  if (commits && self->session)
    edit = tl_feeling_tool_release (self->feeling, tl_session_get_journey (self->session));
  else
    tl_feeling_tool_cancel (self->feeling);
  if (was_active && commits)
    tl_session_select (self->session, thing);
  if (edit)
    _tl_canvas_apply (self, edit);
  gtk_widget_queue_draw (self->above);
  return TRUE;
}

void
_tl_canvas_feel_dispose (TlCanvas *self)
{
  g_clear_pointer (&self->feeling, tl_feeling_tool_free);
}

static void
draw_face (TlCanvas *self, cairo_t *cr, int feeling, double x, double y, double r, const GdkRGBA *ink)
{
  static const char *const names[] = { "tl_mood_1", "tl_mood_2", "tl_mood_3", "tl_mood_4", "tl_mood_5" };
  double                   mouth = y + r * 0.36 - feeling * r * 0.06, bend = feeling * r * 0.21;
  GdkRGBA                  colour;

  _tl_canvas_get_colour (GTK_WIDGET (self), names[feeling - TL_FEELING_WORST], &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, ink);
  cairo_arc (cr, x - r * 0.33, y - r * 0.22, r * 0.15, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_arc (cr, x + r * 0.33, y - r * 0.22, r * 0.15, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_set_line_width (cr, r * 0.17);
  cairo_move_to (cr, x - r * 0.45, mouth);
  cairo_curve_to (cr, x - r * 0.15, mouth + bend, x + r * 0.15, mouth + bend, x + r * 0.45, mouth);
  cairo_stroke (cr);
}

/* The five faces that one can be dropped on, and the one it would come to. */
void
_tl_canvas_feel_paint (TlCanvas *self, GtkSnapshot *snapshot, const GdkRGBA *paper, const GdkRGBA *accent)
{
  double   r = MAX (RADIUS * self->view.scale, 8), x = 0, top, bottom, y;
  cairo_t *cr;

  _tl_canvas_parked_paint (self, snapshot, accent);
  if (self->feeling == NULL || tl_feeling_tool_get_state (self->feeling) != TL_TOOL_ACTIVE)
    return;
  tl_feeling_tool_get_place (self->feeling, TL_FEELING_BEST, &x, &top);
  tl_feeling_tool_get_place (self->feeling, TL_FEELING_WORST, &x, &bottom);
  tl_viewport_to_view (&self->view, x, bottom, &y, &bottom);
  tl_viewport_to_view (&self->view, x, top, &x, &top);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) (x - 2 * r), (float) (top - 2 * r), (float) (4 * r),
                                                                 (float) (bottom - top + 4 * r)));
  gdk_cairo_set_source_rgba (cr, paper);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, top, r * 1.5, G_PI, 0);
  cairo_arc (cr, x, bottom, r * 1.5, 0, G_PI);
  cairo_close_path (cr);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 0.6);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  for (int feeling = TL_FEELING_WORST; feeling <= TL_FEELING_BEST; feeling++)
    {
      gboolean is_it = feeling == tl_feeling_tool_get_feeling (self->feeling);

      y = bottom + (top - bottom) * (feeling - TL_FEELING_WORST) / (TL_FEELING_BEST - TL_FEELING_WORST);
      cairo_push_group (cr);
      draw_face (self, cr, feeling, x, y, is_it ? r : r * 0.75, paper);
      cairo_pop_group_to_source (cr);
      cairo_paint_with_alpha (cr, is_it ? 1 : 0.55);
      if (!is_it)
        continue;
      gdk_cairo_set_source_rgba (cr, accent);
      cairo_set_line_width (cr, 2.5);
      cairo_arc (cr, x, y, r + 3, 0, 2 * G_PI);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

/* What can be said of what is selected. */
void
_tl_canvas_feel_update (TlCanvas *self, gboolean can)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "canvas.feel", can);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "canvas.feel-nothing", can);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "canvas.channel", can);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "canvas.channels", can);
}

static void
add_item (GMenu *menu, const char *label, const char *action, GVariant *target, const char *accel, const char *icon)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  if (accel)
    g_menu_item_set_attribute (item, "accel", "s", accel);
  if (icon)
    {
      g_autoptr (GIcon) themed = g_themed_icon_new (icon);

      g_menu_item_set_icon (item, themed);
    }
  g_menu_append_item (menu, item);
}

/* The part of a touchpoint's menu that says how customers feel there, and by what channel. */
void
_tl_canvas_feel_add_menu (GMenu *menu)
{
  const char *const labels[] = { C_ ("feeling", "Very Bad"), C_ ("feeling", "Bad"), C_ ("feeling", "Neither"),
                                 C_ ("feeling", "Good"), C_ ("feeling", "Very Good") };
  g_autoptr (GMenu) feelings = g_menu_new ();

  for (int i = 0; i < (int) G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *accel = g_strdup_printf ("<Alt>%d", i + 1);
      g_autofree char *icon = g_strdup_printf ("tl-face-%d-symbolic", i + 1);

      add_item (feelings, labels[i], "canvas.feel", g_variant_new_int32 (i + TL_FEELING_WORST), accel, icon);
    }
  add_item (feelings, _("Not Said"), "canvas.feel-nothing", NULL, "<Alt>0", NULL);
  g_menu_append_submenu (menu, _("_Feeling"), G_MENU_MODEL (feelings));
  add_item (menu, _("_Channel…"), "canvas.channels", NULL, "<Alt>c", NULL);
}

void
_tl_canvas_feel_class_init (GtkWidgetClass *klass)
{
  const TlChannel *channels;
  guint            n;

  gtk_widget_class_install_action (klass, "canvas.feel", "i", feel_action);
  gtk_widget_class_install_action (klass, "canvas.feel-nothing", NULL, feel_nothing_action);
  gtk_widget_class_install_action (klass, "canvas.channel", "s", channel_action);
  gtk_widget_class_install_action (klass, "canvas.channels", NULL, channels_action);
  for (int i = 0; i < 5; i++)
    {
      gtk_widget_class_add_binding_action (klass, GDK_KEY_1 + (guint) i, GDK_ALT_MASK, "canvas.feel", "i", i - 2);
      gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_1 + (guint) i, GDK_ALT_MASK, "canvas.feel", "i", i - 2);
    }
  gtk_widget_class_add_binding_action (klass, GDK_KEY_0, GDK_ALT_MASK, "canvas.feel-nothing", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_0, GDK_ALT_MASK, "canvas.feel-nothing", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_ALT_MASK, "canvas.channels", NULL);
  channels = tl_channel_list (&n);
  for (guint i = 0; i < n; i++)
    gtk_widget_class_add_binding_action (klass, (guint) channels[i].key, GDK_ALT_MASK, "canvas.channel", "s",
                                         channels[i].name);
}
