/* tl-window-panel.c: the side panel: beside the page, or, where there is no room for both, instead of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-parts.h"
#include "tl-squeeze.h"
#include "tl-window-private.h"

/* Narrower than this, a side panel would leave the page no room, at the text's own size. */
#define NARROW 680

static GSettings *
get_settings (TlWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return TL_IS_APPLICATION (application) ? tl_application_get_settings (TL_APPLICATION (application)) : NULL;
}

static gboolean
is_wanted (TlWindow *self)
{
  return self->session && (self->narrow ? self->panel_instead : self->panel_wanted) && !_tl_window_has_own_side (self);
}

static void
show_state (TlWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "panel");

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_boolean (self->narrow ? self->panel_instead : self->panel_wanted));
}

/* On the map, what is selected has it. */
static void
focus_page (TlWindow *self)
{
  GtkWidget  *page = adw_view_stack_get_visible_child (self->pages);
  const char *selected = self->session ? tl_session_get_selected (self->session) : NULL;
  TlCanvas   *canvas = tl_map_page_get_canvas (self->map_page);
  GtkWidget  *leaf = selected ? tl_canvas_get_leaf (canvas, selected) : NULL;

  if (gtk_widget_get_mapped (GTK_WIDGET (canvas)))
    page = leaf ? leaf : GTK_WIDGET (canvas);
  if (!gtk_widget_grab_focus (page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

/* Shows the page, the panel, or both. Who had the focus in what is hidden has it in what is shown instead. */
static void
show_panes (TlWindow *self, gboolean shown)
{
  GtkWidget *panel = GTK_WIDGET (self->panel), *pages = GTK_WIDGET (self->pages);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean   instead = shown && self->narrow;

  if (shown)
    gtk_widget_set_visible (panel, TRUE);
  if (!instead)
    gtk_widget_set_visible (pages, TRUE);
  if (focus && instead && gtk_widget_is_ancestor (focus, pages))
    gtk_widget_child_focus (panel, GTK_DIR_TAB_FORWARD);
  else if (focus && !shown && gtk_widget_is_ancestor (focus, panel))
    focus_page (self);
  gtk_widget_set_visible (panel, shown);
  gtk_widget_set_visible (pages, !instead);
}

static gboolean
place (gpointer data)
{
  TlWindow  *self = data;
  GSettings *settings = get_settings (self);
  int        width = gtk_widget_get_width (GTK_WIDGET (self->paned));
  gboolean   shown = is_wanted (self);
  /* With large text the title needs the room; the menu has what these do, too. */
  gboolean   is_roomy = !self->narrow && tl_part_text_factor () < 1.5;

  self->placing = 0;
  show_panes (self, shown);
  gtk_widget_set_visible (self->panel_button, self->session && !_tl_window_has_own_side (self));
  gtk_widget_set_visible (self->new_button, is_roomy);
  _tl_window_update_seeing (self);
  gtk_widget_set_visible (self->undo_button, self->session && is_roomy && tl_session_can_edit (self->session));
  gtk_widget_set_visible (self->redo_button, gtk_widget_get_visible (self->undo_button));
  if (shown && !self->narrow && !self->panel_placed && width > 0)
    {
      int wanted = settings ? g_settings_get_int (settings, "panel-width") : 340;

      gtk_paned_set_position (self->paned, width - wanted);
      self->panel_placed = TRUE;
    }
  return G_SOURCE_REMOVE;
}

/**
 * _tl_window_place_panel_soon:
 *
 * Places it anew, but not while sizes are being given out.
 */
void
_tl_window_place_panel_soon (TlWindow *self)
{
  if (self->placing == 0)
    self->placing = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, place, self, NULL);
}

/**
 * _tl_window_show_page:
 *
 * Another page is shown, or the same is asked for: it is not behind the panel.
 */
void
_tl_window_show_page (TlWindow *self)
{
  self->panel_instead = FALSE;
  show_state (self);
  _tl_window_place_panel_soon (self);
}

/**
 * _tl_window_check_room:
 * @width: the window's
 *
 * The window was given a size.
 */
void
_tl_window_check_room (TlWindow *self, int width)
{
  int      need = _tl_window_has_own_side (self) ? 0 : tl_squeeze_get_need (GTK_WIDGET (self->paned));
  gboolean narrow = width < NARROW || (self->session && width < need);

  if (narrow == self->narrow && !(self->session && !self->panel_placed))
    return;
  if (narrow != self->narrow)
    {
      self->narrow = narrow;
      self->panel_instead = FALSE;
      show_state (self);
    }
  _tl_window_place_panel_soon (self);
}

static void
panel_action (GSimpleAction *action, GVariant *state, gpointer data)
{
  TlWindow *self = data;

  if (self->narrow)
    self->panel_instead = g_variant_get_boolean (state);
  else
    self->panel_wanted = g_variant_get_boolean (state);
  g_simple_action_set_state (action, state);
  _tl_window_place_panel_soon (self);
}

/* Someone asks for what is known of a thing. */
static void
show_panel_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_action_group_change_action_state (data, "panel", g_variant_new_boolean (TRUE));
}

/* Somebody wants to write down what is known of a thing: they go there. */
static void
edit_details_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow  *self = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->session == NULL || _tl_window_has_own_side (self))
    return;
  if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->pages)))
    g_set_weak_pointer (&self->came_from, focus);
  g_action_group_change_action_state (data, "panel", g_variant_new_boolean (TRUE));
  g_clear_handle_id (&self->placing, g_source_remove);
  place (self);
  tl_panel_enter (self->panel);
}

/* And back again. */
static void
leave_details_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow *self = data;

  if (self->narrow && self->panel_instead)
    {
      g_action_group_change_action_state (data, "panel", g_variant_new_boolean (FALSE));
      g_clear_handle_id (&self->placing, g_source_remove);
      place (self);
    }
  if (self->came_from && gtk_widget_get_mapped (self->came_from) && gtk_widget_grab_focus (self->came_from))
    return;
  focus_page (self);
}

/**
 * _tl_window_add_panel_actions:
 */
void
_tl_window_add_panel_actions (TlWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "panel", .state = "true", .change_state = panel_action },
    { .name = "show-panel", .activate = show_panel_action },
    { .name = "edit-details", .activate = edit_details_action },
    { .name = "leave-details", .activate = leave_details_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_set_layout_manager (self->squeeze, tl_squeeze_layout_new ());
  gtk_widget_set_overflow (self->squeeze, GTK_OVERFLOW_HIDDEN);
}

/**
 * _tl_window_load_panel:
 */
void
_tl_window_load_panel (TlWindow *self, GSettings *settings)
{
  self->panel_wanted = g_settings_get_boolean (settings, "panel-shown");
  show_state (self);
}

/**
 * _tl_window_save_panel:
 */
void
_tl_window_save_panel (TlWindow *self, GSettings *settings)
{
  g_settings_set_boolean (settings, "panel-shown", self->panel_wanted);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->panel)) && !self->narrow)
    {
      int width = gtk_widget_get_width (GTK_WIDGET (self->paned)) - gtk_paned_get_position (self->paned);

      g_settings_set_int (settings, "panel-width", CLAMP (width, 280, 1000));
    }
}
