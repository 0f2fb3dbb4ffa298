/* tl-window-seeing.c: how the map is seen: how large, what is looked for, what is to be mended
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-canvas-view.h"
#include "tl-window-private.h"

static TlCanvas *
get_canvas (gpointer data)
{
  return tl_map_page_get_canvas (TL_WINDOW (data)->map_page);
}

static void
zoom_to (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  tl_canvas_zoom_to (get_canvas (data), g_variant_get_double (parameter));
}

static void
zoom_selection (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow *self = data;

  if (self->session)
    tl_canvas_fit_thing (get_canvas (data), tl_session_get_selected (self->session));
}

static void
zoom_width (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  tl_canvas_fit_width (get_canvas (data));
}

static void
find (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow   *self = data;
  const char *name = g_action_get_name (G_ACTION (action));
  TlFind     *search = tl_map_page_get_find (self->map_page);

  if (g_str_equal (name, "find-next"))
    tl_find_step (search, 1);
  else if (g_str_equal (name, "find-previous"))
    tl_find_step (search, -1);
  else
    tl_find_open (search);
}

static void
show_problems (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  tl_map_page_show_problems (TL_WINDOW (data)->map_page);
}

static TlPresent *
get_present (TlWindow *self)
{
  return tl_map_page_get_present (self->map_page);
}

static void
present (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow *self = data;

  if (tl_present_is_on (get_present (self)))
    {
      tl_present_end (get_present (self));
      return;
    }
  if (self->session == NULL)
    return;
  adw_view_stack_set_visible_child_name (self->pages, "map");
  tl_present_begin (get_present (self));
}

static void
hide_money (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlPresent *shown = get_present (data);

  if (tl_present_is_on (shown))
    tl_present_hide_money (shown, !tl_present_hides_money (shown));
}

/* The screen belongs to the map while it is presented. */
static void
show_chrome (TlWindow *self)
{
  gboolean   on = tl_present_is_on (get_present (self));
  GAction   *outline = g_action_map_lookup_action (G_ACTION_MAP (self), "outline");
  GVariant  *state = NULL;

  if (self->presents == on)
    return;
  self->presents = on;
  gtk_widget_set_visible (GTK_WIDGET (self->header), !on);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), !on);
  gtk_widget_set_visible (GTK_WIDGET (self->switcher_bar), !on);
  _tl_window_show_page (self);
  if (on)
    {
      self->outline_wanted = outline && (state = g_action_get_state (outline)) && g_variant_get_boolean (state);
      self->was_fullscreen = gtk_window_is_fullscreen (GTK_WINDOW (self));
    }
  g_clear_pointer (&state, g_variant_unref);
  if (outline && self->outline_wanted)
    g_action_change_state (outline, g_variant_new_boolean (!on));
  if (on)
    gtk_window_fullscreen (GTK_WINDOW (self));
  else if (!self->was_fullscreen)
    gtk_window_unfullscreen (GTK_WINDOW (self));
}

static void
close_popovers (GtkWidget *widget)
{
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (GTK_IS_POPOVER (child) && gtk_popover_get_autohide (GTK_POPOVER (child)) && gtk_widget_get_visible (child))
        gtk_popover_popdown (GTK_POPOVER (child));
      else
        close_popovers (child);
    }
}

/* Where a pane comes or goes by a key, a menu that is open would stand over what is elsewhere by then, or nowhere: GTK
 * 4.8 places it where its button was last, if that is still on the screen. */
static void
pane_changed (GActionGroup *group, const char *name, GVariant *state, gpointer data)
{
  close_popovers (GTK_WIDGET (data));
}

/* Whoever takes the screen back has seen enough. */
static void
fullscreen_changed (TlWindow *self)
{
  if (self->presents && !gtk_window_is_fullscreen (GTK_WINDOW (self)))
    tl_present_end (get_present (self));
}

static const GActionEntry actions[] = {
  { "zoom-to", zoom_to, "d" },
  { "zoom-selection", zoom_selection },
  { "zoom-width", zoom_width },
  { "find", find },
  { "find-next", find },
  { "find-previous", find },
  { "problems", show_problems },
  { "present", present },
  { "hide-money", hide_money },
};

/**
 * _tl_window_bind_seeing:
 *
 * The buttons in the header.
 */
void
_tl_window_bind_seeing (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, TlWindow, find_button);
  gtk_widget_class_bind_template_child (klass, TlWindow, present_button);
}

/**
 * _tl_window_add_seeing_actions:
 */
void
_tl_window_add_seeing_actions (TlWindow *self)
{
  static const char *const choices[] = { "overview", "highlight" };
  static const char *const panes[] = { "outline", "panel", "page", "overview" };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (GPropertyAction) action = g_property_action_new (choices[i], self->map_page, choices[i]);

      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (panes); i++)
    {
      g_autofree char *signal = g_strconcat ("action-state-changed::", panes[i], NULL);

      g_signal_connect (self, signal, G_CALLBACK (pane_changed), self);
    }
  g_signal_connect_object (get_present (self), "notify::on", G_CALLBACK (show_chrome), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (fullscreen_changed), NULL);
}

/**
 * _tl_window_update_seeing:
 *
 * Another page is shown, or another journey.
 */
void
_tl_window_update_seeing (TlWindow *self)
{
  const char *page = adw_view_stack_get_visible_child_name (self->pages);
  gboolean    on_map = self->session && g_strcmp0 (page, "map") == 0;

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), actions[i].name)),
                                 on_map || (self->session && g_str_equal (actions[i].name, "present")));
  gtk_widget_set_visible (self->find_button, on_map && !self->narrow);
  gtk_widget_set_visible (self->present_button, on_map && !self->narrow);
}

/**
 * _tl_window_follow_settings:
 * @settings: (nullable): the program's
 *
 * What is chosen of the view holds for the next window, too.
 */
void
_tl_window_follow_settings (TlWindow *self, GSettings *settings)
{
  if (settings == NULL)
    return;
  g_settings_bind (settings, "overview-shown", self->map_page, "overview", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "highlight", self->map_page, "highlight", G_SETTINGS_BIND_DEFAULT);
}
