/* tl-parking.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-parking.h"

#include <glib/gi18n-lib.h>

#include "tl-parking-edit.h"
#include "tl-parts.h"

/* More are for the search to find. */
#define MOST_ROWS 200

struct _TlParking
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkWidget *entry;
  GtkWidget *empty;
  GtkWidget *list;     /* GtkListBox */
  TlCanvas  *canvas;   /* not owned: it stands beside it */
  TlSession *session;
  char      *at;       /* what one was at on the map */
  char      *shape;    /* what is listed */
  GtkWidget *window;   /* not owned: the one whose action opens it */
};

G_DEFINE_FINAL_TYPE (TlParking, tl_parking, GTK_TYPE_WIDGET)

static void
take_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlParking  *self = TL_PARKING (widget);
  const char *id, *kind;

  g_variant_get (parameter, "(&s&s)", &id, &kind);
  gtk_widget_activate_action (GTK_WIDGET (self->canvas), "canvas.take-parked", "(sss)", id, kind, self->at ? self->at : "");
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlParking         *self = TL_PARKING (widget);
  g_autoptr (TlEdit) edit = NULL;
  g_autofree char   *what = NULL;

  if (self->session == NULL || !tl_session_can_edit (self->session))
    return;
  gtk_widget_grab_focus (self->entry);
  edit = tl_edits_delete (tl_session_get_document (self->session), g_variant_get_string (parameter, NULL), &what);
  if (edit)
    tl_session_apply (self->session, edit, NULL);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlParking *self = TL_PARKING (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  gtk_widget_set_visible (widget, FALSE);
}

/* Keeps what was typed, and is ready for the next. */
static void
entered (TlParking *self)
{
  g_autoptr (TlEdit) edit = NULL;
  g_autofree char   *id = NULL;

  if (self->session == NULL || !tl_session_can_edit (self->session))
    return;
  edit = tl_parking_add (tl_session_get_document (self->session), gtk_editable_get_text (GTK_EDITABLE (self->entry)), &id);
  if (edit && tl_session_apply (self->session, edit, NULL))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static GdkContentProvider *
drag_prepared (GtkDragSource *source, double x, double y, gpointer data)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  return gdk_content_provider_new_typed (TL_TYPE_THING, g_object_get_data (G_OBJECT (row), "thing"));
}

static void
drag_begun (GtkDragSource *source, GdkDrag *drag, gpointer data)
{
  GtkWidget                *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, picture, 12, 12);
}

static void
add_take (GMenu *menu, const char *label, const char *id, TlKind kind)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "parking.take", "(ss)", id, tl_kind_get_info (kind)->name);
  g_menu_append_item (menu, item);
}

static GMenuModel *
menu_new (const char *id)
{
  GMenu                *menu = g_menu_new ();
  g_autoptr (GMenu)     makes = g_menu_new (), rest = g_menu_new ();
  g_autoptr (GMenuItem) delete = g_menu_item_new (_("_Delete"), NULL);

  add_take (makes, _("Make It a _Stage"), id, TL_KIND_STAGE);
  add_take (makes, _("Make It a _Touchpoint"), id, TL_KIND_TOUCHPOINT);
  add_take (makes, _("Make It a _Pain Point"), id, TL_KIND_PAIN);
  add_take (makes, _("Make It a Deli_ght"), id, TL_KIND_DELIGHT);
  g_menu_item_set_action_and_target (delete, "parking.delete", "s", id);
  g_menu_append_item (rest, delete);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (makes));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return G_MENU_MODEL (menu);
}

static GtkWidget *
row_new (TlParking *self, TlThing *thing)
{
  GtkWidget             *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *row = gtk_list_box_row_new (), *button;
  GtkWidget             *label = tl_part_label (tl_thing_get_title (thing), NULL);
  g_autoptr (GMenuModel) menu = menu_new (tl_thing_get_id (thing));
  g_autofree char       *more = g_strdup_printf (_("What to do with “%s”"), tl_thing_get_title (thing));

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "thing", g_object_ref (thing), g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, tl_thing_get_title (thing), -1);
  if (tl_session_can_edit (self->session))
    {
      GtkDragSource *source = gtk_drag_source_new ();

      button = gtk_menu_button_new ();
      gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
      gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (button, more);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, more, -1);
      gtk_box_append (GTK_BOX (box), button);
      gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
      g_signal_connect (source, "prepare", G_CALLBACK (drag_prepared), NULL);
      g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begun), NULL);
      gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
    }
  return row;
}

static void
row_activated (TlParking *self, GtkListBoxRow *row)
{
  TlThing *thing = g_object_get_data (G_OBJECT (row), "thing");

  if (self->session)
    tl_session_select (self->session, tl_thing_get_id (thing));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-panel", NULL);
}

static char *
get_shape (TlParking *self)
{
  TlThing *root = tl_journey_get_root (tl_session_get_journey (self->session));
  GString *shape = g_string_new (tl_session_can_edit (self->session) ? "edit\n" : "");

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_PARKED); i++)
    {
      TlThing *thing = tl_thing_nth (root, TL_KIND_PARKED, i);

      g_string_append_printf (shape, "%s=%s\n", tl_thing_get_id (thing), tl_thing_get_title (thing));
    }
  return g_string_free (shape, FALSE);
}

/* Lists what is parked, the last first: that is what was just spoken of. */
static void
follow (TlParking *self)
{
  g_autofree char *shape = NULL;
  GtkWidget       *child;
  GtkRoot         *root_widget = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget       *focus = root_widget ? gtk_root_get_focus (root_widget) : NULL;
  TlThing         *root;
  guint            n;

  if (self->session == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  shape = get_shape (self);
  if (g_strcmp0 (shape, self->shape) == 0)
    return;
  g_free (self->shape);
  self->shape = g_steal_pointer (&shape);
  if (focus && gtk_widget_is_ancestor (focus, self->list))
    gtk_widget_grab_focus (self->entry);
  while ((child = gtk_widget_get_first_child (self->list)))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  root = tl_journey_get_root (tl_session_get_journey (self->session));
  n = tl_thing_n (root, TL_KIND_PARKED);
  for (guint i = n; i > 0 && i + MOST_ROWS > n; i--)
    gtk_list_box_append (GTK_LIST_BOX (self->list), row_new (self, tl_thing_nth (root, TL_KIND_PARKED, i - 1)));
  gtk_widget_set_visible (self->list, n > 0);
  gtk_widget_set_visible (self->empty, n == 0);
  gtk_widget_set_visible (self->entry, tl_session_can_edit (self->session));
}

/* What one is at on the map stays known while something parked is selected. */
static void
selection_changed (TlParking *self)
{
  const char *id = tl_session_get_selected (self->session);
  TlThing    *thing = id ? tl_journey_lookup (tl_session_get_journey (self->session), id) : NULL;

  if (thing && tl_thing_get_kind (thing) == TL_KIND_PARKED)
    return;
  g_free (self->at);
  self->at = g_strdup (id);
}

static void
open_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  tl_parking_open (data);
}

/* It can be opened from anywhere in its window. */
static void
tl_parking_root (GtkWidget *widget)
{
  TlParking *self = TL_PARKING (widget);
  GtkRoot   *root;

  GTK_WIDGET_CLASS (tl_parking_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (G_IS_ACTION_MAP (root))
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new ("park", NULL);

      g_signal_connect_object (action, "activate", G_CALLBACK (open_activated), self, 0);
      g_action_map_add_action (G_ACTION_MAP (root), G_ACTION (action));
      g_simple_action_set_enabled (action, self->session != NULL);
      self->window = GTK_WIDGET (root);
    }
}

static void
tl_parking_unroot (GtkWidget *widget)
{
  TlParking *self = TL_PARKING (widget);

  if (self->window)
    g_action_map_remove_action (G_ACTION_MAP (self->window), "park");
  self->window = NULL;
  GTK_WIDGET_CLASS (tl_parking_parent_class)->unroot (widget);
}

static void
tl_parking_dispose (GObject *object)
{
  TlParking *self = TL_PARKING (object);

  tl_parking_set_session (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->at, g_free);
  g_clear_pointer (&self->shape, g_free);
  G_OBJECT_CLASS (tl_parking_parent_class)->dispose (object);
}

static void
tl_parking_class_init (TlParkingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_parking_dispose;
  widget_class->root = tl_parking_root;
  widget_class->unroot = tl_parking_unroot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-parking");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "parking.take", "(ss)", take_action);
  gtk_widget_class_install_action (widget_class, "parking.delete", "s", delete_action);
  gtk_widget_class_install_action (widget_class, "parking.close", NULL, close_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "parking.close", NULL);
}

static void
tl_parking_init (TlParking *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *title = tl_part_label (_("Parking Lot"), "heading");
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic"), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_add_css_class (close, "circular");
  gtk_widget_set_tooltip_text (close, _("Close (Esc)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Close the parking lot"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "parking.close");
  gtk_box_append (GTK_BOX (head), close);
  gtk_box_append (GTK_BOX (self->box), head);
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Park something…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Park something"), -1);
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), 500);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entered), self);
  gtk_box_append (GTK_BOX (self->box), self->entry);
  self->empty = tl_part_note (_("What must not be lost now, and has no place yet: type it and press Enter. Later, drag it "
                                "onto the map."));
  gtk_box_append (GTK_BOX (inside), self->empty);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_set_visible (self->list, FALSE);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Parking lot"), -1);
  gtk_box_append (GTK_BOX (inside), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), inside);
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * tl_parking_new:
 * @canvas: the map that it stands beside
 *
 * Returns: (transfer floating): a parking lot, which shows itself when it is opened by `win.park`
 */
GtkWidget *
tl_parking_new (TlCanvas *canvas)
{
  TlParking *self = g_object_new (TL_TYPE_PARKING, NULL);

  self->canvas = canvas;
  return GTK_WIDGET (self);
}

/**
 * tl_parking_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_parking_set_session (TlParking *self, TlSession *session)
{
  GAction *action = self->window ? g_action_map_lookup_action (G_ACTION_MAP (self->window), "park") : NULL;

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_clear_pointer (&self->at, g_free);
  g_clear_pointer (&self->shape, g_free);
  if (action)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), session != NULL);
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "edited", G_CALLBACK (follow), self);
  g_signal_connect_swapped (session, "notify::selected", G_CALLBACK (selection_changed), self);
  follow (self);
}

/**
 * tl_parking_open:
 *
 * Shows it, ready to type; where the map is not shown, that too.
 */
void
tl_parking_open (TlParking *self)
{
  if (self->session == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "map");
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  follow (self);
  gtk_widget_grab_focus (self->entry);
}
