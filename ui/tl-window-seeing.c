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

static const GActionEntry actions[] = {
  { "zoom-to", zoom_to, "d" },
  { "zoom-selection", zoom_selection },
  { "zoom-width", zoom_width },
  { "find", find },
  { "find-next", find },
  { "find-previous", find },
  { "problems", show_problems },
};

/**
 * _tl_window_add_seeing_actions:
 */
void
_tl_window_add_seeing_actions (TlWindow *self)
{
  static const char *const choices[] = { "overview", "highlight" };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (GPropertyAction) action = g_property_action_new (choices[i], self->map_page, choices[i]);

      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
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
                                 on_map);
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
